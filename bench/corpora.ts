/**
 * @file `npm run bench:corpora -- FOLDER`: what the checker makes of real documents and of published
 * mistakes. The texts are not ours and are not here: FOLDER holds them, with `documents.json` (what
 * there is) and `errata.json` (a text before and after the correction of a mistake).
 *
 * Three tables: each document's relations by verdict, with every error that is reported, to be looked
 * at; a hundred relations drawn at random and labelled by hand (`labels.json`), and how many of the
 * decidable claims among them are decided, and rightly; the published mistakes found in the text
 * before and silent in the text after.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDocument } from "../src/check/check.ts";
import { type FileReport, fileReport, type StatementReport } from "../src/check/document-report.ts";
import { kindOf, readDocument } from "../src/document/index.ts";
import labels from "./labels.json" with { type: "json" };
import { table } from "./table.js";

interface Erratum {
  readonly id: string;
  readonly why: string;
  readonly class: string;
  readonly line_before_fix: number;
  readonly wrong: string;
  readonly before: string;
  readonly after: string;
}

const folder = process.argv[2] ?? "";
if (!existsSync(join(folder, "documents.json"))) {
  console.error("Name the folder that holds documents.json and errata.json.");
  process.exit(2);
}
const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));

const reports = new Map<string, FileReport>();

/** The report on a file of the folder, made once. */
function reportOn(file: string): FileReport {
  const known = reports.get(file);
  if (known) return known;
  const text = readFileSync(join(folder, file), "utf8");
  const report = fileReport(file, checkDocument(readDocument(text, kindOf(file))));
  reports.set(file, report);
  return report;
}

const errorsOf = ({ diagnostics }: FileReport) =>
  diagnostics.filter(({ severity }) => severity === "error");

const heading = ["document", "relations", "steps", "decided", "undecided", "unread", "errors"];
const files = new Map<string, string>();
const rows: (string | number)[][] = [];
for (const { id, file } of readJson("documents.json").documents) {
  files.set(id, join("documents", file));
  const report = reportOn(join("documents", file));
  const { steps, undecided, unread } = report.summary;
  const decided = steps - undecided - unread;
  const errors = errorsOf(report).length;
  rows.push([id, report.statements.length, steps, decided, undecided, unread, errors]);
}
const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
rows.push(["all", ...[1, 2, 3, 4, 5, 6].map(sum)]);
console.log(`${table(heading, rows)}\n`);
for (const [id, file] of files) {
  for (const { line, column, message } of errorsOf(reportOn(file))) {
    console.log(`${id}:${line}:${column} ${message}`);
  }
}

const settled = new Set(["proved", "agrees", "rounded", "refuted", "conditional"]);

/** The statement that stands where a label was put, or nearest to it on the line. */
function labelled(report: FileReport, line: number, column: number): StatementReport | undefined {
  const away = (one: StatementReport) =>
    Math.abs(one.column - column) + (one.line === line ? 0 : Number.POSITIVE_INFINITY);
  const near = [...report.statements].sort((a, b) => away(a) - away(b))[0];
  return near && away(near) < Number.POSITIVE_INFINITY ? near : undefined;
}

const counts = new Map<string, number>();
const open: string[] = [];
let decided = 0;
let wrong = 0;
for (const { document, relations } of labels) {
  for (const [line, column, label] of relations as [number, number, string][]) {
    const [kind = "", holds] = label.split(": ");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const report = reportOn(files.get(document) ?? "");
    const { verdict, reason } = labelled(report, line, column) ?? {};
    const refuted = verdict === "refuted";
    if (holds !== undefined && settled.has(verdict ?? "")) {
      decided++;
      if (refuted === (holds === "true")) wrong++;
    } else if (holds !== undefined) {
      open.push(`  ${document}:${line}:${column} ${verdict ?? "no claim"}: ${reason ?? ""}`);
    } else if (refuted) wrong++;
  }
}
const claims = counts.get("claim") ?? 0;
const share = ((100 * decided) / claims).toFixed(0);
console.log(
  `\nlabelled by hand: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")}`,
);
console.log(`decidable claims decided: ${decided} of ${claims} (${share} %), wrongly: ${wrong}`);
console.log(open.join("\n"));

/** How far from the line of a mistake its report may stand: a display has several lines. */
const nearby = 3;
let found = 0;
let silent = 0;
const errata: Erratum[] = readJson("errata.json");
const judged = errata.map((erratum) => {
  const { id, before, after, line_before_fix: line, wrong: mistake, why } = erratum;
  const reach = nearby + mistake.split("\\\\").length;
  const hit = errorsOf(reportOn(before)).some((one) => Math.abs(one.line - line) <= reach);
  const still = errorsOf(reportOn(after)).length;
  if (hit) found++;
  if (still === 0) silent++;
  return [id, hit ? "found" : "", still, erratum.class, why.slice(0, 60)];
});
console.log(`\n${table(["mistake", "before", "errors after", "class", "what it is"], judged)}`);
console.log(
  `\npublished mistakes: ${found} of ${errata.length} found, ${silent} of ${errata.length} texts silent when corrected`,
);
