/** @file Proofs: each is checked again by a fresh kernel, and none survives being tampered with. */
import { describe, expect, test } from "vitest";
import { type Proof, prove, rewritings, type Step, verify } from "../../src/algebra/index.ts";
import { evaluateScalar, floatField, type OperationName } from "../../src/expression/index.ts";
import { Q } from "../../src/number/index.ts";
import { nodesOf } from "./texts.ts";

const identities: readonly (readonly [string, string])[] = [
  ["(x + y)^2", "x^2 + 2x y + y^2"],
  ["(x^2 - 1)/(x - 1)", "x + 1"],
  ["1/(1 + 1/x)", "x/(x + 1)"],
  ["(x - 1)^6000", "(1 - x)^6000"],
  ["sin(x)^2 + cos(x)^2", "1"],
  ["tan(x)^2 + 1", "1/cos(x)^2"],
  ["sin(x + pi/3)", "sin(x)/2 + sqrt(3)/2 cos(x)"],
  ["cos(3x)", "4cos(x)^3 - 3cos(x)"],
  ["sin(pi/12)", "(sqrt(6) - sqrt(2))/4"],
  ["exp(x + y)", "exp(x) exp(y)"],
  ["exp(sin(x)) exp(cos(x))", "exp(sin(x) + cos(x))"],
  ["ln(x y)", "ln(x) + ln(y)"],
  ["ln(x^2)", "2 ln(x)"],
  ["ln(x^2 + 2x + 1)", "2 ln(x + 1)"],
  ["ln(tan(x))", "ln(sin(x)) - ln(cos(x))"],
  ["x^(a + b)", "x^a x^b"],
  ["(x^a)^b", "x^(a b)"],
  ["4^x", "2^(2x)"],
  ["sqrt(x) sqrt(x)", "x"],
  ["sqrt(x^2)", "abs(x)"],
  ["sqrt(x^2 + 2x y + y^2)", "abs(x + y)"],
  ["sqrt(1 - sin(x)^2)", "abs(cos(x))"],
  ["x^(1/3) x^(2/3)", "x"],
  ["1/(sqrt(2) - 1)", "sqrt(2) + 1"],
  ["sqrt(2) + sqrt(3)", "sqrt(5 + 2 sqrt(6))"],
  ["max(x, y) + min(x, y)", "x + y"],
  ["relu(x) - relu(-x)", "x"],
  ["sigmoid(-x)", "1 - sigmoid(x)"],
  ["tanh(x)", "2 sigmoid(2x) - 1"],
  ["softplus(x) - softplus(-x)", "x"],
  ["sinh(arsinh(x))", "x"],
  ["tan(arcsin(x))", "x/sqrt(1 - x^2)"],
  ["cos(arctan(x))", "1/sqrt(1 + x^2)"],
  ["f(x + x)", "f(2x)"],
];

/** The proof of a row; the test fails where there is none. */
function proofOf([left, right]: readonly [string, string]) {
  const { arena, nodes } = nodesOf([left, right]);
  const proof = prove(nodes[0]!, nodes[1]!, arena);
  expect(proof, `${left} = ${right}`).toBeDefined();
  return { arena, proof: proof! };
}

test.each(identities)("%s = %s is proved, and the proof is checked again", (left, right) => {
  const { arena, proof } = proofOf([left, right]);
  expect(verify(proof, arena)).toBe(true);
});

test.each([
  ["(x + y)^2", "x^2 + y^2"],
  ["sqrt(x^2)", "x"],
  ["ln(x + y)", "ln(x) + ln(y)"],
  ["abs(x) + abs(y)", "abs(x + y)"],
  ["sign(x)^2", "1"],
  ["sin(2x)", "2 sin(x)"],
  ["(x^2)^(1/2)", "x"],
  ["arcsin(sin(x))", "x"],
  ["x^(1/2) x^(1/3)", "x^(1/5)"],
  ["exp(x y)", "exp(x) exp(y)"],
])("%s = %s, which is false, is not proved", (left, right) => {
  const { arena, nodes } = nodesOf([left, right]);
  expect(prove(nodes[0]!, nodes[1]!, arena)).toBeUndefined();
});

