/**
 * Laws of Jacobians on random expressions, at random rational points: what the differentiator
 * says in one way it must say in the others. And what the matrix-free products cost.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  differentiate,
  hessian,
  hessianVector,
  jacobian,
  jvp,
  vjp,
} from "../../src/calculus/index.ts";
import {
  Arena,
  ballField,
  evaluate,
  isKind,
  type Node,
  type Tensor,
  topological,
} from "../../src/expression/index.ts";
import { B, type Ball, Q } from "../../src/number/index.ts";
import { numeric, type Recipe, recipes } from "../notation/typed.ts";

const bits = 300;
const field = ballField(bits);

/** A value for every variable: small rationals drawn from `draw`. */
function inputsOf(roots: readonly Node[], draw: readonly number[]): Map<string, Tensor<Ball>> {
  let k = 0;
  const next = (): Ball => {
    const n = BigInt(draw[k++ % draw.length]!);
    return field.rational(
      Q.divide(Q.fromInteger(n * 10n + BigInt(k % 7) + 1n), Q.fromInteger(23n))!,
    );
  };
  const found = new Map<string, Tensor<Ball>>();
  for (const node of topological(roots)) {
    if (!isKind(node, "variable")) continue;
    const shape = node.shape as readonly number[];
    const count = shape.reduce((all, size) => all * size, 1);
    found.set(node.data, { shape, entries: Array.from({ length: count }, next) });
  }
  return found;
}

/** Whether the nodes have the same values, or one of them has none at the point. */
function agree(draw: readonly number[], ...roots: readonly Node[]): boolean | "undefined" {
  const { values } = evaluate(roots, field, inputsOf(roots, draw), new Map());
  const [first, ...others] = roots.map((root) => values.get(root)?.entries);
  if (first === undefined) return "undefined";
  for (const other of others) {
    if (other === undefined) return "undefined";
    for (const [k, x] of first.entries()) if (!B.overlaps(x, other[k]!)) return false;
  }
  return true;
}

const points = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 7, maxLength: 7 });

/** Every law holds for each output shape and each variable below. */
const outputs = ["vector", "square", "tall"] as const;
const variables = [
  ["s", []],
  ["x", [3]],
  ["z", [2]],
  ["A", [3, 3]],
] as const;

const drawn = (shape: keyof ReturnType<typeof recipes>) =>
  fc.tuple(recipes(numeric)[shape], fc.constantFrom(...variables), points);

/** Runs a law on random cases; some of them must have a value at their point. */
function holds(
  shape: (typeof outputs)[number] | "scalar",
  law: (arena: Arena, f: Node, x: Node) => readonly Node[],
  runs = 120,
): void {
  let defined = 0;
  fc.assert(
    fc.property(
      drawn(shape),
      ([recipe, [name, extents], draw]: [
        Recipe,
        readonly [string, readonly number[]],
        number[],
      ]) => {
        const arena = new Arena();
        const result = agree(draw, ...law(arena, recipe(arena), arena.variable(name, extents)));
        if (result === true) defined++;
        expect(result).not.toBe(false);
      },
    ),
    { numRuns: runs },
  );
  expect(defined).toBeGreaterThan(runs / 4);
}

/** Σ over all entries of a ⊙ b. */
const inner = (arena: Arena, a: Node, b: Node): Node => arena.total(arena.multiply(a, b));

/** J v and wᵀJ from the Jacobian itself. */
function contracted(arena: Arena, j: Node, v: Node, side: "left" | "right"): Node {
  const all = j.shape.map((_, axis) => axis);
  const split = side === "right" ? all.length - v.shape.length : v.shape.length;
  const [own, rest] =
    side === "right"
      ? [all.slice(split), all.slice(0, split)]
      : [all.slice(0, split), all.slice(split)];
  return arena.contract({ operands: [j, v], axes: [all, own], output: rest });
}

