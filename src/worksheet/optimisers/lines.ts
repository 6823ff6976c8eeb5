/** @file The formulas of a method of descent as syntax, each method read once. */
import { readFormula, type Syntax } from "../../notation/index.ts";
import type { Optimiser } from "./optimiser.ts";

/** One formula of a method: `v := β v + g`. */
export interface Line {
  readonly left: Syntax;
  readonly right: Syntax;
  /** Whether it makes a new value of something that had one. */
  readonly isNew: boolean;
}

const read = new WeakMap<Optimiser, readonly Line[]>();

/** The formulas of a method, read once. */
export function linesOf(optimiser: Optimiser): readonly Line[] {
  const known = read.get(optimiser);
  if (known !== undefined) return known;
  const lines = optimiser.lines.map((text): Line => {
    const { syntax } = readFormula(text, { notation: "latex" });
    if (syntax.kind !== "relation") throw new Error(`no formula: ${text}`);
    const [left, right] = syntax.parts;
    return { left: left!, right: right!, isNew: syntax.signs[0] === ":=" };
  });
  read.set(optimiser, lines);
  return lines;
}

/** Where the gradient is taken, if not at the parameter. */
export function pointOf({ ahead }: Optimiser): Syntax | null {
  return ahead === null ? null : readFormula(ahead, { notation: "latex" }).syntax;
}
