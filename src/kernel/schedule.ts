/**
 * @file Which arrays are computed in one loop, and which are kept in memory.
 *
 * A **group** is one nest of loops over a domain, an array's extents, that computes every member
 * at each index; members read one another from registers, and only what another group needs is
 * stored. A group is made of all that could be computed when its turn comes.
 *
 * A reduction is computed in one of three ways:
 *
 *     inner     in the domain of its result, with loops of its own inside:  y_i = Σ_k W_ik x_k
 *     spread    in loops over all indices, adding to its result:   y_i += W_ki x_k,  L += l_p
 *     product   as a matrix product, where it is one and not tiny
 *
 * `spread.ts` says which of the first two it is.
 */
import {
  type Access,
  type ArrayValue,
  type Condition,
  type Extent,
  isOwn,
  labelsIn,
  labelsOf,
  type MapArray,
  type ReduceArray,
} from "./array.ts";
import { isAlong, type Spread, spreadOf } from "./spread.ts";

/** One nest of loops, or one statement. */
export interface Group {
  readonly kind: "nest" | "product" | "routine" | "scan";
  readonly domain: readonly Extent[];
  /** What confines the loops, over the labels of the domain's axes. */
  readonly conditions: readonly Condition[];
  readonly members: Member[];
}

export interface Member {
  readonly value: ArrayValue;
  /** Of a reduction in a nest that adds to its result from the domain of a factor: the loops. */
  readonly spread: Spread | undefined;
}

export interface Schedule {
  readonly groups: readonly Group[];
  /** Arrays that lie in memory, in order of their making. */
  readonly stored: ReadonlySet<ArrayValue>;
  /** Maps that are computed where they are read. */
  readonly inlined: ReadonlySet<ArrayValue>;
  /** Arrays that the roots need, operands first. */
  readonly order: readonly ArrayValue[];
}

/** Multiplications from which a product is worth a call. */
const smallProduct = 512;
/** The points that are supposed where their number is not known. */
export const supposedPoints = 256;

export const numberOfPoints = (extent: Extent): number =>
  extent === "points" ? supposedPoints : extent;

/** The groups for these roots, of which `whole` must lie in memory. */
export function schedule(
  roots: readonly ArrayValue[],
  whole: ReadonlySet<ArrayValue> = new Set(roots),
): Schedule {
  return new Scheduler(roots, whole).run();
}

class Scheduler {
  private readonly order: readonly ArrayValue[];
  /** One more than the largest number of an array. */
  private readonly length: number;
  private readonly roots: ReadonlySet<ArrayValue>;
  private readonly whole: ReadonlySet<ArrayValue>;
  /** How often an array is read, by its number. */
  private readonly uses: Int32Array;
  private readonly groups: Group[] = [];
  /** The number of the group that makes an array, by its own number; −1 where none does. */
  private readonly made: Int32Array;
  /** The loops of the reductions that are spread. */
  private readonly spreads = new Map<ArrayValue, Spread>();
  private readonly inlined = new Set<ArrayValue>();
  private readonly stored = new Set<ArrayValue>();
  private readonly products = new Set<ArrayValue>();

  constructor(roots: readonly ArrayValue[], whole: ReadonlySet<ArrayValue>) {
    this.roots = new Set(roots);
    this.whole = whole;
    this.order = needed(roots);
    this.length = (this.order.at(-1)?.id ?? -1) + 1;
    this.uses = new Int32Array(this.length);
    this.made = new Int32Array(this.length).fill(-1);
    for (const value of this.order) {
      for (const { value: operand } of accessesOf(value)) {
        this.uses[operand.id]!++;
      }
    }
  }

  run(): Schedule {
    for (const value of this.order) if (value.kind === "reduce") this.plan(value);
    this.group();
    this.store();
    const { groups, stored, inlined, order } = this;
    return { groups, stored, inlined, order };
  }

  /** How a reduction is computed, and which of its factors are computed inside it. */
  private plan(value: ReduceArray): void {
    if (productPlan(value) !== undefined) {
      this.products.add(value);
      return;
    }
    const spread = spreadOf(value);
    if (spread !== undefined) this.spreads.set(value, spread);
    else this.inlineFactors(value);
  }

