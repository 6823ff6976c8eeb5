/**
 * @file Names as keys and as syntax. The key of a quantity is its normalised LaTeX, `x_1`,
 * `y_{true}`; a variable of the graph may carry a suffix after a NUL that tells apart two
 * quantities written the same way (y of part A and y of part C), which no reader sees.
 */
import { readFormula } from "./read/index.ts";
import type { Syntax } from "./syntax.ts";

const separator = "\0";

/** A variable's name made unique by a hidden mark. */
export function marked(key: string, mark: string): string {
  return `${key}${separator}${mark}`;
}

/** The key without its hidden mark. */
export function unmarked(name: string): string {
  const at = name.indexOf(separator);
  return at < 0 ? name : name.slice(0, at);
}

const known = new Map<string, Syntax>();
const memory = 4096;

/** The syntax of a name, from its key. */
export function nameSyntax(name: string): Syntax {
  const key = unmarked(name);
  const found = known.get(key);
  if (found !== undefined) return found;
  // a key of several letters is one name: loss, not l o s s
  const { syntax } = readFormula(key, { notation: "latex", names: new Set([key]) });
  if (known.size >= memory) known.clear();
  known.set(key, syntax);
  return syntax;
}
