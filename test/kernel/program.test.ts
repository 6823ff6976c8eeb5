/** @file Loop programs as they are printed: what is fused, what is stored, what is a product. */
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import { isKind, type Node, topological } from "../../src/expression/index.ts";
import { parse } from "../../src/index.ts";
import { compileRoots, printProgram } from "../../src/kernel/index.ts";

interface Row {
  readonly of: string;
  readonly wrt?: readonly string[];
  readonly varying?: readonly string[];
  readonly isTotal?: boolean;
  readonly takeApart?: boolean;
}

function program({ of, wrt = [], varying = [], isTotal = false, takeApart = false }: Row): string {
  const { node, arena } = parse(of);
  const inputs = topological([node!]).filter((at) => isKind(at, "variable"));
  const asked = wrt.map((name) => inputs.find(({ data }) => data === name)!);
  const roots = [node!, ...differentiate(node!, asked, arena)].map((at: Node) => ({
    node: at,
    isTotal,
  }));
  const compiled = compileRoots({ arena, roots, inputs, varying: new Set(varying), takeApart });
  return "reason" in compiled ? compiled.what : `\n${printProgram(compiled.program)}\n`;
}

describe("loop programs", () => {
  test("a scalar and its gradient are one straight line that shares the logarithm", () => {
    expect(program({ of: "cos(x^n)", wrt: ["x", "n"] })).toMatchInlineSnapshot(`
      "
      input x: []
      input n: []
      output out0: []
      output out1: []
      output out2: []
      r0 = x[0]
      r1 = log r0
      r2 = n[0]
      r3 = powerByLog r0 r2 r1
      r4 = cos r3
      out0[0] = r4
      r5 = sin r3
      r6 = add r2 -1
      r7 = powerBelow r0 r6 r3
      r8 = multiply r2 r7
      r9 = multiply r5 r8
      r10 = negate r9
      out1[0] = r10
      r11 = multiply r1 r3
      r12 = multiply r5 r11
      r13 = negate r12
      out2[0] = r13
      "
    `);
  });

  test("a layer at many points is a matrix product and one loop behind it", () => {
    const of = "W = [1, 2, 3; 4, 5, 6]; tanh(W x)";
    expect(program({ of, varying: ["x"] })).toMatchInlineSnapshot(`
      "
      input x: [points, 3]
      constant c1: [2, 3]
      output out0: [points, 2]
      temporary t3: [points, 2]
      t3[0](2, 1) = x[0](3, 1) c1[0](1, 3)  [points, 3, 2]
      for p = 0 … points - 1
        for i0 = 0 … 1
          r0 = t3[2 p + i0]
          r1 = tanh r0
          out0[2 p + i0] = r1
      "
    `);
  });

  test("a sum over points adds up in a register", () => {
    expect(
      program({ of: "(a x - y)^2", wrt: ["a"], varying: ["x", "y"], isTotal: true }),
    ).toMatchInlineSnapshot(`
      "
      input a: []
      input x: [points]
      input y: [points]
      output out0: []
      output out1: []
      r6 := 0
      r9 := 0
      r0 = a[0]
      for p = 0 … points - 1
        r1 = x[p]
        r2 = multiply r0 r1
        r3 = y[p]
        r4 = subtract r2 r3
        r5 = multiply r4 r4
        r6 := r6 add r5
        r7 = multiply r4 2
        r8 = multiply r1 r7
        r9 := r9 add r8
      out0[0] = r6
      out1[0] = r9
      "
    `);
  });

  test("a transposed matrix is read row by row", () => {
    expect(program({ of: "W = [1, 2; 3, 4; 5, 6]; W^T x" })).toMatchInlineSnapshot(`
      "
      input x: [3]
      constant c1: [3, 2]
      output out0: [2]
      out0[…] = 0
      for i0 = 0 … 2
        r1 = x[i0]
        for i1 = 0 … 1
          r0 = c1[2 i0 + i1]
          r2 = multiply r0 r1
          out0[i1] := add r2
      "
    `);
  });
});

describe("joined loops", () => {
  test("a softmax and its gradient are one loop over the points", () => {
    expect(
      program({ of: "W = [1, 2, 3; 4, 5, 6]; ln(softmax(W x)_1)", varying: ["x"], wrt: ["x"] }),
    ).toMatchInlineSnapshot(`
      "
      input x: [points, 3]
      constant c1: [2, 3]
      output out0: [points]
      output out1: [points, 3]
      temporary t4: [points, 2]
      temporary t5: []
      temporary t6: [2]
      temporary t7: []
      temporary t8: [2]
      temporary t9: []
      temporary t10: [2]
      temporary t11: []
      temporary t12: [points, 2]
      t4[0](2, 1) = x[0](3, 1) c1[0](1, 3)  [points, 3, 2]
      for p = 0 … points - 1
        r0 := -Infinity
        for i0 = 0 … 1
          r1 = t4[2 p + i0]
          r0 := r0 max r1
        r6 := 0
        for i1 = 0 … 1
          r2 = t4[2 p + i1]
          r4 = subtract r2 r0
          r5 = exp r4
          t6[i1] = r5
          r6 := r6 add r5
        for i3 = 0 … 1
          r8 = t6[i3]
          r10 = divide r8 r6
          t8[i3] = r10
          r11 := 0
          when i3 = 0
            r11 := r11 add r10
          t10[i3] = r11
        r12 = t8[0]
        r13 = log r12
        out0[p] = r13
        r14 = divide 1 r12
        r15 = multiply r12 r14
        for i4 = 0 … 1
          r17 = t10[i4]
          r18 = multiply r14 r17
          r19 = t8[i4]
          r21 = multiply r19 r15
          r22 = subtract r18 r21
          t12[2 p + i4] = r22
      out1[0](3, 1) = t12[0](2, 1) c1[0](3, 1)  [points, 2, 3]
      "
    `);
  });
});
