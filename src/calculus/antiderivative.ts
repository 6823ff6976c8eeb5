/**
 * @file Antiderivatives. Rules propose one: sums and constant factors, powers, functions of a
 * linear argument from a table, parts for x^n times such a function, substitution where a factor
 * is the derivative of what stands inside another up to a constant. What is proposed is then
 * differentiated, and is one only if that is proved to be the integrand. An unknown function's is
 * the unknown function one order below: f(2x) has ½ f^{(−1)}(2x).
 *
 * Where no rule fits there is none (undefined), which says nothing about the integrand.
 */
import { decide } from "../algebra/index.ts";
import { type Arena, isKind, type Node, numberOf, topological } from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { differentiate } from "./gradient.ts";
import { substitute } from "./substitute.ts";

/** Larger integrands are not looked at. */
const nodeLimit = 200;

/** Parts are taken, and substitutions made, so deep. */
const depthLimit = 5;

const found = new WeakMap<Arena, Map<string, Node | undefined>>();

/** A function of `variable` whose derivative is `body`, a scalar; undefined if none is found. */
export function antiderivative(body: Node, variable: Node, arena: Arena): Node | undefined {
  const known = found.get(arena) ?? new Map<string, Node | undefined>();
  found.set(arena, known);
  const key = `${body.id} ${variable.id}`;
  if (!known.has(key)) known.set(key, verified(body, variable, arena));
  return known.get(key);
}

function verified(body: Node, variable: Node, arena: Arena): Node | undefined {
  if (body.shape.length > 0 || topological([body]).length > nodeLimit) return undefined;
  const result = new Search(variable, arena).of(body, 0);
  if (result === undefined) return undefined;
  const slope = differentiate(result, [variable], arena)[0]!;
  return decide(slope, body, arena).verdict === "proved" ? result : undefined;
}

/** Whether a node depends on another. */
export function dependsOn(node: Node, on: Node): boolean {
  return topological([node]).includes(on);
}

/** Antiderivatives of functions of one argument t, as expressions in t. */
const table: Readonly<Record<string, (t: Node, arena: Arena) => Node>> = {
  exp: (t, arena) => arena.apply("exp", t),
  sin: (t, arena) => arena.negate(arena.apply("cos", t)),
  cos: (t, arena) => arena.apply("sin", t),
  tan: (t, arena) => arena.negate(logOf(arena.apply("cos", t), arena)),
  sinh: (t, arena) => arena.apply("cosh", t),
  cosh: (t, arena) => arena.apply("sinh", t),
  tanh: (t, arena) => arena.apply("ln", arena.apply("cosh", t)),
  sigmoid: (t, arena) => arena.apply("softplus", t),
  // ∫ ln t = t ln t − t
  ln: (t, arena) => arena.subtract(arena.multiply(t, arena.apply("ln", t)), t),
};

/** ln|u|. */
const logOf = (u: Node, arena: Arena): Node => arena.apply("ln", arena.apply("abs", u));

/** A node as a power of a base; of itself where it is none. */
function powerOf(node: Node): readonly [base: Node, exponent: Rational] {
  if (node.op === "sqrt") return [node.operands[0]!, Q.half];
  const exponent = node.op === "power" ? numberOf(node.operands[1]!) : undefined;
  return exponent === undefined ? [node, Q.one] : [node.operands[0]!, exponent];
}

class Search {
  private readonly x: Node;
  private readonly arena: Arena;

  constructor(variable: Node, arena: Arena) {
    this.x = variable;
    this.arena = arena;
  }

  of(node: Node, depth: number): Node | undefined {
    const { arena, x } = this;
    if (depth > depthLimit) return undefined;
    if (!dependsOn(node, x)) return arena.multiply(node, x);
    if (node === x) return this.power(x, arena.integer(1), arena.integer(1));
    if (node.op === "add") {
      const terms = node.operands.map((term) => this.of(term, depth));
      return terms.includes(undefined) ? undefined : arena.add(...(terms as Node[]));
    }
    if (node.op === "negate") {
      const inner = this.of(node.operands[0]!, depth);
      return inner && arena.negate(inner);
    }
    const factors = this.factorsOf(node);
    if (factors === undefined) return undefined;
    const constant = factors.filter((factor) => !dependsOn(factor, x));
    const moving = this.merged(factors.filter((factor) => dependsOn(factor, x)));
    const inner = this.product(moving, depth);
    return inner && arena.multiply(...constant, inner);
  }

