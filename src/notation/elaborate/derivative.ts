/**
 * @file Derivatives inside formulas, as values: \frac{dL}{dw}, \nabla_W L, y', and
 * \frac{dy}{dx}\Big|_{x=2}.
 *
 * Between quantities of a sheet, dL/dz is the whole derivative, along every path from z to L, with
 * the graph cut at z; ∂ means the same. Of a scalar it has the shape of the variable; of a vector
 * or matrix it has the axes of that first (numerator layout). y' is dy/dx where y depends on the
 * one input x alone, unless y' is itself a name. What differentiates is the sheet's (`Calculus` in
 * `scope.ts`): this floor knows only what is meant.
 */
import { isKind, type Node, sameShape, shapeText } from "../../expression/index.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { entryOf, isIndexList } from "./indices.ts";
import { named, nameValue } from "./naming.ts";
import { type Rule, visit } from "./rule.ts";
import type { Context } from "./scope.ts";
import { restShape, type Value } from "./value.ts";

/** A variable below the line: a quantity, or the entry of one at these indices. */
interface Below {
  readonly node: Node<"variable">;
  readonly indices: readonly Syntax[];
  readonly key: string;
}

export const derivative: Rule<"derivative"> = (syntax, context) => {
  const { of, by } = syntax;
  if (of === null) return refused(syntax, "A derivative of nothing", context);
  const order = by.flatMap(({ variable, order: times }) => Array(times).fill(variable) as Syntax[]);
  return along(syntax, of, order, context);
};

export const gradient: Rule<"gradient"> = (syntax, context) => {
  const { of, by } = syntax;
  if (of === null || by === null) {
    return refused(syntax, "A gradient without its variable", context);
  }
  return along(syntax, of, [by], context);
};

/** d(of)/d(by…) as it is written in `sign`. */
function along(
  sign: SyntaxOf<"derivative" | "gradient">,
  of: Syntax,
  by: readonly Syntax[],
  context: Context,
): Value | undefined {
  const { calculus } = context.scope;
  if (calculus === undefined) return refused(sign, "A derivative", context);
  const value = visit(of, context);
  const below = by.map((variable) => belowOf(variable, context));
  if (value === undefined || below.some((one) => one === undefined)) return undefined;
  const places = below as Below[];
  const indices = places.flatMap((place) => place.indices);
  const rank = restShape(value).length;
  const isMixed = places.some((place) => place.indices.length < place.node.shape.length);
  if (indices.length > 0 && (rank > 0 || isMixed)) {
    return refused(sign, "This mixture of entries and whole tensors", context);
  }
  const variables = places.map(({ node }) => node);
  const isSign = value.free.length === 0;
  // an entry of dL/dW is one of that whole, whatever its indices
  const whole = indices.length === 0 ? sign : ofWhole(sign);
  const node = calculus.derivative(value.node, variables, whole, isSign);
  const result: Value = { node, free: value.free, row: false };
  return indices.length === 0 ? result : entryOf(result, indices, context, places[0]!.key);
}

/** \frac{dL}{dW} for \frac{dL}{dW_{ij}}. */
function ofWhole<K extends SyntaxOf<"derivative" | "gradient">>(sign: K): K {
  const base = (variable: Syntax): Syntax => {
    return variable.kind === "subscript" ? unwrapped(variable.base) : variable;
  };
  if (sign.kind === "gradient") return { ...sign, by: sign.by && base(sign.by) };
  return { ...sign, by: sign.by.map((one) => ({ ...one, variable: base(one.variable) })) };
}

/** z_1 of (z_1)_i. */
function unwrapped(base: Syntax): Syntax {
  return base.kind === "group" && base.delimiter === "(" ? base.body : base;
}

/** The variable that a piece of syntax means; reports anything else. */
function belowOf(syntax: Syntax, context: Context): Below | undefined {
  const key = nameKey(syntax);
  const own = key === undefined ? null : quantityNamed(key, context);
  if (own !== null) return { node: own, indices: [], key: key! };
  if (syntax.kind === "subscript") {
    const base = nameKey(unwrapped(syntax.base));
    const node = base === undefined ? null : quantityNamed(base, context);
    const { indices } = syntax;
    const fits = node !== null && indices.length === node.shape.length;
    if (fits && isIndexList(indices, context.indices)) return { node, indices, key: base! };
  }
  context.report("PG2069", syntax, { name: key ?? "This" });
  return undefined;
}

