/**
 * Documents → what is found in them. Each rule of reading, scope, inference and rounding has a
 * document that it accepts, one that it refutes and one where it keeps silent. In a row ` | `
 * stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("chains", () => {
  documents([
    ["a chain", "$y = (x+1)^2 = x^2 + 2x + 1$"],
    ["a chain", "$y = (x+1)^2 = x^2 + x + 1$", "1 ! missing-factor: x^2 + 2 x + 1"],
    ["aligned rows", "$$\\begin{aligned} y &= (x+1)^2 \\\\ | &= x^2 + 2x + 1 \\end{aligned}$$"],
    [
      "aligned rows",
      "$$\\begin{aligned} y &= (x+1)^2 \\\\ | &= x^2 + 2x - 1 \\end{aligned}$$",
      "2 ! sign: x^2 + 2x + 1",
    ],
    ["a display that goes on", "$$y = (x+1)^2$$ | $$= x^2 + 2x + 1$$"],
    ["a display that goes on", "$$y = (x+1)^2$$ | $$= x^2 - 2x + 1$$", "2 ! sign: x^2 + 2x + 1"],
    ["one mistake is one", "$y = 2(x + 1) = 2x + 1 = 2x + 2$", "1 ! arithmetic: 2x + 2"],
    ["one mistake is one", "$y = 2(x + 1) = 2x + 1 = 1 + 2x$", "1 ! arithmetic: 2x + 2"],
    [
      "a wrong number that is used again",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) = 0.3$ and $\\frac{df}{dw} = x \\cdot 0.3 = -0.3$",
      "2 ! rounding: 0.2",
    ],
    [
      "a wrong number that is used again",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) = 0.3$ | and $\\frac{df}{dw} = w \\cdot 0.3$",
      "2 ! rounding: 0.2",
      "3 ! other: \\frac{e^{-s}}{(1 + e^{-s})^2} x",
    ],
    [
      "what follows from a mistake is used again",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) = 0.3$ and $\\frac{df}{dw} = x \\cdot 0.3 = -0.3$. | Then $\\frac{df}{dw} = -0.3$ | and $4 \\frac{df}{dw} = 4 \\cdot (-0.3) = -1.2$",
      "2 ! rounding: 0.2",
    ],
    [
      "what follows from a mistake is used again",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) = 0.3$ and $\\frac{df}{dw} = x \\cdot 0.3 = -0.3$. | Then $\\frac{df}{dw} = -0.5$",
      "2 ! rounding: 0.2",
      "3 ! rounding: -0.2",
    ],
    [
      "two mistakes are two",
      "$y = 2(x + 1) = 2x + 1 = x + 1$",
      "1 ! arithmetic: 2x + 2",
      "1 ! missing-factor: 2 x + 1",
    ],
  ]);
});

describe("what is supposed", () => {
  documents([
    ["it is no claim", "$a = x^2$, $b = x^3$. However, if $a = b = 1$, both fall together."],
    ["it is no claim", "$a = x^2$, $b = x^3$. Assuming that $a = b = 0$ we are done."],
    [
      "a constraint is no claim",
      "Take $u > 0$, $v > 0$ and the cost $K(u,v) = u + v$. The constraint is | $$3 u v = q \\iff u v = \\frac{q}{3}$$",
    ],
    [
      "a constraint is no claim",
      "Take $u > 0$, $v > 0$ and the cost $K(u,v) = u + v$. The constraint is | $$u + v = 2 u v$$",
      "2 ?",
    ],
    [
      "a constraint is no claim",
      "Take $u > 0$, $v > 0$ and the cost $K(u,v) = u + v$. The gradient condition is | $$\\frac{\\partial K}{\\partial u} = 2$$",
      "2 ! arithmetic: 1",
    ],
    [
      "as many entries as are numbered",
      "$y = \\operatorname{softmax}(o)$. It is easy to see that $y_1 + y_2 + y_3 = 1$.",
    ],
    [
      "as many entries as are numbered",
      "$y = \\operatorname{softmax}(o)$ and $\\frac{\\partial y_3}{\\partial o_3} = y_3 (1 - y_3)$. It is easy to see that $y_1 + y_2 = 1$.",
      "1 ?",
    ],
  ]);
});

describe("derivatives", () => {
  documents([
    [
      "a point of another shape",
      "$W = \\begin{bmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{bmatrix}$, $A = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $L = \\sum_{ij} W_{ij}^2$. | $\\left.\\frac{\\partial L}{\\partial W}\\right|_{W = A} = 2 A$",
      "2 ?",
    ],
    [
      "by a chain",
      "$y = \\cos(s)$, $s = x^2$, $\\frac{dy}{dx} = \\frac{dy}{ds} \\frac{ds}{dx} = -\\sin(s) \\cdot 2x$",
    ],
    [
      "by a chain",
      "$y = \\cos(s)$, $s = x^2$, $\\frac{dy}{dx} = \\frac{dy}{ds} \\frac{ds}{dx} = \\sin(s) \\cdot 2x$",
      "1 ! sign: -\\sin(s) \\cdot 2x",
    ],
    [
      "an inner derivative",
      "$y = \\sin(s)$, $s = 3x^2$, $\\frac{dy}{dx} = \\frac{dy}{ds}\\frac{ds}{dx} = \\cos(s)$",
      "1 ! chain-rule: \\cos(s) \\cdot 6x",
    ],
    ["of what is not defined", "$\\frac{dC}{dw} = \\frac{dC}{da} \\frac{da}{dw}$"],
    ["of what is not defined", "$\\frac{dC}{dw} = \\frac{dC}{da} \\cdot w$", "1 ?"],
    ["an operator", "$\\frac{d}{dx}(x^3 + 2x) = 3x^2 + 2$"],
    ["an operator", "$\\frac{d}{dx}(x^3 + 2x) = 3x^2 + x$", "1 ! other: 2 + 3x^2"],
    ["a prime", "$f(x) = x^3$, so $f'(x) = 3x^2$ and $f'(2) = 12$"],
    ["a prime", "$f(x) = x^3$, so $f'(x) = 3x$", "1 ! exponent: 3x^2"],
    ["a prime", "$g'(x) = 3x$", "1 ?"],
    [
      "the prime of what all primes differentiate by is 1",
      "$q(t) = t (t^2 + 5)$. | $$q'(t) = t' \\cdot (t^2 + 5) + t (t^2 + 5)' = 1 \\cdot (t^2 + 5) + t \\cdot 2t$$",
    ],
    [
      "the prime of what all primes differentiate by is 1",
      "$q(t) = t (t^2 + 5)$. | $$q'(t) = t' \\cdot (t^2 + 5) + t (t^2 + 5)' = 1 \\cdot (t^2 + 5) + t \\cdot 3t$$",
      "2 ! arithmetic: 1 \\cdot (t^2 + 5) + t \\cdot 2t",
    ],
    [
      "the prime of what all primes differentiate by is 1",
      "$\\frac{d}{dx} (t^2 + 5) = (t^2 + 5)' t'$",
      "1 ?",
    ],
    ["the prime of a bracket beside a letter", "$(x \\cos x)' = \\cos x + x (\\cos x)'$"],
    [
      "the prime of a bracket beside a letter",
      "$(x \\cos x)' = \\cos x - x (\\cos x)'$",
      "1 ! sign: \\cos x + x (\\cos x)'",
    ],
    ["the prime of a bracket beside a letter", "$f (x + 1)' = 3$", "1 ?"],
    ["a quantity that is called", "Let $s = p - q$. So $m = s (p + q) = p^2 - q^2$"],
    [
      "a quantity that is called",
      "Let $s = p - q$. So $m = s (p + q) = p^2 + q^2$",
      "1 ! sign: p^2 - q^2",
    ],
    [
      "a quantity that is called",
      "Let $s = p - q$ and $K = s(p)$. So $m = s(2 p + q) = (2 p + q) - q$",
      "1 ?",
    ],
    ["of a product of unknowns", "$\\frac{d}{dx}(u v) = u v$", "1 ?"],
    ["a differential in a fraction", "$u = x^2$, $\\frac{x\\, du}{u\\, dx} = 2$"],
    [
      "a differential in a fraction",
      "$u = x^2$, $y = u$, $\\frac{dy}{dx} = \\frac{u\\, du}{u\\, dx} = x$",
      "1 ! missing-factor: 2 x",
    ],
    [
      "differentials",
      "$u = x^2$ so $du = 2xdx$, $v = \\ln x$, $dv = \\frac{1}{x} dx = \\frac{dx}{x}$",
    ],
    ["differentials", "$u = x^2$ | $du = 3x\\,dx$", "2 ! arithmetic: 2x"],
    ["differentials", "$u = x^2 y$ | $du = 2 x y dx + x^2 dy$"],
    ["differentials", "$u = x^2 y$ | $du = 2 x y dx + 2 x^2 dy$", "2 !"],
    ["a letter d", "$d = 3$, $x = 2$, $y = dx = 6$"],
    ["a gradient of a quadratic", "$L = \\|W x - y\\|^2$ . $$\\nabla_W L = 2 (W x - y) x^T$$"],
    ["by an entry", "$L = \\sum_i z_i^2$, $$\\frac{\\partial L}{\\partial z_i} = 2 z_i$$"],
    [
      "by an entry",
      "$L = \\sum_i z_i^2$, $$\\frac{\\partial L}{\\partial z_i} = 3 z_i$$",
      "1 ! arithmetic: 2 z_i",
    ],
  ]);
});

describe("values", () => {
  documents([
    ["said", "$x = 2$, $y = x^2 + 1 = 5$"],
    ["said", "$x = 2$, $y = x^2 + 1 = 6$", "1 ! arithmetic: 5"],
    ["not said", "$y = x^2 + 1 = 6$", "1 ?"],
    ["put in and inferred", "$y = w x + b = 3 \\cdot 2 + 1 = 7$"],
    ["put in and inferred", "$y = w x + b = 3 \\cdot 2 + 1 = 8$", "1 ! arithmetic: 7"],
    ["inferred elsewhere", "$y = w x = 3 \\cdot 2 = 6$, $v = w x^2 = 3 \\cdot 2^2 = 12$"],
    [
      "inferred elsewhere",
      "$y = w x = 3 \\cdot 2$, $u = x w = 2 \\cdot 3$, $v = w + x = 3 + 4$",
      "1 ! arithmetic: 3 + 2",
    ],
    ["only this step says it", "$y = w x$, $z = w + 1 = 3 + 1$"],
    [
      "a factor is missed although it is 1",
      "$x = 1$, $y = x^2 u^2$, $\\frac{dy}{du} = 2 x^2 u = 2 x u$",
      "1 ! exponent: 2 x^2 u",
    ],
    [
      "a vector",
      "$z = W x = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix} \\begin{bmatrix} 1 \\\\ 1 \\end{bmatrix} = \\begin{bmatrix} 3 \\\\ 7 \\end{bmatrix}$",
    ],
    [
      "a vector",
      "$z = W x = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix} \\begin{bmatrix} 1 \\\\ 1 \\end{bmatrix} = \\begin{bmatrix} 3 \\\\ 8 \\end{bmatrix}$",
      "1 ! arithmetic: \\begin{bmatrix} 3 \\\\ 7 \\end{bmatrix}",
    ],
    ["given outside", "--- | pengrad: |   given: x = 3 | --- | $y = x^2 = 9$"],
    ["given outside", "--- | pengrad: |   given: x = 3 | --- | $y = x^2 = 6$", "5 ! arithmetic: 9"],
  ]);
});

describe("scopes and versions", () => {
  documents([
    ["a new example", "$f(x) = x^2$, $f'(x) = 2x$. | ## Another | $f(x) = x^3$, $f'(x) = 3x^2$"],
    ["a new letter", "$y = x^2$, $\\frac{dy}{dx} = 2x$. Now $y = x^3$, $\\frac{dy}{dx} = 3x^2$"],
    ["an update", "$w = 2$, $g = 3$. $w := w - 0.5 g$"],
    ["an entry of a known vector", "$z = \\begin{bmatrix} 1 \\\\ 5 \\end{bmatrix}$. $$z_2 = 5$$"],
    [
      "an entry of a known vector",
      "$z = \\begin{bmatrix} 1 \\\\ 5 \\end{bmatrix}$. $$z_2 = 6$$",
      "1 ! arithmetic: 5",
    ],
    ["a name said again", "$$y = 2 + 3$$ | $$y = 5$$"],
    ["the value of a name", "$x = 2$ | $$y = 3 x$$ | $$y = 7$$", "3 ! arithmetic: 6"],
    ["an equation to be solved", "$y = 3x$, set $y = 0$"],
    ["an equation to be solved", "$L = (w - 2)^2$, $$\\frac{dL}{dw} = 2(w - 2) = 0$$", "1 ?"],
  ]);
});

/** A density in one section, a probability in the next. */
const density = "# Densities | Let $q(x) \\ge 0$ and $q(1) + q(2) \\le 1$. | # Coins | ";

