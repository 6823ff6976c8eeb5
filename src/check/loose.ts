/**
 * @file Formulas whose decimals were rounded: v_2 = (2.32/1.75) v_1 = 1.326 v_1. Names keep their
 * values or stand for any numbers, and the sides are equal as far as the digits go if at each of
 * some points one of them, with its decimals as they stand, is among what the decimals of the other
 * allow.
 */
import type { Node, Tensor } from "../expression/index.ts";
import { S, unmarked } from "../notation/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import { constantOf } from "./constant.ts";
import type { Finding } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { literalOf, meaningOfDecimal, printedNumber } from "./rounding.ts";
import { variablesOf } from "./variables.ts";

type Point = ReadonlyMap<string, Tensor<Ball>>;

/** Numbers of both signs, of several sizes. */
const samples = [
  Q.rational(13n, 10n),
  Q.rational(-7n, 10n),
  Q.rational(29n, 10n),
  Q.rational(-41n, 10n),
  Q.rational(3n, 10n),
  Q.rational(57n, 10n),
] as const;

/** At so many points the sides must be defined. */
const leastPoints = 4;

/** The verdict on sides with decimals and names; null unless they are equal to their digits. */
export function looselyEqual(bench: Bench, { id, loose }: Pair): Finding | null {
  if (loose === null) return null;
  const { sheet, values, known } = bench;
  const { sizes } = sheet.worksheet;
  const sides = [sheet.expand(loose.left), sheet.expand(loose.right)] as const;
  const exactly = new Map<string, Tensor<Ball>>();
  const loosely = new Map<string, Tensor<Ball>>();
  const put = new Map<Node, Node>();
  const free: Node<"variable">[] = [];
  for (const variable of new Set(sides.flatMap(variablesOf))) {
    const text = literalOf(unmarked(variable.data));
    if (text !== null) {
      const point = B.fromRational(printedNumber(S.number(text))!.value, bits);
      exactly.set(variable.data, { shape: [], entries: [point] });
      const meant = meaningOfDecimal(text, known.numbers, known.values);
      loosely.set(variable.data, { shape: [], entries: [meant] });
      continue;
    }
    const value = values.ofInput(variable, id, null);
    if (value === undefined) free.push(variable);
    else put.set(variable, value);
  }
  // what has a value may stand for any on both sides: (X − 4)/√5.001 = (X − 4)/2.236
  if (free.length === 0) {
    const other = new Set(variablesOf(sides[1]));
    free.push(...variablesOf(sides[0]).filter((one) => put.has(one) && other.has(one)));
    for (const one of free) put.delete(one);
  }
  if (free.length === 0 || free.some(({ shape }) => shape.some((size) => typeof size !== "number")))
    return null;
  const [left, right] = sides.map((side) => sheet.putFitting(side, put));
  if (left == null || right == null) return null;
  const at = (side: Node, decimals: Point, k: number) => {
    return constantOf(side, sizes, new Map([...decimals, ...pointAt(free, k)]))?.ball.entries;
  };
  let points = 0;
  for (const k of samples.keys()) {
    const [a, b] = [at(left, exactly, k), at(right, loosely, k)];
    const [c, d] = [at(left, loosely, k), at(right, exactly, k)];
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    if (!meet(a, b) && !meet(c, d)) return null;
    points++;
  }
  return points < leastPoints ? null : { verdict: "rounded" };
}

const bits = 192;

/** The k-th point, each name and each entry of it with a value of its own. */
function pointAt(names: readonly Node<"variable">[], k: number): Point {
  let step = k;
  return new Map(
    names.map(({ data, shape }): [string, Tensor<Ball>] => {
      const count = (shape as readonly number[]).reduce((all, size) => all * size, 1);
      const entries = Array.from({ length: count }, () => {
        const sample = samples[step++ % samples.length]!;
        return B.fromRational(Q.add(sample, Q.rational(BigInt(step), 17n)), bits);
      });
      return [data, { shape: shape as number[], entries }];
    }),
  );
}

const meet = (a: readonly Ball[], b: readonly Ball[]): boolean => {
  return a.length === b.length && a.every((entry, k) => B.overlaps(entry, b[k]!));
};
