/** @file From syntax to the expression graph. */
export { type Bound, boundOf } from "./bounds.ts";
export { functionLetters, isFunctionLetter, unknownMark } from "./call.ts";
export { type Elaborated, elaborate, sizeInBody } from "./elaborate.ts";
export { gathered } from "./forms.ts";
export { type AffineIndex, affineIndex } from "./indices.ts";
export { runsInWindows, windowCount } from "./ranges.ts";
export type {
  Binding,
  Calculus,
  Candidate,
  Context,
  DefinedLine,
  IndexRange,
  Refusal,
  Scope,
} from "./scope.ts";
export type { Value } from "./value.ts";
