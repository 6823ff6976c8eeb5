/**
 * @file Matrix products C = A B and C += A B, for singles and doubles: [rows, columns] = [rows,
 * inner]·[inner, columns], each matrix with any distance between its rows and its columns, so
 * that the four cases of transposition are four pairs of distances.
 *
 * The plan is that of Goto & van de Geijn, *Anatomy of High-Performance Matrix Multiplication*
 * (ACM TOMS 34, 2008): a block of B is packed into panels as wide as the inner kernel, where they
 * stay in the second cache; a strip of A as high as the kernel stays in the first; the kernel
 * (`tile.ts`) keeps its tile of C in registers. Extents and distances are known when the code is
 * written, except that one extent may be the number of points of the call; so the entries of A
 * are reached by constant offsets, and A is packed only where a strip would lie scattered.
 */
import type { Body, Module } from "./assembler.ts";
import {
  at,
  type Callee,
  type Code,
  call,
  f32,
  f64,
  fill,
  get,
  i32,
  op,
  select,
  set,
} from "./code.ts";
import { rowByMatrix } from "./dots.ts";
import { gather } from "./pack.ts";
import { defineTile, type Format, formats } from "./tile.ts";

/** Entries from one row to the next, and from one column to the next. */
export interface Distances {
  readonly row: number;
  readonly column: number;
}

/** The number of points is an argument of the call. */
export type Extent = number | "points";

export interface ProductShape {
  readonly type: "f32" | "f64";
  readonly rows: Extent;
  readonly inner: Extent;
  readonly columns: Extent;
  readonly a: Distances;
  readonly b: Distances;
  readonly c: Distances;
  /** Whether C keeps what it had. */
  readonly adds?: boolean;
}

/** Entries along the inner extent that are worked at a time. */
const innerBlock = 400;
/** Columns whose panels are packed at a time. */
const columnBlock = 320;

/** Bytes that a product needs to pack its operands, wherever these are. */
export function productScratch(type: "f32" | "f64"): number {
  const { lanes, height } = formats[type];
  return panelBytes(type) + height * innerBlock * lanes.width;
}

const panelBytes = (type: "f32" | "f64") => columnBlock * innerBlock * formats[type].lanes.width;

/** The same product of the transposes: Cᵀ = Bᵀ Aᵀ. */
function transposed(shape: ProductShape): ProductShape {
  const turn = ({ row, column }: Distances) => ({ row: column, column: row });
  const { rows, columns, a, b, c } = shape;
  return { ...shape, rows: columns, columns: rows, a: turn(b), b: turn(a), c: turn(c) };
}

/** Whether rows of C lie entry beside entry, or are single entries. */
const hasRows = ({ c, columns }: ProductShape) => c.column === 1 || columns === 1;

/** Which of a product and its transpose is worked, and whether its operands were exchanged. */
function arranged(shape: ProductShape): { readonly shape: ProductShape; readonly turned: boolean } {
  const other = transposed(shape);
  const better = !hasRows(shape) || shape.columns === "points" || shape.columns === 1;
  const possible = hasRows(other) && other.columns !== "points" && other.columns !== 1;
  return better && possible ? { shape: other, turned: true } : { shape, turned: false };
}

/** Whether the product is a row times columns that lie entry beside entry. */
const isRow = ({ rows, a, b, inner }: ProductShape) => {
  return rows === 1 && b.row === 1 && (a.column === 1 || inner === 1);
};

/** The code of an extent. */
const extentOf = (extent: Extent, points: Code): Code => {
  return extent === "points" ? points : i32(extent);
};

/**
 * The product as a function of the module: (a, b, c, points, scratch) are addresses and the
 * number of points. A shape that is asked for again is the same function.
 */
export function defineProduct(module: Module, shape: ProductShape): Callee {
  const { shape: own, turned } = arranged(shape);
  const name = nameOf(shape);
  const known = module.find(name);
  if (known !== undefined) return known;
  const parameters = ["a", "b", "c", "points", "scratch"].map((label) => [label, "i32"] as const);
  return module.define(name, { parameters }, (body) => {
    const [first, second, c, points, scratch] = body.parameters.map(get);
    const [a, b] = turned ? [second!, first!] : [first!, second!];
    const operands = { a, b, c: c!, points: points!, scratch: scratch! };
    if (own.columns !== "points" && isRow(own)) {
      const { columns, b: inB, c: inC, adds = false } = own;
      const row = { a, b, c: c!, inner: extentOf(own.inner, points!) };
      const distances = { columns, b: inB.column, c: inC.column, adds };
      rowByMatrix(body, formats[own.type], row, distances);
    } else if (own.columns === "points" || !hasRows(own)) entryByEntry(body, own, operands);
    else blocked(module, body, { ...own, columns: own.columns }, operands);
    return undefined;
  });
}

