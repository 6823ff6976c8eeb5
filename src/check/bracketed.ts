/**
 * @file `\frac{\partial f}{\partial x}\left[y \cos(xy)\right]`: a product with the derivative of f;
 * and some people mean the derivative of what stands in the brackets, which is f or a derivative of
 * it. A step with such brackets is judged both ways.
 */
import { mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** The formula with the derivatives of what stands in such brackets; null where there are none. */
export function withOperators(syntax: Syntax): Syntax | null {
  let isFound = false;
  const visit = (part: Syntax): Syntax => {
    const inner = mapParts(part, visit);
    if (inner.kind !== "product") return inner;
    const at = inner.factors.findIndex((factor, k) => isOperator(factor, inner.factors[k + 1]));
    if (at < 0) return inner;
    isFound = true;
    return operated(inner, at);
  };
  const found = visit(syntax);
  return isFound ? found : null;
}

/** The product with the derivative at a place taken of the factor behind it. */
function operated(product: SyntaxOf<"product">, at: number): Syntax {
  const { factors, joints } = product;
  const [sign, of] = [factors[at] as SyntaxOf<"derivative">, factors[at + 1]!];
  const whole: Syntax = { ...sign, of, to: of.to };
  const kept = [...factors.slice(0, at), whole, ...factors.slice(at + 2)];
  if (kept.length === 1) return whole;
  return { ...product, factors: kept, joints: [...joints.slice(0, at), ...joints.slice(at + 1)] };
}

/** ∂f/∂x, and square brackets behind it. */
function isOperator(factor: Syntax, next: Syntax | undefined): boolean {
  const isOfName = factor.kind === "derivative" && factor.of !== null;
  if (!isOfName || nameKey(factor.of) === undefined) return false;
  return next?.kind === "group" && next.delimiter === "[";
}
