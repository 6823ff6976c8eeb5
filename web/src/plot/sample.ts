/**
 * @file A function along a stretch, as a plot shows it: stretches of points that are connected,
 * denser where the curve bends, with gaps where the function is not defined, where it jumps and at
 * poles. A first row of points says how high the picture is; then each interval is halved until
 * its chord is as good as the curve, by the eye.
 *
 * Reference: Fateman, "Honest Plotting, Global Extrema, and Interval Arithmetic", ISSAC 1992, on
 * what sampling misses; a peak between two points of the first row is not seen here either.
 */
import type { Stretch } from "./scale.ts";

/** The function; undefined where it has no value. */
export type Along = (x: number) => number | undefined;

/** What was found. */
export interface Sampled {
  /** The heights that are worth seeing. */
  readonly range: Stretch;
  /** Connected stretches: x, y, x, y, … */
  readonly runs: readonly (readonly number[])[];
  /** Where the function is not defined. */
  readonly gaps: readonly Stretch[];
  /** Single places where it is not, though it comes to the same height from both sides. */
  readonly holes: readonly (readonly [number, number])[];
}

export interface Sampling {
  /** Places that must be among the points. */
  readonly also?: readonly number[];
  /** Points of the first row. */
  readonly first?: number;
  /** Points in all. */
  readonly most?: number;
}

/** A chord may miss the curve by this part of the height. */
const tolerance = 0.0015;

/** An interval is halved no more often; what rises more than `leap` in it is no line. */
const deepest = 14;
const leap = 0.02;

/** How often the end of a gap is halved, and how many ends are looked for. */
const edges = 44;
const mostEdges = 24;

interface Point {
  readonly x: number;
  readonly y: number | undefined;
  /** Whether the chord to the next point is as good as the curve. */
  next: "open" | "good";
}

/** Samples a function along a stretch. */
export function sample(along: Along, stretch: Stretch, options: Sampling = {}): Sampled {
  return new Sampler(along, stretch, options).sampled();
}

class Sampler {
  private readonly along: Along;
  private readonly stretch: Stretch;
  private readonly range: Stretch;
  private readonly height: number;
  private points: readonly Point[];
  private left: number;
  private edges = 0;

  constructor(along: Along, stretch: Stretch, { also = [], first = 96, most = 1500 }: Sampling) {
    this.along = along;
    this.stretch = stretch;
    const [from, to] = stretch;
    const row = Array.from({ length: first + 1 }, (_, k) => from + ((to - from) * k) / first);
    const inside = also.filter((x) => x > from && x < to);
    const places = [...new Set([...row, ...inside])].sort((a, b) => a - b);
    this.points = places.map((x) => this.at(x));
    this.left = most;
    const heights = this.points.flatMap(({ y }) => (y === undefined ? [] : [y]));
    const kept = also.map((x) => this.at(x).y).filter((y) => y !== undefined);
    this.range = rangeOf(heights, [...kept, ...this.peaks(heights)]);
    this.height = this.range[1] - this.range[0];
  }

  sampled(): Sampled {
    for (let level = 0; level < deepest && this.left > 0; level++) {
      const points = this.finer(level);
      if (points.length === this.points.length) break;
      this.points = points;
    }
    return this.assembled();
  }

  private at(x: number): Point {
    const y = this.along(x);
    const isDefined = y !== undefined && Number.isFinite(y);
    return { x, y: isDefined ? y : undefined, next: "open" };
  }

  /** The highest and the lowest point, unless it is a pole: that grows when one comes nearer. */
  private peaks(heights: readonly number[]): number[] {
    const middle = [...heights].sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
    return [Math.max(...heights), Math.min(...heights)].flatMap((peak) => {
      const k = this.points.findIndex(({ y }) => y === peak);
      const [before, here, after] = [this.points[k - 1], this.points[k], this.points[k + 1]];
      if (before === undefined || here === undefined || after === undefined) return [];
      const near = [0.2, 0.4, 0.6, 0.8].flatMap((part) => [
        this.along(before.x + (here.x - before.x) * part),
        this.along(here.x + (after.x - here.x) * part),
      ]);
      const farthest = near.reduce<number>((far, y) => {
        const off = y === undefined ? Number.POSITIVE_INFINITY : Math.abs(y - middle);
        return Math.max(far, off);
      }, 0);
      if (farthest > 2 * Math.abs(peak - middle)) return [];
      return [peak, ...near.filter((y) => y !== undefined)];
    });
  }

