/**
 * @file Bands: a row of columns that is too long, broken like a line of text.
 *
 * A break lies before a column with nodes, where few edges cross and the band is well filled.
 * Every edge that crosses goes on to the next band along a track of its own: right, down into the
 * gutter between the bands, back to the left, down and right. The edge that leaves highest turns
 * last and lies lowest in the gutter, so that edges that keep their order do not cross.
 */
import { type Part, type Point, turning } from "./path.ts";

/** The bounds of a column along. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Something in a column, with its place across still open. */
export interface Item {
  readonly column: number;
  readonly along: number;
  readonly half: number;
  readonly margin: number;
  across: number;
}

/** A place on the way of a link: its source, its stops, its port. */
export interface Pass {
  readonly column: number;
  readonly across: number;
}

/** Between the tracks of edges that go on to the next band, and around a bundle of them. */
const TRACK = 9;
const BUNDLE = 12;

/** So many edges may cross a break; leaving a band empty counts as much as `FILL` crossings. */
const MOST = 40;
const FILL = 12;

/** A run of columns, moved by (along, across) into its place. */
export interface Band {
  readonly first: number;
  readonly last: number;
  readonly along: number;
  readonly across: number;
  /** Its bounds after the move. */
  readonly right: number;
  readonly bottom: number;
}

/** Breaks the columns into bands of at most `maxAlong` and stacks these. */
export function bandsOf(
  columns: readonly (readonly Item[])[],
  nodeColumns: ReadonlySet<number>,
  ways: readonly (readonly Pass[])[],
  spans: readonly Span[],
  maxAlong: number,
): Band[] {
  const cut = new Int32Array(columns.length + 1);
  for (const way of ways) {
    for (let c = way[0]!.column + 1; c <= way.at(-1)!.column; c++) cut[c] = cut[c]! + 1;
  }
  const starts = [0];
  const long = (spans.at(-1)?.to ?? 0) > maxAlong;
  const room = Math.max(maxAlong / 2, maxAlong - 2 * (BUNDLE + TRACK * FILL));
  for (let c = 1; c < columns.length && long; c++) {
    const start = starts.at(-1)!;
    if (spans[c]!.to - spans[start]!.from <= room) continue;
    const best = breakIn(start, c, cut, nodeColumns, spans, room);
    if (best > start) {
      starts.push(best);
      c = best;
    }
  }
  const most = starts.slice(1).reduce((sum, c) => Math.max(sum, cut[c]!), 0);
  const indent = 2 * BUNDLE + TRACK * Math.max(0, most - 1);
  const bands: Band[] = [];
  let below = 0;
  starts.forEach((first, k) => {
    const last = (starts[k + 1] ?? columns.length) - 1;
    let [top, bottom] = [Infinity, -Infinity];
    for (const item of columns.slice(first, last + 1).flat()) {
      top = Math.min(top, item.across - item.half);
      bottom = Math.max(bottom, item.across + item.half);
    }
    if (top > bottom) [top, bottom] = [0, 0];
    const across = below - top;
    const along = (k > 0 ? indent : 0) - (spans[first]?.from ?? 0);
    const right = (spans[last]?.to ?? 0) + along;
    bands.push({ first, last, along, across, right, bottom: bottom + across });
    const crossing = cut[last + 1] ?? 0;
    below = bottom + across + 3 * BUNDLE + TRACK * crossing;
  });
  return bands;
}

/** The best column to start a new band with: few edges cross before it, and it is far along. */
function breakIn(
  start: number,
  tooFar: number,
  cut: Int32Array,
  nodeColumns: ReadonlySet<number>,
  spans: readonly Span[],
  room: number,
): number {
  let best = -1;
  let least = Infinity;
  for (let c = tooFar; c > start + 1; c--) {
    const filled = (spans[c - 1]!.to - spans[start]!.from) / room;
    if (filled < 0.5) break;
    if (!nodeColumns.has(c) || cut[c]! > MOST) continue;
    const cost = cut[c]! + FILL * (1 - filled);
    if (cost < least) [least, best] = [cost, c];
  }
  return best;
}

/** The place of a link in the bundle that leaves a band. */
export interface Track {
  /** From the outside in, and of how many: on the right, in the gutter, on the left. */
  readonly out: number;
  readonly back: number;
  readonly count: number;
}

/** For each band, the tracks of the links that go on to the next one. */
export function tracksOf(
  ways: readonly (readonly Pass[])[],
  count: number,
  bandOf: Int32Array,
): ReadonlyMap<number, Track>[] {
  const crossing = Array.from(
    { length: count },
    (): { link: number; leave: number; enter: number }[] => [],
  );
  ways.forEach((way, link) => {
    for (let k = 1; k < way.length; k++) {
      const [a, b] = [way[k - 1]!, way[k]!];
      const band = bandOf[a.column]!;
      if (band === bandOf[b.column]) continue;
      crossing[band]!.push({ link, leave: a.across, enter: b.across });
    }
  });
  return crossing.map((list) => {
    const rank = (by: "leave" | "enter") =>
      new Map(
        [...list].sort((a, b) => a[by] - b[by] || a.link - b.link).map((c, i) => [c.link, i]),
      );
    const [out, back] = [rank("leave"), rank("enter")];
    const count = list.length;
    return new Map(
      list.map(({ link }) => [link, { out: out.get(link)!, back: back.get(link)!, count }]),
    );
  });
}

/** The way of a link from the end of one band to the start of the next. */
export function wrap(from: Point, to: Point, band: Band, track: Track): Part[] {
  const outer = BUNDLE + TRACK * (track.count - 1 - track.out);
  const right = Math.max(band.right, from.along) + outer;
  const gutter = band.bottom + outer;
  const left = to.along - BUNDLE - TRACK * track.back;
  const corners = [
    { along: right, across: from.across },
    { along: right, across: gutter },
    { along: left, across: gutter },
    { along: left, across: to.across },
  ];
  return turning(from, corners, to);
}
