/**
 * @file Antiderivatives. Rules propose one: sums and constant factors, powers, functions of a
 * linear argument from a table, parts for x^n times such a function, substitution where a factor
 * is the derivative of what stands inside another up to a constant. What is proposed is then
 * differentiated, and is one only if that is proved to be the integrand. An unknown function's is
 * the unknown function one order below: f(2x) has ½ f^{(−1)}(2x).
 *
 * Where no rule fits there is none (undefined), which says nothing about the integrand.
 */
import { decide } from "../../algebra/index.ts";
import { type Arena, isKind, type Node, numberOf, topological } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { differentiate } from "../gradient.ts";
import { substitute } from "../substitute.ts";
import { dependsOn, factorsOf, powerOf } from "./factors.ts";
import { ofGaussian } from "./gaussian.ts";
import { logOf, ofRational } from "./rational.ts";
import { ofTrigonometric } from "./trigonometric.ts";
import { type Linear, ofWaves } from "./wave.ts";

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

class Search {
  private readonly x: Node;
  private readonly arena: Arena;

  private readonly linear: Linear;

  constructor(variable: Node, arena: Arena) {
    this.x = variable;
    this.arena = arena;
    this.linear = {
      arena,
      x: variable,
      line: (node) => {
        const slope = this.slopeOf(node);
        return slope && [slope, this.atZero(node)];
      },
      isZero: (node) => this.isZero(node),
    };
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
    const factors = factorsOf(node, arena);
    if (factors === undefined) return undefined;
    const constant = factors.filter((factor) => !dependsOn(factor, x));
    const moving = factors.filter((factor) => dependsOn(factor, x));
    const inner = this.product(moving, depth);
    return inner && arena.multiply(...constant, inner);
  }

  private product(factors: readonly Node[], depth: number): Node | undefined {
    const [only] = factors;
    if (only === undefined) return this.x;
    if (factors.length === 1) {
      const found = this.single(only, depth);
      if (found !== undefined) return found;
    }
    return (
      ofRational(factors, this.x, this.arena) ??
      ofWaves(factors, this.linear) ??
      ofTrigonometric(factors, this.linear) ??
      this.substituted(factors, depth) ??
      ofGaussian(factors, this.x, this.arena) ??
      this.exponential(factors, depth) ??
      this.parts(factors, depth) ??
      this.spread(factors, depth)
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
    return this.spread([node], depth);
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
    return this.isZero(bend) ? this.atZero(slope) : undefined;
  }

  private atZero(node: Node): Node {
    return substitute(node, new Map([[this.x, this.arena.integer(0)]]), this.arena);
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

  /** 1/(1 + x²), 1/√(1 − x²), 1/cos² x and their multiples. */
  private known(node: Node): Node | undefined {
    const { arena, x } = this;
    for (const op of ["arctan", "arcsin", "tan"] as const) {
      const candidate = arena.apply(op, x);
      const factor = this.constantRatio(node, differentiate(candidate, [x], arena)[0]!);
      if (factor !== undefined) return arena.multiply(factor, candidate);
    }
    return this.quadratic(node);
  }

  /** Powers ±1/2 and −1 of c + k x², for numbers c and k. */
  private quadratic(node: Node): Node | undefined {
    const { arena, x } = this;
    const [base, exponent] = powerOf(node);
    const [first] = differentiate(base, [x], arena);
    const k = arena.multiply(arena.number(Q.half), differentiate(first!, [x], arena)[0]!);
    const c = substitute(base, new Map([[x, arena.integer(0)]]), arena);
    const whole = arena.add(c, arena.multiply(k, arena.power(x, arena.integer(2))));
    // of letters it would hold under conditions only; a² is positive
    const isSquare = (one: Node): boolean => powerOf(one)[1].n % 2n === 0n;
    const start = numberOf(c);
    const isPositive = start === undefined ? isSquare(c) : Q.sign(start) > 0;
    if (!isPositive || numberOf(k) === undefined) return undefined;
    if (decide(whole, base, arena).verdict !== "proved") return undefined;
    const sign = numberOf(k);
    const isFalling = sign !== undefined && Q.sign(sign) < 0;
    const root = (one: Node): Node => {
      const [inner, power] = powerOf(one);
      return Q.equal(power, Q.fromInteger(2)) ? inner : arena.apply("sqrt", one);
    };
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

  /** A rational function of t = e^u for a linear u of slope s: ∫ r(t)/(s t) dt. */
  private exponential(factors: readonly Node[], depth: number): Node | undefined {
    const { arena, x } = this;
    const exponents = topological(factors)
      .filter((node) => node.op === "exp" && dependsOn(node, x))
      .map(({ operands }) => operands[0]!);
    const [first] = exponents;
    const line = first && this.linear.line(first);
    if (first === undefined || line === undefined) return undefined;
    const t = arena.variable(`\0substituted${depth}`);
    const powers = new Map<Node, Node>();
    for (const exponent of exponents) {
      const ratio = numberOf(arena.divide(exponent, first)) ?? this.ratioOf(exponent, first);
      if (ratio === undefined) return undefined;
      powers.set(arena.apply("exp", exponent), arena.power(t, arena.number(ratio)));
    }
    const below = arena.multiply(line[0], t);
    const body = arena.divide(arena.multiply(...factors), below);
    const moved = substitute(body, powers, arena);
    if (dependsOn(moved, x)) return undefined;
    const own = factorsOf(moved, arena) ?? [];
    const constant = own.filter((factor) => !dependsOn(factor, t));
    const inner = ofRational(
      own.filter((factor) => dependsOn(factor, t)),
      t,
      arena,
    );
    const back = new Map([[t, arena.apply("exp", first)]]);
    return inner && substitute(arena.multiply(...constant, inner), back, arena);
  }

  /** The number that one linear expression is of another. */
  private ratioOf(one: Node, other: Node): Rational | undefined {
    const ratio = this.constantRatio(one, other);
    return ratio && numberOf(ratio);
  }

  /** ∫ x^n G' = x^n G − n ∫ x^{n−1} G; of ln x times a power, the other way round. */
  private parts(factors: readonly Node[], depth: number): Node | undefined {
    const { arena, x } = this;
    const isNatural = (factor: Node): boolean => {
      const [, exponent] = powerOf(factor);
      return Q.isInteger(exponent) && exponent.n > 0n;
    };
    const isFirst = (factor: Node): boolean => {
      const [{ op }] = powerOf(factor);
      return isNatural(factor) && (op === "ln" || op.startsWith("arc"));
    };
    const u =
      factors.find(isFirst) ?? factors.find((one) => powerOf(one)[0] === x && isNatural(one));
    if (u === undefined || (factors.length === 1 && !isFirst(u))) return undefined;
    const v = this.product(
      factors.filter((factor) => factor !== u),
      depth + 1,
    );
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
