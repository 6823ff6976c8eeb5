/**
 * @file Entries of a softmax, p_k = softmax(z_k): the function of one number would be 1, so that
 * the k is of its result where z is summed over, as in e^{z_k} / Σ_j e^{z_j}. Where a text says of
 * σ(z)_i that it is that quotient, each σ(…)_i is an entry of a softmax.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";

/** The reading with softmax(z)_k in the place of softmax(z_k). */
export function withSoftmaxEntries(reading: Reading): Reading {
  const summed = new Set(reading.chains.flatMap(({ parts }) => parts.flatMap(summedIn)));
  if (summed.size === 0) return reading;
  const isShown = reading.chains.some(({ parts }) => {
    return parts.some((part, k) => {
      const beside = [parts[k - 1], parts[k + 1]].filter((one) => one !== undefined);
      return isEntryOfSigma(bodyOf(part)) && beside.some((one) => isSoftmax(bodyOf(one)));
    });
  });
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    if (isShown && isEntryOfSigma(inner)) return ofSoftmax(inner);
    if (inner.kind !== "call" || inner.function !== "softmax") return inner;
    const [one, ...more] = inner.arguments;
    const isEntry = one?.kind === "subscript" && summed.has(nameKey(one.base) ?? "");
    if (!isEntry || more.length > 0 || inner.subscript !== undefined) return inner;
    const { from, to } = inner;
    const whole = { ...inner, arguments: [one.base] };
    return { kind: "subscript", base: whole, indices: one.indices, from, to };
  };
  return withSides(reading, change);
}

/** Whether a formula has softmax of one number, which may be meant as the entry of that number. */
export function isOfOneNumber(syntax: Syntax): boolean {
  if (syntax.kind === "call" && syntax.function === "softmax") {
    const [only, ...more] = syntax.arguments;
    if (only !== undefined && more.length === 0 && isClosed(only) && isNumber(only)) return true;
  }
  return children(syntax).some(isOfOneNumber);
}

const isNumber = (syntax: Syntax): boolean =>
  syntax.kind !== "matrix" && syntax.kind !== "list" && children(syntax).every(isNumber);

/** σ(…)_i. */
function isEntryOfSigma(syntax: Syntax): syntax is EntryOfSigma {
  if (syntax.kind !== "subscript" || syntax.base.kind !== "applied") return false;
  return nameKey(syntax.base.head) === "\\sigma" && syntax.base.arguments.length === 1;
}

interface EntryOfSigma extends SyntaxOf<"subscript"> {
  readonly base: SyntaxOf<"applied">;
}

function ofSoftmax(syntax: EntryOfSigma): Syntax {
  const { base } = syntax;
  const { from, to } = base;
  const call = S.call("softmax", base.arguments);
  return { ...syntax, base: { ...call, from, to } };
}

/** What is summed, Σ_i σ(z)_i; any other formula itself. */
function bodyOf(syntax: Syntax): Syntax {
  return syntax.kind === "big" ? bodyOf(syntax.body) : syntax;
}

/** Whether a formula is e^{z_i} / Σ_j e^{z_j}. */
function isSoftmax(syntax: Syntax): boolean {
  if (syntax.kind !== "fraction") return false;
  const { denominator } = syntax;
  return denominator.kind === "big" && summedIn(denominator).length > 0;
}

/** Names of which the exponentials of all entries are added up: z in Σ_j e^{z_j}. */
function summedIn(syntax: Syntax): string[] {
  const inner = children(syntax).flatMap(summedIn);
  if (syntax.kind !== "big" || syntax.operator !== "sum") return inner;
  const { body, index } = syntax;
  const exponent =
    body.kind === "power" && nameKey(body.base) === "e"
      ? body.exponent
      : body.kind === "call" && body.function === "exp"
        ? body.arguments[0]
        : undefined;
  if (exponent?.kind !== "subscript" || exponent.indices.length !== 1) return inner;
  const letter = nameKey(exponent.indices[0]!);
  const key = nameKey(exponent.base);
  const isOver = letter !== undefined && index.some((one) => nameKey(one) === letter);
  return isOver && key !== undefined ? [key, ...inner] : inner;
}
