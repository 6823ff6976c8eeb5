/** @file Aligned chains, matrices as pictures, columns of a terminal, and wide and deep trees. */
import katex from "katex";
import { describe, expect, test } from "vitest";
import * as S from "../../src/notation/build.ts";
import type { Syntax } from "../../src/notation/syntax.ts";
import {
  displayWidth,
  writeAligned,
  writeLatex,
  writePlain,
  writeUnicode,
  writeUnicodeGrid,
} from "../../src/notation/write/index.ts";

describe("writeAligned", () => {
  const aligned = (rows: string) => `\\begin{aligned} ${rows} \\end{aligned}`;
  const rows: readonly (readonly [chain: Syntax, first: Syntax | null, text: string])[] = [
    [S.equation("a", "b", "c"), null, "a &= b \\\\ &= c"],
    [S.equation("a", "b"), null, "a &= b"],
    [S.equation("a", "b"), S.name("y"), "y &= a \\\\ &= b"],
    [S.name("a"), S.name("y"), "y &= a"],
    [S.name("a"), null, "& a"],
    [S.relation(["a", "b", "c"], ["\\le", "<"]), null, "a &\\le b \\\\ &< c"],
    [S.list([S.equation("a", 1), S.equation("b", 2, 3)]), null, "a &= 1 \\\\ b &= 2 \\\\ &= 3"],
    [S.equation(S.equation("a", "b"), "c"), null, "(a = b) &= c"],
    [S.equation(S.sum(["a", "b"]), S.fraction(1, 2)), null, "a + b &= \\frac{1}{2}"],
  ];
  test.each(rows)("row %#", (chain, first, text) => {
    const latex = writeAligned(chain, first);
    expect(latex).toBe(aligned(text));
    expect(() => katex.renderToString(latex, { throwOnError: true })).not.toThrow();
  });
  test("options reach every row", () => {
    const chain = S.equation(S.transpose("W"), S.transpose("V"));
    const latex = writeAligned(chain, null, { transposeSpelling: "\\top" });
    expect(latex).toBe(aligned("W^\\top &= V^\\top"));
  });
});

test.each([
  [S.transpose("W"), "W^\\top"],
  [S.transpose(S.power("W", S.negate(1))), "W^{-\\top}"],
  [S.transpose(S.family("W", "l")), "W^{(l)\\top}"],
  [S.product([S.transpose("W"), "x"]), "W^\\top x"],
])("the transpose can be \\top, row %#", (tree, latex) => {
  expect(writeLatex(tree, { transposeSpelling: "\\top" })).toBe(latex);
  expect(() => katex.renderToString(latex, { throwOnError: true })).not.toThrow();
});

describe("writeUnicodeGrid", () => {
  const grids: readonly (readonly [Syntax, readonly string[]])[] = [
    [S.matrix([["a", "b"]]), ["[ a  b ]"]],
    [S.column([1, -10]), ["⎡   1 ⎤", "⎣ −10 ⎦"]],
    [
      S.matrix([
        [2, -1],
        [0, S.fraction(1, 2)],
        [10, 3],
      ]),
      ["⎡  2   −1 ⎤", "⎢  0  1/2 ⎥", "⎣ 10    3 ⎦"],
    ],
    [S.matrix([[1, 2], [3]]), ["⎡ 1  2 ⎤", "⎣ 3    ⎦"]],
    [S.column([S.accented("vec", "x"), "xy"]), ["⎡  x⃗ ⎤", "⎣ xy ⎦"]],
    [S.matrix([]), ["[ ]"]],
    [S.matrix([[], []]), ["[ ]"]],
    [S.sum(["a", 1]), ["a + 1"]],
  ];
  test.each(grids)("row %#", (tree, lines) => {
    const drawn = writeUnicodeGrid(tree);
    expect(drawn).toEqual(lines);
    expect(new Set(drawn.map(displayWidth)).size).toBe(1);
  });
});

test.each([
  ["", 0],
  ["abc", 3],
  ["x₁² · √(θ)", 10],
  ["y\u0302", 1],
  ["ŷ", 1],
  ["x\u20d7", 1],
  ["𝐱ᵀ", 2],
  ["⎡ −1 ⎤", 6],
  ["‖x‖₂", 4],
  ["∑ᵢ₌₁ⁿ", 5],
  ["漢字", 4],
  ["ｘ", 2],
  ["🙂", 2],
  ["한", 2],
  ["a\u200db", 2],
  ["\u001b", 0],
])("%j takes %i columns", (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

const writers = [
  ["LaTeX", writeLatex],
  ["plain", writePlain],
  ["Unicode", writeUnicode],
] as const;

describe.each(writers)("%s", (_, write) => {
  const count = 100_000;
  const names = Array.from({ length: count }, (_, i) => S.subscripted("x", i));
  const wide: readonly (readonly [string, Syntax])[] = [
    ["sum", S.sum(names)],
    ["product", S.product(names)],
    ["chain", S.equation(...names.slice(0, 50_000))],
    ["matrix", S.matrix([names])],
    ["list", S.list(names)],
    ["call", { ...S.call("max", []), arguments: names } as Syntax],
  ];
  test.each(wide)("a wide %s is written in linear time", (_, tree) => {
    const start = performance.now();
    const text = write(tree);
    expect(text.length).toBeGreaterThan(200_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("a deep tree is written once per node", () => {
    let tree = S.part("x");
    for (let i = 0; i < 400; i++) {
      tree =
        i % 2 === 0
          ? S.power(S.fraction(tree, 2), 2)
          : S.call("ln", [S.sum([tree, 1])], { brackets: null });
    }
    expect(write(tree).length).toBeLessThan(400 * 40);
  });

  test("what could not be read is shown, and nothing throws", () => {
    const failed: Syntax = { kind: "error", parts: [], from: 0, to: 1 };
    const partly: Syntax = {
      kind: "error",
      parts: [S.name("a"), S.sum(["b", "c"])],
      from: 0,
      to: 1,
    };
    expect(write(S.product([failed, "x"]))).toMatch(/\?/);
    expect(write(partly)).toMatch(/^a \(b \+ c\)$/);
    expect(write({ kind: "sum", terms: [], from: -1, to: -1 })).toBe("0");
    expect(write({ kind: "product", factors: [], joints: [], from: -1, to: -1 })).toBe("1");
  });
});
