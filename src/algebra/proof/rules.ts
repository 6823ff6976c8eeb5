/**
 * @file The rules by which an operation is written with simpler ones. Each is an identity that
 * holds wherever its left side is defined over the reals (there the right side is defined, too);
 * `instead` shows what goes wrong when the side condition that is easily forgotten is dropped.
 * The tests try every rule, and every `instead`, with numbers.
 *
 * Source: DLMF, chapter 4 (4.14, 4.23, 4.28, 4.37); NIST Handbook, 2010.
 */

import type { Arena, Node, OperationName } from "../../expression/index.ts";
import { determinantOf } from "./determinant.ts";

/** A rule that rewrites one operation. */
export interface Rewriting {
  /** Its name in a proof. */
  readonly name: string;
  /** The identity as a reader writes it. */
  readonly identity: string;
  /** A tempting neighbour that is false, with a point where it fails. */
  readonly instead?: { readonly claim: readonly [string, string]; readonly at: string };
  /** The right side for the arguments of the left; undefined where the rule does not apply. */
  readonly right: (args: readonly Node[], arena: Arena, node: Node) => Node | undefined;
}

const two = (arena: Arena) => arena.integer(2);
const one = (arena: Arena) => arena.integer(1);
const half = (arena: Arena) => arena.divide(one(arena), two(arena));
const square = (arena: Arena, u: Node) => arena.power(u, two(arena));
const root = (arena: Arena, u: Node) => arena.power(u, half(arena));
const over = (arena: Arena, u: Node) => arena.divide(one(arena), u);
const halfPi = (arena: Arena) => arena.divide(arena.pi(), two(arena));

/** [u > 0] and [u < 0]. */
const isAbove = (arena: Arena, u: Node) => arena.apply("less", arena.integer(0), u);
const isBelow = (arena: Arena, u: Node) => arena.apply("less", u, arena.integer(0));

