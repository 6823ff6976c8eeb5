/**
 * Claims entry by entry: letters that run over the axes, δ_ij, sums with conditions, slices. Each
 * rule has a document that it accepts, one that it refutes, one where it keeps silent. In a row
 * ` | ` stands for a new line.
 */
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { documents } from "./verdicts.ts";

const layer = "$$a_i = \\sum_{j=1}^n W_{ij} x_j + b_i$$";

describe("derivatives of entries by entries", () => {
  documents([
    ["of a vector by a vector", `${layer} | $$\\frac{\\partial a_i}{\\partial x_j} = W_{ij}$$`],
    [
      "of a vector by a vector",
      `${layer} | $$\\frac{\\partial a_i}{\\partial b_j} = \\delta_{ij}$$`,
    ],
    [
      "of a vector by a matrix",
      `${layer} | $$\\frac{\\partial a_i}{\\partial W_{kj}} = \\delta_{ik} x_j$$`,
    ],
    [
      "of a vector by a matrix",
      `${layer} | $$\\frac{\\partial a_i}{\\partial W_{kj}} = \\delta_{ik} x_j + 1$$`,
      "2 ! extra-term: \\delta_{ik} x_j",
    ],
    ["of what is not defined", "$$\\frac{\\partial a_i}{\\partial W_{kj}} = 2 x_j + 1$$", "1 ?"],
  ]);
});

const losses = "Let $y_i = x_i w + b$ and $L = \\frac{1}{n} \\sum_{i=1}^n (t_i - y_i)^2$.";

describe("derivatives of formulas with running letters", () => {
  documents([
    [
      "of a product",
      `${losses} | $$\\frac{\\partial y_i}{\\partial w} = \\frac{\\partial (x_i w)}{\\partial w} = x_i$$`,
    ],
    [
      "of a product",
      `${losses} | $$\\frac{\\partial y_i}{\\partial w} = \\frac{\\partial (x_i w)}{\\partial w} = 2 x_i$$`,
      "2 ! extra-factor: x_i",
    ],
    ["of a product", "$$\\frac{\\partial (x_i y_i)}{\\partial w} = x_i + 1$$", "1 ?"],
    [
      "inside a sum",
      `${losses} | $$\\frac{\\partial L}{\\partial w} = \\frac{1}{n} \\sum_{i=1}^n \\frac{\\partial}{\\partial w} (t_i - y_i)^2 = -\\frac{2}{n} \\sum_{i=1}^n (t_i - y_i) x_i$$`,
    ],
    [
      "inside a sum",
      `${losses} | $$\\frac{\\partial L}{\\partial w} = \\frac{1}{n} \\sum_{i=1}^n \\frac{\\partial}{\\partial w} (t_i - y_i)^2 = -\\frac{1}{n} \\sum_{i=1}^n (t_i - y_i) x_i$$`,
      "2 ! arithmetic: -\\frac{2}{n} \\sum_{i=1}^n (t_i - y_i) x_i",
    ],
    [
      "by an entry with the same letter",
      `${losses} | $$\\frac{\\partial (t_i - y_i)^2}{\\partial y_i} = -2 (t_i - y_i)$$`,
    ],
    [
      "by an entry with the same letter",
      `${losses} | $$\\frac{\\partial (t_i - y_i)^2}{\\partial y_i} = 2 (t_i - y_i)$$`,
      "2 ! sign: -2 (t_i - y_i)",
    ],
    [
      "by an entry with another letter",
      `${losses} | $$\\frac{\\partial (t_i - y_i)^2}{\\partial y_j} = -2 (t_i - y_i) \\delta_{ij}$$`,
    ],
    [
      "by an entry with another letter",
      `${losses} | $$\\frac{\\partial (t_i - y_i)^2}{\\partial y_j} = 2 (t_i - y_i) \\delta_{ij}$$`,
      "2 ! sign: -2 (t_i - y_i) \\delta_{ij}",
    ],
    [
      "of a function of a vector",
      "Let $A \\in \\mathbb{R}^{n \\times n}$ and $f(x) = \\sum_i \\sum_j A_{ij} x_i x_j$. | $$\\frac{\\partial f}{\\partial x_k} = \\sum_i \\sum_j A_{ij} \\frac{\\partial (x_i x_j)}{\\partial x_k} = \\sum_j A_{kj} x_j + \\sum_i A_{ik} x_i$$",
    ],
    [
      "of a function of a vector",
      "Let $A \\in \\mathbb{R}^{n \\times n}$ and $f(x) = \\sum_i \\sum_j A_{ij} x_i x_j$. | $$\\frac{\\partial f}{\\partial x_k} = \\sum_i \\sum_j A_{ij} \\frac{\\partial (x_i x_j)}{\\partial x_k} = \\sum_j A_{kj} x_j - \\sum_i A_{ik} x_i$$",
      "2 ! sign: \\sum_j A_{kj} x_j + \\sum_i A_{ik} x_i",
    ],
  ]);
});

