/**
 * In what surroundings a step is understood, and what the words around a formula make of it. Each
 * rule has a document that it accepts, one that it refutes, one where it keeps silent. In a row
 * ` | ` stands for a new line.
 */
import { describe, expect, test } from "vitest";
import { documents, verdicts } from "./verdicts.ts";

const vectors = "# A layer | Let $x = [1; 2; 3]$ and $L = \\|x\\|^2$. | # A parabola | ";

describe("a section of its own", () => {
  documents([
    ["a letter with another shape", `${vectors}Thus $(x + h)^2 = x^2 + 2xh + h^2$.`],
    [
      "a letter with another shape",
      `${vectors}Thus $(x + h)^2 = x^2 + xh + h^2$.`,
      "4 ! missing-factor: x^2 + 2 xh + h^2",
    ],
    ["a letter with another shape", `${vectors}Perhaps $x^2 = 3x - 2$.`, "4 ?"],
    [
      "the function that was defined last",
      "# First | $f(x) = x^2$, so $f'(x) = 2x$. | # Second | $f(x) = x^3$, so $f'(x) = 3x^2$. | # Third | " +
        "$f(x) = [x; 2x]$ is a curve. | # Fourth | $f(x) = \\sin x$ gives $f'(x) = \\cos x$.",
    ],
    [
      "the function that was defined last",
      "# First | $f(x) = x^2$, so $f'(x) = 2x$. | # Second | $f(x) = \\sin x$ gives $f'(x) = -\\cos x$.",
      "4 ! sign: \\cos x",
    ],
    [
      "the function that is defined beside the step",
      "$f(x) = x$. | # Second | Let $f(x) = 1/x$. | $$\\frac{f(a) - f(b)}{a - b} = \\frac{a^2 - b^2}{a - b} \\quad " +
        "\\text{since } f(x) = x^2$$",
    ],
  ]);
});

describe("letters that another section makes vectors", () => {
  const later =
    " | # Second | Let $L = \\max(0, 1 - y w^T x)$ with $y w^T x < 1$. | $$p = (1, 2, 3), \\quad p - y = (0, 1, 2)$$";
  const chain = (end: string) =>
    `# First | (a) $f(x) = \\ln(\\sqrt{x^2+1})$, $f'(x) = \\frac{1}{\\sqrt{x^2+1}}\\cdot\\frac{2x}{2\\sqrt{x^2+1}} = ${end}$. | (b) $h = x + y$ with $x = \\cos t$, $y = \\sin t$.${later}`;
  documents([
    ["a number here", chain("\\frac{x}{x^2+1}"), "6 ?"],
    ["a number here", chain("\\frac{x}{x^2-1}"), "2 ! sign: \\frac{x}{x^2+1}", "6 ?"],
    [
      "matrices here, too",
      "# First | $A = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $B = \\begin{bmatrix} 0 & 1 \\\\ 1 & 0 \\end{bmatrix}$. | # Second | Thus $A B = B A$.",
      "4 ?",
    ],
  ]);
});

describe("numbers of formulas before other matters", () => {
  const model =
    "# Model | $a = \\sigma(z)$, $L = (y - a)^2$. | # Numbers | $y = 0.5$, $z = 0.7$ | $$a = \\sigma(0.7) = 0.668$$ $$L = (0.5 - 0.668)^2 = 0.0282$$ | # Backward | ";
  const matrices =
    " | # Matrices | $y = W x + b$ with $W \\in \\mathbb{R}^{m \\times n}$: | $$\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial y} \\times x^T$$ $x = [1, 2]^T$";
  const slope = (of: string) => `$$\\frac{\\partial L}{\\partial a} = ${of}$$`;
  documents([
    ["the formula of a number", `${model}${slope("2(a - y) = 0.336")}${matrices}`, "10 ?"],
    [
      "the formula of a number",
      `${model}${slope("2(a + y)")}${matrices}`,
      "7 ! sign: 2(a - y)",
      "10 ?",
    ],
    ["the formula of a number", `${slope("2(a + y)")}${matrices}`, "1 ?"],
  ]);
});

describe("how something will be done", () => {
  const rule =
    "# Rule | $$z = w x + b$$ $$w \\leftarrow w - \\eta \\frac{\\partial L}{\\partial w}$$ Now $z = w x + b$. |";
  const sizes = " | # Example | The input is $x \\in \\mathbb{R}^2$.";
  documents([
    ["changes nothing", `${rule} $$\\frac{\\partial z}{\\partial w} = x$$${sizes}`],
    ["changes nothing", `${rule} $$\\frac{\\partial z}{\\partial w} = -x$$${sizes}`, "3 ! sign: x"],
    ["changes nothing", `${rule} $$\\frac{\\partial L}{\\partial w} = x$$${sizes}`, "3 ?"],
  ]);
});

