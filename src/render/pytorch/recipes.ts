/**
 * @file How each operation of the table is written in PyTorch, one row for each: the type is
 * mapped over the names, so that an operation without a row does not compile. Where PyTorch's own
 * function has another convention than the operation's page (a tie against a constant, odd roots
 * of negative numbers, softplus beyond 20), the row writes what agrees and says so in a remark.
 *
 * Checked against the documentation of PyTorch 1.13 and 2: torch, torch.nn.functional,
 * torch.linalg.
 */
import { fillOf, isKind, type Node, type OperationName } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import { choice, comparison, extremum } from "./choice.ts";
import { indicator } from "./indicator.ts";
import {
  asTensor,
  constant,
  depthOver,
  everyAxis,
  fewOperands,
  floatText,
  type Piece,
  precedence,
  rational,
  spreadOf,
  tensor,
  tensorText,
  within,
} from "./piece.ts";
import { product } from "./product.ts";
import type { Formula, PlainRecipe, Recipe } from "./recipe.ts";

/** The number that a node is in every entry. */
function constantOf(node: Node): Rational | undefined {
  const value = fillOf(node);
  return value !== undefined && isKind(value, "number") ? value.data : undefined;
}

/** A text over the operands as tensors, at the level given. */
function template(write: (texts: readonly string[]) => string, level: number): PlainRecipe {
  return (node, formula) => {
    const parts = node.operands.map(formula.use);
    // an operand in a text of its own may stand beside any sign
    const texts = parts.map((part) => (part.kind === "number" ? tensorText(part) : part.text));
    return tensor(write(texts), level, spreadOf(node, parts), parts);
  };
}

/** f(x); of a number by Python's own function, if there is one. */
function call(name: string, ofNumber?: string): PlainRecipe {
  const ofTensor = template((texts) => `${name}(${texts.join(", ")})`, precedence.atom);
  return (node, formula) => {
    const [x] = node.operands.map(formula.use);
    if (ofNumber === undefined || x!.kind === "tensor") return ofTensor(node, formula);
    const text = `${formula.need("math")}.${ofNumber}(${x!.text})`;
    return {
      ...constant(text, ofNumber === "floor"),
      spread: spreadOf(node, []),
      depth: 1 + x!.depth,
    };
  };
}

/** torch.f(x), and math.f(x) of a number. */
const both = (name: string, ofNumber = name): PlainRecipe => call(`torch.${name}`, ofNumber);

/** f(1 / x). */
const ofReciprocal =
  (name: string): PlainRecipe =>
  (node, formula) => {
    const x = formula.use(node.operands[0]!);
    const text = `${name}(1 / ${within(precedence.sign, asTensor(x))})`;
    return tensor(text, precedence.atom, spreadOf(node, [x]), [x]);
  };

/** 1 / f(x). */
const reciprocalOf = (name: string): PlainRecipe =>
  template(([x]) => `1 / ${name}(${x})`, precedence.product);

/** A function of torch.nn.functional. */
const functional =
  (name: string): PlainRecipe =>
  (node, formula) =>
    call(`${formula.need("functional")}.${name}`)(node, formula);

/** A function along one axis, which it keeps or removes. */
const along =
  (name: string): PlainRecipe =>
  (node, formula) => {
    const x = formula.full(node.operands[0]!);
    const text = `${name}(${x.text}, dim=${node.data as number})`;
    return tensor(text, precedence.atom, everyAxis(node.shape.length), [x]);
  };

/** A function of a whole tensor. */
const ofWhole =
  (name: string, remark?: string): PlainRecipe =>
  (node, formula) => {
    if (remark !== undefined) formula.remark(remark);
    const x = formula.full(node.operands[0]!);
    return tensor(`${name}(${x.text})`, precedence.atom, everyAxis(node.shape.length), [x]);
  };

/** Signs that make ints of ints. */
const wholeSigns: ReadonlySet<OperationName> = new Set(["add", "negate"]);

