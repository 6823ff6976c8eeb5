/**
 * @file Σ, Π, max and min over index letters. The range of a letter comes from the bounds at the
 * sign, or else from what the letter indexes in the body. Below the sign may also stand a
 * condition (j ≠ i, i < j): a letter in it that already runs keeps its range and stays free; the
 * others run, and the condition decides which terms count. For Π the rest counts as 1; for max
 * and min a condition is refused.
 */
import { childrenOf } from "../read/children.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { betweenBounds } from "./bounds.ts";
import { condition, conditionOn } from "./condition.ts";
import { elementwise } from "./functions.ts";
import { affineIndex, indexValue, rangeTo, reduceOver, sumOver } from "./indices.ts";
import { asPowerSum, powerSum } from "./matrix-power.ts";
import { named } from "./naming.ts";
import { sizeInBody } from "./ranges.ts";
import { type Rule, visit } from "./rule.ts";
import type { Context, IndexRange } from "./scope.ts";
import { align, plainValue, type Value } from "./value.ts";

/** The operation that reduces an axis. */
const reductions = { product: "productover", max: "maximum", min: "minimum" } as const;

export const big: Rule<"big"> = (syntax, context) => {
  const powers = asPowerSum(syntax);
  const summed = powers && powerSum(powers, context);
  if (powers !== undefined && summed !== null) return summed;
  if ([syntax.lower, syntax.upper].some((bound) => bound !== undefined && isEndless(bound))) {
    const hint = "Write how far it runs.";
    context.report("PG2005", syntax, { what: "A sum or product without an end", hint });
    return undefined;
  }
  const other = betweenBounds(syntax);
  if (other !== undefined && !isBounded(syntax, context)) return visit(other, context);
  const letters = lettersOf(syntax, context);
  if (letters === undefined) return undefined;
  const ranges = new Map([...context.indices, ...letters]);
  const inner = { ...context, indices: ranges };
  const given = visit(syntax.body, inner);
  const body = given && masked(syntax, given, inner);
  if (body === undefined) return undefined;
  const { arena } = context;
  if (syntax.operator === "sum") return sumOver(arena, body, [...letters.keys()], ranges);
  let result = body;
  for (const [letter, range] of letters) {
    if (!result.free.includes(letter)) {
      const fitted = align(arena, [result, indexValue(arena, letter, range)])!;
      result = { node: fitted.nodes[0]!, free: fitted.free, row: fitted.row };
    }
    result = reduceOver(arena, reductions[syntax.operator], result, letter);
  }
  return result;
};

/** ∞, −∞, or a formula with it. */
function isEndless(bound: Syntax): boolean {
  return nameKey(bound) === "\\infty" || childrenOf(bound).some(isEndless);
}

/** Whether below the sign stands a condition, not a lower bound. */
function isConditional({ lower }: SyntaxOf<"big">): boolean {
  return lower?.kind === "relation" || lower?.kind === "list";
}

/** The letters that the sign makes run, with their ranges. */
function lettersOf(syntax: SyntaxOf<"big">, context: Context): Map<string, IndexRange> | undefined {
  const found = new Map<string, IndexRange>();
  const conditional = isConditional(syntax);
  const all = conditional ? conditionLetters(syntax, context) : syntax.index;
  for (const index of all) {
    const letter = nameKey(index);
    // a body such as (A_{i:})_j needs the ranges of the letters before
    const inner = { ...context, indices: new Map([...context.indices, ...found]) };
    const range = letter === undefined ? undefined : rangeOf(letter, syntax, inner);
    if (letter === undefined || range === undefined) {
      context.report("PG2006", index, { name: letter ?? "here" });
      return undefined;
    }
    found.set(letter, range);
  }
  if (found.size > 0) return found;
  context.report("PG2006", syntax, { name: "of this sign" });
  return undefined;
}

/** Whether the one letter of a sign has a range as it is, or moves with others. */
function isBounded(syntax: SyntaxOf<"big">, context: Context): boolean {
  const { index, lower, upper } = syntax;
  if (index.length !== 1 || isConditional(syntax)) return true;
  if (moves(lower, context) || moves(upper, context)) return true;
  const silent = { ...context, report: () => {}, diagnostics: [] };
  return rangeOf(nameKey(index[0]!) ?? "", syntax, silent) !== undefined;
}

/** What runs below Σ_{i<j}: each letter of the condition that neither runs nor means anything. */
function conditionLetters({ index, lower }: SyntaxOf<"big">, context: Context): Syntax[] {
  const found = new Map<string, Syntax>();
  const open = [...index, lower!];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (at.kind !== "name") open.push(...childrenOf(at));
    else if (!found.has(at.text) && !context.indices.has(at.text)) {
      const runs = index.includes(at) || named(at.text, context) === null;
      if (runs && /^[a-z]$/.test(at.text)) found.set(at.text, at);
    }
  }
  return [...found.values()];
}

/** Whether a bound moves with a letter that runs outside, as in Σ_{j=i+1}^n. */
function moves(bound: Syntax | undefined, { indices }: Context): bound is Syntax {
  const form = bound && affineIndex(bound, indices);
  return form !== undefined && form.coefficients.size > 0;
}

function rangeOf(
  letter: string,
  syntax: SyntaxOf<"big">,
  context: Context,
): IndexRange | undefined {
  const { lower, upper } = syntax;
  const open = lower === undefined || isConditional(syntax) || moves(lower, context);
  const first = open ? 1 : affineIndex(lower, new Map())?.offset;
  if (first === undefined) return undefined;
  if (upper === undefined || moves(upper, context)) {
    const size = sizeInBody(letter, syntax.body, context);
    return size === undefined ? undefined : { size, first: 1 };
  }
  const end = visit(upper, context);
  return end && rangeTo(first, end.node);
}

/** Where terms count: the condition below the sign, and bounds that move. */
function conditionsOf(syntax: SyntaxOf<"big">, context: Context): Value[] | undefined {
  const { lower, upper, index } = syntax;
  const found: (Value | undefined)[] = [];
  if (lower !== undefined && isConditional(syntax)) found.push(condition(lower, context));
  else if (moves(lower, context)) found.push(conditionOn(index[0]!, "\\ge", lower, context));
  if (moves(upper, context)) found.push(conditionOn(index[0]!, "\\le", upper, context));
  return found.every((value) => value !== undefined) ? found : undefined;
}

/** The body where the conditions hold; elsewhere what changes nothing. */
function masked(syntax: SyntaxOf<"big">, body: Value, context: Context): Value | undefined {
  const conditions = conditionsOf(syntax, context);
  if (conditions === undefined || conditions.length === 0) return conditions && body;
  if (syntax.operator === "max" || syntax.operator === "min") {
    const hint = "Restrict the index by bounds that are fixed.";
    context.report("PG2005", syntax, { what: "A condition below max or min", hint });
    return undefined;
  }
  const { arena } = context;
  if (syntax.operator === "sum") return elementwise("contraction", [...conditions, body], arena);
  const holds = elementwise("contraction", conditions, arena);
  const one = plainValue(arena.integer(1));
  return holds && elementwise("piecewise", [holds, body, one], arena);
}
