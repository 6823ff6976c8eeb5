/** @file The graph on the page: how it is placed, lit up and walked through. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { boxOf, hasBrowser, settled, type, withBrowser, withPage } from "./browser.ts";

/** Names of boxes of the graph that lie over each other once all have come to rest. */
async function overlapping(page: Page): Promise<string[]> {
  await settled(page);
  return page.locator(".graph").evaluate((graph) => {
    const boxes = [...graph.querySelectorAll<HTMLElement>(".node, .edge-label")].map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const name = element.dataset["key"] ?? element.dataset["edge"];
      return { name, left, right, top, bottom };
    });
    return boxes.flatMap((a, k) => {
      return boxes.slice(k + 1).flatMap((b) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return across > 1 && down > 1 ? [`${a.name} over ${b.name}`] : [];
      });
    });
  });
}

/** The keys of the nodes from above to below. */
async function fromAbove(page: Page): Promise<string[]> {
  await settled(page);
  return page.locator(".graph .node").evaluateAll((nodes) => {
    const placed = nodes.map((node) => {
      const { top } = node.getBoundingClientRect();
      return { key: (node as HTMLElement).dataset["key"]!, top };
    });
    return placed.sort((a, b) => a.top - b.top).map(({ key }) => key);
  });
}

/** Moves the pointer to a letter of a line of the problem. */
async function hoverAt(page: Page, line: string, letter: number): Promise<void> {
  const { x, y } = await page
    .locator(".problem-editor .cm-line", { hasText: line })
    .evaluate((element, at) => {
      element.scrollIntoView({ block: "center" });
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let left = at;
      let node = walker.nextNode() as Text;
      for (; left >= node.length; node = walker.nextNode() as Text) left -= node.length;
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, letter);
  await page.mouse.move(x, y, { steps: 4 });
}

if (hasBrowser) {
  withBrowser();

  test.each([
    ["phone", 390],
    ["desk", 1280],
    ["projector", 1920],
  ])("no box of any example lies over another: %s", async (_, width) => {
    await withPage(
      async (page) => {
        for (const [k, key] of ["x_3", "v", "p", "a"].entries()) {
          await page.selectOption(".examples", String(k));
          const [own, output] = [key, k === 1 || k === 2 ? "L" : "y"].map((one) => {
            return page.locator(`.graph .node[data-key="${one}"]`);
          });
          await own!.waitFor();
          await output!.waitFor();
          expect(await overlapping(page)).toEqual([]);
        }
      },
      { width, height: width === 390 ? 844 : 1000 },
    );
  });

  test("it fills its panel on a projector, and is scrolled on a phone", async () => {
    const used = () => async (page: Page) => {
      return page.locator(".graph").evaluate((graph) => {
        const frame = graph.querySelector(".graph-frame")!.getBoundingClientRect();
        return {
          across: frame.width / graph.clientWidth,
          scrolls: graph.scrollWidth > graph.clientWidth,
        };
      });
    };
    await withPage(
      async (page) => {
        const { across, scrolls } = await used()(page);
        expect(across).toBeGreaterThan(0.8);
        expect(scrolls).toBe(false);
      },
      { width: 1920, height: 1080 },
    );
    await withPage(
      async (page) => {
        expect((await used()(page)).scrolls).toBe(true);
        const own = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(own).toBe(390);
      },
      { width: 390, height: 844 },
    );
  });

  test("while a problem is typed, the nodes keep their order", async () => {
    await withPage(async (page) => {
      const start = "a = p q\nb = r s\ny = a b\nat p = 1, q = 2, r = 3, s = 4\nfind dy/dp";
      await type(page, start);
      await page.locator('.graph .node[data-key="r"]').waitFor();
      const before = await fromAbove(page);
      const inputs = (keys: readonly string[]) => keys.filter((key) => "pqrs".includes(key));
      await type(page, start.replace("y = a b", "c = q^2\ny = a b c"));
      await page.locator('.graph .node[data-key="c"]').waitFor();
      expect(inputs(await fromAbove(page)).join("")).toBe(inputs(before).join(""));
    });
  });

  test("by the keyboard alone one walks from the output over edges to the inputs", async () => {
    await withPage(async (page) => {
      const at = () => {
        return page.evaluate(() => {
          const { dataset } = document.activeElement as HTMLElement;
          return dataset["key"] ?? dataset["edge"];
        });
      };
      await page.locator('.graph [tabindex="0"]').focus();
      const walked: (string | undefined)[] = [await at()];
      for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowLeft"]) {
        await page.keyboard.press(key);
        walked.push(await at());
      }
      expect(walked).toEqual(["y", "s→y", "s", "u→s", "x_3→s", "x_3"]);
      expect(await page.locator('.graph [tabindex="0"]').count()).toBe(1);
      await page.keyboard.press("Enter");
      await page.locator(".step-bar output", { hasText: "forward, 3" }).waitFor();
    });
  });

  test("a quantity lights up in the graph, the formulas and the source at once", async () => {
    await withPage(async (page) => {
      const lit = async () => ({
        graph: await page.locator(".graph .node.lit").evaluateAll((all) => {
          return all.map((one) => (one as HTMLElement).dataset["key"]);
        }),
        formulas: (await page.locator('.steps .katex [data-key="u"].lit').count()) > 0,
        source: await page.locator(".cm-content .lit").allInnerTexts(),
      });
      await type(page, "u = x1/x2\ny = cos(u)\nat x1 = 1, x2 = 2\nfind dy/dx1");
      await page.locator('.graph .node.output[data-key="y"]', { hasText: "u" }).waitFor();
      // the steps come after the graph
      await settled(page);
      const everywhere = { graph: ["u"], formulas: true, source: ["u = x1/x2", "u"] };
      await page.locator('.graph .node[data-key="u"]').focus();
      await expect.poll(lit).toEqual(everywhere);
      await page.locator('.graph .node[data-key="y"]').focus();
      await page.locator('.graph .edge-label[data-edge="u→y"]').hover();
      await expect.poll(lit).toEqual(everywhere);
      await page.locator('.steps .katex-html [data-key="u"]').first().hover();
      await expect.poll(lit).toEqual(everywhere);
      await page.locator('.graph .node[data-key="y"]').focus();
      // u where y is defined by it, and x1 wherever it stands
      await hoverAt(page, "y = cos(u)", 8);
      await expect.poll(lit).toEqual(everywhere);
      await hoverAt(page, "at x1 = 1", 3);
      const found = async () => (await lit()).source;
      await expect.poll(found).toEqual(["x1", "x1", "x1"]);
    });
  });

  test("the panel follows the steps, and nothing else moves", async () => {
    await withPage(async (page) => {
      const chain = Array.from({ length: 24 }, (_, k) => `x_${k + 1} = sin(x_${k})`);
      await type(page, `${chain.join("\n")}\nat x_0 = 1`);
      await page.locator('.graph .node[data-key="x_{24}"]').waitFor();
      await settled(page);
      await page.locator(".step-bar input").focus();
      const isSeen = () => {
        return page.locator(".graph").evaluate((graph) => {
          const node = graph.querySelector('.node[aria-current="step"]')?.getBoundingClientRect();
          const panel = graph.getBoundingClientRect();
          return node !== undefined && panel.left <= node.left && node.right <= panel.right;
        });
      };
      await page.keyboard.press("End");
      await expect.poll(isSeen).toBe(true);
      const top = await page.evaluate(() => scrollY);
      for (let k = 0; k < 30; k++) await page.keyboard.press("ArrowLeft");
      await expect.poll(isSeen).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(top);
    });
  });

  test("a graph that nobody could read is not drawn, and comes back smaller", async () => {
    await withPage(async (page) => {
      await type(page, `y = x${"/x".repeat(150)}`);
      await page.locator(".graph-note", { hasText: "too many for a picture" }).waitFor();
      await type(page, "y = x/x/x");
      await page.locator(".graph .node.output").waitFor();
      await page.locator(".graph-note").waitFor({ state: "hidden" });
    });
  });

  test("a long problem is scrolled in its editor, and the graph stays beside it", async () => {
    await withPage(async (page) => {
      const chain = Array.from({ length: 60 }, (_, k) => `x_${k + 1} = sin(x_${k})`);
      await type(page, chain.join("\n"));
      expect((await boxOf(page, ".problem-editor")).height).toBeLessThan(500);
    });
  });
}
