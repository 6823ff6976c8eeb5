/** @file A matrix step unfolded, as a reader meets it in each format. */
import { describe, expect, test } from "vitest";
import {
  renderHtml,
  renderJson,
  renderLatex,
  renderMarkdown,
  renderText,
} from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";

const text =
  "W: [m, n]; x: [m]; b: [n]; t: [n]\nz = W^T x + b\nL = \\|z - t\\|^2\nfind dL/dW, dL/dx";
const solution = solve(text);

/** The lines of the text between two headings. */
function between(page: string, from: string, to: string): string {
  const lines = page.split("\n");
  return lines.slice(lines.indexOf(from) + 2, lines.indexOf(to)).join("\n");
}

test("where the transpose of a dense layer comes from", () => {
  const page = renderText(solution, { indexForm: true, width: 100 });
  expect(between(page, "Chain rule", "Closed forms")).toMatchInlineSnapshot(`
    "
      dL/dW = x · (dL/dz)ᵀ
          shapes [m, n] = [m] · [n]ᵀ

      dL/dW entry by entry: why the transpose
      zₖ = ∑ₗ Wₗₖ xₗ + bₖ
      dzₖ/dWᵢⱼ = ∑ₗ δₗᵢ δₖⱼ xₗ = δₖⱼ xᵢ
      dL/dWᵢⱼ = ∑ₖ dL/dzₖ · dzₖ/dWᵢⱼ = ∑ₖ dL/dzₖ · δₖⱼ xᵢ = xᵢ · dL/dzⱼ = (x · (dL/dz)ᵀ)ᵢⱼ
      δₖⱼ is 1 where k = j, and 0 elsewhere: where it stands as a factor, the sum over k keeps that one
      term.
      The row index i comes from x, the column index j from dL/dz: a column times a row, x · (dL/dz)ᵀ.
      The shapes say the same: nothing else made of these factors has the shape [m, n].

      dL/dx = W · dL/dz
          shapes [m] = [m, n] · [n]

      dL/dx entry by entry
      zⱼ = ∑ₖ Wₖⱼ xₖ + bⱼ
      dzⱼ/dxᵢ = ∑ₖ Wₖⱼ δₖᵢ = Wᵢⱼ
      dL/dxᵢ = ∑ⱼ dL/dzⱼ · dzⱼ/dxᵢ = ∑ⱼ dL/dzⱼ · Wᵢⱼ = ∑ⱼ Wᵢⱼ · dL/dzⱼ = (W · dL/dz)ᵢ
      Read from i on, each factor shares a summed index with the next: the matrix product W · dL/dz. The
      shapes say the same: nothing else made of these factors has the shape [m].
    "
  `);
});

test("matrices on both sides, and a product entry by entry", () => {
  const own = solve("X: [p, q]\nY = A X B\nU = Y .* C\nL = tr(U^T U)\nfind dL/dX, dL/dC");
  const page = renderText(own, { indexForm: true, width: 100 });
  expect(between(page, "Chain rule", "Closed forms")).toMatchInlineSnapshot(`
    "
      dL/dX = Aᵀ · dL/dY · Bᵀ
          shapes [p, q] = [n, p]ᵀ · [n, m] · [q, m]ᵀ

      dL/dX entry by entry: why the transpose
      Yₖₗ = ∑_(r,s) Aₖᵣ Xᵣₛ Bₛₗ
      dYₖₗ/dXᵢⱼ = ∑_(r,s) Aₖᵣ δᵣᵢ δₛⱼ Bₛₗ = Aₖᵢ Bⱼₗ
      dL/dXᵢⱼ = ∑_(k,l) dL/dYₖₗ · dYₖₗ/dXᵢⱼ
              = ∑_(k,l) dL/dYₖₗ · Aₖᵢ Bⱼₗ
              = ∑_(k,l) Aₖᵢ · dL/dYₖₗ · Bⱼₗ
              = ∑_(k,l) (Aᵀ)ᵢₖ · dL/dYₖₗ · (Bᵀ)ₗⱼ
              = (Aᵀ · dL/dY · Bᵀ)ᵢⱼ
      Read from i to j, each factor shares a summed index with the next; Aₖᵢ and Bⱼₗ are met second
      index first, so A and B stand transposed: the matrix product Aᵀ · dL/dY · Bᵀ. The shapes say the
      same: nothing else made of these factors has the shape [p, q].

      dL/dC = Y ⊙ dL/dU
          shapes [n, m] = [n, m] ⊙ [n, m]

      dL/dC entry by entry
      Uₖₗ = Yₖₗ Cₖₗ
      dUₖₗ/dCᵢⱼ = Yₖₗ δₖᵢ δₗⱼ
      dL/dCᵢⱼ = ∑_(k,l) dL/dUₖₗ · dUₖₗ/dCᵢⱼ
              = ∑_(k,l) dL/dUₖₗ · Yₖₗ δₖᵢ δₗⱼ
              = Yᵢⱼ · dL/dUᵢⱼ
              = (Y ⊙ dL/dU)ᵢⱼ
      δₖᵢ and δₗⱼ are 1 where k = i and l = j, and 0 elsewhere: where they stand as factors, the sums
      over k and l keep that one term.
      Every factor has the indices i and j itself, and nothing is summed: the product is taken entry by
      entry, Y ⊙ dL/dU.
    "
  `);
});

describe("in every format", () => {
  test("Markdown and LaTeX show it when it is asked for", () => {
    for (const render of [renderMarkdown, renderLatex]) {
      expect(render(solution, { indexForm: true })).toContain("\\delta_{kj}");
      expect(render(solution)).not.toContain("\\delta_{kj}");
    }
  });

  test("a page has it folded; opened when it is asked for", async () => {
    const folded = await renderHtml(solution, { pictures: false });
    expect(folded).toContain("<details><summary>");
    expect(folded).toContain("why the transpose</summary>");
    expect(folded).not.toContain("<details open>");
    const opened = await renderHtml(solution, { pictures: false, indexForm: true });
    expect(opened.match(/<details open>/g)).toHaveLength(2);
    expect(opened.match(/<\/details>/g)).toHaveLength(2);
  });

  test("JSON has its steps and its reasons", () => {
    const report = renderJson(solution, text);
    const { steps, because, shapes } = report.gradients["W"]!.unfolding!;
    expect(shapes).toBe("[m, n] = [m] · [n]ᵀ");
    expect(because.join(" ")).toContain("The row index $i$ comes from $x$");
    const local = "\\frac{dz_k}{dW_{ij}}";
    const deltas = "\\sum_l \\delta_{li} \\delta_{kj} x_l";
    expect(steps).toContainEqual({ rule: "local derivative", from: local, to: deltas });
    expect(steps.at(-1)).toEqual({
      rule: "folded back",
      from: "x_i \\cdot \\frac{dL}{dz_j}",
      to: "\\left(x \\cdot \\left(\\frac{dL}{dz}\\right)^T\\right)_{ij}",
    });
    const [chain] = report.steps.filter(({ rule }) => rule === "chain rule");
    expect(chain!.substeps).toEqual(steps);
  });
});
