/** @file What a problem says, read once for all that look for places in it. */
import { readProblem, type Statement } from "pengrad/worksheet";

let last: { readonly text: string; readonly statements: readonly Statement[] } | null = null;

/** The statements of a problem; those of the last one are kept. */
export function statementsOf(text: string): readonly Statement[] {
  if (last?.text !== text) last = { text, statements: readProblem(text).statements };
  return last.statements;
}