describe("conditions and equations", () => {
  documents([
    ["an inequality", "$x > 0$"],
    ["a condition", "if $x = 2$, then"],
    ["an equation", "$$x^2 + y^2 = r^2$$", "1 ?"],
    ["an identity after a word", "since $\\cos^2 x + \\sin^2 x = 1$"],
    ["an identity after a word", "since $\\cos^2 x - \\sin^2 x = 1$", "1 !"],
    ["an identity after a word", "By the fact that $(p + q)^2 = p^2 + q^2 + 2 p q$ it is so."],
    ["an identity after a word", "By the fact that $(p + q)^2 = p^2 + q^2$ it is so.", "1 !"],
    ["an identity after a word", "It is a fact of life. $2 p + 1 = p + 5$", "1 ?"],
    ["a fact about names", "Because $k x - m g = 0$, the spring is stretched.", "1 ?"],
    [
      "a fact about names",
      "Since $\\sum_{i=1}^n p_i = 1$, and since $\\|w\\|^2 = 1$,",
      "1 ?",
      "1 ?",
    ],
    ["an equation that follows", "Supply is demand, hence $3 q = 12 - q$.", "1 ?"],
    ["an equation that follows", "Hence $3 (q + 2) = 3 q + 2 \\cdot 3$."],
    ["an equation that follows", "Hence $(q + r)^2 = q^2 + r^2$.", "1 !"],
    ["an equation that follows", "It rests, hence $w - \\eta g = w$.", "1 ?"],
    ["a name that cancels", "$$v = (q - c) - (p - c) = q - p$$"],
    ["a name that cancels", "$$v = (q - c) - (p - c) = p - q$$", "1 ! sign: -\\left(p - q\\right)"],
    [
      "the square of a change",
      "$(x + \\Delta x)^2 = x^2 + 2 x \\Delta x + \\Delta x^2 = (\\Delta x + x)^2$",
    ],
    [
      "the square of a change",
      "$(x + \\Delta x)^2 = x^2 + 2 x \\Delta x - \\Delta x^2 = y$",
      "1 ! sign: x^2 + 2 x \\Delta x + \\Delta x^2",
    ],
    ["the square of a change", "$\\Delta x^2 = 2 x + 1$", "1 ?"],
    [
      "two equations in a row",
      "$$\\begin{aligned} u &= x + 1 \\text{ and } v &= x^2 \\\\ p &= 2 and q &= 3 \\end{aligned}$$ and $u v = x^3 + x^2$, $p q = 6$",
    ],
    [
      "two equations in a row",
      "$$\\begin{aligned} u &= x + 1 and v &= x^2 \\end{aligned}$$ | So $\\frac{dv}{dx} = x$",
      "2 ! missing-factor: 2 x",
    ],
    [
      "two equations in a row",
      "$$\\begin{aligned} u &= x + 1 and v &= \\qoppa{x} \\end{aligned}$$",
      "1 -",
    ],
    ["an equation to be solved", "Thus $2x + 1 = 7$.", "1 ?"],
    [
      "an equation that is said before",
      "Let $u v = 1$. Then | $$\\frac{u + v}{u v} = u + v$$",
      "1 ?",
    ],
    [
      "an equation that is said before",
      "Let $u v = 1$. Then | $$\\frac{u + v}{u v} = u + v = u - v$$",
      "1 ?",
      "2 ! sign: u + v",
    ],
    [
      "an equation that is said before",
      "On the circle $x^2 + y^2 = 1$. Hence $3x^2 + 3y^2 = 3$ and $$x^2 + 2y^2 = 1 + y^2$$",
    ],
    ["an equation that is said before", "If $r = 2$ then $$r^3 s = 8 s$$", "1 ?"],
    ["an equation that is said before", "If $r = 2$ then $$r^3 s = 2 r^2 s = 6 s$$", "1 ?", "1 ?"],
    [
      "an equation of another section",
      "# A | Let $u v = 1$. | # B | Then $$\\frac{u + v}{u v} = u + v$$",
      "2 ?",
      "4 ! missing-factor: \\left(u + v\\right) \\cdot \\frac{1}{u v}",
    ],
    [
      "a derivative set to 0",
      "$y = (x - 3)^2$, $\\frac{dy}{dx} = 2 (x - 3) = 0$. | Hence $\\frac{d}{dx} x^2 = 6$ and $x^2 - x = 6$",
      "1 ?",
    ],
    ["a function of another section", `${density}Then $q (q - 1) = q^2 - q$.`],
    [
      "a function of another section",
      `${density}Then $(q - 1)^2 q = q^3 - 2 q^2 - q$.`,
      "4 ! sign: q^3 - 2 q^2 + q",
    ],
    ["a function of another section", `${density}Then $q x + 1 = 2 q x$.`, "4 ?"],
    [
      "a function of its arguments",
      "$f = f(x; w)$. We have $L = 3 f + 1$ and $\\frac{dL}{df} = 3$.",
    ],
    [
      "a function of its arguments",
      "$f = f(x; w)$. We have $L = 3 f + 1$ and $\\frac{dL}{df} = -3$.",
      "1 ! sign: 3",
    ],
    [
      "a letter with and without indices",
      "$\\sum_{i,j} q_{ij} = \\frac{q}{2} + \\frac{1 - q}{2}$",
      "1 ?",
    ],
    ["a transposed name", "$a = 3$, $Q^T a = 3 Q^T$, thus $\\frac{Q^T Q a}{a} = Q^T Q$"],
    ["a transposed name", "$a = 3$ | Thus $2 Q^T Q a = 7 Q^T Q$", "2 ! arithmetic: 6 Q^T Q"],
    ["names that are said to be equal", "With $r = n = p$ it follows.", "1 ?"],
    ["a piece", "$z = 3$, $a = \\max(0, z)$, $\\frac{da}{dz} = 1$"],
    ["a piece", "$z = 3$, $a = \\max(0, z)$, $\\frac{da}{dz} = 0$", "1 ! arithmetic: 1"],
  ]);
});

