/**
 * @file What is said of a letter only after a step has used it: f′(x) = 3x² − 3 = 0 is of any x,
 * though a problem further down has x = 2λ.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Statement } from "./statement.ts";

/**
 * The definitions behind a step that its letters may have nothing to do with: those in another
 * part; and in another paragraph, numbers, what letters are of which a function was made before,
 * or by which was differentiated, and the solutions of differential equations.
 */
export function saidLater(
  { id, left, right, chain: { part, paragraph } }: Statement,
  statements: readonly Statement[],
): ReadonlySet<number> {
  const used = restingOn([left, right], statements);
  const known = new Set<string>();
  const free = new Set<string>();
  const later = new Set<number>();
  const sought = new Set([left, right].flatMap(soughtIn));
  for (const one of statements) {
    const { chain, closed } = one;
    if (one.id <= id) for (const key of [one.left, one.right].flatMap(variedIn)) free.add(key);
    const key = nameKey(nameOf(one));
    if (one.kind !== "definition" || key === undefined || !used.has(rootOf(nameOf(one)))) continue;
    if (one.id < id) known.add(key).add(`${key} ${chain.part}`);
    // the root x ≈ 1.33 of an equation is no x that another part had
    const isRoot = one.sign === "\\approx" && chain.part === part;
    const isKnown = known.has(isRoot ? `${key} ${part}` : key);
    // a root that is found, x ≈ 1.33, is said of no line before it
    const isBelow = chain.paragraph > paragraph || isRoot;
    const isApart = isBelow && !chain.cues.has("ground");
    const isOther = chain.part > part || (isApart && (closed || free.has(key) || sought.has(key)));
    if (one.id > id && !isKnown && isOther) later.add(one.id);
  }
  return later;
}

/**
 * Whether some of these definitions say what a function is of which a step has the slope: before
 * them it may depend on anything.
 */
export function isSolvedBy(
  { left, right }: Statement,
  later: ReadonlySet<number>,
  statements: readonly Statement[],
): boolean {
  const sought = new Set([left, right].flatMap(soughtIn));
  return statements.some((one) => later.has(one.id) && sought.has(nameKey(nameOf(one)) ?? ""));
}

/** What a statement is about: S of S(t) = …, too. */
const nameOf = ({ left }: Statement): Syntax => (left.kind === "applied" ? left.head : left);

/** The functions of which a formula has the slope: S of dS/dt and of d/dt (t S), y of y''. */
function soughtIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(soughtIn);
  if (syntax.kind === "prime") return [...inner, ...rootsIn(syntax.base)];
  if (syntax.kind !== "derivative" || syntax.sign !== "d" || syntax.of === null) return inner;
  return [...inner, ...rootsIn(syntax.of)];
}

/** The letters of formulas, and those of which these are said to be made, without indices. */
function restingOn(
  sides: readonly Syntax[],
  statements: readonly Statement[],
): ReadonlySet<string> {
  const found = new Set(sides.flatMap(rootsIn));
  for (let count = 0; count < found.size; ) {
    count = found.size;
    for (const one of statements) {
      if (one.kind !== "definition" || !found.has(rootOf(nameOf(one)))) continue;
      for (const root of rootsIn(one.right)) found.add(root);
    }
  }
  return found;
}

function rootsIn(syntax: Syntax): readonly string[] {
  const own = rootOf(syntax);
  return own === "" ? children(syntax).flatMap(rootsIn) : [own];
}

/** z of z_i and z^{(1)}; nothing for what is no name. */
function rootOf(syntax: Syntax): string {
  const isOne = syntax.kind === "subscript" || syntax.kind === "family";
  return isOne ? rootOf(syntax.base) : (nameKey(syntax) ?? "");
}

/** The letters in a formula that stand for any value: x of f(x), and of d/dx. */
function variedIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(variedIn);
  const own =
    syntax.kind === "applied"
      ? syntax.arguments
      : syntax.kind === "derivative"
        ? syntax.by.map(({ variable }) => variable)
        : [];
  return [...own.flatMap((one) => nameKey(one) ?? []), ...inner];
}