  /** The factors of a product or quotient; undefined where it has sums over axes. */
  private factorsOf(node: Node): readonly Node[] | undefined {
    const { arena } = this;
    if (node.op === "contraction") {
      if (node.operands.some(({ shape }) => shape.length > 0)) return undefined;
      const parts = node.operands.map((operand) => this.factorsOf(operand));
      return parts.includes(undefined) ? undefined : (parts as Node[][]).flat();
    }
    if (node.op === "negate") {
      const inner = this.factorsOf(node.operands[0]!);
      return inner && [arena.integer(-1), ...inner];
    }
    if (node.op === "divide") {
      const [above, below] = node.operands.map((operand) => this.factorsOf(operand));
      const inverses = below?.map((factor) => this.inverse(factor));
      return above && inverses && [...above, ...inverses];
    }
    return [node];
  }

  /** With the powers of one base as one power: x^2 x^{-1} is x. */
  private merged(factors: readonly Node[]): readonly Node[] {
    const { arena } = this;
    const exponents = new Map<Node, Rational>();
    for (const factor of factors) {
      const [base, exponent] = powerOf(factor);
      exponents.set(base, Q.add(exponents.get(base) ?? Q.zero, exponent));
    }
    if (exponents.size === factors.length) return factors;
    return [...exponents].flatMap(([base, exponent]) => {
      return Q.sign(exponent) === 0 ? [] : [arena.power(base, arena.number(exponent))];
    });
  }

  private inverse(factor: Node): Node {
    const { arena } = this;
    if (factor.op === "sqrt")
      return arena.power(factor.operands[0]!, arena.number(Q.negate(Q.half)));
    const exponent = factor.op === "power" ? numberOf(factor.operands[1]!) : undefined;
    if (exponent !== undefined) {
      return arena.power(factor.operands[0]!, arena.number(Q.negate(exponent)));
    }
    if (factor.op === "exp") return arena.apply("exp", arena.negate(factor.operands[0]!));
    return arena.power(factor, arena.integer(-1));
  }

  private product(factors: readonly Node[], depth: number): Node | undefined {
    const [only] = factors;
    if (only === undefined) return this.x;
    if (factors.length === 1) {
      const found = this.single(only, depth);
      if (found !== undefined) return found;
    }
    return (
      this.substituted(factors, depth) ?? this.parts(factors, depth) ?? this.spread(factors, depth)
    );
  }

  /** One factor: a power, or a function of the table. */
  private single(node: Node, depth: number): Node | undefined {
    const { arena, x } = this;
    const [base, exponent] = node.operands;
    if (node === x) return this.power(x, arena.integer(1), arena.integer(1));
    if (node.op === "sqrt") return this.ofPower(base!, arena.number(Q.half)) ?? this.known(node);
    if (node.op === "power" && !dependsOn(exponent!, x)) {
      return this.ofPower(base!, exponent!) ?? this.known(node);
    }
    if (node.op === "power" && !dependsOn(base!, x)) {
      const slope = this.slopeOf(exponent!);
      const below = slope && arena.multiply(slope, arena.apply("ln", base!));
      return below && arena.divide(node, below);
    }
    if (node.operands.length !== 1) return undefined;
    const slope = this.slopeOf(base!);
    if (slope !== undefined) {
      const whole = this.outer(node, base!);
      return whole && arena.divide(whole, slope);
    }
    return node.op === "exp" ? this.gaussian(base!) : this.spread([node], depth);
  }

  /** ∫ f(t) dt at t = u, for a function f. */
  private outer(node: Node, u: Node): Node | undefined {
    if (isKind(node, "abstract")) {
      const { name, orders } = node.data;
      const lowered = { name, orders: orders.map((order) => order - 1) };
      return this.arena.structural("abstract", [u], node.shape, lowered);
    }
    return table[node.op]?.(u, this.arena);
  }

