/**
 * @file Claims about integrals of which only the derivative is known. An indefinite integral is
 * known up to a constant: the two sides are compared by their derivatives. Of definite ones,
 *
 *     L(b) = R(b) for all b   when   L'(b) = R'(b)  and  L(a) = R(a)
 *
 * for a letter b that is a bound, and a its other bound: integration by parts and by substitution.
 * A number that is a bound may move just so: 2 ∫_0^1 f is ∫_0^1 2f as it is for any bound.
 */
import {
  differentiate,
  isIndefinite,
  isIntegral,
  openedIntegrals,
  substitute,
} from "../calculus/index.ts";
import { type Arena, isKind, type Node, rebuild, topological } from "../expression/index.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import type { EqualReport } from "./report.ts";

/**
 * The letter of the indefinite integrals in two sides; null where there are none. Where u is √x,
 * that of ∫ … dx and ∫ … du is x.
 */
export function letterOf(sides: readonly Node[]): Node | null {
  const found = topological(sides).filter(isIndefinite);
  const places = found.map(({ operands }) => operands[0]!);
  const letters = new Set(topological(places).filter((node) => isKind(node, "variable")));
  const [only] = letters;
  return letters.size === 1 ? only! : null;
}

function integralsIn(sides: readonly Node[]): readonly Node<"abstract">[] {
  return topological(sides).filter(isIntegral) as Node<"abstract">[];
}

/** The derivative of a side, with integrands in the place of what is differentiated. */
export const slope = (side: Node, letter: Node, arena: Arena): Node =>
  openedIntegrals(differentiate(side, [letter], arena)[0]!, arena);

/**
 * The report on two sides in which integrals stand: those without bounds by the derivatives of
 * both sides, and definite ones that have no known value by their bounds. What such a function is
 * in truth is not known, so nothing is refuted by example. `isLoose` says that integrals without
 * bounds were written, also where they cancel: ∫ f − ∫ f is any constant.
 */
export function withIntegrals(
  sides: readonly [Node, Node],
  report: (left: Node, right: Node) => EqualReport,
  arena: Arena,
  isLoose: boolean,
): EqualReport {
  if (topological(sides).some(isIndefinite)) {
    const letter = letterOf(sides);
    if (letter === null) return { verdict: "undecided", reason: "integrals by several letters" };
    const [left, right] = sides.map((side) => slope(side, letter, arena));
    const found = report(left!, right!);
    const { reason = "" } = found;
    return { ...found, reason: [upToConstant, reason].filter((one) => one !== "").join("; ") };
  }
  const found = report(...sides);
  if (found.verdict === "refuted" && isLoose) {
    return { verdict: "undecided", reason: "integrals without bounds are known up to a constant" };
  }
  if (found.verdict === "proved" || found.verdict === "agrees") return found;
  if (integralsIn(sides).length === 0) return found;
  let isProved = true;
  const bounds = byBounds(
    sides,
    (left, right) => {
      const { verdict, reason } = report(left, right);
      if (verdict === "agrees") isProved = false;
      return { verdict, ...(reason !== undefined && { reason }) };
    },
    arena,
  );
  if (bounds !== null) return { verdict: isProved ? "proved" : "agrees", reason: byDerivative };
  return { verdict: "undecided", reason: "an integral here has no antiderivative that is known" };
}

const upToConstant = "up to a constant: the derivatives of both sides are compared";

const byDerivative = "both sides have one derivative in a bound, and agree at the other bound";

/** Whether two sides with definite integrals are the same function of a bound. */
export function byBounds(
  [left, right]: readonly [Node, Node],
  decide: Decide,
  arena: Arena,
): Finding | null {
  const integrals = integralsIn([left, right]);
  const places = [...new Set(integrals.map(({ operands }) => operands[0]!))];
  for (const place of places) {
    // a bound that is a number is the bound of integrals only, not what equals it elsewhere
    const isName = isKind(place, "variable");
    const bound = isName ? place : arena.variable("\0bound");
    const moving = new Map<Node, Node>();
    for (const node of isName ? [] : integrals) {
      const [at, ...others] = node.operands;
      if (at !== place) continue;
      moving.set(node, arena.structural("abstract", [bound, ...others], [], node.data));
    }
    const sides = isName ? [left, right] : replaced([left, right], moving, arena);
    const slopes = sides.map((side) => slope(side, bound, arena));
    if (!holds(decide(slopes[0]!, slopes[1]!))) continue;
    for (const other of places.filter((one) => one !== place)) {
      const put = new Map([[bound, other]]);
      const ends = sides.map((side) => substitute(side, put, arena));
      if (holds(decide(ends[0]!, ends[1]!))) return { verdict: "proved" };
    }
  }
  return null;
}

/** Formulas with nodes in the place of others. */
function replaced(roots: readonly Node[], put: ReadonlyMap<Node, Node>, arena: Arena): Node[] {
  const made = new Map<Node, Node>();
  for (const node of topological(roots)) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const isSame = operands.every((operand, k) => operand === node.operands[k]);
    made.set(node, put.get(node) ?? (isSame ? node : rebuild(node, operands, arena)));
  }
  return roots.map((root) => made.get(root)!);
}
