/**
 * @file Random expressions of given shapes, as the elaborator could have made them. Two sets of
 * sizes serve: numbers (2 and 3) and symbols (m and n). A recipe makes its node in an arena, so
 * that the same expression can be made again.
 *
 * Left out is what has no notation (see docs/NOTATION.md): functions of a tensor whose entries
 * are all one scalar, which is written as that scalar; max(0, x), which is read as ReLU(x).
 */
import fc from "fast-check";
import {
  type Arena,
  fillOf,
  isZero,
  type Node,
  type OperationName,
  type Size,
} from "../../src/expression/index.ts";
import { scopeOf } from "./meaning.ts";

/** An expression still to be made. */
export type Recipe = (arena: Arena) => Node;

/** The sizes of one family of expressions: a for square matrices, b the other one. */
export interface Extents {
  readonly a: Size;
  readonly b: Size;
}

export const numeric: Extents = { a: 3, b: 2 };
export const symbolic: Extents = { a: "n", b: "m" };

/** The names that the recipes use, as `scopeOf` takes them. */
export function namesFor({ a, b }: Extents): string {
  return `s; t; s_1; \\theta; x:${a}; y:${a}; \\hat{x}:${a}; z:${b}; z^{(1)}:${b}; A:${a},${a}; B:${a},${a}; W:${a},${b}; V:${b},${a}`;
}

export function scopeFor(arena: Arena, extents: Extents) {
  return scopeOf(arena, namesFor(extents), ["m", "n"]);
}

/** Functions of one argument that are written and read by their names or signs. */
const unary: readonly OperationName[] = [
  "negate",
  "exp",
  "ln",
  "sqrt",
  "abs",
  "sign",
  "floor",
  "sin",
  "cos",
  "tan",
  "arctan",
  "arcsin",
  "cosh",
  "tanh",
  "artanh",
  "arcoth",
  "erf",
  "sigmoid",
  "softplus",
  "relu",
  "silu",
  "gelu",
];

const binary: readonly OperationName[] = ["divide", "power", "max", "min", "log", "less", "equal"];

type Shapes = {
  scalar: Recipe;
  /** A vector of size a; of size b. */
  vector: Recipe;
  other: Recipe;
  /** a × a, a × b, b × a. */
  square: Recipe;
  tall: Recipe;
  wide: Recipe;
};

/** Whether a tensor is written as the scalar that it repeats. */
function isConstant(x: Node): boolean {
  const inner = x.op === "negate" ? x.operands[0]! : x;
  return x.shape.length > 0 && fillOf(inner) !== undefined;
}

/** An operation entry by entry, where its operands show their shape. */
function applied(arena: Arena, op: OperationName, ...args: Node[]): Node {
  const constant = args.every((x) => x.shape.length === 0 || isConstant(x));
  if (constant && args.some(isConstant)) return args.find(isConstant)!;
  if ((op === "max" || op === "min") && args.some(isZero)) return args[0]!;
  return arena.apply(op, ...args);
}

const variable =
  (name: string, ...shape: Size[]): Recipe =>
  (arena) =>
    arena.variable(name, shape);

const name = (...recipes: Recipe[]) => fc.constantFrom(...recipes);

