/**
 * @file The ring in which proofs compute: polynomials over ℚ in atoms. An atom is a letter that
 * stands for a number: a variable, e^m, e^{im}, ln|f|, the value of an unknown function. A
 * monomial is a product of powers of atoms with rational exponents, since most atoms belong to
 * families: e^{m/2} is the square root of e^m, and f^{−1} divides by the polynomial f.
 *
 * Some atoms obey a relation, and monomials are kept reduced by it:
 *
 *   i² = −1 · S² = 1 (a sign) · (√2)² = 2 · e^{iπ/2} = i · f^{k} is multiplied out for a
 *   polynomial f and k ≥ 1 · |f|¹ = f or −f by the sign of f, and f S where it is unknown
 *
 * Exponents are kept as integers in units of 1/UNIT; UNIT has many divisors. Monomials are made
 * once and compared by identity; products of two are remembered.
 *
 * Every step is counted against a budget. When it is spent, results are worthless and `isSpent`
 * says so; the kernel then proves nothing.
 */
import type { Node, Size } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { type Atom, complex, type Meaning, reducing } from "./atom.ts";
import { type Monomial, Monomials, type Poly, sameTerms, zeroPoly } from "./poly.ts";
import {
  anySign,
  isWithin,
  notNegative,
  notPositive,
  notZero,
  nought,
  plusSign,
  positive,
  type SignSet,
  signOfBigint,
  timesSign,
} from "./sign.ts";

export { type Atom, complex, type Meaning } from "./atom.ts";
export { type Monomial, type Poly, sameTerms, zeroPoly } from "./poly.ts";

/** The exponent 1: 2⁶·3³·5³·7·11·13. */
export const UNIT = 216_216_000;

/** The largest exponent, in size, that a monomial may carry. */
const exponentLimit = 1_000_000 * UNIT;

/** How deep polynomials may stand inside the atoms of polynomials. */
const depthLimit = 60;

/** An atom that is a polynomial. */
type Base = Atom & { readonly meaning: Extract<Meaning, { kind: "base" }> };

type Draft = Map<Monomial, Rational>;

const noLabels: ReadonlySet<number> = new Set();

export class Ring {
  readonly atoms: Atom[] = [];
  readonly signs: SignSet[] = [];
  private readonly byKey = new Map<string, Atom>();
  private readonly monomials = new Monomials();
  /** The atoms that are polynomials, in the order in which they came. */
  readonly bases: Base[] = [];
  /** The atoms as polynomials. */
  private readonly singles: Poly[] = [];
  private readonly products = new Map<number, Monomial | Poly>();
  private readonly opaques = new Map<string, Atom[]>();
  /** Signs that follow from those of other atoms, which come before. */
  private readonly ties = new Map<number, { others: readonly number[]; sign: 1 | -1 }>();
  readonly one: Monomial;
  /** The polynomial 1. */
  readonly unit: Poly;
  readonly imaginary: Atom;
  private left: number;

  constructor(budget: number) {
    this.left = budget;
    this.one = this.intern([], []);
    this.unit = new Map([[this.one, Q.one]]);
    this.imaginary = this.atom("i", { kind: "imaginary" }, 0);
  }

  /** Whether the budget is spent: then nothing that was computed counts. */
  get isSpent(): boolean {
    return this.left < 0;
  }

  /** Pays for work; once spent, always spent. */
  pay(steps: number): void {
    this.left -= steps;
  }

  /** Gives up: something is beyond what is computed here. */
  give(): Poly {
    this.left = Number.NEGATIVE_INFINITY;
    return zeroPoly;
  }

  /** The atom of this key, made when it is new. `key` must determine the meaning. */
  atom(key: string, meaning: Meaning, depth: number, sign: SignSet = anySign): Atom {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const atom = this.made(meaning, depth, sign);
    this.byKey.set(key, atom);
    return atom;
  }

  private made<M extends Meaning>(meaning: M, depth: number, sign: SignSet) {
    const labels = this.labelsIn(meaning);
    const atom = { id: this.atoms.length, meaning, depth, labels };
    if (depth > depthLimit) this.give();
    this.atoms.push(atom);
    this.signs.push(sign);
    return atom;
  }

