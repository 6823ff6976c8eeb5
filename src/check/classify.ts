/**
 * @file From chains to statements: what defines, and what claims.
 *
 * In order of the text:
 * - an inequality, and what a word such as "if", "when" or "set" introduces, is a condition;
 * - `x := …` of a name in its own right side, or `w = w − η g`, is an update;
 * - a new name on the left of a chain is defined by it, a name on the right of a lone `… = z` too;
 * - a known name with a number is a claim when a formula defines the name, otherwise a new value;
 * - an entry of a known vector is a claim; so is a known name whose right side is made of known
 *   names (`restates`: should it not hold, the letter is defined anew, which is no error);
 * - all else is a step.
 */
import { children, hasWordIndex, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { cover, type Span } from "../source/index.ts";
import { type Chain, type Division, hasError, type Reading } from "./chain.ts";
import type { Cue } from "./cue.ts";
import { gramOf, isClosed, mentions, namesOf } from "./names.ts";
import { hasPart, isExponential, isIdentity } from "./parts.ts";
import { type Printed, printedNumber } from "./rounding.ts";
import type { Statement, StatementKind } from "./statement.ts";

/** What is known about shapes from an earlier look at the sheet. */
export interface Shapes {
  /** Whether a name is a vector or a matrix where a part sees it; undefined when not known. */
  readonly isTensor: (key: string, part: number) => boolean | undefined;
  /** Whether a formula or a value says what a name is. */
  readonly isGiven: (key: string, part: number) => boolean;
}

/** Nothing is known of shapes. */
export const noShapes: Shapes = { isTensor: () => undefined, isGiven: () => false };

/** Relations that state or restrict and are not judged. */
const conditions: ReadonlySet<string> = new Set([
  "<",
  "\\le",
  ">",
  "\\ge",
  "\\ne",
  "\\in",
  "\\propto",
  "\\sim",
  "\\to",
]);

/** Signs that say of what kind something is. */
const kinds: ReadonlySet<string> = new Set(["\\in", "\\to"]);

const equalities: ReadonlySet<string> = new Set(["=", ":=", "\\equiv", "\\approx"]);

/** Cues under which nothing is claimed. */
const unclaimed: readonly Cue[] = ["supposed", "asked", "denied"];

/** Places where it is known what it means that a known name is said again to be something. */
export interface Again {
  /** Where it is defined anew. */
  readonly anew: ReadonlySet<string>;
  /** Where what it was is written in another form. */
  readonly rewritten: ReadonlySet<string>;
}

const nothingAgain: Again = { anew: new Set(), rewritten: new Set() };

/** Classifies the relations of chains in order. */
export function classify(
  { chains, divisions }: Pick<Reading, "chains" | "divisions">,
  shapes: Shapes = noShapes,
  again: Again = nothingAgain,
): Statement[] {
  return new Classifier(shapes, again, divisions).all(chains);
}

/** A place in the text, by which a relation is known when chains are classified again. */
export const placeOf = ({ from, to }: Span): string => `${from} ${to}`;

/** What a name was last said to be. */
interface Known {
  readonly closed: boolean;
  readonly part: number;
  readonly item: number;
  readonly names: ReadonlySet<string>;
  /** The number that it is, as it was printed. */
  readonly number: Printed | null;
  /** How many statements stand before. */
  readonly order: number;
}

class Classifier {
  private readonly shapes: Shapes;
  private readonly again: Again;
  private readonly divisions: readonly Division[];
  private readonly statements: Statement[] = [];
  private readonly known = new Map<string, Known>();
  private readonly functions = new Set<string>();
  /** Letters that stand as indices somewhere. */
  private readonly indices = new Set<string>();
  /** Vectors of which an update gives the entries new values: W_i = W_i − η g_i. */
  private readonly renewed = new Set<string>();
  /** Bases of names that a rule defines: h of h_t = tanh(w h_{t−1}). */
  private readonly rules = new Set<string>();
  /** Values in lists with which sentences end: they are given from there on. */
  private readonly listed = new Set<Chain>();
  /** Names of which a formula says what each entry is: Y of Y_{ij} = … */
  private readonly wholes = new Set<string>();
  /** Primed names that were said to be something before what they may be slopes of. */
  private readonly primed = new Set<string>();
  /** All names that occurred so far. */
  private readonly seen = new Set<string>();

  constructor(shapes: Shapes, again: Again, divisions: readonly Division[]) {
    this.shapes = shapes;
    this.again = again;
    this.divisions = divisions;
  }

  all(chains: readonly Chain[]): Statement[] {
    for (const { parts } of chains) for (const part of parts) collectIndices(part, this.indices);
    for (const chain of listedIn(chains)) this.listed.add(chain);
    for (const chain of chains) {
      for (let at = 0; at < chain.signs.length; at++) this.relation(chain, at);
      for (const part of chain.parts) this.see(part);
    }
    return this.statements;
  }

  private see(syntax: Syntax): void {
    for (const { key, base } of namesOf(syntax)) {
      this.seen.add(key);
      if (base !== null) this.seen.add(base);
    }
  }

  private relation(chain: Chain, at: number): void {
    const [left, written] = [chain.parts[at]!, chain.parts[at + 1]!];
    const sign = chain.signs[at]!;
    const span = spanOf(chain, at);
    const found = this.kindOf(chain, at, isClosed(written));
    const place = placeOf(span);
    const again = found.restates && this.again.anew.has(place);
    const isSupposed = unclaimed.some((cue) => chain.cues.has(cue));
    const isFree =
      isSupposed && found.kind === "step" && !found.restates && !isRewritten(chain, at);
    const isBelieved = isFree || (found.kind === "update" && this.isRule(left));
    // x_1 = x_2 of two numbers that are others is an equation, and makes x_1 nothing else
    const areValued = [left, written].every((side) => this.known.get(nameKey(side) ?? "")?.closed);
    const anew = areValued && chain.signs.length === 1 ? "condition" : "definition";
    const kind: StatementKind = again ? anew : isBelieved ? "condition" : found.kind;
    const isDefined = kind === "definition" && at === 0;
    const right = (isDefined ? chain.defined : undefined) ?? written;
    const closed = isClosed(right);
    this.statements.push({
      id: this.statements.length,
      kind,
      restates: found.restates && !again,
      rewrites: found.restates && this.again.rewritten.has(place),
      chain,
      at,
      left,
      right,
      sign,
      closed,
      span,
      fresh: this.freshIn(chain, at),
    });
    if (kind === "definition" || kind === "update") this.remember(left, right, chain);
    // u' = (u + v)/(1 + u v/c²) before anything is said of u
    const base = left.kind === "prime" ? (nameKey(left.base) ?? "") : "";
    const isName = kind === "definition" && base !== "" && !this.known.has(base);
    if (isName && !this.functions.has(base)) this.primed.add(nameKey(left)!);
  }

  /** Names of a relation that stand nowhere before it. */
  private freshIn(chain: Chain, at: number): ReadonlySet<string> {
    const before = new Set(
      chain.parts
        .slice(0, at)
        .flatMap(namesOf)
        .map(({ key }) => key),
    );
    const own = [chain.parts[at]!, chain.parts[at + 1]!].flatMap(namesOf);
    return new Set(
      own.map(({ key }) => key).filter((key) => !this.seen.has(key) && !before.has(key)),
    );
  }

  private remember(left: Syntax, right: Syntax, { part, item }: Chain): void {
    const head = left.kind === "applied" ? nameKey(left.head) : undefined;
    if (head !== undefined) this.functions.add(head);
    const rule = memberOf(left, (index) => isLetter(index) || index.kind === "sum");
    if (rule !== undefined && namesOf(right).length > 0) this.rules.add(rule);
    const isEntries = left.kind === "subscript" && left.indices.every(isLetter);
    const whole = isEntries && namesOf(right).length > 0 ? nameKey(left.base) : undefined;
    if (whole !== undefined) this.wholes.add(whole);
    const key = definedKey(left, right);
    if (key === undefined) return;
    const names = new Set(namesOf(right).map((name) => name.key));
    const closed = isClosed(right);
    const number = closed ? printedNumber(right) : null;
    this.known.set(key, { closed, part, item, names, number, order: this.statements.length });
  }

  private kindOf(
    chain: Chain,
    at: number,
    closed: boolean,
  ): { kind: StatementKind; restates: boolean } {
    const [left, right] = [chain.parts[at]!, chain.parts[at + 1]!];
    const sign = chain.signs[at]!;
    const plain = (kind: StatementKind) => ({ kind, restates: false });
    // of which set something is, or what a map takes where, is no equation, read or not
    if (kinds.has(sign)) return plain("condition");
    if (at === 0 && nameKey(left) !== undefined && isExtremum(right)) return plain("condition");
    if (hasError(left) || hasError(right)) return plain("unread");
    if (isEndless(left) || isEndless(right)) return plain("unread");
    if (conditions.has(sign) || chain.isRange) return plain("condition");
    if (!equalities.has(sign)) return plain("update");
    if (at > 0 && this.isIntroduced(chain, at, closed)) return plain("definition");
    if (at === 1 && this.saysFunction(chain)) return plain("definition");
    if (at > 0 && this.namesEnd(chain, at)) return plain("definition");
    if (at === 1 && this.saysKnownFunction(chain)) return { kind: "step", restates: true };
    if (at > 0 && isBetweenBounds(chain, at)) return plain("condition");
    if (at > 0 && closed && !isClosed(left) && this.isLevel(chain)) return plain("condition");
    if (at > 0 || chain.continues) return plain("step");
    const cued = !chain.display && chain.cues.has("set") && !this.listed.has(chain);
    const key = nameKey(left);
    if (this.isUpstream(left, chain, closed)) return plain("condition");
    if (this.isDerivative(left)) return plain("step");
    if (this.isSlope(left, right)) return { kind: "step", restates: true };
    if (left.kind === "applied") return this.ofFunction(left, right, chain.cues, cued);
    if (key === undefined) {
      if (cued && closed) return plain("condition");
      const turned = isIdentity(right) ? gramOf(left) : undefined;
      if (turned !== undefined && !this.known.get(turned)?.closed) return plain("condition");
      return plain(this.definesRight(left, right) ? "definition" : "step");
    }
    // x = [x_1; …; x_n] says how its entries are called
    if (isOfEntries(right, key)) return plain("condition");
    const own = namesOf(right).some((name) => name.key === key);
    // e = e^x asks for an x, and makes e no name
    if (key === "e" && hasPart(right, isExponential)) return plain("condition");
    // since a = e^{\ln a}, which is known of all values
    if (own && chain.cues.has("identity") && !this.known.has(key) && sign === "=") {
      return plain("step");
    }
    const whole = left.kind === "subscript" ? nameKey(left.base) : undefined;
    if (own && whole !== undefined && this.entryOf(left, chain.part)) this.renewed.add(whole);
    if (own) {
      // p = 1 - p of a p that had a value in another exercise says what p is here
      const before = this.known.get(key);
      const isOnly = namesOf(right).length === 1 && nameKey(right) !== key && before !== undefined;
      const isEquation = sign === "=" && isOnly && this.isApart(before, chain);
      return plain((before || sign === ":=") && !isEquation ? "update" : "condition");
    }
    // "with x_1 = 1, x_2 = 2": a number as given as the one before it
    const isNext = closed && !this.known.has(key) && this.hasGivenNeighbour(left);
    if (isNext) return plain("definition");
    if (cued && closed) return plain("condition");
    // x = x_0 says at which point of x, not what x is
    if (nameKey(right)?.startsWith(`${key}_`)) return plain("condition");
    if (
      isLetter(left) &&
      isLetter(right) &&
      [key, nameKey(right)!].some((one) => this.indices.has(one))
    ) {
      return plain("condition");
    }
    const entry = this.entryOf(left, chain.part);
    if (entry === "numbered" && this.renewed.has(whole!)) return plain("definition");
    if (entry !== null) return { kind: "step", restates: entry === "running" };
    const known = this.known.get(key);
    // h_1 = tanh(1) where a rule says what every h_t is
    const rule = known === undefined ? memberOf(left, isNumeral) : undefined;
    if (rule !== undefined && closed && sign !== ":=" && this.rules.has(rule)) {
      return { kind: "step", restates: true };
    }
    // Y = [3, 7; 0, 1] where a formula says what every Y_{ij} is
    if (known === undefined && closed && sign !== ":=" && this.wholes.has(key)) {
      return { kind: "step", restates: true };
    }
    // \pi \approx 3.14 says what is known, and makes \pi nothing else
    if (known === undefined && isConstantNear(key, right)) return plain("step");
    // "uv = uw, so v = w" and "this gives x = y" say of two names what follows of them
    const other = nameKey(right);
    const isWorkedOut = chain.cues.has("concluded") || chain.cues.has("obtained");
    const isConcluded = isWorkedOut && this.seen.has(key);
    if (known === undefined && isConcluded && other !== undefined && this.seen.has(other)) {
      return plain("condition");
    }
    if (known === undefined && sign === "=" && this.isPlace(key, right)) return plain("condition");
    if (known === undefined || sign === ":=") return plain("definition");
    // a number for what a formula defines is a claim; a number for a number is a new one
    if (closed) {
      // "we get y = 5" is no other y, unless an equation is solved
      const { cues } = chain;
      const isWorked = cues.has("obtained") && !cues.has("solving") && !this.isSolved(chain, key);
      const isClaim = chain.display || isWorked;
      if (isCutShort(known.number, right)) return plain("step");
      return known.closed
        ? { kind: "definition", restates: true }
        : {
            kind: "step",
            restates: !isClaim || this.isApart(known, chain) || this.isOfOthers(known, known.order),
          };
    }
    const old = namesOf(right).every((name) => {
      return this.seen.has(name.key) || (name.base !== null && this.seen.has(name.base));
    });
    return old ? { kind: "step", restates: true } : plain("definition");
  }

  /** Whether a name with another number has a number for a value: x_1 of x_2. */
  private hasGivenNeighbour(left: Syntax): boolean {
    const base = memberOf(left, isNumeral);
    // h_1 behind h_0 = 0 is what the rule of h_t makes it
    if (base === undefined || this.rules.has(base)) return false;
    return [...this.known].some(([key, { closed }]) => closed && key.startsWith(`${base}_`));
  }

  /** Whether a name first stands in the middle of a chain: the a of y = a = w x + b. */
  private isIntroduced({ parts, signs, continues, cues }: Chain, at: number, closed: boolean) {
    const key = nameKey(parts[at]!);
    const first = nameKey(parts[0]!);
    if (key === undefined || first === undefined || closed || continues) return false;
    // r = n = p says that they are equal
    if (parts.slice(at + 1).some((part) => nameKey(part) !== undefined)) return false;
    if (this.seen.has(key) || this.known.has(key) || unclaimed.some((cue) => cues.has(cue))) {
      return false;
    }
    const isEven = signs.slice(0, at + 1).every((sign) => sign === "=");
    const others = parts.slice(at + 1).flatMap(namesOf);
    return isEven && !this.indices.has(key) && others.every((name) => name.key !== key);
  }

  /** Whether a chain ends in a name for what it comes to: ∂L/∂z = p - y = δ. */
  private namesEnd({ parts, signs, cues, part }: Chain, at: number): boolean {
    if (at + 2 !== parts.length || unclaimed.some((cue) => cues.has(cue))) return false;
    const [left, right] = [parts[at]!, parts[at + 1]!];
    const key = nameKey(right);
    if (key === undefined || this.indices.has(key) || signs.some((sign) => sign !== "=")) {
      return false;
    }
    // r = n = p says that they are equal
    if (nameKey(left) !== undefined || isClosed(left)) return false;
    const isBefore = parts.slice(0, at).some((part) => mentions(part, key));
    if (isBefore || this.entryOf(right, part) !== null) return false;
    // \lim … = e is a number, and a mean \bar{x} says of what it is one
    // and \mathbf{0} is a vector
    const isNumber = constantValues[key] !== undefined || /^\\mathbf\{\d\}$/.test(key);
    if (isNumber || /^\\bar/.test(key)) return false;
    const isEntry = right.kind === "subscript" && right.indices.some(isLetter);
    const whole = wholeOf(right);
    const isNew = whole === undefined || !(isEntry ? this.seen : this.known).has(whole);
    return isNew && this.mayName(left, right);
  }

  /** Whether a name is a function, and the chain goes on with what that is: z = f(x) = x². */
  private saysFunction(chain: Chain): boolean {
    const said = bodyIn(chain);
    if (said === null) return false;
    const { head, own, body } = said;
    if (this.functions.has(head) || this.seen.has(head) || head === "\\sigma") return false;
    const inside = namesOf(body).map(({ key }) => key);
    const isOf = own.every((key, k) => own.indexOf(key) === k);
    return isOf && !mentions(body, head) && own.some((key) => inside.includes(key));
  }

  /** Whether it says so of a function that is known: u = g(x) = x² in another example. */
  private saysKnownFunction(chain: Chain): boolean {
    const said = bodyIn(chain);
    return said !== null && this.functions.has(said.head) && !isClosed(said.body);
  }

  /** Whether a chain goes on from what a function of several letters is: g(x, y) = x² + y² = 1. */
  private isLevel(chain: Chain): boolean {
    const first = this.statements.findLast((one) => one.chain === chain && one.at === 0);
    if (first?.left.kind !== "applied") return false;
    if (first.kind === "condition") return first.right.kind === "applied";
    if (first.kind !== "definition") return false;
    return first.left.arguments.length > 1;
  }

  /** Whether a formula is of the constants of a function of x: x = L/4 of S(x) = x (L/2 - x). */
  private isPlace(key: string, formula: Syntax): boolean {
    const names = namesOf(formula).map((one) => one.key);
    return this.statements.some(({ kind, left, right }) => {
      if (left.kind !== "applied" || (kind !== "definition" && kind !== "update")) return false;
      const [only, more] = left.arguments;
      if (more !== undefined || only === undefined || nameKey(only) !== key) return false;
      const constants = new Set(namesOf(right).map((one) => one.key));
      return names.length > 0 && names.every((one) => one !== key && constants.has(one));
    });
  }

  /** Whether an equation in the paragraph before a chain has a name in it: 2q - 4 = 0. */
  private isSolved({ part, paragraph }: Chain, key: string): boolean {
    return this.statements.some(({ chain, closed, kind, left }) => {
      const isNear = chain.part === part && chain.paragraph === paragraph;
      const isEquation = closed && kind !== "definition" && nameKey(left) !== key;
      return isNear && isEquation && mentions(left, key);
    });
  }

  /** Whether something that a name is made of was said again behind it: another example. */
  private isOfOthers({ names }: Known, order: number, asked = new Set<string>()): boolean {
    return [...names].some((name) => {
      const own = asked.has(name) ? undefined : this.known.get(name);
      asked.add(name);
      return own !== undefined && (own.order > order || this.isOfOthers(own, order, asked));
    });
  }

  /** Whether a heading stands between, or another exercise of a list has begun. */
  private isApart(before: Known, now: Chain): boolean {
    const between = this.divisions.slice(before.part + 1, now.part + 1);
    return before.item !== now.item || between.some(({ kind }) => kind === "heading");
  }

  /** An update in letters before any value of them: how it will be done, and nothing that was. */
  private isRule(left: Syntax): boolean {
    const names = namesOf(left).flatMap(({ key, base }) => [key, ...(base === null ? [] : [base])]);
    return !names.some((name) => this.known.has(name));
  }

  /** "with ∂L/∂h = 1": what comes back to a part of a network of which the loss is not given. */
  private isUpstream(left: Syntax, { display, cues }: Chain, closed: boolean): boolean {
    if (left.kind !== "derivative" || display || !closed) return false;
    const of = left.of === null ? undefined : nameKey(left.of);
    const isBySame = left.by.some(({ variable }) => nameKey(variable) === of);
    const isOpen = of !== undefined && !isBySame && !this.known.has(of) && !this.functions.has(of);
    return isOpen && (cues.has("ground") || cues.has("supposed") || cues.has("set"));
  }

  /** f'(x), and f' of a function that is known; any other y' is a name. */
  private isDerivative(left: Syntax): boolean {
    if (left.kind === "applied") return left.head.kind === "prime";
    const base = left.kind === "prime" ? nameKey(left.base) : undefined;
    return base !== undefined && this.functions.has(base);
  }

  /** y' where y is a formula of one letter, and no more is in what y' is said to be. */
  private isSlope(left: Syntax, right: Syntax): boolean {
    const base = left.kind === "prime" ? nameKey(left.base) : undefined;
    const known = base === undefined ? undefined : this.known.get(base);
    if (known === undefined || known.closed || known.names.size !== 1) return false;
    if (this.primed.has(nameKey(left)!)) return false;
    return namesOf(right).every(({ key }) => known.names.has(key) || key === base);
  }

  /** `f(x) = …` defines f unless it is known; `f(2) = …` claims. */
  private ofFunction(
    left: SyntaxOf<"applied">,
    right: Syntax,
    cues: ReadonlySet<Cue>,
    cued: boolean,
  ): { kind: StatementKind; restates: boolean } {
    const head = nameKey(left.head);
    const named = left.arguments.every((argument) => nameKey(argument) !== undefined);
    const known = head !== undefined && this.functions.has(head);
    if (head === undefined || !named) {
      return { kind: cued && isClosed(right) ? "condition" : "step", restates: false };
    }
    // f(x_1) = f(x_2) says something of x_1 and x_2, and not what f is
    if (isOfSame(left, right) && /^(?:[a-zFG]|\\[a-z]+)(?:[_^']|$)/.test(head)) {
      const areGiven = [...left.arguments, ...right.arguments].every((argument) => {
        return isClosed(argument) || this.known.get(nameKey(argument) ?? "")?.closed === true;
      });
      return { kind: known && areGiven ? "step" : "condition", restates: false };
    }
    // Var(X) = 0 says something of X, and not what Var is
    const isOperator = /^\\mathrm|^[A-Za-z]{3,}/.test(head);
    if (isClosed(right) && (known || isOperator)) {
      // "for x = 2 we get f(x) = 4"
      const isClaimed = known && !cued && cues.has("claimed");
      // y(x) = 4 + sin 2 in a row of functions: a constant that is worked out is one
      if (known && !isClaimed && !cued && hasPart(right, isCall)) {
        return { kind: "step", restates: true };
      }
      return { kind: isClaimed ? "step" : "condition", restates: false };
    }
    // F(y) = P(Y ≤ y): a probability is known by its name, in which y is no argument
    const event = nameKey(right) ?? "";
    const inside: readonly string[] = /^[^([]+[([]/.test(event)
      ? (event.match(/\\?[A-Za-z]+/g) ?? [])
      : [];
    if (left.arguments.some((argument) => inside.includes(nameKey(argument)!))) {
      return { kind: "condition", restates: false };
    }
    // σ(z) = 0.73 with z = 1 is a value there: no function is constant for it; nor for D(x_1) = 0.9
    const isPoint = left.arguments.some((argument) => {
      const isNumbered = argument.kind === "subscript" && argument.indices.every(isClosed);
      return isNumbered || this.known.has(nameKey(argument)!);
    });
    const isActivation = head === "\\sigma";
    if (isClosed(right) && !known && (isPoint || isActivation)) {
      const isClaim = isActivation && isPoint && !cued;
      return { kind: isClaim ? "step" : "condition", restates: false };
    }
    return { kind: known ? "step" : "definition", restates: known };
  }

  /** `W x + b = z` with a new name z. */
  private definesRight(left: Syntax, right: Syntax): boolean {
    const key = nameKey(right);
    if (key === undefined || isClosed(right)) return false;
    const whole = wholeOf(right);
    const isNew = whole === undefined || !this.seen.has(whole);
    return isNew && this.mayName(left, right);
  }

  /** Whether a name that stands nowhere before may be given to a formula. */
  private mayName(left: Syntax, right: Syntax): boolean {
    const key = nameKey(right);
    // (C u)' = u' says nothing of what u' is
    if (key === undefined || isKronecker(right) || right.kind === "prime") return false;
    // A A^T = I says nothing of what I is
    if (isIdentity(right) && left.kind === "product" && hasPart(left, isTransposed)) return false;
    // √(u²) = u says nothing of what u is
    return !this.seen.has(key) && namesOf(left).every((name) => name.key !== key);
  }

  /** An entry of a vector or matrix that is known: with numbers, or with letters that run. */
  private entryOf(left: Syntax, part: number): "numbered" | "running" | null {
    if (left.kind !== "subscript" || hasWordIndex(left)) return null;
    const base = nameKey(left.base);
    if (base === undefined || this.shapes.isTensor(base, part) !== true) return null;
    if (!this.shapes.isGiven(base, part)) return null;
    if (left.indices.every(({ kind }) => kind === "number")) return "numbered";
    return left.indices.every(isLetter) ? "running" : null;
  }
}

/** The function of names that a chain says a name is, and what it says that function is. */
function bodyIn({ parts: [name, left, body], signs, continues }: Chain) {
  if (left?.kind !== "applied" || body === undefined || continues) return null;
  const head = nameKey(left.head);
  const own = left.arguments.flatMap((one) => nameKey(one) ?? []);
  const isEven = signs[0] === "=" && signs[1] === "=";
  if (head === undefined || nameKey(name!) === undefined || !isEven) return null;
  return own.length === left.arguments.length ? { head, own, body } : null;
}

/** Whether two pairs of bounds are said to be the same: a \le p \le b = 0.76 \le p \le 0.84. */
function isBetweenBounds({ parts, signs }: Chain, at: number): boolean {
  const [before, after] = [signs[at - 1]!, signs[at + 1] ?? "="];
  const name = nameKey(parts[at - 1]!);
  const isSame = name !== undefined && name === nameKey(parts[at + 2] ?? parts[at]!);
  return isSame && conditions.has(before) && conditions.has(after);
}

/** Lists of values with which sentences end: "at $x = 1$, $y = 2$." */
function listedIn(chains: readonly Chain[]): readonly Chain[] {
  const found: Chain[] = [];
  let open: Chain[] = [];
  for (const chain of chains) {
    const { parts, signs, cues, display } = chain;
    const isValue = signs.length === 1 && nameKey(parts[0]!) !== undefined && isClosed(parts[1]!);
    if (!isValue || display) {
      open = [];
      continue;
    }
    open.push(chain);
    if (cues.has("listed")) continue;
    if (open.length > 1) found.push(...open);
    open = [];
  }
  return found;
}

/**
 * Whether a relation rewrites what the one before it supposes a name to be: 1/x = x^{-1} in
 * "if f(x) = 1/x = x^{-1}". That is claimed.
 */
export function isRewritten({ parts, signs }: Chain, at: number): boolean {
  const [name, left, right] = [parts[0]!, parts[at]!, parts[at + 1]!];
  if (at === 0 || signs.slice(0, at + 1).some((sign) => sign !== "=")) return false;
  if (nameKey(name) === undefined && name.kind !== "applied") return false;
  if ([left, right].some((side) => nameKey(side) !== undefined || side.kind === "applied"))
    return false;
  const [before, after] = [left, right].map((side) => new Set(namesOf(side).map(({ key }) => key)));
  return (
    before!.size > 0 && before!.size === after!.size && [...before!].every((key) => after!.has(key))
  );
}

/** Whether a formula is what the entries of a name make up: [x_i]_i. */
function isOfEntries(syntax: Syntax, key: string): boolean {
  if (syntax.kind === "transpose") return isOfEntries(syntax.base, key);
  if (syntax.kind !== "subscript" || syntax.base.kind !== "group") return false;
  const { body } = syntax.base;
  return body.kind === "subscript" && nameKey(body.base) === key;
}

/** The key of W of which W_{ij} is an entry, and of W^{(2)} for W_{ij}^{(2)}. */
function wholeOf(syntax: Syntax): string | undefined {
  if (syntax.kind === "subscript") return nameKey(syntax.base);
  if (syntax.kind !== "family" || syntax.base.kind !== "subscript") return undefined;
  return nameKey({ ...syntax, base: syntax.base.base });
}

/** δ_{ij}, which is 1 where i = j unless a text says what else δ is. */
function isKronecker(syntax: Syntax): boolean {
  const isDelta = syntax.kind === "subscript" && nameKey(syntax.base) === "\\delta";
  return isDelta && syntax.indices.length === 2 && syntax.indices.every(isLetter);
}

/** `\arg\min_x f(x)`: what has a property, and no formula for it. */
function isExtremum(syntax: Syntax): boolean {
  if (syntax.kind === "product") return isExtremum(syntax.factors[0]!);
  if (syntax.kind === "applied") return isExtremum(syntax.head);
  if (syntax.kind === "sum") return isExtremum(syntax.terms[0]!.term);
  if (syntax.kind === "subscript") return isExtremum(syntax.base);
  if (syntax.kind === "decorated") return isExtremum(syntax.body);
  return syntax.kind === "name" && /^arg(?:min|max)$/.test(syntax.text);
}

const isLetter = (syntax: Syntax): boolean => syntax.kind === "name" && /^[a-z]$/.test(syntax.text);

function collectIndices(syntax: Syntax, found: Set<string>): void {
  if (syntax.kind === "subscript") {
    for (const index of syntax.indices) if (index.kind === "name") found.add(index.text);
  }
  for (const child of children(syntax)) collectIndices(child, found);
}

/** Whether a sum runs to infinity. */
function isEndless(syntax: Syntax): boolean {
  const upper = syntax.kind === "big" ? syntax.upper : undefined;
  if (upper !== undefined && nameKey(upper) === "\\infty") return true;
  return children(syntax).some(isEndless);
}

/** The key that a definition gives a meaning to. */
export function definedKey(left: Syntax, right: Syntax): string | undefined {
  return nameKey(left) ?? (left.kind === "applied" ? undefined : nameKey(right));
}

/** From the left side on for the first relation, from the sign on for the others. */
function spanOf(chain: Chain, at: number): Span {
  const right = chain.parts[at + 1]!;
  const first = at === 0 && !chain.continues ? chain.parts[0]! : chain.signSpans[at]!;
  return cover(first, right);
}

/** What the names of the constants stand for where nothing else is said. */
const constantValues: Readonly<Record<string, Rational>> = {
  "\\pi": Q.fromDecimal("3.14159265358979323846")!,
  e: Q.fromDecimal("2.71828182845904523536")!,
};

/** Whether a printed number, with or without dots behind it, is one for the constant of a name. */
function isConstantNear(key: string, right: Syntax): boolean {
  const constant = constantValues[key];
  const number =
    right.kind === "number" ? right : children(right).find(({ kind }) => kind === "number");
  if (constant === undefined || number === undefined) return false;
  const printed = printedNumber(number);
  if (printed === null || !printed.decimal) return false;
  const gap = Q.subtract(printed.value, constant);
  return (
    Q.compare(Q.sign(gap) < 0 ? Q.negate(gap) : gap, Q.multiply(printed.half, Q.fromInteger(2))) <=
    0
  );
}

/** Whether a number is another one with fewer digits, but two at least: 0.75 after 0.7514. */
function isCutShort(before: Printed | null, right: Syntax): boolean {
  const now = printedNumber(right);
  if (before === null || now === null || !before.decimal || !now.decimal) return false;
  if (Q.compare(before.unit, now.unit) >= 0) return false;
  const gap = Q.absolute(Q.subtract(before.value, now.value));
  const least = Q.multiply(now.unit, Q.fromInteger(10));
  return Q.compare(gap, now.half) <= 0 && Q.compare(Q.absolute(now.value), least) >= 0;
}

const isNumeral = ({ kind }: Syntax): boolean => kind === "number";

/** Whether a name is one of many by its number: h_1. */
export const isNumbered = (left: Syntax): boolean => memberOf(left, isNumeral) !== undefined;

/** The base of a name with one index or label of a kind, h of h_t and h^{(t)}. */
function memberOf(left: Syntax, isOf: (index: Syntax) => boolean): string | undefined {
  if (left.kind !== "subscript" && left.kind !== "family") return undefined;
  const indices = left.kind === "subscript" ? left.indices : [left.index];
  return indices.length === 1 && isOf(indices[0]!) ? nameKey(left.base) : undefined;
}

/** f(a) = f(b), with one argument each, and not the same one. */
function isOfSame(left: SyntaxOf<"applied">, right: Syntax): right is SyntaxOf<"applied"> {
  if (right.kind !== "applied" || left.arguments.length + right.arguments.length > 2) return false;
  const [a, b] = [left, right].map((side) => nameKey(side.arguments[0]!));
  return nameKey(right.head) === nameKey(left.head) && a !== b;
}

const isCall = ({ kind }: Syntax): boolean => kind === "call";
const isTransposed = ({ kind }: Syntax): boolean => kind === "transpose";
