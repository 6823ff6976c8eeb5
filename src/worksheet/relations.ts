/**
 * @file What a formula says about the shapes of its parts, one rule a kind of syntax; the
 * meanings are those of `notation/elaborate/`. A rule gives the part's form, and tells the sheet
 * what must hold and what may be assumed.
 */
import {
  affineIndex,
  children,
  nameKey,
  runsInWindows,
  type Syntax,
  type SyntaxKind,
  type SyntaxOf,
  windowCount,
} from "../notation/index.ts";
import { fillingOf } from "./filling.ts";
import {
  axesOf,
  chainExtents,
  chainGuess,
  type Extent,
  guessOf,
  isUpper,
  jointGuess,
  type Part,
} from "./form.ts";
import type { Default, Sheet } from "./inference.ts";
import { relateForms } from "./openings.ts";

/** Where a formula stands. */
export interface Place {
  readonly sheet: Sheet;
  /** Letters that run, with the extents of their ranges. */
  readonly letters: ReadonlyMap<string, Extent>;
  /** Parameters of the defined function whose body this is. */
  readonly bound: ReadonlyMap<string, Part>;
  /** Letters for sizes in the lines of a vocabulary item. */
  readonly sizes: ReadonlyMap<string, Extent>;
  /** The functions whose bodies this is inside of, the innermost last; "" for the vocabulary's. */
  readonly calls: readonly string[];
}

type Rule<K extends SyntaxKind> = (syntax: SyntaxOf<K>, place: Place) => Part;

/** The deepest nesting of calls of defined functions that is followed. */
const callLimit = 16;

/** The form of a formula. */
export function relate(syntax: Syntax, place: Place): Part {
  const rule = rules[syntax.kind] as ((syntax: Syntax, place: Place) => Part) | undefined;
  if (rule !== undefined) return rule(syntax, place);
  for (const child of children(syntax)) relate(child, place);
  return scalar(place);
}

function scalar({ sheet }: Place): Part {
  return { form: sheet.open([]), flipped: false, guess: 0 };
}

function named(syntax: Syntax, place: Place): Part {
  const key = nameKey(syntax);
  if (key === undefined || place.letters.has(key)) return scalar(place);
  const parameter = place.bound.get(key);
  if (parameter !== undefined) return parameter;
  const form = place.sheet.formOf(key, syntax);
  if (form !== undefined) {
    const loose = place.sheet.isLoose(key, syntax) && { loose: true as const };
    return { form, flipped: false, guess: guessOf(key), ...loose };
  }
  return key === "I" ? square(place) : scalar(place);
}

/** A square matrix of any size. */
function square({ sheet }: Place, extent = sheet.anyExtent()): Part {
  return { form: sheet.open([extent, extent]), flipped: false, guess: 2 };
}

/** Makes a matrix square once it is known to be one. */
function expectSquare(part: Part, { sheet }: Place): void {
  sheet.always(() => {
    if (part.form.rank === undefined) return false;
    const [rows, columns] = part.form.axes;
    if (columns !== undefined) rows!.join(columns);
    return true;
  });
}

const subscript: Rule<"subscript"> = (syntax, place) => {
  const { sheet } = place;
  const { base, indices } = syntax;
  const key = nameKey(syntax);
  if (key !== undefined && sheet.formOf(key) !== undefined) return named(syntax, place);
  if (base.kind === "group" && base.delimiter === "\\|") return relate(base, place);
  const entries = entriesOf(syntax, place);
  if (entries !== undefined) return entries;
  const baseKey = nameKey(base);
  if (indices.length === 1 && fillingOf(baseKey ?? null) !== undefined) {
    return { form: sheet.open([extentOf(indices[0]!, place)]), flipped: false, guess: 1 };
  }
  const known = baseKey !== undefined && (place.bound.has(baseKey) || sheet.formOf(baseKey));
  if (baseKey === "I" && !known && indices.length === 1) {
    return square(place, extentOf(indices[0]!, place));
  }
  if (baseKey !== undefined && !known) return scalar(place);
  const part = relate(base, place);
  if (part.raised) sheet.assume("beside", squareOf(part));
  if (baseKey !== undefined && isNumbered(indices, place)) sheet.number(baseKey, base);
  return indexed(part, indices, place, sheet.leastRank(baseKey));
};

/** Whether one entry is picked, x_1 or W_{2,1} or the last one x_n, and no letter runs. */
function isNumbered(indices: readonly Syntax[], { letters }: Place): boolean {
  return indices.every((index) => {
    if (index.kind === "number") return true;
    return index.kind === "name" && index.text !== ":" && !letters.has(index.text);
  });
}

