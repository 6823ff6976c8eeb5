/** @file Taking a problem away: what is copied, saved and printed, and the link. */
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

/** Chooses a way from the menu. */
async function take(page: Page, way: string): Promise<void> {
  await page.selectOption(".take", { value: way });
}

/** What is saved when a way is chosen. */
async function savedBy(page: Page, way: string) {
  const [download] = await Promise.all([page.waitForEvent("download"), take(page, way)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** For each page of a PDF, how often it shows a piece of text or fills a shape. */
function marksOf(pdf: Buffer): number[] {
  const text = pdf.toString("latin1");
  const object = (number: string): string => {
    const from = text.indexOf(`\n${number} 0 obj`);
    return text.slice(from, text.indexOf("endobj", from));
  };
  const pages = [...text.matchAll(/\/Type \/Page\n[\s\S]*?\/Contents (\d+) 0 R/g)];
  return pages.map(({ 1: number }) => {
    const own = object(number!);
    const from = own.indexOf("stream\n") + "stream\n".length;
    const packed = Buffer.from(own.slice(from, own.lastIndexOf("\nendstream")), "latin1");
    const drawn = inflateSync(packed).toString("latin1");
    return (drawn.match(/\b(Tj|TJ|f)\b/g) ?? []).length;
  });
}

const network = [
  "z = W^T x + b",
  "a = relu(z)",
  "y = v^T a",
  "L = (y - t)^2 + exp(v^T (W^T x + b) + v^T relu(W^T x + b) - ln(1 + t^2) - 40)",
  "at W = [2, -1; 1, 2], x = [-2; 3], b = [1; 2], v = [3; 2], t = 15",
  "find dL/dW, dL/dv",
].join("\n");

if (hasBrowser) {
  withBrowser();

  test.each([
    ["Copy: LaTeX", /^\\documentclass/],
    ["Copy: Markdown", /^# The forward and the backward pass/],
    ["Copy: The graph as TikZ", /^\\begin\{tikzpicture\}/],
  ])("%s", async (way, begins) => {
    await withPage(async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await take(page, way);
      await page.locator(".problem-status", { hasText: "Copied." }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(begins);
    });
  });

  test.each([
    ["Save: The graph, SVG", "pengrad.svg", /^<svg /],
    ["Save: The graph, PNG", "pengrad.png", /^.PNG/s],
    ["Save: The solution, HTML", "pengrad.html", /^<!doctype html>/i],
    ["Save: LaTeX", "pengrad.tex", /^\\documentclass/],
    ["Save: JSON", "pengrad.json", /"output": "y"/],
    ["Save: A PyTorch script", "pengrad.py", /import torch/],
  ])("%s", async (way, name, begins) => {
    await withPage(async (page) => {
      const saved = await savedBy(page, way);
      expect(saved.name).toBe(name);
      expect(saved.bytes.toString("latin1")).toMatch(begins);
    });
  });

  test("a link holds the whole problem", async () => {
    await withPage(async (page) => {
      await type(page, "L = (w - 1)^2\nat w = 3\n");
      await page.waitForSelector('.graph .node[data-key="w"]');
      await settled(page);
      await take(page, "Copy: A link to this problem");
      await page.waitForURL(/#./);
      const address = page.url();
      await page.goto("about:blank");
      await page.goto(address);
      await page.waitForSelector('.graph .node[data-key="w"]');
      expect(await page.locator(".problem-editor .cm-line").first().textContent()).toBe(
        "L = (w - 1)^2",
      );
    });
  });

  test("a blank worksheet has empty boxes where its key has values", async () => {
    await withPage(async (page) => {
      await settled(page);
      await page.evaluate("window.print = () => {}");
      await take(page, "Print, or save as PDF: A blank worksheet");
      await page.locator(".problem-status", { hasText: "empty boxes" }).waitFor();
      await page.emulateMedia({ media: "print" });
      const color = (selector: string) =>
        page.evaluate(
          `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).color`,
        );
      for (const own of ["body > header", ".step-bar", ".numbers", ".whatif"]) {
        expect(await page.locator(own).isVisible(), own).toBe(false);
      }
      const result = ".step.backward .side";
      expect(await color(result)).toBe("rgba(0, 0, 0, 0)");
      expect(await color(".step.forward .side.given")).not.toBe("rgba(0, 0, 0, 0)");
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await color(result)).not.toBe("rgba(0, 0, 0, 0)");
    });
  });

  test("a graph too wide for an upright page is printed across one", async () => {
    await withPage(async (page) => {
      const across = () => page.evaluate(() => document.body.matches(".print-across"));
      await page.evaluate("window.print = () => {}");
      await type(page, "y = x^2\nat x = 3");
      await page.locator(".graph .node.output", { hasText: "9" }).waitFor();
      await settled(page);
      await take(page, "Print, or save as PDF: Its key");
      await page.locator(".problem-status", { hasText: "filled in" }).waitFor();
      expect(await across()).toBe(false);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      const chain = Array.from({ length: 12 }, (_, k) => `x_${k + 1} = sin(x_${k})`);
      await type(page, `${chain.join("\n")}\nat x_0 = 1`);
      await page.locator('.graph .node[data-key="x_{12}"]').waitFor();
      await settled(page);
      await take(page, "Print, or save as PDF: Its key");
      await expect.poll(across).toBe(true);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".cm-gutters").first().isVisible()).toBe(false);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await across()).toBe(false);
    });
  });

  test.each(["light", "dark"] as const)(
    "the solution as PDF: every page has something on it, and no formula is cut: %s",
    async (colorScheme) => {
      await withPage(
        async (page) => {
          await type(page, network);
          await page.waitForSelector('.graph .node[data-key="L"]');
          await page.evaluate("window.print = () => {}");
          await take(page, "Save: The solution, PDF");
          await page.waitForSelector(".print-solution .solution-sheet", { state: "attached" });
          await page.locator(".problem-status", { hasText: "Save as PDF" }).waitFor();
          expect(await page.title()).toContain("L");
          await page.emulateMedia({ media: "print", colorScheme });
          // A4 between its margins
          await page.setViewportSize({ width: 643, height: 970 });
          const cut = await page.evaluate(() => {
            const { shadowRoot } = document.querySelector(".solution-sheet")!;
            const all = [...shadowRoot!.querySelectorAll(".display .katex-html, figure svg")];
            const right = shadowRoot!.querySelector("main")!.getBoundingClientRect().right;
            return all.map((one) => Math.round(one.getBoundingClientRect().right - right));
          });
          expect(cut.length).toBeGreaterThan(10);
          expect(Math.max(...cut)).toBeLessThanOrEqual(1);
          expect(await page.locator("#view-work").isVisible()).toBe(false);
          const pdf = await page.pdf({ preferCSSPageSize: true });
          const marks = marksOf(pdf);
          expect(marks.length).toBeGreaterThan(1);
          expect(Math.min(...marks)).toBeGreaterThan(10);
          // the page is itself again
          expect(await page.locator(".solution-sheet").count()).toBe(0);
          expect(await page.title()).toContain("pengrad");
        },
        { colorScheme },
      );
    },
  );
}
