/**
 * What may be meant otherwise than it seems: curves, components, labels, and chains that go on
 * behind words. Each has a document that is accepted, one that is refuted, and one where nothing
 * is said. In a row ` | ` stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("derivatives", () => {
  const curve = "$x = t^2 - 1$, $y = t^3 + t$.";
  const ellipse = "$x = a \\cos s$, $y = b \\sin s$.";
  documents([
    ["along a curve", `${curve} $\\frac{dy}{dx} = \\frac{3t^2 + 1}{2t}$`],
    [
      "along a curve",
      `${curve} $\\frac{dy}{dx} = \\frac{3t^2 - 1}{2t}$`,
      "1 ! sign: \\frac{3t^2 + 1}{2t}",
    ],
    ["along a curve", `${curve} $\\frac{d^2y}{dx^2} = \\frac{3t^2 - 1}{4t^3}$`],
    ["along a curve", `${ellipse} $\\frac{dy}{dx} = -\\frac{b \\cos s}{a \\sin s}$`, "1 ?"],
    [
      "along a curve",
      `${ellipse} $\\frac{dx}{ds} = -a \\sin s$ and $\\frac{dy}{dx} = \\frac{dy/ds}{dx/ds} = -\\frac{b \\cos s}{a \\sin s}$`,
    ],
    ["at a point", "$M(t) = (1 - t)^{-1}$. $M'(0) = (1 - t)^{-2} = (1 - 0)^{-2} = 1$"],
    [
      "at a point",
      "$M(t) = (1 - t)^{-1}$. $M'(0) = 1 = (1 - 0)^{-2} = (2 - 0)^{-2}$",
      "1 ! arithmetic: (1 - 0)^{-2}",
    ],
  ]);
});

describe("points in words", () => {
  documents([
    ["a value in words", "Evaluated at t=0, | $$m = 2 (1 + t) e^t = 2$$"],
    ["a value in words", "Evaluated at t=0, | $$m = 2 (1 + t) e^t = 3$$", "2 ?"],
    ["words in a formula", "$y = 3 + 4 \\quad by \\ adding \\ both = 7$"],
    ["words in a formula", "$y = 3 + 4 \\quad by \\ adding \\ both = 8$", "1 ! arithmetic: 7"],
  ]);
});

describe("names that depend on others", () => {
  const circle = "Find $\\frac{dy}{dx}$ if $x^2 + y^2 = 25$. | ";
  const other = "Find $\\frac{dy}{dx}$ if $x^3 + y^3 = 6xy$. | ";
  const slope = "$$\\frac{dy}{dx}";
  documents([
    ["by an equation", `${circle}$$2x + 2y \\frac{dy}{dx} = 0$$ | ${slope} = -\\frac{x}{y}$$`],
    ["by an equation", `${other}${slope} = \\frac{6y - 3x^2}{3y^2 - 6x}$$`],
    ["by an equation", `${circle}${slope} = -\\frac{y}{x}$$`, "2 ?"],
    ["by no equation", `${circle}$$\\frac{d}{dx} x^2 = 3x$$`, "2 ! arithmetic: 2x"],
    [
      "in a way that is not said",
      "$V = \\pi r^2 h$, $h = 2$. $\\frac{dV}{dt} = 2 \\pi r h \\frac{dr}{dt}$",
    ],
    [
      "in a way that is not said",
      "$V = \\pi r^2 h$, $h = 2$. $\\frac{dV}{dt} = \\pi r h \\frac{dr}{dt}$",
      "1 ?",
    ],
  ]);
});

describe("a loss that is not defined", () => {
  const layer = "$z = w x + b$, $a = \\tanh(z)$. | ";
  const sizes = "$W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$.";
  const dense = `$z = W x + b$, $a = \\tanh(z)$, ${sizes} | `;
  const [byZ, byA] = ["\\frac{\\partial L}{\\partial z}", "\\frac{\\partial L}{\\partial a}"];
  const [byW, byX] = ["\\frac{\\partial L}{\\partial W}", "\\frac{\\partial L}{\\partial x}"];
  const links = "\\frac{dL}{dw} = \\frac{dL}{da} \\frac{da}{dz} \\frac{dz}{dw}";
  documents([
    ["through a layer", `${layer}$$${links} = \\frac{dL}{da} (1 - a^2) x$$`],
    ["through a layer", `${layer}$$${links} = \\frac{dL}{da} (1 - a^2) w$$`, "2 ?"],
    [
      "through a layer",
      `${layer}$$\\frac{dL}{dw} = \\frac{dL}{da} x$$`,
      "2 ! chain-rule: \\frac{dL}{da} \\cdot \\frac{da}{dz} x",
    ],
    ["of vectors", `${dense}$$${byZ} = ${byA} \\odot (1 - a^2)$$ | $$${byW} = ${byZ} x^T$$`],
    ["of vectors", `${dense}$$${byZ} = ${byA} \\odot (1 - a^2)$$ | $$${byX} = W ${byZ}$$`, "3 ?"],
    ["of what may be a matrix", `$z = W x$. | $$${byX} = W ${byZ}$$`, "2 ?"],
  ]);
});

describe("what follows from an equation", () => {
  const solve = "Solve $2x = \\frac{128}{x^2}$. |";
  const slope = "Let $\\frac{y - s x}{y^2} = 1 - s$. |";
  documents([
    ["times a power", `${solve} So | $$2x^3 = 128$$ | $$x^3 = 64$$`],
    ["times a power", `${solve} So | $$2x^3 = 64$$`, "3 ?"],
    ["solved", "Let $2a + 4b = 12$. | $$2b = 6 - a$$"],
    ["solved", "Let $2a + 4b = 12$. | $$2b = 5 - a$$", "1 ?", "2 ?"],
    ["solved", `${slope} | $$s (y^2 - x) = y^2 - y$$ | $$s = \\frac{y^2 - y}{y^2 - x}$$`],
    ["solved", `${slope} $$1 - s = \\frac{y^2 + y}{y^2 - x}$$`, "1 ?", "2 ?"],
  ]);
});

describe("layouts of vectors by vectors", () => {
  const layer = "Let $x, b$ be vectors, $z = W x + b$, $u = V z$ and $y = \\|u\\|^2$. | ";
  const [byX, byZ] = ["\\frac{\\partial z}{\\partial x}", "\\frac{\\partial u}{\\partial z}"];
  documents([
    ["a row for each entry", `${layer}$$${byX} = W$$`],
    ["a row for each variable", `${layer}$$${byX} = W^T$$`],
    ["a layout that is chosen", `${layer}$$${byZ} = V$$ and $$${byX} = W^T$$`, "2 ~ W^T = W"],
  ]);
});

describe("names with a part unsaid", () => {
  const given = "Let $A$ and $B$ be square matrices. |";
  const entries = "\\sum_i \\sum_j A_{ij}^T B_{ji}$$";
  const odds = "With $1 - p$ for the others, | $$\\frac{d}{dq} \\frac{q}{1 - q} =";
  documents([
    ["an entry of a transpose", `${given} Thus $$\\tr(A^T B) = ${entries}`],
    ["an entry of a transpose", `${given} Thus $$\\tr(A B) = ${entries}`, "2 ~ A^T = A"],
    ["an entry of a transpose", `${given} $$C = ${entries}`],
    ["q beside p", `${odds} \\frac{1}{p^2}$$`],
    ["q beside p", `${odds} \\frac{2}{p^2}$$`, "2 ?"],
    ["q beside p", "$$p \\frac{d}{dq} q^2 = 2pq = 2(1 - p)^2$$", "1 ?"],
    ["q beside p", "$$\\frac{d}{dq} q^2 = f(1 - p)$$", "1 ?"],
    ["a name in the middle", "Let $y = a = w x + b$. $$\\frac{dy}{dw} = x$$"],
    [
      "a name in the middle",
      "Let $y = a = w x + b$. $$\\frac{dy}{dw} = 2x$$",
      "1 ! extra-factor: x",
    ],
    ["a name in the middle", "With $y = a = b$, $$\\frac{dy}{dw} = x$$", "1 ?"],
    [
      "a name that is not tied to the others",
      "$L = y \\ln a$. $$\\frac{\\partial L}{\\partial z} = \\frac{y}{a} \\frac{da}{dz}$$ $$\\frac{y}{a} e^z = \\frac{y}{a} a$$",
      "1 ?",
    ],
  ]);
});

describe("notation", () => {
  documents([
    ["components", "$\\langle 1, -4 \\rangle \\cdot \\langle 3, 5 \\rangle = -17$"],
    ["components", "$\\langle 1, -4 \\rangle \\cdot \\langle 3, 5 \\rangle = 17$", "1 ! sign: -17"],
    ["components", "$|\\langle 3, 4 \\rangle| = 5$", "1 ?"],
    ["invisible braces", "$g(t) = 3{pe}^{t}$, $g'(t) = 3p e^t$"],
    ["invisible braces", "$g(t) = 3{pe}^{t}$, $g'(t) = 3p e^{t} t$", "1 ! extra-factor: 3p e^{t}"],
    ["labels", "$v^0 = 6$, $v^0 + 1 = 7$"],
    ["labels", "$v^0 = 6$. Thus $v^0 + 1 = 8$", "1 ! arithmetic: 7"],
    ["labels", "$x^0 = 1$ and $\\frac{d}{dx} x^n = n x^{n-1}$"],
  ]);
});

describe("what goes on", () => {
  documents([
    ["behind words", "$y = 3 + 4$, and so $= 7$"],
    ["behind words", "$y = 3 + 4$, and so $= 8$", "1 ! arithmetic: 7"],
    ["behind words", "direction $y = 3 + 4$, rate $= 8$", "1 ?"],
    ["a range", "the lags $0 = 1, \\dots, n$"],
  ]);
});

describe("conditions", () => {
  const claim = "$$\\frac{\\partial}{\\partial x} x^T A x = 2 A x$$";
  const length = "$$\\nabla_x \\|Q x\\|^2 = 2 x$$";
  documents([
    ["a symmetric matrix", `If $A$ is symmetric, $A = A^T$, | ${claim}`],
    ["a symmetric matrix", `Let $A$ be a matrix. | ${claim}`, "2 ~ A^T = A"],
    ["another one is symmetric", `Let $B$ be symmetric, $C = B^T$. | ${claim}`, "2 ~ A^T = A"],
    ["all are symmetric", `Symmetric matrices only. Let $C = B^T$. | ${claim}`],
    ["by its kind", `Let $A$ be the Hessian of $f$. | ${claim}`],
    ["by the kind of another one", `Let $B$ be the Hessian, $C = B^T$. | ${claim}`, "2 ~ A^T = A"],
    ["by a sign", `Let $A \\succ 0$ and $C = B^T$. | ${claim}`],
    ["by a sign of another one", `Let $B \\succ 0$, $C = B^T$. | ${claim}`, "2 ~ A^T = A"],
    ["an orthogonal matrix", `Let $Q$ be orthogonal. | ${length}`],
    ["an orthogonal matrix", `Let $R$ be orthogonal, $C = R^T$. | ${length}`, "2 ~ Q^T Q = I"],
    ["an orthogonal matrix", `By a rotation. Let $C = R^T$. | ${length}`],
    ["one-hot labels", `With labels $y$: | $$\\sum_i y_i^2 = \\sum_i y_i$$`],
    [
      "one-hot labels",
      `So | $$\\nabla_y \\|y\\|^2 = 2y$$ | $$y^T y = \\sum_i y_i$$`,
      "3 ~ y \\text{ one-hot}",
    ],
  ]);
});

describe("what is not said", () => {
  const two = "# First | $f(x, y) = x^2 y$ | # Second | $f(x, y) = x y^3$ | # Answers | ";
  const rows = "$$\\begin{eqnarray*} L &=& 2b - a \\\\ && + 4(b - c) \\\\ &=& ";
  documents([
    ["a name of several sections", `${two}$\\frac{\\partial f}{\\partial x} = 2xy$`],
    ["a name of several sections", `${two}$\\frac{\\partial f}{\\partial x} = 5xy$`, "6 ?"],
    [
      "a name of its own section",
      "# First | $f(x, y) = x^2 y$ | $\\frac{\\partial f}{\\partial x} = 5xy$",
      "3 ! arithmetic: 2xy",
    ],
    ["a sum without a sign", "$A = [1, 2; 3, 4]$, $h = [1; 2]$. Thus $A_{1m} h_m = 6$", "1 ?"],
    ["rows that go on", `${rows} 6b - a - 4c \\end{eqnarray*}$$`],
    ["rows that go on", `${rows} 6b - a - 3c \\end{eqnarray*}$$`, "1 ! arithmetic: 6b - a - 4c"],
    ["a condition before", "If $a = b$, $$= a + 1$$", "1 ?"],
  ]);
});

describe("values for a while", () => {
  const head = "# Model | $r = e^{b}$, $b = 0$.";
  const looks = "# Looks | For $b = 0$ the two are the same.";
  const later = "# Rewritten | By definition";
  documents([
    ["a value that is supposed elsewhere", `${head} | ${looks} | ${later} $\\ln r = b$.`],
    [
      "a value that is supposed elsewhere",
      `${head} We get $\\ln r = b + 1$. | ${looks}`,
      "2 ! extra-term: b",
    ],
    ["a value that is supposed elsewhere", `${head} | ${looks} | ${later} $\\ln r = 2$.`, "6 ?"],
  ]);
});

describe("components of functions", () => {
  const field = "Let $F(x, y) = (x^2 + y^2, 2xy)$. Then";
  const softmax = "Let $p_i(a) = \\frac{e^{a_i}}{\\sum_{k=1}^n e^{a_k}}$. Then";
  const slope = "$\\frac{\\partial p_i(a)}{\\partial a_j} = p_i(a)";
  documents([
    ["a part of a list", `${field} $\\frac{\\partial F_2}{\\partial x} = 2y$`],
    ["a part of a list", `${field} $\\frac{\\partial F_2}{\\partial x} = 2x$`, "1 ! other: 2y"],
    [
      "a part of a list",
      "Let $F(x, y)$ be a field. Then $\\frac{\\partial F_2}{\\partial x} = 2y$",
      "1 ?",
    ],
    [
      "a list in angle brackets",
      "Let $F(x, y) = \\langle x^2 y, x y^2 \\rangle$. Then $\\frac{\\partial F_1(x, y)}{\\partial y} = x^2$",
    ],
    [
      "the list that was said last",
      `${field} $\\frac{\\partial F_1}{\\partial x} = 2x$. | Now $F(x, y) = (x y^3, y)$: $\\frac{\\partial F_1}{\\partial x} = y^2$`,
      "2 ! exponent: y^3",
    ],
    [
      "a part with a definition of its own",
      `$F_1 = 3x$. ${field} $\\frac{\\partial F_1}{\\partial x} = 3$`,
    ],
    ["an entry of a function's value", `${softmax} ${slope} (\\delta_{ij} - p_j(a))$`],
    [
      "an entry of a function's value",
      `${softmax} ${slope} (\\delta_{ij} + p_j(a))$`,
      "1 ! sign: p_i(a) (\\delta_{ij} - p_j(a))",
    ],
    ["an entry of a function's value", `${softmax} ${slope} (\\delta_{ij} + p_j(b))$`, "1 -"],
  ]);
});