describe("rows of a display", () => {
  const rows = (text: string): string => `$$\\begin{aligned} ${text} \\end{aligned}$$`;
  documents([
    ["a number before its part", "$(2) \\quad f(x) = x^2$, so $f'(x) = 2x$"],
    ["a number before its part", "$$(2) \\quad 3 + 4 = 7$$"],
    ["a number before its part", "$$(2) \\quad 3 + 4 = 8$$", "1 ! arithmetic: 7"],
    ["a factor in brackets", "$(2) (3 + 4) = 7$", "1 ! arithmetic: 14"],
    ["a row that goes on", rows("y &= (x + 1)^2 \\\\ &= x^2 + 2x + 1")],
    [
      "a row that goes on",
      rows("y &= (x + 1)^2 \\\\ &= x^2 + x + 1"),
      "1 ! missing-factor: x^2 + 2 x + 1",
    ],
    ["a row behind two columns", rows("u &= 1 + 1 & v &= 2 + 2 \\\\ &= 2 & &= 4")],
    ["a row behind two", rows("u &= \\sin x \\quad v = \\cos x \\\\ &= 2 \\sin x \\cos x"), "1 -"],
    ["a row behind two", rows("y &= 3 x, \\quad x = 2 \\\\ &= 6"), "1 -"],
  ]);
});

describe("names of several letters", () => {
  documents([
    [
      "a name with an index",
      "$w = 2$, $x = 3$, $net_{h1} = w * x + 1$, $net_{h1} = 2 * 3 + 1 = 7$, $out_{h1} = net_{h1}^2 = 49$",
    ],
    [
      "a name with an index",
      "$w = 2$, $x = 3$, $net_{h1} = w * x + 1$ | $net_{h1} = 2 * 3 + 1 = 6$",
      "2 ! arithmetic: 7",
    ],
    ["a word that nothing defines", "$error = (target - output)^2 = target^2 - output^2$", "1 ?"],
    ["a product of three letters", "$z = 2$, $x y z = xyz = 2xy$"],
    ["a letter with its number", "$w1 = 3$, $x1 = 2$, $z1 = w1 * x1 = 6$, $\\frac{dz1}{dw1} = x1$"],
    ["a letter with its number", "$w1 = 3$, $x1 = 2$, $z1 = w1 * x1 = 7$", "1 ! arithmetic: 6"],
    ["a letter with its number", "$y = x2 + 1$ and $\\frac{dy}{dx} = 2x$", "1 ?"],
    ["an index without braces", "$E_o1 = 2$, $E_o2 = 3$, $E_total = E_o1 + E_o2 = 5$"],
    [
      "an index without braces",
      "$E_o1 = 2$, $E_o2 = 3$, $E_total = E_o1 + E_o2 = 6$",
      "1 ! arithmetic: 5",
    ],
    ["an index without braces", "$a_ix_i = a_i x_i$"],
  ]);
});

describe("names with a mark", () => {
  documents([
    ["the best one", "$f(x) = x^2 - 2x$, $x^* = 1$, $f(x^*) = (x^*)^2 - 2x^* = -1$"],
    [
      "the best one",
      "$f(x) = x^2 - 2x$, $x^* = 1$ | $f(x^*) = (x^*)^2 - 2x^* = 1$",
      "2 ! sign: -1",
    ],
    ["the best one", "since $\\|A^\\dagger A\\|^2 = \\|A^\\dagger\\|^2$", "1 ?"],
    ["the new one", "$w = 2$, $g = 3$, $w^{\\text{new}} = w - 0.1 g = 1.7$"],
    ["per cent", "$P = 200$, $r = 5\\%$, $P r = 10 = 5\\% \\cdot 200$"],
    ["per cent", "$P = 200$, $r = 5\\%$ | so $P r = 1000$", "2 ! arithmetic: 10"],
  ]);
});

