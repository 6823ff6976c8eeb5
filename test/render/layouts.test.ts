/** @file A two-layer network, worked in each of the four layouts and read as a page. */
import { describe, expect, test } from "vitest";
import { workSchema } from "../../src/cli/schema.ts";
import { work } from "../../src/index.ts";
import {
  renderHtml,
  renderJson,
  renderLatex,
  renderMarkdown,
  renderSvg,
  renderText,
} from "../../src/render/index.ts";
import { type Layout, layouts, solve } from "../../src/work/index.ts";

const text = `z = W x + b
h = relu(z)
y = V h + c
r = y - t
L = 1/2 r^T r
at W = [1, 2; -1, 1], x = [2; 1], b = [1; 0], V = [1, 0; 2, 1], c = [0; -1], t = [4; 7]
find dL/dV, dL/dW, dL/dx
`;
const solution = solve(text);

/** The page from the backward pass to the closed forms, and what it says of its layout. */
function page(layout: Layout): string {
  const lines = renderText(solution, { layout, width: 90 }).split("\n");
  const note = lines.findIndex((line) => /^ {2}(Numerator|Denominator|Differentials)/.test(line));
  const said = note < 0 ? [] : lines.slice(note, lines.indexOf("Forward pass"));
  return [...said, ...lines.slice(lines.indexOf("Backward pass"), lines.indexOf("Notes"))].join(
    "\n",
  );
}

test("gradients, in the shape of their variables", () => {
  expect(page("gradient")).toMatchInlineSnapshot(`
    "Backward pass
    ─────────────

      dL/dL = 1

      dL/dr = r                 = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dy = dL/dr             = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dh = Vᵀ · dL/dy        = ⎡ 5 ⎤
                                  ⎣ 2 ⎦

      dL/dz = dL/dh ⊙ 𝟙[z > 0]  = ⎡ 5 ⎤
                                  ⎣ 0 ⎦

      dL/dt = −dL/dr            = ⎡ −1 ⎤
                                  ⎣ −2 ⎦

      dL/dc = dL/dy             = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dV = dL/dy · hᵀ        = ⎡  5  0 ⎤
                                  ⎣ 10  0 ⎦

      dL/db = dL/dz             = ⎡ 5 ⎤
                                  ⎣ 0 ⎦

      dL/dx = Wᵀ · dL/dz        = ⎡  5 ⎤
                                  ⎣ 10 ⎦

      dL/dW = dL/dz · xᵀ        = ⎡ 10  5 ⎤
                                  ⎣  0  0 ⎦

    Chain rule
    ──────────

      dL/dV = dL/dy · hᵀ = ⎡ 1 ⎤ ⎡ 5 ⎤ᵀ = ⎡  5  0 ⎤
                           ⎣ 2 ⎦ ⎣ 0 ⎦    ⎣ 10  0 ⎦
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dW = dL/dz · xᵀ = ⎡ 5 ⎤ ⎡ 2 ⎤ᵀ = ⎡ 10  5 ⎤
                           ⎣ 0 ⎦ ⎣ 1 ⎦    ⎣  0  0 ⎦
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dx = Wᵀ · dL/dz = ⎡  1  2 ⎤ᵀ ⎡ 5 ⎤ = ⎡  5 ⎤
                           ⎣ −1  1 ⎦  ⎣ 0 ⎦   ⎣ 10 ⎦
          shapes [2] = [2, 2]ᵀ · [2]

    Closed forms
    ────────────

      dL/dV = (V ReLU(W x + b) + c − t) (ReLU(W x + b))ᵀ
      dL/dW = ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0]) xᵀ
      dL/dx = Wᵀ ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0])"
  `);
});

