/**
 * @file Antiderivatives at the ends of an integral: at infinity, and where the integrand has no
 * value. What is integrated is supposed to converge there, as whoever writes the integral does:
 * in ∫_0^∞ x e^{−λx} dx the letter λ is positive, in ∫_1^∞ x^{−p} dx it is p − 1, and in
 * ∫_0^1 x^k dx k + 1. So e^{−λx} goes to 0, with any powers of x beside it. Two such suppositions
 * that contradict each other give nothing.
 */
import { decide } from "../../algebra/index.ts";
import {
  type Arena,
  isKind,
  isZero,
  type Node,
  numberOf,
  rebuild,
  topological,
} from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { differentiate } from "../gradient.ts";
import { limitOf } from "../limit.ts";
import { substitute } from "../substitute.ts";
import { dependsOn } from "./factors.ts";
import type { Bound } from "./pieces.ts";

/** An antiderivative between the ends of an integral; undefined where nothing is known of it. */
export function difference(
  whole: Node,
  variable: Node,
  lower: Bound,
  upper: Bound,
  arena: Arena,
): Node | undefined {
  const supposed: Node[] = [];
  const low = valueAt(whole, variable, { bound: lower, side: "+", supposed }, arena);
  const high = low && valueAt(whole, variable, { bound: upper, side: "-", supposed }, arena);
  if (low === undefined || high === undefined) return undefined;
  const isContrary = supposed.some((one, k) => {
    return supposed.slice(k + 1).some((other) => isOpposite(one, other, arena));
  });
  return isContrary ? undefined : arena.subtract(high, low);
}

/** An end of an integral: from which side it is reached, and what is supposed to be negative. */
interface End {
  readonly bound: Bound;
  readonly side: "+" | "-";
  readonly supposed: Node[];
}

function valueAt(whole: Node, variable: Node, end: End, arena: Arena): Node | undefined {
  const { bound, side } = end;
  const settled = withoutVanishing(whole, variable, end, arena);
  if (settled === undefined) return undefined;
  if (typeof bound === "string") {
    return limitOf(settled, variable, { target: bound, side: null }, arena);
  }
  if (isDefinedAt(settled, variable, bound, arena)) {
    return substitute(settled, new Map([[variable, bound]]), arena);
  }
  return limitOf(settled, variable, { target: bound, side }, arena);
}

/** Whether putting the bound in neither divides by 0 nor takes the logarithm of 0. */
function isDefinedAt(whole: Node, variable: Node, bound: Node, arena: Arena): boolean {
  const put = new Map([[variable, bound]]);
  return topological([whole]).every((node) => {
    const critical = criticalIn(node);
    if (critical === undefined || !dependsOn(critical, variable)) return true;
    return !isSurelyZero(substitute(critical, put, arena), arena);
  });
}

/** The operand of a node that must not be 0. */
function criticalIn(node: Node): Node | undefined {
  const [first, second] = node.operands;
  if (node.op === "ln") return first;
  if (node.op === "divide") return second;
  if (node.op !== "power") return undefined;
  const exponent = numberOf(second!);
  return exponent !== undefined && Q.sign(exponent) > 0 ? undefined : first;
}

/**
 * The expression with 0 for what must vanish at the end, or the integral would not converge. It
 * may stand in sums and products only, beside what does not outgrow it.
 */
