/**
 * @file The WebAssembly back end: a loop program as one function of a module of its own, over one
 * memory in which all arrays of a call lie, planned once.
 *
 * Every register is a vector. Outside of loops in lanes all lanes of it hold the same number, so
 * that the code of single values is that of vectors: loads fill all lanes, stores write the
 * first. A loop that is run in lanes (`vectors.ts`) loads neighbours, folds into a vector of
 * partial results, and leaves what does not fill a vector to a second copy of its body, which
 * works on single values. Arithmetic is in the precision of the arrays.
 */
import { type Extent, neutral, type Reduction } from "../array.ts";
import type { Bound, Loop, Matrix, Operand, Place, Program, Statement } from "../loops.ts";
import type { Memory } from "../memory.ts";
import type { Entries } from "../product.ts";
import { runRoutineOn } from "../routine.ts";
import { type Body, type Module, newModule } from "./assembler.ts";
import type { Local } from "./code.ts";
import {
  at,
  branch,
  type Code,
  call,
  f64,
  fill,
  get,
  i32,
  onLane,
  op,
  set,
  shuffleLanes,
  vectorOf,
} from "./code.ts";
import { failureOf, instantiate, memoryFailure, newMemory, type WasmFailure } from "./engine.ts";
import { sinCos } from "./maths/circular.ts";
import { and, choose, doubles, type Lanes, or, singles } from "./maths/lanes.ts";
import { costOf, emitPrimitive, hostFunctions } from "./primitives.ts";
import { defineProduct, productScratch } from "./product.ts";
import {
  begun,
  coefficient,
  hoistSums,
  isMasked,
  loopsInLanes,
  mostTurns,
  reductions,
  turnsOf,
  within,
} from "./vectors.ts";

/** What runs, and the arrays, which are views of the module's memory. */
export interface WasmKernel {
  readonly arrays: Entries[];
  readonly run: (points: number) => void;
}

const page = 65536;
const align = (bytes: number) => Math.ceil(bytes / 64) * 64;

/**
 * Compiles a program; `lengths` are the entries of the arrays of a call, the heap first.
 * Says why, where it cannot.
 */
export function compileWasm(
  program: Program,
  memory: Memory,
  lengths: readonly number[],
  precision: "f64" | "f32",
): WasmKernel | WasmFailure {
  const width = precision === "f64" ? 8 : 4;
  const starts: number[] = [];
  let end = 64;
  for (const length of lengths) {
    starts.push(end);
    end = align(end + length * width);
  }
  // lanes in which a condition does not hold may read a little beyond the last array
  end += 64;
  const scratch = end;
  if ([...within(program.body)].some(({ kind }) => kind === "product")) {
    end += productScratch(precision);
  }
  const linear = newMemory(Math.ceil(end / page));
  if (linear === undefined) return memoryFailure();
  const arrays = lengths.map((length, k) => {
    return precision === "f64"
      ? new Float64Array(linear.buffer, starts[k], length)
      : new Float32Array(linear.buffer, starts[k], length);
  });
  const writer = new Writer(program, memory, { precision, starts, scratch });
  const { bytes, routines } = writer.write();
  const routine = (k: number) => {
    runRoutineOn(routines[k]!, program, memory, arrays);
    return 0;
  };
  const run = instantiate(bytes, linear, { ...hostFunctions, routine })?.["run"];
  return run === undefined ? failureOf(bytes) : { arrays, run };
}

/** The text of the module. */
export function wasmText(program: Program, memory: Memory, precision: "f64" | "f32"): string {
  const arrays = 1 + memory.lodgings.reduce((most, { array }) => Math.max(most, array), 0);
  const starts = Array.from({ length: arrays }, () => 64);
  return new Writer(program, memory, { precision, starts, scratch: 64 }).write().text();
}

interface Layout {
  readonly precision: "f64" | "f32";
  /** The address of each array, and of the memory that products pack into. */
  readonly starts: readonly number[];
  readonly scratch: number;
}

/** A loop around what is being written. */
interface Scope {
  readonly label: number;
  readonly index: Code;
  /** Sums of the terms of addresses up to this loop. */
  readonly sums: Map<string, Code>;
  /** The whole sum of the terms of an address. */
  readonly wholes: Map<Place["at"]["terms"], Code | null>;
}

