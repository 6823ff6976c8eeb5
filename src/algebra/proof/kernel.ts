/**
 * @file The proof kernel: it takes the steps of a proof one at a time and keeps, for every part
 * of the two expressions, the element of the ring that it equals wherever it is defined. A step
 * that does not follow is refused and changes nothing. The kernel never searches; it only
 * computes and compares. The normaliser works through it, so whatever it concludes was checked
 * as it was made, and `verify` runs the steps again in a fresh kernel.
 *
 * Why division is safe: a quotient enters the ring as the product with f^{−1} for the factors f of
 * its denominator, and where the quotient is defined none of them is 0. So at every point where
 * both sides are defined, both computations are.
 *
 * The idea is that of LCF: theorems come only out of the kernel (Gordon, Milner, Wadsworth,
 * *Edinburgh LCF*, 1979).
 */
import {
  type Arena,
  evaluateScalar,
  exactField,
  fillOf,
  isKind,
  type Node,
  numberOf,
  operations,
  shapeText,
} from "../../expression/index.ts";
import { Q, type Rational, X } from "../../number/index.ts";
import { entriesOf } from "./entries.ts";
import {
  adopt,
  adoptPoly,
  factorsOfMonomial,
  highPower,
  logarithm,
  modulus,
  modulusPower,
  powersOf,
  reciprocal,
  signFactor,
  signOf,
} from "./factored.ts";
import { contracted, extentOf, openLabel, rename, sumOver } from "./indices.ts";
import { obligations } from "./induction.ts";
import { constantOf, isBefore, logarithmOf, single } from "./monomial.ts";
import type { Assumption, Factors, Proof, Step } from "./proof.ts";
import { type Atom, complex, type Monomial, type Poly, Ring, UNIT, zeroPoly } from "./ring.ts";
import { rewritings } from "./rules.ts";
import {
  anySign,
  isWithin,
  negative,
  notNegative,
  notPositive,
  notZero,
  nought,
  positive,
  type SignSet,
  signOfBigint,
  timesSign,
} from "./sign.ts";
import { isTotal, strictParts } from "./strict.ts";
import { companion, conjugate, isReal, turn } from "./wave.ts";

/** A whole power of a sum with more terms than this is not multiplied out. */
const expansionLimit = 600;

/** The work that a proof may take, in products of monomials. */
export const proofBudget = 100_000;

export class Kernel {
  readonly ring: Ring;
  readonly arena: Arena;
  readonly steps: Step[] = [];
  private readonly forms = new Map<Node, Poly>();
  private readonly roots: readonly Node[];
  private readonly assumptions: readonly Assumption[];
  /** The parts that are defined wherever both sides are; found when a step first asks for them. */
  private strict: Set<Node> | undefined;
  /** What sine and cosine of one argument share. */
  private readonly waves = new Map<Poly, { readonly up: Poly; readonly down: Poly }>();
  /** Nodes of the arcs among the atoms. */
  private readonly arcs = new Map<number, Node>();

  constructor(
    roots: readonly Node[],
    assumptions: readonly Assumption[],
    arena: Arena,
    budget = proofBudget,
  ) {
    this.arena = arena;
    this.roots = roots;
    this.assumptions = assumptions;
    this.ring = new Ring(budget);
  }

  /** What the node equals in the ring; undefined before a step has said so. */
  form(node: Node): Poly | undefined {
    return this.forms.get(node);
  }

  /** Takes a step; false when it does not follow. */
  take(step: Step): boolean {
    const count = this.ring.atoms.length;
    const follows = this.follows(step) && !this.ring.isSpent;
    if (follows) this.steps.push(step);
    else {
      this.ring.forget(count);
      this.waves.clear();
    }
    return follows;
  }

  private follows(step: Step): boolean {
    if (step.rule === "unfolding") return this.unfold(step.node);
    if (step.rule === "domain" || step.rule === "assumption") return this.learn(step);
    if (step.rule === "constants") return this.constants();
    const form = this.expressed(step);
    if (form === undefined) return false;
    this.forms.set(step.node, form);
    return true;
  }

  /** Two constants that are equal in exact arithmetic. */
  private constants(): boolean {
    const [a, b] = this.roots.map((root) => evaluateScalar(root, exactField, new Map()));
    const gap = a && b && X.subtract(a, b);
    if (gap === undefined || X.sign(gap) !== 0) return false;
    const value = this.ring.power(
      this.ring.atom("constant", { kind: "leaf", node: this.roots[0]!, at: [] }, 0),
    );
    for (const root of this.roots) this.forms.set(root, value);
    return true;
  }

