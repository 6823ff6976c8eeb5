/**
 * @file Gathering the pieces of a document while it is read: words up to where a formula begins,
 * the formula's own excerpt, and what the source hides in it (the marks of a block quote, the
 * escapes of Markdown).
 */
import { type Excerpt, ExcerptBuilder, originOf, type Span } from "../source/index.ts";
import type { Delimited } from "./delimiters.ts";
import type { Piece, Suppression } from "./document.ts";

/** Groups in which `\_` is an underscore that is printed. */
const wordGroup = /\\(?:text\w*|math(?:rm|tt|it|sf)|operatorname\*?)\s*\{[^{}]*\}/g;

/** A remark to the checker, at its place in the excerpt. */
interface Remark {
  readonly code: string | null;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
  /** How far it reaches: the next line, and the whole of a formula that follows it. */
  until: number;
  isDone: boolean;
}

/** The pieces of one excerpt, in order. */
export class Gatherer {
  readonly pieces: Piece[] = [];
  private readonly remarks: Remark[] = [];
  private readonly excerpt: Excerpt;
  /** Where the words that are not yet a piece begin. */
  private open: number;

  constructor(excerpt: Excerpt, from = 0) {
    this.excerpt = excerpt;
    this.open = from;
  }

  /** Makes the words up to `at` a piece, and goes on at `next`. */
  close(at: number, next: number): void {
    const text = this.excerpt.text.slice(this.open, at);
    if (text.trim() !== "")
      this.pieces.push({ kind: "words", text, span: this.span(this.open, at) });
    this.open = next;
  }

  /** Adds a piece that stands at `[from, to)`. */
  add(piece: Piece, from: number, to: number): void {
    this.close(from, to);
    this.pieces.push(piece);
  }

  /** The end of a paragraph. */
  end(at: number): void {
    this.close(at, at);
    if (this.pieces.at(-1)?.kind === "break" || this.pieces.length === 0) return;
    this.pieces.push({ kind: "break", span: this.span(at, at) });
  }

  /** A formula; `quoted` when each of its lines begins with the mark of a block quote. */
  formula(at: number, { from, to, end, display, escaped }: Delimited, quoted: boolean): void {
    const formula = inside(this.excerpt, { from, to }, { quoted, escaped });
    this.add({ kind: "formula", display, formula, span: this.span(at, end) }, at, end);
    for (const remark of this.remarks) {
      if (remark.to > at || remark.isDone) continue;
      remark.isDone = true;
      const isNext = this.excerpt.text.slice(remark.to, at).trim() === "";
      if (isNext || at < remark.until) remark.until = Math.max(remark.until, this.lineEnd(end));
    }
  }

  /** What a comment says to the checker, if it does. */
  comment(text: string, from: number, to: number): void {
    const said = /^\s*pengrad-ignore(-file)?(?:\s+(PG\d{4}))?\s*(?::\s*([\s\S]*?))?\s*$/.exec(text);
    if (said === null) return;
    this.remarks.push({
      code: said[2] ?? null,
      reason: said[3] ?? "",
      from,
      to,
      until: said[1] === undefined ? this.lineEnd(this.lineEnd(to) + 1) : Number.POSITIVE_INFINITY,
      isDone: said[1] !== undefined,
    });
  }

  /** The remarks, and how far each of them goes. */
  get suppressions(): Suppression[] {
    return this.remarks.map(({ code, reason, from, to, until }) => {
      const span = this.span(from, to);
      if (until === Number.POSITIVE_INFINITY) return { code, reason, span, reach: null };
      return { code, reason, span, reach: this.span(from, Math.max(to, until)) };
    });
  }

  /** Where the line ends in which a place is. */
  private lineEnd(at: number): number {
    const found = this.excerpt.text.indexOf("\n", at);
    return found < 0 ? this.excerpt.text.length : found;
  }

  /** A stretch of the excerpt at its place in the file. */
  span(from: number, to: number): Span {
    return originOf(this.excerpt, { from, to });
  }
}

/** The inside of a formula, without what belongs to the text around it. */
function inside(
  excerpt: Excerpt,
  { from, to }: Span,
  { quoted, escaped }: { readonly quoted: boolean; readonly escaped: boolean },
): Excerpt {
  const made = new ExcerptBuilder(excerpt);
  const text = excerpt.text.slice(from, to);
  const words = [...text.matchAll(wordGroup)];
  const isWord = (at: number): boolean => {
    return words.some(({ index, 0: whole }) => index < at && at < index + whole.length);
  };
  const drop = new RegExp(quoted ? String.raw`\n[ \t]*(?:>[ \t]?)+|\\_` : String.raw`\\_`, "g");
  let done = 0;
  for (const { index, 0: found } of text.matchAll(drop)) {
    if (found === "\\_") {
      if (isWord(index) && !escaped) continue;
      made.take(from + done, from + index);
      done = index + 1;
    } else {
      made.take(from + done, from + index + 1);
      done = index + found.length;
    }
  }
  made.take(from + done, to);
  const whole = made.done();
  return escaped || /\\\\\\\\/.test(text) ? withoutDoubling(whole) : whole;
}

/** `\\\\` is a line break where Markdown takes one backslash of two away. */
function withoutDoubling(excerpt: Excerpt): Excerpt {
  const made = new ExcerptBuilder(excerpt);
  let done = 0;
  for (const { index } of excerpt.text.matchAll(/\\\\\\\\/g)) {
    made.take(done, index + 2);
    done = index + 4;
  }
  made.take(done, excerpt.text.length);
  return made.done();
}
