/**
 * @file How each operation of the table is written in ONNX, one row for each: the type is mapped
 * over the names, so that an operation without a row does not compile. What ONNX lacks is made of
 * what it has; what cannot be made (an inverse, a determinant, an unknown function) ends the
 * writing.
 */
import { fillOf, isKind, type Node, type OperationName } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { contraction } from "./product.ts";
import { NoOnnxForm, type OnnxGraph, type OnnxRecipe, type OnnxValue, together } from "./recipe.ts";

type PlainRecipe = (node: Node, graph: OnnxGraph) => OnnxValue;

/** Entry by entry: what `write` makes of the operands' names. */
function entries(
  write: (graph: OnnxGraph, names: readonly string[], node: Node) => string,
): PlainRecipe {
  return (node, graph) => {
    const values = node.operands.map(graph.value);
    const names = values.map(({ name }) => name);
    return { name: write(graph, names, node), spread: together(values) };
  };
}

/** One operator of that name. */
const operator = (name: string): PlainRecipe =>
  entries(({ model }, names) => model.add(name, names));

/** f(1 / x). */
const ofReciprocal = (name: string): PlainRecipe =>
  entries(({ model }, names) => model.add(name, [model.add("Reciprocal", names)]));

/** 1 / f(x). */
const reciprocalOf = (name: string): PlainRecipe =>
  entries(({ model }, names) => model.add("Reciprocal", [model.add(name, names)]));

/** A comparison as 0 and 1. */
const comparison = (name: string): PlainRecipe =>
  entries(({ model }, names) => model.add("Cast", [model.add(name, names)], { to: 1 }));

const none: PlainRecipe = (node) => {
  throw new NoOnnxForm(node);
};

/** The double that an operand is in every entry. */
function constantOf(node: Node): number | undefined {
  const value = fillOf(node);
  return value !== undefined && isKind(value, "number") ? Q.toDouble(value.data) : undefined;
}

const add: PlainRecipe = entries(({ model }, names) => {
  return names.reduce((sum, name) => model.add("Add", [sum, name]));
});

/** Squares and roots of odd order have forms of their own; a negative base is none for Pow. */
const power: PlainRecipe = (node, graph) => {
  const [base, exponent] = node.operands as [Node, Node];
  const value = fillOf(exponent);
  const q = value !== undefined && isKind(value, "number") ? value.data : undefined;
  if (q !== undefined && q.d !== 1n && q.d % 2n === 1n) {
    return oddRoot(base, Q.toDouble(q), q.n % 2n !== 0n, graph);
  }
  const own = graph.value(base);
  if (q !== undefined && q.d === 1n && q.n === 2n) {
    return { ...own, name: graph.model.add("Mul", [own.name, own.name]) };
  }
  return operator("Pow")(node, graph);
};

/** sign(x)^odd · |x|^q. */
function oddRoot(base: Node, exponent: number, isOdd: boolean, graph: OnnxGraph): OnnxValue {
  const { model } = graph;
  const { name, spread } = graph.value(base);
  const size = model.add("Pow", [model.add("Abs", [name]), graph.scalar(exponent)]);
  return { name: isOdd ? model.add("Mul", [model.add("Sign", [name]), size]) : size, spread };
}

const root: PlainRecipe = (node, graph) => {
  const n = constantOf(node.operands[1]!);
  if (n !== undefined && n % 2 !== 0) return oddRoot(node.operands[0]!, 1 / n, true, graph);
  return entries(({ model }, [x, order]) => {
    return model.add("Pow", [x!, model.add("Reciprocal", [order!])]);
  })(node, graph);
};

/** LeakyRelu and Elu take their slope as a number; one that is trained is written out. */
function sloped(name: string, below: (graph: OnnxGraph, x: string) => string): PlainRecipe {
  return (node, graph) => {
    const slope = constantOf(node.operands[1]!);
    const { model } = graph;
    if (slope !== undefined) {
      const x = graph.value(node.operands[0]!);
      return { ...x, name: model.add(name, [x.name], { alpha: { float: slope } }) };
    }
    return entries((_graph, [x, a]) => {
      const isAbove = model.add("Greater", [x!, graph.scalar(0)]);
      return model.add("Where", [isAbove, x!, model.add("Mul", [a!, below(graph, x!)])]);
    })(node, graph);
  };
}

/** Operators along an axis, which they keep. */
const softmax: OnnxRecipe<"softmax"> = (node, graph) => {
  const name = graph.model.add("Softmax", [graph.full(node.operands[0]!)], { axis: node.data });
  return { name, spread: node.shape.map(() => true) };
};

/** Operators along an axis, which they remove. */
const along = (name: string): PlainRecipe => {
  return (node, graph) => {
    const axes = [node.data as number];
    const made = graph.model.add(name, [graph.full(node.operands[0]!)], { axes, keepdims: 0 });
    return { name: made, spread: node.shape.map(() => true) };
  };
};

