/**
 * @file Where formulas begin and end in a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, display
 * environments, and what Markdown makes necessary: `` $`…`$ `` (GitLab) and the doubled
 * backslashes of Jekyll, `\\(…\\)`.
 *
 * In Markdown, as in pandoc, a dollar before a blank opens nothing, so that "$5 and $6" is money;
 * only where blanks stand on both sides (`$ y $`, as scanned texts have it) is it a formula after
 * all.
 */

import { groupAt } from "./macros.ts";

/** A formula in a text. */
export interface Delimited {
  /** Its inside. */
  readonly from: number;
  readonly to: number;
  /** Behind the closing delimiter. */
  readonly end: number;
  readonly display: boolean;
  /** Whether Markdown's escapes were at work inside: `\_`, `\\\\`. */
  readonly escaped: boolean;
}

/** A formula longer than this is taken for a delimiter that was never closed. */
const longest = 4_000_000;

/** Words in a formula, at most how long they are, and how many dollars a formula has in them. */
const words = /\\(?:mbox|hbox|text[a-z]*)\s*\{/g;
const wordsLimit = 300;
const innerLimit = 8;

/** Environments that are displays outside of dollar signs. */
const displays = /^(?:equation|align|gather|multline|eqnarray|flalign|alignat|displaymath)\*?$/;

/** The delimiters of one text; what closes what is looked up once, however often it is asked. */
export class Delimiters {
  private readonly text: string;
  private readonly hasMoney: boolean;
  /** For each closing sign, from where it was last looked for, and where it stands. */
  private readonly known = new Map<string, { readonly from: number; readonly at: number }>();

  /** `hasMoney`: whether a dollar may be one; in LaTeX it never is. */
  constructor(text: string, hasMoney: boolean) {
    this.text = text;
    this.hasMoney = hasMoney;
  }

  /** Where `sign` next stands at or behind `from`, not behind a backslash; −1 when nowhere. */
  next(sign: string, from: number): number {
    const known = this.known.get(sign);
    if (known !== undefined && known.from <= from && (known.at < 0 || known.at >= from)) {
      return known.at;
    }
    let at = this.text.indexOf(sign, from);
    while (at >= 0 && this.isEscaped(at, from)) at = this.text.indexOf(sign, at + 1);
    this.known.set(sign, { from, at });
    return at;
  }

  /** Whether an odd number of backslashes stands before `at`, from `start` on. */
  private isEscaped(at: number, start: number): boolean {
    let open = at;
    while (open > start && this.text[open - 1] === "\\") open--;
    return (at - open) % 2 === 1;
  }

  /** The formula that begins at `at`, where a `$` or a backslash stands; null when none does. */
  formulaAt(at: number): Delimited | null {
    const { text } = this;
    if (text[at] === "$") return text[at + 1] === "$" ? this.doubleDollar(at) : this.dollar(at);
    if (text.startsWith("\\\\(", at)) return this.bracketed(at, "\\\\(", "\\\\)");
    if (text.startsWith("\\\\[", at)) return this.bracketed(at, "\\\\[", "\\\\]");
    if (text.startsWith("\\(", at)) return this.bracketed(at, "\\(", "\\)");
    if (text.startsWith("\\[", at)) return this.bracketed(at, "\\[", "\\]");
    return this.environment(at);
  }

  private doubleDollar(at: number): Delimited | null {
    const from = at + 2;
    const to = this.next("$$", from);
    if (to < 0 || to - from > longest || this.text.slice(from, to).trim() === "") return null;
    return { from, to, end: to + 2, display: true, escaped: false };
  }

  private dollar(at: number): Delimited | null {
    const { text } = this;
    if (text[at + 1] === "`") {
      const to = this.next("`$", at + 2);
      if (to < 0 || to - at > longest) return null;
      return { from: at + 2, to, end: to + 2, display: false, escaped: false };
    }
    const from = at + 1;
    let to = this.next("$", from);
    for (let k = 0; to >= 0 && this.isInWords(from, to); k++) {
      if (k === innerLimit) return null;
      to = this.next("$", to + 1);
    }
    if (to < 0 || to === from || to - from > longest) return null;
    const inside = text.slice(from, to);
    if (inside.trim() === "" || /\n[ \t>]*\n/.test(inside)) return null;
    if (!this.hasMoney) return { from, to, end: to + 1, display: false, escaped: false };
    const [opens, closes] = [/^\s/.test(inside), /\s$/.test(inside)];
    if (opens !== closes || (opens && /\n/.test(inside))) return null;
    // $20 and $30: what a digit follows closes nothing, unless it is maths beyond doubt
    if (/\d/.test(text.charAt(to + 1)) && !/[\\^_{}=]/.test(inside)) return null;
    // US$ 5 and CA$ 6
    if (opens && /\w/.test(text.charAt(at - 1))) return null;
    return { from, to, end: to + 1, display: false, escaped: false };
  }

  /** Whether words in a formula go on at `at`, with dollars of their own: \mbox{if $x > 0$}. */
  private isInWords(from: number, at: number): boolean {
    const before = this.text.slice(Math.max(from, at - wordsLimit), at);
    const opened = [...before.matchAll(words)].at(-1);
    return opened !== undefined && groupAt(before, opened.index + opened[0].length - 1) === null;
  }

  private bracketed(at: number, open: string, close: string): Delimited | null {
    const from = at + open.length;
    const to = this.next(close, from);
    if (to < 0 || to - from > longest) return null;
    const display = open.endsWith("[");
    return { from, to, end: to + close.length, display, escaped: open.length === 3 };
  }

  /** `\begin{align} … \end{align}`, kept whole: the reader knows what its rows mean. */
  private environment(at: number): Delimited | null {
    const begin = /^\\begin\{([A-Za-z]+\*?)\}/.exec(this.text.slice(at, at + 40));
    if (begin === null || !displays.test(begin[1]!)) return null;
    const closing = `\\end{${begin[1]!}}`;
    const last = this.next(closing, at);
    if (last < 0 || last - at > longest) return null;
    const end = last + closing.length;
    return { from: at, to: end, end, display: true, escaped: false };
  }
}