export const rewritings: { readonly [K in OperationName]?: Rewriting } = {
  tan: {
    name: "tangent",
    identity: "tan u = sin u / cos u",
    right: ([u], arena) => arena.divide(arena.apply("sin", u!), arena.apply("cos", u!)),
  },
  cot: {
    name: "cotangent",
    identity: "cot u = cos u / sin u",
    right: ([u], arena) => arena.divide(arena.apply("cos", u!), arena.apply("sin", u!)),
  },
  sec: {
    name: "secant",
    identity: "sec u = 1 / cos u",
    right: ([u], arena) => over(arena, arena.apply("cos", u!)),
  },
  csc: {
    name: "cosecant",
    identity: "csc u = 1 / sin u",
    right: ([u], arena) => over(arena, arena.apply("sin", u!)),
  },
  sinh: {
    name: "hyperbolic sine",
    identity: "sinh u = (e^u - e^(-u)) / 2",
    right: ([u], arena) => {
      const [up, down] = [arena.apply("exp", u!), arena.apply("exp", arena.negate(u!))];
      return arena.divide(arena.subtract(up, down), two(arena));
    },
  },
  cosh: {
    name: "hyperbolic cosine",
    identity: "cosh u = (e^u + e^(-u)) / 2",
    right: ([u], arena) => {
      const [up, down] = [arena.apply("exp", u!), arena.apply("exp", arena.negate(u!))];
      return arena.divide(arena.add(up, down), two(arena));
    },
  },
  tanh: {
    name: "hyperbolic tangent",
    identity: "tanh u = (e^(2u) - 1) / (e^(2u) + 1)",
    right: ([u], arena) => {
      const e = arena.apply("exp", arena.multiply(two(arena), u!));
      return arena.divide(arena.subtract(e, one(arena)), arena.add(e, one(arena)));
    },
  },
  coth: {
    name: "hyperbolic cotangent",
    identity: "coth u = (e^(2u) + 1) / (e^(2u) - 1)",
    right: ([u], arena) => {
      const e = arena.apply("exp", arena.multiply(two(arena), u!));
      return arena.divide(arena.add(e, one(arena)), arena.subtract(e, one(arena)));
    },
  },
  sech: {
    name: "hyperbolic secant",
    identity: "sech u = 1 / cosh u",
    right: ([u], arena) => over(arena, arena.apply("cosh", u!)),
  },
  csch: {
    name: "hyperbolic cosecant",
    identity: "csch u = 1 / sinh u",
    right: ([u], arena) => over(arena, arena.apply("sinh", u!)),
  },
  arccos: {
    name: "arccosine",
    identity: "arccos u = pi/2 - arcsin u",
    right: ([u], arena) => arena.subtract(halfPi(arena), arena.apply("arcsin", u!)),
  },
  arccot: {
    name: "arccotangent",
    identity: "arccot u = pi/2 - arctan u",
    instead: { claim: ["arccot(x)", "arctan(1/x)"], at: "x = -1" },
    right: ([u], arena) => arena.subtract(halfPi(arena), arena.apply("arctan", u!)),
  },
  arcsec: {
    name: "arcsecant",
    identity: "arcsec u = arccos(1/u)",
    right: ([u], arena) => arena.apply("arccos", over(arena, u!)),
  },
  arccsc: {
    name: "arccosecant",
    identity: "arccsc u = arcsin(1/u)",
    right: ([u], arena) => arena.apply("arcsin", over(arena, u!)),
  },
  arsinh: {
    name: "inverse hyperbolic sine",
    identity: "arsinh u = ln(u + sqrt(u^2 + 1))",
    right: ([u], arena) => {
      const r = root(arena, arena.add(square(arena, u!), one(arena)));
      return arena.apply("ln", arena.add(u!, r));
    },
  },
  arcosh: {
    name: "inverse hyperbolic cosine",
    identity: "arcosh u = ln(u + sqrt(u^2 - 1))",
    right: ([u], arena) => {
      const r = root(arena, arena.subtract(square(arena, u!), one(arena)));
      return arena.apply("ln", arena.add(u!, r));
    },
  },
  artanh: {
    name: "inverse hyperbolic tangent",
    identity: "artanh u = (ln(1 + u) - ln(1 - u)) / 2",
    right: ([u], arena) => {
      const up = arena.apply("ln", arena.add(one(arena), u!));
      const down = arena.apply("ln", arena.subtract(one(arena), u!));
      return arena.divide(arena.subtract(up, down), two(arena));
    },
  },
  arcoth: {
    name: "inverse hyperbolic cotangent",
    identity: "arcoth u = ln((u + 1) / (u - 1)) / 2",
    right: ([u], arena) => {
      const [up, down] = [arena.add(u!, one(arena)), arena.subtract(u!, one(arena))];
      return arena.divide(arena.apply("ln", arena.divide(up, down)), two(arena));
    },
  },
  arsech: {
    name: "inverse hyperbolic secant",
    identity: "arsech u = arcosh(1/u)",
    right: ([u], arena) => arena.apply("arcosh", over(arena, u!)),
  },
  arcsch: {
    name: "inverse hyperbolic cosecant",
    identity: "arcsch u = arsinh(1/u)",
    right: ([u], arena) => arena.apply("arsinh", over(arena, u!)),
  },
  log: {
    name: "change of base",
    identity: "log_b x = ln x / ln b",
    right: ([x, b], arena) => arena.divide(arena.apply("ln", x!), arena.apply("ln", b!)),
  },
  sqrt: {
    name: "square root",
    identity: "sqrt(u) = u^(1/2)",
    instead: { claim: ["sqrt(x^2)", "x"], at: "x = -1" },
    right: ([u], arena) => root(arena, u!),
  },
  root: {
    name: "root",
    identity: "root(u, n) = u^(1/n)",
    right: ([u, n], arena) => arena.power(u!, over(arena, n!)),
  },
  sigmoid: {
    name: "sigmoid",
    identity: "sigmoid(u) = 1 / (1 + e^(-u))",
    right: ([u], arena) => {
      const e = arena.apply("exp", u!);
      return arena.divide(e, arena.add(one(arena), e));
    },
  },
  softplus: {
    name: "softplus",
    identity: "softplus(u) = ln(1 + e^u)",
    right: ([u], arena) => arena.apply("ln", arena.add(one(arena), arena.apply("exp", u!))),
  },
  silu: {
    name: "SiLU",
    identity: "silu(u) = u sigmoid(u)",
    right: ([u], arena) => arena.multiply(u!, arena.apply("sigmoid", u!)),
  },
  gelu: {
    name: "GELU",
    identity: "gelu(u) = u (1 + erf(u / sqrt(2))) / 2",
    right: ([u], arena) => {
      const t = arena.divide(u!, root(arena, two(arena)));
      const phi = arena.multiply(half(arena), arena.add(one(arena), arena.apply("erf", t)));
      return arena.multiply(u!, phi);
    },
  },
  relu: {
    name: "rectifier",
    identity: "relu(u) = (u + |u|) / 2",
    instead: { claim: ["relu(x)", "x"], at: "x = -1" },
    right: ([u], arena) => arena.divide(arena.add(u!, arena.apply("abs", u!)), two(arena)),
  },
  leakyrelu: {
    name: "leaky rectifier",
    identity: "leakyrelu(u, a) = a u + (1 - a) relu(u)",
    right: ([u, a], arena) => {
      const steep = arena.multiply(arena.subtract(one(arena), a!), arena.apply("relu", u!));
      return arena.add(arena.multiply(a!, u!), steep);
    },
  },
  elu: {
    name: "ELU",
    identity: "elu(u, a) = [u > 0] u + (1 - [u > 0]) a (e^u - 1)",
    right: ([u, a], arena) => {
      const above = isAbove(arena, u!);
      const curve = arena.subtract(arena.apply("exp", u!), one(arena));
      const below = arena.multiply(arena.subtract(one(arena), above), a!, curve);
      return arena.add(arena.multiply(above, u!), below);
    },
  },
  max: {
    name: "maximum",
    identity: "max(a, b) = (a + b + |a - b|) / 2",
    right: ([a, b], arena) => {
      const gap = arena.apply("abs", arena.subtract(a!, b!));
      return arena.divide(arena.add(a!, b!, gap), two(arena));
    },
  },
  min: {
    name: "minimum",
    identity: "min(a, b) = (a + b - |a - b|) / 2",
    right: ([a, b], arena) => {
      const gap = arena.apply("abs", arena.subtract(a!, b!));
      return arena.divide(arena.add(a!, b!, arena.negate(gap)), two(arena));
    },
  },
  sign: {
    name: "sign",
    identity: "sign(u) = [u > 0] - [u < 0]",
    instead: { claim: ["sign(x)^2", "1"], at: "x = 0" },
    right: ([u], arena) => arena.subtract(isAbove(arena, u!), isBelow(arena, u!)),
  },
  lessequal: {
    name: "at most",
    identity: "[a <= b] = 1 - [b < a]",
    right: ([a, b], arena) => arena.subtract(one(arena), arena.apply("less", b!, a!)),
  },
  equal: {
    name: "equality",
    identity: "[a = b] = 1 - [a < b] - [b < a]",
    right: ([a, b], arena) => {
      const apart = arena.add(arena.apply("less", a!, b!), arena.apply("less", b!, a!));
      return arena.subtract(one(arena), apart);
    },
  },
  determinant: {
    name: "determinant of a product",
    identity: "det(A B) = det(A) det(B), det(A^T) = det(A), det(A^(-1)) = 1/det(A)",
    right: ([a], arena) => determinantOf(a!, arena),
  },
  piecewise: {
    name: "choice by cases",
    identity: "(a if c, else b) = c a + (1 - c) b, where a and b are defined everywhere",
    right: ([c, a, b], arena) => {
      const otherwise = arena.subtract(one(arena), c!);
      return arena.add(arena.multiply(c!, a!), arena.multiply(otherwise, b!));
    },
  },
};
