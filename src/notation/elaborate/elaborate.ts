/**
 * @file From syntax to meaning: the expression that a formula stands for, in index notation.
 *
 * Declared readings (each also listed in docs/NOTATION.md):
 * - a name with a subscript is that name when it is defined (`x_1`), else an entry of a defined
 *   vector or matrix (`a_2`, `W_{2,2}`, `W_{22}`), else a name of its own;
 * - σ before a bracket is the sigmoid unless the document defines it; `log` is natural;
 * - f(x) is a call when f is a function or unknown and named like one (f, g, h, φ, ψ …), else a
 *   product;
 * - a superscript −1 on a square matrix is the inverse, another whole number repeated product;
 *   on a vector it acts entry by entry; `\|x\|^2` is xᵀx;
 * - `|A|` of a square matrix is its determinant, of anything else the absolute value.
 *
 * Nothing throws: what has no meaning is reported with its place, and the result is undefined.
 */

import type { Arena } from "../../expression/index.ts";
import { type Node, type OperationName, operations, shapeText } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { type Diagnostic, diagnose, type Span } from "../../source/index.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxKind, SyntaxOf } from "../syntax.ts";
import { arityOf, builders, elementwise, squaredNorm, transposed } from "./functions.ts";
import {
  affineIndex,
  entryOf,
  indexValue,
  isIndexList,
  rangeTo,
  reduceOver,
  sumOver,
} from "./indices.ts";
import { product } from "./product.ts";
import type { Context, IndexRange, Scope } from "./scope.ts";
import { align, plainValue, restShape, type Value } from "./value.ts";

