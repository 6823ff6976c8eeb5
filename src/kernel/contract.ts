/**
 * @file Contractions of the expression graph as reductions of the array graph.
 *
 * An indicator never becomes an array. A condition that is an equation, such as δ_ij, an entry or
 * a window j = i + k − 1, is solved for an index that is summed over: the index goes, and what was
 * read at j is read at i + k − 1. What the equation leaves (that j stays inside its axis), and
 * what is no equation (a mask j ≤ i), confines the loops.
 *
 * More than two factors are contracted two at a time where that removes an index, the cheapest
 * pair first (Smith and Gray, *opt_einsum*, JOSS 2018): x^T A B y never makes a loop over all
 * indices at once. Factors without an index are multiplied in at the end.
 */
import { type IndexCondition, isKind, type Node } from "../expression/index.ts";
import {
  type Access,
  type Affine,
  type ArrayGraph,
  along,
  type Condition,
  type Extent,
  isOwn,
  labelsIn,
  numberIn,
  point,
  put,
  type Reduction,
  reindexed,
  varies,
} from "./array.ts";

/** The extents of the labels 0, 1, …; that of the points is known to be `points`. */
export type Extents = readonly Extent[];

const extentOf = (label: number, extents: Extents): Extent =>
  label === point ? "points" : extents[label]!;

/** A contraction over labels: 0 … rank − 1 are the axes of the result. */
export interface Contraction {
  readonly factors: readonly Access[];
  readonly conditions: readonly Condition[];
  readonly rank: number;
  readonly extents: Extents;
  /** Labels summed over; they are taken away as that is done. */
  readonly summed: Set<number>;
}

/** The contraction `node`, given what its operands are and its extents in numbers. */
export function contractionOf(
  node: Node<"contraction">,
  lowered: (operand: Node) => Access,
  extents: readonly number[],
  graph: ArrayGraph,
): Access {
  const factors: Access[] = [];
  const conditions: Condition[] = [];
  const { operands, data } = node;
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k]!;
    const labels = data.axes[k]!;
    if (isKind(operand, "indicator")) {
      for (const condition of operand.data) conditions.push(conditionOver(condition, labels));
    } else {
      factors.push(readAt(labels, lowered(operand)));
    }
  }
  const rank = node.shape.length;
  if (rank === extents.length && conditions.length === 0) {
    return productOf(factors, extents, graph);
  }
  const summed = new Set<number>();
  for (let label = rank; label < extents.length; label++) summed.add(label);
  return contract({ factors, conditions, rank, extents, summed }, graph);
}

/** An operand read at the labels that its axes have in a contraction. */
function readAt(labels: readonly number[], operand: Access): Access {
  if (areCounted(labels)) return operand;
  return reindexed(operand, (label) => along(label === point ? point : labels[label]!));
}

/** The condition of an indicator, whose indices count from 1, over labels from 0. */
export function conditionOver(condition: IndexCondition, labels: readonly number[]): Condition {
  const { coefficients, offset, sign } = condition;
  const shift = coefficients.reduce((sum, c) => sum + c, 0);
  const terms = coefficients.map((c, axis) => [labels[axis]!, c] as const);
  return { form: put({ terms, offset: offset + shift }, along), sign };
}

/** A product in which nothing is summed, of factors with few indices first. */
function productOf(factors: readonly Access[], extents: Extents, graph: ArrayGraph): Access {
  if (factors.length === 0) return graph.number(1);
  const rankOf = (factor: Access) => labelsIn(factor).size;
  const isInOrder = factors.every(
    (factor, k) => k === 0 || rankOf(factors[k - 1]!) <= rankOf(factor),
  );
  const order = isInOrder ? factors : factors.toSorted((a, b) => rankOf(a) - rankOf(b));
  return order.reduce((all, factor) => mapOver("multiply", [all, factor], extents, graph));
}

/** Σ over the summed labels of the product of the factors, where the conditions hold. */
export function contract(request: Contraction, graph: ArrayGraph): Access {
  const work = solved(request);
  if (work === null) return graph.number(0);
  const builder = new Contracting(work, graph);
  return builder.run();
}

