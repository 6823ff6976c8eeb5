/**
 * @file Every line of a solution in a layout, read back from its text and put in numbers. The
 * signs in it are given their values one by one: dL/dz the adjoint as the layout has it (a row, a
 * transposed matrix), dz/dx the Jacobian so arranged, dX some fixed change. What the line comes to
 * must be the derivative as the layout has it, in value and in orientation.
 */
import { jacobian } from "../../src/calculus/index.ts";
import {
  evaluate,
  floatField,
  type Node,
  type Shape,
  type Tensor,
} from "../../src/expression/index.ts";
import {
  elaborate,
  mapParts,
  nameKey,
  readFormula,
  S,
  type Syntax,
  writeLatex,
  writePlain,
} from "../../src/notation/index.ts";
import { B } from "../../src/number/index.ts";
import {
  arrangement,
  type Derivation,
  inLayout,
  type Layout,
  type Solution,
  type Value,
  type WorkedPart,
} from "../../src/work/index.ts";
import type { Quantity } from "../../src/worksheet/index.ts";

type Numbers = Tensor<number>;

/** What is wrong with the lines of the last part; `count` is told the rule of each that was read. */
export function readLayout(
  solution: Solution,
  layout: Layout,
  count: (rule: string) => void,
): string[] {
  const usual = solution.parts.at(-1)!;
  const part = inLayout(solution, layout).parts.at(-1)!;
  const reader = new LineReader(solution, usual, layout, count);
  for (const { quantity, backward } of part.nodes) {
    if (backward !== null) reader.derivative(backward, quantity);
  }
  for (const { quantity, key, lines = [], chain, closedMain } of part.gradients) {
    if (key !== quantity.key) continue;
    for (const line of lines) reader.change(line, quantity);
    const closed = { rule: "closed form", sign: "=", syntax: closedMain } as const;
    reader.derivative({ ...chain, links: [...chain.links, closed] }, quantity);
  }
  return reader.complaints;
}

class LineReader {
  readonly complaints: string[] = [];
  private readonly solution: Solution;
  private readonly part: WorkedPart;
  private readonly layout: Layout;
  private readonly count: (rule: string) => void;

  constructor(solution: Solution, part: WorkedPart, layout: Layout, count: (rule: string) => void) {
    this.solution = solution;
    this.part = part;
    this.layout = layout;
    this.count = count;
  }

  /** Every link of dL/dX = … comes to the derivative as the layout has it. */
  derivative(line: Derivation, quantity: Quantity): void {
    const own = this.part.nodes.find((node) => node.quantity === quantity)!.adjoint!.value!;
    const { order, isRow } = arrangement(this.layout, [], quantity.shape);
    this.line(line, arranged(floats(own), order), isRow, null);
  }

  /** Every link of dY = … or dL = … comes to the change that a change of `variable` makes. */
  change(line: Derivation, variable: Quantity): void {
    if (line.target.kind !== "differential") throw new Error("no differential");
    const of = this.quantityOf(line.target.of)!;
    this.line(line, this.changeOf(of, variable), false, variable);
  }

  private line(line: Derivation, wanted: Numbers, isRow: boolean, changed: Quantity | null): void {
    for (const { rule, sign, syntax } of line.links) {
      if (syntax.kind === "differential") continue;
      for (const write of [writeLatex, writePlain]) {
        this.count(rule);
        const title = `${this.layout}: ${writePlain(line.target)} [${rule}] ${write(syntax)}`;
        const found = this.meaning(syntax, write, changed);
        if (typeof found === "string") {
          this.complaints.push(`${title}: ${found}`);
          continue;
        }
        const { tensor, row } = asVector(found, wanted.shape);
        const scale = Math.max(1, ...wanted.entries.map(Math.abs));
        const slack = (sign === "=" ? 1e-9 : 1e-4) * scale;
        const fits =
          tensor.shape.join() === wanted.shape.join() &&
          tensor.entries.every((x, k) => Math.abs(x - wanted.entries[k]!) < slack);
        const stands = wanted.shape.length !== 1 || row === isRow;
        if (fits && stands) continue;
        this.complaints.push(
          `${title} is ${JSON.stringify(found)}, not ${JSON.stringify({ wanted, isRow })}`,
        );
      }
    }
  }

