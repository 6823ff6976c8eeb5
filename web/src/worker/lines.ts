/** @file The links of a line, set. */
import type { Derivation } from "pengrad/work";
import type { StepLine } from "../model.ts";
import { formulaOf } from "./setter.ts";

/** A line link by link. */
export function linesOf({ links }: Pick<Derivation, "links">): StepLine[] {
  return links.map(({ rule, sign, syntax }) => {
    return { rule, sign: sign === "=" ? "=" : "≈", formula: formulaOf(syntax, "display") };
  });
}
