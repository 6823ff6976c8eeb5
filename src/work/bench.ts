/**
 * @file What the derivatives beyond the gradient are worked on: quantities in order of
 * dependence, with values and names. A bench can be extended by a quantity that is worked out on
 * the way: the gradient g = ∇L becomes one, and the Hessian is then the Jacobian of g.
 */
import { substitute } from "../calculus/index.ts";
import { type Arena, isKind, type Node, topological } from "../expression/index.ts";
import { type Names, nameSyntax, type Syntax, spell } from "../notation/index.ts";
import { leadingTo, type Quantity, type Worksheet } from "../worksheet/index.ts";
import { type ChainSetting, trimLinks } from "./chain.ts";
import type { Derivation, Link, Value } from "./solution.ts";
import { evaluateAt, isValue, type NumberStyle, shown } from "./value.ts";

export interface Bench {
  readonly sheet: Worksheet;
  readonly arena: Arena;
  readonly quantities: readonly Quantity[];
  /** By name of variable. */
  readonly values: ReadonlyMap<string, Value>;
  readonly names: ReadonlyMap<Node, Syntax>;
  readonly style: NumberStyle;
}

/** Letters for a derivative that becomes a quantity. */
const letters = ["g", "h", "q", "r", "f", "k"];

/** A letter that the sheet does not use, or one with an index. */
export function freshKey({ quantities }: Bench): string {
  const taken = new Set(quantities.map(({ key }) => key));
  const free = letters.find((letter) => !taken.has(letter));
  if (free !== undefined) return free;
  let k = 1;
  while (taken.has(`g_{${k}}`)) k++;
  return `g_{${k}}`;
}

/** The value of an expression on the bench; null where some input has none. */
export function valueOn({ values, sheet }: Bench, node: Node): Value | null {
  const missing = topological([node]).some((one) => {
    return isKind(one, "variable") && !values.has(one.data);
  });
  if (missing) return null;
  const found = evaluateAt(node, values, sheet.sizes);
  return isValue(found) ? found : null;
}

/** The bench with one more value. */
export function withValue(bench: Bench, variable: Node<"variable">, value: Value | null): Bench {
  if (value === null) return bench;
  return { ...bench, values: new Map(bench.values).set(variable.data, value) };
}

/** The bench with one more name for a node. */
export function withSign(bench: Bench, node: Node, sign: Syntax): Bench {
  return { ...bench, names: new Map(bench.names).set(node, sign) };
}

/** The names, with those of formulas too: σ(z)(1 − σ(z)) is p(1 − p) where p = σ(z). */
export function shortNames({ quantities, names }: Bench): Names {
  const formulas = new Map(
    quantities.flatMap(({ formula, name }): [Node, Syntax][] => {
      return formula !== null && formula.operands.length > 0 ? [[formula, name]] : [];
    }),
  );
  return { get: (node) => formulas.get(node) ?? names.get(node) };
}

/** A chain's setting for `output` on this bench. */
export function settingOn(
  bench: Bench,
  output: Quantity,
  names: Names = bench.names,
): ChainSetting {
  const { arena, quantities, values, sheet, style } = bench;
  return { arena, output, quantities, values, sizes: sheet.sizes, style, names };
}

/** `= value`, as a link. */
export function valueLink(value: Value, style: NumberStyle): Link {
  const { syntax, whole } = shown(value, style);
  return { rule: "value", sign: whole ? "=" : "\\approx", syntax };
}

/** Every quantity's formula in the inputs; one of `cut` counts as an input itself. */
export function composed(
  { quantities, arena }: Bench,
  cut: ReadonlySet<Quantity> = new Set(),
): Map<Node, Node> {
  const whole = new Map<Node, Node>();
  for (const quantity of quantities) {
    if (quantity.formula === null || cut.has(quantity)) continue;
    whole.set(quantity.variable, substitute(quantity.formula, whole, arena));
  }
  return whole;
}

/** The quantities between `by` and `of`: those that depend on the one and lead to the other. */
export function between(
  { quantities }: Bench,
  of: Quantity,
  by: Quantity,
): readonly Quantity[] | null {
  const above = new Set<Quantity>([by]);
  for (const quantity of quantities) {
    if (quantity.parents.some((parent) => above.has(parent))) above.add(quantity);
  }
  if (!above.has(of)) return null;
  const below = leadingTo(of);
  return quantities.filter((quantity) => above.has(quantity) && below.has(quantity));
}

/** A further quantity on the bench: its formula is an expression in those that are there. */
export function extended(
  bench: Bench,
  key: string,
  { named, collected: formula }: { readonly named: Node; readonly collected: Node },
): { readonly bench: Bench; readonly quantity: Quantity; readonly line: Derivation } {
  const { arena, quantities, names } = bench;
  const name = nameSyntax(key);
  const variable = arena.variable(`${key}\0derived ${formula.id}`, formula.shape);
  const used = new Set(topological([formula]));
  const written = spell(formula, names);
  const model = quantities.at(-1)!;
  const quantity: Quantity = {
    key,
    name,
    variable,
    shape: formula.shape,
    formula,
    written,
    parents: quantities.filter((one) => used.has(one.variable)),
    value: null,
    writtenValue: null,
    part: model.part,
    span: null,
  };
  const value = valueOn(bench, formula);
  const larger = withSign({ ...bench, quantities: [...quantities, quantity] }, variable, name);
  const links: Link[] = [{ rule: "definition", sign: "=", syntax: spell(named, names) }];
  if (named !== formula) links.push({ rule: "cancel and collect", sign: "=", syntax: written });
  if (value !== null) links.push(valueLink(value, bench.style));
  const line: Derivation = { target: name, links: trimLinks(name, links), remark: null };
  return { bench: withValue(larger, variable, value), quantity, line };
}
