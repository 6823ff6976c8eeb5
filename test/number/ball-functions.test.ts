/**
 * @file The functions of balls against MPFR: enclosure and tightness, point by point.
 */
import { describe, expect, it } from "vitest";
import * as B from "../../src/number/ball.ts";
import * as F from "../../src/number/bigfloat.ts";
import { mpfr, mpfrPower, randomFloat, randomSource } from "./mpfr-oracle.ts";

const { exactly } = B;
const near =
  (centre: number) =>
  (x: F.BigFloat): F.BigFloat =>
    F.add(x, F.fromDouble(centre)!, Infinity, -1);

interface Row {
  readonly name: string;
  /** Binary exponents of the arguments, from and to. */
  readonly sizes: readonly [number, number];
  /** What is done to the random number first: fold it into the domain, or near a hard place. */
  readonly place?: (x: F.BigFloat) => F.BigFloat;
}

const magnitude = (x: F.BigFloat): F.BigFloat => (x.m < 0n ? F.negate(x) : x);
const aboveOne = (x: F.BigFloat): F.BigFloat => near(1)(magnitude(x));
const belowOne = (x: F.BigFloat): F.BigFloat => near(1)(F.negate(magnitude(x)));

const rows: readonly Row[] = [
  { name: "exp", sizes: [-300, 12] },
  { name: "expm1", sizes: [-500, 10] },
  { name: "ln", sizes: [-2000, 2000], place: magnitude },
  { name: "ln", sizes: [-500, -1], place: near(1) },
  { name: "ln", sizes: [-3, 4], place: magnitude },
  { name: "log1p", sizes: [-600, 0] },
  { name: "log1p", sizes: [0, 900], place: magnitude },
  { name: "sin", sizes: [-300, 6] },
  { name: "sin", sizes: [0, 900] },
  { name: "cos", sizes: [-300, 6] },
  { name: "cos", sizes: [0, 900] },
  { name: "cos", sizes: [-80, -40], place: near(Math.PI / 2) },
  { name: "sin", sizes: [-80, -40], place: near(355) },
  { name: "tan", sizes: [-200, 40] },
  { name: "tan", sizes: [-80, -40], place: near(Math.PI / 2) },
  { name: "cot", sizes: [-200, 40] },
  { name: "sec", sizes: [-60, 40] },
  { name: "csc", sizes: [-200, 40] },
  { name: "arcsin", sizes: [-300, 0] },
  { name: "arcsin", sizes: [-300, 0], place: belowOne },
  { name: "arccos", sizes: [-300, 0] },
  { name: "arccos", sizes: [-300, 0], place: belowOne },
  { name: "arctan", sizes: [-300, 300] },
  { name: "arctan", sizes: [-2, 3] },
  { name: "sinh", sizes: [-300, 12] },
  { name: "cosh", sizes: [-100, 12] },
  { name: "tanh", sizes: [-300, 12] },
  { name: "coth", sizes: [-300, 12] },
  { name: "sech", sizes: [-100, 12] },
  { name: "csch", sizes: [-300, 12] },
  { name: "arsinh", sizes: [-300, 300] },
  { name: "arcosh", sizes: [-300, 300], place: aboveOne },
  { name: "artanh", sizes: [-300, 0] },
  { name: "artanh", sizes: [-300, 0], place: belowOne },
  { name: "erf", sizes: [-200, 3] },
  { name: "sigmoid", sizes: [-60, 9] },
  { name: "softplus", sizes: [-60, 9] },
  { name: "sqrt", sizes: [-900, 900], place: magnitude },
];

const precisions = [24, 53, 113, 200, 310] as const;

/** The oracle's enclosure, 80 bits sharper. */
function oracle(name: string, x: F.BigFloat, bits: number): B.Ball | undefined {
  const [lo, hi] = [mpfr(name, x, bits + 80, -1), mpfr(name, x, bits + 80, 1)];
  return lo && hi && { lo, hi };
}

