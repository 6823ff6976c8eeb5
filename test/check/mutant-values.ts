/**
 * @file Values of written formulas in plain floats, to tell a mistake from another way of writing:
 * nothing of the checker is used. Every name is an independent random matrix of the shape it has
 * (a column for a vector, one by one for a scalar), so is every derivative; a sum over an index is
 * a multiple of its body, in which names with letters for indices are scalars.
 */
import { nameKey, readFormula, type Syntax, type SyntaxOf } from "../../src/notation/index.ts";

/** A matrix. */
type M = readonly (readonly number[])[];

/** The shape of a name: rows and columns; undefined where nothing is known of it. */
export type ShapeOf = (key: string) => readonly [number, number] | undefined;

/** The formula has something in it that has no value here. */
class Unknown extends Error {}
/** Shapes that do not fit: no formula at all. */
class Misfit extends Error {}

export type Sameness = "same" | "different" | "unknown";

const points = [1, 2, 3];

/** Whether two formulas in LaTeX have one value, at random points. */
export function sameness(left: string, right: string, shapeOf: ShapeOf): Sameness {
  const [a, b] = [left, right].map((text) => readFormula(text, { notation: "latex" }).syntax);
  for (const point of points) {
    let own: M;
    try {
      own = new Evaluator(point, shapeOf).value(a!);
    } catch {
      return "unknown";
    }
    try {
      if (!close(own, new Evaluator(point, shapeOf).value(b!))) return "different";
    } catch (error) {
      return error instanceof Misfit ? "different" : "unknown";
    }
  }
  return "same";
}

/** The value of a formula without names; undefined when it has none, or more than one entry. */
export function numberOf(text: string): number | undefined {
  try {
    const none = () => {
      throw new Unknown();
    };
    const value = new Evaluator(1, none).value(readFormula(text, { notation: "latex" }).syntax);
    return value.length === 1 && value[0]!.length === 1 ? value[0]![0] : undefined;
  } catch {
    return undefined;
  }
}

function close(a: M, b: M): boolean {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) return false;
  return a.every((row, i) =>
    row.every((x, j) => Math.abs(x - b[i]![j]!) <= 1e-9 * (1e-3 + Math.abs(x))),
  );
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

const transposed = (m: M): M => m[0]!.map((_, j) => m.map((row) => row[j]!));

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
  silu: (x) => x * sigmoid(x),
};

const constants: Readonly<Record<string, number>> = { "\\pi": Math.PI, e: Math.E };

class Evaluator {
  private readonly point: number;
  private readonly shapeOf: ShapeOf;

  constructor(point: number, shapeOf: ShapeOf) {
    this.point = point;
    this.shapeOf = shapeOf;
  }

  value(syntax: Syntax): M {
    switch (syntax.kind) {
      case "number":
        return scalar(Number(syntax.text));
      case "name":
      case "subscript":
      case "family":
        return this.name(syntax);
      case "derivative":
        return this.derivative(syntax);
      case "sum":
        return syntax.terms
          .map(({ sign, term }) => each(this.value(term), (x) => (sign === "-" ? -x : x)))
          .reduce((a, b) => both(a, b, (x, y) => x + y));
      case "product":
        return syntax.factors
          .map((factor) => this.value(factor))
          .reduce((a, b, k) =>
            syntax.joints[k - 1] === "odot" ? both(a, b, (x, y) => x * y) : times(a, b),
          );
      case "fraction": {
        const [above, below] = [this.value(syntax.numerator), this.value(syntax.denominator)];
        return both(above, below, (x, y) => x / y);
      }
      case "power":
        return both(this.value(syntax.base), this.value(syntax.exponent), (x, y) => x ** y);
      case "transpose":
        return transposed(this.value(syntax.base));
      case "root": {
        const degree = syntax.degree === undefined ? 2 : this.value(syntax.degree)[0]![0]!;
        return each(this.value(syntax.radicand), (x) => x ** (1 / degree));
      }
      case "group":
        return this.group(syntax);
      case "decorated":
        return this.value(syntax.body);
      case "matrix":
        return this.matrix(syntax);
      case "call":
        return this.call(syntax);
      case "applied":
        return this.applied(syntax);
      case "big":
        if (syntax.operator !== "sum") throw new Unknown();
        return each(this.value(syntax.body), (x) => 1.618 * x);
      default:
        throw new Unknown();
    }
  }

  private name(syntax: Syntax): M {
    const key = nameKey(syntax);
    if (key === undefined) throw new Unknown();
    const constant = constants[key];
    if (constant !== undefined) return scalar(constant);
    return this.random(key, this.shapeOf(key) ?? [1, 1]);
  }

  private derivative({ of, by }: SyntaxOf<"derivative">): M {
    const keys = [of, ...by.map(({ variable }) => variable)].map((part) =>
      part === null ? undefined : nameKey(part),
    );
    if (keys.includes(undefined)) throw new Unknown();
    const shapes = keys.map((key) => this.shapeOf(key!) ?? ([1, 1] as const));
    const open = shapes.filter(([rows, columns]) => rows * columns > 1);
    if (open.length > 1) throw new Unknown();
    const orders = by.map(({ order }) => order).join();
    return this.random(`d ${keys.join("/")} ${orders}`, open[0] ?? [1, 1]);
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
    if (delimiter === "(") return value;
    if (delimiter !== "\\|") throw new Unknown();
    return scalar(Math.sqrt(value.flat().reduce((sum, x) => sum + x * x, 0)));
  }

  private matrix({ rows }: SyntaxOf<"matrix">): M {
    return rows.map((row) =>
      row.map((entry) => {
        const value = this.value(entry);
        if (!isScalar(value)) throw new Unknown();
        return value[0]![0]!;
      }),
    );
  }

  private call(syntax: SyntaxOf<"call">): M {
    const f = functions[syntax.function];
    if (syntax.arguments.length !== 1 || syntax.subscript !== undefined) throw new Unknown();
    const argument = this.value(syntax.arguments[0]!);
    if (syntax.function === "sum") return scalar(argument.flat().reduce((a, b) => a + b, 0));
    if (f === undefined) throw new Unknown();
    const power = syntax.power === undefined ? 1 : this.value(syntax.power)[0]![0]!;
    return each(argument, (x) => f(x) ** power);
  }

  private applied({ head, arguments: given }: SyntaxOf<"applied">): M {
    if (given.length !== 1) throw new Unknown();
    const argument = this.value(given[0]!);
    if (nameKey(head) === "\\sigma") return each(argument, sigmoid);
    return times(this.value(head), argument);
  }
}
