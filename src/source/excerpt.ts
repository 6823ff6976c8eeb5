/**
 * @file A text made of pieces of another one, with the way back from each of its offsets: the
 * formula inside a block quote, the string inside a notebook's JSON, the problem that a document
 * makes. Whatever is found in the excerpt is shown at its place in the whole.
 */
import type { Span } from "./span.ts";

/** A text, and from an offset in it to the one in the whole. */
export interface Excerpt {
  readonly text: string;
  readonly origin: (offset: number) => number;
}

/** A stretch of the excerpt and, from an offset in it, the place in the whole. */
interface Stretch {
  readonly at: number;
  readonly origin: (offset: number) => number;
}

/** Gathers pieces of a text and remembers where each comes from. */
export class ExcerptBuilder {
  private readonly source: Excerpt;
  private text = "";
  private readonly starts: Stretch[] = [];

  /** Of a text, or of an excerpt, whose way back is then gone too. */
  constructor(source: string | Excerpt) {
    this.source = typeof source === "string" ? wholeText(source) : source;
  }

  /** A piece of the source, as it stands there. */
  take(from: number, to: number): void {
    this.include(this.source, from, to);
  }

  /** A piece of any excerpt of the same whole; `change` may not alter its length. */
  include(
    { text, origin }: Excerpt,
    from: number,
    to: number,
    change: (piece: string) => string = (piece) => piece,
  ): void {
    if (to <= from) return;
    const at = this.text.length;
    this.starts.push({ at, origin: (offset) => origin(Math.max(0, from + offset - at)) });
    this.text += change(text.slice(from, to));
  }

  /** Words that stand for the piece of the source at `from`. */
  put(words: string, from: number): void {
    if (words === "") return;
    const { origin } = this.source;
    this.starts.push({ at: this.text.length, origin: () => origin(from) });
    this.text += words;
  }

  /** Words of our own; they belong to the place before them. */
  say(words: string): void {
    this.text += words;
  }

  done(): Excerpt {
    const { starts, source } = this;
    const origin = (offset: number): number => {
      const stretch = stretchAt(starts, offset);
      return stretch === undefined ? source.origin(0) : stretch.origin(offset);
    };
    return { text: this.text, origin };
  }
}

/** The last stretch that begins at or before `offset`. */
function stretchAt(starts: readonly Stretch[], offset: number): Stretch | undefined {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  return starts[low];
}

/** A text as an excerpt of itself. */
export function wholeText(text: string): Excerpt {
  return { text, origin: (offset) => offset };
}

/** The place in the whole of a span in the excerpt. */
export function originOf(excerpt: Excerpt, span: Span): Span {
  const from = excerpt.origin(span.from);
  const to = span.to > span.from ? excerpt.origin(span.to - 1) + 1 : from;
  return { from, to: Math.max(from, to) };
}
