/**
 * @file A chain of equations set for display, one step on each row, aligned at the signs:
 *
 *     \begin{aligned} y &= a \\ &= b \end{aligned}
 *
 * (amsmath, section 3.7; `aligned` stands inside a display and brings no number of its own).
 */
import { group } from "../build.ts";
import type { RelationSyntax, Syntax } from "../syntax.ts";
import { type LatexOptions, writeLatex } from "./latex.ts";

/** A tree without a relation is a chain of one part. */
function chainOf(node: Syntax): Pick<RelationSyntax, "parts" | "signs"> {
  return node.kind === "relation" ? node : { parts: [node], signs: [] };
}

/**
 * A chain, or a list of chains under each other, as `aligned`. Each row begins with a sign but
 * the first of a chain, which has the chain's first part before it. With a `firstColumn` that
 * part is given apart, and all parts of the chain stand on the right of it:
 * `writeAligned(a = b, y)` is y = a = b in two rows.
 */
export function writeAligned(
  chain: Syntax,
  firstColumn: Syntax | null = null,
  options: LatexOptions = {},
): string {
  const text = (part: Syntax): string => {
    const isLoose = part.kind === "relation" || part.kind === "list";
    return writeLatex(isLoose ? group(part) : part, options);
  };
  const rows: string[] = [];
  for (const one of chain.kind === "list" ? chain.items : [chain]) {
    const { parts, signs } = chainOf(one);
    const [first, ...rest] = parts.map(text);
    if (first === undefined) continue;
    const steps = rest.map((part, i) => `${signs[i] ?? "="} ${part}`);
    const left = firstColumn === null ? first : rows.length === 0 ? text(firstColumn) : "";
    if (firstColumn !== null) steps.unshift(`= ${first}`);
    if (steps.length === 0) rows.push(`& ${left}`);
    steps.forEach((step, i) => {
      rows.push(i === 0 && left !== "" ? `${left} &${step}` : `&${step}`);
    });
  }
  return `\\begin{aligned} ${rows.join(" \\\\ ")} \\end{aligned}`;
}
