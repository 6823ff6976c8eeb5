/**
 * @file A formula with the numbers put in: (π/2)^1 for u^{x_3}. The author's own syntax is kept;
 * only names are replaced, so the line looks as it would on paper. A formula in index notation
 * gets its numbers in matrix notation, Wᵀx for Σ_i W_ij x_i, for nobody writes [3; 2]_i; where
 * there is none, as for a convolution, its entries are written out.
 */
import { tidyAll } from "../algebra/index.ts";
import {
  Arena,
  evaluate,
  indicesAt,
  type Node,
  symbolicField,
  type Tensor,
} from "../expression/index.ts";
import {
  mapParts,
  nameKey,
  S,
  type Syntax,
  spell,
  unmarked,
  writeLatex,
} from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { placeOf } from "./entries.ts";
import type { Value } from "./solution.ts";
import { entryOf, layoutOf, type NumberStyle, shown, type Values } from "./value.ts";

/** `quantity`'s formula with its parents' values; null when some has none, or nothing changes. */
export function putNumbers(
  quantity: Quantity,
  values: Values,
  style: NumberStyle,
): { syntax: Syntax; sign: "=" | "\\approx" } | null {
  const { written, formula, parents } = quantity;
  if (written === null || formula === null || parents.length === 0) return null;
  const known = new Map<string, Value>();
  for (const parent of parents) {
    const value = values.get(parent.variable.data);
    if (value === undefined) return null;
    known.set(keyOf(parent.name) ?? parent.key, value);
    // a version c^{(1)} is written c where it is used
    const own = parent.name.kind === "family" ? nameKey(parent.name.base) : undefined;
    if (own !== undefined && own === unmarked(parent.variable.data)) known.set(own, value);
  }
  let whole = true;
  const put = (value: Value): Syntax => {
    const text = shown(value, style);
    whole &&= text.whole;
    return text.syntax;
  };
  let running = false;
  const replace = (name: Syntax): Syntax | null => {
    const key = keyOf(name);
    const value = key === undefined ? undefined : known.get(key);
    if (value !== undefined) return put(value);
    const entry = entryIn(name);
    const base = entry && keyOf(entry.base);
    const tensor = base === undefined ? undefined : known.get(base);
    if (tensor === undefined) return null;
    const indices = entry!.indices.map((index) => {
      return index.kind === "number" ? Number(index.text) : 0;
    });
    const place = placeOf(indices, layoutOf(tensor).shape);
    running ||= place === undefined;
    return place === undefined ? null : put(entryOf(tensor, place));
  };
  let syntax: Syntax | null = replaceNames(written, replace);
  if (running) {
    [running, whole] = [false, true];
    const names = new Map(parents.map(({ variable, name }) => [variable, name]));
    syntax = replaceNames(spell(formula, names), replace);
  }
  if (running) {
    [running, whole] = [false, true];
    const entries = writtenOut(quantity, values);
    syntax = entries && replaceNames(entries, replace);
  }
  return syntax === null ? null : { syntax, sign: whole ? "=" : "\\approx" };
}

/** At most so many entries are written out, in at most so many characters of LaTeX. */
const entryLimit = 6;
const lengthLimit = 400;

/**
 * A formula that only indices can say, entry by entry: [w_1 x_1 + w_2 x_2; w_1 x_2 + w_2 x_3] for
 * Σ_j w_j x_{i+j−1}; null where that is long.
 */
