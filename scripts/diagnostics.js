/**
 * @file Writes docs/DIAGNOSTICS.md from the table of messages, and keeps the record of codes.
 *
 * `npm run generate` runs it after a message was added or reworded. The record (scripts/codes.json)
 * holds every code that was ever in the table: it only grows, so that a code never changes its
 * meaning between releases; the tidy test compares both with the table.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { at, isEntry, root } from "./places.js";

export const pagePath = "docs/DIAGNOSTICS.md";
export const recordPath = "scripts/codes.json";

/** What the first two digits of a code say: where the trouble lies. */
const sections = {
  PG10: "Reading a formula",
  PG20: "The worksheet: names, definitions, shapes",
  PG30: "The values: domains, inputs, budgets",
  PG40: "Comparing two expressions",
  PG41: "Checking a document",
  PG60: "Data",
  PG61: "Training",
  PG90: "Bugs in pengrad",
};

const intro = `# Diagnostics

Everything that pengrad says to a person about their text. A code keeps its meaning for ever; the
wording may change. \`{slots}\` are filled in from the text at hand. Errors are mistakes, warnings
are things that pengrad could not do or decide, infos are conventions it has used.

This page is generated from \`src/source/messages.ts\` by \`npm run generate\`.
`;

/** The whole page for a table `code → { severity, text }`; codes in ascending order. */
export function diagnosticsPage(messages) {
  const codes = Object.keys(messages).sort();
  const prefixes = [...new Set(codes.map((code) => code.slice(0, 4)))];
  const parts = prefixes.map((prefix) => {
    const rows = codes
      .filter((code) => code.startsWith(prefix))
      .map((code) => `| ${code} | ${messages[code].severity} | ${cell(messages[code].text)} |`);
    const heading = `## ${prefix}xx: ${sections[prefix] ?? "Other"}`;
    return [heading, "", "| Code | Severity | Message |", "|---|---|---|", ...rows, ""].join("\n");
  });
  return [intro, ...parts].join("\n");
}

/** A text that may stand in a cell of a Markdown table. */
const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");

/** Every code ever used. */
export const recordedCodes = () => JSON.parse(readFileSync(at(recordPath), "utf8"));

/** The table as it stands in the sources, without a build. */
async function readMessages() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/source/messages.ts"],
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).messages;
}

if (isEntry(import.meta.url)) {
  const messages = await readMessages();
  const record = recordedCodes();
  const lost = record.filter((code) => !(code in messages));
  if (lost.length > 0) {
    console.error(`These codes were in use and must stay in the table: ${lost.join(", ")}`);
    process.exitCode = 1;
  } else {
    const all = Object.keys(messages).sort();
    writeFileSync(at(recordPath), `${JSON.stringify(all, null, 2)}\n`);
    writeFileSync(at(pagePath), diagnosticsPage(messages));
  }
}