type Routine = Extract<Statement, { kind: "routine" }>;

const combine: Readonly<Record<Reduction, (lanes: Lanes, a: Code, b: Code) => Code>> = {
  add: ({ add }, a, b) => add(a, b),
  multiply: ({ mul }, a, b) => mul(a, b),
  max: ({ max }, a, b) => max(a, b),
  min: ({ min }, a, b) => min(a, b),
};

/**
 * Vectors that one turn of a loop in lanes works side by side, where its body is short: so that a
 * fold does not wait for itself, and what they share is loaded once.
 */
const sideBySide = 4;
const longestWide = 24;

class Writer {
  private readonly program: Program;
  private readonly memory: Memory;
  private readonly layout: Layout;
  private readonly lanes: Lanes;
  private readonly module: Module = newModule();
  private readonly routines: Routine[] = [];
  private readonly scopes: Scope[] = [];
  /** The vectors of each register: one, or as many as are worked side by side. */
  private readonly registers = new Map<number, readonly Code[]>();
  private readonly folded = new Map<number, readonly Local[]>();
  private readonly twins = new Map<string, Code>();
  private inLanes = new Set<Loop>();
  /** The label of the loop in lanes, while its body is written. */
  private along: number | null = null;
  /** How many vectors are worked side by side. */
  private wide = 1;
  private body!: Body;
  private points!: Code;

  constructor(program: Program, memory: Memory, layout: Layout) {
    this.program = program;
    this.memory = memory;
    this.layout = layout;
    this.lanes = layout.precision === "f64" ? doubles : singles;
  }

  write() {
    let fresh = this.program.registers;
    const statements = hoistSums(this.program.body, () => fresh++);
    this.inLanes = loopsInLanes(statements, this.lanes);
    this.module.define(
      "run",
      { parameters: [["points", "i32"]] },
      (body) => {
        this.body = body;
        this.points = get(body.parameters[0]!);
        this.block(statements, true);
        return undefined;
      },
      true,
    );
    return {
      bytes: this.module.bytes(),
      text: () => this.module.print(),
      routines: this.routines,
    };
  }

  private block(statements: readonly Statement[], isOutermost = false): void {
    const both = new Set(statements.flatMap((s) => (s.kind === "let" ? [keyOf(s)] : [])));
    for (const s of statements) {
      // no register of a loop is read behind it
      if (isOutermost && s.kind === "loop") this.body.scoped(() => this.statement(s, both));
      else this.statement(s, both);
    }
  }

  private statement(s: Statement, around: ReadonlySet<string>): void {
    const { body, lanes } = this;
    switch (s.kind) {
      case "let": {
        const args = s.args.map((arg) => this.operand(arg));
        this.registers.set(
          s.to,
          this.each(args, (own) => this.value(s, own, around)),
        );
        break;
      }
      case "load":
        this.registers.set(s.to, this.load(s.from));
        break;
      case "store":
        this.store(s.to, this.operand(s.from));
        break;
      case "begin": {
        const locals = Array.from({ length: this.wide }, () => body.local("v128", `r${s.to}`));
        for (const local of locals) body.push(set(local, lanes.number(s.value)));
        this.folded.set(s.to, locals);
        break;
      }
      case "set": {
        const value = this.operand(s.from);
        for (const [u, local] of this.folded.get(s.to)!.entries()) {
          body.push(set(local, value[u % value.length]!));
        }
        break;
      }
      case "fold": {
        const value = this.operand(s.from);
        for (const [u, local] of this.folded.get(s.to)!.entries()) {
          body.push(set(local, combine[s.by](lanes, get(local), value[u % value.length]!)));
        }
        break;
      }
      case "accumulate":
        this.accumulate(s);
        break;
      case "fill":
        this.fill(s.to, s.value);
        break;
      case "loop":
        this.loop(s);
        break;
      case "when":
        if (this.along !== null && isMasked(s, this.along)) this.masked(s, this.along);
        else body.when(this.conditions(s.conditions), () => this.block(s.body));
        break;
      case "product":
        this.product(s);
        break;
      case "routine": {
        this.routines.push(s);
        const host = this.module.import("routine", ["f64"], "f64");
        body.push(op("drop", call(host, f64(this.routines.length - 1))));
      }
    }
  }

