/**
 * @file Indices in brackets.
 *
 *     x = [2, 4, 1],  x[0] + x[1]        entries as programs count them, from 0
 *     y[0] = x[0] h[0],   y[1] = 3       values of a signal, names of their own
 *     E[0] = [1, 0],  E[1][0],  E[1, 0]  rows and entries of a matrix
 */
import {
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { listNames, matrixNames } from "./lists.ts";
import { isClosed } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading with entries for x[0]. */
export function withBracketIndices(given: Reading): Reading {
  const reading = withSignals(withMatrixRows(given));
  const sides = reading.chains.flatMap(({ parts }) => parts);
  const lists = listNames(reading);
  const isCounted = sides.some((side) => {
    return hasPart(side, (one) => {
      const entry = entryOf(one);
      return entry?.at === 0 && lists.has(nameKey(entry.of)!);
    });
  });
  if (!isCounted) return reading;
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    if (inner.kind !== "product") return inner;
    return withPairs(inner, (k) => {
      const pair = inner.joints[k] === "juxtapose" ? inner.factors.slice(k, k + 2) : [];
      return indexed({ ...inner, factors: pair, joints: ["juxtapose"] }, lists);
    });
  };
  return withSides(reading, change);
}

/**
 * The reading with rows and entries for E[0] and E[1][0] of matrices that are counted from 0, and
 * with names where nothing tells from where they are counted.
 */
function withMatrixRows(reading: Reading): Reading {
  const matrices = matrixNames(reading);
  const placesIn = (syntax: Syntax): readonly (readonly number[])[] => {
    const own = placeIn(syntax, matrices);
    return [...(own === null ? [] : [own.at]), ...children(syntax).flatMap(placesIn)];
  };
  const places = reading.chains.flatMap(({ parts }) => parts.flatMap(placesIn));
  if (places.length === 0) return reading;
  const isCounted = places.some((at) => at.includes(0));
  const change = (syntax: Syntax): Syntax => {
    const place = placeIn(syntax, matrices);
    if (place === null) return mapParts(syntax, change);
    const [row, column] = place.at.map((one) => S.number(one + 1));
    const { from, to } = syntax;
    if (isCounted) return { ...S.subscripted(place.of, row!, column ?? S.name(":")), from, to };
    const index = S.list(place.at.map((one) => S.number(one)));
    return { kind: "family", base: place.of, bracket: "[", index, from, to };
  };
  return withSides(reading, change);
}

/** The matrix and the numbers of E[0], E[1, 0] or E[1][0]; null for all else. */
function placeIn(
  syntax: Syntax,
  matrices: ReadonlySet<string>,
): { readonly of: Syntax; readonly at: readonly number[] } | null {
  const found = (of: Syntax, indices: readonly Syntax[]) => {
    const at = indices.map((one) => (one.kind === "number" ? Number(one.text) : Number.NaN));
    return at.length > 0 && at.length < 3 && at.every(Number.isInteger) ? { of, at } : null;
  };
  if (syntax.kind === "applied" && matrices.has(nameKey(syntax.head) ?? "")) {
    return found(syntax.head, syntax.arguments);
  }
  if (syntax.kind !== "product" || syntax.joints.some((joint) => joint !== "juxtapose"))
    return null;
  const [first, ...groups] = syntax.factors as [Syntax, ...Syntax[]];
  const inner = placeIn(first, matrices);
  const of = inner?.of ?? (matrices.has(nameKey(first) ?? "") ? first : null);
  const indices = groups.flatMap((one): readonly Syntax[] => {
    if (one.kind !== "group" || one.delimiter !== "[") return [one];
    return one.body.kind === "list" ? one.body.items : [one.body];
  });
  if (of === null || groups.some(({ kind }) => kind !== "group")) return null;
  const all = found(of, indices);
  return all && found(of, [...(inner?.at ?? []).map((one) => S.number(one)), ...indices]);
}

