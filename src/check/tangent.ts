/**
 * @file Implicit differentiation. Where x² + y² = 25 is said of x and y, and dy/dx or y' stands
 * below it, y is the function of x that the equation F = 0 makes it:
 *
 *     dy/dx, y'          s = −(∂F/∂x) / (∂F/∂y)
 *     d/dx [E], [E]'     ∂E/∂x + ∂E/∂y · s
 *     y''                the same of s
 *
 * With these the lines of such a solution hold for all x and y, or at least where the equation
 * holds (`restriction.ts`). The equation is the last one before them that is bent in y, in its
 * section, and neither follows from others nor is supposed; a document that defines x or y has
 * none. What depends on a third name, as in dr/dt, or has no such equation, is for `implicit.ts`.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, hasError, type Reading } from "./chain.ts";
import { isClosed, mentions, namesOf } from "./names.ts";

/** The equation F = 0 between two names, of which y depends on x. */
interface Curve {
  readonly gap: Syntax;
  readonly x: Syntax;
  readonly y: Syntax;
}

/** The reading with derivatives along curves written out. */
export function withCurves(reading: Reading): Reading {
  const sides = reading.chains.flatMap(({ parts }) => parts);
  if (!sides.some(hasSlope)) return reading;
  const said = new Set(reading.chains.flatMap(definedBy));
  let last: { readonly curve: Curve; readonly part: number } | null = null;
  const chains = reading.chains.map((chain): Chain => {
    const own = curveOf(chain, sides, said);
    if (own !== null) last = { curve: own, part: chain.part };
    if (last === null || own !== null || !reaches(reading, last.part, chain.part)) return chain;
    const { curve } = last;
    return { ...chain, parts: chain.parts.map((part) => along(part, curve)) };
  });
  return { ...reading, chains };
}

/** Whether some name has a slope: dy/dx, y'. */
function hasSlope(syntax: Syntax): boolean {
  if (syntax.kind === "prime" && syntax.base.kind === "name") return true;
  const isSlope = syntax.kind === "derivative" && syntax.of !== null;
  if (isSlope && nameKey(syntax.of!) !== undefined) return true;
  return children(syntax).some(hasSlope);
}

/** The name or function that a chain may define; a number only says where one is. */
function definedBy({ parts: [left, right], continues }: Chain): readonly string[] {
  if (left === undefined || right === undefined || continues || isClosed(right)) return [];
  const key = left.kind === "applied" ? nameKey(left.head) : nameKey(left);
  return key === undefined ? [] : [key];
}

/** Whether what is said in one part is still said in another. */
function reaches({ divisions }: Reading, from: number, to: number): boolean {
  const { level } = divisions[from]!;
  return divisions.slice(from + 1, to + 1).every((division) => division.level > level);
}

/** Words that make of an equation something else than what is given. */
const notGiven = ["asked", "denied", "conditional", "claimed", "set"] as const;

function curveOf(chain: Chain, sides: readonly Syntax[], said: ReadonlySet<string>): Curve | null {
  const [left, right] = chain.parts;
  const isOne = chain.signs.length === 1 && chain.signs[0] === "=" && !chain.continues;
  if (!isOne || chain.implied || notGiven.some((cue) => chain.cues.has(cue))) return null;
  if ([left!, right!].some((side) => hasError(side) || !isPlain(side))) return null;
  const names = [left!, right!].flatMap(namesOf).map(({ key }) => key);
  const [x, y] = slopeIn(sides, new Set(names)) ?? [];
  if (x === undefined || y === undefined) return null;
  if (said.has(nameKey(x)!) || said.has(nameKey(y)!)) return null;
  // "y/x = …" of the names whose slope is asked for may be written for the slope
  const isQuotient = (side: Syntax) =>
    side.kind === "fraction" &&
    nameKey(side.numerator) === nameKey(y) &&
    nameKey(side.denominator) === nameKey(x);
  if (isQuotient(left!) || isQuotient(right!)) return null;
  const gap = S.group(S.difference(left!, S.group(right!)));
  return isBent(left!, nameKey(y)!) || isBent(right!, nameKey(y)!) ? { gap, x, y } : null;
}

/** Whether nothing in a side differentiates, or is applied as a function that is not known. */
function isPlain(side: Syntax): boolean {
  if (["derivative", "prime", "gradient", "applied", "dots", "list"].includes(side.kind)) {
    return false;
  }
  return side.kind !== "differential" && children(side).every(isPlain);
}

/** Whether y stands in it as something else than a term or a factor: y², sin y, x y. */
function isBent(side: Syntax, y: string): boolean {
  if (nameKey(side) === y) return false;
  if (side.kind === "sum") return side.terms.some(({ term }) => isBent(term, y));
  if (side.kind === "group" || side.kind === "decorated") return isBent(side.body, y);
  const others = side.kind === "product" ? side.factors.flatMap(namesOf) : [];
  if (side.kind === "product" && others.every(({ key }) => key === y)) {
    return (
      side.factors.filter((one) => mentions(one, y)).length > 1 ||
      side.factors.some((one) => isBent(one, y))
    );
  }
  return mentions(side, y);
}

