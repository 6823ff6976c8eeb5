/**
 * @file Claims on entries that fail in general: of which entries they hold, by the cases of their
 * letters (i = j, i ≠ j) and by the class of an example (j = y_i), and at which one they fail.
 */
import { classCases, classNamed, inClass, saysClass } from "./classes.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { casesOf, comparesLetters, inCase, sameCase } from "./letter-case.ts";
import { variablesOf } from "./variables.ts";

/** The verdict on a pair under every reading. */
type Judge = (bench: Bench, pair: Pair) => Finding;

/** A refutation of a claim on entries, with the cases in which it holds. */
export function inCases(bench: Bench, pair: Pair, finding: Finding, judged: Judge): Finding {
  const { letters, left, right } = pair;
  const { arena } = bench.sheet;
  const stated = pair.cases.filter((one) => {
    return (
      letters.includes(one.left) && (typeof one.right !== "string" || letters.includes(one.right))
    );
  });
  const others = casesOf(letters, left).filter((own) => !stated.some((one) => sameCase(one, own)));
  const byClass = inClasses(bench, pair, finding, judged);
  if (byClass !== null) return byClass;
  const inScope: Finding[] = [];
  for (const [k, own] of [...stated, ...others].entries()) {
    const isStated = k < stated.length;
    const sides = [left, right].map((side) => inCase(side, letters, own, arena));
    const [a, b] = sides;
    if (a == null || b == null) {
      return {
        verdict: "undecided",
        reason: `it may be said of the entries with ${own.text} only`,
      };
    }
    const there = judged(bench, { ...pair, left: a, right: b, loose: null });
    if (holds(there)) {
      // what tells the cases apart itself is meant of all of them
      if (comparesLetters(pair.written)) continue;
      if (isStated) return { ...there, reason: `it holds where ${own.text}` };
      // 0 = 0 off the diagonal says nothing
      const nothing = { ...pair, left: a, right: arena.zeros(a.shape), loose: null };
      if (holds(judged(bench, nothing))) continue;
      return { ...finding, verdict: "conditional", condition: own.text };
    }
    if (!isStated) continue;
    if (there.verdict !== "refuted") return there;
    const isDiagonal = a.shape.length < left.shape.length;
    inScope.push(atEntry(there, isDiagonal ? letters.filter((one) => one !== own.right) : letters));
  }
  // the nearest case shows best that it is wrong
  return inScope[0] ?? atEntry(finding, letters);
}

/** A claim that holds for the class of an example, or for the others; null for any other. */
function inClasses(bench: Bench, pair: Pair, finding: Finding, judged: Judge): Finding | null {
  const { sheet } = bench;
  const { letters, left, right } = pair;
  const variables = new Set([left, right].flatMap((side) => variablesOf(sheet.expand(side))));
  for (const variable of variables) {
    const name = classNamed(sheet.nameOf(variable));
    if (name === undefined) continue;
    for (const own of classCases(variable, name, letters, left)) {
      const [a, b] = [left, right].map((side) => inClass(side, variable, own, sheet.arena));
      const there = judged(bench, { ...pair, left: a!, right: b!, loose: null });
      const isStated = pair.cases.some((one) => saysClass(one, own));
      if (isStated && there.verdict === "refuted") return atEntry(there, letters);
      if (!holds(there) || comparesLetters(pair.written)) continue;
      if (isStated) return { ...there, reason: `it holds where ${own.text}` };
      const nothing = { ...pair, left: a!, right: sheet.arena.zeros(a!.shape), loose: null };
      if (holds(judged(bench, nothing))) continue;
      return { ...finding, verdict: "conditional", condition: own.text };
    }
  }
  return null;
}

/** A refutation at the entry where the sides differ: at i = 1, j = 2 the sides are two numbers. */
function atEntry(finding: Finding, letters: readonly string[]): Finding {
  const { entry, counterexample } = finding;
  if (entry === undefined || counterexample === undefined || letters.length === 0) return finding;
  if (entry.index.length !== letters.length) return finding;
  const places = letters.map((letter, k): [string, string] => [letter, `${entry.index[k]}`]);
  const at = { ...counterexample.at, ...Object.fromEntries(places) };
  return { ...finding, counterexample: { at, left: entry.left, right: entry.right } };
}
