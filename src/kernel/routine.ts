/**
 * @file Operations on whole matrices (inverse, determinant, powers), run by their page over
 * doubles. What has no value, such as the inverse of a singular matrix, is NaN in every entry.
 */
import {
  entryCount,
  floatField,
  type Node,
  operations,
  type Structural,
  type Tensor,
} from "../expression/index.ts";
import type { Program, Statement } from "./loops.ts";
import type { Memory } from "./memory.ts";
import type { Entries } from "./product.ts";

/** Elementary steps that a routine may take. */
const budget = 1e12;

/** Runs a routine of a program over the arrays of a call. */
export function runRoutineOn(
  { node, args, to }: Extract<Statement, { kind: "routine" }>,
  program: Program,
  memory: Memory,
  arrays: readonly Entries[],
): void {
  const shapeOf = (id: number) => program.buffers[id]!.shape as readonly number[];
  const tensors = args.map((id) => {
    const { array, offset } = memory.lodgings[id]!;
    const shape = shapeOf(id);
    return { shape, entries: [...arrays[array]!.subarray(offset, offset + entryCount(shape))] };
  });
  const { array, offset } = memory.lodgings[to]!;
  runRoutine(node, tensors, arrays[array]!, offset, shapeOf(to));
}

/** Runs the page of `node` on the operands given and writes its entries to `to` from `offset`. */
function runRoutine(
  node: Node,
  args: readonly Tensor<number>[],
  to: Entries,
  offset: number,
  shape: readonly number[],
): void {
  const page = operations[node.op] as Structural;
  const context = { sizes: new Map(), budget: { left: budget } };
  const tensor = page.evaluate(floatField, args, node, shape, context);
  const count = entryCount(shape);
  for (let k = 0; k < count; k++) to[offset + k] = tensor?.entries[k] ?? Number.NaN;
}
