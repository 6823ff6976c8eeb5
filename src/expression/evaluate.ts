/**
 * @file The forward pass: the value of every node that some roots need, over any field, each
 * node once and in topological order.
 *
 * Scalars are kept as bare values and only wrapped when they are handed out; tensors are dense.
 * An indicator stays implicit as long as only contractions read it. A value that is not defined
 * leaves a hole: what depends on it is undefined too, everything else keeps its value, and the
 * first node to blame is reported with a reason (`cause.ts`). A choice by cases is not strict: the
 * branch that is not taken may be a hole. Work is counted against a budget, since one contraction
 * of a small graph can be any number of steps.
 */
import { type Cause, explain } from "./cause.ts";
import type { Field } from "./field.ts";
import { balanced } from "./kernels/lift.ts";
import { isKind, type Node } from "./node.ts";
import type { Budget, Elementwise, Structural } from "./operation.ts";
import { operations } from "./operations/index.ts";
import { placeIn, topological } from "./order.ts";
import { concreteShape, entryCount, type Sizes } from "./shape.ts";
import { scalarTensor, type Tensor } from "./tensor.ts";

/** The values of an evaluation. */
export interface Evaluation<T> {
  /** Node → value, for every node needed whose value is defined; indicators only as roots. */
  readonly values: ReadonlyMap<Node, Tensor<T>>;
  /** The first node, in topological order, for which a root has no value. */
  readonly undefinedAt?: Cause;
}

export interface EvaluateOptions {
  /** What the roots need in topological order, where it is known; more may stand in it. */
  readonly order?: readonly Node[];
  /** Elementary steps allowed; the default depends on what a step of the field costs. */
  readonly budget?: number;
}

/** Values of the variables by name; a value whose shape is not the variable's is not taken. */
export type Inputs<T> = ReadonlyMap<string, Tensor<T>>;

const noSizes: Sizes = new Map();

/** Steps allowed by default: some seconds at most. */
const defaultBudget: Readonly<Record<Field<unknown>["name"], number>> = {
  float: 50_000_000,
  interval: 20_000_000,
  ball: 4_000_000,
  exact: 2_000_000,
  symbolic: 2_000_000,
};

/** A value in work: bare for scalars, entries with holes (undefined) for tensors. */
type Slot<T> =
  | { readonly kind: "scalar"; readonly value: T }
  | { readonly kind: "tensor"; readonly tensor: Tensor<T> }
  | { readonly kind: "holes"; readonly tensor: Tensor<T | undefined>; readonly cause: Cause }
  | { readonly kind: "hole"; readonly cause: Cause };

/** The values of all nodes that the roots need. */
export function evaluate<T>(
  roots: readonly Node[],
  field: Field<T>,
  inputs: Inputs<T>,
  sizes: Sizes = noSizes,
  options: EvaluateOptions = {},
): Evaluation<T> {
  const work = run(roots, field, inputs, sizes, options, true);
  const values = new Map<Node, Tensor<T>>();
  for (const [place, node] of work.order.entries()) {
    const slot = work.slots[place];
    if (slot?.kind === "scalar") values.set(node, scalarTensor(slot.value));
    else if (slot?.kind === "tensor") values.set(node, slot.tensor);
  }
  let first: Cause | undefined;
  for (const root of roots) {
    const slot = slotAt(work, root)!;
    if (slot.kind !== "hole" && slot.kind !== "holes") continue;
    if (first === undefined || slot.cause.node.id < first.node.id) first = slot.cause;
  }
  return first === undefined ? { values } : { values, undefinedAt: first };
}

/** The values of the roots alone; undefined where one has none. */
export function evaluateRoots<T>(
  roots: readonly Node[],
  field: Field<T>,
  inputs: Inputs<T>,
  sizes: Sizes = noSizes,
  options: EvaluateOptions = {},
): readonly (Tensor<T> | undefined)[] {
  const work = run(roots, field, inputs, sizes, options);
  return roots.map((root) => {
    const slot = slotAt(work, root)!;
    if (slot.kind === "scalar") return scalarTensor(slot.value);
    return slot.kind === "tensor" ? slot.tensor : undefined;
  });
}

