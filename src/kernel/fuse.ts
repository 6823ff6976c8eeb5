/**
 * @file Loops that run over the same range, one behind the other, become one where no turn of the
 * second needs more of the first than the same turn of it. What they handed each other through an
 * array of n rows is then a single row, and what was a single entry a register: the arrays between
 * the steps of a backward pass shrink from the size of the data to that of a point.
 *
 * Two loops may become one when, in every array that one of them writes and the other touches, both
 * keep to their rows (`span.ts`). What stands between the two and is needed by the second is
 * moved in front of the first, if the first does not need to come before it.
 *
 * Source: loop fusion and array contraction, as in Allen & Kennedy, *Optimizing Compilers for
 * Modern Architectures* (2001), sections 8.6 and 5.3.
 */
import { forwarded } from "./forward.ts";
import {
  type Loop,
  nextLabel,
  type Operand,
  type Program,
  type Statement,
  type Stretch,
  stridesOf,
} from "./loops.ts";
import { withoutLabel } from "./rename.ts";
import { Begun, Span } from "./span.ts";

/** The program with its loops joined and its temporaries shrunk. */
export function fuseLoops(program: Program): Program {
  // straight-line code has no loops to join, and loads what it loads once
  const isStraight = program.body.every(({ kind }) => {
    return kind === "let" || kind === "load" || kind === "store";
  });
  if (isStraight && program.buffers.every(({ role }) => role !== "temporary")) return program;
  let label: number | undefined;
  const fresh = () => {
    label = label === undefined ? nextLabel(program.body) : label + 1;
    return label;
  };
  const begun = new Begun(program.registers);
  const { buffers } = program;
  const needed = new Crowd(buffers.length);
  const fuser: Fuser = { buffers, fresh, begun, needed, spans: new Map() };
  const body = fuse(program.body, fuser);
  const shrunk = shrink(body, fuser);
  const read = new Uint8Array(buffers.length);
  const loaded = forwarded(shrunk.body, program.registers, read);
  const kept = withoutDeadStores(loaded, shrunk.buffers, read);
  return { ...program, buffers: shrunk.buffers, body: kept };
}

interface Fuser {
  readonly buffers: readonly Stretch[];
  /** A label that no loop has. */
  readonly fresh: () => number;
  readonly begun: Begun;
  /** What a loop needs of those before it, while it is joined to one. */
  readonly needed: Crowd;
  /** What is known of statements. */
  readonly spans: Map<Statement, Span>;
}

/**
 * How two statements stand to each other: one may be moved past the other, or run inside of it; or
 * it may run inside only; or neither.
 */
function relationOf(a: Span, b: Span): "apart" | "joinable" | "bound" {
  if (a.touched.length > b.touched.length) return relationOf(b, a);
  if (!areRegistersApart(a, b)) return "bound";
  let isApart = true;
  for (const { buffer, row, isWritten } of a.touched) {
    const other = b.touchedAt(buffer);
    if (other === undefined || !(isWritten || other.isWritten)) continue;
    if (row === 0 || row !== other.row) return "bound";
    isApart = false;
  }
  return isApart ? "apart" : "joinable";
}

/** Whether neither sets a register that the other sets or uses. */
function areRegistersApart(a: Span, b: Span): boolean {
  return !(a.defined.meets(b.used) || b.defined.meets(a.used) || a.defined.meets(b.defined));
}

/** Statements past all of which others may be moved or not, by what they touch together. */
class Crowd {
  all: Span[] = [];
  /** Those that are looked at one by one. */
  private apart: Span[] = [];
  /** By the numbers of buffers: twice the number of the crowd that touches it, + 1 if it writes. */
  private readonly touchedBy: Int32Array;
  private number = 1;

  constructor(buffers: number) {
    this.touchedBy = new Int32Array(buffers);
  }

  /** Nobody is left. */
  clear(): void {
    this.number++;
    this.all = [];
    if (this.apart.length > 0) this.apart = [];
  }

