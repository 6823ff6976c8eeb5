/** @file From syntax to the expression graph. */
export { isFunctionLetter } from "./call.ts";
export { type Elaborated, elaborate, sizeInBody } from "./elaborate.ts";
export { affineIndex } from "./indices.ts";
export type { Binding, Calculus, Context, IndexRange, Scope } from "./scope.ts";
export type { Value } from "./value.ts";
