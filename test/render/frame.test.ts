/** @file Code frames: where the marks stand. */
import { expect, test } from "vitest";
import { type Framed, renderDiagnostics, renderFrames } from "../../src/render/index.ts";
import { diagnose } from "../../src/source/index.ts";

const frame = (text: string, from: number, to: number, options = {}) => {
  const diagnostic = diagnose("PG1004", { from, to }, { open: "(" });
  return renderDiagnostics([diagnostic], { name: "a.pg", text }, options);
};

test("the sentence, the place, the line, the marks", () => {
  expect(frame("u = 1\ny = cos((x", 13, 14)).toBe(
    [
      "error[PG1004]: This ( is never closed.",
      "  ┌ a.pg:2:8",
      "2 │ y = cos((x",
      "  │        ^",
      "",
    ].join("\n"),
  );
});

test.each([
  ["wide characters take two columns", "深 = (x", 4, 5, "  │      ^"],
  ["combining marks take none", "x\u0302 = (x", 5, 6, "  │     ^"],
  ["a tab is one blank", "\ty = (x", 5, 6, "  │      ^"],
  ["an empty place has one mark", "y = ", 4, 4, "  │     ^"],
  ["a place beyond the text is its end", "y = ", 9, 12, "  │     ^"],
  ["a place over two lines is marked on the first", "y = (x\nz", 4, 8, "  │     ^^"],
])("%s", (_, text, from, to, marks) => {
  expect(frame(text, from, to).split("\n")[3]).toBe(marks);
});

test("a line of a million characters is shown through a window", () => {
  const long = `${"x + ".repeat(250_000)}(`;
  const lines = frame(long, long.length - 1, long.length).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(130);
  expect(lines[2]!.indexOf("(", 4)).toBe(lines[3]!.indexOf("^"));
});

test("without a place there is only the sentence", () => {
  expect(renderDiagnostics([diagnose("PG3006", null)], { name: "a.pg", text: "" })).toBe(
    "error[PG3006]: There is nothing to work: no definition was found.\n",
  );
});

test("colour is only added where it is asked for", () => {
  expect(frame("(", 0, 1, { color: true })).toContain("\u001b[31m");
  expect(frame("(", 0, 1)).not.toContain("\u001b");
});

const claim = (text: string, more: Partial<Framed>, width = 100) => {
  const at = (part: string) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length });
  const framed: Framed = { code: "PG4101", severity: "error", message: "Wrong.", span: null };
  const frames = renderFrames(
    [{ ...framed, ...more, span: at("-\\sin x"), label: "-0.8", core: at("-"), others: [] }].map(
      (one) => ({ ...one, others: [{ span: at("y'"), label: "0.8" }] }),
    ),
    { name: "a.md", text },
    { width },
  );
  return frames.split("\n").slice(1, -1);
};

test("both sides are marked, and the characters to be replaced", () => {
  expect(claim("so y' = -\\sin x", { instead: "\\sin x" })).toEqual([
    "  ┌ a.md:1:9",
    "1 │ so y' = -\\sin x",
    "  │    --   ^~~~~~~ -0.8",
    "  │    0.8",
    "  = write: \\sin x",
  ]);
});

test("sides on lines of their own", () => {
  expect(claim("y'\n& ...\n&= -\\sin x", {})).toEqual([
    "  ┌ a.md:3:4",
    "1 │ y'",
    "  │ -- 0.8",
    "  ⋮",
    "3 │ &= -\\sin x",
    "  │    ^~~~~~~ -0.8",
  ]);
});

test("of a long line what is around the marks is shown", () => {
  const long = "x + ".repeat(30);
  expect(claim(`${long}y' = ${long}= -\\sin x + ${long}`, {}, 60)).toEqual([
    "  ┌ a.md:1:248",
    "1 │ …x + x + x + y' = x + x + x… + x + = -\\sin x + x + x +…",
    "  │              --                      ^~~~~~~ -0.8",
    "  │              0.8",
  ]);
});
