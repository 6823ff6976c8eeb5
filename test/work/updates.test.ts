/**
 * @file Updates by methods of descent: the new parameters and losses of the classic 2-2-2 network
 * against an independent computation at 90 digits, the lines as they are written, and what an
 * `update` line is told when it cannot be followed.
 */
import { describe, expect, test } from "vitest";
import { writePlain } from "../../src/notation/index.ts";
import { B } from "../../src/number/index.ts";
import { messageOf } from "../../src/source/index.ts";
import { type Solution, solve, type Value } from "../../src/work/index.ts";
import { type D, entriesOf, type Given, num } from "../problems/oracle.ts";
import {
  descent,
  forward,
  heavyBall,
  type Method,
  moments,
  parameters,
  trajectory,
} from "./descent-oracle.ts";

const network = String.raw`
z^{(1)} = W^{(1)} x + b^{(1)}; a^{(1)} = sigmoid(z^{(1)})
z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}; a^{(2)} = sigmoid(z^{(2)})
L = \|t - a^{(2)}\|^2 / 2
at x = [0.05; 0.10], t = [0.01; 0.99]
at W^{(1)} = [0.15, 0.20; 0.25, 0.30], b^{(1)} = [0.35; 0.35]
at W^{(2)} = [0.40, 0.45; 0.50, 0.55], b^{(2)} = [0.60; 0.60]
find dL/dW^{(1)}, dL/db^{(1)}, dL/dW^{(2)}, dL/db^{(2)}`;

/** 30 digits in common. */
function agrees(value: Value | null, wanted: Given): void {
  expect(value).not.toBeNull();
  const flat: readonly D[] = entriesOf(wanted);
  expect(value!.ball.entries.length).toBe(flat.length);
  for (const [k, ball] of value!.ball.entries.entries()) {
    const text = B.toDecimal(ball, 31);
    expect(text, `entry ${k} is not sharp`).toBeDefined();
    const off = num(text!).minus(flat[k]!).abs();
    expect(off.lte(flat[k]!.abs().times("1e-30")), `${text} for ${flat[k]}`).toBe(true);
  }
}

const methods: readonly (readonly [line: string, method: Method])[] = [
  ["gradient descent, eta = 0.5", descent("0.5")],
  ["sgd, lr = 1/2", descent("0.5")],
  ["momentum, eta = 0.1, beta = 0.8", heavyBall("0.1", "0.8")],
  ["momentum, eta = 0.1", heavyBall("0.1", "0.9")],
  ["nesterov, eta = 0.5, beta = 0.9", heavyBall("0.5", "0.9", true)],
  ["adam", moments("0.001", "0.9", "0.999", "1e-8")],
  [
    "adam, \\eta = 0.01, \\beta_1 = 0.8, β₂ = 0.99, epsilon = 1e-6",
    moments("0.01", "0.8", "0.99", "1e-6"),
  ],
  ["adamw, eta = 0.01, lambda = 0.1", moments("0.01", "0.9", "0.999", "1e-8", "0.1")],
];

describe("three steps on the 2-2-2 network", () => {
  test.each(methods)("%s", (line, method) => {
    const { parts, diagnostics } = solve(`${network}\nupdate all by ${line}, steps = 3`);
    expect(diagnostics.map(messageOf)).toEqual([]);
    const { steps } = parts[0]!.updates[0]!;
    expect(steps.length).toBe(3);
    for (const [k, wanted] of trajectory(method, 3).entries()) {
      const step = steps[k]!;
      expect(step.parameters.map(({ quantity }) => quantity.key)).toEqual(parameters);
      for (const { quantity, value } of step.parameters) agrees(value, wanted[quantity.key]!);
      agrees(step.loss!.after, forward(wanted)["L"]!);
      expect(step.loss!.change).toBe("down");
    }
  });
});

/** Methods that come to the same, after so many steps. */
const same: readonly (readonly [one: string, other: string, steps: number])[] = [
  ["momentum, eta = 0.5, beta = 0", "gradient descent, eta = 0.5", 3],
  ["nesterov, eta = 0.5, beta = 0", "gradient descent, eta = 0.5", 3],
  ["nesterov, eta = 0.5, beta = 0.9", "gradient descent, eta = 0.5", 1],
  ["adamw, eta = 0.1, lambda = 0", "adam, eta = 0.1", 3],
];

