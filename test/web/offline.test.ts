/**
 * @file The page without a network: what was loaded once is there again, all of its views too.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { at } from "../../scripts/places.js";
import { hasBrowser, settled, withBrowser, withKeeper } from "./browser.ts";

const files = () => JSON.parse(readFileSync(at("dist/web/files.json"), "utf8")) as string[];

if (hasBrowser) {
  withBrowser();

  test("every view opens, and the page again, when the network is gone", async () => {
    await withKeeper(async (page) => {
      const kept = () =>
        page.evaluate(async () => (await (await caches.open("pengrad")).keys()).length);
      await expect.poll(kept, { timeout: 60_000 }).toBe(files().length);
      await page.context().setOffline(true);
      await page.reload();
      await page.waitForSelector(".graph .node");
      await settled(page);
      await page.click("#tab-mark");
      await page.waitForSelector("#view-mark .cm-content");
      await page.click("#tab-train");
      await page.click(".train-panel .step");
    });
  });
}
