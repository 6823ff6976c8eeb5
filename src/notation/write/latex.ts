/**
 * @file The syntax tree as LaTeX, one normal form: the same tree gives the same text, and the
 * text reads back as the same tree (spans and superfluous brackets aside).
 *
 * The form is that of a careful hand: a script of one letter or digit has no braces (`x^2`,
 * `W^T`, `x_{12}`), one space stands around the signs of sums and relations and between factors
 * side by side, a number sits at its letter (`2x`), brackets grow with `\left` and `\right` only
 * around what is tall. `\cdot` steps in where juxtaposition would say something else: `2 \cdot 3`,
 * `x \cdot (y - z)`. Reference for the commands: the LaTeX Companion, 3rd ed., chapter 11.
 *
 * Not done: line breaking, and the choice between `\frac` and `\dfrac`; a stylesheet's affair.
 */
import type {
  BigSyntax,
  DerivativeSyntax,
  Joint,
  NumberSyntax,
  Syntax,
  SyntaxKind,
  SyntaxOf,
} from "../syntax.ts";
import { latexFunction } from "./functions.ts";
import { decoratedText, nameText, textContent } from "./latex-words.ts";
import {
  canGoBare,
  chainLevels,
  digits,
  encloseMatrix,
  endsEarly,
  holdsDifferential,
  isIndexable,
  isMinusOne,
  type Level,
  leadsQuotient,
  letters,
  level,
  otherwise,
  type Piece,
  piece,
  refusesTranspose,
  type Seam,
  scientific,
  unwrapped,
  writeFactors,
} from "./precedence.ts";
import { joinedIndices, readsApart } from "./subscripts.ts";

export interface LatexOptions {
  /** How a transpose is set: `W^T` (the default) or `W^\top`. */
  readonly transposeSpelling?: "T" | "\\top";
  /** What is put around the LaTeX of a node, which is handed over in braces: `\htmlData{…}`. */
  readonly mark?: (node: Syntax) => string | undefined;
}

/** What the writing of one node knows: the options, and whether a bare call must be closed. */
interface Pen {
  readonly options: LatexOptions;
  readonly closed: boolean;
  /** Above or below a bar; "differentials" are on both sides of it, so that an italic d is one. */
  readonly bar: "none" | "quantities" | "differentials";
}

/** The LaTeX of a tree, without dollar signs. Total: what could not be read becomes `\text{?}`. */
export function writeLatex(syntax: Syntax, options: LatexOptions = {}): string {
  return write(syntax, { options, closed: false, bar: "none" }).text;
}

/** One way of writing for each kind of node. */
type Writers = { readonly [K in SyntaxKind]: (node: SyntaxOf<K>, pen: Pen) => Piece };

function write(node: Syntax, pen: Pen): Piece {
  const { mark: marks } = pen.options;
  // a marked x_2 would keep the 2 of x_2^2 from standing above its own: the power is marked
  if (node.kind === "power" && marks?.(node.base) !== undefined) {
    const mark = (one: Syntax) => {
      if (one === node.base) return undefined;
      return marks(one === node ? node.base : one);
    };
    return marked(node, { ...pen, options: { ...pen.options, mark } });
  }
  return marked(node, pen);
}

function marked(node: Syntax, pen: Pen): Piece {
  const written = (writers[node.kind] as (node: Syntax, pen: Pen) => Piece)(node, pen);
  const mark = pen.options.mark?.(node);
  return mark === undefined ? written : { ...written, text: `${mark}{${written.text}}` };
}

/** A node in a position that demands a level: with brackets where it binds more loosely. */
function at(demand: Level, node: Syntax, pen: Pen): Piece {
  const closed = demand > level.bare;
  const written = write(node, closed === pen.closed ? pen : { ...pen, closed });
  return written.level < demand ? round(written) : written;
}

/** `(x)`, or `\left(x\right)` around what is tall. */
function round(inner: Piece): Piece {
  return fenced(inner, "(", ")");
}