function writtenOut({ formula, parents, shape }: Quantity, values: Values): Syntax | null {
  const count = shape.reduce<number>((product, size) => product * Number(size), 1);
  if (shape.length < 1 || shape.length > 2 || !(count <= entryLimit)) return null;
  const arena = new Arena();
  const tensors = new Map<string, Tensor<Node>>();
  const names = new Map<Node, Syntax>();
  for (const { variable, name } of parents) {
    const { shape: extents, entries: all } = layoutOf(values.get(variable.data)!);
    const entries = all.map((_, place): Node => {
      const entry = arena.variable(`${variable.data} ${place}`);
      const indices = indicesAt(place, extents).map((index) => S.number(index));
      names.set(entry, indices.length === 0 ? name : S.subscripted(name, ...indices));
      return entry;
    });
    tensors.set(variable.data, { shape: extents, entries });
  }
  const found = evaluate([formula!], symbolicField(arena), tensors, new Map());
  const made = found.values.get(formula!)?.entries;
  if (made === undefined) return null;
  const flat = tidyAll(made, arena, { quotients: false });
  const entries = flat.map((node) => spell(node, names));
  const length = entries.reduce((sum, entry) => sum + writeLatex(entry).length, 0);
  if (length > lengthLimit) return null;
  const width = shape.length === 1 ? 1 : Number(shape[1]);
  const rows = Array.from({ length: count / width }, (_, i) => {
    return entries.slice(i * width, (i + 1) * width);
  });
  return shape.length === 1 ? S.column(entries) : S.matrix(rows);
}

/** The key of a name, or of a sign that names a quantity: dL/dw, y', dy/dx at x = 2. */
export function keyOf(name: Syntax): string | undefined {
  return nameKey(name) ?? (isSign(name) ? writeLatex(name) : undefined);
}

/** Whether a name is a sign: dL/dw, y', dy/dx at x = 2. */
export function isSign({ kind }: Syntax): boolean {
  return kind === "derivative" || kind === "gradient" || kind === "evaluated" || kind === "prime";
}

/** Whether a name is w^+, the new w. */
function isNew(syntax: Syntax): boolean {
  return syntax.kind === "power" && nameKey(syntax) !== undefined;
}

/** What an entry is one of: W_{ij} of W, and dL/dW_{ij} of dL/dW. */
function entryIn(
  name: Syntax,
): { readonly base: Syntax; readonly indices: readonly Syntax[] } | undefined {
  if (name.kind === "subscript") return name;
  if (name.kind === "gradient" && name.by?.kind === "subscript") {
    return { base: { ...name, by: bare(name.by.base) }, indices: name.by.indices };
  }
  if (name.kind !== "derivative") return undefined;
  const [only, more] = name.by;
  if (more !== undefined || only?.variable.kind !== "subscript") return undefined;
  const { base, indices } = only.variable;
  return { base: { ...name, by: [{ ...only, variable: bare(base) }] }, indices };
}

/** z_1 of (z_1)_i. */
function bare(base: Syntax): Syntax {
  return base.kind === "group" && base.delimiter === "(" ? base.body : base;
}

/** The tree with names (and subscripted names) replaced where `replace` gives something. */
export function replaceNames(syntax: Syntax, replace: (name: Syntax) => Syntax | null): Syntax {
  const isName = ["name", "subscript", "family"].includes(syntax.kind) || isNew(syntax);
  if (isName || isSign(syntax)) {
    const replaced = replace(syntax);
    if (replaced !== null) return replaced;
    if (syntax.kind === "name") return syntax;
  }
  const result = mapParts(syntax, (part) => replaceNames(part, replace));
  return withDots(syntax, result);
}

/** Juxtaposed factors of which a name became a number are joined by dots: 2·3, not 2 3. */
function withDots(before: Syntax, after: Syntax): Syntax {
  if (after.kind !== "product" || before.kind !== "product") return after;
  const joints = after.joints.map((joint, k) => {
    if (joint !== "juxtapose") return joint;
    const put = [k, k + 1].some(
      (at) => isNumeric(after.factors[at]!) && !isNumeric(before.factors[at]!),
    );
    const tensor = [k, k + 1].some((at) => isTensor(after.factors[at]!));
    return put && !tensor ? "cdot" : joint;
  });
  return { ...after, joints };
}

function isNumeric(syntax: Syntax): boolean {
  if (syntax.kind === "sum" && syntax.terms.length === 1) return isNumeric(syntax.terms[0]!.term);
  if (syntax.kind === "name") return syntax.text === "\\pi" || syntax.text === "e";
  if (syntax.kind === "fraction")
    return isNumeric(syntax.numerator) && isNumeric(syntax.denominator);
  return syntax.kind === "number" || syntax.kind === "root";
}

function isTensor(syntax: Syntax): boolean {
  return syntax.kind === "matrix" || (syntax.kind === "transpose" && isTensor(syntax.base));
}
