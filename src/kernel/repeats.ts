/**
 * @file Runs in straight-line code: the same few items again and again, each time on the next
 * entries and on what the turn before has made. Such a run can be a loop.
 *
 * A run of T turns of p items is one when, from turn to turn, every argument
 *
 *     entry      moves on by the same distance
 *     number     is any
 *     item       is of the same turn, or of the last one or two (a **carried** value);
 *                is the same throughout;
 *                or runs through the turns of an earlier run, forward or backward
 *
 * The search goes through the code once. At each place it tries the distances at which the same
 * letter comes again, and takes the one whose run is longest.
 */
import type { Argument, Item } from "./straight.ts";

/** How an argument changes from turn to turn. */
export type Course =
  | { readonly kind: "entry"; readonly step: number }
  | { readonly kind: "number" }
  | { readonly kind: "same" }
  /** Item `slot` of `lag` turns ago. */
  | { readonly kind: "own"; readonly slot: number; readonly lag: number }
  /** Item `slot` of turn `from + step·t` of an earlier run. */
  | {
      readonly kind: "other";
      readonly run: Run;
      readonly slot: number;
      readonly from: number;
      readonly step: number;
    };

/** Turn t of a run. */
interface Turn {
  readonly first: number;
  readonly period: number;
  readonly t: number;
}

/** Items first … first + period·turns − 1 of the code. */
export interface Run {
  readonly first: number;
  readonly period: number;
  readonly turns: number;
  /** For every item of a turn, the courses of its arguments; for a store, its place's first. */
  readonly courses: readonly (readonly Course[])[];
}

/** Turns of the shortest run, and items. */
const fewestTurns = 8;
const fewestItems = 40;
/** The longest turn. */
const longestPeriod = 1024;
/** Distances tried at one place. */
const mostTried = 96;
/** A run of so many items is taken without trying other distances. */
const longRun = 2_000;
/** Turns back that a value is carried. */
const longestLag = 2;

/** The runs of code in order. */
export function runsOf(items: readonly Item[]): Run[] {
  return new Search(items).runs();
}

class Search {
  private readonly items: readonly Item[];
  /** Where the letter of an item comes next. */
  private readonly next: Int32Array;
  private readonly found: Run[] = [];
  /** The number of the run of each item that has one, from 1. */
  private readonly runAt: Int32Array;

  constructor(items: readonly Item[]) {
    this.items = items;
    this.next = new Int32Array(items.length).fill(-1);
    this.runAt = new Int32Array(items.length);
    const last = new Map<number, number>();
    for (let k = items.length - 1; k >= 0; k--) {
      this.next[k] = last.get(items[k]!.letter) ?? -1;
      last.set(items[k]!.letter, k);
    }
  }

  runs(): Run[] {
    for (let at = 0; at < this.items.length; ) {
      const run = this.longestFrom(at);
      if (run === undefined) {
        at++;
        continue;
      }
      this.found.push(run);
      const end = at + run.period * run.turns;
      this.runAt.fill(this.found.length, at, end);
      at = end;
    }
    return this.found;
  }

  private longestFrom(first: number): Run | undefined {
    let best: Run | undefined;
    let again = this.next[first]!;
    for (let tried = 0; tried < mostTried && again >= 0; tried++, again = this.next[again]!) {
      const period = again - first;
      if (period > longestPeriod || first + period * fewestTurns > this.items.length) break;
      if (best !== undefined && period % best.period === 0) continue;
      const run = this.runFrom(first, period);
      if (run === undefined || run.turns * period <= (best ? best.turns * best.period : 0)) {
        continue;
      }
      best = run;
      if (run.turns * period >= longRun) break;
    }
    return best;
  }

  private runFrom(first: number, period: number): Run | undefined {
    const { items } = this;
    // a few turns of each item before the next one is looked at: most distances fail at once
    const courses: Course[][] = [];
    for (let slot = 0; slot < period; slot++) {
      for (let t = 1; t < fewestTurns; t++) {
        if (items[first + slot]!.letter !== items[first + t * period + slot]!.letter)
          return undefined;
      }
      const own = this.coursesOf(first, period, slot);
      if (own === undefined) return undefined;
      for (let t = 0; t < fewestTurns; t++) {
        if (!this.fitsAt(slot, { first, period, t }, own)) return undefined;
      }
      courses.push(own);
    }
    const most = Math.floor((items.length - first) / period);
    let turns = fewestTurns;
    while (turns < most && this.fits(first, period, turns, courses)) turns++;
    if (turns < fewestTurns || turns * period < fewestItems) return undefined;
    return { first, period, turns, courses };
  }

