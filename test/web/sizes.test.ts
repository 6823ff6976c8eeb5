/** @file From phone to projector: what stands where, and how large. */
import { expect, test } from "vitest";
import { boxOf, hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

if (hasBrowser) {
  withBrowser();

  test.each([320, 360, 390, 430])(
    "on a phone the header has two rows, and the bar one: %i",
    async (width) => {
      await withPage(
        async (page) => {
          const [title, colours] = [await boxOf(page, "h1"), await boxOf(page, ".colours")];
          expect(colours.y).toBeLessThan(title.y + title.height);
          expect(colours.x + colours.width).toBeLessThanOrEqual(width);
          const tabs = [await boxOf(page, "#tab-work"), await boxOf(page, "#tab-mark")];
          expect(tabs[0]!.y).toBe(tabs[1]!.y);
          expect(tabs[0]!.height).toBeLessThan(50);
          expect((await boxOf(page, "header")).height).toBeLessThan(100);
          if (width < 360) return;
          const [examples, ways] = [await boxOf(page, ".examples"), await boxOf(page, ".take")];
          expect(examples.y).toBe(ways.y);
        },
        { width, height: 844 },
      );
    },
  );

  test("matrices make nothing wider than a narrow phone", async () => {
    await withPage(
      async (page) => {
        const v = "[1, 0, -1; 0.5, 1, 0]";
        await type(page, `o = V a\nL = sum(o)\nat V = ${v}, a = [-0.125; 0.25; 3.5]`);
        await page.locator('.graph .node[data-key="V"]').waitFor();
        await settled(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      },
      { width: 320, height: 640 },
    );
  });

  test("targets of the finger are at least 24 pixels high and wide", async () => {
    await withPage(
      async (page) => {
        await page.locator(".whatif summary").click();
        const small = await page.evaluate(() => {
          const all = [...document.querySelectorAll<HTMLElement>("button, select, input, summary")];
          return all
            .filter((one) => one.offsetParent !== null)
            .filter((one) => one.getAttribute("type") !== "checkbox")
            .filter((one) => {
              const { width, height } = one.getBoundingClientRect();
              return width < 24 || height < 24;
            })
            .map((one) => one.outerHTML.slice(0, 80));
        });
        expect(small).toEqual([]);
      },
      { width: 390, height: 844 },
    );
  });

  test("a projector shows problem, graph, first derivative and curve at once, and larger", async () => {
    await withPage(
      async (page) => {
        const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
        expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(20);
        for (const one of [".problem-editor", ".graph", ".gradient >> nth=0", ".whatif .said"]) {
          const { y, height } = await boxOf(page, one);
          expect(y + height, one).toBeLessThanOrEqual(1080);
        }
        const [graph, results] = [await boxOf(page, ".graph"), await boxOf(page, ".results")];
        expect(graph.width).toBeGreaterThan(1920 * 0.6);
        expect(results.y).toBeGreaterThanOrEqual(graph.y + graph.height);
        expect((await boxOf(page, ".whatif")).x).toBeGreaterThan(results.x + results.width);
      },
      { width: 1920, height: 1080 },
    );
  });

  test("text twice as large still fits", async () => {
    await withPage(
      async (page) => {
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      },
      // 1280 pixels at 400 %
      { width: 320, height: 256 },
    );
  });
}
