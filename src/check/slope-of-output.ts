/**
 * @file Slopes of activations that are written of what the activation gives:
 *
 *     h = σ(z),   ∂h/∂w = σ′(h) x = h(1 − h) x
 *
 * Where σ′ is written as h(1 − h) in the end, many write it of h and mean σ′(z).
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import type { Statement } from "./statement.ts";

/** The name of which a slope is written though it is meant at what that is the activation of. */
export function slopeOfOutput(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): string | null {
  const wholes = new Map<string, Syntax>();
  for (const { kind, left, right } of statements) {
    const key = nameKey(left);
    const isOne = right.kind === "applied" || right.kind === "call";
    if (kind === "definition" && key !== undefined && isOne && right.arguments.length === 1) {
      wholes.set(key, right);
    }
  }
  const one = S.number(1);
  for (const slopeOf of slopes) {
    let changed: string | null = null;
    const meant = (syntax: Syntax): Syntax => {
      const inner = mapParts(syntax, meant);
      if (inner.kind !== "applied" || inner.head.kind !== "prime") return inner;
      const [output] = inner.arguments;
      const key = nameKey(output!);
      const whole = key === undefined ? undefined : wholes.get(key);
      if (whole === undefined || !isOf(inner.head.base, whole)) return inner;
      changed = key!;
      return slopeOf(output!, one);
    };
    const [left, right] = [statement.left, statement.right].map((side, k) => {
      const before = changed;
      changed = null;
      const other = meant(side);
      const own = [pair.left, pair.right][k]!;
      const node = changed === null ? own : bench.sheet.meaningIn(statement, other);
      changed ??= before;
      return node;
    });
    if (changed === null || left == null || right == null) continue;
    if (holds(judge(bench, { ...pair, left, right, loose: null }))) return changed;
  }
  return null;
}

/** The slopes of the sigmoid and of tanh, by their outputs: h(1 − h), 1 − h². */
const slopes = [
  (h: Syntax, one: Syntax): Syntax => S.group(S.product([h, S.group(S.sum([one, S.minus(h)]))])),
  (h: Syntax, one: Syntax): Syntax => S.group(S.sum([one, S.minus(S.power(h, S.number(2)))])),
] as const;

/** Whether a formula is a function of something: σ(z) of σ. */
function isOf(head: Syntax, whole: Syntax): boolean {
  if (whole.kind === "applied") return nameKey(whole.head) === nameKey(head);
  return whole.kind === "call" && (head as { function?: string }).function === whole.function;
}
