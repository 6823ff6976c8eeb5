/**
 * @file How each kind of node is written. Signs (+, ·, fraction, power, roots, bars) have their
 * rows here; every other operation is a call by its name. Products of vectors and matrices are
 * spelled in matrix notation (`contraction.ts`), and with indices where there is none
 * (`entry.ts`).
 *
 * A spelling must read back to its node, so a row that would be read as something else (A^2 for a
 * square matrix whose entries are squared, |A| for absolute values) writes the entries instead.
 */
import {
  fillOf,
  isKind,
  type Node,
  type OperationName,
  topological,
} from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import * as S from "../build.ts";
import { nameSyntax, unmarked } from "../names.ts";
import type { Syntax } from "../syntax.ts";
import { spellContraction } from "./contraction.ts";
import { Letters, lettersIn, sizeSyntax, wholeByEntries } from "./entry.ts";
import { spellMatrixPower } from "./matrix-power.ts";
import { isIdentity } from "./picks.ts";
import { rowOf } from "./rows.ts";

/** `single` says that `of` spells single entries, so that a scalar is what is written. */
type Sign = (node: Node, of: (operand: Node) => Syntax, single?: boolean) => Syntax;

/** The syntax of a node from that of its operands. */
export const spellNode: Sign = (node, of, single) => {
  const sign = signs[node.op];
  return sign === undefined ? S.call(node.op, node.operands.map(of)) : sign(node, of, single);
};

/** An entry of an elementwise operation from the entries of its operands. */
export const spellSingle: Sign = (node, of) => spellNode(node, of, true);

/** A node by its entries, with letters that nothing below it uses. */
export function byEntries(node: Node, of: (node: Node) => Syntax): Syntax {
  const used = new Set<string>();
  for (const below of topological([node])) {
    if (isKind(below, "variable")) used.add(unmarked(below.data));
    for (const size of below.shape) if (typeof size === "string") used.add(size);
  }
  for (const operand of node.operands) {
    if (operand.op === "indicator") continue; // written as its condition
    for (const letter of lettersIn(of(operand))) used.add(letter);
  }
  return wholeByEntries(node, { whole: of, from: spellSingle }, new Letters(used));
}

/** A rational as people write it: 3, −3, ½ as a fraction. */
export function spellRational(q: Rational): Syntax {
  const magnitude = q.n < 0n ? -q.n : q.n;
  const size = q.d === 1n ? S.number(magnitude) : S.fraction(S.number(magnitude), S.number(q.d));
  return q.n < 0n ? S.negate(size) : size;
}

/** A nested sum keeps brackets, since without them it would be read as one sum. */
function term(node: Node, of: (operand: Node) => Syntax): Syntax {
  const syntax = of(node);
  return syntax.kind === "sum" && syntax.terms.length > 1 ? S.group(syntax) : syntax;
}

/**
 * The operands of an operation entry by entry as they are written: beside a matrix, a vector that
 * is repeated in every row is the vector.
 */
function besideRows(node: Node, of: (operand: Node) => Syntax): (operand: Node) => Syntax {
  const isWhole = (operand: Node): boolean => {
    const inner = operand.op === "negate" ? operand.operands[0]! : operand;
    return rowOf(inner) === undefined && fillOf(inner) === undefined;
  };
  if (node.shape.length !== 2 || !node.operands.some(isWhole)) return of;
  return (operand) => {
    const row = rowOf(operand);
    const [only, more] = operand.operands;
    if (row !== undefined && more === undefined && only!.shape.length === 1) return of(only!);
    return (row && spellContraction(row, (part) => factor(part, of))) ?? of(operand);
  };
}

const sum: Sign = (node, whole, single) => {
  const of = single ? whole : besideRows(node, whole);
  return S.sum(
    node.operands.map((operand) => {
      if (operand.op === "negate") return S.minus(term(operand.operands[0]!, of));
      if (isKind(operand, "number") && operand.data.n < 0n) {
        return S.minus(spellRational({ n: -operand.data.n, d: operand.data.d }));
      }
      return S.plus(term(operand, of));
    }),
  );
};

