/**
 * @file A quick no: rational functions at one pseudo-random point modulo a prime. Where the images
 * of two of them differ the functions differ, for certain, and no proof need be looked for; where
 * they agree they are probably equal (Schwartz, J. ACM 27, 1980; Zippel, EUROSAM 1979), which
 * proves nothing. The idea for equivalence of expressions is Gonnet's (STOC 1984).
 *
 * Products of numbers below 2²⁶ are exact in doubles.
 */
import { isKind, type Node } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import type { Dice } from "./point.ts";

/** The largest prime below 2²⁶. */
const P = 67_108_859;

/** The highest power that is taken. */
const exponentLimit = 1n << 40n;

/** Whether the two are rational functions with different images; false when that is not known. */
export function certainlyDiffer(
  order: readonly Node[],
  pair: readonly Node[],
  dice: Dice,
): boolean {
  const images = new Map<Node, number>();
  for (const node of order) {
    const image = imageOf(node, images, dice);
    if (image === undefined) return false;
    images.set(node, image);
  }
  return images.get(pair[0]!) !== images.get(pair[1]!);
}

function imageOf(node: Node, images: Map<Node, number>, dice: Dice): number | undefined {
  if (node.shape.length > 0) return undefined;
  if (isKind(node, "number")) return residueOf(node.data);
  if (node.op === "variable") return 1 + dice(P - 1);
  const parts = node.operands.map((operand) => images.get(operand)!);
  switch (node.op) {
    case "add":
      return parts.reduce((sum, part) => (sum + part) % P, 0);
    case "negate":
      return (P - parts[0]!) % P;
    case "contraction":
      return (node as Node<"contraction">).data.sizes.length > 0
        ? undefined
        : parts.reduce((product, part) => (product * part) % P, 1);
    case "divide":
      return parts[1] === 0 ? undefined : (parts[0]! * inverse(parts[1]!)) % P;
    case "power": {
      const exponent = node.operands[1]!;
      if (!isKind(exponent, "number") || exponent.data.d !== 1n) return undefined;
      const { n } = exponent.data;
      if (n > exponentLimit || n < -exponentLimit || (n < 0n && parts[0] === 0)) return undefined;
      return n < 0n ? raised(inverse(parts[0]!), -n) : raised(parts[0]!, n);
    }
    default:
      return undefined;
  }
}

/** n/d modulo P. */
function residueOf({ n, d }: Rational): number | undefined {
  const p = BigInt(P);
  const below = Number(d % p);
  const above = Number(((n % p) + p) % p);
  return below === 0 ? undefined : (above * inverse(below)) % P;
}

/** a^k modulo P. */
function raised(a: number, k: bigint): number {
  let result = 1;
  let square = a;
  for (let e = Number(k); e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** 1/a modulo P, by Fermat: a^{P−2}. */
const inverse = (a: number): number => raised(a, BigInt(P - 2));