/** The extent that a size in a formula stands for. */
function extentOf(size: Syntax, { sheet, sizes }: Place): Extent {
  if (size.kind === "number") return sheet.extent(Number(size.text));
  const key = nameKey(size);
  return key === undefined ? sheet.anyExtent() : (sizes.get(key) ?? sheet.extent(key));
}

/** An entry or a slice: the axes without an index stay. */
function indexed(base: Part, indices: readonly Syntax[], place: Place, least = 0): Part {
  const { sheet, letters } = place;
  const whole = indices.map((index) => index.kind === "name" && index.text === ":");
  const alone = indices.map((index) => {
    return index.kind === "name" ? letters.get(index.text) : undefined;
  });
  const [only] = indices;
  const digits = indices.length === 1 && only!.kind === "number" ? only!.text.length : 1;
  const fix = (): boolean => {
    if (base.form.rank !== undefined) return false;
    const count = Math.max(digits, indices.length, least);
    base.form.fix(Array.from({ length: count }, (_, axis) => alone[axis] ?? sheet.anyExtent()));
    return true;
  };
  if (alone.some((extent) => extent !== undefined)) fix();
  else if (isNumbered(indices, place))
    sheet.assume("numbered", () => fix() && sheet.isOnlyNumbered(base));
  else sheet.assume("argument", fix);
  const rest = sheet.open();
  sheet.always(() => {
    const { rank } = base.form;
    if (rank === undefined) return false;
    const axes = axesOf(base);
    for (const [axis, extent] of alone.entries()) if (extent) axes[axis]?.join(extent);
    for (const [axis, index] of indices.entries()) followWindow(index, axes[axis], place);
    // W_{22} has as many indices as axes
    const count = digits === rank ? digits : indices.length;
    rest.fix(axes.filter((_, axis) => axis >= count || whole[axis]));
    return true;
  });
  return { form: rest, flipped: false, guess: null };
}

/**
 * A letter that runs in windows only, as i in x_{i+j−1}, runs as far as they stay inside; see
 * `notation/elaborate/ranges.ts`. With open sizes that is said last, when nothing else follows.
 */
function followWindow(index: Syntax, axis: Extent | undefined, { sheet, letters }: Place): void {
  const form = affineIndex(index, letters);
  if (form === undefined || axis === undefined || index.kind === "name") return;
  const offer = (least: "number" | "string"): boolean => {
    let most = form.offset;
    let open: { readonly extent: Extent; readonly c: number } | undefined;
    for (const [letter, c] of form.coefficients) {
      const extent = letters.get(letter)!;
      const { size } = extent.root();
      if (size === undefined && open === undefined && sheet.windowed.has(extent) && c > 0) {
        open = { extent, c };
      } else if (typeof size === "number") most += c > 0 ? c * size : c;
      else return false;
    }
    const own = axis.root().size;
    if (open === undefined || own === undefined || typeof own !== least) return false;
    const count = windowCount(own, open.c, most);
    if (count !== undefined) open.extent.join(sheet.extent(count));
    return true;
  };
  sheet.always(() => offer("number"));
  sheet.assume("beside", () => offer("string"));
}

/** Lets letters run over `body`, with the extents of their ranges. */
export function running(
  own: ReadonlyMap<string, Extent>,
  body: Syntax,
  { letters, sheet }: Place,
): ReadonlyMap<string, Extent> {
  for (const [letter, extent] of own) {
    if (extent.root().size === undefined && runsInWindows(letter, body)) sheet.windowed.add(extent);
  }
  return new Map([...letters, ...own]);
}

/** `[x_i y_j]_{ij}`: letters that do not run yet name the axes; undefined for anything else. */
function entriesOf({ base, indices }: SyntaxOf<"subscript">, place: Place): Part | undefined {
  if (base.kind !== "group" || (base.delimiter !== "[" && base.delimiter !== "(")) return undefined;
  const own = new Map<string, Extent>();
  for (const index of indices) {
    const isRange = index.kind === "relation" && index.parts.length === 3;
    const letter = isRange ? index.parts[1]! : index;
    if (letter.kind !== "name" || letter.text === ":" || place.letters.has(letter.text)) {
      return undefined;
    }
    const extent = isRange ? extentOf(index.parts[2]!, place) : place.sheet.anyExtent();
    own.set(letter.text, extent);
  }
  const body = relate(base.body, { ...place, letters: running(own, base.body, place) });
  const form = place.sheet.open();
  place.sheet.always(() => {
    if (body.form.rank === undefined) return false;
    form.fix([...own.values(), ...axesOf(body)]);
    return true;
  });
  return { form, flipped: false, guess: null };
}

