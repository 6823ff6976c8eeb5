/**
 * Limits, unknown functions and integrals in documents → what is found in them. Each rule has a
 * document that it accepts, one that it refutes and one where it keeps silent. In a row ` | `
 * stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

const derived = (last: string): string =>
  "$$\\begin{aligned} \\lim_{h \\to 0} \\frac{(x+h)^3 - x^3}{h} &= \\lim_{h \\to 0} " +
  "\\frac{3x^2 h + 3x h^2 + h^3}{h} \\\\ | &= \\lim_{h \\to 0} 3x^2 + 3xh + h^2 \\\\ | " +
  `&= ${last} \\end{aligned}$$`;

describe("limits", () => {
  documents([
    ["from first principles", derived("3x^2")],
    ["from first principles", derived("3x"), "3 ! exponent: 3x^2"],
    ["from first principles", derived("3q^2"), "3 ?"],
    [
      "a quotient of a function that is known",
      "$g(x) = x^2$. $$g'(x) = \\lim_{h \\to 0} \\frac{g(x + h) - g(x)}{h} = 2x$$",
    ],
    [
      "a quotient of a function that is known",
      "$g(x) = x^2$. $$g'(x) = \\lim_{h \\to 0} \\frac{g(x + h) - g(x)}{h} = -2x$$",
      "1 ! sign: 2x",
    ],
    ["below the sign", "$\\underset{x \\to k}\\lim x^2 = k^2$"],
    ["below the sign", "$\\underset{x \\to 3}\\lim x^2 = 6$", "1 ! arithmetic: 9"],
    ["of any function", "$f'(x) = \\lim_{h \\to 0} \\frac{f(x + h) - f(x)}{h}$"],
    ["of any function", "$f''(x) = \\lim_{h \\to 0} \\frac{f(x+h) - 2 f(x) + f(x-h)}{h^2}$"],
    ["a limit that is not known", "$\\lim_{x \\to 0} x \\ln x = 0$", "1 ?"],
    [
      "the number e is not defined by a limit",
      "$\\lim_{n \\to \\infty} (1 + \\frac1n)^n = e$. $\\ln e = 1$.",
    ],
  ]);
});

describe("unknown functions", () => {
  documents([
    ["the product rule", "$(f g)' = f' g + f g'$"],
    ["the product rule twice", "$(f g)'' = f'' g + 2 f' g' + f g''$"],
    ["the product rule of higher order", "$(f g)''' = f''' g + 3 f'' g' + 3 f' g'' + f g'''$"],
    ["primes behind an index", "$u_i'''' + u_i'''' = 2 u_i''''$, and $u_i' + 2 u_i' = 3 u'_i$"],
    ["primes behind an index", "$u_i'''' + u_i'''' = 3 u_i''''$", "1 ?"],
    ["more primes than are written out", "$(f g h)'''''' = 0$", "1 -"],
    ["the product rule", "$(f g)'(x) = f'(x) g(x) + f(x) g'(x)$"],
    [
      "the product rule",
      "$\\frac{d}{dx}(f g) = f \\frac{dg}{dx} + g \\frac{df}{dx}$, so $\\frac{d}{dx} (f(x) g(x)) = f'(x) g(x) + f(x) g'(x)$",
    ],
    [
      "the product rule",
      "$(f g)'(x) = f'(x) g(x) - f(x) g'(x)$",
      "1 ! sign: f'(x) g(x) + f(x) g'(x)",
    ],
    ["the quotient rule", "$(f/g)'(x) = \\frac{f'(x) g(x) - f(x) g'(x)}{g^2(x)}$"],
    [
      "the quotient rule",
      "$(f/g)'(x) = \\frac{f(x) g'(x) - f'(x) g(x)}{g^2(x)}$",
      "1 ! sign: -\\frac{f(x) g'(x) - f'(x) g(x)}{g^2(x)}",
    ],
    ["the chain rule", "$(f \\circ g)'(x) = f'(g(x)) g'(x)$"],
    ["the chain rule", "$\\frac{d}{dx} f(g(x)) = f'(x) g'(x)$", "1 ! other: f'(g(x)) g'(x)"],
    ["the chain rule", "$\\frac{d}{dx} [f(x)^n] = n f(x)^{n-1} f'(x)$"],
    ["the chain rule", "$\\frac{d}{dx} F(u(x)) = \\frac{dF}{du}(u(x)) \\frac{du}{dx}$"],
    ["the chain rule", "$\\frac{d}{dx} F(u(x)) = \\frac{dF}{dx}(u(x)) \\frac{du}{dx}$"],
    ["the chain rule", "$\\frac{d}{dx} \\sin(u) = \\cos(u) \\frac{du}{dx} = \\cos(u(x)) u'(x)$"],
    [
      "several variables",
      "$\\frac{d}{dt} f(x(t), y(t)) = \\frac{\\partial f}{\\partial x} \\frac{dx}{dt} + " +
        "\\frac{\\partial f}{\\partial y} \\frac{dy}{dt}$",
    ],
    [
      "several variables",
      "$\\frac{d}{dt} f(t, g(t)) = f_u(t, g(t)) + f_v(t, g(t)) g'(t)$ and $f(u, v) = f(u, v)$",
    ],
    [
      "higher derivatives",
      "$\\frac{d^2}{dx^2} f(2x) = 4 f''(2x)$ and $\\frac{d}{dx} f''(x) = f^{(3)}(x)$",
    ],
    ["higher derivatives", "$\\frac{d^2}{dx^2} f(2x) = 2 f''(2x)$", "1 ! arithmetic: 4 f''(2x)"],
    ["inverses", "$(f^{-1})'(x) = \\frac{1}{f'(f^{-1}(x))}$ and $f(f^{-1}(y)) = y$"],
    ["inverses", "$(f^{-1})'(x) = \\frac{1}{f'(x)}$", "1 ?"],
    ["of one letter", "$(\\sin x)' = \\cos x$ and $(x^n)' = n x^{n-1}$"],
    ["of one letter", "$(\\cos x)' = \\sin x$", "1 ! sign: -\\sin x"],
    [
      "a function that is supposed to be something",
      "If $f(0) = 1$: $\\frac{d}{dx} (x f(x)) = f'(x)$",
      "1 ?",
    ],
    [
      "a function that is supposed to be something",
      "For a constant $g$: $(f g)'(x) = f'(x) g(x)$",
      "1 ?",
    ],
    ["a differential equation", "$f'(x) = 2 f(x)$", "1 ?"],
    [
      "at a place",
      "$\\frac{\\partial f}{\\partial x}(1, 2) = 4$. Now $f(x, y) = x^2 y$. $\\frac{\\partial f}{\\partial x}(1, 2) = 4$",
      "1 ?",
    ],
    ["y'(x) of a quantity", "$y = x^3$, so $y'(x) = 3x^2$"],
    ["y'(x) of a quantity", "$y = x^3$, so $y'(x) = 3x$", "1 ! exponent: 3x^2"],
    ["primes in indices are names", "$m_{A'} = x^2$, so $m_{A'} + 1 = x^2 + 1$"],
    [
      "primes in indices are names",
      "$m_{A'} = x^2$, so $m_{A'} + 1 = x^2$",
      "1 ! missing-term: x^2 + 1",
    ],
  ]);
});

describe("integrals", () => {
  documents([
    ["without bounds", "$\\int x^2 \\, dx = \\frac13 x^3 + C$"],
    ["without bounds", "$\\int \\cos x \\, dx = -\\sin x + C$", "1 ! sign: \\sin x + C"],
    ["without bounds", "$\\int p(x) \\, dx = P(x) + C$", "1 ?"],
    [
      "of sums",
      "$\\int_a^b (f(x) + 2 g(x)) \\, dx = \\int_a^b f(x) \\, dx + 2 \\int_a^b g(x) \\, dx$",
    ],
    ["by parts", "$\\int f(x) g'(x) \\, dx = f(x) g(x) - \\int f'(x) g(x) \\, dx$"],
    ["by parts", "$\\int_a^b f(x) g'(x) dx = f(b) g(b) - f(a) g(a) - \\int_a^b f'(x) g(x) dx$"],
    [
      "by parts",
      "$\\int_a^b f(x) g'(x) dx = f(b) g(b) - f(a) g(a) + \\int_a^b f'(x) g(x) dx$",
      "1 ?",
    ],
    [
      "by substitution",
      "$F(u(x)) - F(u(0)) = \\int_0^x \\frac{dF}{du}(u(y)) \\cdot \\frac{du}{dy} \\, dy$",
    ],
    [
      "the fundamental theorem",
      "$\\frac{d}{dx} \\int_0^x f(t) \\, dt = f(x)$ and $\\int_a^b f'(x) dx = f(b) - f(a)$",
    ],
    [
      "the fundamental theorem",
      "$\\frac{d}{dx} \\int_0^{x^2} \\sin t \\, dt = \\sin(x^2)$",
      "1 ! other: 2 \\sin(x^2) x",
    ],
    ["between two places", "$\\int_0^1 x^2 dx = \\left[ \\frac{x^3}{3} \\right]_0^1 = \\frac13$"],
    [
      "between two places",
      "$\\int_0^1 x^2 dx = \\left. \\frac{x^3}{3} \\right|_{x=0}^{x=1} = \\frac13$",
    ],
    [
      "between two places",
      "$\\int_0^1 x^2 dx = \\frac{x^3}{3} \\Big|_0^1 = \\frac23$",
      "1 ! arithmetic: \\frac{1}{3}",
    ],
    [
      "between two places",
      "$\\int_0^1 x^2 dx = \\left[ x^3 \\right]_0^1 = \\frac13$",
      "1 ! missing-factor: \\left[ \\frac{1}{3} x^3 \\right]_0^1",
    ],
    ["a bar with a number", "$f(x) = x^3$, $\\left. \\frac{df}{dx} \\right|_2 = 12$"],
  ]);
});

describe("functions that are made by working", () => {
  documents([
    [
      "an integral",
      "$F(x) = \\int_0^x t^2 dt$, $F(3) = 9$, $F(2x) = \\frac{8x^3}{3}$, $F'(3) = 9$",
    ],
    ["an integral", "$F(x) = \\int_0^x t^2 dt$, $F(3) = 8$", "1 ! arithmetic: 9"],
    [
      "an integral",
      "$G(x) = \\int_0^x f(y) dy$ and $\\frac{d}{dx} G(u(x)) = f(u(x)) \\frac{du}{dx}$",
    ],
    ["a derivative", "$g(x) = \\frac{d}{dx} x^3$, $g(2) = 12$"],
    [
      "the letter has its own scope",
      "$y = \\sum_i x_i$. $\\int_0^1 x dx = \\frac12$. $\\lim_{x \\to 0} \\frac{\\sin x}{x} = 1$",
    ],
    [
      "the letter has its own scope",
      "$x = 3$. $\\int_0^1 x dx = 3$",
      "1 ! arithmetic: \\frac{1}{2}",
    ],
  ]);
});

describe("an integral over a function", () => {
  const parts = (last: string) =>
    `$$\\int x \\cos x \\, dx = \\int x \\, d \\sin x = x \\sin x ${last}$$`;
  documents([
    ["is one over its letter", parts("+ \\cos x + C")],
    ["is one over its letter", parts("- \\cos x + C"), "1 ! sign: x \\sin x + \\cos x + C"],
    ["also in brackets", "$$\\int x \\, d(\\ln(1 + x^2)) = \\int \\frac{2 x^2}{1 + x^2} \\, dx$$"],
    [
      "also in brackets",
      "$$\\int x \\, d(\\ln(1 + x^2)) = \\int \\frac{x^2}{1 + x^2} \\, dx$$",
      "1 !",
    ],
    [
      "also in a fraction",
      "$$\\int \\frac{\\sec^2 x \\, dx}{3 + \\tan x} = \\int \\frac{d \\tan x}{3 + \\tan x}$$",
    ],
    ["of two functions, by parts", "$$\\int u \\, dv = u v - \\int v \\, du$$"],
    [
      "of two functions, by parts",
      "$$\\int_a^b u \\, dv = \\left[u v\\right]_a^b - \\int_a^b v \\, du$$",
    ],
    ["of two functions, by parts", "$$\\int u \\, dv = u v + \\int v \\, du$$", "1 ?"],
    ["of one letter only", "$$\\int x \\, d(x y) = \\int 2 x \\, dx$$", "1 ?"],
  ]);
});

describe("an antiderivative as far as infinity", () => {
  const whole = (value: string) =>
    `$$\\int_0^\\infty x e^{-x} dx = \\left[-(x + 1) e^{-x}\\right]_0^\\infty = ${value}$$`;
  documents([
    ["has its limit there", whole("1")],
    ["has its limit there", whole("0"), "1 ! arithmetic: 1"],
    ["also below", "$$\\int_{-\\infty}^0 e^x dx = e^x \\Big|_{-\\infty}^0 = 1$$"],
    ["and none", "$$\\left[\\sin x\\right]_0^\\infty = 0$$", "1 ?"],
  ]);
});

describe("integrals of vectors that are written out", () => {
  documents([
    [
      "a product of lists",
      "$$\\int_0^1 (t, t^2) \\cdot (1, 2t)\\,dt = \\int_0^1 t + 2t^3\\,dt = 1$$",
    ],
    [
      "a product of lists",
      "$$\\int_0^1 (t, t^2) \\cdot (1, 2t)\\,dt = \\int_0^1 t + t^3\\,dt$$",
      "1 ! missing-factor: \\int_0^1 t + 2 t^3\\,dt",
    ],
    [
      "a product of brackets",
      "$$\\int_0^1 \\langle t, t^2 \\rangle \\cdot \\langle 1, 2t \\rangle\\,dt = 1$$",
    ],
    ["a product of names", "$$\\int_0^1 a \\cdot (1, 2t)\\,dt = 3$$", "1 ?"],
  ]);
});

describe("integrands", () => {
  documents([
    [
      "a factor",
      "$$2\\int_0^1 x(1 + x)\\,dx = \\int_0^1 2x + x^2\\,dx$$",
      "1 ! missing-factor: \\int_0^1 2x + 2 x^2\\,dx",
    ],
    [
      "an exponent",
      "$$\\int_0^1 3x\\,dx = 3\\int_0^1 x^2\\,dx$$",
      "1 ! exponent: 3\\int_0^1 x\\,dx",
    ],
    ["an exponent", "$$\\int_0^1 3x^2\\,dx = 3\\int_0^1 x^2\\,dx$$"],
  ]);
});
