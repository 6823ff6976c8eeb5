/**
 * @file Deciding whether two expressions are equal wherever both are defined: a ladder, cheapest
 * first. Many points in doubles · where they differ, a certificate in balls and the search for a
 * condition that saves the claim · where they agree, an image modulo a prime, and a proof · else
 * agreement to 50 digits and more · else an honest "undecided".
 *
 * Work is counted, never timed; the same two expressions get the same verdict everywhere.
 * Sources: Gonnet, *Determining equivalence of expressions in random polynomial time*, STOC 1984
 * (sampling); Richardson, *Some undecidable problems involving elementary functions*, JSL 33,
 * 1968 (why the ladder has an end).
 */
import {
  type Arena,
  type Node,
  sameShape,
  shapeText,
  topological,
} from "../../expression/index.ts";
import { prove } from "../normal/normalise.ts";
import type { Assumption } from "../proof/proof.ts";
import { saving } from "./condition.ts";
import { entriesIn, Inquiry, type Outcome } from "./inquiry.ts";
import type { Counterexample, DomainNote, Verdict } from "./verdict.ts";

export interface DecideOptions {
  readonly assumptions?: readonly Assumption[];
  /** Whether no condition is looked for that saves what fails: left out, one is. */
  readonly unsaved?: boolean;
}

/** Agreement counts from so many digits on. */
const leastDigits = 50;

/** The most nodes that are looked at, and the most entries that these may have. */
const nodeLimit = 300_000;
const entryLimit = 30_000;

const beyond: Verdict = { verdict: "undecided", reason: { kind: "budget" } };

/** The verdict on `left = right`. */
export function decide(
  left: Node,
  right: Node,
  arena: Arena,
  options: DecideOptions = {},
): Verdict {
  if (!sameShape(left.shape, right.shape)) {
    const shapes = { left: shapeText(left.shape), right: shapeText(right.shape) };
    return { verdict: "undecided", reason: { kind: "shapes", ...shapes } };
  }
  const parts = topological([left, right]);
  const assumptions = options.assumptions ?? [];
  if (parts.length > nodeLimit) return beyond;
  if (entriesIn(parts) > parts.length + entryLimit) {
    // a matrix of 1000 × 1000 is evaluated nowhere, but may stand in a proof
    const proof = prove(left, right, arena, assumptions, parts);
    return proof === undefined ? beyond : { verdict: "proved", proof };
  }
  const inquiry = new Inquiry(left, right, assumptions, arena, parts);
  const failing = (counterexample: Counterexample): Verdict => {
    if (options.unsaved === true) return { verdict: "refuted", counterexample };
    return conditionally(counterexample, inquiry, assumptions, arena);
  };
  inquiry.survey();
  if (inquiry.informative.length === 0 && assumptions.length === 0) inquiry.recover();
  const refuted = refutation(inquiry);
  if (refuted !== undefined) return failing(refuted);
  if (inquiry.informative.length === 0) {
    return { verdict: "undecided", reason: { kind: "nowhere defined" } };
  }
  const note = domainNote(inquiry.outcomes);
  const differ = inquiry.differModularly;
  const proof = differ ? undefined : prove(left, right, arena, assumptions, parts);
  if (proof !== undefined) return { verdict: "proved", proof, ...note };
  inquiry.scrutinise();
  const late = refutation(inquiry);
  if (late !== undefined) return failing(late);
  const found = agreement(inquiry, assumptions, arena, note);
  if (found.verdict !== "agrees" || !differ || assumptions.length > 0) return found;
  return { verdict: "undecided", reason: { kind: "digits", digits: found.digits } };
}

/** The first point at which the sides differ for certain. */
function refutation(inquiry: Inquiry): Counterexample | undefined {
  let tries = 0;
  for (const { point, look } of inquiry.outcomes) {
    if (look !== "differ") continue;
    const found = inquiry.certify(point);
    if (found !== undefined) return found;
    if (++tries > 3) return undefined;
  }
  return undefined;
}

/** Conditional, where a condition of the catalogue saves the claim; else refuted. */
function conditionally(
  counterexample: Counterexample,
  inquiry: Inquiry,
  assumptions: readonly Assumption[],
  arena: Arena,
): Verdict {
  const found = saving(inquiry, assumptions, arena);
  if (found === undefined) return { verdict: "refuted", counterexample };
  return { verdict: "conditional", ...found, counterexample };
}

/** Agreement at enough points to enough digits; a difference that only many digits show. */
function agreement(
  inquiry: Inquiry,
  assumptions: readonly Assumption[],
  arena: Arena,
  note: { domain?: DomainNote },
): Verdict {
  let points = 0;
  let least = Number.POSITIVE_INFINITY;
  let best = 0;
  for (const { point } of inquiry.informative.slice(0, 12)) {
    const found = inquiry.agreement(point);
    if (typeof found !== "number") return conditionally(found, inquiry, assumptions, arena);
    const digits = Math.floor(found * Math.LOG10E * Math.LN2);
    best = Math.max(best, digits);
    if (digits < leastDigits) continue;
    points++;
    least = Math.min(least, digits);
  }
  const enough = inquiry.isConstant ? 1 : 4;
  if (points >= enough) return { verdict: "agrees", points, digits: least, ...note };
  return { verdict: "undecided", reason: { kind: "digits", digits: best } };
}

/** A point where only one side has a value. */
function domainNote(outcomes: readonly Outcome[]): { domain?: DomainNote } {
  const found = outcomes.find(({ look }) => look === "left" || look === "right");
  if (found === undefined) return {};
  return { domain: { defined: found.look as "left" | "right", point: found.point } };
}
