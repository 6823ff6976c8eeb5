/**
 * @file The presentation of an exact value in plain ASCII: "-pi/2*ln(pi/2)", "2*e/(1 + e)^2".
 *
 * Meant for tests, messages and terminals without mathematical type. Sums have spaces, products
 * and fractions none; a product of a fraction and a call reads from left to right. Brackets are
 * put by precedence: sum 1, product and fraction 2, sign 2, power 3, atom 4.
 */

import { type Presentation, present } from "./present.ts";
import type { Exact } from "./term.ts";

type Written = readonly [text: string, precedence: number];

/** ASCII text of x in textbook form. */
export function toText(x: Exact): string {
  return presentationText(present(x));
}

/** ASCII text of a presentation. */
export function presentationText(p: Presentation): string {
  return write(p)[0];
}

/** p in brackets if it binds less tightly than this. */
function at(least: number, p: Presentation): string {
  const [text, precedence] = write(p);
  return precedence < least ? `(${text})` : text;
}

type Writers = {
  readonly [K in Presentation["kind"]]: (p: Presentation & { kind: K }) => Written;
};

/** Kind → how it is written, with the precedence of the result. */
const WRITERS: Writers = {
  integer: (p) => [p.value.toString(), 4],
  pi: () => ["pi", 4],
  e: () => ["e", 4],
  negate: (p) => [`-${at(2, p.operand)}`, 1.5],
  sum: (p) => [p.terms.map((t, i) => (i === 0 ? at(1.5, t) : signedTerm(t))).join(""), 1],
  product: (p) => [p.factors.map((f) => at(2, f)).join("*"), 2],
  fraction: (p) => [`${at(2, p.numerator)}/${at(3, p.denominator)}`, 2],
  power: (p) => [`${at(4, p.base)}^${at(4, p.exponent)}`, 3],
  root: (p) => [
    p.degree === 2n ? `sqrt(${at(0, p.radicand)})` : `root(${p.degree}, ${at(0, p.radicand)})`,
    4,
  ],
  call: (p) => [`${p.function}(${p.arguments.map((a) => at(0, a)).join(", ")})`, 4],
};

/** A later term of a sum with its sign. */
function signedTerm(t: Presentation): string {
  return t.kind === "negate" ? ` - ${at(2, t.operand)}` : ` + ${at(2, t)}`;
}

/** Text and precedence of p. */
function write(p: Presentation): Written {
  return (WRITERS[p.kind] as (p: Presentation) => Written)(p);
}
