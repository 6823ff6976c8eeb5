/**
 * @file Slips that are ones whatever else a text says of its letters. A line that rewrites a
 * formula, and is one sign, exponent, function or number from what holds,
 *
 *     \frac{4p - 2}{1 \cdot 2} = 2p + 1     fails, of any p: for 2p - 1
 *     3x^2 + 0 = 4x^2                       is no equation that some x other than 0 satisfies
 *     2x - 4 = 0                            may be one
 *     AB = -BA                              is none of numbers
 *
 * is wrong though the letter is something else elsewhere, has a value for a while, or is defined by
 * what cannot be read: no meaning of it would make a slip of what was meant.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Edit, RepairKind } from "./edit.ts";
import { functionsIn } from "./example.ts";
import type { Finding } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { type Bench, elementary, type Pair } from "./judge.ts";
import { headKey, isClosed, namesOf, slopeOf } from "./names.ts";
import type { Repair } from "./repair.ts";
import { isDerivative } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Slips that nobody makes of a formula with another meaning. */
const kinds: ReadonlySet<RepairKind> = new Set([
  "sign",
  "exponent",
  "function",
  "chain-rule",
  "arithmetic",
]);

/** Those of them that put a number in the place of another. */
const ofNumbers: ReadonlySet<RepairKind> = new Set(["exponent", "arithmetic"]);

/** How a step fails that rewrites a formula of numbers, as its letters stand; null for others. */
export function plainFailure(bench: Bench, statement: Statement, pair: Pair): Finding | null {
  const { chain, at, left, right, sign, closed } = statement;
  if (sign !== "=" || closed || pair.roughly || chain.cues.has("supposed")) return null;
  if (at === 0 && !isWorked(left) && !isMultiple(left, right)) return null;
  if (nameKey(left) !== undefined || nameKey(right) !== undefined) return null;
  const sides = ofAnyNumbers(bench, statement, [left, right]) ?? openedIn(bench, pair);
  const areSums =
    [left, right].every((side) => isArithmetic(side, true)) &&
    sides.every(({ shape }) => shape.length === 0);
  const isNumeric = areNumbers(sides) || (areSums && functionsIn(sides).length === 0);
  const finding = isNumeric ? bench.decide(sides[0]!, sides[1]!) : null;
  return finding?.verdict === "refuted" ? finding : null;
}

/** The sides of a step with the names that are made of others written out. */
const openedIn = ({ sheet }: Bench, { left, right }: Pair): readonly Node[] => {
  return [left, right].map((side) => sheet.opened(side));
};

/** Formulas of nothing but numbers, which any letter in them may be; null for others. */
function ofAnyNumbers(
  { sheet }: Bench,
  statement: Statement,
  formulas: readonly Syntax[],
): readonly Node[] | null {
  if (!formulas.every((one) => isArithmetic(one))) return null;
  const names = formulas.flatMap(namesOf).map(({ key }) => key);
  const put = new Map(names.map((key) => [key, sheet.arena.variable(key, [])]));
  const nodes = formulas.map((one) => orMisfit(() => sheet.meaningIn(statement, one, put)));
  return nodes.every((node) => node !== null) ? (nodes as Node[]) : null;
}

const operations: ReadonlySet<Syntax["kind"]> = new Set([
  "number",
  "sum",
  "product",
  "fraction",
  "power",
  "root",
  "group",
]);

/** Whether a formula is made of numbers, names, operations of numbers, and sin, exp and so on. */
function isArithmetic(syntax: Syntax, hasSums = false): boolean {
  if (nameKey(syntax) !== undefined) return syntax.kind === "name" || syntax.kind === "subscript";
  if (syntax.kind === "big") return hasSums && isArithmetic(syntax.body, true);
  const isCall = syntax.kind === "call" && elementary.has(syntax.function);
  const isOne = isCall || operations.has(syntax.kind);
  return isOne && children(syntax).every((part) => isArithmetic(part, hasSums));
}

/** Whether a relation that begins so works something out: d/dx x², f(x + h). */
function isWorked(left: Syntax): boolean {
  if (isDerivative(left)) return left.kind !== "differential";
  if (left.kind !== "applied" || nameKey(left.head) === undefined) return false;
  return left.arguments.some((one) => nameKey(one) === undefined && !isClosed(one));
}

/** Whether a number stands before what a relation has worked out: 3x^4 · 2x = 7 x^5. */
function isMultiple(left: Syntax, right: Syntax): boolean {
  if (right.kind !== "product" || right.factors[0]?.kind !== "number") return false;
  const signs = literalsIn(left).map((one) => nameKey(one) ?? "0");
  return new Set(signs).size < signs.length;
}

/** The numbers and the names in a formula, each as often as it stands there, without exponents. */
function literalsIn(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "number" || nameKey(syntax) !== undefined) return [syntax];
  if (syntax.kind === "power") return literalsIn(syntax.base);
  return children(syntax).flatMap(literalsIn);
}

/** Whether there are numbers only in some formulas, and no functions that are not defined. */
function areNumbers(sides: readonly Node[]): boolean {
  const areScalars = sides.every((side) => {
    return side.shape.length === 0 && variablesOf(side).every(({ shape }) => shape.length === 0);
  });
  return areScalars && functionsIn(sides).length === 0;
}

/** Whether a repair makes such a step hold of any letters, or of what they are at any values. */
export function isPlainSlip(
  bench: Bench,
  statement: Statement,
  pair: Pair,
  { yields, repair }: { readonly yields: Finding["yields"]; readonly repair: Repair | null },
): boolean {
  if (repair === null) return false;
  const { sheet, decide } = bench;
  const { at, left, right } = statement;
  const { node, always, kind, edit, written } = repair;
  if (node === undefined || always !== true || edit === null || !kinds.has(kind)) return false;
  if (ofNumbers.has(kind) && !/^[\d\s{}^.-]*$/.test(edit.text)) return false;
  if (at === 0 && !isWorked(left) && !isAtFactor(edit, right)) return false;
  if (yields === "values") {
    return areNumbers([pair.left, pair.right].map((side) => sheet.expand(side)));
  }
  // y' is what y is elsewhere
  const isKnown = (name: string): boolean =>
    sheet.worksheet.quantities.some(({ key, formula }) => key === name && formula !== null);
  if ([left, right].flatMap(slopesIn).some(isKnown)) return false;
  const sides = ofAnyNumbers(bench, statement, [left, written ?? right]);
  const [one, other] = sides ?? openedIn(bench, { ...pair, right: node });
  return decide(one!, other!).verdict === "proved";
}

/** Whether an edit is of the number before the rest of a formula. */
function isAtFactor({ from, to, kind }: Edit, right: Syntax): boolean {
  const factor = right.kind === "product" ? right.factors[0]! : right;
  return kind === "arithmetic" && factor.from <= from && to <= factor.to;
}

/** The names of which derivatives and differentials stand in a formula. */
function slopesIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(slopesIn);
  const of = syntax.kind === "differential" ? syntax.of : slopeOf(syntax);
  const name = of === null ? undefined : headKey(of);
  return name === undefined ? inner : [name, ...inner];
}
