/**
 * @file The forward pass with new values of some inputs. What depends on them has another value
 * than before and therefore another name, z⁺: no line says that z is two numbers.
 */
import { S, type Syntax } from "../notation/index.ts";
import { B } from "../number/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";
import { trimLinks } from "./chain.ts";
import { keyOf, putNumbers, replaceNames } from "./numbers.ts";
import type { Link, LossChange, Value, WorkedAgain } from "./solution.ts";
import { evaluateAt, isValue, type NumberStyle, shown, type Values } from "./value.ts";

/** The name of what has taken the place of another value: w⁺. */
export function next(name: Syntax): Syntax {
  return S.power(name, S.name("+"));
}

/** The name with a tilde over its letter: W̃^{(1)}. */
export function tilde(name: Syntax): Syntax {
  if (name.kind === "name") return S.accented("tilde", name);
  if (name.kind === "subscript" || name.kind === "family") {
    return { ...name, base: tilde(name.base) };
  }
  return name;
}

/** Where a forward pass is worked. */
export interface ForwardSetting {
  readonly sheet: Worksheet;
  /** In order of dependence. */
  readonly own: readonly Quantity[];
  readonly style: NumberStyle;
}

export interface ForwardAgain {
  /** One line for each quantity whose value may have changed, parameters left out. */
  readonly lines: readonly WorkedAgain[];
  /** All values, new where something changed. */
  readonly values: Values;
  readonly failure: { readonly what: string; readonly reason: string } | null;
}

/** Works all that depends on `changed`, whose values `given` has. */
export function forwardAgain(
  { sheet, own, style }: ForwardSetting,
  changed: ReadonlySet<Quantity>,
  given: Values,
): ForwardAgain {
  const moved = new Set<Quantity>(changed);
  const found = new Map<string, Value>();
  const values: Values = { get: (name) => found.get(name) ?? given.get(name) };
  const lines: WorkedAgain[] = [];
  for (const quantity of own) {
    const { formula, parents, variable, written } = quantity;
    if (formula === null || !parents.some((parent) => moved.has(parent))) continue;
    const value = evaluateAt(formula, values, sheet.sizes);
    if (!isValue(value)) {
      return { lines, values, failure: { what: quantity.key, reason: value.reason } };
    }
    const links: Link[] = [];
    if (written !== null) {
      links.push({ rule: "definition", sign: "=", syntax: renamed(written, parents, moved) });
      const put = putNumbers(quantity, values, style);
      if (put !== null) links.push({ rule: "numbers", ...put });
    }
    moved.add(quantity);
    found.set(variable.data, value);
    const { syntax, whole } = shown(value, style);
    links.push({ rule: "value", sign: whole ? "=" : "\\approx", syntax });
    const target = next(quantity.name);
    lines.push({
      quantity,
      value,
      line: { target, links: trimLinks(target, links), remark: null },
    });
  }
  return { lines, values, failure: null };
}

/** A formula in the new names of what has changed. */
function renamed(
  written: Syntax,
  parents: readonly Quantity[],
  moved: ReadonlySet<Quantity>,
): Syntax {
  const names = new Map<string, Syntax>();
  for (const parent of parents) {
    const key = keyOf(parent.name);
    if (moved.has(parent) && key !== undefined) names.set(key, next(parent.name));
  }
  return replaceNames(written, (name) => names.get(keyOf(name) ?? "") ?? null);
}

/** Whether the second value is smaller, larger or the same; open where no enclosure tells. */
export function comparison(before: Value, after: Value): LossChange {
  const [first, second] = [before.ball.entries[0]!, after.ball.entries[0]!];
  const order = B.compare(second, first);
  if (order === undefined) return "open";
  return order < 0 ? "down" : order > 0 ? "up" : "same";
}
