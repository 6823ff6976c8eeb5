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
import { nameKey, readFormula, type Syntax } from "../notation/index.ts";

/** A text made of pieces of another one, and the way back. */
export interface Excerpt {
  readonly text: string;
  /** From an offset in `text` to the one in the whole. */
  readonly origin: (offset: number) => number;
}

/** The fences of a Markdown text; null when it has none. */
export function fencedProblem(source: string): Excerpt | null {
  const made = new ExcerptBuilder(source);
  const fence =
    /^[ \t]*(`{3,}|~{3,})[ \t]*pengrad\b[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[`~]*[ \t]*$|(?![\s\S]))/gm;
  let count = 0;
  for (const match of source.matchAll(fence)) {
    const from = match.index + match[0].indexOf("\n") + 1;
    made.take(from, from + match[2]!.length);
    made.say("\n");
    count++;
  }
  return count === 0 ? null : made.done();
}

/** Whether the text has formulas in it, and is not itself the lines of a problem. */
export function looksLikeDocument(source: string): boolean {
  return /\$\$|\\\[|\\\(|\\begin\{(?:document|equation|align)|^#{1,6} .*\n/m.test(source);
}

/** The problem that the formulas of a document make. */
export function definedProblem(source: string): Excerpt {
  const made = new ExcerptBuilder(source);
  const parts = partsOf(source, formulasOf(source));
  const known: Known = { names: new Set(), defined: new Set() };
  for (const { mark, statements } of parts) {
    const lines = linesOf(statements, known);
    if (lines.length === 0) continue;
    if (parts.length > 1 && mark !== null) made.say(`part ${mark}:\n`);
    for (const { word, from, to, right } of lines) {
      made.say(word);
      made.takeFormula(from, to);
      if (right !== null) {
        made.say(" = ");
        made.takeFormula(right.from, right.to);
      }
      made.say("\n");
    }
  }
  return made.done();
}

/** Gathers pieces of a text and remembers where each begins. */
class ExcerptBuilder {
  private readonly source: string;
  private text = "";
  private readonly starts: { readonly at: number; readonly origin: number }[] = [];

  constructor(source: string) {
    this.source = source;
  }

  /** A piece of the whole, as it stands there. */
  take(from: number, to: number): void {
    this.starts.push({ at: this.text.length, origin: from });
    this.text += this.source.slice(from, to);
  }

  /**
   * A formula, on one line: `\;`, whose semicolon would end a line of a problem, and line breaks
   * become blanks of their length.
   */
  takeFormula(from: number, to: number): void {
    this.starts.push({ at: this.text.length, origin: from });
    const piece = this.source.slice(from, to);
    this.text += piece.replace(/\\;|\s/g, (sign) => " ".repeat(sign.length));
  }

  /** Words of our own; they belong to the place before them. */
  say(words: string): void {
    this.text += words;
  }

  done(): Excerpt {
    const { starts } = this;
    const origin = (offset: number): number => {
      let low = 0;
      let high = starts.length - 1;
      if (high < 0) return 0;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]!.at <= offset) low = middle;
        else high = middle - 1;
      }
      const { at, origin: from } = starts[low]!;
      return Math.max(0, from + offset - at);
    };
    return { text: this.text, origin };
  }
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** As in pandoc, a `$` before a blank opens nothing unless a blank stands before its end too. */
const formulaPattern = new RegExp(
  [
    String.raw`\$\$([\s\S]{0,20000}?)\$\$`,
    String.raw`\\\[([\s\S]{0,20000}?)\\\]`,
    String.raw`\\\(([\s\S]{0,20000}?)\\\)`,
    String.raw`\\begin\{((?:equation|align|gather|multline)\*?)\}([\s\S]{0,20000}?)\\end\{\4\}`,
    String.raw`(?<![\\$])\$((?!\s)(?:[^$\\\n]|\\.)+(?<!\s))\$(?!\d)`,
    String.raw`(?<![\\$])\$(\s(?:[^$\\\n]|\\.)+\s)\$`,
  ].join("|"),
  "g",
);

/** The formulas of a document, without their delimiters. Code and comments do not count. */
function formulasOf(source: string): Piece[] {
  const blank = (code: string): string => code.replace(/[^\n]/g, " ");
  const isTex = /\\documentclass|\\begin\{document\}/.test(source);
  const text = isTex
    ? source.replace(/(?<!\\)%[^\n]*/g, blank)
    : source
        .replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, blank)
        .replace(/(?<!\$)`[^`\n]+`(?!\$)/g, blank);
  return [...text.matchAll(formulaPattern)].map((match) => {
    const groups = [1, 2, 3, 5, 6, 7].map((group) => match[group]);
    const inner = groups.find((part) => part !== undefined)!;
    const opening = match[4] === undefined ? 1 : "\\begin{}".length + match[4].length;
    const from = match.index + match[0].indexOf(inner, opening);
    return { from, to: from + inner.length };
  });
}

/** One chain of a formula: what stands first, and what it is first said to be. */
interface Claim {
  readonly left: Syntax;
  readonly right: Syntax;
}

interface DocumentPart {
  /** `A`; null before the first such line. */
  readonly mark: string | null;
  readonly statements: readonly Claim[];
}

const markPattern =
  /^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*)?(?:part[ \t]+)?\(?([A-Z]|[a-z](?=\)))\)?[.:)]?(?:\*\*)?[ \t]*$/gm;

/** The claims of the formulas, divided where a letter stands alone on a line. */
function partsOf(source: string, formulas: readonly Piece[]): DocumentPart[] {
  const marks = [...source.matchAll(markPattern)];
  const parts: { mark: string | null; statements: Claim[] }[] = [{ mark: null, statements: [] }];
  let next = 0;
  let end = 0;
  for (const { from, to } of formulas) {
    for (; next < marks.length && marks[next]!.index < from; next++) {
      // a letter on a line of a formula divides nothing
      if (marks[next]!.index >= end) parts.push({ mark: marks[next]![1]!, statements: [] });
    }
    end = to;
    const { syntax } = readFormula(source.slice(from, to), { from, notation: "latex" });
    for (const chain of syntax.kind === "list" ? syntax.items : [syntax]) {
      if (chain.kind !== "relation" || !/^:?=$/.test(chain.signs[0]!)) continue;
      const [left, right] = chain.parts;
      parts.at(-1)!.statements.push({ left: left!, right: right! });
    }
  }
  return parts.filter(({ statements }) => statements.length > 0);
}

/** The key of W for `W_{2,2}`, of a for `a_2`; `y_{true}` is a name of its own. */
function wholeOf(name: Syntax): string | undefined {
  if (name.kind !== "subscript") return undefined;
  return name.indices.every(({ kind }) => kind === "number") ? nameKey(name.base) : undefined;
}

interface ProblemLine extends Piece {
  readonly word: string;
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
  for (const { left, right } of statements) {
    const key = nameKey(left) ?? (left.kind === "applied" ? nameKey(left.head) : undefined);
    if (key === undefined) questions.push(...questionOf(left));
    const inside = namesIn(right);
    const isOld = inside.every((name) => name.some((spelling) => names.has(spelling)));
    for (const name of inside) for (const spelling of name) names.add(spelling);
    if (key === undefined || own.has(key) || isError(right)) continue;
    // y = cos(…) said again in the same inputs, or a_2 of a known vector a, is a claim
    const base = wholeOf(left) ?? key;
    if (defined.has(base) || defined.has(key)) if (isOld || base !== key) continue;
    own.add(key);
    names.add(key);
    const line = { ...placeOf(left), right: placeOf(right) };
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
    const line: ProblemLine = { word: "find ", ...place, right: null };
    const instead = { ...line, to: place.from, word: `find \\frac{d ${of}}{d ${base}}` };
    asked.set(isEntry ? whole : base, isEntry || whole === base ? line : instead);
  }
  return [...lines, ...values.values(), ...asked.values()];
}

const placeOf = ({ from, to }: Syntax): Piece => ({ from, to });

/** A derivative that the document works: of what, and by what. */
interface Question {
  readonly of: string;
  readonly whole: string;
  /** For an entry such as `W_{2,2}` the name of the whole; else the name itself. */
  readonly base: string;
  readonly place: Piece;
}

function questionOf(left: Syntax): Question[] {
  if (left.kind !== "derivative" || left.of === null || left.by.length !== 1) return [];
  const { variable, order } = left.by[0]!;
  const of = nameKey(left.of);
  const whole = nameKey(variable);
  if (order !== 1 || of === undefined || whole === undefined) return [];
  const isEntry = variable.kind === "subscript" && variable.indices.length > 1;
  const base = isEntry ? (nameKey(variable.base) ?? whole) : whole;
  return [{ of, whole, base, place: placeOf(left) }];
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
