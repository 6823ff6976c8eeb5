/**
 * @file How a run went, as a picture: the loss by epochs, of the training rows and, where there
 * are some, of the rows held back; below it the accuracy. A self-contained SVG with the colours
 * of the reader's scheme, light or dark; no meaning rests on colour, since each line bears its
 * name. Losses that fall by more than a factor of 30 stand on a logarithmic axis.
 */
import { escaped } from "../html-text.ts";
import { type Axis, linearAxis, logarithmicAxis, placeOn, tickText } from "./scale.ts";

/** An epoch as it is drawn. */
export interface PlottedEpoch {
  readonly epoch: number;
  readonly loss: number;
  readonly validation: number | null;
  readonly accuracy: number | null;
}

export interface LossPlotOptions {
  /** What stands above. */
  readonly title: string;
  /** The name of the loss: L. */
  readonly name: string;
  /** The epoch whose parameters were kept. */
  readonly best?: number;
}

const width = 780;
const left = 68;
const right = 138;
const lossHeight = 300;
const accuracyHeight = 110;
const top = 52;
const gap = 34;

const style = `
  svg { color-scheme: light dark; }
  .paper { fill: #ffffff; }
  text { fill: #1b1f24; font: 13px system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
  .title { font-size: 16px; font-weight: 600; }
  .tick { fill: #4f5864; font-size: 12px; font-variant-numeric: tabular-nums; }
  .grid { stroke: #dfe3e8; stroke-width: 1; }
  .axis { stroke: #6a7380; stroke-width: 1; }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
  .training { stroke: #0b4a9e; } .on-training { fill: #0b4a9e; }
  .held { stroke: #a1440a; } .on-held { fill: #a1440a; }
  .accuracy { stroke: #116329; } .on-accuracy { fill: #116329; }
  .best { stroke: #6a7380; stroke-width: 1; stroke-dasharray: 2 4; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #12161c; }
    text { fill: #e8ecf1; }
    .tick { fill: #a9b3bf; }
    .grid { stroke: #2a313b; }
    .axis, .best { stroke: #8b95a2; }
    .training { stroke: #7db4ff; } .on-training { fill: #7db4ff; }
    .held { stroke: #ffb072; } .on-held { fill: #ffb072; }
    .accuracy { stroke: #5bd98e; } .on-accuracy { fill: #5bd98e; }
  }`;

interface Series {
  readonly name: string;
  readonly kind: "training" | "held" | "accuracy";
  readonly points: readonly (readonly [epoch: number, value: number])[];
}

/** Larger values are left out, and those nearer to 0 than its reciprocal are 0. */
const largest = 1e60;

