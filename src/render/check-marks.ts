/**
 * @file A formula with the marks of a check: a tick behind a right step, a ring around the right
 * side of a wrong one with the number of its note, a question mark behind what is undecided. The
 * marks go into the author's LaTeX at the places of the steps, and KaTeX sets the whole; where it
 * cannot, the LaTeX itself is shown with the same marks. Every mark has a shape of its own, so
 * that no meaning rests on a colour.
 *
 * Reference: KaTeX, "Supported Functions", HTML (`\htmlClass`), and "Options" (`trust`).
 */
import type { Macro } from "../notation/index.ts";
import type { Excerpt, Span } from "../source/index.ts";
import { escaped } from "./html-text.ts";

export type MarkKind = "right" | "follows" | "wrong" | "silenced" | "conditional" | "open";

/** A mark at the end of a step; a ring is drawn around `ring`, the step's right side. */
export interface StepMark {
  readonly kind: MarkKind;
  /** The number of its note; null without one. */
  readonly note: number | null;
  /** In the file. */
  readonly end: number;
  readonly ring: Span | null;
  /** Whether nothing before it is wrong. */
  readonly first: boolean;
  /** Classes that tell which step it is; empty where nobody asks. */
  readonly name: string;
}

/** Sets LaTeX as HTML; null where that cannot be done. */
export type MarkedSetter = (latex: string, macros: ReadonlyMap<string, Macro>) => string | null;

/** How marks are written: in LaTeX, or in HTML. */
interface Dress {
  readonly opening: (mark: StepMark) => string;
  readonly closing: string;
  readonly sign: (mark: StepMark) => string;
  readonly text: (piece: string) => string;
}

const words: { readonly [K in MarkKind]: string } = {
  right: "right",
  follows: "right from a line that is wrong",
  wrong: "wrong",
  silenced: "wrong, and silenced by the author",
  conditional: "right under a condition",
  open: "not decided",
};

const signs: { readonly [K in MarkKind]: string } = {
  right: "✓",
  follows: "(✓)",
  wrong: "✗",
  silenced: "✗",
  conditional: "✓ if",
  open: "?",
};

const latexSigns: { readonly [K in MarkKind]: string } = {
  right: "\\checkmark",
  follows: "(\\checkmark)",
  wrong: "\\times",
  silenced: "\\times",
  conditional: "\\checkmark\\text{ if}",
  open: "\\text{?}",
};

/** A mark in running text. */
export function signHtml({ kind, note, name }: Pick<StepMark, "kind" | "note" | "name">): string {
  const number = note === null ? "" : `<b class="badge">${note}</b>`;
  return `<sup class="mark ${kind}${name}" title="${words[kind]}">${signs[kind]}${number}</sup>`;
}

const ringClass = ({ first, name }: StepMark): string => `ring${first ? " first" : ""}${name}`;

const inHtml: Dress = {
  opening: (mark) => `<span class="${ringClass(mark)}">`,
  closing: "</span>",
  sign: signHtml,
  text: escaped,
};

const inLatex: Dress = {
  opening: (mark) => `\\htmlClass{${ringClass(mark)}}{`,
  closing: "}",
  sign: ({ kind, note, name }) => {
    const number = note === null ? "" : `\\,\\htmlClass{badge}{\\text{${note}}}`;
    return `{}^{\\htmlClass{mark ${kind}${name}}{${latexSigns[kind]}${number}}}`;
  },
  text: (piece) => piece,
};

const unringed: Dress = { ...inLatex, opening: () => "", closing: "" };

/** The formula as HTML. */
export function markedFormula(
  formula: Excerpt,
  marks: readonly StepMark[],
  macros: ReadonlyMap<string, Macro>,
  set: MarkedSetter | null,
): string {
  if (set !== null) {
    // a ring cannot be drawn around what goes over several cells
    for (const dress of [inLatex, unringed]) {
      const found = set(setting(dressed(formula, marks, dress)), macros);
      if (found !== null) return found;
    }
    const plain = set(setting(formula.text), macros);
    const behind = marks.map(signHtml).join("");
    if (plain !== null) return `${plain} ${behind}`;
  }
  return `<code>${dressed(formula, marks, inHtml)}</code>`;
}

/** The text of the formula with its marks. */
function dressed(formula: Excerpt, marks: readonly StepMark[], dress: Dress): string {
  const put: { readonly at: number; readonly text: string }[] = [];
  for (const mark of marks) {
    const { end, ring } = mark;
    const last = offsetIn(formula, end);
    if (ring !== null) {
      put.push({ at: offsetIn(formula, ring.from), text: dress.opening(mark) });
      put.push({ at: offsetIn(formula, ring.to), text: dress.closing });
    }
    put.push({ at: last, text: dress.sign(mark) });
  }
  put.sort((a, b) => a.at - b.at);
  let done = 0;
  const pieces = put.map(({ at, text }) => {
    const piece = dress.text(formula.text.slice(done, at)) + text;
    done = at;
    return piece;
  });
  return pieces.join("") + dress.text(formula.text.slice(done));
}

/** The first offset of the formula that stands at `place` of the file or behind it. */
export function offsetIn({ text, origin }: Excerpt, place: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (origin(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Environments of displays → what holds their rows inside a formula. */
const inner: Readonly<Record<string, string>> = {
  align: "aligned",
  alignat: "alignedat",
  eqnarray: "aligned",
  flalign: "aligned",
  gather: "gathered",
  multline: "gathered",
};

/** LaTeX as KaTeX takes it inside a line: rows in an environment, labels left out. */
function setting(latex: string): string {
  const own = latex
    .replace(/\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}/g, "")
    .replace(/(\\(?:begin|end)\s*)\{([a-z]+)\*?\}/g, (whole, command: string, name: string) => {
      return inner[name] === undefined ? whole : `${command}{${inner[name]}}`;
    })
    .replace(/\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)\b/g, "")
    .replace(/\\tag\*?\s*\{([^{}]*)\}/g, "\\qquad\\text{($1)}")
    .replace(/\n\s*\n/g, "\n");
  const outside = own.replace(/\\begin\s*\{(\w+\*?)\}[\s\S]*?\\end\s*\{\1\}/g, "");
  const hasRows = /\\\\|(?<!\\)&/.test(outside);
  return hasRows ? `\\begin{aligned}${own}\\end{aligned}` : own;
}
