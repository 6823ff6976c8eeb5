/**
 * @file A page printed to PDF: A4, with page numbers, by a Chromium that is already there. It is
 * driven through playwright-core, which is optional; where either is missing, the command says
 * what to install and ends.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";
import { Refusal } from "./refusal.ts";

/** Names under which a Chromium is installed. */
const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome.exe",
  "msedge.exe",
];

const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const advice = "Print the page yourself: --format html, and then your browser's Print.";

/** The PDF of an HTML page that needs nothing from outside. */
export async function printPdf(html: string): Promise<Uint8Array> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ offline: true });
    await page.setContent(html, { waitUntil: "load" });
    await page.evaluate("document.fonts.ready.then(() => true)");
    return await page.pdf({
      format: "A4",
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate: footer,
      margin: { top: "20mm", bottom: "22mm", left: "20mm", right: "20mm" },
    });
  } finally {
    await browser.close();
  }
}

const footer = `<div style="width:100%;text-align:center;font:9pt Georgia,serif;color:#555">
<span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

async function launch(): Promise<Browser> {
  const executablePath = browserPath();
  let playwright: typeof import("playwright-core");
  try {
    playwright = await import("playwright-core");
  } catch {
    throw new Refusal(
      `PDF needs the package playwright-core (npm install playwright-core). ${advice}`,
    );
  }
  try {
    return await playwright.chromium.launch({
      executablePath,
      args: ["--disable-background-networking", "--disable-gpu"],
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw new Refusal(`the browser ${executablePath} did not start: ${reason} ${advice}`);
  }
}

/** $CHROMIUM_PATH, or a Chromium on $PATH or in the usual places. */
function browserPath(): string {
  const given = process.env["CHROMIUM_PATH"];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Refusal(`CHROMIUM_PATH is ${given}, which is no program. ${advice}`);
  }
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  const named = commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...named, ...applications].find(isExecutable);
  if (found !== undefined) return found;
  throw new Refusal(
    `PDF needs Chromium or Chrome, and none was found. Install one, or set CHROMIUM_PATH. ${advice}`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
