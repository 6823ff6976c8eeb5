/**
 * @file The report of a check for other programs: SARIF, held to what the standard requires of
 * every object that is used, and workflow commands with their escapes.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { type CheckReport, checkReport, checkText } from "../../src/check/index.ts";
import { renderAnnotations, renderSarif } from "../../src/render/index.ts";

const text = readFileSync(new URL("../../examples/homework.md", import.meta.url), "utf8");
const report = checkReport([
  checkText("$y = x^2$, $\\sqrt{x^2} = x$\n", { path: "notes/a b.md" }),
  checkText(text, { path: "examples/homework.md" }),
]);

// What sections 3.13 to 3.55 of SARIF 2.1.0 require, and nothing that they do not know.
const message = z.strictObject({ text: z.string().min(1) });
const uri = z.string().regex(/^[\w\-.~%/:]+$/);
const artifactLocation = z.strictObject({ uri, index: z.int().nonnegative() });
const region = z.strictObject({
  startLine: z.int().positive(),
  startColumn: z.int().positive(),
  endLine: z.int().positive(),
  endColumn: z.int().positive(),
});
const level = z.enum(["none", "note", "warning", "error"]);
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: message,
              fullDescription: message,
              help: message,
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
      artifacts: z.array(z.strictObject({ location: artifactLocation })),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().nonnegative(),
          level,
          message,
          locations: z.array(
            z.strictObject({ physicalLocation: z.strictObject({ artifactLocation, region }) }),
          ),
          fixes: z
            .array(
              z.strictObject({
                description: message,
                artifactChanges: z
                  .array(
                    z.strictObject({
                      artifactLocation,
                      replacements: z
                        .array(
                          z.strictObject({
                            deletedRegion: region,
                            insertedContent: message.optional(),
                          }),
                        )
                        .min(1),
                    }),
                  )
                  .min(1),
              }),
            )
            .optional(),
          properties: z.record(z.string(), z.unknown()),
        }),
      ),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
});

test("a log has all that SARIF requires, and nothing that it does not know", () => {
  const log = renderSarif(report, { version: "1.2.3" });
  expect(() => sarif.parse(JSON.parse(JSON.stringify(log)))).not.toThrow();
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
      "the term + c_1 is missing.%0AWrite: \\max(0, p_1 U_{1,1} + p_2 U_{2,1} + c_1)",
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
