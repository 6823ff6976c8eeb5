/**
 * @file LaTeX documents: formulas, sections, item labels, macros. What stands before
 * `\begin{document}` only defines macros. Comments, verbatim text and pictures are passed over;
 * `% pengrad-ignore: reason` speaks to the checker.
 *
 * No TeX is run: a macro that makes a whole environment (`\newcommand{\be}{\begin{equation}}`)
 * is recognised where its body is just that, anything cleverer is not.
 */
import type { Excerpt } from "../source/index.ts";
import { Delimiters } from "./delimiters.ts";
import { Gatherer } from "./gather.ts";
import { groupAt } from "./macros.ts";
import { exercise, exerciseLevel, loneMark, type MarkdownReading } from "./markdown.ts";

const sections: Readonly<Record<string, number>> = {
  part: 1,
  chapter: 1,
  section: 2,
  subsection: 3,
  subsubsection: 4,
  paragraph: 5,
  subparagraph: 6,
};

/** Environments without formulas of the document's own. */
const opaque =
  /\\begin\{(verbatim\*?|lstlisting|minted|tikzpicture|axis|comment|filecontents\*?)\}[\s\S]*?(?:\\end\{\1\}|$)/g;

/** Environments that are an exercise or an example by themselves. */
const ownEnvironment = /^(?:example|exmp|exercise|problem|question|homeworkProblem)\*?$/;

/** Reads a LaTeX text. */
export function readLatexDocument(excerpt: Excerpt): MarkdownReading {
  const reader = new LatexReader(excerpt);
  reader.run();
  const { pieces, suppressions } = reader.gatherer;
  return { pieces, suppressions, given: [] };
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

class LatexReader {
  readonly gatherer: Gatherer;
  private readonly source: string;
  /** The source with comments and opaque stretches blanked, character for character. */
  private readonly text: string;
  private readonly start: number;

  constructor(excerpt: Excerpt) {
    this.source = excerpt.text;
    const bare = this.source.replace(opaque, blank);
    this.text = withShortDisplays(
      bare.replace(/(?<!\\)((?:\\\\)*)%[^\n]*/g, (comment, slashes) => {
        return slashes + blank(comment.slice(slashes.length));
      }),
    );
    const begin = /\\begin\{document\}/.exec(this.text);
    this.start = begin === null ? 0 : begin.index + begin[0].length;
    // formulas are taken from the text without comments
    this.gatherer = new Gatherer({ ...excerpt, text: this.text }, this.start);
  }

  run(): void {
    const { text, gatherer, source } = this;
    for (const { index, 0: comment } of source.matchAll(/(?<!\\)%[^\n]*/g)) {
      gatherer.comment(comment.slice(1), index, index + comment.length);
    }
    const delimiters = new Delimiters(text, false);
    const next = /[$\\]|\n[ \t]*(?=\n)|\n[ \t]*(?:\\noindent[ \t]+)?(?=\p{L})/gu;
    next.lastIndex = this.start;
    for (let found = next.exec(text); found !== null; found = next.exec(text)) {
      const at = found.index;
      if (found[0][0] === "\n") {
        if (text[next.lastIndex] === "\n") gatherer.end(at);
        else next.lastIndex = this.opener(at, next.lastIndex);
        continue;
      }
      const formula = delimiters.formulaAt(at);
      if (formula !== null) {
        gatherer.formula(at, formula, false);
        next.lastIndex = formula.end;
      } else next.lastIndex = found[0] === "$" ? at + 1 : this.command(at);
    }
    gatherer.close(text.length, text.length);
  }

  /** A heading or an item's label; gives where to go on. */
  private command(at: number): number {
    const { text, gatherer } = this;
    const name = /^\\([A-Za-z]+)\*?/.exec(text.slice(at, at + 40));
    if (name === null) return at + 2;
    const behind = at + name[0].length;
    const level = sections[name[1]!];
    if (level !== undefined) {
      const title = groupAt(text, behind);
      if (title === null) return behind;
      const span = gatherer.span(at, title.end);
      const lone = loneMark.exec(title.text.trim());
      if (lone === null) {
        gatherer.add({ kind: "heading", level, title: title.text, span }, at, behind + 1);
        return behind + 1;
      }
      const mark = (lone[1] ?? lone[2] ?? lone[3])!;
      gatherer.add({ kind: "mark", name: mark, span }, at, title.end);
      return title.end;
    }
    const own = name[1] === "begin" ? groupAt(text, behind) : null;
    if (own !== null && ownEnvironment.test(own.text)) {
      const span = gatherer.span(at, own.end);
      const title = own.text;
      gatherer.add({ kind: "heading", level: exerciseLevel, title, span }, at, own.end);
      return own.end;
    }
    const opensLine = /\n[ \t]*(?:\\noindent[ \t]*)?$/.test(text.slice(Math.max(0, at - 80), at));
    const opened = opensLine ? this.opened(at) : at;
    if (opened > at) return opened;
    const item =
      /^\\(?:item\s*\[|text(?:bf|it)\s*\{)\s*\(?([A-Za-z]|[ivx]{1,4}|\d{1,2})[).:]*\s*[\]}]/.exec(
        text.slice(at, at + 40),
      );
    if (item !== null && opensLine) {
      const end = at + item[0].length;
      gatherer.add({ kind: "mark", name: item[1]!, span: gatherer.span(at, end) }, at, end);
      return end;
    }
    return behind;
  }

  /** `Problem 3.` or `Case 1:` at the start of a line behind the end of a sentence. */
  private opener(end: number, at: number): number {
    const isSentence = /(?:^|[.!?:;\\$}\]]|\n[ \t]*)$/.test(
      this.text.slice(Math.max(0, end - 2), end),
    );
    return isSentence ? this.opened(at) : at;
  }

  /** What opens an exercise at a place; gives where it ends. */
  private opened(at: number): number {
    const { text, gatherer } = this;
    const opener = exercise.exec(text.slice(at, at + 120));
    if (opener === null) return at;
    const end = at + opener[0].length;
    const span = gatherer.span(at, end);
    const title = (opener[1] ?? opener[2])!;
    gatherer.add({ kind: "heading", level: exerciseLevel, title, span }, at, end);
    return end;
  }
}

/** `\newcommand{\be}{\begin{equation}}`: its calls, written out where the lengths allow it. */
function withShortDisplays(text: string): string {
  const short =
    /\\(?:newcommand\*?\s*\{?|def\s*)\\([A-Za-z]+)\}?\s*\{\\(begin|end)\{(equation|align)(\*?)\}\}/g;
  let result = text;
  for (const [whole, name, side] of text.matchAll(short)) {
    // `\be` has no room for `\begin{equation}`; a display in brackets means the same
    const sign = side === "begin" ? "\\[" : "\\]";
    const call = new RegExp(`\\\\${name}(?![A-Za-z])`, "g");
    result = result.replace(whole, blank(whole)).replace(call, (found) => {
      return sign.padEnd(found.length);
    });
  }
  return result;
}