/**
 * Parts that act entry by entry: the result has the shape of those that are not scalars; a vector
 * beside a matrix has the extent of its rows. With `spreads`, a name of which nothing is known
 * takes that shape by default.
 */
function joined(parts: readonly Part[], { sheet }: Place, spreads = true): Part {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const result = sheet.open();
  const flipped = parts.every((part) => part.flipped);
  let known = 0;
  let asked = -1;
  sheet.always(() => {
    // a rank that is known stays known: long sums are not looked through again and again
    while (known < parts.length && parts[known]!.form.rank !== undefined) known++;
    const isKnown = known === parts.length;
    if (!isKnown && asked === sheet.tensors) return false;
    asked = sheet.tensors;
    const tensors = parts.filter(({ form }) => (form.rank ?? 0) > 0);
    if (tensors.length > 0) {
      const rank = Math.max(...tensors.map(({ form }) => form.rank!));
      const model = axesOf(tensors.find(({ form }) => form.rank === rank)!);
      result.fix(flipped ? [...model].reverse() : model);
      for (const tensor of tensors) {
        const axes = axesOf(tensor);
        for (const [axis, extent] of axes.entries()) {
          extent.join(model[axis + rank - axes.length]!);
        }
      }
    } else if (isKnown) result.fix([]);
    return isKnown && result.rank !== undefined;
  });
  if (spreads) {
    sheet.assume("added", () => {
      if ((result.rank ?? 0) === 0) return false;
      const open = parts.find(({ form }) => form.rank === undefined);
      if (open === undefined) return false;
      // X W + b: a small letter beside a matrix is a vector, added to each row
      const isRow = result.rank === 2 && open.guess === 1 && !open.flipped && !flipped;
      if (isRow) open.form.fix([result.axes[1]!]);
      else open.form.fix(flipped === open.flipped ? result.axes : [...result.axes].reverse());
      return true;
    });
  }
  return { form: result, flipped, guess: jointGuess(parts) };
}

/**
 * Small letters left of capitals in a sum with one that stands alone, x W + b: rows by default. In
 * λ W the first letter is a number, and in x W + y B nothing stands alone.
 */
function rowsIn({ terms }: SyntaxOf<"sum">, place: Place): void {
  const isSmall = (syntax: Syntax | undefined): boolean => {
    const key = syntax && nameKey(syntax);
    return key !== undefined && /^[a-z]/.test(key);
  };
  const products = terms.flatMap(({ term }) => (term.kind === "product" ? [term.factors] : []));
  const isRow = ([row, matrix, more]: readonly Syntax[]): boolean => {
    const key = matrix && nameKey(matrix);
    return isSmall(row) && key !== undefined && isUpper(key) && more === undefined;
  };
  const alone = terms.filter(({ term }) => term.kind !== "product");
  if (alone.length !== 1 || !isSmall(alone[0]!.term) || !products.every(isRow)) return;
  for (const [row, matrix] of products) {
    const [part, beside] = [relate(row!, place), relate(matrix!, place)];
    place.sheet.assume("beside", () => beside.form.rank === 2 && place.sheet.settle(part));
  }
}

/** Whether a factor is a vector that stands as a row, which wants a partner: x^T y, u v^T. */
function isRow(part: Part | undefined): boolean {
  return part?.flipped === true && part.loose !== true && part.form.rank === 1;
}

/** By default the matrix in a power such as X^k b is square. */
function squareOf({ form }: Part): Default {
  return () => {
    const [rows, columns, more] = form.axes;
    if (columns === undefined || more !== undefined || rows!.root() === columns.root())
      return false;
    if (rows!.differs(columns)) return false;
    rows!.join(columns);
    return true;
  };
}

