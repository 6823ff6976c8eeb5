/**
 * @file Derivatives that stand inside formulas of a sheet. Each becomes a quantity of its own,
 * called as its author wrote it, dL/dw: its formula is found from the quantities that lead from w
 * to L, one adjoint a quantity,
 *
 *     L̄ = 1,   q̄ = Σ over the quantities r that use q of (∂r/∂q)ᵀ r̄,   dL/dw = w̄,
 *
 * and is in the names of those quantities: 2 (y − t) x, not 2 (w x + b − t) x. So it is worked,
 * printed and referred to like any other line of the sheet. The same derivative of the same
 * quantities is one quantity.
 *
 * Where index letters run through it (∂z_i/∂w_j) it is an expression without a name.
 */
import { tidy } from "../algebra/index.ts";
import { jacobian, pullBack, substitute } from "../calculus/index.ts";
import {
  type Arena,
  isKind,
  type Node,
  operations,
  sameShape,
  topological,
} from "../expression/index.ts";
import {
  type Calculus,
  mapParts,
  type Names,
  nameKey,
  S,
  type Syntax,
  spell,
  treeSize,
  unmarked,
  writeLatex,
} from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import type { Quantity } from "./worksheet.ts";

/** An adjoint whose tree has more nodes than this is named on the way. */
const sizeLimit = 12;

/** A formula nested deeper than this is not written out. */
const depthLimit = 100;

/** The formula that is being elaborated. */
export interface User {
  readonly part: number;
  readonly span: Span | null;
}

/** What a formula has brought. */
export interface Taken {
  /** Quantities that come before the formula's own. */
  readonly fresh: readonly Quantity[];
  /** The signs in it, as the author wrote them, by the names of their quantities. */
  readonly signs: ReadonlyMap<Syntax, Syntax>;
  /** Whether there is a derivative in it at all. */
  readonly used: boolean;
}

/** The derivatives of one sheet while it is being built. */
export class Derivatives {
  readonly diagnostics: Diagnostic[] = [];
  private readonly arena: Arena;
  /** The quantities made so far, in order of dependence. */
  private readonly made: Quantity[] = [];
  private readonly byVariable = new Map<Node, Quantity>();
  private readonly byMeaning = new Map<string, Quantity>();
  /** Formulas of the author's quantities by their variables; derivatives are written out. */
  private readonly short = new Map<Node, Node>();
  /** Quantities made for the formula at hand, and how its signs are called by now. */
  private fresh: Quantity[] = [];
  private signs = new Map<Syntax, Syntax>();
  private used = false;

  constructor(arena: Arena) {
    this.arena = arena;
  }

  /** Takes in a quantity of the author's. */
  add(quantity: Quantity): void {
    const { formula, variable } = quantity;
    if (formula !== null && formula.operands.length > 0) this.short.set(formula, variable);
    this.keep(quantity);
  }

  private keep(quantity: Quantity): void {
    this.made.push(quantity);
    this.byVariable.set(quantity.variable, quantity);
  }

  /** The calculus for one formula; `taken` gives what it has led to. */
  for(user: User): Calculus {
    this.fresh = [];
    this.signs = new Map();
    this.used = false;
    const { arena } = this;
    return {
      derivative: (of, by, sign, isSign) => this.derivative(user, of, by, sign, isSign),
      at: (node, places, sign, isSign) => this.at(user, node, places, sign, isSign),
      inputs: (node) => this.inputs(node),
      slope: (of, by) => slope(of, by, arena),
      put: (node, places) => substitute(node, places, arena),
    };
  }

  /** The quantities that the last formula has brought, and its signs by their names. */
  taken(): Taken {
    const { fresh, signs, used } = this;
    return { fresh, signs, used };
  }

  /** The quantities whose variables stand in an expression, in order of dependence. */
  parentsIn(node: Node): readonly Quantity[] {
    const mentioned = new Set(topological([node]));
    return this.made.filter(({ variable }) => mentioned.has(variable));
  }

  private derivative(
    user: User,
    of: Node,
    by: readonly Node<"variable">[],
    sign: Syntax,
    isSign: boolean,
  ): Node {
    this.used = true;
    const meaning = meaningOf(of, by);
    const known = this.byMeaning.get(meaning);
    if (known !== undefined && isSign) return this.refer(known, sign);
    let node = of;
    let name = this.byVariable.get(of)?.name ?? this.above(sign);
    const letter = sign.kind === "derivative" ? sign.sign : "d";
    for (const variable of by) {
      const above = name;
      const below = (quantity: Quantity): Syntax => {
        return S.derivative(above, quantity.name, { sign: letter });
      };
      node = this.along(user, node, variable, below);
      name = below(this.byVariable.get(variable)!);
    }
    this.warnOfNothing(of, by[0]!, sign);
    if (!isSign) return node;
    return this.refer(this.name(user, meaning, node, this.called(sign, of, by)), sign);
  }

