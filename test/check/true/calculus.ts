/** @file Calculus by pen: slopes and Hessians at points, integrals, Newton, Taylor, Lagrange. */
import { add, call, div, mul, num, pow, ref, spelt, sub } from "./expression.ts";
import { letter, slope, timed } from "./name.ts";
import { antiderivative, derivative, formulaOf, type Polynomial, refs } from "./polynomial.ts";
import { at, type Draw, line, type Problem, rule, said, scalar, silent } from "./problem.ts";
import { write } from "./writing.ts";

/** A polynomial with small whole numbers. */
function polynomialOf(draw: Draw, powers: readonly (readonly number[])[]): Polynomial {
  return powers.map((one) => ({
    factor: draw.pick([1, -1]) * draw.whole(1, 5),
    powers: one,
  }));
}

const [x, y] = [letter("x"), letter("y")];

/** Partial derivatives of a function of two letters, and their values at a point. */
export function partials(draw: Draw): Problem {
  const f = polynomialOf(
    draw,
    draw.pick([
      [
        [2, 0],
        [1, 1],
        [0, 2],
      ],
      [
        [2, 1],
        [0, 3],
        [1, 0],
      ],
      [
        [3, 0],
        [1, 2],
      ],
    ]),
  );
  const point = [draw.whole(1, 4), draw.pick([1, -1]) * draw.whole(1, 3)] as const;
  const place = `(${point[0]}, ${point[1]})`;
  const isShort = draw.pick([true, false]);
  const names = ["x", "y"].map((one) => {
    return isShort ? `f_${one}` : `\\frac{\\partial f}{\\partial ${one}}`;
  });
  const formulas = [0, 1].map((k) => formulaOf(derivative(f, k), refs(x, y)));
  const second = [0, 1].flatMap((k) => [0, 1].map((l) => derivative(derivative(f, k), l)));
  const mixed = ["xx", "xy", "yx", "yy"].map((pair) => {
    const [a, b] = pair;
    if (isShort) return `f_{${pair}}`;
    const under = a === b ? `\\partial ${a}^2` : `\\partial ${a} \\partial ${b}`;
    return `\\frac{\\partial^2 f}{${under}}`;
  });
  return {
    title: "Partial derivatives",
    givens: [silent(x, point[0]), silent(y, point[1])],
    sections: [
      {
        title: "model",
        lines: [
          rule("f(x, y)", formulaOf(f, refs(x, y))),
          ...names.map((one, k) => rule(one, formulas[k]!)),
        ],
      },
      { title: "compute", lines: names.map((one, k) => at(`${one}${place}`, formulas[k]!)) },
      {
        title: "check",
        lines: second
          .map((one, k) => rule(mixed[k]!, formulaOf(one, refs(x, y))))
          .filter((_, k) => k !== 2),
      },
    ],
  };
}

/** The slope of a function of a function at a point. */
export function composite(draw: Draw): Problem {
  const [u, f] = [letter("u"), letter("f")];
  const inner = polynomialOf(draw, [[2], [1]]);
  const one = draw.pick(["sin", "cos", "exp", "tanh", "sigmoid"] as const);
  const place = draw.share();
  const own = {
    sin: call("cos", ref(u)),
    cos: mul(num(-1), call("sin", ref(u))),
    exp: call("exp", ref(u)),
    tanh: sub(num(1), pow(ref(f), 2)),
    sigmoid: mul(ref(f), sub(num(1), ref(f))),
  }[one];
  const [byX, byU, du] = [slope(f, x), slope(f, u), slope(u, x)];
  return {
    title: "The chain rule",
    givens: [scalar(x, place)],
    sections: [
      {
        title: "forward",
        lines: [line(u, formulaOf(inner, refs(x))), line(f, call(one, ref(u)))],
      },
      {
        title: "backward",
        lines: [
          line(du, formulaOf(derivative(inner, 0), refs(x))),
          line(byU, own),
          line(byX, mul(ref(byU), ref(du))),
        ],
      },
    ],
  };
}

