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
import type { Gradient, WorkedPart } from "../work/index.ts";
import type { Quantity } from "../worksheet/index.ts";

/** `2 × 3`, `n`; a scalar has no text. */
export function shapeText(shape: Shape): string {
  return shape.join(" × ");
}

const bracketed = (shape: Shape): string => `[${shape.join(", ")}]`;

/** The shapes of `syntax`, factor by factor; null where the line would not be plain. */
function shapeLine(shape: Shape, syntax: Syntax, quantities: readonly Quantity[]): string | null {
  const shapes = new Map(quantities.map((quantity) => [quantity.key, quantity.shape]));
  const right = shapesIn(syntax, shapes);
  const isPlain = right !== null && !isScalar(right) && /[·⊙ᵀ]/.test(right.text);
  return isPlain ? `${bracketed(shape)} = ${right.text}` : null;
}

/** `[2, 2] = [2] · [2]ᵀ` for the first link of a matrix step; null where it says nothing. */
export function gradientShapes(part: WorkedPart, gradient: Gradient): string | null {
  const { chain, indexForm, quantity } = gradient;
  const first = chain.links[0];
  if (indexForm === null || first === undefined) return null;
  return shapeLine(
    quantity.shape,
    first.syntax,
    part.nodes.map((node) => node.quantity),
  );
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

function within({ text, binds }: Part, outer: "dot" | "odot"): string {
  return binds === "tight" || binds === outer ? text : `(${text})`;
}

function shapesIn(syntax: Syntax, shapes: ReadonlyMap<string, Shape>): Part | null {
  switch (syntax.kind) {
    case "product": {
      let line: Part = scalar;
      for (const [k, factor] of syntax.factors.entries()) {
        const part = shapesIn(factor, shapes);
        if (part === null) return null;
        line = beside(line, part, syntax.joints[k - 1] ?? "juxtapose");
      }
      return line;
    }
    case "sum": {
      const parts = syntax.terms.map(({ term }) => shapesIn(term, shapes));
      const [first] = parts;
      if (first === undefined || first === null || parts.includes(null)) return null;
      if (parts.length === 1) return first;
      return { ...first, text: parts.map((part) => part!.text).join(" + "), binds: "sum" };
    }
    case "transpose": {
      const base = shapesIn(syntax.base, shapes);
      if (base === null || isScalar(base)) return base;
      const { rows, columns, text } = base;
      return {
        text: `${base.binds === "tight" ? text : `(${text})`}ᵀ`,
        binds: "tight",
        ...(columns === undefined ? {} : { rows: columns }),
        ...(rows === undefined ? {} : { columns: rows }),
      };
    }
    case "group":
      return shapesIn(syntax.body, shapes);
    case "derivative": {
      // dL/dz has the shape of z, since L is a scalar
      const [by] = syntax.by;
      return by === undefined || syntax.by.length > 1 ? null : shapesIn(by.variable, shapes);
    }
    case "power": {
      // X^{-1} is square; any power of a scalar is one
      const base = shapesIn(syntax.base, shapes);
      const isSame = base !== null && (isScalar(base) || base.rows === base.columns);
      return isSame ? base : null;
    }
    case "number":
      return scalar;
    case "indicator":
      return shapesIn(syntax.condition, shapes);
    case "relation": {
      // a condition on the entries of a tensor has its shape
      const parts = syntax.parts.map((part) => shapesIn(part, shapes));
      const tensor = parts.find((part) => part !== null && !isScalar(part));
      return tensor && tensor.binds === "tight" ? tensor : null;
    }
    default: {
      const shape = shapes.get(nameKey(syntax) ?? "");
      return shape === undefined ? null : leaf(shape);
    }
  }
}
