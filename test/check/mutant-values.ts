/**
 * @file Values of written formulas under a document's definitions, in plain floats, to tell a
 * mistake from another way of writing: nothing of the checker is used but its reader. A name is
 * worked out from its definition, an input has the value that the document gives (at the point 0)
 * or random entries of that shape (at the others), and a derivative is a difference quotient of
 * four values with the graph cut at what it is taken by. What has no value here is `Unknown`;
 * shapes that do not fit are a `Misfit`.
 */
import {
  children,
  nameKey,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../../src/notation/index.ts";

/** A matrix; a vector is a column, a scalar one by one. */
export type M = readonly (readonly number[])[];

/** The formula has something in it that has no value here. */
export class Unknown extends Error {}
/** Shapes that do not fit: no formula at all. */
export class Misfit extends Error {}

/** What a document says about names where a formula stands. */
export interface Definitions {
  /** The formula of a name; of an input, its value. */
  readonly formulas: ReadonlyMap<string, Syntax>;
  readonly functions: ReadonlyMap<string, { readonly parameter: string; readonly body: Syntax }>;
  /** Rows and columns of an input without a value; undefined for what is no name. */
  readonly shapeOf: (key: string) => readonly [number, number] | undefined;
  /** What σ is where no definition says it. */
  readonly activation: string;
  /** What was printed of names and derivatives, by how these are written. */
  readonly printed?: ReadonlyMap<string, Syntax>;
}

const scalar = (x: number): M => [[x]];
const isScalar = (m: M) => m.length === 1 && m[0]!.length === 1;
const each = (m: M, f: (x: number) => number): M => m.map((row) => row.map(f));

/** Entry by entry; a scalar meets every entry. */
function both(a: M, b: M, f: (x: number, y: number) => number): M {
  if (isScalar(a)) return each(b, (y) => f(a[0]![0]!, y));
  if (isScalar(b)) return each(a, (x) => f(x, b[0]![0]!));
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) throw new Misfit();
  return a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));
}

function times(a: M, b: M): M {
  if (isScalar(a) || isScalar(b)) return both(a, b, (x, y) => x * y);
  if (a[0]!.length !== b.length) throw new Misfit();
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

/** The product of two neighbours: entry by entry, of matrices, or the dot of two columns. */
function multiplied(a: M, b: M, joint: string): M {
  if (joint === "odot") return both(a, b, (x, y) => x * y);
  const isDot = joint === "cdot" && a.length > 1 && a.length === b.length;
  const areColumns = a[0]!.length === 1 && b[0]!.length === 1;
  return times(isDot && areColumns ? transposed(a) : a, b);
}

export const transposed = (m: M): M => m[0]!.map((_, j) => m.map((row) => row[j]!));

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const functions: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sec: (x) => 1 / Math.cos(x),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  relu: (x) => Math.max(0, x),
  sigmoid,
  softplus: (x) => Math.log1p(Math.exp(x)),
  sign: Math.sign,
  silu: (x) => x * sigmoid(x),
};

const comparisons: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  ">": (x, y) => x > y,
  "\\ge": (x, y) => x >= y,
  "<": (x, y) => x < y,
  "\\le": (x, y) => x <= y,
  "=": (x, y) => x === y,
  "\\ne": (x, y) => x !== y,
};

const flat = (m: M): number[] => m.flat();

/** Functions of all entries at once. */
const wholes: Readonly<Record<string, (m: M) => M>> = {
  sum: (m) => scalar(flat(m).reduce((a, b) => a + b, 0)),
  norm: (m) => scalar(Math.hypot(...flat(m))),
  max: (m) => scalar(Math.max(...flat(m))),
  min: (m) => scalar(Math.min(...flat(m))),
  logsumexp: (m) => scalar(Math.log(flat(m).reduce((sum, x) => sum + Math.exp(x), 0))),
  softmax: (m) => {
    const powers = each(m, Math.exp);
    const total = flat(powers).reduce((a, b) => a + b, 0);
    return each(powers, (x) => x / total);
  },
  diag: (m) => m.map((row, i) => m.map((_, j) => (i === j ? row[0]! : 0))),
  tr: (m) => scalar(m.reduce((sum, row, i) => sum + row[i]!, 0)),
};

const constants: Readonly<Record<string, number>> = { "\\pi": Math.PI, e: Math.E };

/** Where a name is put to another value than its own. */
type Overrides = ReadonlyMap<string, M>;

