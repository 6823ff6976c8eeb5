/** @file Powers in lanes by logarithms: the value alone is, to the bit, what it is with its gradient. */
import { expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena } from "../../src/expression/index.ts";
import { compileRoots } from "../../src/kernel/index.ts";
import { printProgram } from "../../src/kernel/loops.ts";

const points = 16;

/** a^b at many points, alone or with its gradient. */
function kernelOf(withGradient: boolean) {
  const arena = new Arena();
  const inputs = ["a", "b"].map((name) => arena.variable(name));
  const [a, b] = inputs;
  const power = arena.power(a!, b!);
  const nodes = [power, ...(withGradient ? differentiate(power, inputs, arena) : [])];
  const compiled = compileRoots({
    arena,
    roots: nodes.map((node) => ({ node })),
    inputs,
    varying: new Set(["a", "b"]),
    points,
    backEnd: "wasm",
  });
  if ("reason" in compiled) throw new Error(compiled.what);
  for (const [k, { array }] of compiled.inputs.entries()) {
    for (let p = 0; p < points; p++) compiled.arrays[array]![p] = k === 0 ? p - 3 + 0.75 : p - 7;
  }
  compiled.run(points, compiled.arrays);
  return { compiled, values: [...compiled.arrays[compiled.outputs[0]!.array]!] };
}

test("the value alone takes a logarithm and no power", () => {
  expect(printProgram(kernelOf(false).compiled.program)).toMatch(/ = log [\s\S]* = powerByLog /);
});

test("the value alone is what it is with its gradient, for negative bases too", () => {
  const { values } = kernelOf(false);
  expect(values).toEqual(kernelOf(true).values);
  for (const [p, value] of values.entries()) {
    const wanted = (p - 3 + 0.75) ** (p - 7);
    expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-14);
  }
});
