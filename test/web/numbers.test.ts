/** @file Numbers of the problem are typed, stepped and dragged, and everything follows. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, type, withBrowser, withPage } from "./browser.ts";

const problem = "y = w x^2\nat w = 2, x = 3\nfind dy/dw";

const textOf = (page: Page) => page.locator(".problem-editor .cm-content").innerText();
const field = (page: Page, name: string) => page.getByRole("spinbutton", { name, exact: true });

/** The output's value, as the graph tells it. */
async function waitForValue(page: Page, value: string): Promise<void> {
  await page.locator(`.graph .node.output[aria-label*="value ${value}"]`).waitFor();
}

if (hasBrowser) {
  withBrowser();

  test("each number has a field, an entry its own", async () => {
    await withPage(async (page) => {
      await type(page, "y = v^T x\nat v = [1; -2], x = [0.5; 4]\nfind dy/dv");
      await field(page, "v₂").waitFor();
      expect(
        await page.locator(".number input").evaluateAll((all) => {
          return all.map((one) => (one as HTMLInputElement).value);
        }),
      ).toEqual(["1", "-2", "0.5", "4"]);
      await field(page, "v₂").fill("7");
      await waitForValue(page, "57/2");
      expect(await textOf(page)).toContain("v = [1; 7]");
    });
  }, 60_000);

  test("what is typed stands in the source, and the graph follows", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitForValue(page, "18");
      await field(page, "x").fill("-5");
      await waitForValue(page, "50");
      expect(await textOf(page)).toContain("at w = 2, x = -5");
    });
  }, 60_000);

  test("by the keyboard alone: the arrow keys step, and the focus stays", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitForValue(page, "18");
      await field(page, "w").focus();
      for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowUp");
      await waitForValue(page, "27");
      await page.keyboard.press("PageDown");
      await waitForValue(page, "18");
      expect(await field(page, "w").evaluate((own) => own === document.activeElement)).toBe(true);
      expect(await field(page, "w").getAttribute("aria-valuenow")).toBe("2");
    });
  }, 60_000);

  test("dragging a name to the right makes its number greater", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitForValue(page, "18");
      const name = page.locator('.number[data-key="w"] .number-name');
      const { x, y, width, height } = (await name.boundingBox())!;
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 6 });
      await page.mouse.up();
      await waitForValue(page, "27");
      expect(await textOf(page)).toContain("at w = 3, x = 3");
    });
  }, 60_000);
}
