/**
 * @file Derivatives entry by entry, as a table of closed forms: for scalars taken together,
 * ∂(u, v)/∂(x, y) or the Hessian of f(x, y); for single entries, dz_2/dx_1; and for vectors that
 * are written by their entries, z = [x_1² x_2; 5 x_1 + sin x_2], where matrix notation has
 * nothing shorter to say:
 *
 *     dz/dx = [∂z_1/∂x_1, ∂z_1/∂x_2; …] = [2 x_1 x_2, x_1²; 5, cos x_2] = value
 */
import { tidy, tidyAll } from "../algebra/index.ts";
import { differentiate, substitute } from "../calculus/index.ts";
import { concreteShape, isKind, type Node, topological } from "../expression/index.ts";
import { S, type Syntax, spell } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { type DerivativeAsk, isScalar } from "./asks.ts";
import { type Bench, between, composed, valueLink, valueOn } from "./bench.ts";
import { trimLinks } from "./chain.ts";
import { type Entries, takeApart } from "./entries.ts";
import type { Derivation, Further, Link, Value } from "./solution.ts";
import { isSymmetricTable, mirrored, symmetryRemark } from "./symmetry.ts";
import type { Target } from "./targets.ts";
import { entryOf } from "./value.ts";

/** A table with more entries than this is not written out where there is another way. */
const tableLimit = 36;

/** Whether an ask is answered by its entries: it has to be, or that is the plainer way. */
export function isByEntries(bench: Bench, { of, by }: DerivativeAsk): boolean {
  const lists = [of, ...by];
  if (lists.some((list) => list.length > 1 || list[0]!.place !== null)) return true;
  if (lists.every(([target]) => isScalar(target!))) return false;
  const [from, to] = [by[0]![0]!.quantity, of[0]!.quantity];
  const counts = lists.map((list) => countOf(list, bench));
  if (counts.some((count) => count === null)) return false;
  if (counts.reduce<number>((all, count) => all * count!, 1) > tableLimit) return false;
  const path = between(bench, to, from) ?? [];
  return path.some(({ formula }) => formula !== null && namesEntries(formula));
}

/** How many entries the targets have together; null where a size is open. */
function countOf(list: readonly Target[], { sheet }: Bench): number | null {
  let count = 0;
  for (const { quantity, place } of list) {
    const shape = place === null ? concreteShape(quantity.shape, sheet.sizes) : [];
    if (shape === undefined) return null;
    count += shape.reduce((all, extent) => all * extent, 1);
  }
  return count;
}

/** Whether a formula is written by entries: [a; b], or with an entry x_2 in it. */
function namesEntries(formula: Node): boolean {
  return topological([formula]).some((node) => {
    if (node.op === "stack") return true;
    if (!isKind(node, "indicator") || node.shape.length !== 1) return false;
    return node.data.length === 1 && node.data[0]!.sign === "=";
  });
}

/** The table; null when sizes are open or too large. */
export function entryTable(bench: Bench, ask: DerivativeAsk): Further | null {
  const entries = takeApart(bench.quantities, bench.sheet);
  if (entries === undefined) return null;
  const own = withEntries(bench, entries);
  const lists = [ask.of, ...ask.by].map((list) => list.flatMap((one) => entriesOf(one, entries)));
  const [of, ...by] = lists as [Quantity[], ...Quantity[][]];
  const orders = derivatives(own, of, by);
  const closed = orders.at(-1)!;
  const shape = shapeOf(ask, lists);
  const root = own.arena.stack(closed, shape);
  const value = valueOn(own, root);
  const width = shape.length === 0 ? 1 : by.at(-1)!.length;
  const written = closed.map((node) => spell(node, own.names));
  const sign = signOf(ask, lists);
  const links: Link[] = [];
  if (closed.length > 1) links.push(tableLink("entry by entry", signsOf(of, by), width, shape));
  links.push(tableLink("derivatives", written, width, shape));
  if (value !== null) links.push(valueLink(value, own.style));
  const symmetric = isHessian(ask) && isOwnTranspose(closed, by[0]!.length, value);
  return {
    kind: ask.by.length === 1 ? "jacobian" : isHessian(ask) ? "hessian" : "higher",
    of: ask.of.map(({ key }) => key),
    by: ask.by.map((list) => list.map(({ key }) => key)),
    direction: null,
    lines: lowerOrders(own, of, by, orders.slice(1, -1)),
    chain: { target: sign, links: trimLinks(sign, links), remark: null },
    closed: root,
    closedMain: table(written, width, shape),
    where: [],
    value,
    symmetric,
    remarks: symmetric ? [symmetryRemark] : [],
  };
}

/** Two orders by the same variables, more than one, of one scalar. */
function isHessian({ of, by }: DerivativeAsk): boolean {
  if (by.length !== 2 || of.length !== 1 || !isScalar(of[0]!)) return false;
  return keysOf(by[0]!) === keysOf(by[1]!) && (by[0]!.length > 1 || !isScalar(by[0]![0]!));
}

function keysOf(list: readonly Target[]): string {
  return list.map(({ key }) => key).join();
}

