/**
 * What formulas leave out: signs of sums, sizes, brackets around ⊙, which way an example stands.
 * Each rule has a document that it accepts, one that it refutes, and one where it keeps silent. In
 * a row ` | ` stands for a new line.
 */
import { describe, expect, test } from "vitest";
import { documents, verdicts } from "./verdicts.ts";

/** Documents in which nothing is left open, after a definition or several. */
function decided(rows: readonly (readonly [rule: string, document: string, verdicts: string])[]) {
  test.each(rows)("%s: %s", (_, text, found) => {
    expect(verdicts(text.replaceAll(" | ", "\n"))).toBe(found);
  });
}

describe("a letter in two factors that the other side has not is summed over", () => {
  const layer = "$q_l = V_{lm} h_m + c_l$ and $L = \\sum_l (q_l - t_l)^2$.";
  const said = "Repeated indices are summed over (Einstein). ";
  decided([
    [
      "in a definition",
      `${layer} | $$\\frac{\\partial q_l}{\\partial h_k} = V_{lk}$$`,
      "definition definition proved",
    ],
    [
      "in a chain rule",
      `${layer} | $$\\frac{\\partial L}{\\partial V_{ij}} = \\frac{\\partial L}{\\partial q_l} \\frac{\\partial q_l}{\\partial V_{ij}}$$`,
      "definition definition proved",
    ],
    [
      "with a Kronecker delta",
      `${layer} | $$\\frac{\\partial L}{\\partial h_k} = 2 (q_l - t_l) V_{lm} \\delta_{mk} = 2 (q_l - t_l) V_{lk}$$`,
      "definition definition proved proved",
    ],
  ]);
  documents([
    [
      "what fails may be meant otherwise",
      `${layer} | $$\\frac{\\partial L}{\\partial h_k} = 3 (q_l - t_l) V_{lk}$$`,
      "2 ?",
    ],
    [
      "but not where the text says that signs are left out",
      `${said}${layer} | $$\\frac{\\partial L}{\\partial h_k} = 3 (q_l - t_l) V_{lk}$$`,
      "2 ! arithmetic: 2 (q_l - t_l) V_{lk}",
    ],
    [
      "a number says nothing of its letters",
      "$u_i v_i = 0$ and $\\frac{\\partial s}{\\partial w} = u_i v_i$",
      "1 ?",
      "1 ?",
    ],
  ]);
});

describe("an entry of what a function makes of a vector", () => {
  const softmax = "Let $p_i = \\text{softmax}(z)_i$ with $z \\in \\mathbb{R}^n$. ";
  decided([
    [
      "in a definition",
      `${softmax} | If $i \\ne j$: | $$\\frac{\\partial p_i}{\\partial z_j} = -p_i p_j$$`,
      "definition condition condition agrees",
    ],
  ]);
  documents([
    [
      "a mistake",
      `${softmax} | $$\\frac{\\partial p_i}{\\partial z_j} = p_i (\\delta_{ij} + p_j)$$`,
      "2 ! sign: p_i (\\delta_{ij} - p_j)",
    ],
    ["of what is not defined", "$$\\frac{\\partial p_i}{\\partial z_j} = p_i p_j + 1$$", "1 ?"],
  ]);
});

describe("columns around \\odot before a row", () => {
  const layer = "Let $z = W x + b$, $a = \\tanh(z)$ and $L = \\frac{1}{2} \\|a - t\\|^2$. ";
  decided([
    [
      "the row multiplies all of them",
      `${layer} | $$\\frac{\\partial L}{\\partial W} = (a - t) \\odot (1 - a^2) x^T$$`,
      "definition definition definition proved",
    ],
  ]);
  documents([
    [
      "a mistake",
      `${layer} | $$\\frac{\\partial L}{\\partial W} = (t - a) \\odot (1 - a^2) x^T$$`,
      "2 ! sign: -(t - a) \\odot (1 - a^2) x^T",
    ],
    [
      "of matrices it multiplies the last",
      "Let $A, B \\in \\mathbb{R}^{n \\times n}$, $u, v \\in \\mathbb{R}^n$. | $$M = A \\odot u v^T$$",
    ],
  ]);
});

