/**
 * @file What a script printed beside what pengrad found, line by line. Of a sheet without numbers
 * the script draws some; they are then given to pengrad as values, and the sheet is worked anew.
 */
import type { Node } from "../../../src/expression/index.ts";
import { S, writePlain } from "../../../src/notation/index.ts";
import { Q } from "../../../src/number/index.ts";
import { numericOf, type Solution, type Value } from "../../../src/work/index.ts";
import { workPart } from "../../../src/work/solve.ts";
import type { Quantity, Worksheet } from "../../../src/worksheet/index.ts";

/** Doubles of either side agree to this. */
const tolerance = 1e-9;

/** One line `label = value`; several parts may have lines of one label. */
interface Line {
  readonly label: string;
  readonly value: unknown;
}

/** The lines that a script of this solution should print; null where there is no value. */
function wantedLines({ parts }: Solution, given: ReadonlySet<Node>): Line[] {
  const numbers = (value: Value | null) => (value === null ? null : numericOf(value));
  return parts.flatMap(({ nodes, gradients, output, updates, further }, index) => {
    const own = nodes.filter(({ quantity }) => {
      return quantity.part === index && !given.has(quantity.variable);
    });
    const values = own.map(({ quantity, value }) => {
      return { label: writePlain(quantity.name), value: numbers(value) };
    });
    const slopes = gradients.map(({ name, value }) => {
      return { label: writePlain(S.derivative(output!.name, name)), value: numbers(value) };
    });
    const steps = updates.flatMap(({ steps }) => {
      return steps.flatMap(({ parameters, loss }, k) => [
        ...parameters.map(({ quantity, value }) => {
          return { label: `step ${k + 1}: ${writePlain(quantity.name)}`, value: numbers(value) };
        }),
        {
          label: `step ${k + 1}: ${writePlain(output!.name)}`,
          value: numbers(loss?.after ?? null),
        },
      ]);
    });
    const more = further.map(({ chain, value }) => {
      return { label: writePlain(chain.target), value: numbers(value) };
    });
    return [...values, ...slopes, ...more, ...steps];
  });
}

function printedLines(printed: string): Line[] {
  return printed
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.lastIndexOf(" = ");
      // JSON has neither nan nor inf
      const text = line.slice(at + 3).replace(/-?(nan|inf)\b/g, "null");
      return { label: line.slice(0, at), value: JSON.parse(text) };
    });
}

/** Where the two disagree; nothing when they do not. Also how many numbers were compared. */
export function disagreements(
  solution: Solution,
  printed: string,
  worked = atDrawn(solution, printed),
): { readonly wrong: string[]; readonly count: number } {
  // what was given from the start is not printed
  const given = solution.sheet.quantities.filter(({ formula, value }) => {
    return formula === null && value !== null;
  });
  const wanted = wantedLines(worked, new Set(given.map(({ variable }) => variable)));
  const scale = Math.max(1, ...wanted.flatMap(({ value }) => entries(value).map(Math.abs)));
  const wrong: string[] = [];
  let count = 0;
  for (const { label, value } of printedLines(printed)) {
    const at = wanted.findIndex((line) => line.label === label);
    if (at < 0) {
      wrong.push(`${label} was not to be printed`);
      continue;
    }
    const [line] = wanted.splice(at, 1);
    if (line!.value === null) continue;
    const [found, own] = [entries(value), entries(line!.value)];
    const most = Math.max(0, ...own.filter(Number.isFinite).map(Math.abs));
    for (const [k, x] of own.entries()) {
      if (!Number.isFinite(x)) continue;
      count++;
      const gap = Math.abs(x - (found[k] ?? Number.NaN));
      // an entry that cancels is as sure as what it is made of
      if (!(gap <= tolerance * Math.max(Math.abs(x), 1e-3 * most) + 1e-14 * scale)) {
        wrong.push(`${label}[${k}]: PyTorch ${found[k]}, pengrad ${x}`);
      }
    }
    if (found.length !== own.length) wrong.push(`${label}: ${found.length} entries`);
  }
  return { wrong, count };
}

function entries(value: unknown): number[] {
  return Array.isArray(value) ? value.flatMap(entries) : value === null ? [] : [value as number];
}

/** The sheet worked at the numbers that its script drew; the solution itself if it drew none. */
export function atDrawn(solution: Solution, printed: string): Solution {
  const { sheet } = solution;
  const { arena } = sheet;
  const lines = printedLines(printed);
  const sizes = new Map(sheet.sizes);
  const copies = new Map<Quantity, Quantity>();
  let isOpen = false;
  // the script draws part by part; a label that comes again belongs to a later part
  for (const quantity of sheet.parts.flatMap(({ quantities }) => quantities)) {
    const { formula, value, shape, parents } = quantity;
    const copy: { -readonly [K in keyof Quantity]: Quantity[K] } = {
      ...quantity,
      parents: parents.map((parent) => copies.get(parent)!),
    };
    copies.set(quantity, copy);
    if (formula !== null || value !== null) continue;
    isOpen = true;
    const label = writePlain(quantity.name);
    const [line] = lines.splice(
      lines.findIndex((one) => one.label === label),
      1,
    );
    const drawn = entries(line!.value).map((x) => arena.number(Q.fromDecimal(`${x}`)!));
    const extents = extentsOf(line!.value);
    for (const [axis, size] of shape.entries()) {
      if (typeof size === "string") sizes.set(size, extents[axis]!);
    }
    copy.value = arena.stack(drawn, extents);
  }
  if (!isOpen) return solution;
  const own = (quantities: readonly Quantity[]) => quantities.map((one) => copies.get(one)!);
  const parts = sheet.parts.map((part) => ({ ...part, quantities: own(part.quantities) }));
  const filled: Worksheet = { ...sheet, sizes, parts, quantities: own(sheet.quantities) };
  const works = parts.map((part, index) => workPart(filled, part, index, {}));
  return { ...solution, sheet: filled, parts: works.map(({ part }) => part) };
}

function extentsOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...extentsOf(value[0])] : [];
}