describe("samples without a number", () => {
  documents([
    ["they cost their own line", "$J = \\sum_{i=1}^m y^{(i)}$ and $a = 2 + 3 = 5$"],
    [
      "they cost their own line",
      "$J = \\sum_{i=1}^m y^{(i)}$ | and $a = 2 + 3 = 6$",
      "2 ! arithmetic: 5",
    ],
    ["they cost their own line", "$J = \\sum_{i=1}^m y^{(i)}$ | so $\\frac{dJ}{dy} = 2$", "2 ?"],
  ]);
});

describe("between bounds", () => {
  documents([
    ["a difference", "so $\\left[\\frac{x^2}{2}\\right]_0^2 = 2$ and $x^3 \\Big|_1^2 = 8 - 1 = 7$"],
    [
      "a difference",
      "so $\\left[\\frac{x^2}{2}\\right]_1^2 = 2 - \\frac12$ | $= 1$",
      "2 ! arithmetic: \\frac{3}{2}",
    ],
    ["a difference", "so $2 = [x y]_0^1$", "1 -"],
  ]);
});

describe("a letter before a bracket that holds it", () => {
  documents([
    ["a factor", "since $x(x + 2) = x^2 + 2x$"],
    ["a factor", "since $x(x + 2) = x^2 + 2$", "1 ! missing-factor: x^2 + 2 x"],
    ["a function", "since $x(t + 2) = x t + 2$", "1 ?"],
  ]);
});

describe("what is set to zero", () => {
  documents([
    [
      "it may decide what follows",
      "$\\frac{d}{dw} (w^2 - 2 a w) = 2w - 2a = 0$ and hence $w = a$",
      "1 ?",
    ],
    [
      "it may decide what follows",
      "$\\nabla_w \\|X w - y\\|^2 = 2 X^T (X w - y) = 0$ and hence $X^T X w = X^T y$",
      "1 ?",
    ],
    [
      "it may decide what follows",
      "$\\frac{d}{dw} (w^2 - 2 a w) = 2w - a = 0$",
      "1 ! missing-factor: 2w - 2 a",
      "1 ?",
    ],
  ]);
});

describe("a sentence", () => {
  documents([
    [
      "says after its use what a name is",
      "$x = e^t$, $y = 2$. |  | Let $z = x^2 y$, $x = \\cos t$, $y = \\sin t$. |  | $\\frac{dz}{dt} = -2 \\cos t \\sin^2 t + \\cos^3 t$",
    ],
    [
      "says after its use what a name is",
      "$y = 2$. |  | Let $z = 3 y$, $y = t^2$. |  | $\\frac{dz}{dt} = 6 t^2$",
      "5 ! exponent: 6 t",
    ],
    ["ends", "$y = 2$. |  | Let $z = 3 y = 6$. Now $y = t^2$."],
  ]);
});

describe("a slash before several factors", () => {
  documents([
    ["it may end at the first", "since $e^{a/2b} = e^{a b/2}$"],
    ["it may hold them all", "$q = e^{-t/RC}$, $\\frac{dq}{dt} = -\\frac{1}{RC} e^{-t/RC}$"],
    [
      "neither reading",
      "$q = e^{-t/RC}$, $\\frac{dq}{dt} = -e^{-t/RC}$",
      "1 ! missing-factor: -e^{-t/RC} \\cdot \\frac{C}{R}",
    ],
    [
      "a number with its power of ten",
      "since $6 \\times 10^{-2} / 1.5 \\times 10^{-20} = 4 \\times 10^{18}$",
    ],
    ["from left to right", "since $3 / 1.5 \\times 10^{2} = 200$"],
    ["neither, of such", "since $3 / 1.5 \\times 10^{2} = 300$", "1 ! arithmetic: 200"],
  ]);
});

describe("a name before a bracket that also stands alone", () => {
  documents([
    ["a factor", "$v(t) = 3 t$, since $m v (-2) + 2 m v = 0$"],
    ["a function", "$v(t) = 3 t$, $v(-2) = -6$"],
    ["a name that nothing defines", "$g(z) = z^2$, so $g(z) + 1 = a^2 + 1$", "1 ?"],
  ]);
});

describe("a name that is put into a function and called itself", () => {
  documents([
    [
      "a distribution",
      "$H[p] = -\\sum_j p(j) \\log p(j)$. A die has $p(1) = \\frac{3}{8}$, and $p(2) = p(3) = \\frac{1}{8}$.",
      "1 ?",
      "1 ?",
      "1 ?",
    ],
    ["a number", "$f(x) = x^2 = x(x + 1) - x$"],
    ["a number", "$f(x) = x^2 = x(x + 1) - 1$", "1 ! missing-factor: x(x + 1) - x"],
  ]);
});

describe("what depends on what", () => {
  documents([
    ["a rate", "$A = \\pi r^2$, $\\frac{dA}{dr} = 2 \\pi r$"],
    ["a rate", "$A = \\pi r^2$ | $\\frac{dA}{dr} = 2 \\pi r^2$", "2 ! exponent: 2 \\pi r"],
    [
      "a rate",
      "$A = \\pi r^2$ with $r = 5$ and $\\frac{dr}{dt} = 2$. | $\\frac{dA}{dt} = 2 \\pi \\cdot 5 \\cdot 2 = 20 \\pi$",
      "1 ?",
      "2 ?",
    ],
  ]);
});

describe("rounding", () => {
  documents([
    ["printed digits", "$x = 2$, $y = \\sqrt{x} = 1.414$"],
    ["printed digits", "$x = 2$, $y = \\sqrt{x} = 1.424$", "1 ! rounding: 1.414"],
    [
      "printed digits of a vector",
      "$v = \\begin{bmatrix} 2 \\\\ 3 \\\\ 5 \\end{bmatrix}$, $y = \\sqrt{v} = \\begin{bmatrix} 1.414 \\\\ 1.732 \\\\ 2.236 \\end{bmatrix}$",
    ],
    [
      "printed digits of a vector",
      "$v = \\begin{bmatrix} 2 \\\\ 3 \\\\ 5 \\end{bmatrix}$, $y = \\sqrt{v} = \\begin{bmatrix} 1.414 \\\\ 1.732 \\\\ 22.36 \\end{bmatrix}$",
      "1 ! arithmetic: \\begin{bmatrix} 1.414 \\\\ 1.732 \\\\ 2.24 \\end{bmatrix}",
    ],
    [
      "what follows from a line repaired, in a vector",
      "$x = 2$, $t = \\begin{bmatrix} 1 \\\\ 3 \\end{bmatrix}$, $L = \\ln(1 + x) t$. | $2 L = L \\approx \\begin{bmatrix} 2.197 \\\\ 6.592 \\end{bmatrix}$",
      "2 ! missing-factor: 2 L",
    ],
    ["the last digit", "$x = 2$, $y = \\sqrt{x} = 1.415$", "1 ≈ rounding: 1.414"],
    [
      "the author's carry",
      "$z = 0.4172$, $s = \\frac{1}{1 + e^{-z}} = 0.6028$, $d = s (1 - s) = 0.6028 \\cdot 0.3972 = 0.2394$",
    ],
    [
      "a rounded factor beside names",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) \\approx 0.2$ and $\\frac{df}{dw} = x \\cdot 0.2 = -0.2$",
    ],
    [
      "a rounded factor beside names",
      "$s = w x + b$, $f = \\frac{1}{1 + e^{-s}}$, $w = 2$, $x = -1$, $b = 3$. | $\\frac{df}{ds} = f(1 - f) \\approx 0.2$ and $\\frac{df}{dw} = w \\cdot 0.2 = 0.4$",
      "2 ! other: \\frac{e^{-s}}{(1 + e^{-s})^2} x",
    ],
    ["fractions are exact", "$y = \\frac{1}{3} + \\frac{1}{3} = \\frac{2}{3}$"],
    [
      "fractions are exact",
      "$y = \\frac{1}{3} + \\frac{1}{3} = \\frac{3}{5}$",
      "1 ! arithmetic: \\frac{2}{3}",
    ],
    ["roughly", "$y = \\pi \\approx 3.14$"],
    ["roughly", "$y = \\pi \\approx 3.24$", "1 ! rounding: 3.14"],
  ]);
});

