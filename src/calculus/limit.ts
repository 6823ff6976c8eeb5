/**
 * @file Limits. The letter that runs is put near its place, h = a ± t or h = ±1/t for a small
 * t > 0, and the expression is developed in a series in t (`series.ts`), node by node: what has
 * a limit has one whose first power is not negative, and its coefficient of t^0 is the limit.
 * Functions of the table are developed by Taylor's formula from their derivatives, unknown
 * functions too, which are taken to be smooth:
 *
 *     f(x + t) = f(x) + f'(x) t + ½ f''(x) t² + …
 *
 * Both sides of a place have to give one limit, unless nothing on the way depended on t > 0.
 * Logarithms at 0 and at infinity have no series of powers in t; there the letter is ±e^{±s} for a
 * large s, so that ln t is −s and t outruns every power of s: t ln t → 0.
 *
 * There is no answer (undefined) where there is no finite limit, where it cannot be told whether
 * a coefficient is 0, at jumps, and for what no such series describes.
 *
 * Source: Gruntz, *On Computing Limits in a Symbolic Manipulation System*, ETH Zürich 1996,
 * chapter 2 (series), whose general algorithm is not needed here.
 */
import { decide } from "../algebra/index.ts";
import {
  type Arena,
  isKind,
  isZero,
  type Node,
  operations,
  rebuild,
  topological,
} from "../expression/index.ts";
import { Q } from "../number/index.ts";
import { differentiate } from "./gradient.ts";
import { type Laurent, type Series, SeriesField } from "./series.ts";
import { substitute } from "./substitute.ts";

/** Where a letter goes, and from which side. */
export interface Approach {
  /** The place; or a sign for plus or minus infinity. */
  readonly target: Node | "+" | "-";
  readonly side: "+" | "-" | null;
}

/** Lengths of series that are tried, while more terms may help. */
const lengths = [3, 6, 9] as const;

/** Larger expressions are not looked at. */
const nodeLimit = 2000;

/** Limits that were asked for before; the same one stands in many sheets of a document. */
const found = new WeakMap<Arena, Map<string, Node | undefined>>();

/** The limit of a scalar as a variable goes somewhere; undefined when it is not known. */
export function limitOf(
  root: Node,
  variable: Node,
  approach: Approach,
  arena: Arena,
): Node | undefined {
  const { target, side } = approach;
  const place = typeof target === "string" ? target : target.id;
  const key = `${root.id} ${variable.id} ${place} ${side}`;
  const known = found.get(arena) ?? new Map<string, Node | undefined>();
  found.set(arena, known);
  if (!known.has(key)) known.set(key, develop(root, variable, approach, arena));
  return known.get(key);
}

function develop(
  root: Node,
  variable: Node,
  { target, side }: Approach,
  arena: Arena,
): Node | undefined {
  if (root.shape.length > 0 || variable.shape.length > 0) return undefined;
  if (topological([root]).length > nodeLimit) return undefined;
  const zeros = new Map<Node, boolean | undefined>();
  const from = (sign: 1 | -1): Sided | undefined => {
    const asked: Asked = { root, variable, target, sign, arena, zeros };
    return inPowers(asked) ?? inRoots(asked) ?? inLogarithms(asked);
  };
  if (typeof target === "string") return from(target === "+" ? 1 : -1)?.value;
  if (side !== null) return from(side === "+" ? 1 : -1)?.value;
  const right = from(1);
  if (right === undefined || !right.isSided) return right?.value;
  const left = from(-1);
  if (left === undefined) return undefined;
  const isSame =
    left.value === right.value || decide(left.value, right.value, arena).verdict === "proved";
  return isSame ? right.value : undefined;
}

/** A limit from one side, with another letter. */
interface Asked {
  readonly root: Node;
  readonly variable: Node;
  readonly target: Approach["target"];
  readonly sign: 1 | -1;
  readonly arena: Arena;
  /** What is known to be 0, or not. */
  readonly zeros: Map<Node, boolean | undefined>;
}

