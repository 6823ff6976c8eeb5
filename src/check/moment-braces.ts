/**
 * @file Expectations, variances and probabilities of what stands in braces: E\{x^2\} is E[x^2],
 * and no product. The brackets take up as many characters as the braces did, so that every place
 * in the formula stays where it is.
 */

/** An operator of probability and the brace that opens what it is of. */
const opening =
  /((?:\\(?:mathbb|mathrm|mathbf|operatorname\*?|text)\s*\{\s*)?(?:\bE|\bVar|\bVAR|\bCov|\bP|\bPr|\\Pr|\bProb)\s*\}?(?:_(?:\w|\{[^{}]*\}))?\s*)((?:\\left|\\[bB]igg?l?)?\s*)\\\{/g;

/** A formula with brackets in the place of such braces. */
export function withMomentBrackets(text: string): string {
  if (!text.includes("\\{")) return text;
  const signs = text.split("");
  for (const found of text.matchAll(opening)) {
    const from = found.index + found[0].length - 2;
    const to = closingOf(text, from);
    if (to < 0) continue;
    const isEvent = /\bP/.test(found[1]!);
    const [open, close] = isEvent ? ["(", ")"] : ["[", "]"];
    [signs[from], signs[from + 1], signs[to], signs[to + 1]] = [" ", open!, " ", close!];
  }
  return signs.join("");
}

/** Where the brace closes that opens at a place; −1 where it does not. */
function closingOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length - 1; at++) {
    if (text[at] !== "\\") continue;
    if (text[at + 1] === "{") depth++;
    else if (text[at + 1] === "}" && --depth === 0) return at;
    at++;
  }
  return -1;
}
