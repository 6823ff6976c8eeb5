/**
 * @file pengrad as a library.
 *
 *     import { compile, differentiate, equal, parse, work } from "pengrad";
 *
 *     work("y = cos((x1/x2)^x3)", { at: "x1 = pi, x2 = 2, x3 = 1" }).gradients.x_1.value.exact
 *     differentiate("cos((x1/x2)^x3)", "x3").latex
 *     equal("sin(2x)", "2 sin x cos x").verdict
 *     compile("cos((x1/x2)^x3)", ["x1", "x2", "x3"]).valueAndGradient([3.1, 2, 1]).gradient
 *
 * Nothing here throws on bad input: what is wrong stands in `diagnostics`. The floors are there
 * for those who need more (`pengrad/notation`, `pengrad/work`, …); a program that only
 * differentiates is bundled without the worked solution and its renderers.
 */
import { factorSums, tidyAll } from "./algebra/index.ts";
import { differentiate as gradientOf, substitute } from "./calculus/index.ts";
import {
  type CheckOptions,
  type CheckReport,
  checkTexts,
  type EqualOptions,
  type EqualReport,
  equalTexts,
  type ReadAs,
} from "./check/index.ts";
import { type Arena, isKind, type Node, topological } from "./expression/index.ts";
import {
  Kernel,
  type KernelOptions,
  type Value,
  type Values,
  variablesIn,
} from "./kernel/index.ts";
import {
  nameKey,
  readFormula,
  type Syntax,
  spellShared,
  unmarked,
  writeLatex,
  writePlain,
} from "./notation/index.ts";
import {
  type DiagnosticReport,
  diagnosticReports,
  renderJson,
  type WorkReport,
} from "./render/index.ts";
import { type Diagnostic, diagnose, severityOf } from "./source/index.ts";
import { type Layout, layouts, solve } from "./work/index.ts";
import { buildWorksheet, readProblem, readValues } from "./worksheet/index.ts";

export type { EqualOptions, EqualReport, VerdictName } from "./check/index.ts";
export type { KernelOptions, Many, Value, ValueAndGradient, Values } from "./kernel/index.ts";
export type {
  DiagnosticReport,
  EdgeReport,
  FurtherReport,
  GradientReport,
  HessianReport,
  NodeReport,
  Numeric,
  PartReport,
  ProductReport,
  StepReport,
  UpdateReport,
  ValueReport,
  WorkReport,
} from "./render/index.ts";
export type { Layout } from "./work/index.ts";

/** What to work beyond what the problem itself says. */
export interface WorkQuestion {
  /** Values of the inputs: `x1 = pi, x2 = 2`; symbolic work without them. */
  readonly at?: string;
  /** The output; the last definition when left out. */
  readonly of?: string;
  /** `x1,W_{2,2}`, or a list of such names; every input when left out. */
  readonly wrt?: string | readonly string[];
  /** New values by a method of descent: `gradient descent, eta = 0.5`, `W by adam`. */
  readonly update?: string;
  /** How often each of `wrt` is differentiated by: 2 for second derivatives and Hessians. */
  readonly order?: number;
  /** The names by which the Hessian is taken; every input for "". */
  readonly hessian?: string | readonly string[];
  /** How derivatives are set down in the steps and in `arranged`; `gradient` when left out. */
  readonly layout?: Layout;
}

/** Works a problem: the object that `pengrad work --format json` prints. */
export function work(problem: string, question: WorkQuestion = {}): WorkReport {
  const { wrt, hessian, layout = "gradient", ...rest } = question;
  const options = {
    ...rest,
    ...(wrt === undefined ? {} : { wrt: listed(wrt) }),
    ...(hessian === undefined ? {} : { hessian: listed(hessian) }),
  };
  const solution = solve(problem, options);
  if (layouts.includes(layout)) return renderJson(solution, problem, { layout });
  const unknown = diagnose("PG3010", null, { name: `${layout}`, known: layouts.join(", ") });
  return renderJson({ ...solution, diagnostics: [...solution.diagnostics, unknown] }, problem);
}

function listed(names: string | readonly string[]): readonly string[] {
  return (typeof names === "string" ? [names] : names).filter((name) => name !== "");
}

