/**
 * @file Functions of arguments: those of the table, those that the document defines, and unknown
 * ones.
 *
 * - σ before a bracket is the sigmoid unless the document defines it;
 * - f(x) is a call when f is defined as a function, or is not defined and is named like one (f, g,
 *   h, φ, ψ …); else it is a product;
 * - a prime is the derivative of a function of one argument: σ'(z), \tanh'(z), f'(x);
 *   f^{(0,1)}(x, y)
 *   is the derivative of an unknown function in its second argument.
 */
import { type OperationName, operations, spellings } from "../../expression/index.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { bracketed } from "./brackets.ts";
import { slopeAt } from "./derivative.ts";
import { callForms } from "./forms.ts";
import { arityOf, builders, elementwise } from "./functions.ts";
import { entryOf, isIndexList } from "./indices.ts";
import { named } from "./naming.ts";
import { product } from "./product.ts";
import { type Rule, reportMisfit, visit, visitAll } from "./rule.ts";
import type { Binding, Context } from "./scope.ts";
import { align, restShape, type Value } from "./value.ts";

/** The deepest nesting of calls of defined functions. */
const callLimit = 64;

/** The most calls of defined functions, each at arguments of its own, in one formula. */
const callsLimit = 4096;

/** What ends the name of a function of which certainly nothing is known; no text can spell it. */
export const unknownMark = "\u2009v0";

/** Letters that name functions when nothing else is known of them. */
export const functionLetters: ReadonlySet<string> = new Set([
  "f",
  "g",
  "h",
  "F",
  "G",
  "H",
  "\\phi",
  "\\varphi",
  "\\psi",
  "\\Phi",
]);

/** Whether a name before a bracket, or a prime, is a function's when nothing defines it. */
export function isFunctionLetter(key: string): boolean {
  const operation = operations[spellings.get(key) as OperationName];
  return isUnknown(key) || key === "\\sigma" || operation?.kind === "elementwise";
}

const isUnknown = (key: string): boolean => functionLetters.has(key) || key.endsWith(unknownMark);

/** `\sin^2 x`, `\log_2 x`, `\operatorname{softmax}_k(z)`, `max(0, z)`. */
export const call: Rule<"call"> = (syntax, context) => {
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  const { least, most } = arityOf(syntax.function);
  if (args.length < least || args.length > most) {
    reportArity(syntax, syntax.function, args.length, least, most, context);
    return undefined;
  }
  const result = applyFunction(syntax, args, context);
  if (result === undefined || syntax.power === undefined) return result;
  const exponent = visit(syntax.power, context);
  if (exponent === undefined) return undefined;
  return (
    elementwise("power", [result, exponent], context.arena) ??
    reportMisfit(syntax, [result, exponent], "a power", context)
  );
};

function reportArity(
  place: Syntax,
  name: string,
  count: number,
  least: number,
  most: number,
  context: Context,
): void {
  const number = (n: number) => (n === 1 ? "one argument" : `${n} arguments`);
  const expected =
    least === most
      ? number(least)
      : most === Number.POSITIVE_INFINITY
        ? "at least one argument"
        : `${least} or ${most} arguments`;
  const found = count === 1 ? "1 is" : `${count} are`;
  context.report("PG2007", place, { function: name, expected, found });
}

/** Functions to which an index below belongs, as the base of a logarithm. */
const indexed: ReadonlySet<string> = new Set(["log", "norm"]);

function applyFunction(
  syntax: SyntaxOf<"call">,
  args: readonly Value[],
  context: Context,
): Value | undefined {
  const { subscript } = syntax;
  if (syntax.function === "log" && subscript !== undefined) {
    const base = visit(asProduct(subscript), context);
    return base && functionOf(syntax, [...args, base], context);
  }
  const result = functionOf(syntax, args, context);
  if (subscript === undefined || result === undefined || indexed.has(syntax.function)) {
    return result;
  }
  const indices = subscript.kind === "list" ? subscript.items : [subscript];
  const rank = restShape(result).length;
  if (indices.length <= rank && isIndexList(indices, context.indices)) {
    return entryOf(result, indices, context, syntax.function);
  }
  context.report("PG2005", subscript, { what: `An index on ${syntax.function}`, hint: "" });
  return undefined;
}

