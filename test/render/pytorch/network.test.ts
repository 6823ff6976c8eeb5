/**
 * @file Trained networks as modules of PyTorch: the text of one, and, where a Python with torch is
 * found, that every script predicts what pengrad predicts and has its loss.
 */
import { expect, test } from "vitest";
import { trainedNetwork } from "../../../src/cli/trained-network.ts";
import { renderTrainedPytorch } from "../../../src/render/index.ts";
import { base64 } from "../../../src/render/pytorch/network.ts";
import { networks, trainedAt } from "../trained-networks.ts";
import { pythonWithTorch, runScripts, torchReason } from "./python.ts";

const rows = 3;

/** The script of a network, and a line at its end that holds the loss to ours. */
function scriptOf(text: string, inputs: readonly string[]): string {
  const { network, objective, batches, split, point } = trainedAt(text, inputs);
  const { samples: slots, prediction, batch } = network;
  const samples = batches.take(split.training, 0, rows);
  const trial = {
    inputs: Object.fromEntries(slots.map(({ name }) => [name, [...samples[name]!]])),
    rows,
    predicted: [...objective.predict(point, samples, rows)],
    shape: prediction!.quantity.shape.slice(batch === null ? 0 : 1) as readonly number[],
  };
  const script = renderTrainedPytorch(trainedNetwork(network, point, [], "a net"), trial);
  if (typeof script !== "string") throw new Error(script.op);
  const data = slots.map(({ name, shape }) => {
    const list = JSON.stringify([...samples[name]!]);
    return `torch.tensor(${list}).double().reshape(${[rows, ...shape].join(", ")})`;
  });
  const loss = objective.loss(point, samples, rows);
  const check = `    assert abs(network.loss(${data.join(", ")}).item() - ${loss}) < 1e-9 * ${1 + Math.abs(loss)}`;
  return `${script}${check}\n`;
}

test.skipIf(pythonWithTorch === null)(`every network runs${torchReason}`, () => {
  const outcomes = runScripts(networks.map(([text, inputs]) => scriptOf(text, inputs)));
  for (const [k, { error }] of outcomes.entries())
    expect([networks[k]![0], error]).toEqual([networks[k]![0], null]);
});

test("a network line by line", () => {
  const [text, inputs] = networks[0]!;
  const script = scriptOf(text, inputs);
  const from = script.indexOf("    def forward");
  expect(script.slice(from, script.indexOf("\n\nif __name__"))).toBe(`    def forward(self, x):
        V = self.V
        c = self.c
        W = self.W
        b = self.b
        h = torch.tanh(x @ V.T + c)  # h = tanh(V*x + c)
        z = h @ W.T + b  # z = W*h + b
        p = torch.softmax(z, dim=1)  # p = softmax(z)
        return p

    def loss(self, x, t):
        """The mean loss over the rows."""
        V = self.V
        c = self.c
        W = self.W
        b = self.b
        part = torch.tanh(x @ V.T + c) @ W.T + b
        part_2 = torch.einsum("ij,ij->i", t, part - torch.logsumexp(part, dim=1)[:, None])
        return (-part_2).mean()
`);
});

test("many weights are doubles in base64", () => {
  const script = scriptOf("h = tanh(V x + c)\nL = softmaxcrossentropy(W h + b, t)\nc: [40]", [
    "x = x1, x2",
    "t = kind",
  ]);
  expect(script).toContain("import base64");
  expect(script).toMatch(/self\.V = parameter\(\n {12}"[A-Za-z0-9+/=]+"\n/);
});

test.each([1, 2, 3, 4])("base64 of %d doubles", (count) => {
  const values = Float64Array.from({ length: count }, (_, k) => Math.sin(k + 1) * 1e3);
  expect(base64(values)).toBe(Buffer.from(values.buffer).toString("base64"));
});
