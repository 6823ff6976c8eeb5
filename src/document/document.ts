/**
 * @file A document as the checker reads it: its formulas in order, and what stands between them.
 * Whatever the format (Markdown, LaTeX, a notebook, reStructuredText, PreTeXt), the result is one
 * list of pieces with their places in the file.
 */
import type { Macro } from "../notation/index.ts";
import type { Excerpt, Span } from "../source/index.ts";

/** One formula, without its delimiters. */
export interface FormulaPiece {
  readonly kind: "formula";
  readonly display: boolean;
  readonly formula: Excerpt;
  /** In the file, delimiters included. */
  readonly span: Span;
}

/** Words between formulas, as they stand in the file. */
export interface WordsPiece {
  readonly kind: "words";
  readonly text: string;
  readonly span: Span;
}

/** A heading; level 1 is the highest. */
export interface HeadingPiece {
  readonly kind: "heading";
  readonly level: number;
  readonly title: string;
  readonly span: Span;
}

/** A letter or number alone on a line, or an item's label: `A`, `(b)`; it opens a part. */
export interface MarkPiece {
  readonly kind: "mark";
  readonly name: string;
  readonly span: Span;
}

/** The end of a paragraph. */
export interface BreakPiece {
  readonly kind: "break";
  readonly span: Span;
}

/** A fenced problem: lines of plain notation that define quantities. */
export interface ProblemPiece {
  readonly kind: "problem";
  readonly problem: Excerpt;
  readonly span: Span;
}

export type Piece =
  | FormulaPiece
  | WordsPiece
  | HeadingPiece
  | MarkPiece
  | BreakPiece
  | ProblemPiece;

/** A remark to the checker in the text: `<!-- pengrad-ignore: the scan is illegible here -->`. */
export interface Suppression {
  /** A code such as PG4101; null for whatever is found there. */
  readonly code: string | null;
  /** Why; empty when the author gives no reason (and then it does not hold). */
  readonly reason: string;
  readonly span: Span;
  /**
   * What it is about: the rest of its line, the next line, and the formula that comes next to its
   * end; null when the whole file.
   */
  readonly reach: Span | null;
}

export type DocumentKind = "markdown" | "latex" | "notebook" | "restructured" | "pretext";

/** A text of the document's own notation, or code between such texts. */
export interface TextPart {
  readonly notation: "markdown" | "latex" | "code";
  readonly excerpt: Excerpt;
}

/** A document, read. */
export interface Document {
  readonly kind: DocumentKind;
  readonly source: string;
  readonly pieces: readonly Piece[];
  /** Its texts in order, for showing it whole; empty for formats that are only read in pieces. */
  readonly texts: readonly TextPart[];
  readonly macros: ReadonlyMap<string, Macro>;
  /** Values and assumptions from the front matter: `given: x1 = pi`. */
  readonly given: readonly Excerpt[];
  readonly suppressions: readonly Suppression[];
}
