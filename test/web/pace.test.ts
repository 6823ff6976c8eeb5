/**
 * @file How the page behaves in time, printed and held to: nothing shifts at the start, and
 * nothing blocks it while a text is typed and while a document of a hundred steps is marked.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { at } from "../../scripts/places.js";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

/** The longest that the page may be blocked, in milliseconds. */
const longest = 50;

/** A machine that does other things too makes tasks longer: the best of three counts. */
const retry = 2;

interface Seen {
  shift: number;
  tasks: number[];
}

/** Watches from before the page's own scripts. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { shift: 0, tasks: [] };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.shift += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration));
    }).observe({ type: "longtask", buffered: true });
  });
}

const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

const forget = (page: Page) =>
  page.evaluate(() => {
    (globalThis as unknown as { seen: Seen }).seen.tasks = [];
  });

/** The homework three times over: a little more than a hundred steps. */
const long = [1, 2, 3]
  .map(() => readFileSync(at("examples/homework.md"), "utf8"))
  .join("\n\n# Once more\n\n");

if (hasBrowser) {
  withBrowser();

  test.each([390, 1280, 1920])(
    "nothing shifts at the start: %i",
    async (width) => {
      await withPage(
        async (page) => {
          await watch(page);
          await page.reload();
          await page.waitForSelector(".graph .node");
          await page.waitForTimeout(1500);
          const { shift } = await seen(page);
          console.log(`layout shift at ${width}: ${shift.toFixed(4)}`);
          expect(shift).toBeLessThan(0.02);
        },
        { width },
      );
    },
    60_000,
  );

  test("a hundred steps are marked while the page goes on", {
    retry,
    timeout: 120_000,
  }, async () => {
    await withPage(async (page) => {
      await watch(page);
      await page.reload();
      await page.click("#tab-mark");
      await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
      await page.click(".mark-panel .cm-content");
      await page.keyboard.press("Control+A");
      await forget(page);
      const began = performance.now();
      await page.locator(".mark-panel .cm-content").evaluate((editor, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        const event = { clipboardData, bubbles: true, cancelable: true };
        editor.dispatchEvent(new ClipboardEvent("paste", event));
      }, long);
      await page.locator(".mark-panel .status", { hasText: / 1\d\d steps/ }).waitFor();
      await page.locator('.sheet[aria-busy="false"]').waitFor();
      const took = Math.round(performance.now() - began);
      const { tasks } = await seen(page);
      console.log(`105 steps marked in ${took} ms; long tasks: ${tasks.join(", ") || "none"}`);
      await forget(page);
      await page.keyboard.type("And so $k = 2$. ", { delay: 40 });
      await page.waitForTimeout(3000);
      const typed = (await seen(page)).tasks;
      console.log(`while typing: ${typed.join(", ") || "none"}`);
      expect(Math.max(0, ...typed)).toBeLessThan(longest);
      expect(took).toBeLessThan(15_000);
      expect(Math.max(0, ...tasks)).toBeLessThan(longest);
    });
  });
}
