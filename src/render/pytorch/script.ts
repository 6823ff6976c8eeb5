/**
 * @file A worked sheet as a program in PyTorch, with the sheet's names: what is given, the
 * definitions in their order, each with its formula as a comment, the backward pass by autograd,
 * and every value and gradient printed. Where the work has numbers the script holds its own
 * results to them.
 *
 *     z = W.T @ x + b  # z = W^T x + b
 *     L = (z - t) @ (z - t)  # L = ‖z − t‖²
 *     L.backward()
 *     print("dL/dW =", W.grad.tolist())
 *     assert agrees(W.grad, [[…]]), "dL/dW"
 *
 * A sheet of one part whose gradients are by inputs ends in `L.backward()`, as people write it;
 * where there are several outputs, or a quantity in between is asked for, torch.autograd.grad
 * keeps the gradients apart. A name that a later part defines anew is bound anew when nothing
 * refers to the old quantity any more; else it gets a name of its own.
 */
import { fillOf, isKind, type Node, type Size } from "../../expression/index.ts";
import {
  type Scope as ElaborationScope,
  elaborate,
  S,
  type Syntax,
  writePlain,
} from "../../notation/index.ts";
import {
  numericOf,
  type Solution,
  type Value,
  type WorkedPart,
  type WorkedUpdate,
} from "../../work/index.ts";
import { bindingOf, type Quantity, quantityNamed, type Worksheet } from "../../worksheet/index.ts";
import { type Flow, flowOf } from "./flow.ts";
import { type Scope, writeFormula } from "./formula.ts";
import { type Defined, furtherText, type Named } from "./further.ts";
import { lineWidth, literal } from "./literal.ts";
import { Identifiers, identifierOf } from "./names.ts";
import { type Piece, precedence, tensor, within } from "./piece.ts";
import { distributionFor, openSizes } from "./placeholder.ts";
import { agreement } from "./prelude.ts";
import { escaped, updateLines } from "./update.ts";
import { Wants } from "./wants.ts";

/** The solution as a script of Python. */
export function renderPytorch(solution: Solution): string {
  return new ScriptWriter(solution).write();
}

class ScriptWriter {
  private readonly solution: Solution;
  private readonly flow: Flow;
  private readonly identifiers = new Identifiers();
  private readonly wants = new Wants(this.identifiers);
  private readonly names = new Map<Node, string>();
  private readonly sizeNames = new Map<string, string>();
  /** Functions that go forward once more, by their text. */
  private readonly forwards = new Map<string, string>();
  private readonly sizes: ReadonlyMap<string, number>;
  private readonly agrees: string;
  private readonly scope: Scope;
  private readonly lines: string[] = [];
  private draws: ((sizes: string) => string) | null = null;

  constructor(solution: Solution) {
    this.solution = solution;
    const { sheet } = solution;
    this.flow = flowOf(solution);
    this.sizes = openSizes(sheet.quantities);
    for (const size of this.sizes.keys()) {
      this.sizeNames.set(size, this.identifiers.take(identifierOf(size)));
    }
    this.nameQuantities();
    this.agrees = this.identifiers.take("agrees");
    this.scope = {
      arena: sheet.arena,
      identifiers: this.identifiers,
      variable: (node) => this.names.get(node)!,
      size: (size) => this.sizeText(size),
      unknown: this.wants.unknown,
      need: this.wants.need,
    };
  }

  write(): string {
    for (const [index, part] of this.solution.parts.entries()) this.writePart(part, index);
    return `${[...this.head(), ...this.lines].join("\n")}\n`;
  }