/** The least and the largest value of a form; undefined where the points are in it. */
function rangeOf(form: Affine, extents: Extents): [number, number] | undefined {
  let [low, high] = [form.offset, form.offset];
  for (const [label, c] of form.terms) {
    const extent = extentOf(label, extents);
    if (extent === "points") return undefined;
    if (c > 0) high += c * (extent - 1);
    else low += c * (extent - 1);
  }
  return [low, high];
}

/** Whether a condition always holds, never does, or depends. */
function settled({ form, sign }: Condition, extents: Extents): boolean | undefined {
  const range = rangeOf(form, extents);
  if (range === undefined) return undefined;
  const [low, high] = range;
  if (sign === "<") return high < 0 ? true : low >= 0 ? false : undefined;
  if (sign === "<=") return high <= 0 ? true : low > 0 ? false : undefined;
  const outside = low > 0 || high < 0;
  if (sign === "=") return outside ? false : low === 0 && high === 0 ? true : undefined;
  return outside ? true : low === 0 && high === 0 ? false : undefined;
}

/** The contraction with its equations solved; null when nothing is left to sum. */
function solved(request: Contraction): Contraction | null {
  if (request.conditions.length === 0) return request;
  const { extents, rank } = request;
  let factors = request.factors;
  const summed = new Set(request.summed);
  const open = [...request.conditions];
  const kept: Condition[] = [];
  while (open.length > 0) {
    const condition = open.shift()!;
    const holds = settled(condition, extents);
    if (holds === false) return null;
    if (holds === true) continue;
    const { form, sign } = condition;
    const by = sign === "=" && form.terms.find(([label, c]) => summed.has(label) && c * c === 1);
    if (!by) {
      kept.push(condition);
      continue;
    }
    const [label, c] = by;
    // c·i + rest = 0, so i = −rest/c
    const rest = form.terms.filter(([other]) => other !== label);
    const found: Affine = {
      terms: rest.map(([other, k]) => [other, -k / c] as const),
      offset: -form.offset / c,
    };
    const into = (other: number) => (other === label ? found : along(other));
    const bound = (at: Condition): Condition => ({ ...at, form: put(at.form, into) });
    factors = factors.map((factor) => reindexed(factor, into));
    open.push(...kept.splice(0).map(bound), ...open.splice(0).map(bound));
    const last = (extents[label] as number) - 1;
    const minus = found.terms.map(([other, k]) => [other, -k] as const);
    open.push({ form: { terms: minus, offset: -found.offset }, sign: "<=" });
    open.push({ form: { terms: found.terms, offset: found.offset - last }, sign: "<=" });
    summed.delete(label);
  }
  return { factors, conditions: kept, rank, extents, summed };
}

/** The work on one contraction whose equations are solved. */
class Contracting {
  private factors: readonly Access[];
  private readonly conditions: readonly Condition[];
  private readonly summed: Set<number>;
  private readonly request: Contraction;
  private readonly graph: ArrayGraph;

  constructor(request: Contraction, graph: ArrayGraph) {
    this.request = request;
    this.graph = graph;
    this.factors = request.factors;
    this.conditions = request.conditions;
    this.summed = request.summed;
  }

  run(): Access {
    if (this.summed.size === 0 && this.conditions.length === 0) return this.last();
    const scalars = this.takeScalars();
    const scale = this.countUnused() * scalars.known;
    this.sumPrivate();
    this.contractPairs();
    let result = this.last();
    for (const factor of scalars.factors) result = this.times(result, factor);
    return scale === 1 ? result : this.times(this.graph.number(scale), result);
  }