/** An arithmetic sign between the operands: a number where all of them are numbers. */
function signed(text: string, level: number, node: Node, parts: readonly Piece[]): Piece {
  const kind = parts.some((part) => part.kind === "tensor") ? "tensor" : "number";
  const isWhole = wholeSigns.has(node.op) && parts.every((part) => part.isWhole === true);
  return { text, level, kind, spread: spreadOf(node, parts), depth: depthOver(parts), isWhole };
}

/** a - b + c; a long sum is sum([a, b, …]). */
const add: Recipe<"add"> = (node, formula) => {
  const parts = node.operands.map(formula.use);
  if (parts.length > fewOperands) {
    const text = `sum([${parts.map((part) => part.text).join(", ")}])`;
    return signed(text, precedence.atom, node, parts);
  }
  const text = parts.reduce((sum, part, k) => {
    if (k === 0) return within(precedence.sum, part);
    const isNegative = part.text.startsWith("-") && part.level >= precedence.product;
    return isNegative
      ? `${sum} - ${part.text.slice(1)}`
      : `${sum} + ${within(precedence.product, part)}`;
  }, "");
  return signed(text, precedence.sum, node, parts);
};

const negate: Recipe<"negate"> = (node, formula) => {
  const x = formula.use(node.operands[0]!);
  // -a * b is -(a * b)
  const isBare = x.level >= precedence.product && !x.text.startsWith("-");
  const text = isBare ? `-${x.text}` : `-(${x.text})`;
  return signed(text, x.level === precedence.product ? precedence.product : precedence.sign, node, [
    x,
  ]);
};

const divide: Recipe<"divide"> = (node, formula) => {
  const [a, b] = node.operands.map(formula.use) as [Piece, Piece];
  const text = `${within(precedence.product, a)} / ${within(precedence.sign, b)}`;
  return signed(text, precedence.product, node, [a, b]);
};

/** Odd roots, also of negative numbers: (−8)^{1/3} = −2 and (−8)^{2/3} = 4. */
function oddRoot(
  node: Node,
  base: Piece,
  exponent: string,
  isOdd: boolean,
  formula: Formula,
): Piece {
  formula.remark("an odd root takes negative numbers too, which ** refuses");
  const x = asTensor(base).text;
  const size = `torch.abs(${x}) ** ${exponent}`;
  const spread = spreadOf(node, [base]);
  if (!isOdd) return tensor(size, precedence.power, spread, [base]);
  return tensor(`torch.sign(${x}) * ${size}`, precedence.product, spread, [base]);
}

const power: Recipe<"power"> = (node, formula) => {
  const [base, exponent] = node.operands.map(formula.use) as [Piece, Piece];
  const q = constantOf(node.operands[1]!);
  const right = within(precedence.sign, exponent);
  if (q !== undefined && q.d !== 1n && q.d % 2n === 1n) {
    return oddRoot(node, base, right, q.n % 2n !== 0n, formula);
  }
  const text = `${within(precedence.atom, base)} ** ${right}`;
  return signed(text, precedence.power, node, [base, exponent]);
};

const root: Recipe<"root"> = (node, formula) => {
  const [x, n] = node.operands.map(formula.use) as [Piece, Piece];
  const q = constantOf(node.operands[1]!);
  const exponent = `(1 / ${within(precedence.sign, n)})`;
  if (q !== undefined && q.d === 1n && q.n % 2n !== 0n)
    return oddRoot(node, x, exponent, true, formula);
  return signed(`${within(precedence.atom, asTensor(x))} ** ${exponent}`, precedence.power, node, [
    asTensor(x),
    n,
  ]);
};

/** Bases that have a function of their own. */
const bases: ReadonlyMap<bigint, string> = new Map([
  [2n, "log2"],
  [10n, "log10"],
]);