const examples = "Let $z_i = \\mathbf{x}_i \\cdot \\mathbf{w}$.";
const dots = "\\frac{\\partial (\\mathbf{x}_i \\cdot \\mathbf{w})}{\\partial \\mathbf{w}}";

describe("bold letters with a running letter", () => {
  documents([
    ["a vector for each example", `${examples} | $$${dots} = \\mathbf{x}_i$$`],
    [
      "a vector for each example",
      "Let $z_i = \\mathbf{w}^T \\mathbf{x}_i + b$ where $\\mathbf{x}_i \\in \\mathbb{R}^d$. | $$\\frac{\\partial z_i}{\\partial \\mathbf{w}} = 2 \\mathbf{x}_i$$",
      "2 ! extra-factor: \\mathbf{x}_i",
    ],
    ["a vector for each example", `${examples} | $$${dots} = \\mathbf{x}_i + \\mathbf{u}$$`, "2 ?"],
  ]);
});

const grid = (sign: string) =>
  `\\begin{bmatrix} a_{11} ${sign} b_{11} & \\dots & a_{1n} ${sign} b_{1n} \\\\ \\vdots & \\ddots & \\vdots \\\\ a_{m1} ${sign} b_{m1} & \\dots & a_{mn} ${sign} b_{mn} \\end{bmatrix}`;
const column = (entry: string) =>
  `\\begin{bmatrix} ${entry}_1 \\\\ ${entry}_2 \\\\ \\vdots \\\\ ${entry}_n \\end{bmatrix}`;

describe("dots", () => {
  const vectors = `$$\\mathbf{x} = ${column("x")}, \\quad \\mathbf{w} = [w_1, \\ldots, w_n]^T$$`;
  documents([
    ["in a matrix", `so $$\\mathbf{A} + \\mathbf{B} = ${grid("+")}$$`],
    ["in a matrix", `so $$\\mathbf{A} + \\mathbf{B} = ${grid("-")}$$`, "1 ?"],
    [
      "in a matrix",
      "so $$2 \\mathbf{x} = \\begin{bmatrix} x_1 \\\\ \\vdots \\\\ 2 x_n \\end{bmatrix}$$",
      "1 -",
    ],
    [
      "in a sum",
      `${vectors} | $$\\mathbf{w}^T \\mathbf{x} = w_1 x_1 + w_2 x_2 + \\dots + w_n x_n = \\sum_i w_i x_i$$`,
    ],
    [
      "in a sum",
      `${vectors} | $$\\mathbf{w}^T \\mathbf{x} = \\sum_i w_i x_i = w_1^2 x_1 + w_2^2 x_2 + \\dots + w_n^2 x_n$$`,
      "2 ?",
    ],
    [
      "in a sum",
      `${vectors} | $$\\mathbf{w}^T \\mathbf{x} = w_1 x_1 + w_2^2 x_2 + \\dots + w_n x_n$$`,
      "2 -",
    ],
    [
      "beside other terms",
      `${vectors} | $$z = b + w_1 x_1 + w_2 x_2 + \\dots + w_n x_n$$ | $$\\frac{\\partial z}{\\partial w_i} = x_i$$`,
    ],
    [
      "beside other terms",
      `${vectors} | $$z = b + w_1 x_1 + w_2 x_2 + \\dots + w_n x_n$$ | $$\\frac{\\partial z}{\\partial w_i} = 2 x_i$$`,
      "3 ! extra-factor: x_i",
    ],
  ]);
});

describe("entries of a whole that has a formula", () => {
  documents([["they are claims", "Let $z = W x + b$. | $$z_i = \\sum_j W_{ij} x_j + b_i$$"]]);
});

const softmax = "$$p_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$";
const slope = "\\frac{\\partial p_i}{\\partial z_j}";

