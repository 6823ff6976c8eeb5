/**
 * @file Big floats against MPFR's directed rounding, and the fixed-point kernels against their
 * contract of two units.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as F from "../../src/number/bigfloat.ts";
import { constants } from "../../src/number/constants.ts";
import {
  expFixed,
  inverseTangentFixed,
  oddFactorialSeries,
  sineCosineFixed,
} from "../../src/number/fixed-point.ts";
import { mpfr, mpfrBinary, randomFloat, randomSource } from "./mpfr-oracle.ts";

describe("bitLength", () => {
  it("agrees with the binary numeral around every power of two", () => {
    for (let k = 0; k < 2100; k += 1) {
      for (const d of [-1n, 0n, 1n]) {
        const n = (1n << BigInt(k)) + d;
        if (n > 0n) expect(F.bitLength(k % 2 === 0 ? n : -n)).toBe(n.toString(2).length);
      }
    }
    expect(F.bitLength(0n)).toBe(0);
  });
});

describe("arithmetic is correctly rounded in both directions", () => {
  const operations = [
    ["add", F.add],
    ["sub", F.subtract],
    ["mul", F.multiply],
    ["div", F.divide],
  ] as const;
  it.each(operations)("%s", (name, f) => {
    const random = randomSource(11);
    for (let trial = 0; trial < 1500; trial += 1) {
      const x = randomFloat(random, 200, -150, 150);
      const y = randomFloat(random, 200, -150, 150);
      const bits = 2 + Math.floor(random() * 150);
      for (const direction of [-1, 1] as const) {
        const truth = mpfrBinary(name, x, y, bits, direction)!;
        expect(F.compare(f(x, y, bits, direction), truth)).toBe(0);
      }
    }
  });

  it("square root", () => {
    const random = randomSource(12);
    for (let trial = 0; trial < 1500; trial += 1) {
      const raw = randomFloat(random, 300, -150, 150);
      const root = { m: raw.m < 0n ? -raw.m : raw.m, e: raw.e };
      const x = trial % 3 === 0 ? F.multiply(root, root, Infinity, -1) : root;
      const bits = 2 + Math.floor(random() * 400);
      for (const direction of [-1, 1] as const) {
        const truth = mpfr("sqrt", x, bits, direction)!;
        expect(F.compare(F.squareRoot(x, bits, direction), truth)).toBe(0);
      }
    }
  });

  it("⌊√n⌋² ≤ n < (⌊√n⌋ + 1)²", () => {
    const n = fc.bigInt({ min: 0n, max: 1n << 700n });
    const law = (x: bigint): void => {
      const root = F.squareRootFloor(x);
      expect(root * root <= x && x < (root + 1n) ** 2n).toBe(true);
    };
    fc.assert(fc.property(n, law), { numRuns: 1000 });
    fc.assert(fc.property(n, (x) => law(x * x)));
    fc.assert(fc.property(n, (x) => law((x + 1n) ** 2n - 1n)));
  });
});

describe("range", () => {
  const huge = { m: 1n, e: F.exponentLimit - 1 };
  const least = { m: 1n, e: -F.exponentLimit };
  const cases: [string, F.BigFloat, F.BigFloat][] = [
    ["huge·huge", F.multiply(huge, huge, 53, -1), { m: 1n, e: Infinity }],
    ["−huge·huge", F.multiply(F.negate(huge), huge, 53, 1), { m: -1n, e: Infinity }],
    ["least² down", F.multiply(least, least, 53, -1), F.zero],
    ["least² up", F.multiply(least, least, 53, 1), least],
    ["−least² down", F.multiply(F.negate(least), least, 53, -1), F.negate(least)],
    ["−least² up", F.multiply(F.negate(least), least, 53, 1), F.zero],
    ["1 + least down", F.add(F.one, least, 53, -1), F.one],
    ["1 + least up", F.add(F.one, least, 3, 1), { m: 5n, e: -2 }],
    ["1 − least down", F.subtract(F.one, least, 3, -1), { m: 7n, e: -3 }],
    ["1 − least up", F.subtract(F.one, least, 3, 1), F.one],
  ];
  it.each(cases)("%s", (_, found, expected) => {
    expect(F.compare(found, expected)).toBe(0);
  });
});

describe("doubles", () => {
  const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
  it("go in and come back, in all three directions", () => {
    fc.assert(
      fc.property(anyDouble, fc.constantFrom(-1, 0, 1), (x, direction) => {
        expect(F.toDouble(F.fromDouble(x)!, direction as -1 | 0 | 1)).toBe(x + 0);
      }),
      { numRuns: 2000 },
    );
  });
  it("round to nearest as Number does for integers", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 1100n), max: 1n << 1100n }), fc.nat(1100), (n, s) => {
        const m = n >> BigInt(s);
        expect(F.toDouble({ m, e: 0 }, 0)).toBe(Number(m));
      }),
      { numRuns: 1000 },
    );
  });
  it("round subnormals once: half of the least double is a tie to 0, a bit more is not", () => {
    expect(F.toDouble({ m: 1n, e: -1075 }, 0)).toBe(0);
    expect(F.toDouble({ m: 3n, e: -1076 }, 0)).toBe(5e-324);
    expect(F.toDouble({ m: 3n, e: -1075 }, 0)).toBe(1e-323);
    expect(F.toDouble({ m: 1n, e: -(2 ** 40) }, 1)).toBe(5e-324);
    expect(F.toDouble({ m: -1n, e: -(2 ** 40) }, 0)).toBe(0);
    expect(F.toDouble({ m: 1n, e: 2 ** 40 }, -1)).toBe(Number.MAX_VALUE);
    expect(F.toDouble({ m: 1n, e: 2 ** 40 }, 0)).toBe(Infinity);
  });
  it("refuse NaN and infinities", () => {
    for (const x of [Number.NaN, Infinity, -Infinity]) expect(F.fromDouble(x)).toBeUndefined();
  });
});

/** |value·2^−p − truth| in units of 2^−p, rounded up to an integer. */
function unitsOff(value: bigint, truth: F.BigFloat, p: number): bigint {
  const wide = 64n;
  const difference = (value << wide) - F.fixed(truth, p + 64);
  return (difference < 0n ? -difference : difference) >> wide;
}

