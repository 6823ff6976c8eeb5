/**
 * @file Diagnostics as code frames: the sentence, the place, the lines, and marks below them.
 *
 *     error[PG1004]: This ( is never closed.
 *       ┌ homework.pg:3:9
 *     3 │ y = cos((x1/x2)^x3
 *       │        ^
 *
 * What a mark says stands beside or below it (`frame-line.ts`). A place that goes over several
 * lines is marked on its first and its last. Columns count UTF-16 units, as the rest of the house
 * does.
 */
import {
  type Diagnostic,
  lineStarts,
  messageOf,
  placeAt,
  type Severity,
  type Span,
  severityOf,
} from "../source/index.ts";
import { type LineMark, markedLine } from "./frame-line.ts";
import { type Ink, inkOf } from "./ink.ts";

/** The text that the spans speak of, and what it is called. */
export interface FrameSource {
  readonly name: string;
  readonly text: string;
}

export interface FrameOptions {
  readonly color?: boolean;
  /** So many columns the report may take; 100 by default. */
  readonly width?: number;
}

/** Something to say about a place: a sentence, and what might be written instead. */
export interface Framed {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span | null;
  /** What is said at its place. */
  readonly label?: string;
  /** The characters within it that matter most: those to be replaced. */
  readonly core?: Span;
  /** Other places that belong to it, and what is said of them. */
  readonly others?: readonly { readonly span: Span; readonly label: string }[];
  readonly instead?: string;
}

/** The diagnostics in order, a blank line between them; the empty text when there are none. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  source: FrameSource,
  options: FrameOptions = {},
): string {
  const framed = diagnostics.map((diagnostic): Framed => {
    const { code, span } = diagnostic;
    return { code, span, severity: severityOf(diagnostic), message: messageOf(diagnostic) };
  });
  return renderFrames(framed, source, options);
}

/** What there is to say, each as a frame, a blank line between them. */
export function renderFrames(
  framed: readonly Framed[],
  source: FrameSource,
  options: FrameOptions = {},
): string {
  const ink = inkOf(options.color ?? false);
  const starts = lineStarts(source.text);
  const frames = framed.map((one) => {
    const { code, severity, message, span, instead } = one;
    const label = tint(ink, severity)(ink.bold(`${severity}[${code}]`));
    const title = `${label}${ink.bold(`: ${message}`)}`;
    const last = instead === undefined ? [] : [`  ${ink.blue("=")} write: ${instead}`];
    if (span === null || span.from < 0) return `${[title, ...last].join("\n")}\n`;
    const lines = frameLines(source, starts, { ...one, span }, options.width ?? 100, ink);
    return `${[title, ...lines, ...last].join("\n")}\n`;
  });
  return frames.join("\n");
}

function tint(ink: Ink, severity: Severity) {
  return { error: ink.red, warning: ink.yellow, info: ink.blue }[severity];
}

/** A mark and the line that it is on. */
interface Placed extends LineMark {
  readonly line: number;
}

function frameLines(
  { name, text }: FrameSource,
  starts: readonly number[],
  framed: Framed & { readonly span: Span },
  width: number,
  ink: Ink,
): string[] {
  const marks = marksOf(framed, ink).flatMap((mark) => placed(mark, text, starts));
  const shown = [...new Set(marks.map(({ line }) => line))].sort((a, b) => a - b);
  const gutter = " ".repeat(`${shown.at(-1)}`.length);
  const place = placeAt(starts, Math.min(framed.span.from, text.length));
  const lines = [`${gutter} ${ink.blue("┌")} ${name}:${place.line}:${place.column}`];
  for (const [k, line] of shown.entries()) {
    if (k > 0 && line > shown[k - 1]! + 1) lines.push(`${gutter} ${ink.blue("⋮")}`);
    const whole = lineAt(text, starts, line);
    const here = marks.filter((mark) => mark.line === line);
    const { text: head, below } = markedLine(whole, here, Math.max(24, width - gutter.length - 3));
    const number = `${line}`.padStart(gutter.length);
    lines.push(`${ink.blue(`${number} │`)} ${head}`);
    for (const row of below) lines.push(`${gutter} ${ink.blue("│")} ${row}`);
  }
  return lines;
}

function lineAt(text: string, starts: readonly number[], line: number): string {
  return text.slice(starts[line - 1]!, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, "");
}

/** The marks by offsets, in the order in which they cover each other. */
function marksOf({ span, label = "", core, others = [], severity }: Framed, ink: Ink): LineMark[] {
  const paint = tint(ink, severity);
  const main = { from: span!.from, to: span!.to, paint, text: label };
  const rest = others.map(({ span: { from, to }, label: text }): LineMark => {
    return { from, to, sign: "-", text, paint: ink.blue };
  });
  const inside = core !== undefined && main.from <= core.from && core.to <= main.to;
  const all = inside && core.to - core.from >= main.to - main.from;
  if (!inside || all) return [...rest, { ...main, sign: "^" }];
  return [...rest, { ...main, sign: "~" }, { ...core, sign: "^", text: "", paint }];
}

/** A mark on its line; one that goes over several lines is on the first and the last. */
function placed(mark: LineMark, text: string, starts: readonly number[]): Placed[] {
  const from = Math.min(mark.from, text.length);
  const to = Math.max(from, Math.min(mark.to, text.length));
  const first = placeAt(starts, from).line;
  const last = placeAt(starts, Math.max(from, to - 1)).line;
  const on = (line: number, label: string): Placed => {
    const start = starts[line - 1]!;
    const whole = lineAt(text, starts, line);
    const indent = whole.length - whole.trimStart().length;
    const begin = line === first ? from - start : indent;
    return {
      ...mark,
      text: label,
      line,
      from: begin,
      to: Math.max(begin + 1, line === last ? to - start : whole.length),
    };
  };
  if (first === last) return [on(first, mark.text)];
  return [on(first, ""), on(last, mark.text)];
}
