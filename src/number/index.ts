/**
 * @file The numbers of pengrad, from exact to quick.
 *
 * Q: fractions. X: exact values (radicals, π, e, values of functions). B: balls, that is big floats
 * with a bound. I: intervals of doubles. The usual way of a question goes from I, the cheapest that
 * may know, over B with growing precision, to X or Q, which decide what no precision can.
 */
export type { Ball } from "./ball.ts";
export * as B from "./ball.ts";
export type { Exact, Presentation } from "./exact.ts";
export * as X from "./exact.ts";
export { type Factorisation, factorise, gcd } from "./integer.ts";
export type { Interval } from "./interval.ts";
export * as I from "./interval.ts";
export type { Rational } from "./rational.ts";
export * as Q from "./rational.ts";