/** A limit, and whether it depended on the side. */
interface Sided {
  readonly value: Node;
  readonly isSided: boolean;
}

/** The limit by a series in powers of t, of more and more terms. */
function inPowers({ root, variable, target, sign, arena, zeros }: Asked): Sided | undefined {
  for (const length of lengths) {
    const field = new SeriesField(arena, length, zeros);
    const expansion = new Expansion(field, variable, startOf(field, target, sign));
    const value = constantTerm(field, expansion.of(root));
    if (value !== undefined) return { value, isSided: expansion.isSided };
    if (!field.isShort) break;
  }
  return undefined;
}

/** The k of the k-th roots that are taken in an expression, together; 1 where there are none. */
function rootIn(root: Node): number {
  let common = 1n;
  for (const node of topological([root])) {
    const [, degree] = node.operands;
    const isRoot = node.op === "root" || node.op === "power";
    const own = isRoot && degree !== undefined && isKind(degree, "number") ? degree.data : null;
    const k = node.op === "sqrt" ? 2n : own === null ? 1n : node.op === "root" ? own.n : own.d;
    if (k > 1n && common % k !== 0n) common *= k;
    if (common > mostRoot) return 1;
  }
  return Number(common);
}

const mostRoot = 12n;

/** The limit of what has roots that go to 0 or to infinity, with the letter at a ± s^k. */
function inRoots({ root, variable, target, sign, arena, zeros }: Asked): Sided | undefined {
  const k = rootIn(root);
  if (k === 1) return undefined;
  const small = arena.variable("\0root");
  const whole = arena.multiply(...Array.from({ length: k }, () => small));
  const step = sign === 1 ? whole : arena.negate(whole);
  const isFar = typeof target === "string";
  const moved = new Map([[variable, isFar ? step : arena.add(target, step)]]);
  const own = substitute(root, moved, arena);
  const near = isFar ? "+" : arena.integer(0);
  const found = inPowers({ root: own, variable: small, target: near, sign: 1, arena, zeros });
  return found && { ...found, isSided: true };
}

/** The limit of what has logarithms in it, at 0 or at infinity, with ±e^{±s} for the letter. */
function inLogarithms({ root, variable, target, sign, arena, zeros }: Asked): Sided | undefined {
  const isAtZero = typeof target !== "string" && isZero(target);
  const hasLogarithm = topological([root]).some(({ op }) => op === "ln" || op === "power");
  if (!hasLogarithm || (typeof target !== "string" && !isAtZero)) return undefined;
  const large = arena.variable("\0large");
  const size = arena.apply("exp", isAtZero ? arena.negate(large) : large);
  const moved = new Map([[variable, sign === 1 ? size : arena.negate(size)]]);
  const field = new SeriesField(arena, lengths[0], zeros);
  const expansion = new Expansion(field, large, startOf(field, "+", 1));
  const value = constantTerm(field, expansion.of(substitute(root, moved, arena)));
  return value && { value, isSided: true };
}

/** The letter near its place, as a series in t. */
function startOf({ arena }: SeriesField, target: Approach["target"], sign: 1 | -1): Laurent {
  const end = Number.POSITIVE_INFINITY;
  const step = arena.integer(sign);
  if (typeof target === "string") return { kind: "laurent", low: -1, terms: [step], end };
  return { kind: "laurent", low: 0, terms: [target, step], end };
}

/** The limit for t → 0; undefined when there is none. */
function constantTerm(field: SeriesField, series: Series | undefined): Node | undefined {
  if (series === undefined || series.kind === "huge") return undefined;
  const first = startedAtZero(field, series);
  return first === undefined ? undefined : coefficient(field, first);
}

/** The coefficient of t^0 of a series that begins there or later. */
function coefficient({ arena }: SeriesField, { low, terms }: Laurent): Node {
  return (low <= 0 ? terms[-low] : undefined) ?? arena.integer(0);
}

