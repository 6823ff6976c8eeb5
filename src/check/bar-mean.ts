/** @file \bar{x}, which nothing defines, as the mean of the numbers x. */
import type { Node } from "../expression/index.ts";
import { barredIn } from "./complex.ts";
import type { Doubted, Settled } from "./doubted.ts";
import { holds } from "./finding.ts";
import { variablesOf } from "./variables.ts";

/** Whether a step holds where \bar{x}, which nothing defines, is the mean of the numbers x. */
export function withMeans({ context: { bench }, pair }: Doubted): Settled | null {
  const { sheet, decide } = bench;
  const { arena } = sheet;
  const [left, right] = [pair.left, pair.right].map((side) => sheet.expand(side)) as [Node, Node];
  const names = [left, right].flatMap(variablesOf);
  const means = new Map<Node, Node>();
  for (const variable of names) {
    const below = barredIn(sheet.ownName(variable));
    const numbers = names.find((one) => below !== null && sheet.ownName(one) === below);
    if (numbers?.shape.length !== 1 || variable.shape.length > 0) continue;
    const sum = arena.contract({ operands: [numbers], axes: [[0]], output: [] });
    means.set(variable, arena.divide(sum, arena.size(numbers.shape[0]!)));
  }
  if (means.size === 0) return null;
  const found = decide(sheet.put(left, means), sheet.put(right, means));
  const said = [...means.keys()].map((variable) => sheet.ownName(variable)).join(", ");
  return holds(found) ? { verdict: "agrees", reason: `${said} is taken for a mean` } : null;
}
