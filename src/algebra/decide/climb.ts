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

const steps: readonly Rational[] = [
  Q.one,
  Q.minusOne,
  Q.rational(1, 4),
  Q.rational(-1, 4),
  Q.fromInteger(5),
  Q.fromInteger(-5),
  Q.rational(1, 16),
  Q.rational(-1, 16),
  Q.fromInteger(40),
  Q.fromInteger(-40),
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
  const floats = start.map(toFloat);
  const places = wishes.map(({ node }) => program.placeOf(node));
  const height = (): number => {
    budget.left--;
    program.run(floats);
    let sum = 0;
    for (let k = 0; k < places.length; k++) {
      const own = distance(program.value(places[k]!), wishes[k]!.sign);
      if (own > 0) sum += 1 + Math.min(own, 1e6);
    }
    return sum;
  };
  let best = height();
  for (let round = 0; round < rounds && best > 0 && budget.left > 0; round++) {
    let hasMoved = false;
    for (let turn = 0; turn < point.length && best > 0; turn++) {
      const j = (turn + dice(point.length)) % point.length;
      const old = point[j]!;
      let kept = old;
      for (let move = 0; move < moveCount; move++) {
        const q = moved(old.q, move);
        if (q.d >= largestDenominator) continue;
        point[j] = sampleOf(q);
        floats[j] = point[j]!.float;
        const next = height();
        if (next < best) {
          best = next;
          kept = point[j]!;
          hasMoved = true;
          if (best === 0) break;
        }
      }
      point[j] = kept;
      floats[j] = kept.float;
    }
    if (!hasMoved) break;
  }
  return best === 0 ? point : undefined;
}

/** How many moves there are. */
const moveCount = steps.length + 5;

/** The denominators of values stay below this. */
const largestDenominator = 4096n;

/** Where a value may move: by steps of several sizes, to its half, double and negative. */
function moved(q: Rational, move: number): Rational {
  const step = steps[move];
  if (step !== undefined) return Q.add(q, step);
  switch (move - steps.length) {
    case 0:
      return Q.multiply(q, Q.half);
    case 1:
      return Q.multiply(q, Q.fromInteger(2));
    case 2:
      return Q.negate(q);
    case 3:
      return Q.half;
    default:
      return Q.rational(1, 8);
  }
}
