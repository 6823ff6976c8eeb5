/** @file What the tests of the writers share: golden rows, the shape of a tree, random trees. */
import fc from "fast-check";
import katex from "katex";
import { expect, test } from "vitest";
import * as S from "../../src/notation/build.ts";
import type { Joint, RelationSign, Syntax } from "../../src/notation/syntax.ts";
import { writeLatex, writePlain, writeUnicode } from "../../src/notation/write/index.ts";

/** A tree, and what it is in LaTeX, in plain text and in Unicode. */
export type Golden = readonly [tree: Syntax, latex: string, plain: string, unicode: string];

/** One test a row; KaTeX has to accept the LaTeX of each. */
export function goldenTests(rows: readonly Golden[]): void {
  test.each(rows.map((row) => [row[1], row] as const))("%s", (_, [tree, latex, plain, unicode]) => {
    expect([writeLatex(tree), writePlain(tree), writeUnicode(tree)]).toEqual([
      latex,
      plain,
      unicode,
    ]);
    expect(() =>
      katex.renderToString(latex, { throwOnError: true, strict: "error" }),
    ).not.toThrow();
  });
}

/** Fields that are spelling, not shape: brackets and places. */
const spelling = new Set(["from", "to", "head", "signSpans", "brackets"]);

const rounds = new Set(["(", "[", "\\{"]);

/**
 * The shape of a tree as text: no spans, no superfluous brackets, one sign of multiplication
 * (but for `\odot`), one kind of fraction. Bars are a call of abs or norm, √ is a call of sqrt.
 */
export function shape(node: Syntax): string {
  return JSON.stringify(canonical(node));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const node = value as Syntax;
  if (node.kind === "group") {
    if (rounds.has(node.delimiter)) return canonical(node.body);
    if (node.delimiter === "|") return canonical(S.call("abs", [node.body]));
    if (node.delimiter === "\\|") return canonical(S.call("norm", [node.body]));
    if (node.delimiter === "\\lfloor") return canonical(S.call("floor", [node.body]));
  }
  if (node.kind === "root") {
    const degree = node.degree === undefined ? shape(S.number(2)) : shape(node.degree);
    if (degree === shape(S.number(2))) return canonical(S.call("sqrt", [node.radicand]));
    if (degree === shape(S.number(3))) return canonical(S.call("cbrt", [node.radicand]));
    return canonical(S.call("root", [node.radicand, node.degree!]));
  }
  const entries = Object.entries(value)
    .filter(([key, x]) => !spelling.has(key) && x !== undefined && !isRepeated(node, key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, x]) => [key, canonicalField(node, key, x)]));
}

/** The reader names the indices of a condition below a sum; a word needs no font to be one. */
function isRepeated(node: Syntax, key: string): boolean {
  if (key === "index") return node.kind === "big" && node.lower?.kind === "relation";
  return key === "font" && node.kind === "name" && /^[a-z]{2,}$/i.test(node.text);
}

function canonicalField(node: Syntax, key: string, value: unknown): unknown {
  if (key === "joints") return (value as Joint[]).map((joint) => (joint === "odot" ? "odot" : "·"));
  if (key !== "style") return canonical(value);
  return node.kind === "derivative" && (node.of === null || value === "operator")
    ? "operator"
    : "any";
}

const letter = fc.constantFrom("a", "b", "c", "k", "n", "u", "v", "x", "y", "z", "W", "T", "e");
// e^{(1)} is a power of e, and no member of a family.
const familiar = letter.filter((x) => x !== "e");
const greek = fc.constantFrom("\\theta", "\\sigma", "\\alpha", "\\pi");
const numeral = fc.constantFrom("0", "1", "2", "7", "12", "0.5", "3.25");
const bareName = fc.oneof(letter, greek).map((text): Syntax => S.name(text));
const digit = fc.constantFrom("1", "2", "12");

const named: fc.Arbitrary<Syntax> = fc.oneof(
  { weight: 4, arbitrary: bareName },
  { weight: 2, arbitrary: fc.tuple(letter, digit).map(([x, i]) => S.subscripted(x, i)) },
  fc.tuple(greek, digit).map(([x, i]) => S.subscripted(x, i)),
  fc.tuple(letter, letter).map(([x, i]) => S.subscripted(x, i)),
  fc.tuple(letter, digit, digit).map(([x, i, j]) => S.subscripted(x, i, j)),
  letter.map((x) => S.accented("hat", x)),
  letter.map((x) => S.name(x, { font: "bold" })),
  fc.tuple(familiar, digit).map(([x, l]) => S.family(x, l)),
);

const leaf = fc.oneof(
  { weight: 3, arbitrary: named },
  numeral.map((text) => S.number(text)),
);

