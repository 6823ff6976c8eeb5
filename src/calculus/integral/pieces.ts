/**
 * @file Integrands that are given in cases: |u|, max(u, v) and conditions u < v. Where the places
 * at which the cases change are numbers, the integral is the sum over the pieces between,
 *
 *     ∫_{−1}^2 |x| dx = ∫_{−1}^0 −x dx + ∫_0^2 x dx,
 *
 * on each of which the integrand is what its case says.
 */
import {
  type Arena,
  ballField,
  evaluate,
  isKind,
  type Node,
  rebuild,
  topological,
} from "../../expression/index.ts";
import { B, Q, type Rational } from "../../number/index.ts";
import { differentiate } from "../gradient.ts";
import { substitute } from "../substitute.ts";
import { dependsOn } from "./factors.ts";

/** A bound: a place, or plus or minus infinity. */
export type Bound = Node | "+" | "-";

export interface Piece {
  readonly body: Node;
  readonly lower: Bound;
  readonly upper: Bound;
}

const bits = 128;

/** Larger integrands are not looked at. */
const nodeLimit = 200;

/** So many places may the cases change at. */
const placeLimit = 12;

/** Operations with two arguments that are compared. */
const comparisons: ReadonlySet<string> = new Set(["less", "lessequal", "equal", "max", "min"]);

/** Operations that change where their argument is 0. */
const signs: ReadonlySet<string> = new Set(["abs", "relu", "sign"]);

/** The pieces of an integral; undefined where there are no cases, or their places are not known. */
export function piecesOf(
  body: Node,
  variable: Node<"variable">,
  [lower, upper]: readonly [Bound, Bound],
  arena: Arena,
): readonly Piece[] | undefined {
  const gaps = gapsIn(body, variable, arena);
  if (gaps.length === 0) return undefined;
  const places = gaps.map((gap) => rootOf(gap, variable, arena));
  const ends = [lower, upper].map((bound) =>
    typeof bound === "string" ? bound : numberNear(bound),
  );
  if (ends.includes(undefined) || places.includes(undefined)) return undefined;
  const [from, to] = ends as readonly (Rational | "+" | "-")[];
  const isBackward =
    from === "+" || to === "-" || (isRational(from) && isRational(to) && Q.compare(from, to) > 0);
  if (isBackward) return undefined;
  const isWithin = (value: Rational): boolean =>
    (!isRational(from) || Q.compare(from, value) < 0) &&
    (!isRational(to) || Q.compare(value, to) < 0);
  const inner = (places as Node[])
    .map((node) => ({ node, value: numberNear(node) }))
    .filter(
      (one): one is { node: Node; value: Rational } =>
        one.value !== undefined && isWithin(one.value),
    )
    .sort((a, b) => Q.compare(a.value, b.value))
    .filter(({ value }, k, all) => k === 0 || !Q.equal(value, all[k - 1]!.value));
  if (inner.length > placeLimit) return undefined;
  const bounds: Bound[] = [lower, ...inner.map(({ node }) => node), upper];
  const values = [from!, ...inner.map(({ value }) => value), to!];
  const pieces = bounds.slice(1).map((high, k): Piece | undefined => {
    const middle = between(values[k]!, values[k + 1]!);
    const own = ofCase(body, variable, middle, arena);
    return own && { body: own, lower: bounds[k]!, upper: high };
  });
  return pieces.includes(undefined) ? undefined : (pieces as Piece[]);
}

const isRational = (one: Rational | "+" | "-" | undefined): one is Rational =>
  one !== undefined && typeof one !== "string";

/** What is 0 where a case changes. */
function gapsIn(body: Node, variable: Node, arena: Arena): readonly Node[] {
  const nodes = topological([body]);
  if (nodes.length > nodeLimit) return [];
  return nodes.flatMap((node) => {
    const [a, b] = node.operands;
    const isCompared = comparisons.has(node.op);
    if ((!isCompared && !signs.has(node.op)) || !dependsOn(node, variable)) return [];
    return [isCompared ? arena.subtract(a!, b!) : a!];
  });
}

/** The one root of a linear expression with a slope that is a number. */
function rootOf(gap: Node, variable: Node, arena: Arena): Node | undefined {
  const slope = differentiate(gap, [variable], arena)[0]!;
  if (dependsOn(slope, variable) || numberNear(slope) === undefined) return undefined;
  const start = substitute(gap, new Map([[variable, arena.integer(0)]]), arena);
  const root = arena.negate(arena.divide(start, slope));
  return numberNear(root) === undefined ? undefined : root;
}

/** A number near a constant; undefined where it has letters. */
function numberNear(node: Node): Rational | undefined {
  if (isKind(node, "number")) return node.data;
  const found = evaluate([node], ballField(bits), new Map(), new Map()).values.get(node);
  const ball = found?.entries[0];
  return ball && B.lower(ball);
}

function between(from: Rational | "+" | "-", to: Rational | "+" | "-"): Rational {
  if (isRational(from) && isRational(to)) return Q.multiply(Q.half, Q.add(from, to));
  if (isRational(from)) return Q.add(from, Q.one);
  return isRational(to) ? Q.subtract(to, Q.one) : Q.zero;
}

/** The integrand as it is on the piece in which a number lies. */
function ofCase(
  body: Node,
  variable: Node<"variable">,
  at: Rational,
  arena: Arena,
): Node | undefined {
  const made = new Map<Node, Node>();
  for (const node of topological([body])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const own = operands.every((one, k) => one === node.operands[k])
      ? node
      : rebuild(node, operands, arena);
    const [a, b, c] = own.operands;
    const isCompared = comparisons.has(own.op);
    if (own.op === "piecewise" && isKind(a!, "number")) {
      made.set(node, Q.sign(a.data) === 0 ? c! : b!);
      continue;
    }
    if ((!isCompared && !signs.has(own.op)) || !dependsOn(own, variable)) {
      made.set(node, own);
      continue;
    }
    const sign = signAt(isCompared ? arena.subtract(a!, b!) : a!, variable, at);
    if (sign === undefined) return undefined;
    made.set(node, chosen(own, sign, arena));
  }
  return made.get(body);
}

function chosen(node: Node, sign: 1 | -1, arena: Arena): Node {
  const [a, b] = node.operands;
  switch (node.op) {
    case "abs":
      return sign === 1 ? a! : arena.negate(a!);
    case "relu":
      return sign === 1 ? a! : arena.integer(0);
    case "sign":
      return arena.integer(sign);
    case "max":
      return sign === 1 ? a! : b!;
    case "min":
      return sign === 1 ? b! : a!;
    case "equal":
      return arena.integer(0);
    default:
      return arena.integer(sign === 1 ? 0 : 1);
  }
}

function signAt(node: Node, variable: Node<"variable">, at: Rational): 1 | -1 | undefined {
  const place = { shape: [], entries: [B.fromRational(at, bits)] };
  const inputs = new Map([[variable.data, place]]);
  const found = evaluate([node], ballField(bits), inputs, new Map()).values.get(node);
  const sign = found && B.sign(found.entries[0]!);
  return sign === 0 ? undefined : sign;
}
