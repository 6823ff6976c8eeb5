/// <reference lib="dom" />
/** @file What axe-core finds on the page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { at } from "../../scripts/places.js";

const axe = createRequire(at("web/package.json")).resolve("axe-core/axe.min.js");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds that is serious or critical. */
export async function serious(page: Page): Promise<string[]> {
  // the policy of the page lets in no script of others; the browser's debugger may
  await page.evaluate(readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (node: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    // a formula's letters are read as words: its name cannot be made of them
    const rules = { "label-content-name-mismatch": { enabled: false } };
    return (await axe.run(document, { rules })).violations;
  });
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
