/**
 * @file Working a sheet: the forward pass, the backward pass at the grain of its quantities, the
 * chain rule for every gradient asked for, and the closed forms. The answers all come from the
 * one differentiator; the adjoints of the graph, the written chain and the closed form are three
 * uses of it, and their values must agree (a test holds them to it).
 */
import { factorSums, tidy, tidyAll } from "../algebra/index.ts";
import { differentiate, pullBack, substitute } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import {
  children,
  type Names,
  type Syntax,
  spell,
  spellShared,
  unmarked,
  withName,
  writePlain,
} from "../notation/index.ts";
import { X } from "../number/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { leadingTo, type Part, type Quantity, type Worksheet } from "../worksheet/index.ts";
import { adjointName, adjointsOf } from "./adjoints.ts";
import type { FurtherAsk } from "./asks.ts";
import { carryNote, told } from "./carry.ts";
import {
  type ChainSetting,
  derivativeSign,
  localDerivative,
  trimLinks,
  writeChain,
} from "./chain.ts";
import { decimal } from "./decimal.ts";
import { type Entries, takeApart } from "./entries.ts";
import { workFurther } from "./further.ts";
import { indexFormOf } from "./index-form.ts";
import { usersIn, writtenOut } from "./lookups.ts";
import { matrixChain } from "./matrix-chain.ts";
import { notesOf } from "./notes.ts";
import { isSign, putNumbers } from "./numbers.ts";
import type {
  Derivation,
  Further,
  Gradient,
  Link,
  Value,
  Worked,
  WorkedEdge,
  WorkedNode,
  WorkedPart,
  WorkedUpdate,
} from "./solution.ts";
import { ofEach, targetsOf } from "./targets.ts";
import { linesOfUpdate, workUpdates } from "./update.ts";
import {
  entryOf,
  evaluateAt,
  isValue,
  layoutOf,
  type NumberStyle,
  shown,
  type Values,
} from "./value.ts";

/** What is asked beyond what the sheet itself asks. */
export interface Ask {
  /** The output's key; the last definition when left out. */
  readonly of?: string;
  /** Keys of quantities or entries; every input when left out. */
  readonly wrt?: readonly string[];
  /** How often each of `wrt` is differentiated by; once when left out. */
  readonly order?: number;
  /** Keys of the quantities by which the Hessian is taken; all inputs when empty. */
  readonly hessian?: readonly string[];
  /** Told what is being worked, each time something new begins; for long work. */
  readonly progress?: (what: string) => void;
}

/** Works one part of the sheet. */
export function workPart(
  sheet: Worksheet,
  part: Part,
  index: number,
  ask: Ask,
): { part: WorkedPart; diagnostics: readonly Diagnostic[] } {
  return new PartWorker(sheet, part, index, ask).work();
}

class PartWorker {
  private readonly sheet: Worksheet;
  private readonly arena: Arena;
  private readonly part: Part;
  private readonly index: number;
  private readonly ask: Ask;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly notes: string[] = [];
  private readonly values = new Map<string, Value>();
  private readonly names = new Map<Node, Syntax>();
  /** Names that the sheet has; parts of closed forms get others. */
  private readonly taken: ReadonlySet<string>;
  private readonly style: NumberStyle;
  private formulaNames: ReadonlyMap<Node, Syntax> | undefined;
  /** The author's names for parts of closed forms, for when those are long. */
  private closedNames: ReadonlyMap<Node, string> = new Map();

  constructor(sheet: Worksheet, part: Part, index: number, ask: Ask) {
    this.sheet = sheet;
    this.arena = sheet.arena;
    this.part = part;
    this.index = index;
    this.ask = ask;
    this.style = usesDecimals(sheet) ? "decimal" : "fraction";
    for (const { variable, name } of sheet.quantities) this.names.set(variable, name);
    this.taken = new Set(sheet.quantities.map(({ variable }) => unmarked(variable.data)));
  }

