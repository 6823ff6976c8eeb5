/**
 * @file How each operation of the table is made of primitives, one row for each: the type is
 * mapped over the names, so that an operation without a row does not compile. A row gets the
 * operands as accesses over the axes of the node (`array.ts`).
 */
import {
  fillOf,
  indicesAt,
  isKind,
  type Node,
  type OperationName,
  operations,
} from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { type Access, type ArrayGraph, along, labelsIn, reindexed } from "./array.ts";
import { conditionOver, contractionOf, type Extents, mapOver, reduceOver } from "./contract.ts";
import type { PrimitiveName } from "./primitive.ts";
import { productOfOthers } from "./scan.ts";

/** What a recipe works with. */
export interface Kitchen {
  readonly graph: ArrayGraph;
  /** What an operand has been lowered to. */
  readonly lowered: (node: Node) => Access;
  /** The extents of all axes in numbers. */
  readonly extentsOf: (shape: Node["shape"]) => readonly number[];
  readonly sizeNamed: (name: string) => number;
}

export type Recipe<K extends OperationName = OperationName> = (
  node: Node<K>,
  args: readonly Access[],
  kitchen: Kitchen,
) => Access;

/** Primitives over the axes of one node. */
class Entrywise {
  private readonly extents: Extents;
  readonly graph: ArrayGraph;

  constructor(node: Node, { graph, extentsOf }: Kitchen) {
    this.graph = graph;
    this.extents = extentsOf(node.shape);
  }

  do(primitive: PrimitiveName, ...args: readonly Access[]): Access {
    return mapOver(primitive, args, this.extents, this.graph);
  }

  number(x: number): Access {
    return this.graph.number(x);
  }

  /** 1/x. */
  inverse(x: Access): Access {
    return this.do("divide", this.number(1), x);
  }

  /** x^n for a whole n > 0, by squaring. */
  whole(x: Access, n: number): Access {
    if (n === 1) return x;
    const half = this.whole(x, Math.floor(n / 2));
    const square = this.do("multiply", half, half);
    return n % 2 === 0 ? square : this.do("multiply", square, x);
  }
}

type Formula = (at: Entrywise, args: readonly Access[], node: Node) => Access;

const entrywise =
  (formula: Formula): Recipe =>
  (node, args, kitchen) =>
    formula(new Entrywise(node, kitchen), args, node);

/** The primitive of that name. */
const plain = (primitive: PrimitiveName): Recipe =>
  entrywise((at, args) => at.do(primitive, ...args));

/** f(1/x). */
const ofInverse = (primitive: PrimitiveName): Recipe =>
  entrywise((at, [x]) => at.do(primitive, at.inverse(x!)));

/** 1/f(x). */
const inverseOf = (primitive: PrimitiveName): Recipe =>
  entrywise((at, [x]) => at.inverse(at.do(primitive, x!)));

/** a ∘ b ∘ c ∘ …, from the left. */
const chained = (primitive: PrimitiveName): Recipe =>
  entrywise((at, args) => args.slice(1).reduce((all, x) => at.do(primitive, all, x), args[0]!));

/** a + b − c: what is negated is taken away. */
const sum: Recipe<"add"> = (node, args, kitchen) => {
  const at = new Entrywise(node, kitchen);
  const isNegative = (k: number) => node.operands[k]!.op === "negate";
  const positive = args.findIndex((_, k) => !isNegative(k));
  const first = Math.max(positive, 0);
  let total = args[first]!;
  for (const [k, x] of args.entries()) {
    if (k === first) continue;
    total = isNegative(k)
      ? at.do("subtract", total, kitchen.lowered(node.operands[k]!.operands[0]!))
      : at.do("add", total, x);
  }
  return total;
};

function rationalOf(node: Node): Rational | undefined {
  const value = fillOf(node);
  return value !== undefined && isKind(value, "number") ? value.data : undefined;
}

/** Whole powers up to this one are products. */
const mostSquared = 16n;

const power: Recipe<"power"> = (node, [a, b], kitchen) => {
  const at = new Entrywise(node, kitchen);
  const q = rationalOf(node.operands[1]!);
  if (q === undefined) return at.do("power", a!, b!);
  const size = q.n < 0n ? -q.n : q.n;
  const inverted = (x: Access) => (q.n < 0n ? at.inverse(x) : x);
  if (q.d === 1n && size > 0n && size <= mostSquared) return inverted(at.whole(a!, Number(size)));
  if (q.d === 2n && size <= mostSquared) {
    const root = at.do("sqrt", a!);
    const rest = Number((size - 1n) / 2n);
    return inverted(rest === 0 ? root : at.do("multiply", at.whole(a!, rest), root));
  }
  return at.do("power", a!, b!);
};

