/**
 * Networks worked in numbers, as homework has them: each row a document that is right, one with a
 * mistake in it, or one of which too little is known, and what there is to say about it.
 */
import { describe, expect, test } from "vitest";
import { complaints, documents } from "./verdicts.ts";

describe("numbers that were printed of formulas", () => {
  const classes =
    "$z_1 = 0.1$, $z_2 = 1$. $e^{z_1} = 1.105$, $e^{z_2} = 2.718$, $\\sum_k e^{z_k} = 3.823$. | " +
    "$p_1 = \\frac{1.105}{3.823} = 0.289$, $p_2 = \\frac{2.718}{3.823} = 0.711$, $L = -\\ln p_2$. | ";
  documents([
    ["of exponentials", `${classes}$\\frac{\\partial L}{\\partial z_1} = p_1$`],
    ["of exponentials", `${classes}$\\frac{\\partial L}{\\partial z_2} = p_2 - 1$`],
    [
      "of exponentials",
      `${classes}$\\frac{\\partial L}{\\partial z_2} = p_2$`,
      "3 ! missing-term: p_2 - 1",
    ],
    [
      "what is worked out of other numbers may depend on anything",
      "$z_1 = 0.1$, $z_2 = 1$. $p_1 = \\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = 0.289$, $p_2 = \\frac{e^1}{e^{0.1} + e^1} = 0.711$. | $L = -\\ln p_1 - \\ln p_2$, $\\frac{\\partial L}{\\partial z_1} = 2 p_1 - 1$",
      "2 ?",
    ],
    [
      "what is given does not",
      "$z = 0.1$, $c = \\frac{1}{4}$, $L = z^2 + c z$, $\\frac{\\partial L}{\\partial z} = 2 z$",
      "1 ! missing-term: 2 z + c",
    ],
  ]);
});

describe("derivatives that are printed", () => {
  const layer =
    "$x = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $W = \\begin{bmatrix} 0.1 & 0.2 \\\\ 0.3 & 0.4 \\end{bmatrix}$, $z = W x$, $L = \\sum_i \\sin z_i$. | " +
    "$$\\frac{\\partial L}{\\partial z} = \\begin{bmatrix} 0.878 \\\\ 0.454 \\end{bmatrix}$$ | ";
  documents([
    [
      "are carried on",
      `${layer}$$\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial z} x^T = \\begin{bmatrix} 0.878 & 1.756 \\\\ 0.454 & 0.908 \\end{bmatrix}$$`,
    ],
    [
      "are carried on",
      `${layer}$$\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial z} x^T = \\begin{bmatrix} 0.878 & 1.756 \\\\ 0.454 & 0.808 \\end{bmatrix}$$`,
      "3 ! arithmetic: \\begin{bmatrix} 0.878 & 1.756 \\\\ 0.454 & 0.907 \\end{bmatrix}",
    ],
    [
      "of entries that are worked out, the wrong one is put right",
      "$b = \\begin{bmatrix} 0.1 \\\\ -0.2 \\end{bmatrix}$, $g = \\begin{bmatrix} 0.202 \\\\ 0.301 \\end{bmatrix}$, $c = b - 0.5 g = \\begin{bmatrix} 0.1 - 0.101 \\\\ -0.2 + 0.1505 \\end{bmatrix}$",
      "1 ! sign: \\begin{bmatrix} 0.1 - 0.101 \\\\ -0.2 - 0.1505 \\end{bmatrix}",
    ],
    [
      "numbers are worked with as they stand",
      "so $\\begin{bmatrix} 0.196 \\cdot 3 \\\\ 2 \\end{bmatrix} = \\begin{bmatrix} 0.688 \\\\ 2 \\end{bmatrix}$",
      "1 ! arithmetic: \\begin{bmatrix} 0.588 \\\\ 2 \\end{bmatrix}",
    ],
  ]);
});

