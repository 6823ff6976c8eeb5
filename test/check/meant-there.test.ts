/**
 * What names and signs are where they stand: values at several points, exercises of a list, the
 * letter of an integral, a size that has a number for a while, units and angles.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("a name that has several values", () => {
  const points =
    "$$\\mu = \\frac{5}{2}\\quad A_1 = (1, 2)$$ |  | $$\\mu = -\\frac{5}{2}\\quad A_2 = (3, 4)$$ |  | " +
    "The minor: |  | $$\\Delta_1 = -4\\mu$$ |  | ";
  documents([
    ["has the first of them", `${points}At $A_1$ we get |  | $$\\Delta_1 = -10$$`],
    ["has the last of them", `${points}At $A_2$ we get |  | $$\\Delta_1 = 10$$`],
    ["may have none of them", `${points}At $A_2$ we get |  | $$\\Delta_1 = 12$$`, "11 ?"],
  ]);
});

describe("a root that is found", () => {
  const equation = "1. $\\det(B - r I) = r^3 - 3r - 1 = 0$ | ";
  documents([
    ["is not said of the line before", `${equation}2. The root is $r \\approx 1.8$.`, "1 ?", "1 ?"],
  ]);
});

describe("a name from another section", () => {
  const first = "# Growth | $r = 1.5$, so $2r = 3$. |  | ";
  const rule = "# Symmetry | $(3 - r)^2 - 1 = r^2 - 6r + 8$, and ";
  documents([
    ["is not borne out by a rule", `${first}${rule}$(r - 4)(r - 2) = 0$`, "5 ?"],
    [
      "is borne out by a value",
      `${first}# Then | $4r = 6$, and $3r = 5$`,
      "5 ! arithmetic: \\frac{9}{2}",
    ],
  ]);
});

describe("exercises of a list", () => {
  const items = "1. Let $f(x) = 3x^2$. Then $f'(x) = 6x$. | 2. As $y = x^3$, we have $f'(x) = ";
  documents([
    ["have functions of their own", `${items}3x^2$. Now $f(x) = x^4$.`, "2 ?"],
    [
      "go on with the one that is said",
      "1. Let $f(x) = 3x^2$. | 2. Then $f'(x) = 5x$.",
      "2 ! arithmetic: 6x",
    ],
  ]);
});

describe("what is integrated over a letter that it does not have", () => {
  const a = "$$a = p (1 + \\frac{t}{r})$$ | ";
  documents([
    [
      "is meant at that letter",
      `${a}$$v = \\int_0^t a \\, d\\tau = p t (1 + \\frac{t}{2r})$$`,
      "2 ?",
    ],
    [
      "is what it is where it is a number",
      "$$v = \\int_0^t 5 \\, d\\tau = 6t$$",
      "1 ! arithmetic: 5t",
    ],
  ]);
});

describe("a size that is a number for a while", () => {
  const sum = "$$S = \\sum_{i=1}^d (1 + 1) = 2d$$ |  | ";
  documents([
    ["has that number", `${sum}If we set $d = 2$, we find |  | $$\\sqrt{8d} = 4$$`, "5 ?"],
    ["has no number elsewhere", `${sum}We find |  | $$\\sqrt{8d} = 4d$$`, "5 !"],
  ]);
});

describe("a value of a function at a numbered point", () => {
  documents([
    [
      "says nothing of other points",
      "$D(x_1) = 0.9$, $D(G(z_1)) = 0.3$. | $$\\frac{\\partial}{\\partial G} \\log D(G(z)) = \\frac{D'(G(z))}{D(G(z))}$$",
      "1 ?",
      "2 ?",
    ],
  ]);
});

describe("signs that are no equations between numbers", () => {
  documents([
    ["angles up to full turns", "$$-278^\\circ \\equiv 82^\\circ$$", "1 ?"],
    ["an angle in its own quadrant", "$$\\arctan(-1) = 135^\\circ$$", "1 ?"],
    ["another angle", "$$\\arctan(-1) = 130^\\circ$$", "1 ! arithmetic: -\\frac{\\pi}{4}"],
    [
      "ohms behind a number",
      "$$P = \\frac{(5.1)^2}{4\\ \\text{k}\\Omega} = \\frac{26}{4000}$$",
      "1 ?",
    ],
  ]);
});

describe("the middle of an eigendecomposition", () => {
  const said = "Let $A = Q\\Lambda Q^T$ and $f(x) = \\frac12 x^T A x$. |  | ";
  documents([
    ["is symmetric", `${said}$\\nabla f(x) = A x$`],
    ["does not make it another one", `${said}$\\nabla f(x) = 2 A x$`, "3 ! extra-factor: A x"],
  ]);
});

describe("a name written with the letter that it is made of", () => {
  const q = "$$q = \\frac{a d - b c + bdt}{b + d}$$ | ";
  documents([
    ["is that name", `${q}$r = t q(t) = t \\frac{ad - bc + bdt}{b + d}$`],
    ["is a product where that holds", `${q}$s = q(t) = t \\frac{ad - bc + bdt}{b + d}$`],
    ["is neither", `${q}$s = 3 q(t) = 2 \\frac{ad - bc + bdt}{b + d}$`, "2 !"],
  ]);
});

describe("a number that is said at several names", () => {
  const said = "$p(t \\mid d) = 0.9$, $p(t \\mid h) = 0.2$, $p(d) = 0.1$ and $p(h) = 1 - 0.1$. | ";
  documents([
    [
      "makes no constant function",
      `${said}$$p(t) = p(t \\mid d) p(d) + p(t \\mid h) p(h) = 0.27$$`,
    ],
    [
      "is calculated with",
      `${said}$$p(t) = p(t \\mid d) p(d) + p(t \\mid h) p(h) = 0.29$$`,
      "2 ! rounding: 0.27",
    ],
  ]);
});

describe("what is near, or so by convention", () => {
  documents([
    ["a fraction", "$$\\sqrt{\\frac{1}{50}} \\approx \\frac{1}{7}$$"],
    [
      "a fraction that is not near",
      "$$\\sqrt{\\frac{1}{50}} \\approx \\frac{1}{6}$$",
      "1 ! arithmetic: \\frac{\\sqrt{2}}{10}",
    ],
    ["a convention", "By convention, $\\operatorname{sgn}(0) = 1$."],
    ["no convention", "Hence $\\operatorname{sgn}(0) = 1$.", "1 ! arithmetic: 0"],
    ["per cent of a hundred", "The share is $(1.67 / 5) \\cdot 100 = 33.4\\%$.", "1 ?"],
  ]);
});

describe("the power of a logarithm", () => {
  documents([
    ["is one of what it is of", "$u = \\ln(x)^3 + \\ln 2 = \\ln(2 x^3)$"],
    ["is one of the logarithm", "$u = \\ln(x)^3 = \\ln(x) \\cdot \\ln(x)^2$"],
    ["is neither", "$u = \\ln(x)^3 + \\ln 2 = \\ln(3 x^3)$", "1 !"],
  ]);
});
