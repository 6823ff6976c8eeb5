/**
 * @file Verdicts on an equality, as data. Truth is three-valued: what is neither shown nor
 * refuted is `undecided` and says why. A refutation carries its certificate, a proof its steps.
 */
import type { Node } from "../../expression/index.ts";
import type { Ball } from "../../number/index.ts";
import type { Proof } from "../proof/proof.ts";
import type { Point } from "./point.ts";

/** What a side is at a point: enclosures of its entries, disjoint from the other side's. */
export interface Enclosure {
  readonly shape: readonly number[];
  readonly entries: readonly Ball[];
}

/** A point at which the sides differ, and what they are there. */
export interface Counterexample {
  readonly point: Point;
  readonly left: Enclosure;
  readonly right: Enclosure;
  /** Which entry differs, counted row by row; 0 for scalars. */
  readonly entry: number;
  /** What unknown functions were taken to be. */
  readonly functions: ReadonlyMap<string, Node>;
}

/** A condition of the catalogue. */
export type Condition =
  | { readonly kind: "sign"; readonly node: Node; readonly sign: ">" | "<" | ">=" | "<=" | "!=" }
  | { readonly kind: "integer"; readonly node: Node }
  /** Σ_i x_i = 1. */
  | { readonly kind: "sum"; readonly node: Node }
  | { readonly kind: "one-hot"; readonly node: Node }
  | { readonly kind: "symmetric"; readonly node: Node }
  | { readonly kind: "orthogonal"; readonly node: Node }
  | { readonly kind: "all"; readonly parts: readonly Condition[] };

/** A point where only one side has a value. */
export interface DomainNote {
  readonly defined: "left" | "right";
  readonly point: Point;
}

export type Verdict =
  | { readonly verdict: "proved"; readonly proof: Proof; readonly domain?: DomainNote }
  | {
      readonly verdict: "agrees";
      /** Points at which both sides agree, and to how many digits. */
      readonly points: number;
      readonly digits: number;
      readonly domain?: DomainNote;
    }
  | {
      readonly verdict: "conditional";
      readonly condition: Condition;
      readonly proof?: Proof;
      readonly counterexample: Counterexample;
    }
  | { readonly verdict: "refuted"; readonly counterexample: Counterexample }
  | { readonly verdict: "undecided"; readonly reason: Undecided };

/** Why nothing was decided. */
export type Undecided =
  /** No point was found at which both sides are defined. */
  | { readonly kind: "nowhere defined" }
  /** The sides have different shapes. */
  | { readonly kind: "shapes"; readonly left: string; readonly right: string }
  /** The work is beyond the budget. */
  | { readonly kind: "budget" }
  /** They agree in doubles, but not to enough digits. */
  | { readonly kind: "digits"; readonly digits: number };
