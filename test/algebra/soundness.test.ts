/**
 * @file Nothing false is proved: random expressions and what becomes of them when one part is
 * replaced by something that looks the same (√(u²) for u, tan(arctan u), u y/y, |u| …). Whatever is
 * proved must be checked again by a fresh kernel, and must hold in balls at every point where both
 * sides are defined.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { prove, verify } from "../../src/algebra/index.ts";
import {
  Arena,
  ballField,
  evaluateScalar,
  type Node,
  type OperationName,
  rebuild,
  topological,
} from "../../src/expression/index.ts";
import { B, Q } from "../../src/number/index.ts";

const unary: readonly OperationName[] = [
  "sqrt",
  "abs",
  "exp",
  "ln",
  "sin",
  "cos",
  "tan",
  "relu",
  "sign",
  "sigmoid",
  "tanh",
  "arctan",
  "arcsin",
  "cosh",
  "softplus",
];

const exponents = [Q.half, Q.rational(1, 3), Q.rational(3, 2), Q.rational(2, 3), Q.rational(-1, 2)];

/** An expression from a list of choices, each consumed once. */
function grown(arena: Arena, next: (below: number) => number, depth: number): Node {
  const [x, y] = [arena.variable("x"), arena.variable("y")];
  const inner = () => grown(arena, next, depth - 1);
  if (depth === 0 || next(6) === 0) {
    return [x, x, y, arena.integer(next(4) + 1), arena.integer(-1), arena.number(Q.half)][next(6)]!;
  }
  switch (next(10)) {
    case 0:
      return arena.add(inner(), inner());
    case 1:
      return arena.multiply(inner(), inner());
    case 2:
      return arena.divide(inner(), inner());
    case 3:
      return arena.power(inner(), arena.integer(next(5) - 1));
    case 4:
      return arena.power(inner(), arena.number(exponents[next(5)]!));
    case 5:
      return arena.apply(next(2) === 0 ? "max" : "min", inner(), inner());
    case 6:
      return arena.power(inner(), y);
    default:
      return arena.apply(unary[next(unary.length)]!, inner());
  }
}

/** What looks like u. */
const disguises: readonly ((u: Node, arena: Arena) => Node)[] = [
  (u, arena) => arena.apply("abs", u),
  (u, arena) => arena.power(arena.power(u, arena.integer(2)), arena.number(Q.half)),
  (u, arena) => arena.power(arena.power(u, arena.number(Q.half)), arena.integer(2)),
  (u, arena) => arena.power(arena.power(u, arena.number(Q.rational(1, 3))), arena.integer(3)),
  (u, arena) => arena.apply("exp", arena.apply("ln", u)),
  (u, arena) => arena.apply("ln", arena.apply("exp", u)),
  (u, arena) => arena.multiply(arena.apply("sign", u), arena.apply("abs", u)),
  (u, arena) => arena.apply("relu", u),
  (u, arena) => arena.apply("max", u, arena.negate(u)),
  (u, arena) => arena.divide(arena.multiply(u, arena.variable("y")), arena.variable("y")),
  (u, arena) => arena.apply("tan", arena.apply("arctan", u)),
  (u, arena) => arena.apply("sin", arena.apply("arcsin", u)),
  (u, arena) => arena.apply("arcsin", arena.apply("sin", u)),
  (u) => u,
  (u, arena) => arena.negate(u),
];

function disguised(root: Node, next: (below: number) => number, arena: Arena): Node {
  const order = topological([root]);
  const chosen = order[next(order.length)]!;
  const made = new Map<Node, Node>();
  for (const node of order) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = rebuild(node, operands, arena);
    made.set(node, node === chosen ? disguises[next(disguises.length)]!(same, arena) : same);
  }
  return made.get(root)!;
}

const points = [-3, -1.5, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 2, 2.5].flatMap((x) =>
  [-2, -0.5, 0, 0.5, 1, 3].map((y) => [x, y] as const),
);

/** Whether the bases of powers with varying exponents are positive, as the page wants. */
function isReal(
  order: readonly Node[],
  at: ReadonlyMap<string, ReturnType<typeof B.fromRational>>,
) {
  return order.every(({ op, operands: [base, exponent] }) => {
    if (op !== "power" || exponent!.op === "number") return true;
    const value = evaluateScalar(base!, ballField(96), at);
    return value !== undefined && B.sign(value) === 1;
  });
}

test("what is proved is verified, and holds wherever both sides are defined", () => {
  let proved = 0;
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1_000_000)), (stream) => {
      const next = (below: number) => stream.next().value! % below;
      const arena = new Arena();
      const left = grown(arena, next, 2 + next(2));
      const right = disguised(disguised(left, next, arena), next, arena);
      const proof = left === right ? undefined : prove(left, right, arena);
      if (proof === undefined) return;
      proved++;
      expect(verify(proof, arena)).toBe(true);
      const order = topological([left, right]);
      for (const [x, y] of points) {
        const at = new Map([
          ["x", B.fromDouble(x)!],
          ["y", B.fromDouble(y)!],
        ]);
        const a = evaluateScalar(left, ballField(96), at);
        const b = evaluateScalar(right, ballField(96), at);
        if (a === undefined || b === undefined || !isReal(order, at)) continue;
        expect(B.overlaps(a, b)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
  expect(proved).toBeGreaterThan(100);
});
