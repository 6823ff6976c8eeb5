/** @file Web pages: whole, silent (no request), with every formula set. */
import { beforeAll, describe, expect, test } from "vitest";
import { pageAssets } from "../../src/cli/assets.ts";
import { renderHtml } from "../../src/render/index.ts";
import { examples, layer, parts } from "./solutions.ts";

const assets = pageAssets()!;
const pages = new Map<string, string>();

beforeAll(async () => {
  for (const [name, { solution }] of Object.entries(examples)) {
    pages.set(name, await renderHtml(solution, { assets, indexForm: true }));
  }
});

/** Addresses that a browser would go to; the names of namespaces are none. */
function addresses(page: string): string[] {
  const namespaces = /https?:\/\/www\.w3\.org\/[\w/]+/g;
  const bare = page.replace(namespaces, "").replace(/url\(data:font\/woff2;base64,[\w+/=]+\)/g, "");
  return [...bare.matchAll(/(?:src|href)="(?!#)[^"]*"|url\([^)]*\)|@import|\/\/\w+\.\w+/g)].map(
    ([found]) => found,
  );
}

describe.each(Object.keys(examples))("%s", (name) => {
  test("nothing leads out of the page", () => {
    expect(addresses(pages.get(name)!)).toEqual([]);
    expect(pages.get(name)).not.toMatch(/<script|<link|<iframe|<img/);
  });

  test("every formula is set, for the eye and for the ear", () => {
    const page = pages.get(name)!;
    expect(page).not.toContain("katex-error");
    const [seen, heard] = [/class="katex-html"/g, /<math /g].map((x) => page.match(x)!.length);
    expect(seen).toBe(heard);
  });

  test("identifiers are unique, and what is referred to is there", () => {
    const page = pages.get(name)!;
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("headings go down one level at a time from a single h1", () => {
    const levels = [...pages.get(name)!.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    levels.reduce((before, level) => {
      expect(level - before).toBeLessThanOrEqual(1);
      return level;
    }, 0);
  });
});

test("only the typefaces that are used are inside", () => {
  const page = pages.get("quotient")!;
  const faces = [...page.matchAll(/font-family:(KaTeX_\w+);[^}]*data:/g)].map(([, face]) => face!);
  expect(new Set(faces)).toContain("KaTeX_Main");
  expect(new Set(faces)).toContain("KaTeX_Math");
  for (const face of ["KaTeX_Fraktur", "KaTeX_Script", "KaTeX_Typewriter"]) {
    expect(faces).not.toContain(face);
  }
});

test("without typefaces the formulas are MathML alone", async () => {
  const page = await renderHtml(layer.solution, { pictures: false });
  expect(page).toContain("<math ");
  expect(page).not.toContain("katex-html");
  expect(page.length).toBeLessThan(60_000);
});

test("a title is text, whatever stands in it", async () => {
  const page = await renderHtml(parts.solution, { pictures: false });
  expect(page).toContain("A quotient &amp; a power");
});

test("the picture is there for light and for dark paper", () => {
  const page = pages.get("layer")!;
  expect(page.match(/<svg[^>]*role="img"/g)).toHaveLength(2);
});