/** A product in a product keeps brackets for the same reason; X X is one too, written X^2. */
function factor(node: Node, of: (operand: Node) => Syntax): Syntax {
  const syntax = of(node);
  if (syntax.kind === "product") return S.group(syntax);
  const inner = syntax.kind === "transpose" ? syntax.base : syntax;
  const power = node.op === "contraction" && node.shape.length > 0 && inner.kind === "power";
  return power ? S.group(syntax) : syntax;
}

const product: Sign = (node, of) => {
  const contraction = node as Node<"contraction">;
  if (node.shape.length === 0 && contraction.data.axes.every((axes) => axes.length === 0)) {
    const [first, second, ...more] = node.operands;
    // 2 x^T y needs no brackets: a number is no part of the contraction
    const scaled = isKind(first!, "number") && more.length === 0 && hasIndices(second!);
    if (scaled) return S.product([of(first), of(second!)]);
    return S.product(node.operands.map((operand) => factor(operand, of)));
  }
  const fill = fillOf(node);
  if (fill !== undefined && fill !== node) return of(fill);
  return spellContraction(contraction, (operand) => factor(operand, of)) ?? byEntries(node, of);
};

/** Whether a node is a product with indices of its own, such as x^T y. */
function hasIndices(node: Node | undefined): boolean {
  return node !== undefined && isKind(node, "contraction") && node.data.sizes.length > 0;
}

const comparison =
  (sign: "<" | "\\le" | "="): Sign =>
  (node, of) =>
    S.indicator(S.relation(node.operands.map(of), sign));

/** The condition that a node of 0 and 1 stands for; undefined when it is not written as one. */
function conditionOf(node: Node, of: (node: Node) => Syntax): Syntax | undefined {
  const syntax = of(node);
  return syntax.kind === "indicator" ? syntax.condition : undefined;
}

/** Several conditions that all hold: 1[a < x, x < b]; undefined for another product. */
function conjunction(node: Node, of: (node: Node) => Syntax): Syntax | undefined {
  if (!isKind(node, "contraction")) return undefined;
  const own = node.shape.map((_, axis) => axis);
  const whole = node.data.axes.every((axes) => axes.join() === own.join());
  const parts = whole ? node.operands.map((operand) => conditionOf(operand, of)) : [undefined];
  const all = parts.filter((part) => part !== undefined);
  return all.length === parts.length ? S.list(all) : undefined;
}

/** Whether a square matrix is raised entry by entry, for which A^2 and A^k are no notation. */
function powerMisleads(node: Node): boolean {
  if (node.shape.length !== 2) return false;
  const raised = node.operands[1]!;
  const exponent = fillOf(raised.op === "negate" ? raised.operands[0]! : raised);
  if (exponent === undefined) return false;
  const square = node.shape[0] === node.shape[1];
  if (!isKind(exponent, "number")) return square;
  return exponent.data.d === 1n && (square || exponent.data.n === -1n);
}

/** A power as it is written; a base in norm bars keeps brackets, as \\|x\\|^2 is x^T x. */
const power: Sign = (node, of, single = false) => {
  const [base, exponent] = node.operands.map(of);
  const written = S.power(node.operands[0]!.op === "norm" ? S.group(base!) : base!, exponent!);
  const misleads = !single && written.kind === "power" && powerMisleads(node);
  return misleads ? byEntries(node, of) : written;
};

/** A function that reduces the one axis of a vector; of a larger tensor, by entries. */
const reduction =
  (call: string): Sign =>
  (node, of) => {
    const vector = node.operands[0]!.shape.length === 1;
    return vector ? S.call(call, [of(node.operands[0]!)]) : byEntries(node, of);
  };

