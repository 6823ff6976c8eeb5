/**
 * @file Nothing blocks the page: while a number or a point is dragged, while one steps through a
 * problem, and while a network is trained, no task takes long on the processor.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { problems } from "../../web/src/examples.ts";
import { boxOf, hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";
import { longestOf, slowness, traced } from "./trace.ts";

/** The longest that the page may be blocked, in milliseconds. */
const longest = 50;

/** Times have outliers: the best of three counts. */
const retry = 2;

/** A network of two layers, whose gradients are matrices. */
const large = [
  "z = W^T x + b",
  "a = tanh(z)",
  "s = V^T a + c",
  "L = softmaxcrossentropy(s, t)",
  "at x = [0.5; -1; 2], t = [0; 1; 0]",
  "at W = [1, -0.5, 0.2, 1; 0.3, 0.8, -1, 0.5; 0.1, 0.2, 0.3, -0.4], b = [0.1; 0; -0.2; 0.3]",
  "at V = [1, 0, -1; 0.5, 0.2, 0.1; -0.3, 0.6, 0.9; 0.7, -0.8, 0.4], c = [0; 0.1; 0.2]",
  "find dL/dW, dL/dV, dL/db, dL/dc",
].join("\n");

async function shown(page: Page, text: string): Promise<void> {
  await type(page, text);
  await settled(page);
}

/** The pointer goes to and fro, a step in each frame. */
async function dragged(page: Page, x: number, y: number, by: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let k = 1; k <= 40; k++) {
    await page.mouse.move(x + by * (k <= 25 ? k : 50 - k), y);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  await page.mouse.up();
  await settled(page);
}

/** What is done, by its name; what is made ready before is not looked at. */
const doings: Readonly<
  Record<string, readonly [(page: Page) => Promise<void>, (page: Page) => Promise<void>]>
> = {
  "a number of the first example is dragged": [
    (page) => shown(page, problems[0]!.text),
    async (page) => {
      const { x, y } = await boxOf(page, ".number-name");
      await dragged(page, x + 5, y + 5, 6);
    },
  ],
  "a number of a network is dragged": [
    (page) => shown(page, large),
    async (page) => {
      const { x, y } = await boxOf(page, '.number[data-key="W"] .number-name');
      await dragged(page, x + 5, y + 5, 6);
    },
  ],
  "a point is dragged along its curve": [
    async (page) => {
      await shown(page, large);
      await page.locator(".plot").scrollIntoViewIfNeeded();
    },
    async (page) => {
      const { x, y, width } = await boxOf(page, ".plot .now");
      await dragged(page, x + width / 2, y + width / 2, 3);
    },
  ],
  "a network is typed": [
    (page) => shown(page, "y = x"),
    async (page) => {
      await page.locator(".problem-editor .cm-content").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type(large.split("\n").slice(0, 5).join("\n"), { delay: 30 });
      await settled(page);
    },
  ],
  "a network is pasted": [(page) => shown(page, "y = x"), (page) => shown(page, large)],
  "one steps through a network by the arrow key": [
    (page) => shown(page, large),
    async (page) => {
      const slider = page.locator(".step-bar input");
      await slider.focus();
      for (let k = 0; k < 22; k++) {
        await page.keyboard.press("ArrowRight");
        await page.waitForTimeout(40);
      }
      await page.keyboard.press("Home");
      await settled(page);
      await page.waitForTimeout(200);
    },
  ],
  "a network is trained": [
    async (page) => {
      await page.click("#tab-train");
      await page.locator(".train-panel .said", { hasText: "Ready." }).waitFor();
    },
    async (page) => {
      await page.check(".train-panel [name=fast]");
      await page.click(".train-panel .go");
      await page.locator(".train-panel .said", { hasText: "All epochs are done." }).waitFor();
    },
  ],
};

if (hasBrowser) {
  withBrowser();

  test.each(Object.entries(doings))(
    "no task is long while %s",
    { retry },
    async (name, [prepare, go]) => {
      await withPage(async (page) => {
        await prepare(page);
        const trace = await traced(page, () => go(page));
        const most = longestOf(trace)
          .slice(0, 4)
          .map((time) => time.toFixed(0));
        const slow = await slowness(page);
        console.log(
          `${name}: longest tasks ${most.join(", ")} ms, ${trace.work.toFixed(0)} ms of work ` +
            `in all; machine ×${slow.toFixed(2)}`,
        );
        expect(longestOf(trace)[0]).toBeLessThan(longest * slow);
      });
    },
  );
}
