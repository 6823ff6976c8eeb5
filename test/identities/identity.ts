/**
 * @file An identity of section 2 of Petersen & Pedersen, *The Matrix Cookbook* (version of
 * November 15, 2012) as a problem for pengrad, and the values at which it is held to an
 * independent oracle: the function written in decimal.js, differentiated by central differences.
 * Sizes and values are drawn anew for each row, always the same for the same row.
 */
import { isKind, type Node } from "../../src/expression/index.ts";
import { Q, type Rational } from "../../src/number/index.ts";
import { type Gradient, type Solution, solve } from "../../src/work/index.ts";
import type { Quantity } from "../../src/worksheet/index.ts";
import { type D, type M, num, type V } from "../problems/oracle.ts";

/** The inputs of a function: capitals are matrices, small letters vectors, k and t numbers. */
export type Inputs = { readonly [K in "A" | "B" | "C" | "D" | "S" | "W" | "X" | "Y"]: M } & {
  readonly [K in "a" | "b" | "c" | "d" | "r" | "s" | "w" | "x"]: V;
} & { readonly [K in "k" | "t"]: D };

export interface Identity {
  /** Its number in the book; several for variants on one line. */
  readonly number: string;
  /** The problem in plain notation; the last definition is differentiated. */
  readonly text: string;
  readonly by: string;
  /** The gradient as pengrad prints it in plain text; parts that it names, with "where". */
  readonly gradient: string;
  readonly oracle: (inputs: Inputs) => D;
  /** Sizes that must be so, such as a tall X where XᵀX must be regular. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** How the row stands to the book's line, where that is not plain. */
  readonly remark?: string;
}

/** An identity that is not worked, and why. */
export interface OutOfReach {
  readonly number: string;
  /** The left side, in LaTeX. */
  readonly of: string;
  readonly reason: string;
}

/** The problem worked with symbolic sizes. */
export function worked({ text, by }: Identity): { solution: Solution; gradient: Gradient } {
  const solution = solve(text, { whole: true, wrt: [by] });
  return { solution, gradient: solution.parts.at(-1)!.gradients[0]! };
}

/** A generator of whole numbers below a bound (mulberry32). */
export function generator(seed: string): (bound: number) => number {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

/** A number for each size symbol: different ones, so that a wrong transpose does not fit. */
export function drawSizes(
  { quantities }: Solution["sheet"],
  given: Readonly<Record<string, number>>,
  draw: (bound: number) => number,
): Map<string, number> {
  const symbols = new Set(quantities.flatMap(({ shape }) => shape.map(String)));
  const free = [2, 3, 4, 1];
  for (const size of Object.values(given)) free.splice(free.indexOf(size), 1);
  return new Map(
    [...symbols].map((symbol) => {
      const own = /^\d+$/.test(symbol) ? Number(symbol) : given[symbol];
      // 1 only when everything else is taken
      const pick = free.length > 1 ? draw(free.length - 1) : 0;
      return [symbol, own ?? free.splice(pick, 1)[0]!];
    }),
  );
}

/** Values of an input: fractions; a square matrix is far from singular, a declared one symmetric. */
export function drawValue(
  { key, shape, variable }: Quantity,
  sizes: ReadonlyMap<string, number>,
  isSymmetric: (node: Node) => boolean,
  draw: (bound: number) => number,
): Rational[] {
  const [rows = 1, columns = 1] = shape.map((size) => sizes.get(String(size))!);
  if (key === "k") return [Q.fromInteger(BigInt(3 + draw(2)))];
  const entries = Array.from({ length: rows * columns }, () => {
    return Q.rational(draw(11) - 5, 1 + draw(3));
  });
  if (shape.length < 2 || rows !== columns || !isKind(variable, "variable")) return entries;
  return entries.map((entry, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    const own = isSymmetric(variable) && i > j ? entries[j * columns + i]! : entry;
    return i === j ? Q.add(own, Q.fromInteger(12n)) : own;
  });
}

/** A value as the oracle takes it. */
export function decimals(entries: readonly Rational[], shape: readonly number[]): D | V | M {
  const all = entries.map(({ n, d }) => num(`${n}`).div(`${d}`));
  if (shape.length === 0) return all[0]!;
  if (shape.length === 1) return all;
  const columns = shape[1]!;
  return Array.from({ length: shape[0]! }, (_, i) => all.slice(i * columns, (i + 1) * columns));
}
