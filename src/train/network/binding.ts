/**
 * @file The data beside the problem: for each input that the data has, its numbers row by row,
 * and a sheet that knows the shapes which follow from them. What the problem leaves open (see
 * `shape-choice.ts`) is settled by building the sheet with one choice after the other until one
 * can be read.
 */
import { nameKey, nameSyntax, readFormula, S, type Syntax } from "../../notation/index.ts";
import { type Diagnostic, diagnose } from "../../source/index.ts";
import {
  buildWorksheet,
  type Problem,
  type Quantity,
  readProblem,
  readValues,
  type Statement,
  type Worksheet,
} from "../../worksheet/index.ts";
import { columnsFor, columnsNamed, type InputChoice } from "../data/choice.ts";
import { classesOf, mayBeClasses, ofTwo, oneHot } from "../data/classes.ts";
import { type Column, entriesOf, type Table } from "../data/table.ts";
import { isWrong, lossOf, type Network, type NetworkOptions, networkOf } from "./network.ts";
import { batchSymbol, type Held, type ShapeChoice, shapeChoices } from "./shape-choice.ts";

/** An input of the problem and its numbers. */
export interface Bound {
  readonly key: string;
  readonly as: ShapeChoice["as"];
  /** Entries of all rows, one row after the other. */
  readonly values: Float64Array;
  /** The names of the classes, in the order of one-hot entries; null for numbers. */
  readonly classes: readonly string[] | null;
  /** The names of its columns. */
  readonly columns: readonly string[];
  /** Whether its shape has the axis of the batch in front. */
  readonly inBatch: boolean;
}