/** The value of one scalar over scalar inputs; undefined where it is not defined. */
export function evaluateScalar<T>(
  root: Node,
  field: Field<T>,
  inputs: ReadonlyMap<string, T>,
  sizes: Sizes = noSizes,
  options: EvaluateOptions = {},
): T | undefined {
  const tensors = new Map([...inputs].map(([name, value]) => [name, scalarTensor(value)]));
  const slot = slotAt(run([root], field, tensors, sizes, options), root);
  return slot?.kind === "scalar" ? slot.value : undefined;
}

function run<T>(
  roots: readonly Node[],
  field: Field<T>,
  inputs: Inputs<T>,
  sizes: Sizes,
  options: EvaluateOptions,
  asksWhy = false,
): Work<T> {
  const order = options.order ?? topological(roots);
  const dense = wantedDense(roots, order);
  const budget: Budget = { left: options.budget ?? defaultBudget[field.name] };
  const slots: (Slot<T> | undefined)[] = [];
  const work: Work<T> = { field, inputs, sizes, budget, order, slots, asksWhy };
  for (const node of order) {
    const isImplicit = node.op === "indicator" && !dense.has(node);
    slots.push(isImplicit ? undefined : slotOf(work, node));
  }
  return work;
}

/** The indicators that something other than a contraction reads. */
function wantedDense(roots: readonly Node[], order: readonly Node[]): ReadonlySet<Node> {
  if (!order.some(({ op }) => op === "indicator")) return none;
  const wanted = new Set<Node>(roots);
  for (const node of order) {
    if (node.op === "contraction") continue;
    for (const operand of node.operands) if (operand.op === "indicator") wanted.add(operand);
  }
  return wanted;
}

const none: ReadonlySet<Node> = new Set();

interface Work<T> {
  readonly field: Field<T>;
  readonly inputs: Inputs<T>;
  readonly sizes: Sizes;
  readonly budget: Budget;
  readonly order: readonly Node[];
  /** The values of the nodes that come first in the order; nothing for implicit indicators. */
  readonly slots: readonly (Slot<T> | undefined)[];
  /** Whether reasons for holes are looked for. */
  readonly asksWhy: boolean;
}

function slotAt<T>({ order, slots }: Work<T>, node: Node): Slot<T> | undefined {
  return slots[placeIn(order, node)];
}

function slotOf<T>(work: Work<T>, node: Node): Slot<T> {
  const { budget } = work;
  budget.left -= 1 + node.operands.length;
  if (budget.left < 0) return hole(node, "over budget");
  if (isKind(node, "variable")) return inputOf(work, node);
  const page = operations[node.op];
  if (page.kind === "elementwise") {
    return node.shape.length === 0 ? scalarOf(work, node, page) : entriesOf(work, node, page);
  }
  const isProduct = isKind(node, "contraction") && node.data.sizes.length === 0;
  return isProduct ? productOf(work, node) : structuralOf(work, node, page);
}

function hole<T>(node: Node, reason: Cause["reason"]): Slot<T> {
  return { kind: "hole", cause: { node, reason } };
}

function inputOf<T>({ inputs, sizes }: Work<T>, node: Node<"variable">): Slot<T> {
  const given = inputs.get(node.data);
  if (given === undefined) return hole(node, "no value given");
  if (node.shape.length === 0 && given.shape.length === 0) {
    return { kind: "scalar", value: given.entries[0]! };
  }
  const shape = concreteShape(node.shape, sizes);
  if (shape === undefined) return hole(node, "size open");
  const fits = shape.length === given.shape.length && shape.every((n, k) => n === given.shape[k]);
  return fits ? { kind: "tensor", tensor: given } : hole(node, "value of another shape");
}

/** The value of an elementwise operation at one entry; holes only where the page is not strict. */
function valueAt<T>(field: Field<T>, page: Elementwise, node: Node, args: readonly T[]) {
  if (field.apply !== undefined) return field.apply(node, args);
  if (field.name === "float" && page.arity >= 0 && node.op !== "piecewise") {
    const value = page.float(...(args as readonly number[]));
    return Number.isFinite(value) ? (value as T) : undefined;
  }
  return page.value(field, args, node);
}

/** A product of scalars. */
function productOf<T>(work: Work<T>, node: Node): Slot<T> {
  const { field, budget } = work;
  const args: T[] = [];
  for (const operand of node.operands) {
    const slot = slotAt(work, operand)!;
    if (slot.kind !== "scalar") return inherited(node, slot);
    args.push(slot.value);
  }
  budget.left--;
  if (budget.left < 0) return hole(node, "over budget");
  const value = balanced(args, field.multiply);
  if (value !== undefined) return { kind: "scalar", value };
  return hole(node, why(work, node, args.map(scalarTensor), work.sizes));
}

