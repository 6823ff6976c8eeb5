/**
 * @file The identity matrix as people write it. \mathbf{I} is I where the text speaks of it, or
 * takes multiples of it from a matrix, and says nothing else of either letter. An I that stands for
 * a whole side has the size of the other one, where that is made of matrices given before:
 *
 *     A = [3 0; 0 -3]      A^2 = 9I    A^2 = A^2 - A^2 + 9I
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { namesOf } from "./names.ts";

/** Words for it, and \lambda \mathbf{I}. */
const spoken =
  /\bidentit|unit matrix|einheitsmatri|\\lambda\s*\\(?:mathbf|boldsymbol|bm)\s*\{?\s*I|\u5355\u4f4d|\u55ae\u4f4d|\u5358\u4f4d|\ub2e8\uc704\s*\ud589\ub82c|\u0435\u0434\u0438\u043d\u0438\u0447\u043d/i;

/** The reading with bold identities plain, and those that are a side in the size of the other. */
export function withIdentities(reading: Reading, source: string): Reading {
  const heads = reading.chains.flatMap(({ parts, signs }) => {
    const key = signs.length > 0 ? nameKey(parts[0]!) : undefined;
    return key === undefined ? [] : [key];
  });
  const isPlain = !heads.includes("I");
  const isBold = isPlain && spoken.test(source) && !heads.includes("\\mathbf{I}");
  const plain = isBold ? withSides(reading, unbold) : reading;
  if (!isPlain) return plain;
  /** The chain that gives each name. */
  const given = new Map<string, number>();
  for (const [at, { parts }] of plain.chains.entries()) {
    const key = nameKey(parts[0]!);
    if (key !== undefined && !given.has(key) && parts.slice(1).some(isMatrix)) given.set(key, at);
  }
  if (given.size === 0) return plain;
  const places = new Map(plain.chains.map(({ signSpans }, at) => [signSpans, at]));
  return withSides(plain, (side, { parts, signSpans }) => {
    const at = parts.indexOf(side);
    if (at < 1 || !isMultiple(side)) return side;
    const before = parts[at - 1]!;
    const names = namesOf(before).map(({ key }) => key);
    const place = places.get(signSpans) ?? -1;
    const isGiven = names.length > 0 && names.every((key) => (given.get(key) ?? place) < place);
    return isGiven && nameKey(before) === undefined ? sized(side, before) : side;
  });
}

function unbold(syntax: Syntax): Syntax {
  if (syntax.kind !== "name") return mapParts(syntax, unbold);
  const { font, ...rest } = syntax;
  return syntax.text === "I" && font === "bold" ? rest : syntax;
}

/** A matrix of numbers, or a multiple of one. */
function isMatrix(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return true;
  if (syntax.kind === "group" && syntax.body.kind === "list")
    return children(syntax.body).every(isRow);
  return syntax.kind === "product" && syntax.factors.some(isMatrix);
}

const isRow = (syntax: Syntax): boolean =>
  syntax.kind === "group" && syntax.delimiter === "[" && syntax.body.kind === "list";

/** I, or a number times I. */
function isMultiple(syntax: Syntax): boolean {
  if (syntax.kind === "name") return nameKey(syntax) === "I";
  if (syntax.kind === "sum") return syntax.terms.length === 1 && isMultiple(syntax.terms[0]!.term);
  if (syntax.kind === "fraction") return isMultiple(syntax.numerator);
  if (syntax.kind !== "product") return false;
  const others = syntax.factors.filter((factor) => nameKey(factor) !== "I");
  const isOne = others.length === syntax.factors.length - 1;
  return isOne && others.every((one) => namesOf(one).every(({ key }) => /^[a-z\\]/.test(key)));
}

function sized(side: Syntax, before: Syntax): Syntax {
  const inner = S.group(before);
  return { ...S.sum([inner, S.minus(inner), side]), from: side.from, to: side.to };
}
