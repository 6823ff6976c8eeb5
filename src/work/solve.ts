/**
 * @file Working a sheet: both passes at the grain of its quantities (`passes.ts`), then their
 * lines, the chain rule for every gradient asked for, and the closed forms. The answers all come
 * from the one differentiator; the adjoints of the graph, the written chain and the closed form
 * are three uses of it, and their values must agree (a test holds them to it).
 */
import { factorSums, tidy, tidyAll } from "../algebra/index.ts";
import { differentiate, substitute } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { type Names, type Syntax, spell, spellShared, unmarked } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { leadingTo, type Part, type Quantity, type Worksheet } from "../worksheet/index.ts";
import type { FurtherAsk } from "./asks.ts";
import { carryNote, told } from "./carry.ts";
import { type ChainSetting, derivativeSign, trimLinks, writeChain } from "./chain.ts";
import { type Entries, takeApart } from "./entries.ts";
import { workFurther } from "./further.ts";
import { indexFormOf } from "./index-form.ts";
import { forkRemark, usersIn, writtenOut } from "./lookups.ts";
import { matrixChain } from "./matrix-chain.ts";
import { notesOf } from "./notes.ts";
import { isSign, putNumbers } from "./numbers.ts";
import { type Passes, passesOf } from "./passes.ts";
import type {
  Derivation,
  Further,
  Gradient,
  Link,
  Value,
  Worked,
  WorkedNode,
  WorkedPart,
  WorkedUpdate,
} from "./solution.ts";
import { type Targets, targetsOf } from "./targets.ts";
import { linesOfUpdate, workUpdates } from "./update.ts";
import { entryOf, evaluateAt, isValue, type NumberStyle, shown } from "./value.ts";

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

/** A part as it is worked, in two stages: the passes, and all that is written. */
export interface PartWork {
  readonly passes: Passes;
  readonly rest: () => Generator<void, WorkedPartly>;
}

/** A part, and what was found wrong in it. */
export interface WorkedPartly {
  readonly part: WorkedPart;
  readonly diagnostics: readonly Diagnostic[];
}

/** Works the passes of one part of the sheet, and the rest when it is asked for. */
export function beginPart(sheet: Worksheet, part: Part, index: number, ask: Ask): PartWork {
  const asked = targetsOf(sheet, part, index, ask);
  const passes = passesOf(sheet, part, asked);
  return { passes, rest: () => new PartWorker(sheet, part, index, ask, asked, passes).rest() };
}

/** Works one part of the sheet. */
export function workPart(sheet: Worksheet, part: Part, index: number, ask: Ask): WorkedPartly {
  return throughout(beginPart(sheet, part, index, ask).rest());
}

/** Runs work through without a pause. */
export function throughout<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

class PartWorker {
  private readonly sheet: Worksheet;
  private readonly arena: Arena;
  private readonly part: Part;
  private readonly index: number;
  private readonly ask: Ask;
  private readonly asked: Targets;
  private readonly passes: Passes;
  private readonly diagnostics: Diagnostic[];
  private readonly notes: string[] = [];
  /** Names that the sheet has; parts of closed forms get others. */
  private readonly taken: ReadonlySet<string>;
  private formulaNames: ReadonlyMap<Node, Syntax> | undefined;
  /** The author's names for parts of closed forms, for when those are long. */
  private closedNames: ReadonlyMap<Node, string> = new Map();

  constructor(
    sheet: Worksheet,
    part: Part,
    index: number,
    ask: Ask,
    asked: Targets,
    passes: Passes,
  ) {
    this.sheet = sheet;
    this.arena = sheet.arena;
    this.part = part;
    this.index = index;
    this.ask = ask;
    this.asked = asked;
    this.passes = passes;
    this.diagnostics = [...passes.diagnostics];
    this.taken = new Set(sheet.quantities.map(({ variable }) => unmarked(variable.data)));
  }

  private get values(): ReadonlyMap<string, Value> {
    return this.passes.values;
  }

  private get names(): ReadonlyMap<Node, Syntax> {
    return this.passes.names;
  }

  private get style(): NumberStyle {
    return this.passes.style;
  }

  *rest(): Generator<void, WorkedPartly> {
    const { name, title } = this.part;
    const { output, targets, further: asks } = this.asked;
    const { own, leading, edges, isScalar, missing } = this.passes;
    const nodes = own.map((quantity): WorkedNode => {
      const adjoint = this.workedAdjoint(quantity);
      return {
        quantity,
        value: this.values.get(quantity.variable.data) ?? null,
        forward: this.forwardLine(quantity),
        adjoint,
        backward: adjoint && output ? this.backwardLine(quantity, output, leading, adjoint) : null,
      };
    });
    yield;
    const setting = isScalar ? this.setting(leading, output!) : null;
    const gradients = setting === null ? [] : yield* this.gradients(own, setting, targets);
    const further = this.further(own, asks);
    const named = targets.flatMap(({ asked, quantity }) => {
      return asked && quantity.formula === null ? [quantity] : [];
    });
    const updates = isScalar ? this.updates(own, output!, named) : [];
    this.diagnostics.push(...missing);
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

  private forwardLine(quantity: Quantity): Derivation {
    const value = this.values.get(quantity.variable.data) ?? null;
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

  private workedAdjoint(quantity: Quantity): Worked | null {
    const { adjoints, adjointValues } = this.passes;
    const node = adjoints.get(quantity);
    if (node === undefined) return null;
    const value = adjointValues.get(quantity) ?? null;
    return { node, syntax: spell(node, this.shortNames()), value };
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
    const remark = forkRemark(users.map(({ key }) => key));
    return { target, links: trimLinks(target, links), remark };
  }

  private *gradients(
    own: readonly Quantity[],
    setting: ChainSetting,
    targets: Targets["targets"],
  ): Generator<void, Gradient[]> {
    const { output } = setting;
    const { adjoints, adjointValues } = this.passes;
    const closed = this.closedForms(
      own,
      output,
      targets.map(({ quantity }) => quantity),
    );
    let entries: Entries | undefined | null = null;
    const isWritten = writtenOut(closed);
    const found: Gradient[] = [];
    for (const [k, target] of targets.entries()) {
      yield;
      this.ask.progress?.(`gradient ${k + 1} of ${targets.length}: ${target.key}`);
      const { quantity } = target;
      const whole = adjointValues.get(quantity) ?? null;
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
