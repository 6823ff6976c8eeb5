/**
 * @file erf x = 2/√π ∫_0^x e^{−t²} dt. (erf x)' = 2/√π e^{−x²}. Source: DLMF 7.2.1.
 *
 * In doubles: below 1/2 the Maclaurin series (DLMF 7.6.1); up to 6 the Taylor series about the
 * nearest multiple c of 1/8, whose coefficients follow from the differential equation of
 * e^{−2ch−h²}; above that 1. The series only corrects the tabulated erf c, so the error stays
 * below one unit in the last place or little more. The complement has its continued fraction
 * (DLMF 7.9.1) where 1 − erf x would cancel.
 */
import type { Elementwise } from "../operation.ts";
import { square } from "./terms.ts";

/** erf(k/8) for k = 4, 5, …, 48, rounded to nearest. */
const table: readonly number[] = [
  0.5204998778130465, 0.623240882188418, 0.7111556336535151, 0.7840750610598597, 0.8427007929497149,
  0.8883882317017078, 0.9229001282564583, 0.9481700727820903, 0.9661051464753108,
  0.9784437332399837, 0.9866716712191824, 0.9919900576701199, 0.9953222650189527,
  0.9973459706405177, 0.9985372834133188, 0.9992170617821089, 0.999593047982555, 0.9997946242638588,
  0.9998993780778803, 0.9999521451602562, 0.9999779095030014, 0.9999901032653747,
  0.9999956972205363, 0.9999981847185726, 0.9999992569016276, 0.9999997048598075,
  0.9999998862727434, 0.999999957486056, 0.9999999845827421, 0.9999999945765992, 0.9999999981494259,
  0.9999999993875167, 0.9999999998033839, 0.9999999999387839, 0.9999999999815149,
  0.9999999999945866, 0.9999999999984626, 0.9999999999995766, 0.9999999999998869,
  0.9999999999999707, 0.9999999999999927, 0.9999999999999982, 0.9999999999999996,
  0.9999999999999999, 1.0,
];

const scale = 2 / Math.sqrt(Math.PI);

/** erf x in doubles. */
export function erfDouble(x: number): number {
  if (x < 0) return -erfDouble(-x);
  if (!(x < 6)) return Number.isNaN(x) ? x : 1;
  return x < 0.5 ? scale * maclaurin(x) : nearTable(x);
}

/** x − x³/3 + x⁵/10 − … + (−1)^n x^{2n+1}/(n! (2n+1)) */
function maclaurin(x: number): number {
  let total = 0;
  let term = x;
  for (let n = 1; n < 20; n++) {
    term *= -(x * x) / n;
    total += term / (2 * n + 1);
  }
  return x + total;
}

/** erf(c + h) = erf c + 2/√π e^{−c²} Σ a_n h^{n+1}/(n+1), (n+1) a_{n+1} = −2c a_n − 2 a_{n−1} */
function nearTable(x: number): number {
  const place = Math.round(x * 8);
  const c = place / 8;
  const h = x - c;
  let [before, a, power, total] = [0, 1, h, 0];
  for (let n = 0; n < 24; n++) {
    total += (a * power) / (n + 1);
    [before, a] = [a, (-2 * c * a - 2 * before) / (n + 1)];
    power *= h;
  }
  return table[place - 4]! + scale * Math.exp(-c * c) * total;
}

/**
 * erfc x = 1 − erf x in doubles, without cancellation where it is small: within 5 units in the last
 * place. x² is taken in two parts, as in fdlibm (s_erf.c), since what it is off, e^{−x²} is off
 * relative to itself; the square of a single is exact.
 */
export function erfcDouble(x: number): number {
  if (x < 1) return 1 - erfDouble(x);
  if (x > 28) return 0;
  // √π e^{x²} erfc x = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from the inside out; the error
  // falls with x √terms
  let fraction = x;
  for (let n = 20 + Math.ceil(180 / (x * x)); n >= 1; n--) fraction = x + n / 2 / fraction;
  const high = Math.fround(x);
  const power = Math.exp(-high * high) * Math.exp((high - x) * (high + x));
  return power / (Math.sqrt(Math.PI) * fraction);
}

export const erf: Elementwise = {
  kind: "elementwise",
  title: "error function",
  notation: { latex: ["\\erf"], plain: ["erf"] },
  rule: "derivative of the error function",
  arity: 1,
  domain: { kind: "everywhere" },
  kinks: [],
  float: (x) => erfDouble(x!),
  value: (field, [x]) => field.call("erf", x!),
  // (erf x)' = (2/√π) e^{−x²}
  partial: (_k, [x], arena) => {
    const factor = arena.divide(arena.integer(2), arena.apply("sqrt", arena.pi()));
    return arena.multiply(factor, arena.apply("exp", arena.negate(square(arena, x!))));
  },
};
