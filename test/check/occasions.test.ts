/**
 * @file What a value, a name or a line is meant for: values that were found and values that are
 * given anew, exercises in frames, equations that are said of what is given, constants of
 * integration, how far a function reaches, and numbers that are activations.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("values that were found", () => {
  documents([
    [
      "need not satisfy the next equation",
      "$x(x + 1) = 0$, so $x = 0$ and $x = -1$. |  | For the slope: |  | $x^2 - 4x - 2 = 0 \\Rightarrow x = 2 \\pm \\sqrt{6}$",
      "5 ?",
    ],
    [
      "need not satisfy the next equation",
      "$\\lambda^2 + 2\\lambda + 1 = 0 \\Rightarrow \\lambda = -1$. |  | There $\\lambda^2 + \\lambda - 1 = 0$",
      "3 ?",
    ],
    [
      "what is worked out with them is claimed",
      "$2x = 4 \\Rightarrow x = 2$. |  | $$y = x^2 + 1 = 6$$",
      "3 ! arithmetic: 5",
    ],
  ]);
});

describe("a chain of names gives them a number", () => {
  documents([
    ["anew", "$W = 5$ |  | **b)** |  | $$H = W = 9$$", "5 ?"],
    [
      "and what is made of them is of the last one",
      "$$H = W = 5$$ |  | $$H = W = 9$$ |  | $$H \\times W = 9 \\times 9$$",
      "3 ?",
      "5 ?",
    ],
    ["and a constant is no name", "$y = \\pi \\approx 3.24$", "1 ! rounding: 3.14"],
  ]);
});

describe("exercises in frames", () => {
  const callout = (use: string) => {
    return `> [!example] | > Let $z = x^3 - 3$. | > $z = 5$ |  | > [!example] | > On $x + y + z = 4$: ${use}`;
  };
  documents([
    ["have letters of their own", callout("$z = 4 - x - y$, so $z + x = 4 - y$")],
    [
      "and what is wrong in them is",
      callout("$(x + 1)^2 = x^2 + x + 1$"),
      "6 ?",
      "6 ! missing-factor: x^2 + 2 x + 1",
    ],
    [
      "directives, too",
      "```{exercise} | Let $L = \\sin u$. | ``` |  | ```{exercise} | $$\\frac{dL}{du} = 2u$$ | ```",
      "6 ?",
    ],
  ]);
});

describe("equations of what is given", () => {
  const given = "Let $A = [[0, 1], [4, 0]]$ and $x = [1; 2]$.";
  documents([
    ["hold there", `${given} | Check: $A x = 2 x$.`],
    ["hold there in a chain", `${given} | Check: $A x = 2 x = 2 \\cdot x$.`],
    ["and may be meant otherwise", `${given} | Check: $A x = 3 x$.`, "2 ?"],
    ["of numbers, where they stand alone", "Let $x = 2$. | Then $x^2 = 2x$."],
    ["nor of a slope", "Let $x = 2$, $y = x^2$. | $\\frac{dy}{dx} = x^2$", "2 ! other: 2x"],
  ]);
});

describe("constants of integration", () => {
  documents([
    ["take up what is constant", "$$\\int 2x dx = x^2 + 1 + C = x^2 + C$$"],
    [
      "take up what is constant in other displays",
      "$$\\int x e^x dx = x e^x - e^x + 3 + C$$ | $$= e^x (x - 1) + C$$",
    ],
    ["and not the variable", "$$\\int 2x dx = x^2 + x + C = x^2 + C$$", "1 ! extra-term: x^2 + C"],
    [
      "and not between bounds",
      "$$\\int_0^1 2x dx = 1 + c = 2 + c$$",
      "1 ?",
      "1 ! arithmetic: 1 + c",
    ],
  ]);
});

describe("how far a function reaches", () => {
  documents([
    [
      "over all brackets",
      "$\\ln(x^2 + 6x + 5) = \\ln (x + 5)(x + 1) = \\ln (x + 5) + \\ln (x + 1)$",
    ],
    ["over the first one", "$\\ln(x^2)(x + 1) = 2 \\ln(x)(x + 1)$"],
    [
      "not into a power of a bracket",
      "$$\\int \\sin^m x\\,\\cos^{2k+1} x\\,dx = \\int \\sin^m x\\,(1 - \\sin^2 x)^k \\cos x\\,dx$$",
    ],
  ]);
});

describe("a function before a bracket or a second letter", () => {
  documents([
    ["may end before it", "$\\sin^2 x (1 + y^2) - \\sin^2 x = y^2 \\sin^2 x$"],
    ["or before the letter", "Hence $\\cos^2 x y = y \\cos^2 x$"],
    ["or behind", "Hence $\\cos x y = \\cos y x$"],
    ["but is wrong where neither holds", "Hence $\\cos^2 x y = y^2 \\cos^2 x$", "1 !"],
  ]);
});

describe("identity matrices", () => {
  const given = "Let $A = [[3, 0], [0, -3]]$. | ";
  documents([
    ["have the size of the other side", `${given}$A^2 = 9 I$, $A^{-1} A = I$ and $A^T A = 9 I$`],
    ["bold ones, too", `${given}$\\det(A - \\lambda \\mathbf{I}) = (3 - \\lambda)(-3 - \\lambda)$`],
    [
      "bold ones, too",
      `${given}$\\det(A - \\lambda \\mathbf{I}) = (3 - \\lambda)(3 + \\lambda)$`,
      "2 ?",
    ],
    [
      "an I of something else is none",
      "Let $I = 3$ and $A = [[3, 0], [0, 3]]$. | $A^2 = 9 I$",
      "2 ?",
    ],
    ["another matrix may be any", `${given}$A^2 = 8 I$`, "2 ?"],
  ]);
});

describe("i beside an i that runs", () => {
  const roots = "Let $z_0 = e^{i \\pi/4}$ and $z_1 = e^{i 3 \\pi / 4}$. | ";
  documents([
    [
      "may be the imaginary unit",
      `${roots}$$R = \\frac{1}{4 z_0^3} = -\\frac{\\sqrt{2}}{8}(1 + i)$$`,
    ],
    [
      "is not known to be",
      `${roots}$$R = \\frac{1}{4 z_0^3} = \\frac{\\sqrt{2}}{8}(1 + i)$$`,
      "2 ?",
    ],
    [
      "is none as an index",
      `${roots}Let $p_i = q_i + 1$. | $$u = (p_i - 1)^2 = q_i$$`,
      "3 ! exponent: q_i^2",
    ],
  ]);
});

describe("i that runs in a text of complexity", () => {
  documents([
    [
      "is an index",
      "The complexity is linear. $$\\begin{aligned} \\sum_{i=1}^d \\langle v_i, v_i \\rangle x_i &= \\sum_{i=1}^d \\sum_{l=1}^k v_{i,l} v_{i,l} x_i \\\\ &= \\sum_{i=1}^d \\sum_{l=1}^k v_{i,l} x_i \\end{aligned}$$",
      "1 ! exponent: \\sum_{i=1}^d \\sum_{l=1}^k v_{i,l}^2 x_i",
    ],
  ]);
});

describe("a quotient of two names", () => {
  documents([
    ["may be their slope", "$$\\frac{A}{z} = e^z$$ |  | $$\\frac{dA}{dz} = 2 A$$", "1 ?", "3 ?"],
    ["is none that bends", "Let $\\frac{y^2}{x} = 2$. | $$\\frac{dy}{dx} = \\frac{1}{y}$$", "1 ?"],
    [
      "of others says something of them",
      "$$A = z e^z$$ |  | $$\\frac{A}{z} = e^z$$ |  | $$\\frac{du}{dz} = 2 u$$ with $u = e^{3z}$",
      "5 ! arithmetic: 3 u",
    ],
  ]);
});

describe("what a brace notes", () => {
  documents([
    ["besides is passed over", "$\\underbrace{2 \\cdot 3}_{= 6} + 1 = 7$"],
    ["besides is passed over", "$\\underbrace{2 \\cdot 3}_{= 6} + 1 = 8$", "1 ! arithmetic: 7"],
  ]);
});

describe("how far a gradient reaches", () => {
  const ridge = (slope: string) => `$$\\nabla_w \\tfrac{\\lambda}{2} w^T w = ${slope}$$`;
  const functions = "Let $f(w) = w^T a$ and $g(w) = b^T w$. |  | ";
  documents([
    ["over a product with w", "$\\nabla_w \\tfrac{1}{2} w^T X^T X w = X^T X w$"],
    ["over a product with w", "$\\nabla_w w^T X^T X w = X^T X w$", "1 ! missing-factor: 2 X^T X w"],
    ["over a product with w", ridge("\\lambda w")],
    ["over a product with w", ridge("2 \\lambda w"), "1 ! extra-factor: \\lambda w"],
    [
      "over the first factor",
      `${functions}$\\nabla_w (f(w) g(w)) = \\nabla_w f(w) g(w) + f(w) \\nabla_w g(w)$`,
    ],
    ["over both", `${functions}$\\nabla_w f(w) g(w) = f(w) b + g(w) a$`],
  ]);
});

describe("a display behind a formula in a sentence", () => {
  documents([
    [
      "need not go on from it",
      "$$y = \\frac{\\frac{x + 1}{2 \\sqrt{x}} - \\sqrt{x}}{(x + 1)^2}$$ | Multiplying by $2\\sqrt{x}$: | $$= \\frac{1 - x}{2 \\sqrt{x} (x + 1)^2}$$",
      "3 ?",
    ],
    ["and may", "The function is $(x + 1)^2$ | $$= x^2 + 2x + 1$$"],
  ]);
});

describe("numbers that are activations of numbers", () => {
  documents([
    [
      "have more digits",
      "$z = [1.0, 0.0]$, $h = [0.7311, 0.5]$, $$u = 2(0.7311) - 1.5 = -0.0379$$",
    ],
    [
      "have more digits",
      "$z = (1, 0, -1)$, $\\hat y = (0.6652, 0.2447, 0.0900)$, $$L = -\\log(0.2447) = 1.4076$$",
    ],
    [
      "others are what they are",
      "$z = [1.0, 0.0]$, $h = [0.7312, 0.5]$, $$u = 2(0.7312) - 1.5 = -0.0379$$",
      "1 ! rounding: -0.0376",
    ],
    ["also a third", "$z = \\frac{1}{3}$, $h = 0.5826$, $$u = 2 (0.5826) = 1.1652$$"],
  ]);
});

describe("w_{new}", () => {
  documents([
    [
      "is no entry of w",
      "Let $\\mathbf{w} = [1; 2]$, $\\mathbf{g} = [2; 2]$. | $$\\mathbf{w}_{\\mathrm{new}} = \\mathbf{w} - 0.5 \\mathbf{g} = [0; 1]$$",
    ],
  ]);
});

describe("limits of sequences", () => {
  const root = "$\\lim_{n\\to\\infty} |a_n|^{1/n} = \\frac{1}{2}$";
  const limit = "$\\lim_{n\\to\\infty} a_n = \\frac{1}{2}$";
  documents([
    ["depend on what is not said", `Hence ${root}`, "1 ?"],
    ["are known by a formula", `Let $a_n = \\frac{n}{2n + 1}$. | ${limit}`],
    ["or wrong", `Let $a_n = \\frac{n}{3n + 1}$. | ${limit}`, "2 ! arithmetic: \\frac{1}{3}"],
    ["of another letter", "$\\lim_{k\\to\\infty} |a_n|^{1/k} = 1$"],
  ]);
});

describe("the prime of a value", () => {
  documents([
    [
      "may be that of its function",
      "$$\\left(\\begin{array}{c} y_1(0) \\\\ y_2(0) \\end{array}\\right)' = \\left(\\begin{array}{c} 1 \\\\ 0 \\end{array}\\right)$$",
      "1 ?",
    ],
  ]);
});

describe("a differential equation", () => {
  const solution = "We find |  | $$S = 3 + t$$";
  documents([
    [
      "is not wrong for its wrong solution",
      `We have |  | $$\\frac{d}{dt}(e^t S) = 3 e^t$$ |  | ${solution}`,
      "3 ?",
    ],
    [
      "nor for one with a constant",
      "We have |  | $$\\frac{dS}{dt} = 3 - \\frac{S}{300+2t}$$ |  | We find |  | $$S = (300+2t) + \\frac{C}{(300+2t)^{-\\frac{1}{2}}}$$",
      "3 ?",
    ],
    [
      "is wrong for what is known before",
      "Let $S = 300 + t$. | Then | $$\\frac{dS}{dt} = 3$$",
      "3 ! arithmetic: 1",
    ],
  ]);
});

describe("other cases", () => {
  documents([
    [
      "define their names anew",
      "If it is in parallel, we add | $$C = C_1 + C_2$$ | If it is in series, we add | $$\\frac{1}{C} = \\frac{1}{C_1} + \\frac{1}{C_2}$$",
      "4 ?",
    ],
  ]);
});

describe("numbers in the unit of the result", () => {
  const given = "$\\gamma = 2$, $t = 20 \\times 10^{-9}$. | ";
  documents([
    [
      "are no mistake",
      `${given}$$T = \\frac{t}{\\gamma} = \\frac{20}{2} = 10 \\text{ ns}$$`,
      "2 ?",
      "2 ?",
    ],
    [
      "without it they are",
      `${given}$$T = \\frac{t}{\\gamma} = \\frac{20}{2}$$`,
      "2 ! arithmetic: 0.00000001",
    ],
  ]);
});

describe("names with a prime that are differentiated by", () => {
  documents([
    [
      "are names, and so are others",
      "$$\\frac{\\partial}{\\partial w_{11}'} (x w_{11}' + y w_{21}' + b') = x$$",
    ],
    [
      "or wrong",
      "Hence $$\\frac{\\partial}{\\partial w'} (x w' + b') = x + b'$$",
      "1 ! extra-term: x",
    ],
    ["beside f' they are slopes", "$$\\frac{\\partial}{\\partial y'} (x y' + b') = f'(x)$$", "1 ?"],
  ]);
});

describe("derivatives by the derivatives before them", () => {
  const said =
    "$$\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial p} \\cdot \\frac{\\partial p}{\\partial w}$$ | " +
    "where | $$\\frac{\\partial L}{\\partial p} = \\frac{\\partial}{\\partial p} (y - p)^2 = -2(y - p)$$ | " +
    "$$\\frac{\\partial p}{\\partial w} = \\frac{\\partial}{\\partial w} (w x + b) = x$$ | ";
  documents([
    ["follow", `${said}Thus $$\\frac{\\partial L}{\\partial w} = -2(y - p) x$$`],
    ["or are left open", `${said}Thus $$\\frac{\\partial L}{\\partial w} = 2(y - p) x$$`, "5 ?"],
  ]);
});

describe("an environment", () => {
  documents([
    ["has options", "$$\\begin{aligned}[t] 2 + 3 &= 6 \\end{aligned}$$", "1 ! arithmetic: 5"],
    [
      "and brackets that are none",
      "Let $x = 1$. $$\\begin{split} [x, 2] &= [1, 3] \\end{split}$$",
      "1 ! arithmetic: 2",
    ],
  ]);
});

describe("columns of two numbers", () => {
  const column = (n: string, k: string) => `\\begin{pmatrix} ${n} \\\\ ${k} \\end{pmatrix}`;
  documents([
    [
      "below a line they are binomial coefficients",
      `$$\\frac{3744}{${column("52", "5")}} = \\frac{3744}{2598960}$$`,
    ],
    ["and side by side", `$$${column("13", "1")}${column("4", "2")} = 79$$`, "1 ! arithmetic: 78"],
    ["else they are vectors", `$$${column("3", "1")} \\cdot ${column("4", "2")} = 14$$`],
  ]);
});

describe("0 = 1", () => {
  documents([
    ["is a contradiction", "The last row reads $0 = -1$.", "1 ?"],
    ["unless it was worked out", "$3 - 3 = 0 = 4$", "1 ! arithmetic: 0"],
  ]);
});

describe("partial derivatives of quantities in short", () => {
  const given =
    "Let $z = e^{u} \\sin v$, $u = xy$, $v = x + y$. Find $\\frac{\\partial z}{\\partial x}$. | ";
  documents([
    [
      "by the letters in their formulas",
      `${given}$$\\frac{\\partial z}{\\partial x} = z_u u_x + z_v v_x = e^{u} \\sin v \\cdot y + e^{u} \\cos v$$`,
    ],
    [
      "or wrong",
      `${given}$$\\frac{\\partial z}{\\partial x} = z_u y + z_v$$ | $$z_v = e^u \\sin v$$`,
      "3 ! function: e^u \\cos v",
    ],
    ["an index where nothing is differentiated", "Let $z = x + y$. | $z_x = 3$"],
  ]);
});

describe("letters of other exercises", () => {
  const other = "**Problem 1.** $2x + 1 = 0 \\Rightarrow x = -1/2$ |  | **Problem 2.** |  | ";
  documents([
    [
      "are not those of an equation here",
      `${other}$f(x) = x^4 - 4x^2 + x$ |  | $f'(x) = 4x^3 - 8x + 1 = 0$ has roots |  | - $x \\approx -1.46$`,
      "7 ?",
    ],
    [
      "where they are used they hold",
      "**Problem 1.** $a = 3$. |  | **Problem 2.** $b = 2 a = 6$ and $c = a + 1 = 5$",
      "3 ! arithmetic: 4",
    ],
  ]);
});

describe("a definition that is said again", () => {
  documents([
    [
      "in the same signs is the same",
      "The rule is $\\frac{\\partial z}{\\partial x} = z_u u_x$. | Let $z = e^{u}$, $u = xy$. | Substituting $u = xy$: | $$\\frac{\\partial z}{\\partial x} = y e^{xy}$$",
      "1 -",
    ],
  ]);
});

describe("temperatures", () => {
  documents([
    ["are numbers with a unit", "$20 + 5 = 25^\\circ\\text{C}$"],
    ["also in Fahrenheit", "$95 - 20 = 76^{\\circ} F$", "1 ! arithmetic: 75"],
    ["of two scales they are left open", "$T = 25^\\circ C = 25 + 273.15$", "1 ?"],
    ["angles stay angles", "$\\sin 30^\\circ = 0.5$"],
  ]);
});

describe("gradients of what is no function by its name", () => {
  const given =
    "Let $u = 2 - w_1 - 3w_2$, so $L = u^2$. | $$\\frac{\\partial L}{\\partial w_1} = -2(2 - w_1 - 3w_2)$$ | " +
    "$$\\frac{\\partial L}{\\partial w_2} = -6(2 - w_1 - 3w_2)$$ | ";
  documents([
    [
      "at a point",
      `${given}$$\\nabla L\\big|_{(1,\\,0)} = \\begin{bmatrix} -2 \\\\ -6 \\end{bmatrix}$$`,
    ],
    [
      "or wrong",
      `${given}$$\\nabla L\\big|_{(1,\\,0)} = \\begin{bmatrix} -2 \\\\ -5 \\end{bmatrix}$$`,
      "4 ! arithmetic: \\begin{bmatrix} -2 \\\\ -6 \\end{bmatrix}",
    ],
    [
      "of a function of weights",
      "Given $L(w_1, w_2) = (3 - 2w_1 - w_2)^2$. At $(0, 0)$: | $$\\nabla L = \\begin{bmatrix} -12 \\\\ -6 \\end{bmatrix}$$",
    ],
  ]);
});

describe("lists beside letters", () => {
  documents([
    [
      "are vectors in a sum",
      "Let $a = 2$ and $b = 1$. | $a(1, 1) + b(1, -1) = (3, 1)$ | $a(1, 1) + b(1, -1) = (3, 2)$",
      "3 ?",
    ],
    ["and below a softmax", "$\\text{softmax}([5, 2])_1 = \\frac{e^5}{e^5 + e^2}$"],
    [
      "or wrong",
      "$\\text{softmax}([5, 2])_2 = 0.05$ and $\\text{softmax}([5, 2])_1 = 0.96$",
      "1 ≈ rounding: 0.95",
    ],
    [
      "behind a column they are rows",
      "$\\begin{bmatrix} 2 \\\\ 3 \\end{bmatrix} [1, 2] = \\begin{bmatrix} 2 & 4 \\\\ 3 & 5 \\end{bmatrix}$",
      "1 ! arithmetic: \\begin{bmatrix} 2 & 4 \\\\ 3 & 6 \\end{bmatrix}",
    ],
    ["of a function they are arguments", "Let $f(x, y) = x y$. | $f(1, 2) + f(2, 1) = 4$"],
  ]);
});

describe("\\exp with an exponent", () => {
  documents([
    ["is e with it", "$\\exp^{-x} = e^{-x}$"],
    [
      "or wrong",
      "Let $y = \\exp^{-2x}$. | $\\frac{dy}{dx} = -2 \\exp^{2x}$",
      "2 ! sign: -2 \\exp^{-2x}",
    ],
    ["a number is a power", "$\\exp^2(x) = e^{2x}$"],
  ]);
});

describe("a slash before more than one letter", () => {
  documents([
    [
      "may reach over all of them",
      "We have $a > 0$ throughout. | $$\\int_{-\\infty}^{\\infty} e^{-x^2/2a^2} \\, dx = a \\sqrt{2\\pi}$$",
      "2 ~ a > 0",
    ],
  ]);
});

describe("a display behind an equation in words", () => {
  documents([
    [
      "need not go on from it",
      "$$y = 1 - \\frac{2}{e^{2s} + 1}$$ | by letting $x = -2s$ and substituting: | $$= 1 - 2 L$$",
      "3 ?",
    ],
  ]);
});

describe("entries of a bold letter beside a number of the same letter", () => {
  documents([
    [
      "are those of the bold one in a sum",
      "A number $x \\in \\mathbb{R}$. | $$\\|\\mathbf{x}\\|_2 = \\sqrt{\\sum_{i=1}^n x_i^2}$$",
    ],
    [
      "or wrong",
      "A number $x \\in \\mathbb{R}$. | $$\\mathbf{x}^\\top \\mathbf{x} = \\sum_{i=1}^n x_i^3$$",
      "2 ! exponent: \\sum_{i=1}^n x_i^2",
    ],
    [
      "where the number stands among them they are not",
      "$$\\|\\mathbf{x}\\|_1 = \\sum_{i=1}^n (x_i - x)$$",
      "1 ?",
    ],
  ]);
});

describe("what is said in brackets behind", () => {
  documents([
    ["goes on with the chain", "$y = 2 \\cdot 3 \\left( = 7 \\right)$", "1 ! arithmetic: 6"],
    [
      "also in the middle of it",
      "Let $a = 2$. | $b = 3 a \\ (= 6) = 3 + 4$",
      "2 ! arithmetic: 3 + 3",
    ],
    ["an equation that is asked for is none", "$P(X = 2) = 0.5$ | $1 - P(X = 2) = 0.5$"],
  ]);
});

describe("errors called e", () => {
  documents([
    ["of the first example", "$e^{(1)} = 3$ and $e^{(2)} = 5$. | $e^{(1)} + e^{(2)} = 8$"],
    ["of all examples", "Let $e^{(i)} = 3$. | $2 e^{(i)} = 7$", "2 ?"],
    ["without brackets it is a power", "$e^{1} = 3$", "1 ! arithmetic: e"],
  ]);
});

describe("probabilities of events in words", () => {
  documents([
    [
      "are of one event each",
      "Let $P[X = k] = 1/3$. | $P[\\textrm{me}] = \\frac{120}{2000}$ | $P[\\textrm{friend}] = \\frac{119}{1999}$",
    ],
    [
      "and make others",
      "$P[\\textrm{me}] = \\frac{1}{2}$ | $P[\\textrm{friend}] = \\frac{1}{3}$ | $P[\\textrm{both}] = P[\\textrm{me}] P[\\textrm{friend}] = \\frac{1}{5}$",
      "3 ! arithmetic: \\frac{1}{6}",
    ],
  ]);
});

describe("the slope of a function of which two forms are said", () => {
  const said = "$$f(m, n) = - m \\ln m - n \\ln n = - m \\ln m - (1 - m) \\ln (1 - m)$$ |  | ";
  documents([
    [
      "may be that of the second",
      `${said}$$\\frac{\\partial}{\\partial m} f(m, n) = - \\ln m - 1 + \\ln (1 - m) + 1$$`,
      "1 ?",
      "3 ?",
    ],
    [
      "of one form it is known",
      "$$f(m, n) = m^2 n$$ |  | $$\\frac{\\partial}{\\partial m} f(m, n) = m n$$",
      "3 ! missing-factor: 2 m n",
    ],
  ]);
});

describe("vectors with numbers", () => {
  const two = (sum: string) =>
    "Given $\\vec{v} = [3; 4]$. |  | Then $\\vec{v}_1 = [1; 1]$, $\\vec{v}_2 = [1; 0]$. |  | " +
    `$$\\vec{s} = \\vec{v}_1 + \\vec{v}_2 = ${sum}$$`;
  documents([
    ["are no entries of the one without", two("[2; 1]")],
    [
      "and are added as vectors",
      two("[2; 2]"),
      "5 ! arithmetic: \\begin{bmatrix} 2 \\\\ 1 \\end{bmatrix}",
    ],
    ["numbers are", "$v = [3; 4]$. |  | $$v_1 = 3, v_2 = 5$$", "3 ! arithmetic: 4"],
  ]);
});

describe("what a chain goes on with", () => {
  documents([
    [
      "a level of a function of two letters",
      "$x = 0$ is a root. |  | Find the extrema of $f(x, y) = x + y$ subject to $g(x, y) = x^2 + y^2 = 1$.",
    ],
    ["bounds again", "$$0.8 - 0.04 \\le p \\le 0.8 + 0.04 = 0.76 \\le p \\le 0.84$$"],
    [
      "the function that a name is of, in another example",
      "# A |  | Let $g(x) = x^3$. |  | # B |  | Take $u = g(x) = x^2 + 1$. |  | $$\\frac{du}{dx} = 2x$$",
    ],
    [
      "a factor behind a function",
      "$$\\frac{d}{dx} e^{\\sin x} = e^{\\sin x} \\cos x = \\cos x \\, e^{\\sin x}$$",
    ],
    [
      "another one",
      "$$\\frac{d}{dx} e^{\\sin x} = e^{\\sin x} \\cos x = \\sin x \\, e^{\\sin x}$$",
      "1 ! other: e^{\\sin(x)} \\cos(x)",
    ],
  ]);
});

describe("primes", () => {
  documents([
    [
      "of names that are no slopes",
      "$$u' = \\frac{u + v}{1 + u v / c^2}$$ |  | Here $v = c/2$ and $u = c/3$, as $\\frac{d}{dt} t^2 = 2t$. Then $u' = 5/7$.",
    ],
  ]);
});

describe("a probability that a function is said to be", () => {
  const law = (last: string) =>
    `$F(y) = P(Y \\le y)$ and $F(y) = 1 - e^{-y}$. |  | $$1 - (F(1) - F(2)) = ${last}$$`;
  documents([
    ["is no number", law("1 - (e^{-2} - e^{-1})")],
    ["and has values", law("1 - e^{-1} - e^{-2}"), "3 ! sign: 1 + e^{-1} - e^{-2}"],
  ]);
});

describe("words that say that a vector is one-hot", () => {
  const norm = "$$\\|\\mathbf{x}\\|_2 = \\sqrt{\\sum_{i=1}^n x_i^3}$$";
  documents([
    ["do", `The label is encoded as $\\mathbf{x}$. |  | ${norm}`],
    [
      "and others do not",
      `The tensor class encodes several notions of size. |  | ${norm}`,
      "3 ! exponent: \\sqrt{\\sum_{i=1}^n x_i^2}",
    ],
    [
      "and those of classes do not of weights",
      "A binary classification by labels. |  | $$\\|\\mathbf{w}\\| = \\sqrt{\\mathbf{w}^T \\mathbf{w}^2}$$",
      "3 ! exponent: \\sqrt{\\mathbf{w}^T \\mathbf{w}}",
    ],
  ]);
});

describe("a function at two points", () => {
  const plane = "Let $f(x) = w x + b$. ";
  documents([
    ["is none made of itself", `${plane}Where $f(p) = f(q) = 0$, $f(p + q) = w p + w q + b$.`],
    [
      "is none made of itself",
      `${plane}Where $f(p) = f(q) = 0$, $f(p + q) = w p - w q + b$.`,
      "1 ! sign: w p + w q + b",
    ],
  ]);
});

describe("a letter with a number behind it", () => {
  documents([
    [
      "that is raised alone",
      "$$\\int_0^z2x\\,dx = z^2$$ and $$e^x2 = 2e^x$$, where $z2 = 4$ and $x2 = 3$",
    ],
    ["or is a name", "$z2 = 4$ |  | $$y = 3 z2 = 13$$", "3 ! arithmetic: 12"],
  ]);
});

describe("a vector in brackets that is transposed behind another", () => {
  const sizes = "$x = [1, 2, 3]^T$ and $\\delta = [1, 2]^T$ |  | ";
  documents([
    ["fits", `${sizes}$$\\frac{\\partial L}{\\partial W} = \\delta (x)^T$$`, "3 ?"],
    [
      "or does not",
      `${sizes}$$\\frac{\\partial L}{\\partial W} = \\delta^T (x)^T$$`,
      "3 ! transpose: \\delta (x)^T",
    ],
  ]);
});

describe("a function that is a number", () => {
  const list = (what: string, slope: string) =>
    `1. $y(x) = 3x$. The derivative is $y'(x) = 3$. |  | 2. ${what}. The derivative is $y'(x) = ${slope}$.`;
  documents([
    ["that is worked out", list("$y(x) = 4 + \\sin(2)$", "0")],
    ["with a slope", list("$y(x) = 4 + \\sin(2)$", "1"), "3 ! arithmetic: 0"],
    ["or may be one", list("$y(x) = 5$", "0"), "3 ?"],
    ["and no formula", list("$y(x) = x^2$", "3x"), "3 ! arithmetic: 2x"],
  ]);
});

describe("the determinant and the trace of the matrix at hand", () => {
  documents([
    ["are what is worked out", "$\\det = 2 \\cdot 3 - 1 = 5$, $\\operatorname{tr} = 2 + 3 = 5$"],
    ["and wrongly so", "$\\det = 2 \\cdot 3 - 1 = 4$", "1 ! arithmetic: 5"],
    ["and another at each point", "At $a$, $\\det = 5$. |  | At $b$, $\\det = -7$."],
  ]);
});

describe("rows that go on behind a remark", () => {
  const rows = (remark: string, last: string) =>
    `$$\\begin{aligned} (x+1)^2 &= x^2 + 2x + 1 ${remark} \\\\ &= ${last} \\end{aligned}$$`;
  const reason = "\\quad \\text{as } (a + b)^2 = a^2 + 2ab + b^2";
  documents([
    ["hold", rows(reason, "x(x + 2) + 1")],
    ["or do not", rows(reason, "x(x - 2) + 1"), "1 ! sign: x(x + 2) + 1"],
    [
      "as the remark",
      rows(reason.replace("2ab", "ab"), "x(x + 2) + 1"),
      "1 ! missing-factor: a^2 + 2 ab + b^2",
    ],
    ["two equations", rows("\\quad y = 2x", "x(x + 2) + 1"), "1 -"],
  ]);
});

describe("rows that tell for which case they are", () => {
  const rows = (...parts: string[]) =>
    `$$\\begin{aligned} ${parts.join(" \\\\ ")} \\end{aligned}$$`;
  documents([
    [
      "are no chain",
      rows("\\frac{d}{dx} |x| &= 1 & \\text{if } x > 0", "&= -1 & \\text{if } x < 0"),
      "1 -",
    ],
    ["are no chain", rows("f(x) &= x^2 \\text{ when } x > 0", "&= -x \\text{ otherwise}"), "1 -"],
    ["one of them is", rows("(x + 1)^2 &= x^2 + 2x + 1 & \\text{for any } x", "&= x(x + 2) + 1")],
    [
      "one of them is",
      rows("(x + 1)^2 &= x^2 + 2x + 1 & \\text{for any } x", "&= x(x + 3) + 1"),
      "1 ! arithmetic: x(x + 2) + 1",
    ],
  ]);
});

describe("words for functions and cases that are no commands of LaTeX", () => {
  documents([
    ["sine in Spanish", "$$\\frac{d}{dx} \\sen^2 x = 2 \\sen x \\cos x$$"],
    ["sine in Spanish", "$$\\frac{d}{dx} \\sen x = -\\cos x$$", "1 ! sign: \\cos x"],
    ["cases", "$$f(x) = \\cases{x & $x > 0$ \\\\ -x & $x \\le 0$}$$ and $$f(-2) = 2$$"],
    [
      "cases",
      "$$f(x) = \\cases{x & $x > 0$ \\\\ -x & $x \\le 0$}$$ and $$f(-2) = 3$$",
      "1 ! arithmetic: 2",
    ],
  ]);
});

describe("a last digit that is off beside one that is not", () => {
  const product = (last: string) =>
    `$$y = \\frac{1}{1 + e^{-0.39}} \\approx 0.596$$ |  | $$d = y - 1 = -0.404$$ |  | $$g = -0.404 \\cdot [0.55, 0.60] = [-0.222, ${last}]$$`;
  documents([
    [
      "is rounded to its own places",
      product("-0.243"),
      "5 ≈ rounding: \\begin{bmatrix} -0.222 \\\\ -0.242 \\end{bmatrix}",
    ],
    ["and is right", product("-0.242")],
  ]);
});