const nameOf = ({ type, rows, inner, columns, a, b, c, adds }: ProductShape): string => {
  const strides = [a, b, c].map(({ row, column }) => `${row},${column}`).join(";");
  return `product.${type}.${rows}x${inner}x${columns}(${strides})${adds ? "+" : ""}`;
};

/** The addresses of the matrices and of the memory to pack into, and the number of points. */
interface Operands {
  readonly a: Code;
  readonly b: Code;
  readonly c: Code;
  readonly points: Code;
  readonly scratch: Code;
}

const plus = (p: Code, q: Code): Code => op("i32.add", p, q);
const times = (n: Code, k: number): Code => op("i32.mul", n, i32(k));
const less = (n: Code, k: number): Code => op("i32.lt_s", n, i32(k));

/** The extent of a block: equal blocks, as few as have at most `most` entries each. */
function blockOf(extent: Extent, most: number): number {
  if (extent === "points") return most;
  const blocks = Math.max(Math.ceil(extent / most), 1);
  return Math.min(most, Math.max(4 * Math.ceil(extent / blocks / 4), 1));
}

type Fixed = ProductShape & { readonly columns: number };

/** Panels of B, strips of A, tiles of C. */
function blocked(module: Module, body: Body, shape: Fixed, operands: Operands): void {
  const { type, rows, inner, columns, adds = false } = shape;
  const { points, scratch } = operands;
  const format = formats[type];
  const { width } = format.lanes;
  const depth = blockOf(inner, innerBlock);
  const k = extentOf(inner, points);
  const m = extentOf(rows, points);
  if (!adds && (inner === "points" || inner === 0)) {
    body.when(less(k, 1), () => clear(body, shape, operands.c, m));
  }
  // B where it lies, if it is used so seldom that packing does not pay
  const direct = rows !== "points" && rows <= format.height && shape.b.column === 1;
  // a strip of A is packed if it lies scattered and is used often
  const scattered = shape.a.column > 2 * format.height && columns > 2 * format.breadth;
  const strip = body.let(plus(scratch, i32(panelBytes(type))), "strip");
  body.count({ name: "k", from: i32(0), to: k, step: depth }, (k0) => {
    const rest = body.let(op("i32.sub", k, k0), "rest");
    const deep = body.let(select(rest, i32(depth), less(rest, depth)), "deep");
    const adding = body.let(adds ? i32(1) : op("i32.ne", k0, i32(0)), "adding");
    for (let j0 = 0; j0 < columns; j0 += columnBlock) {
      const block = {
        ...{ shape, format, deep, adding, strip, direct, scattered, columns: columns - j0 },
        a: plus(operands.a, times(k0, shape.a.column * width)),
        b: plus(operands.b, plus(times(k0, shape.b.row * width), i32(j0 * shape.b.column * width))),
        c: plus(operands.c, i32(j0 * width)),
        panels: scratch,
      };
      workBlock(module, body, { ...block, columns: Math.min(block.columns, columnBlock) }, m);
    }
  });
}

/** One block of B against all of A. */
interface Block {
  readonly shape: Fixed;
  readonly format: Format;
  readonly deep: Code;
  readonly adding: Code;
  readonly strip: Code;
  readonly panels: Code;
  readonly direct: boolean;
  readonly scattered: boolean;
  readonly columns: number;
  readonly a: Code;
  readonly b: Code;
  readonly c: Code;
}

