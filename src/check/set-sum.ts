/**
 * @file Sums over a set, `\sum_{i \in S} f_i`: Σ_i s_i f_i, where s_i is 1 for what is in S and 0
 * for the rest. What S is, is not known, so neither is s: a claim that holds for any numbers s_i
 * holds for any set. The size |S| is Σ_i s_i. `i \in \{1, \ldots, n\}` is left alone.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with sums over sets as weighted sums. */
export function withSets(reading: Reading): Reading {
  const sets = new Map<string, string>();
  const visit = (syntax: Syntax): void => {
    const own = setBelow(syntax);
    if (own !== null) sets.set(own.key, own.letter.text);
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of reading.chains) for (const part of parts) visit(part);
  if (sets.size === 0) return reading;
  const write = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, write);
    return { ...(written(inner, sets) ?? inner), from: syntax.from, to: syntax.to };
  };
  return withSides(reading, write);
}

type Big = SyntaxOf<"big">;

/** The set that a sum runs over, and its letter. */
function setBelow(syntax: Syntax): { key: string; letter: SyntaxOf<"name">; sum: Big } | null {
  if (syntax.kind !== "big" || syntax.operator !== "sum" || syntax.index.length !== 1) return null;
  const { lower, upper } = syntax;
  if (upper !== undefined || lower?.kind !== "relation" || lower.signs.join() !== "\\in")
    return null;
  const [letter, set] = lower.parts;
  const key = nameKey(set!);
  const isLetter = letter?.kind === "name" && /^[a-z]$/.test(letter.text);
  return isLetter && key !== undefined ? { key, letter, sum: syntax } : null;
}

function written(syntax: Syntax, sets: ReadonlyMap<string, string>): Syntax | null {
  const own = setBelow(syntax);
  if (own !== null) {
    const { lower, ...sum } = own.sum;
    const body = S.product([memberOf(own.key, own.letter), sum.body]);
    return { ...sum, body: { ...body, from: sum.body.from, to: sum.body.to } };
  }
  const key =
    syntax.kind === "group" && syntax.delimiter === "|" ? nameKey(syntax.body) : undefined;
  const letter = key === undefined ? undefined : sets.get(key);
  return letter === undefined
    ? null
    : S.big("sum", { index: [letter] }, memberOf(key!, S.name(letter)));
}

const weight = "\\mathbb{1}_";

/** s_i, under a name that no text has. */
function memberOf(key: string, letter: Syntax): Syntax {
  return S.subscripted(S.name(`${weight}{${key}}`), letter);
}

/** Whether something is such an s_i. */
export const saysMember = (syntax: Syntax): boolean =>
  syntax.kind === "subscript" && syntax.base.kind === "name" && syntax.base.text.startsWith(weight);
