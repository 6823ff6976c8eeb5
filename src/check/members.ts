/**
 * @file Families of vectors by their members. Of the u_w over which a sum runs, and of u_o among
 * them, a text asks what vectors are asked, though nothing says how many there are:
 *
 *     J = -u_o^T v_c + \log \sum_w \exp(u_w^T v_c),   \partial J/\partial u_o = (\hat y_o - 1) v_c
 *
 * Here the members are the ones that are named, u_o, and others beside them; each is a name of its
 * own, and sums are written out. What is wrong of so many of them is wrong; what is right of them
 * is right of any number, but for chance. Whether two letters name the same member, and whether
 * those that are named are among the ones that are summed, is left open: each way is a reading.
 */
import { children, mapParts, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isVectorName } from "./names.ts";
import { hasPart } from "./parts.ts";
import { saysMember } from "./set-sum.ts";
import type { Statement } from "./statement.ts";

/** A way to say which members there are. */
export interface Membership {
  /** Whether Σ_{k=1}^K leaves out the members that are named by letters over which nothing runs. */
  readonly apart: boolean;
  /**
   * Which letters may name the same member as the first one: those over which sums run elsewhere,
   * or all.
   */
  readonly same: "none" | "running" | "all";
}

export const memberships: readonly Membership[] = [
  { apart: false, same: "none" },
  { apart: true, same: "none" },
  { apart: false, same: "running" },
  { apart: false, same: "all" },
];

/** So many members at least are looked at. */
const leastMembers = 3;

/** Something with indices: u_w, \hat y_w, W_{kj}. */
interface Entry {
  readonly base: string;
  /** The letters and numerals of its indices. */
  readonly indices: readonly string[];
}

/** The families of vectors in a document; null where there are none. */
export class Families {
  private readonly reading: Reading;
  /** Letters over which sums of vectors run, with the other letters of the same families. */
  private readonly classes: readonly ReadonlySet<string>[];
  /** The letters over which some sum runs. */
  private readonly running: ReadonlySet<string>;
  /** The letters and numerals that stand in indices where no sum runs over them. */
  private readonly free: ReadonlySet<string>;

  static in(reading: Reading): Families | null {
    const families = new Families(reading);
    return families.classes.length > 0 ? families : null;
  }

  private constructor(reading: Reading) {
    this.reading = reading;
    const [running, free] = [new Set<string>(), new Set<string>()];
    const vectors = new Set<string>();
    const letters = new Map<string, Set<string>>();
    /** The bases of entries over which some sum runs. */
    const summed = new Set<string>();
    const visit = (syntax: Syntax, bound: ReadonlySet<string>): void => {
      const letter = runningIn(syntax);
      if (letter !== null) running.add(letter);
      const inner = letter === null ? bound : new Set([...bound, letter]);
      for (const one of vectorsIn(syntax)) vectors.add(one);
      const entry = entryOf(syntax);
      if (entry !== null) {
        const { base, indices } = entry;
        const known = letters.get(base) ?? new Set();
        letters.set(base, new Set([...known, ...indices]));
        for (const one of indices) {
          if (inner.has(one)) summed.add(base);
          else free.add(one);
        }
      }
      for (const child of children(syntax)) visit(child, inner);
    };
    for (const { parts } of reading.chains) for (const part of parts) visit(part, new Set());
    this.running = running;
    this.free = free;
    const classes: Set<string>[] = [];
    for (const base of vectors) {
      if (!summed.has(base)) continue;
      const own = letters.get(base)!;
      const known = classes.find((one) => [...own].some((letter) => one.has(letter)));
      if (known === undefined) classes.push(new Set(own));
      else for (const letter of own) known.add(letter);
    }
    this.classes = classes;
  }

  /** Whether a statement is of members, or of sums over them. */
  concerns({ chain: { signSpans }, at }: Statement): boolean {
    const isOwn = (letter: string): boolean => {
      return isLetter(letter) && this.classes.some((one) => one.has(letter));
    };
    const isOfThese = (part: Syntax): boolean => {
      return (entryOf(part)?.indices ?? [runningIn(part) ?? ""]).some(isOwn);
    };
    const own = this.reading.chains.find((one) => one.signSpans === signSpans);
    return own?.parts.slice(at, at + 2).some((side) => hasPart(side, isOfThese)) === true;
  }