describe("readings", () => {
  documents([
    ["what σ is", "$\\sigma(0) = \\frac{1}{2}$, since $\\sigma(0) = \\frac{1}{2}$"],
    ["what σ is", "$a = \\sigma(z)$, $z = 2$, since $\\sigma(2) = 2$"],
    ["what σ is", "By softmax, $\\sigma(a) = \\frac{1}{1 + e^{-a}}$"],
    ["what σ is", "By softmax, since $\\sigma(2) = 3$", "1 ?"],
    [
      "what σ is",
      "By the sigmoid, not softmax, since $\\sigma(2) = 3$",
      "1 ! arithmetic: \\frac{e^2}{e^2 + 1}",
    ],
    ["what σ is", "since $\\sigma(2) = 3$", "1 ! arithmetic: \\frac{e^2}{e^2 + 1}"],
    ["a letter before a bracket", "since $F(x + h) = F x + F$", "1 ?"],
    ["what cannot be read", "$\\oint x\\,dx = x^2$", "1 -"],
    ["words", "$$\\text{Output: } y = 2 + 3 = 5$$"],
    [
      "silenced with a reason",
      "<!-- pengrad-ignore: a known slip --> | $y = 2 + 2 = 5$",
      "2 ! (nothing said)",
    ],
    ["not silenced without one", "<!-- pengrad-ignore --> | $y = 2 + 2 = 5$", "2 ! arithmetic: 4"],
  ]);
});

describe("words as indices", () => {
  documents([
    [
      "x_new is no entry of x",
      "$y = x^2$ and $x_{\\text{new}} - x_{\\text{old}} = -(x_{\\text{old}} - x_{\\text{new}})$, $\\frac{dy}{dx} = 2x$",
    ],
    [
      "x_new is no entry of x",
      "$y = x^2$ and $x_{\\text{new}} + x_{\\text{old}} = x_{\\text{old}} + x_{\\text{new}}$, $\\frac{dy}{dx} = 3x$",
      "1 ! arithmetic: 2x",
    ],
    [
      "an upright letter names a point",
      "# One | $s = \\frac{x_\\mathrm{B}^2 - x_\\mathrm{A}^2}{x_\\mathrm{B} - x_\\mathrm{A}}$ | # Two | $y = x^2$, $s = x_\\mathrm{A} + x_\\mathrm{B}$",
    ],
    [
      "x_new is no entry of x",
      "$y = x^2$ with $x = 3$, $2 x_{\\text{old}} = x_{\\text{new}} + x$.",
      "1 ?",
    ],
  ]);
});

describe("numbered names beside their letter", () => {
  const about = "$u = 4 - 2w$, $L = u^2$. | # Two | $u = 3 - 2w_1 - w_2$, $L = u^2$, ";
  documents([
    ["a scalar w has no entries", `${about}$\\frac{\\partial L}{\\partial w_1} = 2u \\cdot (-2)$`],
    [
      "a scalar w has no entries",
      `${about}$\\frac{\\partial L}{\\partial w_1} = 2u \\cdot 2$`,
      "3 ! sign: -2u \\cdot 2",
    ],
    [
      "what w_1 has to do with w is not said",
      "$y = 3w$ and $L = (w_1 - 2)^2$. | $$\\nabla_w L = 2(w_1 - 2) + 2 w_2$$",
      "2 ?",
    ],
    [
      "a vector has entries",
      "$y = x^T x$, $L = x_1^2 + x_2^2$, $x = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, so $y = L = 5$",
    ],
  ]);
});

describe("letters of another section", () => {
  const first = "# One | $L = (4 - 2w)^2$, thus $\\frac{dL}{dw} = -4(4 - 2w)$. | # Two | ";
  documents([
    ["a step alone may be of another L", `${first}$$\\frac{dL}{dw} = 2w - 6$$`, "4 ?"],
    [
      "another step bears it out",
      `${first}$$\\frac{dL}{dw} = 8w - 16$$ | $$\\frac{dL}{dw} = 2w - 6$$`,
      "5 ! other: -(16 - 8w)",
    ],
    ["it may hold", `${first}$$\\frac{dL}{dw} = 8w - 16$$`],
  ]);
});

describe("shapes that do not fit", () => {
  const given =
    "Let $W = \\begin{bmatrix} 1 & 2 & 0 \\\\ 3 & 4 & 1 \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ 0 \\\\ 2 \\end{bmatrix}$, $z = W x$, $L = z^T z$. | ";
  const sizes =
    "Features $X \\in \\mathbb{R}^{n \\times d}$ and weights $W \\in \\mathbb{R}^{d \\times q}$. | ";
  documents([
    ["a transpose is lost", `${given}$$\\frac{dL}{dx} = W^T \\cdot 2z$$`],
    [
      "a transpose is lost",
      `${given}$$\\frac{dL}{dx} = W \\cdot 2z$$`,
      "2 ! transpose: W^T \\cdot 2z",
    ],
    ["the other layout", `${given}$$\\frac{dL}{dW} = 2 x z^T$$`, "2 ?"],
    ["a gradient", `${given}$$\\nabla_W L = 2 z x^T$$`],
    ["a gradient", `${given}$$\\nabla_W L = 2 x z^T$$`, "2 ! transpose: 2 z x^T"],
    [
      "the layout of the document",
      `${given}$$\\frac{dL}{dW} = 2 z x^T$$ | Again $$\\frac{dL}{dW} = 2 x z^T$$`,
      "3 ! transpose: 2 z x^T",
    ],
    ["a row for a column", `${given}$$\\frac{dL}{dz} = 2 z^T$$`],
    ["declared sizes", `${sizes}$$O = X W$$`],
    ["declared sizes", `${sizes}$$O = W X$$`, "2 ! transpose: X W"],
    ["no sizes", "$$O = W X$$ and $$P = X W$$"],
    [
      "sizes in words",
      "The matrix $A$ is an $m \\times n$ matrix and $B$ is an $m \\times k$ matrix. | $$C = A B$$",
      "2 ! transpose: A^T B",
    ],
    ["of another section", `${sizes} # Two | $$O = W X$$`],
    [
      "what goes on from it is no second mistake",
      `${given}$$\\frac{dL}{dx} = W \\cdot 2z = \\begin{bmatrix} 26 \\\\ 44 \\\\ 10 \\end{bmatrix}$$`,
      "2 ! transpose: W^T \\cdot 2z",
      "2 -",
    ],
  ]);
});