  /** What a sign is the derivative of, where that is no quantity. */
  private above(sign: Syntax): Syntax {
    const isDerivative = sign.kind === "derivative" || sign.kind === "gradient";
    return this.renamed(isDerivative && sign.of !== null ? sign.of : sign);
  }

  /**
   * d(of)/d(by) by one sweep over the quantities from the last to the first. An adjoint that has
   * grown large gets a name on the way, as it would on paper; so what is written stays short, and
   * the whole linear.
   */
  private along(
    user: User,
    of: Node,
    by: Node<"variable">,
    nameOf: (quantity: Quantity) => Syntax,
  ): Node {
    const { arena } = this;
    const active = this.dependents(by);
    if (of.shape.length > 0) {
      const forms = this.composed(of, (quantity) => {
        return active.has(quantity.variable) && quantity.variable !== by;
      });
      return tidy(jacobian(substitute(of, forms, arena), by, arena), arena);
    }
    const adjoints = new Map<Node, Node[]>();
    const spread = (formula: Node, seed: Node): void => {
      const variables = topological([formula]).filter((node) => active.has(node));
      for (const [k, part] of pullBack(formula, seed, variables, arena).entries()) {
        const parts = adjoints.get(variables[k]!);
        if (parts === undefined) adjoints.set(variables[k]!, [part]);
        else parts.unshift(part);
      }
    };
    spread(of, arena.integer(1));
    for (let k = this.made.length - 1; k >= 0; k--) {
      const { variable, formula } = this.made[k]!;
      const parts = adjoints.get(variable);
      if (parts === undefined || formula === null || variable === by) continue;
      // the adjoint of q is dL/dq: where that has a name already, it is referred to
      const meaning = meaningOf(of, [variable]);
      const total = arena.add(...parts);
      const known = this.byMeaning.get(meaning);
      const isLarge = known === undefined && treeSize(total, sizeLimit + 1) > sizeLimit;
      const sign = nameOf(this.byVariable.get(variable)!);
      const named = isLarge ? this.name(user, meaning, tidy(total, arena), sign) : known;
      spread(formula, named?.variable ?? total);
    }
    const total = adjoints.get(by);
    return total === undefined ? arena.zeros(by.shape) : tidy(arena.add(...total), arena);
  }

  /** The variables of quantities that depend on `by`, itself included. */
  private dependents(by: Node): ReadonlySet<Node> {
    const found = new Set<Node>([by]);
    for (const { variable, parents } of this.made) {
      if (parents.some((parent) => found.has(parent.variable))) found.add(variable);
    }
    return found;
  }

  /** The formulas of the quantities that `opens` picks, put into each other. */
  private composed(root: Node, opens: (quantity: Quantity) => boolean): Map<Node, Node> {
    const needed = new Set<Quantity>(this.parentsIn(root));
    for (const quantity of needed) for (const parent of quantity.parents) needed.add(parent);
    const forms = new Map<Node, Node>();
    for (const quantity of this.made) {
      const { variable, formula } = quantity;
      if (formula === null || !needed.has(quantity) || !opens(quantity)) continue;
      forms.set(variable, substitute(formula, forms, this.arena));
    }
    return forms;
  }

  private at(
    user: User,
    node: Node,
    places: ReadonlyMap<Node, Node>,
    sign: Syntax,
    isSign: boolean,
  ): Node {
    this.used = true;
    const moved = new Set<Node>();
    for (const place of places.keys()) for (const node of this.dependents(place)) moved.add(node);
    const forms = this.composed(
      node,
      ({ variable }) => moved.has(variable) && !places.has(variable),
    );
    const put = substitute(substitute(node, forms, this.arena), places, this.arena);
    if (!isSign) return put;
    const pairs = [...places].map(([place, value]) => `${place.id}=${value.id}`);
    const meaning = `at ${node.id} ${pairs.join(" ")}`;
    const known = this.byMeaning.get(meaning);
    return this.refer(known ?? this.name(user, meaning, put, this.renamed(sign)), sign);
  }

  private inputs(node: Node): readonly Node<"variable">[] {
    const needed = new Set<Quantity>(this.parentsIn(node));
    for (const quantity of needed) for (const parent of quantity.parents) needed.add(parent);
    return this.made.flatMap((quantity) => {
      return needed.has(quantity) && quantity.formula === null ? [quantity.variable] : [];
    });
  }

