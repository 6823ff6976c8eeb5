/**
 * @file Derivatives inside a document's formulas, as names. Before a sheet is built, each
 * derivative is replaced by a name of its own, and what it is the derivative of becomes a hidden
 * quantity; when the sheet stands, the name is given its meaning by the one differentiator.
 *
 *     \frac{dy}{ds}                  ∂1, with ∂1 = dy/ds
 *     \frac{d u^{x_3}}{du}           ∂2, with ∂2 = d(u^{x_3})/du
 *     \frac{x_3 du}{u dx_3}          (x_3 / u) ∂3, with ∂3 = du/dx_3
 *     \frac{d a_2}{d W_{2,2}}        ∂4_{2,2,2}, with ∂4 = da/dW, or the entry's own name
 *     \nabla_w L, f'(2), \partial_x f, dy/dx|_{x = 2}
 *     \lim_{h \to 0} \frac{…}{h}      ∂5, the limit of what it stands before
 *     \int_a^b f(x) dx               ∂6, the integral
 */
import type { Shape } from "../expression/index.ts";
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import type { Statement as Line } from "../worksheet/index.ts";
import { Formulas } from "./formulas.ts";
import { namesOf, withoutVersion } from "./names.ts";
import { type Path, pathIn } from "./path.ts";
import { runningIn } from "./running.ts";

/** A derivative that stands in a formula under a name. */
export interface Derivative {
  /** The name that stands for it. */
  readonly key: string;
  /** Of what; a formula. */
  readonly of: Syntax;
  /** The letters that run in that formula: i in ∂(x_i w)/∂w. */
  readonly letters: readonly string[];
  /** By which names, one after the other. */
  readonly by: readonly Syntax[];
  /** What a chain of derivatives, for which it stands as a whole, leads over. */
  readonly via?: readonly Syntax[];
  readonly sign: "d" | "\\partial" | "\\nabla";
  /** Values put in afterwards: those behind an evaluation bar, the 2 of f'(2). */
  readonly at: readonly { readonly variable: Syntax; readonly value: Syntax }[];
  /** Where the variable of `at` goes, of a limit: from a side, or to infinity. */
  readonly limit?: { readonly side: "+" | "-" | null; readonly infinite: "+" | "-" | null };
  /** Of an integral: `at` has its letter with the lower and the upper bound, if it has any. */
  readonly integral?: {
    readonly variable: Syntax;
    readonly infinite: readonly ("+" | "-" | null)[];
  };
  /** The derivative as it was written. */
  readonly written: Syntax;
  /** Whether it is a link of a chain for the derivative of something else. */
  readonly inner: boolean;
  /** How many first axes of `of` and of each of `by` are named by the indices behind the name. */
  readonly indexed: readonly number[];
}

/** What a derivative is made from. */
type Parts = Omit<Derivative, "key" | "inner" | "letters" | "indexed">;

/** What is known of names where a formula stands. */
export interface Surroundings {
  /** The parameters of a function that the document defines; undefined for other names. */
  readonly parametersOf: (head: Syntax) => readonly string[] | undefined;
  /** Whether a name is defined by a formula or a value. */
  readonly isQuantity: (name: string) => boolean;
  /** The head of such a function as the sheet calls it. */
  readonly renamed: (head: Syntax) => Syntax;
  /** Whether a name occurs in what such a function is defined as. */
  readonly mentions: (head: Syntax, name: string) => boolean;
  /** Whether links of chains are derivatives along one edge, and ∂ may be along all paths. */
  readonly explicit: boolean;
  /** Whether a name is a vector or a matrix here. */
  readonly isTensor: (key: string) => boolean;
  /** Whether it is known to be a number. */
  readonly isNumber: (key: string) => boolean;
  readonly formulas: Formulas;
  /** Of what the derivative is with which the chain begins, if it begins with one. */
  readonly head: { readonly of: Syntax; readonly sign: Derivative["sign"] } | null;
}

