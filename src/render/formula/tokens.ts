/**
 * @file LaTeX mathematics as tokens, and the two questions a drawing asks of them: where may a
 * long formula be cut, and what are the cells of a matrix.
 *
 * A token is a command (`\frac`, `\\`, `\,`), a brace, or one character; blanks outside commands
 * mean nothing in mathematics and are dropped, except inside `\text{…}`, which the reader of the
 * tree asks for by position. Depth counts braces, `\left…\right` and `\begin…\end`.
 *
 * Reference: Knuth, The TeXbook, chapters 7 and 8 (tokens), without category changes.
 */

export interface Token {
  readonly text: string;
  /** Offsets in the LaTeX, half-open. */
  readonly from: number;
  readonly to: number;
}

const tokenPattern = /\\(?:[A-Za-z]+\*?|[\s\S])|\s+|[\s\S]/gu;

/** The tokens of a formula, blanks left out. */
export function tokensOf(latex: string): Token[] {
  const tokens: Token[] = [];
  for (const match of latex.matchAll(tokenPattern)) {
    const text = match[0];
    if (text.trim() === "") continue;
    tokens.push({ text, from: match.index, to: match.index + text.length });
  }
  return tokens;
}

const deeper = new Set(["{", "\\left", "\\begin", "("]);
const shallower = new Set(["}", "\\right", "\\end", ")"]);

/**
 * Where a sum may be cut: the offsets before each + or − that stands outside every bracket and
 * is no sign. Where a number may be cut that is the whole formula: between its digits.
 */
export function cutsOf(latex: string): { readonly at: number; readonly sum: boolean }[] {
  const cuts: { at: number; sum: boolean }[] = [];
  const number = /^\s*-?\s*[\d.]+\s*$/.test(latex);
  let depth = 0;
  let before = "";
  for (const { text, from } of tokensOf(latex)) {
    if (deeper.has(text)) depth++;
    else if (shallower.has(text)) depth--;
    else if (depth === 0) {
      const sum = text === "+" || text === "-";
      if (sum && before !== "" && !/^([-+=^_]|\\cdot|\\times)$/.test(before)) {
        cuts.push({ at: from, sum: true });
      } else if (number && /^[\d.]$/.test(before)) {
        cuts.push({ at: from, sum: false });
      }
    }
    before = text;
  }
  return cuts;
}

/** A formula that is one matrix and nothing else. */
export interface MatrixText {
  readonly environment: string;
  readonly cells: readonly (readonly string[])[];
}

/** The cells of a formula that is one matrix environment; null when it is anything else. */
export function matrixOf(latex: string): MatrixText | null {
  const match = /^\s*\\begin\{([a-zA-Z]*matrix)\}([\s\S]*)\\end\{\1\}\s*$/.exec(latex);
  if (!match) return null;
  const body = match[2]!;
  const rows: string[][] = [[]];
  let depth = 0;
  let start = 0;
  const close = (end: number) => rows[rows.length - 1]!.push(body.slice(start, end).trim());
  for (const { text, from, to } of tokensOf(body)) {
    if (text === "{" || text === "\\begin") depth++;
    else if (text === "}" || text === "\\end") depth--;
    if (depth < 0) return null;
    if (depth > 0 || (text !== "&" && text !== "\\\\")) continue;
    close(from);
    start = to;
    if (text === "\\\\") rows.push([]);
  }
  if (depth !== 0) return null;
  close(body.length);
  // A trailing `\\` opens no row.
  if (rows.length > 1 && rows.at(-1)!.join("") === "") rows.pop();
  return { environment: match[1]!, cells: rows };
}
