/** @file Recurrent networks over a few steps of time, and steps of an LSTM and a GRU. */
import { add, call, div, type Expression, mul, num, pow, ref, sub } from "./expression.ts";
import { letter, type Name, role, slope, timed } from "./name.ts";
import { type Draw, line, type Problem, scalar } from "./problem.ts";

/** Two or three steps of a network with one unit, and the slopes back through time. */
export function rnn(draw: Draw): Problem {
  const steps = draw.whole(2, 3);
  const span = Array.from({ length: steps }, (_, k) => k + 1);
  const [x, h] = [(k: number) => timed("x", k), (k: number) => timed("h", k)];
  const names = draw.pick([
    ["w_x", "w_h"],
    ["W_{xh}", "W_{hh}"],
    ["u", "w"],
  ]);
  const [w, u, b, v] = [letter(names[0]!), letter(names[1]!), letter("b"), letter("v")];
  const [y, t, L] = [letter("\\hat{y}"), letter("y"), role("loss")];
  const state = (k: number) => add(mul(ref(w), ref(x(k))), mul(ref(u), ref(h(k - 1))), ref(b));
  const inner = (k: number) => sub(num(1), pow(ref(h(k)), 2));
  const last = span.at(-1)!;
  return {
    title: "A recurrent network",
    givens: [
      ...span.map((k) => scalar(x(k), draw.number())),
      scalar(h(0), 0),
      ...[w, u, b, v].map((one) => scalar(one, draw.number())),
      scalar(t, draw.share()),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          ...span.map((k) => line(h(k), call("tanh", state(k)))),
          line(y, mul(ref(v), ref(h(last)))),
        ],
      },
      { title: "loss", lines: [line(L, mul(div(num(1), num(2)), pow(sub(ref(y), ref(t)), 2)))] },
      {
        title: "backward",
        lines: [
          line(slope(L, y), sub(ref(y), ref(t))),
          line(slope(L, v), mul(ref(slope(L, y)), ref(h(last)))),
          line(slope(L, h(last)), mul(ref(slope(L, y)), ref(v))),
          ...[...span]
            .reverse()
            .slice(1)
            .map((k) => line(slope(L, h(k)), mul(ref(slope(L, h(k + 1))), inner(k + 1), ref(u)))),
          line(slope(L, w), add(...span.map((k) => mul(ref(slope(L, h(k))), inner(k), ref(x(k)))))),
        ],
      },
    ],
  };
}

/** Names and values of the weights of a gate: what meets x, what meets h, and the bias. */
function gateOf(draw: Draw, index: string) {
  const [w, u, b] = [letter("W", index), letter("U", index), letter("b", index)];
  const givens = [w, u, b].map((one) => scalar(one, draw.number()));
  const sum = (x: Expression, h: Expression) => add(mul(ref(w), x), mul(ref(u), h), ref(b));
  return { givens, sum };
}

/** One step of an LSTM with one unit. */
export function lstm(draw: Draw): Problem {
  const named = draw.pick([true, false]);
  const time = (one: string, now: boolean): Name =>
    named ? letter(one, now ? "t" : "t-1") : timed(one, now ? 1 : 0);
  const [x, h0, c0] = [time("x", true), time("h", false), time("c", false)];
  const gates = ["f", "i", "o"].map((one) => ({ name: time(one, true), ...gateOf(draw, one) }));
  const candidate = { name: time("\\tilde{c}", true), ...gateOf(draw, "c") };
  const [f, i, o] = gates.map(({ name }) => name) as [Name, Name, Name];
  const [c, h] = [time("c", true), time("h", true)];
  return {
    title: "One step of an LSTM",
    words: "$\\sigma$ is the sigmoid.",
    givens: [
      scalar(x, draw.number()),
      scalar(h0, draw.share()),
      scalar(c0, draw.number()),
      ...gates.flatMap(({ givens }) => givens),
      ...candidate.givens,
    ],
    sections: [
      {
        title: "forward",
        lines: [
          ...gates.map(({ name, sum }) => line(name, call("sigmoid", sum(ref(x), ref(h0))))),
          line(candidate.name, call("tanh", candidate.sum(ref(x), ref(h0)))),
          line(c, add(mul(ref(f), ref(c0)), mul(ref(i), ref(candidate.name)))),
          line(h, mul(ref(o), call("tanh", ref(c)))),
        ],
      },
    ],
  };
}

/** One step of a GRU with one unit. */
export function gru(draw: Draw): Problem {
  const [x, h0, h] = [timed("x", 1), timed("h", 0), timed("h", 1)];
  const [z, r, n] = [timed("z", 1), timed("r", 1), timed("\\tilde{h}", 1)];
  const [update, reset, fresh] = [gateOf(draw, "z"), gateOf(draw, "r"), gateOf(draw, "h")];
  return {
    title: "One step of a GRU",
    words: "$\\sigma$ is the sigmoid.",
    givens: [
      scalar(x, draw.number()),
      scalar(h0, draw.number()),
      ...[update, reset, fresh].flatMap(({ givens }) => givens),
    ],
    sections: [
      {
        title: "forward",
        lines: [
          line(z, call("sigmoid", update.sum(ref(x), ref(h0)))),
          line(r, call("sigmoid", reset.sum(ref(x), ref(h0)))),
          line(n, call("tanh", fresh.sum(ref(x), mul(ref(r), ref(h0))))),
          line(h, add(mul(sub(num(1), ref(z)), ref(h0)), mul(ref(z), ref(n)))),
        ],
      },
    ],
  };
}