  /** The indices that a meaning has free. */
  private labelsIn(meaning: Meaning): ReadonlySet<number> {
    switch (meaning.kind) {
      case "leaf":
      case "mask":
      case "whole":
        return meaning.at.length === 0 ? noLabels : new Set(meaning.at);
      case "opaque":
        return this.joined(meaning.args.flatMap((arg) => [...arg.keys()]));
      case "base":
        return this.joined([...meaning.of.keys()]);
      case "exponential":
      case "circular":
        return this.joined([meaning.of]);
      case "sum": {
        const bound = new Set(meaning.bound.map(({ label }) => label));
        return new Set([...this.joined([meaning.of])].filter((label) => !bound.has(label)));
      }
      case "logarithm":
      case "modulus":
      case "sign":
        return this.atoms[meaning.of]!.labels;
      default:
        return noLabels;
    }
  }

  private joined(monomials: readonly Monomial[]): ReadonlySet<number> {
    let all: Set<number> | undefined;
    for (const m of monomials) {
      for (const id of m.atoms) {
        const { labels } = this.atoms[id]!;
        if (labels.size === 0) continue;
        all ??= new Set();
        for (const label of labels) all.add(label);
      }
    }
    return all ?? noLabels;
  }

  /** Forgets the atoms that a refused step has made, so that ids follow from the steps taken. */
  forget(count: number): void {
    if (this.atoms.length <= count) return;
    for (const [key, atom] of this.byKey) if (atom.id >= count) this.byKey.delete(key);
    while (this.bases.length > 0 && this.bases.at(-1)!.id >= count) this.bases.pop();
    for (const list of this.opaques.values()) {
      while (list.length > 0 && list.at(-1)!.id >= count) list.pop();
    }
    this.atoms.length = count;
    this.signs.length = count;
    this.products.clear();
  }

  leaf(node: Node, at: readonly number[] = []): Atom {
    return this.atom(`v${node.id}[${at.join()}`, { kind: "leaf", node, at }, 0, leafSign(node));
  }

  /** A symbolic size as a number. */
  extent(size: string): Atom {
    return this.atom(`z${size}`, { kind: "extent", size }, 0, positive);
  }

  mask(node: Node, at: readonly number[]): Atom {
    return this.atom(`k${node.id}[${at.join()}`, { kind: "mask", node, at }, 0, notNegative);
  }

  /** An entry of an operation on whole tensors. */
  whole(name: string, args: readonly Poly[], at: readonly number[], sign: SignSet): Atom {
    const inner = this.opaque(`whole ${name}`, args, anySign);
    const meaning: Meaning = { kind: "whole", name, args, at };
    return this.atom(`w${inner.id}[${at.join()}`, meaning, inner.depth, sign);
  }

  /** Σ of a monomial over indices; the key must not depend on how they are called. */
  sum(of: Monomial, bound: readonly { label: number; size: Size }[]): Atom {
    const sizes = bound.map(({ label, size }) => `${label}:${size}`).join();
    const sign = this.signOfMonomial(of);
    const known = isWithin(sign, positive)
      ? positive
      : isWithin(sign, notNegative)
        ? notNegative
        : anySign;
    return this.atom(
      `S${of.id}|${sizes}`,
      { kind: "sum", of, bound },
      1 + this.depthOfMonomial(of),
      known,
    );
  }

  /** The atom of an operation at arguments: the one that is there if the arguments are equal. */
  opaque(name: string, args: readonly Poly[], sign: SignSet): Atom {
    const known = this.opaques.get(name) ?? [];
    const same = this.opaqueAt(name, args);
    if (same !== undefined) return same;
    const meaning: Meaning = { kind: "opaque", name, args };
    const depth = 1 + Math.max(0, ...args.map((arg) => this.depthOf(arg)));
    const made = this.atom(`f${name}#${known.length}`, meaning, depth, sign);
    known.push(made);
    this.opaques.set(name, known);
    return made;
  }

  /** The atom of an operation at arguments that are equal to these, if there is one. */
  opaqueAt(name: string, args: readonly Poly[]): Atom | undefined {
    for (const atom of this.opaques.get(name) ?? []) {
      const { meaning } = atom;
      if (meaning.kind !== "opaque" || meaning.args.length !== args.length) continue;
      if (meaning.args.every((arg, k) => this.areEqual(arg, args[k]!))) return atom;
    }
    return undefined;
  }

