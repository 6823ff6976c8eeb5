/**
 * Growth: what lies beyond the gradient costs in proportion to the network, in nodes and in print,
 * and what is too long to be read in one piece is cut, not refused.
 */
import { describe, expect, test } from "vitest";
import { renderText } from "../../src/render/index.ts";
import { solutionOf } from "./further.ts";

/** L = ‖h_n‖² for n layers h_k = tanh(W_k h_{k−1}). */
function network(layers: number, find: string): string {
  const lines = ["h_{0} = x", "x: [n]"];
  for (let k = 1; k <= layers; k++) {
    lines.push(`h_{${k}} = tanh(W_{${k}} h_{${k - 1}})`, `W_{${k}}: [n, n]`);
  }
  return [...lines, `L = h_{${layers}}^T h_{${layers}}`, `find ${find}`].join("\n");
}

/** y_n for y_k = sin(y_{k−1}) y_{k−1}: 2^n paths. */
function tower(levels: number, find: string): string {
  const lines = ["y_{0} = x"];
  for (let k = 1; k <= levels; k++) lines.push(`y_{${k}} = sin(y_{${k - 1}}) y_{${k - 1}}`);
  return [...lines, `L = y_{${levels}}`, `find ${find}`].join("\n");
}

describe.each([
  ["the Hessian of a network", (n: number) => network(n, "hessian(L, x)")],
  ["the Hessian–vector product of a network", (n: number) => network(n, "hvp(L, x, v)")],
  ["the Jacobian of a network", (n: number) => network(n, `dh_{${n}}/dx`)],
  ["products through a network", (n: number) => network(n, `jvp(h_{${n}}, x, v)`)],
  ["the second derivative of a tower", (n: number) => tower(n, "d^2L/dx^2")],
  ["the Hessian–vector product of a tower", (n: number) => tower(n, "hvp(L, x, v)")],
] as const)("%s", (_, problem) => {
  test("doubles when the levels double", () => {
    const sizes = [20, 40].map((n) => {
      const solution = solutionOf(problem(n));
      expect(solution.parts[0]!.further.length).toBe(1);
      return [solution.sheet.arena.nodes.length, renderText(solution, { width: 100 }).length];
    });
    const [small, large] = sizes as [number[], number[]];
    expect(large[0]! / small[0]!).toBeLessThan(2.5);
    expect(large[1]! / small[1]!).toBeLessThan(2.5);
  });
});
