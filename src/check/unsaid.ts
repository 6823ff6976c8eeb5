/**
 * @file What a formula leaves unsaid of its sums: a letter that is summed over without a sign, and
 * a sum of which a condition alone says what runs in it, \sum_{t_j > t_i}.
 *
 *     q_l = V_{lm} h_m                      Σ_m: the letter stands in two factors, and not in q_l
 *     -y_i [δ_{ik} - p_k] = -y_k + p_k      Σ_i around the product on the left
 *     ∂L/∂w = (y_i - t_i) x_i               a sum, or said of one example: a sum only where
 *                                           the document leaves out signs elsewhere, too
 *
 * What fails with such a sum is a mistake only where the text says that it leaves signs out.
 */
import { children, mapParts, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { classesIn, picksEntries } from "./classes.ts";
import { hasPart } from "./parts.ts";
import type { Statement } from "./statement.ts";

/** Words by which a text says that it leaves signs of sums out. */
const convention = new RegExp(
  [
    String.raw`\b(?:Einstein|summation convention|implied sum|repeated (?:ind|subscript)|`,
    "(?:summation|sum|summing) (?:is |are )?(?:implied|over repeated))",
  ].join(""),
  "i",
);

/** The reading with the sums that are written without a sign, but none over a class. */
export function withUnsaidSums(reading: Reading, source: string): Reading {
  const { chains } = reading;
  const classes = [...classesIn(reading, source)].filter(picksEntries(reading));
  const summedIn = (chain: Chain, isUsual: boolean): ReadonlySet<string> => {
    return new Set([...dummies(chain, isUsual)].filter((letter) => !classes.includes(letter)));
  };
  const isUsual =
    convention.test(source) || chains.some((chain) => summedIn(chain, false).size > 0);
  // a chain that is read anew keeps the places of its signs
  const own = new Map(chains.map((chain) => [chain.signSpans, summedIn(chain, isUsual)]));
  if (![...own.values()].some(({ size }) => size > 0)) return reading;
  return withSides(reading, (side, { signSpans }) => {
    const letters = own.get(signSpans);
    return letters === undefined || letters.size === 0 ? side : summed(side, letters);
  });
}

/**
 * The letters of a chain that are summed over: they stand in two factors of a side, and on another
 * side not at all. If that side has no letter, this says something only where it `isUsual`.
 */
function dummies({ parts }: Chain, isUsual: boolean): ReadonlySet<string> {
  const sides = parts.filter((part) => namesIn([part]).length > 0);
  const free = sides.map((side) => new Set(lettersIn(side)));
  const lacking = (letter: string) => free.filter((letters) => !letters.has(letter));
  const bases = new Set(sides.flatMap(basesIn));
  return new Set(
    sides.flatMap(repeatedIn).filter((letter) => {
      // t is a time, x an axis, and o in u_{ot} beside o_t the name of a gate
      if (!/^[a-di-np-s]$/.test(letter) || bases.has(letter)) return false;
      return lacking(letter).some((letters) => isUsual || letters.size > 0);
    }),
  );
}

/** The names that have indices. */
function basesIn(syntax: Syntax): readonly string[] {
  const own = syntax.kind === "subscript" && syntax.base.kind === "name" ? [syntax.base.text] : [];
  return [...own, ...children(syntax).flatMap(basesIn)];
}

/** The formula as it is written, without signs for such sums. */
export function asWritten(syntax: Syntax): Syntax {
  return isUnwritten(syntax) ? asWritten(syntax.body) : mapParts(syntax, asWritten);
}

function isUnwritten(syntax: Syntax): syntax is SyntaxOf<"big"> {
  const [letter] = syntax.kind === "big" ? syntax.index : [];
  return letter !== undefined && letter.from === syntax.to && syntax.to > syntax.from;
}

/** The formula with signs for its sums, each around the least product that has its letter twice. */
function summed(syntax: Syntax, letters: ReadonlySet<string>): Syntax {
  if (letters.size === 0) return syntax;
  if (syntax.kind === "big") {
    const bound = boundBy(syntax);
    const rest = new Set([...letters].filter((letter) => !bound.includes(letter)));
    return { ...syntax, body: summed(syntax.body, rest) };
  }
  const all = factorsOf(syntax).flatMap((factor) => [...new Set(lettersIn(factor))]);
  const own = [...letters].filter((letter) => all.indexOf(letter) < all.lastIndexOf(letter));
  const rest = new Set([...letters].filter((letter) => !own.includes(letter)));
  const inner = mapParts(syntax, (part) => summed(part, rest));
  if (own.length === 0) return inner;
  const { from, to } = syntax;
  // where no sign is, its letter stands behind what it sums
  const index = own.map((text): Syntax => ({ kind: "name", text, from: to, to }));
  return { kind: "big", operator: "sum", index, body: inner, from, to };
}

/** The factors in which a letter is summed over when it stands in two of them. */
function factorsOf(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "product") return syntax.factors;
  // y_k(δ_{kl} - p_l) is read as a product later on
  if (syntax.kind === "applied") return [syntax.head, ...syntax.arguments];
  // the c of \exp(u_o^T v_c) / \sum_w \exp(u_w^T v_c) is one of which a part is taken
  if (syntax.kind !== "fraction" || hasPart(syntax.denominator, isSum)) return [];
  return [syntax.numerator, syntax.denominator];
}

