import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, test } from "vitest";
import * as Q from "../../src/number/rational.ts";

const small = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const large = fc.bigInt({ min: -(1n << 400n), max: 1n << 400n });
const numerator = fc.oneof(fc.bigInt({ min: -9n, max: 9n }), small, large);
const denominator = fc
  .oneof(fc.bigInt({ min: 1n, max: 9n }), small, large)
  .map((d) => (d === 0n ? 1n : d));
const rationals = fc.tuple(numerator, denominator).map(([n, d]) => Q.rational(n, d));
const fraction = (q: Q.Rational) => new Fraction(q.n, q.d);
const same = (q: Q.Rational | undefined, f: Fraction) =>
  q !== undefined && q.n === f.s * f.n && q.d === f.d;

test("the four operations agree with fraction.js and stay in lowest terms", () => {
  fc.assert(
    fc.property(rationals, rationals, (a, b) => {
      const [f, g] = [fraction(a), fraction(b)];
      expect(same(Q.add(a, b), f.add(g))).toBe(true);
      expect(same(Q.subtract(a, b), f.sub(g))).toBe(true);
      expect(same(Q.multiply(a, b), f.mul(g))).toBe(true);
      if (b.n !== 0n) expect(same(Q.divide(a, b), f.div(g))).toBe(true);
      expect(Q.compare(a, b)).toBe(f.compare(g));
      expect(Q.equal(a, b)).toBe(f.equals(g));
      expect(Q.floor(a)).toBe(f.floor().s * f.floor().n);
      expect(Q.toString(a)).toBe(f.toFraction());
    }),
    { numRuns: 600 },
  );
});

test("powers multiply out", () => {
  fc.assert(
    fc.property(rationals, fc.integer({ min: -12, max: 12 }), (a, k) => {
      let product = Q.one;
      for (let i = 0; i < Math.abs(k); i++) product = Q.multiply(product, a);
      const expected = k < 0 ? Q.inverse(product) : product;
      expect(Q.power(a, k)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("a power over the bit budget is undefined, trivial bases are not", () => {
  expect(Q.power(Q.fromInteger(2), 10n ** 9n)).toBeUndefined();
  expect(Q.power(Q.minusOne, 10n ** 30n + 1n)).toEqual(Q.minusOne);
  expect(Q.power(Q.zero, 10n ** 30n)).toEqual(Q.zero);
  expect(Q.power(Q.zero, 0)).toEqual(Q.one);
  expect(Q.power(Q.zero, -1)).toBeUndefined();
});

test.each([
  ["0.25", "1/4"],
  ["-3", "-3"],
  ["1e-5", "1/100000"],
  [".5", "1/2"],
  ["5.", "5"],
  ["+1.50E+1", "15"],
  ["-0.0", "0"],
])("the decimal %s is %s", (text, expected) => {
  expect(Q.toString(Q.fromDecimal(text)!)).toBe(expected);
});

test.each(["", ".", "e5", "1e", "1.2.3", "0x10", " 1", "1e1000000", "Infinity", "1_000"])(
  "%j is no decimal",
  (text) => {
    expect(Q.fromDecimal(text)).toBeUndefined();
  },
);

test("every finite double is held exactly and comes back", () => {
  const doubles = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1e-305, max: 1e-305, noNaN: true }),
  );
  fc.assert(
    fc.property(doubles, (x) => {
      const q = Q.fromDouble(x)!;
      expect(Q.toDouble(q)).toBe(x === 0 ? 0 : x);
      expect(Q.toDouble(Q.fromDecimal(String(x))!)).toBe(x === 0 ? 0 : x);
      expect(Number(Q.toDecimal(q, 17))).toBe(x === 0 ? 0 : x);
    }),
    { numRuns: 2000 },
  );
  expect(Q.fromDouble(Number.NaN)).toBeUndefined();
  expect(Q.fromDouble(Number.NEGATIVE_INFINITY)).toBeUndefined();
});

test("toDouble rounds to nearest: no double is closer", () => {
  const nextUp = (x: number) => {
    const bits = new BigInt64Array(new Float64Array([x]).buffer);
    bits[0]! += 1n;
    return new Float64Array(bits.buffer)[0]!;
  };
  const wide = fc.tuple(large, large, fc.integer({ min: -1300, max: 1300 }));
  fc.assert(
    fc.property(wide, ([n, d, k]) => {
      fc.pre(n > 0n && d > 0n);
      const q = k < 0 ? Q.rational(n, d << BigInt(-k)) : Q.rational(n << BigInt(k), d);
      const x = Q.toDouble(q);
      if (!Number.isFinite(x)) {
        const limit = Q.rational(2n ** 1024n - 2n ** 970n);
        expect(Q.compare(q, limit)).toBeGreaterThanOrEqual(0);
        return;
      }
      const distance = (y: number) => Q.absolute(Q.subtract(q, Q.fromDouble(y)!));
      const up = nextUp(x);
      if (Number.isFinite(up)) expect(Q.compare(distance(x), distance(up))).not.toBe(1);
      if (x > 0) {
        const bits = new BigInt64Array(new Float64Array([x]).buffer);
        bits[0]! -= 1n;
        const down = new Float64Array(bits.buffer)[0]!;
        expect(Q.compare(distance(x), distance(down))).not.toBe(1);
      }
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ["huge over huge", 10n ** 400n, 10n ** 400n + 1n, 1],
  ["half way to even", 2n ** 53n + 1n, 1n, 2 ** 53],
  ["half way to odd", 2n ** 53n + 3n, 1n, 2 ** 53 + 4],
  ["least subnormal", 1n, 2n ** 1074n, Number.MIN_VALUE],
  ["half of it, to even", 1n, 2n ** 1075n, 0],
  ["just above half of it", 2n ** 100n + 1n, 2n ** 1175n, Number.MIN_VALUE],
  ["just below the overflow", 2n ** 1024n - 2n ** 970n - 1n, 1n, Number.MAX_VALUE],
  ["the overflow", 2n ** 1024n - 2n ** 970n, 1n, Number.POSITIVE_INFINITY],
  ["negative overflow", -(10n ** 5000n), 1n, Number.NEGATIVE_INFINITY],
] as const)("toDouble: %s", (_, n, d, expected) => {
  expect(Q.toDouble(Q.rational(n, d))).toBe(expected);
});

test.each([
  [1n, 3n, 4, "0.3333"],
  [2n, 3n, 4, "0.6667"],
  [15n, 10n ** 13n, 4, "1.5e-12"],
  [999999n, 1000n, 3, "1000"],
  [-1n, 8n, 2, "-0.12"],
  [3n, 8n, 2, "0.38"],
  [12345n, 1n, 4, "12340"],
  [10n ** 25n, 1n, 4, "1e+25"],
  [0n, 1n, 4, "0"],
  [1n, 10n ** 6n, 3, "0.000001"],
  [1n, 10n ** 7n, 3, "1e-7"],
  [-5n, 2n, 10, "-2.5"],
])("toDecimal(%s/%s, %s) = %s", (n, d, digits, expected) => {
  expect(Q.toDecimal(Q.rational(n, d), digits)).toBe(expected);
});
