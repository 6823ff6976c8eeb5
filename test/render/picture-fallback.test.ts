/** @file Without MathJax: the package is optional, and a picture is drawn all the same. */
import { expect, it, vi } from "vitest";
import { formulaToSvg, openFormulas } from "../../src/render/formula/index.ts";
import { drawPicture } from "../../src/render/picture/index.ts";
import { cosine } from "./picture-examples.ts";
import { faultOf } from "./well-formed.ts";

vi.mock("mathjax", () => {
  throw new Error("Cannot find package 'mathjax'");
});

it("sets formulas as text when MathJax cannot be loaded", async () => {
  expect((await openFormulas()).kind).toBe("text");
  const { svg, width } = await formulaToSvg("\\frac{x_1}{x_2}");
  expect(svg).toContain("<text");
  expect(width).toBeGreaterThan(5);
});

it("draws a picture with the viewer's serif", async () => {
  const svg = await drawPicture(cosine);
  expect(faultOf(svg)).toBeNull();
  expect(svg).toBe(await drawPicture(cosine, { mathematics: "text" }));
  for (const letter of ["x", "u", "s", "y", "π", "cos"]) expect(svg).toContain(`>${letter}</text>`);
});
