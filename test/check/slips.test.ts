/**
 * @file What is called wrong is a slip, or plain: the smallest change that makes a step right, and
 * silence where a step differs altogether from what it is read to claim.
 */
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { documents } from "./verdicts.ts";

describe("numbers that are put in", () => {
  const neuron = (values: string, put: string) =>
    `$z = w x + b$, ${values}. | $$z = w x + b = ${put}$$`;
  const known = "$w = 0.1$, $x = 2$, $b = 0.05$";
  documents([
    ["are right", neuron(known, "0.1 \\cdot 2 + 0.05")],
    [
      "one of them is wrong",
      neuron(known, "0.1 \\cdot 2 + 0.06"),
      "2 ! arithmetic: 0.1 \\cdot 2 + 0.05",
    ],
    ["all of them are others", neuron(known, "0.7 \\cdot 3 + 0.06"), "2 ?"],
    [
      "one in two places",
      "$z = w x$, $p = \\sigma(z)$, $w = 0.5$, $x = 2$. | $$\\frac{dp}{dz} = p (1 - p) = 0.7411 (1 - 0.7411)$$",
      "2 ! arithmetic: 0.7311 (1 - 0.7311)",
    ],
    [
      "beside derivatives, some of them worked out",
      "$z = w x + b$, $a = \\sigma(z)$, $w = 1$, $x = 2$, $b = -2$. | $$\\frac{da}{dx} = a (1 - a) w = \\frac14 \\cdot 3$$",
      "2 ! arithmetic: \\frac14 \\cdot 1",
    ],
  ]);
});

describe("a formula that differs altogether", () => {
  documents([
    [
      "is wrong where only its own letters stand",
      "$$\\frac{d}{dx} x^2 \\sin x = 2x \\cos x$$",
      "1 ! other: x^2 \\cos(x) + 2 \\sin(x) x",
    ],
    [
      "may be meant otherwise with others",
      "$y = x^2$, $z = y + 1$. | $$\\frac{dz}{dx} = 3 q s + 7$$",
      "2 ?",
    ],
    [
      "is written in the names of the document",
      "$z = w x + b$, $a = \\tanh(z)$, $L = \\frac12 (a - y)^2$. | $$\\frac{\\partial L}{\\partial w} = y x$$",
      "2 ! other: (a - y) (1 - a^2) x",
    ],
    ["of an integral", "$$\\int_0^x t e^t \\, dt = x e^x$$", "1 ! other: x e^x - e^x + 1"],
    [
      "but not where an operator may reach further",
      "$f(x) = x^2 + 3x$. | $f'(x) = \\frac{d}{dx} x^2 + 3x = 2x + 2$",
      "2 !",
    ],
    [
      "nor where a slash may divide by more",
      "$q = e^{-t/RC}$. | $$\\frac{dq}{dt} = t + R + C$$",
      "2 !",
    ],
  ]);
});

describe("slips in sums", () => {
  const loss = "Let $L = \\frac{1}{n} \\sum_{i=1}^n (w x_i + b - y_i)^2$. | ";
  const slope = (right: string) => `${loss}$$\\frac{dL}{dw} = ${right}$$`;
  documents([
    ["none", slope("\\frac{2}{n} \\sum_{i=1}^n (w x_i + b - y_i) x_i")],
    [
      "a sign",
      slope("\\frac{2}{n} \\sum_{i=1}^n (w x_i + b + y_i) x_i"),
      "2 ! sign: \\frac{2}{n} \\sum_{i=1}^n (w x_i + b - y_i) x_i",
    ],
    [
      "an entry that is lost",
      slope("\\frac{2}{n} \\sum_{i=1}^n (w x_i + b - y_i)"),
      "2 ! missing-factor: \\frac{2}{n} \\sum_{i=1}^n (w x_i + b - y_i) x_i",
    ],
    [
      "one by the number of terms",
      `${loss}$$\\frac{dL}{db} = 2 \\sum_{i=1}^n (w x_i + b - y_i)$$`,
      "2 ! missing-factor: 2 \\sum_{i=1}^n (w x_i + b - y_i) \\cdot \\frac{1}{n}",
    ],
    [
      "the letter that runs",
      "so $$\\frac{n(n+1)}{2} = \\sum_{k=1}^n n$$",
      "1 ! other: \\sum_{k=1}^n k",
    ],
    [
      "an exponent of a name with a label",
      "Thus $$\\sum_{i=1}^N (w x^{(i)} + b)^2 = \\sum_{i=1}^N (w^2 x^{(i)} + 2 w x^{(i)} b + b^2)$$",
      "1 ! exponent: \\sum_{i=1}^N (w^2 (x^{(i)})^2 + 2 w x^{(i)} b + b^2)",
    ],
  ]);
});

