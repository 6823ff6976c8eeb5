/**
 * @file The primitives of the kernels in lanes: what WebAssembly has as an instruction, what
 * `maths/` has vectorised, and lane by lane the host's function for the rest. The results are
 * those of `primitive.ts` to the errors that the files of `maths/` state.
 */
import { type PrimitiveName, primitives } from "../primitive.ts";
import type { Code } from "./code.ts";
import { acos, asin, atan } from "./maths/arcs.ts";
import { cos, sin, tan } from "./maths/circular.ts";
import { erf, erfc } from "./maths/error.ts";
import { cosh, exp, expm1, sigmoid, sinh, tanh } from "./maths/exponential.ts";
import {
  and,
  choose,
  type Emitter,
  type Lanes,
  lanewise,
  outlined,
  type Place,
  unless,
  withSign,
} from "./maths/lanes.ts";
import { acosh, asinh, atanh, log, log1p } from "./maths/logarithm.ts";
import { power } from "./maths/power.ts";

/** Written with instructions of the lanes alone. */
const direct = (write: (lanes: Lanes, a: Code, b: Code) => Code): Emitter => {
  return ({ lanes }, a, b) => write(lanes, a!, b!);
};

/** 1 where a comparison holds. */
const bracket = (name: "lt" | "le" | "eq"): Emitter => {
  return direct((lanes, a, b) => and(lanes[name](a, b), lanes.number(1)));
};

/** `fast` where every a > 0, else the host's function. */
const forPositive = (name: PrimitiveName, fast: Emitter): Emitter => {
  return (place, ...args) => {
    const { all, lt, number } = place.lanes;
    const shared = args.map((arg) => place.body.shared(arg));
    const usual = all(lt(number(0), shared[0]!));
    return unless(
      place,
      usual,
      () => fast(place, ...shared),
      () => {
        return lanewise(name)(place, ...shared);
      },
    );
  };
};

interface Row {
  readonly emit: Emitter;
  /** About how many instructions it takes. */
  readonly cost: number;
  /** Long code, which is a function of its own where it does not matter. */
  readonly isLong?: true;
}

const row = (emit: Emitter, cost = 1): Row => ({ emit, cost });
const long = (emit: Emitter, cost: number): Row => ({ emit, cost, isLong: true });

const table: Readonly<Partial<Record<PrimitiveName, Row>>> = {
  add: row(direct(({ add }, a, b) => add(a, b))),
  subtract: row(direct(({ sub }, a, b) => sub(a, b))),
  multiply: row(direct(({ mul }, a, b) => mul(a, b))),
  divide: row(
    direct(({ div }, a, b) => div(a, b)),
    4,
  ),
  negate: row(direct(({ neg }, a) => neg(a))),
  min: row(
    direct(({ min }, a, b) => min(a, b)),
    3,
  ),
  max: row(
    direct(({ max }, a, b) => max(a, b)),
    3,
  ),
  abs: row(direct(({ abs }, a) => abs(a))),
  floor: row(direct(({ floor }, a) => floor(a))),
  sqrt: row(
    direct(({ sqrt }, a) => sqrt(a)),
    5,
  ),
  sign: row((place, a) => {
    const { lt, abs, number } = place.lanes;
    const own = place.body.shared(a!);
    // 0, −0 and NaN are their own signs
    return choose(lt(number(0), abs(own)), withSign(place, number(1), own), own);
  }, 5),
  exp: long(exp, 25),
  expm1: long(expm1, 28),
  log: long(log, 35),
  log1p: long(log1p, 40),
  sin: long(sin, 45),
  cos: long(cos, 45),
  tan: long(tan, 75),
  atan: long(atan, 50),
  asin: long(asin, 65),
  acos: long(acos, 65),
  sinh: long(sinh, 60),
  cosh: long(cosh, 32),
  tanh: long(tanh, 35),
  asinh: long(asinh, 95),
  acosh: long(acosh, 95),
  atanh: long(atanh, 50),
  erf: long(erf, 100),
  erfc: long(erfc, 105),
  sigmoid: long(sigmoid, 32),
  power: long(power, 130),
  powerByLog: long(
    forPositive("powerByLog", (place, _, b, l) => {
      return exp(place, place.body.let(place.lanes.mul(b!, l!)));
    }),
    30,
  ),
  powerBelow: row(
    forPositive("powerBelow", ({ lanes }, a, _, p) => lanes.div(p!, a!)),
    6,
  ),
  less: row(bracket("lt"), 2),
  lessequal: row(bracket("le"), 2),
  equal: row(bracket("eq"), 2),
  select: row(({ lanes }, c, a, b) => choose(lanes.eq(c!, lanes.number(0)), b!, a!), 2),
};

/** About how many instructions a primitive takes in all lanes together. */
export function costOf(name: PrimitiveName, lanes: Lanes, isUniform: boolean): number {
  return table[name]?.cost ?? (isUniform ? 40 : 40 * lanes.count);
}

/** The value of a primitive. */
export function emitPrimitive(place: Place, name: PrimitiveName, args: readonly Code[]): Code {
  const found = table[name];
  if (found === undefined) return lanewise(name)(place, ...args);
  if (found.isLong && place.isUniform) return outlined(name, found.emit)(place, ...args);
  return found.emit(place, ...args);
}

/** What modules import: every primitive as a function of doubles. */
export const hostFunctions: Readonly<Record<string, (...values: number[]) => number>> =
  Object.fromEntries(Object.entries(primitives).map(([name, { value }]) => [name, value]));
