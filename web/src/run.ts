/** @file What the page and the worker that trains tell each other: plain data. */
import type { Remark } from "./model.ts";

/** The data sets, by name. */
export type CloudName = "moons" | "circles" | "xor" | "spirals";

/** What decides the course of a run; the same words make the same run. */
export interface RunWords {
  readonly text: string;
  readonly cloud: CloudName;
  readonly seed: number;
  readonly method: string;
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
}

/** How many entries the grid of the plane has along each axis. */
export const gridSize = 48;

/** The plane is shown from −reach to reach along both axes. */
export const reach = 1.25;

/** What the page asks; what belongs to a run carries its number. */
export type RunOrder =
  | { readonly kind: "begin"; readonly run: number; readonly words: RunWords }
  /** Goes on; `isSlow` gives each epoch time to be seen. */
  | { readonly kind: "go"; readonly isSlow: boolean }
  | { readonly kind: "pause" }
  /** One batch. */
  | { readonly kind: "step" }
  /** The next step of one point as a problem. */
  | { readonly kind: "open"; readonly row: number };

/** Where a run stands. */
export interface RunFrame {
  /** Epochs and steps that are done. */
  readonly epochs: number;
  readonly steps: number;
  /** The mean loss over all points, and the share of them that is classed right. */
  readonly loss: number;
  readonly accuracy: number | null;
  /** The mean loss of each epoch that is done, thinned out when they are many. */
  readonly losses: readonly { readonly epoch: number; readonly loss: number }[];
  /** From −1, surely of the first class, to 1: row by row, from the lower left. */
  readonly grid: Float32Array;
  readonly isRunning: boolean;
  /** Why it goes no further; null while it can. */
  readonly ended: string | null;
}

/** What the worker tells. */
export type RunNews =
  | {
      readonly kind: "begun";
      readonly run: number;
      /** x and y of each point, and its class, 0 or 1. */
      readonly points: Float64Array;
      readonly classes: Float64Array;
      /** How many numbers are learnt. */
      readonly size: number;
    }
  | { readonly kind: "refused"; readonly run: number; readonly remarks: readonly Remark[] }
  | { readonly kind: "frame"; readonly run: number; readonly frame: RunFrame }
  | { readonly kind: "opened"; readonly run: number; readonly text: string };
