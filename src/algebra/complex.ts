/**
 * @file The real and the imaginary part of an expression in which a letter is the imaginary unit:
 *
 *     (a + ib)(c + id) = ac − bd + i (ad + bc)
 *     (a + ib)/(c + id) = (a + ib)(c − id)/(c² + d²)
 *     e^{a + ib} = eᵃ (cos b + i sin b)
 *     sin (a + ib) = sin a cosh b + i cos a sinh b,   sinh z = −i sin iz
 *     cos (a + ib) = cos a cosh b − i sin a sinh b,   cosh z = cos iz
 *     |a + ib| = √(a² + b²)
 *
 * so that equations between complex numbers become two between real ones (Ahlfors, Complex
 * Analysis, sections 1.1 and 2.3). Contractions are linear in each operand. Many-valued functions
 * (logarithms, roots, powers that are no integers) are taken of real numbers only.
 */
import {
  type Arena,
  isKind,
  isZero,
  type Node,
  numberOf,
  rebuild,
  topological,
} from "../expression/index.ts";

/** a + ib. */
export interface Complex {
  readonly re: Node;
  readonly im: Node;
}

/** What the names in an expression stand for. */
export interface Names {
  /** The parts of a name; null for that of a real number. */
  readonly leaf: (variable: Node<"variable">) => Complex | null;
  /** The part that an abstract function takes of its argument; null for any other function. */
  readonly taken: (name: string) => keyof Complex | null;
}

/** So many factors of one product may be complex. */
const factorLimit = 6;

/** Integer powers up to this one are multiplied out. */
const powerLimit = 12;

/**
 * The parts of a node; null where it has one that is not known: the logarithm of a complex
 * number, or a choice between such numbers.
 */
export function complexParts(root: Node, { leaf, taken }: Names, arena: Arena): Complex | null {
  const field = new ComplexField(arena);
  const made = new Map<Node, Complex | null>();
  for (const node of topological([root])) {
    const part = isKind(node, "abstract") ? taken(node.data.name) : null;
    if (part !== null) {
      const own = made.get(node.operands[0]!);
      made.set(node, own ? field.real(own[part]) : null);
    } else if (isKind(node, "variable")) made.set(node, leaf(node) ?? field.real(node));
    else if (node.operands.length === 0) made.set(node, field.real(node));
    else {
      const operands = node.operands.flatMap((operand) => made.get(operand) ?? []);
      const isKnown = operands.length === node.operands.length;
      made.set(node, isKnown ? field.apply(node, operands) : null);
    }
  }
  return made.get(root)!;
}

/** Operations on pairs of real nodes. */
class ComplexField {
  private readonly arena: Arena;

  constructor(arena: Arena) {
    this.arena = arena;
  }

  real(re: Node): Complex {
    return { re, im: this.arena.filled(this.arena.integer(0), re.shape) };
  }

  apply(node: Node, operands: readonly Complex[]): Complex | null {
    const { arena } = this;
    const [z, w] = operands as [Complex, Complex];
    if (operands.every(({ im }) => isZero(im))) {
      const below = node.op === "sqrt" ? numberOf(z.re) : undefined;
      if (below !== undefined && below.n < 0n) {
        return { re: arena.integer(0), im: arena.apply("sqrt", arena.negate(z.re)) };
      }
      const parts = operands.map(({ re }) => re);
      return this.real(rebuild(node, parts, arena));
    }
    switch (node.op) {
      case "add":
        return this.eachPart(operands, (parts) => arena.sum(parts));
      case "negate":
        return { re: arena.negate(z.re), im: arena.negate(z.im) };
      case "contraction":
        return this.contract(node as Node<"contraction">, operands);
      case "stack":
        return this.eachPart(operands, (parts) => rebuild(node, parts, arena));
      case "divide":
        return this.divide(z, w);
      case "power":
        return this.power(z, w);
      case "exp":
        return this.exp(z);
      case "abs":
        return this.real(arena.apply("sqrt", this.squared(z)));
      default:
        return this.wave(node.op, z);
    }
  }

  /** What is linear in all operands at once, part by part. */
  private eachPart(operands: readonly Complex[], made: (parts: readonly Node[]) => Node): Complex {
    return { re: made(operands.map(({ re }) => re)), im: made(operands.map(({ im }) => im)) };
  }

  private multiply(z: Complex, w: Complex): Complex {
    const { arena } = this;
    const [ac, bd] = [arena.multiply(z.re, w.re), arena.multiply(z.im, w.im)];
    const [ad, bc] = [arena.multiply(z.re, w.im), arena.multiply(z.im, w.re)];
    return { re: arena.subtract(ac, bd), im: arena.add(ad, bc) };
  }

