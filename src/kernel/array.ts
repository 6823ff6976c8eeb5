/**
 * @file The array graph: what a kernel computes, over arrays of known extents. It is the
 * expression graph after every operation has been taken apart into two kinds of node,
 *
 *     map      out[i…] = f(a[…], b[…], …)                 a primitive, entry by entry
 *     reduce   out[i…] = ⊕_{r…, conditions} Π_k a_k[…]     a sum of products, a maximum, …
 *
 * whose operands are read through **accesses**: for each axis of the operand an affine form in
 * the indices. Transposition, broadcasting, diagonals, entries and windows are accesses and cost
 * nothing. Every index of an array counts from 0.
 *
 * An array may have a leading axis of **points**, whose extent is known only when the kernel is
 * called; its index is the label `point`. A scalar formula over a million points and a network
 * over a batch are the same graph as at one point, with that axis on whatever varies.
 */
import type { Node } from "../expression/index.ts";
import { type PrimitiveName, primitives } from "./primitive.ts";

/** The extent of an axis; `points` is known at the call. */
export type Extent = number | "points";

/** The label of the index that runs over the points. */
export const point = -1;

/** Σ coefficient·index + offset, over labels of indices. */
export interface Affine {
  readonly terms: readonly (readonly [label: number, coefficient: number])[];
  readonly offset: number;
}

/** An array read at an index that depends on the indices around it. */
export interface Access {
  readonly value: ArrayValue;
  /** For each axis of `value`, where it is read. */
  readonly axes: readonly Affine[];
}

/** `form` ⋛ 0, over labels of indices. */
export interface Condition {
  readonly form: Affine;
  readonly sign: "=" | "!=" | "<" | "<=";
}

interface Base {
  /** Larger than those of its operands. */
  readonly id: number;
  readonly shape: readonly Extent[];
}

/** A named input. */
export interface InputArray extends Base {
  readonly kind: "input";
  readonly name: string;
}

/** Numbers known now, row by row. */
export interface ConstantArray extends Base {
  readonly kind: "constant";
  readonly entries: readonly number[];
}

/** A primitive entry by entry; the labels 0, 1, … are its axes (after the points). */
export interface MapArray extends Base {
  readonly kind: "map";
  readonly primitive: PrimitiveName;
  readonly args: readonly Access[];
}

export type Reduction = "add" | "multiply" | "max" | "min";

/** Products of entries, combined over the labels that are not axes of the result. */
export interface ReduceArray extends Base {
  readonly kind: "reduce";
  readonly by: Reduction;
  readonly factors: readonly Access[];
  readonly conditions: readonly Condition[];
  /** The labels combined over, and their extents. */
  readonly over: readonly { readonly label: number; readonly extent: Extent }[];
}

/** An operation on whole arrays that is run by its page: an inverse, a determinant. */
export interface RoutineArray extends Base {
  readonly kind: "routine";
  readonly node: Node;
  readonly args: readonly ArrayValue[];
}

/** Along an axis, the product of all entries before each, or of all behind it. */
export interface ScanArray extends Base {
  readonly kind: "scan";
  readonly of: ArrayValue;
  /** Of the axes after the points. */
  readonly axis: number;
  readonly isBack: boolean;
}

/** How many points there are, as a number. */
export interface CountArray extends Base {
  readonly kind: "count";
}

export type ArrayValue =
  | InputArray
  | CountArray
  | ConstantArray
  | MapArray
  | ReduceArray
  | RoutineArray
  | ScanArray;

/** What each reduction starts from. */
export const neutral: Readonly<Record<Reduction, number>> = {
  add: 0,
  multiply: 1,
  max: Number.NEGATIVE_INFINITY,
  min: Number.POSITIVE_INFINITY,
};

/** The index of one label; those of the first labels, and of the points, are made once. */
export function along(label: number): Affine {
  return alongs[label - point] ?? alongOf(label);
}

const alongOf = (label: number): Affine => ({ terms: [[label, 1]], offset: 0 });

const alongs: readonly Affine[] = Array.from({ length: 16 }, (_, k) => alongOf(k + point));

/** Whether the first axis of an array is that of the points. */
export function varies(shape: readonly Extent[]): boolean {
  return shape[0] === "points";
}

/** The labels of an array's own axes: `point`, if it has it, then 0, 1, … */
export function labelsOf(shape: readonly Extent[]): number[] {
  const first = varies(shape) ? point : 0;
  return shape.map((_, axis) => first + axis);
}

/** Whether an access reads the array at the indices of its own axes. */
export function isOwn({ value, axes }: Access): boolean {
  const first = varies(value.shape) ? point : 0;
  for (let axis = 0; axis < axes.length; axis++) {
    if (!isAt(axes[axis]!, first + axis)) return false;
  }
  return true;
}

