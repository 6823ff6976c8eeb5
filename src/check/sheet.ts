/**
 * @file The worksheet that a document makes, with what it claims in it: each side of a step is a
 * hidden quantity, so that names are resolved and shapes inferred over the definitions and the
 * claims together. Derivatives get their meaning when the sheet stands.
 */
import {
  definite,
  differentiate,
  indefinite,
  jacobian,
  limitOf,
  substitute,
} from "../calculus/index.ts";
import {
  type Arena,
  isKind,
  type Node,
  type Shape,
  type Size,
  sameShape,
} from "../expression/index.ts";
import {
  type Binding,
  elaborate,
  nameKey,
  type Scope,
  type Syntax,
  sizeInBody,
  spell,
  unmarked,
  writeLatex,
  writePlain,
} from "../notation/index.ts";
import { type Diagnostic, messageOf, type Span, severityOf } from "../source/index.ts";
import {
  bindingOf,
  type Quantity,
  quantityNamed,
  versionsNamed,
  type Worksheet,
} from "../worksheet/index.ts";
import { constantOf, exactSyntax } from "./constant.ts";
import { alongCurve } from "./curve.ts";
import {
  type Axes,
  arranged,
  type Derivative,
  Derivatives,
  formulaNamed,
  type Layout,
  layoutsOf,
} from "./derivative.ts";
import { entryBase, entryLike, isMadeOfParts } from "./entry.ts";
import { orMisfit } from "./fit.ts";
import { fixedIn } from "./fixed.ts";
import { Implicit } from "./implicit.ts";
import { Independence } from "./independence.ts";
import type { LetterCase } from "./letter-case.ts";
import { withLetters } from "./lettered.ts";
import { wholeKey } from "./names.ts";
import { opened } from "./opening.ts";
import { alongPath } from "./path.ts";
import { headOf, type Lines, side, withActivation, withKnownDerivatives } from "./plan.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";
import type { Calculations } from "./worked.ts";

/** The meaning of one side of a relation; null when it has none, and why. */
export type Meaning = { readonly node: Node | null; readonly reason: string | null };

interface Meant {
  readonly derivative: Derivative;
  /** Of which quantities; the node is null while something in it is not defined. */
  readonly node: Node | null;
}

/** The sheet of a document. */
export class DocumentSheet {
  readonly arena: Arena;
  readonly worksheet: Worksheet;
  private readonly made: Lines;
  private readonly byKey = new Map<string, Quantity>();
  private readonly byVariable = new Map<Node, Quantity>();
  private readonly derivatives = new Map<Node, Meant>();
  private readonly reasons: readonly Diagnostic[];
  private readonly expanded = new Map<Node, Node>();
  private bodies: ReadonlyMap<string, Binding> | undefined;
  private readonly byStatement = new Map<string, Derivative[]>();
  /** Derivatives along a curve, whose parameter moves, and through names without a formula. */
  private readonly curved = new Set<string>();
  private readonly implicit = new Set<string>();
  private known: Implicit | undefined;
  private free: Independence | undefined;
  /** Derivatives that were asked for and stand nowhere, by how they are written. */
  private readonly tried = new Map<string, Node | null>();

  constructor(worksheet: Worksheet, made: Lines) {
    this.worksheet = worksheet;
    this.made = made;
    this.arena = worksheet.arena;
    this.reasons = worksheet.diagnostics;
    for (const quantity of worksheet.quantities) {
      this.byKey.set(unmarked(quantity.variable.data), quantity);
      this.byVariable.set(quantity.variable, quantity);
    }
    for (const derivative of made.derivatives) this.define(derivative);
  }

  /** What a hidden quantity means: a side, a constraint. */
  meaning(key: string, span: Span): Meaning {
    const quantity = this.byKey.get(key);
    if (quantity?.formula != null) return { node: quantity.formula, reason: null };
    const why = this.reasons.find((one) => {
      return one.span !== null && one.span.from >= span.from && one.span.to <= span.to;
    });
    return { node: null, reason: why === undefined ? null : messageOf(why) };
  }