const oneArgument = ["sin", "cos", "exp", "ln", "tanh", "relu", "abs", "sqrt", "tr", "softplus"];

const comparison = fc.constantFrom<RelationSign>("=", "<", "\\le", "\\ne", ":=", "\\in", "+=");

/** Random trees as the builder makes them, of every kind that both readers know. */
export const trees: fc.Arbitrary<Syntax> = fc.letrec<{ tree: Syntax }>((tie) => {
  const t = tie("tree");
  const some = fc.array(t, { minLength: 2, maxLength: 4 });
  const signed = fc.tuple(t, fc.constantFrom<"+" | "-" | "\\pm">("+", "+", "-", "-", "\\pm"));
  const sums = fc.array(
    signed.map(([term, sign]) => ({ sign, term })),
    { minLength: 1, maxLength: 4 },
  );
  const joint = fc.constantFrom<Joint>("juxtapose", "juxtapose", "cdot", "times", "odot");
  const joints = fc.array(joint, { minLength: 3, maxLength: 3 });
  const bounds = fc.record({ index: letter.map((i) => [i]), lower: digit, upper: letter });
  const condition = fc.tuple(t, t, comparison).map(([a, b, sign]) => S.relation([a, b], sign));
  const bare = fc.constantFrom("sin", "ln");
  const operator = fc.constantFrom<"sum" | "product" | "max" | "min">(
    "sum",
    "product",
    "max",
    "min",
  );
  const often = (arbitrary: fc.Arbitrary<Syntax>) => ({ weight: 2, arbitrary });
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthSize: "medium" },
      leaf,
      often(sums.map(S.sum)),
      often(t.map(S.negate)),
      often(fc.tuple(some, joint).map(([factors, j]) => S.product(factors, j))),
      fc.tuple(some, joints).map(([factors, js]) => S.product(factors, js)),
      often(fc.tuple(t, t).map(([a, b]) => S.fraction(a, b))),
      often(fc.tuple(t, t).map(([a, b]) => S.quotient(a, b))),
      often(fc.tuple(t, t).map(([a, b]) => S.power(a, b))),
      t.map((x) => S.power(x, 2)),
      t.map((x) => S.power(x, S.negate(1))),
      t.map(S.transpose),
      t.map((x) => S.prime(x)),
      fc.tuple(t, digit).map(([x, i]) => S.subscripted(x, i)),
      fc.tuple(letter, t).map(([x, i]) => S.subscripted(x, S.sum([i, 1]))),
      fc.tuple(familiar, t).map(([x, i]) => S.family(S.subscripted(x, 1), i)),
      often(fc.tuple(fc.constantFrom(...oneArgument), t).map(([f, x]) => S.call(f, [x]))),
      fc.tuple(bare, t).map(([f, x]) => S.call(f, [x], { brackets: null })),
      fc.tuple(digit, t).map(([b, x]) => S.call("log", [x], { subscript: S.number(b) })),
      some.map((xs) => S.call("max", xs)),
      fc.tuple(fc.constantFrom("f", "g", "\\sigma"), some).map(([f, xs]) => S.applied(f, ...xs)),
      t.map((x) => S.applied(S.prime("f"), x)),
      t.map((x) => S.root(x)),
      fc.tuple(t, digit).map(([x, n]) => S.root(x, n)),
      t.map((x) => S.group(x)),
      t.map((x) => S.norm(x)),
      t.map((x) => S.norm(x, 2)),
      fc.tuple(t, t).map(([a, b]) =>
        S.matrix([
          [a, b],
          [b, a],
        ]),
      ),
      t.map((x) => S.column([x, 1])),
      fc.tuple(t, condition).map(([x, c]) =>
        S.cases([
          [x, c],
          [0, null],
        ]),
      ),
      condition.map(S.indicator),
      fc.tuple(operator, bounds, t).map(([o, b, x]) => S.big(o, b, x)),
      fc.tuple(operator, letter, t).map(([o, i, x]) => S.big(o, { index: [i] }, x)),
      fc.tuple(named, named).map(([y, x]) => S.derivative(y, x)),
      fc.tuple(t, named).map(([y, x]) => S.derivative(y, x, { style: "operator" })),
      fc.tuple(named, named).map(([y, x]) => S.derivative(y, x, { style: "slash" })),
      fc.tuple(t, named).map(([y, x]) => S.partial(y, [x, { variable: x, order: 2 }])),
      fc.tuple(t, letter).map(([f, x]) => S.gradient(f, x)),
      fc.tuple(t, letter, t).map(([f, x, y]) => S.evaluated(f, S.equation(x, y))),
      condition,
    ),
  };
}).tree;
