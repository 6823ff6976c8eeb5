/** @file The worked solution. */
export { arrangedShape, arrangement, type Layout, layoutNotes, layouts } from "./layout.ts";
export type {
  Derivation,
  Further,
  FurtherKind,
  Gradient,
  Link,
  LossChange,
  Solution,
  Substep,
  UpdatedParameter,
  Value,
  Worked,
  WorkedEdge,
  WorkedNode,
  WorkedPart,
  WorkedStep,
  WorkedUpdate,
} from "./solution.ts";
export { decimals, exactSyntax, numericOf, shown } from "./value.ts";
export { solve, solveProblem, type WorkOptions } from "./work.ts";
