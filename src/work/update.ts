/**
 * @file New values of the parameters, as by hand: each line of the method with its names, with
 * its numbers, and its value; then the forward pass once more, with what has changed marked ⁺,
 * and the loss before and after.
 *
 *     w⁺ = w − η dL/dw = 0.4 − 0.5 · 0.5 = 0.15
 *
 * The lines are the method's own formulas (see `optimisers/`), elaborated and evaluated like any
 * formula of a sheet; the gradients come from the one differentiator, at the point that the
 * method asks for. Values are exact or enclosures, from the first step to the last.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { elaborate, marked, nameKey, S, type Scope, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { type Line, linesOf, type Part, pointOf, type Quantity } from "../worksheet/index.ts";
import type { Told } from "./carry.ts";
import { derivativeSign, trimLinks } from "./chain.ts";
import { comparison, forwardAgain, next, tilde } from "./forward-again.ts";
import { replaceNames } from "./numbers.ts";
import { letterFor, powersFor } from "./optimiser-lines.ts";
import type {
  Derivation,
  Link,
  UpdatedParameter,
  Value,
  WorkedStep,
  WorkedUpdate,
} from "./solution.ts";
import { type Asked, type Plan, placeIn, planOf } from "./update-plan.ts";
import { evaluateAt, isValue, type NumberStyle, shown, type Values } from "./value.ts";

/** What updates are worked in. */
export interface UpdateSetting extends Asked {
  readonly part: Part;
  /** In order of dependence: all that leads to the output. */
  readonly own: readonly Quantity[];
  /** Values by name of variable; without the output's, the lines have names only. */
  readonly values: Values;
  readonly style: NumberStyle;
}

