/**
 * @file What a derivative does not depend on. Where no formula makes a name depend on what is
 * differentiated by, the name is taken for a constant: u and v in d(uv)/dx, r in d(πr²)/dt even
 * where r has a value now, a p that was worked out of numbers. That is an assumption, on which no
 * step is called wrong, unless the document itself differentiates by the name: such names are
 * independent of each other, as long as it does not write what their derivative is (dr/dt).
 */
import { isKind, type Node, topological } from "../expression/index.ts";
import { classesOf } from "./classes.ts";
import type { Derivative } from "./derivative.ts";
import { variablesOf } from "./variables.ts";
import { type Calculations, type Names, Worked } from "./worked.ts";

/** What the names of a document are made of, and its derivatives. */
interface Asked extends Names {
  /** The derivative that a variable stands for. */
  readonly writtenAs: (variable: Node) => Derivative | undefined;
  readonly derivatives: () => readonly Derivative[];
  /** The variables by which a derivative is taken. */
  readonly wholes: (derivative: Derivative) => readonly Node[];
  /** The formula of a hidden name. */
  readonly formula: (key: string) => Node | null;
  /** Whether a derivative is along a curve, whose parameter moves all. */
  readonly isCurved: (derivative: Derivative) => boolean;
  /** A node opened, with the definitions put in of all that depends on some names. */
  readonly above: (node: Node, on: ReadonlySet<Node>) => Node;
  readonly expand: (node: Node) => Node;
}

/** The assumptions behind the derivatives of a document. */
export class Independence {
  private readonly asked: Asked;
  private readonly worked: Worked;
  private readonly independent: ReadonlySet<Node>;

  constructor(calculations: Calculations, asked: Asked) {
    this.asked = asked;
    this.worked = new Worked(calculations, asked);
    this.independent = new Set(
      asked.derivatives().flatMap((derivative) => {
        return derivative.limit === undefined ? asked.wholes(derivative) : [];
      }),
    );
  }

  /** The names that a derivative was taken not to depend on, though nothing says so. */
  assumed(variable: Node): readonly Node[] {
    const { asked } = this;
    const derivative = this.asked.writtenAs(variable);
    // limits, integrals and bars say which of their letters move
    if (derivative === undefined || derivative.by.length === 0 || asked.isCurved(derivative)) {
      return [];
    }
    const of = asked.formula(`${derivative.key}of`);
    if (of === null) return [];
    if (derivative.limit !== undefined) return this.assumedFixed(derivative, of);
    const by = asked.wholes(derivative);
    const until: readonly Node[] = variablesOf(asked.above(of, new Set(by)));
    // p_2 = e^1/5.47 may be worked out of what is differentiated by
    const worked = this.worked.below(of, by);
    if (worked.length > 0 || by.some((one) => until.includes(one))) return worked;
    const inside = variablesOf(asked.expand(of));
    // E = ½ (1 − 0.62)², worked in numbers: what it is made of is not said
    if (inside.length === 0 && isKind(of, "variable")) return [of];
    // z = w x + b in tanh(w x + b)
    const nodes = new Set<Node>(topological([asked.expand(of)]));
    if (by.some((one) => asked.formulaOf(one) && nodes.has(asked.expand(one)))) return [];
    return inside.filter((one) => {
      // which entry is 1 depends on nothing
      if (classesOf([one]).length > 0) return false;
      return !this.independent.has(one) || by.some((other) => this.isDifferentiated(one, other));
    });
  }

  /** The names that a limit was taken not to move, where nothing in it does. */
  private assumedFixed({ key }: Derivative, of: Node): readonly Node[] {
    const letter = this.asked.formula(`${key}at0`);
    const inside = variablesOf(this.asked.expand(of));
    if (letter === null || (inside as readonly Node[]).includes(letter)) return [];
    return inside.filter((one) => {
      return this.asked.formulaOf(one) === undefined && !this.independent.has(one);
    });
  }

  /** Whether the document writes the derivative of one name by another. */
  private isDifferentiated(one: Node, by: Node): boolean {
    return this.asked.derivatives().some((derivative) => {
      const of = this.asked.formula(`${derivative.key}of`);
      return of === one && this.asked.wholes(derivative).includes(by);
    });
  }

  /** The names of what a derivative is of; none for other variables. */
  namesBelow(variable: Node): readonly Node[] {
    const derivative = this.asked.writtenAs(variable);
    const of = derivative && this.asked.formula(`${derivative.key}of`);
    return of == null ? [] : variablesOf(of);
  }

  /** Whether numbers stand in the formula of a name for others. */
  isCalculated(variable: Node): boolean {
    return this.worked.isCalculated(variable);
  }
}