  work(): { part: WorkedPart; diagnostics: readonly Diagnostic[] } {
    const { name, title } = this.part;
    const asked = targetsOf(this.sheet, this.part, this.index, this.ask);
    const { output, targets, diagnostics } = asked;
    this.diagnostics.push(...diagnostics);
    const own = this.relevant(output, asked.further);
    const forward = this.forwardPass(own);
    // where only other derivatives are asked for, the output has no backward pass of its own
    const passes = targets.length > 0 || asked.further.length === 0;
    const scalar = output !== null && output.shape.length === 0 && passes;
    const adjoints = scalar ? this.backwardPass(own, output) : new Map<Quantity, Node>();
    const adjointValues = scalar ? this.adjointValues(own, output, adjoints) : new Map();
    // what does not lead to the output has no part in its gradients
    const leading = own.filter((quantity) => adjoints.has(quantity));
    const nodes = own.map((quantity): WorkedNode => {
      const adjoint = this.workedAdjoint(quantity, adjoints, adjointValues);
      return {
        quantity,
        value: this.values.get(quantity.variable.data) ?? null,
        forward: forward.get(quantity)!,
        adjoint,
        backward: adjoint && output ? this.backwardLine(quantity, output, leading, adjoint) : null,
      };
    });
    const edges = output === null ? [] : this.edges(own, adjoints, adjointValues);
    const setting = scalar ? this.setting(leading, output) : null;
    const gradients = setting ? this.gradients(own, setting, targets, adjoints, adjointValues) : [];
    const further = this.further(own, asked.further);
    const named = targets.flatMap(({ asked, quantity }) => {
      return asked && quantity.formula === null ? [quantity] : [];
    });
    const updates = scalar ? this.updates(own, output, named) : [];
    this.reportMissing(own);
    const notes = notesOf(this.sheet, own, this.values);
    notes.push(...this.notes);
    const lines = told([
      ...nodes.flatMap(({ forward: line, backward }) => [line, ...(backward ? [backward] : [])]),
      ...gradients.map(({ chain }) => chain),
      ...further.flatMap(({ lines: before, chain }) => [...before, chain]),
    ]);
    const carried = carryNote([...lines, ...updates.flatMap(linesOfUpdate)]);
    if (carried !== null) notes.push(carried);
    return {
      part: { name, title, output, nodes, edges, gradients, further, updates, notes, setting },
      diagnostics: this.diagnostics,
    };
  }

  /** What the part's `update` lines ask; `named` are the inputs asked for. */
  private updates(
    own: readonly Quantity[],
    output: Quantity,
    named: readonly Quantity[],
  ): readonly WorkedUpdate[] {
    const { sheet, part, index, values, style } = this;
    const leading = leadingTo(output);
    const worked = workUpdates({
      sheet,
      part,
      index,
      output,
      values,
      style,
      own: own.filter((quantity) => leading.has(quantity)),
      named: [...new Set(named)],
    });
    this.diagnostics.push(...worked.diagnostics);
    this.notes.push(...worked.notes);
    return worked.updates;
  }

  /** Jacobians, Hessians and the like, on a bench of their own. */
  private further(own: readonly Quantity[], asks: readonly FurtherAsk[]): readonly Further[] {
    const { sheet, arena, names, style } = this;
    const values = new Map(
      own.flatMap(({ variable: { data } }): [string, Value][] => {
        const value = this.values.get(data);
        return value === undefined ? [] : [[data, value]];
      }),
    );
    const bench = { sheet, arena, quantities: own, values, names: new Map(names), style };
    const { further, diagnostics } = workFurther(bench, asks, this.taken);
    this.diagnostics.push(...diagnostics);
    return further;
  }

  /** What leads to the output, and all else that this part defines, in order of dependence. */
  private relevant(output: Quantity | null, further: readonly FurtherAsk[]): Quantity[] {
    const wanted = new Set<Quantity>(this.part.quantities);
    if (output !== null) wanted.add(output);
    for (const ask of further) for (const { quantity } of ofEach(ask)) wanted.add(quantity);
    for (const quantity of wanted) for (const parent of quantity.parents) wanted.add(parent);
    return this.sheet.quantities.filter((quantity) => wanted.has(quantity));
  }

  private forwardPass(own: readonly Quantity[]): Map<Quantity, Derivation> {
    const lines = new Map<Quantity, Derivation>();
    const missing = new Set<Quantity>();
    for (const quantity of own) {
      const expression = quantity.formula ?? quantity.value;
      const hole = quantity.parents.some((parent) => missing.has(parent));
      let value: Value | null = null;
      if (expression !== null && !hole) {
        const found = evaluateAt(expression, this.values, this.sheet.sizes);
        if (isValue(found)) value = found;
        else this.reportUndefined(quantity, found.reason);
      }
      if (value === null) missing.add(quantity);
      else this.values.set(quantity.variable.data, value);
      lines.set(quantity, this.forwardLine(quantity, value));
    }
    return lines;
  }

  /** Some inputs have values and others not: probably one was forgotten. */
  private reportMissing(own: readonly Quantity[]): void {
    const inputs = own.filter(({ formula }) => formula === null);
    const missing = inputs.filter(({ value }) => value === null);
    if (missing.length === 0 || missing.length === inputs.length) return;
    const names = missing.map(({ key }) => key).join(", ");
    this.diagnostics.push(diagnose("PG3005", missing[0]!.span, { names }));
  }

