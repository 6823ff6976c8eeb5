/**
 * @file Names that are said again to be something: claims, where they still are that, and new
 * definitions otherwise. y' is the slope of y where the text has slopes of it, else another name.
 */
import { nameKey } from "../notation/index.ts";
import { isNumbered, placeOf } from "./classify.ts";
import { constantOf } from "./constant.ts";
import { holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { type Around, isRewriting } from "./rewriting.ts";
import { printedEntries, unitsOff } from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import { pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { isConstant } from "./values.ts";

/** What is known when it is looked at which letters are defined anew. */
interface Known {
  readonly sheet: DocumentSheet;
  readonly bench: Bench;
  /** The text of the document. */
  readonly source: string;
  /** Whether a step holds where the equations hold that are said of its names. */
  readonly isSaid: (statement: Statement, pair: Pair) => boolean;
  /** Whether a step holds at the latest values of all that it is made of. */
  readonly isLatest: (statement: Statement) => boolean;
  readonly around: Around;
}

/** Names that are said again to be something that they are not. */
interface SaidAgain {
  /** Where they are defined anew. */
  readonly anew: readonly string[];
  /** Where what they were is written in another form, and wrongly so. */
  readonly rewritten: readonly string[];
}

/** Where names are defined anew, or what they are is rewritten wrongly. */
export function redefined(
  statements: readonly Statement[],
  { sheet, bench, source, isSaid, isLatest, around }: Known,
  isCareful: boolean,
): SaidAgain {
  const letters = new Set<string>();
  const rewritten: string[] = [];
  let isRule = false;
  const found = statements.flatMap((statement) => {
    if (statement.left.kind === "prime") return [];
    // from where a rule begins, h_0 = 0, follows what is said behind it
    if (isRule && isCareful) return [];
    const key = nameKey(statement.left);
    const isAgain = statement.kind === "step" && statement.restates && !statement.rewrites;
    if (!isAgain || letters.has(key ?? "")) return [];
    const pair = pairOf(statement, sheet);
    const finding = pair === null ? null : judge(bench, pair);
    if (finding !== null && holds(finding)) return [];
    if (pair !== null && isBorneOut(statements, statement, sheet, bench)) return [];
    if (pair !== null && isMostly(statement, pair, bench)) return [];
    if (pair !== null && isRewriting(statements, statement, bench, around)) {
      rewritten.push(placeOf(statement.span));
      return [];
    }
    // "at r = 1: x = 1" is what x = r cos θ is there
    const isNumber = pair !== null && (statement.closed || isConstant(sheet.expand(pair.right)));
    if (isNumber && isSaid(statement, pair)) return [];
    if (isNumber && isLatest(statement)) return [];
    // what is said of a letter later on is looked at again, with its new meaning
    if (key !== undefined && isCareful) letters.add(key);
    isRule ||= isNumbered(statement.left);
    return [placeOf(statement.span)];
  });
  if (found.length + rewritten.length > 0) return { anew: found, rewritten };
  const fails = (statement: Statement): boolean => {
    const pair = pairOf(statement, sheet);
    const finding = pair === null ? null : judge(bench, pair);
    return finding === null || !holds(finding);
  };
  const slopes = statements.filter(({ kind, restates, left }) => {
    return kind === "step" && restates && left.kind === "prime";
  });
  // y' is the slope of y where some y' is, or where the text speaks of slopes; else another name
  const wrong = slopes.filter(fails);
  const isMeant = wrong.length < slopes.length || speaksOfSlopes.test(source);
  return { anew: isMeant ? [] : wrong.map(({ span }) => placeOf(span)), rewritten };
}

/** Words for what a prime is of. */
const speaksOfSlopes =
  /deriv|differenti|slope|tangent|gradient|\brates?\b|ableitung|ableiten|steigung|d\u00e9riv/i;

/** Whether most of the numbers that a vector or matrix is said to have are those that it has. */
export function isMostly(
  { right }: Statement,
  { left, id }: Pair,
  { sheet, values }: Bench,
): boolean {
  const printed = printedEntries(right);
  if (printed === null || printed.length < leastEntries) return false;
  const formula = sheet.expand(left);
  const inputs = values.inputsOf([formula], id, id);
  const whole = inputs ? sheet.putFitting(formula, inputs) : null;
  const known = whole && constantOf(whole, sheet.worksheet.sizes)?.ball.entries;
  if (known?.length !== printed.length) return false;
  const same = printed.filter(
    (one, k) => unitsOff([one], { shape: [], entries: [known[k]!] }) === 0,
  );
  return 2 * same.length > printed.length;
}

/** Of fewer numbers some may be the same by chance. */
const leastEntries = 3;

/**
 * Whether a name that is said to be something again still is what it was: y = cos s, and then
 * y = sin s = cos(π/2), where what follows is right of the old y only.
 */
export function isBorneOut(
  statements: readonly Statement[],
  { id, chain }: Statement,
  sheet: DocumentSheet,
  bench: Bench,
): boolean {
  const [own, next] = [statements[id], statements[id + 1]];
  if (own === undefined || next?.chain !== chain || next.kind !== "step") return false;
  const [first, second] = [pairOf(own, sheet), pairOf(next, sheet)];
  if (first === null || second === null || holds(judge(bench, second))) return false;
  return holds(judge(bench, { ...second, left: first.left, loose: null }));
}