/** Whether a form is the index of just this label. */
export function isAt({ terms, offset }: Affine, label: number): boolean {
  return offset === 0 && terms.length === 1 && terms[0]![0] === label && terms[0]![1] === 1;
}

/** An affine form with other forms in the place of its labels. */
export function put(form: Affine, by: (label: number) => Affine): Affine {
  if (form.terms.length === 0) return form;
  if (form.terms.length === 1) {
    const [label, c] = form.terms[0]!;
    const other = by(label);
    if (c === 1 && form.offset === 0) return other;
    return {
      terms: other.terms.map(([inner, k]) => [inner, k * c] as const),
      offset: form.offset + c * other.offset,
    };
  }
  const sum = new Sum(form.offset);
  for (const [label, c] of form.terms) sum.add(by(label), c);
  return sum.form();
}

/** A sum of affine forms. */
export class Sum {
  private readonly terms: [number, number][] = [];
  private offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** Adds a multiple of a form. */
  add({ terms, offset }: Affine, times: number): void {
    this.offset += times * offset;
    const own = this.terms;
    for (let j = 0; j < terms.length; j++) {
      const term = terms[j]!;
      const [label, c] = [term[0], term[1]];
      let k = 0;
      while (k < own.length && own[k]![0] !== label) k++;
      if (k < own.length) own[k]![1] += c * times;
      else own.push([label, c * times]);
    }
  }

  form(): Affine {
    const { terms, offset } = this;
    for (let k = 0; k < terms.length; k++) {
      if (terms[k]![1] === 0) return { terms: terms.filter(([, c]) => c !== 0), offset };
    }
    return { terms, offset };
  }
}

/** An access read at other indices. */
export function reindexed(access: Access, by: (label: number) => Affine): Access {
  const { value, axes } = access;
  if (axes.length === 0) return access;
  const made: Affine[] = [];
  let isSame = true;
  let code: number | undefined = 1;
  for (const form of axes) {
    const other = put(form, by);
    isSame &&= other === form;
    code = coded(code, other);
    made.push(other);
  }
  return isSame ? access : { value, axes: code === undefined ? made : shared(code, made) };
}

/** Axes whose forms are single indices of the first labels, by the numbers that name them. */
const plainAxes = new Map<number, readonly Affine[]>();

/** A number for forms before and one more; undefined where they are no few first indices. */
function coded(before: number | undefined, form: Affine): number | undefined {
  if (before === undefined || before >= 16 ** 3) return undefined;
  const label = form.terms[0]?.[0] ?? point - 1;
  return form === alongs[label - point] ? before * 16 + label - point : undefined;
}

function shared(code: number, axes: readonly Affine[]): readonly Affine[] {
  const known = plainAxes.get(code);
  if (known === undefined) plainAxes.set(code, axes);
  return known ?? axes;
}

/** The labels in which an access varies. */
export function labelsIn({ axes }: Access): ReadonlySet<number> {
  if (axes.length === 0) return none;
  let known = knownLabels.get(axes);
  if (known === undefined) {
    known = allLabels(axes);
    knownLabels.set(axes, known);
  }
  return known;
}

const none: ReadonlySet<number> = new Set();

const knownLabels = new WeakMap<Access["axes"], ReadonlySet<number>>();

function allLabels(axes: Access["axes"]): ReadonlySet<number> {
  const labels = new Set<number>();
  for (const { terms } of axes) for (const [label] of terms) labels.add(label);
  return labels;
}

type Composed = MapArray | ReduceArray;

/** A number that is the same for the same accesses. */
function hashOf(accesses: readonly Access[]): number {
  let hash = accesses.length;
  for (let k = 0; k < accesses.length; k++) {
    const { value, axes } = accesses[k]!;
    hash = Math.imul(hash ^ value.id, 0x9e3779b1);
    for (let axis = 0; axis < axes.length; axis++) {
      const { terms, offset } = axes[axis]!;
      hash = Math.imul(hash ^ offset, 0x85ebca6b) + terms.length;
      for (let j = 0; j < terms.length; j++) {
        const term = terms[j]!;
        hash = Math.imul(hash ^ term[0], 0x27d4eb2f) + term[1];
      }
      hash ^= hash >>> 15;
    }
  }
  return hash | 0;
}

/** Whether two arrays are the same but for their numbers. */
function isSameArray(a: Composed, b: Composed): boolean {
  if (a.kind === "map") {
    return (
      b.kind === "map" &&
      a.primitive === b.primitive &&
      areAll(a.shape, b.shape, isSame) &&
      areAll(a.args, b.args, isSameAccess)
    );
  }
  return (
    b.kind === "reduce" &&
    a.by === b.by &&
    areAll(a.shape, b.shape, isSame) &&
    areAll(a.factors, b.factors, isSameAccess) &&
    areAll(a.over, b.over, (x, y) => x.label === y.label && x.extent === y.extent) &&
    areAll(a.conditions, b.conditions, (x, y) => x.sign === y.sign && isSameForm(x.form, y.form))
  );
}

