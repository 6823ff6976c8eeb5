/**
 * @file The general term of what stands between dots, by the last one. In
 *
 *     1 + z + z^2 + \dots + z^n          T(n) = z^n        T(0), T(1), T(2) are the first ones
 *     1 + 3 + 5 + \dots + (2n - 1)       T(n) = 2n - 1     T(1), T(2), T(3)
 *     n (n-1) (n-2) \cdots (n-k+1)       T(k) = n - k + 1  T(1), T(2), T(3)
 *     n (n-1) \cdots 2 · 1               T(n) = n          T(n), T(n − 1), and T(1) at the end
 *     2 + 4 + 6 + \dots + 100            numbers at one distance
 *
 * the last term has a letter for which small numbers give the terms in front of the dots. Two of
 * them have to fit at least; what does not is left as it is.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { factorial } from "./expansion.ts";

/** T with the letter that runs, and from where to where it does. */
export interface Progression {
  readonly entry: Syntax;
  readonly first: Syntax;
  readonly end: Syntax;
}

/** Numbers at which a progression may begin. */
const beginnings = [0, 1, 2, 3];

/** What `terms` run through on the way to `last`; undefined where they do not fit. */
export function progressionOf(
  terms: readonly Syntax[],
  last: Syntax,
  letter: string,
): Progression | undefined {
  if (terms.length < 2) return undefined;
  return (
    numbers(terms, last, letter) ?? rising(terms, last, letter) ?? falling(terms, last, letter)
  );
}

/**
 * Numbers at one distance, a + d j for j from 0, or in one ratio, a r^j. Two alone are a beginning
 * of 1, 2, … only.
 */
function numbers(terms: readonly Syntax[], last: Syntax, letter: string): Progression | undefined {
  const all = [...terms, last].map(numberOf);
  if (all.some((one) => one === null)) return undefined;
  const [a, b] = all as Rational[];
  const end = all.at(-1)!;
  const run = (next: (x: Rational) => Rational, entry: Syntax): Progression | undefined => {
    const fits = terms.every((_, k) => k === 0 || Q.equal(all[k]!, next(all[k - 1]!)));
    const count = fits ? turnsTo(a!, end, next) : undefined;
    if (count === undefined) return undefined;
    return { entry, first: S.number(0), end: S.number(count) };
  };
  const step = Q.subtract(b!, a!);
  const along = S.product([S.group(written(step)), S.name(letter)], "cdot");
  if (terms.length < 3 && !isOne(step)) return undefined;
  const even = run((x) => Q.add(x, step), S.sum([written(a!), along]));
  const ratio = Q.divide(b!, a!);
  if (even !== undefined || ratio === undefined || terms.length < 3) return even;
  const power = S.power(S.group(written(ratio)), S.name(letter));
  return run((x) => Q.multiply(x, ratio), S.product([written(a!), power], "cdot"));
}

/** Turns in which a number becomes the last one; undefined where it does not soon. */
function turnsTo(from: Rational, to: Rational, next: (x: Rational) => Rational) {
  let x = from;
  for (let turns = 1; turns <= longest; turns++) {
    x = next(x);
    if (Q.equal(x, to)) return turns;
    if (Q.bits(x) > Q.bits(to) + longest) return undefined;
  }
  return undefined;
}

/** Numbers that are summed one by one. */
const longest = 1_000;

const isOne = (q: Rational) => Q.equal(q, Q.one);

/** A number as a formula. */
function written(q: Rational): Syntax {
  const size = Q.absolute(q);
  const number = size.d === 1n ? S.number(size.n) : S.fraction(size.n, size.d);
  return Q.sign(q) < 0 ? S.negate(number) : number;
}

/** The last term has the letter, the first ones small numbers. */
function rising(terms: readonly Syntax[], last: Syntax, letter: string): Progression | undefined {
  for (const name of namesIn(last)) {
    for (const first of beginnings) {
      const fits = terms.every((term, k) => isSettled(put(last, name, S.number(first + k)), term));
      if (!fits) continue;
      return { entry: put(last, name, S.name(letter)), first: S.number(first), end: S.name(name) };
    }
  }
  return undefined;
}

/** The first term has the letter, the next ones less of it, the last a small number. */
function falling(terms: readonly Syntax[], last: Syntax, letter: string): Progression | undefined {
  const [top] = terms;
  for (const name of namesIn(top!)) {
    const fits = terms.every((term, k) => {
      return k === 0 || isSettled(put(top!, name, S.difference(S.name(name), S.number(k))), term);
    });
    const first = beginnings.find((k) => isSettled(put(top!, name, S.number(k)), last));
    if (!fits || first === undefined) continue;
    return { entry: put(top!, name, S.name(letter)), first: S.number(first), end: S.name(name) };
  }
  return undefined;
}