function withoutVanishing(
  whole: Node,
  variable: Node,
  { bound, supposed }: End,
  arena: Arena,
): Node | undefined {
  const made = new Map<Node, Node>();
  /** Nodes that change, nodes that vanish, and nodes that may outgrow them. */
  const [touched, gone, wild] = [new Set<Node>(), new Set<Node>(), new Set<Node>()];
  /** x · x^{−p} need not vanish where x^{−p} does. */
  let isSlow = false;
  for (const node of topological([whole])) {
    made.set(node, node);
    if (node === variable || !dependsOn(node, variable)) continue;
    const rate = rateOf(node, variable, bound, arena);
    if (rate !== undefined) {
      supposed.push(rate);
      if (node.op === "power" && typeof bound === "string") isSlow = true;
      for (const set of [touched, gone]) set.add(node);
      made.set(node, arena.integer(0));
      continue;
    }
    if (!node.operands.some((operand) => touched.has(operand))) {
      const isPower = node.op === "power" && numberOf(node.operands[1]!) !== undefined;
      if (!isPower && !moderate.has(node.op)) wild.add(node);
      if (node.operands.some((operand) => wild.has(operand))) wild.add(node);
      continue;
    }
    touched.add(node);
    const isSum = node.op === "add" || node.op === "negate";
    const isProduct = node.op === "contraction" || node.op === "divide";
    if (!isSum && !isProduct) return undefined;
    if (node.op === "divide" && touched.has(node.operands[1]!)) return undefined;
    const beside = node.operands.filter((operand) => !touched.has(operand));
    const isOutgrown = beside.some((one) => wild.has(one) || (isSlow && dependsOn(one, variable)));
    if (isProduct && isOutgrown) return undefined;
    const isGone = isSum
      ? node.operands.every((operand) => gone.has(operand))
      : node.operands.some((operand) => gone.has(operand));
    if (isGone) gone.add(node);
    const operands = node.operands.map((operand) => made.get(operand)!);
    made.set(node, isGone ? arena.integer(0) : rebuild(node, operands, arena));
  }
  return made.get(whole);
}

/**
 * What must be negative for a node to vanish at the bound: the slope of the exponent of e^{…} at
 * infinity, the exponent of a power; undefined where its sign is known or it is neither.
 */
function rateOf(node: Node, variable: Node, bound: Bound, arena: Arena): Node | undefined {
  const isFar = typeof bound === "string";
  const [base, exponent] = node.operands;
  if (node.op === "exp" && isFar) {
    const slope = differentiate(base!, [variable], arena)[0]!;
    const isLinear =
      !dependsOn(slope, variable) ||
      isSurelyZero(differentiate(slope, [variable], arena)[0]!, arena);
    if (!isLinear) return undefined;
    const rate = dependsOn(slope, variable)
      ? substitute(slope, new Map([[variable, arena.integer(0)]]), arena)
      : slope;
    if (!hasLetters(rate)) return undefined;
    return bound === "+" ? rate : arena.negate(rate);
  }
  if (node.op !== "power" || dependsOn(exponent!, variable) || !hasLetters(exponent!))
    return undefined;
  if (base !== variable) {
    const atBound = isFar ? undefined : substitute(base!, new Map([[variable, bound]]), arena);
    return atBound !== undefined && isSurelyZero(atBound, arena)
      ? arena.negate(exponent!)
      : undefined;
  }
  if (isFar) return bound === "+" ? exponent! : undefined;
  return isZero(bound) ? arena.negate(exponent!) : undefined;
}

const isSurelyZero = (node: Node, arena: Arena): boolean =>
  isZero(node) || decide(node, arena.integer(0), arena).verdict === "proved";

const hasLetters = (node: Node): boolean =>
  topological([node]).some(({ op }) => op === "variable" || op === "size");

/** Whether one is a negative multiple of the other, so that both cannot be negative. */
function isOpposite(one: Node, other: Node, arena: Arena): boolean {
  const letters = topological([one, other]).filter((node) => isKind(node, "variable"));
  const places = letters.map((letter, k): [Node, Node] => [
    letter,
    arena.number(Q.rational(2 * k + 3, 2)),
  ]);
  const sum = arena.divide(one, other);
  const value = numberOf(substitute(sum, new Map(places), arena));
  if (value === undefined || Q.sign(value) > 0) return false;
  return isSurelyZero(arena.subtract(one, arena.multiply(arena.number(value), other)), arena);
}

/** What may stand beside something that vanishes exponentially: it grows no faster than a power. */
const moderate: ReadonlySet<string> = new Set([
  "add",
  "negate",
  "contraction",
  "divide",
  "sqrt",
  "ln",
  "abs",
  "sin",
  "cos",
  "arctan",
  "erf",
  "tanh",
  "sigmoid",
]);
