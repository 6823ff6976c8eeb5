/** @file What is written reads back as the same tree: over random trees, in both notations. */
import fc from "fast-check";
import katex from "katex";
import { expect, test } from "vitest";
import * as S from "../../src/notation/build.ts";
import { readFormula } from "../../src/notation/read/index.ts";
import type { Syntax } from "../../src/notation/syntax.ts";
import { writeLatex, writePlain, writeUnicode } from "../../src/notation/write/index.ts";
import { shape, trees } from "./writing.ts";

const runs = { numRuns: 500 };

function readsBack(tree: Syntax, text: string, notation: "latex" | "plain"): void {
  const { syntax, diagnostics } = readFormula(text, { notation });
  expect({ text, shape: shape(syntax) }).toEqual({ text, shape: shape(tree) });
  // What is written leaves no doubt: the reader has nothing to report, not even a note.
  expect({ text, codes: diagnostics.map(({ code }) => code) }).toEqual({ text, codes: [] });
}

test("LaTeX reads back", () => {
  fc.assert(
    fc.property(trees, (tree) => readsBack(tree, writeLatex(tree), "latex")),
    runs,
  );
});

test("LaTeX with \\top reads back", () => {
  const options = { transposeSpelling: "\\top" } as const;
  fc.assert(
    fc.property(trees, (tree) => readsBack(tree, writeLatex(tree, options), "latex")),
    { numRuns: 150 },
  );
});

test("plain text reads back", () => {
  fc.assert(
    fc.property(trees, (tree) => readsBack(tree, writePlain(tree), "plain")),
    runs,
  );
});

test("writing is idempotent: what was read is written the same", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const latex = writeLatex(tree);
      expect(writeLatex(readFormula(latex, { notation: "latex" }).syntax)).toBe(latex);
      const plain = writePlain(tree);
      expect(writePlain(readFormula(plain, { notation: "plain" }).syntax)).toBe(plain);
    }),
    runs,
  );
});

test("KaTeX accepts the LaTeX of any tree", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      katex.renderToString(writeLatex(tree), { throwOnError: true, strict: "error" });
    }),
    { numRuns: 150 },
  );
});

test("Unicode has no LaTeX left in it", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(writeUnicode(tree)).not.toMatch(/\\/);
    }),
    runs,
  );
});

