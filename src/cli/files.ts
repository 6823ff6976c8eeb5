/**
 * @file The files that the words of a command line name: files as they are, of a folder all
 * documents below it, and patterns that the shell has left alone (`*` within a name, `**` over
 * folders, `?`). Hidden folders and those of packages are not entered.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Refusal, reasonOf } from "./refusal.ts";

/** What is looked for in a folder. */
const documents = /\.(md|markdown|tex|latex|ltx|ipynb)$/i;

const closed = /^(\..+|node_modules)$/;

/** The files, each once, in the order of the words; `-` is standard input. */
export function filesNamed(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap(filesOf))];
}

function filesOf(word: string): string[] {
  if (word === "-") return [word];
  if (!existsSync(word)) {
    if (!/[*?]/.test(word)) throw new Refusal(`${word} cannot be opened: there is no such file.`);
    return orRefuse(matching(word), `no file matches ${word}.`);
  }
  if (!statSync(word).isDirectory()) return [word];
  const found = below(word).filter((path) => documents.test(path));
  return orRefuse(found, `${word} is a folder without .md, .tex or .ipynb files.`);
}

function orRefuse(found: string[], otherwise: string): string[] {
  if (found.length === 0) throw new Refusal(otherwise);
  return found;
}

/** All files below a folder, by name. */
function below(folder: string): string[] {
  const found: string[] = [];
  const open = [folder];
  while (open.length > 0) {
    const here = open.pop()!;
    for (const entry of entriesOf(here)) {
      const path = join(here, entry.name);
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !closed.test(entry.name)) open.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new Refusal(`${folder} cannot be opened: ${reasonOf(error)}.`);
  }
}

/** The files that a pattern fits: those below its last folder without a sign of its own. */
function matching(pattern: string): string[] {
  const plain = pattern.replaceAll("\\", "/");
  const fixed = plain.slice(0, plain.search(/[*?]/));
  const base = fixed.slice(0, fixed.lastIndexOf("/") + 1);
  if (base !== "" && !existsSync(base)) return [];
  const fits = expressionOf(plain.slice(base.length));
  const found = below(base === "" ? "." : base).map((path) => path.replaceAll("\\", "/"));
  const start = join(base === "" ? "." : base, "x").replaceAll("\\", "/").length - 1;
  return found.filter((path) => fits.test(path.slice(start)));
}

/** `**` and a slash: any folders, or none; `*`: anything within a name; `?`: one character. */
function expressionOf(pattern: string): RegExp {
  const signs: Readonly<Record<string, string>> = {
    "**/": "(?:[^/]+/)*",
    "**": ".*",
    "*": "[^/]*",
    "?": "[^/]",
  };
  const source = pattern.replace(/\*\*\/|\*\*|[*?]|[\\^$+.()|[\]{}]/g, (sign) => {
    return signs[sign] ?? `\\${sign}`;
  });
  return new RegExp(`^${source}$`);
}
