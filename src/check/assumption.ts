/**
 * @file What a document says of the signs of its quantities, x > 0, a ≠ b: where it reaches, a
 * step is asked again with it taken for granted before it is called wrong or conditional. A
 * condition only helps a step; none is called wrong by it.
 */
import type { Assumption } from "../algebra/index.ts";
import type { Node } from "../expression/index.ts";
import { type Bound, boundOf, children, readFormula, S, type Syntax } from "../notation/index.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** How a relation between a and b is assumed: a − b, or b − a, has which sign. */
export const signs: Readonly<Record<string, readonly [flip: boolean, sign: Assumption["sign"]]>> = {
  ">": [false, ">0"],
  "<": [true, ">0"],
  "\\ge": [false, ">=0"],
  "\\le": [true, ">=0"],
  "\\ne": [false, "!=0"],
};

/** A condition, and what it says. */
export interface Said {
  /** Null for what is supposed of the whole document. */
  readonly statement: Statement | null;
  readonly assumption: Assumption;
}

/** The conditions of a document that say something of signs. */
export function conditionsIn(statements: readonly Statement[], sheet: DocumentSheet): Said[] {
  const { arena } = sheet;
  return statements.flatMap((statement): Said[] => {
    const row = signs[statement.sign];
    if (statement.kind !== "condition" || row === undefined) return [];
    const [left, right] = [sheet.left(statement).node, sheet.right(statement).node];
    if (left === null || right === null) return [];
    if (left.shape.length + right.shape.length > 0) return [];
    const [flip, sign] = row;
    const node = flip ? arena.subtract(right, left) : arena.subtract(left, right);
    return node.op === "number" ? [] : [{ statement, assumption: { node, sign } }];
  });
}

/** That the sums of a step run forward: m ≤ n of Σ_{k=m}^n. */
export function rangesIn({ left, right }: Statement, sheet: DocumentSheet): Said[] {
  const { arena, worksheet } = sheet;
  const nodeOf = ({ name, factor, offset }: Bound): Node | undefined => {
    const binding = name === null ? undefined : worksheet.sizeNames.get(name.text);
    if (binding?.kind !== "size") return undefined;
    const { size } = binding;
    const own = typeof size === "number" ? arena.integer(size) : arena.size(size);
    return arena.add(arena.multiply(arena.integer(factor), own), arena.integer(offset));
  };
  const found: Said[] = [];
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "big" && syntax.lower !== undefined && syntax.upper !== undefined) {
      const [low, high] = [boundOf(syntax.lower), boundOf(syntax.upper)];
      const [first, last] = [low && nodeOf(low), high && nodeOf(high)];
      const node = first && last && arena.subtract(last, first);
      const assumption = node && ({ node, sign: ">=0" } as const);
      if (assumption !== undefined) found.push({ statement: null, assumption });
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const side of [left, right]) visit(side);
  return found.filter(({ assumption }) => assumption.node.op !== "number");
}

/** A condition from the front matter or the command line: a hidden name for what has a sign. */
export interface Supposed {
  readonly key: string;
  readonly gap: Syntax;
  readonly sign: Assumption["sign"];
}

/** The signs that a text of relations speaks of: `x1 = 2, u > 0`. */
export function supposedIn(text: string, from: number): Supposed[] {
  const { syntax } = readFormula(text);
  const items = syntax.kind === "list" ? syntax.items : [syntax];
  return items.flatMap((item, k): Supposed[] => {
    if (item.kind !== "relation") return [];
    return item.signs.flatMap((one, at): Supposed[] => {
      const row = signs[one];
      if (row === undefined) return [];
      const [left, right] = [item.parts[at]!, item.parts[at + 1]!];
      const [first, second] = row[0] ? [right, left] : [left, right];
      const gap = S.sum([first, S.minus(second)]);
      return [{ key: `\u00a7s${from + k}.${at}`, gap, sign: row[1] }];
    });
  });
}

/** What is supposed, as the sheet means it. */
export function suppositionsIn(supposed: readonly Supposed[], sheet: DocumentSheet): Said[] {
  return supposed.flatMap(({ key, gap, sign }): Said[] => {
    const { node } = sheet.meaning(key, gap);
    if (node === null || node.shape.length > 0 || node.op === "number") return [];
    return [{ statement: null, assumption: { node, sign } }];
  });
}
