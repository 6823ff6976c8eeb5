/**
 * @file Finding points that satisfy conditions: the domains of logarithms, roots and arcs that
 * occur, assumptions, and the regions between kinks. From several starting points one variable is
 * moved at a time to where fewer conditions fail, and those that fail fail by less: a pattern
 * search (Hooke, Jeeves, J. ACM 8, 1961). Values are rationals with small denominators throughout.
 */
import type { Node } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { type Dice, type Sample, sampleOf, toFloat } from "./point.ts";
import type { Program } from "./program.ts";

/** What must hold of an expression. */
export interface Wish {
  readonly node: Node;
  readonly sign: ">0" | ">=0" | "!=0" | "<0";
}

/** How far a wish is from being fulfilled; NaN counts as very far. */
function distance(value: number, sign: Wish["sign"]): number {
  if (Number.isNaN(value)) return 1e6;
  if (sign === "!=0") return value === 0 ? 1 : 0;
  if (sign === "<0") return value < 0 ? 0 : 1e-3 + Math.min(value, 1e5);
  if (sign === ">0") return value > 0 ? 0 : 1e-3 + Math.min(-value, 1e5);
  return value >= 0 ? 0 : 1e-3 + Math.min(-value, 1e5);
}

const steps: readonly (readonly [number, number])[] = [
  [1, 1],
  [-1, 1],
  [1, 4],
  [-1, 4],
  [5, 1],
  [-5, 1],
  [1, 16],
  [-1, 16],
  [40, 1],
  [-40, 1],
];

/** Rounds of moves from one starting point. */
const rounds = 24;

/** A point near `start` at which all wishes hold; undefined when none was found in the budget. */
export function climb(
  program: Program,
  wishes: readonly Wish[],
  start: readonly Sample[],
  dice: Dice,
  budget: { left: number },
): readonly Sample[] | undefined {
  const point = [...start];
  const height = (): number => {
    budget.left--;
    program.run(point.map(toFloat));
    let sum = 0;
    for (const { node, sign } of wishes) {
      const own = distance(program.value(node), sign);
      if (own > 0) sum += 1 + Math.min(own, 1e6);
    }
    return sum;
  };
  let best = height();
  for (let round = 0; round < rounds && best > 0 && budget.left > 0; round++) {
    let moved = false;
    for (let turn = 0; turn < point.length && best > 0; turn++) {
      const j = (turn + dice(point.length)) % point.length;
      const old = point[j]!;
      let kept = old;
      for (const q of moves(old.q)) {
        point[j] = sampleOf(q);
        const next = height();
        if (next < best) {
          best = next;
          kept = point[j]!;
          moved = true;
          if (best === 0) break;
        }
      }
      point[j] = kept;
    }
    if (!moved) break;
  }
  return best === 0 ? point : undefined;
}

/** Where a value may move: by steps of several sizes, to its half, double and negative. */
function moves(q: Rational): Rational[] {
  const near = steps.map(([n, d]) => Q.add(q, Q.rational(n, d)));
  const scaled = [Q.multiply(q, Q.half), Q.multiply(q, Q.fromInteger(2)), Q.negate(q)];
  return [...near, ...scaled, Q.half, Q.rational(1, 8)].filter(({ d }) => d < 4096n);
}
