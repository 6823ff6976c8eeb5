/**
 * @file Functions that are differentiated by a part of them. After f(x) = σ(w x + b) and
 * u = w x + b, ∂f/∂u is f by its part u, and not f'(u), as it would be after h(x) = sin x.
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

/** Of what names a formula has derivatives, and by which. */
function derivativesIn(syntax: Syntax): (readonly [head: string, below: string])[] {
  const inner = children(syntax).flatMap(derivativesIn);
  if (syntax.kind !== "derivative" || syntax.of === null) return inner;
  const [head, below] = [nameKey(syntax.of), nameKey(syntax.by[0]!.variable)];
  return head === undefined || below === undefined ? inner : [...inner, [head, below]];
}
