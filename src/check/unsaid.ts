/**
 * @file What a formula leaves unsaid of its sums, so that nothing that fails with it is a mistake:
 * a letter that is summed over without a sign, V_{lm} h_m, and a sum of which a condition alone
 * says what runs in it, \sum_{t_j > t_i}.
 */
import { children, type Syntax } from "../notation/index.ts";
import type { Statement } from "./statement.ts";

/** Why a statement that fails says nothing; null where its sums are said. */
export function unsaidIn({ left, right }: Pick<Statement, "left" | "right">): string | null {
  if ([left, right].some(hasConditionBelow)) return "what runs in a sum here is not said";
  if ([left, right].some(leavesOut)) return "a sum here leaves out what it is differentiated by";
  const silent = (side: Syntax, other: Syntax): string | undefined => {
    return repeatedIn(side).find((letter) => !lettersIn(other).includes(letter));
  };
  const letter = silent(left, right) ?? silent(right, left);
  return letter === undefined ? null : `${letter} may be summed over without a sign`;
}

const inequalities: ReadonlySet<string> = new Set(["<", ">", "\\le", "\\ge"]);

function hasConditionBelow(syntax: Syntax): boolean {
  const below = syntax.kind === "big" ? syntax.lower : undefined;
  const compares = below?.kind === "relation" && below.signs.some((sign) => inequalities.has(sign));
  const named = compares && below.parts.some(({ kind }) => kind === "subscript");
  return named || children(syntax).some(hasConditionBelow);
}

/** ∂/∂x_k of a sum over j ≠ k. */
function leavesOut(syntax: Syntax): boolean {
  if (syntax.kind === "derivative" && syntax.of !== null) {
    const letters = namesIn(
      syntax.by.flatMap(({ variable }) => {
        return variable.kind === "subscript" ? variable.indices : [];
      }),
    );
    if (letters.some((letter) => isExcluded(syntax.of!, letter))) return true;
  }
  return children(syntax).some(leavesOut);
}

function isExcluded(syntax: Syntax, letter: string): boolean {
  const below = syntax.kind === "big" && syntax.lower ? namesIn([syntax.lower]) : [];
  return below.includes(letter) || children(syntax).some((child) => isExcluded(child, letter));
}

/** Letters that stand as indices and that no sign binds. */
function lettersIn(syntax: Syntax): readonly string[] {
  if (syntax.kind === "big") {
    const bound = namesIn([...syntax.index, ...(syntax.lower ? [syntax.lower] : [])]);
    return lettersIn(syntax.body).filter((letter) => !bound.includes(letter));
  }
  const own = syntax.kind === "subscript" ? namesIn(syntax.indices) : [];
  return [...own.filter((one) => /^[a-z]$/.test(one)), ...children(syntax).flatMap(lettersIn)];
}

/** Such letters in two factors of one product. */
function repeatedIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(repeatedIn);
  if (syntax.kind === "big") {
    const bound = namesIn([...syntax.index, ...(syntax.lower ? [syntax.lower] : [])]);
    return inner.filter((letter) => !bound.includes(letter));
  }
  if (syntax.kind !== "product") return inner;
  const all = syntax.factors.flatMap((factor) => [...new Set(lettersIn(factor))]);
  return [...all.filter((letter, k) => all.indexOf(letter) < k), ...inner];
}

function namesIn(parts: readonly Syntax[]): readonly string[] {
  return parts.flatMap((part) => [
    ...(part.kind === "name" ? [part.text] : []),
    ...namesIn(children(part)),
  ]);
}
