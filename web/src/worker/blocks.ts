/**
 * @file The marked page as a list of blocks, so that the page need only put in what has changed.
 * Steps are counted within each block: a step more at the beginning changes no block behind it.
 */
import type { MarkedBlock } from "../model.ts";

const tags = /<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|[^<>"])*?(\/?)>/g;
const empty = new Set(["br", "hr", "img", "input", "wbr"]);

/** The elements of a well-formed text that stand in no other. */
export function elementsOf(html: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: slash, 2: name = "", 3: closed, index } of html.matchAll(tags)) {
    if (slash === "/") depth--;
    else if (closed !== "/" && !empty.has(name.toLowerCase())) depth++;
    if (depth > 0) continue;
    const to = index + tag.length;
    found.push(html.slice(from, to));
    from = to;
    depth = 0;
  }
  const rest = html.slice(from);
  return rest.trim() === "" ? found : [...found, rest];
}

/** The block with its steps counted from its own first one. */
export function blockOf(html: string): MarkedBlock {
  const named = /(class="[^"]*?\bstep-)(\d+)/g;
  const first = Math.min(...[...html.matchAll(named)].map(({ 2: number }) => Number(number)));
  if (!Number.isFinite(first)) return { html, first: 0 };
  return {
    html: html.replace(named, (_, before: string, k) => `${before}${Number(k) - first}`),
    first,
  };
}
