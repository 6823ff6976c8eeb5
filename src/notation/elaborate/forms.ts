/**
 * @file A call of a function that has several forms, each defined by lines: which form is meant
 * is decided by the shapes of the arguments; its lines are then worked one after the other, and
 * the value of the last is that of the call.
 */
import type { Shape, Size } from "../../expression/index.ts";
import type { Span } from "../../source/index.ts";
import type { SyntaxOf } from "../syntax.ts";
import { sizeInBody } from "./ranges.ts";
import { describe, visit } from "./rule.ts";
import type { Binding, Candidate, Context, DefinedLine, IndexRange } from "./scope.ts";
import { plainValue, restShape, type Value } from "./value.ts";

/** The sizes that a candidate's letters stand for; undefined when the shapes do not fit it. */
export function sizesFor(
  { parameters }: Candidate,
  shapes: readonly Shape[],
): Map<string, Size> | undefined {
  const sizes = new Map<string, Size>();
  for (const [k, { shape }] of parameters.entries()) {
    if (shape === null) continue;
    const found = shapes[k]!;
    if (found.length !== shape.length) return undefined;
    for (const [axis, letter] of shape.entries()) {
      const known = sizes.get(letter);
      if (known !== undefined && known !== found[axis]) return undefined;
      sizes.set(letter, found[axis]!);
    }
  }
  return sizes;
}

/** The meaning of a call, or undefined and a report of what does not fit. */
export function callForms(
  syntax: SyntaxOf<"applied">,
  key: string,
  { candidates }: Extract<Binding, { kind: "forms" }>,
  context: Context,
): Value | undefined {
  const found = candidates(syntax);
  if ("code" in found) {
    context.report(found.code, placed(found.span, syntax), found.args);
    return undefined;
  }
  const values = new Map<unknown, Value | undefined>();
  for (const { parameters } of found) {
    for (const { argument } of parameters) {
      if (!values.has(argument)) values.set(argument, visit(argument, context));
    }
  }
  if ([...values.values()].includes(undefined)) return undefined;
  for (const candidate of found) {
    const args = candidate.parameters.map(({ argument }) => values.get(argument)!);
    const sizes = sizesFor(candidate, args.map(restShape));
    if (sizes === undefined) continue;
    const open = candidate.needs.find((letter) => typeof sizes.get(letter) === "string");
    if (open === undefined) {
      // what is wrong in the lines is wrong with the call
      const report: Context["report"] = (code, _span, given) => context.report(code, syntax, given);
      return worked(candidate, args, sizes, { ...context, report });
    }
    context.report("PG2045", syntax, { name: key, size: `${sizes.get(open)}` });
    return undefined;
  }
  const expected = found.map(({ signature }) => signature).join(" or ");
  const shapes = found[0]!.parameters.map(({ argument }) => describe(values.get(argument)!));
  context.report("PG2042", syntax, { name: key, expected, shapes: shapes.join(", ") });
  return undefined;
}

function placed(span: Span, fallback: Span): Span {
  return span.from < 0 ? fallback : span;
}

/** The lines one after the other, with the arguments and the sizes in place. */
function worked(
  { parameters, lines }: Candidate,
  args: readonly Value[],
  sizes: ReadonlyMap<string, Size>,
  context: Context,
): Value | undefined {
  const mark = `\0${context.depth}`;
  const bound = new Map<string, Value>();
  for (const [letter, size] of sizes) bound.set(letter, plainValue(context.arena.size(size)));
  for (const [k, { name }] of parameters.entries()) {
    // letters of the caller do not run in the lines
    bound.set(name, { ...args[k]!, free: args[k]!.free.map((letter) => letter + mark) });
  }
  const depth = context.depth + 1;
  const inner: Context = { ...context, bound, indices: new Map(), calls: new Map(), depth };
  let value: Value | undefined;
  for (const line of lines((letter) => sizeText(sizes, letter))) {
    value = lineValue(line, inner);
    if (value === undefined) return undefined;
    bound.set(line.name, value);
  }
  return value && { ...value, free: value.free.map((letter) => letter.replace(mark, "")) };
}

/** A number where it is known, else the letter that stands for the size. */
function sizeText(sizes: ReadonlyMap<string, Size>, letter: string): string {
  const size = sizes.get(letter);
  return typeof size === "number" ? `${size}` : letter;
}

/** What a line defines: of `y_i = …` the whole of y. */
function lineValue({ letters, right }: DefinedLine, context: Context): Value | undefined {
  const ranges = new Map<string, IndexRange>();
  for (const letter of letters) {
    const size = sizeInBody(letter, right, context);
    if (size === undefined) {
      context.report("PG2040", right, { name: letter });
      return undefined;
    }
    ranges.set(letter, { size, first: 1 });
  }
  const value = visit(right, { ...context, indices: ranges });
  return value && gathered(value, letters, context);
}

/** A value with the axes named by `letters` made its first axes, in their order. */
export function gathered(
  value: Value,
  letters: readonly string[],
  { arena }: Pick<Context, "arena">,
): Value {
  if (letters.length === 0) return value;
  const others = value.free.filter((letter) => !letters.includes(letter));
  const axes = value.node.shape.map((_, axis) => axis);
  // z_j = A_j is the matrix of the rows A_j: axes without a letter stay
  const rest = axes.slice(value.free.length);
  const named = [...others, ...letters].map((letter) => value.free.indexOf(letter));
  const node = arena.contract({
    operands: [value.node],
    axes: [axes],
    output: [...named, ...rest],
  });
  return { node, free: others, row: false };
}