  /** Side by side, what does not differ once. */
  private each(
    args: readonly (readonly Code[])[],
    make: (args: readonly Code[], u: number) => Code,
  ): Code[] {
    const length = Math.max(1, ...args.map((arg) => arg.length));
    return Array.from({ length }, (_, u) => {
      return make(
        args.map((arg) => arg[u % arg.length]!),
        u,
      );
    });
  }

  private operand(operand: Operand): readonly Code[] {
    if (operand.kind === "number") return [this.lanes.number(operand.value)];
    if (operand.kind === "register") {
      return this.folded.get(operand.id)?.map(get) ?? this.registers.get(operand.id)!;
    }
    const { shape, scalar } = this.lanes;
    return [op(`${shape}.splat`, op(`${scalar}.convert_i32_s`, this.points))];
  }

  private value(
    s: Extract<Statement, { kind: "let" }>,
    args: readonly Code[],
    around: ReadonlySet<string>,
  ): Code {
    const { body, module, lanes, along } = this;
    const place = { module, body, lanes, isUniform: along === null };
    const name = `r${s.to}`;
    const power = s.primitive === "power" && wholePower(s.args[1]!);
    if (power) {
      const square = body.let(lanes.mul(args[0]!, args[0]!), "square");
      if (power === 2) return square;
      return body.let(lanes.mul(square, power === 3 ? args[0]! : square), name);
    }
    if ((s.primitive === "sin" || s.primitive === "cos") && along !== null && this.wide === 1) {
      const twin = s.primitive === "sin" ? "cos" : "sin";
      const ready = this.twins.get(keyOf(s));
      if (ready !== undefined) return ready;
      if (around.has(keyOf({ ...s, primitive: twin }))) {
        const { sin, cos } = sinCos(place, args[0]!);
        this.twins.set(keyOf({ ...s, primitive: "sin" }), sin);
        this.twins.set(keyOf({ ...s, primitive: "cos" }), cos);
        return s.primitive === "sin" ? sin : cos;
      }
    }
    return body.let(emitPrimitive(place, s.primitive, args), name);
  }

  // ——— addresses ———

  /** Σ coefficient·index in bytes over the outer `depth` loops; null for none. */
  private sum(terms: Place["at"]["terms"], depth: number): Code | null {
    if (depth === 0) return null;
    const scope = this.scopes[depth - 1]!;
    const rest = this.sum(terms, depth - 1);
    const c = coefficient({ terms, offset: 0 }, scope.label);
    if (c === 0) return rest;
    const outer = new Set(this.scopes.slice(0, depth).map(({ label }) => label));
    const key = terms.flatMap(([label, k]) => (outer.has(label) ? [`${label}:${k}`] : []));
    const known = scope.sums.get(key.sort().join(" "));
    if (known !== undefined) return known;
    const own = op("i32.mul", scope.index, i32(c * this.lanes.width));
    const made = this.body.let(rest === null ? own : op("i32.add", rest, own), "at");
    scope.sums.set(key.join(" "), made);
    return made;
  }

  /** Σ coefficient·index in bytes over all loops. */
  private whole(terms: Place["at"]["terms"]): Code | null {
    if (terms.length === 0) return null;
    const wholes = this.scopes.at(-1)?.wholes;
    const known = wholes?.get(terms);
    if (known !== undefined) return known;
    const made = this.sum(terms, this.scopes.length);
    wholes?.set(terms, made);
    return made;
  }

  /** The address of an entry, u vectors on: what varies, and an offset that is not negative. */
  private address(place: Place, u = 0): { readonly base: Code; readonly offset: number } {
    const { array, offset } = this.memory.lodgings[place.buffer]!;
    const { width, count } = this.lanes;
    const { terms, offset: own } = place.at;
    const ahead = u * count * this.step(place);
    const fixed = this.layout.starts[array]! + (offset + own + ahead) * width;
    const base = this.whole(terms);
    if (base === null) return { base: i32(0), offset: fixed };
    // an offset is added to an address without a sign
    if (fixed >= 0 && terms.every(([, c]) => c > 0)) return { base, offset: fixed };
    return { base: op("i32.add", base, i32(fixed)), offset: 0 };
  }

  /** Entries of the buffer between one lane and the next. */
  private step({ at: form }: Place): number {
    return this.along === null ? 0 : coefficient(form, this.along);
  }

