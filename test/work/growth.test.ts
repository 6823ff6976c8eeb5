/**
 * @file Growth: deep and wide graphs stay linear in nodes, nothing overflows the stack, and input
 * that is too big is refused or answered in words, never with a crash. Counts are asserted, not
 * times; the time limits only catch what is quadratic.
 */
import { describe, expect, test } from "vitest";
import { tidyAll } from "../../src/algebra/index.ts";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena, type Node, topological } from "../../src/expression/index.ts";
import { spellShared, writePlain } from "../../src/notation/index.ts";
import { shown, solve } from "../../src/work/index.ts";
import { exactText } from "../problems/exercise.ts";

/** f_0 = x, f_n = sin(f_{n−1}) · f_{n−1}. */
function tower(levels: number): { arena: Arena; x: Node; f: Node } {
  const arena = new Arena();
  const x = arena.variable("x");
  let f: Node = x;
  for (let n = 0; n < levels; n++) f = arena.multiply(arena.apply("sin", f), f);
  return { arena, x, f };
}

const count = (roots: readonly Node[]): number => topological(roots).length;

describe("f_n = sin(f_{n−1}) f_{n−1}", () => {
  // f̄ f, f̄ sin f, cos f, (f̄ f) cos f and the sum of the two paths, beside sin f and f sin f
  const perLevel = 7;

  test.each([10, 100, 1000, 2000])("the derivative of level %i has 7 nodes a level", (n) => {
    const { arena, x, f } = tower(n);
    expect(count([f])).toBe(2 * n + 1);
    const [gradient] = differentiate(f, [x], arena);
    expect(count([gradient!])).toBe(perLevel * n - 2);
  });

  test("every level adds the same number of nodes", () => {
    const sizes = [500, 501, 502, 503].map((n) => {
      const { arena, x, f } = tower(n);
      return count(differentiate(f, [x], arena));
    });
    const steps = sizes.slice(1).map((size, k) => size - sizes[k]!);
    expect(new Set(steps).size).toBe(1);
  });

  test("tidied and spelled it stays linear", () => {
    const written = [250, 500, 1000].map((n) => {
      const { arena, x, f } = tower(n);
      const [tidied] = tidyAll(differentiate(f, [x], arena), arena);
      expect(count([tidied!])).toBeLessThanOrEqual(perLevel * n);
      const { main, where } = spellShared(tidied!);
      return JSON.stringify([main, where]).length;
    });
    expect(written[2]! / written[1]!).toBeLessThan(2.3);
    expect(written[1]! / written[0]!).toBeLessThan(2.3);
  });
});

describe("wide", () => {
  test("a product of 20,000 variables: its whole gradient is linear", () => {
    const width = 20_000;
    const arena = new Arena();
    const letters = Array.from({ length: width }, (_, k) => arena.variable(`x_{${k}}`));
    const product = arena.multiply(...letters);
    const gradient = differentiate(product, letters, arena);
    expect(gradient.length).toBe(width);
    // prefix and suffix products, and one product of the two for each variable
    expect(count(gradient)).toBeLessThanOrEqual(4 * width);
    const tidied = tidyAll(gradient, arena);
    expect(count(tidied)).toBeLessThanOrEqual(4 * width);
    const { main } = spellShared(tidied[width / 2]!);
    expect(main.kind).not.toBe("error");
  });

  test("a sum of 20,000 squares", () => {
    const width = 20_000;
    const arena = new Arena();
    const letters = Array.from({ length: width }, (_, k) => arena.variable(`x_{${k}}`));
    const total = arena.add(...letters.map((x) => arena.power(x, arena.integer(2))));
    const gradient = tidyAll(differentiate(total, letters, arena), arena);
    expect(count(gradient)).toBeLessThanOrEqual(2 * width + 1);
  });
});

describe("long worksheets", () => {
  test("5,000 chained definitions", () => {
    const levels = 5000;
    const lines = Array.from({ length: levels - 1 }, (_, k) => {
      return `x_{${k + 2}} = sin(x_{${k + 1}}) + w`;
    });
    const { parts, diagnostics } = solve(["x_1 = w", ...lines].join("\n"), { at: "w = 0" });
    expect(diagnostics).toEqual([]);
    const [part] = parts;
    expect(part!.nodes.length).toBe(levels + 1);
    expect(part!.nodes.filter(({ value, adjoint }) => value === null || adjoint === null)).toEqual(
      [],
    );
    // at 0 every level hands the slope on and adds 1
    expect(exactText(part!.gradients[0]!.value)).toBe(`${levels}`);
  });

  test("a sum of 1,000 products: every gradient is one factor", () => {
    const terms = Array.from({ length: 1000 }, (_, k) => `x_{${k + 1}} k_{${k + 1}}`);
    const { parts, diagnostics } = solve(`y = ${terms.join(" + ")}`);
    expect(diagnostics).toEqual([]);
    const { gradients } = parts[0]!;
    expect(gradients.length).toBe(2000);
    expect(gradients.filter(({ closed }) => closed.op !== "variable")).toEqual([]);
  });
});

