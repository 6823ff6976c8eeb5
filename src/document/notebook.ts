/**
 * @file Jupyter notebooks (nbformat 4): the Markdown cells, each character with its place in the
 * file's JSON. JSON.parse keeps no places, so the strings are found by a small reader of JSON of
 * our own, which only runs on what JSON.parse accepts.
 */
import { ExcerptBuilder } from "../source/index.ts";
import type { TextPart } from "./document.ts";
import { type MarkdownReading, readMarkdown } from "./markdown.ts";

/** A value of JSON with the places of its strings. */
type Placed =
  | { readonly kind: "string"; readonly from: number; readonly to: number }
  | { readonly kind: "list"; readonly items: readonly Placed[] }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, Placed> }
  | { readonly kind: "other" };

/** A notebook: what its Markdown cells say, and all its cells in order. */
export interface NotebookReading extends MarkdownReading {
  readonly texts: readonly TextPart[];
}

/** Reads a notebook; null when the text is not one. */
export function readNotebook(source: string): NotebookReading | null {
  if (!isNotebook(source)) return null;
  const root = new PlacedReader(source).value();
  const cells = root.kind === "record" ? root.fields.get("cells") : undefined;
  if (cells?.kind !== "list") return null;
  const found: MarkdownReading[] = [];
  const texts: TextPart[] = [];
  for (const cell of cells.items) {
    if (cell.kind !== "record") continue;
    const type = textOf(source, cell.fields.get("cell_type"));
    if (type !== "markdown" && type !== "code") continue;
    const made = new ExcerptBuilder(source);
    const lines = cell.fields.get("source");
    const parts = lines?.kind === "list" ? lines.items : lines === undefined ? [] : [lines];
    for (const part of parts) if (part.kind === "string") takeString(made, source, part);
    made.say("\n\n");
    const excerpt = made.done();
    texts.push({ notation: type, excerpt });
    if (type === "markdown") found.push(readMarkdown(excerpt));
  }
  return {
    texts,
    pieces: found.flatMap(({ pieces }) => pieces),
    suppressions: found.flatMap(({ suppressions }) => suppressions),
    given: found.flatMap(({ given }) => given),
  };
}

function isNotebook(source: string): boolean {
  try {
    const parsed: unknown = JSON.parse(source);
    return typeof parsed === "object" && parsed !== null && "cells" in parsed;
  } catch {
    return false;
  }
}

function textOf(source: string, value: Placed | undefined): string | null {
  return value?.kind === "string" ? source.slice(value.from, value.to) : null;
}

/** The string between the quotes, each escape at its place. */
function takeString(
  made: ExcerptBuilder,
  source: string,
  { from, to }: { from: number; to: number },
) {
  let done = from;
  const escaped = /\\(?:u[0-9a-fA-F]{4}|.)/g;
  for (const { index, 0: found } of source.slice(from, to).matchAll(escaped)) {
    made.take(done, from + index);
    made.put(JSON.parse(`"${found}"`) as string, from + index);
    done = from + index + found.length;
  }
  made.take(done, to);
}

class PlacedReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): Placed {
    this.blank();
    switch (this.text[this.at]) {
      case '"':
        return this.string();
      case "[":
        return this.list();
      case "{":
        return this.record();
      default: {
        const rest = /[^\s,\]}]*/y;
        rest.lastIndex = this.at;
        this.at += rest.exec(this.text)![0].length;
        return { kind: "other" };
      }
    }
  }

  private string(): Extract<Placed, { kind: "string" }> {
    const from = this.at + 1;
    let to = from;
    while (this.text[to] !== '"') to += this.text[to] === "\\" ? 2 : 1;
    this.at = to + 1;
    return { kind: "string", from, to };
  }

  private list(): Placed {
    const items: Placed[] = [];
    for (this.at++; !this.closes("]"); this.comma()) items.push(this.value());
    return { kind: "list", items };
  }

  private record(): Placed {
    const fields = new Map<string, Placed>();
    for (this.at++; !this.closes("}"); this.comma()) {
      const { from, to } = this.string();
      this.blank();
      this.at++;
      fields.set(this.text.slice(from, to), this.value());
      this.blank();
    }
    return { kind: "record", fields };
  }

  private closes(sign: string): boolean {
    this.blank();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private comma(): void {
    this.blank();
    if (this.text[this.at] === ",") this.at++;
    this.blank();
  }

  private blank(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }
}
