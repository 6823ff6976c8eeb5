/**
 * @file The syntax tree as one line of Unicode for the terminal, as near to print as a line
 * comes: `dy/dx₁ = −sin(s) · x₃ u^(x₃−1) · 1/x₂`, `‖W x‖²`, `σ(Wᵀx₁ + b)`, `∑ᵢ₌₁ⁿ xᵢ²`.
 *
 * A script is set small when every character of it exists small, otherwise it stands behind `^`
 * or `_`. Factors stand side by side as in print; a fraction on the line always has ` · ` around
 * it, because 1/2 x would leave the x hanging. Words below the line are not set small (`y_true`):
 * nobody reads yₜᵣᵤₑ. This line is for people; it is not promised to read back.
 */
import type { NameSyntax, RelationSign, Syntax } from "../syntax.ts";
import { combining, inAlphabet, letterSigns, subscript, superscript } from "./alphabet.ts";
import { shownFunction } from "./functions.ts";
import { type LineStyle, lineWriter, round } from "./line.ts";
import {
  digits,
  isMinusOne,
  letters,
  level,
  type Piece,
  piece,
  type Seam,
  scientific,
} from "./precedence.ts";
import { joinedIndices } from "./subscripts.ts";

/** One line of Unicode for a tree. Total: what could not be read becomes `?`. */
export function writeUnicode(syntax: Syntax): string {
  return writer(syntax).text;
}

/** `ŷ`, `𝐱`, `ℝ`, `θ`: the mark of an accent goes over a single letter, else around the word. */
function namePiece(node: NameSyntax): Piece {
  const { font, accents = [] } = node;
  const sign = node.text.startsWith("\\") ? letterSigns.get(node.text.slice(1)) : undefined;
  let text = sign ?? node.text;
  if (font === "bold" || font === "cal" || font === "bb") text = inAlphabet(font, text);
  const isLetter = [...text].length === 1;
  for (let i = accents.length - 1; i >= 0; i--) {
    const accent = accents[i]!;
    const mark = isLetter ? combining[accent] : undefined;
    text = mark === undefined ? `${accent}(${text})` : text + mark;
  }
  return piece(text.normalize("NFC"), level.atom, isLetter ? letters : { tail: "name" });
}

function numberPiece(text: string): Piece {
  const parts = scientific(text);
  if (parts === undefined) return piece(text.replaceAll("{,}", ""), level.atom, digits);
  const [mantissa, exponent] = parts;
  const ten = `10${superscript(exponent.replace("-", "−")) ?? `^${exponent}`}`;
  return mantissa === "1"
    ? piece(ten, level.superscripted, { head: "digit" })
    : piece(`${mantissa}×${ten}`, level.product, { head: "digit" });
}

/** Words and brackets stay on the line however small their letters could be. */
const isScript = (text: string): boolean => !/[a-z]{2}|[()]/i.test(text);

/** `²`, `⁻¹`, `^x₃`, `^(x₃−1)`; a T alone would be a transpose. */
function raisedText({ text: spaced, level: binds }: Piece): string {
  const text = spaced.replaceAll(" × ", "×");
  const small = isScript(text) && text !== "T" ? superscript(text) : undefined;
  return small ?? (binds >= level.subscripted ? `^${text}` : `^(${text})`);
}

/** `₁`, `₂,₂`, `ᵢⱼ`, `_true`, `_θ`, `_(θ,1)`. */
function loweredText(_: Syntax, indices: readonly Piece[]): string {
  const texts = indices.map(({ text }) => text);
  const joined = joinedIndices(texts);
  const small = texts.map((text) => (isScript(text) ? subscript(text) : undefined));
  if (!small.includes(undefined)) return small.join(joined.includes(",") ? "," : "");
  const [only, second] = indices;
  const isAtom = only !== undefined && second === undefined && only.level === level.atom;
  return isAtom ? `_${only.text}` : `_(${joined})`;
}

const joints = { cdot: " · ", times: " × ", star: " · ", odot: " ⊙ " } as const;

const seam: Seam = (joint, left, right) => {
  if (joint !== "juxtapose") return joints[joint];
  const isOnLine = left.level === level.quotient || right.level === level.quotient;
  const touches =
    right.head === "digit" ||
    (left.tail === "name" && right.head === "bracket") ||
    (left.tail === "bar" && right.head === "bar") ||
    left.text === "d";
  if (isOnLine || touches) return joints.cdot;
  return left.tail === "digit" && right.head === "letter" ? "" : " ";
};

