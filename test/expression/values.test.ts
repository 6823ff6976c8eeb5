/**
 * Every elementwise operation at sample points, in all four fields, against MPFR: enclosures
 * hold the oracle's value and are tight, exact values agree, doubles are good to a few ulps.
 */
import { init } from "gmp-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  ballField,
  evaluate,
  evaluateScalar,
  exactField,
  floatField,
  intervalField,
  operations,
} from "../../src/expression/index.ts";
import { Q, type Rational, X } from "../../src/number/index.ts";
import { apply, elementwise, inputs, lower, point, upper } from "./points.ts";
import { type Float, type Sample, samples, structuralNames } from "./samples.ts";

const digits = 60;
let mpfr: { readonly Float: (x: string | number) => Float; readonly Pi: () => Float };
beforeAll(async () => {
  mpfr = (await init()).getContext({ precisionBits: 300 }) as unknown as typeof mpfr;
});

function float({ n, d }: Rational): Float {
  return mpfr.Float(`${n}`).div(mpfr.Float(`${d}`));
}

/** The oracle's value, good to 60 digits. */
function oracle(sample: Sample, at: readonly Rational[]): Rational {
  const [a, b, c] = [0, 1, 2].map((k) => float(at[k] ?? Q.zero)) as [Float, Float, Float];
  const constants = { zero: mpfr.Float(0), one: mpfr.Float(1), two: mpfr.Float(2), pi: mpfr.Pi() };
  const text = sample.oracle!({ a, b, c, ...constants }).toFixed(digits + 20);
  return Q.fromDecimal(text)!;
}

const rows = Object.entries(samples).filter(([, sample]) => sample.oracle !== null);
const within = (low: Rational, x: Rational, high: Rational, slack: Rational) =>
  Q.compare(Q.subtract(low, slack), x) <= 0 && Q.compare(x, Q.add(high, slack)) <= 0;
const tiny = Q.power(Q.fromInteger(10), -digits)!;

test("every operation of the table is tried here or with the tensors", () => {
  const tried = [...Object.keys(samples), ...structuralNames].sort();
  expect(tried).toEqual(Object.keys(operations).sort());
  for (const [, { inside }] of rows) expect(inside.length).toBeGreaterThanOrEqual(5);
});

describe.each(rows)("%s", (name, sample) => {
  const key = name as keyof typeof samples;
  test.each(sample.inside)("at %s", (text) => {
    const at = point(text);
    const { node } = apply(key, at);
    const expected = oracle(sample, at);

    const ball = evaluateScalar(node, ballField(160), inputs(ballField(160), at))!;
    expect(ball, "ball").toBeDefined();
    expect(within(lower(ball), expected, upper(ball), tiny), "ball holds the value").toBe(true);
    const width = Q.subtract(upper(ball), lower(ball));
    const most = Q.multiply(Q.power(Q.fromInteger(2), -130)!, Q.add(Q.absolute(expected), Q.one));
    expect(Q.compare(width, most), "ball is tight").toBeLessThanOrEqual(0);

    const interval = evaluateScalar(node, intervalField, inputs(intervalField, at))!;
    expect(interval, "interval").toBeDefined();
    const [lo, hi] = [Q.fromDouble(interval.lo)!, Q.fromDouble(interval.hi)!];
    expect(within(lo, expected, hi, tiny), "interval holds the value").toBe(true);
    expect(interval.hi - interval.lo).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(interval.hi)));

    const exact = evaluateScalar(node, exactField, inputs(exactField, at));
    if (exact !== undefined) {
      const around = X.toBall(exact, 160)!;
      expect(within(lower(around), expected, upper(around), tiny), "exact").toBe(true);
    } else expect(key === "power" || key === "log" || key === "gelu").toBe(true);

    // doubles: the inputs themselves are rounded, hence the condition number in the bound
    const double = evaluateScalar(node, floatField, inputs(floatField, at))!;
    const nearest = Q.toDouble(expected);
    expect(Math.abs(double - nearest)).toBeLessThanOrEqual(
      4e-15 * Math.max(Math.abs(nearest), 1e-3),
    );
  });
});

describe.each(Object.entries(samples).filter(([, { outside }]) => outside !== undefined))(
  "%s outside its domain",
  (name, { outside }) => {
    test.each(outside!)("at %s", (text) => {
      const at = point(text);
      const { node } = apply(name as keyof typeof samples, at);
      for (const field of [floatField, intervalField, ballField(100), exactField]) {
        const tensors = new Map(
          [...inputs<unknown>(field as never, at)].map(([k, v]) => [
            k,
            { shape: [], entries: [v] },
          ]),
        );
        const { values, undefinedAt } = evaluate([node], field as never, tensors as never);
        expect(values.get(node), field.name).toBeUndefined();
        expect(undefinedAt, field.name).toEqual({ node, reason: "outside its domain" });
      }
    });
  },
);

test("the stated domains hold at every sample inside", () => {
  for (const [name, { inside }] of Object.entries(samples)) {
    const { domain } = elementwise(name);
    if (domain.kind === "everywhere") continue;
    for (const text of inside) {
      const at = point(text);
      const { arena, args } = apply(name as keyof typeof samples, at);
      for (const { node, sign } of domain.conditions(args, arena)) {
        const x = evaluateScalar(node, floatField, inputs(floatField, at))!;
        const holds = sign === "!=0" ? x !== 0 : sign === ">0" ? x > 0 : x >= 0;
        expect(holds, `${name} at ${text}`).toBe(true);
      }
    }
  }
});
