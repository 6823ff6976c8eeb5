/**
 * @file The vectorised functions against enclosures of many bits: tens of thousands of points,
 * with errors in units in the last place, and the edges of the formats.
 */
import { expect, test } from "vitest";
import { erfcDouble, erfDouble } from "../../../src/expression/operations/erf.ts";
import { realPower } from "../../../src/expression/operations/power.ts";
import { acos, asin, atan } from "../../../src/kernel/wasm/maths/arcs.ts";
import { cos, sin, sinCos, tan } from "../../../src/kernel/wasm/maths/circular.ts";
import { erf, erfc } from "../../../src/kernel/wasm/maths/error.ts";
import {
  cosh,
  exp,
  expm1,
  sigmoid,
  sinh,
  tanh,
} from "../../../src/kernel/wasm/maths/exponential.ts";
import type { Emitter, Shape } from "../../../src/kernel/wasm/maths/lanes.ts";
import { acosh, asinh, atanh, log, log1p } from "../../../src/kernel/wasm/maths/logarithm.ts";
import { power } from "../../../src/kernel/wasm/maths/power.ts";
import { B, type Ball } from "../../../src/number/index.ts";
import { vectorised } from "./apply.ts";
import { unitsOff } from "./units.ts";

let state = 1;
/** A number in (0, 1), the next of one sequence. */
function chance(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state + 0.5) / 2 ** 32;
}
const between = (low: number, high: number) => () => low + (high - low) * chance();
/** ± 2^e with e in a range; without the minus for `positive`. */
const size = (low: number, high: number, positive = false) => {
  return () => (positive || chance() < 0.5 ? 1 : -1) * 2 ** between(low, high)();
};
/** Doubles next to multiples of π/2. */
const turn = () => Math.round(between(-6e5, 6e5)()) * (Math.PI / 2);

const one = B.fromInteger(1n);
const known = (name: string) => (x: Ball) => B.functions[name]!(x, 120)!;
const expAt = (x: Ball, bits: number) => B.functions["exp"]!(x, bits)!;
const halved = (x: Ball) => B.scale(x, -1);
const exactTanh = (x: Ball) => {
  const e = expAt(B.scale(x, 1), 1200);
  return B.divide(B.subtract(e, one, 1200), B.add(e, one, 1200), 120)!;
};
const exactSigmoid = (x: Ball) => B.divide(one, B.add(one, expAt(B.negate(x), 1500), 1500), 120)!;
const erfAt = (x: Ball, bits: number) => B.functions["erf"]!(x, bits)!;
/** 1 − erf x cancels by x² log₂ e bits, 1131 at 28. */
const exactErfc = (x: Ball) => B.subtract(one, erfAt(x, 1300), 120);

type Points = readonly (() => number)[];
interface Row {
  readonly emit: Emitter;
  readonly exact: (x: Ball) => Ball;
  readonly units: Readonly<Record<Shape, number>>;
  readonly f64x2: Points;
  readonly f32x4: Points;
}