/** The meaning of a formula, if it has one, and what was found on the way. */
export interface Elaborated {
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The deepest nesting of calls of defined functions. */
const callLimit = 64;

/**
 * What `syntax` means in `scope`. `indices` are letters that already run, as j does on the right
 * of `z_j = …`. The value is undefined when some part has no meaning; the diagnostics say which.
 */
export function elaborate(
  syntax: Syntax,
  scope: Scope,
  arena: Arena,
  indices: ReadonlyMap<string, IndexRange> = new Map(),
): Elaborated {
  const diagnostics: Diagnostic[] = [];
  const report: Context["report"] = (code, span, args) => {
    diagnostics.push(diagnose(code, { from: span.from, to: span.to }, args));
  };
  const context: Context = { arena, scope, indices, diagnostics, report, depth: 0 };
  const value = visit(syntax, context);
  return { value, diagnostics };
}

type Rule<K extends SyntaxKind> = (syntax: SyntaxOf<K>, context: Context) => Value | undefined;

function visit(syntax: Syntax, context: Context): Value | undefined {
  const rule = rules[syntax.kind] as AnyRule;
  return rule(syntax, context);
}

/** All of them, or undefined when one has no meaning (the others are still looked at). */
function visitAll(list: readonly Syntax[], context: Context): Value[] | undefined {
  const values = list.map((syntax) => visit(syntax, context));
  return values.every((value) => value !== undefined) ? (values as Value[]) : undefined;
}

/** A rule that fits every kind. */
type AnyRule = (syntax: Syntax, context: Context) => Value | undefined;

function unusable(what: string, hint = ""): AnyRule {
  return (syntax, context) => {
    context.report("PG2005", syntax, { what, hint });
    return undefined;
  };
}

/** The quantity, index or constant of this name; null when the name means nothing here. */
function named(key: string, context: Context): Value | null {
  const range = context.indices.get(key);
  if (range !== undefined) return indexValue(context.arena, key, range);
  const binding = context.scope.lookup(key);
  if (binding?.kind === "quantity") return plainValue(binding.node);
  if (binding?.kind === "size") return plainValue(context.arena.size(binding.size));
  if (binding !== undefined) return null;
  if (key === "\\pi") return plainValue(context.arena.pi());
  if (key === "e") return plainValue(context.arena.e());
  return null;
}

function nameValue(syntax: Syntax, context: Context): Value | undefined {
  const key = nameKey(syntax);
  const value = key === undefined ? null : named(key, context);
  if (value !== null) return value;
  context.report("PG2002", syntax, { name: key ?? "this" });
  return undefined;
}

const subscript: Rule<"subscript"> = (syntax, context) => {
  const key = nameKey(syntax);
  const whole = key === undefined ? null : named(key, context);
  if (whole !== null) return whole;
  if (isIndexList(syntax.indices, context.indices)) {
    const baseKey = nameKey(syntax.base);
    const base = baseKey === undefined ? visit(syntax.base, context) : named(baseKey, context);
    if (base && base.free.length === 0) {
      const indices = splitDigits(syntax.indices, base.node.shape.length);
      if (indices.length <= base.node.shape.length) {
        return entryOf(base.node, indices, context, baseKey ?? "this");
      }
    }
  }
  return nameValue(syntax, context);
};

/** `W_{22}` on a matrix is `W_{2,2}`: as many digits as axes. */
function splitDigits(indices: readonly Syntax[], rank: number): readonly Syntax[] {
  const [only] = indices;
  if (indices.length !== 1 || only!.kind !== "number" || only!.text.length !== rank) return indices;
  if (!/^[1-9]+$/.test(only!.text)) return indices;
  return [...only!.text].map((digit, k) => ({
    ...only!,
    text: digit,
    from: only!.from + k,
    to: only!.from + k + 1,
  }));
}

const sum: Rule<"sum"> = (syntax, context) => {
  const values = visitAll(
    syntax.terms.map(({ term }) => term),
    context,
  );
  if (values === undefined) return undefined;
  const { arena } = context;
  const fitted = align(arena, values);
  if (fitted === null) {
    const shapes = values.map((value) => describe(value));
    const odd = shapes.find((shape) => shape !== shapes[0] && shape !== "scalar") ?? "scalar";
    context.report("PG2003", syntax, { left: shapes[0]!, right: odd, where: "a sum" });
    return undefined;
  }
  const terms = fitted.nodes.map((node, k) => {
    return syntax.terms[k]!.sign === "-" ? arena.negate(node) : node;
  });
  return { node: arena.add(...terms), free: fitted.free, row: fitted.row };
};

function describe(value: Value): string {
  const text = shapeText(restShape(value));
  return value.row ? `${text} (a row)` : text;
}

const productRule: Rule<"product"> = (syntax, context) => {
  const values = visitAll(syntax.factors, context);
  if (values === undefined) return undefined;
  const result = product(context.arena, values, syntax.joints);
  if (!("at" in result)) return result;
  const [left, right] = [shapeText(result.left), shapeText(result.right)];
  context.report("PG2004", syntax.factors[result.at]!, { left, right, hint: productHint(result) });
  return undefined;
};

function productHint({
  left,
  right,
}: {
  left: readonly unknown[];
  right: readonly unknown[];
}): string {
  if (left.length === 2 && left[0] === right[0])
    return "Is a transpose missing on the left factor?";
  if (right.length === 2 && left.at(-1) === right[1])
    return "Is a transpose missing on the right factor?";
  if (left.length === 1 && right.length === 1) {
    return "Write x^T y for the inner product, x y^T for the outer one, x \\odot y entry by entry.";
  }
  return "The inner sizes must agree.";
}

const fraction: Rule<"fraction"> = (syntax, context) => {
  const values = visitAll([syntax.numerator, syntax.denominator], context);
  if (values === undefined) return undefined;
  const quotient = elementwise("divide", values, context.arena);
  if (quotient === undefined) reportMisfit(syntax, values, "a quotient", context);
  return quotient;
};

function reportMisfit(span: Span, values: readonly Value[], where: string, context: Context): void {
  const [left, right] = [describe(values[0]!), describe(values[1] ?? values[0]!)];
  context.report("PG2003", span, { left, right, where });
}

const power: Rule<"power"> = (syntax, context) => {
  const { arena } = context;
  const base = visit(syntax.base, context);
  const exponent = visit(syntax.exponent, context);
  if (base === undefined || exponent === undefined) return undefined;
  const n = exponent.node.op === "number" ? Q.toDouble(exponent.node.data as never) : undefined;
  const isNorm =
    (syntax.base.kind === "group" && syntax.base.delimiter === "\\|") ||
    (syntax.base.kind === "call" && syntax.base.function === "norm");
  if (isNorm && n === 2 && base.node.op === "norm") {
    return squaredNorm(arena, plainValue(base.node.operands[0]!));
  }
  const rest = restShape(base);
  if (rest.length === 2 && n !== undefined && Number.isInteger(n) && rest[0] === rest[1]) {
    return matrixPower(base, n, syntax, context);
  }
  const result = elementwise("power", [base, exponent], arena);
  if (result === undefined) reportMisfit(syntax, [base, exponent], "a power", context);
  return result;
};

/** A^n for a square matrix: repeated product, of the inverse for n < 0. */
function matrixPower(base: Value, n: number, span: Span, context: Context): Value | undefined {
  const { arena } = context;
  if (Math.abs(n) > 64) {
    context.report("PG2005", span, { what: `A matrix power as high as ${n}`, hint: "" });
    return undefined;
  }
  const factor =
    n < 0
      ? { ...base, node: arena.structural("inverse", [base.node], base.node.shape, null) }
      : base;
  if (n === 0) return plainValue(arena.identity(restShape(base)[0]!));
  const factors = new Array<Value>(Math.abs(n)).fill(factor);
  const result = product(arena, factors, new Array(factors.length - 1).fill("juxtapose"));
  return "at" in result ? undefined : result;
}

const call: Rule<"call"> = (syntax, context) => {
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  if (syntax.function === "log" && syntax.subscript !== undefined) {
    const base = visit(syntax.subscript, context);
    if (base === undefined) return undefined;
    args.push(base);
  }
  const { least, most } = arityOf(syntax.function);
  if (args.length < least || args.length > most) {
    const expected = most === 1 ? "one argument" : `${least} arguments`;
    const found = args.length === 1 ? "1 is" : `${args.length} are`;
    context.report("PG2007", syntax, { function: syntax.function, expected, found });
    return undefined;
  }
  const result = applyFunction(syntax, args, context);
  if (result === undefined || syntax.power === undefined) return result;
  const exponent = visit(syntax.power, context);
  return exponent && elementwise("power", [result, exponent], context.arena);
};

function applyFunction(
  syntax: SyntaxOf<"call">,
  args: readonly Value[],
  context: Context,
): Value | undefined {
  const build = builders[syntax.function];
  if (build !== undefined) return build(syntax, args, context);
  const page = operations[syntax.function as OperationName];
  if (page?.kind !== "elementwise") {
    context.report("PG2005", syntax.head, { what: syntax.function, hint: "" });
    return undefined;
  }
  const result = elementwise(syntax.function as OperationName, args, context.arena);
  if (result === undefined) reportMisfit(syntax, args, syntax.function, context);
  return result;
}

/** Letters that name functions when nothing else is known of them. */
const functionLike = new Set(["f", "g", "h", "F", "G", "H", "\\phi", "\\varphi", "\\psi", "\\Phi"]);

const applied: Rule<"applied"> = (syntax, context) => {
  const prime = syntax.head.kind === "prime" ? syntax.head.count : 0;
  const head = syntax.head.kind === "prime" ? syntax.head.base : syntax.head;
  const key = nameKey(head);
  const binding = key === undefined ? undefined : context.scope.lookup(key);
  if (key !== undefined && named(key, context) === null) {
    if (binding?.kind === "function") return callDefined(syntax, key, prime, context);
    const operation =
      binding?.kind === "operation" ? binding.operation : key === "\\sigma" ? "sigmoid" : null;
    if (operation !== null) {
      if (binding === undefined) {
        context.report("PG2011", head, { name: "\\sigma", meaning: "the sigmoid 1/(1 + e^(-x))" });
      }
      return derivativeOf(operation as OperationName, prime, syntax, context);
    }
    if (functionLike.has(key)) return abstractCall(key, prime, syntax, context);
  }
  if (syntax.arguments.length === 1 && prime === 0) {
    const values = visitAll([head, syntax.arguments[0]!], context);
    if (values === undefined) return undefined;
    const result = product(context.arena, values, ["juxtapose"]);
    if (!("at" in result)) return result;
    reportMisfit(syntax, values, "a product", context);
    return undefined;
  }
  context.report("PG2002", head, { name: key ?? "this function" });
  return undefined;
};

/** The `order`-th derivative of an operation of one argument, at the argument. */
function derivativeOf(
  op: OperationName,
  order: number,
  syntax: SyntaxOf<"applied">,
  context: Context,
): Value | undefined {
  const [argument] = visitAll(syntax.arguments, context) ?? [];
  if (argument === undefined) return undefined;
  const { arena } = context;
  const value = elementwise(op, [argument], arena);
  const page = operations[op];
  if (value === undefined || order === 0) return value;
  if (order > 1 || page.kind !== "elementwise") {
    context.report("PG2005", syntax, { what: "A higher derivative by primes", hint: "" });
    return undefined;
  }
  const slope = page.partial(0, value.node.operands, arena, value.node);
  return { ...value, node: slope ?? arena.zeros(value.node.shape) };
}

/** A call of a function that the document defines: its body with the arguments in place. */
function callDefined(
  syntax: SyntaxOf<"applied">,
  key: string,
  prime: number,
  context: Context,
): Value | undefined {
  const binding = context.scope.lookup(key);
  if (binding?.kind !== "function") return undefined;
  const { parameters, body } = binding;
  if (parameters.length !== syntax.arguments.length) {
    const [expected, found] = [`${parameters.length} arguments`, `${syntax.arguments.length} are`];
    context.report("PG2007", syntax, { function: key, expected, found });
    return undefined;
  }
  if (prime > 0 || context.depth >= callLimit) {
    const what =
      prime > 0 ? "The derivative of a defined function by primes" : "So deep a recursion";
    context.report("PG2005", syntax, { what, hint: "" });
    return undefined;
  }
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  const bound = new Map(parameters.map((name, k) => [name, args[k]!]));
  const scope: Scope = {
    lookup: (name) => {
      const value = bound.get(name);
      return value === undefined
        ? context.scope.lookup(name)
        : { kind: "quantity", node: value.node };
    },
  };
  return visit(body, { ...context, scope, depth: context.depth + 1 });
}

/** f(x) with f unknown: a symbol of its own, whose derivatives are further symbols. */
function abstractCall(
  key: string,
  prime: number,
  syntax: SyntaxOf<"applied">,
  context: Context,
): Value | undefined {
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  const fitted = align(context.arena, args);
  if (fitted === null) return undefined;
  const orders = args.map((_, k) => (k === 0 ? prime : 0));
  const { nodes, free, row } = fitted;
  const data = { name: key, orders };
  return { node: context.arena.structural("abstract", nodes, nodes[0]!.shape, data), free, row };
}

const group: Rule<"group"> = (syntax, context) => {
  const { arena } = context;
  if (syntax.delimiter === "|" || syntax.delimiter === "\\|") {
    const body = visit(syntax.body, context);
    if (body === undefined) return undefined;
    const rest = restShape(body);
    const call: SyntaxOf<"call"> = {
      kind: "call",
      function: syntax.delimiter === "|" ? "det" : "norm",
      head: syntax,
      arguments: [syntax.body],
      brackets: null,
      from: syntax.from,
      to: syntax.to,
    };
    if (syntax.delimiter === "\\|") return builders["norm"]!(call, [body], context);
    if (rest.length === 2) return builders["det"]!(call, [body], context);
    return { ...body, node: arena.apply("abs", body.node) };
  }
  if (syntax.delimiter === "\\lfloor") {
    const body = visit(syntax.body, context);
    return body && { ...body, node: arena.apply("floor", body.node) };
  }
  return visit(syntax.body, context);
};

/** One column is a vector, one row a vector standing as a row, one entry a scalar. */
const matrix: Rule<"matrix"> = (syntax, context) => {
  const { arena } = context;
  const rows = syntax.rows.map((row) => visitAll(row, context));
  if (rows.some((row) => row === undefined)) return undefined;
  const entries = rows as Value[][];
  const width = entries[0]?.length ?? 0;
  const ragged = entries.findIndex((row) => row.length !== width);
  if (width === 0 || ragged >= 0) {
    const [left, right] = [`a row of ${width}`, `a row of ${entries[ragged]?.length ?? 0}`];
    context.report("PG2003", syntax, { left, right, where: "a matrix" });
    return undefined;
  }
  const flat = entries.flat();
  const odd = flat.find((value) => value.node.shape.length > 0);
  if (odd !== undefined) {
    const shape = shapeText(odd.node.shape);
    context.report("PG2010", syntax, { what: "An entry of a matrix", shape });
    return undefined;
  }
  const nodes = flat.map((value) => value.node);
  if (width === 1 && entries.length === 1) return plainValue(nodes[0]!);
  if (width === 1) return plainValue(arena.stack(nodes, [entries.length]));
  if (entries.length === 1) return { node: arena.stack(nodes, [width]), free: [], row: true };
  return plainValue(arena.stack(nodes, [entries.length, width]));
};

/** A condition as a node of 0 and 1. */
function condition(syntax: Syntax, context: Context): Value | undefined {
  if (syntax.kind === "group") return condition(syntax.body, context);
  if (syntax.kind !== "relation") {
    context.report("PG2005", syntax, {
      what: "This",
      hint: "A condition such as x > 0 is expected.",
    });
    return undefined;
  }
  const parts = visitAll(syntax.parts, context);
  if (parts === undefined) return undefined;
  const { arena } = context;
  let result: Value | undefined;
  for (const [k, sign] of syntax.signs.entries()) {
    const [a, b] = [parts[k]!, parts[k + 1]!];
    const made = comparison(sign, a, b, arena);
    if (made === undefined) {
      context.report("PG2005", syntax, {
        what: `The sign ${sign}`,
        hint: "Use <, >, \\le, \\ge, = or \\ne.",
      });
      return undefined;
    }
    result = result === undefined ? made : elementwise("contraction", [result, made], arena);
  }
  return result;
}

function comparison(sign: string, a: Value, b: Value, arena: Arena): Value | undefined {
  switch (sign) {
    case "<":
      return elementwise("less", [a, b], arena);
    case ">":
      return elementwise("less", [b, a], arena);
    case "\\le":
      return elementwise("lessequal", [a, b], arena);
    case "\\ge":
      return elementwise("lessequal", [b, a], arena);
    case "=":
      return elementwise("equal", [a, b], arena);
    case "\\ne": {
      const same = elementwise("equal", [a, b], arena);
      return same && { ...same, node: arena.subtract(arena.integer(1), same.node) };
    }
    default:
      return undefined;
  }
}

/** The first row whose condition holds; the last row may be the "otherwise". */
const cases: Rule<"cases"> = (syntax, context) => {
  let result: Value | undefined;
  for (const [k, row] of [...syntax.rows.entries()].reverse()) {
    const value = visit(row.value, context);
    if (value === undefined) return undefined;
    if (k === syntax.rows.length - 1) {
      result = value;
      continue;
    }
    const holds = row.condition === null ? undefined : condition(row.condition, context);
    if (holds === undefined) return undefined;
    result = elementwise("piecewise", [holds, value, result!], context.arena);
    if (result === undefined) return undefined;
  }
  return result;
};

/** Where letters of a sum without bounds get their range: from what they index in the body. */
export function sizeInBody(
  letter: string,
  body: Syntax,
  scope: Scope,
): number | string | undefined {
  const open: Syntax[] = [body];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "subscript") {
      const key = nameKey(at.base);
      const binding = key === undefined ? undefined : scope.lookup(key);
      const axis = at.indices.findIndex((index) => index.kind === "name" && index.text === letter);
      if (binding?.kind === "quantity" && axis >= 0) {
        const size = binding.node.shape[axis];
        if (size !== undefined) return size;
      }
    }
    open.push(...children(at));
  }
  return undefined;
}

