/**
 * @file The folder of a run: what it was told (run.json), how it went (history.jsonl, loss.svg),
 * where it stands (checkpoint.bin) and what came out of it (parameters/*.npy, parameters.json,
 * network.py, network.onnx). Each file is written whole or not at all, and of a checkpoint the old
 * one stays until the new one is on the disk; so a run may be killed at any moment.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../source/index.ts";
import {
  type EpochRecord,
  type Network,
  readCheckpoint,
  type Told,
  type TrainState,
  toldIn,
  writeCheckpoint,
  writeNpy,
} from "../train/index.ts";
import { Refusal, reasonOf } from "./refusal.ts";
import { writeWhole } from "./text-file.ts";

export class RunFolder {
  readonly path: string;
  private readonly told: Told;

  constructor(path: string, told: Told) {
    this.path = path;
    this.told = told;
    try {
      mkdirSync(join(path, "parameters"), { recursive: true });
    } catch (error) {
      throw new Refusal(`${path} cannot be made: ${reasonOf(error)}.`);
    }
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** The state of an earlier run; null where there is none. */
  resume(): TrainState | Diagnostic | null {
    const path = this.file("checkpoint.bin");
    if (!existsSync(path)) return null;
    return readCheckpoint(readFileSync(path), this.told);
  }

  writeSettings(settings: Readonly<Record<string, unknown>>): void {
    writeWhole(this.file("run.json"), `${JSON.stringify(settings, null, 2)}\n`);
  }

  save(state: TrainState): void {
    writeWhole(this.file("checkpoint.bin"), writeCheckpoint(state, this.told));
  }

  writeHistory(history: readonly EpochRecord[]): void {
    const lines = history.map((record) => `${JSON.stringify(record)}\n`);
    writeWhole(this.file("history.jsonl"), lines.join(""));
  }

  writeParameters({ parameters }: Network, values: Float64Array): void {
    const all: Record<string, unknown> = {};
    for (const { name, shape, offset, count } of parameters) {
      const own = values.slice(offset, offset + count);
      writeWhole(this.file(`parameters/${fileName(name)}.npy`), writeNpy({ shape, values: own }));
      all[name] = nestedList([...own], shape);
    }
    writeWhole(this.file("parameters.json"), `${JSON.stringify(all)}\n`);
  }

  write(name: string, data: string | Uint8Array): void {
    writeWhole(this.file(name), data);
  }
}

/** What an earlier run into the folder was told; null where there is none. */
export function toldBefore(path: string): Told | null {
  const checkpoint = join(path, "checkpoint.bin");
  return existsSync(checkpoint) ? toldIn(readFileSync(checkpoint)) : null;
}

/** `W^{(1)}` as a name that every system takes: W-1. */
export function fileName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, "");
  return plain === "" ? "parameter" : plain;
}

function nestedList(values: readonly number[], shape: readonly number[]): unknown {
  const [, ...inner] = shape;
  if (shape.length === 0) return values[0];
  if (inner.length === 0) return values;
  const size = values.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, k) => {
    return nestedList(values.slice(k * size, (k + 1) * size), inner);
  });
}
