/**
 * @file An integrand as a product of factors. Powers of powers, of products and of exponentials
 * are taken apart, the powers of one base are one power, and exponentials one exponential:
 *
 *     (x²)² = x⁴      (2x)³ = 2³ x³      (e^u)² e^v = e^{2u + v}      x²/x = x
 *
 * All of it holds wherever both sides are defined.
 */
import { type Arena, isKind, type Node, numberOf, topological } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";

/** Whether a node depends on another. */
export function dependsOn(node: Node, on: Node): boolean {
  return topological([node]).includes(on);
}

/** A node as a power of a base; of itself where it is none. */
export function powerOf(node: Node): readonly [base: Node, exponent: Rational] {
  if (node.op === "sqrt") return [node.operands[0]!, Q.half];
  const exponent = node.op === "power" ? numberOf(node.operands[1]!) : undefined;
  return exponent === undefined ? [node, Q.one] : [node.operands[0]!, exponent];
}

/** The factors of a product or quotient; undefined where it has sums over axes. */
export function factorsOf(node: Node, arena: Arena): readonly Node[] | undefined {
  const parts = opened(node, Q.one, arena);
  return parts && merged(parts, arena);
}

/** The factors of node^exponent, each raised. */
function opened(node: Node, exponent: Rational, arena: Arena): readonly Node[] | undefined {
  const isWhole = Q.isInteger(exponent);
  if (node.op === "exp") {
    return [arena.apply("exp", arena.multiply(arena.number(exponent), node.operands[0]!))];
  }
  if (!isWhole) return [raised(node, exponent, arena)];
  if (node.op === "contraction" && !node.operands.some(({ shape }) => shape.length > 0)) {
    return all(node.operands.map((operand) => opened(operand, exponent, arena)));
  }
  // a sum over an axis is one factor, if it stands for itself
  if (node.op === "contraction") return undefined;
  if (node.op === "negate") {
    const inner = opened(node.operands[0]!, exponent, arena);
    return inner && [arena.power(arena.integer(-1), arena.number(exponent)), ...inner];
  }
  if (node.op === "divide") {
    const [above, below] = node.operands;
    return all([opened(above!, exponent, arena), opened(below!, Q.negate(exponent), arena)]);
  }
  const [base, own] = powerOf(node);
  if (node.op === "power" && base === node) {
    const [inner, power] = node.operands;
    return [arena.power(inner!, arena.multiply(arena.number(exponent), power!))];
  }
  if (base === node) return [raised(node, exponent, arena)];
  return opened(base, Q.multiply(own, exponent), arena);
}

function all(parts: readonly (readonly Node[] | undefined)[]): readonly Node[] | undefined {
  return parts.includes(undefined) ? undefined : (parts as Node[][]).flat();
}

function raised(base: Node, exponent: Rational, arena: Arena): Node {
  if (Q.equal(exponent, Q.one)) return base;
  if (Q.equal(exponent, Q.half)) return arena.apply("sqrt", base);
  return arena.power(base, arena.number(exponent));
}

/** With the powers of one base as one power, and exponentials as one. */
function merged(factors: readonly Node[], arena: Arena): readonly Node[] {
  const exponents = new Map<Node, Rational>();
  const exponential: Node[] = [];
  for (const factor of factors) {
    if (factor.op === "exp") {
      exponential.push(factor.operands[0]!);
      continue;
    }
    const [base, exponent] = powerOf(factor);
    exponents.set(base, Q.add(exponents.get(base) ?? Q.zero, exponent));
  }
  const powers = [...exponents].flatMap(([base, exponent]) => {
    if (Q.sign(exponent) === 0) return [];
    const isNumber = isKind(base, "number");
    return [isNumber ? arena.power(base, arena.number(exponent)) : raised(base, exponent, arena)];
  });
  if (exponential.length === 0) return powers;
  const [only] = exponential;
  const whole = exponential.length === 1 ? only! : arena.add(...exponential);
  return [...powers, arena.apply("exp", whole)];
}
