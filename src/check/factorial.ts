/**
 * @file Factorials of letters, n! and (n−1)!, as the products that they are: Π_{k=1}^n k, for
 * whole n ≥ 0. What is claimed of them is then a claim about products up to n. The factorial of a
 * letter that runs in a sum stays, and is not read.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { mentions } from "./names.ts";

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
