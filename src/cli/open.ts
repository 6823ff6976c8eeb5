/**
 * @file `pengrad open`: the page, served to a browser on this machine; with -o its files are
 * written to a folder instead, from which any static server can hand them out.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { servePage } from "./page-server.ts";
import { problemText } from "./problem-file.ts";
import { Refusal, reasonOf } from "./refusal.ts";

/** The options as they come from the command line. */
export interface OpenWords {
  readonly port: number;
  readonly browser: boolean;
  readonly output?: string;
  readonly quiet?: boolean;
}

/** The folder of the page's files. */
const folder = fileURLToPath(new URL("../web", import.meta.url));

/** Runs the command; it ends when it is interrupted. */
export async function runOpen(problem: string | undefined, words: OpenWords): Promise<number> {
  if (!existsSync(folder)) throw new Refusal("the page was not built: npm run build.");
  if (words.output !== undefined) {
    writePage(words.output);
    return 0;
  }
  const { address, close } = await servePage(folder, words.port);
  const shown = problem === undefined ? address : address + fragmentOf(problemText(problem).text);
  process.stdout.write(`${shown}\n`);
  if (words.quiet !== true) process.stderr.write("The page is open; Ctrl-C ends it.\n");
  if (words.browser) openBrowser(shown);
  await interrupted();
  await close();
  return 0;
}

function writePage(place: string): void {
  try {
    cpSync(folder, place, { recursive: true });
  } catch (error) {
    throw new Refusal(`${place} cannot be written: ${reasonOf(error)}.`);
  }
}

/** A problem as the page has it in its address; see web/src/share.ts. */
export function fragmentOf(text: string): string {
  return `#1.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
}

/** Opens the system's browser; where there is none, the address has been printed. */
function openBrowser(address: string): void {
  const opener: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
  };
  const [command, ...words] = opener[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...words, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