test("numerator layout: rows, and Jacobians from the output inwards", () => {
  expect(page("numerator")).toMatchInlineSnapshot(`
    "  Numerator layout: each derivative of a scalar by a column vector is a row, and by a
      matrix it has the transposed shape; these are the transposes of the gradients. The chain
      rule reads from the output inwards.

    Backward pass
    ─────────────

      dL/dL = 1

      dL/dr = rᵀ                                       = [1 2]

      dL/dy = dL/dr · dr/dy  = dL/dr · I₂              = [1 2]

      dL/dh = dL/dy · dy/dh  = dL/dy · V               = [5 2]

      dL/dz = dL/dh · dh/dz  = dL/dh · diag(𝟙[z > 0])  = [5 0]

      dL/dt = dL/dr · dr/dt  = dL/dr · (−I₂)           = [−1 −2]

      dL/dc = dL/dy · dy/dc  = dL/dy · I₂              = [1 2]

      dL/dV = h · dL/dy                                = ⎡ 5  10 ⎤
                                                         ⎣ 0   0 ⎦

      dL/db = dL/dz · dz/db  = dL/dz · I₂              = [5 0]

      dL/dx = dL/dz · dz/dx  = dL/dz · W               = [5 10]

      dL/dW = x · dL/dz                                = ⎡ 10  0 ⎤
                                                         ⎣  5  0 ⎦

    Chain rule
    ──────────

      dL/dV = h · dL/dy = ⎡ 5 ⎤ [1 2] = ⎡ 5  10 ⎤
                          ⎣ 0 ⎦         ⎣ 0   0 ⎦
          (a derivative of y by V has 3 axes and is no matrix: this is the gradient's step,
          transposed)
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dW = x · dL/dz = ⎡ 2 ⎤ [5 0] = ⎡ 10  0 ⎤
                          ⎣ 1 ⎦         ⎣  5  0 ⎦
          (a derivative of z by W has 3 axes and is no matrix: this is the gradient's step,
          transposed)
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dx = dL/dz · dz/dx = dL/dz · W = [5 0] · ⎡  1  2 ⎤ = [5 10]
                                                  ⎣ −1  1 ⎦
          shapes [2]ᵀ = [2]ᵀ · [2, 2]

    Closed forms
    ────────────

      dL/dV = ReLU(W x + b) (V ReLU(W x + b) + c − t)ᵀ
      dL/dW = x · ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0])ᵀ
      dL/dx = ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0])ᵀ W"
  `);
});

test("denominator layout: columns, and transposed Jacobians from the variable outwards", () => {
  expect(page("denominator")).toMatchInlineSnapshot(`
    "  Denominator layout: each derivative of a scalar has the shape of its variable, as the
      gradient has; a derivative of a vector by a vector has a row for each entry of the
      variable, the transpose of the Jacobian. The chain rule reads from the variable
      outwards.

    Backward pass
    ─────────────

      dL/dL = 1

      dL/dr = r                                        = ⎡ 1 ⎤
                                                         ⎣ 2 ⎦

      dL/dy = dr/dy · dL/dr  = I₂ · dL/dr              = ⎡ 1 ⎤
                                                         ⎣ 2 ⎦

      dL/dh = dy/dh · dL/dy  = Vᵀ · dL/dy              = ⎡ 5 ⎤
                                                         ⎣ 2 ⎦

      dL/dz = dh/dz · dL/dh  = diag(𝟙[z > 0]) · dL/dh  = ⎡ 5 ⎤
                                                         ⎣ 0 ⎦

      dL/dt = dr/dt · dL/dr  = (−I₂) · dL/dr           = ⎡ −1 ⎤
                                                         ⎣ −2 ⎦

      dL/dc = dy/dc · dL/dy  = I₂ · dL/dy              = ⎡ 1 ⎤
                                                         ⎣ 2 ⎦

      dL/dV = dL/dy · hᵀ                               = ⎡  5  0 ⎤
                                                         ⎣ 10  0 ⎦

      dL/db = dz/db · dL/dz  = I₂ · dL/dz              = ⎡ 5 ⎤
                                                         ⎣ 0 ⎦

      dL/dx = dz/dx · dL/dz  = Wᵀ · dL/dz              = ⎡  5 ⎤
                                                         ⎣ 10 ⎦

      dL/dW = dL/dz · xᵀ                               = ⎡ 10  5 ⎤
                                                         ⎣  0  0 ⎦

    Chain rule
    ──────────

      dL/dV = dL/dy · hᵀ = ⎡ 1 ⎤ ⎡ 5 ⎤ᵀ = ⎡  5  0 ⎤
                           ⎣ 2 ⎦ ⎣ 0 ⎦    ⎣ 10  0 ⎦
          (a derivative of y by V has 3 axes and is no matrix: this is the gradient's step)
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dW = dL/dz · xᵀ = ⎡ 5 ⎤ ⎡ 2 ⎤ᵀ = ⎡ 10  5 ⎤
                           ⎣ 0 ⎦ ⎣ 1 ⎦    ⎣  0  0 ⎦
          (a derivative of z by W has 3 axes and is no matrix: this is the gradient's step)
          shapes [2, 2] = [2] · [2]ᵀ

      dL/dx = dz/dx · dL/dz = Wᵀ · dL/dz = ⎡ 1  −1 ⎤ · ⎡ 5 ⎤ = ⎡  5 ⎤
                                           ⎣ 2   1 ⎦   ⎣ 0 ⎦   ⎣ 10 ⎦
          shapes [2] = [2, 2] · [2]

    Closed forms
    ────────────

      dL/dV = (V ReLU(W x + b) + c − t) (ReLU(W x + b))ᵀ
      dL/dW = ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0]) xᵀ
      dL/dx = Wᵀ ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0])"
  `);
});

