/**
 * @file Counterexamples at values of a kind: at symmetric matrices and at labels that add up to 1
 * where the text says that they are, as nobody is convinced by another one, and at vectors that are
 * not one-hot. The sides at ½(A + Aᵀ) are the sides at a symmetric A, those at y/Σy at a label.
 */
import type { Point, Sample } from "../algebra/index.ts";
import { isKind, type Node } from "../expression/index.ts";
import { Q, type Rational } from "../number/index.ts";
import type { Doubted } from "./doubted.ts";
import { type Finding, holds } from "./finding.ts";
import { isLabel, isSaid } from "./granted.ts";
import { judge } from "./judge.ts";
import { pointOf } from "./report.ts";
import { variablesOf } from "./variables.ts";

/**
 * What fails, at matrices that are symmetric and labels that add up to 1, where the text says so;
 * null elsewhere.
 */
export function atSaid(doubted: Doubted): Finding | null {
  const { context, statement, pair, finding } = doubted;
  const { bench } = context;
  const { sheet, values } = bench;
  const { arena } = sheet;
  const [left, right] = [sheet.expand(pair.left), sheet.expand(pair.right)];
  const kinds = new Map<Node, "symmetric" | "sum">();
  for (const node of new Set([left, right].flatMap(variablesOf))) {
    if (values.ofInput(node, pair.id, null) !== undefined) continue;
    const [rows, columns, more] = node.shape;
    const needs = { kind: "symmetric", node } as const;
    const isSquare = columns !== undefined && rows === columns && more === undefined;
    if (isSquare && isSaid(doubted, statement, { verdict: "conditional", needs })) {
      kinds.set(node, "symmetric");
    } else if (isLabel(doubted, statement, node)) kinds.set(node, "sum");
  }
  if (kinds.size === 0 || finding.point === undefined) return null;
  const put = new Map<Node, Node>();
  for (const [node, kind] of kinds) {
    if (kind === "symmetric") {
      const turned = arena.contract({ operands: [node], axes: [[0, 1]], output: [1, 0] });
      put.set(node, arena.multiply(arena.number(Q.half), arena.add(node, turned)));
    } else {
      const total = arena.contract({ operands: [node], axes: [[0]], output: [] });
      put.set(node, arena.divide(node, total));
    }
  }
  const sides = { left: sheet.put(left, put), right: sheet.put(right, put), loose: null };
  const found = judge(bench, { ...pair, ...sides });
  if (holds(found))
    return { verdict: "agrees", reason: "it holds of what its names are said to be" };
  const names = [...kinds.keys()].filter((node) => isKind(node, "variable"));
  return withEntries(found, names, ({ entries, shape }, k) => {
    const [n = 0] = shape;
    if (shape.length === 1) {
      const total = entries.reduce((sum, { q }) => Q.add(sum, q), Q.fromInteger(0));
      return Q.divide(entries[k]!.q, total) ?? entries[k]!.q;
    }
    const other = entries[(k % n) * n + Math.floor(k / n)]!;
    return Q.multiply(Q.half, Q.add(entries[k]!.q, other.q));
  });
}

/**
 * What holds of one-hot vectors only, of which the text says nothing: it fails at the double of
 * any of them. Null for other conditions, and for targets.
 */
export function notOneHot(doubted: Doubted): Finding | null {
  const { context, statement, pair, finding } = doubted;
  const { needs } = finding;
  if (needs?.kind !== "one-hot" || isSaid(doubted, statement, finding)) return null;
  const { sheet } = context.bench;
  const { arena } = sheet;
  const { node } = needs;
  // targets and probabilities may be one-hot, and X² = X of what is 0 or 1
  const name = isKind(node, "variable") ? sheet.ownName(node) : "";
  if (!isKind(node, "variable") || !/^(?:\\mathbf\{)?[a-oq-su-xz]/.test(name)) return null;
  const put = new Map<Node, Node>([[node, arena.multiply(arena.integer(2), node)]]);
  const sides = [pair.left, pair.right].map((side) => sheet.put(sheet.expand(side), put));
  const found = judge(context.bench, { ...pair, left: sides[0]!, right: sides[1]!, loose: null });
  return withEntries(found, [node], ({ entries }, k) => {
    return Q.multiply(Q.fromInteger(2), entries[k]!.q);
  });
}

type Entries = Point["values"] extends ReadonlyMap<string, infer T> ? T : never;

/** A refutation at a point with other entries for some names; null for any other verdict. */
function withEntries(
  found: Finding,
  names: readonly Node<"variable">[],
  entryOf: (value: Entries, k: number) => Rational,
): Finding | null {
  const { counterexample, point } = found;
  if (found.verdict !== "refuted" || counterexample === undefined) return null;
  if (point === undefined) return null;
  const own = new Set(names.map(({ data }) => data));
  const values = [...point.values].map(([name, value]): [string, Entries] => {
    if (!own.has(name)) return [name, value];
    const entries = value.entries.map((sample, k): Sample => {
      const q = entryOf(value, k);
      return { ...sample, q, float: Q.toDouble(q) };
    });
    return [name, { ...value, entries }];
  });
  const meant: Point = { ...point, values: new Map(values) };
  const shown = Object.entries(pointOf(meant)).filter(([name]) => name in counterexample.at);
  const at = { ...counterexample.at, ...Object.fromEntries(shown) };
  return { ...found, counterexample: { ...counterexample, at }, point: meant };
}
