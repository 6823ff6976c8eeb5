/**
 * @file `\nabla_x (Ax - b)^T (Ax - b)` and `\frac{d}{dx} (x + 1)(x + 2)`: the operator may be
 * meant of the first bracket, as in a product rule that is written out, or of all of them. Without
 * brackets, as in `\frac{d}{dx} x^2 + 3x`, it may be meant of the whole sum. A function before
 * several brackets may be of them all, too: `\ln (x + 5)(x + 1)`.
 */
import { mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { joinedIn, runUntil } from "./parts.ts";

/** Whether brackets stand behind the bracket that an operator in a product is applied to. */
export const isWideOperand = (syntax: Syntax): boolean => openOperand(syntax) >= 0;

/** The formula with operators applied to all brackets behind them. */
export function withWideOperands(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWideOperands);
  const at = openOperand(inner);
  if (at < 0) return inner;
  const product = inner as SyntaxOf<"product">;
  const { factors } = product;
  const operator = factors[at] as Operator;
  const end = runUntil(product, at + 1, isBracket);
  const of: Syntax = {
    ...S.product([operator.of!, ...factors.slice(at + 1, end)]),
    ...{ from: operator.of!.from, to: factors[end - 1]!.to },
  };
  return joinedIn(product, [at, end], { ...operator, of });
}

type Operator = SyntaxOf<"derivative"> | SyntaxOf<"gradient">;

/** \nabla, and a derivative before what it is of. */
const isOperator = (syntax: Syntax): syntax is Operator =>
  syntax.kind === "gradient" || (syntax.kind === "derivative" && syntax.style === "operator");

/** The factor of a product that is an operator before several brackets; −1 if none is. */
function openOperand(syntax: Syntax): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    const next = syntax.factors[k + 1];
    if (!isOperator(factor) || factor.of === null || !isBracket(factor.of)) return false;
    return next !== undefined && syntax.joints[k] === "juxtapose" && isBracket(next);
  });
}

/** Whether brackets stand behind the bracket that a function in a product is taken of. */
export const isWideCall = (syntax: Syntax): boolean => openCall(syntax) >= 0;

/** The formula with functions of all brackets behind them: \ln (a)(b) of a b. */
export function withWideCalls(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWideCalls);
  const at = openCall(inner);
  if (at < 0) return inner;
  const product = inner as SyntaxOf<"product">;
  const { factors } = product;
  const call = factors[at] as SyntaxOf<"call">;
  const end = runUntil(product, at + 1, isBracket);
  const argument = S.product([S.group(call.arguments[0]!), ...factors.slice(at + 1, end)]);
  const { to } = factors[end - 1]!;
  return joinedIn(product, [at, end], { ...call, arguments: [argument], to });
}

/** The factor of a product that is a function before several brackets; −1 if none is. */
function openCall(syntax: Syntax): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    if (factor.kind !== "call" || factor.brackets !== "(" || factor.arguments.length !== 1)
      return false;
    const next = syntax.factors[k + 1];
    return next !== undefined && syntax.joints[k] === "juxtapose" && isBracket(next);
  });
}

/** A bracket, or a power or the transpose of one. */
function isBracket(syntax: Syntax): boolean {
  if (syntax.kind === "power" || syntax.kind === "transpose") return isBracket(syntax.base);
  return syntax.kind === "group";
}

/** The formula with such operators applied to the sums. */
export function withWholeSums(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWholeSums);
  if (!isOpenSum(inner)) return inner;
  const [first, ...rest] = (inner as SyntaxOf<"sum">).terms;
  const operator = first!.term as Operator;
  const whole = { ...inner, terms: [{ ...first!, term: operator.of! }, ...rest] } as Syntax;
  return { ...operator, of: S.group(whole), from: inner.from, to: inner.to };
}

/** Whether a sum begins with an operator before what is no bracket. */
export function isOpenSum(syntax: Syntax): boolean {
  if (syntax.kind !== "sum" || syntax.terms.length < 2) return false;
  const { sign, term } = syntax.terms[0]!;
  return isOperator(term) && sign === "+" && term.of !== null && !isBracket(term.of);
}