  /** The reading with the members as names, but where a sum cannot be written out. */
  in(membership: Membership): Reading {
    const members = this.classes.map((letters) => this.membersOf(letters, membership));
    const writer = new Writer(this.classes, members, this.running, membership);
    const chains = this.reading.chains.flatMap((chain): Chain[] => {
      const others = writer.othersOf(chain);
      const copies = others.map((names): Chain => {
        const parts = chain.parts.map((part) => writer.written(part, names));
        return { ...chain, parts, signSpans: [...chain.signSpans], defined: undefined };
      });
      return [...copies, chain];
    });
    const copied = new Set(chains.filter((chain) => !this.reading.chains.includes(chain)));
    return withSides({ ...this.reading, chains }, (side, chain) => {
      return copied.has(chain) || !writer.writes(side) ? side : writer.written(side, new Map());
    });
  }

  /** The names of the members of one family. */
  private membersOf(letters: ReadonlySet<string>, { same }: Membership): readonly string[] {
    const named = [...this.free].filter((one) => letters.has(one));
    const first = named.find((one) => isLetter(one) && !this.running.has(one));
    const own = named.filter((one) => {
      const isOther = first !== undefined && one !== first && isLetter(one);
      return !isOther || same === "none" || (same === "running" && !this.running.has(one));
    });
    const more: string[] = [];
    for (let k = 1; own.length + more.length < leastMembers || more.length === 0; k++) {
      if (!letters.has(String(k))) more.push(String(k));
    }
    return [...own, ...more];
  }
}

type Labels = ReadonlyMap<string, string>;

class Writer {
  private readonly classes: readonly ReadonlySet<string>[];
  private readonly members: readonly (readonly string[])[];
  private readonly running: ReadonlySet<string>;
  private readonly membership: Membership;

  constructor(
    classes: readonly ReadonlySet<string>[],
    members: readonly (readonly string[])[],
    running: ReadonlySet<string>,
    membership: Membership,
  ) {
    this.classes = classes;
    this.members = members;
    this.running = running;
    this.membership = membership;
  }

  /** For a definition of any member, \hat y_w = …, which other members it is of. */
  othersOf({ parts, signs, continues }: Chain): readonly Labels[] {
    const [left] = parts;
    const entry = left === undefined ? null : entryOf(left);
    const [letter, more] = entry?.indices ?? [];
    if (continues || letter === undefined || more !== undefined || signs[0] !== "=") return [];
    if (!this.running.has(letter) || !parts.every((part) => this.writes(part))) return [];
    const own = this.membersFor(letter);
    return (own ?? [])
      .filter((one) => one !== this.labelOf(letter))
      .map((one) => new Map([[letter, one]]));
  }

  /** Whether it is said of all sums of members in a formula over which they run. */
  writes(syntax: Syntax): boolean {
    const letter = runningIn(syntax);
    if (syntax.kind === "big" && letter !== null && this.membersFor(letter) !== null) {
      const { lower } = syntax;
      const isWhole = lower === undefined || lower.kind === "number" || isOfSet(lower);
      if (!isWhole && unequalTo(lower, letter) === null) return false;
    }
    return children(syntax).every((part) => this.writes(part));
  }

