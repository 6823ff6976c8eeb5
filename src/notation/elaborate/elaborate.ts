/**
 * @file From syntax to meaning: the expression that a formula stands for, in index notation. One
 * rule a kind of syntax; the rules stand beside this file, each with the readings that it
 * declares, and docs/NOTATION.md lists them all with examples.
 *
 * Nothing throws: what has no meaning is reported with its place, and the result is undefined.
 * Recursion is over the syntax tree, which the reader keeps shallow.
 */
import type { Arena, Size } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Syntax, SyntaxKind } from "../syntax.ts";
import { fraction, power, product, sum, transpose } from "./arithmetic.ts";
import { big } from "./big.ts";
import { group, matrix } from "./brackets.ts";
import { applied, call } from "./call.ts";
import { cases, condition } from "./condition.ts";
import { derivative, evaluated, gradient, prime } from "./derivative.ts";
import { elementwise } from "./functions.ts";
import { family, nameValue, subscript } from "./naming.ts";
import * as ranges from "./ranges.ts";
import { type Rule, visit } from "./rule.ts";
import type { Context, IndexRange, Scope } from "./scope.ts";
import { plainValue, type Value } from "./value.ts";

/** The meaning of a formula, if it has one, and what was found on the way. */
export interface Elaborated {
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

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
  const value = visit(syntax, contextOf(scope, arena, indices, diagnostics));
  return { value, diagnostics };
}

/**
 * How far `letter` runs in `body`, from what it indexes there; undefined when nothing says so.
 */
export function sizeInBody(
  letter: string,
  body: Syntax,
  scope: Scope,
  arena: Arena,
): Size | undefined {
  return ranges.sizeInBody(letter, body, contextOf(scope, arena, new Map(), []));
}

function contextOf(
  scope: Scope,
  arena: Arena,
  indices: ReadonlyMap<string, IndexRange>,
  diagnostics: Diagnostic[],
): Context {
  const report: Context["report"] = (code, span, args) => {
    diagnostics.push(diagnose(code, { from: span.from, to: span.to }, args));
  };
  return {
    arena,
    scope,
    bound: new Map(),
    indices,
    diagnostics,
    report,
    depth: 0,
    open: new Set(),
    calls: new Map(),
    visit: byKind,
  };
}

/** A rule that fits every kind. */
type AnyRule = (syntax: Syntax, context: Context) => Value | undefined;

function byKind(syntax: Syntax, context: Context): Value | undefined {
  const rule = rules[syntax.kind] as AnyRule;
  return rule(syntax, context);
}

/** Syntax that stands for no value. */
function unusable(what: string, hint = ""): AnyRule {
  return (syntax, context) => {
    context.report("PG2005", syntax, { what, hint });
    return undefined;
  };
}

/** So many digits of a number are shown when it is refused. */
const shownDigits = 24;

const number: Rule<"number"> = (syntax, context) => {
  const q = Q.fromDecimal(syntax.text);
  if (q !== undefined) return plainValue(context.arena.number(q));
  const { text } = syntax;
  const shown = text.length > shownDigits ? `${text.slice(0, shownDigits)}\u2026` : text;
  const hint = text.length > shownDigits ? "It has too many digits." : "";
  context.report("PG2005", syntax, { what: `The number ${shown}`, hint });
  return undefined;
};

const root: Rule<"root"> = (syntax, context) => {
  const { arena } = context;
  const radicand = visit(syntax.radicand, context);
  if (radicand === undefined) return undefined;
  if (syntax.degree === undefined) return { ...radicand, node: arena.apply("sqrt", radicand.node) };
  const degree = visit(syntax.degree, context);
  return degree && elementwise("root", [radicand, degree], arena);
};

const rules: { readonly [K in SyntaxKind]: Rule<K> } = {
  number,
  name: nameValue,
  subscript,
  family,
  power,
  transpose,
  prime,
  sum,
  product,
  fraction,
  call,
  applied,
  root,
  group,
  list: unusable("A list", "Use [a; b] for a vector."),
  matrix,
  cases,
  big,
  limit: unusable("A limit"),
  integral: unusable("An integral"),
  derivative,
  gradient,
  differential: unusable("A differential"),
  evaluated,
  indicator: (syntax, context) => condition(syntax.condition, context),
  relation: unusable("A relation", "Write definitions on lines of their own."),
  text: unusable("Text"),
  decorated: (syntax, context) => context.visit(syntax.body, context),
  dots: unusable("An ellipsis", "Write the terms out, or use \\sum."),
  error: () => undefined,
};
