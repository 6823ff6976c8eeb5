/**
 * @file Products and sums in index notation: a·b, W x, a ⊙ b, Σ_i x_i, transposition (see
 * `build/contraction.ts`). The rule is that of the product: the adjoint of a factor is the
 * contraction of the result's adjoint with the other factors. Source: Laue, Mitterreiter,
 * Giesen, AAAI 2020, theorem 8.
 *
 * For few factors "the others" are written out in their order, as by hand: ∂(abc)/∂b = a c. For
 * many that would make n² references, so the others are the product of all before times the
 * product of all after, two chains that all n pullbacks share: O(n) nodes for a whole gradient.
 *
 * An operand that is an indicator is read from its conditions; its entries may be missing.
 */
import type { Arena } from "../arena.ts";
import { type LoopCondition, overLabels } from "../kernels/conditions.ts";
import { einsum } from "../kernels/einsum.ts";
import { balanced } from "../kernels/lift.ts";
import type { Factor } from "../kernels/nest.ts";
import { isKind, type Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { concreteShape } from "../shape.ts";
import { scalarTensor, strides, type Tensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

/** Up to this many factors, the others are written out. */
const fewFactors = 8;

type Contraction = Node<"contraction">;

export const contraction: Structural = {
  kind: "structural",
  title: "product",
  notation: null,
  rule: "product rule",
  domain: everywhere,
  kinks: [],
  evaluate: (field, args, node, shape, { sizes, budget }) => {
    const { axes, sizes: symbolic } = (node as Contraction).data;
    if (symbolic.length === 0) {
      // a product of scalars
      const product = balanced(
        args.map((factor) => factor.entries[0]!),
        field.multiply,
      );
      return product === undefined ? undefined : scalarTensor(product);
    }
    const extents = concreteShape(symbolic, sizes);
    if (extents === undefined) return undefined;
    const conditions: LoopCondition[] = [];
    const factors: Factor<(typeof args)[number]["entries"][number]>[] = [];
    for (const [k, operand] of node.operands.entries()) {
      const labels = axes[k]!;
      if (isKind(operand, "indicator")) {
        const always = { coefficients: labels.map(() => 0), offset: 0, sign: "=" as const };
        const given = operand.data.length === 0 ? [always] : operand.data;
        for (const condition of given) conditions.push(overLabels(condition, labels));
        continue;
      }
      // values of other sizes than the names have for which they stand
      const { shape: own } = args[k]!;
      if (labels.some((label, axis) => own[axis] !== extents[label])) return undefined;
      factors.push(factorOf(args[k]!, labels));
    }
    const entries = einsum({ field, factors, conditions, rank: shape.length, extents, budget });
    return entries && { shape, entries };
  },
  pullback: (k, adjoint, node, arena) => {
    const product = node as Contraction;
    const { axes, sizes } = product.data;
    const own = axes[k]!;
    const extents = [...sizes];
    const output: number[] = [];
    const parts = exchanged(product, k, adjoint, arena);
    for (const label of own) {
      // A diagonal x_ii passes its adjoint to the diagonal: a fresh index and a δ.
      let kept = label;
      if (output.includes(label)) {
        const size = sizes[label]!;
        kept = extents.push(size) - 1;
        parts.operands.push(arena.identity(size));
        parts.axes.push([label, kept]);
      }
      output.push(kept);
    }
    return arena.contract({ ...parts, output, sizes: extents });
  },
};

function factorOf<T>(tensor: Tensor<T>, labels: readonly number[]): Factor<T> {
  const steps = strides(tensor.shape);
  const byLabel = new Map<number, number>();
  for (const [axis, label] of labels.entries()) {
    byLabel.set(label, (byLabel.get(label) ?? 0) + steps[axis]!);
  }
  return { entries: tensor.entries, strides: byLabel };
}

/** Factors with their indices. */
interface Parts {
  readonly operands: Node[];
  readonly axes: (readonly number[])[];
}

/** The factors with the adjoint for factor k; of many, those before and after as one product. */
function exchanged(node: Contraction, k: number, adjoint: Node, arena: Arena): Parts {
  const { operands, data, shape } = node;
  const { axes } = data;
  const all = shape.map((_, label) => label);
  // For scalars the adjoint comes first, as in ȳ·a; in W̄ = z̄ xᵀ it stands where W stood.
  const isScalar = shape.length === 0 && axes[k]!.length === 0;
  const count = operands.length;
  if (count <= fewFactors) {
    if (!isScalar) return { operands: operands.with(k, adjoint), axes: axes.with(k, all) };
    const [others, own] = [operands.toSpliced(k, 1), axes.toSpliced(k, 1)];
    return { operands: [adjoint, ...others], axes: [all, ...own] };
  }
  const { prefixes, suffixes } = chains(node, arena);
  const seed: Part = { node: adjoint, axes: all };
  const before = k === 0 ? [] : [prefixes[k - 1]!];
  const after = k === count - 1 ? [] : [suffixes[k + 1]!];
  const parts = isScalar ? [seed, ...before, ...after] : [...before, seed, ...after];
  return { operands: parts.map((part) => part.node), axes: parts.map((part) => part.axes) };
}

/** A factor of a contraction with its indices. */
interface Part {
  readonly node: Node;
  readonly axes: readonly number[];
}

interface Chains {
  /** prefixes[k] is the product of factors 0 … k, suffixes[k] that of factors k … n − 1. */
  readonly prefixes: readonly Part[];
  readonly suffixes: readonly Part[];
}

const knownChains = new WeakMap<Node, Chains>();

/** Both chains of partial products, made once for each node. */
function chains(node: Contraction, arena: Arena): Chains {
  const known = knownChains.get(node);
  if (known !== undefined) return known;
  const places = node.operands.map((_, k) => k);
  const made: Chains = {
    prefixes: partialProducts(node, places, arena),
    suffixes: partialProducts(node, places.reverse(), arena).reverse(),
  };
  knownChains.set(node, made);
  return made;
}

/** The products of the first, the first two, … factors in the order of `places`. */
function partialProducts(product: Contraction, places: readonly number[], arena: Arena): Part[] {
  const { axes, sizes } = product.data;
  // How many factors still to come have each index; the result needs its own to the end.
  const wanted = sizes.map((_, label) => (label < product.shape.length ? 1 : 0));
  for (const labels of axes) for (const label of new Set(labels)) wanted[label]!++;
  const products: Part[] = [];
  for (const place of places) {
    const next: Part = { node: product.operands[place]!, axes: axes[place]! };
    for (const label of new Set(next.axes)) wanted[label]!--;
    const parts = products.length === 0 ? [next] : [products.at(-1)!, next];
    const labels = new Set(parts.flatMap((part) => part.axes));
    const output = [...labels].filter((label) => wanted[label]! > 0);
    const operands = parts.map((part) => part.node);
    const node = arena.contract({ operands, axes: parts.map((part) => part.axes), output });
    products.push({ node, axes: output });
  }
  return products;
}
