/**
 * @file From groups to loops. A group becomes a nest of loops over its domain; each load and each
 * primitive stands in the outermost loop that knows its indices, once for equal ones. What is
 * left of an array that nothing stores is a register.
 */
import {
  type Access,
  type Affine,
  type ArrayValue,
  along,
  type Condition,
  type Extent,
  isOwn,
  labelsOf,
  type MapArray,
  neutral,
  numberIn,
  own,
  point,
  put,
  type ReduceArray,
  reindexed,
  type ScanArray,
  Sum,
  varies,
} from "./array.ts";
import { Frames } from "./bounds.ts";
import {
  type Matrix,
  type Operand,
  type Place,
  type Program,
  type Statement,
  type Stretch,
  sizeOf,
  stridesOf,
} from "./loops.ts";
import { Places } from "./places.ts";
import { type Group, isReadHere, type Member, productPlan, type Schedule } from "./schedule.ts";
import type { Spread } from "./spread.ts";

/** An array that the caller wants: a whole output, or one entry of it (at each point). */
export interface Wanted {
  readonly value: ArrayValue;
  readonly output: number;
  /** Row by row; the whole output when left out. */
  readonly entry?: number;
}

/** The program of a schedule; `outputs` are the shapes of what it makes. */
export function emit(
  wanted: readonly Wanted[],
  outputs: readonly (readonly Extent[])[],
  plan: Schedule,
): Program {
  return new Emitter(wanted, outputs, plan).run();
}

/** A loop that is being written: its label and the statements in it. */
interface Level {
  readonly label: number | null;
  readonly body: Statement[];
  /** Registers that equal loads have here. */
  readonly loaded: Places<Operand>;
  /** Registers that equal primitives of inlined maps have here. */
  made: Map<string, Operand> | undefined;
}

const newLevel = (label: number | null): Level => {
  return { label, body: [], loaded: new Places(), made: undefined };
};

class Emitter {
  private readonly buffers: Stretch[] = [];
  /** The buffer of an array, by its number. */
  private readonly bufferOf: number[] = [];
  private readonly body: Statement[] = [];
  private readonly plan: Schedule;
  private readonly wanted: readonly Wanted[];
  private readonly outputs: readonly (readonly Extent[])[];
  /** The buffer of each output. */
  private readonly outputBuffers: number[] = [];
  /** Where entries of outputs go. */
  private readonly entryPlaces: Place[][] = [];
  /** The register of an array, and the nest in which it is that, by the array's number. */
  readonly made: { readonly nest: Nest; readonly operand: Operand }[] = [];
  private registers = 0;
  private labels = 0;

  constructor(wanted: readonly Wanted[], outputs: readonly (readonly Extent[])[], plan: Schedule) {
    this.wanted = wanted;
    this.outputs = outputs;
    this.plan = plan;
    this.allocate();
  }

  run(): Program {
    for (const group of this.plan.groups) {
      if (group.kind === "nest") this.nest(group);
      else if (group.kind === "product") this.product(group.members[0]!.value as ReduceArray);
      else if (group.kind === "scan") this.scan(group.members[0]!.value as ScanArray);
      else this.routine(group.members[0]!.value);
    }
    this.copies();
    return { buffers: this.buffers, body: this.body, registers: this.registers };
  }

  private buffer(
    role: Stretch["role"],
    shape: readonly Extent[],
    name = "",
    entries?: readonly number[],
  ) {
    const id = this.buffers.length;
    this.buffers.push(
      entries === undefined ? { id, role, name, shape } : { id, role, name, shape, entries },
    );
    return id;
  }

  private allocate(): void {
    for (const value of this.plan.order) {
      if (value.kind === "input") {
        this.bufferOf[value.id] = this.buffer("input", value.shape, value.name);
      } else if (value.kind === "constant" && value.entries.length > 1) {
        const id = this.buffer("constant", value.shape, "", value.entries);
        this.bufferOf[value.id] = id;
      }
    }
    for (const [k, shape] of this.outputs.entries()) {
      this.outputBuffers.push(this.buffer("output", shape, `${k}`));
    }
    for (const { value, output, entry } of this.wanted) {
      const buffer = this.outputBuffers[output]!;
      if (entry !== undefined) {
        const place = this.entryPlace(output, entry);
        const places = this.entryPlaces[value.id];
        if (places === undefined) this.entryPlaces[value.id] = [place];
        else places.push(place);
      } else if (!this.isStored(value) && isComputed(value)) this.bufferOf[value.id] = buffer;
    }
    for (const value of this.plan.stored) {
      if (!this.isStored(value)) {
        this.bufferOf[value.id] = this.buffer("temporary", value.shape);
      }
    }
  }

