/**
 * @file Integers: greatest common divisors, exact roots, perfect powers, factorisation.
 *
 * Everything works on bigint. The gcd is Lehmer's (Knuth, TAOCP vol. 2, §4.5.2, Algorithm L):
 * the leading bits of both numbers decide many quotients at once in double arithmetic, so that
 * a long division is needed only once per some twenty steps. Roots are Newton's iteration on
 * integers. Factorisation divides by the small primes, then walks Pollard's rho with Brent's
 * cycle finding (Brent, "An improved Monte Carlo factorization algorithm", BIT 20, 1980) under
 * a counted budget; primality is Miller–Rabin with the first thirteen primes as bases, which is
 * a proof below 3.3·10²⁴ (Sorenson & Webster 2015) and a strong test above.
 *
 * What the budget leaves over is handed back as one unfactored cofactor, never guessed at.
 * Elliptic curves and sieves are deliberately not here: pen work does not need them.
 */

const SMALL = 2n ** 53n;

/** Absolute value. */
export function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

/** Number of bits of |n|: 0 → 0, 1 → 1, 255 → 8. */
export function bitLength(n: bigint): number {
  const a = absolute(n);
  if (a < SMALL) {
    const x = Number(a);
    return x < 2 ** 32 ? 32 - Math.clz32(x) : 64 - Math.clz32(Math.floor(x / 2 ** 32));
  }
  const hex = a.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

function gcdSmall(a: number, b: number): bigint {
  while (b !== 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return BigInt(a);
}

/** Greatest common divisor, never negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  if (a === 1n || b === 1n) return 1n;
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  if (a < SMALL && b < SMALL) return gcdSmall(Number(a), Number(b));
  if (a < b) [a, b] = [b, a];
  while (b >= SMALL) {
    const [A, B, C, D] = lehmerStep(a, b);
    if (B === 0) [a, b] = [b, a % b];
    else {
      [a, b] = [absolute(BigInt(A) * a + BigInt(B) * b), absolute(BigInt(C) * a + BigInt(D) * b)];
      if (a < b) [a, b] = [b, a];
    }
  }
  if (b === 0n) return a;
  return gcdSmall(Number(b), Number(a % b));
}

/**
 * The quotients that the leading bits of a ≥ b decide, as one unimodular matrix [A B; C D];
 * B = 0 when they decide none.
 */
function lehmerStep(a: bigint, b: bigint): readonly [number, number, number, number] {
  const shift = BigInt(bitLength(a) - 50);
  let x = Number(a >> shift);
  let y = Number(b >> shift);
  let [A, B, C, D] = [1, 0, 0, 1];
  while (y + C !== 0 && y + D !== 0) {
    const q = Math.floor((x + A) / (y + C));
    if (q !== Math.floor((x + B) / (y + D))) break;
    [A, C] = [C, A - q * C];
    [B, D] = [D, B - q * D];
    [x, y] = [y, x - q * y];
    if (Math.abs(C) > 2 ** 24 || Math.abs(D) > 2 ** 24) break;
  }
  return [A, B, C, D];
}

/** Least common multiple, never negative; 0 when either is 0. */
export function lcm(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  return absolute((a / gcd(a, b)) * b);
}

/** ⌊a/b⌋ for b > 0 (bigint's own division truncates). */
export function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return q * b > a ? q - 1n : q;
}

/** ⌊n^{1/k}⌋ for n ≥ 0, k ≥ 1; undefined outside that domain. */
export function floorRoot(n: bigint, k: bigint): bigint | undefined {
  if (n < 0n || k < 1n) return undefined;
  if (n < 2n || k === 1n) return n;
  const bits = BigInt(bitLength(n));
  if (k >= bits) return 1n;
  // Newton from above: x ← ((k−1)x + n/x^{k−1})/k falls until it reaches the floor.
  let x = 1n << ((bits + k - 1n) / k);
  for (;;) {
    const y = ((k - 1n) * x + n / x ** (k - 1n)) / k;
    if (y >= x) return x;
    x = y;
  }
}

/** r with r^k = n, for any sign of n when k is odd; undefined when n is no k-th power. */
export function exactRoot(n: bigint, k: bigint): bigint | undefined {
  if (n < 0n) {
    if (k % 2n === 0n) return undefined;
    const r = exactRoot(-n, k);
    return r === undefined ? undefined : -r;
  }
  const r = floorRoot(n, k);
  return r !== undefined && r ** k === n ? r : undefined;
}

/** n = base^exponent with the largest exponent; n ≥ 2, else exponent 1. */
export function perfectPower(n: bigint): { readonly base: bigint; readonly exponent: bigint } {
  let base = n;
  let exponent = 1n;
  if (n < 4n) return { base, exponent };
  for (let k = 2; k <= bitLength(base); k += k === 2 ? 1 : 2) {
    for (;;) {
      const r = exactRoot(base, BigInt(k));
      if (r === undefined || r < 2n) break;
      base = r;
      exponent *= BigInt(k);
    }
  }
  return { base, exponent };
}

function modularPower(b: bigint, e: bigint, m: bigint): bigint {
  let result = 1n;
  for (b %= m; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % m;
    b = (b * b) % m;
  }
  return result;
}

const WITNESSES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];

