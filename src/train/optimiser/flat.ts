/**
 * @file Formulas in scalars, run over whole vectors: each letter is one number for all places or
 * one number for each. This is how a method of descent is applied to all parameters at once:
 * θ := θ − η m̂ / (√v̂ + ε) at every place of the flat vector.
 *
 * A node that depends on no vector is computed once a call. The others are computed in stretches
 * that stay in the cache, node by node, with the pages' own functions.
 */
import { isKind, type Node, operations, topological } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";

/** The values of letters: one number, or one for each place. */
export type Letters = ReadonlyMap<string, number | Float64Array>;

/** Evaluates formulas at `count` places; the results may be the letters' own vectors. */
export type FlatProgram = (
  letters: Letters,
  count: number,
  results: readonly Float64Array[],
) => void;

const stretch = 2048;

/** The program of some roots whose variables are scalars. */
export function flatProgram(roots: readonly Node[]): FlatProgram {
  const order = topological(roots);
  const scratch = new Map<Node, Float64Array>();
  return (letters, count, results) => {
    const whole = new Map<Node, number>();
    const spread: Node[] = [];
    const isSpread = new Set<Node>();
    for (const node of order) {
      const given = isKind(node, "variable") ? letters.get(node.data) : undefined;
      if (typeof given === "number") whole.set(node, given);
      else if (given !== undefined || node.operands.some((operand) => isSpread.has(operand))) {
        isSpread.add(node);
        spread.push(node);
      } else
        whole.set(
          node,
          constantOf(node, (operand) => whole.get(operand)!),
        );
    }
    for (let from = 0; from < count; from += stretch) {
      const length = Math.min(stretch, count - from);
      for (const node of spread) fill(node, letters, from, length);
      for (const [k, root] of roots.entries()) {
        const found = whole.get(root);
        if (found !== undefined) results[k]!.fill(found, from, from + length);
        else results[k]!.set(scratch.get(root)!.subarray(0, length), from);
      }
    }

    function fill(node: Node, values: Letters, from: number, length: number): void {
      let own = scratch.get(node);
      if (own === undefined) {
        own = new Float64Array(stretch);
        scratch.set(node, own);
      }
      if (isKind(node, "variable")) {
        own.set((values.get(node.data) as Float64Array).subarray(from, from + length));
        return;
      }
      const sources = node.operands.map((operand) => {
        return isSpread.has(operand) ? scratch.get(operand)! : whole.get(operand)!;
      });
      const args = sources.map((source) => (typeof source === "number" ? source : 0));
      const run = runOf(node);
      for (let k = 0; k < length; k++) {
        for (let i = 0; i < sources.length; i++) {
          const source = sources[i]!;
          if (typeof source !== "number") args[i] = source[k]!;
        }
        own[k] = run(args);
      }
    }
  };
}

function constantOf(node: Node, of: (operand: Node) => number): number {
  return runOf(node)(node.operands.map(of));
}

/** The function of a node of scalars. */
function runOf(node: Node): (args: readonly number[]) => number {
  if (isKind(node, "number")) {
    const value = Q.toDouble(node.data);
    return () => value;
  }
  if (node.op === "contraction") return (args) => args.reduce((product, x) => product * x, 1);
  if (node.op === "add") return (args) => args.reduce((sum, x) => sum + x, 0);
  const page = operations[node.op];
  if (page.kind !== "elementwise") throw new Error(`${node.op} in a method of descent`);
  return (args) => page.float(...args);
}
