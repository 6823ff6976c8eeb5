/**
 * @file Functions of which a document says nothing but their name: f in `(f g)'`, u in `F(u(x))`.
 * A letter is one where it is applied or primed as functions are and is defined neither as a
 * function (of so many arguments) nor as a quantity. The sheet knows it under a name of its own,
 * so that a letter that also stands alone is no quantity there. What functions are made of is
 * written at arguments:
 *
 *     (f + g)(x), (f \circ g)(x)     f(x) + g(x), f(g(x))
 *     (f g)'(x)                      d(f(x) g(x))/dx
 *     f^2(x), f^{-1}(x)              (f(x))^2, the inverse function at x
 *     f^{(3)}(x), f_x(x, y)          f'''(x), the derivative of f(x, y) by x
 *     \frac{dF}{du}(u(x))            F'(u(x)): F has one argument, whatever it is called
 *     \frac{\partial f}{\partial x}(a, b)    the derivative by that argument, there
 *     \frac{du}{dx}, and u beside it  u'(x) and u(x), where u(x) stands somewhere
 *     y'(x)                          dy/dx, for a quantity y
 *     (\sin x)', \ln(\cos x)'         the derivative by the one letter inside
 */
import { spellings } from "../expression/index.ts";
import {
  children,
  functionLetters,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  unknownMark,
} from "../notation/index.ts";
import { bareNames, type Functions, headKey, headsOf, isMinusOne } from "./names.ts";
import { barelyPrimed, primesOut, ruleConstants } from "./prime.ts";
import type { Statement } from "./statement.ts";

/** The parameters of the function that a letter is; undefined for other letters. */
type Known = (head: Syntax) => readonly string[] | undefined;

/** The functions that a document uses without saying what they are. */
export class UnknownFunctions {
  private readonly letters = new Set<string>();
  /** Names that the document defines as quantities. */
  private readonly quantities = new Set<string>();
  /** What is primed, or stands before something else in brackets than a sum. */
  private readonly applied = new Set<string>();
  /** How a function stands somewhere at names: f(x, y), f(u(t)). */
  private readonly signatures: Signatures = new Map();
  /** Bare names of which derivatives stand somewhere, and by what. */
  private readonly slopes = new Map<string, Set<string>>();

  constructor(statements: readonly Statement[]) {
    for (const { kind, sign, left, right } of statements) {
      if (sign === "\\in" && isSpace(right)) this.quantities.add(nameKey(left) ?? "");
      if (kind === "definition" || kind === "update") {
        const key = nameKey(left) ?? (left.kind === "applied" ? undefined : nameKey(right));
        if (key !== undefined) this.quantities.add(key);
      }
      this.collect(left);
      this.collect(right);
    }
    for (const [key, by] of this.slopes) {
      const signatures = this.signatures.get(key) ?? [];
      // what a bare σ is, is for the activations to say
      if (key === "\\sigma") continue;
      if (signatures.some(({ names }) => names.some((name) => by.has(name)))) this.letters.add(key);
    }
    for (const key of this.quantities) this.letters.delete(key);
    // g (1 - v^2) beside m g has a factor g
    const bare = bareNames(statements.flatMap(({ left, right }) => [left, right]));
    for (const key of this.letters) {
      if (!this.applied.has(key) && bare.has(key)) this.letters.delete(key);
    }
  }

  private collect(syntax: Syntax): void {
    if (syntax.kind === "applied") {
      const { head } = syntax;
      const isPrimed = head.kind === "prime" || head.kind === "family";
      const key = nameKey(isPrimed ? head.base : head);
      const counts = isPrimed ? head.kind === "prime" || orderOf(head) !== undefined : true;
      const isLetter = key !== undefined && (head.kind === "prime" || functionLetters.has(key));
      // the Φ of Φ (Φ^T Φ)^{-1} is a factor
      const isHead = key !== undefined && headsOf(syntax).includes(key);
      if (isLetter && counts && (isHead || isPrimed) && key !== "\\sigma" && !spellings.has(key)) {
        this.letters.add(key);
      }
      const isSum = syntax.arguments.length === 1 && syntax.arguments[0]!.kind === "sum";
      if (key !== undefined && (isPrimed || !isSum)) this.applied.add(key);
      if (key !== undefined && !isPrimed) addSignature(this.signatures, key, syntax.arguments);
    }
    if (syntax.kind === "derivative") this.collectSlope(syntax);
    for (const child of children(syntax)) this.collect(child);
  }

