/**
 * @file Spelling a contraction in matrix notation. The operands are the vertices and the indices
 * the edges of a graph: an index that two operands share joins them, an index of the result is
 * an open end. Where every operand has at most two axes, the pieces of that graph are paths and
 * cycles, and a path is a product of matrices: `W^T x` (one open end), `x^T A y` (none: a vector
 * at each end), `x δ^T` (two paths of one open end each), `tr(A B)` (a cycle), `sum(A x)` (a path
 * whose last index is summed).
 *
 * An index met by three or more (x_i y_i in every entry i) is a product entry by entry, x ⊙ y,
 * where all factors have the indices of the result; otherwise a vector on it stands as diag(v)
 * between its neighbours. What then still does not fit has no matrix notation and is spelled with
 * indices; see `entry.ts`.
 *
 * What is written here reads back to the same node, so nothing is grouped that is flat in the
 * graph: x^T (y ⊙ z) would be a product in a product, where x^T diag(y) z is one.
 */
import { isKnownSymmetric, type Node } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Joint, Syntax } from "../syntax.ts";
import { indexable } from "./entry.ts";
import { isIdentity, pickOf } from "./picks.ts";
import { diagonalOfProduct, sumOfRows, turnedProduct } from "./rows.ts";

/** An operand of the product: its syntax, and the index at each of its ends. */
export interface Piece {
  readonly syntax: Syntax;
  readonly axes: readonly number[];
  /** Whether it is the identity matrix, which may be left out beside another factor. */
  readonly identity: boolean;
  /** Whether it is its own transpose: diag(v), I, (X^T X)^{-1}. */
  readonly symmetric: boolean;
  /** The operand, where the piece is all of it. */
  readonly whole: Node | null;
}

const asDiagonal = { identity: false, symmetric: true, whole: null };

/** The matrix notation of a contraction; undefined when it has none. */
export function spellContraction(
  node: Node<"contraction">,
  spell: (node: Node) => Syntax,
): Syntax | undefined {
  const diagonal = onDiagonal(node, spell);
  if (diagonal !== undefined) return diagonal;
  const covered = new Set(node.data.axes.flat());
  // a broadcast is written as the scalar that it repeats
  const isBroadcast = node.shape.every((_, index) => !covered.has(index));
  const rank = isBroadcast ? 0 : node.shape.length;
  const parts = rank > 2 ? undefined : take(node, spell);
  if (parts === undefined) return undefined;
  const { scalars } = parts;
  const turned = parts.pieces.map((piece) => upright(piece, rank, spell));
  const pieces = rank === 2 ? turned : parts.pieces;
  if (pieces.length === 0) return S.product(scalars);
  if (rank === 0) return closed(pieces);
  const entrywise = byEntry(pieces, rank);
  if (entrywise !== undefined) {
    const joints = [
      ...scalars.map((): Joint => "juxtapose"),
      ...entrywise.map((): Joint => "odot"),
    ];
    return S.product([...scalars, ...entrywise], joints.slice(0, -1));
  }
  const factors = openPath(pieces, rank);
  if (factors !== undefined) return S.product([...scalars, ...factors]);
  if (rank !== 1) return undefined;
  // a number is no part of the contraction; other scalars stand inside, as they do in the graph
  const numbers = scalars.filter(isNumeric);
  const inside = scalars.filter((scalar) => !isNumeric(scalar));
  const along = sumOfRows(turned, inside) ?? diagonalOfProduct(pieces, inside);
  return along && (numbers.length === 0 ? along : S.product([...numbers, along]));
}

function isNumeric(syntax: Syntax): boolean {
  const { kind } = syntax;
  return (
    kind === "number" ||
    (kind === "fraction" && isNumeric(syntax.numerator) && isNumeric(syntax.denominator))
  );
}

/**
 * A product of matrices whose first axis comes second in the result is written the other way
 * round: (X diag(v)) ⊙ Y, and not (diag(v) Xᵀ)ᵀ ⊙ Y.
 */
