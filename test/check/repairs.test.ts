/**
 * Repairs of what is missing or mistaken, each with a text in which the step is right and one in
 * which no repair is offered: kind, and the right side as it should stand.
 */
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { complaints, documents } from "./verdicts.ts";

const neuron = "$z = w x + b$, $a = \\tanh(z)$, $L = (a - t)^2$. | ";

const cell = "$h_1 = \\tanh(w h_0 + x_1)$, $h_2 = \\tanh(w h_1 + x_2)$, $L = h_2^2$. | ";

describe("links of a chain", () => {
  documents([
    ["a link", `${neuron}$\\frac{dL}{dw} = \\frac{dL}{da} \\frac{da}{dz} \\frac{dz}{dw}$`],
    [
      "a link that is lost",
      `${neuron}$\\frac{dL}{dw} = \\frac{dL}{da} \\cdot \\frac{dz}{dw}$`,
      "2 ! chain-rule: \\frac{dL}{da} \\cdot \\frac{da}{dz} \\cdot \\frac{dz}{dw}",
    ],
    [
      "the last link by another variable",
      `${neuron}$\\frac{dL}{db} = \\frac{dL}{dz} \\cdot \\frac{dz}{dw}$`,
      "2 ! chain-rule: \\frac{dL}{dz} \\cdot \\frac{dz}{db}",
    ],
    [
      "one along an edge",
      `${cell}$\\frac{dL}{dw} = \\frac{dL}{dh_2} \\frac{dh_2}{dh_1} \\frac{dh_1}{dw} + \\frac{dL}{dh_2} \\frac{\\partial h_1}{\\partial w}$`,
      "2 ! index: \\frac{dL}{dh_2} \\frac{dh_2}{dh_1} \\frac{dh_1}{dw} + \\frac{dL}{dh_2} \\frac{\\partial h_2}{\\partial w}",
    ],
    [
      "nothing that fits",
      `${neuron}$\\frac{dL}{dw} = \\sqrt{t} + b^5$`,
      "2 ! other: 2 (a - t) (1 - a^2) x",
    ],
    [
      "an inner derivative",
      "$f(x) = x^3 \\sin(2x)$ | $f'(x) = 3x^2 \\sin(2x) + x^3 \\cos(2x)$",
      "2 ! chain-rule: 3x^2 \\sin(2x) + 2 x^3 \\cos(2x)",
    ],
    ["an inner derivative", "$f(x) = x^3 \\sin(2x)$ | $f'(x) = 3x^2 \\sin(2x) + 2 x^3 \\cos(2x)$"],
  ]);
});

describe("what a step that puts numbers in loses", () => {
  const sum = "Let $z = w x + v y + b$, $w = 2$, $x = -1$, $v = -3$, $y = -2$, $b = -4$. | ";
  const step = (numbers: string) => `${sum}$z = ${numbers} = 0$`;
  const power = (own: string, around = "Let $q = e^{w x} y$, $w = 2$, $x = -1$, $y = -2$. | ") =>
    around === "" ? `${own} \\cdot (-2)` : `${around}$q = ${own} \\cdot (-2) = -2 e^{-2}$`;
  const unit = "Let $w = -1$, $x = \\frac{3}{4}$, $p = -w x$. | ";
  const whole = "2 \\cdot (-1) + (-3) \\cdot (-2) + (-4)";
  documents([
    ["nothing", step(whole)],
    ["its first term", step("(-3) \\cdot (-2) + (-4)"), `2 ! missing-term: ${whole}`],
    ["an exponent", "Let $s = x^2 - 3$, $x = 2$. | $s = 2 - 3 = 1$", "2 ! exponent: 2^2 - 3"],
    ["a sign, and no factor -1", `${unit}$p = -w x = -\\frac{3}{4}$`, "2 ! sign: \\frac{3}{4}"],
    ["its last term", step("2 \\cdot (-1) + (-3) \\cdot (-2)"), `2 ! missing-term: ${whole}`],
    ["a factor", step("2 \\cdot (-1) + (-2) + (-4)"), `2 ! missing-factor: ${whole}`],
    ["a value", step("2 \\cdot (-1) + (-3) \\cdot (-2) + 1"), `2 ! arithmetic: ${whole}`],
    ["a term more in an exponent", power("e^{-2+1}"), `2 ! exponent: ${power("e^{-2}", "")}`],
    ["another exponent of e", power("e^{-3}"), `2 ! exponent: ${power("e^{-2}", "")}`],
    [
      "a part of a condition",
      "Let $w = 2$, $x = -1$, $t = 3$, $s = \\mathbf{1}_{w x > 0} t$. | $s = \\mathbf{1}_{2 > 0} \\cdot 3 = 0$",
      "2 ! missing-factor: \\mathbf{1}_{2 \\cdot (-1) > 0} \\cdot 3",
    ],
  ]);
});

