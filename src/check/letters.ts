/**
 * @file Derivatives of names that nothing defines: `\frac{dy}{dx}`,
 * `\frac{\partial L}{\partial w}`. Such a derivative is a letter of its own: what y is, is not
 * said, so neither is its derivative, and it is certainly not 0. Names that have one depend on
 * the variable, and
 *
 *     d(…)/dx = ∂(…)/∂x + Σ_y ∂(…)/∂y · dy/dx.
 *
 * A claim that holds for any values of the letters holds; one that does not may still be true of
 * the functions that are meant, and is no claim to refute.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { mentions } from "./names.ts";

/** The sides with letters for such derivatives, and the letters. */
export function withLetters(sides: readonly Syntax[]): {
  readonly sides: readonly Syntax[];
  readonly letters: readonly string[];
} {
  const found = new Map<string, Known>();
  for (const side of sides) collect(side, found);
  if (found.size === 0) return { sides, letters: [] };
  return { sides: sides.map((side) => written(side, found)), letters: [...found.keys()] };
}

/** A derivative that is a letter. */
interface Known {
  readonly of: Syntax;
  readonly by: string;
}

/** The letter that a derivative is: of a bare name, by one other name. */
function letterOf(syntax: SyntaxOf<"derivative">): { key: string; by: string } | undefined {
  const { of, by } = syntax;
  const [only] = by;
  if (of === null || only === undefined || by.length > 1) return undefined;
  const [above, below] = [nameKey(of), nameKey(only.variable)];
  if (above === undefined || below === undefined || above === below) return undefined;
  // x_1 and x_2 are two inputs, and no functions of each other
  if (baseOf(of) === baseOf(only.variable)) return undefined;
  const order = only.order === 1 ? "" : `^{${only.order}}`;
  const d = syntax.sign === "d" ? "d " : "\\partial ";
  return { key: `\\frac{${d}${order}${above}}{${d}${below}${order}}`, by: below };
}

function baseOf(syntax: Syntax): string | undefined {
  return nameKey(syntax.kind === "subscript" ? syntax.base : syntax);
}

function collect(syntax: Syntax, found: Map<string, Known>): void {
  const letter = syntax.kind === "derivative" ? letterOf(syntax) : undefined;
  if (syntax.kind === "derivative" && letter !== undefined) {
    found.set(letter.key, { of: syntax.of!, by: letter.by });
    return;
  }
  for (const child of children(syntax)) collect(child, found);
}

function written(syntax: Syntax, found: ReadonlyMap<string, Known>): Syntax {
  if (syntax.kind !== "derivative") return mapParts(syntax, (part) => written(part, found));
  const letter = letterOf(syntax);
  if (letter !== undefined) return S.name(letter.key);
  const { of, by, sign } = syntax;
  const [only] = by;
  const isTotal = sign === "d" && of !== null && by.length === 1 && only!.order === 1;
  const below = isTotal ? nameKey(only!.variable) : undefined;
  if (of === null || below === undefined) return syntax;
  const inside = S.group(written(of, found));
  const explicit: Syntax = { ...syntax, of: inside };
  const through = [...found].filter(
    ([, known]) => known.by === below && mentions(of, nameKey(known.of)),
  );
  const terms = through.map(([key, known]) =>
    S.product([S.partial(inside, known.of), S.name(key)]),
  );
  return terms.length === 0 ? explicit : S.group(S.sum([explicit, ...terms]));
}
