/**
 * @file ln x and ln(1 + x), in lanes.
 *
 * x = 2^k m with √½ ≤ m < √2, f = m − 1, s = f/(2 + f), and
 *     ln m = f − (f²/2 − s (f²/2 + R(s²))),  R(z) = L_1 z + L_2 z² + …
 * which is 2 artanh s arranged so that the largest term, f, is exact. Source of arrangement and
 * coefficients: fdlibm, e_log.c and s_log1p.c (Sun Microsystems 1993), and e_logf.c for singles.
 * The exponent is found by shifting the bits so that √½ falls on a power of two.
 */
import type { Code } from "../code.ts";
import {
  and,
  choose,
  type Emitter,
  lanewise,
  or,
  outlined,
  type Place,
  polynomial,
  signBit,
  unless,
  withSign,
} from "./lanes.ts";

interface Constants {
  readonly fraction: number;
  /** The bits of √½, and what leads from them to those of 1. */
  readonly root: bigint;
  readonly toOne: bigint;
  readonly fractionMask: bigint;
  /** The bits of 2^p, p the bits of the fraction, and 2^p + the exponent's bias. */
  readonly anchor: bigint;
  readonly anchored: number;
  readonly leastNormal: number;
  /** What lifts subnormal numbers among the normal ones: 2^lift. */
  readonly lift: number;
  readonly high: number;
  readonly low: number;
  readonly terms: readonly number[];
}

const constants: Readonly<Record<"f64x2" | "f32x4", Constants>> = {
  f64x2: {
    fraction: 52,
    root: 0x3fe6a09e00000000n,
    toOne: 0x3ff0000000000000n - 0x3fe6a09e00000000n,
    fractionMask: 0xfffffffffffffn,
    anchor: 0x4330000000000000n,
    anchored: 2 ** 52 + 1023,
    leastNormal: 2 ** -1022,
    lift: 54,
    high: 0.6931471803691238,
    low: 1.9082149292705877e-10,
    terms: [
      0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784,
      0.1818357216161805, 0.15313837699209373, 0.14798198605116586,
    ],
  },
  f32x4: {
    fraction: 23,
    root: 0x3f3504f3n,
    toOne: 0x3f800000n - 0x3f3504f3n,
    fractionMask: 0x7fffffn,
    anchor: 0x4b000000n,
    anchored: 2 ** 23 + 127,
    leastNormal: 2 ** -126,
    lift: 25,
    high: 0.69313812256,
    low: 0.0000090580006145,
    terms: [0.6666666269302368, 0.40000972151756287, 0.2849878668785095, 0.24279078841209412],
  },
};

/** k, a number, and m with x = 2^k m, √½ ≤ m < √2, for normal positive x. */
export function split(place: Place, x: Code): { readonly k: Code; readonly m: Code } {
  const { body, lanes } = place;
  const { sub, iadd, shr, bits, number } = lanes;
  const { fraction, root, toOne, fractionMask, anchor, anchored } = constants[lanes.shape];
  const shifted = body.let(iadd(x, bits(toOne)), "shifted");
  const exponent = or(shr(shifted, fraction), bits(anchor));
  const k = body.let(sub(exponent, number(anchored)), "k");
  const m = body.let(iadd(and(shifted, bits(fractionMask)), bits(root)), "m");
  return { k, m };
}

/** ln(2^k m) + c, c small beside an ulp of 1. */
export function logOf(place: Place, k: Code, m: Code, c?: Code): Code {
  const { body, lanes } = place;
  const { add, sub, mul, div, number } = lanes;
  const { high, low, terms } = constants[lanes.shape];
  const f = body.let(sub(m, number(1)), "f");
  const s = body.let(div(f, add(f, number(2))), "s");
  const z = body.let(mul(s, s), "z");
  const half = body.let(mul(mul(f, f), number(0.5)), "half");
  const series = mul(z, polynomial(place, z, terms));
  let rest = add(mul(s, add(half, series)), mul(k, number(low)));
  if (c !== undefined) rest = add(rest, c);
  // k high − ((f²/2 − (s (f²/2 + R) + k low)) − f)
  return sub(mul(k, number(high)), sub(sub(half, rest), f));
}

