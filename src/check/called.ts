/**
 * @file Quantities that are called. Where z = y − t stands, and z(y) or z'(y) somewhere, z may also
 * be the function of y: then z(y − t) is no product, but z at y − t. So may p_X be in p_X(0) = 0.4.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { isClosed, namesOf } from "./names.ts";
import { hasPart } from "./parts.ts";
import type { Statement } from "./statement.ts";

/** A quantity that may be a function at a formula in a statement; null where there is none. */
export function calledIn(statement: Statement, statements: readonly Statement[]): string | null {
  if ([statement.left, statement.right].some((side) => hasPart(side, isPolicy))) return "\\pi";
  const heads = [statement.left, statement.right].flatMap((side) => {
    return callsIn(side).flatMap(({ key, place }) => (place === null ? [key] : []));
  });
  if (heads.length === 0) return null;
  // beside a variance σ² the σ of σ(0.5) may be an activation
  if (heads.includes("\\sigma") && statements.some(isOfSigma)) return "\\sigma";
  const tabled = tabledIn(statement, statements);
  if (tabled !== undefined) return tabled;
  const inputs = new Map<string, Set<string>>();
  for (const { kind, left, right } of statements) {
    const key = nameKey(left);
    if (kind !== "definition" || key === undefined || !heads.includes(key)) continue;
    const known = inputs.get(key) ?? new Set();
    for (const name of namesOf(right)) known.add(name.key);
    inputs.set(key, known);
  }
  if (inputs.size === 0) return null;
  for (const { left, right } of statements) {
    for (const { key, place } of [left, right].flatMap(callsIn)) {
      if (place !== null && inputs.get(key)?.has(place)) return key;
    }
  }
  return null;
}

/** Whether a statement says what σ or σ² is. */
function isOfSigma({ kind, left }: Statement): boolean {
  const own = left.kind === "power" ? left.base : left;
  return kind === "definition" && /^\\sigma(?:\^|$)/.test(nameKey(own) ?? "");
}

/** Whether \pi stands before a name in brackets: \pi(x_i) is hardly 3.14 x_i. */
function isPolicy(syntax: Syntax): boolean {
  if (syntax.kind === "applied") {
    return nameKey(syntax.head) === "\\pi" && syntax.arguments.every(isName);
  }
  if (syntax.kind !== "product") return false;
  return syntax.factors.some((factor, k) => {
    const next = syntax.factors[k + 1];
    return nameKey(factor) === "\\pi" && next?.kind === "group" && isName(next.body);
  });
}

const isName = (syntax: Syntax): boolean => nameKey(syntax) !== undefined;

/** A name that is said to be no function and stands before a number: p_X(0) = 0.4. */
function tabledIn(
  { at, id, left }: Statement,
  statements: readonly Statement[],
): string | undefined {
  if (left.kind !== "applied" || !left.arguments.every(isClosed)) return undefined;
  const key = nameKey(left.head);
  const isName = left.head.kind === "name" || left.head.kind === "subscript";
  if (!isName || key === "\\sigma") return undefined;
  const isDefined = statements.some(({ kind, id: other, closed, left: own }) => {
    if (kind !== "definition") return false;
    // y(0) of y = e^x + C is its value at 0; where y = 3 now, y(0) = 1 is hardly a product either
    if (own.kind !== "applied") return at > 0 && closed && nameKey(own) === key;
    // y(t) = … may be what an equation for y, and y(0) = 1, come to
    return other < id && nameKey(own.head) === key;
  });
  return isDefined ? undefined : key;
}

/** A name before a bracket, and the name that stands in it, if it is one alone. */
interface Call {
  readonly key: string;
  readonly place: string | null;
}

function callsIn(syntax: Syntax): Call[] {
  const inner = children(syntax).flatMap(callsIn);
  if (syntax.kind !== "applied" || syntax.arguments.length !== 1) return inner;
  const key = nameKey(syntax.head.kind === "prime" ? syntax.head.base : syntax.head);
  if (key === undefined) return inner;
  return [{ key, place: nameKey(syntax.arguments[0]!) ?? null }, ...inner];
}
