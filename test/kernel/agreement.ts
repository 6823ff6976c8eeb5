/**
 * @file What every kernel is held to: value and gradients are those of the exact pass over the
 * same graph, in doubles, on every back end, taken apart or whole, at one point and at several.
 */
import { differentiate, substitute } from "../../src/calculus/index.ts";
import {
  evaluateRoots,
  floatField,
  type Node,
  type Tensor,
  topological,
} from "../../src/expression/index.ts";
import { type Compiled, type CompileRequest, compileRoots } from "../../src/kernel/index.ts";
import type { Solution, WorkedPart } from "../../src/work/index.ts";

/** The output of a worked part as one expression in its inputs, and their values in doubles. */
export function composed(solution: Solution, part: WorkedPart) {
  const { arena, sizes } = solution.sheet;
  const known = new Map<Node, Node>();
  const inputs: Node<"variable">[] = [];
  const values = new Map<string, Tensor<number>>();
  for (const { quantity, value } of part.nodes) {
    if (quantity.formula !== null) {
      known.set(quantity.variable, substitute(quantity.formula, known, arena));
      continue;
    }
    if (value === null) continue;
    inputs.push(quantity.variable);
    const { ball } = value;
    const found =
      quantity.value && evaluateRoots([quantity.value], floatField, new Map(), sizes)[0];
    if (found) values.set(quantity.variable.data, { ...found, shape: ball.shape });
  }
  const output = part.output === null ? undefined : known.get(part.output.variable);
  return { arena, sizes, inputs, values, output };
}

export const ways: readonly Partial<CompileRequest>[] = [
  { takeApart: true },
  { takeApart: false },
  { takeApart: true, backEnd: "interpreter" },
  { takeApart: false, backEnd: "interpreter" },
  { takeApart: true, backEnd: "wasm" },
  { takeApart: true, asIs: 0 },
  { takeApart: true, asIs: 0, backEnd: "wasm" },
  { takeApart: false, backEnd: "wasm" },
];

/** What differs, in words; nothing when all kernels agree with the exact pass. */
export function disagreements(
  request: Pick<CompileRequest, "arena" | "roots" | "inputs" | "sizes">,
  values: ReadonlyMap<string, Tensor<number>>,
): string[] {
  const nodes = request.roots.map(({ node }) => node);
  const wanted = evaluateRoots(nodes, floatField, values, request.sizes);
  const complaints: string[] = [];
  for (const way of ways) {
    const compiled = compileRoots({ ...request, ...way });
    if ("reason" in compiled) return [`${compiled.reason}: ${compiled.what}`];
    for (const { name, offset, array } of compiled.inputs) {
      compiled.arrays[array]!.set(values.get(name)?.entries ?? [], offset);
    }
    // twice, since nothing may stay behind
    for (let k = 0; k < 2; k++) compiled.run(1, compiled.arrays);
    for (const [k, tensor] of wanted.entries()) {
      if (tensor === undefined) continue;
      const port = compiled.outputs[k]!;
      const found = [...compiled.arrays[port.array]!.slice(port.offset, port.offset + port.size)];
      if (!areClose(found, tensor.entries)) {
        complaints.push(`${JSON.stringify(way)} ${k}: ${found} for ${tensor.entries}`);
      }
    }
  }
  return [...complaints, ...manyPoints(request, values, wanted)];
}

/** The same at three points at once, with every input varying and with every second one. */
function manyPoints(
  request: Pick<CompileRequest, "arena" | "roots" | "inputs" | "sizes">,
  values: ReadonlyMap<string, Tensor<number>>,
  wanted: readonly (Tensor<number> | undefined)[],
): string[] {
  const complaints: string[] = [];
  for (const takeApart of [true, false]) {
    for (const isTotal of [true, false]) {
      for (const step of [1, 2]) {
        const names = request.inputs.filter((_, k) => k % step === 0).map(({ data }) => data);
        const compiled = compileRoots({
          ...request,
          takeApart,
          roots: request.roots.map((root) => ({ ...root, isTotal })),
          varying: new Set(names),
          points: 3,
        });
        // inverses are made at one point only
        if ("reason" in compiled) continue;
        fill(compiled, values);
        compiled.run(3, compiled.arrays);
        for (const [k, tensor] of wanted.entries()) {
          if (tensor === undefined) continue;
          const port = compiled.outputs[k]!;
          const length = port.size * (port.varies ? 3 : 1);
          const found = [...compiled.arrays[port.array]!.slice(port.offset, port.offset + length)];
          const once = tensor.entries.map((x) => (isTotal ? 3 * x : x));
          const all = port.varies ? [...once, ...once, ...once] : once;
          if (!areClose(found, all)) {
            const how = JSON.stringify({ takeApart, isTotal, names });
            complaints.push(`three points ${how} ${k}: ${found} for ${all}`);
          }
        }
      }
    }
  }
  return complaints;
}

function fill(compiled: Compiled, values: ReadonlyMap<string, Tensor<number>>): void {
  for (const { name, offset, array, varies, size } of compiled.inputs) {
    const entries = values.get(name)?.entries ?? [];
    for (let p = 0; p < (varies ? 3 : 1); p++) {
      compiled.arrays[array]!.set(entries, offset + p * size);
    }
  }
}

function areClose(found: readonly number[], wanted: readonly number[]): boolean {
  const scale = Math.max(1e-3, ...wanted.map(Math.abs));
  return (
    found.length === wanted.length &&
    found.every((x, k) => Math.abs(x - wanted[k]!) <= 1e-10 * scale)
  );
}

/** What a worked part's kernels get wrong. */
export function kernelComplaints(solution: Solution, part: WorkedPart): string[] {
  const { arena, sizes, inputs, values, output } = composed(solution, part);
  if (output === undefined || output.shape.length > 0) return [];
  if (topological([output]).some(({ op }) => op === "abstract")) return [];
  if (inputs.some(({ data }) => !values.has(data))) return [];
  const gradients = differentiate(output, inputs, arena);
  const roots = [output, ...gradients].map((node) => ({ node }));
  return disagreements({ arena, roots, inputs, sizes }, values);
}
