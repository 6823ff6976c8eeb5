/**
 * @file arctan x, and arcsin and arccos by it, in lanes, as in fdlibm (s_atan.c): |x| is taken to
 * the nearest of 0, ½, 1, 3/2 and ∞ by arctan x = arctan c + arctan t, t = (x − c)/(1 + c x), and
 * arctan t is a polynomial for |t| ≤ 7/16. All lanes divide once, whichever c is theirs. Singles
 * are worked in doubles.
 */
import type { Code } from "../code.ts";
import { choose, type Emitter, inDoubles, type Place, polynomial, withSign } from "./lanes.ts";

/** arctan t = t − t z P(z), z = t². */
const terms = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356,
  0.09090887133436507, -0.0769187620504483, 0.06661073137387531, -0.058335701337905735,
  0.049768779946159324, -0.036531572744216916, 0.016285820115365782,
] as const;

/** For |x| up to `below`: c and arctan c, in two parts. */
const pieces = [
  { below: 7 / 16, c: 0, high: 0, low: 0 },
  { below: 11 / 16, c: 0.5, high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { below: 19 / 16, c: 1, high: 0.7853981633974483, low: 3.061616997868383e-17 },
  { below: 39 / 16, c: 1.5, high: 0.982793723247329, low: 1.3903311031230998e-17 },
] as const;
/** arctan ∞, where t = −1/x. */
const last = { high: 1.5707963267948966, low: 6.123233995736766e-17 };

function ofDoubles(place: Place, x: Code): Code {
  const { body, lanes } = place;
  const { abs, add, sub, mul, div, lt, number } = lanes;
  const own = body.shared(x);
  const size = body.let(abs(own), "size");
  const masks = pieces.map(({ below }) => body.let(lt(size, number(below)), "below"));
  /** What the piece of each lane says; `rest` beyond the last. */
  const byPiece = (value: (piece: (typeof pieces)[number]) => Code, rest: Code): Code => {
    return pieces.reduceRight((other, piece, k) => {
      return body.let(choose(masks[k]!, value(piece), other), "piece");
    }, rest);
  };
  const above = byPiece(({ c }) => sub(size, number(c)), number(-1));
  const below = byPiece(({ c }) => add(number(1), mul(number(c), size)), size);
  const t = body.let(div(above, below), "t");
  const z = body.let(mul(t, t), "z");
  const tail = mul(mul(t, z), polynomial(place, z, terms));
  const high = byPiece((piece) => number(piece.high), number(last.high));
  const low = byPiece((piece) => number(piece.low), number(last.low));
  return withSign(place, sub(high, sub(sub(tail, low), t)), own);
}

/** Singles are worked as doubles. */
const ofEither = (write: (place: Place, x: Code) => Code): Emitter => {
  return (place, x) => {
    const own = place.body.shared(x!);
    if (place.lanes.shape === "f64x2") return write(place, own);
    return inDoubles(place, [own], (inner, wide) => [write(inner, place.body.shared(wide!))])[0]!;
  };
};

/** arctan x; within 1 unit in the last place (f64), 0.6 (f32). */
export const atan: Emitter = ofEither(ofDoubles);

/** arcsin x = arctan x/√((1 − x)(1 + x)); within 3 units in the last place (f64), 0.6 (f32). */
export const asin: Emitter = ofEither((place, x) => {
  const { add, sub, mul, div, sqrt, number } = place.lanes;
  return ofDoubles(place, div(x, sqrt(mul(sub(number(1), x), add(number(1), x)))));
});

/** arccos x = 2 arctan √((1 − x)/(1 + x)); within 3 units in the last place (f64), 0.6 (f32). */
export const acos: Emitter = ofEither((place, x) => {
  const { add, sub, mul, div, sqrt, number } = place.lanes;
  const half = ofDoubles(place, sqrt(div(sub(number(1), x), add(number(1), x))));
  return mul(number(2), half);
});
