/**
 * @file sin x, cos x and tan x, in lanes.
 *
 * x = n π/2 + r with |r| ≤ π/4. π/2 is taken away in parts of 33 bits, whose products with
 * n < 2^20 are exact (Cody & Waite 1980; the parts are fdlibm's, e_rem_pio2.c). Two parts do
 * unless r is small beside x; then three do, with what rounding lost carried along, unless r is
 * smaller still. What is left, and |x| > 10^6, goes lane by lane to the host's function. Then both
 * sin r and cos r by fdlibm's polynomials (k_sin.c, k_cos.c), and n mod 4 says which, and the sign.
 *
 * Singles are reduced and evaluated in doubles, by the shorter polynomials of FreeBSD's
 * k_sinf.c and k_cosf.c, and are off by hardly more than their last rounding.
 */
import { type Code, get, set } from "../code.ts";
import {
  and,
  choose,
  type Emitter,
  inDoubles,
  lanewise,
  or,
  outlined,
  type Place,
  polynomial,
  signBit,
  unless,
  xor,
} from "./lanes.ts";

/** π/2 = first + second + third, 33 bits in each of the first two; rest = second + third. */
const first = 1.5707963267341256;
const second = 6.077100506303966e-11;
const third = 2.0222662487959506e-21;
const rest = 6.077100506506192e-11;
/** Where products of n with the parts are exact for certain. */
const largest = 1e6;
/** Added, it rounds to an integer, which then stands in the last bits. */
const round = 6755399441055744;

/** sin r = r + r³ S(r²), cos r = 1 − r²/2 + r⁴ C(r²). */
const series = {
  doubles: {
    sin: [
      -0.16666666666666632, 0.00833333333332249, -0.0001984126982985795, 0.0000027557313707070068,
      -2.5050760253406863e-8, 1.58969099521155e-10,
    ],
    cos: [
      0.0416666666666666, -0.001388888888887411, 0.00002480158728947673, -2.7557314351390663e-7,
      2.087572321298175e-9, -1.1359647557788195e-11,
    ],
  },
  singles: {
    sin: [
      -0.16666666641626524, 0.008333329385889463, -0.00019839334836096632, 0.000002718311493989822,
    ],
    cos: [0.04166662332373906, -0.001388676377460993, 0.00002439044879627741],
  },
} as const;

type Precision = keyof typeof series;

/** cos r = 1 − r²/2 + r⁴ C: for singles FreeBSD's first coefficient is not quite ½. */
const halves: Readonly<Record<Precision, number>> = {
  doubles: 0.5,
  singles: 0.499999997251031,
};

interface Both {
  readonly sin: Code;
  readonly cos: Code;
}

interface Reduced {
  /** n in the last bits of a double. */
  readonly biased: Code;
  readonly n: Code;
  readonly r: Code;
}

/** x − n π/2 by two parts. */
function reduce({ body, lanes }: Place, x: Code): Reduced {
  const { add, sub, mul, number } = lanes;
  const biased = body.let(add(mul(x, number(2 / Math.PI)), number(round)), "biased");
  const n = body.let(sub(biased, number(round)), "n");
  const r = body.let(sub(sub(x, mul(n, number(first))), mul(n, number(rest))), "r");
  return { biased, n, r };
}

/** x − n π/2 by three parts. */
function reduceCarefully(place: Place, x: Code): Reduced {
  const { body, lanes } = place;
  const { sub, mul, number } = lanes;
  const { biased, n } = reduce(place, x);
  const a = body.let(sub(x, mul(n, number(first))), "a");
  const w = body.let(mul(n, number(second)), "w");
  const b = body.let(sub(a, w), "b");
  // (a − b) − w is what the difference lost
  const c = sub(mul(n, number(third)), sub(sub(a, b), w));
  return { biased, n, r: body.let(sub(b, c), "r") };
}

/** Whether |x| ≤ 10^6 and |r| ≥ 2^−bits |x| in every lane. */
function isClear({ lanes }: Place, x: Code, r: Code, bits: number): Code {
  const { abs, le, mul, number, all } = lanes;
  const large = le(mul(abs(x), number(2 ** -bits)), abs(r));
  return all(and(le(abs(x), number(largest)), large));
}

