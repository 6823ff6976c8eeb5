/**
 * @file Antiderivatives of quotients of polynomials with rational coefficients, by partial
 * fractions: the polynomial part by division, the denominator into linear factors by its rational
 * roots and at most one kind of quadratic factor that has none, and for each
 *
 *     ∫ 1/(x − r) = ln|x − r|,      ∫ 1/(x − r)^m = (x − r)^{1−m}/(1 − m),
 *     ∫ (p x + q)/g^m for g = x² + b x + c, D = 4c − b²: p/2 of ∫ g'/g^m, and of ∫ 1/g^m
 *         (2/√D) arctan((2x + b)/√D) for m = 1, by reduction above; logarithms where D < 0.
 *
 * Source: Bronstein, *Symbolic Integration I*, 2nd ed., Springer 2005, sections 2.1 and 2.2.
 */
import { type Arena, type Node, numberOf } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { dependsOn, powerOf } from "./factors.ts";

/** Coefficients, that of x^k at k; the last is not 0. */
type Polynomial = readonly Rational[];

/** Higher degrees and larger numbers are not looked at. */
const degreeLimit = 12;
const rootLimit = 10_000n;

/** ∫ of a product of powers of polynomials in x; undefined where it is something else. */
export function ofRational(factors: readonly Node[], x: Node, arena: Arena): Node | undefined {
  let [above, isProper]: [Polynomial, boolean] = [[Q.one], false];
  const below: [base: Polynomial, exponent: number][] = [];
  for (const factor of factors) {
    const [base, exponent] = powerOf(factor);
    const polynomial = polynomialIn(base, x);
    if (polynomial === undefined || !Q.isInteger(exponent)) return undefined;
    const count = Number(exponent.n);
    if (Math.abs(count) > degreeLimit) return undefined;
    if (count < 0) below.push([polynomial, -count]);
    for (let k = 0; k < count; k++) above = times(above, polynomial);
    if (count < 0) isProper = true;
    if (above.length > degreeLimit + 1) return undefined;
  }
  if (!isProper) return integralOf(above, x, arena);
  const parts = below.flatMap(([base, exponent]) => {
    const own = split(base);
    return own === undefined
      ? [undefined]
      : own.map((part) => ({ ...part, count: part.count * exponent }));
  });
  if (parts.includes(undefined)) return undefined;
  const denominators = gathered(parts as Part[]);
  const whole = denominators.reduce<Polynomial>(
    (all, { base, count }) => times(all, raise(base, count)),
    [Q.one],
  );
  if (whole.length > degreeLimit + 1) return undefined;
  const lead = below.reduce((product, [base, exponent]) => {
    return Q.multiply(product, Q.power(base.at(-1)!, exponent)!);
  }, Q.one);
  const [quotient, rest] = divided(scaled(above, Q.inverse(lead)!), whole);
  const fractions = partial(rest, denominators, whole);
  if (fractions === undefined) return undefined;
  const terms = fractions.map(({ base, count, top }) => ofFraction(base, count, top, x, arena));
  return arena.add(integralOf(quotient, x, arena), ...terms);
}

/** A monic factor of a denominator with its exponent. */
interface Part {
  readonly base: Polynomial;
  readonly count: number;
}

/** A node as a polynomial in x with rational coefficients. */
export function polynomialIn(node: Node, x: Node): Polynomial | undefined {
  if (node === x) return [Q.zero, Q.one];
  const number = numberOf(node);
  if (number !== undefined) return trimmed([number]);
  if (!dependsOn(node, x)) return undefined;
  const parts = node.operands.map((operand) => polynomialIn(operand, x));
  const isWhole = parts.every((part) => part !== undefined);
  switch (node.op) {
    case "add":
      return isWhole ? (parts as Polynomial[]).reduce(plus) : undefined;
    case "negate":
      return isWhole ? scaled(parts[0]!, Q.minusOne) : undefined;
    case "contraction":
      return isWhole && node.operands.every(({ shape }) => shape.length === 0)
        ? limited((parts as Polynomial[]).reduce(times))
        : undefined;
    case "divide": {
      const below = isWhole && parts[1]!.length === 1 ? Q.inverse(parts[1]![0]!) : undefined;
      return below && scaled(parts[0]!, below);
    }
    case "power": {
      const [exponent] = parts[1] ?? [];
      const isNatural = exponent !== undefined && parts[1]!.length === 1 && Q.isInteger(exponent);
      if (!isWhole || !isNatural || exponent.n < 0n || exponent.n > degreeLimit) return undefined;
      return limited(raise(parts[0]!, Number(exponent.n)));
    }
    default:
      return undefined;
  }
}

