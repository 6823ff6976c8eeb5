/**
 * @file What is asked beyond the gradient of a scalar: derivatives of vectors and matrices,
 * derivatives of second and higher order, and products with a direction.
 *
 *     dz/dx (z a vector), jacobian(z, x), ∂(u, v)/∂(x, y)      Jacobians
 *     d²y/dx², ∂²L/∂w∂b, ∇²_x L, hessian(L, x), hessian(L)     Hessians and higher derivatives
 *     jvp(z, x, v), vjp(z, x, w), hvp(L, x, v)                 products with a direction
 *
 * Scalars that are asked for together, as x and y in hessian(f, x, y), stand for the vector of
 * them; vectors and matrices asked for together give one block for each pair.
 */

import type { Node } from "../expression/index.ts";
import { elaborate, type Scope, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import {
  bindingOf,
  type Quantity,
  quantityNamed,
  type Verb,
  verbOf,
  type Worksheet,
} from "../worksheet/index.ts";
import type { Target } from "./targets.ts";

/** Derivatives of a higher order than this are not worked. */
export const orderLimit = 6;

/** A derivative: of one quantity or of several scalars, by one or several at each order. */
export interface DerivativeAsk {
  readonly kind: "derivative";
  readonly of: readonly Target[];
  readonly by: readonly (readonly Target[])[];
  readonly span: Span | null;
}

/** (dz/dx) v, (dz/dx)ᵀ w, ∇²L v. */
export interface ProductAsk {
  readonly kind: "jvp" | "vjp" | "hvp";
  readonly of: Target;
  readonly by: Target;
  readonly direction: Node;
  readonly written: Syntax;
  readonly span: Span | null;
}

export type FurtherAsk = DerivativeAsk | ProductAsk;

/** What reading a target needs. */
export interface AskSetting {
  readonly sheet: Worksheet;
  readonly part: number;
  /**
   * A quantity, or an entry of one, by its name; null (and reported) when there is none. Of
   * several versions the one below `above`.
   */
  readonly named: (syntax: Syntax, span: Span | null, above?: Target | null) => Target | null;
  /** The inputs that lead to a quantity. */
  readonly inputsOf: (quantity: Quantity) => readonly Target[];
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What a target asks, in parts: of what, by what, how often. */
interface Asked {
  readonly of: readonly Syntax[];
  /** Null: by every input. */
  readonly by: readonly (readonly Syntax[])[] | null;
  readonly order: number;
}

/** The derivatives that `target` asks for; null when it is no derivative. */
export function asksOf(
  target: Syntax,
  span: Span | null,
  setting: AskSetting,
): readonly FurtherAsk[] | null {
  const found = verbOf(target);
  const verb = found?.verb ?? "jacobian";
  if (found !== null && (verb === "jvp" || verb === "vjp" || verb === "hvp")) {
    return productAsk(verb, found.arguments, span, setting);
  }
  const asked =
    found === null ? bySign(target) : byWord(verb === "hessian" ? 2 : 1, found.arguments);
  if (asked === null) return null;
  if (asked.of.length === 0) {
    setting.report(diagnose("PG3021", span, forms[verb]));
    return [];
  }
  if (asked.order > orderLimit) {
    setting.report(diagnose("PG3022", span, { limit: `${orderLimit}` }));
    return [];
  }
  return derivativeAsks(asked, span, setting);
}

/** How each word is used. */
const forms: Readonly<Record<Verb, { readonly verb: string; readonly expected: string }>> = {
  jacobian: { verb: "jacobian", expected: "jacobian(z, x)" },
  hessian: { verb: "hessian", expected: "hessian(L, x)" },
  jvp: { verb: "jvp", expected: "jvp(z, x, v)" },
  vjp: { verb: "vjp", expected: "vjp(z, x, w)" },
  hvp: { verb: "hvp", expected: "hvp(L, x, v)" },
};

/** dz/dx, ∂²L/∂w∂b, ∇²_x L, d/dx dy/dx. */
function bySign(target: Syntax): Asked | null {
  if (target.kind === "gradient" && target.of !== null) {
    const { order } = target;
    const list = target.by === null ? null : itemsOf(target.by);
    return { of: itemsOf(target.of), by: list && repeated(list, order), order };
  }
  if (target.kind !== "derivative" || target.of === null) return null;
  const own = target.by.flatMap(({ variable, order }) => repeated(itemsOf(variable), order));
  const inner = target.of.kind === "derivative" ? bySign(target.of) : null;
  if (inner === null) return { of: itemsOf(target.of), by: own, order: own.length };
  const by = [...(inner.by ?? []), ...own];
  return { of: inner.of, by, order: by.length };
}

function byWord(order: number, [of, ...by]: readonly Syntax[]): Asked {
  const list = by.flatMap(itemsOf);
  const given = list.length === 0 ? null : repeated(list, order);
  return { of: of === undefined ? [] : itemsOf(of), by: given, order };
}

/** The same item so many times; beyond the limit of orders it is cut, and refused. */
export function repeated<T>(item: T, times: number): T[] {
  return Array.from({ length: Math.min(times, orderLimit + 1) }, () => item);
}

/** (u, v), [u; v] and u, v are u and v; x^T is x. */
function itemsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case "group":
      return itemsOf(syntax.body);
    case "list":
      return syntax.items.flatMap(itemsOf);
    case "matrix":
      return syntax.rows.flat().flatMap(itemsOf);
    case "transpose":
      return itemsOf(syntax.base);
    default:
      return [syntax];
  }
}