/** Gives names to derivatives. */
export class Derivatives {
  readonly all: Derivative[] = [];
  private owner = "";
  private count = 0;
  private around: Surroundings = {
    parametersOf: () => undefined,
    isQuantity: () => false,
    renamed: (head) => head,
    mentions: () => false,
    explicit: false,
    isTensor: () => false,
    isNumber: () => true,
    formulas: new Formulas(),
    head: null,
  };

  /**
   * The formula with names for its derivatives. `owner` is where it stands, so that a name means
   * the same in every sheet of the document.
   */
  in(syntax: Syntax, owner: string, around: Surroundings): Syntax {
    this.owner = owner;
    this.count = 0;
    this.around = around;
    return this.name(syntax);
  }

  private name(syntax: Syntax): Syntax {
    switch (syntax.kind) {
      case "derivative":
        return this.derivative(syntax);
      case "gradient":
        return this.gradient(syntax);
      case "fraction": {
        const apart = withoutDifferentials(syntax);
        if (apart !== null) return this.name(apart);
        break;
      }
      case "product": {
        const factors = withoutArguments(syntax.factors);
        const isMatrix = (key: string) => isCapital(key) && this.around.isTensor(key);
        const path = syntax.joints.includes("odot") ? undefined : pathIn(factors, isMatrix);
        if (path !== undefined) {
          const whole = this.path(path, syntax);
          const around = [...factors.slice(0, path.start), whole, ...factors.slice(path.end)];
          return around.length === 1 ? whole : this.name(S.product(around, "cdot"));
        }
        if (factors.length === 1) return this.name(factors[0]!);
        if (factors.length < syntax.factors.length) return this.name(S.product(factors, "cdot"));
        break;
      }
      case "evaluated":
        return this.evaluated(syntax);
      case "limit":
        return this.limit(syntax);
      case "integral":
        return this.integral(syntax);
      case "prime":
        return this.primed(syntax, null, syntax) ?? syntax;
      case "applied":
        if (syntax.head.kind === "prime" && syntax.arguments.length === 1) {
          const found = this.primed(syntax.head, syntax.arguments[0]!, syntax);
          if (found !== null) return found;
        }
        break;
    }
    return mapParts(syntax, (part) => this.name(part));
  }

  private derivative(syntax: SyntaxOf<"derivative">): Syntax {
    const { of, by, sign } = syntax;
    if (of === null) return syntax;
    const variables = by.flatMap(({ variable, order }) => {
      return Array.from({ length: Math.min(order, 4) }, () => variable);
    });
    const outer = this.outer(of, variables, syntax);
    if (outer !== null) return outer;
    const kept = sign === "\\partial" ? this.keeping(of, variables) : null;
    const whole = kept ?? { of: this.whole(of), by: variables, at: [] };
    return this.indexed({ ...whole, sign, written: syntax });
  }

  /**
   * ∂g/∂x of a function g(x, y), whatever y depends on elsewhere: the other arguments of g have
   * names of their own, and are y afterwards. Null where no argument is a quantity itself.
   */
  private keeping(of: Syntax, by: readonly Syntax[]): Pick<Parts, "of" | "by" | "at"> | null {
    const parameters = nameKey(of) === undefined ? undefined : this.around.parametersOf(of);
    const keys = new Set(by.map((one) => nameKey(one) ?? ""));
    const isPartial =
      parameters !== undefined && [...keys].every((key) => parameters.includes(key));
    if (!isPartial || this.around.explicit) return null;
    const isKept = (name: string) => {
      return this.around.isQuantity(name) && (keys.size > 1 || !keys.has(name));
    };
    const own = (name: string) => S.name(isKept(name) ? `\u2202${name}` : name);
    const at = parameters.filter(isKept).map((name) => {
      return { variable: own(name), value: S.name(name) };
    });
    if (at.length === 0) return null;
    return {
      of: S.applied(this.around.renamed(of), ...parameters.map(own)),
      by: by.map((one) => own(nameKey(one)!)),
      at,
    };
  }