/** A definite integral of a polynomial. */
export function integral(draw: Draw): Problem {
  const f = polynomialOf(
    draw,
    draw.pick([
      [[2], [1], [0]],
      [[3], [1]],
      [[2], [0]],
    ]),
  );
  const [from, to] = [draw.whole(0, 1), draw.whole(2, 3)];
  const F = antiderivative(f, 0);
  const { style } = draw;
  const body = write(formulaOf(f, refs(x)), style, null);
  const whole = write(formulaOf(F, refs(x)), style, null);
  const difference = sub(formulaOf(F, [num(to)]), formulaOf(F, [num(from)]));
  return {
    title: "An integral",
    givens: [],
    sections: [
      {
        title: "compute",
        lines: [
          said(
            `\\int_{${from}}^{${to}} \\left(${body}\\right) dx`,
            spelt(`\\left[ ${whole} \\right]_{${from}}^{${to}}`, difference),
          ),
        ],
      },
    ],
  };
}

/** Steps of Newton's method for a square root or a cubic. */
export function newton(draw: Draw): Problem {
  const target = draw.whole(2, 9);
  const isCubic = draw.pick([true, false]);
  const f: Polynomial = [
    { factor: 1, powers: [isCubic ? 3 : 2] },
    { factor: -target, powers: [0] },
  ];
  const slopeAt = derivative(f, 0);
  const guess = (k: number) => timed("x", k);
  const steps = draw.whole(2, 3);
  const { style } = draw;
  return {
    title: "Newton's method",
    givens: [scalar(guess(0), draw.whole(1, 3))],
    sections: [
      {
        title: "model",
        lines: [rule("f(x)", formulaOf(f, refs(x))), rule("f'(x)", formulaOf(slopeAt, refs(x)))],
      },
      {
        title: "compute",
        lines: Array.from({ length: steps }, (_, k) => {
          const old = refs(guess(k));
          const name = write(old[0]!, style, null);
          return line(
            guess(k + 1),
            sub(
              old[0]!,
              div(
                spelt(`f(${name})`, formulaOf(f, old)),
                spelt(`f'(${name})`, formulaOf(slopeAt, old)),
              ),
            ),
          );
        }),
      },
    ],
  };
}

/** A value by the first terms of a series. */
export function taylor(draw: Draw): Problem {
  const t = draw.pick([0.1, 0.2, 0.05, 0.3]);
  const square = div(pow(num(t), 2), num(2));
  const cube = div(pow(num(t), 3), num(6));
  const at = write(num(t), draw.style, null);
  const [left, sum] = draw.pick([
    [`e^{${at}}`, add(num(1), num(t), square)],
    [`e^{${at}}`, add(num(1), num(t), square, cube)],
    [`\\cos(${at})`, sub(num(1), square)],
    [`\\sin(${at})`, sub(num(t), cube)],
    [`\\ln(1 + ${at})`, sub(num(t), square)],
  ]);
  return {
    title: "A Taylor polynomial",
    givens: [],
    sections: [{ title: "compute", lines: [{ letters: left, formula: sum, sign: "\\approx" }] }],
  };
}

/** The largest product, or the least square sum, of two numbers on a line. */
export function lagrange(draw: Draw): Problem {
  const [a, b, c] = [draw.whole(1, 4), draw.whole(1, 4), draw.whole(2, 9)];
  const lambda = letter("\\lambda");
  const [A, B, C] = [letter("a"), letter("b"), letter("c")];
  const f = add(pow(ref(x), 2), pow(ref(y), 2));
  const squares = add(pow(ref(A), 2), pow(ref(B), 2));
  return {
    title: "A multiplier",
    words: "Minimise $f(x, y) = x^2 + y^2$ subject to $a x + b y = c$.",
    givens: [scalar(A, a), scalar(B, b), scalar(C, c)],
    sections: [
      {
        title: "compute",
        lines: [
          line(lambda, div(mul(num(2), ref(C)), squares)),
          line(x, div(mul(ref(lambda), ref(A)), num(2))),
          line(y, div(mul(ref(lambda), ref(B)), num(2))),
          said("f(x, y)", f),
        ],
      },
    ],
  };
}
