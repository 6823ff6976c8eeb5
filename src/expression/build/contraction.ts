/**
 * @file Making contractions. Every product is one: the scalar product a·b, `W x`, `x^T A x`,
 * `tr(AB)`, `a ⊙ b`, the outer product, transposition (one operand, axes renamed), the sum over
 * an axis (an index that the result lacks) and broadcasting (an index that no operand has).
 * Source of the notation: Laue, Mitterreiter, Giesen, *A Simple and Efficient Tensor Calculus*,
 * AAAI 2020, section 2.
 *
 * What is tidied on the way, always locally:
 * - numbers fold into one coefficient, put first; its sign goes outside the product;
 * - an operand that only looks at one tensor (a transpose, a sum, a broadcast, an entry) is
 *   read through, so that Wᵀx and Σ_i W_ij x_i become one node;
 * - a product that is only summed, transposed or picked from is opened: Σ_i (x_i y_i) is xᵀy;
 * - factors that no index joins to the rest are a scalar factor: xᵀy z is (xᵀy) z;
 * - a factor that is only picked from is its entry: (x δᵀ)_{12} is x_1 δ_2;
 * - Σ_j δ_ij x_j = x_i; Σ_i 1[i = 2] = 1;
 * - an index of extent n that is summed but that nothing has gives the factor n.
 *
 * Products of products are not flattened: the prefix and suffix products of a long product's
 * gradient would grow quadratically. `algebra/` flattens for reading and for deciding.
 */
import { Q, type Rational } from "../../number/index.ts";
import type { Arena, ContractionRequest, Label } from "../arena.ts";
import { isKind, isNumber, type Node } from "../node.ts";
import { type Shape, type Size, scalarShape } from "../shape.ts";

/** a·b·c for scalars. */
export function multiplyScalars(arena: Arena, factors: readonly Node[]): Node {
  let coefficient = Q.one;
  const rest: Node[] = [];
  for (let factor of factors) {
    if (factor.op === "negate") {
      coefficient = Q.negate(coefficient);
      factor = factor.operands[0]!;
    }
    if (isKind(factor, "number")) coefficient = Q.multiply(coefficient, factor.data);
    else if (isKind(factor, "contraction") && factor.operands[0]!.op === "number") {
      coefficient = Q.multiply(coefficient, (factor.operands[0] as Node<"number">).data);
      rest.push(withoutCoefficient(arena, factor));
    } else rest.push(factor);
  }
  return finishScalars(arena, coefficient, rest);
}

function finishScalars(arena: Arena, coefficient: Rational, factors: readonly Node[]): Node {
  if (coefficient.n === 0n) return arena.integer(0);
  const size = Q.absolute(coefficient);
  const whole = Q.equal(size, Q.one);
  const operands = whole ? factors : [arena.number(size), ...factors];
  const product = productOfScalars(arena, operands);
  return coefficient.n < 0n ? arena.negate(product) : product;
}

function productOfScalars(arena: Arena, operands: readonly Node[]): Node {
  if (operands.length === 0) return arena.integer(1);
  if (operands.length === 1) return operands[0]!;
  const ids = operands.map((operand) => operand.id);
  if (!ascending(ids)) ids.sort((a, b) => a - b);
  const axes = operands.map(() => scalarShape as readonly number[]);
  return arena.intern(`*${ids.join(",")}`, "contraction", operands, scalarShape, {
    axes,
    sizes: [],
  });
}

function ascending(ids: readonly number[]): boolean {
  for (let k = 1; k < ids.length; k++) if (ids[k - 1]! > ids[k]!) return false;
  return true;
}

/** The contraction without its leading number. */
export function withoutCoefficient(arena: Arena, product: Node<"contraction">): Node {
  const { axes, sizes } = product.data;
  return contract(arena, {
    operands: product.operands.slice(1),
    axes: axes.slice(1),
    output: product.shape.map((_, k) => k),
    sizes: new Map(sizes.map((size, index) => [index, size])),
  });
}

/** A tensor with the scalar `value` in every entry. */
export function filled(arena: Arena, value: Node, shape: Shape): Node {
  if (shape.length === 0) return value;
  const output = shape.map((_, k) => k);
  const sizes = new Map(shape.map((size, k) => [k, size]));
  return contract(arena, { operands: [value], axes: [[]], output, sizes });
}

/** The state of one contraction while it is being made. */
interface Draft {
  coefficient: Rational;
  operands: Node[];
  axes: Label[][];
  output: readonly Label[];
  sizes: Map<Label, Size>;
  nextLabel: Label;
}