/** The base of `\log_{2x}` is a product, though as an index it would be two. */
function asProduct(base: Syntax): Syntax {
  if (base.kind !== "list") return base;
  const { items: factors, from, to } = base;
  return { kind: "product", factors, joints: factors.slice(1).map(() => "juxtapose"), from, to };
}

function functionOf(
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
  return result ?? reportMisfit(syntax, args, syntax.function, context);
}

/** The product x · (y − z) that `x(y - z)` is where x is a quantity; null where it is a call. */
export function productIn(syntax: Syntax, context: Context): readonly [Syntax, Syntax] | null {
  if (syntax.kind !== "applied" || syntax.head.kind === "prime") return null;
  const { head, arguments: inside } = syntax;
  const key = nameKey(head);
  const [only] = inside;
  if (key === undefined || only === undefined || inside.length > 1) return null;
  return named(key, context) === null ? null : [head, only];
}

/** A name before a bracket: a call, or a product. */
export const applied: Rule<"applied"> = (syntax, context) => {
  const prime = syntax.head.kind === "prime" ? syntax.head.count : 0;
  const head = syntax.head.kind === "prime" ? syntax.head.base : syntax.head;
  const key = nameKey(head);
  if (key !== undefined && named(key, context) === null) {
    const binding = context.scope.lookup(key);
    if (binding?.kind === "function") return callDefined(syntax, key, prime, binding, context);
    if (binding?.kind === "forms" && prime === 0) return callForms(syntax, key, binding, context);
    const operation = operationNamed(key, head, binding, context);
    if (operation !== undefined) return derivativeOf(operation, prime, syntax, context);
    if (isUnknown(key)) return abstractCall(key, null, prime, syntax, context);
  }
  const partial = partialOf(head, syntax.arguments.length, context);
  if (partial !== undefined && prime === 0) {
    return abstractCall(partial.key, partial.orders, 0, syntax, context);
  }
  if (syntax.arguments.length === 1 && prime === 0) {
    return besides(head, syntax.arguments[0]!, syntax, context);
  }
  context.report("PG2002", head, { name: key ?? "this function" });
  return undefined;
};

/** `f^{(0,1)}`: how often an unknown function is differentiated in each argument. */
function partialOf(
  head: Syntax,
  count: number,
  context: Context,
): { readonly key: string; readonly orders: readonly number[] } | undefined {
  if (head.kind !== "family" || head.bracket !== "(" || head.index.kind !== "list")
    return undefined;
  const key = nameKey(head.base);
  const orders = head.index.items.map((item) => (item.kind === "number" ? Number(item.text) : -1));
  const fits =
    orders.length === count && orders.every((order) => Number.isInteger(order) && order >= 0);
  const unknown = key !== undefined && isUnknown(key) && named(key, context) === null;
  return fits && unknown && context.scope.lookup(key) === undefined ? { key, orders } : undefined;
}

/** The operation that a head means: σ, or a function's name that carries a prime. */
function operationNamed(
  key: string,
  head: Syntax,
  binding: Binding | undefined,
  context: Context,
): OperationName | undefined {
  if (binding?.kind === "operation") return binding.operation as OperationName;
  if (binding !== undefined) return undefined;
  if (key === "\\sigma") {
    context.report("PG2011", head, { name: "\\sigma", meaning: "the sigmoid 1/(1 + e^(-x))" });
    return "sigmoid";
  }
  const found = head.kind === "name" ? spellings.get(head.text) : undefined;
  return found !== undefined && operations[found as OperationName]?.kind === "elementwise"
    ? (found as OperationName)
    : undefined;
}

/** x(y − z) with a quantity x: a product. */
function besides(
  head: Syntax,
  argument: Syntax,
  place: Syntax,
  context: Context,
): Value | undefined {
  const [left, right] = [context.visit(head, context), bracketed(context.visit(argument, context))];
  if (left === undefined || right === undefined) return undefined;
  const result = product(context.arena, [left, right], ["juxtapose"]);
  return "at" in result ? reportMisfit(place, [left, right], "a product", context) : result;
}

