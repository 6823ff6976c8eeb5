/**
 * @file An exact constant as an expression: √3/2, −(π/2) ln(π/2) become nodes in the textbook
 * form that `number/` presents, so that a value can stand in a formula and be printed like any
 * other. The presentation is a small tree (its depth is budgeted), so recursion is safe here.
 */
import { type Exact, type Presentation, X } from "../number/index.ts";
import type { Arena } from "./arena.ts";
import type { Node } from "./node.ts";
import { operations } from "./operations/index.ts";
import type { OperationName } from "./operations/names.ts";

/** The node of a constant, in textbook form. */
export function expressionOf(x: Exact, arena: Arena): Node {
  return nodeOf(X.present(x), arena);
}

type Of<K extends Presentation["kind"]> = Extract<Presentation, { readonly kind: K }>;

const makers: { readonly [K in Presentation["kind"]]: (shown: Of<K>, arena: Arena) => Node } = {
  integer: ({ value }, arena) => arena.integer(value),
  pi: (_shown, arena) => arena.pi(),
  e: (_shown, arena) => arena.e(),
  negate: ({ operand }, arena) => arena.negate(nodeOf(operand, arena)),
  sum: ({ terms }, arena) => arena.add(...terms.map((term) => nodeOf(term, arena))),
  product: ({ factors }, arena) =>
    arena.multiply(...factors.map((factor) => nodeOf(factor, arena))),
  fraction: ({ numerator, denominator }, arena) =>
    arena.divide(nodeOf(numerator, arena), nodeOf(denominator, arena)),
  power: ({ base, exponent }, arena) => arena.power(nodeOf(base, arena), nodeOf(exponent, arena)),
  root: ({ degree, radicand }, arena) => {
    const under = nodeOf(radicand, arena);
    return degree === 2n
      ? arena.apply("sqrt", under)
      : arena.apply("root", under, arena.integer(degree));
  },
  call: (shown, arena) => {
    const args = shown.arguments.map((argument) => nodeOf(argument, arena));
    if (!(shown.function in operations)) throw new Error(`no operation ${shown.function}`);
    return arena.apply(shown.function as OperationName, ...args);
  },
};

function nodeOf<K extends Presentation["kind"]>(shown: Of<K>, arena: Arena): Node {
  const make = makers[shown.kind] as (shown: Of<K>, arena: Arena) => Node;
  return make(shown, arena);
}
