/**
 * @file The vectors 𝟏 and 𝟎 (`\mathbf{1}`, `\mathbf{0}`): ones and zeros, as many as what they
 * stand beside asks for. Each occurrence has a length of its own, so 𝟏ᵀ A 𝟏 sums any matrix;
 * `\mathbf{1}_n` says its length. They are constants unless the sheet defines them.
 */
import { marked } from "../notation/index.ts";
import type { Span } from "../source/index.ts";

/** What each is filled with. */
const fillings: ReadonlyMap<string, number> = new Map([
  ["\\mathbf{1}", 1],
  ["\\mathbf{0}", 0],
]);

/** The number that a name is filled with; undefined for any other name. */
export function fillingOf(key: string | null): number | undefined {
  return key === null ? undefined : fillings.get(key);
}

/** What inference calls one occurrence in the formula of the quantity `id`. */
export function occurrenceId(key: string, id: string, { from }: Span): string {
  return marked(key, `${id} ${from}`);
}
