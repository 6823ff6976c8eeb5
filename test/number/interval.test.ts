/**
 * @file Intervals of doubles: directed rounding, functions against MPFR, laws, totality.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as F from "../../src/number/bigfloat.ts";
import * as D from "../../src/number/directed.ts";
import * as I from "../../src/number/interval.ts";
import * as Q from "../../src/number/rational.ts";
import { mpfr, mpfrPower, randomSource } from "./mpfr-oracle.ts";

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
const moderate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const exact = (x: number): F.BigFloat => F.fromDouble(x)!;

describe("directed rounding", () => {
  it("nextUp and nextDown are neighbours", () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        expect(D.nextDown(D.nextUp(x))).toBe(x === -Number.MAX_VALUE ? x : x + 0);
        expect(D.nextUp(x)).toBeGreaterThan(x);
        // Nothing lies between.
        const middle = x / 2 + D.nextUp(x) / 2;
        if (Math.abs(x) > 1e-300) expect([x, D.nextUp(x)]).toContain(middle);
      }),
      { numRuns: 1000 },
    );
    expect(D.nextUp(0)).toBe(5e-324);
    expect(D.nextUp(-5e-324)).toBe(-0);
    expect(D.nextUp(Number.MAX_VALUE)).toBe(Infinity);
    expect(D.nextUp(4294967295 * 2 ** -1074)).toBe(4294967296 * 2 ** -1074);
  });

  const operations: [
    string,
    (a: number, b: number) => number,
    (a: number, b: number) => number,
    typeof F.add,
  ][] = [
    ["sum", D.addDown, D.addUp, F.add],
    ["product", D.multiplyDown, D.multiplyUp, F.multiply],
    ["quotient", D.divideDown, D.divideUp, F.divide],
  ];
  it.each(operations)(
    "%s: sound for all doubles, and optimal for moderate ones",
    (name, down, up, f) => {
      const check = (a: number, b: number, isOptimal: boolean): void => {
        if (name === "quotient" && b === 0) return;
        const low = F.toDouble(f(exact(a), exact(b), 80, -1), -1);
        const high = F.toDouble(f(exact(a), exact(b), 80, 1), 1);
        expect(down(a, b)).toBeLessThanOrEqual(low);
        expect(up(a, b)).toBeGreaterThanOrEqual(high);
        if (isOptimal) expect([down(a, b) + 0, up(a, b) + 0]).toEqual([low + 0, high + 0]);
      };
      fc.assert(
        fc.property(anyDouble, anyDouble, (a, b) => check(a, b, false)),
        { numRuns: 1000 },
      );
      const tame = fc
        .double({ min: -1e60, max: 1e60, noNaN: true })
        .filter((x) => Math.abs(x) > 1e-60);
      fc.assert(
        fc.property(tame, tame, (a, b) => check(a, b, true)),
        { numRuns: 1000 },
      );
    },
  );

  it("square root", () => {
    fc.assert(
      fc.property(anyDouble, (raw) => {
        const x = Math.abs(raw);
        expect(D.sqrtDown(x)).toBeLessThanOrEqual(F.toDouble(F.squareRoot(exact(x), 80, -1), -1));
        expect(D.sqrtUp(x)).toBeGreaterThanOrEqual(F.toDouble(F.squareRoot(exact(x), 80, 1), 1));
      }),
      { numRuns: 1000 },
    );
    expect([D.sqrtDown(2.25), D.sqrtUp(2.25)]).toEqual([1.5, 1.5]);
  });
});

/** Does the interval hold the number? */
const holds = (a: I.Interval, low: F.BigFloat, high: F.BigFloat): boolean =>
  (a.lo === -Infinity || F.compare(exact(a.lo), high) <= 0) &&
  (a.hi === Infinity || F.compare(exact(a.hi), low) >= 0);

