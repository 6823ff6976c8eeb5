/**
 * @file Atoms: what the letters stand for in which the ring's polynomials are written.
 */
import type { Node, Size } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import type { Monomial, Poly } from "./poly.ts";

/** What an atom stands for. */
export type Meaning =
  /** The value of a leaf (a variable, a size, π), or of an entry of it. */
  | { readonly kind: "leaf"; readonly node: Node; readonly at: readonly number[] }
  /** A symbolic size. */
  | { readonly kind: "extent"; readonly size: string }
  /** An entry of a tensor of 0 and 1. */
  | { readonly kind: "mask"; readonly node: Node; readonly at: readonly number[] }
  /** An entry of an operation on whole tensors, given by their entries at indices 0, 1, … */
  | {
      readonly kind: "whole";
      readonly name: string;
      readonly args: readonly Poly[];
      readonly at: readonly number[];
    }
  /** Σ of a monomial over indices, which are its largest ones. */
  | {
      readonly kind: "sum";
      readonly of: Monomial;
      readonly bound: readonly { readonly label: number; readonly size: Size }[];
    }
  /** The value of an operation of which the ring knows nothing, at arguments. */
  | { readonly kind: "opaque"; readonly name: string; readonly args: readonly Poly[] }
  /** e^{qm} with the family exponent q. */
  | { readonly kind: "exponential"; readonly of: Monomial; readonly scale: Rational }
  /** e^{iqm}. */
  | { readonly kind: "circular"; readonly of: Monomial; readonly scale: Rational }
  /** ln|f| of an atom f. */
  | { readonly kind: "logarithm"; readonly of: number }
  /** The polynomial f. */
  | { readonly kind: "base"; readonly of: Poly }
  /** |f| of an atom f. */
  | { readonly kind: "modulus"; readonly of: number }
  /** 1 where f > 0 (direction 1) or f < 0 (−1), elsewhere −1. */
  | { readonly kind: "sign"; readonly of: number; readonly direction: 1 | -1 }
  | { readonly kind: "prime"; readonly p: bigint }
  | { readonly kind: "imaginary" }
  /** e^{iπ}, as a family: e^{iπq}. */
  | { readonly kind: "turn" };

export interface Atom {
  readonly id: number;
  readonly meaning: Meaning;
  /** How many polynomials stand inside each other here. */
  readonly depth: number;
  /** The indices that it has: axes from 0, fixed places below 0 (the entry 2 is −2). */
  readonly labels: ReadonlySet<number>;
}

/** Kinds whose powers are reduced. */
export const reducing: ReadonlySet<Meaning["kind"]> = new Set([
  "base",
  "mask",
  "modulus",
  "sign",
  "prime",
  "imaginary",
  "turn",
]);

/** Kinds whose values are not real. */
export const complex: ReadonlySet<Meaning["kind"]> = new Set(["imaginary", "turn", "circular"]);