  /** dh/du of a function h(x) in which no u occurs: h'(u), where u may be another function. */
  private outer(of: Syntax, by: readonly Syntax[], written: SyntaxOf<"derivative">): Syntax | null {
    const [own, ...more] = this.around.parametersOf(of) ?? [];
    const name = nameKey(this.withoutLetters(by[0]!).whole);
    if (own === undefined || more.length > 0 || name === undefined || name === own) return null;
    // the u of f(u) that is a quantity itself, and may depend on x
    if (this.around.isQuantity(own)) return null;
    if (by.some((one) => nameKey(one) !== nameKey(by[0]!)) || this.around.mentions(of, name))
      return null;
    const inner = this.around.parametersOf(by[0]!);
    const variable = inner === undefined ? by[0]! : S.name("\u2202x");
    const at = inner === undefined ? [] : [{ variable, value: this.whole(by[0]!) }];
    const applied = S.applied(this.around.renamed(of), variable);
    return this.indexed({
      of: applied,
      by: by.map(() => variable),
      sign: written.sign,
      at,
      written,
    });
  }

  private path({ names: [of, ...rest], sign }: Path, written: Syntax): Syntax {
    const [by, ...via] = [...rest].reverse() as [Syntax, ...Syntax[]];
    return this.indexed({ of: of!, by: [by], via: via.reverse(), sign, at: [], written });
  }

  private gradient(syntax: SyntaxOf<"gradient">): Syntax {
    const { of, by, order } = syntax;
    if (of === null || by === null) return syntax;
    const variables = Array.from({ length: Math.min(order, 4) }, () => by);
    return this.indexed({
      of: this.whole(of),
      by: variables,
      sign: "\\nabla",
      at: [],
      written: syntax,
    });
  }

  /** What is differentiated: a bare f is f(x) where the document defines it so. */
  private whole(of: Syntax): Syntax {
    const parameters = nameKey(of) === undefined ? undefined : this.around.parametersOf(of);
    if (parameters === undefined) return this.name(of);
    return S.applied(this.around.renamed(of), ...parameters.map((name) => S.name(name)));
  }

  /** f'(2), f'(x), f' of a function of one variable. */
  private primed(
    { base, count }: SyntaxOf<"prime">,
    argument: Syntax | null,
    written: Syntax,
  ): Syntax | null {
    const parameters = this.around.parametersOf(base);
    if (parameters?.length !== 1) return null;
    const own = S.name(parameters[0]!);
    const [variable, at] =
      argument === null
        ? [own, []]
        : nameKey(argument) !== undefined
          ? [argument, []]
          : [S.name("\u2202x"), [{ variable: S.name("\u2202x"), value: this.name(argument) }]];
    const by = Array.from({ length: Math.min(count, 4) }, () => variable);
    const head = this.around.renamed(bareHead(base));
    return this.indexed({ of: S.applied(head, variable), by, sign: "d", at, written });
  }

  /** What stands before an evaluation bar, a derivative or not, with values put in. */
  private evaluated(syntax: SyntaxOf<"evaluated">): Syntax {
    const conditions = syntax.at.kind === "list" ? syntax.at.items : [syntax.at];
    const at = conditions.flatMap((condition) => {
      if (condition.kind !== "relation" || condition.signs[0] !== "=") return [];
      return [{ variable: condition.parts[0]!, value: this.name(condition.parts[1]!) }];
    });
    if (at.length < conditions.length) return syntax;
    const { body } = syntax;
    if (body.kind === "derivative" && body.of !== null) {
      const by = body.by.flatMap(({ variable, order }) => {
        return Array.from({ length: Math.min(order, 4) }, () => variable);
      });
      const kept = body.sign === "\\partial" ? this.keeping(body.of, by) : null;
      if (kept === null) {
        return this.indexed({ of: this.whole(body.of), by, sign: body.sign, at, written: syntax });
      }
      const said = (name: string) => at.find(({ variable }) => nameKey(variable) === name)?.value;
      const own = kept.at.map((one) => ({ ...one, value: said(nameKey(one.value)!) ?? one.value }));
      const names = new Set(kept.at.map(({ value }) => nameKey(value)));
      const others = at.filter(({ variable }) => !names.has(nameKey(variable)));
      const whole = { ...kept, at: [...own, ...others] };
      return this.indexed({ ...whole, sign: body.sign, written: syntax });
    }
    return this.indexed({ of: this.name(body), by: [], sign: "d", at, written: syntax });
  }

