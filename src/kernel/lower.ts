/**
 * @file From the expression graph to the array graph. Every node that the roots need is lowered
 * once, operands first; a walk in topological order, without recursion.
 *
 * Variables that vary from point to point get the axis of points in front, and so does all that
 * depends on them. A root that is wanted as a total is summed over the points, and the sum is
 * taken inside: Σ_p δ_p x_pᵀ is one matrix product, and no gradient of a single point is stored.
 */
import { concreteShape, isKind, type Node, operations, type Sizes } from "../expression/index.ts";
import {
  type Access,
  ArrayGraph,
  type ArrayValue,
  along,
  type Extent,
  isOwn,
  labelsIn,
  own,
  point,
  type ReduceArray,
  reindexed,
} from "./array.ts";
import { contract, mapOver } from "./contract.ts";
import { type Kitchen, NoRecipe, type Recipe, recipes } from "./recipes.ts";

export interface LowerRequest {
  readonly roots: readonly Root[];
  /** Names of the variables that have a value at each point. */
  readonly varying?: ReadonlySet<string>;
  readonly sizes?: Sizes;
  /** Variables that are entries of another: their name, and of what at which place. */
  readonly entries?: ReadonlyMap<string, EntryOf>;
}

/** An entry of a variable, by its indices from 0. */
export interface EntryOf {
  readonly variable: Node<"variable">;
  readonly at: readonly number[];
}

export interface Root {
  readonly node: Node;
  /** Whether the sum over all points is wanted. */
  readonly isTotal?: boolean;
  /** A variable that stands for this root in the roots behind it, as ḡ does in θ − η ḡ. */
  readonly as?: Node<"variable">;
}

/** Why a graph has no kernel. */
export interface Refusal {
  readonly node: Node;
  readonly reason: "open size" | "no kernel";
  /** The size that has no number, or the operation that has no kernel. */
  readonly what: string;
}

export interface Lowered {
  readonly graph: ArrayGraph;
  /** What is read for each root, over its axes. */
  readonly roots: readonly ArrayValue[];
}

class OpenSize extends Error {}

/** The arrays that the roots need; or why there are none. */
export function lower(request: LowerRequest): Lowered | Refusal {
  const { roots, varying = new Set(), sizes = new Map(), entries = new Map() } = request;
  const graph = new ArrayGraph();
  const walk = new Walk(roots.flatMap(({ node, as }) => (as === undefined ? [node] : [node, as])));
  // by the numbers of the nodes
  const places = new Int32Array(walk.length);
  const all: Access[] = [];
  const extentsOf = (shape: Node["shape"]) => {
    if (areNumbers(shape)) return shape;
    const found = concreteShape(shape, sizes);
    if (found !== undefined) return found;
    throw new OpenSize(`${shape.find((size) => typeof size === "string" && !sizes.has(size))}`);
  };
  const kitchen: Kitchen = {
    graph,
    extentsOf,
    lowered: (node) => all[places[node.id]!]!,
    sizeNamed: (name) => extentsOf([name])[0]!,
  };
  const keep = (node: Node, access: Access) => {
    places[node.id] = all.push(access) - 1;
  };
  const values: ArrayValue[] = [];
  const byNumber = new Array<Node>(walk.length);
  for (const root of roots) {
    // operands have smaller numbers
    for (const node of inOrder(walk.newBelow(root.node), byNumber)) {
      try {
        keep(node, lowerNode(node, kitchen, varying, entries));
      } catch (error) {
        if (error instanceof OpenSize) return { node, reason: "open size", what: error.message };
        if (!(error instanceof NoRecipe)) throw error;
        return { node, reason: "no kernel", what: operations[error.node.op].title };
      }
    }
    const shape = extentsOf(root.node.shape);
    const access = kitchen.lowered(root.node);
    const value = graph.copy(root.isTotal ? totalOf(access, shape, graph) : access, shape);
    values.push(value);
    if (root.as === undefined) continue;
    keep(root.as, own(value));
    walk.meet(root.as);
  }
  return { graph, roots: values };
}