/** The variable of a quantity; null for constants, letters that run, and parameters. */
function quantityNamed(key: string, context: Context): Node<"variable"> | null {
  if (context.bound.has(key) || context.indices.has(key)) return null;
  const binding = context.scope.lookup(key);
  if (binding?.kind !== "quantity") return null;
  return isKind(binding.node, "variable") ? (binding.node as Node<"variable">) : null;
}

/** y' : a name of its own, or the derivative by the only input that y is made of. */
export const prime: Rule<"prime"> = (syntax, context) => {
  const key = nameKey(syntax);
  if (key !== undefined && named(key, context) !== null) return nameValue(syntax, context);
  const { calculus } = context.scope;
  const base = nameKey(syntax.base);
  const node = base === undefined ? null : quantityNamed(base, context);
  if (calculus === undefined || node === null) {
    return refused(syntax, "A prime", context, "Write the derivative as dy/dx, or f'(x).");
  }
  const inputs = calculus.inputs(node);
  const [only] = inputs;
  if (inputs.length !== 1 || only === node) {
    context.report("PG2068", syntax, {
      name: base!,
      count: `${only === node ? 0 : inputs.length}`,
    });
    return undefined;
  }
  const variables = Array(syntax.count).fill(only) as Node<"variable">[];
  return { node: calculus.derivative(node, variables, syntax, true), free: [], row: false };
};

/** \frac{dy}{dx}\Big|_{x=2}: the value at the bar for x, also in all that is made of x. */
export const evaluated: Rule<"evaluated"> = (syntax, context) => {
  const { calculus } = context.scope;
  if (calculus === undefined) {
    return refused(syntax, "An evaluation bar", context, "Give values with `at`.");
  }
  const body = visit(syntax.body, context);
  const places = placesOf(syntax.at, context);
  if (body === undefined || places === undefined) return undefined;
  const node = calculus.at(body.node, places, syntax, body.free.length === 0);
  return { ...body, node };
};

/** The values below a bar: `x = 2`, `x = 2, y = 3`. */
function placesOf(at: Syntax, context: Context): Map<Node, Node> | undefined {
  const found = new Map<Node, Node>();
  for (const item of at.kind === "list" ? at.items : [at]) {
    const [left, right] = item.kind === "relation" ? item.parts : [];
    if (left === undefined || right === undefined) {
      return refused(item, "This place", context, "Write x = 2 below the bar.");
    }
    const key = nameKey(left);
    const node = key === undefined ? null : quantityNamed(key, context);
    const value = visit(right, context);
    if (node === null) context.report("PG2069", left, { name: key ?? "This" });
    if (node === null || value === undefined) return undefined;
    if (!sameShape(node.shape, value.node.shape)) {
      const [a, b] = [shapeText(node.shape), shapeText(value.node.shape)];
      context.report("PG2003", item, { left: a, right: b, where: "this place" });
      return undefined;
    }
    found.set(node, value.node);
  }
  return found;
}

/**
 * The `order`-th derivative of a function of one argument, at that argument, entry by entry;
 * undefined where the function is none that acts so.
 */
export function slopeAt(
  call: (args: readonly Value[]) => Value | undefined,
  [argument]: readonly Value[],
  order: number,
  { arena, scope: { calculus } }: Context,
): Value | undefined {
  if (calculus === undefined || argument === undefined) return undefined;
  const variable = arena.variable("\0argument", argument.node.shape);
  const value = call([{ ...argument, node: variable }]);
  if (value === undefined) return undefined;
  let node: Node | undefined = value.node;
  for (let k = 0; k < order && node !== undefined; k++) node = calculus.slope(node, variable);
  if (node === undefined) return undefined;
  return { ...value, node: calculus.put(node, new Map([[variable, argument.node]])) };
}

function refused(
  syntax: Syntax,
  what: string,
  context: Context,
  hint = "Ask for it with `find`.",
): undefined {
  context.report("PG2005", syntax, { what, hint });
  return undefined;
}