  /** The value of a text, and whether it stands as a row. */
  private meaning(
    syntax: Syntax,
    write: (syntax: Syntax) => string,
    changed: Quantity | null,
  ): { tensor: Numbers; row: boolean } | string {
    const names = new Map<string, { node: Node<"variable">; value: Numbers }>();
    const { arena, sizes } = this.solution.sheet;
    const add = (word: string, value: Numbers): void => {
      names.set(word, { node: arena.variable(`${word}\0test`, value.shape), value });
    };
    for (const { quantity, value } of this.part.nodes) add(quantity.key, floats(value!));
    let words = 0;
    const plain = (at: Syntax): Syntax => {
      if (at.kind !== "derivative" && at.kind !== "differential") return mapParts(at, plain);
      const word = `sign${String.fromCharCode(97 + words++)}`;
      if (at.kind === "differential") {
        add(word, this.changeOf(this.quantityOf(at.of)!, changed!));
        return S.name(word);
      }
      const { variable } = at.by[0]!;
      const of = this.quantityOf(at.of!)!;
      const by = this.quantityOf(variable);
      if (by === undefined) {
        // an entry dL/dZ_{ij} is the same in every layout
        if (variable.kind !== "subscript") throw new Error("an unknown variable");
        add(word, this.adjointOf(this.quantityOf(variable.base)!));
        return S.subscripted(word, ...variable.indices);
      }
      const isTotal = of === this.part.output && at.sign === "d";
      const value = isTotal ? this.adjointOf(by) : this.localOf(of, by);
      const { order, isRow } = arrangement(this.layout, isTotal ? [] : of.shape, by.shape);
      add(word, arranged(value, order));
      return isRow ? S.transpose(word) : S.name(word);
    };
    const text = write(plain(syntax));
    const notation = write === writeLatex ? "latex" : "plain";
    const read = readFormula(text, { notation, names: new Set(names.keys()) });
    const lookup = (key: string) => {
      const found = names.get(key);
      return found === undefined ? undefined : ({ kind: "quantity", node: found.node } as const);
    };
    const { value, diagnostics } = elaborate(read.syntax, { lookup }, arena);
    if (value === undefined) return `no meaning (${diagnostics[0]?.code})`;
    const inputs = new Map([...names.values()].map((one) => [one.node.data, one.value]));
    const tensor = evaluate([value.node], floatField, inputs, sizes).values.get(value.node);
    return tensor === undefined ? "no value" : { tensor, row: value.row };
  }

  private quantityOf(name: Syntax): Quantity | undefined {
    const key = nameKey(name);
    return this.part.nodes.find(({ quantity }) => quantity.key === key)?.quantity;
  }

  private adjointOf(quantity: Quantity): Numbers {
    return floats(this.part.nodes.find((node) => node.quantity === quantity)!.adjoint!.value!);
  }

  private localOf(of: Quantity, by: Quantity): Numbers {
    const { arena, sizes } = this.solution.sheet;
    const node = jacobian(of.formula!, by.variable, arena);
    const inputs = new Map(
      this.part.nodes.map(({ quantity, value }) => [quantity.variable.data, floats(value!)]),
    );
    return evaluate([node], floatField, inputs, sizes).values.get(node)!;
  }

  /** How `of` changes when `variable` does: along one edge, or the output in all. */
  private changeOf(of: Quantity, variable: Quantity): Numbers {
    const shape = floats(
      this.part.nodes.find(({ quantity }) => quantity === variable)!.value!,
    ).shape;
    const count = shape.reduce((product, extent) => product * extent, 1);
    const change = Array.from({ length: count }, (_, k) => Math.sin(3 * k + 1));
    if (of === variable) return { shape, entries: change };
    const slopes = of === this.part.output ? this.adjointOf(variable) : this.localOf(of, variable);
    const rows = slopes.entries.length / count;
    const entries = Array.from({ length: rows }, (_, row) => {
      return change.reduce((sum, x, k) => sum + x * slopes.entries[row * count + k]!, 0);
    });
    const own = slopes.shape.slice(0, slopes.shape.length - shape.length);
    return { shape: own, entries };
  }
}

function floats({ ball }: Value): Numbers {
  return { shape: ball.shape, entries: ball.entries.map((x) => B.toDouble(x) ?? Number.NaN) };
}

/** The tensor with its axes in this order. */
function arranged({ shape, entries }: Numbers, order: readonly number[]): Numbers {
  const made = order.map((axis) => shape[axis]!);
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const places = order.reduce<number[]>(
    (found, axis) =>
      found.flatMap((at) => Array.from({ length: shape[axis]! }, (_, k) => at + k * steps[axis]!)),
    [0],
  );
  return { shape: made, entries: places.map((place) => entries[place]!) };
}

/** A literal of one row is read as a row; a scalar stands for what repeats it. */
function asVector(
  { tensor, row }: { tensor: Numbers; row: boolean },
  wanted: Shape,
): { tensor: Numbers; row: boolean } {
  const { shape, entries } = tensor;
  if (wanted.length === 1 && shape.length === 2 && shape[0] === 1) {
    return { tensor: { shape: shape.slice(1), entries }, row: true };
  }
  return { tensor, row };
}
