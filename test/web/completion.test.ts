/** @file Words completed in a problem: in plain text and in LaTeX. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readFormula } from "../../src/notation/index.ts";
import type { Words } from "../../web/src/model.ts";
import { hasBrowser, type, withBrowser, withPage } from "./browser.ts";

const textOf = async (page: Page) => {
  return (await page.locator(".problem-editor .cm-content").innerText()).trim();
};

/** What is offered when `keys` are typed at the end of a problem. */
async function offered(page: Page, text: string, keys: string): Promise<string[]> {
  await type(page, text);
  const first = /^\\?\w+/.exec(text)?.[0].replace(/^\\/, "") ?? "";
  if (first !== "") await page.waitForSelector(`.graph .node[data-key*="${first}"]`);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(keys, { delay: 40 });
  const list = page.locator(".cm-tooltip-autocomplete li").first();
  // a browser that has too much to do may shut the list again: people ask for it, then
  const isThere = await list.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
  if (!isThere) await page.keyboard.press("Control+Space");
  await list.waitFor();
  // CodeMirror lets nobody take an offer that is younger than 75 ms
  await page.waitForTimeout(300);
  return page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allInnerTexts();
}

/** The words as the worker has them. */
async function wordsIn(): Promise<Words> {
  let words: Words | undefined;
  await withPage(async (page) => {
    words = await page.evaluate(() => {
      const worker = new Worker("worker.js", { type: "module" });
      worker.postMessage({ id: 1, kind: "words", ask: {} });
      return new Promise<Words>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data.answer as Words);
      });
    });
  });
  return words!;
}

if (hasBrowser) {
  withBrowser();

  test.each([
    ["a name of the problem", "width = x^2\ny = 3 ", "wi", "width", "width"],
    ["a function", "u = x^2\ny = ", "si", "sin", "sin()"],
    ["a function by its meaning's name", "u = x^2\ny = ", "logsu", "logsumexp", "logsumexp()"],
    ["a common function before a rare one", "u = x^2\ny = ", "so", "softmax", "softmax()"],
    ["a layer", "u = x^2\ny = ", "layern", "layernorm", "layernorm()"],
    ["a command", "u = \\theta x\ny = ", "\\fr", "\\frac", "\\frac{}{}"],
    ["a Greek letter", "u = \\theta x\ny = ", "\\et", "\\eta", "\\eta"],
    ["a name in LaTeX", "\\theta_1 = 2 x\ny = ", "\\theta_", "\\theta_1", "\\theta_1"],
    ["a function in LaTeX", "u = \\theta x\ny = ", "\\tan", "\\tan", "\\tan\\left(\\right)"],
    [
      "what LaTeX has no command for",
      "u = \\theta x\ny = ",
      "\\rel",
      "\\relu",
      "\\operatorname{relu}()",
    ],
    ["a derivative", "L = w x\nfind ", "dL", "dL/dw", "dL/dw"],
    ["a derivative in LaTeX", "L = \\theta x\nfind ", "dL", "dL/d\\theta", "\\frac{dL}{d\\theta}"],
  ])("%s", async (_, text, keys, label, written) => {
    await withPage(async (page) => {
      const labels = await offered(page, text, keys);
      expect(labels[0]).toBe(label);
      expect(new Set(labels).size).toBe(labels.length);
      await page.keyboard.press("Enter");
      const last = text.split("\n").at(-1)!;
      expect((await textOf(page)).split("\n").at(-1)).toBe(`${last}${written}`.trim());
    });
  });

  test("Tab goes from one place to fill in to the next, and leaves the editor after the last", async () => {
    await withPage(async (page) => {
      await offered(page, "u = \\theta x\ny = ", "\\frac");
      await page.keyboard.press("Enter");
      await page.keyboard.type("u");
      await page.keyboard.press("Tab");
      await page.keyboard.type("2");
      expect(await textOf(page)).toContain("y = \\frac{u}{2}");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      await page.waitForFunction(() => document.activeElement?.closest(".cm-editor") === null);
    });
  });

  test("every word that is offered is read", async () => {
    const { latex, plain } = await wordsIn();
    const isFunction = ({ template }: { template: string }) =>
      /\(#\{\}(\\right)?\)$/.test(template);
    const words = [...latex, ...plain].filter(isFunction);
    expect(words.length).toBeGreaterThan(80);
    const unread = words.filter(({ label, template }) => {
      // as a problem reads words that its vocabulary knows
      const names = new Set([label]);
      return readFormula(template.replace("#{}", "x"), { names }).diagnostics.length > 0;
    });
    expect(unread.map(({ label }) => label)).toEqual([]);
  });
}