  /**
   * What a formula would mean in the place of a statement's right side; null when nothing. Its
   * derivatives need not occur anywhere in the document. `put` are names of the caller's.
   */
  meaningIn(
    statement: Statement,
    syntax: Syntax,
    put: ReadonlyMap<string, Node> = new Map(),
  ): Node | null {
    const { id, chain } = statement;
    const functions = this.made.functions.get(id);
    const renamed = this.made.renamed.get(id)?.(syntax) ?? syntax;
    const own = withKnownDerivatives(withActivation(renamed, this.made.activation), this.ownOf(id));
    const others = new Derivatives();
    const named = others.in(own, `?${id}`, {
      parametersOf: (head) => functions?.parametersOf(head),
      isQuantity: (key) => this.byKey.get(key)?.formula != null,
      renamed: (head) => functions?.renameHead(head) ?? head,
      mentions: (head, name) => functions?.mentions(head, name) === true,
      explicit: this.made.explicit,
      isTensor: (key) => this.isTensor(key, chain.part) === true,
      isNumber: (key) => this.isTensor(key, chain.part) === false,
      formulas: this.made.formulas,
      head: headOf(chain.parts[0]),
    });
    const names = new Map(put);
    const sides = [this.left(statement).node, this.right(statement).node];
    const standing = sides.flatMap((side) => (side === null ? [] : variablesOf(side)));
    const scope: Scope = {
      lookup: (key) => {
        const node = names.get(key);
        return node ? { kind: "quantity", node } : this.bindingAt(key, chain.part, standing);
      },
    };
    for (const derivative of others.all) {
      const node = this.meantIn(scope, derivative, id);
      if (node === null) return null;
      names.set(derivative.key, node);
    }
    const letters = this.made.letters.get(id) ?? [];
    return this.elaborated(named, scope, letters, this.left(statement).node?.shape);
  }

  /**
   * What a formula means with letters that run, their axes first; null when it means nothing.
   * `sizes` are how far they run where the formula does not say so.
   */
  private elaborated(
    syntax: Syntax,
    scope: Scope,
    letters: readonly string[],
    sizes: Shape = [],
  ): Node | null {
    const { arena } = this;
    const ranges = new Map(
      letters.flatMap((letter, k): [string, { size: Size; first: number }][] => {
        const size = sizeInBody(letter, syntax, scope, arena) ?? sizes[k];
        return size === undefined ? [] : [[letter, { size, first: 1 }]];
      }),
    );
    const { value } = elaborate(syntax, scope, arena, ranges);
    return value === undefined ? null : withLetters(value, letters, sizes, arena);
  }

  /** The derivatives that stand on the right side of a statement. */
  private ownOf(id: number): readonly Derivative[] {
    if (this.byStatement.size === 0) {
      for (const derivative of this.made.derivatives) {
        const owner = /^\u2202(.+)R\./.exec(derivative.key)?.[1];
        if (owner === undefined) continue;
        const known = this.byStatement.get(owner);
        if (known === undefined) this.byStatement.set(owner, [derivative]);
        else known.push(derivative);
      }
    }
    return this.byStatement.get(`${id}`) ?? [];
  }

  /** The meaning of a derivative that stands nowhere; each is formed once. */
  private meantIn(scope: Scope, derivative: Derivative, id: number): Node | null {
    const written = `${id} ${writeLatex(derivative.written)}`;
    const known = this.tried.get(written);
    if (known !== undefined) return known;
    const node = this.meant(derivative, null, (name) => {
      const syntax = formulaNamed(derivative, name);
      const letters = name === "of" ? derivative.letters : [];
      return (syntax && this.elaborated(syntax, scope, letters)) ?? undefined;
    });
    this.tried.set(written, node);
    return node;
  }

  /** What a name means beside variables: the version that is one, or the whole of an entry. */
  private bindingAt(key: string, part: number, own: readonly Node[]): Binding | undefined {
    const found = own.find((one) => this.ownName(one) === key);
    const quantity = found && this.quantityOf(found);
    if (quantity !== undefined) return bindingOf(quantity);
    const base = wholeKey(key);
    const isEntry = own.some((one) => one.shape.length > 0 && this.ownName(one) === base);
    return isEntry ? undefined : this.binding(key, part);
  }

