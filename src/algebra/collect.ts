/**
 * @file Cancelling and collecting: a sum of products, scalar or entry by entry, multiplied out,
 * its quotients cancelled and its equal terms added up,
 *
 *     ((1 − y)/(1 − p) − y/p) ⊙ p ⊙ (1 − p)  =  (1 − y) ⊙ p − y ⊙ (1 − p)  =  p − y
 *
 * wherever the left side is defined. That is a step of its own, with a name, and it is taken only
 * where the result is shorter; `tidy` never does it.
 *
 * A term is a rational coefficient and integer powers of atoms: names, functions, and the sums
 * that occur below a fraction bar, which stay whole until they have cancelled. A second attempt
 * keeps other sums whole too, unless they hold fractions; the shorter result is taken.
 */
import {
  type Arena,
  fillOf,
  isKind,
  type Node,
  rebuild,
  type Shape,
  topological,
} from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";

/** With more terms or higher powers than this, nothing is multiplied out. */
const termLimit = 64;
const powerLimit = 4;

/** A coefficient and powers of atoms, none of them 0. */
interface Term {
  readonly coefficient: Rational;
  readonly powers: ReadonlyMap<Node, number>;
}

type Terms = readonly Term[];

/** `root` with every part cancelled and collected that becomes shorter by it. */
export function collect(root: Node, arena: Arena): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    const own = same ? node : rebuild(node, operands, arena);
    made.set(node, isSumOrProduct(own) ? shortest(own, arena) : own);
  }
  return made.get(root)!;
}

function isSumOrProduct(node: Node): boolean {
  return node.op === "add" || node.op === "divide" || isEntrywise(node);
}

/** Whether a contraction is a product entry by entry, with scalars among the factors. */
function isEntrywise(node: Node): node is Node<"contraction"> {
  if (!isKind(node, "contraction") || fillOf(node) !== undefined) {
    return node.op === "contraction" && node.shape.length === 0 && node.operands.length > 1;
  }
  if (node.data.sizes.length > node.shape.length) return false;
  return node.operands.every(({ op }, k) => {
    const axes = node.data.axes[k]!;
    const whole = axes.length === node.shape.length && axes.every((index, at) => index === at);
    return op !== "indicator" && (axes.length === 0 || whole);
  });
}

/** The node, or what it comes to when that is shorter. */
function shortest(node: Node, arena: Arena): Node {
  let best = node;
  for (const opens of [true, false]) {
    const found = new Expansion(node, opens).terms(node);
    if (found === undefined) continue;
    const written = sumOf(found, node.shape, arena);
    if (weight(written) < weight(best)) best = written;
  }
  return best;
}

/** How much there is to read, up to a bound. */
function weight(root: Node): number {
  const sizes = new Map<Node, number>();
  for (const node of topological([root])) {
    const own = node.op === "contraction" && node.operands.length > 1 ? 0 : 1;
    let size = own;
    for (const operand of node.operands) size += sizes.get(operand)!;
    sizes.set(node, Math.min(size, 100_000));
  }
  return sizes.get(root)!;
}

/** Multiplying one expression out. */
class Expansion {
  /** Sums that stay whole. */
  private readonly whole = new Set<Node>();
  private readonly opens: boolean;

