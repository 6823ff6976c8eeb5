/**
 * @file Laurent series in one small t > 0 whose coefficients are expressions:
 *
 *     c_v t^v + c_{v+1} t^{v+1} + … + O(t^end)
 *
 * They carry limits (`limit.ts`). Sums and products only compute; what divides, or asks for the
 * first term, has to know which coefficients are 0, and that is decided, never guessed: a
 * coefficient is 0 when that is proved, and not 0 when the decider has refuted it. Where it can
 * tell neither the result is undefined.
 *
 * Beside series in powers there are the two that outgrow or undercut every power: e^{1/t} is
 * `huge`, and e^{−1/t} is 0 up to every order.
 */
import { decide } from "../algebra/index.ts";
import {
  type Arena,
  ballField,
  evaluate,
  isKind,
  type Node,
  topological,
} from "../expression/index.ts";
import { B, Q, type Rational } from "../number/index.ts";

/** c_low t^low + … ; coefficients from `terms.length` on are 0, up to `end`. */
export interface Laurent {
  readonly kind: "laurent";
  readonly low: number;
  readonly terms: readonly Node[];
  readonly end: number;
}

/** Larger than every power of 1/t. */
export interface Huge {
  readonly kind: "huge";
  readonly sign: 1 | -1;
}

export type Series = Laurent | Huge;

/** How many coefficients are looked at. */
const decisionLimit = 200;

/** Bits of the enclosures by which constants have signs. */
const bits = 192;

const infinite = Number.POSITIVE_INFINITY;

/** The arithmetic of series with `length` terms each. */
export class SeriesField {
  readonly arena: Arena;
  readonly length: number;
  /** Whether more terms may give a result that these do not. */
  isShort = false;
  private readonly zeros: Map<Node, boolean | undefined>;

  /** `zeros` are decisions that may be shared by fields of different lengths. */
  constructor(arena: Arena, length: number, zeros: Map<Node, boolean | undefined>) {
    this.arena = arena;
    this.length = length;
    this.zeros = zeros;
  }

  constant(node: Node): Laurent {
    return { kind: "laurent", low: 0, terms: [node], end: infinite };
  }

  integer(n: number): Laurent {
    return this.constant(this.arena.integer(n));
  }

  /** 0 to every order. */
  get zero(): Laurent {
    return { kind: "laurent", low: 0, terms: [], end: infinite };
  }

  /** Whether a coefficient is 0; undefined when that cannot be told. */
  isZero(node: Node): boolean | undefined {
    if (isKind(node, "number")) return node.data.n === 0n;
    if (this.zeros.has(node)) return this.zeros.get(node);
    if (this.zeros.size >= decisionLimit) return undefined;
    const { verdict } = decide(node, this.arena.integer(0), this.arena);
    const known = verdict === "proved" ? true : verdict === "refuted" ? false : undefined;
    this.zeros.set(node, known);
    return known;
  }

  /** The sign of a constant that is not 0; undefined when that cannot be told. */
  signOf(node: Node): 1 | -1 | undefined {
    if (isKind(node, "number")) return Q.sign(node.data) || undefined;
    const isOpen = topological([node]).some(({ op }) => {
      return op === "variable" || op === "abstract" || op === "size";
    });
    if (isOpen) return signByForm(node);
    const value = evaluate([node], ballField(bits), new Map(), new Map()).values.get(node);
    const sign = value === undefined ? undefined : B.sign(value.entries[0]!);
    return sign === 0 ? undefined : sign;
  }

  /** The series from its first term that is not 0 on; "zero" where there is none at all. */
  stripped(a: Laurent): Laurent | "zero" | undefined {
    let skip = 0;
    while (skip < a.terms.length) {
      const isZero = this.isZero(a.terms[skip]!);
      if (isZero === undefined) return undefined;
      if (!isZero) {
        return { ...a, low: a.low + skip, terms: a.terms.slice(skip) };
      }
      skip++;
    }
    if (a.end === infinite) return "zero";
    this.isShort = true;
    return undefined;
  }

  add(a: Series, b: Series): Series | undefined {
    if (a.kind === "huge") return b.kind === "huge" && b.sign !== a.sign ? undefined : a;
    if (b.kind === "huge") return b;
    const low = Math.min(a.low, b.low);
    const end = Math.min(a.end, b.end);
    const last = Math.min(end, Math.max(a.low + a.terms.length, b.low + b.terms.length));
    const terms: Node[] = [];
    for (let k = low; k < last; k++) {
      const [x, y] = [a.terms[k - a.low], b.terms[k - b.low]];
      terms.push(x === undefined ? (y ?? this.arena.integer(0)) : y ? this.arena.add(x, y) : x);
    }
    return this.cut({ kind: "laurent", low, terms, end });
  }

  negate(a: Series): Series {
    if (a.kind === "huge") return { ...a, sign: a.sign === 1 ? -1 : 1 };
    return { ...a, terms: a.terms.map((term) => this.arena.negate(term)) };
  }

  scale(a: Laurent, factor: Node): Laurent {
    return { ...a, terms: a.terms.map((term) => this.arena.multiply(factor, term)) };
  }

