/**
 * @file What is to be found: the output and the quantities (or single entries) with respect to
 * which it is differentiated. From the options, else from the `find` lines of the part, else
 * every input that leads to the last definition.
 */
import { nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import {
  type Part,
  type Quantity,
  quantityNamed,
  readNames,
  versionNamed,
  type Worksheet,
} from "../worksheet/index.ts";
import { placeOf } from "./entries.ts";
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
  readonly diagnostics: readonly Diagnostic[];
}

/** What to find in this part. */
export function targetsOf(sheet: Worksheet, part: Part, index: number, ask: Ask): Targets {
  const diagnostics: Diagnostic[] = [];
  const named = (syntax: Syntax, span: Span | null, above?: Target | null): Target | null => {
    const target = targetNamed(sheet, index, syntax, above?.quantity);
    if (target === null) {
      diagnostics.push(diagnose("PG2016", span, { name: nameKey(syntax) ?? "this" }));
    }
    return target;
  };
  const keys = new Set(sheet.quantities.map((quantity) => quantity.key));
  const asked: Target[] = [];
  let output = defaultOutput(part);
  if (ask.of !== undefined) {
    const found = named(readFormula(ask.of, { names: keys }).syntax, null);
    if (found !== null) output = found.quantity;
  }
  if (ask.wrt !== undefined) {
    const { names } = readNames(ask.wrt.join(","), keys);
    for (const syntax of names) asked.push(...present(named(syntax, null)));
  } else {
    for (const { target, span } of part.finds) {
      const pairs = askedDerivatives(target);
      if (pairs === null) {
        if (nameKey(target) === undefined)
          diagnostics.push(diagnose("PG2017", span, { found: "This" }));
        else named(target, span);
        continue;
      }
      for (const { of, by } of pairs) {
        const above = named(of, span);
        if (above !== null && ask.of === undefined) output = above.quantity;
        asked.push(...present(named(by, span, above)));
      }
    }
  }
  if (asked.length > 0 || output === null) return { output, targets: asked, diagnostics };
  const inputs = inputsOf(sheet, output).map((quantity): Target => {
    return { key: quantity.key, quantity, place: null, asked: false };
  });
  return { output, targets: inputs, diagnostics };
}

function present(target: Target | null): Target[] {
  return target === null ? [] : [target];
}

/**
 * The last definition; a part without one has no output. Where that is made of derivatives, as
 * w := w − η dL/dw is, the work is about what they are derivatives of: the last definition that
 * leads to no other.
 */
function defaultOutput(part: Part): Quantity | null {
  const all = part.quantities.filter(({ formula, name }) => formula !== null && !isSign(name));
  const last = lastOf(all);
  if (last === null || !isMadeOfDerivatives(last)) return last;
  const others = all.filter((quantity) => !isMadeOfDerivatives(quantity));
  const used = new Set(others.flatMap(({ parents }) => parents));
  return lastOf(others.filter((quantity) => !used.has(quantity))) ?? last;
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
  const below = new Set<Quantity>([output]);
  for (const quantity of below) for (const parent of quantity.parents) below.add(parent);
  return sheet.quantities.filter((quantity) => below.has(quantity) && quantity.formula === null);
}

/** All that leads to a quantity, itself included. */
function leadingTo(quantity: Quantity | undefined): ReadonlySet<Quantity> {
  const leading = new Set<Quantity>(quantity === undefined ? [] : [quantity]);
  for (const one of leading) for (const parent of one.parents) leading.add(parent);
  return leading;
}

/** A quantity by its name, or an entry of one: `W_{2,2}`. */
function targetNamed(
  sheet: Worksheet,
  part: number,
  syntax: Syntax,
  above?: Quantity,
): Target | null {
  const key = nameKey(syntax);
  if (key === undefined) return null;
  const baseKey = syntax.kind === "subscript" ? nameKey(syntax.base) : undefined;
  const find = (name: string): Quantity | undefined => {
    return quantityNamed(sheet, part, name) ?? versionNamed(sheet, part, name, leadingTo(above));
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
  if (base === undefined || indices.length !== syntax.indices.length) return null;
  const shape = base.shape.map((size) =>
    typeof size === "number" ? size : (sheet.sizes.get(size) ?? 0),
  );
  const digits =
    indices.length === 1 && shape.length > 1 ? [...`${indices[0]}`].map(Number) : indices;
  const place = placeOf(digits, shape);
  return place === undefined ? null : { key, quantity: base, place, asked: true };
}

/** The pairs of `dy/dx`, `\frac{\partial L}{\partial W}`, `\nabla_W L`; null for other things. */
function askedDerivatives(target: Syntax): { of: Syntax; by: Syntax }[] | null {
  if (target.kind === "derivative" && target.of !== null && target.by.length === 1) {
    const { of } = target;
    return target.by.map(({ variable }) => ({ of, by: variable }));
  }
  if (target.kind === "gradient" && target.of !== null && target.by !== null) {
    return [{ of: target.of, by: target.by }];
  }
  return null;
}
