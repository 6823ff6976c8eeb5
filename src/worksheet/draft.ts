/**
 * @file The quantities of a sheet while it is being built, and which of them a name means.
 *
 * A name is first looked for in its own part, then in earlier ones. Of several versions within a
 * part, a use means the latest above it. `x_2` is the quantity so named, or the component of the
 * vector x: whichever of the two the nearest part has.
 */
import type { Node } from "../expression/index.ts";
import { marked, type Syntax } from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import type { Quantity } from "./worksheet.ts";

/** A quantity while the sheet is being built. */
export interface Draft {
  /** Unique over the sheet; what inference calls it. */
  readonly id: string;
  readonly key: string;
  readonly part: number;
  /** Its place among the statements; inputs stand before everything. */
  readonly at: number;
  right: Syntax | null;
  /** Letters that run on the left, as in z_j = …. */
  letters: readonly string[];
  readonly span: Span | null;
  /** Whether the definition is `c += …`, which uses the version before. */
  readonly updates: boolean;
  value: { syntax: Syntax; node: Node } | null;
  declared: readonly Syntax[] | null;
  /** Whether it is declared to be a symmetric matrix. */
  symmetric: boolean;
  made: Quantity | null;
  failed: boolean;
  /** What the vocabulary calls it, when a call defines it. */
  origin: string | null;
}

/** What a draft is made of. */
export type DraftOf = Pick<Draft, "key" | "part" | "at" | "right" | "letters" | "span" | "updates">;

/** An input of a part: a name without a definition. */
export function inputOf(key: string, part: number, span: Span | null): DraftOf {
  return { key, part, at: -1, right: null, letters: [], span, updates: false };
}

/** A place after every statement. */
export const afterAll = Number.POSITIVE_INFINITY;

/** All drafts of a sheet, by name. */
export class Drafts {
  readonly all: Draft[] = [];
  private readonly byKey = new Map<string, Draft[]>();
  private readonly ids = new Set<string>();
  /** Keys such as x_{new}, which are names of their own and no entries. */
  private readonly wholes = new Set<string>();
  /** Keys used or defined in each part, so that `x_2` can be told from an entry of x. */
  private readonly bare: Set<string>[] = [];

  add({ key, part, at, right, letters, span, updates }: DraftOf, partName: string): Draft {
    let id = part === 0 ? key : marked(key, partName || `${part}`);
    for (let version = 2; this.ids.has(id); version++) id = marked(key, `${part}.${version}`);
    this.ids.add(id);
    // a field spread into so many is slow to make, and slow to read ever after
    const draft: Draft = {
      id,
      key,
      part,
      at,
      right,
      letters,
      span,
      updates,
      value: null,
      declared: null,
      symmetric: false,
      made: null,
      failed: false,
      origin: null,
    };
    this.all.push(draft);
    const known = this.byKey.get(key);
    if (known === undefined) this.byKey.set(key, [draft]);
    else known.push(draft);
    this.mention(key, part);
    return draft;
  }

  /** Notes that a part uses `key` itself, not only an entry of it. */
  mention(key: string, part: number): void {
    const keys = this.bare[part];
    if (keys === undefined) this.bare[part] = new Set([key]);
    else keys.add(key);
  }

  /** Notes that a key with an index is a name of its own. */
  markWhole(key: string): void {
    this.wholes.add(key);
  }

  /** The versions of `key` in any part. */
  named(key: string): readonly Draft[] {
    return this.byKey.get(key) ?? [];
  }

  /** The versions of `key` in one part, in the order of the text. */
  versions(key: string, part: number): readonly Draft[] {
    const own = this.named(key).filter((draft) => draft.part === part);
    return own.length < 2 ? own : own.sort((a, b) => a.at - b.at);
  }

  /** The draft that `key` means at statement `at` of `part`. */
  resolve(key: string, part: number, at: number): Draft | undefined {
    let next: Draft | undefined;
    for (let level = part; level >= 0; level--) {
      const own = this.versions(key, level);
      const [first] = own;
      if (first === undefined) continue;
      // what stands before an update is about what the update is of
      if (first.updates && at < first.at) {
        next ??= first;
        continue;
      }
      if (own.length > 1) return own.findLast((draft) => draft.at < at) ?? first;
      return first.at === at && first.right !== null ? this.previous(first) : first;
    }
    return next;
  }

  /** What a name means inside its own definition: an earlier version, if there is one. */
  private previous(draft: Draft): Draft {
    const earlier = this.named(draft.key).findLast((other) => {
      return other !== draft && other.at < draft.at;
    });
    return earlier ?? draft;
  }

  /** Whether `key` (such as x_2) means an entry of `base`: the nearest part that has either. */
  meansEntry(key: string, base: string, user: Draft): boolean {
    if (this.wholes.has(key)) return false;
    // y = x_1 y_1: nothing is made of its own entries, so y_1 is a name beside y
    const own = user.key === base && user.letters.length === 0 && this.previous(user) === user;
    if (own) return false;
    for (let level = user.part; level >= 0; level--) {
      // up to an update of x_2 it is the entry that is updated
      const isOwn = this.named(key).some(({ part, updates, at }) => {
        return part === level && !(updates && at >= user.at);
      });
      if (isOwn) return false;
      if (this.bare[level]?.has(base)) return true;
    }
    return false;
  }

  /** The quantity `key` in the definition of `user`; undefined when it is an entry, or none. */
  lookup(key: string, user: Draft): Draft | undefined {
    const base = baseOf(key);
    if (base !== null && this.meansEntry(key, base, user)) return undefined;
    const found = this.resolve(key, user.part, user.at);
    if (found !== user || !user.updates) return found;
    return this.versions(key, user.part).find((draft) => draft.at === -1);
  }
}

/** The base of a key that has more to it: `W` of `W_{2,2}`, y of y', w of w^+; null for others. */
function baseOf(key: string): string | null {
  if (key.endsWith("^{+}")) return key.slice(0, -"^{+}".length);
  if (key.endsWith("'")) return key.replace(/'+$/, "");
  const at = key.lastIndexOf("_");
  return at > 0 && /^_(\w|\{[\d,\s\w]*\})$/.test(key.slice(at)) ? key.slice(0, at) : null;
}
