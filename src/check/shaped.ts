/**
 * @file Letters that may be less than they seem: vectors in one section and numbers in another,
 * matrices that a derivative takes with one letter. A small letter
 * takes its shape from all of the document; where its own section shows nothing of a vector, a
 * step is not called wrong for what holds of numbers.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Division } from "./chain.ts";
import { headingOf, sectionsAround, usedIn } from "./elsewhere.ts";
import { isClosed, mentions } from "./names.ts";
import { printedNumber } from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

interface Surroundings {
  readonly statements: readonly Statement[];
  readonly divisions: readonly Division[];
  readonly sheet: DocumentSheet;
}

/**
 * A letter in a statement that is a vector or a matrix by other sections alone; null when there is
 * none.
 */
export function shapedElsewhere(statement: Statement, around: Surroundings): string | null {
  const { statements, divisions, sheet } = around;
  const { part } = statement.chain;
  const open = [...usedIn(statement)].filter((key) => {
    const quantity = /^[a-z]$/.test(key) ? sheet.named(key, part) : undefined;
    const isFree = quantity !== undefined && quantity.formula === null && quantity.value === null;
    return isFree && quantity.shape.length > 0;
  });
  if (open.length === 0) return givenTwice(statement, statements);
  const sections = sectionsAround(part, divisions);
  const near = statements.filter(({ chain }) => sections.has(headingOf(chain.part, divisions)));
  const shown = (key: string): boolean => {
    return near.some(({ left, right, sign }) => {
      const isMember = sign === "\\in" && nameKey(left) === key && right.kind === "power";
      const isMatrix = nameKey(left) === key && right.kind === "matrix";
      return isMember || isMatrix || [left, right].some((side) => showsAxes(side, key));
    });
  };
  return open.find((key) => !shown(key)) ?? null;
}

/**
 * A letter that is a number in one place and a vector in another, and of which something in a
 * statement is made; null when there is none.
 */
export function givenTwice(statement: Statement, statements: readonly Statement[]): string | null {
  const said = statements.filter(({ kind }) => kind === "definition");
  const made = new Set(usedIn(statement));
  for (const key of made) {
    for (const one of said)
      if (nameKey(one.left) === key) for (const used of usedIn(one)) made.add(used);
  }
  const isTable = ({ right }: Statement): boolean => {
    const base = right.kind === "transpose" ? right.base : right;
    return ["matrix", "list"].includes((base.kind === "group" ? base.body : base).kind);
  };
  const letters = [...made].filter((key) => /^[a-z]$/.test(key));
  return (
    letters.find((key) => {
      const own = statements.filter(({ left, right }) => nameKey(left) === key && isClosed(right));
      return own.some(isTable) && own.some(({ right }) => printedNumber(right) !== null);
    }) ?? null
  );
}

/**
 * A matrix of which a derivative in a statement is taken with one letter, ∂h_i/∂h_c: h may be a
 * vector after all. Null when there is none.
 */
export function partlyIndexed(
  { left, right, chain: { part } }: Statement,
  sheet: DocumentSheet,
): string | null {
  const found = [left, right].flatMap(differentiatedIn).find((syntax) => {
    if (syntax.kind !== "subscript" || syntax.indices.length > 1) return false;
    const key = nameKey(syntax.base);
    return key !== undefined && (sheet.named(key, part)?.shape.length ?? 0) > 1;
  });
  return found?.kind === "subscript" ? (nameKey(found.base) ?? null) : null;
}

/** What derivatives in a formula are of and by. */
function differentiatedIn(syntax: Syntax): readonly Syntax[] {
  const inner = children(syntax).flatMap(differentiatedIn);
  if (syntax.kind !== "derivative" || syntax.of === null) return inner;
  return [syntax.of, ...syntax.by.map(({ variable }) => variable), ...inner];
}

/** Whether a formula treats a name as a vector or a matrix: x_i, x^T, ‖x‖, W x, w^T x, ∇_x. */
function showsAxes(syntax: Syntax, key: string): boolean {
  const isName = (part: Syntax | undefined): boolean => part !== undefined && nameKey(part) === key;
  switch (syntax.kind) {
    case "subscript":
    case "transpose":
      if (isName(syntax.base)) return true;
      break;
    case "gradient":
      if (isName(syntax.by ?? undefined)) return true;
      break;
    case "call":
      if (syntax.function === "softmax" && syntax.arguments.some(isName)) return true;
      break;
    case "group":
      if (syntax.delimiter === "\\|" && mentions(syntax.body, key)) return true;
      break;
    case "product":
      for (const [k, factor] of syntax.factors.entries()) {
        const after = syntax.factors[k + 1];
        // θ^T x, whatever the size of the letter
        if ((isLarge(factor) || factor.kind === "transpose") && isName(after)) return true;
        if (syntax.joints[k] === "odot" && (isName(factor) || isName(after))) return true;
      }
      break;
    default:
  }
  return children(syntax).some((part) => showsAxes(part, key));
}

/** Whether a name is written as matrices are: W, \\mathbf{W}, W^{(1)}, W^T. */
function isLarge(syntax: Syntax): boolean {
  if (syntax.kind === "transpose" || syntax.kind === "family" || syntax.kind === "subscript") {
    return isLarge(syntax.base);
  }
  return syntax.kind === "name" && /^[A-Z]$/.test(syntax.text);
}
