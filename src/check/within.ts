/**
 * @file Functions that are differentiated by a part of them. After f(x) = σ(w x + b) and
 * u = w x + b, ∂f/∂u is f by its part u, and not f'(u), as it would be after h(x) = sin x. And
 * names that are differentiated by what is made of them: after p q + r s = M, ∂q/∂M is a slope of
 * which nothing is said, and not 0.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** A name that is made of what a function is made of that a step differentiates by it. */
export function partIn(
  { id, left, right }: Statement,
  statements: readonly Statement[],
): string | null {
  const definitions = statements.filter((one) => one.kind === "definition" && one.id < id);
  for (const [head, below] of [left, right].flatMap(derivativesIn)) {
    const body = definitions.findLast((one) => {
      return one.left.kind === "applied" && nameKey(one.left.head) === head;
    });
    const part = definitions.findLast((one) => nameKey(one.left) === below);
    if (body?.left.kind !== "applied" || part === undefined) continue;
    const own = new Set(mentionedIn([body.right]));
    for (const argument of body.left.arguments) own.delete(nameKey(argument) ?? "");
    if ([...mentionedIn([part.right])].some((name) => own.has(name))) return below;
  }
  return null;
}

/** A name that is differentiated by a name made of it, and that name. */
export function madeOf(
  { id, left, right }: Statement,
  statements: readonly Statement[],
): readonly [part: string, whole: string] | null {
  const definitions = statements.filter((one) => one.kind === "definition" && one.id < id);
  for (const [head, below] of [left, right].flatMap(derivativesIn)) {
    if (head === below) continue;
    const isMade = definitions.some((one) => {
      const [whole, parts] =
        nameKey(one.left) === undefined ? [one.right, one.left] : [one.left, one.right];
      return nameKey(whole) === below && mentionedIn([parts]).has(head);
    });
    if (isMade) return [head, below];
  }
  return null;
}

/** Of what names a formula has derivatives, and by which. */
function derivativesIn(syntax: Syntax): (readonly [head: string, below: string])[] {
  const inner = children(syntax).flatMap(derivativesIn);
  if (syntax.kind !== "derivative" || syntax.of === null) return inner;
  const [head, below] = [nameKey(syntax.of), nameKey(syntax.by[0]!.variable)];
  return head === undefined || below === undefined ? inner : [...inner, [head, below]];
}
