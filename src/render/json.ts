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
import { spell, writeLatex } from "../notation/index.ts";
import {
  arrangedShape,
  exactSyntax,
  type Further,
  type FurtherKind,
  type Gradient,
  inLayout,
  type Layout,
  layoutNote,
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
import { gradientShapes } from "./shapes.ts";
import {
  type StepReport,
  stepReports,
  type UnfoldingReport,
  unfoldedSteps,
  unfoldingReport,
} from "./step-report.ts";
import { formOf } from "./unfolding.ts";

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

export interface ArrangedReport {
  readonly latex: string;
  /** A row [n] has the shape [1, n]. */
  readonly shape: Shape;
  readonly value: ValueReport | null;
}

export interface GradientReport {
  readonly latex: string;
  readonly shape: Shape;
  readonly value: ValueReport | null;
  /** Names that `latex` uses for parts of it. */
  readonly where?: readonly { readonly name: string; readonly latex: string }[];
  /** The derivative as the layout asked for has it; `value` and `shape` are the gradient's. */
  readonly arranged?: ArrangedReport;
  /** The step entry by entry: why each transpose stands where it stands. */
  readonly unfolding?: UnfoldingReport;
  /** Whether `latex` is in the adjoints of the backward pass, being too long in the inputs. */
  readonly byAdjoints?: boolean;
}

/** A Jacobian, a Hessian, a derivative of higher order, or a product with a direction. */
export interface FurtherReport extends GradientReport {
  /** Of what, and by what at each differentiation; several names: scalars taken together. */
  readonly of: readonly string[];
  readonly by: readonly (readonly string[])[];
  readonly steps: readonly StepReport[];
}

/** Of one variable: whether it is seen to be symmetric. */
export interface HessianReport extends FurtherReport {
  readonly symmetric: boolean;
}

export interface ProductReport extends FurtherReport {
  readonly kind: "jvp" | "vjp" | "hvp";
  readonly direction: string;
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
  /** Those that were asked for, in that order; absent where none was. */
  readonly jacobians?: readonly FurtherReport[];
  readonly hessians?: readonly HessianReport[];
  readonly higher?: readonly FurtherReport[];
  readonly products?: readonly ProductReport[];
  readonly steps: readonly StepReport[];
  readonly notes: readonly string[];
}

export interface WorkReport extends Omit<PartReport, "name" | "title"> {
  /** How derivatives are set down in the steps; left out for gradients. */
  readonly layout?: Layout;
  readonly parts?: readonly PartReport[];
  readonly diagnostics: readonly DiagnosticReport[];
}

export interface JsonOptions {
  /** How derivatives are set down in the steps, and in `arranged`. */
  readonly layout?: Layout;
}

/** The report of a solution. `text` is what its diagnostics' places count in. */
export function renderJson(
  solution: Solution,
  text: string,
  { layout = "gradient" }: JsonOptions = {},
): WorkReport {
  const latexOf = closedLatex(solution);
  const laidOut = inLayout(solution, layout);
  const reports = solution.parts.map((part, k) => {
    return partReport(part, laidOut.parts[k]!, layout, latexOf);
  });
  const { name: _name, title: _title, ...last } = reports.at(-1) ?? emptyPart;
  return {
    ...last,
    ...(layout === "gradient" ? {} : { layout }),
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

/** `laidOut` is the same part with its lines in the layout asked for. */
function partReport(
  part: WorkedPart,
  laidOut: WorkedPart,
  layout: Layout,
  latexOf: LatexOf,
): PartReport {
  const { name, title, output, nodes, edges, gradients, further, updates, notes } = part;
  const note = layoutNote(part, layout);
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
      gradients.map((one, k) => {
        const told = laidOut.gradients[k]!;
        const shapes = gradientShapes(part, told, layout);
        const unfolding = unfoldingReport(told.indexForm, shapes);
        return [
          one.key,
          {
            ...gradientReport(one),
            ...(layout === "gradient" ? {} : { arranged: arrangedReport(told, layout) }),
            ...(unfolding === null ? {} : { unfolding }),
          },
        ];
      }),
    ),
    ...furtherReports(further),
    updates: updates.flatMap(updateReports),
    steps: [
      ...nodes.flatMap(({ forward }) => stepReports(forward)),
      ...laidOut.nodes
        .flatMap((node) => unfoldedSteps(node.backward, formOf(laidOut, node, layout)))
        .reverse(),
      ...laidOut.gradients.flatMap(({ lines = [], chain, indexForm }) => [
        ...lines.flatMap(stepReports),
        ...unfoldedSteps(chain, indexForm),
        ...stepReports(indexForm?.line ?? null),
      ]),
      ...further.flatMap(furtherSteps),
      ...updates.flatMap(({ steps }) => steps).flatMap(updateSteps),
    ],
    notes: note === null ? notes : [note, ...notes],
  };
}

function arrangedReport({ key, quantity, ...told }: Gradient, layout: Layout): ArrangedReport {
  // a single entry is a scalar
  const shape = key === quantity.key ? quantity.shape : [];
  return {
    latex: writeLatex(told.closedMain),
    shape: arrangedShape(layout, [], shape),
    value: valueReport(told.value),
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
  const again = forward.map(({ line }) => line);
  return [...parameters.flatMap(({ lines }) => lines), ...again].flatMap(stepReports);
}

function gradientReport({
  closed,
  closedMain,
  where,
  byAdjoints,
  value,
}: Pick<Gradient, "closed" | "closedMain" | "where" | "byAdjoints" | "value">): GradientReport {
  const names = where.map(({ name, syntax }) => ({ name, latex: writeLatex(syntax) }));
  return {
    latex: writeLatex(closedMain),
    shape: closed.shape,
    value: valueReport(value),
    ...(names.length > 0 ? { where: names } : {}),
    ...(byAdjoints === true ? { byAdjoints } : {}),
  };
}

function furtherSteps({ lines, chain }: Further): StepReport[] {
  return [...lines, chain].flatMap(stepReports);
}

/** The further derivatives under the keys of their kinds. */
function furtherReports(
  further: readonly Further[],
): Pick<PartReport, "jacobians" | "hessians" | "higher" | "products"> {
  const base = (one: Further): FurtherReport => {
    return { of: one.of, by: one.by, ...gradientReport(one), steps: furtherSteps(one) };
  };
  const of = (kind: FurtherKind) => further.filter((one) => one.kind === kind);
  const hessians = of("hessian").map((one) => ({ ...base(one), symmetric: one.symmetric }));
  const products = further.flatMap((one): ProductReport[] => {
    const { kind, direction } = one;
    if (direction === null || (kind !== "jvp" && kind !== "vjp" && kind !== "hvp")) return [];
    return [{ kind, direction: writeLatex(direction), ...base(one) }];
  });
  const all = {
    jacobians: of("jacobian").map(base),
    hessians,
    higher: of("higher").map(base),
    products,
  };
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0));
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
