/** @file What is said of a run that could not go on, or not begin. */
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Split } from "./rows.ts";
import type { Outcome } from "./train.ts";

/** The diagnostic of a run that met no number; null of one that came to its end. */
export function failureOf(outcome: Outcome): Diagnostic | null {
  if (outcome.kind !== "no number") return null;
  const place = { epoch: `${outcome.epoch}`, batch: `${outcome.batch}` };
  const { fault, row } = outcome;
  if (fault === null) return diagnose("PG6118", null, { ...place, what: outcome.what });
  return diagnose("PG6113", null, {
    ...place,
    quantity: fault.quantity.key,
    reason: fault.reason,
    place: row === null ? "the batch" : `row ${row + 1} of the data`,
  });
}

/** What is said of a split that leaves no rows to train or to validate with. */
export function emptyPart({ training, validation }: Split, share: number): Diagnostic | null {
  const rows = `${training.length + validation.length}`;
  if (training.length === 0) return diagnose("PG6116", null, { part: "training", rows });
  if (share > 0 && validation.length === 0) {
    return diagnose("PG6116", null, { part: "validation", rows });
  }
  return null;
}
