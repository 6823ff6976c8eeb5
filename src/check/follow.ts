/**
 * @file What the author goes on with after a mistake. A step that holds when the author's wrong
 * result stands in the place of the right one is no second mistake: by name (∂L/∂s = 0.3 is wrong,
 * then ∂L/∂x = ∂L/∂s · w = 0.3 · w follows), or by the number alone (∂L/∂x = 0.3 · w follows, too).
 * What follows is wrong itself, and goes on in the same way, as does the rest of a wrong chain. So
 * is the number at which a rough ≈ arrives, though nothing is wrong with that. An author who goes
 * on with the right value makes no second mistake either: 0.4 − 0.5 · 0.0822 = 0.3589, where 0.0822
 * was a slip of the pen.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import { isKind, type Node, topological } from "../expression/index.ts";
import { nameKey, type Syntax, unmarked } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import type { Pair } from "./judge.ts";
import { literalOf, printedNumber } from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { isConstant } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** A number that a wrong step ends with, and what it should be. */
interface Slip {
  readonly value: Rational;
  readonly meant: Node;
}

/** What a function is wrongly said to be, in terms of its parameters. */
interface Form {
  readonly node: Node;
  readonly parameters: readonly Node[];
}

/** A derivative of one name by another that is wrong, and by how much. */
interface WrongSlope {
  readonly of: Node;
  readonly by: Node;
  readonly change: Node;
}

/** Behind a name, which of its definitions it stands for. */
const version = /\s+v\d+$/u;

/** The f of f'(x). */
function primedIn(written: Syntax): string | undefined {
  const head = written.kind === "applied" ? written.head : undefined;
  return head?.kind === "prime" ? nameKey(head.base) : undefined;
}

/** So many of the last wrong numbers are also looked at together. */
const together = [2, 3, 4] as const;

/** The wrong results of a document so far. */
export class WrongResults {
  private readonly sheet: DocumentSheet;
  /** Names whose chain went wrong, with the values that the author goes on with. */
  private readonly named = new Map<string, Node[]>();
  /** What names are wrongly said to be in another form, by which their slopes may be taken. */
  private readonly forms = new Map<string, Form[]>();
  /** What functions are wrongly said to be in parts of the document that do not stand here. */
  private readonly formulas = new Map<string, Statement[]>();
  private readonly wrongSlopes: WrongSlope[] = [];
  private readonly slips: Slip[] = [];
  /** Wrong vectors and matrices, and what they should be. */
  private readonly lists = new Map<Node, Node>();

  constructor(sheet: DocumentSheet) {
    this.sheet = sheet;
  }

  /** Remembers a wrong step, of a chain that says what `head` is, if it is a name. */
  add(head: Node | null, pair: Pair): void {
    const number = printedNumber(pair.written);
    if (number !== null && number.value.n !== 0n && pair.left.shape.length === 0) {
      this.slips.push({ value: number.value, meant: pair.left });
    }
    if (pair.right.shape.length > 0 && isConstant(pair.right)) {
      this.lists.set(pair.right, pair.left);
    }
    if (head === null) return;
    const key = this.sheet.signature(head);
    const known = this.named.get(key);
    if (known === undefined) this.named.set(key, [pair.right]);
    else known.push(pair.right);
    const ends = this.endsOf(head);
    if (ends === null || pair.right.shape.length > 0) return;
    const { arena } = this.sheet;
    this.wrongSlopes.push({ ...ends, change: arena.subtract(pair.right, head) });
  }

  /** Remembers the form in which something is wrongly written again: f of f(x) = ∜x³ = x^{3/5}. */
  addFunction(name: string, form: Form): void {
    this.forms.set(name, [...(this.forms.get(name) ?? []), form]);
  }

  /** Remembers a wrong step of which not all names have a meaning here: g'(μ) = 3/μ². */
  addFormula(statement: Statement): void {
    const { left } = statement;
    const name = left.kind === "applied" ? nameKey(left.head) : undefined;
    if (name === undefined) return;
    this.formulas.set(name, [...(this.formulas.get(name) ?? []), statement]);
  }

  /** A value f(2) as the wrong forms of f have it. */
  private calls(written: Statement): Node[] {
    const { kind, left } = written;
    const name = kind === "step" && left.kind === "applied" ? nameKey(left.head) : undefined;
    if (name === undefined || left.kind !== "applied") return [];
    const { sheet } = this;
    const forms = this.forms.get(name) ?? [];
    const formulas = this.formulas.get(name) ?? [];
    if (forms.length + formulas.length === 0) return [];
    const places = left.arguments.map((one) => sheet.meaningIn(written, one));
    const valued = forms.flatMap(({ node, parameters }) => {
      const fits = parameters.every(({ shape }, k) => shape.join() === places[k]?.shape.join());
      if (!fits || parameters.length !== places.length || parameters.length === 0) return [];
      const put = new Map(parameters.map((one, k): [Node, Node] => [one, places[k]!]));
      return [substitute(sheet.expand(node), put, sheet.arena)];
    });
    const read = formulas.flatMap((wrong) => {
      const keys = wrong.left.kind === "applied" ? wrong.left.arguments.map(nameKey) : [];
      const put = new Map<string, Node>();
      for (const [k, key] of keys.entries()) {
        const place = places[k];
        if (key === undefined || place == null) return [];
        put.set(key, place);
      }
      return keys.length === places.length
        ? (sheet.meaningIn(written, wrong.right, put) ?? [])
        : [];
    });
    return [...valued, ...read];
  }

