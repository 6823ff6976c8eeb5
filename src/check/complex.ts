/**
 * @file Names that may not be real numbers. Everything is real here unless it says otherwise; a
 * claim on a free i, as in e^{iπ} = −1, or on a name beside its bar, as in z z̄ = |z|² or in
 * sums of x_i − x̄, is therefore left open where it fails for reals; but it may hold of complex
 * numbers, by its real and its imaginary part. z and w are complex there, other letters real.
 */
import { type Complex, complexParts } from "../algebra/index.ts";
import { type Arena, isKind, type Node, topological } from "../expression/index.ts";
import { unmarked } from "../notation/index.ts";
import { partTaken } from "./real-part.ts";
import { variablesOf } from "./variables.ts";

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

interface Complexly {
  readonly verdict: "agrees";
  readonly reason: string;
}

/** Letters that are complex numbers where i is the imaginary unit. */
const complexLetters: ReadonlySet<string> = new Set(["z", "w", "\\zeta"]);

/** The verdict on what holds of complex numbers; null where it does not, or is of real ones. */
export function ofComplex(
  [left, right]: readonly [Node, Node],
  isFree: (variable: Node) => boolean,
  isEqual: (left: Node, right: Node) => boolean,
  arena: Arena,
): Complexly | null {
  const named = (one: Node<"variable">): string => unmarked(one.data);
  const isUnit = (one: Node<"variable">): boolean => {
    return one.shape.length === 0 && units.has(named(one)) && isFree(one);
  };
  const hasPart = topological([left, right]).some((node) => {
    return isKind(node, "abstract") && partTaken(node.data.name) !== null;
  });
  if (!hasPart && ![left, right].flatMap(variablesOf).some(isUnit)) return null;
  const [zero, one] = [arena.integer(0), arena.integer(1)];
  const leaf = (variable: Node<"variable">): Complex | null => {
    if (isUnit(variable)) return { re: zero, im: one };
    const below = barredIn(named(variable));
    const name = below ?? named(variable);
    if (variable.shape.length > 0 || !complexLetters.has(name) || !isFree(variable)) return null;
    const im = arena.variable(`\u00a7im ${name}`);
    return {
      re: arena.variable(`\u00a7re ${name}`),
      im: below === null ? im : arena.negate(im),
    };
  };
  const sides = [left, right].map((side) => complexParts(side, { leaf, taken: partTaken }, arena));
  const [a, b] = sides;
  if (a == null || b == null) return null;
  const areEqual = isEqual(a.re, b.re) && isEqual(a.im, b.im);
  return areEqual ? { verdict: "agrees", reason: "it holds of complex numbers" } : null;
}