const relations: Readonly<Record<RelationSign, string>> = {
  "=": "=",
  ":=": ":=",
  "\\equiv": "≡",
  "\\approx": "≈",
  "\\ne": "≠",
  "<": "<",
  "\\le": "≤",
  ">": ">",
  "\\ge": "≥",
  "\\in": "∈",
  "\\propto": "∝",
  "\\sim": "∼",
  "\\mid": "|",
  "\\implies": "⟹",
  "\\iff": "⟺",
  "\\to": "→",
  "+=": "+=",
  "-=": "−=",
  "*=": "*=",
  "/=": "/=",
};

const between =
  (open: string, close: string) =>
  (inner: Piece): Piece =>
    piece(`${open}${inner.text}${close}`, level.atom);

const bars = (sign: string) => (inner: Piece) =>
  piece(`${sign}${inner.text}${sign}`, level.atom, { head: "bar", tail: "bar" });

/** `√2`, `√(x + 1)`: only digits stand under the sign without brackets. */
const rooted = (sign: string) => (radicand: Piece) =>
  piece(
    /^\d+$/.test(radicand.text) ? sign + radicand.text : `${sign}(${radicand.text})`,
    level.factor,
  );

const rootSigns: Readonly<Record<string, string>> = { 2: "√", 3: "∛", 4: "∜" };

const style: LineStyle = {
  number: numberPiece,
  name: namePiece,
  functionName: shownFunction,
  signs: { "+": "+", "-": "−", "\\pm": "±" },
  relations,
  seam,
  raised: raisedText,
  lowered: loweredText,
  // The transpose of an inverse is one sign, W⁻ᵀ, and that of a family follows its label.
  transposed: (base) => {
    if (base.kind === "power" && isMinusOne(base.exponent)) {
      return [base.base, level.subscripted, "⁻ᵀ"];
    }
    return [base, base.kind === "family" ? level.superscripted : level.subscripted, "ᵀ"];
  },
  family: (open, index, close) => {
    const small = open === "(" && isScript(index.text) ? superscript(index.text) : undefined;
    return small === undefined ? `^${open}${index.text}${close}` : `⁽${small}⁾`;
  },
  primes: (count) => ["", "′", "″", "‴", "⁗"][count] ?? "′".repeat(count),
  derivative: { d: "d", "\\partial": "∂" },
  differential: { d: "d", "\\partial": "∂" },
  nabla: "∇",
  betweenVariables: "",
  derivativeLevel: level.quotient,
  bigSigns: { sum: "∑", product: "∏", max: "max", min: "min" },
  limit: "lim",
  integral: "∫",
  bounds: (lower, upper) => {
    const below = lower === null ? "" : (subscript(lower.text) ?? `_(${lower.text})`);
    return below + (upper === null ? "" : raisedText(upper));
  },
  matrix: (rows) => {
    const hasSpaces = rows.some((row) => row.some(({ text }) => text.includes(" ")));
    const lines = rows.map((row) => row.map(({ text }) => text).join(hasSpaces ? ", " : " "));
    return `[${lines.join("; ")}]`;
  },
  groups: {
    "(": round,
    "[": (inner) => ({ ...between("[", "]")(inner), head: "bracket" }),
    "\\{": between("{", "}"),
    "|": bars("|"),
    "\\|": bars("‖"),
    "\\langle": between("⟨", "⟩"),
    "\\lfloor": between("⌊", "⌋"),
    "\\lceil": between("⌈", "⌉"),
  },
  wrapped: {
    abs: bars("|"),
    norm: bars("‖"),
    floor: between("⌊", "⌋"),
    sqrt: rooted("√"),
    cbrt: rooted("∛"),
  },
  root: (radicand, degree) => {
    if (degree === null) return rooted("√")(radicand);
    const sign = rootSigns[degree.text];
    if (sign !== undefined) return rooted(sign)(radicand);
    const small = superscript(degree.text) ?? `(${degree.text})`;
    return piece(`${small}√(${radicand.text})`, level.factor);
  },
  cases: (rows) => {
    const lines = rows.map(({ value, when }) =>
      when === null ? `${value.text} otherwise` : `${value.text} if ${when.text}`,
    );
    return piece(`{${lines.join("; ")}}`, level.factor);
  },
  evaluated: (body, where) => {
    const isOne = body.level >= level.factor || body.level === level.quotient;
    const fits = isOne && body.tail !== "bar";
    const inner = fits ? body : round(body);
    const small = isScript(where.text) ? subscript(where.text) : undefined;
    return piece(`${inner.text}|${small ?? `_(${where.text})`}`, level.factor);
  },
  indicator: (condition) => piece(`𝟙[${condition.text}]`, level.factor),
  text: (text) => text,
  decorated: (_, body) => body,
  dots: "⋯",
  bare: true,
  tightScripts: true,
  quotientFactor: () => true,
  quotientChain: false,
  leadingProduct: (text) => !/[ ·×]/.test(text),
};

const writer = lineWriter(style);
