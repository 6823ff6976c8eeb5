/** @file Polynomials in a few letters, with their derivatives and antiderivatives. */
import { add, div, type Expression, mul, neg, num, pow, ref } from "./expression.ts";
import type { Name } from "./name.ts";

/** A number times powers, one for each letter. */
export interface Monomial {
  readonly factor: number;
  readonly powers: readonly number[];
}
export type Polynomial = readonly Monomial[];

/** A polynomial as a formula in these letters, or in what stands for them. */
export function formulaOf(terms: Polynomial, letters: readonly Expression[]): Expression {
  const all = terms.filter(({ factor }) => factor !== 0);
  if (all.length === 0) return num(0);
  return add(...all.map((one) => monomial(one, letters)));
}

/** A monomial without the 1 that nobody writes. */
function monomial({ factor, powers }: Monomial, letters: readonly Expression[]): Expression {
  const raised = powers.flatMap((n, k) => {
    return n === 0 ? [] : n === 1 ? [letters[k]!] : [pow(letters[k]!, n)];
  });
  const size = Math.abs(factor);
  const [over, under] = Number.isInteger(size) ? [size, 1] : fraction(size);
  const front = under === 1 ? num(over) : div(num(over), num(under));
  const body = size === 1 && raised.length > 0 ? mul(...raised) : mul(front, ...raised);
  return factor < 0 ? neg(body) : body;
}

function fraction(x: number): [number, number] {
  for (let under = 2; under < 100; under++) {
    if (Math.abs(x * under - Math.round(x * under)) < 1e-9) return [Math.round(x * under), under];
  }
  throw new Error(`no fraction: ${x}`);
}

const moved = (powers: readonly number[], k: number, by: number) =>
  powers.map((n, i) => (i === k ? n + by : n));

/** The derivative by the k-th letter. */
export const derivative = (terms: Polynomial, k: number): Polynomial =>
  terms.flatMap(({ factor, powers }) =>
    powers[k] === 0 ? [] : { factor: factor * powers[k]!, powers: moved(powers, k, -1) },
  );

/** The antiderivative by the k-th letter. */
export const antiderivative = (terms: Polynomial, k: number): Polynomial =>
  terms.map(({ factor, powers }) => ({
    factor: factor / (powers[k]! + 1),
    powers: moved(powers, k, 1),
  }));

export const refs = (...names: readonly Name[]): Expression[] => names.map(ref);
