/**
 * @file `npm run examples`: works every examples/*.pg into examples/*.md, draws the README's
 * picture, puts the README's sample in place, and writes docs/VOCABULARY.md. Needs a build. The
 * tests hold all of it to be up to date.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { at, isEntry } from "./places.js";
import { vocabularyPage, vocabularyPath } from "./vocabulary.js";

const marks = ["<!-- sample: start -->", "<!-- sample: end -->"];

/** The README with `sample` between its marks. */
export function withSample(readme, sample) {
  const [before, rest] = readme.split(marks[0]);
  const after = rest.split(marks[1])[1];
  const lines = sample.trimEnd().split("\n");
  const block = lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
  return `${before}${marks[0]}\n\n${block}\n\n${marks[1]}${after}`;
}

/** Names of the examples, without ending. */
export function exampleNames() {
  const files = readdirSync(at("examples")).filter((file) => file.endsWith(".pg"));
  return files.map((file) => file.slice(0, -".pg".length)).sort();
}

/** The text of an example. */
export const exampleText = (name) => readFileSync(at(`examples/${name}.pg`), "utf8");

if (isEntry(import.meta.url)) {
  const notation = await import("../dist/notation/index.js");
  const worksheet = await import("../dist/worksheet/index.js");
  const { solve } = await import("../dist/work/index.js");
  const { renderMarkdown, renderSvg, renderText } = await import("../dist/render/index.js");
  for (const name of exampleNames()) {
    writeFileSync(
      at(`examples/${name}.md`),
      renderMarkdown(solve(exampleText(name)), { indexForm: true }),
    );
  }
  writeFileSync(at(vocabularyPath), vocabularyPage({ ...worksheet, solve, notation }));
  const composed = solve(exampleText("composed"));
  writeFileSync(at("examples/composed.svg"), await renderSvg(composed));
  const readme = readFileSync(at("README.md"), "utf8");
  writeFileSync(at("README.md"), withSample(readme, renderText(composed, { width: 80 })));
}