/** The value of a formula at a point; throws `Unknown` or `Misfit`. */
export function valueAt(syntax: Syntax, definitions: Definitions, point: number): M {
  return new Evaluator(definitions, point, new Map()).value(syntax);
}

/** How many definitions may stand upon each other. */
const depthLimit = 60;

class Evaluator {
  private readonly definitions: Definitions;
  private readonly point: number;
  private readonly overrides: Overrides;
  private readonly known = new Map<string, M>();
  private depth = 0;

  constructor(definitions: Definitions, point: number, overrides: Overrides) {
    this.definitions = definitions;
    this.point = point;
    this.overrides = overrides;
  }

  value(syntax: Syntax): M {
    const { printed } = this.definitions;
    const carried = printed?.get(writeLatex(syntax));
    if (carried !== undefined) return this.value(carried);
    switch (syntax.kind) {
      case "number":
        return scalar(Number(syntax.text));
      case "name":
      case "family":
        return this.named(nameKey(syntax));
      case "subscript":
        return this.subscript(syntax);
      case "derivative":
        return this.derivative(syntax);
      case "sum":
        return syntax.terms
          .map(({ sign, term }) => each(this.value(term), (x) => (sign === "-" ? -x : x)))
          .reduce((a, b) => both(a, b, (x, y) => x + y));
      case "product":
        return syntax.factors
          .map((factor) => this.value(factor))
          .reduce((a, b, k) => multiplied(a, b, syntax.joints[k - 1]!));
      case "fraction": {
        const [above, below] = [this.value(syntax.numerator), this.value(syntax.denominator)];
        return both(above, below, (x, y) => x / y);
      }
      case "power": {
        const [base, exponent] = [this.value(syntax.base), this.value(syntax.exponent)];
        if (base.length > 1 && base.length === base[0]!.length) throw new Unknown();
        return both(base, exponent, (x, y) => x ** y);
      }
      case "transpose":
        return transposed(this.value(syntax.base));
      case "root": {
        const degree = syntax.degree === undefined ? 2 : this.single(syntax.degree);
        return each(this.value(syntax.radicand), (x) =>
          degree === 3 ? Math.cbrt(x) : x ** (1 / degree),
        );
      }
      case "group":
        return this.group(syntax);
      case "decorated":
        return this.value(syntax.body);
      case "matrix":
        return syntax.rows.map((row) => row.map((entry) => this.single(entry)));
      case "call":
        return this.call(syntax);
      case "applied":
        return this.applied(syntax);
      case "big":
        return this.big(syntax);
      case "indicator":
        return this.indicator(syntax);
      default:
        throw new Unknown();
    }
  }

  private single(syntax: Syntax): number {
    const value = this.value(syntax);
    if (!isScalar(value)) throw new Unknown();
    return value[0]![0]!;
  }

  private isNamed(key: string): boolean {
    const { formulas, shapeOf } = this.definitions;
    return this.overrides.has(key) || formulas.has(key) || shapeOf(key) !== undefined;
  }

  private named(key: string | undefined): M {
    if (key === undefined) throw new Unknown();
    const put = this.overrides.get(key) ?? this.known.get(key);
    if (put !== undefined) return put;
    if (!this.isNamed(key) && constants[key] !== undefined) return scalar(constants[key]);
    if (++this.depth > depthLimit) throw new Unknown();
    const value = this.defined(key);
    this.depth--;
    this.known.set(key, value);
    return value;
  }

  private defined(key: string): M {
    const { formulas, shapeOf } = this.definitions;
    const formula = formulas.get(key);
    if (formula === undefined) {
      const shape = shapeOf(key);
      if (shape === undefined) throw new Unknown();
      return this.random(key, shape);
    }
    const value = this.value(formula);
    if (this.point === 0 || !isGiven(formula)) return value;
    return this.random(key, [value.length, value[0]!.length]);
  }

  /** x_2 by its own name, or as an entry of x; an index letter stands for its number. */
  private subscript(syntax: SyntaxOf<"subscript">): M {
    const key = nameKey(syntax);
    if (key !== undefined && this.isNamed(key)) return this.named(key);
    if (syntax.base.kind === "group" && syntax.base.delimiter === "[") return this.gathered(syntax);
    const { base } = syntax;
    const whole = base.kind === "group" ? this.value(base) : this.named(nameKey(base));
    return scalar(
      entry(
        whole,
        syntax.indices.map((index) => this.single(index)),
      )[0],
    );
  }