describe("derivatives of a loss that is not defined", () => {
  const cell =
    "$c = 0.4$, $o = 0.7$, $h = o \\tanh(c)$. With $\\frac{\\partial L}{\\partial h} = 2$ given: | ";
  documents([
    [
      "are worked with as names are",
      `${cell}$$\\frac{\\partial L}{\\partial o} = \\frac{\\partial L}{\\partial h} \\tanh(c) = 2 \\cdot 0.37995 = 0.7599$$`,
    ],
    [
      "are worked with as names are",
      `${cell}$$\\frac{\\partial L}{\\partial o} = \\frac{\\partial L}{\\partial h} \\tanh(c) = 0.3800$$`,
      "2 ! arithmetic: 0.7599",
    ],
    [
      "but not where nothing says what they are",
      "$c = 0.4$, $o = 0.7$, $h = o \\tanh(c)$. | $$\\frac{\\partial L}{\\partial o} = \\frac{\\partial L}{\\partial h} \\tanh(c) = 0.3800$$",
      "2 ?",
    ],
    [
      "what is set to 0 is no value of theirs",
      "$h = w x$. Set $\\frac{\\partial L}{\\partial h} = 0$",
    ],
  ]);
});

describe("a row below each other", () => {
  const batch =
    "$X = \\begin{pmatrix} 1 & 2 \\\\ 0 & 1 \\\\ -1 & 1 \\end{pmatrix}$, $b = \\begin{pmatrix} 0.5 & 1 \\end{pmatrix}$, $Z = X + \\mathbf{1} b$. | ";
  documents([
    [
      "of a matrix",
      `${batch}$$Z = \\begin{pmatrix} 1.5 & 3 \\\\ 0.5 & 2 \\\\ -0.5 & 2 \\end{pmatrix}$$`,
    ],
    [
      "of a matrix",
      `${batch}$$Z = \\begin{pmatrix} 1.5 & 3 \\\\ 0.5 & 1 \\\\ -0.5 & 2 \\end{pmatrix}$$`,
      "2 ! arithmetic: \\begin{bmatrix} 1.5 & 3 \\\\ 0.5 & 2 \\\\ -0.5 & 2 \\end{bmatrix}",
    ],
    [
      "of a number there is none",
      "$x = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}$, $b = 0.5$, so $x + \\mathbf{1} b = \\begin{pmatrix} 1.5 \\\\ 2.5 \\end{pmatrix}$",
    ],
  ]);
});

describe("rounded decimals beside names", () => {
  documents([
    ["as far as the digits go", "Let $p = \\frac{2.32}{1.75} q = 1.326 q$"],
    ["one digit off", "Let $p = \\frac{2.32}{1.75} q = 1.336 q$", "1 ! arithmetic: 1.326 q"],
    [
      "entries that follow from an equation",
      "$A v = 0$ gives $-2.32 v_1 + 1.75 v_2 = 0$, hence $v_2 = \\frac{2.32}{1.75} v_1$. | Then $$v = \\begin{pmatrix} 1.75 \\\\ 2.32 \\end{pmatrix}$$",
      "1 ?",
    ],
    [
      "a whole number is as exact as the decimals beside it",
      "so $3 \\begin{bmatrix} 0.5 \\\\ 1 \\end{bmatrix} = \\begin{bmatrix} 1.5 \\\\ 2 \\end{bmatrix}$",
      "1 ! arithmetic: \\begin{bmatrix} 1.5 \\\\ 3 \\end{bmatrix}",
    ],
    [
      "a name in front of what is worked out",
      "$X = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$. $$C = \\frac{1}{n} X^T X = \\frac{1}{2} \\begin{bmatrix} 10 & 14 \\\\ 14 & 20 \\end{bmatrix}$$ Then $$t = 15 = \\operatorname{tr}(C)$$",
    ],
    [
      "of a name without a value, a number says something",
      "$X = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $C = \\frac{1}{n} X^T X$, $$t = 15 = \\operatorname{tr}(C)$$",
      "1 ?",
    ],
  ]);
});

