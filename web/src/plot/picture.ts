/**
 * @file The picture of a curve: axes with ticks, the curve, the point where the number is and the
 * tangent that the gradient gives; after a change also where it began, how far the tangent there
 * has led, and by how much it missed the curve. Solid and dashed, full and hollow tell the same as
 * the colours.
 */
import { escaped } from "../escaped.ts";
import type { Curve, CurvePoint } from "../model.ts";
import { type Stretch, ticksIn } from "./scale.ts";
import { numeral, onTangent, saidOfCurve } from "./words.ts";

/** The frame around the curve, in pixels; left there is room for the numbers. */
const margin = { top: 12, right: 16, bottom: 34, left: 52 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How places in the picture and numbers belong together. */
export interface Frame {
  readonly across: (x: number) => number;
  readonly up: (y: number) => number;
  /** The number at a place in the picture. */
  readonly at: (place: number) => number;
}

export function frameOf({ stretch, range }: Curve, { width, height }: Size): Frame {
  const [w, h] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const [[x0, x1], [y0, y1]] = [stretch, range];
  return {
    across: (x) => margin.left + ((x - x0) / (x1 - x0)) * w,
    up: (y) => margin.top + ((y1 - y) / (y1 - y0)) * h,
    at: (place) => x0 + ((place - margin.left) / w) * (x1 - x0),
  };
}

/** What stands in the `svg` element. */
export function picture(curve: Curve, size: Size): string {
  const { along, output, stretch, range, runs, gaps, holes } = curve;
  const frame = frameOf(curve, size);
  const inside = {
    x: margin.left,
    y: margin.top,
    width: size.width - margin.left - margin.right,
    height: size.height - margin.top - margin.bottom,
  };
  const box = `x="${inside.x}" y="${inside.y}" width="${inside.width}" height="${inside.height}"`;
  const lines = runs.map((run) => `<path class="curve" d="${pathOf(run, frame)}"/>`);
  const bands = gaps.map(([a, b]) => {
    const [left, right] = [frame.across(a), frame.across(b)];
    const width = Math.max(0, right - left).toFixed(1);
    return `<rect class="gap" x="${left.toFixed(1)}" y="${inside.y}" width="${width}" height="${inside.height}"/>`;
  });
  const open = holes.map(([x, y]) => dot("hole", frame, x, y, 4));
  return (
    `<title>${escaped(`${output} along ${along}`)}</title>` +
    `<desc>${escaped(saidOfCurve(curve))}</desc>` +
    `<defs><clipPath id="plot-inside"><rect ${box}/></clipPath>` +
    '<pattern id="plot-hatch" width="7" height="7" patternUnits="userSpaceOnUse" ' +
    'patternTransform="rotate(45)"><path d="M0 0V7"/></pattern></defs>' +
    `<g aria-hidden="true">${axes(curve, frame, stretch, range, size)}` +
    `<g clip-path="url(#plot-inside)">${bands.join("")}${tangents(curve, frame)}${lines.join("")}` +
    `</g>${open.join("")}${marks(curve, frame)}</g>`
  );
}

function pathOf(run: readonly number[], { across, up }: Frame): string {
  let path = "";
  for (let k = 0; k < run.length; k += 2) {
    path += `${k === 0 ? "M" : "L"}${across(run[k]!).toFixed(1)} ${up(run[k + 1]!).toFixed(1)}`;
  }
  return path;
}

function axes(
  { along, output }: Curve,
  { across, up }: Frame,
  stretch: Stretch,
  range: Stretch,
  { width, height }: Size,
): string {
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  const parts: string[] = [];
  for (const x of ticksIn(stretch, Math.min(6, (right - left) / 55))) {
    const at = across(x).toFixed(1);
    const kind = x === 0 ? "zero" : "grid";
    parts.push(`<path class="${kind}" d="M${at} ${top}V${bottom}"/>`);
    parts.push(
      `<text class="tick" x="${at}" y="${bottom + 15}" text-anchor="middle">${numeral(x)}</text>`,
    );
  }
  for (const y of ticksIn(range, Math.min(6, (bottom - top) / 30))) {
    const at = up(y).toFixed(1);
    const kind = y === 0 ? "zero" : "grid";
    parts.push(`<path class="${kind}" d="M${left} ${at}H${right}"/>`);
    parts.push(
      `<text class="tick" x="${left - 7}" y="${at}" dy="0.33em" text-anchor="end">${numeral(y)}</text>`,
    );
  }
  parts.push(
    `<text class="name" x="${right}" y="${bottom + 29}" text-anchor="end">${escaped(along)}</text>`,
    `<text class="name" x="${left + 7}" y="${top + 13}">${escaped(output)}</text>`,
  );
  return parts.join("");
}

/** The tangent at the point; after a change, also how far that at its beginning has led. */
function tangents({ now, from, stretch }: Curve, { across, up }: Frame): string {
  const parts: string[] = [];
  const line = (kind: string, at: CurvePoint, [a, b]: Stretch): void => {
    const ends = [a, b].map((x) => `${across(x).toFixed(1)} ${up(onTangent(at, x)).toFixed(1)}`);
    parts.push(`<path class="${kind}" d="M${ends.join("L")}"/>`);
  };
  const hasSlope = (at: CurvePoint | null): at is CurvePoint => at?.slope != null;
  if (hasSlope(now)) line("tangent", now, stretch);
  if (hasSlope(from) && now !== null && now.x !== from.x) {
    line("led", from, [from.x, now.x]);
    if (now.y !== null) {
      const ends = [onTangent(from, now.x), now.y].map((y) => up(y).toFixed(1));
      parts.push(`<path class="missed" d="M${across(now.x).toFixed(1)} ${ends.join("V")}"/>`);
    }
  }
  return parts.join("");
}

function marks({ now, from, range }: Curve, frame: Frame): string {
  const parts: string[] = [];
  const isSeen = (y: number) => y >= range[0] && y <= range[1];
  if (from !== null && now !== null && from.x !== now.x && from.y !== null) {
    if (isSeen(from.y)) parts.push(dot("start", frame, from.x, from.y, 5));
    const predicted = onTangent(from, now.x);
    if (from.slope !== null && isSeen(predicted)) {
      const [x, y] = [frame.across(now.x), frame.up(predicted)];
      parts.push(
        `<path class="predicted" d="M${x.toFixed(1)} ${(y - 6).toFixed(1)}l6 6l-6 6l-6 -6z"/>`,
      );
    }
  }
  if (now !== null && now.y !== null && isSeen(now.y)) {
    parts.push(dot("now", frame, now.x, now.y, 6));
  }
  return parts.join("");
}

function dot(kind: string, { across, up }: Frame, x: number, y: number, radius: number): string {
  return `<circle class="${kind}" cx="${across(x).toFixed(1)}" cy="${up(y).toFixed(1)}" r="${radius}"/>`;
}
