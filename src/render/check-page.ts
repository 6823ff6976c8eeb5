/**
 * @file A checked document as a web page of its own, marked as by a teacher's red pen: the text in
 * its order, a tick behind each right step, a ring around each wrong one, and in the margin what is
 * wrong, how it should read and at which values one sees it. How much was read and decided stands
 * at the top. The page makes no request, and prints.
 *
 * Markdown and LaTeX are set by their own rules (`markdown-blocks.ts`, `latex-blocks.ts`); words of
 * other formats stand as they are in the file. Formulas are set by `check-marks.ts`.
 */
import type {
  CheckDiagnostic,
  FileReport,
  StatementReport,
  Summary,
  VerdictName,
} from "../check/index.ts";
import type { Document, FormulaPiece, Piece, TextPart } from "../document/index.ts";
import { lineStarts, type Span, spanAt } from "../source/index.ts";
import {
  type MarkedSetter,
  type MarkKind,
  markedFormula,
  offsetIn,
  type StepMark,
  signHtml,
} from "./check-marks.ts";
import { checkColours, checkStyle } from "./check-style.ts";
import { escaped, pageOf } from "./html-text.ts";
import { latexBlocks } from "./latex-blocks.ts";
import { type MarkdownSetter, markdownSetter } from "./markdown-blocks.ts";
import { code, row, type Setting, withSigns } from "./page-blocks.ts";
import { fontStyle, type PageAssets } from "./page-fonts.ts";
import { pageColours, pageStyle } from "./page-style.ts";
import { summaryInWords } from "./summary.ts";

/** A document and what was found in it. */
export interface MarkedDocument {
  readonly document: Document;
  readonly report: FileReport;
}

export interface CheckPageOptions {
  /** KaTeX's style sheet and typefaces; without them formulas stand as LaTeX. */
  readonly assets?: PageAssets;
}

/** The documents on one page, ending in a newline. */
export async function renderCheckPage(
  documents: readonly MarkedDocument[],
  { assets }: CheckPageOptions = {},
): Promise<string> {
  const set = assets === undefined ? null : await katexSetter();
  const isMarkdown = documents.some(({ document }) => {
    return document.texts.some(({ notation }) => notation === "markdown");
  });
  const setMarkdown = isMarkdown ? await markdownSetter() : null;
  const body = documents.map((one) => new Marking(one, set, setMarkdown).article()).join("\n");
  const title = documents.map(({ report }) => nameOf(report.path)).join(", ");
  const fonts = assets === undefined ? "" : `<style>${fontStyle(assets, body)}</style>\n`;
  return pageOf({
    title: `${title}, checked`,
    fonts,
    style: `${pageColours}${pageStyle}${checkColours}${checkStyle}`,
    kind: ' class="checked"',
    body,
  });
}

/**
 * A document with its marks, for a page that has KaTeX's style sheet and a title itself. What
 * belongs to statement k of the report has the class `step-k`: its mark, its ring and its note.
 */
export async function renderMarked(one: MarkedDocument): Promise<string> {
  const set = await katexSetter();
  const isMarkdown = one.document.texts.some(({ notation }) => notation === "markdown");
  const marking = new Marking(one, set, isMarkdown ? await markdownSetter() : null, true);
  return marking.blocks().join("\n");
}

/** The style sheet that it wants, but for the colours, which are the page's. */
export const markedStyle = `${pageStyle}${checkStyle}`;

/** KaTeX, so that a long chain may be broken before its signs; loaded when it is needed. */
async function katexSetter(): Promise<MarkedSetter> {
  const { default: katex } = await import("katex");
  return (latex, macros) => {
    const own = [...macros].map(([name, { body }]): [string, string] => [slashed(name), body]);
    try {
      return katex.renderToString(`\\displaystyle ${latex}`, {
        output: "htmlAndMathml",
        strict: "ignore",
        trust: ({ command }) => command === "\\htmlClass",
        macros: Object.fromEntries(own),
      });
    } catch {
      return null;
    }
  };
}

