/**
 * @file −a. (−a)' = −1. The only carrier of a sign: products and quotients have none, so that
 * a sign is written once, in front.
 */
import type { Elementwise } from "../operation.ts";
import { constant, everywhere } from "./terms.ts";

export const negate: Elementwise = {
  kind: "elementwise",
  title: "negative",
  notation: null,
  rule: "constant factor rule",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (a) => -a!,
  value: (field, [a]) => field.negate(a!),
  // (−a)' = −1
  partial: (_k, [a], arena) => constant(arena, -1, a!),
};