/** What the file of each function states. */
const rows: Readonly<Record<string, Row>> = {
  exp: {
    emit: exp,
    exact: known("exp"),
    units: { f64x2: 1.2, f32x4: 1.3 },
    f64x2: [between(-1, 1), between(-750, 715), size(-60, 0)],
    f32x4: [between(-1, 1), between(-105, 90), size(-30, 0)],
  },
  expm1: {
    emit: expm1,
    exact: (x) => B.subtract(expAt(x, 1200), one, 120),
    units: { f64x2: 2, f32x4: 2 },
    f64x2: [between(-1, 1), between(-50, 715), size(-300, 0)],
    f32x4: [between(-1, 1), between(-20, 90), size(-100, 0)],
  },
  tanh: {
    emit: tanh,
    exact: exactTanh,
    units: { f64x2: 3, f32x4: 3 },
    f64x2: [between(-1, 1), between(-30, 30), size(-300, 0)],
    f32x4: [between(-1, 1), between(-20, 20), size(-100, 0)],
  },
  sigmoid: {
    emit: sigmoid,
    exact: exactSigmoid,
    units: { f64x2: 2, f32x4: 2 },
    f64x2: [between(-1, 1), between(-750, 750), size(-60, 0)],
    f32x4: [between(-1, 1), between(-105, 90), size(-30, 0)],
  },
  log: {
    emit: log,
    exact: known("ln"),
    units: { f64x2: 1, f32x4: 1 },
    f64x2: [between(0.5, 2), size(-1074, 1024, true), () => 1 + size(-52, -1)()],
    f32x4: [between(0.5, 2), size(-149, 128, true), () => 1 + size(-23, -1)()],
  },
  log1p: {
    emit: log1p,
    exact: (x) => known("ln")(B.add(one, x, 1500)),
    units: { f64x2: 1, f32x4: 1 },
    f64x2: [between(-0.9, 2), size(-1000, 1000, true), size(-1000, -1)],
    f32x4: [between(-0.9, 2), size(-140, 120, true), size(-140, -1)],
  },
  sin: {
    emit: sin,
    exact: known("sin"),
    units: { f64x2: 1.5, f32x4: 0.6 },
    f64x2: [between(-7, 7), size(-1000, 60), between(-1e6, 1e6), turn],
    f32x4: [between(-7, 7), size(-100, 60), between(-1e6, 1e6), turn],
  },
  cos: {
    emit: cos,
    exact: known("cos"),
    units: { f64x2: 1.5, f32x4: 0.6 },
    f64x2: [between(-7, 7), size(-1000, 60), between(-1e6, 1e6), turn],
    f32x4: [between(-7, 7), size(-100, 60), between(-1e6, 1e6), turn],
  },
  tan: {
    emit: tan,
    exact: (x) => B.divide(known("sin")(x), known("cos")(x), 120)!,
    units: { f64x2: 3.5, f32x4: 1.8 },
    f64x2: [between(-7, 7), size(-1000, 60), between(-1e6, 1e6), turn],
    f32x4: [between(-7, 7), size(-100, 60), between(-1e6, 1e6), turn],
  },
  atan: {
    emit: atan,
    exact: known("arctan"),
    units: { f64x2: 1, f32x4: 0.6 },
    f64x2: [between(-3, 3), size(-1000, 100), between(-1e3, 1e3)],
    f32x4: [between(-3, 3), size(-100, 60), between(-1e3, 1e3)],
  },
  asin: {
    emit: asin,
    exact: known("arcsin"),
    units: { f64x2: 3, f32x4: 0.6 },
    f64x2: [between(-1, 1), size(-1000, -1), () => 1 - size(-52, -1, true)()],
    f32x4: [between(-1, 1), size(-100, -1), () => 1 - size(-24, -1, true)()],
  },
  acos: {
    emit: acos,
    exact: known("arccos"),
    units: { f64x2: 3, f32x4: 0.6 },
    f64x2: [between(-1, 1), size(-60, -1), () => 1 - size(-52, -1, true)()],
    f32x4: [between(-1, 1), size(-60, -1), () => 1 - size(-24, -1, true)()],
  },
  sinh: {
    emit: sinh,
    exact: (x) => halved(B.subtract(expAt(x, 2200), expAt(B.negate(x), 2200), 120)),
    units: { f64x2: 3, f32x4: 3 },
    f64x2: [between(-2, 2), between(-710.4, 710.4), size(-300, 0)],
    f32x4: [between(-2, 2), between(-89.3, 89.3), size(-100, 0)],
  },
  cosh: {
    emit: cosh,
    exact: (x) => halved(B.add(expAt(x, 120), expAt(B.negate(x), 120), 120)),
    units: { f64x2: 2, f32x4: 2 },
    f64x2: [between(-2, 2), between(-710.4, 710.4), size(-300, 0)],
    f32x4: [between(-2, 2), between(-89.3, 89.3), size(-100, 0)],
  },
  asinh: {
    emit: asinh,
    exact: known("arsinh"),
    units: { f64x2: 4, f32x4: 4 },
    f64x2: [between(-3, 3), size(-300, 1020), size(-3, 30)],
    f32x4: [between(-3, 3), size(-100, 126), size(-3, 16)],
  },
  acosh: {
    emit: acosh,
    exact: known("arcosh"),
    units: { f64x2: 4, f32x4: 4 },
    f64x2: [between(1, 3), size(0, 1020, true), () => 1 + size(-51, 0, true)()],
    f32x4: [between(1, 3), size(0, 126, true), () => 1 + size(-22, 0, true)()],
  },
  atanh: {
    emit: atanh,
    exact: known("artanh"),
    units: { f64x2: 3, f32x4: 3 },
    f64x2: [between(-1, 1), size(-1000, -1), () => 1 - size(-52, -1, true)()],
    f32x4: [between(-1, 1), size(-100, -1), () => 1 - size(-24, -1, true)()],
  },
  erf: {
    emit: erf,
    exact: known("erf"),
    units: { f64x2: 1.75, f32x4: 0.6 },
    f64x2: [between(-1, 1), between(0.7, 0.85), between(-6.5, 6.5), size(-1074, 1023)],
    f32x4: [between(-1, 1), between(0.7, 0.85), between(-4.5, 4.5), size(-149, 127)],
  },
  erfc: {
    emit: erfc,
    exact: exactErfc,
    units: { f64x2: 3.5, f32x4: 0.6 },
    f64x2: [between(-7, 7), between(0.2, 1.1), between(0.9, 28.5), size(-1074, 4)],
    f32x4: [between(-7, 7), between(0.2, 1.1), between(0.9, 11.5), size(-149, 4)],
  },
};