  private reportUndefined(quantity: Quantity, reason: string): void {
    const at = quantity.parents.map((parent) => {
      const value = this.values.get(parent.variable.data);
      return value === undefined ? parent.key : `${parent.key} = ${plainValue(value)}`;
    });
    const args = { what: quantity.key, point: at.join(", ") || "this point", reason };
    this.diagnostics.push(diagnose("PG3001", quantity.span, args));
  }

  private forwardLine(quantity: Quantity, value: Value | null): Derivation {
    const links: Link[] = [];
    if (quantity.written !== null) {
      links.push({ rule: "definition", sign: "=", syntax: quantity.written });
      if (value !== null) {
        const put = putNumbers(quantity, this.values, this.style);
        if (put !== null) links.push({ rule: "numbers", ...put });
      }
    }
    if (value !== null) links.push(this.givenLink(quantity) ?? this.valueLink(value));
    return { target: quantity.name, links: trimLinks(quantity.name, links), remark: null };
  }

  /** What was given with more digits than are shown is shown as it was given. */
  private givenLink({ formula, value, writtenValue, variable }: Quantity): Link | null {
    const known = this.values.get(variable.data);
    if (formula !== null || value === null || writtenValue === null || known === undefined) {
      return null;
    }
    return shown(known, this.style).whole
      ? null
      : { rule: "value", sign: "=", syntax: writtenValue };
  }

  private valueLink(value: Value): Link {
    const { syntax, whole } = shown(value, this.style);
    return { rule: "value", sign: whole ? "=" : "\\approx", syntax };
  }

  /** The adjoint of every quantity, in the names of quantities and of the adjoints after it. */
  private backwardPass(own: readonly Quantity[], output: Quantity): Map<Quantity, Node> {
    return adjointsOf(own, output, {
      arena: this.arena,
      variableOf: (quantity) => this.adjointVariable(output, quantity),
      tidying: { quotients: false },
    });
  }

  /** dL/dz as a variable of its own, so that each adjoint is formed once and referred to. */
  private adjointVariable(output: Quantity, quantity: Quantity): Node<"variable"> {
    const variable = this.arena.variable(adjointName(output, quantity), quantity.shape);
    this.names.set(variable, derivativeSign(output, quantity));
    return variable;
  }

  private adjointValues(
    own: readonly Quantity[],
    output: Quantity,
    adjoints: ReadonlyMap<Quantity, Node>,
  ): Map<Quantity, Value> {
    const found = new Map<Quantity, Value>();
    for (const quantity of [...own].reverse()) {
      const adjoint = adjoints.get(quantity);
      if (adjoint === undefined) continue;
      const value = evaluateAt(adjoint, this.values, this.sheet.sizes);
      if (!isValue(value)) continue;
      found.set(quantity, value);
      this.values.set(adjointName(output, quantity), value);
    }
    if (found.size > 0 && !this.values.has(output.variable.data)) found.clear();
    return found;
  }

  private workedAdjoint(
    quantity: Quantity,
    adjoints: ReadonlyMap<Quantity, Node>,
    values: ReadonlyMap<Quantity, Value>,
  ): Worked | null {
    const node = adjoints.get(quantity);
    if (node === undefined) return null;
    return { node, syntax: spell(node, this.shortNames()), value: values.get(quantity) ?? null };
  }

  /** The names, with those of formulas too: σ(z)(1 − σ(z)) is y(1 − y) where y = σ(z). */
  private shortNames(): Names {
    this.formulaNames ??= new Map(
      this.sheet.quantities.flatMap(({ formula, name }): [Node, Syntax][] => {
        // dL/dw = dL/dw says nothing
        const opened = formula !== null && formula.operands.length > 0 && !isSign(name);
        return opened ? [[formula, name]] : [];
      }),
    );
    const formulas = this.formulaNames;
    return { get: (node) => formulas.get(node) ?? this.names.get(node) };
  }

  /** dL/dz = (dL/da) ⊙ … = value: one line of the backward pass. */
  private backwardLine(
    quantity: Quantity,
    output: Quantity,
    own: readonly Quantity[],
    adjoint: Worked,
  ): Derivation | null {
    const target = derivativeSign(output, quantity);
    if (quantity === output) return null;
    const users = usersIn(own, quantity);
    const links: Link[] = [{ rule: "adjoint", sign: "=", syntax: adjoint.syntax }];
    if (adjoint.value !== null) links.push(this.valueLink(adjoint.value));
    const remark =
      users.length > 1
        ? `used by ${users.map(({ key }) => key).join(" and ")}: the contributions add`
        : null;
    return { target, links: trimLinks(target, links), remark };
  }

