/**
 * @file What the tests of meaning share: a scope with names of known shapes, and a compact
 * notation for expression graphs, so that a test of elaboration is one line.
 *
 *   2x + y          (+ (* 2 x) y)         W^T x      (ij,i->j W x) : [2]
 *   e^{-s}          (exp (- s))           x_2        (i,i-> x [a=2])
 *   \sigma(s)       (sigmoid s)           \sum_i x_i (i-> x)
 *
 * A contraction shows the indices of its operands and of its result; an indicator its conditions
 * on its own axes a, b, c; what is not a scalar shows its shape at the end.
 */
import { Arena, isKind, type Node, type Shape } from "../../src/expression/index.ts";
import { elaborate, readFormula, type Scope } from "../../src/notation/index.ts";
import type { Diagnostic } from "../../src/source/index.ts";

const indices = "ijklmnpqrstuvw";
const axes = "abcdefgh";

/** The graph as one line. */
export function graph(root: Node): string {
  const shape = root.shape.length === 0 ? "" : ` : [${root.shape.join(", ")}]`;
  return print(root) + shape;
}

function print(node: Node): string {
  if (isKind(node, "number"))
    return node.data.d === 1n ? `${node.data.n}` : `${node.data.n}/${node.data.d}`;
  if (isKind(node, "variable")) return node.data;
  if (isKind(node, "size")) return `#${node.data}`;
  if (node.op === "iota") return `iota(${node.shape.join(",")})`;
  if (isKind(node, "indicator")) return indicator(node);
  const operands = node.operands.map(print).join(" ");
  return operands === "" ? node.op : `(${head(node)} ${operands})`;
}

const signs: Readonly<Record<string, string>> = { add: "+", negate: "-", divide: "/", power: "^" };

function head(node: Node): string {
  if (isKind(node, "contraction")) {
    const { axes: own } = node.data;
    if (node.shape.length === 0 && own.every((labels) => labels.length === 0)) return "*";
    const letters = (labels: readonly number[]) => labels.map((label) => indices[label]).join("");
    return `${own.map(letters).join(",")}->${letters(node.shape.map((_, k) => k))}`;
  }
  if (isKind(node, "abstract")) return `${node.data.name}.${node.data.orders.join("")}`;
  const axis = typeof node.data === "number" ? `.${node.data}` : "";
  return (signs[node.op] ?? node.op) + axis;
}

function indicator(node: Node<"indicator">): string {
  const conditions = node.data.map(({ coefficients, offset, sign }) => {
    const sides: [string[], string[]] = [[], []];
    const put = (size: number, text: string) => {
      const factor = Math.abs(size) === 1 ? "" : `${Math.abs(size)}`;
      if (size !== 0) sides[size > 0 ? 0 : 1].push(factor + text);
    };
    coefficients.forEach((c, axis) => {
      put(c, axes[axis]!);
    });
    if (offset !== 0) sides[offset > 0 ? 0 : 1].push(`${Math.abs(offset)}`);
    const [left, right] = sides.map((side) => (side.length === 0 ? "0" : side.join("+")));
    return `${left}${sign}${right}`;
  });
  return `[${conditions.join("&")}]`;
}

/** Names with their shapes: `s; x:3; W:3,2; X:m,n`. */
export function scopeOf(arena: Arena, names: string, sizes: readonly string[] = []): Scope {
  const bindings = new Map<string, Node>();
  for (const item of names.split(";")) {
    const [name, text = ""] = item.trim().split(":");
    const shape: Shape = text === "" ? [] : text.split(",").map((size) => Number(size) || size);
    bindings.set(name!, arena.variable(name!, shape));
  }
  return {
    lookup: (name) => {
      const node = bindings.get(name);
      if (node !== undefined) return { kind: "quantity", node };
      return sizes.includes(name) ? { kind: "size", size: name } : undefined;
    },
  };
}

/** The names that the tables use. */
export const usual =
  "r; s; t; u; s_1; s_2; x:3; y:3; v:3; b:2; z:2; W:3,2; V:2,3; A:3,3; B:3,3; X:m,n; p:n; q:m; " +
  "\\theta; \\mathbf{x}:3; z^{(1)}:2; y_{true}; \\hat{y}:3; \\epsilon:2";

/** Reads and elaborates one formula in a scope of the usual names. */
export function meaningOf(
  text: string,
  names = usual,
  arena = new Arena(),
): {
  readonly node: Node | undefined;
  readonly free: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const scope = scopeOf(arena, names, ["m", "n"]);
  const read = readFormula(text, {
    names: new Set(names.split(";").map((item) => item.trim().split(":")[0]!)),
  });
  const { value, diagnostics } = elaborate(read.syntax, scope, arena);
  const free = value === undefined ? "" : value.free.join("") + (value.row ? " row" : "");
  return { node: value?.node, free, diagnostics: [...read.diagnostics, ...diagnostics] };
}

/** The graph of a formula and the codes of its diagnostics, as one line. */
export function meaning(text: string, names = usual): string {
  const { node, free, diagnostics } = meaningOf(text, names);
  const codes = diagnostics.map(({ code }) => ` !${code}`).join("");
  return (
    (node === undefined ? "nothing" : graph(node)) +
    (free.trim() ? ` {${free.trim()}}` : "") +
    codes
  );
}

/** The diagnostics of a formula: `PG2003 «x + z»`, each with the place that it underlines. */
export function complaints(formula: string): string {
  const { node, diagnostics } = meaningOf(formula);
  const found = diagnostics.map(({ code, span }) => {
    return `${code} «${span === null ? "" : formula.slice(span.from, span.to)}»`;
  });
  return (node === undefined ? "" : `${graph(node)} `) + found.join(" ");
}
