/**
 * @file The problems that the renderers are tried on, worked once: the two examples of the
 * design, and one of each thing that a page must cope with.
 */
import { type Solution, solve } from "../../src/work/index.ts";

export interface Example {
  readonly text: string;
  readonly solution: Solution;
}

function example(text: string, at?: string): Example {
  return { text, solution: solve(text, at === undefined ? {} : { at }) };
}

const network = `z = W^T x + b; a = relu(z); y = v^T a; L = (y - t)^2
at W = [2, -1; 1, 2], x = [-2; 3], b = [1; 2], v = [3; 2], t = 22
`;

/** y = cos((x1/x2)^x3), the exercise by pen. */
export const quotient = example("y = cos((x1/x2)^x3)", "x1 = pi, x2 = 2, x3 = 1");

/** A layer of two neurons with a squared error. */
export const layer = example(`${network}find dL/dW_{2,2}, dL/dW, dL/db, dL/dv, dL/dx`);

export const symbolic = example("L = (w x - t)^2");

export const parts = example(
  `part A: A quotient & a power\ny = cos((x1/x2)^x3)\nat x1 = pi, x2 = 2, x3 = 1\npart B: A network\n${network}`,
);

/** f_n = sin(f_{n−1}) f_{n−1}: its tree has 2^n leaves. */
export const deep = example(
  Array.from({ length: 14 }, (_, k) => `f_{${k + 1}} = sin(f_{${k}}) f_{${k}}`).join("\n"),
  "f_0 = 1/3",
);

const row = (n: number) => Array.from({ length: n }, (_, k) => (k % 7) - 3).join(", ");

/** Vectors too long for a page. */
export const wide = example(
  `s = u^T v; L = s^2\nat u = [${row(60).replaceAll(",", ";")}], v = [${row(60).replaceAll(",", ";")}]`,
);

/** Two paths to x, and a long sum. */
export const branching = example(
  "u = x^2; v = sin(x); w = x y; L = u v w + u^2 + v^2 + w^2 + u v + v w + u w + exp(u) + ln(w)",
  "x = 2, y = 1/3",
);

/** New values by methods of descent, more steps than are told whole, and a derivative as a value. */
export const trained = example(
  `y = w x + b; L = (y - t)^2; g = \\frac{\\partial L}{\\partial w}; w' = w - 0.1 \\nabla_w L
at w = 2, x = 3, b = -1, t = 1; find dL/dw, dL/db
update all by adam, eta = 0.5, steps = 4; update b by nesterov, eta = 0.3, steps = 2`,
);

export const examples: Readonly<Record<string, Example>> = {
  quotient,
  layer,
  symbolic,
  parts,
  deep,
  wide,
  branching,
  trained,
};