function upright(piece: Piece, rank: number, spell: (node: Node) => Syntax): Piece {
  const { axes, whole, syntax } = piece;
  const [first, second] = axes;
  const isProduct = syntax.kind === "group" && syntax.body.kind === "product";
  const lies = rank === 2 ? first === 1 && second === 0 : rank === 1 && first === 0;
  const turned = lies && second !== undefined && isProduct ? turnedProduct(whole) : undefined;
  const written = turned && spellContraction(turned, spell);
  if (written === undefined) return piece;
  return { ...piece, syntax: S.group(written), axes: [second!, first!], whole: null };
}

/** A ⊙ I, a matrix of which only the diagonal is left; undefined for anything else. */
function onDiagonal(node: Node<"contraction">, spell: (node: Node) => Syntax): Syntax | undefined {
  const { operands, data } = node;
  const scalars: Syntax[] = [];
  const matrices: Syntax[] = [];
  let identity: Syntax | undefined;
  for (const [k, operand] of operands.entries()) {
    const axes = data.axes[k]!.join();
    if (axes === "") scalars.push(spell(operand));
    else if (isIdentity(operand) && axes === "0,1") identity = spell(operand);
    else if (operand.shape.length === 2 && axes === "0,0") matrices.push(spell(operand));
    else return undefined;
  }
  const [matrix, more] = matrices;
  if (identity === undefined || matrix === undefined || more !== undefined) return undefined;
  const joints: Joint[] = [...scalars.map((): Joint => "juxtapose"), "odot"];
  return S.product([...scalars, matrix, identity], joints);
}

interface Parts {
  readonly scalars: readonly Syntax[];
  readonly pieces: readonly Piece[];
}

/** The operands as pieces; indices that a basis vector fixes become subscripts. */
function take(node: Node<"contraction">, spell: (node: Node) => Syntax): Parts | undefined {
  const { axes } = node.data;
  const uses = new Map<number, number>();
  for (const label of axes.flat()) uses.set(label, (uses.get(label) ?? 0) + 1);
  const fixed = new Map<number, number>();
  for (const [k, operand] of node.operands.entries()) {
    const value = pickOf(operand);
    const label = axes[k]![0]!;
    if (value === undefined) continue;
    if (label < node.shape.length || uses.get(label) !== 2) return undefined;
    fixed.set(label, value);
  }
  const scalars: Syntax[] = [];
  const pieces: Piece[] = [];
  for (const [k, operand] of node.operands.entries()) {
    if (pickOf(operand) !== undefined) continue;
    const identity = isIdentity(operand);
    if ((operand.op === "indicator" && !identity) || operand.op === "iota") return undefined;
    const own = axes[k]!;
    const rest = own.filter((label) => !fixed.has(label));
    if (rest.length > 2) return undefined;
    const syntax = rest.length === own.length ? spell(operand) : picked(spell(operand), own, fixed);
    if (rest.length === 0) scalars.push(syntax);
    else if (rest[0] === rest[1] && (rest[0]! < node.shape.length || uses.get(rest[0]!)! > 2)) {
      const diagonal = S.call("diag", [syntax]);
      pieces.push({ ...asDiagonal, syntax: diagonal, axes: rest.slice(1) });
    } else {
      const symmetric = identity || isKnownSymmetric(operand);
      pieces.push({ syntax, axes: rest, identity, symmetric, whole: operand });
    }
  }
  return { scalars, pieces };
}