  private collectSlope({ of, by }: SyntaxOf<"derivative">): void {
    const key = of === null ? undefined : nameKey(of);
    if (key === undefined) return;
    const found = this.slopes.get(key) ?? new Set();
    for (const { variable } of by) found.add(nameKey(variable) ?? "");
    this.slopes.set(key, found);
  }

  /** The formula with what such functions mean written out; `functions` are those defined here. */
  in(syntax: Syntax, functions: Functions, beside: readonly Syntax[] = [syntax]): Syntax {
    return new Writer(this, functions, beside).write(syntax);
  }

  /**
   * The sides of a claim of a chain. Of names that nothing defines, f' and (f g)' depend on a
   * variable that nobody names.
   */
  sides(
    sides: readonly Syntax[],
    functions: Functions,
    chain: readonly Syntax[] = sides,
  ): readonly Syntax[] {
    const variable = variableOf(chain);
    const isOwn = variable !== null && this.isVariable(variable, functions);
    const writer = new Writer(this, functions, sides, isOwn ? variable : null);
    const written = sides.map((side) => writer.write(side));
    const isFree = (name: string): boolean => {
      const known = functions.parametersOf(S.name(name)) !== undefined;
      return !known && !this.quantities.has(name) && !this.quantities.has(`${name}'`);
    };
    return [...barelyPrimed(written)].every(isFree) ? primesOut(written) : written;
  }

  private isVariable(name: string, functions: Functions): boolean {
    const isKnown = this.quantities.has(name) || this.quantities.has(`${name}'`);
    return !isKnown && !this.isFunction(S.name(name), (head) => functions.parametersOf(head));
  }

  /** Whether a name is an unknown function when it has so many arguments. */
  isUnknown(head: Syntax, count: number, known: Known): boolean {
    const key = nameKey(head);
    if (key === undefined) return false;
    const parameters = known(head);
    return parameters === undefined ? this.letters.has(key) : parameters.length !== count;
  }

  /** Whether a letter is a function here, defined or not. */
  isFunction(head: Syntax, known: Known): boolean {
    const key = nameKey(head);
    return key !== undefined && (known(head) !== undefined || this.letters.has(key));
  }

  isQuantity(key: string): boolean {
    return this.quantities.has(key);
  }

  /**
   * The names of a function's arguments, where its definition says them, or a use that has `by`:
   * one in the claim itself, or elsewhere.
   */
  signatureOf(
    head: Syntax,
    known: Known,
    own: Signatures,
    by: readonly string[],
  ): Signature | undefined {
    const names = known(head);
    if (names !== undefined) return { names, args: names.map((name) => S.name(name)) };
    const key = nameKey(head) ?? "";
    const all = [...(own.get(key) ?? []), ...(this.signatures.get(key) ?? [])];
    return all.find((one) => by.every((name) => one.names.includes(name)));
  }
}

/** A use of a function: what its arguments are called, and the arguments themselves. */
interface Signature {
  readonly names: readonly string[];
  readonly args: readonly Syntax[];
}

type Signatures = Map<string, Signature[]>;

/** So many uses of a function are kept. */
const signatureLimit = 8;

function addSignature(all: Signatures, key: string, args: readonly Syntax[]): void {
  const names = args.map(headKey);
  if (names.includes(undefined)) return;
  const known = all.get(key) ?? [];
  all.set(key, known);
  const isNew = known.every((one) => one.names.join() !== names.join());
  if (isNew && known.length < signatureLimit) known.push({ names: names as string[], args });
}

/** The uses of functions in some formulas. */
function signaturesIn(formulas: readonly Syntax[]): Signatures {
  const found: Signatures = new Map();
  const visit = (syntax: Syntax): void => {
    const key = syntax.kind === "applied" ? nameKey(syntax.head) : undefined;
    if (key !== undefined) addSignature(found, key, (syntax as SyntaxOf<"applied">).arguments);
    for (const child of children(syntax)) visit(child);
  };
  for (const formula of formulas) visit(formula);
  return found;
}

/** ℝ and ℝ^n, in which numbers, vectors and matrices are. */
function isSpace(syntax: Syntax): boolean {
  return nameKey(syntax.kind === "power" ? syntax.base : syntax) === "\\mathbb{R}";
}

/** The n of f^{(n)}. */
function orderOf({ bracket, index }: SyntaxOf<"family">): number | undefined {
  return bracket === "(" && index.kind === "number" ? Number(index.text) : undefined;
}