/** name, a generator of arguments from two random numbers in [0, 1), the width allowed in ulps. */
const unit = (u: number): number => 2 * u - 1;
const spread = (u: number, v: number): number => unit(u) * 2 ** (60 * v - 50);
const rows: [string, (u: number, v: number) => number, number][] = [
  ["exp", (u, v) => unit(u) * 10 ** (3 * v - 0.2), 6],
  ["expm1", spread, 6],
  ["ln", (u, v) => (u + 1) * 2 ** (2000 * v - 1000), 6],
  ["ln", (u, v) => 1 + unit(u) * 2 ** (-40 * v), 6],
  ["log1p", (u, v) => unit(u) * 2 ** (-40 * v), 6],
  ["sin", spread, 6],
  ["cos", spread, 6],
  ["tan", spread, 6],
  ["cot", spread, 10],
  ["sec", spread, 10],
  ["csc", spread, 10],
  ["sin", (u, v) => unit(u) * 2 ** (19 * v), 6],
  ["tan", (u, v) => Math.round(unit(u) * 2 ** (16 * v)) * (Math.PI / 2), 6],
  ["arcsin", (u, v) => unit(u) * 2 ** (-40 * v), 6],
  ["arccos", (u, v) => unit(u) * 2 ** (-40 * v), 6],
  ["arcsin", (u, v) => 1 - u * 2 ** (-40 * v), 6],
  ["arctan", spread, 6],
  ["sinh", spread, 10],
  ["cosh", spread, 10],
  ["tanh", spread, 10],
  ["coth", spread, 14],
  ["sech", spread, 14],
  ["csch", spread, 14],
  ["arsinh", spread, 10],
  ["arcosh", (u, v) => 1 + u * 2 ** (80 * v - 50), 10],
  ["artanh", (u, v) => unit(u) * 2 ** (-40 * v), 10],
  ["artanh", (u, v) => 1 - u * 2 ** (-40 * v), 10],
  ["erf", (u, v) => unit(u) * 2 ** (30 * v - 27), 3],
  ["sigmoid", (u, v) => unit(u) * 10 ** (3 * v), 10],
  ["softplus", (u, v) => unit(u) * 10 ** (3 * v), 14],
  ["sqrt", (u, v) => u * 2 ** (2000 * v - 1000), 3],
];

describe("functions enclose MPFR's value", () => {
  it.each(rows.map(([name, place, ulps], i) => [name, i, place, ulps] as const))(
    "%s (row %i)",
    (name, i, place, ulps) => {
      const random = randomSource(1234 + i);
      let judged = 0;
      for (let trial = 0; trial < 600; trial += 1) {
        const x = place(random(), random());
        const low = mpfr(name, exact(x), 120, -1);
        const high = mpfr(name, exact(x), 120, 1);
        if (low === undefined || high === undefined) continue;
        const value = I.functions[name]!(I.fromDouble(x));
        expect(value !== undefined && holds(value, low, high), `${name}(${x})`).toBe(true);
        if (Math.abs(x) > 2 ** 20 && ["sin", "cos", "sec", "csc"].includes(name)) continue;
        judged += 1;
        const size = Math.max(Math.abs(F.toDouble(high, 0)), 2 ** -1000);
        if (size < 1e300 && size > 1e-300) {
          expect(I.width(value!), `${name}(${x})`).toBeLessThanOrEqual(ulps * 2 ** -52 * size);
        }
      }
      expect(judged).toBeGreaterThan(300);
    },
  );

  it("power", () => {
    const random = randomSource(9);
    for (let trial = 0; trial < 2000; trial += 1) {
      const x = random() * 2 ** (40 * random() - 20);
      const y = trial % 3 === 0 ? Math.round(unit(random()) * 40) : unit(random()) * 30;
      const [low, high] = [
        mpfrPower(exact(x), exact(y), 120, -1),
        mpfrPower(exact(x), exact(y), 120, 1),
      ];
      const value = I.power(I.fromDouble(x), I.fromDouble(y))!;
      expect(holds(value, low!, high!), `${x}^${y}`).toBe(true);
    }
  });
});

const anyInterval = fc
  .tuple(moderate, moderate)
  .map(([a, b]) => I.interval(Math.min(a, b), Math.max(a, b)));
const fraction = (x: number): Q.Rational => Q.fromDouble(x)!;
const isWithin = (a: I.Interval, b: I.Interval): boolean => b.lo <= a.lo && a.hi <= b.hi;

