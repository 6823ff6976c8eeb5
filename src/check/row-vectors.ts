/**
 * @file Vectors that are written as lists, [0.5, −0.3], or as matrices of one row. Many texts take
 * these for rows: q kᵀ is a number there, xᵀ δ a matrix, and x W + b goes from left to right. In
 * formulas each such vector is a column; read as rows, v means vᵀ and vᵀ means v.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** A column as it is written: one below the other, or a list with a transpose. */
const stacked = /\\begin|\\\\|;/;
const turned = /\^\s*(?:T|\\top|\{[^{}]*(?:\{[^{}]*\})?\})\s*$/;

/** How the numbers of a vector are written; null for what is none. */
function writtenAs(syntax: Syntax, text: string): "list" | "row" | "column" | null {
  if (syntax.kind === "transpose") {
    const inner = writtenAs(syntax.base, text);
    return inner === null ? null : inner === "column" ? "row" : "column";
  }
  if (syntax.kind !== "matrix") return null;
  const isOfOne = syntax.rows.every(({ length }) => length === 1);
  if (!isOfOne) return syntax.rows.length === 1 ? "row" : null;
  const written = text.slice(syntax.from, syntax.to);
  return stacked.test(written) || turned.test(written) ? "column" : "list";
}

/** Whether a vector is a list, of which nothing says how it stands. */
export function isList(syntax: Syntax, text: string): boolean {
  return writtenAs(syntax, text) === "list";
}

/** Words for vectors that are rows. */
const spoken =
  /\brow[- ](?:vector|gradient|convention)|zeilenvektor|vecteurs?[- ]ligne|vector(?:es)? fila|vetor(?:es)?[- ]linha|\u884c\u5411\u91cf/i;

/**
 * The vectors that may be rows: all but those that are written as columns, where a text writes some
 * as lists or rows, or speaks of rows.
 */
export function rowNames(
  sheet: DocumentSheet,
  statements: readonly Statement[],
  text: string,
  source: string,
): ReadonlySet<string> {
  const columns = new Set<string>();
  let isWritten = spoken.test(source);
  for (const { left, right } of statements) {
    const written = writtenAs(right, text);
    const key = nameKey(left);
    if (written === "column" && key !== undefined) columns.add(key);
    isWritten ||= key !== undefined && (written === "list" || written === "row");
  }
  if (!isWritten) return new Set();
  const vectors = sheet.worksheet.quantities.filter(({ shape }) => shape.length === 1);
  const names = vectors.map(({ variable }) => sheet.ownName(variable));
  return new Set(names.filter((name) => !name.startsWith("\u00a7") && !columns.has(name)));
}

/** Whether it makes a difference to a formula whether its vectors are rows: they are multiplied. */
export function isOfRows(syntax: Syntax, names: ReadonlySet<string>): boolean {
  if (syntax.kind === "product" && syntax.factors.some((one) => isVector(one, names))) return true;
  return children(syntax).some((part) => isOfRows(part, names));
}

function isVector(syntax: Syntax, names: ReadonlySet<string>): boolean {
  if (syntax.kind === "transpose") return isVector(syntax.base, names);
  if (syntax.kind === "derivative") return isSlope(syntax, names);
  return syntax.kind === "matrix" || names.has(nameKey(syntax) ?? "");
}

/** Whether it is the derivative of a number by a vector. */
function isSlope(syntax: Syntax, names: ReadonlySet<string>): boolean {
  if (syntax.kind !== "derivative" || syntax.of === null || syntax.by.length !== 1) return false;
  const { variable, order } = syntax.by[0]!;
  return order === 1 && isVector(variable, names) && !isVector(syntax.of, names);
}

/** A statement of which the vectors are rows. */
export function withRows(
  statement: Statement,
  names: ReadonlySet<string>,
  text: string,
): Statement {
  const { left, right, kind } = statement;
  const write = (syntax: Syntax): Syntax => asRows(syntax, names, text);
  // what a name is defined as is no product with it
  const isName = kind === "definition" && (nameKey(left) !== undefined || left.kind === "applied");
  const isWritten = right.kind === "matrix";
  return {
    ...statement,
    left: isName ? left : write(left),
    right: isName && isWritten ? right : write(right),
  };
}

function asRows(syntax: Syntax, names: ReadonlySet<string>, text: string): Syntax {
  const base = syntax.kind === "transpose" ? syntax.base : syntax;
  const isOwn =
    names.has(nameKey(base) ?? "") || isSlope(base, names) || writtenAs(base, text) === "list";
  if (isOwn && syntax.kind === "transpose") return base;
  if (isOwn) return { ...S.transpose(syntax), from: syntax.from, to: syntax.to };
  if (syntax.kind === "subscript" || syntax.kind === "derivative") return syntax;
  if (syntax.kind === "applied") {
    // x(t) is a row where x is one, and what it is called at is what it was
    const call = { ...syntax, arguments: syntax.arguments.map((one) => asRows(one, names, text)) };
    return names.has(nameKey(syntax.head) ?? "")
      ? { ...S.transpose(call), from: syntax.from, to: syntax.to }
      : call;
  }
  return mapParts(syntax, (part) => asRows(part, names, text));
}
