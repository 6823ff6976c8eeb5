/**
 * @file Packing for the matrix products: panels of B, a vector or two wide and as deep as a block,
 * row after row without gaps; and strips of A, with the entries of one column side by side. What
 * a panel lacks in breadth is filled with zeros.
 */
import type { Body } from "./assembler.ts";
import { at, branch, type Code, f32, f64, get, i32, op, set, shuffleLanes } from "./code.ts";
import type { Format } from "./tile.ts";

/**
 * Copies [lines, across] entries, across a number: entry (k, j) lies at `from` + k·line + j·next
 * and goes to `to` + k·breadth + j, with zeros for j from `across` up to `breadth`. `lines` is an
 * i32; all distances are in entries.
 */
export function gather(
  body: Body,
  format: Format,
  { from, to, lines }: { from: Code; to: Code; lines: Code },
  { line, next, across, breadth }: Record<"line" | "next" | "across" | "breadth", number>,
): void {
  const { lanes, load, store } = format;
  const { width, count, scalar } = lanes;
  const [source, target, left] = [from, to, lines].map((value, k) => {
    const local = body.local("i32", ["source", "target", "left"][k]!);
    body.push(set(local, value));
    return local;
  });
  const turns = (many: number, inner: () => void) => {
    const more = op("i32.ge_s", get(left!), i32(many));
    body.when(more, () => {
      body.loop((head) => {
        inner();
        body.push(set(source!, op("i32.add", get(source!), i32(many * line * width))));
        body.push(set(target!, op("i32.add", get(target!), i32(many * breadth * width))));
        body.push(set(left!, op("i32.sub", get(left!), i32(many))));
        body.push(branch(head, more));
      });
    });
  };
  // whole vectors across, as far as these go
  const whole = next === 1 || line === 1 ? across - (across % count) : 0;
  const rest = (k: number, done: number) => {
    for (let j = done; j < breadth; j += 1) {
      const offset = (k * line + j * next) * width;
      const value =
        j < across ? at(load, offset, get(source!)) : scalar === "f64" ? f64(0) : f32(0);
      body.push(at(store, (k * breadth + j) * width, get(target!), value));
    }
  };
  if (line === 1 && next !== 1 && whole > 0) {
    // vectors along the lines, transposed
    turns(count, () => {
      for (let j = 0; j < whole; j += count) {
        const columns = Array.from({ length: count }, (_, q) =>
          body.let(at("v128.load", (j + q) * next * width, get(source!)), "column"),
        );
        for (const [k, row] of transpose(body, columns).entries()) {
          body.push(at("v128.store", (k * breadth + j) * width, get(target!), row));
        }
      }
      for (let k = 0; k < count; k += 1) rest(k, whole);
    });
    turns(1, () => rest(0, 0));
    return;
  }
  turns(1, () => {
    for (let j = 0; j < whole; j += count) {
      const value = at("v128.load", j * width, get(source!));
      body.push(at("v128.store", j * width, get(target!), value));
    }
    rest(0, whole);
  });
}

/** Four vectors of four lanes, or two of two, as the rows of a matrix → its columns. */
function transpose(body: Body, rows: readonly Code[]): Code[] {
  const mixed = (x: Code, y: Code, lanes: readonly number[]) => shuffleLanes(x, y, lanes);
  const [a, b, c, d] = rows;
  if (c === undefined || d === undefined) return [mixed(a!, b!, [0, 2]), mixed(a!, b!, [1, 3])];
  const pairs = [
    [a!, b!, [0, 4, 1, 5]],
    [c, d, [0, 4, 1, 5]],
    [a!, b!, [2, 6, 3, 7]],
    [c, d, [2, 6, 3, 7]],
  ] as const;
  const [ab0, cd0, ab2, cd2] = pairs.map(([x, y, order]) => body.let(mixed(x, y, order), "pair"));
  return [
    mixed(ab0!, cd0!, [0, 1, 4, 5]),
    mixed(ab0!, cd0!, [2, 3, 6, 7]),
    mixed(ab2!, cd2!, [0, 1, 4, 5]),
    mixed(ab2!, cd2!, [2, 3, 6, 7]),
  ];
}