/** sin r and cos r for |r| ≤ π/4. */
function kernels(place: Place, r: Code, precision: Precision): Both {
  const { body, lanes } = place;
  const { add, sub, mul, number } = lanes;
  const z = body.let(mul(r, r), "z");
  const sin = add(r, mul(mul(r, z), polynomial(place, z, series[precision].sin)));
  const tail = mul(mul(z, z), polynomial(place, z, series[precision].cos));
  const cos = sub(number(1), sub(mul(z, number(halves[precision])), tail));
  // sin −0 = −0
  return { sin: body.let(or(sin, and(r, signBit(lanes))), "sinR"), cos: body.let(cos, "cosR") };
}

/** sin x and cos x from those of r: swapped where n is odd, with the signs of the quadrant. */
function turned(
  place: Place,
  { biased, r }: Reduced,
  precision: Precision,
  wanted: "both" | "sin" | "cos",
): Both {
  const { body, lanes } = place;
  const { iadd, isub, shl, bits } = lanes;
  const { sin, cos } = kernels(place, r, precision);
  const odd = body.let(isub(bits(0n), and(biased, bits(1n))), "odd");
  const two = bits(2n);
  const sinSign = () => shl(and(biased, two), 62);
  const cosSign = () => shl(and(iadd(biased, bits(1n)), two), 62);
  return {
    sin: wanted === "cos" ? sin : body.let(xor(choose(odd, cos, sin), sinSign()), "sin"),
    cos: wanted === "sin" ? cos : body.let(xor(choose(odd, sin, cos), cosSign()), "cos"),
  };
}

const careful = (name: "sin" | "cos") =>
  outlined(`${name}.careful`, (place, x) => {
    const reduced = reduceCarefully(place, x!);
    return unless(
      place,
      isClear(place, x!, reduced.r, 58),
      () => turned(place, reduced, "doubles", name)[name],
      () => lanewise(name)(place, x!),
    );
  });

const carefully = { sin: careful("sin"), cos: careful("cos") };

/** What `sinCos` is asked for. */
export type Wanted = "both" | "sin" | "cos";

/** The wanted of sin x and cos x in doubles; within 1.5 units in the last place. */
function ofDoubles(place: Place, x: Code, wanted: Wanted): Both {
  const { body } = place;
  const reduced = reduce(place, x);
  return eitherWay(
    body,
    isClear(place, x, reduced.r, 32),
    wanted,
    () => turned(place, reduced, "doubles", wanted),
    (name) => carefully[name](place, x),
  );
}

/** The wanted of sin x and cos x in singles; within 0.6 units in the last place. */
function ofSingles(place: Place, x: Code, wanted: Wanted): Both {
  const { body, lanes } = place;
  const { abs, le, number, all } = lanes;
  return eitherWay(
    body,
    all(le(abs(x), number(largest))),
    wanted,
    () => {
      const [sin, cos] = inDoubles(place, [x], (inner, wide) => {
        const values = turned(inner, reduce(inner, wide!), "singles", wanted);
        return [values.sin, values.cos];
      });
      return { sin: sin!, cos: cos! };
    },
    (name) => lanewise(name)(place, x),
  );
}

/** The wanted values from the fast way if the condition holds, else each from the rare one. */
function eitherWay(
  body: Place["body"],
  usual: Code,
  wanted: Wanted,
  fast: () => Both,
  rare: (name: "sin" | "cos") => Code,
): Both {
  const results = { sin: body.local("v128", "sine"), cos: body.local("v128", "cosine") };
  const names = (["sin", "cos"] as const).filter((name) => wanted === "both" || wanted === name);
  body.when(
    usual,
    () => {
      const values = fast();
      for (const name of names) body.push(set(results[name], values[name]));
    },
    () => {
      for (const name of names) body.push(set(results[name], rare(name)));
    },
  );
  return { sin: get(results.sin), cos: get(results.cos) };
}

/** sin x and cos x, both or one; what is not wanted is 0. */
export function sinCos(place: Place, x: Code, wanted: Wanted = "both"): Both {
  const own = place.body.shared(x);
  const { shape } = place.lanes;
  return shape === "f64x2" ? ofDoubles(place, own, wanted) : ofSingles(place, own, wanted);
}

/** sin x. */
export const sin: Emitter = (place, x) => sinCos(place, x!, "sin").sin;

/** cos x. */
export const cos: Emitter = (place, x) => sinCos(place, x!, "cos").cos;

/** tan x = sin x/cos x; within 3.5 units in the last place (f64), 1.8 (f32). */
export const tan: Emitter = (place, x) => {
  const both = sinCos(place, x!);
  return place.lanes.div(both.sin, both.cos);
};
