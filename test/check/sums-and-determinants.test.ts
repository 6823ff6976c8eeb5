/**
 * @file Sums and products up to n, and determinants of products: what is proved, what is refuted
 * beside it, and what is only seen to agree. Every proof is checked again by a fresh kernel.
 */

import { describe, expect, test } from "vitest";
import { type Proof, prove, verify } from "../../src/algebra/index.ts";
import { equalTexts } from "../../src/check/equal.ts";
import { readPair } from "../../src/check/pair.ts";
import { documents } from "./verdicts.ts";

type Row = readonly [left: string, right: string];

const proved: readonly Row[] = [
  ["\\sum_{i=1}^n i", "n(n+1)/2"],
  ["\\sum_{k=1}^n k^2", "\\frac{n(n+1)(2n+1)}{6}"],
  ["\\sum_{k=1}^n k^3", "\\left(\\frac{n(n+1)}{2}\\right)^2"],
  ["\\sum_{k=1}^n (2k-1)", "n^2"],
  ["\\sum_{k=1}^{n-1} k", "n(n-1)/2"],
  ["\\sum_{i=0}^{n} r^i", "\\frac{1-r^{n+1}}{1-r}"],
  ["\\sum_{i=0}^{n-1} r^i", "\\frac{1-r^n}{1-r}"],
  ["(1-r)\\sum_{k=0}^n r^k", "1-r^{n+1}"],
  ["\\sum_{k=1}^n k r^k", "\\frac{r(1-(n+1)r^n+n r^{n+1})}{(1-r)^2}"],
  ["\\sum_{k=1}^n 2^k", "2^{n+1}-2"],
  ["\\sum_{k=1}^n \\frac{1}{k(k+1)}", "1-\\frac{1}{n+1}"],
  ["\\sum_{k=1}^n (\\ln(k+1)-\\ln k)", "\\ln(n+1)"],
  ["\\sum_{k=1}^{n+1} k", "n+1+\\sum_{k=1}^n k"],
  ["\\prod_{k=1}^n k", "n \\prod_{k=1}^{n-1} k"],
  ["\\prod_{k=1}^n \\frac{k}{k+1}", "\\frac{1}{n+1}"],
  ["\\prod_{k=1}^n 2", "2^n"],
  ["\\det(AB)", "\\det(A)\\det(B)"],
  ["\\det(ABC)", "\\det(C)\\det(A)\\det(B)"],
  ["\\det(A^T)", "\\det(A)"],
  ["\\det(A^{-1})", "1/\\det(A)"],
  ["\\det(A^{-1} B A)", "\\det(B)"],
  ["\\det(A^T A)", "\\det(A)^2"],
];

const refuted: readonly Row[] = [
  ["\\sum_{i=1}^n i", "n(n-1)/2"],
  ["\\sum_{k=1}^n k^2", "\\frac{n(n+1)(2n-1)}{6}"],
  ["\\sum_{k=1}^n k^3", "\\left(\\frac{n(n-1)}{2}\\right)^2"],
  ["\\sum_{k=1}^n (2k-1)", "n^2+1"],
  // true at n = 1, 2 and 3
  ["\\sum_{k=1}^n k", "n(n+1)/2+(n-1)(n-2)(n-3)"],
  ["\\sum_{i=0}^{n} r^i", "\\frac{1-r^n}{1-r}"],
  ["(1-r)\\sum_{k=0}^n r^k", "1+r^{n+1}"],
  // the step holds, the first case does not
  ["\\sum_{k=1}^n 2^k", "2^{n+1}-1"],
  ["\\sum_{k=1}^n \\frac{1}{k(k+1)}", "1-\\frac{1}{n}"],
  ["\\sum_{k=1}^{n+1} k", "n+\\sum_{k=1}^n k"],
  ["\\sum_{k=1}^n k^2", "\\left(\\sum_{k=1}^n k\\right)^2"],
  ["\\prod_{k=1}^n k", "(n-1) \\prod_{k=1}^{n-1} k"],
  ["\\prod_{k=1}^n \\frac{k}{k+1}", "\\frac{1}{n}"],
  ["\\prod_{k=1}^n 2", "2n"],
  ["\\det(AB)", "\\det(A)+\\det(B)"],
  ["\\det(A+B)", "\\det(A)+\\det(B)"],
  ["\\det(-A)", "-\\det(A)"],
  ["\\det(A^{-1} B A)", "\\det(A)"],
  ["\\det(A^T A)", "\\det(A)+1"],
];

