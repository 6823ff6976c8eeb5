/**
 * @file Readers of data: what each format gives, what is wrong with its place, and laws: what is
 * written is read back, and Fortran's order holds the same numbers.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../src/source/index.ts";
import {
  type ReadTable,
  readCsv,
  readIdx,
  readJson,
  readNpy,
  writeNpy,
} from "../../src/train/index.ts";

/** Columns by name: lists of numbers or texts. */
function columns({ table }: ReadTable): Record<string, unknown> {
  return Object.fromEntries(
    (table?.columns ?? []).map((column) => [
      column.name,
      column.kind === "texts" ? column.texts : [...column.values],
    ]),
  );
}

const said = ({ diagnostics }: ReadTable) =>
  diagnostics.map((one) => `${one.code} ${messageOf(one)}`);

const good: readonly (readonly [title: string, text: string, wanted: Record<string, unknown>])[] = [
  ["a header", "a,b\n1,2\n3,4\n", { a: [1, 3], b: [2, 4] }],
  ["no header", "1,2\n3,4", { 1: [1, 3], 2: [2, 4] }],
  ["semicolons and CRLF", "a;b\r\n1;-2.5e3\r\n", { a: [1], b: [-2500] }],
  ["tabs", "a\tb\n.5\t1.\n", { a: [0.5], b: [1] }],
  ["texts", "x,kind\n1,red\n2,blue", { x: [1, 2], kind: ["red", "blue"] }],
  ["quotes", 'x,"a ""b"""\n1,"red,\nhot"\n', { x: [1], 'a "b"': ["red,\nhot"] }],
  ["empty lines", "a\n\n1\n\n2\n", { a: [1, 2] }],
  ["a separator in a quoted head", '"a;b",c\n1,2', { "a;b": [1], c: [2] }],
  ["spaces", "a, b\n 1, 2 \n", { a: [1], b: [2] }],
];

describe("CSV", () => {
  test.each(good)("%s", (_, text, wanted) => {
    const read = readCsv(text);
    expect(read.diagnostics).toEqual([]);
    expect(columns(read)).toEqual(wanted);
  });

  test.each([
    ["", "PG6001 There are no rows of data here.", null],
    ["a,b\n", "PG6001 There are no rows of data here.", null],
    ["a,b\n1,2\n3\n", "PG6002 Row 3 has 1 fields, and the first has 2.", [8, 9]],
    ['a\n"1\n', "PG6003 This quotation mark is never closed, or text follows its end.", [2, 3]],
    ['a\n"1"2\n', "PG6003 This quotation mark is never closed, or text follows its end.", [2, 6]],
    [
      "a,b\n1,2\n3,NA\n",
      "PG6004 The value of b in row 2 is missing. Fill it in, or leave the row out.",
      [10, 12],
    ],
  ])("%j", (text, wanted, place) => {
    const read = readCsv(text);
    expect(said(read)).toEqual([wanted]);
    const { span } = read.diagnostics[0]!;
    expect(span === null ? null : [span.from, span.to]).toEqual(place);
  });

  test("what is written is read back", () => {
    const field = fc.string({ minLength: 1 }).map((text) => `t${text}`.trim());
    const rows = fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), field), {
      minLength: 1,
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(rows, (pairs) => {
        const text = [
          "x,t",
          ...pairs.map(([x, t]) => `${Object.is(x, -0) ? "-0" : x},${quoted(t)}`),
        ].join("\n");
        const read = columns(readCsv(text));
        expect(read["x"]).toEqual(pairs.map(([x]) => x));
        expect(read["t"]).toEqual(pairs.map(([, t]) => t));
      }),
    );
  });

  test("reading never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readCsv(text)));
    const signs = fc.constantFrom('"', ",", "\n", "\r", " ", "1", "a", ";");
    fc.assert(
      fc.property(fc.array(signs), (parts) => {
        const { table } = readCsv(parts.join(""));
        for (const column of table?.columns ?? []) {
          const count = column.kind === "texts" ? column.texts.length : column.values.length;
          expect(count).toBe(table!.rows);
        }
      }),
    );
  });
});

/** A file of NumPy with the given header and entries. */
function npy(version: number, dict: string, entries: readonly number[]): Uint8Array {
  const head = `${dict}\n`;
  const length =
    version === 1
      ? [head.length & 255, head.length >> 8]
      : [head.length & 255, head.length >> 8, 0, 0];
  const text = [...head].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([
    0x93,
    ...[..."NUMPY"].map((c) => c.charCodeAt(0)),
    version,
    0,
    ...length,
    ...text,
    ...entries,
  ]);
}

