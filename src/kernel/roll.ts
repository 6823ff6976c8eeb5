/**
 * @file Straight-line code rolled up into loops. A worksheet may write out x_1 x_2 ⋯ x_n, a sum, a
 * Horner scheme or the steps s_t = f(s_{t−1}, x_t) of a recurrence name by name; its kernel is
 * then a straight line of thousands of statements, which no engine optimises and which are slow to
 * compile. What repeats in it (`repeats.ts`) becomes a loop: entries at equal distances an affine
 * address, numbers that differ a table, what a turn takes from the last one a register that is set
 * at its end, and what a later loop takes from an earlier one, turn by turn, an array.
 *
 * All fixed inputs lie in one array and all fixed outputs in another (`compile.ts`), so that an
 * address may run on from one buffer into its neighbours. Every number is computed as it was, so
 * results are the same to the bit.
 */
import type { Affine } from "./array.ts";
import { effectsOf } from "./effects.ts";
import {
  nextLabel,
  type Operand,
  type Place,
  type Program,
  type Statement,
  type Stretch,
} from "./loops.ts";
import { type Course, type Run, runsOf } from "./repeats.ts";
import {
  type Argument,
  type Entry,
  type Item,
  itemsOf,
  type Lying,
  Spaces,
  type Straight,
} from "./straight.ts";

/** Statements of straight-line code up to which it is the faster as it is. */
const longestAsIs = 2_000;
/** Of straight-line code, what must go into loops for the change to be worth it. */
const leastShare = 0.5;

/**
 * The program with its straight-line code of more than `asIs` statements rolled up; `lying` tells
 * where arrays will be.
 */
export function rollUp(program: Program, lying: Lying, asIs = longestAsIs): Program {
  const roller = new Roller(program, lying, asIs);
  const body = roller.rolled(program.body);
  if (body === program.body) return program;
  return { body, buffers: roller.buffers, registers: roller.registers };
}

class Roller {
  readonly buffers: Stretch[];
  registers: number;
  private readonly lying: Lying;
  private readonly asIs: number;
  private readonly body: readonly Statement[];
  private label: number | undefined;

  constructor(program: Program, lying: Lying, asIs: number) {
    this.asIs = asIs;
    this.buffers = [...program.buffers];
    this.registers = program.registers;
    this.body = program.body;
    this.lying = lying;
  }

  rolled(body: readonly Statement[]): readonly Statement[] {
    let isChanged = false;
    const made: Statement[] = [];
    for (let from = 0; from < body.length; ) {
      let to = from;
      while (to < body.length && isStraight(body[to]!)) to++;
      if (to - from > this.asIs) {
        const code = body.slice(from, to) as Straight[];
        const rolled = this.roll(code, [...body.slice(0, from), ...body.slice(to)]);
        isChanged ||= rolled !== code;
        for (const s of rolled) made.push(s);
      } else for (let k = from; k < to; k++) made.push(body[k]!);
      if (to < body.length) {
        const s = body[to]!;
        if (s.kind === "loop" || s.kind === "when") {
          const inner = this.rolled(s.body);
          isChanged ||= inner !== s.body;
          made.push(inner === s.body ? s : { ...s, body: inner });
        } else made.push(s);
      }
      from = to + 1;
    }
    return isChanged ? made : body;
  }

  private roll(code: readonly Straight[], others: readonly Statement[]): readonly Statement[] {
    const { used } = effectsOf(others);
    const kept = new Set<number>();
    for (const s of code) if (s.kind !== "store" && used.has(s.to)) kept.add(s.to);
    // a register that is loaded and used elsewhere is loaded where it was
    const spaces = new Spaces(this.buffers, this.lying);
    const items = itemsOf(code, kept, spaces);
    if (items === null) return code;
    const runs = runsOf(items);
    const inside = runs.reduce((sum, { period, turns }) => sum + period * turns, 0);
    if (inside < leastShare * items.length) return code;
    return new Writer(this, spaces, { items, runs }).write(kept, code);
  }

  register(): Operand & { readonly kind: "register" } {
    return { kind: "register", id: this.registers++ };
  }

