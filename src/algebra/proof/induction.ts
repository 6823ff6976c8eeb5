/**
 * @file Sums and products up to a symbolic bound, S(n) = Σ_{k=1}^{n+c} f(k), by their last terms:
 *
 *     S(n+1) = S(n) + f(n+c+1),    P(n+1) = P(n) f(n+c+1).
 *
 * Sums of one body with several bounds are written with the least ("peeling"). What then is no
 * identity is proved by induction: L = R at the first n, and L(n+1) − L(n) = R(n+1) − R(n) with
 * S(n) a letter; for products L(n+1) R(n) = R(n+1) L(n) with R(n) > 0. That each is defined at n
 * whenever it is at n + 1 has to be seen, too: what is divided by must be positive for every n.
 *
 * Here it is only said what must be proved (`obligations`); the claims are the kernel's, and a
 * proof is checked by asking again. Peeling holds wherever the least sum has no negative length.
 * Source: Graham, Knuth, Patashnik, *Concrete Mathematics*, section 2.2 (perturbation).
 */
import {
  type Arena,
  isKind,
  type Node,
  operations,
  rebuild,
  topological,
} from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { shiftOf } from "./indices.ts";

/** How a claim about sums is brought to claims without them. */
export type Descent = "peeling" | "induction";

/** Two expressions that must be proved to be equal. */
export type Obligation = readonly [left: Node, right: Node];

/** How many terms are written out at most, of all the sums together. */
const termLimit = 12;

/** The symbols of the sizes over which something is added or multiplied up. */
export function boundsIn(roots: readonly Node[]): string[] {
  const symbols = topological(roots).flatMap((node) => {
    const size = boundOf(node);
    return size === undefined ? [] : [shiftOf(size).symbol];
  });
  return [...new Set(symbols)];
}

/** What must be proved for left = right at every n; undefined where this says nothing. */
export function obligations(
  left: Node,
  right: Node,
  symbol: string,
  by: Descent,
  arena: Arena,
): readonly Obligation[] | undefined {
  const claim = new Claim([left, right], symbol, arena);
  return claim.isOpen ? undefined : claim[by]();
}

/** The symbolic size over which a scalar is one sum, or one product. */
function boundOf(node: Node): string | undefined {
  if (node.shape.length > 0) return undefined;
  if (isKind(node, "contraction")) {
    const { sizes } = node.data;
    return sizes.length === 1 && typeof sizes[0] === "string" ? sizes[0] : undefined;
  }
  const inner = isKind(node, "productover") ? node.operands[0]!.shape : [];
  return inner.length === 1 && typeof inner[0] === "string" ? inner[0] : undefined;
}

/** A sum or a product with n + shift terms. */
interface Series {
  readonly node: Node;
  readonly isSum: boolean;
  readonly shift: number;
  /** The term at a place. */
  readonly term: (place: Node) => Node;
}

class Claim {
  /** Whether something depends on n in a way that is not understood. */
  isOpen = false;
  private readonly arena: Arena;
  private readonly roots: readonly Node[];
  private readonly symbol: string;
  private readonly n: Node;
  /** The parts that are not inside of sums, each after its operands. */
  private readonly parts: readonly Node[];
  private readonly series = new Map<Node, Series>();
  /** For each sum the one of the same terms that has the fewest. */
  private readonly least = new Map<Series, Series>();

  constructor(roots: readonly Node[], symbol: string, arena: Arena) {
    this.roots = roots;
    this.symbol = symbol;
    this.arena = arena;
    this.n = arena.size(symbol);
    this.parts = this.outside();
    const bodies = new Map<string, Series>();
    const place = arena.variable("\0place");
    const all = [...this.series.values()].sort((a, b) => a.shift - b.shift);
    for (const one of all) {
      const key = `${one.isSum} ${one.term(place).id}`;
      if (!bodies.has(key)) bodies.set(key, one);
      this.least.set(one, bodies.get(key)!);
    }
    const written = all.reduce((sum, one) => sum + one.shift - this.least.get(one)!.shift, 0);
    if (all.length === 0 || written > termLimit) this.isOpen = true;
  }

  /** Both sides with the least sums only. */
  peeling(): readonly Obligation[] | undefined {
    const [left, right] = this.at(this.n, ({ node }) => node);
    return left === this.roots[0] && right === this.roots[1] ? undefined : [[left!, right!]];
  }

  /** The first case, the step, and what makes the step possible. */
  induction(): readonly Obligation[] | undefined {
    const { arena, n } = this;
    const shifts = [...this.least.values()].map(({ shift }) => shift);
    const first = Math.max(1, ...shifts.map((shift) => -shift));
    if (first + Math.max(...shifts) > termLimit) return undefined;
    const signs = this.signs();
    if (signs === undefined) return undefined;
    const number = (k: number) => arena.integer(k);
    const base = this.at(number(first), (one) => {
      const terms = Array.from({ length: first + one.shift }, (_, k) => one.term(number(k + 1)));
      return this.joined(one, terms);
    });
    const now = this.at(n, ({ node }) => node);
    const then = this.at(arena.add(n, number(1)), (one) => {
      return this.joined(one, [one.node, one.term(arena.add(n, number(one.shift + 1)))]);
    });
    const [l, r, L, R] = [now[0]!, now[1]!, then[0]!, then[1]!];
    const areSums = [...this.series.values()].every(({ isSum }) => isSum);
    const step: Obligation = areSums
      ? [arena.subtract(L, l), arena.subtract(R, r)]
      : [arena.multiply(L, r), arena.multiply(R, l)];
    const positive = areSums ? signs : [...signs, r];
    return [[base[0]!, base[1]!], step, ...positive.map((node) => this.isPositive(node))];
  }

