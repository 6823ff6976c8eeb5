/** @file The worked solution. */

export { type Contribution, contributionsOf } from "./contributions.ts";
export { indexFormOf } from "./index-form.ts";
export { formInLayout, inLayout, layoutNote } from "./laid-out.ts";
export { arrangedShape, arrangement, type Layout, layoutNotes, layouts } from "./layout.ts";
export type {
  Begun,
  Derivation,
  Fold,
  FoldFactor,
  Further,
  FurtherKind,
  Gradient,
  IndexForm,
  Link,
  LossChange,
  Passed,
  PassedNode,
  Solution,
  Substep,
  UpdatedParameter,
  Value,
  Worked,
  WorkedAgain,
  WorkedEdge,
  WorkedNode,
  WorkedPart,
  WorkedStep,
  WorkedUpdate,
} from "./solution.ts";
export { type TracedEntry, type TracedOperand, type Tracing, tracingOf } from "./tracing.ts";
export { decimals, entryOf, exactSyntax, numericOf, shapeOf, shown } from "./value.ts";
export { begin, solve, solveProblem, type WorkOptions } from "./work.ts";
