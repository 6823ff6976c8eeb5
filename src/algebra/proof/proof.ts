/**
 * @file A proof that two expressions are equal wherever both are defined, as data: the steps by
 * which each part of the two is expressed in the ring. The kernel (`kernel.ts`) checks each step
 * by itself, without searching for anything; what had to be found (a factorisation, the order)
 * stands in the step.
 */
import type { Node } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import type { Descent } from "./induction.ts";
import type { Monomial, Poly } from "./ring.ts";

/** p = coefficient · monomial · Π f^k, with real polynomials f. */
export interface Factors {
  readonly coefficient: Rational;
  readonly monomial: Monomial;
  readonly bases: readonly (readonly [f: Poly, k: number])[];
}

/** What justifies a step. */
export type Rule =
  /** A leaf, a sum, a product, a whole power: arithmetic of the ring. */
  | "arithmetic"
  /** a/b, and whole powers below 0, by the factors of what is below. */
  | "quotient"
  /** An identity of the table of rewritings. */
  | "rewriting"
  /** The right side of a rewriting is defined where its left side is. */
  | "unfolding"
  /** e^{Σ q m} = Π (e^m)^q, and e^{q ln|f|} = |f|^q. */
  | "exponential"
  /** sin u = (e^{iu} − e^{−iu})/2i, cos u = (e^{iu} + e^{−iu})/2. */
  | "circular"
  /** ln|q Π f^k| = ln|q| + Σ k ln|f|. */
  | "logarithm"
  /** u^{n/d} by the factors of u, u^v = e^{v ln u}. */
  | "power"
  /** |Π f^k| = Π |f|^k. */
  | "absolute value"
  /** [a < b] by the factors of b − a. */
  | "order"
  /** softmax(x)_i = e^{x_i}/Σ_k e^{x_k}, ‖x‖ = √(Σ_k x_k²) and their like. */
  | "reduction"
  /** The value of an operation of which nothing more is used; equal at equal arguments. */
  | "congruence"
  /** ln u is defined only for u > 0, √u for u ≥ 0: where it occurs, so it is. */
  | "domain"
  /** What was assumed from outside. */
  | "assumption"
  /** Constants compared in exact arithmetic. */
  | "constants";

export interface Step {
  readonly rule: Rule;
  /** The part of the two expressions that is expressed; for a domain, the part that has it. */
  readonly node: Node;
  /** The factors of the argument, the divisor or the difference that the rule looks at. */
  readonly factors?: Factors;
}

/** A sign that is taken for granted: node > 0, ≥ 0 or ≠ 0. */
export interface Assumption {
  readonly node: Node;
  readonly sign: ">0" | ">=0" | "!=0";
}

export interface Proof {
  readonly left: Node;
  readonly right: Node;
  readonly assumptions: readonly Assumption[];
  readonly steps: readonly Step[];
  /** Instead of steps: a proof for each entry, row by row (`entries.ts`). */
  readonly entries?: readonly Proof[];
  /** Instead of steps: proofs of what a claim about sums comes down to (`induction.ts`). */
  readonly descent?: {
    readonly symbol: string;
    readonly by: Descent;
    readonly proofs: readonly Proof[];
  };
}
