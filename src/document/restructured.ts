/**
 * @file reStructuredText: the role `:math:` and the directive `.. math::`, whose blocks between
 * blank lines are displays of their own, as Sphinx sets them. Underlined titles are headings.
 * Reference: docutils, *reStructuredText Directives*, "Math".
 */
import { type Excerpt, ExcerptBuilder } from "../source/index.ts";
import type { Suppression } from "./document.ts";
import { Gatherer } from "./gather.ts";
import type { MarkdownReading } from "./markdown.ts";

const noSuppressions: readonly Suppression[] = [];

/** Reads a reStructuredText text. */
export function readRestructured(excerpt: Excerpt): MarkdownReading {
  const { text } = excerpt;
  const gatherer = new Gatherer(excerpt);
  const next =
    /:math:`([^`]*)`|^([ \t]*)\.\. math::[ \t]*([^\n]*)$|^([^\n]+)\n([=\-~^"'#*+])\5{2,}[ \t]*$|^[ \t]*$/gm;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    const at = found.index;
    const end = at + found[0].length;
    if (found[1] !== undefined) {
      const from = at + ":math:`".length;
      gatherer.formula(at, { from, to: end - 1, end, display: false, escaped: false }, false);
    } else if (found[3] !== undefined) {
      next.lastIndex = directive(excerpt, gatherer, at, end, found[2]!.length);
    } else if (found[4] !== undefined) {
      const level = "=-~^\"'#*+".indexOf(found[5]!) + 1;
      const span = gatherer.span(at, end);
      gatherer.add({ kind: "heading", level, title: found[4], span }, at, end);
    } else {
      gatherer.end(at);
      if (found[0] === "") next.lastIndex = end + 1;
    }
  }
  gatherer.close(text.length, text.length);
  return { pieces: gatherer.pieces, suppressions: noSuppressions, given: [] };
}

/** The formulas of a directive that begins at `at`; gives where it ends. */
function directive(
  excerpt: Excerpt,
  gatherer: Gatherer,
  at: number,
  opened: number,
  indent: number,
): number {
  const { text } = excerpt;
  const inline = text.lastIndexOf("::", opened) + 2;
  let open = inline;
  let end = opened;
  const flush = (to: number): void => {
    if (text.slice(open, to).trim() !== "") {
      const made = new ExcerptBuilder(excerpt);
      made.take(open, to);
      const span = gatherer.span(open, to);
      gatherer.add({ kind: "formula", display: true, formula: made.done(), span }, open, to);
    }
    open = to;
  };
  gatherer.close(at, inline);
  let line = opened + 1;
  while (line < text.length) {
    const stop = text.indexOf("\n", line) < 0 ? text.length : text.indexOf("\n", line);
    const content = text.slice(line, stop);
    const isBlank = content.trim() === "";
    if (!isBlank && content.length - content.trimStart().length <= indent) break;
    if (isBlank) flush(line);
    else if (/^\s*:[\w-]+:/.test(content)) {
      gatherer.close(line, stop);
      open = stop;
    }
    end = stop;
    line = stop + 1;
  }
  flush(end);
  gatherer.close(end, end);
  return end;
}