/** The direct parts of a piece of syntax, in reading order. */
export function children(syntax: Syntax): Syntax[] {
  const found: Syntax[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (typeof value === "object" && value !== null) {
      if ("kind" in value) found.push(value as Syntax);
      else for (const inner of Object.values(value)) look(inner);
    }
  };
  for (const value of Object.values(syntax)) look(value);
  return found;
}

const big: Rule<"big"> = (syntax, context) => {
  const ranges = new Map(context.indices);
  const letters: string[] = [];
  for (const index of syntax.index) {
    const letter = nameKey(index);
    const range = letter === undefined ? undefined : bigRange(letter, syntax, context);
    if (letter === undefined || range === undefined) {
      context.report("PG2006", index, { name: letter ?? "here" });
      return undefined;
    }
    ranges.set(letter, range);
    letters.push(letter);
  }
  const body = visit(syntax.body, { ...context, indices: ranges });
  if (body === undefined) return undefined;
  const { arena } = context;
  if (syntax.operator === "sum") {
    const masked = mask(syntax, body, { ...context, indices: ranges });
    return masked && sumOver(arena, masked, letters, ranges);
  }
  const op = { product: "productover", max: "maximum", min: "minimum" } as const;
  let result = body;
  for (const letter of letters) {
    if (!result.free.includes(letter)) {
      const one = indexValue(arena, letter, ranges.get(letter)!);
      const fitted = align(arena, [result, one])!;
      result = { node: fitted.nodes[0]!, free: fitted.free, row: fitted.row };
    }
    result = reduceOver(arena, op[syntax.operator], result, letter);
  }
  return result;
};

