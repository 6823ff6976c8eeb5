/** @file A worksheet around one expression: its variables as inputs, L the sum of its entries. */
import {
  type Arena,
  isKind,
  type Node,
  type Shape,
  topological,
} from "../../../src/expression/index.ts";
import { nameSyntax, type Syntax, spell } from "../../../src/notation/index.ts";
import { Q, type Rational } from "../../../src/number/index.ts";
import type { Solution } from "../../../src/work/index.ts";
import { workPart } from "../../../src/work/solve.ts";
import type { Quantity, Worksheet } from "../../../src/worksheet/index.ts";

/** The entries of a variable's value, row by row. */
export type ValueOf = (name: string, count: number) => readonly Rational[];

/** The expression worked at a point; all inputs have values, and all gradients are asked. */
export function workedExpression(arena: Arena, root: Node, entriesFor: ValueOf): Solution {
  const variables = topological([root]).filter((node) => isKind(node, "variable"));
  const inputs = variables.map((variable): Quantity => {
    const count = variable.shape.reduce<number>((product, size) => product * (size as number), 1);
    const entries = entriesFor(variable.data, count).map((q) => arena.number(q));
    return quantity(variable, null, arena.stack(entries, variable.shape), [], null);
  });
  const total = root.shape.length === 0 ? root : arena.total(root);
  const output = quantity(arena.variable("L"), total, null, inputs, spell(total));
  const quantities = [...inputs, output];
  const part = { name: "", title: "", quantities, finds: [], descents: [] };
  const sheet: Worksheet = {
    arena,
    labels: new Set(),
    quantities,
    parts: [part],
    notes: [],
    diagnostics: [],
    sizes: new Map(),
    sizeNames: new Map(),
  };
  const worked = workPart(sheet, part, 0, {});
  return { sheet, parts: [worked.part], diagnostics: worked.diagnostics };
}

function quantity(
  variable: Node<"variable">,
  formula: Node | null,
  value: Node | null,
  parents: readonly Quantity[],
  written: Syntax | null,
): Quantity {
  const { data: key, shape }: { data: string; shape: Shape } = variable;
  const name = nameSyntax(key);
  const writtenValue = value === null ? null : spell(value);
  const common = { key, name, variable, shape, parents, part: 0, span: null };
  return { ...common, formula, value, written, writtenValue };
}

/** Eighths from −3/2 to 5/2, or sixteenths between 0 and 1; a linear congruential generator. */
export function smallFractions(seed: number, isShare = false): ValueOf {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  return (_name, count) => {
    return Array.from({ length: count }, () => {
      if (isShare) return Q.divide(Q.fromInteger((next() % 15) + 1), Q.fromInteger(16n))!;
      const n = (next() % 33) - 12;
      return Q.divide(Q.fromInteger(BigInt(n === 0 ? 5 : n)), Q.fromInteger(8n))!;
    });
  };
}
