/**
 * @file Conditions as nodes of 0 and 1, and definitions by cases.
 *
 * A condition on running letters alone (i = j, j ≤ i, i + 1 ≠ k) is an indicator tensor over
 * their ranges; any other is a comparison of values. A chain a < x < b holds where all its links
 * hold.
 */
import type { Arena, IndexCondition } from "../../expression/index.ts";
import type { RelationSign, Syntax } from "../syntax.ts";
import { elementwise } from "./functions.ts";
import { affineIndex } from "./indices.ts";
import { type Rule, reportMisfit, visit } from "./rule.ts";
import type { Context } from "./scope.ts";
import type { Value } from "./value.ts";

/** How a sign compares values a and b; null for a sign that compares nothing. */
const comparisons: {
  readonly [K in RelationSign]?: (a: Value, b: Value, arena: Arena) => Value | undefined;
} = {
  "<": (a, b, arena) => elementwise("less", [a, b], arena),
  ">": (a, b, arena) => elementwise("less", [b, a], arena),
  "\\le": (a, b, arena) => elementwise("lessequal", [a, b], arena),
  "\\ge": (a, b, arena) => elementwise("lessequal", [b, a], arena),
  "=": (a, b, arena) => elementwise("equal", [a, b], arena),
  "\\ne": (a, b, arena) => {
    const same = elementwise("equal", [a, b], arena);
    return same && { ...same, node: arena.subtract(arena.integer(1), same.node) };
  },
};

/** The sign of an indicator, and whether it exchanges the sides. */
const indexSigns: {
  readonly [K in RelationSign]?: readonly [IndexCondition["sign"], boolean];
} = {
  "<": ["<", false],
  ">": ["<", true],
  "\\le": ["<=", false],
  "\\ge": ["<=", true],
  "=": ["=", false],
  "\\ne": ["!=", false],
};

/** left ⋛ right as an indicator over running letters; undefined when it is about anything else. */
export function conditionOn(
  left: Syntax,
  sign: RelationSign,
  right: Syntax,
  { arena, indices }: Context,
): Value | undefined {
  const sides = [affineIndex(left, indices), affineIndex(right, indices)];
  const meaning = indexSigns[sign];
  const [a, b] = meaning?.[1] ? sides.reverse() : sides;
  if (meaning === undefined || a === undefined || b === undefined) return undefined;
  const free = [...new Set([...a.coefficients.keys(), ...b.coefficients.keys()])];
  if (free.length === 0) return undefined;
  const weight = (letter: string) => {
    return (a.coefficients.get(letter) ?? 0) - (b.coefficients.get(letter) ?? 0);
  };
  // a letter with the range first, first + 1, … has the value first − 1 + (place on its axis)
  const offset = free.reduce(
    (sum, letter) => sum + weight(letter) * (indices.get(letter)!.first - 1),
    a.offset - b.offset,
  );
  const shape = free.map((letter) => indices.get(letter)!.size);
  const condition = { coefficients: free.map(weight), offset, sign: meaning[0] };
  return { node: arena.indicator(shape, [condition]), free, row: false };
}

/** A condition as a node of 0 and 1. */
export function condition(syntax: Syntax, context: Context): Value | undefined {
  if (syntax.kind === "group") return condition(syntax.body, context);
  if (syntax.kind === "list") return all(syntax.items, context);
  if (syntax.kind !== "relation") {
    const hint = "A condition such as x > 0 is expected.";
    context.report("PG2005", syntax, { what: "This", hint });
    return undefined;
  }
  let result: Value | undefined;
  for (const [k, sign] of syntax.signs.entries()) {
    const [left, right] = [syntax.parts[k]!, syntax.parts[k + 1]!];
    const made = link(left, sign, right, syntax, context);
    if (made === undefined) return undefined;
    result = result && elementwise("contraction", [result, made], context.arena);
    result ??= made;
  }
  return result;
}

/** `i < j, j < k`: where all of them hold. */
function all(items: readonly Syntax[], context: Context): Value | undefined {
  const values = items.map((item) => condition(item, context));
  if (values.some((value) => value === undefined)) return undefined;
  return elementwise("contraction", values as Value[], context.arena);
}

function link(
  left: Syntax,
  sign: RelationSign,
  right: Syntax,
  place: Syntax,
  context: Context,
): Value | undefined {
  const onLetters = conditionOn(left, sign, right, context);
  if (onLetters !== undefined) return onLetters;
  const compare = comparisons[sign];
  if (compare === undefined) {
    const hint = "Use <, >, \\le, \\ge, = or \\ne.";
    context.report("PG2005", place, { what: `The sign ${sign}`, hint });
    return undefined;
  }
  const [a, b] = [visit(left, context), visit(right, context)];
  if (a === undefined || b === undefined) return undefined;
  return compare(a, b, context.arena) ?? reportMisfit(place, [a, b], "a comparison", context);
}

/** The first row whose condition holds; the last row is "otherwise", whatever it states. */
export const cases: Rule<"cases"> = (syntax, context) => {
  let result: Value | undefined;
  for (const [k, row] of [...syntax.rows.entries()].reverse()) {
    const value = visit(row.value, context);
    if (value === undefined) return undefined;
    if (k === syntax.rows.length - 1) {
      result = value;
      continue;
    }
    if (row.condition === null) {
      const hint = "Only the last row of a definition by cases goes without one.";
      context.report("PG2005", row.value, { what: "A row without a condition", hint });
      return undefined;
    }
    const holds = condition(row.condition, context);
    if (holds === undefined) return undefined;
    const chosen = elementwise("piecewise", [holds, value, result!], context.arena);
    if (chosen === undefined) {
      return reportMisfit(syntax, [value, result!, holds], "a definition by cases", context);
    }
    result = chosen;
  }
  return result;
};
