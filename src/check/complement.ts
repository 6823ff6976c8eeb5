/**
 * @file The q of a probability p: where a text speaks of 1 − p and of q, or of (p + q) and of an
 * expectation or a probability, and never says what q is, q is 1 − p, as it is in every book.
 */
import type { Node } from "../expression/index.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { variablesOf } from "./variables.ts";

const speaksOf = /1\s*-\s*p(?![A-Za-z])/;
const adds = /\(\s*p\s*\+\s*q\s*\)/;
const isOfChance = /\\(?:mathbb|mathrm|operatorname)\s*\{?\s*[EP]\b|\bprobabilit/;

/** The verdict on two sides with 1 − p for q; null unless they are equal then. */
export function withComplement(
  { sheet, values, decide }: Pick<Bench, "sheet" | "values" | "decide">,
  { id, left, right }: Pick<Pair, "id" | "left" | "right">,
  source: string,
): Finding | null {
  if (!speaksOf.test(source) && !(isOfChance.test(source) && adds.test(source))) return null;
  const sides = [left, right].map((side) => sheet.expand(side));
  const free = (name: string): Node | undefined => {
    return sides.flatMap(variablesOf).find((variable) => {
      const isOpen = values.ofInput(variable, id, null) === undefined;
      return isOpen && variable.shape.length === 0 && sheet.ownName(variable) === name;
    });
  };
  const [p, q] = [free("p"), free("q")];
  if (p === undefined || q === undefined) return null;
  const { arena } = sheet;
  const put = new Map([[q, arena.subtract(arena.integer(1), p)]]);
  const [a, b] = sides.map((side) => sheet.put(side, put));
  return holds(decide(a!, b!)) ? { verdict: "agrees", reason: "q is 1 - p here" } : null;
}
