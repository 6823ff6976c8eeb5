/** @file What formulas are read as, row by row, and what is said about the ones that fail. */
import { describe, expect, it } from "vitest";
import { notationOf, readFormula } from "../../src/notation/read/index.ts";
import { messageOf, messages } from "../../src/source/index.ts";
import { dump } from "./read-dump.ts";
import { errorRows, latexRows, plainRows, type Row } from "./read-rows.ts";

/** Rows whose codes are there, if only as none. */
const filled = (rows: readonly Row[]): [string, string, string][] =>
  rows.map(([text, tree, codes = ""]) => [text, tree, codes]);

describe("reading LaTeX", () => {
  it.each(filled(latexRows))("%s", (text, tree, codes) => {
    const { syntax, diagnostics } = readFormula(text, { notation: "latex" });
    expect(dump(syntax)).toBe(tree);
    expect(diagnostics.map(({ code }) => code).join(" ")).toBe(codes);
  });
});

describe("reading plain text", () => {
  it.each(filled(plainRows))("%s", (text, tree, codes) => {
    const { syntax, diagnostics } = readFormula(text, { notation: "plain" });
    expect(dump(syntax)).toBe(tree);
    expect(diagnostics.map(({ code }) => code).join(" ")).toBe(codes);
  });
});

describe("what cannot be read", () => {
  it.each(errorRows)("%s: %s", (notation, text, tree, places) => {
    const { syntax, diagnostics } = readFormula(text, { notation });
    const underlined = diagnostics.map(({ code, span }) => {
      const { from, to } = span!;
      return `${code} ${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`;
    });
    expect(dump(syntax)).toBe(tree);
    expect(underlined.join(" · ")).toBe(places);
  });

  it("fills every slot of every message", () => {
    for (const [notation, text] of errorRows) {
      for (const one of readFormula(text, { notation }).diagnostics) {
        const slots = [...messages[one.code].text.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot);
        expect(Object.keys(one.args)).toEqual(expect.arrayContaining(slots));
        expect(messageOf(one)).not.toBe("");
      }
    }
  });

  it("lists a hundred places at most", () => {
    const { diagnostics } = readFormula("€".repeat(5000));
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.code).toBe("PG1032");
  });
});

const r = String.raw;

const notations: [string, "latex" | "plain"][] = [
  ["x^2", "plain"],
  ["W_{2,2} x1", "plain"],
  [r`\frac{x_1}{x_2}`, "latex"],
  [r`\sin x`, "latex"],
  [r`\sigma(w1 x1 + b)`, "plain"],
  [r`\pi * 2`, "plain"],
  [r`\sigma(exp(x))`, "plain"],
  [r`\hat{y} - y_{max}`, "latex"],
  [r`w^* \cdot x`, "latex"],
  [r`\text{max}(x)`, "latex"],
  [r`\frac{dy}{dx1}`, "plain"],
];

describe("the notation of a text", () => {
  it.each(notations)("%s", (text, notation) => {
    expect(notationOf(text)).toBe(notation);
  });
});
