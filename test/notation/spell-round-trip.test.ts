/**
 * What is spelled reads back: expression → syntax → text → syntax → the same node, the same
 * object of the arena, in LaTeX and in plain text, with numeric and with symbolic sizes.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Arena, type Node } from "../../src/expression/index.ts";
import { elaborate, readFormula, spell, writeLatex, writePlain } from "../../src/notation/index.ts";
import { graph } from "./meaning.ts";
import { type Extents, namesFor, numeric, recipes, scopeFor, symbolic } from "./typed.ts";

const writers = { latex: writeLatex, plain: writePlain } as const;

/** The node that the text of a node is read as; a constant tensor is written as its scalar. */
function readBack(node: Node, arena: Arena, extents: Extents, notation: "latex" | "plain"): string {
  const text = writers[notation](spell(node));
  const names = new Set(
    namesFor(extents)
      .split(";")
      .map((one) => one.trim().split(":")[0]!),
  );
  const read = readFormula(text, { notation, names });
  const { value, diagnostics } = elaborate(read.syntax, scopeFor(arena, extents), arena);
  const codes = [...read.diagnostics, ...diagnostics].map(({ code }) => code);
  if (value === undefined || value.row) return `${text}: ${codes.join(" ")}`;
  const same = value.node === node || arena.filled(value.node, node.shape) === node;
  return same ? "the same" : `${text}: ${graph(value.node)}`;
}

const families = [
  ["numbers", numeric, "scalar"],
  ["numbers", numeric, "vector"],
  ["numbers", numeric, "square"],
  ["numbers", numeric, "tall"],
  ["symbols", symbolic, "scalar"],
  ["symbols", symbolic, "vector"],
  ["symbols", symbolic, "square"],
  ["symbols", symbolic, "wide"],
] as const;

describe("spell, write, read, elaborate", () => {
  test.each(families)("sizes as %s, a %3$s", (_, extents, shape) => {
    fc.assert(
      fc.property(
        recipes(extents)[shape],
        fc.constantFrom<"latex" | "plain">("latex", "plain"),
        (recipe, notation) => {
          const arena = new Arena();
          const node = recipe(arena);
          expect([graph(node), readBack(node, arena, extents, notation)]).toEqual([
            graph(node),
            "the same",
          ]);
        },
      ),
      { numRuns: 250, seed: 7 },
    );
  });
});

test.each([
  [1, 1, "1"],
  [1, 2, "0"],
])("Σ_i [i = %i][i = %i] over two places is the number %s", (first, second, written) => {
  const arena = new Arena();
  const unit = (place: number) => {
    return arena.indicator([2], [{ coefficients: [1], offset: -place, sign: "=" }]);
  };
  const factor = arena.contract({
    operands: [unit(first), unit(second)],
    axes: [[0], [0]],
    output: [],
  });
  expect(writePlain(spell(factor))).toBe(written);
});
