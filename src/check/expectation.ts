/**
 * @file Expectations and variances. E[·] is no function into which values are put, but linear in
 * what is random, so that everything is written by the moments that are left:
 *
 *     E[2X + 1]              2 E[X] + 1
 *     E[Σ_i X_i]             Σ_i E[X_i]
 *     E[(X − E[X])²]         E[X²] − E[X]², or Var(X) where a text has variances
 *     Var(3X + b)            9 Var(X)
 *
 * Random are capitals, what has a hat or a bar, and names of which an expectation is taken. The
 * variance of a sum, and the expectation of a product, go apart where a text speaks of
 * independence. Moments are names, of which a text may say more than that. Under E_x, E_{x \sim p}
 * and E_{q(z \mid x)} anything may be made of what is drawn, a reward r_t of its trajectory, but
 * numbers and parameters: Greek letters, and n, m, K for how many there are.
 */
import {
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed, namesOf } from "./names.ts";

/** The reading with expectations and variances by moments. */
export function withMoments(reading: Reading, source: string): Reading {
  const isOfChance = chance.test(source);
  const { text } = reading.text;
  const operators = new Map<string, Operator>();
  const visit = (syntax: Syntax): void => {
    for (const part of children(syntax)) visit(part);
    if (syntax.kind !== "applied") return;
    const isSquare = /^\s*(?:\\!|\\left|\\[bB]igg?l?)*\s*(?:\[|\\\{)/.test(
      text.slice(syntax.head.to, syntax.head.to + 12),
    );
    const operator = operatorOf(syntax, isOfChance || isSquare);
    const key = operatorKey(syntax.head);
    if (operator !== null && key !== undefined) operators.set(key, operator);
  };
  for (const { parts } of reading.chains) parts.forEach(visit);
  if (operators.size === 0) return reading;
  const moments = new Moments(reading.chains, operators, independent.test(source));
  return withSides(reading, (side) => moments.in(side));
}

/** Whether a name stands for a moment. */
export const isMoment = (key: string): boolean => /^[^([]*(?:_\{[^[]*\})?\[/.test(key);

/** The name of an operator, with what stands below it: E, E_x, E_{x \sim p}. */
function operatorKey(head: Syntax): string | undefined {
  return nameKey(head) ?? (isDrawn(head) ? writeLatex(head) : undefined);
}

/** Whether it says below an operator what is drawn, or how: x, x \sim p, q(z \mid x); no X. */
const isDrawn = (head: Syntax): boolean =>
  head.kind === "subscript" && !head.indices.every((one) => one.kind === "name" && isCapital(one));

/** Whether a formula is made of moments only, as E[X²] is where it is written Var(X) + E[X]². */
export function isOfMoments(syntax: Syntax): boolean {
  const names = namesOf(syntax);
  return names.length > 0 && names.every(({ key }) => isMoment(key));
}

const chance =
  /expected value|expectation|varianc|random variable|erwartung|varianz|esperan|期望|期待値|方差|기댓값|분산/iu;
const independent =
  /independ|unabh[äa]ngig|uncorrelated|i\.\s?i\.\s?d|\biid\b|ind[eé]pend|独立|독립/iu;

type Operator = "mean" | "variance" | "covariance";

/** What an applied name takes the mean or the variance of; null for any other. */
function operatorOf(syntax: SyntaxOf<"applied">, isOfChance: boolean): Operator | null {
  const { head, arguments: args } = syntax;
  const name = head.kind === "subscript" ? head.base : head;
  if (name.kind !== "name" || args.some(({ kind }) => kind === "relation")) return null;
  const { text, font } = name;
  const isDressed = font === "bb" || font === "roman" || font === "text";
  const isLong = /^(?:Var|Cov|VAR|COV)$/.test(text);
  if (!isDressed && !isLong && !(isOfChance && args.some(hasCapital))) return null;
  if (args.length === 2) return /^Cov$/i.test(text) ? "covariance" : null;
  if (args.length !== 1) return null;
  if (text === "E") return "mean";
  if (/^Var$/i.test(text)) return "variance";
  return text === "V" && font === "bb" ? "variance" : null;
}

const hasCapital = (syntax: Syntax): boolean => {
  return (syntax.kind === "name" && isCapital(syntax)) || children(syntax).some(hasCapital);
};

const isCapital = ({ text, font, accents }: SyntaxOf<"name">): boolean => {
  const isDressed = accents?.some((one) => /hat|bar|tilde/.test(one)) === true;
  return isDressed || (/^[A-Z]$/.test(text) && font !== "bb" && font !== "cal");
};

/** A product of constant factors and random ones, in a sum over letters or in none. */
interface Term {
  readonly constant: readonly Syntax[];
  readonly random: readonly Syntax[];
  /** A sum, of which the mean of the body is still to be taken. */
  readonly sum?: SyntaxOf<"big">;
}

/** So many terms are multiplied out at most. */
const termLimit = 24;

class Moments {
  private readonly operators: ReadonlyMap<string, Operator>;
  private readonly isIndependent: boolean;
  private readonly random = new Set<string>();
  private readonly fixed = new Set<string>();
  private readonly hasVariances: boolean;
  /** Whether the mean at hand is over what is drawn, x \sim p, of which much may be made. */
  private isDrawn = false;
  /** What random names are made of. */
  private readonly made = new Map<string, Syntax>();
  /** Means that are said to be something. */
  private readonly said = new Set<string>();
  /** Pairs of which the covariance is said to be another number than 0. */
  private readonly related = new Set<string>();

  constructor(
    chains: readonly Chain[],
    operators: ReadonlyMap<string, Operator>,
    isIndependent: boolean,
  ) {
    this.operators = operators;
    this.isIndependent = isIndependent;
    this.hasVariances = [...operators.values()].some((one) => one !== "mean");
    for (const { parts, signs } of chains) {
      for (const part of parts) this.collect(part);
      const [left] = parts;
      const key = nameKey(baseOf(left!)) ?? "";
      if (signs[0] === "\\sim") this.random.add(key);
      if (parts.some((part) => isClosed(part) && writeLatex(part) !== "0")) this.relate(parts);
    }
    for (const { parts, signs } of chains) {
      const [left, right] = parts;
      if (signs[0] !== "=" || right === undefined) continue;
      if (left?.kind === "applied" && !this.isRandom(right))
        this.said.add(writeLatex(left.arguments[0] ?? left));
      const key = nameKey(left!);
      if (key !== undefined && this.isRandom(left!) && this.isRandom(right)) {
        if (!mentions(right, key)) this.made.set(key, right);
      }
    }
  }

  private collect(syntax: Syntax): void {
    for (const part of children(syntax)) this.collect(part);
    if (syntax.kind === "big" && syntax.upper !== undefined) {
      this.fixed.add(nameKey(syntax.upper) ?? "");
    }
    const isOperator =
      syntax.kind === "applied" && this.operators.has(operatorKey(syntax.head) ?? "");
    if (!isOperator) return;
    for (const argument of syntax.arguments) {
      const key = nameKey(baseOf(argument));
      if (key !== undefined) this.random.add(key);
    }
  }

  /** A formula with its expectations by moments. */
  in(syntax: Syntax): Syntax {
    const inner = mapParts(syntax, (part) => this.in(part));
    if (inner.kind !== "applied") return inner;
    const operator = this.operators.get(operatorKey(inner.head) ?? "");
    const [one, other] = inner.arguments;
    if (operator === undefined || one === undefined) return inner;
    this.isDrawn = isDrawn(inner.head);
    const found =
      operator === "mean"
        ? this.mean(one, inner.head)
        : this.covariance(one, other ?? one, inner.head);
    const isName = found.kind === "name" || found.kind === "subscript";
    return { ...(isName ? found : S.group(found)), from: inner.from, to: inner.to } as Syntax;
  }

  private mean(syntax: Syntax, head: Syntax): Syntax {
    const terms = this.termsOf(syntax, 0);
    if (terms === null) return this.moment([syntax], head);
    return total(
      terms.map((term) => {
        if (term.sum === undefined) return product(term.constant, this.moment(term.random, head));
        const { body } = term.sum;
        return product(
          term.constant,
          S.group({ ...term.sum, body: S.group(this.mean(body, head)) }),
        );
      }),
    );
  }

  private covariance(one: Syntax, other: Syntax, head: Syntax): Syntax {
    if (this.isDrawn) return this.name([one, other], head, "Var");
    // who writes Var(x) of a name means that it varies
    const isName = nameKey(one) !== undefined && nameKey(other) !== undefined;
    if (isName && ![one, other].every((side) => this.isRandom(side))) {
      return this.name([one, other], head, "Var");
    }
    const own = { ...S.name("Var"), font: "roman" } as Syntax;
    const [a, b] = [this.termsOf(one, 0), this.termsOf(other, 0)].map((terms) => {
      return terms?.filter(({ random, sum }) => random.length > 0 || sum !== undefined);
    });
    const isPlain = [a, b].every((terms) =>
      terms?.every(({ random, sum }) => !sum && random.length === 1),
    );
    if (isPlain) {
      const all = a!.flatMap((left) => b!.map((right) => [left, right] as const));
      return total(
        all.map(([left, right]) => {
          const shared = this.second(left.random[0]!, right.random[0]!, own);
          return product([...left.constant, ...right.constant], shared);
        }),
      );
    }
    const [only, more] = a ?? [];
    const isSum =
      one === other && this.isIndependent && more === undefined && only?.sum !== undefined;
    if (!isSum) return this.name([one, other], head, "Var");
    const { body } = only.sum!;
    const spread = S.group({ ...only.sum!, body: S.group(this.covariance(body, body, head)) });
    return product([...only.constant, ...only.constant], spread);
  }

  /** Notes the pairs of whose covariance a chain with a number is. */
  private relate(parts: readonly Syntax[]): void {
    for (const part of parts) {
      if (part.kind !== "applied" || part.arguments.length !== 2) continue;
      if (this.operators.get(operatorKey(part.head) ?? "") !== "covariance") continue;
      const [one, other] = part.arguments.map((argument) => writeLatex(argument));
      this.related.add(`${one} ${other}`).add(`${other} ${one}`);
    }
  }

  /** Var(X), or the covariance of two names, which is 0 of independent ones. */
  private second(one: Syntax, other: Syntax, head: Syntax): Syntax {
    if (writeLatex(one) === writeLatex(other)) return this.name([one], head, "Var");
    const isRelated = this.related.has(`${writeLatex(one)} ${writeLatex(other)}`);
    if (this.isIndependent && !isRelated) return S.number(0);
    return this.name([one, other], head, "Cov");
  }

  /** The mean of a product of random factors. */
  private moment(factors: readonly Syntax[], head: Syntax): Syntax {
    const [one, other, more] = factors;
    if (one === undefined) return S.number(1);
    // what is drawn from one distribution is not spread as what is drawn from another
    const isWhole = other === undefined || more !== undefined || this.isDrawn;
    if (isWhole) return this.name(factors, head, "E");
    const isSame = writeLatex(one) === writeLatex(other);
    const means = S.product([this.name([one], head, "E"), this.name([other], head, "E")], "cdot");
    if (!isSame && this.isIndependent && lettersIn([one, other]).length === 0) return means;
    if (!isSame || !this.hasVariances) return this.name(factors, head, "E");
    return S.group(S.sum([this.name([one], head, "Var"), means]));
  }

  /** The name of a moment, with the letters that run in it as its indices. */
  private name(factors: readonly Syntax[], head: Syntax, kind: "E" | "Var" | "Cov"): Syntax {
    const sign = kind === "E" || this.isDrawn ? writeLatex(head) : kind;
    const indices = this.isDrawn ? [] : lettersIn(factors);
    const plain = (this.isDrawn ? factors : factors.map(withoutIndices)).map((one) => {
      return writeLatex(one);
    });
    const name = S.name(`${sign}[${powers(plain).join(" ")}]`);
    return indices.length === 0 ? name : S.subscripted(name, ...indices);
  }

  private isRandom(syntax: Syntax): boolean {
    if (this.isDrawn) return mayBeDrawn(syntax);
    const key = nameKey(baseOf(syntax));
    // E[Y | T] is random as T is
    if (key !== undefined && isMoment(key)) return givenRandom.test(key);
    if (key !== undefined && this.fixed.has(key)) return false;
    if (key !== undefined && this.random.has(key)) return true;
    const base = baseOf(syntax);
    if (base.kind === "name") return isCapital(base);
    return children(syntax).some((part) => this.isRandom(part));
  }

  /** What a formula is when multiplied out; null where it has too many terms. */
  private termsOf(syntax: Syntax, depth: number): readonly Term[] | null {
    if (!this.isRandom(syntax)) return [{ constant: [syntax], random: [] }];
    const opaque: readonly Term[] = [{ constant: [], random: [syntax] }];
    const key = nameKey(syntax);
    const made =
      key === undefined || this.said.has(writeLatex(syntax)) ? undefined : this.made.get(key);
    if (made !== undefined && depth < 4) return this.termsOf(made, depth + 1);
    switch (syntax.kind) {
      case "group":
        return /^[([]$|^\\\{$/.test(syntax.delimiter) ? this.termsOf(syntax.body, depth) : opaque;
      case "sum": {
        const all = syntax.terms.map(({ sign, term }) => {
          if (sign === "\\pm") return null;
          const terms = this.termsOf(term, depth);
          return sign === "+" ? terms : (terms?.map(negative) ?? null);
        });
        return all.some((terms) => terms === null) ? null : (all as Term[][]).flat();
      }
      case "product":
        if (syntax.joints.some((joint) => !/^(?:juxtapose|cdot|times|star)$/.test(joint)))
          return opaque;
        return multiplied(syntax.factors.map((factor) => this.termsOf(factor, depth)));
      case "fraction": {
        if (this.isRandom(syntax.denominator)) return opaque;
        const below = S.fraction(S.number(1), syntax.denominator);
        const above = this.termsOf(syntax.numerator, depth);
        return above?.map((term) => ({ ...term, constant: [...term.constant, below] })) ?? null;
      }
      case "power": {
        const { exponent, base } = syntax;
        const count = exponent.kind === "number" ? Number(exponent.text) : 0;
        if (count !== 2 && count !== 3) return opaque;
        const terms = this.termsOf(base, depth);
        return multiplied(Array.from({ length: count }, () => terms));
      }
      case "big":
        if (syntax.operator !== "sum" || this.isDrawn) return opaque;
        return [{ constant: [], random: [], sum: syntax }];
      default:
        return opaque;
    }
  }
}

/** Whether a formula may be made of what is drawn: of anything but numbers and parameters. */
function mayBeDrawn(syntax: Syntax): boolean {
  if (syntax.kind === "name") return !parameter.test(syntax.text);
  if (syntax.kind === "subscript" || syntax.kind === "applied") return true;
  return children(syntax).some(mayBeDrawn);
}

/** Greek letters that are usually parameters, and letters for how many there are. */
const parameter = /^(?:[nNmMK]|\\(?!tau|xi|omega|epsilon|varepsilon)[a-z]+)$/;

const givenRandom = /(?:\\mid|\|)\s*\{?[A-Z]\}?\s*[\])]$/;

const negative = (term: Term): Term => ({
  ...term,
  constant: [S.group(S.number(-1)), ...term.constant],
});

/** The product of sums; null where it is too long, or has a sum beside what is random. */
function multiplied(factors: readonly (readonly Term[] | null)[]): readonly Term[] | null {
  let found: readonly Term[] = [{ constant: [], random: [] }];
  for (const terms of factors) {
    if (terms === null || terms.length * found.length > termLimit) return null;
    const all = found.flatMap((left) => terms.map((right) => [left, right] as const));
    const isMixed = all.some(([left, right]) => {
      const isSum = (own: Term) => own.sum !== undefined;
      const moves = (own: Term) => isSum(own) || own.random.length > 0;
      return (isSum(left) && moves(right)) || (isSum(right) && moves(left));
    });
    if (isMixed) return null;
    found = all.map(([left, right]) => ({
      constant: [...left.constant, ...right.constant],
      random: [...left.random, ...right.random],
      ...((left.sum ?? right.sum) && { sum: (left.sum ?? right.sum)! }),
    }));
  }
  return found;
}

function total(terms: readonly Syntax[]): Syntax {
  if (terms.length === 0) return S.number(0);
  return terms.length === 1 ? terms[0]! : S.sum(terms.map((term) => S.group(term)));
}

function product(constant: readonly Syntax[], rest: Syntax): Syntax {
  if (constant.length === 0) return rest;
  const all = rest.kind === "number" && rest.text === "1" ? constant : [...constant, rest];
  return all.length === 1
    ? all[0]!
    : S.product(
        all.map((one) => S.group(one)),
        "cdot",
      );
}

/** X X as X^2. */
function powers(factors: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of [...factors].sort()) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([one, count]) => (count === 1 ? one : `${one}^${count}`));
}

const baseOf = (syntax: Syntax): Syntax => (syntax.kind === "subscript" ? syntax.base : syntax);

/** The indices of names, each once. */
function lettersIn(factors: readonly Syntax[]): readonly Syntax[] {
  const found = new Map<string, Syntax>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "subscript") {
      for (const index of syntax.indices) found.set(writeLatex(index), index);
    } else for (const part of children(syntax)) visit(part);
  };
  for (const one of factors) visit(one);
  return [...found.values()];
}

function withoutIndices(syntax: Syntax): Syntax {
  return syntax.kind === "subscript" ? syntax.base : mapParts(syntax, withoutIndices);
}

function mentions(syntax: Syntax, key: string): boolean {
  return nameKey(syntax) === key || children(syntax).some((part) => mentions(part, key));
}
