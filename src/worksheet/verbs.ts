/**
 * @file Words for what has no sign of its own: `find jacobian(z, x)`, `hessian(L, w, b)`, and the
 * products with a direction, `jvp(z, x, v)` = (dz/dx) v, `vjp(z, x, w)` = (dz/dx)ᵀ w and
 * `hvp(L, x, v)` = ∇²L v. They are words on `find` lines only.
 *
 * A direction is an expression in quantities of its own: its names are used, and it has the shape
 * of what it is multiplied with, although no formula of the sheet says so.
 */
import { nameKey, type Syntax } from "../notation/index.ts";

/** The words, and for those with a direction the argument whose shape it has. */
const verbs = { jacobian: null, hessian: null, jvp: 1, vjp: 0, hvp: 1 } as const;

export type Verb = keyof typeof verbs;

/** The words as names, for the reader. */
export const verbNames: ReadonlySet<string> = new Set(Object.keys(verbs));

/** A word with what stands in its brackets; null for any other target. */
export function verbOf(
  target: Syntax,
): { readonly verb: Verb; readonly arguments: readonly Syntax[] } | null {
  if (target.kind !== "applied") return null;
  const verb = nameKey(target.head);
  if (verb === undefined || !verbNames.has(verb)) return null;
  return { verb: verb as Verb, arguments: target.arguments };
}

/** The direction that a target names, and the argument whose shape it has. */
export function directionOf(
  target: Syntax,
): { readonly direction: Syntax; readonly like: Syntax } | null {
  const found = verbOf(target);
  if (found === null || found.arguments.length !== 3) return null;
  const place = verbs[found.verb];
  if (place === null) return null;
  return { direction: found.arguments[2]!, like: found.arguments[place]! };
}