describe("what an author carries on", () => {
  const delta =
    "With $t = 0.01$, $o = 0.7514$, $h = 0.5933$. | $$\\delta = (t - o)\\, o (1 - o)$$ | " +
    "$$= (0.01 - 0.7514)(0.7514)(0.2486) = -0.13850$$ | ";
  documents([
    ["over displays", `${delta}$$g = 2 \\delta h = 2 \\times (-0.13850) \\times 0.5933$$`],
    [
      "over displays",
      `${delta}$$g = 2 \\delta h = 2 \\times (-0.14850) \\times 0.5933$$`,
      "4 ! arithmetic: 2 \\times (-0.13849) \\times 0.5933",
    ],
    [
      "over displays",
      `${delta}$$g = (c + \\gamma) h = 2 \\times (-0.13850) \\times 0.5933$$`,
      "4 ?",
    ],
  ]);
  const newton =
    "$f(x) = x^3 - x - 2$ and $f'(x) = 3x^2 - 1$, $x_1 = 1.6843$. | " +
    "$$f(1.6843) = (1.6843)^3 - 1.6843 - 2 \\approx 0.7957$$ | " +
    "$$f'(1.6843) = 3(1.6843)^2 - 1 \\approx 3(2.828) - 1 = 7.484$$ | ";
  documents([
    [
      "several numbers at a time",
      `${newton}$$x_2 = x_1 - \\frac{f(x_1)}{f'(x_1)} = 1.6843 - \\frac{0.7957}{7.484}$$`,
      "2 ! arithmetic: 1.0938",
    ],
  ]);
});

test("an equation of vectors with an unknown function is one that others follow from", () => {
  const text =
    "$$0 = f(x_k) + f'(x_k)(x_{k+1} - x_k)$$ | $$f'(x_k)(x_{k+1} - x_k) = -f(x_k)$$ | " +
    "For $f(x) = \\alpha x + \\beta$: $x_1 = x_0 - \\frac{\\alpha x_0 + \\beta}{\\alpha}$";
  expect(complaints(text.replaceAll(" | ", "\n"))).toEqual([]);
});

describe("a name for another one", () => {
  const neuron = "$z = w x + b$, $a = \\sigma(z)$, $L = \\frac{1}{2}(a - t)^2$. | ";
  const gate =
    "$f = \\sigma(1.5)$, $i = \\sigma(1.9)$, $g = \\tanh(0.7)$, $k = 0.2$. $c = f k + i g$, $h = \\tanh(c)$. | ";
  const slope = "$$\\frac{\\partial L}{\\partial g} = \\frac{\\partial L}{\\partial c}";
  documents([
    ["in a derivative", `${neuron}$$\\frac{dL}{dw} = (a - t) a (1 - a) \\cdot x$$`],
    [
      "in a derivative",
      `${neuron}$$\\frac{dL}{dw} = (a - t) a (1 - a) \\cdot w$$`,
      "2 ! other: (a - t) a (1 - a) \\cdot x",
    ],
    [
      "of a loss that is not defined",
      `${gate}${slope} i = \\frac{\\partial L}{\\partial h} (1 - h^2) i$$`,
    ],
    [
      "of a loss that is not defined",
      `${gate}${slope} f$$`,
      "2 ! other: \\frac{\\partial L}{\\partial c} i",
    ],
    [
      "a term more may come from what the loss is of beside it",
      `${gate}${slope} i + 2 \\lambda g$$`,
      "2 ?",
    ],
    [
      "what goes on from a slip is no second one",
      `${gate}Suppose $\\frac{\\partial L}{\\partial c} = 2$: ${slope} f = 2 \\cdot 0.8176$$`,
      "2 ! other: \\frac{\\partial L}{\\partial c} i",
    ],
    [
      "what is not defined follows along its own path",
      "$$\\frac{\\partial z_k}{\\partial b_{2,k}} = 1$$ | $$\\frac{\\partial L}{\\partial b_{2,k}} = \\frac{\\partial L}{\\partial z_k}$$",
      "1 ?",
    ],
    [
      "and is left open off it",
      "$$\\frac{\\partial z_k}{\\partial b_{2,k}} = 2$$ | $$\\frac{\\partial L}{\\partial b_{2,k}} = \\frac{\\partial L}{\\partial z_k}$$",
      "1 ?",
      "2 ?",
    ],
    [
      "a capital beside matrices may be one",
      "$A = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $B = \\begin{bmatrix} 0 & 1 \\\\ 1 & 1 \\end{bmatrix}$, $$F = A B (\\sigma(Z_1) (1 - \\sigma(Z_1))) = B A (\\sigma(Z_1) (1 - \\sigma(Z_1)))$$",
      "1 ?",
    ],
  ]);
});

