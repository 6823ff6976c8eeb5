/**
 * @file Powers of a square matrix over any field, alone (by repeated squaring) or with matrices
 * between them: P(X; Y_1 … Y_m; k), see `operations/matrixpower.ts`. With S_j(p) the sum of all
 * X^{r_0} Y_1 … Y_j X^{r_j} whose exponents add up to p,
 *
 *     S_j(p) = S_j(p − 1) X + S_{j−1}(p) Y_j,
 *
 * since the last power is either empty or ends in one more X. So P(X; Y_1 … Y_m; k) = S_m(k − m)
 * costs O(k m) products of matrices.
 */
import type { Field } from "../field.ts";
import type { Budget } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { lift } from "./lift.ts";

type Rows<T> = readonly (readonly T[])[];

/** The largest exponent that is worked. */
const exponentLimit = 4096;

/** The whole number from 0 on that a value is shown to be; undefined for any other. */
export function wholeOf<T>(field: Field<T>, value: T): number | undefined {
  let rest: T | undefined = value;
  for (let n = 0; n <= exponentLimit && rest !== undefined; n++) {
    if (field.isZero(rest)) return n;
    rest = field.subtract(rest, field.integer(1));
  }
  return undefined;
}

/** The entries of P(X; Y_1 … Y_m; k), row by row. */
export function powerSumOf<T>(
  field: Field<T>,
  [x, ...between]: readonly Tensor<T>[],
  k: number,
  budget: Budget,
): readonly T[] | undefined {
  const n = x!.shape[0]!;
  const work: Work<T> = { field, n, budget };
  const base = rowsOf(x!, n);
  if (between.length === 0) return raised(work, base, k)?.flat();
  const middle = between.map((y) => rowsOf(y, n));
  if (k < between.length) return zeros(work).flat();
  // sums[j] is S_j(p), from p = 0 on
  let sums: Rows<T>[] = [identity(work)];
  for (const y of middle) {
    const next = product(work, sums.at(-1)!, y);
    if (next === undefined) return undefined;
    sums.push(next);
  }
  for (let p = 1; p <= k - between.length; p++) {
    const raisedSums: Rows<T>[] = [];
    for (const [j, sum] of sums.entries()) {
      const longer = product(work, sum, base);
      const ended = j === 0 ? zeros(work) : product(work, raisedSums[j - 1]!, middle[j - 1]!);
      const total = added(work, longer, ended);
      if (total === undefined) return undefined;
      raisedSums.push(total);
    }
    sums = raisedSums;
  }
  return sums.at(-1)!.flat();
}

interface Work<T> {
  readonly field: Field<T>;
  readonly n: number;
  readonly budget: Budget;
}

function rowsOf<T>({ entries }: Tensor<T>, n: number): Rows<T> {
  return Array.from({ length: n }, (_, i) => entries.slice(i * n, (i + 1) * n));
}

function identity<T>({ field, n }: Work<T>): Rows<T> {
  const [zero, one] = [field.integer(0), field.integer(1)];
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? one : zero)),
  );
}

function zeros<T>({ field, n }: Work<T>): Rows<T> {
  const zero = field.integer(0);
  return Array.from({ length: n }, () => new Array<T>(n).fill(zero));
}

/** X^k: squares of squares. */
function raised<T>(work: Work<T>, x: Rows<T>, k: number): Rows<T> | undefined {
  let result: Rows<T> | undefined;
  let square: Rows<T> | undefined = x;
  for (let rest = k; rest > 0 && square !== undefined; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = result === undefined ? square : product(work, result, square);
      if (result === undefined) return undefined;
    }
    if (rest > 1) square = product(work, square, square);
  }
  if (k === 0) return identity(work);
  return square === undefined ? undefined : result;
}

function product<T>(work: Work<T>, a: Rows<T>, b: Rows<T>): Rows<T> | undefined {
  const { field, n, budget } = work;
  const { add, multiply } = lift(field);
  budget.left -= n ** 3;
  if (budget.left < 0) return undefined;
  return whole(
    a.map((row) =>
      row.map((_, j) => {
        return row
          .map((entry, i) => multiply(entry, b[i]![j]!))
          .reduce((sum, term) => add(sum, term));
      }),
    ),
  );
}

function added<T>(
  { field }: Work<T>,
  a: Rows<T> | undefined,
  b: Rows<T> | undefined,
): Rows<T> | undefined {
  if (a === undefined || b === undefined) return undefined;
  return whole(a.map((row, i) => row.map((entry, j) => field.add(entry, b[i]![j]!))));
}

function whole<T>(rows: readonly (readonly (T | undefined)[])[]): Rows<T> | undefined {
  return rows.every((row) => row.every((entry) => entry !== undefined))
    ? (rows as Rows<T>)
    : undefined;
}
