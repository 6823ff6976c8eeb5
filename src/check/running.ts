/**
 * @file Letters that run: i in ∂L/∂z_i = p_i − y_i stands for every index of the axis that it
 * names, in both sides alike, and in what a derivative is of, ∂(x_i w)/∂w.
 */
import { children as childrenOf, nameKey, type Syntax } from "../notation/index.ts";

/** How many single letters stand as indices in a formula. */
export function letterCount(syntax: Syntax): number {
  const own =
    syntax.kind === "subscript"
      ? syntax.indices.filter((index) => index.kind === "name" && /^[a-z]$/.test(index.text)).length
      : 0;
  return childrenOf(syntax).reduce((sum, child) => sum + letterCount(child), own);
}

/** The single letters of a condition, each once. */
function lettersIn(syntax: Syntax): readonly string[] {
  if (syntax.kind === "name") return /^[a-z]$/.test(syntax.text) ? [syntax.text] : [];
  return [...new Set(childrenOf(syntax).flatMap(lettersIn))];
}

/** The letters that a sum sign or the brackets of `[x_i y_j]_{ij}` make run in what they hold. */
function boundBy(syntax: Syntax): readonly string[] {
  if (syntax.kind === "big") return syntax.index.map((index) => nameKey(index) ?? "");
  if (syntax.kind !== "subscript" || syntax.base.kind !== "group") return [];
  return syntax.indices.flatMap((index) => {
    const letter = index.kind === "relation" ? index.parts[1] : index;
    return letter?.kind === "name" ? [letter.text] : [];
  });
}

/** The letters that run free in formulas, in the order in which they come. */
export function runningIn(
  sides: readonly Syntax[],
  isTensor: (key: string) => boolean,
): readonly string[] {
  const found = new Set<string>();
  const later: { syntax: Syntax; bound: ReadonlySet<string> }[] = [];
  const visit = (syntax: Syntax, bound: ReadonlySet<string>, again = false): void => {
    // below a sum over i + 1 = j + k run the letters that do not run outside
    const below = syntax.kind === "big" ? syntax.lower : undefined;
    if (below !== undefined && lettersIn(below).length > 0 && !again) {
      later.push({ syntax, bound });
      return;
    }
    if (syntax.kind === "subscript") {
      const key = nameKey(syntax.base);
      const running = key !== undefined && (key.startsWith("\u2202") || isTensor(key));
      for (const index of syntax.indices) {
        const isLetter = index.kind === "name" && /^[a-z]$/.test(index.text);
        if (running && isLetter && !bound.has(index.text)) found.add(index.text);
      }
    }
    const own = below === undefined ? [] : lettersIn(below).filter((one) => !found.has(one));
    const inner = new Set([...bound, ...boundBy(syntax), ...own]);
    for (const child of childrenOf(syntax)) visit(child, inner);
  };
  for (const side of sides) visit(side, new Set());
  for (const { syntax, bound } of later) visit(syntax, bound, true);
  return [...found];
}

/**
 * The names that a sum indexes by its own letter, which are vectors or matrices: x in Σ_i x_i. Not
 * h where h_{t-1} stands somewhere: h_t may be one of several.
 */
export function summedIn(sides: readonly Syntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  const shifted = new Set<string>();
  const visit = (syntax: Syntax, bound: ReadonlySet<string>): void => {
    const key = syntax.kind === "subscript" ? nameKey(syntax.base) : undefined;
    if (syntax.kind === "subscript" && key !== undefined) {
      const isRunning = syntax.indices.every(({ kind }) => kind === "name");
      const isBound = syntax.indices.some((one) => one.kind === "name" && bound.has(one.text));
      if (isRunning && isBound) found.add(key);
      if (syntax.indices.some(({ kind }) => kind === "sum")) shifted.add(key);
    }
    const inner = syntax.kind === "big" ? new Set([...bound, ...boundBy(syntax)]) : bound;
    for (const child of childrenOf(syntax)) visit(child, inner);
  };
  for (const side of sides) visit(side, new Set());
  return new Set([...found].filter((key) => !shifted.has(key)));
}