test.each(same)("%s is %s", (one, other, steps) => {
  const [first, second] = [one, other].map((method) => {
    const { parts } = solve(network, { update: `${method}, steps = ${steps}` });
    return parts[0]!.updates[0]!.steps.at(-1)!;
  });
  for (const [k, { value }] of first!.parameters.entries()) {
    const wanted = second!.parameters[k]!.value!.ball.entries;
    expect(value!.ball.entries.map((ball, at) => B.overlaps(ball, wanted[at]!))).not.toContain(
      false,
    );
  }
});

/** The lines of the first part's update, step by step, in plain text. */
function linesOf({ parts }: Solution): string[] {
  return parts[0]!.updates.flatMap(({ steps }) =>
    steps.flatMap(({ parameters: own, forward: again }) =>
      [...own.flatMap(({ lines }) => lines), ...again.map(({ line }) => line)].map(
        ({ target, links }) => {
          return [target, ...links.map(({ syntax }) => syntax)]
            .map(
              (syntax, k) =>
                (k === 0 ? "" : ` ${links[k - 1]!.sign.replace("\\approx", "~")} `) +
                writePlain(syntax),
            )
            .join("");
        },
      ),
    ),
  );
}

const neuron = "y = w x + b; L = (y - t)^2; at w = 2, x = 3, b = -1, t = 1; find dL/dw, dL/db";

/** What is written, from a neuron whose numbers come out even. */
const written: readonly (readonly [line: string, lines: readonly string[]])[] = [
  [
    "update w by gradient descent, eta = 1/8",
    [
      "w^(+) = w - eta*dL/dw = 2 - 1/8*24 = -1",
      "y^(+) = w^(+)*x + b = (-1)*3 + (-1) = -4",
      "L^(+) = (y^(+) - t)^2 = ((-4) - 1)^2 = 25",
    ],
  ],
  [
    "update all by momentum, eta = 1/10, beta = 1/2, steps = 2",
    [
      "v^(+) = beta*v + dL/dw = 1/2*0 + 24 = 24",
      "w^(+) = w - eta*v^(+) = 2 - 1/10*24 = -2/5",
      "v^(+) = beta*v + dL/db = 1/2*0 + 8 = 8",
      "b^(+) = b - eta*v^(+) = (-1) - 1/10*8 = -9/5",
      "y^(+) = w^(+)*x + b^(+) = (-2/5)*3 + (-9/5) = -3",
      "L^(+) = (y^(+) - t)^2 = ((-3) - 1)^2 = 16",
      "dL/dw = -24",
      "v^(+) = beta*v + dL/dw = 1/2*24 + (-24) = -12",
      "w^(+) = w - eta*v^(+) = (-2/5) - 1/10*(-12) = 4/5",
      "dL/db = -8",
      "v^(+) = beta*v + dL/db = 1/2*8 + (-8) = -4",
      "b^(+) = b - eta*v^(+) = (-9/5) - 1/10*(-4) = -7/5",
      "y^(+) = w^(+)*x + b^(+) = 4/5*3 + (-7/5) = 1",
      "L^(+) = (y^(+) - t)^2 = (1 - 1)^2 = 0",
    ],
  ],
  [
    "update b by nesterov, eta = 1/4, beta = 1/2",
    [
      "\\tilde{b} = b - eta*beta*v = (-1) - 1/4*(1/2)*0 = -1",
      "dL/d\\tilde{b} = 8",
      "v^(+) = beta*v + dL/d\\tilde{b} = 1/2*0 + 8 = 8",
      "b^(+) = b - eta*v^(+) = (-1) - 1/4*8 = -3",
      "y^(+) = w*x + b^(+) = 2*3 + (-3) = 3",
      "L^(+) = (y^(+) - t)^2 = (3 - 1)^2 = 4",
    ],
  ],
  [
    "update w by adam, eta = 1/2, beta1 = 1/2, beta2 = 3/4, epsilon = 1",
    [
      "m^(+) = beta_1*m + (1 - beta_1)*dL/dw = 1/2*0 + (1 - 1/2)*24 = 12",
      "v^(+) = beta_2*v + (1 - beta_2)*(dL/dw)^2 = 3/4*0 + (1 - 3/4)*24^2 = 144",
      "\\hat{m} = m^(+)/(1 - beta_1^k) = 12/(1 - (1/2)^1) = 24",
      "\\hat{v} = v^(+)/(1 - beta_2^k) = 144/(1 - (3/4)^1) = 576",
      "w^(+) = w - eta*(\\hat{m}/(sqrt(\\hat{v}) + epsilon)) = 2 - 1/2*(24/(sqrt(576) + 1)) = 38/25",
      "y^(+) = w^(+)*x + b = 38/25*3 + (-1) = 89/25",
      "L^(+) = (y^(+) - t)^2 = (89/25 - 1)^2 = 4096/625",
    ],
  ],
];

