/**
 * @file What one statement of a list touches, added up once and kept while loops are joined to it:
 * so joining n loops takes a time that is linear in what they do.
 *
 * A turn t of a loop keeps to **row** t of an array when it reads and writes only c·t + r with
 * 0 ≤ r < c.
 */
import type { Affine } from "./array.ts";
import type { Loop, Operand, Place, Statement } from "./loops.ts";
import { renamed } from "./rename.ts";

/** How a loop touches one buffer. */
export interface Touched {
  readonly buffer: number;
  /** The size of the rows to which every touch keeps; 0 where one does not. */
  row: number;
  count: number;
  isWritten: boolean;
}

/** The last index of a loop that runs over a whole axis from 0; undefined for others. */
function wholeRange(loop: Loop): number | undefined {
  const [from, to] = [loop.from[0]!, loop.to[0]!];
  if (loop.from.length > 1 || loop.to.length > 1) return undefined;
  if (from === "points" || from.form.terms.length > 0 || from.form.offset !== 0) return undefined;
  if (to === "points") return Number.POSITIVE_INFINITY;
  return to.form.terms.length === 0 && to.by === 1 ? to.form.offset : undefined;
}

/** The largest index that any turn of a loop has. */
function largestIndex({ to: ends }: Loop): number {
  for (const to of ends) if (to !== "points" && to.form.terms.length === 0) return to.form.offset;
  return Number.POSITIVE_INFINITY;
}

/** The buffers that are touched: most statements touch a few, some that were joined very many. */
class Touches {
  readonly all: Touched[] = [];
  private byBuffer: Map<number, Touched> | undefined;

  get(buffer: number): Touched | undefined {
    if (this.byBuffer !== undefined) return this.byBuffer.get(buffer);
    const { all } = this;
    for (let k = 0; k < all.length; k++) if (all[k]!.buffer === buffer) return all[k];
    return undefined;
  }

  add(touched: Touched): void {
    this.all.push(touched);
    if (this.byBuffer !== undefined) this.byBuffer.set(touched.buffer, touched);
    else if (this.all.length > searched) {
      this.byBuffer = new Map(this.all.map((each) => [each.buffer, each]));
    }
  }
}

function meet(few: ReadonlySet<number>, many: ReadonlySet<number>): boolean {
  for (const register of few) if (many.has(register)) return true;
  return false;
}

/** Buffers among which one is looked for without a table. */
const searched = 12;

/** Numbers of registers; most lists are empty. */
export class Registers {
  private all: Set<number> | undefined;

  get isEmpty(): boolean {
    return this.all === undefined;
  }

  add(register: number): void {
    this.all ??= new Set();
    this.all.add(register);
  }

  addAll({ all }: Registers): void {
    if (all !== undefined) for (const register of all) this.add(register);
  }

  /** Whether some register is in both. */
  meets({ all: others }: Registers): boolean {
    const { all } = this;
    if (all === undefined || others === undefined) return false;
    if (all.size > others.size) return meet(others, all);
    return meet(all, others);
  }
}

/** Which registers are begun inside the statement that is looked at, for one after another. */
export class Begun {
  /** By the numbers of the registers: the number of the statement. */
  private readonly inside: Int32Array;
  private statement = 0;

  constructor(registers: number) {
    this.inside = new Int32Array(registers);
  }

  next(): void {
    this.statement++;
  }

  add(register: number): void {
    this.inside[register] = this.statement;
  }

  has(register: number): boolean {
    return this.inside[register] === this.statement;
  }
}

export class Span {
  readonly statement: Statement;
  /** Of what has a body: its statements, and those of the loops that have been joined to it. */
  private own: readonly Statement[] | null;
  /** Of a loop over a whole axis: its last index. */
  readonly range: number | undefined;
  /** The label of a loop. */
  readonly label: number | null;
  private readonly touches = new Touches();
  /** Registers that are set or used, but those that are begun inside of what has a body. */
  readonly defined = new Registers();
  readonly used = new Registers();
  /** Of what has a body, while it is looked at. */
  private readonly begun: Begun | null;
  /** Label → the largest index, of the loops inside. */
  private ranges: Map<number, number> | undefined;

  constructor(statement: Statement, begun: Begun) {
    this.statement = statement;
    const isLoop = statement.kind === "loop";
    this.own = isLoop || statement.kind === "when" ? statement.body : null;
    this.range = isLoop ? wholeRange(statement) : undefined;
    this.label = isLoop ? statement.label : null;
    this.begun = this.own && begun;
    begun.next();
    this.collect(statement);
  }