describe("examples that stand as rows", () => {
  const neuron = "Let $z_i = \\mathbf{x}_i \\cdot \\mathbf{w}^T$ and $y_i = \\sigma(z_i)$. ";
  documents([
    [
      "a product with a row",
      `${neuron} | $$\\frac{\\partial z_i}{\\partial \\mathbf{w}} = \\mathbf{x}_i$$`,
    ],
    [
      "a mistake",
      `${neuron} | $$\\frac{\\partial z_i}{\\partial \\mathbf{w}} = 2 \\mathbf{x}_i$$`,
      "2 ! extra-factor: \\mathbf{x}_i",
    ],
    [
      "all that is made of them",
      `${neuron} | $$\\frac{\\partial y_i}{\\partial z_i} = y_i (1 - y_i)$$`,
    ],
  ]);
});

describe("vectors of which only entries are numbered", () => {
  const layer = "The layer is $\\mathbf{o} = \\mathbf{W} \\mathbf{x} + \\mathbf{b}$. ";
  documents([
    ["as many as are numbered", `${layer} | $$o_2 = w_{21} x_1 + w_{22} x_2 + b_2$$`],
    ["what fails may have more", `${layer} | $$o_2 = w_{21} x_1 + w_{23} x_3 + b_2$$`, "2 ?"],
    [
      "a size that has a letter is any",
      "Let $s = \\sum_{i=1}^n x_i$ with $x \\in \\mathbb{R}^n$. | $$\\sum_{i=1}^n x_i^2 = x_1^2 + x_2^2$$",
      "2 ?",
    ],
  ]);
});

describe("rows left of a matrix", () => {
  const layer = "$t = x W + b$ and $L = \\sum_j t_j^2$ with entries $W_{kj}$. ";
  documents([
    [
      "a small letter in a sum with another",
      `${layer} | $$\\frac{\\partial t_j}{\\partial x_k} = W_{kj}$$`,
    ],
    [
      "a small letter in a sum with another",
      `${layer} | $$\\frac{\\partial L}{\\partial x_k} = \\sum_j t_j W_{kj}$$`,
      "2 ! missing-factor: 2 \\sum_j t_j W_{kj}",
    ],
    [
      "a factor",
      "$$A = \\lambda W + B$$ | $$\\frac{\\partial A_{kj}}{\\partial \\lambda} = W_{kj}$$",
    ],
  ]);
});

describe("a matrix of which a derivative has one letter", () => {
  const layer = "$T = X W$ and $H = \\tanh(T)$ with $X \\in \\mathbb{R}^{n \\times n}$. ";
  documents([
    [
      "it may be a vector after all",
      `${layer} | $$\\frac{\\partial H_i}{\\partial H_c} = 2 \\delta_{ic}$$`,
      "2 ?",
    ],
  ]);
});

describe("letters in an index that are names of gates", () => {
  const gate = "$o_t = \\sigma(u_{ot})$ and $h_t = o_t \\tanh(c_t)$. ";
  documents([
    ["beside an index", `${gate} | $$\\frac{d o_t}{d u_{ot}} = o_t (1 - o_t)$$`],
    [
      "beside an index",
      `${gate} | $$\\frac{d o_t}{d u_{o,t}} = o_t (1 + o_t)$$`,
      "2 ! sign: o_t (1 - o_t)",
    ],
    ["of what is not said", `${gate} | $$\\frac{d o_t}{d u_{ot}} = s_t (1 - s_t)$$`, "2 ?"],
  ]);
});

describe("\\delta_{jk} beside errors that are called \\delta", () => {
  const layer =
    "$z_i = \\sum_j W_{ij} x_j$ and $\\delta_i = \\frac{\\partial L}{\\partial z_i}$ with $L = \\sum_i z_i^2$. ";
  documents([
    [
      "it is Kronecker's",
      `${layer} | $$\\frac{\\partial z_i}{\\partial W_{kj}} = \\delta_{ik} x_j$$`,
    ],
    [
      "it is Kronecker's",
      `${layer} | $$\\frac{\\partial z_i}{\\partial W_{kj}} = 2 \\delta_{ik} x_j$$`,
      "2 ! extra-factor: \\delta_{ik} x_j",
    ],
    ["what is defined so is not", `$\\delta_i = 2 z_i$ and $\\delta_{ij} = z_i z_j + 1$.`],
  ]);
});