/** Entries as a column, a matrix, or a row of slices. */
function literal(entries: readonly Syntax[], [rows, ...rest]: readonly number[]): Syntax {
  if (rest.length === 0) return S.column(entries);
  const size = entries.length / rows!;
  const parts = Array.from({ length: rows! }, (_, i) => entries.slice(i * size, (i + 1) * size));
  return S.matrix(rest.length === 1 ? parts : [parts.map((part) => literal(part, rest))]);
}

const leaf =
  (text: string): Sign =>
  () =>
    S.name(text);

const signs: { readonly [K in OperationName]?: Sign } = {
  number: (node) => spellRational((node as Node<"number">).data),
  variable: (node) => nameSyntax((node as Node<"variable">).data),
  size: (node) => nameSyntax((node as Node<"size">).data),
  pi: leaf("\\pi"),
  e: leaf("e"),
  add: sum,
  negate: (node, of) => S.negate(term(node.operands[0]!, of)),
  contraction: product,
  divide: (node, whole, single) => {
    const of = single ? whole : besideRows(node, whole);
    return S.fraction(of(node.operands[0]!), of(node.operands[1]!));
  },
  power,
  exp: (node, of) => S.power("e", of(node.operands[0]!)),
  sqrt: (node, of) => S.root(of(node.operands[0]!)),
  root: (node, of) => S.root(of(node.operands[0]!), of(node.operands[1]!)),
  // bars around a square matrix are its determinant
  abs: (node, of, single = false) => {
    const [rows, columns] = node.shape;
    const misleads = !single && rows !== undefined && rows === columns;
    return misleads ? byEntries(node, of) : S.absolute(of(node.operands[0]!));
  },
  // as an index, the base of \log_{2x} would be taken for two
  log: (node, of) => {
    const [a, base] = node.operands.map(of);
    const product = base!.kind === "product";
    return product ? S.call("log", [a!, base!]) : S.call("log", [a!], { subscript: base! });
  },
  // 1_{x > 0} reads better than 1_{0 < x}, and x < 2 than 2 > x
  less: (node, of) => {
    const [a, b] = node.operands.map(of);
    return S.indicator(
      a!.kind === "number" ? S.relation([b!, a!], ">") : S.relation([a!, b!], "<"),
    );
  },
  lessequal: comparison("\\le"),
  equal: comparison("="),
  piecewise: (node, of) => {
    const [condition, a, b] = node.operands;
    // a number that is no condition holds where it is not 0
    const test =
      conditionOf(condition!, of) ??
      conjunction(condition!, of) ??
      S.relation([of(condition!), S.number(0)], "\\ne");
    return S.cases([
      [of(a!), test],
      [of(b!), null],
    ]);
  },
  stack: (node, of) => {
    return literal(node.operands.map(of), node.shape as readonly number[]);
  },
  // the field's own letter; a reader takes σ before a bracket for the sigmoid
  sigmoid: (node, of) => S.applied("\\sigma", of(node.operands[0]!)),
  inverse: (node, of) => S.power(of(node.operands[0]!), S.negate(1)),
  matrixpower: (node, of) => spellMatrixPower(node, of),
  determinant: (node, of) => S.call("det", [of(node.operands[0]!)]),
  norm: (node, of) => S.norm(of(node.operands[0]!)),
  indicator: (node, of) => {
    return isIdentity(node) ? S.subscripted("I", sizeSyntax(node.shape[0]!)) : byEntries(node, of);
  },
  iota: (node, of) => byEntries(node, of),
  maximum: reduction("max"),
  minimum: reduction("min"),
  logsumexp: reduction("logsumexp"),
  productover: (node, of) => byEntries(node, of),
  // f', f'' of one argument; of several, the order in each as in f^{(0,1)}
  abstract: (node, of) => {
    const { name, orders } = (node as Node<"abstract">).data;
    const count = orders.reduce((total, order) => total + order, 0);
    const several = S.list(orders.map((order) => S.number(order)));
    const primed = orders.length > 1 ? S.family(name, several) : S.prime(nameSyntax(name), count);
    return S.applied(count === 0 ? nameSyntax(name) : primed, ...node.operands.map(of));
  },
};
