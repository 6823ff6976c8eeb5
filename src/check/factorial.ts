/**
 * @file Factorials of letters, n! and (n−1)!, as the products that they are: Π_{k=1}^n k, for
 * whole n ≥ 0. What is claimed of them is then a claim about products up to n. The factorial of a
 * letter that runs in a sum stays, and is not read of a pair.
 *
 * In a document it is a name for its logarithm, and a binomial coefficient what it is made of:
 *
 *     \prod_i \frac{\theta^{x_i}}{x_i!}     \prod_i \theta^{x_i} / e^{b_i},    b_i = \ln(x_i!)
 *     \binom{n}{y}                       n! / (y! (n − y)!)
 *
 * What holds of any such numbers holds; of what fails nothing is known.
 */
import { children, mapParts, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { isClosed, mentions } from "./names.ts";
import { hasPart } from "./parts.ts";

/** A letter that no text can spell. */
const key = "\\pengradIndex";

/** The formula with products in the place of factorials of what is no number. */
export function factorialsOut(syntax: Syntax): Syntax {
  return written(syntax, []);
}

function written(syntax: Syntax, running: readonly string[]): Syntax {
  const letters = syntax.kind === "big" ? syntax.index.map((one) => nameKey(one) ?? "") : [];
  const inner = mapParts(syntax, (part) => written(part, [...running, ...letters]));
  if (inner.kind !== "call" || inner.function !== "factorial") return inner;
  const [only] = inner.arguments;
  if (inner.power !== undefined || only === undefined || only.kind === "number") return inner;
  if (running.some((name) => mentions(only, name))) return inner;
  const { from, to } = syntax;
  const letter: Syntax = { ...S.name(key), from, to };
  const product: Syntax = {
    kind: "big",
    operator: "product",
    index: [letter],
    lower: S.number(1),
    upper: only,
    body: letter,
    from,
    to,
  };
  return { kind: "group", delimiter: "(", body: product, from, to };
}

/** The reading with factorials and binomial coefficients by names, and by products. */
export function withFactorials(reading: Reading): Reading {
  const isWritten = reading.chains.some(({ parts }) => parts.some((one) => hasPart(one, isOpen)));
  return isWritten ? withSides(reading, (side) => named(side, new Map())) : reading;
}

/** Whether a name stands for the logarithm of a factorial. */
export const isFactorial = (name: string): boolean => /^\\ln\(.*!\)/.test(name);

/** A factorial, or a binomial coefficient, of what is no number. */
function isOpen(syntax: Syntax): boolean {
  if (syntax.kind !== "call" || syntax.power !== undefined) return false;
  const last = syntax.arguments.at(-1);
  const isOne = syntax.function === "factorial" || syntax.function === "binomial";
  return isOne && last !== undefined && !isClosed(last);
}

/** `running` has the letters over which signs around run, and from where. */
function named(syntax: Syntax, running: ReadonlyMap<string, Syntax | undefined>): Syntax {
  const inside = new Map(running);
  if (syntax.kind === "big") {
    for (const index of syntax.index) inside.set(nameKey(index) ?? "", syntax.lower);
  }
  const inner = mapParts(syntax, (part) => named(part, inside));
  if (inner.kind !== "call" || !isOpen(inner)) return inner;
  const { from, to } = syntax;
  const [top, below] = inner.arguments as [Syntax, Syntax];
  const factorial = (of: Syntax): Syntax => factorialOf(of, running);
  const made =
    inner.function === "factorial"
      ? factorial(top)
      : S.fraction(
          factorial(top),
          S.product([factorial(below), factorial(S.sum([top, S.minus(below)]))], "cdot"),
        );
  return { ...S.group(made), from, to };
}

/** What counts, and how far: n, n + 1. */
function isCount(syntax: Syntax): boolean {
  if (syntax.kind !== "sum") return syntax.kind === "name" && /^[mnN]$/.test(syntax.text);
  const names = syntax.terms.filter(({ term }) => term.kind !== "number");
  return names.length === 1 && names[0]!.sign === "+" && isCount(names[0]!.term);
}

function factorialOf(of: Syntax, running: ReadonlyMap<string, Syntax | undefined>): Syntax {
  if (isClosed(of)) return S.call("factorial", [of]);
  const letters = [...running.keys()].filter((letter) => mentions(of, letter));
  const free = lettersBelow(of).filter((letter) => !letters.includes(letter));
  if (letters.length + free.length === 0 && isCount(of)) {
    return factorialsOut(S.call("factorial", [of]));
  }
  const all = [...letters, ...free];
  const name = S.name(`\\ln(${writeLatex(without(of, all))}!)`);
  if (all.length === 0) return S.call("exp", [name]);
  const indices = all.map((letter) => {
    const lower = running.get(letter);
    const isFromZero = lower?.kind === "number" && lower.text === "0";
    return isFromZero ? S.sum([S.name(letter), 1]) : S.name(letter);
  });
  return S.call("exp", [S.subscripted(name, ...indices)]);
}

/** The letters that stand as indices in a formula. */
function lettersBelow(syntax: Syntax): string[] {
  const own =
    syntax.kind === "subscript"
      ? syntax.indices.flatMap((one) =>
          one.kind === "name" && /^[a-z]$/.test(one.text) ? [one.text] : [],
        )
      : [];
  return [...new Set([...own, ...children(syntax).flatMap(lettersBelow)])];
}

/** A formula with a blank for some letters, so that x_i! and x_j! have one name. */
function without(syntax: Syntax, letters: readonly string[]): Syntax {
  const key = nameKey(syntax);
  if (key !== undefined && letters.includes(key)) return S.name("\\cdot");
  return mapParts(syntax, (part) => without(part, letters));
}