  /** What a name means in a part, as the sheet resolves it. */
  private binding(key: string, part: number): Binding | undefined {
    const body = this.functionBodies().get(key);
    if (body !== undefined) return body;
    const quantity = this.named(key, part);
    if (quantity === undefined) {
      // the letter of an integral has a name of its own
      const letter = this.named(`\u2202${key}`, part);
      return this.worksheet.sizeNames.get(key) ?? (letter && bindingOf(letter));
    }
    const base = wholeKey(key);
    const whole = base === undefined ? undefined : this.named(base, part);
    const nearer = whole !== undefined && whole.part > quantity.part;
    return nearer && whole.shape.length > 0 ? undefined : bindingOf(quantity);
  }

  /** The functions of the document under the names that the sheet gives them. */
  private functionBodies(): ReadonlyMap<string, Binding> {
    this.bodies ??= new Map(
      this.made.lines.flatMap((line): [string, Binding][] => {
        if (line.kind !== "definition" || line.left.kind !== "applied") return [];
        const parameters = line.left.arguments.map((argument) => nameKey(argument)!);
        return [[nameKey(line.left.head)!, { kind: "function", parameters, body: line.right }]];
      }),
    );
    return this.bodies;
  }

  /**
   * Definitions that have no meaning here: those whose own formula has none, and of circles all
   * but the first one.
   */
  meaningless(statements: readonly Statement[]): readonly Statement[] {
    const made = new Set(this.worksheet.quantities.map(({ span }) => span));
    const failed = statements.filter(({ kind, closed, left, span }) => {
      return kind === "definition" && !closed && left.kind !== "applied" && !made.has(span);
    });
    const own = failed.filter(({ span }) => {
      return this.reasons.some((one) => {
        const inside = one.span !== null && one.span.from >= span.from && one.span.to <= span.to;
        return inside && one.code !== "PG2001" && severityOf(one) === "error";
      });
    });
    return own.length > 0 || failed.length < 2 ? [...own, ...failed] : failed.slice(1);
  }

  /** The shape that a hidden name was found to have. */
  shapeOf(key: string): Shape | undefined {
    return this.byKey.get(key)?.shape;
  }

  left({ id, left }: Statement): Meaning {
    return this.meaning(side(id, "L"), left);
  }

  right({ id, right }: Statement): Meaning {
    return this.meaning(side(id, "R"), right);
  }

  /** What names are said to be, or were printed as. */
  get sizes(): Calculations["sizes"] {
    return this.made.calculations.sizes;
  }

  /** The letters that name the first axes of both sides. */
  lettersOf({ id }: Statement): readonly string[] {
    return this.made.letters.get(id) ?? [];
  }

  /** What the text around a statement says of its letters. */
  casesOf(statement: Statement): readonly LetterCase[] {
    return this.made.cases(statement);
  }

  /** The sides with names for their decimals; null where there are none. */
  loose({
    id,
    left,
    right,
  }: Pick<Statement, "id" | "left" | "right">): { left: Node; right: Node } | null {
    const a = this.meaning(side(id, "l"), left).node;
    const b = this.meaning(side(id, "r"), right).node;
    return a === null || b === null ? null : { left: a, right: b };
  }

  /** The sides where ∂f/∂x[u] is the derivative of u; null where nothing is so written. */
  operated({ id, left, right }: Statement): { left: Node; right: Node } | null {
    const a = this.meaning(side(id, "O"), left).node;
    const b = this.meaning(side(id, "P"), right).node;
    return a === null || b === null ? null : { left: a, right: b };
  }

  /** The quantity of a variable; undefined for a derivative's name. */
  quantityOf(variable: Node): Quantity | undefined {
    return this.derivatives.has(variable) ? undefined : this.byVariable.get(variable);
  }

  /** The quantity that a part sees under a name. */
  named(key: string, part: number): Quantity | undefined {
    return quantityNamed(this.worksheet, part, key);
  }

