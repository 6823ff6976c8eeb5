/**
 * @file Scalar compositions: chains of three to five stages, quotients, powers with variable
 * exponents, logarithms, trigonometric, inverse and hyperbolic functions, nested roots.
 */
import type { Exercise } from "./exercise.ts";
import { type D, Dec, num, one, pi, square } from "./oracle.ts";

export const scalarRows: readonly Exercise[] = [
  {
    // CS231n notes on backpropagation, type "a circuit of gates"
    title: "sum times a factor",
    text: "q = x + y; f = q z",
    at: { x: "-3", y: "7", z: "-2" },
    oracle: (x: D, y: D, z: D) => x.plus(y).times(z),
    value: "-8",
    gradients: { x: "-2", y: "-2", z: "4" },
  },
  {
    title: "a quotient to a variable power under a cosine",
    text: "y = cos((x1/x2)^x3)",
    at: { x_1: "pi", x_2: "2", x_3: "1" },
    oracle: (a: D, b: D, c: D) => a.div(b).pow(c).cos(),
    value: "0",
    gradients: { x_1: "-1/2", x_2: "pi/4", x_3: "-pi/2*ln(pi/2)" },
  },
  {
    // Strang, Calculus ch. 4 type: chain of four
    title: "four stages: logarithm of one plus the square of a sine",
    text: "u = 2 t; s = sin u; v = 1 + s^2; y = ln v",
    at: { t: "pi/8" },
    oracle: (t: D) => Dec.ln(square(t.times(2).sin()).plus(1)),
    value: "ln(3/2)",
    gradients: { t: "4/3" },
  },
  {
    title: "x to the x",
    text: "y = x^x",
    at: { x: "3" },
    oracle: (x: D) => x.pow(x),
    value: "27",
    gradients: { x: "27 + 27*ln(3)" },
  },
  {
    title: "a power tower of three letters",
    text: "y = a^(b^c)",
    at: { a: "2", b: "3", c: "2" },
    oracle: (a: D, b: D, c: D) => a.pow(b.pow(c)),
    value: "512",
    gradients: { a: "2304", b: "3072*ln(2)", c: "4608*ln(2)*ln(3)" },
  },
  {
    title: "nested roots",
    text: "y = sqrt(x + sqrt(x + sqrt x))",
    at: { x: "1" },
    oracle: (x: D) => x.plus(x.plus(x.sqrt()).sqrt()).sqrt(),
    value: null,
    gradients: { x: null },
  },
  {
    title: "cube root of a quotient of quadratics",
    text: "y = cbrt((x^2 + 4)/(x^2 - 3))",
    at: { x: "2" },
    oracle: (x: D) => square(x).plus(4).div(square(x).minus(3)).cbrt(),
    value: "2",
    gradients: { x: "-7/3" },
  },
  {
    title: "arctangent of a quotient: the angle of a point",
    text: "r = y/x; theta = arctan r",
    at: { y: "3", x: "4" },
    oracle: (y: D, x: D) => y.div(x).atan(),
    value: "arctan(3/4)",
    gradients: { y: "4/25", x: "-3/25" },
  },
  {
    title: "inverse sine and inverse cosine of one letter",
    text: "y = arcsin(x) * arccos(x)",
    at: { x: "1/2" },
    oracle: (x: D) => x.asin().times(x.acos()),
    value: "pi^2/18",
    gradients: { x: "sqrt(3)*pi/9" },
  },
  {
    title: "hyperbolic functions and their inverse",
    text: "s = sinh x; c = cosh x; t = s/c; y = t + arsinh(a)",
    at: { x: "ln 2", a: "3/4" },
    oracle: (x: D, a: D) => x.tanh().plus(a.asinh()),
    value: "3/5 + ln(2)",
    gradients: { x: "16/25", a: "4/5" },
  },
  {
    title: "logarithm to a variable base",
    text: "y = log_b(x)",
    at: { x: "8", b: "2" },
    oracle: (x: D, b: D) => x.ln().div(b.ln()),
    value: "3",
    gradients: { x: "1/(8*ln(2))", b: "-3/(2*ln(2))" },
  },
  {
    title: "logarithm to base ten of a product of powers",
    text: "y = log_10(x^2 y_1^3)",
    at: { x: "10", y_1: "100" },
    oracle: (x: D, y: D) => Dec.log10(square(x).times(y.pow(3))),
    value: "8",
    gradients: { x: "1/(5*ln(10))", y_1: "3/(100*ln(10))" },
  },
  {
    title: "a damped oscillation",
    text: "y = e^(-k t) cos(w t)",
    at: { k: "1", t: "2", w: "pi/3" },
    oracle: (k: D, t: D, w: D) => Dec.exp(k.times(t).neg()).times(w.times(t).cos()),
    value: "-1/(2*e^2)",
    gradients: { k: null, t: null, w: null },
  },
  {
    title: "secant and cotangent",
    text: "u = sec(x); v = cot(x); y = u - 2 v",
    at: { x: "pi/4" },
    oracle: (x: D) => one.div(x.cos()).minus(num(2).div(x.tan())),
    value: "sqrt(2) - 2",
    gradients: { x: "4 + sqrt(2)" },
  },
  {
    title: "powers of functions as they are written: sin squared, ln cubed",
    text: "y = \\sin^2 x \\cdot \\ln^3 t",
    at: { x: "pi/3", t: "e" },
    oracle: (x: D, t: D) => square(x.sin()).times(t.ln().pow(3)),
    value: "3/4",
    gradients: { x: "sqrt(3)/2", t: null },
  },
  {
    title: "the normal density as a function of its three letters",
    text: "p = 1/(sigma sqrt(2 pi)) * exp(-(x - mu)^2/(2 sigma^2))",
    at: { x: "3", "\\mu": "1", "\\sigma": "2" },
    oracle: (x: D, mu: D, s: D) =>
      Dec.exp(square(x.minus(mu)).div(square(s).times(2)).neg()).div(s.times(pi.times(2).sqrt())),
    value: null,
    gradients: { x: null, "\\mu": null, "\\sigma": "0" },
  },
];
