/**
 * @file What an antiderivative gives between two places:
 *
 *     \left. F(x) \right|_{x=a}^{x=b}, F(x) \Big|_a^b     F(b) − F(a)
 *     [F(x)]_a^b                        the same
 *     [F(x)]_a^\infty                   \lim_{x \to \infty} F(x) − F(a)
 *
 * A bar that does not say of which letter is about the one letter inside, or the integral's.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
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
 * A sum with the bar behind its last term about all terms before it in which its letter stands:
 * 6xy − 3y² |_0^x between bounds of y.
 */
function widened(syntax: Syntax, letters: readonly Syntax[]): Syntax {
  if (syntax.kind !== "sum") return syntax;
  const last = syntax.terms.at(-1)!;
  const bar = last.term.kind === "power" ? last.term.base : null;
  if (last.term.kind !== "power" || bar?.kind !== "evaluated" || bar.body.kind === "group") {
    return syntax;
  }
  const { at, body } = bar;
  const letter = at.kind === "relation" ? at.parts[0]! : (letterIn(body, letters) ?? only(body));
  const key = letter === null ? undefined : nameKey(letter);
  if (key === undefined) return syntax;
  const before = syntax.terms.slice(0, -1);
  const count = before.length - 1 - before.findLastIndex(({ term }) => !mentions(term, key));
  if (count === 0) return syntax;
  const inside = [...before.slice(-count), { ...last, term: body }];
  const span = { from: inside[0]!.term.from, to: last.term.to };
  const whole: Syntax = {
    ...last.term,
    ...span,
    base: { ...bar, ...span, body: { kind: "sum", terms: inside, ...span } },
  };
  if (count === before.length) return { ...whole, from: syntax.from, to: syntax.to };
  return { ...syntax, terms: [...before.slice(0, -count), { sign: "+", term: whole }] };
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
