/** @file The same tree with its direct parts replaced: for every pass from syntax to syntax. */
import type { Syntax } from "./syntax.ts";

/** `syntax` with `f` applied to each direct part; `field` says in which field the part stands. */
export function mapParts(syntax: Syntax, f: (part: Syntax, field: string) => Syntax): Syntax {
  const copy = (value: unknown, field: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => copy(item, field));
    if ("kind" in value) return f(value as Syntax, field);
    return within(value);
  };
  // pass after pass goes through here: no lists of pairs are made
  const within = (whole: object): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    for (const key in whole) fields[key] = copy((whole as Record<string, unknown>)[key], key);
    return fields;
  };
  return within(syntax) as unknown as Syntax;
}
