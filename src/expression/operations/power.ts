/**
 * @file a^b. ∂a^b/∂a = b a^{b−1} (the power rule), ∂a^b/∂b = a^b ln a, the second written with
 * the value itself. Source: DLMF 4.7.8 and 4.7.10; a base e is the operation `exp`.
 *
 * Domain, the real powers a person uses: an integer exponent takes any base; a rational
 * exponent n/d with odd d takes negative bases too, (−8)^{1/3} = −2 and (−8)^{2/3} = 4; every
 * other exponent wants a base that is positive (or 0 when the exponent is). 0^b is 0 for b > 0
 * and not defined for b ≤ 0, so 0^0 has no value.
 *
 * An enclosure can tell an odd root only from a constant exponent, which is why the value asks
 * the node. In doubles the exponent 1/3 is known as the double for which 3b rounds to 1.
 */
import { fillOf } from "../build/contraction.ts";
import type { Field } from "../field.ts";
import { lift } from "../kernels/lift.ts";
import type { Node } from "../node.ts";
import type { Domain, Elementwise } from "../operation.ts";
import { rationalOf } from "./terms.ts";

/** Odd denominators tried for a negative base in doubles. */
const largestOddRoot = 99;

/** a^b in doubles with the odd roots of negative bases; NaN where not defined. */
export function realPower(a: number, b: number): number {
  if (a === 0) return b > 0 ? 0 : Number.NaN;
  if (a > 0 || Number.isInteger(b)) return a ** b;
  for (let d = 3; d <= largestOddRoot; d += 2) {
    const n = b * d;
    if (Number.isInteger(n)) return n % 2 === 0 ? (-a) ** b : -((-a) ** b);
  }
  return Number.NaN;
}

/** a^{n/d} for an odd d: by the sign of a. */
function oddRoot<T>(field: Field<T>, a: T, b: T, n: bigint): T | undefined {
  const { power, negate } = lift(field);
  const mirrored = () => power(field.negate(a), b);
  return field.bySign(
    a,
    () => (n % 2n === 0n ? mirrored() : negate(mirrored())),
    () => (n > 0n ? field.integer(0) : undefined),
    () => field.power(a, b),
  );
}

const domain: Domain = {
  kind: "conditions",
  conditions: ([a, b]: readonly Node[]) => {
    const q = rationalOf(b!);
    if (q === undefined) return [{ node: a!, sign: ">0" }];
    if (q.d % 2n === 1n) return q.n > 0n ? [] : [{ node: a!, sign: "!=0" }];
    return [{ node: a!, sign: q.n > 0n ? ">=0" : ">0" }];
  },
};

export const power: Elementwise = {
  kind: "elementwise",
  title: "power",
  notation: null,
  rule: "power rule",
  arity: 2,
  domain,
  kinks: [],
  float: (a, b) => realPower(a!, b!),
  value: (field, [a, b], node) => {
    const q = rationalOf(node.operands[1]!);
    if (q === undefined || q.d === 1n || q.d % 2n === 0n) return field.power(a!, b!);
    return oddRoot(field, a!, b!, q.n);
  },
  partial: (k, [a, b], arena, node) => {
    // ∂a^b/∂b = a^b ln a
    if (k === 1) return arena.multiply(node, arena.apply("ln", a!));
    // ∂a^b/∂a = b a^{b−1}
    const exponent = fillOf(b!) ?? b!;
    const lowered = arena.subtract(exponent, arena.integer(1));
    return arena.multiply(exponent, arena.power(a!, lowered));
  },
};
