/**
 * @file What an `update` line means for a part: the method, its settings with their values, the
 * parameters, the number of steps. What is missing or unknown is said, and then there is no plan.
 */
import type { Arena, Node } from "../expression/index.ts";
import { elaborate, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import {
  type Descent,
  leadingTo,
  type Optimiser,
  optimiserNamed,
  optimisers,
  type Quantity,
  quantityNamed,
  settingNamed,
  versionNamed,
  type Worksheet,
} from "../worksheet/index.ts";
import type { Value } from "./solution.ts";
import { evaluateAt, isValue } from "./value.ts";

/** A setting with its value. */
export interface PlannedSetting {
  readonly key: string;
  /** As it was written, or as the method has it. */
  readonly syntax: Syntax;
  readonly value: Value;
  /** Whether nobody said it. */
  readonly isUsual: boolean;
}

export interface Plan {
  readonly optimiser: Optimiser;
  readonly settings: readonly PlannedSetting[];
  readonly parameters: readonly Quantity[];
  readonly steps: number;
}

/** What a plan is made for: a part's output, and what it was asked to be differentiated by. */
export interface Asked {
  readonly sheet: Worksheet;
  /** The part's place. */
  readonly index: number;
  readonly output: Quantity;
  /** Inputs by which derivatives were asked for by name. */
  readonly named: readonly Quantity[];
}

/** A place of the line; null for a line that stands outside the problem's text. */
export function placeIn(descent: Descent, span: Span): Span | null {
  return descent.span.from < 0 ? null : span;
}

/** More steps than this are not worked. */
const stepLimit = 100;

/** The plan of a line; undefined when something in it cannot be followed. */
export function planOf(
  descent: Descent,
  asked: Asked,
): { readonly plan: Plan | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const optimiser = optimiserNamed(descent.method);
  if (optimiser === undefined) {
    const known = listed(optimisers.map(({ words }) => words[0]!));
    const args = { method: descent.method, known };
    return {
      plan: undefined,
      diagnostics: [diagnose("PG2060", placeIn(descent, descent.methodSpan), args)],
    };
  }
  const settings = settingsOf(descent, optimiser, asked.sheet.arena);
  const parameters = parametersOf(descent, asked);
  const steps = stepsOf(descent);
  const diagnostics = [
    ...settings.diagnostics,
    ...parameters.diagnostics,
    ...(steps === undefined
      ? [diagnose("PG2065", placeIn(descent, descent.span), { limit: `${stepLimit}` })]
      : []),
  ];
  if (diagnostics.length > 0 || steps === undefined) return { plan: undefined, diagnostics };
  const plan = { optimiser, settings: settings.found, parameters: parameters.found, steps };
  return { plan, diagnostics };
}

const isSteps = (name: string): boolean => /^steps?$/i.test(name);

/** The number of steps, 1 when none is written; undefined when it is no such number. */
function stepsOf({ settings }: Descent): number | undefined {
  const written = settings.find(({ name }) => isSteps(name));
  if (written === undefined) return 1;
  const steps = written.value.kind === "number" ? Number(written.value.text) : 0;
  return Number.isInteger(steps) && steps >= 1 && steps <= stepLimit ? steps : undefined;
}

interface Found<T> {
  readonly found: readonly T[];
  readonly diagnostics: readonly Diagnostic[];
}

function settingsOf(descent: Descent, optimiser: Optimiser, arena: Arena): Found<PlannedSetting> {
  const diagnostics: Diagnostic[] = [];
  const told = new Map<string, { readonly syntax: Syntax; readonly value: Value }>();
  const method = optimiser.title;
  for (const { name, value: syntax, span } of descent.settings) {
    if (isSteps(name)) continue;
    const setting = settingNamed(optimiser, name);
    const value = setting && constantOf(syntax, arena);
    if (value !== undefined) told.set(setting!.key, { syntax, value });
    else if (setting !== undefined)
      diagnostics.push(diagnose("PG2066", placeIn(descent, span), { name }));
    else {
      const known = listed([...optimiser.settings.map(({ key }) => plainKey(key)), "steps"]);
      diagnostics.push(diagnose("PG2061", placeIn(descent, span), { method, name, known }));
    }
  }
  const found: PlannedSetting[] = [];
  for (const { key, usual } of optimiser.settings) {
    const written = told.get(key);
    if (written !== undefined) found.push({ key, ...written, isUsual: false });
    else if (usual !== null) {
      const { syntax } = readFormula(usual);
      found.push({ key, syntax, value: constantOf(syntax, arena)!, isUsual: true });
    } else if (diagnostics.length === 0) {
      const name = plainKey(key);
      const args = { method, names: name, example: `${name} = 0.1` };
      diagnostics.push(diagnose("PG2062", placeIn(descent, descent.span), args));
    }
  }
  return { found, diagnostics };
}

/** `\beta_1` as it is typed: beta_1. */
const plainKey = (key: string): string => key.replace("\\", "");

const listed = (words: readonly string[]): string => words.join(", ");

/** The value of a number that uses no names; undefined when it is none. */
function constantOf(syntax: Syntax, arena: Arena): Value | undefined {
  const { value } = elaborate(syntax, { lookup: () => undefined }, arena);
  const node: Node | undefined = value?.node;
  if (node === undefined || node.shape.length > 0) return undefined;
  const found = evaluateAt(node, new Map(), new Map());
  return isValue(found) ? found : undefined;
}

/** The parameters by name, or all inputs that were asked for. */
function parametersOf(descent: Descent, { sheet, index, output, named }: Asked): Found<Quantity> {
  if (descent.parameters.length === 0) {
    const diagnostics =
      named.length === 0 ? [diagnose("PG2064", placeIn(descent, descent.span))] : [];
    return { found: named, diagnostics };
  }
  const leading = leadingTo(output);
  const found = new Set<Quantity>();
  const diagnostics: Diagnostic[] = [];
  for (const syntax of descent.parameters) {
    const key = nameKey(syntax);
    const quantity =
      key === undefined
        ? undefined
        : (quantityNamed(sheet, index, key) ?? versionNamed(sheet, index, key, leading));
    const reason = reasonAgainst(quantity, leading);
    if (quantity !== undefined && reason === null) found.add(quantity);
    else {
      const args = { name: key ?? "This", reason: reason ?? "", output: output.key };
      diagnostics.push(diagnose("PG2063", placeIn(descent, syntax), args));
    }
  }
  return { found: [...found], diagnostics };
}

/** Why a quantity is no parameter; null when it is one. */
function reasonAgainst(
  quantity: Quantity | undefined,
  leading: ReadonlySet<Quantity>,
): string | null {
  if (quantity === undefined) return "it is not known here";
  if (quantity.formula !== null) return "it has a formula";
  return leading.has(quantity) ? null : "the output does not depend on it";
}
