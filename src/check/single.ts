/**
 * @file Claims on one example. Where all indices of a claim are one letter and nothing is summed,
 * ∂ξ_i/∂w = ∂ξ_i/∂y_i · ∂y_i/∂w is said of the numbers that belong to one i; what makes them is
 * said in the same way, y_i = σ(w x_i). The letter may then be left out; but not where what is
 * differentiated by is a vector as a whole, too, as the z of p_i = softmax(z)_i.
 */
import { children, mapParts, nameKey, type Syntax } from "../notation/index.ts";
import { asColumns } from "./alias.ts";
import type { Chain, Reading } from "./chain.ts";

/** The letter of a chain that is about one example; undefined where it is about more. */
export function letterOfOne({ parts }: Chain, { chains }: Reading): string | undefined {
  const letters = parts.flatMap(lettersIn);
  const [first] = letters;
  if (first == null || letters.some((letter) => letter !== first)) return undefined;
  const moved = new Set(parts.flatMap(movedIn));
  const isWhole = (syntax: Syntax): boolean => {
    const key = nameKey(syntax);
    if (syntax.kind === "subscript") return syntax.base.kind !== "name" && isWhole(syntax.base);
    if (key !== undefined) return moved.has(key);
    // in ξ(t, y) they are only named
    const isList =
      syntax.kind === "applied" && /^\\?\w$|^\\[a-z]+$/.test(nameKey(syntax.head) ?? "");
    const inside = isList ? syntax.arguments.filter((one) => nameKey(one) === undefined) : null;
    return (inside ?? children(syntax)).some(isWhole);
  };
  return chains.some((chain) => chain.parts.some(isWhole)) ? undefined : first;
}

/** The names with an index by which derivatives are taken. */
function movedIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(movedIn);
  if (syntax.kind !== "derivative") return inner;
  const by = syntax.by.flatMap(({ variable }) => {
    return variable.kind === "subscript" ? (nameKey(variable.base) ?? []) : [];
  });
  return [...by, ...inner];
}

/** What a document says of one example: its chains that have no other letter, without it. */
export function ofOne(reading: Reading, letter: string, examples: ReadonlySet<string>): Reading {
  const own = reading.chains.filter(({ parts }) => {
    return parts.flatMap(lettersIn).every((one) => one === letter);
  });
  const chains = own.map((chain) => {
    return {
      ...chain,
      parts: chain.parts.map((part) => without(asColumns(part, examples), letter)),
    };
  });
  return { ...reading, chains };
}

/** The letters of indices; null for a sum, and for an index that is more than a letter. */
function lettersIn(syntax: Syntax): (string | null)[] {
  if (syntax.kind === "big") return [null];
  const inner = children(syntax).flatMap(lettersIn);
  if (syntax.kind !== "subscript") return inner;
  const [index, more] = syntax.indices;
  const key = more === undefined && index !== undefined ? nameKey(index) : undefined;
  const isLetter = key !== undefined && /^[a-z]$/.test(key);
  return [isLetter ? key : null, ...lettersIn(syntax.base)];
}

function without(syntax: Syntax, letter: string): Syntax {
  const inner = mapParts(syntax, (part) => without(part, letter));
  const isOf = inner.kind === "subscript" && nameKey(inner.indices[0]!) === letter;
  return isOf && inner.base.kind === "name" ? inner.base : inner;
}

/**
 * Where x_i are the rows of x, w^T x is meant of one of them: a small letter that would have to be
 * a symmetric matrix is one example. The reason to leave such a condition open; null for others.
 */
export function ofExample(condition: string | undefined): string | null {
  const name = /^((?:\\mathbf\{)?[a-z]\}?)\^T = \1$/.exec(condition ?? "")?.[1];
  return name === undefined ? null : `${name} may be one example here`;
}
