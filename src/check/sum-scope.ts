/**
 * @file How far a sum reaches, and over what, where its sign does not say so:
 *
 *     L_i = −Σ_j y_{ij} \ln p_j + (1 − y_{ij}) \ln(1 − p_j)     the second term is summed, too
 *     L = \frac{1}{n} Σ (y_i − w x_i)^2                          the sum is over i
 *
 * A letter that runs below the sign, that no side of the chain leaves free, and that a later term
 * uses, is that sum's. A sign with nothing below runs over the one letter that its body uses.
 */
import { children, mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with sums as far as they reach. */
export function withScopes(reading: Reading): Reading {
  return withSides(reading, (side, { parts: [first] }) => {
    if (bigsIn(side).length === 0) return side;
    // what is free where the chain begins is free in all of it
    const isSum = first === undefined || (bigsIn(first).length > 0 && nameKey(first) === undefined);
    return scoped(side, new Set(isSum ? [] : freeLetters(first)));
  });
}

type Big = SyntaxOf<"big">;

function bigsIn(syntax: Syntax): readonly Big[] {
  const inner = children(syntax).flatMap(bigsIn);
  return syntax.kind === "big" ? [syntax, ...inner] : inner;
}

function scoped(syntax: Syntax, bound: ReadonlySet<string>): Syntax {
  if (syntax.kind === "big") {
    const own = syntax.index.length === 0 ? withLetter(syntax, bound) : syntax;
    const inner = new Set([...bound, ...lettersBelow(own)]);
    return { ...own, body: scoped(own.body, inner) };
  }
  const whole = syntax.kind === "sum" ? extended(syntax, bound) : syntax;
  return mapParts(whole, (part) => scoped(part, bound));
}

/** A sum whose first terms are sums over letters that later terms use, as sums of those as well. */
function extended(syntax: SyntaxOf<"sum">, bound: ReadonlySet<string>): Syntax {
  const { terms } = syntax;
  const at = terms.findIndex(({ term }) => term.kind === "big" && term.operator === "sum");
  if (at < 0) return syntax;
  const { sign, term } = terms[at]!;
  const own = runningBelow(term as Big).filter((letter) => !bound.has(letter));
  const last = terms.findLastIndex(({ term: later }, k) => {
    return k > at && freeLetters(later).some((letter) => own.includes(letter));
  });
  if (last < 0) return syntax;
  // −Σ a + b is −Σ (a − b) only where the author means so: the minus is of all of it
  const tail = terms.slice(at + 1, last + 1);
  const wider = { ...reach(term as Big, tail), to: tail.at(-1)!.term.to };
  const rest = [...terms.slice(0, at), { sign, term: wider as Syntax }, ...terms.slice(last + 1)];
  if (rest.length === 1 && sign === "+") return wider;
  return { ...syntax, terms: rest };
}

/** The letters of a sum, and of the sums that it is of directly. */
function runningBelow(big: Big): string[] {
  const inner =
    big.body.kind === "big" && big.body.operator === "sum" ? runningBelow(big.body) : [];
  return [...lettersBelow(big), ...inner];
}

/** A sum of sums with further terms in the innermost one. */
function reach(big: Big, tail: SyntaxOf<"sum">["terms"]): Big {
  const { body } = big;
  if (body.kind === "big" && body.operator === "sum") return { ...big, body: reach(body, tail) };
  const { from } = body;
  const head = body.kind === "sum" ? body.terms : [{ sign: "+" as const, term: body }];
  const terms = [...head, ...tail];
  return { ...big, body: { kind: "sum", terms, from, to: tail.at(-1)!.term.to } };
}

/** A sign with nothing below, over the letter that its body alone uses. */
function withLetter(big: Big, bound: ReadonlySet<string>): Big {
  const [letter, more] = freeLetters(big.body).filter((one) => !bound.has(one));
  if (letter === undefined || more !== undefined) return big;
  return { ...big, index: [{ kind: "name", text: letter, from: big.from, to: big.from }] };
}

const isLetter = (syntax: Syntax): boolean => syntax.kind === "name" && /^[a-z]$/.test(syntax.text);

function lettersBelow({ index }: Big): string[] {
  return index.flatMap((one) => nameKey(one) ?? []);
}

/** The single letters that stand as indices and that nothing in the formula binds. */
export function freeLetters(syntax: Syntax): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Syntax, bound: ReadonlySet<string>): void => {
    if (part.kind === "subscript") {
      for (const index of part.indices)
        for (const one of lettersIn(index)) {
          if (!bound.has(one)) found.add(one);
        }
    }
    const inner = part.kind === "big" ? new Set([...bound, ...lettersBelow(part)]) : bound;
    for (const child of children(part)) visit(child, inner);
  };
  visit(syntax, new Set());
  return [...found];
}

function lettersIn(syntax: Syntax): string[] {
  if (isLetter(syntax)) return [(syntax as SyntaxOf<"name">).text];
  return syntax.kind === "subscript" ? [] : children(syntax).flatMap(lettersIn);
}