function fenced(inner: Piece, open: string, close: string): Piece {
  // A delimiter that is a word keeps its distance from letters: `\lfloor x \rfloor`.
  const gap = /[a-z]$/i.test(open) ? " " : "";
  const [l, r] = inner.tall ? [`\\left${open}`, `\\right${close}`] : [open, close];
  const text = `${l}${gap}${inner.text}${gap}${r}`;
  return piece(text, level.atom, { tall: inner.tall, head: "bracket" });
}

/** `\left|x\right|`: bars always say which is the left one. */
function bars(inner: Piece): Piece {
  return piece(`\\left|${inner.text}\\right|`, level.atom, { tall: inner.tall });
}

/** `\lVert x \rVert`. */
function doubleBars(inner: Piece): Piece {
  return { ...fenced(inner, "\\lVert", "\\rVert"), head: "other" };
}

/** A script in braces unless it is one letter or digit: `2`, `{12}`, `{-x}`. */
function script(text: string): string {
  return /^[A-Za-z0-9]$/.test(text) ? text : `{${text}}`;
}

/** A script's node; the braces make round brackets around all of it superfluous. */
function scriptOf(node: Syntax, pen: Pen): string {
  return script(write(unwrapped(node), opened(pen)).text);
}

const opened = (pen: Pen): Pen => (pen.closed ? { ...pen, closed: false } : pen);

/** Everything inside delimiters of its own, brackets or braces. */
function inside(node: Syntax, pen: Pen): Piece {
  return write(node, opened(pen));
}

/** Arguments between brackets; a single argument brings no second pair. */
function argumentList(nodes: readonly Syntax[], pen: Pen): Piece {
  const [only, second] = nodes;
  if (only !== undefined && second === undefined) return inside(unwrapped(only), pen);
  const items = nodes.map((node) => at(level.implication, node, pen));
  const tall = items.some((item) => item.tall);
  return piece(items.map((item) => item.text).join(", "), level.list, { tall });
}

/** Words stand in a subscript without a font: `y_{true}`, unless they would come apart. */
function indexText(node: Syntax, pen: Pen): string {
  const isPlain = node.kind === "name" && node.font === undefined && node.accents === undefined;
  if (!isPlain) return at(level.implication, node, pen).text;
  const text = node.text.replaceAll("_", "\\_");
  return node.text.length > 1 && readsApart(node.text) ? `\\text{${text}}` : text;
}

/** `1`, `2,2`, `ij`. */
function indicesText(indices: readonly Syntax[], pen: Pen): string {
  return joinedIndices(indices.map((index) => indexText(index, pen)));
}

/**
 * What stands above the line. A second pair of braces keeps an exponent from being read as the
 * transpose, `x^{{T}}`, or as the label of a family, `x^{{[l]}}`.
 */
function exponentText(node: Syntax, base: Syntax, pen: Pen): string {
  const text = write(unwrapped(node), opened(pen)).text;
  const isTurned = /^-?(T|\\top)$/.test(text) && !(text === "T" && refusesTranspose(base));
  return isTurned || /^(\\left)?[([].*[)\]T]$/s.test(text) ? `{{${text}}}` : script(text);
}

/** `2.5 \times 10^{-3}`, `10^{6}`, `0.50`. */
function numberPiece(node: NumberSyntax): Piece {
  const parts = scientific(node.text);
  if (parts === undefined) return piece(node.text, level.atom, digits);
  const [mantissa, exponent] = parts;
  const ten = `10^${script(exponent)}`;
  return mantissa === "1"
    ? piece(ten, level.superscripted, { head: "digit" })
    : piece(`${mantissa} \\times ${ten}`, level.product, { head: "digit" });
}

const joints: Readonly<Record<Exclude<Joint, "juxtapose">, string>> = {
  cdot: " \\cdot ",
  times: " \\times ",
  star: " \\cdot ",
  odot: " \\odot ",
};

