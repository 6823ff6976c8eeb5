/**
 * @file Diagnostics as code frames: the sentence, the place, the line, and marks below it.
 *
 *     error[PG1004]: This ( is never closed.
 *       ┌ homework.pg:3:9
 *     3 │ y = cos((x1/x2)^x3
 *       │        ^
 *
 * A long line is cut to a window around the marks. Columns count UTF-16 units, as the rest of the
 * house does; the marks stand by display width, so that they are where the eye looks.
 */
import { displayWidth } from "../notation/index.ts";
import {
  type Diagnostic,
  lineStarts,
  messageOf,
  placeAt,
  type Severity,
  type Span,
  severityOf,
} from "../source/index.ts";
import { type Ink, inkOf } from "./ink.ts";

/** The text that the spans speak of, and what it is called. */
export interface FrameSource {
  readonly name: string;
  readonly text: string;
}

export interface FrameOptions {
  readonly color?: boolean;
  /** So many columns of a line are shown at most; 100 by default. */
  readonly width?: number;
}

/** Something to say about a place: a sentence, and what might be written instead. */
export interface Framed {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span | null;
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
  const frames = framed.map(({ code, severity, message, span, instead }) => {
    const label = tint(ink, severity)(ink.bold(`${severity}[${code}]`));
    const title = `${label}${ink.bold(`: ${message}`)}`;
    const last = instead === undefined ? [] : [`  ${ink.blue("=")} write: ${instead}`];
    if (span === null || span.from < 0) return `${[title, ...last].join("\n")}\n`;
    const lines = frameLines(source, starts, span, severity, options.width ?? 100, ink);
    return `${[title, ...lines, ...last].join("\n")}\n`;
  });
  return frames.join("\n");
}

function tint(ink: Ink, severity: Severity) {
  return { error: ink.red, warning: ink.yellow, info: ink.blue }[severity];
}

function frameLines(
  { name, text }: FrameSource,
  starts: readonly number[],
  span: Span,
  severity: Severity,
  width: number,
  ink: Ink,
): string[] {
  const from = Math.min(span.from, text.length);
  const place = placeAt(starts, from);
  const begin = starts[place.line - 1]!;
  const end = (starts[place.line] ?? text.length + 1) - 1;
  const whole = text.slice(begin, end).replace(/[\r\n]+$/, "");
  const shown = windowOf(whole, place.column - 1, width);
  const last = Math.max(from + 1, Math.min(span.to, begin + whole.length));
  const before = displayWidth(shown.text.slice(0, shown.at));
  const length = Math.min(last - from, shown.text.length - shown.at);
  const marked = shown.text.slice(shown.at, shown.at + length);
  const marks = "^".repeat(Math.max(1, displayWidth(marked.trimEnd())));
  const number = `${place.line}`;
  const gutter = " ".repeat(number.length);
  return [
    `${gutter} ${ink.blue("┌")} ${name}:${place.line}:${place.column}`,
    `${ink.blue(`${number} │`)} ${shown.text}`,
    `${gutter} ${ink.blue("│")} ${" ".repeat(before)}${tint(ink, severity)(marks)}`,
  ];
}

/** The part of a line around a column, tabs and controls as blanks, `…` where it is cut. */
function windowOf(whole: string, column: number, width: number): { text: string; at: number } {
  const first = whole.length <= width || column < width / 2 ? 0 : column - (width >> 2);
  const part = whole.slice(first, first + width).replace(/\p{Cc}/gu, " ");
  const head = first > 0 ? "…" : "";
  const tail = first + width < whole.length ? "…" : "";
  return { text: head + part + tail, at: column - first + head.length };
}
