/**
 * @file How the page behaves in time, printed and held to: nothing shifts at the start, and
 * nothing blocks it while a text is typed and while a document of a hundred steps is marked.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { at } from "../../scripts/places.js";
import { problems } from "../../web/src/examples.ts";
import { hasBrowser, settled, withBrowser, withPage } from "./browser.ts";
import { longestOf, slowness, type Task, type Traced, traced } from "./trace.ts";

/** The longest that the page may be blocked, in milliseconds. */
const longest = 50;

/** Times have outliers: the best of three counts. */
const retry = 2;

interface Seen {
  shift: number;
}

/**
 * Two frames, in milliseconds: so much work there may be from a keystroke to its graph, in the page
 * and its worker together. A machine that does other things too needs longer on the clock.
 */
const soon = 2 * (1000 / 60);

/** Presses keys, and marks for each when it came, when the graph changed, and when it was drawn. */
async function pressed(page: Page, keys: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    let isOpen = false;
    document.addEventListener(
      "keydown",
      () => {
        isOpen = true;
        performance.mark("pressed");
      },
      true,
    );
    new MutationObserver(() => {
      if (!isOpen) return;
      isOpen = false;
      performance.mark("changed");
      requestAnimationFrame(() => performance.mark("drawn"));
    }).observe(document.querySelector(".graph")!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  for (const key of keys) {
    await page.keyboard.press(key);
    await settled(page);
    await page.waitForTimeout(50);
  }
}

/** The time on the processor of the tasks that begin in between. */
function timeIn(tasks: readonly Task[], from: number, until: number): number {
  const own = tasks.filter(({ begin }) => from <= begin && begin <= until);
  return own.reduce((sum, { time }) => sum + time, 0);
}

/** From a keystroke to its frame: on the clock, and what was done one after the other for it. */
interface Stroke {
  readonly clock: number;
  readonly own: number;
}

function strokesIn({ main, workers, marks }: Traced): Stroke[] {
  const first = (name: string, from: number) => marks.get(name)?.find((at) => at >= from);
  const presses = marks.get("pressed") ?? [];
  return presses.flatMap((from, k): Stroke[] => {
    const changed = first("changed", from);
    const drawn = first("drawn", from);
    const next = presses[k + 1] ?? Infinity;
    if (changed === undefined || drawn === undefined || drawn > next) return [];
    const answered = workers.findLast(({ end }) => from < end && end <= changed);
    if (answered === undefined) return [];
    // what the page does while its worker works costs no time
    const before = timeIn(main, from - 1, answered.begin);
    const behind = timeIn(main, answered.end, drawn);
    return [{ clock: drawn - from, own: before + answered.time + behind }];
  });
}

const median = (times: readonly number[]) => {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
};

/** Watches from before the page's own scripts. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.shift += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

const told = (trace: Traced) => {
  const most = longestOf(trace)
    .slice(0, 3)
    .map((time) => time.toFixed(0));
  const { contention } = trace;
  return `longest tasks ${most.join(", ")} ms on the processor, contention ${contention.toFixed(1)}`;
};

/** The homework three times over: a little more than a hundred steps. */
const long = [1, 2, 3]
  .map(() => readFileSync(at("examples/homework.md"), "utf8"))
  .join("\n\n# Once more\n\n");

if (hasBrowser) {
  withBrowser();

  test.each([390, 1280, 1920])("nothing shifts at the start: %i", async (width) => {
    await withPage(
      async (page) => {
        await watch(page);
        await page.reload();
        await page.waitForSelector(".graph .node");
        await settled(page);
        await page.waitForLoadState("networkidle");
        const { shift } = await seen(page);
        console.log(`layout shift at ${width}: ${shift.toFixed(4)}`);
        expect(shift).toBeLessThan(0.02);
      },
      { width },
    );
  });

  test("a hundred steps are marked while the page goes on", { retry }, async () => {
    await withPage(async (page) => {
      await page.click("#tab-mark");
      await page.locator(".mark-panel .status", { hasText: "3 wrong" }).waitFor();
      await page.locator('.sheet[aria-busy="false"]').waitFor();
      await page.click(".mark-panel .cm-content");
      await page.keyboard.press("Control+A");
      const marking = await traced(page, async () => {
        await page.locator(".mark-panel .cm-content").evaluate((editor, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const event = { clipboardData, bubbles: true, cancelable: true };
          editor.dispatchEvent(new ClipboardEvent("paste", event));
        }, long);
        await page.locator(".mark-panel .status", { hasText: / 1\d\d steps/ }).waitFor();
        await page.locator('.sheet[aria-busy="false"]').waitFor();
      });
      const { work } = marking;
      const slow = await slowness(page);
      console.log(`105 steps marked in ${(work / 1000).toFixed(1)} s of work; ${told(marking)}`);
      const typing = await traced(page, async () => {
        await page.keyboard.type("And so $k = 2$. ", { delay: 40 });
        await page.locator(".sheet p", { hasText: "And so" }).first().waitFor();
        await page.locator('.sheet[aria-busy="false"]').waitFor();
      });
      console.log(`while typing: ${told(typing)}; machine ×${slow.toFixed(2)}`);
      expect(longestOf(typing)[0]).toBeLessThan(longest * slow);
      expect(work).toBeLessThan(15_000 * slow);
      expect(longestOf(marking)[0]).toBeLessThan(longest * slow);
    });
  });

  test.each(problems.map(({ title, text }) => [title, text] as const))(
    "a keystroke is seen in the graph within two frames: %s",
    { retry },
    async (title) => {
      await withPage(async (page) => {
        await page.selectOption(".examples", { label: title });
        await settled(page);
        // the worker warms up
        await page.waitForTimeout(1000);
        await page.click(".problem-editor .cm-line >> nth=0");
        await page.keyboard.press("End");
        const keys = ["+", "1", "2", "Backspace", "3", "4", "Backspace", "5", "0", "Backspace"];
        const strokes = strokesIn(await traced(page, () => pressed(page, keys)));
        const own = median(strokes.map((stroke) => stroke.own));
        const clock = median(strokes.map((stroke) => stroke.clock));
        const slow = await slowness(page);
        console.log(
          `${title}: ${own.toFixed(1)} ms of work, ${clock.toFixed(1)} ms on the clock ` +
            `(medians of ${strokes.length} keystrokes); machine ×${slow.toFixed(2)}`,
        );
        expect(strokes.length).toBeGreaterThan(5);
        expect(own).toBeLessThan(soon * slow);
      });
    },
  );

  test("a problem is typed character by character, and no task is long", { retry }, async () => {
    await withPage(async (page) => {
      await page.waitForTimeout(1000);
      await page.click(".problem-editor .cm-content");
      await page.keyboard.press("Control+A");
      const typed = problems[1]!.text.split("\n").slice(0, 5).join("\n");
      const trace = await traced(page, async () => {
        // brackets close themselves, and are typed over
        await page.keyboard.type(typed, { delay: 60 });
        await page.locator('.graph .node.output[aria-label^="L = "]').waitFor();
        await settled(page);
      });
      const slow = await slowness(page);
      console.log(`typed ${typed.length} characters: ${told(trace)}; machine ×${slow.toFixed(2)}`);
      expect(longestOf(trace)[0]).toBeLessThan(longest * slow);
    });
  });
}
