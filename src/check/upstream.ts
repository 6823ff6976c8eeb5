/**
 * @file Derivatives of what a text does not define, such as a loss of which it only says
 *
 *     ∂L/∂z = ŷ − y          with z = w x + b
 *     ∂L/∂w = (ŷ − y) x      is ∂L/∂z · ∂z/∂w
 *
 * The first one is believed, and what follows from it holds as far as L depends on nothing but z.
 */
import { differentiate } from "../calculus/index.ts";
import { isKind, type Node } from "../expression/index.ts";
import { writePlain } from "../notation/index.ts";
import { functionsIn } from "./example.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { isClosed } from "./names.ts";
import { slopeOf } from "./printed-slope.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { isConstant } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** So many derivatives before a claim are asked, the last one first. */
const askLimit = 8;

/** So many are put into a claim. */
const sayLimit = 32;

/** The verdict on a derivative that follows from one written before it; null for any other. */
export function fromUpstream(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { sheet, decide } = bench;
  const own = slopeOf(pair.left, sheet);
  // of ∂L/∂a ⊙ σ'(z), whatever was said of the derivatives in it
  const isMade = own === null && statement.at > 0;
  if (own === null && !isMade) return null;
  const before = statements
    .filter((one) => one.id < statement.id && isSaid(one) && one.sign === "=")
    .filter(({ chain }) => own !== null || chain !== statement.chain)
    .flatMap((one) => writtenIn(one, sheet) ?? []);
  const written = before.filter(({ of }) => of === (own?.of ?? of)).slice(-askLimit);
  const asSaid = (slopes: readonly Written[]): ReadonlyMap<Node, Node> => {
    return new Map(
      slopes.flatMap(({ node, value }): [Node, Node][] => {
        const slope = sheet.expand(node);
        return isKind(slope, "variable") && fits(slope, value) ? [[slope, value]] : [];
      }),
    );
  };
  const all = new Map(asSaid(before.slice(-sayLimit)));
  // what is said of one is made of others: ∂L/∂w = ∂L/∂y · ∂y/∂w
  for (const [slope, value] of all) all.set(slope, sheet.put(value, all));
  for (const said of [asSaid(written), all]) {
    const known = (node: Node): Node => sheet.put(sheet.expand(node), said);
    const [left, right] = [known(pair.left), known(pair.right)];
    for (const one of own === null ? [] : written.toReversed()) {
      const node = orMisfit(() => through(one, own!.by, sheet));
      if (node !== null && fits(node, right) && holds(decide(known(node), right))) return follows;
    }
    if (said.size > 0 && fits(left, right) && holds(decide(left, right))) return follows;
  }
  return null;
}

const follows: Finding = {
  verdict: "agrees",
  reason: "it follows from a derivative that is written before it",
};

/**
 * The verdict on numbers for derivatives of what is not defined, by what was said of these before:
 * ∂L/∂c = 0.5779 and g = 0.5 make ∂L/∂c · g = 0.289. Null for all else.
 */
export function fromSaid(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { sheet } = bench;
  // what is said of a derivative again may be another one, in the next turn of a descent
  if (!isClosed(statement.right) || isKind(pair.left, "variable")) return null;
  const failures: Finding[] = [];
  // the number that was worked out, or the formula for it
  for (const which of ["last", "first"] as const) {
    const plain = saidOf(pair.left, { statements, statement, sheet, which, loose: false });
    if (plain === null || plain.size === 0) return null;
    const left = sheet.put(pair.left, plain);
    const rough = saidOf(pair.left, { statements, statement, sheet, which, loose: true }) ?? plain;
    const loose = {
      left: sheet.put(pair.loose?.left ?? pair.left, rough),
      right: pair.loose?.right ?? pair.right,
    };
    const finding = judge(bench, { ...pair, left, loose });
    if (holds(finding)) return finding.verdict === "rounded" ? finding : bySaid;
    const example = finding.counterexample;
    const at = { ...example?.at, ...valuesText(plain, sheet) };
    failures.push({ ...finding, left, ...(example && { counterexample: { ...example, at } }) });
  }
  return failures.every(({ verdict }) => verdict === "refuted") ? failures[0]! : null;
}

