/**
 * @file `\nabla_x (Ax - b)^T (Ax - b)` and `\frac{d}{dx} (x + 1)(x + 2)`: the operator may be
 * meant of the first bracket, as in a product rule that is written out, or of all of them. Without
 * brackets, as in `\frac{d}{dx} x^2 + 3x`, it may be meant of the whole sum, and
 * `\nabla_w f(w) g(w)` of the whole product. A function before several brackets may be of them
 * all, too, `\ln (x + 5)(x + 1)`, and a logarithm of what is close behind: `\log (1 - p)w`.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { mentions } from "./names.ts";
import { joinedIn, runUntil } from "./parts.ts";

/** Whether brackets stand behind the bracket that an operator in a product is applied to. */
export const isWideOperand = (syntax: Syntax): boolean => openOperand(syntax) >= 0;

/** The formula with operators applied to all brackets behind them. */
export function withWideOperands(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWideOperands);
  const at = openOperand(inner);
  return at < 0 ? inner : reachingOver(inner as SyntaxOf<"product">, at, isBracket);
}

/** A product whose operator is of all such factors behind it, as far as no sign divides them. */
function reachingOver(
  product: SyntaxOf<"product">,
  at: number,
  is: (factor: Syntax) => boolean,
): Syntax {
  const { factors } = product;
  const operator = factors[at] as Operator;
  const end = runUntil(product, at + 1, is);
  const { from } = operator.of!;
  const { to } = factors[end - 1]!;
  const of: Syntax = { ...S.product([operator.of!, ...factors.slice(at + 1, end)]), from, to };
  return joinedIn(product, [at, end], { ...operator, of, to });
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

/** Whether \nabla_w stands before a product that has w in it further on: \nabla_w f(w) g(w). */
export const isOpenProduct = (syntax: Syntax): boolean => openProduct(syntax, () => true) >= 0;

/** The formula with such operators applied to the products. */
export function withWholeProducts(syntax: Syntax): Syntax {
  return withProducts(syntax, () => true);
}

/**
 * The formula with such operators applied to the products where their first factor is w itself or a
 * number, of which nobody takes a gradient: \nabla_w w^T A w.
 */
export function withWholeGradients(syntax: Syntax): Syntax {
  return withProducts(syntax, (first, key) => {
    const base = first.kind === "transpose" ? first.base : first;
    return nameKey(base) === key || !mentions(first, key);
  });
}

/** Which first factors are meant, of the gradient by a name. */
type First = (factor: Syntax, by: string) => boolean;

function withProducts(syntax: Syntax, isMeant: First): Syntax {
  const inner = mapParts(syntax, (part) => withProducts(part, isMeant));
  const at = openProduct(inner, isMeant);
  return at < 0 ? inner : reachingOver(inner as SyntaxOf<"product">, at, () => true);
}

function openProduct(syntax: Syntax, isMeant: First): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    if (factor.kind !== "gradient" || factor.of === null || factor.by === null) return false;
    const key = nameKey(factor.by);
    const end = runUntil(syntax, k + 1, () => true);
    const rest = syntax.factors.slice(k + 1, end);
    if (key === undefined || !isMeant(factor.of, key)) return false;
    return rest.some((one) => mentions(one, key));
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
  const end = runUntil(product, at + 1, (factor) => isBehind(call, factor));
  const argument = S.product([S.group(call.arguments[0]!), ...factors.slice(at + 1, end)]);
  const { to } = factors[end - 1]!;
  return joinedIn(product, [at, end], { ...call, arguments: [argument], to });
}

/** The factor of a product that is a function before several brackets; −1 if none is. */
function openCall(syntax: Syntax): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    if (factor.kind !== "call" || factor.arguments.length !== 1) return false;
    // \log p^2 (1 - p)
    if (factor.brackets !== "(" && !(factor.brackets === null && isLog(factor))) return false;
    const next = syntax.factors[k + 1];
    return next !== undefined && syntax.joints[k] === "juxtapose" && isBehind(factor, next);
  });
}

const isLog = (call: SyntaxOf<"call">): boolean => /^(?:ln|log)$/.test(call.function);

/**
 * Whether a function may be of a factor, too: \ln (a)(b), and of logarithms \log (1 - p) w and
 * \log \frac{1}{n} \sum x.
 */
function isBehind(call: SyntaxOf<"call">, factor: Syntax): boolean {
  if (isBracket(factor)) return true;
  const isOpen = factor.kind === "big" || factor.kind === "integral";
  return isLog(call) && (isOpen || nameKey(factor) !== undefined);
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

/** \ln(x)^2, which may be meant of x^2. */
export const isRaisedLog = (syntax: Syntax): syntax is RaisedLog =>
  syntax.kind === "power" &&
  syntax.base.kind === "call" &&
  isLog(syntax.base) &&
  syntax.base.brackets !== null &&
  syntax.base.arguments.length === 1;

type RaisedLog = SyntaxOf<"power"> & { readonly base: SyntaxOf<"call"> };

/** The formula with the powers of logarithms as ones of what they are of. */
export function withRaisedArguments(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withRaisedArguments);
  if (!isRaisedLog(inner)) return inner;
  const { base, exponent, from, to } = inner;
  const [argument] = base.arguments as [Syntax];
  return { ...base, arguments: [{ ...S.power(S.group(argument), exponent), from, to }], from, to };
}
