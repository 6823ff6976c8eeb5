/** @file What `pengrad train` is told, and that it cannot be followed. */
import type { Diagnostic } from "../source/index.ts";
import type { Scaling } from "../train/index.ts";

/** The options as they come from the command line. */
export interface TrainWords {
  readonly data?: readonly string[];
  readonly input?: readonly string[];
  readonly at?: string;
  readonly of?: string;
  readonly wrt?: string;
  readonly scale: Scaling;
  readonly validation: number;
  readonly epochs: number;
  readonly batch: number;
  readonly optimiser?: string;
  readonly schedule: string;
  readonly initial: string;
  readonly decay: number;
  readonly clip: number;
  readonly patience: number;
  readonly seed: number;
  readonly precision: "f64" | "f32";
  readonly saveEvery: number;
  readonly output?: string;
  readonly resume?: boolean;
  readonly format: "text" | "json";
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Something in what was told that cannot be followed. */
export class Unfit extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super();
    this.diagnostics = diagnostics;
  }
}
