/** @file `pengrad check` as a command: files, formats, what goes where, and the code at the end. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { type CheckReport, checkText } from "../../src/check/index.ts";
import { checkAll } from "../../src/cli/crew.ts";
import { mend } from "../../src/cli/fix.ts";
import { main } from "../../src/cli/main.ts";
import { checkSchema } from "../../src/cli/schema.ts";

const folder = mkdtempSync(join(tmpdir(), "check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file in the folder of this test. */
function put(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Runs the command in this process. */
async function pengrad(...words: readonly string[]) {
  const said = { out: "", err: "" };
  const hear = (key: "out" | "err") => (text: unknown) => {
    said[key] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(hear("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(hear("err"));
  const code = await main(["check", ...words]);
  out.mockRestore();
  err.mockRestore();
  return { code, ...said };
}

const right = put("right.md", "With $y = x^2$ we get $\\frac{dy}{dx} = 2x$.\n");
const wrong = put("wrong.md", "With $y = x^2$ we get $\\frac{dy}{dx} = 2x = x + x = x$.\n");
const open = put("open.md", "Let $y = x^2$ and $y = x^2 + \\qoppa{x}$.\n");
put("mixed/a.md", "\0\0");
put("mixed/b.md", "With $y = x^2$ we get $\\frac{dy}{dx} = 2x$.\n");
const homework = new URL("../../examples/homework.md", import.meta.url).pathname;

test.each([
  ["nothing wrong", [right], 0],
  ["a wrong step", [wrong], 1],
  ["one of several files", [right, wrong], 1],
  ["something unread", [open], 0],
  ["something unread, strictly", [open, "--strict"], 1],
  ["nothing open, strictly", [right, "--strict"], 0],
  ["a file that is not there", [join(folder, "none.md")], 2],
  ["a folder with a file that is no text", [join(folder, "mixed")], 2],
  ["a good file and one that is not there", [right, join(folder, "none.md")], 2],
  ["an unknown format", [right, "--format", "xml"], 2],
  ["a pattern that nothing matches", [join(folder, "*.rst")], 2],
])("%s: %j ends with %i", async (_, words, code) => {
  expect((await pengrad(...words)).code).toBe(code);
});

test.each([
  ["sarif", /"version": "2\.1\.0"/],
  ["github", /^::error file=/],
  ["json", /"version": 1/],
  ["html", /^<!doctype html>/],
  ["pretty", /^error\[PG4101\]/],
])("--format %s", async (format, start) => {
  expect((await pengrad(wrong, "--format", format)).out).toMatch(start);
});

test.each([
  ["a.sarif", /2\.1\.0/],
  ["a.json", /"version": 1/],
  ["a.txt", /^error/],
] as const)("the ending of -o %s says the format", async (name, text) => {
  const path = join(folder, name);
  expect((await pengrad(wrong, "-o", path)).out).toBe("");
  expect(readFileSync(path, "utf8")).toMatch(text);
});

test("the summary goes to standard error, and --quiet keeps it back", async () => {
  const said = await pengrad(right);
  expect([said.out, said.err]).toEqual(["", "1 definition, 1 step: 1 proved, 0 wrong.\n"]);
  expect((await pengrad(right, "--quiet")).err).toBe("");
});

test("the README shows what the command prints", async () => {
  const { out, err } = await pengrad("examples/homework.md");
  const indented = `${out}\n${err}`.replace(/^(?=.)/gm, "    ");
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain(
    `    $ npx pengrad check examples/homework.md\n\n${indented}`,
  );
});

test("the JSON report keeps to its schema, and its verdicts add up to its steps", async () => {
  const { out } = await pengrad(homework, right, wrong, open, "--format", "json");
  const report = JSON.parse(out) as CheckReport;
  expect(() => checkSchema.strict().parse(report)).not.toThrow();
  expect(report.files.map(({ path }) => path)).toEqual([homework, right, wrong, open]);
  for (const { summary } of [report, ...report.files]) {
    const { definitions: _, steps, ...verdicts } = summary;
    expect(Object.values(verdicts).reduce((sum, count) => sum + count)).toBe(steps);
  }
  expect(report.files.map(({ summary }) => summary.refuted)).toEqual([3, 0, 1, 0]);
  expect(report.summary.steps).toBe(report.files.reduce((sum, one) => sum + one.summary.steps, 0));
});

test("every diagnostic says which statement it is about, and lies in it", async () => {
  const { statements, diagnostics } = checkText(readFileSync(homework, "utf8"));
  for (const { statement, line, endLine, endColumn } of diagnostics) {
    const about = statements[statement]!;
    expect(about.verdict).toBe("refuted");
    expect(about.line).toBeLessThanOrEqual(line);
    expect([endLine, endColumn]).toEqual([about.endLine, about.endColumn]);
  }
  expect(diagnostics.length).toBe(3);
});

test("folders are searched for documents, patterns matched, and no file read twice", async () => {
  const paths = ["a.md", "b.tex", "deep/c.ipynb", "deep/er/d.md"].map((name) => {
    return put(`notes/${name}`, name.endsWith("ipynb") ? '{"cells": []}' : "$y = x$");
  });
  put("notes/.hidden/e.md", "$y = x$");
  put("notes/node_modules/f.md", "$y = x$");
  put("notes/g.txt", "$y = x$");
  const found = async (...words: readonly string[]) => {
    const { out } = await pengrad(...words, "--format", "json");
    return (JSON.parse(out) as CheckReport).files.map(({ path }) => path);
  };
  const notes = join(folder, "notes");
  expect(await found(notes)).toEqual(paths);
  expect(await found(notes, paths[0]!)).toEqual(paths);
  expect(await found(join(notes, "*.md"))).toEqual([paths[0]]);
  expect(await found(join(notes, "**", "*.md"))).toEqual([paths[0], paths[3]]);
  expect(await found(join(notes, "deep", "?.ipynb"))).toEqual([paths[2]]);
});

test("--fix repairs the file, and the repaired file is right", async () => {
  const path = put("fix.md", readFileSync(homework, "utf8"));
  const dry = await pengrad(path, "--fix", "--dry-run");
  expect(dry.code).toBe(1);
  expect(dry.out).toContain("\n@@ -35 +35 @@\n-$$g_1 = \\max(0, p_1 U_{1,1} + p_2 U_{2,1})$$\n+");
  expect(dry.out.match(/^[-+](?!--|\+\+)/gm)?.length).toBe(6);
  expect(readFileSync(path, "utf8")).toBe(readFileSync(homework, "utf8"));
  expect((await pengrad(path, "--fix")).err).toContain("3 of 3 wrong steps repaired.");
  expect((await pengrad(path)).code).toBe(0);
});

test.each([
  ["windows' lines", Buffer.from("$y = x^2$\r\n\r\n$\\frac{dy}{dx} = 3x$\r\n")],
  ["a byte order mark", Buffer.from("\ufeff$y = x^2$, $\\frac{dy}{dx} = 3x$\n")],
  ["UTF-16", Buffer.from("\ufeffFür $y = x^2$ ist $\\frac{dy}{dx} = 3x$\n", "utf16le")],
  ["Latin-1", Buffer.from("Für $y = x^2$ ist $\\frac{dy}{dx} = 3x$\n", "latin1")],
])("a repair leaves the file's other bytes alone: %s", async (_, bytes) => {
  const path = join(folder, "bytes.md");
  writeFileSync(path, bytes);
  await pengrad(path, "--fix");
  expect(readFileSync(path, "latin1")).toBe(bytes.toString("latin1").replace("3", "2"));
});

test("a file that is read-only is not repaired", async () => {
  const path = put("readonly.md", readFileSync(wrong, "utf8"));
  chmodSync(path, 0o444);
  const { code, err } = await pengrad(path, "--fix");
  expect([code, readFileSync(path, "utf8")]).toEqual([2, readFileSync(wrong, "utf8")]);
  expect(err).toContain("cannot be written");
});

test("of several files the one that is no text is told, the others are checked", async () => {
  const { err } = await pengrad(join(folder, "mixed"));
  expect(err).toMatch(/a\.md is not a text.*\n1 definition, 1 step: 1 proved/);
});

test("a repair in a notebook is written as JSON has it", async () => {
  const cell = { cell_type: "markdown", metadata: {}, source: ["$q = \\sin r$\n", "\n"] };
  cell.source.push("$\\frac{dq}{dr} = -\\cos r$\n");
  const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const path = put("fix.ipynb", JSON.stringify(notebook, null, 1));
  await pengrad(path, "--fix");
  const after = JSON.parse(readFileSync(path, "utf8")) as typeof notebook;
  expect(after.cells[0]!.source[2]).toBe("$\\frac{dq}{dr} = \\cos r$\n");
});

test("a repair that does not mend its step is left out, the others stay", () => {
  const text = readFileSync(homework, "utf8");
  const report = checkText(text);
  const diagnostics = report.diagnostics.map((one, k) => {
    if (k > 0) return one;
    return { ...one, repair: { ...one.repair!, edit: { ...one.repair!.edit!, text: "7" } } };
  });
  const mended = mend({ text, report: { ...report, diagnostics }, options: {} });
  expect(mended.report.summary.refuted).toBe(1);
  expect(mended.text.split("\n")[16]).toBe(text.split("\n")[16]);
});

test("a bug at one file does not take the others with it", async () => {
  const jobs = ["$1 + 1 = 2$", "bug", "$1 + 1 = 3$"].map((text) => ({ text, options: {} }));
  const answers = await checkAll(
    jobs,
    () => {},
    (text) => {
      if (text === "bug") throw new RangeError("a bug");
      return checkText(text);
    },
  );
  expect(answers.map((one) => ("stack" in one ? one.message : one.summary.refuted))).toEqual([
    0,
    "a bug",
    1,
  ]);
});
