/**
 * @file Examples of a data matrix. Beside X, of which something is said, x_i is row i of it, or
 * column i, where nothing says what x is:
 *
 *     Σ_i (y_i − p_i) x_i = Xᵀ (y − p)
 */
import type { Node } from "../expression/index.ts";
import { transposed } from "./entry.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { variablesOf } from "./variables.ts";

/**
 * The verdict where examples are the rows or columns of the matrix with their capital, and a reason
 * where that is not known; null where it changes nothing.
 */
export function asRows(
  bench: Bench,
  { id, left, right }: Pair,
  part: number,
): Finding | string | null {
  const { sheet, values, decide } = bench;
  const sides = [sheet.expand(left), sheet.expand(right)] as const;
  for (const variable of new Set(sides.flatMap(variablesOf))) {
    const isOpen = variable.shape.length === 2 && values.ofInput(variable, id, null) === undefined;
    const whole = isOpen ? capitalOf(sheet.ownName(variable)) : null;
    const matrix = whole === null ? undefined : sheet.named(whole, part)?.variable;
    if (matrix?.shape.length !== 2) continue;
    for (const one of [matrix, transposed(matrix, sheet.arena)]) {
      const put = new Map<Node, Node>([[variable, one]]);
      const [a, b] = sides.map((side) => sheet.putFitting(side, put));
      const found = a == null || b == null ? null : decide(a, b);
      if (found !== null && holds(found)) {
        return {
          verdict: "agrees",
          reason: `${sheet.ownName(variable)} has the examples of ${whole}`,
        };
      }
    }
    return `${sheet.ownName(variable)} may have the examples of ${whole}`;
  }
  return null;
}

/** X of x, and \\mathbf{X} of \\mathbf{x}; null for names of several letters. */
function capitalOf(name: string): string | null {
  const [, bold, plain] = /^(?:\\mathbf\{([a-z])\}|([a-z]))$/.exec(name) ?? [];
  if (bold !== undefined) return `\\mathbf{${bold.toUpperCase()}}`;
  return plain === undefined ? null : plain.toUpperCase();
}