const log: Recipe<"log"> = (node, formula) => {
  const [x, b] = node.operands.map(formula.use) as [Piece, Piece];
  const q = constantOf(node.operands[1]!);
  const known = q?.d === 1n ? bases.get(q.n) : undefined;
  if (known !== undefined) return both(known)({ ...node, operands: [node.operands[0]!] }, formula);
  const spread = spreadOf(node, [x, b]);
  const text = `torch.log(${tensorText(x)}) / torch.log(${tensorText(b)})`;
  return tensor(text, precedence.product, spread, [x, b]);
};

/** F.leaky_relu(x, 0.01) and F.elu(x, 1); a slope that is no constant gets its own gradient. */
function sloped(name: string, below: (x: string, a: string) => string): PlainRecipe {
  return (node, formula) => {
    const [x, a] = node.operands.map(formula.use) as [Piece, Piece];
    const spread = spreadOf(node, [x, a]);
    const wholeX = asTensor(x);
    if (a.kind === "number") {
      const F = formula.need("functional");
      return tensor(`${F}.${name}(${wholeX.text}, ${floatText(a)})`, precedence.atom, spread, [x]);
    }
    const other = below(within(precedence.atom, wholeX), within(precedence.sign, a));
    const text = `torch.where(${within(precedence.sum, wholeX)} > 0, ${wholeX.text}, ${other})`;
    return tensor(text, precedence.atom, spread, [x, a]);
  };
}

/** ln(1 + e^x). F.softplus is the line x beyond a threshold, 20 if nothing is said. */
const softplus: Recipe<"softplus"> = (node, formula) => {
  const F = formula.need("functional");
  // e^{-40} is lost beside 40 in doubles
  return template(([x]) => `${F}.softplus(${x}, threshold=40.0)`, precedence.atom)(node, formula);
};

/** Entries row by row: torch.tensor([[1.0, 2.0]]), or torch.stack where some are tensors. */
const stack: Recipe<"stack"> = (node, formula) => {
  const parts = node.operands.map(formula.use);
  const shape = node.shape as readonly number[];
  const spread = everyAxis(shape.length);
  if (parts.every((part) => part.kind === "number")) {
    const rows = nestedText(parts.map(floatText), shape);
    return tensor(`torch.tensor(${rows})`, precedence.atom, spread, parts);
  }
  const list = `torch.stack([${parts.map(tensorText).join(", ")}])`;
  const text = shape.length === 1 ? list : `${list}.reshape(${shape.join(", ")})`;
  return tensor(text, precedence.atom, spread, parts);
};

/** [[a, b], [c, d]] from the entries in row-major order. */
function nestedText(entries: readonly string[], shape: readonly number[]): string {
  let lists = entries;
  for (const extent of [...shape].reverse()) {
    const grouped: string[] = [];
    for (let k = 0; k < lists.length; k += extent) {
      grouped.push(`[${lists.slice(k, k + extent).join(", ")}]`);
    }
    lists = grouped;
  }
  return lists[0] ?? "[]";
}

/** f(a, b), or derivative(f, (1, 0), a, b) for ∂f/∂a. */
const abstract: Recipe<"abstract"> = (node, formula) => {
  const { name, orders } = node.data;
  const parts = node.operands.map(formula.use);
  const own = formula.unknown(name, parts.length);
  const texts = parts.map(tensorText).join(", ");
  const spread = spreadOf(node, parts);
  if (orders.every((order) => order === 0)) {
    return tensor(`${own}(${texts})`, precedence.atom, spread, parts);
  }
  const derivative = formula.need("derivative");
  const counts = `(${orders
    .map((order) => `${order}, `)
    .join("")
    .trimEnd()})`;
  return tensor(`${derivative}(${own}, ${counts}, ${texts})`, precedence.atom, spread, parts);
};

