/**
 * @file Total differentials. Where f stands for a formula,
 *
 *     df = d/dε f(x + ε dx, y + ε dy) at ε = 0
 *
 * which holds of numbers, vectors and matrices: df = (dx)ᵀ A x + xᵀ A dx of f = xᵀ A x. The dx on
 * the other sides are names, as is a df of which nothing says what f is.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import type { Chain, Reading } from "./chain.ts";

/** The reading with names in the place of differentials, and df by what f is. */
export function withTotals(reading: Reading): Reading {
  if (!reading.chains.some(({ parts }) => parts.some(hasDifferential))) return reading;
  const said = reading.chains.map(formulaIn);
  const known = new Map<string, Formula>();
  const chains = reading.chains.map((chain, k): Chain => {
    const own = said[k];
    if (own !== undefined) known.set(own.key, own);
    if (!chain.parts.some(hasDifferential)) return chain;
    const [first, ...others] = chain.parts;
    const of = first?.kind === "differential" ? nameKey(headOf(first.of)) : undefined;
    const before = of === undefined ? undefined : known.get(of);
    // "dv = cos x dx, so v = sin x": what is said in the same paragraph is of this v
    const behind = said.find((one, at) => {
      return at > k && one?.key === of && one?.paragraph === chain.paragraph;
    });
    const found = before?.paragraph === chain.paragraph ? before : (behind ?? before);
    const moved = new Set(others.flatMap(movedIn));
    const isOwn = found?.part === chain.part && moved.size > 0 && !moved.has(of!);
    const whole = isOwn ? total(found.body, moved, first!) : byParts(first!, moved);
    return { ...chain, parts: [whole ?? named(first!), ...others.map(named)] };
  });
  return { ...reading, chains };
}

/** What a name is said to be. */
interface Formula {
  readonly key: string;
  readonly part: number;
  readonly paragraph: number;
  readonly body: Syntax;
}

function formulaIn({ parts, signs, continues, part, paragraph }: Chain): Formula | undefined {
  const [left, body] = parts;
  const key = left && nameKey(headOf(left));
  if (parts.some(hasDifferential) || key === undefined || body === undefined) return undefined;
  return signs[0] === "=" && !continues ? { key, part, paragraph, body } : undefined;
}

const headOf = (syntax: Syntax): Syntax => (syntax.kind === "applied" ? syntax.head : syntax);

/** Whether a differential stands in a formula by itself, and in no fraction of two. */
function hasDifferential(syntax: Syntax): boolean {
  if (syntax.kind === "differential") return true;
  if (syntax.kind !== "fraction") return children(syntax).some(hasDifferential);
  // asked of each part once: fractions stand in fractions
  return hasDifferential(syntax.numerator) !== hasDifferential(syntax.denominator);
}

/** `\frac{x \, du}{u \, dx}`, which is a derivative. */
function isQuotient(syntax: Syntax): boolean {
  if (syntax.kind !== "fraction") return false;
  return [syntax.numerator, syntax.denominator].every(hasDifferential);
}

/** The names of which differentials stand in a formula. */
function movedIn(syntax: Syntax): string[] {
  const own = syntax.kind === "differential" ? nameKey(syntax.of) : undefined;
  if (isQuotient(syntax)) return [];
  return own === undefined ? children(syntax).flatMap(movedIn) : [own];
}

/** A name for each differential. */
function named(syntax: Syntax): Syntax {
  if (isQuotient(syntax)) return syntax;
  if (syntax.kind !== "differential") return mapParts(syntax, named);
  const { from, to } = syntax;
  return { ...S.name(`d${nameKey(headOf(syntax.of)) ?? ""}`), from, to };
}

/** The change of a formula as the names in it move. */
function total(body: Syntax, moved: ReadonlySet<string>, { from, to }: Syntax): Syntax | null {
  const step = S.name("\u00a7e");
  let count = 0;
  const move = (syntax: Syntax): Syntax => {
    const key = nameKey(syntax);
    if (key === undefined || !moved.has(key)) return mapParts(syntax, move);
    count++;
    return S.group(S.sum([syntax, S.product([step, S.name(`d${key}`)], "cdot")]));
  };
  const changed = move(body);
  if (count === 0) return null;
  const derivative = S.derivative(S.group(changed), step);
  const at = S.equation(step, S.number(0));
  return { kind: "evaluated", body: derivative, at, from, to };
}

/** du(x, y) of a function that nothing defines, by its derivatives. */
function byParts(first: Syntax, moved: ReadonlySet<string>): Syntax | null {
  if (first.kind !== "differential" || first.of.kind !== "applied") return null;
  const { of } = first;
  const terms = of.arguments.flatMap((argument) => {
    const key = nameKey(argument);
    if (key === undefined || !moved.has(key)) return [];
    return [
      S.product(
        [S.derivative(of.head, argument, { sign: "\\partial" }), S.name(`d${key}`)],
        "cdot",
      ),
    ];
  });
  if (terms.length < of.arguments.length) return null;
  const { from, to } = first;
  return { ...(terms.length === 1 ? terms[0]! : S.sum(terms)), from, to } as Syntax;
}