function areAll<T>(a: readonly T[], b: readonly T[], are: (x: T, y: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!are(a[k]!, b[k]!)) return false;
  return true;
}

const isSame = (a: Extent, b: Extent) => a === b;

function isSameAccess(a: Access, b: Access): boolean {
  return a.value === b.value && areAll(a.axes, b.axes, isSameForm);
}

function isSameForm(a: Affine, b: Affine): boolean {
  if (a === b) return true;
  if (a.offset !== b.offset) return false;
  return areAll(a.terms, b.terms, (x, y) => x[0] === y[0] && x[1] === y[1]);
}

const numbers = new Map(Object.keys(primitives).map((name, k) => [name, k + 1]));

/**
 * Whether a map is what most maps of a formula are: a primitive of one or two arrays, read at their
 * own indices, of which one has all its axes.
 */
function isShort(args: readonly Access[], shape: readonly Extent[]): boolean {
  if (args.length > 2) return false;
  let rank = 0;
  for (const arg of args) {
    if (!isOwn(arg)) return false;
    rank = Math.max(rank, arg.axes.length);
  }
  return rank === shape.length;
}

/** Primitives of one or two arrays, by three numbers: an open hash table without objects. */
class Triples {
  private count = 0;
  private room = 64;
  /** The triple and the number of its array, from 1; 0 where there is none. */
  private slots = new Int32Array(4 * this.room);

  private slotOf(name: number, a: number, b: number): number {
    let hash = Math.imul(name, 0x27d4eb2f) ^ Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    hash ^= hash >>> 15;
    const { slots, room } = this;
    for (let at = hash & (room - 1); ; at = (at + 1) & (room - 1)) {
      const k = 4 * at;
      if (slots[k + 3] === 0) return k;
      if (slots[k] === name && slots[k + 1] === a && slots[k + 2] === b) return k;
    }
  }

  /** The number that is kept for a triple; `fresh` is kept, and undefined returned, if none was. */
  find(name: number, a: number, b: number, fresh: number): number | undefined {
    if (2 * this.count >= this.room) this.grow();
    const k = this.slotOf(name, a, b);
    if (this.slots[k + 3] !== 0) return this.slots[k + 3]! - 1;
    const { slots } = this;
    slots[k] = name;
    slots[k + 1] = a;
    slots[k + 2] = b;
    slots[k + 3] = fresh + 1;
    this.count++;
    return undefined;
  }

  private grow(): void {
    const old = this.slots;
    this.room *= 2;
    this.slots = new Int32Array(4 * this.room);
    for (let k = 0; k < old.length; k += 4) {
      if (old[k + 3] === 0) continue;
      const to = this.slotOf(old[k]!, old[k + 1]!, old[k + 2]!);
      for (let j = 0; j < 4; j++) this.slots[to + j] = old[k + j]!;
    }
  }
}

/** Makes the arrays of one kernel, each once. */
export class ArrayGraph {
  readonly values: ArrayValue[] = [];
  private readonly table = new Map<string, ArrayValue>();
  private readonly short = new Triples();
  /** Reductions and all other maps, by the numbers that `hashOf` makes of them. */
  private readonly composed = new Map<number, Composed[]>();

  private intern<T extends ArrayValue>(key: string, make: (id: number) => T): T {
    const known = this.table.get(key);
    if (known !== undefined) return known as T;
    const made = make(this.values.length);
    this.values.push(made);
    this.table.set(key, made);
    return made;
  }

  /** The array that is the same as this one, if there is one. */
  private shared(fresh: Composed): Composed {
    const hash = hashOf(fresh.kind === "map" ? fresh.args : fresh.factors);
    const known = this.composed.get(hash);
    if (known === undefined) this.composed.set(hash, [fresh]);
    else {
      for (const other of known) if (isSameArray(other, fresh)) return other;
      known.push(fresh);
    }
    this.values.push(fresh);
    return fresh;
  }

  input(name: string, shape: readonly Extent[]): Access {
    return own(this.intern(`input ${name}`, (id) => ({ id, kind: "input", name, shape })));
  }

  pointCount(): Access {
    return own(this.intern("points", (id) => ({ id, kind: "count", shape: [] })));
  }

  /** A number. */
  number(x: number): Access {
    return this.constant([x], []);
  }

  constant(entries: readonly number[], shape: readonly number[]): Access {
    const key = `constant ${shape.join(",")}|${entries.map((x) => (Object.is(x, -0) ? "-0" : x))}`;
    return own(this.intern(key, (id) => ({ id, kind: "constant", entries, shape })));
  }

