/**
 * @file Components of a vector function: in σ_i(z) = e^{z_i} / Σ_k e^{z_k} the i is of the result,
 * and z is all there is to be a function of. So it is with what belongs to an example of many,
 * μ_i(w) = exp(x_i^T w). Where a text never calls it at anything else, σ_i(z) is the entry σ_i of a
 * vector that is made of z.
 */
import { children, mapParts, nameKey, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { calledAt } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading with entries in the place of such calls. */
export function withComponentCalls(reading: Reading): Reading {
  const components = new Set(reading.chains.flatMap(({ parts }) => definedIn(parts)));
  if (components.size === 0) return reading;
  const calls = new Map<string, Set<string>>();
  const look = (syntax: Syntax): void => {
    if (syntax.kind === "applied") {
      const key = functionOf(syntax.head) ?? "";
      const said = syntax.head.kind === "prime" ? "" : calledAt(syntax);
      calls.set(key, (calls.get(key) ?? new Set()).add(said));
    }
    for (const child of children(syntax)) look(child);
  };
  for (const { parts } of reading.chains) parts.forEach(look);
  const entries = new Set([...components].filter((key) => calls.get(key)?.size === 1));
  if (entries.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    if (inner.kind !== "applied" || !entries.has(functionOf(inner.head) ?? "")) return inner;
    return { ...inner.head, from: inner.from, to: inner.to };
  };
  return withSides(reading, rename);
}

/** The functions of which a chain says what their components are. */
function definedIn(parts: readonly Syntax[]): string[] {
  return parts.slice(0, -1).flatMap((part, k) => {
    if (part.kind !== "applied" || part.head.kind !== "subscript") return [];
    const [index, ...more] = part.head.indices;
    const [letter, key] = [index && nameKey(index), functionOf(part.head)];
    const areNames = part.arguments.every((argument) => nameKey(argument) !== undefined);
    if (more.length > 0 || letter === undefined || key === undefined || !areNames) return [];
    return hasEntry(parts[k + 1]!, letter) ? [key] : [];
  });
}

/** Whether z_i or an x_i stands in a formula. */
function hasEntry(syntax: Syntax, letter: string): boolean {
  return hasPart(syntax, (part) => {
    return part.kind === "subscript" && part.indices.some((index) => nameKey(index) === letter);
  });
}

/** The σ of σ, σ_i and σ'. */
function functionOf(head: Syntax): string | undefined {
  return nameKey(head.kind === "subscript" || head.kind === "prime" ? head.base : head);
}
