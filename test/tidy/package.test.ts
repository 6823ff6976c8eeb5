/** @file The package: what a user installs, what the lock names, what start-up reads. */
import { expect, test } from "vitest";
import { metafilePath, startup } from "../../scripts/bundle.js";
import { filesBelow, written } from "../../scripts/places.js";
import { read } from "./sources.ts";

const manifest = JSON.parse(read("package.json"));

/** The whole production list; a new name here is a decision, not a habit. */
const allowed = [
  "@dagrejs/dagre",
  "commander",
  "katex",
  "markdown-it",
  "mathjax",
  "picocolors",
  "tinypool",
  "vscode-languageserver",
  "vscode-languageserver-textdocument",
  "zod",
];

test("production dependencies are on the list", () => {
  const { dependencies, optionalDependencies } = manifest;
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
});

test("nothing needs an install script", () => {
  const { preinstall, install, postinstall } = manifest.scripts;
  expect([preinstall, install, postinstall]).toEqual([undefined, undefined, undefined]);
});

test.each(filesBelow(".").filter((path) => path.endsWith("package-lock.json")))(
  "%s is in step with its package.json and names no host",
  (path) => {
    const lock = JSON.parse(read(path));
    const own = JSON.parse(read(path.replace("package-lock.json", "package.json")));
    const locked = lock.packages[""];
    expect(locked.devDependencies ?? {}).toEqual(own.devDependencies ?? {});
    const production = { ...own.dependencies, ...own.optionalDependencies };
    expect({ ...locked.dependencies, ...locked.optionalDependencies }).toEqual(production);
    const entries = Object.entries<{ resolved?: string; link?: boolean }>(lock.packages);
    expect(entries.filter(([, { resolved, link }]) => resolved && !link)).toEqual([]);
  },
);

test("every platform of an optional dependency is in the lock", () => {
  // npm leaves out what the registry of the day does not have, and `npm ci` then fails elsewhere.
  const { packages } = JSON.parse(read("package-lock.json"));
  const missing = Object.values<{ optionalDependencies?: Record<string, string> }>(
    packages,
  ).flatMap(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}).filter((name) => !(`node_modules/${name}` in packages)),
  );
  expect(missing).toEqual([]);
});

test("every export has its source", () => {
  const exported = Object.values<{ default: string }>(manifest.exports);
  const lost = exported
    .map(({ default: path }) => path.replace("./dist/", "src/").replace(/\.js$/, ".ts"))
    .filter((path) => written(path) === 0);
  expect(lost).toEqual([]);
});

/** What is imported only by the commands that need it. */
const heavy = ["zod", "katex", "@dagrejs/dagre", "mathjax", "playwright-core"];

test.skipIf(written(metafilePath) === 0)(
  "the command's bundle is small and holds nothing heavy",
  () => {
    const { bytes, sources } = startup(JSON.parse(read(metafilePath)));
    const bundled = heavy.filter((name) =>
      sources.some((path: string) => path.includes(`node_modules/${name}/`)),
    );
    expect(bundled).toEqual([]);
    expect(bytes).toBeLessThan(1_900_000);
  },
);
