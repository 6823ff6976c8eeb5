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

describe("an update under a heading of its own", () => {
  const updated = (end: string) => {
    return `## Forward |  | $w = 0.5$, $z = 3 w = 1.5$ |  | ## Update |  | $w := ${end}$`;
  };
  documents([
    ["is of what was there before", updated("w - 0.1 \\cdot 2 = 0.3")],
    ["is of what was there before", updated("w - 0.1 \\cdot 2 = 0.1"), "7 ! rounding: 0.3"],
    ["or of what nothing says", updated("w - 0.1 q = 0.3"), "7 ?"],
  ]);
});

describe("σ of what an activation was said to be of", () => {
  const layer = (preactivation: string) => {
    return (
      "$x = [-2, 3]^T$, $W = \\begin{bmatrix} 2 & -1 \\\\ 1 & 2 \\end{bmatrix}$, $b = [1, 2]^T$, " +
      "$z = W^T x + b = [0, 10]^T$ |  | $a = \\text{ReLU}(z) = [0, 10]^T$ |  | " +
      `$$a_2 = \\sigma(${preactivation})$$`
    );
  };
  documents([
    ["is that activation", layer("x_2 W_{2,2} + x_1 W_{1,2} + b_2")],
    [
      "is that activation",
      layer("x_2 W_{2,2} + x_1 W_{1,2}"),
      "5 ! missing-term: \\sigma(x_2 W_{2,2} + x_1 W_{1,2} + b_2)",
    ],
    ["is that activation", layer("x_2 W_{2,2} + x_1 W_{1,2} + q"), "5 ?"],
  ]);
});

describe("vectors that are written in a row", () => {
  const attention = (score: string) => `$q = [1, 0]$, $k = [3, -1]$ |  | $$s = q k^T = ${score}$$`;
  documents([
    ["may be rows", attention("3")],
    ["may be rows", attention("[1, 0][3, -1]^T = 3")],
    ["may be rows", attention("[1, 0][3, -1]^T = 4"), "3 ! arithmetic: 3"],
    ["may be rows", attention("4"), "3 ?"],
  ]);

  const layer = (gradient: string) => {
    return (
      "$x = [1, 2]$, $W = \\begin{bmatrix} 1 & 0 & 2 \\\\ 0 & 1 & 1 \\end{bmatrix}$ |  | " +
      `$$h = x W = [1, 2, 4]$$ | $$\\frac{\\partial L}{\\partial W} = ${gradient}$$`
    );
  };
  documents([
    ["may be rows beside a matrix", layer("x^T \\frac{\\partial L}{\\partial h}")],
    ["may be rows beside a matrix", layer("x \\frac{\\partial L}{\\partial h}"), "4 -"],
  ]);

  const column = (product: string) => {
    return (
      "$x = [1, 2]$, $W = \\begin{bmatrix} 1 & 0 \\\\ 2 & 1 \\end{bmatrix}$, $h = W x = [1, 4]$, " +
      `$d = [1, -1]$. So $${product} = \\begin{bmatrix} 1 & 2 \\\\ -1 & -2 \\end{bmatrix}$`
    );
  };
  documents([
    ["are columns where the text has them so", column("d x^T")],
    ["are columns where the text has them so", column("d^T x"), "1 !"],
  ]);
});

describe("a value that is said again", () => {
  const again = (end: string) =>
    `$w = 2$, $x = 5$, $z = w x = 10$ |  | Now $w = 3$ |  | $z = ${end}$`;
  documents([
    ["is another one from there on", again("w x = 15")],
    ["is another one from there on", again("w x = 12"), "5 ! arithmetic: 15"],
    ["is another one from there on", again("w q = 15"), "5 ?"],
    ["and two solutions are no two values", "so $k^2 = 3k$, $k = 0$ or $k = 3$", "1 ?"],
  ]);
});

