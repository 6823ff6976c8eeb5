/**
 * @file What a page of the table of operations must say. A page says everything about one
 * operation: how it is read and written, its shape, its value over any field, where it is
 * defined, its derivative and the name of that rule. An operation that lacks an aspect does not
 * compile.
 */
import type { Arena } from "./arena.ts";
import type { Field } from "./field.ts";
import type { Node } from "./node.ts";
import type { OperationName } from "./operations/names.ts";
import type { Sizes } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** How a function is read and written. The first spelling of each list is the one written. */
export interface Notation {
  /** LaTeX commands, with the backslash; empty when it is written `\operatorname{name}`. */
  readonly latex: readonly string[];
  /** Plain words. */
  readonly plain: readonly string[];
}

/** Where an operation is defined, as a condition on its arguments. */
export type Domain =
  | { readonly kind: "everywhere" }
  /** Every listed expression must be of this sign. */
  | {
      readonly kind: "conditions";
      readonly conditions: (
        args: readonly Node[],
        arena: Arena,
      ) => readonly { readonly node: Node; readonly sign: ">0" | ">=0" | "!=0" }[];
    };

/** A point where the derivative jumps: `at` is 0 there. */
export interface Kink {
  readonly at: (args: readonly Node[], arena: Arena, node: Node) => Node;
  /** The value given to the derivative there, and what the two sides would give. */
  readonly convention: string;
  readonly left: string;
  readonly right: string;
}

interface Common {
  /** Its name in words: "cosine". */
  readonly title: string;
  /** How the function is read and written as a name; null for signs such as +. */
  readonly notation: Notation | null;
  /** The rule by which its derivative is taken, as it is named in a step. */
  readonly rule: string;
  readonly domain: Domain;
  readonly kinks: readonly Kink[];
}

/** An operation that acts entry by entry: all operands and the result have one shape. */
export interface Elementwise extends Common {
  readonly kind: "elementwise";
  /** How many operands; −1 for any number. */
  readonly arity: number;
  /** The value in doubles, numerically stable; not finite outside the domain. */
  readonly float: (...args: number[]) => number;
  /**
   * The value over any field; undefined outside the domain. `node` is the application itself,
   * for the operations whose domain depends on a constant operand (odd roots) or on data.
   */
  readonly value: <T>(field: Field<T>, args: readonly T[], node: Node) => T | undefined;
  /** ∂f/∂(argument k), entry by entry; null for 0. `node` is the application itself. */
  readonly partial: (k: number, args: readonly Node[], arena: Arena, node: Node) => Node | null;
}

/** What the evaluation of a whole tensor may need beside its operands. */
export interface Context {
  readonly sizes: Sizes;
  readonly budget: Budget;
}

/** A counted budget of elementary steps; below 0 it is spent and the result is undefined. */
export interface Budget {
  left: number;
}

/** A leaf, or an operation on whole tensors. */
export interface Structural extends Common {
  readonly kind: "structural" | "leaf";
  /** The entries of the result; undefined when not defined. Leaves with a name are looked up
   * before this is asked. */
  readonly evaluate: <T>(
    field: Field<T>,
    args: readonly Tensor<T>[],
    node: Node,
    shape: readonly number[],
    context: Context,
  ) => Tensor<T> | undefined;
  /** The adjoint of operand k, given the adjoint of the result; null for 0. */
  readonly pullback: (k: number, adjoint: Node, node: Node, arena: Arena) => Node | null;
}

export type Operation = Elementwise | Structural;

export type Table = { readonly [K in OperationName]: Operation };
