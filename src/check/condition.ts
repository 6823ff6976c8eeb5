/**
 * @file Whether a condition of the catalogue holds for given values.
 */
import type { Condition } from "../algebra/index.ts";
import type { Node, Tensor } from "../expression/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import type { Constant } from "./constant.ts";

/** True or false where the values decide; undefined otherwise. */
export function holdsAt(
  condition: Condition,
  valueAt: (node: Node) => Constant | null,
): boolean | undefined {
  if (condition.kind === "all") {
    const parts = condition.parts.map((part) => holdsAt(part, valueAt));
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }
  const value = valueAt(condition.node);
  if (value === null) return undefined;
  const { entries } = value.ball;
  switch (condition.kind) {
    case "sign":
      return every(entries, (entry) => compare(entry, condition.sign));
    case "sum": {
      const total = entries.reduce((sum, entry) => B.add(sum, entry, 192), B.fromInteger(0n));
      return isInteger(total, 1n);
    }
    case "one-hot": {
      const ones = entries.map((entry) => isInteger(entry, 1n));
      const zeros = entries.map((entry) => isInteger(entry, 0n));
      if (ones.some((one, k) => one === false && zeros[k] === false)) return false;
      return ones.filter((one) => one === true).length === 1;
    }
    case "integer":
      return every(entries, isWhole);
    case "symmetric":
      return isSquare(value.ball) && every(pairsAcross(value.ball), ([a, b]) => same(a, b));
    case "orthogonal":
      return isSquare(value.ball) && every([...gram(value.ball)], ([a, b]) => same(a, b));
  }
}

/** Whether a condition that holds for values does so at its edge only: z ≥ 0 for z = 0. */
export function isAtEdge(condition: Condition, valueAt: (node: Node) => Constant | null): boolean {
  if (condition.kind === "all") return condition.parts.some((part) => isAtEdge(part, valueAt));
  if (condition.kind !== "sign" || (condition.sign !== ">=" && condition.sign !== "<=")) {
    return false;
  }
  return valueAt(condition.node)?.ball.entries.some((entry) => B.sign(entry) === 0) === true;
}

function every<T>(
  entries: readonly T[],
  test: (entry: T) => boolean | undefined,
): boolean | undefined {
  const all = entries.map(test);
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

function compare(entry: Ball, sign: ">" | "<" | ">=" | "<=" | "!="): boolean | undefined {
  const own = B.sign(entry);
  if (own === undefined) return undefined;
  switch (sign) {
    case ">":
      return own > 0;
    case "<":
      return own < 0;
    case ">=":
      return own >= 0;
    case "<=":
      return own <= 0;
    case "!=":
      return own !== 0;
  }
}

/** Whether an enclosure is the whole number n; undefined when it may be. */
function isInteger(entry: Ball, n: bigint): boolean | undefined {
  if (B.disjoint(entry, B.fromInteger(n))) return false;
  return B.isExact(entry) ? true : undefined;
}

/** Whether an enclosure is of a whole number. */
function isWhole(entry: Ball): boolean | undefined {
  const low = B.lower(entry);
  if (low === undefined) return undefined;
  const near = Q.floor(Q.add(low, Q.half));
  const above = isInteger(entry, near + 1n);
  return above === false ? isInteger(entry, near) : undefined;
}

const isSquare = ({ shape: [rows, columns] }: Tensor<Ball>) => rows === columns;

/** Whether two enclosures are of the same number. */
function same(a: Ball, b: Ball): boolean | undefined {
  if (B.disjoint(a, b)) return false;
  return B.isExact(a) && B.isExact(b) ? true : undefined;
}

/** The entries of a square matrix, each beside the one across the diagonal. */
function pairsAcross({ shape, entries }: Tensor<Ball>): readonly (readonly [Ball, Ball])[] {
  const [n] = shape;
  return entries.map((entry, k) => [entry, entries[(k % n!) * n! + Math.floor(k / n!)]!]);
}

/** The products of a square matrix's columns, each beside what it is if they are orthonormal. */
function* gram({ shape, entries }: Tensor<Ball>): Generator<readonly [Ball, Ball]> {
  const n = shape[0]!;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let product = B.fromInteger(0n);
      for (let k = 0; k < n; k++) {
        const term = B.multiply(entries[k * n + i]!, entries[k * n + j]!, 192);
        product = B.add(product, term, 192);
      }
      yield [product, B.fromInteger(i === j ? 1n : 0n)];
    }
  }
}
