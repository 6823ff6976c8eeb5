/**
 * @file Powers of a square matrix, X^k, and the sum of products with its powers that the
 * derivative of X^k is made of, Σ_{r=0}^{k−1} X^r Y X^{k−1−r}: the one sum whose letter may run
 * in the exponent of a matrix. Transposed powers, (X^r)^T a b^T (X^{k−1−r})^T, are powers of the
 * transpose.
 */
import { type Arena, isKind, type Node } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { transposed } from "./functions.ts";
import { product } from "./product.ts";
import { visit, visitAll } from "./rule.ts";
import type { Context } from "./scope.ts";
import { plainValue, restShape, type Value } from "./value.ts";

/** The highest power that is written out where the matrix has running indices. */
const writtenLimit = 64;

/** A^k for a square matrix; of the inverse for A^{−k}. */
export function matrixPower(
  base: Value,
  exponent: Value,
  place: Syntax,
  context: Context,
): Value | undefined {
  const { arena } = context;
  const k = exponent.node;
  if (k.shape.length > 0) return refused("A running exponent of a matrix", place, context);
  const negative = k.op === "negate" || (isKind(k, "number") && k.data.n < 0n);
  const own = negative ? { ...base, node: arena.inverse(base.node) } : base;
  const count = negative ? arena.negate(k) : k;
  if (base.free.length === 0) {
    return { ...plainValue(arena.matrixPower(own.node, [], count)), flat: true };
  }
  const n = isKind(count, "number") ? Q.toDouble(count.data) : 0;
  if (n < 1 || n > writtenLimit) {
    return refused("This power of a matrix with running indices", place, context);
  }
  const result = product(arena, new Array<Value>(n).fill(own), new Array(n - 1).fill("juxtapose"));
  return "at" in result ? undefined : result;
}

function refused(what: string, place: Syntax, context: Context): undefined {
  const hint = "Only \\sum_{r=0}^{k-1} X^r Y X^{k-1-r} has one.";
  context.report("PG2005", place, { what, hint: what.includes("exponent") ? hint : "" });
  return undefined;
}

/** The parts of Σ_{r=0}^{top} X^r (between) X^{top − r}. */
interface PowerSum {
  readonly letter: string;
  readonly top: Syntax;
  readonly base: Syntax;
  readonly turned: boolean;
  /** Both exponents: r, and what must be top − r. */
  readonly exponents: readonly [Syntax, Syntax];
  readonly between: readonly Syntax[];
}

/** The sum as such a sum of products; undefined for any other. */
export function asPowerSum(syntax: SyntaxOf<"big">): PowerSum | undefined {
  const { operator, index, lower, upper, body } = syntax;
  const letter = index.length === 1 ? nameKey(index[0]!) : undefined;
  const fromZero = lower?.kind === "number" && lower.text === "0";
  if (operator !== "sum" || letter === undefined || !fromZero || upper === undefined)
    return undefined;
  if (body.kind !== "product" || body.joints.includes("odot")) return undefined;
  const [first, last] = [powerOf(body.factors[0]!), powerOf(body.factors.at(-1)!)];
  if (first === undefined || last === undefined || first.turned !== last.turned) return undefined;
  const mentions = [first, last].filter(({ exponent }) => nameKey(exponent) === letter);
  if (mentions.length !== 1 || nameKey(first.base) !== nameKey(last.base)) return undefined;
  const other = mentions[0] === first ? last : first;
  return {
    letter,
    top: upper,
    base: first.base,
    turned: first.turned,
    exponents: [mentions[0]!.exponent, other.exponent],
    between: body.factors.slice(1, -1),
  };
}

/** X^r, or (X^r)^T. */
function powerOf(
  syntax: Syntax,
): { readonly base: Syntax; readonly exponent: Syntax; readonly turned: boolean } | undefined {
  if (syntax.kind === "power") return { ...syntax, turned: false };
  if (syntax.kind === "group") return powerOf(syntax.body);
  const inner = syntax.kind === "transpose" ? powerOf(syntax.base) : undefined;
  return inner && { ...inner, turned: !inner.turned };
}

/** The meaning of the sum: P(X; Y; top + 1); null where it is no such sum after all. */
export function powerSum(sum: PowerSum, context: Context): Value | undefined | null {
  const { arena } = context;
  const base = visit(sum.base, context);
  if (base === undefined) return undefined;
  const [rows, columns] = restShape(base);
  if (rows === undefined || rows !== columns || base.free.length > 0) return null;
  const running = arena.variable("\0exponent");
  const bound = new Map([...context.bound, [sum.letter, plainValue(running)]]);
  const top = visit(sum.top, context);
  const rest = visit(sum.exponents[1], { ...context, bound });
  if (top === undefined || rest === undefined) return undefined;
  if (rest.node !== plus(arena, top.node, arena.negate(running))) return null;
  const middle = sum.between.length === 0 ? [] : visitAll(sum.between, context);
  if (middle === undefined) return undefined;
  const joints = middle.slice(1).map(() => "juxtapose" as const);
  const y = middle.length === 0 ? identityLike(base, arena) : product(arena, middle, joints);
  if ("at" in y || y.free.length > 0 || y.node.shape.join() !== base.node.shape.join()) return null;
  const x = sum.turned ? transposed(arena, base) : base;
  return plainValue(arena.matrixPower(x.node, [y.node], plus(arena, top.node, arena.integer(1))));
}

function identityLike(base: Value, arena: Arena): Value {
  return plainValue(arena.identity(base.node.shape[0]!));
}

/** a + b with the terms of a side by side, so that k − 1 + 1 is k. */
function plus(arena: Arena, a: Node, b: Node): Node {
  return a.op === "add" ? arena.add(...a.operands, b) : arena.add(a, b);
}
