/**
 * @file Medians, and tables of them for a terminal and for Markdown alike.
 */

/** NaN for no values. */
export function median(values) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three significant digits, without an exponent. */
export function figures(x) {
  if (!Number.isFinite(x)) return "–";
  if (x === 0) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(x))));
  const rounded = Number(x.toPrecision(3));
  return rounded.toLocaleString("en", { maximumFractionDigits: digits });
}

/** Milliseconds in the unit that suits them. */
export function duration(ms) {
  if (ms < 1) return `${figures(ms * 1000)} µs`;
  return ms < 1000 ? `${figures(ms)} ms` : `${figures(ms / 1000)} s`;
}

export const ratio = (value, ours) => (ours > 0 ? `×${figures(value / ours)}` : "–");

/** Rows of text as a Markdown table whose columns line up; the first column to the left. */
export function table(heading, rows) {
  const all = [heading, ...rows].map((row) => row.map(String));
  const widths = heading.map((_, i) => Math.max(...all.map((row) => [...(row[i] ?? "")].length)));
  const line = (row) =>
    `| ${row.map((text, i) => (i === 0 ? padEnd(text, widths[i]) : padStart(text, widths[i]))).join(" | ")} |`;
  const rule = `|${widths.map((w, i) => (i === 0 ? "-".repeat(w + 2) : `${"-".repeat(w + 1)}:`)).join("|")}|`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join("\n");
}

const gap = (text, width) => " ".repeat(Math.max(0, width - [...text].length));
const padEnd = (text, width) => text + gap(text, width);
const padStart = (text, width) => gap(text, width) + text;

let broken = 0;

/** A sentence on what was promised: a figure that must be at most (or at least) so much. */
export function promise(text, value, { most, least }) {
  const isKept = most === undefined ? value >= least : value <= most;
  if (!isKept) broken++;
  const bound = most === undefined ? `at least ${least}` : `at most ${most}`;
  return `${text}, ${bound}: ${figures(value)}, ${isKept ? "kept" : "BROKEN"}.`;
}

/** How many promises of this run were broken. */
export const brokenPromises = () => broken;
