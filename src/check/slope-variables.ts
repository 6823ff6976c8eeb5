/**
 * @file The variables of what is no function by its name: where a text works out ∂L/∂w_1 and
 * ∂L/∂w_2, those of L are w_1 and w_2, in this order, and ∇L has these two.
 */
import { nameKey } from "../notation/index.ts";
import type { Reading } from "./chain.ts";

/** A name, and the letters by which the text has differentiated it up to some chain. */
export interface SlopeVariables {
  readonly head: string;
  readonly names: readonly string[];
  /** The place of that chain. */
  readonly at: number;
}

/** Such names, again for each further letter. */
export function slopeVariables({ chains }: Reading): readonly SlopeVariables[] {
  const names = new Map<string, string[]>();
  return chains.flatMap(({ parts: [left], continues }, at): SlopeVariables[] => {
    if (left?.kind !== "derivative" || left.sign !== "\\partial" || continues) return [];
    const [by, more] = left.by;
    const head = left.of === null ? undefined : nameKey(left.of);
    const name = by === undefined || by.order > 1 ? undefined : nameKey(by.variable);
    if (head === undefined || name === undefined || more !== undefined) return [];
    const before = names.get(head) ?? [];
    const own = before.includes(name) ? before : [...before, name];
    names.set(head, own);
    return own.length > 1 ? [{ head, names: own, at }] : [];
  });
}