describe("fixed-point kernels stay within two units", () => {
  const random = randomSource(3);
  const points = Array.from({ length: 400 }, (_, i) => {
    const p = 18 + ((i * 7) % 420);
    const m = randomFloat(random, p - 1, p, p).m;
    return { p, x: m < 0n ? -m : m };
  });
  const sharp = (name: string, x: bigint, p: number): F.BigFloat =>
    mpfr(name, { m: x, e: -p }, p + 200, 0)!;

  it("e^x", () => {
    for (const { p, x } of points) {
      expect(unitsOff(expFixed(x, p), sharp("exp", x, p), p)).toBeLessThan(2n);
    }
  });
  it("sin x and cos x", () => {
    for (const { p, x } of points) {
      for (const y of [x, -2n * x]) {
        const { sin, cos } = sineCosineFixed(y, p);
        expect(unitsOff(sin, sharp("sin", y, p), p)).toBeLessThan(2n);
        expect(unitsOff(cos, sharp("cos", y, p), p)).toBeLessThan(2n);
      }
    }
  });
  it("arctan x and artanh x", () => {
    for (const { p, x } of points) {
      for (const y of [x >> 2n, -(x >> 5n)]) {
        const arctan = inverseTangentFixed(y, -1, p);
        expect(unitsOff(arctan, sharp("arctan", y, p), p)).toBeLessThan(2n);
        const artanh = inverseTangentFixed(y, 1, p);
        expect(unitsOff(artanh, sharp("artanh", y, p), p)).toBeLessThan(2n);
      }
    }
  });
  it("Σ (2y)ⁿ/(2n + 1)!! within its own bound", () => {
    for (const { p, x } of points.filter((point) => point.p > 40)) {
      // y = r², with r exact; S = √π/2 · erf(r)·e^y/r, by MPFR and ordinary arithmetic at p + 200.
      const r = { m: x >> BigInt(p - 15), e: -13 };
      if (r.m === 0n) continue;
      const wide = p + 200;
      const y = F.multiply(r, r, Infinity, -1);
      const pi = { m: constants.pi(wide), e: -wide };
      const parts = [
        mpfr("erf", r, wide, 0)!,
        mpfr("exp", y, wide, 0)!,
        mpfr("sqrt", pi, wide, 0)!,
      ];
      const product = parts.reduce((a, b) => F.multiply(a, b, wide, -1), F.scale(F.one, -1));
      const { sum, error } = oddFactorialSeries(F.fixed(y, p), p);
      expect(unitsOff(sum, F.divide(product, r, wide, -1), p)).toBeLessThanOrEqual(error);
    }
  });
});

describe("constants", () => {
  const truths: [keyof typeof constants, (bits: number) => F.BigFloat][] = [
    ["ln2", (bits) => mpfr("ln", { m: 2n, e: 0 }, bits, 0)!],
    ["e", (bits) => mpfr("exp", F.one, bits, 0)!],
    ["pi", (bits) => F.scale(mpfr("arctan", F.one, bits, 0)!, 2)],
  ];
  it.each(truths)("%s, the precision going up and down", (name, truth) => {
    for (const p of [10, 3000, 64, 1025, 1024, 5000, 777]) {
      expect(unitsOff(constants[name](p), truth(p + 100), p)).toBeLessThan(2n);
    }
  });
});
