/**
 * @file The syntax tree as plain text, in ASCII, as people type formulas and as the plain reader
 * reads them: `cos((x1/x2)^x3)`, `-sin(s)*x3*u^(x3 - 1)`, `W^T*x + b`, `[1, 2; 3, 4]`, `dy/dx1`.
 *
 * Products always show their sign, calls always their brackets, and a power in an exponent is
 * bracketed (calculators disagree on `a^b^c`). A fraction at the front of a product needs no
 * brackets, since `a/b*c` is read from the left; elsewhere it has them. What plain text has no
 * sign for is written as its LaTeX command (`\hat{y}`, `\nabla_W`), which the reader also takes.
 */
import type { NameSyntax, RelationSign, Syntax } from "../syntax.ts";
import { greekLetters } from "./alphabet.ts";
import { plainFunction } from "./functions.ts";
import { decoratedText, fonts } from "./latex-words.ts";
import { type LineStyle, lineWriter, round } from "./line.ts";
import {
  digits,
  isMinusOne,
  letters,
  level,
  type Piece,
  piece,
  refusesTranspose,
} from "./precedence.ts";
import { joinedIndices, readsApart } from "./subscripts.ts";

/** The plain text of a tree. Total: what could not be read becomes `?`. */
export function writePlain(syntax: Syntax): string {
  return writer(syntax).text;
}

/** `theta` for `\theta`, `inf`; other commands keep their backslash. */
function letterText(text: string): string {
  if (text === "\\infty") return "inf";
  return text.startsWith("\\") && greekLetters.has(text.slice(1)) ? text.slice(1) : text;
}

function namePiece(node: NameSyntax): Piece {
  const { font, accents = [] } = node;
  let text = font === undefined ? letterText(node.text) : `${fonts[font]}{${node.text}}`;
  for (let i = accents.length - 1; i >= 0; i--) text = `\\${accents[i]}{${text}}`;
  const isWord = text === node.text && text.length > 1 && !text.startsWith("\\");
  return piece(text, level.atom, isWord ? { tail: "name" } : letters);
}

/** `x1`, `y_true`, `theta_1`, `a_ij`, `W_{2,2}`, `x_{i + 1}`. */
function loweredText(base: Syntax, indices: readonly Piece[], written: readonly Syntax[]): string {
  const texts = indices.map(({ text }, i) => {
    const node = written[i];
    const isWord = node?.kind === "name" && !node.font && text.length > 1 && text === node.text;
    return isWord && readsApart(text) ? `\\text{${text}}` : text;
  });
  const joined = joinedIndices(texts);
  const isLetter =
    base.kind === "name" && /^[a-z]$/i.test(base.text) && !base.accents && !base.font;
  if (isLetter && /^\d+$/.test(joined)) return joined;
  // Behind the underscore a run of letters is a word, even one that spells a Greek letter.
  const isRun = /^([a-z]+|\d+)$/i.test(joined);
  const areNames = written.every(
    (node) => node.kind === "number" || (node.kind === "name" && !node.text.startsWith("\\")),
  );
  return isRun && areNames ? `_${joined}` : `_{${joined}}`;
}

/** `^2`, `^x1`, `^(n + 1)`; a T would be a transpose. */
function raisedText({ text, head, level: binds }: Piece): string {
  if (head === "bracket" && binds === level.atom) return `^${text}`;
  const isPlain = /^([a-z]\d*|\d+(\.\d+)?)$/i.test(text) || greekLetters.has(text);
  return isPlain && !text.startsWith("T") ? `^${text}` : `^(${text})`;
}

const relations: Readonly<Record<RelationSign, string>> = {
  "=": "=",
  ":=": ":=",
  "\\equiv": "\\equiv",
  "\\approx": "\\approx",
  "\\ne": "!=",
  "<": "<",
  "\\le": "<=",
  ">": ">",
  "\\ge": ">=",
  "\\in": "\\in",
  "\\propto": "\\propto",
  "\\sim": "\\sim",
  "\\mid": "|",
  "\\implies": "=>",
  "\\iff": "<=>",
  "\\to": "->",
  "+=": "+=",
  "-=": "-=",
  "*=": "*=",
  "/=": "/=",
};

