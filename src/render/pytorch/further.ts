/**
 * @file Jacobians, Hessians, higher derivatives and products with a direction by
 * torch.autograd.functional, of a function that goes forward from the variables to what is
 * differentiated:
 *
 *     def forward(x):
 *         …
 *         return z
 *
 *     torch.autograd.functional.jacobian(forward, x)
 *
 * What torch has no word for (derivatives of third order, mixed ones, scalars taken together,
 * single entries) is differentiated order by order by the script's own `derived`.
 */
import type { Further } from "../../work/index.ts";
import type { Quantity } from "../../worksheet/index.ts";
import type { Import } from "./recipe.ts";

/** What a further derivative is written with. */
export interface FurtherSetting {
  /** The quantity of a key, with its entry from 0 where the key is of one; null for none. */
  readonly named: (key: string) => Named | null;
  readonly name: (quantity: Quantity) => string;
  /** The lines from some variables, which are arguments, forward to a quantity. */
  readonly forward: (variables: readonly Quantity[], to: readonly Quantity[]) => string[];
  /** The direction of a product, as lines and an expression. */
  readonly direction: () => { readonly lines: readonly string[]; readonly text: string } | null;
  /** The name of a function of these lines, and its definition if it has none yet. */
  readonly define: (parameters: string, body: readonly string[]) => Defined;
  readonly need: (wanted: Import) => string;
}

/** A function of the script. */
export interface Defined {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface Named {
  readonly quantity: Quantity;
  /** Indices from 0; empty for the whole. */
  readonly entry: readonly number[];
}

/** The lines before, and the expression of the derivative; null when a key means nothing here. */
export function furtherText(
  { kind, of, by, direction }: Further,
  setting: FurtherSetting,
): { readonly lines: readonly string[]; readonly text: string } | null {
  const outputs = of.map(setting.named);
  const orders = by.map((list) => list.map(setting.named));
  if ([...outputs, ...orders.flat()].includes(null)) return null;
  const targets = orders as readonly (readonly Named[])[];
  const variables = [...new Set(targets.flat().map(({ quantity }) => quantity))];
  const names = variables.map(setting.name);
  const body = setting.forward(
    variables,
    outputs.map((one) => one!.quantity),
  );
  const results = outputs.map((one) => entryText(setting.name(one!.quantity), one!.entry));
  const result = results.length === 1 ? results[0] : `torch.stack([${results.join(", ")}])`;
  const { name: forward, lines } = setting.define(names.join(", "), [...body, `return ${result}`]);
  const isWhole = targets.flat().every(({ entry }) => entry.length === 0);
  const isSole = variables.length === 1 && targets.every((list) => list.length === 1) && isWhole;
  const functional = "torch.autograd.functional";
  if (direction !== null) {
    const along = setting.direction();
    if (along === null || !isSole) return null;
    const text = `${functional}.${kind}(${forward}, ${names[0]}, ${along.text})[1]`;
    return { lines: [...lines, ...along.lines], text };
  }
  if (isSole && kind === "jacobian") {
    return { lines, text: `${functional}.jacobian(${forward}, ${names[0]})` };
  }
  if (isSole && kind === "hessian") {
    return { lines, text: `${functional}.hessian(${forward}, ${names[0]})` };
  }
  const derived = setting.need("derived");
  const made = targets.reduce((f, list) => {
    const picks = list.map(({ quantity, entry }) => {
      const place = [variables.indexOf(quantity), ...entry];
      return `(${place.join(", ")}${place.length === 1 ? "," : ""})`;
    });
    return `${derived}(${f}, ${picks.join(", ")})`;
  }, forward);
  return { lines, text: `${made}(${names.join(", ")})` };
}

function entryText(name: string, entry: readonly number[]): string {
  return entry.length === 0 ? name : `${name}[${entry.join(", ")}]`;
}
