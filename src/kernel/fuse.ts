/**
 * @file Loops that run over the same range, one behind the other, become one where no turn of the
 * second needs more of the first than the same turn of it. What they handed each other through an
 * array of n rows is then a single row, and what was a single entry a register: the arrays between
 * the steps of a backward pass shrink from the size of the data to that of a point.
 *
 * A turn t of a loop keeps to **row** t of an array when it reads and writes only c·t + r with
 * 0 ≤ r < c. Two loops may become one when, in every array that one of them writes and the other
 * touches, both keep to their rows. What stands between the two and is needed by the second is
 * moved in front of the first, if the first does not need to come before it.
 *
 * Source: loop fusion and array contraction, as in Allen & Kennedy, *Optimizing Compilers for
 * Modern Architectures* (2001), sections 8.6 and 5.3.
 */
import { effectOf, effectsOf, type OwnEffects, type Ranges, type Touch } from "./effects.ts";
import {
  type Loop,
  nextLabel,
  type Operand,
  type Place,
  type Program,
  type Statement,
  type Stretch,
  stridesOf,
} from "./loops.ts";
import { renamed, withoutLabel } from "./rename.ts";

/** The program with its loops joined and its temporaries shrunk. */
export function fuseLoops(program: Program): Program {
  // straight-line code has no loops to join, and loads what it loads once
  const isStraight = program.body.every(({ kind }) => {
    return kind === "let" || kind === "load" || kind === "store";
  });
  if (isStraight && program.buffers.every(({ role }) => role !== "temporary")) return program;
  const fresh = { label: nextLabel(program.body) };
  const fuser: Fuser = { buffers: program.buffers, fresh };
  const body = fuse(program.body, new Map(), fuser);
  const shrunk = shrink(program.buffers, body);
  const forwarded = forward(shrunk.body, new Map());
  const kept = withoutDeadStores(forwarded, shrunk.buffers);
  return { ...program, buffers: shrunk.buffers, body: kept };
}

interface Fuser {
  readonly buffers: readonly Stretch[];
  /** The next label that no loop has. */
  readonly fresh: { label: number };
}

/** The last index of a loop that runs over a whole axis from 0; undefined for others. */
function wholeRange(loop: Loop): number | undefined {
  const [from, to] = [loop.from[0]!, loop.to[0]!];
  if (loop.from.length > 1 || loop.to.length > 1) return undefined;
  if (from === "points" || from.form.terms.length > 0 || from.form.offset !== 0) return undefined;
  if (to === "points") return Number.POSITIVE_INFINITY;
  return to.form.terms.length === 0 && to.by === 1 ? to.form.offset : undefined;
}

/** Whether one may be moved past the other. */
function areApart(a: OwnEffects, b: OwnEffects): boolean {
  if (meet(a.written, b.read) || meet(b.written, a.read) || meet(a.written, b.written))
    return false;
  return !(meet(a.defined, b.used) || meet(b.defined, a.used) || meet(a.defined, b.defined));
}

function meet(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const at of a) if (b.has(at)) return true;
  return false;
}

/** The size of the rows to which every touch keeps; undefined where one does not. */
function rowOf(touches: readonly Touch[], label: number): number | undefined {
  let row: number | undefined;
  for (const { at, ranges } of touches) {
    if (at === null) return undefined;
    const c = at.terms.find(([other]) => other === label)?.[1];
    if (c === undefined || c <= 0 || (row !== undefined && row !== c)) return undefined;
    row = c;
    let [low, high] = [at.offset, at.offset];
    for (const [other, k] of at.terms) {
      if (other === label) continue;
      const last = ranges.get(other);
      // an outer loop stands still meanwhile
      if (last === undefined) continue;
      if (k > 0) high += k * last;
      else low += k * last;
    }
    if (low < 0 || high >= c) return undefined;
  }
  return row;
}