describe("slips in claims on entries and in cases", () => {
  const softmax = "$$p_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$ | ";
  const slope = "\\frac{\\partial p_i}{\\partial z_j}";
  documents([
    ["on the diagonal", `${softmax}If $i = j$: | $$${slope} = p_i (1 - p_i)$$`],
    [
      "on the diagonal",
      `${softmax}If $i = j$: | $$${slope} = p_i (1 + p_i)$$`,
      "3 ! sign: p_i (1 - p_i)",
    ],
    ["off it", `${softmax}If $i \\neq j$: | $$${slope} = p_i p_j$$`, "3 ! sign: -p_i p_j"],
    [
      "an entry of a matrix",
      "$f(x, y) = x^2 + y^2$: | $$\\nabla f(x, y) = \\begin{pmatrix} 2x \\\\ -2y \\end{pmatrix}$$",
      "2 ! sign: \\begin{pmatrix} 2x \\\\ 2y \\end{pmatrix}",
    ],
    [
      "a quotient for a product",
      "$\\sigma(z) = \\frac{1}{1 + e^{-z}}$, so $$\\sigma'(z) = \\frac{\\sigma(z)}{1 - \\sigma(z)}$$",
      "1 ! other: \\sigma(z) \\cdot (1 - \\sigma(z))",
    ],
  ]);
});

test("a mistake about a symmetric matrix is shown at one", () => {
  const text = "Let $A$ be symmetric and $f(x) = x^T A x$. Then $\\nabla f(x) = 3 A x$.";
  const [found] = checkText(text).diagnostics;
  const [, a, b, c, d] =
    /A = \[([^,]*), ([^;]*); ([^,]*), ([^\]]*)\]/.exec(found?.message ?? "") ?? [];
  expect(b).toBe(c);
  expect([a, d]).not.toContain(undefined);
  expect(found?.repair?.latex).toBe("2 A x");
});

describe("squares of differentials", () => {
  const process = "$dX_t = b_t \\, dt + \\sigma_t \\, dW_t$. | Thus ";
  documents([
    ["are of another order", `${process}$$(dX_t)^2 = \\sigma_t^2 (dW_t)^2$$`, "2 ?"],
    [
      "but not those of names",
      "$x_t = 2 w_t$. | Thus $$(x_t)^2 = 3 (w_t)^2$$",
      "2 ! arithmetic: 4 (w_t)^2",
    ],
  ]);
});

describe("what is written in a usual way", () => {
  documents([
    [
      "words for a name",
      "Let $n = 4$. | $$\\text{Average impurity} = \\frac{1 + 1}{4} = \\frac12$$",
    ],
    [
      "words for a name",
      "Let $n = 4$. | $$\\text{the area} = 3 \\cdot 4 = 13$$",
      "2 ! arithmetic: 12",
    ],
    ["words that go on", "$$x = 2 + 2 \\\\ \\text{adding up} = 5$$", "1 ! arithmetic: 4"],
    ["a comma before the end of a sentence", "$y = 0,5 + 0,1915 = 0,6915.$"],
    ["braces of expectations", "Of a random $X$: $E\\{2X + 1\\} = 2 E\\{X\\} + 1$"],
    [
      "a function of which only numbers are said",
      "$$v = 2 \\, q_n(0.05) + 1 = 3.29$$ and $$u = 3 \\, q_n(0.05) + 1 = 9.9$$",
      "1 ?",
      "1 ?",
    ],
  ]);
});

describe("the letter of an integral of which a formula says something else", () => {
  const said = "The line is $y = 1 - x$, $z = 1 - x - y$. |  | ";
  const inner = "\\int_0^2 \\int_0^2 \\left[y x + 2 z x\\right]_0^2 \\, dy \\, dz";
  const volume = "$$V = \\int_0^2 \\int_0^2 \\int_0^2 (y + 2z) \\, dx \\, dy \\, dz";
  documents([
    ["is its own", `${said}${volume} = ${inner} = 24$$`],
    ["is its own", `${said}${volume} = ${inner} = 26$$`, "3 ! arithmetic: 24"],
    [
      "is that of what is integrated",
      "$r = \\sqrt{x^2 + 4}$, $E = q / r^2$. |  | So $\\int_1^2 E \\, dr = \\frac{q}{2}$",
    ],
  ]);
});