  /** Factors that no label but the points' is in, unless the points are summed over. */
  private takeScalars(): { known: number; factors: Access[] } {
    let known = 1;
    const taken: Access[] = [];
    const isApart = (factor: Access) => {
      const labels = labelsIn(factor);
      return labels.size === (labels.has(point) ? 1 : 0);
    };
    if (!this.factors.some(isApart)) return { known, factors: taken };
    const rest = this.factors.filter((factor) => !isApart(factor));
    for (const factor of this.factors) {
      if (!isApart(factor)) continue;
      if (this.summed.has(point) && labelsIn(factor).has(point)) rest.push(factor);
      else taken.push(factor);
    }
    // Σ_i c is known only by its count
    this.factors = rest;
    const numbers = taken.filter((factor) => numberIn(factor) !== undefined);
    for (const factor of numbers) known *= numberIn(factor)!;
    return { known, factors: taken.filter((factor) => !numbers.includes(factor)) };
  }

  /** The number of values of summed labels that nothing depends on. */
  private countUnused(): number {
    let count = 1;
    for (const label of this.summed) {
      const isUsed =
        label === point ||
        this.factors.some((factor) => labelsIn(factor).has(label)) ||
        this.conditions.some(({ form }) => form.terms.some(([other]) => other === label));
      if (isUsed) continue;
      count *= this.request.extents[label] as number;
      this.summed.delete(label);
    }
    return count;
  }

  /** How many factors and conditions have a label; one of the result counts once more. */
  private usesOf(label: number): number {
    const isFree = label === point ? !this.summed.has(point) : label < this.request.rank;
    let count = isFree ? 1 : 0;
    for (const factor of this.factors) if (labelsIn(factor).has(label)) count++;
    for (const { form } of this.conditions) {
      for (const [other] of form.terms) if (other === label) count++;
    }
    return count;
  }

  /** Σ_ij a_i b_j c_j = Σ_j (Σ_i a_i) b_j c_j. */
  private sumPrivate(): void {
    if (this.factors.length < 2 || this.summed.size === 0) return;
    for (let k = 0; k < this.factors.length; k++) {
      const factor = this.factors[k]!;
      const own: number[] = [];
      for (const label of labelsIn(factor)) {
        if (this.summed.has(label) && this.usesOf(label) === 1) own.push(label);
      }
      if (own.length === 0) continue;
      this.factors = this.factors.with(k, this.sum([factor], own, []));
      for (const label of own) this.summed.delete(label);
    }
  }

  private cost(labels: Iterable<number>): number {
    let cost = 1;
    for (const label of labels) {
      const extent = extentOf(label, this.request.extents);
      // many points, as a rule
      cost *= extent === "points" ? 64 : extent;
    }
    return cost;
  }

  private contractPairs(): void {
    while (this.factors.length > 2) {
      let best: { j: number; k: number; removed: number[]; cost: number } | undefined;
      for (let k = 1; k < this.factors.length; k++) {
        for (let j = 0; j < k; j++) {
          const [a, b] = [labelsIn(this.factors[j]!), labelsIn(this.factors[k]!)];
          const both = new Set([...a, ...b]);
          const removed = [...both].filter((label) => {
            const here = (a.has(label) ? 1 : 0) + (b.has(label) ? 1 : 0);
            return this.summed.has(label) && this.usesOf(label) === here;
          });
          if (removed.length === 0) continue;
          const cost = this.cost(both);
          if (best === undefined || cost < best.cost) best = { j, k, removed, cost };
        }
      }
      if (best === undefined) return;
      const factors = [...this.factors];
      const [b] = factors.splice(best.k, 1);
      const [a] = factors.splice(best.j, 1);
      factors.push(this.sum([a!, b!], best.removed, []));
      this.factors = factors;
      for (const label of best.removed) this.summed.delete(label);
    }
  }

  /** What is left, in one reduction; a mere product where nothing is summed. */
  private last(): Access {
    if (this.summed.size === 0 && this.conditions.length === 0) {
      return productOf(this.factors, this.request.extents, this.graph);
    }
    return this.sum(this.factors, [...this.summed], this.conditions);
  }

  private times(a: Access, b: Access): Access {
    return mapOver("multiply", [a, b], this.request.extents, this.graph);
  }