const limited = (p: Polynomial): Polynomial | undefined =>
  p.length > degreeLimit + 1 ? undefined : p;

function trimmed(p: Polynomial): Polynomial {
  let length = p.length;
  while (length > 0 && Q.sign(p[length - 1]!) === 0) length--;
  return p.slice(0, length);
}

function plus(a: Polynomial, b: Polynomial): Polynomial {
  const length = Math.max(a.length, b.length);
  return trimmed(Array.from({ length }, (_, k) => Q.add(a[k] ?? Q.zero, b[k] ?? Q.zero)));
}

const scaled = (p: Polynomial, q: Rational): Polynomial =>
  trimmed(p.map((one) => Q.multiply(one, q)));

function times(a: Polynomial, b: Polynomial): Polynomial {
  if (a.length === 0 || b.length === 0) return [];
  const result = Array<Rational>(a.length + b.length - 1).fill(Q.zero);
  for (const [i, p] of a.entries()) {
    for (const [j, q] of b.entries()) result[i + j] = Q.add(result[i + j]!, Q.multiply(p, q));
  }
  return trimmed(result);
}

const raise = (p: Polynomial, n: number): Polynomial =>
  Array<Polynomial>(n).fill(p).reduce(times, [Q.one]);

/** Quotient and remainder. */
function divided(a: Polynomial, b: Polynomial): readonly [Polynomial, Polynomial] {
  const quotient: Rational[] = [];
  let rest = a;
  while (rest.length >= b.length) {
    const shift = rest.length - b.length;
    const factor = Q.divide(rest.at(-1)!, b.at(-1)!)!;
    quotient[shift] = factor;
    const taken = [...Array<Rational>(shift).fill(Q.zero), ...scaled(b, Q.negate(factor))];
    rest = plus(rest, taken);
  }
  return [trimmed(Array.from(quotient, (one) => one ?? Q.zero)), rest];
}

/** p at a rational number. */
const at = (p: Polynomial, r: Rational): Rational =>
  p.reduceRight((sum, one) => Q.add(Q.multiply(sum, r), one), Q.zero);

/** The monic factors of a polynomial: linear ones, and one quadratic that has no rational root. */
function split(p: Polynomial): readonly Part[] | undefined {
  let rest = scaled(p, Q.inverse(p.at(-1)!)!);
  const parts: Part[] = [];
  while (rest.length > 1) {
    if (rest.length === 3 && rationalRoot(rest) === undefined) {
      parts.push({ base: rest, count: 1 });
      return parts;
    }
    const root = rest.length === 2 ? Q.negate(rest[0]!) : rationalRoot(rest);
    if (root === undefined) return undefined;
    const base = [Q.negate(root), Q.one];
    parts.push({ base, count: 1 });
    rest = divided(rest, base)[0];
  }
  return parts;
}