describe("what shapes are known by", () => {
  const sizes =
    "Let $A \\in \\mathbb{R}^{n \\times m}$, $x \\in \\mathbb{R}^m$, $b \\in \\mathbb{R}^n$.";
  const numbers =
    "Let $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $x = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$. | ";
  const loss = "$$s = w \\odot x$$ | $$L = s^T s$$ | $$\\frac{dL}{ds} = 2s$$ | ";
  const net = `# Net | ${sizes} | ## Pass | $$u = A x - b$$ | $$L = u^T u$$ | `;
  documents([
    ["sizes under a heading above", `${net}$$\\frac{dL}{dx} = A^T \\cdot 2u$$`],
    [
      "sizes under a heading above",
      `${net}$$\\frac{dL}{dx} = A \\cdot 2u$$`,
      "6 ! transpose: A^T \\cdot 2u",
    ],
    ["sizes beside it", `# Net | ## One | ${sizes} | ## Two | $$C = A A$$`],
    ["a lost factor", `${net}$$\\frac{dL}{dA} = 2u$$`, "6 ! missing-factor: 2u \\cdot x^T"],
    ["an indicator", `${numbers}$$\\mathbf{1}_{w > 0} \\odot x = x$$`],
    [
      "an indicator",
      `${numbers}$$w^T x = 5$$ | $$w^T x = w^T (\\mathbf{1}_{w > 0} \\odot x^T)$$`,
      "3 ! transpose: w^T (\\mathbf{1}_{w > 0} \\odot x)",
    ],
    ["as derivatives stand", `${numbers}${loss}$$\\frac{dL}{dw} = \\frac{dL}{ds} \\odot x$$`],
    [
      "as derivatives stand",
      `${numbers}${loss}$$\\frac{dL}{dx} = \\frac{dL}{ds} \\odot w$$ | $$\\frac{dL}{dw} = \\frac{dL}{ds} \\odot x^T$$`,
      "6 ! transpose: \\frac{dL}{ds} \\odot x",
    ],
    [
      "as derivatives stand",
      `${numbers}${loss}$$\\frac{dL}{dw} = \\frac{dL}{ds} \\odot x^T$$`,
      "5 -",
    ],
    ["an inner product", `${numbers}$$w^T x = 5$$ | $$y = (w^T x)^2 = 25$$`],
    [
      "an inner product",
      `${numbers}$$y = w^T x = 5$$ | $$y^2 = (w x) (w^T x)$$`,
      "3 ! transpose: (w^T x) (w^T x)",
    ],
    ["a product of entries", `${numbers}$$w x = \\begin{bmatrix} 3 \\\\ 2 \\end{bmatrix}$$`],
    ["a power", `${numbers}$$L = w^T x^2$$ | $$\\frac{dL}{dw} = \\frac{x^2}{w} \\odot w$$`],
    [
      "a power",
      `${numbers}$$L = w^T x^2$$ | $$\\frac{dL}{dw} = \\frac{x^2}{w} \\odot w^T$$`,
      "3 ! transpose: \\frac{x^2}{w} \\odot w",
    ],
    [
      "what a function is taken of",
      `${numbers}$$z = w \\odot x$$ | $$z = \\operatorname{diag}(x - 0 w^T) w$$`,
      "3 ! transpose: \\operatorname{diag}(x - 0 w) w",
    ],
  ]);
});

describe("vectors side by side", () => {
  const numbers =
    "Let $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $x = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$. | ";
  const square = `${numbers}$$L = \\frac{1}{2} (w^T x)^2 = \\frac{25}{2}$$ | `;
  const net =
    "# Net | Let $A \\in \\mathbb{R}^{n \\times m}$, $x \\in \\mathbb{R}^m$, $b \\in \\mathbb{R}^n$. | ## Pass | $$u = A x - b$$ | $$L = u^T u$$ | ## Back | $$\\frac{dL}{du} = 2u$$ | $$\\frac{dL}{dA} = \\frac{dL}{du} x^T$$ | ## Bias |  | ";
  const slope = (body: string) => `${square}$$\\frac{dL}{dw} = w^T x \\cdot ${body}$$`;
  documents([
    ["entry by entry", `${square}$$w x = \\begin{bmatrix} 3 \\\\ 2 \\end{bmatrix}$$`],
    ["however they are multiplied", slope("x w"), "3 ! extra-factor: w^T x \\cdot x"],
    ["three of them", slope("x w x"), "3 -"],
    ["alone in its section", `${net}$$\\frac{dL}{db} = -\\frac{dL}{du}$$`],
    [
      "alone in its section",
      `${net}$$\\frac{dL}{db} = -\\frac{dL}{du} b$$`,
      "11 ! extra-factor: -\\frac{dL}{du}",
    ],
    [
      "of which nothing says that they are vectors",
      "$$v_1 + v_2 = 3$$ | $$v v = 2 v_1 + 1$$",
      "1 ?",
      "2 ?",
    ],
    ["where none is, one", `${numbers}$$u = w \\odot x$$ | $$w x = 5$$`],
  ]);
});

describe("squares of vectors", () => {
  const numbers =
    "Let $y = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $f = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$, $E = \\|y - f\\|^2$. | ";
  const sizes = "Let $x \\in \\mathbb{R}^n$ and $m \\in \\mathbb{R}^n$. | ";
  documents([
    ["of each entry", `${numbers}$$(y - f)^2 = \\begin{bmatrix} 4 \\\\ 1 \\end{bmatrix}$$`],
    ["of their lengths", `${numbers}$$E = (y - f)^2 = 5$$`],
    ["of their lengths", `${numbers}$$E = (y - f)^2 = 6$$`, "2 ?"],
    ["of any size", `${sizes}$$L = \\sum_i (x_i - m_i)^2 = 2 (x - m)^2$$`, "2 ?"],
  ]);
});

describe("the nearest section that says what a name is", () => {
  const text = (own: string, slope: string) =>
    `# Waves | $y = \\cos x$. | # Lines | ${own} | $$2 y = 4 h$$ | $$\\frac{d}{dx} y^2 = ${slope}$$`;
  const passes = "## Forward | $h = 3 x$, $y = 2 h$. | ## Backward";
  documents([
    ["under the same heading", text(passes, "12 y")],
    ["under the same heading", text(passes, "10 y"), "8 ! arithmetic: 12 y"],
    ["under none", text("$h = 3 x$, $y = 2 h$. | # Slopes", "10 y"), "7 ?"],
  ]);
});

describe("a chain that goes on with what the document says", () => {
  const pass =
    "# Pass | $u = x^2$, $s = \\sin x$, $v = u s$. | # Chain | $$\\frac{dv}{du} = s$$ | ";
  const path = "\\frac{dv}{du} \\cdot \\frac{du}{dx}";
  const paths = `${path} + \\frac{dv}{ds} \\cdot \\frac{ds}{dx}`;
  const chain = (links: string, end: string) => `${pass}$$\\frac{dv}{dx} = ${links}${end}$$`;
  const end = " = 2x s + u \\cos x = 2x \\sin x + x^2 \\cos x";
  documents([
    ["all of its paths", chain(paths, end)],
    ["one path", chain(path, end), `5 ! missing-term: ${paths}`],
    ["a rule for any names", chain(path, "")],
  ]);
});