/** Plain letters in a formula. */
function namesIn(syntax: Syntax): string[] {
  const found = new Set<string>();
  const visit = (part: Syntax): void => {
    if (part.kind === "name" && nameKey(part) === part.text) found.add(part.text);
    for (const child of children(part)) visit(child);
  };
  visit(syntax);
  return [...found];
}

/** The formula with something else in the place of a letter. */
export function put(syntax: Syntax, letter: string, value: Syntax): Syntax {
  if (syntax.kind === "name") {
    return nameKey(syntax) === letter ? { ...value, from: syntax.from, to: syntax.to } : syntax;
  }
  return mapParts(syntax, (part) => put(part, letter, value));
}

function isSettled(a: Syntax, b: Syntax): boolean {
  return textOf(bare(settled(a))) === textOf(bare(settled(b)));
}

/** Without brackets around the whole. */
function bare(syntax: Syntax): Syntax {
  return syntax.kind === "group" && syntax.delimiter === "(" ? bare(syntax.body) : syntax;
}

/** n(n − 1) is no function of n − 1, but a product. */
export function multiplied(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, multiplied);
  if (inner.kind === "product")
    return { ...S.product(inner.factors, inner.joints), ...spanOf(inner) };
  if (inner.kind !== "applied" || inner.arguments.length !== 1) return inner;
  const [argument] = inner.arguments;
  const key = nameKey(inner.head);
  if (inner.head.kind !== "name" || key === undefined) return inner;
  if (!namesIn(argument!).includes(key)) return inner;
  return { ...S.product([inner.head, S.group(argument!)]), ...spanOf(inner) };
}

const spanOf = ({ from, to }: Syntax) => ({ from, to });

/** A formula as a text, wherever it stands. */
function textOf(syntax: Syntax): string {
  return JSON.stringify(syntax, (key, value) => {
    return key === "from" || key === "to" || key === "joints" ? undefined : value;
  });
}

/** With numbers reckoned: 2·1 − 1 is 1, z^1 is z, a_{1−1} is a_0. */
function settled(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, settled);
  switch (inner.kind) {
    case "group":
      return inner.delimiter === "(" && isPlain(inner.body) ? inner.body : inner;
    case "sum": {
      let constant = Q.zero;
      const others = inner.terms.filter(({ sign, term }) => {
        const value = numberOf(term);
        if (value === null || sign === "\\pm") return true;
        constant = sign === "-" ? Q.subtract(constant, value) : Q.add(constant, value);
        return false;
      });
      if (others.length === 0) return written(constant);
      if (Q.sign(constant) === 0) return S.sum(others);
      const number = written(Q.absolute(constant));
      return S.sum([...others, Q.sign(constant) < 0 ? S.minus(number) : number]);
    }
    case "product": {
      const values = inner.factors.map(numberOf);
      const number = values.reduce<Rational>((all, x) => (x ? Q.multiply(all, x) : all), Q.one);
      const others = inner.factors.filter((_, k) => values[k] === null);
      if (Q.sign(number) === 0 || others.length === 0) return written(number);
      return S.product(isOne(number) ? others : [written(number), ...others], "cdot");
    }
    case "power": {
      const exponent = numberOf(inner.exponent);
      if (exponent === null || !Q.isInteger(exponent)) return inner;
      if (Q.sign(exponent) === 0) return S.number(1);
      if (isOne(exponent)) return settled(inner.base);
      const base = numberOf(inner.base);
      const isSmall = base !== null && Q.sign(exponent) > 0 && Q.bits(exponent) <= 4;
      return isSmall ? written(Q.power(base, exponent.n)!) : inner;
    }
    case "fraction": {
      const value = numberOf(inner);
      if (value !== null) return written(value);
      const under = numberOf(inner.denominator);
      return under !== null && isOne(under) ? inner.numerator : inner;
    }
    case "call": {
      const [argument] = inner.arguments;
      if (inner.function !== "factorial" || argument?.kind !== "number") return inner;
      const n = Number(argument.text);
      return Number.isInteger(n) && n <= largest ? S.number(factorial(n)) : inner;
    }
    default:
      return inner;
  }
}

/** Of larger numbers no factorial is reckoned. */
const largest = 10;

/** Whether brackets around it say nothing. */
function isPlain({ kind }: Syntax): boolean {
  return kind === "number" || kind === "name" || kind === "subscript";
}

/** The number that a settled formula is. */
function numberOf(syntax: Syntax): Rational | null {
  if (syntax.kind === "number") return Q.fromDecimal(syntax.text) ?? null;
  if (syntax.kind === "group" && syntax.delimiter === "(") return numberOf(syntax.body);
  if (syntax.kind === "fraction") {
    const [above, under] = [numberOf(syntax.numerator), numberOf(syntax.denominator)];
    return above && under && (Q.divide(above, under) ?? null);
  }
  if (syntax.kind === "sum" && syntax.terms.length === 1) {
    const inner = numberOf(syntax.terms[0]!.term);
    return inner === null || syntax.terms[0]!.sign === "+" ? inner : Q.negate(inner);
  }
  return null;
}
