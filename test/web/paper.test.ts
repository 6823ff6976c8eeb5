/** @file `work --format html` on paper: nothing that is kept whole is higher than a page. */
import { expect, test } from "vitest";
import { pageAssets } from "../../src/cli/assets.ts";
import { renderHtml } from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

/** A sum of many squares: a high picture, and passes of many lines. */
const fan = (count: number): string => {
  const all = Array.from({ length: count }, (_, k) => k + 1);
  return [
    ...all.map((k) => `u_${k} = a_${k}^2`),
    `y = ${all.map((k) => `u_${k}`).join(" + ")}`,
    `at ${all.map((k) => `a_${k} = ${k}`).join(", ")}`,
    "find dy/da_1",
  ].join("\n");
};

/** An A4 page between its margins, in pixels. */
const paper = { width: 643, height: 948 };

if (hasBrowser) {
  withBrowser();

  test("a high picture is set smaller, and a long pass stands in several displays", async () => {
    const html = await renderHtml(solve(fan(18)), { assets: pageAssets()! });
    await withPage(async (page) => {
      const address = page.url();
      // a page by itself, to which the other's policy does not apply
      await page.goto("about:blank");
      await page.setContent(html);
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize(paper);
      const heights = await page.evaluate(() => {
        const all = [...document.querySelectorAll("figure, .display, .given, .notes")];
        return all.map((one) => Math.round(one.getBoundingClientRect().height));
      });
      expect(Math.max(...heights)).toBeLessThan(paper.height);
      const picture = await page.evaluate(() => {
        const svg = document.querySelector("figure .light svg")!;
        const { width, height } = svg.getBoundingClientRect();
        const [, , across, down] = svg.getAttribute("viewBox")!.split(" ").map(Number);
        return { height, stretched: width / height / (across! / down!) };
      });
      // large, and as it was drawn
      expect(picture.height).toBeGreaterThan(0.8 * paper.height);
      expect(picture.stretched).toBeCloseTo(1, 1);
      await page.goto(address);
    });
  });
}
