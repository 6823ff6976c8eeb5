/**
 * What a step may suppose without a word: an equation before it, the wrong form of a function, the
 * branch of a substitution, a probability beside its complement, another exercise of a list.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("an equation that makes a name 0", () => {
  const zero = "Setting the slope to zero, $4k = 0$. | ";
  documents([
    ["says what it is", `${zero}$$k = 0$$`],
    ["says nothing of formulas in it", `${zero}$$m = k^2 - k (2 + k) = -2k$$`, "1 ?"],
    [
      "says nothing of formulas in it",
      `${zero}$$m = k^2 - k (2 + k) = 2k$$`,
      "1 ?",
      "2 ! sign: -2k",
    ],
  ]);
});

describe("a value of a function that was wrongly worked out", () => {
  const wrong = "$$m(k) = k^2 - k (6 k - 15) = -5k^2 - 15k$$ |";
  const found = "1 ! sign: -5k^2 + 15k";
  documents([
    ["follows from it", `${wrong} $$m(-2) = -20 + 30$$`, found],
    ["is right all the same", `${wrong} $$m(-2) = -20 - 30$$`, found],
    ["is neither", `${wrong} $$m(-2) = -20 + 32$$`, found, "2 ?"],
  ]);
});

describe("the branch of a substitution", () => {
  const root = "$$\\sqrt{(1 - x^2) \\cos^2 \\theta} = \\sqrt{1 - x^2} \\cos \\theta$$";
  documents([
    ["is the principal one", `Let $y = (1 - x^2) \\sin \\theta$. Then ${root}`],
    ["is not known without one", root, "1 ~ \\cos(\\theta) > 0"],
    [
      "makes nothing right that is wrong",
      `Let $y = (1 - x^2) \\sin \\theta$. Then ${root.replaceAll("= \\sqrt", "= -\\sqrt")}`,
      "1 ~ \\cos(\\theta) < 0",
    ],
  ]);
});

describe("the complement of a probability", () => {
  const mean = (value: string) =>
    `$$\\mathbb{E}[T] = \\frac{1}{(p + q)(p - q)}$$ | and $$\\frac{1 - (p - q)}{2q (p - q)} = ${value}$$`;
  documents([
    ["is q where p + q is written", mean("\\frac{1}{p - q}")],
    ["is no reason for what is wrong", mean("\\frac{2}{p - q}"), "2 ?"],
    [
      "is not known of other letters",
      "$$\\frac{1 - (p - q)}{2q (p - q)} = \\frac{1}{p - q}$$",
      "1 ?",
    ],
  ]);
});

describe("a mistake behind another one", () => {
  const chain = (last: string) => `$$y = 2 \\cdot (3 + 4) = 2 \\cdot 8 = 15 ${last}$$`;
  documents([
    [
      "and what follows from the line before it",
      chain("= 16"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
    ],
    [
      "and what follows from it",
      chain("= 3 \\cdot 5"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
    ],
    [
      "and what follows from nothing",
      chain("= 19"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
      "1 ! arithmetic: 15",
    ],
  ]);
});

describe("a value for names of which something was made", () => {
  const head = "We have $c = a + y$ and $d = b + n - y$. | Choose $a = b = 1$, $y = 3$, $n = 4$.";
  documents([
    ["is that of each", `${head} | $$r = \\frac{c - 1}{c + d - 2} = \\frac{3}{4}$$`],
    [
      "is that of each",
      `${head} | $$r = \\frac{c - 1}{c + d - 2} = \\frac{1}{4}$$`,
      "3 ! arithmetic: \\frac{3}{4}",
    ],
    ["is not that of a name with a formula", "$a = x + 1$ and $x = 3$. | Then $$a = b = 1$$"],
  ]);
});

describe("numbers with an index that runs out of what is known", () => {
  const product = "Let $\\bar{\\alpha}_t = \\prod_{i=1}^t \\alpha_i$. |";
  const sum = (over: string) =>
    `$$a = \\frac{\\alpha_t}{\\beta_t} + \\frac{1}{1 - \\bar{\\alpha}_{t-1}} = \\frac{\\alpha_t (1 - \\bar{\\alpha}_{t-1}) + ${over}}{(1 - \\bar{\\alpha}_{t-1}) \\beta_t}$$`;
  documents([
    ["are any numbers in what holds", `${product} ${sum("\\beta_t")}`],
    ["make nothing wrong", `${product} ${sum("2 \\beta_t")}`, "2 -"],
    [
      "are no matrices",
      "Let $\\bar{A}_t = \\prod_{i=1}^t A_i$. | $$c = A_t \\bar{A}_{t-1} + A_t = A_t (\\bar{A}_{t-1} + 1)$$",
      "2 -",
    ],
  ]);
});

describe("means of what is drawn", () => {
  const mean = (of: string) => `\\mathbb{E}_{x \\sim p}[${of}]`;
  documents([
    [
      "are linear in numbers and Greek letters",
      `$$V = ${mean("\\gamma f(x) + 2")} = \\gamma ${mean("f(x)")} + 2$$`,
    ],
    [
      "are linear in numbers and Greek letters",
      `$$V = ${mean("\\gamma f(x) + 2")} = \\gamma ${mean("f(x)")} + 3$$`,
      "1 ! arithmetic: \\gamma \\mathbb{E}_{x \\sim p}[f(x)] + 2",
    ],
    ["are of all that may be made of it", `$$V = ${mean("r_t - b")} = ${mean("r_t")} - b$$`, "1 ?"],
    [
      "are no product of means",
      `Let f and g be independent. $$V = 2 ${mean("f(x) g(x)")} = 2 ${mean("f(x)")} ${mean("g(x)")}$$`,
      "1 ?",
    ],
    [
      "differ by how it is drawn",
      `$$\\mathrm{Var}(X) = 1, \\quad V = ${mean("X^2")} - ${mean("X")}^2 = \\mathbb{E}_{x \\sim q}[X^2] - \\mathbb{E}_{x \\sim q}[X]^2$$`,
      "1 ?",
    ],
  ]);
});

describe("a condition that nobody supposes without a word", () => {
  const norm = "$$\\|\\mathbf{x}\\|_2 = \\sqrt{\\sum_{i=1}^n x_i^3}$$";
  documents([
    [
      "is that a vector is one-hot",
      `Let $\\mathbf{x} \\in \\mathbb{R}^n$. | ${norm}`,
      "2 ! exponent: \\sqrt{\\sum_{i=1}^n x_i^2}",
    ],
    ["where a word is said of it", `Let $\\mathbf{x} \\in \\mathbb{R}^n$ be one-hot. | ${norm}`],
    [
      "is none of logarithms",
      "Let $\\mathbf{y}, \\mathbf{p} \\in \\mathbb{R}^n$. | $$\\sum_i y_i \\log p_i = \\log \\sum_i y_i p_i$$",
      "2 ~ y \\text{ one-hot}",
    ],
  ]);
});

describe("a vector of unknown length in a sum", () => {
  const slope = (factor: string) =>
    `$\\mathbf{w} \\in \\mathbb{R}^d$, $\\mathbf{X} \\in \\mathbb{R}^{n \\times d}$ | $$\\nabla_{\\mathbf{w}} \\|\\mathbf{y} - \\mathbf{X} \\mathbf{w}\\|^2 = 2 ${factor} (\\mathbf{X} \\mathbf{w} - \\mathbf{y})$$`;
  documents([
    ["has the length of the rest", slope("\\mathbf{X}^T")],
    [
      "tells of a transpose that is lost",
      slope("\\mathbf{X}"),
      "2 ! transpose: 2 \\mathbf{X}^T (\\mathbf{X} \\mathbf{w} - \\mathbf{y})",
    ],
  ]);
});

describe("a power of ten", () => {
  documents([
    ["tells the order of a number", "$2.00005 - 1.99996 = 10^{-4}$"],
    ["is off by more than a digit", "$2.00005 - 1.99995 = 10^{4}$", "1 ! rounding: 0.0001"],
  ]);
});

describe("a letter for the class of an example", () => {
  const loss = (words: string) =>
    `${words} | $$L = -\\log \\hat{y}_c$$ | $$\\hat{y}_k = \\frac{e^{z_k}}{\\sum_j e^{z_j}}$$ | `;
  const cases = `${loss("")} In case $k = c$, | $$\\frac{\\partial L}{\\partial z_c} = \\hat{y}_c - 1$$ | for $k \\ne c$, | `;
  documents([
    [
      "is called so",
      `${loss("The correct class is $c$.")} $$\\frac{\\partial L}{\\partial z_c} = \\hat{y}_c - 1$$`,
    ],
    [
      "is called so",
      `${loss("The correct class is $c$.")} $$L = z_c + \\log \\sum_j e^{z_j}$$`,
      "4 ! sign: -z_c + \\log \\sum_j e^{z_j}",
    ],
    ["is compared", `${cases} $$\\frac{\\partial L}{\\partial z_k} = \\hat{y}_k$$`],
    ["is compared", `${cases} $$\\frac{\\partial L}{\\partial z_k} = \\hat{y}_k - \\delta_{kc}$$`],
    [
      "is not what a case is about that the formula tells apart",
      `${cases} $$\\frac{\\partial L}{\\partial z_k} = \\hat{y}_k + \\delta_{kc}$$`,
      "7 ! sign: \\hat{y}_k - \\delta_{kc}",
    ],
    [
      "is not summed over without a sign",
      `${cases} $$\\frac{\\partial L}{\\partial z_k} = -\\frac{1}{\\hat{y}_c} (-\\hat{y}_c \\hat{y}_k) = \\hat{y}_k$$`,
    ],
    [
      "is none where it is the only one below a letter",
      "$v_c \\in \\mathbb{R}^d$, $U \\in \\mathbb{R}^{d \\times n}$, $w \\ne c$ | $$\\nabla_{v_c} \\|U^T v_c\\|^2 = 2 U U^T v_c$$",
    ],
    [
      "may be a label of the letter where nothing is said",
      `$$L = -\\log x_c$$ | $$\\frac{dL}{dx_c} = \\frac{1}{x_c}$$`,
      "2 ! sign: -\\frac{1}{x_c}",
    ],
  ]);
});

describe("a function that was wrongly worked out in another part", () => {
  const wrong = "$$\\begin{split} g(m) &= \\frac{3}{m} \\\\ g'(m) &= \\frac{3}{m^2} \\\\";
  const slope = "1 ! sign: -\\frac{3}{m^2}";
  documents([
    [
      "is the one that is gone on with",
      `${wrong} g'(\\frac{3}{t}) &= \\frac{t^2}{3} \\end{split}$$`,
      slope,
    ],
    [
      "is not the one that is gone on with",
      `${wrong} g'(\\frac{3}{t}) &= \\frac{t^2}{2} \\end{split}$$`,
      slope,
      "1 ?",
    ],
  ]);
});

describe("a number that a method finds", () => {
  documents([
    [
      "is near the value only",
      "After 2 iterations of Newton's method, $\\log(2) \\approx 0.751$.",
      "1 ?",
    ],
    [
      "is not known of plain numbers",
      "An estimate is $3 \\cdot 0.25 \\approx 0.85$.",
      "1 ! arithmetic: 0.75",
    ],
    [
      "is one where a method is spoken of",
      "So $\\log(2) \\approx 0.751$.",
      "1 ! arithmetic: 0.693",
    ],
  ]);
});

describe("a factor of vectors that is missing", () => {
  documents([
    [
      "is never 0",
      "$J = \\frac12 (\\hat y - y)^2$, $\\hat y = w_2 a$ | # Layers | $z_\\ell = W_\\ell a_{\\ell-1} + b_\\ell$, $\\delta_\\ell := \\partial J/\\partial z_\\ell$. | $$\\frac{\\partial J}{\\partial b_\\ell} = \\delta_\\ell$$",
      "4 ?",
    ],
  ]);
});

describe("an equation for the coefficients of partial fractions", () => {
  const ansatz = "$$\\frac{4x + 1}{x^2 - 3x + 2} = \\frac{A}{x - 1} + \\frac{B}{x - 2}$$ | ";
  const cleared = `${ansatz} Multiplying, $4x + 1 = A (x - 2) + B (x - 1)$. | `;
  documents([
    ["holds without its denominators", cleared],
    ["gives one for each power of x", `${cleared} $A + B = 4$ and $-2A - B = 1$.`],
    ["gives one at any place", `${cleared} $5 = -A$ and $9 = B$.`],
    ["gives no other", `${cleared} $A + B = 5$.`, "3 ?"],
    [
      "says nothing of x",
      `${cleared} $A = -5$, $B = 9$. So the decomposition is | $$\\frac{4x + 1}{x^2 - 3x + 2} = \\frac{-5}{x - 1} + \\frac{8}{x - 2}$$`,
      "4 ! arithmetic: \\frac{-5}{x - 1} + \\frac{9}{x - 2}",
    ],
    [
      "is none where x is sought",
      "Solve $x^2 + 3x = c$. | Then $3x = c$.",
      "2 ! missing-term: c - x^2",
    ],
  ]);
});

describe("a name that was another name", () => {
  documents([
    [
      "is something new behind a number",
      "$a = 3$. Start with $q = a$. |  | $q = \\frac{1}{2} \\cdot 3$ |  | Then $2q = 3$.",
    ],
    [
      "is something new behind a number",
      "$a = 3$. Start with $q = a$. |  | $q = \\frac{1}{2} \\cdot 3$ |  | Then $2q = 4$.",
      "5 ! arithmetic: 3",
    ],
    [
      "is not, where both have numbers",
      "$x_1 = 2$, $x_2 = 3$, so $x_1 x_2 = 6$. The boundary is $x_1 = x_2$.",
    ],
    [
      "is not, where both have numbers",
      "$x_1 = 2$, $x_2 = 3$, so $x_1 x_2 = 4$. The boundary is $x_1 = x_2$.",
      "1 ! arithmetic: 6",
    ],
  ]);
});

describe("two names that get one number anew", () => {
  const prior = "With $a = b = 1$ and $y = 3$, $a + y = 1 + 3$. |  | Now with $a = b = 2$, ";
  documents([
    ["are not held to the old one", `${prior} $a + y = 2 + 3$.`, "3 ?", "3 ?"],
    ["are not held to the old one", `${prior} $a + y = 2 + 4$.`, "3 ?", "3 ?"],
  ]);
});

describe("numbers that are put in for names of which only such numbers tell", () => {
  const mean = (p: string, r: string) =>
    `$$2 \\times \\frac{\\text{precision} \\times \\text{recall}}{\\text{precision} + \\text{recall}} = 2 \\times \\frac{\\frac${p} \\times \\frac${r}}{\\frac${p} + \\frac${r}}$$`;
  documents([
    ["are those of another question", `${mean("23", "45")} | ## B | ${mean("34", "35")}`, "3 ?"],
    ["are the same", `${mean("23", "45")} | ## B | ${mean("23", "45")}`],
  ]);
});

describe("a value at 0", () => {
  documents([
    ["is no product", "$X(0) = 2 + 4$, so $X(0)/3 = 2$.", "1 ?", "1 ?"],
    ["is known of a function", "$f(x) = x + 6$, so $f(0)/3 = 3$.", "1 ! arithmetic: 2"],
    [
      "may be one of another sequence",
      "$x(n) = n^2$. Sampled, $x'(n) = n$, $x'(1) = 1$.",
      "1 ?",
      "1 ?",
    ],
  ]);
});

describe("the counts of a classifier", () => {
  const gap = (sign: string) =>
    `$$\\frac{TP + TN}{TP + TN + FP} - \\frac{TP}{TP + FP}$$ |  | $$= \\frac{(TP + FP) TN ${sign} TP \\cdot TN}{(TP + TN + FP)(TP + FP)}$$ |`;
  documents([
    ["are names", gap("-")],
    [
      "are names",
      gap("+"),
      "3 ! sign: \\frac{(TP + FP) TN - TP \\cdot TN}{(TP + TN + FP)(TP + FP)}",
    ],
  ]);
});

describe("formulas that come to one number", () => {
  documents([
    ["may be an equation", "$$\\cos x = \\sin x = \\frac{1}{\\sqrt 2}$$", "1 ?", "1 ?"],
    ["are claims where the name has a value", "$x = 2$. |  | $$x^2 + x = x (x + 1) = 6$$"],
    [
      "are claims where the name has a value",
      "$x = 2$. |  | $$x^2 + x = x (x - 1) = 6$$",
      "3 ! sign: x (x + 1)",
    ],
  ]);
});

describe("a part of a formula that is said anew", () => {
  const first = "$y = \\ln u$, $u = \\sin x$, so $\\frac{dy}{du} = \\frac{1}{u}$.";
  documents([
    [
      "may be another one",
      `${first} |  | Now $y = e^{\\cos x}$: $\\frac{du}{dx} = -\\sin x$.`,
      "3 ?",
    ],
    ["is known before", `${first} |  | $\\frac{du}{dx} = \\cos x$. |  | Now $y = e^{\\cos x}$.`],
    [
      "is known before",
      `${first} |  | $\\frac{du}{dx} = -\\cos x$. |  | Now $y = e^{\\cos x}$.`,
      "3 ! sign: \\cos x",
    ],
    [
      "is meant where the new one has it",
      `${first} |  | Now $y = e^u$: $\\frac{du}{dx} = \\cos x$.`,
    ],
    [
      "is meant where the new one has it",
      `${first} |  | Now $y = e^u$: $\\frac{du}{dx} = -\\cos x$.`,
      "3 ! sign: \\cos x",
    ],
  ]);
});

describe("the slope of what was wrongly multiplied out, where a letter gets a value", () => {
  const area = "$S(x) = x (\\frac{L}{2} - x) = -\\frac{1}{2} x^2 + \\frac{L}{2} x$.";
  const wrong = "1 ! arithmetic: -\\frac{1}{1} x^2 + \\frac{L}{2} x";
  documents([
    ["follows", `${area} |  | $S'(x) = -x + \\frac{L}{2}$, so $x = \\frac{L}{4}$.`, wrong],
    [
      "follows, or is wrong itself",
      `${area} |  | $S'(x) = -x - \\frac{L}{2}$, so $x = \\frac{L}{4}$.`,
      wrong,
      "3 ! other: \\frac{L}{2} - 2x",
    ],
  ]);
});

describe("the slope of a wrong form at a name that is made of others", () => {
  const form = "$f(z) = (z + 1)^2 = z^2 + z + 1$.";
  const wrong = "1 ! missing-factor: z^2 + 2 z + 1";
  documents([
    ["follows", `${form} |  | $z = w x + b$ and $f'(z) = 2z + 1$.`, wrong],
    ["is right of the right form", `${form} |  | $z = w x + b$ and $f'(z) = 2z + 2$.`, wrong],
    [
      "follows from neither",
      `${form} |  | $z = w x + b$ and $f'(z) = 2z - 2$.`,
      wrong,
      "3 ! sign: 2z + 2",
    ],
  ]);
});

describe("an integral without bounds beside an equation of its letter", () => {
  const found = "$F(x) = c x^3$, so $F'(x) = 3 c x^2 = x^2$ and $c = \\frac{1}{3}$.";
  documents([
    ["is a function", `${found} |  | $$\\int x^2 dx = \\frac{1}{3} x^3 + C$$`],
    [
      "is a function",
      `${found} |  | $$\\int x^2 dx = \\frac{2}{3} x^3 + C$$`,
      "3 ! arithmetic: \\frac{2}{6} x^3 + C",
    ],
  ]);
});

describe("numbers that are given again but for one of them", () => {
  const given = "$w_1 = 1$, $w_2 = 2$, $x = 3$. |  | Now $w_1 = 5$. |  | ";
  documents([
    ["may be other ones in formulas", `${given}$h = w_2 x$. |  | $$y = w_1 + h = 10$$`, "7 ?"],
    ["are right as they were", `${given}$h = w_2 x$. |  | $$y = w_1 + h = 11$$`],
    [
      "are those that are given",
      "$w_1 = 5$, $h = 6$. |  | $$y = w_1 + h = 10$$",
      "3 ! arithmetic: 11",
    ],
  ]);
});

describe("an equation of letters", () => {
  const zero = "$x = 0$, $y = 0$.";
  documents([
    ["does not hold for numbers that are 0", `${zero} |  | $$3 y - 6 = \\sqrt{3} x - 6$$`, "3 ?"],
    ["holds for numbers that are given", "$x = 1$, $y = 2$. |  | $$3 y - 4 = x + 1$$"],
    ["holds for numbers that are given", "$x = 1$, $y = 2$. |  | $$3 y - 4 = x + 2$$", "3 ?"],
    [
      "holds for no numbers of long before",
      "$x = 1$, $y = 2$. |  | $$1 + 1 = 2$$ |  | Then | $$2 + 1 = 3$$ |  | Then | $$3 + 1 = 4$$ |  | $$4 + 1 = 5$$ |  | $$3 y - 4 = x + 1$$",
      "13 ?",
    ],
  ]);
});

describe("what is supposed of a name in a case of its own", () => {
  const first = "If $x > 0$, then $x = 1$ and $y = 2$. |  | ";
  documents([
    [
      "is against what it was in another one",
      `${first}If $x = 0$, then |  | $$x + y = 2 + 0$$`,
      "5 ?",
    ],
    ["agrees with what it was", `${first}If $x > 0$, then |  | $$x + y = 2 + 1$$`],
    [
      "agrees with what it was",
      `${first}If $x > 0$, then |  | $$x + y = 2 + 2$$`,
      "5 ! arithmetic: 1 + 2",
    ],
  ]);
});

describe("what a name may be, or is not", () => {
  const either = "Either $x = 0$ or $x = 1$. |  | ";
  const absurd = "If $k = 0$, then $y = 0$ and $x = 0$, which contradicts it. |  | ";
  documents([
    ["is one of two", `${either}For $k = 1$ we obtain $x^2 = 4$.`, "3 ?"],
    ["is one of two", `${either}If $x = 1$, then $3 x + 1 = 5$.`, "3 ?"],
    [
      "is one of two in a display",
      "$$x = 0 \\text{ or } k = x^2$$ |  | We obtain $x^2 = 4$.",
      "3 ?",
    ],
    ["is no alternative", "Let $x = 1$. |  | We obtain $x^2 = 4$.", "3 ! arithmetic: 1"],
    ["leads to a contradiction", `$k + x + y = 1$. ${absurd}We obtain $2 x^2 = 1$.`, "1 ?", "3 ?"],
  ]);
});

describe("a matrix with orthonormal columns", () => {
  const normal = "(R^T Q^T Q R)^{-1} R^T Q^T b";
  documents([
    ["is said to be one", `Since $Q^T Q = I$, $$x = ${normal} = R^{-1} (R^T)^{-1} R^T Q^T b$$`],
    [
      "is said to be one",
      `Since $Q^T Q = I$, $$x = ${normal} = R^{-1} (R^T)^{-1} R^T Q b$$`,
      "1 ?",
    ],
    [
      "is said in words to be one",
      `With an orthogonal $Q$: $$x = ${normal} = (R^T R)^{-1} R^T Q^T b$$`,
    ],
  ]);
});

describe("a constant of integration in brackets", () => {
  const first = "$$\\int 2 (3 x^2 + 1) \\, dx = 2 (x^3 + x + C)";
  documents([
    ["is one without them", `${first} = 2 x^3 + 2 x + C$$`],
    ["is none with another slope", `${first} = 2 x^3 + x + C$$`, "1 ! other: 2 (x^3 + x + C)"],
  ]);
});

describe("a root that is rounded before it is calculated with", () => {
  documents([
    ["gives a number near", "$$(3 - 2 \\sqrt{2})^3 \\approx 0.2^3 = 0.008$$"],
    ["gives a number near", "$$99 - 70 \\sqrt{2} \\approx 1$$"],
    ["gives no other", "$$99 - 70 \\sqrt{2} \\approx 3$$", "1 ! arithmetic: 99 - 70 \\sqrt{2}"],
  ]);
});

describe("a slope by what is made of a name", () => {
  const budget = "$$p q + r s = M$$ |  | ";
  documents([
    [
      "is not said",
      `${budget}$$p \\frac{\\partial q}{\\partial M} + r \\frac{\\partial s}{\\partial M} = 1$$`,
      "3 ?",
    ],
    ["of it is", `${budget}$$\\frac{\\partial M}{\\partial q} = p$$`],
  ]);
});

describe("a name that is made of itself in another exercise", () => {
  const first = "\\begin{enumerate} | \\item Let $p = 3$. We get $p^2 = 9$. |  | \\item ";
  const last = "$$\\frac{p^m}{(\\frac{1}{2} + e)^m} = \\frac{1}{(1 + 2 e)^m}$$ | \\end{enumerate}";
  documents([["is what the equation makes it", `${first}Since $p = (1 - p)$: | ${last}`]]);
});

describe("variances", () => {
  const square = "$$V = E[(X - E[X])^2] = E[X^2 - 2 X E[X] + E[X]^2] = ";
  documents([
    ["are mean squares without squares of means", `${square}E[X^2] - E[X]^2$$`],
    ["are no sums of both", `${square}E[X^2] + E[X]^2$$`, "1 ! sign: E[X^2] - E[X]^2"],
    ["may be what is not said", `${square}E[X^2]$$`, "1 ?"],
  ]);
});

describe("a determinant", () => {
  const jacobian = "$$J = \\begin{bmatrix} 5 y & 1 \\\\ y^2 & 0 \\end{bmatrix}$$ |  | ";
  documents([
    ["is meant by its size", `${jacobian}So $|J| = |0 - y^2| = y^2$.`],
    ["is not of another size", `${jacobian}So $|J| = |0 - 2 y^2|$.`, "3 ?"],
    ["is none of a number", "For $a = -2$ we get $|a| = -|a| = -2$.", "1 ?"],
  ]);
});

describe("a logarithm", () => {
  documents([
    ["is of a sum behind its fraction", "$$\\log \\frac{1}{k} \\sum_{j=1}^k a = \\log a$$"],
    ["is of that sum only", "$$y = \\log \\frac{1}{k} \\sum_{j=1}^k a = 2 \\log a$$", "1 !"],
  ]);
});
