/** @file Layers rolled up into a loop: what the loop is, that no bit differs, what is left alone. */
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena, type Node } from "../../src/expression/index.ts";
import { emit } from "../../src/kernel/emit.ts";
import { fuseLoops } from "../../src/kernel/fuse.ts";
import { compileRoots } from "../../src/kernel/index.ts";
import { interpret } from "../../src/kernel/interpret.ts";
import { compileScript } from "../../src/kernel/javascript.ts";
import { rollLayers } from "../../src/kernel/layers.ts";
import { type Program, printProgram } from "../../src/kernel/loops.ts";
import { lower } from "../../src/kernel/lower.ts";
import { planMemory } from "../../src/kernel/memory.ts";
import { schedule } from "../../src/kernel/schedule.ts";

interface Network {
  readonly arena: Arena;
  readonly loss: Node;
  readonly parameters: readonly Node<"variable">[];
}

/** Σ a_L² for a_l = f(W_l a_{l−1}), of these widths. */
function network(widths: readonly number[], activation: "tanh" | "relu" | "none"): Network {
  const arena = new Arena();
  const parameters: Node<"variable">[] = [arena.variable("x", [widths[0]!])];
  let a: Node = parameters[0]!;
  for (const [l, width] of widths.slice(1).entries()) {
    const W = arena.variable(`W${l}`, [width, widths[l]!]);
    parameters.push(W);
    const z = arena.contract({ operands: [W, a], axes: [[0, 1], [1]], output: [0] });
    a = activation === "none" ? z : arena.apply(activation, z);
  }
  return { arena, loss: arena.total(arena.multiply(a, a)), parameters };
}

/** The program before layers are rolled up, its memory, and how long its inputs and outputs are. */
function planned({ arena, loss, parameters }: Network, withGradient: boolean, points: number) {
  const gradient = withGradient ? differentiate(loss, parameters, arena) : [];
  const roots = [loss, ...gradient].map((node) => ({ node, isTotal: points > 1 }));
  const lowered = lower({ roots, varying: new Set(points > 1 ? ["x"] : []) });
  if ("reason" in lowered) throw new Error(lowered.what);
  const values = lowered.roots;
  const wanted = values.map((value, output) => ({ value, output }));
  const shapes = values.map(({ shape }) => shape);
  const program = fuseLoops(emit(wanted, shapes, schedule(values)));
  const ends = [0, 0, 0];
  const memory = planMemory(program, points, ({ role, shape }) => {
    const array = role === "input" ? 1 : 2;
    const offset = ends[array]!;
    ends[array] = offset + shape.reduce<number>((n, x) => n * (x === "points" ? points : x), 1);
    return { array, offset };
  });
  return { program, memory, lengths: [memory.heap, ends[1]!, ends[2]!] };
}

const equal = (count: number, width: number) => Array.from({ length: count + 1 }, () => width);

/** Statements outside of loops, and the loops of layers. */
const outline = (program: Program) =>
  printProgram(program)
    .split("\n")
    .filter((line) => line.endsWith("in order") || /^for/.test(line));

describe("layers in a loop", () => {
  test("the first and the last stand apart; backward, addresses go down", () => {
    const { program, memory } = planned(network(equal(24, 5), "tanh"), true, 1);
    const rolled = printProgram(rollLayers(program, memory)).split("\n");
    const from = rolled.findLastIndex((line) => line.endsWith("in order"));
    expect(`\n${rolled.slice(from, from + 15).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      for i121 = 0 … 21, in order
        t78[-10 i121…] = 0
        for i50 = 0 … 4
          r178 = t77[i50 - 10 i121]
          r179 = t74[i50 - 10 i121]
          r180 = multiply r178 r179
          r181 = multiply 2 r180
          for i52 = 0 … 4
            r182 = W22[5 i50 + i52 - 25 i121]
            r184 = multiply r182 r180
            t78[i52 - 10 i121] := add r184
            r185 = t72[i52 - 10 i121]
            r187 = multiply r185 r181
            out24[5 i50 + i52 - 25 i121] = r187
      t166[…] = 0
      "
    `);
  });

  test.each([
    ["values", equal(20, 6), "tanh", false, 1],
    ["gradients", equal(20, 6), "tanh", true, 1],
    ["another activation", equal(33, 4), "relu", true, 1],
    ["many points", equal(17, 7), "tanh", true, 5],
    ["products of matrices", equal(12, 16), "relu", true, 4],
    ["no activation", equal(19, 3), "none", true, 1],
    ["stages of equal layers", [...equal(10, 3), ...equal(11, 5)], "tanh", true, 1],
    ["widths that alternate", Array.from({ length: 40 }, (_, l) => 3 + (l % 2)), "tanh", true, 1],
  ] as const)("no bit differs: %s", (_name, widths, activation, withGradient, points) => {
    const { program, memory, lengths } = planned(network(widths, activation), withGradient, points);
    const rolled = rollLayers(program, memory);
    expect(rolled.body.length).toBeLessThan(program.body.length);
    const results = [program, rolled].flatMap((one) =>
      [compileScript, interpret].map((make) => {
        const arrays = lengths.map((length, k) => {
          return Float64Array.from({ length }, (_, at) => (k === 1 ? Math.sin(at + 1) / 2 : 0));
        });
        make(one, memory)(points, arrays);
        return [...arrays[2]!];
      }),
    );
    expect(results[0]!.some((x) => x !== 0)).toBe(true);
    for (const one of results) expect(one).toEqual(results[0]);
  });

  test("the code of 200 layers is no longer than that of 20", () => {
    const lengthOf = (count: number) => {
      const { arena, loss, parameters } = network(equal(count, 8), "tanh");
      const gradient = differentiate(loss, parameters, arena);
      const roots = [loss, ...gradient].map((node) => ({ node }));
      const compiled = compileRoots({ arena, roots, inputs: parameters, takeApart: false });
      if ("reason" in compiled) throw new Error(compiled.what);
      return compiled.program.body.length;
    };
    expect(lengthOf(200)).toBe(lengthOf(20));
  });

  test("WebAssembly agrees", () => {
    const { arena, loss, parameters } = network(equal(21, 6), "tanh");
    const gradient = differentiate(loss, parameters, arena);
    const roots = [loss, ...gradient].map((node) => ({ node }));
    const [a, b] = (["script", "wasm"] as const).map((backEnd) => {
      const request = { arena, roots, inputs: parameters, backEnd, takeApart: false };
      const compiled = compileRoots(request);
      if ("reason" in compiled) throw new Error(compiled.what);
      expect(outline(compiled.program).filter((line) => line.endsWith("in order")).length).toBe(2);
      compiled.arrays[1]!.set(compiled.arrays[1]!.map((_, at) => Math.sin(at + 1) / 2));
      compiled.run(1, compiled.arrays);
      return [...compiled.arrays[2]!];
    });
    for (const [k, x] of a!.entries()) expect(Math.abs(b![k]! - x)).toBeLessThan(1e-14);
  });
});

test.each([
  ["few layers", equal(6, 5)],
  ["layers of different widths", [9, 8, 7, 6, 5, 4, 3, 2, 3, 4, 5, 6, 7, 8, 9]],
])("%s are left as they are", (_name, widths) => {
  const { program, memory } = planned(network(widths, "tanh"), false, 1);
  expect(rollLayers(program, memory)).toBe(program);
});
