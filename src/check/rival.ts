/**
 * @file Readings that a text leaves open and its other steps exclude: that σ is the ReLU, that
 * derivatives are laid out as transposes, or that vectors are rows. If some step is right only in
 * the reading that is tried first, and none only in the other one, the other one is not meant. A
 * gradient by a vector that is written as a column, W^T δ, is not laid out as a transpose.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import { holds } from "./finding.ts";
import { judge } from "./judge.ts";
import { headsOf, mentionedIn } from "./names.ts";
import type { Choice, Session } from "./session.ts";
import { isDerivative, pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** At most so many other steps are asked. */
const askLimit = 24;

/** Whether other chains than that of a statement exclude a choice. */
export function isExcluded(session: Session, choice: Choice, statement: Statement): boolean {
  const { first } = session;
  const isLaidOut = choice.layout !== first.layout;
  const isOther = isLaidOut || choice.rows || choice.activation !== first.activation;
  if (!isOther) return false;
  // a text that speaks of layouts may have several
  if (isLaidOut && /\blayout/i.test(session.document.source)) return false;
  return compared(session, choice, statement) === "excluded";
}

/** Whether another chain holds under a choice, and not under the first one. */
export function isBorneOutElsewhere(
  session: Session,
  choice: Choice,
  statement: Statement,
): boolean {
  return compared(session, choice, statement) === "borne out";
}

/** What other chains say of a choice. */
function compared(
  session: Session,
  choice: Choice,
  { chain }: Statement,
): "borne out" | "excluded" | "open" {
  const { first } = session;
  const isLaidOut = choice.layout !== first.layout;
  const isConcerned = (one: Statement): boolean => {
    if (choice.rows) return session.asRows(one) !== null;
    return isLaidOut
      ? session.layoutsIn(one).has(choice.layout)
      : [one.left, one.right].flatMap(headsOf).includes("\\sigma");
  };
  const others = session.statements.filter((one) => {
    return one.kind === "step" && one.chain !== chain && isConcerned(one);
  });
  let isMissed = choice.layout === "numerator" && isLaidOut && hasColumn(session, chain);
  for (const other of others.slice(0, askLimit)) {
    const [own, rival] = [first, choice].map((one) => verdictOn(session, one, other));
    if (own === "holds" && rival === "fails") isMissed = true;
    if (own === "fails" && rival === "holds") return "borne out";
  }
  return isMissed ? "excluded" : "open";
}

/** Whether a chain other than one has a gradient that is a matrix times a column, and holds. */
function hasColumn(session: Session, chain: Chain): boolean {
  const { sheet } = session.bench();
  return session.statements.some((one) => {
    if (one.kind !== "step" || one.chain === chain || !isDerivative(one.left)) return false;
    const rank = (syntax: Syntax): number => {
      const ranks = [...mentionedIn([syntax])].map((key) => {
        return sheet.named(key, one.chain.part)?.shape.length ?? 0;
      });
      return Math.max(0, ...ranks);
    };
    if (!isColumn(one.right, rank)) return false;
    const pair = pairOf(one, sheet);
    return pair?.left.shape.length === 1 && verdictOn(session, session.first, one) === "holds";
  });
}

/** Whether a product is of a matrix and a vector behind it, as it stands. */
function isColumn(syntax: Syntax, rank: (factor: Syntax) => number): boolean {
  const signed =
    syntax.kind === "sum" && syntax.terms.length === 1 ? syntax.terms[0]!.term : syntax;
  if (signed.kind !== "product") return false;
  const factors = signed.factors.filter((factor) => rank(factor) > 0);
  const [first, last] = [factors[0], factors.at(-1)];
  if (first === undefined || last === undefined || first === last) return false;
  const isPlain = (factor: Syntax): boolean => {
    const inner = factor.kind === "transpose" ? factor.base : factor;
    return nameKey(inner) !== undefined || inner.kind === "group";
  };
  return isPlain(first) && rank(first) === 2 && last.kind !== "transpose" && rank(last) === 1;
}

/** What becomes of a statement under a choice; its shapes may not fit, either. */
function verdictOn(
  session: Session,
  choice: Choice,
  statement: Statement,
): "holds" | "fails" | "open" {
  const isLaidOut = choice.layout !== session.first.layout || choice.rows;
  const bench = session.bench(choice);
  const pair = pairOf(statement, bench.sheet);
  if (pair === null) return isLaidOut ? "fails" : "open";
  const finding = judge(bench, pair);
  // another activation may do so at its kink
  if (finding.edge === true && choice.activation !== session.first.activation) return "fails";
  if (holds(finding)) return "holds";
  // a derivative that is laid out otherwise has no meaning where its shape does not fit
  return finding.verdict === "refuted" || isLaidOut ? "fails" : "open";
}
