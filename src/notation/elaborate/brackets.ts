/**
 * @file Brackets that mean something, and matrices by their entries.
 *
 * |A| of a square matrix is its determinant, of anything else the absolute value entry by entry;
 * ‖x‖ is the Euclidean norm, of a matrix Frobenius'. A matrix of one column is a vector, of one
 * row a vector standing as a row, of one entry that entry. A row (or rows) of matrices of one
 * shape are the tensor of these slices: `[[1, 2; 3, 4], [5, 6; 7, 8]]` has the shape [2, 2, 2].
 */
import {
  type Arena,
  indicesAt,
  type Node,
  shapeText,
  topological,
} from "../../expression/index.ts";
import type { Syntax } from "../syntax.ts";
import { builders, elementwise } from "./functions.ts";
import { normCall } from "./naming.ts";
import { type Rule, reportMisfit, visit, visitAll } from "./rule.ts";
import { plainValue, restShape, type Value } from "./value.ts";

export const group: Rule<"group"> = (syntax, context) => {
  const { arena } = context;
  const { delimiter } = syntax;
  if (delimiter === "\\langle") return inner(syntax, context);
  // round brackets and their like only hold together
  if (!(delimiter in marks)) return bracketed(context.visit(syntax.body, context));
  const body = visit(syntax.body, context);
  if (body === undefined) return undefined;
  if (delimiter === "\\|") return builders["norm"]!(normCall(syntax, syntax.body), [body], context);
  if (delimiter === "\\lfloor") return { ...body, node: arena.apply("floor", body.node) };
  if (delimiter === "\\lceil") {
    // ⌈x⌉ = −⌊−x⌋
    const node = arena.negate(arena.apply("floor", arena.negate(body.node)));
    return { ...body, node };
  }
  const [rows, columns] = restShape(body);
  if (rows !== undefined && rows === columns) {
    return builders["det"]!(normCall(syntax, syntax.body), [body], context);
  }
  return { ...body, node: arena.apply("abs", body.node) };
};

/** ⟨x, y⟩ = Σ x_i y_i, of matrices over all entries; ⟨1, −4⟩ is the vector of its components. */
const inner: Rule<"group"> = (syntax, context) => {
  const { arena } = context;
  const parts = syntax.body.kind === "list" ? visitAll(syntax.body.items, context) : [];
  if (parts === undefined) return undefined;
  const components = componentsOf(parts);
  if (components !== undefined) return plainValue(arena.stack(components, [components.length]));
  const [left, right, more] = parts;
  if (left === undefined || right === undefined || more !== undefined) {
    const hint = "Write \\langle x, y \\rangle for the inner product.";
    context.report("PG2005", syntax, { what: "A bracket ⟨ ⟩", hint });
    return undefined;
  }
  const [rows, columns] = [restShape(left), restShape(right)];
  if (rows.length !== columns.length || rows.some((size, axis) => size !== columns[axis])) {
    return reportMisfit(syntax, parts, "an inner product", context);
  }
  // both are read as columns
  const product = elementwise(
    "contraction",
    parts.map((part) => ({ ...part, row: false })),
    arena,
  )!;
  return builders["sum"]!(normCall(syntax, syntax.body), [product], context);
};

/** The components of a vector ⟨1, −4⟩: numbers, or three and more scalars. */
function componentsOf(parts: readonly Value[]): readonly Node[] | undefined {
  const isPlain = parts.every((part) => restShape(part).length + part.free.length === 0);
  const isInner = parts.length === 2 && !parts.some(({ node }) => isConstant(node));
  return isPlain && !isInner && parts.length > 1 ? parts.map(({ node }) => node) : undefined;
}

const isConstant = (node: Node): boolean => {
  return topological([node]).every(({ op }) => op !== "variable" && op !== "size");
};

/** What stands in brackets is one factor: A (X^3) is a product of two. */
export function bracketed(body: Value | undefined): Value | undefined {
  if (!body?.flat) return body;
  const { flat, ...value } = body;
  return value;
}

/** Brackets that are more than brackets. */
const marks = { "|": true, "\\|": true, "\\lfloor": true, "\\lceil": true };

export const matrix: Rule<"matrix"> = (syntax, context) => {
  const { arena } = context;
  const read = syntax.rows.map((row) => visitAll(row, context));
  const rows = read.filter((row) => row !== undefined);
  if (rows.length < read.length) return undefined;
  const width = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (width === 0 || ragged >= 0) {
    const [left, right] = [`a row of ${width}`, `a row of ${rows[ragged]?.length ?? 0}`];
    context.report("PG2003", syntax, { left, right, where: "a matrix" });
    return undefined;
  }
  const slices = slicesOf(syntax.rows, rows);
  if (slices !== undefined) return plainValue(stacked(slices, rows.length, arena));
  for (const [i, row] of rows.entries()) {
    const j = row.findIndex((value) => restShape(value).length > 0 || value.free.length > 0);
    if (j < 0) continue;
    const what = "An entry of a matrix";
    const shape = shapeText(row[j]!.node.shape);
    context.report("PG2010", syntax.rows[i]![j]!, { what, shape });
    return undefined;
  }
  const nodes = rows.flat().map(({ node }) => node);
  if (nodes.length === 1) return plainValue(nodes[0]!);
  if (width === 1) return plainValue(arena.stack(nodes, [rows.length]));
  const single: Value = { node: arena.stack(nodes, [width]), free: [], row: true };
  return rows.length === 1 ? single : plainValue(arena.stack(nodes, [rows.length, width]));
};

/** The slices of a literal whose entries are literals of one shape; undefined for any other. */
function slicesOf(
  written: readonly (readonly Syntax[])[],
  rows: readonly (readonly Value[])[],
): readonly Value[] | undefined {
  const isColumn = rows.length > 1 && rows[0]!.length === 1;
  if (isColumn || !written.flat().every(isLiteral)) return undefined;
  const all = rows.flat();
  const [first, ...others] = all.map(restShape);
  const alike = others.every((shape) => shape.join() === first!.join());
  return first!.length > 1 && alike ? all : undefined;
}

function isLiteral(syntax: Syntax): boolean {
  return syntax.kind === "matrix" || (syntax.kind === "group" && isLiteral(syntax.body));
}

/** Literals as the slices of one literal. */
function stacked(slices: readonly Value[], rows: number, arena: Arena): Node {
  const grid = rows === 1 ? [slices.length] : [rows, slices.length / rows];
  const [first] = slices;
  const own = first!.node.shape as readonly number[];
  const count = own.reduce((product, extent) => product * extent, 1);
  const entries = slices.flatMap(({ node }) => {
    return Array.from({ length: count }, (_, place) => arena.entry(node, indicesAt(place, own)));
  });
  return arena.stack(entries, [...grid, ...own]);
}
