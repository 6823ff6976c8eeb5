/** @file Networks by pen: dense ones with one output entry by entry and in matrices, scalar chains. */
import {
  add,
  type Call,
  call,
  column,
  div,
  type Expression,
  leak,
  mul,
  neg,
  num,
  odot,
  pow,
  ref,
  sub,
  transpose,
  valueIn,
} from "./expression.ts";
import { type Name, renewed, role, slope, tensor } from "./name.ts";
import { type Draw, type Given, line, type Problem, scalar, update } from "./problem.ts";

/** The slope of an activation by what comes out of it, or by what goes in. */
export function slopeOf(
  one: Call,
  before: Expression,
  after: Expression,
  isOn: boolean,
): Expression {
  switch (one) {
    case "sigmoid":
      return mul(after, sub(num(1), after));
    case "tanh":
      return sub(num(1), pow(after, 2));
    case "relu":
      return num(isOn ? 1 : 0);
    case "leaky":
      return num(isOn ? 1 : leak);
    case "softplus":
      return call("sigmoid", before);
    default:
      throw new Error(`no activation: ${one}`);
  }
}

const activations = ["sigmoid", "tanh", "relu", "leaky", "softplus"] as const;

const sentences: Readonly<Record<string, string>> = {
  sigmoid: "The activation is the sigmoid $\\sigma(x) = \\frac{1}{1 + e^{-x}}$.",
  tanh: "The activation is $\\tanh$.",
  relu: "The activation is ReLU.",
  leaky: "The activation is $\\text{LeakyReLU}(x) = \\max(0.1 x, x)$.",
  softplus: "The activation is $\\text{softplus}(x) = \\ln(1 + e^x)$.",
};

/** Losses of one output, and their slopes by it. */
export function lossOf(draw: Draw, y: Expression, t: Expression): [Expression, Expression] {
  const half = div(num(1), num(2));
  return draw.pick<[Expression, Expression]>([
    [mul(half, pow(sub(y, t), 2)), sub(y, t)],
    [mul(half, pow(sub(t, y), 2)), neg(sub(t, y))],
    [pow(sub(y, t), 2), mul(num(2), sub(y, t))],
  ]);
}

/** A network of so many inputs, hidden units, and one output. */
export function dense(draw: Draw): Problem {
  const { style } = draw;
  const inputs = draw.whole(1, 2) + 1;
  const units = draw.whole(2, 3);
  const one = draw.pick(activations);
  const isSigmoidOut = draw.pick([true, false]);
  const span = (n: number) => Array.from({ length: n }, (_, k) => k + 1);
  const layered = (name: Name, layer: number): Name => ({ ...name, layer });
  const x = (i: number) => role("input", i);
  const w = (j: number, i: number) =>
    layered(style.isFromFirst ? role("weight", i, j) : role("weight", j, i), 1);
  const b = (j: number) => layered(role("bias", j), 1);
  const z = (j: number) => layered(role("before", j), 1);
  const h = (j: number) => layered(role("after", j), 1);
  const v = (j: number) => layered(role("outer", j), 2);
  const c = layered(role("offset"), 2);
  const o: Name = { ...layered(role("before"), 2), index: ["o"] };
  const [y, t, L] = [role("output"), role("target"), role("loss")];
  const givens: Given[] = [
    ...span(inputs).map((i) => scalar(x(i), draw.number())),
    ...span(units).flatMap((j) => span(inputs).map((i) => scalar(w(j, i), draw.number()))),
    ...span(units).map((j) => scalar(b(j), draw.number())),
    ...span(units).map((j) => scalar(v(j), draw.number())),
    scalar(c, draw.number()),
    scalar(t, draw.share()),
    scalar(role("rate"), draw.pick([0.1, 0.5, 0.01])),
  ];
  const values = new Map(givens.map(({ name, value }) => [JSON.stringify(name), value]));
  const preActivation = (j: number) =>
    add(...span(inputs).map((i) => mul(ref(w(j, i)), ref(x(i)))), ref(b(j)));
  const isOn = (j: number) => valueIn(preActivation(j), values)[0]![0]! > 0;
  const output = add(...span(units).map((j) => mul(ref(v(j)), ref(h(j)))), ref(c));
  const [loss, byOutput] = lossOf(draw, ref(y), ref(t));
  const byO = slope(L, isSigmoidOut ? o : y);
  const trained = draw.whole(1, units);
  const backward = [
    line(slope(L, y), byOutput),
    ...(isSigmoidOut
      ? [
          line(slope(y, o), mul(ref(y), sub(num(1), ref(y)))),
          line(slope(L, o), mul(ref(slope(L, y)), ref(slope(y, o)))),
        ]
      : []),
    ...span(units).map((j) => line(slope(L, v(j)), mul(ref(byO), ref(h(j))))),
    ...span(units).map((j) => line(slope(L, h(j)), mul(ref(byO), ref(v(j))))),
    ...span(units).map((j) =>
      line(slope(L, z(j)), mul(ref(slope(L, h(j))), slopeOf(one, ref(z(j)), ref(h(j)), isOn(j)))),
    ),
    ...span(inputs).map((i) =>
      line(slope(L, w(trained, i)), mul(ref(slope(L, z(trained))), ref(x(i)))),
    ),
  ];
  const updated = [v(1), w(trained, 1)].map((name) =>
    update(renewed(name), sub(ref(name), mul(ref(role("rate")), ref(slope(L, name))))),
  );
  return {
    title: `A network ${inputs}-${units}-1`,
    words: sentences[one]! + (isSigmoidOut && one !== "sigmoid" ? " The output is a sigmoid." : ""),
    givens,
    sections: [
      {
        title: "forward",
        lines: [
          ...span(units).flatMap((j) => [
            line(z(j), preActivation(j)),
            line(h(j), call(one, ref(z(j)))),
          ]),
          ...(isSigmoidOut
            ? [line(o, output), line(y, call("sigmoid", ref(o)))]
            : [line(y, output)]),
        ],
      },
      { title: "loss", lines: [line(L, loss)] },
      { title: "backward", lines: backward },
      { title: "update", lines: updated },
    ],
  };
}

