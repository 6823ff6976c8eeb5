/**
 * @file Whether what fails differs from what would be right as a slip does. A mistake of somebody
 * who calculates is a small one: a sign, a factor, a term, a digit. What is different altogether
 * is likelier meant otherwise than it was understood, and nobody is told to be wrong for that,
 * unless it leaves no room for another meaning.
 *
 *     \sigma'(z) = \sigma(z) (1 + \sigma(z))      a sign: a slip
 *     (x^2 \sin x)' = 2x \cos x                   no slip, but plain: numbers, and the same letters
 *     e^{-\lambda t} = P(X > t)                   no slip, and a name of one side alone
 *     w x + b = 0.1 \cdot 3 + 0.2, b = 0.3        another number, beside one that is right
 *     w x + b = 0.7 \cdot 3 + 0.2, w = b = 0      numbers of something else
 *
 * Of 62 formulas with letters in public documents that failed and for which no small change was
 * found, 42 were right when a person read them.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { isClosed, namesOf } from "./names.ts";
import { isPrinted } from "./right-value.ts";
import { isDerivative } from "./sides.ts";
import type { Failing } from "./solved.ts";
import { variablesOf } from "./variables.ts";

/** Whether a step that fails is to be called wrong. */
export function isLikeASlip({ statement, context, pair, finding, repair }: Failing): boolean {
  const { left, right } = statement;
  if (finding.misfit !== undefined || finding.units !== undefined) return true;
  if ((isOfNumbers(left) && isOfNumbers(right)) || pair.identity) return true;
  // what a derivative is instead is no small change
  const isSmall = repair !== null && (repair.kind !== "other" || repair.edit !== null);
  // y = 2 - x after y = 2x: a sum for what is missing is no slip
  const isAnother = isSmall && repair.kind === "missing-term" && statement.restates;
  if (isAnother && sumOfLetters.test(repair.edit?.text ?? "")) return false;
  if (isSmall) return repair.isInvented !== true;
  const { sheet, values } = context.bench;
  const sides = [pair.left, pair.right].map((side) => variablesOf(sheet.expand(side)));
  if (sides.flat().some(({ shape }) => shape.length > 0)) return false;
  // a number at a place that the text gives
  const isGiven = sides.flat().every((one) => values.ofInput(one, pair.id, null) !== undefined);
  if (isPrinted(right) && (isGiven || finding.never === true)) return true;
  // constants of integration are of no side
  const constants: ReadonlySet<string> = new Set(finding.slopes === true ? ["C", "c", "K"] : []);
  const [own, other] = sides.map((side) =>
    side.filter((one) => !constants.has(sheet.ownName(one))),
  );
  const isWithin = other!.every((one) => own!.includes(one));
  if (own!.length === other!.length) return isWithin;
  return isWithin && other!.length > 0 && isDerivative(left);
}

/** (2 - 3x). */
const sumOfLetters = /\((?=[^()]*[+-])(?!\s*-[^()+-]*\))[^()]*[A-Za-z][^()]*\)/;

/** Whether a formula has no letters but those that an integral, a limit or a sum runs over. */
function isOfNumbers(syntax: Syntax): boolean {
  if (isClosed(syntax)) return true;
  const running = new Set(lettersOf(syntax));
  return running.size > 0 && namesOf(syntax).every(({ key }) => running.has(key));
}

/** The letters that integrals, limits and sums in a formula run over. */
export function lettersOf(syntax: Syntax): string[] {
  const inner = children(syntax).flatMap(lettersOf);
  const own = (one: Syntax): string[] => [nameKey(one) ?? []].flat();
  switch (syntax.kind) {
    case "integral":
    case "limit":
      return [...own(syntax.variable), ...inner];
    case "big":
      return [...syntax.index.flatMap(own), ...inner];
    default:
      return inner;
  }
}
