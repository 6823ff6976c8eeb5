/** @file Sample points as rationals, as variables of an arena, and as values of a field. */
import { Arena, type Field, type Node, operations } from "../../src/expression/index.ts";
import { B, type Ball, Q, type Rational } from "../../src/number/index.ts";
import { type Sample, samples } from "./samples.ts";

/** "1/3" or "0.25" as a rational. */
export function rational(text: string): Rational {
  const [n, d = "1"] = text.split("/");
  return Q.divide(Q.fromDecimal(n!)!, Q.fromDecimal(d)!)!;
}

/** "1/3 2" as rationals. */
export const point = (text: string): Rational[] => text.split(" ").map(rational);

/** One application of an operation to variables x0, x1, … and constants. */
export interface Application {
  readonly arena: Arena;
  readonly node: Node;
  readonly args: readonly Node[];
}

/** The operation applied at a point: operands are variables, or numbers where constant. */
export function apply(name: keyof typeof samples, at: readonly Rational[]): Application {
  const arena = new Arena();
  const constants = (samples[name] as Sample).constants ?? [];
  const args = at.map((q, k) =>
    constants.includes(k) ? arena.number(q) : arena.variable(`x${k}`),
  );
  return { arena, args, node: arena.apply(name, ...args) };
}

/** The values of x0, x1, … in a field. */
export function inputs<T>(field: Field<T>, at: readonly Rational[]): Map<string, T> {
  return new Map(at.map((q, k) => [`x${k}`, field.rational(q)]));
}

/** The page of an elementwise operation. */
export function elementwise(name: string) {
  const page = operations[name as keyof typeof operations];
  if (page.kind !== "elementwise") throw new Error(`${name} is not elementwise`);
  return page;
}

/** The ends of a ball as fractions. */
export const lower = (a: Ball): Rational => B.lower(a)!;
export const upper = (a: Ball): Rational => B.upper(a)!;