  /** What a part sees under a name: one quantity, or the versions of a name that has several. */
  private versions(key: string, part: number): readonly Quantity[] {
    const quantity = this.named(key, part);
    return quantity === undefined ? versionsNamed(this.worksheet, part, key) : [quantity];
  }

  isTensor(key: string, part: number): boolean | undefined {
    const versions = this.versions(key, part);
    const [first] = versions;
    if (first === undefined) return undefined;
    const isTensor = first.shape.length > 0;
    return versions.every(({ shape }) => shape.length > 0 === isTensor) ? isTensor : undefined;
  }

  /** How a variable is called in the document. */
  nameOf(variable: Node): string {
    return this.byVariable.get(variable)?.key ?? "";
  }

  /** The same without its version. */
  ownName(variable: Node): string {
    return isKind(variable, "variable") ? unmarked(variable.data) : "";
  }

  /** Whether some definition before a place is made of a variable. */
  isUsedBefore(variable: Node, place: number): boolean {
    return this.worksheet.quantities.some(({ formula, span, variable: own }) => {
      if (formula === null || span === null || span.from >= place) return false;
      if (/^[\u00a7\u2202]/.test(unmarked(own.data))) return false;
      return (variablesOf(formula) as readonly Node[]).includes(variable);
    });
  }

  /** Whether a formula or a value says what a name is. */
  isGiven(key: string, part: number): boolean {
    return this.versions(key, part).some(
      ({ formula, value }) => formula !== null || value !== null,
    );
  }

  /** Whether a variable stands for the derivative of something that is not defined. */
  isOpaque(variable: Node): boolean {
    const found = this.derivatives.get(variable);
    return found ? found.node === null : this.known?.isSlope(variable) === true;
  }

  /** The names that a derivative was taken not to depend on, though nothing says so. */
  assumedConstant(variable: Node): readonly Node[] {
    return this.independence().assumed(variable);
  }

  /** Variables and all that their formulas are made of, down to derivatives and inputs. */
  madeOf(variables: readonly Node[]): readonly Node[] {
    const all = new Set<Node>(variables);
    for (const one of all) {
      const formula = this.derivatives.has(one) ? undefined : this.formulaOf(one);
      if (formula !== undefined) for (const inner of variablesOf(formula)) all.add(inner);
    }
    return [...all];
  }

  /** A name that depends on another of some, in a way that is not said; undefined for none. */
  readonly tiedIn = (variables: readonly Node[]) => this.dependent().tiedIn(variables);

  /** The derivative that a variable stands for, as it is written. */
  readonly writtenAs = (one: Node): Derivative | undefined => this.derivatives.get(one)?.derivative;

  /** Whether a derivative goes through names that no formula makes depend on anything. */
  isImplicit(variable: Node): boolean {
    return this.implicit.has(this.derivatives.get(variable)?.derivative.key ?? "");
  }

  /** The variables by which a derivative that has a name is taken. */
  differentiatedBy(variable: Node): readonly Node[] {
    const { derivative } = this.derivatives.get(variable) ?? {};
    return derivative ? this.wholesBy(derivative) : [];
  }

  /** The variables by which a derivative is taken. */
  private wholesBy({ key, by }: Derivative): Node[] {
    return by.flatMap((_, k): Node[] => {
      const node = this.byKey.get(`${key}by${k}`)?.formula;
      if (node == null) return [];
      return isKind(node, "variable") ? [node] : [entryBase(node) ?? node];
    });
  }

  /** What a variable is defined as, in the variables it is made of; undefined for an input. */
  formulaOf(variable: Node): Node | undefined {
    const derivative = this.derivatives.get(variable);
    if (derivative !== undefined) return derivative.node ?? undefined;
    return this.byVariable.get(variable)?.formula ?? undefined;
  }

  /** The node with every definition put in, down to the inputs. */
  expand(root: Node): Node {
    return this.putIn(root, (variable) => this.formulaOf(variable), this.expanded);
  }

  /** The node with its derivatives written out, but names of quantities kept. */
  opened(root: Node): Node {
    const open = (variable: Node): Node | undefined =>
      this.derivatives.get(variable)?.node ?? undefined;
    return this.putIn(root, open, new Map());
  }

