/**
 * @file e^x, e^x − 1, the logistic sigmoid and the hyperbolic functions, in lanes.
 *
 * Reduction as in Cody & Waite, *Software Manual for the Elementary Functions* (1980), chapter 6:
 * x = n ln 2 + r with |r| ≤ ½ ln 2, where n ln 2 is taken away in two parts, the first of so few
 * bits that its product with n is exact. Then e^r − 1 = r + r² q(r) with a minimax polynomial q
 * (Remez exchange in 200 bits; the error stands beside it), and e^x = 2^n e^r.
 *
 * n is rounded by adding 1.5·2^52 (2^23), whose last bits then are n, with a bias that keeps them
 * positive. The scale 2^n goes in by two factors, so that overflow and underflow come out rounded
 * once and no case is told apart.
 */
import type { Code } from "../code.ts";
import { choose, type Emitter, type Place, polynomial, withSign } from "./lanes.ts";

interface Constants {
  /** 1.5·2^(bits of the significand): added, it rounds to an integer. */
  readonly round: number;
  /** Added to n so that it is positive: twice the exponent's bias. */
  readonly bias: number;
  /** Bits of the fraction. */
  readonly fraction: number;
  /** ln 2 = high + low (fdlibm, e_exp.c and e_expf.c). */
  readonly high: number;
  readonly low: number;
  /** Where e^x has been 0 or ∞ for some time, and e^x − 1 has been −1. */
  readonly least: number;
  readonly most: number;
  readonly minusOne: number;
  /** From where on tanh x is 1. */
  readonly flat: number;
  /** q(r) for e^r: error of r² q(r), relative to e^r. */
  readonly exp: readonly number[];
  /** q(r) for e^r − 1: error of r² q(r), relative to r. */
  readonly expm1: readonly number[];
}

const constants: Readonly<Record<"f64x2" | "f32x4", Constants>> = {
  f64x2: {
    round: 6755399441055744,
    bias: 2046,
    fraction: 52,
    high: 0.6931471803691238,
    low: 1.9082149292705877e-10,
    least: -746,
    most: 709.8,
    minusOne: -40,
    flat: 20,
    // 2^−57.7
    exp: [
      0.5000000000000011, 0.16666666666666696, 0.04166666666653041, 0.008333333333308858,
      0.0013888888943544408, 0.00019841269914317716, 0.000024801493188722746,
      0.000002755721870360757, 2.763021809412554e-7, 2.5117181562886825e-8,
    ],
    // 2^−61.7
    expm1: [
      0.5, 0.16666666666666677, 0.0416666666666667, 0.008333333333321615, 0.0013888888888866837,
      0.0001984126988615868, 0.00002480158736055592, 0.000002755724418179417, 2.7557242760569086e-7,
      2.5109044931198145e-8, 2.0924442880363664e-9,
    ],
  },
  f32x4: {
    round: 12582912,
    bias: 254,
    fraction: 23,
    high: 0.69314575195,
    low: 0.0000014286067653,
    least: -104,
    most: 88.8,
    minusOne: -18,
    flat: 10,
    // 2^−26.2
    exp: [
      0.500000006193746, 0.1666654299222248, 0.04166628201507359, 0.008366583936193009,
      0.0013946450933771286,
    ],
    // 2^−26.2
    expm1: [
      0.500000006193746, 0.1666654299222248, 0.04166628201507359, 0.008366583936193009,
      0.0013946450933771286,
    ],
  },
};

interface Reduced {
  /** n with its bias in the last bits. */
  readonly biased: Code;
  readonly r: Code;
}

/** n, with a bias, and r = x + c − n ln 2; c small beside 1. */
function reduce(place: Place, x: Code, bias: number, c?: Code): Reduced {
  const { body, lanes } = place;
  const { add, sub, mul, number } = lanes;
  const { round, high, low } = constants[lanes.shape];
  const biased = body.let(add(mul(x, number(Math.LOG2E)), number(round + bias)), "biased");
  const n = body.let(sub(biased, number(round + bias)), "n");
  const r = sub(sub(x, mul(n, number(high))), mul(n, number(low)));
  return { biased, r: body.let(c === undefined ? r : add(r, c), "r") };
}

/** p·2^n by two factors of about 2^{n/2}, n with the bias `bias` in the last bits of `biased`. */
export function scale(place: Place, p: Code, biased: Code): Code {
  const { body, lanes } = place;
  const { mul, shl, shr, isub } = lanes;
  const { fraction } = constants[lanes.shape];
  const half = body.let(shr(biased, 1), "half");
  return mul(mul(p, shl(half, fraction)), shl(isub(biased, half), fraction));
}

/** What is added to a number so that its integer, with a bias, stands in the last bits. */
export const roundingTerm = ({ lanes }: Place): number => {
  const { round, bias } = constants[lanes.shape];
  return round + bias;
};