describe("a proof that was tampered with is refused", () => {
  const rows = identities.map(proofOf);

  /** Every proof with one step changed by `change`; those that it leaves alone are skipped. */
  function* changed(change: (step: Step, proof: Proof) => Step | null) {
    for (const { arena, proof } of rows) {
      for (const [k, step] of proof.steps.entries()) {
        const other = change(step, proof);
        if (other === null) continue;
        const steps = [...proof.steps.slice(0, k), other, ...proof.steps.slice(k + 1)];
        yield { arena, proof: { ...proof, steps }, step };
      }
    }
  }

  test("by another claim", () => {
    for (const { arena, proof } of rows) {
      const one = arena.integer(1);
      expect(verify({ ...proof, right: arena.add(proof.right, one) }, arena)).toBe(false);
      expect(verify({ ...proof, left: arena.multiply(proof.left, arena.integer(2)) }, arena)).toBe(
        false,
      );
    }
  });

  test("by another coefficient of a factorisation", () => {
    let count = 0;
    const twice = (step: Step): Step | null => {
      if (step.factors === undefined) return null;
      const coefficient = Q.multiply(step.factors.coefficient, Q.fromInteger(2));
      return { ...step, factors: { ...step.factors, coefficient } };
    };
    for (const { arena, proof } of changed(twice)) {
      expect(verify(proof, arena)).toBe(false);
      count++;
    }
    expect(count).toBeGreaterThan(30);
  });

  test("by another multiplicity of a factor", () => {
    let count = 0;
    const raised = (step: Step): Step | null => {
      if (step.factors === undefined || step.factors.bases.length === 0) return null;
      const bases = step.factors.bases.map(([f, k]) => [f, k + 1] as const);
      return { ...step, factors: { ...step.factors, bases } };
    };
    for (const { arena, proof } of changed(raised)) {
      expect(verify(proof, arena)).toBe(false);
      count++;
    }
    expect(count).toBeGreaterThan(10);
  });

  test("by another rule", () => {
    let count = 0;
    for (const rule of ["exponential", "logarithm", "absolute value", "order"] as const) {
      const swapped = (step: Step): Step | null => {
        const exempt = ["domain", "unfolding", rule].includes(step.rule);
        return exempt || step.node.operands.length === 0 ? null : { ...step, rule };
      };
      for (const { arena, proof } of changed(swapped)) {
        expect(verify(proof, arena)).toBe(false);
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  test("by a domain that is not there", () => {
    // the sign of x follows from ln x; without that step √(x²) stays |x|
    const { arena, nodes } = nodesOf(["sqrt(x^2) + ln(x)", "x + ln(x)"]);
    const proof = prove(nodes[0]!, nodes[1]!, arena)!;
    expect(verify(proof, arena)).toBe(true);
    const steps = proof.steps.filter(({ rule }) => rule !== "domain");
    expect(verify({ ...proof, steps }, arena)).toBe(false);
  });
});

describe("the table of rewritings", () => {
  const points = [-2.5, -1, -0.4, 0.3, 0.8, 1.7, 3.2];

  // that of the determinant is one of matrices: test/check/sums-and-determinants.test.ts
  const scalar = (Object.keys(rewritings) as OperationName[]).filter((op) => op !== "determinant");

  test.each(scalar)("%s: both sides have one value", (op) => {
    const { arena } = nodesOf(["x"]);
    const [x, y] = [arena.variable("x"), arena.variable("y")];
    const isBinary = ["log", "root", "leakyrelu", "elu", "max", "min", "lessequal", "equal"];
    const second = op === "root" ? arena.integer(3) : y;
    const args = op === "piecewise" ? [arena.apply("less", x, y), x, y] : [x, second];
    const left = arena.apply(op, ...(isBinary.includes(op) || op === "piecewise" ? args : [x]));
    const right = rewritings[op]!.right(left.operands, arena, left)!;
    let seen = 0;
    for (const a of points) {
      for (const b of [0.7, 2, a]) {
        const at = new Map([
          ["x", a],
          ["y", b],
        ]);
        const value = evaluateScalar(left, floatField, at);
        if (value === undefined) continue;
        expect(evaluateScalar(right, floatField, at)).toBeCloseTo(value, 9);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(5);
  });

  const warned = Object.values(rewritings).flatMap(({ name, instead }) =>
    instead === undefined ? [] : [[name, instead] as const],
  );

  test.each(warned)("%s: the tempting neighbour is false", (_name, { claim, at }) => {
    const { nodes } = nodesOf(claim);
    const [name, value] = at.split(" = ");
    const point = new Map([[name!, Number(value)]]);
    const [left, right] = nodes.map((node) => evaluateScalar(node, floatField, point));
    expect(Math.abs(left! - right!)).toBeGreaterThan(0.1);
  });
});
