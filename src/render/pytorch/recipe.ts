/**
 * @file What a recipe is, how an operation is written in PyTorch, and what it may ask of the
 * formula that is being written.
 */
import type { Arena, Node, OperationName, Size } from "../../expression/index.ts";
import type { Piece } from "./piece.ts";

/** Modules and functions that a script has only if a formula needs them. */
export type Import = "math" | "functional" | "indicator" | "derivative" | "powers" | "derived";

/** The formula that is being written, as a recipe sees it. */
export interface Formula {
  readonly arena: Arena;
  /** The piece of an operand, as a name where it is long and used more than once. */
  readonly use: (node: Node) => Piece;
  /** The same as a tensor that has all axes of the node. */
  readonly full: (node: Node) => Piece;
  /** The piece of a node that is not an operand but was made for the occasion. */
  readonly also: (root: Node) => Piece;
  /** A line of its own before the formula: `name = text`; gives the name. */
  readonly assign: (wanted: string, text: string) => string;
  /** Any other line before the formula. It stays where the name that it is for stays. */
  readonly line: (text: string) => void;
  /** A variable whose text is known: what an index picks out of a tensor. */
  readonly bind: (variable: Node<"variable">, text: string) => void;
  readonly variable: (node: Node<"variable">) => string;
  readonly size: (size: Size) => string;
  /** The stand-in of a function of which only the name is known. */
  readonly unknown: (name: string, argumentCount: number) => string;
  /** What the import is called in the script. */
  readonly need: (wanted: Import) => string;
  /** A remark above the line. */
  readonly remark: (text: string) => void;
  /** Whether the node is undefined for some values of its variables. */
  readonly isLimited: (node: Node) => boolean;
}

/** How the operation K is written. */
export type Recipe<K extends OperationName = OperationName> = (
  node: Node<K>,
  formula: Formula,
) => Piece;

/** A recipe of an operation that carries no data, for any such operation. */
export type PlainRecipe = (node: Node, formula: Formula) => Piece;
