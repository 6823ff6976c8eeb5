/** @file A loop program's statements with one loop's label in the place of another's. */
import type { Affine } from "./array.ts";
import type { Bound, Place, Statement } from "./loops.ts";

/** The statements, running along `to` where they ran along `from`. */
export function renamed(body: readonly Statement[], from: number, to: number): Statement[] {
  if (from === to) return [...body];
  const form = ({ terms, offset }: Affine): Affine => ({
    terms: terms.map(([label, c]) => [label === from ? to : label, c] as const),
    offset,
  });
  const place = ({ buffer, at }: Place): Place => ({ buffer, at: form(at) });
  const bound = (at: Bound): Bound => (at === "points" ? at : { ...at, form: form(at.form) });
  return body.map((s): Statement => {
    switch (s.kind) {
      case "load":
        return { ...s, from: place(s.from) };
      case "store":
      case "accumulate":
        return { ...s, to: place(s.to) };
      case "loop":
        return {
          ...s,
          from: s.from.map(bound),
          to: s.to.map(bound),
          body: renamed(s.body, from, to),
        };
      case "when":
        return {
          ...s,
          conditions: s.conditions.map((at) => ({ ...at, form: form(at.form) })),
          body: renamed(s.body, from, to),
        };
      default:
        return s;
    }
  });
}