describe("a printed number that is carried on", () => {
  const neuron = (slope: string, product: string) => {
    return (
      "$x = 3$, $w = 1.05$, $y = 0$, $z = w x = 3.15$ |  | " +
      "$$p = \\frac{1}{1 + e^{-z}} = 0.959$$ | $$l = (y - p)^2$$ | " +
      "$$\\frac{\\partial l}{\\partial p} = -2(y - p) = 1.918$$ | " +
      `$$\\frac{\\partial p}{\\partial z} = p (1 - p) = ${slope}$$ | ` +
      `$$\\frac{\\partial l}{\\partial w} = ${product}$$`
    );
  };
  documents([
    ["is carried through derivatives", neuron("0.039319", "1.918 \\cdot 0.039319 \\cdot 3")],
    ["is carried through derivatives", neuron("0.039319", "0.2262")],
    ["is carried through derivatives", neuron("0.039319", "0.3262"), "7 ! arithmetic: 0.2267"],
    ["is carried through derivatives", neuron("0.039319", "q \\cdot 0.039319 \\cdot 3"), "7 ?"],
  ]);
});

describe("lines that end without a sign for it", () => {
  const rows = (slope: string) => {
    return (
      "$f(x) = x^2 - 4x$ |  | $$\\begin{align*} | f'(x) &= 2x - 4 | " +
      `f'(1) &= ${slope} | f'(3) &= 2 | \\end{align*}$$`
    );
  };
  documents([
    ["are rows, each with its sign", rows("-2")],
    ["are rows, each with its sign", rows("2"), "5 ! sign: -2"],
    ["are rows, each with its sign", rows("\\qoppa{2}"), "5 -"],
  ]);
});

describe("another example of what was worked", () => {
  const other = (loss: string) => {
    return (
      "$$z = 2$$ |  | $$p = \\sigma(2) \\approx 0.881$$ |  | $$l = -\\log(0.881) \\approx 0.127$$ |  | " +
      `Another has |  | $$z = -2$$ |  | $$p = \\sigma(-2) \\approx 0.119$$ |  | $$l = ${loss}$$`
    );
  };
  documents([
    ["has names of its own", other("-\\log(0.119) \\approx 2.128")],
    ["has names of its own", other("-\\log(0.119) \\approx 2.428"), "13 ! arithmetic: 2.129"],
    ["has names of its own", other("-\\log(q) \\approx 2.128"), "13 ?"],
  ]);
});

describe("an update of one entry after the other", () => {
  const descent = (second: string) => {
    return (
      "$w = [1, 2]$, $L(w) = (w_1 + 2 w_2 - 3)^2$ |  | " +
      "$$w_1 := w_1 - 0.1 \\frac{\\partial L(w)}{\\partial w_1} = 1 - 0.2(1 + 4 - 3) = 0.6$$ |  | " +
      `$$w_2 := w_2 - 0.1 \\frac{\\partial L(w)}{\\partial w_2} = ${second}$$`
    );
  };
  documents([
    ["may be one of all entries at once", descent("2 - 0.4(1 + 4 - 3) = 1.2")],
    ["with values put in here and there", descent("2 - 0.1 \\cdot 4 (w_1 + 2 w_2 - 3)")],
    ["with values put in here and there", descent("2 - 0.1 \\cdot 3 (w_1 + 2 w_2 - 3)"), "5 ?"],
    ["with values put in here and there", descent("2 - 0.1 \\cdot q (w_1 + 2 w_2 - 3)"), "5 ?"],
  ]);
});

describe("a name before a number in brackets", () => {
  documents([
    ["may be a function of which nothing is said", "$p_X(0) = 0.4$, $p_X(1) = 0.6$", "1 ?", "1 ?"],
    ["and is a factor where it is defined", "$p = 3$. $$p(2) = 6$$"],
    ["and is a factor where it is defined", "$p = 3$. $$q = p(2) = 7$$", "1 ! arithmetic: 6"],
  ]);
});

describe("softmax of a number", () => {
  documents([
    ["may be the entry of that number", "$\\text{softmax}(1) = \\frac{e}{e + e^2}$", "1 ?"],
    ["of a vector is one", "$z = [0, 0]^T$. $$\\text{softmax}(z) = [0.5, 0.5]^T$$"],
    [
      "of a vector is one",
      "$z = [0, 0]^T$. $$s = \\text{softmax}(z) = [0.5, 0.8]^T$$",
      "1 ! rounding: \\begin{bmatrix} 0.5 \\\\ 0.5 \\end{bmatrix}",
    ],
  ]);
});

describe("a decimal for a letter of which nothing is said", () => {
  documents([
    ["may say what it is", "$m = (1 - \\beta) g = 0.1 g$", "1 ?"],
    ["is put in where its value is known", "$\\beta = 0.9$. $m = (1 - \\beta) g = 0.1 g$"],
    [
      "is put in where its value is known",
      "$\\beta = 0.8$. $m = (1 - \\beta) g = 0.1 g$",
      "1 ! arithmetic: 0.2 g",
    ],
  ]);
});

