/**
 * @file Balls: containment of exact arithmetic, inclusion isotonicity, the questions, totality.
 */
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as B from "../../src/number/ball.ts";
import * as Q from "../../src/number/rational.ts";

const rational = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => Q.rational(n, d));
const bits = fc.integer({ min: 2, max: 120 });

/** A ball of any width with its least and greatest rational. */
const wideBall = fc.tuple(rational, rational, bits).map(([p, q, n]) => ({
  ball: B.hull(B.fromRational(p, n), B.fromRational(q, n)),
  inside: [p, q] as const,
}));

const binary = [
  ["add", B.add, Q.add],
  ["subtract", B.subtract, Q.subtract],
  ["multiply", B.multiply, Q.multiply],
  ["divide", B.divide, Q.divide],
] as const;

describe("arithmetic encloses exact rational arithmetic", () => {
  it.each(binary)("%s", (_, f, exact) => {
    fc.assert(
      fc.property(wideBall, wideBall, bits, (a, b, n) => {
        const result = f(a.ball, b.ball, n);
        if (result === undefined) expect(B.contains(b.ball, Q.zero)).toBe(true);
        else {
          for (const p of a.inside) {
            for (const q of b.inside) expect(B.contains(result, exact(p, q)!)).toBe(true);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it("powerInteger, absolute, min, max", () => {
    fc.assert(
      fc.property(wideBall, fc.integer({ min: -6, max: 9 }), bits, (a, k, n) => {
        const power = B.powerInteger(a.ball, k, n);
        if (power === undefined) expect(k < 0 && B.contains(a.ball, Q.zero)).toBe(true);
        else for (const p of a.inside) expect(B.contains(power, Q.power(p, k)!)).toBe(true);
        for (const p of a.inside) {
          expect(B.contains(B.absolute(a.ball), Q.absolute(p))).toBe(true);
          expect(B.contains(B.min(a.ball, B.exactOne), Q.compare(p, Q.one) < 0 ? p : Q.one)).toBe(
            true,
          );
          expect(B.contains(B.max(a.ball, B.exactOne), Q.compare(p, Q.one) > 0 ? p : Q.one)).toBe(
            true,
          );
        }
      }),
      { numRuns: 600 },
    );
  });
});

const isWithin = (a: B.Ball, b: B.Ball): boolean => {
  const [inner, outer] = [B.hull(a, b), b];
  return (
    B.compare(B.exactly(inner.lo), B.exactly(outer.lo)) === 0 &&
    B.compare(B.exactly(inner.hi), B.exactly(outer.hi)) === 0
  );
};

describe("inclusion isotonicity: a ⊆ b implies f(a) ⊆ f(b)", () => {
  it.each(binary.map(([name, f]) => [name, f] as const))("%s", (_, f) => {
    fc.assert(
      fc.property(wideBall, wideBall, wideBall, bits, (a, b, c, n) => {
        const small = f(a.ball, c.ball, n);
        const big = f(B.hull(a.ball, b.ball), c.ball, n);
        if (small !== undefined && big !== undefined) expect(isWithin(small, big)).toBe(true);
      }),
    );
  });

  it.each(Object.keys(B.functions))("%s, to within a last place", (name) => {
    const size = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(size, size, size, size, (x1, x2, x3, x4) => {
        const [a, b] = [x1, x3].map((x, i) => {
          const y = [x2, x4][i]!;
          return B.hull(B.fromDouble(x)!, B.fromDouble(y)!);
        }) as [B.Ball, B.Ball];
        const [small, big] = [B.functions[name]!(a, 80), B.functions[name]!(B.hull(a, b), 60)];
        // Defined on the larger ball, hence on the smaller; sharper on the smaller.
        if (big === undefined) return;
        expect(small !== undefined && isWithin(small, big)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("where a function ends", () => {
  const half = B.fromDouble(0.5)!;
  const span = (lo: number, hi: number): B.Ball => B.hull(B.fromDouble(lo)!, B.fromDouble(hi)!);
  const undefinedOn: [string, number, number][] = [
    ["ln", 0, 1],
    ["ln", -1, 2],
    ["log1p", -1, 0],
    ["sqrt", -1e-300, 4],
    ["arcsin", 0, 1.0000000000000002],
    ["arccos", -1.5, 0],
    ["arcosh", 0.999, 2],
    ["artanh", -1, 0],
    ["artanh", 0.5, 1],
    ["tan", 1.5, 1.6],
    ["tan", -2, 2],
    ["cot", -0.5, 0.5],
    ["cot", 3, 3.2],
    ["cot", 0, 1],
    ["sec", 1.5, 1.6],
    ["csc", 3, 4],
    ["csc", 0, 0],
    ["coth", 0, 1],
    ["csch", -1, 1],
    ["exp", 1, 1e300],
    ["sin", 2 ** 1000, 1.0000001 * 2 ** 1000],
  ];
  it.each(undefinedOn)("%s on [%d, %d]", (name, lo, hi) => {
    const value = B.functions[name]!(span(lo, hi), 60);
    if (name === "sin") expect(B.toDoubles(value!)).toEqual([-1, 1]);
    else expect(value).toBeUndefined();
  });

  const images: [string, number, number, number, number][] = [
    ["sin", 0, 2, 0, 1],
    ["sin", -2, 1, -1, Math.sin(1)],
    ["sin", 0, 10, -1, 1],
    ["cos", 0, 1, Math.cos(1), 1],
    ["cos", -1, 4, -1, 1],
    ["cos", 0.5, 3.5, -1, Math.cos(0.5)],
    ["cosh", -1, 2, 1, Math.cosh(2)],
    ["sech", -1, 1, 1 / Math.cosh(1), 1],
    ["arcsin", -1, 1, -Math.PI / 2, Math.PI / 2],
    ["arccos", -1, 1, 0, Math.PI],
    ["sec", -1, 1, 1, 1 / Math.cos(1)],
    ["sqrt", 0, 2.25, 0, 1.5],
    ["erf", -40, 40, -1, 1],
    ["tanh", -1e300, 1e300, -1, 1],
    ["sigmoid", -1e300, 1e300, 0, 1],
  ];
  it.each(images)("%s of [%d, %d] is [%d, %d]", (name, lo, hi, low, high) => {
    const [found, end] = B.toDoubles(B.functions[name]!(span(lo, hi), 80)!);
    expect(found).toBeCloseTo(low, 14);
    expect(end).toBeCloseTo(high, 14);
  });

  it("keeps exact what is exact", () => {
    const exact = ["expm1", "sin", "tan", "arcsin", "arctan", "sinh", "erf", "log1p", "sqrt"];
    for (const name of exact) expect(B.sign(B.functions[name]!(B.exactZero, 60)!)).toBe(0);
    const four = B.fromInteger(4n);
    expect(B.toDouble(B.power(four, half, 60)!)).toBe(2);
    expect(B.isExact(B.power(B.fromDouble(2.25)!, B.fromDouble(-1.5)!, 60)!)).toBe(false);
    expect(B.lower(B.power(B.fromDouble(2.25)!, B.fromDouble(1.5)!, 60)!)).toEqual({
      n: 27n,
      d: 8n,
    });
    expect(B.isExact(B.powerInteger(B.fromInteger(-3n), 21, 60)!)).toBe(true);
  });
});

describe("power", () => {
  const of = (lo: number, hi = lo): B.Ball => B.hull(B.fromDouble(lo)!, B.fromDouble(hi)!);
  it.each([
    ["(−2)³", of(-2), of(3), -8, -8],
    ["(−2)^[2,3]", of(-2), of(2, 3), undefined, undefined],
    ["0^½", of(0), of(0.5), 0, 0],
    ["[0,4]^[0.3,1]", of(0, 4), of(0.3, 1), 0, 4],
    ["0^−1", of(0), of(-1), undefined, undefined],
    ["[−1,1]⁰", of(-1, 1), of(0), 1, 1],
    ["2^2^50", of(2), of(2 ** 50), undefined, undefined],
    ["½^2^50", of(0.5), of(2 ** 50), 0, 5e-324],
    ["[0.5,2]^[−1,1]", of(0.5, 2), of(-1, 1), 0.5, 2],
  ] as const)("%s", (_, a, b, low, high) => {
    const value = B.power(a, b, 80);
    if (low === undefined || value === undefined) expect(value).toBe(low);
    else {
      expect(B.toDoubles(value)[0]).toBeCloseTo(low, 12);
      expect(B.toDoubles(value)[1]).toBeCloseTo(high, 12);
    }
  });
});

describe("questions", () => {
  it("toDouble agrees with correct rounding of the fraction", () => {
    fc.assert(
      fc.property(rational, (q) => {
        expect(B.toDouble(B.fromRational(q, 140))).toBe(Q.toDouble(q));
        const [low, high] = B.toDoubles(B.fromRational(q, 140));
        expect(low <= Q.toDouble(q) && Q.toDouble(q) <= high).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it("toDecimal agrees with decimal.js on π, e, ln 2", () => {
    const D = Decimal.clone({ precision: 60 });
    expect(B.toDecimal(B.pi(300), 50)).toBe(D.acos(-1).toSignificantDigits(50).toString());
    expect(B.toDecimal(B.e(300), 50)).toBe(D.exp(1).toSignificantDigits(50).toString());
    expect(B.toDecimal(B.ln2(300), 50)).toBe(D.ln(2).toSignificantDigits(50).toString());
    expect(B.toDecimal(B.pi(100), 50)).toBeUndefined();
  });
  it("sign, compare, overlap and accuracy", () => {
    const third = B.fromRational(Q.rational(1, 3), 50);
    const zeroish = B.subtract(third, third, 50);
    expect([B.sign(third), B.sign(B.negate(third)), B.sign(zeroish)]).toEqual([1, -1, undefined]);
    expect(B.sign(B.exactZero)).toBe(0);
    expect(B.compare(third, B.exactOne)).toBe(-1);
    expect(B.compare(third, third)).toBeUndefined();
    expect(B.disjoint(third, B.exactOne)).toBe(true);
    expect(B.overlaps(third, B.fromRational(Q.rational(1, 3), 90))).toBe(true);
    expect(B.accurateBits(B.exactOne)).toBe(Infinity);
    expect(B.accurateBits(third)).toBeGreaterThanOrEqual(48);
    expect(B.accurateBits(zeroish)).toBe(0);
  });
});

describe("totality: nothing throws or hangs", () => {
  const huge = B.exactly({ m: 3n, e: 2 ** 40 - 5 });
  const tiny = B.exactly({ m: -3n, e: -(2 ** 40) + 5 });
  const balls = [
    B.unbounded,
    huge,
    tiny,
    B.negate(huge),
    B.hull(tiny, huge),
    B.hull(tiny, B.exactOne),
    B.exactZero,
    B.fromInteger(-(7n ** 5000n)),
    B.fromDouble(-5e-324)!,
    B.fromDouble(Number.MAX_VALUE)!,
  ];
  const precisions = [53, 0, -3, Number.NaN, 1.5, 300];

  it.each(Object.entries(B.functions))("%s", (_, f) => {
    for (const a of balls) {
      for (const p of precisions) {
        const value = f(a, p);
        if (value !== undefined)
          expect(B.compare(B.exactly(value.lo), B.exactly(value.hi))).not.toBe(1);
      }
    }
  });

  it("arithmetic, powers and questions", () => {
    for (const a of balls) {
      for (const b of balls) {
        for (const p of precisions) {
          for (const f of [B.add, B.subtract, B.multiply, B.divide, B.power]) {
            const value = f(a, b, p);
            if (value !== undefined) B.toDoubles(value);
          }
        }
        [B.compare(a, b), B.overlaps(a, b), B.min(a, b), B.max(a, b), B.hull(a, b)];
      }
      for (const n of [0, 1, -1, 2 ** 60, -(2 ** 60), 0.5, Number.NaN, Infinity, 10n ** 3000n]) {
        B.powerInteger(a, n, 53);
      }
      [B.sign, B.accurateBits, B.toDouble, B.width, B.lower, B.upper].map((f) => f(a));
      B.toDecimal(a, 10);
      B.contains(a, Q.one);
      B.sqrt(a, 53);
      for (const k of [3, -(2 ** 41), Number.NaN, Infinity]) B.scale(a, k);
    }
  });

  it("values beyond the range are undefined above and [0, tiny] below", () => {
    expect(B.functions["exp"]!(huge, 53)).toBeUndefined();
    expect(B.toDoubles(B.functions["exp"]!(B.negate(huge), 53)!)).toEqual([0, 5e-324]);
    expect(B.isUnbounded(B.multiply(huge, huge, 53))).toBe(true);
    expect(B.functions["sin"]!(huge, 53)).toBeUndefined();
  });
});