const slashed = (name: string): string => (name.startsWith("\\") ? name : `\\${name}`);

/** One document being marked. */
class Marking {
  private readonly document: Document;
  private readonly report: FileReport;
  private readonly set: MarkedSetter | null;
  private readonly setMarkdown: MarkdownSetter | null;
  private readonly starts: readonly number[];
  private readonly isNamed: boolean;
  /** The first wrong step. */
  private readonly first: number;
  private notes: { readonly html: string; readonly statement: number }[] = [];
  private numbered = 0;

  constructor(
    { document, report }: MarkedDocument,
    set: MarkedSetter | null,
    setMarkdown: MarkdownSetter | null,
    isNamed = false,
  ) {
    this.isNamed = isNamed;
    this.first =
      report.diagnostics.find(({ statement }) => {
        return report.statements[statement]?.verdict === "refuted";
      })?.statement ?? -1;
    this.setMarkdown = setMarkdown;
    this.document = document;
    this.report = report;
    this.set = set;
    this.starts = lineStarts(document.source);
  }

  article(): string {
    const title = `<h1>${escaped(nameOf(this.report.path))}</h1>`;
    return [`<article>\n${title}`, ...this.blocks(), "</article>"].join("\n");
  }

  /** What was found as a whole, and the document. */
  blocks(): string[] {
    const { texts } = this.document;
    const blocks = texts.length > 0 ? texts.map((part) => this.text(part)) : this.pieces();
    return [coverage(this.report.summary), ...blocks];
  }

  /** A text by the rules of its notation. */
  private text({ notation, excerpt }: TextPart): string {
    const { pieces } = this.document;
    const end = excerpt.text.length;
    const formulas = pieces.flatMap((piece, index) => {
      if (piece.kind !== "formula") return [];
      const from = offsetIn(excerpt, piece.span.from);
      if (from >= end || excerpt.origin(from) !== piece.span.from) return [];
      return [{ index, from, to: offsetIn(excerpt, piece.span.to) }];
    });
    const text = withSigns(excerpt.text, notation === "code" ? [] : formulas);
    const setting: Setting = {
      formula: (k) => {
        const piece = pieces[k];
        if (piece?.kind !== "formula") return "";
        const made = this.formula(piece);
        return piece.display ? `<span class="display">${made}</span>` : made;
      },
      notes: () => this.margin(),
      isDisplay: (k) => {
        const piece = pieces[k];
        return piece?.kind === "formula" && piece.display;
      },
    };
    if (notation === "latex") return latexBlocks(text, setting);
    if (notation === "code") return code(text.trimEnd(), setting);
    return this.setMarkdown!(text, setting);
  }

  /** A document of which only the pieces are known: words as they stand in the file. */
  private pieces(): string[] {
    const blocks: string[] = [];
    let running: string[] = [];
    const close = (): void => {
      const said = running.join("").trim();
      if (said !== "") blocks.push(this.row(`<p>${said}</p>`));
      running = [];
    };
    let title = "";
    for (const piece of this.document.pieces) {
      if (piece.kind === "heading") ({ title } = piece);
      if (piece.kind === "words") {
        running.push(escaped(withoutTitle(piece.text, title)));
        title = "";
      } else if (piece.kind === "formula" && !piece.display) running.push(this.formula(piece));
      else {
        close();
        blocks.push(this.block(piece));
      }
    }
    close();
    return blocks;
  }

  /** What stands on lines of its own. */
  private block(piece: Exclude<Piece, { kind: "words" }>): string {
    switch (piece.kind) {
      case "formula":
        return this.row(`<div class="display">${this.formula(piece)}</div>`);
      case "heading": {
        const level = Math.min(piece.level + 1, 4);
        return `<h${level}>${escaped(piece.title)}</h${level}>`;
      }
      case "mark":
        return `<p class="part">${escaped(piece.name)}</p>`;
      case "problem":
        return `<pre>${escaped(piece.problem.text)}</pre>`;
      case "break":
        return "";
    }
  }

