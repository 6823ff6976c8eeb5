/**
 * @file Which loop of a nest is run in lanes. Any loop may be, if its turns do not depend on one
 * another: the innermost, whose neighbours lie side by side in memory, or one further out, when
 * the inner ones are short. The cheapest is taken, by a count of vector instructions.
 */
import { type Affine, neutral } from "../array.ts";
import type { Bound, Loop, Operand, Place, Statement } from "../loops.ts";
import type { Lanes } from "./maths/lanes.ts";
import { costOf } from "./primitives.ts";

/** The coefficient of a label in a form. */
export function coefficient({ terms }: Affine, label: number): number {
  return terms.reduce((sum, [own, c]) => (own === label ? sum + c : sum), 0);
}

/** The statement and all inside it. */
export function* within(body: readonly Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    if (statement.kind === "loop" || statement.kind === "when") yield* within(statement.body);
  }
}

/** The operands that a statement reads. */
function operands(s: Statement): readonly Operand[] {
  if (s.kind === "let") return s.args;
  return "from" in s && s.kind !== "load" && s.kind !== "loop" ? [s.from] : [];
}

const formsOf = (bounds: readonly Bound[]): Affine[] => {
  return bounds.flatMap((bound) => (bound === "points" ? [] : [bound.form]));
};

const samePlace = (a: Place, b: Place) => {
  const key = ({ at }: Place) =>
    `${at.offset};${[...at.terms].sort(([x], [y]) => x - y).join(";")}`;
  return a.buffer === b.buffer && key(a) === key(b);
};

/** Registers that are begun inside a body. */
export function begun(body: readonly Statement[]): Set<number> {
  const found = new Set<number>();
  for (const s of within(body)) if (s.kind === "begin") found.add(s.to);
  return found;
}

/** Registers folded in a body that were begun before it. */
export function reductions(loop: {
  readonly body: readonly Statement[];
}): Map<number, Extract<Statement, { kind: "fold" }>["by"]> {
  const own = begun(loop.body);
  const found = new Map<number, Extract<Statement, { kind: "fold" }>["by"]>();
  for (const s of within(loop.body)) {
    if (s.kind === "fold" && !own.has(s.to)) found.set(s.to, s.by);
  }
  return found;
}

/** Whether the turns of a loop may be run side by side. */
export function isVectorisable(loop: Loop): boolean {
  const { label, body, inOrder } = loop;
  if (inOrder) return false;
  const all = [...within(body)];
  const folded = reductions(loop);
  const varies = (form: Affine) => coefficient(form, label) !== 0;
  const own = begun(body);
  const written = all.flatMap((s) => (s.kind === "store" || s.kind === "accumulate" ? [s.to] : []));
  for (const s of all) {
    if (s.kind === "product" || s.kind === "routine" || s.kind === "fill") return false;
    if (s.kind === "loop" && (s.inOrder || formsOf([...s.from, ...s.to]).some(varies)))
      return false;
    if (s.kind === "when" && isMasked(s, label) && !mayBeMasked(s, label)) return false;
    if (s.kind === "store" && !varies(s.to.at)) return false;
    // what the next turn takes from this one
    if (s.kind === "set" && !own.has(s.to)) return false;
    if (operands(s).some((x) => x.kind === "register" && folded.has(x.id))) return false;
    if (s.kind === "fold" && folded.has(s.to) && folded.get(s.to) !== s.by) return false;
    if (s.kind !== "load") continue;
    // what is read must not be written by another turn
    const others = written.filter(({ buffer }) => buffer === s.from.buffer);
    if (!others.every((to) => samePlace(to, s.from) && varies(to.at))) return false;
  }
  return true;
}

type When = Extract<Statement, { kind: "when" }>;

/** Whether a condition holds in some lanes along a label and not in others. */
export function isMasked(s: When, label: number): boolean {
  return s.conditions.some(({ form }) => coefficient(form, label) !== 0);
}

/**
 * Whether a body may be run in lanes in which its condition does not hold: it writes nothing, and
 * reads at most neighbours of what it may read.
 */
function mayBeMasked({ body }: When, label: number): boolean {
  return [...within(body)].every((s) => {
    if (s.kind === "load") return [0, 1].includes(coefficient(s.from.at, label));
    return s.kind === "let" || s.kind === "fold" || s.kind === "begin" || s.kind === "loop";
  });
}

/** Turns that a loop is taken to have where it is not known. */
const many = 256;

/** The most turns that a loop has by its constant ends, if these tell. */
export function mostTurns({ from, to }: Loop): number {
  const fixed = (bounds: readonly Bound[]) =>
    bounds.flatMap((bound) => {
      if (bound === "points" || bound.form.terms.length > 0) return [];
      return [bound.form.offset / bound.by];
    });
  return Math.min(...fixed(to)) - Math.max(...fixed(from)) + 1;
}