/** The highest order that is written with primes. */
const orderLimit = 6;

class Writer {
  private readonly all: UnknownFunctions;
  private readonly functions: Functions;
  private readonly known: Known;
  /** The names by which the claim differentiates. */
  private readonly by: ReadonlySet<string>;

  private readonly own: Signatures;
  /** The name by which the primes of the claim differentiate, if it is one. */
  private readonly variable: string | null;
  /** Names that have primes of their own in the claim. */
  private readonly functional: ReadonlySet<string>;

  /** `beside` are the sides of the claim in which a formula stands. */
  constructor(
    all: UnknownFunctions,
    functions: Functions,
    beside: readonly Syntax[],
    variable: string | null = null,
  ) {
    this.all = all;
    this.variable = variable;
    this.functions = functions;
    this.known = (head) => functions.parametersOf(head);
    this.by = slopesIn(beside);
    this.own = signaturesIn(beside);
    this.functional = primedNames(beside);
  }

  private signatureOf(head: Syntax, by: readonly string[]): Signature | undefined {
    return this.all.signatureOf(head, this.known, this.own, by);
  }

  write(syntax: Syntax): Syntax {
    const found = this.meant(syntax);
    if (found === undefined) return mapParts(syntax, (part) => this.write(part));
    return { ...found, from: syntax.from, to: syntax.to };
  }

  private meant(syntax: Syntax): Syntax | undefined {
    switch (syntax.kind) {
      case "applied":
        return this.applied(syntax);
      case "product":
        return this.product(syntax);
      case "prime":
        return this.primed(syntax);
      case "derivative":
        return this.derivative(syntax);
      case "name":
        return this.bare(syntax, 0);
      default:
        return undefined;
    }
  }

  private applied(syntax: SyntaxOf<"applied">): Syntax | undefined {
    const { head } = syntax;
    const args = syntax.arguments.map((one) => this.write(one));
    const written = this.writtenOut(head, args, 0);
    if (written !== undefined) return written;
    const isPlain = nameKey(head) !== undefined && head.kind !== "family";
    if (isPlain && this.all.isUnknown(head, args.length, this.known)) {
      return S.applied(marked(head), ...args);
    }
    const same = { ...syntax, arguments: args };
    if (head.kind === "prime") return this.primedAt(head.base, head.count, args) ?? same;
    if (head.kind === "family") {
      const order = orderOf(head);
      const fits = order !== undefined && order <= orderLimit && args.length === 1;
      if (!fits || !this.all.isFunction(head.base, this.known)) return same;
      if (order === 0) return this.at(head.base, args);
      return this.primedAt(head.base, order, args) ?? same;
    }
    const partial = head.kind === "subscript" ? this.partial(head, args) : undefined;
    return partial ?? same;
  }

  /** A function whose body differentiates or integrates, at arguments. */
  private writtenOut(head: Syntax, args: readonly Syntax[], order: number): Syntax | undefined {
    const body = this.functions.bodyOf(head);
    const parameters = body === undefined ? undefined : this.known(head);
    if (body === undefined || parameters?.length !== args.length) return undefined;
    const [first] = parameters;
    const variable = S.name(first!);
    const whole = order === 0 ? S.group(body) : S.derivative(S.group(body), { variable, order });
    const moved = args.flatMap((argument, k) => {
      return nameKey(argument) === parameters[k] ? [] : [S.equation(parameters[k]!, argument)];
    });
    if (moved.length === 0) return whole;
    return S.evaluated(whole, moved.length === 1 ? moved[0]! : S.list(moved));
  }

  /** f'(…) of an unknown or known function, y'(x) of a quantity. */
  private primedAt(base: Syntax, count: number, args: readonly Syntax[]): Syntax | undefined {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return undefined;
    const written = this.writtenOut(base, args, count);
    if (written !== undefined) return written;
    if (this.all.isUnknown(base, 1, this.known)) {
      return S.applied(S.prime(marked(base), count), argument);
    }
    if (this.known(base) !== undefined) return S.applied(S.prime(base, count), argument);
    const key = nameKey(base);
    const isSlope =
      key !== undefined && this.all.isQuantity(key) && nameKey(argument) !== undefined;
    return isSlope ? S.derivative(base, { variable: argument, order: count }) : undefined;
  }

