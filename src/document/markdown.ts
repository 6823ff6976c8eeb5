/**
 * @file Markdown with LaTeX formulas. Formulas are found before Markdown's own blocks are, as
 * MathJax, pandoc and Jupyter do in effect: a line inside a display may begin with `-` or `#` or
 * be indented, and is still maths. (A Markdown parser with a maths extension takes
 * `$$\begin{aligned}` on one line for the opening of a fence and loses the formula.) Code, in
 * fences or between backticks, HTML comments and the front matter hold no formulas.
 *
 * Reference: CommonMark 0.31, sections 4.5 (fences), 6.1 (code spans); pandoc's manual on
 * `tex_math_dollars`.
 */
import { type Excerpt, ExcerptBuilder } from "../source/index.ts";
import { Delimiters } from "./delimiters.ts";
import type { Piece, Suppression } from "./document.ts";
import { frontMatter } from "./front-matter.ts";
import { Gatherer } from "./gather.ts";

/** What was read of one Markdown text. */
export interface MarkdownReading {
  readonly pieces: readonly Piece[];
  readonly suppressions: readonly Suppression[];
  readonly given: readonly Excerpt[];
}

/** The marks of a block quote and the indentation before a line. */
const prefix = /^[ \t]*(?:>[ \t]?)*/;
const heading = /^( {0,3}#{1,6})[ \t]+(.*?)[ \t#]*$/;
/** A letter alone on a line: `A`, `(b)`, `**c)**`, `## Part D:`, `Exercise 2`. */
export const loneMark =
  /^(?:#{1,6}[ \t]*)?(?:\*\*|__)?(?:[Pp]art[ \t]+)?(?:\(([A-Za-z]|[ivx]{1,4}|\d{1,2})\)|([A-Z])[.:)]?|([a-z])\))[.:]?(?:\*\*|__)?[ \t]*$/;

/** Directives of MyST, Quarto and bookdown whose content is Markdown, and no code. */
const prose =
  /^(?:prf:.*|admonition|note|tip|hint|important|warning|attention|caution|danger|error|seealso|dropdown|card|details|tab-(?:item|set)|grid(?:-item(?:-card)?)?|margin|sidebar|topic|exercise(?:-start)?|solution(?:-start)?|example|theorem|lemma|proof|definition|remark|corollary|proposition|epigraph|div)$/;

/** A bold number or letter that opens a line: `**3.**`, `**(b)** …`, `**Exercise 2.1:** …`. */
const boldMark =
  /^(?:\*\*|__)(?:\p{Lu}\p{Ll}+[ \t]+)?\(?(\d{1,2}(?:\.\d{1,2})?|[A-Za-z])[.):]*(?:\*\*|__)(?=[\s.):]|$)/u;

/** An exercise and its number, as people call them. */
const numbered =
  "(?:Problem|Exercise|Question|Task|Example|Aufgabe|Übung|Beispiel|Exercice|Exemple|Ejercicio|" +
  "Ejemplo|Exercício|Exemplo|Esercizio|Esempio|Problema|Problème|Opgave|Voorbeeld|Zadanie|" +
  "Przykład|Задача|Пример|Упражнение|예제|문제|例|例题|練習|练习|問題|例題|Contoh|Soal|Ví dụ|Bài)" +
  "[ \\t]*\\d{1,2}(?:\\.\\d{1,2})?";

/** A case of a proof, in which letters have values that they have in no other one. */
const oneOfCases =
  "(?:Case|Fall|Cas|Caso|Caz|Geval|Przypadek|Случай|情况|情形|경우)[ \\t]*" +
  "(?:\\d{1,2}|[IVX]{1,4}|[ivx]{1,4})";

const opening = `(?:${numbered}|${oneOfCases})`;

/**
 * What opens an exercise of its own, bold or followed by a sign: `**Problem 3.**`, `Exercise 2:`,
 * or a case: `Case 1:`. Its letters need not be those of the exercise before.
 */
export const exercise = new RegExp(
  `^(?:(?:\\*\\*|__|\\\\textbf\\{)[ \\t]*(${opening})(?![\\d.]*\\d)[^*_}\\n]{0,60}(?:\\*\\*|__|\\})|` +
    `(${opening})(?:[.:)](?!\\d)|[ \\t]*$))`,
  "u",
);

/** A callout that is an example or an exercise by itself: `> [!example] Title`. */
const callout = /^\[!(?:example|exercise|problem|question)\][+-]?[ \t]*([^\n]*)/i;

/** Directives of the same: ```` ```{exercise} ````, ```` ```{prf:example} ````. */
const ownDirective = /(?:^|:)(?:example|exercise(?:-start)?|problem)$/;

/** The title of an exercise with its number. */
export const exerciseTitle = new RegExp(`^[\\s*_]*${numbered}`, "u");

/** Below every heading of the text. */
export const exerciseLevel = 7;

/** Reads a Markdown text. */
export function readMarkdown(excerpt: Excerpt): MarkdownReading {
  const front = frontMatter(excerpt);
  const reader = new MarkdownReader(excerpt, front.end);
  reader.run();
  const { pieces, suppressions } = reader.gatherer;
  return { pieces, suppressions, given: front.given };
}

class MarkdownReader {
  readonly gatherer: Gatherer;
  private readonly excerpt: Excerpt;
  private readonly text: string;
  private readonly delimiters: Delimiters;
  /** The fences of the directives that are open. */
  private readonly directives: string[] = [];
  private at: number;

  constructor(excerpt: Excerpt, from: number) {
    this.excerpt = excerpt;
    this.text = excerpt.text;
    this.delimiters = new Delimiters(excerpt.text, true);
    this.at = from;
    this.gatherer = new Gatherer(excerpt, from);
  }

  run(): void {
    const { text } = this;
    while (this.at < text.length) {
      const lineStart = this.at === 0 || text[this.at - 1] === "\n";
      if (lineStart && this.block()) continue;
      this.inline();
    }
    this.gatherer.close(text.length, text.length);
  }

  /** What a line begins: true when it was taken. */
  private block(): boolean {
    const { text, gatherer, at } = this;
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const indent = prefix.exec(line)![0].length;
    const body = line.slice(indent);
    if (body.trim() === "") {
      gatherer.end(at);
      this.at = Math.min(end + 1, text.length);
      if (end >= text.length) this.at = text.length;
      return true;
    }
    const fence = /^(`{3,}(?!.*`)|~{3,})[ \t]*([^`\s]*)/.exec(body);
    if (fence !== null) {
      if (this.directive(body, fence[1]!, at + indent, end)) return true;
      this.fence(fence[1]!, fence[2]!, end);
      return true;
    }
    const lone = loneMark.exec(body.trim());
    if (lone !== null) {
      const name = (lone[1] ?? lone[2] ?? lone[3])!;
      gatherer.add({ kind: "mark", name, span: gatherer.span(at + indent, end) }, at, end);
      this.at = end;
      return true;
    }
    const opener = exercise.exec(body);
    if (opener !== null) {
      const from = at + indent;
      const to = from + opener[0].length;
      const title = (opener[1] ?? opener[2])!;
      const span = gatherer.span(from, to);
      gatherer.add({ kind: "heading", level: exerciseLevel, title, span }, at, to);
      this.at = to;
      return true;
    }
    const framed = indent > 0 ? callout.exec(body) : null;
    if (framed !== null) {
      const span = gatherer.span(at + indent, end);
      gatherer.add({ kind: "heading", level: exerciseLevel, title: framed[1]!, span }, at, end);
      this.at = end;
      return true;
    }
    const bold = boldMark.exec(body);
    if (bold !== null) {
      const from = at + indent;
      const to = from + bold[0].length;
      gatherer.add({ kind: "mark", name: bold[1]!, span: gatherer.span(from, to) }, at, to);
      this.at = to;
      return true;
    }
    const title = heading.exec(body);
    if (title !== null) {
      const level = title[1]!.trimStart().length;
      const span = gatherer.span(at + indent, end);
      const start = at + indent + title[1]!.length;
      gatherer.add({ kind: "heading", level, title: title[2]!, span }, at, start);
      this.at = start;
      return true;
    }
    return false;
  }

  /**
   * MyST: a fence around Markdown, ```{admonition} Title, is opened, or closed again; `{math}` is a
   * formula behind its options. True when the line was taken.
   */
  private directive(body: string, sign: string, at: number, end: number): boolean {
    const open = this.directives.at(-1);
    if (open !== undefined && body.trim() === sign && sign.startsWith(open)) {
      this.directives.pop();
      this.gatherer.end(at);
      this.at = Math.min(end + 1, this.text.length);
      return true;
    }
    const name = /^[`~]+[ \t]*\{([\w:-]+)(?:[ ,][^}\n]*)?\}/.exec(body);
    if (name === null || !prose.test(name[1]!)) return false;
    this.directives.push(sign);
    this.gatherer.end(at);
    this.at = at + name[0].length;
    if (ownDirective.test(name[1]!)) {
      const span = this.gatherer.span(at, this.at);
      const title = name[1]!;
      this.gatherer.add({ kind: "heading", level: exerciseLevel, title, span }, at, this.at);
    } else this.gatherer.close(at, this.at);
    return true;
  }

  /** A fence: a problem, a formula, or code, which is passed over. */
  private fence(sign: string, language: string, opened: number): void {
    const { text, gatherer, at: start } = this;
    const from = Math.min(opened + 1, text.length);
    const { to, end } = fenceEnd(text, from, sign);
    const span = gatherer.span(start, end);
    if (language === "pengrad") {
      const made = new ExcerptBuilder(this.excerpt);
      made.take(from, to);
      gatherer.add({ kind: "problem", problem: made.done(), span }, start, end);
    } else if (language === "math" || language === "{math}") {
      const quoted = /^[ \t]*>/.test(text.slice(start, opened));
      const options = /^(?:[ \t>]*:[\w-]+:[^\n]*\n)*/.exec(text.slice(from, to))![0].length;
      gatherer.formula(
        start,
        { from: from + options, to, end, display: true, escaped: false },
        quoted,
      );
    } else gatherer.close(start, end);
    this.at = end;
  }

  /** Up to the next formula, code span or comment, or to the end of the line. */
  private inline(): void {
    const { text, gatherer } = this;
    const next = /[`$\\<\n]/g;
    next.lastIndex = this.at;
    const found = next.exec(text);
    if (found === null) {
      this.at = text.length;
      return;
    }
    const at = found.index;
    switch (found[0]) {
      case "\n":
        this.at = at + 1;
        return;
      case "`":
        this.at = codeEnd(text, at);
        return;
      case "<":
        this.at = this.html(at);
        return;
    }
    const formula = this.delimiters.formulaAt(at);
    if (formula === null) {
      this.at = found[0] === "\\" ? at + 2 : at + 1;
      return;
    }
    const quoted = /^[ \t]*>/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
    gatherer.formula(at, formula, quoted);
    this.at = formula.end;
  }

  /** Comments, and elements whose content is code. */
  private html(at: number): number {
    const { text, gatherer } = this;
    if (text.startsWith("<!--", at)) {
      const close = this.delimiters.next("-->", at + 4);
      const end = close < 0 ? text.length : close + 3;
      gatherer.comment(text.slice(at + 4, close < 0 ? end : close), at, end);
      gatherer.close(at, end);
      return end;
    }
    const code = /^<(pre|code|script|style)\b/i.exec(text.slice(at, at + 10));
    if (code === null) return at + 1;
    const close = this.delimiters.next(`</${code[1]}>`, at);
    return close < 0 ? at + 1 : close;
  }
}

/** The end of the line, without its break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Where the fence closes: the end of its inside, and the end of the closing line. */
function fenceEnd(text: string, from: number, sign: string): { to: number; end: number } {
  for (let at = from; at < text.length; at = lineEnd(text, at) + 1) {
    const line = text.slice(at, lineEnd(text, at)).replace(prefix, "").trimEnd();
    const closes = line.length >= sign.length && [...line].every((one) => one === sign[0]);
    if (closes) return { to: at, end: lineEnd(text, at) };
  }
  return { to: text.length, end: text.length };
}

/** Behind a code span; behind the backticks alone when none closes it in this paragraph. */
function codeEnd(text: string, at: number): number {
  let open = at;
  while (text[open] === "`") open++;
  const sign = text.slice(at, open);
  for (let k = text.indexOf(sign, open); k >= 0; k = text.indexOf(sign, k)) {
    let end = k;
    while (text[end] === "`") end++;
    if (/\n[ \t]*\n/.test(text.slice(open, k))) break;
    if (end - k === sign.length) return end;
    k = end;
  }
  return open;
}