  /** Names in the order of the script; one that nothing refers to any more is free again. */
  private nameQuantities(): void {
    const held = new Map<string, Quantity>();
    const title = (index: number) => this.solution.sheet.parts[index]!.name;
    for (const [place, quantity] of this.flow.order.entries()) {
      const wanted = identifierOf(quantity.key);
      const before = held.get(wanted);
      let name = wanted;
      if (before !== undefined && this.flow.lastUse.get(before)! < place) {
        this.identifiers.release(wanted);
      } else if (before !== undefined && /^\w+$/.test(title(quantity.part))) {
        name = `${wanted}_${title(quantity.part)}`;
      }
      name = this.identifiers.take(name);
      if (name === wanted) held.set(name, quantity);
      this.names.set(quantity.variable, name);
    }
  }

  private sizeText(size: Size): string {
    return typeof size === "number" ? `${size}` : (this.sizeNames.get(size) ?? size);
  }

  private name(quantity: Quantity): string {
    return this.names.get(quantity.variable)!;
  }

  /** Imports and functions; written last, when it is known what is needed. */
  private head(): string[] {
    const outputs = this.solution.parts.flatMap(({ output }) => (output === null ? [] : [output]));
    const subject = outputs.length === 1 ? ` of ${plainName(outputs[0]!)}` : "";
    const functions = this.wants.definitions();
    if (this.hasChecks()) functions.push(agreement(this.agrees));
    return [
      `"""The forward and the backward pass${subject} in PyTorch, written by pengrad."""`,
      ...this.wants.importLines(),
      "",
      "torch.set_default_dtype(torch.float64)",
      ...functions.flatMap((written) => ["", "", written]),
      ...(functions.length > 0 ? [""] : []),
    ];
  }

  private hasChecks(): boolean {
    return this.lines.some((line) => line.startsWith(`assert ${this.agrees}(`));
  }

  private writePart(part: WorkedPart, index: number): void {
    const { lines } = this;
    const own = this.solution.sheet.parts[index]!.quantities;
    const isOnly = this.solution.parts.length === 1;
    if (!isOnly) {
      const name = part.name === "" ? [] : [`Part ${part.name}`];
      const title = part.title === "" ? [] : [part.title];
      const text = [...name, ...title].join(": ");
      lines.push(
        "",
        `# ${text || `Part ${index + 1}`} ${"-".repeat(Math.max(4, 74 - text.length))}`,
      );
    }
    const given = own.filter(({ formula, value }) => formula === null && value !== null);
    const missing = own.filter(({ formula, value }) => formula === null && value === null);
    const defined = own.filter(({ formula }) => formula !== null);
    if (given.length > 0) lines.push("", "# Given");
    for (const quantity of given) this.define(quantity, quantity.value!);
    if (missing.length > 0) this.placeholders(missing);
    if (defined.length > 0) lines.push("", "# Forward pass");
    for (const quantity of defined) this.define(quantity, quantity.formula!);
    const found = this.backward(part, index);
    this.results(part, index, found);
    this.further(part, index);
    for (const update of part.updates) this.update(update, part.output!);
  }

  private define(quantity: Quantity, expression: Node): void {
    this.lines.push(...this.definition(quantity, expression));
  }

  /** `name = formula`, with the lines of its parts before it. */
  private definition(quantity: Quantity, expression: Node): string[] {
    const { piece, lines, remarks } = writeFormula(expression, this.scope);
    const isInput = quantity.formula === null;
    const name = this.name(quantity);
    const isTracked = this.flow.isAsked(quantity) && !this.flow.isFollowed(expression);
    const literalText = isInput ? this.literalOf(quantity, name) : null;
    const right =
      literalText === null
        ? rightSide(piece, isTracked, expression.op === "variable")
        : `torch.tensor(${literalText}${isTracked ? ", requires_grad=True" : ""})`;
    const { written, writtenValue, name: syntax } = quantity;
    const source = written ?? writtenValue;
    const comment = source === null ? "" : `${writePlain(syntax)} = ${writePlain(source)}`;
    const before = remarks.map((remark) => `# ${remark}`);
    const whole = `${name} = ${right}`;
    const isShown = !isInput && comment !== "" && !comment.includes("\n");
    const isWide = whole.length + comment.length + 4 > lineWidth || lines.length > 0;
    if (isShown && isWide) before.push(`# ${comment}`);
    return [...before, ...lines, isShown && !isWide ? `${whole}  # ${comment}` : whole];
  }

