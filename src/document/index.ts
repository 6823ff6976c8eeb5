/**
 * @file Documents: Markdown, LaTeX, notebooks, reStructuredText and PreTeXt → formulas in order,
 * with what stands between them and the place of every character.
 */
import type { Macro } from "../notation/index.ts";
import { wholeText } from "../source/index.ts";
import type { Document, DocumentKind, TextPart } from "./document.ts";
import { readLatexDocument } from "./latex.ts";
import { macrosIn } from "./macros.ts";
import { readMarkdown } from "./markdown.ts";
import { readNotebook } from "./notebook.ts";
import { readPretext } from "./pretext.ts";
import { readRestructured } from "./restructured.ts";
import { usualMacros } from "./usual-macros.ts";

export type {
  Document,
  DocumentKind,
  FormulaPiece,
  HeadingPiece,
  MarkPiece,
  Piece,
  ProblemPiece,
  Suppression,
  TextPart,
  WordsPiece,
} from "./document.ts";
export { macrosIn } from "./macros.ts";
export { exerciseTitle } from "./markdown.ts";
export { type Cell, cellFormula, type Table, tablesIn } from "./tables.ts";

/** What a file's name says of its kind; Markdown unless it says otherwise. */
export function kindOf(path: string): DocumentKind {
  const ending = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return kinds[ending] ?? "markdown";
}

const kinds: Readonly<Record<string, DocumentKind>> = {
  tex: "latex",
  latex: "latex",
  ltx: "latex",
  ipynb: "notebook",
  rst: "restructured",
  xml: "pretext",
  ptx: "pretext",
};

const readers = {
  markdown: readMarkdown,
  latex: readLatexDocument,
  restructured: readRestructured,
  pretext: readPretext,
};

/**
 * Reads a document. `macros` are known from elsewhere, such as a macro file; those of the document
 * come on top, and those that are usual where neither says otherwise below. A notebook that is
 * none, and a Markdown file that is a LaTeX document, are read as what they are.
 */
export function readDocument(
  source: string,
  kind: DocumentKind,
  macros: ReadonlyMap<string, Macro> = new Map(),
): Document {
  const text = source.replace(/^\ufeff/, " ");
  const notebook = kind === "notebook" ? readNotebook(text) : null;
  const isTex = kind === "markdown" && /^[ \t]*\\documentclass/m.test(text);
  const plain = isTex ? "latex" : kind === "notebook" ? "markdown" : kind;
  const whole = wholeText(text);
  const reading = notebook ?? readers[plain](whole);
  const texts: readonly TextPart[] =
    plain === "markdown" || plain === "latex" ? [{ notation: plain, excerpt: whole }] : [];
  return {
    kind: notebook === null ? plain : kind,
    source,
    texts,
    ...reading,
    macros: new Map([...usualMacros(text), ...macros, ...macrosIn(text)]),
  };
}
