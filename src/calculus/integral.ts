/**
 * @file Integrals. With an antiderivative F, ∫_a^b is F(b) − F(a), with limits at infinity, where
 * the integrand has no pole between. Without one the integral is a function of which only its
 * derivative is known: I(b) − I(a) for an unknown function I whose derivative in its first
 * argument is the integrand (`opened` puts it in). So is every indefinite integral, which is
 * known only up to a constant anyhow. Two integrands that differ in the name of their letter have
 * the same I.
 */
import {
  type Arena,
  ballField,
  evaluate,
  isKind,
  type Node,
  operations,
  rebuild,
  topological,
} from "../expression/index.ts";
import { B, Q } from "../number/index.ts";
import { antiderivative, dependsOn } from "./antiderivative.ts";
import { differentiate } from "./gradient.ts";
import { limitOf } from "./limit.ts";
import { substitute } from "./substitute.ts";

/** A bound: a place, or plus or minus infinity. */
export type Bound = Node | "+" | "-";

/** An integrand with its letter and the other variables in it, in the order of the arguments. */
interface Integrand {
  readonly body: Node;
  readonly letter: Node;
  readonly others: readonly Node[];
}

const integrands = new WeakMap<Arena, Map<string, Integrand>>();

const prefix = "\\int";
const prefixes = { definite: `${prefix} `, indefinite: `${prefix}? ` } as const;

/** Whether a node is an integral of which only the derivative is known. */
export function isIntegral(node: Node): node is Node<"abstract"> {
  return isKind(node, "abstract") && node.data.name.startsWith(prefix);
}

/** Whether a node is an integral that is known up to a constant. */
export function isIndefinite(node: Node): node is Node<"abstract"> {
  return isKind(node, "abstract") && node.data.name.startsWith(prefixes.indefinite);
}

/** ∫ body d(variable), as a function of the variable. */
export function indefinite(body: Node, variable: Node, arena: Arena): Node | undefined {
  return functionOf(body, variable, "indefinite", arena)?.(variable);
}

/** ∫_a^b body d(variable); undefined where nothing is known of it. */
export function definite(
  body: Node,
  variable: Node,
  lower: Bound,
  upper: Bound,
  arena: Arena,
): Node | undefined {
  if (body.shape.length > 0) return undefined;
  const whole = antiderivative(body, variable, arena);
  if (whole === undefined) {
    if (body.op === "add") {
      const parts = body.operands.map((term) => definite(term, variable, lower, upper, arena));
      if (parts.every((part) => part !== undefined)) return arena.add(...parts);
    }
    const of = functionOf(body, variable, "definite", arena);
    if (of === undefined || typeof lower === "string" || typeof upper === "string")
      return undefined;
    return arena.subtract(of(upper), of(lower));
  }
  // where the antiderivative jumps, its difference is not the integral
  const isWhole = [body, whole].every((one) => isDefinedBetween(one, variable, lower, upper));
  if (!isWhole) return undefined;
  const at = (bound: Bound): Node | undefined =>
    typeof bound === "string"
      ? limitOf(whole, variable, { target: bound, side: null }, arena)
      : substitute(whole, new Map([[variable, bound]]), arena);
  const [a, b] = [at(lower), at(upper)];
  return a && b && arena.subtract(b, a);
}

/** The unknown function that an integrand is the derivative of, at places. */
function functionOf(
  given: Node,
  variable: Node,
  kind: keyof typeof prefixes,
  arena: Arena,
): ((place: Node) => Node) | undefined {
  const letter = arena.variable("\0integrand");
  const body = substitute(given, new Map([[variable, letter]]), arena);
  const others = topological([body]).filter((node) => {
    return isKind(node, "variable") && node !== letter;
  });
  if (body.shape.length > 0 || others.some(({ shape }) => shape.length > 0)) return undefined;
  const all = integrands.get(arena) ?? new Map<string, Integrand>();
  integrands.set(arena, all);
  const name = `${prefixes[kind]}${body.id}`;
  all.set(name, { body, letter, others });
  const orders = [0, ...others.map(() => 0)];
  return (place) => arena.structural("abstract", [place, ...others], [], { name, orders });
}

/** The node with the integrand in the place of each derivative of an integral. */
export function opened(root: Node, arena: Arena): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    const plain = same ? node : rebuild(node, operands, arena);
    made.set(node, isIntegral(plain) ? slopeOf(plain, arena) : plain);
  }
  return made.get(root)!;
}

function slopeOf(node: Node<"abstract">, arena: Arena): Node {
  const { name, orders } = node.data;
  const integrand = integrands.get(arena)?.get(name);
  if (integrand === undefined || orders[0]! < 1) return node;
  const letters = [integrand.letter, ...integrand.others];
  let result = integrand.body;
  for (const [k, order] of orders.entries()) {
    for (let n = k === 0 ? 1 : 0; n < order; n++) {
      result = differentiate(result, [letters[k]!], arena)[0]!;
    }
  }
  return substitute(
    result,
    new Map(letters.map((letter, k) => [letter, node.operands[k]!])),
    arena,
  );
}

/** Into so many pieces an interval is divided to see that the integrand is defined on it. */
const pieces = 64;

const bits = 64;

/** Whether an integrand has a value all the way, as far as that can be told or is supposed. */
function isDefinedBetween(body: Node, variable: Node, lower: Bound, upper: Bound): boolean {
  const moving = topological([body]).filter((node) => dependsOn(node, variable));
  const isTotal = moving.every((node) => {
    const page = operations[node.op];
    if (page.domain.kind === "everywhere") return page.kind === "leaf" || node.op !== "piecewise";
    if (node.op === "divide") return !dependsOn(node.operands[1]!, variable);
    const exponent = node.op === "power" ? node.operands[1]! : undefined;
    return (
      exponent !== undefined &&
      isKind(exponent, "number") &&
      exponent.data.n > 0n &&
      exponent.data.d === 1n
    );
  });
  if (isTotal) return true;
  if (typeof lower === "string" || typeof upper === "string") return false;
  const ends = [lower, upper].map((bound) => {
    return evaluate([bound], ballField(bits), new Map(), new Map()).values.get(bound)?.entries[0];
  });
  const [a, b] = ends;
  // a bound with a letter is one for which there is a value
  if (a === undefined || b === undefined) return true;
  // √(2 − x²) has a value up to √2, and none up to a number right above it: the ends lie within
  const isBackward = Q.compare(B.lower(a) ?? Q.zero, B.upper(b) ?? Q.zero) > 0;
  const [from, to] = isBackward ? [B.lower(a), B.upper(b)] : [B.upper(a), B.lower(b)];
  if (from === undefined || to === undefined || !isKind(variable, "variable")) return false;
  const step = Q.divide(Q.subtract(to, from), Q.fromInteger(pieces))!;
  return Array.from({ length: pieces }, (_, k) => k).every((k) => {
    const at = (n: number) => B.fromRational(Q.add(from, Q.multiply(step, Q.fromInteger(n))), bits);
    const piece = { shape: [], entries: [B.hull(at(k), at(k + 1))] };
    const inputs = new Map([[variable.data, piece]]);
    return evaluate([body], ballField(bits), inputs, new Map()).values.get(body) !== undefined;
  });
}