  constructor(root: Node, opens: boolean) {
    this.opens = opens;
    const open = [root];
    const seen = new Set<Node>();
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node) || !isOpened(node)) continue;
      seen.add(node);
      if (node.op === "divide") this.keepSums(node.operands[1]!);
      open.push(...node.operands);
    }
  }

  private keepSums(below: Node): void {
    const factors = isEntrywise(below) ? below.operands : [below];
    for (const factor of factors) {
      const base = factor.op === "power" ? factor.operands[0]! : factor;
      if (base.op === "add") this.whole.add(base);
    }
  }

  /** The terms, with sums that have cancelled below a bar opened; undefined when too many. */
  terms(root: Node): Terms | undefined {
    const first = this.expand(root);
    if (first === undefined || !this.opens) return first;
    // what is left of a sum above the bar is multiplied out after all
    const parts = first.map((term) => this.openPositive(term));
    if (parts.some((part) => part === undefined)) return undefined;
    return gathered(parts.flatMap((part) => part!));
  }

  private openPositive({ coefficient, powers }: Term): Terms | undefined {
    let result: Terms | undefined = [{ coefficient, powers: new Map() }];
    for (const [atom, power] of powers) {
      const opened = atom.op === "add" && power > 0 && this.whole.has(atom);
      const factor = opened
        ? this.sum(atom)
        : [{ coefficient: Q.one, powers: new Map([[atom, 1]]) }];
      if (!opened) {
        result =
          result && times(result, [{ coefficient: Q.one, powers: new Map([[atom, power]]) }]);
        continue;
      }
      for (let k = 0; k < power; k++) result = result && factor && times(result, factor);
    }
    return result;
  }

  private expand(node: Node): Terms | undefined {
    if (isKind(node, "number")) return [{ coefficient: node.data, powers: new Map() }];
    const fill = node.shape.length > 0 ? fillOf(node) : undefined;
    if (fill !== undefined) return this.expand(fill);
    if (node.op === "negate") {
      return scaled(this.expand(node.operands[0]!), Q.negate(Q.one));
    }
    if (node.op === "add") {
      if (this.whole.has(node) || (!this.opens && !hasQuotient(node))) return atomic(node);
      return this.sum(node);
    }
    if (node.op === "divide") return this.quotient(node);
    if (node.op === "power") return this.power(node);
    if (!isEntrywise(node)) return atomic(node);
    let product: Terms | undefined = [{ coefficient: Q.one, powers: new Map() }];
    for (const factor of node.operands) {
      const own = this.expand(factor);
      product = product && own && times(product, own);
    }
    return product;
  }

  private sum(node: Node): Terms | undefined {
    const parts = node.operands.map((operand) => this.expand(operand));
    if (parts.some((part) => part === undefined)) return undefined;
    return gathered(parts.flatMap((part) => part!));
  }

  private quotient(node: Node): Terms | undefined {
    const [top, bottom] = node.operands as [Node, Node];
    const above = this.expand(top);
    const below = this.expand(bottom);
    const [only, more] = below ?? [];
    if (above === undefined || only === undefined || more !== undefined) return atomic(node);
    if (only.coefficient.n === 0n) return atomic(node);
    const powers = new Map([...only.powers].map(([atom, power]) => [atom, -power]));
    return times(above, [{ coefficient: Q.divide(Q.one, only.coefficient)!, powers }]);
  }

  private power(node: Node): Terms | undefined {
    const [base, exponent] = node.operands as [Node, Node];
    const fill = fillOf(exponent);
    if (fill === undefined || !isKind(fill, "number") || fill.data.d !== 1n) return atomic(node);
    const n = Number(fill.data.n);
    if (Math.abs(n) > powerLimit) return atomic(node);
    const own = this.expand(base);
    if (n < 0 && own?.length !== 1) return atomic(node);
    let result: Terms | undefined = [{ coefficient: Q.one, powers: new Map() }];
    for (let k = 0; k < Math.abs(n); k++) result = result && own && times(result, own);
    if (n >= 0 || result === undefined) return result;
    return result.map(({ coefficient, powers }) => ({
      coefficient: Q.divide(Q.one, coefficient) ?? Q.one,
      powers: new Map([...powers].map(([atom, power]) => [atom, -power])),
    }));
  }
}

/** What an expansion looks into. */
function isOpened(node: Node): boolean {
  return isSumOrProduct(node) || node.op === "negate" || node.op === "power";
}

function hasQuotient(sum: Node): boolean {
  return sum.operands.some((operand) => {
    const term = operand.op === "negate" ? operand.operands[0]! : operand;
    const factors = isEntrywise(term) ? term.operands : [term];
    return factors.some(({ op }) => op === "divide");
  });
}

function atomic(node: Node): Terms {
  return [{ coefficient: Q.one, powers: new Map([[node, 1]]) }];
}

function scaled(terms: Terms | undefined, by: Rational): Terms | undefined {
  return terms?.map(({ coefficient, powers }) => {
    return { coefficient: Q.multiply(coefficient, by), powers };
  });
}

function times(a: Terms, b: Terms): Terms | undefined {
  if (a.length * b.length > termLimit) return undefined;
  const products = a.flatMap((x) =>
    b.map((y): Term => {
      const powers = new Map(x.powers);
      for (const [atom, power] of y.powers) {
        const sum = (powers.get(atom) ?? 0) + power;
        if (sum === 0) powers.delete(atom);
        else powers.set(atom, sum);
      }
      return { coefficient: Q.multiply(x.coefficient, y.coefficient), powers };
    }),
  );
  return gathered(products);
}

/** Equal products of atoms are added up. */
function gathered(terms: Terms): Terms {
  const known = new Map<string, Term>();
  for (const term of terms) {
    const parts = [...term.powers].map(([atom, power]): [number, number] => [atom.id, power]);
    const key = parts.sort(([a], [b]) => a - b).join(";");
    const before = known.get(key);
    const coefficient = before ? Q.add(before.coefficient, term.coefficient) : term.coefficient;
    known.set(key, { coefficient, powers: before?.powers ?? term.powers });
  }
  return [...known.values()].filter(({ coefficient }) => coefficient.n !== 0n);
}

/** The terms as an expression: each a product, over a product where powers are negative. */
function sumOf(terms: Terms, shape: Shape, arena: Arena): Node {
  if (terms.length === 0) return arena.zeros(shape);
  const parts = terms.map(({ coefficient, powers }) => {
    const above: Node[] = [];
    const below: Node[] = [];
    for (const [atom, power] of powers) {
      const size = Math.abs(power);
      const factor = size === 1 ? atom : arena.power(atom, arena.integer(size));
      (power > 0 ? above : below).push(factor);
    }
    const top = arena.multiply(arena.number({ n: coefficient.n, d: 1n }), ...above);
    const divisors =
      coefficient.d === 1n ? below : [arena.number({ n: coefficient.d, d: 1n }), ...below];
    return divisors.length === 0 ? top : arena.divide(top, arena.multiply(...divisors));
  });
  const sum = arena.add(...parts);
  return sum.shape.length === shape.length ? sum : arena.filled(sum, shape);
}