/** Factors side by side, as in `elaborate/product.ts`: neighbours join end to end. */
function chain(parts: readonly Part[], { sheet }: Place): Part {
  if (parts.length === 1) return parts[0]!;
  const result = sheet.open();
  let known = 0;
  sheet.always(() => {
    // a rank that is known stays known: long products are not looked through again and again
    while (known < parts.length && parts[known]!.form.rank !== undefined) known++;
    if (known < parts.length) return false;
    result.fix(chainExtents(parts));
    return true;
  });
  const rankAt = (k: number): number => parts[k]?.form.rank ?? 0;
  for (const [k, part] of parts.entries()) {
    if (part.guess === 1 && parts[k - 1]?.guess === 2) sheet.isBesideCapital(part);
  }
  const offers: Default[] = [];
  for (const [k, part] of parts.entries()) {
    const { guess } = part;
    if (part.raised) offers.push(squareOf(part));
    if (!guess) continue;
    offers.push(() => {
      if (part.form.rank !== undefined) return false;
      const [before, after] = [rankAt(k - 1), rankAt(k + 1)];
      // a vector or matrix that is a product of letters: by their case
      const isMade = () => {
        const open = parts.filter(({ form }) => form.rank === undefined);
        // the capitals first, else the last: in x B and in λ x the first letter is a number
        const leads = guess === 2 || (open.at(-1) === part && open.every((one) => one.guess !== 2));
        return leads && !parts.some((_, at) => rankAt(at) > 0);
      };
      const made = (result.rank ?? 0) > 0 && isMade();
      const right = before === 2 && (guess === 2 || after === 0);
      if (isRow(parts[k - 1]) || (k + 2 === parts.length && isRow(parts[k + 1]))) {
        return sheet.settle(part);
      }
      return made || right || (guess === 2 && after > 0) ? sheet.settle(part) : false;
    });
  }
  // what letters that turn out to be numbers leave as it was is not asked again
  const rests = parts.every(({ raised }) => !raised);
  let asked = -1;
  sheet.assume("beside", () => {
    if (rests && asked === sheet.tensors && !((result.rank ?? 0) > 0)) return false;
    if (offers.some((offer) => offer())) return true;
    asked = sheet.tensors;
    return false;
  });
  return { form: result, flipped: false, guess: chainGuess(parts) };
}

const product: Rule<"product"> = (syntax, place) => {
  const runs: Part[][] = [[]];
  for (const [k, factor] of syntax.factors.entries()) {
    if (k > 0 && syntax.joints[k - 1] === "odot") runs.push([]);
    runs.at(-1)!.push(relate(factor, place));
  }
  const row = rowAfter(runs);
  const columns = joined(
    runs.map((run) => (run.length === 1 ? run[0]! : chain(run, place))),
    place,
  );
  return row === undefined ? columns : chain([columns, row], place);
};

/** The row at the end of u ⊙ v x^T, taken out of what is multiplied entry by entry. */
function rowAfter(runs: readonly Part[][]): Part | undefined {
  const [last, ...before] = [...runs].reverse();
  const row = last!.at(-1)!;
  const isColumn = ({ form, flipped, guess }: Part): boolean =>
    !flipped && (form.rank ?? guess) === 1;
  const isRow = row.flipped && (row.form.rank ?? row.guess) === 1;
  if (before.length === 0 || last!.length < 2 || !isRow) return undefined;
  const isOfColumns = before.every((run) => isColumn(run.at(-1)!)) && isColumn(last!.at(-2)!);
  return isOfColumns ? last!.pop() : undefined;
}

/** Functions whose result is a scalar whatever they are given. */
const toScalar = new Set(["tr", "det", "norm", "sum", "mean", "logsumexp"]);

/** Functions that are of vectors, when nothing else is known of their argument. */
const ofVectors = new Set(["norm", "softmax", "logsumexp", "sum", "mean"]);

/** Functions of square matrices. */
const ofSquares = new Set(["tr", "det", "inv"]);

/** By default, an argument of open rank has the given one, or that of its letters. */
function assumeRank(part: Part, { sheet }: Place, rank = part.guess === 2 ? 2 : 1): void {
  sheet.assume("argument", () => {
    if (part.form.rank !== undefined) return false;
    part.form.fix(Array.from({ length: rank }, () => sheet.anyExtent()));
    return true;
  });
}

const call: Rule<"call"> = (syntax, place) => {
  const parts = syntax.arguments.map((argument) => relate(argument, place));
  const [first] = parts;
  if (first === undefined) return scalar(place);
  if (ofVectors.has(syntax.function)) assumeRank(first, place);
  if (ofSquares.has(syntax.function)) {
    assumeRank(first, place, 2);
    expectSquare(first, place);
  }
  if (toScalar.has(syntax.function)) return scalar(place);
  if (parts.length === 1 && /^(max|min)$/.test(syntax.function)) return scalar(place);
  if (syntax.function === "transpose") return { ...first, flipped: !first.flipped };
  if (syntax.function === "diag") return diagonal(first, place);
  const result = joined(parts, place);
  const { subscript } = syntax;
  const isIndex = subscript !== undefined && syntax.function !== "log";
  return isIndex ? indexed(result, [subscript], place) : result;
};

