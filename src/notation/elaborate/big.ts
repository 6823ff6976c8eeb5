/**
 * @file Σ, Π, max and min over index letters. The range of a letter comes from the bounds at the
 * sign, or else from what the letter indexes in the body. Below the sign may also stand a
 * condition (j ≠ i, i < j): a letter in it that already runs keeps its range and stays free; the
 * others run, and the condition decides which terms count. For Π the rest counts as 1; for max
 * and min a condition is refused.
 */
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { condition } from "./condition.ts";
import { elementwise } from "./functions.ts";
import { affineIndex, indexValue, rangeTo, reduceOver, sizeInBody, sumOver } from "./indices.ts";
import { type Rule, visit } from "./rule.ts";
import type { Context, IndexRange } from "./scope.ts";
import { align, plainValue, type Value } from "./value.ts";

/** The operation that reduces an axis. */
const reductions = { product: "productover", max: "maximum", min: "minimum" } as const;

export const big: Rule<"big"> = (syntax, context) => {
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

/** Whether below the sign stands a condition, not a lower bound. */
function isConditional({ lower }: SyntaxOf<"big">): boolean {
  return lower?.kind === "relation" || lower?.kind === "list";
}

/** The letters that the sign makes run, with their ranges. */
function lettersOf(
  syntax: SyntaxOf<"big">,
  context: Context,
): Map<string, IndexRange> | undefined {
  const found = new Map<string, IndexRange>();
  const conditional = isConditional(syntax);
  for (const index of syntax.index) {
    const letter = nameKey(index);
    if (letter !== undefined && conditional && context.indices.has(letter)) continue;
    // the ranges of the letters before are known when a bound or the body needs them
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

function rangeOf(letter: string, syntax: SyntaxOf<"big">, context: Context): IndexRange | undefined {
  const { lower, upper } = syntax;
  if (upper === undefined) {
    const size = sizeInBody(letter, syntax.body, context);
    return size === undefined ? undefined : { size, first: 1 };
  }
  const first = lower === undefined || isConditional(syntax) ? 1 : affineIndex(lower, new Map())?.offset;
  const end = first === undefined ? undefined : visit(upper, context);
  return end && rangeTo(first!, end.node);
}

/** The body where the condition below the sign holds; elsewhere what changes nothing. */
function masked(syntax: SyntaxOf<"big">, body: Value, context: Context): Value | undefined {
  const { lower } = syntax;
  if (lower === undefined || !isConditional(syntax) || isMembership(lower)) return body;
  if (syntax.operator === "max" || syntax.operator === "min") {
    const hint = "Restrict the index by its bounds.";
    context.report("PG2005", lower, { what: "A condition below max or min", hint });
    return undefined;
  }
  const holds = condition(lower, context);
  if (holds === undefined) return undefined;
  const { arena } = context;
  if (syntax.operator === "sum") return elementwise("contraction", [holds, body], arena);
  return elementwise("piecewise", [holds, body, plainValue(arena.integer(1))], arena);
}

/** i ∈ S, where nothing is known of S: all of the range. */
function isMembership(lower: Syntax): boolean {
  return lower.kind === "relation" && lower.signs[0] === "\\in";
}