  /** A piece of the text with its notes in the margin. */
  private row(said: string): string {
    return row(said, { formula: () => "", notes: () => this.margin() });
  }

  /** The notes since the last block; what several steps share is said once. */
  private margin(): string {
    const same = new Map<string, number[]>();
    for (const { html, statement } of this.notes) {
      const found = same.get(html);
      if (found === undefined) same.set(html, [statement]);
      else found.push(statement);
    }
    this.notes = [];
    const shown = [...same].map(([note, steps]) => {
      const named = note.replace('">', `${this.name(steps[0]!)}">`);
      if (steps.length === 1) return named;
      return named.replace("</p></div>", ` (${steps.length} steps)</p></div>`);
    });
    return shown.join("\n");
  }

  /** The class of a statement, after others. */
  private name(statement: number): string {
    return this.isNamed ? ` step-${statement}` : "";
  }

  private formula(piece: FormulaPiece): string {
    const { statements } = this.report;
    const inside = statements.flatMap((statement, k) => {
      const { to } = this.span(statement);
      const isHere = piece.span.from < to && to <= piece.span.to;
      return isHere && statement.verdict !== undefined ? [this.mark(statement, k)] : [];
    });
    return markedFormula(piece.formula, inside, this.document.macros, this.set);
  }

  /** The mark of a step; what there is to say about it goes into the margin. */
  private mark(statement: StatementReport, index: number): StepMark {
    const diagnostic = this.report.diagnostics.find((one) => one.statement === index);
    const kind = kindOf(statement, diagnostic);
    const end = this.span(statement).to;
    const isRinged = kind === "wrong" && diagnostic !== undefined;
    const ring = isRinged ? this.span(diagnostic) : null;
    const note = diagnostic === undefined ? null : ++this.numbered;
    const say = (html: string) => this.notes.push({ html, statement: index });
    if (diagnostic !== undefined) say(this.note(diagnostic, kind, note!));
    else if (kind === "open") say(openNote(statement));
    else if (kind === "silenced") say(this.silencedNote(index));
    return { kind, note, end, ring, first: index === this.first, name: this.name(index) };
  }

  private silencedNote(index: number): string {
    const found = this.report.suppressed.find((one) => one.statement === index);
    const why = found === undefined ? "" : `, and says why: ${found.justification}`;
    return `<div class="note silenced"><p>Wrong; the author knows${escaped(why)}.</p></div>`;
  }

  private note(diagnostic: CheckDiagnostic, kind: MarkKind, number: number): string {
    const { code, message, premise, repair, counterexample } = diagnostic;
    const lead = `<b class="badge">${number}</b>`;
    if (kind !== "wrong") {
      const condition = this.report.statements[diagnostic.statement]!.condition;
      const only = condition === undefined ? escaped(message) : `Only if ${this.inline(condition)}`;
      return `<div class="note ${kind}"><p>${lead} ${only}</p></div>`;
    }
    const said = repair === undefined ? "This does not follow." : this.told(repair.message);
    const isFirst = diagnostic.statement === this.first;
    const first = isFirst ? ['<p class="first">The first wrong step</p>'] : [];
    const pieces = [...first, `<p class="wrong">${lead} ${said}</p>`];
    if (premise !== undefined) {
      const verb = code === "PG4107" ? "solve" : "follow from";
      pieces.push(`<p>It does not ${verb} ${this.inline(premise)}.</p>`);
    }
    if (repair !== undefined) {
      pieces.push(`<p class="repair">Write ${this.inline(repair.latex)}</p>`);
    }
    if (counterexample !== undefined) {
      const at = Object.entries(counterexample.at).map(([name, value]) => {
        return `<tr><th>${this.inline(name)}</th><td>${escaped(value)}</td></tr>`;
      });
      const { left, right } = counterexample;
      pieces.push(
        `<details><summary>See it with numbers</summary>\n<table>${at.join("")}`,
        `<tr class="sides"><th>left side</th><td>${escaped(left)}</td></tr>`,
        `<tr><th>right side</th><td>${escaped(right)}</td></tr></table></details>`,
      );
    }
    return `<div class="note wrong">${pieces.join("\n")}</div>`;
  }

