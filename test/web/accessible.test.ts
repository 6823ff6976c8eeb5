/**
 * @file The page for everybody: axe finds nothing serious in either view, light or dark, wide or
 * narrow; nothing is wider than a phone; the colours are chosen and remembered.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { serious } from "./axe.ts";
import { boxOf, hasBrowser, settled, type, type View, withBrowser, withPage } from "./browser.ts";

const views: readonly View[] = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", width: 390, height: 844 },
];

async function toMarking(page: Page): Promise<void> {
  await page.click("#tab-mark");
  await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
  await page.locator('.sheet[aria-busy="false"]').waitFor();
  // marks fade in; what is out of sight waits with that
  const within = 2_000;
  await page.evaluate((most) => {
    const sheet = document.querySelector(".sheet")!.shadowRoot!;
    const all = Promise.allSettled(sheet.getAnimations().map(({ finished }) => finished));
    return Promise.race([all, new Promise((done) => setTimeout(done, most))]).then(() => null);
  }, within);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

if (hasBrowser) {
  withBrowser();

  test.each(views)("axe finds nothing serious: $colorScheme, $width", async (view) => {
    await withPage(async (page) => {
      await expect.poll(() => serious(page)).toEqual([]);
      await toMarking(page);
      await expect.poll(() => serious(page)).toEqual([]);
    }, view);
  });

  test.each(views)(
    "axe finds nothing serious while a number is changed and a word completed: $colorScheme, $width",
    async (view) => {
      // on a phone the curve is folded up at first
      const attached = { state: "attached" } as const;
      await withPage(async (page) => {
        await type(
          page,
          "z = W^T x + b\nL = ln(z_1) + z_2 c\nat W = [2, -1; 1, 2], x = [2; 3], c = 1",
        );
        const field = page.getByRole("textbox", { name: "b, all entries" });
        await field.waitFor();
        await page.locator(".whatif .said", { hasText: "The curve appears" }).waitFor(attached);
        await expect.poll(() => serious(page)).toEqual([]);
        await field.focus();
        await page.keyboard.type("[-6; 2]", { delay: 30 });
        const entry = page.getByRole("spinbutton", { name: "W₁,₁" });
        await entry.focus();
        await page.locator(".whatif .said", { hasText: "At W₁,₁" }).waitFor();
        await entry.fill("3");
        await page.locator(".whatif .said", { hasText: "From W₁,₁" }).waitFor();
        expect(await page.locator(".plot .gap").count()).toBe(1);
        // the steps that follow are put in a few at a time; those out of sight are looked at, too
        await page.addStyleTag({ content: ".step, .gradient { content-visibility: visible; }" });
        await settled(page);
        await expect.poll(() => serious(page)).toEqual([]);
        await page.locator(".problem-editor .cm-content").focus();
        await page.keyboard.press("Control+End");
        await page.keyboard.type("\\ta", { delay: 40 });
        await page.waitForSelector(".cm-tooltip-autocomplete li");
        await expect.poll(() => serious(page)).toEqual([]);
      }, view);
    },
  );

  test("nothing is wider than a phone", async () => {
    await withPage(
      async (page) => {
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        await toMarking(page);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
      },
      { width: 390, height: 844 },
    );
  });

  test("notes stand below the text where there is no room beside it", async () => {
    for (const [width, isBeside] of [
      [1400, true],
      [1000, false],
      [390, false],
    ] as const) {
      await withPage(
        async (page) => {
          await toMarking(page);
          const row = page.locator(".sheet .row", { has: page.locator(".note") }).first();
          const said = await boxOf(page, row.locator(".said"));
          const note = await boxOf(page, row.locator(".note"));
          expect(note.x >= said.x + said.width, `${width}`).toBe(isBeside);
        },
        { width },
      );
    }
  });

  test("the colours are chosen, and remembered", async () => {
    await withPage(async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      await page.selectOption(".colours", "dark");
      const dark = await paper();
      expect(dark).not.toBe(light);
      await page.reload();
      expect(await paper()).toBe(dark);
      expect(await page.locator(".colours").inputValue()).toBe("dark");
      await page.selectOption(".colours", "");
      await page.reload();
      expect(await paper()).toBe(light);
    });
  });

  test("who wants no motion gets none", async () => {
    await withPage(async (page) => {
      await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
      await toMarking(page);
      const moved = await page.evaluate(() => {
        const sheet = document.querySelector(".sheet")!.shadowRoot!;
        const all = [...document.querySelectorAll("*"), ...sheet.querySelectorAll("*")];
        return all.filter((element) => {
          return /[1-9]/.test(getComputedStyle(element).transitionDuration);
        }).length;
      });
      expect(moved).toBe(0);
      const tabs = await page.$$eval('[role="tab"]', (all) => {
        return all.map((tab) => getComputedStyle(tab).borderBottomColor);
      });
      expect(new Set(tabs).size).toBe(2);
    });
  });
}
