/**
 * @file Folding an entry back into matrix notation. What decides is which index each factor has,
 * and in which place:
 *
 *     Σ_k A_{ik} B_{kj} = (A B)_{ij}              neighbours meet at the summed index
 *     Σ_k W_{ki} δ_k = Σ_k (Wᵀ)_{ik} δ_k = (Wᵀδ)_i   met second index first: transposed
 *     x_i δ_j = (x δᵀ)_{ij}                       row index and column index of two factors
 *     x_i y_i = (x ⊙ y)_i                         every factor has every index
 *
 * The shapes give the same answer where they admit one product only; `fits` counts how many they
 * admit. Where sizes agree by chance (square matrices) they do not decide, and the indices do.
 *
 * Only read: the matrix form itself is the node's spelling. A product with diagonals or with a
 * tensor of more than two axes has no fold here, and is shown without one.
 */
import { isKind, type Node, type Shape } from "../expression/index.ts";
import { children, type Letters, S, type Syntax, spellEntry } from "../notation/index.ts";
import type { Fold, FoldFactor, Link } from "./solution.ts";

/** What an entry is written with. */
export interface Lettering {
  /** i, j: the letters of the entry. */
  readonly indices: readonly Syntax[];
  /** Spells a node whole. */
  readonly spell: (node: Node) => Syntax;
  /** Letters that nothing has yet; beside those given, where they are given. */
  readonly fresh: (taken?: readonly Syntax[]) => Letters;
  /** The letters that a factor has already, for its axes in order. */
  readonly lettersOf: (node: Node) => readonly Syntax[];
}

/** A factor on the way through a product. */
interface Stop {
  readonly operand: Node;
  /** Indices in the order in which they are met. */
  readonly met: readonly number[];
  /** Whether that is not the order of the factor's own axes. */
  readonly isReversed: boolean;
}

/** A product taken apart. */
interface Reading {
  readonly kind: Fold["kind"];
  readonly stops: readonly Stop[];
  /** How many stops bring the row index of an outer product. */
  readonly split: number;
  /** Factors without an index. */
  readonly scalars: readonly Node[];
  readonly node: Node;
  readonly negative: boolean;
}

/** The entry of `adjoint`, the links that fold it back, and what each term shows. */
export function foldBack(
  adjoint: Node,
  lettering: Lettering,
): { readonly links: readonly Link[]; readonly folds: readonly Fold[] } {
  const { indices, spell } = lettering;
  const whole = spell(adjoint);
  // a name is its own matrix form, and what is spelled by entries has none
  const isPlain = indices.length > 2 || isNamed(whole) || hasEntries(whole);
  const terms = adjoint.op === "add" && !isPlain ? adjoint.operands : [adjoint];
  const readings = terms.map((term) => {
    const reading = isPlain ? null : readingOf(term);
    // a factor that has no matrix notation of its own folds into none
    const isFit = reading?.stops.every(({ operand }) => !hasEntries(spell(operand))) ?? false;
    return isFit ? reading : null;
  });
  const written = terms.map((term, k) => termEntries(term, readings[k]!, lettering));
  const links = [linkOf("entry by entry", S.sum(written.map(({ entry }) => entry)))];
  const folds = written.flatMap(({ fold }) => (fold === null ? [] : [fold]));
  if (folds.length === 0) return { links, folds };
  // where nothing turns, this line says what the one before it says, and is dropped
  links.push(linkOf("neighbouring indices meet", S.sum(written.map(({ met }) => met))));
  links.push(linkOf("folded back", S.subscripted(S.group(whole), ...indices)));
  return { links, folds };
}

function linkOf(rule: string, syntax: Syntax): Link {
  return { rule, sign: "=", syntax };
}

/** A term by entries: as it comes, with its turned factors transposed, and what it shows. */
function termEntries(
  term: Node,
  reading: Reading | null,
  lettering: Lettering,
): { readonly entry: Syntax; readonly met: Syntax; readonly fold: Fold | null } {
  if (reading === null) {
    const { indices, spell, fresh } = lettering;
    const entry = spellEntry(term, indices, spell, fresh([]));
    return { entry, met: entry, fold: null };
  }
  const letters = lettersFor(reading, lettering);
  return {
    entry: inOrder(reading, letters, lettering, false),
    met: inOrder(reading, letters, lettering, true),
    fold: foldOf(reading, letters, lettering),
  };
}

function isNamed(syntax: Syntax): boolean {
  return syntax.kind === "name" || syntax.kind === "derivative" || syntax.kind === "number";
}

/** Whether some part is spelled `[ … ]_{ij}`: its letters would run inside those of the entry. */
function hasEntries(syntax: Syntax): boolean {
  if (syntax.kind === "subscript" && syntax.base.kind === "group") {
    if (syntax.base.delimiter === "[") return true;
  }
  return children(syntax).some(hasEntries);
}