const each = 1500;
const shapes: readonly Shape[] = ["f64x2", "f32x4"];
const bitsOf = { f64x2: 53, f32x4: 24 } as const;
const rounding = { f64x2: (x: number) => x, f32x4: Math.fround };

test.each(Object.keys(rows).flatMap((name) => shapes.map((shape) => [name, shape] as const)))(
  "%s in %s is as near as its file states",
  (name, shape) => {
    const row = rows[name]!;
    const points = row[shape].flatMap((draw) => Array.from({ length: each }, draw));
    const xs = points.map(rounding[shape]);
    const ys = vectorised(row.emit, shape)(xs);
    let worst = { units: 0, x: 0 };
    for (const [i, x] of xs.entries()) {
      const units = unitsOff(ys[i]!, row.exact(B.fromDouble(x)!), bitsOf[shape]);
      if (!(units <= worst.units)) worst = { units, x };
    }
    expect(worst.units, `at ${worst.x}`).toBeLessThanOrEqual(row.units[shape]);
  },
);

test("sine and cosine together are what they are alone", () => {
  const xs = [0, -0, 1, -2, 4, 1e5, 3e6, Math.PI, Number.NaN];
  for (const shape of shapes) {
    const both = (name: "sin" | "cos") => vectorised((p, x) => sinCos(p, x!)[name], shape)(xs);
    expect(both("sin")).toEqual(vectorised(sin, shape)(xs));
    expect(both("cos")).toEqual(vectorised(cos, shape)(xs));
  }
});

const edges = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  5e-324,
  -5e-324,
  1e-310,
  2 ** -1022,
  1e-40,
  -1e-40,
  2 ** -149,
  1.7e308,
  -1.7e308,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  88.72283,
  88.7229,
  -103.97,
  -104,
  3e38,
  Infinity,
  -Infinity,
  NaN,
];

