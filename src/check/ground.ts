/**
 * @file What a verdict rests on. A step that holds may hold only as the names in it were taken for
 * something that nothing says of them, and then it says less than a proof, or nothing:
 *
 *     ∂L/∂W = x δᵀ            of numbers, the order of factors would not matter
 *     z = W x, ∂z/∂x = W      proved of numbers: it agrees as far as W is one
 *     dL/dz = dL/da da/dz     of what is not defined: it agrees as far as L is of a, and a of z
 *     ∂L/∂b = ∂L/∂q · q       0 = 0, where nothing depends on b
 */
import { isZero, type Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Derivative } from "./derivative.ts";
import { functionsIn } from "./example.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed } from "./names.ts";
import { hasPart } from "./parts.ts";
import { variablesOf } from "./variables.ts";

/** The verdict on what holds, as far as what it rests on is known. */
export function grounded(bench: Bench, pair: Pair, finding: Finding): Finding {
  const doubt = doubtOf(bench, pair);
  if (doubt !== null) return { verdict: "undecided", reason: doubt };
  if (rests(bench, pair)) return { ...finding, ...asSaid };
  return finding.verdict === "proved" ? ofNumbers(bench, pair, finding) : finding;
}

/** Why it says nothing that a claim holds; null where it says something. */
function doubtOf(bench: Bench, pair: Pair): string | null {
  const { sheet } = bench;
  const matrix = orderedIn(bench, pair);
  if (matrix !== null) return `${matrix} may be a matrix`;
  const { left, right, written } = pair;
  if (isClosed(written) || hasZero(written)) return null;
  if (![left, right].every((one) => isZero(sheet.expand(one)))) return null;
  const all = [left, right].flatMap(variablesOf);
  // derivatives by what nothing depends on are all 0
  const named = all.filter((one) => nameBelow(sheet.writtenAs(one)) !== undefined);
  const fixed = named.flatMap((variable) => sheet.assumedConstant(variable))[0];
  if (fixed !== undefined) {
    return `nothing says whether ${sheet.nameOf(fixed)} depends on what is differentiated by`;
  }
  // g' = k f', with an f that is a constant elsewhere, and may be any function here
  if (all.every((one) => isKnownToVanish(sheet.writtenAs(one)))) return null;
  const isSame = holds(bench.decide(left, right));
  return isSame ? null : "both sides are 0 as far as is said";
}

/** Whether what is written is no derivative, or a limit or an integral of known functions. */
function isKnownToVanish(written: Derivative | undefined): boolean {
  if (written === undefined) return true;
  const isLimit = written.limit !== undefined || written.by.length === 0;
  return isLimit && !hasPart(written.of, ({ kind }) => kind === "applied");
}

/** Whether a formula says itself that something in it is 0. */
function hasZero(syntax: Syntax): boolean {
  if (syntax.kind === "number" && syntax.text === "0") return true;
  return children(syntax).some(hasZero);
}

/** The name that a derivative is of; undefined where it is of a formula, or nothing. */
function nameBelow(written: Derivative | undefined): string | undefined {
  return written?.by[0] === undefined ? undefined : nameKey(written.of);
}

/** What holds of names that are not defined, as far as is said of what they depend on. */
const asSaid = {
  verdict: "agrees",
  reason: "what is not defined here is taken to depend on what it is differentiated by",
} as const;

/** Whether a claim is of derivatives of which only the document's own names are known. */
function isOfSlopes({ sheet }: Bench, { left, right }: Pair): boolean {
  const all = [left, right].flatMap((side) => variablesOf(sheet.opened(side)));
  return all.some((variable) => sheet.isOpaque(variable));
}

/** Whether a claim holds only as names depend on others because their derivatives are written. */
function rests(bench: Bench, pair: Pair): boolean {
  if (isOfSlopes(bench, pair)) return true;
  const { sheet } = bench;
  const sides = [pair.left, pair.right];
  if (!sides.flatMap(variablesOf).some((one) => sheet.isImplicit(one))) return false;
  return functionsIn(sides.map((side) => sheet.expand(side))).length > 0;
}

/**
 * What is proved of the derivatives of a product with a capital, ∂z/∂x = W of z = W x, is no proof
 * if nothing says that the capital is a number: it is proved of numbers.
 */
function ofNumbers(bench: Bench, pair: Pair, finding: Finding): Finding {
  const { sheet } = bench;
  const isPartial = [pair.left, pair.right].flatMap(variablesOf).some((one) => {
    const written = sheet.writtenAs(one);
    return nameBelow(written) !== undefined && written!.sign !== "d";
  });
  const capital = isPartial ? capitalIn(bench, pair, (side) => sheet.expand(side)) : undefined;
  if (capital === undefined) return finding;
  return { verdict: "agrees", reason: `${capital} is taken for a number` };
}

/** A capital that is a number only because nothing says what it is; undefined where none is. */
function capitalIn(
  { sheet, values }: Bench,
  { id, left, right }: Pair,
  inside: (side: Node) => Node,
): string | undefined {
  const found = [left, right]
    .flatMap((side) => variablesOf(inside(side)))
    .find((variable) => {
      const isOpen =
        variable.shape.length === 0 && values.ofInput(variable, id, null) === undefined;
      return isOpen && isCapital.test(sheet.nameOf(variable));
    });
  return found && sheet.nameOf(found);
}

/** W, \mathbf{W} and W^{(1)}. */
const isCapital = /^(?:\\(?:mathbf|boldsymbol)\{)?[A-Z]\}?(?:\^|$)/;

/**
 * A capital of which nothing is known, in a claim on derivatives of what is not defined, or one
 * that is transposed: with numbers the order of its factors, or that it is transposed, would not
 * matter. Null where there is none.
 */
function orderedIn(bench: Bench, pair: Pair): string | null {
  const { sheet } = bench;
  if (isOfSlopes(bench, pair)) {
    return capitalIn(bench, pair, (side) => sheet.opened(side)) ?? null;
  }
  // W^T is W of numbers
  const capital = capitalIn(bench, pair, (side) => sheet.expand(side));
  return capital !== undefined && bench.transposed.has(capital) ? capital : null;
}