  /** `f_x(x, y)`: the derivative by the parameter of that name. */
  private partial(head: SyntaxOf<"subscript">, args: readonly Syntax[]): Syntax | undefined {
    const { base, indices } = head;
    const keys = indices.map((index) => nameKey(index) ?? "");
    const parameters = this.signatureOf(base, keys)?.names;
    const isOwn = this.all.isQuantity(nameKey(head) ?? "") || this.known(head) !== undefined;
    if (parameters?.length !== args.length || isOwn) return undefined;
    if (!this.all.isFunction(base, this.known) || args.length < 2) return undefined;
    const orders = parameters.map((name) => keys.filter((key) => key === name).length);
    const count = orders.reduce((sum, order) => sum + order, 0);
    return count === keys.length ? this.orderedAt(base, parameters, orders, args) : undefined;
  }

  /** The derivative of a function of several arguments, so often by each, at others. */
  private orderedAt(
    base: Syntax,
    parameters: readonly string[],
    orders: readonly number[],
    args: readonly Syntax[],
  ): Syntax {
    if (this.all.isUnknown(base, args.length, this.known)) {
      const index = S.list(orders.map((order) => S.number(order)));
      return S.applied(S.family(marked(base), index, "("), ...args);
    }
    const by = parameters.flatMap((name, k) =>
      orders[k]! > 0 ? [{ variable: S.name(name), order: orders[k]! }] : [],
    );
    const slope = S.partial(base, by);
    const moved = args.flatMap((argument, k) => {
      return nameKey(argument) === parameters[k] ? [] : [S.equation(parameters[k]!, argument)];
    });
    if (moved.length === 0) return slope;
    return S.evaluated(slope, moved.length === 1 ? moved[0]! : S.list(moved));
  }

  /** A function at arguments. */
  private at(head: Syntax, args: readonly Syntax[]): Syntax {
    const isUnknown = this.all.isUnknown(head, args.length, this.known);
    return S.applied(isUnknown ? marked(head) : head, ...args);
  }

  /** `(f + g)(x)`, `f^2(x)`, `\frac{dF}{du}(u(x))` among the factors of a product. */
  private product(syntax: SyntaxOf<"product">): Syntax | undefined {
    const applied = new Map<number, Syntax>();
    for (let k = 0; k + 1 < syntax.factors.length; k++) {
      const [factor, next] = [syntax.factors[k]!, syntax.factors[k + 1]!];
      const isApplied = next.kind === "group" && next.delimiter === "(";
      const found =
        isApplied && syntax.joints[k] === "juxtapose" ? this.juxtaposed(factor, next) : undefined;
      if (found === undefined) continue;
      applied.set(k, { ...found, from: factor.from, to: next.to });
      k++;
    }
    // its parts are written once, here or as those of any formula
    if (applied.size === 0) return undefined;
    const kept = syntax.factors.map((_, k) => k).filter((k) => !applied.has(k - 1));
    const factors = kept.map((k) => applied.get(k) ?? this.write(syntax.factors[k]!));
    const joints = kept.slice(1).map((k) => syntax.joints[k - 1]!);
    return factors.length === 1 ? factors[0]! : { ...syntax, factors, joints };
  }

  private juxtaposed(factor: Syntax, { body }: SyntaxOf<"group">): Syntax | undefined {
    const items = body.kind === "list" ? body.items : [body];
    const written = (): readonly Syntax[] => items.map((one) => this.write(one));
    if (factor.kind === "derivative") {
      const isOfFunction = factor.of !== null && this.all.isFunction(factor.of, this.known);
      return isOfFunction ? this.derivativeAt(factor, written()) : undefined;
    }
    if (items.length > 1) return undefined;
    if (factor.kind === "power") {
      const { base, exponent } = factor;
      if (!this.all.isFunction(base, this.known)) return undefined;
      const args = written();
      const [argument] = args;
      if (isMinusOne(exponent)) {
        const isOpen = this.all.isUnknown(base, 1, this.known);
        return isOpen ? S.applied(inverseOf(base), argument!) : undefined;
      }
      return exponent.kind === "number" ? S.power(this.at(base, args), exponent) : undefined;
    }
    const inner = factor.kind === "prime" ? factor.base : factor;
    if (inner.kind !== "group" || inner.delimiter !== "(" || !this.isMade(inner)) return undefined;
    const [argument] = written();
    if (factor.kind !== "prime") return this.lifted(inner, argument!);
    const order = factor.count;
    if (nameKey(argument!) !== undefined) {
      return S.derivative(this.lifted(inner, argument!), { variable: argument!, order });
    }
    const place = S.name(placeName);
    const slope = S.derivative(this.lifted(inner, place), { variable: place, order });
    return S.evaluated(slope, S.equation(place, argument!));
  }