const head = (descr: string, shape: string, fortran = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

describe("NPY", () => {
  test.each<[string, number, string, number[], number[], number[]]>([
    ["u1", 1, head("|u1", "(2, 2)"), [1, 2, 3, 255], [2], [1, 2, 3, 255]],
    ["Fortran", 1, head("|u1", "(2, 3)", "True"), [1, 4, 2, 5, 3, 6], [3], [1, 2, 3, 4, 5, 6]],
    ["i2 big-endian", 2, head(">i2", "(2,)"), [0xff, 0xfe, 1, 0], [], [-2, 256]],
    ["f4", 3, head("<f4", "(1,)"), [0, 0, 0xc0, 0x3f], [], [1.5]],
    [
      "f2",
      1,
      head("<f2", "(3,)"),
      [0, 0x3c, 1, 0, 0, 0xfc],
      [],
      [1, 2 ** -24, Number.NEGATIVE_INFINITY],
    ],
    ["i8", 1, head("<i8", "(1,)"), [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [], [-1]],
    ["b1", 1, head("|b1", "(2,)"), [1, 0], [], [1, 0]],
    ["a scalar is one row", 1, head("|u1", "()"), [7], [], [7]],
  ])("%s", (_, version, dict, entries, shape, wanted) => {
    const { table, diagnostics } = readNpy(npy(version, dict, entries), "x");
    expect(diagnostics).toEqual([]);
    const column = table!.columns[0]!;
    expect(column).toMatchObject({ kind: "numbers", name: "x", shape });
    expect(column.kind === "numbers" && [...column.values]).toEqual(wanted);
  });

  test.each<[string, Uint8Array]>([
    ["it does not begin as such a file", Uint8Array.from([1, 2, 3])],
    ["its version 9 is not known", npy(9, head("|u1", "(1,)"), [1])],
    ["its header is cut short", npy(1, head("|u1", "(1,)"), [1]).subarray(0, 30)],
    ["its entries are not plain numbers", npy(1, "{'descr': [('a', '<f8')], }", [])],
    ["entries of the kind c8 are not read", npy(1, head("<c8", "(1,)"), [])],
    ["its header lacks a shape or an order", npy(1, "{'descr': '<f8'}", [])],
    ["it has 3 bytes of entries, and 8 are needed", npy(1, head("<f8", "(1,)"), [1, 2, 3])],
  ])("%s", (why, bytes) => {
    expect(said(readNpy(bytes, "x"))).toEqual([`PG6010 This cannot be read as NPY: ${why}.`]);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (list) => {
        const values = Float64Array.from(list);
        const bytes = writeNpy({ shape: [list.length], values });
        expect(bytes.length % 8).toBe(0);
        const column = readNpy(bytes, "x").table!.columns[0]!;
        expect(column.kind === "numbers" && column.values).toEqual(values);
      }),
    );
  });
});

describe("IDX", () => {
  test("images and labels", () => {
    const images = readIdx(
      Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 8, 7, 255]),
      "x",
    );
    expect(images.table).toMatchObject({ rows: 2, columns: [{ shape: [1, 2] }] });
    expect(columns(images)).toEqual({ x: [9, 8, 7, 255] });
    const floats = readIdx(Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0]), "t");
    expect(columns(floats)).toEqual({ t: [1.5] });
  });

  test.each<[string, number[]]>([
    ["it does not begin as such a file", [1, 2, 3, 4]],
    ["its header is cut short", [0, 0, 8, 2, 0, 0, 0, 1]],
    ["it has 1 bytes of entries, and 3 are needed", [0, 0, 8, 1, 0, 0, 0, 3, 1]],
  ])("%s", (why, bytes) => {
    expect(said(readIdx(Uint8Array.from(bytes), "x"))).toEqual([
      `PG6010 This cannot be read as IDX: ${why}.`,
    ]);
  });
});

describe("JSON", () => {
  test.each([
    ['[{"x": [1, 2], "t": "a"}, {"x": [3, 4], "t": "b"}]', { x: [1, 2, 3, 4], t: ["a", "b"] }],
    ['{"x": [[1, 2], [3, 4]], "t": [true, false]}', { x: [1, 2, 3, 4], t: ["true", "false"] }],
  ])("%s", (text, wanted) => {
    expect(columns(readJson(text))).toEqual(wanted);
  });

  test.each([
    ["3", "PG6011"],
    ["[1, 2]", "PG6011"],
    ["[]", "PG6001"],
    ["{", "PG6010"],
    ['{"x": [1, 2], "t": [1]}', "PG6012 t has 1 rows, and x has 2."],
    ['[{"x": [1]}, {"x": [1, 2]}]', "PG6013 x in row 2 is no number"],
    ['[{"x": 1}, {"y": 1}]', "PG6013 x in row 2 is no number"],
  ])("%s", (text, wanted) => {
    expect(said(readJson(text))[0]).toContain(wanted);
  });
});
