/**
 * @file The shapes that a written formula may have, under every reading of it that people use: a
 * vector stands as a column or as a row, as the text has it; a derivative by a matrix has the
 * shape of the matrix or that of its transpose; two columns side by side may be an inner product or
 * a product entry by entry, where the text has no other way to write these and transposes neither
 * of them; a scalar goes with everything, and a vector is added to each row or column of a matrix.
 *
 * What is not understood has unknown shapes, and never counts as a misfit.
 */
import { operations, type Size } from "../expression/index.ts";
import {
  hasWordIndex,
  nameKey,
  type Syntax,
  type SyntaxKind,
  type SyntaxOf,
} from "../notation/index.ts";
import { isMinusOne } from "./names.ts";

/** Rows and columns. */
export type Grid = readonly [Size, Size];

/** The shapes that are possible, each once; null when nothing is known of them. */
export type Grids = readonly Grid[] | null;

/** What is known where a formula stands. */
export interface Fitting {
  /** The shapes of a name; null when they are not known. */
  readonly of: (key: string) => Grids;
  /** Whether the text writes products entry by entry with a sign of their own. */
  readonly writesOdot: boolean;
  /** Whether the text writes inner products with a transpose. */
  readonly writesTranspose: boolean;
  /** Whether the derivative of a scalar by a matrix has the shape of the matrix only. */
  readonly gradientLayout: boolean;
  /** Pairs of names of which the text writes the inner product with a transpose: "w x". */
  readonly inner: ReadonlySet<string>;
  /** Whether numbers are written as a list, which may stand both ways. */
  readonly isList: (syntax: Syntax) => boolean;
  /** How the derivative of a scalar by a vector stands; undefined while it may stand both ways. */
  readonly slope?: Stand | undefined;
}

/** How a text writes its products. */
export type Habits = Pick<Fitting, "writesOdot" | "writesTranspose">;

