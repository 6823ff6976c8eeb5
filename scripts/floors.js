/**
 * @file The floors of the house, lowest first, and what each may import.
 *
 * `node scripts/floors.js` writes each floor's tsconfig.json and the root one; the compiler then
 * refuses an import that is not in the list. The tidy test checks that the files are up to date.
 */
import { writeFileSync } from "node:fs";
import { at, isEntry } from "./places.js";

/** Floor → the floors below it that it may import. */
export const floors = {
  number: [],
  source: [],
  expression: ["number"],
  notation: ["number", "source", "expression"],
  document: ["source", "notation"],
  algebra: ["number", "source", "expression"],
  calculus: ["number", "expression", "algebra"],
  worksheet: ["number", "source", "expression", "notation", "algebra", "calculus"],
  check: [
    "number",
    "source",
    "expression",
    "notation",
    "algebra",
    "calculus",
    "worksheet",
    "document",
  ],
  work: ["number", "source", "expression", "notation", "algebra", "calculus", "worksheet"],
  render: [
    "number",
    "source",
    "expression",
    "notation",
    "algebra",
    "calculus",
    "worksheet",
    "document",
    "check",
    "work",
  ],
  kernel: ["number", "source", "expression", "algebra", "calculus", "notation", "worksheet"],
  train: [
    "number",
    "source",
    "expression",
    "notation",
    "algebra",
    "calculus",
    "worksheet",
    "kernel",
  ],
};

/** JSON as the formatter lays it out: a list of a single word stays on its line. */
const json = (value) =>
  `${JSON.stringify(value, null, 2).replace(/\[\s+("[^"]*")\s+\]/g, "[$1]")}\n`;

/** The text of one floor's tsconfig.json. */
export function floorConfig(name) {
  return json({
    extends: "../../tsconfig.base.json",
    compilerOptions: {
      rootDir: ".",
      outDir: `../../dist/${name}`,
      tsBuildInfoFile: `../../dist/.build/${name}.tsbuildinfo`,
    },
    include: ["**/*.ts"],
    references: floors[name].map((floor) => ({ path: `../${floor}` })),
  });
}

/** The text of src/cli/tsconfig.json: the only floor with Node's own types. */
export function cliConfig() {
  return json({
    extends: "../../tsconfig.base.json",
    compilerOptions: {
      rootDir: ".",
      outDir: "../../dist/cli",
      tsBuildInfoFile: "../../dist/.build/cli.tsbuildinfo",
      types: ["node"],
    },
    include: ["**/*.ts"],
    references: Object.keys(floors).map((floor) => ({ path: `../${floor}` })),
  });
}

/** The text of src/tsconfig.json: the library's entry, above the floors and beside `cli`. */
export function entryConfig() {
  return json({
    extends: "../tsconfig.base.json",
    compilerOptions: {
      rootDir: ".",
      outDir: "../dist",
      tsBuildInfoFile: "../dist/.build/entry.tsbuildinfo",
    },
    files: ["index.ts"],
    references: Object.keys(floors).map((floor) => ({ path: `./${floor}` })),
  });
}

/** The text of the root tsconfig.json. */
export function rootConfig() {
  const paths = [...Object.keys(floors), "cli"].map((floor) => ({ path: `src/${floor}` }));
  return json({ files: [], references: [...paths, { path: "src" }] });
}

/** Every generated configuration: path from the repository's root → text. */
export function configurations() {
  const entries = Object.keys(floors).map((name) => [
    `src/${name}/tsconfig.json`,
    floorConfig(name),
  ]);
  entries.push(["src/cli/tsconfig.json", cliConfig()]);
  entries.push(["src/tsconfig.json", entryConfig()]);
  entries.push(["tsconfig.json", rootConfig()]);
  return Object.fromEntries(entries);
}

if (isEntry(import.meta.url)) {
  for (const [path, text] of Object.entries(configurations())) {
    writeFileSync(at(path), text);
  }
}
