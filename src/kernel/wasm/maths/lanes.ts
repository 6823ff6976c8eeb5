/**
 * @file Vectors of doubles or singles: the vocabulary in which the functions of this folder are
 * written, once for both, and the place into which they write their instructions.
 *
 * A function of mathematics here is an emitter: it takes trees for its arguments, puts statements
 * into a body and returns the tree of its value. So it stands inline in a loop (`sin(place, x)`),
 * or is made a function of its own (`outlined`), which the rare cases are.
 */
import type { Body, Module } from "../assembler.ts";
import {
  type Code,
  call,
  f32x4,
  f64x2,
  get,
  i32,
  i32x4,
  i64x2,
  onLane,
  op,
  set,
  shuffleLanes,
} from "../code.ts";
import type { Plain } from "../opcodes.ts";

export type Shape = "f64x2" | "f32x4";

type Binary = (a: Code, b: Code) => Code;
type Unary = (a: Code) => Code;

/** Arithmetic on the lanes of one shape. Comparisons give all ones or all zeros in a lane. */
export interface Lanes {
  readonly shape: Shape;
  readonly scalar: "f64" | "f32";
  readonly count: 2 | 4;
  /** Bytes in a lane. */
  readonly width: 8 | 4;
  /** The same number in every lane; for singles rounded. */
  readonly number: (x: number) => Code;
  /** The same bits in every lane. */
  readonly bits: (bits: bigint) => Code;
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  /** IEEE minimum and maximum: NaN if either is. */
  readonly min: Binary;
  readonly max: Binary;
  /** b < a ? b : a, and a < b ? b : a: the first where either is NaN. */
  readonly pmin: Binary;
  readonly pmax: Binary;
  readonly abs: Unary;
  readonly neg: Unary;
  readonly sqrt: Unary;
  readonly floor: Unary;
  readonly nearest: Unary;
  readonly eq: Binary;
  readonly lt: Binary;
  readonly le: Binary;
  /** Integers of the lanes' width. */
  readonly iadd: Binary;
  readonly isub: Binary;
  readonly shl: (a: Code, by: number) => Code;
  readonly shr: (a: Code, by: number) => Code;
  /** Whether a comparison held in every lane, as an i32. */
  readonly all: (mask: Code) => Code;
}

function vocabulary(shape: Shape): Lanes {
  const double = shape === "f64x2";
  const whole = double ? "i64x2" : "i32x4";
  const one = (name: string) => (a: Code) => op(`${shape}.${name}` as Plain, a);
  const two = (name: string) => (a: Code, b: Code) => op(`${shape}.${name}` as Plain, a, b);
  const wholes = (name: string) => (a: Code, b: Code) => op(`${whole}.${name}` as Plain, a, b);
  return {
    shape,
    scalar: double ? "f64" : "f32",
    count: double ? 2 : 4,
    width: double ? 8 : 4,
    number: double ? f64x2 : f32x4,
    bits: double ? i64x2 : (bits) => i32x4(Number(bits)),
    add: two("add"),
    sub: two("sub"),
    mul: two("mul"),
    div: two("div"),
    min: two("min"),
    max: two("max"),
    pmin: two("pmin"),
    pmax: two("pmax"),
    abs: one("abs"),
    neg: one("neg"),
    sqrt: one("sqrt"),
    floor: one("floor"),
    nearest: one("nearest"),
    eq: two("eq"),
    lt: two("lt"),
    le: two("le"),
    iadd: wholes("add"),
    isub: wholes("sub"),
    shl: (a, by) => op(`${whole}.shl`, a, i32(by)),
    shr: (a, by) => op(`${whole}.shr_u`, a, i32(by)),
    all: (mask) => op("i32.eq", op(`${whole}.bitmask`, mask), i32(double ? 3 : 15)),
  };
}

/** Pairs of doubles. */
export const doubles = vocabulary("f64x2");
/** Four singles. */
export const singles = vocabulary("f32x4");

export const lanesOf: Readonly<Record<Shape, Lanes>> = { f64x2: doubles, f32x4: singles };

export const and: Binary = (a, b) => op("v128.and", a, b);
export const or: Binary = (a, b) => op("v128.or", a, b);
export const xor: Binary = (a, b) => op("v128.xor", a, b);
/** a and not b. */
export const andNot: Binary = (a, b) => op("v128.andnot", a, b);
/** mask ? a : b, bit by bit. */
export const choose = (mask: Code, a: Code, b: Code): Code => op("v128.bitselect", a, b, mask);

/** Where instructions go. */
export interface Place {
  readonly module: Module;
  readonly body: Body;
  readonly lanes: Lanes;
  /** Whether all lanes hold the same, so that one call of the host does for them. */
  readonly isUniform?: boolean;
}

