/** @file A solution on the terminal: two pages to read, and what must hold of every page. */
import { expect, test } from "vitest";
import { renderText } from "../../src/render/index.ts";
import { branching, examples, layer, quotient, wide } from "./solutions.ts";

const displayed = (text: string) => text.split("\n");

test("the quotient and power, worked as by pen", () => {
  expect(renderText(quotient.solution)).toMatchInlineSnapshot(`
    "The forward and the backward pass of y
    ══════════════════════════════════════

      y = cos((x₁/x₂)^x₃)

      x₁ = π    x₂ = 2    x₃ = 1

    Forward pass
    ────────────

      u = x₁/x₂               = π/2  ≈ 1.5708
      s = u^x₃    = (π/2)¹    = π/2  ≈ 1.5708
      y = cos(s)  = cos(π/2)  = 0

    Backward pass
    ─────────────

      dy/dy  = 1
      dy/ds  = −sin(s)              = −1
      dy/du  = dy/ds · x₃ u^(x₃−1)  = −1
      dy/dx₃ = dy/ds · s ln u       = −π/2 · ln(π/2)  ≈ −0.709344
      dy/dx₂ = −dy/du · x₁/x₂²      = π/4             ≈ 0.785398
      dy/dx₁ = dy/du · 1/x₂         = −1/2

    Chain rule
    ──────────

      dy/dx₁ = dy/ds · ds/du · du/dx₁
             = −sin(s) · x₃ u^(x₃−1) · 1/x₂
             = −1 · 1 · 1/2
             = −1/2

      dy/dx₂ = dy/ds · ds/du · du/dx₂
             = −sin(s) · x₃ u^(x₃−1) · (−x₁/x₂²)
             = −1 · 1 · (−π/4)
             = π/4
             ≈ 0.785398

      dy/dx₃ = dy/ds · ds/dx₃
             = −sin(s) · s ln u
             = −1 · π/2 · ln(π/2)
             = −π/2 · ln(π/2)
             ≈ −0.709344

    Closed forms
    ────────────

      dy/dx₁ = −sin((x₁/x₂)^x₃) x₃ · (x₁/x₂)^(x₃−1) · 1/x₂
      dy/dx₂ = sin((x₁/x₂)^x₃) x₃ · (x₁/x₂)^(x₃−1) · x₁/x₂²
      dy/dx₃ = −sin((x₁/x₂)^x₃) (x₁/x₂)^x₃ ln(x₁/x₂)
    "
  `);
});

