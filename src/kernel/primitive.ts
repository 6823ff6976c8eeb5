/**
 * @file The primitives of the kernels: the functions of numbers that every back end knows. A page
 * of the table of operations is lowered to these (`recipes.ts`), so a back end needs no page.
 *
 * A primitive says how it is written in JavaScript and what it is worth in doubles. What is not
 * finite is NaN or ±∞ here, as IEEE 754 has it, where the exact pass has no value.
 */
import { erfcDouble, erfDouble, realPower } from "../expression/index.ts";

export interface Primitive {
  readonly arity: number;
  /** Its value in doubles. */
  readonly value: (...args: number[]) => number;
  /** Its JavaScript, over operands that are names or numbers; a call of `value` when left out. */
  readonly script?: (a: string, b: string, c: string) => string;
  /** Whether the order of the two operands does not matter. */
  readonly commutes?: true;
}

/** A function of Math. */
const ofMath = (name: keyof Math & string, arity = 1): Primitive => ({
  arity,
  value: Math[name] as (...args: number[]) => number,
  script: (a, b) => `Math.${name}(${arity === 1 ? a : `${a}, ${b}`})`,
});

/** An arithmetic sign between two operands. */
const between = (
  sign: string,
  value: (a: number, b: number) => number,
  commutes?: true,
): Primitive => ({
  arity: 2,
  value: value as Primitive["value"],
  script: (a, b) => `${a} ${sign} ${b}`,
  ...(commutes ? { commutes } : {}),
});

/** An Iverson bracket. */
const bracket = (sign: string, value: (a: number, b: number) => boolean): Primitive => ({
  arity: 2,
  value: (a, b) => (value(a!, b!) ? 1 : 0),
  script: (a, b) => `${a} ${sign} ${b} ? 1 : 0`,
});

const table = {
  add: between("+", (a, b) => a + b, true),
  subtract: between("-", (a, b) => a - b),
  multiply: between("*", (a, b) => a * b, true),
  divide: between("/", (a, b) => a / b),
  negate: { arity: 1, value: (a: number) => -a, script: (a: string) => `-${a}` },
  min: { ...ofMath("min", 2), commutes: true },
  max: { ...ofMath("max", 2), commutes: true },
  abs: ofMath("abs"),
  sign: ofMath("sign"),
  floor: ofMath("floor"),
  sqrt: ofMath("sqrt"),
  cbrt: ofMath("cbrt"),
  exp: ofMath("exp"),
  expm1: ofMath("expm1"),
  log: ofMath("log"),
  log1p: ofMath("log1p"),
  log2: ofMath("log2"),
  log10: ofMath("log10"),
  sin: ofMath("sin"),
  cos: ofMath("cos"),
  tan: ofMath("tan"),
  asin: ofMath("asin"),
  acos: ofMath("acos"),
  atan: ofMath("atan"),
  sinh: ofMath("sinh"),
  cosh: ofMath("cosh"),
  tanh: ofMath("tanh"),
  asinh: ofMath("asinh"),
  acosh: ofMath("acosh"),
  atanh: ofMath("atanh"),
  erf: { arity: 1, value: erfDouble },
  erfc: { arity: 1, value: erfcDouble },
  /** 1/(1 + e^{−x}): where e^{−x} overflows the quotient is 0, as it should be. */
  sigmoid: {
    arity: 1,
    value: (x: number) => 1 / (1 + Math.exp(-x)),
    script: (x: string) => `1 / (1 + Math.exp(-${x}))`,
  },
  /** a^b with the odd roots of negative bases (`expression/operations/power.ts`). */
  power: {
    arity: 2,
    value: realPower,
    script: (a: string, b: string) => `${a} > 0 ? ${a} ** ${b} : realPower(${a}, ${b})`,
  },
  /** a^b where ln a is known: e^{b ln a} for a > 0. Off by (1 + |b ln a|)/2 units, no more. */
  powerByLog: {
    arity: 3,
    value: (a: number, b: number, l: number) => (a > 0 ? Math.exp(b * l) : realPower(a, b)),
    script: (a: string, b: string, l: string) =>
      `${a} > 0 ? Math.exp(${b} * ${l}) : realPower(${a}, ${b})`,
  },
  /** p/a for p = a^{b + 1}, which is a^b where a > 0: operands a, b, p. */
  powerBelow: {
    arity: 3,
    value: (a: number, b: number, p: number) => (a > 0 ? p / a : realPower(a, b)),
    script: (a: string, b: string, p: string) => `${a} > 0 ? ${p} / ${a} : realPower(${a}, ${b})`,
  },
  less: bracket("<", (a, b) => a < b),
  lessequal: bracket("<=", (a, b) => a <= b),
  equal: { ...bracket("===", (a, b) => a === b), commutes: true },
  /** a where the condition is not 0, else b. */
  select: {
    arity: 3,
    value: (c: number, a: number, b: number) => (c === 0 ? b : a),
    script: (c: string, a: string, b: string) => `${c} === 0 ? ${b} : ${a}`,
  },
} satisfies Record<string, Primitive>;

export type PrimitiveName = keyof typeof table;

/** Every primitive by its name. */
export const primitives: Readonly<Record<PrimitiveName, Primitive>> = table;