  /** The entries of a given tensor or number, if they are a plain list of numbers. */
  private literalOf(quantity: Quantity, name: string): string | null {
    const value = quantity.value!;
    const entries = value.op === "stack" ? value.operands : [fillOf(value) ?? value];
    if (!entries.every(isPlainNumber)) return null;
    const given = this.flow.valueOf(quantity);
    return given === null ? null : literal(numericOf(given), name.length + 36);
  }

  /** Inputs without values, and with them the sizes that are open. */
  private placeholders(missing: readonly Quantity[]): void {
    this.lines.push("", "# Not given: random numbers stand in, so put your own here.");
    if (this.draws === null) {
      this.lines.push("torch.manual_seed(0)");
      for (const [size, count] of this.sizes) {
        this.lines.push(`${this.sizeNames.get(size)} = ${count}  # any size will do`);
      }
      this.draws = distributionFor(this.solution.sheet, this.sizes).python;
    }
    for (const quantity of missing) {
      const sizes = quantity.shape.map((size) => this.sizeText(size)).join(", ");
      const text = this.draws(sizes || "()");
      const level = text.includes(" + ") ? precedence.sum : precedence.atom;
      const drawn = tensor(text, level, [], []);
      const name = this.name(quantity);
      const isSymmetric = this.solution.sheet.arena.isDeclaredSymmetric(quantity.variable);
      if (isSymmetric) this.lines.push(`${name} = ${text}`);
      const symmetric = tensor(`(${name} + ${name}.T) / 2`, precedence.product, [], []);
      const piece = isSymmetric ? symmetric : drawn;
      this.lines.push(`${name} = ${rightSide(piece, this.flow.isAsked(quantity), false)}`);
    }
  }

  /** The backward pass; gives the Python of each gradient by its quantity. */
  private backward(part: WorkedPart, index: number): ReadonlyMap<Quantity, string> {
    const found = new Map<Quantity, string>();
    const { output, gradients } = part;
    const asked = [...new Set(gradients.map(({ quantity }) => quantity))];
    if (output === null || asked.length === 0) return found;
    const reached = asked.filter((quantity) => this.flow.leadsTo(quantity, output));
    this.lines.push("", "# Backward pass");
    const isLeaf = (quantity: Quantity) => {
      return quantity.formula === null || !this.flow.isFollowed(quantity.formula);
    };
    const isSole = this.solution.parts.every(
      (other) => other === part || other.gradients.length === 0,
    );
    if (reached.length > 0 && isSole && reached.every(isLeaf) && !reached.includes(output)) {
      this.lines.push(`${this.name(output)}.backward()`);
      for (const quantity of reached) found.set(quantity, `${this.name(quantity)}.grad`);
    } else if (reached.length > 0) this.separately(output, reached, index, found);
    for (const quantity of asked) {
      if (found.has(quantity)) continue;
      const name = this.gradientName(output, quantity);
      const remark = `# ${plainName(output)} does not depend on ${plainName(quantity)}`;
      this.lines.push(`${name} = torch.zeros_like(${this.name(quantity)})  ${remark}`);
      found.set(quantity, name);
    }
    return found;
  }

  private gradientName(output: Quantity, quantity: Quantity): string {
    return this.identifiers.take(`d${this.name(output)}_d${this.name(quantity)}`);
  }

