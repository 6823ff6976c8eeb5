/**
 * Numbers and the letters they stand for: decimals that stand for parts of a formula, values at
 * places, a problem worked again with numbers. Each rule has a document that it accepts, one that
 * it refutes, and one where it keeps silent. In a row ` | ` stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("decimals stand for the parts of what they are put in for", () => {
  const unit = (step: string) =>
    `The sigmoid with $z = 1$. |  | $$\\sigma(z)(1 - \\sigma(z)) = ${step}$$`;
  documents([
    ["both factors", unit("0.73 \\cdot 0.27")],
    [
      "one of them is another number",
      unit("0.73 \\cdot 0.28 = 0.2044"),
      "3 ! arithmetic: 0.73 \\cdot 0.27",
    ],
    ["and the result with all digits", unit("0.73 \\cdot 0.27 = 0.1966")],
    ["or from what is printed", unit("0.73 \\cdot 0.27 = 0.1971")],
    ["or another result", unit("0.73 \\cdot 0.27 = 0.1986"), "3 ! arithmetic: 0.1971"],
    ["of what is not known", "$$q (1 - q) = 0.73 \\cdot 0.27$$", "1 ?"],
  ]);
});

describe("σ(z) = 0.73 with a known z defines no constant σ", () => {
  const slope = (value: string) => {
    return `$z = 1$, $\\sigma(z) = 0.73$. |  | $$\\frac{d\\sigma}{dz} = ${value}$$`;
  };
  documents([
    ["its slope is no 0", slope("\\sigma(z) (1 - \\sigma(z))")],
    ["its slope is no 0", slope("\\sigma(z)"), "3 ! other: \\sigma(z) \\cdot (1 - \\sigma(z))"],
    [
      "its value is judged",
      "With $z = 1$, the sigmoid is |  | $$\\sigma(z) = 0.78$$",
      "3 ! rounding: 0.73",
    ],
    ["its value is judged", "$z = 1$. |  | $$\\sigma(z) = 0.74$$", "3 ?"],
    ["of another function it is only said", "$z = 1$. |  | $$f(z) = 0.74$$"],
  ]);
});

describe("y(2) and y'(2) of a formula in one letter", () => {
  const line = "Let $y = x^3 - 2x$. |  | ";
  documents([
    ["are its values there", `${line}$y(2) = 4$, $y'(2) = 10$ and $y''(2) = 12$.`],
    ["are its values there", `${line}$y(2) = 6$ and $y'(2) = 10$.`, "3 ! arithmetic: 4"],
    ["are its values there", `${line}$y(2) = 4$ and $y'(2) = 8$.`, "3 ! arithmetic: 10"],
    [
      "may be those of another y where none is right",
      `${line}$y(2) = 6$ and $y'(2) = 8$.`,
      "3 ?",
      "3 ?",
    ],
    ["by other names in between", "$y = \\ln(1 + e^{x}) = \\ln u$, $u = 1 + e^x$. $y'(0) = 1/2$."],
    ["a product where it is a factor", `${line}$$3 y(2) = 6 y$$`],
    ["of two letters, nothing", "Let $y = a x$. |  | $y(2) = 5$", "3 ?"],
    [
      "z(1, 2) where z is made of x and y",
      "Let $z = x^2 y$. |  | $z(1, 2) = 2$, $\\frac{\\partial z}{\\partial x}(1, 2) = 4$",
    ],
    [
      "z(1, 2) where z is made of x and y",
      "Let $z = x^2 y$. |  | $z(1, 2) = 2$, $\\frac{\\partial z}{\\partial x}(1, 2) = 2$",
      "3 ! arithmetic: 4",
    ],
    ["one number is a factor", "Let $y = 3 x$. |  | $\\frac{dy}{dx} (2) = 6$"],
    [
      "of a and b, nothing",
      "Let $z = a^2 b$. |  | $\\frac{\\partial z}{\\partial a}(1, 2) = 2$",
      "3 -",
    ],
  ]);
});

describe("b_2 is no entry of \\mathbf{b}_1", () => {
  const net = (slope: string) => {
    return (
      "$$\\mathbf{h} = \\tanh(W_1 \\mathbf{x} + \\mathbf{b}_1), \\quad " +
      "\\hat{y} = \\mathbf{w}_2^\\top \\mathbf{h} + b_2, \\quad L = \\tfrac12 (\\hat y - y)^2$$" +
      ` |  | $$\\frac{\\partial L}{\\partial \\mathbf{w}_2} = ${slope}$$`
    );
  };
  documents([
    ["a number beside vectors", net("(\\hat y - y) \\mathbf{h}")],
    [
      "a number beside vectors",
      net("(\\hat y + y) \\mathbf{h}"),
      "3 ! sign: (\\hat y - y) \\mathbf{h}",
    ],
    ["an entry where the vector stands", "$\\mathbf{b} = (1, 2)^T$. $b_2 = 2$ and $b_1 = 1$."],
  ]);
});

describe("a problem is worked again with numbers", () => {
  const again = (work: string) => {
    return `# Letters |  | $z = w x + b$, $L = z^2$ |  | # Numbers |  | $w = 2$, $x = 3$, $b = 1$. |  | ${work}`;
  };
  documents([
    ["its names are the same", again("$$z = 2 \\cdot 3 + 1 = 7, \\quad L = 49$$")],
    ["its names are the same", again("$$\\frac{dL}{dw} = 2 z x = 42$$")],
    ["its names are the same", again("$$\\frac{dL}{dw} = 2 z x = 21$$"), "9 ! arithmetic: 42"],
    ["a letter of a problem of its own", again("$$q = w + x = 5$$")],
  ]);
});

describe("a list of values with which a sentence ends is given", () => {
  const point = (end: string) => `Let $f(x, y) = x y$ at $x = 3$, $y = 2${end}`;
  documents([
    ["from there on", point("$. |  | $a = x + y = 5$")],
    ["from there on", point("$. |  | $a = x + y = 6$"), "3 ! arithmetic: 5"],
    ["but not one that is supposed", "If $x = 3$, $y = 2$ it holds. |  | $$x + y = 6$$", "3 ?"],
  ]);
});

describe("values that stand in a text as words", () => {
  const unit = (words: string, step: string) =>
    `Let $a = w_1 x + b$. ${words} |  | $$a = ${step}$$`;
  documents([
    ["a list of them", unit("Given: w1 = 2, x = 3, b = 1.", "7")],
    ["a list of them", unit("Given: w1 = 2, x = 3, b = 1.", "2 \\cdot 3 + 1 = 7")],
    ["a list of them", unit("Given: w1 = 2, x = 3, b = 1.", "8"), "3 ! arithmetic: 7"],
    ["one that is only looked at", unit("What if x = 3 and nothing else?", "7"), "3 ?"],
    ["one with two values", unit("With w1 = 2, x = 3, b = 1, or w1 = 1, x = 6.", "8"), "3 ?"],
  ]);
});

describe("a formula of numbers is a formula of the document with its values", () => {
  const unit = (slope: string) => {
    return (
      "$a = \\max(0, w x + b)$ with $w = 2$, $x = 3$, $b = 1$. |  | " +
      `$z = 2(3) + 1 = 7$ |  | $$\\frac{da}{dz} = ${slope}$$`
    );
  };
  documents([
    ["which gets its name", unit("1")],
    ["which gets its name", unit("2"), "5 ! arithmetic: 1"],
    ["with other numbers it is none", unit("2").replace("2(3)", "4(3)").replace("7", "13"), "5 ?"],
  ]);
});

describe("a column of new names", () => {
  const step = (value: string) => {
    return (
      "$$\\begin{pmatrix} x_1 \\\\ y_1 \\end{pmatrix} = \\begin{pmatrix} 2 \\\\ 1 \\end{pmatrix} - " +
      `0.1 \\begin{pmatrix} 2 \\\\ 2 \\end{pmatrix} = \\begin{pmatrix} 1.8 \\\\ ${value} \\end{pmatrix}$$`
    );
  };
  documents([
    ["names the entries", `${step("0.8")} |  | Thus $x_1 + y_1 = 2.6$`],
    [
      "names the entries",
      `${step("0.3")} |  | $x_1 + y_1 = 2.1$`,
      "1 ! rounding: \\begin{bmatrix} 1.8 \\\\ 0.8 \\end{bmatrix}",
    ],
    ["names the entries", `${step("0.8")} |  | Thus $x_1 + y_1 = 5.8$`, "3 ! arithmetic: 2.6"],
  ]);
});

describe("numbers for derivatives of what is not defined", () => {
  const cell = (end: string) => {
    return (
      "$h = o \\tanh(c)$, $c = f p + i g$ with $f = 0.75$, $p = -0.2$, $i = 0.6$, $g = 0.5$, " +
      "$o = 0.6$. The derivative is $\\frac{\\partial L}{\\partial c} = o (1 - \\tanh^2(c)) = 0.5867$ |  | " +
      `$\\frac{\\partial L}{\\partial f} = \\frac{\\partial L}{\\partial c} p = ${end}$`
    );
  };
  documents([
    ["follow from what was said of these", cell("-0.1173"), "1 ?"],
    ["follow from what was said of these", cell("0.1173"), "1 ?", "3 ! sign: -0.1173"],
    ["or from nothing", cell("0.1173").replaceAll("= o (1", "\\propto o (1"), "3 ?"],
  ]);
});

describe("a list in square brackets that a capital is, is a row", () => {
  const layer = (value: string) => {
    return `$W = [1, -1]$, $a = \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}$, $y = W a + 0.5$. |  | $$y = ${value}$$`;
  };
  documents([
    ["before a column", layer("1 - 2 + 0.5 = -0.5")],
    ["before a column", layer("1 + 2 + 0.5 = 3.5"), "3 ! sign: 1 - 2 + 0.5"],
    [
      "before one of another length",
      layer("1").replace("2 \\end", "2 \\\\ 3 \\end"),
      "1 ! transpose: W a^T + 0.5",
      "3 ?",
    ],
  ]);
});

describe("digits printed anew stand for what was worked out", () => {
  const pass = (end: string) => {
    return (
      "Output $q = h_1 - 2 h_2$. |  | $x = 1$, $w = 1$, $y = 1$, loss $\\frac12 (p - y)^2$. " +
      "Forward: $z = 0.6$, $a = \\sigma(0.6) = 0.646$, $p = 0.646$. |  | Backward: $d = p - y$; " +
      "$e = d w \\sigma'(z) = -0.354 \\cdot 1 \\cdot (0.646 \\cdot 0.354) = -0.0811$; |  | " +
      `$\\partial J / \\partial w = e x = ${end}$`
    );
  };
  documents([
    ["in a slice without that", pass("-0.0811"), "7 ?"],
    ["in a slice without that", pass("-0.0911"), "7 ?", "7 ! arithmetic: -0.0810"],
    ["which is nothing yet", pass("-0.0811").replaceAll("= e x", "= u x"), "7 ?", "7 ?"],
  ]);
});

describe("a derivative through what was worked out of numbers is not 0", () => {
  const pass = (end: string) => {
    return (
      "$w = 0.5$, $u = 0.3$, $x = 0.4$, $a = w x = 0.2$, $h = \\tanh(0.2) = 0.197$, " +
      "$y = 0.3 \\cdot 0.2 = 0.06$, $L = y^2 = 0.0036$. |  | " +
      "$\\frac{\\partial L}{\\partial h} = 2 y u = 0.036$, " +
      "$d = \\frac{\\partial L}{\\partial h} (1 - h^2) = 0.0346$, " +
      `$\\frac{\\partial L}{\\partial a} = d = ${end}$`
    );
  };
  const open = ["3 ?", "3 ?"] as const;
  documents([
    ["whatever is made of it", pass("0.0346"), ...open],
    ["whatever is made of it", pass("0.346"), ...open, "3 ?"],
    [
      "and is looked at where it is made of names",
      pass("0.346").replace("0.3 \\cdot 0.2", "u h").replace("0.2)", "a)"),
      "3 ! arithmetic: 0.034",
    ],
  ]);
});

describe("what was rounded on the way", () => {
  const network = (slope: string, last: string) => {
    return (
      "$x = -0.29$, $w_1 = 0.86$, $w_2 = -0.73$, $y = 0.64$ |  | " +
      "$z_1 = w_1 x = -0.249$, $a_1 = \\tanh(z_1) = -0.244$, $z_2 = w_2 a_1 = 0.178$, " +
      "$a_2 = \\tanh(z_2) = 0.176$, $L = \\frac{1}{2}(y - a_2)^2 = 0.108$ |  | " +
      "$\\frac{\\partial L}{\\partial a_2} = -(y - a_2) = -0.464$, $\\frac{\\partial L}" +
      "{\\partial z_2} = \\frac{\\partial L}{\\partial a_2} (1 - a_2^2) = -0.450$ |  | " +
      `$\\frac{\\partial L}{\\partial a_1} = ${slope}$ |  | $$${last}$$`
    );
  };
  const again = "\\frac{\\partial L}{\\partial a_1} = 0.329";
  documents([
    ["is carried on", network("(-0.450)(-0.73) = 0.329", again)],
    ["is carried on", network("(-0.460)(-0.73) = 0.336", ""), "7 ?"],
    ["is carried on", network("\\qoppa{0.450}", ""), "7 -"],
  ]);
});

describe("decimals that stand for parts of numbers", () => {
  documents([
    ["terms", "$0.36 \\cdot 0.46 - 0.74 \\cdot 0.41 = 0.17 - 0.30 = -0.14$"],
    [
      "terms",
      "$0.36 \\cdot 0.46 - 0.74 \\cdot 0.41 = 0.19 - 0.30 = -0.14$",
      "1 ! arithmetic: -0.1378",
    ],
    ["products of factors", "$0.768 \\cdot 0.77 \\cdot (1 - 0.77) = 0.768 \\cdot 0.18$"],
    ["fractions", "$\\frac{1}{3} \\cdot (1.22 + 1.64 + 3.39) = 0.33 \\cdot 6.25$"],
    ["of whole numbers", "so $1 - \\frac{1^3 - 2}{3 \\cdot 1^2} = 1.00 - (-0.33)$"],
    [
      "of whole numbers",
      "so $1 - \\frac{1^3 - 2}{3 \\cdot 1^2} = 1.00 - (-0.38)$",
      "1 ! arithmetic: 1.00 - (-0.33)",
    ],
    ["of what is not known", "$q (1.22 + 1.64) = 0.33 \\cdot 6.25$", "1 ?"],
  ]);
});

describe("a formula near the value of a function", () => {
  documents([
    ["may be as near as it comes", "so $\\ln(1.2) \\approx 0.2 - \\frac{0.2^2}{2}$", "1 ?"],
    ["is not far off", "so $\\ln(1.2) \\approx 0.2 + \\frac{0.2^2}{2}$", "1 ! arithmetic: 0.2"],
    ["may be near enough", "so $e^{0.1} \\approx 1 + 0.1 + \\frac{0.1^2}{2}$"],
  ]);
});
