/**
 * @file Names that stand for sizes: those above a sum sign (Σ_{i=1}^n), in a declared shape
 * (W: [m, n]) and on an identity matrix (I_n), unless a formula defines them as something else
 * than a whole number. A size may have a whole number as its value; otherwise it stays a symbol.
 */
import type { Size } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { fillingOf } from "./filling.ts";
import type { Statement } from "./problem.ts";

/** Adds the sizes that a formula names; letters that run are none. */
export function sizesIn(syntax: Syntax, found: Set<string>): void {
  visit(syntax, new Set(), found);
}

function visit(syntax: Syntax, letters: ReadonlySet<string>, found: Set<string>): void {
  let inner = letters;
  if (syntax.kind === "big") {
    inner = new Set([...letters, ...syntax.index.map((index) => nameKey(index) ?? "")]);
    if (syntax.upper !== undefined) addNames(syntax.upper, letters, found);
    // Σ_{k=m}^n
    const { lower } = syntax;
    if (lower !== undefined && isLine(lower)) addNames(lower, letters, found);
  }
  if (syntax.kind === "subscript" && isSized(nameKey(syntax.base))) {
    const [index, more] = syntax.indices;
    if (more === undefined) addNames(index!, letters, found);
  }
  for (const child of children(syntax)) visit(child, inner, found);
}

/** Whether a bound is m or m + 1. */
function isLine(bound: Syntax): boolean {
  if (bound.kind !== "sum") return bound.kind === "name" && /^[a-z]$/.test(bound.text);
  return bound.terms.every(({ term }) => term.kind === "number" || isLine(term));
}

/** Names whose index is their size: I_n, \mathbf{1}_n. */
function isSized(key: string | undefined): boolean {
  return key === "I" || (key !== undefined && fillingOf(key) !== undefined);
}

function addNames(syntax: Syntax, letters: ReadonlySet<string>, found: Set<string>): void {
  const key = nameKey(syntax);
  if (key === undefined) for (const child of children(syntax)) addNames(child, letters, found);
  else if (!letters.has(key) && syntax.kind !== "number") found.add(key);
}

/** The whole number that a formula is; undefined for any other. */
export function wholeNumber(syntax: Syntax): number | undefined {
  return syntax.kind === "number" && /^[1-9]\d*$/.test(syntax.text)
    ? Number(syntax.text)
    : undefined;
}

/**
 * The sizes of a sheet, each with its number if one is given. `definition` says what a formula
 * defines a name to be: a whole number makes it a size of that number, anything else no size.
 */
export function findSizes(
  formulas: readonly Syntax[],
  statements: readonly Statement[],
  definition: (key: string) => Syntax | undefined,
): { readonly sizes: Map<string, Size>; readonly diagnostics: readonly Diagnostic[] } {
  const found = new Set<string>();
  for (const formula of formulas) sizesIn(formula, found);
  for (const statement of statements) {
    if (statement.kind !== "shape") continue;
    for (const size of statement.sizes) addNames(size, new Set(), found);
  }
  const sizes = new Map<string, Size>();
  const diagnostics: Diagnostic[] = [];
  for (const key of found) {
    const defined = definition(key);
    const size = defined === undefined ? key : wholeNumber(defined);
    if (size !== undefined) sizes.set(key, size);
  }
  for (const statement of statements) {
    if (statement.kind !== "value") continue;
    const key = nameKey(statement.left);
    if (key === undefined || !sizes.has(key)) continue;
    const { right } = statement;
    const size = wholeNumber(right);
    if (size !== undefined) sizes.set(key, size);
    else {
      const hint = "A size is a whole number, 1 or more.";
      diagnostics.push(diagnose("PG2005", right, { what: `This value of the size ${key}`, hint }));
    }
  }
  return { sizes, diagnostics };
}
