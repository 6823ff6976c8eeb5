/**
 * @file min(a, b). Its derivative is 1 for the operand that is smaller and 0 for the other.
 * At a tie two conventions hold, both those of the frameworks: between two operands that vary,
 * each counts one half; against a constant the constant counts, so that max(0, x) behaves as the
 * rectifier does and has derivative 0 at 0.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, rationalOf } from "./terms.ts";

export const min: Elementwise = {
  kind: "elementwise",
  title: "minimum",
  notation: { latex: ["\\min"], plain: ["min"] },
  rule: "derivative of the minimum",
  arity: 2,
  domain: everywhere,
  kinks: [
    {
      at: ([a, b], arena) => arena.subtract(a!, b!),
      convention: "1/2 for each operand; 0 against a constant",
      left: "1",
      right: "0",
    },
  ],
  float: Math.min,
  value: (field, [a, b]) => field.min(a!, b!),
  partial: (k, args, arena) => {
    const [a, b] = k === 0 ? [args[0], args[1]] : [args[1], args[0]];
    // ∂min(a, b)/∂a = 1[a < b]
    const wins = arena.apply("less", a!, b!);
    if (rationalOf(a!) !== undefined || rationalOf(b!) !== undefined) return wins;
    // … + ½·1[a = b]
    const half = arena.divide(arena.integer(1), arena.integer(2));
    return arena.add(wins, arena.multiply(half, arena.apply("equal", a!, b!)));
  },
};