/** The series if it has a finite limit that its terms reach, without what is 0 before it. */
function startedAtZero(field: SeriesField, series: Laurent): Laurent | undefined {
  let { low, terms } = series;
  while (low < 0) {
    if (terms.length === 0) break;
    if (field.isZero(terms[0]!) !== true) return undefined;
    terms = terms.slice(1);
    low++;
  }
  if (series.end <= 0) {
    field.isShort = true;
    return undefined;
  }
  return { ...series, low: terms.length === 0 ? 0 : low, terms };
}

/** Operations that are not smooth, or of which nothing is known here. */
const unsmooth: ReadonlySet<string> = new Set(["floor", "less", "lessequal", "equal", "piecewise"]);

/** Functions with a limit at plus and minus infinity that they reach faster than any power. */
const saturating: Readonly<Record<string, readonly [below: number, above: number]>> = {
  sigmoid: [0, 1],
  tanh: [-1, 1],
  erf: [-1, 1],
};

/** One development: every node as a series. */
class Expansion {
  /** Whether something depended on t > 0. */
  isSided = false;
  private readonly field: SeriesField;
  private readonly variable: Node;
  private readonly start: Laurent;
  /** The series that were found. */
  private readonly known = new Map<Node, Series>();
  /** The nodes that depend on the letter. */
  private readonly moving = new Set<Node>();

  constructor(field: SeriesField, variable: Node, start: Laurent) {
    this.field = field;
    this.variable = variable;
    this.start = start;
  }

  of(root: Node): Series | undefined {
    const { known } = this;
    known.set(this.variable, this.start);
    for (const node of topological([root])) {
      if (known.has(node)) continue;
      if (!node.operands.some((operand) => this.isMoving(operand))) {
        known.set(node, this.field.constant(node));
        continue;
      }
      const args = node.operands.map((operand) => known.get(operand)!);
      const found = this.node(node, args);
      if (found === undefined) return undefined;
      known.set(node, found);
      this.moving.add(node);
    }
    return known.get(root);
  }

  private isMoving(node: Node): boolean {
    return node === this.variable || this.moving.has(node);
  }

  private node(node: Node, args: readonly Series[]): Series | undefined {
    const { field } = this;
    const all = (combine: (a: Series, b: Series) => Series | undefined): Series | undefined =>
      args.slice(1).reduce<Series | undefined>((sum, one) => sum && combine(sum, one), args[0]);
    switch (node.op) {
      case "add":
        return all((a, b) => field.add(a, b));
      case "negate":
        return field.negate(args[0]!);
      case "contraction":
        // a product of scalars; sums over axes are not developed
        if (node.operands.some(({ shape }) => shape.length > 0)) return undefined;
        return all((a, b) => field.multiply(a, b));
      case "divide": {
        const below = this.inverse(node.operands[1]!) ?? field.reciprocal(args[1]!);
        return below && field.multiply(args[0]!, below);
      }
      default:
        return this.applied(node, args);
    }
  }

  /** e^{−u} for 1/e^u, of which the series may be 0 up to every order. */
  private inverse(node: Node): Series | undefined {
    const inside = node.op === "exp" ? this.known.get(node.operands[0]!) : undefined;
    return inside && this.applied(node, [this.field.negate(inside)]);
  }

  private applied(node: Node, args: readonly Series[]): Series | undefined {
    const page = operations[node.op];
    const [inside] = node.operands;
    // ln e^s is s, however large
    if (node.op === "ln" && inside?.op === "exp") return this.known.get(inside.operands[0]!);
    const [a] = args;
    if (page.kind !== "elementwise" || unsmooth.has(node.op)) return undefined;
    if (node.op === "power" || node.op === "sqrt") return this.power(node, args);
    if (node.op === "root") return this.root(node, args);
    if (args.length === 1) {
      const far = this.far(node, a!);
      if (far !== undefined) return far === "none" ? undefined : far;
    }
    return this.taylor(node, args);
  }

