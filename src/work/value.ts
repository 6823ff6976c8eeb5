/**
 * @file Values: exact where there is a closed form, decimals with certainty everywhere else, and
 * how both are written. A decimal is shown to six significant digits and marked by ≈ unless it is
 * all of the number.
 */
import {
  ballField,
  evaluate,
  exactField,
  isKind,
  type Node,
  nested,
  type Sizes,
  scalarTensor,
  type Tensor,
  topological,
} from "../expression/index.ts";
import { nowhere, S, type Syntax, spellExact } from "../notation/index.ts";
import { B, type Ball, type Exact, type Presentation, X } from "../number/index.ts";
import { decimal, doubleAt } from "./decimal.ts";
import type { Value } from "./solution.ts";

/** Bits of the first evaluation; doubled until every decimal is certain, up to the limit. */
const firstBits = 160;
const lastBits = 1280;

/** An exact value with more signs than this is shown by its decimals. */
const signLimit = 40;
const tinyLimit = 4;

/** Values of variables by their names in the arena. */
export interface Values {
  get(name: string): Value | undefined;
}

/** Whether rationals are shown as fractions, or as decimals where they end. */
export type NumberStyle = "fraction" | "decimal";

/** Why an expression has no value: where it fails, and how. */
export interface Undefined {
  readonly node: Node;
  readonly reason: string;
}

/** The value of `root`, given those of its variables. */
export function evaluateAt(root: Node, values: Values, sizes: Sizes): Value | Undefined {
  const inputs = inputsOf(root, values);
  const exact = exactOf(root, inputs, sizes);
  if (exact === null) return enclosureOf(root, inputs, sizes);
  return lazily(exact, () => {
    const direct = exact.entries.map((entry) => X.toBall(entry, firstBits));
    if (direct.every((entry) => entry !== undefined))
      return { shape: exact.shape, entries: direct };
    const found = enclosureOf(root, inputs, sizes);
    if (isValue(found)) return found.ball;
    return { shape: exact.shape, entries: exact.entries.map(() => B.unbounded) };
  });
}

/** An exact value whose enclosure is computed when it is first asked for. */
function lazily(exact: Tensor<Exact>, enclose: () => Tensor<Ball>): Value {
  let known: Tensor<Ball> | undefined;
  return {
    exact,
    get ball() {
      known ??= enclose();
      return known;
    },
  };
}

/** The value in balls, at a precision at which every entry rounds to one double. */
function enclosureOf(
  root: Node,
  inputs: readonly [string, Value][],
  sizes: Sizes,
): Value | Undefined {
  let failure: Undefined | undefined;
  for (let bits = firstBits; bits <= lastBits; bits *= 2) {
    const balls = new Map(inputs.map(([name, value]) => [name, enclosed(value, bits)]));
    const found = evaluate([root], ballField(bits), balls, sizes);
    const ball = found.values.get(root);
    if (ball === undefined) {
      failure = found.undefinedAt;
      continue;
    }
    const sharp = ball.entries.every((entry) => B.toDouble(entry) !== undefined);
    if (sharp || bits * 2 > lastBits) return { exact: null, ball };
  }
  return failure ?? { node: root, reason: "no value could be determined" };
}

/** The values of the variables that `root` uses. */
function inputsOf(root: Node, values: Values): [string, Value][] {
  return topological([root]).flatMap((node): [string, Value][] => {
    const value = isKind(node, "variable") ? values.get(node.data) : undefined;
    return value === undefined ? [] : [[(node as Node<"variable">).data, value]];
  });
}

/** The value to `bits` bits where it is known exactly, else as well as it is known. */
function enclosed(value: Value, bits: number): Tensor<Ball> {
  const { exact } = value;
  if (exact === null) return value.ball;
  const entries = exact.entries.map((entry, k) => X.toBall(entry, bits) ?? value.ball.entries[k]!);
  return { shape: exact.shape, entries };
}

/** The entries of a value, as a tensor of whatever is known of them. */
export function layoutOf(value: Value): Tensor<unknown> {
  return value.exact ?? value.ball;
}

/** How many entries a value has along each axis. */
export function shapeOf(value: Value): readonly number[] {
  return layoutOf(value).shape;
}

function exactOf(
  root: Node,
  inputs: readonly [string, Value][],
  sizes: Sizes,
): Tensor<Exact> | null {
  const known = inputs.flatMap(([name, { exact }]): [string, Tensor<Exact>][] => {
    return exact === null ? [] : [[name, exact]];
  });
  if (known.length < inputs.length) return null;
  return evaluate([root], exactField, new Map(known), sizes).values.get(root) ?? null;
}

/** Whether the result of `evaluateAt` is a value. */
export function isValue(result: Value | Undefined): result is Value {
  return "ball" in result;
}

/** Nested doubles, row by row, each correctly rounded. */
export function numericOf(value: Value): unknown {
  const { shape, entries } = layoutOf(value);
  return nested({ shape, entries: entries.map((_, place) => doubleAt(value, place)) }, (x) => x);
}

/** The exact entries as syntax; null when some entry has no short closed form. */
export function exactSyntax(value: Value): Syntax | null {
  if (value.exact === null || !value.exact.entries.every((x) => isShort(x, signLimit))) return null;
  return arrange(value.exact, spellExact);
}

