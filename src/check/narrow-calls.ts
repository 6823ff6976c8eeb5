/**
 * @file How far a function without brackets reaches: \cos x(x^2 + 1) is read as the cosine of
 * x (x² + 1), and may be cos x times x² + 1; \cos x e^x is likewise the product.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import type { Statement } from "./statement.ts";

/** Whether a formula has a function whose argument may end before a bracket. */
export function mayReachLess(syntax: Syntax): boolean {
  return partsOf(syntax) !== null || children(syntax).some(mayReachLess);
}

/** The statement with such functions of what stands before the bracket. */
export function withNarrowCalls(statement: Statement): Statement {
  const { left, right } = statement;
  return { ...statement, left: narrowed(left), right: narrowed(right) };
}

function narrowed(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, narrowed);
  const parts = partsOf(inner);
  if (parts === null) return inner;
  const call = { ...parts.call, arguments: [parts.argument], to: parts.argument.to };
  const { from, to } = syntax;
  return { ...S.product([call, parts.factor]), from, to };
}

const isLetter = ({ kind }: Syntax): boolean => kind === "name" || kind === "prime";

/** The function of what stands before a bracket, and the bracket. */
function partsOf(
  syntax: Syntax,
): { call: SyntaxOf<"call">; argument: Syntax; factor: Syntax } | null {
  if (syntax.kind !== "call" || syntax.brackets !== null) return null;
  const [only, ...more] = syntax.arguments;
  if (only === undefined || more.length > 0) return null;
  if (only.kind === "product" && only.factors.every(isLetter)) {
    // \cos^2 x y, \sin \theta \theta'
    const [argument, factor, ...others] = only.factors;
    if (others.length > 0 || only.joints[0] !== "juxtapose") return null;
    return { call: syntax, argument: argument!, factor: factor! };
  }
  const whole = only.kind === "product" ? only.factors.at(-1)! : only;
  // \cos x e^{\sin x}
  if (only.kind === "product" && whole.kind === "power" && nameKey(whole.base) === "e") {
    const factors = only.factors.slice(0, -1);
    const joints = only.joints.slice(0, -1);
    const to = factors.at(-1)!.to;
    const argument = factors.length === 1 ? factors[0]! : { ...only, factors, joints, to };
    return { call: syntax, argument, factor: whole };
  }
  // 2x(x + 1) ends in x(x + 1), and x(x + 1)^2 in a power of the bracket
  const last = whole.kind === "power" ? whole.base : whole;
  if (last.kind !== "applied" || last.arguments.length !== 1) return null;
  const { head } = last;
  const argument =
    only.kind === "product"
      ? { ...only, factors: [...only.factors.slice(0, -1), head], to: head.to }
      : head;
  const bracket = { ...S.group(last.arguments[0]!), from: head.to, to: last.to };
  const factor = whole.kind === "power" ? { ...whole, base: bracket, from: head.to } : bracket;
  return { call: syntax, argument, factor };
}
