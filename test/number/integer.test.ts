import fc from "fast-check";
import { expect, test } from "vitest";
import * as N from "../../src/number/integer.ts";

const huge = fc.bigInt({ min: -(1n << 1500n), max: 1n << 1500n });
const any = fc.oneof(fc.bigInt({ min: -50n, max: 50n }), huge);

const euclid = (a: bigint, b: bigint): bigint => (b === 0n ? N.absolute(a) : euclid(b, a % b));

test("Lehmer's gcd is Euclid's", () => {
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      expect(N.gcd(a * c, b * c)).toBe(euclid(a * c, b * c));
    }),
    { numRuns: 500 },
  );
});

test("bitLength counts binary digits", () => {
  fc.assert(
    fc.property(any, (n) => {
      expect(N.bitLength(n)).toBe(n === 0n ? 0 : N.absolute(n).toString(2).length);
    }),
  );
});

test("floorRoot r: rᵏ ≤ n < (r+1)ᵏ", () => {
  fc.assert(
    fc.property(huge, fc.bigInt({ min: 1n, max: 40n }), (m, k) => {
      const n = N.absolute(m);
      const r = N.floorRoot(n, k)!;
      expect(r ** k <= n && n < (r + 1n) ** k).toBe(true);
    }),
  );
  expect(N.floorRoot(-1n, 2n)).toBeUndefined();
});

test("exact roots and perfect powers are found", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 2n, max: 10n ** 9n }),
      fc.bigInt({ min: 2n, max: 30n }),
      (b, k) => {
        expect(N.exactRoot(b ** k, k)).toBe(b);
        expect(N.exactRoot(b ** k + 1n, k)).toBeUndefined();
        const { base, exponent } = N.perfectPower(b ** k);
        expect(base ** exponent).toBe(b ** k);
        expect(exponent % k).toBe(0n);
      },
    ),
  );
  expect(N.exactRoot(-27n, 3n)).toBe(-3n);
  expect(N.exactRoot(-27n, 2n)).toBeUndefined();
});

test("floorDivide rounds down", () => {
  fc.assert(
    fc.property(any, fc.bigInt({ min: 1n, max: 10n ** 20n }), (a, b) => {
      const q = N.floorDivide(a, b);
      expect(q * b <= a && a < (q + 1n) * b).toBe(true);
    }),
  );
});

const isPrimeByTrial = (n: bigint): boolean => {
  if (n < 2n) return false;
  for (let d = 2n; d * d <= n; d++) if (n % d === 0n) return false;
  return true;
};

test("isPrime agrees with trial division", () => {
  for (let n = 0n; n < 3000n; n++) expect(N.isPrime(n), `${n}`).toBe(isPrimeByTrial(n));
});

test.each([
  ["Carmichael", 561n, false],
  ["strong to bases 2, 3, 5, 7", 3215031751n, false],
  ["strong to the first nine primes", 3825123056546413051n, false],
  ["2⁶¹ − 1", 2n ** 61n - 1n, true],
  ["2⁸⁹ − 1", 2n ** 89n - 1n, true],
])("isPrime: %s", (_, n, expected) => {
  expect(N.isPrime(n)).toBe(expected);
});

test("factorise: the product is n, the factors are prime", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 16n }), (n) => {
      const { primes, cofactor } = N.factorise(n);
      expect(cofactor).toBe(1n);
      expect(primes.reduce((m, [p, k]) => m * p ** k, 1n)).toBe(n);
      for (const [p] of primes) expect(N.isPrime(p)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("what the budget does not reach stays one cofactor", () => {
  const n = (2n ** 89n - 1n) * (2n ** 107n - 1n);
  expect(N.factorise(12n * n, 1000)).toEqual({
    primes: [
      [2n, 2n],
      [3n, 1n],
    ],
    cofactor: n,
  });
});

test("a power of a large prime is seen as one", () => {
  const p = 2n ** 89n - 1n;
  expect(N.factorise(p ** 4n, 10)).toEqual({ primes: [[p, 4n]], cofactor: 1n });
});