  private edges(
    own: readonly Quantity[],
    adjoints: ReadonlyMap<Quantity, Node>,
    values: ReadonlyMap<Quantity, Value>,
  ): WorkedEdge[] {
    return own.flatMap((to) =>
      to.parents.map((from): WorkedEdge => {
        const local = to.shape.length === 0 ? this.local(from, to) : null;
        return { from, to, local, adjoint: this.flow(from, to, adjoints, values) };
      }),
    );
  }

  private local(from: Quantity, to: Quantity): Worked {
    const node = localDerivative(this.arena, { from, to });
    const value = evaluateAt(node, this.values, this.sheet.sizes);
    const short = withName(this.names, to.formula!, to.name);
    return { node, syntax: spell(node, short), value: isValue(value) ? value : null };
  }

  private flow(
    from: Quantity,
    to: Quantity,
    adjoints: ReadonlyMap<Quantity, Node>,
    values: ReadonlyMap<Quantity, Value>,
  ): Value | null {
    if (adjoints.get(to) === undefined || to.formula === null) return null;
    const own = values.get(to);
    if (own === undefined) return null;
    const seed = this.arena.variable("\0seed", to.shape);
    const [pulled] = pullBack(to.formula, seed, [from.variable], this.arena);
    const seeded: Values = { get: (name) => (name === "\0seed" ? own : this.values.get(name)) };
    const found = evaluateAt(pulled!, seeded, this.sheet.sizes);
    return isValue(found) ? found : null;
  }

  private gradients(
    own: readonly Quantity[],
    setting: ChainSetting,
    targets: ReturnType<typeof targetsOf>["targets"],
    adjoints: ReadonlyMap<Quantity, Node>,
    values: ReadonlyMap<Quantity, Value>,
  ): Gradient[] {
    const { output } = setting;
    const closed = this.closedForms(
      own,
      output,
      targets.map(({ quantity }) => quantity),
    );
    let entries: Entries | undefined | null = null;
    const isWritten = writtenOut(closed);
    const found: Gradient[] = [];
    for (const [k, target] of targets.entries()) {
      this.ask.progress?.(`gradient ${k + 1} of ${targets.length}: ${target.key}`);
      const { quantity } = target;
      const whole = values.get(quantity) ?? null;
      if (target.place === null) {
        const gradient = this.wholeGradient(
          setting,
          quantity,
          closed[k]!,
          adjoints,
          whole,
          isWritten,
        );
        found.push(gradient);
        continue;
      }
      entries ??= takeApart(own, this.sheet) ?? undefined;
      const gradient = entries && this.entryGradient(entries, output, target);
      if (gradient) found.push(gradient);
      else this.diagnostics.push(diagnose("PG3004", quantity.span, { name: quantity.key }));
    }
    return found;
  }

  /**
   * The gradients as expressions in the inputs alone. All inputs share one sweep; the graph is
   * cut at a quantity in between that is asked for, so each of those has a sweep of its own.
   */
  private closedForms(
    own: readonly Quantity[],
    output: Quantity,
    targets: readonly Quantity[],
  ): Node[] {
    const { arena } = this;
    const compose = (cut: Quantity | null): Map<Node, Node> => {
      const composed = new Map<Node, Node>();
      for (const quantity of own) {
        if (quantity.formula === null || quantity === cut) continue;
        composed.set(quantity.variable, substitute(quantity.formula, composed, arena));
      }
      return composed;
    };
    const whole = compose(null);
    const root = whole.get(output.variable) ?? output.variable;
    const inputs = targets.filter(({ formula }) => formula === null);
    const swept = differentiate(
      root,
      inputs.map(({ variable }) => variable),
      arena,
    );
    const found = new Map(inputs.map((quantity, k) => [quantity, swept[k]!]));
    for (const quantity of targets) {
      if (found.has(quantity)) continue;
      const above = compose(quantity).get(output.variable) ?? output.variable;
      const [gradient] = differentiate(above, [quantity.variable], arena);
      found.set(quantity, substitute(gradient!, whole, arena));
    }
    const between = own.flatMap((quantity): [Node, string][] => {
      const form = quantity === output ? undefined : whole.get(quantity.variable);
      return form === undefined ? [] : [[form, quantity.key]];
    });
    const gradients = targets.map((quantity) => found.get(quantity)!);
    const written = [...between.map(([form]) => form), root];
    const tidied = tidyAll([...gradients, ...written], arena);
    const forms = tidied.slice(targets.length);
    this.closedNames = new Map(between.map(([, key], k): [Node, string] => [forms[k]!, key]));
    return tidyAll(factorSums(tidied.slice(0, targets.length), arena, forms), arena);
  }

