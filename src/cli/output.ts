/**
 * @file Where results go and in which format: standard output or a file, text or what the file's
 * ending says. Results and nothing else go to standard output; a PDF does not go to a terminal.
 */
import { extname } from "node:path";
import { Refusal } from "./refusal.ts";
import { writeWhole } from "./text-file.ts";

/** Formats of `work`, and the endings of files that mean them. */
export const formats = {
  text: [".txt", ".text"],
  md: [".md", ".markdown"],
  tex: [".tex", ".latex"],
  html: [".html", ".htm"],
  svg: [".svg"],
  tikz: [".tikz"],
  pdf: [".pdf"],
  json: [".json"],
  pytorch: [".py"],
} as const;

export type Format = keyof typeof formats;

/** The format that is asked for, else that of the file's ending, else text. */
export function formatFor(asked: string | undefined, file: string | undefined): Format {
  if (asked !== undefined) return asked as Format;
  if (file === undefined || file === "-") return "text";
  const ending = extname(file).toLowerCase();
  for (const [format, endings] of Object.entries(formats)) {
    if ((endings as readonly string[]).includes(ending)) return format as Format;
  }
  const known = Object.values(formats).map(([first]) => first);
  const what = ending === "" ? "no ending" : `the ending ${ending}`;
  throw new Refusal(
    `${file} has ${what}, which names no format (${known.join(", ")}). Say --format.`,
  );
}

/** Writes a result to a file, or to standard output without one (or with `-`). */
export function writeResult(result: string | Uint8Array, file: string | undefined): void {
  if (file === undefined || file === "-") {
    if (typeof result !== "string" && process.stdout.isTTY) {
      throw new Refusal("a PDF is not for the terminal; name a file with -o FILE.");
    }
    process.stdout.write(result);
    return;
  }
  writeWhole(file, result);
}