const norm: PlainRecipe = (node, graph) => {
  const name = graph.model.add("ReduceL2", [graph.full(node.operands[0]!)], { keepdims: 0 });
  return { name, spread: [] };
};

/** Scalars side by side. */
const stack: PlainRecipe = (node, graph) => {
  const { model } = graph;
  const shape = node.shape as readonly number[];
  const numbers = node.operands.map(constantOf);
  const spread = shape.map(() => true);
  if (numbers.every((value) => value !== undefined)) {
    return { name: model.floats(numbers, shape), spread };
  }
  const one = model.integers([0]);
  const parts = node.operands.map((operand) => model.add("Unsqueeze", [graph.full(operand), one]));
  const list = model.add("Concat", parts, { axis: 0 });
  return { name: model.add("Reshape", [list, model.integers(shape)]), spread };
};

const constant =
  (value: number): PlainRecipe =>
  (_node, graph) => ({ name: graph.scalar(value), spread: [] });

/** Every operation in ONNX. */
export const recipes: { readonly [K in OperationName]: OnnxRecipe<K> } = {
  number: ({ data }, graph) => ({ name: graph.scalar(Q.toDouble(data)), spread: [] }),
  variable: none,
  size: ({ data }, graph) => ({ name: graph.size(data), spread: [] }),
  pi: constant(Math.PI),
  e: constant(Math.E),
  indicator: none,
  iota: (node, graph) => {
    const [count] = node.shape;
    if (typeof count !== "number") throw new NoOnnxForm(node);
    const values = Array.from({ length: count }, (_, k) => k + 1);
    return { name: graph.model.floats(values, [count]), spread: [true] };
  },
  add,
  negate: operator("Neg"),
  contraction,
  divide: operator("Div"),
  power,
  sqrt: operator("Sqrt"),
  root,
  abs: operator("Abs"),
  sign: operator("Sign"),
  floor: operator("Floor"),
  exp: operator("Exp"),
  ln: operator("Log"),
  log: entries(({ model }, [x, b]) =>
    model.add("Div", [model.add("Log", [x!]), model.add("Log", [b!])]),
  ),
  sin: operator("Sin"),
  cos: operator("Cos"),
  tan: operator("Tan"),
  cot: reciprocalOf("Tan"),
  sec: reciprocalOf("Cos"),
  csc: reciprocalOf("Sin"),
  arcsin: operator("Asin"),
  arccos: operator("Acos"),
  arctan: operator("Atan"),
  arccot: entries((graph, names) => {
    return graph.model.add("Sub", [graph.scalar(Math.PI / 2), graph.model.add("Atan", names)]);
  }),
  arcsec: ofReciprocal("Acos"),
  arccsc: ofReciprocal("Asin"),
  sinh: operator("Sinh"),
  cosh: operator("Cosh"),
  tanh: operator("Tanh"),
  coth: reciprocalOf("Tanh"),
  sech: reciprocalOf("Cosh"),
  csch: reciprocalOf("Sinh"),
  arsinh: operator("Asinh"),
  arcosh: operator("Acosh"),
  artanh: operator("Atanh"),
  arcoth: ofReciprocal("Atanh"),
  arsech: ofReciprocal("Acosh"),
  arcsch: ofReciprocal("Asinh"),
  erf: operator("Erf"),
  sigmoid: operator("Sigmoid"),
  softplus: operator("Softplus"),
  relu: operator("Relu"),
  leakyrelu: sloped("LeakyRelu", (_graph, x) => x),
  elu: sloped("Elu", ({ model, scalar }, x) => {
    // beyond 0 the branch is not taken, and must not overflow there
    const capped = model.add("Min", [x, scalar(0)]);
    return model.add("Sub", [model.add("Exp", [capped]), scalar(1)]);
  }),
  silu: entries(({ model }, [x]) => model.add("Mul", [x!, model.add("Sigmoid", [x!])])),
  // x/2 · (1 + erf(x/√2))
  gelu: entries(({ model, scalar }, [x]) => {
    const error = model.add("Erf", [model.add("Mul", [x!, scalar(Math.SQRT1_2)])]);
    const half = model.add("Mul", [x!, scalar(0.5)]);
    return model.add("Mul", [half, model.add("Add", [error, scalar(1)])]);
  }),
  max: operator("Max"),
  min: operator("Min"),
  less: comparison("Less"),
  lessequal: comparison("LessOrEqual"),
  equal: comparison("Equal"),
  piecewise: entries(({ model }, [condition, a, b]) => {
    return model.add("Where", [model.add("Cast", [condition!], { to: 9 }), a!, b!]);
  }),
  stack,
  inverse: none,
  matrixpower: none,
  determinant: none,
  norm,
  softmax,
  logsumexp: along("ReduceLogSumExp"),
  maximum: along("ReduceMax"),
  minimum: along("ReduceMin"),
  productover: along("ReduceProd"),
  abstract: none,
};
