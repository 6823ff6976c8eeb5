/**
 * @file max(a, b). Its derivative is 1 for the operand that is larger and 0 for the other.
 * At a tie two conventions hold, both those of the frameworks: between two operands that vary,
 * each counts one half; against a constant the constant counts, so that max(0, x) behaves as the
 * rectifier does and has derivative 0 at 0.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, rationalOf } from "./terms.ts";

export const max: Elementwise = {
  kind: "elementwise",
  title: "maximum",
  notation: { latex: ["\\max"], plain: ["max"] },
  rule: "derivative of the maximum",
  arity: 2,
  domain: everywhere,
  kinks: [
    {
      at: ([a, b], arena) => arena.subtract(a!, b!),
      convention: "1/2 for each operand; 0 against a constant",
      left: "0",
      right: "1",
    },
  ],
  float: Math.max,
  value: (field, [a, b]) => field.max(a!, b!),
  partial: (k, args, arena) => {
    const [a, b] = k === 0 ? [args[0], args[1]] : [args[1], args[0]];
    // ∂max(a, b)/∂a = 1[a > b]
    const wins = arena.apply("less", b!, a!);
    if (rationalOf(a!) !== undefined || rationalOf(b!) !== undefined) return wins;
    // … + ½·1[a = b]
    const half = arena.divide(arena.integer(1), arena.integer(2));
    return arena.add(wins, arena.multiply(half, arena.apply("equal", a!, b!)));
  },
};
