/** @file Laws of reading: it never fails, places are nested and exact, size costs no depth. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Notation } from "../../src/notation/read/index.ts";
import { childrenOf, heightLimit, readFormula } from "../../src/notation/read/index.ts";
import type { Syntax } from "../../src/notation/syntax.ts";
import { severityOf } from "../../src/source/index.ts";
import { processorTime } from "../processor.ts";
import { dump } from "./read-dump.ts";
import { errorRows, latexRows, plainRows } from "./read-rows.ts";

const words = [
  ..."abdexyzTW0123456789+-*/^_=<>(){}[]|,;:.'!&$~#% \n",
  ..."\\frac \\dfrac \\sqrt \\sqrt[3] \\sin \\ln \\max \\sum \\prod \\partial \\nabla \\hat \\mathbf".split(
    " ",
  ),
  ..."\\mathrm \\text{if} \\text{ReLU} \\left( \\right) \\left. \\right| \\Big| \\| \\{ \\} \\cdot \\odot".split(
    " ",
  ),
  ..."\\begin{bmatrix} \\end{bmatrix} \\begin{cases} \\end{cases} \\begin{aligned} \\end{aligned}".split(
    " ",
  ),
  ..."\\\\ \\quad \\mid \\over \\top \\prime \\alpha \\pi \\foo \\implies \\to := <= .. ... ** .* || ''".split(
    " ",
  ),
  ..."sin log2 max sum( sqrt alpha pi y_true dx dy/dx \\frac{dy}{dx} \\frac{d}{dx} {(i)} ^{(l)}".split(
    " ",
  ),
  ..."σ ² ⁻¹ ₁ᵢ √ ∑ ∂ ½ 𝐱 ŷ 𝟙 ‖ € \\underbrace \\overset \\underset{i}{\\max} \\color{red} \\not".split(
    " ",
  ),
];

const soup = fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((parts) => parts.join(""));
const spaced = fc
  .array(fc.constantFrom(...words), { maxLength: 24 })
  .map((parts) => parts.join(" "));
const wild = fc.oneof(soup, spaced, fc.string({ unit: "binary", maxLength: 40 }));
const notations = fc.constantFrom<Notation>("latex", "plain", "auto");

function all(node: Syntax): Syntax[] {
  return [node, ...childrenOf(node).flatMap(all)];
}

