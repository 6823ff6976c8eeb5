/**
 * @file Whole programs in WebAssembly against the same programs in JavaScript: value and gradients,
 * any number of points, whichever inputs vary, in doubles and in singles.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differentiate } from "../../../src/calculus/index.ts";
import { isKind, type Node, topological } from "../../../src/expression/index.ts";
import { parse } from "../../../src/index.ts";
import { type Compiled, compileRoots, type Precision } from "../../../src/kernel/index.ts";
import { wasmText } from "../../../src/kernel/wasm/back-end.ts";

interface Problem {
  readonly of: string;
  /** The sizes that letters stand for. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly varying: readonly string[];
  readonly points: number;
  readonly isTotal?: boolean;
  readonly takeApart?: boolean;
  readonly precision?: Precision;
}

/** The value and all gradients, by both back ends, over the same inputs. */
function both(problem: Problem): readonly [Compiled, Compiled] {
  const { of, sizes = {}, varying, points, isTotal = false, takeApart = false } = problem;
  const { node, arena } = parse(of);
  const inputs = topological([node!]).filter((at) => isKind(at, "variable"));
  const roots = [node!, ...differentiate(node!, inputs, arena)].map((at: Node) => {
    return { node: at, isTotal };
  });
  const [wasm, script] = (["wasm", "script"] as const).map((backEnd) => {
    const compiled = compileRoots({
      ...{ arena, roots, inputs, points, takeApart, backEnd },
      varying: new Set(varying),
      sizes: new Map(Object.entries(sizes)),
      precision: problem.precision ?? "f64",
    });
    if ("reason" in compiled) throw new Error(`${compiled.reason}: ${compiled.what}`);
    expect(compiled.backEnd).toBe(backEnd);
    for (const [k, port] of compiled.inputs.entries()) {
      const count = port.size * (port.varies ? points : 1);
      const entries = Array.from({ length: count }, (_, i) => {
        return Math.sin(1 + 12.9898 * i + 78.233 * k) + (k % 2) * 1.5;
      });
      compiled.arrays[port.array]!.set(entries, port.offset);
    }
    // twice, since nothing may stay behind
    for (let k = 0; k < 2; k += 1) compiled.run(points, compiled.arrays);
    return compiled;
  });
  return [wasm!, script!];
}

/** The largest difference of an output, beside its largest entry. */
function differences(problem: Problem): number[] {
  const [wasm, script] = both(problem);
  return script.outputs.map((port, k) => {
    const count = port.size * (port.varies ? problem.points : 1);
    const cut = ({ arrays }: Compiled) =>
      arrays[port.array]!.subarray(port.offset, port.offset + count);
    expect(wasm.outputs[k]).toEqual(port);
    const [got, wanted] = [cut(wasm), cut(script)];
    const finite = [...wanted].filter(Number.isFinite).map(Math.abs);
    const scale = Math.max(1e-30, ...finite);
    return Math.max(
      0,
      ...[...wanted].map((x, i) => {
        if (Object.is(x, got[i])) return 0;
        if (Number.isNaN(x) !== Number.isNaN(got[i])) return Number.POSITIVE_INFINITY;
        return Number.isNaN(x) ? 0 : Math.abs(x - got[i]!) / scale;
      }),
    );
  });
}

const tolerance: Readonly<Record<Precision, number>> = { f64: 1e-12, f32: 2e-5 };

const sizes = { n: 7, m: 3 };
const problems: readonly Pick<Problem, "of" | "varying">[] = [
  { of: "cos((x/y)^z)", varying: ["x", "y", "z"] },
  { of: "cos((x/y)^z)", varying: ["y"] },
  { of: "sin(x) cos(x) + tan(x y) + atan(x) + erf(y)", varying: ["x", "y"] },
  { of: "erf(x y) + gelu(3 x) gelu(y - x)", varying: ["x", "y"] },
  { of: "x^2 + x^3 - x^4 + sqrt(y^2 + 1) + |x| + sigma(x) tanh(y)", varying: ["x", "y"] },
  { of: "ln(1 + x^2) exp(-y^2) max(x, y) + min(x, 1)", varying: ["x", "y"] },
  { of: "W = [0.1, 0.2, 0.3; 0.4, 0.5, 0.6]; v = [1; 2]; v^T tanh(W x)", varying: ["x"] },
  { of: "W = [0.1, 0.2, 0.3; 0.4, 0.5, 0.6]; v = [1; 2]; v^T softmax(W x)", varying: ["x"] },
  { of: "A = [1, 2, 3; 4, 5, 6; 7, 8, 10]; x^T A x + ||x||^2", varying: ["x"] },
  { of: "A = [1, 2, 3; 4, 5, 6; 7, 8, 10]; b = [1; 2; 3]; max(0, A x + b)^T x", varying: ["x"] },
  {
    of: "W = [1, 2; 4, 5; 7, -8]; V = [1, 2, 3; 1, -1, 0]; c = [1; 2; 3]; logsumexp(V tanh(W x + c)) - (x^T x)",
    varying: ["x"],
  },
];

describe.each(problems)("$of with $varying at each point", ({ of, varying }) => {
  test.each([1, 2, 3, 4, 5, 8, 13, 100])("%i points", (points) => {
    for (const isTotal of [false, true]) {
      for (const takeApart of [false, true]) {
        for (const precision of ["f64", "f32"] as const) {
          const problem = { of, varying, points, isTotal, takeApart, precision, sizes };
          const worst = Math.max(...differences(problem));
          expect(worst, `${isTotal} ${takeApart} ${precision}`).toBeLessThan(tolerance[precision]);
        }
      }
    }
  });
});