  /** e^{qm}, or e^{iqm}, as a power of an atom's family. */
  wave(kind: "exponential" | "circular", of: Monomial, q: Rational): Poly {
    const scaled = scaledExponent(q);
    const scale = scaled === undefined ? q : Q.one;
    const key = scaled === undefined ? `${kind}${of.id}*${Q.toString(scale)}` : `${kind}${of.id}`;
    const depth = 1 + this.depthOfMonomial(of);
    const sign = kind === "exponential" ? positive : anySign;
    const atom = this.atom(key, { kind, of, scale }, depth, sign);
    return this.power(atom, scaled ?? UNIT);
  }

  logarithm(of: number): Atom {
    return this.atom(`l${of}`, { kind: "logarithm", of }, 1 + this.atoms[of]!.depth);
  }

  modulus(of: number): Atom {
    const depth = this.atoms[of]!.depth;
    // |f|² brings the sign: it is there from the start, so that ids follow from the steps taken
    this.sign(of, 1);
    return this.atom(`m${of}`, { kind: "modulus", of }, depth, notNegative);
  }

  sign(of: number, direction: 1 | -1): Atom {
    const depth = this.atoms[of]!.depth;
    return this.atom(`s${of},${direction}`, { kind: "sign", of, direction }, depth, notZero);
  }

  prime(p: bigint): Atom {
    return this.atom(`p${p}`, { kind: "prime", p }, 0, positive);
  }

  turn(): Atom {
    return this.atom("turn", { kind: "turn" }, 0);
  }

  /** The atom of the polynomial f, if there is one. */
  baseAt(of: Poly): Atom | undefined {
    return this.bases.find(({ meaning }) => sameTerms(meaning.of, of));
  }

  /** The polynomial f as an atom, whose negative powers divide by f. */
  base(of: Poly): Atom {
    const known = this.baseAt(of);
    if (known !== undefined) return known;
    const made = this.made({ kind: "base" as const, of }, 1 + this.depthOf(of), this.signOf(of));
    this.bases.push(made);
    return made;
  }

  private depthOf(p: Poly): number {
    let depth = 0;
    for (const m of p.keys()) depth = Math.max(depth, this.depthOfMonomial(m));
    return depth;
  }

  private depthOfMonomial(m: Monomial): number {
    let depth = 0;
    for (const id of m.atoms) depth = Math.max(depth, this.atoms[id]!.depth);
    return depth;
  }

  /** The monomial of these powers, which must be reduced and sorted. */
  intern(atoms: readonly number[], exponents: readonly number[]): Monomial {
    for (let k = 0; k < exponents.length; k++) {
      if (Math.abs(exponents[k]!) > exponentLimit) this.give();
    }
    return this.monomials.of(atoms, exponents);
  }

  /** Whether a monomial is one of this ring. */
  has(m: Monomial): boolean {
    return this.monomials.has(m);
  }

  constant(q: Rational): Poly {
    if (q === Q.one) return this.unit;
    return q.n === 0n ? zeroPoly : new Map([[this.one, q]]);
  }

  /** atom^(exponent/UNIT), reduced. */
  power(atom: Atom, exponent: number = UNIT): Poly {
    if (exponent === 0) return this.constant(Q.one);
    if (!reducing.has(atom.meaning.kind)) {
      if (exponent !== UNIT) return new Map([[this.intern([atom.id], [exponent]), Q.one]]);
      this.singles[atom.id] ??= new Map([[this.intern([atom.id], [UNIT]), Q.one]]);
      return this.singles[atom.id]!;
    }
    const product = this.reduced([atom.id], [exponent]);
    return product instanceof Map ? product : new Map([[product as Monomial, Q.one]]);
  }

  add(a: Poly, b: Poly): Poly {
    if (a.size === 0) return b;
    if (b.size === 0) return a;
    const large = a.size >= b.size ? a : b;
    const small = large === a ? b : a;
    const sum: Draft = new Map(large);
    this.left -= small.size + (large.size >> 3);
    for (const [m, q] of small) accumulate(sum, m, q);
    return sum;
  }

  /** Σ p. */
  total(parts: readonly Poly[]): Poly {
    if (parts.length < 3) return parts.length === 2 ? this.add(parts[0]!, parts[1]!) : parts[0]!;
    const sum: Draft = new Map(parts[0]!);
    for (const part of parts.slice(1)) {
      this.left -= part.size + (sum.size >> 3);
      for (const [m, q] of part) accumulate(sum, m, q);
    }
    return sum;
  }

