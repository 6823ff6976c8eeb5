/** @file Which curve is shown: of the output along a number. */
import type { CurveAsk, GivenNumber, PartView } from "./model.ts";

/** The first number on which the output depends, else the first of all. */
export function firstNumber({ numbers, nodes }: PartView): GivenNumber | null {
  const leading = new Set(nodes.flatMap(({ key, adjoint }) => (adjoint === null ? [] : [key])));
  return numbers.find(({ key }) => leading.has(key)) ?? numbers[0] ?? null;
}

/** The question for the curve along a number of a part; null where the part has no output. */
export function questionOf(
  part: PartView,
  { key, place }: GivenNumber,
  ask: Pick<CurveAsk, "text" | "part" | "stretch" | "from">,
): CurveAsk | null {
  const output = part.nodes.find(({ kind }) => kind === "output");
  return output === undefined ? null : { ...ask, output: output.key, key, place };
}