/** Whether the second loop may run inside the first; both have one label. */
function mayJoin(first: OwnEffects, second: OwnEffects, label: number): boolean {
  if (meet(first.defined, second.used) || meet(second.defined, first.used)) return false;
  if (meet(first.defined, second.defined)) return false;
  const has = ({ read, written }: OwnEffects, buffer: number) => {
    return read.has(buffer) || written.has(buffer);
  };
  for (const buffer of new Set([...first.written, ...second.written])) {
    if (!has(first, buffer) || !has(second, buffer)) continue;
    const of = ({ reads, writes }: OwnEffects) => {
      return [...reads, ...writes].filter((touch) => touch.buffer === buffer);
    };
    if (rowOf([...of(first), ...of(second)], label) === undefined) return false;
  }
  return true;
}

/** Joins what can be joined in a list of statements, then inside of each. */
function fuse(body: readonly Statement[], ranges: Ranges, fuser: Fuser): Statement[] {
  const done: Statement[] = [];
  for (const statement of body) {
    if (statement.kind !== "loop" || !join(done, statement, ranges)) done.push(statement);
  }
  return sunk(done, ranges, fuser).map((s): Statement => {
    if (s.kind !== "loop" && s.kind !== "when") return s;
    return { ...s, body: fuse(s.body, ranges, fuser) };
  });
}

/** Temporaries that one loop alone adds to, row by row, are set to 0 row by row in that loop. */
function sunk(body: readonly Statement[], ranges: Ranges, fuser: Fuser): Statement[] {
  const result = [...body];
  for (const s of body) {
    if (s.kind !== "fill") continue;
    const { role, shape } = fuser.buffers[s.buffer]!;
    if (role !== "temporary") continue;
    const touching = result.filter(
      (other) => other !== s && touchesOf(other, s.buffer, ranges) > 0,
    );
    const [loop] = touching;
    if (touching.length !== 1 || loop?.kind !== "loop") continue;
    const last = wholeRange(loop);
    const rows = shape[0] === "points" ? Number.POSITIVE_INFINITY : (shape[0] as number) - 1;
    const { reads, writes } = effectsOf([loop], ranges);
    const own = [...reads, ...writes].filter(({ buffer }) => buffer === s.buffer);
    if (last !== rows || rowOf(own, loop.label) === undefined) continue;
    const filled = { ...loop, body: [rowFill(s, shape, loop.label, fuser), ...loop.body] };
    result.splice(result.indexOf(loop), 1, filled);
    result.splice(result.indexOf(s), 1);
  }
  return result;
}

