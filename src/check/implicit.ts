/**
 * @file Names that depend on others although no formula says how. Where a document writes dy/dx
 * and never says what y is, y is a function of x, and d/dx (y²) is 2 y dy/dx:
 *
 *     x² + y² = 25     an equation before it says which: dy/dx = −(∂H/∂x) / (∂H/∂y), with H the
 *                      difference of its sides
 *     dr/dt            without one, the derivative of an unknown function r(t)
 *     \dot{y}, \ddot{y}   with dy/dt nowhere: the derivative of y by t, and of that
 *     ∂L/∂a, ∂L/∂z     with a = σ(z): of two names of which one is made of the other, L depends
 *                      on the later one, and ∂L/∂z is ∂L/∂a · da/dz
 *
 * A derivative that only the document's own name for it says is a slope: a variable with the axes
 * of both. What fails with such names is not called wrong: they may depend in other ways, too.
 */
import { differentiate, jacobian } from "../calculus/index.ts";
import { type Arena, isKind, isZero, type Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import type { Derivative } from "./derivative.ts";
import { chained } from "./path.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A derivative of one name by another that the document writes. */
interface WrittenSlope {
  readonly of: Node;
  readonly by: Node;
  readonly sign: Derivative["sign"];
  /** The name that stands for it, if it has one: \dot{y}. */
  readonly name?: Node;
}

/** An equation of the document: where it stands, and what is 0. */
interface Equation {
  readonly at: number;
  readonly zero: Node;
}

/** What is asked of a sheet. */
interface Asked {
  /** The formula of a hidden quantity. */
  readonly formula: (key: string) => Node | null;
  readonly variable: (key: string) => Node | undefined;
  /** The quantities by which a derivative is taken. */
  readonly by: (derivative: Derivative) => readonly Node[];
  readonly sides: (statement: Statement) => readonly (Node | null)[];
  /** What a variable is defined as; undefined where nothing says it. */
  readonly formulaOf: (variable: Node) => Node | undefined;
  /** Whether the document says that a variable is a constant. */
  readonly isFixed: (variable: Node) => boolean;
  /** Whether some definition is made of a variable. */
  readonly isUsed: (variable: Node) => boolean;
  /** A node with formulas put in for its variables. */
  readonly putIn: (root: Node, formula: (variable: Node) => Node | undefined) => Node;
  readonly nameOf: (variable: Node) => string;
  /** All names of the document. */
  readonly variables: readonly Node[];
  readonly arena: Arena;
}

/** The slopes by t that dots over names stand for. */
function dottedIn({ variables, nameOf }: Asked): readonly WrittenSlope[] {
  const time = variables.find((one) => nameOf(one) === "t");
  if (time === undefined) return [];
  return variables.flatMap((name): WrittenSlope[] => {
    const [, dots, bare] = /^\\(d+ot)\{(.+)\}$/.exec(nameOf(name)) ?? [];
    if (bare === undefined) return [];
    const below = dots === "dot" ? bare : `\\${dots!.slice(1)}{${bare}}`;
    const of = variables.find((one) => nameOf(one) === below);
    const isOf = of !== undefined && of !== time && of.shape.length === name.shape.length;
    return isOf ? [{ of, by: time, sign: "d", name }] : [];
  });
}

/** A derivative through names without a formula, and whether slopes stand in it. */
interface Through {
  readonly node: Node;
  /** Whether all of it is known: by equations, or as derivatives of functions of one name. */
  readonly plain: boolean;
}

/** The most axes that a slope has. */
const rankLimit = 4;

/** The names of a document that depend on others without a formula. */
export class Implicit {
  private readonly written: readonly WrittenSlope[];
  private readonly equations: readonly Equation[];
  private readonly asked: Asked;
  private readonly slopes = new Map<Node, { readonly of: Node; readonly by: Node }>();
  /** Names that are differentiated by others on which no formula makes them depend. */
  private readonly untied: readonly { readonly of: Node; readonly by: Node }[];
  /** What reaches a name, by the name. */
  private readonly reached = new Map<Node, Map<Node, boolean>>();

  /** Names whose derivatives are being worked out, with the names by which. */
  private readonly begun = new Set<string>();

  constructor(
    made: {
      readonly derivatives: readonly Derivative[];
      readonly equations: readonly Statement[];
      /** All that is said of names. */
      readonly said: readonly Statement[];
    },
    asked: Asked,
  ) {
    const { formula, variable, by: wholes, sides, formulaOf, arena } = asked;
    this.asked = asked;
    const named = made.derivatives.flatMap((derivative): WrittenSlope[] => {
      const { key, of: whole, by, sign } = derivative;
      // f(x) is what f is said to be, and a limit or a bar says which of its letters move
      if (nameKey(whole) === undefined || by.length === 0) return [];
      const [of, [over]] = [formula(`${key}of`), wholes(derivative)];
      const isName = of !== null && over !== undefined && of !== over;
      return isName && [of, over].every((one) => isKind(one, "variable"))
        ? [{ of, by: over, sign }]
        : [];
    });
    const dotted = dottedIn(asked);
    this.written = [...named, ...dotted].filter(({ of }) => {
      return formulaOf(of) === undefined && !asked.isFixed(of);
    });
    this.untied = named.filter(({ of, by }) => {
      // du/dk of a u without k is 0 where other formulas have k
      if (formulaOf(of) !== undefined && asked.isUsed(by)) return false;
      // y = cos s with s = u² is made of s, though its closed form has no s
      const stopped = (one: Node) => (one === by ? undefined : formulaOf(one));
      const isMade = (node: Node) =>
        (variablesOf(asked.putIn(node, stopped)) as readonly Node[]).includes(by);
      return (
        !isMade(of) &&
        !made.said.some((one) => {
          const [left, right] = sides(one);
          return left === of && right != null && isMade(right);
        })
      );
    });
    const names = new Set(made.derivatives.map(({ key }) => variable(key)));
    this.equations =
      this.written.length === 0
        ? []
        : made.equations.flatMap((one): Equation[] => {
            const [left, right] = sides(one);
            if (left == null || right == null || left.shape.length + right.shape.length > 0)
              return [];
            const zero = arena.subtract(left, right);
            return variablesOf(zero).some((inside) => names.has(inside))
              ? []
              : [{ at: one.id, zero }];
          });
  }

  /** Whether a variable stands for a derivative of which only the name is known. */
  isSlope(variable: Node): boolean {
    return this.slopes.has(variable);
  }

  /** A name with those of such derivatives as a reader writes them: ∂L/∂z. */
  readable(name: string): string {
    const found = [...this.slopes].find(([variable]) => {
      return isKind(variable, "variable") && variable.data === name;
    });
    if (found === undefined) return name;
    const [of, by] = [found[1].of, found[1].by].map((one) => this.asked.nameOf(one));
    return `\u2202${of}/\u2202${by}`;
  }

  /** A name among some that depends on another of them in a way that is not said. */
  tiedIn(variables: readonly Node[]): Node | undefined {
    const inside = new Set(variables);
    return this.untied.find(({ of, by }) => inside.has(of) && inside.has(by))?.of;
  }

  /**
   * The derivative of a node by a name, through the names in it that depend on that; undefined
   * when none does, null when it cannot be said. `key` is the hidden name of the derivative, which
   * says where it stands.
   */
  derivative(root: Node, by: Node, key: string): Through | null | undefined {
    if (this.written.length === 0) return undefined;
    // how a slope changes is not known
    if (variablesOf(this.opened(root, by)).some((one) => this.slopes.has(one))) return null;
    return this.total(root, by, Number(/\d+/.exec(key)?.[0]));
  }

  private total(root: Node, by: Node, at: number): Through | null | undefined {
    const { arena } = this.asked;
    const open = this.opened(root, by);
    const moved = variablesOf(open).filter((one) => {
      return one !== by && this.isFree(one) && this.reaches(one, by);
    });
    if (moved.length === 0) return undefined;
    const [own, ...partial] = partials(open, [by, ...moved], arena);
    let plain = true;
    const terms = [own!];
    for (const [k, variable] of moved.entries()) {
      const slope = this.slope(variable, by, at);
      if (slope === null) return null;
      plain &&= slope.plain;
      terms.push(chained(partial[k]!, slope.node, open, variable, by, arena));
    }
    return { node: arena.add(...terms), plain };
  }

  /** The derivative of a name without a formula; null where it is made of itself. */
  private slope(variable: Node, by: Node, at: number): Through | null {
    const key = `${variable.id} ${by.id}`;
    if (this.begun.has(key)) return null;
    this.begun.add(key);
    try {
      return this.slopeOf(variable, by, at);
    } finally {
      this.begun.delete(key);
    }
  }

  private slopeOf(variable: Node, by: Node, at: number): Through | null {
    const { arena } = this.asked;
    const own = this.written.filter((one) => one.of === variable && this.reaches(one.by, by));
    // of names that are made of each other the last one counts
    const last = [...new Set(own.map((one) => one.by))].filter((one) => {
      return !own.some((other) => {
        return other.by !== one && this.reaches(other.by, one) && !this.isBeside(other, one);
      });
    });
    if (last.length === 0) return null;
    // of several names no one says how it depends on each
    const isPlain = last.length === 1 && own.every(({ sign }) => sign === "d");
    const terms: Node[] = [];
    for (const one of last) {
      const dot = own.find(({ by: over, name }) => over === one && name !== undefined)?.name;
      const slope =
        dot !== undefined
          ? dot
          : isPlain
            ? this.plain(variable, one, at)
            : this.named(variable, one);
      if (slope === null) return null;
      if (one === by) {
        terms.push(slope);
        continue;
      }
      const formula = this.asked.formulaOf(one);
      const inner = this.total(formula ?? one, by, at) ?? this.direct(formula, by);
      if (inner === null) return null;
      terms.push(chained(slope, inner.node, variable, one, by, arena));
    }
    return { node: arena.add(...terms), plain: isPlain && variable.shape.length === 0 };
  }

  /** Whether ∂u/∂y stands beside ∂u/∂x, with dy/dx the slope of a curve: u is of both. */
  private isBeside({ of, by, sign }: WrittenSlope, other: Node): boolean {
    if (sign !== "\\partial" || this.asked.formulaOf(by) !== undefined) return false;
    // of dw/dt = ∂w/∂x dx/dt + ∂w/∂y dy/dt, w is of x and y alone
    const isPartial = this.written.some((one) => {
      return one.of === of && one.by === other && one.sign === "\\partial";
    });
    if (!isPartial) return false;
    return this.written.some((one) => one.of === by && one.by === other && one.sign === "d");
  }

  /** The derivative of a number by a number: as an equation has it, or of a function of it. */
  private plain(variable: Node, by: Node, at: number): Node | null {
    const { arena, nameOf } = this.asked;
    if (variable.shape.length + by.shape.length > 0) return this.named(variable, by);
    const equation = this.equations.findLast(({ at: place, zero }) => {
      const found: readonly Node[] = place <= at ? variablesOf(zero) : [];
      return found.includes(variable) && found.includes(by);
    });
    const solved = equation && solvedFor(equation.zero, variable, by, arena);
    const data = { name: nameOf(variable), orders: [1] };
    return solved ?? arena.structural("abstract", [by], [], data);
  }

  /** The derivative of a formula in which all names have formulas themselves. */
  private direct(formula: Node | undefined, by: Node): Through | null {
    if (formula === undefined) return null;
    const [node] = partials(this.opened(formula, by), [by], this.asked.arena);
    return { node: node!, plain: true };
  }

  /** The variable that stands for a derivative; null where it has too many axes. */
  private named(of: Node, by: Node): Node | null {
    const { arena } = this.asked;
    const shape = [...of.shape, ...by.shape];
    if (shape.length > rankLimit) return null;
    const found = arena.variable(`\u00a7slope ${of.id} ${by.id}`, shape);
    this.slopes.set(found, { of, by });
    return found;
  }

  private isFree(variable: Node): boolean {
    return this.asked.formulaOf(variable) === undefined;
  }

  /** The node in the names that do not depend on `by`, and in those without a formula. */
  private opened(root: Node, by: Node): Node {
    return this.asked.putIn(root, (variable) => {
      if (variable === by || !this.reaches(variable, by)) return undefined;
      return this.asked.formulaOf(variable);
    });
  }

  /** Whether a name depends on another, by formulas or by derivatives that are written. */
  private reaches(variable: Node, by: Node): boolean {
    const known = this.reached.get(by) ?? new Map<Node, boolean>();
    this.reached.set(by, known);
    const before = known.get(variable);
    if (before !== undefined) return before;
    const seen = new Set<Node>([variable]);
    // what is added while it is walked is walked, too
    for (const one of seen) for (const next of this.madeOf(one)) seen.add(next);
    const found = seen.has(by);
    known.set(variable, found);
    if (!found) for (const one of seen) known.set(one, false);
    return found;
  }

  private madeOf(variable: Node): readonly Node[] {
    const formula = this.asked.formulaOf(variable);
    if (formula !== undefined) return variablesOf(formula);
    return this.written.flatMap((one) => (one.of === variable ? [one.by] : []));
  }
}

/** The derivatives of a node by variables, the axes of the node first. */
function partials(root: Node, by: readonly Node[], arena: Arena): readonly Node[] {
  if (root.shape.length === 0) return differentiate(root, by, arena);
  return by.map((one) => jacobian(root, one, arena));
}

/** −(∂H/∂x) / (∂H/∂y); undefined where H does not change with y. */
function solvedFor(zero: Node, variable: Node, by: Node, arena: Arena): Node | undefined {
  const [below, above] = differentiate(zero, [variable, by], arena);
  return isZero(below!) ? undefined : arena.negate(arena.divide(above!, below!));
}