/** The picture; epochs whose values are no finite numbers are left out. */
export function renderLossPlot(
  epochs: readonly PlottedEpoch[],
  { title, name, best }: LossPlotOptions,
): string {
  const series = (
    label: string,
    kind: Series["kind"],
    of: (one: PlottedEpoch) => number | null,
  ) => {
    const points = epochs.flatMap((one): [number, number][] => {
      const value = of(one);
      if (value === null || !(Math.abs(value) < largest)) return [];
      return [[one.epoch, Math.abs(value) < 1 / largest ? 0 : value]];
    });
    return { name: label, kind, points };
  };
  const losses = [
    series("training", "training", ({ loss }) => loss),
    series("validation", "held", ({ validation }) => validation),
  ].filter(({ points }) => points.length > 0);
  const accuracy = series("accuracy", "accuracy", (one) => one.accuracy);
  const hasAccuracy = accuracy.points.length > 0;
  const last = Math.max(2, ...epochs.map(({ epoch }) => epoch));
  const across: Axis = { ...linearAxis(1, last, 8), least: 1, most: last };
  const bottom = top + lossHeight + (hasAccuracy ? gap + accuracyHeight : 0);
  const height = bottom + 46;
  const parts = [
    ...panel(top, lossHeight, lossAxis(losses), losses, across, name, tickText),
    ...(hasAccuracy
      ? panel(
          top + lossHeight + gap,
          accuracyHeight,
          accuracyAxis(accuracy),
          [accuracy],
          across,
          "accuracy",
          (value) => `${Number((100 * value).toPrecision(4))} %`,
        )
      : []),
    ...epochTicks(across, bottom),
    ...(best === undefined ? [] : bestMark(best, across, bottom)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    `<style>${style}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="title" x="${left}" y="28">${escaped(title)}</text>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function lossAxis(losses: readonly Series[]): Axis {
  const values = losses.flatMap(({ points }) => points.map(([, value]) => value));
  if (values.length === 0) return linearAxis(0, 1, 5);
  const least = Math.min(...values);
  const most = Math.max(...values);
  if (least > 0 && most / least > 30) return logarithmicAxis(least, most);
  return linearAxis(Math.min(0, least), most, 6);
}

function accuracyAxis({ points }: Series): Axis {
  const least = Math.min(...points.map(([, value]) => value));
  return linearAxis(Math.min(least, 0.9), 1, 3);
}

const at = (value: number): string => `${Number(value.toFixed(2))}`;

const acrossAt = (axis: Axis, epoch: number): number => {
  return left + placeOn(axis, epoch) * (width - left - right);
};

function panel(
  from: number,
  height: number,
  axis: Axis,
  lines: readonly Series[],
  across: Axis,
  title: string,
  text: (value: number) => string,
): string[] {
  const place = (value: number) => from + height * (1 - placeOn(axis, value));
  const end = width - right;
  const parts = axis.ticks.flatMap((tick) => {
    const y = at(place(tick));
    return [
      `<line class="grid" x1="${left}" x2="${end}" y1="${y}" y2="${y}"/>`,
      `<text class="tick" x="${left - 8}" y="${y}" text-anchor="end" dominant-baseline="central">${text(tick)}</text>`,
    ];
  });
  const middle = at(from + height / 2);
  parts.push(
    `<text transform="translate(16 ${middle}) rotate(-90)" text-anchor="middle">${escaped(title)}</text>`,
    `<line class="axis" x1="${left}" x2="${end}" y1="${from + height}" y2="${from + height}"/>`,
  );
  const ends: { y: number; series: Series }[] = [];
  for (const series of lines) {
    const points = thinned(series.points).map(([epoch, value]) => {
      return `${at(acrossAt(across, epoch))},${at(place(value))}`;
    });
    parts.push(`<polyline class="line ${series.kind}" points="${points.join(" ")}"/>`);
    ends.push({ y: place(series.points.at(-1)![1]), series });
  }
  // names at the ends of their lines, apart from each other
  ends.sort((a, b) => a.y - b.y);
  for (const [k, one] of ends.entries()) {
    if (k > 0) one.y = Math.max(one.y, ends[k - 1]!.y + 17);
    const { name, kind, points } = one.series;
    const value = text(Number(points.at(-1)![1].toPrecision(3)));
    parts.push(
      `<text class="on-${kind}" x="${end + 8}" y="${at(one.y)}" dominant-baseline="central">${name} ${value}</text>`,
    );
  }
  return parts;
}

/** At most so many points of a line; beyond that every second, third, … and the last. */
const mostPoints = 1200;

function thinned<T>(points: readonly T[]): readonly T[] {
  const every = Math.ceil(points.length / mostPoints);
  return points.filter((_, k) => k % every === 0 || k === points.length - 1);
}

function epochTicks(across: Axis, bottom: number): string[] {
  const ticks = across.ticks.filter(
    (tick) => tick >= 1 && tick <= across.most && Number.isInteger(tick),
  );
  if (!ticks.includes(1) && (ticks[0] ?? 9) > 2) ticks.unshift(1);
  const middle = at((left + width - right) / 2);
  return [
    ...ticks.map((tick) => {
      const x = at(acrossAt(across, tick));
      return `<text class="tick" x="${x}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`;
    }),
    `<text x="${middle}" y="${bottom + 38}" text-anchor="middle">epoch</text>`,
  ];
}

function bestMark(best: number, across: Axis, bottom: number): string[] {
  const x = at(acrossAt(across, best));
  return [
    `<line class="best" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>`,
    `<text class="tick" x="${x}" y="${top - 6}" text-anchor="middle">best</text>`,
  ];
}
