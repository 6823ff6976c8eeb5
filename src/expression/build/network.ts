/**
 * @file The network of a contraction while it is being made: operands joined by indices. Several
 * networks may mean the same; tidying takes each to one of them, so that W^T x, Σ_i W_ij x_i and
 * the z_j of another spelling become one node. Every pass looks only at the operands and, where
 * an operand is a product, at its own.
 *
 * - An operand that only looks at one tensor (a transpose, a sum, an entry) is read through, and
 *   a product that is only summed, transposed or picked from is opened: Σ_i (x_i y_i) is xᵀy.
 * - Σ_j δ_ij x_j = x_i; an indicator that occurs twice is needed once.
 * - Entries are taken factor by factor: (x δᵀ)_{12} is x_1 δ_2.
 * - A product among other factors stands in one of its two orientations, AB or BᵀAᵀ.
 * - An index of extent n that is summed but that nothing has gives the factor n.
 * - Factors that no index joins to the rest are a scalar factor: xᵀy z is (xᵀy) z.
 */
import { Q, type Rational } from "../../number/index.ts";
import type { Arena, ContractionRequest, Label } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import type { Size } from "../shape.ts";
import { withoutCoefficient } from "./contraction.ts";
import { Numbering } from "./numbering.ts";
import { turnProducts } from "./orientation.ts";

/**
 * The state of one contraction: each operand with the index at each of its axes. Indices count
 * from 0 in the order in which they first came.
 */
export interface Network {
  coefficient: Rational;
  operands: Node[];
  axes: (readonly Label[])[];
  readonly output: readonly Label[];
  /** The extent of each index that has not gone. */
  readonly sizes: (Size | undefined)[];
}

/** The network of a request, tidied. */
export function networkOf(arena: Arena, request: ContractionRequest): Network {
  const draft = gather(arena, request);
  openSole(arena, draft);
  contractDeltas(draft);
  takeSlices(arena, draft);
  turnProducts(arena, draft);
  countFreeSums(arena, draft);
  takeClosed(arena, draft);
  return draft;
}

/** Collects the operands, reading through signs, numbers and contractions of one operand. */
function gather(arena: Arena, request: ContractionRequest): Network {
  const known = countedSizes(request);
  const { operands, axes, output, sizes } = known ? { ...request, sizes: known } : counted(request);
  if (operands.every(isKept)) {
    return { coefficient: Q.one, operands: [...operands], axes: [...axes], output, sizes };
  }
  const draft: Network = { coefficient: Q.one, operands: [], axes: [], output, sizes };
  for (let k = 0; k < operands.length; k++) gatherOperand(arena, draft, operands[k]!, axes[k]!);
  return draft;
}

/** Whether an operand is one of the network as it is. */
function isKept(operand: Node): boolean {
  if (operand.op === "negate" || operand.op === "number") return false;
  if (!isKind(operand, "contraction")) return true;
  const isNumbered = operand.operands[0]!.op === "number" && operand.operands.length > 1;
  return !isNumbered && (operand.shape.length === 0 || !isView(operand));
}

/** The extents of the indices if these count from 0 as they come, which they mostly do. */
function countedSizes({ operands, axes, sizes: given = [] }: ContractionRequest) {
  if ("size" in given) return undefined;
  const sizes: (Size | undefined)[] = [...given];
  for (let k = 0; k < operands.length; k++) {
    const { shape } = operands[k]!;
    const labels = axes[k]!;
    for (let axis = 0; axis < labels.length; axis++) {
      const label = labels[axis]!;
      if (sizes[label] === undefined && label !== sizes.length) return undefined;
      sizes[label] = shape[axis]!;
    }
  }
  return sizes;
}

/** The same request with indices that count, and the extents of these. */
function counted({ operands, axes, output, sizes = [] }: ContractionRequest) {
  const extents: Size[] = [];
  const numbers = new Map<Label, number>();
  for (const [label, size] of sizes.entries()) numbers.set(label, extents.push(size) - 1);
  const number = (label: Label): number => {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  };
  const made = axes.map((labels) => labels.map(number));
  for (const [k, labels] of made.entries()) {
    for (const [axis, label] of labels.entries()) extents[label] = operands[k]!.shape[axis]!;
  }
  return { operands, axes: made, output: output.map(number), sizes: extents };
}

