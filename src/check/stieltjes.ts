/**
 * @file Integrals over what is a function of one letter: ∫ x d(ln(1 + x²)) is ∫ x (ln(1 + x²))′ dx
 * (Rudin, Principles of Mathematical Analysis, Theorem 6.17), and the rule of integration by parts,
 * ∫ u dv = u v − ∫ v du, of two functions of one variable that nobody names (Theorem 6.22).
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading in which every integral is over a letter, where that can be seen. */
export const withStieltjes = (reading: Reading): Reading => {
  return withSides(reading, (side, { parts }) => {
    const inner = overLetters(side);
    return parts.length === 2 && isRuleOfParts(parts) ? ofOneVariable(inner) : inner;
  });
};

/** Whether two sides are made of two names, over each of which the other one is integrated. */
function isRuleOfParts(parts: readonly Syntax[]): boolean {
  const over = new Set<string>();
  const inside = new Set<string>();
  let isSimple = true;
  const visit = (syntax: Syntax, within: string | null): void => {
    const key = nameKey(syntax);
    const below = betweenBounds(syntax);
    if (key !== undefined) inside.add(key);
    // in ∫∫ xy dy dx, and in ∫ x dx, the letters are what they are
    if (within !== null && (key === within || syntax.kind === "integral")) isSimple = false;
    if (key !== undefined) return;
    if (below !== null) visit(below, within);
    else if (syntax.kind === "integral") {
      const letter = nameKey(syntax.variable) ?? "";
      over.add(letter);
      visit(syntax.body, letter);
    } else for (const part of children(syntax)) visit(part, within);
  };
  for (const part of parts) visit(part, null);
  if (!isSimple) return false;
  return over.size === 2 && inside.size === 2 && [...inside].every((name) => over.has(name));
}

/** u of a variable, and v'(t) dt for dv. */
function ofOneVariable(syntax: Syntax): Syntax {
  const variable = S.name("\\tau");
  if (betweenBounds(syntax) !== null) {
    if (syntax.kind === "evaluated") return { ...syntax, body: ofOneVariable(syntax.body) };
    const { base } = syntax as SyntaxOf<"power"> | SyntaxOf<"subscript">;
    return { ...syntax, base: ofOneVariable(base) } as Syntax;
  }
  if (syntax.kind === "integral") {
    const slope = S.applied(S.prime(syntax.variable), variable);
    const body = S.product([S.group(ofOneVariable(syntax.body)), slope]);
    return { ...syntax, body, variable };
  }
  if (nameKey(syntax) !== undefined) return { ...S.applied(syntax, variable), ...spanOf(syntax) };
  return mapParts(syntax, ofOneVariable);
}

/** The F(x) of [F(x)]_a^b and of F(x)|_a^b, as far as its bounds are read; null for no such. */
function betweenBounds(syntax: Syntax): Syntax | null {
  if (syntax.kind === "evaluated") return syntax.body;
  if (syntax.kind === "power") return betweenBounds(syntax.base) && syntax.base;
  const isBracket = syntax.kind === "subscript" && syntax.base.kind === "group";
  return isBracket ? syntax.base : null;
}

const spanOf = ({ from, to }: Syntax) => ({ from, to });

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
