/** @file Numbers of the problem are typed, stepped and dragged, and everything follows. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { boxOf, hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

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
  });

  test("what is typed stands in the source, and the graph follows", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitForValue(page, "18");
      await field(page, "x").fill("-5");
      await waitForValue(page, "50");
      expect(await textOf(page)).toContain("at w = 2, x = -5");
    });
  });

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
  });

  test("dragging a name to the right makes its number greater", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitForValue(page, "18");
      const { x, y, width, height } = await boxOf(page, '.number[data-key="w"] .number-name');
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 6 });
      await page.mouse.up();
      await waitForValue(page, "27");
      expect(await textOf(page)).toContain("at w = 3, x = 3");
    });
  });

  test.each([
    [
      "behind the last value",
      "y = a b\nat a = 2\nfind dy/da",
      "y = a b\nat a = 2, b = 3\nfind dy/da",
    ],
    ["on a line above what is asked", "y = b^2\nfind dy/db", "y = b^2\nat b = 3\nfind dy/db"],
    ["on a line of its own", "y = b^2", "y = b^2\nat b = 3"],
    ["in LaTeX", "y = \\theta^2 b\nat \\theta = 2", "y = \\theta^2 b\nat \\theta = 2, b = 3"],
    ["a name with an index", "y = w_1 b_2\nat w_1 = 2", "y = w_1 b_2\nat w_1 = 2, b_2 = 3"],
  ])("a first value is written %s", async (_, text, expected) => {
    await withPage(async (page) => {
      await type(page, text);
      const empty = page.locator('.number input[placeholder="no value yet"]');
      await empty.waitFor();
      await empty.focus();
      await page.keyboard.type("3", { delay: 30 });
      await page.locator('.graph .node.output[aria-label*="value "]').waitFor();
      expect((await textOf(page)).trim()).toBe(expected);
      await page.keyboard.type("0", { delay: 30 });
      await settled(page);
      expect((await textOf(page)).trim()).toBe(expected.replace("= 3", "= 30"));
    });
  });

  test("a negative number typed sign by sign is written once", async () => {
    await withPage(async (page) => {
      await type(page, "y = a b\nat a = 2");
      await field(page, "b").focus();
      await page.keyboard.type("-1.5", { delay: 250 });
      await waitForValue(page, "−3");
      expect((await textOf(page)).trim()).toBe("y = a b\nat a = 2, b = -1.5");
      expect(await field(page, "b").inputValue()).toBe("-1.5");
    });
  });

  test("a whole vector is typed at once, then each entry has a field", async () => {
    await withPage(async (page) => {
      await type(page, "y = v^T x\nat v = [1; -2]\nfind dy/dv");
      await page.getByRole("textbox", { name: "x, all entries" }).focus();
      await page.keyboard.type("[3; 4]", { delay: 60 });
      await waitForValue(page, "−5");
      expect(await textOf(page)).toContain("at v = [1; -2], x = [3; 4]");
      await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "x₁");
    });
  });
}
