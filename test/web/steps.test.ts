/**
 * @file Stepping through a problem: the paths of a fork and their sum, matrices as grids whose
 * entries are traced to what has made them, and why a transpose stands where it stands.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { serious } from "./axe.ts";
import { hasBrowser, settled, type, type View, withBrowser, withPage } from "./browser.ts";

const fork = "a = x^2\nb = a y\nc = 3 a\nL = b + c\nat x = 2, y = 5\nfind dL/dx";
const network = "A small network";

/** Goes to the step about a quantity. */
async function toStep(page: Page, phase: "forward" | "backward", key: string): Promise<void> {
  const step = page.locator(`.step.${phase}[data-key="${key}"]`);
  const slider = page.locator(".step-bar input");
  await slider.focus();
  await page.keyboard.press("Home");
  await step.first().waitFor();
  const last = Number(await slider.getAttribute("max"));
  for (let k = 0; k < last; k++) {
    await page.keyboard.press("ArrowRight");
    if ((await step.count()) === 1) return;
  }
  throw new Error(`no ${phase} step about ${key}`);
}

async function toNetwork(page: Page): Promise<void> {
  await page.selectOption(".examples", { label: network });
  await page.locator('.graph .node.output[data-key="L"]').waitFor();
  await page.locator('.gradient[data-key="v"]').waitFor();
}

/** What a table says, row by row. */
const cells = (page: Page, name: string) =>
  page.locator(`.grid[aria-label^="${name}"]`).evaluate((table) => {
    return [...table.querySelectorAll("td[data-place]")].map((cell) => {
      const mark = cell.classList.contains("made") || cell.classList.contains("traced") ? "*" : "";
      return `${(cell as HTMLElement).innerText.trim()}${mark}`;
    });
  });

/** A formula as it is read: what its MathML says. */
const read = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => {
    return all.map((one) => {
      const said = one.querySelector(".katex-mathml")!.cloneNode(true) as Element;
      said.querySelector("annotation")?.remove();
      return said.textContent!.trim();
    });
  });