  /** f(a, b, …) over the axes of `shape` (points apart). */
  map(primitive: PrimitiveName, args: readonly Access[], shape: readonly number[]): Access {
    const folded = this.folded(primitive, args);
    if (folded !== undefined) return folded;
    const ordered =
      primitives[primitive].commutes && args.length === 2 && args[0]!.value.id > args[1]!.value.id
        ? [args[1]!, args[0]!]
        : args;
    const full = withPoints(shape, args);
    if (isShort(ordered, full)) {
      const id = this.values.length;
      const [a, b] = ordered;
      const name = numbers.get(primitive)!;
      const known = this.short.find(name, a?.value.id ?? -1, b?.value.id ?? -1, id);
      if (known !== undefined) return own(this.values[known]!);
      const made: MapArray = { id, kind: "map", primitive, args: ordered, shape: full };
      this.values.push(made);
      return own(made);
    }
    const id = this.values.length;
    return own(this.shared({ id, kind: "map", primitive, args: ordered, shape: full }));
  }

  /** ⊕ over the labels `over` of products of entries where the conditions hold. */
  reduce(request: Omit<ReduceArray, "id" | "kind">): Access {
    const { by, factors, conditions, over, shape } = request;
    const id = this.values.length;
    return own(this.shared({ id, kind: "reduce", by, factors, conditions, over, shape }));
  }

  /** What an access reads, as an array of its own over the axes of `shape`. */
  copy(access: Access, shape: readonly number[]): ArrayValue {
    const full = labelsIn(access).has(point) ? ["points" as const, ...shape] : shape;
    const { value } = access;
    if (isOwn(access) && value.shape.length === full.length) return value;
    const request = { factors: [access], conditions: [], over: [], shape: full };
    return this.reduce({ by: "add", ...request }).value;
  }

  routine(node: Node, args: readonly ArrayValue[], shape: readonly number[]): Access {
    const key = `routine ${node.id} ${args.map(({ id }) => id).join(",")}`;
    return own(this.intern(key, (id) => ({ id, kind: "routine", node, args, shape })));
  }

  scan(of: ArrayValue, axis: number, isBack: boolean): Access {
    const key = `scan ${of.id} ${axis} ${isBack}`;
    const { shape } = of;
    return own(this.intern(key, (id) => ({ id, kind: "scan", of, axis, isBack, shape })));
  }

  /** What is known now: numbers of numbers, x·1, x + 0, x/1, and what two signs make. */
  private folded(primitive: PrimitiveName, args: readonly Access[]): Access | undefined {
    if (!args.some(isNumber)) return undefined;
    const numbers = args.map(numberIn);
    if (numbers.every((x) => x !== undefined)) {
      const value = primitives[primitive].value(...numbers);
      // what is not finite is left to the call
      if (Number.isFinite(value)) return this.number(value);
    }
    const [x, y] = numbers;
    if (primitive === "multiply") {
      if (x === 1) return args[1];
      if (y === 1) return args[0];
    }
    if (primitive === "add") {
      if (x === 0) return args[1];
      if (y === 0) return args[0];
    }
    if (primitive === "subtract" && y === 0) return args[0];
    if (primitive === "divide" && y === 1) return args[0];
    return undefined;
  }
}

function withPoints(shape: readonly number[], args: readonly Access[]): readonly Extent[] {
  return args.some(atEachPoint) ? ["points", ...shape] : shape;
}

/** Whether an access varies from point to point. */
function atEachPoint({ axes }: Access): boolean {
  for (const { terms } of axes) for (const [label] of terms) if (label === point) return true;
  return false;
}

const noAxes: readonly Affine[] = [];

/** An array at its own indices. */
export function own(value: ArrayValue): Access {
  const { shape } = value;
  if (shape.length === 0) return { value, axes: noAxes };
  const first = varies(shape) ? 1 : 0;
  const known = ownAxes[first]![shape.length];
  return { value, axes: known ?? axesFrom(first, shape.length) };
}

/** The indices of an array's own axes. */
const axesFrom = (first: number, length: number): readonly Affine[] =>
  Array.from({ length }, (_, axis) => along(axis - first));

/** Those of arrays of a few axes, without the points and with them: they are made once. */
const ownAxes = [0, 1].map((first) => Array.from({ length: 8 }, (_, n) => axesFrom(first, n)));

/** The number that an access reads wherever it is, or undefined. */
export function numberIn({ value }: Access): number | undefined {
  if (value.kind !== "constant" || value.entries.length !== 1) return undefined;
  return value.entries[0];
}

const isNumber = (access: Access) => numberIn(access) !== undefined;
