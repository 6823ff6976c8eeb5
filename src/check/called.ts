/**
 * @file Quantities that are called. Where z = y − t stands, and z(y) or z'(y) somewhere, z may also
 * be the function of y: then z(y − t) is no product, but z at y − t.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { namesOf } from "./names.ts";
import type { Statement } from "./statement.ts";

/** A quantity that may be a function at a formula in a statement; null where there is none. */
export function calledIn(statement: Statement, statements: readonly Statement[]): string | null {
  const heads = [statement.left, statement.right].flatMap((side) => {
    return callsIn(side).flatMap(({ key, place }) => (place === null ? [key] : []));
  });
  if (heads.length === 0) return null;
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