  /** The courses that the arguments take over the first turns, those of what is carried apart. */
  private coursesOf(first: number, period: number, slot: number): Course[] | undefined {
    const turn = (t: number) => this.items[first + t * period + slot]!;
    const [x, y] = [argumentsOf(turn(longestLag + 1)), argumentsOf(turn(longestLag + 2))];
    const courses: Course[] = [];
    for (const [k, a] of x.entries()) {
      const b = y[k]!;
      if (a.kind === "entry") {
        courses.push({ kind: "entry", step: (b as typeof a).offset - a.offset });
      } else if (a.kind === "given") {
        courses.push({ kind: a.operand.kind === "number" ? "number" : "same" });
      } else {
        const course = this.courseOf(a.item, (b as typeof a).item, first, period);
        if (course === undefined) return undefined;
        courses.push(course);
      }
    }
    return courses;
  }

  /** From the item of turn longestLag + 1 and that of the next turn. */
  private courseOf(a: Item, b: Item, first: number, period: number): Course | undefined {
    if (a === b) return a.at < first ? { kind: "same" } : undefined;
    if (b.at - a.at === period && a.at >= first) {
      const turn = Math.floor((a.at - first) / period);
      const lag = longestLag + 1 - turn;
      if (lag > longestLag) return undefined;
      return { kind: "own", slot: (a.at - first) % period, lag };
    }
    const number = this.runAt[a.at]!;
    if (number === 0 || this.runAt[b.at] !== number) return undefined;
    const run = this.found[number - 1]!;
    const slot = (a.at - run.first) % run.period;
    if ((b.at - run.first) % run.period !== slot) return undefined;
    const turn = Math.floor((a.at - run.first) / run.period);
    const step = (b.at - a.at) / run.period;
    return { kind: "other", run, slot, from: turn - step * (longestLag + 1), step };
  }

  /** Whether turn t goes on as the courses say. */
  private fits(first: number, period: number, t: number, courses: readonly Course[][]): boolean {
    const turn = { first, period, t };
    for (let slot = 0; slot < period; slot++) {
      if (!this.fitsAt(slot, turn, courses[slot]!)) return false;
    }
    return true;
  }

  private fitsAt(slot: number, turn: Turn, courses: readonly Course[]): boolean {
    const { first, period, t } = turn;
    const [start, item] = [this.items[first + slot]!, this.items[first + t * period + slot]!];
    if (item.letter !== start.letter) return false;
    const shift = item.to === null ? 0 : 1;
    if (shift === 1) {
      const { step } = courses[0] as Extract<Course, { kind: "entry" }>;
      if (item.to!.offset !== start.to!.offset + t * step) return false;
    }
    for (let k = 0; k < item.args.length; k++) {
      if (!holds(courses[k + shift]!, item.args[k]!, start.args[k]!, turn)) return false;
    }
    return true;
  }
}

/** The arguments of an item, its place first. */
function argumentsOf({ to, args }: Item): readonly Argument[] {
  return to === null ? args : [to, ...args];
}

/** Whether an argument of turn t is where its course leads from that of the first turn. */
function holds(
  course: Course,
  arg: Argument,
  start: Argument,
  { first, period, t }: Turn,
): boolean {
  switch (course.kind) {
    case "entry":
      return (
        arg.kind === "entry" &&
        start.kind === "entry" &&
        arg.offset === start.offset + t * course.step
      );
    case "number":
      return true;
    case "same":
      return arg.kind !== "item" || (start.kind === "item" && arg.item === start.item);
    case "own": {
      const { at } = (arg as Extract<Argument, { kind: "item" }>).item;
      if (t < course.lag) return at < first;
      return at === first + (t - course.lag) * period + course.slot;
    }
    case "other": {
      const { run, slot, from, step } = course;
      const turn = from + step * t;
      if (turn < 0 || turn >= run.turns) return false;
      return (
        (arg as Extract<Argument, { kind: "item" }>).item.at ===
        run.first + turn * run.period + slot
      );
    }
  }
}