describe("values of other sizes", () => {
  const factors = [
    "$$A = U \\Sigma V^T$$ with $U^T = I$. | # Example | $\\Sigma = [[5, 0], [0, 0]]$, $$(A I) = 0$$",
    "$$v = [1; 1]$$ $$(A^I) v = 0$$ $$V = [[1, 0], [0, 1]]$$",
    "$$U = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]$$",
  ];
  const sections = (use: string) => {
    return `## One |  | Let $b = [3; 4]$. |  | ## Two |  | Let $P = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]$. |  | ${use}`;
  };
  documents([
    ["than those that are multiplied", factors.join(" | "), "3 ?", "4 ?"],
    [
      "than those that are multiplied",
      "$\\mathbf{u} = \\mathbf{a} - r \\mathbf{q} = [0, 5]^T - 4 [0.6, 0.8]^T$, | $\\mathbf{a} = [1, 2, 3]^T$, $r = \\mathbf{q}^T \\mathbf{a} = 3$",
      "1 ?",
      "2 ?",
    ],
    ["from another section", sections("$$p = P b$$")],
    ["from above", sections("$$p = P b$$").replace("## Two", "### Two"), "9 !"],
  ]);
});

describe("what is said of other shapes", () => {
  const said =
    "Let $x \\in \\mathbb{R}^n$, $b \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{m \\times n}$. | ";
  documents([
    ["decides nothing", `${said}If $x + b = A$, then $x + x = b$.`, "2 ?"],
    ["decides nothing", `${said}If $x + b = A$, then $x + x = 2x$.`],
    ["decides nothing", "Let $x = 2$. | If $y + x = 5$, then $2 y = 7$.", "2 ?"],
  ]);
});

describe("an exercise of its own", () => {
  const first = (opener: string) => `${opener} | Let $z = [1; 2]$, $L = z^T z$. | `;
  const softmax = "Let $p_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$, $i \\ne j$. | ";
  documents([
    [
      "bold",
      `${first("**Problem 1.**")}**Problem 2 (4 points)** ${softmax}$$\\frac{\\partial p_i}{\\partial z_j} = -p_i p_j$$`,
    ],
    [
      "plain",
      `${first("Exercise 1:")}Exercise 2: ${softmax}$$\\frac{\\partial p_i}{\\partial z_j} = -p_i p_j$$`,
    ],
    [
      "what is wrong there",
      `${first("**Problem 1.**")}**Problem 2.** Let $L = \\sin u$. | $$\\frac{dL}{du} = -\\cos u$$`,
      "4 ! sign: \\cos u",
    ],
    ["a value of its own", "**Problem 1.** Let $a = 2 b$, $b = 3$. | **Problem 2.** | $$a = 7$$"],
    ["no exercise", `See Problem 1 and 2. Let $z = [1; 2]$. | $z^2 = 3z - 3$`, "2 ?"],
  ]);
});

describe("names of two capitals", () => {
  documents([
    [
      "that never stand alone",
      "$$KL = \\mu^2 + s$$ | $$\\frac{\\partial KL}{\\partial \\mu} = 2\\mu$$",
    ],
    [
      "that never stand alone",
      "$$KL = \\mu^2 + s$$ | $$\\frac{\\partial KL}{\\partial \\mu} = \\mu$$",
      "2 ! missing-factor: 2 \\mu",
    ],
    ["a product", "$$KL = \\mu^2$$ | $$K = \\mu^2$$", "1 ?"],
  ]);
});

describe("functions that are only named", () => {
  const about = "# First | $f$ is linear, and $f(x + y) = f(x) + f(y)$. | # Second | ";
  documents([
    ["what is supposed elsewhere", `${about}Let $v = [1; 2]$. Thus $(fg)' = f'g + fg'$.`, "2 ?"],
    [
      "what is supposed elsewhere",
      "# First | $v = [1; 2]$. | # Second | Thus $(fg)' = f'g'$.",
      "4 ! other: g f' + f g'",
    ],
    ["what is supposed elsewhere", `${about}Thus $f(2x) = 2 f(x)$.`, "2 ?", "4 ?"],
  ]);
});

describe("derivatives of functions", () => {
  const composed = "$h(x) = x^3$, $g(x) = x^2$, $f(x) = h(g(x))$. ";
  documents([
    ["by what is put in", `${composed}Thus $\\frac{df}{dx} = \\frac{dh}{dg} \\frac{dg}{dx}$.`],
    ["by what is put in", `${composed}Thus $\\frac{dh}{db} = 3b$.`, "1 ! exponent: 3b^2"],
    ["by what is put in", `${composed}Thus $\\frac{df}{dg} = 3x$.`, "1 ?"],
    ["what is no argument is constant", "$f(x) = c$, so $f'(x) = 0$."],
    ["what is no argument is constant", "$f(x) = cx$, so $f'(x) = c x$.", "1 ! extra-factor: c"],
  ]);
});