/** X^k, or the sum of its products with matrices between the powers. */
const matrixPower: PlainRecipe = (node, formula) => {
  const parts = node.operands.slice(0, -1).map(formula.full);
  const [x, ...between] = parts.map(tensorText);
  const exponent = formula.use(node.operands.at(-1)!);
  const k = isKind(node.operands.at(-1)!, "number") ? exponent.text : `int(${exponent.text})`;
  const powers = between.length > 0 ? formula.need("powers") : "";
  const text =
    between.length === 0
      ? `torch.linalg.matrix_power(${x}, ${k})`
      : `${powers}(${x}, [${between.join(", ")}], ${k})`;
  return tensor(text, precedence.atom, everyAxis(node.shape.length), [...parts, exponent]);
};

/** Every operation in PyTorch. */
export const recipes: { readonly [K in OperationName]: Recipe<K> } = {
  number: ({ data }) => rational(data),
  variable: (node, formula) => ({
    ...tensor(formula.variable(node), precedence.atom, everyAxis(node.shape.length), []),
    isName: true,
  }),
  size: ({ data }, formula) => constant(formula.size(data), true),
  pi: (_node, formula) => constant(`${formula.need("math")}.pi`),
  e: (_node, formula) => constant(`${formula.need("math")}.e`),
  indicator,
  iota: ({ shape }, formula) => {
    const [size] = shape;
    const end = typeof size === "number" ? `${size + 1}` : `${formula.size(size!)} + 1`;
    return tensor(`torch.arange(1.0, ${end})`, precedence.atom, [true], []);
  },
  add,
  negate,
  contraction: product,
  divide,
  power,
  sqrt: both("sqrt"),
  root,
  abs: both("abs", "fabs"),
  sign: call("torch.sign"),
  floor: both("floor"),
  exp: both("exp"),
  ln: both("log"),
  log,
  sin: both("sin"),
  cos: both("cos"),
  tan: both("tan"),
  cot: reciprocalOf("torch.tan"),
  sec: reciprocalOf("torch.cos"),
  csc: reciprocalOf("torch.sin"),
  arcsin: both("asin"),
  arccos: both("acos"),
  arctan: both("atan"),
  arccot: template(([x]) => `torch.pi / 2 - torch.atan(${x})`, precedence.sum),
  arcsec: ofReciprocal("torch.acos"),
  arccsc: ofReciprocal("torch.asin"),
  sinh: both("sinh"),
  cosh: both("cosh"),
  tanh: both("tanh"),
  coth: reciprocalOf("torch.tanh"),
  sech: reciprocalOf("torch.cosh"),
  csch: reciprocalOf("torch.sinh"),
  arsinh: both("asinh"),
  arcosh: both("acosh"),
  artanh: both("atanh"),
  arcoth: ofReciprocal("torch.atanh"),
  arsech: ofReciprocal("torch.acosh"),
  arcsch: ofReciprocal("torch.asinh"),
  erf: both("erf"),
  sigmoid: call("torch.sigmoid"),
  softplus,
  relu: call("torch.relu"),
  leakyrelu: sloped("leaky_relu", (x, a) => `${a} * ${x}`),
  // beyond 0 the branch is not taken, and must not overflow there
  elu: sloped("elu", (x, a) => `${a} * torch.expm1(${x}.clamp(max=0))`),
  silu: functional("silu"),
  gelu: functional("gelu"),
  max: extremum("maximum", ">"),
  min: extremum("minimum", "<"),
  less: comparison("<"),
  lessequal: comparison("<="),
  equal: comparison("=="),
  piecewise: choice,
  stack,
  inverse: ofWhole("torch.linalg.inv"),
  matrixpower: matrixPower,
  determinant: ofWhole("torch.linalg.det"),
  norm: ofWhole("torch.linalg.norm", "at 0 PyTorch gives the norm a slope of 0; it has none"),
  softmax: along("torch.softmax"),
  logsumexp: along("torch.logsumexp"),
  maximum: along("torch.amax"),
  minimum: along("torch.amin"),
  productover: along("torch.prod"),
  abstract,
};