  private entryPlace(output: number, entry: number): Place {
    const shape = this.outputs[output]!;
    const terms = varies(shape) ? [[point, sizeOf(shape)] as const] : [];
    return { buffer: this.outputBuffers[output]!, at: { terms, offset: entry } };
  }

  /** Where entries of outputs go that this array is. */
  placesOf(value: ArrayValue): readonly Place[] {
    return this.entryPlaces[value.id] ?? nowhere;
  }

  /** What is wanted, and is an input, a number, or another output over again. */
  private copies(): void {
    for (const { value, output, entry } of this.wanted) {
      if (entry !== undefined && isComputed(value)) continue;
      const target = this.outputBuffers[output]!;
      const shape = this.outputs[output]!;
      if (this.bufferOf[value.id] === target) continue;
      if (entry === undefined) {
        const nest = new Nest(this, shape);
        nest.copy(value, target, shape);
        this.body.push(...nest.finish());
      } else {
        const nest = new Nest(this, varies(shape) ? ["points"] : []);
        nest.keepAt(this.entryPlace(output, entry), nest.read(own(value)));
        this.body.push(...nest.finish());
      }
    }
  }

  private nest(group: Group): void {
    const nest = new Nest(this, group.domain, group.conditions);
    const starts: Statement[] = [];
    const ends: Statement[] = [];
    for (const member of group.members) nest.add(member, starts, ends);
    for (const part of [starts, nest.finish(), ends]) for (const s of part) this.body.push(s);
  }

  private product(value: ReduceArray): void {
    const { a, b, row, inner, column } = productPlan(value)!;
    const extentOf = (label: number): Extent => {
      if (label === inner) return value.over[0]!.extent;
      return value.shape[labelsOf(value.shape).indexOf(label)]!;
    };
    this.body.push({
      kind: "product",
      a: this.matrix(a, row, inner),
      b: this.matrix(b, inner, column),
      c: this.matrix(own(value), row, column),
      rows: extentOf(row),
      inner: extentOf(inner),
      columns: extentOf(column),
    });
  }

  private matrix(access: Access, row: number, column: number): Matrix {
    const { buffer, at } = this.placeOf(access);
    const step = (label: number) => at.terms.find(([other]) => other === label)?.[1] ?? 0;
    const place = { buffer, at: { terms: [], offset: at.offset } };
    return { place, row: step(row), column: step(column) };
  }

  private routine(value: ArrayValue): void {
    if (value.kind !== "routine") return;
    const args = value.args.map((arg) => this.bufferOf[arg.id]!);
    this.body.push({ kind: "routine", node: value.node, args, to: this.bufferOf[value.id]! });
  }

  /** The axis last, in either direction; each entry gets what the ones before it have made. */
  private scan(value: ScanArray): void {
    const { shape, axis, isBack, of } = value;
    const labels = shape.map((extent) => (extent === "points" ? point : this.label()));
    const at = axis + (varies(shape) ? 1 : 0);
    const terms = stridesOf(shape).map((stride, k) => {
      return [labels[k]!, isBack && k === at ? -stride : stride] as const;
    });
    const last = (shape[at] as number) - 1;
    const form = { terms, offset: isBack ? last * stridesOf(shape)[at]! : 0 };
    const [to, from] = [value, of].map((array) => {
      return { buffer: this.bufferOf[array.id]!, at: form };
    });
    const [product, entry] = [this.register(), this.register()];
    const body: Statement[] = [
      { kind: "store", to: to!, from: { kind: "register", id: product } },
      { kind: "load", to: entry, from: from! },
      { kind: "fold", to: product, by: "multiply", from: { kind: "register", id: entry } },
    ];
    const around = shape.map((_, k) => k).filter((k) => k !== at);
    const frames = (axes: readonly number[]) => {
      return new Frames(
        axes.map((k) => labels[k]!),
        axes.map((k) => shape[k]!),
        [],
      );
    };
    const line: Statement[] = [
      { kind: "begin", to: product, value: 1 },
      ...frames([at]).around([body]),
    ];
    const bodies = around.map((_, k) => (k === around.length - 1 ? line : []));
    this.body.push(...(around.length === 0 ? line : frames(around).around(bodies)));
  }

