/**
 * @file erf x and erfc x, in lanes.
 *
 * For |x| < ¾, erf x = x + x P(x²). Beyond, after Shepherd & Laframboise, *Chebyshev Approximation
 * of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞* (Mathematics of Computation 36, 1981),
 *     erfc x = e^{−x²} (1 + G(t))/(1 + 2x),  t = (x − K)/(x + K),
 * where t takes ¾ ≤ x < ∞ to a short interval. P and G are minimax polynomials (Remez exchange in
 * 220 bits); the error of each, with its coefficients rounded, stands beside it.
 *
 * What x² is off, e^{−x²} is off relative to itself, so x² is taken in two parts, as in fdlibm
 * (s_erf.c): x = h + l with few bits in h, and −x² = −h² − l (x + h), where h² is exact.
 *
 * Singles are worked in doubles, by shorter polynomials; their squares are exact there.
 */
import type { Code } from "../code.ts";
import { expParts, scale } from "./exponential.ts";
import {
  choose,
  type Emitter,
  inDoubles,
  leading,
  type Place,
  polynomial,
  unless,
  withSign,
} from "./lanes.ts";

const series = {
  doubles: {
    // error of P, relative to erf x/x: 2^−56.3
    small: [
      0.1283791670955126, -0.3761263890318409, 0.11283791670972972, -0.026866170648838575,
      0.005223977664470644, -0.0008548329343383854, 0.00012055413629431343, -1.492722555039121e-5,
      1.6475489010754543e-6, -1.6307648441287224e-7, 1.275609016840994e-8,
    ],
    middle: 4,
    // error of G, relative to 1 + G: 2^−56.4
    tail: [
      0.2329951186255525, -0.13962111684056247, 0.015379652102619889, 0.06809705425468626,
      -0.1010390660363126, 0.0937328349986416, -0.06633036581205352, 0.037167515531404294,
      -0.016197734059063815, 0.0050319700475602545, -0.0007577732888810951, -0.00019925717528556473,
      0.0001506217478782421, -2.439711250069521e-5, -1.122256922401096e-5, 5.703821438578194e-6,
      2.9577239043921374e-7, -8.148912144143194e-7, 7.069509131728852e-8, 9.880916409641625e-8,
      -1.3738070693848504e-8, -7.821602908892357e-9,
    ],
  },
  singles: {
    // 2^−29.3
    small: [
      0.12837916549754877, -0.37612618762699296, 0.11283376625847538, -0.026834625996251728,
      0.005114346770332027, -0.0006749512813695029,
    ],
    middle: 2,
    // 2^−28.7 up to 11, where erfc x is less than half the least single
    tail: [
      0.27697837968962874, -0.09276379115802663, -0.16603011545854318, 0.16404933775194006,
      -0.054226162478738765, -0.008003067230418015, 0.00876016501384392, 0.0010759405850073614,
      -0.001482602439778173,
    ],
  },
} as const;

type Precision = keyof typeof series;

/** Where the two ways part. */
const parting = 0.75;
/** From where on erfc x is less than half the least number of either format. */
const farthest = 28;

/** x P(x²) = erf x − x for |x| < ¾. */
function bend(place: Place, x: Code, precision: Precision): Code {
  const { body, lanes } = place;
  const square = body.let(lanes.mul(x, x), "square");
  return lanes.mul(x, polynomial(place, square, series[precision].small));
}

/** −x² in two parts. */
function minusSquare(place: Place, x: Code, precision: Precision): readonly [Code, Code?] {
  const { body, lanes } = place;
  const { add, sub, mul, neg } = lanes;
  if (precision === "singles") return [body.let(neg(mul(x, x)), "minus")];
  const high = body.let(leading(place, x), "high");
  const low = mul(sub(high, x), add(high, x));
  return [body.let(neg(mul(high, high)), "minus"), body.let(low, "low")];
}

/** erfc x for x ≥ ¾. */
function tail(place: Place, x: Code, precision: Precision): Code {
  const { body, lanes } = place;
  const { add, sub, mul, div, pmin, number } = lanes;
  const { middle, tail: terms } = series[precision];
  const within = body.let(pmin(x, number(farthest)), "within");
  const { p, biased } = expParts(place, ...minusSquare(place, within, precision));
  const t = body.let(div(sub(within, number(middle)), add(within, number(middle))), "t");
  const above = add(p, mul(p, polynomial(place, t, terms)));
  const below = add(number(1), add(within, within));
  return scale(place, body.let(div(above, below), "quotient"), biased);
}

/** `near` where |x| < ¾, else `far` of |x|, which is left out where all lanes are near. */
function byPart(place: Place, x: Code, near: Code, far: (size: Code) => Code): Code {
  const { body, lanes } = place;
  const { abs, lt, number, all } = lanes;
  const size = body.let(abs(x), "size");
  const mask = body.let(lt(size, number(parting)), "near");
  const value = body.let(near, "value");
  return unless(
    place,
    all(mask),
    () => value,
    () => choose(mask, value, far(size)),
  );
}

/** Singles are worked as doubles. */
const ofEither = (write: (place: Place, x: Code, precision: Precision) => Code): Emitter => {
  return (place, x) => {
    const own = place.body.shared(x!);
    if (place.lanes.shape === "f64x2") return write(place, own, "doubles");
    return inDoubles(place, [own], (inner, wide) => [write(inner, wide!, "singles")])[0]!;
  };
};

/** erf x; within 1.75 units in the last place (f64), 0.6 (f32). */
export const erf: Emitter = ofEither((place, x, precision) => {
  const { add, sub, number } = place.lanes;
  return byPart(place, x, add(x, bend(place, x, precision)), (size) => {
    return withSign(place, sub(number(1), tail(place, size, precision)), x);
  });
});

/**
 * erfc x; within 3.5 units in the last place (f64), 0.6 (f32). For |x| < ¾ it is
 * ½ − ((x − ½) + x P): from ¼ on, x − ½ and the outer difference are exact.
 */
export const erfc: Emitter = ofEither((place, x, precision) => {
  const { body, lanes } = place;
  const { add, sub, lt, number } = lanes;
  const half = number(0.5);
  const near = sub(half, add(sub(x, half), bend(place, x, precision)));
  return byPart(place, x, near, (size) => {
    const far = body.let(tail(place, size, precision), "far");
    return choose(lt(x, number(0)), sub(number(2), far), far);
  });
});
