/**
 * @file Primes on bare names: `(fg)' = f'g + fg'`, `(u/v)'`. Where a name or a bracket carries a
 * prime without an argument, the letters in it depend on one variable that nobody names. f and its
 * derivatives f', f'' … are then letters of their own, and
 *
 *     (…)' = Σ_f ( ∂(…)/∂f · f' + ∂(…)/∂f' · f'' + … )
 *
 * The C of (C u)' = C u' is a constant, for it has no prime of its own. The primes of u_i are those
 * of its letter: u'_i.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** Letters that stand for constants in such rules. */
export const ruleConstants: ReadonlySet<string> = new Set(
  "\\pi e c k n a b C K \\alpha \\beta \\lambda \\mu".split(" "),
);

/** The most copies of a bracket that its derivatives are written out with. */
const copyLimit = 2048;

/** The names below the bare primes of some formulas. */
export function barelyPrimed(sides: readonly Syntax[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const side of sides) collect(side, names);
  return names;
}

/** The sides with their bare primes as letters and derivatives. */
export function primesOut(sides: readonly Syntax[]): readonly Syntax[] {
  const names = barelyPrimed(sides);
  return names.size === 0 ? sides : sides.map((side) => written(side, names));
}

/** The names below bare primes. */
function collect(syntax: Syntax, names: Set<string>): void {
  if (syntax.kind === "applied" && syntax.head.kind === "prime") {
    for (const argument of syntax.arguments) collect(argument, names);
    return;
  }
  // the primes of an index belong to a name
  if (isIndexed(syntax)) {
    collect(syntax.base, names);
    return;
  }
  if (syntax.kind === "prime") namesIn(syntax.base, names);
  for (const child of children(syntax)) collect(child, names);
}

function namesIn(syntax: Syntax, names: Set<string>): void {
  if (syntax.kind === "name" && !ruleConstants.has(syntax.text)) names.add(syntax.text);
  if (isIndexed(syntax)) namesIn(syntax.base, names);
  else for (const child of children(syntax)) namesIn(child, names);
}

const isIndexed = (syntax: Syntax): syntax is SyntaxOf<"subscript"> | SyntaxOf<"family"> =>
  syntax.kind === "subscript" || syntax.kind === "family";

function written(syntax: Syntax, names: ReadonlySet<string>): Syntax {
  if (isIndexed(syntax)) return { ...syntax, base: written(syntax.base, names) };
  if (syntax.kind !== "prime") return mapParts(syntax, (part) => written(part, names));
  const { base, count } = syntax;
  const head = isIndexed(base) ? base.base : base;
  if (head.kind === "name" && names.has(head.text)) {
    const letter = raised(head.text, count);
    return isIndexed(base) ? { ...base, base: letter } : letter;
  }
  const own = new Set<string>();
  namesIn(base, own);
  if (own.size === 0) return S.number(0);
  const highest = primesIn(base);
  const copies = Array.from({ length: count }, (_, k) => own.size * (highest + k + 1));
  if (copies.reduce((product, one) => product * one, 1) > copyLimit) return syntax;
  let result = written(base, names);
  for (let k = 0; k < count; k++) result = differentiated(result, [...own], highest + k);
  return result;
}

/** The most primes that a name in a formula carries. */
function primesIn(syntax: Syntax): number {
  const own = syntax.kind === "prime" ? syntax.count : 0;
  return own + children(syntax).reduce((most, part) => Math.max(most, primesIn(part)), 0);
}

/** f with so many primes, as one letter. */
const raised = (name: string, count: number): Syntax => S.name(`${name}${"'".repeat(count)}`);

/** The derivative of what has its letters with so many primes at most. */
function differentiated(of: Syntax, names: readonly string[], highest: number): Syntax {
  const inside = S.group(of);
  const terms = names.flatMap((name) =>
    Array.from({ length: highest + 1 }, (_, k) => {
      const slope = S.partial(inside, raised(name, k));
      return S.product([slope, raised(name, k + 1)]);
    }),
  );
  return S.group(S.sum(terms));
}
