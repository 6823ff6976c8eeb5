/** @file Data of one's own in the view of training: written, dropped, pasted, and clicked. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { serious } from "./axe.ts";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

const said = (page: Page, hasText: string) => page.locator(".train-panel .said", { hasText });
const wrong = (page: Page, hasText: string) => page.locator(".train-panel .wrong", { hasText });
const rows = (page: Page) => page.locator(".train-panel [name=data]").inputValue();

async function opened(page: Page): Promise<void> {
  await page.click("#tab-train");
  await said(page, "Ready.").waitFor();
  await page.selectOption(".train-panel [name=cloud]", "own");
  await wrong(page, "There are no points yet.").waitFor();
}

const clickAt = (page: Page, x: number, y: number) =>
  page.locator(".train-panel canvas").click({ position: { x, y } });

/** A file dropped on, or a text pasted into, the view. */
async function bring(page: Page, how: "drop" | "paste", text: string): Promise<void> {
  await page.evaluate(
    ({ how, text }) => {
      const transfer = new DataTransfer();
      if (how === "drop") transfer.items.add(new File([text], "points.csv"));
      else transfer.setData("text/plain", text);
      const shared = { bubbles: true, cancelable: true };
      document
        .querySelector(".train-panel figure")!
        .dispatchEvent(
          how === "drop"
            ? new DragEvent("drop", { ...shared, dataTransfer: transfer })
            : new ClipboardEvent("paste", { ...shared, clipboardData: transfer }),
        );
    },
    { how, text },
  );
}

const iris = [
  "petal;width;species",
  ...["4.1;0.2;setosa", "5.5;1.1;virginica", "4.6;0.3;setosa", "6.1;1.4;virginica"],
].join("\n");

if (hasBrowser) {
  withBrowser();

  test("points are clicked, learnt from, and taken back", async () => {
    await withPage(async (page) => {
      await opened(page);
      await clickAt(page, 100, 100);
      await clickAt(page, 150, 100);
      await wrong(page, "All points are of class 0").waitFor();
      await page.selectOption(".train-panel [name=click]", "1");
      await clickAt(page, 300, 300);
      await clickAt(page, 250, 300);
      expect((await rows(page)).split("\n").map((row) => row.at(-1))).toEqual([..."0011"]);
      await said(page, "Ready.").waitFor();
      await page.check(".train-panel [name=fast]");
      await page.click(".train-panel .go");
      await said(page, "100\u00a0% of the points right").waitFor();
      expect(await serious(page)).toEqual([]);
      await page.selectOption(".train-panel [name=click]", "");
      const before = await rows(page);
      await clickAt(page, 100, 100);
      expect(await rows(page)).toBe(before);
      expect(await page.locator(".train-panel .point").innerText()).toContain("class 0");
      await page.click(".train-panel .take-back");
      await page.click(".train-panel .take-back");
      await wrong(page, "All points are of class 0").waitFor();
    });
  });

  test.each(["drop", "paste"] as const)(
    "a table comes in by %s, and is brought into the plane",
    async (how) => {
      await withPage(async (page) => {
        await page.click("#tab-train");
        await said(page, "Ready.").waitFor();
        await bring(page, how, iris);
        const told = page.locator(".train-panel .own-said");
        await told.filter({ hasText: "Class 0 is setosa, class 1 is virginica." }).waitFor();
        expect(await told.innerText()).toContain("x₁, petal, is −1 at 4.1 and 1 at 6.1");
        expect(await page.locator(".train-panel [name=cloud]").inputValue()).toBe("own");
        await said(page, "Ready.").waitFor();
        expect(await page.locator(".train-panel .point").innerText()).toBe("(−1, −1), class 0");
        // a click writes what the data would say there
        await clickAt(page, 200, 200);
        expect((await rows(page)).split("\n").at(-1)).toMatch(/^5\.\d+;0\.\d+;setosa$/);
        await page.click(".train-panel .open");
        const text = page.locator(".problem-editor .cm-content");
        await text.filter({ hasText: "find dL/dV" }).waitFor();
      });
    },
  );

  test.each([
    [
      "a row that is too short",
      "1, 2, 0\n3, 1",
      "Line 2: Row 2 has 2 fields, and the first has 3.",
    ],
    ["a value that is missing", "0.1, 0.2, 0\n0.3, , 1", "The value of 2 in row 2 is missing."],
    [
      "a quotation mark",
      '0.1, 0.2, "a\n0.3, 0.4, b',
      "Line 1: This quotation mark is never closed",
    ],
    ["one column", "1\n2", "such as 0.5, -0.3, 1. Here is one column."],
    [
      "a word among numbers",
      "x,y,t\n1,2,0\n3,four,1",
      "Beside the class there is one here. The column “y” holds text, such as “four”.",
    ],
    ["three classes", "0,0,a\n1,0,b\n1,1,c", "holds a, b, c: this view tells two classes apart."],
    ["no classes", "0,1,0.5\n1,2,0.7\n3,1,0.1\n2,2,0.3\n1,1,9\n1,3,8", "holds 6 different values"],
    ["too many rows", "0,1,0\n".repeat(2001), "These are 2001 rows, and this view takes 2000."],
  ])("%s is said in a sentence", async (_, text, sentence) => {
    await withPage(async (page) => {
      await opened(page);
      await page.fill(".train-panel [name=data]", text);
      await wrong(page, sentence).waitFor();
      expect(await page.locator(".train-panel .go").isDisabled()).toBe(true);
      await page.fill(".train-panel [name=data]", "0.5, 0.5, 1\n-0.5, -0.5, 0");
      await said(page, "Ready.").waitFor();
      expect(await page.locator(".train-panel .go").isDisabled()).toBe(false);
    });
  });
}
