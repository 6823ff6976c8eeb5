/**
 * @file Laplace transforms, in a text that speaks of Laplace, by the integral that they are:
 *
 *     ℒ{g(t)} = F(s)          ∫_0^∞ e^{−st} g(t) dt = F(s)
 *     ℒ⁻¹{F(s)} = g(t)        F(s) = ∫_0^∞ e^{−st} g(t) dt      transforms are unique
 *
 * (Doetsch, Introduction to the Theory and Application of the Laplace Transformation, sections 1
 * and 5). Of a function that is only named, y(t), a transform stays what it is.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed, isMinusOne, mentionedIn } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading with such transforms as integrals. */
export function withLaplace(reading: Reading, source: string): Reading {
  if (!/laplace|лаплас|拉普拉斯|ラプラス/i.test(source)) return reading;
  const letter = frequencyIn(reading);
  const meant = new Map(
    reading.chains.map(({ signSpans, ...chain }) => [signSpans, turnOf(chain, letter)]),
  );
  return withSides(reading, (side, { signSpans }) => meant.get(signSpans)?.(side) ?? side);
}

type Turn = (side: Syntax) => Syntax;

/** What becomes of the sides of a chain; null where no transform stands in it, or one of a name. */
function turnOf({ parts }: Pick<Chain, "parts">, letter: string): Turn | null {
  if (!parts.some((part) => hasPart(part, isTransform))) return null;
  if (parts.some((part) => hasPart(part, isNamed))) return null;
  if (parts.some((part) => hasPart(part, isInverse))) {
    const found = parts.map((part) => unturned(part) ?? transformOf(part, letter));
    if (found.includes(null)) return null;
    return (side) => unturned(side) ?? transformOf(side, letter) ?? side;
  }
  const turned = (syntax: Syntax): Syntax => {
    const body = bodyOf(syntax, 1);
    const found = body && transformOf(body, letter);
    return found === null
      ? mapParts(syntax, turned)
      : { ...found, from: syntax.from, to: syntax.to };
  };
  return turned;
}

/** s, or the p that some write for it. */
function frequencyIn({ chains }: Reading): string {
  const used = chains.flatMap(({ parts }) => {
    return parts.some((part) => hasPart(part, isTransform)) ? [...mentionedIn(parts)] : [];
  });
  const count = (letter: string): number => used.filter((one) => one === letter).length;
  return count("p") > count("s") ? "p" : "s";
}

/** What ℒ or ℒ⁻¹ is taken of; null for all else. */
function bodyOf(syntax: Syntax, order: 1 | -1): Syntax | null {
  if (syntax.kind === "applied") {
    const [only, more] = syntax.arguments;
    return order === 1 && isSign(syntax.head) && more === undefined ? (only ?? null) : null;
  }
  if (syntax.kind !== "product" || syntax.factors.length !== 2) return null;
  const [sign, group] = syntax.factors as [Syntax, Syntax];
  if (group.kind !== "group" || syntax.joints[0] !== "juxtapose") return null;
  if (order === 1) return isSign(sign) ? group.body : null;
  const isTurned = sign.kind === "power" && isSign(sign.base) && isMinusOne(sign.exponent);
  return isTurned ? group.body : null;
}

const isTransform = (part: Syntax): boolean => bodyOf(part, 1) !== null || isInverse(part);
const isInverse = (part: Syntax): boolean => bodyOf(part, -1) !== null;

/** The calligraphic L. */
const isSign = (syntax: Syntax): boolean =>
  syntax.kind === "name" && syntax.text === "L" && syntax.font === "cal";

/** y(t) and y', of which nothing is known. */
const isNamed = (part: Syntax): boolean => {
  return part.kind === "prime" || (part.kind === "applied" && bodyOf(part, 1) === null);
};

/** The transform of what a sum of inverse transforms comes to; null for all else. */
function unturned(syntax: Syntax): Syntax | null {
  const body = bodyOf(syntax, -1);
  if (body !== null) return { ...S.group(body), from: syntax.from, to: syntax.to };
  if (syntax.kind === "sum") {
    const terms = syntax.terms.map((one) => ({ ...one, term: unturned(one.term) }));
    const isWhole = terms.every(({ term }) => term !== null);
    return isWhole ? { ...syntax, terms: terms as SyntaxOf<"sum">["terms"] } : null;
  }
  if (syntax.kind !== "product") return null;
  // 3 ℒ⁻¹{…} is 3, the sign, and the bracket
  const [sign, group] = syntax.factors.slice(-2);
  const scale = syntax.factors.slice(0, -2);
  if (group === undefined || scale.length === 0 || !scale.every(isClosed)) return null;
  const inner = bodyOf({ ...syntax, factors: [sign!, group], joints: syntax.joints.slice(-1) }, -1);
  return inner && { ...S.product([...scale, S.group(inner)]), from: syntax.from, to: syntax.to };
}

/** ∫_0^∞ e^{−st} g dt; null where g is no function of t alone. */
function transformOf(body: Syntax, letter: string): Syntax | null {
  const names = mentionedIn([body]);
  const variable = !names.has("t") && names.has("x") ? "x" : "t";
  if (names.has(letter) || hasPart(body, isTransform)) return null;
  const { from, to } = body;
  const decay = S.call("exp", [S.negate(S.product([S.name(letter), S.name(variable)]))]);
  return {
    kind: "integral",
    ...{ variable: S.name(variable), lower: S.number(0), upper: S.name("\\infty") },
    body: S.product([decay, S.group(inExponentials(body))]),
    ...{ from, to },
  };
}

/** cosh u = (e^u + e^{−u})/2, and sinh u. */
function inExponentials(syntax: Syntax): Syntax {
  const inner = children(syntax).length === 0 ? syntax : mapParts(syntax, inExponentials);
  if (inner.kind !== "call" || inner.power !== undefined) return inner;
  const isSinh = inner.function === "sinh";
  if (!isSinh && inner.function !== "cosh") return inner;
  const [argument] = inner.arguments as [Syntax];
  const [up, down] = [S.call("exp", [argument]), S.call("exp", [S.negate(S.group(argument))])];
  const { from, to } = inner;
  return { ...S.fraction(isSinh ? S.difference(up, down) : S.sum([up, down]), 2), from, to };
}
