/** @file The picture that is made of a solution: nodes, values and adjoints at their edges. */
import { expect, test } from "vitest";
import { pictureOf, renderSvg } from "../../src/render/index.ts";
import { layer, parts, quotient, symbolic, wide } from "./solutions.ts";
import { faultOf } from "./well-formed.ts";

test("what flows forward and back in the quotient", () => {
  const { nodes, edges, output } = pictureOf(quotient.solution.parts[0]!);
  expect(nodes.map(({ label, kind }) => `${label} ${kind}`)).toEqual([
    "x_1 input",
    "x_2 input",
    "x_3 input",
    "u quantity",
    "s quantity",
    "y output",
  ]);
  const labels = edges.map(({ from, to, value, adjoint }) => [from[0], to[0], value, adjoint]);
  expect(labels.at(-1)).toEqual(["s", "y", "\\frac{\\pi}{2}", "-1"]);
  expect(output).toMatchObject({ value: "0", adjoint: "1" });
});

test.each([
  ["quotient", quotient],
  ["layer", layer],
  ["symbolic", symbolic],
  ["wide", wide],
  ["parts", parts],
])("%s: a well-formed document", async (_, { solution }) => {
  expect(faultOf(await renderSvg(solution, { showLocal: true }))).toBe(null);
});

test("parts stand one below the other, each with its title", async () => {
  const svg = await renderSvg(parts.solution, { theme: "dark" });
  expect(svg.match(/<svg /g)).toHaveLength(3);
  expect(svg).toContain("A quotient &#38; a power");
  const only = await renderSvg(parts.solution, { part: 1 });
  expect(only.match(/<svg /g)).toHaveLength(1);
});
