/** @file Taking a problem away: what is copied, saved and printed, and the link. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, type, withBrowser, withPage } from "./browser.ts";

/** Chooses a way from the menu. */
async function take(page: Page, way: string): Promise<void> {
  await page.selectOption(".take", { value: way });
}

/** What is saved when a way is chosen. */
async function savedBy(page: Page, way: string) {
  const [download] = await Promise.all([page.waitForEvent("download"), take(page, way)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

if (hasBrowser) {
  withBrowser();

  test.each([
    ["Copy: LaTeX", /^\\documentclass/],
    ["Copy: Markdown", /^# The forward and the backward pass/],
    ["Copy: The graph as TikZ", /^\\begin\{tikzpicture\}/],
  ])(
    "%s",
    async (way, begins) => {
      await withPage(async (page) => {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await take(page, way);
        await page.locator(".problem-status", { hasText: "Copied." }).waitFor();
        expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(begins);
      });
    },
    60_000,
  );

  test.each([
    ["Save: The graph, SVG", "pengrad.svg", /^<svg /],
    ["Save: The graph, PNG", "pengrad.png", /^.PNG/s],
    ["Save: The solution, HTML", "pengrad.html", /^<!doctype html>/i],
    ["Save: LaTeX", "pengrad.tex", /^\\documentclass/],
    ["Save: JSON", "pengrad.json", /"output": "y"/],
    ["Save: A PyTorch script", "pengrad.py", /import torch/],
  ])(
    "%s",
    async (way, name, begins) => {
      await withPage(async (page) => {
        const saved = await savedBy(page, way);
        expect(saved.name).toBe(name);
        expect(saved.bytes.toString("latin1")).toMatch(begins);
      });
    },
    60_000,
  );

  test("a link holds the whole problem", async () => {
    await withPage(async (page) => {
      await type(page, "L = (w - 1)^2\nat w = 3\n");
      await page.waitForSelector('.graph .node[data-key="w"]');
      await take(page, "Copy: A link to this problem");
      await page.locator(".problem-status", { hasText: "link" }).waitFor();
      const address = page.url();
      await page.goto("about:blank");
      await page.goto(address);
      await page.waitForSelector('.graph .node[data-key="w"]');
      expect(await page.locator(".problem-editor .cm-line").first().textContent()).toBe(
        "L = (w - 1)^2",
      );
    });
  }, 60_000);

  test("a blank worksheet has empty boxes where its key has values", async () => {
    await withPage(async (page) => {
      await page.evaluate("window.print = () => {}");
      await take(page, "Print, or save as PDF: A blank worksheet");
      await page.emulateMedia({ media: "print" });
      const color = (selector: string) =>
        page.evaluate(
          `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).color`,
        );
      const result = ".step.backward .side";
      expect(await color(result)).toBe("rgba(0, 0, 0, 0)");
      expect(await color(".step.forward .side.given")).not.toBe("rgba(0, 0, 0, 0)");
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await color(result)).not.toBe("rgba(0, 0, 0, 0)");
    });
  }, 60_000);
}