/** Recipes of every shape over the given sizes. */
export function recipes({ a, b }: Extents): Record<keyof Shapes, fc.Arbitrary<Recipe>> {
  return fc.letrec<Shapes>((tie: fc.LetrecTypedTie<Shapes>) => {
    const [scalar, vector, other] = [tie("scalar"), tie("vector"), tie("other")];
    const [square, tall, wide] = [tie("square"), tie("tall"), tie("wide")];
    /** An operation on a whole tensor; on a constant one, the scalar that it repeats. */
    const whole = (of: fc.Arbitrary<Recipe>, make: (arena: Arena, x: Node) => Node) =>
      one(of, (arena, x) => {
        const result = make(arena, x);
        return isConstant(x) ? arena.filled(arena.variable("t"), result.shape) : result;
      });
    const one = (of: fc.Arbitrary<Recipe>, make: (arena: Arena, x: Node) => Node) =>
      of.map(
        (x): Recipe =>
          (arena) =>
            make(arena, x(arena)),
      );
    const two = (
      first: fc.Arbitrary<Recipe>,
      second: fc.Arbitrary<Recipe>,
      make: (arena: Arena, x: Node, y: Node) => Node,
    ) =>
      fc.tuple(first, second).map(
        ([x, y]): Recipe =>
          (arena) =>
            make(arena, x(arena), y(arena)),
      );
    /** Operations entry by entry, with scalars beside tensors. */
    const entrywise = (own: fc.Arbitrary<Recipe>) => {
      const mixed: fc.Arbitrary<Recipe> = fc.oneof(
        { weight: 3, arbitrary: own },
        { weight: 1, arbitrary: scalar },
      );
      return [
        fc.tuple(fc.constantFrom(...unary), own).map(
          ([op, x]): Recipe =>
            (arena) =>
              applied(arena, op, x(arena)),
        ),
        two(own, mixed, (arena, x, y) => arena.add(x, y)),
        two(mixed, own, (arena, x, y) => arena.subtract(x, y)),
        two(own, mixed, (arena, x, y) => arena.multiply(x, y)),
        two(mixed, own, (arena, x, y) => arena.multiply(x, y)),
        fc.tuple(fc.constantFrom(...binary), own, mixed).map(
          ([op, x, y]): Recipe =>
            (arena) =>
              applied(arena, op, x(arena), y(arena)),
        ),
        fc.tuple(own, own, mixed).map(
          ([x, y, z]): Recipe =>
            (arena) => {
              const holds = applied(arena, "less", x(arena), z(arena));
              const decides = holds.op === "less" && holds.shape.length === x(arena).shape.length;
              return decides ? applied(arena, "piecewise", holds, x(arena), y(arena)) : y(arena);
            },
        ),
        one(own, (arena, x) => arena.power(x, arena.integer(2))),
        one(own, (arena, x) =>
          isConstant(x)
            ? x
            : arena.structural("abstract", [x], x.shape, { name: "f", orders: [1] }),
        ),
      ];
    };
    const times = (arena: Arena, x: Node, y: Node): Node => {
      if (isConstant(x) || isConstant(y)) {
        const shape = [...x.shape.slice(0, -1), ...y.shape.slice(1)];
        return arena.filled(arena.variable("s"), shape);
      }
      const output = x.shape.length === 2 ? [0] : [];
      const own = x.shape.length === 2 ? [0, 1] : [1];
      const axes = [own, y.shape.length === 2 ? [1, 2] : [1]];
      return arena.contract({
        operands: [x, y],
        axes,
        output: y.shape.length === 2 ? [...output, 2] : output,
      });
    };
    const outer = (arena: Arena, x: Node, y: Node) => {
      if (isConstant(x)) x = arena.variable("x", x.shape);
      if (isConstant(y)) y = arena.variable(y.shape[0] === a ? "y" : "z", y.shape);
      return arena.contract({ operands: [x, y], axes: [[0], [1]], output: [0, 1] });
    };
    const reduce =
      (op: "maximum" | "minimum" | "logsumexp" | "productover") => (arena: Arena, x: Node) =>
        arena.structural(op, [x], [], 0);
    const numbers = fc.oneof(
      fc.integer({ min: -3, max: 12 }).map(
        (n): Recipe =>
          (arena) =>
            arena.integer(n),
      ),
      fc.constantFrom([1, 2], [-2, 3], [7, 10]).map(
        ([n, d]): Recipe =>
          (arena) =>
            arena.number({ n: BigInt(n!), d: BigInt(d!) }),
      ),
    );
    const literal = (count: number, shape: readonly Size[]) =>
      fc.array(scalar, { minLength: count, maxLength: count }).map(
        (entries): Recipe =>
          (arena) =>
            arena.stack(
              entries.map((entry) => entry(arena)),
              shape,
            ),
      );
    const fixed = typeof a === "number" && typeof b === "number";
    const limits = { maxDepth: 3, depthSize: "small" } as const;
    return {
      scalar: fc.oneof(
        limits,
        name(variable("s"), variable("t"), variable("s_1"), variable("\\theta")),
        numbers,
        name(
          (arena) => arena.pi(),
          (arena) => arena.e(),
          (arena) => arena.size(a),
        ),
        ...entrywise(scalar),
        two(vector, vector, times),
        two(vector, two(square, vector, times), times),
        one(square, (arena, x) => arena.contract({ operands: [x], axes: [[0, 0]], output: [] })),
        whole(square, (arena, x) => arena.structural("determinant", [x], [], null)),
        whole(fc.oneof(vector, tall), (arena, x) => arena.structural("norm", [x], [], null)),
        one(fc.oneof(vector, square), (arena, x) => arena.total(x)),
        one(vector, (arena, x) => arena.total(arena.multiply(x, x))),
        ...(["maximum", "minimum", "logsumexp", "productover"] as const).map((op) =>
          whole(vector, reduce(op)),
        ),
        one(vector, (arena, x) => arena.entry(x, [2])),
        one(tall, (arena, x) => arena.entry(x, [2, 1])),
      ),
      vector: fc.oneof(
        limits,
        name(variable("x", a), variable("y", a), variable("\\hat{x}", a)),
        ...entrywise(vector),
        two(square, vector, times),
        two(tall, other, times),
        two(wide, other, (arena, x, y) => times(arena, arena.transpose(x), y)),
        one(square, (arena, x) => arena.contract({ operands: [x], axes: [[0, 0]], output: [0] })),
        whole(vector, (arena, x) => arena.structural("softmax", [x], x.shape, 0)),
        one(tall, (arena, x) => arena.entry(arena.transpose(x), [2])),
        ...(fixed ? [literal(a, [a])] : []),
      ),
      other: fc.oneof(
        limits,
        name(variable("z", b), variable("z^{(1)}", b)),
        ...entrywise(other),
        two(wide, vector, times),
      ),
      square: fc.oneof(
        limits,
        name(variable("A", a, a), variable("B", a, a), (arena) => arena.identity(a)),
        ...entrywise(square),
        two(square, square, times),
        two(tall, wide, times),
        two(vector, vector, outer),
        one(square, (arena, x) => arena.transpose(x)),
        whole(square, (arena, x) => arena.inverse(x)),
        ...[3, 9].map((k) =>
          whole(square, (arena, x) => arena.matrixPower(x, [], arena.integer(k))),
        ),
        whole(square, (arena, x) => arena.matrixPower(x, [], arena.variable("t"))),
        two(square, square, (arena, x, y) => {
          const base = isConstant(x) ? arena.variable("A", x.shape) : x;
          const between = isConstant(y) ? arena.variable("B", y.shape) : y;
          return arena.matrixPower(base, [between], arena.variable("s"));
        }),
        one(vector, (arena, x) =>
          arena.contract({ operands: [x, arena.identity(a)], axes: [[0], [0, 1]], output: [0, 1] }),
        ),
        ...(fixed ? [literal(a * a, [a, a])] : []),
      ),
      tall: fc.oneof(
        limits,
        name(variable("W", a, b)),
        ...entrywise(tall),
        two(vector, other, outer),
        two(square, tall, times),
        one(wide, (arena, x) => arena.transpose(x)),
      ),
      wide: fc.oneof(
        limits,
        name(variable("V", b, a)),
        ...entrywise(wide),
        one(tall, (arena, x) => arena.transpose(x)),
      ),
    };
  });
}
