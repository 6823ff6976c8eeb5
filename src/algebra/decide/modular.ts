/**
 * @file A quick no: rational functions at one pseudo-random point modulo a prime. Where the images
 * of two of them differ the functions differ, for certain, and no proof need be looked for; where
 * they agree they are probably equal (Schwartz, J. ACM 27, 1980; Zippel, EUROSAM 1979), which
 * proves nothing. The idea for equivalence of expressions is Gonnet's (STOC 1984).
 *
 * Products of numbers below 2²⁶ are exact in doubles.
 */
import { isKind, type Node, placeIn } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import type { Dice } from "./point.ts";

/** The largest prime below 2²⁶. */
const P = 67_108_859;

/** The highest power that is taken. */
const exponentLimit = 1n << 40n;

/** Whether the two are rational functions with different images; false when that is not known. */
export function certainlyDiffer(
  order: readonly Node[],
  pair: readonly [Node, Node],
  dice: Dice,
): boolean {
  const images: number[] = [];
  for (const node of order) {
    const image = imageOf(node, (operand) => images[placeIn(order, operand)]!, dice);
    if (image === undefined) return false;
    images.push(image);
  }
  const [left, right] = pair;
  return images[placeIn(order, left)] !== images[placeIn(order, right)];
}

function imageOf(node: Node, of: (operand: Node) => number, dice: Dice): number | undefined {
  const { operands } = node;
  if (node.shape.length > 0) return undefined;
  if (isKind(node, "number")) return residueOf(node.data);
  switch (node.op) {
    case "variable":
      return 1 + dice(P - 1);
    case "add": {
      let sum = 0;
      for (const operand of operands) sum = (sum + of(operand)) % P;
      return sum;
    }
    case "negate":
      return (P - of(operands[0]!)) % P;
    case "contraction": {
      if ((node as Node<"contraction">).data.sizes.length > 0) return undefined;
      let product = 1;
      for (const operand of operands) product = times(product, of(operand));
      return product;
    }
    case "divide": {
      const below = of(operands[1]!);
      return below === 0 ? undefined : times(of(operands[0]!), inverse(below));
    }
    case "power": {
      const base = of(operands[0]!);
      const exponent = operands[1]!;
      if (!isKind(exponent, "number") || exponent.data.d !== 1n) return undefined;
      const { n } = exponent.data;
      if (n > exponentLimit || n < -exponentLimit || (n < 0n && base === 0)) return undefined;
      return n < 0n ? raised(inverse(base), -n) : raised(base, n);
    }
    default:
      return undefined;
  }
}

/** n/d modulo P. */
function residueOf({ n, d }: Rational): number | undefined {
  const above = wholeResidue(n);
  if (d === 1n) return above;
  const below = wholeResidue(d);
  return below === 0 ? undefined : times(above, inverse(below));
}

/** n modulo P. */
function wholeResidue(n: bigint): number {
  const rest = Number(n % BigInt(P));
  return rest < 0 ? rest + P : rest;
}

/** a·b modulo P; a quotient of doubles is off by 1 at most. */
function times(a: number, b: number): number {
  const product = a * b;
  const rest = product - Math.floor(product / P) * P;
  return rest < 0 ? rest + P : rest >= P ? rest - P : rest;
}

/** a^k modulo P. */
function raised(a: number, k: bigint): number {
  let result = 1;
  let square = a;
  for (let e = Number(k); e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

/** 1/a modulo P, by Fermat: a^{P−2}. */
const inverse = (a: number): number => raised(a, BigInt(P - 2));
