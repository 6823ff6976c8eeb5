/** @file What is said of decimals, and where `=` gives way to ≈. */
import { expect, test } from "vitest";
import { writePlain } from "../../src/notation/index.ts";
import { solve } from "../../src/work/index.ts";

const head = "A decimal after ≈ is the value rounded to six significant digits, ";
const said = `${head}zeros at the end left out. Values are carried unrounded`;

/** The note on decimals; undefined where there is none. */
const rows: readonly (readonly [text: string, note: string | undefined])[] = [
  ["y = 2 x + 0.5; at x = 1.25", undefined],
  ["y = x/7; at x = 1.0", undefined],
  ["y = x^7; z = 2y; at x = 1.51", `${said}.`],
  // 1.00001 − 1 is 0.00001 and not 0.00000900004
  [
    "a = x^9; b = a - 1.0; at x = 1.000001",
    `${said}: the digits shown would give other digits, since some cancel, for b.`,
  ],
  // 0.5 · 0.0000100001 lies halfway between two decimals of six digits
  [
    "a = e^x; b = a - 1.0; c = 0.5b; at x = 0.00001",
    `${said}: the digits shown would give another last digit for b and c.`,
  ],
];

test.each(rows)("%s", (text, note) => {
  const { notes } = solve(text, { whole: true }).parts[0]!;
  expect(notes.find((one) => one.startsWith(head))).toBe(note);
});

test("after rounded numbers nothing is equal, though the value is whole", () => {
  const text =
    "a = sqrt(x) + sqrt(x + 1.0) + sqrt(x + 3.0); b = (a - sqrt(x + 1.0) - sqrt(x + 3.0))^2";
  const { nodes } = solve(text, { whole: true, at: "x = 2" }).parts[0]!;
  const { links } = nodes.at(-1)!.forward;
  expect(links.map(({ sign, syntax }) => `${sign} ${writePlain(syntax)}`)).toEqual([
    "= (a - sqrt(x + 1.0) - sqrt(x + 3.0))^2",
    "\\approx (5.38233 - sqrt(2 + 1.0) - sqrt(2 + 3.0))^2",
    "\\approx 2",
  ]);
});

test("a fraction halfway between two decimals has digits", () => {
  const { nodes } = solve("y = x z", { at: "x = 0.0001234565, z = 1.0" }).parts[0]!;
  const { syntax } = nodes.at(-1)!.forward.links.at(-1)!;
  expect(writePlain(syntax)).toBe("0.000123456");
});

test("what is given with many digits is shown as it was given", () => {
  const { nodes } = solve("y = 2 x", { at: "x = 0.1234567891" }).parts[0]!;
  const lines = nodes.map(({ forward: { links } }) => {
    return links.map(({ sign, syntax }) => `${sign} ${writePlain(syntax)}`);
  });
  expect(lines).toEqual([
    ["= 0.1234567891"],
    ["= 2*x", "\\approx 2*0.123457", "\\approx 0.246914"],
  ]);
});