/** A network and its data; null when something is wrong. */
export interface Prepared {
  readonly network: Network | null;
  readonly bound: readonly Bound[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface PrepareOptions extends NetworkOptions {
  readonly at?: string;
  readonly inputs?: readonly InputChoice[];
}

/** A sheet whose inputs have their data; the sheet is null when something is wrong. */
export interface BoundSheet {
  readonly sheet: Worksheet | null;
  readonly bound: readonly Bound[];
  /** The size that counts the rows, where the sheet is written for a batch. */
  readonly batch: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a problem beside its data as something to train. */
export function prepare(text: string, table: Table, options: PrepareOptions = {}): Prepared {
  const named = spelled(options);
  const isTrainable = (sheet: Worksheet) => lossOf(sheet, named.of)?.shape.length === 0;
  const { sheet, bound, batch, diagnostics } = bindData(text, table, options, isTrainable);
  if (sheet === null) return { network: null, bound, diagnostics };
  const { network, diagnostics: more } = networkOf(sheet, bound, batch, named);
  return { network, bound, diagnostics: [...diagnostics, ...more] };
}

/** Reads a problem beside its data; of sheets that can be read, one that `fits` is preferred. */
export function bindData(
  text: string,
  table: Table,
  options: PrepareOptions,
  isFit: (sheet: Worksheet) => boolean,
): BoundSheet {
  const problem = readProblem(text, options.at ?? "");
  const values =
    options.at === undefined ? null : readValues(options.at, problem.labels ?? new Set());
  const building: Building = {
    problem: { ...problem, diagnostics: [...problem.diagnostics, ...(values?.diagnostics ?? [])] },
    given: values?.statements ?? [],
  };
  const first = built(building, new Map());
  // shapes that do not fit may do so when those of the data are known
  const columns = boundColumns(first, table, options.inputs ?? []);
  if ("code" in columns) {
    return failed(isWrong(first.diagnostics) ? first.diagnostics : [columns]);
  }
  const helds = [...columns].map(([quantity, { columns: own, isClass }]) => {
    return { quantity, shape: quantity.shape, held: heldOf(own, isClass) };
  });
  for (const { quantity, held } of helds) {
    if (held.columns.length > 1 && held.columns.some(({ kind }) => kind === "texts")) {
      return failed([diagnose("PG6103", null, { name: quantity.key })]);
    }
  }
  const batch = batchSymbol(helds);
  const settled = settle(building, helds, batch, first.parts.length, isFit);
  if (settled.misfit !== null) return failed([settled.misfit]);
  const { sheet, chosen } = settled;
  if (isWrong(sheet.diagnostics)) return failed(sheet.diagnostics);
  const bound: Bound[] = [];
  const diagnostics: Diagnostic[] = [...sheet.diagnostics];
  for (const { quantity, held } of helds) {
    const found = boundOf(quantity, held, chosen.get(quantity.key)!, batch, sheet);
    if ("code" in found) return failed([found]);
    bound.push(found);
    if (found.classes !== null) diagnostics.push(classRemark(found));
  }
  return { sheet, bound, batch, diagnostics };
}

function failed(diagnostics: readonly Diagnostic[]): BoundSheet {
  return { sheet: null, bound: [], batch: null, diagnostics };
}

/** The options with names as keys. */
export function spelled({ of, wrt }: NetworkOptions): NetworkOptions {
  const key = (word: string) => nameKey(readFormula(word).syntax) ?? word;
  return {
    ...(of === undefined ? {} : { of: key(of) }),
    ...(wrt === undefined ? {} : { wrt: wrt.map(key) }),
  };
}

interface Building {
  readonly problem: Problem;
  readonly given: readonly Statement[];
}

/** A shape that is declared, and in which part. */
interface Declared extends ShapeChoice {
  readonly part: number;
}

/** The sheet with the shapes declared that are known, each in the part of its input. */
function built(
  { problem, given }: Building,
  shapes: ReadonlyMap<string, Declared>,
  partCount = 1,
): Worksheet {
  const declared = [...shapes].map(([key, { shape, part }]) => {
    const sizes = shape.map((size): Syntax => {
      return typeof size === "number" ? S.number(BigInt(size)) : nameSyntax(size);
    });
    const span = { from: -1, to: -1 };
    return { part, statement: { kind: "shape", left: nameSyntax(key), sizes, span } as const };
  });
  const inPart = (part: number) => {
    return declared.flatMap((one) => (one.part === part ? [one.statement] : []));
  };
  // a part that no line opens comes first, if anything stands before the others
  const lines = problem.statements.filter(({ kind }) => kind === "part").length;
  let part = partCount > lines ? 0 : -1;
  const statements: Statement[] = inPart(part);
  for (const statement of problem.statements) {
    statements.push(statement);
    if (statement.kind === "part") statements.push(...inPart(++part));
  }
  return buildWorksheet({ ...problem, statements }, given);
}

type Columns = ReadonlyMap<
  Quantity,
  { readonly columns: readonly Column[]; readonly isClass: boolean }
>;

function boundColumns(
  { quantities }: Worksheet,
  table: Table,
  choices: readonly InputChoice[],
): Columns | Diagnostic {
  const inputs = quantities.filter(({ formula }) => formula === null);
  const found = new Map<Quantity, { columns: readonly Column[]; isClass: boolean }>();
  for (const { name, columns: words, classes } of choices) {
    const key = nameKey(readFormula(name).syntax) ?? name;
    const quantity = inputs.find((input) => input.key === key);
    if (quantity === undefined) {
      return diagnose("PG6101", null, { name, known: inputs.map((one) => one.key).join(", ") });
    }
    const columns = columnsNamed(words, table);
    if ("code" in columns) return columns;
    found.set(quantity, { columns, isClass: classes });
  }
  for (const quantity of inputs) {
    if (found.has(quantity) || quantity.value !== null) continue;
    const columns = columnsFor(quantity.key, table);
    if (columns.length > 0) found.set(quantity, { columns, isClass: false });
  }
  return found;
}

function heldOf(columns: readonly Column[], isClass: boolean): Held {
  const mayBeClass = columns.length === 1 && mayBeClasses(columns[0]!);
  const classCount = mayBeClass ? classesOf(columns[0]!).names.length : 0;
  return { columns, isClass, mayBeClass, classCount };
}

interface Settled {
  readonly sheet: Worksheet;
  readonly chosen: ReadonlyMap<string, ShapeChoice>;
  readonly misfit: Diagnostic | null;
}

/** Chooses among the shapes of each input, one input after the other. */
function settle(
  building: Building,
  helds: readonly { readonly quantity: Quantity; readonly held: Held }[],
  batch: string | null,
  partCount: number,
  isFit: (sheet: Worksheet) => boolean,
): Settled {
  const options = helds.map(({ quantity: { key, shape, part }, held }) => {
    return { key, part, choices: shapeChoices(shape, held, batch) };
  });
  const chosen = new Map<string, Declared>();
  for (const { key, part, choices } of options) {
    if (choices.length === 1) chosen.set(key, { ...choices[0]!, part });
  }
  let sheet = built(building, chosen, partCount);
  for (const { key, part, choices } of options) {
    if (choices.length < 2) continue;
    for (const choice of choices) {
      chosen.set(key, { ...choice, part });
      sheet = built(building, chosen, partCount);
      if (isFit(sheet) && !isWrong(sheet.diagnostics) && fits(sheet, key, choice)) break;
    }
  }
  for (const { quantity, held } of helds) {
    const { key } = quantity;
    const choice = chosen.get(key);
    if (choice !== undefined && (isWrong(sheet.diagnostics) || fits(sheet, key, choice))) continue;
    const count = choice?.shape.slice(-1)[0] ?? held.columns.length;
    const shape = `[${quantity.shape.join(", ")}]`;
    return {
      sheet,
      chosen,
      misfit: diagnose("PG6104", null, { name: key, shape, count: `${count}` }),
    };
  }
  return { sheet, chosen, misfit: null };
}

function fits({ quantities }: Worksheet, key: string, { shape }: ShapeChoice): boolean {
  const found = quantities.find((quantity) => quantity.key === key && quantity.formula === null);
  if (found === undefined || found.shape.length !== shape.length) return false;
  return found.shape.every((size, k) => size === shape[k]);
}

function boundOf(
  { key }: Quantity,
  { columns }: Held,
  choice: ShapeChoice,
  batch: string | null,
  sheet: Worksheet,
): Bound | Diagnostic {
  const inBatch = batch !== null && choice.shape[0] === batch;
  const own = choice.shape.slice(inBatch ? 1 : 0);
  const base = { key, as: choice.as, inBatch, columns: columns.map(({ name }) => name) };
  if (choice.as === "numbers") return { ...base, values: sideBySide(columns), classes: null };
  const wanted = choice.as === "two" ? 2 : (own[0] as number);
  const classes = classesOf(columns[0]!, wanted);
  if (classes.names.length !== wanted) {
    const count = `${classes.names.length}`;
    return diagnose("PG6105", null, { name: key, count, wanted: `${wanted}` });
  }
  if (choice.as === "one-hot") return { ...base, values: oneHot(classes), classes: classes.names };
  const isHinge = sheet.quantities.some(({ origin }) => origin?.startsWith("hinge") === true);
  return { ...base, values: ofTwo(classes, isHinge ? -1 : 0, 1), classes: classes.names };
}

/** The numbers of several columns, row by row. */
function sideBySide(columns: readonly Column[]): Float64Array {
  const parts = columns.flatMap((column) => (column.kind === "numbers" ? [column] : []));
  if (parts.length === 1) return parts[0]!.values;
  const widths = parts.map(({ shape }) => entriesOf(shape));
  const width = widths.reduce((sum, one) => sum + one, 0);
  const rows = parts.length === 0 ? 0 : parts[0]!.values.length / widths[0]!;
  const values = new Float64Array(rows * width);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (const [k, part] of parts.entries()) {
      for (let i = 0; i < widths[k]!; i++) values[at++] = part.values[row * widths[k]! + i]!;
    }
  }
  return values;
}

function classRemark({ key, classes, columns }: Bound): Diagnostic {
  const names = classes!;
  const listed = [...names.slice(0, 10), ...(names.length > 10 ? ["…"] : [])].join(", ");
  const args = { name: key, count: `${names.length}`, column: columns[0]!, classes: listed };
  return diagnose("PG6117", null, args);
}