  /** The right side of a rewriting is defined where the left is. */
  private unfold(node: Node): boolean {
    const strict = this.strictly();
    const right = strict.has(node) ? this.rewritten(node) : undefined;
    if (right === undefined) return false;
    for (const part of strictParts([right])) strict.add(part);
    return true;
  }

  private strictly(): Set<Node> {
    this.strict ??= strictParts(this.roots);
    return this.strict;
  }

  /** Whether the two are equal wherever both are defined, as far as the steps have shown. */
  concludes(left: Node, right: Node): boolean {
    const [a, b] = [this.forms.get(left), this.forms.get(right)];
    return a !== undefined && b !== undefined && this.ring.areEqual(a, b);
  }

  /** What a step that expresses a part says that it equals; undefined where it does not follow. */
  private expressed(step: Step): Poly | undefined {
    const { node, factors } = step;
    switch (step.rule) {
      case "arithmetic":
        return this.arithmetic(node);
      case "quotient":
        return this.quotient(step);
      case "rewriting":
        return this.rewriting(node);
      case "exponential": {
        const u = node.op === "exp" ? this.forms.get(node.operands[0]!) : undefined;
        return u && this.exponential(u);
      }
      case "circular":
        return this.circular(node);
      case "logarithm": {
        const u = node.op === "ln" ? this.forms.get(node.operands[0]!) : undefined;
        if (!u || !factors || !this.areFactors(u, factors)) return undefined;
        return logarithm(this.ring, factors);
      }
      case "power":
        return this.power(step);
      case "absolute value": {
        const u = node.op === "abs" ? this.forms.get(node.operands[0]!) : undefined;
        if (!u || !factors || !this.areFactors(u, factors)) return undefined;
        return modulusPower(this.ring, factors, Q.one);
      }
      case "order":
        return this.order(step);
      case "reduction":
        return this.reduction(node);
      case "congruence":
        return this.congruence(node);
      default:
        return undefined;
    }
  }

  private arithmetic(node: Node): Poly | undefined {
    const { ring } = this;
    if (isKind(node, "number")) return ring.constant(node.data);
    if (node.op === "e") return ring.wave("exponential", ring.one, Q.one);
    if (isKind(node, "size")) return extentOf(ring, node.data);
    if (node.operands.length === 0) {
      const at = node.shape.map((_, axis) => axis);
      return ring.power(node.op === "indicator" ? ring.mask(node, at) : ring.leaf(node, at));
    }
    const parts = this.formsOf(node.operands);
    if (parts === undefined) return undefined;
    if (node.op === "add") return ring.total(parts);
    if (node.op === "negate") return ring.scale(parts[0]!, Q.minusOne);
    if (isKind(node, "contraction")) return contracted(ring, node, parts);
    const k = node.op === "power" ? wholeExponent(node) : undefined;
    if (k === undefined || k < 0n || !isModest(parts[0]!, k)) return undefined;
    return ring.raise(parts[0]!, Number(k));
  }

  /** What all of some parts equal; undefined when that is not known of one. */
  private formsOf(parts: readonly Node[]): Poly[] | undefined {
    const forms: Poly[] = [];
    for (let k = 0; k < parts.length; k++) {
      const form = this.forms.get(parts[k]!);
      if (form === undefined) return undefined;
      forms.push(form);
    }
    return forms;
  }

  /** a/b = a Π f^{−k}; u^{−k} likewise. */
  private quotient({ node, factors }: Step): Poly | undefined {
    const { ring } = this;
    const k = node.op === "power" ? wholeExponent(node) : undefined;
    const below = this.forms.get(node.operands[node.op === "divide" ? 1 : 0]!);
    if (below === undefined || factors === undefined) return undefined;
    if (!this.areFactors(below, factors)) return undefined;
    if (node.op === "divide") {
      const above = this.forms.get(node.operands[0]!);
      return above && ring.multiply(above, reciprocal(this.ring, factors, 1));
    }
    if (k === undefined || k >= 0n || k < -1_000_000n) return undefined;
    return reciprocal(this.ring, factors, Number(-k));
  }

