/**
 * @file From meaning back to syntax: how a node is written. Signs (+, ·, fraction, power, roots,
 * bars) have their rows here; every other operation is a call by its name. Products of vectors
 * and matrices are spelled in matrix notation (`contraction.ts`), and with indices where there
 * is none (`entry.ts`).
 *
 * The syntax is built once per node, bottom up. It is a tree on paper, though: a graph with much
 * sharing must be cut into named parts first; see `share.ts`.
 */
import { isKind, type Node, type OperationName } from "../../expression/index.ts";
import type { Rational } from "../../number/index.ts";
import * as S from "../build.ts";
import { nameSyntax } from "../names.ts";
import type { Syntax } from "../syntax.ts";
import { spellContraction } from "./contraction.ts";
import { spellEntries } from "./entry.ts";

/** Names that stand for whole nodes: a node found here is written as its name. */
export interface Names {
  get(node: Node): Syntax | undefined;
}

/** The names with one more, which comes before them. */
export function withName(names: Names, node: Node, syntax: Syntax): Names {
  return { get: (other) => (other === node ? syntax : names.get(other)) };
}

const noNames: Names = new Map<Node, Syntax>();

/** The syntax of `root`. */
export function spell(root: Node, names: Names = noNames): Syntax {
  const done = new Map<Node, Syntax>();
  // operands first, without recursion: a node is spelled when it comes off the stack again
  const stack: Node[] = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    if (done.has(node)) {
      stack.pop();
      continue;
    }
    const name = names.get(node);
    const open = name === undefined ? node.operands.filter((operand) => !done.has(operand)) : [];
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    // with indices, operands of operands are asked for too
    const of = (operand: Node): Syntax => done.get(operand) ?? spell(operand, names);
    done.set(node, name ?? spellNode(node, of));
  }
  return done.get(root)!;
}

function spellNode(node: Node, of: (operand: Node) => Syntax): Syntax {
  const sign = signs[node.op];
  if (sign !== undefined) return sign(node, of);
  return S.call(node.op, node.operands.map(of));
}

/** A rational as people write it: 3, −3, ½ as a fraction. */
export function spellRational(q: Rational): Syntax {
  const magnitude = q.n < 0n ? -q.n : q.n;
  const size = q.d === 1n ? S.number(magnitude) : S.fraction(S.number(magnitude), S.number(q.d));
  return q.n < 0n ? S.negate(size) : size;
}

type Sign = (node: Node, of: (operand: Node) => Syntax) => Syntax;

/** A nested sum keeps brackets, since without them it would be read as one sum. */
function term(node: Node, of: (operand: Node) => Syntax): Syntax {
  return node.op === "add" ? S.group(of(node)) : of(node);
}

const sum: Sign = (node, of) => {
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

/** A nested scalar product keeps brackets for the same reason. */
function factor(node: Node, of: (operand: Node) => Syntax): Syntax {
  const syntax = of(node);
  return syntax.kind === "product" ? S.group(syntax) : syntax;
}

const product: Sign = (node, of) => {
  const contraction = node as Node<"contraction">;
  if (node.shape.length === 0 && contraction.data.axes.every((axes) => axes.length === 0)) {
    return S.product(node.operands.map((operand) => factor(operand, of)));
  }
  return spellContraction(contraction, (operand) => factor(operand, of)) ?? spellEntries(node, of);
};

const comparison =
  (sign: "<" | "\\le" | "="): Sign =>
  (node, of) =>
    S.indicator(S.relation(node.operands.map(of), sign));

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
  divide: (node, of) => S.fraction(of(node.operands[0]!), of(node.operands[1]!)),
  power: (node, of) => S.power(of(node.operands[0]!), of(node.operands[1]!)),
  exp: (node, of) => S.power("e", of(node.operands[0]!)),
  sqrt: (node, of) => S.root(of(node.operands[0]!)),
  root: (node, of) => S.root(of(node.operands[0]!), of(node.operands[1]!)),
  abs: (node, of) => S.absolute(of(node.operands[0]!)),
  log: (node, of) => S.call("log", [of(node.operands[0]!)], { subscript: of(node.operands[1]!) }),
  // 1_{x > 0} reads better than 1_{0 < x}, and x < 2 than 2 > x
  less: (node, of) => {
    const [a, b] = node.operands.map(of);
    return S.indicator(a!.kind === "number" ? S.relation([b!, a!], ">") : S.relation([a!, b!], "<"));
  },
  lessequal: comparison("\\le"),
  equal: comparison("="),
  piecewise: (node, of) => {
    const [condition, a, b] = node.operands.map(of);
    const test = condition!.kind === "indicator" ? condition!.condition : condition!;
    return S.cases([
      [a!, test],
      [b!, null],
    ]);
  },
  stack: (node, of) => {
    const [rows, columns] = node.shape as readonly number[];
    const entries = node.operands.map(of);
    if (node.shape.length === 1) return S.column(entries);
    if (node.shape.length > 2) return spellEntries(node, of);
    return S.matrix(
      Array.from({ length: rows! }, (_, i) => entries.slice(i * columns!, (i + 1) * columns!)),
    );
  },
  // the field's own letter; a reader takes σ before a bracket for the sigmoid
  sigmoid: (node, of) => S.applied("\\sigma", of(node.operands[0]!)),
  inverse: (node, of) => S.power(of(node.operands[0]!), S.negate(1)),
  determinant: (node, of) => S.call("det", [of(node.operands[0]!)]),
  norm: (node, of) => S.norm(of(node.operands[0]!)),
  indicator: (node) => spellEntries(node, () => S.name("I")),
  abstract: (node, of) => {
    const { name, orders } = (node as Node<"abstract">).data;
    const count = orders.reduce((total, order) => total + order, 0);
    const head = count === 0 ? nameSyntax(name) : S.prime(nameSyntax(name), count);
    return S.applied(head, ...node.operands.map(of));
  },
};