  /** Every interval whose chord is not good yet is halved. */
  private finer(level: number): Point[] {
    const points: Point[] = [];
    for (const [k, a] of this.points.entries()) {
      points.push(a);
      const b = this.points[k + 1];
      if (b === undefined || a.next !== "open" || this.left <= 0) continue;
      if (a.y === undefined && b.y === undefined) continue;
      if (a.y === undefined || b.y === undefined) points.push(...this.edge(a, b));
      else if (level > 0 && this.isHidden(a.y, b.y)) a.next = "good";
      else points.push(this.half(a, b));
    }
    return points;
  }

  private half(a: Point, b: Point): Point {
    // not the very middle, where a curve may meet its chord by symmetry
    const part = 0.47;
    this.left--;
    const half = this.at(a.x + (b.x - a.x) * part);
    const [ya, yb] = [a.y!, b.y!];
    if (half.y === undefined) return half;
    const off = Math.abs(half.y - (ya + (yb - ya) * part));
    const isGood = off <= this.height * tolerance && Math.abs(yb - ya) < this.height;
    if (isGood) a.next = half.next = "good";
    return half;
  }

  /** The last points on both sides of where definition begins or ends. */
  private edge(a: Point, b: Point): Point[] {
    a.next = "good";
    if (this.edges++ >= mostEdges) return [];
    let [low, high] = [a, b];
    for (let k = 0; k < edges; k++) {
      const half = this.at((low.x + high.x) / 2);
      if (half.x === low.x || half.x === high.x) break;
      if ((half.y === undefined) === (a.y === undefined)) low = half;
      else high = half;
    }
    a.next = low.next = high.next = "open";
    const found = [low, high].filter((one) => one !== a && one !== b);
    low.next = "good";
    return found;
  }

  private assembled(): Sampled {
    const runs: number[][] = [];
    const gaps: Stretch[] = [];
    const holes: [number, number][] = [];
    const [low, high] = this.range;
    let run: number[] = [];
    let last: Point | null = null;
    let isGap = this.points[0]?.y === undefined;
    for (const point of this.points) {
      const { x, y } = point;
      if (y === undefined) {
        isGap = true;
        continue;
      }
      const from: number = last?.x ?? this.stretch[0];
      const isPlace = last !== null && x - from < (this.stretch[1] - this.stretch[0]) * 1e-5;
      const isLeap = last !== null && Math.abs(y - last.y!) > this.height * leap;
      const isHole = isGap && isPlace && !isLeap && this.isCalm(x, y);
      if (isHole) holes.push([(from + x) / 2, y]);
      else if (isGap) gaps.push([from, x]);
      const isTorn = isGap ? !isHole : isLeap && this.isSteep(last!, point);
      if (isTorn && run.length > 0) {
        runs.push(run);
        run = [];
      }
      // what is far outside is put just outside, so that a picture can draw it
      run.push(x, Math.min(high + this.height, Math.max(low - this.height, y)));
      [last, isGap] = [point, false];
    }
    if (run.length > 0) runs.push(run);
    if (isGap) gaps.push([last?.x ?? this.stretch[0], this.stretch[1]]);
    return { range: this.range, runs: runs.filter(({ length }) => length > 2), gaps, holes };
  }

  /** Whether two points are as near as points come, so that a leap between them is one. */
  private isSteep(a: Point, b: Point): boolean {
    return a.next === "open" && b.x - a.x < (this.stretch[1] - this.stretch[0]) * 1e-4;
  }

  /** Whether the function is nearly what it is here a little further on both sides. */
  private isCalm(x: number, y: number): boolean {
    const off = (this.stretch[1] - this.stretch[0]) * 1e-5;
    return [-3 * off, -off, off, 3 * off].every((by) => {
      const beside = this.along(x + by);
      return beside !== undefined && Math.abs(beside - y) < this.height * leap;
    });
  }

  /** Whether both ends lie above, or both below, of what is seen. */
  private isHidden(ya: number, yb: number): boolean {
    const [low, high] = this.range;
    return (ya > high && yb > high) || (ya < low && yb < low);
  }
}

/** The heights to show, with some room: all of them, unless a few are far from the others. */
function rangeOf(found: readonly number[], kept: readonly number[]): Stretch {
  const sorted = [...found].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? 0;
  let [low, high] = [at(0), at(1)];
  const core = at(0.9) - at(0.1);
  if (core > 0 && high - low > 6 * core) {
    low = Math.max(low, at(0.1) - 1.5 * core);
    high = Math.min(high, at(0.9) + 1.5 * core);
  }
  low = Math.min(low, ...kept);
  high = Math.max(high, ...kept);
  const least = Math.max(Math.abs(low), Math.abs(high)) * 1e-6;
  if (high - low <= least) {
    const about = Math.max(1, Math.abs(low)) / 2;
    return [low - about, high + about];
  }
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}