  newLabel(): number {
    this.label = this.label === undefined ? nextLabel(this.body) : this.label + 1;
    return this.label;
  }

  buffer(stretch: Omit<Stretch, "id" | "name">): number {
    return this.buffers.push({ id: this.buffers.length, name: "", ...stretch }) - 1;
  }
}

function isStraight({ kind }: Statement): boolean {
  return kind === "let" || kind === "load" || kind === "store";
}

/** Writes items as statements, those of runs as loops. */
class Writer {
  private readonly roller: Roller;
  private readonly spaces: Spaces;
  private readonly items: readonly Item[];
  private readonly body: Statement[] = [];
  /** The run of each item that has one. */
  private readonly runAt: (Run | undefined)[];
  /** The array of each item of a run that is read behind the loop: a turn an entry. */
  private readonly arrays = new Map<Run, Map<number, number>>();
  /** The register of each item of a run of which only the last turn's is read behind the loop. */
  private readonly lasts = new Map<Run, Map<number, Operand & { readonly kind: "register" }>>();
  private readonly loaded = new Map<string, Operand>();

  constructor(
    roller: Roller,
    spaces: Spaces,
    { items, runs }: { readonly items: readonly Item[]; readonly runs: readonly Run[] },
  ) {
    this.roller = roller;
    this.spaces = spaces;
    this.items = items;
    this.runAt = new Array(items.length);
    for (const run of runs) {
      this.runAt.fill(run, run.first, run.first + run.period * run.turns);
    }
  }

  write(kept: ReadonlySet<number>, code: readonly Straight[]): Statement[] {
    this.keepArrays(kept);
    for (let k = 0; k < this.items.length; ) {
      const run = this.runAt[k];
      if (run === undefined) this.single(this.items[k++]!);
      else {
        this.loop(run);
        k += run.period * run.turns;
      }
    }
    const made = new Map<number, Item>();
    for (const item of this.items) {
      if (item.statement.kind === "let") made.set(item.statement.to, item);
    }
    for (const s of code) {
      if (s.kind === "load" && kept.has(s.to)) this.body.push(s);
      if (s.kind !== "let" || !kept.has(s.to)) continue;
      const item = made.get(s.to)!;
      if (this.runAt[item.at] !== undefined) this.body.push(this.reading(item, s.to));
    }
    return this.body;
  }

  /** Gives a register or an array to what is read outside of its own run. */
  private keepArrays(kept: ReadonlySet<number>): void {
    const read = new Set<Item>();
    for (const item of this.items) {
      const own = this.runAt[item.at];
      for (const arg of item.args) {
        if (arg.kind === "item" && this.runAt[arg.item.at] !== own) read.add(arg.item);
      }
    }
    for (const item of this.items) {
      const run = this.runAt[item.at];
      if (run === undefined) continue;
      const isKept = item.statement.kind === "let" && kept.has(item.statement.to);
      if (!isKept && !read.has(item)) continue;
      const { turn, slot } = placeIn(run, item);
      if (isKept || turn < run.turns - 1) {
        const make = () => this.roller.buffer({ role: "temporary", shape: [run.turns] });
        once(once(this.arrays, run, newMap), slot, make);
      } else once(once(this.lasts, run, newMap), slot, () => this.roller.register());
    }
  }

  /** An item as it was. */
  private single(item: Item): void {
    const args = item.args.map((arg) => this.operand(arg));
    this.body.push(written(item, args));
  }

  private operand(arg: Argument): Operand {
    if (arg.kind === "given") return arg.operand;
    if (arg.kind === "entry") return this.load(arg);
    const { item } = arg;
    const { to } = item.statement as Extract<Item["statement"], { kind: "let" }>;
    const run = this.runAt[item.at];
    if (run === undefined) return { kind: "register", id: to };
    const { turn, slot } = placeIn(run, item);
    const last = turn === run.turns - 1 ? this.lasts.get(run)?.get(slot) : undefined;
    if (last !== undefined) return last;
    const key = `item ${item.at}`;
    const known = this.loaded.get(key);
    if (known !== undefined) return known;
    const register = this.roller.register();
    this.body.push(this.reading(item, register.id));
    this.loaded.set(key, register);
    return register;
  }

