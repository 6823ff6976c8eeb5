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
  type OperationName,
  rebuild,
  type Shape,
  topological,
} from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";

/** An expression with more nodes than this is not for reading, and is left as it is. */
const nodeLimit = 250;

/** With more terms, longer ones or higher powers than this, nothing is multiplied out. */
const termLimit = 32;
const lengthLimit = 12;
const powerLimit = 4;

/** Trees larger than this are not told apart. */
const heaviest = 100_000;

/** A coefficient and powers of atoms, none of them 0. */
interface Term {
  readonly coefficient: Rational;
  readonly powers: ReadonlyMap<Node, number>;
}

type Terms = readonly Term[];

/** `root` with every part cancelled and collected that becomes shorter by it. */
export function collect(root: Node, arena: Arena): Node {
  const order = topological([root]);
  return order.length > nodeLimit ? root : new Collector(order, arena).result();
}

/** One pass from the leaves up; every node is multiplied out from what its operands came to. */
class Collector {
  private readonly arena: Arena;
  private readonly order: readonly Node[];
  private readonly made = new Map<Node, Node>();
  /** Sums that stand below a fraction bar somewhere, as they came and as they were made. */
  private readonly whole: Set<Node>;
  /** What nodes come to as terms, when sums are opened and when they are not. */
  private readonly opened = new Map<Node, Terms>();
  private readonly closed = new Map<Node, Terms>();
  private readonly weights = new Map<Node, number>();

  constructor(order: readonly Node[], arena: Arena) {
    this.arena = arena;
    this.order = order;
    this.whole = new Set(this.order.flatMap(sumsBelow));
  }

  result(): Node {
    for (const node of this.order) {
      const operands = node.operands.map((operand) => this.made.get(operand)!);
      const same = operands.every((operand, k) => operand === node.operands[k]);
      const own = same ? node : rebuild(node, operands, this.arena);
      const best = this.shortest(own);
      this.made.set(node, best);
      if (this.whole.has(node)) this.whole.add(best);
    }
    return this.made.get(this.order.at(-1)!)!;
  }

  /** The node, or what it comes to when that is shorter. */
  private shortest(own: Node): Node {
    const opened = this.terms(own, this.opened);
    const closed = this.terms(own, this.closed);
    let best = own;
    if (own.op === "add" || own.op === "divide" || isEntrywise(own)) {
      for (const found of [this.openPositive(opened), closed]) {
        const written = found && sumOf(found, own.shape, this.arena);
        if (written !== undefined && this.weight(written) < this.weight(best)) best = written;
      }
    }
    // what a node was replaced by comes to the same terms
    for (const node of [own, best]) {
      this.opened.set(node, opened);
      this.closed.set(node, closed);
    }
    return best;
  }

  /** A node multiplied out from its operands; itself where that is not possible, or too long. */
  private terms(node: Node, known: Map<Node, Terms>): Terms {
    if (isKind(node, "number")) return [constant(node.data)];
    const fill = fillOf(node);
    if (fill !== undefined && fill !== node) return known.get(fill) ?? [oneOf(node)];
    const of = (operand: Node): Terms => this.factor(operand, known);
    return ruleFor(node)?.(node, of) ?? [oneOf(node)];
  }

  /** An operand as a factor or a term: a sum that is to stay whole is an atom. */
  private factor(operand: Node, known: Map<Node, Terms>): Terms {
    const stays = this.whole.has(operand) || (known === this.closed && !hasQuotient(operand));
    if (operand.op === "add" && stays) return [oneOf(operand)];
    return known.get(operand) ?? [oneOf(operand)];
  }

  /** Sums that have cancelled below every bar are multiplied out after all. */
  private openPositive(terms: Terms): Terms | undefined {
    const all: Term[] = [];
    for (const { coefficient, powers } of terms) {
      let product: Terms | undefined = [constant(coefficient)];
      for (const [atom, power] of powers) {
        const opens = power > 0 && atom.op === "add" && this.whole.has(atom);
        const factor = opens ? this.opened.get(atom) : [oneOf(atom, power)];
        for (let k = opens ? power : 1; k > 0; k--) {
          product = product && factor && times(product, factor);
        }
      }
      if (product === undefined) return undefined;
      all.push(...product);
    }
    return gathered(all);
  }