  multiply(a: Series, b: Series): Series | undefined {
    if (a.kind === "huge") return this.enlarged(a, b);
    if (b.kind === "huge") return this.enlarged(b, a);
    const low = a.low + b.low;
    const end = Math.min(a.end + b.low, b.end + a.low);
    const count = Math.min(end - low, a.terms.length + b.terms.length - 1, this.length);
    const terms = Array.from({ length: Math.max(count, 0) }, (_, k) => {
      const parts: Node[] = [];
      for (let i = Math.max(0, k - b.terms.length + 1); i <= k && i < a.terms.length; i++) {
        parts.push(this.arena.multiply(a.terms[i]!, b.terms[k - i]!));
      }
      return this.arena.add(...parts);
    });
    const isWhole = a.terms.length + b.terms.length - 1 <= this.length;
    return { kind: "laurent", low, terms, end: isWhole ? end : Math.min(end, low + this.length) };
  }

  /** Something huge times a series that is not 0. */
  private enlarged(a: Huge, b: Series): Series | undefined {
    if (b.kind === "huge") return { kind: "huge", sign: a.sign === b.sign ? 1 : -1 };
    const first = this.stripped(b);
    const sign = first === undefined || first === "zero" ? undefined : this.signOf(first.terms[0]!);
    return sign && { kind: "huge", sign: a.sign === sign ? 1 : -1 };
  }

  reciprocal(b: Series): Series | undefined {
    if (b.kind === "huge") return this.zero;
    return this.power(b, Q.minusOne)?.series;
  }

  /**
   * b^r of a series that is not 0, (c t^v (1 + w))^r = c^r t^{vr} (1 + w)^r; `isSided` says that
   * t > 0 was used. Undefined where v r is no whole number.
   */
  power(b: Laurent, r: Rational): { series: Laurent; isSided: boolean } | undefined {
    const first = this.stripped(b);
    if (first === undefined || first === "zero") return undefined;
    const { arena } = this;
    const shift = Q.multiply(r, Q.fromInteger(first.low));
    if (shift.d !== 1n) return undefined;
    const [c, ...rest] = first.terms;
    const inverse = arena.divide(arena.integer(1), c!);
    const w = rest.map((term) => arena.multiply(term, inverse));
    const isWhole = w.length === 0 && first.end === infinite;
    const count = isWhole ? 1 : Math.min(this.length, first.end - first.low);
    // e_k = (1/k) Σ_i (r i − (k − i)) w_i e_{k−i}
    const e: Node[] = [arena.integer(1)];
    for (let k = 1; k < count; k++) {
      const parts: Node[] = [];
      for (let i = 1; i <= k && i <= w.length; i++) {
        const weight = Q.subtract(Q.multiply(r, Q.fromInteger(i)), Q.fromInteger(k - i));
        const factor = arena.number(Q.divide(weight, Q.fromInteger(k))!);
        parts.push(arena.multiply(factor, w[i - 1]!, e[k - i]!));
      }
      e.push(arena.add(...parts));
    }
    const lead = Q.equal(r, Q.minusOne) ? inverse : arena.power(c!, arena.number(r));
    const low = Number(shift.n);
    const terms = e.map((term) => arena.multiply(lead, term));
    const end = isWhole ? infinite : low + count;
    const isSided = r.d !== 1n && first.low !== 0;
    return { series: { kind: "laurent", low, terms, end }, isSided };
  }

  /** Σ_k coefficients[k] u^k for a u without constant term, up to O(u^count). */
  compose(coefficients: readonly Node[], u: Laurent): Laurent | undefined {
    let result: Series | undefined = {
      ...this.constant(coefficients.at(-1)!),
      end: coefficients.length > 1 || u.terms.length > 0 ? 1 : infinite,
    };
    for (let k = coefficients.length - 2; k >= 0 && result !== undefined; k--) {
      const product = this.multiply(result, u);
      result = product && this.add(product, this.constant(coefficients[k]!));
    }
    return result?.kind === "laurent" ? result : undefined;
  }

  /** No more terms than the field has. */
  private cut(a: Laurent): Laurent {
    if (a.terms.length <= this.length) return a;
    return { ...a, terms: a.terms.slice(0, this.length), end: a.low + this.length };
  }
}

/** The sign of an expression with letters that its form tells, where it is not 0: of −1/(2σ²). */
function signByForm(root: Node): 1 | -1 | undefined {
  const signs = new Map<Node, 1 | -1 | undefined>();
  for (const node of topological([root])) signs.set(node, signOfForm(node, signs));
  return signs.get(root);
}

function signOfForm(node: Node, known: ReadonlyMap<Node, 1 | -1 | undefined>): 1 | -1 | undefined {
  const signs = node.operands.map((operand) => known.get(operand));
  const [first] = signs;
  switch (node.op) {
    case "number":
      return isKind(node, "number") ? Q.sign(node.data) || undefined : undefined;
    case "pi":
    case "e":
    case "exp":
    case "sqrt":
    case "abs":
    case "size":
      return 1;
    case "negate":
      return first && (first === 1 ? -1 : 1);
    case "add":
      return signs.every((sign) => sign === first) ? first : undefined;
    case "contraction":
    case "divide":
      if (signs.includes(undefined) || node.operands.some(({ shape }) => shape.length > 0)) return;
      return (signs as (1 | -1)[]).reduce<1 | -1>((all, one) => (all === one ? 1 : -1), 1);
    case "power": {
      const exponent = node.operands[1]!;
      if (first === 1) return 1;
      if (!isKind(exponent, "number") || exponent.data.d !== 1n) return undefined;
      return exponent.data.n % 2n === 0n ? 1 : first;
    }
    default:
      return undefined;
  }
}
