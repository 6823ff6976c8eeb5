/**
 * @file What the machine can do at most with SIMD128's multiplications and additions: a loop of
 * s_i = s_i x + y over as many vectors as stay in registers, which touches no memory. The speed of
 * a matrix product is stated as a part of this.
 */
import { type Module, newModule } from "./assembler.ts";
import { at, type Code, get, i32, onLane, set } from "./code.ts";
import { instantiate, newMemory } from "./engine.ts";
import { formats } from "./tile.ts";

const sums = 13;
const unrolled = 4;

/** Multiplications and additions in one turn. */
export const peakOperations = (type: "f32" | "f64"): number => {
  return 2 * sums * unrolled * formats[type].lanes.count;
};

/** Exports the loop as `peak.f32` or `peak.f64`, a function of the number of turns, ≥ 1. */
export function definePeak(module: Module, type: "f32" | "f64"): void {
  const { lanes } = formats[type];
  const { add, mul, scalar, shape } = lanes;
  const signature = { parameters: [["turns", "i32"]] as const, result: scalar };
  module.define(
    `peak.${type}`,
    signature,
    (body) => {
      const own = Array.from({ length: sums }, () => body.local("v128", "s"));
      // loaded, so that nothing is known of them
      const [x, y] = [0, 16].map((offset) => body.let(at("v128.load", offset, i32(0))));
      const turns = get(body.parameters[0]!);
      body.count({ name: "i", from: i32(0), to: turns, step: 1, atLeastOnce: true }, () => {
        for (let u = 0; u < unrolled; u += 1) {
          for (const s of own) body.push(set(s, add(mul(get(s), x!), y!)));
        }
      });
      const total = own.map(get).reduce<Code>((all, s) => add(all, s), lanes.number(0));
      return onLane(`${shape}.extract_lane`, 0, [total]);
    },
    true,
  );
}

/** The loop, ready to be timed: what one turn counts, and so many turns. */
export interface PeakLoop {
  readonly operations: number;
  readonly run: (turns: number) => void;
}

/** The loop of a precision; undefined where the host has no WebAssembly. */
export function peakLoop(type: "f32" | "f64"): PeakLoop | undefined {
  const module = newModule();
  definePeak(module, type);
  const memory = newMemory(1);
  const run = memory && instantiate(module.bytes(), memory, {})?.[`peak.${type}`];
  return run && { operations: peakOperations(type), run };
}
