/**
 * @file Square matrices over any field: elimination with pivots that are shown to be different
 * from 0, and cofactors for the sizes that a person works by cofactors. Used by `inverse` and
 * `determinant`, on the last two axes of a tensor.
 *
 * Elimination: Golub, Van Loan, *Matrix Computations*, section 3.4, with the heaviest pivot of
 * the column (the largest in doubles, the simplest in exact constants).
 */
import type { Field } from "../field.ts";
import type { Budget } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { lift } from "./lift.ts";

/** Rows of a square matrix. */
export type Matrix<T> = readonly (readonly T[])[];

/** Up to this size determinants and inverses are worked by cofactors. */
const cofactorSize = 3;

/** Applies `work` to each matrix on the last two axes; undefined as soon as one is. */
export function eachMatrix<T>(
  tensor: Tensor<T>,
  budget: Budget,
  work: (matrix: Matrix<T>) => readonly T[] | undefined,
): readonly T[] | undefined {
  const n = tensor.shape.at(-1)!;
  const result: T[] = [];
  for (let from = 0; from < tensor.entries.length; from += n * n) {
    budget.left -= n ** 3;
    if (budget.left < 0) return undefined;
    const rows = Array.from({ length: n }, (_, i) =>
      tensor.entries.slice(from + i * n, from + (i + 1) * n),
    );
    const made = work(rows);
    if (made === undefined) return undefined;
    for (const entry of made) result.push(entry);
  }
  return result;
}

/** The determinant; undefined when no pivot of a column can be shown to be non-zero or all 0. */
export function determinantOf<T>(field: Field<T>, matrix: Matrix<T>): T | undefined {
  if (matrix.length <= cofactorSize) return byCofactors(field, matrix);
  const { multiply } = lift(field);
  const rows = matrix.map((row) => [...row]);
  let product: T | undefined = field.integer(1);
  for (let column = 0; column < rows.length; column++) {
    const pivot = pivotRow(field, rows, column);
    if (pivot === undefined) {
      const zeros = rows.slice(column).every((row) => field.isZero(row[column]!));
      return zeros ? field.integer(0) : undefined;
    }
    if (pivot !== column) {
      [rows[pivot], rows[column]] = [rows[column]!, rows[pivot]!];
      product = product === undefined ? undefined : field.negate(product);
    }
    product = multiply(product, rows[column]![column]!);
    if (product === undefined) return undefined;
    for (let i = column + 1; i < rows.length; i++) {
      if (!eliminate(field, rows[i]!, rows[column]!, column)) return undefined;
    }
  }
  return product;
}

/** The row from `column` on whose entry in that column is the heaviest pivot. */
function pivotRow<T>(field: Field<T>, rows: readonly T[][], column: number): number | undefined {
  let best: number | undefined;
  let heaviest = 0;
  for (let i = column; i < rows.length; i++) {
    const weight = field.pivotWeight(rows[i]![column]!);
    if (weight > heaviest) {
      heaviest = weight;
      best = i;
    }
  }
  return best;
}

/** row ← row − (row_c/pivot_c) · pivot, from column c on; false when the field gives up. */
function eliminate<T>(field: Field<T>, row: T[], pivot: readonly T[], column: number): boolean {
  if (field.isZero(row[column]!)) return true;
  const factor = field.divide(row[column]!, pivot[column]!);
  if (factor === undefined) return false;
  const { multiply, subtract } = lift(field);
  row[column] = field.integer(0);
  for (let j = column + 1; j < row.length; j++) {
    const entry = subtract(row[j]!, multiply(factor, pivot[j]!));
    if (entry === undefined) return false;
    row[j] = entry;
  }
  return true;
}

/** Expansion along the first row: Σ_j (−1)^{1+j} a_{1j} det(minor). */
function byCofactors<T>(field: Field<T>, matrix: Matrix<T>): T | undefined {
  if (matrix.length === 0) return field.integer(1);
  if (matrix.length === 1) return matrix[0]![0]!;
  const { add, subtract, multiply } = lift(field);
  let total: T | undefined;
  for (const [j, entry] of matrix[0]!.entries()) {
    const term = multiply(entry, byCofactors(field, minor(matrix, 0, j)));
    if (j === 0) total = term;
    else total = j % 2 === 0 ? add(total, term) : subtract(total, term);
  }
  return total;
}

/** The matrix without row i and column j. */
function minor<T>(matrix: Matrix<T>, i: number, j: number): Matrix<T> {
  return matrix.filter((_, row) => row !== i).map((row) => row.filter((_, at) => at !== j));
}

/** The inverse's entries row by row; undefined when the matrix is not shown to be regular. */
export function inverseOf<T>(field: Field<T>, matrix: Matrix<T>): T[] | undefined {
  const n = matrix.length;
  return n <= cofactorSize ? byAdjugate(field, matrix) : byGaussJordan(field, matrix);
}

/** (X^{−1})_{ij} = (−1)^{i+j} det(minor_{ji}) / det X. */
function byAdjugate<T>(field: Field<T>, matrix: Matrix<T>): T[] | undefined {
  const n = matrix.length;
  const { divide, negate } = lift(field);
  const whole = byCofactors(field, matrix);
  const result: T[] = [];
  for (let k = 0; k < n * n; k++) {
    const [i, j] = [Math.floor(k / n), k % n];
    const cofactor = byCofactors(field, minor(matrix, j, i));
    const entry = divide((i + j) % 2 === 0 ? cofactor : negate(cofactor), whole);
    if (entry === undefined) return undefined;
    result.push(entry);
  }
  return result;
}

/** [X | I] is brought to [I | X^{−1}]. */
function byGaussJordan<T>(field: Field<T>, matrix: Matrix<T>): T[] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [
    ...row,
    ...row.map((_, j) => field.integer(i === j ? 1 : 0)),
  ]);
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(field, rows, column);
    if (pivot === undefined) return undefined;
    [rows[pivot], rows[column]] = [rows[column]!, rows[pivot]!];
    for (let i = 0; i < n; i++) {
      if (i !== column && !eliminate(field, rows[i]!, rows[column]!, column)) return undefined;
    }
  }
  const result: T[] = [];
  for (const [i, row] of rows.entries()) {
    for (const entry of row.slice(n)) {
      const made = field.divide(entry, row[i]!);
      if (made === undefined) return undefined;
      result.push(made);
    }
  }
  return result;
}