/** The first part that is not inside its whole, or that begins before the part before it. */
function misplaced(node: Syntax): string | undefined {
  let before = node.from;
  for (const child of childrenOf(node)) {
    if (child.from < node.from || child.to > node.to || child.from > child.to) {
      return `${dump(child)} in ${dump(node)}`;
    }
    if (child.from < before) return `${dump(child)} is out of order in ${dump(node)}`;
    before = child.from;
    const inner = misplaced(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀᵢₖ";
const lowered = "0123456789Tik";

/** What a leaf says, from the text at its place: fonts, accents and spellings stripped. */
function bare(text: string): string {
  return [...text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "")]
    .map((c) => (superscripts.includes(c) ? lowered[superscripts.indexOf(c)] : c))
    .join("")
    .replace(
      /\\(?:mathbf|boldsymbol|bold|bm|mathrm|mathsf|mathbb|mathcal|mathit|text|hat|bar|vec)/g,
      "",
    )
    .replace(/\\(?:tilde|dot|overline|operatorname\*?)/g, "")
    .replace(/\{,\}(?=\d$)/, ".")
    .replace(/\{,\}(?=\d{3})|\\,|[{}\s\\]/g, "");
}

const spelled: Record<string, string> = { σ: "sigma", π: "pi", θ: "theta", η: "eta", inf: "infty" };

function leavesOf(text: string, notation: Notation, from: number): string[] {
  const padded = " ".repeat(from) + text;
  const { syntax } = readFormula(text, { notation, from });
  return all(syntax).flatMap((node) => {
    if ((node.kind !== "name" && node.kind !== "number") || node.from === node.to) return [];
    const [said, written] = [bare(node.text), bare(padded.slice(node.from, node.to))];
    return said === (spelled[written] ?? written) ? [] : [`${said} ≠ ${written}`];
  });
}

describe("reading", () => {
  it("never throws, and says an error exactly where the tree has one", () => {
    fc.assert(
      fc.property(wild, notations, (text, notation) => {
        const { syntax, diagnostics } = readFormula(text, { notation });
        const reported = diagnostics.some((one) => severityOf(one) === "error");
        expect(all(syntax).some((node) => node.kind === "error")).toBe(reported);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps places nested, ordered and inside the text", () => {
    fc.assert(
      fc.property(wild, notations, fc.nat(50), (text, notation, from) => {
        const { syntax, diagnostics } = readFormula(text, { notation, from });
        expect(misplaced(syntax)).toBeUndefined();
        for (const { span } of [{ span: syntax }, ...diagnostics]) {
          expect(span!.from).toBeGreaterThanOrEqual(from);
          expect(span!.to).toBeGreaterThanOrEqual(span!.from);
          expect(span!.to).toBeLessThanOrEqual(from + text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("shifts every place by the offset", () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 1000 }), (text, from) => {
        const [here, there] = [readFormula(text), readFormula(text, { from })];
        const places = ({ syntax }: typeof here) => all(syntax).map((node) => [node.from, node.to]);
        expect(places(there)).toEqual(places(here).map(([a, b]) => [a! + from, b! + from]));
        expect(dump(there.syntax)).toBe(dump(here.syntax));
      }),
      { numRuns: 500 },
    );
  });

  it("gives every leaf the place of its own text", () => {
    const rows = [
      // The half of ½ has no digit of its own.
      ...latexRows
        .filter(([text]) => !text.includes("½"))
        .map(([text]) => ({ text, notation: "latex" as const })),
      ...plainRows.map(([text]) => ({ text, notation: "plain" as const })),
      ...errorRows.map(([notation, text]) => ({ text, notation })),
    ];
    const wrong = rows.flatMap(({ text, notation }) =>
      leavesOf(text, notation, 7).map((fault) => `${text}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("size", () => {
  const wide = (n: number, text: string, joint: string) => Array(n).fill(text).join(joint);
  const flat: [string, string, Notation][] = [
    ["sum", wide(100_000, "x_1", " + "), "latex"],
    ["product", wide(100_000, "x_1", " "), "latex"],
    ["product with dots", wide(100_000, "x", "\\cdot "), "latex"],
    ["plain product", wide(100_000, "x1", "*"), "plain"],
    ["list", wide(100_000, "x", ","), "latex"],
    ["chain", wide(100_000, "x", "="), "latex"],
    ["rows", wide(50_000, "a &= b", "\\\\"), "latex"],
    ["matrix", `[${wide(100_000, "1", "; ")}]`, "plain"],
    ["aligned", `\\begin{aligned}${wide(30_000, "&= b + c", "\\\\")}\\end{aligned}`, "latex"],
  ];
  it.each(flat)("reads a wide %s in linear time, and flat", (_, text, notation) => {
    const before = processorTime();
    const { syntax } = readFormula(text, { notation });
    expect(processorTime(before)).toBeLessThan(6000);
    expect(childrenOf(syntax).length).toBeGreaterThanOrEqual(30_000);
  });

  // Short enough for the longest of them to stay below the limit of characters.
  const n = 30_000;
  const deep: [string, string][] = [
    ["open brackets", "(".repeat(100_000)],
    ["closing brackets", ")".repeat(n)],
    ["brackets", `${"(".repeat(n)}x${")".repeat(n)}`],
    ["braces", `${"{".repeat(n)}x${"}".repeat(n)}`],
    ["exponents", `${"x^{".repeat(n)}x${"}".repeat(n)}`],
    ["indices", `${"x_{".repeat(n)}x${"}".repeat(n)}`],
    ["bare exponents", `${"x^".repeat(n)}x`],
    ["fractions", `${"\\frac{1}{".repeat(n)}x${"}".repeat(n)}`],
    ["half fractions", "\\frac".repeat(n)],
    ["roots", `${"\\sqrt".repeat(n)} x`],
    ["accents", `${"\\hat".repeat(n)} x`],
    ["minus signs", `${"-".repeat(n)}x`],
    ["functions", `${"\\sin ".repeat(n)}x`],
    ["minus functions", `${"\\sin -".repeat(n)}x`],
    ["sums", `${"\\sum ".repeat(n)}x`],
    ["gradients", `${"\\nabla ".repeat(n)}x`],
    ["differentials", `${"\\partial ".repeat(n)}x`],
    ["operators", `${"\\frac{d}{dx}".repeat(n)}x`],
    ["slashes", wide(100_000, "a", "/")],
    ["slashes and products", wide(n, "a*b", "/")],
    ["brackets and slashes", `${"(".repeat(200)}x${`${"/a".repeat(100)})`.repeat(200)}`],
    ["primes and indices", `x${"'_1".repeat(n)}`],
    ["factorials", `x${"!".repeat(n)}`],
    ["bars", "|".repeat(n)],
    ["bars and signs", "|-".repeat(n)],
    ["bars and names", "|x".repeat(n)],
    ["implications", wide(n, "x", "\\implies ")],
    ["environments", "\\begin{bmatrix}".repeat(n)],
    ["closed environments", `${"\\begin{aligned}".repeat(2000)}x${"\\end{aligned}".repeat(2000)}`],
    ["evaluations", `x${"|_1".repeat(n)}`],
    ["fonts", `${"\\mathbf{".repeat(n)}x${"}".repeat(n)}`],
    ["words", `${"\\text{$".repeat(n)}x`],
    ["commands", "\\foo".repeat(n)],
    ["letters", "a".repeat(n)],
    ["digits", "1".repeat(n)],
  ];
  it.each(deep)("survives very many %s", (_, text) => {
    for (const notation of ["latex", "plain"] as const) {
      const before = processorTime();
      const { syntax } = readFormula(text, { notation });
      expect(processorTime(before)).toBeLessThan(8000);
      let height = 0;
      for (let level: Syntax[] = [syntax]; level.length > 0; height++)
        level = level.flatMap(childrenOf);
      expect(height).toBeLessThanOrEqual(heightLimit);
    }
  });

  it("refuses a text that is too long", () => {
    const { diagnostics } = readFormula("x".repeat(2_000_001));
    expect(diagnostics.map((one) => one.code)).toEqual(["PG1003"]);
  });

  it("reads a formula of a textbook in well under a millisecond", () => {
    const text = latexRows.map(([row]) => row);
    for (const row of text) readFormula(row, { notation: "latex" });
    const before = processorTime();
    for (let i = 0; i < 20; i++) for (const row of text) readFormula(row, { notation: "latex" });
    const mean = processorTime(before) / (20 * text.length);
    expect(mean).toBeLessThan(0.6);
  });
});