describe("dots over names", () => {
  const energy = "$L = \\frac{1}{2} m \\dot{y}^2 - m g y$ ";
  documents([
    [
      "derivatives by t",
      `${energy} | $$\\frac{d}{dt} \\frac{\\partial L}{\\partial \\dot{y}} = m \\ddot{y}$$`,
    ],
    ["derivatives by t", "$$\\frac{d}{dt} \\sin\\theta = \\cos(\\theta) \\dot\\theta$$"],
    [
      "what fails may depend on more",
      "$$\\frac{d}{dt} \\sin\\theta = 2 \\sin(\\theta) \\dot\\theta$$",
      "1 ?",
    ],
  ]);
});

describe("chains that end at a matrix", () => {
  const layer = "Let $z = W x + b$, $a = \\tanh(z)$ and $L = \\frac{1}{2} \\|a - t\\|^2$. ";
  const chain =
    "\\frac{\\partial L}{\\partial a} \\frac{\\partial a}{\\partial z} \\frac{\\partial z}{\\partial W}";
  documents([
    ["links share a vector", `${layer} | $$\\frac{\\partial L}{\\partial W} = ${chain}$$`],
    [
      "a link too many",
      `${layer} | $$\\frac{\\partial L}{\\partial W} = 2 ${chain}$$`,
      `2 ! extra-factor: ${chain}`,
    ],
    [
      "of what is not defined",
      "$$\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial a} \\frac{\\partial z}{\\partial W}$$",
      "1 ?",
    ],
  ]);
});

describe("Jacobians without their identity", () => {
  const layer = "Let $z = W x + b$ and $a = \\tanh(z)$. ";
  documents([
    ["a diagonal", `${layer} | $$\\frac{\\partial a}{\\partial z} = 1 - a^2$$`],
    ["by a matrix", `${layer} | $$\\frac{\\partial z}{\\partial W} = x^T$$`],
    [
      "what fails in every layout",
      `${layer} | $$\\frac{\\partial z}{\\partial W} = 2 x^T$$`,
      "2 ! extra-factor: x^T",
    ],
  ]);
});

describe("a matrix of a function's variables at a point", () => {
  const hessian =
    "Let $f(x, y) = x^3 - 3 x y$ and | $$H = \\begin{bmatrix} 6 x & -3 \\\\ -3 & 0 \\end{bmatrix}$$ | ";
  documents([
    ["its value there", `${hessian}$$\\det H(1, 2) = -9$$`],
    ["its value there", `${hessian}$$\\det H(1, 2) = 9$$`, "3 ! sign: -9"],
    ["of what is not defined", "$$\\det K(1, 2) = 9$$", "1 -"],
  ]);
});

describe("a line with values put in", () => {
  const balloon =
    "Let $V = \\frac{4}{3} \\pi r^3$. Air is pumped in at $\\frac{dV}{dt} = 5$. | $$\\frac{dV}{dt} = 4 \\pi r^2 \\frac{dr}{dt}$$ | When $r = 2$: | ";
  documents([
    ["of a line before it", `${balloon}$$5 = 4 \\pi \\cdot 2^2 \\frac{dr}{dt}$$`],
    ["of no line before it", `${balloon}$$5 = 4 \\pi \\cdot 2 \\frac{dr}{dt}$$`, "4 ?"],
    ["a wrong line before it", "Let $u = x^2$. | $$\\frac{du}{dx} = 3 x$$", "2 ! arithmetic: 2 x"],
  ]);
});

describe("letters that words call inverses", () => {
  documents([
    ["one of the other", "Let $g$ be the inverse of $f$. | $$g'(x) = \\frac{1}{f'(g(x))}$$"],
    ["each of the other", "$f$ and $g$ are inverses, so $g'(3) = \\frac{1}{f'(g(3))}$."],
    ["one with the other", "A function $f$ with inverse $g$ has $f(g(x)) = x$."],
    ["a mistake is left open", "Let $g$ be the inverse of $f$. | $$g'(x) = f'(g(x))$$", "2 ?"],
    [
      "a letter that has a formula is that",
      "Let $f(x) = x^2$ and $g(x) = x^3$, not the inverse of $f$. | $$g'(x) = 2 x^2$$",
      "2 ! arithmetic: 3 x^2",
    ],
  ]);
});