/** Writes a function of vectors into a place. */
export type Emitter = (place: Place, ...args: readonly Code[]) => Code;

/** The sign bit of a lane. */
export const signBit = (lanes: Lanes): Code => {
  return lanes.bits(lanes.shape === "f64x2" ? 1n << 63n : 1n << 31n);
};

/** Doubles with their last 32 bits cut off, so that products of two are exact. */
export const leading = ({ lanes }: Place, x: Code): Code => {
  return and(x, lanes.bits(0xffffffff00000000n));
};

/** |size| with the sign of `sign`, where `size` is not negative. */
export const withSign = ({ lanes }: Place, size: Code, sign: Code): Code => {
  return or(size, and(sign, signBit(lanes)));
};

/**
 * Σ_k c_k x^k, as the sum of its even part and its odd part, so that two chains run side by side.
 */
export function polynomial({ body, lanes }: Place, x: Code, coefficients: readonly number[]): Code {
  const { add, mul, number } = lanes;
  const horner = (y: Code, terms: readonly number[]): Code => {
    const last = number(terms.at(-1)!);
    return terms.slice(0, -1).reduceRight<Code>((sum, c) => add(mul(sum, y), number(c)), last);
  };
  if (coefficients.length < 4) return horner(x, coefficients);
  const square = body.let(mul(x, x), "square");
  const even = horner(
    square,
    coefficients.filter((_, k) => k % 2 === 0),
  );
  const odd = horner(
    square,
    coefficients.filter((_, k) => k % 2 === 1),
  );
  return add(even, mul(odd, x));
}

/** The function as one of the module, made when it is first wanted, called on vectors. */
export function outlined(name: string, emit: Emitter): Emitter {
  return (place, ...args) => {
    const { module, lanes } = place;
    const full = `${name}.${lanes.shape}`;
    const known = module.find(full);
    if (known !== undefined) return call(known, ...args);
    const parameters = args.map((_, k) => ["xyz"[k]!, "v128"] as const);
    const made = module.define(full, { parameters, result: "v128" }, (body) => {
      return emit({ module, body, lanes }, ...body.parameters.map(get));
    });
    return call(made, ...args);
  };
}

/** The host's function of doubles, lane by lane; once where all lanes are the same. */
export function lanewise(name: string): Emitter {
  const each = outlined(`${name}.lanewise`, (place, ...args) => {
    const { shape, count, number } = place.lanes;
    let result: Code = number(0);
    for (let k = 0; k < count; k += 1) {
      result = onLane(`${shape}.replace_lane`, k, [result, hostValue(place, name, args, k)]);
    }
    return result;
  });
  return (place, ...args) => {
    if (!place.isUniform) return each(place, ...args);
    return op(`${place.lanes.shape}.splat`, hostValue(place, name, args, 0));
  };
}

/** The host's function of lane k. */
function hostValue({ module, lanes }: Place, name: string, args: readonly Code[], k: number): Code {
  const { shape, scalar } = lanes;
  const host = module.import(
    name,
    args.map(() => "f64"),
    "f64",
  );
  const entries = args.map((arg) => {
    const entry = onLane(`${shape}.extract_lane`, k, [arg]);
    return scalar === "f64" ? entry : op("f64.promote_f32", entry);
  });
  const value = call(host, ...entries);
  return scalar === "f64" ? value : op("f32.demote_f64", value);
}

/** `fast` where a condition holds (an i32), else `rare`: the value of whichever was run. */
export function unless({ body }: Place, usual: Code, fast: () => Code, rare: () => Code): Code {
  const result = body.local("v128", "value");
  body.when(
    usual,
    () => body.push(set(result, fast())),
    () => body.push(set(result, rare())),
  );
  return get(result);
}

/** Singles as two pairs of doubles, worked on and put together again. */
export function inDoubles(
  place: Place,
  args: readonly Code[],
  emit: (inner: Place, ...args: readonly Code[]) => readonly Code[],
): Code[] {
  const { module, body } = place;
  const inner = { module, body, lanes: doubles };
  const half = (take: (x: Code) => Code) => {
    const wide = args.map((x) => body.let(op("f64x2.promote_low_f32x4", take(x)), "wide"));
    const values = emit(inner, ...wide);
    return values.map((value) => body.let(op("f32x4.demote_f64x2_zero", value), "narrow"));
  };
  const low = half((x) => x);
  const high = half((x) => shuffleLanes(x, x, [2, 3, 2, 3]));
  return low.map((value, k) => shuffleLanes(value, high[k]!, [0, 1, 4, 5]));
}