describe("functions of an exact point enclose MPFR's value within a few units", () => {
  it.each(rows.map((row, i) => [row.name, row.sizes.join(" … "), row, i] as const))(
    "%s at 2^(%s)",
    (name, _, row, i) => {
      const random = randomSource(77 + i);
      for (let trial = 0; trial < 300; trial += 1) {
        const raw = randomFloat(random, 120, ...row.sizes);
        const x = row.place?.(raw) ?? raw;
        const bits = precisions[trial % precisions.length]!;
        const truth = oracle(name, x, bits);
        if (truth === undefined) continue;
        const value = B.functions[name]!(exactly(x), bits)!;
        const label = `${name}(${x.m}·2^${x.e}) at ${bits} bits`;
        expect(value, label).toBeDefined();
        expect(B.overlaps(value, truth), label).toBe(true);
        expect(B.accurateBits(value), label).toBeGreaterThanOrEqual(bits - 3);
      }
    },
  );
});

describe("functions of a proper ball", () => {
  it.each(rows.map((row, i) => [row.name, row.sizes.join(" … "), row, i] as const))(
    "%s at 2^(%s): the image encloses the images of points inside",
    (name, _, row, i) => {
      const random = randomSource(991 + i);
      for (let trial = 0; trial < 60; trial += 1) {
        const raw = randomFloat(random, 60, ...row.sizes);
        const x = row.place?.(raw) ?? raw;
        const step = randomFloat(random, 20, F.top(x) - 60, F.top(x) + 4);
        const y = F.add(x, step, 400, -1);
        const a = B.hull(exactly(x), exactly(y));
        const image = B.functions[name]!(a, 60);
        if (image === undefined) continue;
        for (const t of [0, 1, 5, 8]) {
          const inside = F.add(
            a.lo,
            F.multiply(F.subtract(a.hi, a.lo, Infinity, -1), { m: BigInt(t), e: -3 }, Infinity, -1),
            Infinity,
            -1,
          );
          const truth = oracle(name, inside, 60);
          const label = `${name} of ${a.lo.m}·2^${a.lo.e} + ${t}/8 of the width`;
          expect(truth !== undefined && B.overlaps(image, truth), label).toBe(true);
        }
      }
    },
  );
});

describe("precision", () => {
  const names = [...new Set(rows.map((row) => row.name))];
  it.each(names)("%s at 4, 1000 and 3000 bits", (name) => {
    const x = name === "arcosh" ? { m: 21n, e: -4 } : { m: 5n, e: -4 };
    for (const bits of [4, 1000, 3000]) {
      const value = B.functions[name]!(exactly(x), bits)!;
      expect(B.overlaps(value, oracle(name, x, bits)!)).toBe(true);
      expect(B.accurateBits(value)).toBeGreaterThanOrEqual(bits - 3);
    }
  });
});

describe("power", () => {
  it("encloses MPFR's x^y within a few units", () => {
    const random = randomSource(5);
    for (let trial = 0; trial < 400; trial += 1) {
      const x = magnitude(randomFloat(random, 80, -30, 30));
      const y = randomFloat(random, 40, -30, 8);
      const bits = precisions[trial % precisions.length]!;
      const value = B.power(exactly(x), exactly(y), bits)!;
      const lo = mpfrPower(x, y, bits + 80, -1)!;
      const label = `(${x.m}·2^${x.e})^(${y.m}·2^${y.e}) at ${bits}`;
      expect(B.overlaps(value, { lo, hi: mpfrPower(x, y, bits + 80, 1)! }), label).toBe(true);
      expect(B.accurateBits(value), label).toBeGreaterThanOrEqual(bits - 3);
    }
  });

  it("powerInteger encloses MPFR's xⁿ, n of either sign", () => {
    const random = randomSource(6);
    for (let trial = 0; trial < 400; trial += 1) {
      const x = randomFloat(random, 80, -3, 4);
      const n = BigInt(Math.floor((random() - 0.5) * 2 ** (2 + (trial % 14))));
      const bits = precisions[trial % precisions.length]!;
      const value = B.powerInteger(exactly(x), n, bits)!;
      const y = { m: n, e: 0 };
      const lo = mpfrPower(x, y, bits + 80, -1)!;
      expect(B.overlaps(value, { lo, hi: mpfrPower(x, y, bits + 80, 1)! })).toBe(true);
      expect(B.accurateBits(value)).toBeGreaterThanOrEqual(bits - 3);
    }
  });
});
