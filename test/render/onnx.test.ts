/**
 * @file Trained networks as models of ONNX: that their bytes are what the format says, and, where
 * onnxruntime-web is found (an install of bench/ has it), that it predicts what pengrad predicts.
 */
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import { trainedNetwork } from "../../src/cli/trained-network.ts";
import { type Node, operations } from "../../src/expression/index.ts";
import { renderOnnx } from "../../src/render/index.ts";
import { varint } from "../../src/render/onnx/protobuf.ts";
import { prepared, runOf } from "../train/runs.ts";
import { networks, trainedAt } from "./trained-networks.ts";

/** As much of onnxruntime-web as is asked of it. */
interface Runtime {
  readonly InferenceSession: {
    readonly create: (bytes: Uint8Array) => Promise<{
      readonly outputNames: readonly string[];
      readonly run: (
        feeds: Record<string, unknown>,
      ) => Promise<Record<string, { readonly data: Float32Array; readonly dims: number[] }>>;
    }>;
  };
  readonly Tensor: new (kind: string, data: Float32Array, dims: readonly number[]) => unknown;
  readonly env: { readonly wasm: { numThreads: number }; logLevel: string };
}

let runtime: Runtime | null = null;

beforeAll(async () => {
  try {
    const require = createRequire(new URL("../../bench/package.json", import.meta.url));
    const path = require.resolve("onnxruntime-web");
    runtime = (await import(path)) as Runtime;
    runtime.env.wasm.numThreads = 1;
    runtime.env.logLevel = "error";
  } catch {
    // the tests say that they were skipped
  }
});

describe("models", () => {
  test.each(networks)("%s", async (text, inputs) => {
    const { network, objective, batches, split, point } = trainedAt(text, inputs);
    const scale = { shift: [0.5, -0.25], scale: [2, 0.5] };
    const isScaled = network.samples[0]!.count === 2;
    const fitted = [{ name: network.samples[0]!.name, columns: [], classes: null, scale }];
    const bytes = renderOnnx(trainedNetwork(network, point, isScaled ? fitted : [], "a net"));
    if (!(bytes instanceof Uint8Array)) throw new Error(operations[bytes.op].title);
    expect([...bytes.subarray(0, 2)]).toEqual([8, 8]);
    if (runtime === null) return;
    const session = await runtime.InferenceSession.create(bytes);
    for (const rows of [1, 7]) {
      const samples = batches.take(split.training, 0, rows);
      const wanted = objective.predict(point, samples, rows);
      const { Tensor } = runtime;
      const feeds = Object.fromEntries(
        network.samples
          .filter((slot) => slot !== network.prediction!.target)
          .map(({ name, shape, count }) => {
            const values = Float32Array.from(samples[name]!, (value, k) => {
              return isScaled ? value * scale.scale[k % count]! + scale.shift[k % count]! : value;
            });
            return [name.replaceAll("_", ""), new Tensor("float32", values, [rows, ...shape])];
          }),
      );
      const found = (await session.run(feeds))[session.outputNames[0]!]!;
      expect(found.data.length).toBe(wanted.length);
      for (const [k, value] of wanted.entries()) {
        expect(Math.abs(found.data[k]! - value)).toBeLessThan(2e-4 * (1 + Math.abs(value)));
      }
    }
  });

  test("onnxruntime-web is found", ({ skip }) => {
    if (runtime === null) skip("onnxruntime-web is not there: npm ci --prefix bench");
  });

  test("what has no form is named", () => {
    const { setting, state } = runOf(
      prepared("y = w^T A^{-1} x\nL = (y - t)^2\nA: [2, 2]\nat A = [2, 1; 1, 3]\nfind dL/dw", [
        "x = x1, x2",
        "t = side",
      ]),
    );
    const model = renderOnnx(trainedNetwork(setting.network, state.parameters, [], "a net"));
    expect((model as Node).op).toBe("inverse");
  });
});

test.each([
  [0, [0]],
  [1, [1]],
  [300, [0xac, 2]],
  [-1, [255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
])("the varint of %d", (value, bytes) => {
  expect([...varint(value)]).toEqual(bytes);
});
