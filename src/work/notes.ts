/**
 * @file What a careful teacher adds in the margin: the convention used where a derivative does
 * not exist (ReLU at 0, |x| at 0, ties in a maximum), the readings that were chosen, and whose
 * definition a layer or a loss of the vocabulary follows.
 */
import { indicesAt, type Node, operations, topological } from "../expression/index.ts";
import { X } from "../number/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";
import { isSign } from "./numbers.ts";
import { evaluateAt, isValue, type Values } from "./value.ts";

/** Notes on the quantities of a part, given their values. */
export function notesOf(sheet: Worksheet, own: readonly Quantity[], values: Values): string[] {
  const notes = [...sheet.notes];
  for (const quantity of own) {
    const { key, origin } = quantity;
    if (origin !== undefined) notes.push(`${key} is worked by its definition: ${origin}.`);
    // what a derivative is where none exists has been said of what it is the derivative of
    if (quantity.formula === null || isSign(quantity.name)) continue;
    for (const node of topological([quantity.formula]))
      notes.push(...kinkNotes(node, sheet, own, values));
  }
  return [...new Set(notes)];
}

function kinkNotes(
  node: Node,
  sheet: Worksheet,
  own: readonly Quantity[],
  values: Values,
): string[] {
  return operations[node.op].kinks.flatMap((kink) => {
    const at = kink.at(node.operands, sheet.arena, node);
    const found = evaluateAt(at, values, sheet.sizes);
    if (!isValue(found) || found.exact === null) return [];
    const places = found.exact.entries.flatMap((x, place) => (X.sign(x) === 0 ? [place] : []));
    if (places.length === 0) return [];
    const shape = found.exact.shape;
    const base = nameFor(at, own);
    const where = places.slice(0, 6).map((place) => {
      const indices = indicesAt(place, shape).join(",");
      return shape.length === 0
        ? `${base} = 0`
        : `${base}_${indices.length > 1 ? `{${indices}}` : indices} = 0`;
    });
    const { title } = operations[node.op];
    const sides = `it is ${kink.left} from the left and ${kink.right} from the right`;
    return [
      `${where.join(", ")}: the derivative of the ${title} does not exist there (${sides}); ` +
        `${kink.convention} is used.`,
    ];
  });
}

function nameFor(at: Node, own: readonly Quantity[]): string {
  return own.find(({ variable }) => variable === at)?.key ?? "the argument";
}