/** A product with one factor for two, where `named` has one for the factor at k and the next. */
function withPairs(
  product: SyntaxOf<"product">,
  named: (k: number) => Syntax | null | undefined,
): Syntax {
  const { from, to } = product;
  const factors: Syntax[] = [];
  const joints: (typeof product.joints)[number][] = [];
  for (let k = 0; k < product.factors.length; k++) {
    const found = named(k);
    factors.push(found ?? product.factors[k]!);
    if (found != null) k++;
    if (k < product.joints.length) joints.push(product.joints[k]!);
  }
  return factors.length === 1 ? { ...factors[0]!, from, to } : { ...product, factors, joints };
}

/**
 * The reading with names for the values of signals: of letters that stand before different numbers
 * or counting letters in square brackets, and nowhere else but where they are said to be lists.
 */
function withSignals(reading: Reading): Reading {
  const places = new Map<string, Set<string>>();
  const visit = (syntax: Syntax): void => {
    for (const { key, at } of signalsIn(syntax)) {
      places.set(key, (places.get(key) ?? new Set()).add(at));
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of reading.chains) parts.forEach(visit);
  const others = new Set(listNames(reading));
  for (const { parts } of reading.chains) {
    const key = nameKey(parts[0]!);
    if (key !== undefined && parts[1] !== undefined && isClosed(parts[1])) others.add(key);
  }
  const signals = new Set(
    [...places].flatMap(([key, own]) => (own.size > 1 && !others.has(key) ? [key] : [])),
  );
  if (signals.size === 0) return reading;
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    if (inner.kind !== "product") return inner;
    const found = signalsIn(inner).filter(({ key }) => signals.has(key));
    if (found.length === 0) return inner;
    const names = new Map(found.map(({ k, name }) => [k, name]));
    return withPairs(inner, (k) => names.get(k));
  };
  return withSides(reading, change);
}

/** The y[0], y[n] and y[n − k] among the factors of a product. */
function signalsIn(syntax: Syntax) {
  if (syntax.kind !== "product") return [];
  return syntax.factors.flatMap((factor, k) => {
    const [next, key] = [syntax.factors[k + 1], nameKey(factor)];
    const isBeside = syntax.joints[k] === "juxtapose" && next?.kind === "group";
    if (!isBeside || next.delimiter !== "[" || key === undefined) return [];
    if (factor.kind !== "name" || !/^[a-zA-Z]$/.test(factor.text) || !isPlace(next.body)) return [];
    const { from } = factor;
    const name: Syntax = {
      kind: "family",
      base: factor,
      bracket: "[",
      index: next.body,
      from,
      to: next.to,
    };
    return [{ key, k, at: writeLatex(next.body), name }];
  });
}

/** 0, n, n − 1, n − k. */
function isPlace(syntax: Syntax): boolean {
  if (syntax.kind === "number") return /^\d+$/.test(syntax.text);
  if (syntax.kind === "sum") return syntax.terms.every(({ term }) => isPlace(term));
  return /^[i-nt]$/.test(nameKey(syntax) ?? "");
}

/** x_1 for x[0] of a list x, and a name for A[0]; null for all else. */
function indexed(syntax: Syntax, lists: ReadonlySet<string>): Syntax | null {
  const entry = entryOf(syntax);
  if (entry === null) return null;
  const { of, at } = entry;
  if (lists.has(nameKey(of) ?? "")) return S.subscripted(of, S.number(at + 1));
  const { from, to } = syntax;
  return { kind: "family", base: of, bracket: "[", index: S.number(at), from, to };
}

/** The name and the number of x[0]; null for all else. */
function entryOf(syntax: Syntax) {
  if (syntax.kind !== "product" || syntax.factors.length < 2) return null;
  const [of, index] = syntax.factors;
  if (nameKey(of!) === undefined || syntax.joints[0] !== "juxtapose") return null;
  if (index!.kind !== "group" || index!.delimiter !== "[" || index!.body.kind !== "number")
    return null;
  return /^\d+$/.test(index!.body.text) ? { of: of!, at: Number(index!.body.text) } : null;
}
