/**
 * @file How the vectors of a document stand, as columns or as rows, and the derivatives by them:
 * each statement that holds says which of them fit together. What is said in two ways is not known.
 */
import type { Stand } from "./fit.ts";

/** A statement about vectors: the ways in which they may stand in it. */
export interface Constraint {
  readonly ways: readonly ReadonlyMap<string, Stand>[];
}

/** The vectors that stand in one way only. */
export function settled(constraints: readonly Constraint[]): ReadonlyMap<string, Stand> {
  const contested = new Set<string>();
  for (;;) {
    const found = new Map<string, Stand>();
    const conflict = propagated(constraints, contested, found);
    if (conflict === null) return found;
    for (const key of conflict) contested.add(key);
  }
}

/** Fills `found`; the vectors of a statement that does not go with it, or null. */
function propagated(
  constraints: readonly Constraint[],
  contested: ReadonlySet<string>,
  found: Map<string, Stand>,
): readonly string[] | null {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { ways } of constraints) {
      const live = ways.filter((way) => {
        return [...way].every(([key, stand]) => (found.get(key) ?? stand) === stand);
      });
      if (live.length === 0) return [...ways[0]!.keys()];
      for (const [key, stand] of live[0]!) {
        if (found.has(key) || contested.has(key)) continue;
        if (!live.every((way) => way.get(key) === stand)) continue;
        found.set(key, stand);
        changed = true;
      }
    }
  }
  return null;
}