  scale(a: Poly, q: Rational): Poly {
    if (q.n === 0n) return zeroPoly;
    if (q.n === 1n && q.d === 1n) return a;
    const scaled: Draft = new Map();
    for (const [m, c] of a) scaled.set(m, Q.multiply(c, q));
    this.left -= a.size;
    return scaled;
  }

  subtract(a: Poly, b: Poly): Poly {
    return this.add(a, this.scale(b, Q.minusOne));
  }

  multiply(a: Poly, b: Poly): Poly {
    if (a.size === 0 || b.size === 0) return zeroPoly;
    if (this.isOne(a)) return b;
    if (this.isOne(b)) return a;
    if (a.size === 1) return this.multiplyTerm(a, b);
    if (b.size === 1) return this.multiplyTerm(b, a);
    const result: Draft = new Map();
    for (const [m, p] of a) this.addProduct(result, m, p, b);
    return this.left < 0 ? zeroPoly : result;
  }

  /** The product of one term and a polynomial. */
  private multiplyTerm(term: Poly, p: Poly): Poly {
    const m: Monomial = term.keys().next().value!;
    const result: Draft = new Map();
    this.addProduct(result, m, term.get(m)!, p);
    return this.left < 0 ? zeroPoly : result;
  }

  /** Adds p m b to a sum. */
  private addProduct(sum: Draft, m: Monomial, p: Rational, b: Poly): void {
    for (const [n, q] of b) {
      this.left -= 1 + costOf(p.n) + costOf(q.n);
      if (this.left < 0) return;
      const c = Q.multiply(p, q);
      const product = this.product(m, n);
      if (product instanceof Map) {
        for (const [k, r] of product) accumulate(sum, k, Q.multiply(c, r));
        this.left -= product.size;
      } else accumulate(sum, product as Monomial, c);
    }
  }

  /** Whether an atom occurs whose powers are reduced. */
  reduces(p: Poly): boolean {
    for (const m of p.keys()) {
      for (const id of m.atoms) if (reducing.has(this.atoms[id]!.meaning.kind)) return true;
    }
    return false;
  }

  private isOne(p: Poly): boolean {
    if (p === this.unit) return true;
    const q = p.size === 1 ? p.get(this.one) : undefined;
    return q !== undefined && q.n === 1n && q.d === 1n;
  }

  /** p^k for a whole k ≥ 0, by squaring. */
  raise(p: Poly, k: number): Poly {
    let result = this.unit;
    let square = p;
    for (let e = k; e > 0; e = Math.floor(e / 2)) {
      if (e % 2 === 1) result = this.multiply(result, square);
      if (e > 1) square = this.multiply(square, square);
      if (this.isSpent) return zeroPoly;
    }
    return result;
  }

  /** The product of two monomials, reduced: a monomial where that is all it is. */
  product(m: Monomial, n: Monomial): Monomial | Poly {
    if (m === this.one) return n;
    if (n === this.one) return m;
    const key = m.id < n.id ? m.id * 0x4000000 + n.id : n.id * 0x4000000 + m.id;
    const known = this.products.get(key);
    if (known !== undefined) return known;
    const atoms: number[] = [];
    const exponents: number[] = [];
    let reduces = false;
    let i = 0;
    let j = 0;
    while (i < m.atoms.length || j < n.atoms.length) {
      const a = i < m.atoms.length ? m.atoms[i]! : Infinity;
      const b = j < n.atoms.length ? n.atoms[j]! : Infinity;
      const id = a < b ? a : b;
      let exponent = 0;
      if (a === id) exponent += m.exponents[i++]!;
      if (b === id) exponent += n.exponents[j++]!;
      if (exponent === 0) continue;
      if (a === b && reducing.has(this.atoms[id]!.meaning.kind)) reduces = true;
      atoms.push(id);
      exponents.push(exponent);
    }
    const made = reduces ? this.reduced(atoms, exponents) : this.intern(atoms, exponents);
    this.products.set(key, made);
    return made;
  }

  /** Π atom^exponent with every relation applied. */
  private reduced(atoms: readonly number[], exponents: readonly number[]): Monomial | Poly {
    const keptAtoms: number[] = [];
    const keptExponents: number[] = [];
    let rest: Poly | undefined;
    for (let k = 0; k < atoms.length; k++) {
      const { power, others } = this.relation(this.atoms[atoms[k]!]!, exponents[k]!);
      if (power !== 0) {
        keptAtoms.push(atoms[k]!);
        keptExponents.push(power);
      }
      if (others !== undefined) rest = rest === undefined ? others : this.multiply(rest, others);
    }
    const monomial = this.intern(keptAtoms, keptExponents);
    if (rest === undefined) return monomial;
    if (monomial === this.one) return rest;
    return this.multiply(new Map([[monomial, Q.one]]), rest);
  }