  private isPositive(node: Node): Obligation {
    const { arena } = this;
    return [arena.apply("less", arena.integer(0), node), arena.integer(1)];
  }

  private joined({ isSum }: Series, terms: readonly Node[]): Node {
    const { arena } = this;
    if (terms.length === 0) return arena.integer(isSum ? 0 : 1);
    return isSum ? arena.add(...terms) : arena.multiply(...terms);
  }

  /** Both sides at another n, given what the least sums are there. */
  private at(n: Node, value: (least: Series) => Node): readonly Node[] {
    const { arena } = this;
    const made = new Map<Node, Node>();
    for (const node of this.parts) {
      const own = this.series.get(node);
      if (own !== undefined) {
        const least = this.least.get(own)!;
        const more = Array.from({ length: own.shift - least.shift }, (_, k) => {
          return own.term(arena.add(n, arena.integer(least.shift + k + 1)));
        });
        made.set(
          node,
          more.length === 0 ? value(least) : this.joined(own, [value(least), ...more]),
        );
      } else if (this.isBound(node)) {
        const { shift } = shiftOf((node as Node<"size">).data);
        made.set(node, shift === 0 ? n : arena.add(n, arena.integer(shift)));
      } else {
        const operands = node.operands.map((operand) => made.get(operand)!);
        const same = operands.every((operand, k) => operand === node.operands[k]);
        made.set(node, same ? node : rebuild(node, operands, arena));
      }
    }
    return this.roots.map((root) => made.get(root)!);
  }

  /**
   * What must be positive for each side to be defined at every n up to one at which it is;
   * undefined where more than that is asked.
   */
  private signs(): readonly Node[] | undefined {
    const moving = new Set<Node>();
    const found = new Set<Node>();
    for (const node of this.parts) {
      if (this.series.has(node) || this.isBound(node)) {
        moving.add(node);
        continue;
      }
      if (!node.operands.some((operand) => moving.has(operand))) continue;
      moving.add(node);
      const [a, b] = node.operands;
      if (node.op === "divide") {
        if (moving.has(b!)) found.add(b!);
      } else if (node.op === "ln" || node.op === "sqrt") {
        found.add(a!);
      } else if (node.op === "power") {
        const isWhole = isKind(b!, "number") && b.data.d === 1n && Q.sign(b.data) >= 0;
        if (moving.has(a!) && !isWhole) found.add(a!);
      } else if (!unbroken.has(node.op)) return undefined;
    }
    return [...found];
  }

  private isBound(node: Node): boolean {
    return isKind(node, "size") && shiftOf(node.data).symbol === this.symbol;
  }

  /** Walks both sides down to their sums. */
  private outside(): Node[] {
    const seen = new Set<Node>(this.roots);
    const open = [...seen];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const size = boundOf(node);
      if (size !== undefined && shiftOf(size).symbol === this.symbol) {
        const own = this.seriesOf(node, size);
        if (own === undefined) this.isOpen = true;
        else this.series.set(node, own);
        continue;
      }
      if (!this.isBound(node) && this.mentions(node)) this.isOpen = true;
      for (const operand of node.operands) {
        if (seen.has(operand)) continue;
        seen.add(operand);
        open.push(operand);
      }
    }
    return [...seen].sort((a, b) => a.id - b.id);
  }

  /** Whether n is in the shape of a node, or in what it is summed over. */
  private mentions(node: Node): boolean {
    const sizes = isKind(node, "contraction") ? node.data.sizes : node.shape;
    return [...sizes, ...node.shape].some((size) => {
      return typeof size === "string" && shiftOf(size).symbol === this.symbol;
    });
  }

  private seriesOf(node: Node, size: string): Series | undefined {
    const isSum = isKind(node, "contraction");
    const parts = node.operands.map((operand) => this.termOf(operand, size));
    if (parts.includes(undefined)) return undefined;
    const terms = parts as ((place: Node) => Node)[];
    const term = (place: Node) => this.arena.multiply(...terms.map((one) => one(place)));
    return { node, isSum, shift: shiftOf(size).shift, term };
  }

  /** The entry at a place of a formula in the place alone: n may not be in it. */
  private termOf(body: Node, size: string): ((place: Node) => Node) | undefined {
    const order = topological([body]);
    const isPlain = (node: Node): boolean => {
      if (this.isBound(node) || boundOf(node) !== undefined) return false;
      if (node.shape.length === 0) return !this.mentions(node);
      if (node.shape.length !== 1 || node.shape[0] !== size) return false;
      if (isKind(node, "contraction")) return node.data.sizes.length === 1;
      const isSame = node.operands.every(({ shape }) => shape[0] === size);
      const isEach = operations[node.op].kind === "elementwise" && node.data === null;
      return node.op === "iota" || (isEach && isSame);
    };
    if (!order.every(isPlain)) return undefined;
    return (place) => {
      const made = new Map<Node, Node>();
      for (const node of order) {
        const operands = node.operands.map((operand) => made.get(operand)!);
        if (node.shape.length === 0) made.set(node, node);
        else if (node.op === "iota") made.set(node, place);
        else if (node.op === "contraction") made.set(node, this.arena.multiply(...operands));
        else made.set(node, rebuild(node, operands, this.arena));
      }
      return made.get(body)!;
    };
  }
}

/** Operations that are defined wherever their operands are. */
const unbroken: ReadonlySet<string> = new Set(["add", "negate", "contraction"]);
