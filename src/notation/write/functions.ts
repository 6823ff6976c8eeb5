/**
 * @file How the name of a function is spelled by the printers, from the readers' own map.
 *
 * LaTeX: the first spelling with a backslash if LaTeX has such a command, otherwise
 * `\operatorname{…}`. Plain text: the first spelling that is a word. In `\operatorname` and on
 * the terminal an operation with a spelling in capitals (ReLU for relu) is shown in that.
 */
import { readOnly, spellings } from "../../expression/index.ts";

/** The function names that LaTeX and amsmath define as commands (amsldoc, section 7). */
const commands: ReadonlySet<string> = new Set(
  (
    "arccos arcsin arctan cos cosh cot coth csc det exp gcd inf ker lg lim ln log max min " +
    "sec sin sinh sup tan tanh"
  ).split(" "),
);

interface Spelled {
  readonly command: string | undefined;
  readonly plain: string;
  readonly shown: string;
}

/** Operation → its spellings, gathered once from the map that goes the other way. */
const spelled: ReadonlyMap<string, Spelled> = gather();

function gather(): Map<string, Spelled> {
  const words = new Map<string, string[]>();
  for (const [word, operation] of spellings) {
    if (readOnly.has(word)) continue;
    const known = words.get(operation);
    if (known === undefined) words.set(operation, [word]);
    else known.push(word);
  }
  const table = new Map<string, Spelled>();
  for (const [operation, list] of words) {
    const command = list.find((word) => word.startsWith("\\"))?.slice(1);
    const plain = list.find((word) => !word.startsWith("\\")) ?? operation;
    const capital = list.find(
      (word) => word !== operation && word.toLowerCase() === operation.toLowerCase(),
    );
    table.set(operation, { command, plain, shown: command ?? capital ?? plain });
  }
  return table;
}

/** `\sin`, `\operatorname{ReLU}`. */
export function latexFunction(operation: string): string {
  const { command, shown } = spelled.get(operation) ?? { command: undefined, shown: operation };
  if (command !== undefined && commands.has(command)) return `\\${command}`;
  return `\\operatorname{${shown.replaceAll("_", "\\_")}}`;
}

/** `sin`, `relu`: the word that the plain reader knows. */
export function plainFunction(operation: string): string {
  return spelled.get(operation)?.plain ?? operation;
}

/** `sin`, `ReLU`: the word as people like to see it. */
export function shownFunction(operation: string): string {
  return spelled.get(operation)?.shown ?? operation;
}