describe("exponents that are lost", () => {
  const tower = "$u = b^c$, $y = a^u$, $a = 2$, $b = 3$, $c = 2$. | ";
  documents([
    ["a large one", `${tower}$\\frac{dy}{da} = u a^{u - 1}$`],
    ["a large one", `${tower}$\\frac{dy}{da} = u a$`, "2 ! exponent: u a^{u - 1}"],
    ["of what has none", `${tower}$\\frac{dy}{da} = -u a \\sqrt{7}$`, "2 ! other: b^c a^{b^c - 1}"],
  ]);
});

describe("functions and factors that are lost", () => {
  const unit = "Let $u = w x + b$, $q = \\sin(u)$, $r = q^2$. | ";
  const even = "Let $y = \\tanh(2x + w z)$. | ";
  const net =
    "Let $W = \\begin{bmatrix} 1 & 2 & 0 \\\\ 3 & 4 & 1 \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ 0 \\\\ 2 \\end{bmatrix}$, $c = \\begin{bmatrix} 0 \\\\ 1 \\end{bmatrix}$, $z = W x + c$, $h = \\tanh(z)$, $L = h^T h$. | ";
  documents([
    ["a function", `${unit}$\\frac{dr}{dx} = 2 \\sin(u) \\cos(u) w$`],
    [
      "a function",
      `${unit}$\\frac{dr}{dx} = 2 (u) \\cos(u) w$`,
      "2 ! function: 2 \\sin(u) \\cos(u) w",
    ],
    ["a factor in an even function", `${even}$\\frac{dy}{dx} = 2 (1 - \\tanh^2(2x + w z))$`],
    [
      "a factor in an even function",
      `${even}$\\frac{dy}{dx} = 2 (1 - \\tanh^2(2x + w))$`,
      "2 ! missing-factor: 2 (1 - \\tanh^2(2x + w z))",
    ],
    [
      "a link where two derivatives are the same",
      `${net}$$\\frac{dL}{dc} = \\frac{dL}{dz}$$ | $$\\frac{dL}{dW} = x^T$$`,
      "3 ! chain-rule: \\frac{dL}{dz} \\cdot x^T",
    ],
    [
      "a denominator of vectors",
      "Let $t = \\begin{bmatrix} 1 \\\\ 0 \\end{bmatrix}$, $p = \\begin{bmatrix} 2 \\\\ 3 \\end{bmatrix}$, $L = -t^T \\ln(p)$. | $$\\frac{dL}{dp} = -t$$",
      "2 ! missing-factor: -t \\odot \\frac{1}{p}",
    ],
    ["a factor 1", `${unit}$\\frac{du}{dw} = 2 x$`, "2 ! extra-factor: x"],
  ]);
});

describe("terms", () => {
  documents([
    [
      "a path that is lost",
      "$u = x^2$, $v = \\sin x$, $y = u v$. | $\\frac{dy}{dx} = \\frac{dy}{du} \\cdot \\frac{du}{dx}$",
      "2 ! missing-term: \\frac{dy}{du} \\cdot \\frac{du}{dx} + \\frac{dy}{dv} \\cdot \\frac{dv}{dx}",
    ],
    [
      "a term inside a bracket",
      `${neuron}$\\frac{dL}{dz} = 2 (a - t) (1)$`,
      "2 ! missing-term: 2 (a - t) (1 - a^2)",
    ],
    [
      "a term of vectors",
      "$u = A x - b$, $s = x^T x$, $L = u^T u + s$. | $\\frac{dL}{dx} = A^T \\frac{dL}{du}$",
      "2 ! missing-term: A^T \\frac{dL}{du} + 2x",
    ],
  ]);
});

