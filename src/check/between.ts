/**
 * @file What an antiderivative gives between two places:
 *
 *     \left. F(x) \right|_{x=a}^{x=b}, F(x) \Big|_a^b     F(b) − F(a)
 *     [F(x)]_a^b                        the same
 *     [F(x)]_a^\infty                   \lim_{x \to \infty} F(x) − F(a)
 *
 * A bar that does not say of which letter is about the one letter inside, or the integral's.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import { infinityOf } from "./derivative.ts";
import { mentions, namesOf } from "./names.ts";

/** The letters of the integrals in a chain, the first one first. */
export function integrated({ parts }: Chain): readonly Syntax[] {
  const found: Syntax[] = [];
  const open = [...parts];
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    if (one.kind === "integral") found.push(one.variable);
    open.push(...children(one));
  }
  return found;
}

/** The formula with values between places written as differences. */
export function withBounds(syntax: Syntax, letters: readonly Syntax[]): Syntax {
  // over y it is still integrated in \int [x^2 y]_0^1 dy
  const open =
    syntax.kind === "integral"
      ? letters.filter((one) => nameKey(one) !== nameKey(syntax.variable))
      : letters;
  const inner = mapParts(widened(syntax, letters), (part) => withBounds(part, open));
  const found = between(inner, letters);
  return found === null ? inner : { ...found, from: syntax.from, to: syntax.to };
}

/**
 * A sum with each bar behind a term about the terms before it in which its letter stands, back to
 * the bar before: 6xy − 3y² |_0^x between bounds of y. What `\left.` opens is about no more.
 */
function widened(syntax: Syntax, letters: readonly Syntax[]): Syntax {
  if (syntax.kind !== "sum") return syntax;
  const terms: SumTerm[] = [];
  let free = 0;
  for (const one of syntax.terms) {
    const wide = overTerms(one, terms.slice(free), letters);
    if (wide === null) terms.push(one);
    else terms.splice(terms.length - wide.count, wide.count, { sign: "+", term: wide.term });
    if (isBar(one.term)) free = terms.length;
  }
  if (terms.length === syntax.terms.length) return syntax;
  const [only, more] = terms;
  const isAll = more === undefined && only!.sign === "+";
  return isAll ? { ...only!.term, from: syntax.from, to: syntax.to } : { ...syntax, terms };
}

type SumTerm = SyntaxOf<"sum">["terms"][number];

/** What ends in a bar with bounds. */
function isBar(term: Syntax): term is SyntaxOf<"power"> & { base: SyntaxOf<"evaluated"> } {
  return term.kind === "power" && term.base.kind === "evaluated";
}

/** A term with a bar that is about so many terms before it, too; null where it is about none. */
function overTerms(
  last: SumTerm,
  before: readonly SumTerm[],
  letters: readonly Syntax[],
): { readonly term: Syntax; readonly count: number } | null {
  const { term: power } = last;
  if (!isBar(power)) return null;
  const bar = power.base;
  const { at, body } = bar;
  if (body.kind === "group" || bar.from < body.from) return null;
  const letter = at.kind === "relation" ? at.parts[0]! : (letterIn(body, letters) ?? only(body));
  const key = letter === null ? undefined : nameKey(letter);
  if (key === undefined) return null;
  const count = before.length - 1 - before.findLastIndex(({ term }) => !mentions(term, key));
  if (count === 0) return null;
  const inside = [...before.slice(-count), { ...last, term: body }];
  const span = { from: inside[0]!.term.from, to: power.to };
  const whole: Syntax = { kind: "sum", terms: inside, ...span };
  return { term: { ...power, ...span, base: { ...bar, ...span, body: whole } }, count };
}

function between(syntax: Syntax, letters: readonly Syntax[]): Syntax | null {
  if (syntax.kind === "evaluated" && syntax.at.kind !== "relation" && syntax.at.kind !== "list") {
    const variable = only(syntax.body);
    return variable && S.evaluated(syntax.body, S.equation(variable, syntax.at));
  }
  if (syntax.kind !== "power") return null;
  const { base, exponent } = syntax;
  if (base.kind === "evaluated") {
    return difference(base.body, base.at, exponent, letterIn(base.body, letters));
  }
  if (base.kind !== "subscript" || base.base.kind !== "group") return null;
  const { delimiter, body } = base.base;
  const letter = letterIn(body, letters);
  const isPlain = delimiter === "[" && nameKey(body) === undefined && only(body) !== null;
  if (letter === null && !isPlain) return null;
  if (base.indices.length !== 1 || (delimiter !== "[" && delimiter !== "(")) return null;
  return difference(body, base.indices[0]!, exponent, letter);
}

/** The first of some letters that stands in a body, or the first; null where there is none. */
function letterIn(body: Syntax, letters: readonly Syntax[]): Syntax | null {
  return letters.find((one) => mentions(body, nameKey(one))) ?? letters[0] ?? null;
}

/** The body at one place without what it is at the other. */
function difference(
  body: Syntax,
  lower: Syntax,
  upper: Syntax,
  letter: Syntax | null,
): Syntax | null {
  const said = lower.kind === "relation" ? lower.parts[0]! : null;
  const variable = said ?? letter ?? only(body);
  if (variable === null) return null;
  const at = (bound: Syntax): Syntax => {
    const place = bound.kind === "relation" ? bound.parts.at(-1)! : bound;
    if (infinityOf(place) === null) return S.evaluated(body, S.equation(variable, place));
    const limit = { kind: "limit", variable, target: place, side: null, body } as const;
    return S.group({ ...limit, from: body.from, to: body.to });
  };
  return S.group(S.sum([at(upper), S.minus(at(lower))]));
}

/** The letter by which a derivative is taken, or the one name in a formula. */
function only(body: Syntax): Syntax | null {
  if (body.kind === "derivative") return body.by.length === 1 ? body.by[0]!.variable : null;
  const names = namesOf(body).map(({ key }) => key);
  return names.length === 1 && nameKey(S.name(names[0]!)) !== undefined ? S.name(names[0]!) : null;
}
