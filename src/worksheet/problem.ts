/**
 * @file Reading a problem: lines (or pieces between semicolons) of plain text or LaTeX that
 * define quantities, give values, and say what is asked.
 *
 *     # a comment
 *     part A: the title of a part
 *     u = x1/x2                       a definition (in any order)
 *     f(t) = t^2 + 1                  a function
 *     c += 2 b                        a new version of c
 *     w := w - eta dL/dw              another
 *     W in R^{2 x 3}  or  W: [2, 3]   a shape
 *     for l = 1, ..., 3               how far the letter of a family runs
 *     at x1 = pi, x2 = 2              values
 *     find dy/dx1, dL/dW_{2,2}        what is asked
 *     find d^2y/dx^2, hessian(L, x)   of higher order; see `verbs.ts` for the words
 *     update W by adam, eta = 0.1     new values of parameters
 *
 * Reading never fails: what cannot be read is reported with its place and left out.
 */
import {
  mapParts,
  nameKey,
  notationOf,
  nowhere,
  readFormula,
  S,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import { type Descent, readDescent } from "./descent.ts";
import { bareLabels } from "./labels.ts";
import { occurrences } from "./names.ts";
import { findRange, type Stretch } from "./range.ts";
import { verbNames } from "./verbs.ts";
import { vocabularyWords } from "./vocabulary/candidates.ts";

/** One thing that a problem says. */
export type Statement =
  | {
      readonly kind: "definition";
      readonly left: Syntax;
      readonly right: Syntax;
      /** Whether it is written with `:=`, so that its own name on the right is the one before. */
      readonly assigns?: boolean;
      readonly span: Span;
      /** How far a letter runs for which this defines members: `z^{(l)} = …, l = 1, …, L`. */
      readonly range?: Range;
      /** Whether the letters on the left are part of a name, and run over nothing. */
      readonly named?: boolean;
    }
  | {
      readonly kind: "update";
      readonly left: Syntax;
      readonly right: Syntax;
      readonly sign: "+" | "-" | "*" | "/";
      readonly span: Span;
    }
  | { readonly kind: "value"; readonly left: Syntax; readonly right: Syntax; readonly span: Span }
  | {
      readonly kind: "shape";
      readonly left: Syntax;
      readonly sizes: readonly Syntax[];
      readonly span: Span;
    }
  | { readonly kind: "range"; readonly range: Range; readonly span: Span }
  | { readonly kind: "find"; readonly target: Syntax; readonly span: Span }
  | { readonly kind: "descent"; readonly descent: Descent; readonly span: Span }
  | { readonly kind: "part"; readonly name: string; readonly title: string; readonly span: Span };

/** From where to where a letter runs over members of a family; see range.ts. */
export interface Range {
  readonly letter: string;
  readonly first: Syntax;
  readonly last: Syntax | null;
  readonly span: Span;
}

/** What was read of a problem. */
export interface Problem {
  readonly text: string;
  /** Bare names on which a bare superscript is a label: z^l. */
  readonly labels?: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether a family that cannot be written out costs its own lines only, and not its part. */
  readonly lenient?: boolean;
}

/** A stretch of the text. */
interface Piece {
  readonly text: string;
  readonly from: number;
}

/**
 * Reads a whole problem. A lone expression defines y (or the next free letter). `values` are
 * those given apart from it: `target = 1` says that `target` is one name.
 */
export function readProblem(text: string, values = ""): Problem {
  const reader = new ProblemReader(text, values);
  for (const piece of pieces(text)) reader.piece(piece);
  const { labels, statements, diagnostics } = reader;
  return { text, labels, statements, diagnostics };
}

/** Reads `x1 = pi, x2 = 2` as values; for `--at`. `labels` are those of the problem. */
export function readValues(text: string, labels: ReadonlySet<string> = new Set()): Problem {
  const reader = new ProblemReader(text, "", labels);
  for (const piece of pieces(text)) reader.values(strip(piece, /^at\b/i) ?? piece);
  const { statements, diagnostics } = reader;
  return { text, labels, statements, diagnostics };
}

/** Reads `W, b by gradient descent, eta = 0.5`, or the method alone; for `--update`. */
export function readUpdate(text: string, labels: ReadonlySet<string> = new Set()): Problem {
  const reader = new ProblemReader(text, "", labels);
  for (const piece of pieces(text)) {
    const named = /(?:^|\s)by\s/i.test(piece.text);
    reader.descent(named ? piece : { ...piece, text: `all by ${piece.text}` });
  }
  const { statements, diagnostics } = reader;
  return { text, labels, statements, diagnostics };
}

/** Reads `x1, x2, W_{2,2}` as names; for `--wrt` and `--of`. `known` are those of the sheet. */
export function readNames(
  text: string,
  known: ReadonlySet<string> = new Set(),
  labels: ReadonlySet<string> = new Set(),
): { names: Syntax[]; diagnostics: Diagnostic[] } {
  const names: Syntax[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const item of atCommas({ text, from: 0 })) {
    const read = readFormula(item.text, { from: item.from, names: known, labels });
    diagnostics.push(...read.diagnostics);
    if (item.text !== "") names.push(read.syntax);
  }
  return { names, diagnostics };
}

class ProblemReader {
  readonly statements: Statement[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly text: string;
  /** Names so spelled that letters run together are one name, as they are defined. */
  private readonly names: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;

  constructor(text: string, values = "", labels: ReadonlySet<string> | null = null) {
    this.text = text;
    const words = [...definedWords(text), ...definedWords(values)];
    this.names = new Set([...words, ...vocabularyWords(text)]);
    this.labels = labels ?? this.declaredLabels();
  }

  /** Names whose bare superscripts are labels, and a remark at the line that says so. */
  private declaredLabels(): ReadonlySet<string> {
    const { labels, span } = bareLabels(pieces(this.text), this.names);
    const names = [...labels].join(", ");
    if (span !== null) this.diagnostics.push(diagnose("PG2052", span, { names }));
    return labels;
  }

  piece(piece: Piece): void {
    const values = strip(piece, /^at\b(?!\s*=)/i);
    if (values !== null) {
      this.values(values);
      return;
    }
    const find = strip(piece, /^find\b(?!\s*=)/i);
    if (find !== null) {
      this.find(find);
      return;
    }
    const descent = strip(piece, /^update\b(?!\s*[-+*/:]?=)/i);
    if (descent !== null) {
      this.descent(descent);
      return;
    }
    const part = /^part\s+([A-Za-z0-9]+)\s*[:.)]?\s*(.*)$/i.exec(piece.text);
    if (part !== null) {
      this.statements.push({ kind: "part", name: part[1]!, title: part[2]!, span: spanOf(piece) });
      return;
    }
    this.formula(piece);
  }

  values(piece: Piece): void {
    for (const item of atCommas(piece)) {
      if (item.text === "") continue;
      const syntax = this.read(item);
      if (syntax.kind === "relation" && syntax.signs.length === 1 && isEquality(syntax.signs[0]!)) {
        const [left, right] = syntax.parts;
        this.statements.push({ kind: "value", left: left!, right: right!, span: spanOf(item) });
      } else this.refuse(item, "x = 2");
    }
  }

  private find(piece: Piece): void {
    for (const item of atCommas(piece)) {
      if (item.text === "") continue;
      const target = this.read(item, new Set([...this.names, ...verbNames]));
      this.statements.push({ kind: "find", target, span: spanOf(item) });
    }
  }

  descent(piece: Piece): void {
    const span = spanOf(piece);
    const descent = readDescent(atCommas(piece), span, (item) => this.read(item));
    if (descent !== undefined) this.statements.push({ kind: "descent", descent, span });
    else this.refuse(piece, "update W, b by gradient descent, eta = 0.5");
  }

  private formula(whole: Piece): void {
    const declared = this.declaration(whole);
    if (declared !== null) {
      this.statements.push(declared);
      return;
    }
    const { range, rest: piece } = this.withoutRange(whole);
    if (range !== null && piece.text === "") {
      this.statements.push({ kind: "range", range, span: spanOf(whole) });
      return;
    }
    const syntax = this.read(piece);
    const chains = syntax.kind === "list" ? syntax.items : [syntax];
    for (const chain of chains) this.chain(chain, piece, range);
  }

  /** Takes off a range that stands beside a formula, or alone. */
  private withoutRange(piece: Piece): { range: Range | null; rest: Piece } {
    const found = findRange(piece.text);
    if (found === null) return { range: null, rest: piece };
    const part = ({ from, to }: Stretch): Piece => {
      return trimmed(piece.text.slice(from, to), piece.from + from);
    };
    const letter = nameKey(this.read(part(found.letter)));
    if (letter === undefined) return { range: null, rest: piece };
    const first = found.first === null ? S.number(1) : this.read(part(found.first));
    const last = found.last === null ? null : this.read(part(found.last));
    const span = spanOf(part(found.whole));
    return { range: { letter, first, last, span }, rest: part(found.rest) };
  }

  private chain(syntax: Syntax, piece: Piece, range: Range | null): void {
    const span = syntax === nowhere ? spanOf(piece) : { from: syntax.from, to: syntax.to };
    if (syntax.kind === "error") return;
    if (syntax.kind !== "relation") {
      const left = readFormula(this.freeName(syntax)).syntax;
      this.statements.push({ kind: "definition", left, right: syntax, span });
      return;
    }
    const [left, right] = syntax.parts as [Syntax, Syntax];
    const sign = syntax.signs[0]!;
    const [third] = syntax.parts.slice(2);
    if (third !== undefined) this.refuseRest(third, syntax);
    if (sign.length === 2 && sign.endsWith("=") && sign !== ":=") {
      const by = sign[0] as "+" | "-" | "*" | "/";
      this.statements.push({ kind: "update", left, right, sign: by, span });
    } else if (sign === "\\in") {
      this.refuse(piece, "W: [2, 3]");
    } else if (isEquality(sign)) {
      const beside = range === null ? {} : { range };
      const assigns = sign === ":=";
      this.statements.push({ kind: "definition", left, right, assigns, span, ...beside });
    } else this.refuse(piece, "y = …");
  }

  /** A name for an expression that was given none: y, unless it is defined or stands inside. */
  private freeName(syntax: Syntax): string {
    const taken = new Set(occurrences(syntax).flatMap(({ key, base }) => [key, base]));
    for (const statement of this.statements) {
      if (statement.kind === "definition") taken.add(nameKey(statement.left) ?? null);
    }
    return ["y", "f", "g", "h", "q"].find((name) => !taken.has(name)) ?? "y_0";
  }

  /** `W: [2, 3]`, `W in R^{2 x 3}`, `W \in \mathbb{R}^{m \times n}`. */
  private declaration(piece: Piece): Statement | null {
    const colon = /^([^=]+?)\s*:\s*\[([^=;]*)\]\s*$/.exec(piece.text);
    const member =
      /^([^=]+?)\s*(?:\\in\b|∈|\bin\b)\s*(?:\\mathbb\s*\{?R\}?|ℝ|R)\s*(?:\^\s*(.+))?$/.exec(
        piece.text,
      );
    const found = colon ?? member;
    if (found === null) return null;
    const left = this.read({ text: found[1]!, from: piece.from });
    if (nameKey(left) === undefined) return null;
    const text = (found[2] ?? "").replace(/^\{([\s\S]*)\}$/, "$1");
    const start = piece.from + piece.text.lastIndexOf(found[2] ?? "");
    const sizes = text
      .split(/\\times|×|,|(?<=[\d\s])x(?=[\d\s])/)
      .map((size) => size.trim())
      .filter((size) => size !== "")
      .map((size) => this.read({ text: size, from: start }));
    return { kind: "shape", left, sizes, span: spanOf(piece) };
  }

  private read(piece: Piece, names = this.names): Syntax {
    const { from, text } = piece;
    const { syntax, diagnostics } = readFormula(text, { from, names, labels: this.labels });
    this.diagnostics.push(...diagnostics);
    return notationOf(piece.text) === "plain" ? withBars(syntax) : syntax;
  }

  /** A chain a = b = c defines a; what follows b is a claim, which a problem does not make. */
  private refuseRest(from: Syntax, { to }: Span): void {
    const found = this.text.slice(from.from, to);
    const span = { from: from.from, to };
    this.diagnostics.push(diagnose("PG2012", span, { found, expected: "one equation a line" }));
  }

  private refuse(piece: Piece, expected: string): void {
    this.diagnostics.push(diagnose("PG2012", spanOf(piece), { found: piece.text, expected }));
  }
}

function isEquality(sign: string): boolean {
  return sign === "=" || sign === ":=" || sign === "\\equiv";
}

function spanOf(piece: Piece): Span {
  return { from: piece.from, to: piece.from + piece.text.length };
}

/** What follows the keyword; null when the piece does not begin with it. */
function strip(piece: Piece, keyword: RegExp): Piece | null {
  const found = keyword.exec(piece.text);
  return found === null
    ? null
    : trimmed(piece.text.slice(found[0].length), piece.from + found[0].length);
}

function trimmed(text: string, from: number): Piece {
  const start = text.length - text.trimStart().length;
  return { text: text.trim(), from: from + start };
}

/** Lines and the stretches between semicolons; brackets and environments hold together. */
function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let depth = 0;
  let start = 0;
  const close = (end: number): void => {
    const piece = trimmed(text.slice(start, end).replace(/\$/g, " "), start);
    if (piece.text !== "") found.push(piece);
    start = end + 1;
  };
  for (let k = 0; k < text.length; k++) {
    const sign = text[k]!;
    if (sign === "#" && text[k - 1] !== "\\") {
      close(k);
      while (k + 1 < text.length && text[k + 1] !== "\n") k++;
      start = k + 1;
    } else if (sign === "\\" && text.startsWith("\\begin{", k)) depth++;
    else if (sign === "\\" && text.startsWith("\\end{", k)) depth = Math.max(0, depth - 1);
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
    else if (sign === "\n" && !opensMatrix(text, start, k, depth)) {
      close(k);
      depth = 0;
    } else if (sign === ";" && depth === 0 && text[k - 1] !== "\\") close(k);
  }
  close(text.length);
  return found;
}

