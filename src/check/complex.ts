/**
 * @file Names that may not be real numbers. Everything is real here unless it says otherwise; a
 * claim on a free i, as in e^{iπ} = −1, or on a name beside its bar, as in z z̄ = |z|² or in
 * sums of x_i − x̄, is therefore left open where it fails for reals.
 */
import type { Node } from "../expression/index.ts";
import { unmarked } from "../notation/index.ts";

/** Spellings of the imaginary unit; engineers write j. */
const units: ReadonlySet<string> = new Set(["i", "j", "\\mathrm{i}", "\\mathrm{j}"]);

/** The name under a bar; null without one. */
export function barredIn(name: string): string | null {
  return /^\\(?:bar|overline)\{(.+)\}$/.exec(name)?.[1] ?? null;
}

/** Why free names may be meant as more than real numbers; null when nothing says so. */
export function beyondReals(free: readonly Node<"variable">[]): string | null {
  const names = new Map(free.map((node) => [unmarked(node.data), node]));
  for (const [name, { shape }] of names) {
    if (shape.length === 0 && units.has(name)) return `${name} may be the imaginary unit`;
    const below = barredIn(name);
    if (below !== null && names.has(below)) {
      return `${name} may be the conjugate or the mean of ${below}`;
    }
  }
  return null;
}
