/**
 * @file Growth: deep and wide graphs stay linear in nodes, nothing overflows the stack, and input
 * that is too big is refused or answered in words, never with a crash. Counts are asserted, not
 * times; the time limits only catch what is quadratic.
 */
import { describe, expect, test } from "vitest";
import { tidyAll } from "../../src/algebra/index.ts";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena, type Node, topological } from "../../src/expression/index.ts";
import { spellShared } from "../../src/notation/index.ts";
import { solve } from "../../src/work/index.ts";

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
  // With a the adjoint of f_n, each level adds cos f, a·sin f, a·f, (a·f)·cos f and their sum:
  // 5 nodes beside the 2 of f itself.
  const perLevel = 7;

  test.each([10, 100, 1000, 2000])(
    "the derivative of level %i has at most 7 nodes a level",
    (n) => {
      const { arena, x, f } = tower(n);
      expect(count([f])).toBe(2 * n + 1);
      const [gradient] = differentiate(f, [x], arena);
      expect(count([gradient!])).toBeLessThanOrEqual(perLevel * n + 1);
    },
  );

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
      expect(count([tidied!])).toBeLessThanOrEqual((perLevel + 2) * n);
      const { main, where } = spellShared(tidied!);
      return JSON.stringify([main, where]).length;
    });
    expect(written[2]! / written[1]!).toBeLessThan(2.3);
    expect(written[1]! / written[0]!).toBeLessThan(2.3);
  });
});

describe("wide", () => {
  test("a product of 100,000 variables: its whole gradient is linear", { timeout: 30_000 }, () => {
    const width = 100_000;
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

  test("a sum of 100,000 squares", { timeout: 30_000 }, () => {
    const width = 100_000;
    const arena = new Arena();
    const letters = Array.from({ length: width }, (_, k) => arena.variable(`x_{${k}}`));
    const total = arena.add(...letters.map((x) => arena.power(x, arena.integer(2))));
    const gradient = tidyAll(differentiate(total, letters, arena), arena);
    expect(count(gradient)).toBeLessThanOrEqual(2 * width + 1);
  });
});

describe("long worksheets", () => {
  /** x_1 = x; x_{k+1} = sin(x_k): as many definitions as levels. */
  const chain = (levels: number): string => {
    const lines = ["x_1 = w"];
    for (let k = 1; k < levels; k++) lines.push(`x_{${k + 1}} = sin(x_{${k}}) + w`);
    return lines.join("\n");
  };

  test("5,000 chained definitions", { timeout: 60_000 }, () => {
    const levels = 5000;
    const { parts, diagnostics } = solve(chain(levels), { at: "w = 0" });
    expect(diagnostics).toEqual([]);
    const [part] = parts;
    expect(part!.nodes.length).toBe(levels + 1);
    expect(part!.nodes.every(({ value }) => value !== null)).toBe(true);
    expect(part!.nodes.every(({ adjoint }) => adjoint !== null)).toBe(true);
    // d/dw at 0: every level hands the slope on and adds 1
    expect(part!.gradients[0]!.value!.exact!.entries[0]).toBeDefined();
  });
});