  /** Each buffer that is touched. */
  get touched(): readonly Readonly<Touched>[] {
    return this.touches.all;
  }

  /** How a buffer is touched. */
  touchedAt(buffer: number): Readonly<Touched> | undefined {
    return this.touches.get(buffer);
  }

  /** Whether registers are set or used. */
  get hasRegisters(): boolean {
    return !(this.defined.isEmpty && this.used.isEmpty);
  }

  get body(): readonly Statement[] | null {
    return this.own;
  }

  /** A statement goes before the body of this loop. */
  begin(statement: Statement, buffer: number): void {
    this.own = [statement, ...this.own!];
    this.touches.get(buffer)!.count++;
  }

  /** The body of another loop over the same range goes on behind this one's. */
  absorb(other: Span): void {
    const { statement, own } = this;
    const more = renamed(other.own!, other.label!, this.label!);
    // what was the statement's is not ours to change
    const isShared = own === (statement as Loop).body;
    const body = isShared ? [...own] : (own as Statement[]);
    for (const each of more) body.push(each);
    this.own = body;
    for (const { buffer, row, count, isWritten } of other.touched) {
      this.touch(buffer, row, isWritten, count);
    }
    for (const kind of ["defined", "used"] as const) this[kind].addAll(other[kind]);
  }

  private touch(buffer: number, row: number, isWritten: boolean, count = 1): void {
    const known = this.touches.get(buffer);
    if (known === undefined) {
      this.touches.add({ buffer, row, count, isWritten });
      return;
    }
    if (known.row !== row) known.row = 0;
    known.count += count;
    known.isWritten ||= isWritten;
  }

  /** The size of the rows of this loop to which a place keeps; 0 where it does not. */
  private rowOf({ terms, offset }: Affine): number {
    let row = 0;
    let [low, high] = [offset, offset];
    for (let k = 0; k < terms.length; k++) {
      const term = terms[k]!;
      const [label, c] = [term[0], term[1]];
      if (label === this.label) {
        row = c;
        continue;
      }
      // an outer loop stands still meanwhile
      const last = this.ranges?.get(label);
      if (last === undefined) continue;
      if (c > 0) high += c * last;
      else low += c * last;
    }
    return row > 0 && low >= 0 && high < row ? row : 0;
  }

  private reads({ buffer, at }: Place): void {
    this.touch(buffer, this.rowOf(at), false);
  }

  private writes({ buffer, at }: Place): void {
    this.touch(buffer, this.rowOf(at), true);
  }

  private use(operand: Operand): void {
    if (operand.kind === "register" && !this.begun?.has(operand.id)) this.used.add(operand.id);
  }

  private start(register: number): void {
    (this.begun ?? this.defined).add(register);
  }

  private collectAll(body: readonly Statement[]): void {
    for (let k = 0; k < body.length; k++) this.collect(body[k]!);
  }

  private collect(s: Statement): void {
    switch (s.kind) {
      case "let":
        for (let k = 0; k < s.args.length; k++) this.use(s.args[k]!);
        this.start(s.to);
        break;
      case "load":
        this.reads(s.from);
        this.start(s.to);
        break;
      case "store":
        this.use(s.from);
        this.writes(s.to);
        break;
      case "accumulate":
        this.use(s.from);
        this.reads(s.to);
        this.writes(s.to);
        break;
      case "begin":
        this.start(s.to);
        break;
      case "fold":
      case "set":
        this.use(s.from);
        if (this.begun?.has(s.to)) break;
        this.used.add(s.to);
        this.defined.add(s.to);
        break;
      case "loop":
        if (s !== this.statement) {
          this.ranges ??= new Map();
          this.ranges.set(s.label, largestIndex(s));
        }
        this.collectAll(s.body);
        break;
      case "when":
        this.collectAll(s.body);
        break;
      default: {
        // whole buffers
        const [reads, writes] =
          s.kind === "fill"
            ? [[], s.to.buffer]
            : s.kind === "product"
              ? [[s.a.place.buffer, s.b.place.buffer], s.c.place.buffer]
              : [s.args, s.to];
        for (const buffer of reads) this.touch(buffer, 0, false);
        this.touch(writes, 0, true);
      }
    }
  }
}
