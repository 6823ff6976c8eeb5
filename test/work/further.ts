/** @file What the tests of further derivatives share: a solution's sections as lines of text. */
import { writePlain } from "../../src/notation/index.ts";
import type { Derivation, Further, Solution } from "../../src/work/index.ts";
import { solve, type WorkOptions } from "../../src/work/index.ts";

/** The further derivatives of a problem that has nothing wrong with it. */
export function furtherOf(problem: string, options: WorkOptions = {}): readonly Further[] {
  return solutionOf(problem, options).parts.at(-1)!.further;
}

export function solutionOf(problem: string, options: WorkOptions = {}): Solution {
  const solution = solve(problem, options);
  const wrong = solution.diagnostics.filter(({ code }) => code !== "PG2011" && code !== "PG3005");
  if (wrong.length > 0) throw new Error(wrong.map(({ code }) => code).join());
  return solution;
}

/** `target = link = link`. */
function line({ target, links }: Derivation): string {
  const rest = links.map(({ sign, syntax }) => {
    return ` ${sign === "=" ? "=" : "~"} ${writePlain(syntax)}`;
  });
  return writePlain(target) + rest.join("");
}

/** All lines of a section; last, where it says more, the closed form. */
export function told(further: Further): string[] {
  const { lines, chain, closedMain, where } = further;
  const written = [...lines, chain].map(line);
  const main = writePlain(closedMain);
  const parts = where.map(({ name, syntax }) => `${name}: ${writePlain(syntax)}`);
  return written.at(-1)!.includes(main) ? written : [...written, `closed: ${main}`, ...parts];
}
