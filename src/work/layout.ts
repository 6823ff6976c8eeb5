/**
 * @file Layouts: how the axes of a derivative are arranged. The derivative of an output of shape
 * [o…] by a variable of shape [v…] is a tensor with all of these axes, and books differ in how
 * they set it down.
 *
 *     layout        scalar by       scalar by     vector by       vector by     matrix by
 *                   vector          matrix        vector          scalar        scalar
 *     gradient      column [v]      [v, w]        [o, v]          column [o]    [o, p]
 *     numerator     row [v]         [w, v]        [o, v]          column [o]    [o, p]
 *     denominator   column [v]      [v, w]        [v, o]          row [o]       [p, o]
 *     differential  as gradient: what stands before dX in df = tr(Gᵀ dX) is Gᵀ
 *
 * Numerator (Jacobian) layout takes rows from the output and columns from the variable, so that
 * the chain rule reads from the output inwards, dL/dx = dL/dz · dz/dx. Denominator layout is its
 * transpose throughout, dL/dx = dz/dx · dL/dz. The gradient convention gives the derivative of a
 * scalar the shape of its variable and keeps the Jacobian for everything else.
 *
 * Sources: Magnus, Neudecker, *Matrix Differential Calculus*, ch. 9; Petersen, Pedersen, *The
 * Matrix Cookbook*, section 2; Wikipedia, "Matrix calculus" (layout conventions).
 */
import type { Shape } from "../expression/index.ts";

/** The names of the layouts, the usual one first. */
export const layouts = ["gradient", "numerator", "denominator", "differential"] as const;

/** How derivatives are arranged, or written: with differentials. */
export type Layout = (typeof layouts)[number];

/** Where each axis of a derivative stands. */
export interface Arrangement {
  /**
   * Axis k of the derivative as it is set down is axis `order[k]` of the tensor with shape
   * [output…, variable…] that the differentiator makes.
   */
  readonly order: readonly number[];
  /** Whether a derivative of one axis stands as a row; elsewhere vectors are columns. */
  readonly isRow: boolean;
}

/** How the derivative of an output of one shape by a variable of another is arranged. */
export function arrangement(layout: Layout, output: Shape, variable: Shape): Arrangement {
  const outer = output.map((_, axis) => axis);
  const inner = variable.map((_, axis) => output.length + axis);
  const order = arrange[layout](outer, inner);
  const isVector = order.length === 1;
  const isRow =
    (layout === "numerator" && variable.length === 1) ||
    (layout === "denominator" && output.length === 1);
  return { order, isRow: isVector && isRow };
}

/** The shape of a derivative in a layout; a row [n] has the shape [1, n]. */
export function arrangedShape(layout: Layout, output: Shape, variable: Shape): Shape {
  const { order, isRow } = arrangement(layout, output, variable);
  const all = [...output, ...variable];
  const shape = order.map((axis) => all[axis]!);
  return isRow ? [1, ...shape] : shape;
}

type Axes = readonly number[];

const reversed = (axes: Axes): Axes => [...axes].reverse();

const arrange: { readonly [L in Layout]: (output: Axes, variable: Axes) => Axes } = {
  gradient: (output, variable) => [...output, ...variable],
  numerator: (output, variable) => [...output, ...reversed(variable)],
  denominator: (output, variable) => [...variable, ...reversed(output)],
  differential: (output, variable) => [...output, ...variable],
};

/** How the rows and columns of a Jacobian are read, in numerator layout. */
export function jacobianRemark(of: string, by: string): string {
  return (
    `Row i holds the derivatives of the entry i of ${of}, column j those by the entry j of ${by} ` +
    "(numerator layout)."
  );
}

/** The same of its transpose. */
export function transposedJacobianRemark(of: string, by: string): string {
  return (
    `Row i holds the derivatives by the entry i of ${by}, column j those of the entry j of ${of} ` +
    "(denominator layout)."
  );
}

/** What a page says about its layout; null where nothing is converted. */
export const layoutNotes: { readonly [L in Layout]: string | null } = {
  gradient: null,
  numerator:
    "Numerator layout: each derivative of a scalar by a column vector is a row, and by a matrix " +
    "it has the transposed shape; these are the transposes of the gradients. The chain rule " +
    "reads from the output inwards.",
  denominator:
    "Denominator layout: each derivative of a scalar has the shape of its variable, as the " +
    "gradient has; a derivative of a vector by a vector has a row for each entry of the " +
    "variable, the transpose of the Jacobian. The chain rule reads from the variable outwards.",
  differential:
    "Differentials: dL = tr(Gᵀ dX) for a small change dX of X. What stands before dX is the " +
    "transpose of the gradient; the gradient has the shape of its variable.",
};