/**
 * Whether two expressions are equal: the object that `pengrad equal --format json` prints. The
 * sides are LaTeX or plain text.
 */
export function equal(left: string, right: string, options: EqualOptions = {}): EqualReport {
  return equalTexts(left, right, options);
}

/**
 * Whether a worked solution is right: the object that `pengrad check --format json` prints. The
 * text is Markdown, or what `path` says of it.
 */
export function check(text: string, options: CheckOptions & ReadAs = {}): CheckReport {
  return checkTexts(text, options);
}

/** An expression of the graph, and how it is written. */
export interface Expression {
  /** Its node; null when the text could not be read, and `diagnostics` say why. */
  readonly node: Node | null;
  /** The arena in which the node lives. */
  readonly arena: Arena;
  /** LaTeX; where the tree is large it uses the names of `where`. */
  readonly latex: string;
  /** Plain text that reads back. */
  readonly plain: string;
  readonly where: readonly { readonly name: string; readonly latex: string }[];
  readonly diagnostics: readonly DiagnosticReport[];
  /** The same as `plain`. */
  readonly toString: () => string;
}

/**
 * Reads an expression, or definitions of which the last is meant, with the ones before it put in:
 * `cos((x1/x2)^x3)`, `u = x1/x2; cos(u)`. Plain text or LaTeX.
 */
export function parse(text: string): Expression {
  return parseWith(text, "");
}

/** Reads an expression whose inputs have the shapes of these values. */
function parseWith(text: string, values: string): Expression {
  const problem = readProblem(text, values);
  const sheet = buildWorksheet(problem, readValues(values, problem.labels).statements);
  const { arena, quantities } = sheet;
  const composed = new Map<Node, Node>();
  let last: Node | null = null;
  let end = -1;
  for (const { variable, formula, span } of quantities) {
    if (formula === null) continue;
    const whole = substitute(formula, composed, arena);
    composed.set(variable, whole);
    // order of dependence is not that of the text, and the last line is meant
    if ((span?.to ?? 0) >= end) last = whole;
    end = Math.max(end, span?.to ?? 0);
  }
  const found = [...sheet.diagnostics];
  // half an expression would be another one
  if (found.some((diagnostic) => severityOf(diagnostic) === "error")) last = null;
  else if (last === null) found.push(diagnose("PG3006", null));
  return expressionOf(last, arena, diagnosticReports(found, text));
}

/**
 * The derivative of a scalar expression by one of its variables, with the variable's shape; 0
 * where the variable does not occur. A string is read by `parse` first.
 */
export function differentiate(expression: Expression | string, variable: string): Expression {
  const of = typeof expression === "string" ? parse(expression) : expression;
  const { node, arena, diagnostics } = of;
  if (node === null) return of;
  const name = readFormula(variable);
  const key = nameKey(name.syntax);
  const refuse = (...reasons: readonly Diagnostic[]): Expression => {
    return expressionOf(null, arena, [...diagnostics, ...diagnosticReports(reasons, variable)]);
  };
  if (key === undefined)
    return refuse(...name.diagnostics, diagnose("PG2016", null, { name: variable }));
  if (node.shape.length > 0) return refuse(diagnose("PG3003", null, { name: "The expression" }));
  const leaf = variableNamed(node, key);
  if (leaf === undefined) return expressionOf(arena.integer(0), arena, diagnostics);
  const [gradient] = gradientOf(node, [leaf], arena);
  const [tidied, own] = tidyAll([gradient!, node], arena);
  const [factored] = tidyAll(factorSums([tidied!], arena, [own!]), arena);
  return expressionOf(factored!, arena, diagnostics);
}

/** An expression compiled for its inputs. */
export interface CompiledExpression
  extends Pick<
    Kernel,
    "value" | "valueAndGradient" | "jacobian" | "hessianVector" | "many" | "flat"
  > {
  /** Names of the inputs, in order. */
  readonly inputs: readonly string[];
  /** What is wrong: with the expression, or with values for it. */
  readonly diagnostics: readonly DiagnosticReport[];
  readonly complaints: (inputs: Values) => readonly DiagnosticReport[];
  /** The program of value and gradient, and its JavaScript, for reading. */
  readonly listing: Kernel["listing"];
}