  placeOf({ value, axes }: Access): Place {
    if (axes.length === 0) return { buffer: this.bufferOf[value.id]!, at: start };
    const strides = stridesOf(value.shape);
    const buffer = this.bufferOf[value.id]!;
    if (axes.length === 1 && strides[0] === 1) return { buffer, at: axes[0]! };
    const sum = new Sum(0);
    for (let axis = 0; axis < axes.length; axis++) sum.add(axes[axis]!, strides[axis]!);
    return { buffer, at: sum.form() };
  }

  register(): number {
    return this.registers++;
  }

  label(): number {
    return this.labels++;
  }

  isStored(value: ArrayValue): boolean {
    return this.bufferOf[value.id] !== undefined;
  }

  isInlined(value: ArrayValue): boolean {
    return value.kind === "map" && this.plan.inlined.has(value);
  }
}

function isComputed(value: ArrayValue): boolean {
  return value.kind !== "input" && value.kind !== "constant" && value.kind !== "count";
}

const nowhere: readonly Place[] = [];

const start: Affine = { terms: [], offset: 0 };

const operandKey = (operand: Operand): string =>
  operand.kind === "register" ? `r${operand.id}` : JSON.stringify(operand);

/** The loops of one group while they are written. */
class Nest {
  private readonly emitter: Emitter;
  private readonly levels: Level[] = [newLevel(null)];
  private readonly domain: readonly Extent[];
  /** The loop's label for each axis of the domain. */
  private readonly loops: readonly number[];
  /** The indices of these loops. */
  private readonly indices: readonly Affine[];
  private readonly frames: Frames;

  constructor(emitter: Emitter, domain: readonly Extent[], conditions: readonly Condition[] = []) {
    this.emitter = emitter;
    this.domain = domain;
    this.loops = domain.map((extent) => (extent === "points" ? point : emitter.label()));
    this.indices = this.loops.map(along);
    const forms = conditions.map((at) => ({ ...at, form: put(at.form, this.into) }));
    this.frames = new Frames(this.loops, domain, forms);
    for (const label of this.loops) this.open(label);
  }

  private open(label: number): void {
    this.levels.push(newLevel(label));
  }

  /** The loop of an own label of the domain. */
  private readonly into = (label: number): Affine => {
    const axis = varies(this.domain) ? label - point : label;
    return this.indices[axis] ?? along(label);
  };

  add(member: Member, starts: Statement[], ends: Statement[]): void {
    const { value, spread } = member;
    if (value.kind === "map") {
      const args = value.args.map((arg) => this.readAt(arg, this.into, isOwn(arg)));
      // no two members are the same primitive of the same entries
      this.keep(value, this.made(value, args));
    } else if (value.kind === "reduce") {
      if (spread !== undefined) this.spread(value, spread, starts, ends);
      else this.keep(value, this.inner(value));
    }
  }

  private keep(value: ArrayValue, operand: Operand): void {
    this.emitter.made[value.id] = { nest: this, operand };
    if (this.emitter.isStored(value)) {
      this.innermost().body.push({
        kind: "store",
        to: this.emitter.placeOf(reindexed(own(value), this.into)),
        from: operand,
      });
    }
    for (const place of this.emitter.placesOf(value)) this.keepAt(place, operand);
  }

  /** Copies an array, whose axes are those of the domain or their last, to a buffer. */
  copy(value: ArrayValue, buffer: number, shape: readonly Extent[]): void {
    const from = this.read(reindexed(own(value), this.into));
    const strides = stridesOf(shape);
    const terms = this.loops.map((label, axis) => [label, strides[axis]!] as const);
    this.keepAt({ buffer, at: { terms, offset: 0 } }, from);
  }

  keepAt(to: Place, from: Operand): void {
    this.innermost().body.push({ kind: "store", to, from });
  }

  private innermost(): Level {
    return this.levels.at(-1)!;
  }

  /** The first level that knows all these labels. */
  private levelOf(terms: Affine["terms"]): Level {
    for (let at = this.levels.length - 1; at > 0; at--) {
      const level = this.levels[at]!;
      for (let k = 0; k < terms.length; k++) if (terms[k]![0] === level.label) return level;
    }
    return this.levels[0]!;
  }

  /** The entry that an access reads at these indices; `isBeside` where it is that of the loops. */
  private readAt(access: Access, by: (label: number) => Affine, isBeside: boolean): Operand {
    const member = isBeside ? this.emitter.made[access.value.id] : undefined;
    return member?.nest === this ? member.operand : this.read(reindexed(access, by));
  }

