/** @file The worked solution. */

export { indexFormOf } from "./index-form.ts";
export { formInLayout, inLayout, layoutNote } from "./laid-out.ts";
export { arrangedShape, arrangement, type Layout, layoutNotes, layouts } from "./layout.ts";
export type {
  Derivation,
  Fold,
  FoldFactor,
  Further,
  FurtherKind,
  Gradient,
  IndexForm,
  Link,
  LossChange,
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
export { decimals, exactSyntax, numericOf, shown } from "./value.ts";
export { solve, solveProblem, type WorkOptions } from "./work.ts";
