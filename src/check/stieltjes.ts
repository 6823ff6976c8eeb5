/**
 * @file Integrals over what is a function of one letter: ∫ x d(ln(1 + x²)) is ∫ x (ln(1 + x²))′ dx
 * (Rudin, Principles of Mathematical Analysis, Theorem 6.17).
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading in which every integral is over a letter, where that can be seen. */
export const withStieltjes = (reading: Reading): Reading => withSides(reading, overLetters);

function overLetters(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, overLetters);
  if (inner.kind !== "integral" || nameKey(inner.variable) !== undefined) return inner;
  const letters = lettersIn(inner.variable);
  const [letter] = letters;
  if (letter === undefined || letters.size > 1) return inner;
  const name = S.name(letter);
  const slope = slopeOf(bare(inner.variable), name);
  return { ...inner, body: S.product([S.group(inner.body), slope]), variable: name };
}

/** The names in a formula that are no functions. */
function lettersIn(syntax: Syntax): ReadonlySet<string> {
  if (syntax.kind === "applied")
    return new Set(syntax.arguments.flatMap((one) => [...lettersIn(one)]));
  const key = nameKey(syntax);
  return new Set(
    key === undefined ? children(syntax).flatMap((one) => [...lettersIn(one)]) : [key],
  );
}

/** f'(x) of f(x), and the derivative of any other formula. */
function slopeOf(of: Syntax, by: Syntax): Syntax {
  const isPlain = of.kind === "applied" && of.arguments.length === 1;
  if (!isPlain || nameKey(of.arguments[0]!) === undefined) return S.derivative(of, by);
  return { ...of, head: S.prime(of.head) };
}

const bare = (syntax: Syntax): Syntax => (syntax.kind === "group" ? syntax.body : syntax);
