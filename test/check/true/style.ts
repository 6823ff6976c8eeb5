/**
 * @file An author's ways of writing, each chosen by itself: letters, digits, signs, the order of
 * formulas and numbers, displays, languages. What is simplest comes first, so that a failure
 * shrinks to it.
 */
import fc from "fast-check";

const one = fc.constantFrom;

/** How names, numbers and formulas are spelt. */
const spelling = {
  /** What goes into an activation, and what comes out. */
  neuron: one(
    ["z", "h"],
    ["z", "a"],
    ["a", "z"],
    ["net", "out"],
    ["\\text{net}", "\\text{out}"],
    ["s", "g"],
    ["u", "h"],
  ),
  output: one(["y", "t"], ["\\hat{y}", "y"], ["o", "t"], ["\\hat{y}", "t"], ["y", "y_{true}"]),
  loss: one("L", "E", "J", "C", "\\mathcal{L}", "\\ell"),
  weights: one(["w", "b", "v", "c"], ["w", "b", "w", "b"], ["W", "b", "V", "c"]),
  rate: one("\\eta", "\\alpha", "lr", "\\lambda"),
  indices: one("{11}", "{1,1}", "{1 1}"),
  /** Whether w_{12} leads to 1 from 2, or from 1 to 2. */
  isFromFirst: fc.boolean(),
  layer: one("^{(1)}", "^{[1]}", "^1", "none"),
  time: one("_1", "^{(1)}", "_{1}", "^{<1>}"),
  renewed: one("^{new}", "^{\\text{new}}", "^{+}", "'", "^{(1)}", "\\leftarrow", ":="),
  bold: one("", "\\mathbf", "\\boldsymbol", "\\vec"),
  derivative: one("partial", "d", "dw", "nabla", "slash", "delta"),
  matrix: one("bmatrix", "pmatrix", "list", "Bmatrix"),
  product: one("\\cdot", "\\times", "juxtaposed", "*"),
  fraction: one("\\frac", "\\dfrac", "/"),
  transpose: one("^T", "^\\top", "^{\\mathsf{T}}"),
  activation: one("named", "written"),
  braces: fc.boolean(),
} as const;

/** Digits: what is given, what is printed, and what is carried on. */
const digits = {
  given: one(1, 2, 0, 3),
  printed: one(4, 3, 2, 5, 6),
  carried: one("rounded", "full"),
  sign: one("=", "\\approx", "rough"),
  zeros: one("kept", "dropped"),
  comma: one("{,}", ","),
  small: one("decimal", "power"),
  fractions: fc.boolean(),
} as const;

/** How a worked line goes. */
const course = {
  line: one("chain", "formulas-first", "separate", "numbers", "result", "definition-first"),
  terms: fc.boolean(),
  layout: one("displays", "aligned", "rows", "align", "list", "inline", "numbered", "gathered"),
  givens: one("displays", "inline", "list", "table", "aligned", "one", "lead", "column"),
  headings: one("parts", "none", "steps", "bold", "letters", "numbered"),
  language: one("en", "de", "fr", "es", "zh"),
  prose: one("none", "some", "much"),
  summary: one("none", "table", "sentence"),
  boxed: fc.boolean(),
  format: one("markdown", "latex"),
  display: one("$$", "\\[", "lines"),
  givensLast: fc.boolean(),
} as const;

const record = fc.record({ ...spelling, ...digits, ...course });

export type Style = typeof record extends fc.Arbitrary<infer T> ? T : never;

/** Styles, all choices independent. */
export const styles: fc.Arbitrary<Style> = record;