describe("laws", () => {
  const binary = [
    ["add", I.add, Q.add],
    ["subtract", I.subtract, Q.subtract],
    ["multiply", I.multiply, Q.multiply],
    ["divide", I.divide, Q.divide],
  ] as const;
  it.each(binary)("%s encloses exact arithmetic and is isotonic", (_, f, q) => {
    fc.assert(
      fc.property(anyInterval, anyInterval, anyInterval, (a, b, c) => {
        const value = f(a, b);
        if (value === undefined) expect(I.contains(b, 0)).toBe(true);
        else {
          for (const x of [a.lo, a.hi]) {
            for (const y of [b.lo, b.hi]) {
              expect(I.containsRational(value, q(fraction(x), fraction(y))!)).toBe(true);
            }
          }
          const larger = f(I.hull(a, c), b);
          expect(larger !== undefined && isWithin(value, larger)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  /** The platform's functions need not be monotone to the last place. */
  const loosened = (a: I.Interval): I.Interval => I.interval(D.down(a.lo, 4), D.up(a.hi, 4));

  it.each(Object.keys(I.functions))("%s is isotonic to a few ulps", (name) => {
    const end = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(end, end, end, (x, y, z) => {
        const small = I.interval(Math.min(x, y), Math.max(x, y));
        const big = I.hull(small, I.fromDouble(z));
        const [image, larger] = [I.functions[name]!(small), I.functions[name]!(big)];
        if (larger !== undefined)
          expect(image !== undefined && isWithin(image, loosened(larger))).toBe(true);
      }),
    );
  });

  it("powerInteger encloses exact powers", () => {
    fc.assert(
      fc.property(anyInterval, fc.integer({ min: -7, max: 20 }), (a, n) => {
        const value = I.powerInteger(a, n);
        if (value === undefined) expect(n < 0 && I.contains(a, 0)).toBe(true);
        else {
          for (const x of [a.lo, a.hi]) {
            expect(I.containsRational(value, Q.power(fraction(x), n)!)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("fromRational is the tightest interval", () => {
    const big = fc.bigInt({ min: 1n, max: 10n ** 400n });
    fc.assert(
      fc.property(big, big, (n, d) => {
        const q = Q.rational(n, d);
        const a = I.fromRational(q);
        expect(I.containsRational(a, q)).toBe(true);
        expect(a.hi === a.lo || a.hi === D.nextUp(a.lo)).toBe(true);
      }),
    );
  });
});

describe("where a function ends, and totality", () => {
  const undefinedOn: [string, number, number][] = [
    ["ln", 0, 1],
    ["log1p", -1, 1],
    ["sqrt", -1e-300, 1],
    ["arcsin", 0, 1.0000000000000002],
    ["arccos", -2, 0],
    ["arcosh", 0.9, 2],
    ["artanh", 0, 1],
    ["tan", 1, 2],
    ["tan", 1e9, 1e9],
    ["cot", -1, 1],
    ["cot", 3, 3.2],
    ["sec", 1, 2],
    ["csc", 3, 4],
    ["coth", -1, 1],
    ["csch", 0, 1],
  ];
  it.each(undefinedOn)("%s on [%d, %d] is undefined", (name, lo, hi) => {
    expect(I.functions[name]!(I.interval(lo, hi))).toBeUndefined();
  });

  const images: [string, number, number, number, number][] = [
    ["sin", 0, 2, 0, 1],
    ["sin", 1e9, 1e9, -1, 1],
    ["cos", -1, 1, Math.cos(1), 1],
    ["cos", 3, 4, -1, Math.cos(4)],
    ["exp", -Infinity, 0, 0, 1],
    ["ln", 1, Infinity, 0, Infinity],
    ["cosh", -1, 2, 1, Math.cosh(2)],
    ["tanh", -Infinity, Infinity, -1, 1],
    ["erf", -Infinity, Infinity, -1, 1],
    ["sigmoid", -Infinity, Infinity, 0, 1],
    ["softplus", -Infinity, Infinity, 0, Infinity],
    ["arctan", -Infinity, Infinity, -Math.PI / 2, Math.PI / 2],
  ];
  it.each(images)("%s of [%d, %d] is [%d, %d]", (name, lo, hi, low, high) => {
    const value = I.functions[name]!(I.interval(lo, hi))!;
    expect(value.lo).toBeCloseTo(low, 14);
    expect(value.hi).toBeCloseTo(high, 14);
  });

  it("no NaN comes out and nothing throws", () => {
    const ends = [
      -Infinity,
      -Number.MAX_VALUE,
      -1,
      -5e-324,
      0,
      5e-324,
      1,
      1e200,
      Infinity,
      Number.NaN,
    ];
    const all = [I.empty, ...ends.flatMap((a) => ends.map((b) => I.interval(a, b)))];
    const check = (a: I.Interval | undefined): void => {
      if (a !== undefined && (Number.isNaN(a.lo) || Number.isNaN(a.hi))) throw new Error("NaN");
      if (a !== undefined && !I.isEmpty(a)) expect(a.lo < Infinity && a.hi > -Infinity).toBe(true);
    };
    for (const a of all) {
      for (const f of Object.values(I.functions)) check(f(a));
      for (const n of [0, 3, -2, 2 ** 70, -(2 ** 70), 0.5, Number.NaN, Infinity, -(10n ** 400n)]) {
        check(I.powerInteger(a, n));
      }
      for (const b of all) {
        for (const f of [I.add, I.subtract, I.multiply, I.divide, I.power, I.min, I.max, I.hull]) {
          check(f(a, b));
        }
      }
    }
  });
});