  private spelledClosed(closed: Node, names: Names = this.names) {
    return spellShared(closed, this.closedNames, this.taken, names);
  }

  private wholeGradient(
    setting: ChainSetting,
    quantity: Quantity,
    closed: Node,
    adjoints: ReadonlyMap<Quantity, Node>,
    value: Value | null,
    isWritten: (closed: Node) => boolean,
  ): Gradient {
    const adjoint = adjoints.get(quantity);
    const written = adjoint === undefined || isWritten(closed);
    const { main, where } = written
      ? this.spelledClosed(closed)
      : { main: spell(adjoint, this.shortNames()), where: [] };
    const scalars = setting.quantities.every(({ shape }) => shape.length === 0);
    const zero = this.arena.zeros(quantity.shape);
    const { key, name } = quantity;
    const form = { closed, closedMain: main, where, ...(written ? {} : { byAdjoints: true }) };
    const base = { key, name, quantity, ...form, value };
    if (scalars) {
      const long = { ...setting, names: this.names };
      return { ...base, chain: writeChain(long, quantity, value), indexForm: null };
    }
    const chain = matrixChain(setting, quantity, adjoint ?? zero, value);
    return { ...base, chain, indexForm: indexFormOf(setting, quantity, adjoint ?? zero) };
  }

  private setting(own: readonly Quantity[], output: Quantity): ChainSetting {
    const { arena, values, style } = this;
    const names = this.shortNames();
    return { arena, output, quantities: own, values, sizes: this.sheet.sizes, style, names };
  }

  private entryGradient(
    entries: Entries,
    output: Quantity,
    target: { quantity: Quantity; place: number | null; key: string },
  ): Gradient | null {
    const { quantity, place, key } = target;
    const entry = entries.get(quantity)?.[place!];
    const last = entries.get(output)?.[0];
    if (entry === undefined || last === undefined) return null;
    const all = [...entries.values()].flat();
    const values = new Map<string, Value>();
    for (const [tensor, list] of entries) {
      const value = this.values.get(tensor.variable.data);
      if (value === undefined) continue;
      for (const [at, { variable }] of list.entries())
        values.set(variable.data, entryOf(value, at));
    }
    const names = new Map(this.names);
    for (const { variable, name } of all) names.set(variable, name);
    const picked = this.entryClosedForm(all, last, entry);
    const { main, where } = this.spelledClosed(picked, names);
    const found = evaluateAt(picked, values, this.sheet.sizes);
    const value = isValue(found) ? found : null;
    const { arena, style } = this;
    const setting = {
      arena,
      output: last,
      quantities: all,
      values,
      sizes: this.sheet.sizes,
      style,
      names,
    };
    const chain = writeChain(setting, entry, value);
    const base = {
      key,
      name: entry.name,
      quantity,
      closed: picked,
      closedMain: main,
      where,
      value,
    };
    return { ...base, chain, indexForm: null };
  }

  /** The derivative by one entry, in the entries of the inputs. */
  private entryClosedForm(all: readonly Quantity[], output: Quantity, entry: Quantity): Node {
    const { arena } = this;
    const above = new Map<Node, Node>();
    const whole = new Map<Node, Node>();
    for (const { formula, variable } of all) {
      if (formula === null) continue;
      whole.set(variable, substitute(formula, whole, arena));
      if (variable !== entry.variable) above.set(variable, substitute(formula, above, arena));
    }
    const root = above.get(output.variable) ?? output.variable;
    const [gradient] = differentiate(root, [entry.variable], arena);
    return tidy(substitute(gradient!, whole, arena), arena);
  }
}

/** A value for a sentence: plain text, scalars only. */
function plainValue(value: Value): string {
  if (layoutOf(value).shape.length > 0) return "the given tensor";
  return value.exact === null ? writePlain(decimal(value, 0)) : X.toText(value.exact.entries[0]!);
}

/** Whether the author writes decimals anywhere. */
function usesDecimals(sheet: Worksheet): boolean {
  const isDecimal = (syntax: Syntax | null): boolean => {
    if (syntax === null) return false;
    if (syntax.kind === "number") return syntax.text.includes(".");
    return children(syntax).some(isDecimal);
  };
  return sheet.quantities.some(({ written, writtenValue }) => {
    return isDecimal(written) || isDecimal(writtenValue);
  });
}
