/**
 * @file Values that a name has only for a while. Where a document looks at its formulas "at β = 0"
 * here and there, another "β = 0" under another heading is such a look, too, and gives β no value
 * for what comes later.
 */
import { nameKey } from "../notation/index.ts";
import type { Shown } from "./finding.ts";
import { isClosed } from "./names.ts";
import type { Statement } from "./statement.ts";

/**
 * A name at whose value a step was found wrong, though only another part of the document gives it
 * that value, and the value is supposed in places; null where there is none.
 */
export function momentaryIn(
  statement: Statement,
  shown: Shown | undefined,
  statements: readonly Statement[],
): string | null {
  const saidIn = (key: string, kind: Statement["kind"]) => {
    return statements.filter(({ kind: own, left, right }) => {
      return own === kind && nameKey(left) === key && isClosed(right);
    });
  };
  for (const key of Object.keys(shown?.at ?? {})) {
    const given = saidIn(key, "definition");
    const isElsewhere = given.every(({ chain }) => chain.part !== statement.chain.part);
    if (given.length > 0 && isElsewhere && saidIn(key, "condition").length > 0) return key;
  }
  return null;
}