describe("cases of letters", () => {
  documents([
    [
      "before the claims",
      `${softmax} | If $i = j$: | $$${slope} = p_i (1 - p_i)$$ | If $i \\neq j$: | $$${slope} = -p_i p_j$$`,
    ],
    [
      "behind the claims",
      `${softmax} | $$${slope} = p_i (1 - p_i), \\quad i = j$$ | $$${slope} = -p_i p_j \\quad \\text{if } i \\neq j$$`,
    ],
    [
      "before the claims",
      `${softmax} | If $i = j$: | $$${slope} = p_i (1 + p_i)$$ | If $i \\neq j$: | $$${slope} = p_i p_j$$`,
      "3 ! sign: p_i (1 - p_i)",
      "5 ! sign: -p_i p_j",
    ],
    ["the wrong one", `${softmax} | If $i \\ne j$: | $$${slope} = p_i (1 - p_i)$$`, "3 ~ i = j"],
    ["none", `${softmax} | Hence | $$${slope} = p_i (1 - p_i)$$`, "3 ~ i = j"],
    [
      "of a number",
      "$s_i = \\sum_{j \\le i} x_j$. For $i > 1$ | $$s_i = \\sum_{j < i} x_j + x_i$$ | For $i = 1$ | $$s_i = x_1$$",
    ],
    [
      "written out",
      `${softmax} | $$${slope} = \\begin{cases} p_i (1 - p_i) & i = j \\\\ -p_i p_j & i \\ne j \\end{cases}$$`,
    ],
  ]);
});

describe("a mistake is shown at one entry", () => {
  test("with the letters' values", () => {
    const { diagnostics } = checkText(`${softmax}\n$$${slope} = p_i (\\delta_{ij} + p_j)$$`);
    expect(diagnostics[0]!.message).toContain("i = 1, j = 1 the left side is 0.196612");
  });
});

describe("how far sums reach", () => {
  const loss = "$L_i = -\\sum_j y_{ij} \\ln p_j + (1 - y_{ij}) \\ln(1 - p_j)$.";
  documents([
    [
      "a letter of the sum in a later term",
      `${loss} | $$\\frac{\\partial L_i}{\\partial p_j} = \\frac{1 - y_{ij}}{1 - p_j} - \\frac{y_{ij}}{p_j}$$`,
    ],
    [
      "a letter of the sum in a later term",
      `${loss} | $$\\frac{\\partial L_i}{\\partial p_j} = \\frac{1 - y_{ij}}{1 - p_j} + \\frac{y_{ij}}{p_j}$$`,
      "2 ! sign: \\frac{1 - y_{ij}}{1 - p_j} - \\frac{y_{ij}}{p_j}",
    ],
    [
      "a letter that is free on the left",
      "$$y_j = \\sum_k a_k + b_j$$ | $$\\frac{\\partial y_j}{\\partial b_j} = 2$$",
      "2 !",
    ],
    [
      "nothing below the sign",
      "$L = \\frac{1}{2} \\sum (y_i - w x_i)^2$, so $\\frac{\\partial L}{\\partial w} = -\\sum (y_i - w x_i) x_i$",
    ],
    [
      "nothing below the sign",
      "$L = \\frac{1}{2} \\sum (y_i - w x_i)^2$, so $\\frac{\\partial L}{\\partial w} = \\sum (y_i - w x_i) x_i$",
      "1 ! sign: -\\sum (y_i - w x_i) x_i",
    ],
    ["nothing below the sign", "$L = \\sum (y_{ij} - x_i)^2 = \\sum (x_i - y_{ij})^2$", "1 -"],
  ]);
});

describe("inner products of rows", () => {
  const pairs = "\\sum_{i=1}^n \\sum_{j=1}^n \\langle v_i, v_j \\rangle x_i x_j";
  documents([
    ["in angles", `$$${pairs} = \\sum_{l=1}^k \\left(\\sum_{i=1}^n v_{il} x_i\\right)^2$$`],
    [
      "in angles",
      `We use the identity $$${pairs} = \\sum_{l=1}^k \\sum_{i=1}^n v_{il}^2 x_i^2 + 1$$`,
      "1 !",
    ],
    ["in angles", "We get $$2 \\langle x \\rangle = x + 1$$", "1 -"],
  ]);
});

describe("labels of examples", () => {
  const model = "$$\\hat{y}^{(i)} = w^T x^{(i)} + b$$";
  const loss = "$$J = \\frac{1}{2m} \\sum_{i=1}^m (\\hat{y}^{(i)} - y^{(i)})^2$$";
  const slope = "\\frac{\\partial J}{\\partial w_j}";
  const sum = "\\sum_{i=1}^m (\\hat{y}^{(i)} - y^{(i)}) x_j^{(i)}";
  documents([
    ["are indices", `${model} | ${loss} | $$${slope} = \\frac{1}{m} ${sum}$$`],
    [
      "are indices",
      `${model} | ${loss} | $$${slope} = \\frac{2}{m} ${sum}$$`,
      "3 ! arithmetic: \\frac{1}{m} \\sum_{i=1}^m (\\hat{y}^{(i)} - y^{(i)}) x_j^{(i)}",
    ],
    [
      "of a prediction that nothing defines",
      "$$J = \\sum_{i=1}^m (\\hat{y}^{(i)} - y^{(i)})^2 = \\sum_{i=1}^m (w^T x^{(i)} + b - y^{(i)})^2$$",
      "1 ?",
    ],
    [
      "of layers",
      "$z^{(l)} = w^{(l)} a^{(l-1)}$. $$\\frac{\\partial z^{(l)}}{\\partial a^{(l-1)}} = 2 w^{(l)}$$",
      "1 ! extra-factor: w^{(l)}",
    ],
  ]);
});

