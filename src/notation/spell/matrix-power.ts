/**
 * @file Powers of matrices as they are written: X^k, and with matrices between the powers the
 * sum Σ_{r=0}^{k−1} X^r Y X^{k−1−r}, or Σ_{r+s+t = k−2} X^r Y X^s Z X^t. Only the first two read
 * back; the last occurs in second derivatives.
 */
import { isKind, type Node, topological } from "../../expression/index.ts";
import * as S from "../build.ts";
import { unmarked } from "../names.ts";
import type { Syntax } from "../syntax.ts";
import { lettersIn } from "./entry.ts";

/** Letters for exponents that run, in the order in which they are used. */
const letters: readonly string[] = [..."rstpquvijlmn"];

/** The syntax of a matrix power, given how its operands are written. */
export function spellMatrixPower(node: Node, of: (operand: Node) => Syntax): Syntax {
  const [base, ...between] = node.operands.map(of) as [Syntax, ...Syntax[]];
  const exponent = between.pop()!;
  if (between.length === 0) return S.matrixPower(base, exponent);
  const top = lowered(exponent, between.length);
  const free = freeLetters(node, of);
  if (between.length > 1) {
    const running = free.slice(0, between.length + 1);
    const lower = S.relation([S.sum(running), top]);
    return S.big("sum", { lower }, alternating(base, running, between));
  }
  const running = free[0]!;
  const rest = S.sum([top, S.minus(running)]);
  return S.big(
    "sum",
    { index: [running], lower: 0, upper: top },
    alternating(base, [running, rest], between),
  );
}

/** X^r Y X^s Z X^t. */
function alternating(
  base: Syntax,
  exponents: readonly Syntax[],
  between: readonly Syntax[],
): Syntax {
  return S.product(
    exponents.flatMap((exponent, k) => [
      ...between.slice(Math.max(k - 1, 0), k),
      S.matrixPower(base, exponent),
    ]),
  );
}

/** k − m, its numbers taken together. */
function lowered(exponent: Syntax, m: number): Syntax {
  const terms = exponent.kind === "sum" ? exponent.terms : [S.plus(exponent)];
  const kept = terms.filter(({ term }) => term.kind !== "number");
  const constant = terms.reduce((sum, { sign, term }) => {
    if (term.kind !== "number") return sum;
    return sum + (sign === "-" ? -1 : 1) * Number(term.text);
  }, -m);
  if (kept.length === 0) return S.number(constant);
  if (constant === 0) return S.sum(kept);
  const number = S.number(Math.abs(constant));
  return S.sum([...kept, constant < 0 ? S.minus(number) : S.plus(number)]);
}

/** Letters that nothing in the node uses. */
function freeLetters(node: Node, of: (operand: Node) => Syntax): Syntax[] {
  const used = new Set<string>();
  for (const below of topological([node])) {
    if (isKind(below, "variable")) used.add(unmarked(below.data));
    if (isKind(below, "size")) used.add(below.data);
  }
  for (const operand of node.operands)
    for (const letter of lettersIn(of(operand))) used.add(letter);
  return letters.filter((letter) => !used.has(letter)).map((letter) => S.name(letter));
}
