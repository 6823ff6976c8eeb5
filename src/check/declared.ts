/**
 * @file The shapes that a text declares, in formulas and in words: `W \in \mathbb{R}^{m \times n}`,
 * "the features X are in ℝ^{n × d}", "W is an m × n matrix".
 */
import type { Document, Piece } from "../document/index.ts";
import type { Size } from "../expression/index.ts";
import { nameKey, readFormula, S, type Syntax } from "../notation/index.ts";
import type { Statement as Line, Quantity } from "../worksheet/index.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** A name with its sizes, and the part in which they are declared. */
export interface Declared {
  readonly key: string;
  readonly part: number;
  readonly sizes: readonly Size[];
}

/** Every declaration of a document, in order. */
export function declaredShapes(
  { pieces, macros }: Document,
  statements: readonly Statement[],
): readonly Declared[] {
  const found = statements.flatMap(({ kind, sign, left, right, chain }): Declared[] => {
    const key = nameKey(left);
    const sizes = sign === "\\in" && kind === "condition" ? realSizes(right) : null;
    return key === undefined || sizes === null ? [] : [{ key, part: chain.part, sizes }];
  });
  let part = 0;
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === "heading" || piece.kind === "mark") part++;
    const words = pieces[at + 1];
    const other = pieces[at + 2];
    if (piece.kind !== "formula" || words?.kind !== "words" || other?.kind !== "formula") continue;
    if (!/^\s*(?:is|are|be|has|have)\b[^.;:]{0,40}$/.test(words.text)) continue;
    const read = (one: Extract<Piece, { kind: "formula" }>): Syntax => {
      return readFormula(one.formula.text, { notation: "latex", macros }).syntax;
    };
    const key = nameKey(read(piece));
    const shape = read(other);
    const sizes =
      realSizes(shape) ?? (/matri/.test(behind(pieces, at + 3)) ? sizesOf(shape) : null);
    if (key !== undefined && sizes !== null) found.push({ key, part, sizes });
  }
  return found;
}

/** The lines that give declared shapes to inputs that would be numbers without them. */
export function declaredLines(
  sheet: DocumentSheet,
  document: Document,
  statements: readonly Statement[],
): PlacedLine[] {
  return declaredShapes(document, statements).flatMap(({ key, part, sizes }) => {
    const quantity = sheet.named(key, part);
    if (quantity === undefined || sizes.length === 0) return [];
    if (quantity.formula !== null || quantity.value !== null || quantity.shape.length > 0)
      return [];
    return [shapeLine(quantity, sizes)];
  });
}

/** A line of a sheet, in its part. */
export interface PlacedLine {
  readonly part: number;
  readonly line: Line;
}

/** The line that gives a quantity its sizes. */
export function shapeLine({ part, name }: Quantity, shape: readonly Size[]): PlacedLine {
  const sizes = shape.map((size) => (typeof size === "number" ? S.number(size) : S.name(size)));
  return { part, line: { kind: "shape", left: name, sizes, span: { from: -1, to: -1 } } };
}

const behind = (pieces: readonly Piece[], at: number): string => {
  const piece = pieces[at];
  return piece?.kind === "words" ? piece.text.slice(0, 40) : "";
};

/** The sizes in ℝ^{m × n}; null for anything else. */
function realSizes(syntax: Syntax): readonly Size[] | null {
  if (syntax.kind !== "power" || syntax.base.kind !== "name") return null;
  const { text, font } = syntax.base;
  return text === "R" && font === "bb" ? sizesOf(syntax.exponent) : null;
}

/** m × n, or a single size. */
function sizesOf(syntax: Syntax): readonly Size[] | null {
  const isGrid = syntax.kind === "product" && syntax.joints.every((joint) => joint === "times");
  const sizes = (isGrid ? syntax.factors : [syntax]).map((size): Size | undefined => {
    return size.kind === "number" ? Number(size.text) : nameKey(size);
  });
  return sizes.includes(undefined) || sizes.length > 2 ? null : (sizes as Size[]);
}
