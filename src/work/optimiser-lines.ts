/**
 * @file How the formulas of a method of descent are printed: their letters, and g ⊙ g as g². Where
 * the sheet has a quantity of the same name (t for the target, v for the weights of the output),
 * the method's letter gives way to another.
 */
import { mapParts, nameKey, nameSyntax, S, type Syntax } from "../notation/index.ts";
import type { Worksheet } from "../worksheet/index.ts";

/** g ⊙ g of a scalar is g². */
export function powersFor(syntax: Syntax): Syntax {
  const result = mapParts(syntax, powersFor);
  if (result.kind !== "product") return result;
  const { factors, joints } = result;
  const at = joints.findIndex((joint, k) => {
    const key = nameKey(factors[k]!);
    return joint === "odot" && key !== undefined && key === nameKey(factors[k + 1]!);
  });
  if (at < 0) return result;
  const square = S.power(factors[at]!, 2);
  return S.product(
    [...factors.slice(0, at), square, ...factors.slice(at + 2)],
    joints.filter((_, k) => k !== at),
  );
}

/** What else a letter may be called. */
const others: Readonly<Record<string, readonly string[]>> = {
  m: ["p", "q"],
  v: ["u", "r"],
  t: ["k", "n"],
  "\\eta": ["\\alpha", "\\nu"],
  "\\beta": ["\\mu", "\\rho"],
  "\\beta_1": ["\\rho_1", "\\mu_1"],
  "\\beta_2": ["\\rho_2", "\\mu_2"],
  "\\epsilon": ["\\delta", "\\kappa"],
  "\\lambda": ["\\kappa", "\\omega"],
};

/** A letter of a method as it is printed beside the quantities of a sheet. */
export function letterFor(key: string, { quantities }: Worksheet): Syntax {
  const own = nameSyntax(key);
  const accents = own.kind === "name" ? (own.accents ?? []) : [];
  const bare = own.kind === "name" && accents.length > 0 ? nameKey(S.name(own.text))! : key;
  const taken = new Set(
    quantities.flatMap(({ name }) => [nameKey(name), name.kind === "family" && nameKey(name.base)]),
  );
  const free = [bare, ...(others[bare] ?? [])].find((letter) => !taken.has(letter)) ?? bare;
  const letter = nameSyntax(free);
  return letter.kind === "name" ? accents.reduceRight(dressed, letter as Syntax) : letter;
}

function dressed(letter: Syntax, accent: string): Syntax {
  return letter.kind === "name" ? S.accented(accent, letter) : letter;
}