describe("shapes of inverses and of entries", () => {
  const sizes = "Let $A \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$. | ";
  const outer =
    "$$\\begin{bmatrix} u_1 \\\\ u_2 \\end{bmatrix} \\begin{bmatrix} v_1 & v_2 \\end{bmatrix} = ";
  documents([
    ["an inverse", `${sizes}$$w = (A^T A)^{-1} A^T b$$`],
    ["an inverse", `${sizes}$$w = (A^T A)^{-1} A b$$`, "2 ! transpose: (A^T A)^{-1} A^T b"],
    ["a power that is none", `${sizes}$$w = (A^T A)^k A b$$`],
    [
      "entries with numbers",
      `${outer}\\begin{bmatrix} u_1 v_1 & u_1 v_2 \\\\ u_2 v_1 & u_2 v_2 \\end{bmatrix}$$`,
    ],
    [
      "entries with numbers",
      `${outer}\\begin{bmatrix} u_1 v_1 + u_1 v_2 \\\\ u_2 v_1 + u_2 v_2 \\end{bmatrix}$$`,
      "1 !",
    ],
    [
      "blocks",
      "$$\\begin{bmatrix} U \\\\ V \\end{bmatrix} \\begin{bmatrix} X & Y \\end{bmatrix} = \\begin{bmatrix} U X + U Y \\\\ V X + V Y \\end{bmatrix}$$",
      "1 ?",
    ],
  ]);
});

describe("the layout of derivatives by matrices", () => {
  const net =
    "Let $W = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $v = \\begin{bmatrix} 1 \\\\ 3 \\end{bmatrix}$, $z = W x$, $L = v^T z$. | ";
  documents([
    ["a square matrix", `${net}$$\\frac{dL}{dW} = v x^T$$`],
    ["a square matrix", `${net}$$\\frac{dL}{dz} = v^T$$ | $$\\frac{dL}{dW} = x v^T$$`],
    [
      "chosen by another step",
      `${net}$$\\frac{dL}{dW} = v x^T$$ | Again $$\\frac{dL}{dW} = x v^T$$`,
      "3 ! transpose: v x^T",
    ],
    ["a gradient", `${net}$$\\nabla_W L = x v^T$$`, "2 ! transpose: v x^T"],
    ["neither of them", `${net}$$\\frac{dL}{dW} = v v^T$$`, "2 ?"],
  ]);
});

describe("the layout of Jacobians", () => {
  const known = "$W = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $z = W x$. | ";
  const wide = "Let $B \\in \\mathbb{R}^{m \\times n}$. | ";
  documents([
    ["in denominator layout", `${known}$$\\frac{\\partial z}{\\partial x} = W^T$$`],
    ["in denominator layout", `${wide}$$\\nabla_x (x^T B) = B$$`],
    [
      "chosen by another step",
      `${known}$$\\frac{\\partial z}{\\partial x} = W$$ | Again $$\\frac{\\partial z}{\\partial x} = W^T$$`,
      "3 ! transpose: W",
    ],
    [
      "both, where layouts are spoken of",
      `${known}In numerator layout $$\\frac{\\partial z}{\\partial x} = W$$ | else $$\\frac{\\partial z}{\\partial x} = W^T$$`,
    ],
    [
      "entries are the same in any",
      `${known}$$\\frac{\\partial z_i}{\\partial x_j} = W_{ji}$$`,
      "2 ~ i = j",
    ],
    ["neither of them", `${known}$$\\frac{\\partial z}{\\partial x} = 2 W^T$$`, "2 ?"],
  ]);
});

describe("which activation is meant", () => {
  const unit = "Let $u = w x$, $w = 2$, $x = -1$, $p = \\sigma(u)$. | ";
  const step = "$$\\frac{dp}{dw} = \\sigma(u) (1 - \\sigma(u)) w$$";
  const flat = "Let $u = w x + b$, $w = 1$, $x = 2$, $b = -2$, $p = \\sigma(u)$. | ";
  const local = "$$\\frac{dp}{db} = \\sigma(u) (1 - \\sigma(u))$$";
  const logistic =
    "Let $u = \\frac{1}{2}$, $p = \\sigma(u) = \\frac{1}{1 + e^{-0.5}} = 0.6225$. | ";
  const other = "Compare this with $\\tanh(x)$.";
  documents([
    ["the ReLU", `${unit}${step}`],
    [
      "by another step",
      `${unit}$$p = \\sigma(-2) = \\frac{1}{1 + e^2}$$ | ${step}`,
      "3 ! other: \\sigma(u) (1 - \\sigma(u)) x",
    ],
    ["in another way", `${unit}$$\\sigma(-2) = 0$$ | ${step}`],
    ["not at a kink", `${flat}$$p = \\sigma(u) = \\sigma(0) = \\frac{1}{2}$$ | ${local}`],
    [
      "not at a kink",
      `${flat}$$p = \\sigma(u) = -\\sigma(0) = \\frac{1}{2}$$ | ${local}`,
      "2 ! sign: \\sigma(0)",
    ],
    ["at a kink, where nothing else shows it", `${flat}$$p = \\sigma(u) = -\\sigma(0)$$`],
    ["whatever else is named", `${logistic}$$L = (p - 1)^2 = (0.6225 - 1)^2$$ | ${other}`],
    [
      "whatever else is named",
      `${logistic}$$L = (p - 1)^2 = (0.4621 - 1)^2$$ | ${other}`,
      "2 ! arithmetic: (0.6225 - 1)^2",
    ],
    [
      "whatever else is named",
      `Let $p = \\sigma(u)$, $u = \\frac{1}{2}$. | $$p^2 = 0.21$$ | ${other}`,
    ],
  ]);
});

describe("squares that are names", () => {
  const normal =
    "$$\\ell = -\\frac{n}{2} \\log \\sigma^2 - \\frac{1}{2\\sigma^2} \\sum_{i=1}^n (x_i - \\mu)^2$$ | ";
  const slope = (rest: string) =>
    `${normal}$$\\frac{\\partial \\ell}{\\partial \\sigma^2} = ${rest}$$`;
  const spread =
    "$$\\sigma^2 = \\frac{1}{m} \\sum_{i=1}^m x_i^2, \\quad r = \\frac{1}{\\sqrt{\\sigma^2 + c}}$$ | ";
  documents([
    [
      "by which is differentiated",
      slope("-\\frac{n}{2\\sigma^2} + \\frac{1}{2\\sigma^4} \\sum_{i=1}^n (x_i - \\mu)^2"),
    ],
    [
      "by which is differentiated",
      slope("-\\frac{n}{2\\sigma^2} + \\frac{1}{2\\sigma^2} \\sum_{i=1}^n (x_i - \\mu)^2"),
      "2 ! exponent: -\\frac{n}{2\\sigma^2} + \\frac{1}{2(\\sigma^2)^2} \\sum_{i=1}^n (x_i - \\mu)^2",
    ],
    [
      "that are defined",
      `${spread}$$\\frac{\\partial r}{\\partial \\sigma^2} = -\\frac{1}{2} (\\sigma^2 + c)^{-3/2}$$`,
    ],
    [
      "that are defined",
      `${spread}$$\\frac{\\partial r}{\\partial \\sigma^2} = -\\frac{1}{2} (\\sigma^2 + c)^{-1/2}$$`,
      "2 ! exponent: -\\frac{1}{2} (\\sigma^2 + c)^{-3/2}",
    ],
    [
      "a square all the same",
      "$$f = \\sigma^2, \\quad \\frac{\\partial f}{\\partial \\sigma} = 2\\sigma$$",
    ],
    [
      "a second derivative",
      "$$f = x^3, \\quad \\frac{\\partial^2 f}{\\partial x^2} = 3 x$$",
      "1 ! arithmetic: 6 x",
    ],
  ]);
});