describe("a Σ without letters", () => {
  documents([
    ["may be a sum", "$$y = \\Sigma (a x + b) = a \\Sigma x + b$$", "1 ?"],
    [
      "is a number where the text says so",
      "$\\Sigma = 2$, so $\\Sigma + 1 = 4$",
      "1 ! arithmetic: 3",
    ],
  ]);
});

describe("what an equation divided by a power of a name says", () => {
  const first = "Then |  | $$\\frac{2 t}{(t + 1)^2} = 0$$ |  | ";
  documents([
    ["follows", "Then |  | $$t^2 = 3 t$$ |  | $$t = 3$$"],
    [
      "does not follow where nothing satisfies it",
      `${first}$$\\frac{2}{(t + 1)^2} = 0$$`,
      "3 ?",
      "5 ?",
    ],
  ]);
});

describe("a slope of a name with an index, by its prime", () => {
  const line =
    "$$y_p = \\frac{t^2}{t + 1}$$ |  | $$y_p' = \\frac{2t (t + 1) - t^2}{(t + 1)^2}$$ |  | ";
  documents([
    ["holds", `${line}$$y_p' = \\frac{t^2 + 2t}{(t + 1)^2}$$`],
    [
      "fails",
      `${line}$$y_p' = \\frac{t^2 + 3t}{(t + 1)^2}$$`,
      "5 ! arithmetic: \\frac{t^2 + 2t}{(t + 1)^2}",
    ],
  ]);
});

describe("examples that are numbered and summed", () => {
  const loss = (square: string) => {
    return `$$L = \\sum_{i=1}^N (w x^{(i)} - t^{(i)})^2 = \\sum_{i=1}^N (${square} - 2 w x^{(i)} t^{(i)} + (t^{(i)})^2)$$ |  | `;
  };
  const first = "The first one is $x^{(1)}$, the last one $x^{(N)}$, and $q = x^{(1)} + x^{(N)}$.";
  documents([
    ["are entries", loss("w^2 (x^{(i)})^2") + first],
    [
      "are entries",
      loss("w^2 x^{(i)}") + first,
      "1 ! exponent: \\sum_{i=1}^N (w^2 (x^{(i)})^2 - 2 w x^{(i)} t^{(i)} + (t^{(i)})^2)",
    ],
  ]);
});

describe("a sign in a sum over entries", () => {
  const said = "$\\sum_{m=1}^K g_{nm} = 1$. |  | Thus |  | $$P = ";
  const sum = "\\frac{1}{c} \\sum_{n=1}^N \\sum_{m=1}^K g_{nm}";
  documents([
    ["is kept", `${said}-\\sum_{m=1}^K \\frac{1}{c} \\sum_{n=1}^N g_{nm} = -${sum}$$`, "1 ?"],
    [
      "is lost, whatever an equation says of them",
      `${said}-\\sum_{m=1}^K \\frac{1}{c} \\sum_{n=1}^N g_{nm} = ${sum}$$`,
      "1 ?",
      `5 ! sign: -${sum}`,
    ],
  ]);
});

describe("a number for another one further down", () => {
  const pass =
    "## Forward |  | $z = w x = 0.15 \\cdot 2 = 0.3$ |  | $a = \\sigma(z) = 0.5744$ |  | $E = (a - t)^2 = (0.5744 - 0.01)^2 = 0.3185$ |  | ## Backward |  | $a - t = 0.5744 - 0.01 = 0.5644$ |  | ";
  documents([
    ["is the value of the name", `${pass}$a (1 - a) = 0.5744 (1 - 0.5744) = 0.2445$`],
    [
      "is not the value of the name",
      `${pass}$a (1 - a) = 0.5644 (1 - 0.5644) = 0.2459$`,
      "13 ! arithmetic: 0.5744 (1 - 0.5744)",
    ],
  ]);
});

describe("an unknown with its variable beside it", () => {
  const equation = "So |  | $$\\frac{d}{dx} (y e^x) = 1$$ |  | $$y e^x = x + C$$ |  | ";
  documents([
    ["is the unknown", `${equation}$$y(x) = x e^{-x} + C e^{-x}$$`],
    ["stays a function where it is called at something else", "$f(t) = 3 t$, so $f(2 t) = 6 t$"],
  ]);
});

