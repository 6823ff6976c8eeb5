/**
 * @file What a piece of syntax means while it is being elaborated: a node with some of its axes
 * named by index letters. Inside Σ_i or on the right of `z_j = …`, `W_{ij}` is the matrix W with
 * its axes named i and j; two values meet by their names, and an axis that one of them lacks is
 * broadcast. Axes without a name are those of matrix notation.
 *
 * The letter I, where nothing else is called so, is the identity matrix. Its size is that of the
 * square matrix beside it in a sum, and of no matter in a product: I x is x.
 */
import type { Arena, Label, Node, Shape, Size } from "../../expression/index.ts";

export interface Value {
  /** Its leading axes are the named ones, in the order of `free`. */
  readonly node: Node;
  /** Names of the leading axes; all different. */
  readonly free: readonly string[];
  /** A vector written as a row: `v^T`, `[3, 2]`. Meaning only beside a product. */
  readonly row: boolean;
  /** A name whose value is written as one row: it may stand as a row where a column cannot. */
  readonly loose?: true;
  /** A power of a matrix: among factors it is so many factors, A X^3 B is A X X X B. */
  readonly flat?: true;
  /** λI of a size that nothing has fixed yet; the node is the scalar λ. */
  readonly identity?: true;
}

/** A value without named axes, standing as a column. */
export function plainValue(node: Node): Value {
  return { node, free: [], row: false };
}

/** The shape without the named axes: `[]` scalar, `[n]` vector, `[m, n]` matrix. */
export function restShape(value: Value): Shape {
  return value.node.shape.slice(value.free.length);
}

/** A label for each named axis, shared by all values of one step. */
export function labelNames(values: readonly Value[]): Map<string, Label> {
  const labels = new Map<string, Label>();
  for (const { free } of values) {
    for (const name of free) if (!labels.has(name)) labels.set(name, labels.size);
  }
  return labels;
}

/** Extents of the named axes. */
export function namedSizes(values: readonly Value[]): Map<string, Size> {
  const sizes = new Map<string, Size>();
  for (const { free, node } of values) {
    for (const [axis, name] of free.entries()) sizes.set(name, node.shape[axis]!);
  }
  return sizes;
}

/**
 * The values as nodes of one shape, for an operation entry by entry: the named axes of all of
 * them first, then the axes of matrix notation (scalars are broadcast; a vector [n] beside a
 * matrix [m, n] is repeated in every row, as in XW + b; λI takes the size of the square matrix
 * beside it). null when the shapes do not fit.
 */
export function align(
  arena: Arena,
  values: readonly Value[],
): {
  readonly nodes: readonly Node[];
  readonly free: readonly string[];
  readonly row: boolean;
} | null {
  const sizes = namedSizes(values);
  const free = [...sizes.keys()];
  let rest: Shape = [];
  let row = false;
  let loose = true;
  for (const value of values) {
    const shape = restShape(value);
    if (shape.length > rest.length) {
      rest = shape;
      row = value.row;
      loose = value.loose === true;
    } else if (shape.length === rest.length && shape.length > 0) {
      if (value.row !== row && !loose && value.loose !== true) return null;
      if (loose) row = value.row;
      loose &&= value.loose === true;
    }
  }
  const output = [...free, ...rest].map((_, k) => k);
  const extents = new Map(
    output.map((k) => [k, k < free.length ? sizes.get(free[k]!)! : rest[k - free.length]!]),
  );
  const nodes: Node[] = [];
  for (const given of values) {
    const value = given.identity ? sized(arena, given, rest) : given;
    if (value === null) return null;
    const shape = restShape(value);
    const missing = rest.length - shape.length;
    if (shape.some((size, axis) => size !== rest[axis + missing])) return null;
    const axes = [
      ...value.free.map((name) => free.indexOf(name)),
      ...shape.map((_, axis) => free.length + missing + axis),
    ];
    const fits = axes.length === output.length && axes.every((label, k) => label === k);
    nodes.push(
      fits
        ? value.node
        : arena.contract({ operands: [value.node], axes: [axes], output, sizes: extents }),
    );
  }
  return { nodes, free, row };
}

/** λI of the size that `shape` has, if that is square. */
function sized(arena: Arena, { node, free }: Value, shape: Shape): Value | null {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows !== columns) return null;
  const own = node.shape.map((_, axis) => axis);
  const [i, j] = [own.length, own.length + 1];
  const operands = [node, arena.identity(rows!)];
  return {
    node: arena.contract({ operands, axes: [own, [i, j]], output: [...own, i, j] }),
    free,
    row: false,
  };
}