function diagonal(part: Part, place: Place): Part {
  const { sheet } = place;
  const form = sheet.open();
  assumeRank(part, place);
  sheet.always(() => {
    const { rank, axes } = part.form;
    if (rank === undefined) return false;
    if (rank === 2) axes[0]!.join(axes[1]!);
    form.fix(rank === 1 ? [axes[0]!, axes[0]!] : axes.slice(0, 1));
    return true;
  });
  return { form, flipped: false, guess: part.guess === 2 ? 1 : 2 };
}

/** f(x): the body of a defined function with its parameters in place, or a product. */
const applied: Rule<"applied"> = (syntax, place) => {
  const head = nameKey(syntax.head);
  const candidates = head === undefined ? undefined : place.sheet.candidatesNamed(head);
  if (candidates !== undefined) return relateForms(syntax, candidates, place);
  const parts = syntax.arguments.map((argument) => relate(argument, place));
  const isQuantity = head !== undefined && place.sheet.formOf(head) !== undefined;
  if (isQuantity && parts.length === 1) return chain([named(syntax.head, place), parts[0]!], place);
  const { calls } = place;
  // f(t) made of f(t − h) and f(t + h) says nothing of its own shape
  const known = head === undefined || calls.includes(head) || calls.length > callLimit;
  const defined = known ? undefined : place.sheet.functionNamed(head);
  if (defined !== undefined && defined.parameters.length === parts.length) {
    const bound = new Map(defined.parameters.map((name, k) => [name, parts[k]!]));
    return relate(defined.body, { ...place, bound, letters: new Map(), calls: [...calls, head!] });
  }
  return parts.length === 0 ? scalar(place) : joined(parts, place);
};

const group: Rule<"group"> = (syntax, place) => {
  const { sheet } = place;
  if (syntax.delimiter === "\\langle" && syntax.body.kind === "list") {
    const parts = syntax.body.items.map((item) => relate(item, place));
    joined(parts, place);
    for (const part of parts) assumeRank(part, place);
    return scalar(place);
  }
  const body = relate(syntax.body, place);
  if (syntax.delimiter === "\\|") {
    assumeRank(body, place);
    return scalar(place);
  }
  if (syntax.delimiter !== "|") return body;
  // the determinant of a square matrix, or absolute values
  const form = sheet.open();
  sheet.always(() => {
    const { rank, axes } = body.form;
    if (rank === undefined) return false;
    const isSquare = rank === 2 && !axes[0]!.differs(axes[1]!);
    if (isSquare) axes[0]!.join(axes[1]!);
    form.fix(isSquare ? [] : axes);
    return true;
  });
  const ofMatrix = body.guess === 2 && syntax.body.kind !== "sum";
  if (ofMatrix) sheet.byCase("argument", body);
  return { form, flipped: body.flipped, guess: ofMatrix ? 0 : body.guess };
};

/**
 * X (X^T X)^{-1} with a quantity X: what stands above the bracket is of the bracket alone;
 * undefined where X is no quantity, or nothing stands before the bracket.
 */
function besidesBracket(syntax: SyntaxOf<"power" | "transpose">, place: Place): Part | undefined {
  const { base: call } = syntax;
  const [inside, more] = call.kind === "applied" ? call.arguments : [];
  if (call.kind !== "applied" || inside === undefined || more !== undefined) return undefined;
  const head = nameKey(call.head);
  if (head === undefined || place.sheet.formOf(head) === undefined) return undefined;
  if (place.sheet.candidatesNamed(head) !== undefined) return undefined;
  const { from, to } = inside;
  const base: Syntax = { kind: "group", delimiter: "(", body: inside, from, to };
  return chain([named(call.head, place), relate({ ...syntax, base }, place)], place);
}

const power: Rule<"power"> = (syntax, place) => {
  if (nameKey(syntax) !== undefined) return named(syntax, place);
  const beside = besidesBracket(syntax, place);
  if (beside !== undefined) return beside;
  const base = relate(syntax.base, place);
  relate(syntax.exponent, place);
  const { exponent } = syntax;
  const inverts = exponent.kind === "sum" && exponent.terms.length === 1;
  if (inverts && exponent.terms[0]!.sign === "-") expectSquare(base, place);
  return base.guess === 2 ? { ...base, raised: true } : base;
};