  private load({ space, offset, place }: Entry): Operand {
    const key = `${space}:${offset}`;
    const known = this.loaded.get(key);
    if (known !== undefined) return known;
    const register = this.roller.register();
    this.body.push({ kind: "load", to: register.id, from: place });
    this.loaded.set(key, register);
    return register;
  }

  /** What an item of a run has made, from its array. */
  private reading(item: Item, to: number): Statement {
    const run = this.runAt[item.at]!;
    const { turn, slot } = placeIn(run, item);
    const at = { terms: [], offset: turn };
    return { kind: "load", to, from: { buffer: this.arrays.get(run)!.get(slot)!, at } };
  }

  private loop(run: Run): void {
    const label = this.roller.newLabel();
    const body = new LoopWriter(this.items, run, label, {
      before: (arg) => this.operand(arg),
      arrayOf: (other, slot) => this.arrays.get(other)!.get(slot)!,
      along: (entry, last, step) => this.along(entry, last, { label, step }),
      register: () => this.roller.register(),
      table: (entries) =>
        this.roller.buffer({ role: "constant", shape: [entries.length], entries }),
    });
    for (const [slot, buffer] of this.arrays.get(run) ?? []) body.storeInto(slot, buffer);
    for (const [slot, { id }] of this.lasts.get(run) ?? []) body.setInto(slot, id);
    const { starts, statements } = body.write();
    this.body.push(...starts, {
      kind: "loop",
      label,
      from: [{ form: { terms: [], offset: 0 }, by: 1 }],
      to: [{ form: { terms: [], offset: run.turns - 1 }, by: 1 }],
      body: statements,
    });
  }

  /** The place of an entry that moves on, written from the lower of its ends. */
  private along(
    first: Entry,
    last: Entry,
    { label, step }: { readonly label: number; readonly step: number },
  ): Place {
    const { buffer, at } = step < 0 ? last.place : first.place;
    const offset = first.offset - this.spaces.start(buffer);
    return { buffer, at: moving(at.terms, label, step, offset) };
  }
}

const newMap = <V>() => new Map<number, V>();

/** The value under a key, made when it is not there. */
function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function placeIn({ first, period }: Run, { at }: Item): { turn: number; slot: number } {
  return { turn: Math.floor((at - first) / period), slot: (at - first) % period };
}

function moving(terms: Affine["terms"], label: number, step: number, offset: number): Affine {
  return { terms: step === 0 ? terms : [...terms, [label, step]], offset };
}

function written({ statement }: Item, args: readonly Operand[]): Statement {
  return statement.kind === "let" ? { ...statement, args } : { ...statement, from: args[0]! };
}

/** What a loop asks of what is around it. */
interface Surroundings {
  /** What does not change in the loop. */
  readonly before: (arg: Argument) => Operand;
  readonly arrayOf: (run: Run, slot: number) => number;
  readonly along: (first: Entry, last: Entry, step: number) => Place;
  readonly register: () => Operand & { readonly kind: "register" };
  readonly table: (entries: readonly number[]) => number;
}

/** One turn of a run as the body of its loop. */
class LoopWriter {
  private readonly items: readonly Item[];
  private readonly run: Run;
  private readonly label: number;
  private readonly around: Surroundings;
  private readonly starts: Statement[] = [];
  private readonly body: Statement[] = [];
  private readonly ends: Statement[] = [];
  private readonly stored = new Map<number, number>();
  private readonly lasts = new Map<number, number>();
  /** Registers of what is loaded in a turn, and of what is carried into it. */
  private readonly known = new Map<string, Operand>();

  constructor(items: readonly Item[], run: Run, label: number, around: Surroundings) {
    this.items = items;
    this.run = run;
    this.label = label;
    this.around = around;
  }

  storeInto(slot: number, buffer: number): void {
    this.stored.set(slot, buffer);
  }

  setInto(slot: number, to: number): void {
    this.starts.push({ kind: "begin", to, value: 0 });
    this.lasts.set(slot, to);
  }