  /** \frac{dF}{du}(u(x)), \frac{\partial f}{\partial x}(a, b). */
  private derivativeAt(
    { of, by }: SyntaxOf<"derivative">,
    args: readonly Syntax[],
  ): Syntax | undefined {
    if (of === null) return undefined;
    const keys = by.map(({ variable }) => nameKey(variable) ?? "");
    const parameters = this.signatureOf(of, keys)?.names;
    const [only] = by;
    if (args.length === 1 && by.length === 1) {
      // \frac{df}{dx}(x) of f(x, y) leaves out the rest
      if (parameters !== undefined && parameters.length > 1) return undefined;
      return this.primedAt(of, only!.order, args);
    }
    if (parameters?.length !== args.length) return undefined;
    return this.orderedAt(of, parameters, ordersOf(parameters, by), args);
  }

  /** \frac{du}{dx} where u(x) stands somewhere. */
  private derivative(syntax: SyntaxOf<"derivative">): Syntax | undefined {
    const { of, by } = syntax;
    if (of === null || nameKey(of) === undefined) return undefined;
    const body = this.functions.bodyOf(of);
    if (body !== undefined) return { ...syntax, of: S.group(body) };
    if (this.known(of) !== undefined) return undefined;
    const keys = by.map(({ variable }) => nameKey(variable) ?? "");
    const found = this.signatureOf(of, keys);
    if (found === undefined) return undefined;
    const { names, args } = found;
    if (nameKey(of) === "\\sigma" && names.length === 1) {
      return { ...syntax, of: S.applied(of, ...args) };
    }
    if (!this.all.isUnknown(of, names.length, this.known)) return undefined;
    if (args.some((one) => nameKey(one) === undefined)) {
      const written = args.map((one) => this.write(one));
      return names.length === 1
        ? this.primedAt(of, by[0]!.order, written)
        : this.orderedAt(of, names, ordersOf(names, by), written);
    }
    return { ...syntax, of: S.applied(marked(of), ...args) };
  }

  /** u beside \frac{du}{dx} is u(x), where that stands somewhere. */
  private bare(head: Syntax, count: number): Syntax | undefined {
    if (!this.all.isUnknown(head, 1, this.known) || this.known(head) !== undefined)
      return undefined;
    for (const name of this.by) {
      const found = this.signatureOf(head, [name]);
      if (found?.names.length !== 1 || nameKey(found.args[0]!) !== name) continue;
      const own = count === 0 ? marked(head) : S.prime(marked(head), count);
      return S.applied(own, S.name(name));
    }
    return undefined;
  }

  /** `(\sin x)'`: the derivative by the one letter that stands in the brackets. */
  private primed({ base, count }: SyntaxOf<"prime">): Syntax | undefined {
    if (base.kind === "name") {
      if (base.text === this.variable) return S.number(count === 1 ? 1 : 0);
      return this.bare(base, count);
    }
    if (base.kind === "applied") {
      const bracket = bracketBeside(base);
      return bracket && S.product([base.head, this.write(S.prime(bracket, count))]);
    }
    const body = base.kind === "group" ? base.body : base.kind === "call" ? base : null;
    if (body === null || this.isMade(base)) return undefined;
    const only = onlyVariable(base, this.functional);
    if (only === undefined || this.all.isQuantity(only)) return undefined;
    return S.derivative(this.write(body), { variable: S.name(only), order: count });
  }

  /** Whether an expression is made of functions that have no arguments yet. */
  private isMade(syntax: Syntax): boolean {
    let functions = 0;
    const fits = (part: Syntax): boolean => {
      const key = nameKey(part);
      if (key !== undefined) {
        if (this.all.isFunction(part, this.known)) functions++;
        else return ruleConstants.has(key);
        return true;
      }
      if (part.kind === "number") return true;
      if (part.kind === "power") return fits(part.base) && part.exponent.kind !== "call";
      return made.has(part.kind) && children(part).every(fits);
    };
    return fits(syntax) && functions > 0;
  }