const whole = { flipped: false, guess: null };

const literal: Rule<"matrix"> = (syntax, place) => {
  const { sheet } = place;
  const entries = syntax.rows.flat().map((entry) => relate(entry, place));
  const [slice] = entries;
  if ((slice?.form.rank ?? 0) > 1) {
    const grid = [syntax.rows.length, syntax.rows[0]!.length].map((size) => sheet.extent(size));
    if (syntax.rows.length === 1) grid.shift();
    return { form: sheet.open([...grid, ...slice!.form.axes]), ...whole };
  }
  for (const { form } of entries) form.fix([]);
  const [rows, columns] = [syntax.rows.length, syntax.rows[0]?.length ?? 0];
  if (rows === 1 && columns === 1) return scalar(place);
  const [m, n] = [sheet.extent(rows), sheet.extent(columns)];
  const extents = columns === 1 ? [m] : rows === 1 ? [n] : [m, n];
  return { form: sheet.open(extents), flipped: rows === 1, guess: null };
};

const big: Rule<"big"> = (syntax, place) => {
  const own = new Map<string, Extent>();
  const conditional = syntax.lower?.kind === "relation" || syntax.lower?.kind === "list";
  for (const index of syntax.index) {
    const letter = nameKey(index);
    if (letter === undefined) continue;
    const outer = conditional ? place.letters.get(letter) : undefined;
    own.set(letter, outer ?? rangeExtent(syntax, place));
  }
  return relate(syntax.body, { ...place, letters: running(own, syntax.body, place) });
};

/** The extent of Σ_{i=1}^n where the bounds are a number and a number or a bare name. */
function rangeExtent({ lower, upper }: SyntaxOf<"big">, place: Place): Extent {
  const { sheet, letters, sizes } = place;
  const first = lower === undefined ? 1 : affineIndex(lower, new Map())?.offset;
  const key = upper && nameKey(upper);
  if (upper === undefined || first === undefined) return sheet.anyExtent();
  if (upper.kind === "number") return sheet.extent(Number(upper.text) - first + 1);
  const isSize = key !== undefined && first === 1 && !letters.has(key);
  return isSize ? (sizes.get(key) ?? sheet.extent(key)) : sheet.anyExtent();
}

/** dL/dw has the shape of w; dz/dw the axes of z before. */
function derivativeForm(of: Syntax | null, by: readonly Syntax[], place: Place): Part {
  const parts = [...(of === null ? [] : [of]), ...by].map((part) => relate(part, place));
  const form = place.sheet.open();
  place.sheet.always(() => {
    if (parts.some((part) => part.form.rank === undefined)) return false;
    form.fix(parts.flatMap((part) => part.form.axes));
    return true;
  });
  return { form, flipped: false, guess: null };
}

const rules: { readonly [K in SyntaxKind]?: Rule<K> } = {
  name: named,
  family: named,
  subscript,
  transpose: (syntax, place) => {
    const beside = besidesBracket(syntax, place);
    if (beside !== undefined) return beside;
    const base = relate(syntax.base, place);
    place.sheet.byCase("transposed", base);
    return { ...base, flipped: !base.flipped };
  },
  sum: (syntax, place) => {
    rowsIn(syntax, place);
    return joined(
      syntax.terms.map(({ term }) => relate(term, place)),
      place,
    );
  },
  product,
  fraction: (syntax, place) => {
    const parts = [relate(syntax.numerator, place), relate(syntax.denominator, place)];
    return { ...joined(parts, place, false), guess: parts[0]!.guess || null };
  },
  power,
  call,
  applied,
  root: ({ radicand }, place) => relate(radicand, place),
  group,
  decorated: ({ body }, place) => relate(body, place),
  matrix: literal,
  derivative: ({ of, by }, place) => {
    const variables = by.flatMap(({ variable, order }) => Array(order).fill(variable) as Syntax[]);
    return derivativeForm(of, variables, place);
  },
  gradient: ({ of, by }, place) => derivativeForm(of, by === null ? [] : [by], place),
  evaluated: ({ body, at }, place) => {
    relate(at, place);
    return relate(body, place);
  },
  prime: named,
  cases: ({ rows }, place) => {
    for (const { condition } of rows) if (condition) relate(condition, place);
    return joined(
      rows.map(({ value }) => relate(value, place)),
      place,
    );
  },
  big,
};