/** Σ_{j ≠ i}: the condition below the sign as a factor of 0 and 1. */
function mask(syntax: SyntaxOf<"big">, body: Value, context: Context): Value | undefined {
  const { lower } = syntax;
  if (lower?.kind !== "relation" || lower.signs[0] === "=" || lower.signs[0] === "\\in")
    return body;
  const holds = condition(lower, context);
  return holds && elementwise("contraction", [holds, body], context.arena);
}

function bigRange(
  letter: string,
  syntax: SyntaxOf<"big">,
  context: Context,
): IndexRange | undefined {
  const own = context.indices.get(letter);
  if (own !== undefined && syntax.lower?.kind === "relation") return own;
  let first = 1;
  const bound = syntax.lower;
  if (bound !== undefined && bound.kind !== "relation") {
    const form = affineIndex(bound, new Map());
    if (form !== undefined) first = form.offset;
  }
  if (syntax.upper === undefined) {
    const size = sizeInBody(letter, syntax.body, context.scope);
    return size === undefined ? undefined : { size, first: 1 };
  }
  const upper = visit(syntax.upper, context);
  return upper && rangeTo(first, upper.node);
}

const relationHint = "Write definitions on lines of their own.";

const rules: { readonly [K in SyntaxKind]: Rule<K> } = {
  number: (syntax, context) => {
    const q = Q.fromDecimal(syntax.text);
    if (q !== undefined) return plainValue(context.arena.number(q));
    context.report("PG2005", syntax, { what: `The number ${syntax.text}`, hint: "" });
    return undefined;
  },
  name: nameValue,
  subscript,
  family: nameValue,
  power,
  transpose: (syntax, context) => {
    const base = visit(syntax.base, context);
    return base && transposed(context.arena, base);
  },
  prime: unusable("A prime", "Write the derivative as dy/dx, or f'(x)."),
  sum,
  product: productRule,
  fraction,
  call,
  applied,
  root: (syntax, context) => {
    const { arena } = context;
    const radicand = visit(syntax.radicand, context);
    if (radicand === undefined) return undefined;
    if (syntax.degree === undefined)
      return { ...radicand, node: arena.apply("sqrt", radicand.node) };
    const degree = visit(syntax.degree, context);
    return degree && elementwise("root", [radicand, degree], arena);
  },
  group,
  list: unusable("A list", "Use [a; b] for a vector."),
  matrix,
  cases,
  big,
  derivative: unusable("A derivative", "Ask for it with `find`."),
  gradient: unusable("A gradient", "Ask for it with `find`."),
  differential: unusable("A differential"),
  evaluated: unusable("An evaluation bar", "Give values with `at`."),
  indicator: (syntax, context) => condition(syntax.condition, context),
  relation: unusable("A relation", relationHint),
  text: unusable("Text"),
  decorated: (syntax, context) => visit(syntax.body, context),
  dots: unusable("An ellipsis", "Write the terms out, or use \\sum."),
  error: () => undefined,
};

/** The arena's node for a scalar, vector or matrix value without open indices. */
export function nodeOf(value: Value): Node | undefined {
  return value.free.length === 0 ? value.node : undefined;
}
