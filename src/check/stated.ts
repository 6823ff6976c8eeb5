/**
 * @file Conditions that a text states in words: "a symmetric positive definite matrix", "one-hot
 * labels", "an orthogonal Q". A claim that holds under such a condition needs no other mention of
 * it; of which matrix the words are is not asked.
 */
import type { Condition } from "../algebra/index.ts";
import type { Document } from "../document/index.ts";

/** Words by which a condition of a kind is known; signs are not said so. */
const words: Readonly<Partial<Record<Condition["kind"], RegExp>>> = {
  symmetric:
    /\b(?:symmetri|sym\u00e9tri|sim\u00e9tri|symmetrisch|self-?adjoint|hermitian|covarian)|(?<!in)definit/i,
  orthogonal: /\b(?:orthogonal|orthonormal|unitary|rotation)/i,
  sum: /\b(?:one-?hot|probabilit|distribution|simplex|sum(?:s|ming)?\s+(?:up\s+)?to\s+(?:\$?1\b|one))/i,
  "one-hot": /\bone-?hot/i,
  integer: /\b(?:integer|natural number|whole number)/i,
};

/** Whether a document says a condition in words. */
export function isInWords(condition: Condition, document: Document): boolean {
  const { pieces } = document;
  if (condition.kind === "all") return condition.parts.every((one) => isInWords(one, document));
  const form = words[condition.kind];
  if (form === undefined) return false;
  return pieces.some((piece) => {
    const text = piece.kind === "words" ? piece.text : piece.kind === "heading" ? piece.title : "";
    return form.test(text);
  });
}