  /** A quantity for what has just been found. */
  private name(user: User, meaning: string, found: Node, name: Syntax): Quantity {
    // a (1 − a) for σ(z)(1 − σ(z)) where a = σ(z)
    const formula = substitute(found, this.short, this.arena);
    const names: Names = { get: (node) => this.byVariable.get(node)?.name };
    const key = nameKey(name) ?? writeLatex(name);
    const quantity: Quantity = {
      key,
      name,
      variable: this.arena.variable(`${key}\0${meaning}`, formula.shape),
      shape: formula.shape,
      formula,
      written: depthOf(formula) > depthLimit ? null : spell(formula, names),
      parents: this.parentsIn(formula),
      value: null,
      writtenValue: null,
      part: user.part,
      span: user.span,
    };
    this.byMeaning.set(meaning, quantity);
    this.fresh.push(quantity);
    this.keep(quantity);
    return quantity;
  }

  private refer(quantity: Quantity, sign: Syntax): Node {
    this.signs.set(sign, quantity.name);
    return quantity.variable;
  }

  /** The sign as written, but with versions told apart: dL/dw^{(0)}. */
  private called(sign: Syntax, of: Node, by: readonly Node[]): Syntax {
    const above = this.byVariable.get(of)?.name;
    const below = by.map((node) => this.byVariable.get(node)!.name);
    if (sign.kind === "gradient") return S.gradient(above ?? sign.of, below[0]!);
    if (sign.kind !== "derivative") return this.renamed(sign);
    let next = 0;
    const variables = sign.by.map(({ order }) => {
      next += order;
      return { variable: below[next - 1]!, order };
    });
    const { style } = sign;
    return S.derivative(above ?? this.renamed(sign.of!), variables, { sign: sign.sign, style });
  }

  /** A piece of the formula with the signs in it called by their names. */
  private renamed(syntax: Syntax): Syntax {
    return withSigns(syntax, this.signs);
  }

  /** A derivative that is 0 because nothing leads there is hardly meant. */
  private warnOfNothing(of: Node, by: Node, sign: Syntax): void {
    const needed = new Set<Quantity>(this.parentsIn(of));
    for (const quantity of needed) for (const parent of quantity.parents) needed.add(parent);
    const below = this.byVariable.get(by)!;
    if (needed.has(below)) return;
    const base = unmarked(below.variable.data);
    const isOld = [...needed].some((quantity) => unmarked(quantity.variable.data) === base);
    const hint = isOld ? ` It is made of another ${base}: write its formula again.` : "";
    const above = this.byVariable.get(of)?.key ?? "This";
    this.diagnostics.push(diagnose("PG2067", sign, { of: above, by: below.key, hint }));
  }
}

/** How deep the tree of a node is. */
function depthOf(root: Node): number {
  const depths = new Map<Node, number>();
  for (const node of topological([root])) {
    const below = node.operands.map((operand) => depths.get(operand)!);
    depths.set(
      node,
      below.reduce((deepest, depth) => Math.max(deepest, depth + 1), 1),
    );
  }
  return depths.get(root)!;
}

function meaningOf(of: Node, by: readonly Node[]): string {
  return `d ${of.id} ${by.map(({ id }) => id).join(" ")}`;
}

/** The tree with pieces of it replaced. */
export function withSigns(syntax: Syntax, signs: ReadonlyMap<Syntax, Syntax>): Syntax {
  if (signs.size === 0) return syntax;
  return signs.get(syntax) ?? mapParts(syntax, (part) => withSigns(part, signs));
}

/** d(of)/d(by) entry by entry; undefined where an entry is made of other entries of `by`. */
function slope(of: Node, by: Node, arena: Arena): Node | undefined {
  if (by.shape.length === 0) return tidy(jacobian(of, by, arena), arena);
  if (!sameShape(of.shape, by.shape) || !actsEntrywise(of, by)) return undefined;
  const ones = arena.filled(arena.integer(1), of.shape);
  return tidy(pullBack(of, ones, [by], arena)[0]!, arena);
}

/** Whether all that leads from `by` to `of` keeps entries apart. */
function actsEntrywise(of: Node, by: Node): boolean {
  const moved = new Set<Node>([by]);
  for (const node of topological([of])) {
    const used = node.operands.flatMap((operand, k) => (moved.has(operand) ? [k] : []));
    if (used.length === 0) continue;
    moved.add(node);
    if (operations[node.op].kind === "elementwise") continue;
    if (!isKind(node, "contraction")) return false;
    const { axes, sizes } = node.data;
    const keeps = used.every((k) => axes[k]!.every((label, axis) => label === axis));
    if (!keeps || sizes.length !== by.shape.length) return false;
  }
  return true;
}