const seam: Seam = (joint, left, right) => {
  if (joint !== "juxtapose") return joints[joint];
  if (right.head === "digit") return joints.cdot;
  if (left.tail === "name" && right.head === "bracket") return joints.cdot;
  if (left.tail === "slash" || right.head === "slash") return joints.cdot;
  // `d x` in a fraction is a differential.
  if (left.text === "d") return joints.cdot;
  return left.tail === "digit" && right.head === "letter" ? "" : " ";
};

/** What a sign of differentiation may stand before without brackets: letters and commands. */
const nameable = /^([a-z(]|\\(?!begin|left|lVert|lfloor|lceil|langle|mathbf\{1|mathbb\{1))/i;

/** What a sign stands before: `dy`, `d(x + y)`, `d \cos(s)`, `\partial L`, `d^2 y`. */
function differentiated(sign: string, of: Piece): string {
  if (of.head === "bracket") return sign + of.text;
  if (of.head === "slash" || !nameable.test(of.text)) return sign + round(of).text;
  return of.head === "letter" && sign === "d" ? sign + of.text : `${sign} ${of.text}`;
}

/** The denominator of a derivative: `dx^2`, `\partial x \partial y`. */
function denominatorText(node: DerivativeSyntax, pen: Pen): string {
  const each = node.by.map(({ variable, order }) => {
    const x = at(order === 1 ? level.factor : level.subscripted, variable, pen);
    const base = differentiated(node.sign, variable.kind === "power" ? round(x) : x);
    return order === 1 ? base : `${base}^${script(String(order))}`;
  });
  return each.join(" ");
}

function derivativePiece(node: DerivativeSyntax, pen: Pen): Piece {
  const order = node.by.reduce((total, by) => total + by.order, 0);
  const above = order === 1 ? node.sign : `${node.sign}^${script(String(order))}`;
  const below = denominatorText(node, pen);
  if (node.of === null) return piece(`\\frac{${above}}{${below}}`, level.prefix, { tall: true });
  if (node.style === "operator") {
    const of = at(level.factor, node.of, pen);
    return piece(`\\frac{${above}}{${below}} ${of.text}`, level.prefix, { tall: true });
  }
  const of = at(level.factor, node.of, pen);
  const top = differentiated(above, of);
  // In a fraction, dy/dx over dz/dx would be taken for a derivative itself.
  return node.style === "slash" && pen.bar === "none"
    ? piece(`${top}/${below}`, level.factor, { tall: of.tall, head: "slash", tail: "slash" })
    : piece(`\\frac{${top}}{${below}}`, level.factor, { tall: true });
}

const bigSigns: Readonly<Record<BigSyntax["operator"], string>> = {
  sum: "\\sum",
  product: "\\prod",
  max: "\\max",
  min: "\\min",
};

/** `i=1`, `i,j`, `i \in S`, `i \ne j`. */
function lowerText(node: BigSyntax, pen: Pen): string {
  const index = node.index.map((i) => at(level.implication, i, pen).text).join(",");
  if (node.lower === undefined) return index;
  const lower = inside(node.lower, pen).text;
  return index === "" || node.lower.kind === "relation" ? lower : `${index}=${lower}`;
}

const writers: Writers = {
  number: numberPiece,
  name: (node) => piece(nameText(node), level.atom, letters),
  subscript: (node, pen) => {
    const indices = script(indicesText(node.indices, pen));
    // z^{(l)}_i: the index of a member of a family.
    if (isIndexable(node.base)) {
      const member = write(node.base, pen);
      return { ...member, text: `${member.text}_${indices}` };
    }
    const base = at(level.atom, node.base, pen);
    return { ...base, text: `${base.text}_${indices}`, level: level.subscripted };
  },
  family: (node, pen) => {
    const base = at(level.subscripted, node.base, pen);
    const [open, close] = node.bracket === "(" ? ["(", ")"] : ["[", "]"];
    const text = `${base.text}^{${open}${inside(node.index, pen).text}${close}}`;
    return { ...base, text, level: level.superscripted };
  },
  power: (node, pen) => {
    const base = at(level.subscripted, node.base, pen);
    const text = `${base.text}^${exponentText(node.exponent, node.base, pen)}`;
    return piece(text, level.superscripted, { tall: base.tall, head: base.head });
  },
  transpose: (node, pen) => {
    const { base } = node;
    // W^{-T} and W^{(1)T} carry the transpose in the script that is already there.
    const inner = base.kind === "power" && isMinusOne(base.exponent) ? base.base : null;
    const isRefused = refusesTranspose(inner ?? base);
    const spelling = isRefused ? "\\top" : (pen.options.transposeSpelling ?? "T");
    if (inner !== null) {
      const b = at(level.subscripted, inner, pen);
      return piece(`${b.text}^{-${spelling}}`, level.superscripted, { tall: b.tall, head: b.head });
    }
    if (base.kind === "family") {
      const b = write(base, pen);
      return piece(`${b.text.slice(0, -1)}${spelling}}`, level.superscripted, { head: b.head });
    }
    const b = at(level.subscripted, base, pen);
    const text = `${b.text}^${spelling}`;
    return piece(text, level.superscripted, { tall: b.tall, head: b.head });
  },
  prime: (node, pen) => {
    const base = at(level.subscripted, node.base, pen);
    const text = base.text + "'".repeat(node.count);
    // What is primed is a function, whatever stands under the index.
    const tail = node.base.kind === "subscript" ? "name" : base.tail;
    return { ...base, text, level: level.superscripted, tail };
  },
  sum: (node, pen) => {
    const texts: string[] = [];
    let tall = false;
    for (const { sign, term } of node.terms) {
      const written = at(level.product, term, pen);
      if (texts.length > 0) texts.push(` ${sign} `);
      else if (sign === "+" && node.terms.length === 1) return written;
      else if (sign !== "+") texts.push(sign === "-" ? "-" : "\\pm ");
      texts.push(written.text);
      tall ||= written.tall;
    }
    return texts.length === 0
      ? piece("0", level.atom, digits)
      : piece(texts.join(""), level.sum, { tall });
  },
  product: (node, pen) => writeFactors(node, (factor, _, demand) => at(demand, factor, pen), seam),
  fraction: (node, pen) => {
    if (node.style === "bar") {
      const areBoth = holdsDifferential(node.numerator) && holdsDifferential(node.denominator);
      const inner: Pen = { ...pen, bar: areBoth ? "differentials" : "quantities" };
      const [a, b] = [inside(node.numerator, inner), inside(node.denominator, inner)];
      return piece(`\\frac{${a.text}}{${b.text}}`, level.factor, { tall: true });
    }
    // a/b/c and a b/c are read from the left.
    const isChain = node.numerator.kind === "fraction" && node.numerator.style === "slash";
    const before = leadsQuotient(node.numerator, true) ? level.product : level.factor;
    const a = at(isChain ? level.quotient : before, node.numerator, pen);
    const below = at(level.factor, node.denominator, pen);
    const b = below.head === "slash" ? round(below) : below;
    return piece(`${a.text}/${b.text}`, level.quotient, { tall: a.tall || b.tall, head: a.head });
  },
  call: (node, pen) => {
    const other = otherwise(node);
    if (other !== undefined) return write(other, pen);
    const wrap = wrapped[node.function];
    const isAlone = node.power === undefined && node.subscript === undefined;
    const [only, second] = node.arguments;
    if (isAlone && node.function === "factorial" && only !== undefined && second === undefined) {
      return piece(`${at(level.atom, unwrapped(only), pen).text}!`, level.factor);
    }
    if (isAlone && node.function === "binomial" && second !== undefined) {
      const [above, below] = [inside(only!, pen), inside(second, pen)];
      return piece(`\\binom{${above.text}}{${below.text}}`, level.atom, { tall: true });
    }
    if (wrap !== undefined && isAlone && node.arguments.length === 1) {
      return wrap(argumentList(node.arguments, pen));
    }
    const below = node.subscript === undefined ? "" : `_${scriptOf(node.subscript, pen)}`;
    const above = node.power === undefined ? "" : `^${scriptOf(node.power, pen)}`;
    const head = `${latexFunction(node.function)}${below}${above}`;
    const inner = argumentList(node.arguments, pen);
    if (!pen.closed && canGoBare(node, true)) {
      return piece(`${head} ${inner.text}`, level.bare, { tall: inner.tall });
    }
    const [open, close] = callBrackets[node.brackets ?? "("];
    return piece(head + fenced(inner, open, close).text, level.factor, { tall: inner.tall });
  },
  applied: (node, pen) => {
    const head = at(level.superscripted, node.head, pen);
    const inner = round(argumentList(node.arguments, pen));
    return piece(head.text + inner.text, level.factor, {
      tall: inner.tall,
      head: head.head,
      tail: "name",
    });
  },
  root: (node, pen) => {
    const degree = node.degree === undefined ? "" : `[${inside(node.degree, pen).text}]`;
    const radicand = inside(node.radicand, pen);
    return piece(`\\sqrt${degree}{${radicand.text}}`, level.atom, { tall: radicand.tall });
  },
  group: (node, pen) =>
    encloseMatrix(node) ? write(node.body, pen) : groups[node.delimiter](inside(node.body, pen)),
  list: (node, pen) => {
    const items = node.items.map((item) =>
      item.kind === "dots" ? piece("\\ldots", level.atom) : at(level.implication, item, pen),
    );
    const tall = items.some((item) => item.tall);
    return piece(items.map((item) => item.text).join(", "), level.list, { tall });
  },
  matrix: (node, pen) => {
    const rows = node.rows.map((row) => row.map((x) => cell(inside(x, pen))).join(" & "));
    const text = `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
    return piece(text, level.atom, { tall: true });
  },
  cases: (node, pen) => {
    const rows = node.rows.map(({ value, condition }) => {
      const when = condition === null ? "\\text{otherwise}" : inside(condition, pen).text;
      return `${cell(inside(value, pen))} & ${when}`;
    });
    const text = `\\begin{cases} ${rows.join(" \\\\ ")} \\end{cases}`;
    return piece(text, level.factor, { tall: true });
  },
  big: (node, pen) => {
    const lower = lowerText(node, pen);
    const below = lower === "" ? "" : `_${script(lower)}`;
    const above = node.upper === undefined ? "" : `^{${inside(node.upper, pen).text}}`;
    const written = at(level.product, node.body, opened(pen));
    const body = endsEarly(node, written) ? round(written) : written;
    return piece(`${bigSigns[node.operator]}${below}${above} ${body.text}`, level.prefix, {
      tall: true,
    });
  },
  limit: (node, pen) => {
    const variable = at(level.implication, node.variable, pen).text;
    const side = node.side === null ? "" : `^${node.side}`;
    const below = `${variable} \\to ${inside(node.target, pen).text}${side}`;
    const body = at(level.product, node.body, opened(pen));
    return piece(`\\lim_{${below}} ${body.text}`, level.prefix, { tall: true });
  },
  integral: (node, pen) => {
    const lower = node.lower === undefined ? "" : `_{${inside(node.lower, pen).text}}`;
    const upper = node.upper === undefined ? "" : `^{${inside(node.upper, pen).text}}`;
    const [body, variable] = [at(level.product, node.body, pen), inside(node.variable, pen)];
    const text = `\\int${lower}${upper} ${body.text} \\, d${variable.text}`;
    return piece(text, level.prefix, { tall: true });
  },
  derivative: derivativePiece,
  gradient: (node, pen) => {
    const below = node.by === null ? "" : `_${scriptOf(node.by, pen)}`;
    const above = node.order === 1 ? "" : `^${script(String(node.order))}`;
    const nabla = `\\nabla${below}${above}`;
    if (node.of === null) return piece(nabla, level.atom);
    const of = at(level.factor, node.of, pen);
    return piece(`${nabla} ${of.text}`, level.prefix, { tall: of.tall });
  },
  differential: (node, pen) => {
    const of = at(level.subscripted, node.of, pen);
    const isUpright = node.sign === "d" && pen.bar !== "differentials";
    const text = isUpright ? `\\mathrm{d}${of.text}` : differentiated(node.sign, of);
    return piece(text, level.factor, { head: "letter" });
  },
  evaluated: (node, pen) => {
    const [body, where] = [inside(node.body, pen), inside(unwrapped(node.at), pen)];
    return piece(`\\left.${body.text}\\right|_{${where.text}}`, level.factor, { tall: true });
  },
  indicator: (node, pen) => {
    const condition = unwrapped(node.condition);
    const { text, tall } = inside(condition, pen);
    const one = condition.kind === "relation" ? `\\mathbf{1}_{${text}}` : `\\mathbb{1}[${text}]`;
    return piece(one, level.factor, { tall });
  },
  relation: (node, pen) => {
    const [own, needed] = chainLevels(node.signs);
    const texts: string[] = [];
    let tall = false;
    node.parts.forEach((part, i) => {
      if (i > 0) texts.push(` ${node.signs[i - 1] ?? "="} `);
      const written = at(needed, part, pen);
      texts.push(written.text);
      tall ||= written.tall;
    });
    return piece(texts.join(""), own, { tall });
  },
  text: (node) => piece(`\\text{${textContent(node.text)}}`, level.atom),
  decorated: (node, pen) => {
    const body = inside(node.body, pen);
    const note = node.note === undefined ? undefined : inside(node.note, pen).text;
    const text = decoratedText(node.decoration, body.text, note);
    return text === undefined
      ? write(node.body, pen)
      : piece(text, level.factor, { tall: body.tall });
  },
  dots: () => piece("\\cdots", level.atom),
  error: (node, pen) => {
    const parts = node.parts.map((part) => at(level.prefix, part, pen).text);
    return piece(parts.length === 0 ? "\\text{?}" : parts.join(" "), level.factor);
  },
};

const callBrackets = { "(": ["(", ")"], "[": ["[", "]"], "\\{": ["\\{", "\\}"] } as const;

/** An entry of a table; a square bracket behind `\\\\` would be a length. */
function cell({ text }: Piece): string {
  return text.startsWith("[") ? `{${text}}` : text;
}

/** Functions written around their argument. */
const wrapped: Readonly<Record<string, (inner: Piece) => Piece>> = {
  abs: bars,
  norm: doubleBars,
  floor: (inner) => ({ ...fenced(inner, "\\lfloor", "\\rfloor"), head: "other" }),
  sqrt: (inner) => piece(`\\sqrt{${inner.text}}`, level.atom, { tall: inner.tall }),
  cbrt: (inner) => piece(`\\sqrt[3]{${inner.text}}`, level.atom, { tall: inner.tall }),
};

const groups: Readonly<Record<SyntaxOf<"group">["delimiter"], (inner: Piece) => Piece>> = {
  "(": round,
  "[": (inner) => fenced(inner, "[", "]"),
  "\\{": (inner) => fenced(inner, "\\{", "\\}"),
  "|": bars,
  "\\|": doubleBars,
  "\\langle": (inner) => fenced(inner, "\\langle", "\\rangle"),
  "\\lfloor": (inner) => fenced(inner, "\\lfloor", "\\rfloor"),
  "\\lceil": (inner) => fenced(inner, "\\lceil", "\\rceil"),
};