function scalarOf<T>(work: Work<T>, node: Node, page: Elementwise): Slot<T> {
  const { field } = work;
  const args: T[] = [];
  for (const operand of node.operands) {
    const slot = slotAt(work, operand)!;
    if (slot.kind === "scalar") args.push(slot.value);
    else if (node.op === "piecewise" && args.length > 0) args.push(undefined as T);
    else return inherited(node, slot);
  }
  const value = valueAt(field, page, node, args);
  if (value !== undefined) return { kind: "scalar", value };
  const open = node.operands
    .map((operand) => slotAt(work, operand)!)
    .find(({ kind }) => kind === "hole");
  if (open !== undefined) return inherited(node, open);
  return hole(node, why(work, node, args.map(scalarTensor)));
}

/** Why the value of `node` at these operands is undefined, where somebody asks. */
function why<T>(work: Work<T>, node: Node, args: readonly Tensor<T>[], sizes = noSizes) {
  const { field, asksWhy } = work;
  if (!asksWhy) return "not decided";
  return explain({ field, node, args, sizes }, (nodes, over, inputs) => {
    return evaluate(nodes, over, inputs, sizes).values;
  });
}

/** The hole that a hole in an operand leaves. */
function inherited<T>(node: Node, slot: Slot<T>): Slot<T> {
  if (slot.kind === "hole") return slot;
  return slot.kind === "holes" ? { kind: "hole", cause: slot.cause } : hole(node, "not decided");
}

function entriesOf<T>(work: Work<T>, node: Node, page: Elementwise): Slot<T> {
  const { field, sizes, budget } = work;
  const shape = concreteShape(node.shape, sizes);
  if (shape === undefined) return hole(node, "size open");
  const count = entryCount(shape);
  budget.left -= count * (1 + node.operands.length);
  if (budget.left < 0) return hole(node, "over budget");
  const operands: (readonly (T | undefined)[] | null)[] = [];
  let open: Cause | undefined;
  for (const operand of node.operands) {
    const slot = slotAt(work, operand)!;
    const lazy = node.op === "piecewise" && operands.length > 0;
    if (slot.kind === "tensor") operands.push(slot.tensor.entries);
    else if (!lazy || slot.kind === "scalar") return inherited(node, slot);
    else {
      open ??= slot.cause;
      operands.push(slot.kind === "holes" ? slot.tensor.entries : null);
    }
  }
  const entries: (T | undefined)[] = [];
  let cause: Cause | undefined;
  for (let at = 0; at < count; at++) {
    const args = operands.map((values) => values?.[at] as T);
    const value = valueAt(field, page, node, args);
    if (value === undefined && cause === undefined) {
      cause = open ?? { node, reason: why(work, node, args.map(scalarTensor)) };
    }
    entries.push(value);
  }
  if (cause === undefined) return { kind: "tensor", tensor: { shape, entries: entries as T[] } };
  return { kind: "holes", tensor: { shape, entries }, cause };
}

function structuralOf<T>(work: Work<T>, node: Node, page: Structural): Slot<T> {
  const { field, sizes, budget } = work;
  const shape = concreteShape(node.shape, sizes);
  if (shape === undefined) return hole(node, "size open");
  const args: Tensor<T>[] = [];
  for (const operand of node.operands) {
    const slot = slotAt(work, operand);
    if (slot === undefined) args.push(implicit);
    else if (slot.kind === "scalar") args.push(scalarTensor(slot.value));
    else if (slot.kind === "tensor") args.push(slot.tensor);
    else return inherited(node, slot);
  }
  budget.left -= entryCount(shape);
  if (budget.left < 0) return hole(node, "over budget");
  const tensor = page.evaluate(field, args, node, shape, { sizes, budget });
  if (tensor === undefined) {
    if (budget.left < 0) return hole(node, "over budget");
    return hole(node, why(work, node, args, sizes));
  }
  if (shape.length === 0) return { kind: "scalar", value: tensor.entries[0]! };
  return { kind: "tensor", tensor };
}

/** Stands for an indicator that a contraction reads from its conditions. */
const implicit: Tensor<never> = { shape: [], entries: [] };
