/**
 * @file PreTeXt (XML): `<m>`, `<me>`, `<men>`, and the rows of `<md>` and `<mdn>`, which are one
 * display. Character references and `\amp`, `\lt`, `\gt` stand for the signs that XML keeps to
 * itself. Reference: *The PreTeXt Guide*, section on mathematics.
 */
import { type Excerpt, ExcerptBuilder } from "../source/index.ts";
import type { Suppression } from "./document.ts";
import { Gatherer } from "./gather.ts";
import type { MarkdownReading } from "./markdown.ts";

const noSuppressions: readonly Suppression[] = [];

const signs: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
  "\\amp": "&",
};

/** Elements in whose text no formula is the document's own. */
const opaque = /<!--[\s\S]*?-->|<(latex-image|sage|program|console|asymptote)\b[\s\S]*?<\/\1>/g;

/** Reads a PreTeXt text. */
export function readPretext(excerpt: Excerpt): MarkdownReading {
  const text = excerpt.text.replace(opaque, (part) => part.replace(/[^\n]/g, " "));
  const bare = { ...excerpt, text };
  const gatherer = new Gatherer(bare);
  const next =
    /<(m|me|men|md|mdn)\b[^>]*>([\s\S]*?)<\/\1>|<title>([\s\S]*?)<\/title>|<\/(?:p|li|statement)>/g;
  let level = 0;
  for (const found of text.matchAll(next)) {
    const at = found.index;
    const end = at + found[0].length;
    const before = text.slice(0, at);
    if (found[1] !== undefined) {
      const from = text.indexOf(">", at) + 1;
      const rows = found[1].startsWith("md") ? rowsOf(text, from, end) : null;
      const formula = decoded(bare, rows ?? [{ from, to: from + found[2]!.length }]);
      const display = found[1] !== "m";
      gatherer.add({ kind: "formula", display, formula, span: gatherer.span(at, end) }, at, end);
    } else if (found[3] !== undefined) {
      level = depthOf(before);
      const span = gatherer.span(at, end);
      gatherer.add({ kind: "heading", level, title: found[3], span }, at, end);
    } else gatherer.end(at);
  }
  gatherer.close(text.length, text.length);
  return { pieces: gatherer.pieces, suppressions: noSuppressions, given: [] };
}

/** How many sections are open. */
function depthOf(before: string): number {
  const opened = before.match(/<(?:chapter|section|subsection|subsubsection)\b/g)?.length ?? 0;
  const closed = before.match(/<\/(?:chapter|section|subsection|subsubsection)>/g)?.length ?? 0;
  return opened - closed + 1;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function rowsOf(text: string, from: number, end: number): Stretch[] {
  const rows = text.slice(from, end).matchAll(/<mrow\b[^>]*>([\s\S]*?)<\/mrow>/g);
  return [...rows].map((row) => {
    const start = from + row.index + row[0].indexOf(">") + 1;
    return { from: start, to: start + row[1]!.length };
  });
}

/** Rows joined by `\\`, with the signs that stand for others put in. */
function decoded(excerpt: Excerpt, rows: readonly Stretch[]): Excerpt {
  const made = new ExcerptBuilder(excerpt);
  for (const [k, { from, to }] of rows.entries()) {
    if (k > 0) made.say(" \\\\ ");
    let done = from;
    const coded = /&(?:lt|gt|amp|quot|apos);|\\amp(?![A-Za-z])|<\/?\w[^>]*>/g;
    for (const { index, 0: found } of excerpt.text.slice(from, to).matchAll(coded)) {
      made.take(done, from + index);
      made.put(signs[found] ?? "", from + index);
      done = from + index + found.length;
    }
    made.take(done, to);
  }
  return made.done();
}
