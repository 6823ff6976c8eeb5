/**
 * @file Which indices tell members of a family apart, and which run over a vector's entries.
 *
 * A label always tells members apart: z^{(l)}. An index usually runs over entries, z_j = Σ_i W_ij
 * x_i; it tells members apart
 *
 * - in a recursion: h_t = tanh(W h_{t−1} + U x_t), or z_l = W_l a_{l−1}, a_l = σ(z_l), where the
 *   way from a quantity back to itself shifts the index;
 * - in what is made of such members, y_t = V h_t;
 * - where members have been defined or given one by one, W_1 = …, W_2 = ….
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { formOf, type Labelled, mayRun, memberKey, signature, takeApart } from "./member.ts";
import type { Statement } from "./problem.ts";

/** A name in a formula, and the letters that run there. */
export interface Mention {
  readonly name: Labelled;
  readonly syntax: Syntax;
  /** Letters that run over sums around it. */
  readonly bound: ReadonlySet<string>;
  /** Whether it stands in a label or an index. */
  readonly inSlot: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/** A formula is gone through once, however many sheets it stands in. */
const known = new WeakMap<Syntax, readonly Mention[]>();

/** All names in a formula, those in slots of others included. */
export function mentions(syntax: Syntax): readonly Mention[] {
  const before = known.get(syntax);
  if (before !== undefined) return before;
  const found: Mention[] = [];
  const visit = (at: Syntax, bound: ReadonlySet<string>, inSlot: boolean): void => {
    if (at.kind === "big") {
      const inner = new Set([...bound, ...at.index.map((index) => nameKey(index) ?? "")]);
      for (const part of [at.lower, at.upper]) if (part !== undefined) visit(part, bound, true);
      visit(at.body, inner, inSlot);
      return;
    }
    const name = takeApart(at);
    if (name === undefined) {
      for (const part of children(at)) visit(part, bound, inSlot);
      return;
    }
    found.push({ name, syntax: at, bound, inSlot });
    for (const { index } of name.slots) visit(index, bound, true);
  };
  visit(syntax, nothing, false);
  known.set(syntax, found);
  return found;
}

/** An index on the left of a definition that may tell members apart. */
interface Head {
  readonly key: string;
  readonly slot: number;
  readonly letter: string;
  readonly offset: number;
  readonly right: Syntax;
}

/** The letter of a slot and what is added to it; undefined when it has none, or several. */
export function letterOf(index: Syntax): { letter: string; offset: number } | undefined {
  const form = formOf(index);
  if (form === undefined || form.coefficients.size !== 1) return undefined;
  const [[letter, factor]] = [...form.coefficients] as [[string, number]];
  return factor === 1 && mayRun(letter) ? { letter, offset: form.offset } : undefined;
}

/** The signatures (`h_`) whose indices tell members apart. */
export function indexedFamilies(statements: readonly Statement[]): Set<string> {
  const explicit = explicitMembers(statements);
  const heads = statements.flatMap((statement) => {
    return statement.kind === "definition" ? headsOf(statement.left, statement.right) : [];
  });
  const byKey = new Map<string, Head[]>();
  for (const head of heads) byKey.set(head.key, [...(byKey.get(head.key) ?? []), head]);
  const edges = new Map(heads.map((head) => [head, edgesOf(head, byKey)]));
  const families = new Set(explicit.keys());
  for (const head of heads) if (recurs(head, edges)) families.add(head.key);
  // what is made of members, letter by letter, is a family as well
  for (let before = -1; before !== families.size; ) {
    before = families.size;
    for (const { key, letter, right } of heads) {
      const uses = mentions(right).some(({ name, bound }) => {
        if (bound.has(letter) || !families.has(signature(name))) return false;
        return name.slots.some(({ index }) => letterOf(index)?.letter === letter);
      });
      if (uses) families.add(key);
    }
  }
  return families;
}

function headsOf(left: Syntax, right: Syntax): Head[] {
  const name = takeApart(left);
  if (name === undefined) return [];
  return name.slots.flatMap(({ kind, index }, slot): Head[] => {
    const found = kind === "_" ? letterOf(index) : undefined;
    return found === undefined ? [] : [{ key: signature(name), slot, ...found, right }];
  });
}

/** Where a definition leads to, and by how much the index shifts on the way. */
function edgesOf(
  head: Head,
  heads: ReadonlyMap<string, readonly Head[]>,
): { to: Head; shift: number }[] {
  return mentions(head.right).flatMap(({ name, bound }) => {
    if (bound.has(head.letter)) return [];
    return (heads.get(signature(name)) ?? []).flatMap((to) => {
      const found = letterOf(name.slots[to.slot]!.index);
      if (found?.letter !== head.letter) return [];
      return [{ to, shift: found.offset - head.offset }];
    });
  });
}

/** Whether a way leads from the head back to itself, shifted somewhere. */
function recurs(
  head: Head,
  edges: ReadonlyMap<Head, readonly { to: Head; shift: number }[]>,
): boolean {
  const below = reach(head, edges);
  return [...below].some((at) => {
    return edges.get(at)!.some(({ to, shift }) => shift !== 0 && reach(to, edges).has(head));
  });
}

function reach(head: Head, edges: ReadonlyMap<Head, readonly { to: Head }[]>): Set<Head> {
  const found = new Set<Head>([head]);
  for (const at of found) for (const { to } of edges.get(at)!) found.add(to);
  return found;
}

/**
 * Members that are defined or given one by one, by signature: `W_` has 1 and 2. None where the
 * whole has a value too: x_1 beside x is its entry.
 */
export function explicitMembers(statements: readonly Statement[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const whole = new Set<string>();
  for (const statement of statements) {
    const { kind } = statement;
    if (kind !== "definition" && kind !== "value" && kind !== "shape") continue;
    const name = takeApart(statement.left);
    if (name === undefined) continue;
    const { slots } = name;
    if (slots.length === 0 || letterOf(slots.at(-1)!.index) !== undefined) {
      whole.add(signature(name, Math.max(0, slots.length - 1)));
      if (slots.length > 0 && slots.at(-1)!.kind === "_") whole.add(name.base);
    }
    if (slots.length !== 1 || memberKey(name) === undefined) continue;
    const numbers = found.get(signature(name)) ?? new Set<number>();
    numbers.add(formOf(slots[0]!.index)!.offset);
    found.set(signature(name), numbers);
  }
  for (const key of [...found.keys()]) {
    if (key.endsWith("_") && whole.has(key.slice(0, -1))) found.delete(key);
  }
  return found;
}
