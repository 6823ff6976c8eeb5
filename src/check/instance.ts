/**
 * @file A problem with numbers. What one part says in letters, z = w x + b, a later part works with
 * w = 2, x = 1 and b = 3, and goes on to z: its w is no new quantity, but that of z, which has a
 * value there.
 */

import { nameKey } from "../notation/index.ts";
import { mentionedIn } from "./names.ts";
import type { Extra } from "./plan.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import type { Value } from "./values.ts";

/** What a part says of names. */
interface Part {
  /** The formulas of names, by the names in them. */
  readonly formulas: Map<string, ReadonlySet<string>>;
  readonly mentioned: Set<string>;
}

/** The numbers that statements give to inputs of what earlier parts define. */
export function instancesIn(statements: readonly Statement[]): ReadonlySet<number> {
  const parts = partsOf(statements);
  const found = new Set<number>();
  /** Names that have a value or a formula of their own. */
  const own = new Set<string>();
  for (const { id, kind, left, closed, chain } of statements) {
    const key = nameKey(left);
    if (kind !== "definition" || key === undefined) continue;
    if (closed && !own.has(key) && isInput(key, chain.part, parts)) found.add(id);
    else own.add(key);
  }
  return found;
}

/** What a part is made of that is numbered in a text. */
function partsOf(statements: readonly Statement[]): ReadonlyMap<number, Part> {
  const parts = new Map<number, Part>();
  for (const { kind, left, right, closed, chain } of statements) {
    const part = parts.get(chain.part) ?? { formulas: new Map(), mentioned: new Set() };
    parts.set(chain.part, part);
    for (const name of mentionedIn([left, right])) part.mentioned.add(name);
    const key = kind === "definition" && !closed ? nameKey(left) : undefined;
    if (key !== undefined) part.formulas.set(key, mentionedIn([right]));
  }
  return parts;
}

/** Whether a part goes on from something that an earlier part makes of a name. */
function isInput(key: string, at: number, parts: ReadonlyMap<number, Part>): boolean {
  const here = parts.get(at)!;
  const before = [...parts].filter(([part]) => part < at).map(([, one]) => one);
  const made = new Set([key]);
  for (const name of made) {
    for (const { formulas } of before) {
      for (const [other, names] of formulas) if (names.has(name)) made.add(other);
    }
  }
  made.delete(key);
  return [...made].some((name) => here.mentioned.has(name) && !here.formulas.has(name));
}

const hidden = (id: number): string => `\u00a7v${id}`;

/** Such numbers as formulas of which the meaning is wanted. */
export function instanceExtras(
  statements: readonly Statement[],
  ids: ReadonlySet<number>,
): Extra[] {
  return statements.flatMap(({ id, right }) =>
    ids.has(id) ? [{ key: hidden(id), by: id, right }] : [],
  );
}

/** Such numbers as values of the inputs that they are given to. */
export function instanceValues(sheet: DocumentSheet, statements: readonly Statement[]): Value[] {
  return statements.flatMap(({ id, left, right, chain: { part } }): Value[] => {
    const { node } = sheet.meaning(hidden(id), right);
    const quantity = node === null ? undefined : sheet.named(nameKey(left)!, part);
    if (quantity == null || quantity.formula !== null || quantity.value !== null) return [];
    if (node === null || node.shape.length !== quantity.shape.length) return [];
    return [{ variable: quantity.variable, node, support: [], from: id }];
  });
}