  /** Σ over `over`, as an array whose axes are the other labels that occur. */
  private sum(
    factors: readonly Access[],
    over: readonly number[],
    conditions: readonly Condition[],
  ): Access {
    return reduceOver("add", { factors, over, conditions }, this.request.extents, this.graph);
  }
}

/** The labels that occur, apart from `without`, in ascending order; the points first. */
function occurring(
  accesses: readonly Access[],
  conditions: readonly Condition[],
  without: ReadonlySet<number>,
): number[] {
  const all: number[] = [];
  const add = (label: number) => {
    if (!all.includes(label) && !without.has(label)) all.push(label);
  };
  for (const access of accesses) for (const label of labelsIn(access)) add(label);
  for (const { form } of conditions) for (const [label] of form.terms) add(label);
  return areAscending(all) ? all : all.sort((a, b) => a - b);
}

function areAscending(labels: readonly number[]): boolean {
  for (let k = 1; k < labels.length; k++) if (labels[k - 1]! > labels[k]!) return false;
  return true;
}

/** Whether an access reads one entry, wherever it is. */
function isFixed({ axes }: Access): boolean {
  return axes.every(({ terms }) => terms.length === 0);
}

const points: ReadonlySet<number> = new Set([point]);

/** Whether labels are 0, 1, 2, … */
function areCounted(labels: readonly number[]): boolean {
  for (let k = 0; k < labels.length; k++) if (labels[k] !== k) return false;
  return true;
}

/** The axes of arrays that are read at their own indices. */
function wholeShape(args: readonly Access[], extents: Extents): readonly number[] {
  let rank = 0;
  for (const { value, axes } of args) {
    rank = Math.max(rank, axes.length - (axes.length > 0 && varies(value.shape) ? 1 : 0));
  }
  return (rank === extents.length ? extents : extents.slice(0, rank)) as readonly number[];
}

/** A map whose axes are just the labels that its operands have, read at those labels. */
export function mapOver(
  primitive: Parameters<ArrayGraph["map"]>[0],
  args: readonly Access[],
  extents: Extents,
  graph: ArrayGraph,
): Access {
  if (args.every(isOwn)) return graph.map(primitive, args, wholeShape(args, extents));
  if (args.every(isFixed)) return graph.map(primitive, args, []);
  const labels = occurring(args, [], points);
  const shape = labels.map((label) => extents[label] as number);
  if (areCounted(labels)) return graph.map(primitive, args, shape);
  const into = (label: number) => along(label === point ? point : labels.indexOf(label));
  const inner = args.map((access) => reindexed(access, into));
  const made = graph.map(primitive, inner, shape);
  return reindexed(made, (label) => along(label === point ? point : labels[label]!));
}

/** A reduction whose axes are just the labels that occur and are not reduced. */
export function reduceOver(
  by: Reduction,
  what: {
    readonly factors: readonly Access[];
    readonly over: readonly number[];
    readonly conditions: readonly Condition[];
  },
  extents: Extents,
  graph: ArrayGraph,
): Access {
  const { factors, over, conditions } = what;
  const axes = occurring(factors, conditions, new Set([...over, point]));
  const keepsPoints =
    !over.includes(point) && factors.some((factor) => labelsIn(factor).has(point));
  const reduced = over.filter((label) => label !== point);
  const all = [...axes, ...reduced];
  const isSame = areCounted(all);
  const placeOf = (label: number) => (label === point ? point : all.indexOf(label));
  const into = (label: number) => along(placeOf(label));
  const shape = axes.map((label) => extents[label]!);
  if (keepsPoints) shape.unshift("points");
  const made = graph.reduce({
    by,
    factors: isSame ? factors : factors.map((factor) => reindexed(factor, into)),
    conditions: isSame ? conditions : conditions.map((at) => ({ ...at, form: put(at.form, into) })),
    over: over.map((label) => ({ label: placeOf(label), extent: extentOf(label, extents) })),
    shape,
  });
  if (isSame) return made;
  return reindexed(made, (label) => along(label === point ? point : axes[label]!));
}
