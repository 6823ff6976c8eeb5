/**
 * @file Spelling a contraction in matrix notation. The operands are the vertices and the indices
 * the edges of a graph: an index that two operands share joins them, an index of the result is
 * an open end. Where every operand has at most two axes, the pieces of that graph are paths and
 * cycles, and a path is a product of matrices: `W^T x` (one open end), `x^T A y` (none: a vector
 * at each end), `x δ^T` (two paths of one open end each), `tr(A B)` (a cycle).
 *
 * An index met by three or more (x_i y_i in every entry i) is made ordinary first: vectors on it
 * join by ⊙, or stand as diag(v) between their neighbours. What then still does not fit has no
 * matrix notation and is spelled with indices; see `entry.ts`.
 */
import { isKind, type Node, type Size } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Syntax } from "../syntax.ts";

/** An operand of the product: its syntax, and the index at each of its ends. */
interface Piece {
  readonly syntax: Syntax;
  readonly axes: readonly number[];
}

/** Each operand's syntax as it is spelled elsewhere. */
export type Spelling = (node: Node) => Syntax;

/** The matrix notation of a contraction; undefined when it has none. */
export function spellContraction(node: Node<"contraction">, spell: Spelling): Syntax | undefined {
  const covered = new Set(node.data.axes.flat());
  // a broadcast is written as the scalar that it repeats
  const isBroadcast = node.shape.every((_, index) => !covered.has(index));
  const rank = isBroadcast ? 0 : node.shape.length;
  if (rank > 2) return undefined;
  const scalars: Syntax[] = [];
  let pieces: Piece[] = [];
  const picked = pickEntries(node, spell, scalars);
  for (const [k, operand] of node.operands.entries()) {
    if (picked.has(k)) continue;
    const axes = node.data.axes[k]!;
    if (axes.length > 2) return undefined;
    const syntax = isIdentity(operand) ? S.name("I") : spell(operand);
    if (operand.op === "indicator" && !isIdentity(operand)) return undefined;
    if (axes.length === 0) scalars.push(syntax);
    else pieces.push({ syntax, axes });
  }
  pieces = joinElementwise(pieces, rank);
  const product = walk(pieces, rank, node.data.sizes, scalars);
  if (product === undefined) return undefined;
  return scaled(scalars, product);
}

function scaled(scalars: readonly Syntax[], product: readonly Syntax[]): Syntax {
  return S.product([...scalars, ...product]);
}

/** Entries: operands all of whose indices are fixed by one-hot indicators. */
function pickEntries(node: Node<"contraction">, spell: Spelling, scalars: Syntax[]): Set<number> {
  const { axes } = node.data;
  const fixed = new Map<number, { place: number; value: number; uses: number }>();
  for (const [k, operand] of node.operands.entries()) {
    if (!isKind(operand, "indicator") || operand.shape.length !== 1) continue;
    const [only] = operand.data;
    if (operand.data.length !== 1 || only!.sign !== "=" || only!.coefficients[0] !== 1) continue;
    fixed.set(axes[k]![0]!, { place: k, value: -only!.offset, uses: 0 });
  }
  const picked = new Set<number>();
  if (fixed.size === 0) return picked;
  for (const [k, operand] of node.operands.entries()) {
    const own = axes[k]!;
    if (operand.op === "indicator" || own.length === 0) continue;
    if (!own.every((label) => fixed.has(label) && label >= node.shape.length)) continue;
    const indices = own.map((label) => S.number(fixed.get(label)!.value));
    const base = spell(operand);
    const named = base.kind === "name" || base.kind === "family";
    scalars.push(S.subscripted(named ? base : S.group(base), ...indices));
    picked.add(k);
    for (const label of own) picked.add(fixed.get(label)!.place);
  }
  // an indicator that another operand still needs was not used up
  for (const [label, { place }] of fixed) {
    if (axes.some((own, k) => !picked.has(k) && k !== place && own.includes(label)))
      picked.delete(place);
  }
  return picked;
}

/** δ_ij. */
export function isIdentity(node: Node): boolean {
  if (!isKind(node, "indicator") || node.shape.length !== 2 || node.data.length !== 1) return false;
  const { coefficients, offset, sign } = node.data[0]!;
  return sign === "=" && offset === 0 && coefficients[0]! * coefficients[1]! === -1;
}