  /** The derivative on the left side, of the wrong forms of what it is of. */
  private slopes(left: Node): Node[] {
    const { sheet } = this;
    if (!isKind(left, "variable") || left.shape.length > 0) return [];
    const slope = sheet.writtenAs(left);
    const name = slope && (primedIn(slope.written) ?? nameKey(slope.of));
    const by = sheet.differentiatedBy(left);
    const isOfNumbers = by.length > 0 && by.every(({ shape }) => shape.length === 0);
    if (name === undefined || !isOfNumbers) return [];
    return (this.forms.get(name.replace(version, "")) ?? []).flatMap(({ node: form }) => {
      // where "so x = L/4" says at which x it is greatest, the slope is still taken by x
      const whole = sheet.above(form, new Set(by));
      // a number for f says nothing of its slope
      if (form.shape.length > 0 || isConstant(whole)) return [];
      return [by.reduce((one, name) => differentiate(one, [name], sheet.arena)[0]!, whole)];
    });
  }

  /** The one name that is differentiated by another, both numbers; else null. */
  private endsOf(variable: Node): Omit<WrongSlope, "change"> | null {
    const [of, by, more] = isKind(variable, "variable") ? this.sheet.partsOf(variable) : [];
    if (of === undefined || by === undefined || more !== undefined) return null;
    const isName = [of, by].every((one) => isKind(one, "variable") && one.shape.length === 0);
    return isName ? { of, by } : null;
  }

  /**
   * The derivative on the left side, where it leads over wrong ones: ∂L/∂w by the wrong ∂z/∂w is
   *
   *     ∂L/∂w + ∂L/∂z · (wrong ∂z/∂w − ∂z/∂w)
   */
  private over(left: Node): Node[] {
    const ends = this.wrongSlopes.length === 0 ? null : this.endsOf(left);
    if (ends === null) return [];
    const { arena } = this.sheet;
    return this.wrongSlopes.flatMap(({ of, by, change }) => {
      const around = [this.slope(ends.of, of), this.slope(by, ends.by)];
      if (around.some((one) => one === arena.integer(0))) return [];
      return [arena.add(left, arena.multiply(change, ...around))];
    });
  }

  /** The derivative of a name by another, through all that is between them. */
  private slope(of: Node, by: Node): Node {
    const { sheet } = this;
    return of === by
      ? sheet.arena.integer(1)
      : differentiate(sheet.above(of, new Set([by])), [by], sheet.arena)[0]!;
  }

  /** The pair with wrong results in the place of what they should be, or the other way about. */
  readings(pair: Pair, written: Statement): Pair[] {
    const found = this.calls(written).map((left): Pair => ({ ...pair, left, loose: null }));
    for (const at of this.named.size > 0 ? ([-1, 0] as const) : []) {
      const loose = pair.loose && { ...pair.loose, left: this.asWritten(pair.loose.left, at) };
      found.push({ ...pair, left: this.asWritten(pair.left, at), loose });
    }
    for (const left of [...this.slopes(pair.left), ...this.over(pair.left)]) {
      found.push({ ...pair, left, loose: null });
    }
    const listed = substitute(pair.right, this.lists, this.sheet.arena);
    if (listed !== pair.right) found.push({ ...pair, right: listed, loose: null });
    const last = together.map((count) => this.slips.slice(-count));
    for (const slips of [...this.slips.map((slip) => [slip]), ...last]) {
      const right = this.asMeant(pair.right, pair.loose?.right, slips);
      if (right !== null) found.push({ ...pair, right, loose: null });
      const left = isConstant(pair.left) ? this.asMeant(pair.left, pair.loose?.left, slips) : null;
      if (left !== null) found.push({ ...pair, left, loose: null });
    }
    return found;
  }

  /** A side with the first or the last of the wrong values of each name. */
  private asWritten(node: Node, at: 0 | -1): Node {
    const value = (variable: Node) => {
      const wrong = this.named.get(this.sheet.signature(variable))?.at(at);
      // a vector for a number is no result that anybody goes on with
      return wrong?.shape.join() === variable.shape.join() ? wrong : undefined;
    };
    return this.sheet.putIn(node, value, new Map());
  }

  /** A side with what wrong numbers should be in their places; null where none is used. */
  private asMeant(side: Node, loose: Node | undefined, slips: readonly Slip[]): Node | null {
    const { arena } = this.sheet;
    const put = new Map<Node, Node>();
    let used = false;
    const standsFor = (number: Rational): Node => {
      const slip = slips.findLast(({ value }) => {
        return Q.equal(Q.absolute(number), Q.absolute(value));
      });
      if (slip === undefined) return arena.number(number);
      used = true;
      return Q.equal(number, slip.value) ? slip.meant : arena.negate(slip.meant);
    };
    if (loose === undefined) {
      for (const node of topological([side])) {
        if (isKind(node, "number")) put.set(node, standsFor(node.data));
      }
      return used && side.op !== "number" ? substitute(side, put, arena) : null;
    }
    for (const variable of variablesOf(loose)) {
      const text = literalOf(unmarked(variable.data));
      const number = text === null ? undefined : Q.fromDecimal(text);
      if (number !== undefined) put.set(variable, standsFor(number));
    }
    return used ? substitute(loose, put, arena) : null;
  }
}
