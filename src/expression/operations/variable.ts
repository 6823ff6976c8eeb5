/**
 * @file A variable, by its normalised name (`data`). Evaluation looks its value up among the inputs
 * before it asks this page, so a variable that gets here has none.
 */
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const variable: Structural = {
  kind: "leaf",
  title: "variable",
  notation: null,
  rule: "derivative of a variable",
  domain: everywhere,
  kinks: [],
  evaluate: () => undefined,
  // a leaf has no operands
  pullback: () => null,
};