/** The bench of entries: their values and names beside those of the tensors. */
function withEntries(bench: Bench, entries: Entries): Bench {
  const values = new Map(bench.values);
  const names = new Map(bench.names);
  for (const [tensor, list] of entries) {
    const value = values.get(tensor.variable.data);
    for (const [at, { variable, name }] of list.entries()) {
      names.set(variable, name);
      if (value !== undefined) values.set(variable.data, entryOf(value, at));
    }
  }
  return { ...bench, quantities: [...entries.values()].flat(), values, names };
}

function entriesOf({ quantity, place }: Target, entries: Entries): readonly Quantity[] {
  const all = entries.get(quantity) ?? [];
  return place === null ? all : all.slice(place, place + 1);
}

/** The closed forms at every order: those of the outputs, their derivatives, and so on. */
function derivatives(
  bench: Bench,
  of: readonly Quantity[],
  by: readonly (readonly Quantity[])[],
): Node[][] {
  const { arena } = bench;
  const orders: Node[][] = [of.map(({ variable }) => variable)];
  for (const list of by) {
    const variables = list.map(({ variable }) => variable);
    const above = composed(bench, new Set(list));
    orders.push(
      orders.at(-1)!.flatMap((node) => {
        const whole = substitute(node, above, arena);
        return tidyAll(differentiate(whole, variables, arena), arena);
      }),
    );
  }
  if (by.flat().every(({ formula }) => formula === null)) return orders;
  const whole = composed(bench);
  return orders.map((list) => list.map((node) => tidy(substitute(node, whole, arena), arena)));
}

/** Axes of the table: those of one tensor are its own, several scalars are one axis. */
function shapeOf(ask: DerivativeAsk, lists: readonly (readonly Quantity[])[]): number[] {
  return [ask.of, ...ask.by].flatMap((list, k): number[] => {
    const alone = list.length === 1;
    return alone && isScalar(list[0]!) ? [] : [lists[k]!.length];
  });
}

/** Entries in rows of `width`; a vector as a column, one entry as itself. */
function table(entries: readonly Syntax[], width: number, shape: readonly number[]): Syntax {
  if (shape.length === 0) return entries[0]!;
  if (shape.length === 1) return S.column(entries);
  const rows = Array.from({ length: entries.length / width }, (_, i) => {
    return entries.slice(i * width, (i + 1) * width);
  });
  return S.matrix(rows);
}

function tableLink(
  rule: string,
  entries: readonly Syntax[],
  width: number,
  shape: readonly number[],
): Link {
  return { rule, sign: "=", syntax: table(entries, width, shape) };
}

/** ∂z_i/∂x_j, ∂²f/∂x_i∂x_j for each entry, row by row. */
function signsOf(of: readonly Quantity[], by: readonly (readonly Quantity[])[]): Syntax[] {
  let paths: Quantity[][] = [[]];
  for (const list of by) paths = paths.flatMap((path) => list.map((next) => [...path, next]));
  return of.flatMap(({ name }) => paths.map((path) => partialSign(name, path)));
}

/** ∂²f/∂x∂y, and ∂²f/∂x² where a variable repeats. */
function partialSign(of: Syntax, path: readonly Quantity[]): Syntax {
  const by: { variable: Syntax; order: number }[] = [];
  for (const [k, { name }] of path.entries()) {
    if (k > 0 && path[k - 1] === path[k]) by.at(-1)!.order++;
    else by.push({ variable: name, order: 1 });
  }
  return S.partial(of, by);
}

/** The derivatives below the last order, a line each: ∂f/∂x = 2xy. */
function lowerOrders(
  { names }: Bench,
  of: readonly Quantity[],
  by: readonly (readonly Quantity[])[],
  orders: readonly (readonly Node[])[],
): Derivation[] {
  return orders.flatMap((nodes, k) => {
    const signs = signsOf(of, by.slice(0, k + 1));
    return nodes.map((node, at): Derivation => {
      const links: Link[] = [{ rule: "derivative", sign: "=", syntax: spell(node, names) }];
      return { target: signs[at]!, links, remark: null };
    });
  });
}

/** dz/dx, ∂(u, v)/∂(x, y), ∇²f: the sign of the whole table. */
function signOf(ask: DerivativeAsk, entries: readonly (readonly Quantity[])[]): Syntax {
  const several = (list: readonly Target[], own: readonly Quantity[]): Syntax => {
    const names = list.map(({ quantity, place }, k) => (place === null ? quantity : own[k]!).name);
    return names.length === 1 ? names[0]! : S.group(S.list(names));
  };
  const of = several(ask.of, entries[0]!);
  const [first] = ask.by;
  if (isHessian(ask)) {
    return S.gradient(of, first!.length > 1 ? null : several(first!, entries[1]!), 2);
  }
  const variables: { variable: Syntax; order: number }[] = [];
  for (const [k, list] of ask.by.entries()) {
    if (k > 0 && keysOf(ask.by[k - 1]!) === keysOf(list)) variables.at(-1)!.order++;
    else variables.push({ variable: several(list, entries[k + 1]!), order: 1 });
  }
  const isPartial = [ask.of, ...ask.by].some((list) => list.length > 1) || variables.length > 1;
  return S.derivative(of, variables, isPartial ? { sign: "\\partial" } : {});
}

/** Whether the square table is its own transpose, entry for entry or in exact values. */
function isOwnTranspose(entries: readonly Node[], n: number, value: Value | null): boolean {
  return (
    entries.every((node, at) => node === entries[mirrored(at, n)]) || isSymmetricTable(n, value)
  );
}