  private rewriting(node: Node): Poly | undefined {
    const right = this.rewritten(node);
    return right && this.forms.get(right);
  }

  /** The right side of the rewriting of a node. */
  rewritten(node: Node): Node | undefined {
    const rule = rewritings[node.op];
    if (rule === undefined) return undefined;
    if (node.op === "piecewise" && !node.operands.slice(1).every(isTotal)) return undefined;
    return rule.right(node.operands, this.arena, node);
  }

  /** e^p: a product of powers of families, one for each term. */
  private exponential(p: Poly): Poly | undefined {
    const { ring } = this;
    let result = ring.constant(Q.one);
    const fixed = constantOf(ring, p);
    const terms = this.realTerms(fixed === undefined ? p : ring.constant(fixed));
    if (terms === undefined) return undefined;
    for (const [m, q] of terms) {
      const of = logarithmOf(ring, m);
      const factor =
        of === undefined ? ring.wave("exponential", m, q) : modulus(this.ring, of, UNIT, q);
      if (factor === undefined) return undefined;
      result = ring.multiply(result, factor);
    }
    return result;
  }

  /**
   * A real p as a sum of real monomials: a pair of conjugate terms m + m̄ becomes an atom of its
   * own, so that e^{sin x} has a name.
   */
  private realTerms(p: Poly): (readonly [Monomial, Rational])[] | undefined {
    const { ring } = this;
    const terms: (readonly [Monomial, Rational])[] = [];
    const paired = new Set<Monomial>();
    for (const [m, q] of p) {
      if (!m.atoms.some((id) => complex.has(ring.atoms[id]!.meaning.kind))) terms.push([m, q]);
      else if (!paired.has(m)) {
        const turned = conjugate(ring, new Map([[m, q]]));
        const [other] = turned.keys();
        const partner = other === undefined ? undefined : p.get(other);
        if (turned.size !== 1 || other === m || !partner) return undefined;
        if (!Q.equal(partner, turned.get(other!)!)) return undefined;
        paired.add(other!);
        const leading = isBefore(m, other!) ? m : other!;
        const [real, wave] = this.parted(leading);
        const size = p.get(leading)!;
        const turning: Poly = new Map([[wave, Q.one]]);
        const whole = ring.add(turning, conjugate(ring, turning));
        const [[pair]] = this.opaque("pair", [whole], anySign) as unknown as [[Monomial]];
        const product = ring.product(real, pair);
        if (product instanceof Map) return undefined;
        terms.push([product as Monomial, size]);
      }
    }
    return terms;
  }

  /** A monomial as its real atoms times those that turn. */
  private parted(m: Monomial): readonly [real: Monomial, turning: Monomial] {
    const { ring } = this;
    const pick = (turns: boolean): Monomial => {
      const places = [...m.atoms.keys()].filter(
        (k) => complex.has(ring.atoms[m.atoms[k]!]!.meaning.kind) === turns,
      );
      return ring.intern(
        places.map((k) => m.atoms[k]!),
        places.map((k) => m.exponents[k]!),
      );
    };
    return [pick(false), pick(true)];
  }

  private circular(node: Node): Poly | undefined {
    const { ring } = this;
    const u = this.forms.get(node.operands[0]!);
    if (u === undefined || (node.op !== "sin" && node.op !== "cos")) return undefined;
    const waves = this.waves.get(u) ?? this.wavesOf(u);
    if (waves === undefined) return undefined;
    const { up, down } = waves;
    if (node.op === "cos") return ring.scale(ring.add(up, down), Q.half);
    const i = ring.power(ring.imaginary);
    return ring.multiply(ring.scale(i, Q.negate(Q.half)), ring.subtract(up, down));
  }

  /** e^{iu} and e^{−iu}, of which sine and cosine are made. */
  private wavesOf(u: Poly): { up: Poly; down: Poly } | undefined {
    const up = this.wave(u);
    const down = this.wave(this.ring.scale(u, Q.minusOne));
    if (up === undefined || down === undefined) return undefined;
    const waves = { up, down };
    this.waves.set(u, waves);
    return waves;
  }

  /** e^{ip}. */
  private wave(p: Poly): Poly | undefined {
    const { ring } = this;
    let result = ring.constant(Q.one);
    const terms = this.realTerms(p);
    if (terms === undefined) return undefined;
    for (const [m, q] of terms) {
      const atom = single(ring, m);
      const isPi = atom?.meaning.kind === "leaf" && atom.meaning.node.op === "pi";
      const arc = atom === undefined || q.d !== 1n ? undefined : this.arc(atom, q);
      result = ring.multiply(result, isPi ? turn(ring, q) : (arc ?? ring.wave("circular", m, q)));
    }
    return result;
  }

