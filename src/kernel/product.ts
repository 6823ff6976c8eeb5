/**
 * @file Matrix products for the back ends without SIMD: C = A B with any strides. Where the rows
 * of B lie side by side, four rows of A are taken through them at once, so that each entry of B
 * is loaded once for four products; else each entry of C is a sum of its own.
 */

/** A matrix in an array: its first entry, and the steps from row to row and column to column. */
export interface Strided {
  readonly entries: Entries;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

export type Entries = Float64Array | Float32Array;

/** C = A B, [m, n] = [m, k]·[k, n]. */
export function multiplyMatrices(
  a: Strided,
  b: Strided,
  c: Strided,
  [m, k, n]: readonly [number, number, number],
): void {
  if (b.column === 1 && c.column === 1) byRows(a, b, c, m, k, n);
  else byEntries(a, b, c, m, k, n);
}

function byEntries(a: Strided, b: Strided, c: Strided, m: number, k: number, n: number): void {
  const [x, y, z] = [a.entries, b.entries, c.entries];
  for (let i = 0; i < m; i++) {
    const atA = a.offset + i * a.row;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let p = atA;
      let q = b.offset + j * b.column;
      for (let l = 0; l < k; l++) {
        sum += x[p]! * y[q]!;
        p += a.column;
        q += b.row;
      }
      z[c.offset + i * c.row + j * c.column] = sum;
    }
  }
}

function byRows(a: Strided, b: Strided, c: Strided, m: number, k: number, n: number): void {
  const [x, y, z] = [a.entries, b.entries, c.entries];
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const c0 = c.offset + i * c.row;
    const [c1, c2, c3] = [c0 + c.row, c0 + 2 * c.row, c0 + 3 * c.row];
    for (let j = 0; j < n; j++) {
      z[c0 + j] = 0;
      z[c1 + j] = 0;
      z[c2 + j] = 0;
      z[c3 + j] = 0;
    }
    for (let l = 0; l < k; l++) {
      const at = a.offset + i * a.row + l * a.column;
      const x0 = x[at]!;
      const x1 = x[at + a.row]!;
      const x2 = x[at + 2 * a.row]!;
      const x3 = x[at + 3 * a.row]!;
      const from = b.offset + l * b.row;
      for (let j = 0; j < n; j++) {
        const w = y[from + j]!;
        z[c0 + j]! += x0 * w;
        z[c1 + j]! += x1 * w;
        z[c2 + j]! += x2 * w;
        z[c3 + j]! += x3 * w;
      }
    }
  }
  for (; i < m; i++) {
    const to = c.offset + i * c.row;
    for (let j = 0; j < n; j++) z[to + j] = 0;
    for (let l = 0; l < k; l++) {
      const factor = x[a.offset + i * a.row + l * a.column]!;
      const from = b.offset + l * b.row;
      for (let j = 0; j < n; j++) z[to + j]! += factor * y[from + j]!;
    }
  }
}
