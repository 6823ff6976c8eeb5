/**
 * @file Lists in brackets: `(x, y) = (0, 1)` says x = 0 and y = 1, and a list alone on a side,
 * `x = (1, 2, 3)`, `x = (1, 2, 3)^T` or `W = [[1, 2], [3, 4]]`, is a vector, or a matrix row by
 * row. What stands behind `\in` is an interval or a set of pairs, and stays what it is.
 * `w_1 = w_2 = 1` is two values, too, where nothing says before what w_2 is.
 */
import {
  children,
  functionLetters,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed, namesOf } from "./names.ts";

/** Signs whose sides are values. */
const equalities: ReadonlySet<string> = new Set(["=", ":=", "\\equiv", "\\approx"]);

/** The reading with equal tuples taken apart, and other lists as vectors and matrices. */
export function withTuples(reading: Reading): Reading {
  const seen = new Set<string>();
  const said = new Set<string>();
  const chains = reading.chains.flatMap((chain) => {
    const found = componentwise(chain).flatMap((one) => {
      return byEntry(one, seen).flatMap((own) => byValue(own, said));
    });
    for (const { key } of chain.parts.flatMap(namesOf)) seen.add(key);
    for (const name of chain.parts.slice(0, -1)) said.add(nameKey(name) ?? "");
    return found;
  });
  const functions = new Set(
    chains.flatMap(({ parts: [left] }) => {
      return left?.kind === "applied" ? (nameKey(left.head) ?? []) : [];
    }),
  );
  return withSides({ ...reading, chains }, (side, chain) => {
    if (!chain.signs.every((sign) => equalities.has(sign))) return side;
    const isAmong = chain.parts.some((part) => itemsOf(part) !== undefined || isGradient(part));
    const lengths = chain.parts.flatMap((part) => itemsOf(part)?.length ?? []);
    const found = asVectors(withScaledLists(side, lengths, functions), isAmong);
    return isMatrix(chain) ? asRow(found, side) : found;
  });
}

/**
 * \lambda_1 (1, 1) + \lambda_2 (1, −1), which is a list of two in its chain, with the letters as
 * factors; a letter of which the text says what it is of something is a function.
 */
function withScaledLists(
  syntax: Syntax,
  lengths: readonly number[],
  functions: ReadonlySet<string>,
): Syntax {
  if (syntax.kind !== "sum") return syntax;
  const scaled = (term: Syntax): Syntax => {
    if (term.kind !== "applied" || !lengths.includes(term.arguments.length)) return term;
    const { head, arguments: items, from, to } = term;
    const key = nameKey(head);
    const isLetter = key !== undefined && !functions.has(key) && !functionLetters.has(key);
    if (!isLetter || items.length < 2 || !items.every(isClosed)) return term;
    return { ...S.product([head, vectorOf(term, items)]), from, to };
  };
  return { ...syntax, terms: syntax.terms.map((one) => ({ ...one, term: scaled(one.term) })) };
}

/** Whether a chain says what a capital is: W, W_2, W^{(2)}. */
function isMatrix({ parts: [name], continues }: Chain): boolean {
  const isPart = name?.kind === "subscript" || name?.kind === "family";
  const key = continues || name === undefined ? undefined : nameKey(isPart ? name.base : name);
  return key !== undefined && /^(?:\\(?:mathbf|boldsymbol)\{)?[A-Z]\}?$/.test(key);
}

/** A vector that was written as a list in square brackets as a row: W = [1, −1]. */
function asRow(syntax: Syntax, written: Syntax): Syntax {
  const isList = written.kind === "group" && written.delimiter === "[";
  if (syntax.kind !== "matrix" || !isList) return syntax;
  const isColumn = syntax.rows.every((row) => row.length === 1);
  return isColumn ? { ...syntax, rows: [syntax.rows.map(([only]) => only!)] } : syntax;
}

