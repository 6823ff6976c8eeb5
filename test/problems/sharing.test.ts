/**
 * @file Quantities used several times, reassignment, parts that build on each other, decimals.
 */
import { type Exercise, workAll } from "./exercise.ts";
import { apply, type D, Dec, dot, type M, sigmoid, square, type V } from "./oracle.ts";

const parts = `
# one sheet, four parts
part A: a product
y = x_1 x_2 + \\sin x_1
at x_1 = pi, x_2 = 3
find dy/dx_1, dy/dx_2

part B: a neuron on top of it
s = \\sigma(w y)
at w = 0
find ds/dw, ds/dx_1

part C: now x is a vector
L = (w^T x - t)^2
at w = [1; 2], x = [3; -1], t = 2
find dL/dw, dL/dx_2

part D: the output of C again
R = ln(1 + L)
find dR/dt
`;

const exercises: readonly Exercise[] = [
  {
    title: "x times x",
    text: "y = x \\cdot x",
    at: { x: "7" },
    oracle: (x: D) => x.times(x),
    value: "49",
    gradients: { x: "14" },
  },
  {
    // Goodfellow et al. 6.5 type: the same function three times
    title: "f of f of f, with w = x",
    text: "x = f_0^2; y = x^2 + x; z = y x",
    at: { f_0: "2" },
    oracle: (w: D) => {
      const x = square(w);
      return square(x).plus(x).times(x);
    },
    value: "80",
    gradients: { f_0: "224" },
  },
  {
    title: "u used by two quantities",
    text: "u = a b; p = u^2; q = ln u; y = p q",
    at: { a: "e", b: "1" },
    oracle: (a: D, b: D) => square(a.times(b)).times(a.times(b).ln()),
    value: "e^2",
    gradients: { a: "3*e", b: "3*e^2" },
  },
  {
    title: "six paths, so the step from the adjoints is written",
    text: "a = x^2; b = a + x; c = a b; d = b c + a; y = d + c x",
    at: { x: "1" },
    oracle: (x: D) => {
      const a = square(x);
      const b = a.plus(x);
      const c = a.times(b);
      return b.times(c).plus(a).plus(c.times(x));
    },
    value: "7",
    gradients: { x: "31" },
  },
  {
    title: "reassignment by +=",
    text: "c = a b\nc += 2 b\nd = c^2",
    at: { a: "3", b: "1" },
    oracle: (a: D, b: D) => square(a.times(b).plus(b.times(2))),
    value: "25",
    gradients: { a: "10", b: "50" },
  },
  {
    title: "reassignment twice, with a product and a use in between",
    text: "s = x\nt = s^2\ns *= y\ns -= t\nL = s t",
    at: { x: "2", y: "3" },
    oracle: (x: D, y: D) => x.times(y).minus(square(x)).times(square(x)),
    value: "8",
    gradients: { x: "4", y: "8" },
  },
  {
    title: "a running sum written with a function",
    text: "g(t) = t^2 + 1\ny = g(x) g(2 x)",
    at: { x: "1" },
    oracle: (x: D) => square(x).plus(1).times(square(x).times(4).plus(1)),
    value: "10",
    gradients: { x: "26" },
  },
  {
    title: "definitions in any order",
    text: "y = u v; u = x + 1; v = u x",
    at: { x: "2" },
    oracle: (x: D) => square(x.plus(1)).times(x),
    value: "18",
    gradients: { x: "21" },
    of: "y",
  },
  ...(
    [
      [
        "A",
        { x_1: "pi", x_2: "3" },
        "3*pi",
        { x_1: "2", x_2: "pi" },
        (a: D, b: D) => a.times(b).plus(a.sin()),
      ],
      [
        "B",
        { w: "0", x_1: "pi", x_2: "3" },
        "1/2",
        { w: "3*pi/4", x_1: "0" },
        (w: D, a: D, b: D) => sigmoid(w.times(a.times(b).plus(a.sin()))),
      ],
    ] as const
  ).map(([part, at, value, gradients, oracle]): Exercise => {
    return {
      title: `part ${part} of four`,
      text: parts,
      given: true,
      part,
      at,
      value,
      gradients,
      oracle,
      says: ["PG2011"],
    };
  }),
  {
    title: "part C of four",
    text: parts,
    given: true,
    part: "C",
    at: { w: "[1; 2]", x: "[3; -1]", t: "2" },
    oracle: (w: V, x: V, t: D) => square(dot(w, x).minus(t)),
    value: "1",
    gradients: { w: "-6, 2" },
    entries: { x_2: "-4" },
    says: ["PG2011"],
  },
  {
    title: "part D of four",
    text: parts,
    given: true,
    part: "D",
    at: { w: "[1; 2]", x: "[3; -1]", t: "2" },
    oracle: (w: V, x: V, t: D) => Dec.ln(square(dot(w, x).minus(t)).plus(1)),
    value: "ln(2)",
    gradients: { t: "1" },
    says: ["PG2011"],
  },
  {
    title: "decimals stay decimals",
    text: "y = 0.5 x^2 + 1.25 x",
    at: { x: "0.2" },
    oracle: (x: D) => square(x).times("0.5").plus(x.times("1.25")),
    value: "27/100",
    gradients: { x: "29/20" },
  },
  {
    title: "decimals in a small network",
    text: "h = sigmoid(W x + b); y = v^T h; L = 0.5 (y - t)^2",
    at: {
      W: "[0.15, 0.2; 0.25, 0.3]",
      x: "[0.05; 0.1]",
      b: "[0.35; 0.35]",
      v: "[0.4; 0.45]",
      t: "0.01",
    },
    oracle: (W: M, x: V, b: V, v: V, t: D) => {
      const h = apply(W, x).map((z, k) => sigmoid(z.plus(b[k]!)));
      return square(dot(v, h).minus(t)).times("0.5");
    },
    value: null,
    gradients: { W: null, b: null, v: null, t: null },
    entries: {},
  },
  {
    title: "an indirect use: the same weight in two layers",
    text: "h = w x; y = w h + w",
    at: { w: "3", x: "2" },
    oracle: (w: D, x: D) => w.times(w).times(x).plus(w),
    value: "21",
    gradients: { w: "13", x: "9" },
  },
];

workAll("sharing, versions, parts and decimals", exercises);
