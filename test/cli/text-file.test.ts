/** @file Texts in files: their encodings, and what is refused. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { decode, encode, openText, replaceText, writeWhole } from "../../src/cli/text-file.ts";

const folder = mkdtempSync(join(tmpdir(), "text-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "a.md");

test("bytes that are read and written back are the same", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom("", "\ufeff"), (some, mark) => {
      const bytes = Buffer.concat([Buffer.from(mark), some]);
      const file = decode(bytes);
      const back = encode(file.text, file);
      // half a character at the end of UTF-16 has no way back
      if (file.encoding.startsWith("utf-16") && bytes.length % 2 === 1) return;
      expect(back?.toString("hex")).toBe(bytes.toString("hex"));
    }),
  );
});

test.each([
  ["utf-8", false, Buffer.from("ü")],
  ["utf-8", true, Buffer.from("\ufeffü")],
  ["utf-16le", true, Buffer.from("\ufeffü", "utf16le")],
  ["utf-16be", true, Buffer.from("\ufeffü", "utf16le").swap16()],
  ["latin-1", false, Buffer.from("ü", "latin1")],
])("%s, marked %s", (encoding, marked, bytes) => {
  expect(decode(bytes)).toEqual({ text: "ü", encoding, marked });
});

test("a file is replaced behind its link, and nothing is left beside it", () => {
  writeFileSync(path, "one");
  symlinkSync(path, join(folder, "link.md"));
  replaceText(join(folder, "link.md"), openText(path), "two");
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(folder).sort()).toEqual(["a.md", "link.md"]);
});

test("what was changed in the meantime is not written over", () => {
  writeFileSync(path, "one");
  const before = openText(path);
  writeFileSync(path, "one and more");
  expect(() => replaceText(path, before, "two")).toThrow(/changed while it was checked/);
  expect(readFileSync(path, "utf8")).toBe("one and more");
});

test.each([
  [
    "what its encoding lacks",
    () => {
      writeFileSync(path, Buffer.from("ü", "latin1"));
      replaceText(path, openText(path), "∂");
    },
    /lacks a character/,
  ],
  ["a folder that is not there", () => writeWhole(join(folder, "none", "b"), ""), /no such file/],
  ["a folder in its place", () => writeWhole(folder, ""), /it is a folder/],
])("refused: %s", (_, act, why) => {
  expect(act).toThrow(why);
});