const seen: readonly Row[] = [
  // the right side has no value at n = 3, from where no step leads on
  ["\\sum_{k=1}^n k", "\\frac{n(n+1)(n-3)}{2(n-3)}"],
  // the step wants to know what the sum on the right is
  ["\\sum_{k=1}^n k^3", "\\left(\\sum_{k=1}^n k\\right)^2"],
];

function proofOf([left, right]: Row) {
  const pair = readPair(left, right);
  if ("diagnostics" in pair) throw new Error(left);
  const proof = prove(pair.left, pair.right, pair.arena);
  expect(proof).toBeDefined();
  return { proof: proof!, arena: pair.arena };
}

test.each(proved)("%s = %s is proved, and the proof is checked again", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("proved");
  const { proof, arena } = proofOf([left, right]);
  expect(verify(proof, arena)).toBe(true);
});

test.each(refuted)("%s = %s is refuted", (left, right) => {
  const report = equalTexts(left, right);
  expect(report.verdict).toBe("refuted");
  expect(report.counterexample).toBeDefined();
});

test.each(seen)("%s = %s is only seen to hold", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("agrees");
});

describe("a proof by induction does not survive", () => {
  const { proof, arena } = proofOf(["\\sum_{k=1}^n k", "n(n+1)/2"]);
  const descent = proof.descent!;
  const changed = (own: Partial<typeof descent>): Proof => ({
    ...proof,
    descent: { ...descent, ...own },
  });

  test("without its first case, or its step", () => {
    for (const k of [0, 1]) {
      expect(verify(changed({ proofs: descent.proofs.filter((_, j) => j !== k) }), arena)).toBe(
        false,
      );
    }
    expect(verify(changed({ proofs: [] }), arena)).toBe(false);
  });

  test("with its parts in the wrong places", () => {
    expect(verify(changed({ proofs: [...descent.proofs].reverse() }), arena)).toBe(false);
    expect(verify(changed({ by: "peeling" }), arena)).toBe(false);
    expect(verify(changed({ symbol: "m" }), arena)).toBe(false);
  });

  test("for another claim", () => {
    const right = arena.add(proof.right, arena.integer(1));
    expect(verify({ ...proof, right }, arena)).toBe(false);
  });

  test("with a part taken away from a part", () => {
    const proofs = descent.proofs.map((one) => ({ ...one, steps: one.steps.slice(1) }));
    expect(verify(changed({ proofs }), arena)).toBe(false);
  });
});

describe("sums between other bounds than a number and n", () => {
  documents([
    ["to 2n", "$\\sum_{k=1}^{2n} k = n(2n+1)$"],
    ["to 2n + 1", "$\\sum_{k=1}^{2n+1} k = (n+1)(2n+1)$"],
    ["to 2n - 1", "$\\sum_{k=1}^{2n-1} k = n(2n-1)$"],
    ["from n to 2n", "$\\sum_{k=n}^{2n} k = \\frac{3n(n+1)}{2}$"],
    [
      "from n to 2n",
      "$\\sum_{k=n}^{2n} k = \\frac{3n(n+1)}{4}$",
      "1 ! arithmetic: \\frac{3n(n+1)}{2}",
    ],
    ["from m to n", "$\\sum_{k=m}^{n} k = (n+m)(n-m+1)/2$"],
    ["from m to n", "$\\sum_{k=m}^{n} k = (n+m)(n-m)/2$", "1 ! missing-term: (n+m)(n-m + 1)/2"],
    ["from m to n", "$\\sum_{k=m}^{n} r^k = \\frac{r^m - r^{n+1}}{1-r}$"],
    ["a product to 2n", "$\\prod_{k=1}^{2n} x^k = x^{n(2n+1)}$"],
    ["signs in turn", "$(1 + x) \\sum_{k=1}^{2n} (-x)^{k-1} = 1 - x^{2n}$"],
    ["a bound that is no line", "$\\sum_{k=1}^{n^2} k = n$", "1 -"],
  ]);
});
