/**
 * Contractions in index notation against their definition by nested loops, on random requests:
 * any operands, repeated and free indices, transposes of transposes, indicators with any
 * conditions. Values are small integers, so doubles are exact and equality is equality.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Arena,
  type ContractionRequest,
  evaluate,
  floatField,
  type IndexCondition,
  isKind,
  type Node,
  operations,
  type Tensor,
} from "../../src/expression/index.ts";

const labels = [0, 1, 2, 3];

interface Spec {
  readonly extents: readonly number[];
  readonly factors: readonly { readonly axes: readonly number[]; readonly seed: number }[];
  readonly masks: readonly {
    readonly axes: readonly number[];
    readonly condition: IndexCondition;
  }[];
  readonly output: readonly number[];
}

const axes = (min: number, max: number) =>
  fc.array(fc.constantFrom(...labels), { minLength: min, maxLength: max });

const mask = fc
  .record({
    axes: axes(1, 3),
    coefficients: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }),
    offset: fc.integer({ min: -3, max: 3 }),
    sign: fc.constantFrom("=" as const, "!=" as const, "<" as const, "<=" as const),
  })
  .map(({ axes: own, coefficients, offset, sign }) => ({
    axes: own,
    condition: { coefficients: coefficients.slice(0, own.length), offset, sign },
  }));

const specs: fc.Arbitrary<Spec> = fc.record({
  extents: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
  factors: fc.array(fc.record({ axes: axes(0, 3), seed: fc.integer({ min: 0, max: 999 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  masks: fc.array(mask, { maxLength: 2 }),
  output: fc.shuffledSubarray(labels),
});

/** Entries −3 … 3 that depend on the seed. */
function filled(shape: readonly number[], seed: number): Tensor<number> {
  const count = shape.reduce((product, n) => product * n, 1);
  const entries = Array.from({ length: count }, (_, k) => ((seed * 31 + k * k * 7 + k) % 7) - 3);
  return { shape, entries };
}

interface Built {
  readonly arena: Arena;
  readonly node: Node;
  readonly inputs: Map<string, Tensor<number>>;
  readonly request: ContractionRequest;
}

function build(spec: Spec): Built {
  const arena = new Arena();
  const inputs = new Map<string, Tensor<number>>();
  const operands: Node[] = [];
  const places: (readonly number[])[] = [];
  for (const [k, factor] of spec.factors.entries()) {
    const shape = factor.axes.map((label) => spec.extents[label]!);
    inputs.set(`x${k}`, filled(shape, factor.seed));
    operands.push(arena.variable(`x${k}`, shape));
    places.push(factor.axes);
  }
  for (const { axes: own, condition } of spec.masks) {
    operands.push(
      arena.indicator(
        own.map((label) => spec.extents[label]!),
        [condition],
      ),
    );
    places.push(own);
  }
  const sizes = new Map(spec.extents.map((extent, label) => [label, extent]));
  const used = new Set([...spec.output, ...places.flat()]);
  for (const label of labels) if (!used.has(label)) sizes.delete(label);
  const request = { operands, axes: places, output: spec.output, sizes };
  return { arena, node: arena.contract(request), inputs, request };
}

/** The definition: all index tuples, all products. */
function byDefinition(spec: Spec, inputs: Built["inputs"]): number[] {
  const shape = spec.output.map((label) => spec.extents[label]!);
  const result = filled(shape, 0).entries.map(() => 0);
  const used = new Set([
    ...spec.output,
    ...spec.factors.flatMap((factor) => factor.axes),
    ...spec.masks.flatMap(({ axes: own }) => own),
  ]);
  const extents = spec.extents.map((extent, label) => (used.has(label) ? extent : 1));
  const total = extents.reduce((product, n) => product * n, 1);
  for (let flat = 0; flat < total; flat++) {
    let rest = flat;
    const index = extents.map((extent) => {
      const i = rest % extent;
      rest = Math.floor(rest / extent);
      return i;
    });
    const at = (own: readonly number[]) =>
      own.reduce((sum, label) => sum * spec.extents[label]! + index[label]!, 0);
    let product = 1;
    for (const [k, { axes: own }] of spec.factors.entries()) {
      product *= inputs.get(`x${k}`)!.entries[at(own)]!;
    }
    for (const { axes: own, condition } of spec.masks) {
      const left = own.reduce(
        (sum, label, axis) => sum + condition.coefficients[axis]! * (index[label]! + 1),
        condition.offset,
      );
      const signs = { "=": left === 0, "!=": left !== 0, "<": left < 0, "<=": left <= 0 };
      if (!signs[condition.sign]) product = 0;
    }
    result[at(spec.output)]! += product;
  }
  return result;
}

const plus = (values: readonly number[]) => values.map((value) => value + 0);
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0);

