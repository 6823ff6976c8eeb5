/**
 * @file The rules of reading, scope, inference and rounding, each with a document that it accepts,
 * one that it refutes, and one about which it keeps silent. docs/CHECK.md lists them, and this test
 * holds the two lists together.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";

/** A rule, and its three documents; ` | ` ends a line. */
interface Rule {
  readonly rule: string;
  /** Nothing wrong, nothing open, and something decided. */
  readonly accepts: string;
  /** An error or a warning. */
  readonly refutes: string;
  /** No complaint, and something left open. */
  readonly silent: string;
}

const rules: readonly Rule[] = [
  {
    rule: "links of a chain are steps, each by itself",
    accepts: "$y = (x+1)^2 = x^2 + 2x + 1$",
    refutes: "$y = (x+1)^2 = x^2 + x + 1$",
    silent: "$y = (x+1)^2 = x^2 + \\qoppa{x} + 1$",
  },
  {
    rule: "a display that begins with its sign goes on with the last one",
    accepts: "$$y = (x+1)^2$$ | $$= x^2 + 2x + 1$$",
    refutes: "$$y = (x+1)^2$$ | $$= x^2 - 2x + 1$$",
    silent: "$$y = \\oint x$$ | $$= x^2$$",
  },
  {
    rule: "a name that first stands on the left is defined there",
    accepts: "$s = u^2$, so $3 s = 3 u^2$",
    refutes: "$s = u^2$, so $3 s = 2 u^2$",
    silent: "$3 s = 3 u^2$",
  },
  {
    rule: "a name said again to be something else is defined anew",
    accepts: "$y = x^2$, $\\frac{dy}{dx} = 2x$. Now $y = x^3$, $\\frac{dy}{dx} = 3x^2$",
    refutes: "$y = x^2$, $\\frac{dy}{dx} = 2x$. Now $y = x^3$, $\\frac{dy}{dx} = 4x^2$",
    silent: "$y = \\qoppa{x}$. Now $\\frac{dy}{dx} = 3x^2$",
  },
  {
    rule: "a name said again in another form is claimed, where words say so or one edit makes it equal",
    accepts: "$y = (x + 1)^2$. Expanding the square, $y = x^2 + 2x + 1$",
    refutes: "$y = (x + 1)^2$. Expanding the square, $y = x^2 + 2x + 2$",
    silent: "$y = (x + 1)^2$. Expanding the square, $y = x^2 + \\qoppa{2x} + 1$",
  },
  {
    rule: 'what was worked out of a name, "we get y = 5", is no other y',
    accepts: "$x = 2$, $y = x^2$. We get $y = 4$",
    refutes: "$x = 2$, $y = x^2$. We get $y = 5$",
    silent: "$y = x^2$. We get $y = \\qoppa{5}$",
  },
  {
    rule: "an update makes a new version of its name",
    accepts: "$w = 2$, $g = 3$. $w := w - 0.5 g = 0.5$ | $$w = 0.5$$",
    refutes: "$w = 2$, $g = 3$. $w := w - 0.5 g = 1.5$",
    silent: "$w := w - 0.5 g = 0.5$",
  },
  {
    rule: "conditions are believed",
    accepts: "For $x > 0$ we get $\\sqrt{x^2} = x$",
    refutes: "For $x > 0$ we get $\\sqrt{x^2} = -x$",
    silent: "For $x > 0$ we get $\\sqrt{x^2} = \\qoppa{x}$",
  },
  {
    rule: "a claim holds under the condition that stands beside it, and no value against that is meant",
    accepts: "$x = -2$, so $|x| = x$ if $x > 0$",
    refutes: "$x = -2$, so $|x| = 2x$ if $x > 0$",
    silent: "$x = -2$, so $|x| = \\qoppa{x}$ if $x > 0$",
  },
  {
    rule: "what is supposed a name to be and written anew is claimed",
    accepts: "if $f(x) = \\frac{1}{x} = x^{-1}$, then $f'(x) = -x^{-2}$",
    refutes: "if $f(x) = \\frac{1}{x} = x^{-1}$, then $f'(x) = x^{-2}$",
    silent: "if $f(x) = \\frac{1}{x} = x^{-2}$, then $f'(x) = -x^{-2}$",
  },
  {
    rule: "a name in what it is said to be is claimed where it is known of all values",
    accepts: "Since $a = \\exp(\\ln a)$, we get $\\sqrt{4} = 2$",
    refutes: "Since $a = \\exp(\\ln a)$, we get $\\sqrt{4} = 3$",
    silent: "Since $a = 2 a - 3$, we get $\\sqrt{4} = 2$",
  },
  {
    rule: "brackets behind a derivative may hold what is differentiated",
    accepts:
      "$f(x, y) = \\sin(xy)$. $\\frac{\\partial^2 f}{\\partial x^2} = \\frac{\\partial f}{\\partial x}[y \\cos(xy)] = -y^2 \\sin(xy)$",
    refutes:
      "$f(x, y) = \\sin(xy)$. $\\frac{\\partial^2 f}{\\partial x^2} = \\frac{\\partial f}{\\partial x}[y \\cos(xy)] = y^2 \\sin(xy)$",
    silent:
      "$f(x, y) = \\sin(xy)$. $\\frac{\\partial^2 f}{\\partial x^2} = \\frac{\\partial f}{\\partial x}[y \\cos(q)] = y^2 \\sin(\\qoppa{x})$",
  },
  {
    rule: "a claim that holds under a condition only is a warning that names it",
    accepts: "so $\\sqrt{x^2} = |x|$",
    refutes: "so $\\sqrt{x^2} = x$",
    silent: "so $\\sqrt{x^2} = \\qoppa{x}$",
  },
  {
    rule: "an equation between formulas may be one to be satisfied",
    accepts: "since $\\cos^2 x + \\sin^2 x = 1$",
    refutes: "since $\\cos^2 x - \\sin^2 x = 1$",
    silent: "$$x^2 + y^2 = r^2$$",
  },
  {
    rule: "an equation by itself that is no slip from a rule may be one to be solved",
    accepts: "Hence $(q + r)^2 = q^2 + 2 q r + r^2$.",
    refutes: "Hence $(q + r)^2 = q^2 + r^2$.",
    silent: "Supply is demand, hence $3 q = 12 - q$.",
  },
  {
    rule: "what is said of all values of its names is a claim",
    accepts: "$\\sin 2x = 2 \\sin x \\cos x$ for all $x$.",
    refutes: "$\\sin 2x = 2 \\sin x$ for all $x$.",
    silent: "$\\sin 2x = a \\sin x$ for all $x$.",
  },
  {
    rule: "what goes on with the line before it is a claim",
    accepts: "$g = (x + y)^2$. Hence $(x + y)^2 = x^2 + 2xy + y^2$.",
    refutes: "$g = (x + y)^2$. Hence $(x + y)^2 = x^2 + 5xy + y$.",
    silent: "$g = (x + y)^2$. The two are equal, hence $(x + y)^2 = x^2 + 5xy + y$.",
  },
  {
    rule: "between functions of the same names, an equation is one that the text solves",
    accepts: "So $\\ln a^2 b = 2 \\ln a + \\ln b$ where $a, b > 0$.",
    refutes: "So $\\sin 2x = 2 \\sin x$.",
    silent: "The curves meet, so $\\sin 2x = 2 \\sin x$.",
  },
  {
    rule: "a derivative is formed along all paths of what the document defines",
    accepts: "$u = x^2$, $y = u x$, $\\frac{dy}{dx} = 3x^2$",
    refutes: "$u = x^2$, $y = u x$, $\\frac{dy}{dx} = x^2 + x$",
    silent: "$\\frac{dC}{dw} = \\frac{dC}{da} \\cdot w$",
  },
  {
    rule: "∂ may also mean the derivative along one edge",
    accepts:
      "$u = x^2$, $y = u x$, $\\frac{dy}{dx} = \\frac{\\partial y}{\\partial x} + \\frac{\\partial y}{\\partial u}\\frac{du}{dx}$",
    refutes:
      "$u = x^2$, $y = u x$, $\\frac{dy}{dx} = \\frac{\\partial y}{\\partial x} \\cdot \\frac{\\partial y}{\\partial u} \\cdot \\frac{du}{dx}$",
    silent:
      "$\\frac{dy}{dx} = \\frac{\\partial y}{\\partial x} + \\frac{\\partial y}{\\partial u}\\frac{du}{dx}$",
  },
  {
    rule: "a differential may stand anywhere in a fraction",
    accepts: "$u = x^2$, $\\frac{x\\, du}{u\\, dx} = 2$",
    refutes: "$u = x^2$, so $\\frac{x\\, du}{u\\, dx} = 2x$",
    silent: "so $\\frac{x\\, du}{u\\, dx} = 2$",
  },
  {
    rule: "a prime is of a function that the document defines",
    accepts: "$f(x) = x^3$, so $f'(x) = 3x^2$",
    refutes: "$f(x) = x^3$, so $f'(x) = 3x$",
    silent: "so $g'(x) = 3x$",
  },
  {
    rule: "y' is the slope of a formula y of one letter, where the text has slopes of it",
    accepts: "The derivative of $y = x^3$ is $y' = 3x^2$",
    refutes: "The derivative of $y = x^3$ is $y' = 2x^2$",
    silent: "The derivative of $y = x^3$ is $y' = \\qoppa{x}$",
  },
  {
    rule: "a value that the document states is put in",
    accepts: "$x = 2$, $y = x^2 + 1 = 5$",
    refutes: "$x = 2$, $y = x^2 + 1 = 6$",
    silent: "$y = x^2 + 1 = 6$",
  },
  {
    rule: "values that steps imply are inferred from all of them together",
    accepts: "$y = w x = 3 \\cdot 2 = 6$, $v = w x^2 = 3 \\cdot 2^2 = 12$",
    refutes: "$y = w x = 3 \\cdot 2 = 6$, $v = w x^2 = 3 \\cdot 2^2 = 18$",
    silent: "$y = w x$, $v = w x^2 = 18$",
  },
  {
    rule: "a value that only the step under judgement supports cannot refute it",
    accepts: "$z = w + 1 = 3 + 1 = 4$",
    refutes: "$w = 2$, $z = w + 1 = 3 + 1$",
    silent: "$y = w x$, $z = w + 1 = 9$",
  },
  {
    rule: "an entry of a known vector is a claim",
    accepts: "$z = \\begin{bmatrix} 1 \\\\ 5 \\end{bmatrix}$. $$z_2 = 5$$",
    refutes: "$z = \\begin{bmatrix} 1 \\\\ 5 \\end{bmatrix}$. $$z_2 = 4$$",
    silent: "$z = W x$. $$z_2 = \\qoppa{4}$$",
  },
  {
    rule: "σ is the activation that fits, where the document defines none",
    accepts: "$a = \\sigma(z)$, $z = 2$, since $\\sigma(2) = 2$",
    refutes: "since $\\sigma(2) = 3$",
    silent: "By softmax, since $\\sigma(2) = 3$",
  },
  {
    rule: "σ is the only activation that the document names, unless several other steps speak for another",
    accepts: "The sigmoid: $a = \\sigma(z)$, so $\\frac{da}{dz} = a - \\sigma(z)^2$",
    refutes: "The sigmoid: $a = \\sigma(z)$, so $\\frac{da}{dz} = 1 - \\sigma(z)^2$",
    silent: "The sigmoid: $a = \\sigma(z)$, so $\\frac{da}{dz} = \\qoppa{a}$",
  },
  {
    rule: "a letter before a bracket is a factor or a function",
    accepts: "$F = 2$, since $F(x + h) = F x + F h$",
    refutes: "$f(x) = x^2$, so $f(x + h) = x^2 + h^2$",
    silent: "since $F(x + h) = F x + F$",
  },
  {
    rule: "what follows from the author's own wrong line is no second mistake",
    accepts: "$y = 2(x + 1) = 2x + 2 = 2 + 2x$",
    refutes: "$y = 2(x + 1) = 2x + 1 = 1 + 2x$",
    silent: "$y = 2(x + 1) = \\qoppa{x} = 1 + 2x$",
  },
  {
    rule: "a number with several digits that was printed of one name or formula stands for it, where a new name is made of numbers",
    accepts:
      "$x = 0.5$, $z = x^2 + 0.493 = 0.743$, $a = 2 \\cdot 0.743$, thus $\\frac{da}{dx} = 4x$",
    refutes:
      "$x = 0.5$, $z = x^2 + 0.493 = 0.743$, $a = 2 \\cdot 0.743$, thus $\\frac{da}{dx} = 2x$",
    silent: "$x = 0.5$, $z = x^2 + 0.45 = 0.7$, $a = 2 \\cdot 0.7$, thus $\\frac{da}{dx} = 2x$",
  },
  {
    rule: "what a name worked out in numbers depends on is not known",
    accepts: "$z = 2$, $q = z^2$, $c = 5$, $L = q c$, thus $\\frac{dL}{dz} = 2 z c$",
    refutes: "$z = 2$, $q = z^2$, $c = 5$, $L = q c$, thus $\\frac{dL}{dz} = 2 z$",
    silent: "$z = 2$, $q = z^2$, $c = 2 + 3$, $L = q c$, thus $\\frac{dL}{dz} = z c$",
  },
  {
    rule: "a derivative of a loss that is not defined is a name, where numbers are calculated of it",
    accepts:
      "Suppose $\\frac{dL}{dh} = 2$. $h = 3 w$: $$\\frac{dL}{dw} = \\frac{dL}{dh} \\cdot 3 = 2 \\cdot 3$$",
    refutes:
      "Suppose $\\frac{dL}{dh} = 2$. $h = 3 w$: $$\\frac{dL}{dw} = \\frac{dL}{dh} \\cdot 3 = 2 \\cdot 4$$",
    silent: "$h = 3 w$: $$\\frac{dL}{dw} = \\frac{dL}{dh} \\cdot 3 = 2 \\cdot 4$$",
  },
  {
    rule: "a derivative of a loss that is not defined is wrong where another name makes it right",
    accepts: "$h = a w$, $a = \\tanh(x)$, thus $\\frac{dL}{da} = \\frac{dL}{dh} w$",
    refutes: "$h = a w$, $a = \\tanh(x)$, thus $\\frac{dL}{da} = \\frac{dL}{dh} x$",
    silent: "$h = a w$, $a = \\tanh(x)$, thus $\\frac{dL}{da} = \\frac{dL}{dh} w + 2 a$",
  },
  {
    rule: "𝟏 b of a vector b is that row in every row",
    accepts: "$X = [[1, 2], [3, 4]]$, $m = (2, 3)$, so $X - \\mathbf{1} m = [[-1, -1], [1, 1]]$",
    refutes: "$X = [[1, 2], [3, 4]]$, $m = (2, 3)$, so $X - \\mathbf{1} m = [[-1, -1], [1, 2]]$",
    silent: "$X = [[1, 2], [3, 4]]$, $m = (2, 3, 4)$, so $X - \\mathbf{1} m = [[-1, -1], [1, 2]]$",
  },
  {
    rule: "a vector of which a formula says each entry is claimed where most of its numbers are right",
    accepts: "$x = [1, 2, 4]$, $z_i = 2 x_i$, so $z = [2, 4, 8]$",
    refutes: "$x = [1, 2, 4]$, $z_i = 2 x_i$, so $z = [2, 4, 6]$",
    silent: "$x = [1, 2, 4]$, $z_i = 2 x_i$, now $z = [1, 0, 6]$ and $\\qoppa{z} = 3$",
  },
  {
    rule: "a diagonal matrix of entries is that of the vector of them",
    accepts:
      "$p = [0.5, 0.2]$, $D = \\operatorname{diag}(p_i(1 - p_i))$, so $D = [[0.25, 0], [0, 0.16]]$",
    refutes:
      "$p = [0.5, 0.2]$, $D = \\operatorname{diag}(p_i(1 - p_i))$. $$\\det D = 0.25 \\cdot 0.16 = 0.4$$",
    silent:
      "$p = [0.5, 0.2]$, $D = \\operatorname{diag}(\\qoppa{p_i}(1 - p_i))$. $$\\det D = 0.4$$",
  },
  {
    rule: "x_i beside X is a row or a column of it",
    accepts:
      "$X = [[1, 2], [3, 4], [5, 7]]$, $w = [1, 2]$, $p_i = \\sigma(w^T x_i)$. $$g = \\sum_i p_i x_i = X^T p$$",
    refutes: "$X = [[1, 2], [3, 4], [5, 7]]$, $p = [1, 2, 4]$. $$g = X^T p = [24, 38]$$",
    silent:
      "$X = [[1, 2], [3, 4], [5, 7]]$, $w = [1, 2]$, $p_i = \\sigma(w^T x_i)$. $$g = \\sum_i p_i x_i = 2 X^T p$$",
  },
  {
    rule: "rounded decimals beside names are right as far as their digits go",
    accepts: "Let $p = \\frac{2.32}{1.75} q = 1.326 q$",
    refutes: "Let $p = \\frac{2.32}{1.75} q = 1.336 q$",
    silent: "Let $p = \\frac{2.32}{1.75} q = 1.336 \\qoppa{q}$",
  },
  {
    rule: "a whole number beside decimals is as exact as they are",
    accepts: "so $3 \\cdot [0.5, 1] = [1.5, 3]$",
    refutes: "so $3 \\cdot [0.5, 1] = [1.5, 2]$",
    silent: "so $3 \\cdot [0.5, k] = [1.5, 2]$",
  },
  {
    rule: "a letter below a name that runs nowhere tells one name from others",
    accepts: "$z_h = w x$, $a_h = z_h^2$, thus $\\frac{da_h}{dw} = 2 z_h x$",
    refutes: "$z_h = w x$, $a_h = z_h^2$, thus $\\frac{da_h}{dw} = z_h x$",
    silent: "$z_i = w x$, $a_i = z_i^2$, thus $\\frac{da_i}{dw} = \\qoppa{x}$",
  },
  {
    rule: "a printed decimal is right if the value rounds to it",
    accepts: "so $\\sqrt{2} = 1.414$ and $\\frac{2}{3} = 0.667$",
    refutes: "so $\\sqrt{2} = 1.424$",
    silent: "so $k\\sqrt{2} = 1.414$",
  },
  {
    rule: "one unit in the last place is a warning",
    accepts: "so $\\frac{1}{8} = 0.13$ and $\\frac{1}{8} = 0.12$",
    refutes: "so $\\frac{2}{3} = 0.66$",
    silent: "so $\\frac{k}{3} = 0.66$",
  },
  {
    rule: "a decimal of 16 or 17 digits is a double, right to what rounding leaves",
    accepts:
      "so $3 e = 8.154845485377137$, $0.1 + 0.2 = 0.30000000000000004$ and $\\sin(\\pi) = 1.2246467991473532e-16$",
    refutes: "so $3 e = 8.154845487377135$",
    silent: "so $3 k = 8.154845485377137$",
  },
  {
    rule: "carried digits may be more than the printed ones",
    accepts:
      "$z = 0.4172$, $p = \\sigma(z) = 0.6028$, $q = p(1 - p) = 0.6028 \\cdot 0.3972 = 0.2394$",
    refutes:
      "$z = 0.4172$, $p = \\sigma(z) = 0.6028$, $q = p(1 - p) = 0.6028 \\cdot 0.3972 = 0.2384$",
    silent: "$p = \\sigma(z)$, so $p(1 - p) = 0.2394$",
  },
  {
    rule: "between integers and fractions an = is exact",
    accepts: "so $\\frac{1}{3} + \\frac{1}{3} = \\frac{2}{3}$",
    refutes: "so $\\frac{10}{3} = 3$",
    silent: "so $\\frac{k}{3} = 3$",
  },
  {
    rule: "≈ allows what the digits allow, and the order of magnitude",
    accepts: "so $\\sqrt{2} \\approx 1.4$ and $e^{10} \\approx 2.2 \\cdot 10^4$",
    refutes: "so $\\sqrt{2} \\approx 1.6$",
    silent: "so $k \\sqrt{2} \\approx 1.4$",
  },
  {
    rule: "thousands, decimal commas, powers of ten, per cent and periods are numbers",
    accepts:
      "so $10^3 \\cdot 10^3 = 1,000,000$, $\\frac{1}{3} = 0,333$, $e^{-10} = 4.54\\mathrm{e}{-5}$, $\\frac{1}{3} = 33\\%$, $\\frac{1}{6} = 0.1\\overline{6}$, $12000 = 12\\,000$",
    refutes: "so $10^3 \\cdot 12 = 12,001$",
    silent: "so $\\frac{k}{3} = 0,333$",
  },
  {
    rule: "digits with dots behind them are cut off, or rounded",
    accepts:
      "so $\\frac{2}{3} = 0.666\\ldots$, $-\\sqrt{2} = -1.4142\\dots = -1.4$ and $\\pi^2 = 9.8696...$",
    refutes: "so $\\frac{2}{3} = 0.664\\ldots$",
    silent: "Let $a = 1.41421\\ldots$ be the root. Then $a^2 = 2$",
  },
  {
    rule: "dots between terms stand for those that the last one makes",
    accepts:
      "$$1 + z + z^2 + \\dots + z^n = \\frac{1 - z^{n+1}}{1 - z}$$ $$1 + 3 + 5 + \\cdots + (2n - 1) = n^2$$ $$n (n-1) \\cdots 2 \\cdot 1 = n!$$ $$2 + 4 + 6 + \\dots + 100 = 2550$$ $$1 + 2 + 4 + \\dots + 64 = 127$$",
    refutes: "$$1 + 3 + 5 + \\cdots + (2n - 1) = n^2 + n$$",
    silent: "$$1 + 2 + 5 + \\dots + (2n - 1) = n^2 + n$$",
  },
  {
    rule: "a number for π or e says what is known of it",
    accepts:
      "Recall $\\pi \\approx 3.14$ and $e = 2.718$. Then $\\sin(\\pi) = 0$ and $\\ln(e) = 1$",
    refutes: "Recall $\\pi \\approx 3.14$. Then $\\sin(\\pi) = 1$",
    silent: "Recall $\\pi = 3.1415\\ldots$",
  },
  {
    rule: "tuples are equal component by component",
    accepts: "Let $(a, b) = (1, 2)$. Then $(a + b, a b) = (3, 2)$",
    refutes: "Let $(a, b) = (1, 2)$. Then $(a + b, a b) = (3, 3)$",
    silent: "Let $(a, b) = (1, 2)$. Then $(a + b, a b) = (3, \\qoppa{x})$",
  },
  {
    rule: "a list in brackets is a vector, one of lists a matrix",
    accepts: "$v = (1, 2, 3)$ and $W = [[1, 2], [3, 4]]$ with $v^T v = 14$, $\\det W = -2$",
    refutes: "$v = (1, 2, 3)$, so $v^T v = 13$",
    silent: "$v = (1, 2, \\ldots, n)$, so $v^T v = 13$",
  },
  {
    rule: "what a sign leaves blank is no claim",
    accepts: "$y = x^2$, $\\frac{dy}{dx} =$ ___ | ## Solution | $\\frac{dy}{dx} = 2x = \\boxed{?}$",
    refutes: "$y = x^2$, $\\frac{dy}{dx} =$ ___ | ## Solution | $\\frac{dy}{dx} = 3x = \\boxed{?}$",
    silent: "$y = x^2$, $\\frac{dy}{dx} = \\qoppa{x} =$ ___",
  },
  {
    rule: "what is given, an event or a square in brackets is part of a name",
    accepts:
      "$p(y \\mid x) = s^y (1 - s)^{1-y}$ with $0 < s < 1$, so $\\ln p(y \\mid x) = y \\ln s + (1 - y) \\ln(1 - s)$",
    refutes:
      "$\\ell(\\mu, \\sigma^2) = -\\frac{(x - \\mu)^2}{2\\sigma^2}$, so $\\frac{\\partial \\ell}{\\partial \\mu} = \\frac{\\mu - x}{\\sigma^2}$",
    silent: "$p(x \\mid y) = \\frac{p(y \\mid x) p(x)}{p(y)}$, so $\\int p(x \\mid y) \\, dx = 1$",
  },
  {
    rule: "where an update gives entries new values, they are said anew",
    accepts:
      "$w = (1, 2)$, $\\eta = 0.1$. $$w_i = w_i - \\eta g_i$$ $$w_1 = 1 - 0.1 \\cdot 3 = 0.7$$",
    refutes:
      "$w = (1, 2)$, $\\eta = 0.1$. $$w_i = w_i - \\eta g_i$$ $$w_1 = 1 - 0.1 \\cdot 3 = 0.6$$",
    silent: "$w = (1, 2)$, $\\eta = 0.1$. $$w_i = w_i - \\eta g_i$$ $$2 w_1 = 1.4$$",
  },
  {
    rule: "a gradient is by the arguments of its function",
    accepts:
      "$f(x, y) = x^2 y + 3y$, so $\\nabla f = (2xy, x^2 + 3)$ and $\\nabla f(1, 2) = (4, 4)$",
    refutes: "$f(x, y) = x^2 y + 3y$, so $\\nabla f(x, y) = (2xy, x^2 + 2)$",
    silent: "$f(x, y) = x^2 y + 3y$. Then $\\nabla (a^T b) = a$",
  },
  {
    rule: "an expansion claims what it says up to its order",
    accepts:
      "$\\frac{f(x + h) - f(x)}{h} = f'(x) + O(h)$ and $e^x = 1 + x + \\frac{x^2}{2!} + \\cdots$",
    refutes: "$\\frac{f(x + h) - f(x)}{h} = f'(x) + O(h^2)$",
    silent: "$f(x + h) = f(x) + h \\qoppa{x} + O(h^2)$",
  },
  {
    rule: "y is the function of x that an equation between them makes it",
    accepts:
      "Given $x^2 + y^2 = 25$: $\\frac{d}{dx}(x^2 + y^2 = 25)$ is $2x + 2y \\frac{dy}{dx} = 0$, so $\\frac{dy}{dx} = -\\frac{x}{y}$",
    refutes: "Given $x^2 + y^2 = 25$, so $\\frac{dy}{dx} = \\frac{x}{y}$",
    silent: "Given $x + y = 25$, so $\\frac{dy}{dx} = -2$",
  },
  {
    rule: "a sum over a set is weighted by what is in it",
    accepts:
      "$L = \\frac{1}{|S|} \\sum_{i \\in S} (w x_i - y_i)^2$, so $\\frac{dL}{dw} = \\frac{2}{|S|} \\sum_{i \\in S} x_i (w x_i - y_i)$",
    refutes:
      "$L = \\frac{1}{|S|} \\sum_{i \\in S} (w x_i - y_i)^2$, so $\\frac{dL}{dw} = \\frac{1}{|S|} \\sum_{i \\in S} x_i (w x_i - y_i)$",
    silent: "$\\sum_{i \\in S} x_i = \\sum_{i=1}^n x_i$",
  },
  {
    rule: "names in a row that end in a number all have it",
    accepts: "$w_1 = w_2 = 1$, $v = w_1 + w_2 = 2$",
    refutes: "$w_1 = w_2 = 1$, $v = w_1 + w_2 = 3$",
    silent: "$w_1 = w_2 = \\qoppa{x}$",
  },
  {
    rule: "a square by which is differentiated, or that is defined as a variance is, is a name",
    accepts:
      "$f = \\frac{a}{\\sigma^2}$, so $\\frac{\\partial f}{\\partial \\sigma^2} = -\\frac{a}{\\sigma^4}$",
    refutes:
      "$f = \\frac{a}{\\sigma^2}$, so $\\frac{\\partial f}{\\partial \\sigma^2} = -\\frac{a}{\\sigma^2}$",
    silent: "so $\\frac{\\partial f}{\\partial \\sigma^2} = -\\frac{a}{\\sigma^4}$",
  },
  {
    rule: "a bar over numbers is their mean where that makes a step right",
    accepts: "$$m = \\sum_{i=1}^n x_i = n \\bar{x}$$",
    refutes: "$$m = \\sum_{i=1}^n x_i + 1 = n (\\bar{x} + 1) = n \\bar{x} + 2n$$",
    silent: "$$m = \\sum_{i=1}^n x_i = 2 n \\bar{x}$$",
  },
  {
    rule: "what was printed of a name goes on beside all of its digits",
    accepts: "$h = \\sigma(0.1) = 0.525$, $d = 1000 h = 525$",
    refutes: "$h = \\sigma(0.1) = 0.525$, $d = 1000 h = 526$",
    silent: "$h = f(0.1) = 0.525$, $d = 1000 h = 525$",
  },
  {
    rule: 'at a place, "at r = 1", a number is claimed of what a formula defines',
    accepts: "Let $y = x^2$. At $x = 3$: $y = 9$, so $\\frac{dy}{dx} = 6$",
    refutes: "Let $y = x^2$. At $x = 3$: $y = 9$, so $\\frac{dy}{dx} = 5$",
    silent: "Let $y = x^2$. So $\\frac{dy}{dx} = 6$",
  },
  {
    rule: "an entry by itself in a softmax is an entry of it",
    accepts:
      "$p_k = \\text{softmax}(z_k) = \\frac{e^{z_k}}{\\sum_{j=1}^{K} e^{z_j}}$, so $\\frac{\\partial p_k}{\\partial z_k} = p_k (1 - p_k)$",
    refutes:
      "$p_k = \\text{softmax}(z_k) = \\frac{e^{z_k}}{\\sum_{j=1}^{K} e^{z_j}}$, so $\\frac{\\partial p_k}{\\partial z_k} = p_k (1 + p_k)$",
    silent: "$p_k = \\text{softmax}(z_k) = \\frac{\\qoppa{z}_k}{\\sum_{j=1}^{K} e^{z_j}}$",
  },
  {
    rule: "what is compared with a letter that runs is a class",
    accepts:
      "$L = -\\sum_{k=1}^K \\mathbb{1}\\{y = k\\} z_k + \\ln \\sum_{k=1}^K e^{z_k}$, so $\\frac{\\partial L}{\\partial z_k} = \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}} - \\mathbb{1}\\{y = k\\}$",
    refutes:
      "$L = -\\sum_{k=1}^K \\mathbb{1}\\{y = k\\} z_k + \\ln \\sum_{k=1}^K e^{z_k}$, so $\\frac{\\partial L}{\\partial z_k} = \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}} + \\mathbb{1}\\{y = k\\}$",
    silent:
      "$\\frac{\\partial L}{\\partial z_k} = \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}} - \\mathbb{1}\\{y = k\\}$",
  },
  {
    rule: "several numbers for a name are places of it, and no value",
    accepts:
      "$f(x) = x^3 - 3x^2$ has $f'(x) = 0$ at $x = 0, 2$. Now $f''(x) = 6x - 6 = 0$ at $x = 1$",
    refutes: "$f(x) = x^3 - 3x^2$ has $f'(x) = 0$ at $x = 0, 2$. Now $f''(x) = 6x - 3$",
    silent: "$f(x) = x^3 - 3x^2$ has $f'(x) = 0$ for $x = 0, 2$. Now $f''(x) = 6x - \\qoppa{6}$",
  },
  {
    rule: "a comma in braces divides decimals where a document has such",
    accepts: "$a = 0{,}5$, so $3 a = 1{,}500$",
    refutes: "$a = 0{,}5$, so $3 a = 1{,}600$",
    silent: "$a = 0{,}5$, so $3 a = \\qoppa{1{,}500}$",
  },
  {
    rule: "a function is said anew by its name alone, too",
    accepts:
      "$C(q) = 20 q$. Then $C = 3 w q$, so $\\frac{\\partial C}{\\partial w} = 3 q$ and $C(2) = 6 w$",
    refutes: "$C(q) = 20 q$. Then $C = 3 w q$, so $\\frac{\\partial C}{\\partial w} = 2 q$",
    silent: "$C(q) = 20 q$. Then $C = \\qoppa{w} q$, so $\\frac{\\partial C}{\\partial w} = 3 q$",
  },
  {
    rule: "an expectation is linear in what is random",
    accepts:
      "$E[X] = \\mu$, so $E[2X + 1] = 2\\mu + 1$ and $E[(X - \\mu)^2] = E[X^2] - 2\\mu E[X] + \\mu^2 = E[X^2] - \\mu^2$",
    refutes: "$E[X] = \\mu$, so $E[2X + 1] = 2\\mu + 1 = 2(\\mu + 1)$",
    silent: "$E[X] = \\mu$, and of another $X$ we know $2 E[X] = 3 \\mu$",
  },
  {
    rule: "a derivative of what is not defined says what follows from it",
    accepts:
      "Let $z = w x + b$. For the loss L, if $\\frac{\\partial L}{\\partial z} = p - y$, then $\\frac{\\partial L}{\\partial w} = (p - y) x$",
    refutes: "Let $z = w x + b$. Now $\\frac{\\partial z}{\\partial w} = x + b$",
    silent:
      "Let $z = w x + b$. For the loss L, if $\\frac{\\partial L}{\\partial z} = p - y$, then $\\frac{\\partial L}{\\partial w} = (p - y) w$",
  },
  {
    rule: "a letter that is differentiated and not defined may be the loss that a word names",
    accepts: "$\\text{MSE} = (y - p)^2$ and $\\frac{\\partial L}{\\partial p} = -2(y - p)$",
    refutes: "$\\text{MSE} = (y - p)^2$, $\\frac{\\partial \\text{MSE}}{\\partial p} = 2(y - p)$",
    silent: "$\\text{MSE} = (y - p)^2$ and $\\frac{\\partial L}{\\partial p} = 2(y - p)$",
  },
  {
    rule: "a set in brackets, as in ℓ({x_i}), says what a name is of",
    accepts:
      "$\\ell(\\{x_i\\}) = \\sum_i c_i x_i^2$ and $\\frac{\\partial \\ell}{\\partial x_i} = 2 c_i x_i$",
    refutes:
      "$\\ell(\\{x_i\\}) = \\sum_i c_i x_i^2$ and $\\frac{\\partial \\ell}{\\partial x_i} = c_i x_i$",
    silent:
      "$\\ell(\\{x_i\\}) = \\sum_i \\qoppa{x_i}$ and $\\frac{\\partial \\ell}{\\partial x_i} = c_i x_i$",
  },
  {
    rule: "of two vectors side by side the product is entry by entry or inner, as the text writes neither",
    accepts:
      "Let $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $x = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$, $L = \\frac{1}{2} (w^T x)^2$. Then $$w x = \\begin{bmatrix} 3 \\\\ 2 \\end{bmatrix}$$",
    refutes:
      "Let $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $x = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$, $L = \\frac{1}{2} (w^T x)^2$. Then $$\\frac{dL}{dw} = w^T x \\cdot x w$$",
    silent:
      "Let $w = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $x = \\begin{bmatrix} 3 \\\\ 1 \\end{bmatrix}$, $L = \\frac{1}{2} (w^T x)^2$. Then $$\\frac{dL}{dw} = w^T x \\cdot x w x$$",
  },
  {
    rule: "a chain that goes on with what the document says of its letters is about these letters",
    accepts:
      "# Pass | $u = x^2$, $s = \\sin x$, $v = u s$. | # Chain | $$\\frac{dv}{du} = s$$ | $$\\frac{dv}{dx} = \\frac{dv}{du} \\cdot \\frac{du}{dx} + \\frac{dv}{ds} \\cdot \\frac{ds}{dx} = 2x s + u \\cos x = 2x \\sin x + x^2 \\cos x$$",
    refutes:
      "# Pass | $u = x^2$, $s = \\sin x$, $v = u s$. | # Chain | $$\\frac{dv}{du} = s$$ | $$\\frac{dv}{dx} = \\frac{dv}{du} \\cdot \\frac{du}{dx} = 2x s + u \\cos x = 2x \\sin x + x^2 \\cos x$$",
    silent:
      "# Pass | $u = x^2$, $s = \\sin x$, $v = u s$. | # Chain | $$\\frac{dv}{dx} = \\frac{dv}{du} \\cdot \\frac{du}{dx} = 2x s + u \\cos x$$",
  },
  {
    rule: "behind a line that says a name anew and cannot be read, nothing is wrong for what it was before",
    accepts: "$L = (y - p)^2$. Now $L = 3 p$. Then $\\frac{\\partial L}{\\partial p} = 3$",
    refutes: "$L = (y - p)^2$. Now $L = 3 p$. Then $\\frac{\\partial L}{\\partial p} = 2$",
    silent: "$L = (y - p)^2$. Now $L = \\qoppa{3} p$. Then $\\frac{\\partial L}{\\partial p} = 3$",
  },
  {
    rule: "values that are said right before a line are put into it",
    accepts:
      "$C = \\frac{(y - w x)^2}{2}$. | | With $x = 1$: $\\frac{\\partial C}{\\partial w} = w - y$",
    refutes:
      "$C = \\frac{(y - w x)^2}{2}$. | | With $x = 1$: $\\frac{\\partial C}{\\partial w} = w + y$",
    silent:
      "$C = \\frac{(y - w x)^2}{2}$. | | With $x = 1$: $\\frac{\\partial C}{\\partial w} = w - \\qoppa{y}$",
  },
  {
    rule: "a differential is the change of a formula as its names move",
    accepts:
      "$z = x^2 y$, so $dz = 2xy \\, dx + x^2 \\, dy$. Let $f = x^T A x$. Then $df = (dx)^T A x + x^T A dx = x^T (A^T + A) dx$",
    refutes: "$z = x^2 y$, so $dz = 2xy \\, dx + x \\, dy$",
    silent:
      "$\\frac{dy}{dx} = \\frac{\\partial u / \\partial x}{\\partial u / \\partial y}$ and $dy + dx = dw + dv$",
  },
  {
    rule: "what an equation times a number, a name or what stands below a line says follows from it",
    accepts: "Suppose $\\frac{7}{p} = \\frac{3}{1 - p}$, hence $7(1 - p) = 3p$",
    refutes:
      "Suppose $\\frac{7}{p} = \\frac{3}{1 - p}$, hence $7(1 - p) = 3p$ and $\\frac{d}{dq} q^2 = 3q$",
    silent: "Suppose $\\frac{7}{p} = \\frac{3}{1 - p}$, hence $7(1 - p) = 5p$",
  },
  {
    rule: "an equation that is said to follow from the one right before it holds where that does",
    accepts: "We solve $4q - 5 = 7$. Then $4q = 12$, so $q = 3$",
    refutes: "We solve $4q - 5 = 7$. Then $4q = 2$, so $q = \\frac12$",
    silent: "$4q - 5 = r$. In the other circuit $4q = 2$",
  },
  {
    rule: "what is said to solve the equation right before it does, when it is put in",
    accepts:
      "We solve $\\sum_{k=1}^n (y_k - m) = 0$. So $m = \\frac1n \\sum_{k=1}^n y_k$, and so $n m = \\sum_{k=1}^n y_k$",
    refutes: "We solve $\\sum_{k=1}^n (y_k - m) = 0$. So $m = n \\sum_{k=1}^n y_k$",
    silent: "$\\sum_{k=1}^n (y_k - m) = 0$. So $m = \\qoppa{n} \\sum_{k=1}^n y_k$",
  },
  {
    rule: "a number from before an update in numbers may be meant behind it",
    accepts:
      "$w = 0.45 - 0.4 \\cdot 0.05 = 0.43$. Then $z = w a$, so $\\frac{\\partial z}{\\partial a} = w = 0.43$",
    refutes:
      "$w = 0.45 - 0.4 \\cdot 0.05 = 0.43$. Then $z = w a$, so $\\frac{\\partial z}{\\partial a} = w = 0.53$",
    silent:
      "$w = 0.45 - 0.4 \\cdot 0.05 = 0.43$. Then $z = w a$, so $\\frac{\\partial z}{\\partial a} = w = 0.45$",
  },
  {
    rule: "decimals may stand for the parts of the formula that they are put in for",
    accepts: "$z = 1$, $f = \\sigma(z)$ | $$f (1 - f) = 0.73 \\cdot 0.27 = 0.1966$$",
    refutes: "$z = 1$, $f = \\sigma(z)$ | $$f (1 - f) = 0.73 \\cdot 0.29 = 0.2117$$",
    silent: "$$f (1 - f) = 0.73 \\cdot 0.27$$",
  },
  {
    rule: "y(2) and y'(2) are y and its slope at 2, of a formula y in one letter",
    accepts: "$y = x^3 - 2x$ | $$y(2) = 4, \\quad y'(2) = 10$$",
    refutes: "$y = x^3 - 2x$ | $$y(2) = 4, \\quad y'(2) = 8$$",
    silent: "$y = a x$ | $$y(2) = 4$$",
  },
  {
    rule: "numbers given to the letters of an earlier problem are its values",
    accepts: "# One | $z = w x$ | # Two | $w = 2$, $x = 3$ | $$z = 6, \\quad \\frac{dz}{dw} = 3$$",
    refutes: "# One | $z = w x$ | # Two | $w = 2$, $x = 3$ | $$z = 6, \\quad \\frac{dz}{dw} = 2$$",
    silent: "# One | $z = w x$ | # Two | $w = 2$ | $$\\frac{dz}{dw} = 2$$",
  },
  {
    rule: "a list of values with which a sentence ends is given from there on",
    accepts: "Let $f = x y$ at $x = 3$, $y = 2$. | So $x + y = 5$",
    refutes: "Let $f = x y$ at $x = 3$, $y = 2$. | So $x + y = 6$",
    silent: "Let $f = x y$ at $x = 3$. | So $x + y = 6$",
  },
  {
    rule: "values that stand among the words are given, where no formula says more of their names",
    accepts: "$a = w x$. Given: w = 2, x = 3. | So $a = 6$",
    refutes: "$a = w x$. Given: w = 2, x = 3. | $$a = 7$$",
    silent: "$a = w x$. If x = 3 and w = 2 or not: | $$a = 7$$",
  },
  {
    rule: "a number in a table is the value of the name beside or above it, where nothing else can be meant",
    accepts: "$a = w x$. |  | |Name|Value| | |---|---| | |$w$|2| | |$x$|3| |  | So $a = 6$",
    refutes: "$a = w x$. |  | |Name|Value| | |---|---| | |$w$|2| | |$x$|3| |  | $$a = 7$$",
    silent: "$a = w x$. |  | |Name|Slope| | |---|---| | |$w$|2| | |$x$|3| |  | $$a = 7$$",
  },
  {
    rule: "a formula of numbers that is one of the document with its values has the new name",
    accepts:
      "$a = (w x + 1)^2$, $w = 2$, $x = 3$. $v = 2 \\cdot 3 + 1 = 7$ | $$\\frac{da}{dv} = 14$$",
    refutes:
      "$a = (w x + 1)^2$, $w = 2$, $x = 3$. $v = 2 \\cdot 3 + 1 = 7$ | $$\\frac{da}{dv} = 7$$",
    silent:
      "$a = (w x + 1)^2$, $w = 2$, $x = 3$. $v = 4 \\cdot 3 + 1 = 13$ | $$\\frac{da}{dv} = 14$$",
  },
  {
    rule: "a list of new names that ends in numbers names the entries",
    accepts: "$(p, q) = (2, 1) - 0.1 (2, 2) = (1.8, 0.8)$. So $p + q = 2.6$",
    refutes: "$(p, q) = (2, 1) - 0.1 (2, 2) = (1.8, 0.8)$. So $p + q = 4.6$",
    silent: "$(p, q) = (2, 1) - \\eta (2, 2) = (1.8, 0.8)$. So $p + q = 2.6$",
  },
  {
    rule: "what is worked in numbers alone may depend on anything",
    accepts: "$E = \\frac12 (1 - w)^2$, $\\frac{\\partial E}{\\partial w} = w - 1$",
    refutes: "$E = \\frac12 (1 - w)^2$, $\\frac{\\partial E}{\\partial w} = 1 - w$",
    silent: "$E = \\frac12 (1 - 0.62)^2$, $\\frac{\\partial E}{\\partial w} = w x$",
  },
  {
    rule: "several slopes that are 0 in one chain are set to 0",
    accepts:
      "$g = a b$, $\\frac{\\partial g}{\\partial a} = \\frac{\\partial (a b)}{\\partial a} = b$",
    refutes:
      "$g = a^2 - b^2$, $\\frac{\\partial g}{\\partial a} = \\frac{\\partial g}{\\partial b} = 2a$",
    silent:
      "$g = a^2 - a b$, $\\frac{\\partial g}{\\partial a} = \\frac{\\partial g}{\\partial b} = 0$",
  },
  {
    rule: "a word in `\\text` may be of any language",
    accepts: "$\\text{Gr\u00f6\u00dfe} = 3 + 4 = 7$",
    refutes: "$\\text{Gr\u00f6\u00dfe} = 3 + 4 = 8$",
    silent: "$\\text{Gr\u00f6\u00dfe} = \\qoppa{3} + 4$",
  },
  {
    rule: "two letters with an index that are said and differentiated as one are a name",
    accepts: "$io_1 = h_1 w_5 + h_2 w_6$ | $$\\frac{\\partial io_1}{\\partial w_5} = h_1$$",
    refutes: "$io_1 = h_1 w_5 + h_2 w_6$ | $$\\frac{\\partial io_1}{\\partial w_5} = 2 h_1$$",
    silent: "$h_1 = 2$ | $$\\frac{\\partial io_1}{\\partial w_5} = h_1$$",
  },
  {
    rule: "a number of a name that is one before it with fewer digits is no other value",
    accepts: "$x = 0.7514$, $y = 2 x$. As $x = 0.75$ is large: | $$y = 1.5028$$",
    refutes: "$x = 0.7514$, $y = 2 x$. As $x = 0.75$ is large: | $$y = 1.6028$$",
    silent: "$x = 0.7514$, $y = 2 x + c$. As $x = 0.75$ is large: | $$y = 1.5028$$",
  },
  {
    rule: "behind a rough \u2248 its number goes on",
    accepts:
      "$f(x) = 3 x^2 - 1$ | $$f(1.6843) = 3 \\cdot 1.6843^2 - 1 \\approx 3 \\cdot 2.828 - 1 = 7.484$$ | $$2 f(1.6843) = 2 \\cdot 7.484$$",
    refutes:
      "$f(x) = 3 x^2 - 1$ | $$f(1.6843) = 3 \\cdot 1.6843^2 - 1 \\approx 3 \\cdot 2.828 - 1 = 7.484$$ | $$2 f(1.6843) = 2 \\cdot 7.584$$",
    silent:
      "$f(x) = 3 x^2 - c$ | $$f(1.6843) = 3 \\cdot 1.6843^2 - 1 \\approx 3 \\cdot 2.828 - 1 = 7.484$$ | $$2 f(1.6843) = 2 \\cdot 7.484$$",
  },
  {
    rule: "a name that is made of what a function is made of may be a part of it",
    accepts: "$h(x) = \\sin x$, $u = t^2$, $\\frac{dh}{du} = \\cos u$",
    refutes: "$h(x) = \\sin x$, $u = t^2$, $\\frac{dh}{du} = -\\cos u$",
    silent: "$f(x) = \\tanh(w x + b)$, $u = w + b$, $\\frac{df}{du} = 1 - \\tanh(u)^2$",
  },
  {
    rule: "of several integrals, bounds at a bracket are of the one whose letter stands in it",
    accepts:
      "so $\\int_0^\\pi d\\theta \\int_0^2 r^3 dr = \\pi \\left[\\frac{r^4}{4}\\right]_0^2 = 4 \\pi$",
    refutes: "so $\\int_0^\\pi d\\theta \\int_0^2 r^3 dr = \\pi \\left[\\frac{r^4}{3}\\right]_0^2$",
    silent: "so $\\int_0^\\pi d\\theta \\int_0^2 r^3 dr = \\pi \\left[\\qoppa{r}\\right]_0^2$",
  },
  {
    rule: "a letter over which an integral runs from 0 is no negative number",
    accepts: "$A = \\int_0^R 2 \\pi r dr$, and so $\\sqrt{r^2} = r$",
    refutes: "$A = \\int_0^R 2 \\pi r dr$, and so $\\sqrt{s^2} = s$",
    silent: "$A = \\int_0^R 2 \\pi r dr$, and so $\\sqrt{r^2} = \\qoppa{r}$",
  },
  {
    rule: "\u03c3(\u2026)_i is an entry of a softmax where it is said to be one",
    accepts:
      "$p_i = \\sigma(z)_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$. For $i = j$: $\\frac{\\partial p_i}{\\partial z_j} = p_i (1 - p_i)$",
    refutes:
      "$p_i = \\sigma(z)_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$. For $i = j$: $\\frac{\\partial p_i}{\\partial z_j} = p_i (1 + p_i)$",
    silent:
      "$p_i = \\sigma(z)_i$ with the softmax. For $i = j$: $\\frac{\\partial p_i}{\\partial z_j} = p_i (1 + p_i)$",
  },
  {
    rule: "a number behind \u2248 that was worked out before may approximate in another way",
    accepts: "$T = 0.1 - 0.005 = 0.095$, so $\\ln 1.1 \\approx 0.0953$",
    refutes: "$T = 0.1 - 0.005 = 0.095$, so $\\ln 1.1 \\approx 0.0963$",
    silent: "$T = 0.1 - 0.005 + 0.000333 = 0.095333$, so $\\ln 1.1 \\approx 0.09533$",
  },
  {
    rule: "a chain says what a function of names is: z = f(x, y) = x^2 y",
    accepts: "$z = f(x, y) = x^2 y$, $\\frac{\\partial f}{\\partial x} = 2 x y$",
    refutes: "$z = f(x, y) = x^2 y$, $\\frac{\\partial f}{\\partial x} = x y$",
    silent: "$z = f(x, y)$, $\\frac{\\partial f}{\\partial x} = x y$",
  },
  {
    rule: "a letter for a constant of which the slope is said to be 0 is one",
    accepts: "$\\frac{d}{dx}(c) = 0$ and $\\frac{d}{dx}(c x^2 + c) = 2 c x$",
    refutes: "$\\frac{d}{dx}(c) = 0$ and $\\frac{d}{dx}(c x^2 + c) = 2 c x + 1$",
    silent: "$\\frac{dL}{dx} = 0$ and $\\frac{d}{dx}(L x) = x$",
  },
  {
    rule: "what has a slope along a curve and partial ones is of the names of these alone",
    accepts:
      "$\\frac{dw}{dt} = \\frac{\\partial w}{\\partial x} \\frac{dx}{dt} + \\frac{\\partial w}{\\partial y} \\frac{dy}{dt}$",
    refutes:
      "$x = t^2$, $y = t^3$, $w = x y$, $\\frac{dw}{dt} = \\frac{\\partial w}{\\partial x} \\frac{dx}{dt} - \\frac{\\partial w}{\\partial y} \\frac{dy}{dt}$",
    silent:
      "$\\frac{dw}{dt} = \\frac{\\partial w}{\\partial x} \\frac{dx}{dt} - \\frac{\\partial w}{\\partial y} \\frac{dy}{dt}$",
  },
  {
    rule: "what is far below the digits that are written may be left out",
    accepts:
      "$g = 0.40$, $v = \\frac{0.1}{\\sqrt{0.1600} + 10^{-8}} \\times 0.4000 = \\frac{0.1}{0.40} \\times 0.4000$",
    refutes:
      "$g = 0.40$, $v = \\frac{0.1}{\\sqrt{0.3600} + 10^{-8}} \\times 0.4000 = \\frac{0.1}{0.40} \\times 0.4000$",
    silent:
      "$g = 0.40$, $v = \\frac{0.1}{\\sqrt{0.1600} + \\qoppa{8}} \\times 0.4000 = \\frac{0.1}{0.40} \\times 0.4000$",
  },
  {
    rule: "a number with the digits of what was worked out before is near it only",
    accepts: "$a = \\sigma(0.5) = 0.622$. So $p = 0.622$ and $q = p (1 - p) 0.3775 = 0.0887$",
    refutes: "$a = \\sigma(0.5) = 0.622$. So $p = 0.622$ and $q = p (1 - p) 0.3775 = 0.0897$",
    silent: "$a = \\sigma(0.5) = 0.622$. So $p = 0.622$ and $q = p (1 - c) 0.3775 = 0.0887$",
  },
  {
    rule: "digits that were printed before stand for what they were rounded from",
    accepts:
      "$g = 0.0256$, $v = 0.026 g = 0.0007$, $m = \\frac{v}{0.002} = \\frac{0.0007}{0.002} = 0.333$",
    refutes:
      "$g = 0.0256$, $v = 0.026 g = 0.0007$, $m = \\frac{v}{0.002} = \\frac{0.0007}{0.002} = 0.382$",
    silent:
      "$g = 0.0256$, $v = 0.026 g = 0.0007$, $m = \\frac{v}{0.002} = \\frac{0.0007}{c} = 0.382$",
  },
  {
    rule: "numbers of which a name was worked out may stand for what is differentiated by",
    accepts:
      "$b = 0.7$, $f = \\tanh(0.7 - 0.2) = 0.462$, $h = 3 f$, $\\frac{\\partial h}{\\partial f} = 3$",
    refutes:
      "$b = 0.8$, $f = \\tanh(0.7 - 0.2) = 0.462$, $h = 3 f$, $\\frac{\\partial h}{\\partial f} = 4$",
    silent:
      "$b = 0.7$, $f = \\tanh(0.7 - 0.2) = 0.462$, $h = 3 f$, $\\frac{\\partial h}{\\partial b} = 2.36$",
  },
  {
    rule: "names worked out of rounded numbers are near, and so is what is made of them",
    accepts:
      "$x = 0.7$, $w = 0.4$, $a = w x$, $s = \\tanh(a) = 0.273$, $d = 0.273 \\cdot 0.4 = 0.109$, $k = (0.4 s + d) / 2 = 0.1091$",
    refutes:
      "$x = 0.7$, $w = 0.4$, $a = w x$, $s = \\tanh(a) = 0.273$, $d = 0.273 \\cdot 0.4 = 0.109$, $k = (0.4 s + d) / 2 = 0.1291$",
    silent:
      "$x = 0.7$, $w = 0.4$, $a = w x$, $s = \\tanh(a) = 0.273$, $d = 0.273 \\cdot 0.4 = 0.109$, $k = (c s + d) / 2 = 0.1091$",
  },
  {
    rule: "what was said of a derivative is put in for it where a number is made of it",
    accepts:
      "$z = w x$, $x = 3$. With $\\frac{dL}{dz} = 0.52$ | $$\\frac{dL}{dw} = \\frac{dL}{dz} x = 1.56$$",
    refutes:
      "$z = w x$, $x = 3$. With $\\frac{dL}{dz} = 0.52$ | $$\\frac{dL}{dw} = \\frac{dL}{dz} x = 1.26$$",
    silent: "$z = w x$, $x = 3$. | $$\\frac{dL}{dw} = \\frac{dL}{dz} x = 1.26$$",
  },
  {
    rule: "a remark with a reason keeps a finding back",
    accepts: "<!-- pengrad-ignore: quoted --> | so $1 + 1 = 2$",
    refutes: "<!-- pengrad-ignore --> | so $1 + 1 = 3$",
    silent: "<!-- pengrad-ignore: quoted --> | so $1 + 1 = 3$",
  },
  {
    rule: "± on both sides says two things, and in which order means nothing",
    accepts: "$$x = \\frac{4 \\pm \\sqrt{16 - 12}}{-2} = -2 \\pm 1$$",
    refutes: "$$x = \\frac{4 \\pm \\sqrt{16 - 12}}{2} = 2 \\pm 2$$",
    silent: "$$x = \\frac{4 \\pm \\sqrt{16 - q}}{2} = 2 \\pm 2$$",
  },
  {
    rule: "what differs altogether is wrong only where its letters are numbers, the same on both sides",
    accepts: "$u = x^2 \\sin x$. | $$\\frac{du}{dx} = 2x \\sin x + x^2 \\cos x$$",
    refutes: "$u = x^2 \\sin x$. | $$\\frac{du}{dx} = 2x \\cos x$$",
    silent: "$u = x^2 \\sin x$. | $$\\frac{du}{dx} = 3 m c^2$$",
  },
  {
    rule: "words before an equals sign are a name, unless they say what is done",
    accepts: "$n = 4$ | $$\\text{mean cost} = \\frac{6 + 2}{4} = 2$$",
    refutes: "$n = 4$ | $$\\text{mean cost} = \\frac{6 + 2}{4} = 3$$",
    silent: "$n = 4$ | $$\\text{mean cost} = \\frac{6 + q}{4} = 3$$",
  },
  {
    rule: "what is said of a name is held against a step where it is sure to be meant",
    accepts: "# Model | $y = w^2 x$ | # Slopes | $\\frac{\\partial y}{\\partial w} = 2 w x$",
    refutes:
      "# Model | $y = w^2 x$ | # Slopes | $\\frac{\\partial y}{\\partial x} = w^2$ and $\\frac{\\partial y}{\\partial w} = 3 w x$",
    silent: "# Model | $y = w^2 x$ | # Slopes | $\\frac{\\partial y}{\\partial w} = 3 w x$",
  },
  {
    rule: "a formula is meant at the latest values of its letters",
    accepts: "Input $x = 2$. | $$h = 7 + w x$$ | Let $x = 1, w = 3$. | So $h = 7 + 3$.",
    refutes: "Input $x = 2$. | $$h = 7 + w x$$ | Let $x = 1, w = 3$. | So $h = 7 + 3 = 11$.",
    silent: "Input $x = 2$. | $$h = 7 + w x$$ | Let $x = 1, w = 3$. | $$v h = 14$$",
  },
  {
    rule: "families of vectors that are not counted are looked at by a few members, each with its name",
    accepts:
      "$$J = \\log \\sum_{w \\in V} \\exp(u_w^T v) - u_o^T v$$ | Let $p_w = \\frac{\\exp(u_w^T v)}{\\sum_{x \\in V} \\exp(u_x^T v)}$. | $$\\frac{\\partial J}{\\partial u_o} = (p_o - 1) v$$",
    refutes:
      "$$J = \\log \\sum_{w \\in V} \\exp(u_w^T v) - u_o^T v$$ | Let $p_w = \\frac{\\exp(u_w^T v)}{\\sum_{x \\in V} \\exp(u_x^T v)}$. | $$\\frac{\\partial J}{\\partial u_o} = (p_o + 1) v$$",
    silent:
      "$$J = \\log \\sum_{w \\in V} \\exp(u_w^T v) - u_o^T v$$ | $$\\frac{\\partial J}{\\partial u_o} = (q_o - 1) v$$",
  },
  {
    rule: "what is only said by its derivative is what stands behind the other sign",
    accepts:
      "$$\\frac{dJ}{dx} = \\frac{d}{dx} \\left(x^2 \\sin x\\right)$$ | $$\\frac{dJ}{dx} = 2 x \\sin x + x^2 \\cos x$$",
    refutes:
      "$$\\frac{dJ}{dx} = \\frac{d}{dx} \\left(x^2 \\sin x\\right)$$ | $$\\frac{dJ}{dx} = 2 x \\sin x - x^2 \\cos x$$",
    silent:
      "$$\\frac{dJ}{dx} = \\frac{d}{dx} \\left(x^2 \\sin x\\right)$$ | $$\\frac{dK}{dx} = 2 x \\sin x - x^2 \\cos x$$",
  },
  {
    rule: "a case of several has its own values",
    accepts:
      "Case 1: Let $a = 2 b$, $b = 3$. So $a + b = 9$. | Case 2: Let $a = 2 b$, $b = 4$. | So $a + b = 12$.",
    refutes: "Case 1: Let $b = 3$. | Case 2: Let $b = 4$, $a = 2 b = 6$.",
    silent: "Case 1: Let $a = 2 b$, $b = 3$. | Case 2: | $$a b = 7$$",
  },
  {
    rule: "H above matrices alone is the conjugate transpose, of real ones the transpose",
    accepts: "The Hermitian of a product: $$(A B)^H = B^H A^H$$",
    refutes: "The Hermitian of a product: $$(A B)^H x = B^H A^H x = A^H B^H x$$",
    silent: "The Hermitian of $A$: let $H = 3$. | $$A^H B^H = (B A)^H + C$$",
  },
  {
    rule: "what a function that makes nothing of its argument is elsewhere is not said",
    accepts: "$f(a) = \\frac{u}{4}$. So $2 f(a) = \\frac{u}{2}$.",
    refutes: "$f(a) = \\frac{u}{4}$. So $2 f(a) = \\frac{u}{3}$.",
    silent: "$f(a) = \\frac{u}{4}$. | $$1 = 2 f(\\bar{a}) + \\frac{u}{4}$$",
  },
  {
    rule: "an e that is transposed is a vector, and no Euler's number",
    accepts:
      "$y = X b + e$, so $$e^T e = (y - X b)^T (y - X b) = y^T y - 2 b^T X^T y + b^T X^T X b$$",
    refutes:
      "$y = X b + e$, so $$e^T e = (y - X b)^T (y - X b) = y^T y - 2 b^T X^T y - b^T X^T X b$$",
    silent: "$y = e^T + e$ with $T = 2$: | $$x y = 3 e^T$$",
  },
];

/** How many steps hold, what is said, and how many are open or kept back. */
function tally(text: string) {
  const { summary, diagnostics, suppressed } = checkText(text.replaceAll(" | ", "\n"));
  const { proved, agrees, rounded, undecided, unread } = summary;
  return {
    held: proved + agrees + rounded,
    said: diagnostics.length,
    open: undecided + unread + suppressed.length,
  };
}

test.each(rules)("$rule", ({ accepts, refutes, silent }) => {
  const [right, wrong, open] = [accepts, refutes, silent].map(tally);
  expect(right).toMatchObject({ said: 0, open: 0 });
  expect(right!.held).toBeGreaterThan(0);
  expect(wrong!.said).toBeGreaterThan(0);
  expect(open!.said).toBe(0);
  expect(open!.open).toBeGreaterThan(0);
});

test("docs/CHECK.md lists these rules", () => {
  const page = readFileSync(new URL("../../docs/CHECK.md", import.meta.url), "utf8");
  const [, list = ""] = page.split("## The rules\n");
  const [section = ""] = list.split("\n## ");
  const listed = [...section.matchAll(/^- (.*)$/gm)].map(([, rule]) => rule);
  expect(listed).toEqual(rules.map(({ rule }) => rule));
});