/** Loops that set one row of a buffer. */
function rowFill(
  fill: Extract<Statement, { kind: "fill" }>,
  shape: Stretch["shape"],
  row: number,
  { fresh }: Fuser,
): Statement {
  const strides = stridesOf(shape);
  const labels = shape.map((_, axis) => (axis === 0 ? row : fresh.label++));
  const terms = labels.map((label, axis) => [label, strides[axis]!] as const);
  const value: Operand = { kind: "number", value: fill.value };
  let inside: Statement = {
    kind: "store",
    to: { buffer: fill.buffer, at: { terms, offset: 0 } },
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

/** How often a buffer is touched in a statement. */
function touchesOf(s: Statement, buffer: number, ranges: Ranges): number {
  const { reads, writes, read, written } = effectOf(s, ranges);
  if (!read.has(buffer) && !written.has(buffer)) return 0;
  return [...reads, ...writes].filter((touch) => touch.buffer === buffer).length;
}

/** A loop along another label. */
function running(loop: Loop, label: number): Loop {
  if (label === loop.label) return loop;
  return { ...loop, label, body: renamed(loop.body, loop.label, label) };
}

/** How far back a loop is looked for. */
const farthest = 24;

/** Puts a loop into an earlier one of the list; false where none will have it. */
function join(done: Statement[], loop: Loop, ranges: Ranges): boolean {
  const range = wholeRange(loop);
  if (range === undefined) return false;
  for (let k = done.length - 1; k >= Math.max(0, done.length - farthest); k--) {
    const first = done[k]!;
    if (first.kind !== "loop" || wholeRange(first) !== range) continue;
    const second = running(loop, first.label);
    const a = effectOf(first, ranges);
    const b = effectOf(second, ranges);
    if (!mayJoin(a, b, first.label)) continue;
    const order = parted(done.slice(k + 1), a, b, ranges);
    if (order === undefined) continue;
    const joined: Loop = { ...first, body: [...first.body, ...second.body] };
    done.splice(k, done.length - k, ...order.before, joined, ...order.after);
    return true;
  }
  return false;
}

/** What stands between two loops: what goes before both, and what can stay behind them. */
function parted(
  between: readonly Statement[],
  first: OwnEffects,
  second: OwnEffects,
  ranges: Ranges,
): { before: Statement[]; after: Statement[] } | undefined {
  const before: Statement[] = [];
  const after: Statement[] = [];
  const behind: OwnEffects[] = [];
  // from the last on: what the second loop needs, and what that needs
  const needed: OwnEffects[] = [second];
  const marks = new Array<boolean>(between.length).fill(false);
  for (let k = between.length - 1; k >= 0; k--) {
    const own = effectOf(between[k]!, ranges);
    if (needed.some((other) => !areApart(own, other))) {
      marks[k] = true;
      needed.push(own);
    }
  }
  for (const [k, statement] of between.entries()) {
    const own = effectOf(statement, ranges);
    if (!marks[k]) {
      after.push(statement);
      behind.push(own);
      continue;
    }
    if (!areApart(own, first) || behind.some((other) => !areApart(own, other))) return undefined;
    before.push(statement);
  }
  return { before, after };
}

/** Takes the axis of a loop from temporaries that live in that loop only. */
function shrink(
  buffers: readonly Stretch[],
  body: readonly Statement[],
): { buffers: readonly Stretch[]; body: readonly Statement[] } {
  const shapes = new Map<number, Stretch>(buffers.map((buffer) => [buffer.id, buffer]));
  const counts = new Map<number, number>();
  const { reads, writes } = effectsOf(body, new Map());
  for (const { buffer } of [...reads, ...writes]) {
    counts.set(buffer, (counts.get(buffer) ?? 0) + 1);
  }
  const within = (list: readonly Statement[]): Statement[] =>
    list.map((s): Statement => {
      if (s.kind === "when") return { ...s, body: within(s.body) };
      if (s.kind !== "loop") return s;
      const own = effectsOf([s], new Map());
      const touches = new Map<number, Touch[]>();
      for (const touch of [...own.reads, ...own.writes]) {
        const known = touches.get(touch.buffer);
        if (known === undefined) touches.set(touch.buffer, [touch]);
        else known.push(touch);
      }
      const drop = new Set<number>();
      for (const [id, all] of touches) {
        const buffer = shapes.get(id)!;
        if (buffer.role !== "temporary" || buffer.shape.length === 0) continue;
        if (counts.get(id) !== all.length || rowOf(all, s.label) === undefined) continue;
        drop.add(id);
        shapes.set(id, { ...buffer, shape: buffer.shape.slice(1) });
      }
      return { ...s, body: within(drop.size === 0 ? s.body : withoutLabel(s.body, s.label, drop)) };
    });
  const made = within(body);
  return { buffers: buffers.map(({ id }) => shapes.get(id)!), body: made };
}

const keyOf = ({ buffer, at }: Place) => {
  const terms = [...at.terms].sort((a, b) => a[0] - b[0]);
  return `${buffer}@${terms.join(";")}+${at.offset}`;
};

/** What is known to lie at the addresses of each buffer. */
type Known = Map<number, Map<string, Operand>>;

/** Registers that change in a list, and the number of the last statement that changes each. */
function lastChanges(body: readonly Statement[]): Map<number, number> {
  const changes = new Map<number, number>();
  for (const [k, s] of body.entries()) {
    if (s.kind === "fold" || s.kind === "set") changes.set(s.to, k);
    if (s.kind === "loop" || s.kind === "when") {
      for (const register of lastChanges(s.body).keys()) changes.set(register, k);
    }
  }
  return changes;
}

/** Loads of what has just been stored, or loaded, are the registers that it came from. */
function forward(body: readonly Statement[], around: Known): Statement[] {
  const known: Known = new Map();
  for (const [buffer, entries] of around) known.set(buffer, new Map(entries));
  const replaced = new Map<number, Operand>();
  const through = (operand: Operand): Operand => {
    return operand.kind === "register" ? (replaced.get(operand.id) ?? operand) : operand;
  };
  const learn = (place: Place, operand: Operand) => {
    const entries = known.get(place.buffer);
    if (entries === undefined) known.set(place.buffer, new Map([[keyOf(place), operand]]));
    else entries.set(keyOf(place), operand);
  };
  const changes = lastChanges(body);
  const inner = (list: readonly Statement[]) => {
    for (const { buffer } of effectsOf(list, new Map()).writes) known.delete(buffer);
    const changed = lastChanges(list);
    for (const [buffer, entries] of changed.size === 0 ? [] : known) {
      if ([...entries.values()].some((at) => at.kind === "register" && changed.has(at.id))) {
        known.delete(buffer);
      }
    }
    return forward(substituted(list, replaced), known);
  };
  const result: Statement[] = [];
  for (const [k, s] of body.entries()) {
    switch (s.kind) {
      case "load": {
        const found = known.get(s.from.buffer)?.get(keyOf(s.from));
        if (found !== undefined) replaced.set(s.to, found);
        else {
          learn(s.from, { kind: "register", id: s.to });
          result.push(s);
        }
        break;
      }
      case "let":
        result.push({ ...s, args: s.args.map(through) });
        break;
      case "store": {
        const from = through(s.from);
        known.delete(s.to.buffer);
        // a register that changes afterwards is not what lies there
        if (from.kind !== "register" || !((changes.get(from.id) ?? -1) > k)) learn(s.to, from);
        result.push({ ...s, from });
        break;
      }
      case "accumulate":
        known.delete(s.to.buffer);
        result.push({ ...s, from: through(s.from) });
        break;
      case "fold":
      case "set":
        result.push({ ...s, from: through(s.from) });
        break;
      case "loop":
      case "when":
        result.push({ ...s, body: inner(s.body) });
        break;
      case "begin":
        result.push(s);
        break;
      case "fill":
      case "product":
      case "routine":
        for (const { buffer } of effectsOf([s], new Map()).writes) known.delete(buffer);
        result.push(s);
        break;
    }
  }
  return result;
}

/** Operands replaced in a list and everything inside it. */
function substituted(
  body: readonly Statement[],
  replaced: ReadonlyMap<number, Operand>,
): readonly Statement[] {
  if (replaced.size === 0) return body;
  const through = (operand: Operand): Operand => {
    return operand.kind === "register" ? (replaced.get(operand.id) ?? operand) : operand;
  };
  return body.map((s): Statement => {
    if (s.kind === "let") return { ...s, args: s.args.map(through) };
    if (s.kind === "store" || s.kind === "accumulate" || s.kind === "fold" || s.kind === "set") {
      return { ...s, from: through(s.from) };
    }
    if (s.kind === "loop" || s.kind === "when") {
      return { ...s, body: substituted(s.body, replaced) };
    }
    return s;
  });
}

/** The program without stores into temporaries that nothing reads. */
function withoutDeadStores(
  body: readonly Statement[],
  buffers: readonly Stretch[],
): readonly Statement[] {
  const read = new Set(effectsOf(body, new Map()).reads.map(({ buffer }) => buffer));
  const isDead = (id: number) => buffers[id]!.role === "temporary" && !read.has(id);
  const within = (list: readonly Statement[]): Statement[] =>
    list.flatMap((s): Statement[] => {
      if (s.kind === "store" && isDead(s.to.buffer)) return [];
      if (s.kind === "loop" || s.kind === "when") return [{ ...s, body: within(s.body) }];
      return [s];
    });
  return within(body);
}