/** A term as a product that can be folded; null where it cannot. */
function readingOf(given: Node): Reading | null {
  const negative = given.op === "negate";
  const node = negative ? given.operands[0]! : given;
  if (!isKind(node, "contraction")) return null;
  const { axes } = node.data;
  const all = node.operands.map((operand, k) => ({ operand, axes: axes[k]! }));
  const pieces = all.filter((piece) => piece.axes.length > 0);
  const scalars = all.filter((piece) => piece.axes.length === 0).map(({ operand }) => operand);
  if (pieces.some((piece) => piece.axes.length > 2 || piece.operand.op === "indicator"))
    return null;
  if (pieces.some((piece) => piece.axes[0] === piece.axes[1])) return null;
  const rank = node.shape.length;
  const found = entrywise(pieces, rank) ?? total(pieces, rank) ?? paths(pieces, rank);
  return found && { ...found, scalars, node, negative };
}

interface Piece {
  readonly operand: Node;
  readonly axes: readonly number[];
}

type Found = Pick<Reading, "kind" | "stops" | "split">;

function stop({ operand, axes }: Piece, from: number): Stop {
  const isReversed = axes.length > 1 && axes[0] !== from;
  return { operand, met: isReversed ? [...axes].reverse() : axes, isReversed };
}

function entrywise(pieces: readonly Piece[], rank: number): Found | null {
  const all = pieces.every(({ axes }) => axes.length === rank && axes.every((k) => k < rank));
  if (pieces.length < 2 || !all) return null;
  return { kind: "entrywise", stops: pieces.map((piece) => stop(piece, 0)), split: 0 };
}

/** One tensor of which some indices are summed, or whose indices only change places. */
function total(pieces: readonly Piece[], rank: number): Found | null {
  const [only, more] = pieces;
  if (only === undefined || more !== undefined) return null;
  const covered = only.axes.filter((index) => index < rank).length === rank;
  if (!covered) return null;
  const kind = only.axes.length === rank ? "path" : "total";
  return { kind, stops: [stop(only, kind === "path" ? 0 : only.axes[0]!)], split: 0 };
}

/** The path from index 0, to the column index or to a vector; then a second one from index 1. */
function paths(pieces: readonly Piece[], rank: number): Found | null {
  const open = new Set(pieces);
  const first = walk(open, 0);
  if (first === null) return null;
  if (rank === 1 || first.end === 1) {
    const isWhole = open.size === 0 && (rank === 1 ? first.end === null : first.end === 1);
    return isWhole ? { kind: "path", stops: first.stops, split: 0 } : null;
  }
  if (rank !== 2 || first.end !== null) return null;
  const second = walk(open, 1);
  if (second === null || second.end !== null || open.size > 0) return null;
  const stops = [...first.stops, ...second.stops];
  return { kind: "outer", stops, split: first.stops.length };
}

/** The stops met from `start` on, each index with one neighbour; `end` is null at a vector. */
function walk(
  open: Set<Piece>,
  start: number,
): { readonly stops: readonly Stop[]; readonly end: number | null } | null {
  const stops: Stop[] = [];
  for (let at = start; ; ) {
    const next = [...open].filter(({ axes }) => axes.includes(at));
    if (next.length > 1) return null;
    const [piece] = next;
    if (piece === undefined) return stops.length === 0 ? null : { stops, end: at };
    open.delete(piece);
    const here = stop(piece, at);
    stops.push(here);
    if (here.met.length === 1) return { stops, end: null };
    at = here.met[1]!;
  }
}

/** A letter for every index of the product: the chain rule's own where a factor has one. */
function lettersFor({ stops, node }: Reading, lettering: Lettering): Syntax[] {
  const { sizes } = (node as Node<"contraction">).data;
  const { indices, fresh, lettersOf } = lettering;
  const chosen = new Map<number, Syntax>(indices.map((letter, index) => [index, letter]));
  const used = new Set<Syntax>();
  for (const { operand, met, isReversed } of stops) {
    const own = isReversed ? [...met].reverse() : met;
    for (const [axis, letter] of lettersOf(operand).entries()) {
      const index = own[axis];
      if (index === undefined || chosen.has(index) || used.has(letter)) continue;
      chosen.set(index, letter);
      used.add(letter);
    }
  }
  const letters = fresh([...used]);
  return sizes.map((_, index) => chosen.get(index) ?? letters.take());
}

/** A factor's entry at its own indices. */
function factorEntry(
  { operand, met, isReversed }: Stop,
  letters: readonly Syntax[],
  { spell, fresh }: Lettering,
): Syntax {
  const own = met.map((index) => letters[index]!);
  const inner = fresh(letters);
  const entry = spellEntry(operand, isReversed ? own.reverse() : own, spell, inner);
  return entry.kind === "product" ? S.group(entry) : bracketed(entry);
}