const environment = ["\\begin{bmatrix} ", " & ", " \\\\ ", " \\end{bmatrix}"] as const;

/** An entry of an environment, behind which a square bracket would be an option. */
const cell = ({ text }: Piece): string => (text.startsWith("[") ? `(${text})` : text);

/** `norm(x)`; brackets that stand around all of x already are the call's. */
const called =
  (name: string) =>
  (inner: Piece): Piece => {
    const isBracketed = inner.head === "bracket" && inner.level === level.atom;
    return piece(name + (isBracketed ? inner : round(inner)).text, level.atom);
  };

const style: LineStyle = {
  number: (text) => {
    const binds = /e/i.test(text) ? level.superscripted : level.atom;
    return piece(text.replaceAll("{,}", ""), binds, digits);
  },
  name: namePiece,
  functionName: plainFunction,
  signs: { "+": "+", "-": "-", "\\pm": "\\pm" },
  relations,
  seam: (joint) => (joint === "odot" ? " .* " : "*"),
  raised: raisedText,
  lowered: loweredText,
  transposed: (base) => {
    if (base.kind === "power" && isMinusOne(base.exponent) && !refusesTranspose(base.base)) {
      return [base.base, level.subscripted, "^{-T}"];
    }
    return [base, level.subscripted, refusesTranspose(base) ? "^\\top" : "^T"];
  },
  family: (open, index, close) => `^{${open}${index.text}${close}}`,
  primes: (count) => "'".repeat(count),
  derivative: { d: "d", "\\partial": "\\partial" },
  differential: { d: "\\mathrm{d}", "\\partial": "\\partial" },
  nabla: "\\nabla",
  betweenVariables: " ",
  derivativeLevel: level.factor,
  bigSigns: { sum: "sum", product: "prod", max: "max", min: "min" },
  limit: "\\lim",
  integral: "\\int",
  bounds: (lower, upper) =>
    (lower === null ? "" : `_{${lower.text}}`) + (upper === null ? "" : `^{${upper.text}}`),
  // One entry in brackets is only grouped, and rows of rows are one matrix.
  matrix: (rows, isNested) => {
    const isLone = rows.length < 2 && (rows[0]?.length ?? 0) < 2;
    const [open, entry, row, close] = isLone || isNested ? environment : ["[", ", ", "; ", "]"];
    const written = (x: Piece): string => (open === "[" ? x.text : cell(x));
    const lines = rows.map((entries) => entries.map(written).join(entry));
    return open + lines.join(row) + close;
  },
  groups: {
    "(": round,
    "[": round,
    "\\{": round,
    "|": called("abs"),
    "\\|": called("norm"),
    "\\langle": round,
    "\\lfloor": called("floor"),
    "\\lceil": (inner) => piece(`\\lceil ${inner.text} \\rceil`, level.atom),
  },
  wrapped: {
    abs: called("abs"),
    norm: called("norm"),
    sqrt: called("sqrt"),
    cbrt: called("cbrt"),
    floor: called("floor"),
  },
  root: (radicand, degree) => {
    if (degree === null || degree.text === "2") return called("sqrt")(radicand);
    if (degree.text === "3") return called("cbrt")(radicand);
    return piece(`root(${radicand.text}, ${degree.text})`, level.atom);
  },
  cases: (rows) => {
    const lines = rows.map(
      ({ value, when }) => `${cell(value)} & ${when === null ? "\\text{otherwise}" : when.text}`,
    );
    return piece(`\\begin{cases} ${lines.join(" \\\\ ")} \\end{cases}`, level.factor);
  },
  evaluated: (body, where) => piece(`\\left.${body.text}\\right|_{${where.text}}`, level.factor),
  indicator: ({ text, level: binds }) =>
    piece(binds === level.relation ? `1_{${text}}` : `\\mathbb{1}[${text}]`, level.factor),
  text: (text) => `\\text{${text.replace(/[{}\\]/g, "")}}`,
  decorated: (decoration, body, note) => {
    const text = decoratedText(decoration, body.text, note?.text);
    return text === undefined ? body : piece(text, level.factor);
  },
  dots: "...",
  bare: false,
  tightScripts: false,
  quotientFactor: (i) => i === 0,
  quotientChain: true,
  leadingProduct: () => true,
};

const writer = lineWriter(style);
