/**
 * @file Both passes through one part of a sheet, as values and expressions: what is known of each
 * quantity, its adjoint, and what flows back along each edge. No line is written here and no
 * closed form is made, so that a graph can be drawn with its numbers before the rest is worked.
 */
import { pullBack } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { children, type Syntax, spell, withName, writePlain } from "../notation/index.ts";
import { X } from "../number/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import type { Part, Quantity, Worksheet } from "../worksheet/index.ts";
import { adjointName, adjointsOf } from "./adjoints.ts";
import type { FurtherAsk } from "./asks.ts";
import { derivativeSign, localDerivative } from "./chain.ts";
import { decimal } from "./decimal.ts";
import { usersIn } from "./lookups.ts";
import type { Passed, Value, Worked, WorkedEdge } from "./solution.ts";
import { ofEach, type Targets } from "./targets.ts";
import { evaluateAt, isValue, layoutOf, type NumberStyle, type Values } from "./value.ts";

/** What both passes found, and what the rest of the work is done with. */
export interface Passes extends Passed {
  /** What leads to the output, and all else that the part defines, in order of dependence. */
  readonly own: readonly Quantity[];
  /** What leads to a scalar output, and so has an adjoint. */
  readonly leading: readonly Quantity[];
  readonly adjoints: ReadonlyMap<Quantity, Node>;
  readonly adjointValues: ReadonlyMap<Quantity, Value>;
  /** Of quantities and of adjoints, by the names of their variables. */
  readonly values: ReadonlyMap<string, Value>;
  readonly names: ReadonlyMap<Node, Syntax>;
  readonly style: NumberStyle;
  /** Whether the output has a backward pass. */
  readonly isScalar: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Inputs without a value, where others have one; said after all else. */
  readonly missing: readonly Diagnostic[];
}

/** Both passes through a part; `asked` is what is to be found in it. */
export function passesOf(sheet: Worksheet, part: Part, asked: Targets): Passes {
  return new Passing(sheet, part).passes(asked);
}

class Passing {
  private readonly sheet: Worksheet;
  private readonly arena: Arena;
  private readonly part: Part;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly values = new Map<string, Value>();
  private readonly names = new Map<Node, Syntax>();

  constructor(sheet: Worksheet, part: Part) {
    this.sheet = sheet;
    this.arena = sheet.arena;
    this.part = part;
    for (const { variable, name } of sheet.quantities) this.names.set(variable, name);
  }

  passes({ output, targets, further, diagnostics }: Targets): Passes {
    this.diagnostics.push(...diagnostics);
    const own = this.relevant(output, further);
    this.forward(own);
    // where only other derivatives are asked for, the output has no backward pass of its own
    const passes = targets.length > 0 || further.length === 0;
    const isScalar = output !== null && output.shape.length === 0 && passes;
    const adjoints = isScalar ? this.backward(own, output) : new Map<Quantity, Node>();
    const adjointValues = isScalar
      ? this.adjointValues(own, output, adjoints)
      : new Map<Quantity, Value>();
    const nodes = own.map((quantity) => ({
      quantity,
      value: this.values.get(quantity.variable.data) ?? null,
      adjoint: adjointValues.get(quantity) ?? null,
    }));
    // what does not lead to the output has no part in its gradients
    const leading = own.filter((quantity) => adjoints.has(quantity));
    const { name, title } = this.part;
    return {
      name,
      title,
      output,
      nodes,
      edges: output === null ? [] : this.edges(own, leading, output, adjointValues),
      own,
      leading,
      adjoints,
      adjointValues,
      values: this.values,
      names: this.names,
      style: usesDecimals(this.sheet) ? "decimal" : "fraction",
      isScalar,
      diagnostics: this.diagnostics,
      missing: missingIn(own),
    };
  }

  /** What leads to the output, and all else that this part defines, in order of dependence. */
  private relevant(output: Quantity | null, further: readonly FurtherAsk[]): Quantity[] {
    const wanted = new Set<Quantity>(this.part.quantities);
    if (output !== null) wanted.add(output);
    for (const ask of further) for (const { quantity } of ofEach(ask)) wanted.add(quantity);
    for (const quantity of wanted) for (const parent of quantity.parents) wanted.add(parent);
    return this.sheet.quantities.filter((quantity) => wanted.has(quantity));
  }

  /** The value of every quantity that has one. */
  private forward(own: readonly Quantity[]): void {
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
    }
  }

  private reportUndefined(quantity: Quantity, reason: string): void {
    const at = quantity.parents.map((parent) => {
      const value = this.values.get(parent.variable.data);
      return value === undefined ? parent.key : `${parent.key} = ${plainValue(value)}`;
    });
    const args = { what: quantity.key, point: at.join(", ") || "this point", reason };
    this.diagnostics.push(diagnose("PG3001", quantity.span, args));
  }

  /** The adjoint of every quantity, in the names of quantities and of the adjoints after it. */
  private backward(own: readonly Quantity[], output: Quantity): Map<Quantity, Node> {
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

  private edges(
    own: readonly Quantity[],
    leading: readonly Quantity[],
    output: Quantity,
    values: ReadonlyMap<Quantity, Value>,
  ): WorkedEdge[] {
    const members = new Set(leading);
    return own.flatMap((to) =>
      to.parents.map((from): WorkedEdge => {
        const local = to.shape.length === 0 ? this.local(from, to) : null;
        // all that comes back to what is used once comes along that edge
        const isOnly = from !== output && members.has(from) && usersIn(leading, from).length === 1;
        const adjoint = isOnly ? values.get(from) : this.flow(from, to, values);
        return { from, to, local, adjoint: adjoint ?? null };
      }),
    );
  }

  private local(from: Quantity, to: Quantity): Worked {
    const node = localDerivative(this.arena, { from, to });
    const value = evaluateAt(node, this.values, this.sheet.sizes);
    const short = withName(this.names, to.formula!, to.name);
    return { node, syntax: spell(node, short), value: isValue(value) ? value : null };
  }

  private flow(from: Quantity, to: Quantity, values: ReadonlyMap<Quantity, Value>): Value | null {
    const own = values.get(to);
    if (own === undefined || to.formula === null) return null;
    const seed = this.arena.variable("\0seed", to.shape);
    const [pulled] = pullBack(to.formula, seed, [from.variable], this.arena);
    const seeded: Values = { get: (name) => (name === "\0seed" ? own : this.values.get(name)) };
    const found = evaluateAt(pulled!, seeded, this.sheet.sizes);
    return isValue(found) ? found : null;
  }
}

/** An exact value that is longer is told by its decimals. */
const longest = 24;

/** A value for a sentence: plain text, scalars only. */
function plainValue(value: Value): string {
  if (layoutOf(value).shape.length > 0) return "the given tensor";
  const exact = value.exact === null ? "" : X.toText(value.exact.entries[0]!);
  return exact === "" || exact.length > longest ? writePlain(decimal(value, 0)) : exact;
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

/** Some inputs have values and others not: probably one was forgotten. */
function missingIn(own: readonly Quantity[]): Diagnostic[] {
  const inputs = own.filter(({ formula }) => formula === null);
  const missing = inputs.filter(({ value }) => value === null);
  if (missing.length === 0 || missing.length === inputs.length) return [];
  const names = missing.map(({ key }) => key).join(", ");
  return [diagnose("PG3005", missing[0]!.span, { names })];
}