/** Trees that random ones rarely meet: what one text could be mistaken for. */
const mistakable: readonly Syntax[] = [
  S.power("x", "T"),
  S.power("x", S.negate("T")),
  S.transpose("e"),
  S.power("e", "T"),
  S.transpose(S.number(2)),
  S.power("x", S.group("l", "[")),
  S.power("x", S.product([S.sum(["a", "b"]), "T"])),
  S.subscripted("y", "in"),
  S.subscripted("a", "A", "B"),
  S.subscripted("L", "CE"),
  S.subscripted("x", "i", "j", "k"),
  S.subscripted("x", "m", "i", "n"),
  S.subscripted("x", "a", "b", "c"),
  S.subscripted("x", "\\theta"),
  S.subscripted("x", "\\mu", "\\nu"),
  S.subscripted("y", "alpha"),
  S.subscripted(S.family("z", "l"), "i"),
  S.family(S.subscripted("z", "i"), "l"),
  S.power(S.subscripted(S.family("z", "l"), "i"), 2),
  S.subscripted(S.family(S.subscripted("z", "i"), "l"), "j"),
  S.prime(S.subscripted("f", 1)),
  S.subscripted(S.prime("f"), 1),
  S.prime(S.family("f", 1)),
  S.power(S.prime("f"), 2),
  S.matrix([["x"]]),
  S.matrix([[S.matrix([[1, 2]]), S.matrix([[3, 4]])]]),
  S.column([S.matrix([["x"]]), 1]),
  S.group(S.matrix([[1, 2]]), "|"),
  S.quotient(S.product(["a", S.call("ln", ["x"])]), "y"),
  S.quotient(S.product(["a", "b"]), "c"),
  S.product([S.quotient(S.product(["a", "b"]), "c"), "x"]),
  S.product(["x", S.quotient(S.product(["a", "b"]), "c")]),
  S.indicator(S.relation(["x", 0], ">")),
  S.indicator("c"),
  S.product([S.indicator(S.relation(["x", 0], ">")), S.sum(["x", 1])]),
  S.relation([S.equation("a", "b"), S.equation("c", "d")], "\\implies"),
  S.relation([S.relation(["a", "b"], "\\implies"), "c"], "="),
  S.equation(S.equation("a", "b"), "c"),
  S.relation(["a", "b"], "+="),
  S.relation(["a", "b"], "/="),
  S.list([S.equation("a", 1), S.equation("b", 2)]),
  S.call("log", ["x"], { subscript: S.number(2) }),
  S.call("log", [S.sum(["x", 1])], { subscript: S.number(2), power: S.number(3) }),
  S.call("ln", [S.product([2, "x"])], { brackets: null }),
  S.product([S.call("ln", [2]), S.applied("f", "x")]),
  S.product([S.call("ln", [2]), S.absolute("x")]),
  S.product([S.call("ln", [2]), S.root("x")]),
  S.product([S.call("sin", ["x"], { brackets: null }), S.call("ln", [2])], "cdot"),
  S.absolute(S.absolute("x")),
  S.product([S.absolute("x"), S.absolute(S.product(["y", S.absolute("z")]))]),
  S.norm(S.norm("x")),
  S.power(S.norm(S.difference("y", "t"), 2), 2),
  S.root("x", "n"),
  S.cases([
    [S.negate("x"), S.relation(["x", 0], "<")],
    [S.fraction(1, 2), null],
  ]),
  S.big("sum", { lower: S.relation(["i", "j"], "\\ne") }, "a"),
  S.big("sum", { index: ["i"] }, S.sum(["a", "b"])),
  S.big("sum", { index: ["i"] }, S.quotient("a", "n")),
  S.big("sum", { index: ["i"], lower: 1, upper: "n" }, S.big("sum", { index: ["j"] }, "a")),
  S.big("product", { index: ["k"], lower: 0, upper: S.sum(["n", 1]) }, "a"),
  S.product([S.big("sum", { index: ["i"] }, "a"), "b"]),
  S.derivative("y", { variable: "x", order: 2 }),
  S.partial("f", ["x", "y"]),
  S.partial("f", [{ variable: "x", order: 2 }, "y"]),
  S.derivative(S.call("cos", ["s"]), "s"),
  S.derivative(S.power("u", S.subscripted("x", 3)), "u"),
  S.derivative(S.fraction("a", "b"), "a"),
  S.derivative(S.sum(["x", "y"]), "x"),
  S.derivative(S.product(["x", "y"]), "x"),
  S.derivative("y", "x", { style: "slash" }),
  S.derivative("\\theta", "t"),
  S.product([S.derivative("y", "s"), S.derivative("s", "x")], "cdot"),
  S.product(["a", S.derivative("y", "x")]),
  S.quotient(S.derivative("y", "x"), "a"),
  S.fraction("a", S.derivative("y", "x")),
  S.power(S.derivative("y", "x"), 2),
  S.derivative(null, "x"),
  S.fraction(S.product(["x", S.differential("u")]), S.product(["u", S.differential("x")])),
  S.gradient("L", "W"),
  S.gradient("f"),
  S.gradient(S.sum(["f", "g"]), "\\theta"),
  S.evaluated(S.power("x", 2), S.equation("x", 2)),
  S.evaluated(S.sum(["x", 1]), S.equation("x", S.negate(1))),
  S.product([2, S.evaluated(S.derivative("y", "x"), S.equation("x", 0))]),
  S.decorated("\\boxed", S.equation("y", 3)),
  S.sum(["a", S.dots(), "z"]),
  S.product([1, S.dots(), "n"], "cdot"),
  S.list(["a", S.dots(), "z"]),
  S.sum(["a", { sign: "\\pm", term: S.name("b") }]),
  S.number("1e-5"),
  S.power(S.number("1e-5"), 2),
  S.product(["d", "x"]),
  S.fraction(S.product(["d", "x"]), 2),
];

test.each(mistakable.map((tree) => [writeLatex(tree), tree] as const))("%s", (latex, tree) => {
  const isScientific = /10\^\{-5\}/.test(latex);
  if (!isScientific) readsBack(tree, latex, "latex");
  readsBack(tree, writePlain(tree), "plain");
  katex.renderToString(latex, { throwOnError: true, strict: "error" });
});
