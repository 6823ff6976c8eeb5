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
import { turnProducts } from "./orientation.ts";

/** The state of one contraction: each operand with the index at each of its axes. */
export interface Network {
  coefficient: Rational;
  operands: Node[];
  axes: Label[][];
  output: readonly Label[];
  sizes: Map<Label, Size>;
  nextLabel: Label;
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
  const draft: Network = {
    coefficient: Q.one,
    operands: [],
    axes: [],
    output: request.output,
    sizes: new Map(request.sizes),
    nextLabel: 0,
  };
  for (const [k, operand] of request.operands.entries()) {
    for (const [axis, label] of request.axes[k]!.entries()) {
      draft.sizes.set(label, operand.shape[axis]!);
    }
  }
  for (const label of draft.sizes.keys()) draft.nextLabel = Math.max(draft.nextLabel, label + 1);
  for (const [k, operand] of request.operands.entries()) {
    gatherOperand(arena, draft, operand, request.axes[k]!);
  }
  return draft;
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
    if (operand.shape.length > 0 && isView(operand)) {
      openInto(arena, draft, operand, axes);
      return;
    }
  }
  draft.operands.push(operand);
  draft.axes.push([...axes]);
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
    const fresh = draft.nextLabel++;
    draft.sizes.set(fresh, size);
    return fresh;
  });
  for (const [k, inner] of product.operands.entries()) {
    const own = product.data.axes[k]!.map((index) => labels[index]!);
    gatherOperand(arena, draft, inner, own);
  }
}

/** Opens a product that is all there is: what is only summed, transposed or picked from. */
function openSole(arena: Arena, draft: Network): void {
  const places = draft.operands.flatMap(({ op }, k) => (op === "indicator" ? [] : [k]));
  const [at] = places;
  const sole = places.length === 1 ? draft.operands[at!]! : undefined;
  if (sole === undefined || sole.shape.length === 0 || !isKind(sole, "contraction")) return;
  if (makesDiagonal(draft, at!)) return;
  const [own] = draft.axes.splice(at!, 1);
  draft.operands.splice(at!, 1);
  openInto(arena, draft, sole, own!);
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
  return product.operands.filter((operand) => operand.op !== "indicator").length <= 1;
}

/**
 * Σ_j δ_ij x_j = x_i; δ_ii = 1; Σ_i 1[i = c] = 1 when nothing else has the index i; an indicator
 * that occurs twice is needed once.
 */
function contractDeltas(draft: Network): void {
  if (!draft.operands.some((operand) => operand.op === "indicator")) return;
  for (let k = 0; k < draft.operands.length; ) {
    const alone = picksAlone(draft, k);
    if (alone || occursBefore(draft, k)) {
      if (alone) draft.sizes.delete(draft.axes[k]![0]!);
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
      draft.sizes.delete(bound);
    }
    draft.operands.splice(k, 1);
    draft.axes.splice(k, 1);
  }
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
  const picks = picksOf(draft);
  const tensors = [...draft.operands.keys()].filter((k) => draft.operands[k]!.op !== "indicator");
  const alone = tensors.length === 1 && !makesDiagonal(draft, tensors[0]!);
  const diagonal = draft.operands.some((operand, k) => {
    return operand.op === "contraction" && new Set(draft.axes[k]).size < draft.axes[k]!.length;
  });
  if (picks.size === 0 && !diagonal) return;
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
    const part = picked.length > 0 || new Set(own).size < own.length;
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
        const fresh = draft.nextLabel++;
        draft.sizes.set(fresh, draft.sizes.get(label)!);
        ones.push(one);
        places.push([fresh]);
        return fresh;
      }),
    );
  }
  for (const label of picks.keys()) draft.sizes.delete(label);
  draft.operands.push(...ones);
  draft.axes.push(...places);
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
  if (axes.every((own) => own.length === 0)) return;
  const parent = new Map<Label, Label>();
  const find = (label: Label): Label => {
    let at = label;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  for (const own of axes) {
    for (const label of own) {
      const [a, b] = [find(own[0]!), find(label)];
      if (a !== b) parent.set(b, a);
    }
  }
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
  const used = new Set<Label>(draft.output);
  for (const axes of draft.axes) for (const label of axes) used.add(label);
  for (const [label, size] of draft.sizes) {
    if (used.has(label)) continue;
    draft.sizes.delete(label);
    if (typeof size === "number") {
      draft.coefficient = Q.multiply(draft.coefficient, Q.fromInteger(BigInt(size)));
    } else {
      draft.operands.unshift(arena.size(size));
      draft.axes.unshift([]);
    }
  }
}
