/**
 * @file Sine, cosine, tangent and their inverses on exact values.
 *
 * An argument is split as y + r·π + k·π/2 with 0 ≤ r < ½ and k whole. Without y the value is
 * looked up for the constructible angles with denominators up to 12 (the table is that of
 * Bronstein & Semendjajew, extended by π/8, π/10 and π/12), other angles are brought into the
 * first octant and stay calls. With y, the quarter turns and the sign come out:
 * sin(1 + π/2) = cos 1, sin(−1) = −sin 1. The inverse functions read the same tables backwards.
 *
 * arccos is kept as π/2 − arcsin, so that both cancel; the presentation puts it back.
 */

import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { floorOf, sign } from "./enclosure.ts";
import { absolute, add, divide, inverse, multiply, negate, sqrt, subtract } from "./field.ts";
import { scale } from "./polynomial.ts";
import { radicalTerm } from "./radical.ts";
import {
  argumentOf,
  call,
  type Exact,
  fromPower,
  fromRational,
  fromTerm,
  isZero,
  keyOf,
  type Maybe,
  one,
  piBase,
  zero,
} from "./term.ts";

/** (Σ c√r)^{1/degree}/divisor as [divisor, degree, c, r, c, r, …]. */
type Surd = readonly number[];

/** r → cos(rπ), 0 ≤ r ≤ ½. */
const COSINES: Readonly<Record<string, Surd>> = {
  "0": [1, 1, 1, 1],
  "1/12": [4, 1, 1, 6, 1, 2],
  "1/10": [4, 2, 10, 1, 2, 5],
  "1/8": [2, 2, 2, 1, 1, 2],
  "1/6": [2, 1, 1, 3],
  "1/5": [4, 1, 1, 1, 1, 5],
  "1/4": [2, 1, 1, 2],
  "3/10": [4, 2, 10, 1, -2, 5],
  "1/3": [2, 1, 1, 1],
  "3/8": [2, 2, 2, 1, -1, 2],
  "2/5": [4, 1, -1, 1, 1, 5],
  "5/12": [4, 1, 1, 6, -1, 2],
  "1/2": [1, 1],
};

/** r → tan(rπ), 0 ≤ r < ½. */
const TANGENTS: Readonly<Record<string, Surd>> = {
  "0": [1, 1],
  "1/12": [1, 1, 2, 1, -1, 3],
  "1/10": [5, 2, 25, 1, -10, 5],
  "1/8": [1, 1, -1, 1, 1, 2],
  "1/6": [3, 1, 1, 3],
  "1/5": [1, 2, 5, 1, -2, 5],
  "1/4": [1, 1, 1, 1],
  "3/10": [5, 2, 25, 1, 10, 5],
  "1/3": [1, 1, 1, 3],
  "3/8": [1, 1, 1, 1, 1, 2],
  "2/5": [1, 2, 5, 1, 2, 5],
  "5/12": [1, 1, 2, 1, 1, 3],
};

/** The value of a row of the tables. */
function evaluate([divisor, degree, ...pairs]: Surd): Maybe {
  let sum: Maybe = zero;
  for (let i = 0; i < pairs.length; i += 2) {
    const root = radicalTerm(Q.fromInteger(pairs[i + 1]!), Q.half);
    sum = add(sum, root && scale(fromTerm(root)!, Q.fromInteger(pairs[i]!)));
  }
  const value = degree === 2 ? sqrt(sum) : sum;
  return value && scale(value, Q.rational(1, divisor!));
}

/** r·π. */
function pi(r: Rational): Exact {
  return r.n === 0n ? zero : scale(fromPower(piBase)!, r)!;
}

/** value's key → r, for the inverse functions; built at the first question. */
function backwards(table: Readonly<Record<string, Surd>>): () => ReadonlyMap<string, Rational> {
  let map: Map<string, Rational> | undefined;
  return () => {
    map ??= new Map(
      Object.entries(table).map(([angle, surd]) => {
        const [n, d] = angle.split("/");
        return [keyOf(evaluate(surd)!), Q.rational(BigInt(n!), BigInt(d ?? "1"))];
      }),
    );
    return map;
  };
}

