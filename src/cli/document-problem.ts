/**
 * @file The problem inside a document: what a Markdown or LaTeX text defines, as the lines of a
 * problem, each character with the place it comes from.
 *
 * In Markdown the fences ```` ```pengrad ```` are the problem when there are any. Otherwise it is
 * made of the formulas between dollar signs, `\( \)`, `\[ \]` and in display environments:
 *
 *     y &= \cos(s) = \cos(\pi/2) = 0     →  y = \cos(s)       the first right side defines y
 *     \mathrm{Therefore}\; dy/dx_1 = …   →  find dy/dx_1      what the document sets out to find
 *     x_1 = \pi                          →  at x_1 = \pi      unless a formula defines it
 *     a letter alone on a line: A, (b)   →  part A
 *
 * A name is defined once in a part; what stands there later about it is a claim, and claims are
 * no part of the problem. Values that a document only implies are not inferred here.
 */
import { type DocumentKind, type Piece as DocumentPiece, readDocument } from "../document/index.ts";
import { type Macro, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { type Excerpt, ExcerptBuilder } from "../source/index.ts";

/** The fences of a Markdown text; null when it has none. */
export function fencedProblem(source: string, kind: DocumentKind = "markdown"): Excerpt | null {
  const made = new ExcerptBuilder(source);
  const fences = readDocument(source, kind).pieces.filter((piece) => piece.kind === "problem");
  for (const { problem } of fences) {
    made.include(problem, 0, problem.text.length);
    made.say("\n");
  }
  return fences.length === 0 ? null : made.done();
}

/** Whether the text has formulas in it, and is not itself the lines of a problem. */
export function looksLikeDocument(source: string): boolean {
  return /\$\$|\\\[|\\\(|\\begin\{(?:document|equation|align)|^#{1,6} .*\n/m.test(source);
}

/** The problem that the formulas of a document make. */
export function definedProblem(source: string, kind: DocumentKind = "markdown"): Excerpt {
  const made = new ExcerptBuilder(source);
  const { pieces, macros } = readDocument(source, kind);
  const parts = partsOf(pieces, macros);
  const known: Known = { names: new Set(), defined: new Set() };
  for (const { mark, statements } of parts) {
    const lines = linesOf(statements, known);
    if (lines.length === 0) continue;
    if (parts.length > 1 && mark !== null) made.say(`part ${mark}:\n`);
    for (const { word, left, right } of lines) {
      made.say(word);
      include(made, left);
      if (right !== null) {
        made.say(" = ");
        include(made, right);
      }
      made.say("\n");
    }
  }
  return made.done();
}

/** A stretch of a formula. */
interface Piece {
  readonly formula: Excerpt;
  readonly from: number;
  readonly to: number;
}

/**
 * A formula, on one line: `\;`, whose semicolon would end a line of a problem, and line breaks
 * become blanks of their length.
 */
function include(made: ExcerptBuilder, { formula, from, to }: Piece): void {
  made.include(formula, from, to, (text) => {
    return text.replace(/\\;|\s/g, (sign) => " ".repeat(sign.length));
  });
}

/** One chain of a formula: what stands first, and what it is first said to be. */
interface Claim {
  readonly formula: Excerpt;
  readonly left: Syntax;
  readonly right: Syntax;
}

interface DocumentPart {
  /** `A`; null before the first such line. */
  readonly mark: string | null;
  readonly statements: readonly Claim[];
}

/** The claims of the formulas, divided where a letter stands alone on a line. */
function partsOf(
  pieces: readonly DocumentPiece[],
  macros: ReadonlyMap<string, Macro>,
): DocumentPart[] {
  const parts: { mark: string | null; statements: Claim[] }[] = [{ mark: null, statements: [] }];
  for (const piece of pieces) {
    if (piece.kind === "mark") parts.push({ mark: piece.name, statements: [] });
    if (piece.kind !== "formula") continue;
    const { formula } = piece;
    const { syntax } = readFormula(formula.text, { notation: "latex", macros });
    for (const chain of syntax.kind === "list" ? syntax.items : [syntax]) {
      if (chain.kind !== "relation" || !/^:?=$/.test(chain.signs[0]!)) continue;
      const [left, right] = chain.parts;
      parts.at(-1)!.statements.push({ formula, left: left!, right: right! });
    }
  }
  return parts.filter(({ statements }) => statements.length > 0);
}

/** The key of W for `W_{2,2}`, of a for `a_2`; `y_{true}` is a name of its own. */
function wholeOf(name: Syntax): string | undefined {
  if (name.kind !== "subscript") return undefined;
  return name.indices.every(({ kind }) => kind === "number") ? nameKey(name.base) : undefined;
}

interface ProblemLine {
  readonly word: string;
  readonly left: Piece;
  readonly right: Piece | null;
}

/** What the parts before have: names that occur, and names that a formula defines. */
interface Known {
  readonly names: Set<string>;
  readonly defined: Set<string>;
}

/** The lines of one part. */
function linesOf(statements: readonly Claim[], known: Known): ProblemLine[] {
  const { names, defined } = known;
  const own = new Set<string>();
  const lines: ProblemLine[] = [];
  const values = new Map<string, ProblemLine>();
  const questions: Question[] = [];
  for (const { formula, left, right } of statements) {
    const key = nameKey(left) ?? (left.kind === "applied" ? nameKey(left.head) : undefined);
    if (key === undefined) questions.push(...questionOf(left, formula));
    const inside = namesIn(right);
    const isOld = inside.every((name) => name.some((spelling) => names.has(spelling)));
    for (const name of inside) for (const spelling of name) names.add(spelling);
    if (key === undefined || own.has(key) || isError(right)) continue;
    // y = cos(…) said again in the same inputs, or a_2 of a known vector a, is a claim
    const base = wholeOf(left) ?? key;
    if (defined.has(base) || defined.has(key)) if (isOld || base !== key) continue;
    own.add(key);
    names.add(key);
    const line = { left: placeOf(left, formula), right: placeOf(right, formula) };
    if (inside.length === 0 && left.kind !== "applied") values.set(key, { word: "at ", ...line });
    else {
      lines.push({ word: "", ...line });
      defined.add(key);
    }
  }
  if (lines.length === 0) return [];
  const { of } = questions.at(-1) ?? { of: "" };
  const asked = new Map<string, ProblemLine>();
  for (const question of questions) {
    const { whole, base, place } = question;
    if (question.of !== of || !(names.has(whole) || names.has(base))) continue;
    // an entry can be written out only where the size is known, that is, with a value
    const isEntry = whole !== base && values.has(base);
    const line: ProblemLine = { word: "find ", left: place, right: null };
    const nothing = { ...place, to: place.from };
    const instead = { ...line, left: nothing, word: `find \\frac{d ${of}}{d ${base}}` };
    asked.set(isEntry ? whole : base, isEntry || whole === base ? line : instead);
  }
  return [...lines, ...values.values(), ...asked.values()];
}

const placeOf = ({ from, to }: Syntax, formula: Excerpt): Piece => ({ formula, from, to });

/** A derivative that the document works: of what, and by what. */
interface Question {
  readonly of: string;
  readonly whole: string;
  /** For an entry such as `W_{2,2}` the name of the whole; else the name itself. */
  readonly base: string;
  readonly place: Piece;
}

function questionOf(left: Syntax, formula: Excerpt): Question[] {
  if (left.kind !== "derivative" || left.of === null || left.by.length !== 1) return [];
  const { variable, order } = left.by[0]!;
  const of = nameKey(left.of);
  const whole = nameKey(variable);
  if (order !== 1 || of === undefined || whole === undefined) return [];
  const isEntry = variable.kind === "subscript" && variable.indices.length > 1;
  const base = isEntry ? (nameKey(variable.base) ?? whole) : whole;
  return [{ of, whole, base, place: placeOf(left, formula) }];
}

const constants = new Set(["\\pi", "e", "\\infty"]);

/** The names in a formula, each as its own key and, if it may be an entry, that of the whole. */
function namesIn(syntax: Syntax): string[][] {
  const found: string[][] = [];
  visit(syntax, (node) => {
    const key = nameKey(node);
    if (key === undefined) return false;
    if (constants.has(key)) return true;
    const base = wholeOf(node);
    found.push(base === undefined ? [key] : [key, base]);
    return true;
  });
  return found;
}

function isError(syntax: Syntax): boolean {
  let wrong = false;
  visit(syntax, (node) => {
    wrong ||= node.kind === "error";
    return false;
  });
  return wrong;
}

/** Calls `stop` for every node from the top; below a node where it says so nothing is visited. */
function visit(syntax: Syntax, stop: (node: Syntax) => boolean): void {
  const open: unknown[] = [syntax];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (Array.isArray(at)) {
      open.push(...at);
      continue;
    }
    if (typeof at !== "object" || at === null) continue;
    if ("kind" in at && stop(at as Syntax)) continue;
    open.push(...Object.values(at));
  }
}
