/**
 * @file The pair set: 1,329 distinct pairs from identity tables (DLMF chapter 4, Abramowitz and
 * Stegun chapters 3 and 4, tables of derivatives, algebraic and logarithmic identities, the
 * activations), as they stand and with other arguments put in; half of them false by one edit of
 * one side. The labels were found with another program at thirty digits.
 */
import { expect, test } from "vitest";
import { decide, verify } from "../../src/algebra/index.ts";
import { readPair } from "../../src/check/pair.ts";
import { read } from "../tidy/sources.ts";

interface Labelled {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly equal: boolean;
}

const pairs = read("test/check/pairs.jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Labelled);

test("the pairs are many, and distinct", () => {
  expect(pairs.length).toBeGreaterThan(1_000);
  expect(new Set(pairs.map(({ a, b }) => `${a} = ${b}`)).size).toBe(pairs.length);
  expect(pairs.filter(({ equal }) => !equal).length).toBeGreaterThan(pairs.length * 0.45);
});

test("no false accept, no false reject, hardly any undecided, nearly all proved", () => {
  const wrong: string[] = [];
  const counts = new Map<string, number>();
  for (const { id, a, b, equal } of pairs) {
    const pair = readPair(a, b);
    if ("diagnostics" in pair) {
      wrong.push(`${id}: not read`);
      continue;
    }
    const verdict = decide(pair.left, pair.right, pair.arena);
    const kind = `${equal ? "true" : "false"} ${verdict.verdict}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const accepted = verdict.verdict === "proved" || verdict.verdict === "agrees";
    const rejected = verdict.verdict === "refuted" || verdict.verdict === "conditional";
    if (equal ? rejected : accepted) wrong.push(`${id}: ${a} = ${b} ${verdict.verdict}`);
    if (verdict.verdict === "proved" && !verify(verdict.proof, pair.arena)) {
      wrong.push(`${id}: the proof is refused`);
    }
  }
  expect(wrong).toEqual([]);
  const count = (kind: string) => counts.get(kind) ?? 0;
  const trueOnes = pairs.filter(({ equal }) => equal).length;
  expect(count("true undecided") + count("false undecided")).toBe(0);
  expect(count("true proved")).toBeGreaterThanOrEqual(trueOnes - 4);
  expect(count("false refuted")).toBe(pairs.length - trueOnes);
});
