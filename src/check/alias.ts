/**
 * @file Names of two signs. Entries of bold vectors and matrices: people write \mathbf{x} for the
 * vector and x_i for its entries, \mathbf{A} for the matrix and a_{ij} for its. Where the plain
 * letter never stands alone, or not beside such an entry, this is read as one of the bold whole.
 * Δw, one name, of which Δw^2 is the square. And X_{ij}^T, an entry of X^T, as nobody transposes a
 * number.
 */
import {
  changeName,
  children,
  mapParts,
  nameKey,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with Δw as one name: the change of w, and no product. */
export function withChanges(reading: Reading): Reading {
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    return inner.kind === "product" ? joinChanges(inner) : inner;
  };
  return withSides(reading, rename);
}

function joinChanges(syntax: SyntaxOf<"product">): Syntax {
  const { factors, joints } = syntax;
  const at = factors.findIndex((factor, k) => {
    const next = factors[k + 1];
    const isDelta = factor.kind === "name" && factor.text === "\\Delta";
    return isDelta && next !== undefined && joints[k] === "juxtapose" && isChanged(next);
  });
  if (at < 0) return syntax;
  const [sign, of] = [factors[at]!, factors[at + 1]!];
  const change = (name: Syntax): Syntax => {
    return changeName(nameKey(name)!, sign.from, name.to);
  };
  const joined: Syntax =
    of.kind === "power" && nameKey(of) === undefined
      ? { ...of, base: change(of.base), from: sign.from }
      : change(of);
  const rest = [...factors.slice(0, at), joined, ...factors.slice(at + 2)];
  if (rest.length === 1) return joined;
  const kept = [...joints.slice(0, at), ...joints.slice(at + 1)];
  return joinChanges({ ...syntax, factors: rest, joints: kept });
}

/** What Δ may stand before to make one name with it: w, and w^2, which is (Δw)^2. */
function isChanged(syntax: Syntax): boolean {
  if (nameKey(syntax) !== undefined) return true;
  return syntax.kind === "power" && nameKey(syntax.base) !== undefined;
}

/** The reading with entries of transposes as entries of the matrix: X_{ij}^T is X_{ji}. */
export function withTurned(reading: Reading): Reading {
  const turn = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, turn);
    return inner.kind === "transpose" ? (turnedEntry(inner.base) ?? inner) : inner;
  };
  return withSides(reading, turn);
}

/** W_{ji} for W_{ij}, with its label if it has one; null for what has no two letters. */
function turnedEntry(syntax: Syntax): Syntax | null {
  if (syntax.kind === "family") {
    const base = turnedEntry(syntax.base);
    return base && { ...syntax, base };
  }
  if (syntax.kind !== "subscript" || syntax.base.kind !== "name") return null;
  const { indices } = syntax;
  const isEntry = indices.length === 2 && indices.every((index) => isLetter(index));
  // W_{hh} says between which layers W stands
  const isSame = isEntry && nameKey(indices[0]!) === nameKey(indices[1]!);
  return isEntry && !isSame ? { ...syntax, indices: [indices[1]!, indices[0]!] } : null;
}

const isLetter = (syntax: Syntax): boolean => syntax.kind === "name" && /^[a-z]$/.test(syntax.text);

/** The reading with the entries of bold wholes written as theirs. */
export function withEntries(reading: Reading): Reading {
  const found = { bold: new Set<string>(), plain: new Set<string>() };
  for (const { parts } of reading.chains) for (const part of parts) collect(part, found, true);
  if (found.bold.size === 0) return reading;
  for (const letter of wholesIn(reading)) found.plain.delete(letter);
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    return inner.kind === "subscript" ? entryOf(inner, found) : inner;
  };
  return withSides(reading, rename);
}

/**
 * Bold letters that stand beside entries of the plain ones, which themselves stand in other chains
 * only: x is a number of its own, and x_i an entry of \mathbf{x}.
 */
function wholesIn({ chains }: Reading): readonly string[] {
  const beside = new Set<string>();
  const mixed = new Set<string>();
  for (const { parts } of chains) {
    const own = { bold: new Set<string>(), plain: new Set<string>() };
    for (const part of parts) collect(part, own, true);
    for (const letter of parts.flatMap((part) => membersIn(part))) {
      if (own.bold.has(letter)) beside.add(letter);
      if (own.plain.has(letter)) mixed.add(letter);
    }
  }
  return [...beside].filter((letter) => !mixed.has(letter));
}

/** The plain letters of which a sum runs over the entries, the x of Σ_i x_i. */
function membersIn(syntax: Syntax, running: readonly string[] = []): readonly string[] {
  const own = syntax.kind === "big" ? syntax.index.flatMap((one) => nameKey(one) ?? []) : [];
  const bound = [...running, ...own];
  const inner = children(syntax).flatMap((part) => membersIn(part, bound));
  if (syntax.kind !== "subscript" || syntax.base.kind !== "name") return inner;
  const { base, indices } = syntax;
  const isEntry = indices.every((index) => bound.includes(nameKey(index) ?? ""));
  return base.font === undefined && isEntry ? [...inner, base.text] : inner;
}