  /** A formula with the members by which `labels` say that letters are named. */
  written(syntax: Syntax, labels: Labels): Syntax {
    const { from, to } = syntax;
    // all members are of the set over which a sum runs
    if (saysMember(syntax)) return { ...S.number(1), from, to };
    const letter = runningIn(syntax);
    const members = letter === null ? null : this.membersFor(letter);
    if (syntax.kind === "big" && letter !== null && members !== null) {
      const other = syntax.lower && unequalTo(syntax.lower, letter);
      const left = other && (labels.get(other) ?? this.labelOf(other));
      const own = members.filter((one) => one !== left && !this.isApart(syntax, one));
      const terms = own.map((one) =>
        this.written(syntax.body, new Map([...labels, [letter, one]])),
      );
      const whole =
        syntax.operator === "sum" ? S.sum(terms) : S.product(terms.map((term) => S.group(term)));
      return { ...S.group(whole), from, to };
    }
    const entry = entryOf(syntax);
    if (entry === null || !this.isMember(entry, labels)) {
      return mapParts(syntax, (part) => this.written(part, labels));
    }
    const names = entry.indices.map((one) => labels.get(one) ?? this.labelOf(one));
    return { ...S.name(`${entry.base}_{${names.join(",")}}`), from, to };
  }

  /** Whether an entry is of a member: no index is a letter that runs over something else. */
  private isMember({ indices }: Entry, labels: Labels): boolean {
    return indices.every((one) => {
      return labels.has(one) || this.membersFor(one) !== null || !this.running.has(one);
    });
  }

  private membersFor(letter: string): readonly string[] | null {
    const at = this.classes.findIndex((letters) => letters.has(letter));
    return at < 0 ? null : this.members[at]!;
  }

  /** The member that a letter names where nothing runs over it. */
  private labelOf(letter: string): string {
    const members = this.membersFor(letter);
    if (members === null || members.includes(letter)) return letter;
    return members.find(isLetter) ?? members[0]!;
  }

  /** Whether a member that is named is none of those over which Σ_{k=1}^K runs. */
  private isApart(syntax: Syntax, member: string): boolean {
    const isCounted = syntax.kind === "big" && syntax.upper !== undefined;
    const isNamed = isLetter(member) && !this.running.has(member);
    return this.membership.apart && isCounted && isNamed;
  }
}

/** The letter over which a sum or product runs. */
function runningIn(syntax: Syntax): string | null {
  if (syntax.kind !== "big" || (syntax.operator !== "sum" && syntax.operator !== "product")) {
    return null;
  }
  const [only, more] = syntax.index;
  return only === undefined || more !== undefined ? null : letterOf(only);
}

/** w \in V. */
const isOfSet = (syntax: Syntax): boolean =>
  syntax.kind === "relation" && syntax.signs.every((sign) => sign === "\\in");

/** The o of w \ne o. */
function unequalTo(syntax: Syntax, letter: string): string | null {
  if (syntax.kind !== "relation" || syntax.signs.some((sign) => sign !== "\\ne")) return null;
  const [other, more] = syntax.parts.map(letterOf).filter((one) => one !== letter);
  return more === undefined ? (other ?? null) : null;
}

/** An entry with letters and numerals for indices. */
function entryOf(syntax: Syntax): Entry | null {
  if (syntax.kind !== "subscript" || syntax.base.kind !== "name") return null;
  const indices = syntax.indices.map(indexOf);
  if (indices.some((one) => one === null)) return null;
  return { base: writeLatex(syntax.base), indices: indices as string[] };
}

function indexOf(syntax: Syntax): string | null {
  return syntax.kind === "number" ? syntax.text : letterOf(syntax);
}

function letterOf(syntax: Syntax): string | null {
  const key = nameKey(syntax);
  return key !== undefined && isLetter(key) ? key : null;
}

const isLetter = (text: string): boolean => /^[A-Za-z]$/.test(text);

/** The bases of vectors, by a transpose or by their letters: u of u_w^T v, v of x^T v_j. */
function vectorsIn(syntax: Syntax): readonly string[] {
  const found: Syntax[] = [];
  if (syntax.kind === "transpose") found.push(syntax.base);
  if (syntax.kind === "product") {
    found.push(...syntax.factors.filter((_, k) => syntax.factors[k - 1]?.kind === "transpose"));
  }
  if (syntax.kind === "subscript" && isVectorName(syntax.base)) found.push(syntax);
  return found.flatMap((one) => {
    const entry = entryOf(one);
    return entry === null || entry.indices.length > 1 ? [] : [entry.base];
  });
}