  /** `\lim_{h \to 0} body`: the body, and where its letter goes. */
  private limit(syntax: SyntaxOf<"limit">): Syntax {
    const { target, side } = syntax;
    const { variable, body } = this.ownLetter(syntax);
    const infinite = infinityOf(target);
    const value = infinite === null ? this.name(target) : S.number(0);
    const of = { of: this.name(body), by: [], sign: "d" as const, at: [{ variable, value }] };
    return this.indexed({ ...of, limit: { side, infinite }, written: syntax });
  }

  /** `\int_a^b body \, dx`: the body, its letter, and the bounds. */
  private integral(syntax: SyntaxOf<"integral">): Syntax {
    const { lower, upper } = syntax;
    const hasBounds = lower !== undefined && upper !== undefined;
    const { variable, body } = hasBounds ? this.integrated(syntax) : syntax;
    const bounds = hasBounds ? [lower, upper] : [];
    const infinite = bounds.map(infinityOf);
    const at = bounds.map((bound, k) => {
      return { variable, value: infinite[k] === null ? this.name(bound) : S.number(0) };
    });
    // without bounds the letter is that of the integral, too
    const all = hasBounds ? at : [{ variable, value: variable }];
    const of = { of: this.name(body), by: [], sign: "d" as const, at: all };
    return this.indexed({ ...of, integral: { variable, infinite }, written: syntax });
  }

  /** The letter of a limit or an integral is a number, also where x is a vector elsewhere. */
  private ownLetter({ variable, body }: Bound): Bound {
    const key = nameKey(variable);
    const isKnown = key === undefined || this.around.isNumber(key);
    return isKnown ? { variable, body } : withOwnLetter(body, key);
  }

  /**
   * That of an integral with bounds is its own also where a formula says what x is, unless
   * something else in the body depends on x.
   */
  private integrated({ variable, body }: Bound): Bound {
    const { formulas } = this.around;
    const key = nameKey(variable);
    const isTaken = key !== undefined && formulas.has(key) && !dependsBeside(body, key, formulas);
    return isTaken ? withOwnLetter(body, key) : this.ownLetter({ variable, body });
  }

  /**
   * With running letters put behind: ∂L/∂z_i is (∂L/∂z)_i, ∂a_k/∂z_i is (∂a/∂z)_{ki}, and
   * ∂(a_k b)/∂z_i is (∂c/∂z)_{ki} where c_k = a_k b.
   */
  private indexed(of: Parts): Syntax {
    const { head } = this.around;
    const entry = this.withoutLetters(of.of);
    const letters = entry.indices.length > 0 ? [] : this.runningIn(of.of);
    const running = letters.map((letter) => S.name(letter));
    const below = of.by.map((one) => this.withoutLetters(one));
    const indices = [[...entry.indices, ...running], ...below.map((one) => one.indices)];
    // in a chain for dy/dx, ∂y/∂x is the derivative along the edge from x to y
    const along = head?.sign === "d" && of.sign === "\\partial";
    const isHead = head !== null && nameKey(head.of) === nameKey(entry.whole);
    const key = `\u2202${this.owner}.${++this.count}`;
    this.all.push({
      ...of,
      key,
      letters,
      of: entry.whole,
      by: below.map(({ whole }) => whole),
      inner: head !== null && (along || !isHead),
      indexed: indices.map(({ length }) => length),
    });
    const { from, to } = of.written;
    const name: Syntax = { kind: "name", text: key, from, to };
    return indices.flat().length === 0 ? name : S.subscripted(name, ...indices.flat());
  }

  private runningIn(syntax: Syntax): readonly string[] {
    return runningIn([syntax], (key) => this.around.isTensor(key));
  }