const root: Recipe<"root"> = (node, [x, n], kitchen) => {
  const at = new Entrywise(node, kitchen);
  const q = rationalOf(node.operands[1]!);
  if (q !== undefined && Q.equal(q, Q.fromInteger(2n))) return at.do("sqrt", x!);
  if (q !== undefined && Q.equal(q, Q.fromInteger(3n))) return at.do("cbrt", x!);
  return at.do("power", x!, at.inverse(n!));
};

const log: Recipe<"log"> = (node, [x, b], kitchen) => {
  const at = new Entrywise(node, kitchen);
  const q = rationalOf(node.operands[1]!);
  if (q !== undefined && Q.equal(q, Q.fromInteger(2n))) return at.do("log2", x!);
  if (q !== undefined && Q.equal(q, Q.fromInteger(10n))) return at.do("log10", x!);
  return at.do("divide", at.do("log", x!), at.do("log", b!));
};

/** x for x > 0, else f(x). */
const positiveOr = (below: Formula): Recipe =>
  entrywise((at, args, node) => {
    const positive = at.do("less", at.number(0), args[0]!);
    return at.do("select", positive, args[0]!, below(at, args, node));
  });

/** A reduction over an axis of the operand, read at the operand's labels without that axis. */
function along1(
  by: "add" | "multiply" | "max" | "min",
  x: Access,
  axis: number,
  extents: Extents,
  kitchen: Kitchen,
): Access {
  // an operand that is the same all along the axis
  if (!labelsIn(x).has(axis)) {
    if (by === "max" || by === "min") return x;
    const many = kitchen.graph.number(extents[axis] as number);
    return mapOver(by === "add" ? "multiply" : "power", [x, many], extents, kitchen.graph);
  }
  const what = { factors: [x], over: [axis], conditions: [] };
  return reduceOver(by, what, extents, kitchen.graph);
}

/** The labels behind a removed axis move up by one. */
const closed = (x: Access, axis: number): Access =>
  reindexed(x, (label) => along(label > axis ? label - 1 : label));

const reduction =
  (by: "multiply" | "max" | "min"): Recipe =>
  (node, [x], kitchen) => {
    const axis = node.data as number;
    const extents = kitchen.extentsOf(node.operands[0]!.shape);
    return closed(along1(by, x!, axis, extents, kitchen), axis);
  };

/** The powers e^{x_i − m} along an axis, their sum, and the largest entry m. */
function powersAlong(x: Access, axis: number, extents: Extents, kitchen: Kitchen) {
  const { graph } = kitchen;
  const largest = along1("max", x, axis, extents, kitchen);
  const shifted = mapOver("subtract", [x, largest], extents, graph);
  const powers = mapOver("exp", [shifted], extents, graph);
  return { powers, total: along1("add", powers, axis, extents, kitchen), largest };
}

const softmax: Recipe<"softmax"> = (node, [x], kitchen) => {
  const extents = kitchen.extentsOf(node.shape);
  const { powers, total } = powersAlong(x!, node.data, extents, kitchen);
  return mapOver("divide", [powers, total], extents, kitchen.graph);
};

const logsumexp: Recipe<"logsumexp"> = (node, [x], kitchen) => {
  const extents = kitchen.extentsOf(node.operands[0]!.shape);
  const { total, largest } = powersAlong(x!, node.data, extents, kitchen);
  const logarithm = mapOver("log", [total], extents, kitchen.graph);
  return closed(mapOver("add", [largest, logarithm], extents, kitchen.graph), node.data);
};

const norm: Recipe<"norm"> = (node, [x], kitchen) => {
  const extents = kitchen.extentsOf(node.operands[0]!.shape);
  const over = [...extents.keys()];
  const what = { factors: [x!, x!], over, conditions: [] };
  const squares = reduceOver("add", what, extents, kitchen.graph);
  return mapOver("sqrt", [squares], extents, kitchen.graph);
};

/** Entries placed one by one: numbers known now are a table, others are chosen by the index. */
const stack: Recipe<"stack"> = (node, args, kitchen) => {
  const shape = kitchen.extentsOf(node.shape);
  const { graph } = kitchen;
  const numbers = args.map(({ value }) => (value.kind === "constant" ? value.entries[0]! : 0));
  const table = graph.constant(numbers, shape);
  if (args.every(({ value }) => value.kind === "constant")) return table;
  let sum: Access = table;
  for (const [k, x] of args.entries()) {
    if (x.value.kind === "constant") continue;
    const conditions = indicesAt(k, shape).map((index, axis) => {
      return { form: { terms: [[axis, 1] as const], offset: 1 - index }, sign: "=" as const };
    });
    const placed = reduceOver("add", { factors: [x], over: [], conditions }, shape, graph);
    sum = mapOver("add", [sum, placed], shape, graph);
  }
  return sum;
};

const indicator: Recipe<"indicator"> = (node, _args, kitchen) => {
  const extents = kitchen.extentsOf(node.shape);
  const labels = [...extents.keys()];
  const conditions = node.data.map((condition) => conditionOver(condition, labels));
  const what = { factors: [], over: [], conditions };
  return reduceOver("add", what, extents, kitchen.graph);
};