describe("numbers", () => {
  documents([
    ["a digit", "$x = 2$, $y = 3$. | $p = x + y + 1 = 2 + 4 + 1$", "2 ! arithmetic: 2 + 3 + 1"],
    ["a sign that is not put in", "$x = -2$. | $p = x + 3 = 2 + 3$", "2 ! sign: -2 + 3"],
    [
      "the value behind the printed digits",
      "$z = 0.4172$, $s = \\frac{1}{1 + e^{-z}} = 0.6028$. | $p = s(1 - s) = 0.6028 \\cdot 0.3972 = 0.2491$",
      "2 ! arithmetic: 0.2394",
    ],
  ]);
});

describe("of equal repairs the likeliest", () => {
  const root = "Let $y = \\sqrt{x + 1}$. | ";
  const net =
    "Let $W = \\begin{bmatrix} 1 & 2 & 0 \\\\ 3 & 4 & 1 \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ 0 \\\\ 2 \\end{bmatrix}$, $b = \\begin{bmatrix} 1 \\\\ 1 \\end{bmatrix}$, $z = W x + b$, $t = \\begin{bmatrix} 0 \\\\ 1 \\end{bmatrix}$, $L = \\frac12 \\|z - t\\|^2$. | ";
  documents([
    [
      "an exponent, not a factor above it",
      `${root}$\\frac{dy}{dx} = \\frac{1}{2y^2}$`,
      "2 ! exponent: \\frac{1}{2y}",
    ],
    [
      "an exponent, not another number",
      "$q = \\frac{\\pi}{3}$. | $y = \\sin q = \\sin \\frac{\\pi^2}{3}$",
      "2 ! exponent: \\sin \\frac{\\pi}{3}",
    ],
    [
      "a sign in the exponent of e",
      "Let $p = e^{-s}$. | $\\frac{dp}{ds} = -e^{s}$",
      "2 ! sign: -e^{-s}",
    ],
    [
      "a vector as it stands elsewhere",
      `${net}$$\\frac{dL}{dz} = (W x + b) - t = (x^T W^T + b) - t$$`,
      "2 ! transpose: (W x + b) - t",
    ],
  ]);
});

test("a name keeps its meaning where what follows is right of the old one only", () => {
  const text =
    "$s = \\frac{\\pi}{3}$. $y = \\cos(s)$.\n\n$$y = \\sin(s) = \\cos(\\frac{\\pi}{3}) = \\frac{1}{2}$$";
  expect(complaints(text)).toEqual(["3 ! function: \\cos(s)"]);
  const anew =
    "$s = \\frac{\\pi}{3}$. $y = \\cos(s)$.\n\n$$y = \\sin(s) = \\sin(\\frac{\\pi}{3})$$";
  expect(complaints(anew)).toEqual([]);
});

test("a message says in one sentence what should stand there", () => {
  const said = (text: string) => checkText(text).diagnostics.map(({ message }) => message);
  const text = `${neuron.replace(" | ", "\n")}$\\frac{dL}{db} = \\frac{dL}{dz} \\cdot \\frac{dz}{dw}$`;
  const [message] = said(text);
  expect(message).toMatch(/: \\frac\{dz\}\{dw\} should be \\frac\{dz\}\{db\}\.$/);
});

describe("powers of functions", () => {
  documents([
    [
      "a square too many",
      "$u = 2 t$, $t = 1$. | $$s = \\sin u = \\sin^2 2$$",
      "2 ! exponent: \\sin 2",
    ],
    [
      "a square that is lost",
      "$$\\frac{d}{dx} \\tanh x = 1 - \\tanh(x)$$",
      "1 ! exponent: 1 - \\tanh^2(x)",
    ],
    ["the exponent of an inverse", "$A A^{-1} x = x$, so $$A^{-1} A x = x$$"],
  ]);
});

describe("where doubles have no digits left", () => {
  const loss = "$J = \\log(1 + \\exp(u^T v)) - u^T v$. | ";
  documents([
    [
      "a sign beside a sigmoid",
      `${loss}$$\\frac{\\partial J}{\\partial v} = \\frac{e^{u^T v}}{1 + e^{u^T v}} u + u$$`,
      "2 ! sign: \\frac{e^{u^T v}}{1 + e^{u^T v}} u - u",
    ],
  ]);
});
