/**
 * @file What σ is where a document does not define it: the function that its words name, if none
 * of its steps says otherwise. σ(0.5) = 1/(1 + e^{−0.5}) is no tanh, though a text speaks of tanh.
 */
import type { Document } from "../document/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import { headsOf, mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/**
 * The functions that are called σ, and how a text names them: in words, or as what σ is. Where a
 * formula beside σ has a tanh of its own, σ is another function.
 */
const names = {
  sigmoid: /sigmoid|logistic/i,
  relu: named("relu", "rectif"),
  tanh: named("tanh", "hyperbolic tangent"),
} as const satisfies Readonly<Record<string, RegExp>>;

function named(word: string, other: string): RegExp {
  const font = String.raw`(?:\\(?:text|mathrm|operatorname)\s*\{\s*|\\)?`;
  const isSigma = String.raw`\\sigma\s*(?:\([^()]*\))?\s*(?:=|:=|\\equiv)\s*`;
  const apart = String.raw`(?<![\\\{\p{L}])`;
  return new RegExp(`${apart}${word}|${other}|${isSigma}${font}${word}`, "iu");
}

export const activations: readonly string[] = Object.keys(names);

/** At most so many steps are asked what σ is. */
const evidenceLimit = 12;

/** What σ stands for by custom. */
const customary = "sigmoid";

/** Whether an activation may be meant where no word names it. */
export function isKnownFor(document: Document, activation: string): boolean {
  return activation === customary || isNamed(document, activation);
}

/** The activation that a document calls by name; the first one where it calls none. */
export function namedActivation({ source }: Document): string {
  const named = Object.entries(names).find(([, words]) => words.test(source));
  return named?.[0] ?? activations[0]!;
}

/** Whether a document names an activation. */
export function isNamed({ source }: Document, activation: string): boolean {
  return names[activation as keyof typeof names].test(source);
}

/**
 * The activation under which the most steps hold that show σ of something; else the first one. One
 * step alone, which may be the author's mistake, says nothing against the only word of a document.
 */
export function likeliest(
  document: Document,
  statements: readonly Statement[],
  first: string,
  holds: (statement: Statement, activation: string) => boolean,
): string {
  const shown = statements.filter(({ kind, left, right }) => {
    return kind === "step" && [left, right].flatMap(headsOf).includes("\\sigma");
  });
  if (shown.length === 0 || isDefined(statements)) return first;
  const asked = shown.slice(0, evidenceLimit);
  const named = activations.filter((one) => isNamed(document, one));
  const isOnlyName = named.join() === first;
  const called = named.length === 0 ? calledOtherwise(statements, shown) : undefined;
  const candidates = [...new Set([called ?? first, first, ...activations])];
  const counts: number[] = [];
  for (const [k, one] of candidates.entries()) {
    // an earlier candidate that nobody can surpass is the one
    if (counts.includes(asked.length)) break;
    const count = asked.filter((statement) => holds(statement, one)).length;
    counts.push(isOnlyName && k > 0 && one !== customary ? count - 1 : count);
  }
  return candidates[counts.indexOf(Math.max(...counts))]!;
}

/** The function that defines a name of which σ(…) is said, too: a = ReLU(z), a_2 = σ(z_2). */
function calledOtherwise(
  statements: readonly Statement[],
  shown: readonly Statement[],
): string | undefined {
  const wholeOf = (name: Syntax) => nameKey(name.kind === "subscript" ? name.base : name);
  const wholes = new Set(shown.map(({ left }) => wholeOf(left)));
  for (const { kind, left, right } of statements) {
    if (kind !== "definition" || right.kind !== "call" || !wholes.has(wholeOf(left))) continue;
    if (activations.includes(right.function)) return right.function;
  }
  return undefined;
}

/** Whether what σ is makes a difference to a statement. */
export function mayActivate(statements: readonly Statement[], { left, right }: Statement): boolean {
  if (isDefined(statements)) return false;
  const activated = activatedIn(statements);
  return [...mentionedIn([left, right])].some((name) => activated.has(name));
}

/** Whether σ may be softmax in a statement: the text speaks of no other function. */
export function mayBeSoftmax(
  { source }: Document,
  statements: readonly Statement[],
  statement: Statement,
): boolean {
  if (!mayActivate(statements, statement)) return false;
  return /softmax/i.test(source) && !/sigmoid|logistic|relu|tanh|activation/i.test(source);
}

/** Whether a document says itself what σ is. */
function isDefined(statements: readonly Statement[]): boolean {
  return statements.some(({ kind, left }) => {
    return kind === "definition" && left.kind === "applied" && nameKey(left.head) === "\\sigma";
  });
}

/** σ and the names that are defined by it, and by these. */
function activatedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const known = remembered.get(statements);
  if (known !== undefined) return known;
  const found = new Set(["\\sigma"]);
  const definitions = statements.filter(({ kind }) => kind === "definition");
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { left, right } of definitions) {
      const key = left.kind === "applied" ? nameKey(left.head) : nameKey(left);
      if (key === undefined) continue;
      if ([...mentionedIn([right])].some((name) => found.has(name))) found.add(key);
    }
  }
  remembered.set(statements, found);
  return found;
}

const remembered = new WeakMap<readonly Statement[], ReadonlySet<string>>();
