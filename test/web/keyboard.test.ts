/** @file Both views with the keyboard alone: everything is reached, seen and left again. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

/** What has the focus, in short; in the marked page, what has it there. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const element = outer?.shadowRoot?.activeElement ?? outer;
    const style = element === null ? null : getComputedStyle(element);
    const isEditor = element?.classList.contains("cm-content") === true;
    return {
      what: `${element?.tagName.toLowerCase()}.${element?.className} ${element?.id}`,
      role: element?.getAttribute("role") ?? "",
      isSeen: isEditor || (style?.outlineStyle !== "none" && style?.outlineWidth !== "0px"),
    };
  });

/** Tabs through the view; each stop once, in order. */
async function stops(page: Page, most: number): Promise<string[]> {
  const found: string[] = [];
  for (let k = 0; k < most; k++) {
    await page.keyboard.press("Tab");
    const { what, role, isSeen } = await focused(page);
    if (what.startsWith("body")) break;
    expect(isSeen, what).toBe(true);
    found.push(`${what} ${role}`);
    // out of an editor whatever its own Tab key does
    if (what.includes("cm-content")) await page.keyboard.press("Escape");
  }
  return found;
}

if (hasBrowser) {
  withBrowser();

  test("a problem: tabs, lists, the editor and out of it, the graph, the slider", async () => {
    await withPage(async (page) => {
      const all = (await stops(page, 40)).join("\n");
      for (const part of ["tab-work", "select.examples", "cm-content", "treeitem", "input"]) {
        expect(all).toContain(part);
      }
    });
  });

  test("a solution: the tab by its arrow key, the editor and out of it, each remark", async () => {
    await withPage(async (page) => {
      await page.focus("#tab-work");
      await page.keyboard.press("ArrowRight");
      expect((await focused(page)).what).toContain("tab-mark");
      await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
      await page.locator('.sheet[aria-busy="false"]').waitFor();
      const all = await stops(page, 40);
      const said = all.join("\n");
      for (const part of ["select.kind", "button.open", "cm-content", "button.next", "div.sheet"]) {
        expect(said).toContain(part);
      }
      expect(all.filter((one) => one.startsWith("summary")).length).toBe(3);
    });
  });
}