/** A chain of tuples of one length as a chain for each component. */
function componentwise(chain: Chain): readonly Chain[] {
  const lists = chain.parts.map(itemsOf);
  const [first] = lists;
  const fits = chain.signs.every((sign) => equalities.has(sign));
  const { length } = first ?? [];
  if (!fits || length < 2 || lists.some((items) => items?.length !== length)) return [chain];
  if (lists.some((items) => items!.some(({ kind }) => kind === "dots"))) return [chain];
  // a point at which things are is given from there on, as a list of values is
  const { cues } = chain;
  const isPlain = first!.every(({ kind }) => kind === "name");
  const isGiven = isPlain && cues.has("set") && !cues.has("supposed") && !cues.has("asked");
  const listed = isGiven ? new Set([...cues, "listed" as const]) : cues;
  return first!.map((_, k) => {
    const own = k + 1 < length ? listed : cues;
    return { ...chain, cues: own, parts: lists.map((items) => items![k]!) };
  });
}

/**
 * A chain that begins with a list or column of new names and ends in one of numbers, as what stands
 * between them and a value for each name: (x_1, y_1) = (2, 1) − 0.1 (2, 2) = (1.8, 0.8).
 */
function byEntry(chain: Chain, seen: ReadonlySet<string>): readonly Chain[] {
  const { parts, signs, signSpans, continues } = chain;
  const [names, values] = [parts[0]!, parts.at(-1)!].map(entriesOf);
  const isNew = names?.every((one) => {
    const key = nameKey(one);
    return key !== undefined && !seen.has(key) && !isClosed(one);
  });
  const fits = isNew === true && values?.length === names!.length && values.every(isClosed);
  if (!fits || continues || parts.length < 3 || !signs.every((sign) => equalities.has(sign))) {
    return [chain];
  }
  const between = { parts: parts.slice(1), signs: signs.slice(1), signSpans: signSpans.slice(1) };
  const own = names!.map((name, k): Chain => {
    const part = { parts: [name, values![k]!], signs: ["=" as const] };
    return { ...chain, ...part, signSpans: signSpans.slice(0, 1) };
  });
  return [{ ...chain, ...between }, ...own];
}

/** The entries of a list or a column. */
function entriesOf(syntax: Syntax): readonly Syntax[] | undefined {
  const inner = syntax.kind === "transpose" ? syntax.base : syntax;
  const body = inner.kind === "group" && inner.body.kind === "matrix" ? inner.body : inner;
  if (body.kind !== "matrix") return itemsOf(inner);
  const { rows } = body;
  const isRow = rows.length === 1 && (rows[0]!.length === 1 || syntax.kind === "transpose");
  if (isRow) return rows[0];
  return rows.every((row) => row.length === 1) ? rows.map(([only]) => only!) : undefined;
}

/** A number, or a list of numbers. */
function isValue(syntax: Syntax): boolean {
  const items = itemsOf(syntax.kind === "transpose" ? syntax.base : syntax);
  return items?.every(isClosed) ?? isClosed(syntax);
}

/** A chain of names that ends in a number as a value for each, if nothing was said of them. */
function byValue(chain: Chain, said: ReadonlySet<string>): readonly Chain[] {
  const { parts, signs, signSpans, continues } = chain;
  const [value, ...names] = parts.toReversed();
  const isNew = names.every((one) => {
    const key = nameKey(one);
    return key !== undefined && !said.has(key) && !isClosed(one);
  });
  const fits = isNew && names.length > 1 && isValue(value!) && signs.every((one) => one === "=");
  if (!fits || continues) return [chain];
  return names.toReversed().map((name) => {
    return { ...chain, parts: [name, value!], signs: ["="], signSpans: signSpans.slice(-1) };
  });
}

/** What a list in brackets lists; undefined for all else. */
function itemsOf(syntax: Syntax): readonly Syntax[] | undefined {
  if (syntax.kind !== "group" || syntax.body.kind !== "list") return undefined;
  const { delimiter, body } = syntax;
  return delimiter === "(" || delimiter === "[" ? body.items : undefined;
}

/** Places where brackets list names, and no values. */
const naming: ReadonlySet<string> = new Set(["derivative", "relation", "subscript", "limit"]);

