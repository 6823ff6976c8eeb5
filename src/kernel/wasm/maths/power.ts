/**
 * @file a^b, in lanes.
 *
 * For positive a: 2^{b log₂ a}, with log₂ a in two doubles, since an error of log₂ a is multiplied
 * by b ln 2, up to 745. Arrangement: fdlibm, e_pow.c (Sun Microsystems 2004), without
 * its table: a = 2^k m with √½ ≤ m < √2, s = (m − 1)/(m + 1) and
 *     log₂ m = cp·s (3 + s² + s⁴ L(s²)),  cp = 2/(3 ln 2),
 * where leading parts have their last 32 bits cut off, so that their products are exact; there is
 * no fused multiply-add. 2^z by the polynomial of e^r. A negative a takes integers b, by |a| and
 * a sign; all else (odd roots, 0, ∞, NaN, subnormals) goes lane by lane to the host.
 *
 * Singles: in doubles, where e^{b ln a} with a short polynomial is enough.
 */
import { type Code, get, op, set } from "../code.ts";
import { exp, expTail, roundingTerm, scale } from "./exponential.ts";
import {
  and,
  andNot,
  choose,
  type Emitter,
  inDoubles,
  lanewise,
  leading,
  outlined,
  type Place,
  polynomial,
  signBit,
  unless,
  xor,
} from "./lanes.ts";
import { allNormal, logOf, split } from "./logarithm.ts";

/** L of the file's essay (Remez exchange in 200 bits): error of s⁴ L, relative to 3, 2^−66.3. */
const series = [
  0.600000000000033, 0.4285714285518611, 0.3333333377420864, 0.2727267699100741,
  0.23080117698017383, 0.19885616045189622, 0.19791156528690393,
];
/** cp = 2/(3 ln 2), its leading 22 bits, and what they leave. */
const cp = 0.9617966939259756;
const cpHigh = 0.9617967009544373;
const cpLow = -7.028461650952758e-9;
/** ln 2, its leading 22 bits, and what they leave. */
const ln2 = Math.LN2;
const ln2High = 0.6931471824645996;
const ln2Low = -1.904654299957768e-9;
/** Beyond this the power is 0 or ∞, whatever the last bits of b log₂ a are. */
const farthest = 1200;

/** log₂ a in two parts, the first with its last 32 bits cut off. */
function log2Pair(place: Place, a: Code): { readonly high: Code; readonly low: Code } {
  const { body, lanes } = place;
  const { add, sub, mul, div, number } = lanes;
  const shared = (code: Code, name: string) => body.let(code, name);
  const { k, m } = split(place, a);
  const f = shared(sub(m, number(1)), "f");
  const inverse = shared(div(number(1), add(m, number(1))), "inverse");
  // s = f/(m + 1) = sHigh + sLow
  const s = shared(mul(f, inverse), "s");
  const sHigh = shared(leading(place, s), "sHigh");
  const m1High = shared(leading(place, add(m, number(1))), "m1High");
  const m1Low = sub(m, sub(m1High, number(1)));
  const left = sub(sub(f, mul(sHigh, m1High)), mul(sHigh, m1Low));
  const sLow = shared(mul(inverse, left), "sLow");
  // s² L, and 3 + s² + s⁴ L = tHigh + tLow
  const square = shared(mul(s, s), "square");
  const tail = mul(mul(square, square), polynomial(place, square, series));
  const r = shared(add(tail, mul(sLow, add(sHigh, s))), "r");
  const squareHigh = shared(mul(sHigh, sHigh), "squareHigh");
  const tHigh = shared(leading(place, add(add(number(3), squareHigh), r)), "tHigh");
  const tLow = sub(r, sub(sub(tHigh, number(3)), squareHigh));
  // s (3 + …) = pHigh + pLow
  const u = shared(mul(sHigh, tHigh), "u");
  const v = shared(add(mul(sLow, tHigh), mul(tLow, s)), "v");
  const pHigh = shared(leading(place, add(u, v)), "pHigh");
  const pLow = sub(v, sub(pHigh, u));
  // times cp, plus k
  const zHigh = shared(mul(number(cpHigh), pHigh), "zHigh");
  const zLow = shared(add(mul(number(cpLow), pHigh), mul(pLow, number(cp))), "zLow");
  const high = shared(leading(place, add(add(zHigh, zLow), k)), "high");
  const low = shared(sub(zLow, sub(sub(high, k), zHigh)), "low");
  return { high, low };
}