describe.each(outputs)("a %s f of x", (shape) => {
  const direction = (arena: Arena, name: string, like: Node) => arena.variable(name, like.shape);

  test("wᵀ(J v) = (Jᵀw)ᵀv", () => {
    holds(shape, (arena, f, x) => {
      const [v, w] = [direction(arena, "dir", x), direction(arena, "codir", f)];
      return [inner(arena, w, jvp(f, x, v, arena)), inner(arena, vjp(f, x, w, arena), v)];
    });
  });

  test("J times v is the product without the matrix, from both sides", () => {
    holds(shape, (arena, f, x) => {
      const v = direction(arena, "dir", x);
      return [contracted(arena, jacobian(f, x, arena), v, "right"), jvp(f, x, v, arena)];
    });
    holds(shape, (arena, f, x) => {
      const w = direction(arena, "codir", f);
      return [contracted(arena, jacobian(f, x, arena), w, "left"), vjp(f, x, w, arena)];
    });
  });

  test("the row of an output entry is the gradient of that entry", () => {
    holds(shape, (arena, f, x) => {
      const indices = f.shape.map((_, axis) => axis + 1);
      const row = arena.entry(jacobian(f, x, arena), indices);
      return [row, differentiate(arena.entry(f, indices), [x], arena)[0]!];
    });
  });
});

describe("a scalar f of x", () => {
  test("its Hessian is symmetric", () => {
    holds("scalar", (arena, f, x) => {
      const h = hessian(f, x, arena);
      const rank = x.shape.length;
      const turned = h.shape.map((_, axis) => (axis + rank) % h.shape.length);
      return [h, h.shape.length === 0 ? h : arena.transpose(h, turned)];
    });
  });

  test("mixed blocks are transposes of one another", () => {
    holds("scalar", (arena, f, x) => {
      const y = arena.variable("y", [3]);
      const [xy, yx] = [hessian(f, x, arena, y), hessian(f, y, arena, x)];
      const rank = x.shape.length;
      const order = [...xy.shape.keys()].map((axis) => (axis < rank ? axis + 1 : 0));
      return [xy, arena.transpose(yx, order)];
    });
  });

  test("the Hessian times v is the product without the matrix", () => {
    holds("scalar", (arena, f, x) => {
      const v = arena.variable("dir", x.shape);
      return [contracted(arena, hessian(f, x, arena), v, "right"), hessianVector(f, x, v, arena)];
    });
  });
});

describe("cost", () => {
  const count = (root: Node): number => topological([root]).length;

  /** x_0 = x, x_n = tanh(W x_{n−1}) ⊙ x_{n−1}, and the sum of the last. */
  const tower = (levels: number) => {
    const arena = new Arena();
    const x = arena.variable("x", ["n"]);
    const w = arena.variable("W", ["n", "n"]);
    let h: Node = x;
    for (let k = 0; k < levels; k++) {
      const z = arena.contract({ operands: [w, h], axes: [[0, 1], [1]], output: [0] });
      h = arena.multiply(arena.apply("tanh", z), h);
    }
    return { arena, x, h, y: arena.total(h) };
  };

  /** The same number of nodes at every further level, and how many. */
  const perLevel = (of: (levels: number) => Node): number => {
    const sizes = [300, 301, 302, 303].map((levels) => count(of(levels)));
    const steps = new Set(sizes.slice(1).map((size, k) => size - sizes[k]!));
    expect(steps.size).toBe(1);
    return [...steps][0]!;
  };

  test.each([
    [
      "the Hessian–vector product",
      40,
      (n: number) => {
        const { arena, x, y } = tower(n);
        return hessianVector(y, x, arena.variable("v", ["n"]), arena);
      },
    ],
    [
      "the Jacobian",
      12,
      (n: number) => {
        const { arena, x, h } = tower(n);
        return jacobian(h, x, arena);
      },
    ],
    [
      "the Jacobian–vector product",
      12,
      (n: number) => {
        const { arena, x, h } = tower(n);
        return jvp(h, x, arena.variable("v", ["n"]), arena);
      },
    ],
    [
      "the whole Hessian",
      40,
      (n: number) => {
        const { arena, x, y } = tower(n);
        return hessian(y, x, arena);
      },
    ],
  ])("%s of a tower has at most %i nodes a level", (_, limit, of) => {
    const nodes = perLevel(of);
    expect(nodes).toBeGreaterThan(0);
    expect(nodes).toBeLessThanOrEqual(limit);
  });

  test("a tower of 2,000 levels overflows nothing", () => {
    const { arena, x, y } = tower(2000);
    expect(count(hessianVector(y, x, arena.variable("v", ["n"]), arena))).toBeLessThan(80_000);
  });
});
