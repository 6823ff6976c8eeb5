/**
 * @file Slopes of activations that are written of what the activation gives:
 *
 *     h = σ(z),   ∂h/∂w = σ′(h) x = h(1 − h) x
 *
 * Where σ′ is written as h(1 − h) in the end, many write it of h and mean σ′(z).
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import type { Statement } from "./statement.ts";

/** The name of which a slope is written though it is meant at what that is the activation of. */
export function slopeOfOutput(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): string | null {
  const heads = new Map<string, string | undefined>();
  for (const { kind, left, right } of statements) {
    const key = nameKey(left);
    const isOne = right.kind === "applied" && right.arguments.length === 1;
    if (kind === "definition" && key !== undefined && isOne) heads.set(key, nameKey(right.head));
  }
  /** The output that a formula is a slope of an activation at: h of σ'(h), where h = σ(z). */
  const outputOf = (syntax: Syntax): Syntax | null => {
    if (syntax.kind !== "applied" || syntax.head.kind !== "prime") return null;
    const output = syntax.arguments[0]!;
    const key = nameKey(output);
    const isOf = key !== undefined && heads.has(key);
    return isOf && heads.get(key) === nameKey(syntax.head.base) ? output : null;
  };
  const found = [statement.left, statement.right].flatMap((side) => partsIn(side, outputOf));
  const name = found.length === 0 ? undefined : nameKey(found.at(-1)!);
  if (name === undefined) return null;
  for (const slopeOf of slopes) {
    const meant = (syntax: Syntax): Syntax => {
      const output = outputOf(syntax);
      return output === null ? mapParts(syntax, meant) : slopeOf(output);
    };
    const [left, right] = [statement.left, statement.right].map((side, k) => {
      const isKept = partsIn(side, outputOf).length === 0;
      return isKept ? [pair.left, pair.right][k] : bench.sheet.meaningIn(statement, meant(side));
    });
    if (left == null || right == null) continue;
    if (holds(judge(bench, { ...pair, left, right, loose: null }))) return name;
  }
  return null;
}

/** What some parts of a formula give, from the left to the right. */
function partsIn(syntax: Syntax, of: (part: Syntax) => Syntax | null): readonly Syntax[] {
  const own = of(syntax);
  return own === null ? children(syntax).flatMap((part) => partsIn(part, of)) : [own];
}

/** The slopes of the sigmoid and of tanh, by their outputs: h(1 − h), 1 − h². */
const one = S.number(1);
const slopes = [
  (h: Syntax): Syntax => S.group(S.product([h, S.group(S.sum([one, S.minus(h)]))])),
  (h: Syntax): Syntax => S.group(S.sum([one, S.minus(S.power(h, S.number(2)))])),
] as const;
