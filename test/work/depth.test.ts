/**
 * What the depth of a network costs: its graph, its gradients and what is written of them grow by
 * the same amount with every layer.
 */
import { describe, expect, test } from "vitest";
import { differentiate, substitute } from "../../src/calculus/index.ts";
import { type Node, topological } from "../../src/expression/index.ts";
import { renderText } from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";
import { buildWorksheet, readProblem } from "../../src/worksheet/index.ts";

const network = (layers: number): string => {
  return (
    "a^{(0)} = x; z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}; a^{(l)} = tanh(z^{(l)})\n" +
    `C = \\|a^{(L)} - y\\|^2; L = ${layers}`
  );
};

/** Nodes of the loss and of its gradients by all weights, in the inputs alone. */
function nodesOf(layers: number): { readonly graph: number; readonly gradients: number } {
  const { arena, quantities, diagnostics } = buildWorksheet(readProblem(network(layers)));
  expect(diagnostics).toEqual([]);
  const composed = new Map<Node, Node>();
  for (const { formula, variable } of quantities) {
    if (formula !== null) composed.set(variable, substitute(formula, composed, arena));
  }
  const loss = composed.get(arena.variable("C"))!;
  const inputs = quantities.filter(({ formula }) => formula === null);
  const gradients = differentiate(
    loss,
    inputs.map(({ variable }) => variable),
    arena,
  );
  // W and b of each layer, x and y
  expect(inputs.length).toBe(2 * layers + 2);
  return { graph: topological([loss]).length, gradients: topological(gradients).length };
}

describe("each layer costs the same", () => {
  const counts = [10, 20, 100, 500, 1000].map((layers) => ({ layers, ...nodesOf(layers) }));
  const perLayer = (of: "graph" | "gradients"): number[] => {
    return counts.slice(1).map((next, k) => {
      const { layers, [of]: before } = counts[k]!;
      return (next[of] - before) / (next.layers - layers);
    });
  };

  test("in nodes of the loss", () => {
    expect(new Set(perLayer("graph"))).toEqual(new Set([5]));
  });

  test("in nodes of all gradients together", () => {
    const [first, ...rest] = perLayer("gradients");
    expect(first).toBeLessThan(20);
    expect(new Set(rest)).toEqual(new Set([first]));
  });

  test("in what is written", () => {
    const lengths = [20, 40, 80].map((layers) => renderText(solve(network(layers))).length);
    const steps = lengths.slice(1).map((length, k) => length / lengths[k]!);
    for (const step of steps) expect(step).toBeLessThan(2.2);
  });
});

test("few layers are written in the inputs, many by the adjoints", () => {
  const writing = [3, 60].map((layers) => {
    const { gradients } = solve(network(layers)).parts[0]!;
    return gradients.map(({ byAdjoints, where }) => [byAdjoints === true, where.length > 0]);
  });
  expect(writing[0]!.every(([byAdjoints]) => !byAdjoints)).toBe(true);
  expect(writing[1]!.every(([byAdjoints, where]) => byAdjoints && !where)).toBe(true);
  const text = renderText(solve(network(60)));
  expect(text).toContain("All 122 would repeat the whole network");
});
