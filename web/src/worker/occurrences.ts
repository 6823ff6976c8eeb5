/**
 * @file Where the names of a part's quantities stand in the text of a problem: in formulas, beside
 * values, in what is asked. An entry counts for its vector, `x_1` for x, unless it has a name of
 * its own.
 */
import { children, nameKey, type Syntax } from "pengrad/notation";
import type { Passed } from "pengrad/work";
import type { Statement } from "pengrad/worksheet";
import type { Span } from "../model.ts";
import { statementsOf } from "./reading.ts";

/** The places of each quantity, by its key, from where it is defined to the end of its part. */
export function occurrencesIn(
  { nodes }: Passed,
  problem: string,
  number: number,
): ReadonlyMap<string, readonly Span[]> {
  const begins = new Map(nodes.map(({ quantity: { key, part } }) => [key, part]));
  const found = new Map<string, Span[]>();
  let part = -1;
  const look = (syntax: Syntax): void => {
    const key = nameKey(syntax);
    const begin = key === undefined ? undefined : begins.get(key);
    if (key !== undefined && begin !== undefined) {
      const { from, to } = syntax;
      if (from < 0 || begin > part) return;
      const places = found.get(key);
      if (places === undefined) found.set(key, [{ from, to }]);
      else places.push({ from, to });
      return;
    }
    for (const child of children(syntax)) look(child);
  };
  for (const statement of statementsOf(problem)) {
    if (statement.kind === "part" || part < 0) part++;
    if (part > number) break;
    for (const syntax of said(statement)) look(syntax);
  }
  return found;
}

/** What a statement says, in formulas. */
function said(statement: Statement): readonly Syntax[] {
  switch (statement.kind) {
    case "definition":
    case "update":
    case "value":
      return [statement.left, statement.right];
    case "shape":
      return [statement.left];
    case "find":
      return [statement.target];
    case "descent":
      return statement.descent.parameters;
    default:
      return [];
  }
}
