/**
 * @file What stands around a step: the definitions of a letter, the points and words before it, and
 * how the lines of a display belong together.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("columns of equations", () => {
  const columns = (third: string) => {
    return (
      "$f(x, y) = 2x^2 - 2xy + y^2$ |  | " +
      `$$\\begin{aligned} f_{xx} &= 4 & f_{xy} &= -2 & f_{yy} &= ${third} \\end{aligned}$$`
    );
  };
  documents([
    ["are read one by one", columns("2")],
    ["are read one by one", columns("3"), "3 ! arithmetic: 2"],
    ["are read one by one", columns("2 \\qoppa{1}"), "3 -"],
  ]);
});

describe("rows of a matrix whose signs were halved", () => {
  const hessian = (entry: string) => {
    return (
      "$f(x, y) = x^2 + 4xy + 5y^2$, " +
      `$H = \\begin{pmatrix} f_{xx} & f_{xy} \\\\ f_{xy} & f_{yy} \\end{pmatrix}$ |  | ` +
      `$$H = \\begin{pmatrix} 2 & 4 \\ 4 & ${entry} \\end{pmatrix}$$`
    );
  };
  documents([
    ["are rows", hessian("10")],
    ["are rows", hessian("5"), "3 ! arithmetic: \\begin{bmatrix} 2 & 4 \\\\ 4 & 10 \\end{bmatrix}"],
    ["of one length", hessian("5 & 1"), "3 ?"],
  ]);
});

describe("a function with an index that is defined anew", () => {
  const two = (value: string) => {
    return `$g_a(x, y) = x^2 y$. $g_a(2, 3) = ${value}$. Now $g_a(x, y) = x^3$. $g_a(2, 3) = 8$.`;
  };
  documents([
    ["was another one before", two("12")],
    ["was another one before", two("18"), "1 ! arithmetic: 12"],
    ["and is open where it is not said", two("12").replaceAll("= x^", "\\propto x^"), "1 -", "1 -"],
  ]);
});

describe("several functions of one name before their solutions", () => {
  const list =
    "$f(x, y) = 2x^2 - 2xy + y^2$ |  | $f(x, y) = x^3 + 3xy + y^3$ |  | $f(x, y) = x + 5y^2$ |  | ";
  documents([
    ["are all tried", `${list}$f_x = 3x^2 + 3y$, so $y = -x^2$`],
    ["are all tried", `${list}$f_x = 3x^2 + 4y$, so $y = -x^2$`, "7 ?"],
    ["are all tried", `${list}$f_{xy} = 5$, so $y = -x^2$`, "7 ! arithmetic: 0"],
    ["and 0 says nothing of them", `${list}$f_{xy} = 0$, so $y = -x^2$`],
  ]);
});

describe("a derivative and a number", () => {
  const at = (point: string, value: string) => {
    return `$f(x, y) = x^3 - 3xy + y^3$ |  | **At $${point}$:** $$f_{xx} = ${value} > 0$$`;
  };
  documents([
    ["are of the point before them", at("(1, 1)", "6")],
    ["are of the point before them", at("(1, 1)", "7"), "3 ?"],
    ["and of given values", `$x = 1$, $y = 1$ |  | ${at("(1, 1)", "7")}`, "5 ! arithmetic: 6"],
    ["of any that stands there", `${at("(1, 1)", "6")} At $(2, 3)$: $$f_{xx} = 12$$`],
  ]);
});

describe("an approximation without a decimal", () => {
  const quotient = (right: string) => {
    return `$f(x) = \\frac{1}{x}$, $f'(1) \\approx \\frac{f(3/2) - f(1)}{1/2} = ${right}$`;
  };
  documents([
    ["is not judged, and what goes on is", quotient("-\\frac{2}{3}"), "1 ?"],
    [
      "is not judged, and what goes on is",
      quotient("-\\frac{1}{3}"),
      "1 ?",
      "1 ! arithmetic: -\\frac{2}{3}",
    ],
    ["is not judged, and what goes on is", quotient("c"), "1 ?", "1 ?"],
  ]);
});

describe("a sign behind a comma or other words", () => {
  documents([
    ["goes on with nothing that is known", "Eigenvalues: $0$, $\\approx 0.047$", "1 ?"],
    [
      "goes on with nothing that is known",
      "$L \\approx 0.0279$, which dropped by a factor of $\\approx 4.9$",
      "1 ?",
    ],
    ["goes on behind a word that says so", "$x = 3$, $x^2$ which is $= 8$", "1 ! arithmetic: 9"],
  ]);
});

describe("a number with a unit right behind it", () => {
  documents([
    ["is not read", "$4 \\times 512^2 = 1048576 \\approx 1$M parameters", "1 -"],
    [
      "is not read",
      "$4 \\times 512^2 = 1048577 \\approx 1$M parameters",
      "1 ! arithmetic: 1048576",
      "1 -",
    ],
    ["other words are none", "$4 \\times 512^2 = 1048577$so", "1 ! arithmetic: 1048576"],
  ]);
});

describe("what is called wrong", () => {
  documents([
    ["is not claimed", "$f(x) = e^{x^2}$ |  | **Wrong**: $f'(x) = e^{x^2}$"],
    [
      "but what is called right is",
      "$f(x) = e^{x^2}$ |  | **Right**: $f'(x) = e^{x^2}$",
      "3 ! chain-rule: e^{x^2} \\cdot 2x",
    ],
    ["nor is what a line is called", "$u = 3$ (perpendicular to $y = x$), $y^2 - x = 6$", "1 ?"],
  ]);
});

describe("a letter that is a number here and a vector there", () => {
  const both = (end: string) => {
    return (
      "# One |  | $x = 2$, $w = 3$, $z = w x$, $L = z^2$ |  | $\\frac{\\partial L}{\\partial z} = " +
      `${end}$ |  | # Two |  | $a = x$, $x = [1, 0]^T$`
    );
  };
  documents([
    ["may be a number", both("2 z = 12")],
    ["may be a number", both("2 z = 13"), "5 ! arithmetic: 12"],
    ["may be a number", both("2 q = 12"), "5 ?", "5 ?"],
  ]);
});

describe("a derivative of an order that is a letter", () => {
  documents([
    ["is left open", "$f(x) = e^x$. For all $k$, $f^{(k)}(0) = 1$", "1 ?"],
    ["and one of a number is not", "$f(x) = e^x$. $f^{(2)}(0) = 1$"],
    ["and one of a number is not", "$f(x) = e^x$. $f^{(2)}(0) = 2$", "1 ! arithmetic: 1"],
  ]);
});

describe("commas without braces", () => {
  const given = "$x = 0,5$, $w = 0,3$ |  | ";
  documents([
    ["divide decimals", `${given}$z = w \\cdot x + 0,2 = 0,3 \\cdot 0,5 + 0,2 = 0,35$`],
    [
      "divide decimals",
      `${given}$z = w \\cdot x + 0,2 = 0,3 \\cdot 0,5 + 0,2 = 0,45$`,
      "3 ! arithmetic: 0.35",
    ],
    ["stand in lists, too", "$i = 0,1$. $A_{1,2} = 0.5$, $B = A_{1,2} + 1 = 1.5$"],
    ["are not read with what is not", `${given}$z = \\qoppa{w} \\cdot x$`, "3 -"],
  ]);
});

describe("the slope of LeakyReLU below 0", () => {
  const leaky = (value: string) => `$\\text{LeakyReLU}(-2) = ${value}$`;
  const said = "$\\text{LeakyReLU}(x) = \\max(0.1 x, x)$. ";
  documents([
    ["is what the function is said to be", said + leaky("-0.2")],
    ["is what the function is said to be", said + leaky("-0.02"), "1 ! arithmetic: -0.2"],
    ["is said in words", `LeakyReLU has slope 0.3. ${leaky("-0.6")}`],
    ["is told by numbers", `${leaky("-0.4")}, $\\text{LeakyReLU}(-1) = -0.2$`],
    ["or is not known", "$z = -2$, $a = \\text{LeakyReLU}(z)$, $b = a + 1 = 0.8$", "1 ?"],
  ]);
});

describe("a gradient before a bracket", () => {
  const slopes = (last: string) => {
    return (
      "$h = \\tanh(u)$, $E = (h - 1)^2$. $\\nabla_h E = 2 (h - 1)$ |  | " +
      `$\\nabla_u E = ${last}$`
    );
  };
  documents([
    ["is multiplied by it", slopes("\\nabla_h E (1 - h^2)")],
    [
      "is multiplied by it",
      slopes("\\nabla_h E (1 - h^3)"),
      "3 ! exponent: \\nabla_h E (1 - h^{2})",
    ],
    ["is multiplied by it", slopes("\\nabla_h E (1 - q^2)"), "3 ?"],
  ]);
});

describe("a label that is put into a loss before it", () => {
  const loss = (y: string, slope: string) => {
    return (
      `$y = ${y}$, $p = \\sigma(z)$ |  | $L = -\\ln(1 - p)$ |  | ` +
      `$\\frac{\\partial L}{\\partial z} = ${slope}$`
    );
  };
  documents([
    ["is a term of its slope", loss("0", "p - y")],
    ["is a term of its slope", loss("1", "p - y"), "5 ! extra-term: p"],
    ["is no factor", loss("1", "p y"), "5 ! extra-factor: p"],
  ]);
});
