/**
 * @file Finds the browser that the tests of pictures and PDF drive, and gets one where that is
 * possible without asking: as root on a Debian. Anything else is said, not tried.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./places.js";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium, or null: $CHROMIUM_PATH, one on $PATH, or the one playwright keeps. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isExecutable(given) ? given : null;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  const named = commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...applications, await playwrightBrowser()].find(isExecutable) ?? null;
}

/**
 * The same, but installs Debian's chromium when there is none and that is allowed (root, with
 * apt-get). Null when there is no browser in the end; then standard error says what to do.
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  const root = process.getuid?.() === 0;
  if (root && !process.env.CHROMIUM_PATH && isExecutable("/usr/bin/apt-get")) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const install = ["install", "-y", "--no-install-recommends", "chromium"];
    if (run("apt-get", ["update", "-q"], env) && run("apt-get", ["-q", ...install], env)) {
      return findBrowser();
    }
  }
  console.error(
    "No Chromium was found. Install Chromium or Chrome (Debian: apt-get install chromium),\n" +
      "or set CHROMIUM_PATH to the program.",
  );
  return null;
}

async function playwrightBrowser() {
  try {
    const { chromium } = await import("playwright-core");
    return chromium.executablePath();
  } catch {
    return null;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
