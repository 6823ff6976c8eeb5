/**
 * @file ⁿ√x, the real n-th root (operands x, n). (ⁿ√x)' = 1/(n (ⁿ√x)^{n−1}), with the value
 * itself; the exponent's own derivative is −ⁿ√x ln x / n². An odd constant n takes negative x,
 * an even one x ≥ 0. It is kept apart from the power x^{1/n} because a person writes it so.
 */
import { fillOf } from "../build/contraction.ts";
import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { realPower } from "./power.ts";
import { rationalOf, reciprocal, square } from "./terms.ts";

export const root: Elementwise = {
  kind: "elementwise",
  title: "root",
  notation: { latex: [], plain: ["root"] },
  rule: "derivative of the root",
  arity: 2,
  domain: {
    kind: "conditions",
    conditions: ([x, n]) => {
      const q = rationalOf(n!);
      if (q === undefined) return [{ node: x!, sign: ">0" }];
      if (q.n % 2n !== 0n) return q.n > 0n ? [] : [{ node: x!, sign: "!=0" }];
      return [{ node: x!, sign: q.n > 0n ? ">=0" : ">0" }];
    },
  },
  kinks: [],
  float: (x, n) => {
    if (n === 2) return Math.sqrt(x!);
    return n === 3 ? Math.cbrt(x!) : realPower(x!, 1 / n!);
  },
  value: (field, [x, n], node) => {
    const { divide, power, negate } = lift(field);
    const exponent = divide(field.integer(1), n!);
    const q = rationalOf(node.operands[1]!);
    if (q === undefined || q.n % 2n === 0n) return power(x!, exponent);
    const positive = q.n > 0n;
    return field.bySign(
      x!,
      // ⁿ√(−x) = −ⁿ√x for odd n
      () => negate(power(field.negate(x!), exponent)),
      () => (positive ? field.integer(0) : undefined),
      () => power(x!, exponent),
    );
  },
  partial: (k, [x, n], arena, node) => {
    // ∂/∂x = 1/(n (ⁿ√x)^{n−1})
    if (k === 0) {
      const lowered = arena.subtract(fillOf(n!) ?? n!, arena.integer(1));
      return reciprocal(arena, arena.multiply(n!, arena.power(node, lowered)));
    }
    // ∂/∂n = −ⁿ√x ln x / n²
    const top = arena.multiply(node, arena.apply("ln", x!));
    return arena.negate(arena.divide(top, square(arena, n!)));
  },
};