/** `W_2`, `W_{2,1}`, `W_{:,2}`: some indices of an operand fixed. */
function picked(base: Syntax, own: readonly number[], fixed: ReadonlyMap<number, number>): Syntax {
  const indices = own.map((label) => {
    const value = fixed.get(label);
    return value === undefined ? S.name(":") : S.number(value);
  });
  const last = own.findLastIndex((label) => fixed.has(label));
  return S.subscripted(indexable(base), ...indices.slice(0, last + 1));
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

/** The factors of x ⊙ y ⊙ …, when all have exactly the indices of the result. */
function byEntry(pieces: readonly Piece[], rank: number): Syntax[] | undefined {
  if (pieces.length < 2) return undefined;
  const factors: Syntax[] = [];
  for (const { syntax, axes } of pieces) {
    if (axes.length !== rank || axes.some((label) => label >= rank)) return undefined;
    factors.push(axes[0] === 0 ? syntax : S.transpose(syntax));
  }
  return factors;
}

/** Vectors on a crowded index become diag(v), which has two ends. */
function spreadDiagonals(pieces: readonly Piece[], rank: number): Piece[] | undefined {
  const result = [...pieces];
  const total = meeting(pieces, rank).size;
  let fresh = Math.max(rank, ...pieces.flatMap((piece) => piece.axes)) + total + 1;
  for (;;) {
    const counts = meeting(result, rank);
    const crowded = [...counts].find(([, count]) => count > 2)?.[0];
    if (crowded === undefined) return withoutIdentities(result, rank);
    const k = result.findIndex(({ axes }) => axes.length === 1 && axes[0] === crowded);
    if (k < 0) return undefined;
    const other = result.findIndex(({ axes }, j) => j !== k && axes.includes(crowded));
    if (other < 0) return undefined;
    const split = fresh++;
    const syntax = S.call("diag", [result[k]!.syntax]);
    result[k] = { ...asDiagonal, syntax, axes: [crowded, split] };
    const axes = [...result[other]!.axes];
    axes[axes.indexOf(crowded)] = split;
    result[other] = { ...result[other]!, axes };
  }
}

/** diag(x) I is diag(x): an identity beside another factor is a mere joint. */
function withoutIdentities(given: readonly Piece[], rank: number): Piece[] {
  let pieces = [...given];
  for (const piece of given) {
    const [i, j] = piece.axes;
    if (!piece.identity || pieces.length === 1 || i === undefined || j === undefined) continue;
    const [gone, kept] = i < rank ? [j, i] : [i, j];
    if (gone < rank) continue;
    const rest = pieces.filter((other) => other !== piece);
    if (!rest.some(({ axes }) => axes.includes(gone))) continue;
    pieces = rest.map((other) => {
      return { ...other, axes: other.axes.map((label) => (label === gone ? kept : label)) };
    });
  }
  return pieces;
}

/** The factors of a vector or matrix; undefined where the indices do not lie on paths. */
function openPath(given: readonly Piece[], rank: number): Syntax[] | undefined {
  const pieces = spreadDiagonals(given, rank);
  if (pieces === undefined) return undefined;
  // every index of the result is met, and every other by two
  for (const count of meeting(pieces, rank).values()) if (count !== 2) return undefined;
  const open = new Set(pieces.keys());
  const path = follow(pieces, open, 0, false);
  const factors = gathered(path.steps);
  if (rank === 1 && path.end !== null) return undefined;
  if (rank === 2 && path.end === null) {
    const other = follow(pieces, open, 1, true);
    if (other.end !== null) return undefined;
    factors.push(...gathered(other.steps));
  } else if (rank === 2 && path.end !== 1) return undefined;
  return open.size === 0 ? factors : undefined;
}

/** A piece on a path, as it stands or transposed. */
interface Step {
  readonly piece: Piece;
  readonly turned: boolean;
}

/** The factors of a path; a square matrix that stands n times in a row is its n-th power. */
function gathered(steps: readonly Step[]): Syntax[] {
  const factors: Syntax[] = [];
  for (let k = 0; k < steps.length; ) {
    const { piece, turned } = steps[k]!;
    const same = (other: Step | undefined) => {
      return other?.turned === turned && other.piece.whole === piece.whole;
    };
    let count = 1;
    if (isSquare(piece.whole)) while (same(steps[k + count])) count++;
    const factor = raised(piece, count);
    factors.push(turned ? S.transpose(factor) : factor);
    k += count;
  }
  return factors;
}

function isSquare(whole: Node | null): whole is Node {
  return whole?.shape.length === 2 && whole.shape[0] === whole.shape[1];
}

/** X^n; of an inverse, X^{−n}. */
function raised({ syntax, whole }: Piece, n: number): Syntax {
  if (n === 1) return syntax;
  const inverse = whole?.op === "inverse" && syntax.kind === "power";
  return inverse ? S.power(syntax.base, S.negate(n)) : S.matrixPower(syntax, n);
}

/**
 * The factors met from the index `start` on, and the index where the path stops (null at a
 * vector). `reversed` gives the factors in the opposite order, each transposed: the path as a
 * row, for the right side of an outer product.
 */
function follow(
  pieces: readonly Piece[],
  open: Set<number>,
  start: number,
  reversed: boolean,
): { readonly steps: readonly Step[]; readonly end: number | null } {
  const steps: Step[] = [];
  let label = start;
  for (;;) {
    const k = [...open].find((at) => pieces[at]!.axes.includes(label));
    if (k === undefined) return { steps: reversed ? steps.reverse() : steps, end: label };
    open.delete(k);
    const piece = pieces[k]!;
    const { axes } = piece;
    if (axes.length === 1) {
      steps.push({ piece, turned: reversed });
      return { steps: reversed ? steps.reverse() : steps, end: null };
    }
    const forward = axes[0] === label;
    steps.push({ piece, turned: forward === reversed && !piece.symmetric });
    label = forward ? axes[1]! : axes[0]!;
  }
}

/**
 * A scalar: `x^T A y`, `\|x\|^2` for a compound x, `tr(A B)`, or `sum(A x)` where an index is
 * summed that one factor alone has. All pieces hang together; see `takeClosed` of the arena.
 */
function closed(given: readonly Piece[]): Syntax | undefined {
  const square = squared(given);
  if (square !== undefined) return square;
  const pieces = spreadDiagonals(given, 0);
  if (pieces === undefined) return undefined;
  const open = new Set(pieces.keys());
  const [loose] = [...meeting(pieces, 0)].find(([, count]) => count === 1) ?? [];
  if (loose !== undefined) {
    const { steps } = follow(pieces, open, loose, false);
    return open.size > 0 ? undefined : S.call("sum", [S.product(gathered(steps))]);
  }
  const start = pieces.findIndex(({ axes }) => axes.length === 1);
  if (start < 0) return cycle(pieces, open);
  open.delete(start);
  const { steps } = follow(pieces, open, pieces[start]!.axes[0]!, false);
  if (open.size > 0) return undefined;
  return S.product([S.transpose(pieces[start]!.syntax), ...gathered(steps)]);
}

/** ‖x − y‖² for a sum of squares of something compound; a bare x keeps x^T x. */
function squared([a, b, ...more]: readonly Piece[]): Syntax | undefined {
  if (a === undefined || b === undefined || more.length > 0) return undefined;
  const same =
    a.whole !== null &&
    a.whole === b.whole &&
    a.axes.every((label, axis) => label === b.axes[axis]);
  const bare = a.axes.length === 1 && a.syntax.kind !== "sum" && a.syntax.kind !== "group";
  if (!same || bare || a.axes[0] === a.axes[1]) return undefined;
  return S.power(S.norm(a.syntax), 2);
}

/** tr(A B …). */
function cycle(pieces: readonly Piece[], open: Set<number>): Syntax | undefined {
  const [piece] = pieces;
  const { axes, syntax } = piece!;
  open.delete(0);
  if (axes[0] === axes[1]) return open.size > 0 ? undefined : S.call("tr", [syntax]);
  const { steps, end } = follow(pieces, open, axes[1]!, false);
  if (end !== axes[0] || open.size > 0) return undefined;
  return S.call("tr", [S.product(gathered([{ piece: piece!, turned: false }, ...steps]))]);
}