const {
  exp: e,
  expm1: e1,
  tanh: th,
  log: ln,
  log1p: ln1,
  sin: sine,
  cos: cosine,
  tan: tangent,
  atan: arc,
} = Math;
const ofMath: Readonly<Record<string, (x: number) => number>> = {
  ...{ exp: e, expm1: e1, tanh: th, log: ln, log1p: ln1, sin: sine, cos: cosine },
  sigmoid: (x) => (x < 0 ? e(x) / (1 + e(x)) : 1 / (1 + e(-x))),
  tan: tangent,
  atan: arc,
  ...{ asin: Math.asin, acos: Math.acos, sinh: Math.sinh, cosh: Math.cosh },
  ...{ erf: erfDouble, erfc: erfcDouble },
  ...{ asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh },
};

/** Whether two numbers are the same special value, or near each other. */
function agree(a: number, b: number, shape: Shape, slack = 1): boolean {
  if (Object.is(a, b)) return true;
  const relative = slack * (shape === "f64x2" ? 1e-15 : 3e-7);
  const least = shape === "f64x2" ? 5e-324 : 2 ** -149;
  return (
    Math.sign(a) === Math.sign(b) && Math.abs(a - b) <= Math.max(relative * Math.abs(b), least)
  );
}

test.each(Object.keys(rows))("%s at the edges", (name) => {
  for (const shape of shapes) {
    const round = rounding[shape];
    const xs = edges.map(round);
    const ys = vectorised(rows[name]!.emit, shape)(xs);
    const wanted = xs.map((x) => round(ofMath[name]!(x)));
    const wrong = xs.filter((_, i) => !agree(ys[i]!, wanted[i]!, shape));
    expect(wrong.join("; "), shape).toBe("");
  }
});

const log2Limit = { f64x2: 700, f32x4: 85 };

test.each(shapes)("power in %s is within 1 unit", (shape) => {
  const limit = log2Limit[shape];
  const far = shape === "f64x2" ? 1000 : 120;
  const toLimit = (a: number) => [a, between(-limit, limit)() / Math.log(a)];
  const draws: readonly (() => number[])[] = [
    () => [between(0.01, 10)(), between(-5, 5)()],
    () => toLimit(size(-far, far, true)()),
    () => toLimit(1 + size(-20, -1)()),
    () => [-between(0.1, 9)(), Math.round(between(-30, 30)())],
  ];
  const pairs = draws.flatMap((draw) => Array.from({ length: each }, draw));
  const [as, bs] = [0, 1].map((k) => pairs.map((pair) => rounding[shape](pair[k]!)));
  const ys = vectorised(power, shape, 2)(as!, bs!);
  let worst = { units: 0, at: [0, 0] };
  for (const [i, a] of as!.entries()) {
    const b = bs![i]!;
    const exact = B.power(B.fromDouble(Math.abs(a))!, B.fromDouble(b)!, 120)!;
    const signed = a < 0 && b % 2 !== 0 ? B.negate(exact) : exact;
    const units = unitsOff(ys[i]!, signed, bitsOf[shape]);
    if (!(units <= worst.units)) worst = { units, at: [a, b] };
  }
  expect(worst.units, `at ${worst.at}`).toBeLessThanOrEqual(1);
});

test("power at the edges is the real power of the table of operations", () => {
  const exponents = [...edges, 1 / 3, 2 / 3, -1 / 5, 2, 3, -3, 2 ** 53, 1e300];
  for (const shape of shapes) {
    const round = rounding[shape];
    const pairs = [...edges, -8, 27].flatMap((a) => exponents.map((b) => [round(a), round(b)]));
    const [as, bs] = [0, 1].map((k) => pairs.map((pair) => pair[k]!));
    const ys = vectorised(power, shape, 2)(as!, bs!);
    // Math.pow itself is off by some units
    const wanted = pairs.map(([a, b]) => round(realPower(a!, b!)));
    const wrong = pairs.filter((_, i) => !agree(ys[i]!, wanted[i]!, shape, 16));
    expect(wrong.join("; "), shape).toBe("");
  }
});
