/**
 * @file A worked problem as a row of a table, and what is asked of pengrad's solution of it:
 *
 * - no diagnostics but those the row names;
 * - the output and every entry of every gradient agree with the decimal.js oracle to 30 digits;
 * - the exact values are those that stand in the row (worked by hand);
 * - adjoint, chain and closed form have one value, and every written link has it too
 *   (links.ts reads them back from their text);
 * - kernels compiled from the same graph agree with it (`../kernel/agreement.ts`).
 */
import { describe, expect, test } from "vitest";
import { B, type Ball, X } from "../../src/number/index.ts";
import type { Solution, Value, WorkedPart } from "../../src/work/index.ts";
import { solve } from "../../src/work/index.ts";
import { evaluateAt, isValue } from "../../src/work/value.ts";
import { kernelComplaints } from "../kernel/agreement.ts";
import { readIndexForms } from "../work/index-forms.ts";
import { readLinks } from "./links.ts";
import { type D, Dec, entriesOf, type Given, givenOf, num, slope } from "./oracle.ts";

/** One problem. */
export interface Exercise {
  readonly title: string;
  readonly text: string;
  /** Values by normalised name, in the order of the oracle's parameters. */
  readonly at: Readonly<Record<string, string>>;
  /** Whether the text itself gives the values and says what to find; else both are handed in. */
  readonly given?: boolean;
  /** The part that is looked at; the last one when left out. */
  readonly part?: string;
  /** The output as a function of the inputs. */
  readonly oracle: (...inputs: never[]) => D;
  /** The output's exact value; null where it has no closed form that need be found. */
  readonly value: string | null;
  /** Exact gradients: entries by commas, rows by semicolons; null as above. */
  readonly gradients: Readonly<Record<string, string | null>>;
  /** Entries to ask for, with their exact values: `W_{2,2}`. */
  readonly entries?: Readonly<Record<string, string>>;
  readonly of?: string;
  /** Codes of diagnostics that belong to the solution. */
  readonly says?: readonly string[];
  /** A note that the solution must have: a kink's convention. No differences are taken there. */
  readonly notes?: RegExp;
}

/** A test for each problem. */
export function workAll(family: string, exercises: readonly Exercise[]): void {
  describe(family, () => {
    for (const exercise of exercises) test(exercise.title, () => work(exercise));
  });
}

/** The solution of a row. */
export function solutionOf(exercise: Exercise): Solution {
  if (exercise.given) return solve(exercise.text);
  const at = Object.entries(exercise.at).map(([name, value]) => `${name} = ${value}`);
  const wrt = [...Object.keys(exercise.gradients), ...Object.keys(exercise.entries ?? {})];
  const of = exercise.of === undefined ? {} : { of: exercise.of };
  return solve(exercise.text, { at: at.join(", "), wrt, ...of });
}

function work(exercise: Exercise): void {
  const solution = solutionOf(exercise);
  const { parts } = solution;
  const part = parts.find(({ name }) => name === exercise.part) ?? parts.at(-1)!;
  const names = Object.keys(exercise.at);
  const inputs = names.map((name): Given => givenOf(exercise.at[name]!));
  const f = exercise.oracle as unknown as (...inputs: Given[]) => D;

  expect(solution.diagnostics.map(({ code }) => code)).toEqual(exercise.says ?? []);
  const output = part.nodes.find(({ quantity }) => quantity === part.output)!;
  sameDigits(output.value, [f(...inputs)], "output");
  expect(exactText(output.value), "output").toEqual(exercise.value ?? exactText(output.value));
  for (const gradient of part.gradients) {
    const { key, value } = gradient;
    const wanted = exercise.gradients[key] ?? exercise.entries?.[key];
    if (wanted) expect(exactText(value), `d/d${key}`).toBe(wanted);
    const which = names.indexOf(gradient.quantity.key);
    if (which < 0 || exercise.entries?.[key] !== undefined || exercise.notes) continue;
    const slopes = entriesOf(inputs[which]!).map((_, place) => slope(f, inputs, which, place));
    sameDigits(value, slopes, `d/d${key}`);
  }
  expect(part.gradients.map(({ key }) => key)).toEqual([
    ...Object.keys(exercise.gradients),
    ...Object.keys(exercise.entries ?? {}),
  ]);
  if (exercise.notes !== undefined) expect(part.notes.join("\n")).toMatch(exercise.notes);
  closedFormsAgree(solution, part);
  expect(readLinks(solution, part)).toEqual([]);
  expect(readIndexForms(solution, part)).toEqual([]);
  expect(kernelComplaints(solution, part)).toEqual([]);
}

/** The exact entries: by commas, rows by semicolons; null when some entry has no closed form. */
export function exactText(value: Value | null): string | null {
  if (value === null || value.exact === null) return null;
  const { shape, entries } = value.exact;
  const texts = entries.map((x) => X.toText(x));
  const width = shape.length === 2 ? shape[1]! : Math.max(1, texts.length);
  const rows: string[] = [];
  for (let k = 0; k < texts.length; k += width) rows.push(texts.slice(k, k + width).join(", "));
  return rows.join("; ");
}

/** What is not worth a digit: the error of the differences. */
const negligible = num("1e-45");

function sameDigits(value: Value | null, wanted: readonly D[], what: string): void {
  expect(value, `${what} has a value`).not.toBeNull();
  const { ball, exact } = value!;
  expect(ball.entries.length).toBe(wanted.length);
  for (const [k, entry] of ball.entries.entries()) {
    expect(gap(entry, wanted[k]!), `${what}[${k}]`).toBe("agree");
    const x = exact?.entries[k];
    if (x !== undefined)
      expect(gap(X.toBall(x, 200)!, wanted[k]!), `exact ${what}[${k}]`).toBe("agree");
  }
}

/** "agree" when the ball and the decimal have 30 digits in common, else both of them. */
function gap(ball: Ball, wanted: D): string {
  if (wanted.abs().lt(negligible)) {
    const ends = [B.lower(ball), B.upper(ball)].map((q) => num(`${q!.n}`).div(`${q!.d}`).abs());
    return Dec.max(...ends).lt("1e-40") ? "agree" : `${B.toDoubles(ball)} for 0`;
  }
  const text = B.toDecimal(ball, 31);
  if (text === undefined) return `only ${B.accurateBits(ball)} bits of ${wanted.toPrecision(35)}`;
  const off = num(text).minus(wanted).abs();
  return off.lte(wanted.abs().times("1e-30")) ? "agree" : `${text} for ${wanted.toPrecision(35)}`;
}

/** Closed form = adjoint, exactly where both are exact and as balls in any case. */
function closedFormsAgree(solution: Solution, part: WorkedPart): void {
  const values = new Map<string, Value>();
  for (const { quantity, value } of part.nodes) {
    if (value !== null) values.set(quantity.variable.data, value);
  }
  for (const { key, closed, value, quantity } of part.gradients) {
    if (quantity.key !== key) continue;
    const found = evaluateAt(closed, values, solution.sheet.sizes);
    expect(isValue(found), `closed form of d/d${key}`).toBe(true);
    const worked = part.nodes.find((node) => node.quantity === quantity)!.adjoint?.value ?? null;
    for (const other of [value, worked]) {
      if (other === null || !isValue(found)) continue;
      if (found.exact !== null && other.exact !== null)
        expect(exactText(found)).toBe(exactText(other));
      const overlap = found.ball.entries.map((x, k) => B.overlaps(x, other.ball.entries[k]!));
      expect(overlap, `d/d${key}`).not.toContain(false);
    }
  }
}
