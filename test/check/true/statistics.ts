/** @file Estimates, metrics and information: likelihoods, confusion matrices, entropies. */
import { add, call, div, type Expression, mul, neg, num, pow, ref, sub } from "./expression.ts";
import { letter } from "./name.ts";
import { type Draw, line, type Problem, said, scalar } from "./problem.ts";

const span = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

/** The mean and the spread of normal numbers. */
export function normal(draw: Draw): Problem {
  const count = draw.whole(3, 5);
  const x = (k: number) => letter("x", k);
  const [mean, spread] = draw.pick([
    [letter("\\hat{\\mu}"), letter("\\hat{\\sigma}^2")],
    [letter("\\bar{x}"), letter("s^2")],
    [letter("\\mu"), letter("\\sigma^2")],
  ]);
  const n = letter("n");
  const isNamed = draw.pick([true, false]);
  const size = isNamed ? ref(n) : num(count);
  const total = add(...span(count).map((k) => ref(x(k))));
  const squares = add(...span(count).map((k) => pow(sub(ref(x(k)), ref(mean!)), 2)));
  return {
    title: "A normal sample",
    givens: [
      ...span(count).map((k) => scalar(x(k), draw.number())),
      ...(isNamed ? [scalar(n, count)] : []),
    ],
    sections: [
      {
        title: "compute",
        lines: [line(mean!, div(total, size)), line(spread!, div(squares, size))],
      },
    ],
  };
}

/** The estimate of a share, and its likelihood. */
export function bernoulli(draw: Draw): Problem {
  const [k, n, p] = [letter("k"), letter("n"), letter("\\hat{p}")];
  const count = draw.whole(5, 40);
  const hits = draw.whole(1, count - 1);
  const rest = sub(num(1), ref(p));
  return {
    title: "A share",
    givens: [scalar(n, count), scalar(k, hits)],
    sections: [
      {
        title: "compute",
        lines: [
          line(p, div(ref(k), ref(n))),
          line(
            letter("\\ell"),
            add(mul(ref(k), call("ln", ref(p))), mul(sub(ref(n), ref(k)), call("ln", rest))),
          ),
          line(letter("SE"), call("sqrt", div(mul(ref(p), rest), ref(n)))),
        ],
      },
    ],
  };
}

/** Accuracy, precision, recall and F1 of a confusion matrix. */
export function confusion(draw: Draw): Problem {
  const [tp, fp, fn, tn] = ["TP", "FP", "FN", "TN"].map((one) => letter(one));
  const counts = [tp, fp, fn, tn].map((one) => scalar(one!, draw.whole(1, 60)));
  const word = draw.pick(["\\text{", "\\mathrm{"]);
  const [P, R] = [letter(`${word}Precision}`), letter(`${word}Recall}`)];
  const [A, F] = [letter(`${word}Accuracy}`), letter("F_1")];
  const all = (...names: (typeof tp)[]) => add(...names.map((one) => ref(one!)));
  return {
    title: "A confusion matrix",
    givens: counts,
    sections: [
      {
        title: "compute",
        lines: [
          line(A, div(all(tp, tn), all(tp, tn, fp, fn))),
          line(P, div(ref(tp!), all(tp, fp))),
          line(R, div(ref(tp!), all(tp, fn))),
          line(F, div(mul(num(2), ref(P), ref(R)), add(ref(P), ref(R)))),
        ],
      },
    ],
  };
}

/** Entropy, cross-entropy and divergence of two distributions. */
export function entropy(draw: Draw): Problem {
  const count = draw.whole(2, 3);
  const [p, q] = [(k: number) => letter("p", k), (k: number) => letter("q", k)];
  const log = draw.pick(["ln", "log2"] as const);
  const parts = (): number[] => {
    const sizes = span(count).map(() => draw.whole(1, 9));
    const front = sizes.slice(0, -1).map((one) => Math.max(1, Math.floor((one * 10) / 18)) / 10);
    return [...front, Number((1 - front.reduce((sum, one) => sum + one, 0)).toFixed(3))];
  };
  const [of, by] = [parts(), parts()];
  const sum = (term: (k: number) => Expression) => add(...span(count).map(term));
  const own = (one: Expression) => call(log, one);
  return {
    title: "Entropies",
    givens: [
      ...span(count).map((k) => scalar(p(k), of[k - 1]!)),
      ...span(count).map((k) => scalar(q(k), by[k - 1]!)),
    ],
    sections: [
      {
        title: "compute",
        lines: [
          said("H(p)", neg(sum((k) => mul(ref(p(k)), own(ref(p(k))))))),
          said("H(p, q)", neg(sum((k) => mul(ref(p(k)), own(ref(q(k))))))),
          said(
            draw.pick(["D_{KL}(p \\| q)", "KL(p \\| q)", "D_{\\mathrm{KL}}(p \\parallel q)"]),
            sum((k) => mul(ref(p(k)), own(div(ref(p(k)), ref(q(k)))))),
          ),
        ],
      },
    ],
  };
}
