/**
 * @file What a derivative is, where the formula that a step gives for it is wrong altogether:
 * 2x sin x + x² cos x for the (x² sin x)' = 2x cos x of somebody who forgot a rule. It is written
 * in the names of the document where its formulas occur in it, or in the inputs alone.
 */
import { collect, tidy } from "../algebra/index.ts";
import { isIndefinite, withAntiderivatives } from "../calculus/index.ts";
import { type Node, topological } from "../expression/index.ts";
import { type Syntax, spell, treeSize, writeLatex } from "../notation/index.ts";
import type { Bench, Pair } from "./judge.ts";
import { authorNames, quantitiesSeen } from "./lexicon.ts";
import { hasPart } from "./parts.ts";
import type { DocumentSheet } from "./sheet.ts";
import { isDerivative } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** A formula that takes longer to read than to work out is not proposed. */
const lengthLimit = 80;
const sizeLimit = 60;

/** A form of a derivative, in LaTeX, and what it is a form of. */
export interface WorkedForm {
  readonly latex: string;
  readonly of: "derivative" | "integral" | "limit";
}

/** The forms in which a step may say what its left side is, the shortest first. */
export function workedForms(
  { sheet }: Bench,
  { at, chain, left: own }: Statement,
  { left }: Pair,
): readonly WorkedForm[] {
  const first = chain.parts[0]!;
  // of f'(x) = d/dx x² + 3x = … it is open how far the operator reaches
  if (!isDerivative(first) || (at > 0 && hasPart(own, isDerivative))) return [];
  const formulas = sheet.worksheet.quantities.flatMap(({ written }) => written ?? []);
  if ([own, ...formulas].some(isLoose)) return [];
  const of = first.kind === "integral" || first.kind === "limit" ? first.kind : "derivative";
  const { arena } = sheet;
  const names = authorNames(sheet);
  const isOpen = first.kind === "integral" && first.lower === undefined;
  const whole = isOpen ? withAntiderivatives(sheet.expand(left), arena) : sheet.expand(left);
  if (topological([whole]).some(isIndefinite)) return [];
  const written = [inNames(sheet, chain.part, whole), whole].flatMap((node): string[] => {
    const closed = collect(tidy(node, arena), arena);
    if (treeSize(closed, sizeLimit + 1) > sizeLimit) return [];
    const latex = writeLatex(spell(closed, names));
    return [isOpen ? `${latex} + C` : latex];
  });
  return [...new Set(written)]
    .filter((latex) => latex.length <= lengthLimit)
    .sort((a, b) => a.length - b.length)
    .map((latex) => ({ latex, of }));
}

/** A formula in inputs with the names of the document for the functions that it defines. */
function inNames(sheet: DocumentSheet, part: number, whole: Node): Node {
  const known = new Map<Node, Node>();
  for (const { variable, formula } of quantitiesSeen(sheet, part)) {
    // nobody writes L for h² in the derivative of L = h²
    if (formula === null || formula.op === "power" || formula.op === "contraction") continue;
    const node = sheet.expand(variable);
    if (node.operands.length > 0 && node !== whole) known.set(node, variable);
  }
  return sheet.put(whole, known);
}

/** Whether t/RC stands in a formula, of which it is open what is divided by. */
function isLoose(syntax: Syntax): boolean {
  return hasPart(syntax, (part) => {
    if (part.kind !== "product") return false;
    return part.factors.some((factor, k) => {
      const isSlash = factor.kind === "fraction" && factor.style !== "bar";
      return isSlash && part.joints[k] === "juxtapose";
    });
  });
}
