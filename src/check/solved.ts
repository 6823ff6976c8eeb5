/**
 * @file Whether a relation that fails, and that stands by itself behind "so" or "hence", may be an
 * equation that the text solves, and no claim.
 *
 *     Demand meets supply, so 3q = 12 − q       solved: it may hold of some q
 *     Hence (a + b)² = a² + b²                  a slip from a rule: a term is missing
 *     g = sin 2x. Hence sin 2x = 2 sin x        goes on with the line before: claimed
 *     So sin 2x = 2 sin x                       claimed, where nothing around it speaks of solving
 *                                               and no line isolates x
 */
import { differByTerm } from "../algebra/index.ts";
import type { Document } from "../document/index.ts";
import { type Node, topological } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import type { Context } from "./context.ts";
import { type Finding, holds } from "./finding.ts";
import { elementary, type Pair } from "./judge.ts";
import { mentionedIn, mentions } from "./names.ts";
import type { Repair } from "./repair.ts";
import type { Session } from "./session.ts";
import { isAlone, isDerivative, pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A relation that fails, and where it stands. */
export interface Failing {
  readonly session: Session;
  /** Its statement in the document as a whole. */
  readonly statement: Statement;
  readonly context: Context;
  readonly pair: Pair;
  readonly finding: Finding;
  readonly repair: Repair | null;
}

/** Whether what fails as a rule, and is no small slip from one, may be an equation. */
export function mayBeSolved(failing: Failing): boolean {
  const { statement, context, pair, finding, repair } = failing;
  const { sheet, values, decide } = context.bench;
  if (!isAlone(statement) || pair.identity || finding.never || finding.contrary) return false;
  if (statement.chain.cues.has("solving")) return true;
  // "hence w - η g = w" where nothing changes any more
  const name = nameKey(statement.right);
  if (name !== undefined && mentions(statement.left, name)) return true;
  const known = new Map<Node, Node>();
  const sides = [pair.left, pair.right].map((side) => sheet.expand(side)) as [Node, Node];
  for (const variable of sides.flatMap(variablesOf)) {
    const value = values.ofInput(variable, statement.id, null);
    if (value !== undefined) known.set(variable, value);
  }
  const [a, b] = sides.map((side) => sheet.put(side, known)) as [Node, Node];
  const holdsThere = known.size > 0 && holds(decide(a, b));
  if (!holdsThere && isClaim(failing, sides)) return false;
  if (repair?.repeats === true) return true;
  if (repair !== null && repair.always !== false) return false;
  // the values that the document gives may be the solution
  return holdsThere || !differByTerm(a, b, sheet.arena);
}

/** Whether a relation rewrites the line before it, or can hardly be anything but a rule. */
function isClaim(failing: Failing, sides: readonly [Node, Node]): boolean {
  const { session, statement, repair } = failing;
  const [left, right] = sides.map((side) => new Set<Node>(variablesOf(side)));
  const isOfSame = left!.size > 0 && [...right!].every((one) => left!.has(one));
  if (!isOfSame || speaksOfSolving(session.document, statement.chain.part)) return false;
  if (isSolvedBeside(failing)) return false;
  if (goesOn(failing)) return true;
  // that both sides are the same is no slip: sin 2x = cos 2x may be to be solved
  return repair?.repeats !== true && left!.size === right!.size && looksLikeRule(sides);
}

/** Whether the left side is where the chain before it ended, and the right side is new. */
function goesOn({ session, statement, context, pair }: Failing): boolean {
  const { sheet } = context.bench;
  const own = session.statements.findIndex(({ id }) => id === statement.id);
  const before = session.statements.slice(Math.max(0, own - nearBy), own).filter((one) => {
    return one.chain.part === statement.chain.part && one.sign === "=";
  });
  const ends = before.flatMap(({ right }) => sheet.meaningIn(statement, right) ?? []);
  return ends.includes(pair.left) && !ends.includes(pair.right);
}

/** So many relations before one are looked at. */
const nearBy = 4;

/**
 * Whether both sides are made of elementary functions, of more than a name: sin 2x = 2 sin x, and
 * not sin x = cos x.
 */
function looksLikeRule(sides: readonly [Node, Node]): boolean {
  const kernels = sides.map((side) => {
    return topological([side]).filter(({ op, shape }) => elementary.has(op) && shape.length === 0);
  });
  if (kernels.some((own) => own.length === 0)) return false;
  const isMade = kernels.flat().some(({ operands: [inner] }) => inner?.op !== "variable");
  return isMade || new Set(sides.flatMap(variablesOf)).size > 1;
}

/** Whether other lines of the part say what a name of the relation is, or restrict it. */
function isSolvedBeside({ session, statement, context }: Failing): boolean {
  const { sheet, decide } = context.bench;
  const names = mentionedIn([statement.left, statement.right]);
  return session.statements.some((other) => {
    const { chain, left, right, sign, at, kind } = other;
    if (chain === statement.chain || chain.part !== statement.chain.part) return false;
    if (sign !== "=" && sign !== "\\approx") return false;
    if ([left, right].some((side) => names.has(nameKey(side) ?? ""))) return true;
    if (at > 0 || (kind !== "condition" && !isAlone(other))) return false;
    if (![...mentionedIn([left, right])].some((one) => names.has(one))) return false;
    if (kind === "condition") return true;
    const pair = kind === "step" ? pairOf(other, sheet) : null;
    return pair !== null && !holds(decide(sheet.expand(pair.left), sheet.expand(pair.right)));
  });
}

/**
 * A name of an equation with a number that the text works out behind it, and of which it says no
 * number before: "we need $e^{-1/T} = 0.5$, giving $T = 1.44$".
 */
export function solvedBehind(
  { id, at, left, closed, chain }: Statement,
  statements: readonly Statement[],
): string | null {
  if (at > 0 || !closed || nameKey(left) !== undefined) return null;
  const names = mentionedIn([left]);
  const values = statements.filter((one) => {
    return one.at === 0 && one.closed && names.has(nameKey(one.left) ?? "");
  });
  const before = new Set(values.filter((one) => one.id < id).map((one) => nameKey(one.left)));
  const found = values.find((one) => {
    const isNear = one.chain.part === chain.part && one.chain.paragraph - chain.paragraph <= 1;
    const { cues, implied } = one.chain;
    // or a display right behind it
    const isNext = one.id === id + 1 && one.chain.display;
    const isResult = isNext || implied || cues.has("obtained") || cues.has("concluded");
    return one.id > id && !before.has(nameKey(one.left)) && isNear && isResult;
  });
  return (found && nameKey(found.left)) ?? null;
}

/** Whether what is 0 is solved behind it, "2q - 4 = 0 gives q = 2", or its words speak of it. */
export function isSetToZero(session: Session, statement: Statement): boolean {
  const { left, chain } = statement;
  if (speaksOfSolving(session.document, chain.part)) return true;
  const names = mentionedIn([left]);
  const last = session.statements.findLastIndex((other) => other.chain === chain);
  return session.statements.slice(last + 1, last + 1 + nearBy).some((other) => {
    return other.chain.part === chain.part && names.has(nameKey(other.left) ?? "");
  });
}

/** Whether a chain says of several slopes that they are 0: ∂g/∂a = ∂g/∂b = 0. */
export function areAllZero({ parts, signs }: Chain): boolean {
  const slopes = parts.slice(0, -1);
  const isSaid = slopes.length > 1 && isNought(parts.at(-1)!) && signs.every((one) => one === "=");
  return isSaid && slopes.every(isDerivative);
}

/** The number 0, as it is written. */
export function isNought(syntax: Syntax): boolean {
  return syntax.kind === "number" && syntax.text === "0";
}

/** Words for what is to be solved, of any kind. */
const solving =
  /\b(?:solv|solution|roots?\b|zeros?\b|equation|unknown|equilib|intersect|meets?\b|cross|coincid|equal|satisf|sets?\b|setting|find|determin|critical|station|steady|fixed|optim|maxim|minim|extrem|condition|constrain|conserv|balanc|same|match|law\b|model|for (?:what|which))|l\u00f6s|gleich|r\u00e9sou|resolv|ecuaci|equa\u00e7|igual|\u65b9\u7a0b|\u89e3|\u7b49\u4e8e/i;

const known = new WeakMap<Document, readonly string[]>();

/** Whether the words of a part speak of equations, or of what they say in other words. */
function speaksOfSolving(document: Document, part: number): boolean {
  const parts = known.get(document) ?? wordsOf(document);
  known.set(document, parts);
  return solving.test(parts[part] ?? "");
}

/** The words of each part of a document, its heading among them. */
function wordsOf({ pieces }: Document): readonly string[] {
  const parts = [""];
  for (const piece of pieces) {
    if (piece.kind === "heading") parts.push(piece.title);
    else if (piece.kind === "mark") parts.push("");
    else if (piece.kind === "words") parts[parts.length - 1] += ` ${piece.text}`;
  }
  return parts;
}