export const habitsOf = (text: string): Habits => ({
  writesOdot: /\\odot|\\circ\b|\\otimes/.test(text),
  writesTranspose: /\^\s*\{?\s*(?:T\b|\\top|\\intercal|\\mathsf|\\mathrm\s*\{?T)/.test(text),
});

/** How a vector stands. */
export type Stand = "column" | "row";

/** A vector as it stands. */
export const standing = (length: Size, stand: Stand | undefined): Grid => {
  return stand === "row" ? [1, length] : [length, 1];
};

const scalar: readonly Grid[] = [[1, 1]];

const sameGrid = (a: Grid, b: Grid): boolean => a[0] === b[0] && a[1] === b[1];
const isScalar = ([rows, columns]: Grid): boolean => rows === 1 && columns === 1;
const isVector = (grid: Grid): boolean => !isScalar(grid) && (grid[0] === 1 || grid[1] === 1);
const turned = ([rows, columns]: Grid): Grid => [columns, rows];

/** How long a row or a column is. */
const length = ([rows, columns]: Grid): Size => (rows === 1 ? columns : rows);

function distinct(grids: readonly Grid[]): readonly Grid[] {
  return grids.filter((one, k) => grids.findIndex((other) => sameGrid(one, other)) === k);
}

/** Combines the shapes of two parts; unknown ones stay unknown. */
function combined(a: Grids, b: Grids, combine: (a: Grid, b: Grid) => readonly Grid[]): Grids {
  if (a?.length === 0 || b?.length === 0) return [];
  if (a === null || b === null) return null;
  return distinct(a.flatMap((one) => b.flatMap((other) => combine(one, other))));
}

/** The shape of a sum, or of what is done entry by entry. */
function added(a: Grid, b: Grid): readonly Grid[] {
  if (sameGrid(a, b) || isScalar(b)) return [a];
  if (isScalar(a)) return [b];
  const [large, small] = isVector(a) ? [b, a] : [a, b];
  const spreads = isVector(small) && !isVector(large) && large.includes(length(small));
  return spreads ? [large] : [];
}

/** A name, an array of numbers, or one of these transposed. */
function isPlain(syntax: Syntax): boolean {
  if (syntax.kind === "transpose") return isPlain(syntax.base);
  return syntax.kind === "matrix";
}

/** The shapes of a formula: none when it fits under no reading. */
export function gridsOf(syntax: Syntax, fitting: Fitting): Grids {
  const rule = rules[syntax.kind] as ((syntax: Syntax, fitting: Fitting) => Grids) | undefined;
  return rule === undefined ? null : rule(syntax, fitting);
}

type Rule<K extends SyntaxKind> = (syntax: SyntaxOf<K>, fitting: Fitting) => Grids;

const constants: ReadonlySet<string> = new Set(["\\pi", "e", "\\infty"]);

const named = (syntax: Syntax, fitting: Fitting): Grids => {
  const key = nameKey(syntax);
  if (key === undefined) return null;
  const known = fitting.of(key);
  return known === null && constants.has(key) ? scalar : known;
};

const subscript: Rule<"subscript"> = (syntax, fitting) => {
  const known = named(syntax, fitting);
  if (known !== null) return known;
  const base = gridsOf(syntax.base, fitting);
  if (base === null) return null;
  const [first, second, more] = syntax.indices;
  if (more !== undefined) return null;
  const isAll = (index: Syntax): boolean => index.kind === "name" && index.text === ":";
  const isOne = (index: Syntax): boolean => {
    return index.kind === "number" || (index.kind === "name" && index.text !== ":");
  };
  // w_{new} is no entry of w
  if (hasWordIndex(syntax)) return null;
  if (second === undefined) return base.every(isVector) && isOne(first!) ? scalar : null;
  if (base.some(isVector)) return null;
  if (isOne(first!) && isOne(second)) return scalar;
  if (isOne(first!) && isAll(second)) return distinct(base.map(([, columns]) => [1, columns]));
  if (isAll(first!) && isOne(second)) return distinct(base.map(([rows]) => [rows, 1]));
  return null;
};

/** What is known of two neighbours. */
interface Neighbours {
  readonly joint: string | undefined;
  /** Whether both are arrays of numbers. */
  readonly literal: boolean;
  /** Whether they are no product entry by entry: the text transposes one of them. */
  readonly transposed: boolean;
}

/** The product of two neighbours. */
function multiplied(
  { joint, literal, transposed }: Neighbours,
  { writesOdot, writesTranspose }: Fitting,
) {
  return (a: Grid, b: Grid): readonly Grid[] => {
    if (isScalar(a)) return [b];
    if (isScalar(b)) return [a];
    const found: Grid[] = a[1] === b[0] ? [[a[0], b[1]]] : [];
    const areAlike = isVector(a) && isVector(b) && length(a) === length(b);
    const isDot = joint === "cdot" ? !literal : !writesTranspose;
    if (areAlike && isDot) found.push([1, 1]);
    if (sameGrid(a, b) && !writesOdot && !transposed) found.push(a);
    return found;
  };
}

/** The product of a name and what stands in brackets behind it, δ(x)^T or W(x). */
function sideBySide(known: Grids, last: Grids, transposed: boolean, fitting: Fitting): Grids {
  const neighbours: Neighbours = { joint: "juxtapose", literal: false, transposed };
  return combined(known, last, multiplied(neighbours, fitting));
}

const product: Rule<"product"> = ({ factors, joints }, fitting) => {
  if (factors.length > 10) return null;
  const whole = entrywise(factors, joints, fitting);
  const last = factors.at(-1)!;
  if (last.kind !== "transpose" || !joints.includes("odot") || joints.at(-1) === "odot")
    return whole;
  // u ⊙ v x^T may be (u ⊙ v) x^T
  const column = entrywise(factors.slice(0, -1), joints.slice(0, -1), fitting);
  const neighbours: Neighbours = { joint: joints.at(-1)!, literal: false, transposed: true };
  const outer = combined(column, gridsOf(last, fitting), multiplied(neighbours, fitting));
  return whole === null || outer === null ? null : distinct([...whole, ...outer]);
};

/** Chains of factors between signs for products entry by entry. */
function entrywise(factors: readonly Syntax[], joints: readonly string[], fitting: Fitting): Grids {
  const runs: { factors: Syntax[]; joints: string[] }[] = [{ factors: [factors[0]!], joints: [] }];
  for (const [k, factor] of factors.slice(1).entries()) {
    if (joints[k] === "odot") runs.push({ factors: [factor], joints: [] });
    else {
      runs.at(-1)!.factors.push(factor);
      runs.at(-1)!.joints.push(joints[k]!);
    }
  }
  const shapes = runs.map((run) => chained(run.factors, run.joints, fitting));
  return shapes.reduce((a, b) => combined(a, b, added));
}

/** Factors side by side, bracketed in every way. */
function chained(factors: readonly Syntax[], joints: readonly string[], fitting: Fitting): Grids {
  const own = factors.map((factor) => gridsOf(factor, fitting));
  // of X w, where no more is known of w, it has as many entries as X has columns
  const [matrix, last] = [own.at(-2), own.at(-1)];
  if (last === null && matrix?.every((grid) => !isScalar(grid)) && isBoldVector(factors.at(-1)!)) {
    own[own.length - 1] = distinct(matrix.map(([, columns]) => [columns, 1]));
  }
  const table: Grids[][] = own.map((grids) => [grids]);
  // table[i][k]: the factors from i to i + k
  for (let span = 1; span < factors.length; span++) {
    for (let from = 0; from + span < factors.length; from++) {
      const ways = Array.from({ length: span }, (_, k): Grids => {
        const [a, b] = [factors[from + k]!, factors[from + k + 1]!];
        const neighbours: Neighbours = {
          joint: joints[from + k],
          literal: isPlain(a) && isPlain(b),
          transposed:
            a.kind === "transpose" ||
            b.kind === "transpose" ||
            fitting.inner.has(`${nameKey(a)} ${nameKey(b)}`),
        };
        const combine = multiplied(neighbours, fitting);
        return combined(table[from]![k]!, table[from + k + 1]![span - k - 1]!, combine);
      });
      const isOpen = ways.includes(null);
      table[from]![span] = isOpen ? null : distinct(ways.flatMap((way) => way ?? []));
    }
  }
  return table[0]![factors.length - 1]!;
}

export const isEven = (syntax: Syntax): boolean =>
  syntax.kind === "number" && Number(syntax.text) % 2 === 0;

const toScalar = new Set(["tr", "det", "norm", "logsumexp"]);

/** What makes a number of a vector, and of a matrix a number or a vector. */
const reducing = new Set(["sum", "mean", "max", "min"]);

/** Whether a function is taken of each entry, or keeps the shape in another way. */
function isEntrywise(name: string): boolean {
  const page = (operations as Readonly<Record<string, { readonly kind: string }>>)[name];
  return page?.kind === "elementwise" || name === "softmax";
}

const called: Rule<"call"> = (syntax, fitting) => {
  const shapes = syntax.arguments.map((argument) => gridsOf(argument, fitting));
  const [inner, more] = shapes;
  // what fits nowhere is no argument of any function
  if (shapes.some((grids) => grids?.length === 0)) return [];
  // softmax(2, 1, 0.1) is of the vector of its arguments
  if (more !== undefined && syntax.function === "softmax") return null;
  if (inner === undefined || toScalar.has(syntax.function)) return scalar;
  if (more === undefined && reducing.has(syntax.function)) {
    return inner?.every((grid) => isScalar(grid) || isVector(grid)) === true ? scalar : null;
  }
  if (more === undefined && syntax.function === "diag") {
    return inner?.every(isVector) === true
      ? inner.map((grid): Grid => [length(grid), length(grid)])
      : null;
  }
  if (more === undefined && syntax.function === "transpose") return inner?.map(turned) ?? null;
  return isEntrywise(syntax.function) ? shapes.reduce((a, b) => combined(a, b, added)) : null;
};

/** σ(z), φ(z): the shape of z; σ'(z) may be the diagonal matrix of these entries, too. */
const applied: Rule<"applied"> = (syntax, fitting) => {
  const { head } = syntax;
  const [argument, more] = syntax.arguments;
  if (argument === undefined || more !== undefined) return null;
  const inner = gridsOf(argument, fitting);
  const bare = head.kind === "prime" ? head.base : head;
  const key = nameKey(bare);
  if (key === undefined || inner === null) return null;
  const known = fitting.of(key);
  if (known !== null && head.kind !== "prime") {
    return sideBySide(known, inner, false, fitting);
  }
  if (key !== "\\sigma" && key !== "\\phi" && key !== "\\varphi") return null;
  if (head.kind !== "prime") return inner;
  const diagonals = inner.filter(isVector).map((grid): Grid => [length(grid), length(grid)]);
  return distinct([...inner, ...diagonals]);
};

/** In a matrix, what is not known otherwise and has a number for its index is an entry: w_1. */
const inEntries = (fitting: Fitting): Fitting => ({
  ...fitting,
  of: (key) => fitting.of(key) ?? (/^[a-z]_(?:\d|\{\d[\d,]*\})$/.test(key) ? scalar : null),
});

const literal: Rule<"matrix"> = (syntax, fitting) => {
  const { rows } = syntax;
  const within = inEntries(fitting);
  const entries = rows.flat().map((entry) => gridsOf(entry, within));
  if (entries.some((grids) => grids === null || !grids.every(isScalar))) return null;
  const own: Grid = [rows.length, rows[0]?.length ?? 0];
  return fitting.isList(syntax) ? distinct([own, turned(own)]) : [own];
};

/** The derivative of a scalar or a vector by a name. */
function derivative(
  of: Syntax | null,
  by: readonly Syntax[],
  gradient: boolean,
  fitting: Fitting,
): Grids {
  const [only, more] = by;
  if (of === null || only === undefined || more !== undefined) return null;
  const above = gridsOf(of, fitting);
  const below = gridsOf(only, fitting);
  if (above === null || below === null) return null;
  const isFixed = gradient || fitting.gradientLayout;
  return combined(above, below, (a, b) => {
    if (isScalar(a) && isVector(b)) {
      const both = distinct([b, turned(b)]);
      return fitting.slope === undefined ? both : [standing(length(b), fitting.slope)];
    }
    if (isScalar(a)) return isFixed ? [b] : distinct([b, turned(b)]);
    if (isScalar(b)) return distinct([a, turned(a)]);
    if (!isVector(a) || !isVector(b)) return [];
    const jacobian: Grid = [length(a), length(b)];
    const all = [jacobian, turned(jacobian)];
    // of y = x^2 entry by entry, dy/dx may be so, too
    return distinct(length(a) === length(b) ? [...all, a, turned(a)] : all);
  });
}

/** What is of more axes than two is not looked at. */
const knownDerivative: typeof derivative = (of, by, gradient, fitting) => {
  const found = derivative(of, by, gradient, fitting);
  return found?.length === 0 ? null : found;
};

/** A vector by its letter, of which no more is known. */
const isBoldVector = (syntax: Syntax): boolean => {
  return /^\\(?:mathbf|boldsymbol|bm|vec)\{[a-z]\}$/.test(nameKey(syntax) ?? "");
};

const rules: { readonly [K in SyntaxKind]?: Rule<K> } = {
  number: () => scalar,
  name: named,
  family: named,
  subscript,
  transpose: ({ base }, fitting) => {
    const whole = gridsOf(base, fitting)?.map(turned) ?? null;
    if (base.kind !== "applied") return whole;
    // δ(x)^T may be δ x^T
    const [argument, more] = base.arguments;
    const known = more === undefined ? named(base.head, fitting) : null;
    if (known === null || whole === null) return whole;
    const last = gridsOf(argument!, fitting)?.map(turned) ?? null;
    const outer = sideBySide(known, last, true, fitting);
    return outer === null ? null : distinct([...whole, ...outer]);
  },
  sum: ({ terms }, fitting) => {
    const shapes = terms.map(({ term }) => gridsOf(term, fitting));
    // of y − X w is the shape of X w, and y has it
    const known = shapes.filter((grids, k) => grids !== null || !isBoldVector(terms[k]!.term));
    return known.length === 0 ? null : known.reduce((a, b) => combined(a, b, added));
  },
  product,
  fraction: ({ numerator, denominator }, fitting) => {
    return combined(gridsOf(numerator, fitting), gridsOf(denominator, fitting), added);
  },
  power: ({ base, exponent }, fitting) => {
    const grids = gridsOf(base, fitting);
    if (grids?.length === 0) return [];
    if (grids === null || gridsOf(exponent, fitting)?.every(isScalar) !== true) return null;
    if (grids.every(isScalar)) return scalar;
    // of a vector entry by entry, and a square may be the number x^T x, v^4 that of a length
    if (grids.every(isVector)) return isEven(exponent) ? [...grids, ...scalar] : grids;
    // an inverse; other powers may be taken entry by entry
    const square = grids.filter(([rows, columns]) => rows === columns);
    return isMinusOne(exponent) && square.length > 0 ? square : null;
  },
  call: called,
  applied,
  root: ({ radicand }, fitting) => gridsOf(radicand, fitting),
  group: ({ body, delimiter }, fitting) => {
    if (delimiter === "\\|") return scalar;
    return delimiter === "(" || delimiter === "[" ? gridsOf(body, fitting) : null;
  },
  decorated: ({ body }, fitting) => gridsOf(body, fitting),
  indicator: ({ condition }, fitting) => {
    if (condition.kind !== "relation") return null;
    return condition.parts
      .map((part) => gridsOf(part, fitting))
      .reduce((a, b) => combined(a, b, added));
  },
  matrix: literal,
  derivative: ({ of, by }, fitting) => {
    const orders = by.every(({ order }) => order === 1);
    const names = by.map(({ variable }) => variable);
    return orders ? knownDerivative(of, names, false, fitting) : null;
  },
  gradient: ({ of, by, order }, fitting) => {
    return by === null || order !== 1 ? null : knownDerivative(of, [by], true, fitting);
  },
};

/** Whether two sides may be equal by their shapes; a vector may stand as a row on one of them. */
export function meet(left: Grids, right: Grids): boolean {
  return (
    meetAsTheyStand(left, right) ||
    meetAsTheyStand(left?.filter(isVector).map(turned) ?? null, right)
  );
}

/** The same with vectors as they stand. */
export function meetAsTheyStand(left: Grids, right: Grids): boolean {
  if (left?.length === 0 || right?.length === 0) return false;
  if (left === null || right === null) return true;
  return left.some((a) => right.some((b) => sameGrid(a, b)));
}

/** What a calculation with nodes gives; null where their shapes do not fit together. */
export function orMisfit<T>(calculate: () => T): T | null {
  try {
    return calculate();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** "3 × 2", "a scalar". */
export function gridText(grid: Grid): string {
  return isScalar(grid) ? "a scalar" : `${grid[0]} × ${grid[1]}`;
}
