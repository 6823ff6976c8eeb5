/** @file What if a number were another: the curve, its tangent, and what is said of a change. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { boxOf, hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

const problem = "y = w x^2\nat w = 2, x = 3\nfind dy/dw, dy/dx";

const field = (page: Page, name: string) => page.getByRole("spinbutton", { name, exact: true });
const said = (page: Page) => page.locator(".whatif .said");

/** What the picture is called, and what is told of it. */
const told = (page: Page) => page.locator(".plot svg > desc").textContent();

const waitFor = (page: Page, words: string) => {
  return page.locator(".whatif .said", { hasText: words }).waitFor();
};

/** Where the point is, in pixels of the page. */
async function pointAt(page: Page): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(page, ".plot .now");
  return { x: x + width / 2, y: y + height / 2 };
}

if (hasBrowser) {
  withBrowser();

  test("the curve of the first number stands there at the start", async () => {
    await withPage(async (page) => {
      expect(await said(page).textContent()).toBe(
        "At x₁ = 3.142, y = 0 and the gradient is −0.5: raise x₁ by 0.1, and y falls by about 0.05.",
      );
      const picture = page.getByRole("img", { name: "y along x₁" });
      expect(await picture.locator(".curve").count()).toBe(1);
      expect(await picture.locator(".tangent").count()).toBe(1);
      expect(await told(page)).toContain("y for x₁ from");
    });
  });

  test("the number that is taken up is the one that is drawn", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2, y = 18 and the gradient is 9");
      await field(page, "x").focus();
      await waitFor(page, "At x = 3, y = 18 and the gradient is 12");
      await page.getByRole("img", { name: "y along x" }).waitFor();
    });
  });

  test("a change is compared with what the gradient predicted: typed", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2");
      await field(page, "x").fill("4");
      await waitFor(
        page,
        "From x = 3 to 4 the gradient predicts a change of y by +12; it truly changes by +14, 2 more.",
      );
      expect(await page.locator(".plot .start").count()).toBe(1);
      expect(await page.locator(".plot .missed").count()).toBe(1);
      await field(page, "w").fill("5");
      await waitFor(page, "predicts a change of y by +48, and that is what it truly changes by.");
    });
  });

  test("by the arrow keys, from where the field was entered", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2");
      await field(page, "x").focus();
      await waitFor(page, "At x = 3");
      for (let k = 0; k < 5; k++) await page.keyboard.press("ArrowDown");
      await waitFor(page, "From x = 3 to 2.5 the gradient predicts a change of y by −6");
    });
  });

  test("the point is dragged along the curve", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2");
      const { x, y } = await pointAt(page);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 40, y, { steps: 5 });
      await waitFor(page, "From w = 2 to");
      await page.mouse.up();
      await settled(page);
      await expect.poll(async () => Math.abs((await pointAt(page)).x - x - 40)).toBeLessThan(4);
      expect(await page.locator(".problem-editor .cm-content").innerText()).not.toContain("w = 2,");
    });
  });

  test("an entry of a matrix has its curve", async () => {
    await withPage(async (page) => {
      await type(
        page,
        "z = W^T x\nL = sum(relu(z))\nat W = [2, -1; 1, 2], x = [-2; 3]\nfind dL/dW",
      );
      await waitFor(page, "At W₁,₁ = 2");
      await field(page, "W₂,₁").focus();
      await waitFor(page, "At W₂,₁ = 1, L = 8");
      await field(page, "W₂,₁").fill("4/3");
      await waitFor(page, "From W₂,₁ = 1 to 1.333");
      // z₁ is 0 there
      await field(page, "W₁,₁").focus();
      await waitFor(
        page,
        "The curve has a kink there: its slope is −2 on the left and 0 on the right",
      );
    });
  });

  test("where the output is not defined there is a gap, and it is said", async () => {
    await withPage(async (page) => {
      await type(page, "y = ln(x) + 1/(x - 2)\nat x = 1\nfind dy/dx");
      await waitFor(page, "At x = 1, y = −1");
      // a frame may still be drawn of what was typed before
      await expect.poll(() => page.locator(".plot .curve").count()).toBe(2);
      expect(await page.locator(".plot .gap").count()).toBeGreaterThan(0);
      expect(await told(page)).toContain("to 0.");
      await field(page, "x").fill("-1");
      await waitFor(page, "At x = −1, y is not defined.");
    });
  });

  test("closer and wider", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2");
      const ticks = () => page.locator(".plot .tick").allTextContents();
      const before = await ticks();
      await page.getByRole("button", { name: "Wider" }).click();
      await page.waitForFunction((old) => {
        const all = [...document.querySelectorAll(".plot .tick")].map((one) => one.textContent);
        return all.join() !== old;
      }, before.join());
    });
  });

  test("what is no number has no curve, and it is said why", async () => {
    await withPage(async (page) => {
      await type(page, "y = W x\nat W = [1, 2; 3, 4], x = [1; 2]\nfind jacobian(y, x)");
      await waitFor(page, "y is not a single number");
      await type(page, "y = a b\nat a = 2\nfind dy/da");
      await waitFor(page, "The curve appears when b has a value.");
    });
  });

  test("on a phone it is unfolded when a number is taken up", async () => {
    await withPage(
      async (page) => {
        expect(await page.locator(".plot svg").isVisible()).toBe(false);
        await field(page, "x₂").focus();
        await waitFor(page, "At x₂ = 2");
        expect(await page.locator(".plot svg").isVisible()).toBe(true);
      },
      { width: 390, height: 844 },
    );
  });

  test("the point follows each step of a number while it is being dragged", async () => {
    await withPage(async (page) => {
      await type(page, problem);
      await waitFor(page, "At w = 2");
      const { x, y } = await boxOf(page, '.number[data-key="w"] .number-name');
      await page.mouse.move(x + 8, y + 8);
      await page.mouse.down();
      let last = (await pointAt(page)).x;
      for (let k = 1; k <= 20; k++) {
        await page.mouse.move(x + 8 + 6 * k, y + 8);
        const now = async () => (await pointAt(page)).x;
        await expect.poll(now, { interval: 10 }).not.toBe(last);
        last = await now();
      }
      await waitFor(page, "From w = 2 to 4 ");
      await page.mouse.up();
    });
  });
}
