/**
 * @file The view in which a network is trained: the loss falls and the plane is divided, a pause
 * is one at once, the same words make the same run, a step is opened for the pen, and all of it
 * works where WebAssembly is forbidden.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { serious } from "./axe.ts";
import { hasBrowser, type View, withBrowser, withPage } from "./browser.ts";

const said = (page: Page, hasText: string | RegExp) =>
  page.locator(".train-panel .said", { hasText });

const figure = async (page: Page, name: string): Promise<number> =>
  Number.parseFloat(await page.locator(`.train-panel [data-of="${name}"]`).innerText());

/** Opens the view; a run is ready. */
async function opened(page: Page): Promise<void> {
  await page.click("#tab-train");
  await said(page, "Ready.").waitFor();
}

/** Trains to the end, as fast as it goes; gives the last words. */
async function trained(page: Page): Promise<string> {
  await page.check(".train-panel [name=fast]");
  await page.click(".train-panel .go");
  await said(page, "All epochs are done.").waitFor();
  return page.locator(".train-panel .said").innerText();
}

/** What the plane looks like now. */
const picture = (page: Page) =>
  page.locator(".train-panel canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

if (hasBrowser) {
  withBrowser();

  test("the loss falls, live, and a pause is one", async () => {
    await withPage(async (page) => {
      await opened(page);
      // more than are done before the pause on any machine
      await page.fill(".train-panel [name=epochs]", "20000");
      await page.press(".train-panel [name=epochs]", "Tab");
      await page.locator('.train-panel[aria-busy="false"]').waitFor();
      const before = await figure(page, "loss");
      const first = await picture(page);
      await page.click(".train-panel .go");
      await page.waitForFunction(() => {
        const epochs = document.querySelector('.train-panel [data-of="epochs"]')!;
        return Number(epochs.textContent) >= 20;
      });
      await page.click(".train-panel .go");
      await said(page, "Paused.").waitFor();
      const epochs = await figure(page, "epochs");
      expect(await figure(page, "loss")).toBeLessThan(0.6 * before);
      expect(await picture(page)).not.toBe(first);
      expect(epochs).toBeLessThan(20_000);
      await page.waitForTimeout(300);
      expect(await figure(page, "epochs")).toBe(epochs);
      expect(await page.locator(".train-panel .loss .line").getAttribute("d")).toContain("L");
      const steps = await figure(page, "steps");
      await page.click(".train-panel .step");
      const next = page.locator('.train-panel [data-of="steps"]', { hasText: `${steps + 1}` });
      await next.waitFor();
      expect(await page.locator(".train-panel .go").innerText()).toBe("Go on");
    });
  });

  test("the same words make the same run, another seed another one", async () => {
    await withPage(async (page) => {
      await opened(page);
      const words = await trained(page);
      expect(words).toMatch(/After 300 epochs: loss 0\.00\d+, 100\u00a0% of the points right/);
      await page.click(".train-panel .reset");
      await said(page, "Ready.").waitFor();
      expect(await trained(page)).toBe(words);
      await page.fill(".train-panel [name=seed]", "2");
      await page.press(".train-panel [name=seed]", "Tab");
      await said(page, "Ready.").waitFor();
      expect(await trained(page)).not.toBe(words);
    });
  });

  test.each([
    ["circles", "0", "adam", "0.03"],
    ["xor", "2", "momentum", "0.05"],
    ["spirals", "1", "adam", "0.03"],
  ])("%s is learnt by network %s, %s", async (cloud, network, method, rate) => {
    await withPage(async (page) => {
      await opened(page);
      await page.selectOption(".train-panel [name=network]", network);
      await page.selectOption(".train-panel [name=cloud]", cloud);
      await page.selectOption(".train-panel [name=method]", method);
      await page.fill(".train-panel [name=rate]", rate);
      await page.press(".train-panel [name=rate]", "Tab");
      await trained(page);
      expect(await figure(page, "accuracy")).toBeGreaterThan(97);
    });
  });

  test("a step is opened as a problem and worked", async () => {
    await withPage(async (page) => {
      await opened(page);
      await page.selectOption(".train-panel [name=method]", "sgd");
      await said(page, "Ready.").waitFor();
      await trained(page);
      await page.locator(".train-panel canvas").click({ position: { x: 200, y: 200 } });
      const point = await page.locator(".train-panel .point").innerText();
      const [x] = /[−\d.]+/.exec(point)!;
      await page.click(".train-panel .open");
      await page.locator("#view-work").waitFor();
      expect(await page.getAttribute("#tab-work", "aria-selected")).toBe("true");
      const text = page.locator(".problem-editor .cm-content");
      await text.filter({ hasText: "find dL/dV, dL/dc, dL/dw, dL/db" }).waitFor();
      expect(await text.innerText()).toContain(`at x = [${x.replace("−", "-")};`);
      await page.locator('.results-place [data-key="V"]').first().waitFor();
      expect(await page.locator(".problem-status").innerText()).toBe("");
    });
  });

  test.each([
    ["1", "dL/dU, dL/da, dL/dV, dL/dc, dL/dw, dL/db", "U"],
    ["2", "dL/dV, dL/dc, dL/dW, dL/db", "W"],
    ["3", "dL/dw, dL/db", "w"],
  ])("a step of network %s is opened and worked", async (network, asked, key) => {
    await withPage(async (page) => {
      await opened(page);
      await page.selectOption(".train-panel [name=network]", network);
      await said(page, "Ready.").waitFor();
      await page.click(".train-panel .open");
      const text = page.locator(".problem-editor .cm-content");
      await text.filter({ hasText: `find ${asked}` }).waitFor();
      await page.locator(`.results-place [data-key="${key}"]`).first().waitFor();
      expect(await page.locator(".problem-status").innerText()).toBe("");
    });
  });

  test("an earlier step is opened as it was", async () => {
    await withPage(async (page) => {
      await opened(page);
      const set = async (name: string, value: string): Promise<void> => {
        await page.fill(`.train-panel [name=${name}]`, value);
        await page.press(`.train-panel [name=${name}]`, "Tab");
      };
      const problem = async (): Promise<string> => {
        await page.click(".train-panel .open");
        const text = page.locator(".problem-editor .cm-content");
        await text.filter({ hasText: "find dL/dV" }).waitFor();
        const found = await text.innerText();
        await page.click("#tab-train");
        return found;
      };
      // 13 batches of 16 in each of 7 epochs
      await set("epochs", "7");
      await trained(page);
      expect(await figure(page, "steps")).toBe(91);
      const then = await problem();
      await set("epochs", "300");
      await said(page, "Ready.").waitFor();
      await trained(page);
      expect(await problem()).not.toBe(then);
      await set("at", "91");
      expect(await problem()).toBe(then);
      await set("at", "0");
      const first = await problem();
      await page.click(".train-panel .reset");
      await said(page, "Ready.").waitFor();
      expect(await problem()).toBe(first);
    });
  });

  test("what takes long to compile is given up for what is wanted next", async () => {
    await withPage(async (page) => {
      await opened(page);
      let workers = 0;
      page.on("worker", (worker) => {
        if (worker.url().endsWith("/training.js")) workers++;
      });
      const layers = "g = tanh(U x + a)\nh = tanh(V g + c)\ny = w^T h\nL = (y - t)^2";
      await page.locator(".network-editor .cm-content").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(`${layers}\na: [3000]\nc: [3000]`);
      await page.locator('.train-panel[aria-busy="true"]').waitFor();
      await page.selectOption(".train-panel [name=network]", "3");
      await said(page, "Ready. 3 numbers are learnt").waitFor();
      expect(workers).toBe(1);
      await page.locator(".train-panel .go:enabled").waitFor();
    });
  });

  test("what cannot be trained is said, and mended by what is written next", async () => {
    await withPage(async (page) => {
      await opened(page);
      const editor = page.locator(".network-editor .cm-content");
      const write = async (text: string): Promise<void> => {
        await editor.click();
        await page.keyboard.press("Control+A");
        await page.keyboard.insertText(text);
      };
      const wrong = page.locator(".train-panel .wrong");
      await write("y = w^T x + b\nL = (y - ");
      await wrong.filter({ hasText: /\w/ }).waitFor();
      expect(await page.locator(".train-panel .go").isDisabled()).toBe(true);
      await write("y = w^T x + b\nL = (y - t)^2");
      await wrong.filter({ hasNotText: /\w/ }).waitFor({ state: "attached" });
      await page.locator(".train-panel .go:enabled").waitFor();
      await page.fill(".train-panel [name=rate]", "fast");
      await page.press(".train-panel [name=rate]", "Tab");
      await wrong.filter({ hasText: "The rate is a number above 0" }).waitFor();
      await page.fill(".train-panel [name=rate]", "90");
      await page.selectOption(".train-panel [name=method]", "sgd");
      await said(page, "Ready.").waitFor();
      await page.click(".train-panel .go");
      await said(page, "Training stopped at epoch").waitFor();
    });
  });

  test("where a policy forbids code from text and WebAssembly, it is interpreted", async () => {
    await withPage(async (page) => {
      await page.context().route("**/training.js", async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), "content-security-policy": "script-src 'self'" };
        await route.fulfill({ response, headers });
      });
      await opened(page);
      await page.fill(".train-panel [name=epochs]", "40");
      await page.press(".train-panel [name=epochs]", "Tab");
      const words = await trained(page);
      expect(words).toContain("After 40 epochs");
      expect(await figure(page, "accuracy")).toBeGreaterThan(85);
    });
  });

  const views: readonly View[] = [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "light", width: 390, height: 844 },
  ];

  test.each(views)(
    "axe finds nothing serious, and nothing is too wide: $colorScheme, $width",
    async (view) => {
      await withPage(async (page) => {
        await opened(page);
        await trained(page);
        expect(await serious(page)).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
      }, view);
    },
  );
}