  /** A constant as a reader types it into a calculator. */
  valueText(value: Node): string {
    const exact = constantOf(value, this.worksheet.sizes)?.exact;
    return writePlain(exact == null ? spell(value) : exactSyntax(exact));
  }

  /** A constant in LaTeX. */
  valueLatex(value: Node): string {
    const exact = constantOf(value, this.worksheet.sizes)?.exact;
    return writeLatex(exact == null ? spell(value) : exactSyntax(exact));
  }

  /** The node with nodes in the place of variables. */
  put(root: Node, values: ReadonlyMap<Node, Node>): Node {
    return substitute(root, values, this.arena);
  }

  /** The same; null where the shapes do not fit together. */
  putFitting(root: Node, values: ReadonlyMap<Node, Node>): Node | null {
    return orMisfit(() => this.put(root, values));
  }

  /** The derivatives that stand in a node, each in the names it is made of. */
  derivativesIn(root: Node): readonly Node[] {
    return variablesOf(root).flatMap((variable) => this.derivatives.get(variable)?.node ?? []);
  }

  /** A name as a reader writes it, also of a derivative that is not known. */
  readonly readable = (name: string): string => this.known?.readable(name) ?? name;

  /** What tells the derivatives of one thing by another, which have a name at each place. */
  signature(variable: Node): string {
    const ids = this.partsOf(variable).map(({ id }) => id);
    return ids.join(" ") || `v${variable.id}`;
  }

  /** What a derivative is of, and by, or an integral of; nothing for another variable. */
  partsOf(variable: Node): readonly Node[] {
    const own = this.derivatives.get(variable)?.derivative;
    const names = own === undefined ? [] : ["of", ...own.by.map((_, k) => `by${k}`)];
    return names.flatMap((name) => this.byKey.get(`${own!.key}${name}`)?.formula ?? []);
  }

  /** Replaces variables by what `formula` says, and in that again; each is worked once. */
  putIn(root: Node, formula: (variable: Node) => Node | undefined, known: Map<Node, Node>): Node {
    return opened(root, formula, known, this.arena);
  }

  /** Gives a derivative its meaning. */
  private define(derivative: Derivative): void {
    const own = this.byKey.get(derivative.key);
    if (own === undefined) return;
    const hidden = (name: string): Node | undefined => {
      return this.byKey.get(`${derivative.key}${name}`)?.formula ?? undefined;
    };
    // the shapes of its parts need not fit together
    const node = orMisfit(() => this.meant(derivative, own.shape, hidden));
    this.derivatives.set(own.variable, { derivative, node });
  }

  /** A derivative, given the meanings of its parts; of a certain shape unless that is null. */
  private meant(
    derivative: Derivative,
    shape: Shape | null,
    hidden: (name: string) => Node | undefined,
  ): Node | null {
    let node = hidden("of");
    if (node === undefined) return null;
    for (let k = 0; k < derivative.by.length; k++) {
      const over = derivative.via?.map((_, at) => hidden(`via${at}`)) ?? [];
      const link = (a: Node, b: Node) => this.derivativeBy(a, b, derivative);
      const found = alongPath([node, ...over, hidden(`by${k}`)], link, this.arena);
      if (found === null) return null;
      node = found;
    }
    if (derivative.at.length > 0) {
      const values = new Map<Node, Node>();
      for (let k = 0; k < derivative.at.length; k++) {
        const [variable, value] = [hidden(`at${k}`), hidden(`value${k}`)];
        if (variable === undefined || value === undefined) return null;
        if (!sameShape(variable.shape, value.shape)) return null;
        values.set(variable, value);
      }
      const open = this.above(node, new Set(values.keys()));
      const found = this.valueAt(open, derivative, values, hidden);
      if (found === undefined) return null;
      node = found;
    }
    const found = this.arranged(node, derivative, hidden);
    return shape === null || sameShape(found.shape, shape) ? found : null;
  }

