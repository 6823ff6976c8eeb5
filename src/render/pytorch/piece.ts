/**
 * @file A piece of a Python expression while a formula is written: its text, how tightly its
 * outermost sign binds, and what it is at run time.
 *
 * A piece of kind `number` is a Python int or float: 2, 1 / 3, math.pi. All else is a tensor. A
 * tensor may leave out axes along which all of its entries are equal, as broadcasting allows: the
 * row that is added to each row of a matrix [m, n] is a tensor of shape [n] or [1, n], and its
 * `spread` is [false, true]. A number is spread along no axis.
 */
import type { Node } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";

/** How tightly Python's signs bind; higher binds tighter. */
export const precedence = {
  comparison: 1,
  sum: 2,
  product: 3,
  sign: 4,
  power: 5,
  atom: 6,
} as const;

export interface Piece {
  readonly text: string;
  /** The precedence of its outermost sign. */
  readonly level: number;
  readonly kind: "number" | "tensor";
  /** For each axis of the node, whether the tensor has it in full. */
  readonly spread: readonly boolean[];
  /** How deeply it nests. */
  readonly depth: number;
  /** A number that is an int of Python, which torch.tensor would not make a float. */
  readonly isWhole?: boolean;
  /** Nothing but a name. */
  readonly isName?: boolean;
  /** For a tensor of 0 and 1: the tensor of booleans. */
  readonly condition?: Piece;
}

/** More operands than this are not strung together by signs. */
export const fewOperands = 16;

/** Python's numbers are exact in doubles up to here. */
const largestWhole = 2n ** 53n;

/** A decimal is written out when it has at most so many places. */
const decimalPlaces = 9;

/** The piece with brackets around it unless it binds at least as tightly as `level`. */
export function within(level: number, piece: Piece): string {
  return piece.level >= level ? piece.text : `(${piece.text})`;
}

/** A tensor made of `parts`. */
export function tensor(
  text: string,
  level: number,
  spread: readonly boolean[],
  parts: readonly Piece[],
): Piece {
  return { text, level, kind: "tensor", spread, depth: depthOver(parts) };
}

/** A number without parts. */
export function constant(text: string, isWhole = false): Piece {
  return { text, level: precedence.atom, kind: "number", spread: [], depth: 0, isWhole };
}

export function depthOver(parts: readonly Piece[]): number {
  return 1 + parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0);
}

/** 3, -0.25, 1 / 3; beyond 2^53 as a double. */
export function rational({ n, d }: Rational): Piece {
  const size = n < 0n ? -n : n;
  const sign = n < 0n ? "-" : "";
  const level = n < 0n ? precedence.sign : precedence.atom;
  if (d === 1n && size <= largestWhole) return { ...constant(`${n}`, true), level };
  const decimal = decimalOf(size, d);
  if (decimal !== undefined) return { ...constant(`${sign}${decimal}`), level };
  if (d > 1n && size <= largestWhole && d <= largestWhole) {
    return { ...constant(`${sign}${size} / ${d}`), level: precedence.product };
  }
  return { ...constant(doubleText(quotient(n, d))), level };
}

/** The decimal that is all of n/d, when it is short. */
function decimalOf(n: bigint, d: bigint): string | undefined {
  const scale = 10n ** BigInt(decimalPlaces);
  if (d === 1n || (n * scale) % d !== 0n || n / d > largestWhole) return undefined;
  const digits = `${(n * scale) / d}`.padStart(decimalPlaces + 1, "0");
  const text = `${digits.slice(0, -decimalPlaces)}.${digits.slice(-decimalPlaces)}`;
  return text.replace(/0+$/, "");
}

/** n/d as a double to the last bits, also where n or d alone is beyond all doubles. */
function quotient(n: bigint, d: bigint): number {
  const bits = (k: bigint) => (k < 0n ? -k : k).toString(2).length;
  const shift = bits(d) - bits(n) + 64;
  const scaled = shift >= 0 ? (n << BigInt(shift)) / d : n / (d << BigInt(-shift));
  return Number(scaled) * 2 ** -shift;
}

/** A double as Python reads it. */
export function doubleText(x: number): string {
  if (Number.isNaN(x)) return "math.nan";
  if (!Number.isFinite(x)) return x < 0 ? "-math.inf" : "math.inf";
  const text = Object.is(x, -0) ? "0" : `${x}`;
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A number as a float: 2.0 for 2. */
export function floatText(piece: Piece): string {
  if (piece.isWhole !== true) return piece.text;
  return /^-?\d+$/.test(piece.text) ? `${piece.text}.0` : `float(${piece.text})`;
}

/** The text as a tensor, for functions that take nothing else. */
export function tensorText(piece: Piece): string {
  return piece.kind === "tensor" ? piece.text : `torch.tensor(${floatText(piece)})`;
}

/** The piece as a tensor, if only of one entry. */
export function asTensor(piece: Piece): Piece {
  if (piece.kind === "tensor") return piece;
  return { ...piece, kind: "tensor", text: tensorText(piece), level: precedence.atom };
}

/** The axes that some part has in full. */
export function spreadOf({ shape }: Node, parts: readonly Piece[]): boolean[] {
  return shape.map((_, axis) => parts.some((part) => part.spread[axis] === true));
}

/** All axes in full. */
export function everyAxis(rank: number): boolean[] {
  return new Array<boolean>(rank).fill(true);
}