/** A formula in x and y whose values stay of ordinary size. */
const formula = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("x", "y", "2", "1/3"),
    fc
      .tuple(tie("any"), fc.constantFrom("+", "-", "*"), tie("any"))
      .map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    fc
      .tuple(fc.constantFrom("sin", "cos", "tanh", "sigma", "atan", "erf", "gelu"), tie("any"))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(
        fc.constantFrom("exp(-A^2)", "ln(1 + A^2)", "sqrt(2 + A^2)", "(1 + A^2)^x"),
        tie("any"),
      )
      .map(([f, a]) => f.replaceAll("A", `(${a})`)),
  ),
})).any;

test("random formulas and their gradients", () => {
  fc.assert(
    fc.property(formula, fc.integer({ min: 1, max: 9 }), (of, points) => {
      const text = `0 x + 0 y + ${of}`;
      const worst = Math.max(...differences({ of: text, varying: ["x", "y"], points }));
      expect(worst).toBeLessThan(1e-9);
    }),
    { numRuns: 60 },
  );
});

/** The host's functions that a module asks for. */
const imported = ({ program, memory }: Compiled, precision: Precision) =>
  [...wasmText(program, memory, precision).matchAll(/^import \$(\S+)/gm)].map(([, name]) => name);

test.each(["f64", "f32"] as const)("erf, GELU and their derivatives in lanes, %s", (precision) => {
  const [wasm] = both({ of: "erf(x) + gelu(x y)", varying: ["x", "y"], points: 9, precision });
  expect(imported(wasm, precision)).toEqual([]);
  // what is not worked in lanes is seen by the same look
  const [other] = both({ of: "cbrt(x) + gelu(x y)", varying: ["x", "y"], points: 9, precision });
  expect(imported(other, precision)).toEqual(["cbrt"]);
});

test("a module prints as text", () => {
  const [{ program, memory }] = both({ of: "x y + 1", varying: ["x", "y"], points: 2 });
  expect(wasmText(program, memory, "f64")).toMatchInlineSnapshot(`
    "memory 1
    export function $run($points: i32)
      set $last (i32.sub $points 1)
      set $i 0
      if $if1 (i32.le_s $i (i32.sub $last 7))
        loop $loop2
          set $at (i32.mul $i 8)
          set $x (v128.load offset=64 $at)
          set $x.1 (v128.load offset=80 $at)
          set $x.2 (v128.load offset=96 $at)
          set $x.3 (v128.load offset=112 $at)
          set $x.4 (v128.load offset=64 $at)
          set $x.5 (v128.load offset=80 $at)
          set $x.6 (v128.load offset=96 $at)
          set $x.7 (v128.load offset=112 $at)
          set $r2 (f64x2.mul $x $x.4)
          set $r2.1 (f64x2.mul $x.1 $x.5)
          set $r2.2 (f64x2.mul $x.2 $x.6)
          set $r2.3 (f64x2.mul $x.3 $x.7)
          set $r3 (f64x2.add $r2 v128.const f64x2 1)
          set $r3.1 (f64x2.add $r2.1 v128.const f64x2 1)
          set $r3.2 (f64x2.add $r2.2 v128.const f64x2 1)
          set $r3.3 (f64x2.add $r2.3 v128.const f64x2 1)
          v128.store offset=64 $at $r3
          v128.store offset=80 $at $r3.1
          v128.store offset=96 $at $r3.2
          v128.store offset=112 $at $r3.3
          v128.store offset=64 $at $x.4
          v128.store offset=80 $at $x.5
          v128.store offset=96 $at $x.6
          v128.store offset=112 $at $x.7
          v128.store offset=64 $at $x
          v128.store offset=80 $at $x.1
          v128.store offset=96 $at $x.2
          v128.store offset=112 $at $x.3
          set $i (i32.add $i 8)
          br_if $loop2 (i32.le_s $i (i32.sub $last 7))
      if $if3 (i32.le_s $i (i32.sub $last 1))
        loop $loop4
          set $at.1 (i32.mul $i 8)
          set $x.8 (v128.load offset=64 $at.1)
          set $x.9 (v128.load offset=64 $at.1)
          set $r2.4 (f64x2.mul $x.8 $x.9)
          set $r3.4 (f64x2.add $r2.4 v128.const f64x2 1)
          v128.store offset=64 $at.1 $r3.4
          v128.store offset=64 $at.1 $x.9
          v128.store offset=64 $at.1 $x.8
          set $i (i32.add $i 2)
          br_if $loop4 (i32.le_s $i (i32.sub $last 1))
      if $if5 (i32.le_s $i $last)
        loop $loop6
          set $at.2 (i32.mul $i 8)
          set $x.10 (v128.load64_splat offset=64 $at.2)
          set $x.11 (v128.load64_splat offset=64 $at.2)
          set $r2.5 (f64x2.mul $x.10 $x.11)
          set $r3.5 (f64x2.add $r2.5 v128.const f64x2 1)
          v128.store64_lane offset=64 0 $at.2 $r3.5
          v128.store64_lane offset=64 0 $at.2 $x.11
          v128.store64_lane offset=64 0 $at.2 $x.10
          set $i (i32.add $i 1)
          br_if $loop6 (i32.le_s $i $last)
    "
  `);
});
