/** @file Runs an emitter of vectors over arrays, as the kernels do, in a module of its own. */

import { realPower } from "../../../src/expression/operations/power.ts";
import { newModule } from "../../../src/kernel/wasm/assembler.ts";
import { at, get, i32, op } from "../../../src/kernel/wasm/code.ts";
import { instantiate, newMemory } from "../../../src/kernel/wasm/engine.ts";
import { type Emitter, lanesOf, type Shape } from "../../../src/kernel/wasm/maths/lanes.ts";

const host: Readonly<Record<string, (...values: number[]) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  log1p: Math.log1p,
  power: realPower as (...values: number[]) => number,
};

export type Vectorised = (...args: readonly (readonly number[])[]) => number[];

/** The emitter as a function of arrays, all of one length. */
export function vectorised(emit: Emitter, shape: Shape, arity = 1): Vectorised {
  const lanes = lanesOf[shape];
  const module = newModule();
  const parameters = [...Array(arity).keys(), "out", "end"].map((name) => {
    return [`${name}`, "i32"] as const;
  });
  module.define(
    "run",
    { parameters },
    (body) => {
      const pointers = body.parameters.map(get);
      const end = pointers.pop()!;
      const out = pointers.pop()!;
      body.count({ name: "i", from: i32(0), to: end, step: 16 }, (i) => {
        const args = pointers.map((from) =>
          body.let(at("v128.load", 0, op("i32.add", from, i)), "x"),
        );
        const value = body.let(emit({ module, body, lanes }, ...args), "value");
        body.push(at("v128.store", 0, op("i32.add", out, i), value));
      });
      return undefined;
    },
    true,
  );
  const bytes = module.bytes();
  return (...args) => {
    const n = Math.ceil(args[0]!.length / lanes.count) * 16;
    const memory = newMemory(Math.ceil(((arity + 1) * n) / 65536) || 1)!;
    const { run } = instantiate(bytes, memory, host)!;
    const view = (k: number) =>
      shape === "f64x2"
        ? new Float64Array(memory.buffer, k * n, args[0]!.length)
        : new Float32Array(memory.buffer, k * n, args[0]!.length);
    for (const [k, arg] of args.entries()) view(k).set(arg);
    run!(...[...args.keys(), arity].map((k) => k * n), n);
    return [...view(arity)];
  };
}