/** e^r − 1 = r + r² q(r) for |r| ≤ ½ ln 2, and e^r − 1 − r. */
export function expTail(place: Place, r: Code, name: "exp" | "expm1" = "exp"): Code {
  const { mul } = place.lanes;
  return mul(mul(r, r), polynomial(place, r, constants[place.lanes.shape][name]));
}

/**
 * e^{x + c} = 2^n p as p and n, for `scale`; c small beside 1, and x where 2^{n/2} is a number,
 * which is well beyond where 2^n is one.
 */
export function expParts(place: Place, x: Code, c?: Code): { p: Code; biased: Code } {
  const { body, lanes } = place;
  const { add, number } = lanes;
  const { biased, r } = reduce(place, x, constants[lanes.shape].bias, c);
  return { p: body.let(add(number(1), add(r, expTail(place, r))), "p"), biased };
}

/** e^x; within 1.2 units in the last place (f64), 1.3 (f32). */
export const exp: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { pmin, pmax, number } = lanes;
  const { least, most } = constants[lanes.shape];
  const within = body.let(pmax(pmin(x!, number(most)), number(least)), "within");
  const { p, biased } = expParts(place, within);
  return scale(place, p, biased);
};

/** 2 (2^{n−1} (e^r − 1) + (2^{n−1} − ½)) for x in the range where 2^{n−1} is a number. */
function minusOne(place: Place, within: Code): Code {
  const { body, lanes } = place;
  const { add, sub, mul, shl, number } = lanes;
  const { bias, fraction } = constants[lanes.shape];
  const { biased, r } = reduce(place, within, bias / 2 - 1);
  const p = add(r, expTail(place, r, "expm1"));
  const power = body.let(shl(biased, fraction), "power");
  const half = add(mul(power, p), sub(power, number(0.5)));
  return mul(half, number(2));
}

/** e^x − 1; within 2 units in the last place. */
export const expm1: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { pmin, pmax, abs, lt, number } = lanes;
  const { minusOne: least, most } = constants[lanes.shape];
  const own = body.shared(x!);
  const within = body.let(pmax(pmin(own, number(most)), number(least)), "within");
  // small numbers, −0 and subnormal ones among them, are their own values
  return choose(lt(abs(own), number(2 ** -60)), own, minusOne(place, within));
};

/** tanh x = t/(t + 2) with t = e^{2|x|} − 1; within 3 units in the last place. */
export const tanh: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { abs, pmin, add, div, number } = lanes;
  const own = body.shared(x!);
  const size = body.let(pmin(abs(own), number(constants[lanes.shape].flat)), "size");
  const t = body.let(minusOne(place, body.let(add(size, size), "twice")), "t");
  return withSign(place, div(t, add(t, number(2))), own);
};

/** 1/(1 + e^{−x}), with e^{−|x|}, which cannot overflow; within 2 units in the last place. */
export const sigmoid: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { abs, neg, lt, add, div, number } = lanes;
  const own = body.shared(x!);
  const e = body.let(exp(place, body.let(neg(abs(own)), "minus")), "e");
  return div(choose(lt(own, number(0)), e, number(1)), add(number(1), e));
};

/** ½e^x for x ≥ 0; overflow comes where that of sinh x does. */
function halfExp(place: Place, size: Code): Code {
  const { body, lanes } = place;
  const { pmin, mul, number } = lanes;
  const { most } = constants[lanes.shape];
  const within = body.let(pmin(size, number(most + 1)), "within");
  const { p, biased } = expParts(place, within);
  return body.let(scale(place, mul(p, number(0.5)), biased), "half");
}

/** cosh x = h + 1/(4h) with h = ½e^{|x|}; within 2 units in the last place. */
export const cosh: Emitter = (place, x) => {
  const { abs, add, div, number } = place.lanes;
  const half = halfExp(place, place.body.let(abs(x!), "size"));
  return add(half, div(number(0.25), half));
};

/** sinh x = x + x z P(z), z = x²: the series, whose next term is 2^−65 of it at 1. */
const series = [3, 5, 7, 9, 11, 13, 15, 17, 19].map((n) => {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return 1 / product;
});

/** sinh x = h − 1/(4h) with h = ½e^{|x|}, by its series below 1; within 3 units (f64, f32). */
export const sinh: Emitter = (place, x) => {
  const { body, lanes } = place;
  const { abs, add, sub, mul, div, lt, number } = lanes;
  const own = body.shared(x!);
  const size = body.let(abs(own), "size");
  const half = halfExp(place, size);
  const z = body.let(mul(size, size), "z");
  const terms = lanes.shape === "f64x2" ? series : series.slice(0, 5);
  const small = add(size, mul(mul(size, z), polynomial(place, z, terms)));
  const large = sub(half, div(number(0.25), half));
  return withSign(place, choose(lt(size, number(1)), small, large), own);
};
