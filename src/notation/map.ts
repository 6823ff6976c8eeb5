/** @file The same tree with its direct parts replaced: for every pass from syntax to syntax. */
import type { Syntax } from "./syntax.ts";

/** `syntax` with `f` applied to each direct part; `field` says in which field the part stands. */
export function mapParts(syntax: Syntax, f: (part: Syntax, field: string) => Syntax): Syntax {
  const copy = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => copy(item, field));
    if (typeof value !== "object" || value === null) return value;
    if ("kind" in value) return f(value as Syntax, field);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, copy(inner, field)]),
    );
  };
  const fields = Object.entries(syntax).map(([key, value]) => [key, copy(value, key)]);
  return Object.fromEntries(fields) as Syntax;
}
