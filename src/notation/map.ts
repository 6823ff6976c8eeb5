/** @file The same tree with its direct parts replaced: for every pass from syntax to syntax. */
import type { Syntax } from "./syntax.ts";

/**
 * `syntax` with `f` applied to each direct part; `field` says in which field the part stands. Where
 * `f` changes nothing it is `syntax` itself, so that what is known of a tree stays known.
 */
export function mapParts(syntax: Syntax, f: (part: Syntax, field: string) => Syntax): Syntax {
  const copy = (value: unknown, field: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => copy(item, field));
      return items.every((item, k) => item === value[k]) ? value : items;
    }
    return "kind" in value ? f(value as Syntax, field) : within(value);
  };
  // pass after pass goes through here: no lists of pairs are made
  const within = (whole: object): object => {
    let fields: Record<string, unknown> | null = null;
    for (const key in whole) {
      const own = (whole as Record<string, unknown>)[key];
      const changed = copy(own, key);
      if (changed === own) continue;
      fields ??= { ...whole };
      fields[key] = changed;
    }
    return fields ?? whole;
  };
  return within(syntax) as Syntax;
}
