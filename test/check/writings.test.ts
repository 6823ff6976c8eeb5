/**
 * @file What is written in a usual way, though not by the rules: operators before several brackets,
 * logarithms to other bases, rows that repeat a sign, words of other scripts, commands of packages.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("what an operator or a prime before and behind brackets is of", () => {
  const product = (slope: string) => `$f(x) = (x+1)(x+2)$. | $\\frac{d}{dx} (x+1)(x+2) = ${slope}$`;
  const sum = (slope: string) => `$f(x) = x^2 + 3x$. | $f'(x) = \\frac{d}{dx} x^2 + 3x = ${slope}$`;
  const primed = (slope: string) =>
    `$y = a x^2 + b x$. | $\\frac{dy}{dx} = (a x^2 + b x)^{\\prime} = ${slope}$`;
  documents([
    ["of all brackets", product("2x + 3")],
    ["of the first, in a product rule", product("x + 2")],
    ["of neither", product("2x + 4"), "2 ?"],
    [
      "a gradient of an inner product",
      "$$\\nabla_x \\|A x - b\\|^2 = \\nabla_x (A x - b)^T (A x - b) = 2 A^T (A x - b)$$",
    ],
    ["of a sum without brackets", sum("2x + 3")],
    ["but of no other sum", sum("2x + 2"), "2 !"],
    ["a \u03b4 for \u2202", "$z = w x$. $\\frac{\\delta z}{\\delta w} = x$"],
    [
      "a \u03b4 for \u2202",
      "$z = w x$. $\\frac{\\delta z}{\\delta w} = 2 x$",
      "1 ! extra-factor: x",
    ],
    ["and none of two errors", "$\\frac{\\delta_1 x}{\\delta_2 x} = \\frac{\\delta_1}{\\delta_2}$"],
    ["a prime is by what is differentiated by beside it", primed("2 a x + b")],
    ["and by nothing else", primed("x^2"), "2 ?"],
    ["where no letter has one", "$\\frac{d}{dx} (u v) = (u v)' = u' v + u v'$", "1 ?"],
  ]);
});

describe("a letter with names in brackets of which nothing is made", () => {
  const values = (last: string) =>
    "$H(P, Q_A) = -\\ln 0.5 = 0.693$, $H(P, Q_B) = -\\ln 0.2 = 1.609$. | |" +
    `So $H(P, Q_A) = 0.693 < H(P, Q_B) = ${last}$.`;
  documents([
    ["names a value for each of them", values("1.609")],
    ["names a value for each of them", values("1.906"), "2 ! arithmetic: 1.609"],
    [
      "is a function where something is",
      "$H(p, q) = -p \\ln q$, $H(1, 0.5) = 0.693$, $H(a, b) = -a \\ln b$",
    ],
  ]);
});

describe("marks of what is wrong on purpose", () => {
  const slope = (before: string, behind: string) =>
    `$f(x) = x^2$. |  | ${before}$f'(x) = x$${behind}`;
  const integral = (mark: string) => `$$\\int \\ln(x) dx = \\frac{1}{x} + C ${mark}$$`;
  documents([
    ["before it", slope("\u274c ", "")],
    ["before it, in words", slope("What you wrote (wrong in the test): ", "")],
    ["behind it", slope("", " \u2717")],
    ["in the formula", integral("\\quad \u2717")],
    ["in the formula, in words", integral("\\quad \\text{(wrong)}")],
    [
      "words of another kind",
      integral("\\quad \\text{(by a table)}"),
      "1 ! other: x \\ln x - x + C",
    ],
    ["no mark", slope("", ""), "3 ! missing-factor: 2 x"],
  ]);
});

describe("a free letter beside a sum over its place", () => {
  const slope = (last: string) =>
    "$\\delta_h = \\sum_{l=1}^L e_l w_{hl}$, $n_h = \\sum_{i=0}^H w_{ih} o_i$. |  | " +
    "$$\\sum_{i=0}^H \\frac{\\partial}{\\partial w_{hm}} w_{im} o_i = " +
    `\\frac{\\partial}{\\partial w_{hm}} o_h w_{hm} = ${last}$$`;
  documents([
    ["runs as far", slope("o_h")],
    ["runs as far", slope("w_{hm}"), "3 ?"],
  ]);
});

describe("a logarithm without a base", () => {
  documents([
    ["is the natural one", "$-\\log 0.7 = 0.357$"],
    ["is to the base 2 where that alone makes it right", "$-0.5 \\log 0.5 - 0.5 \\log 0.5 = 1$"],
    [
      "is to the base 10 where that alone does",
      "$q = \\log p$. | $\\frac{dq}{dp} = \\frac{1}{p \\ln 10}$",
    ],
    [
      "is the natural one where another step shows it",
      "$-\\log 0.7 = 0.357$ and $-\\log 0.8 = 0.0969$",
      "1 ! arithmetic: 0.2231",
    ],
    ["has one where it is written", "$\\log_2 8 = 0.903$", "1 ! arithmetic: 3"],
  ]);
});

describe("rows of a display", () => {
  documents([
    ["go on with a sum", "$$M = 2 \\cdot 2 + 3 \\cdot 4 \\\\ + 7 \\cdot 2 + 1 = 31$$"],
    ["and with the sign written twice", "$$M = 2 \\cdot 2 + \\\\ + 3 \\cdot 4 = 16$$"],
    [
      "and with the sign written twice",
      "$$M = 2 \\cdot 2 + \\\\ + 3 \\cdot 4 = 17$$",
      "1 ! arithmetic: 16",
    ],
    ["with a minus sign perhaps", "$$M = 2 \\cdot 2 + 3 \\\\ - 2 \\cdot 2 = 3$$", "1 ?"],
    [
      "a statement between a formula and what it is",
      "$$\\int 4x^3 dx \\\\ u = x^2, \\\\ \\frac{du}{dx} = 2 x \\\\ = x^4 + C$$",
      "1 ?",
    ],
    [
      "a formula alone and what it is",
      "$$\\int 4x^3 dx \\\\ = 3 x^4 + C \\\\ = 3 x^4 + C$$",
      "1 ! extra-factor: x^4 + C",
    ],
    ["also behind a colour", "$2 x \\textcolor{blue}{- 2 t} x = 2x - 2 t x$"],
    ["also behind a colour", "since $2 x {\\color{blue} - t} x = 2 x^2 t$", "1 !"],
  ]);
});

describe("superscripts of which nothing else is said", () => {
  documents([
    ["T is the sign of a transpose", "$e$ is a vector. $e_n e_n^T = 2 e_n^T e_n + e_n$", "1 ?"],
    ["or a number", "$T = 3$. So $2^T 2^T = 2^{T + 1}$ where $T$ is large.", "1 ! exponent: 2^6"],
    ["a letter that is a label in brackets", "$u^{(a)} = 3 v$, so $2 u^a = 6 v$."],
    [
      "a letter that is a label in brackets",
      "$u^{(a)} = 3 v$, so $2 u^a = 5 v$.",
      "1 ! arithmetic: 6 v",
    ],
  ]);
});

describe("words and names of other writings", () => {
  documents([
    ["full-width signs", "$y = 2 + 1 = 3 ，$ $x＝4 + 1 = 5$"],
    ["full-width signs", "$y = 2 + 1 = 4 ，$", "1 ! arithmetic: 3"],
    ["words in a formula", "$x = 3 ，则 y = 2 x = 7$", "1 ! arithmetic: 6"],
    ["a word that is a name", "$损失 = \\frac{9}{10} = 0.9$"],
    ["entries of names with a number", "$z1 = [3, 4]$, so $z1_2 + 0 = 4$"],
    ["entries of names with a number", "$z1 = [3, 4]$, so $z1_2 + 0 = 5$", "1 ! arithmetic: 4"],
    ["what is known by what", "$P_{1|0} = 0.5$, $S = 4 P_{1|0} + 1 = 3$"],
    ["what is known by what", "$P_{1|0} = 0.5$, $S = 4 P_{1|0} + 1 = 4$", "1 ! arithmetic: 3"],
    ["a steady state", "$P_k = 2 P_{k-1} + Q$, $P_0 = 1$. | | In steady state, $P_k = P_{k-1}$."],
  ]);
});

describe("commands that no preamble at hand defines", () => {
  documents([
    ["derivatives", "$y = x^2$. $\\dv{y}{x} = \\pdv{y}{x} = 2 x$"],
    ["derivatives", "$y = x^2$. $\\dv{y}{x} = 3 x$", "1 ! arithmetic: 2 x"],
    ["a derivative by a variable", "so $\\pdv{x} x^2 = 2 x$"],
    ["lengths", "since $\\norm*{x}^2 = x^\\T x$"],
    ["braces around an index", "$\\theta{_k} = 3$, so $\\theta_k + 1 = 4$"],
    [
      "braces around a bracket",
      "$\\sin{(x)} \\cos{(x)} = \\frac{1}{2} \\sin{(2x)}$, $\\frac1{(x)} = \\frac{1}{x}$",
    ],
    ["a sum with nothing below", "$\\sum_{}^{} \\frac{1}{2} x_i = \\frac{1}{2} \\sum_i x_i$"],
    ["a star on the line", "$x* = 2$, so $x^* + 1 = 3$"],
    ["sizes", "since $\\Large (1 + x)^2 = 1 + 2x + x^2$"],
    [
      "what the document defines itself",
      "$\\newcommand{\\lg}{\\ln}$ so $\\lg 100 = 2$",
      "1 ! arithmetic: 2 \\ln 10",
    ],
  ]);
});

describe("a name that a chain before may define", () => {
  const energy = (last: string) =>
    "$T = \\frac{1}{2} m v^2 = \\frac{1}{2} m (a^2 + b^2)$, $V = 3a$. |  | " +
    `$E = T + V = \\frac{1}{2} m (a^2 + b^2) + ${last}$`;
  documents([["says nothing against what is made of it", energy("3a"), "1 ?", "3 ?"]]);
});

describe("commands of slides and upright letters", () => {
  documents([
    ["overlays", "$$\\onslide<2->{x (x + 1)} = \\pause x^2 + \\only<3>{x}$$"],
    ["overlays", "since $$\\emph{(x + 1)^2} = x^2 + 2x + 2$$", "1 ! arithmetic: x^2 + 2x + 1"],
    ["upright letters", "$\\Uptheta = \\upalpha + 1$ and $\\upalpha = 2$, so $\\Theta = 3$"],
    ["another infinity", "so $\\int_0^{\\infin} e^{-x}\\,dx = 1$"],
  ]);
});

describe("a limit of a change", () => {
  const slope = (last: string) =>
    `$$\\lim_{\\Delta x \\to 0} \\frac{(x + \\Delta x)^2 - x^2}{\\Delta x} = \\lim_{\\Delta x \\to 0} 2x + ${last}$$`;
  documents([
    ["goes as far as the change stands", slope("\\Delta x = 2x")],
    ["goes as far as the change stands", slope("\\Delta x = 3x"), "1 ! arithmetic: 2x"],
    [
      "of what nothing says",
      "$$\\lim_{\\Delta x \\to 0} \\frac{\\Delta y}{\\Delta x} = 2x$$",
      "1 ?",
    ],
  ]);
});

describe("commas in cases", () => {
  const cases = "$$g(x) = \\begin{cases} x^2 &, x > 0 \\\\ 0, & \\text{otherwise} \\end{cases}$$ |";
  documents([
    ["stand before a condition", `${cases} $$g(2) = 4$$`],
    ["stand before a condition", `${cases} $$g(2) = 5$$`, "2 ! arithmetic: 4"],
    ["stand behind a value", `${cases} $$g(-2) = 4$$`, "2 ! arithmetic: 0"],
  ]);
});

describe("superscripts by which something is differentiated", () => {
  const net =
    "$z^1 = W^1 x + b^1$, $a^1 = \\tanh(z^1)$, $z^2 = W^2 a^1 + b^2$, $L = \\frac12 (z^2 - y)^2$. |";
  const slopes = (of: string) =>
    `$$\\frac{\\partial L}{\\partial W^2} = (z^2 - y) a^1$$ | $$\\frac{\\partial L}{\\partial b^2} = ${of}$$`;
  documents([
    ["are labels of layers", `${net} ${slopes("z^2 - y")}`],
    ["are labels of layers", `${net} ${slopes("z^2 + y")}`, "3 ! sign: z^2 - y"],
    [
      "are squares of a standard deviation",
      "$\\ell = -\\frac{1}{2} \\ln \\sigma^2$. | $$\\frac{\\partial \\ell}{\\partial \\sigma^2} = -\\frac{1}{2 \\sigma^2}$$",
    ],
  ]);
});

describe("remarks in brackets behind rows", () => {
  const rows = (last: string, reason = "= \\ln a - \\ln b") =>
    `$$\\begin{align*} \\ln(0.5) &= \\ln(1) - \\ln(2) \\quad (\\because \\ln\\frac{a}{b} ${reason}) \\\\ &= ${last} \\end{align*}$$`;
  documents([
    ["interrupt no chain", rows("-\\ln 2")],
    ["interrupt no chain", rows("\\ln 2"), "1 ! sign: -\\ln 2"],
    ["are judged, too", rows("-\\ln 2", "= \\ln a + \\ln b"), "1 ! sign: \\ln a - \\ln b"],
    [
      "may be a row",
      "$$\\begin{align*} J &= y \\ln\\frac{a}{b} + y \\\\ \\because \\ln\\frac{a}{b} &= \\ln a - \\ln b \\\\ &= y (\\ln a - \\ln b + 1) \\end{align*}$$",
    ],
  ]);
});

describe("what stands in the margin of a formula", () => {
  const solved = (last: string) =>
    `$$\\begin{aligned} a &= \\int_0^1 2t e^{t^2} dt \\qquad |\\substack{u := t^2 \\\\ du = 2t\\,dt} \\\\ &= \\int_0^1 e^u du \\\\ &= ${last} \\end{aligned}$$`;
  documents([
    ["is a number once more in percent", "$$P = \\frac{7}{34} \\approx 0.2059 \\; (20.59\\%)$$"],
    [
      "is a number once more in percent",
      "$$P = \\frac{7}{34} \\approx 0.2159 \\; (21.59\\%)$$",
      "1 ! arithmetic: 0.2059",
    ],
    ["is what is put in", solved("e - 1")],
    ["is what is put in", solved("e + 1"), "1 ! sign: e - 1"],
    ["is no absolute value", "$$a = 2 \\quad |-3| + 2 = 6$$", "1 ! arithmetic: 5"],
  ]);
});

describe("words that suppose in other languages", () => {
  const vector =
    "$A = \\begin{bmatrix} 5 & 2 \\\\ 3 & 6 \\end{bmatrix}$, $v = \\begin{bmatrix} -1 \\\\ 1 \\end{bmatrix}$, $k = 2$. | ";
  documents([
    ["make a condition", `${vector} Se verifica si $A v = k v$.`],
    ["make a condition", `${vector} Prüfe, ob $A v = k v$.`],
    ["are not all words", `${vector} Se obtiene $2 \\cdot 3 = 5$.`, "2 ! arithmetic: 6"],
  ]);
});

describe("columns that are written as lists", () => {
  const q = "$q = \\frac{1}{\\sqrt{2}} [1, 1, 0]^T$, $a = [1, 0, 1]^T$ | ";
  documents([
    [
      "are multiplied side by side",
      `${q} $q^T a = \\frac{1}{\\sqrt{2}} [1, 1, 0]^T [1, 0, 1]^T = \\frac{1}{\\sqrt{2}}$`,
    ],
    [
      "are multiplied side by side",
      `${q} $q^T a = \\frac{1}{\\sqrt{2}} [1, 1, 0]^T [1, 0, 1]^T = \\frac{2}{\\sqrt{2}}$`,
      "2 ! arithmetic: \\frac{2}{\\sqrt{8}}",
    ],
  ]);
});

describe("rows of a matrix, counted from 0", () => {
  const matrix = "$$E = \\begin{bmatrix} 1 & 0 \\\\ 0.2 & 1 \\\\ 0.8 & 0 \\end{bmatrix}$$ | ";
  documents([
    ["are in brackets", `${matrix} $E[0] = [1, 0]$, $E[1, 0] + E[2][0] = 1$`],
    [
      "are in brackets",
      `${matrix} $E[0] = [1, 0]$, $E[1, 0] + E[2][0] = 0.9 + 0.3 = 1.1$`,
      "2 ?",
      "2 ≈ rounding: 1.2",
    ],
    ["are not where nothing is counted from 0", `${matrix} $E[1] = [1, 0]$`],
  ]);
});

describe("a sum behind a slash", () => {
  const given = "$f(x) = e^{\\frac{3x}{x - 1}}$. |  | ";
  documents([
    ["may stand below it", `${given}$f'(x) = e^{3x/x-1} \\cdot \\frac{-3}{(x - 1)^2}$`, "3 ?"],
    ["stands below it in brackets", `${given}$f'(x) = e^{3x/(x-1)} \\cdot \\frac{-3}{(x - 1)^2}$`],
    [
      "stands below it in brackets",
      `${given}$f'(x) = e^{3x/(x-1)} \\cdot \\frac{3}{(x - 1)^2}$`,
      "3 ! sign: -e^{3x/(x-1)} \\cdot \\frac{3}{(x - 1)^2}",
    ],
  ]);
});

describe("words in a formula behind a side", () => {
  const given = "$A = \\begin{pmatrix} 2 & -3 \\\\ -1 & 2 \\end{pmatrix}$. |  | ";
  const other = "\\begin{bmatrix} 2 & 3 \\\\ 1 & 2 \\end{bmatrix}";
  const turned = "\\begin{bmatrix} 4 & -2 \\\\ -6 & 4 \\end{bmatrix}";
  documents([
    [
      "may say what is done to it",
      `${given}$$B = A^T \\text{ with signs changed off the diagonal} = ${other}$$`,
      "3 ?",
    ],
    ["are none", `${given}$$B = 2 A^T = ${turned}$$`],
    ["are none", `${given}$$B = 2 A^T = ${other}$$`, `3 ! arithmetic: ${turned}`],
  ]);
});

describe("weights with two indices", () => {
  const given = (index: string) =>
    `$n_j = \\sum_i w_{${index}} x_i$, $o_j = \\sigma(n_j)$, $E = \\frac{1}{2} \\sum_k (t_k - o_k)^2$. |  | `;
  const link = "\\frac{\\partial E}{\\partial n_k} \\frac{\\partial n_k}{\\partial w_{hk}}";
  documents([
    [
      "may go from the first to the second",
      `${given("ji")}$$\\frac{\\partial E}{\\partial w_{hk}} = ${link}$$`,
      "3 ?",
    ],
    ["do so", `${given("ij")}$$\\frac{\\partial E}{\\partial w_{hk}} = ${link}$$`],
    ["do so", `${given("ij")}$$\\frac{\\partial n_k}{\\partial w_{hk}} = -x_h$$`, "3 ! sign: x_h"],
  ]);
});

describe("functions of time beside rows", () => {
  const given =
    "$$x_1(t) = y(t), x_2(t) = \\frac{dy(t)}{dt}$$ | $$C = \\begin{bmatrix} 2 & 1 & 0 \\end{bmatrix}$$ | ";
  const slope = "$$\\frac{dx_2(t)}{dt} = -k x_2(t) + u(t)$$ | $$y = C x$$ | ";
  documents([
    ["are called at a number", `${given}${slope}$s I X(s) = A X(s) + B U(s)$`, "3 ?", "5 -"],
  ]);
});

describe("a display that begins with its sign behind a rule", () => {
  const rule =
    "$$y = \\int \\frac{2x + 1}{x^2 + 1} dx$$ | $$\\arctan x = \\int \\frac{1}{1 + x^2} dx$$ | ";
  documents([
    ["goes on with what is above the rule", `${rule}$$= \\ln(x^2 + 1) + \\arctan x + C$$`],
    ["goes on with the rule", `${rule}$$= \\int \\frac{2}{2 + 2 x^2} dx$$`],
    ["goes on with neither", `${rule}$$= \\int \\frac{3}{2 + 2 x^2} dx$$`, "3 !"],
    [
      "may go on with what cannot be read",
      "$$y = \\int \\frac{3}{2 + 2 x^2 dx$$ | $$\\arctan x = \\int \\frac{1}{1 + x^2} dx$$ | $$= \\int \\frac{3}{2 + 2 x^2} dx$$",
      "1 -",
      "3 ?",
    ],
  ]);
});

describe("a display that begins with its sign behind numbers that were rounded", () => {
  const entropy =
    "$$H = -0.643 \\log_2 0.643$$ |  | $$\\log_2 0.643 \\approx -0.64$$ |  | $$= -0.643 \\times ";
  documents([
    ["may go on with what is above them", `${entropy}(-0.64)$$`, "5 ?"],
    ["goes on with neither", `${entropy}(-0.46)$$`, "5 ! arithmetic: -0.64"],
  ]);
});

describe("the probability of a numbered event", () => {
  const given = "$$P(b_0) = P(a_0, b_0) + P(a_1, b_0)$$ |  | $P(b_0) = q$, $P(a_0) = w$. |  | ";
  documents([
    ["is no function of it", `${given}$$P(b_0) + P(b_1) = 1$$`, "5 ?"],
    ["is a name", `${given}$$2 P(b_0) - P(a_0) = 2 q - w$$`],
    ["is a name", `${given}$$2 P(b_0) - P(a_0) = 2 q + w$$`, "5 ?"],
  ]);
});

describe("a letter close behind the bracket of a logarithm", () => {
  documents([
    ["may belong to it", "$$\\log (1 - p) + \\log w = \\log (1 - p)w$$"],
    ["is a factor", "$$w \\log (1 - p) = \\log (1 - p)w$$"],
    ["is neither", "$$L = w \\log (1 + p) = \\log (1 - p)w$$", "1 ! sign: \\log (1 + p)w"],
    ["may belong to it", "$$L = \\log p^2 (1 - p)^3 = 2 \\log p + 3 \\log (1 - p)$$"],
    ["is neither", "$$L = \\log p^2 (1 - p)^3 = 2 \\log p - 3 \\log (1 - p)$$", "1 !"],
  ]);
});

describe("the largest of one formula", () => {
  const given = "$I = q + p$, $q = \\frac{1}{2}$. |  | ";
  documents([
    ["is over what is not said", `${given}$$C = \\max I = 1 + p$$`, "3 ?"],
    ["is that of its entries", "$z = [1, 4, 2]^T$. |  | $$C = \\max(z) = 4$$"],
    ["is that of its entries", "$z = [1, 4, 2]^T$. |  | $$C = \\max(z) = 2$$", "3 ! arithmetic: 4"],
  ]);
});

describe("symmetric matrices in other languages", () => {
  const rule = "$$\\frac{\\partial}{\\partial u} (u^T A u) = 2 A u$$";
  const wrong = "$$\\frac{\\partial}{\\partial u} (u^T A u) = 3 A u$$";
  documents([
    ["are said to be so", `$A$ simetrik ise | ${rule}`],
    ["are said to be so", `\u5bf9\u79f0\u77e9\u9635 $A$ | ${rule}`],
    ["are said to be so", `$A$ simetrik ise | ${wrong}`, "2 ! arithmetic: 2 A u"],
  ]);
});

describe("mixed numbers", () => {
  documents([
    ["are sums", "so $\\frac{1}{4} + 1 = 1\\frac{1}{4}$"],
    ["are products", "so $2 \\cdot \\frac{3}{8} = 2\\frac{3}{8}$"],
    ["are neither", "so $\\frac{1}{4} + 1 = 2\\frac{1}{4}$", "1 ! arithmetic: 5\\frac{1}{4}"],
  ]);
});

describe("powers with -T where T is a number", () => {
  const given = "$r = \\frac{1}{2}$, $T = 2$. |  | ";
  documents([
    ["are no transposes", `${given}$$P = (1 + r)^{-T} = \\frac{4}{9}$$`],
    [
      "are no transposes",
      `${given}$$P = (1 + r)^{-T} = \\frac{2}{3}$$`,
      "3 ! arithmetic: \\frac{4}{9}",
    ],
  ]);
});

describe("moments of a small letter", () => {
  const mean = "$E(x) = \\int_0^1 2 x^2 dx = \\frac{2}{3}$. |  | ";
  const square = "$E(x^2) = \\int_0^1 2 x^3 dx = \\frac{1}{2}$";
  documents([
    ["are no function of it", `${mean}$Var(x) = E(x^2) - E^2(x)$. |  | ${square}`],
    [
      "are worked out",
      `${mean}$Var(x) = E(x^2) - E^2(x)$. |  | $E(x^2) = \\int_0^1 2 x^3 dx = \\frac{1}{3}$`,
      "5 ! arithmetic: \\frac{1}{2}",
    ],
  ]);
});

describe("the gradient of a letter", () => {
  const given = "$\\phi = 2 x z - y^2$. |  | ";
  const column = (a: string, b: string, c: string) =>
    `$$\\nabla \\phi = \\langle ${a}, ${b}, ${c} \\rangle$$`;
  const slopes = column(
    ...(["x", "y", "z"].map((one) => `\\frac{\\partial \\phi}{\\partial ${one}}`) as [
      string,
      string,
      string,
    ]),
  );
  documents([
    ["has the coordinates in their order", `${given}${slopes} | ${column("2z", "-2y", "2x")}`],
    [
      "has the coordinates in their order",
      `${given}${slopes} | ${column("2z", "2y", "2x")}`,
      "4 ! sign: \\langle 2z, -2y, 2x \\rangle",
    ],
  ]);
});

describe("whole numbers of decimals that are given", () => {
  const given = "With $v = 50$ and $\\rho = 1.225$, | ";
  documents([
    ["are rounded", `${given}we get $\\frac{1}{2} \\rho v^2 = 1531$ Pa.`],
    ["are rounded", `${given}we get $\\frac{1}{2} \\rho v^2 = 1541$ Pa.`, "2 !"],
    ["are exact below 100", `${given}we get $8 \\rho = 10$.`, "2 !"],
    ["are rounded", "$\\rho = 1.225$, $v = 50$. |  | Then $q = \\frac{1}{2} \\rho v^2 = 1531$."],
    [
      "are rounded",
      "$\\rho = 1.225$, $v = 50$. |  | Then $q = \\frac{1}{2} \\rho v^2 = 1541$.",
      "3 ! arithmetic: \\frac{6125}{4}",
    ],
  ]);
});