  /** `[v_j h_j]_j`: the column, or the matrix, of what the brackets hold. */
  private gathered({ base, indices }: SyntaxOf<"subscript">): M {
    const { body } = base as SyntaxOf<"group">;
    const letters = indices.map((index) => (index.kind === "relation" ? index.parts[1]! : index));
    const [row, column] = letters.map(nameKey);
    if (row === undefined || letters.length > 2) throw new Unknown();
    const rows = this.length(body, row);
    const columns = column === undefined ? 1 : this.length(body, column);
    if (rows === undefined || columns === undefined) throw new Unknown();
    return Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => {
        const put: [string, M][] = [[row, scalar(i + 1)]];
        if (column !== undefined) put.push([column, scalar(j + 1)]);
        const overrides = new Map([...this.overrides, ...put]);
        return new Evaluator(this.definitions, this.point, overrides).single(body);
      }),
    );
  }

  /** What is moved by a little is worked with all digits. */
  private get exact(): Definitions {
    const { printed: _, ...definitions } = this.definitions;
    return definitions;
  }

  private derivative({ of, by }: SyntaxOf<"derivative">): M {
    if (of === null) throw new Unknown();
    let f = (overrides: Overrides): M => {
      return new Evaluator(this.exact, this.point, overrides).value(of);
    };
    for (const { variable, order } of by) {
      for (let k = 0; k < order; k++) f = this.slope(f, variable);
    }
    return f(this.overrides);
  }

  /** The derivative of a value by a name or an entry, entry by entry. */
  private slope(f: (overrides: Overrides) => M, variable: Syntax): (overrides: Overrides) => M {
    const own = nameKey(variable);
    const isEntry = variable.kind === "subscript" && (own === undefined || !this.isNamed(own));
    const key = isEntry ? nameKey(variable.base) : own;
    if (key === undefined || !this.isNamed(key)) throw new Unknown();
    return (overrides) => {
      const at = new Evaluator(this.exact, this.point, overrides);
      const value = at.named(key);
      const by = (i: number, j: number): M => {
        const moved = (step: number): M => {
          const shifted = value.map((row, p) =>
            row.map((x, q) => (p === i && q === j ? x + step : x)),
          );
          return f(new Map([...overrides, [key, shifted]]));
        };
        const h = 1e-3;
        const outer = both(moved(-2 * h), moved(2 * h), (x, y) => x - y);
        const inner = both(moved(h), moved(-h), (x, y) => 8 * (x - y));
        return each(
          both(outer, inner, (x, y) => x + y),
          (x) => x / (12 * h),
        );
      };
      if (isEntry) {
        const [, i, j] = entry(
          value,
          variable.indices.map((index) => this.single(index)),
        );
        return by(i, j);
      }
      if (isScalar(value)) return by(0, 0);
      // of a vector by a vector: a row for each entry of the first
      if (value[0]!.length === 1) {
        const columns = value.map((_, i) => by(i, 0));
        if (columns.some((column) => column[0]!.length > 1)) throw new Unknown();
        return columns[0]!.length === 1
          ? columns.map(([row]) => row!)
          : columns[0]!.map((_, row) => columns.map((column) => column[row]![0]!));
      }
      return value.map((row, i) =>
        row.map((_, j) => {
          const slope = by(i, j);
          if (!isScalar(slope)) throw new Unknown();
          return slope[0]![0]!;
        }),
      );
    };
  }

  /** Between 0.4 and 1.6, the same for the same key and point. */
  private random(key: string, [rows, columns]: readonly [number, number]): M {
    return Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => {
        let hash = 2166136261 ^ this.point;
        for (const sign of `${key}|${i}|${j}`) {
          hash = Math.imul(hash ^ sign.charCodeAt(0), 16777619);
        }
        hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
        return 0.4 + (1.2 * ((hash ^ (hash >>> 13)) >>> 0)) / 2 ** 32;
      }),
    );
  }

  private group({ delimiter, body }: SyntaxOf<"group">): M {
    const value = this.value(body);
    if (delimiter === "|") return each(value, Math.abs);
    if (delimiter === "(" || delimiter === "[") return value;
    if (delimiter !== "\\|") throw new Unknown();
    return scalar(Math.hypot(...flat(value)));
  }

  private call(syntax: SyntaxOf<"call">): M {
    const { function: name, arguments: given, subscript } = syntax;
    const [argument, ...more] = given.map((one) => this.value(one));
    if (argument === undefined) throw new Unknown();
    if ((name === "max" || name === "min") && subscript === undefined && more.length === 1) {
      return both(argument, more[0]!, name === "max" ? Math.max : Math.min);
    }
    if (more.length > 0 || (subscript !== undefined && name !== "log")) throw new Unknown();
    const whole = wholes[name];
    if (whole !== undefined && syntax.power === undefined) return whole(argument);
    const f = functions[name];
    if (f === undefined) throw new Unknown();
    const scale = subscript === undefined ? 1 : Math.log(this.single(subscript));
    const power = syntax.power === undefined ? 1 : this.single(syntax.power);
    return each(argument, (x) => (f(x) / scale) ** power);
  }

  private applied({ head, arguments: given }: SyntaxOf<"applied">): M {
    const key = nameKey(head);
    if (given.length !== 1 || key === undefined) throw new Unknown();
    const argument = this.value(given[0]!);
    const own = this.definitions.functions.get(key);
    if (own !== undefined) {
      const overrides = new Map([...this.overrides, [own.parameter, argument]]);
      return new Evaluator(this.definitions, this.point, overrides).value(own.body);
    }
    if (this.isNamed(key)) return times(this.named(key), argument);
    const f = key === "\\sigma" ? functions[this.definitions.activation] : undefined;
    if (f === undefined) throw new Unknown();
    return each(argument, f);
  }

  /** 1 where a comparison holds, entry by entry. */
  private indicator({ condition }: SyntaxOf<"indicator">): M {
    if (condition.kind !== "relation" || condition.parts.length !== 2) throw new Unknown();
    const compare = comparisons[condition.signs[0]!];
    if (compare === undefined) throw new Unknown();
    const [a, b] = condition.parts.map((part) => this.value(part));
    return both(a!, b!, (x, y) => (compare(x, y) ? 1 : 0));
  }

  /** A sum over one letter, between numbers or as far as what carries the letter runs. */
  private big({ operator, index, lower, upper, body }: SyntaxOf<"big">): M {
    const [letter] = index;
    const key = letter === undefined ? undefined : nameKey(letter);
    if (operator !== "sum" || index.length !== 1 || key === undefined) throw new Unknown();
    const first = lower === undefined ? 1 : this.single(lower);
    const last = upper === undefined ? this.length(body, key) : this.single(upper);
    if (last === undefined || !(last - first < 50)) throw new Unknown();
    let total: M = scalar(0);
    for (let k = first; k <= last; k++) {
      const overrides = new Map([...this.overrides, [key, scalar(k)]]);
      const term = new Evaluator(this.definitions, this.point, overrides).value(body);
      total = both(total, term, (x, y) => x + y);
    }
    return total;
  }

  private length(syntax: Syntax, letter: string): number | undefined {
    if (syntax.kind === "subscript") {
      const at = syntax.indices.findIndex((index) => nameKey(index) === letter);
      const key = nameKey(syntax.base);
      if (at >= 0 && key !== undefined && this.isNamed(key)) {
        const whole = this.named(key);
        return at === 0 ? whole.length : whole[0]!.length;
      }
    }
    for (const child of children(syntax)) {
      const found = this.length(child, letter);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** An entry of a matrix, or of a column, with its place. */
function entry(m: M, indices: readonly number[]): readonly [number, number, number] {
  const [i, j = 1] = indices;
  if (indices.length > 2 || (indices.length === 1 && m[0]!.length > 1)) throw new Unknown();
  const value = m[i! - 1]?.[j - 1];
  if (value === undefined) throw new Unknown();
  return [value, i! - 1, j - 1];
}

/** Whether a formula is made of numbers alone, as what a document gives is. */
function isGiven(syntax: Syntax): boolean {
  const key = nameKey(syntax);
  if (key !== undefined) return constants[key] !== undefined;
  return children(syntax).every(isGiven);
}

/** How far two values are apart, as a share of the first; infinite for other shapes. */
export function distance(a: M, b: M): number {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) return Number.POSITIVE_INFINITY;
  const size = Math.max(1e-9, ...flat(a).map(Math.abs));
  return Math.max(...flat(both(a, b, (x, y) => Math.abs(x - y)))) / size;
}
