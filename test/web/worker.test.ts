/** @file What the worker answers, in which order, and what it gives up; asked without the page. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { problems } from "../../web/src/examples.ts";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

interface Asked {
  readonly kind: string;
  readonly ask: object;
}

/** Posts all requests at once; the answers in the order in which they came. */
async function answers(page: Page, asked: readonly Asked[]): Promise<string[]> {
  return page.evaluate((all) => {
    const worker = new Worker("worker.js", { type: "module" });
    return new Promise<string[]>((done) => {
      const said: string[] = [];
      worker.onmessage = ({ data }) => {
        const what = ["answer", "dropped", "failure"].find((key) => key in data);
        if (what === undefined) return;
        said.push(`${all[data.id]!.kind} ${data.id}: ${data.answer === null ? "nothing" : what}`);
        if (said.length < all.length) return;
        worker.terminate();
        done(said);
      };
      for (const [id, one] of all.entries()) worker.postMessage({ id, ...one });
    });
  }, asked);
}

const [chain, network] = problems.map(({ text }) => text) as [string, string];
const style = "exact";

if (hasBrowser) {
  withBrowser();

  test("the graph of a newer problem comes before what is written about the older one", async () => {
    await withPage(async (page) => {
      const said = await answers(page, [
        { kind: "work", ask: { text: chain, style } },
        { kind: "written", ask: { text: chain } },
        { kind: "work", ask: { text: network, style } },
        { kind: "written", ask: { text: network } },
      ]);
      expect(said).toEqual([
        "work 0: answer",
        "work 2: answer",
        "written 1: dropped",
        "written 3: answer",
      ]);
    });
  });

  test("more is asked of a problem without its graph being asked for", async () => {
    const at = { text: network, part: 0, phase: "backward", key: "W" };
    await withPage(async (page) => {
      const said = await answers(page, [
        { kind: "grids", ask: at },
        { kind: "entry", ask: { ...at, place: 1 } },
        { kind: "unfolding", ask: at },
        { kind: "grids", ask: { ...at, key: "nowhere" } },
        { kind: "unfolding", ask: { ...at, key: "y" } },
        { kind: "export", ask: { text: network, format: "tex" } },
      ]);
      expect(said.sort()).toEqual([
        "entry 1: answer",
        "export 5: answer",
        "grids 0: answer",
        "grids 3: nothing",
        "unfolding 2: answer",
        "unfolding 4: nothing",
      ]);
    });
  });
}