function gatherOperand(arena: Arena, draft: Network, given: Node, axes: readonly Label[]): void {
  let operand = given;
  if (operand.op === "negate") {
    draft.coefficient = Q.negate(draft.coefficient);
    operand = operand.operands[0]!;
  }
  if (isKind(operand, "number")) {
    draft.coefficient = Q.multiply(draft.coefficient, operand.data);
    return;
  }
  if (isKind(operand, "contraction")) {
    const head = operand.operands[0]!;
    if (isKind(head, "number") && operand.operands.length > 1) {
      draft.coefficient = Q.multiply(draft.coefficient, head.data);
      gatherOperand(arena, draft, withoutCoefficient(arena, operand), axes);
      return;
    }
    if (!isKept(operand)) {
      openInto(arena, draft, operand, axes);
      return;
    }
  }
  draft.operands.push(operand);
  draft.axes.push(axes);
}

/** Puts the operands of a contraction in its place. */
function openInto(
  arena: Arena,
  draft: Network,
  product: Node<"contraction">,
  axes: readonly Label[],
): void {
  const labels = product.data.sizes.map((size, index) => {
    if (index < axes.length) return axes[index]!;
    return draft.sizes.push(size) - 1;
  });
  for (const [k, inner] of product.operands.entries()) {
    const own = product.data.axes[k]!.map((index) => labels[index]!);
    gatherOperand(arena, draft, inner, own);
  }
}

/** Opens a product that is all there is: what is only summed, transposed or picked from. */
function openSole(arena: Arena, draft: Network): void {
  const at = solePlace(draft);
  const sole = draft.operands[at];
  if (sole === undefined || sole.shape.length === 0 || !isKind(sole, "contraction")) return;
  if (makesDiagonal(draft, at)) return;
  const [own] = draft.axes.splice(at, 1);
  draft.operands.splice(at, 1);
  openInto(arena, draft, sole, own!);
}

/** The place of the only operand beside indicators; −1 where there is none or another one. */
function solePlace({ operands }: Network): number {
  let at = -1;
  for (let k = 0; k < operands.length; k++) {
    if (operands[k]!.op === "indicator") continue;
    if (at >= 0) return -1;
    at = k;
  }
  return at;
}

/** Whether a δ beside operand `at` lays it on a diagonal: diag(x ⊙ y) is no view of x ⊙ y. */
function makesDiagonal({ operands, axes, output }: Network, at: number): boolean {
  return operands.some((operand, k) => {
    if (k === at || !isDelta(operand)) return false;
    const [i, j] = axes[k] as [Label, Label];
    return i !== j && output.includes(i) && output.includes(j);
  });
}

/** Whether a contraction only looks at one tensor: a transpose, a sum, an entry, diag(x). */
function isView(product: Node<"contraction">): boolean {
  let count = 0;
  for (const { op } of product.operands) if (op !== "indicator" && ++count > 1) return false;
  return true;
}

/**
 * Σ_j δ_ij x_j = x_i; δ_ii = 1; Σ_i 1[i = c] = 1 when nothing else has the index i; an indicator
 * that occurs twice is needed once.
 */
function contractDeltas(draft: Network): void {
  if (!hasIndicators(draft)) return;
  for (let k = 0; k < draft.operands.length; ) {
    const alone = picksAlone(draft, k);
    if (alone || occursBefore(draft, k)) {
      if (alone) draft.sizes[draft.axes[k]![0]!] = undefined;
      draft.operands.splice(k, 1);
      draft.axes.splice(k, 1);
      continue;
    }
    if (!isDelta(draft.operands[k]!)) {
      k++;
      continue;
    }
    const [i, j] = draft.axes[k]! as [Label, Label];
    if (i !== j) {
      const bound = draft.output.includes(j) ? i : j;
      if (draft.output.includes(bound)) {
        // δ_ji is δ_ij, and beside it x_j is x_i
        const [a, b] = draft.output.indexOf(i) < draft.output.indexOf(j) ? [i, j] : [j, i];
        draft.axes = draft.axes.map((own) => own.map((label) => (label === b ? a : label)));
        draft.axes[k] = [a, b];
        k++;
        continue;
      }
      const kept = bound === i ? j : i;
      draft.axes = draft.axes.map((axes) => axes.map((label) => (label === bound ? kept : label)));
      draft.sizes[bound] = undefined;
    }
    draft.operands.splice(k, 1);
    draft.axes.splice(k, 1);
  }
}