  /** atom^exponent = atom^power · others. */
  private relation(atom: Atom, exponent: number): { power: number; others?: Poly } {
    const { meaning } = atom;
    const whole = Math.floor(exponent / UNIT);
    const part = exponent - whole * UNIT;
    switch (meaning.kind) {
      case "imaginary": {
        // i² = −1
        const turns = ((whole % 4) + 4) % 4;
        const power = turns % 2 === 1 ? UNIT : 0;
        return turns < 2 ? { power } : { power, others: this.constant(Q.minusOne) };
      }
      case "mask":
        return { power: UNIT };
      case "sign":
        // S² = 1, 1/S = S
        return { power: whole % 2 === 0 ? 0 : UNIT };
      case "turn": {
        // e^{iπ/2} = i
        const quarters = Math.floor((2 * exponent) / UNIT);
        const power = exponent - (quarters * UNIT) / 2;
        if (quarters === 0) return { power };
        return { power, others: this.power(this.imaginary, quarters * UNIT) };
      }
      case "prime": {
        if (whole === 0) return { power: exponent };
        const size = Q.power(Q.fromInteger(meaning.p), whole);
        return { power: part, others: size === undefined ? this.give() : this.constant(size) };
      }
      case "base": {
        // negative powers stay: they divide
        if (whole < 1) return { power: exponent };
        return { power: part, others: this.raise(meaning.of, whole) };
      }
      case "modulus": {
        if (whole === 0) return { power: exponent };
        return { power: part, others: this.modulusPower(meaning.of, whole) };
      }
      default:
        return { power: exponent };
    }
  }

  /** |f|^k for a whole k ≠ 0. */
  modulusPower(of: number, k: number): Poly {
    const f = this.power(this.atoms[of]!, k * UNIT);
    if (k % 2 === 0) return f;
    const sign = this.signs[of]!;
    if (isWithin(sign, notNegative)) return f;
    if (isWithin(sign, notPositive)) return this.scale(f, Q.minusOne);
    return this.multiply(f, this.plusMinus(of));
  }

  /** S: the sign of f where f ≠ 0, so that |f| = f S. */
  plusMinus(of: number): Poly {
    const tied = this.ties.get(of);
    if (tied === undefined) return this.power(this.sign(of, 1));
    const sign = this.constant(Q.fromInteger(tied.sign));
    return tied.others.reduce((product, id) => this.multiply(product, this.plusMinus(id)), sign);
  }

  /** 1/m. */
  reciprocal(m: Monomial): Poly {
    const exponents = m.exponents.map((e) => -e);
    const made = this.reduced(m.atoms, exponents);
    return made instanceof Map ? made : new Map([[made as Monomial, Q.one]]);
  }

  /**
   * p times the least powers of polynomials that leave no negative one: 0 exactly when p is, as
   * an element of the ring.
   */
  cleared(p: Poly): Poly {
    let current = p;
    for (let round = 0; round < depthLimit; round++) {
      let least: Map<number, number> | undefined;
      for (const m of current.keys()) {
        for (let k = 0; k < m.atoms.length; k++) {
          const exponent = m.exponents[k]!;
          const id = m.atoms[k]!;
          if (exponent >= 0 || this.atoms[id]!.meaning.kind !== "base") continue;
          least ??= new Map();
          least.set(id, Math.min(least.get(id) ?? 0, exponent));
        }
      }
      if (least === undefined || this.isSpent) return current;
      const powers = [...least].sort(([a], [b]) => a - b);
      const ids = powers.map(([id]) => id);
      const whole = powers.map(([, e]) => Math.ceil(-e / UNIT) * UNIT);
      current = this.multiplyRaw(current, ids, whole);
    }
    return this.give();
  }

