/**
 * @file a / b, entry by entry. ∂(a/b)/∂a = 1/b, ∂(a/b)/∂b = −a/b².
 * A quotient stays a quotient and does not become a·b^{−1}, because a person writes x_1/x_2.
 * Defined where b ≠ 0.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, square, where } from "./terms.ts";

export const divide: Elementwise = {
  kind: "elementwise",
  title: "quotient",
  notation: null,
  rule: "quotient rule",
  arity: 2,
  domain: where("!=0", (_arena, [, b]) => b!),
  kinks: [],
  float: (a, b) => a! / b!,
  value: (field, [a, b]) => field.divide(a!, b!),
  partial: (k, [a, b], arena) => {
    // ∂(a/b)/∂a = 1/b
    if (k === 0) return reciprocal(arena, b!);
    // ∂(a/b)/∂b = −a/b²
    return arena.negate(arena.divide(a!, square(arena, b!)));
  },
};