test("differentials: dL = tr(G^T dX)", () => {
  expect(page("differential")).toMatchInlineSnapshot(`
    "  Differentials: dL = tr(Gᵀ dX) for a small change dX of X. What stands before dX is the
      transpose of the gradient; the gradient has the shape of its variable.

    Backward pass
    ─────────────

      dL/dL = 1

      dL/dr = r                 = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dy = dL/dr             = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dh = Vᵀ · dL/dy        = ⎡ 5 ⎤
                                  ⎣ 2 ⎦

      dL/dz = dL/dh ⊙ 𝟙[z > 0]  = ⎡ 5 ⎤
                                  ⎣ 0 ⎦

      dL/dt = −dL/dr            = ⎡ −1 ⎤
                                  ⎣ −2 ⎦

      dL/dc = dL/dy             = ⎡ 1 ⎤
                                  ⎣ 2 ⎦

      dL/dV = dL/dy · hᵀ        = ⎡  5  0 ⎤
                                  ⎣ 10  0 ⎦

      dL/db = dL/dz             = ⎡ 5 ⎤
                                  ⎣ 0 ⎦

      dL/dx = Wᵀ · dL/dz        = ⎡  5 ⎤
                                  ⎣ 10 ⎦

      dL/dW = dL/dz · xᵀ        = ⎡ 10  5 ⎤
                                  ⎣  0  0 ⎦

    Chain rule
    ──────────

      dy = d(V h + c) = dV h

      dL = (dL/dy)ᵀ dy = (dL/dy)ᵀ dV h = tr(h · (dL/dy)ᵀ dV)
          (the trace is cyclic, and a matrix and its transpose have the same trace)

      dL/dV = (h · (dL/dy)ᵀ)ᵀ = dL/dy · hᵀ = ⎡ 1 ⎤ ⎡ 5 ⎤ᵀ = ⎡  5  0 ⎤
                                             ⎣ 2 ⎦ ⎣ 0 ⎦    ⎣ 10  0 ⎦
          shapes [2, 2] = [2] · [2]ᵀ

      dz = d(W x + b) = dW x

      dL = (dL/dz)ᵀ dz = (dL/dz)ᵀ dW x = tr(x · (dL/dz)ᵀ dW)
          (the trace is cyclic, and a matrix and its transpose have the same trace)

      dL/dW = (x · (dL/dz)ᵀ)ᵀ = dL/dz · xᵀ = ⎡ 5 ⎤ ⎡ 2 ⎤ᵀ = ⎡ 10  5 ⎤
                                             ⎣ 0 ⎦ ⎣ 1 ⎦    ⎣  0  0 ⎦
          shapes [2, 2] = [2] · [2]ᵀ

      dz = d(W x + b) = W dx
      dL = (dL/dz)ᵀ dz = (dL/dz)ᵀ W dx

      dL/dx = ((dL/dz)ᵀ W)ᵀ = Wᵀ · dL/dz = ⎡  1  2 ⎤ᵀ ⎡ 5 ⎤ = ⎡  5 ⎤
                                           ⎣ −1  1 ⎦  ⎣ 0 ⎦   ⎣ 10 ⎦
          shapes [2] = [2, 2]ᵀ · [2]

    Closed forms
    ────────────

      dL/dV = (V ReLU(W x + b) + c − t) (ReLU(W x + b))ᵀ
      dL/dW = ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0]) xᵀ
      dL/dx = Wᵀ ((Vᵀ (V ReLU(W x + b) + c − t)) ⊙ 𝟙[W x + b > 0])"
  `);
});