test("the layer of two neurons, with matrices in grids", () => {
  expect(renderText(layer.solution)).toMatchInlineSnapshot(`
    "The forward and the backward pass of L
    ══════════════════════════════════════

      W = ⎡ 2  −1 ⎤    x = ⎡ −2 ⎤    b = ⎡ 1 ⎤    v = ⎡ 3 ⎤    t = 22
          ⎣ 1   2 ⎦        ⎣  3 ⎦        ⎣ 2 ⎦        ⎣ 2 ⎦

    Forward pass
    ────────────

      z = Wᵀ x + b  = ⎡ 2  −1 ⎤ᵀ ⎡ −2 ⎤ + ⎡ 1 ⎤  = ⎡  0 ⎤
                      ⎣ 1   2 ⎦  ⎣  3 ⎦   ⎣ 2 ⎦    ⎣ 10 ⎦

      a = ReLU(z)   = ReLU(⎡  0 ⎤)               = ⎡  0 ⎤
                           ⎣ 10 ⎦                  ⎣ 10 ⎦

      y = vᵀ a      = ⎡ 3 ⎤ᵀ ⎡  0 ⎤              = 20
                      ⎣ 2 ⎦  ⎣ 10 ⎦

      L = (y − t)²  = (20 − 22)²                 = 4

    Backward pass
    ─────────────

      dL/dL = 1

      dL/dy = 2 (y − t)         = −4

      dL/da = dL/dy · v         = ⎡ −12 ⎤
                                  ⎣  −8 ⎦

      dL/dz = dL/da ⊙ 𝟙[z > 0]  = ⎡  0 ⎤
                                  ⎣ −8 ⎦

      dL/dt = −2 (y − t)        = 4

      dL/dv = dL/dy · a         = ⎡   0 ⎤
                                  ⎣ −40 ⎦

      dL/db = dL/dz             = ⎡  0 ⎤
                                  ⎣ −8 ⎦

      dL/dx = W · dL/dz         = ⎡   8 ⎤
                                  ⎣ −16 ⎦

      dL/dW = x · (dL/dz)ᵀ      = ⎡ 0   16 ⎤
                                  ⎣ 0  −24 ⎦

    Chain rule
    ──────────

      dL/dW₂,₂ = dL/dy · dy/da₂ · da₂/dz₂ · dz₂/dW₂,₂
               = 2 (y − t) · v₂ · 𝟙[z₂ > 0] · x₂
               = −4 · 2 · 1 · 3
               = −24

      dL/dW = x · (dL/dz)ᵀ = ⎡ −2 ⎤ ⎡  0 ⎤ᵀ = ⎡ 0   16 ⎤
                             ⎣  3 ⎦ ⎣ −8 ⎦    ⎣ 0  −24 ⎦
          shapes [2, 2] = [2] · [2]ᵀ

      dL/db = dL/dz = ⎡  0 ⎤
                      ⎣ −8 ⎦

      dL/dv = dL/dy · a = (−4) ⎡  0 ⎤ = ⎡   0 ⎤
                               ⎣ 10 ⎦   ⎣ −40 ⎦

      dL/dx = W · dL/dz = ⎡ 2  −1 ⎤ ⎡  0 ⎤ = ⎡   8 ⎤
                          ⎣ 1   2 ⎦ ⎣ −8 ⎦   ⎣ −16 ⎦
          shapes [2] = [2, 2] · [2]

    Closed forms
    ────────────

      dL/dW₂,₂ = 2 (v₁ ReLU(W₁,₁ x₁ + W₂,₁ x₂ + b₁) + v₂ ReLU(W₁,₂ x₁ + W₂,₂ x₂
                   + b₂) − t) v₂ 𝟙[W₁,₂ x₁ + W₂,₂ x₂ + b₂ > 0] x₂

      dL/dW = 2x · (((vᵀ ReLU(Wᵀ x + b) − t) v) ⊙ 𝟙[Wᵀ x + b > 0])ᵀ
      dL/db = 2 ((vᵀ ReLU(Wᵀ x + b) − t) v) ⊙ 𝟙[Wᵀ x + b > 0]
      dL/dv = 2 (vᵀ ReLU(Wᵀ x + b) − t) ReLU(Wᵀ x + b)
      dL/dx = 2W · (((vᵀ ReLU(Wᵀ x + b) − t) v) ⊙ 𝟙[Wᵀ x + b > 0])

    Notes
    ─────

      · z₁ = 0: the derivative of the rectifier (ReLU) does not exist there (it is 0
        from the left and 1 from the right); 0 is used.
    "
  `);
});

test("a step entry by entry stands below its matrix form when it is asked for", () => {
  const text = renderText(layer.solution, { indexForm: true });
  expect(text).toContain("dL/dWᵢⱼ = ∑ₖ dL/dzₖ · dzₖ/dWᵢⱼ");
  expect(renderText(layer.solution)).not.toContain("dL/dWᵢⱼ");
});

test("a chain of one line on a wide terminal is one of one step a line on a narrow one", () => {
  const wideText = renderText(quotient.solution, { width: 110 });
  expect(wideText).toContain("  dy/dx₁ = dy/ds · ds/du · du/dx₁ = −sin(s) · x₃ u^(x₃−1) · 1/x₂ = ");
  expect(renderText(quotient.solution, { width: 60 })).toContain("du/dx₁\n         = −sin(s)");
});

test.each(Object.entries(examples))(
  "%s: no line is wider than asked, none ends in blanks",
  (_, e) => {
    for (const width of [60, 80, 120]) {
      const lines = displayed(renderText(e.solution, { width }));
      expect(lines.filter((line) => [...line].length > width + 8)).toEqual([]);
      expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    }
  },
);

test.each(Object.entries(examples))(
  "%s: without colour there are no escapes",
  (_, { solution }) => {
    const plain = renderText(solution);
    expect(plain).not.toContain("\u001b");
    expect(plain).not.toMatch(/\\[a-z]|undefined|\[object|NaN/);
  },
);

test("colour adds marks and takes nothing away but the rules under titles", () => {
  const coloured = renderText(branching.solution, { color: true });
  expect(coloured).toContain("\u001b[1m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
  const bare = coloured.replace(/\u001b\[\d+m/g, "");
  const withoutRules = renderText(branching.solution).replace(/^[═─]+\n/gm, "");
  expect(bare).toBe(withoutRules);
});

test("long vectors are cut short, with dots", () => {
  const text = renderText(wide.solution);
  expect(text).toContain("⋮");
  expect(displayed(text).length).toBeLessThan(100);
});
