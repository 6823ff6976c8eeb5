/** @file Code frames: where the marks stand. */
import { expect, test } from "vitest";
import { renderDiagnostics } from "../../src/render/index.ts";
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
