/**
 * @file Parts of a document that can be understood without the rest: some of its chains, and with
 * them the definitions that they are made of, each name as it was last said before its use.
 *
 * A letter is used again for something else, a vector here and a scalar there, or its definition
 * somewhere has no meaning that could be found; in a slice only what leads to a step counts.
 * (Weiser: *Program Slicing*, ICSE 1981.)
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { definedKey } from "./classify.ts";
import { reaches, restricts } from "./restriction.ts";
import { printedNumber } from "./rounding.ts";
import { mayRestrict } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** A place where a name is said to be something. */
interface Said {
  readonly key: string;
  /** The letter alone: z of z_i and z^{(l)}. */
  readonly root: string;
  /** Whether it stands for many names: z_i, z^{(l)}. */
  readonly runs: boolean;
  /** Whether it is made of the same letter: x_t of x_{t−1}. */
  readonly recurs: boolean;
  /** Whether it is worked out of numbers: z = 0.5 · 0.6 + 0.2. */
  readonly closed: boolean;
  /** Its place in the order of the text. */
  readonly at: number;
  readonly chain: Chain;
}

/** What a statement says of a name. */
interface Saying extends Pick<Said, "key" | "closed" | "chain"> {
  readonly name: Syntax;
  readonly body: Syntax;
}

/** At most so many chains go with the ones that are asked for. */
const chainLimit = 120;

/** The slices of a document. */
export class Slices {
  private readonly reading: Reading;
  private readonly order: ReadonlyMap<Chain, number>;
  private readonly definitions = new Map<string, Said[]>();
  private readonly memberships = new Map<string, Said[]>();
  /** What is said of names beside what they are. */
  private readonly suppositions: { readonly said: Statement; readonly roots: readonly string[] }[] =
    [];
  /** The last statement of each chain. */
  private readonly ends: ReadonlyMap<Chain, Statement>;
  /** The first chain in which a letter stands. */
  private readonly mentioned = new Map<string, number>();

  constructor(reading: Reading, statements: readonly Statement[]) {
    this.reading = reading;
    this.order = new Map(reading.chains.map((chain, k) => [chain, k]));
    for (const [at, chain] of reading.chains.entries()) {
      for (const { root } of usesIn(partsOf(chain))) {
        if (!this.mentioned.has(root)) this.mentioned.set(root, at);
      }
    }
    this.ends = new Map(statements.map((statement) => [statement.chain, statement]));
    for (const statement of statements) {
      this.say(statement);
      if (statement.kind !== "condition" && !restricts(statement, mayRestrict(statement))) continue;
      const roots = usesIn([statement.left, statement.right]).map(({ root }) => root);
      this.suppositions.push({ said: statement, roots });
    }
  }

  /** Takes in what a statement says of a name. */
  say({ kind, left, right, sign, chain, closed }: Statement): void {
    if (kind === "definition" || kind === "update") {
      const head = left.kind === "applied" ? left.head : undefined;
      const named = head ?? (nameKey(left) === undefined ? right : left);
      const key = head === undefined ? definedKey(left, right) : nameKey(head);
      const body = named === right ? left : right;
      if (key !== undefined)
        this.enter(this.definitions, { key, name: named, body, chain, closed });
    } else if (kind === "condition" && sign === "\\in") {
      const key = nameKey(left);
      if (key === undefined) return;
      this.enter(this.memberships, { key, name: left, body: right, chain, closed: false });
    }
  }

  private enter(table: Map<string, Said[]>, { key, name, body, chain, closed }: Saying): void {
    const root = rootOf(name) ?? key;
    const at = this.order.get(chain)!;
    const runs = indicesOf(name).some(({ kind }) => kind !== "number");
    const recurs = usesIn([body]).some((use) => use.root === root);
    const all = table.get(root) ?? [];
    all.push({ key, root, runs, recurs, closed, at, chain });
    all.sort((a, b) => a.at - b.at);
    table.set(root, all);
  }

