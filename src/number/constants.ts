/**
 * @file π, ln 2 and e as fixed-point integers of any precision, remembered.
 *
 * `constants.pi(p)` is an integer V with |V·2^−p − π| < 2·2^−p. Each constant is kept at the
 * greatest precision computed so far (one bigint each, rounded up by a quarter so that a slowly
 * growing demand does not recompute every time); a smaller demand is one shift.
 *
 *   π    = 48 arctan 1/18 + 32 arctan 1/57 − 20 arctan 1/239        (Gauss)
 *   ln 2 = 18 artanh 1/26 − 2 artanh 1/4801 + 8 artanh 1/8749
 *   e    = Σ 1/k!
 *
 * Both inverse series add about p/log₂ n² terms with one division by a small integer each, so the
 * cost is quadratic in p with a tiny constant; binary splitting would pay only beyond 10^5 bits.
 *
 * Reference: Arndt & Haenel, Pi Unleashed (2001); Brent & Zimmermann, Modern Computer
 * Arithmetic (2010), §4.4 and §4.9.
 */
/** Extra bits that swallow the rounding of every term: see the count in `inverseSeries`. */
const guardBits = (p: number): number => 32 - Math.clz32(p) + 8;

/**
 * Σ_k (±1)^k / ((2k + 1) n^(2k+1)) at precision w: arctan 1/n (sign −1) or artanh 1/n (sign 1).
 * There are at most w/8 + 2 terms for n ≥ 18, each low by less than 2 units of 2^−w.
 */
function inverseSeries(n: bigint, sign: 1n | -1n, w: number): bigint {
  const square = n * n * sign;
  let power = (1n << BigInt(w)) / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power /= square;
  }
  return sum;
}

/** Σ 1/k! at precision w. */
function inverseFactorials(w: number): bigint {
  let term = 1n << BigInt(w);
  let sum = 0n;
  for (let k = 1n; term !== 0n; k += 1n) {
    sum += term;
    term /= k;
  }
  return sum;
}

const recipes = {
  pi: (w: number) =>
    48n * inverseSeries(18n, -1n, w) +
    32n * inverseSeries(57n, -1n, w) -
    20n * inverseSeries(239n, -1n, w),
  ln2: (w: number) =>
    18n * inverseSeries(26n, 1n, w) -
    2n * inverseSeries(4801n, 1n, w) +
    8n * inverseSeries(8749n, 1n, w),
  e: inverseFactorials,
} as const;

/** The recipe with a memory of its most precise value. */
function remembered(recipe: (w: number) => bigint): (p: number) => bigint {
  let known = 0;
  let value = 0n;
  return (p) => {
    if (p > known) {
      known = Math.max(1024, p + (p >> 2));
      const guard = guardBits(known);
      value = recipe(known + guard) >> BigInt(guard);
    }
    return value >> BigInt(known - p);
  };
}

/** Fixed-point constants: each answers an integer within 2 units of its constant times 2^p. */
export const constants = {
  pi: remembered(recipes.pi),
  ln2: remembered(recipes.ln2),
  e: remembered(recipes.e),
} as const;
