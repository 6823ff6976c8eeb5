/**
 * @file A product of matrices and vectors as the path that it is on paper: ± c · s · A x yᵀ B, the
 * factors in order, each a matrix (as it stands or transposed), a column, or a row.
 */
import { type Arena, isKind, isKnownSymmetric, type Node } from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";

/** A factor on the path: a column has only a left end, a row only a right end. */
export interface Step {
  readonly node: Node;
  readonly kind: "matrix" | "column" | "row";
  readonly turned: boolean;
}

/** coefficient · scalars · steps. */
export interface Path {
  readonly coefficient: Rational;
  readonly scalars: readonly Node[];
  readonly steps: readonly Step[];
}

/** A vector or matrix as a path; what is no product of such is one step. */
export function pathOf(term: Node, arena: Arena): Path {
  const inner = term.op === "negate" ? term.operands[0]! : term;
  let coefficient = inner === term ? Q.one : Q.negate(Q.one);
  const { scalars: all, bare } = withoutScalars(inner, arena);
  const scalars: Node[] = [];
  for (const scalar of all) {
    if (isKind(scalar, "number")) coefficient = Q.multiply(coefficient, scalar.data);
    else scalars.push(scalar);
  }
  const steps = isKind(bare, "contraction") ? stepsOf(bare) : undefined;
  return { coefficient, scalars, steps: steps ?? [soleStep(bare)] };
}

/** The scalar factors of a product of vectors and matrices, and the product without them. */
export function withoutScalars(
  product: Node,
  arena: Arena,
): { readonly scalars: readonly Node[]; readonly bare: Node } {
  if (!isKind(product, "contraction")) return { scalars: [], bare: product };
  const { operands, data, shape } = product;
  const tensors = operands.flatMap((operand, k) => (operand.shape.length > 0 ? [k] : []));
  if (tensors.length === 0 || tensors.length === operands.length) {
    return { scalars: [], bare: product };
  }
  const bare = arena.contract({
    operands: tensors.map((k) => operands[k]!),
    axes: tensors.map((k) => data.axes[k]!),
    output: shape.map((_, index) => index),
    sizes: data.sizes,
  });
  return { scalars: operands.filter((operand) => operand.shape.length === 0), bare };
}

function soleStep(node: Node): Step {
  return { node, kind: node.shape.length === 2 ? "matrix" : "column", turned: false };
}

/** The tensors of a product in the order of its path; undefined where they lie on none. */
function stepsOf(product: Node<"contraction">): Step[] | undefined {
  const { operands, data, shape } = product;
  const tensors = [...operands.keys()];
  const meets = new Map<number, number>(shape.map((_, index) => [index, 1]));
  for (const k of tensors) {
    for (const index of data.axes[k]!) meets.set(index, (meets.get(index) ?? 0) + 1);
    if (operands[k]!.shape.length > 2 || operands[k]!.op === "indicator") return undefined;
  }
  if ([...meets.values()].some((count) => count !== 2)) return undefined;
  const open = new Set(tensors);
  const first = walk(product, open, 0, false);
  const steps = [...first.steps];
  if (shape.length === 2 && first.end === null) {
    const second = walk(product, open, 1, true);
    if (second.end !== null) return undefined;
    steps.push(...second.steps.reverse());
  } else if (shape.length === 2 ? first.end !== 1 : first.end !== null) return undefined;
  return open.size === 0 ? steps : undefined;
}

/** The steps met from an index of the result on; `backwards` from its column index. */
function walk(
  { operands, data }: Node<"contraction">,
  open: Set<number>,
  start: number,
  backwards: boolean,
): { readonly steps: Step[]; readonly end: number | null } {
  const steps: Step[] = [];
  let index = start;
  for (;;) {
    const k = [...open].find((at) => data.axes[at]!.includes(index));
    if (k === undefined) return { steps, end: index };
    open.delete(k);
    const node = operands[k]!;
    const [a, b] = data.axes[k] as [number, number?];
    if (b === undefined) {
      steps.push({ node, kind: backwards ? "row" : "column", turned: false });
      return { steps, end: null };
    }
    const forward = a === index;
    const turned = forward === backwards && !isKnownSymmetric(node);
    steps.push({ node, kind: "matrix", turned });
    index = forward ? b : a;
  }
}

/** The product that a path is; at least one step. */
export function productOf({ coefficient, scalars, steps }: Path, arena: Arena): Node {
  const operands: Node[] = [arena.number(coefficient), ...scalars];
  const axes: number[][] = operands.map(() => []);
  let next = 0;
  let left: number | null = null;
  let right: number | null = null;
  for (const { node, kind, turned } of steps) {
    if (kind === "row") {
      right = next++;
      axes.push([right]);
    } else {
      const own: number = right ?? next++;
      if (right === null) left = own;
      right = kind === "matrix" ? next++ : null;
      const both = right === null ? [own] : [own, right];
      axes.push(turned ? both.reverse() : both);
    }
    operands.push(node);
  }
  const output = [left, right].filter((end) => end !== null);
  return arena.contract({ operands, axes, output });
}

/** Whether two factors are the same and stand the same way. */
export function sameStep(a: Step | undefined, b: Step | undefined): boolean {
  return a !== undefined && a.node === b?.node && a.kind === b.kind && a.turned === b.turned;
}

/** What a part of a path is as one step: its open ends say. */
export function kindOf(steps: readonly Step[]): Step["kind"] | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (first.kind !== "row") return last.kind === "column" ? "column" : "matrix";
  return last.kind === "column" ? undefined : "row";
}