describe("what a formula says of each entry", () => {
  const layer =
    "$W = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\\\ 5 & 6 \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ -1 \\end{bmatrix}$, $z_i = \\sum_j W_{ij} x_j$, ";
  documents([
    ["the whole is claimed", `${layer}so $z = \\begin{bmatrix} -1 \\\\ -1 \\\\ -1 \\end{bmatrix}$`],
    [
      "the whole is claimed",
      `${layer}so $z = \\begin{bmatrix} -1 \\\\ 1 \\\\ -1 \\end{bmatrix}$`,
      "1 ! sign: \\begin{bmatrix} -1 \\\\ -1 \\\\ -1 \\end{bmatrix}",
    ],
    [
      "another one is no claim",
      `${layer}now $z = \\begin{bmatrix} 2 \\\\ 0 \\\\ 5 \\end{bmatrix}$, so $z^T z = 29$`,
    ],
  ]);
});

describe("examples of a data matrix", () => {
  const data =
    "$X = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\\\ 5 & 7 \\end{bmatrix}$, $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $p_i = \\sigma(w^T x_i)$. $$g = \\sum_i p_i x_i = ";
  documents([
    ["are its rows", `${data}X^T p$$`],
    ["are its rows, or others", `${data}2 X^T p$$`, "1 ?"],
    [
      "values that are given one after the other",
      "With $x_1 = 2$, $x_2 = 3$ we get $s = x_1 + x_2 = 5$ and $q = x_2^2 = 9$",
    ],
    [
      "values that are given one after the other",
      "With $x_1 = 2$, $x_2 = 3$ we get $s = x_1 + x_2 = 5$ and $q = x_2^2 = 6$",
      "1 ! arithmetic: 9",
    ],
    [
      "a length that is not known",
      "Let $\\sum_{i=1}^n x_i = 4$. $$m = \\frac{n}{\\sum_{i=1}^n x_i} = \\frac{3}{4}$$",
      "1 ?",
      "1 ?",
    ],
    [
      "a directional derivative",
      "$g(x, y) = x^2 + 3xy$, $u = (0.6, 0.8)$. $$D_u g(1, 2) = \\nabla g(1, 2) \\cdot u = 7.2$$",
    ],
  ]);
});

describe("entries of a derivative that is supposed", () => {
  const sums =
    "$x = \\begin{bmatrix} 1.069 \\\\ 0.535 \\end{bmatrix}$, $y = \\gamma x$. Suppose $\\frac{\\partial L}{\\partial y} = \\begin{bmatrix} 1 \\\\ -2 \\end{bmatrix}$. | ";
  documents([
    [
      "are its entries",
      `${sums}$$\\frac{\\partial L}{\\partial \\gamma} = \\sum_i \\frac{\\partial L}{\\partial y_i} x_i = 1.069 - 1.070 = -0.001$$`,
    ],
    [
      "are its entries",
      `${sums}$$\\frac{\\partial L}{\\partial \\gamma} = \\sum_i \\frac{\\partial L}{\\partial y_i} x_i = 1.069 + 1.070 = 2.139$$`,
      "2 ! sign: 1.069 - 1.070",
    ],
  ]);
});

describe("what a section behind says of a name before it", () => {
  const loss = "## Loss |  | $$E = \\frac{1}{2}(y - p)^2$$ |  | ## Output |  | ";
  const output = "$$p = \\frac{1}{1 + e^{-z}}$$ |  | $$z = h W + b$$ |  | ## Gradient |  | ";
  documents([
    [
      "holds for it, too",
      `${loss}${output}$$\\frac{\\partial E}{\\partial W} = -(y - p) p (1 - p) h$$`,
    ],
    [
      "is no reason to call it wrong",
      `${loss}${output}$$\\frac{\\partial E}{\\partial W} = -(y - p) (1 - p) h$$`,
      "13 ?",
    ],
  ]);
});

