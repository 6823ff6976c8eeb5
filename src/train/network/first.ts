/** @file The first values of all parameters: those of the sheet, else drawn by the rules. */
import { evaluate, floatField } from "../../expression/index.ts";
import { type InitialRule, initialValues } from "../random/initial.ts";
import type { Network } from "./network.ts";

/** The flat vector that a run starts from. */
export function firstValues(
  { parameters, size, sheet }: Network,
  seed: number,
  rules: readonly InitialRule[],
): Float64Array {
  const first = new Float64Array(size);
  for (const slot of parameters) {
    const { value } = slot.quantity;
    const given =
      value === null
        ? null
        : evaluate([value], floatField, new Map(), sheet.sizes).values.get(value);
    first.set(given?.entries ?? initialValues(slot, seed, rules), slot.offset);
  }
  return first;
}