  /** The slope of a linear expression in x. */
  private slopeOf(node: Node): Node | undefined {
    const { arena, x } = this;
    const slope = differentiate(node, [x], arena)[0]!;
    if (!dependsOn(slope, x)) return slope;
    const bend = differentiate(slope, [x], arena)[0]!;
    if (!this.isZero(bend)) return undefined;
    return substitute(slope, new Map([[x, arena.integer(0)]]), arena);
  }

  private ofPower(base: Node, exponent: Node): Node | undefined {
    const slope = this.slopeOf(base);
    return slope && this.power(base, exponent, slope);
  }

  /** ∫ u^r = u^{r+1}/((r + 1) s) for a linear u of slope s, and ln|u|/s for r = −1. */
  private power(base: Node, exponent: Node, slope: Node): Node {
    const { arena } = this;
    const q = numberOf(exponent);
    if (q !== undefined && Q.equal(q, Q.minusOne)) return arena.divide(logOf(base, arena), slope);
    const raised = arena.add(exponent, arena.integer(1));
    return arena.divide(arena.power(base, raised), arena.multiply(raised, slope));
  }

  /** e^{−k x²} for a positive number k. */
  private gaussian(exponent: Node): Node | undefined {
    const { arena, x } = this;
    const half = arena.number(Q.half);
    const [first] = differentiate(exponent, [x], arena);
    const k = arena.multiply(half, arena.negate(differentiate(first!, [x], arena)[0]!));
    if (dependsOn(k, x)) return undefined;
    const square = arena.negate(arena.multiply(k, arena.power(x, arena.integer(2))));
    if (decide(square, exponent, arena).verdict !== "proved") return undefined;
    const root = arena.apply("sqrt", k);
    const scale = arena.divide(
      arena.apply("sqrt", arena.pi()),
      arena.multiply(arena.integer(2), root),
    );
    return arena.multiply(scale, arena.apply("erf", arena.multiply(root, x)));
  }

  /** 1/(1 + x²), 1/√(1 − x²), 1/cos² x and their multiples. */
  private known(node: Node): Node | undefined {
    const { arena, x } = this;
    for (const op of ["arctan", "arcsin", "tan"] as const) {
      const candidate = arena.apply(op, x);
      const factor = this.constantRatio(node, differentiate(candidate, [x], arena)[0]!);
      if (factor !== undefined) return arena.multiply(factor, candidate);
    }
    return this.square(node) ?? this.quadratic(node);
  }

  /** sin² u and cos² u for a linear u. */
  private square(node: Node): Node | undefined {
    const { arena } = this;
    const [inner, exponent] = powerOf(node);
    if (!Q.equal(exponent, Q.fromInteger(2)) || !/^(?:sin|cos)$/.test(inner.op)) return undefined;
    const u = inner.operands[0]!;
    const slope = this.slopeOf(u);
    if (slope === undefined) return undefined;
    const double = arena.apply("sin", arena.multiply(arena.integer(2), u));
    const wave = arena.divide(double, arena.integer(inner.op === "cos" ? 4 : -4));
    return arena.divide(arena.add(arena.divide(u, arena.integer(2)), wave), slope);
  }

  /** Powers ±1/2 and −1 of c + k x², for numbers c and k. */
  private quadratic(node: Node): Node | undefined {
    const { arena, x } = this;
    const [base, exponent] = powerOf(node);
    const [first] = differentiate(base, [x], arena);
    const k = arena.multiply(arena.number(Q.half), differentiate(first!, [x], arena)[0]!);
    const c = substitute(base, new Map([[x, arena.integer(0)]]), arena);
    const whole = arena.add(c, arena.multiply(k, arena.power(x, arena.integer(2))));
    // of letters it would hold under conditions only
    if (numberOf(c) === undefined || numberOf(k) === undefined) return undefined;
    if (decide(whole, base, arena).verdict !== "proved") return undefined;
    const sign = numberOf(k);
    const isFalling = sign !== undefined && Q.sign(sign) < 0;
    const root = (one: Node): Node => arena.apply("sqrt", one);
    const [own, scale] = [root(isFalling ? arena.negate(k) : k), root(c)];
    const ratio = arena.divide(arena.multiply(own, x), scale);
    if (Q.equal(exponent, Q.minusOne)) {
      const below = arena.multiply(own, scale);
      if (!isFalling) return arena.divide(arena.apply("arctan", ratio), below);
      const [over, under] = [
        arena.add(scale, arena.multiply(own, x)),
        arena.subtract(scale, arena.multiply(own, x)),
      ];
      const log = logOf(arena.divide(over, under), arena);
      return arena.divide(log, arena.multiply(arena.integer(2), below));
    }
    if (!isFalling) return undefined;
    const angle = arena.divide(arena.apply("arcsin", ratio), own);
    if (Q.equal(exponent, Q.negate(Q.half))) return angle;
    if (!Q.equal(exponent, Q.half)) return undefined;
    const twice = arena.add(arena.multiply(x, root(base)), arena.multiply(c, angle));
    return arena.divide(twice, arena.integer(2));
  }

