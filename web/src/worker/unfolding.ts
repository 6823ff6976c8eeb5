/**
 * @file A backward step entry by entry: why each transpose stands where it stands. The forms and
 * the words are those of `pengrad work --index-form`.
 */
import { formOf, localLines, unfoldingTitle, unfoldingWords } from "pengrad/render";
import type { Derivation, WorkedPart } from "pengrad/work";
import type { UnfoldingView } from "../model.ts";
import { linesOf } from "./lines.ts";
import { formulaOf, inlineOf, markNames } from "./setter.ts";

/** The question that the unfolding of a line answers. */
export function questionOf(line: Derivation): string {
  const words = unfoldingTitle(line).flatMap((piece) =>
    piece.kind === "words" ? [piece.text] : [],
  );
  return words.join("").includes("transpose") ? "Why the transpose?" : "Entry by entry";
}

/** The unfolding of the backward step of a quantity; null where it has none. */
export function unfoldingView(part: WorkedPart, key: string): UnfoldingView | null {
  const node = part.nodes.find(({ quantity }) => quantity.key === key);
  const form = node === undefined ? null : formOf(part, node);
  if (form === null) return null;
  markNames(part);
  return {
    lines: [...localLines(form), form.line].map((line) => {
      return { target: formulaOf(line.target, "display"), lines: linesOf(line) };
    }),
    words: unfoldingWords(form).map(inlineOf),
  };
}
