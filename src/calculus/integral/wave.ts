/**
 * @file Antiderivatives of x^n e^{u} times sines and cosines of linear arguments. The waves are
 * first made one by the product formulas, 2 cos u cos v = cos(u − v) + cos(u + v), and then
 *
 *     ∫ e^{ax} cos(bx) = e^{ax} (a cos bx + b sin bx)/(a² + b²),
 *     ∫ e^{ax} sin(bx) = e^{ax} (a sin bx − b cos bx)/(a² + b²),
 *
 * with n of x^n taken down by parts. Source: DLMF 4.26 (i), 4.21 (ii).
 */
import type { Arena, Node } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { powerOf } from "./factors.ts";

/** c · kind(slope x + shift). */
interface Wave {
  readonly kind: "sin" | "cos";
  readonly scale: Node;
  readonly slope: Node;
  readonly shift: Node;
}

/** What the antiderivative search knows of linear expressions and of zeros. */
export interface Linear {
  readonly arena: Arena;
  readonly x: Node;
  /** The slope and the value at 0 of a linear expression in x. */
  readonly line: (node: Node) => readonly [slope: Node, shift: Node] | undefined;
  readonly isZero: (node: Node) => boolean;
}

/** So many waves may be multiplied, and so high a power of x taken down. */
const waveLimit = 8;
const powerLimit = 12;

/** ∫ of a product of such factors; undefined where one is something else. */
export function ofWaves(factors: readonly Node[], by: Linear): Node | undefined {
  const { arena, x } = by;
  const zero = arena.integer(0);
  let degree = 0;
  let growth: readonly [slope: Node, shift: Node] | undefined;
  const waves: [kind: "sin" | "cos", line: readonly [Node, Node]][] = [];
  for (const factor of factors) {
    const [base, exponent] = powerOf(factor);
    const count = Q.isInteger(exponent) && exponent.n > 0n ? Number(exponent.n) : 0;
    if (base === x && count > 0) degree += count;
    else if (base.op === "exp") growth = by.line(base.operands[0]!);
    else if ((base.op === "sin" || base.op === "cos") && count > 0 && count <= waveLimit) {
      const line = by.line(base.operands[0]!);
      if (line === undefined) return undefined;
      for (let k = 0; k < count; k++) waves.push([base.op, line]);
    } else return undefined;
    if (base.op === "exp" && growth === undefined) return undefined;
  }
  if (waves.length > waveLimit || degree > powerLimit || waves.length === 0) return undefined;
  const terms = spectrum(waves, by);
  const [rate, offset] = growth ?? [zero, zero];
  const parts = terms.map((wave) => along(wave, degree, rate, by));
  if (parts.includes(undefined)) return undefined;
  const sum = arena.add(...(parts as Node[]));
  if (growth === undefined) return sum;
  const exponent = arena.add(arena.multiply(rate, x), offset);
  return arena.multiply(arena.apply("exp", exponent), sum);
}

/** A product of waves as a sum of waves. */
function spectrum(
  waves: readonly (readonly ["sin" | "cos", readonly [Node, Node]])[],
  { arena }: Linear,
): readonly Wave[] {
  const half = arena.number(Q.half);
  const [[first, line], ...others] = waves as [(typeof waves)[number], ...typeof waves];
  let terms: Wave[] = [{ kind: first, scale: arena.integer(1), slope: line[0], shift: line[1] }];
  for (const [kind, [slope, shift]] of others) {
    terms = terms.flatMap((term): Wave[] => {
      const scale = arena.multiply(half, term.scale);
      const minus = arena.negate(scale);
      const sum = { slope: arena.add(term.slope, slope), shift: arena.add(term.shift, shift) };
      const gap = {
        slope: arena.subtract(term.slope, slope),
        shift: arena.subtract(term.shift, shift),
      };
      // sin a sin b, cos a cos b; sin a cos b, cos a sin b
      if (term.kind === kind) {
        const sign = kind === "cos" ? scale : minus;
        return [
          { kind: "cos", scale, ...gap },
          { kind: "cos", scale: sign, ...sum },
        ];
      }
      return [
        { kind: "sin", scale, ...sum },
        { kind: "sin", scale: kind === "cos" ? scale : minus, ...gap },
      ];
    });
  }
  return terms;
}

/** ∫ x^n e^{ax} wave, without the factor e^{ax}; undefined where a + ib may be 0. */
function along(wave: Wave, n: number, a: Node, by: Linear): Node | undefined {
  const { arena, x, isZero } = by;
  const { slope: b, shift, scale } = wave;
  const power = (k: number): Node => arena.power(x, arena.integer(k));
  if (isZero(b)) {
    const value = arena.multiply(scale, arena.apply(wave.kind, shift));
    if (isZero(a)) {
      return arena.divide(arena.multiply(value, power(n + 1)), arena.integer(n + 1));
    }
    // ∫ x^n e^{ax} = (x^n − n ∫ x^{n−1} e^{ax})/a
    let whole = arena.divide(arena.integer(1), a);
    for (let k = 1; k <= n; k++) {
      whole = arena.divide(arena.subtract(power(k), arena.multiply(arena.integer(k), whole)), a);
    }
    return arena.multiply(value, whole);
  }
  const isStill = isZero(a);
  const argument = arena.add(arena.multiply(b, x), shift);
  const [sine, cosine] = [arena.apply("sin", argument), arena.apply("cos", argument)];
  const square = (node: Node): Node => arena.power(node, arena.integer(2));
  const below = isStill ? square(b) : arena.add(square(a), square(b));
  const over = (node: Node): Node => arena.divide(node, below);
  /** (a u + b v)/(a² + b²) */
  const mixed = (u: Node, v: Node, sign: 1 | -1): Node => {
    const turned = arena.multiply(arena.integer(sign), b, v);
    return over(isStill ? turned : arena.add(arena.multiply(a, u), turned));
  };
  let ofCosine = mixed(cosine, sine, 1);
  let ofSine = mixed(sine, cosine, -1);
  const [first, second] = [ofCosine, ofSine];
  for (let k = 1; k <= n; k++) {
    const times = arena.integer(k);
    const [c, s] = [ofCosine, ofSine];
    ofCosine = arena.subtract(
      arena.multiply(power(k), first),
      arena.multiply(times, mixed(c, s, 1)),
    );
    ofSine = arena.subtract(
      arena.multiply(power(k), second),
      arena.multiply(times, mixed(s, c, -1)),
    );
  }
  return arena.multiply(scale, wave.kind === "cos" ? ofCosine : ofSine);
}