  /** Gradients by torch.autograd.grad. */
  private separately(
    output: Quantity,
    reached: readonly Quantity[],
    index: number,
    found: Map<Quantity, string>,
  ): void {
    const names = reached.map((quantity) => this.gradientName(output, quantity));
    for (const [k, quantity] of reached.entries()) found.set(quantity, names[k]!);
    const isLast = !this.solution.parts
      .slice(index + 1)
      .some(({ gradients }) => gradients.length > 0);
    const keep = isLast ? "" : ", retain_graph=True";
    const inputs = `[${reached.map((quantity) => this.name(quantity)).join(", ")}]`;
    const left = names.length === 1 ? `[${names[0]}]` : names.join(", ");
    const right = `torch.autograd.grad(${this.name(output)}, ${inputs}${keep})`;
    if (left.length + right.length + 3 <= lineWidth) this.lines.push(`${left} = ${right}`);
    else this.lines.push(`${left} = (\n    ${right}\n)`);
  }

  /** What is printed, and held to pengrad's own numbers. */
  private results(part: WorkedPart, index: number, found: ReadonlyMap<Quantity, string>): void {
    const prints: string[] = [];
    const checks: string[] = [];
    const show = (label: string, text: string, isScalar: boolean, value: Value | null) => {
      const plain = isScalar ? "item" : "tolist";
      prints.push(`print("${escaped(label)} =", ${text}.${plain}())`);
      checks.push(...this.check(label, text, value));
    };
    for (const { quantity, value } of part.nodes) {
      if (quantity.part !== index || (quantity.formula === null && quantity.value !== null))
        continue;
      show(plainName(quantity), this.name(quantity), quantity.shape.length === 0, value);
    }
    for (const { key, quantity, value, name } of part.gradients) {
      const text = found.get(quantity);
      if (text === undefined) continue;
      const label = writePlain(S.derivative(part.output!.name, name));
      const index = entryIndex(key, quantity);
      const isScalar = quantity.shape.length === 0 || index !== "";
      show(label, `${text}${index}`, isScalar, value);
    }
    if (prints.length > 0) this.lines.push("", ...prints);
    if (checks.length > 0) this.lines.push("", "# pengrad's own results", ...checks);
  }

  /** The line that holds a result to its value; none where there is none. */
  private check(label: string, text: string, value: Value | null): string[] {
    const wanted = value === null ? null : numericOf(value);
    if (wanted === null || hasNan(wanted)) return [];
    const list = literal(wanted, this.agrees.length + text.length + 12);
    return [`assert ${this.agrees}(${text}, ${list}), "${escaped(label)}"`];
  }

  /** Jacobians, Hessians, higher derivatives, products with a direction. */
  private further(part: WorkedPart, index: number): void {
    const { sheet } = this.solution;
    for (const one of part.further) {
      const label = writePlain(one.chain.target);
      const found = furtherText(one, {
        named: (key) => namedIn(sheet, index, key),
        name: (quantity) => this.name(quantity),
        forward: (variables, to) => this.again(variables, to),
        direction: () => this.direction(one.direction!, index),
        define: (parameters, body) => this.defineForward(parameters, body),
        need: this.wants.need,
      });
      if (found === null) {
        this.lines.push("", `# ${label} is not written out here`);
        continue;
      }
      const name = this.identifiers.take(one.kind);
      const isScalar = one.closed.shape.length === 0;
      this.lines.push(
        ...(found.lines.length === 0 ? [""] : found.lines),
        `${name} = ${found.text}  # ${label}`,
        `print("${escaped(label)} =", ${name}.${isScalar ? "item" : "tolist"}())`,
        ...this.check(label, name, one.value),
      );
    }
  }

  /** A function forward; the same lines are defined once. */
  private defineForward(parameters: string, body: readonly string[]): Defined {
    const key = [parameters, ...body].join("\n");
    const known = this.forwards.get(key);
    if (known !== undefined) return { name: known, lines: [] };
    const name = this.identifiers.take("forward");
    this.forwards.set(key, name);
    const inner = body.map((line) => `    ${line}`);
    return { name, lines: ["", "", `def ${name}(${parameters}):`, ...inner, "", ""] };
  }

