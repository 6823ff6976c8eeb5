/**
 * @file Straight-line code as the graph that it is: what each primitive and each store works on,
 * and an order that brings like beside like. What is read from memory that nothing here writes
 * counts as an operand of its reader, so that only primitives and stores are left to order.
 *
 * Every value is put just in front of its first reader, the operand with the longer chain before
 * it first; and a short way to a store goes back to where its operands are ready. So a backward
 * pass hands out each derivative in the step that makes it, as one would write it by hand.
 */

import type { Operand, Place, Statement, Stretch } from "./loops.ts";
import type { Lodging } from "./memory.ts";
import { type PrimitiveName, primitives } from "./primitive.ts";

type Let = Extract<Statement, { kind: "let" }>;
type Load = Extract<Statement, { kind: "load" }>;
type Store = Extract<Statement, { kind: "store" }>;

/** What code of one stretch consists of. */
export type Straight = Let | Load | Store;

/** An entry of memory: `offset` counts within all that lies at one distance from one another. */
export interface Entry {
  readonly kind: "entry";
  /** Entries of one space lie in one array, and vary in the same way with the loops around. */
  readonly space: number;
  readonly offset: number;
  readonly place: Place;
}

export type Argument =
  | { readonly kind: "item"; readonly item: Item }
  | Entry
  /** A number, the number of points, or a register that is set before. */
  | { readonly kind: "given"; readonly operand: Operand };

/** A primitive, or a store of its one argument. */
export interface Item {
  readonly statement: Let | Store;
  readonly args: readonly Argument[];
  /** Of a store: where it goes. */
  readonly to: Entry | null;
  /** Equal for items that differ at most in which entries, items and numbers they work on. */
  readonly letter: number;
  /** The longest way from here to an item without items before it. */
  readonly height: number;
  /** The place in the order. */
  at: number;
}

/** Where the caller's arrays lie; null for what has no place yet. */
export type Lying = (buffer: Stretch) => Lodging | null;

/** The items of a stretch, in order; null where it reads what it writes. */
export function itemsOf(
  code: readonly Straight[],
  kept: ReadonlySet<number>,
  spaces: Spaces,
): Item[] | null {
  const written: Set<number>[] = [];
  const buffers = new Set<number>();
  for (const s of code) if (s.kind === "store") buffers.add(s.to.buffer);
  // by the registers' numbers
  const known: Argument[] = [];
  const letters = new Map<string | number, number>();
  const roots: Item[] = [];
  const argument = (operand: Operand): Argument =>
    (operand.kind === "register" ? known[operand.id] : undefined) ?? {
      kind: "given",
      operand,
    };
  for (const s of code) {
    if (s.kind === "load") {
      if (buffers.has(s.from.buffer)) return null;
      known[s.to] = spaces.entry(s.from);
      continue;
    }
    const to = s.kind === "store" ? spaces.entry(s.to) : null;
    if (to !== null) {
      written[to.space] ??= new Set();
      const offsets = written[to.space]!;
      if (offsets.has(to.offset)) return null;
      offsets.add(to.offset);
    }
    const args = argumentsOf(s, argument);
    const letter = numbered(letters, nameOf(s.kind === "let" ? s.primitive : to!.space, args));
    let height = 0;
    for (const arg of args) {
      if (arg.kind === "item") height = Math.max(height, arg.item.height + 1);
    }
    const item: Item = { statement: s, args, to, letter, height, at: -1 };
    if (s.kind === "let") known[s.to] = { kind: "item", item };
    if (s.kind === "store" || kept.has(s.to)) roots.push(item);
  }
  return ordered(roots);
}

function argumentsOf(s: Let | Store, argument: (operand: Operand) => Argument): Argument[] {
  if (s.kind === "store") return [argument(s.from)];
  const args = s.args.map(argument);
  if (args.length !== 2 || !primitives[s.primitive].commutes) return args;
  return rank(args[0]!) > rank(args[1]!) ? args.reverse() : args;
}

/** The number of a name, the next one for a new name. */
function numbered<K>(known: Map<K, number>, name: K): number {
  const number = known.get(name) ?? known.size;
  if (number === known.size) known.set(name, number);
  return number;
}

/** Of two operands whose order does not matter, items come first, then entries. */
function rank(arg: Argument): number {
  if (arg.kind === "item") return -1;
  return arg.kind === "entry" ? arg.space : Number.POSITIVE_INFINITY;
}

