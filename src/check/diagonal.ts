/**
 * @file Diagonal matrices by their entries: diag(p_i (1 − p_i)) is diag(p ⊙ (1 − p)), where the
 * letter stands in nothing but sums and products of entries and functions of them.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with diagonals of entries as those of vectors. */
export function withDiagonals(reading: Reading): Reading {
  const visit = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, visit);
    const [argument, more] = inner.kind === "call" ? inner.arguments : [];
    if (inner.kind !== "call" || inner.function !== "diag") return inner;
    const [letter, other] = argument === undefined ? [] : new Set(lettersIn(argument));
    const isOfEntries = more === undefined && letter != null && other === undefined;
    return isOfEntries ? { ...inner, arguments: [vectorOf(argument!, letter)] } : inner;
  };
  return withSides(reading, visit);
}

/** The letters that run in a formula of entries; null among them where it is another formula. */
function lettersIn(syntax: Syntax): (string | null)[] {
  if (syntax.kind === "subscript") {
    const [index, more] = syntax.indices;
    const key = index === undefined || more !== undefined ? undefined : nameKey(index);
    return key !== undefined && /^[a-z]$/.test(key) ? [key] : [];
  }
  const inner = children(syntax).flatMap(lettersIn);
  return inner.length === 0 || open.has(syntax.kind) ? inner : [null];
}

/** What may be done with entries that is done with vectors entry by entry. */
const open: ReadonlySet<string> = new Set(["sum", "product", "group", "call", "applied"]);

/** The formula with the letter left out, and ⊙ between what had it. */
function vectorOf(syntax: Syntax, letter: string): Syntax {
  const isEntry = syntax.kind === "subscript" && nameKey(syntax.indices[0]!) === letter;
  if (isEntry) return { ...syntax.base, from: syntax.from, to: syntax.to };
  // p_i (1 − p_i) calls nothing
  const [argument, more] = syntax.kind === "applied" ? syntax.arguments : [];
  if (syntax.kind === "applied" && syntax.head.kind === "subscript" && more === undefined) {
    return vectorOf(S.product([syntax.head, S.group(argument!)]), letter);
  }
  const inner = mapParts(syntax, (part) => vectorOf(part, letter));
  if (syntax.kind !== "product" || inner.kind !== "product") return inner;
  const runs = syntax.factors.map((factor) => lettersIn(factor).length > 0);
  const joints = inner.joints.map((joint, k) => (runs[k] && runs[k + 1] ? "odot" : joint));
  return { ...inner, joints };
}