  /** e^{ik arcsin u} = (√(1 − u²) + iu)^k, e^{ik arctan u} = ((1 + iu)/√(1 + u²))^k. */
  private arc(atom: Atom, q: Rational): Poly | undefined {
    const { ring } = this;
    const node = this.arcs.get(atom.id);
    const u = node && this.forms.get(node.operands[0]!);
    const side = node && this.forms.get(companion(node, this.arena)!);
    const k = Number(q.n);
    if (node === undefined || u === undefined || side === undefined || Math.abs(k) > 16)
      return undefined;
    const i = ring.scale(ring.power(ring.imaginary), Q.fromInteger(k < 0 ? -1 : 1));
    const across = ring.multiply(i, u);
    // the companion of the arctangent is 1/√(1 + u²)
    const point =
      node.op === "arcsin"
        ? ring.add(side, across)
        : ring.multiply(side, ring.add(ring.constant(Q.one), across));
    return ring.raise(point, Math.abs(k));
  }

  private power({ node, factors }: Step): Poly | undefined {
    const [base, exponent] = node.operands;
    const u = node.op === "power" ? this.forms.get(base!) : undefined;
    if (u === undefined || factors === undefined || !this.areFactors(u, factors)) return undefined;
    const q = this.exponentOf(exponent!);
    if (q !== undefined && q.d === 1n) {
      if (q.n === 0n) return this.ring.constant(Q.one);
      if (q.n < 0n) return q.n > -1000n ? reciprocal(this.ring, factors, Number(-q.n)) : undefined;
      return isModest(u, q.n)
        ? this.ring.raise(u, Number(q.n))
        : highPower(this.ring, factors, q.n);
    }
    if (q !== undefined) {
      const size = modulusPower(this.ring, factors, q);
      if (size === undefined || q.d % 2n === 0n || q.n % 2n === 0n) return size;
      const sign = signFactor(this.ring, factors);
      return sign && this.ring.multiply(size, sign);
    }
    // with a varying exponent the base is positive; one that cannot be has no real power
    if (isWithin(signOf(this.ring, factors), notPositive)) return undefined;
    const v = this.forms.get(exponent!);
    const log = logarithm(this.ring, factors);
    return v && log && this.exponential(this.ring.multiply(v, log));
  }

  /** [a < b] by the sign of b − a. */
  private order({ node, factors }: Step): Poly | undefined {
    const { ring } = this;
    const [a, b] = node.operands.map((operand) => this.forms.get(operand));
    if (node.op !== "less" || !a || !b) return undefined;
    const gap = ring.subtract(b, a);
    if (ring.isZero(gap)) return zeroPoly;
    if (factors === undefined || !this.areFactors(gap, factors)) return undefined;
    const open: (readonly [id: number, exponent: number])[] = [];
    let known: SignSet = signOfBigint(factors.coefficient.n);
    let sign = known;
    for (const [id, exponent] of powersOf(this.ring, factors)) {
      if (complex.has(ring.atoms[id]!.meaning.kind)) return undefined;
      const own = ring.signOfMonomial(ring.intern([id], [exponent]));
      sign = timesSign(sign, own);
      if (own === positive || own === negative) known = timesSign(known, own);
      else open.push([id, exponent]);
    }
    if (sign === positive) return ring.constant(Q.one);
    if (isWithin(sign, notPositive)) return zeroPoly;
    const [first] = open;
    if (open.length !== 1 || first![1] !== UNIT) return undefined;
    const [id] = first!;
    // [f > 0] = (1 + S)/2, and where f ≠ 0, [f < 0] = (1 − S)/2
    const flipped = known !== positive;
    const isOpen = (ring.signs[id]! & nought) !== 0;
    const bare = flipped && isOpen ? ring.power(ring.sign(id, -1)) : ring.plusMinus(id);
    const signed = flipped && !isOpen ? ring.scale(bare, Q.minusOne) : bare;
    return ring.scale(ring.add(signed, ring.constant(Q.one)), Q.half);
  }

