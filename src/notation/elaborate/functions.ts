/**
 * @file Functions that are not simply one elementwise operation: what `tr`, `norm`, `sum`, `max`
 * of several arguments and their like mean as nodes. Everything else is looked up in the table
 * of operations.
 */
import {
  type Arena,
  type Node,
  numberOf,
  type OperationName,
  operations,
  type Size,
  shapeText,
} from "../../expression/index.ts";
import type { CallSyntax } from "../syntax.ts";
import type { Context } from "./scope.ts";
import { align, plainValue, restShape, type Value } from "./value.ts";

type Build = (call: CallSyntax, args: readonly Value[], context: Context) => Value | undefined;

/** All axes of the value and the labels of its named ones. */
function axesOf(value: Value): { axes: number[]; output: number[] } {
  const axes = value.node.shape.map((_, axis) => axis);
  return { axes, output: axes.slice(0, value.free.length) };
}

/** A scalar for each setting of the named axes. */
function reduced(value: Value, node: Node): Value {
  return { node, free: value.free, row: false };
}

/** Σ over the axes of matrix notation. */
function total(arena: Arena, value: Value): Node {
  const { axes, output } = axesOf(value);
  return arena.contract({ operands: [value.node], axes: [axes], output });
}

/** x·x summed: ‖x‖² for a vector, ‖X‖_F² for a matrix. */
export function squaredNorm(arena: Arena, value: Value): Value {
  const { axes, output } = axesOf(value);
  const operands = [value.node, value.node];
  return reduced(value, arena.contract({ operands, axes: [axes, axes], output }));
}

function expectSquare(call: CallSyntax, value: Value, context: Context): boolean {
  const rest = restShape(value);
  if (rest.length === 2 && rest[0] === rest[1]) return true;
  context.report("PG2009", call, { what: call.function, shape: shapeText(rest) });
  return false;
}

const trace: Build = (call, [a], context) => {
  if (restShape(a!).length === 0) return a;
  if (!expectSquare(call, a!, context)) return undefined;
  const { output } = axesOf(a!);
  const bound = a!.node.shape.length;
  const axes = [...output, bound, bound];
  return reduced(a!, context.arena.contract({ operands: [a!.node], axes: [axes], output }));
};

const determinant: Build = (call, [a], context) => {
  if (restShape(a!).length === 0) return a;
  if (!expectSquare(call, a!, context)) return undefined;
  const shape = a!.node.shape.slice(0, a!.free.length);
  return reduced(a!, context.arena.structural("determinant", [a!.node], shape, null));
};

const inverse: Build = (call, [a], context) => {
  const { arena } = context;
  if (restShape(a!).length === 0) return { ...a!, node: arena.power(a!.node, arena.integer(-1)) };
  if (!expectSquare(call, a!, context)) return undefined;
  return { ...a!, node: arena.inverse(a!.node) };
};

/** ‖x‖_p for p = 1, 2 and the squared norm's root; the matrix norm is Frobenius'. */
const norm: Build = (call, [a], context) => {
  const { arena } = context;
  const index = call.subscript;
  const order = index?.kind === "number" || index?.kind === "name" ? index.text : "2";
  const size = restShape(a!);
  if (size.length === 0) return { ...a!, node: arena.apply("abs", a!.node) };
  if (order === "1") return reduced(a!, total(arena, { ...a!, node: arena.apply("abs", a!.node) }));
  if (order === "\\infty") {
    return reduce("maximum")(call, [{ ...a!, node: arena.apply("abs", a!.node) }], context);
  }
  if (order !== "2" && order !== "F") {
    context.report("PG2005", call, {
      what: `The norm of order ${order}`,
      hint: "Use 1, 2, \\infty or F.",
    });
    return undefined;
  }
  if (a!.free.length > 0) {
    return reduced(a!, arena.apply("sqrt", squaredNorm(arena, a!).node));
  }
  return plainValue(arena.structural("norm", [a!.node], [], null));
};

/** Reduces all axes of matrix notation, the last first. */
function reduce(op: "maximum" | "minimum" | "logsumexp"): Build {
  return (_call, [a], { arena }) => {
    let { node } = a!;
    while (node.shape.length > a!.free.length) {
      node = arena.structural(op, [node], node.shape.slice(0, -1), node.shape.length - 1);
    }
    return reduced(a!, node);
  };
}

/** max(a, b, …) entry by entry, max(x) over the entries; max(0, z) is ReLU(z). */
function extremum(op: "max" | "min", over: "maximum" | "minimum"): Build {
  return (call, args, context) => {
    if (args.length === 1) return reduce(over)(call, args, context);
    const { arena } = context;
    const fitted = align(arena, args);
    if (fitted === null) return misfit(call, args, context);
    const { nodes, free, row } = fitted;
    let node = nodes[0]!;
    for (const next of nodes.slice(1)) {
      const zero = isZeroNode(arena, node) ? next : isZeroNode(arena, next) ? node : null;
      node =
        op === "max" && zero !== null ? arena.apply("relu", zero) : arena.apply(op, node, next);
    }
    return { node, free, row };
  };
}

function isZeroNode(arena: Arena, node: Node): boolean {
  return node === arena.zeros(node.shape);
}

function misfit(call: CallSyntax, args: readonly Value[], context: Context): undefined {
  const [left, right] = args.map((value) => shapeText(restShape(value)));
  context.report("PG2003", call, { left: left!, right: right!, where: call.function });
  return undefined;
}

const softmax: Build = (_call, [a], { arena }) => {
  const axis = a!.node.shape.length - 1;
  if (restShape(a!).length === 0)
    return { ...a!, node: arena.filled(arena.integer(1), a!.node.shape) };
  return { ...a!, node: arena.structural("softmax", [a!.node], a!.node.shape, axis) };
};

