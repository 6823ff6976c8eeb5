/**
 * @file Making sums. A sum has at least two terms of one shape; 0 is dropped, numbers fold into
 * one that stays where the first stood, and equal terms are counted: x + x is 2x, 3x − x is 2x,
 * x − x is 0. Nested sums stay nested, for the reason given for products.
 */
import { Q, type Rational } from "../../number/index.ts";
import type { Arena } from "../arena.ts";
import { isKind, isZero, type Node } from "../node.ts";
import type { Shape } from "../shape.ts";
import { withoutCoefficient } from "./contraction.ts";

/** One kind of term: how often it occurs, and what occurs. */
interface Count {
  coefficient: Rational;
  /** The term as it came, while it has come once. */
  only: Node | null;
  readonly bare: () => Node;
}

/** The sum of terms that all have one shape; an empty sum is the scalar 0. */
export function sum(arena: Arena, terms: readonly Node[]): Node {
  const shape: Shape = terms[0]?.shape ?? [];
  const counts = new Map<string, Count>();
  for (const term of terms) {
    if (isZero(term)) continue;
    const { key, coefficient, bare } = split(arena, term);
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { coefficient, only: term, bare });
    else {
      count.coefficient = Q.add(count.coefficient, coefficient);
      count.only = null;
    }
  }
  const kept: Node[] = [];
  for (const { coefficient, only, bare } of counts.values()) {
    if (coefficient.n === 0n) continue;
    kept.push(only ?? arena.multiply(arena.number(coefficient), bare()));
  }
  if (kept.length === 0) return arena.zeros(shape);
  if (kept.length === 1) return kept[0]!;
  const ids = kept.map((term) => term.id).sort((a, b) => a - b);
  return arena.intern("add", ids, kept, shape, null);
}

/** A term as coefficient × bare term; `key` names the bare term. */
function split(arena: Arena, term: Node): { key: string; coefficient: Rational; bare: () => Node } {
  if (term.op === "negate") {
    const inner = split(arena, term.operands[0]!);
    return { ...inner, coefficient: Q.negate(inner.coefficient) };
  }
  if (isKind(term, "number")) {
    return { key: "#", coefficient: term.data, bare: () => arena.integer(1) };
  }
  if (isKind(term, "contraction")) {
    const head = term.operands[0]!;
    if (isKind(head, "number") && term.operands.length > 1) {
      const rest = withoutCoefficient(arena, term);
      return { key: `${rest.id}`, coefficient: head.data, bare: () => rest };
    }
  }
  return { key: `${term.id}`, coefficient: Q.one, bare: () => term };
}