/** a^b for a positive and normal, and whether b log₂ a was within bounds (not NaN). */
function positive(place: Place, a: Code, b: Code): { value: () => Code; within: Code } {
  const { body, lanes } = place;
  const { add, sub, mul, abs, lt, number, all } = lanes;
  const shared = (code: Code, name: string) => body.let(code, name);
  const { high, low } = log2Pair(place, a);
  // b log₂ a = pHigh + pLow
  const bHigh = shared(leading(place, b), "bHigh");
  const pHigh = shared(mul(bHigh, high), "pHigh");
  const pLow = shared(add(mul(sub(b, bHigh), high), mul(b, low)), "pLow");
  const z = shared(add(pHigh, pLow), "z");
  const value = () => {
    const biased = shared(add(z, number(roundingTerm(place))), "biased");
    const rest = shared(sub(pHigh, sub(biased, number(roundingTerm(place)))), "rest");
    // (rest + pLow) ln 2 = r + w
    const t = shared(leading(place, add(rest, pLow)), "t");
    const tLow = sub(pLow, sub(t, rest));
    const u = shared(mul(t, number(ln2High)), "u");
    const v = shared(add(mul(tLow, number(ln2)), mul(t, number(ln2Low))), "v");
    const r = shared(add(u, v), "r");
    const w = sub(v, sub(r, u));
    const p = add(number(1), add(r, add(expTail(place, r), w)));
    return scale(place, shared(p, "p"), biased);
  };
  return { value, within: all(lt(abs(z), number(farthest))) };
}

/** a^b where a lane of a is not positive and normal: integers b by |a| and a sign. */
const powerOfAny = outlined("power.any", (place, a, b) => {
  const { body, lanes } = place;
  const { abs, eq, lt, floor, mul, number, all } = lanes;
  const size = body.let(abs(a!), "size");
  const isWhole = body.let(eq(floor(b!), b!), "isWhole");
  const negative = body.let(lt(a!, number(0)), "negative");
  const result = body.local("v128", "result");
  body.push(set(result, number(0)));
  const byHost = () => body.push(set(result, lanewise("power")(place, a!, b!)));
  // a > 0 or an integer b
  const usual = op(
    "i32.and",
    all(choose(negative, isWhole, lanes.bits(0xffffffffffffffffn))),
    allNormal(place, size),
  );
  body.when(
    usual,
    () => {
      const { value, within } = positive(place, size, b!);
      body.when(
        within,
        () => {
          const half = body.let(mul(b!, number(0.5)), "half");
          const even = eq(floor(half), half);
          const sign = andNot(and(negative, signBit(lanes)), even);
          body.push(set(result, xor(value(), sign)));
        },
        byHost,
      );
    },
    byHost,
  );
  return get(result);
});

/** a^b; within 1 unit in the last place. */
const ofDoubles: Emitter = (place, a, b) => {
  const { body } = place;
  const result = body.local("v128", "power");
  const rare = () => body.push(set(result, powerOfAny(place, a!, b!)));
  body.when(
    allNormal(place, a!),
    () => {
      const { value, within } = positive(place, a!, b!);
      body.when(within, () => body.push(set(result, value())), rare);
    },
    rare,
  );
  return get(result);
};

/** a^b for singles: e^{b ln a} in doubles; within 0.6 units in the last place. */
const ofSingles: Emitter = (place, a, b) => {
  const { lanes } = place;
  const { abs, lt, number, all } = lanes;
  const usual = op("i32.and", allNormal(place, a!), all(lt(abs(b!), number(3e38))));
  const fast = () =>
    inDoubles(place, [a!, b!], (inner, x, y) => {
      const { k, m } = split(inner, x!);
      const z = inner.lanes.mul(y!, inner.body.let(logOf(inner, k, m), "ln"));
      return [exp(inner, z)];
    })[0]!;
  return unless(place, usual, fast, () => lanewise("power")(place, a!, b!));
};

/** a^b with the odd roots of negative bases, as `expression/operations/power.ts` has it. */
export const power: Emitter = (place, a, b) => {
  const shared = [place.body.shared(a!), place.body.shared(b!)];
  return (place.lanes.shape === "f64x2" ? ofDoubles : ofSingles)(place, ...shared);
};