/** Miller–Rabin: a proof for n < 3.3·10²⁴, a strong probable-prime test above. */
export function isPrime(n: bigint): boolean {
  if (n < 2n) return false;
  for (const p of WITNESSES) if (n % p === 0n) return n === p;
  let d = n - 1n;
  let s = 0;
  for (; d % 2n === 0n; d /= 2n) s++;
  return WITNESSES.every((a) => {
    let x = modularPower(a, d, n);
    if (x === 1n || x === n - 1n) return true;
    for (let i = 1; i < s; i++) {
      x = (x * x) % n;
      if (x === n - 1n) return true;
    }
    return false;
  });
}

/** A proper factor of the composite n by Pollard–Brent rho, or undefined; counts steps off. */
function rhoFactor(n: bigint, budget: { steps: number }): bigint | undefined {
  for (let c = 1n; c < 8n; c++) {
    let [y, x, q, g] = [2n, 2n, 1n, 1n];
    let saved = y;
    for (let r = 1; g === 1n; r *= 2) {
      x = y;
      for (let i = 0; i < r; i++) y = (y * y + c) % n;
      for (let k = 0; k < r && g === 1n; k += 64) {
        saved = y;
        const end = Math.min(64, r - k);
        for (let i = 0; i < end; i++) {
          y = (y * y + c) % n;
          q = (q * absolute(x - y)) % n;
        }
        g = gcd(q, n);
        budget.steps -= end;
        if (budget.steps < 0) return undefined;
      }
      budget.steps -= r;
    }
    // The batch overshot: walk it again one step at a time.
    if (g === n) {
      do {
        saved = (saved * saved + c) % n;
        g = gcd(x - saved, n);
      } while (g === 1n && --budget.steps > 0);
    }
    if (g > 1n && g < n) return g;
  }
  return undefined;
}

/** Primes below 2¹⁰, for trial division. */
const SMALL_PRIMES: readonly bigint[] = Array.from({ length: 1022 }, (_, i) =>
  BigInt(i + 2),
).filter((n) => {
  for (let d = 2n; d * d <= n; d++) if (n % d === 0n) return false;
  return true;
});

/** Prime → multiplicity in rising order, and what the budget left unfactored (1 when nothing). */
export interface Factorisation {
  readonly primes: readonly (readonly [prime: bigint, multiplicity: bigint])[];
  readonly cofactor: bigint;
}

/**
 * n = Π p^k · cofactor for n ≥ 1. `steps` bounds Pollard's walk (a modular product each); numbers
 * above 512 bits get trial division only. The cofactor is composite when it is not 1.
 */
export function factorise(n: bigint, steps = 60_000): Factorisation {
  const found = new Map<bigint, bigint>();
  const count = (p: bigint, k: bigint) => found.set(p, (found.get(p) ?? 0n) + k);
  let rest = n;
  for (const p of SMALL_PRIMES) {
    if (p * p > rest) break;
    for (; rest % p === 0n; rest /= p) count(p, 1n);
  }
  let cofactor = 1n;
  const budget = { steps };
  const pending: [bigint, bigint][] = rest > 1n ? [[rest, 1n]] : [];
  while (pending.length > 0) {
    const [m, k] = pending.pop()!;
    const bits = bitLength(m);
    if (bits <= 20 || (bits <= 512 && isPrime(m))) {
      count(m, k);
      continue;
    }
    const power = perfectPower(bits <= 4096 ? m : 1n);
    if (power.exponent > 1n) {
      pending.push([power.base, k * power.exponent]);
      continue;
    }
    const f = bits <= 512 ? rhoFactor(m, budget) : undefined;
    if (f === undefined) cofactor *= m ** k;
    else pending.push([f, k], [m / f, k]);
  }
  const primes = [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { primes, cofactor };
}