/** Texts that nest, with the code that refuses them. */
const deep: readonly (readonly [title: string, text: string, code: string])[] = [
  ["nested brackets", `${"(".repeat(100_000)}x${")".repeat(100_000)}`, "PG1002"],
  ["brackets that never close", `${"(".repeat(100_000)}x`, "PG1004"],
  ["brackets that close nothing", `x${")".repeat(100_000)}`, "PG1005"],
  ["nested sines", `${"sin(".repeat(100_000)}x${")".repeat(100_000)}`, "PG1002"],
  ["sines without brackets", `${"sin ".repeat(100_000)}x`, "PG1002"],
  ["signs", `${"-".repeat(100_000)}x`, "PG1002"],
  ["towers of powers", `${"x^".repeat(100_000)}x`, "PG1002"],
  ["nested fractions", `${"\\frac{1}{".repeat(50_000)}x${"}".repeat(50_000)}`, "PG1002"],
  ["slashes in a row", `${"x/".repeat(100_000)}x`, "PG1002"],
  ["a number of a million digits", `x + ${"7".repeat(1_000_000)}`, "PG2005"],
  ["a number of two million digits", `x + ${"7".repeat(2_000_000)}`, "PG1003"],
];

describe("deep and long texts are answered in words", () => {
  test.each(deep)("%s", (_title, text, code) => {
    const { diagnostics } = solve(`y = ${text}`, { at: "x = 1" });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test("a sum of 100,001 terms and a product of 20,001 are no trouble", () => {
    const sum = solve(`y = ${"x + ".repeat(100_000)}x`, { at: "x = 1" });
    expect(exactText(sum.parts[0]!.gradients[0]!.value)).toBe("100001");
    const product = solve(`y = ${"x \\cdot ".repeat(20_000)}x`, { at: "x = 1" });
    expect(exactText(product.parts[0]!.gradients[0]!.value)).toBe("20001");
  });
});

/** Numbers beyond all bounds: the last value as it is shown, and the codes of diagnostics. */
const large: readonly (readonly [text: string, at: string, shown: string | null, codes: string])[] =
  [
    ["y = x^{10^9}", "x = 3", "5.244*10^477121254", ""],
    ["y = x^{10^9}", "x = 1", "1", ""],
    ["y = 2^(-x^2)", "x = 10^5", "2.29186*10^(-3010299957)", ""],
    ["y = e^{e^{e^{e^x}}}", "x = 9", "e^(e^(e^(e^9)))", ""],
    ["y = 9^(9^(9^x))", "x = 9", null, "PG3001"],
    ["y = sin(x)", "x = 10^1000", "0.65336", ""],
    ["y = sin(10^x)", "x = 100000", null, "PG3001"],
    ["y = \\sqrt[1000000]{x}", "x = 2", "2^(1/1000000)", ""],
    ["y = x", "x = 1e999999999", null, "PG2005"],
    ["y = ln(ln(ln x))", "x = 2", null, "PG3001"],
  ];

describe("numbers beyond bounds", () => {
  test.each(large)("%s at %s", (text, at, wanted, codes) => {
    const { parts, diagnostics } = solve(text, { at });
    expect(diagnostics.map(({ code }) => code).join(" ")).toBe(codes);
    const { value } = parts[0]!.nodes.at(-1)!;
    expect(value && writePlain(shown(value, "fraction").syntax)).toBe(wanted);
  });
});

describe("attention", () => {
  /** Distinct nodes of dL/dQ, dL/dK, dL/dV for L = ‖O − R‖², and characters of the first. */
  function gradientsOf(shapes: string, layers: number): { nodes: number; written: number } {
    const calls = Array.from({ length: layers }, (_, k) => {
      const from = k === 0 ? "X" : `H_${k}`;
      return `H_${k + 1} = attention(${from} A_${k + 1}, ${from} B_${k + 1}, ${from} C_${k + 1})`;
    });
    const text = [...calls, `L = \\|H_${layers} - R\\|^2`, shapes].join("\n");
    const { parts } = solve(text, { wrt: ["A_1"] });
    const [gradient] = parts.at(-1)!.gradients;
    return { nodes: count([gradient!.closed]), written: writePlain(gradient!.closedMain).length };
  }

  test("the gradient has as many nodes for any size, and every layer adds as many", () => {
    const small = gradientsOf("X: [2, 3]", 1);
    expect(small.nodes).toBeLessThanOrEqual(30);
    expect(gradientsOf("X: [200, 64]", 1)).toEqual(small);
    expect(gradientsOf("X: [t, d]", 1).nodes).toBeLessThanOrEqual(small.nodes + 2);
    const sizes = [2, 3, 4, 5].map((layers) => gradientsOf("X: [2, 3]", layers).nodes);
    const steps = sizes.slice(1).map((size, k) => size - sizes[k]!);
    expect(new Set(steps.slice(1)).size).toBe(1);
  });
});