/** The nodes in the order of their numbers; `byNumber` is where they are found again by these. */
function inOrder(nodes: Node[], byNumber: Node[]): readonly Node[] {
  if (nodes.length < 2) return nodes;
  const numbers = new Int32Array(nodes.length);
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[k]!;
    numbers[k] = node.id;
    byNumber[node.id] = node;
  }
  numbers.sort();
  for (let k = 0; k < nodes.length; k++) nodes[k] = byNumber[numbers[k]!]!;
  return nodes;
}

function areNumbers(shape: Node["shape"]): shape is readonly number[] {
  for (let k = 0; k < shape.length; k++) if (typeof shape[k] !== "number") return false;
  return true;
}

/** The nodes that the roots need, in any order. */
export function reachable(roots: readonly Node[]): Node[] {
  const walk = new Walk(roots);
  const found: Node[] = [];
  for (const root of roots) walk.newBelow(root, found);
  return found;
}

/** Walks over one graph that never meet a node again. */
class Walk {
  /** By the numbers of the nodes. */
  private readonly met: Uint8Array;

  constructor(roots: readonly Node[]) {
    this.met = new Uint8Array(roots.reduce((most, { id }) => Math.max(most, id), 0) + 1);
  }

  /** One more than the largest number of a node. */
  get length(): number {
    return this.met.length;
  }

  meet(node: Node): void {
    this.met[node.id] = 1;
  }

  /** The nodes that a root needs and that no walk has met, itself among them, behind `found`. */
  newBelow(root: Node, found: Node[] = []): Node[] {
    const { met } = this;
    if (met[root.id] === 1) return found;
    met[root.id] = 1;
    for (let k = found.push(root) - 1; k < found.length; k++) {
      for (const operand of found[k]!.operands) {
        if (met[operand.id] === 1) continue;
        met[operand.id] = 1;
        found.push(operand);
      }
    }
    return found;
  }
}

function lowerNode(
  node: Node,
  kitchen: Kitchen,
  varying: ReadonlySet<string>,
  entries: ReadonlyMap<string, EntryOf>,
): Access {
  if (isKind(node, "variable")) {
    const entry = entries.get(node.data);
    const variable = entry?.variable ?? node;
    const shape: Extent[] = [...kitchen.extentsOf(variable.shape)];
    if (varying.has(variable.data)) shape.unshift("points");
    const whole = kitchen.graph.input(variable.data, shape);
    if (entry === undefined) return whole;
    return reindexed(whole, (label) => {
      return label === point ? along(point) : { terms: [], offset: entry.at[label]! };
    });
  }
  const args = node.op === "indicator" ? [] : node.operands.map(kitchen.lowered);
  return (recipes[node.op] as Recipe)(node, args, kitchen);
}

/** Σ over the points of what is read, with the shape given; taken into sums and products. */
function totalOf(access: Access, shape: readonly number[], graph: ArrayGraph): Access {
  if (!labelsIn(access).has(point)) {
    return mapOver("multiply", [graph.pointCount(), access], shape, graph);
  }
  const { value } = access;
  if (isOwn(access) && shape.length > 0) {
    if (value.kind === "map") {
      const inner = (arg: Access) => totalOf(arg, shape, graph);
      if (value.primitive === "add" || value.primitive === "subtract") {
        return mapOver(value.primitive, value.args.map(inner), shape, graph);
      }
      if (value.primitive === "negate")
        return mapOver("negate", [inner(value.args[0]!)], shape, graph);
    }
  }
  const product = factorsOf(access);
  const extents: Extent[] = [...shape];
  const summed = new Set([point]);
  for (const { label, extent } of product.over) {
    if (label !== point) extents[label] = extent;
    summed.add(label);
  }
  const { factors, conditions } = product;
  return contract({ factors, conditions, rank: shape.length, extents, summed }, graph);
}

/** The factors of a product whose sum is wanted, and what they are summed over already. */
function factorsOf(access: Access): Pick<ReduceArray, "factors" | "conditions" | "over"> {
  const { value } = access;
  const alone = { factors: [access], conditions: [], over: [] };
  if (!isOwn(access)) return alone;
  if (value.kind === "map" && value.primitive === "multiply") {
    return { factors: value.args, conditions: [], over: [] };
  }
  return value.kind === "reduce" && value.by === "add" ? value : alone;
}
