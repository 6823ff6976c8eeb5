/**
 * @file Indices side by side: when `a_{ij}` says i and j, and when it takes commas.
 *
 * The reader takes `ij`, `i1` and `ijk` apart, and takes `CE` and `true` for words (the rules
 * stand in `read/indices.ts`). The writer joins letters only where they are read apart again,
 * and marks a word that would be.
 */

/** Whether a run of letters and digits is read as that many indices. */
export function readsApart(run: string): boolean {
  if (run.length === 2) return /[a-z]/i.test(run) && !/^[A-Z]{2}$/.test(run);
  const isRow = /^[i-n]{3,4}$/.test(run) && new Set(run).size === run.length;
  return isRow && !/^(min|lin|nil)$/.test(run);
}

/** The indices as one text: `ij`, `2,2`, `i + 1,j`. */
export function joinedIndices(texts: readonly string[]): string {
  const areLetters = texts.length < 5 && texts.every((text) => /^[a-z]$/i.test(text));
  const run = texts.join("");
  return areLetters && readsApart(run) ? run : texts.join(",");
}