  /** softmax, log-sum-exp and norm by sums over their axes. */
  private reduction(node: Node): Poly | undefined {
    const { ring } = this;
    const x = this.forms.get(node.operands[0]!);
    if (x === undefined) return undefined;
    const { shape } = node.operands[0]!;
    if (node.op === "norm") {
      const axes = new Map(shape.map((_, axis) => [axis, openLabel + axis]));
      const bound = new Map(shape.map((size, axis) => [openLabel + axis, size]));
      const sum = sumOver(ring, rename(ring, ring.multiply(x, x), axes), bound);
      const factors = factorsOfMonomial(sum);
      return factors && modulusPower(this.ring, factors, Q.half);
    }
    if (!isKind(node, "softmax") && !isKind(node, "logsumexp")) return undefined;
    const axis: number = node.data;
    const powers = this.exponential(x);
    if (powers === undefined) return undefined;
    const along = rename(ring, powers, new Map([[axis, openLabel]]));
    const factors = factorsOfMonomial(sumOver(ring, along, new Map([[openLabel, shape[axis]!]])));
    if (factors === undefined) return undefined;
    if (node.op === "softmax") return ring.multiply(powers, reciprocal(this.ring, factors, 1));
    // the axes behind the one that goes move up
    const shift = new Map(shape.map((_, k) => [k, k > axis ? k - 1 : k]));
    const log = logarithm(this.ring, factors);
    return log && rename(ring, log, shift);
  }

  private congruence(node: Node): Poly | undefined {
    const args = this.formsOf(node.operands);
    if (args === undefined || args.length === 0 || node.op === "stack") return undefined;
    if (odd.has(node.op)) {
      // f(−u) = −f(u)
      const mirrored = this.ring.opaqueAt(node.op, [this.ring.scale(args[0]!, Q.minusOne)]);
      if (mirrored !== undefined) return this.ring.scale(this.ring.power(mirrored), Q.minusOne);
    }
    const name = node.data === null ? node.op : `${node.op} ${JSON.stringify(node.data)}`;
    if (operations[node.op].kind !== "elementwise") {
      const at = node.shape.map((_, axis) => axis);
      const shapes = node.operands.map(({ shape }) => shapeText(shape)).join();
      return this.ring.power(this.ring.whole(`${name} ${shapes}`, args, at, anySign));
    }
    const result = this.opaque(name, args, node.op === "exp" ? positive : anySign);
    const atom = single(this.ring, [...result.keys()][0]!);
    if (atom !== undefined && companion(node, this.arena) !== undefined)
      this.arcs.set(atom.id, node);
    return result;
  }

  private opaque(name: string, args: readonly Poly[], sign: SignSet): Poly {
    return this.ring.power(this.ring.opaque(name, args, sign));
  }

  /** p = q m Π f^k with every f real. */
  private areFactors(p: Poly, { coefficient, monomial, bases }: Factors): boolean {
    const { ring } = this;
    const own = adopt(this.ring, monomial);
    if (bases.length === 0 && p.size === 1) {
      const q = p.get(own);
      if (q !== undefined && Q.equal(q, coefficient)) return !ring.isSpent;
    }
    let product: Poly = new Map([[own, coefficient]]);
    for (const [f, k] of bases) {
      if (k < 1 || !Number.isInteger(k)) return false;
      const base = adoptPoly(this.ring, f);
      if (!isReal(ring, base)) return false;
      product = ring.multiply(product, ring.raise(base, k));
    }
    return coefficient.n !== 0n && ring.areEqual(p, product);
  }

  /** A sign that follows from a domain or an assumption. */
  private learn({ rule, node, factors }: Step): boolean {
    const facts = rule === "domain" ? this.domainOf(node) : this.assumed(node);
    if (facts === undefined || factors === undefined) return false;
    const u = this.forms.get(facts.node);
    if (u === undefined || !this.areFactors(u, factors)) return false;
    const powers = powersOf(this.ring, factors);
    if (powers.some(([id]) => complex.has(this.ring.atoms[id]!.meaning.kind))) return false;
    // a product that is not 0 has no factor that is
    if (!(facts.sign & nought)) for (const [id] of powers) this.ring.learn(id, notZero);
    let sign: SignSet = timesSign(facts.sign, signOfBigint(factors.coefficient.n));
    const open: number[] = [];
    for (const [id, exponent] of powers) {
      const own = this.ring.signOfMonomial(this.ring.intern([id], [exponent]));
      if (own !== positive && own !== negative)
        open.push(Math.abs(exponent) % (2 * UNIT) === UNIT ? id : -1);
      else sign = timesSign(sign, own);
    }
    if (open.includes(-1)) return true;
    if (open.length === 1) this.ring.learn(open[0]!, sign);
    else if (sign === positive || sign === negative) {
      // xy > 0: x and y have one sign
      const sorted = [...open].sort((a, b) => a - b);
      this.ring.tie(sorted, sign === positive ? 1 : -1);
    }
    return true;
  }

