/**
 * @file What is to be found: the output, the quantities (or single entries) with respect to which
 * it is differentiated, and what is asked beyond that (see `asks.ts`). From the options, else from
 * the `find` lines of the part, else every input that leads to the last definition.
 */
import { mapParts, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import {
  canonical,
  type Find,
  leadingTo,
  type Part,
  type Quantity,
  quantityNamed,
  readNames,
  versionNamed,
  type Worksheet,
} from "../worksheet/index.ts";
import {
  type AskSetting,
  asksOf,
  type FurtherAsk,
  hessiansOf,
  orderLimit,
  repeated,
} from "./asks.ts";
import { placeOf } from "./entries.ts";
import { exponentsOf } from "./exponents.ts";
import { isSign } from "./numbers.ts";
import type { Ask } from "./solve.ts";

/** One quantity, or one entry of it, whose gradient is wanted. */
export interface Target {
  readonly key: string;
  readonly quantity: Quantity;
  /** The place of the entry in row-major order; null for the whole. */
  readonly place: number | null;
  /** Whether somebody asked for it by name. */
  readonly asked: boolean;
}

/** The output and the targets of a part, with what could not be found. */
export interface Targets {
  readonly output: Quantity | null;
  readonly targets: readonly Target[];
  /** What is asked beyond the gradient of a scalar. */
  readonly further: readonly FurtherAsk[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is asked, sorted: gradients of scalars, and all the rest. */
interface Sorted {
  readonly gradients: { readonly of: Quantity; readonly by: Target }[];
  readonly further: FurtherAsk[];
}

/** What to find in this part. */
export function targetsOf(sheet: Worksheet, part: Part, index: number, ask: Ask): Targets {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  const named = (syntax: Syntax, span: Span | null, above?: Target | null): Target | null => {
    const target = targetNamed(sheet, index, syntax, above?.quantity);
    if (target === null) {
      report(diagnose("PG2016", span, { name: nameKey(syntax) ?? "this" }));
    }
    return target;
  };
  // the k of X^k is no variable
  const exponents = exponentsOf(sheet.quantities);
  const inputs = (quantity: Quantity): Target[] => {
    const varying = inputsOf(sheet, quantity).filter((input) => !exponents.has(input));
    return varying.map((input) => ({ ...wholeOf(input), asked: false }));
  };
  const setting = { sheet, part: index, named, inputsOf: inputs, report };
  const labels = sheet.labels ?? new Set<string>();
  const standard = defaultOutput(part);
  const sorted: Sorted = { gradients: [], further: [] };
  let output: Target | null = standard && wholeOf(standard);
  const keys = new Set(sheet.quantities.map((quantity) => quantity.key));
  if (ask.of !== undefined) {
    output = named(readFormula(ask.of, { names: keys, labels }).syntax, null) ?? output;
  }
  const list = (names: readonly string[]): Target[] => {
    return readNames(names.join(","), keys, labels).names.flatMap((syntax) => {
      return named(syntax, null) ?? [];
    });
  };
  if (ask.wrt !== undefined || ask.hessian !== undefined) {
    if (output !== null) fromOptions(output, ask, list, inputs, sorted, report);
  } else {
    for (const find of part.finds) fromLine(find, setting, sorted);
  }
  const { gradients, further } = sorted;
  const last = gradients.at(-1)?.of ?? lastAsked(further);
  if (ask.of === undefined && last !== undefined) output = wholeOf(last);
  const above = output?.quantity ?? null;
  const asked = [...gradients.map(({ by }) => by), ...lowerOrders(further, above)];
  const result = { output: above, further, diagnostics };
  if (asked.length > 0 || further.length > 0 || above === null) {
    const targets = onceEach(asked);
    for (const { key, quantity } of targets) {
      if (exponents.has(quantity)) report(diagnose("PG2030", quantity.span, { name: key }));
    }
    return { ...result, targets: targets.filter(({ quantity }) => !exponents.has(quantity)) };
  }
  return { ...result, targets: inputs(above) };
}

/** `--wrt`, with `--order`, and `--hessian`. */
function fromOptions(
  of: Target,
  { wrt, order = 1, hessian }: Ask,
  list: (names: readonly string[]) => Target[],
  inputs: (quantity: Quantity) => Target[],
  sorted: Sorted,
  report: (diagnostic: Diagnostic) => void,
): void {
  if (order > orderLimit) {
    report(diagnose("PG3022", null, { limit: `${orderLimit}` }));
    return;
  }
  for (const by of wrt === undefined ? [] : list(wrt)) {
    sort({ kind: "derivative", of: [of], by: repeated([by], order), span: null }, sorted);
  }
  if (hessian === undefined) return;
  const by = hessian.length === 0 ? inputs(of.quantity) : list(hessian);
  for (const own of hessiansOf(of, by)) sort(own, sorted);
}

/** One `find`. */
function fromLine({ target, span }: Find, setting: AskSetting, sorted: Sorted): void {
  const asks = asksOf(target, span, setting);
  if (asks !== null) {
    for (const ask of asks) sort(ask, sorted);
  } else if (nameKey(target) === undefined) {
    setting.report(diagnose("PG2017", span, { found: "This" }));
  } else setting.named(target, span);
}

/** The first derivative of a scalar quantity goes through both passes; all else is further. */
function sort(ask: FurtherAsk, { gradients, further }: Sorted): void {
  if (ask.kind === "derivative" && ask.of.length === 1 && ask.by.length === 1) {
    const { quantity, place } = ask.of[0]!;
    if (place === null && quantity.shape.length === 0) {
      gradients.push(...ask.by[0]!.map((by) => ({ of: quantity, by })));
      return;
    }
  }
  further.push(ask);
}

/** What is differentiated last; a scalar goes before others, for it has a backward pass. */
function lastAsked(further: readonly FurtherAsk[]): Quantity | undefined {
  const asked = further.flatMap((ask) => ofEach(ask).slice(0, 1)).map(({ quantity }) => quantity);
  return asked.findLast(({ shape }) => shape.length === 0) ?? asked.at(-1);
}

/** What an ask differentiates. */
export function ofEach({ of }: FurtherAsk): readonly Target[] {
  return "key" in of ? [of] : of;
}

/** A second derivative is worked after the first one. */
function lowerOrders(further: readonly FurtherAsk[], output: Quantity | null): Target[] {
  return further.flatMap((ask): readonly Target[] => {
    const [of, more] = ofEach(ask);
    if (more !== undefined || of?.quantity !== output || of?.place !== null) return [];
    if (ask.kind === "derivative") return ask.by.length > 1 ? ask.by[0]! : [];
    return ask.kind === "hvp" ? [ask.by] : [];
  });
}

function onceEach(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [target.key, target])).values()];
}

