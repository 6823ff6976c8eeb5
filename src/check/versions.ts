/**
 * @file What a document says that names are, more than once. A step may be meant of any of it:
 *
 *     λ = 3/2, point P_1; λ = −3/2, point P_2; Δ = −2λ        at P_1, Δ = −3
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { headKey } from "./names.ts";
import type { Statement } from "./statement.ts";

/**
 * The definitions of each name in a statement, and the numbers that are said, at least two, of each
 * name that these are made of; by their places.
 */
export function versionsOf(
  { left, right }: Statement,
  statements: readonly Statement[],
): readonly (readonly number[])[] {
  const definitions = definitionsIn(statements);
  const own = new Set([left, right].flatMap(namesIn));
  return [...withParts(own, definitions)].flatMap((key) => {
    const said = definitions.get(key) ?? [];
    const isMeant = own.has(key)
      ? said.length > 0
      : said.length > 1 && said.every(({ closed }) => closed);
    return isMeant ? [said.map(({ id }) => id)] : [];
  });
}

/**
 * The numbers that were said of the names of a statement, and of what these are made of, before
 * the ones that hold where it stands: a formula is meant at its letters' latest values.
 *
 *     x = 2; h = w x; x = 1, w = 3; h = 3 \u00b7 1
 */
export function supersededIn(
  { id: at, left, right }: Statement,
  statements: readonly Statement[],
): ReadonlySet<number> {
  const definitions = definitionsIn(statements.filter(({ id }) => id < at));
  const names = withParts(new Set([left, right].flatMap(namesIn)), definitions);
  return new Set(
    [...names].flatMap((key) => {
      const said = definitions.get(key) ?? [];
      const isValued = said.length > 1 && said.every(({ closed }) => closed);
      return isValued ? said.slice(0, -1).map(({ id }) => id) : [];
    }),
  );
}

/** The definitions of each name. */
export function definitionsIn(
  statements: readonly Statement[],
): ReadonlyMap<string, readonly Statement[]> {
  const definitions = new Map<string, Statement[]>();
  for (const one of statements) {
    const key = headKey(one.left);
    if (one.kind !== "definition" || key === undefined) continue;
    const known = definitions.get(key);
    if (known === undefined) definitions.set(key, [one]);
    else known.push(one);
  }
  return definitions;
}

/** Names and all that these are made of, whatever definition of them is meant. */
export function withParts(
  names: ReadonlySet<string>,
  definitions: ReadonlyMap<string, readonly Statement[]>,
): ReadonlySet<string> {
  const all = new Set(names);
  for (const key of all) {
    for (const name of (definitions.get(key) ?? []).flatMap((one) => namesIn(one.right))) {
      all.add(name);
    }
  }
  return all;
}

/** The names and functions of a formula, the first one first. */
export function namesIn(syntax: Syntax): string[] {
  const found: string[] = [];
  const open = [syntax];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const key = nameKey(one);
    if (key !== undefined) found.push(key);
    open.push(...[...children(one)].reverse());
  }
  return found;
}