function hasIndicators({ operands }: Network): boolean {
  for (const { op } of operands) if (op === "indicator") return true;
  return false;
}

/** Whether operand k is a basis vector 1[i = c] whose index is summed and its own. */
function picksAlone({ operands, axes, output }: Network, k: number): boolean {
  const [label] = axes[k]!;
  if (!isPick(operands[k]!) || output.includes(label!)) return false;
  return axes.every((own, j) => j === k || !own.includes(label!));
}

/** Whether an operand is a basis vector 1[i = c] with c inside its axis. */
function isPick(operand: Node): boolean {
  if (!isKind(operand, "indicator") || operand.shape.length !== 1) return false;
  const [only, more] = operand.data;
  if (more !== undefined || only!.sign !== "=" || only!.coefficients[0] !== 1) return false;
  const [size] = operand.shape;
  return only!.offset < 0 && (typeof size === "string" || -only!.offset <= size!);
}

/** The bound indices that one basis vector fixes. */
function picksOf(draft: Network): Map<Label, Node> {
  const picks = new Map<Label, Node>();
  const twice = new Set<Label>();
  for (const [k, operand] of draft.operands.entries()) {
    const [label] = draft.axes[k]!;
    if (!isPick(operand) || draft.output.includes(label!)) continue;
    if (picks.has(label!)) twice.add(label!);
    picks.set(label!, operand);
  }
  for (const label of twice) picks.delete(label);
  return picks;
}

/**
 * What is picked is picked factor by factor, so that an entry is one node however it came about:
 * a factor all of whose indices are picked is its entry, a scalar: (x δᵀ)_{12} is x_1 δ_2; of a
 * product only the slice (or the diagonal) is taken; any other factor gets basis vectors of its
 * own.
 */
function takeSlices(arena: Arena, draft: Network): void {
  if (!hasIndicators(draft) && !hasDiagonal(draft)) return;
  const picks = picksOf(draft);
  if (picks.size === 0 && !hasDiagonal(draft)) return;
  const sole = solePlace(draft);
  const alone = sole >= 0 && !makesDiagonal(draft, sole);
  const { operands, axes } = draft;
  draft.operands = [];
  draft.axes = [];
  const ones: Node[] = [];
  const places: Label[][] = [];
  for (const [k, operand] of operands.entries()) {
    const own = axes[k]!;
    const picked = own.filter((label) => picks.has(label));
    if (picked.length > 0 && operand === picks.get(own[0]!)) continue;
    const entry = picked.length > 0 && picked.length === own.length;
    const part = picked.length > 0 || recurs(own);
    const literal = entry ? literalEntry(operand, own, picks) : undefined;
    if (literal !== undefined) {
      gatherOperand(arena, draft, literal, []);
      continue;
    }
    if (part && !alone && ((entry && operand.op !== "indicator") || operand.op === "contraction")) {
      const slice = sliceOf(arena, operand, own, picks);
      draft.operands.push(slice.node);
      draft.axes.push(slice.rest);
      continue;
    }
    draft.operands.push(operand);
    draft.axes.push(
      own.map((label) => {
        const one = picks.get(label);
        if (one === undefined) return label;
        const fresh = draft.sizes.push(draft.sizes[label]) - 1;
        ones.push(one);
        places.push([fresh]);
        return fresh;
      }),
    );
  }
  for (const label of picks.keys()) draft.sizes[label] = undefined;
  draft.operands.push(...ones);
  draft.axes.push(...places);
}

/** Whether a product is read at a diagonal. */
function hasDiagonal({ operands, axes }: Network): boolean {
  for (let k = 0; k < operands.length; k++) {
    if (operands[k]!.op === "contraction" && recurs(axes[k]!)) return true;
  }
  return false;
}

/** Whether an index occurs twice. */
function recurs(labels: readonly Label[]): boolean {
  for (let axis = 1; axis < labels.length; axis++) {
    if (labels.indexOf(labels[axis]!) < axis) return true;
  }
  return false;
}

