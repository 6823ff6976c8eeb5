/**
 * @file Sums and products between other bounds than a whole number and n, by such as run from
 * there to n:
 *
 *     Σ_{k=m}^n f(k)  = Σ_{k=1}^n f(k) − Σ_{k=1}^{m−1} f(k)
 *     Σ_{k=1}^{2n} f(k) = Σ_{j=1}^n (f(2j − 1) + f(2j)),    and with what is left for 2n + 1
 *
 * Source: Graham, Knuth, Patashnik, *Concrete Mathematics*, section 2.4.
 */
import * as S from "../build.ts";
import { mapParts } from "../map.ts";
import { childrenOf } from "../read/children.ts";
import { nameKey } from "../read/index.ts";
import type { NameSyntax, Syntax, SyntaxOf } from "../syntax.ts";
import { affineIndex } from "./indices.ts";

type Big = SyntaxOf<"big">;

/** c n + offset, as which a bound of a sum is written; the name is null where c is 0. */
export interface Bound {
  readonly name: NameSyntax | null;
  readonly factor: number;
  readonly offset: number;
}

/** So many terms are written out beside those that a sum stands for. */
const mostWritten = 12;

/** The sign in other signs from a whole number to n; undefined where it is none that can be. */
export function betweenBounds(big: Big): Syntax | undefined {
  const { operator, index, lower, upper } = big;
  const letter = index.length === 1 ? nameKey(index[0]!) : undefined;
  if (letter === undefined || lower === undefined || upper === undefined) return undefined;
  if (operator !== "sum" && operator !== "product") return undefined;
  const [low, high] = [boundOf(lower), boundOf(upper)];
  if (low === undefined || high?.name == null || isRunning(letter, big)) return undefined;
  if (low.name === null) return strided(big, letter, low.offset, high);
  return operator === "sum" ? difference(big, low) : undefined;
}

/** Whether a sign inside makes the letter run anew. */
function isRunning(letter: string, { body, lower, upper }: Big): boolean {
  const visit = (syntax: Syntax): boolean => {
    if (syntax.kind === "big" && syntax.index.some((one) => nameKey(one) === letter)) return true;
    return childrenOf(syntax).some(visit);
  };
  return visit(body) || [lower!, upper!].some((bound) => visit(bound));
}

/** The bound that a formula is; undefined where it is no whole line in one name. */
export function boundOf(syntax: Syntax): Bound | undefined {
  const names = new Map<string, NameSyntax>();
  const visit = (at: Syntax): void => {
    if (at.kind === "name") names.set(at.text, at);
    for (const child of childrenOf(at)) visit(child);
  };
  visit(syntax);
  if (names.size > 1) return undefined;
  const form = affineIndex(syntax, names);
  const [name] = names.values();
  if (form === undefined) return undefined;
  const factor = name === undefined ? 0 : (form.coefficients.get(name.text) ?? 0);
  if (name !== undefined && factor < 1) return undefined;
  return { name: name ?? null, factor, offset: form.offset };
}

/** Σ_{k=m}^n as the sum from 1 to n without that to m − 1. */
function difference(big: Big, low: Bound): Syntax {
  const { from, to } = big;
  const before: Big = {
    ...big,
    lower: S.number(1),
    upper: written({ ...low, offset: low.offset - 1 }),
  };
  const whole: Big = { ...big, lower: S.number(1) };
  return { ...S.sum([whole, S.minus(before)]), from, to };
}

/** The terms from a whole number to c n + offset, c of them at a time. */
function strided(big: Big, letter: string, first: number, high: Bound): Syntax | undefined {
  const { factor, offset, name } = high;
  const left = offset - first + 1;
  if (factor < 2 || factor + Math.abs(left) > mostWritten) return undefined;
  const { from, to, operator } = big;
  const at = (place: Bound) => put(big.body, letter, written(place));
  const index = S.name(letter);
  const step = { name: index, factor };
  const block = Array.from({ length: factor }, (_, k) => {
    return at({ ...step, offset: first - factor + k });
  });
  const isSum = operator === "sum";
  const joined = (terms: readonly Syntax[]) => (isSum ? S.sum(terms) : S.product(terms, "cdot"));
  const body = S.group(joined(block));
  const all: Big = { ...big, index: [index], lower: S.number(1), upper: name!, body };
  // what is left behind the last block, or was too much in it
  const rest = Array.from({ length: Math.abs(left) }, (_, k) => {
    return at({ name, factor, offset: left > 0 ? first + k : offset + 1 + k });
  });
  if (rest.length === 0) return { ...all, from, to };
  if (left > 0) return { ...joined([S.group(all), ...rest]), from, to };
  const whole = isSum
    ? S.sum([all, ...rest.map((term) => S.minus(term))])
    : S.fraction(all, joined(rest));
  return { ...whole, from, to };
}

/** c n + offset, with the brackets that it needs as a factor. */
function written({ name, factor, offset }: Bound): Syntax {
  if (name === null) return S.number(offset);
  const scaled = factor === 1 ? name : S.product([S.number(factor), name]);
  if (offset === 0) return factor === 1 ? name : S.group(scaled);
  const rest = S.number(Math.abs(offset));
  return S.group(S.sum([scaled, offset < 0 ? S.minus(rest) : rest]));
}

/** A formula with something else for a letter. */
function put(syntax: Syntax, letter: string, value: Syntax): Syntax {
  if (nameKey(syntax) === letter) return { ...value, from: syntax.from, to: syntax.to };
  return mapParts(syntax, (part) => put(part, letter, value));
}