  private load(place: Place): Code[] {
    const length = this.step(place) === 0 ? 1 : this.wide;
    return Array.from({ length }, (_, u) => this.body.let(this.loadVector(place, u), "x"));
  }

  private loadVector(place: Place, u: number): Code {
    const { base, offset } = this.address(place, u);
    const { width, count } = this.lanes;
    const bits = width === 8 ? "64" : "32";
    const step = this.step(place);
    if (step === 0) return at(`v128.load${bits}_splat`, offset, base);
    if (step === 1) return at("v128.load", offset, base);
    let value: Code = at(`v128.load${bits}_zero`, offset, base);
    for (let k = 1; k < count; k += 1) {
      const [from, ahead] = this.ahead(base, offset, k * step * width);
      value = onLane(`v128.load${bits}_lane`, k, [from, value], ahead);
    }
    return value;
  }

  /** An address further on, with an offset that is not negative. */
  private ahead(base: Code, offset: number, by: number): [Code, number] {
    if (offset + by >= 0) return [base, offset + by];
    return [op("i32.add", base, i32(offset + by)), 0];
  }

  private store(place: Place, values: readonly Code[]): void {
    const length = this.step(place) === 0 ? 1 : this.wide;
    for (let u = 0; u < length; u += 1) this.storeVector(place, values[u % values.length]!, u);
  }

  private storeVector(place: Place, value: Code, u: number): void {
    const { base, offset } = this.address(place, u);
    const { width, count } = this.lanes;
    const bits = width === 8 ? "64" : "32";
    const step = this.step(place);
    if (step === 1) {
      this.body.push(at("v128.store", offset, base, value));
      return;
    }
    const own = this.body.shared(value);
    for (let k = 0; k < (step === 0 ? 1 : count); k += 1) {
      const [to, ahead] = this.ahead(base, offset, k * step * width);
      this.body.push(onLane(`v128.store${bits}_lane`, k, [to, own], ahead));
    }
  }

  private accumulate({ to, by, from }: Extract<Statement, { kind: "accumulate" }>): void {
    const { lanes, wide } = this;
    let values = this.operand(from);
    if (this.along !== null && this.step(to) === 0) {
      const all = Array.from({ length: wide }, (_, u) => values[u % values.length]!);
      values = [
        this.acrossLanes(
          by,
          all.reduce((x, y) => combine[by](lanes, x, y)),
        ),
      ];
    }
    // one after the other: places further on may be the same for two statements, not for two lanes
    const sums = this.each([this.load(to), values], ([x, y]) => combine[by](lanes, x!, y!));
    this.store(to, sums);
  }

  /** All lanes combined, in every lane. */
  private acrossLanes(by: Reduction, value: Code): Code {
    const { lanes, body } = this;
    const orders =
      lanes.count === 2
        ? [[1, 0]]
        : [
            [2, 3, 0, 1],
            [1, 0, 3, 2],
          ];
    let sum = body.shared(value);
    for (const order of orders) {
      sum = body.let(combine[by](lanes, sum, shuffleLanes(sum, sum, order)), "across");
    }
    return sum;
  }

  private fill(place: Place, value: number): void {
    const { body, lanes } = this;
    const { base, offset } = this.address(place);
    const { shape } = this.program.buffers[place.buffer]!;
    const start = op("i32.add", base, i32(offset));
    const count = shape.reduce<Code>((product, extent) => {
      return op("i32.mul", product, this.extent(extent));
    }, i32(lanes.width));
    if (Object.is(value, 0)) {
      body.push(fill(start, i32(0), count));
      return;
    }
    const end = body.let(op("i32.add", start, count), "end");
    const name = lanes.width === 8 ? "v128.store64_lane" : "v128.store32_lane";
    body.count({ name: "to", from: start, to: end, step: lanes.width }, (to) => {
      body.push(onLane(name, 0, [to, lanes.number(value)]));
    });
  }

  private extent(extent: Extent): Code {
    return extent === "points" ? this.points : i32(extent);
  }