  /** A factor that is a map, read here only and once for each index, needs no memory. */
  private inlineFactors(value: ReduceArray): void {
    const inline = (access: Access): void => {
      const inner = access.value;
      if (inner.kind !== "map" || this.roots.has(inner) || this.uses[inner.id] !== 1) return;
      const labels = labelsIn(access);
      const isOnce =
        labelsOf(value.shape).every((label) => labels.has(label)) &&
        value.over.every(({ label }) => labels.has(label));
      const isPlain = access.axes.every(({ terms }) => terms.length === 1);
      if (!isOnce || !isPlain) return;
      this.inlined.add(inner);
      for (const arg of inner.args) if (isOwn(arg)) inline({ value: arg.value, axes: access.axes });
    };
    for (const factor of value.factors) inline(factor);
  }

  /** Whether a value needs no group of its own. */
  private isFree(value: ArrayValue): boolean {
    return isGiven(value) || (value.kind === "map" && this.inlined.has(value));
  }

  /** What must be made before `value`: its operands, those behind inlined maps too, each once. */
  private prerequisites(value: ArrayValue): Requirement[] {
    const all: Requirement[] = [];
    const spread = this.spreadFor(value);
    const user = {
      spread,
      domain: spread?.domain ?? value.shape,
      isFree: spread === undefined || spread.conditions.length === 0,
      isNest: this.kindOf(value) === "nest",
    };
    const accesses = accessesOf(value);
    for (let k = 0; k < accesses.length; k++) this.require(accesses[k]!, user, all);
    return all;
  }

  private require(access: Access, user: User, all: Requirement[]): void {
    const { value: operand } = access;
    if (isGiven(operand)) return;
    if (operand.kind === "map" && this.inlined.has(operand)) {
      const inside = { ...user, isNest: false };
      for (const arg of operand.args) this.require(arg, inside, all);
      return;
    }
    const isBeside =
      user.isNest &&
      user.isFree &&
      this.kindOf(operand) === "nest" &&
      this.spreadFor(operand) === undefined &&
      areSame(operand.shape, user.domain) &&
      isReadHere(access, user.spread);
    for (let k = 0; k < all.length; k++) {
      const known = all[k]!;
      if (known.operand !== operand) continue;
      // an operand that is read here and elsewhere, too, must be made before
      known.isBeside &&= isBeside;
      return;
    }
    all.push({ operand, isBeside });
  }

  /** The loops of a reduction that is spread. */
  private spreadFor(value: ArrayValue): Spread | undefined {
    return value.kind === "reduce" ? this.spreads.get(value) : undefined;
  }

  private kindOf(value: ArrayValue): Group["kind"] {
    if (value.kind === "routine" || value.kind === "scan") return value.kind;
    return value.kind === "reduce" && this.products.has(value) ? "product" : "nest";
  }

  /**
   * Groups are closed one after another. The next one has the smallest domain of all that could be
   * computed now, since larger ones may gather more members while they wait; it takes in whatever
   * its own members make possible.
   */
  private group(): void {
    if (this.isOneLoop()) return;
    // by the numbers of the arrays: what needs each, and how many each waits for
    const users = new Array<readonly Use[]>(this.length).fill(nobody);
    const waiting = new Int32Array(this.length);
    const ready = new Ready();
    for (const value of this.order) {
      if (this.isFree(value)) continue;
      const needs = this.prerequisites(value);
      waiting[value.id] = needs.length;
      if (needs.length === 0) ready.add(value, this.bagOf(value));
      for (const { operand, isBeside } of needs) {
        const known = users[operand.id]!;
        if (known === nobody) users[operand.id] = [{ value, isBeside }];
        else (known as Use[]).push({ value, isBeside });
      }
    }
    for (let bag = ready.smallest(); bag !== undefined; bag = ready.smallest()) {
      const number = this.groups.length;
      const { kind, domain, conditions } = bag;
      const group: Group = { kind, domain, conditions, members: [] };
      this.groups.push(group);
      const later: ArrayValue[] = [];
      const taken = bag.values;
      for (let k = 0; k < taken.length; k++) {
        const value = taken[k]!;
        if (bag.kind !== "nest" && k > 0) {
          later.push(value);
          continue;
        }
        group.members.push({ value, spread: this.spreadFor(value) });
        this.made[value.id] = number;
        for (const { value: user, isBeside } of users[value.id]!) {
          // what is read here joins; all else waits until the loop is over
          if (isBeside && --waiting[user.id]! === 0) taken.push(user);
        }
      }
      ready.remove(bag);
      for (const value of later) ready.add(value, this.bagOf(value));
      for (const { value } of group.members) {
        for (const { value: user, isBeside } of users[value.id]!) {
          if (!isBeside && --waiting[user.id]! === 0) ready.add(user, this.bagOf(user));
        }
      }
    }
  }

