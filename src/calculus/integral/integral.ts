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
  intervalField,
  isKind,
  type Node,
  operations,
  rebuild,
  topological,
} from "../../expression/index.ts";
import { B, Q, type Rational } from "../../number/index.ts";
import { differentiate } from "../gradient.ts";
import { substitute } from "../substitute.ts";
import { antiderivative } from "./antiderivative.ts";
import { difference } from "./ends.ts";
import { dependsOn } from "./factors.ts";
import { type Bound, piecesOf } from "./pieces.ts";
import { ofScalars } from "./scalars.ts";

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
  return functionOf(ofScalars(body, arena), variable, "indefinite", arena)?.(variable);
}

/** ∫_a^b body d(variable); undefined where nothing is known of it. */
export function definite(
  given: Node,
  variable: Node,
  lower: Bound,
  upper: Bound,
  arena: Arena,
): Node | undefined {
  const body = ofScalars(given, arena);
  if (body.shape.length > 0) return undefined;
  const pieces = isKind(variable, "variable")
    ? piecesOf(body, variable, [lower, upper], arena)
    : undefined;
  if (pieces !== undefined) {
    const parts = pieces.map((piece) => {
      return definite(piece.body, variable, piece.lower, piece.upper, arena);
    });
    return parts.includes(undefined) ? undefined : arena.add(...(parts as Node[]));
  }
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
  return difference(whole, variable, lower, upper, arena);
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
  return changed(root, arena, (node) => (isIntegral(node) ? slopeOf(node, arena) : node));
}

/** The node with an antiderivative in the place of each integral without bounds that has one. */
export function withAntiderivatives(root: Node, arena: Arena): Node {
  return changed(root, arena, (node) => {
    return (isIndefinite(node) ? antiderivativeOf(node, arena) : undefined) ?? node;
  });
}

/** A node with something else in the place of its parts, from within outwards. */
function changed(root: Node, arena: Arena, change: (node: Node) => Node): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    made.set(node, change(same ? node : rebuild(node, operands, arena)));
  }
  return made.get(root)!;
}

function antiderivativeOf(node: Node<"abstract">, arena: Arena): Node | undefined {
  const { name, orders } = node.data;
  const integrand = integrands.get(arena)?.get(name);
  if (integrand === undefined || orders.some((order) => order > 0)) return undefined;
  const { body, letter, others } = integrand;
  const whole = antiderivative(body, letter, arena);
  const put = [letter, ...others].map((one, k): [Node, Node] => [one, node.operands[k]!]);
  return whole && substitute(whole, new Map(put), arena);
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

/** So often an interval is halved, and so many parts are looked at, to see that all is defined. */
const halvings = 12;
const partLimit = 400;

const bits = 64;

/** Beyond this the rest up to infinity is looked at as one interval. */
const far = 1024;

/**
 * Whether an expression has a value all the way between the bounds, as far as that can be told or
 * is supposed. At a bound itself it need not have one: 1/√x at 0.
 */
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
  if (isTotal || !isKind(variable, "variable")) return isTotal;
  // what has letters is one that has a value for them, where it is said that it is integrated
  const hasLetters = topological([body]).some((node) => {
    return isKind(node, "variable") && node !== variable;
  });
  if (hasLetters) return true;
  const [a, b] = [lower, upper].map(endOf);
  // a bound with a letter is one for which there is a value
  if (a === undefined || b === undefined) return true;
  const [from, to] = Q.compare(a.inner, b.inner) > 0 ? [b, a] : [a, b];
  const name = variable.data;
  for (const end of [from, to]) {
    if (end.isFar && !isDefinedFar(body, name, Q.sign(end.inner))) return false;
  }
  return isDefinedOn(body, name, from, to);
}

/** A bound as a number, or where the look at all the rest begins. */
interface Edge {
  readonly inner: Rational;
  readonly isFar: boolean;
}

function endOf(bound: Bound): Edge | undefined {
  if (typeof bound === "string") {
    return { inner: Q.fromInteger(bound === "+" ? far : -far), isFar: true };
  }
  const found = evaluate([bound], ballField(bits), new Map(), new Map()).values.get(bound);
  const ball = found?.entries[0];
  const inner = ball && (B.lower(ball) ?? B.upper(ball));
  return inner && { inner, isFar: false };
}

/** Whether it has a value from `far` to infinity, by intervals. */
function isDefinedFar(body: Node, name: string, sign: number): boolean {
  const rest = sign > 0 ? { lo: far, hi: Number.MAX_VALUE } : { lo: -Number.MAX_VALUE, hi: -far };
  const inputs = new Map([[name, { shape: [], entries: [rest] }]]);
  return evaluate([body], intervalField, inputs, new Map()).values.get(body) !== undefined;
}

/** Whether it has a value between two numbers, by intervals that are halved where need be. */
function isDefinedOn(body: Node, name: string, from: Edge, to: Edge): boolean {
  let looked = 0;
  const has = (low: Rational, high: Rational): boolean => {
    looked++;
    const ball = B.hull(B.fromRational(low, bits), B.fromRational(high, bits));
    const inputs = new Map([[name, { shape: [], entries: [ball] }]]);
    return evaluate([body], ballField(bits), inputs, new Map()).values.get(body) !== undefined;
  };
  const open: (readonly [low: Rational, high: Rational, depth: number])[] = [
    [from.inner, to.inner, 0],
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [low, high, depth] = part;
    if (looked > partLimit) return false;
    if (has(low, high)) continue;
    if (depth === halvings) {
      // the last part before a bound at which there is no value
      const isEdge = [from, to].some(({ inner, isFar }) => {
        const isNear = Q.equal(inner, low) || Q.equal(inner, high);
        return !isFar && isNear && !has(inner, inner);
      });
      if (!isEdge) return false;
      continue;
    }
    const middle = Q.multiply(Q.half, Q.add(low, high));
    open.push([low, middle, depth + 1], [middle, high, depth + 1]);
  }
  return true;
}
