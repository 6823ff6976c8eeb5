/**
 * @file What stands in for inputs without values and for sizes without numbers: small sizes that
 * differ from each other, and random entries of a distribution under which, as far as trials in
 * doubles show, every formula of the sheet is defined (positive numbers for a logarithm, numbers
 * below 1 for an arcsine).
 */
import {
  concreteShape,
  entryCount,
  evaluate,
  floatField,
  isKind,
  type Node,
  type Sizes,
  type Tensor,
  topological,
} from "../../expression/index.ts";
import type { Quantity, Worksheet } from "../../worksheet/index.ts";

/** Random entries: how PyTorch draws them, and the same for the trials, from [0, 1) twice. */
interface Distribution {
  readonly python: (sizes: string) => string;
  readonly draw: (u: number, v: number) => number;
}

/** From the most to the least usual. */
const distributions: readonly Distribution[] = [
  {
    python: (sizes) => `torch.randn(${sizes})`,
    draw: (u, v) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v),
  },
  { python: (sizes) => `torch.rand(${sizes}) + 0.5`, draw: (u) => u + 0.5 },
  { python: (sizes) => `torch.rand(${sizes})`, draw: (u) => u },
  { python: (sizes) => `torch.rand(${sizes}) + 1.5`, draw: (u) => u + 1.5 },
];

/** So many points are tried for each. */
const trials = 12;

/** The distribution for all inputs without values. */
export function distributionFor(sheet: Worksheet, sizes: Sizes): Distribution {
  const random = uniform();
  const holds = (distribution: Distribution) => {
    return Array.from({ length: trials }, () =>
      isDefined(sheet, sizes, distribution, random),
    ).every(Boolean);
  };
  return distributions.find(holds) ?? distributions[0]!;
}

/** A linear congruential generator (Numerical Recipes, section 7.1): numbers in [0, 1). */
function uniform(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whether every formula has a value at one random point; unknown functions are passed over. */
function isDefined(
  sheet: Worksheet,
  sizes: Sizes,
  { draw }: Distribution,
  random: () => number,
): boolean {
  const values = new Map<string, Tensor<number>>();
  for (const { variable, formula, value } of sheet.quantities) {
    const expression = formula ?? value;
    if (expression === null) {
      const shape = concreteShape(variable.shape, sizes) ?? [];
      const entries = Array.from({ length: entryCount(shape) }, () => draw(random(), random()));
      values.set(variable.data, { shape, entries });
      continue;
    }
    if (isOpen(expression, values)) continue;
    const found = evaluate([expression], floatField, values, sizes).values.get(expression);
    if (found === undefined || !found.entries.every(Number.isFinite)) return false;
    values.set(variable.data, found);
  }
  return true;
}

/** Whether an unknown function stands in the formula or before it. */
function isOpen(formula: Node, values: ReadonlyMap<string, unknown>): boolean {
  return topological([formula]).some((node) => {
    return node.op === "abstract" || (isKind(node, "variable") && !values.has(node.data));
  });
}

/** A small number for each size that is open, large enough for every index that is written. */
export function openSizes(quantities: readonly Quantity[]): Map<string, number> {
  const roots = quantities.flatMap(({ formula, variable }) => [formula ?? variable, variable]);
  const least = new Map<string, number>();
  for (const node of topological(roots)) {
    for (const size of node.shape) {
      if (typeof size !== "string") continue;
      least.set(size, Math.max(least.get(size) ?? 0, isKind(node, "indicator") ? reach(node) : 0));
    }
    if (isKind(node, "size")) least.set(node.data, least.get(node.data) ?? 0);
  }
  return new Map([...least].map(([size, most], k) => [size, Math.max(2 + k, most)]));
}

/** The largest index that an indicator may name. */
function reach({ data }: Node<"indicator">): number {
  return Math.max(0, ...data.map(({ offset }) => Math.abs(offset)));
}
