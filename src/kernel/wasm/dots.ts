/**
 * @file A row times a matrix whose columns lie entry beside entry: c_j (+)= Σ_k a_k B[k, j], the
 * product of a matrix and a vector. Every entry of B is used once, so nothing is packed: four
 * columns are taken through the row at once, in vectors along k.
 */
import type { Body } from "./assembler.ts";
import { at, type Code, get, i32, onLane, op, set } from "./code.ts";
import type { Format } from "./tile.ts";

/** The addresses of a, B and c, and how many entries a has. */
export interface Row {
  readonly a: Code;
  readonly b: Code;
  readonly c: Code;
  readonly inner: Code;
}

/** Extents and distances, in entries, that are known. */
export interface RowShape {
  readonly columns: number;
  /** From one column of B to the next, and from one entry of c to the next. */
  readonly b: number;
  readonly c: number;
  readonly adds: boolean;
}

/** Columns that are taken at once. */
const together = 4;

/** Writes the sums of all columns. */
export function rowByMatrix(body: Body, format: Format, row: Row, shape: RowShape): void {
  const { columns, b } = shape;
  const { width } = format.lanes;
  const whole = columns - (columns % together);
  const group = (j: Code, count: number) => {
    const from = body.let(op("i32.add", row.b, op("i32.mul", j, i32(b * width))), "from");
    const to = body.let(op("i32.add", row.c, op("i32.mul", j, i32(shape.c * width))), "to");
    columnsOf(body, format, { ...row, b: from, c: to }, { ...shape, columns: count });
  };
  if (whole > 0) {
    const range = { name: "j", from: i32(0), to: i32(whole), step: together, atLeastOnce: true };
    body.count(range, (j) => group(j, together));
  }
  if (columns > whole) group(i32(whole), columns - whole);
}

function columnsOf(body: Body, format: Format, row: Row, shape: RowShape): void {
  const { lanes, load, store, zero } = format;
  const { width, count, scalar, add, mul } = lanes;
  const { columns, b, c, adds } = shape;
  const each = Array.from({ length: columns }, (_, q) => q);
  const sums = each.map(() => body.local("v128", "sum"));
  for (const sum of sums) body.push(set(sum, zero()));
  const end = body.let(op("i32.mul", row.inner, i32(width)), "end");
  const vectors = body.let(op("i32.and", end, i32(-count * width)), "vectors");
  const place = (p: Code, k: Code) => op("i32.add", p, k);
  body.count({ name: "k", from: i32(0), to: vectors, step: count * width }, (k) => {
    const x = body.let(at("v128.load", 0, place(row.a, k)), "x");
    for (const [q, sum] of sums.entries()) {
      const y = at("v128.load", q * b * width, place(row.b, k));
      body.push(set(sum, add(get(sum), mul(x, y))));
    }
  });
  const totals = sums.map((sum) => {
    const total = body.local(scalar, "total");
    const entries = Array.from({ length: count }, (_, k): Code => {
      return onLane(`${lanes.shape}.extract_lane`, k, [get(sum)]);
    });
    const whole = entries.reduce((x, y) => op(`${scalar}.add`, x, y));
    body.push(set(total, whole));
    return total;
  });
  body.count({ name: "k", from: vectors, to: end, step: width }, (k) => {
    for (const [q, total] of totals.entries()) {
      const y = at(load, q * b * width, place(row.b, k));
      const product = op(`${scalar}.mul`, at(load, 0, place(row.a, k)), y);
      body.push(set(total, op(`${scalar}.add`, get(total), product)));
    }
  });
  for (const [q, total] of totals.entries()) {
    const offset = q * c * width;
    const sum = adds ? op(`${scalar}.add`, at(load, offset, row.c), get(total)) : get(total);
    body.push(at(store, offset, row.c, sum));
  }
}
