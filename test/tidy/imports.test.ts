/** @file The floors of the house: who imports whom, and what only the top floor may touch. */
import ts from "typescript";
import { expect, test } from "vitest";
import { configurations, floors } from "../../scripts/floors.js";
import { eachNode, read, sources } from "./sources.ts";

const table: Readonly<Record<string, readonly string[]>> = floors;
const names = Object.keys(table);
const floorOf = (path: string) => /^src\/(\w+)\//.exec(path)?.[1] ?? "";

test("every floor rests on floors named before it, so that no circle can close", () => {
  for (const [i, name] of names.entries()) {
    const below = new Set(names.slice(0, i));
    expect([name, (table[name] ?? []).filter((floor) => !below.has(floor))]).toEqual([name, []]);
  }
});

test("every folder of src is a floor", () => {
  const folders = new Set(sources.map(({ floor }) => floor).filter((floor) => floor !== ""));
  expect([...folders].filter((floor) => floor !== "cli" && !names.includes(floor))).toEqual([]);
});

test("a file imports only from its own floor and the floors below it", () => {
  const wrong: string[] = [];
  for (const { path, floor, imports } of sources) {
    const allowed = new Set([floor, ...(floor in table ? (table[floor] ?? []) : names)]);
    for (const target of imports) {
      if (target.startsWith("src/") && !allowed.has(floorOf(target))) {
        wrong.push(`${path} → ${target}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("another floor is entered by its index", () => {
  const wrong: string[] = [];
  for (const { path, floor, imports } of sources) {
    for (const target of imports.filter((name) => name.startsWith("src/"))) {
      const other = floorOf(target);
      if (other !== floor && target !== `src/${other}/index.ts`) wrong.push(`${path} → ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Packages by floor; a floor that is not named here imports none. */
const packages: Readonly<Record<string, readonly string[]>> = {
  render: ["katex", "@dagrejs/dagre", "markdown-it", "mathjax"],
  cli: ["commander", "picocolors", "zod", "playwright-core", "mathjax", "katex"],
};

test("a package is imported only on the floors that may have it", () => {
  const wrong = sources.flatMap(({ path, floor, imports }) =>
    imports
      .filter((name) => !name.startsWith("src/") && !(floor === "cli" && name.startsWith("node:")))
      .filter((name) => !(packages[floor] ?? []).some((known) => owns(known, name)))
      .map((name) => `${path} → ${name}`),
  );
  expect(wrong).toEqual([]);
});

const owns = (known: string, name: string) => name === known || name.startsWith(`${known}/`);

/** Globals that let in the machine, the clock or chance; dotted ones are properties. */
const outside = new Set(["console", "process", "Buffer", "performance", "setTimeout"]);
const outsideMembers = new Set(["Date.now", "Math.random", "Intl.DateTimeFormat"]);

test("below cli nothing prints, reads the clock, or knows the machine", () => {
  const wrong: string[] = [];
  for (const { path, floor, tree } of sources) {
    if (floor === "cli") continue;
    eachNode(tree, (node) => {
      const { parent } = node;
      if (ts.isPropertyAccessExpression(node) && outsideMembers.has(node.getText())) {
        wrong.push(`${path}: ${node.getText()}`);
      }
      // An identifier in the place of a value: not a property's or a declaration's own name.
      const free =
        ts.isIdentifier(node) &&
        outside.has(node.text) &&
        !(ts.isPropertyAccessExpression(parent) && parent.name === node) &&
        !(
          (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) &&
          parent.name === node
        );
      if (free) wrong.push(`${path}: ${node.getText()}`);
    });
  }
  expect(wrong).toEqual([]);
});

test.each(Object.entries(configurations()))("%s is what scripts/floors.js writes", (path, text) => {
  // The layout is the formatter's; what counts is the value.
  expect(JSON.parse(read(path))).toEqual(JSON.parse(text as string));
});
