/**
 * @file What `work` is given: an expression, a file, or standard input, as the text of a problem
 * with a way back from each of its offsets to the file, so that a diagnostic names the place that
 * a person sees in their editor.
 *
 * A word that is the name of a file is that file. A word that only looks like one (`sheet.pg`,
 * and there is none) is refused and not read as a formula.
 */
import { statSync } from "node:fs";
import { extname } from "node:path";
import { kindOf } from "../document/index.ts";
import { type Excerpt, wholeText } from "../source/index.ts";
import { definedProblem, fencedProblem, looksLikeDocument } from "./document-problem.ts";
import { Refusal, reasonOf } from "./refusal.ts";
import { openText } from "./text-file.ts";

/** A problem and where it comes from. */
export interface ProblemText extends Excerpt {
  /** What a diagnostic calls it: a path, `<stdin>`, `<problem>`. */
  readonly name: string;
  /** The whole text in which places are counted. */
  readonly source: string;
}

/** The problem that a word of the command line means. */
export function problemText(word: string | undefined): ProblemText {
  if (word === undefined && process.stdin.isTTY) {
    throw new Refusal(
      "no problem was given: name a file, write it in quotes, or say - to type it.",
    );
  }
  if (word === undefined || word === "-") return opened("<stdin>", openText("-").text, "");
  if (isFile(word)) return opened(word, openText(word).text, extname(word).toLowerCase());
  if (/^[^\s=;]+\.(?:pg|md|markdown|tex|txt|ipynb)$/i.test(word)) {
    throw new Refusal(`${word} cannot be opened: ${reasonOf({ code: "ENOENT" })}.`);
  }
  return whole("<problem>", word);
}

function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The text of a file by its kind: a problem, or a document with a problem in it. */
function opened(name: string, source: string, ending: string): ProblemText {
  if (ending === ".pg") return whole(name, source);
  const kind = kindOf(name);
  const excerpt =
    fencedProblem(source, kind) ??
    (isDocument(source, ending) ? definedProblem(source, kind) : null);
  return excerpt === null ? whole(name, source) : { name, source, ...excerpt };
}

function isDocument(source: string, ending: string): boolean {
  return (
    [".md", ".markdown", ".tex", ".ipynb", ".rst"].includes(ending) || looksLikeDocument(source)
  );
}

function whole(name: string, source: string): ProblemText {
  return { name, source, ...wholeText(source) };
}