  /** The entry that an access over loops reads. */
  read(access: Access): Operand {
    const { value } = access;
    const known = numberIn(access);
    if (known !== undefined) return { kind: "number", value: known };
    if (value.kind === "count") return { kind: "points" };
    if (this.emitter.isInlined(value)) {
      const { args } = value as MapArray;
      const labels = labelsOf(value.shape);
      const by = (label: number) => access.axes[labels.indexOf(label)]!;
      return this.primitive(
        value as MapArray,
        args.map((arg) => this.read(reindexed(arg, by))),
      );
    }
    const from = this.emitter.placeOf(access);
    const level = this.levelOf(from.at.terms);
    const loaded = level.loaded.get(from);
    if (loaded !== undefined) return loaded;
    const to = this.emitter.register();
    level.body.push({ kind: "load", to, from });
    const operand: Operand = { kind: "register", id: to };
    level.loaded.set(from, operand);
    return operand;
  }

  private primitive(value: MapArray, args: readonly Operand[]): Operand {
    const level = this.innermost();
    const key = `${value.primitive} ${args.map(operandKey).join(" ")}`;
    const known = level.made?.get(key);
    if (known !== undefined) return known;
    const operand = this.made(value, args);
    level.made ??= new Map();
    level.made.set(key, operand);
    return operand;
  }

  private made({ primitive }: MapArray, args: readonly Operand[]): Operand {
    const to = this.emitter.register();
    this.innermost().body.push({ kind: "let", to, primitive, args });
    return { kind: "register", id: to };
  }

  /** The product of the factors of a reduction, read at these indices. */
  private productOf(value: ReduceArray, by: (label: number) => Affine, spread?: Spread): Operand {
    let product: Operand | undefined;
    for (const factor of value.factors) {
      const operand = this.readAt(factor, by, isReadHere(factor, spread));
      product = product === undefined ? operand : this.times(product, operand);
    }
    return product ?? { kind: "number", value: 1 };
  }

  private times(a: Operand, b: Operand): Operand {
    const to = this.emitter.register();
    this.innermost().body.push({ kind: "let", to, primitive: "multiply", args: [a, b] });
    return { kind: "register", id: to };
  }

  /** A reduction with loops of its own inside those of its result. */
  private inner(value: ReduceArray): Operand {
    const to = this.emitter.register();
    const outside = this.innermost();
    const depth = this.levels.length;
    outside.body.push({ kind: "begin", to, value: neutral[value.by] });
    const labels = value.over.map(({ label }) => (label === point ? point : this.emitter.label()));
    const indices = labels.map(along);
    const into = (label: number) => {
      const k = value.over.findIndex((other) => other.label === label);
      return indices[k] ?? this.into(label);
    };
    const conditions = value.conditions.map((at) => ({ ...at, form: put(at.form, into) }));
    const extents = value.over.map(({ extent }) => extent);
    const frames = new Frames(labels, extents, conditions);
    for (const label of labels) this.open(label);
    // without loops the product may stand behind a guard all the same
    if (labels.length === 0) this.open(none);
    const product = this.productOf(value, into);
    this.innermost().body.push({ kind: "fold", to, by: value.by, from: product });
    const bodies = this.levels.splice(depth).map(({ body }) => body);
    const inside = labels.length === 0 ? bodies[0]! : frames.around(bodies);
    outside.body.push(...frames.guard(inside));
    return { kind: "register", id: to };
  }

  /** A reduction that adds to its result from the domain of a factor. */
  private spread(value: ReduceArray, spread: Spread, starts: Statement[], ends: Statement[]): void {
    const into = (label: number) => this.indices[spread.labels.indexOf(label)]!;
    const product = this.productOf(value, into, spread);
    const isStored = this.emitter.isStored(value);
    if (value.shape.length > 0) {
      const place = this.emitter.placeOf(reindexed(own(value), into));
      const to = { buffer: place.buffer, at: start };
      starts.push({ kind: "fill", to, value: neutral[value.by] });
      this.innermost().body.push({ kind: "accumulate", to: place, by: value.by, from: product });
      return;
    }
    const to = this.emitter.register();
    starts.push({ kind: "begin", to, value: neutral[value.by] });
    this.innermost().body.push({ kind: "fold", to, by: value.by, from: product });
    const places = isStored ? [this.emitter.placeOf(own(value))] : [];
    for (const target of [...places, ...this.emitter.placesOf(value)]) {
      ends.push({ kind: "store", to: target, from: { kind: "register", id: to } });
    }
  }

  /** The loops, closed. */
  finish(): Statement[] {
    const bodies = this.levels.slice(1).map(({ body }) => body);
    const inside = this.frames.around(bodies);
    return [...this.levels[0]!.body, ...this.frames.guard(inside)];
  }
}

/** The label of a level that is no loop. */
const none = -2;