  /** A derivative with the axes first that indices name. */
  private arranged(
    node: Node,
    derivative: Derivative,
    hidden: (name: string) => Node | undefined,
  ): Node {
    let rank = 0;
    const names = ["of", ...derivative.by.map((_, k) => `by${k}`)];
    const axes = names.map((name) => hidden(name)!.shape.map(() => rank++));
    const output = arranged(derivative, axes, this.made.layout);
    if (output.every((axis, k) => axis === k)) return node;
    return this.arena.contract({ operands: [node], axes: [axes.flat()], output });
  }

  /** A node at other places of its variables; its limit, or its integral, there. */
  private valueAt(
    node: Node,
    { limit, integral }: Derivative,
    values: ReadonlyMap<Node, Node>,
    hidden: (name: string) => Node | undefined,
  ): Node | undefined {
    if (limit !== undefined) return this.limitAt(node, values, limit);
    if (integral === undefined) return substitute(node, values, this.arena);
    const [variable] = values.keys();
    if (variable === undefined || !isKind(variable, "variable")) return undefined;
    const [low, high] = integral.infinite;
    if (low === undefined || high === undefined) return indefinite(node, variable, this.arena);
    const [lower, upper] = [low ?? hidden("value0"), high ?? hidden("value1")];
    return lower && upper && definite(node, variable, lower, upper, this.arena);
  }

  /** The limit of a node as the one variable goes to its value, or to infinity. */
  private limitAt(
    node: Node,
    values: ReadonlyMap<Node, Node>,
    { side, infinite }: NonNullable<Derivative["limit"]>,
  ): Node | undefined {
    const [[variable, value]] = values as unknown as [[Node, Node]];
    return limitOf(node, variable, { target: infinite ?? value, side }, this.arena);
  }

  /** ∂node/∂by with the graph cut at `by`: a quantity, or an entry of one. */
  private derivativeBy(node: Node, by: Node, { key, of, sign, inner }: Derivative): Node | null {
    const whole = isKind(by, "variable") ? by : entryBase(by);
    if (!whole) return null;
    const own = inner && this.made.explicit ? this.edge(node, whole) : null;
    const root = own ?? this.through(this.above(this.opened(node), new Set([whole])), whole);
    const isArgument =
      of.kind === "applied" && of.arguments.some((one) => nameKey(one) === this.nameOf(whole));
    const depends = (variablesOf(root) as readonly Node[]).includes(whole);
    if (!depends && whole === by && sign === "d") {
      const curve = { y: this.expand(root), x: this.expand(whole) };
      const found = alongCurve(curve, (name) => this.isVaried(name), this.arena);
      if (found != null) this.curved.add(key);
      if (found !== undefined) return found;
    }
    const { arena } = this;
    const mayMove = (sign === "d" && whole === by) || !depends;
    const total = mayMove ? this.dependent().derivative(root, whole, key) : undefined;
    if (total?.plain === true) this.implicit.add(key);
    if (total === null) return null;
    if (total !== undefined && whole === by) return total.node;
    if (total !== undefined) return entryLike(total.node, by, root.shape.length, arena);
    // of a name that nothing defines, nothing is known; a function says what it depends on
    const isUnknown = isKind(root, "variable") && !this.formulaOf(root) && !this.isFixed(root);
    if (!depends && !isArgument && (isUnknown || of.kind === "applied")) return null;
    if (isMadeOfParts(root, whole, (one) => this.nameOf(one))) return null;
    const full =
      root.shape.length === 0
        ? differentiate(root, [whole], arena)[0]!
        : jacobian(root, whole, arena);
    return whole === by ? full : entryLike(full, by, root.shape.length, arena);
  }

  /** The layouts in which some derivative in a statement is another one. */
  layoutsIn({ id }: Statement): ReadonlySet<Layout> {
    const own = this.made.derivatives.filter(({ key }) => {
      return ["L", "R"].some((which) => key.startsWith(`\u2202${id}${which}.`));
    });
    return new Set(own.flatMap((derivative) => layoutsOf(derivative, this.axesOf(derivative))));
  }

