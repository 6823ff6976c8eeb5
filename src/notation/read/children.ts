/**
 * @file The parts of a syntax node, in the order in which they were written.
 *
 * One table row a kind, so that a new kind without a row does not compile. Walks over the tree
 * that do not care what a node means (places, heights, names that occur) need nothing else.
 */
import type { Syntax, SyntaxKind, SyntaxOf } from "../syntax.ts";

/** One row a kind: what is below a node of that kind. Absent parts may be left in. */
type Parts = {
  readonly [K in SyntaxKind]: (node: SyntaxOf<K>) => readonly (Syntax | null | undefined)[];
};

const none = (): readonly Syntax[] => [];

const parts: Parts = {
  number: none,
  name: none,
  subscript: ({ base, indices }) => [base, ...indices],
  family: ({ base, index }) => [base, index],
  power: ({ base, exponent }) => [base, exponent],
  transpose: ({ base }) => [base],
  prime: ({ base }) => [base],
  sum: ({ terms }) => terms.map(({ term }) => term),
  product: ({ factors }) => factors,
  fraction: ({ numerator, denominator }) => [numerator, denominator],
  call: ({ power, subscript, arguments: all }) => [...ordered([subscript, power]), ...all],
  applied: ({ head, arguments: all }) => [head, ...all],
  root: ({ degree, radicand }) => [degree, radicand],
  group: ({ body }) => [body],
  list: ({ items }) => items,
  matrix: ({ rows }) => rows.flat(),
  cases: ({ rows }) => rows.flatMap(({ value, condition }) => [value, condition]),
  // The names below a sign also stand in the condition that they are taken from.
  big: ({ index, lower, upper, body }) => [...ordered([...index, lower, upper]), body],
  limit: ({ variable, target, body }) => [...ordered([variable, target]), body],
  integral: ({ lower, upper, body, variable }) => [
    ...ordered([lower, upper]),
    ...ordered([body, variable]),
  ],
  derivative: ({ of, by, style }) => {
    const below = by.map(({ variable }) => variable);
    return style === "operator" ? [...below, of] : [of, ...below];
  },
  gradient: ({ by, of }) => [by, of],
  differential: ({ of }) => [of],
  evaluated: ({ body, at }) => [body, at],
  indicator: ({ condition }) => [condition],
  relation: ({ parts: all }) => all,
  text: none,
  // What stands above a sign or a name is written first, what stands below a brace last.
  decorated: ({ body, note }) => (note && note.from < body.from ? [note, body] : [body, note]),
  dots: none,
  error: ({ parts: all }) => all,
};

/** Parts that may have been written in either order, as they were. */
function ordered(nodes: readonly (Syntax | undefined)[]): Syntax[] {
  return nodes.filter((node) => node !== undefined).sort((a, b) => a.from - b.from);
}

/** The nodes directly below `node`, as written from left to right. */
export function childrenOf(node: Syntax): Syntax[] {
  // The row of a kind takes the nodes of that kind, which the compiler cannot follow here.
  const row = parts[node.kind] as (node: Syntax) => readonly (Syntax | null | undefined)[];
  return row(node).filter((part): part is Syntax => part !== null && part !== undefined);
}