/** ∇f, and ∇f(1, 2). */
const isGradient = (syntax: Syntax): boolean =>
  syntax.kind === "gradient" || (syntax.kind === "applied" && isGradient(syntax.head));

/** Lists as vectors; `among` others a bracket before one is a factor: 2(x + y)(1, 1). */
function asVectors(syntax: Syntax, among = false): Syntax {
  // (1, 2)^T is a column, as (1, 2) is where it is no row of anything
  const turned = syntax.kind === "transpose" ? itemsOf(syntax.base) : undefined;
  const items = turned ?? itemsOf(syntax);
  const isWhole = items?.every((item) => item.kind !== "dots" && !isWord(item));
  const isMatrix = turned?.some((item) => itemsOf(item) !== undefined) === true;
  if (items !== undefined && isWhole && !isMatrix) return vectorOf(syntax, items);
  if (syntax.kind === "subscript" && syntax.base.kind === "call") {
    return { ...syntax, base: asVectors(syntax.base) };
  }
  if (naming.has(syntax.kind)) return syntax;
  // softmax(2, 1, 0.1) is of the vector of its arguments
  if (syntax.kind === "call" && syntax.function === "softmax" && syntax.arguments.length > 1) {
    return { ...syntax, arguments: [vectorOf(syntax, syntax.arguments)] };
  }
  if (syntax.kind === "product") {
    // what follows a derivative or a sum of functions is where it is taken
    const factors = syntax.factors.map((factor, k) => {
      const isBehind = k > 0 && syntax.joints[k - 1] === "juxtapose" && itemsOf(factor);
      const before = syntax.factors[k - 1];
      const isFactor = before !== undefined && among && before.kind === "group";
      const isPlace = isBehind && !isFactor && !isClosed(before!);
      return isPlace ? factor : asVectors(factor, among);
    });
    return { ...syntax, factors: factors.map((one, k) => beside(one, syntax.factors, k)) };
  }
  return mapParts(syntax, (part, field) => (field === "by" ? part : asVectors(part, among)));
}

/**
 * [1, 0] [3, −1]^T is a row and a column, or of two lengths a column and a row; and so is
 * [1, 0]^T [3, −1]^T, of which else nothing is made.
 */
function beside(vector: Syntax, written: readonly Syntax[], k: number): Syntax {
  const turnedAt = (at: number) => {
    const one = written[at];
    return one?.kind === "transpose" ? itemsOf(one.base) : undefined;
  };
  const [own, next] = [itemsOf(written[k]!), turnedAt(k + 1)];
  const [turned, before] = [turnedAt(k), k > 0 ? itemsOf(written[k - 1]!) : undefined];
  const isRow =
    own !== undefined
      ? own.length === next?.length || isBehindColumn(written, k)
      : turned !== undefined &&
        (turned.length === next?.length ||
          (before !== undefined && turned.length !== before.length));
  if (!isRow || vector.kind !== "matrix" || vector.rows.some(({ length }) => length !== 1))
    return vector;
  return { ...vector, rows: [vector.rows.map(([only]) => only!)] };
}

/** The [1, 2] behind a column, of which an outer product is made. */
function isBehindColumn(written: readonly Syntax[], k: number): boolean {
  const [before, own] = [written[k - 1], written[k]];
  if (own?.kind !== "group" || own.delimiter !== "[" || before?.kind !== "matrix") return false;
  return before.rows.length > 1 && before.rows.every(({ length }) => length === 1);
}

const isWord = (syntax: Syntax): boolean =>
  syntax.kind === "text" || syntax.kind === "relation" || children(syntax).some(isWord);

function vectorOf({ from, to }: Syntax, items: readonly Syntax[]): SyntaxOf<"matrix"> {
  const lists = items.map(itemsOf);
  const width = lists[0]?.length;
  const isMatrix = width !== undefined && lists.every((list) => list?.length === width);
  const rows = isMatrix ? lists.map((list) => list!) : items.map((item) => [item]);
  return { kind: "matrix", from, to, rows: rows.map((row) => row.map((one) => asVectors(one))) };
}
