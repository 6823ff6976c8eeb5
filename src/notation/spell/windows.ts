/**
 * @file Windows in a contraction: where an indicator says that one summed index is an affine form
 * of the others, k = j + i − 1, the index is written as that form, and the sum over it goes:
 *
 *     Σ_j Σ_k δ_j x_k 1[k = j + i − 1] = Σ_j δ_j x_{j+i−1}
 *
 * That is so only where the form stays inside the axis for all values of the others. Where it may
 * leave it, as in the gradient by the input of a convolution, the terms that count are named below
 * the sign: Σ_{i+1=k+j} w_j δ_k.
 */
import { type IndexCondition, isKind, type Node, type Size } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Syntax } from "../syntax.ts";
import { isIdentity } from "./picks.ts";

/** A summed index that is an affine form of the others. */
export interface Window {
  /** The operand that says so. */
  readonly operand: number;
  readonly index: number;
  /** The form, once the other indices have their letters. */
  readonly form: (letters: readonly Syntax[]) => Syntax;
}

/** The indices that are forms of the others; `isFree` says which may be replaced. */
export function windowsOf(
  node: Node<"contraction">,
  isFree: (index: number) => boolean,
): readonly Window[] {
  const found: Window[] = [];
  const gone = new Set<number>();
  for (const [operand, indicator] of node.operands.entries()) {
    const condition = equationOf(indicator);
    if (condition === undefined) continue;
    const own = node.data.axes[operand]!;
    if (own.some((index) => gone.has(index)) || new Set(own).size < own.length) continue;
    const axis = own.findIndex((index, at) => {
      const fits = condition.coefficients[at] === 1 && isFree(index);
      return fits && staysInside(condition, at, own, node.data.sizes);
    });
    if (axis < 0) continue;
    gone.add(own[axis]!);
    const form = (letters: readonly Syntax[]) => formOf(condition, axis, own, letters);
    found.push({ operand, index: own[axis]!, form });
  }
  return found;
}

/** The one equation that an indicator holds, unless it is δ_ij or a basis vector. */
export function equationOf(indicator: Node): IndexCondition | undefined {
  if (!isKind(indicator, "indicator") || isIdentity(indicator)) return undefined;
  const [condition, more] = indicator.data;
  const plain = condition?.sign === "=" && more === undefined && indicator.shape.length > 1;
  return plain ? condition : undefined;
}

/** Whether −offset − Σ c·index over the other axes lies on the axis for all their values. */
function staysInside(
  { coefficients, offset }: IndexCondition,
  axis: number,
  own: readonly number[],
  sizes: readonly Size[],
): boolean {
  let least = -offset;
  let most = affine(-offset);
  for (const [at, c] of coefficients.entries()) {
    if (at === axis || c === 0) continue;
    const size = affine(sizes[own[at]!]!);
    if (c > 0) {
      if (size.symbol !== "") return false;
      least -= c * size.number;
      most = { ...most, number: most.number - c };
    } else {
      if (size.symbol !== "" && (c !== -1 || most.symbol !== "")) return false;
      least -= c;
      most = { symbol: most.symbol + size.symbol, number: most.number - c * size.number };
    }
  }
  const extent = affine(sizes[own[axis]!]!);
  return least >= 1 && most.symbol === extent.symbol && most.number <= extent.number;
}

/** A size as symbol + number: `n-2` is n and −2. */
function affine(size: Size): { readonly symbol: string; readonly number: number } {
  if (typeof size === "number") return { symbol: "", number: size };
  const [, symbol, shift] = /^(.*?)([+-]\d+)?$/.exec(size)!;
  return { symbol: symbol!, number: Number(shift ?? 0) };
}

/** j + i − 1, in the order of the indicator's axes. */
function formOf(
  { coefficients, offset }: IndexCondition,
  axis: number,
  own: readonly number[],
  letters: readonly Syntax[],
): Syntax {
  const terms = coefficients.flatMap((c, at) => {
    if (at === axis || c === 0) return [];
    const letter = letters[own[at]!]!;
    const size = Math.abs(c) === 1 ? letter : S.product([S.number(Math.abs(c)), letter]);
    return [c > 0 ? S.minus(size) : S.plus(size)];
  });
  if (offset > 0) terms.push(S.minus(S.number(offset)));
  if (offset < 0) terms.push(S.plus(S.number(-offset)));
  return S.sum(terms);
}