  private product(s: Extract<Statement, { kind: "product" }>): void {
    const { rows, inner, columns } = s;
    const distances = ({ row, column }: Matrix) => ({ row, column });
    const [a, b, c] = [s.a, s.b, s.c].map(distances);
    const shape = { type: this.layout.precision, rows, inner, columns, a: a!, b: b!, c: c! };
    const addresses = [s.a, s.b, s.c].map(({ place }) => {
      const { base, offset } = this.address(place);
      return op("i32.add", base, i32(offset));
    });
    const callee = defineProduct(this.module, shape);
    this.body.push(call(callee, ...addresses, this.points, i32(this.layout.scratch)));
  }

  // ——— control ———

  /** An affine form over the loops' indices, as an i32. */
  private form({ terms, offset }: Place["at"]): Code {
    let sum: Code = i32(offset);
    for (const { label, index } of this.scopes) {
      const c = coefficient({ terms, offset: 0 }, label);
      if (c !== 0) sum = op("i32.add", sum, op("i32.mul", index, i32(c)));
    }
    return sum;
  }

  private conditions(all: Extract<Statement, { kind: "when" }>["conditions"]): Code {
    const names = { "=": "i32.eq", "!=": "i32.ne", "<": "i32.lt_s", "<=": "i32.le_s" } as const;
    return all
      .map(({ form, sign }): Code => op(names[sign], this.form(form), i32(0)))
      .reduce((x, y) => op("i32.and", x, y));
  }

  /** A body whose conditions hold in some lanes: in the others, what it folds stays as it was. */
  private masked(s: Extract<Statement, { kind: "when" }>, along: number): void {
    const { body } = this;
    const masks = Array.from({ length: this.wide }, (_, u) => {
      const all = s.conditions.map((condition) => this.mask(condition, along, u));
      return body.let(
        all.reduce((x, y) => and(x, y)),
        "mask",
      );
    });
    const any = masks.reduce((x, y) => or(x, y));
    body.when(op("v128.any_true", any), () => {
      const locals = [...reductions(s).keys()].map((id) => this.folded.get(id)!);
      const kept = locals.map((own) => own.map((local) => body.let(get(local), "kept")));
      this.block(s.body);
      for (const [k, own] of locals.entries()) {
        for (const [u, local] of own.entries()) {
          body.push(set(local, choose(masks[u]!, get(local), kept[k]![u]!)));
        }
      }
    });
  }

  /** In which lanes of the vector u a condition holds. */
  private mask(
    { form, sign }: Extract<Statement, { kind: "when" }>["conditions"][number],
    along: number,
    u: number,
  ): Code {
    const { lanes } = this;
    const c = coefficient(form, along);
    const first = op(`${lanes.scalar}.convert_i32_s`, this.form(form));
    const steps = vectorOf(
      Array.from({ length: lanes.count }, (_, k) => c * (u * lanes.count + k)),
    );
    const forms = lanes.add(op(`${lanes.shape}.splat`, first), steps);
    if (sign === "<") return lanes.lt(forms, lanes.number(0));
    if (sign === "<=") return lanes.le(forms, lanes.number(0));
    const equal = lanes.eq(forms, lanes.number(0));
    return sign === "=" ? equal : op("v128.not", equal);
  }

  /** The largest lower end, or the least upper one. */
  private bound(bounds: readonly Bound[], isUpper: boolean): Code {
    const ends = bounds.map((bound) => {
      if (bound === "points") return op("i32.sub", this.points, i32(1));
      const form = this.form(bound.form);
      if (bound.by === 1) return form;
      const up = isUpper ? form : op("i32.add", form, i32(bound.by - 1));
      return this.floorOf(this.body.let(up, "form"), bound.by);
    });
    return ends.reduce((x, y) => {
      const [a, b] = [this.body.shared(x), this.body.shared(y)];
      const end = this.body.local("i32", "bound");
      this.body.push(set(end, b));
      const better = op(isUpper ? "i32.lt_s" : "i32.gt_s", a, b);
      this.body.when(better, () => this.body.push(set(end, a)));
      return get(end);
    });
  }

  /** ⌊x/by⌋ for by > 0. */
  private floorOf(x: Code, by: number): Code {
    const rest = op("i32.rem_s", op("i32.add", op("i32.rem_s", x, i32(by)), i32(by)), i32(by));
    return op("i32.div_s", op("i32.sub", x, rest), i32(by));
  }

