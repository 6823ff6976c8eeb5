/**
 * @file A solution as the object that `pengrad work --format json` prints and `work` of the
 * library returns. The keys are a promise to other programs (`pengrad schema` has them as JSON
 * Schema): keys may be added, none is renamed or removed.
 *
 * All names are keys, that is normalised LaTeX (`x_1`, `y_{true}`). `exact` is LaTeX, null where
 * there is no short closed form; `numeric` is a double or, row by row, nested lists of them.
 * A node's `latex` is its closed form in the inputs; where that would be long, it is the node's
 * formula in the nodes before it, which `formula` always is.
 *
 * A sheet with parts has its last part at the top level and all of them in `parts`.
 */
import type { Shape } from "../expression/index.ts";
import { type Syntax, spell, writeLatex } from "../notation/index.ts";
import {
  type Derivation,
  exactSyntax,
  numericOf,
  type Solution,
  type Value,
  type Worked,
  type WorkedPart,
  type WorkedStep,
  type WorkedUpdate,
} from "../work/index.ts";
import { closedForms } from "./closed-forms.ts";
import { type DiagnosticReport, diagnosticReports } from "./diagnostic-report.ts";

/** A double, or nested lists of doubles; null where a value has no finite decimal. */
export type Numeric = number | null | readonly Numeric[];

export interface ValueReport {
  readonly exact: string | null;
  readonly numeric: Numeric;
}

export interface NodeReport {
  readonly name: string;
  /** In the inputs; an input is its own name. */
  readonly latex: string;
  /** In the nodes that it uses; null for an input. */
  readonly formula: string | null;
  readonly shape: Shape;
  readonly value: ValueReport | null;
  readonly adjoint: ValueReport | null;
}

export interface EdgeReport {
  readonly from: string;
  readonly to: string;
  /** ∂to/∂from in the names of nodes; null where `to` is no scalar. */
  readonly local: {
    readonly latex: string;
    readonly exact: string | null;
    readonly numeric: Numeric;
  } | null;
  /** What flows back along this edge. */
  readonly adjoint: ValueReport | null;
}

export interface GradientReport {
  readonly latex: string;
  readonly shape: Shape;
  readonly value: ValueReport | null;
  /** Names that `latex` uses for parts of it. */
  readonly where?: readonly { readonly name: string; readonly latex: string }[];
}