/** A chain of neurons with one weight each. */
export function deep(draw: Draw): Problem {
  const depth = draw.whole(2, 4);
  const span = Array.from({ length: depth }, (_, k) => k + 1);
  const kinds = span.map(() => draw.pick(activations));
  const one = draw.pick([true, false]) ? kinds.map(() => kinds[0]!) : kinds;
  const [x, t, L] = [role("input"), role("target"), role("loss")];
  const [w, b] = [(k: number) => role("weight", k), (k: number) => role("bias", k)];
  const [z, h] = [(k: number) => role("before", k), (k: number) => role("after", k)];
  const hasBias = draw.pick([true, false]);
  const givens = [
    scalar(x, draw.number()),
    ...span.flatMap((k) => [
      scalar(w(k), draw.number()),
      ...(hasBias ? [scalar(b(k), draw.number())] : []),
    ]),
    scalar(t, draw.share()),
  ];
  const known = new Map(givens.map(({ name, value }) => [JSON.stringify(name), value]));
  const forward = span.flatMap((k) => {
    const product = mul(ref(w(k)), ref(k === 1 ? x : h(k - 1)));
    const lines = [
      line(z(k), hasBias ? add(product, ref(b(k))) : product),
      line(h(k), call(one[k - 1]!, ref(z(k)))),
    ];
    for (const { name, formula } of lines) known.set(JSON.stringify(name), valueIn(formula, known));
    return lines;
  });
  const [loss, byOutput] = lossOf(draw, ref(h(depth)), ref(t));
  const backward = [...span].reverse().flatMap((k) => {
    const isOn = known.get(JSON.stringify(z(k)))![0]![0]! > 0;
    return [
      k === depth
        ? line(slope(L, h(k)), byOutput)
        : line(slope(L, h(k)), mul(ref(slope(L, z(k + 1))), ref(w(k + 1)))),
      line(
        slope(L, z(k)),
        mul(ref(slope(L, h(k))), slopeOf(one[k - 1]!, ref(z(k)), ref(h(k)), isOn)),
      ),
      line(slope(L, w(k)), mul(ref(slope(L, z(k))), ref(k === 1 ? x : h(k - 1)))),
    ];
  });
  return {
    title: "A chain of neurons",
    words: [...new Set(one)].map((name) => sentences[name]).join(" "),
    givens,
    sections: [
      { title: "forward", lines: forward },
      { title: "loss", lines: [line(L, loss)] },
      { title: "backward", lines: backward },
    ],
  };
}

/** A network in matrices. */
export function matrices(draw: Draw): Problem {
  const [inputs, units] = [draw.whole(2, 3), draw.whole(2, 3)];
  const one = draw.pick(["sigmoid", "tanh"] as const);
  const [x, W, b] = [tensor("input"), tensor({ letter: "W" }), tensor("bias")];
  const [z, h, v] = [tensor("before"), tensor("after"), tensor({ letter: "v" })];
  const [y, t, L] = [role("output"), role("target"), role("loss")];
  const [loss, byOutput] = lossOf(draw, ref(y), ref(t));
  const [byY, byZ, byH] = [slope(L, y), slope(L, z), slope(L, h)];
  const ones = column(...Array.from({ length: units }, () => num(1)));
  const own = one === "sigmoid" ? odot(ref(h), sub(ones, ref(h))) : sub(ones, odot(ref(h), ref(h)));
  return {
    title: "A network in matrices",
    words: sentences[one]!,
    givens: [
      { name: x, value: draw.vector(inputs) },
      { name: W, value: draw.matrix(units, inputs) },
      { name: b, value: draw.vector(units) },
      { name: v, value: draw.vector(units) },
      scalar(t, draw.share()),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          line(z, add(mul(ref(W), ref(x)), ref(b))),
          line(h, call(one, ref(z))),
          line(y, mul(transpose(ref(v)), ref(h))),
          line(L, loss),
        ],
      },
      {
        title: "backward",
        lines: [
          line(byY, byOutput),
          line(slope(L, v), mul(ref(byY), ref(h))),
          line(byH, mul(ref(byY), ref(v))),
          line(byZ, odot(ref(byH), own)),
          line(slope(L, W), mul(ref(byZ), transpose(ref(x)))),
          line(slope(L, b), ref(byZ)),
        ],
      },
    ],
  };
}