  /** Such an expression at an argument. */
  private lifted(syntax: Syntax, argument: Syntax): Syntax {
    if (nameKey(syntax) !== undefined && this.all.isFunction(syntax, this.known)) {
      return this.at(syntax, [argument]);
    }
    if (syntax.kind === "power" && isMinusOne(syntax.exponent) && nameKey(syntax.base)) {
      return this.all.isUnknown(syntax.base, 1, this.known)
        ? S.applied(inverseOf(syntax.base), argument)
        : syntax;
    }
    if (syntax.kind === "product" && syntax.joints.every((joint) => joint === "odot")) {
      return syntax.factors.reduceRight((inner, factor) => this.lifted(factor, inner), argument);
    }
    return mapParts(syntax, (part) => this.lifted(part, argument));
  }
}

/**
 * The one letter in brackets, but for constants, or the x among several of which none has a prime
 * of its own: (x^p)'; undefined where there is none.
 */
function onlyVariable(syntax: Syntax, functional: ReadonlySet<string>): string | undefined {
  const names = new Set<string>();
  collectNames(syntax, names);
  const variables = [...names].filter((name) => !ruleConstants.has(name));
  if (variables.length === 1) return variables[0];
  const isOfX = variables.includes("x") && !variables.some((name) => functional.has(name));
  return isOfX ? "x" : undefined;
}

/** The names that have a prime in some formulas. */
function primedNames(formulas: readonly Syntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "prime" && syntax.base.kind === "name") found.add(syntax.base.text);
    for (const child of children(syntax)) visit(child);
  };
  formulas.forEach(visit);
  return found;
}

/** The bracket of `x(x + 1)'`, where x is a factor, for it stands in the bracket, too. */
function bracketBeside({ head, arguments: args }: SyntaxOf<"applied">): Syntax | undefined {
  const key = nameKey(head);
  const names = new Set<string>();
  for (const argument of args) collectNames(argument, names);
  const isFactor = args.length === 1 && key !== undefined && names.has(key);
  return isFactor ? S.group(args[0]!) : undefined;
}

/**
 * The letter by which all primes of a chain differentiate, as in f'(x) and (x^2)': there x' is 1.
 * Null where the chain differentiates by more, or by none.
 */
function variableOf(chain: readonly Syntax[]): string | null {
  const found = new Set<string>(slopesIn(chain));
  const functional = primedNames(chain);
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "prime") {
      const bracket = syntax.base.kind === "applied" ? bracketBeside(syntax.base) : syntax.base;
      const isWhole = bracket?.kind === "group" || bracket?.kind === "call";
      const only = isWhole ? onlyVariable(bracket, functional) : undefined;
      if (only !== undefined) found.add(only);
    }
    if (syntax.kind === "applied" && syntax.head.kind === "prime") {
      for (const argument of syntax.arguments) found.add(nameKey(argument) ?? "");
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const part of chain) visit(part);
  const [only] = found;
  return found.size === 1 ? only! : null;
}

/** The names by which formulas differentiate, as \frac{d}{dx} does. */
function slopesIn(formulas: readonly Syntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "derivative") {
      for (const { variable } of syntax.by) found.add(nameKey(variable) ?? "");
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const formula of formulas) visit(formula);
  return found;
}

/** How often a derivative is taken by each parameter. */
function ordersOf(parameters: readonly string[], by: SyntaxOf<"derivative">["by"]): number[] {
  return parameters.map((name) => {
    const own = by.filter(({ variable }) => nameKey(variable) === name);
    return own.reduce((sum, { order }) => sum + order, 0);
  });
}

/** A letter that no document has, for the place of an argument. */
const placeName = "\u2202x";

const made: ReadonlySet<string> = new Set(["sum", "product", "fraction", "group"]);

function collectNames(syntax: Syntax, found: Set<string>): void {
  const key = syntax.kind === "applied" ? undefined : nameKey(syntax);
  if (key !== undefined) found.add(key);
  else {
    const below = syntax.kind === "applied" ? syntax.arguments : children(syntax);
    for (const part of below) collectNames(part, found);
  }
}

/** The name under which the sheet has an unknown function. */
function marked(head: Syntax): Syntax {
  return S.name(`${nameKey(head)!}${unknownMark}`);
}

/** Whether a name is that of an unknown function. */
export function isUnknown(head: Syntax): boolean {
  return head.kind === "name" && head.text.endsWith(unknownMark);
}

function inverseOf(head: Syntax): Syntax {
  return S.name(`${nameKey(head)!}^{-1}${unknownMark}`);
}
