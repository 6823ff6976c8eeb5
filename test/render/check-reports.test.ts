/**
 * @file The report of a check for other programs: SARIF, held to the schema of the standard,
 * and workflow commands with their escapes.
 */
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { type CheckReport, checkReport, checkText } from "../../src/check/index.ts";
import { renderAnnotations, renderSarif } from "../../src/render/index.ts";

const text = readFileSync(new URL("../../examples/homework.md", import.meta.url), "utf8");
const report = checkReport([
  checkText("$y = x^2$, $\\sqrt{x^2} = x$\n", { path: "notes/a b.md" }),
  checkText(text, { path: "examples/homework.md" }),
]);

// the schema of the standard, as the technical committee published it
const schema = JSON.parse(
  readFileSync(
    new URL(
      "../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
      import.meta.url,
    ),
    "utf8",
  ),
);
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

/** What the schema has against a log, as a person would read it. */
function complaints(log: unknown): string[] {
  isSarif(JSON.parse(JSON.stringify(log)));
  return (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const notebook = JSON.stringify({
  cells: [
    {
      cell_type: "markdown",
      metadata: {},
      source: ["$q = \\sin r$\n", "$\\frac{dq}{dr} = -\\cos r$"],
    },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

const documents: readonly (readonly [path: string, text: string])[] = [
  ["nothing.md", ""],
  ["words.tex", "No formula."],
  ["warnings.md", "$y = x^2$, $\\sqrt{x^2} = x$, $\\frac{1}{3} = 0.334$"],
  ["errors.md", text],
  ["silenced.md", "<!-- pengrad-ignore: a known slip -->\n$y = 2 + 2 = 5$\n"],
  ["silenced.tex", "% pengrad-ignore-file PG4102: quoted\n\\[ 2 + 2 = 5 \\] and $y = x = -x$"],
  ["a folder/with ä, % and #.ipynb", notebook],
  ["C:\\notes\\a.md", "$2 = 3$"],
  ["/notes/a.md", "$2 = 3$"],
  ["open.md", "$\\qoppa{x} = 1$, $y = 2 + \\zeta(3) = 4$"],
  ["taken-out.md", "$s = u^2$, $\\frac{ds}{du} = 2 u s$"],
];

test.each(documents)("the log of %s is valid", (path, own) => {
  const log = renderSarif(checkReport([checkText(own, { path })]), { version: "1.2.3" });
  expect(complaints(log)).toEqual([]);
});

test("the log of many files is valid, and so is one of none", () => {
  const reports = documents.map(([path, own]) => checkText(own, { path }));
  expect(complaints(renderSarif(checkReport(reports), { version: "1.2.3" }))).toEqual([]);
  expect(complaints(renderSarif(checkReport([]), { version: "1.2.3" }))).toEqual([]);
});

test("the schema sees what is wrong with a log", () => {
  const log = renderSarif(report, { version: "1.2.3" });
  const [run] = log.runs;
  const results = [{ ...run!.results[0], level: "fatal" }];
  expect(complaints({ ...log, runs: [{ ...run, results }] })).not.toEqual([]);
});

test("a finding that is kept back is there, with the author's reason", () => {
  const [path, own] = documents[4]!;
  const log = renderSarif(checkReport([checkText(own, { path })]), { version: "1.2.3" });
  const suppressions = [{ kind: "inSource", justification: "a known slip" }];
  expect(log.runs[0]!.results).toMatchObject([{ ruleId: "PG4102", suppressions }]);
});

test("results, rules and files point at each other", () => {
  const log = renderSarif(report, { version: "1.2.3" });
  const [run] = log.runs;
  const { rules } = run!.tool.driver;
  expect(run!.results.map((one) => one.ruleId)).toEqual(["PG4110", "PG4101", "PG4101", "PG4101"]);
  for (const { ruleId, ruleIndex, level: own, locations } of run!.results) {
    expect(rules[ruleIndex]!.id).toBe(ruleId);
    expect(rules[ruleIndex]!.defaultConfiguration.level).toBe(own);
    const { uri: address, index } = locations[0]!.physicalLocation.artifactLocation;
    expect(run!.artifacts[index]!.location.uri).toBe(address);
  }
  expect(run!.artifacts.map(({ location }) => location.uri)).toEqual([
    "notes/a%20b.md",
    "examples/homework.md",
  ]);
  expect(run!.properties.summary).toEqual(report.summary);
});

test("the fixes of a log, made in the text, leave nothing wrong", () => {
  const lines = text.split("\n");
  const results = renderSarif(report, { version: "1.2.3" }).runs[0]!.results;
  const all = results.flatMap(({ fixes = [] }) => fixes.flatMap((one) => one.artifactChanges));
  expect(all.length).toBe(3);
  for (const { replacements } of all) {
    for (const { deletedRegion: at, insertedContent } of replacements) {
      expect(at.endLine).toBe(at.startLine);
      const line = lines[at.startLine - 1]!;
      const [before, after] = [line.slice(0, at.startColumn - 1), line.slice(at.endColumn - 1)];
      lines[at.startLine - 1] = before + (insertedContent?.text ?? "") + after;
    }
  }
  expect(checkText(lines.join("\n")).summary.refuted).toBe(0);
});

test("a result says its verdict, both sides and the values that differ", () => {
  const result = renderSarif(report, { version: "1.2.3" }).runs[0]!.results.at(-1)!;
  expect(result.properties).toMatchObject({
    verdict: "refuted",
    left: "g_1",
    counterexample: { left: "5", right: "7" },
    repair: "\\max(0, p_1 U_{1,1} + p_2 U_{2,1} + c_1)",
  });
});

test("workflow commands, one a line, and the summary behind them", () => {
  const lines = renderAnnotations(report).split("\n");
  expect(lines.map((line) => line.split(/[ ,]/).slice(0, 2).join(" "))).toEqual([
    "::warning file=notes/a",
    ...Array(3).fill("::error file=examples/homework.md"),
    "::notice title=pengrad",
    "",
  ]);
  expect(lines[3]).toBe(
    "::error file=examples/homework.md,line=35,col=9,endLine=35,endColumn=43,title=PG4101::" +
      "At c = [-2; 1], U = [1, 2; 3, -1], p = [4; 1] the left side is 5, the right side 7: " +
      "the term c_1 is missing.%0AWrite: \\max(0, p_1 U_{1,1} + p_2 U_{2,1} + c_1)",
  );
});

test("what would end a command or a property is escaped", () => {
  const [file] = report.files;
  const [diagnostic] = file!.diagnostics;
  const strange: CheckReport = {
    ...report,
    files: [
      {
        ...file!,
        path: "a:b,c%.md",
        diagnostics: [{ ...diagnostic!, message: "50 %\r\nof: a,b" }],
      },
    ],
  };
  const [first] = renderAnnotations(strange).split("\n");
  expect(first).toMatch(/^::warning file=a%3Ab%2Cc%25\.md,line=1,.*::50 %25%0D%0Aof: a,b$/);
});