/** How many ends meet at each index: operands' axes, and the result's own. */
function meeting(pieces: readonly Piece[], rank: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let k = 0; k < rank; k++) counts.set(k, 1);
  for (const { axes } of pieces) {
    for (const label of axes) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** Joins by ⊙ what shares all its indices where an index is met three times or more. */
function joinElementwise(given: readonly Piece[], rank: number): Piece[] {
  const pieces = [...given];
  for (let k = 0; k < pieces.length; k++) {
    for (let j = pieces.length - 1; j > k; j--) {
      const [a, b] = [pieces[k]!, pieces[j]!];
      const counts = meeting(pieces, rank);
      if (!a.axes.some((label) => counts.get(label)! > 2)) break;
      const same = a.axes.every((label, axis) => label === b.axes[axis]);
      const swapped = a.axes.length === 2 && a.axes[0] === b.axes[1] && a.axes[1] === b.axes[0];
      if (a.axes.length !== b.axes.length || !(same || swapped)) continue;
      const right = same ? b.syntax : S.transpose(b.syntax);
      pieces[k] = { syntax: S.product([wrapped(a.syntax), wrapped(right)], "odot"), axes: a.axes };
      pieces.splice(j, 1);
    }
  }
  return pieces;
}

/** A product inside an elementwise product keeps its brackets. */
function wrapped(syntax: Syntax): Syntax {
  const mixed = syntax.kind === "product" && syntax.joints.some((joint) => joint !== "odot");
  return mixed ? S.group(syntax) : syntax;
}

/** Vectors on a crowded index become diag(v), which has two ends. */
function spreadDiagonals(pieces: readonly Piece[], rank: number): Piece[] | undefined {
  const result = [...pieces];
  const total = meeting(pieces, rank).size;
  let fresh = Math.max(rank, ...pieces.flatMap((piece) => piece.axes)) + total + 1;
  for (;;) {
    const counts = meeting(result, rank);
    const crowded = [...counts].find(([, count]) => count > 2)?.[0];
    if (crowded === undefined) return result;
    const k = result.findIndex(({ axes }) => axes.length === 1 && axes[0] === crowded);
    if (k < 0) return undefined;
    const other = result.findIndex(({ axes }, j) => j !== k && axes.includes(crowded));
    if (other < 0) return undefined;
    const split = fresh++;
    result[k] = { syntax: S.call("diag", [result[k]!.syntax]), axes: [crowded, split] };
    const axes = [...result[other]!.axes];
    axes[axes.indexOf(crowded)] = split;
    result[other] = { ...result[other]!, axes };
  }
}

/** Follows the paths and cycles; undefined when a piece of the graph is neither. */
function walk(
  given: readonly Piece[],
  rank: number,
  sizes: readonly Size[],
  scalars: Syntax[],
): Syntax[] | undefined {
  const pieces = spreadDiagonals(given, rank);
  if (pieces === undefined) return undefined;
  const open = new Set(pieces.keys());
  const counts = meeting(pieces, rank);
  for (const [label, count] of counts) {
    if (label < rank && count === 1) return undefined; // a broadcast beside other factors
    if (label >= rank && count === 1 && !soleSum(pieces, label, sizes)) return undefined;
  }
  const left: Syntax[] = [];
  if (rank > 0) {
    const path = follow(pieces, open, 0, false);
    if (path === undefined) return undefined;
    left.push(...path.factors);
    if (rank === 2 && path.end !== 1) {
      if (path.end !== null) return undefined;
      const other = follow(pieces, open, 1, true);
      if (other === undefined || other.end !== null) return undefined;
      left.push(...other.factors);
    } else if (rank === 1 && path.end !== null) return undefined;
  }
  while (open.size > 0) {
    const closed = closedPath(pieces, open);
    if (closed === undefined) return undefined;
    scalars.push(closed);
  }
  return left;
}

/** Σ over an index that one operand alone has: only a vector by itself, as sum(x). */
function soleSum(pieces: readonly Piece[], label: number, _sizes: readonly Size[]): boolean {
  return pieces.some(({ axes }) => axes.length === 1 && axes[0] === label);
}

/**
 * The factors met from the index `start` on, and the open end where the path stops (null at a
 * vector). `reversed` gives the factors in the opposite order, each transposed: the path as a
 * row, for the right side of an outer product.
 */
function follow(
  pieces: readonly Piece[],
  open: Set<number>,
  start: number,
  reversed: boolean,
): { factors: Syntax[]; end: number | null } | undefined {
  const factors: Syntax[] = [];
  let label = start;
  for (;;) {
    const k = [...open].find((at) => pieces[at]!.axes.includes(label));
    if (k === undefined) {
      const end = label === start && factors.length === 0 ? undefined : label;
      return end === undefined ? undefined : { factors, end };
    }
    open.delete(k);
    const { syntax, axes } = pieces[k]!;
    if (axes.length === 1) {
      put(factors, reversed ? S.transpose(syntax) : syntax, reversed);
      return { factors, end: null };
    }
    if (axes[0] === axes[1]) return undefined;
    const forward = axes[0] === label;
    put(factors, forward === reversed ? S.transpose(syntax) : syntax, reversed);
    label = forward ? axes[1]! : axes[0]!;
  }
}

function put(factors: Syntax[], factor: Syntax, front: boolean): void {
  if (front) factors.unshift(factor);
  else factors.push(factor);
}

/** A scalar piece: `x^T A y` from the first vector on, `sum(x)`, or the trace of a cycle. */
function closedPath(pieces: readonly Piece[], open: Set<number>): Syntax | undefined {
  const places = [...open];
  const start = places.find((k) => pieces[k]!.axes.length === 1);
  if (start === undefined) return cycle(pieces, open, places[0]!);
  open.delete(start);
  const [label] = pieces[start]!.axes;
  const shared = places.some((k) => k !== start && pieces[k]!.axes.includes(label!));
  if (!shared) return S.call("sum", [pieces[start]!.syntax]);
  const path = follow(pieces, open, label!, false);
  if (path === undefined || path.end !== null) return undefined;
  return S.product([S.transpose(pieces[start]!.syntax), ...path.factors]);
}

/** tr(A B …). */
function cycle(pieces: readonly Piece[], open: Set<number>, start: number): Syntax | undefined {
  const { axes, syntax } = pieces[start]!;
  open.delete(start);
  if (axes[0] === axes[1]) return S.call("tr", [syntax]);
  const path = follow(pieces, open, axes[1]!, false);
  if (path === undefined || path.end !== axes[0]) return undefined;
  return S.call("tr", [S.product([syntax, ...path.factors])]);
}
