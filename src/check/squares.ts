/**
 * @file Squares that are names: the variance σ². Where a text differentiates by σ², or says what σ²
 * is and never what σ is, σ² is a quantity of its own, σ^4 its square, and σ its root.
 *
 *   ∂ℓ/∂σ² = −n/(2σ²) + …        σ² is v, and σ^4 is v²
 *   σ² = (1/m) Σ (x_i − μ)²      defines v
 */
import type { Document } from "../document/index.ts";
import { mapParts, nameKey, readFormula, S, type Syntax, writeLatex } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The squares that are names in a document. */
export interface Squares {
  /** The keys of what is squared: `\hat{\sigma}`, `\sigma_B`. */
  readonly names: ReadonlySet<string>;
  /** The same without indices, for the reader of formulas: behind them stand labels. */
  readonly bare: ReadonlySet<string>;
}

/** A letter with a hat and an index. */
const letter = String.raw`(?:\\(?:hat|bar|tilde|widehat)\s*(?:\{\s*\\?[A-Za-z]+\s*\}|\\?[A-Za-z]+)|\\?[A-Za-z]+)`;
const index = String.raw`(?:\s*_\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\?[A-Za-z0-9]))?`;
const squared = String.raw`\s*\^\s*(?:2|\{\s*2\s*\})`;

/** `\frac{\partial \ell}{\partial \sigma^2}`; above the line stands no second derivative. */
const below = new RegExp(
  String.raw`\\[dt]?frac\s*\{\s*(?:\\partial|d)(?!\s*\^)(?:[^{}]|\{[^{}]*\})*\}\s*\{\s*(?:\\partial|d)\s*` +
    `(${letter}${index})${squared}${String.raw`\s*\}`}`,
  "g",
);

/** What a variance is called, and defined. */
const defined = new RegExp(
  String.raw`(?:^|[&,;\\]|\\q?quad|\\(?:Right|Longright|implies)[a-z]*)\s*((?:\\(?:hat|bar|tilde|widehat)\s*\{?\s*)?(?:\\sigma|\\tau|[sS])(?:\s*\})?${index})` +
    String.raw`${squared}(${index})\s*&?\s*:?=`,
  "g",
);

/** The squares that are names; none of them is of a name on which a superscript is a label. */
export function squaresOf(
  { pieces, macros }: Document,
  names: ReadonlySet<string>,
  labels: ReadonlySet<string>,
): Squares {
  const read = (text: string): Syntax => {
    return readFormula(text, { notation: "latex", macros, names }).syntax;
  };
  const formulas = pieces.flatMap((piece) => {
    return piece.kind === "formula" ? [piece.formula.text] : [];
  });
  const found = new Map<string, string>();
  for (const text of formulas) {
    for (const form of [below, defined]) {
      for (const { 1: name = "", 2: behind = "" } of text.matchAll(form)) {
        const syntax = read(name + behind);
        const key = nameKey(syntax);
        const bare = syntax.kind === "subscript" ? nameKey(syntax.base) : key;
        if (key === undefined || bare === undefined || labels.has(bare)) continue;
        found.set(key, bare);
      }
    }
  }
  // what a text says itself, or differentiates by, is no root of anything
  for (const text of found.size === 0 ? [] : formulas) {
    for (const key of ownIn(read(text))) found.delete(key);
  }
  return { names: new Set(found.keys()), bare: new Set(found.values()) };
}

/** The names that a formula defines, or differentiates by. */
function ownIn(syntax: Syntax): readonly string[] {
  const found: (string | undefined)[] = [];
  const visit = (part: Syntax): Syntax => {
    if (part.kind === "relation" && part.signs[0] === "=") found.push(nameKey(part.parts[0]!));
    if (part.kind === "derivative") {
      for (const { variable } of part.by) found.push(nameKey(variable));
    }
    return mapParts(part, visit);
  };
  visit(syntax);
  return found.filter((key) => key !== undefined);
}

/** The reading with a name in the place of each such square. */
export function withSquares(reading: Reading, { names, bare }: Squares): Reading {
  if (bare.size === 0) return reading;
  const squareOf = (base: Syntax): Syntax => {
    return { ...S.name(`${writeLatex(base)}^2`), from: base.from, to: base.to } as Syntax;
  };
  const rename = (syntax: Syntax): Syntax => {
    const key = nameKey(syntax);
    if (key !== undefined && names.has(key)) {
      return { kind: "root", radicand: squareOf(syntax), ...placeOf(syntax) };
    }
    // beside a variance σ² the σ of σ(z) is a function
    if (syntax.kind === "applied" && names.has(nameKey(syntax.head) ?? "")) {
      return { ...syntax, arguments: syntax.arguments.map(rename) };
    }
    // \sigma_2 is no entry of \sigma
    if (syntax.kind === "subscript") return { ...syntax, indices: syntax.indices.map(rename) };
    if (syntax.kind !== "family" || syntax.bracket !== "(") return mapParts(syntax, rename);
    const { base, index: exponent } = syntax;
    const own = nameKey(base);
    const inner = base.kind === "subscript" ? nameKey(base.base) : own;
    if (inner === undefined || !bare.has(inner)) return mapParts(syntax, rename);
    const raised = rename(exponent);
    if (own === undefined || !names.has(own)) {
      return { kind: "power", base: rename(base), exponent: raised, ...placeOf(syntax) };
    }
    if (exponent.kind === "number" && exponent.text === "2") {
      return { ...squareOf(base), ...placeOf(syntax) };
    }
    const half = { ...S.fraction(raised, S.number(2)), ...placeOf(exponent) } as Syntax;
    const even = exponent.kind === "number" && Number(exponent.text) % 2 === 0;
    const power = even ? (S.number(Number(exponent.text) / 2) as Syntax) : half;
    return { kind: "power", base: squareOf(base), exponent: power, ...placeOf(syntax) };
  };
  return withSides(reading, rename);
}

const placeOf = ({ from, to }: Syntax) => ({ from, to });
