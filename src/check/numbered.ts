/**
 * @file How many entries vectors and matrices have of which a document only numbers the entries:
 *
 *     o_1 = x_1 w_{11} + x_2 w_{12} + b_1,  o = W x + b      x has two entries, as far as is said
 *
 * A size without a number is then the greatest number that picks an entry along it. What holds so
 * agrees with what is said, unless it names that size itself; what fails says nothing.
 */
import { isKind, topological } from "../expression/index.ts";
import { type PlacedLine, shapeLine } from "./declared.ts";
import type { DocumentSheet } from "./sheet.ts";

/** The sizes without a number along which entries are numbered, with the greatest number. */
export function numberedSizes({ worksheet }: DocumentSheet): ReadonlyMap<string, number> {
  const greatest = new Map<string, number>();
  const formulas = worksheet.quantities.flatMap(({ formula }) => formula ?? []);
  for (const node of topological(formulas)) {
    const size = node.shape[0];
    if (!isKind(node, "indicator") || node.shape.length !== 1 || typeof size !== "string") continue;
    for (const { sign, coefficients, offset } of node.data) {
      const place = -offset / (coefficients[0] ?? 1);
      if (sign === "=") greatest.set(size, Math.max(greatest.get(size) ?? 0, place));
    }
  }
  return greatest;
}

/** The lines that give inputs such sizes; none where nothing shows them. */
export function numberedLines(sheet: DocumentSheet): PlacedLine[] {
  const greatest = numberedSizes(sheet);
  return sheet.worksheet.quantities.flatMap((quantity) => {
    const { formula, value, shape } = quantity;
    const isShown = shape.some((size) => greatest.has(`${size}`));
    if (formula !== null || value !== null || !isShown) return [];
    return [
      shapeLine(
        quantity,
        shape.map((size) => greatest.get(`${size}`) ?? size),
      ),
    ];
  });
}