  private loop(loop: Loop): void {
    const { body } = this;
    const index = body.local("i32", "i");
    const last = body.let(this.bound(loop.to, true), "last");
    body.push(set(index, this.bound(loop.from, false)));
    const outside = [...this.folded.keys()];
    if (this.along === null && this.inLanes.has(loop)) this.lanewise(loop, index, last);
    else this.turns(loop, index, last, 1, () => this.turn(loop, index));
    for (const id of begun(loop.body)) if (!outside.includes(id)) this.folded.delete(id);
  }

  /** Repeats as long as `count` turns are left. */
  private turns(loop: Loop, index: Local, last: Code, count: number, inner: () => void): void {
    const { body } = this;
    const known = turnsOf(loop);
    const more = op(
      "i32.le_s",
      get(index),
      count === 1 ? last : op("i32.sub", last, i32(count - 1)),
    );
    const repeat = () =>
      body.loop((head) => {
        inner();
        body.push(set(index, op("i32.add", get(index), i32(count))));
        body.push(branch(head, more));
      });
    if (known !== undefined && known >= count && count === 1) repeat();
    else body.when(more, repeat);
  }

  /** One turn of the body. */
  private turn(loop: Loop, index: Local): void {
    this.scopes.push({ label: loop.label, index: get(index), sums: new Map(), wholes: new Map() });
    for (const place of placesIn(loop.body)) this.whole(place.at.terms);
    this.block(loop.body);
    this.scopes.pop();
    this.twins.clear();
  }

  /** A loop in lanes: vectors, with partial results for what it folds, then single turns. */
  private lanewise(loop: Loop, index: Local, last: Code): void {
    const { body, lanes } = this;
    const { count } = lanes;
    const folds = [...reductions(loop)];
    const outer = folds.map(([id]) => this.folded.get(id)!);
    const wide = this.isShort(loop) ? sideBySide : 1;
    const partial = folds.map(([id, by]) =>
      Array.from({ length: wide }, () => {
        const local = body.local("v128", `r${id}`);
        body.push(set(local, lanes.number(neutral[by])));
        return local;
      }),
    );
    this.along = loop.label;
    for (const many of wide === 1 ? [1] : [wide, 1]) {
      this.wide = many;
      for (const [k, [id]] of folds.entries()) this.folded.set(id, partial[k]!.slice(0, many));
      this.turns(loop, index, last, count * many, () => this.turn(loop, index));
    }
    this.along = null;
    for (const [k, [id, by]] of folds.entries()) {
      const all = partial[k]!.map((local): Code => get(local)).reduce((x, y) =>
        combine[by](lanes, x, y),
      );
      const [to] = outer[k]!;
      this.folded.set(id, outer[k]!);
      body.push(set(to!, combine[by](lanes, get(to!), this.acrossLanes(by, all))));
    }
    const turns = turnsOf(loop);
    if (turns !== undefined && turns % count === 0) return;
    this.turns(loop, index, last, 1, () => this.turn(loop, index));
  }

  /** Whether several vectors are worked side by side: the body is short, the loop is not. */
  private isShort(loop: Loop): boolean {
    // a loop whose end depends on others is often far shorter than its longest
    const slack = turnsOf(loop) === undefined ? 4 : 1;
    if (mostTurns(loop) < slack * sideBySide * this.lanes.count) return false;
    let cost = 0;
    for (const s of within(loop.body)) {
      cost += s.kind === "let" ? costOf(s.primitive, this.lanes, false) : 1;
    }
    return cost <= longestWide;
  }
}

const keyOf = ({ primitive, args }: Extract<Statement, { kind: "let" }>): string => {
  const own = args.map((x) =>
    x.kind === "register" ? `r${x.id}` : x.kind === "number" ? x.value : "n",
  );
  return `${primitive} ${own.join(" ")}`;
};

/** The exponent, if it is 2, 3 or 4. */
function wholePower(exponent: Operand): 0 | 2 | 3 | 4 {
  if (exponent.kind !== "number") return 0;
  return ([2, 3, 4] as const).find((k) => k === exponent.value) ?? 0;
}

/** The places that statements read and write. */
function placesIn(body: readonly Statement[]): Place[] {
  return [...within(body)].flatMap((s) => {
    if (s.kind === "load") return [s.from];
    if (s.kind === "store" || s.kind === "accumulate") return [s.to];
    return s.kind === "product" ? [s.a.place, s.b.place, s.c.place] : [];
  });
}