/** A rational root u/v of a monic polynomial: u divides the lowest coefficient, v the highest. */
function rationalRoot(p: Polynomial): Rational | undefined {
  if (Q.sign(p[0]!) === 0) return Q.zero;
  const common = p.reduce((all, { d }) => (all * d) / gcd(all, d), 1n);
  const whole = p.map(({ n, d }) => (n * common) / d);
  const [low, high] = [absolute(whole[0]!), absolute(whole.at(-1)!)];
  if (low > rootLimit || high > rootLimit) return undefined;
  for (const u of divisors(low)) {
    for (const v of divisors(high)) {
      for (const root of [Q.rational(u, v), Q.rational(-u, v)]) {
        if (Q.sign(at(p, root)) === 0) return root;
      }
    }
  }
  return undefined;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function divisors(n: bigint): readonly bigint[] {
  const found: bigint[] = [];
  for (let k = 1n; k * k <= n; k++) if (n % k === 0n) found.push(k, n / k);
  return found;
}

function gathered(parts: readonly Part[]): readonly Part[] {
  const found = new Map<string, Part>();
  for (const { base, count } of parts) {
    const key = base.map(Q.toString).join(" ");
    found.set(key, { base, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}

/** The fractions top/base^count that add up to rest/whole. */
function partial(
  rest: Polynomial,
  parts: readonly Part[],
  whole: Polynomial,
): readonly (Part & { readonly top: Polynomial })[] | undefined {
  const unknowns = parts.flatMap(({ base, count }) => {
    return Array.from({ length: count }, (_, k) => k + 1).flatMap((power) => {
      const [cofactor] = divided(whole, raise(base, power));
      return Array.from({ length: base.length - 1 }, (_, degree) => {
        const shift = Array<Rational>(degree).fill(Q.zero);
        return { base, count: power, degree, column: [...shift, ...cofactor] };
      });
    });
  });
  const size = whole.length - 1;
  const rows = Array.from({ length: size }, (_, k) => {
    return [...unknowns.map(({ column }) => column[k] ?? Q.zero), rest[k] ?? Q.zero];
  });
  const solution = solved(rows);
  if (solution === undefined) return undefined;
  const fractions = new Map<string, Part & { top: Rational[] }>();
  for (const [k, { base, count, degree }] of unknowns.entries()) {
    const key = `${base.map(Q.toString).join(" ")} ${count}`;
    const own = fractions.get(key) ?? { base, count, top: [] };
    own.top[degree] = solution[k]!;
    fractions.set(key, own);
  }
  return [...fractions.values()].filter(({ top }) => trimmed(top).length > 0);
}

/** The solution of a square system with its right side in the last column (Gauss–Jordan). */
function solved(rows: Rational[][]): readonly Rational[] | undefined {
  const size = rows.length;
  for (let k = 0; k < size; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && Q.sign(row[k]!) !== 0);
    if (pivot < 0) return undefined;
    const first = rows[pivot]!;
    rows[pivot] = rows[k]!;
    const inverse = Q.inverse(first[k]!)!;
    const own = first.map((one) => Q.multiply(one, inverse));
    rows[k] = own;
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![k]!;
      if (i === k || Q.sign(factor) === 0) continue;
      rows[i] = rows[i]!.map((one, j) => Q.subtract(one, Q.multiply(factor, own[j]!)));
    }
  }
  return rows.map((row) => row[size]!);
}

/** ln|u|. */
export const logOf = (u: Node, arena: Arena): Node => arena.apply("ln", arena.apply("abs", u));

/** ∫ top/base^m. */
function ofFraction(base: Polynomial, m: number, top: Polynomial, x: Node, arena: Arena): Node {
  const number = (q: Rational): Node => arena.number(q);
  const g = written(base, x, arena);
  const [q, p] = [top[0] ?? Q.zero, top[1] ?? Q.zero];
  /** ∫ g'/g^m */
  const slope = (): Node => {
    if (m === 1) return logOf(g, arena);
    const inverse = arena.power(g, arena.integer(1 - m));
    return arena.divide(inverse, arena.integer(1 - m));
  };
  if (base.length === 2) return arena.multiply(number(q), slope());
  const half = Q.multiply(Q.half, p);
  const [c, b] = base;
  const linear = Q.subtract(q, Q.multiply(half, b!));
  const first = Q.sign(half) === 0 ? [] : [arena.multiply(number(half), slope())];
  if (Q.sign(linear) === 0) return arena.add(...first);
  const discriminant = Q.subtract(Q.multiply(Q.fromInteger(4), c!), Q.multiply(b!, b!));
  const double = arena.add(arena.multiply(arena.integer(2), x), number(b!));
  let inverse = ofInverse(double, discriminant, arena);
  // ∫ 1/g^{k+1} = (g'/g^k + (4k − 2) ∫ 1/g^k)/(k D)
  for (let k = 1; k < m; k++) {
    const reduced = arena.divide(double, arena.power(g, arena.integer(k)));
    const rest = arena.multiply(arena.integer(4 * k - 2), inverse);
    const below = Q.multiply(Q.fromInteger(k), discriminant);
    inverse = arena.divide(arena.add(reduced, rest), number(below));
  }
  return arena.add(...first, arena.multiply(number(linear), inverse));
}

/** ∫ 1/g for a monic quadratic g without rational roots. */
function ofInverse(slope: Node, discriminant: Rational, arena: Arena): Node {
  const root = arena.apply("sqrt", arena.number(Q.absolute(discriminant)));
  if (Q.sign(discriminant) > 0) {
    const angle = arena.apply("arctan", arena.divide(slope, root));
    return arena.divide(arena.multiply(arena.integer(2), angle), root);
  }
  const [below, above] = [arena.subtract(slope, root), arena.add(slope, root)];
  const gap = arena.subtract(logOf(below, arena), logOf(above, arena));
  return arena.divide(gap, root);
}

function written(p: Polynomial, x: Node, arena: Arena): Node {
  const terms = p.flatMap((one, k) => {
    if (Q.sign(one) === 0) return [];
    return [arena.multiply(arena.number(one), arena.power(x, arena.integer(k)))];
  });
  return terms.length === 0 ? arena.integer(0) : arena.add(...terms.reverse());
}

function integralOf(p: Polynomial, x: Node, arena: Arena): Node {
  const raised = p.map((one, k) => Q.divide(one, Q.fromInteger(k + 1))!);
  return written([Q.zero, ...raised], x, arena);
}
