/**
 * @file Names that say what they are of: `p(y \mid x; w)`, `P(X = k)`, `\ell(\mu, \sigma^2)`,
 * `L(w_0, \ldots, w_n)`, `\ell(\{x_i\})`. What stands in such brackets is no list of arguments into
 * which others could be put, but part of the name. Where a letter has the same brackets all
 * through the document they say nothing more and are left out, so that `\ell` and its derivatives
 * are of the same quantity; else each spelling is a name of its own, with the letters that run as
 * its indices:
 *
 *     \prod_i p(y_i \mid x_i)        the product of the entries of a vector
 *
 * So is H(P, Q_A) = 1.05 beside H(P, Q_B) = 1.06, and M(ξ) = 5 beside M(ξ²) = 31, where nothing
 * that is said of the letter is made of what stands in the brackets. A letter that a function is
 * defined for with parameters, p(x) = …, is left alone where it stands before names; so is what
 * stands below a sign that integrates over a letter in the brackets.
 */
import {
  children,
  eventSigns,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import { signs as unequal } from "./assumption.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { hasPart } from "./parts.ts";

/** How a letter stands before brackets in a document. */
interface Spellings {
  readonly texts: Set<string>;
  /** Whether some of the brackets are part of a name. */
  denotes: boolean;
  /** Whether it is said what it is in dependence of a square: \ell(\mu, \sigma^2) = … */
  isRaised: boolean;
  /** Whether it is primed, or has other signs of a function. */
  isFunction: boolean;
  /** Whether it is a moment, of whatever stands in the brackets. */
  isMoment: boolean;
  /**
   * Spellings with names in their brackets of which nothing is made that they are said to be, and
   * what that is.
   */
  readonly values: Map<string, string>;
  /** The same for spellings of which nothing is made but in the brackets of others: P(B') of B. */
  readonly ofOthers: Map<string, string>;
}

type Found = ReadonlyMap<string, Spellings>;

/** What is said of Cov(V) is made of how V is spread, which no formula puts in. */
const operator = /^(?:\\mathrm\{)?(?:[Cc]ov|[Cc]orr|[Vv]ar)\}?$/;

const isMean = (key: string): boolean => /^(?:E|\\mathbb\{E\}|\\mathrm\{E\})$/.test(key);

/** The reading with such names as names. */
export function withDenoted(reading: Reading): Reading {
  const found = new Map<string, Spellings>();
  for (const { parts, signs, continues } of reading.chains) {
    for (const [k, part] of parts.entries()) {
      // r(A) = 1 \ne r(B) = 2 says what two of them are
      const isFirst = k === 0 ? !continues : signs[k - 1]! in unequal;
      const end = signs.findIndex((sign, at) => at >= k && sign in unequal);
      const own = parts.slice(k, end < 0 ? parts.length : end + 1);
      // in H(P, Q) = 1.05 < H(P, R) another one is no part of it
      const others = isFirst ? own.filter(({ kind }) => kind !== "applied") : [];
      collect(part, found, others.length > 0 ? others : null);
    }
  }
  // beside Var(x), E(x^2) is no value of a function E
  const hasVariance = /\b[Vv]ar\}?\s*[([]/.test(reading.text.text);
  for (const [key, own] of found) {
    if (operator.test(key) || (isMean(key) && hasVariance)) {
      own.denotes = true;
      own.isFunction = false;
      own.isMoment = isMean(key);
      continue;
    }
    // P(A) = P(A_1) P(A_2) beside P(A \cup B) makes nothing of A
    const areEvents = own.denotes && probability.test(key);
    for (const [text, said] of own.ofOthers) {
      if (areEvents) own.values.set(text, said);
      else own.isFunction = true;
    }
    if (own.isFunction || own.values.size === 0) continue;
    // H(P, Q) and H(P, R), M(x) and M(x^2), P(A) = 1/3 and P(B) = 1/4 are no values of one constant
    const others = [...own.values.keys()].filter((text) => !/^\\?[A-Za-z]+$/.test(text));
    const isDifferent = others.length > 0 || new Set(own.values.values()).size > 1;
    if (own.values.size > 1 && isDifferent) own.denotes = true;
    else own.isFunction = true;
  }
  const isNone = [...found.values()].every((own) => !own.denotes && !own.isRaised);
  if (isNone) return reading;
  const places = new Map(reading.chains.map(({ signSpans }, at) => [signSpans, at]));
  return withSides(reading, (side, { signSpans }) => {
    const before = () => reading.chains.slice(0, places.get(signSpans) ?? 0);
    return new Writer(found, before).write(side, noLetters, noLetters);
  });
}

/** `others` are what a left side is said to be; null where it is not one. */
function collect(
  syntax: Syntax,
  found: Map<string, Spellings>,
  others: readonly Syntax[] | null,
): void {
  for (const child of children(syntax)) collect(child, found, null);
  if (syntax.kind !== "applied") return;
  const { head, arguments: args } = syntax;
  const key = nameKey(head.kind === "prime" ? head.base : head);
  if (key === undefined) return;
  const own = found.get(key) ?? {
    texts: new Set(),
    values: new Map(),
    ofOthers: new Map(),
    ...nothing,
  };
  found.set(key, own);
  own.texts.add(textOf(args));
  if (head.kind === "prime") own.isFunction = true;
  const inside = others === null ? noLetters : namesIn(args);
  if (others !== null && inside.size > 0) {
    // P(b_0) = P(a_0, b_0) + P(a_1, b_0) makes nothing of b_0, nor does p(t) = p(t|d) p(d) of t
    const isOfOthers = args.every(isNumbered) || others.some((one) => hasPart(one, isGivenOf(key)));
    const isIn = (made: ReadonlySet<string>) => [...inside].some((name) => made.has(name));
    const isMade = isIn(namesIn(others, key));
    const isPlain = args.every((one) => nameKey(one) !== undefined);
    if (isMade) own.isFunction ||= isPlain;
    else if (isOfOthers || !isIn(namesIn(others))) own.values.set(textOf(args), textOf(others));
    else if (isPlain) own.ofOthers.set(textOf(args), textOf(others));
  }
  if (args.some((one) => denotes(one) || isEventOf(key, one))) own.denotes = true;
  if (others !== null && args.length > 1 && args.some(isRaised)) own.isRaised = true;
}

const nothing = { denotes: false, isRaised: false, isFunction: false, isMoment: false };

const textOf = (args: readonly Syntax[]): string => args.map((one) => writeLatex(one)).join(", ");

/** Whether something in brackets is no argument: an event, what is given, dots, a set. */
function denotes(syntax: Syntax): boolean {
  const isSaid = syntax.kind === "relation" || syntax.kind === "dots" || syntax.kind === "text";
  return isSaid || isSet(syntax) || isEvent(syntax);
}

/** The p(t|d) of p. */
const isGivenOf =
  (key: string) =>
  (part: Syntax): boolean =>
    part.kind === "applied" && nameKey(part.head) === key && part.arguments.some(denotes);

/** The friend of P[\text{friend}]. */
const isEventOf = (head: string, syntax: Syntax): boolean => {
  const isWord = syntax.kind === "name" && syntax.font === "text" && syntax.text.length > 1;
  return isWord && probability.test(head);
};

const probability = /^(?:P|Pr|\\mathrm\{Pr\}|\\mathbb\{P\})$/;

/** A \cup B. */
const isEvent = (syntax: Syntax): boolean =>
  syntax.kind === "name" && [...eventSigns].some((sign) => syntax.text.includes(sign));

/** {x_i}, which are all x. */
function isSet(syntax: Syntax): boolean {
  return (
    syntax.kind === "group" && syntax.delimiter === "\\{" && nameKey(syntax.body) !== undefined
  );
}

/** σ², of which a function is said to be one. */
function isRaised(syntax: Syntax): boolean {
  return syntax.kind === "power" && nameKey(syntax.base) !== undefined;
}

const noLetters: ReadonlySet<string> = new Set();

class Writer {
  private readonly found: Found;
  /** The chains before the one at hand, which few formulas ask for. */
  private readonly before: () => readonly Chain[];

  constructor(found: Found, before: () => readonly Chain[]) {
    this.found = found;
    this.before = before;
  }

  /** `summed` are the letters over which signs around run, `moved` those that others move. */
  write(syntax: Syntax, summed: ReadonlySet<string>, moved: ReadonlySet<string>): Syntax {
    const own = syntax.kind === "big" ? namesIn(syntax.index) : noLetters;
    const other =
      syntax.kind === "integral" || syntax.kind === "limit"
        ? namesIn([syntax.variable])
        : noLetters;
    const [all, far] = [new Set([...summed, ...own]), new Set([...moved, ...other])];
    const bare = syntax.kind === "derivative" ? this.ofLast(syntax) : syntax;
    const inner = mapParts(bare, (part) => this.write(part, all, far));
    return inner.kind === "applied" ? (this.named(inner, summed, moved) ?? inner) : inner;
  }

  /** ∂ℓ/∂μ is of the last ℓ(…) that has μ in its brackets, where there are several. */
  private ofLast(syntax: SyntaxOf<"derivative">): Syntax {
    const { of, by } = syntax;
    const key = of === null ? undefined : nameKey(of);
    const own = this.found.get(key ?? "");
    const letters = namesIn(by.map(({ variable }) => variable));
    if (of === null || own === undefined || own.texts.size < 2) return syntax;
    const last = this.before().flatMap(({ parts: [left] }) => {
      if (left?.kind !== "applied" || nameKey(left.head) !== key) return [];
      const inside = namesIn(left.arguments);
      return [...letters].every((letter) => inside.has(letter)) ? [left] : [];
    });
    const whole = last.at(-1);
    const { from, to } = of;
    const isName = whole?.arguments.some((one) => denotes(one) || isRaised(one));
    return whole === undefined || !isName ? syntax : { ...syntax, of: { ...whole, from, to } };
  }

  private named(
    syntax: SyntaxOf<"applied">,
    summed: ReadonlySet<string>,
    moved: ReadonlySet<string>,
  ): Syntax | undefined {
    const { head, arguments: args, from, to } = syntax;
    const own = this.found.get(nameKey(head) ?? "");
    if (own === undefined || head.kind === "prime") return undefined;
    const isSame = own.texts.size === 1 && !own.isFunction;
    const isPart = args.some((one) => denotes(one) || isEventOf(nameKey(head) ?? "", one));
    // beside P(X = 1), P(X) is a name, too
    const isValue =
      own.isMoment || args.every((one) => nameKey(one)) || own.values.has(textOf(args));
    const isBeside = own.denotes && !own.isFunction && isValue;
    const isOfSquare = own.isRaised && (isSame || args.some(isRaised));
    if (!isPart && !isBeside && !isOfSquare) return undefined;
    const inside = namesIn(args);
    if ([...inside].some((name) => moved.has(name))) return undefined;
    const name = isSame ? head : S.name(writeLatex(syntax));
    const letters = [...inside].filter((one) => summed.has(one) || runs(args, one));
    if (letters.length === 0) return { ...name, from, to };
    const running = letters.map((letter) => S.name(letter));
    return { ...S.subscripted(name, ...running), from, to };
  }
}

/** b_0. */
const isNumbered = (syntax: Syntax): boolean =>
  syntax.kind === "subscript" && syntax.indices.every(({ kind }) => kind === "number");

/** The names that stand in formulas, alone and in indices, but for what `head` is called at. */
function namesIn(formulas: readonly Syntax[], head?: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (head !== undefined && syntax.kind === "applied" && nameKey(syntax.head) === head) return;
    if (syntax.kind === "name" && syntax.font === undefined) found.add(syntax.text);
    for (const child of children(syntax)) visit(child);
  };
  for (const one of formulas) visit(one);
  return found;
}

/** Whether a letter stands as an index or a label in formulas. */
function runs(formulas: readonly Syntax[], letter: string): boolean {
  if (!/^[a-z]$/.test(letter)) return false;
  return formulas.some((syntax) => {
    if (isSet(syntax)) return false;
    const places =
      syntax.kind === "subscript" ? syntax.indices : syntax.kind === "family" ? [syntax.index] : [];
    const isHere = places.some((one) => one.kind === "name" && one.text === letter);
    return isHere || runs(children(syntax), letter);
  });
}