  /** A factor h(g) times g' up to a constant: c H(g). */
  private substituted(factors: readonly Node[], depth: number): Node | undefined {
    const { arena, x } = this;
    const t = arena.variable(`\0substituted${depth}`);
    for (const factor of factors) {
      const rest = factors.filter((other) => other !== factor);
      const inside = factor.operands.filter((one) => dependsOn(one, x));
      for (const g of factor === x ? [] : factors.length > 1 ? [...inside, factor] : inside) {
        const slope = differentiate(g, [x], arena)[0]!;
        const ratio = this.constantRatio(arena.multiply(...rest, arena.integer(1)), slope);
        if (ratio === undefined) continue;
        const outer = substitute(factor, new Map([[g, t]]), arena);
        if (dependsOn(outer, x)) continue;
        const inner = new Search(t, arena).of(outer, depth + 1);
        if (inner === undefined) continue;
        return arena.multiply(ratio, substitute(inner, new Map([[t, g]]), arena));
      }
    }
    return undefined;
  }

  /** ∫ x^n G' = x^n G − n ∫ x^{n−1} G; of ln x times a power, the other way round. */
  private parts(factors: readonly Node[], depth: number): Node | undefined {
    const { arena, x } = this;
    const isPower = (node: Node): boolean => {
      const exponent = node.op === "power" ? numberOf(node.operands[1]!) : undefined;
      const isWhole = exponent !== undefined && exponent.d === 1n && exponent.n > 0n;
      return node === x || (node.operands[0] === x && isWhole);
    };
    const u =
      factors.find(({ op }) => op === "ln" || op.startsWith("arc")) ?? factors.find(isPower);
    if (u === undefined || factors.length !== 2) return undefined;
    const v = this.of(factors.find((factor) => factor !== u)!, depth + 1);
    if (v === undefined) return undefined;
    const rest = arena.multiply(v, differentiate(u, [x], arena)[0]!);
    const other = this.of(rest, depth + 1);
    return other && arena.subtract(arena.multiply(u, v), other);
  }

  /** A product with a sum among its factors, multiplied out. */
  private spread(factors: readonly Node[], depth: number): Node | undefined {
    const { arena } = this;
    const opened = factors.flatMap((factor) => {
      const exponent = factor.op === "power" ? numberOf(factor.operands[1]!) : undefined;
      const base = factor.operands[0];
      const isSmall = exponent?.d === 1n && exponent.n > 1n && exponent.n <= 4n;
      return isSmall && base!.op === "add" ? Array<Node>(Number(exponent.n)).fill(base!) : [factor];
    });
    const sum = opened.find(({ op }) => op === "add");
    if (sum === undefined || depth >= depthLimit) return undefined;
    const at = opened.indexOf(sum);
    const rest = [...opened.slice(0, at), ...opened.slice(at + 1)];
    const terms = sum.operands.map((term) => this.of(arena.multiply(term, ...rest), depth + 1));
    return terms.includes(undefined) ? undefined : arena.add(...(terms as Node[]));
  }

  private isZero(node: Node): boolean {
    const { arena } = this;
    return decide(node, arena.integer(0), arena).verdict === "proved";
  }

  /** a/b where it does not depend on x. */
  private constantRatio(a: Node, b: Node): Node | undefined {
    const { arena, x } = this;
    if (a === b) return arena.integer(1);
    const ratio = arena.divide(a, b);
    if (!this.isZero(differentiate(ratio, [x], arena)[0]!)) return undefined;
    const place = arena.number(Q.half);
    return substitute(ratio, new Map([[x, place]]), arena);
  }
}