  /** The definitions from some quantities forward to others. */
  private again(variables: readonly Quantity[], to: readonly Quantity[]): string[] {
    const wanted = new Set(to.flatMap((output) => this.flow.between(variables, output)));
    const quantities = this.flow.order.filter((quantity) => wanted.has(quantity));
    return quantities.flatMap((quantity) => this.definition(quantity, quantity.formula!));
  }

  /** The direction of a product, an expression in the quantities of the sheet. */
  private direction(syntax: Syntax, index: number) {
    const { sheet } = this.solution;
    const scope: ElaborationScope = {
      lookup: (key) => {
        const found = quantityNamed(sheet, index, key);
        if (found !== undefined) return bindingOf(found);
        const size = sheet.sizes.get(key);
        return size === undefined ? undefined : { kind: "size", size };
      },
    };
    const { value } = elaborate(syntax, scope, sheet.arena);
    if (value === undefined) return null;
    const { piece, lines } = writeFormula(value.node, this.scope);
    return { lines, text: piece.text };
  }

  /** An `update` line. */
  private update(update: WorkedUpdate, output: Quantity): void {
    const parameters = (update.steps[0]?.parameters ?? []).map(({ quantity }) => quantity);
    this.lines.push(
      ...updateLines(update, {
        names: parameters.map((quantity) => this.name(quantity)),
        body: this.again(parameters, [output]),
        output: this.name(output),
        labels: parameters.map(plainName),
        outputLabel: plainName(output),
        isScalar: parameters.map(({ shape }) => shape.length === 0),
        take: (wanted) => this.identifiers.take(wanted),
        check: (label, text, value) => this.check(label, text, value),
      }),
    );
  }
}

/** The right side of a definition: a tensor of its own, which gradients can be asked of. */
function rightSide(piece: Piece, isTracked: boolean, isCopy: boolean): string {
  const { text } = piece;
  if (isTracked && isFactoryCall(text)) return `${text.slice(0, -1)}, requires_grad=True)`;
  if (isTracked) return `${within(precedence.atom, piece)}.requires_grad_()`;
  // y = x would be the same tensor, and dL/dy not be told from dL/dx
  return isCopy ? `${text}.clone()` : text;
}

/** Whether the text is one call that makes a tensor out of nothing. */
function isFactoryCall(text: string): boolean {
  if (!/^torch\.(tensor|zeros|ones|full|randn|rand)\(/.test(text)) return false;
  let depth = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === ")" && depth === 0) return at === text.length - 1;
  }
  return false;
}

function isPlainNumber(node: Node): boolean {
  return isKind(node, "number") && 10n ** 9n % node.data.d === 0n;
}

/** `[1, 1]` of `W_{2,2}`: Python counts from 0. */
function entryIndex(key: string, quantity: Quantity): string {
  return key === quantity.key ? "" : `[${entryPlaces(key, quantity).join(", ")}]`;
}

function entryPlaces(key: string, quantity: Quantity): number[] {
  const digits = key.slice(quantity.key.length).replace(/^_\{?|\}$/g, "");
  const isJoined = !digits.includes(",") && quantity.shape.length > 1;
  return (isJoined ? [...digits] : digits.split(",")).map((text) => Number(text) - 1);
}

/** The quantity of a key, or an entry of one: `x_2`, `W_{2,2}`. */
function namedIn(sheet: Worksheet, index: number, key: string): Named | null {
  const whole = quantityNamed(sheet, index, key);
  if (whole !== undefined) return { quantity: whole, entry: [] };
  const base = quantityNamed(sheet, index, key.replace(/_(?:\{[\d,]+\}|\d)$/, ""));
  if (base === undefined || base.shape.length === 0) return null;
  return { quantity: base, entry: entryPlaces(key, base) };
}

function plainName({ name }: Quantity): string {
  return writePlain(name);
}

function hasNan(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasNan) : Number.isNaN(value);
}