/** The number of turns, if it is known. */
export function turnsOf({ from, to }: Loop): number | undefined {
  const [low, high] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || !low || !high) return undefined;
  if (low === "points" || high === "points") return undefined;
  if (low.form.terms.length + high.form.terms.length > 0 || low.by !== 1 || high.by !== 1) {
    return undefined;
  }
  return Math.max(high.form.offset - low.form.offset + 1, 0);
}

/** The turns of a loop, or what is taken for them: half of the most, or many. */
function turnsGuess(loop: Loop): number {
  const known = turnsOf(loop);
  if (known !== undefined) return known;
  const most = mostTurns(loop);
  return Number.isFinite(most) ? Math.max(Math.ceil(most / 2), 1) : many;
}

/** Instructions of a body, run in lanes along a label or on single values (null). */
function cost(body: readonly Statement[], lanes: Lanes, along: number | null): number {
  const access = ({ at }: Place) => {
    if (along === null) return 1;
    const c = coefficient(at, along);
    return c === 0 || c === 1 ? 1 : 1.5 * lanes.count;
  };
  let sum = 0;
  for (const s of body) {
    if (s.kind === "let") sum += costOf(s.primitive, lanes, along === null);
    else if (s.kind === "load") sum += access(s.from);
    else if (s.kind === "store") sum += access(s.to);
    else if (s.kind === "accumulate") {
      const isSum = along !== null && coefficient(s.to.at, along) === 0;
      sum += 2 * access(s.to) + (isSum ? 4 : 0);
    } else if (s.kind === "loop") {
      sum += turnsGuess(s) * (cost(s.body, lanes, along) + 2);
    } else if (s.kind === "when") sum += cost(s.body, lanes, along) + 2;
    else sum += 1;
  }
  return sum;
}

/** The cost of a loop in lanes, the rest of its turns singly. */
function costInLanes(loop: Loop, lanes: Lanes): number {
  const turns = turnsGuess(loop);
  const rest = turns % lanes.count;
  const whole = (turns - rest) / lanes.count;
  const remainder = rest === 0 ? 0 : rest * (cost(loop.body, lanes, null) + 2) + 4;
  return whole * (cost(loop.body, lanes, loop.label) + 2) + remainder + 4 * reductions(loop).size;
}

/** The loops that are run in lanes, never one inside another, and what the nest costs then. */
function cheapest(loop: Loop, lanes: Lanes, found: Set<Loop>): number {
  const inner = new Set<Loop>();
  const here = (body: readonly Statement[]): number => {
    let sum = 0;
    for (const s of body) {
      if (s.kind === "loop") sum += cheapest(s, lanes, inner);
      else if (s.kind === "when") sum += here(s.body) + 2;
      else sum += cost([s], lanes, null);
    }
    return sum;
  };
  const apart = turnsGuess(loop) * (here(loop.body) + 2);
  const turns = turnsGuess(loop);
  const possible = turns >= lanes.count && isVectorisable(loop);
  const together = possible ? costInLanes(loop, lanes) : Number.POSITIVE_INFINITY;
  if (together < apart) {
    found.add(loop);
    return together;
  }
  for (const each of inner) found.add(each);
  return apart;
}

/** The loops of a program that are run in lanes. */
export function loopsInLanes(body: readonly Statement[], lanes: Lanes): Set<Loop> {
  const found = new Set<Loop>();
  for (const s of body) {
    if (s.kind === "loop") cheapest(s, lanes, found);
    else if (s.kind === "when") for (const each of loopsInLanes(s.body, lanes)) found.add(each);
  }
  return found;
}

/**
 * Sums in memory made sums in registers: an entry that a loop accumulates into, and that nothing
 * else in the loop touches, is accumulated once behind it.
 */
export function hoistSums(body: readonly Statement[], fresh: () => number): Statement[] {
  return body.flatMap((s): Statement[] => {
    if (s.kind === "when") return [{ ...s, body: hoistSums(s.body, fresh) }];
    if (s.kind !== "loop") return [s];
    const inner = hoistSums(s.body, fresh);
    const before: Statement[] = [];
    const after: Statement[] = [];
    const turned = inner.map((own): Statement => {
      if (own.kind !== "accumulate" || s.inOrder) return own;
      if (coefficient(own.to.at, s.label) !== 0) return own;
      const others = [...within(inner)].filter((other) => other !== own && touches(other, own.to));
      if (others.length > 0) return own;
      const to = fresh();
      before.push({ kind: "begin", to, value: neutral[own.by] });
      after.push({ ...own, from: { kind: "register", id: to } });
      return { kind: "fold", to, by: own.by, from: own.from };
    });
    return [...before, { ...s, body: turned }, ...after];
  });
}

const touches = (s: Statement, { buffer }: Place): boolean => {
  if (s.kind === "load") return s.from.buffer === buffer;
  return (s.kind === "store" || s.kind === "accumulate") && s.to.buffer === buffer;
};
