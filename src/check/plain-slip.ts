/**
 * @file Slips that are ones whatever else a text says of its letters. A line that rewrites a
 * formula, and is one sign, exponent, function or number from what holds,
 *
 *     \frac{4p - 2}{1 \cdot 2} = 2p + 1     fails, of any p: for 2p - 1
 *     3x^2 + 0 = 4x^2                       is no equation that some x is to satisfy
 *     2x - 4 = 0                            may be one
 *     AB = -BA                              is none of numbers
 *
 * is wrong though the letter is something else elsewhere, has a value for a while, or is defined by
 * what cannot be read: no meaning of it would make a slip of what was meant.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { RepairKind } from "./edit.ts";
import { functionsIn } from "./example.ts";
import type { Finding } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed } from "./names.ts";
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
export function plainFailure(
  { sheet, decide }: Bench,
  { chain, at, left, right, sign, closed }: Statement,
  pair: Pair,
): Finding | null {
  if (sign !== "=" || closed || pair.roughly || chain.cues.has("supposed")) return null;
  if (at === 0 && !isWorked(left)) return null;
  if (nameKey(left) !== undefined || nameKey(right) !== undefined) return null;
  const sides = [pair.left, pair.right].map((side) => sheet.opened(side)) as [Node, Node];
  const finding = areNumbers(sides) ? decide(...sides) : null;
  return finding?.verdict === "refuted" ? finding : null;
}

/** Whether a relation that begins so works something out: d/dx x², f(x + h). */
function isWorked(left: Syntax): boolean {
  if (isDerivative(left)) return left.kind !== "differential";
  if (left.kind !== "applied" || nameKey(left.head) === undefined) return false;
  return left.arguments.some((one) => nameKey(one) === undefined && !isClosed(one));
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
  { sheet, decide }: Bench,
  { left, right }: Statement,
  pair: Pair,
  { yields, repair }: { readonly yields: Finding["yields"]; readonly repair: Repair | null },
): boolean {
  if (repair === null) return false;
  const { node, always, kind, edit } = repair;
  if (node === undefined || always !== true || edit === null || !kinds.has(kind)) return false;
  if (ofNumbers.has(kind) && !/^[\d\s{}^.-]*$/.test(edit.text)) return false;
  if (yields === "values") {
    return areNumbers([pair.left, pair.right].map((side) => sheet.expand(side)));
  }
  // y' is what y is elsewhere
  const isKnown = (name: string): boolean =>
    sheet.worksheet.quantities.some(({ key, formula }) => key === name && formula !== null);
  if ([left, right].flatMap(slopesIn).some(isKnown)) return false;
  return decide(sheet.opened(pair.left), sheet.opened(node)).verdict === "proved";
}

/** The names of which derivatives and differentials stand in a formula. */
function slopesIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(slopesIn);
  const of = differentiated(syntax);
  const name = of === null ? undefined : nameKey(of.kind === "applied" ? of.head : of);
  return name === undefined ? inner : [name, ...inner];
}

/** What a derivative or a differential is of; null for any other part. */
function differentiated(syntax: Syntax): Syntax | null {
  if (syntax.kind === "prime") return syntax.base;
  return syntax.kind === "derivative" || syntax.kind === "differential" ? syntax.of : null;
}
