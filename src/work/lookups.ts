/**
 * @file What is looked up again and again in one list of quantities, found once for it, so that
 * writing the gradients of a deep network stays linear in its depth.
 */
import { type Node, topological } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { isSign } from "./numbers.ts";

/** What one list of quantities is asked. */
interface Lookups {
  readonly users: ReadonlyMap<Quantity, readonly Quantity[]>;
  /** The variable of each formula. */
  readonly results: ReadonlyMap<Node | null, Node>;
  /** Names and sizes of one letter, which indices must not be called. */
  readonly letters: ReadonlySet<string>;
  /** Keys of bare names: δ of δ^{(2)}_1. */
  readonly roots: ReadonlySet<string>;
}

const known = new WeakMap<readonly Quantity[], Lookups>();

function lookupsOf(quantities: readonly Quantity[]): Lookups {
  const found = known.get(quantities);
  if (found !== undefined) return found;
  const users = new Map<Quantity, Quantity[]>();
  for (const quantity of quantities) {
    for (const parent of quantity.parents) {
      const own = users.get(parent);
      if (own === undefined) users.set(parent, [quantity]);
      else own.push(quantity);
    }
  }
  const results = new Map(
    quantities.flatMap(({ formula, variable, name }): [Node | null, Node][] => {
      return isSign(name) ? [] : [[formula, variable]];
    }),
  );
  const words = quantities.flatMap(({ key, shape }) => [key, ...shape.map(String)]);
  const letters = new Set(words.filter((word) => word.length === 1));
  const roots = new Set(quantities.flatMap(({ name }) => rootOf(name) ?? []));
  const made = { users, results, letters, roots };
  known.set(quantities, made);
  return made;
}

/** The quantities in whose formulas `quantity` stands. */
export function usersIn(quantities: readonly Quantity[], quantity: Quantity): readonly Quantity[] {
  return lookupsOf(quantities).users.get(quantity) ?? [];
}

/** What is said of a quantity that several others use, by their keys; null for fewer. */
export function forkRemark(users: readonly string[]): string | null {
  if (users.length < 2) return null;
  return `used by ${users.slice(0, -1).join(", ")} and ${users.at(-1)}: the contributions add`;
}

/** The variable of the quantity that has this formula. */
export function resultsOf(quantities: readonly Quantity[]): ReadonlyMap<Node | null, Node> {
  return lookupsOf(quantities).results;
}

/** Letters that are names of quantities or of sizes. */
export function lettersOf(quantities: readonly Quantity[]): ReadonlySet<string> {
  return lookupsOf(quantities).letters;
}

/** Whether a bare name, δ, is the name of some quantity, or of its family. */
export function isNamed(quantities: readonly Quantity[], root: string): boolean {
  return lookupsOf(quantities).roots.has(root);
}

function rootOf(name: Syntax): string | undefined {
  return name.kind === "family" || name.kind === "subscript" ? rootOf(name.base) : nameKey(name);
}

/** So many nodes of closed forms are written out in any case. */
const writtenLimit = 3000;
/** A closed form with fewer nodes than this is written out in any case. */
const shortLimit = 150;

/**
 * Which closed forms are written out. Together they may take twice the nodes that they share: of
 * three weights the closed forms are read side by side, but those of the hundred layers of a
 * network repeat the whole network a hundred times, and the adjoints say the same once.
 */
export function writtenOut(closed: readonly Node[]): (form: Node) => boolean {
  const budget = Math.max(writtenLimit, 2 * topological(closed).length);
  let sum = 0;
  for (const form of closed) {
    sum += nodeCount(form, budget);
    if (sum > budget) return (one) => nodeCount(one, shortLimit) < shortLimit;
  }
  return () => true;
}

/** How many nodes a graph has, as far as `limit`. */
function nodeCount(root: Node, limit: number): number {
  const found = new Set<Node>([root]);
  for (const { operands } of found) {
    if (found.size >= limit) break;
    for (const operand of operands) found.add(operand);
  }
  return found.size;
}