/** A sum among factors stands in brackets, and so does Σ. */
function bracketed(syntax: Syntax): Syntax {
  return syntax.kind === "sum" || syntax.kind === "big" ? S.group(syntax) : syntax;
}

/** Whether a stop belongs to the second path of an outer product, which stands as a row. */
const isSecond = ({ kind, split }: Reading, k: number): boolean => kind === "outer" && k >= split;

/** Whether a stop stands transposed, or as a row. */
function isTurned(reading: Reading, k: number): boolean {
  const { met, isReversed } = reading.stops[k]!;
  const second = isSecond(reading, k);
  return met.length === 1 ? second : isReversed !== second;
}

/** The places of the stops from left to right. */
function standing({ kind, stops, split }: Reading): number[] {
  const places = [...stops.keys()];
  if (kind !== "outer") return places;
  return [...places.slice(0, split), ...places.slice(split).reverse()];
}

/**
 * The entry with its factors in the order in which they stand: Σ_{kl} A_{ki} G_{kl} B_{jl}, or,
 * each index beside its like, Σ_{kl} (A^T)_{ik} G_{kl} (B^T)_{lj}.
 */
function inOrder(
  reading: Reading,
  letters: readonly Syntax[],
  lettering: Lettering,
  transposed: boolean,
): Syntax {
  const { stops, scalars, node, negative } = reading;
  const { spell } = lettering;
  const factors = standing(reading).map((k) => {
    const here = stops[k]!;
    if (!transposed || here.met.length < 2 || !isTurned(reading, k)) {
      return factorEntry(here, letters, lettering);
    }
    const own = here.met.map((index) => letters[index]!);
    const turned = S.group(S.transpose(spell(here.operand)));
    return S.subscripted(turned, ...(isSecond(reading, k) ? own.reverse() : own));
  });
  const scales = scalars.map((one) => {
    return bracketed(spellEntry(one, [], spell, lettering.fresh(letters)));
  });
  const product = S.product([...scales, ...factors]);
  const bound = byText(letters.slice(node.shape.length));
  const entry = bound.length === 0 ? product : S.big("sum", { index: bound }, product);
  return negative ? S.negate(entry) : entry;
}

/** Σ_{kl} and not Σ_{lk}. */
function byText(letters: readonly Syntax[]): Syntax[] {
  const text = (letter: Syntax): string => (letter.kind === "name" ? letter.text : "");
  return [...letters].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** What is to be said of the product; null where it says all itself. */
function foldOf(reading: Reading, letters: readonly Syntax[], lettering: Lettering): Fold | null {
  const { kind, stops, split, node } = reading;
  const places = standing(reading);
  const factors = places.map((k): FoldFactor => {
    const { operand } = stops[k]!;
    return {
      whole: bracketed(lettering.spell(operand)),
      entry: factorEntry(stops[k]!, letters, lettering),
      shape: operand.shape,
      isTurned: isTurned(reading, k),
    };
  });
  if (factors.length === 1 && kind === "path" && !factors[0]!.isTurned) return null;
  const { shape } = node;
  const fits = kind === "path" || kind === "outer" ? fitting(factors, shape) : null;
  return { kind, indices: lettering.indices, factors, split, fits, shape };
}

/** More factors than this are not tried in every order. */
const triedFactors = 4;

/** How many products of the factors, in any order and turned or not, have the shape. */
function fitting(factors: readonly FoldFactor[], shape: Shape): number | null {
  if (factors.length > triedFactors) return null;
  const wanted = oriented(shape, false).join();
  const kinds = new Map<string, number>();
  const named = factors.map(({ whole, shape: own }) => {
    const key = JSON.stringify(whole);
    if (!kinds.has(key)) kinds.set(key, kinds.size);
    return { id: kinds.get(key)!, own };
  });
  const found = new Set<string>();
  const extend = (rest: typeof named, text: string, rows: unknown, columns: unknown): void => {
    if (rest.length === 0) {
      if ([rows, columns].join() === wanted) found.add(text);
      return;
    }
    for (const [k, { id, own }] of rest.entries()) {
      const others = rest.filter((_, at) => at !== k);
      for (const turned of [false, true]) {
        const [above, beside] = oriented(own, turned);
        if (text !== "" && columns !== above) continue;
        extend(others, `${text} ${id}${turned ? "T" : ""}`, text === "" ? above : rows, beside);
      }
    }
  };
  extend(named, "", 1, 1);
  return found.size;
}

/** Rows and columns: a vector is a column, turned it is a row. */
function oriented(shape: Shape, turned: boolean): [unknown, unknown] {
  const [rows = 1, columns = 1] = shape;
  return turned ? [columns, rows] : [rows, columns];
}