/** An operation that is left to its page. */
const routine: Recipe = (node, args, kitchen) => {
  const values = args.map((access, k) => {
    // in a form of its own, at the axes of the operand
    const shape = kitchen.extentsOf(node.operands[k]!.shape);
    return kitchen.graph.copy(access, shape);
  });
  if (values.some(({ shape }) => shape[0] === "points")) throw new NoRecipe(node);
  return kitchen.graph.routine(node, values, kitchen.extentsOf(node.shape));
};

/** Thrown where an operation has no kernel; `lower` makes a diagnostic of it. */
export class NoRecipe extends Error {
  readonly node: Node;

  constructor(node: Node) {
    super(operations[node.op].title);
    this.node = node;
  }
}

const refused: Recipe = (node) => {
  throw new NoRecipe(node);
};

/** Every operation's recipe. */
export const recipes: { readonly [K in OperationName]: Recipe<K> } = {
  number: (node, _args, { graph }) => graph.number(Q.toDouble(node.data)),
  variable: refused,
  size: (node, _args, { graph, sizeNamed }) => graph.number(sizeNamed(node.data)),
  pi: (_node, _args, { graph }) => graph.number(Math.PI),
  e: (_node, _args, { graph }) => graph.number(Math.E),
  indicator,
  iota: (node, _args, { graph, extentsOf }) => {
    const shape = extentsOf(node.shape);
    return graph.constant(
      Array.from({ length: shape[0]! }, (_, k) => k + 1),
      shape,
    );
  },
  add: sum,
  negate: plain("negate"),
  contraction: (node, args, kitchen) => {
    if (node.data.sizes.length === 0) return chained("multiply")(node as Node, args, kitchen);
    const extents = kitchen.extentsOf(node.data.sizes);
    return contractionOf(node, kitchen.lowered, extents, kitchen.graph);
  },
  divide: plain("divide"),
  power,
  sqrt: plain("sqrt"),
  root,
  abs: plain("abs"),
  sign: plain("sign"),
  floor: plain("floor"),
  exp: plain("exp"),
  ln: plain("log"),
  log,
  sin: plain("sin"),
  cos: plain("cos"),
  tan: plain("tan"),
  cot: inverseOf("tan"),
  sec: inverseOf("cos"),
  csc: inverseOf("sin"),
  arcsin: plain("asin"),
  arccos: plain("acos"),
  arctan: plain("atan"),
  // π/2 − arctan x
  arccot: entrywise((at, [x]) => at.do("subtract", at.number(Math.PI / 2), at.do("atan", x!))),
  arcsec: ofInverse("acos"),
  arccsc: ofInverse("asin"),
  sinh: plain("sinh"),
  cosh: plain("cosh"),
  tanh: plain("tanh"),
  coth: inverseOf("tanh"),
  sech: inverseOf("cosh"),
  csch: inverseOf("sinh"),
  arsinh: plain("asinh"),
  arcosh: plain("acosh"),
  artanh: plain("atanh"),
  arcoth: ofInverse("atanh"),
  arsech: ofInverse("acosh"),
  arcsch: ofInverse("asinh"),
  erf: plain("erf"),
  sigmoid: plain("sigmoid"),
  // max(x, 0) + ln(1 + e^{−|x|})
  softplus: entrywise((at, [x]) => {
    const small = at.do("exp", at.do("negate", at.do("abs", x!)));
    return at.do("add", at.do("max", x!, at.number(0)), at.do("log1p", small));
  }),
  relu: entrywise((at, [x]) => at.do("max", x!, at.number(0))),
  leakyrelu: positiveOr((at, [x, a]) => at.do("multiply", a!, x!)),
  elu: positiveOr((at, [x, a]) => at.do("multiply", a!, at.do("expm1", x!))),
  silu: entrywise((at, [x]) => at.do("multiply", x!, at.do("sigmoid", x!))),
  // ½ x erfc(−x/√2)
  gelu: entrywise((at, [x]) => {
    const tail = at.do("erfc", at.do("multiply", x!, at.number(-Math.SQRT1_2)));
    return at.do("multiply", at.do("multiply", at.number(0.5), x!), tail);
  }),
  max: chained("max"),
  min: chained("min"),
  less: plain("less"),
  lessequal: plain("lessequal"),
  equal: plain("equal"),
  piecewise: plain("select"),
  stack,
  inverse: routine as Recipe<"inverse">,
  matrixpower: routine as Recipe<"matrixpower">,
  determinant: routine as Recipe<"determinant">,
  norm,
  softmax,
  logsumexp,
  maximum: reduction("max"),
  minimum: reduction("min"),
  productover: (node, args, kitchen) =>
    productOfOthers(node, kitchen) ?? reduction("multiply")(node as Node, args, kitchen),
  abstract: refused as Recipe<"abstract">,
};
