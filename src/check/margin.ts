/**
 * @file What stands in the margin of a formula and is no part of it: numbers in front of its parts,
 * blanks to be filled in, what is done to both sides, and a number once more in percent.
 *
 *     (2) \quad f(x) = x^2              0.2045 \; (20.45\%)
 *     2x = 6 \qquad | : 2               x = \boxed{?}
 *     f'(x) = 2x \qquad -(3)
 *
 * Spaces take its place, so that all else keeps its own.
 */

/** `(2) \quad f(x) = x^2`: a number for what follows, at a beginning and before a wide space. */
const numbered =
  /(^|\\\\|\\q?quad(?![A-Za-z])|\\begin\{[a-z]+\*?\}|&)(\s*)(\((?:\d{1,2}|[A-Za-z]|[ivx]{2,4})\))(?=[\s&]*\\q?quad(?![A-Za-z]))/g;

/** `y = x^2 \qquad (3) \\`, `\ -(11)`: a number for what stands before, at the end of its row. */
const numberedBehind =
  /(?<=(?:\\ |\\q?quad(?![A-Za-z])|\\hfill(?![A-Za-z]))\s*&?\s*|&\s*(?=-))-?\s*\(\d{1,2}\)(?=\s*(?:\\\\|\\end(?![A-Za-z])|$))/g;

/** What is put behind a sign for others to fill in: `?`, a line, an empty box. */
const blanks = new RegExp(
  [
    String.raw`(?<=(?:=|\\approx)\s*&?\s*)`,
    String.raw`(?:\?+|(?:\\?_){2,}|\\(?:square|Box)(?![A-Za-z])|\\l?dots(?=\s*$)|`,
    String.raw`\\(?:boxed|underline|fbox)\s*\{(?:\s|\?|~|\\[,;:! ]|\\q?quad|\\[hv]?(?:phantom|space)\s*\{[^{}]*\})*\})`,
  ].join(""),
  "g",
);

/** `2x = 6 \quad | : 2`, `\qquad | \substack{u := t^2 \\ v := …}`: what is done next, or put in. */
const operations = new RegExp(
  [
    String.raw`(?<=\\q?quad\s*&?\s*)(?:\||\\(?:mid|vert)(?![A-Za-z]))(?!\s*_)`,
    String.raw`(?:[^|{}\\]|\\(?!\\|end(?![A-Za-z])|[mv](?:id|ert)(?![A-Za-z]))[\s\S]|\{(?:[^{}]|\{[^{}]*\})*\})*`,
    String.raw`(?=\\\\|\\end(?![A-Za-z])|$)`,
  ].join(""),
  "g",
);

/** The 20.45 % of 0.2045 (20.45 %). */
const percentages = /(?<=\d(?:\\[ ,;:!]|~|\s)*)\(\s*\d+(?:\.\d+)?\s*(?:\\[ ,;:!]\s*)?\\%\s*\)/g;

/** The text of a formula without its margin. */
export function withoutMargin(text: string): string {
  const blank = (part: string): string => " ".repeat(part.length);
  return text
    .replace(numbered, (_, before: string, gap: string, number: string) => {
      return before + gap + blank(number);
    })
    .replace(numberedBehind, blank)
    .replace(blanks, blank)
    .replace(operations, blank)
    .replace(percentages, blank);
}