function wholeOf(quantity: Quantity): Target {
  return { key: quantity.key, quantity, place: null, asked: true };
}

/**
 * The last definition that no other uses, for people also write the loss first and then what it
 * is made of; a part without definitions has no output. Where that is made of derivatives, as
 * w := w − η dL/dw is, the work is about what they are derivatives of: the last definition that
 * leads to no other.
 */
function defaultOutput(part: Part): Quantity | null {
  const all = part.quantities.filter(({ formula, name }) => formula !== null && !isSign(name));
  const last = lastOf(unused(all));
  if (last === null || !isMadeOfDerivatives(last)) return last;
  return lastOf(unused(all.filter((quantity) => !isMadeOfDerivatives(quantity)))) ?? last;
}

/** Those that none of the others is made of. */
function unused(defined: readonly Quantity[]): Quantity[] {
  const used = new Set(defined.flatMap(({ parents }) => parents));
  return defined.filter((quantity) => !used.has(quantity));
}

/** The one that stands last in the text. */
function lastOf(defined: readonly Quantity[]): Quantity | null {
  return defined.reduce<Quantity | null>((latest, quantity) => {
    const later = latest === null || (quantity.span?.from ?? 0) >= (latest.span?.from ?? 0);
    return later ? quantity : latest;
  }, null);
}

function isMadeOfDerivatives(quantity: Quantity): boolean {
  const below = new Set<Quantity>([quantity]);
  for (const one of below) for (const parent of one.parents) below.add(parent);
  return [...below].some(({ name, formula }) => formula !== null && isSign(name));
}

/** The inputs on which `output` depends, in the order of the sheet. */
function inputsOf(sheet: Worksheet, output: Quantity): Quantity[] {
  const below = leadingTo(output);
  return sheet.quantities.filter((quantity) => below.has(quantity) && quantity.formula === null);
}

/**
 * A quantity by its name, or an entry of one: `W_{2,2}`, `w_{22}^{(1)}` where the matrix is called
 * W^{(1)}; with letters, `W_{ij}`, the whole, whose gradient has an index form.
 */
function targetNamed(
  sheet: Worksheet,
  part: number,
  written: Syntax,
  above?: Quantity,
): Target | null {
  const syntax = canonical(written);
  const found = namedExactly(sheet, part, syntax, above);
  if (found !== null || syntax.kind !== "subscript") return found;
  return namedExactly(sheet, part, withCapital(syntax), above);
}

/** W_{12} for w_{12}. */
function withCapital(syntax: Syntax): Syntax {
  if (syntax.kind === "name") {
    return /^[a-z]$/.test(syntax.text) ? { ...syntax, text: syntax.text.toUpperCase() } : syntax;
  }
  return mapParts(syntax, (part, field) => (field === "base" ? withCapital(part) : part));
}

function namedExactly(
  sheet: Worksheet,
  part: number,
  syntax: Syntax,
  above?: Quantity,
): Target | null {
  const key = nameKey(syntax);
  if (key === undefined) return null;
  const baseKey = syntax.kind === "subscript" ? nameKey(syntax.base) : undefined;
  const leading = above === undefined ? new Set<Quantity>() : leadingTo(above);
  const find = (name: string): Quantity | undefined => {
    return quantityNamed(sheet, part, name) ?? versionNamed(sheet, part, name, leading);
  };
  const quantity = find(key);
  const base = baseKey === undefined ? undefined : find(baseKey);
  // x_2 of a part with a vector x is its entry, though an earlier part has a scalar x_2
  const nearer = base !== undefined && base.shape.length > 0 && base.part > (quantity?.part ?? -1);
  if (quantity !== undefined && !nearer) {
    return { key: quantity.key, quantity, place: null, asked: true };
  }
  if (syntax.kind !== "subscript") return null;
  const indices = syntax.indices.flatMap((index) =>
    index.kind === "number" ? [Number(index.text)] : [],
  );
  if (base === undefined) return null;
  if (indices.length !== syntax.indices.length) return anyEntry(base, syntax.indices);
  const shape = base.shape.map((size) =>
    typeof size === "number" ? size : (sheet.sizes.get(size) ?? 0),
  );
  const digits =
    indices.length === 1 && shape.length > 1 ? [...`${indices[0]}`].map(Number) : indices;
  const place = placeOf(digits, shape);
  return place === undefined ? null : { key, quantity: base, place, asked: true };
}

/** W for W_{ij}, as many letters as it has axes. */
function anyEntry(base: Quantity, indices: readonly Syntax[]): Target | null {
  const generic = indices.every((index) => index.kind === "name" && /^[a-z]$/.test(index.text));
  if (!generic || indices.length !== base.shape.length) return null;
  return wholeOf(base);
}