  /** Formulas that are worked entry by entry need no plan: they are one group as they come. */
  private isOneLoop(): boolean {
    const all = this.order.filter((value) => !isGiven(value));
    const domain = all[0]?.shape ?? [];
    const key = domain.join(",");
    const isAlike = all.every((value) => {
      return (
        value.kind === "map" &&
        value.shape.length === domain.length &&
        (domain.length === 0 || value.shape.join(",") === key) &&
        value.args.every((arg) => isOwn(arg) || isGiven(arg.value))
      );
    });
    if (!isAlike) return false;
    const members = all.map((value) => ({ value, spread: undefined }));
    if (members.length > 0) this.groups.push({ kind: "nest", domain, conditions: [], members });
    for (const value of all) this.made[value.id] = 0;
    return true;
  }

  private bagOf(value: ArrayValue): Pick<Bag, "kind" | "domain" | "conditions"> {
    const { domain, conditions } = this.spreadFor(value) ?? domainOf(value);
    return { kind: this.kindOf(value), domain, conditions };
  }

  /** What is read in another group, or is a root, lies in memory. */
  private store(): void {
    for (const root of this.whole) this.stored.add(root);
    const read = (access: Access, by: Member, group: number, isInside: boolean): void => {
      const { value } = access;
      if (this.inlined.has(value)) {
        for (const arg of (value as MapArray).args) read(arg, by, group, true);
        return;
      }
      const made = this.made[value.id]!;
      if (made < 0) return;
      const isBeside =
        made === group && !isInside && isReadHere(access, by.spread) && !this.spreads.has(value);
      if (!isBeside) this.stored.add(value);
    };
    for (const [number, group] of this.groups.entries()) {
      for (const member of group.members) {
        const { value, spread } = member;
        const isSum = spread !== undefined && value.shape.length > 0;
        if (group.kind !== "nest" || isSum) this.stored.add(value);
        for (const access of accessesOf(value)) {
          read(access, member, number, group.kind !== "nest");
        }
      }
    }
  }
}

/** An array that needs others: its loops, and whether nothing confines them. */
interface User {
  readonly spread: Spread | undefined;
  readonly domain: readonly Extent[];
  readonly isFree: boolean;
  /** Whether what it reads may be computed beside it. */
  readonly isNest: boolean;
}

/** An operand, and whether it may be computed in the same loop. */
interface Requirement {
  readonly operand: ArrayValue;
  isBeside: boolean;
}

/** An array that needs another one, and whether it may be computed in the same loop. */
interface Use {
  readonly value: ArrayValue;
  readonly isBeside: boolean;
}

const nobody: readonly Use[] = [];

/** Values that could be computed now, by kind of group and domain. */
interface Bag extends Domain {
  readonly kind: Group["kind"];
  readonly size: number;
  readonly values: ArrayValue[];
}

class Ready {
  /** In the order in which they came. */
  private readonly bags: Bag[] = [];

  add(value: ArrayValue, bag: Pick<Bag, "kind" | keyof Domain>): void {
    for (const known of this.bags) {
      if (known.kind !== bag.kind || !isSameDomain(known, bag)) continue;
      known.values.push(value);
      return;
    }
    const { kind, domain, conditions } = bag;
    let size = 1;
    for (const extent of domain) size *= numberOfPoints(extent);
    this.bags.push({ kind, domain, conditions, size, values: [value] });
  }

