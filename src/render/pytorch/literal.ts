/**
 * @file Nested lists of doubles as Python writes them, on one line where they fit, else a row a
 * line, and rows that are long over several lines.
 */
import { doubleText } from "./piece.ts";

/** Lines are at most so wide. */
export const lineWidth = 100;

/** Nested arrays of numbers, indented by `indent` where they take several lines. */
export function literal(value: unknown, taken: number, indent = ""): string {
  const flat = flatText(value);
  if (!Array.isArray(value) || taken + flat.length <= lineWidth) return flat;
  const inner = `${indent}    `;
  if (Array.isArray(value[0])) {
    const rows = value.map((row) => `${inner}${literal(row, inner.length + 1, inner)},`);
    return ["[", ...rows, `${indent}]`].join("\n");
  }
  const lines: string[] = [];
  let line = inner;
  for (const entry of value.map(flatText)) {
    if (line.length + entry.length + 1 > lineWidth && line !== inner) {
      lines.push(line.trimEnd());
      line = inner;
    }
    line += `${entry}, `;
  }
  return ["[", ...lines, line.trimEnd(), `${indent}]`].join("\n");
}

function flatText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(flatText).join(", ")}]` : doubleText(value as number);
}
