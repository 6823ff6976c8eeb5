/** Layer notation, worked: six notations are one network, and the δ's of a textbook adjoints. */
import { describe, expect, test } from "vitest";
import { B } from "../../src/number/index.ts";
import { solve } from "../../src/work/index.ts";
import { notations, numbers } from "../problems/notations.ts";

describe("the six are one", () => {
  const gradients = notations.map(([, text, names]) => {
    const values = [numbers.W, numbers.b, numbers.U, numbers.c];
    const at = [`x = ${numbers.x}`, `y = ${numbers.y}`];
    for (const [k, name] of names.entries()) at.push(`${name} = ${values[k]}`);
    const { parts } = solve(text, { at: at.join(", "), wrt: names });
    return parts[0]!.gradients.map(({ value }) => {
      return value!.ball.entries.map((entry) => B.toDecimal(entry, 25));
    });
  });

  test.each(notations.map(([title], k) => [title, k] as const))("%s", (_, k) => {
    expect(gradients[k]).toEqual(gradients[0]);
    expect(gradients[k]!.flat()).toHaveLength(12);
  });
});

test("the δ's of the textbook's recursion are the adjoints of the z's", () => {
  const { parts, diagnostics } = solve(
    "a^{(0)} = x\nz^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)} \\qquad (l = 1, \\dots, L)\n" +
      "a^{(l)} = \\sigma(z^{(l)}) \\qquad (l = 1, \\dots, L)\n" +
      "C = \\frac12 \\|a^{(L)} - y\\|^2\n" +
      "\\delta^{(L)} = (a^{(L)} - y) \\odot \\sigma'(z^{(L)})\n" +
      "\\delta^{(l)} = ((W^{(l+1)})^T \\delta^{(l+1)}) \\odot \\sigma'(z^{(l)})\n" +
      "at L = 3, x = [1; -1], y = [0; 1], W^{(1)} = [1, 2; 0, 1], b^{(l)} = [0.5; -0.5]\n" +
      "at W^{(2)} = [1, 0; -1, 1], W^{(3)} = [2, 1; 0, 1]\n" +
      "find dC/dW^{(l)}, \\delta^{(l)}",
  );
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["PG2011"]));
  const [part] = parts;
  expect(part!.gradients.map(({ key }) => key)).toEqual(["W^{(1)}", "W^{(2)}", "W^{(3)}"]);
  const nodeOf = (key: string) => part!.nodes.find(({ quantity }) => quantity.key === key)!;
  for (const l of [1, 2, 3]) {
    const delta = nodeOf(`\\delta^{(${l})}`).value!.ball.entries;
    const adjoint = nodeOf(`z^{(${l})}`).adjoint!.value!.ball.entries;
    const digits = adjoint.map((entry) => B.toDecimal(entry, 30));
    expect(delta.map((entry) => B.toDecimal(entry, 30))).toEqual(digits);
  }
});
