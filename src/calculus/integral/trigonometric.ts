/**
 * @file Antiderivatives of sin^m u cos^n u for whole m and n of either sign and a linear u of slope
 * s, as rational functions of one of
 *
 *     t = cos u  for odd m:  −∫ (1 − t²)^{(m−1)/2} t^n dt/s,
 *     t = sin u  for odd n:   ∫ t^m (1 − t²)^{(n−1)/2} dt/s,
 *     t = tan u  otherwise:   ∫ t^m (1 + t²)^{−(m+n)/2−1} dt/s,   with u for arctan(tan u).
 *
 * Tangents, cotangents, secants and cosecants are such products.
 */
import { type Node, topological } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { substitute } from "../substitute.ts";
import { powerOf } from "./factors.ts";
import { ofRational } from "./rational.ts";
import type { Linear } from "./wave.ts";

/** Each function as sin^m cos^n. */
const powers: Readonly<Record<string, readonly [sine: number, cosine: number]>> = {
  sin: [1, 0],
  cos: [0, 1],
  tan: [1, -1],
  cot: [-1, 1],
  sec: [0, -1],
  csc: [-1, 0],
};

/** Higher powers are not looked at. */
const powerLimit = 12;

/** ∫ of a product of powers of such functions of one argument; undefined for anything else. */
export function ofTrigonometric(factors: readonly Node[], by: Linear): Node | undefined {
  const { arena } = by;
  let [m, n] = [0, 0];
  let argument: Node | undefined;
  for (const factor of factors) {
    const [base, exponent] = powerOf(factor);
    const own = powers[base.op];
    if (own === undefined || !Q.isInteger(exponent)) return undefined;
    if (argument !== undefined && argument !== base.operands[0]) return undefined;
    argument = base.operands[0]!;
    m += own[0] * Number(exponent.n);
    n += own[1] * Number(exponent.n);
  }
  const line = argument && by.line(argument);
  if (argument === undefined || line === undefined || Math.abs(m) + Math.abs(n) > powerLimit) {
    return undefined;
  }
  const [slope] = line;
  const t = arena.variable("\0substituted");
  const raised = (base: Node, k: number): readonly Node[] =>
    k === 0 ? [] : [k === 1 ? base : arena.power(base, arena.integer(k))];
  const square = arena.power(t, arena.integer(2));
  const one = arena.integer(1);
  const isOddSine = m % 2 !== 0;
  const isOddCosine = n % 2 !== 0;
  const [own, inner] = isOddSine
    ? [raised(t, n), raised(arena.subtract(one, square), (m - 1) / 2)]
    : isOddCosine
      ? [raised(t, m), raised(arena.subtract(one, square), (n - 1) / 2)]
      : [raised(t, m), raised(arena.add(one, square), -(m + n) / 2 - 1)];
  const found = ofRational([...own, ...inner], t, arena);
  if (found === undefined) return undefined;
  const place = arena.apply(isOddSine ? "cos" : isOddCosine ? "sin" : "tan", argument);
  const angles = new Map<Node, Node>();
  for (const node of isOddSine || isOddCosine ? [] : topological([found])) {
    if (node.op !== "arctan") continue;
    if (by.isZero(arena.subtract(node.operands[0]!, t))) angles.set(node, argument);
  }
  const whole = substitute(substitute(found, angles, arena), new Map([[t, place]]), arena);
  const signed = isOddSine ? arena.negate(whole) : whole;
  return arena.divide(signed, slope);
}