describe("a numbered name beside what is made of numbered ones", () => {
  const net = "$z = h_1 w_5 + h_2 w_6$, $p = z^2$, $h_1 = z_1^2$, $z_1 = x w_1$. |  | ";
  documents([
    ["is no entry of it", `${net}$$\\frac{\\partial p}{\\partial w_1} = 2 z w_5 \\cdot 2 z_1 x$$`],
    [
      "is no entry of it",
      `${net}$$\\frac{\\partial p}{\\partial w_1} = 2 z w_5 \\cdot z_1 x$$`,
      "3 ! arithmetic: 4 z w_5 \\cdot z_1 x",
    ],
    ["is one of a vector", "$z = [3, 4]$. |  | $$2 z_1 = 6$$"],
  ]);
});

describe("a network in sections", () => {
  const net =
    "## Layer |  | $$h_1 = w_1 i_1 + w_2 i_2$$ |  | $$a_{h_1} = \\sigma{(h_1)} = \\frac{1}{1 + e^{-h_1}}$$ |  | $$o_1 = w_5 a_{h_1}$$ |  | $$a_{o_1} = \\sigma{(o_1)}$$ |  | ";
  const loss = "## Loss |  | $$E_{total} = \\frac{1}{2} (t_1 - a_{o_1})^2$$ |  | ## Gradient |  | ";
  const gradient = (right: string) => {
    return `${net}${loss}$$\\frac{\\partial E_{total}}{\\partial w_5} = ${right}$$`;
  };
  documents([
    [
      "is one, where its names are telling",
      gradient("(a_{o_1} - t_1) a_{o_1} (1 - a_{o_1}) a_{h_1}"),
    ],
    [
      "is one, where its names are telling",
      gradient("(a_{o_1} - t_1) a_{o_1} (1 + a_{o_1}) a_{h_1}"),
      "17 ! sign: (a_{o_1} - t_1) a_{o_1} (1 - a_{o_1}) a_{h_1}",
    ],
    [
      "may be another one with bare letters",
      "## One |  | $$y = 3 w x$$ |  | ## Two |  | $$\\frac{dy}{dw} = x$$",
      "7 ?",
    ],
  ]);
});

describe("a slope that is another name", () => {
  const net = "$z = w x + b$, $L = \\frac{1}{2} (z - y)^2$. |  | ";
  documents([
    ["is a claim", `${net}$$\\frac{\\partial z}{\\partial w} = x$$`],
    ["is a claim", `${net}$$\\frac{\\partial z}{\\partial w} = b$$`, "3 ! other: x"],
    ["may be called so", `${net}$$\\frac{\\partial z}{\\partial w} = \\gamma$$`],
    [
      "leads on over the chain rule",
      `${net}$$\\frac{\\partial z}{\\partial w} = b$$ |  | $$\\frac{\\partial L}{\\partial w} = (z - y) b$$`,
      "3 ! other: x",
    ],
    [
      "leads on over the chain rule",
      `${net}$$\\frac{\\partial z}{\\partial w} = b$$ |  | $$\\frac{\\partial L}{\\partial w} = (z + y) b$$`,
      "3 ! other: x",
      "5 ! other: (z - y) x",
    ],
  ]);
});

describe("brackets that are lost", () => {
  documents([
    [
      "around terms before a factor",
      "$y = (x + 1) (x + 2) = x + 1 (x + 2)$",
      "1 ! other: (x + 1) (x + 2)",
    ],
    ["on both sides", "$y = 3 (x + z) u = 3 x + z u$", "1 ! other: 3 (x + z) u"],
    ["not where none were meant", "$y = (a + b c) d = a d + b c d$"],
  ]);
});

describe("labels of classes", () => {
  const loss =
    "$L = -\\sum_i y_i \\log p_i$, $p = \\mathrm{softmax}(z)$. |  | $$\\frac{\\partial L}{\\partial z} = ";
  documents([
    ["add up to 1", `The index of the correct class is $k$. |  | ${loss}p - y$$`],
    ["add up to 1 only where the text speaks of them", `${loss}p - y$$`, "3 ~ \\sum_i y_i = 1"],
    [
      "have the slope that they have",
      `The index of the correct class is $k$. |  | ${loss}p + y$$`,
      "5 ! sign: p - y",
    ],
  ]);
});
