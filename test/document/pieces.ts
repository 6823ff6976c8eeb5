/**
 * @file A compact notation for documents: `f:` an inline and `F:` a display formula, `w:` words,
 * `h2:` a heading, `m:` a mark, `p:` a problem, `/` the end of a paragraph.
 */
import { type DocumentKind, type Piece, readDocument } from "../../src/document/index.ts";

function line(piece: Piece): string {
  switch (piece.kind) {
    case "formula":
      return `${piece.display ? "F" : "f"}: ${piece.formula.text.trim().replace(/\s+/g, " ")}`;
    case "words":
      return `w: ${piece.text.trim().replace(/\s+/g, " ")}`;
    case "heading":
      return `h${piece.level}: ${piece.title}`;
    case "mark":
      return `m: ${piece.name}`;
    case "problem":
      return `p: ${piece.problem.text.trim()}`;
    case "break":
      return "/";
  }
}

/** The pieces of a document, a line each. */
export function pieces(source: string, kind: DocumentKind = "markdown"): string[] {
  return readDocument(source, kind).pieces.map(line);
}

/** The formulas alone. */
export function formulas(source: string, kind: DocumentKind = "markdown"): string[] {
  return pieces(source, kind).filter((text) => /^f/i.test(text));
}

/** Places at which a formula's character is not that of the file. */
export function strayOrigins(source: string, kind: DocumentKind): string[] {
  const stray: string[] = [];
  for (const piece of readDocument(source, kind).pieces) {
    if (piece.kind !== "formula") continue;
    const { text, origin } = piece.formula;
    for (const [k, sign] of [...text].entries()) {
      if (source[origin(k)] !== sign) stray.push(`${sign} of ${text} at ${origin(k)}`);
    }
  }
  return stray;
}
