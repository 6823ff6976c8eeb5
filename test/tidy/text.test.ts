/** @file House rules about the text itself: lengths, headers, names, leftovers, strange paths. */
import { basename } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow } from "../../scripts/places.js";
import { commentShare, eachNode, isGenerated, read, sources } from "./sources.ts";

const written = sources.filter((source) => !isGenerated(source));

test("no file of src is longer than 700 lines", () => {
  const long = written.filter(({ lines }) => lines > 700);
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test("the median file of src has at most 180 lines", () => {
  const lengths = written.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(lengths[lengths.length >> 1] ?? 0).toBeLessThanOrEqual(180);
});

test("every file of src opens with an essay", () => {
  const silent = written.filter(({ text }) => !/^\/\*\*\s+(\* )?@file\s+\S/.test(text));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test("lines of comment are at most 100 columns (the formatter sees to the code)", () => {
  const wide = written.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, i) => {
      const isComment = /^\s*(\/\/|\/?\*)/.test(line);
      return isComment && [...line].length > 100 ? [`${path}:${i + 1}`] : [];
    }),
  );
  expect(wide).toEqual([]);
});

const vague = /^(utils?|helpers?|manager|process|handle)$|(Utils?|Helpers?|Manager)$/;

test("no file is named for what it is not", () => {
  const files = filesBelow("src").concat(filesBelow("test"), filesBelow("scripts"));
  expect(files.filter((path) => vague.test(basename(path).replace(/\..*$/, "")))).toEqual([]);
});

test("no function is named for what it is not", () => {
  const found: string[] = [];
  for (const { path, tree } of sources) {
    eachNode(tree, (node) => {
      const named = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
      const name = named && node.name !== undefined ? node.name.getText() : "";
      if (vague.test(name) || /^(process|handle)[A-Z]/.test(name)) found.push(`${path}: ${name}`);
    });
  }
  expect(found).toEqual([]);
});

/** Every text file of the repository but the locks, which name no host (see package.test.ts). */
const texts = filesBelow(".").filter(
  (path) =>
    /\.(ts|tsx|js|mjs|json|md|tex|pg|yml|html|css|svg|txt)$|^LICENSE$|^\.ci\//.test(path) &&
    !path.endsWith("package-lock.json") &&
    !path.startsWith("test/tidy/"),
);

const linesWith = (pattern: RegExp, paths: readonly string[]) =>
  paths.flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );

test("nothing is left to do without the number of an issue", () => {
  expect(linesWith(/\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/, texts)).toEqual([]);
});

test.each([
  ["a path of one machine", /(?<![\w.)*\]}])\/(work|tmp|root|home)\//],
  ["a folder outside the repository", /\.\.\/shared\b/],
  ["the host of a registry", /\bregistry\.[a-z]+\.(org|com)|\bdeb\.debian\.org/],
])("no file mentions %s", (_what, pattern) => {
  expect(linesWith(pattern, texts)).toEqual([]);
});

test("the share of comments, for the record", () => {
  const shares = written.map((source) => ({ floor: source.floor, ...commentShare(source) }));
  const floors = [...new Set(shares.map(({ floor }) => floor))];
  const rows = floors.map((floor) => {
    const own = shares.filter((share) => share.floor === floor);
    const comment = own.reduce((sum, share) => sum + share.comment, 0);
    const all = own.reduce((sum, share) => sum + share.all, 0);
    return `${floor || "index"} ${Math.round((100 * comment) / all)} %`;
  });
  console.log(`comments: ${rows.join(", ")}`);
  expect(rows.length).toBe(floors.length);
});
