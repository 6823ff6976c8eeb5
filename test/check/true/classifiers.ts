/** @file Regression and classification by gradient descent: linear, logistic, softmax. */
import { add, call, div, exp, mul, neg, num, pow, ref, sub } from "./expression.ts";
import { letter, type Name, renewed, role, slope } from "./name.ts";
import { type Draw, line, type Problem, scalar, update } from "./problem.ts";

const span = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

/** A softmax over three scores, the cross-entropy of one class, and its slopes. */
export function softmax(draw: Draw): Problem {
  const count = draw.whole(2, 3);
  const isNamedSum = draw.pick([true, false]);
  const z = (k: number) => letter("z", k);
  const p = (k: number) => letter("p", k);
  const y = (k: number) => letter("y", k);
  const S = letter("S");
  const L = role("loss");
  const right = draw.whole(1, count);
  const total = add(...span(count).map((k) => exp(ref(z(k)))));
  const sums = isNamedSum ? [line(S, total)] : [];
  return {
    title: "Softmax and cross-entropy",
    givens: [
      ...span(count).map((k) => scalar(z(k), draw.number())),
      ...span(count).map((k) => scalar(y(k), k === right ? 1 : 0)),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          ...sums,
          ...span(count).map((k) => line(p(k), div(exp(ref(z(k))), isNamedSum ? ref(S) : total))),
        ],
      },
      { title: "loss", lines: [line(L, neg(call("ln", ref(p(right)))))] },
      {
        title: "backward",
        lines: span(count).map((k) => line(slope(L, z(k)), sub(ref(p(k)), ref(y(k))))),
      },
    ],
  };
}

/** Steps of gradient descent for a line through a few points. */
export function linear(draw: Draw): Problem {
  const [w, b, L] = [letter("w"), letter("b"), role("loss")];
  const count = draw.whole(2, 3);
  const [x, y] = [(k: number) => letter("x", k), (k: number) => letter("y", k)];
  const guess = (k: number) => letter("\\hat{y}", k);
  const residual = (k: number) => letter("e", k);
  const hasResiduals = draw.pick([true, false]);
  const error = (k: number) => (hasResiduals ? ref(residual(k)) : sub(ref(guess(k)), ref(y(k))));
  const share = div(num(1), num(count));
  const double = div(num(2), num(count));
  const [byW, byB] = [slope(L, w), slope(L, b)];
  const step = (name: Name, by: Name) =>
    update(renewed(name), sub(ref(name), mul(ref(role("rate")), ref(by))));
  return {
    title: "Linear regression",
    givens: [
      ...span(count).flatMap((k) => [scalar(x(k), draw.number()), scalar(y(k), draw.number())]),
      scalar(w, draw.number()),
      scalar(b, draw.number()),
      scalar(role("rate"), draw.pick([0.1, 0.01, 0.05])),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          ...span(count).map((k) => line(guess(k), add(mul(ref(w), ref(x(k))), ref(b)))),
          ...(hasResiduals
            ? span(count).map((k) => line(residual(k), sub(ref(guess(k)), ref(y(k)))))
            : []),
        ],
      },
      {
        title: "loss",
        lines: [line(L, mul(share, add(...span(count).map((k) => pow(error(k), 2)))))],
      },
      {
        title: "backward",
        lines: [
          line(byW, mul(double, add(...span(count).map((k) => mul(error(k), ref(x(k))))))),
          line(byB, mul(double, add(...span(count).map(error)))),
        ],
      },
      { title: "update", lines: [step(w, byW), step(b, byB)] },
    ],
  };
}

/** A step of logistic regression on one example with two features. */
export function logistic(draw: Draw): Problem {
  const [w, x] = [(k: number) => letter("w", k), (k: number) => letter("x", k)];
  const [b, z, p, y, L] = [letter("b"), letter("z"), letter("p"), letter("y"), role("loss")];
  const label = draw.whole(0, 1);
  const one = draw.pick([true, false]);
  const cross = add(
    mul(ref(y), call("ln", ref(p))),
    mul(sub(num(1), ref(y)), call("ln", sub(num(1), ref(p)))),
  );
  const short = neg(call("ln", label === 1 ? ref(p) : sub(num(1), ref(p))));
  const step = (name: Name) =>
    update(renewed(name), sub(ref(name), mul(ref(role("rate")), ref(slope(L, name)))));
  return {
    title: "Logistic regression",
    words: "The sigmoid is $\\sigma(z) = \\frac{1}{1 + e^{-z}}$.",
    givens: [
      scalar(x(1), draw.number()),
      scalar(x(2), draw.number()),
      scalar(w(1), draw.number()),
      scalar(w(2), draw.number()),
      scalar(b, draw.number()),
      scalar(y, label),
      scalar(role("rate"), draw.pick([0.1, 0.5])),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          line(z, add(mul(ref(w(1)), ref(x(1))), mul(ref(w(2)), ref(x(2))), ref(b))),
          line(p, call("sigmoid", ref(z))),
        ],
      },
      { title: "loss", lines: [line(L, one ? neg(cross) : short)] },
      {
        title: "backward",
        lines: [
          line(slope(L, z), sub(ref(p), ref(y))),
          ...span(2).map((k) => line(slope(L, w(k)), mul(ref(slope(L, z)), ref(x(k))))),
          line(slope(L, b), ref(slope(L, z))),
        ],
      },
      { title: "update", lines: [step(w(1)), step(w(2)), step(b)] },
    ],
  };
}
