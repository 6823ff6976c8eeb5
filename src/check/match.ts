/**
 * @file Which values a step puts in: `−sin(s) · x_3 · u^{x_3−1} = −sin((π/2)^1) · 1 · (π/2)^0`
 * says that s = (π/2)^1, x_3 = 1, u = π/2 and x_3 − 1 = 0. The two sides are laid on each other,
 * factor by factor and term by term; where their forms part, nothing is said.
 */
import { nameKey, S, type Syntax } from "../notation/index.ts";
import { isClosed, namesOf } from "./names.ts";
import type { Statement } from "./statement.ts";

/** Something with names that is said to be a number. */
export interface Equation {
  readonly left: Syntax;
  readonly right: Syntax;
}

/** An equation that a step implies: its `k`-th. */
interface PutIn extends Equation {
  readonly by: number;
  readonly k: number;
}

/**
 * What the steps of a document put in: for the names on their left side, or for those of which the
 * name there was said to be made, z = w x + b and z = 0.15 \u00b7 0.05 + 0.3.
 */
export function putIn(statements: readonly Statement[]): readonly PutIn[] {
  const formulas = new Map<string, Syntax>();
  return statements.flatMap(({ id, at, kind, left, right, closed }): PutIn[] => {
    const key = nameKey(left);
    if (kind === "definition" && key !== undefined) formulas.set(key, right);
    if (kind !== "step" || !closed || isClosed(left)) return [];
    const formula = key === undefined ? undefined : formulas.get(key);
    // the x_1 of v_0 = x_1 = 2
    const isInput = at > 0 && key !== undefined && formula === undefined;
    const found = isInput ? [{ left, right }] : match(formula ?? left, right);
    return found.map((one, k) => ({ ...one, by: id, k }));
  });
}

/** What the right side, a formula without names, says about the names of the left one. */
export function match(left: Syntax, right: Syntax): readonly Equation[] {
  const found: Equation[] = [];
  const fits = lay(left, right, found, true);
  return fits ? found : [];
}

/** The same, where it says something about all names of the left one; else nothing. */
export function matchAll(left: Syntax, right: Syntax): readonly Equation[] {
  const found = match(left, right);
  const filled = new Set(found.map((one) => nameKey(one.left)));
  return namesOf(left).every(({ key }) => filled.has(key)) ? found : [];
}

/** Lays a closed formula on another; false when the forms differ. */
function lay(a: Syntax, b: Syntax, found: Equation[], top = false): boolean {
  const [left, right] = [bare(a), bare(b)];
  if (!isClosed(right)) return false;
  if (isClosed(left)) return true;
  if (nameKey(left) !== undefined) {
    if (!top) found.push({ left, right });
    return !top;
  }
  if (left.kind === "transpose") {
    const inner = right.kind === "transpose" ? right.base : S.transpose(right);
    return lay(left.base, inner, found);
  }
  if (left.kind === "sum") return laySum(left, right, found, top);
  if (left.kind === "product") return layProduct(left, right, found);
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case "fraction":
      return (
        right.kind === "fraction" &&
        lay(left.numerator, right.numerator, found) &&
        lay(left.denominator, right.denominator, found)
      );
    case "power":
      return (
        right.kind === "power" &&
        lay(left.base, right.base, found) &&
        lay(left.exponent, right.exponent, found)
      );
    case "call":
      return (
        right.kind === "call" &&
        left.function === right.function &&
        layAll(left.arguments, right.arguments, found)
      );
    case "applied":
      return (
        right.kind === "applied" &&
        nameKey(left.head) === nameKey(right.head) &&
        layAll(left.arguments, right.arguments, found)
      );
    case "root":
      return right.kind === "root" && lay(left.radicand, right.radicand, found);
    case "group":
      return right.kind === "group" && lay(left.body, right.body, found);
    case "matrix":
      return (
        right.kind === "matrix" &&
        left.rows.length === right.rows.length &&
        left.rows.every((row, k) => layAll(row, right.rows[k]!, found))
      );
    default:
      return false;
  }
}

function layAll(left: readonly Syntax[], right: readonly Syntax[], found: Equation[]): boolean {
  return left.length === right.length && left.every((part, k) => lay(part, right[k]!, found));
}

type Terms = Extract<Syntax, { kind: "sum" }>["terms"];

/** The terms of a sum, without brackets that add. */
function flat(terms: Terms): Terms {
  return terms.flatMap((one) => {
    const inner = bare(one.term);
    return one.sign === "+" && inner.kind === "sum" ? flat(inner.terms) : [one];
  });
}

/** Terms in their order; a sum that became one number is an equation of its own. */
function laySum(
  left: Extract<Syntax, { kind: "sum" }>,
  right: Syntax,
  found: Equation[],
  top: boolean,
): boolean {
  const others = right.kind === "sum" ? flat(right.terms) : [{ sign: "+" as const, term: right }];
  const terms = flat(left.terms);
  if (terms.length !== others.length) {
    const folded = !top && others.length === 1 && left.terms.every(({ sign }) => sign !== "\\pm");
    if (folded) found.push({ left, right });
    return folded;
  }
  return terms.every(({ sign, term }, k) => {
    const other = others[k]!;
    const value = sign === other.sign ? other.term : S.negate(S.group(other.term));
    return lay(term, value, found);
  });
}

/** Factors in their order, a number in front aside. */
function layProduct(
  left: Extract<Syntax, { kind: "product" }>,
  right: Syntax,
  found: Equation[],
): boolean {
  const others = right.kind === "product" ? right.factors.map(bare) : [right];
  const factors = left.factors.map(bare);
  if (factors.length !== others.length) return layFolded(left, others, found);
  return factors.every((factor, k) => lay(factor, others[k]!, found));
}

/** A fraction in front, and what stands behind it worked out: (1/n) XᵀX = (1/4) [6, 7; 7, 10]. */
function layFolded(
  { factors, joints }: Extract<Syntax, { kind: "product" }>,
  others: readonly Syntax[],
  found: Equation[],
): boolean {
  const [front, right] = others;
  const [first, ...rest] = factors;
  if (others.length !== 2 || first?.kind !== "fraction" || front?.kind !== "fraction") return false;
  if (rest.length < 2 || joints[0] === "odot" || !lay(first, front, found)) return false;
  const left: Syntax = { ...S.product(rest), joints: joints.slice(1) } as Syntax;
  found.push({ left, right: right! });
  return true;
}

/** A part without the brackets and marks around it. */
export function bare(syntax: Syntax): Syntax {
  if (syntax.kind === "decorated") return bare(syntax.body);
  const round = syntax.kind === "group" && (syntax.delimiter === "(" || syntax.delimiter === "[");
  return round ? bare(syntax.body) : syntax;
}
