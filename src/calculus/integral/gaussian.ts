/**
 * @file Antiderivatives of x^n e^q for a quadratic q = −k x² + b x + c with k > 0:
 *
 *     ∫ e^q = ½ √(π/k) e^{c + b²/(4k)} erf(√k (x − b/(2k))),
 *     I_n = (−x^{n−1} e^q + (n − 1) I_{n−2} + b I_{n−1})/(2k).
 *
 * The second is the derivative of x^{n−1} e^q, solved for I_n. Source: DLMF 7.7 (i).
 */
import { decide } from "../../algebra/index.ts";
import { type Arena, type Node, numberOf } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { differentiate } from "../gradient.ts";
import { substitute } from "../substitute.ts";
import { dependsOn, powerOf } from "./factors.ts";

const powerLimit = 8;

/** ∫ x^n e^q; undefined where the factors are something else. */
export function ofGaussian(factors: readonly Node[], x: Node, arena: Arena): Node | undefined {
  let degree = 0;
  let exponent: Node | undefined;
  for (const factor of factors) {
    const [base, power] = powerOf(factor);
    if (base === x && Q.isInteger(power) && power.n > 0n) degree += Number(power.n);
    else if (factor.op === "exp") [exponent] = factor.operands;
    else return undefined;
  }
  if (exponent === undefined || degree > powerLimit) return undefined;
  const quadratic = quadraticIn(exponent, x, arena);
  if (quadratic === undefined) return undefined;
  const [k, b, c] = quadratic;
  const sign = numberOf(k);
  if (sign !== undefined && Q.sign(sign) <= 0) return undefined;
  const twice = arena.multiply(arena.integer(2), k);
  const root = arena.apply("sqrt", k);
  const middle = arena.divide(b, twice);
  const height = arena.add(
    c,
    arena.divide(arena.power(b, arena.integer(2)), arena.multiply(arena.integer(4), k)),
  );
  const scale = arena.divide(
    arena.apply("sqrt", arena.pi()),
    arena.multiply(arena.integer(2), root),
  );
  const bell = arena.apply("exp", exponent);
  const error = arena.apply("erf", arena.multiply(root, arena.subtract(x, middle)));
  const found = [arena.multiply(scale, arena.apply("exp", height), error)];
  for (let n = 1; n <= degree; n++) {
    const terms = [
      arena.negate(arena.multiply(arena.power(x, arena.integer(n - 1)), bell)),
      arena.multiply(b, found[n - 1]!),
      ...(n > 1 ? [arena.multiply(arena.integer(n - 1), found[n - 2]!)] : []),
    ];
    found.push(arena.divide(arena.add(...terms), twice));
  }
  return found[degree];
}

/** k, b and c of −k x² + b x + c; undefined where an expression is no quadratic in x. */
function quadraticIn(
  node: Node,
  x: Node,
  arena: Arena,
): readonly [k: Node, b: Node, c: Node] | undefined {
  const zero = arena.integer(0);
  const first = differentiate(node, [x], arena)[0]!;
  const second = differentiate(first, [x], arena)[0]!;
  const atZero = (one: Node): Node => substitute(one, new Map([[x, zero]]), arena);
  const [k, b, c] = [
    arena.multiply(arena.number(Q.negate(Q.half)), atZero(second)),
    atZero(first),
    atZero(node),
  ];
  if (decide(k, zero, arena).verdict === "proved") return undefined;
  if (dependsOn(second, x)) {
    const third = differentiate(second, [x], arena)[0]!;
    if (decide(third, zero, arena).verdict !== "proved") return undefined;
  }
  return [k, b, c];
}
