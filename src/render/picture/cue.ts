/**
 * @file The cues that say without colour what a formula at an edge is: ▸ for a value that flows
 * forward, ◂ and a frame for an adjoint that flows back, ◆ for a local derivative.
 *
 * They are drawn, not typed, so that they look the same everywhere; each is centred on the
 * mathematical axis, a quarter of an em above the baseline.
 */
import { element, numeral } from "../formula/markup.ts";
import { CUE_WIDTH, type Cue } from "./label.ts";
import type { Box, XY } from "./plan.ts";
import type { Palette } from "./theme.ts";

const AXIS = 0.25;

/** A point of a cue, in parts of its width and of its half height about the axis. */
type Corner = readonly [number, number];

const forward: readonly Corner[] = [
  [0, -1],
  [1, 0],
  [0, 1],
];

const shapes: Readonly<Record<Cue, readonly Corner[]>> = {
  value: forward,
  adjoint: forward.map(([x, y]) => [1 - x, y]),
  // A lozenge: neither forward nor backward.
  local: [
    [0, 0],
    [0.5, -1],
    [1, 0],
    [0.5, 1],
  ],
};

/** The mark of a cue whose text has its baseline at `at`. */
export function cueMark(cue: Cue, at: XY, em: number, color: string): string {
  const [width, half] = [CUE_WIDTH * em, 0.24 * em];
  const axis = at.y - AXIS * em;
  const points = shapes[cue].map(
    ([x, y]) => `${numeral(at.x + x * width, 1)} ${numeral(axis + y * half, 1)}`,
  );
  return element("path", { d: `M${points.join("L")}Z`, fill: color });
}

/** The frame of an adjoint. */
export function frameOf({ x, y, width, height }: Box, palette: Palette): string {
  return element("rect", {
    x,
    y,
    width,
    height,
    rx: 3,
    fill: palette.backwardGround,
    stroke: palette.backwardFrame,
    "stroke-width": 0.8,
  });
}
