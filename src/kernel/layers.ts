/**
 * @file Layers rolled up into a loop. A network of two hundred layers is two hundred times the
 * same few nests of loops over other entries; written out, its code is long, slow to compile and
 * slow to start. Where memory is planned, the entries of one layer lie at a fixed distance from
 * those of the last, as a rule: weights, because all inputs lie in one array in their order, and
 * what is handed on, because the heap gives and takes room in turn. Then the layers are a loop
 *
 *     for t = 0 … T − 1   the statements of layer 0, with `distance·t` added to every address
 *
 * Statements come in the order in which they were, on the entries on which they were, so results
 * are the same to the bit, and nothing need be known of what depends on what. Straight-line code is
 * rolled up by `roll.ts`.
 */
import type { Affine, Extent, Reduction } from "./array.ts";
import {
  type Bound,
  type Loop,
  nextLabel,
  type Operand,
  type Place,
  type Program,
  type Statement,
  type Stretch,
} from "./loops.ts";
import type { Memory } from "./memory.ts";
import { primitives } from "./primitive.ts";
import { rewritten } from "./rename.ts";

/** Turns of the shortest loop of layers. */
const fewestTurns = 8;
/** Statements of the longest layer. */
const longestPeriod = 128;
/** Distances tried at one place. */
const mostTried = 16;

/** The program with its layers rolled up. */
export function rollLayers(program: Program, memory: Memory): Program {
  const { body } = program;
  const nests = body.reduce((count, s) => (isNest(s) ? count + 1 : count), 0);
  if (nests < fewestTurns) return program;
  const search = new Search(program, memory);
  const made: Statement[] = [];
  let label: number | undefined;
  for (let at = 0; at < body.length; ) {
    const run = search.runFrom(at);
    if (run === undefined) {
      made.push(body[at++]!);
      continue;
    }
    label = label === undefined ? nextLabel(body) : label + 1;
    made.push(loopOf(body.slice(at, at + run.period), run, label));
    at += run.period * run.turns;
  }
  return label === undefined ? program : { ...program, body: made };
}

function isNest({ kind }: Statement): boolean {
  return kind === "loop" || kind === "product";
}

/** Layers one behind the other: how many statements each has, and how far its places move on. */
interface Run {
  readonly period: number;
  readonly turns: number;
  readonly steps: ReadonlyMap<Place, number>;
}

function loopOf(layer: readonly Statement[], { turns, steps }: Run, label: number): Loop {
  const place = (at: Place): Place => {
    const step = steps.get(at)!;
    if (step === 0) return at;
    const { terms, offset } = at.at;
    return { ...at, at: { terms: [...terms, [label, step]], offset } };
  };
  const none = { terms: [], offset: 0 };
  return {
    kind: "loop",
    label,
    from: [{ form: none, by: 1 }],
    to: [{ form: { ...none, offset: turns - 1 }, by: 1 }],
    inOrder: true,
    body: rewritten(layer, { place, form: (form) => form }),
  };
}

/** What statements differ in that are alike otherwise. */
interface Portrait {
  /** In the order in which they come. */
  readonly places: readonly Place[];
  /** Registers that are begun in another statement. */
  readonly registers: readonly number[];
}

class Search {
  private readonly body: readonly Statement[];
  private readonly memory: Memory;
  private readonly portraits: Portrait[] = [];
  /** The number of all statements that have the same words. */
  private readonly letters: number[] = [];
  /** Where the letter of a statement comes next; −1 where it does not. */
  private readonly next: Int32Array;
  /** The statement that begins each register, and the last one that reads or changes it. */
  private readonly begun: Int32Array;
  private readonly last: Int32Array;
  /** What stands for what in the layer that is compared with the first one. */
  private readonly buffers: Pairs;
  private readonly registers: Pairs;

  constructor({ body, buffers, registers }: Program, memory: Memory) {
    this.body = body;
    this.memory = memory;
    this.next = new Int32Array(body.length).fill(-1);
    this.begun = new Int32Array(registers).fill(-1);
    this.last = new Int32Array(registers).fill(-1);
    this.buffers = new Pairs(buffers.length);
    this.registers = new Pairs(registers);
    const painter = new Painter(buffers, memory, this.begun, this.last);
    // the words of all letters, one behind the other
    const words: number[] = [];
    const letters: { readonly from: number; readonly to: number; readonly like: number }[] = [];
    const latest = new Map<number, number>();
    for (let k = 0; k < body.length; k++) {
      const from = words.length;
      this.portraits.push(painter.paint(body[k]!, k, words));
      const hash = hashOf(words, from);
      const like = latest.get(hash) ?? -1;
      let letter = like;
      while (letter >= 0 && !isRepeated(words, letters[letter]!, from)) {
        letter = letters[letter]!.like;
      }
      if (letter < 0) {
        letter = letters.push({ from, to: words.length, like }) - 1;
        latest.set(hash, letter);
      } else words.length = from;
      this.letters.push(letter);
    }
    const seen = new Map<number, number>();
    for (let k = body.length - 1; k >= 0; k--) {
      const letter = this.letters[k]!;
      this.next[k] = seen.get(letter) ?? -1;
      seen.set(letter, k);
    }
  }