  /** The sentence of a repair, with what is lost or superfluous in it set as a formula. */
  private told(message: string): string {
    const found = namesPiece.exec(message);
    if (found === null) return this.compared(message);
    const [, before = "", piece = "", after = ""] = found;
    return `${escaped(capital(before))} ${this.inline(piece)}${escaped(after)}.`;
  }

  /** The sentence of a repair that says what stands there and what should. */
  private compared(message: string): string {
    const [what, other, ...rest] = message.split(" should be ");
    if (what === undefined || other === undefined || rest.length > 0) {
      return escaped(sentence(message));
    }
    const lead = what === "the exponent" ? "The exponent" : this.inline(what.trim());
    return `${lead} should be ${this.inline(other.trim())}.`;
  }

  private inline(latex: string): string {
    const { macros } = this.document;
    return this.set?.(latex, macros) ?? `<code>${escaped(latex)}</code>`;
  }

  private span(at: StatementReport | CheckDiagnostic): Span {
    return spanAt(this.starts, at);
  }
}

const kinds: { readonly [V in VerdictName]: MarkKind } = {
  proved: "right",
  agrees: "right",
  rounded: "right",
  conditional: "conditional",
  refuted: "wrong",
  undecided: "open",
  unread: "open",
};

function kindOf(statement: StatementReport, diagnostic: CheckDiagnostic | undefined): MarkKind {
  const kind = kinds[statement.verdict ?? "unread"];
  if (kind === "wrong" && diagnostic === undefined) return "silenced";
  return kind === "right" && statement.follows === true ? "follows" : kind;
}

function openNote({ verdict, reason }: StatementReport): string {
  const what = verdict === "unread" ? "Not read" : "Undecided";
  const why = reason === undefined ? "" : `: ${reason}`;
  return `<div class="note open"><p>? ${escaped(what + why)}</p></div>`;
}

/** How much was read and decided, and what the marks mean. */
function coverage(summary: Summary): string {
  const { steps, proved, agrees, rounded, refuted, conditional, undecided, unread } = summary;
  const counts = [
    [proved + agrees + rounded, "right"],
    [refuted, "wrong"],
    [conditional, "right under a condition"],
    [undecided, "undecided"],
    [unread, "not read"],
  ] as const;
  const told = counts.filter(([count], k) => k < 2 || count > 0);
  const said = told.map(([count, what]) => `${count} ${what}`).join(", ");
  const legend = [
    `<span>${legendSign("right")} right</span>`,
    '<span><span class="ring">wrong</span></span>',
    `<span>${legendSign("follows")} right, from a line that is wrong</span>`,
    `<span>${legendSign("open")} undecided or not read</span>`,
  ];
  return `<div class="coverage"><p><strong>${steps} ${steps === 1 ? "step" : "steps"}: ${said}</strong></p>
<p class="fine">${escaped(summaryInWords(summary))}</p>
<p class="fine legend">${legend.join("\n")}</p></div>`;
}

const legendSign = (kind: MarkKind): string => signHtml({ kind, note: null, name: "" });

/** The words that follow a heading begin with its title, which stands there already. */
function withoutTitle(text: string, title: string): string {
  const own = text.trimStart();
  if (title === "" || !own.startsWith(title)) return text;
  return own.slice(title.length).replace(/^\}/, "");
}

/** A repair's sentence about one piece of a formula. */
const namesPiece =
  /^((?:the|an extra) (?:factor|term|inner derivative)|the value is) (.+?)( is missing)?$/s;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** With a capital at its beginning and a full stop at its end. */
function sentence(text: string): string {
  return `${capital(text.replace(/\.$/, ""))}.`;
}

/** The last part of a path. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
