/**
 * @file tan x = sin x / cos x. (tan x)' = 1/cos² x. Source: DLMF 4.20.3.
 * Of the two textbook forms, 1/cos² x and 1 + tan² x, the first is taken: it shows the poles.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, square, where } from "./terms.ts";

export const tan: Elementwise = {
  kind: "elementwise",
  title: "tangent",
  notation: { latex: ["\\tan", "\\tg"], plain: ["tan", "tg"] },
  rule: "derivative of the tangent",
  arity: 1,
  domain: where("!=0", (arena, [x]) => arena.apply("cos", x!)),
  kinks: [],
  float: Math.tan,
  value: (field, [x]) => field.call("tan", x!),
  // (tan x)' = 1/cos² x
  partial: (_k, [x], arena) => reciprocal(arena, square(arena, arena.apply("cos", x!))),
};