test("a Jacobian in denominator layout is transposed", () => {
  const own = solve("u = tanh(x); y = A u\nat A = [1, 2; 3, 4; 5, 6], x = [0; 0]\nfind dy/dx");
  const told = (layout: Layout): string => {
    const lines = renderText(own, { layout, width: 90 }).split("\n");
    return lines.slice(lines.findIndex((line) => line.startsWith("Jacobian"))).join("\n");
  };
  expect(told("numerator")).toBe(told("gradient"));
  expect(told("denominator")).toMatchInlineSnapshot(`
    "Jacobian dy/dx
    ──────────────

      dy/dx = diag(1 − tanh²(x)) Aᵀ = ⎡ 1  3  5 ⎤
                                      ⎣ 2  4  6 ⎦

      Row i holds the derivatives by the entry i of x, column j those of the entry j of y
      (denominator layout).
    "
  `);
});

describe("every renderer takes the layout", () => {
  const numerator = { layout: "numerator" } as const;

  test("Markdown, LaTeX and a page write the chain in its order", async () => {
    const chain = "\\frac{dL}{dz} \\cdot \\frac{dz}{dx}";
    for (const render of [renderMarkdown, renderLatex]) {
      expect(render(solution, numerator)).toContain(chain);
      expect(render(solution, numerator)).toContain("Numerator layout");
      expect(render(solution)).not.toContain(chain);
      expect(render(solution, { layout: "denominator" })).toContain(
        "\\frac{dz}{dx} \\cdot \\frac{dL}{dz}",
      );
    }
    const html = await renderHtml(solution, { ...numerator, pictures: false });
    expect(html).toContain("Numerator layout");
  });

  test("in the picture adjoints lie as rows", async () => {
    const [usual, rows] = [await renderSvg(solution), await renderSvg(solution, numerator)];
    expect(rows).not.toBe(usual);
    expect(await renderSvg(solution, { layout: "denominator" })).toBe(usual);
  });

  test.each(layouts)("JSON in %s layout keeps the gradient's own shape and value", (layout) => {
    const report = renderJson(solution, text, { layout });
    expect(workSchema.strict().parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const usual = renderJson(solution, text);
    for (const [name, gradient] of Object.entries(report.gradients)) {
      const { value, shape, latex } = usual.gradients[name]!;
      expect(gradient).toMatchObject({ value, shape, latex });
      expect(gradient.arranged === undefined).toBe(layout === "gradient");
    }
    expect(report.layout).toBe(layout === "gradient" ? undefined : layout);
  });

  test("the library takes it too, and says what there is when it is none", () => {
    const report = work(text, { layout: "numerator" });
    const { value, arranged } = report.gradients["V"]!;
    // r hᵀ and its transpose h rᵀ, with r = (1, 2) and h = (5, 0)
    expect([value!.numeric, arranged!.value!.numeric]).toEqual([
      [
        [5, 0],
        [10, 0],
      ],
      [
        [5, 10],
        [0, 0],
      ],
    ]);
    expect(report.gradients["x"]!.arranged!.shape).toEqual([1, 2]);
    const wrong = work(text, { layout: "sideways" as Layout });
    expect(wrong.diagnostics.map(({ code }) => code)).toContain("PG3010");
  });
});
