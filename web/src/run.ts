/** @file What the page and the worker that trains tell each other: plain data. */
import type { Remark } from "./model.ts";

/** The data sets, by name; "own" is the reader's. */
export type CloudName = "moons" | "circles" | "xor" | "spirals" | "own";

/** An axis of data that was brought into the plane: −1 stands for `from`, 1 for `to`. */
export interface Axis {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Points of the plane and their classes. */
export interface Cloud {
  /** x and y of each point, one after the other. */
  readonly points: Float64Array;
  /** Of each point, 0 or 1. */
  readonly classes: Float64Array;
  /** null where the points stand where the data has them. */
  readonly axes: readonly [Axis, Axis] | null;
  /** What the classes are called in the data. */
  readonly names: readonly [string, string];
  /** The columns of x, y and the class; null where the data has more than these. */
  readonly places: readonly number[] | null;
  /** What was made of the data, in sentences. */
  readonly said: string;
}

/** What decides the course of a run; the same words make the same run. */
export interface RunWords {
  readonly text: string;
  readonly cloud: CloudName;
  /** The reader's own points as CSV. */
  readonly data: string;
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
  /** The next step of one point as a problem, with the parameters after a step; null is now. */
  | { readonly kind: "open"; readonly row: number; readonly at: number | null };

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
      readonly cloud: Cloud;
      /** How many numbers are learnt. */
      readonly size: number;
    }
  | {
      readonly kind: "refused";
      readonly run: number;
      readonly remarks: readonly Remark[];
      /** What can be seen all the same. */
      readonly cloud: Cloud | null;
    }
  | { readonly kind: "frame"; readonly run: number; readonly frame: RunFrame }
  | { readonly kind: "opened"; readonly run: number; readonly text: string };
