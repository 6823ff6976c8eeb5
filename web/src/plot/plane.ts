/**
 * @file The plane with its points and what the network says of each place, on a canvas: two
 * shapes of points, two tints, and a line between the classes, so that no meaning rests on colour.
 */
import { gridSize, reach } from "../run.ts";

/** What is to be seen. */
export interface PlaneView {
  readonly points: Float64Array;
  readonly classes: Float64Array;
  /** null before anything was computed. */
  readonly grid: Float32Array | null;
  /** The point that is chosen. */
  readonly chosen: number;
}

/** The colours of the two classes, of paper and of ink, as CSS. */
export interface PlaneInks {
  readonly classes: readonly [string, string];
  readonly paper: string;
  readonly ink: string;
}

/** How strong a tint is at most. */
const strength = 0.42;

/** Draws the plane over the whole canvas. */
export function drawPlane(canvas: HTMLCanvasElement, view: PlaneView, inks: PlaneInks): void {
  const size = Math.round(canvas.clientWidth * devicePixelRatio);
  if (size === 0) return;
  if (canvas.width !== size) {
    canvas.width = size;
    canvas.height = size;
  }
  const context = canvas.getContext("2d")!;
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, size, size);
  const unit = size / 400;
  if (view.grid !== null) {
    tint(context, view.grid, inks, size);
    context.strokeStyle = inks.ink;
    context.lineWidth = 2 * unit;
    context.stroke(boundary(view.grid, size));
  }
  for (const [k, kind] of view.classes.entries()) {
    const x = placeOf(view.points[2 * k]!, size);
    const y = size - placeOf(view.points[2 * k + 1]!, size);
    mark(context, kind, x, y, unit, inks);
    if (k !== view.chosen) continue;
    context.strokeStyle = inks.ink;
    context.lineWidth = 2.4 * unit;
    context.beginPath();
    context.arc(x, y, 10 * unit, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** The point nearest to a place of the canvas, whose sides are 1 long. */
export function nearest({ points, classes }: PlaneView, right: number, down: number): number {
  const x = reach * (2 * right - 1);
  const y = reach * (1 - 2 * down);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < classes.length; k++) {
    const far = Math.hypot(points[2 * k]! - x, points[2 * k + 1]! - y);
    if (far < least) {
      least = far;
      best = k;
    }
  }
  return best;
}

const placeOf = (value: number, size: number): number => ((value / reach + 1) / 2) * size;

/** A disc for the first class, a cross for the second. */
function mark(
  context: CanvasRenderingContext2D,
  kind: number,
  x: number,
  y: number,
  unit: number,
  { classes, paper }: PlaneInks,
): void {
  const path = new Path2D();
  const arm = 4.2 * unit;
  if (kind === 0) {
    path.arc(x, y, arm, 0, 2 * Math.PI);
    context.fillStyle = classes[0];
    context.fill(path);
    context.strokeStyle = paper;
    context.lineWidth = unit;
    context.stroke(path);
    return;
  }
  path.moveTo(x - arm, y - arm);
  path.lineTo(x + arm, y + arm);
  path.moveTo(x - arm, y + arm);
  path.lineTo(x + arm, y - arm);
  for (const [style, width] of [[paper, 4.4] as const, [classes[1], 2.4] as const]) {
    context.strokeStyle = style;
    context.lineWidth = width * unit;
    context.stroke(path);
  }
}

/** Each place in the tint of its class, the stronger the surer; smooth from entry to entry. */
function tint(
  context: CanvasRenderingContext2D,
  grid: Float32Array,
  { classes }: PlaneInks,
  size: number,
): void {
  const small = new OffscreenCanvas(gridSize, gridSize);
  const pixels = small.getContext("2d")!;
  for (let k = 0; k < grid.length; k++) {
    const sure = grid[k]!;
    pixels.globalAlpha = strength * (0.3 + 0.7 * Math.abs(sure));
    pixels.fillStyle = classes[sure > 0 ? 1 : 0];
    pixels.fillRect(k % gridSize, gridSize - 1 - Math.floor(k / gridSize), 1, 1);
  }
  // entries are at the middle of their pixels, the outermost ones at the edge of the plane
  const cell = size / (gridSize - 1);
  context.drawImage(small, -cell / 2, -cell / 2, cell * gridSize, cell * gridSize);
}

/** Where the sign changes, cell by cell, straight within each (marching squares). */
function boundary(grid: Float32Array, size: number): Path2D {
  const path = new Path2D();
  const cell = size / (gridSize - 1);
  const value = (i: number, j: number): number => grid[j * gridSize + i]!;
  for (let j = 0; j + 1 < gridSize; j++) {
    for (let i = 0; i + 1 < gridSize; i++) {
      const corners = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ] as const;
      const ends: [number, number][] = [];
      for (const [k, [x, y]] of corners.entries()) {
        const [u, v] = corners[(k + 1) % 4]!;
        const from = value(x, y);
        const to = value(u, v);
        if (from > 0 === to > 0) continue;
        const share = from / (from - to);
        ends.push([(x + share * (u - x)) * cell, size - (y + share * (v - y)) * cell]);
      }
      for (let k = 0; k + 1 < ends.length; k += 2) {
        path.moveTo(...ends[k]!);
        path.lineTo(...ends[k + 1]!);
      }
    }
  }
  return path;
}
