/** @file Lines of the section that pengrad does not work, with the reason. */
import type { OutOfReach } from "./identity.ts";

const complex = "Numbers here are real; of a real matrix the line is the one before it.";
const second = "A second derivative: `find d^2f/dx^2` works it, outside this table.";
const eigen = "There is no operation for eigenvalues or eigenvectors.";

export const outOfReach: readonly OutOfReach[] = [
  {
    number: "(39)",
    of: "X \\otimes Y",
    reason:
      "The Kronecker product would have sizes that are products of sizes, which shapes do not " +
      "express. Its traces, (105) and (120), are traces of its factors and are in the table.",
  },
  { number: "(45)", of: "X^H", reason: complex },
  { number: "(48)", of: "\\frac{d\\det Y}{dx}", reason: second },
  { number: "(67)", of: "\\lambda_i(A)", reason: eigen },
  { number: "(68)", of: "v_i(A)", reason: eigen },
  { number: "(89)", of: "(a - x^H b)^2", reason: complex },
  { number: "(98)", of: "\\nabla_x (x^T A x + b^T x)", reason: second },
  {
    number: "(128)",
    of: "\\operatorname{tr}(\\sin(X))",
    reason:
      "The book means the function of the matrix, by its power series; functions here act entry " +
      "by entry. The line above with this number is that other function.",
  },
  {
    number: "(144)",
    of: "\\operatorname{tr}(A T)",
    reason:
      "For a symmetric Toeplitz matrix T_{ij} = t_{|i-j|}: an index cannot be an absolute value.",
  },
];