/** Most code is of primitives of items and entries: those have a number of three digits. */
function nameOf(what: PrimitiveName | number, args: readonly Argument[]): string | number {
  const a = args.length > 0 ? digitOf(args[0]!) : digits;
  const b = args.length > 1 ? digitOf(args[1]!) : 0;
  if (args.length > 2 || a >= digits || b >= digits) {
    return `${what} ${args.map(letterOf).join(" ")}`;
  }
  const rest = a * digits + b;
  if (typeof what === "number") return -1 - (what * digits ** 2 + rest);
  return primitiveNumbers.get(what)! * digits ** 2 + rest;
}

const digits = 32;

/** 1 for an item, one of the next for an entry, too much for all else. */
function digitOf(arg: Argument): number {
  if (arg.kind === "item") return 1;
  return arg.kind === "entry" ? 2 + arg.space : digits;
}

const primitiveNumbers: ReadonlyMap<string, number> = new Map(
  Object.keys(primitives).map((name, k) => [name, k + 1]),
);

function letterOf(arg: Argument): string {
  if (arg.kind === "item") return "i";
  if (arg.kind === "entry") return `e${arg.space}`;
  return arg.operand.kind === "register" ? `r${arg.operand.id}` : arg.operand.kind;
}

/** Tells entries that may lie at one distance from one another. */
export class Spaces {
  private readonly buffers: readonly Stretch[];
  private readonly lying: Lying;
  private readonly known = new Map<string | number, number>();
  /** Of each buffer that was asked for: its place, and the space of its first entry. */
  private readonly homes: { readonly lodging: Lodging | null; readonly space: number }[] = [];

  constructor(buffers: readonly Stretch[], lying: Lying) {
    this.buffers = buffers;
    this.lying = lying;
  }

  /** The first entry of a buffer, counted as entries are. */
  start(buffer: number): number {
    return this.homeOf(buffer).lodging?.offset ?? 0;
  }

  private homeOf(buffer: number): { readonly lodging: Lodging | null; readonly space: number } {
    const known = this.homes[buffer];
    if (known !== undefined) return known;
    const lodging = this.lying(this.buffers[buffer]!);
    const space = numbered(this.known, lodging === null ? -1 - buffer : lodging.array);
    const made = { lodging, space };
    this.homes[buffer] = made;
    return made;
  }

  entry(place: Place): Entry {
    const { lodging, space: home } = this.homeOf(place.buffer);
    const { terms } = place.at;
    const space =
      terms.length === 0 ? home : numbered(this.known, `${home} ${place.at.terms.join(";")}`);
    return { kind: "entry", space, offset: (lodging?.offset ?? 0) + place.at.offset, place };
  }
}

/** Items of a way to a store that is short enough to be moved. */
const shortWay = 48;

/** All that the roots need, in order. */
function ordered(roots: readonly Item[]): Item[] {
  const lasting: Item[] = [];
  // behind each lasting item, the ways that wait for it
  const moved = new Map<number, Item[]>();
  // while it grows: the lasting item with or behind which an item stands
  for (const root of roots) {
    if (root.at >= 0) continue;
    const way = wayTo(root);
    let last = -1;
    if (way.length <= shortWay) {
      for (const { args } of way) {
        for (const arg of args) {
          // what is on the way itself has no place yet
          if (arg.kind === "item") last = Math.max(last, arg.item.at);
        }
      }
    }
    if (last < 0) {
      for (const item of way) item.at = lasting.push(item) - 1;
      continue;
    }
    for (const item of way) item.at = last;
    const behind = moved.get(last);
    if (behind === undefined) moved.set(last, way);
    else for (const item of way) behind.push(item);
  }
  const all: Item[] = [];
  for (let k = 0; k < lasting.length; k++) {
    all.push(lasting[k]!);
    for (const behind of moved.get(k) ?? []) all.push(behind);
  }
  for (let k = 0; k < all.length; k++) all[k]!.at = k;
  return all;
}

/** A mark of items that a walk has met and that have no place yet. */
const met = -2;

/** The items that a root needs and that have no place, operands first. */
function wayTo(root: Item): Item[] {
  const way: Item[] = [];
  const stack: { readonly item: Item; readonly open: Item[] }[] = [];
  const enter = (item: Item) => {
    item.at = met;
    const open: Item[] = [];
    for (const arg of item.args) if (arg.kind === "item" && arg.item.at === -1) open.push(arg.item);
    if (open.length === 0) {
      way.push(item);
      return;
    }
    // the last one is taken first
    if (open.length > 1) open.reverse().sort((a, b) => a.height - b.height);
    stack.push({ item, open });
  };
  enter(root);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.open.pop();
    if (next === undefined) {
      way.push(top.item);
      stack.pop();
    } else if (next.at === -1) enter(next);
  }
  return way;
}