/**
 * Compiles an expression to a fast function of its inputs: `inputs` are their names, in the order
 * in which lists of values give them, or example values by name, which tell their shapes; all
 * variables in order of appearance when left out. Where the expression cannot be compiled,
 * `diagnostics` say why and every value is NaN.
 */
export function compile(
  expression: Expression | string,
  inputs?: readonly string[] | Readonly<Record<string, Value>>,
  options: KernelOptions = {},
): CompiledExpression {
  const examples = inputs !== undefined && !Array.isArray(inputs) ? Object.entries(inputs) : [];
  const text = examples.map(([name, value]) => `${name} = ${valueText(value)}`).join(", ");
  const of = typeof expression === "string" ? parseWith(expression, text) : expression;
  const found = of.node === null ? [] : variablesIn(of.node);
  const asked =
    (inputs as readonly string[] | undefined) ?? found.map(({ data }) => unmarked(data));
  const names = Array.isArray(asked) ? (asked as readonly string[]) : Object.keys(asked);
  const wrong: Diagnostic[] = [];
  const taken = new Set<Node>();
  const byKey = new Map<string, (typeof found)[number]>();
  for (const variable of found) {
    const key = unmarked(variable.data);
    if (!byKey.has(key)) byKey.set(key, variable);
  }
  const variables = names.map((name) => {
    const key = nameKey(readFormula(name).syntax) ?? name;
    const variable = byKey.get(key);
    if (variable !== undefined) taken.add(variable);
    // an input that does not occur is one all the same
    return variable ?? of.arena.variable(key);
  });
  const known = names.join(", ");
  for (const variable of found) {
    if (!taken.has(variable))
      wrong.push(diagnose("PG5007", null, { name: unmarked(variable.data), known }));
  }
  for (const at of of.node === null ? [] : topological([of.node])) {
    // a function of which only the name is known has no value
    if (isKind(at, "abstract")) wrong.push(diagnose("PG5001", null, { what: at.data.name }));
  }
  const broken = of.node === null || wrong.length > 0;
  const node = broken
    ? of.arena.structural("abstract", [], [], { name: "nothing", orders: [] })
    : of.node;
  const kernel = new Kernel(node, of.arena, variables, names, options);
  const told = (reasons: readonly Diagnostic[]) => diagnosticReports(reasons, "");
  return {
    inputs: names,
    diagnostics: [...of.diagnostics, ...told(wrong)],
    value: (values) => kernel.value(values),
    valueAndGradient: (values) => kernel.valueAndGradient(values),
    jacobian: (values) => kernel.jacobian(values),
    hessianVector: (values, direction) => kernel.hessianVector(values, direction),
    many: (values, count) => kernel.many(values, count),
    flat: () => kernel.flat(),
    complaints: (values) => told(kernel.complaints(values)),
    listing: (values) => kernel.listing(values),
  };
}

/** A value as a problem writes it. */
function valueText(value: Value): string {
  if (typeof value === "number") return `${value}`;
  const rows = Array.from(value as ArrayLike<Value>);
  if (rows.every((row) => typeof row === "number")) return `[${rows.join("; ")}]`;
  return `[${rows.map((row) => Array.from(row as ArrayLike<number>).join(", ")).join("; ")}]`;
}

function variableNamed(root: Node, key: string): Node | undefined {
  return topological([root]).find((node) => {
    return isKind(node, "variable") && unmarked(node.data) === key;
  });
}

/** An expression whose spellings are made when they are first asked for. */
function expressionOf(
  node: Node | null,
  arena: Arena,
  diagnostics: readonly DiagnosticReport[],
): Expression {
  let spelled: ReturnType<typeof spellShared> | undefined;
  const written = (write: (syntax: Syntax) => string): string => {
    if (node === null) return "";
    spelled ??= spellShared(node);
    return write(spelled.main);
  };
  return {
    node,
    arena,
    diagnostics,
    get latex() {
      return written(writeLatex);
    },
    get plain() {
      return written(writePlain);
    },
    get where() {
      written(writePlain);
      return (spelled?.where ?? []).map(({ name, syntax }) => ({
        name,
        latex: writeLatex(syntax),
      }));
    },
    toString: () => written(writePlain),
  };
}
