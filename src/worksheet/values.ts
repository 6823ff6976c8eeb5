/**
 * @file The values and declared shapes of a sheet's inputs. A value in a part is for what the
 * name means there (or for the first later part that uses it); values from outside, of `--at`, win
 * and hold in every part. A value is a constant: it uses no names.
 */
import type { Arena } from "../expression/index.ts";
import { elaborate, nameKey, type Scope } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { afterAll, type Draft, type Drafts } from "./draft.ts";
import type { Statement } from "./problem.ts";

/** What giving values needs to know of the sheet. */
export interface Setting {
  readonly drafts: Drafts;
  readonly statements: readonly Statement[];
  readonly given: readonly Statement[];
  readonly partOf: (statement: Statement) => number;
  readonly isSize: (key: string) => boolean;
  readonly arena: Arena;
}

/** Gives each input its value and declared shape; returns what did not find its place. */
export function giveValues(setting: Setting): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const outside = new Set(setting.given);
  for (const statement of [...setting.given, ...setting.statements]) {
    if (statement.kind === "shape") diagnostics.push(...declare(statement, setting));
    else if (statement.kind === "value") {
      diagnostics.push(...give(statement, outside.has(statement), setting));
    }
  }
  return diagnostics;
}

const noNames: Scope = { lookup: () => undefined };

function give(
  statement: Extract<Statement, { kind: "value" }>,
  outside: boolean,
  setting: Setting,
): readonly Diagnostic[] {
  const key = nameKey(statement.left);
  if (key !== undefined && setting.isSize(key)) return [];
  const span = outside ? null : statement.span;
  const targets = key === undefined ? [] : targetsOf(key, statement, outside, setting);
  if (targets.length === 0) return [diagnose("PG2014", span, { name: key ?? "this" })];
  const { value, diagnostics } = elaborate(statement.right, noNames, setting.arena);
  const found = [...diagnostics];
  if (value === undefined) return found;
  for (const draft of targets) {
    if (draft.right !== null) found.push(diagnose("PG2015", span, { name: draft.key }));
    else draft.value ??= { syntax: statement.right, node: value.node };
  }
  return found;
}

function targetsOf(
  key: string,
  statement: Statement,
  outside: boolean,
  { drafts, partOf }: Setting,
): readonly Draft[] {
  if (outside) return drafts.named(key).filter((draft) => draft.at === -1);
  const part = partOf(statement);
  const own = drafts.resolve(key, part, afterAll);
  // a value given before the part that uses it
  const target = own ?? drafts.named(key).find((draft) => draft.part > part);
  if (target === undefined) return [];
  // of w := w − η g the value is that of the first w
  const first = drafts.versions(key, target.part)[0]!;
  return [target.right !== null && first.right === null ? first : target];
}

function declare(
  statement: Extract<Statement, { kind: "shape" }>,
  { drafts, partOf }: Setting,
): readonly Diagnostic[] {
  const key = nameKey(statement.left);
  const draft = key === undefined ? undefined : drafts.resolve(key, partOf(statement), afterAll);
  if (draft === undefined) return [diagnose("PG2014", statement.span, { name: key ?? "this" })];
  draft.declared = statement.sizes;
  return [];
}
