/**
 * @file Values that a name has only for a while. Where a document looks at its formulas "at β = 0"
 * here and there, another "β = 0" under another heading is such a look, too, and gives β no value
 * for what comes later. So is the solution of an equation where another one is solved for β later,
 * or is written down, and what β may be, or is not: "β = 0 or β = 1", "so β = 0, a contradiction".
 */
import { nameKey, writePlain } from "../notation/index.ts";
import type { Shown } from "./finding.ts";
import { isClosed, mentionedIn } from "./names.ts";
import { lettersOf } from "./slip.ts";
import { isNought } from "./solved.ts";
import type { Statement } from "./statement.ts";

/**
 * A name at whose value a step was found wrong, though only another part of the document gives it
 * that value, and the value is supposed in places, or though it is solved for here; null where
 * there is none.
 */
export function momentaryIn(
  statement: Statement,
  shown: Shown | undefined,
  statements: readonly Statement[],
): string | null {
  const saidIn = (key: string, kind: Statement["kind"]) => {
    return statements.filter(({ kind: own, left, right }) => {
      return own === kind && nameKey(left) === key && isClosed(right);
    });
  };
  for (const key of Object.keys(shown?.at ?? {})) {
    const given = saidIn(key, "definition");
    const isElsewhere = given.every(({ chain }) => chain.part !== statement.chain.part);
    if (given.length > 0 && isElsewhere && saidIn(key, "condition").length > 0) return key;
    // the w of w_new = w - … is another one each time
    const isRenewed = statements.some(({ left }) => renewed.exec(nameKey(left) ?? "")?.[1] === key);
    if (given.length === 0 && isRenewed) return key;
  }
  // x² = 25 behind another equation with the solution x = 0
  const { id, chain } = statement;
  const sides = [statement.left, statement.right];
  // the x of \lim_{x \to \infty} has no value at all
  const running = new Set(sides.flatMap(lettersOf));
  for (const key of mentionedIn(sides)) {
    if (running.has(key)) continue;
    const given = saidIn(key, "definition");
    const before = given.filter((one) => one.id < id);
    const isSolved = before.length > 0 && before.every((one) => one.chain.implied);
    const next = given.find((one) => one.id === id + 1)?.chain;
    const isSolvedAgain = next?.paragraph === chain.paragraph && next.implied;
    if (isSolved && isSolvedAgain) return key;
    // what was found by an equation need not satisfy the next one
    const last = before.at(-1);
    const beside = before.filter((one) => one.chain.paragraph === last?.chain.paragraph);
    const wasFound = beside.length > 1 || (last !== undefined && isFound(last));
    if (wasFound && isEquation(statement)) return key;
    if (last !== undefined && isPossible(last) && isAt(shown, key, last)) return key;
  }
  return isChosenAnew(statement, statements) ? "v" : null;
}

/** Whether a value is one of several that are possible, or is denied. */
const isPossible = ({ chain: { cues } }: Statement): boolean =>
  cues.has("alternative") || cues.has("denied");

/** Whether a step fails at a value of a name, and not at any other. */
function isAt(shown: Shown | undefined, key: string, { right }: Statement): boolean {
  const value = shown?.at[key];
  return value === undefined || value === writePlain(right);
}

/** Whether a value was found, and is not given. */
function isFound({ chain: { implied, cues } }: Statement): boolean {
  return implied || cues.has("obtained") || cues.has("concluded") || cues.has("solving");
}

/** Whether a step may be an equation by itself: its right side is a number, and 0 in a chain. */
function isEquation({ left, right, at, chain }: Statement): boolean {
  if (isNought(right)) return true;
  const isName = nameKey(left) !== undefined || left.kind === "applied";
  return at === 0 && chain.parts.length === 2 && !isName && isClosed(right);
}

const renewed = /^(.+)_\{?(?:\\[a-z]+\{)?(?:new|neu|updated|nuevo|nueva|nouveau|novo|新)\b/iu;

/** Whether dv is chosen beside u for another integration by parts than the v before is from. */
function isChosenAnew({ id, left, chain }: Statement, statements: readonly Statement[]): boolean {
  if (left.kind !== "derivative" || left.of === null || nameKey(left.of) !== "v") return false;
  const [before, last] = [
    statements.find((one) => one.id === id - 1),
    statements.findLast((one) => {
      return one.id < id && one.kind === "definition" && nameKey(one.left) === "v";
    }),
  ];
  const isBeside = before?.kind === "definition" && before.chain.paragraph === chain.paragraph;
  return isBeside && last !== undefined && last.chain.paragraph < chain.paragraph;
}