  /** The run that begins here, of the shortest layer; undefined where none does. */
  runFrom(first: number): Run | undefined {
    let again = this.next[first]!;
    for (let tried = 0; tried < mostTried && again >= 0; tried++, again = this.next[again]!) {
      const period = again - first;
      if (period > longestPeriod || first + period * fewestTurns > this.body.length) break;
      const run = this.runOf(first, period);
      if (run !== undefined) return run;
    }
    return undefined;
  }

  private runOf(first: number, period: number): Run | undefined {
    const { body, letters } = this;
    let nests = 0;
    for (let k = first; k < first + period; k++) {
      if (letters[k] !== letters[k + period]) return undefined;
      if (isNest(body[k]!)) nests++;
    }
    if (nests === 0 || !this.isClosed(first, period)) return undefined;
    const steps = this.stepsOf(first, period);
    let turns = 1;
    const most = Math.floor((body.length - first) / period);
    while (turns < most && this.fits(first, period, turns, steps)) turns++;
    return turns < fewestTurns ? undefined : { period, turns, steps };
  }

  private addressOf({ buffer, at }: Place): number {
    return this.memory.lodgings[buffer]!.offset + at.offset;
  }

  /** How far the places of the first layer are from those of the second. */
  private stepsOf(first: number, period: number): Map<Place, number> {
    const steps = new Map<Place, number>();
    for (let k = first; k < first + period; k++) {
      const { places } = this.portraits[k + period]!;
      for (const [j, place] of this.portraits[k]!.places.entries()) {
        steps.set(place, this.addressOf(places[j]!) - this.addressOf(place));
      }
    }
    return steps;
  }

  /** Whether no register that is begun in these statements is read behind them. */
  private isClosed(from: number, period: number): boolean {
    for (let k = from; k < from + period; k++) {
      const s = this.body[k]!;
      if (s.kind !== "let" && s.kind !== "load" && s.kind !== "begin") continue;
      if (this.last[s.to]! >= from + period) return false;
    }
    return true;
  }

  /** Whether layer t is as far on as the steps say, and its buffers and registers are as apart. */
  private fits(
    first: number,
    period: number,
    t: number,
    steps: ReadonlyMap<Place, number>,
  ): boolean {
    const from = first + t * period;
    if (!this.isClosed(from, period)) return false;
    const { buffers, registers } = this;
    buffers.clear();
    registers.clear();
    for (let slot = 0; slot < period; slot++) {
      if (this.letters[from + slot] !== this.letters[first + slot]) return false;
      const [a, b] = [this.portraits[first + slot]!, this.portraits[from + slot]!];
      for (let j = 0; j < a.places.length; j++) {
        const [x, y] = [a.places[j]!, b.places[j]!];
        if (this.addressOf(y) !== this.addressOf(x) + t * steps.get(x)!) return false;
        if (!buffers.join(x.buffer, y.buffer)) return false;
      }
      for (let j = 0; j < a.registers.length; j++) {
        const [x, y] = [a.registers[j]!, b.registers[j]!];
        const [own, other] = [this.begun[x]! - first, this.begun[y]! - from];
        const isInside = own >= 0 && own < period;
        if (isInside ? own !== other || !registers.join(x, y) : x !== y) return false;
      }
    }
    return true;
  }
}

/** Numbers that stand for one another. */
class Pairs {
  private readonly there: Int32Array;
  private readonly back: Int32Array;
  /** The numbers that have one. */
  private readonly joined: number[] = [];

  /** Of numbers below a limit. */
  constructor(limit: number) {
    this.there = new Int32Array(limit).fill(-1);
    this.back = new Int32Array(limit).fill(-1);
  }

  clear(): void {
    for (const a of this.joined) {
      this.back[this.there[a]!] = -1;
      this.there[a] = -1;
    }
    this.joined.length = 0;
  }

  /** Whether a and b may stand for one another, beside those that do. */
  join(a: number, b: number): boolean {
    if (this.there[a]! >= 0 || this.back[b]! >= 0) return this.there[a] === b;
    this.there[a] = b;
    this.back[b] = a;
    this.joined.push(a);
    return true;
  }
}

function hashOf(words: readonly number[], from: number): number {
  let hash = 0;
  for (let k = from; k < words.length; k++) {
    hash = Math.imul(hash ^ words[k]!, 0x01000193) + (hash >>> 15);
  }
  return hash;
}

/** Whether the words from a place to the end are those of an earlier range. */
function isRepeated(
  words: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  again: number,
): boolean {
  if (to - from !== words.length - again) return false;
  for (let k = from; k < to; k++) if (words[k] !== words[again + k - from]) return false;
  return true;
}

