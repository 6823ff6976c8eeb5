/**
 * @file Shapes in print: `2 × 3` beside a name, and the shape line below a step with matrices,
 *
 *     [2, 2] = [2] · [2]ᵀ      for  dL/dW = x (dL/dz)ᵀ
 *
 * which says at a glance that the factors fit. A line is made only where every factor has a shape
 * of its own (names, derivatives, their transposes, joined by products); for anything else it
 * would have to explain itself, and there is none.
 */
import type { Shape } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";

/** `2 × 3`, `n`; a scalar has no text. */
export function shapeText(shape: Shape): string {
  return shape.join(" × ");
}

const bracketed = (shape: Shape): string => `[${shape.join(", ")}]`;

/** The shapes of `syntax`, factor by factor; null where the line would not be plain. */
export function shapeLine(
  shape: Shape,
  syntax: Syntax,
  quantities: readonly Quantity[],
): string | null {
  const shapes = new Map(quantities.map((quantity) => [quantity.key, quantity.shape]));
  const right = shapesIn(syntax, shapes);
  return right === null || !/[·⊙ᵀ]/.test(right) ? null : `${bracketed(shape)} = ${right}`;
}

const signs = { juxtapose: "·", cdot: "·", times: "·", star: "·", odot: "⊙" } as const;

function shapesIn(syntax: Syntax, shapes: ReadonlyMap<string, Shape>): string | null {
  switch (syntax.kind) {
    case "product": {
      const texts = syntax.factors.map((factor) => shapesIn(factor, shapes));
      if (texts.includes(null)) return null;
      // a scalar only scales: it has no part in the line
      let line = "";
      for (const [k, text] of texts.entries()) {
        if (text === "[]") continue;
        line = line === "" ? text! : `${line} ${signs[syntax.joints[k - 1]!]} ${text}`;
      }
      return line === "" ? "[]" : line;
    }
    case "sum": {
      const texts = syntax.terms.map(({ term }) => shapesIn(term, shapes));
      return texts.includes(null) ? null : texts.join(" + ");
    }
    case "transpose": {
      const base = shapesIn(syntax.base, shapes);
      return base === null || /[·⊙+]/.test(base) ? null : `${base}ᵀ`;
    }
    case "group":
      return shapesIn(syntax.body, shapes);
    case "derivative": {
      // dL/dz has the shape of z, since L is a scalar
      const [by] = syntax.by;
      return by === undefined || syntax.by.length > 1 ? null : shapesIn(by.variable, shapes);
    }
    case "number":
      return "[]";
    default: {
      const shape = shapes.get(nameKey(syntax) ?? "");
      return shape === undefined ? null : bracketed(shape);
    }
  }
}