/** The tables, read from the value to the angle. */
const angleOfCosine = backwards(COSINES);
const angleOfTangent = backwards(TANGENTS);

/** x = rest + r·π + quarters·π/2 with 0 ≤ r < ½, 0 ≤ quarters < 4. */
interface Turned {
  readonly rest: Exact;
  readonly r: Rational;
  readonly quarters: number;
}

/** Splits the rational multiple of π off x and counts its quarter turns. */
function turn(x: Exact): Turned {
  const at = x.terms.findIndex((t) => t.key === "3pi^1");
  const whole = at < 0 ? Q.zero : x.terms[at]!.coefficient;
  const k = Q.floor(Q.multiply(whole, Q.fromInteger(2)));
  const r = Q.subtract(whole, Q.rational(k, 2n));
  const rest = at < 0 ? x : subtract(x, pi(whole))!;
  return { rest, r, quarters: Number(((k % 4n) + 4n) % 4n) };
}

const QUARTER = Q.rational(1, 4);

/** sin(x + quarter·π/2). */
function sineAfter(x: Maybe, quarter: 0 | 1): Maybe {
  if (x === undefined) return undefined;
  const { rest, r, quarters } = turn(x);
  const k = (quarters + quarter) % 4;
  const value = isZero(rest) ? sineOfAngle(r, k % 2) : sineOfSum(rest, r, k % 2);
  return k < 2 ? value : negate(value);
}

/** sin(rπ + k·π/2) for 0 ≤ r < ½, k = 0 or 1. */
function sineOfAngle(r: Rational, k: number): Maybe {
  const other = Q.subtract(Q.half, r);
  const surd = COSINES[Q.toString(k === 1 ? r : other)];
  if (surd !== undefined) return evaluate(surd);
  const octant = Q.compare(r, QUARTER) <= 0;
  return call((k === 1) === octant ? "cos" : "sin", pi(octant ? r : other));
}

/** sin(rest + rπ + k·π/2), the sign of `rest` normalised. */
function sineOfSum(rest: Exact, r: Rational, k: number): Maybe {
  if (rest.terms[0]!.coefficient.n >= 0n) return circularCall(k, add(rest, pi(r)));
  if (r.n === 0n) {
    const value = circularCall(k, negate(rest));
    return k === 0 ? negate(value) : value;
  }
  // sin y = cos(π/2 − y), cos y = sin(π/2 − y).
  return circularCall(1 - k, subtract(pi(Q.subtract(Q.half, r)), rest));
}

/** sin y (k = 0) or cos y (k = 1), seeing through an inverse function. */
function circularCall(k: number, y: Maybe): Maybe {
  if (y === undefined) return undefined;
  const ofSine = argumentOf(y, "arcsin");
  if (ofSine !== undefined) return k === 0 ? ofSine : cosineFromSine(ofSine);
  const ofTangent = argumentOf(y, "arctan");
  if (ofTangent !== undefined) {
    const secant = sqrt(add(one, multiply(ofTangent, ofTangent)));
    return divide(k === 0 ? ofTangent : one, secant);
  }
  return call(k === 0 ? "sin" : "cos", y);
}

/** √(1 − s²). */
function cosineFromSine(s: Exact): Maybe {
  return sqrt(subtract(one, multiply(s, s)));
}

/** sin x. */
export function sin(x: Maybe): Maybe {
  return sineAfter(x, 0);
}

/** cos x. */
export function cos(x: Maybe): Maybe {
  return sineAfter(x, 1);
}

/** tan x; undefined at the poles. */
export function tan(x: Maybe): Maybe {
  if (x === undefined) return undefined;
  const { rest, r, quarters } = turn(x);
  const odd = quarters % 2 === 1;
  if (isZero(rest)) {
    // tan(rπ + π/2) = −tan(π/2 − rπ), with a pole at r = 0.
    if (!odd) return tangentOfAngle(r);
    return r.n === 0n ? undefined : negate(tangentOfAngle(Q.subtract(Q.half, r)));
  }
  // tan(y + π/2) = −1/tan y.
  const value = tangentOfSum(rest, r);
  return odd ? negate(inverse(value)) : value;
}