function derivativeAsks(asked: Asked, span: Span | null, setting: AskSetting): FurtherAsk[] {
  const find = (list: readonly Syntax[], above?: Target): Target[] => {
    return list.flatMap((syntax) => setting.named(syntax, span, above) ?? []);
  };
  const of = find(asked.of);
  if (of.length < asked.of.length) return [];
  const by =
    asked.by === null
      ? byInputs(of, asked.order, setting)
      : findEach(asked.by, (list) => find(list, of[0]));
  if (by.some((list, k) => list.length < (asked.by?.[k]?.length ?? 1))) return [];
  return together(of, by).map(([ofs, bys]) => ({ kind: "derivative", of: ofs, by: bys, span }));
}

/** The variables of each differentiation; a list that is repeated stays one object. */
function findEach(
  lists: readonly (readonly Syntax[])[],
  find: (list: readonly Syntax[]) => Target[],
): (readonly Target[])[] {
  const known = new Map<readonly Syntax[], readonly Target[]>();
  return lists.map((list) => {
    const found = known.get(list) ?? find(list);
    known.set(list, found);
    return found;
  });
}

/** Every input below what is differentiated. */
function byInputs(
  of: readonly Target[],
  order: number,
  { inputsOf }: AskSetting,
): (readonly Target[])[] {
  const all = of.flatMap(({ quantity }) => inputsOf(quantity));
  return repeated([...new Map(all.map((target) => [target.key, target])).values()], order);
}

/** The Hessian of a target by others, as `hessian(L, …)` means it. */
export function hessiansOf(of: Target, by: readonly Target[]): DerivativeAsk[] {
  const pairs = together([of], repeated(by, 2));
  return pairs.map(([ofs, bys]) => ({ kind: "derivative", of: ofs, by: bys, span: null }));
}

type Pair = readonly [of: readonly Target[], by: readonly (readonly Target[])[]];

/** Scalars stay together; where a tensor is among several, each combination is for itself. */
function together(of: readonly Target[], by: readonly (readonly Target[])[]): Pair[] {
  let pairs: Pair[] = apart(of).map((list): Pair => [list, []]);
  for (const [k, list] of by.entries()) {
    pairs = pairs.flatMap(([own, before]) => {
      // of ∂²L/∂w∂b and ∂²L/∂b∂w, which are transposes, one is enough
      const from = k > 0 && by[k - 1] === list ? list.indexOf(before.at(-1)![0]!) : 0;
      return apart(list.slice(list.every(isScalar) ? 0 : from)).map((next): Pair => {
        return [own, [...before, next]];
      });
    });
  }
  return pairs;
}

function apart(list: readonly Target[]): readonly (readonly Target[])[] {
  return list.every(isScalar) ? [list] : list.map((target) => [target]);
}

export function isScalar({ quantity, place }: Target): boolean {
  return place !== null || quantity.shape.length === 0;
}

function productAsk(
  verb: "jvp" | "vjp" | "hvp",
  words: readonly Syntax[],
  span: Span | null,
  setting: AskSetting,
): readonly FurtherAsk[] {
  const [first, second, third] = words;
  if (first === undefined || second === undefined || third === undefined || words.length > 3) {
    setting.report(diagnose("PG3021", span, forms[verb]));
    return [];
  }
  const of = setting.named(first, span);
  const by = setting.named(second, span, of);
  const direction = directionIn(third, setting);
  if (of === null || by === null || direction === null) return [];
  const like = verb === "vjp" ? of.quantity : by.quantity;
  const wanted = like.shape;
  const fits =
    direction.shape.length === wanted.length &&
    direction.shape.every((size, axis) => size === wanted[axis]);
  if (!fits || of.place !== null || by.place !== null) {
    const args = {
      product: verb,
      found: `${direction.shape}`,
      wanted: `${wanted}`,
      name: like.key,
    };
    setting.report(diagnose("PG3020", span, args));
    return [];
  }
  return [{ kind: verb, of, by, direction, written: third, span }];
}

/** An expression in the quantities of the sheet; null (and reported) when it is none. */
function directionIn(syntax: Syntax, { sheet, part, report }: AskSetting): Node | null {
  const scope: Scope = {
    lookup: (key) => {
      const found = quantityNamed(sheet, part, key);
      if (found !== undefined) return bindingOf(found);
      const size = sheet.sizes.get(key);
      return size === undefined ? undefined : { kind: "size", size };
    },
  };
  const { value, diagnostics } = elaborate(syntax, scope, sheet.arena);
  for (const diagnostic of diagnostics) report(diagnostic);
  return value?.node ?? null;
}