  /** u^v: with a constant rational exponent by the binomial series, else e^{v ln u}. */
  private power(node: Node, [u, v]: readonly Series[]): Series | undefined {
    const { field } = this;
    const { arena } = field;
    const [base, exponent] = node.operands;
    const r = node.op === "sqrt" ? arena.number(Q.half) : exponent!;
    if (isKind(r, "number") && u!.kind === "laurent" && base!.op !== "exp") {
      if (r.data.d === 1n && r.data.n > 0n && r.data.n <= 8n) {
        let product: Series | undefined = u;
        for (let k = 1n; k < r.data.n; k++) product = product && field.multiply(product, u!);
        return product;
      }
      const found = field.power(u!, r.data);
      if (found?.isSided) this.isSided = true;
      return found?.series;
    }
    const isExponential = base!.op === "exp";
    if (!isExponential && (node.op === "sqrt" || u!.kind === "huge")) return undefined;
    const log = this.applied(arena.apply("ln", base!), [u!]);
    const product = log && field.multiply(v ?? field.constant(r), log);
    const placeholder = arena.apply("exp", arena.variable("\0exponent"));
    return product && this.applied(placeholder, [product]);
  }

  /** ⁿ√u of a whole n; an odd one is of either sign: ⁿ√(−u) = −ⁿ√u. */
  private root(node: Node, [u]: readonly Series[]): Series | undefined {
    const { field } = this;
    const degree = node.operands[1]!;
    if (!isKind(degree, "number") || degree.data.d !== 1n || u!.kind === "huge") return undefined;
    const { n } = degree.data;
    const first = field.stripped(u!);
    if (first === undefined || n <= 0n) return undefined;
    if (first === "zero") return field.zero;
    const isOdd = n % 2n !== 0n;
    const sign = isOdd ? field.signOf(first.terms[0]!) : 1;
    if (sign === undefined) return undefined;
    const isTurned = sign === -1;
    const minus = field.arena.integer(-1);
    const positive = isTurned ? field.scale(first, minus) : first;
    const found = field.power(positive, Q.divide(Q.one, Q.rational(n))!);
    if (found === undefined) return undefined;
    if (found.isSided && !isOdd) this.isSided = true;
    return isTurned ? field.negate(found.series) : found.series;
  }

  /** A function of one argument that is infinite or at a kink; undefined for any other. */
  private far(node: Node, a: Series): Series | "none" | undefined {
    const { field } = this;
    const { arena } = field;
    if (a.kind === "huge") return this.atInfinity(node.op, a.sign) ?? "none";
    const isLow = a.low < 0;
    const isPieced = node.op === "abs" || node.op === "sign" || node.op === "relu";
    if (!isLow && !isPieced) return undefined;
    const first = field.stripped(a);
    if (first === undefined) return "none";
    if (first === "zero" || (first.low >= 0 && !isPieced)) return undefined;
    const [lead] = first.terms;
    if (isPieced) {
      if (first.low === 0 && node.op === "relu") return undefined;
      if (first.low !== 0) this.isSided = true;
      const sign = field.signOf(lead!);
      const own = sign === undefined ? undefined : arena.integer(sign);
      const turned = own ?? arena.divide(arena.apply("abs", lead!), lead!);
      if (node.op === "sign") return field.constant(turned);
      const size = field.scale(first, turned);
      if (node.op === "abs") return size;
      return field.scale(field.add(first, size) as Laurent, arena.number(Q.half));
    }
    const sign = field.signOf(lead!);
    const ends = saturating[node.op];
    if (sign === undefined && ends === undefined && node.op !== "arctan") return "none";
    this.isSided = true;
    // the sign of what has letters is c/|c|
    const turned = sign ? arena.integer(sign) : arena.divide(lead!, arena.apply("abs", lead!));
    if (sign === undefined && ends !== undefined) {
      const [middle, half] = [ends[0] + ends[1], ends[1] - ends[0]].map((twice) => {
        return arena.number(Q.rational(twice, 2));
      });
      return field.constant(arena.add(middle!, arena.multiply(half!, turned)));
    }
    if (node.op === "arctan") {
      // arctan u = ±π/2 − arctan(1/u)
      const inverse = field.reciprocal(first);
      const rest = inverse && this.taylor(node, [inverse]);
      const right = arena.divide(arena.multiply(turned, arena.pi()), arena.integer(2));
      const found = rest && field.add(field.constant(right), field.negate(rest));
      return found ?? "none";
    }
    return this.atInfinity(node.op, sign!) ?? "none";
  }

