/**
 * @file Lines in which values are put into a line before them. No formula says how r depends on t:
 *
 *     dV/dt = 4πr² dr/dt              holds
 *     dV/dt = 5, r = 2                is said
 *     5 = 4π · 2² dr/dt               is the first line with these values, on both sides
 *
 * A line may also be the first one with the values that are said right before it.
 */
import { substitute } from "../calculus/index.ts";
import { isKind, isNumber, type Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { type Finding, holds } from "./finding.ts";
import { atValues, type Bench, judge, type Pair } from "./judge.ts";
import { isClosed, namesOf } from "./names.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** So many lines before a claim are asked, the last one first. */
const askLimit = 6;

/** The verdict on a claim that is a line before it with values put in; null for any other. */
export function filledIn(
  bench: Bench,
  statements: readonly Statement[],
  claim: { readonly statement: Statement; readonly pair: Pair },
  pairOf: (statement: Statement) => Pair | null,
): Finding | null {
  const { sheet, decide } = bench;
  const { id, chain } = claim.statement;
  const before = statements.filter((one) => one.id < id && one.sign === "=");
  const values = new Map<Node, Node>();
  for (const one of before) if (isClosed(one.right)) note(values, one, sheet);
  if (values.size === 0) return null;
  const put = (node: Node): Node => substitute(canonical(node, sheet), values, sheet.arena);
  const own = [put(claim.pair.left), put(claim.pair.right)] as const;
  const lines = before
    .filter((one) => one.chain !== chain && !isClosed(one.right))
    .slice(-askLimit);
  for (const line of lines.reverse()) {
    const pair = pairOf(line);
    if (pair === null) continue;
    const whole = [canonical(pair.left, sheet), canonical(pair.right, sheet)];
    const isFilled = whole.flatMap(variablesOf).some((name) => values.has(name));
    if (!isFilled || pair.left.shape.length + pair.right.shape.length > 0) continue;
    const isSame = whole.every((side, k) => {
      return holds(decide(substitute(side, values, sheet.arena), own[k]!));
    });
    if (isSame && holds(judge(bench, pair))) {
      return { verdict: "agrees", reason: "it is a line before it with values put in" };
    }
  }
  return null;
}

/**
 * The verdict on a claim with the values that its paragraph says: "with x = 1 this is (a − y) a′".
 * A name that the right side still has stands for itself. Null where it does not hold so.
 */
export function withValuesHere(
  { sheet, decide }: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { id, chain, right } = statement;
  const kept = new Set(namesOf(right).map(({ key }) => key));
  const values = new Map<Node, Node>();
  for (const one of statements) {
    const gap = chain.paragraph - one.chain.paragraph;
    const isNear = gap === 0 || (gap === 1 && chain.display && one.chain.part === chain.part);
    if (!isNear || one.id >= id || one.kind !== "definition" || !one.closed) continue;
    if (!kept.has(nameKey(one.left) ?? "")) note(values, one, sheet);
  }
  // "for an input x = 1", in words
  for (const [name, text] of chain.spoken ?? []) {
    const variable = sheet.named(name, chain.part)?.variable;
    const value = Q.fromDecimal(text);
    const isNumber = variable?.shape.length === 0 && value !== undefined;
    if (isNumber && !kept.has(name)) values.set(variable, sheet.arena.number(value));
  }
  if (values.size === 0) return null;
  const sides = [pair.left, pair.right].map((side) => sheet.put(sheet.expand(side), values));
  const found = decide(sides[0]!, sides[1]!);
  if (!holds(found)) return null;
  return { verdict: "agrees", reason: "the values that are said right before it are put in" };
}

/**
 * The verdict on names that are said to be equal, and what they are: in z = t = 1 with z = x + y,
 * x = 1, y = 0 and t = 1 their values are meant. Null where these are not known, or differ.
 */
export function withNamedValues(bench: Bench, statement: Statement, pair: Pair): Finding | null {
  const { chain, left, right } = statement;
  const areNames = [left, right].every((side) => nameKey(side) !== undefined);
  const last = chain.parts.at(-1)!;
  if (!areNames || !isClosed(last) || chain.signs.some((sign) => sign !== "=")) return null;
  const there = atValues(bench, pair);
  return there !== null && holds(there.finding)
    ? { verdict: "agrees", reason: "the names have the same value" }
    : null;
}

/**
 * The verdict where a label that is given as 0 or 1 stands in a term of its own on one side only:
 * after y = 0 and L = −ln(1 − p), ∂L/∂z = p − y, since y is put into L already. A factor that is
 * 1 or 0 is none of that.
 */
export function withLabels(
  { sheet, values, decide }: Bench,
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const terms = termsIn(statement.right);
  const left = sheet.expand(pair.left);
  const right = sheet.expand(pair.right);
  const own = new Set<Node>(variablesOf(left));
  const put = new Map<Node, Node>();
  for (const variable of variablesOf(right)) {
    const name = sheet.quantityOf(variable)?.key;
    const value = values.ofInput(variable, pair.id, pair.id);
    const isLabel = value !== undefined && [0, 1].some((n) => isNumber(value, n));
    if (isLabel && !own.has(variable) && name !== undefined && terms.has(name)) {
      put.set(variable, value);
    }
  }
  if (put.size === 0 || !holds(decide(left, sheet.put(right, put)))) return null;
  return { verdict: "agrees", reason: "a label is put in before it" };
}

/** The names that are terms of a sum. */
function termsIn(syntax: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: Syntax): void => {
    if (one.kind === "sum" && one.terms.length > 1) {
      for (const { term } of one.terms) found.add(nameKey(term) ?? "");
    }
    for (const child of children(one)) visit(child);
  };
  visit(syntax);
  return found;
}

/** Notes what a name or a derivative is said to be. */
function note(values: Map<Node, Node>, statement: Statement, sheet: DocumentSheet): void {
  const key = nameKey(statement.left);
  const quantity = key === undefined ? undefined : sheet.named(key, statement.chain.part);
  const node = quantity?.variable ?? sheet.left(statement).node;
  const value = quantity?.value ?? sheet.right(statement).node;
  if (node === null || value === null || !isKind(node, "variable")) return;
  if (variablesOf(value).length === 0 && node.shape.length + value.shape.length === 0)
    values.set(canonical(node, sheet), value);
}

/** A node with one name for each derivative, wherever it stands. */
function canonical(root: Node, sheet: DocumentSheet): Node {
  const names = new Map<Node, Node>();
  for (const variable of variablesOf(root)) {
    if (sheet.differentiatedBy(variable).length === 0) continue;
    names.set(
      variable,
      sheet.arena.variable(`\u00a7d ${sheet.signature(variable)}`, variable.shape),
    );
  }
  return substitute(root, names, sheet.arena);
}