describe("words around a formula", () => {
  documents([
    ["denied", "A common mistake is to write $(a + b)^2 = a^2 + b^2$."],
    ["denied", "It is not true that $\\sqrt{a + b} = \\sqrt{a} + \\sqrt{b}$."],
    ["denied", "That $(a + b)^2 = a^2 + b^2$ is wrong."],
    ["asked", "Is it right that $(a + b)^3 = a^3 + b^3$?"],
    ["asked", "We find for what $x$ it is that $x^2 = 3x - 2$."],
    [
      "claimed in a sentence of its own",
      "A common mistake is to forget a term. Thus $(a + b)^2 = a^2 + b^2$.",
      "1 !",
    ],
    [
      "an equation, and what follows from it",
      "Setting it to zero gives $2(aw - b) = 0$ and hence $aw = b$.",
    ],
    [
      "defined, of what is a function already",
      "We define the hyperbolic sine by hand: $$\\sinh(x) = \\frac{e^x + e^{-x}}{2}$$",
      "1 ! sign: \\frac{e^x - e^{-x}}{2}",
    ],
    ["defined by an equation", "We define $q$ as the place where $$\\sinh q = \\cosh q$$", "1 ?"],
    ["both sides the same but for a slip", "Thus $\\cos 3x = \\sin 3x$.", "1 ?"],
    ["both sides the same but for a slip", "We get $e^{2w} = e^{-2w}$.", "1 ?"],
    [
      "its solution beside it",
      "The determinant is zero, so $k^2 = 3k - 2$ and $k = 1$ or $k = 2$.",
      "1 ?",
    ],
    ["a slip from a rule", "Thus $a^2 - 4 = (a - 2)(a - 2)$.", "1 ! sign: (a - 2)(a + 2)"],
    [
      "after setting something to zero",
      "Setting it to zero, we get $a^2 - 4 = (a - 2)(a - 2)$.",
      "1 ?",
    ],
    [
      "a fact beside an equation",
      "We get $2(aw - b) = 0$, since $(a + b)^2 = a^2 + b^2$.",
      "1 ?",
      "1 !",
    ],
    [
      "what holds if words hold",
      "$f(x) = x^3 - x$. If $f$ has an extremum at $c$, then $f'(c) = 0$.",
      "1 ?",
    ],
  ]);

  test("what is denied, asked or supposed is no step", () => {
    expect(verdicts("It is false that $a^2 + b^2 = (a + b)^2$.")).toBe("condition");
    expect(verdicts("Is $a^2 + b^2 = (a + b)^2$?")).toBe("condition");
    expect(verdicts("$\\mathrm{Var}(X) = 0$ where X is constant.")).toBe("definition");
  });
});

describe("what the next line begins with", () => {
  documents([
    [
      "is no unit of the number before it",
      "$h = \\sigma(w x)$, $\\sigma(z) = \\frac{1}{1 + e^{-z}}$. | If $z_1 = 2$ | $\\text{ReLU}(z_1) = 2$ | $$\\frac{\\partial h}{\\partial w} = \\sigma(w x) (1 + \\sigma(w x)) x + 0 z_1$$",
      "4 ! sign: \\sigma(w x) (1 - \\sigma(w x)) x + 0 z_1",
    ],
  ]);
});

describe("what a matrix of covariances is", () => {
  documents([
    [
      "its own transpose",
      "$f = (x - m)^T \\Sigma^{-1} (x - m)$. | $$\\frac{\\partial f}{\\partial x} = 2 \\Sigma^{-1} (x - m)$$",
    ],
    [
      "another matrix need not be",
      "$f = (x - m)^T A^{-1} (x - m)$. | $$\\frac{\\partial f}{\\partial x} = 2 A^{-1} (x - m)$$",
      "2 ~ A^T = A",
    ],
  ]);
});

describe("rows of numbers below each other", () => {
  const rows = (last: string) =>
    `$f(x) = x^2$. | $$\\begin{aligned} x &= f(x) \\\\ 1.1 &= 1.21 \\\\ 1.2 &= 1.44 \\\\ 1.3 &= ${last} \\end{aligned}$$`;
  documents([
    ["may be a table", rows("1.69"), "2 ?", "2 ?", "2 ?"],
    ["one of them is none", "Since $1.1 = 1.21$", "1 ! arithmetic: 1.1"],
  ]);
});

describe("a function that words say anew", () => {
  const limit = (words: string) =>
    `$f(x) = \\frac{1}{x + 2}$. | ${words} | $$\\lim_{x \\to c} f(x) = \\lim_{x \\to c} x$$`;
  documents([
    ["without signs of a formula", limit("Clearly f(x) = x is continuous."), "3 ?"],
    ["or do not", limit("Clearly it is continuous."), "3 ! other: \\frac{1}{c + 2}"],
  ]);
});

describe("a letter that a limit runs over", () => {
  documents([
    [
      "has no value for a while",
      "So $x = 1$ or $x = -2$. | $$\\lim_{x \\to \\infty} \\frac{3x^2 + 7x^3}{x^2 + 5x^4} = 3$$",
      "2 ! arithmetic: 0",
    ],
  ]);
});