  add(span: Span): void {
    this.all.push(span);
    if (span.hasRegisters || span.touched.length > few) {
      this.apart.push(span);
      return;
    }
    const here = 2 * this.number;
    for (const { buffer, isWritten } of span.touched) {
      if (isWritten) this.touchedBy[buffer] = here + 1;
      else if (this.touchedBy[buffer]! < here) this.touchedBy[buffer] = here;
    }
  }

  isApartFrom(span: Span): boolean {
    if (this.all.length === 0) return true;
    if (span.touched.length > few) {
      return this.all.every((other) => relationOf(other, span) === "apart");
    }
    const here = 2 * this.number;
    for (const { buffer, isWritten } of span.touched) {
      if (this.touchedBy[buffer]! >= (isWritten ? here : here + 1)) return false;
    }
    for (const other of this.apart) if (relationOf(other, span) !== "apart") return false;
    return true;
  }
}

/** Buffers that a statement may touch to be one of a crowd. */
const few = 24;

/** Joins what can be joined in a list of statements, then inside of each. */
function fuse(body: readonly Statement[], fuser: Fuser): readonly Statement[] {
  let loops = 0;
  for (const { kind } of body) if (kind === "loop" || kind === "fill") loops++;
  if (loops < 2) return within(body, (s) => withBody(s, fuse(s.body, fuser)));
  const done: Span[] = [];
  for (const statement of body) {
    const span = new Span(statement, fuser.begun);
    if (!join(done, span, fuser.needed)) done.push(span);
  }
  return sunk(done, fuser).map((span): Statement => {
    const { statement, body: inner } = span;
    if (inner === null) return statement;
    const made = withBody(statement as Loop | When, fuse(inner, fuser));
    fuser.spans.set(made, span);
    return made;
  });
}

type When = Extract<Statement, { kind: "when" }>;

/** The statement with another body; itself where that is its own. */
function withBody(s: Loop | When, body: readonly Statement[]): Statement {
  return body === s.body ? s : { ...s, body };
}

/** The list with every statement changed that has a body; itself where none is. */
function within(
  body: readonly Statement[],
  change: (s: Loop | When) => Statement,
): readonly Statement[] {
  let made: Statement[] | undefined;
  for (let k = 0; k < body.length; k++) {
    const s = body[k]!;
    if (s.kind !== "loop" && s.kind !== "when") continue;
    const other = change(s);
    if (other === s) continue;
    made ??= [...body];
    made[k] = other;
  }
  return made ?? body;
}

/** Temporaries that one loop alone adds to, row by row, are set to 0 row by row in that loop. */
function sunk(done: readonly Span[], fuser: Fuser): readonly Span[] {
  const touching = new Map<number, Span[]>();
  for (const { statement: s } of done) {
    if (s.kind !== "fill" || fuser.buffers[s.to.buffer]!.role !== "temporary") continue;
    touching.set(s.to.buffer, []);
  }
  if (touching.size === 0) return done;
  for (const span of done) {
    for (const { buffer } of span.touched) touching.get(buffer)?.push(span);
  }
  const gone = new Set<Span>();
  for (const span of done) {
    const { statement: s } = span;
    if (s.kind !== "fill") continue;
    const { buffer } = s.to;
    const others = touching.get(buffer)?.filter((other) => other !== span && !gone.has(other));
    const [loop] = others ?? [];
    if (others?.length !== 1 || loop?.range === undefined) continue;
    const { shape } = fuser.buffers[buffer]!;
    const rows = shape[0] === "points" ? Number.POSITIVE_INFINITY : (shape[0] as number) - 1;
    if (loop.range !== rows || loop.touchedAt(buffer)!.row === 0) continue;
    loop.begin(rowFill(s, shape, loop.label!, fuser), buffer);
    gone.add(span);
  }
  return done.filter((span) => !gone.has(span));
}