function isShort(x: Exact, limit: number): boolean {
  let signs = 0;
  const count = (p: Presentation): void => {
    signs++;
    if (p.kind === "integer") signs += Math.floor(`${p.value}`.length / 8);
    for (const part of partsOf(p)) if (signs <= limit) count(part);
  };
  count(X.present(x));
  return signs <= limit;
}

function partsOf(p: Presentation): readonly Presentation[] {
  switch (p.kind) {
    case "sum":
      return p.terms;
    case "product":
      return p.factors;
    case "negate":
      return [p.operand];
    case "fraction":
      return [p.numerator, p.denominator];
    case "power":
      return [p.base, p.exponent];
    case "root":
      return [p.radicand];
    case "call":
      return p.arguments;
    default:
      return [];
  }
}

/** A value as it is shown, and whether that is all of it. */
export function shown(value: Value, style: NumberStyle): { syntax: Syntax; whole: boolean } {
  // who writes decimals wants them: only π, √2 and their like stay
  const limit = style === "decimal" ? tinyLimit : signLimit;
  let whole = true;
  const mark = (exact: boolean, syntax: Syntax): Syntax => {
    whole &&= exact;
    return syntax;
  };
  const { exact } = value;
  const syntax = arrange(layoutOf(value), (_, place) => {
    const x = exact?.entries[place];
    const q = x && X.rationalOf(x);
    if (q !== undefined) return shortRational(q, style) ?? mark(false, decimal(value, place));
    if (x !== undefined && isShort(x, limit)) return spellExact(x);
    return mark(false, decimal(value, place));
  });
  return { syntax, whole };
}

/** The decimals of a value alone, to six digits; null when it is a whole number anyway. */
export function decimals(value: Value): Syntax | null {
  if (value.exact?.entries.every((x) => X.rationalOf(x)?.d === 1n)) return null;
  return arrange(layoutOf(value), (_, place) => decimal(value, place));
}

/** A rational in full, when that is short: 3, ½, 0.35; null when it is not. */
function shortRational(q: { n: bigint; d: bigint }, style: NumberStyle): Syntax | null {
  const size = q.n < 0n ? -q.n : q.n;
  const signed = (syntax: Syntax) => (q.n < 0n ? S.negate(syntax) : syntax);
  if (q.d === 1n) return size < 10n ** 15n ? signed(S.number(size)) : null;
  if (style === "decimal") {
    const text = terminating({ n: size, d: q.d }, 8);
    if (text !== null) return signed(size * 1_000_000n < q.d ? powerOfTen(text) : S.number(text));
    return size < 1000n && q.d < 1000n ? signed(S.fraction(S.number(size), S.number(q.d))) : null;
  }
  if (size < 1_000_000n && q.d < 1_000_000n) {
    return signed(S.fraction(S.number(size), S.number(q.d)));
  }
  const text = terminating({ n: size, d: q.d }, 12);
  return text === null ? null : signed(S.number(text));
}

/** 0.00000025 as 2.5 · 10^{-7}: from where decimals, too, are written so. */
function powerOfTen(text: string): Syntax {
  const digits = text.replace(/^0\.0*/, "");
  const exponent = text.length - 2 - digits.length + 1;
  const power = S.power(10, S.negate(exponent));
  if (digits === "1") return power;
  const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return S.product([S.number(mantissa), power], "cdot");
}

/** The decimal that is all of q, when it has at most `places` places. */
function terminating(q: { n: bigint; d: bigint }, places: number): string | null {
  const scale = 10n ** BigInt(places);
  if ((q.n * scale) % q.d !== 0n) return null;
  const digits = ((q.n * scale) / q.d).toString().padStart(places + 1, "0");
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return text.replace(/\.?0+$/, "");
}

/** Entries laid out as a scalar, a column, a matrix, or a row of slices. */
function arrange<T>(tensor: Tensor<T>, write: (entry: T, place: number) => Syntax): Syntax {
  const { shape, entries } = tensor;
  if (shape.length === 0) return write(entries[0]!, 0);
  if (shape.length === 1) return S.column(entries.map(write));
  if (shape.length > 2) {
    const [count, ...rest] = shape as [number, ...number[]];
    const size = entries.length / count;
    const slices = Array.from({ length: count }, (_, k): Syntax => {
      const own = { shape: rest, entries: entries.slice(k * size, (k + 1) * size) };
      return arrange(own, (entry, place) => write(entry, k * size + place));
    });
    return { kind: "matrix", rows: [slices], ...nowhere };
  }
  const width = shape[shape.length - 1]!;
  const rows = Array.from({ length: entries.length / width }, (_, i) => {
    const row = entries.slice(i * width, (i + 1) * width);
    return row.map((entry, j) => write(entry, i * width + j));
  });
  return { kind: "matrix", rows, ...nowhere };
}

/** One entry of a value, by its 0-based place in row-major order. */
export function entryOf(value: Value, place: number): Value {
  const pick = <T>(tensor: Tensor<T>): Tensor<T> => scalarTensor(tensor.entries[place]!);
  if (value.exact === null) return { exact: null, ball: pick(value.ball) };
  return lazily(pick(value.exact), () => pick(value.ball));
}

/** The same entries row by row, under another shape. */
export function reshaped(value: Value, shape: readonly number[]): Value {
  const put = <T>({ entries }: Tensor<T>): Tensor<T> => ({ shape, entries });
  if (value.exact === null) return { exact: null, ball: put(value.ball) };
  return lazily(put(value.exact), () => put(value.ball));
}