/**
 * The keys of bold letters that are written with a running letter, \mathbf{x}_i: entry i of x, or
 * the vector that belongs to example i.
 */
export function examplesIn({ chains }: Reading): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "subscript" && syntax.indices.length === 1) {
      const [index] = syntax.indices;
      const isBold = syntax.base.kind === "name" && syntax.base.font === "bold";
      if (isBold && index !== undefined && isLetter(index)) found.add(nameKey(syntax.base)!);
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of chains) for (const part of parts) visit(part);
  return found;
}

/**
 * Whether a text multiplies examples with vectors, w^T \mathbf{x}_i: then \mathbf{x}_i is a vector
 * wherever it stands.
 */
export function multipliesExamples({ chains }: Reading, examples: ReadonlySet<string>): boolean {
  if (examples.size === 0) return false;
  const bare = (factor: Syntax): Syntax => (factor.kind === "transpose" ? factor.base : factor);
  const visit = (syntax: Syntax): boolean => {
    const factors = syntax.kind === "product" ? syntax.factors : [];
    const isFound = factors.some((factor, k) => {
      const [one, other] = [factor, factors[k + 1]];
      if (other === undefined || (one.kind !== "transpose" && other.kind !== "transpose"))
        return false;
      const [a, b] = [bare(one), bare(other)];
      const isOf = (example: Syntax, vector: Syntax): boolean => {
        const key = nameKey(vector);
        return isExample(example, examples) && key !== undefined && /^\\mathbf\{[a-z]\}$/.test(key);
      };
      return isOf(a, b) || isOf(b, a);
    });
    return isFound || children(syntax).some(visit);
  };
  return chains.some(({ parts }) => parts.some(visit));
}

const isExample = (syntax: Syntax, examples: ReadonlySet<string>): boolean => {
  return syntax.kind === "subscript" && examples.has(nameKey(syntax.base) ?? "");
};

/**
 * Two sides with examples as columns where they are written as rows: \mathbf{x}_i \mathbf{w}^T is
 * the number w^T x_i, and no outer product.
 */
export function withColumns<T extends { readonly left: Syntax; readonly right: Syntax }>(
  sides: T,
  examples: ReadonlySet<string>,
): T {
  const [left, right] = [asColumns(sides.left, examples), asColumns(sides.right, examples)];
  return { ...sides, left, right };
}

/** The same of a formula. */
export function asColumns(syntax: Syntax, examples: ReadonlySet<string>): Syntax {
  const inner = mapParts(syntax, (part) => asColumns(part, examples));
  if (inner.kind !== "product") return inner;
  const factors = [...inner.factors];
  for (let k = 0; k + 1 < factors.length; k++) {
    const [row, column] = [factors[k]!, factors[k + 1]!];
    const isRow =
      isExample(row, examples) && column.kind === "transpose" && nameKey(column.base) !== undefined;
    if (isRow) [factors[k], factors[k + 1]] = [column, row];
  }
  return { ...inner, factors };
}

interface Letters {
  readonly bold: Set<string>;
  /** Plain letters that stand without an index somewhere. */
  readonly plain: Set<string>;
}

function collect(syntax: Syntax, { bold, plain }: Letters, alone: boolean): void {
  if (syntax.kind === "name") {
    if (syntax.font === "bold") bold.add(syntax.text);
    else if (alone) plain.add(syntax.text);
    return;
  }
  const indexed = syntax.kind === "subscript";
  // \mathbf{b}_1 is one of several vectors, and says of no \mathbf{b}
  const numbered = indexed && syntax.indices.every(({ kind }) => kind === "number");
  if (numbered && syntax.base.kind === "name" && syntax.base.font === "bold") return;
  for (const child of children(syntax)) {
    collect(child, { bold, plain }, !(indexed && child === syntax.base));
  }
}

/** The entry as one of the bold letter, or of the bold capital for two indices. */
function entryOf(syntax: SyntaxOf<"subscript">, { bold, plain }: Letters): Syntax {
  const { base, indices } = syntax;
  if (base.kind !== "name" || base.font !== undefined || plain.has(base.text)) return syntax;
  const isIndex = indices.every((index) => {
    return index.kind === "number" || isLetter(index);
  });
  if (!isIndex) return syntax;
  const capital = base.text.toUpperCase();
  const [only] = indices;
  // w_{12} is entry 1, 2 of \mathbf{W}
  const isPair = indices.length === 2 || (only?.kind === "number" && /^\d\d$/.test(only.text));
  const matrix = isPair && capital !== base.text && bold.has(capital);
  if (!matrix && !bold.has(base.text)) return syntax;
  return { ...syntax, base: { ...base, text: matrix ? capital : base.text, font: "bold" } };
}