/** What the `update` lines of a part gave. */
export interface Updates {
  readonly updates: readonly WorkedUpdate[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Works every `update` line of the part; each starts from the values that the sheet gives. */
export function workUpdates(setting: UpdateSetting): Updates {
  const updates: WorkedUpdate[] = [];
  const diagnostics: Diagnostic[] = [];
  const notes: string[] = [];
  for (const descent of setting.part.descents) {
    const planned = planOf(descent, setting);
    diagnostics.push(...planned.diagnostics);
    if (planned.plan === undefined) continue;
    const worked = follow(planned.plan, styled(setting, planned.plan));
    updates.push(worked.update);
    if (worked.failure !== null) {
      diagnostics.push(diagnose("PG3030", placeIn(descent, descent.span), { ...worked.failure }));
    }
    notes.push(...risingNotes(worked.update, setting.output));
  }
  return { updates, notes, diagnostics };
}

/** Decimals where the line or the sheet writes decimals. */
function styled(setting: UpdateSetting, { settings }: Plan): UpdateSetting {
  const isDecimal = settings.some(({ syntax, isUsual }) => {
    return !isUsual && syntax.kind === "number" && syntax.text.includes(".");
  });
  return isDecimal ? { ...setting, style: "decimal" } : setting;
}

/** Every line of an update, and which new value it is about. */
export function linesOfUpdate({ steps }: WorkedUpdate): Told[] {
  return steps.flatMap(({ parameters, forward }, k) => {
    const when = steps.length > 1 ? ` of step ${k + 1}` : "";
    const about = (key: string): string => `the new ${key}${when}`;
    return [
      ...parameters.flatMap(({ quantity, lines }) => {
        return lines.map((line) => ({ line, about: about(quantity.key) }));
      }),
      ...forward.map(({ quantity, line }) => ({ line, about: about(quantity.key) })),
    ];
  });
}

function risingNotes({ steps }: WorkedUpdate, { key }: Quantity): string[] {
  const risen = steps.flatMap(({ loss }, k) => (loss?.change === "up" ? [k + 1] : []));
  if (risen.length === 0) return [];
  const which =
    steps.length === 1
      ? "The step has"
      : risen.length === 1
        ? `Step ${risen[0]} has`
        : `Steps ${risen.slice(0, -1).join(", ")} and ${risen.at(-1)} have`;
  return [`${which} made ${key} larger: a smaller learning rate may be needed.`];
}

/** What goes on from step to step: values of variables, and what each parameter remembers. */
interface State {
  readonly values: Values;
  readonly memory: ReadonlyMap<Quantity, ReadonlyMap<string, Value>>;
}

/** What could not be evaluated, and where. */
interface Failure {
  readonly step: string;
  readonly what: string;
  readonly reason: string;
}

function follow(
  plan: Plan,
  setting: UpdateSetting,
): { readonly update: WorkedUpdate; readonly failure: Failure | null } {
  const { optimiser, parameters } = plan;
  const gradients = gradientsOf(setting, parameters);
  const hasNumbers = setting.values.get(setting.output.variable.data) !== undefined;
  const steps: WorkedStep[] = [];
  let state: State = { values: setting.values, memory: new Map() };
  let failure: Failure | null = null;
  for (let number = 1; number <= (hasNumbers ? plan.steps : 1); number++) {
    const stepped = step({ plan, setting, gradients, number, hasNumbers }, state);
    steps.push(stepped.step);
    if ("failure" in stepped) {
      failure = { ...stepped.failure, step: `${number}` };
      break;
    }
    state = stepped.state;
  }
  const settings = plan.settings.map(({ key, syntax, value, isUsual }) => {
    return { name: letterFor(key, setting.sheet), syntax, value, isUsual };
  });
  const { title, reference } = optimiser;
  return { update: { method: title, reference, settings, steps }, failure };
}

/** dL/dθ of each parameter in the inputs alone, from one sweep. */
function gradientsOf(
  { own, output, sheet: { arena } }: UpdateSetting,
  parameters: readonly Quantity[],
): ReadonlyMap<Quantity, Node> {
  const whole = new Map<Node, Node>();
  for (const { formula, variable } of own) {
    if (formula !== null) whole.set(variable, substitute(formula, whole, arena));
  }
  const root = whole.get(output.variable) ?? output.variable;
  const variables = parameters.map(({ variable }) => variable);
  const found = differentiate(root, variables, arena);
  return new Map(parameters.map((parameter, k) => [parameter, found[k]!]));
}

/** One step as it is being worked. */
interface Stepping {
  readonly plan: Plan;
  readonly setting: UpdateSetting;
  readonly gradients: ReadonlyMap<Quantity, Node>;
  readonly number: number;
  readonly hasNumbers: boolean;
}

type Stepped =
  | { readonly step: WorkedStep; readonly state: State }
  | { readonly step: WorkedStep; readonly failure: Omit<Failure, "step"> };

function step(stepping: Stepping, state: State): Stepped {
  const { plan, setting, number, hasNumbers } = stepping;
  const { values } = state;
  const { parameters, optimiser } = plan;
  const sheets = parameters.map((parameter) => new LineSheet(stepping, parameter, state));
  // all parameters look ahead before any gradient is taken
  const ahead = optimiser.ahead === null ? null : pointOf(optimiser);
  if (ahead !== null) for (const sheet of sheets) sheet.lookAhead(ahead);
  const point = overlaid(
    values,
    sheets.flatMap((sheet) => sheet.point()),
  );
  const isShown = ahead !== null || number > 1;
  for (const sheet of sheets) sheet.takeGradient(point, isShown);
  for (const sheet of sheets) for (const line of linesOf(optimiser)) sheet.work(line);
  const updated = sheets.map((sheet) => sheet.result());
  const failed = sheets.find(({ failure }) => failure !== null)?.failure;
  const bare: WorkedStep = { parameters: updated, forward: [], loss: null };
  if (failed) return { step: bare, failure: failed };
  if (!hasNumbers) return { step: bare, state };
  const moved = updated.map(({ quantity, value }): [string, Value] => {
    return [quantity.variable.data, value!];
  });
  const again = forwardAgain(setting, new Set(parameters), overlaid(values, moved));
  const { output } = setting;
  if (again.failure !== null) {
    return { step: { ...bare, forward: again.lines }, failure: again.failure };
  }
  const before = values.get(output.variable.data)!;
  const after = again.values.get(output.variable.data)!;
  const loss = {
    name: output.name,
    before,
    after,
    change: comparison(before, after),
  };
  const memory = new Map(sheets.map((sheet) => [sheet.parameter, sheet.memory()]));
  return { step: { ...bare, forward: again.lines, loss }, state: { values: again.values, memory } };
}

/** Values with some of them replaced. */
function overlaid(values: Values, entries: readonly (readonly [string, Value])[]): Values {
  const own = new Map(entries);
  return { get: (name) => own.get(name) ?? values.get(name) };
}

/** The lines of one parameter in one step: which letter stands for what, by now. */
class LineSheet {
  readonly parameter: Quantity;
  failure: Omit<Failure, "step"> | null = null;
  private readonly stepping: Stepping;
  private readonly lines: Derivation[] = [];
  /** How each letter of the method is written, and what it is. */
  private readonly names = new Map<string, Syntax>();
  private readonly values = new Map<string, Value>();
  private readonly before: Value | undefined;
  private looked: Value | undefined;

  constructor(stepping: Stepping, parameter: Quantity, { values, memory }: State) {
    this.stepping = stepping;
    this.parameter = parameter;
    const { plan, setting, number } = stepping;
    const { optimiser, settings } = plan;
    const { sheet, output } = setting;
    const keep = (key: string, name: Syntax, value: Value | undefined): void => {
      this.names.set(key, name);
      if (value !== undefined) this.values.set(this.variable(key).data, value);
    };
    this.before = values.get(parameter.variable.data);
    keep("\\theta", parameter.name, this.before);
    keep("g", derivativeSign(output, parameter), undefined);
    for (const { key, value } of settings) keep(key, letterFor(key, sheet), value);
    keep("t", letterFor("t", sheet), this.constant(sheet.arena.integer(number)));
    for (const key of optimiser.remembered) {
      const zeros = sheet.arena.zeros(parameter.shape);
      const known = memory.get(parameter)?.get(key) ?? this.constant(zeros);
      keep(key, letterFor(key, sheet), known);
    }
  }

  /** θ̃ = …, the place where the gradient will be taken. */
  lookAhead(right: Syntax): void {
    const { output } = this.stepping.setting;
    const name = tilde(this.parameter.name);
    this.looked = this.workLine(name, right) ?? undefined;
    this.names.set("g", S.derivative(output.name, name));
  }

  /** Where the gradient is taken, if not where the parameter is. */
  point(): readonly (readonly [string, Value])[] {
    return this.looked === undefined ? [] : [[this.parameter.variable.data, this.looked]];
  }

  /** The gradient's value; written as a line of its own where no pass above has it. */
  takeGradient(point: Values, isShown: boolean): void {
    const { gradients, setting, hasNumbers } = this.stepping;
    if (!hasNumbers) return;
    const found = evaluateAt(gradients.get(this.parameter)!, point, setting.sheet.sizes);
    if (!isValue(found)) {
      this.failure ??= { what: `the gradient by ${this.parameter.key}`, reason: found.reason };
      return;
    }
    this.values.set(this.variable("g").data, found);
    const target = this.names.get("g")!;
    if (isShown) this.lines.push({ target, links: [this.valueLink(found)], remark: null });
  }

  work({ left, right, isNew }: Line): void {
    const key = nameKey(left)!;
    const { sheet } = this.stepping.setting;
    const known = this.names.get(key) ?? letterFor(key, sheet);
    const name = isNew ? next(known) : known;
    const value = this.workLine(name, right);
    this.names.set(key, name);
    if (value === null) this.values.delete(this.variable(key).data);
    else this.values.set(this.variable(key).data, value);
  }

  /** target = with names = with numbers = value. */
  private workLine(target: Syntax, right: Syntax): Value | null {
    const { setting, hasNumbers } = this.stepping;
    const { arena, sizes } = setting.sheet;
    const formula = this.parameter.shape.length === 0 ? powersFor(right) : right;
    const { value: meaning } = elaborate(formula, this.scope(), arena);
    if (meaning === undefined) throw new Error("a line of an optimiser has no meaning");
    const named = replaceNames(formula, (name) => this.names.get(nameKey(name) ?? "") ?? null);
    const links: Link[] = [{ rule: "definition", sign: "=", syntax: named }];
    let found: Value | null = null;
    if (hasNumbers && this.failure === null) {
      const result = evaluateAt(meaning.node, this.values, sizes);
      if (isValue(result)) {
        found = result;
        links.push(this.numbersLink(formula), this.valueLink(result));
      } else this.failure = { what: `the update of ${this.parameter.key}`, reason: result.reason };
    }
    this.lines.push({ target, links: trimLinks(target, links), remark: null });
    return found;
  }

  private numbersLink(formula: Syntax): Link {
    let whole = true;
    const syntax = replaceNames(formula, (name) => {
      const key = nameKey(name);
      const value = key === undefined ? undefined : this.values.get(this.variable(key).data);
      if (value === undefined) return null;
      const text = shown(value, this.stepping.setting.style);
      whole &&= text.whole;
      return text.syntax;
    });
    return { rule: "numbers", sign: whole ? "=" : "\\approx", syntax };
  }

  private valueLink(value: Value): Link {
    const { syntax, whole } = shown(value, this.stepping.setting.style);
    return { rule: "value", sign: whole ? "=" : "\\approx", syntax };
  }

  private scope(): Scope {
    return {
      lookup: (key) => {
        return this.names.has(key) ? { kind: "quantity", node: this.variable(key) } : undefined;
      },
    };
  }

  /** The variable of a letter; those of the method's settings and of t are scalars. */
  private variable(key: string): Node<"variable"> {
    const { plan, setting } = this.stepping;
    const isScalar = key === "t" || plan.settings.some((one) => one.key === key);
    const { variable, shape } = this.parameter;
    const name = marked(key, `update of ${variable.data}`);
    return setting.sheet.arena.variable(name, isScalar ? [] : shape);
  }

  private constant(node: Node): Value | undefined {
    const found = evaluateAt(node, new Map(), this.stepping.setting.sheet.sizes);
    return isValue(found) ? found : undefined;
  }

  memory(): ReadonlyMap<string, Value> {
    const { remembered } = this.stepping.plan.optimiser;
    return new Map(
      remembered.flatMap((key): [string, Value][] => {
        const value = this.values.get(this.variable(key).data);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }

  result(): UpdatedParameter {
    const value = this.values.get(this.variable("\\theta").data) ?? null;
    const { parameter: quantity, lines, failure } = this;
    return { quantity, lines, value: failure === null ? value : null };
  }
}