export interface StepReport {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** One step of an `update` line. */
export interface UpdateReport {
  readonly method: string;
  /** 1, 2, …. */
  readonly step: number;
  readonly settings: Readonly<Record<string, ValueReport | null>>;
  readonly parameters: readonly {
    readonly name: string;
    /** The new value in the names of the old one, of the gradient and of the settings. */
    readonly latex: string;
    readonly value: ValueReport | null;
  }[];
  readonly loss: {
    readonly before: ValueReport | null;
    readonly after: ValueReport | null;
  } | null;
}

export interface PartReport {
  readonly name: string;
  readonly title: string;
  readonly output: string | null;
  readonly nodes: readonly NodeReport[];
  readonly edges: readonly EdgeReport[];
  readonly gradients: Readonly<Record<string, GradientReport>>;
  /** One entry for each step of each `update` line. */
  readonly updates: readonly UpdateReport[];
  readonly steps: readonly StepReport[];
  readonly notes: readonly string[];
}

export interface WorkReport extends Omit<PartReport, "name" | "title"> {
  readonly parts?: readonly PartReport[];
  readonly diagnostics: readonly DiagnosticReport[];
}

/** The report of a solution. `text` is what its diagnostics' places count in. */
export function renderJson(solution: Solution, text: string): WorkReport {
  const latexOf = closedLatex(solution);
  const reports = solution.parts.map((part) => partReport(part, latexOf));
  const { name: _name, title: _title, ...last } = reports.at(-1) ?? emptyPart;
  return {
    ...last,
    ...(reports.length > 1 ? { parts: reports } : {}),
    diagnostics: diagnosticReports(solution.diagnostics, text),
  };
}

const emptyPart: PartReport = {
  name: "",
  title: "",
  output: null,
  nodes: [],
  edges: [],
  gradients: {},
  updates: [],
  steps: [],
  notes: [],
};

type LatexOf = (node: WorkedPart["nodes"][number]) => string;

/** How a node is written in the inputs, or in its parents where that is too long. */
function closedLatex(solution: Solution): LatexOf {
  const closed = closedForms(solution);
  const names = new Map(solution.sheet.quantities.map(({ variable, name }) => [variable, name]));
  return ({ quantity: { variable, written, name } }) => {
    const form = closed.get(variable);
    return writeLatex(form === undefined ? (written ?? name) : spell(form, names));
  };
}

function partReport(part: WorkedPart, latexOf: LatexOf): PartReport {
  const { name, title, output, nodes, edges, gradients, updates, notes } = part;
  return {
    name,
    title,
    output: output?.key ?? null,
    nodes: nodes.map((node) => ({
      name: node.quantity.key,
      latex: latexOf(node),
      formula: node.quantity.written === null ? null : writeLatex(node.quantity.written),
      shape: node.quantity.shape,
      value: valueReport(node.value),
      adjoint: valueReport(node.adjoint?.value ?? null),
    })),
    edges: edges.map(({ from, to, local, adjoint }) => ({
      from: from.key,
      to: to.key,
      local: localReport(local),
      adjoint: valueReport(adjoint),
    })),
    gradients: Object.fromEntries(
      gradients.map(({ key, closed, closedMain, where, value }) => {
        const names = where.map(({ name, syntax }) => ({ name, latex: writeLatex(syntax) }));
        const report: GradientReport = {
          latex: writeLatex(closedMain),
          shape: closed.shape,
          value: valueReport(value),
          ...(names.length > 0 ? { where: names } : {}),
        };
        return [key, report];
      }),
    ),
    updates: updates.flatMap(updateReports),
    steps: [
      ...nodes.flatMap(({ forward }) => stepReports(forward)),
      ...nodes.flatMap(({ backward }) => stepReports(backward)).reverse(),
      ...gradients.flatMap(({ chain, indexForm }) => {
        return [...stepReports(chain), ...stepReports(indexForm)];
      }),
      ...updates.flatMap(({ steps }) => steps).flatMap(updateSteps),
    ],
    notes,
  };
}

function updateReports({ method, settings, steps }: WorkedUpdate): UpdateReport[] {
  const told = Object.fromEntries(
    settings.map(({ name, value }) => [writeLatex(name), valueReport(value)]),
  );
  return steps.map(({ parameters, loss }, k) => ({
    method,
    step: k + 1,
    settings: told,
    parameters: parameters.map(({ quantity, lines, value }) => ({
      name: quantity.key,
      latex: writeLatex(lines.at(-1)!.links[0]!.syntax),
      value: valueReport(value),
    })),
    loss: loss && { before: valueReport(loss.before), after: valueReport(loss.after) },
  }));
}

function updateSteps({ parameters, forward }: WorkedStep): StepReport[] {
  return [...parameters.flatMap(({ lines }) => lines), ...forward].flatMap(stepReports);
}

function valueReport(value: Value | null): ValueReport | null {
  if (value === null) return null;
  const exact = exactSyntax(value);
  return {
    exact: exact === null ? null : writeLatex(exact),
    numeric: finite(numericOf(value)),
  };
}

function localReport(local: Worked | null): EdgeReport["local"] {
  if (local === null) return null;
  const { exact, numeric } = valueReport(local.value) ?? { exact: null, numeric: null };
  return { latex: writeLatex(local.syntax), exact, numeric };
}

/** JSON has no infinities: they are null. */
function finite(numeric: unknown): Numeric {
  if (Array.isArray(numeric)) return numeric.map(finite);
  return typeof numeric === "number" && Number.isFinite(numeric) ? numeric : null;
}

/** `target = link = link …` as one step for each sign, after the derivatives that it uses. */
function stepReports(derivation: Derivation | null): StepReport[] {
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
