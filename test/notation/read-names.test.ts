/** @file Keys of names, defined names, macros, and the values of printed numbers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameKey, readFormula, readNumber } from "../../src/notation/read/index.ts";
import { dump } from "./read-dump.ts";

const r = String.raw;
const latex = "latex" as const;
const plain = "plain" as const;

const keys: [typeof latex | typeof plain, string, string | undefined][] = [
  [plain, "x1", "x_1"],
  [plain, "x_1", "x_1"],
  [latex, "x_{1}", "x_1"],
  [plain, "x12", "x_{12}"],
  [plain, "y_true", "y_{true}"],
  [latex, "y_{true}", "y_{true}"],
  [latex, r`y_{\text{true}}`, "y_{true}"],
  [latex, r`y_{\mathrm{true}}`, "y_{true}"],
  [latex, r`y_{\max}`, "y_{max}"],
  [latex, r`\hat{y}_i`, r`\hat{y}_i`],
  [latex, r`\hat{y_i}`, r`\hat{y}_i`],
  [latex, "ŷ", r`\hat{y}`],
  [latex, r`\mathbf{x}`, r`\mathbf{x}`],
  [latex, r`\boldsymbol{x}`, r`\mathbf{x}`],
  [latex, r`\bm x`, r`\mathbf{x}`],
  [latex, r`\hat{\mathbf y}`, r`\hat{\mathbf{y}}`],
  [latex, r`\mathrm{x}`, r`\mathrm{x}`],
  [latex, r`\mathrm{e}`, "e"],
  [latex, r`\text{loss}`, "loss"],
  [latex, r`\mathrm{loss}`, "loss"],
  [latex, r`\mathcal{L}`, r`\mathcal{L}`],
  [latex, "W^{(1)}", "W^{(1)}"],
  [latex, "z^{[l]}", "z^{[l]}"],
  [latex, r`\delta^{(l+1)}`, r`\delta^{(l+1)}`],
  [latex, "a^{(2)}_1", "a^{(2)}_1"],
  [latex, "a_1^{(2)}", "a^{(2)}_1"],
  [latex, "W_{2,2}", "W_{2,2}"],
  [latex, "W_{22}", "W_{22}"],
  [latex, "a_{ij}", "a_{ij}"],
  [latex, "a_{i,j}", "a_{ij}"],
  [latex, "a_{i1}", "a_{i,1}"],
  [latex, r`x_\theta`, r`x_{\theta}`],
  [latex, "h_{t-1}", "h_{t-1}"],
  [latex, "W_{:,j}", "W_{:,j}"],
  [latex, r`\boxed{y}`, "y"],
  [plain, "σ", r`\sigma`],
  [plain, "alpha", r`\alpha`],
  [latex, "x^2", undefined],
  [latex, "W^T", undefined],
  [latex, "f'", "f'"],
  [latex, "W^{(1)}''", "W^{(1)}''"],
  [latex, "f'(x)", undefined],
  [latex, "w^+", "w^{+}"],
  [latex, "w^*", "w^{*}"],
  [latex, r`w^{\star}`, "w^{*}"],
  [latex, r`A^\dagger`, r`A^{\dagger}`],
  [latex, "x_i^*", "x_i^{*}"],
  [latex, "x^{-}", "x^{-}"],
  [latex, "x^-", "x^{-}"],
  [latex, "x^{-1}", undefined],
  [latex, "Q^{**}", "Q^{**}"],
  [latex, r`w^{\text{new}}`, "w^{new}"],
  [latex, r`e^{\text{new}}`, undefined],
  [latex, r`P_{yes}^{\text{unnorm}}`, "P_{yes}^{unnorm}"],
  [latex, r`\theta^{\mathrm{MAP}}`, r`\theta^{MAP}`],
  [latex, r`x^{\mathrm{T}}`, undefined],
  [latex, "K_{**}", "K_{**}"],
  [latex, "(W^{(1)})^{+}", "W^{(1)}^{+}"],
  [plain, "W1^(+)", "W_1^{+}"],
  [latex, "w^+x", undefined],
  [latex, "w^2", undefined],
  [latex, "f(x)", undefined],
  [latex, "2", undefined],
  [latex, "xy", undefined],
  [latex, "x_{i=1}", undefined],
];

describe("the key of a name", () => {
  it.each(keys)("%s: %s", (notation, text, key) => {
    expect(nameKey(readFormula(text, { notation }).syntax)).toBe(key);
  });
});

const defined = new Set(["wx", "loss_1", "y_{true}", "d", "T"]);
const named: [typeof latex | typeof plain, string, string, string][] = [
  [plain, "wx + w x", "(+ wx +(* w x))", ""],
  [plain, "loss", "loss", ""],
  [plain, "loss1", "loss_1", ""],
  [plain, "dloss/dwx", "(D/ loss by wx)", ""],
  [plain, "wxy", "(* w x y)", "PG1025"],
  [plain, "2wx", "(* 2 wx)", ""],
  [latex, "wx = 2", "wx = 2", ""],
  [latex, r`\frac{dloss}{dwx}`, "(D loss by wx)", "PG1031"],
  [latex, r`\frac{\mathrm{d}x}{\mathrm{d}t}`, "(D x by t)", ""],
  [latex, "W^T", "(^ W T)", "PG1028"],
  [latex, r`W^\top + W^{\mathsf T}`, "(+ (T W) +(T W))", ""],
];

describe("defined names", () => {
  it.each(named)("%s: %s", (notation, text, tree, codes) => {
    const { syntax, diagnostics } = readFormula(text, { notation, names: defined });
    expect(dump(syntax)).toBe(tree);
    expect(diagnostics.map(({ code }) => code).join(" ")).toBe(codes);
  });
});

const macros = new Map([
  ["half", { arity: 1, body: r`\frac{#1}{2}` }],
  ["\\R", { arity: 0, body: r`\mathbb{R}` }],
  ["pd", { arity: 2, body: r`\frac{\partial #1}{\partial #2}` }],
  ["grad", { arity: 1, body: r`\pd{L}{#1}` }],
  ["swap", { arity: 2, body: "#2 - #1" }],
  ["relu", { arity: 0, body: r`\operatorname{ReLU}` }],
  ["word", { arity: 1, body: r`\text{#1}` }],
  ["loop", { arity: 0, body: r`x\loop` }],
  ["twice", { arity: 1, body: r`\twice{#1#1}` }],
]);

const expanded: [string, string, string][] = [
  [r`\half{x} + 1`, "(+ (frac x 2) +1)", ""],
  [r`\half x y`, "(* (frac x 2) y)", ""],
  [r`x \in \R^n`, r`x \in (^ bb:R n)`, ""],
  [r`\grad{w_1}`, "(∂ L by w_1)", ""],
  [r`\swap{a}{b}`, "(+ b -a)", ""],
  [r`\half{\half{x}}`, "(frac (frac x 2) 2)", ""],
  [r`\relu(z)`, "relu(z)", ""],
  [r`\word{ReLU}(z)`, "relu(z)", ""],
  [r`1 + \loop`, "", "PG1017"],
  [r`\twice{xx}`, "", "PG1017"],
  [r`\half`, "(frac (!) 2)", "PG1001"],
];

describe("macros", () => {
  it.each(expanded)("%s", (text, tree, code) => {
    const { syntax, diagnostics } = readFormula(text, { notation: latex, macros, from: 3 });
    if (tree !== "") expect(dump(syntax)).toBe(tree);
    expect(diagnostics[0]?.code ?? "").toBe(code);
    for (const { from, to } of [syntax, ...diagnostics.map(({ span }) => span!)]) {
      expect(from).toBeGreaterThanOrEqual(3);
      expect(to).toBeLessThanOrEqual(3 + text.length);
    }
  });

  it("gives what a call makes the place of the call", () => {
    const { syntax } = readFormula(r`1 + \half{x}`, { notation: latex, macros });
    expect(syntax.kind === "sum" && syntax.terms[1]?.term).toMatchObject({ from: 4, to: 12 });
  });
});

const numbers: [string, string, number, number, boolean][] = [
  ["3", "3", 0, 1, false],
  ["0.50", "1/2", 2, 2, true],
  ["100", "100", 0, 3, false],
  [".5", "1/2", 1, 1, true],
  ["-3", "-3", 0, 1, false],
  ["1e-5", "1/100000", 5, 1, true],
  ["2e3", "2000", -3, 1, true],
  ["1{,}000", "1000", 0, 4, false],
  ["0", "0", 0, 1, false],
];

describe("numbers", () => {
  it.each(numbers)("%s", (text, value, places, significant, decimal) => {
    const read = readNumber(text)!;
    const { n, d } = read.value;
    expect(d === 1n ? `${n}` : `${n}/${d}`).toBe(value);
    expect(read).toMatchObject({ places, significant, decimal });
  });

  it.each(["", "x", "1.2.3", ".", "1e", "--1", "1e999999999"])("refuses %s", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it("reads what it prints", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(9), (n, places) => {
        const digits = String(Math.abs(n)).padStart(places + 1, "0");
        const cut = digits.length - places;
        const text = `${n < 0 ? "-" : ""}${digits.slice(0, cut)}${places > 0 ? "." : ""}${digits.slice(cut)}`;
        const read = readNumber(text)!;
        expect(read.value.n * 10n ** BigInt(places)).toBe(BigInt(n) * read.value.d);
        expect(read.places).toBe(places);
      }),
    );
  });
});