  private atInfinity(op: string, sign: 1 | -1): Series | undefined {
    const { field } = this;
    if (op === "exp") return sign === 1 ? { kind: "huge", sign: 1 } : field.zero;
    const ends = saturating[op];
    return ends && field.integer(ends[sign === 1 ? 1 : 0]);
  }

  /** Taylor's formula where the operation is smooth: away from its kinks, inside its domain. */
  private taylor(node: Node, args: readonly Series[]): Series | undefined {
    const { field } = this;
    const { arena } = field;
    const near: Laurent[] = [];
    for (const arg of args) {
      const started = arg.kind === "laurent" ? startedAtZero(field, arg) : undefined;
      if (started === undefined) return undefined;
      near.push(started);
    }
    const at = near.map((one) => coefficient(field, one));
    if (!this.isSmoothAt(node, at)) return undefined;
    const count = Math.min(field.length, ...near.map(({ end }) => end));
    if (near.length > 1) return this.along(node, near, count);
    const [a] = near;
    const u: Laurent = { ...a!, low: 1, terms: a!.terms.slice(1 - a!.low) };
    const moved = a!.low > 0 ? a! : u;
    const point = arena.variable("\0point");
    const coefficients = derivativesAt(rebuild(node, [point], arena), point, at[0]!, count, arena);
    return field.compose(coefficients, moved);
  }

  /** A function of several arguments, differentiated along their own developments. */
  private along(node: Node, near: readonly Laurent[], count: number): Laurent {
    const { field } = this;
    const { arena } = field;
    const t = arena.variable("\0point");
    const operands = near.map(({ low, terms }) => {
      const powers = terms.map((term, k) => {
        return arena.multiply(term, arena.power(t, arena.integer(low + k)));
      });
      return arena.add(...powers);
    });
    const root = rebuild(node, operands, arena);
    const terms = derivativesAt(root, t, arena.integer(0), count, arena);
    return { kind: "laurent", low: 0, terms, end: count };
  }

  private isSmoothAt(node: Node, at: readonly Node[]): boolean {
    const { field } = this;
    const page = operations[node.op];
    if (page.domain.kind === "conditions") {
      for (const { node: one, sign } of page.domain.conditions(at, field.arena)) {
        if (field.isZero(one) !== false) return false;
        if (sign !== "!=0" && field.signOf(one) === -1) return false;
      }
    }
    const here = rebuild(node, at, field.arena);
    return page.kinks.every((kink) => field.isZero(kink.at(at, field.arena, here)) === false);
  }
}

/** f(c), f'(c), f''(c)/2, …, f^{(k)}(c)/k!. */
function derivativesAt(
  root: Node,
  variable: Node,
  place: Node,
  count: number,
  arena: Arena,
): readonly Node[] {
  const found: Node[] = [];
  let node = root;
  let factorial = 1n;
  for (let k = 0; k < count; k++) {
    if (k > 0) factorial *= BigInt(k);
    const value = substitute(node, new Map([[variable, place]]), arena);
    found.push(arena.divide(value, arena.integer(factorial)));
    if (k + 1 < count) node = differentiate(node, [variable], arena)[0]!;
  }
  return found;
}
