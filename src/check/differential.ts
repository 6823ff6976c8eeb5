/**
 * @file Differentials outside of fractions and integrals: `du = 2x dx` says that du/dx = 2x, and is
 * judged as that; in any other place dx is no product of d and x, but a name (total.ts). A document
 * that gives d itself a meaning, `d = 3`, or has b + d has products.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { headKey } from "./names.ts";
import { hasPart } from "./parts.ts";
import { withSlopeNames } from "./slope-names.ts";
import { withTotals } from "./total.ts";

/** The reading with `d u` as differentials, and relations of two of them as derivatives. */
export function withDifferentials(reading: Reading): Reading {
  const isMeant = (part: Syntax): boolean => isD(part) || hasPart(part, isBesideD);
  if (reading.chains.some(({ parts }) => parts.some(isMeant))) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    if (inner.kind === "call") return released(inner);
    return inner.kind === "product" ? joined(flat(inner)) : inner;
  };
  const found = withSlopeNames(withSides(reading, rename));
  return withTotals({ ...found, chains: found.chains.map(asDerivative) });
}

const isD = (syntax: Syntax): boolean => nameKey(syntax) === "d";

/** b + d, where d is a number. */
const isBesideD = (syntax: Syntax): boolean =>
  syntax.kind === "sum" && syntax.terms.length > 1 && syntax.terms.some(({ term }) => isD(term));

/** `\sin x \, dx`, where nothing is in brackets, as sin(x) dx. */
function released(call: SyntaxOf<"call">): Syntax {
  const [argument, more] = call.arguments;
  if (call.brackets !== null || argument?.kind !== "product" || more !== undefined) return call;
  const last = argument.factors.at(-1)!;
  if (last.kind !== "differential") return call;
  const factors = argument.factors.slice(0, -1);
  const to = factors.at(-1)!.to;
  const joints = argument.joints.slice(0, -1);
  const rest: Syntax = factors.length === 1 ? factors[0]! : { ...argument, factors, joints, to };
  const { from, to: end } = call;
  const inner: Syntax = { ...call, arguments: [rest], to };
  return { kind: "product", factors: [inner, last], joints: ["juxtapose"], from, to: end };
}

/** The product with the factors of what was released in it. */
function flat(syntax: SyntaxOf<"product">): SyntaxOf<"product"> {
  const factors: Syntax[] = [];
  const joints: SyntaxOf<"product">["joints"][number][] = [];
  for (const [k, factor] of syntax.factors.entries()) {
    if (k > 0) joints.push(syntax.joints[k - 1]!);
    const isOpen = factor.kind === "product" && factor.factors.at(-1)!.kind === "differential";
    factors.push(...(isOpen ? factor.factors : [factor]));
    if (isOpen) joints.push(...factor.joints);
  }
  return { ...syntax, factors, joints };
}

/** The product with `d u` as one factor. */
function joined(syntax: SyntaxOf<"product">): Syntax {
  const { factors, joints } = syntax;
  const at = factors.findIndex((factor, k) => {
    const next = factors[k + 1];
    const isSign = factor.kind === "name" && factor.text === "d" && factor.font === undefined;
    const isOf = next !== undefined && headKey(next) !== undefined;
    return isSign && isOf && joints[k] === "juxtapose";
  });
  if (at < 0) return syntax;
  const [sign, of] = [factors[at]!, factors[at + 1]!];
  const whole: Syntax = { kind: "differential", sign: "d", of, from: sign.from, to: of.to };
  const rest = [...factors.slice(0, at), whole, ...factors.slice(at + 2)];
  if (rest.length === 1) return whole;
  return joined({
    ...syntax,
    factors: rest,
    joints: [...joints.slice(0, at), ...joints.slice(at + 1)],
  });
}

/** `du = b dx = c dx` as `du/dx = b = c`, and so with factors beside du. */
function asDerivative(chain: Chain): Chain {
  const [left, ...others] = chain.parts;
  const above = left === undefined || chain.continues ? null : taken(left);
  const below = others.map(taken);
  const by = below[0]?.of;
  if (above === null || by === undefined || others.length === 0) return chain;
  const rights = below.flatMap((one) => (one?.of.text === by.text ? [one.rest ?? one.none] : []));
  if (rights.length < others.length) return chain;
  const derivative: Syntax = {
    kind: "derivative",
    sign: "d",
    style: "bar",
    of: above.of,
    by: [{ variable: by, order: 1 }],
    from: left!.from,
    to: left!.to,
  };
  const first = above.rest === null ? derivative : S.product([above.rest, derivative], "cdot");
  return { ...chain, parts: [{ ...first, from: left!.from, to: left!.to }, ...rights] };
}

/** The one differential of a side, what stands beside it, and a 1 in its place. */
interface Taken {
  readonly of: SyntaxOf<"name">;
  readonly rest: Syntax | null;
  readonly none: Syntax;
}

function taken(side: Syntax): Taken | null {
  const none = { ...S.number(1), from: side.from, to: side.to };
  if (side.kind === "fraction") {
    const found = taken(side.numerator);
    if (found === null) return null;
    return { of: found.of, rest: { ...side, numerator: found.rest ?? found.none }, none };
  }
  const factors = side.kind === "product" ? side.factors : [side];
  const own = factors.flatMap((one) => (one.kind === "differential" ? [one.of] : []));
  const [of] = own;
  if (own.length !== 1 || of?.kind !== "name") return null;
  const rest = factors.filter(({ kind }) => kind !== "differential");
  if (rest.length === 0) return { of, rest: null, none };
  const value = rest.length === 1 ? rest[0]! : S.product(rest);
  return { of, rest: { ...value, from: rest[0]!.from, to: rest.at(-1)!.to }, none };
}