/** tan(rπ) for 0 ≤ r < ½: by the table, else a call within the first octant. */
function tangentOfAngle(r: Rational): Maybe {
  const surd = TANGENTS[Q.toString(r)];
  if (surd !== undefined) return evaluate(surd);
  if (Q.compare(r, QUARTER) <= 0) return call("tan", pi(r));
  return inverse(call("tan", pi(Q.subtract(Q.half, r))));
}

/** tan(rest + rπ), the sign of `rest` normalised as for the sine. */
function tangentOfSum(rest: Exact, r: Rational): Maybe {
  if (rest.terms[0]!.coefficient.n >= 0n) return tangentCall(add(rest, pi(r)));
  if (r.n === 0n) return negate(tangentCall(negate(rest)));
  return inverse(tangentCall(subtract(pi(Q.subtract(Q.half, r)), rest)));
}

/** tan y, seeing through arcsin and arctan. */
function tangentCall(y: Maybe): Maybe {
  if (y === undefined) return undefined;
  const ofSine = argumentOf(y, "arcsin");
  if (ofSine !== undefined) return divide(ofSine, cosineFromSine(ofSine));
  return argumentOf(y, "arctan") ?? call("tan", y);
}

/** arcsin x for −1 ≤ x ≤ 1. */
export function arcsin(x: Maybe): Maybe {
  if (x === undefined || isZero(x)) return x;
  if (x.terms[0]!.coefficient.n < 0n) return negate(arcsin(negate(x)));
  for (const [value, s] of [[x, 1n] as const, [negate(x)!, -1n] as const]) {
    const r = angleOfCosine().get(keyOf(value));
    // arcsin v = π/2 − arccos v.
    if (r !== undefined) return pi(Q.multiply(Q.subtract(Q.half, r), Q.fromInteger(s)));
  }
  const excess = sign(subtract(one, absolute(x)) ?? one);
  if (excess === undefined || excess < 0 || absolute(x) === undefined) return undefined;
  const ofSine = argumentOf(x, "sin");
  const ofCosine = argumentOf(x, "cos");
  // cos y = sin(π/2 − y).
  const y = ofSine ?? (ofCosine && subtract(pi(Q.half), ofCosine));
  const folded = y && foldHalfTurns(y);
  if (folded === undefined) return call("arcsin", x);
  return folded.odd ? negate(folded.rest) : folded.rest;
}

/** y = kπ + rest with −π/2 ≤ rest < π/2: sin y = (−1)ᵏ sin(rest), tan y = tan(rest). */
function foldHalfTurns(y: Exact): { readonly rest: Maybe; readonly odd: boolean } | undefined {
  const turns = add(divide(y, pi(Q.one)), fromRational(Q.half));
  const k = turns && floorOf(turns);
  if (k === undefined) return undefined;
  return { rest: subtract(y, pi(Q.fromInteger(k))), odd: k % 2n !== 0n };
}

/** arccos x = π/2 − arcsin x for −1 ≤ x ≤ 1. */
export function arccos(x: Maybe): Maybe {
  return subtract(pi(Q.half), arcsin(x));
}

/** arctan x. */
export function arctan(x: Maybe): Maybe {
  if (x === undefined || isZero(x)) return x;
  if (x.terms[0]!.coefficient.n < 0n) return negate(arctan(negate(x)));
  for (const [value, s] of [[x, Q.one] as const, [negate(x)!, Q.minusOne] as const]) {
    const r = angleOfTangent().get(keyOf(value));
    if (r !== undefined) return pi(Q.multiply(r, s));
  }
  const ofTangent = argumentOf(x, "tan");
  return (ofTangent && foldHalfTurns(ofTangent)?.rest) ?? call("arctan", x);
}

/** 1/cos x; undefined at the poles. */
export function sec(x: Maybe): Maybe {
  return inverse(cos(x));
}

/** 1/sin x; undefined at the poles. */
export function csc(x: Maybe): Maybe {
  return inverse(sin(x));
}

/** 1/tan x; undefined at the poles. */
export function cot(x: Maybe): Maybe {
  const t = x && turn(x);
  // cot(π/2) = 0, where the tangent has its pole.
  if (t !== undefined && isZero(t.rest) && t.r.n === 0n && t.quarters % 2 === 1) return zero;
  return inverse(tan(x));
}
