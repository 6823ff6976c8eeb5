/** @file The worked solution. */

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
export { decimals, exactSyntax, numericOf, shapeOf, shown } from "./value.ts";
export { begin, solve, solveProblem, type WorkOptions } from "./work.ts";