  /** Every choice of a part of each factor, with the power of i that it has. */
  private contract(node: Node<"contraction">, operands: readonly Complex[]): Complex | null {
    const { arena } = this;
    const choices = operands.map(({ re, im }) => (isZero(im) ? [re] : [re, im]));
    if (choices.filter(({ length }) => length > 1).length > factorLimit) return null;
    let parts: { readonly chosen: readonly Node[]; readonly turns: number }[] = [
      { chosen: [], turns: 0 },
    ];
    for (const own of choices) {
      parts = parts.flatMap(({ chosen, turns }) => {
        return own.map((part, k) => ({ chosen: [...chosen, part], turns: turns + k }));
      });
    }
    const sum = (odd: number): Node => {
      const terms = parts
        .filter(({ turns }) => turns % 2 === odd)
        .map(({ chosen, turns }) => {
          const product = rebuild(node, chosen, arena);
          return turns % 4 > 1 ? arena.negate(product) : product;
        });
      return arena.sum(terms);
    };
    return { re: sum(0), im: sum(1) };
  }

  private squared({ re, im }: Complex): Node {
    const { arena } = this;
    return arena.add(arena.multiply(re, re), arena.multiply(im, im));
  }

  private divide(z: Complex, w: Complex): Complex {
    const { arena } = this;
    const isReal = isZero(w.im);
    const above = isReal ? z : this.multiply(z, { re: w.re, im: arena.negate(w.im) });
    const below = isReal ? w.re : this.squared(w);
    return { re: arena.divide(above.re, below), im: arena.divide(above.im, below) };
  }

  /** z^n for an integer n, and a^w for a number a > 0. */
  private power(z: Complex, w: Complex): Complex | null {
    const { arena } = this;
    if (z.re.op === "e" && isZero(z.im)) return this.exp(w);
    const n = isZero(w.im) ? numberOf(w.re) : undefined;
    if (n !== undefined && n.d === 1n) {
      const count = Number(n.n < 0n ? -n.n : n.n);
      if (count > powerLimit) return null;
      let result = this.real(arena.integer(1));
      for (let k = 0; k < count; k++) result = this.multiply(result, z);
      return n.n < 0n ? this.divide(this.real(arena.integer(1)), result) : result;
    }
    const base = isZero(z.im) ? numberOf(z.re) : undefined;
    if (base === undefined || base.n <= 0n) return null;
    return this.exp(this.multiply(w, this.real(arena.apply("ln", z.re))));
  }

  private exp({ re, im }: Complex): Complex {
    const { arena } = this;
    const size = arena.apply("exp", re);
    return {
      re: arena.multiply(size, arena.apply("cos", im)),
      im: arena.multiply(size, arena.apply("sin", im)),
    };
  }

  /** The waves and their hyperbolic kin, by sines and hyperbolic sines of the parts. */
  private wave(op: string, z: Complex): Complex | null {
    const one = this.real(this.arena.integer(1));
    switch (op) {
      case "sin":
        return this.sine(z);
      case "cos":
        return this.cosine(z);
      case "sinh":
        return this.turned(this.sine(this.turned(z)), -1);
      case "cosh":
        return this.cosine(this.turned(z));
      case "tan":
        return this.divide(this.sine(z), this.cosine(z));
      case "cot":
        return this.divide(this.cosine(z), this.sine(z));
      case "sec":
        return this.divide(one, this.cosine(z));
      case "csc":
        return this.divide(one, this.sine(z));
      case "tanh":
        return this.divide(this.wave("sinh", z)!, this.wave("cosh", z)!);
      case "coth":
        return this.divide(this.wave("cosh", z)!, this.wave("sinh", z)!);
      case "sech":
        return this.divide(one, this.wave("cosh", z)!);
      case "csch":
        return this.divide(one, this.wave("sinh", z)!);
      default:
        return null;
    }
  }

  /** i z, or −i z. */
  private turned({ re, im }: Complex, sign: 1 | -1 = 1): Complex {
    const { arena } = this;
    return sign > 0 ? { re: arena.negate(im), im: re } : { re: im, im: arena.negate(re) };
  }

  private sine({ re, im }: Complex): Complex {
    const { arena } = this;
    return {
      re: arena.multiply(arena.apply("sin", re), arena.apply("cosh", im)),
      im: arena.multiply(arena.apply("cos", re), arena.apply("sinh", im)),
    };
  }

  private cosine({ re, im }: Complex): Complex {
    const { arena } = this;
    return {
      re: arena.multiply(arena.apply("cos", re), arena.apply("cosh", im)),
      im: arena.negate(arena.multiply(arena.apply("sin", re), arena.apply("sinh", im))),
    };
  }
}
