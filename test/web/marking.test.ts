/** @file The view of a marked solution: marks and text lead to each other, repairs are written. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

const status = (page: Page, hasText: string) => page.locator(".mark-panel .status", { hasText });

/** Opens the view; the example has been marked. */
async function opened(page: Page): Promise<void> {
  await page.click("#tab-mark");
  await status(page, "3 wrong").waitFor();
  await page.locator('.sheet[aria-busy="false"]').waitFor();
}

/** Puts a text into the editor, as by pasting. */
async function paste(page: Page, text: string): Promise<void> {
  await page.click(".mark-panel .cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

const textOf = (page: Page) =>
  page.evaluate(() => {
    const lines = [...document.querySelectorAll(".mark-panel .cm-line")];
    return lines.map((line) => line.textContent).join("\n");
  });

/** Drops a file at the header of the view. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], name!));
      const event = { dataTransfer, bubbles: true, cancelable: true };
      const place = document.querySelector(".mark-panel .paper .bar")!;
      place.dispatchEvent(new DragEvent("dragover", event));
      place.dispatchEvent(new DragEvent("drop", event));
    },
    [name, text],
  );
}

const notebook = JSON.stringify({
  cells: [
    { cell_type: "markdown", metadata: {}, source: ["# Cells\n", "With $y = x^2$ we get"] },
    { cell_type: "code", metadata: {}, outputs: [], source: ["print(1)"] },
    { cell_type: "markdown", metadata: {}, source: "$\\frac{dy}{dx} = 3x$." },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

if (hasBrowser) {
  withBrowser();

  test("the first wrong step is said to be the first, and stands in a ring", async () => {
    await withPage(async (page) => {
      await opened(page);
      expect(await page.locator(".sheet .note .first").allInnerTexts()).toEqual([
        "The first wrong step",
      ]);
      expect(await page.locator(".sheet .ring.first").count()).toBe(1);
      expect(await page.locator(".sheet .coverage strong").innerText()).toContain("35 steps");
      expect(await page.locator(".sheet h1").count()).toBe(0);
    });
  });

  test("a mark leads to its place in the text, and the text to its mark", async () => {
    await withPage(async (page) => {
      await opened(page);
      await page.locator(".sheet .mark.wrong").last().click();
      expect(await page.locator(".mark-panel .cm-activeLine").innerText()).toContain("g_1");
      expect(await page.locator(".mark-panel .cm-content .lit").count()).toBeGreaterThan(0);
      await page.keyboard.press("Control+Home");
      for (let k = 0; k < 14; k++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Home");
      for (let k = 0; k < 4; k++) await page.keyboard.press("ArrowRight");
      await page.locator(".sheet .mark.right.lit").waitFor();
    });
  });

  test("a repair is written into the text, and can be taken back", async () => {
    await withPage(async (page) => {
      await opened(page);
      const before = await textOf(page);
      await page.locator(".sheet .note button", { hasText: "Write this" }).first().click();
      await status(page, "2 wrong").waitFor();
      expect(await textOf(page)).not.toBe(before);
      await page.click(".mark-panel .cm-content");
      await page.keyboard.press("Control+Z");
      await status(page, "3 wrong").waitFor();
      expect(await textOf(page)).toBe(before);
    });
  });

  test("with the keyboard: numbers are unfolded, remarks gone through, a repair written", async () => {
    await withPage(async (page) => {
      await opened(page);
      await page.locator(".sheet summary").first().focus();
      await page.keyboard.press("Enter");
      expect(await page.locator(".sheet details[open] table").count()).toBe(1);
      await page.focus(".mark-panel .next");
      await page.keyboard.press("Enter");
      await status(page, "1 of 3: The first wrong step: A minus sign is lost.").waitFor();
      await page.keyboard.press("Enter");
      await status(page, "2 of 3").waitFor();
      await page.focus(".sheet");
      await page.keyboard.press("ArrowRight");
      await status(page, "of 35").waitFor();
      await page.keyboard.press("Tab");
      await page.locator(".sheet button", { hasText: "Write this" }).first().focus();
      await page.keyboard.press("Enter");
      await status(page, "2 wrong").waitFor();
    });
  });

  test("paragraphs may come, go and change places", async () => {
    await withPage(async (page) => {
      await opened(page);
      for (const letters of [
        "abcdefgh",
        "hxa",
        "c",
        "yzbac",
        "cabzy",
        "hgfedcba",
        "bdfh",
        "axbxc",
      ]) {
        const words = [...letters].map((letter) => `Paragraph ${letter}`);
        await paste(page, `${words.join("\n\n")}\n\n$y = x^2$`);
        const shown = async () => {
          const all = await page.locator(".sheet .block p").allInnerTexts();
          return all.filter((one) => one.startsWith("Paragraph"));
        };
        await expect.poll(shown).toEqual(words);
        await page.locator('.sheet[aria-busy="false"]').waitFor();
      }
    });
  });

  test.each([
    ["nothing", "", "paste a solution"],
    ["words alone", "Dear reader, there is no formula here.", "No formula was found"],
    ["half a formula", "So $$y = \\frac{x}{ $$ and $\\begin{aligned} a &= b$", "not read"],
    ["brackets without end", `$y = ${"(".repeat(3000)}x${")".repeat(3000)}$`, "not read"],
    ["a macro of itself", "$\\newcommand{\\a}{\\a\\a} \\a = 1$", "not read"],
  ])("what cannot be marked is said, and the next text is marked: %s", async (_, text, said) => {
    await withPage(async (page) => {
      await opened(page);
      await page.click(".clear");
      await paste(page, text);
      await status(page, said).waitFor();
      await paste(page, "With $y = x^2$ we get $\\frac{dy}{dx} = x$.");
      await status(page, "1 wrong").waitFor();
    });
  });

  test("a text in the place of another is read as what it is", async () => {
    await withPage(async (page) => {
      await opened(page);
      const kind = page.locator(".kind");
      const latex = "\\section{One} With $y = x^2$ we get \\[ \\frac{dy}{dx} = 2 x. \\] Done.";
      await paste(page, `${latex}\n\nAnd that is all there is to say about it.`);
      await expect.poll(() => kind.inputValue()).toBe("latex");
      // what is written at the beginning makes it no other
      await page.keyboard.press("Control+Home");
      await page.keyboard.type("x ", { delay: 20 });
      await status(page, "1 proved").waitFor();
      expect(await kind.inputValue()).toBe("latex");
      const other = "# Two\n\nWith $y = x^3$ we get $\\frac{dy}{dx} = 3 x^2$.";
      await paste(page, `${other}\n\nAnd that is all there is to say of it.`);
      await expect.poll(() => kind.inputValue()).toBe("markdown");
    });
  });

  test("on a phone, too, the next remark is in sight", async () => {
    await withPage(
      async (page) => {
        await opened(page);
        const isSeen = () => {
          return page.locator(".sheet .note.lit").evaluate((note) => {
            const { top, bottom } = note.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          });
        };
        await page.click(".next");
        await status(page, "1 of 3").waitFor();
        await expect.poll(isSeen).toBe(true);
      },
      { width: 390, height: 844 },
    );
  });

  test("what is lost is said in plain words", async () => {
    await withPage(async (page) => {
      await opened(page);
      await paste(page, "With $z = 2 x_1 + 2 x_2^2$ we get $\\frac{dz}{dx_2} = 4 x_1$.");
      await status(page, "1 wrong").waitFor();
      await page.locator('.sheet[aria-busy="false"]').waitFor();
      await page.click(".next");
      await status(page, "x_1 should be x_2.").waitFor();
    });
  });

  test("what is being read stays in its place while the text is edited", async () => {
    await withPage(async (page) => {
      await opened(page);
      await page.locator(".sheet").evaluate((sheet) => {
        sheet.scrollTop = 500;
      });
      const place = () =>
        page
          .locator(".sheet .note.wrong")
          .last()
          .evaluate((note) => {
            return Math.round(note.getBoundingClientRect().top);
          });
      const before = await place();
      await page.locator(".mark-panel .cm-line").first().click();
      await page.keyboard.press("End");
      await page.keyboard.insertText("\n\nA paragraph more.\n\nAnd one.\n");
      await page.locator(".sheet p", { hasText: "A paragraph more." }).waitFor();
      await page.locator('.sheet[aria-busy="false"]').waitFor();
      expect(Math.abs((await place()) - before)).toBeLessThan(3);
    });
  });

  test.each([
    ["a.tex", "\\section{A}\nWith $y = x^2$: $\\frac{dy}{dx} = 3x$.", "latex", "1 wrong"],
    ["a.md", "With $y = x^2$: $\\frac{dy}{dx} = 2x$.", "markdown", "1 proved"],
    ["a.ipynb", notebook, "notebook", "1 wrong"],
  ])("%s is dropped anywhere in the view", async (name, text, kind, said) => {
    await withPage(async (page) => {
      await opened(page);
      await drop(page, name, text);
      await status(page, said).waitFor();
      expect(await page.locator(".mark-panel .kind").inputValue()).toBe(kind);
    });
  });

  test("a notebook is shown by its cells, repaired, and saved as a notebook", async () => {
    await withPage(async (page) => {
      await opened(page);
      await paste(page, notebook);
      await status(page, "1 wrong").waitFor();
      expect(await textOf(page)).toContain("<!-- cell 2: code -->");
      await page.locator(".sheet pre", { hasText: "print(1)" }).waitFor();
      await page.locator(".sheet .note button", { hasText: "Write this" }).click();
      await status(page, "1 proved").waitFor();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.click(".mark-panel .save"),
      ]);
      expect(file.suggestedFilename()).toBe("solution.ipynb");
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
      const saved = JSON.parse(Buffer.concat(chunks).toString()) as {
        cells: { cell_type: string; source: string[] }[];
      };
      expect(saved.cells.map(({ cell_type }) => cell_type)).toEqual([
        ...["markdown", "code", "markdown"],
      ]);
      expect(saved.cells[1]!.source).toEqual(["print(1)"]);
      expect(saved.cells[2]!.source.join("")).toBe("$\\frac{dy}{dx} = 2x$.");
    });
  });

  test.each([
    ["a.png", "\u0089PNG\0\0\0", "is no text"],
    ["b.ipynb", "{}", "is no Jupyter notebook"],
    ["c.md", "x".repeat(2_100_000), "longer than 2 MB"],
  ])("%s is refused in a sentence", async (name, text, said) => {
    await withPage(async (page) => {
      await opened(page);
      await drop(page, name, text);
      await status(page, said).waitFor();
    });
  });

  test("a long check says how far it has come, and is ended", async () => {
    await withPage(async (page) => {
      await opened(page);
      const steps = Array.from({ length: 400 }, (_, k) => {
        return `With $p_{${k}} = (x + ${k})^6 e^{x}$, $\\frac{dp_{${k}}}{dx} = ${k} x^2$.\n`;
      });
      await paste(page, steps.join("\n"));
      await page.locator(".mark-panel .count", { hasText: / of \d+ statements/ }).waitFor();
      expect(await page.locator(".sheet .checked.stale").count()).toBe(1);
      await page.click(".mark-panel .stop");
      await status(page, "The check was ended").waitFor();
      expect(await page.locator(".mark-panel .running").isVisible()).toBe(false);
      await paste(page, "With $y = x^2$ we get $\\frac{dy}{dx} = 3x$.");
      await status(page, "1 wrong").waitFor();
    });
  });

  test("a solution is pasted anywhere in the view, and a file too", async () => {
    await withPage(async (page) => {
      await opened(page);
      const pasteAt = (selector: string, text: string, name: string | null) =>
        page.evaluate(
          ({ selector, text, name }) => {
            const clipboardData = new DataTransfer();
            if (name === null) clipboardData.setData("text/plain", text);
            else clipboardData.items.add(new File([text], name));
            const event = { clipboardData, bubbles: true, cancelable: true };
            document.querySelector(selector)!.dispatchEvent(new ClipboardEvent("paste", event));
          },
          { selector, text, name },
        );
      await page.locator(".sheet").focus();
      await pasteAt(".sheet", "With $y = x^2$ we get $\\frac{dy}{dx} = 3x$.", null);
      await status(page, "1 wrong").waitFor();
      expect(await textOf(page)).toContain("3x");
      await pasteAt("body", "\\section{A}\nWith $y = x^3$ we get $\\frac{dy}{dx} = 3x^2$.", null);
      await status(page, "1 step").waitFor();
      expect(await page.locator(".mark-panel .kind").inputValue()).toBe("latex");
      await pasteAt("body", "With $y = x^4$ we get $\\frac{dy}{dx} = 4x$.", "solution.md");
      await status(page, "1 wrong").waitFor();
      expect(await textOf(page)).toContain("x^4");
      // in another view the page takes nothing
      await page.click("#tab-work");
      await pasteAt("body", "With $y = x^5$.", null);
      await page.click("#tab-mark");
      expect(await textOf(page)).toContain("x^4");
    });
  });
}