/** A line break inside an open environment or matrix literal goes on. */
function opensMatrix(text: string, start: number, end: number, depth: number): boolean {
  if (depth === 0) return false;
  const piece = text.slice(start, end);
  const begun = piece.split("\\begin{").length - piece.split("\\end{").length;
  const brackets = piece.split("[").length - piece.split("]").length;
  return begun > 0 || brackets > 0;
}

/** The stretches between commas that stand in no bracket. */
function atCommas(piece: Piece): Piece[] {
  const found: Piece[] = [];
  let depth = 0;
  let start = 0;
  const { text, from } = piece;
  for (let k = 0; k <= text.length; k++) {
    const sign = text[k];
    if (sign !== undefined && "([{".includes(sign)) depth++;
    else if (sign !== undefined && ")]}".includes(sign)) depth--;
    else if (sign === undefined || (sign === "," && depth === 0 && text[k - 1] !== "\\")) {
      found.push(trimmed(text.slice(start, k), from + start));
      start = k + 1;
    }
  }
  return found;
}

/**
 * Words of several letters that stand on the left of a definition or of a value; `theta` is a
 * Greek letter in any case.
 */
function definedWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const match of text.matchAll(
    /(?:^|[\n;,]|\bat\s)\s*([A-Za-z]{2,}(?:_\w+)?)\s*(?:\([^()]*\))?\s*[-+*/:]?=/g,
  )) {
    if (nameKey(readFormula(match[1]!).syntax) === undefined) words.add(match[1]!);
  }
  return words;
}

/** A left side `f(t)`: its name and parameters. */
export function functionHead(left: Syntax): { key: string; parameters: string[] } | undefined {
  if (left.kind !== "applied" || left.head.kind === "prime") return undefined;
  const key = nameKey(left.head);
  const parameters = (left as SyntaxOf<"applied">).arguments.map(nameKey);
  if (key === undefined || parameters.some((name) => name === undefined)) return undefined;
  return { key, parameters: parameters as string[] };
}

/**
 * Plain text has only the slash; set in LaTeX, such a quotient is a fraction with a bar, except in
 * an exponent, where people keep the slash.
 */
function withBars(syntax: Syntax): Syntax {
  const isPower = syntax.kind === "power";
  const result = mapParts(syntax, (part, field) => {
    return isPower && field === "exponent" ? part : withBars(part);
  });
  return result.kind === "fraction" ? { ...result, style: "bar" } : result;
}
