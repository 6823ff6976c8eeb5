/**
 * The ways to ask for one thing are one: the same lines come out of signs, words and options.
 * And what is asked wrongly is refused with what to do.
 */
import { describe, expect, test } from "vitest";
import { solve, type WorkOptions } from "../../src/work/index.ts";
import { furtherOf, solutionOf, told } from "./further.ts";

const vector = "z = W tanh(x); W: [m, n]; x: [n]";
const scalar = "f = x^2 y + sin(y)";
const loss = "L = \\|A x - b\\|^2; A: [m, n]; x: [n]; b: [m]";
const polar = "x = r cos t; y = r sin t";

/** A problem, and questions that mean the same. */
const same: readonly (readonly [problem: string, ...asks: (string | WorkOptions)[]])[] = [
  [vector, "dz/dx", "\\frac{dz}{dx}", "\\frac{\\partial z}{\\partial x}", "jacobian(z, x)"],
  [vector, "dz/dx", { wrt: ["x"] }, { of: "z", wrt: ["x"], order: 1 }],
  [scalar, "d^2f/dx^2", "\\frac{\\partial^2 f}{\\partial x^2}", "\\frac{d}{dx} \\frac{df}{dx}"],
  [scalar, "d^2f/dx^2", { wrt: ["x"], order: 2 }],
  [scalar, "hessian(f)", "hessian(f, x, y)", "hessian(f, (x, y))", "\\nabla^2 f"],
  [scalar, "hessian(f, x, y)", { hessian: ["x,y"] }, { hessian: ["x", "y"] }, { hessian: [] }],
  [loss, "hessian(L, x)", "\\nabla_x^2 L", "\\nabla^2_x L", "d^2L/dx^2", { hessian: ["x"] }],
  [loss, "hessian(L, x)", "\\frac{\\partial^2 L}{\\partial x \\partial x^T}"],
  [polar, "jacobian((x, y), (r, t))", "\\frac{\\partial(x, y)}{\\partial(r, t)}"],
  [polar, "jacobian([x; y], [r; t])", "\\operatorname{jacobian}((x, y), (r, t))"],
];

describe("asked in several ways", () => {
  test.each(same)("%s: %s", (...row) => {
    const problem = row[0] as string;
    const asks = row.slice(1);
    const [first, ...others] = asks.map((ask) => {
      const found =
        typeof ask === "string" ? furtherOf(`${problem}; find ${ask}`) : furtherOf(problem, ask);
      return found.map((one) => told(one));
    });
    expect(first!.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});

/** What is refused, and how. */
const refused: readonly (readonly [ask: string, code: string])[] = [
  ["jvp(z, x)", "PG3021"],
  ["jvp(z, x, v, w)", "PG3021"],
  ["hessian()", "PG3021"],
  ["jvp(z, x, W)", "PG3020"],
  ["vjp(z, x, 2)", "PG3020"],
  ["d^7z/dx^7", "PG3022"],
  ["jacobian(z, q)", "PG2016"],
  ["hessian(q)", "PG2016"],
  ["dz_2/dx", "PG2016"],
];

describe("refused", () => {
  test.each(refused)("find %s: %s", (ask, code) => {
    const { diagnostics, parts } = solve(`${vector}; find ${ask}`);
    expect(diagnostics.map((one) => one.code)).toContain(code);
    expect(diagnostics.every(({ span }) => span === null || span.to > span.from)).toBe(true);
    expect(parts.at(-1)!.further).toEqual([]);
  });

  test("an order that is too high, as an option", () => {
    const { diagnostics } = solve(scalar, { wrt: ["x"], order: 9 });
    expect(diagnostics.map(({ code }) => code)).toEqual(["PG3022"]);
  });
});

describe("what else is worked", () => {
  test("the first derivative goes before the second", () => {
    const [part] = solutionOf(`${scalar}; find d^2f/dx^2`).parts;
    expect(part!.output!.key).toBe("f");
    expect(part!.gradients.map(({ key }) => key)).toEqual(["x"]);
  });

  test("a gradient and a Jacobian may be asked for together", () => {
    const [part] = solutionOf("z = W x; L = z^T z; W: [m, n]; find dL/dW, dz/dx").parts;
    expect(part!.output!.key).toBe("L");
    expect(part!.gradients.map(({ key }) => key)).toEqual(["W"]);
    expect(part!.further.map(({ of, by }) => [of, by])).toEqual([[["z"], [["x"]]]]);
  });

  test("a Jacobian alone needs no backward pass of a scalar", () => {
    const [part] = solutionOf("z = W x; L = z^T z; W: [m, n]; find dz/dx").parts;
    expect(part!.output!.key).toBe("z");
    expect(part!.nodes.every(({ adjoint }) => adjoint === null)).toBe(true);
  });

  test("a vector without a question is worked forward only", () => {
    const [part] = solutionOf(vector).parts;
    expect([part!.gradients, part!.further]).toEqual([[], []]);
  });

  test("of two variables the one that is made of the other comes first", () => {
    const problem = "z = W x; L = z^T z + x^T z; W: [n, n]; x: [n]";
    for (const ask of ["\\partial x \\partial z", "\\partial z \\partial x"]) {
      const [found] = furtherOf(`${problem}; find \\frac{\\partial^2 L}{${ask}}`);
      expect(told(found!).at(-1)).toBe(
        "\\partial^2 L/\\partial z \\partial x = dg/dx = dg/dz*W + I_n = I_n + 2*W",
      );
    }
  });

  test("∇f without a variable is by every input", () => {
    const [part] = solutionOf(`${scalar}; find \\nabla f`).parts;
    expect([part!.gradients.map(({ key }) => key), part!.further]).toEqual([["x", "y"], []]);
  });

  test("a direction is a quantity of its own, of the right shape", () => {
    const [part] = solutionOf(`${vector}; find jvp(z, x, v)`).parts;
    const direction = part!.nodes.find(({ quantity }) => quantity.key === "v")!;
    expect(direction.quantity.shape).toEqual(["n"]);
    const [back] = solutionOf(`${vector}; find vjp(z, x, w)`).parts;
    expect(back!.nodes.find(({ quantity }) => quantity.key === "w")!.quantity.shape).toEqual(["m"]);
  });

  test("blocks of a Hessian: each pair once", () => {
    const found = furtherOf("L = w^T A w + b^T w; A: [n, n]; w: [n]; find hessian(L, w, b)");
    expect(found.map(({ by }) => by.flat().join())).toEqual(["w,w", "w,b", "b,b"]);
  });

  test("the part where it is asked may be later than what it asks about", () => {
    const text = "part A:\nz = tanh(W x); W: [m, n]\npart B:\ns = sum(z)\nfind dz/dx, d^2s/dx^2";
    const found = solutionOf(text).parts[1]!.further;
    expect(found.map(({ kind }) => kind)).toEqual(["jacobian", "hessian"]);
  });
});
