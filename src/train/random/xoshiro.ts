/**
 * @file The generator of all that is random in training: xoshiro256**, of period 2²⁵⁶ − 1, in
 * halves of 32 bits, since a double does not hold 64. Whoever needs randomness opens a stream of
 * its own from the run's seed and a label ("shuffle of epoch 7"); then a run that is resumed
 * draws what the run that went on would have drawn, and no state of a generator has to be kept.
 *
 * Source: Blackman & Vigna, *Scrambled Linear Pseudorandom Number Generators*, ACM Trans. Math.
 * Softw. 47 (2021); seeded by SplitMix64 as its authors advise (Steele, Lea, Flood, OOPSLA 2014).
 * Labels are hashed by FNV-1a (Fowler, Noll, Vo).
 */

/** A stream of random numbers. */
export interface Stream {
  /** A uniform double in [0, 1), of 53 bits. */
  readonly uniform: () => number;
  /** A uniform whole number in [0, n), n up to 2³². */
  readonly below: (n: number) => number;
  /** A standard normal variate. */
  readonly normal: () => number;
}

/** The stream of a seed and a label. */
export function streamOf(seed: number, label: string): Stream {
  let hash = 0xcbf29ce484222325n;
  for (const unit of label) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0)!)) * 0x100000001b3n);
  }
  const start = splitMix(BigInt(Math.trunc(seed)) ^ hash);
  return streamFrom(generator([start(), start(), start(), start()]));
}

/** SplitMix64, which fills the state. */
function splitMix(seed: bigint): () => bigint {
  let state = BigInt.asUintN(64, seed);
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
}

/** The next 64 bits, as halves [high, low] of 32 bits; the same array each time. */
export type Words = () => Uint32Array;

/**
 * xoshiro256** from a state of four words:
 *
 *     result = rotl(s₁ · 5, 7) · 9;  t = s₁ << 17;
 *     s₂ ^= s₀;  s₃ ^= s₁;  s₁ ^= s₂;  s₀ ^= s₃;  s₂ ^= t;  s₃ = rotl(s₃, 45).
 */
export function generator(state: readonly [bigint, bigint, bigint, bigint]): Words {
  // halves: s[2k] is the high one of word k, s[2k + 1] the low one
  const s = Uint32Array.from(
    state.flatMap((word) => [Number(word >> 32n), Number(word & 0xffffffffn)]),
  );
  const out = new Uint32Array(2);
  return () => {
    const high = s[2]!;
    const low = s[3]!;
    // s₁ · 5 = (s₁ << 2) + s₁
    const low5 = ((low << 2) >>> 0) + low;
    const high5 = ((high << 2) | (low >>> 30)) + high + (low5 > 0xffffffff ? 1 : 0);
    const rotatedHigh = (high5 << 7) | (low5 >>> 25);
    const rotatedLow = ((low5 << 7) | (high5 >>> 25)) >>> 0;
    // r · 9 = (r << 3) + r
    const low9 = ((rotatedLow << 3) >>> 0) + rotatedLow;
    out[1] = low9;
    out[0] = ((rotatedHigh << 3) | (rotatedLow >>> 29)) + rotatedHigh + (low9 > 0xffffffff ? 1 : 0);
    s[4]! ^= s[0]!;
    s[5]! ^= s[1]!;
    s[6]! ^= high;
    s[7]! ^= low;
    s[2]! ^= s[4]!;
    s[3]! ^= s[5]!;
    s[0]! ^= s[6]!;
    s[1]! ^= s[7]!;
    s[4]! ^= (high << 17) | (low >>> 15);
    s[5]! ^= low << 17;
    // rotl by 45 = the halves exchanged, then rotl by 13
    const top = s[6]!;
    const bottom = s[7]!;
    s[6] = (bottom << 13) | (top >>> 19);
    s[7] = (top << 13) | (bottom >>> 19);
    return out;
  };
}

function streamFrom(next: Words): Stream {
  let spare: number | null = null;
  const uniform = (): number => {
    const [high, low] = next() as unknown as [number, number];
    return (high * 0x200000 + (low >>> 11)) / 2 ** 53;
  };
  /** Without bias: draws that fall into the last, incomplete run of n are taken again. */
  const below = (n: number): number => {
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const drawn = next()[0]!;
      if (drawn < limit) return drawn % n;
    }
  };
  /** Marsaglia's polar method (SIAM Review 6, 1964): two variates from a point in the disc. */
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
  return { uniform, below, normal };
}

/** 0 … n−1 in random order (Fisher and Yates, as in Knuth, TAOCP vol. 2, algorithm 3.4.2 P). */
export function shuffled(n: number, stream: Stream): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, k) => k);
  for (let k = n - 1; k > 0; k--) {
    const other = stream.below(k + 1);
    const kept = order[k]!;
    order[k] = order[other]!;
    order[other] = kept;
  }
  return order;
}