  write(): { readonly starts: readonly Statement[]; readonly statements: readonly Statement[] } {
    for (let slot = 0; slot < this.run.period; slot++) {
      const item = this.item(0, slot);
      const courses = this.run.courses[slot]!;
      const shift = item.to === null ? 0 : 1;
      const args = item.args.map((_, k) => this.operand(courses[k + shift]!, slot, k));
      const { statement } = item;
      if (statement.kind === "store") {
        const { step } = courses[0] as Extract<Course, { kind: "entry" }>;
        const to = this.around.along(item.to!, this.item(this.run.turns - 1, slot).to!, step);
        this.body.push({ ...statement, to, from: args[0]! });
        continue;
      }
      this.body.push({ ...statement, args });
      const from: Operand = { kind: "register", id: statement.to };
      const last = this.lasts.get(slot);
      if (last !== undefined) this.body.push({ kind: "set", to: last, from });
      const buffer = this.stored.get(slot);
      if (buffer === undefined) continue;
      this.body.push({ kind: "store", to: { buffer, at: moving([], this.label, 1, 0) }, from });
    }
    return { starts: this.starts, statements: [...this.body, ...this.ends] };
  }

  private item(turn: number, slot: number): Item {
    return this.items[this.run.first + turn * this.run.period + slot]!;
  }

  private operand(course: Course, slot: number, k: number): Operand {
    const first = this.item(0, slot).args[k]!;
    switch (course.kind) {
      case "same":
        return this.around.before(first);
      case "number":
        return this.number(slot, k);
      case "entry": {
        if (course.step === 0) return this.around.before(first);
        const last = this.item(this.run.turns - 1, slot).args[k]!;
        const place = this.around.along(first as Entry, last as Entry, course.step);
        return this.load(place);
      }
      case "other": {
        const buffer = this.around.arrayOf(course.run, course.slot);
        return this.load({ buffer, at: moving([], this.label, course.step, course.from) });
      }
      case "own":
        return course.lag === 0
          ? { kind: "register", id: this.registerOf(course.slot) }
          : this.carried(course, slot, k);
    }
  }

  private registerOf(slot: number): number {
    return (this.item(0, slot).statement as Extract<Statement, { kind: "let" }>).to;
  }

  private load(from: Place): Operand {
    const key = `${from.buffer}@${from.at.terms.join(";")}+${from.at.offset}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const register = this.around.register();
    this.body.push({ kind: "load", to: register.id, from });
    this.known.set(key, register);
    return register;
  }

  /** A number that is the same in every turn, or from a table. */
  private number(slot: number, k: number): Operand {
    const all: number[] = [];
    for (let t = 0; t < this.run.turns; t++) {
      const arg = this.item(t, slot).args[k] as Extract<Argument, { kind: "given" }>;
      all.push((arg.operand as Extract<Operand, { kind: "number" }>).value);
    }
    if (all.every((x) => Object.is(x, all[0]))) return { kind: "number", value: all[0]! };
    return this.load({ buffer: this.around.table(all), at: moving([], this.label, 1, 0) });
  }

  /** A register that holds what an item made some turns ago. */
  private carried(course: Extract<Course, { kind: "own" }>, slot: number, k: number): Operand {
    const before = Array.from({ length: course.lag }, (_, t) => this.item(t, slot).args[k]!);
    const key = `${course.slot} ${before.map((arg) => (arg as { item: Item }).item.at).join(" ")}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // the value of `lag` turns ago first: register l holds that of lag − l turns ago
    const chain = before.map((arg) => {
      const register = this.around.register();
      const from = this.around.before(arg);
      this.starts.push({ kind: "begin", to: register.id, value: 0 });
      this.starts.push({ kind: "set", to: register.id, from });
      return register;
    });
    for (const [l, { id: to }] of chain.entries()) {
      const from = chain[l + 1] ?? { kind: "register", id: this.registerOf(course.slot) };
      this.ends.push({ kind: "set", to, from });
    }
    this.known.set(key, chain[0]!);
    return chain[0]!;
  }
}
