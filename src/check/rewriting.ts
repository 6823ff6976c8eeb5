/**
 * @file Names that are said again to be what they are, in another form,
 *
 *     f(x) = (x + 1)²,   f(x) = x² + 2x + 2
 *
 * and not anew: where words say that a formula is rewritten, or where one edit makes the second
 * form equal to the first for all values although neither is the other written over again. Two
 * examples that have nothing to do with each other do not come so near. The forms have the same
 * variables; where the text speaks of other cases, or of changes, or lists examples, nothing is
 * claimed.
 */
import { type Node, topological } from "../expression/index.ts";
import { nameKey, writeLatex } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import type { Cue } from "./cue.ts";
import type { Finding } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import type { Repair } from "./repair.ts";
import { pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** The smallest repair of a step that fails. */
export type Repaired = (statement: Statement, pair: Pair, finding: Finding) => Repair | null;

/** What is asked of a step and of its text. */
export interface Around {
  readonly repaired: Repaired;
  /** The line of the item of a list or table that a step stands in; null outside of these. */
  readonly itemOf: (statement: Statement) => number | null;
}

/** Words under which a name may be something else. */
const others: readonly Cue[] = [
  "changed",
  "supposed",
  "set",
  "asked",
  "denied",
  "constraint",
  "conditional",
  "premise",
  "proviso",
];

/** Whether a step that fails says in another form what a name is, and not anew. */
export function isRewriting(
  statements: readonly Statement[],
  statement: Statement,
  bench: Bench,
  { repaired, itemOf }: Around,
): boolean {
  const { chain, at, left, closed, sign } = statement;
  if (at > 0 || closed || sign !== "=") return false;
  if (nameKey(left) === undefined && left.kind !== "applied") return false;
  const said = lastSaid(statements, statement);
  if (said === null || hasOther(chain) || hasOther(said.chain)) return false;
  const { sheet } = bench;
  const pair = pairOf({ ...statement, rewrites: true }, sheet);
  if (pair === null) return false;
  const sides = [pair.left, pair.right].map((side) => sheet.expand(side));
  const [before, after] = sides.map((side) => new Set(variablesOf(side)));
  const isOfSame = before!.size === after!.size && [...before!].every((one) => after!.has(one));
  if (!isOfSame || before!.size === 0) return false;
  const finding = judge(bench, pair);
  if (finding.verdict !== "refuted") return false;
  if (chain.cues.has("rewritten")) return true;
  if (itemOf(said) !== itemOf(statement)) return false;
  const repair = repaired(statement, pair, finding);
  if (repair?.node === undefined || repair.edit === null || repair.always !== true) return false;
  return shapeOf(sheet.expand(repair.node)) !== shapeOf(sides[0]!);
}

const hasOther = ({ cues }: Chain): boolean => others.some((cue) => cues.has(cue));

/** The last definition of its left side as it is written, if that is in the same part. */
function lastSaid(
  statements: readonly Statement[],
  { id, left, chain }: Statement,
): Statement | null {
  const own = writeLatex(left);
  const last = statements.findLast((one) => {
    return one.id < id && one.kind === "definition" && writeLatex(one.left) === own;
  });
  return last?.chain.part === chain.part ? last : null;
}

/** How often each variable, function and power stands in a formula. */
function shapeOf(root: Node): string {
  const counts = new Map<string, number>();
  const uses = new Map<Node, number>([[root, 1]]);
  for (const node of topological([root]).toReversed()) {
    const own = uses.get(node) ?? 0;
    for (const operand of node.operands) uses.set(operand, (uses.get(operand) ?? 0) + own);
    if (node.op === "variable") counts.set(node.id.toString(), own);
    else if (!arithmetic.has(node.op)) counts.set(node.op, (counts.get(node.op) ?? 0) + own);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).join(" ");
}

/** Operations of which a formula has more or fewer as it is written. */
const arithmetic: ReadonlySet<string> = new Set(["number", "add", "negate", "multiply", "divide"]);

/** The line of a list's item or a table's row that a place stands in; null outside of these. */
export function itemAt(source: string, offset: number): number | null {
  const from = source.lastIndexOf("\n", offset - 1) + 1;
  return itemStart.test(source.slice(from, offset + 1)) ? from : null;
}

const itemStart = /^\s*(?:[-*+\u2022|]\s|\(?(?:\d+|[a-z]|[ivx]+)[.)]|\\item\b)/;
