/**
 * @file What the rules of elaboration share. A rule says what one kind of syntax means; the table
 * of rules stands in `elaborate.ts`, and the rules reach it only through their context, so that
 * the files of this folder need not import each other in a circle.
 *
 * An identity matrix written I has no size of its own (see `value.ts`). Sums, products and
 * quotients pass it on until a neighbour fixes the size; every other rule asks for `settled`
 * parts, and reports a size that nothing fixes.
 */
import { shapeText } from "../../expression/index.ts";
import type { Span } from "../../source/index.ts";
import type { Syntax, SyntaxKind, SyntaxOf } from "../syntax.ts";
import type { Context } from "./scope.ts";
import { restShape, type Value } from "./value.ts";

/** What syntax of kind K means; undefined when it has no meaning, which is then reported. */
export type Rule<K extends SyntaxKind> = (
  syntax: SyntaxOf<K>,
  context: Context,
) => Value | undefined;

/** The meaning of a part, whose size must be known. */
export function visit(syntax: Syntax, context: Context): Value | undefined {
  return settled(context.visit(syntax, context), syntax, context);
}

/** A meaning of a part as it is, where its size is known. */
export function settled(
  value: Value | undefined,
  syntax: Syntax,
  context: Context,
): Value | undefined {
  if (!value?.identity) return value;
  context.report("PG2018", syntax, {});
  return undefined;
}

/** All of them, or undefined when one has no meaning (the others are still looked at). */
export function visitAll(list: readonly Syntax[], context: Context): Value[] | undefined {
  return whole(list.map((syntax) => visit(syntax, context)));
}

/** All of them; an identity matrix among them may wait for its size. */
export function visitLoosely(list: readonly Syntax[], context: Context): Value[] | undefined {
  return whole(list.map((syntax) => context.visit(syntax, context)));
}

function whole(values: (Value | undefined)[]): Value[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** A shape in words, for a message. */
export function describe(value: Value): string {
  if (value.identity) return "an identity matrix";
  const text = shapeText(restShape(value));
  return value.row ? `${text} (a row)` : text;
}

/** Reports that the values do not fit together, naming the first two that differ. */
export function reportMisfit(
  span: Span,
  values: readonly Value[],
  where: string,
  context: Context,
): undefined {
  const shapes = values.map(describe);
  const tensors = shapes.filter((shape) => shape !== "scalar");
  const [left = "scalar"] = tensors;
  const right = tensors.find((shape) => shape !== left) ?? "scalar";
  context.report("PG2003", span, { left, right, where });
  return undefined;
}