/** Whether every lane is a positive normal number, as an i32. */
export function allNormal({ lanes }: Place, x: Code): Code {
  const { le, lt, number, all } = lanes;
  const { leastNormal } = constants[lanes.shape];
  return all(and(le(number(leastNormal), x), lt(x, number(Number.POSITIVE_INFINITY))));
}

/** ln x where a lane may be subnormal, 0, negative, ∞ or NaN. */
const logOfAny = outlined("log.any", (place, x) => {
  const { body, lanes } = place;
  const { lt, mul, sub, eq, number } = lanes;
  const { leastNormal, lift } = constants[lanes.shape];
  const tiny = body.let(lt(x!, number(leastNormal)), "tiny");
  const lifted = body.let(choose(tiny, mul(x!, number(2 ** lift)), x!), "lifted");
  const { k, m } = split(place, lifted);
  const lowered = body.let(sub(k, and(tiny, number(lift))), "lowered");
  const inner = body.let(logOf(place, lowered, m), "inner");
  const infinite = number(Number.POSITIVE_INFINITY);
  // ∞ and NaN are their own logarithms
  const high = choose(lt(x!, infinite), inner, x!);
  const zero = choose(eq(x!, number(0)), number(Number.NEGATIVE_INFINITY), high);
  return choose(lt(x!, number(0)), number(Number.NaN), zero);
});

/** ln x; within 1 unit in the last place. */
export const log: Emitter = (place, x) => {
  const own = place.body.shared(x!);
  const fast = () => {
    const { k, m } = split(place, own);
    return logOf(place, k, m);
  };
  return unless(place, allNormal(place, own), fast, () => logOfAny(place, own));
};

/** ln(1 + x) from u = 1 + x, rounded, and what it lost, c/u; within 2 units in the last place. */
export const log1p: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { add, sub, div, number } = lanes;
  const own = body.shared(x!);
  const u = body.let(add(number(1), own), "u");
  const fast = () => {
    // 1 + x = u + lost exactly (Knuth's two-sum)
    const back = body.let(sub(u, number(1)), "back");
    const lost = add(sub(number(1), sub(u, back)), sub(own, back));
    const { k, m } = split(place, u);
    return or(logOf(place, k, m, div(lost, u)), and(own, signBit(lanes)));
  };
  return unless(place, allNormal(place, u), fast, () => lanewise("log1p")(place, own));
};

/** artanh x = ½ ln(1 + 2|x|/(1 − |x|)) with the sign of x; within 3 units in the last place. */
export const atanh: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { abs, add, sub, mul, div, number } = lanes;
  const own = body.shared(x!);
  const size = body.let(abs(own), "size");
  const y = body.let(div(add(size, size), sub(number(1), size)), "y");
  return withSign(place, mul(number(0.5), log1p(place, y)), own);
};

/** From where on x² + 1 is x². */
const wide = { f64x2: 2 ** 28, f32x4: 2 ** 13 } as const;

/** ln(1 + y) below `wide`, ln 2x beyond it. */
function arcOf(place: Place, x: Code, y: Code): Code {
  const { body, lanes } = place;
  const { add, lt, number } = lanes;
  const near = body.let(log1p(place, body.let(y, "y")), "near");
  const far = body.let(add(log(place, x), number(Math.LN2)), "far");
  return choose(lt(x, number(wide[lanes.shape])), near, far);
}

/** arsinh x = ln(1 + |x| + x²/(1 + √(1 + x²))) with its sign; within 4 units in the last place. */
export const asinh: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { abs, add, mul, div, sqrt, number } = lanes;
  const own = body.shared(x!);
  const size = body.let(abs(own), "size");
  const square = body.let(mul(size, size), "square");
  const root = sqrt(add(number(1), square));
  const y = add(size, div(square, add(number(1), root)));
  return withSign(place, arcOf(place, size, y), own);
};

/** arcosh x = ln(1 + t + √(2t + t²)), t = x − 1; within 4 units in the last place. */
export const acosh: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { add, sub, mul, sqrt, lt, number } = lanes;
  const own = body.shared(x!);
  const t = body.let(sub(own, number(1)), "t");
  const y = add(t, sqrt(add(add(t, t), mul(t, t))));
  return choose(lt(own, number(1)), number(Number.NaN), arcOf(place, own, y));
};
