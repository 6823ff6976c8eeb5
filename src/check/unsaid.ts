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
  const [own, other] = [lettersOf(left), lettersOf(right)];
  const summed = [...own].find(([letter, count]) => count > 1 && !other.has(letter));
  const there = [...other].find(([letter, count]) => count > 1 && !own.has(letter));
  const [letter] = summed ?? there ?? [];
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

/** How often each letter stands as an index that no sign binds. */
function lettersOf(syntax: Syntax): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (one: Syntax, bound: ReadonlySet<string>): void => {
    if (one.kind === "subscript") {
      for (const index of one.indices) {
        const isLetter = index.kind === "name" && /^[a-z]$/.test(index.text);
        if (isLetter && !bound.has(index.text))
          found.set(index.text, (found.get(index.text) ?? 0) + 1);
      }
    }
    const own =
      one.kind === "big" ? namesIn([...one.index, ...(one.lower ? [one.lower] : [])]) : [];
    const inside = own.length === 0 ? bound : new Set([...bound, ...own]);
    for (const child of children(one)) visit(child, inside);
  };
  visit(syntax, new Set());
  return found;
}

function namesIn(parts: readonly Syntax[]): readonly string[] {
  return parts.flatMap((part) => [
    ...(part.kind === "name" ? [part.text] : []),
    ...namesIn(children(part)),
  ]);
}