describe("classes", () => {
  const scores = "$$p_k = \\frac{e^{f_k}}{\\sum_j e^{f_j}}, \\quad L_i = -\\ln p_{y_i}$$";
  const slope = "\\frac{\\partial L_i}{\\partial f_k}";
  const letter = "$$p_k = \\frac{e^{f_k}}{\\sum_j e^{f_j}}, \\quad L = -\\ln p_c$$";
  const hinge = "$$L_i = \\sum_{j \\ne y_i} \\max(0, s_j - s_{y_i} + 1)$$";
  const count = "\\sum_{j \\ne y_i} \\mathbb{1}(s_j - s_{y_i} + 1 > 0)";
  documents([
    ["pick an entry", `${scores} | $$${slope} = p_k - \\mathbb{1}(y_i = k)$$`],
    [
      "pick an entry",
      `${scores} | $$${slope} = p_k + \\mathbb{1}(y_i = k)$$`,
      "2 ! sign: p_k - \\mathbb{1}(y_i = k)",
    ],
    ["pick an entry", `${scores} | $$${slope} = p_k$$`, "2 ~ k \\ne y_i"],
    [
      "are letters",
      `${letter} | If $j = c$: | $$\\frac{\\partial L}{\\partial f_j} = p_j - 1$$ | If $j \\ne c$: | $$\\frac{\\partial L}{\\partial f_j} = p_j$$`,
    ],
    [
      "are letters",
      `${letter} | If $j = c$: | $$\\frac{\\partial L}{\\partial f_j} = 1 - p_j$$ | If $j \\ne c$: | $$\\frac{\\partial L}{\\partial f_j} = p_j$$`,
      "3 ! sign: -\\left(1 - p_j\\right)",
    ],
    [
      "are differentiated by",
      `${hinge} | $$\\frac{\\partial L_i}{\\partial s_{y_i}} = -${count}$$`,
    ],
    [
      "are differentiated by",
      `${hinge} | $$\\frac{\\partial L_i}{\\partial s_{y_i}} = ${count}$$`,
      "2 ! sign: \\sum_{j \\ne y_i} -\\mathbb{1}(s_j - s_{y_i} + 1 > 0)",
    ],
  ]);
});

describe("the mean of numbers that sums run over", () => {
  const first = "$$\\sum_{i=1}^n (X_i - \\overline{X}_n)^2 = ";
  const square = "\\sum_{i=1}^n X_i^2 - 2 \\overline{X}_n \\sum_{i=1}^n X_i + n \\overline{X}_n^2";
  documents([
    ["is what a bar means", `${first}${square} = \\sum_{i=1}^n X_i^2 - n \\overline{X}_n^2$$`],
    [
      "is what a bar means",
      `${first}${square} = \\sum_{i=1}^n X_i^2 - \\overline{X}_n^2$$`,
      "1 ! missing-factor: \\sum_{i=1}^n X_i^2 - \\overline{X}_n^2 n",
    ],
    [
      "is not what a bar means that is said",
      `$\\overline{X} = 2 Y$. |  | ${first}${square} = \\sum_{i=1}^n X_i^2 - n \\overline{X}_n^2$$`,
      "3 ?",
    ],
  ]);
});

describe("the density of a normal distribution", () => {
  const slope = "$$\\frac{d}{d\\mu} \\ln \\mathcal{N}(x; \\mu, \\sigma^2) = ";
  documents([
    ["is differentiated", `${slope}\\frac{x - \\mu}{\\sigma^2}$$`],
    [
      "is differentiated",
      `${slope}\\frac{x - \\mu}{\\sigma}$$`,
      "1 ! exponent: \\frac{x - \\mu}{\\sigma^2}",
    ],
    [
      "is that of numbers",
      `${slope.replace("\\sigma^2", "\\Sigma")}\\Sigma^{-1} (x - \\mu)$$`,
      "1 ?",
    ],
  ]);
});
