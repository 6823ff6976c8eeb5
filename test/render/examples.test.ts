/**
 * @file The shipped examples: their worked solutions as Markdown were read by a person and stand
 * beside them; the README's sample and picture too. `npm run examples` renews them.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exampleNames, exampleText, withSample } from "../../scripts/examples.js";
import { renderMarkdown, renderSvg, renderText } from "../../src/render/index.ts";
import { severityOf } from "../../src/source/index.ts";
import { solve } from "../../src/work/index.ts";

const written = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("examples", () => {
  test.each(exampleNames())(
    "%s is worked without an error, and its solution is up to date",
    (name) => {
      const solution = solve(exampleText(name));
      expect(solution.diagnostics.filter((found) => severityOf(found) === "error")).toEqual([]);
      expect(renderMarkdown(solution, { indexForm: true })).toBe(written(`examples/${name}.md`));
    },
  );

  test("the README shows what the command prints", () => {
    const sample = renderText(solve(exampleText("composed")), { width: 80 });
    expect(withSample(written("README.md"), sample)).toBe(written("README.md"));
  });

  test("the README's picture is up to date", async () => {
    const picture = await renderSvg(solve(exampleText("composed")));
    expect(picture).toBe(written("examples/composed.svg"));
  });
});
