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
import { nameKey } from "../notation/index.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import type { Bench, Pair } from "./judge.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** So many derivatives before a claim are asked, the last one first. */
const askLimit = 8;

/** The verdict on a derivative that follows from one written before it; null for any other. */
export function fromUpstream(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { sheet, decide } = bench;
  const own = slopeOf(pair.left, sheet);
  if (own === null) return null;
  const written = statements
    .filter((one) => one.id < statement.id && one.kind === "step" && one.sign === "=")
    .flatMap((one) => writtenIn(one, own.of, sheet) ?? [])
    .slice(-askLimit);
  const said = new Map<Node, Node>();
  for (const { node, value } of written) {
    const slope = sheet.expand(node);
    if (isKind(slope, "variable") && fits(slope, value)) said.set(slope, value);
  }
  const known = (node: Node): Node => sheet.put(sheet.expand(node), said);
  const right = known(pair.right);
  for (const one of written.reverse()) {
    const node = orMisfit(() => through(one, own.by, sheet));
    if (node !== null && fits(node, right) && holds(decide(known(node), right))) return follows;
  }
  const left = known(pair.left);
  return said.size > 0 && fits(left, right) && holds(decide(left, right)) ? follows : null;
}

const follows: Finding = {
  verdict: "agrees",
  reason: "it follows from a derivative that is written before it",
};

/** A derivative by a name, and what it is said to be. */
interface Written {
  readonly node: Node;
  readonly by: Node;
  readonly value: Node;
}

/** The name of which a node is the derivative, and by what; null for any other node. */
function slopeOf(node: Node, sheet: DocumentSheet): { of: string; by: Node } | null {
  const derivative = sheet.writtenAs(node);
  const [by, more] = sheet.differentiatedBy(node);
  const of = derivative && nameKey(derivative.of);
  return of === undefined || by === undefined || more !== undefined ? null : { of, by };
}

/** What a statement says of a derivative of a name. */
function writtenIn(statement: Statement, name: string, sheet: DocumentSheet): Written | null {
  const [node, value] = [sheet.left(statement).node, sheet.right(statement).node];
  const own = node && slopeOf(node, sheet);
  if (own == null || value === null || own.of !== name) return null;
  return { node: node!, by: own.by, value: sheet.expand(value) };
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