const kinds: Readonly<Record<Statement["kind"], number>> = {
  let: 0,
  load: 1,
  store: 2,
  begin: 3,
  set: 4,
  fold: 5,
  accumulate: 6,
  fill: 7,
  loop: 8,
  when: 9,
  product: 10,
  routine: 11,
};
const primitiveNumbers: ReadonlyMap<string, number> = new Map(
  Object.keys(primitives).map((name, k) => [name, k]),
);
const reductions: readonly Reduction[] = ["add", "multiply", "max", "min"];
const signs: readonly string[] = ["=", "!=", "<", "<="];

/** Takes statements apart. */
class Painter {
  private readonly buffers: readonly Stretch[];
  private readonly memory: Memory;
  private readonly begun: Int32Array;
  private readonly last: Int32Array;
  /** A number for each constant that occurs. */
  private readonly constants = new Map<number | string, number>();
  /** What is the same in all statements that are alike, as numbers. */
  private words: number[] = [];
  private places: Place[] = [];
  private registers: number[] = [];
  /** Of the statement that is painted: its number, its registers and its labels. */
  private at = 0;
  private readonly numbers: Int32Array;
  private count = 0;
  private labels: number[] = [];

  constructor(buffers: readonly Stretch[], memory: Memory, begun: Int32Array, last: Int32Array) {
    this.buffers = buffers;
    this.memory = memory;
    this.begun = begun;
    this.last = last;
    this.numbers = new Int32Array(begun.length);
  }

  /** Puts the words of a statement behind others. */
  paint(s: Statement, at: number, words: number[]): Portrait {
    this.words = words;
    this.places = [];
    this.registers = [];
    this.at = at;
    this.count = 0;
    this.labels = [];
    this.statement(s);
    const { places, registers } = this;
    return { places, registers };
  }

  private begin(register: number): void {
    this.begun[register] = this.at;
    this.numbers[register] = this.count++;
  }

  private register(register: number): void {
    this.last[register] = this.at;
    if (this.begun[register] === this.at) this.words.push(this.numbers[register]!);
    else {
      this.words.push(-1);
      this.registers.push(register);
    }
  }

  private constant(x: number): void {
    const key = Object.is(x, -0) ? "-0" : x;
    const known = this.constants.get(key) ?? this.constants.size;
    if (known === this.constants.size) this.constants.set(key, known);
    this.words.push(known);
  }

  private operand(operand: Operand): void {
    this.words.push(operand.kind.length);
    if (operand.kind === "register") this.register(operand.id);
    else if (operand.kind === "number") this.constant(operand.value);
  }

  private terms(terms: Affine["terms"]): void {
    this.words.push(terms.length);
    for (const [label, c] of terms) this.words.push(this.labels.indexOf(label), c);
  }

  private form({ terms, offset }: Affine): void {
    this.words.push(offset);
    this.terms(terms);
  }

  private place(place: Place): void {
    this.words.push(this.memory.lodgings[place.buffer]!.array);
    this.terms(place.at.terms);
    this.places.push(place);
  }

  private bounds(bounds: readonly Bound[]): void {
    this.words.push(bounds.length);
    for (const bound of bounds) {
      if (bound === "points") this.words.push(-1);
      else {
        this.words.push(bound.by);
        this.form(bound.form);
      }
    }
  }

  private extent(extent: Extent): void {
    this.words.push(extent === "points" ? -1 : extent);
  }

  private block(body: readonly Statement[]): void {
    this.words.push(body.length);
    for (const s of body) this.statement(s);
  }

  private statement(s: Statement): void {
    const { words } = this;
    words.push(kinds[s.kind]);
    switch (s.kind) {
      case "let":
        words.push(primitiveNumbers.get(s.primitive)!);
        for (const arg of s.args) this.operand(arg);
        this.begin(s.to);
        break;
      case "load":
        this.place(s.from);
        this.begin(s.to);
        break;
      case "store":
        this.operand(s.from);
        this.place(s.to);
        break;
      case "begin":
        this.constant(s.value);
        this.begin(s.to);
        break;
      case "set":
        this.operand(s.from);
        this.register(s.to);
        break;
      case "fold":
        words.push(reductions.indexOf(s.by));
        this.operand(s.from);
        this.register(s.to);
        break;
      case "accumulate":
        words.push(reductions.indexOf(s.by));
        this.operand(s.from);
        this.place(s.to);
        break;
      case "fill":
        this.constant(s.value);
        this.place(s.to);
        for (const extent of this.buffers[s.to.buffer]!.shape) this.extent(extent);
        break;
      case "loop":
        this.bounds(s.from);
        this.bounds(s.to);
        this.labels.push(s.label);
        this.block(s.body);
        break;
      case "when":
        words.push(s.conditions.length);
        for (const { form, sign } of s.conditions) {
          words.push(signs.indexOf(sign));
          this.form(form);
        }
        this.block(s.body);
        break;
      case "product":
        for (const extent of [s.rows, s.inner, s.columns]) this.extent(extent);
        for (const { place, row, column } of [s.a, s.b, s.c]) {
          words.push(row, column);
          this.place(place);
        }
        break;
      case "routine":
        // like no other
        words.push(this.at);
    }
  }
}
