/**
 * @file The front matter of a Markdown text: what a document leaves to its assignment sheet.
 *
 *     ---
 *     pengrad:
 *       given: x1 = pi, x2 = 2
 *       assume: u > 0
 *     ---
 *
 * Only these lines are read of it; the rest is YAML for others. A value may stand in quotes, or
 * as a list of lines that begin with a dash.
 */
import { type Excerpt, ExcerptBuilder } from "../source/index.ts";

/** Where the text goes on behind the front matter, and the values in it. */
export interface FrontMatter {
  readonly end: number;
  readonly given: readonly Excerpt[];
}

/** The front matter at the beginning of a text. */
export function frontMatter(excerpt: Excerpt): FrontMatter {
  const whole = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(excerpt.text);
  if (whole === null) return { end: 0, given: [] };
  const from = whole[0].indexOf("\n") + 1;
  const given: Excerpt[] = [];
  let inside = false;
  let listed = false;
  let at = from;
  for (const line of whole[1]!.split("\n")) {
    const key = /^([ \t]*)(?:(pengrad)|(given|assume|[\w-]+))[ \t]*:[ \t]*/.exec(line);
    if (key !== null && key[1] === "") inside = key[2] !== undefined;
    const asks = inside && (key?.[3] === "given" || key?.[3] === "assume");
    const item = /^[ \t]*-[ \t]+/.exec(line);
    if (asks) listed = true;
    else if (key !== null) listed = false;
    const start = asks ? key![0].length : inside && listed && item !== null ? item[0].length : -1;
    if (start >= 0) given.push(...valueAt(excerpt, at + start, at + line.length));
    at += line.length + 1;
  }
  return { end: whole[0].length, given };
}

/** The value between two places, without quotes. */
function valueAt(excerpt: Excerpt, from: number, to: number): Excerpt[] {
  const text = excerpt.text.slice(from, to).trimEnd();
  if (text === "") return [];
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text) !== null ? 1 : 0;
  const made = new ExcerptBuilder(excerpt);
  made.take(from + quoted, from + text.length - quoted);
  return [made.done()];
}