  /** The axes of a derivative, by its parts. */
  axesOf({ key, by, written }: Derivative): Axes {
    const hidden = (name: string) => this.meaning(`${key}${name}`, written).node?.shape ?? [];
    return [hidden("of"), ...by.map((_, k) => hidden(`by${k}`))];
  }

  /** Whether the document says that a name is a constant. */
  private readonly isFixed = (one: Node) => fixedIn(this.made.said).has(this.ownName(one));

  /** What is known of names without a formula that the document differentiates. */
  private dependent(): Implicit {
    this.known ??= new Implicit(this.made, {
      formula: (key) => this.byKey.get(key)?.formula ?? null,
      variable: (key) => this.byKey.get(key)?.variable,
      by: (derivative) => this.wholesBy(derivative),
      sides: (one) => [this.left(one).node, this.right(one).node],
      formulaOf: (variable) => this.formulaOf(variable),
      isFixed: this.isFixed,
      isUsed: (variable) => this.isUsedBefore(variable, Number.POSITIVE_INFINITY),
      putIn: (root, formula) => this.putIn(root, formula, new Map()),
      nameOf: (variable) => this.nameOf(variable),
      variables: [...this.byVariable.keys()],
      arena: this.arena,
    });
    return this.known;
  }

  /** What a derivative does not depend on. */
  private independence(): Independence {
    this.free ??= new Independence(this.made.calculations, {
      writtenAs: this.writtenAs,
      derivatives: () => [...this.derivatives.values()].map(({ derivative }) => derivative),
      wholes: (derivative) => this.wholesBy(derivative),
      formula: (key) => this.byKey.get(key)?.formula ?? null,
      formulaOf: (variable) => this.formulaOf(variable),
      isCurved: (derivative) => this.curved.has(derivative.key),
      above: (node, on) => this.above(this.opened(node), on),
      expand: (node) => this.expand(node),
      placeOf: (variable) => this.byVariable.get(variable)?.span?.from,
      ownName: (variable) => this.ownName(variable),
      variables: [...this.byVariable.keys()],
    });
    return this.free;
  }

  /** Whether names are made of one that is worked out of numbers. */
  isOfNumbers(names: readonly Node[]): boolean {
    const all = this.madeOf(names);
    const of = all.flatMap((one) => this.independence().namesBelow(one));
    return [...all, ...this.madeOf(of)].some((one) => this.independence().isCalculated(one));
  }

  /** Whether the document differentiates by a name. */
  private isVaried(variable: Node): boolean {
    const name = this.nameOf(variable);
    return this.made.derivatives.some(({ by }) => by.some((one) => nameKey(one) === name));
  }

  /** The formula of a quantity that uses another directly; null when it does not. */
  private edge(node: Node, whole: Node): Node | null {
    const formula = this.formulaOf(node);
    const uses = formula !== undefined && (variablesOf(formula) as readonly Node[]).includes(whole);
    return uses ? formula : null;
  }

  /**
   * A node that does not mention a quantity, with the quantity in the place of what it is defined
   * as: L = (A x − b)ᵀ(A x − b) depends on u = A x − b.
   */
  private through(root: Node, whole: Node): Node {
    const formula = this.formulaOf(whole);
    if (formula === undefined || (variablesOf(root) as readonly Node[]).includes(whole))
      return root;
    const expanded = this.expand(root);
    const found = substitute(expanded, new Map([[this.expand(formula), whole]]), this.arena);
    return found === expanded ? root : found;
  }

  /** The node with the definitions put in of all that depends on one of `on`, but not of those. */
  above(node: Node, on: ReadonlySet<Node>): Node {
    const depends = new Map<Node, boolean>();
    const reaches = (variable: Node): boolean => {
      const known = depends.get(variable);
      if (known !== undefined) return known;
      depends.set(variable, false);
      const formula = this.formulaOf(variable);
      const found =
        on.has(variable) || (formula !== undefined && variablesOf(formula).some(reaches));
      depends.set(variable, found);
      return found;
    };
    const formula = (variable: Node): Node | undefined => {
      return on.has(variable) || !reaches(variable) ? undefined : this.formulaOf(variable);
    };
    return this.putIn(node, formula, new Map());
  }
}
