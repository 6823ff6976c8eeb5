/**
 * @file Layer notation: the classic network with two inputs, two hidden and two output units, in
 * six notations that give the same gradients; deeper recursions forwards and backwards,
 * recurrent networks, sums over examples.
 */
import { type Exercise, workAll } from "./exercise.ts";
import { notations, numbers } from "./notations.ts";
import {
  apply,
  type D,
  dot,
  type M,
  minus,
  num,
  plus,
  relu,
  sigmoid,
  square,
  turned,
  type V,
} from "./oracle.ts";

/** Half the squared error of a sigmoid network with two layers. */
const classic = (x: V, W: M, b: V, U: M, c: V, y: V): D => {
  const a = plus(apply(W, x), b).map(sigmoid);
  const error = minus(plus(apply(U, a), c).map(sigmoid), y);
  return dot(error, error).div(2);
};

workAll(
  "one network, six notations",
  notations.map(([title, text, [W, b, U, c], says], k): Exercise => {
    const { x, y } = numbers;
    const at = { x, [W]: numbers.W, [b]: numbers.b, [U]: numbers.U, [c]: numbers.c, y };
    // the others are held to the first in test/work/layers.test.ts
    const gradients = k === 0 ? { [W]: null, [b]: null, [U]: null, [c]: null } : { [b]: null };
    const more = says === undefined ? {} : { says };
    return { title, text, at, oracle: classic, value: null, gradients, ...more };
  }),
);

const deep = (x: V, W: M, U: M, V: M): D => {
  const a = [W, U, V].reduce((at, layer) => apply(layer, at).map((z) => z.tanh()), x);
  return dot(a, a);
};

const exercises: readonly Exercise[] = [
  {
    title: "three layers on demand",
    text: "a^{(0)} = x; a^{(l)} = tanh(W^{(l)} a^{(l-1)}); C = \\|a^{(L)}\\|^2; L = 3",
    at: {
      x: "[1; -1]",
      "W^{(1)}": "[1, 2; 0, 1]",
      "W^{(2)}": "[1/2, 0; 1, -1]",
      "W^{(3)}": "[1, 1; 2, -1]",
    },
    oracle: deep,
    value: null,
    gradients: { "W^{(2)}": null, x: null },
    entries: { "W^{(1)}_{12}": "" },
  },
  {
    title: "the layers backwards: δ's by their recursion",
    text:
      "a^{(0)} = x\nz^{(l)} = W^{(l)} a^{(l-1)}, l = 1, \\dots, L\n" +
      "a^{(l)} = relu(z^{(l)}), l = 1, \\dots, L\nL = 2\nC = \\frac12 \\|a^{(L)} - y\\|^2\n" +
      "\\delta^{(L)} = (a^{(L)} - y)\n" +
      "\\delta^{(l)} = (W^{(l+1)T} \\delta^{(l+1)}), l = L-1, \\dots, 1\n" +
      "S = C + \\|\\delta^{(1)}\\|^2",
    at: {
      x: "[1; 2]",
      "W^{(1)}": "[1, 1; 2, 1]",
      "W^{(2)}": "[1, -1; 3, 1]",
      y: "[-2; 1]",
    },
    of: "S",
    oracle: (x: V, W: M, U: M, y: V) => {
      const a = apply(U, apply(W, x).map(relu)).map(relu);
      const error = minus(a, y);
      const delta = apply(turned(U), error);
      return dot(error, error).div(2).plus(dot(delta, delta));
    },
    value: null,
    gradients: { "W^{(1)}": null, "W^{(2)}": null },
  },
  {
    title: "a recurrent network of three steps with an output at each",
    text:
      "h_t = tanh(w h_{t-1} + u x_t), \\quad t = 1, \\ldots, T; y_t = v h_t; " +
      "E_t = (y_t - d_t)^2; E = \\sum_{t=1}^{T} E_t; T = 3",
    at: {
      w: "1/2",
      h_0: "0",
      u: "1",
      x: "[1; -1; 2]",
      v: "2",
      d: "[1; 0; 1]",
    },
    oracle: (w: D, h0: D, u: D, x: V, v: D, d: V) => {
      let h = h0;
      let sum = num(0);
      for (const [t, input] of x.entries()) {
        h = w.times(h).plus(u.times(input)).tanh();
        sum = sum.plus(square(v.times(h).minus(d[t]!)));
      }
      return sum;
    },
    value: null,
    gradients: { w: null, u: null, v: null, h_0: null, x: null },
  },
  {
    title: "a recurrent network with vectors, one for each step",
    text: "h^{(t)} = tanh(W h^{(t-1)} + U x^{(t)}) for t = 1, ..., 2; C = \\|h^{(2)}\\|^2",
    at: {
      W: "[0, 1; 1, 0]",
      "h^{(0)}": "[0; 0]",
      U: "[1, 2; 0, 1]",
      "x^{(1)}": "[1; -1]",
      "x^{(2)}": "[0; 1/2]",
    },
    oracle: (W: M, h0: V, U: M, x1: V, x2: V) => {
      const step = (h: V, x: V): V => plus(apply(W, h), apply(U, x)).map((z) => z.tanh());
      const h = step(step(h0, x1), x2);
      return dot(h, h);
    },
    value: null,
    gradients: { W: null, "x^{(1)}": null },
  },
  {
    title: "a mean over examples",
    text: "C = \\frac1m \\sum_{i=1}^m E^{(i)}; E^{(i)} = (w x^{(i)} + b - y^{(i)})^2; m = 3",
    at: {
      w: "2",
      b: "1",
      "x^{(1)}": "1",
      "x^{(2)}": "2",
      "x^{(3)}": "-1",
      "y^{(1)}": "2",
      "y^{(2)}": "4",
      "y^{(3)}": "1",
    },
    oracle: (w: D, b: D, ...rest: D[]) => {
      const errors = [0, 1, 2].map((i) =>
        square(
          w
            .times(rest[i]!)
            .plus(b)
            .minus(rest[i + 3]!),
        ),
      );
      return errors.reduce((sum, error) => sum.plus(error)).div(3);
    },
    value: "2",
    gradients: { w: "10/3", b: "0", "x^{(1)}": "4/3" },
  },
  {
    title: "examples as the rows of a matrix of data",
    text: "x^{(i)} = X_{i,:}; C = \\frac1m \\sum_{i=1}^m (w^T x^{(i)} - y_i)^2",
    at: { X: "[1, 2; 3, 4; 5, 6]", w: "[1; -1]", y: "[0; 1; 2]", m: "3" },
    oracle: (X: M, w: V, y: V) => {
      const errors = minus(apply(X, w), y);
      return dot(errors, errors).div(3);
    },
    value: "14/3",
    gradients: { w: "-44/3, -56/3", y: "2/3, 4/3, 2" },
  },
];

workAll("recursions and examples", exercises);