if (hasBrowser) {
  withBrowser();

  test("a forked quantity shows what comes along each path, and the sum", async () => {
    await withPage(async (page) => {
      await type(page, fork);
      await page.locator('.gradient[data-key="x"]').waitFor();
      await settled(page);
      await toStep(page, "backward", "a");
      // the first word of each, as soon as it is drawn
      const rules = async () => {
        const all = await page.locator(".paths .rule").allInnerTexts();
        return all.map((rule) => rule.split(/\s/)[0]);
      };
      await expect.poll(rules).toEqual(["through", "through", "their"]);
      const remark = page.locator(".step .remark").first();
      await expect
        .poll(() => remark.innerText())
        .toMatch(/^used by .* and .*: the contributions add$/s);
      // names of quantities in a sentence are set as formulas
      expect(await remark.locator(".katex [data-key]").count()).toBeGreaterThan(1);
      const sides = await read(page, ".paths .side");
      expect(sides.map((side) => side.replace(/\s/g, ""))).toEqual([
        "dLdb⋅y=5",
        "3⋅dLdc=3",
        "5+3=8",
      ]);
      // what flows back from the output is known from the first backward step on
      const label = page.locator('.graph .edge-label[data-edge="b→L"] .adjoint');
      expect(await label.evaluate((own) => getComputedStyle(own).visibility)).toBe("visible");
      await toStep(page, "backward", "x");
      expect(await page.locator(".paths").count()).toBe(0);
    });
  });

  test("an entry under the pointer is traced to the row and the column that made it", async () => {
    await withPage(async (page) => {
      await toNetwork(page);
      await toStep(page, "forward", "z");
      const result = page.locator(".grid.result");
      await result.locator('td[data-place="1"]').hover();
      await page.locator(".entry-sum .side", { hasText: "2" }).first().waitFor();
      await page.locator('.grid[aria-label^="Wᵀ"] td[data-place="3"].made').waitFor();
      expect(await cells(page, "z,")).toEqual(["0", "10*"]);
      expect(await cells(page, "Wᵀ")).toEqual(["2", "1", "−1*", "2*"]);
      expect(await cells(page, "x,")).toEqual(["−2*", "3*"]);
      expect(await cells(page, "b,")).toEqual(["1", "2*"]);
      const [inIndices, numbers, value] = await read(page, ".entry-sum .side");
      expect(inIndices).toContain("∑");
      expect(numbers!.replace(/\s/g, "")).toContain("(−2)+2⋅3+2");
      expect(value).toBe("10");
      expect(await page.locator(".grids [role=status]").innerText()).toBe(
        "z₂ = 10, made by row 2 of Wᵀ, x and entry 2 of b",
      );
    });
  });

  test("by the keyboard alone: through the entries of a gradient", async () => {
    await withPage(async (page) => {
      await toNetwork(page);
      await toStep(page, "backward", "W");
      await page.locator(".grid.result td.traced").waitFor();
      for (let k = 0; k < 12; k++) {
        await page.keyboard.press("Tab");
        if ((await page.locator("td:focus").count()) === 1) break;
      }
      const at = () => page.locator("td:focus").getAttribute("data-place");
      const walked = [await at()];
      for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "Home", "Control+Home", "End"]) {
        await page.keyboard.press(key);
        walked.push(await at());
      }
      expect(walked).toEqual(["0", "1", "3", "3", "2", "0", "1"]);
      await page.locator('.grid[aria-label^="x,"] td[data-place="0"].made').waitFor();
      expect(await cells(page, "x,")).toEqual(["−2*", "3"]);
      // the step is where it was: the arrows belong to the grid
      expect(await page.locator('.step.backward[data-key="W"]').count()).toBe(1);
      expect(await page.locator(".grid.result td[tabindex='0']").count()).toBe(1);
    });
  });

  test("why the transpose unfolds in place, by the keyboard", async () => {
    await withPage(async (page) => {
      await toNetwork(page);
      await toStep(page, "backward", "W");
      const lid = page.locator(".step summary");
      await expect.poll(() => lid.innerText()).toBe("Why the transpose?");
      await lid.focus();
      await page.keyboard.press("Enter");
      await page.locator(".step details .remark").first().waitFor();
      const said = (await page.locator(".step details").innerText()).replace(/\s+/g, " ");
      expect(said).toContain("chain rule, entry by entry");
      expect(said).toContain("The row index");
      await page.keyboard.press("Enter");
      expect(await page.locator(".step details[open]").count()).toBe(0);
      await toStep(page, "backward", "y");
      expect(await page.locator(".step summary:visible").count()).toBe(0);
    });
  });

  test("grids follow a number that is changed, and the entry stays", async () => {
    await withPage(async (page) => {
      await toNetwork(page);
      await toStep(page, "forward", "z");
      await page.locator('.grid.result td[data-place="1"]').hover();
      await page.getByRole("spinbutton", { name: "b₂", exact: true }).fill("7");
      await page.locator('.grid.result td[data-place="1"]', { hasText: "15" }).waitFor();
      await page.locator('.grid[aria-label^="Wᵀ"] td[data-place="3"].made').waitFor();
      expect(await cells(page, "z,")).toEqual(["0", "15*"]);
    });
  });

  test.each<View>([
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "light", width: 390, height: 844 },
  ])("axe finds nothing serious in a step: $colorScheme, $width", async (view) => {
    await withPage(async (page) => {
      await toNetwork(page);
      await toStep(page, "backward", "W");
      await page.locator(".grid.result td.traced").waitFor();
      await page.locator(".step summary").click();
      await page.locator(".step details .remark").first().waitFor();
      await page.locator('.grid.result td[data-place="3"]').hover();
      expect(await serious(page)).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    }, view);
  });
}