test.each(written)("%s", (line, lines) => {
  expect(linesOf(solve(`${neuron}; ${line}`))).toEqual(lines);
});

test("without numbers the lines have names", () => {
  const { parts, diagnostics } = solve(
    "L = (w x - t)^2; find dL/dw; update w by momentum, eta = 1/2",
  );
  expect(diagnostics).toEqual([]);
  expect(linesOf({ parts } as Solution)).toEqual([
    "v^(+) = beta*v + dL/dw",
    "w^(+) = w - eta*v^(+)",
  ]);
});

test("a method's letters give way to the sheet's", () => {
  const text = "y = v x; L = (y - t)^2; at v = 2, x = 1, t = 1; find dL/dv";
  const solution = solve(text, { update: "momentum, eta = 1/4" });
  expect(linesOf(solution).slice(0, 2)).toEqual([
    "u^(+) = beta*u + dL/dv = 9/10*0 + 2 = 2",
    "v^(+) = v - eta*u^(+) = 2 - 1/4*2 = 3/2",
  ]);
});

test("a step that goes too far is said to", () => {
  const { parts } = solve(`${neuron}; update w by gradient descent, eta = 1`);
  expect(parts[0]!.updates[0]!.steps[0]!.loss!.change).toBe("up");
  expect(parts[0]!.notes.join()).toMatch("The step has made L larger");
});

/** What cannot be followed: the line, the code, and the text that it points at. */
const refused: readonly (readonly [line: string, code: string, at: string])[] = [
  ["update w by newton, eta = 1", "PG2060", "newton"],
  ["update w by gradient descent, beta = 1, eta = 1", "PG2061", "beta = 1"],
  ["update w by gradient descent", "PG2062", "^w by gradient descent$"],
  ["update y by gradient descent, eta = 1", "PG2063", "y"],
  ["update q by gradient descent, eta = 1", "PG2063", "q"],
  ["update w by gradient descent, eta = 1, steps = 1.5", "PG2065", "^w by .*steps = 1.5$"],
  ["update w by gradient descent, eta = c", "PG2066", "eta = c"],
  ["update w", "PG2012", "^w$"],
  ["update w by", "PG2012", "w by"],
];

describe("an update line that cannot be followed", () => {
  test.each(refused)("%s", (line, code, at) => {
    const text = `${neuron}\n${line}`;
    const [found, ...more] = solve(text).diagnostics;
    expect([found?.code, more]).toEqual([code, []]);
    expect(text.slice(found!.span!.from, found!.span!.to)).toMatch(new RegExp(at));
  });

  test("update all asks what was asked for", () => {
    const { diagnostics } = solve("L = w^2; at w = 1; update all by sgd, eta = 1");
    expect(diagnostics.map(({ code }) => code)).toEqual(["PG2064"]);
  });

  test("a step that leaves the domain stops there", () => {
    const text = "L = ln(w); at w = 1; find dL/dw; update w by sgd, eta = 2, steps = 3";
    const { parts, diagnostics } = solve(text);
    expect(diagnostics.map(messageOf)).toEqual([
      expect.stringMatching(/^Step 1 of the update cannot be worked: L is not defined/),
    ]);
    expect(parts[0]!.updates[0]!.steps.length).toBe(1);
  });

  test("what is said of --update points at no place of the text", () => {
    const { diagnostics } = solve(neuron, { update: "newton" });
    expect(diagnostics.map(({ code, span }) => [code, span])).toEqual([["PG2060", null]]);
  });
});

test("a quantity may be called update", () => {
  const { diagnostics, parts } = solve("update = w^2; at w = 3");
  expect(diagnostics).toEqual([]);
  expect(parts[0]!.output!.key).toBe("update");
});