/** Derivatives and the numbers that were said of them, for a reader. */
function valuesText(said: ReadonlyMap<Node, Node>, sheet: DocumentSheet): Record<string, string> {
  const known = [...said].filter(([, value]) => isConstant(value));
  return Object.fromEntries(
    known.map(([one, value]) => [
      writePlain(sheet.writtenAs(one)!.written),
      sheet.valueText(value),
    ]),
  );
}

/** Whether a statement may say what a derivative is. */
const isSaid = ({ kind }: Pick<Statement, "kind">) => kind === "step" || kind === "condition";

const bySaid: Finding = {
  verdict: "agrees",
  reason: "it follows from what was said of the derivatives in it",
};

/** What was said before a statement of the undefined derivatives in a node; null unless of each. */
function saidOf(
  root: Node,
  around: {
    readonly statements: readonly Statement[];
    readonly statement: Statement;
    readonly sheet: DocumentSheet;
    readonly which: "first" | "last";
    readonly loose: boolean;
  },
): ReadonlyMap<Node, Node> | null {
  const { statements, statement, sheet, which, loose } = around;
  const said = new Map<Node, Node>();
  const open = variablesOf(root).filter((one) => {
    if (sheet.writtenAs(one) === undefined) return false;
    const whole = sheet.expand(one);
    const isOpaque = variablesOf(whole).some((inner) => sheet.isOpaque(inner));
    return isOpaque || sheet.isImplicit(one) || functionsIn([whole]).length > 0;
  });
  for (const one of open) {
    const signature = sheet.signature(one);
    const own = statements.filter(({ id, at, chain, kind }) => {
      if (id >= statement.id || !isSaid({ kind }) || chain === statement.chain) return false;
      if (chain.signs.slice(0, at + 1).some((sign) => sign !== "=")) return false;
      const first = statements[id - at];
      const node = first?.chain === chain ? sheet.left(first).node : null;
      return node !== null && isKind(node, "variable") && sheet.signature(node) === signature;
    });
    const last = own.at(-1);
    const chosen = which === "last" ? last : own.find(({ chain }) => chain === last?.chain);
    if (chosen === undefined) return null;
    const value = (loose ? sheet.loose(chosen)?.right : null) ?? sheet.right(chosen).node;
    if (value === null || !fits(value, one)) return null;
    // what is said may be made of others: ∂L/∂h tanh(c)
    const inner = saidOf(value, { ...around, statement: chosen });
    if (inner === null) return null;
    said.set(one, sheet.put(value, inner));
  }
  return said;
}

/** A derivative by a name, and what it is said to be. */
interface Written {
  readonly node: Node;
  readonly of: string;
  readonly by: Node;
  readonly value: Node;
}

/** What a statement says of a derivative of a name. */
function writtenIn(statement: Statement, sheet: DocumentSheet): Written | null {
  const [node, value] = [sheet.left(statement).node, sheet.right(statement).node];
  const own = node && slopeOf(node, sheet);
  if (own == null || value === null) return null;
  return { node: node!, of: own.of, by: own.by, value: sheet.expand(value) };
}

const fits = (a: Node, b: Node): boolean => a.shape.join() === b.shape.join();

/** ∂L/∂w as Σ (∂L/∂z) ∂z/∂w; null where z is not made of w. */
function through({ by: z, value }: Written, w: Node, sheet: DocumentSheet): Node | null {
  const { arena } = sheet;
  const body = sheet.formulaOf(z);
  if (body === undefined || z === w || !fits(z, value)) return null;
  const stopped = (one: Node) => (one === w ? undefined : sheet.formulaOf(one));
  const open = sheet.putIn(body, stopped, new Map());
  if (!(variablesOf(open) as readonly Node[]).includes(w)) return null;
  const frozen = arena.variable(`\u00a7written ${value.id}`, value.shape);
  const axes = value.shape.map((_, k) => k);
  const product = arena.contract({ operands: [frozen, open], axes: [axes, axes], output: [] });
  const [found] = differentiate(product, [w], arena);
  return sheet.put(found!, new Map([[frozen, value]]));
}
