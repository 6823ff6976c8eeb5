/**
 * @file What an antiderivative gives between two places:
 *
 *     \left. F(x) \right|_{x=a}^{x=b}, F(x) \Big|_a^b     F(b) − F(a)
 *     [F(x)]_a^b                        the same
 *
 * A bar that does not say of which letter is about the one letter inside, or the integral's.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import { namesOf } from "./names.ts";

/** The letter of the first integral in a chain; null where there is none. */
export function integrated({ parts }: Chain): Syntax | null {
  const open = [...parts];
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    if (one.kind === "integral") return one.variable;
    open.push(...children(one));
  }
  return null;
}

/** The formula with values between places written as differences. */
export function withBounds(syntax: Syntax, letter: Syntax | null): Syntax {
  const inner = mapParts(syntax, (part) => withBounds(part, letter));
  const found = between(inner, letter);
  return found === null ? inner : { ...found, from: syntax.from, to: syntax.to };
}

function between(syntax: Syntax, letter: Syntax | null): Syntax | null {
  if (syntax.kind === "evaluated" && syntax.at.kind !== "relation" && syntax.at.kind !== "list") {
    const variable = only(syntax.body);
    return variable && S.evaluated(syntax.body, S.equation(variable, syntax.at));
  }
  if (syntax.kind !== "power") return null;
  const { base, exponent } = syntax;
  if (base.kind === "evaluated") return difference(base.body, base.at, exponent, letter);
  if (base.kind !== "subscript" || base.base.kind !== "group") return null;
  const { delimiter, body } = base.base;
  const isPlain = delimiter === "[" && nameKey(body) === undefined && only(body) !== null;
  if (letter === null && !isPlain) return null;
  if (base.indices.length !== 1 || (delimiter !== "[" && delimiter !== "(")) return null;
  return difference(body, base.indices[0]!, exponent, letter);
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
    return S.evaluated(body, S.equation(variable, place));
  };
  return S.group(S.sum([at(upper), S.minus(at(lower))]));
}

/** The letter by which a derivative is taken, or the one name in a formula. */
function only(body: Syntax): Syntax | null {
  if (body.kind === "derivative") return body.by.length === 1 ? body.by[0]!.variable : null;
  const names = namesOf(body).map(({ key }) => key);
  return names.length === 1 && nameKey(S.name(names[0]!)) !== undefined ? S.name(names[0]!) : null;
}
