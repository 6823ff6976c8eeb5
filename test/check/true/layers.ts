/** @file Layers and methods of descent: convolution, batch norm, attention, momentum, Adam. */
import { add, call, div, exp, mul, num, pow, ref, sub } from "./expression.ts";
import { letter, timed } from "./name.ts";
import { type Draw, line, type Problem, scalar } from "./problem.ts";

const span = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

/** A kernel of two by two on an image of three by three, entry by entry. */
export function convolution(draw: Draw): Problem {
  const [x, k] = [
    (i: number, j: number) => letter("x", i, j),
    (i: number, j: number) => letter("k", i, j),
  ];
  const y = (i: number, j: number) => letter("y", i, j);
  const pairs = (n: number) => span(n).flatMap((i) => span(n).map((j) => [i, j] as const));
  const b = letter("b");
  return {
    title: "A convolution",
    givens: [
      ...pairs(3).map(([i, j]) => scalar(x(i, j), draw.number())),
      ...pairs(2).map(([i, j]) => scalar(k(i, j), draw.number())),
      scalar(b, draw.number()),
    ],
    sections: [
      {
        title: "compute",
        lines: pairs(2).map(([i, j]) =>
          line(
            y(i, j),
            add(
              ...pairs(2).map(([p, q]) => mul(ref(k(p, q)), ref(x(i + p - 1, j + q - 1)))),
              ref(b),
            ),
          ),
        ),
      },
    ],
  };
}

/** Three or four numbers, normalised. */
export function batch(draw: Draw): Problem {
  const count = draw.whole(3, 4);
  const x = (k: number) => letter("x", k);
  const hat = (k: number) => letter("\\hat{x}", k);
  const [mean, spread] = [letter("\\mu"), draw.pick([letter("\\sigma^2"), letter("v")])];
  const [scale, shift] = [letter("\\gamma"), letter("\\beta")];
  const share = div(num(1), num(count));
  const hasName = draw.pick([true, false]);
  const small = letter("\\epsilon");
  const root = call("sqrt", add(ref(spread), hasName ? ref(small) : num(0.001)));
  return {
    title: "Batch normalisation",
    givens: [
      // no two alike, or nothing is left to divide by
      ...span(count).map((k) => scalar(x(k), draw.number() + k)),
      scalar(scale, draw.positive()),
      scalar(shift, draw.number()),
      ...(hasName ? [scalar(small, 0.001)] : []),
    ],
    sections: [
      {
        title: "compute",
        lines: [
          line(mean, mul(share, add(...span(count).map((k) => ref(x(k)))))),
          line(
            spread,
            mul(share, add(...span(count).map((k) => pow(sub(ref(x(k)), ref(mean)), 2)))),
          ),
          ...span(count).map((k) => line(hat(k), div(sub(ref(x(k)), ref(mean)), root))),
          ...span(count).map((k) =>
            line(letter("y", k), add(mul(ref(scale), ref(hat(k))), ref(shift))),
          ),
        ],
      },
    ],
  };
}

/** The first of two tokens attends to both. */
export function attention(draw: Draw): Problem {
  const [s, a] = [(k: number) => letter("s", k), (k: number) => letter("\\alpha", k)];
  const v = (token: number, entry: number) => letter("v", token, entry);
  const entry = (one: string, j: number) => letter(one, j);
  const o = (j: number) => letter("o", j);
  const dot = (k: number) =>
    div(
      add(...span(2).map((j) => mul(ref(entry("q", j)), ref(letter("k", k, j))))),
      call("sqrt", num(2)),
    );
  const total = add(exp(ref(s(1))), exp(ref(s(2))));
  return {
    title: "Attention of one token to two",
    givens: [
      ...span(2).map((j) => scalar(entry("q", j), draw.number())),
      ...span(2).flatMap((k) => span(2).map((j) => scalar(letter("k", k, j), draw.number()))),
      ...span(2).flatMap((k) => span(2).map((j) => scalar(v(k, j), draw.number()))),
    ],
    sections: [
      {
        title: "compute",
        lines: [
          ...span(2).map((k) => line(s(k), dot(k))),
          ...span(2).map((k) => line(a(k), div(exp(ref(s(k))), total))),
          ...span(2).map((j) =>
            line(o(j), add(...span(2).map((k) => mul(ref(a(k)), ref(v(k, j)))))),
          ),
        ],
      },
    ],
  };
}

/** Two steps with momentum. */
export function momentum(draw: Draw): Problem {
  const [v, w] = [(k: number) => timed("v", k), (k: number) => timed("w", k)];
  const g = (k: number) => timed("g", k);
  const [beta, rate] = [letter("\\beta"), letter("\\eta")];
  return {
    title: "Momentum",
    givens: [
      scalar(w(0), draw.number()),
      scalar(v(0), 0),
      scalar(beta, 0.9),
      scalar(rate, 0.1),
      scalar(g(1), draw.number()),
      scalar(g(2), draw.number()),
    ],
    sections: span(2).map((k) => ({
      title: k === 1 ? "update" : "check",
      lines: [
        line(v(k), add(mul(ref(beta), ref(v(k - 1))), ref(g(k)))),
        line(w(k), sub(ref(w(k - 1)), mul(ref(rate), ref(v(k))))),
      ],
    })),
  };
}

/** One or two steps of Adam. */
export function adam(draw: Draw): Problem {
  const [m, v] = [(k: number) => timed("m", k), (k: number) => timed("v", k)];
  const [n, u] = [(k: number) => timed("\\hat{m}", k), (k: number) => timed("\\hat{v}", k)];
  const [w, g] = [(k: number) => timed("\\theta", k), (k: number) => timed("g", k)];
  const [b1, b2, rate, tiny] = [
    letter("\\beta", 1),
    letter("\\beta", 2),
    letter("\\alpha"),
    letter("\\epsilon"),
  ];
  const steps = draw.whole(1, 2);
  const rest = (b: typeof b1) => sub(num(1), ref(b));
  const unbiased = (b: typeof b1, k: number) => sub(num(1), k === 1 ? ref(b) : pow(ref(b), k));
  return {
    title: "Adam",
    givens: [
      scalar(w(0), draw.number()),
      scalar(m(0), 0),
      scalar(v(0), 0),
      scalar(b1, 0.9),
      scalar(b2, 0.999),
      scalar(rate, draw.pick([0.1, 0.01])),
      scalar(tiny, 0.00001),
      ...span(steps).map((k) => scalar(g(k), draw.number())),
    ],
    sections: span(steps).map((k) => ({
      title: k === 1 ? "update" : "check",
      lines: [
        line(m(k), add(mul(ref(b1), ref(m(k - 1))), mul(rest(b1), ref(g(k))))),
        line(v(k), add(mul(ref(b2), ref(v(k - 1))), mul(rest(b2), pow(ref(g(k)), 2)))),
        line(n(k), div(ref(m(k)), unbiased(b1, k))),
        line(u(k), div(ref(v(k)), unbiased(b2, k))),
        line(
          w(k),
          sub(
            ref(w(k - 1)),
            mul(ref(rate), div(ref(n(k)), add(call("sqrt", ref(u(k))), ref(tiny)))),
          ),
        ),
      ],
    })),
  };
}