test("the value of a contraction is its definition", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { node, inputs } = build(spec);
      const value = evaluate([node], floatField, inputs).values.get(node)!;
      expect(value.shape).toEqual(spec.output.map((label) => spec.extents[label]!));
      expect(plus(value.entries)).toEqual(plus(byDefinition(spec, inputs)));
    }),
    { numRuns: 1500 },
  );
});

test("⟨pullback(ȳ), x⟩ = ⟨ȳ, y⟩ for a factor that stands once", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { arena, node, inputs } = build(spec);
      const adjoint = arena.variable("ȳ", node.shape);
      inputs.set("ȳ", filled(node.shape as number[], 5));
      const page = operations[node.op];
      if (page.kind === "elementwise" || !isKind(node, "contraction")) return;
      for (const [k, operand] of node.operands.entries()) {
        if (!isKind(operand, "variable")) continue;
        const pulled = page.pullback(k, adjoint, node, arena)!;
        expect(pulled.shape).toEqual(operand.shape);
        const { values } = evaluate([pulled, node, adjoint, operand], floatField, inputs);
        const entries = (x: Node) => values.get(x)!.entries;
        expect(dot(entries(pulled), entries(operand)) + 0).toBe(
          dot(entries(adjoint), entries(node)) + 0,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test("the order of the operands and a detour over transposes are no part of the meaning", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { arena, node, request } = build(spec);
      const turned = {
        ...request,
        operands: [...request.operands].reverse(),
        axes: [...request.axes].reverse(),
      };
      expect(arena.contract(turned)).toBe(node);
      const detour = request.operands.map((operand) => arena.transpose(operand));
      const back = request.axes.map((own) => [...own].reverse());
      expect(arena.contract({ ...request, operands: detour, axes: back })).toBe(node);
    }),
    { numRuns: 500 },
  );
});

describe("one meaning, one node", () => {
  const a = new Arena();
  const [x, y] = [a.variable("x"), a.variable("y")];
  const [W, A, B] = [
    a.variable("W", ["m", "n"]),
    a.variable("A", ["n", "n"]),
    a.variable("B", ["n", "n"]),
  ];
  const v = a.variable("v", ["m"]);
  const u = a.variable("u", ["n"]);
  const times = (operands: Node[], places: number[][], output: number[]) =>
    a.contract({ operands, axes: places, output });
  const delta = a.identity("n");
  test.each<[string, Node, Node]>([
    ["b·a is a·b", a.multiply(y, x), a.multiply(x, y)],
    ["b + a is a + b", a.add(y, x), a.add(x, y)],
    ["x + x is 2x", a.add(x, x), a.multiply(a.integer(2), x)],
    ["−(−x) is x", a.negate(a.negate(x)), x],
    ["(−x)·y is −(x·y)", a.multiply(a.negate(x), y), a.negate(a.multiply(x, y))],
    ["x − x is 0", a.subtract(x, x), a.integer(0)],
    ["(Wᵀ)ᵀ is W", a.transpose(a.transpose(W)), W],
    [
      "Wᵀv is Σ_i W_ij v_i",
      times([a.transpose(W), v], [[0, 1], [1]], [0]),
      times([W, v], [[1, 0], [1]], [0]),
    ],
    ["vᵀW is Wᵀv", times([v, W], [[1], [1, 0]], [0]), times([W, v], [[1, 0], [1]], [0])],
    ["I u is u", times([delta, u], [[0, 1], [1]], [0]), u],
    [
      "A I is A",
      times(
        [A, delta],
        [
          [0, 2],
          [2, 1],
        ],
        [0, 1],
      ),
      A,
    ],
    ["Iᵀ is I", a.transpose(delta), delta],
    [
      "δ_ji is δ_ij",
      a.indicator(["n", "n"], [{ coefficients: [-1, 1], offset: 0, sign: "=" }]),
      delta,
    ],
    ["tr I is n", times([delta], [[0, 0]], []), a.size("n")],
    [
      "tr(AB) is tr(BA)",
      times(
        [A, B],
        [
          [0, 1],
          [1, 0],
        ],
        [],
      ),
      times(
        [B, A],
        [
          [0, 1],
          [1, 0],
        ],
        [],
      ),
    ],
    ["tr(Aᵀ) is tr(A)", times([a.transpose(A)], [[0, 0]], []), times([A], [[0, 0]], [])],
    ["Σ_i 1 is n", a.total(a.filled(a.integer(1), ["n"])), a.size("n")],
    ["e^x is exp x", a.power(a.e(), x), a.apply("exp", x)],
    ["an entry of a filled vector is its value", a.entry(a.filled(x, [3]), [2]), x],
    ["an entry of a literal is that entry", a.entry(a.stack([x, y], [2]), [2]), y],
  ])("%s", (_name, one, other) => {
    expect(one).toBe(other);
  });
});