describe("sums without end", () => {
  documents([
    [
      "they are equal as far as they go",
      "$$\\frac{d}{dx} \\sum_{k=0}^{\\infty} x^k = \\sum_{k=1}^{\\infty} k x^{k-1}$$",
    ],
    [
      "without an upper bound",
      "$$\\sum_{k \\ge 1} k p (1-p)^{k-1} = p \\sum_{k \\ge 1} k (1-p)^{k-1}$$",
    ],
    ["limits are left open", "$$\\sum_{k=0}^{\\infty} x^k = \\frac{1}{1-x}$$", "1 ?"],
    ["limits are left open", "$$S = \\sum_{k=0}^{\\infty} a r^k$$ | $$S - r S = a$$", "2 ?"],
    [
      "sums with an end are not",
      "$$y = \\sum_{k=1}^n k x^{k} = 2 x\\sum_{k=1}^n k x^{k-1}$$",
      "1 ! extra-factor: x\\sum_{k=1}^n k x^{k-1}",
    ],
  ]);
});

describe("a bar with a point behind it", () => {
  const f = "Let $f(x, y) = x^2 y + y^3$. ";
  const circle = "Let $x^2 + y^2 = 25$, so $\\frac{dy}{dx} = -\\frac{x}{y}$. ";
  const slope = "\\left. \\frac{dy}{dx} \\right|_{(3,4)}";
  documents([
    [
      "the variables of f",
      `${f}Then $\\left. \\frac{\\partial f}{\\partial x} \\right|_{(1,2)} = 4$.`,
    ],
    [
      "the variables of f",
      `${f} | $$\\nabla f |_{(1,2)} = \\begin{bmatrix} 4 \\\\ 12 \\end{bmatrix}$$`,
      "2 ! arithmetic: \\begin{bmatrix} 4 \\\\ 13 \\end{bmatrix}",
    ],
    ["x and y of a curve", `${circle} | $$${slope} = -\\frac{3}{4}$$`, "1 ?"],
    [
      "x and y of a curve",
      `${circle} | $$${slope} = -\\frac{4}{3}$$`,
      "1 ?",
      "2 ! arithmetic: -\\frac{3}{4}",
    ],
    [
      "of what is not defined",
      "$\\left. \\frac{\\partial h}{\\partial x} \\right|_{(1,2)} = 4$",
      "1 ?",
    ],
  ]);
});

describe("claims on one example", () => {
  const chain = (a: string, b: string, c: string) => {
    return `\\frac{\\partial ${a}}{\\partial ${b}} \\frac{\\partial ${b}}{\\partial ${c}}`;
  };
  const neuron = "Let $p_i = \\sigma(s_i)$ and $s_i = w x_i + b$. ";
  const softmax = "Let $p_i = \\text{softmax}(z)_i$ and $L = -\\sum_i t_i \\ln p_i$. ";
  documents([
    [
      "a loss that is not defined depends on its own prediction",
      `${neuron} | $$\\frac{\\partial L_i}{\\partial w} = \\frac{\\partial L_i}{\\partial p_i} ${chain("p_i", "s_i", "w")}$$`,
    ],
    [
      "not of what is a vector, too",
      `${softmax} | $$\\frac{\\partial L}{\\partial z_i} = ${chain("L", "p_i", "z_i")}$$`,
      "2 ! transpose: \\frac{\\partial p_i}{\\partial z_i} \\frac{\\partial L}{\\partial p_i}",
    ],
    [
      "what fails says nothing",
      `${neuron} | $$\\frac{\\partial L_i}{\\partial w} = 2 \\frac{\\partial L_i}{\\partial p_i} ${chain("p_i", "s_i", "w")}$$`,
      "2 ?",
    ],
  ]);
});

describe("a letter that only one side has", () => {
  documents([
    [
      "it may be a particular one",
      "Let $p = \\text{softmax}(z)$. | $$L = -\\sum_i y_i \\ln p_i = -\\ln p_k$$",
      "2 ?",
    ],
  ]);
});
