/**
 * @file The Python of one formula: an expression, and before it lines for the parts that it uses
 * twice, or that would make it too long or nest too deeply. The graph is walked once in
 * topological order; a part gets its line when it is first asked for, after those that it uses
 * itself.
 */
import {
  type Arena,
  fillOf,
  isKind,
  type Node,
  operations,
  type Size,
  topological,
} from "../../expression/index.ts";
import type { Identifiers } from "./names.ts";
import { everyAxis, floatText, type Piece, precedence, tensor, within } from "./piece.ts";
import type { Formula, Import, Recipe } from "./recipe.ts";
import { recipes } from "./recipes.ts";

/** Deeper texts are cut; Python's parser takes 200 brackets, a person far fewer. */
const deepest = 12;

/** Longer texts are cut where they are used. */
const longest = 72;

/** Texts up to this length are repeated rather than named. */
const shortText = 12;

/** What all formulas of a script share. */
export interface Scope {
  readonly arena: Arena;
  readonly identifiers: Identifiers;
  readonly variable: (node: Node<"variable">) => string;
  readonly size: (size: Size) => string;
  readonly unknown: (name: string, argumentCount: number) => string;
  readonly need: (wanted: Import) => string;
}

/** A formula as it stands in the script. */
export interface WrittenFormula {
  readonly piece: Piece;
  readonly lines: readonly string[];
  readonly remarks: readonly string[];
}

/** Writes `root`; the expression is a tensor with all its axes. */
export function writeFormula(root: Node, scope: Scope): WrittenFormula {
  const writer = new FormulaWriter(scope);
  const piece = complete(writer.also(root), root, scope.size);
  return { piece, lines: writer.neededFor(piece.text), remarks: writer.remarks };
}

class FormulaWriter implements Formula {
  readonly arena: Arena;
  readonly remarks: string[] = [];
  private readonly scope: Scope;
  private readonly uses = new Map<Node, number>();
  private readonly pieces = new Map<Node, Piece>();
  private readonly limited = new Set<Node>();
  /** Lines, each with the name that it gives a value to. */
  private readonly lines: { readonly name: string; readonly text: string }[] = [];
  private readonly bound = new Map<Node, string>();

  constructor(scope: Scope) {
    this.scope = scope;
    this.arena = scope.arena;
  }

  also = (root: Node): Piece => {
    const nodes = topological([root]).filter((node) => !this.pieces.has(node));
    for (const { operands } of nodes) {
      for (const operand of operands) this.uses.set(operand, (this.uses.get(operand) ?? 0) + 1);
    }
    for (const node of nodes) {
      const inherited = node.operands.some((operand) => this.limited.has(operand));
      if (inherited || isLimitedItself(node)) this.limited.add(node);
      // most indicators become an index, and are never asked for
      if (node.op !== "indicator") this.write(node);
    }
    return this.pieceOf(root);
  };

  private write(node: Node): Piece {
    const piece = (recipes[node.op] as Recipe)(node, this);
    this.pieces.set(node, piece);
    return piece;
  }

  private pieceOf(node: Node): Piece {
    return this.pieces.get(node) ?? this.write(node);
  }

  use = (node: Node): Piece => {
    const piece = this.pieceOf(node);
    const { length } = piece.text;
    const isAgain = (this.uses.get(node) ?? 0) > 1 && length > shortText;
    if (piece.isName || !(isAgain || piece.depth >= deepest || length > longest)) return piece;
    const { condition: _, ...rest } = piece;
    const text = this.assign("part", piece.text);
    const named = { ...rest, text, level: precedence.atom, depth: 0, isName: true };
    this.pieces.set(node, named);
    return named;
  };

  full = (node: Node): Piece => complete(this.use(node), node, this.scope.size);

  assign = (wanted: string, text: string): string => {
    const name = this.scope.identifiers.take(wanted);
    this.lines.push({ name, text: `${name} = ${text}` });
    return name;
  };

  line = (text: string): void => {
    this.lines.push({ name: /^\w+/u.exec(text)?.[0] ?? "", text });
  };

  bind = (variable: Node<"variable">, text: string): void => {
    this.bound.set(variable, text);
  };

  variable = (node: Node<"variable">): string => {
    return this.bound.get(node) ?? this.scope.variable(node);
  };

  size = (size: Size): string => this.scope.size(size);
  unknown = (name: string, count: number): string => this.scope.unknown(name, count);
  need = (wanted: Import): string => this.scope.need(wanted);
  isLimited = (node: Node): boolean => this.limited.has(node);

  remark = (text: string): void => {
    if (!this.remarks.includes(text)) this.remarks.push(text);
  };

  /** The lines on which `text` depends; a part that was cut out of nothing is dropped. */
  neededFor(text: string): string[] {
    const wanted = new Set(wordsOf(text));
    const kept: string[] = [];
    for (const line of [...this.lines].reverse()) {
      if (!wanted.has(line.name)) continue;
      for (const word of wordsOf(line.text)) wanted.add(word);
      kept.unshift(line.text);
    }
    return kept;
  }
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu) ?? [];
}

/** Whether the operation itself is undefined, or has no slope, for some operands. */
function isLimitedItself(node: Node): boolean {
  if (node.op === "norm" || node.op === "inverse") return true;
  if (operations[node.op].domain.kind === "everywhere") return false;
  if (node.op !== "power" && node.op !== "divide") return true;
  const second = fillOf(node.operands[1]!);
  if (second === undefined || !isKind(second, "number")) return true;
  const { n, d } = second.data;
  return node.op === "power" ? n < 0n || d !== 1n : n === 0n;
}

/** Numbers that have a function of their own. */
const fillers: ReadonlyMap<string, string> = new Map([
  ["0.0", "torch.zeros(…)"],
  ["1.0", "torch.ones(…)"],
]);

/** The piece as a tensor with all axes of the node. */
export function complete(piece: Piece, { shape }: Node, size: (size: Size) => string): Piece {
  const spread = everyAxis(shape.length);
  const extents = shape.map(size);
  if (piece.kind === "number") {
    const value = floatText(piece);
    const list = `(${extents.join(", ")}${extents.length === 1 ? "," : ""})`;
    const filled = fillers.get(value) ?? `torch.full(${list}, ${value})`;
    const text =
      shape.length === 0 ? `torch.tensor(${value})` : filled.replace("…", extents.join(", "));
    return tensor(text, precedence.atom, spread, []);
  }
  if (shape.every((_, axis) => piece.spread[axis] === true)) return piece;
  const text = `${within(precedence.atom, piece)}.expand(${extents.join(", ")})`;
  return tensor(text, precedence.atom, spread, [piece]);
}
