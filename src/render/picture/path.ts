/**
 * @file Paths of edges: straight pieces, S-bends and rounded corners, in the picture's own
 * directions (`along` the computation and `across` it), and as SVG path data.
 *
 * An S-bend is a cubic Bézier whose two inner points lie level with its ends, so that every bend
 * begins and ends straight along: B(t) = (1−t)³p₀ + 3(1−t)²t·p₁ + 3(1−t)t²·p₂ + t³p₃.
 */

export interface Point {
  readonly along: number;
  readonly across: number;
}

/** A piece of a path, to `to`: straight, an S-bend, or a rounded corner at `corner`. */
export type Part =
  | { readonly kind: "line"; readonly to: Point }
  | { readonly kind: "bend"; readonly to: Point }
  | { readonly kind: "corner"; readonly corner: Point; readonly to: Point };

/** Straight pieces in a row become one; a bend without a step is straight. */
export function joined(start: Point, parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let at = start;
  for (const part of parts) {
    const level = Math.abs(part.to.across - at.across) < 0.01;
    const straight = part.kind !== "corner" && level;
    const last = result.at(-1);
    if (straight && last?.kind === "line" && Math.abs(last.to.across - part.to.across) < 0.01) {
      result[result.length - 1] = { kind: "line", to: part.to };
    } else result.push(straight ? { kind: "line", to: part.to } : part);
    at = part.to;
  }
  return result;
}

/** The radius of a rounded corner. */
const RADIUS = 6;

/** The parts of a way from corner to corner, each rounded, to its end. */
export function turning(from: Point, corners: readonly Point[], end: Point): Part[] {
  const parts: Part[] = [];
  let at = from;
  corners.forEach((corner, i) => {
    const [before, after] = [towards(corner, at), towards(corner, corners[i + 1] ?? end)];
    parts.push({ kind: "line", to: before }, { kind: "corner", corner, to: after });
    at = corner;
  });
  return [...parts, { kind: "line", to: end }];
}

/** The point `RADIUS` away from a corner towards another point on one of its arms. */
function towards(corner: Point, other: Point): Point {
  const [dx, dy] = [other.along - corner.along, other.across - corner.across];
  const length = Math.hypot(dx, dy);
  const k = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { along: corner.along + k * dx, across: corner.across + k * dy };
}

/** How far along an S-bend its control points lie: a half gives the classic sigmoid. */
const TENSION = 0.5;

const two = (value: number): string => `${Math.round(value * 10) / 10}`;

/** A path as SVG path data, to a tenth of a pixel. */
export function pathText(
  start: Point,
  parts: readonly Part[],
  xy: (point: Point) => { readonly x: number; readonly y: number },
): string {
  const write = (point: Point) => {
    const { x, y } = xy(point);
    return `${two(x)} ${two(y)}`;
  };
  let at = start;
  let text = `M${write(start)}`;
  for (const part of parts) {
    if (part.kind === "line") text += `L${write(part.to)}`;
    else if (part.kind === "corner") text += `Q${write(part.corner)} ${write(part.to)}`;
    else {
      const [a, b] = controls(at, part.to);
      text += `C${write(a)} ${write(b)} ${write(part.to)}`;
    }
    at = part.to;
  }
  return text;
}

function controls(from: Point, to: Point): [Point, Point] {
  const reach = (to.along - from.along) * TENSION;
  return [
    { along: from.along + reach, across: from.across },
    { along: to.along - reach, across: to.across },
  ];
}

/** Points along a path, close enough to measure distances to it. */
export function traceOf(start: Point, parts: readonly Part[]): Point[] {
  const points = [start];
  let at = start;
  for (const part of parts) {
    if (part.kind === "bend") {
      const [a, b] = controls(at, part.to);
      for (let k = 1; k < 8; k++) points.push(cubic(at, a, b, part.to, k / 8));
    } else if (part.kind === "corner") points.push(part.corner);
    points.push(part.to);
    at = part.to;
  }
  return points;
}

function cubic(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const s = 1 - t;
  const mix = (key: "along" | "across") =>
    s * s * s * p0[key] + 3 * s * s * t * p1[key] + 3 * s * t * t * p2[key] + t * t * t * p3[key];
  return { along: mix("along"), across: mix("across") };
}