  /** How much there is to read, up to a bound. */
  private weight(root: Node): number {
    const open = [root];
    for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
      const rest = node.operands.filter((operand) => !this.weights.has(operand));
      if (rest.length > 0) {
        open.push(...rest);
        continue;
      }
      open.pop();
      const own = node.op === "contraction" && node.operands.length > 1 ? 0 : 1;
      const size = node.operands.reduce((sum, one) => sum + this.weights.get(one)!, own);
      this.weights.set(node, Math.min(size, heaviest));
    }
    return this.weights.get(root)!;
  }
}

/** The sums among the factors of a divisor. */
function sumsBelow(node: Node): Node[] {
  if (node.op !== "divide") return [];
  const below = node.operands[1]!;
  const factors = isEntrywise(below) ? below.operands : [below];
  const bases = factors.map((factor) => (factor.op === "power" ? factor.operands[0]! : factor));
  return bases.filter(({ op }) => op === "add");
}

/** Whether a contraction is a product entry by entry, with scalars among the factors. */
function isEntrywise(node: Node): boolean {
  if (!isKind(node, "contraction") || node.data.sizes.length > node.shape.length) return false;
  return node.operands.every(({ op }, k) => {
    const axes = node.data.axes[k]!;
    const whole = axes.length === node.shape.length && axes.every((index, at) => index === at);
    return op !== "indicator" && (axes.length === 0 || whole);
  });
}

/** Whether a sum holds fractions, which multiplying out may cancel. */
function hasQuotient(sum: Node): boolean {
  return sum.operands.some((operand) => {
    const term = operand.op === "negate" ? operand.operands[0]! : operand;
    const factors = isEntrywise(term) ? term.operands : [term];
    return factors.some(({ op }) => op === "divide");
  });
}

type Rule = (node: Node, of: (operand: Node) => Terms) => Terms | undefined;

/** How a node is multiplied out, undefined when that gives too many terms; none for an atom. */
function ruleFor(node: Node): Rule | undefined {
  if (node.op === "contraction") return isEntrywise(node) ? product : undefined;
  return rules[node.op];
}

const product: Rule = ({ operands }, of) => {
  let result: Terms | undefined = [constant(Q.one)];
  for (const factor of operands) result = result && times(result, of(factor));
  return result;
};

const rules: { readonly [K in OperationName]?: Rule } = {
  add: ({ operands }, of) => {
    const all = operands.flatMap(of);
    return all.length > termLimit ? undefined : gathered(all);
  },
  negate: ({ operands }, of) => times([constant(Q.negate(Q.one))], of(operands[0]!)),
  divide: ({ operands }, of) => {
    const below = reciprocal(of(operands[1]!));
    return below && times(of(operands[0]!), below);
  },
  power: ({ operands }, of) => {
    const exponent = fillOf(operands[1]!);
    if (exponent === undefined || !isKind(exponent, "number")) return undefined;
    const n = Q.isInteger(exponent.data) ? Number(exponent.data.n) : Number.NaN;
    if (!(Math.abs(n) <= powerLimit)) return undefined;
    const base = n < 0 ? reciprocal(of(operands[0]!)) : of(operands[0]!);
    let result: Terms | undefined = base && [constant(Q.one)];
    for (let k = Math.abs(n); k > 0; k--) result = result && base && times(result, base);
    return result;
  },
};

/** 1/t of a single term; undefined of a sum, and of 0. */
function reciprocal([only, more]: Terms): Terms | undefined {
  const coefficient = only && Q.divide(Q.one, only.coefficient);
  if (only === undefined || more !== undefined || coefficient === undefined) return undefined;
  return [{ coefficient, powers: new Map([...only.powers].map(([atom, n]) => [atom, -n])) }];
}

function constant(coefficient: Rational): Term {
  return { coefficient, powers: new Map() };
}

function oneOf(atom: Node, power = 1): Term {
  return { coefficient: Q.one, powers: new Map([[atom, power]]) };
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
  return products.some(({ powers }) => powers.size > lengthLimit) ? undefined : gathered(products);
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
    const above: Node[] = [arena.number({ n: coefficient.n, d: 1n })];
    const below: Node[] = [arena.number({ n: coefficient.d, d: 1n })];
    for (const [atom, power] of powers) {
      const size = Math.abs(power);
      const factor = size === 1 ? atom : arena.power(atom, arena.integer(size));
      (power > 0 ? above : below).push(factor);
    }
    return arena.divide(arena.multiply(...above), arena.multiply(...below));
  });
  const sum = arena.add(...parts);
  return sum.shape.length === shape.length ? sum : arena.filled(sum, shape);
}
