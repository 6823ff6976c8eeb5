/**
 * @file A worksheet at many points: the value of one quantity in every row of a table, and its
 * gradient, by a kernel that works all rows in a few calls. A sheet that is written for a batch is
 * evaluated once, the table being the batch: a quantity with the axis of the batch has an entry
 * for each row, any other is the same in all of them.
 */
import { differentiate } from "../calculus/index.ts";
import {
  concreteShape,
  entryCount,
  evaluateRoots,
  floatField,
  isKind,
  type Node,
  type Sizes,
  topological,
} from "../expression/index.ts";
import { type BackEnd, compileRoots } from "../kernel/index.ts";
import { nameSyntax, S, writePlain } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { leadingTo, type Quantity } from "../worksheet/index.ts";
import type { Table } from "./data/table.ts";
import { bindData, type PrepareOptions, spelled } from "./network/binding.ts";
import { composed } from "./network/network.ts";

export interface PointOptions extends PrepareOptions {
  /** Whether the gradient is wanted: by `wrt`, else by every input that has a column. */
  readonly gradient?: boolean;
}

/** A quantity or a derivative in all rows. */
export interface PointColumn {
  /** As it is typed: `y`, `dy/dx1`. */
  readonly name: string;
  /** The shape in one row. */
  readonly shape: readonly number[];
  /** Entries of all rows, one row after the other; NaN where there is no value. */
  readonly values: Float64Array;
}

