/**
 * @file What the body of a marked page is made of: blocks of the author's text beside a margin.
 * The words of a document are set by its own rules (`markdown-blocks.ts`, `latex-blocks.ts`), with
 * a sign in the place of each formula; where the sign is met, the marked formula is put, and what
 * there is to say about it goes into the margin of its block.
 */
import { escaped } from "./html-text.ts";

/** Sets formulas, and gathers what there is to say about them. */
export interface Setting {
  /** Formula number k with its marks, as HTML. */
  readonly formula: (k: number) => string;
  /** The notes since the last call, as HTML; empty where there are none. */
  readonly notes: () => string;
  /** Whether formula number k stands on lines of its own. */
  readonly isDisplay?: (k: number) => boolean;
}

/** The signs that stand for a formula; private characters, which no text may contain. */
const [opening, closing] = ["\ue000", "\ue001"];
const sign = /\ue000(\d+)\ue001/g;

/** A text with signs in the place of its formulas, which stand at `[from, to)`. */
export function withSigns(
  text: string,
  formulas: readonly { readonly index: number; readonly from: number; readonly to: number }[],
): string {
  const clean = (piece: string): string => piece.replace(/[\ue000\ue001]/g, "\ufffd");
  let done = 0;
  const pieces = formulas.map(({ index, from, to }) => {
    const before = clean(text.slice(done, from));
    done = Math.max(done, to);
    return `${before}${opening}${index}${closing}`;
  });
  return pieces.join("") + clean(text.slice(done));
}

/** Words with their formulas. */
export function worded(text: string, setting: Setting): string {
  return escaped(text).replace(sign, (_, k: string) => setting.formula(Number(k)));
}

/** The number of the formula whose sign stands at a place, and where the sign ends. */
export function signAt(text: string, at: number): { k: number; end: number } | undefined {
  if (text[at] !== opening) return undefined;
  const end = text.indexOf(closing, at);
  return end < 0 ? undefined : { k: Number(text.slice(at + 1, end)), end: end + 1 };
}

/** A block with its notes in the margin. */
export function row(said: string, setting: Setting): string {
  const notes = setting.notes();
  const margin = notes === "" ? "" : `\n<aside>${notes}</aside>`;
  return `<div class="row">\n<div class="said">${said}</div>${margin}\n</div>\n`;
}

/** Text that keeps its lines: code. */
export function code(text: string, setting: Setting): string {
  return row(`<pre>${worded(text.replace(/\n$/, ""), setting)}</pre>`, setting);
}
