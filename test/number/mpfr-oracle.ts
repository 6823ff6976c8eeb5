/**
 * @file The oracle of the floating tests: MPFR, correctly rounded, through gmp-wasm.
 *
 * Numbers go in and out as mantissa·2^exponent, exactly; nothing passes through a decimal string.
 */
import { init } from "gmp-wasm";
import type { BigFloat, Direction } from "../../src/number/bigfloat.ts";

const { binding } = await init();

/** Our name → MPFR's, for functions of one argument. */
const names: Readonly<Record<string, string>> = {
  ln: "log",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  arsinh: "asinh",
  arcosh: "acosh",
  artanh: "atanh",
};

type Unary = (result: number, argument: number, rounding: number) => number;
const unary = (name: string): Unary =>
  (binding as unknown as Record<string, Unary>)[`mpfr_${names[name] ?? name}`]!.bind(binding);

const pool = new Map<string, number>();

/** A variable of the given precision, made once per use. */
function variable(use: string, bits: number): number {
  const key = `${use} ${bits}`;
  const known = pool.get(key);
  if (known !== undefined) return known;
  const made = binding.mpfr_t();
  binding.mpfr_init2(made, bits);
  pool.set(key, made);
  return made;
}

const integer = binding.mpz_t();
binding.mpz_init(integer);

function load(x: BigFloat, use: string): number {
  const length = x.m.toString(16).length * 4;
  const target = variable(use, Math.ceil((length + 2) / 64) * 64);
  binding.mpz_set_string(integer, x.m.toString(16), 16);
  binding.mpfr_set_z_2exp(target, integer, x.e, 0);
  return target;
}

function unload(source: number): BigFloat | undefined {
  if (binding.mpfr_number_p(source) === 0) return undefined;
  if (binding.mpfr_zero_p(source) !== 0) return { m: 0n, e: 0 };
  const e = binding.mpfr_get_z_2exp(integer, source);
  const text = binding.mpz_to_string(integer, 16);
  return { m: text.startsWith("-") ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`), e };
}

const roundings: Readonly<Record<string, number>> = { "0": 0, "1": 2, "-1": 3 };

/** The functions MPFR has not: written out at thrice the precision, rounded at the end. */
const composed: Readonly<Record<string, (x: number, wide: number) => number>> = {
  sigmoid(x, wide) {
    const t = variable("t", wide);
    binding.mpfr_neg(t, x, 0);
    binding.mpfr_exp(t, t, 0);
    binding.mpfr_add_ui(t, t, 1, 0);
    binding.mpfr_ui_div(t, 1, t, 0);
    return t;
  },
  softplus(x, wide) {
    const t = variable("t", wide);
    binding.mpfr_exp(t, x, 0);
    binding.mpfr_log1p(t, t, 0);
    return t;
  },
};

/** f(x) rounded to `bits` in the given direction (0: to nearest); undefined when not finite. */
export function mpfr(
  name: string,
  x: BigFloat,
  bits: number,
  direction: Direction | 0,
): BigFloat | undefined {
  const argument = load(x, "x");
  const result = variable("result", bits);
  const rounding = roundings[String(direction)]!;
  const composition = composed[name];
  if (composition !== undefined) {
    binding.mpfr_set(result, composition(argument, 3 * bits + 400), rounding);
  } else unary(name)(result, argument, rounding);
  return unload(result);
}

/** x^y, likewise. */
export function mpfrPower(
  x: BigFloat,
  y: BigFloat,
  bits: number,
  direction: Direction | 0,
): BigFloat | undefined {
  const result = variable("result", bits);
  binding.mpfr_pow(result, load(x, "x"), load(y, "y"), roundings[String(direction)]!);
  return unload(result);
}

/** x∘y for one of MPFR's operations on two numbers. */
export function mpfrBinary(
  name: "add" | "sub" | "mul" | "div",
  x: BigFloat,
  y: BigFloat,
  bits: number,
  direction: Direction,
): BigFloat | undefined {
  const f = { add: "mpfr_add", sub: "mpfr_sub", mul: "mpfr_mul", div: "mpfr_div" }[name];
  type Binary = (r: number, a: number, b: number, rounding: number) => number;
  const result = variable("result", bits);
  const operation = (binding as unknown as Record<string, Binary>)[f]!.bind(binding);
  operation(result, load(x, "x"), load(y, "y"), roundings[String(direction)]!);
  return unload(result);
}

/** A seeded generator of numbers in [0, 1) (xorshift32). */
export function randomSource(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A random ±m·2^e with at most `length` bits and 2^(from−1) ≤ |x| < 2^to. */
export function randomFloat(
  random: () => number,
  length: number,
  from: number,
  to: number,
): BigFloat {
  const size = 1 + Math.floor(random() * length);
  let m = 1n;
  for (let i = 1; i < size; i += 1) m = 2n * m + (random() < 0.5 ? 0n : 1n);
  const leading = from + Math.floor(random() * (to - from + 1));
  return { m: random() < 0.5 ? -m : m, e: leading - size };
}