export interface AtPoints {
  /** The columns; null when something is wrong. */
  readonly columns: readonly PointColumn[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Rows of one call of the kernel. */
const stretch = 1024;

/**
 * Numbers made in all rows from which on WebAssembly is taken: it saves about a nanosecond on each,
 * and takes about ten milliseconds longer to compile.
 */
const muchWork = 1e7;

/** Evaluates a problem's output in every row. */
export function evaluateAtPoints(text: string, table: Table, options: PointOptions): AtPoints {
  const { sheet, bound, batch, diagnostics } = bindData(text, table, options, () => true);
  const refuse = (code: Diagnostic["code"], args: Record<string, string>): AtPoints => {
    return { columns: null, diagnostics: [...diagnostics, diagnose(code, null, args)] };
  };
  if (sheet === null) return { columns: null, diagnostics };
  const named = spelled(options);
  const inputs = sheet.quantities.filter(({ formula }) => formula === null);
  const known = inputs.map(({ key }) => key).join(", ");
  const defined = sheet.quantities.filter(({ formula }) => formula !== null);
  const output = defined.findLast(({ key }) => named.of === undefined || key === named.of);
  if (output === undefined) return refuse("PG6101", { name: named.of ?? "The output", known });
  const leading = leadingTo(output);
  const own = sheet.quantities.filter((quantity) => leading.has(quantity));
  const isBound = new Set(bound.map(({ key }) => key));
  const data = own.filter(({ formula, key }) => formula === null && isBound.has(key));
  const open = own.find(({ formula, value, key }) => {
    return formula === null && value === null && !isBound.has(key);
  });
  if (open !== undefined) {
    return refuse("PG6106", { names: open.key, example: `${open.key} = COLUMN` });
  }
  const by: Quantity[] = [];
  for (const key of options.gradient === true ? (named.wrt ?? data.map((one) => one.key)) : []) {
    const quantity = inputs.find((input) => input.key === key);
    if (quantity === undefined) return refuse("PG6101", { name: key, known });
    by.push(quantity);
  }
  if (by.length > 0 && output.shape.length > 0) return refuse("PG3003", { name: output.key });
  // what is differentiated by stays a letter, also where it has a value
  const fixed = by.filter(({ key }) => !isBound.has(key));
  const constants = own.filter(({ value, key }) => value !== null && !isBound.has(key));
  const put = constants.filter((quantity) => !fixed.includes(quantity));
  const root = composed(own, put, output, sheet);
  const variables = by.map(({ variable }) => variable);
  const roots = [root, ...(by.length > 0 ? differentiate(root, variables, sheet.arena) : [])];
  const varying = data.map(({ variable }) => variable);
  const numbers = data.map(({ key }) => bound.find((one) => one.key === key)!);
  const isBatch = numbers.some(({ inBatch }) => inBatch);
  const apart = numbers.find(({ inBatch }) => isBatch && !inBatch);
  if (apart !== undefined) return refuse("PG6123", { name: apart.key, size: `${batch}` });
  const sizes = isBatch ? new Map([...sheet.sizes, [batch!, table.rows]]) : sheet.sizes;
  const most = isBatch ? table.rows : Math.min(stretch, table.rows);
  const compiled = compileRoots({
    arena: sheet.arena,
    roots: roots.map((node) => ({ node })),
    inputs: [...fixed.map(({ variable }) => variable), ...varying],
    ...(isBatch ? {} : { varying: new Set(varying.map(({ data }) => data)), points: most }),
    sizes,
    ...backEndFor(roots, sizes, isBatch ? 1 : table.rows),
  });
  if ("reason" in compiled) return refuse("PG6121", { what: compiled.what });
  const { arrays } = compiled;
  for (const [k, { value }] of fixed.entries()) {
    const port = compiled.inputs[k]!;
    const constant = constantValue(value!, sizes);
    arrays[port.array]!.set(constant, port.offset);
  }
  const hasRows = roots.map(({ shape }) => isBatch && shape[0] === batch);
  const columns = roots.map((node, k): PointColumn => {
    const shape = concreteShape(hasRows[k]! ? node.shape.slice(1) : node.shape, sizes)!;
    const name = k === 0 ? writePlain(output.name) : derivativeName(output, by[k - 1]!);
    return { name, shape, values: new Float64Array(table.rows * entryCount(shape)) };
  });
  for (let from = 0; from < table.rows; from += most) {
    const count = Math.min(most, table.rows - from);
    for (const [k, { values }] of numbers.entries()) {
      const { array, offset } = compiled.inputs[fixed.length + k]!;
      const width = values.length / table.rows;
      arrays[array]!.set(values.subarray(from * width, (from + count) * width), offset);
    }
    compiled.run(isBatch ? 1 : count, arrays);
    for (const [k, { array, offset, varies }] of compiled.outputs.entries()) {
      const { values, shape } = columns[k]!;
      const width = entryCount(shape);
      // what is the same for all rows is there once
      const times = varies || hasRows[k]! ? 1 : count;
      const made = arrays[array]!.subarray(offset, offset + (count / times) * width);
      for (let k = 0; k < times; k++) values.set(made, (from + k) * width);
    }
  }
  return { columns, diagnostics: [...diagnostics, ...gaps(columns, table.rows)] };
}

/** WebAssembly where there is much to do; else what a kernel takes by itself. */
function backEndFor(roots: readonly Node[], sizes: Sizes, rows: number): { backEnd?: BackEnd } {
  let work = 0;
  for (const node of topological(roots)) {
    if (node.op === "indicator") continue;
    const extents = isKind(node, "contraction") ? node.data.sizes : node.shape;
    work += entryCount(concreteShape(extents, sizes) ?? []);
  }
  return work * rows < muchWork ? {} : { backEnd: "wasm" };
}

function constantValue(node: Node, sizes: Sizes): ArrayLike<number> {
  return evaluateRoots([node], floatField, new Map(), sizes)[0]?.entries ?? [];
}

function derivativeName(output: Quantity, { key }: Quantity): string {
  return writePlain(S.derivative(output.name, nameSyntax(key)));
}

/** What is said of columns that have no value somewhere. */
function gaps(columns: readonly PointColumn[], rows: number): Diagnostic[] {
  return columns.flatMap(({ name, values }) => {
    const width = values.length / rows;
    const missing = new Set<number>();
    for (let at = 0; at < values.length; at++) {
      if (!Number.isFinite(values[at]!)) missing.add(Math.floor(at / width));
    }
    if (missing.size === 0) return [];
    const [first] = missing;
    const args = { name, count: `${missing.size}`, rows: `${rows}`, row: `${first! + 1}` };
    return [diagnose("PG6120", null, args)];
  });
}
