/** @file The worked solution. */
export type {
  Derivation,
  Gradient,
  Link,
  Solution,
  Substep,
  Value,
  Worked,
  WorkedEdge,
  WorkedNode,
  WorkedPart,
} from "./solution.ts";
export { decimals, exactSyntax, numericOf, shown } from "./value.ts";
export { solve, solveProblem, type WorkOptions } from "./work.ts";
