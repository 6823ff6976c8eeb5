/** @file Linear algebra by pen: a line by normal equations, eigenvalues, quadratic forms. */
import { add, call, div, mul, neg, num, pow, ref, sub, table, transpose } from "./expression.ts";
import { letter, tensor } from "./name.ts";
import { type Draw, line, type Problem, rule, said, scalar } from "./problem.ts";

const span = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

/** The line through a few points by sums. */
export function squares(draw: Draw): Problem {
  const count = draw.whole(3, 4);
  const [x, y] = [(k: number) => letter("x", k), (k: number) => letter("y", k)];
  const names = draw.pick([
    ["S_x", "S_y", "S_{xx}", "S_{xy}"],
    ["A", "B", "C", "D"],
  ]);
  const [sx, sy, sxx, sxy] = names.map((one) => letter(one));
  const [m, c, n] = [letter("m"), letter("c"), letter("n")];
  const sum = (...terms: Parameters<typeof add>) => add(...terms);
  const below = sub(mul(ref(n), ref(sxx!)), pow(ref(sx!), 2));
  return {
    title: "A line through points",
    givens: [
      scalar(n, count),
      ...span(count).map((k) => scalar(x(k), k + draw.whole(0, 1) / 2)),
      ...span(count).map((k) => scalar(y(k), draw.number())),
    ],
    sections: [
      {
        title: "compute",
        lines: [
          line(sx!, sum(...span(count).map((k) => ref(x(k))))),
          line(sy!, sum(...span(count).map((k) => ref(y(k))))),
          line(sxx!, sum(...span(count).map((k) => pow(ref(x(k)), 2)))),
          line(sxy!, sum(...span(count).map((k) => mul(ref(x(k)), ref(y(k)))))),
        ],
      },
      {
        title: "solution",
        lines: [
          line(m, div(sub(mul(ref(n), ref(sxy!)), mul(ref(sx!), ref(sy!))), below)),
          line(c, div(sub(ref(sy!), mul(ref(m), ref(sx!))), ref(n))),
        ],
      },
    ],
  };
}

/** Eigenvalues of a symmetric matrix of two rows. */
export function eigen(draw: Draw): Problem {
  const [a, b, d] = [draw.whole(1, 6), draw.whole(1, 4), draw.whole(1, 6)];
  const A = tensor({ letter: "A" });
  const [T, D] = draw.pick([
    [letter("T"), letter("D")],
    [letter("\\text{tr}(A)"), letter("\\det(A)")],
    [letter("\\tau"), letter("\\Delta")],
  ]);
  const root = call("sqrt", sub(pow(ref(T!), 2), mul(num(4), ref(D!))));
  return {
    title: "Eigenvalues",
    givens: [
      {
        name: A,
        value: [
          [a, b],
          [b, d],
        ],
      },
    ],
    sections: [
      {
        title: "compute",
        lines: [
          line(T!, add(num(a), num(d))),
          line(D!, sub(mul(num(a), num(d)), mul(num(b), num(b)))),
          line(letter("\\lambda", 1), div(add(ref(T!), root), num(2))),
          line(letter("\\lambda", 2), div(sub(ref(T!), root), num(2))),
        ],
      },
    ],
  };
}

/** A quadratic form, its gradient and its Hessian at a point. */
export function quadratic(draw: Draw): Problem {
  const [a, b, d] = [draw.whole(1, 6), draw.whole(0, 3), draw.whole(1, 6)];
  const [x, A, g] = [tensor({ letter: "x" }), tensor({ letter: "A" }), tensor({ letter: "g" })];
  const form = mul(transpose(ref(x)), ref(A), ref(x));
  return {
    title: "A quadratic form",
    givens: [
      {
        name: A,
        value: [
          [a, b],
          [b, d],
        ],
      },
      { name: x, value: draw.vector(2) },
    ],
    sections: [
      {
        title: "compute",
        lines: [
          said("f(x)", mul(div(num(1), num(2)), form)),
          line(g, mul(ref(A), ref(x))),
          line(letter("s"), mul(transpose(ref(g)), ref(g))),
          line(letter("r"), neg(div(ref(letter("s")), num(2)))),
        ],
      },
    ],
  };
}

/** Two equations in two unknowns by an inverse. */
export function system(draw: Draw): Problem {
  const [a, b, c, d] = [draw.whole(3, 7), draw.whole(1, 2), draw.whole(1, 2), draw.whole(3, 7)];
  const det = letter("d");
  const [A, v, x] = [tensor({ letter: "A" }), tensor({ letter: "b" }), tensor({ letter: "x" })];
  const adjugate = table([
    [num(d), num(-b)],
    [num(-c), num(a)],
  ]);
  return {
    title: "Two equations",
    givens: [
      {
        name: A,
        value: [
          [a, b],
          [c, d],
        ],
      },
      { name: v, value: [[draw.whole(1, 9)], [draw.whole(1, 9)]] },
    ],
    sections: [
      {
        title: "compute",
        lines: [
          rule("A x", ref(v)),
          line(det, sub(mul(num(a), num(d)), mul(num(b), num(c)))),
          line(x, mul(div(num(1), ref(det)), adjugate, ref(v))),
        ],
      },
    ],
  };
}
