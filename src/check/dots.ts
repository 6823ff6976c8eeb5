/**
 * @file What stands between dots, by the entries at both ends:
 *
 *     \begin{bmatrix} a_{11} & \dots & a_{1n} \\
 *     \vdots & \ddots & \vdots \\
 *     a_{m1} & \dots & a_{mn} \end{bmatrix}                        [a_{ij}]_{ij}
 *     x_1 y_1 + x_2 y_2 + \dots + x_n y_n                         Σ_{i=1}^n x_i y_i
 *
 * The first entry has 1 where the last has the name of the size; the others that are written have
 * to fit. Sums and products that go on otherwise are a matter of `progression.ts`. What does not
 * fit is left as it is. Entries that are bold are left, too: how vectors stand
 * in a matrix is another matter.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { multiplied, progressionOf, put } from "./progression.ts";

/** The reading with dots in matrices and columns by what they stand for. */
export function withDots(reading: Reading): Reading {
  return withSides(reading, (side) => written(side, array));
}

/** The reading with dots in sums and products, and behind digits, by what they stand for. */
export function withLongSums(reading: Reading): Reading {
  return withSides(reading, (side, { parts }) => {
    // no name is worth such a number
    const isValue = parts.length === 2 && nameKey(parts[0]!) !== undefined;
    return written(isValue ? side : goingOn(side), long);
  });
}

/** −1.4142…, and nothing else, is a decimal that goes on. */
function goingOn(side: Syntax): Syntax {
  if (side.kind === "sum" && side.terms.length === 1) {
    const [{ sign, term }] = side.terms as [(typeof side.terms)[number]];
    return { ...side, terms: [{ sign, term: goingOn(term) }] };
  }
  if (side.kind !== "product" || side.factors.length !== 2) return side;
  const [number, dots] = side.factors as [Syntax, Syntax];
  const isDecimal = number.kind === "number" && number.text.includes(".");
  if (!isDecimal || dots.kind !== "dots" || side.joints[0] !== "juxtapose") return side;
  return { ...number, goesOn: true, from: side.from, to: side.to };
}

type Meaning = (syntax: Syntax) => Syntax | undefined;

function written(syntax: Syntax, meant: Meaning): Syntax {
  const inner = mapParts(syntax, (part) => written(part, meant));
  const found = meant(inner);
  return found === undefined ? inner : { ...found, from: inner.from, to: inner.to };
}

const array: Meaning = (syntax) => {
  if (syntax.kind === "matrix") return matrix(syntax);
  return syntax.kind === "transpose" ? column(syntax) : undefined;
};

const long: Meaning = (syntax) => {
  if (syntax.kind === "sum") return sum(syntax);
  return syntax.kind === "product" ? product(syntax) : undefined;
};

/** `[x_1, \dots, x_n]^T` and a matrix of one row, transposed: a column. */
function column({ base }: SyntaxOf<"transpose">): Syntax | undefined {
  const isList = base.kind === "group" && base.body.kind === "list";
  const items = isList ? (base.body as SyntaxOf<"list">).items : null;
  const entries = items ?? (base.kind === "matrix" && base.rows.length === 1 ? base.rows[0]! : []);
  if (entries.some(isBold)) return undefined;
  const [letter] = lettersBeside(entries);
  const entry = letter === undefined ? undefined : sequence(entries, letter);
  return entry && S.subscripted(bracketed(entry), S.name(letter!));
}

/** A matrix or a column with dots in it, as its entries. */
function matrix({ rows }: SyntaxOf<"matrix">): Syntax | undefined {
  const cells = rows.map((row) => row.map((cell) => apart(cell, rows[0]!.length > 1)));
  const width = cells[0]!.length;
  if (cells.length < 3 || cells.some((row) => row.length !== width)) return undefined;
  if (cells.flat().some(isBold)) return undefined;
  const [row, column] = lettersBeside(cells.flat());
  if (row === undefined || column === undefined) return undefined;
  const lines = cells.map((cells) => (width === 1 ? cells[0]! : sequence(cells, column)));
  const isEllipsis = (k: number) => cells[k]!.some(({ kind }) => kind === "dots");
  const marked = lines.map((line, k): Syntax | undefined => {
    const isDots = cells[k]!.every(({ kind }) => kind === "dots");
    return isDots && isEllipsis(k) ? cells[k]![0] : line;
  });
  if (marked.includes(undefined)) return undefined;
  const entry = sequence(marked as Syntax[], row);
  if (entry === undefined) return undefined;
  const indices = width === 1 ? [row] : [row, column];
  return S.subscripted(bracketed(entry), ...indices.map((letter) => S.name(letter)));
}

/** A sum with dots in it, and terms beside it. */
function sum({ terms, ...rest }: SyntaxOf<"sum">): Syntax | undefined {
  const at = terms.findIndex(({ term }) => term.kind === "dots");
  const last = terms[at + 1];
  if (at < 1 || last === undefined || terms[at]!.sign !== "+" || last.sign !== "+") {
    return undefined;
  }
  const all = terms.map(({ term }) => term);
  const from = terms.slice(0, at).findLastIndex(({ sign }) => sign !== "+") + 1;
  const found = inDots("sum", all, at, from);
  if (found === undefined) return undefined;
  const whole = [
    ...terms.slice(0, found.from),
    { sign: "+" as const, term: found.big },
    ...terms.slice(at + 2),
  ];
  return whole.length === 1 ? found.big : { ...rest, terms: whole };
}