  /** `z_i` of a known vector z with a letter i: z, and the letter. */
  private withoutLetters(syntax: Syntax): { whole: Syntax; indices: readonly Syntax[] } {
    if (syntax.kind !== "subscript") return { whole: syntax, indices: [] };
    const { base, indices } = syntax;
    const key = nameKey(base);
    const running = indices.every((index) => index.kind === "name" && /^[a-z]$/.test(index.text));
    if (key === undefined || !running || !this.around.isTensor(key)) {
      return { whole: syntax, indices: [] };
    }
    return { whole: base, indices };
  }
}

/** W, \mathbf{W}, W^{(1)}. */
const isCapital = (key: string): boolean => /^(?:\\(?:mathbf|boldsymbol)\{)?[A-Z]/.test(key);

/** The sign of ∞, +∞ or −∞; null for other places. */
export function infinityOf(target: Syntax): "+" | "-" | null {
  if (target.kind === "sum" && target.terms.length === 1) {
    const { sign, term } = target.terms[0]!;
    return nameKey(term) === "\\infty" && sign !== "\\pm" ? sign : null;
  }
  return nameKey(target) === "\\infty" ? "+" : null;
}

/** The name of a function without the version it has already. */
function bareHead(head: Syntax): Syntax {
  return head.kind === "name" ? { ...head, text: withoutVersion(head.text) } : head;
}

/**
 * A fraction with one differential above and one below, as what stands beside them times the
 * derivative: x_3 du / (u dx_3) is (x_3 / u) · du/dx_3. Null for other fractions.
 */
function withoutDifferentials(syntax: SyntaxOf<"fraction">): Syntax | null {
  const above = takeDifferential(syntax.numerator);
  const below = takeDifferential(syntax.denominator);
  if (above === null || below === null || above.sign !== below.sign) return null;
  const { from, to } = syntax;
  const derivative: Syntax = {
    kind: "derivative",
    sign: above.sign,
    style: "bar",
    of: above.of,
    by: [{ variable: below.of, order: 1 }],
    from,
    to,
  };
  if (above.rest.length + below.rest.length === 0) return derivative;
  const top = product(above.rest);
  const beside = below.rest.length === 0 ? top : { ...S.fraction(top, product(below.rest)) };
  return { ...S.product([beside, derivative], "cdot"), from, to };
}

/** The factors without the (x) of du/dx (x). */
function withoutArguments(factors: readonly Syntax[]): Syntax[] {
  return factors.filter((factor, k) => {
    const before = factors[k - 1];
    if (factor.kind !== "group" || before?.kind !== "derivative") return true;
    const argument = nameKey(factor.body);
    return argument === undefined || argument !== nameKey(before.by[0]!.variable);
  });
}

function product(factors: readonly Syntax[]): Syntax {
  if (factors.length === 0) return S.number(1);
  return factors.length === 1 ? factors[0]! : S.product([...factors], "cdot");
}

interface Taken {
  readonly sign: "d" | "\\partial";
  readonly of: Syntax;
  readonly rest: readonly Syntax[];
}

/** The one differential among the factors, and the others. */
function takeDifferential(syntax: Syntax): Taken | null {
  const factors = syntax.kind === "product" ? syntax.factors : [syntax];
  const found = factors.filter((factor) => factor.kind === "differential");
  if (found.length !== 1) return null;
  const { sign, of } = found[0]!;
  return { sign, of, rest: factors.filter((factor) => factor !== found[0]) };
}

/** What a derivative is of and by, and where it is taken, under the hidden names of these. */
export function formulaNamed({ of, by, via, at }: Derivative, name: string): Syntax | undefined {
  const [, kind, digits] = /^([a-z]+)(\d*)$/.exec(name) ?? [];
  const k = Number(digits);
  if (kind === "of") return of;
  if (kind === "by") return by[k];
  if (kind === "via") return via?.[k];
  return kind === "at" ? at[k]?.variable : at[k]?.value;
}

/** Whether a differential stands somewhere that no derivative was made of. */
export function hasLooseDifferential(syntax: Syntax): boolean {
  return syntax.kind === "differential" || children(syntax).some(hasLooseDifferential);
}

/** The shapes that make up that of a derivative: of what is differentiated, of each variable. */
export type Axes = readonly Shape[];

/**
 * How derivatives are laid out: with ∂L/∂W in the shape of W and ∂y/∂x as the Jacobian; both in
 * numerator layout, ∂L/∂W in the shape of Wᵀ; or both in denominator layout, ∂y/∂x transposed.
 */
export type Layout = "mixed" | "numerator" | "denominator";

/** The layouts in which a derivative is not what it is in the mixed one, given its axes. */
export function layoutsOf(
  { sign, indexed, at }: Derivative,
  parts: readonly (readonly unknown[])[],
): readonly Layout[] {
  // entries are the same in every layout
  if (parts.length !== 2 || indexed.some((count) => count > 0) || at.length > 0) return [];
  const [of, by] = parts.map(({ length }) => length);
  if (of === 0 && by === 2 && sign !== "\\nabla") return ["numerator"];
  return of === 1 && by === 1 ? ["denominator"] : [];
}

/** The axes of a derivative, from those of its parts: what indices name comes first. */
export function arranged<T>(
  derivative: Derivative,
  parts: readonly (readonly T[])[],
  layout: Layout,
): T[] {
  const { indexed } = derivative;
  const named = parts.flatMap((part, k) => part.slice(0, indexed[k]));
  const all = [...named, ...parts.flatMap((part, k) => part.slice(indexed[k]))];
  return layoutsOf(derivative, parts).includes(layout) ? all.reverse() : all;
}

/**
 * The line that gives a derivative its axes: their numbers, or where they have none, those of what
 * it is made of: d_{abc} + 0 \cdot y_a \cdot x_{bc}, of which only the shape is wanted.
 */
export function axesLine(derivative: Derivative, axes: Axes, layout: Layout): Line {
  const { key } = derivative;
  const whole = arranged(derivative, axes, layout);
  if (whole.every((size) => typeof size === "number")) {
    const sizes = whole.map((size) => S.number(size));
    return { kind: "shape", left: S.name(key), sizes, span: nowhere };
  }
  const entry = (name: string, letters: readonly Syntax[]): Syntax => {
    return letters.length === 0 ? S.name(name) : S.subscripted(S.name(name), ...letters);
  };
  let at = 0;
  const letters = axes.map((shape) => shape.map(() => S.name(axisLetters[at++]!)));
  const parts = letters.map((own, k) => entry(`${key}${k === 0 ? "of" : `by${k - 1}`}`, own));
  const nothing = S.product([S.number(0), ...parts], "cdot");
  const own = arranged(derivative, letters, layout);
  const right = S.sum([entry(key, own), nothing]);
  return { kind: "definition", left: entry(`${key}axes`, own), right, span: nowhere };
}

const nowhere = { from: -1, to: -1 };

const axisLetters = "abcdefgh";

/** The letter that an operator binds, and what it is applied to. */
interface Bound {
  readonly variable: Syntax;
  readonly body: Syntax;
}

/** A body with a letter of its own in the place of a name. */
function withOwnLetter(body: Syntax, key: string): Bound {
  const own = S.name(`\u2202${key}`);
  const put = (part: Syntax): Syntax => (nameKey(part) === key ? own : mapParts(part, put));
  return { variable: own, body: put(body) };
}

/** Whether a name in a body, other than the letters of integrals in it, depends on a letter. */
function dependsBeside(body: Syntax, letter: string, formulas: Formulas): boolean {
  const bound = new Set(lettersOf(body));
  return namesOf(body).some(({ key }) => !bound.has(key) && formulas.reaches(key, letter));
}

/** The letters of the integrals with bounds in a formula. */
function lettersOf(syntax: Syntax): readonly string[] {
  const own = syntax.kind === "integral" && syntax.lower ? nameKey(syntax.variable) : undefined;
  return [...(own === undefined ? [] : [own]), ...children(syntax).flatMap(lettersOf)];
}
