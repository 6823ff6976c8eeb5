/**
 * @file Formulas in scalars, run over whole vectors by a kernel: each letter is one number for all
 * places, or one number for each. This is how a method of descent is applied to all parameters at
 * once: θ := θ − η m̂ / (√v̂ + ε) at every place of the flat vector, a place being a point of the
 * kernel.
 */
import type { Arena, Node } from "../../expression/index.ts";
import { compileRoots } from "../../kernel/index.ts";

/** The values of letters: one number, or one for each place. */
export type Letters = ReadonlyMap<string, number | Float64Array>;

/** Evaluates formulas at all places; the results may be the letters' own vectors. */
export type FlatProgram = (letters: Letters, results: readonly Float64Array[]) => void;

/** Places of one call: what belongs to them stays in the cache. */
const stretch = 4096;

/** The program of some roots in scalars; the letters of `spread` have a number for each place. */
export function flatProgram(
  roots: readonly Node[],
  letters: readonly Node<"variable">[],
  spread: ReadonlySet<string>,
  arena: Arena,
): FlatProgram {
  const compiled = compileRoots({
    arena,
    roots: roots.map((node) => ({ node })),
    inputs: letters,
    varying: spread,
    points: stretch,
    backEnd: "wasm",
  });
  if ("reason" in compiled) throw new Error(`no kernel for ${compiled.what}`);
  const { arrays, inputs, outputs, run } = compiled;
  return (values, results) => {
    for (const { name, varies, array, offset } of inputs) {
      if (!varies) arrays[array]![offset] = values.get(name) as number;
    }
    const places = results[0]!.length;
    for (let from = 0; from < places; from += stretch) {
      const count = Math.min(stretch, places - from);
      for (const { name, varies, array } of inputs) {
        if (!varies) continue;
        const given = values.get(name) as Float64Array;
        arrays[array]!.set(given.subarray(from, from + count));
      }
      run(count, arrays);
      for (const [k, { varies, array, offset }] of outputs.entries()) {
        const found = arrays[array]!;
        if (varies) results[k]!.set(found.subarray(offset, offset + count), from);
        else results[k]!.fill(found[offset]!, from, from + count);
      }
    }
  };
}
