/**
 * @file Factors that all terms of a sum of vectors or matrices have in common, taken outside as a
 * person does: B x + Bᵀ x is (B + Bᵀ) x, X b cᵀ + X c bᵀ is X (b cᵀ + c bᵀ), and
 * d A X S + d Aᵀ X S is d (A + Aᵀ) X S. Scalars that are common go first; matrices stay at the
 * end at which all terms have them. Where among others two terms differ by a transpose alone,
 * b + A x + Aᵀ x, those two are taken together.
 *
 * Numbers alone are not taken out: 2Aᵀ(Ax − b) + 2λx stays. A product that is no path of
 * matrices, such as x ⊙ y, has only its scalars to share.
 */
import { type Arena, type Node, rebuild, topological } from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { kindOf, type Path, pathOf, productOf, type Step, sameStep } from "./path.ts";

/** A sum of more terms is left as it is. */
const sizeLimit = 12;

/** How many factors of a term may be left when matrices are taken out. */
const restLimit = 2;

/**
 * The expressions with the common factors of every sum of vectors or matrices taken outside. Sums
 * that occur in `written` are the author's, and stay.
 */
export function factorSums(
  roots: readonly Node[],
  arena: Arena,
  written: readonly Node[] = [],
): Node[] {
  const kept = new Set(topological(written));
  const made = new Map<Node, Node>();
  for (const node of topological(roots)) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    const own = same ? node : rebuild(node, operands, arena);
    const opens = own.op === "add" && !kept.has(node);
    made.set(node, kept.has(node) ? node : opens ? factored(own, arena) : own);
  }
  return roots.map((root) => made.get(root)!);
}

function factored(sum: Node, arena: Arena): Node {
  const rank = sum.shape.length;
  if ((rank !== 1 && rank !== 2) || sum.operands.length > sizeLimit) return sum;
  const terms = sum.operands.map((term) => pathOf(term, arena));
  return takeOut(terms, arena) ?? pairUp(terms, arena) ?? sum;
}

/** All terms with what they have in common outside; undefined when that is nothing. */
function takeOut(terms: readonly Path[], arena: Arena): Node | undefined {
  const [first] = terms;
  const shortest = Math.min(...terms.map(({ steps }) => steps.length));
  const alike = (place: number) => {
    return terms.every(({ steps }) => sameStep(steps.at(place), first!.steps.at(place)));
  };
  let before = 0;
  while (before < shortest - 1 && alike(before)) before++;
  let after = 0;
  while (after < shortest - 1 - before && alike(-1 - after)) after++;
  const scalars = common(terms.map((term) => term.scalars));
  const turned = areTransposes(terms);
  if (before + after + scalars.length === 0 && !turned) return undefined;
  const rests = terms.map((term) => without(term.scalars, scalars));
  // s A x + t B x stays, for (s A + t B) x says no more
  if (before + after > 0 && rests.some(({ length }) => length > 0)) return undefined;
  const cut = (steps: readonly Step[]) => steps.slice(before, steps.length - after);
  // what is left must be short beside what is shared
  if (before + after > 0 && terms.some(({ steps }) => cut(steps).length > restLimit))
    return undefined;
  const kind = kindOf(cut(first!.steps));
  if (kind === undefined || terms.some(({ steps }) => kindOf(cut(steps)) !== kind))
    return undefined;
  const coefficient = sharedCoefficient(terms);
  const inner = terms.map((term, k) => {
    const own = Q.divide(term.coefficient, coefficient)!;
    return productOf({ coefficient: own, scalars: rests[k]!, steps: cut(term.steps) }, arena);
  });
  // B + Bᵀ, not Bᵀ + B
  if (cut(first!.steps)[0]!.turned && inner.length === 2) inner.reverse();
  const middle: Step = { node: arena.add(...inner), kind, turned: false };
  const { steps } = first!;
  const outer = [...steps.slice(0, before), middle, ...steps.slice(steps.length - after)];
  return productOf({ coefficient, scalars, steps: outer }, arena);
}

/** Whether there are two terms, c A and c Aᵀ, with a number c that is worth taking out. */
function areTransposes([a, b, more]: readonly Path[]): boolean {
  if (a?.steps.length !== 1 || b?.steps.length !== 1 || more !== undefined) return false;
  const same = a.steps[0]!.node === b.steps[0]!.node && Q.equal(a.coefficient, b.coefficient);
  return same && !Q.equal(Q.absolute(a.coefficient), Q.one);
}

/** The factors that all lists have, as often as all have them. */
function common([first, ...others]: readonly (readonly Node[])[]): Node[] {
  const rest = others.map((list) => [...list]);
  return first!.filter((factor) => {
    const places = rest.map((list) => list.indexOf(factor));
    if (places.includes(-1)) return false;
    for (const [k, place] of places.entries()) rest[k]!.splice(place, 1);
    return true;
  });
}

function without(list: readonly Node[], taken: readonly Node[]): Node[] {
  const rest = [...list];
  for (const factor of taken) rest.splice(rest.indexOf(factor), 1);
  return rest;
}

/** The number that goes outside: the size if all have it, the sign if all are negative. */
function sharedCoefficient(terms: readonly Path[]): Rational {
  const [first, ...others] = terms.map(({ coefficient }) => coefficient);
  const size = Q.absolute(first!);
  const alike = others.every((other) => Q.equal(Q.absolute(other), size));
  const negative = [first!, ...others].every(({ n }) => n < 0n);
  const outer = alike ? size : Q.one;
  return negative ? Q.negate(outer) : outer;
}

/** Two terms that differ by a transpose alone become one, where the first stood. */
function pairUp(terms: readonly Path[], arena: Arena): Node | undefined {
  const rest = [...terms];
  const made: Node[] = [];
  for (let term = rest.shift(); term !== undefined; term = rest.shift()) {
    const own = term;
    const at = rest.findIndex((other) => differByTranspose(own, other));
    const pair = at < 0 ? undefined : takeOut([own, rest[at]!], arena);
    if (pair !== undefined) rest.splice(at, 1);
    made.push(pair ?? productOf(own, arena));
  }
  return made.length < terms.length ? arena.add(...made) : undefined;
}

function differByTranspose(a: Path, b: Path): boolean {
  if (a.steps.length < 2 || a.steps.length !== b.steps.length) return false;
  if (!Q.equal(a.coefficient, b.coefficient)) return false;
  const shared = common([a.scalars, b.scalars]).length;
  if (a.scalars.length !== shared || b.scalars.length !== shared) return false;
  const different = a.steps.filter((step, k) => !sameStep(step, b.steps[k]));
  const [only, more] = different;
  if (only === undefined || more !== undefined) return false;
  return b.steps[a.steps.indexOf(only)]!.node === only.node;
}