/** The node of a contraction in index notation. */
export function contract(arena: Arena, request: ContractionRequest): Node {
  const draft = gather(arena, request);
  contractDeltas(draft);
  takeEntries(arena, draft);
  const shape = draft.output.map((label) => draft.sizes.get(label)!);
  countFreeSums(arena, draft);
  takeClosed(arena, draft);
  if (draft.coefficient.n === 0n) return plainFill(arena, arena.integer(0), shape);
  const magnitude = Q.absolute(draft.coefficient);
  const negative = draft.coefficient.n < 0n;
  if (draft.axes.every((axes) => axes.length === 0)) {
    // scalars alone: their product, in every entry of a broadcast
    if (shape.length === 0) return finishScalars(arena, draft.coefficient, draft.operands);
    const fill = plainFill(arena, finishScalars(arena, magnitude, draft.operands), shape);
    return negative ? negated(arena, fill) : fill;
  }
  if (!Q.equal(magnitude, Q.one) || draft.operands.length === 0) {
    draft.operands.unshift(arena.number(magnitude));
    draft.axes.unshift([]);
  }
  const node = intern(arena, draft, shape);
  return negative ? negated(arena, node) : node;
}

/** −x, where a filled number takes the sign inside. */
function negated(arena: Arena, node: Node): Node {
  if (node.op === "contraction" && node.operands.length === 1) {
    const only = node.operands[0]!;
    if (isKind(only, "number")) {
      return plainFill(arena, arena.number(Q.negate(only.data)), node.shape);
    }
  }
  return arena.negate(node);
}

/** Collects the operands, reading through signs, numbers and contractions of one operand. */
function gather(arena: Arena, request: ContractionRequest): Draft {
  const draft: Draft = {
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
  const alone = request.operands.filter(({ op }) => op !== "indicator").length === 1;
  for (const [k, operand] of request.operands.entries()) {
    gatherOperand(arena, draft, operand, request.axes[k]!, alone);
  }
  return draft;
}

function gatherOperand(
  arena: Arena,
  draft: Draft,
  given: Node,
  axes: readonly Label[],
  alone = false,
): void {
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
      gatherOperand(arena, draft, withoutCoefficient(arena, operand), axes, alone);
      return;
    }
    if (operand.shape.length > 0 && (alone || isView(operand))) {
      const labels = operand.data.sizes.map((size, index) => {
        if (index < axes.length) return axes[index]!;
        const fresh = draft.nextLabel++;
        draft.sizes.set(fresh, size);
        return fresh;
      });
      for (const [k, inner] of operand.operands.entries()) {
        gatherOperand(
          arena,
          draft,
          inner,
          operand.data.axes[k]!.map((index) => labels[index]!),
        );
      }
      return;
    }
  }
  draft.operands.push(operand);
  draft.axes.push([...axes]);
}

/** Whether a contraction only looks at one tensor: a transpose, a sum, an entry, diag(x). */
function isView(product: Node<"contraction">): boolean {
  return product.operands.filter((operand) => operand.op !== "indicator").length <= 1;
}

/**
 * Σ_j δ_ij x_j = x_i; δ_ii = 1; Σ_i 1[i = c] = 1 when nothing else has the index i; an indicator
 * that occurs twice is needed once.
 */