/** Loops that set one row of a buffer. */
function rowFill(
  fill: Extract<Statement, { kind: "fill" }>,
  shape: Stretch["shape"],
  row: number,
  { fresh }: Fuser,
): Statement {
  const strides = stridesOf(shape);
  const labels = shape.map((_, axis) => (axis === 0 ? row : fresh()));
  const terms = labels.map((label, axis) => [label, strides[axis]!] as const);
  const value: Operand = { kind: "number", value: fill.value };
  let inside: Statement = {
    kind: "store",
    to: { buffer: fill.to.buffer, at: { terms, offset: 0 } },
    from: value,
  };
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const last = (shape[axis] as number) - 1;
    inside = {
      kind: "loop",
      label: labels[axis]!,
      from: [{ form: { terms: [], offset: 0 }, by: 1 }],
      to: [{ form: { terms: [], offset: last }, by: 1 }],
      body: [inside],
    };
  }
  return inside;
}

/** How far back a loop is looked for. */
const farthest = 24;

/** Puts a loop into an earlier one of the list; false where none will have it. */
function join(done: Span[], second: Span, needed: Crowd): boolean {
  if (second.range === undefined) return false;
  // from the last on: what the second loop needs, and what that needs
  needed.clear();
  for (let k = done.length - 1; k >= Math.max(0, done.length - farthest); k--) {
    const first = done[k]!;
    const relation = relationOf(first, second);
    const isPossible = first.range === second.range && relation !== "bound";
    if (!isPossible && relation !== "apart") {
      needed.add(first);
      continue;
    }
    const isBehind = !needed.isApartFrom(first);
    if (!isBehind && isPossible) {
      // what is needed goes before both; what is not can stay behind them
      const stays = done.splice(k).filter((span) => span !== first && !needed.all.includes(span));
      first.absorb(second);
      done.push(...needed.all.reverse(), first, ...stays);
      return true;
    }
    if (isBehind) needed.add(first);
  }
  return false;
}

/** Takes the axis of a loop from temporaries that live in that loop only. */
function shrink(
  body: readonly Statement[],
  { buffers, begun, spans }: Fuser,
): { buffers: readonly Stretch[]; body: readonly Statement[] } {
  // by the numbers of the buffers: what has become of each, and how often it is touched
  const shapes = [...buffers];
  const touchedIn = (s: Statement) => (spans.get(s) ?? new Span(s, begun)).touched;
  const counts: number[] = [];
  if (!buffers.some(({ role, shape }) => role === "temporary" && shape.length > 0)) {
    return { buffers, body };
  }
  for (const statement of body) {
    for (const { buffer, count } of touchedIn(statement)) {
      counts[buffer] = (counts[buffer] ?? 0) + count;
    }
  }
  const shrunk = (s: Loop | When): Statement => {
    if (s.kind === "when") return withBody(s, within(s.body, shrunk));
    const drop = new Set<number>();
    // whether loops inside may shrink something: what is touched outside of this one, they do not
    let hasOwn = false;
    for (const { buffer: id, row, count } of touchedIn(s)) {
      const buffer = shapes[id]!;
      if (buffer.role !== "temporary" || buffer.shape.length === 0) continue;
      if (counts[id] !== count) continue;
      hasOwn ||= row === 0 || buffer.shape.length > 1;
      if (row === 0) continue;
      drop.add(id);
      shapes[id] = { ...buffer, shape: buffer.shape.slice(1) };
    }
    const inside = drop.size === 0 ? s.body : withoutLabel(s.body, s.label, drop);
    return withBody(s, hasOwn ? within(inside, shrunk) : inside);
  };
  const made = within(body, shrunk);
  return { buffers: shapes, body: made };
}

/** The program without stores into temporaries that nothing reads. */
function withoutDeadStores(
  body: readonly Statement[],
  buffers: readonly Stretch[],
  read: Uint8Array,
): readonly Statement[] {
  const isDead = (id: number) => buffers[id]!.role === "temporary" && read[id] === 0;
  return buffers.some(({ id }) => isDead(id)) ? without(body, isDead) : body;
}

/** Statements without the stores into some buffers; what has none of them is left as it is. */
function without(
  body: readonly Statement[],
  isDead: (buffer: number) => boolean,
): readonly Statement[] {
  const isGone = (s: Statement) => s.kind === "store" && isDead(s.to.buffer);
  const kept = body.some(isGone) ? body.filter((s) => !isGone(s)) : body;
  return within(kept, (s) => withBody(s, without(s.body, isDead)));
}
