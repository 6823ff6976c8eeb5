/**
 * @file What a text says of a loss by its derivative alone. Where nothing says what J is, but
 *
 *     \partial J/\partial v = \frac{\partial}{\partial v} (-u^T v + \log \sum_w \exp(u_w^T v))
 *
 * then J is what stands behind the sign, as far as the derivatives by v tell, until another such
 * line says what it is.
 */
import { children, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import { definedKey } from "./classify.ts";
import { headKey, mentions, wholeKey } from "./names.ts";
import type { Statement } from "./statement.ts";

/** The statements, with a definition before each of them that says so of a name. */
export function withDerivedFormulas(statements: readonly Statement[]): readonly Statement[] {
  const defined = new Set(
    statements.flatMap(({ kind, left, right }) => {
      const isSaid = kind === "definition" || kind === "update";
      const keys = isSaid ? [definedKey(left, right), headKey(left)] : [];
      return keys.flatMap((key) => (key === undefined ? [] : [key, wholeKey(key) ?? key]));
    }),
  );
  /** Names that were used otherwise than as what is differentiated. */
  const used = new Set<string>();
  return statements.flatMap((statement): Statement[] => {
    const said = formulaIn(statement, (key) => defined.has(key) || used.has(key));
    for (const name of [statement.left, statement.right].flatMap(usedIn)) used.add(name);
    const id = statements.length + statement.id;
    const rest = { kind: "definition", id, restates: false, closed: false } as const;
    return said === null ? [statement] : [{ ...statement, ...said, ...rest }, statement];
  });
}

/** What a step says of a name that is not known, and where; null where it says nothing. */
function formulaIn(
  { kind, at, left, right, chain }: Statement,
  isKnown: (key: string) => boolean,
): Pick<Statement, "left" | "right" | "span"> | null {
  const own = kind === "step" && at === 0 && !chain.continues ? derivedIn(left) : null;
  const key = own && headKey(own.of);
  if (own === null || key == null || isKnown(key) || isKnown(wholeKey(key) ?? key)) return null;
  const formula = primitiveOf(right, own.by);
  if (formula === null || mentions(formula, key)) return null;
  const { from, to } = right;
  return { left: own.of, right: { ...formula, from, to }, span: { from, to } };
}

/** The names in a formula, with the wholes of entries, but for what is differentiated. */
function usedIn(syntax: Syntax): readonly string[] {
  const own = derivedIn(syntax);
  const parts = children(syntax).filter((part) => part !== own?.of || headKey(part) === undefined);
  const key = nameKey(syntax);
  const names = key === undefined ? [] : [key, wholeKey(key) ?? key];
  return [...names, ...parts.flatMap(usedIn)];
}

/** 2, or 1/2. */
function isNumber(syntax: Syntax): boolean {
  return syntax.kind === "fraction"
    ? isNumber(syntax.numerator) && isNumber(syntax.denominator)
    : syntax.kind === "number";
}

/** Of what something is the first derivative, and by what. */
function derivedIn(syntax: Syntax): { readonly of: Syntax; readonly by: string } | null {
  if (syntax.kind === "derivative") {
    const [only, more] = syntax.by;
    if (syntax.of === null || only === undefined || more !== undefined || only.order !== 1) {
      return null;
    }
    return { of: syntax.of, by: writeLatex(only.variable) };
  }
  if (syntax.kind !== "gradient" || syntax.order !== 1) return null;
  const { of, by } = syntax;
  return of === null || by === null ? null : { of, by: writeLatex(by) };
}

/** A formula of which something is the derivative by a name, as its signs show; else null. */
function primitiveOf(syntax: Syntax, by: string): Syntax | null {
  const own = derivedIn(syntax);
  if (own !== null) return own.by === by ? S.group(own.of) : null;
  switch (syntax.kind) {
    case "group": {
      const body = primitiveOf(syntax.body, by);
      return body && { ...syntax, body };
    }
    case "sum": {
      const terms = syntax.terms.map(({ sign, term }) => ({ sign, term: primitiveOf(term, by) }));
      return terms.every(({ term }) => term !== null)
        ? { ...syntax, terms: terms as { sign: "+" | "-"; term: Syntax }[] }
        : null;
    }
    case "big": {
      const body = syntax.operator === "sum" ? primitiveOf(syntax.body, by) : null;
      return body && { ...syntax, body };
    }
    case "product": {
      const last = syntax.factors.at(-1)!;
      const rest = syntax.factors.slice(0, -1);
      const inner = rest.every(isNumber) ? primitiveOf(last, by) : null;
      return inner && { ...syntax, factors: [...rest, inner] };
    }
    default:
      return null;
  }
}
