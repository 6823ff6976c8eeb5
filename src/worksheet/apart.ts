/**
 * @file Letters x of which x_1 is no entry: x is a scalar, or an input that stands alone in a
 * formula while nothing but numbered entries shows it to be a vector. `u = 4 - 2w` in one place
 * and `v = w_1 + w_2` in another are about three names.
 */
import type { Shape } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import type { Draft, Drafts } from "./draft.ts";
import type { Occurrence } from "./names.ts";

/**
 * The keys of such letters. `onlyNumbered` are the drafts that inference found to be scalars with
 * numbered entries, or vectors only by these.
 */
export function toldApart(
  onlyNumbered: readonly string[],
  shapes: ReadonlyMap<string, Shape>,
  drafts: Drafts,
  usesOf: (draft: Draft) => readonly Occurrence[],
): ReadonlySet<string> {
  const ids = new Set(onlyNumbered);
  const keys = new Set(drafts.all.filter(({ id }) => ids.has(id)).map(({ key }) => key));
  /** Whether a name stands in a formula without an index, and not just in its own update. */
  const standsAlone = (key: string): boolean => {
    return drafts.all.some((draft) => {
      if (draft.right === null || draft.updates || nameKey(draft.right) === key) return false;
      return usesOf(draft).some((use) => use.key === key && use.base === null);
    });
  };
  const isApart = (key: string): boolean => {
    const own = drafts.named(key).filter(({ updates }) => !updates);
    const tensors = own.filter(({ id }) => shapes.get(id)!.length > 0);
    const areOpen = tensors.every(({ right, declared, value }) => {
      return right === null && declared === null && value === null;
    });
    return tensors.length === 0 || (areOpen && standsAlone(key));
  };
  return new Set([...keys].filter(isApart));
}

/** Occurrences in which what looks like an entry of one of these letters is a name of its own. */
export function withoutEntriesOf(
  apart: ReadonlySet<string>,
  found: readonly Occurrence[],
): Occurrence[] {
  return found.map((use) => {
    const isEntry = use.syntax.kind === "subscript" && use.key !== use.base;
    return isEntry && apart.has(use.base ?? "") ? { ...use, base: null } : use;
  });
}