const isSum = ({ kind }: Syntax): boolean => kind === "big";

/** A letter of a sum without a sign; undefined where every sum has one. */
export function unwritten(syntax: Syntax): string | undefined {
  const index = isUnwritten(syntax) ? syntax.index : [];
  const own = index[0]?.kind === "name" ? index[0].text : undefined;
  return (
    own ??
    children(syntax)
      .map(unwritten)
      .find((letter) => letter !== undefined)
  );
}

/** Why a statement that fails says nothing; null where its sums are said. */
export function unsaidIn(
  { left, right }: Pick<Statement, "left" | "right">,
  source: string,
): string | null {
  if ([left, right].some(hasConditionBelow)) return "what runs in a sum here is not said";
  if ([left, right].some(leavesOut)) return "a sum here leaves out what it is differentiated by";
  const silent = (side: Syntax, other: Syntax): string | undefined => {
    return repeatedIn(side).find((letter) => !lettersIn(other).includes(letter));
  };
  if (convention.test(source)) return null;
  const letter = unwritten(left) ?? unwritten(right) ?? silent(left, right) ?? silent(right, left);
  return letter === undefined ? null : `${letter} may be summed over without a sign`;
}

/** A letter of a side where the other side has none: the class k of −Σ_i y_i \ln p_i = −\ln p_k. */
export function onOneSide(side: Syntax, other: Syntax): string | undefined {
  const hasSum = (syntax: Syntax): boolean =>
    syntax.kind === "big" || children(syntax).some(hasSum);
  return hasSum(other) && lettersIn(other).length === 0 ? lettersIn(side)[0] : undefined;
}

const inequalities: ReadonlySet<string> = new Set(["<", ">", "\\le", "\\ge"]);

function hasConditionBelow(syntax: Syntax): boolean {
  const below = syntax.kind === "big" ? syntax.lower : undefined;
  const compares = below?.kind === "relation" && below.signs.some((sign) => inequalities.has(sign));
  const named = compares && below.parts.some(({ kind }) => kind === "subscript");
  return named || children(syntax).some(hasConditionBelow);
}

/** ∂/∂x_k of a sum over j ≠ k. */
function leavesOut(syntax: Syntax): boolean {
  if (syntax.kind === "derivative" && syntax.of !== null) {
    const letters = namesIn(
      syntax.by.flatMap(({ variable }) => {
        return variable.kind === "subscript" ? variable.indices : [];
      }),
    );
    if (letters.some((letter) => isExcluded(syntax.of!, letter))) return true;
  }
  return children(syntax).some(leavesOut);
}

function isExcluded(syntax: Syntax, letter: string): boolean {
  const below = syntax.kind === "big" && syntax.lower ? namesIn([syntax.lower]) : [];
  return below.includes(letter) || children(syntax).some((child) => isExcluded(child, letter));
}

/** Letters that stand as indices and that no sign binds. */
function lettersIn(syntax: Syntax): readonly string[] {
  if (syntax.kind === "big") {
    const bound = boundBy(syntax);
    return lettersIn(syntax.body).filter((letter) => !bound.includes(letter));
  }
  const own = syntax.kind === "subscript" ? namesIn(syntax.indices) : [];
  return [...own.filter((one) => /^[a-z]$/.test(one)), ...children(syntax).flatMap(lettersIn)];
}

/** Such letters in two factors of one product. */
function repeatedIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(repeatedIn);
  if (syntax.kind === "big") {
    const bound = boundBy(syntax);
    return inner.filter((letter) => !bound.includes(letter));
  }
  // X_{ii} is the trace
  const own = syntax.kind === "subscript" ? namesIn(syntax.indices) : [];
  const all = [...own, ...factorsOf(syntax).flatMap((factor) => [...new Set(lettersIn(factor))])];
  return [...all.filter((letter, k) => all.indexOf(letter) < k), ...inner];
}

/** The letters below a sign. */
function boundBy({ index, lower }: SyntaxOf<"big">): readonly string[] {
  return namesIn([...index, ...(lower ? [lower] : [])]);
}

function namesIn(parts: readonly Syntax[]): readonly string[] {
  return parts
    .filter(mayRun)
    .flatMap((part) => [...(part.kind === "name" ? [part.text] : []), ...namesIn(children(part))]);
}

/** The o_1 of a_{o_1} is a unit of a network, where i_1 is one of many letters that run. */
function mayRun(syntax: Syntax): boolean {
  if (syntax.kind !== "subscript" || syntax.base.kind !== "name") return true;
  const { base, indices } = syntax;
  return /^[i-n]$/.test(base.text) || indices.some(({ kind }) => kind !== "number");
}
