/**
 * What is true is never called wrong: generated solutions of classroom problems, with numbers that
 * were worked out and styles that authors have, in which no step may be refuted. And what is wrong
 * is found: one number of such a solution changed.
 *
 * `PENGRAD_RUNS` asks for so many solutions, `PENGRAD_SEED` for others.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { mistaken } from "./true/mistake.ts";
import { type Solution, solutions } from "./true/solution.ts";

const runs = Number(process.env.PENGRAD_RUNS ?? 120);
const seed = Number(process.env.PENGRAD_SEED ?? 20);
const limit = 2000 * runs + 60_000;

/** The steps of a text that are called wrong. */
function wrongIn(text: string, path: string): { line: number; said: string }[] {
  const { statements, diagnostics } = checkText(text, { path });
  return statements.flatMap(({ verdict, line, left, right }, k) => {
    const own = diagnostics.find(({ statement }) => statement === k);
    const said = `${line}: ${left} = ${right}\n    ${own?.message ?? ""}`;
    return verdict === "refuted" ? [{ line, said }] : [];
  });
}

/** A document with what is said of it, for whoever reads a failure. */
function report({ problem, document }: Solution, said: readonly { said: string }[]): string {
  return [`A true solution (${problem}):`, document.text, ...said.map((one) => one.said)].join(
    "\n",
  );
}

test(
  "nothing is said of true solutions",
  () => {
    const property = fc.property(solutions, (solution) => {
      const { text, path } = solution.document;
      const found = wrongIn(text, path);
      if (found.length > 0) throw new Error(report(solution, found));
    });
    fc.assert(property, { numRuns: runs, seed });
  },
  limit,
);

test(
  "a wrong number is found on its line",
  () => {
    const cases = fc.sample(fc.tuple(solutions, fc.nat(99)), {
      numRuns: Math.ceil(runs / 2),
      seed: seed + 1,
    });
    const outcomes = cases.flatMap(([{ document }, k]) => {
      const one = mistaken(document, k);
      return one === null
        ? []
        : [wrongIn(one.text, one.path).some(({ line }) => line === one.line)];
    });
    const share = outcomes.filter((found) => found).length / outcomes.length;
    console.log(`wrong numbers found: ${Math.round(100 * share)} % of ${outcomes.length}`);
    expect(share).toBeGreaterThanOrEqual(0.85);
  },
  limit,
);