function contractDeltas(draft: Draft): void {
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
        // δ_ji is δ_ij
        draft.axes[k] = draft.output.indexOf(i) < draft.output.indexOf(j) ? [i, j] : [j, i];
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
function picksAlone({ operands, axes, output }: Draft, k: number): boolean {
  const operand = operands[k]!;
  if (!isKind(operand, "indicator") || operand.data.length !== 1) return false;
  if (operand.shape.length !== 1) return false;
  const { coefficients, offset, sign } = operand.data[0]!;
  const [label] = axes[k]!;
  const size = operand.shape[0]!;
  const inside = offset < 0 && (typeof size === "string" || -offset <= size);
  if (sign !== "=" || coefficients[0] !== 1 || !inside) return false;
  return !output.includes(label!) && axes.every((own, j) => j === k || !own.includes(label!));
}

/** Whether an operand is a basis vector 1[i = c]. */
function isPick(operand: Node): boolean {
  if (!isKind(operand, "indicator") || operand.shape.length !== 1) return false;
  const [only, more] = operand.data;
  return more === undefined && only!.sign === "=" && only!.coefficients[0] === 1;
}

/**
 * What is picked is picked factor by factor, so that an entry is one node however it came about:
 * a factor all of whose indices are picked is its entry, a scalar: (x δᵀ)_{12} is x_1 δ_2; of a
 * product only the slice is taken; any other factor gets basis vectors of its own.
 */
function takeEntries(arena: Arena, draft: Draft): void {
  const picks = new Map<Label, Node>();
  for (const [k, operand] of draft.operands.entries()) {
    const [label] = draft.axes[k]!;
    if (isPick(operand) && !draft.output.includes(label!)) picks.set(label!, operand);
  }
  if (picks.size === 0) return;
  const alone = draft.operands.filter(({ op }) => op !== "indicator").length === 1;
  const operands: Node[] = [];
  const axes: Label[][] = [];
  const ones: Node[] = [];
  const places: Label[][] = [];
  for (const [k, operand] of draft.operands.entries()) {
    const own = draft.axes[k]!;
    const picked = own.filter((label) => picks.has(label));
    if (isPick(operand) && picked.length > 0) continue;
    const entry = operand.op !== "indicator" && picked.length === own.length;
    const slice = isKind(operand, "contraction") && picked.length > 0;
    if ((entry || slice) && picked.length > 0 && !alone) {
      const { node, rest } = sliceOf(arena, operand, own, picks);
      operands.push(node);
      axes.push(rest);
      continue;
    }
    operands.push(operand);
    axes.push(
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
  draft.operands = [...operands, ...ones];
  draft.axes = [...axes, ...places];
}

/** The part of a factor that basis vectors pick, and the indices that it keeps. */
function sliceOf(
  arena: Arena,
  operand: Node,
  own: readonly Label[],
  picks: ReadonlyMap<Label, Node>,
): { readonly node: Node; readonly rest: Label[] } {
  const operands = [operand];
  const all = own.map((_, axis) => axis);
  const axes = [own.map((label, axis) => (picks.has(label) ? axis : own.indexOf(label)))];
  const output: Label[] = [];
  const rest: Label[] = [];
  for (const axis of all) {
    const one = picks.get(own[axis]!);
    if (one !== undefined) {
      operands.push(one);
      axes.push([axis]);
    } else if (own.indexOf(own[axis]!) === axis) {
      output.push(axis);
      rest.push(own[axis]!);
    }
  }
  return { node: contract(arena, { operands, axes, output }), rest };
}

function isDelta(node: Node): boolean {
  if (!isKind(node, "indicator") || node.data.length !== 1 || node.shape.length !== 2) return false;
  if (node.shape[0] !== node.shape[1]) return false;
  const { coefficients, offset, sign } = node.data[0]!;
  const [a, b] = coefficients;
  return sign === "=" && offset === 0 && a! * b! === -1;
}

function occursBefore(draft: Draft, k: number): boolean {
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
function takeClosed(arena: Arena, draft: Draft): void {
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
  const whole = Q.equal(draft.coefficient, Q.one) && first?.length === operands.length;
  if (first === undefined || whole) return;
  const gone = new Set<number>();
  for (const [at, ...more] of closed.values()) {
    const places = [at!, ...more];
    operands[at!] = contract(arena, {
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
function countFreeSums(arena: Arena, draft: Draft): void {
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

/** A filled tensor without looking into the value. */
function plainFill(arena: Arena, value: Node, shape: Shape): Node {
  if (shape.length === 0) return value;
  const key = `@|${value.id}:|${shape.join(",")}`;
  return arena.intern(key, "contraction", [value], shape, { axes: [[]], sizes: shape });
}

/** Numbers the indices canonically and finds or makes the node. */
function intern(arena: Arena, draft: Draft, shape: Shape): Node {
  const { operands, axes, output } = draft;
  if (operands.length === 1) {
    const only = axes[0]!;
    if (only.length === output.length && only.every((label, k) => label === output[k])) {
      return operands[0]!;
    }
    if (only.length === 0) return plainFill(arena, operands[0]!, shape);
  }
  const place = new Map(output.map((label, k) => [label, k]));
  // Identity does not depend on the order of operands: sort them by id and by which result axes
  // they touch, then number the bound indices as they appear in that order.
  const seen = (k: number) => axes[k]!.map((label) => place.get(label) ?? "b").join(",");
  const order = operands.map((_, k) => k);
  order.sort((a, b) => operands[a]!.id - operands[b]!.id || (seen(a) < seen(b) ? -1 : 1));
  const keyNumber = numbering(
    order.map((k) => axes[k]!),
    place,
  );
  const parts = order.map((k) => {
    return `${operands[k]!.id}:${axes[k]!.map((label) => keyNumber.get(label)).join(".")}`;
  });
  const key = `@${parts.join(" ")}|${shape.join(",")}`;
  const numbers = numbering(axes, place);
  const sizes: Size[] = [];
  for (const [label, index] of numbers) sizes[index] = draft.sizes.get(label)!;
  return arena.intern(key, "contraction", operands, shape, {
    axes: axes.map((labels) => labels.map((label) => numbers.get(label)!)),
    sizes,
  });
}

/** Result indices keep their places; bound ones are numbered as they appear. */
function numbering(
  axes: readonly (readonly Label[])[],
  output: ReadonlyMap<Label, number>,
): Map<Label, number> {
  const numbers = new Map(output);
  for (const labels of axes) {
    for (const label of labels) if (!numbers.has(label)) numbers.set(label, numbers.size);
  }
  return numbers;
}

/** The scalar that every entry of `node` is, when it is a broadcast of a scalar. */
export function fillOf(node: Node): Node | undefined {
  if (node.shape.length === 0) return node;
  if (node.op !== "contraction" || node.operands.length !== 1) return undefined;
  const only = node.operands[0]!;
  return only.shape.length === 0 ? only : undefined;
}

/** Whether every entry of `node` is the number n. */
export function isFilledWith(node: Node, n: number): boolean {
  const value = fillOf(node);
  return value !== undefined && isNumber(value, n);
}