describe("a number at the end of a row", () => {
  documents([
    [
      "is its label",
      "$$\\begin{aligned} s &= 3 \\cdot 2 = 6 \\ -(11) \\\\ t &= 4 \\cdot 2 = 8 \\qquad (12) \\end{aligned}$$",
    ],
    ["is no label where it is subtracted", "$s = 13 - (11) = 3$", "1 ! arithmetic: 2"],
  ]);
});

describe("a matrix that is declared twice", () => {
  const first =
    "If $y = A x$, where $A \\in \\mathbb{R}^{m \\times n}$ and $x \\in \\mathbb{R}^{n \\times 1}$.";
  const other =
    "If $z = x A$ with $x \\in \\mathbb{R}^{1 \\times n}$ and $A \\in \\mathbb{R}^{n \\times m}$.";
  documents([["has no shape that is sure", `${first} |  | ${other}`]]);
});

describe("a letter that two questions define", () => {
  const one = "## One |  | $q = x y$, $f = q + z$, $\\frac{\\partial f}{\\partial q} = 1$. |  | ";
  const two = "## Two |  | $q = x y$, $r = q + z$, $f = r t$. |  | ";
  documents([
    ["is that of its own", `${one}${two}$\\frac{\\partial f}{\\partial q} = t$`],
    [
      "is not that of the other",
      `${one}${two}$\\frac{\\partial f}{\\partial q} = \\frac{\\partial r}{\\partial q} = 1$`,
      "9 ! chain-rule: \\frac{\\partial f}{\\partial r} \\cdot \\frac{\\partial r}{\\partial q}",
    ],
  ]);
});

describe("a formula with its numbers", () => {
  const given =
    "## Model |  | $x = 2$, $w = 3$, $y = 10$, $p = w x$, $L = (y - p)^2$. |  | ### Forward |  | $p = 3 \\cdot 2 = 6$, $L = (10 - 6)^2 = 16$. |  | ### Backward |  | ";
  const anew = " |  | ### Forward again |  | $p = 4.6 \\cdot 2 = 9.2$, $L = (10 - 9.2)^2 = 0.64$.";
  documents([
    ["is what it was", `${given}$\\frac{dL}{dp} = -2 (y - p) = -8$${anew}`],
    [
      "is what it was",
      `${given}$\\frac{dL}{dp} = -(y - p) = -8$${anew}`,
      "11 ! missing-factor: -2 (y - p)",
    ],
  ]);
});

describe("chances of events", () => {
  const given = "$P(A \\cup B) = P(A) + P(B) - P(A \\cap B)$. |  | $P(B') = 1 - P(B)$. |  | ";
  documents([
    ["are names", `${given}$P(B) = 0.3$, so $P(B') = 1 - 0.3 = 0.7$`],
    ["are names", `${given}$P(B) = 0.3$, so $P(B') = 1 - P(B) = 1 + 0.3$`, "5 ! sign: 1 - 0.3"],
    [
      "of others make nothing of an event",
      `${given}$P(A) = P(A_1) P(A_2)$, $P(A_1) = P(A_2) = 0.5$, so $P(A) = 0.25$`,
    ],
  ]);
});

describe("the prime of a function that stands as a name", () => {
  const said = "Let $\\theta(t)$ be the angle. |  | Then $s = ";
  documents([
    ["is a name, too", `${said}(a + \\theta') \\theta' = a \\theta' + (\\theta')^2$`],
    [
      "ends what a sine is of",
      `${said}\\cos\\theta + \\sin\\theta\\,\\theta' = \\theta' \\sin\\theta + \\cos\\theta$`,
    ],
  ]);
});

describe("an integral that stands again", () => {
  const wrong = "$\\int_0^1 x^2 \\, dx = \\frac{1}{2}$. |  | Then $4 \\int_0^1 x^2 \\, dx = ";
  documents([
    ["goes on with the wrong number", `${wrong}2$`, "1 ! arithmetic: \\frac{1}{3}"],
    [
      "has no other wrong number",
      `${wrong}3$`,
      "1 ! arithmetic: \\frac{1}{3}",
      "3 ! arithmetic: \\frac{4}{3}",
    ],
  ]);
});
