/**
 * @file Shapes in print: `2 × 3` beside a name, and the shape line below a step with matrices,
 *
 *     [2, 2] = [2] · [2]ᵀ      for  dL/dW = x (dL/dz)ᵀ
 *
 * which says at a glance that the factors fit. A line is made only where every factor has a shape
 * of its own (names, derivatives, their transposes, joined by products); for anything else it
 * would have to explain itself, and there is none.
 */
import type { Shape, Size } from "../expression/index.ts";
import { type Joint, nameKey, type Syntax } from "../notation/index.ts";
import { arrangement, type Gradient, type Layout, type WorkedPart } from "../work/index.ts";

/** `2 × 3`, `n`; a scalar has no text. */
export function shapeText(shape: Shape): string {
  return shape.join(" × ");
}

const bracketed = (shape: Shape): string => `[${shape.join(", ")}]`;

/** What the derivatives in a line are of, and how they are set down. */
export interface ShapeSetting {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly layout: Layout;
}

/**
 * `[2, 2] = [2] · [2]ᵀ` for the first link of a matrix step, its factors in order; null where the
 * line would not be plain.
 */
export function gradientShapes(
  part: WorkedPart,
  gradient: Gradient,
  layout: Layout = "gradient",
): string | null {
  const { chain, indexForm, quantity } = gradient;
  const first = chain.links.find(({ rule }) => rule === "chain rule");
  if (indexForm === null || first === undefined) return null;
  const shapes = new Map(part.nodes.map(({ quantity: one }) => [one.key, one.shape]));
  const setting: ShapeSetting = { shapes, layout };
  const left = derivativeLeaf([], quantity.shape, layout);
  const right = shapesIn(first.syntax, setting);
  if (left === null || right === null || isScalar(right)) return null;
  const says = /[·⊙ᵀ]/.test(right.text) && right.text !== left.text;
  return says ? `${left.text} = ${right.text}` : null;
}

/** A derivative as the layout has it: a vector is a column, or a row [n]ᵀ. */
function derivativeLeaf(of: Shape, by: Shape, layout: Layout): Part | null {
  const { order, isRow } = arrangement(layout, of, by);
  const all = [...of, ...by];
  const part = leaf(order.map((axis) => all[axis]!));
  return part !== null && isRow ? transposed(part) : part;
}

/** A part of the line: its text, and how many rows and columns it has, where it has any. */
interface Part {
  readonly text: string;
  readonly rows?: Size;
  readonly columns?: Size;
  /** Whether it stands in brackets beside a dot, or beside ⊙. */
  readonly binds: "sum" | "dot" | "odot" | "tight";
}

const scalar: Part = { text: "[]", binds: "tight" };

const isScalar = ({ rows, columns }: Part): boolean => rows === undefined && columns === undefined;

function leaf(shape: Shape): Part | null {
  const [rows, columns, more] = shape;
  if (more !== undefined) return null;
  if (rows === undefined) return scalar;
  const text = bracketed(shape);
  return columns === undefined
    ? { text, rows, binds: "tight" }
    : { text, rows, columns, binds: "tight" };
}

/** Two parts side by side: rows of the first, columns of the second; a scalar only scales. */
function beside(a: Part, b: Part, joint: Joint): Part {
  if (isScalar(a)) return b;
  if (isScalar(b)) return a;
  if (joint === "odot") {
    return { ...a, text: `${within(a, "odot")} ⊙ ${within(b, "odot")}`, binds: "odot" };
  }
  // between columns a dot is the inner product
  const isInner = a.columns === undefined && b.columns === undefined;
  const text = `${within(a, "dot")} · ${within(b, "dot")}`;
  return {
    text,
    binds: "dot",
    ...(isInner || a.rows === undefined ? {} : { rows: a.rows }),
    ...(b.columns === undefined ? {} : { columns: b.columns }),
  };
}

function transposed({ text, rows, columns, binds }: Part): Part {
  const isTurned = binds === "tight" && text.endsWith("ᵀ");
  return {
    text: isTurned ? text.slice(0, -1) : `${binds === "tight" ? text : `(${text})`}ᵀ`,
    binds: "tight",
    ...(columns === undefined ? {} : { rows: columns }),
    ...(rows === undefined ? {} : { columns: rows }),
  };
}

function within({ text, binds }: Part, outer: "dot" | "odot"): string {
  return binds === "tight" || binds === outer ? text : `(${text})`;
}

function shapesIn(syntax: Syntax, setting: ShapeSetting): Part | null {
  switch (syntax.kind) {
    case "product": {
      let line: Part = scalar;
      for (const [k, factor] of syntax.factors.entries()) {
        const part = shapesIn(factor, setting);
        if (part === null) return null;
        line = beside(line, part, syntax.joints[k - 1] ?? "juxtapose");
      }
      return line;
    }
    case "sum": {
      const parts = syntax.terms.map(({ term }) => shapesIn(term, setting));
      const [first] = parts;
      if (first === undefined || first === null || parts.includes(null)) return null;
      if (parts.length === 1) return first;
      return { ...first, text: parts.map((part) => part!.text).join(" + "), binds: "sum" };
    }
    case "transpose": {
      const base = shapesIn(syntax.base, setting);
      return base === null || isScalar(base) ? base : transposed(base);
    }
    case "group":
      return shapesIn(syntax.body, setting);
    case "derivative": {
      const [by] = syntax.by;
      if (by === undefined || syntax.by.length > 1 || syntax.of === null) return null;
      const [above, below] = [syntax.of, by.variable].map((one) => {
        return setting.shapes.get(nameKey(one) ?? "");
      });
      if (above === undefined || below === undefined) return null;
      return derivativeLeaf(above, below, setting.layout);
    }
    case "power": {
      // X^{-1} is square; any power of a scalar is one
      const base = shapesIn(syntax.base, setting);
      const isSame = base !== null && (isScalar(base) || base.rows === base.columns);
      return isSame ? base : null;
    }
    case "number":
      return scalar;
    case "indicator":
      return shapesIn(syntax.condition, setting);
    case "relation": {
      // a condition on the entries of a tensor has its shape
      const parts = syntax.parts.map((part) => shapesIn(part, setting));
      const tensor = parts.find((part) => part !== null && !isScalar(part));
      return tensor && tensor.binds === "tight" ? tensor : null;
    }
    default: {
      const shape = setting.shapes.get(nameKey(syntax) ?? "");
      return shape === undefined ? null : leaf(shape);
    }
  }
}