  /** p · Π atom^exponent, every product reduced only once it is whole. */
  private multiplyRaw(p: Poly, ids: readonly number[], exponents: readonly number[]): Poly {
    const factor = this.intern(ids, exponents);
    const result: Draft = new Map();
    for (const [m, q] of p) {
      const product = this.product(m, factor);
      const all = product instanceof Map ? product : undefined;
      // alone the factor is not reduced, so a product with 1 must be
      const made =
        all ?? this.reduced((product as Monomial).atoms, (product as Monomial).exponents);
      if (made instanceof Map) {
        for (const [k, r] of made) accumulate(result, k, Q.multiply(q, r));
        this.left -= made.size;
      } else accumulate(result, made as Monomial, q);
      this.left -= 1;
    }
    return result;
  }

  /** Whether p is 0: "no" only means that the ring does not see it. */
  isZero(p: Poly): boolean {
    if (p.size === 0) return !this.isSpent;
    return this.cleared(p).size === 0 && !this.isSpent;
  }

  areEqual(a: Poly, b: Poly): boolean {
    if (a === b) return true;
    return sameTerms(a, b) ? !this.isSpent : this.isZero(this.subtract(a, b));
  }

  /** The possible signs of a monomial; nothing is known of complex ones. */
  signOfMonomial(m: Monomial): SignSet {
    let sign: SignSet = positive;
    for (let k = 0; k < m.atoms.length; k++) {
      const id = m.atoms[k]!;
      const { kind } = this.atoms[id]!.meaning;
      if (complex.has(kind)) return anySign;
      const exponent = m.exponents[k]!;
      const own = exponent < 0 ? this.signs[id]! & ~nought : this.signs[id]!;
      const isEven = exponent % (2 * UNIT) === 0;
      sign = timesSign(sign, isEven ? (own & nought) | (own & ~nought ? positive : 0) : own);
    }
    return sign;
  }

  /**
   * The possible signs of a real p, from the signs of its terms; terms on the unit circle are
   * bounded by their coefficients, so that 2 + e^{ix} + e^{−ix} is not negative.
   */
  signOf(p: Poly): SignSet {
    let sign: SignSet = nought;
    let bound = Q.zero;
    let fixed = Q.zero;
    for (const [m, q] of p) {
      if (m === this.one) fixed = q;
      else if (m.atoms.every((id) => complex.has(this.atoms[id]!.meaning.kind))) {
        bound = Q.add(bound, Q.absolute(q));
      } else sign = plusSign(sign, timesSign(signOfBigint(q.n), this.signOfMonomial(m)));
    }
    const order = Q.compare(Q.absolute(fixed), bound);
    let rest: SignSet = signOfBigint(fixed.n);
    if (bound.n !== 0n) rest = order < 0 ? anySign : order === 0 ? rest | nought : rest;
    return plusSign(sign, rest);
  }

  /** The signs of some atoms, none of them 0, have this product: the last follows. */
  tie(atoms: readonly number[], sign: 1 | -1): void {
    const last = atoms.at(-1)!;
    for (const atom of atoms) this.sign(atom, 1);
    if (!this.ties.has(last) && atoms.indexOf(last) === atoms.length - 1) {
      this.ties.set(last, { others: atoms.slice(0, -1), sign });
    }
  }

  /** Narrows what is known of an atom's sign. */
  learn(atom: number, sign: SignSet): void {
    this.signs[atom] = this.signs[atom]! & sign;
  }
}

/** What a product with a long number costs more than one with a short one. */
function costOf(n: bigint): number {
  if (n < wide && n > minusWide) return 0;
  return n < huge && n > -huge ? 8 : 2_000;
}

const wide = 1n << 64n;
const minusWide = -wide;
const huge = 1n << 4096n;

function accumulate(sum: Draft, m: Monomial, q: Rational): void {
  const old = sum.get(m);
  if (old === undefined) sum.set(m, q);
  else {
    const total = Q.add(old, q);
    if (total.n === 0n) sum.delete(m);
    else sum.set(m, total);
  }
}

/** q in units of 1/UNIT, where it is a whole number of them. */
export function scaledExponent(q: Rational): number | undefined {
  if (q.d === 1n) {
    const n = Number(q.n);
    return n < 1_000_000 && n > -1_000_000 ? n * UNIT : undefined;
  }
  const unit = BigInt(UNIT);
  if (unit % q.d !== 0n || q.n > 1_000_000n || q.n < -1_000_000n) return undefined;
  return Number(q.n * (unit / q.d));
}

/** Leaves whose sign is known without more: sizes and π are positive. */
function leafSign(node: Node): SignSet {
  return node.op === "size" || node.op === "pi" || node.op === "e" ? positive : anySign;
}