describe("the mean under a bar", () => {
  documents([
    ["of numbers", "$$m = \\sum_{i=1}^n x_i = n \\bar{x}$$"],
    ["of numbers", "$$m = \\sum_{i=1}^n x_i = 2 n \\bar{x}$$", "1 ?"],
    ["of something else", "$$m = 2 x = 2 \\bar{x}$$", "1 ?"],
  ]);
});

describe("gradients that are called by a d", () => {
  const unit =
    "Let $z = w x + b$, $a = \\sigma(z)$, $L = -\\log a$. | $$dz = \\frac{dL}{dz} = a - 1$$ | ";
  documents([
    ["of a loss that is said", `${unit}$$dw = x\\,dz, \\quad db = dz$$`],
    ["of a loss that is said", `${unit}$$dw = w\\,dz$$`, "3 ! other: -(1 - a) x"],
    ["of none", "$$dZ = A - Y$$ | $$dW = dZ\\,A^T$$"],
    [
      "differentials all the same",
      "$u = x^2$, so $du = 2x\\,dx$ and $dv = x\\,dx$ of $v = x^2$",
      "1 ! missing-factor: 2 x",
    ],
  ]);
});

describe("e, and a quantity e", () => {
  const error = "Let $z = 1$, $y = \\frac{1}{1 + e^{-z}} = 0.731$, $t = 1$ and $e = t - y$. | ";
  documents([
    ["Euler's number", `${error}$$\\frac{dy}{dz} = \\frac{e^{-z}}{(1 + e^{-z})^2} = 0.1966$$`],
    [
      "Euler's number",
      `${error}$$\\frac{dy}{dz} = -\\frac{e^{-z}}{(1 + e^{-z})^2}$$`,
      "2 ! sign: \\frac{e^{-z}}{(1 + e^{-z})^2}",
    ],
    ["the quantity", `${error}$$E = \\frac{1}{2} e^2 = 0.036$$`],
    ["the quantity", `${error}$$E = \\frac{1}{2} e^2 = 3.69$$`, "2 ! arithmetic: 0.04"],
  ]);
});

describe("what an author carries on", () => {
  const net =
    "$$h = \\sigma(\\begin{bmatrix} 0.1 \\\\ 0.3 \\end{bmatrix}) = \\begin{bmatrix} 0.525 \\\\ 0.574 \\end{bmatrix}, \\quad V = \\begin{bmatrix} 0.5 & -0.5 \\end{bmatrix}$$ | ";
  const y = `${net}$$y = V h = 0.5 \\cdot 0.525 - 0.5 \\cdot 0.574 = -0.0245$$ | `;
  documents([
    ["rounded as it was printed", `${y}$$L = (y - 1)^2 = (-1.0245)^2 = 1.0496$$`],
    ["with all its digits", `${y}$$L = (y - 1)^2 = 1.0501$$`],
    ["neither of them", `${y}$$L = (y - 1)^2 = 1.0511$$`, "3 ! arithmetic: 1.0501"],
    ["neither of them", `${y}$$L = (y - 1)^2 = (-1.0265)^2$$`, "3 ! arithmetic: (-1.0247)^2"],
    ["a value that nothing explains", `${net}$$y = V h = -0.0345$$`, "2 ! arithmetic: -0.0247"],
    ["a value without inputs", "$y = V h = -0.0245$ | $$L = (y - 1)^2 = 1.0496$$", "1 ?", "2 ?"],
  ]);
});

describe("a list with a transpose", () => {
  const A = "Let $A = \\begin{bmatrix} 2 & 1 \\\\ 1 & 3 \\end{bmatrix}$, $b = (1, 2)^T$. | ";
  documents([
    ["a column", `${A}$$y = A b = \\begin{bmatrix} 4 \\\\ 7 \\end{bmatrix}$$`],
    [
      "a column",
      `${A}$$y = A b = \\begin{bmatrix} 4 \\\\ 8 \\end{bmatrix}$$`,
      "2 ! arithmetic: \\begin{bmatrix} 4 \\\\ 7 \\end{bmatrix}",
    ],
    ["as another is", `${A}$$y = A b + (1, 1) = \\begin{bmatrix} 5 \\\\ 8 \\end{bmatrix}$$`],
    ["of another length", `${A}$$y = A b + (1, 1, 2)^T$$`, "2 !"],
  ]);
});

describe("a row with a name", () => {
  const row = "Let $V = \\begin{bmatrix} 2 & -1 \\end{bmatrix}$, ";
  const at = `${row}$h = \\begin{bmatrix} 3 \\\\ 4 \\end{bmatrix}$. | `;
  documents([
    ["left of a column", `${at}$$u = V h = 2$$`],
    ["left of a column", `${at}$$u = V h = 10$$`, "2 ! arithmetic: 2"],
    [
      "turned into a column",
      `${at}$$u = V^T \\odot h = \\begin{bmatrix} 6 \\\\ -4 \\end{bmatrix}$$`,
    ],
    [
      "turned into a column",
      `${at}$$u = V^T \\odot h = \\begin{bmatrix} 6 \\\\ 4 \\end{bmatrix}$$`,
      "2 ! sign: \\begin{bmatrix} 6 \\\\ -4 \\end{bmatrix}",
    ],
    [
      "that is used as a column",
      `${row}$W = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$. | $$W V = \\begin{bmatrix} 0 \\\\ 2 \\end{bmatrix}$$`,
    ],
    [
      "of another length",
      `${row}$h = \\begin{bmatrix} 3 \\\\ 4 \\\\ 5 \\end{bmatrix}$. | $$V h = 2$$`,
      "2 -",
    ],
  ]);
});

describe("what a formula is at a point", () => {
  const polar = "Let $f = x^2 y$ with $x = r \\cos\\theta$ and $y = r \\sin\\theta$.\n\n";
  documents([
    [
      "values of its names",
      `${polar}At $r = 2$, $\\theta = 0$: $x = 2$, $y = 0$, so $\\frac{\\partial f}{\\partial \\theta} = 8$.`,
    ],
    [
      "values of its names",
      `${polar}At $r = 2$, $\\theta = 0$: $x = 2$, $y = 0$, so $\\frac{\\partial f}{\\partial \\theta} = 4$.`,
      "3 ! arithmetic: 8",
    ],
    ["values of its names", `${polar}At $r = 2$: $\\theta = \\theta_0$, so $x^2 = 4$.`, "3 ?"],
  ]);
});

describe("a condition that the values contradict", () => {
  const net = (W: string) =>
    `Let $W = \\begin{bmatrix} ${W} \\end{bmatrix}$, $x = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $v = \\begin{bmatrix} 1 \\\\ 3 \\end{bmatrix}$, $L = v^T W x$. | `;
  documents([
    ["symmetric", `${net("2 & 1 \\\\ 1 & 3")}$$\\frac{dL}{dx} = W v$$`],
    ["symmetric", `${net("2 & 1 \\\\ 0 & 3")}$$\\frac{dL}{dx} = W v$$`, "2 ! transpose: W^T v"],
    ["a whole number", "Let $k = 2$, so $\\cos(2 \\pi k) = 1$"],
    ["a whole number", "Let $k = 3/2$. | Thus $\\cos(2 \\pi k) = 1$", "2 ! sign: -1"],
  ]);
});

describe("zeros that hold places", () => {
  documents([
    ["behind ≈", "$e^{21} \\approx 1318820000$"],
    ["behind ≈", "$e^{21} \\approx 1318920000$", "1 ! arithmetic: e^{21}"],
    ["three digits count", "$e^{8} \\approx 2980$ and $e^8 \\approx 2900$", "1 ! arithmetic: e^8"],
  ]);
});
