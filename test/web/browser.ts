/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * @file The page in a real Chromium: served as `pengrad open` serves it, one browser for a test
 * file. A message on the console or an error in the page fails the test that made it.
 */
import {
  type Browser,
  type ConsoleMessage,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { findBrowser } from "../../scripts/browser.js";
import { at } from "../../scripts/places.js";
import { type PageServer, servePage } from "../../src/cli/page-server.ts";

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  /** What follows the address. */
  readonly fragment?: string;
}

/** A rectangle of the page, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How long a single thing may be waited for, in milliseconds: no measure of the page, but what a
 * machine with more to do than it can may need.
 */
const patience = 100_000;

const executablePath = await findBrowser();

/** Whether there is a browser to test in. */
export const hasBrowser = executablePath !== null;

let server: PageServer;
let browser: Browser;
/** Kept from one test to the next, as its process has read the scripts already. */
let kept: Page | null = null;

/** Starts the server and the browser before the file's tests, and ends them after. */
export function withBrowser(): void {
  beforeAll(async () => {
    server = await servePage(at("dist/web"), 0);
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => {
    kept = null;
    await browser?.close();
    await server?.close();
  });
}

/** A page of a new person: nothing is remembered, granted or kept from it. */
async function newPage(): Promise<Page> {
  if (kept === null) {
    // what is kept for later would be loaded in the middle of what is measured
    const context = await browser.newContext({ serviceWorkers: "block" });
    context.setDefaultTimeout(patience);
    return context.newPage();
  }
  const page = kept;
  const context = page.context();
  await context.unrouteAll({ behavior: "wait" });
  await context.clearPermissions();
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  return page;
}

/** Opens the page and lets `use` drive it; nothing may go wrong meanwhile. */
export async function withPage(use: (page: Page) => Promise<void>, view: View = {}): Promise<void> {
  const { width = 1280, height = 900, colorScheme = "light", fragment = "" } = view;
  const page = await newPage();
  kept = null;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, media: null, reducedMotion: null, forcedColors: null });
  const trouble: string[] = [];
  const fail = ({ message }: Error): void => void trouble.push(message);
  const hear = (message: ConsoleMessage): void => {
    if (message.type() === "error") trouble.push(message.text());
  };
  page.on("pageerror", fail);
  page.on("console", hear);
  let isSound = false;
  try {
    await page.goto(server.address + fragment);
    await page.waitForSelector(".graph .node");
    await use(page);
    expect(trouble).toEqual([]);
    isSound = true;
  } finally {
    page.off("pageerror", fail);
    page.off("console", hear);
    // what a failure leaves behind is no matter of the next test
    if (isSound) kept = page;
    else await page.context().close();
  }
}

/** Opens the page where service workers run, as people have it. */
export async function withKeeper(use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(patience);
  try {
    const page = await context.newPage();
    await page.goto(server.address);
    await page.waitForSelector(".graph .node");
    await use(page);
  } finally {
    await context.close();
  }
}

/**
 * Where the first of these is: found and measured at one go, since a redraw may put another element
 * into its place in between.
 */
export async function boxOf(page: Page, what: string | Locator): Promise<Box> {
  const found = typeof what === "string" ? page.locator(what) : what;
  await found.first().waitFor();
  let box: Box | undefined;
  while (box === undefined || box.width === 0) {
    [box] = await found.evaluateAll((all): Box[] => {
      return all.map((one) => one.getBoundingClientRect().toJSON() as Box);
    });
  }
  return box;
}

/** Waits until all of the problem is worked and put in, and the graph is at rest. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#view-work[aria-busy="false"]').waitFor({ state: "attached" });
  await page.waitForFunction(() => {
    return document.querySelector(".graph")!.getAnimations({ subtree: true }).length === 0;
  });
}

/** Puts another text into the editor of a problem. */
export async function type(page: Page, text: string): Promise<void> {
  const content = page.locator(".problem-editor .cm-content");
  const plain = (words: string) => words.replace(/\s/g, "");
  // a browser that is busy with its first frame may lose what is typed
  for (let times = 0; times < 5; times++) {
    await content.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text);
    if (plain(await content.innerText()) === plain(text)) return;
  }
}