  remove(bag: Bag): void {
    this.bags.splice(this.bags.indexOf(bag), 1);
  }

  smallest(): Bag | undefined {
    let best: Bag | undefined;
    for (const bag of this.bags) if (best === undefined || bag.size < best.size) best = bag;
    return best;
  }
}

function isGiven({ kind }: ArrayValue): boolean {
  return kind === "input" || kind === "constant" || kind === "count";
}

/** The accesses of an array; routines and scans read whole arrays. */
export function accessesOf(value: ArrayValue): readonly Access[] {
  if (value.kind === "map") return value.args;
  if (value.kind === "reduce") return value.factors;
  if (value.kind === "scan") return [{ value: value.of, axes: [] }];
  if (value.kind !== "routine") return [];
  return value.args.map((arg) => ({ value: arg, axes: [] }));
}

/** Every array that the roots need, operands first. */
export function needed(roots: readonly ArrayValue[]): ArrayValue[] {
  // by their numbers, which are larger than those of their operands
  const found: (ArrayValue | undefined)[] = [];
  const last = roots.reduce((most, { id }) => Math.max(most, id), -1);
  for (let id = 0; id <= last; id++) found.push(undefined);
  for (const root of roots) found[root.id] = root;
  for (let id = last; id >= 0; id--) {
    const value = found[id];
    if (value === undefined) continue;
    for (const { value: operand } of accessesOf(value)) found[operand.id] = operand;
  }
  return found.filter((value) => value !== undefined);
}

/** Loops, and what confines them. */
type Domain = Pick<Group, "domain" | "conditions">;

/** The loops in which an array is computed that is not spread. */
function domainOf({ shape }: ArrayValue): Domain {
  return { domain: shape, conditions: noConditions };
}

const noConditions: readonly Condition[] = [];

function areSame(a: readonly Extent[], b: readonly Extent[]): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

function isSameDomain(a: Domain, b: Domain): boolean {
  if (!areSame(a.domain, b.domain)) return false;
  if (a.conditions.length !== b.conditions.length) return false;
  return a.conditions.length === 0 || JSON.stringify(a.conditions) === JSON.stringify(b.conditions);
}

/** Whether an operand is read just at the index of the loops around it. */
export function isReadHere(access: Access, spread: Spread | undefined): boolean {
  return spread === undefined ? isOwn(access) : isAlong(access, spread.labels);
}

/** How a product of two matrices lies in a reduction. */
export interface ProductPlan {
  readonly a: Access;
  readonly b: Access;
  readonly row: number;
  readonly inner: number;
  readonly column: number;
}

/** The matrix product that a reduction is, if it is one and not tiny. */
export function productPlan(value: ReduceArray): ProductPlan | undefined {
  const { by, factors, conditions, over, shape } = value;
  if (by !== "add" || conditions.length > 0 || over.length !== 1 || factors.length !== 2) return;
  if (shape.length !== 2) return undefined;
  const [a, b] = factors as [Access, Access];
  const inner = over[0]!.label;
  const own = labelsOf(shape);
  const isMatrix = (access: Access) =>
    access.axes.length === 2 &&
    access.axes.every(
      ({ terms, offset }) => offset === 0 && terms.length === 1 && terms[0]![1] === 1,
    );
  if (!isMatrix(a) || !isMatrix(b)) return undefined;
  const [left, right] = [labelsIn(a), labelsIn(b)];
  if (!left.has(inner) || !right.has(inner) || left.size !== 2 || right.size !== 2)
    return undefined;
  const free = (labels: ReadonlySet<number>) => [...labels].find((label) => label !== inner)!;
  const [m, n] = [free(left), free(right)];
  if (m === n || !own.includes(m) || !own.includes(n)) return undefined;
  const work = [...shape, over[0]!.extent].reduce<number>((w, x) => w * numberOfPoints(x), 1);
  if (work < smallProduct) return undefined;
  return own[0] === m
    ? { a, b, row: m, inner, column: n }
    : { a: b, b: a, row: n, inner, column: m };
}
