/** @file The schemas of what `pengrad run` and `pengrad train` print as JSON. */
import { z } from "zod";

const count = z.number().int().nonnegative();

const entries: z.ZodType = z
  .lazy(() => z.union([z.number(), z.null(), z.array(entries)]))
  .describe("a number, or lists of them row by row; null where there is no value");

/** What `pengrad run --format json` prints. */
export const runSchema = z.strictObject({
  version: z.literal(1),
  rows: count,
  columns: z
    .record(z.string(), z.array(entries))
    .describe("by name, `y` or `dy/dx1`, a value for each row"),
});

const slot = z.strictObject({ name: z.string(), shape: z.array(count) });

const epoch = z.strictObject({
  epoch: count,
  step: count.describe("steps made by its end"),
  scale: z.number().describe("the learning rate's factor at its last step"),
  loss: z.number().describe("the mean over its batches"),
  validation: z.number().nullable().describe("over the rows held back, at its end"),
  accuracy: z.number().nullable().describe("of the rows held back, else of all"),
});

/** What `pengrad train --format json` prints, and a line of history.jsonl as `history` has it. */
export const trainSchema = z.strictObject({
  version: z.literal(1),
  loss: z.string().describe("its name"),
  inputs: z.array(slot).describe("the data, in the shape of one row"),
  parameters: z.array(slot),
  rows: z.strictObject({ training: count, validation: count }),
  ended: z.enum(["all epochs", "no longer better", "no number"]),
  best: epoch.nullable().describe("the epoch whose parameters were kept"),
  history: z.array(epoch),
  folder: z.string().nullable(),
  diagnostics: z.array(
    z.strictObject({
      code: z.string().regex(/^PG\d{4}$/),
      severity: z.enum(["error", "warning", "info"]),
      message: z.string(),
    }),
  ),
});