describe("an arrow between two equations", () => {
  const parts = (end: string) => {
    return (
      "- Let $dv = e^x dx \\rightarrow v = e^x$. | " +
      `- Let $dv = \\sin x dx \\rightarrow v = -\\cos x$, $\\frac{dv}{dx} = ${end}$`
    );
  };
  documents([
    ["says what follows", parts("\\sin x")],
    ["says what follows", parts("\\cos x"), "2 ! function: \\sin x"],
    ["says what follows", parts("\\sin q"), "2 ?"],
  ]);
});

describe("several spaces side by side", () => {
  const pair = (value: string) => `$$f(x) = e^x \\;\\; f'(0) = ${value} \\hspace{1cm} f(0) = 1$$`;
  documents([
    ["stand between two equations", pair("1")],
    ["stand between two equations", pair("2"), "1 ! arithmetic: 1"],
    ["stand between two equations", pair("\\qoppa{1}"), "1 -"],
  ]);
});

describe("the words row vector", () => {
  const jacobian = (inner: string) => {
    return (
      "Gradients are row vectors. $\\mathbf{s} \\in \\mathbb{R}^n$, $\\mathbf{y} \\in \\mathbb{R}^n$ |  | " +
      "$$\\mathbf{g} = \\mathbf{y} [\\text{diag}(\\mathbf{s}) - \\mathbf{s}^T \\mathbf{s}] = " +
      `\\mathbf{y} \\text{diag}(\\mathbf{s}) ${inner} \\mathbf{y} \\mathbf{s}^T \\mathbf{s}$$`
    );
  };
  documents([
    ["say how vectors are multiplied", jacobian("-")],
    ["say how vectors are multiplied", jacobian("+"), "3 ?"],
    ["say how vectors are multiplied", jacobian("- q"), "3 ?"],
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

describe("a formula in another form", () => {
  const twice = (between: string, second: string) => {
    return `Let $f(x) = (x + 1)^2$. ${between} |  | $$f(x) = ${second}$$`;
  };
  documents([
    ["is what it was", twice("", "x^2 + 2x + 1")],
    ["is no other function by one slip", twice("", "x^2 + 2x + 2"), "3 ! arithmetic: x^2 + 2x + 1"],
    ["nor by several where words say so", twice("Multiplying out:", "x^2 - 2x - 1"), "3 !"],
    ["may be another one that is not near", twice("", "x^2 - 2x - 1")],
    ["or has other letters", twice("Rewriting it:", "x^2 + 2ax + 1")],
    ["or is near as it is written", twice("", "(x + 1)^3")],
    ["or where words speak of changes", twice("Now let", "x^2 + 2x + 2")],
    ["or of a case", twice("If the number is even,", "x^2 + 2x + 2")],
    ["or in a list", "1. $f(x) = (x + 1)^2$ | 2. $f(x) = x^2 + 2x + 2$"],
    ["and is open where it is not read", twice("", "x^2 + \\qoppa{x}"), "3 -"],
    [
      "of a matrix, too",
      "$h(x) = x^T x + 2 c^T x$ with $x, c \\in \\mathbb{R}^n$. We can rewrite $h$ as $h(x) = (x - c)^T (x - c) - c^T c$.",
      "1 ?",
    ],
  ]);
});

describe("what stands around a step that would be wrong", () => {
  const need = (ending: string) => `To get there we need $e^{-0.02/a} = 0.4/0.6$, ${ending}.`;
  const circle = (second: string) =>
    `The circle $x^2 + y^2 = 25$. $-\\frac{x}{y} = 0 \\Rightarrow x = 0$. |  | Also, ${second}.`;
  const trace = (words: string) =>
    `$A = \\begin{pmatrix} 2 & 5 \\\\ 5 & 13 \\end{pmatrix}$ |  | ${words} $A^T = (2 \\cdot 13) - (5 \\cdot 5)$.`;
  const curve = (words: string) =>
    `$q = 0.5$, $Q(n) = \\frac{1}{1 + (1/q - 1) e^{-0.1 n}}$. |  | ${words} $Q(2) = 0.649$, $Q(3) = 0.784$.`;
  const net = "$w = 0$, $b = 0$, $x = 2$ |  | $$z = wx + b$$ |  | $$w_{new} = 0.1$$ |  | ";
  const weights = "$w = [0.1, -0.2]$ |  | Update: |  | $$w_1 = ";
  const sigmoid = (name: string) =>
    `$\\hat{y} \\approx 0.73$, $L = (\\hat{y} - y)^2$. |  | $\\sigma'(z) = \\sigma(z)(1 - \\sigma(z)) = ${name}$`;
  documents([
    ["an equation that is solved behind it", need("giving $a = 0.049$"), "1 ?"],
    [
      "but not for what is known",
      `$a = 0.07$. ${need("giving $a = 0.049$")}`,
      "1 ! arithmetic: 0.8",
    ],
    ["a solution of another equation", circle("$x^2 = 25 \\Rightarrow x = 5$"), "1 ?"],
    ["what words name before it", trace("The determinant of"), "3 ?"],
    ["but no other words", trace("We know"), "3 !"],
    ["data for a fit", curve("Fitting")],
    ["but not what follows", curve("So"), "3 ! arithmetic: 0.550", "3 ?"],
    ["new values", `${net}$$z = 0.1 \\cdot 2 + 0$$`],
    ["but no others", `${net}$$z = 0.3 \\cdot 2 + 0$$`, "7 ! arithmetic: 0.0 \\cdot 2 + 0"],
    ["an update in numbers", `${weights}0.1 - 0.1 \\cdot 2$$`, "5 ?"],
    ["but not of another value", `${weights}0.3 - 0.1 \\cdot 3$$`, "5 ?"],
    ["a name for a part", sigmoid("\\hat{y}(1 - \\hat{y})"), "3 ?"],
    ["but for no other", sigmoid("\\hat{y}(1 + \\hat{y})"), "3 ?"],
    [
      "a name of which nothing is said",
      "With $p = 4$: $\\frac{\\partial q}{\\partial a} = b + c = p - a$",
      "1 ?",
      "1 ?",
    ],
  ]);
});

describe("what follows from a wrong vector or number", () => {
  const product = (entry: string, last: string) => {
    const inner = `\\begin{pmatrix} 8 \\\\ ${entry} \\end{pmatrix}`;
    return (
      "$$y = \\begin{pmatrix} 3 \\\\ 5 \\end{pmatrix}$$ |  | " +
      "$$X = \\begin{pmatrix} 1 & 1 \\\\ 1 & 2 \\end{pmatrix}$$ |  | " +
      "$$X^T y = \\begin{pmatrix} 1 & 1 \\\\ 1 & 2 \\end{pmatrix} " +
      `\\begin{pmatrix} 3 \\\\ 5 \\end{pmatrix} = ${inner}$$ |  | ` +
      "$$b = (X^T X)^{-1} X^T y = \\begin{pmatrix} 5 & -3 \\\\ -3 & 2 \\end{pmatrix} " +
      `${inner} = \\begin{pmatrix} ${last} \\end{pmatrix}$$`
    );
  };
  const printed = (first: string, second: string) =>
    `$$a = 0.74136507 \\cdot 0.18681560 = ${first}$$ |  | $$0.4 - 0.5 \\cdot ${first} = ${second}$$`;
  documents([
    ["is right where that is", product("13", "1 \\\\ 2")],
    [
      "is no second mistake",
      product("14", "-2 \\\\ 4"),
      "5 ! arithmetic: \\begin{bmatrix} 8 \\\\ 13 \\end{bmatrix}",
    ],
    [
      "nor is going on with the right number",
      printed("0.1384988", "0.33075072"),
      "1 ! rounding: 0.1384986",
    ],
    [
      "but another one is",
      printed("0.1384988", "0.33095072"),
      "1 ! rounding: 0.1384986",
      "3 ! arithmetic: 0.33075060",
    ],
  ]);
});

describe("how many digits are meant", () => {
  documents([
    ["of an order of magnitude", "$0.5^{20} \\approx 10^{-6}$"],
    ["of another order of magnitude", "$0.5^{20} \\approx 10^{-5}$", "1 ! arithmetic: 0.000001"],
    [
      "of small parts of one digit",
      "$-0.2 - 0.1 \\cdot 0.594 \\cdot (-0.073) = -0.2 + 0.004 = -0.196$",
    ],
    [
      "of small parts, and no others",
      "$-0.2 - 0.1 \\cdot 0.594 \\cdot (-0.073) = -0.2 + 0.006$",
      "1 ! arithmetic: -0.2 + 0.004",
    ],
    ["where nothing is rounded", "$0.5^{20} = 10^{-6}$", "1 ! arithmetic: 0.000001"],
    ["of a name that only steps give", "$$2(a - y) = 2(0.622 - 1) = -0.755$$"],
    ["of such a name, and no more", "$$2(a - y) = 2(0.622 - 1) = -0.753$$", "1 ! rounding: -0.756"],
    [
      "in a formula",
      "$$\\frac{1}{1 + e^{-0.37}} = \\frac{1}{1 + 0.690}$$",
      "1 ≈ rounding: \\frac{1}{1 + 0.691}",
    ],
    [
      "in a formula, by more",
      "$$\\frac{1}{1 + e^{-0.37}} = \\frac{1}{1 + 0.697}$$",
      "1 ! arithmetic: \\frac{1}{1 + 0.691}",
    ],
  ]);
});

describe("thousands among the terms of a sum", () => {
  documents([
    ["are numbers", "$896 + 9,248 + 650 = 10,794$"],
    ["also as the first term", "$9,248 + 650 = 9,898$"],
    ["which add up", "$896 + 9,248 + 650 = 10,795$", "1 ! arithmetic: 10794"],
    ["and no lists in brackets", "$a = (1 + 2,345)$. $a_1 = 3$"],
  ]);
});

describe("slopes of activations written of their outputs", () => {
  const slope = (written: string) =>
    `$h = \\sigma(w x + b)$ |  | $$\\frac{\\partial h}{\\partial w} = ${written}$$`;
  documents([
    ["are open", slope("\\sigma'(h) x"), "3 ?"],
    ["are wrong with another factor", slope("\\sigma'(h) w"), "3 ! other: h \\cdot (1 - h) x"],
    ["hold of the input", slope("\\sigma'(w x + b) x")],
  ]);
});

describe("an equation that a chain begins with", () => {
  documents([
    ["goes on with equations", "$x^2 = 2 \\lambda y = 2 y^2$", "1 ?", "1 ?"],
    ["which an identity does not", "$x^2 - y^2 = (x - y)(x + y) = (x - y)^2$", "1 !"],
    ["but holds where it is one", "$x^2 = 2 \\lambda y = \\lambda y + \\lambda y$", "1 ?"],
  ]);
});

describe("a variance beside an activation", () => {
  const both = (value: string) =>
    `$\\sigma^2 = ((1 - 4)^2)/4$. The sigmoid: $a = \\sigma(0) = ${value}$.`;
  documents([
    ["is another \u03c3", both("0.5")],
    ["and says nothing against it", both("0.7"), "1 ?"],
  ]);
});

describe("names that a text means otherwise than they look", () => {
  const parts = (second: string) =>
    `$u = x^2$, $dv = \\cos x \\, dx$, $v = \\sin x$. |  | ${second} $dv = \\sin x \\, dx$.`;
  const quotient = (last: string) =>
    "$f(x, y) = \\frac{x^2 + y}{x - y}$, $u = x^2 + y$, $v = x - y$. |  | " +
    `$$u_x = 2x, \\quad v_x = ${last}$$ |  | $$f_x = \\frac{u_x v - u v_x}{v^2}$$`;
  const policy = (slope: string) =>
    "$L = y \\cdot w x - \\ln(1 + e^{w x})$ |  | " +
    `$$\\frac{\\partial L}{\\partial w} = (y - ${slope}) x$$`;
  const moment = (sum: string) =>
    "$\\mathrm{Var}(X) = E[(X - E[X])^2] = E[X^2] - E[X]^2$. | " +
    `Here $E[X^2] = (a - 2)^2 p + a^2 (1 - 2p) + ${sum} = a^2 + 8p$.`;
  const round = (last: string, before = "") =>
    `${before}$w_{\\text{new}} = w - 0.3 \\times (-0.5) = ${last}$ | |` +
    "**Second round (with the new parameters w=0.15, b=0)** | | $z = 0.15x + 0$";
  const event = (name: string) =>
    `$P(X > t) = e^{-2t}$, $P(Y > 2t) = P(Z > 1)$. | $e^{-2t} e^{-3t} = e^{-5t} = ${name}$`;
  documents([
    ["a moment, which is no equation to be solved", moment("(a + 2)^2 p"), "2 ?"],
    ["nor is what goes on from it", moment("(a + 2) p"), "2 ?", "2 !"],
    [
      "a part that words take alone",
      "$v_1 = 0.04$, $v_2 = 0.23$. The linear part alone gives $v_1 - v_2 = -0.1$.",
      "1 ?",
    ],
    ["what is updated, and has its value from words further on", round("0 + 0.15"), "1 ?"],
    [
      "and what has one before",
      round("0 + 0.15", "$w = 0.1$, "),
      "1 ! arithmetic: \\frac{1}{10} + 0.15",
    ],
    ["dv of another integration by parts", parts("Take $u = x$,"), "3 ?"],
    ["and not of the same", parts("So"), "3 ! function: \\cos x"],
    ["slopes of letters that are made of the variables of f", quotient("1")],
    ["are claims", quotient("2"), "3 ! arithmetic: 1"],
    ["\\pi of a name", policy("\\pi(x)"), "3 ?"],
    ["and \\pi alone", policy("\\pi"), "3 ! other: -\\frac{e^{w x}}{1 + e^{w x}} x + y x"],
    [
      "activations in other capitals",
      "$\\text{Sigmoid}(0) = 0.5$, $\\mathrm{Softmax}(0, 0) = (0.5, 0.5)$",
    ],
    ["activations in other capitals", "$\\text{Sigmoid}(0) = 0.6$", "1 ≈ rounding: 0.5"],
    [
      "a display that goes on with a sum",
      "$$a = 0.39 \\cdot 2$$ | $$+ \\ 0.2 \\cdot 3 = 1.38$$",
      "2 ?",
    ],
    [
      "a formula that goes on with a product",
      "$\\ln 0.95 = -0.05129$, $\\times 50 = -2.5645$",
      "1 ?",
    ],
    [
      "what a name and a colon stand before",
      "$L = 2$: $(1/4)^2 = 0.0625$, $L = 10$: $\\approx 10^{-6}$",
      "1 ?",
    ],
    ["the probability of an event, of which nothing is said", event("P(Z > 1)"), "2 ?"],
    ["and of which something is", event("P(X > t)"), "2 ! exponent: P(X > t)^{\\frac{5}{2}}"],
    [
      "one example, where all of them have its name",
      "$\\hat{y} = \\sigma(w^T x)$. | $\\sum_{i=1}^n y_i \\hat{y}_i = \\sum_{i=1}^n y_i \\sigma(w^T x_i)$",
      "2 ?",
    ],
    [
      "answers to choose from",
      "$f(x) = x^2$ has | A. $f'(x) = x$ | B. $f'(x) = 2$ | C. $f'(x) = 2x$",
    ],
    [
      "but not answers to different questions",
      "$f(x) = x^2$ has | A. $f'(x) = x$ | B. $f(2) = 4$ | C. $f''(x) = 2$",
      "2 ! missing-factor: 2 x",
    ],
    [
      "but not one that begins with a number",
      "$$a = 0.39 \\cdot 2$$ | $$0.2 \\cdot 3 = 1.38$$",
      "2 ! arithmetic: 0.6",
    ],
  ]);
});

describe("a bar behind a sum is about the terms in which its letter stands", () => {
  const marginal = (term: string) => {
    return `$$f(x) = \\int_0^x 6x - 6y \\, dy = 6xy - ${term} |_0^x = 3x^2$$`;
  };
  documents([
    ["all of them", marginal("3y^2")],
    ["all of them", marginal("2y^2"), "1 ! arithmetic: 5xy - 2y^2 |_0^x"],
    ["not a number", "$$2 + \\int_0^1 2x \\, dx = 2 + x^2 |_0^1 = 3$$"],
  ]);
});

describe("an integral over what a letter stands for", () => {
  const substituted = (body: string) => {
    return `Let $u = x^2$. | $$\\int 2x e^{x^2} dx = \\int ${body} du$$`;
  };
  documents([
    ["is over the letter", substituted("e^u")],
    ["is over the letter", substituted("u e^u"), "2 !"],
    ["of which nothing is said", "$$\\int \\frac{2x}{x^2 + 1} dx = \\int \\frac{1}{u} du$$", "1 ?"],
  ]);
});

describe("an angle in the place of a letter", () => {
  const angle = (inner: string) => {
    return `Let $x = 3 \\tan z$. | $$z + \\frac{\\sin 2z}{2} = \\arctan(\\frac{${inner}}{3}) + \\sin z \\cos z$$`;
  };
  documents([
    ["is one of the principal branch", angle("x")],
    ["is one of the principal branch", angle("2x"), "2 ?"],
    [
      "only where it is put in",
      "$$2z = z + \\arctan(\\frac{3 \\tan z}{3})$$",
      "1 ~ -\\frac{\\pi}{2} < z < \\frac{\\pi}{2}",
    ],
  ]);
});

describe("a congruence is no equation", () => {
  documents([
    ["modulo 13", "$3^6 = 27^2$ and $$27^2 = 729 \\equiv 1 \\mod 13$$", "1 -"],
    ["another number", "$27^2 = 728$", "1 ! arithmetic: 729"],
    ["an equality beside it", "$$28^2 = 783 \\equiv 3 \\pmod{13}$$", "1 ?", "1 -"],
  ]);
});

describe("what is denied", () => {
  documents([
    ["behind it", "Substituting we get $3 = 4$, which is of course false."],
    ["behind it", "Hence $3 = 4$, a contradiction."],
    ["of something else", "Hence $3 = 4$, which is what we wanted.", "1 ! arithmetic: 3"],
  ]);
});

describe("numbers that are measures", () => {
  documents([
    ["in other units", "5 days are $5 = 5 \\times 24 = 120$ hours.", "1 ?"],
    ["a number that is another", "We have $5 = 6 \\times 24$.", "1 ! arithmetic: 5"],
    ["sizes", "$$9 \\times 1 = [9, 6] \\times [6, 1] + [9, 1]$$", "1 -"],
  ]);
});

describe("names of a row that get other values", () => {
  const eigenvalues = (product: string) => {
    return (
      "$\\lambda_1 = 3$, $\\lambda_2 = 1$, $\\lambda_3 = 2$. |  | " +
      `Another matrix has $\\lambda_1 = 4$. |  | There $\\lambda_2 \\lambda_3 = ${product}$.`
    );
  };
  documents([
    ["are those of another case", eigenvalues("-2"), "5 ?"],
    [
      "as long as none has another one",
      "$a_1 = 3$, $a_2 = 2$. |  | So $a_1 a_2 = 5$.",
      "3 ! arithmetic: 6",
    ],
    ["said of two at once", "$x_1 = 2$, $x_2 = 1$. |  | Now $x_1 = x_2 = 5$.", "3 ?"],
  ]);
});

describe("units behind numbers", () => {
  const force = (number: string) => {
    return (
      "$m = 2 \\text{ kg}$, $a = 3 \\, \\frac{\\mathrm{m}}{\\mathrm{s}^2}$. | " +
      `$$F = m a = ${number} \\text{ N}$$`
    );
  };
  documents([
    ["are left out", force("6")],
    ["are left out", force("7"), "2 ! arithmetic: 6"],
    ["are left out on one side", "$$5 \\times 3 = 16 \\text{ stb}$$", "1 ! arithmetic: 15"],
    [
      "are words",
      `${force("6")} | $$p = 2 m = 2 \\times 2 = 5 \\, \\mathrm{kg\\,m/s}$$`,
      "3 ! arithmetic: 4",
    ],
    ["are two of one kind", `${force("6")} | $$m = 2000 \\text{ g}$$`],
    [
      "are not those of the SI",
      "$l = 50 \\text{ cm}$. | $$T = 2\\pi\\sqrt{\\frac{l}{9.81}} = 2\\pi\\sqrt{\\frac{0.5}{9.81}}$$",
    ],
    [
      "are not those of the SI",
      "$v = 72 \\text{ km/h}$. | $$t = \\frac{100}{v} = \\frac{100}{20} = 5 \\text{ s}$$",
      "2 ?",
    ],
    ["are counted", "$$2 \\text{ dozen} = 24$$", "1 ?"],
    ["are counted", "$$180 \\text{ deg} = \\pi$$", "1 ?"],
    ["are names elsewhere", "$\\text{loss} = 3$, $2 \\text{loss} = 6$"],
  ]);
});

describe("an antiderivative that is wrong", () => {
  const rows = [
    ["x^4", "x^5", "missing-factor: \\frac{1}{5} x^5"],
    ["\\sin(3x)", "\\frac{1}{3}\\cos(3x)", "sign: -\\frac{1}{3}\\cos(3x)"],
    ["x \\cos x", "x \\sin x", "other: x \\sin(x) + \\cos(x)"],
  ] as const;
  documents([
    ...rows.map(([body, wrong, repair]) => {
      const text = `$$\\int ${body} dx = ${wrong} + C$$`;
      return ["without bounds", text, `1 ! ${repair} + C`] as [string, string, string];
    }),
    [
      "between bounds",
      "$$\\int_0^2 y^2 + y \\, dy = \\left[\\frac{y^3}{3} + y^2\\right]_0^2$$",
      "1 ! missing-factor: \\left[\\frac{y^3}{3} + \\frac{1}{2} y^2\\right]_0^2",
    ],
    [
      "between bounds",
      "$$\\int_0^2 y^2 + y \\, dy = \\left[\\frac{y^3}{3} + \\frac{y^2}{2}\\right]_0^2$$",
    ],
    ["of nothing known", "$$\\int f(y) dy = [y^2]_0^1$$", "1 ?"],
  ]);
});

describe("a number that is worked out line by line", () => {
  const updated = (last: string) => {
    return (
      "$$w' = w - \\eta \\frac{\\partial E}{\\partial w}$$ | | " +
      `$$\\frac{\\partial E}{\\partial v} = 0.3 - 0.1 \\cdot 0.0177$$ | | $$\\frac{\\partial E}{\\partial v} = ${last}$$`
    );
  };
  documents([
    ["is that of the line before", updated("0.3 - 0.00177"), "2 ?"],
    ["or another one", updated("0.3 - 0.0177"), "2 ?", "3 ?"],
  ]);
});

describe("what is integrated", () => {
  const marked = (right: string) => `$$\\int \\cos xdx = ${right} + C$$`;
  documents([
    ["runs into its differential", marked("\\sin x")],
    ["runs into its differential", marked("\\cos x"), "1 ! function: \\sin x + C"],
    [
      "has it in brackets",
      "$$\\int (x e^{-6x} dx) = -\\frac{x e^{-6x}}{6} + \\int \\frac{e^{-6x}}{6} dx$$",
    ],
    ["stands in an exponent", "$$e^{\\int 2x \\, dx} = e^{x^2}$$"],
    ["stands in an exponent", "$$e^{\\int 2x \\, dx} = e^{2x^2}$$", "1 ?"],
  ]);
});

describe("degrees", () => {
  documents([
    ["are angles", "$\\sin(30^\\circ) = \\frac12$, $180^\\circ - 30^{\\circ} = 150^\\circ$"],
    ["are angles", "$\\arctan(2) = 62.4^\\circ$", "1 ! arithmetic: 63.4^\\circ"],
    ["are numbers elsewhere", "$\\theta = 60^\\circ$. | $\\frac{\\theta}{360} = \\frac16$", "2 ?"],
    ["are those of a thermometer", "$\\sin(20^\\circ C) = 0.342$", "1 ?"],
  ]);
});

describe("probabilities of events", () => {
  const union = (value: string) => {
    return (
      "$P(A) = 0.5$, $P(B) = 0.4$, $P(A \\cap B) = 0.2$. | " +
      `$$P(A \\cup B) = P(A) + P(B) - P(A \\cap B) = ${value}$$`
    );
  };
  documents([
    ["are names", union("0.7")],
    ["are names", union("0.9"), "2 ! rounding: 0.7"],
    ["of another letter", "$\\mathbb{P}(A \\cup B) = 0.3$, $2\\mathbb{P}(A \\cup B) = 0.6$"],
    ["sets alone are not read", "$A \\cup B = C$", "1 -"],
  ]);
});

describe("what n counts", () => {
  const mean = (value: string) => {
    return `$$\\int_0^L \\sin^2\\left(\\frac{n \\pi x}{L}\\right) dx = ${value}$$`;
  };
  documents([
    ["is a whole number", mean("\\frac{L}{2}")],
    ["is a whole number", mean("\\frac{L}{4}"), "1 ?"],
    [
      "what q is, is not said",
      mean("\\frac{L}{2}").replace("n \\pi", "q \\pi"),
      "1 ~ q \\in \\mathbb{Z}",
    ],
  ]);
});