/** A product with dots in it, and factors beside it. */
function product(syntax: SyntaxOf<"product">): Syntax | undefined {
  const flat = syntax.factors.some(({ kind }) => kind === "dots") ? multiplied(syntax) : syntax;
  const { factors, joints, ...rest } = flat as SyntaxOf<"product">;
  const at = factors.findIndex(({ kind }) => kind === "dots");
  if (at < 1 || factors[at + 1] === undefined || joints.includes("odot")) return undefined;
  const found = inDots("product", factors, at, 0);
  if (found === undefined) return undefined;
  const big = S.group(found.big);
  const whole = [...factors.slice(0, found.from), big, ...factors.slice(at + 2)];
  if (whole.length === 1) return found.big;
  return {
    ...rest,
    factors: whole,
    joints: [...joints.slice(0, found.from), ...joints.slice(at + 1)],
  };
}

/** The big sign for what stands around dots at `at`, and where it begins, not before `least`. */
function inDots(
  operator: "sum" | "product",
  all: readonly Syntax[],
  at: number,
  least: number,
): { readonly big: Syntax; readonly from: number } | undefined {
  const [letter] = lettersBeside(all);
  if (letter === undefined || all.some(isBold)) return undefined;
  const terms = all.map(multiplied);
  const last = terms[at + 1]!;
  const between = (from: number) => {
    const found = run(all.slice(from, at + 2), letter);
    if (found !== undefined) return { ...found, first: S.number(1) };
    return progressionOf(terms.slice(from, at), last, letter);
  };
  for (let from = Math.max(least, at - 3); from < at; from++) {
    const found = between(from);
    if (found === undefined) continue;
    const { entry } = found;
    const big: Syntax = {
      kind: "big",
      operator,
      index: [S.name(letter)],
      lower: found.first,
      upper: found.end,
      body: entry.kind === "sum" ? S.group(entry) : entry,
      from: all[from]!.from,
      to: last.to,
    };
    return { big, from };
  }
  return undefined;
}

/** What entries are that run from 1 to the last; undefined where they do not fit. */
const sequence = (entries: readonly Syntax[], letter: string): Syntax | undefined => {
  return run(entries, letter)?.entry;
};

/** The entry in its letter, and the name of the last one. */
function run(entries: readonly Syntax[], letter: string) {
  const at = entries.findIndex(({ kind }) => kind === "dots");
  if (at < 1 || at !== entries.length - 2) return undefined;
  const ends: Syntax[] = [];
  const entry = between(entries[0]!, entries.at(-1)!, letter, ends);
  const [end] = ends;
  if (entry === undefined || end === undefined) return undefined;
  if (ends.some((other) => !isSame(other, end))) return undefined;
  const fits = entries
    .slice(0, at)
    .every((one, k) => isSame(one, put(entry, letter, S.number(k + 1))));
  return fits ? { entry, end } : undefined;
}

/** The formula of which both are special cases: a letter where one has 1 and the other a name. */
function between(first: Syntax, last: Syntax, letter: string, ends: Syntax[]): Syntax | undefined {
  if (isSame(first, last)) return first;
  if (first.kind !== last.kind) return undefined;
  const others = children(last);
  if (children(first).length !== others.length || others.length === 0) return undefined;
  if (!isSame(mapParts(first, blank), mapParts(last, blank))) return undefined;
  let k = 0;
  let fits = true;
  const found = mapParts(first, (part) => {
    const other = others[k++]!;
    const isIndex = first.kind === "subscript" && k > 1;
    if (isIndex && part.kind === "number" && part.text === "1" && nameKey(other) !== undefined) {
      ends.push(other);
      return S.name(letter);
    }
    const inner = between(part, other, letter, ends);
    fits &&= inner !== undefined;
    return inner ?? part;
  });
  return fits ? found : undefined;
}

const blank = (): Syntax => S.number(0);

/** Whether two formulas are one, wherever they stand. */
function isSame(a: Syntax, b: Syntax): boolean {
  const text = (syntax: Syntax) =>
    JSON.stringify(syntax, (key, value) => (key === "from" || key === "to" ? undefined : value));
  return text(a) === text(b);
}

/** a_{12} in a matrix has two indices. */
function apart(cell: Syntax, isWide: boolean): Syntax {
  const inner = mapParts(cell, (part) => apart(part, isWide));
  if (!isWide || inner.kind !== "subscript" || inner.indices.length > 1) return inner;
  const [index] = inner.indices;
  if (index?.kind !== "number" || !/^\d\d$/.test(index.text)) return inner;
  return { ...inner, indices: [...index.text].map((digit) => S.number(digit)) };
}

/** Two letters that stand nowhere in formulas. */
function lettersBeside(formulas: readonly Syntax[]): readonly string[] {
  const used = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "name") used.add(syntax.text);
    for (const child of children(syntax)) visit(child);
  };
  for (const formula of formulas) visit(formula);
  return [..."ijlpqrs"].filter((letter) => !used.has(letter));
}

function isBold(syntax: Syntax): boolean {
  return (syntax.kind === "name" && syntax.font === "bold") || children(syntax).some(isBold);
}

function bracketed(body: Syntax): Syntax {
  return { kind: "group", delimiter: "[", body, from: body.from, to: body.to };
}
