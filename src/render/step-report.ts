/**
 * @file Steps and index forms as they stand in the JSON: `from` and `to` are LaTeX, `because` is
 * prose with its formulas between dollar signs.
 */
import { type Syntax, writeLatex } from "../notation/index.ts";
import type { Derivation, IndexForm } from "../work/index.ts";
import { localLines, unfoldingWords } from "./unfolding.ts";
import type { Inline } from "./words.ts";

/** One sign of a written line. */
export interface PlainStep {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface StepReport extends PlainStep {
  /** The same step unfolded, entry by entry. */
  readonly substeps?: readonly PlainStep[];
}

/** A matrix step entry by entry. */
export interface UnfoldingReport {
  /** Definitions and local derivatives by entries, then the chain rule, then folded back. */
  readonly steps: readonly PlainStep[];
  /** How the sums collapse, and how each term is read as matrix notation. */
  readonly because: readonly string[];
  /** `[m, n] = [m] · [n]ᵀ`; null where the step has no plain line of shapes. */
  readonly shapes: string | null;
}

/** `target = link = link …` as one step for each sign, after the derivatives that it uses. */
export function stepReports(derivation: Derivation | null): PlainStep[] {
  if (derivation === null) return [];
  let from: Syntax = derivation.target;
  return derivation.links.flatMap(({ rule, syntax, substeps = [] }) => {
    const step = { rule, from: writeLatex(from), to: writeLatex(syntax) };
    from = syntax;
    const inner = substeps.map((own) => {
      return { rule: own.rule, from: writeLatex(own.from), to: writeLatex(own.to) };
    });
    return [...inner, step];
  });
}

/** The steps of a matrix line, the first with the index form below it. */
export function unfoldedSteps(derivation: Derivation | null, form: IndexForm | null): StepReport[] {
  const steps = stepReports(derivation);
  const [first, ...more] = steps;
  if (first === undefined || form === null) return steps;
  return [{ ...first, substeps: formSteps(form) }, ...more];
}

/** The index form as an object; null where there is none. */
export function unfoldingReport(
  form: IndexForm | null,
  shapes: string | null,
): UnfoldingReport | null {
  if (form === null) return null;
  return { steps: formSteps(form), because: unfoldingWords(form).map(prose), shapes };
}

function formSteps(form: IndexForm): PlainStep[] {
  return [...localLines(form), form.line].flatMap(stepReports);
}

function prose(inline: readonly Inline[]): string {
  return inline
    .map((part) => (part.kind === "words" ? part.text : `$${writeLatex(part.syntax)}$`))
    .join("");
}