/** The entry of a literal such as [2; −x]; undefined for any other operand. */
function literalEntry(
  operand: Node,
  own: readonly Label[],
  picks: ReadonlyMap<Label, Node>,
): Node | undefined {
  if (operand.op !== "stack") return undefined;
  const at = own.reduce((flat, label, axis) => {
    const { data } = picks.get(label) as Node<"indicator">;
    return flat * (operand.shape[axis] as number) - data[0]!.offset - 1;
  }, 0);
  return operand.operands[at];
}

/** The part of a factor that its indices leave: picked ones go, equal ones meet. */
function sliceOf(
  arena: Arena,
  operand: Node,
  own: readonly Label[],
  picks: ReadonlyMap<Label, Node>,
): { readonly node: Node; readonly rest: Label[] } {
  const operands = [operand];
  const axes = [own.map((label, axis) => (picks.has(label) ? axis : own.indexOf(label)))];
  const output: Label[] = [];
  const rest: Label[] = [];
  for (const [axis, label] of own.entries()) {
    const one = picks.get(label);
    if (one !== undefined) {
      operands.push(one);
      axes.push([axis]);
    } else if (own.indexOf(label) === axis) {
      output.push(axis);
      rest.push(label);
    }
  }
  return { node: arena.contract({ operands, axes, output }), rest };
}

/** Whether a node is δ_ij. */
export function isDelta(node: Node): boolean {
  if (!isKind(node, "indicator") || node.data.length !== 1 || node.shape.length !== 2) return false;
  if (node.shape[0] !== node.shape[1]) return false;
  const { coefficients, offset, sign } = node.data[0]!;
  const [a, b] = coefficients;
  return sign === "=" && offset === 0 && a! * b! === -1;
}

function occursBefore(draft: Network, k: number): boolean {
  const operand = draft.operands[k]!;
  if (operand.op !== "indicator") return false;
  const axes = draft.axes[k]!;
  for (let j = 0; j < k; j++) {
    if (draft.operands[j] === operand && draft.axes[j]!.every((label, a) => label === axes[a])) {
      return true;
    }
  }
  return false;
}

/**
 * Factors that share no index with the result or with the others are a scalar of their own:
 * Σ_ij x_i y_i z_j is (xᵀy)·Σ_j z_j, and xᵀy z is (xᵀy) z.
 */
function takeClosed(arena: Arena, draft: Network): void {
  const { operands, axes, output } = draft;
  if (axes.every((own) => own.length === 0 || output.includes(own[0]!))) return;
  // by the indices: another one that is joined to it
  const parent = draft.sizes.map((_, label) => label);
  const find = (label: Label): Label => {
    let at = label;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  for (const own of axes) for (const label of own) parent[find(label)] = find(own[0]!);
  const open = new Set(output.map(find));
  const closed = new Map<Label, number[]>();
  for (const [k, own] of axes.entries()) {
    if (own.length === 0 || open.has(find(own[0]!))) continue;
    const root = find(own[0]!);
    const known = closed.get(root);
    if (known === undefined) closed.set(root, [k]);
    else known.push(k);
  }
  const [first] = closed.values();
  const one = output.length === 0 && Q.equal(draft.coefficient, Q.one);
  const whole = one && first?.length === operands.length;
  if (first === undefined || whole) return;
  const gone = new Set<number>();
  for (const [at, ...more] of closed.values()) {
    const places = [at!, ...more];
    operands[at!] = arena.contract({
      operands: places.map((k) => operands[k]!),
      axes: places.map((k) => axes[k]!),
      output: [],
    });
    axes[at!] = [];
    for (const k of more) gone.add(k);
  }
  draft.operands = operands.filter((_, k) => !gone.has(k));
  draft.axes = axes.filter((_, k) => !gone.has(k));
}

/** Σ_{i=1}^n 1 = n for an index that nothing has. */
function countFreeSums(arena: Arena, draft: Network): void {
  const { sizes, output } = draft;
  const numbers = new Numbering(sizes.length, output);
  for (const labels of draft.axes) numbers.meet(labels);
  for (let label = 0; label < sizes.length; label++) {
    const size = sizes[label];
    if (size === undefined || numbers.has(label)) continue;
    sizes[label] = undefined;
    if (typeof size === "number") {
      draft.coefficient = Q.multiply(draft.coefficient, Q.fromInteger(BigInt(size)));
    } else {
      draft.operands.unshift(arena.size(size));
      draft.axes.unshift([]);
    }
  }
}