/** By what some side of the document differentiates one of the names, and which. */
function slopeIn(
  sides: readonly Syntax[],
  names: ReadonlySet<string>,
): readonly [Syntax, Syntax] | null {
  let primed: Syntax | null = null;
  const visit = (syntax: Syntax): readonly [Syntax, Syntax] | null => {
    if (syntax.kind === "derivative" && syntax.of !== null && syntax.by.length === 1) {
      const { of, sign, by } = syntax;
      const [above, below] = [nameKey(of), nameKey(by[0]!.variable)];
      const isOwn = above !== undefined && names.has(above) && names.has(below ?? "");
      if (isOwn && sign === "d" && above !== below) return [by[0]!.variable, of];
    }
    if (syntax.kind === "prime" && syntax.base.kind === "name") {
      if (names.has(nameKey(syntax.base)!)) primed ??= syntax.base;
    }
    for (const child of children(syntax)) {
      const found = visit(child);
      if (found !== null) return found;
    }
    return null;
  };
  for (const side of sides) {
    const found = visit(side);
    if (found !== null) return found;
  }
  // y' is by x, or by the one other name
  const y = primed === null ? undefined : nameKey(primed);
  const others = [...names].filter((name) => name !== y);
  const x = others.includes("x") ? "x" : others.length === 1 ? others[0] : undefined;
  // x' beside y' is a point of its own
  if (x !== undefined && sides.some((side) => isPrimed(side, x))) return null;
  return primed === null || x === undefined ? null : [S.name(x), primed];
}

/** Whether a name carries a prime somewhere. */
function isPrimed(syntax: Syntax, name: string): boolean {
  if (syntax.kind === "prime" && nameKey(syntax.base) === name) return true;
  return children(syntax).some((part) => isPrimed(part, name));
}

function along(syntax: Syntax, curve: Curve): Syntax {
  const found = written(syntax, curve);
  if (found === null) return mapParts(syntax, (part) => along(part, curve));
  return { ...found, from: syntax.from, to: syntax.to };
}

/** What differentiates by x along a curve, written out; null for anything else. */
function written(syntax: Syntax, curve: Curve): Syntax | null {
  const [x, y] = [nameKey(curve.x)!, nameKey(curve.y)!];
  if (syntax.kind === "prime") {
    const { base, count } = syntax;
    if (nameKey(base) === y) return slope(count, curve);
    if (base.kind !== "group" || !isOfBoth(base.body, x, y)) return null;
    return total(along(base.body, curve), count, curve);
  }
  if (syntax.kind === "applied" && syntax.head.kind === "prime") {
    // y'(3, 4), y'(3): where it is taken
    const { head, arguments: args } = syntax;
    if (nameKey(head.base) !== y || args.length > 2) return null;
    const names = [curve.x, curve.y];
    const at = args.map((one, k) => S.equation(names[k]!, one));
    const whole = slope(head.count, curve);
    return args.length === 2 ? S.evaluated(whole, S.list(at)) : null;
  }
  if (syntax.kind !== "derivative" || syntax.of === null || syntax.sign !== "d") return null;
  const [only] = syntax.by;
  if (syntax.by.length > 1 || nameKey(only!.variable) !== x) return null;
  if (nameKey(syntax.of) === y) return slope(only!.order, curve);
  if (!mentions(syntax.of, y) && !hasSlope(syntax.of)) return null;
  return total(along(syntax.of, curve), only!.order, curve);
}

/** Whether a bracket is made of one or both of the names and of nothing else. */
function isOfBoth(body: Syntax, x: string, y: string): boolean {
  const names = namesOf(body).map(({ key }) => key);
  return names.length > 0 && names.every((name) => name === x || name === y);
}

/** s, and its derivatives along the curve. */
function slope(count: number, curve: Curve): Syntax {
  const { gap, x, y } = curve;
  const first = S.group(S.negate(S.fraction(S.partial(gap, x), S.partial(gap, y))));
  return count === 1 ? first : total(first, count - 1, curve);
}

/** The derivative along the curve, so many times; not more than twice. */
function total(of: Syntax, count: number, curve: Curve): Syntax {
  const { x, y } = curve;
  const inside = S.group(of);
  const step = S.product([S.partial(inside, y), slope(1, curve)], "cdot");
  const once = S.group(S.sum([S.partial(inside, x), step]));
  return count <= 1 ? once : total(once, count - 1, curve);
}

/** Whether a side is the slope of a curve, as it is written out. */
export function isSlope(syntax: Syntax): boolean {
  if (syntax.kind !== "group" || syntax.body.kind !== "sum") return false;
  const [only, ...others] = syntax.body.terms;
  if (others.length > 0 || only!.sign !== "-" || only!.term.kind !== "fraction") return false;
  const { numerator, denominator } = only!.term as SyntaxOf<"fraction">;
  return numerator.kind === "derivative" && denominator.kind === "derivative";
}

/** Whether something is differentiated by one name while others may move with it. */
export function moves(syntax: Syntax): boolean {
  if (syntax.kind === "prime" || (syntax.kind === "derivative" && syntax.sign === "d")) return true;
  return children(syntax).some(moves);
}