  /**
   * The reading that has these chains and what they are made of, as some others say it, in the
   * order of the text.
   */
  of(chains: readonly Chain[], others: ReadonlySet<Chain>): Reading {
    const taken = new Map<Chain, Chain>(chains.map((chain) => [chain, chain]));
    const open = [...chains];
    for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
      for (const found of this.behind(chain, taken.get(chain)!)) {
        if (taken.has(found) || !others.has(found) || taken.size >= chains.length + chainLimit)
          continue;
        taken.set(found, opening(found));
        open.push(found);
      }
    }
    const names = new Set(usesIn(chains.flatMap(partsOf)).map(({ root }) => root));
    const ends = chains.flatMap((chain) => this.ends.get(chain) ?? []);
    for (const { said, roots } of this.suppositions) {
      if (taken.has(said.chain) || !others.has(said.chain)) continue;
      if (!roots.some((root) => names.has(root))) continue;
      const isHeard = ends.some((end) => reaches(said, end, this.reading.divisions));
      if (isHeard) taken.set(said.chain, said.chain);
    }
    const inOrder = [...taken].sort(([a], [b]) => this.order.get(a)! - this.order.get(b)!);
    return { ...this.reading, chains: inOrder.map(([, chain]) => chain) };
  }

  /** Where the names of a chain are said to be something. */
  private behind(chain: Chain, taken: Chain): Chain[] {
    const at = this.order.get(chain)!;
    return usesIn(partsOf(taken)).flatMap((use) => {
      const definitions = namesake(this.definitions.get(use.root) ?? [], use);
      // what a chain itself defines is no older thing
      const isOwn = definitions.some((one) => one.chain === chain);
      const isKnown = (this.mentioned.get(use.root) ?? at) < at;
      // a letter that a later part is about is another one
      const isBeside = (one: Said): boolean => one.at < at || one.chain.part === chain.part;
      const reached = definitions.filter(isBeside);
      const all = namesake(this.memberships.get(use.root) ?? [], use);
      const memberships = all.filter(isBeside);
      return [...(isOwn ? [] : latest(reached, at, isKnown)), ...latest(memberships, at)];
    });
  }
}

/**
 * What is said of a name itself, else of the whole or the rule of which it is one, and of p_i else
 * what is said of p_1, p_2, …
 */
function namesake(said: readonly Said[], { key, root, runs }: Use): readonly Said[] {
  const own = said.filter((one) => one.key === key);
  if (own.length > 0) return own;
  const wholes = said.filter((one) => {
    if (key === root) return !one.runs || !one.recurs;
    return one.runs || one.key === root;
  });
  return wholes.length === 0 && runs ? said : wholes;
}

/**
 * Of each name what was said last before a place, and before a number the formula of which it may
 * be the value. If nothing was, what is said first behind it, unless the name `isKnown` without:
 * then it is a quantity of which more is said later.
 */
function latest(said: readonly Said[], at: number, isKnown = false): Chain[] {
  // z_i and z_j are one rule
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const key = one.runs ? "" : one.key;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()].flatMap((own) => {
    const before = own.filter((one) => one.at < at);
    const last = before.at(-1);
    if (last === undefined) return isKnown ? [] : [own[0]!.chain];
    // a number may be that of the formula before it
    const formula = last.closed ? before.findLast(({ closed }) => !closed) : undefined;
    return formula === undefined ? [last.chain] : [formula.chain, last.chain];
  });
}

/** The formulas of a chain, with the one that is meant where numbers are written. */
const partsOf = ({ parts, defined }: Chain): readonly Syntax[] => {
  return defined === undefined ? parts : [...parts, defined];
};

/** The first relation of a chain, what defines, and the number that was worked out of it. */
function opening(chain: Chain): Chain {
  const { parts, signs, signSpans } = chain;
  const isWorked = parts.length > 2 && printedNumber(parts.at(-1)!) !== null;
  const kept = <T>(all: readonly T[], count: number): readonly T[] => {
    return isWorked ? [...all.slice(0, count), all.at(-1)!] : all.slice(0, count);
  };
  return {
    ...chain,
    parts: kept(parts, 2),
    signs: kept(signs, 1),
    signSpans: kept(signSpans, 1),
  };
}

/** A name in a formula; without a key where an index is a formula, as in z_{i+1}. */
interface Use {
  readonly key: string | undefined;
  readonly root: string;
  /** Whether an index of it is a letter. */
  readonly runs: boolean;
}

/** The names of formulas, each once; z_i is no use of z. */
function usesIn(parts: readonly Syntax[]): readonly Use[] {
  const found = new Map<string, Use>();
  const visit = (syntax: Syntax): void => {
    const root = rootOf(syntax);
    if (root === undefined) {
      for (const child of children(syntax)) visit(child);
      return;
    }
    const key = nameKey(syntax);
    const indices = indicesOf(syntax);
    const runs = indices.some((index) => nameKey(index) !== undefined);
    found.set(`${key} ${root}`, { key, root, runs });
    for (const index of indices) visit(index);
  };
  for (const part of parts) visit(part);
  return [...found.values()];
}

/** z of z_i, z_{ij}, z^{(l)}, z'. */
function rootOf(syntax: Syntax): string | undefined {
  const isPart = syntax.kind === "subscript" || syntax.kind === "family" || syntax.kind === "prime";
  return isPart ? rootOf(syntax.base) : nameKey(syntax);
}

/** All indices and labels of a name. */
function indicesOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case "subscript":
      return [...syntax.indices, ...indicesOf(syntax.base)];
    case "family":
      return [syntax.index, ...indicesOf(syntax.base)];
    case "prime":
      return indicesOf(syntax.base);
    default:
      return [];
  }
}