/** diag(x): the matrix with x on its diagonal; diag(A): the vector of A's diagonal. */
const diagonal: Build = (call, [a], context) => {
  const { arena } = context;
  const { output } = axesOf(a!);
  const rest = restShape(a!);
  const [i, j] = [output.length, output.length + 1];
  if (rest.length === 1) {
    const operands = [a!.node, arena.identity(rest[0]!)];
    const node = arena.contract({
      operands,
      axes: [
        [...output, i],
        [i, j],
      ],
      output: [...output, i, j],
    });
    return { ...a!, node, row: false };
  }
  if (!expectSquare(call, a!, context)) return undefined;
  const axes = [[...output, i, i]];
  return { ...a!, node: arena.contract({ operands: [a!.node], axes, output: [...output, i] }) };
};

/** Rows become columns; a column becomes a row. */
export function transposed(arena: Arena, value: Value): Value {
  const rest = restShape(value);
  if (rest.length < 2) return rest.length === 1 ? { ...value, row: !value.row } : value;
  const order = value.node.shape.map((_, axis) => axis);
  const last = order.length - 1;
  [order[last], order[last - 1]] = [last - 1, last];
  return { ...value, node: arena.transpose(value.node, order) };
}

/** log x is the natural logarithm, as in the field; log_b x comes with its base as argument 2. */
const logarithm: Build = (_call, args, { arena }) => {
  return elementwise(args.length === 1 ? "ln" : "log", args, arena);
};

const mean: Build = (_call, [a], { arena }) => {
  const node = total(arena, a!);
  const count = restShape(a!).map((size: Size) => arena.size(size));
  return reduced(a!, count.length === 0 ? node : arena.divide(node, arena.multiply(...count)));
};

/** Larger factorials and binomials are not written out. */
const countLimit = 170;

/** The whole number from 0 to `countLimit` that a value is. */
function countOf(value: Value): number | undefined {
  const q = numberOf(value.node);
  return q !== undefined && q.d === 1n && q.n >= 0n && q.n <= BigInt(countLimit)
    ? Number(q.n)
    : undefined;
}

/** k! of a number. */
const factorial: Build = (call, [a], { arena, report }) => {
  const k = countOf(a!);
  if (k === undefined) {
    const hint = `It is read of a whole number from 0 to ${countLimit}.`;
    report("PG2005", call, { what: "This factorial", hint });
    return undefined;
  }
  return plainValue(arena.integer(product(k, (j) => BigInt(j + 1))));
};

/** n (n − 1) ⋯ (n − k + 1)/k!, for any n. */
const binomial: Build = (call, [n, lower], { arena, report }) => {
  const k = countOf(lower!);
  if (k === undefined || k > 20 || restShape(n!).length > 0) {
    report("PG2005", call, {
      what: "This binomial coefficient",
      hint: "What stands below is read as a whole number from 0 to 20.",
    });
    return undefined;
  }
  const factors = Array.from({ length: k }, (_, j) => arena.subtract(n!.node, arena.integer(j)));
  const all = arena.integer(product(k, (j) => BigInt(j + 1)));
  const node = k === 0 ? arena.integer(1) : arena.divide(arena.multiply(...factors), all);
  return { ...n!, node };
};

/** Π f(j) for j < k. */
function product(k: number, f: (j: number) => bigint): bigint {
  let result = 1n;
  for (let j = 0; j < k; j++) result *= f(j);
  return result;
}

/** Functions of the vocabulary that are not one elementwise operation. */
export const builders: Readonly<Record<string, Build>> = {
  tr: trace,
  det: determinant,
  inv: inverse,
  norm,
  max: extremum("max", "maximum"),
  min: extremum("min", "minimum"),
  sum: (_call, [a], { arena }) => reduced(a!, total(arena, a!)),
  mean,
  softmax,
  logsumexp: reduce("logsumexp"),
  diag: diagonal,
  factorial,
  binomial,
  transpose: (_call, [a], { arena }) => transposed(arena, a!),
  log: logarithm,
  // Documented readings with a default parameter
  cbrt: (_call, [a], { arena }) => elementwise("root", [a!, plainValue(arena.integer(3))], arena),
  leakyrelu: (_call, args, { arena }) =>
    elementwise("leakyrelu", withDefault(args, arena, [1, 100]), arena),
  elu: (_call, args, { arena }) => elementwise("elu", withDefault(args, arena, [1, 1]), arena),
};

/** Adds the customary second argument (0.01 for leaky ReLU, 1 for ELU) when it is left out. */
function withDefault(
  args: readonly Value[],
  arena: Arena,
  [n, d]: readonly [number, number],
): readonly Value[] {
  if (args.length > 1) return args;
  return [args[0]!, plainValue(arena.divide(arena.integer(n), arena.integer(d)))];
}

/** An operation entry by entry on values; undefined when shapes do not fit. */
export function elementwise(
  op: OperationName,
  args: readonly Value[],
  arena: Arena,
): Value | undefined {
  const fitted = align(arena, args);
  if (fitted === null) return undefined;
  return { node: arena.apply(op, ...fitted.nodes), free: fitted.free, row: fitted.row };
}

/** How many arguments a function takes, in words for a message; null when any number. */
export function arityOf(name: string): { readonly least: number; readonly most: number } {
  if (name === "max" || name === "min") return { least: 1, most: Number.POSITIVE_INFINITY };
  if (name === "leakyrelu" || name === "elu" || name === "log") return { least: 1, most: 2 };
  if (name === "binomial") return { least: 2, most: 2 };
  if (name in builders) return { least: 1, most: 1 };
  const page = operations[name as OperationName];
  const arity = page?.kind === "elementwise" ? page.arity : 1;
  return { least: arity, most: arity };
}