  /** Where the node is defined, if it is a part that must be. */
  private domainOf(node: Node): { node: Node; sign: SignSet } | undefined {
    if (!this.strictly().has(node)) return undefined;
    if (node.op === "ln") return { node: node.operands[0]!, sign: positive };
    if (node.op === "divide") return { node: node.operands[1]!, sign: notZero };
    if (node.op !== "power") return undefined;
    const [base, exponent] = node.operands;
    const q = this.exponentOf(exponent!);
    if (q === undefined) {
      // an exponent that may vary; of one of which nothing is known yet nothing follows
      return this.forms.has(exponent!) ? { node: base!, sign: positive } : undefined;
    }
    if (q.d % 2n === 1n) return q.n < 0n ? { node: base!, sign: notZero } : undefined;
    return { node: base!, sign: q.n > 0n ? notNegative : positive };
  }

  /** The number that an exponent is, also where its formula hides it: x^{2y/y}. */
  private exponentOf(exponent: Node): Rational | undefined {
    const q = numberIn(exponent);
    const form = this.forms.get(exponent);
    if (q !== undefined || form === undefined) return q;
    if (form.size === 0) return Q.zero;
    return form.size === 1 ? form.get(this.ring.one) : undefined;
  }

  private assumed(node: Node): { node: Node; sign: SignSet } | undefined {
    const found = this.assumptions.find((assumption) => assumption.node === node);
    return found && { node, sign: assumedSigns[found.sign] };
  }
}

/** Operations with f(−u) = −f(u), of whose values nothing more is known. */
const odd: ReadonlySet<string> = new Set(["arcsin", "arctan", "erf"]);

const assumedSigns = { ">0": positive, ">=0": notNegative, "!=0": notZero } as const;

/** The number that every entry of an exponent is. */
export const numberIn = (node: Node): Rational | undefined => numberOf(fillOf(node) ?? node);

/** The whole number that is the exponent of a power. */
function wholeExponent(node: Node): bigint | undefined {
  const q = numberIn(node.operands[1]!);
  return q !== undefined && q.d === 1n ? q.n : undefined;
}

/** Whether p^k stays short when it is multiplied out: C(n + k − 1, k) terms. */
export function isModest(p: Poly, k: bigint): boolean {
  if (k > 100_000n) return false;
  if (p.size <= 1) return true;
  let terms = 1;
  for (let j = 1; j < p.size; j++) {
    terms = (terms * (Number(k) + j)) / j;
    if (terms > expansionLimit) return false;
  }
  return true;
}

/** Whether every step of a proof follows and the last says that both sides are equal. */
export function verify(proof: Proof, arena: Arena): boolean {
  const { left, right, assumptions, steps, entries, descent } = proof;
  if (descent !== undefined) {
    const { symbol, by, proofs } = descent;
    const pairs = assumptions.length > 0 ? [] : obligations(left, right, symbol, by, arena);
    return verifyEach(pairs, proofs, arena);
  }
  if (entries !== undefined) {
    const pairs = assumptions.length > 0 ? [] : entriesOf(left, right, arena);
    return verifyEach(pairs, entries, arena);
  }
  const kernel = new Kernel([left, right], assumptions, arena, 10 * proofBudget);
  return steps.every((step) => kernel.take(step)) && kernel.concludes(left, right);
}

/** Whether there is a proof of each pair, and each follows. */
function verifyEach(
  pairs: readonly (readonly [Node, Node])[] | undefined,
  proofs: readonly Proof[],
  arena: Arena,
): boolean {
  if (pairs === undefined || pairs.length === 0 || pairs.length !== proofs.length) return false;
  return proofs.every((proof, k) => {
    const [a, b] = pairs[k]!;
    const isOwn = proof.left === a && proof.right === b && proof.assumptions.length === 0;
    return isOwn && verify(proof, arena);
  });
}