/** The `order`-th derivative of an operation of one argument, at the argument. */
function derivativeOf(
  op: OperationName,
  order: number,
  syntax: SyntaxOf<"applied">,
  context: Context,
): Value | undefined {
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  const { least, most } = arityOf(op);
  if (args.length < least || args.length > most) {
    reportArity(syntax, op, args.length, least, most, context);
    return undefined;
  }
  const { arena } = context;
  const value = elementwise(op, args, arena);
  const page = operations[op];
  if (value === undefined || order === 0) return value;
  if (order > 1 && args.length === 1 && context.scope.calculus !== undefined) {
    const found = slopeAt(([x]) => elementwise(op, [x!], arena), args, order, context);
    if (found !== undefined) return found;
  }
  if (order > 1 || args.length > 1 || page.kind !== "elementwise") {
    const what = order > 1 ? "A higher derivative by primes" : `A prime on ${op}`;
    context.report("PG2005", syntax, { what, hint: "" });
    return undefined;
  }
  const slope = page.partial(0, value.node.operands, arena, value.node);
  return { ...value, node: slope ?? arena.zeros(value.node.shape) };
}

/**
 * A call of a function that the document defines: its body with the arguments in place. Index
 * letters of the caller do not run in the body, and are renamed while it is elaborated, so that
 * a sum in the body cannot catch them.
 */
function callDefined(
  syntax: SyntaxOf<"applied">,
  key: string,
  prime: number,
  { parameters, body }: Extract<Binding, { kind: "function" }>,
  context: Context,
): Value | undefined {
  const count = parameters.length;
  if (count !== syntax.arguments.length) {
    reportArity(syntax, key, syntax.arguments.length, count, count, context);
    return undefined;
  }
  if (context.open.has(body)) {
    const hint = `${key} calls itself without end.`;
    context.report("PG2005", syntax, { what: "A function made of itself", hint });
    return undefined;
  }
  if (context.depth >= callLimit || context.calls.size >= callsLimit) {
    const hint = "They are more than are followed.";
    context.report("PG2005", syntax, { what: "So deep a nesting of calls", hint });
    return undefined;
  }
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  if (prime > 0) {
    const at = (given: readonly Value[]) => callAt(key, parameters, body, given, context);
    const found = args.length === 1 ? slopeAt(at, args, prime, context) : undefined;
    if (found === undefined) {
      const what = `A prime on ${key}`;
      const hint = "It is for functions of one number, and acts entry by entry.";
      context.report("PG2005", syntax, { what, hint });
    }
    return found;
  }
  return callAt(key, parameters, body, args, context);
}

/** The body of a defined function at arguments. */
function callAt(
  key: string,
  parameters: readonly string[],
  body: Syntax,
  args: readonly Value[],
  context: Context,
): Value | undefined {
  // the same call at the same arguments has the same meaning
  const shown = args.map(({ node, free, row }) => `${node.id} ${free.join()} ${row}`);
  const call = `${key}(${shown.join(";")}`;
  if (context.calls.has(call)) return context.calls.get(call);
  const mark = `\0${context.depth}`;
  const bound = new Map(
    parameters.map((name, k): [string, Value] => {
      return [name, { ...args[k]!, free: args[k]!.free.map((letter) => letter + mark) }];
    }),
  );
  const open = new Set(context.open).add(body);
  const inner = { ...context, bound, indices: new Map(), depth: context.depth + 1, open };
  const value = context.visit(body, inner);
  const result = value && {
    ...value,
    free: value.free.map((letter) => letter.replace(mark, "")),
  };
  context.calls.set(call, result);
  return result;
}

/** f(x) with f unknown: a symbol of its own, whose derivatives are further symbols. */
function abstractCall(
  key: string,
  given: readonly number[] | null,
  prime: number,
  syntax: SyntaxOf<"applied">,
  context: Context,
): Value | undefined {
  const args = visitAll(syntax.arguments, context);
  if (args === undefined) return undefined;
  if (args.length === 0) {
    reportArity(syntax, key, 0, 1, Number.POSITIVE_INFINITY, context);
    return undefined;
  }
  const fitted = align(context.arena, args);
  if (fitted === null) return reportMisfit(syntax, args, key, context);
  if (prime > 0 && args.length > 1) {
    const hint = "Write f^{(0,1)}(x, y) for the derivative in the second.";
    context.report("PG2005", syntax, { what: "A prime on a function of several arguments", hint });
    return undefined;
  }
  const orders = given ?? args.map((_, k) => (k === 0 ? prime : 0));
  const { nodes, free, row } = fitted;
  const data = { name: key.replace(unknownMark, ""), orders };
  return { node: context.arena.structural("abstract", nodes, nodes[0]!.shape, data), free, row };
}