function workBlock(module: Module, body: Body, block: Block, m: Code): void {
  const { shape, format, direct, columns, panels } = block;
  const { width, count } = format.lanes;
  const { height, breadth } = format;
  const from = body.let(block.b, "from");
  const target = body.let(block.c, "to");
  const whole = columns - (columns % breadth);
  const edge = columns - whole;
  const edgeBreadth = Math.ceil(edge / count) * count;
  /** Each panel: its columns, the place of its first row, and the bytes to its first column. */
  const eachPanel = (inner: (valid: number, panel: Code, column: Code) => void) => {
    const place = (j: Code) =>
      direct
        ? plus(from, times(j, width))
        : plus(panels, op("i32.mul", times(j, width), block.deep));
    if (whole > 0) {
      const range = { name: "j", from: i32(0), to: i32(whole), step: breadth, atLeastOnce: true };
      body.count(range, (j) => inner(breadth, place(j), times(j, width)));
    }
    if (edge > 0) inner(edge, place(i32(whole)), i32(whole * width));
  };
  if (!direct) {
    eachPanel((valid, panel, column) => {
      const places = { from: plus(from, times(column, shape.b.column)), to: panel };
      const wide = valid === breadth ? breadth : edgeBreadth;
      const distances = { line: shape.b.row, next: shape.b.column, across: valid, breadth: wide };
      gather(body, format, { ...places, lines: block.deep }, distances);
    });
  }
  const strips = (i: Code, rows: number) => {
    const source = body.let(plus(block.a, times(i, shape.a.row * width)), "source");
    const { scattered, strip } = block;
    if (scattered) {
      const distances = { line: shape.a.column, next: shape.a.row, across: rows, breadth: rows };
      gather(body, format, { from: source, to: strip, lines: block.deep }, distances);
    }
    const a = scattered ? { row: 1, column: rows } : shape.a;
    const row = body.let(plus(target, times(i, shape.c.row * width)), "target");
    eachPanel((valid, panel, column) => {
      const wide = valid === breadth ? breadth : edgeBreadth;
      const b = direct ? shape.b.row : wide;
      const tile = defineTile(module, { format, rows, columns: valid, a, b, c: shape.c.row });
      const place = [scattered ? strip : source, panel, plus(row, column)];
      body.push(call(tile, ...place, block.deep, block.adding));
    });
  };
  eachStrip(body, shape.rows, m, height, strips);
}

/** Whole strips of `height` rows, and the rows that are left. */
function eachStrip(
  body: Body,
  rows: Extent,
  m: Code,
  height: number,
  inner: (i: Code, rows: number) => void,
): void {
  const full = rows === "points" ? op("i32.sub", m, i32(height - 1)) : i32(rows - (rows % height));
  if (rows === "points" || rows >= height) {
    body.count({ name: "i", from: i32(0), to: full, step: height }, (i) => inner(i, height));
  }
  if (rows !== "points") {
    if (rows % height > 0) inner(i32(rows - (rows % height)), rows % height);
    return;
  }
  const left = body.let(op("i32.rem_s", m, i32(height)), "left");
  const start = body.let(op("i32.sub", m, left), "start");
  for (let count = 1; count < height; count += 1) {
    body.when(op("i32.eq", left, i32(count)), () => inner(start, count));
  }
}

/** C = 0. */
function clear(body: Body, shape: ProductShape, c: Code, m: Code): void {
  const { width } = formats[shape.type].lanes;
  body.count({ name: "i", from: i32(0), to: m, step: 1 }, (i) => {
    const from = plus(c, times(i, shape.c.row * width));
    body.push(fill(from, i32(0), i32((shape.columns as number) * width)));
  });
}

/** Three loops, for what lies in no usual order. */
function entryByEntry(body: Body, shape: ProductShape, operands: Operands): void {
  const { type, rows, inner, columns, a, b, c, adds = false } = shape;
  const { lanes, load, store } = formats[type];
  const { width, scalar } = lanes;
  const sum = body.local(scalar, "sum");
  const entry = (p: Code, i: Code, j: Code, { row, column }: Distances) =>
    plus(p, plus(times(i, row * width), times(j, column * width)));
  const loop = (name: string, extent: Extent, work: (i: Code) => void) =>
    body.count({ name, from: i32(0), to: extentOf(extent, operands.points), step: 1 }, work);
  loop("i", rows, (i) => {
    loop("j", columns, (j) => {
      const place = entry(operands.c, i, j, c);
      body.push(set(sum, adds ? at(load, 0, place) : scalar === "f64" ? f64(0) : f32(0)));
      loop("k", inner, (k) => {
        const [x, y] = [entry(operands.a, i, k, a), entry(operands.b, k, j, b)];
        const product = op(`${scalar}.mul`, at(load, 0, x), at(load, 0, y));
        body.push(set(sum, op(`${scalar}.add`, get(sum), product)));
      });
      body.push(at(store, 0, place, get(sum)));
    });
  });
}
