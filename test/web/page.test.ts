/** @file The page: a problem is typed and its graph is seen; a solution is marked. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

/** The quantities in the graph. */
const keysOf = (page: Page): Promise<string[]> => {
  return page.locator(".graph .node").evaluateAll((nodes) => {
    return nodes.map((node) => (node as HTMLElement).dataset["key"]!).sort();
  });
};

test.runIf(!hasBrowser)("a browser is found", () => expect(hasBrowser).toBe(true));

if (hasBrowser) {
  withBrowser();

  test("the first example is there before anything was done", async () => {
    await withPage(async (page) => {
      const nodes = await page.locator(".graph .node").count();
      expect(nodes).toBe(6);
      expect(await page.locator(".gradient").count()).toBe(3);
    });
  });

  test("what is typed is drawn", async () => {
    await withPage(async (page) => {
      await type(page, "p = a b\nq = p + sin(p)\nat a = 2, b = 3\nfind dq/da");
      await page.waitForSelector('.graph .node[data-key="p"]');
      expect(await keysOf(page)).toEqual(["a", "b", "p", "q"]);
      // the derivatives come after the graph
      const value = page.locator('.gradient[data-key="a"] .value');
      expect(await value.getAttribute("title")).toContain("cos");
    });
  });

  test("what cannot be read is told, and the last graph stays", async () => {
    await withPage(async (page) => {
      await type(page, "y = cos((x");
      await page.locator(".problem-status", { hasText: "never closed" }).waitFor();
      expect(await page.locator(".graph .node").count()).toBeGreaterThan(0);
      expect(await page.locator(".cm-lintRange-error").count()).toBeGreaterThan(0);
    });
  });

  test.each([
    [
      "a logarithm of what is negative",
      "y = ln(x)\nat x = -1\nfind dy/dx",
      "not defined at x = -1",
    ],
    ["nothing by nothing", "y = x/z\nat x = 0, z = 0", "not defined at x = 0, z = 0"],
    ["a value that is missing", "y = x z\nat x = 2", "No value for z"],
    ["brackets without end", `y = ${"(".repeat(3000)}x${")".repeat(3000)}`, "Name the inner parts"],
    ["nothing", "", "no definition was found"],
    ["a solution", "# One\nWith $y = x^2$ we get $\\frac{dy}{dx} = 2x$.", "Get it marked"],
  ])("what keeps a problem from its values is said: %s", async (_, text, sentence) => {
    await withPage(async (page) => {
      await type(page, text);
      await page.locator(".problem-status", { hasText: sentence }).waitFor();
      await type(page, "y = x^2\nat x = 3");
      await page.locator(".graph .node.output", { hasText: "9" }).waitFor();
      await expect.poll(() => page.locator(".problem-status").innerText()).toBe("");
    });
  });

  test("a long value is shown by its decimals", async () => {
    await withPage(async (page) => {
      await type(page, "y = x^99\nat x = 99");
      const value = page.locator(".graph .node.output .value");
      await expect.poll(() => value.innerText()).toMatch(/3\.6973/);
    });
  });

  test("a problem in the address is opened", async () => {
    const { fragmentOf } = await import("../../src/cli/open.ts");
    await withPage(
      async (page) => {
        await page.waitForSelector('.graph .node[data-key="w"]');
      },
      { fragment: fragmentOf("L = (w - 1)^2\nat w = 3\n") },
    );
  });

  test("a link that is broken is told, and the next one is opened in its place", async () => {
    const { fragmentOf } = await import("../../src/cli/open.ts");
    await withPage(
      async (page) => {
        const status = page.locator(".problem-status");
        await expect.poll(() => status.innerText()).toContain("from this link");
        expect(await page.locator(".graph .node").count()).toBe(6);
        await page.evaluate((hash) => {
          location.hash = hash;
        }, fragmentOf("L = (w - 1)^2\nat w = 3\n"));
        await page.waitForSelector('.graph .node[data-key="w"]');
        await expect.poll(() => status.innerText()).toBe("");
        await page.evaluate((hash) => {
          location.hash = hash;
        }, fragmentOf("M = (v - 1)^2\nat v = 3\n"));
        await page.waitForSelector('.graph .node[data-key="v"]');
        await page.goBack();
        await page.waitForSelector('.graph .node[data-key="w"]');
      },
      { fragment: "#1.AAAA_broken" },
    );
  });

  test("what was written is there again after a reload, and the view as well", async () => {
    await withPage(async (page) => {
      await type(page, "q = p^2\nat p = 3");
      await page.waitForSelector('.graph .node[data-key="p"]');
      await page.reload();
      await page.waitForSelector('.graph .node[data-key="p"]');
      await page.click("#tab-mark");
      await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
      await page.click(".mark-panel .cm-content");
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText("With $y = x^2$ we get $\\frac{dy}{dx} = x$.");
      await page.locator(".mark-panel .status", { hasText: "1 wrong" }).waitFor();
      await page.reload();
      await page.locator(".mark-panel .status", { hasText: "1 wrong" }).waitFor();
      await page.click("#tab-work");
      await page.waitForSelector('.graph .node[data-key="p"]');
    });
  });

  test("a view that cannot be loaded is told", async () => {
    await withPage(async (page) => {
      await settled(page);
      await page.context().route("**/piece-*.js", (route) => {
        const headers = { "content-type": "text/javascript", "cache-control": "no-store" };
        return route.fulfill({ headers, body: "throw 0;" });
      });
      await page.click("#tab-mark");
      await page.locator("#view-mark .failed", { hasText: "could not be loaded" }).waitFor();
    });
  });

  test("a solution is marked, and the marks follow its text", async () => {
    await withPage(async (page) => {
      await page.click("#tab-mark");
      await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
      await page.click(".mark-panel .cm-content");
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText("With $y = x^2$ we get $\\frac{dy}{dx} = 3x$.");
      await page.locator(".mark-panel .status", { hasText: "1 wrong" }).waitFor();
      const shadow = page.locator(".sheet");
      expect(await shadow.locator(".mark.wrong").count()).toBeGreaterThan(0);
    });
  });
}
