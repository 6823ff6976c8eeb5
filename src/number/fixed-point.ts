/**
 * @file The series everything transcendental rests on, in fixed-point integers.
 *
 * A fixed-point number X at precision p stands for X·2^−p. Each kernel takes X as exact and answers
 * an integer within **2 units** of the true value times 2^p. The contract is met by working at
 * w = p + guard, where the guard covers the rounding of all N terms and of the doublings that undo
 * the argument reduction; the last shift back to p then adds at most one unit.
 *
 * Term by term: tₙ is computed as ⌊⌊tₙ₋₁·r⌋/n⌋, so its error εₙ ≤ εₙ₋₁·r/n + 1/n + 1 stays below 2
 * units of 2^−w, and a sum of N terms with its tail (less than 4 once tₙ = 0) is off by less than
 * 2N + 4. Since every reduced argument is at most 1/4, N < p, and 2^bitlength(p) > N.
 *
 * The number of halvings near √(p/2) balances the two costs, as in Brent & Zimmermann, Modern
 * Computer Arithmetic (2010), §4.3–4.4; the error counts follow the style of Johansson, "Efficient
 * implementation of elementary functions in the medium-precision range" (ARITH 2015), without its
 * tables: at the precisions of hand work the series are already shorter than the bookkeeping.
 */

/** How often to halve an argument at precision p. */
const halvings = (p: number): number => Math.ceil(Math.sqrt(p / 2)) + 2;

const lengthOf = (p: number): number => 32 - Math.clz32(p);

/**
 * e^x for 0 ≤ x < 1: e^x = (Σ rⁿ/n!)^(2^s) with r = x·2^−s.
 *
 * Squaring doubles the absolute error and multiplies it by the value; over all s squarings the
 * factor is at most 2^s·e, so the guard is s + log₂ 3(2N + 5) < s + bitlength(p) + 4.
 */
export function expFixed(x: bigint, p: number): bigint {
  const s = halvings(p);
  const w = p + s + lengthOf(p) + 4;
  const shift = BigInt(w);
  const r = x << BigInt(w - p - s);
  let term = 1n << shift;
  let sum = term;
  for (let n = 1n; term !== 0n; n += 1n) {
    term = ((term * r) >> shift) / n;
    sum += term;
  }
  for (let step = 0; step < s; step += 1) sum = (sum * sum) >> shift;
  return sum >> BigInt(w - p);
}

/** sin x and cos x at the same precision. */
export interface SineCosine {
  readonly sin: bigint;
  readonly cos: bigint;
}

/**
 * sin x and cos x for |x| ≤ 2: the series at θ = x·2^−s, then s times
 * sin 2θ = 2 sin θ cos θ, cos 2θ = 1 − 2 sin² θ.
 *
 * One doubling takes an error ε to at most 2ε(1 + |sin θ|) + 2; over all of them the factor is at
 * most 2^s·e^Σθ ≤ 2^s·e², so the guard is s + log₂ 8(2N + 6) < s + bitlength(p) + 7.
 */
export function sineCosineFixed(x: bigint, p: number): SineCosine {
  const s = halvings(p);
  const w = p + s + lengthOf(p) + 7;
  const shift = BigInt(w);
  const unit = 1n << shift;
  const angle = (x < 0n ? -x : x) << BigInt(w - p - s);
  let sin = 0n;
  let cos = unit;
  let term = unit;
  for (let n = 1; term !== 0n; n += 1) {
    term = ((term * angle) >> shift) / BigInt(n);
    const isAdded = (n & 2) === 0;
    if ((n & 1) === 1) sin += isAdded ? term : -term;
    else cos += isAdded ? term : -term;
  }
  for (let step = 0; step < s; step += 1) {
    const half = sin;
    sin = (half * cos) >> (shift - 1n);
    cos = unit - ((half * half) >> (shift - 1n));
  }
  const back = BigInt(w - p);
  return { sin: (x < 0n ? -sin : sin) >> back, cos: cos >> back };
}

/**
 * arctan t (sign −1) or artanh t (sign 1) for |t| ≤ 1/4: Σ (±1)^k t^(2k+1)/(2k + 1).
 * Each term is off by less than 2 units of 2^−w, and there are at most w/4 + 1 of them.
 */
export function inverseTangentFixed(t: bigint, sign: 1 | -1, p: number): bigint {
  const guard = BigInt(lengthOf(p) + 3);
  const shift = BigInt(p) + guard;
  let power = (t < 0n ? -t : t) << guard;
  const square = BigInt(sign) * ((power * power) >> shift);
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) >> shift;
  }
  return (t < 0n ? -sum : sum) >> guard;
}

/**
 * Σₙ (2y)ⁿ/(1·3·5···(2n + 1)) for y ≥ 0 at precision p: with y = x² this is
 * √π/2 · erf(x)·e^(x²)/x, a sum of positive terms (Abramowitz & Stegun 7.1.6).
 *
 * The terms first grow (while 2y > 2n + 1) and then fall: about 2y + p of them. The rounding of one
 * term is carried into the next with the factor 2y/(2n + 1), exactly as the term itself grows, so
 * after N terms the sum is low by less than 2(N + 1)·S units; the error is answered with the sum.
 */
export function oddFactorialSeries(y: bigint, p: number): { sum: bigint; error: bigint } {
  const shift = BigInt(p);
  let term = 1n << shift;
  let sum = term;
  let n = 1n;
  for (; term !== 0n; n += 1n) {
    term = ((term * y) >> (shift - 1n)) / (2n * n + 1n);
    sum += term;
  }
  return { sum, error: 2n * (n + 2n) * ((sum >> shift) + 1n) };
}
