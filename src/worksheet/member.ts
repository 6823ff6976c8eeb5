/**
 * @file Names with labels and indices, taken apart and put together: `a_j^{(l-1)}` is the base a
 * with the slots ^{(l-1)} and _j. Labels come before indices, in whichever order they were
 * written. What stands in a slot is an affine form in letters: l − 1, L, 2.
 */
import {
  type AffineIndex,
  affineIndex,
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";

/** One label or index of a name. */
export interface Slot {
  readonly kind: "(" | "[" | "_";
  readonly index: Syntax;
}

/** A name taken apart. */
export interface Labelled {
  /** The key of the bare name. */
  readonly base: string;
  readonly slots: readonly Slot[];
}

/** Numbers for letters. */
export type Numbers = ReadonlyMap<string, number>;

/** The tree with labels before indices: `a_1^{(2)}` becomes `a^{(2)}_1`. */
export function canonical(syntax: Syntax): Syntax {
  const whole = mapParts(syntax, (part) => canonical(part));
  if (whole.kind !== "family" || whole.base.kind !== "subscript") return whole;
  const { base, index, bracket, from, to } = whole;
  const inner = canonical({ kind: "family", from, to, base: base.base, bracket, index });
  return { ...base, from, to, base: inner };
}

/** A name's base and slots, labels first; undefined for what is no name. */
export function takeApart(syntax: Syntax): Labelled | undefined {
  const labels: Slot[] = [];
  const indices: Slot[] = [];
  let at: Syntax = syntax;
  for (;;) {
    if (at.kind === "decorated") at = at.body;
    else if (at.kind === "subscript") {
      indices.unshift(...at.indices.map((index): Slot => ({ kind: "_", index })));
      at = at.base;
    } else if (at.kind === "family") {
      labels.unshift({ kind: at.bracket, index: at.index });
      at = at.base;
    } else break;
  }
  const base = at.kind === "name" ? nameKey(at) : undefined;
  return base === undefined ? undefined : { base, slots: [...labels, ...indices] };
}

/** What the first `count` slots of a name are, without what stands in them: `a(`, `h(_`. */
export function signature({ base, slots }: Labelled, count = slots.length): string {
  return (
    base +
    slots
      .slice(0, count)
      .map(({ kind }) => kind)
      .join("")
  );
}

/** How many of the slots are labels. */
export function labelCount({ slots }: Labelled): number {
  return slots.filter(({ kind }) => kind !== "_").length;
}

/** The affine form in a slot, in whatever letters it has. */
export function formOf(index: Syntax): AffineIndex | undefined {
  const range = { size: 0, first: 0 };
  return affineIndex(index, new Map(lettersIn(index).map((letter) => [letter, range])));
}

function lettersIn(index: Syntax): string[] {
  if (index.kind === "name") return isBare(index) ? [index.text] : [];
  return children(index).flatMap(lettersIn);
}

function isBare({ font, accents }: SyntaxOf<"name">): boolean {
  return font === undefined && accents === undefined;
}

/** A letter that may run over members: l, t, ℓ, τ; words and capitals label or count. */
export function mayRun(letter: string): boolean {
  return /^(?:[a-z]|\\ell|\\[a-z]{2,7})$/.test(letter);
}

/** The whole number in a slot; undefined when letters are left. */
export function numberIn(index: Syntax): number | undefined {
  const form = affineIndex(index, new Map());
  return form?.offset;
}

/** A member by its numbers: base and slots in one text; undefined when a slot has none. */
export function memberKey(name: Labelled, count = name.slots.length): string | undefined {
  const numbers = name.slots.slice(0, count).map(({ index }) => numberIn(index));
  if (numbers.includes(undefined)) return undefined;
  return name.base + numbers.map((n, k) => `${name.slots[k]!.kind}${n}`).join("");
}

/** Where letters are replaced: everywhere, or in labels and indices alone. */
type Reach = "all" | "slots";

/** The tree with numbers put in for letters, and what stands in slots worked out: l−1 is 0. */
export function putLetters(syntax: Syntax, numbers: Numbers, reach: Reach = "all"): Syntax {
  if (numbers.size === 0) return syntax;
  switch (syntax.kind) {
    case "name": {
      const value = isBare(syntax) && reach === "all" ? numbers.get(syntax.text) : undefined;
      return value === undefined ? syntax : placed(value, syntax);
    }
    case "family":
      return {
        ...syntax,
        base: putLetters(syntax.base, numbers, reach),
        index: inSlot(syntax.index, numbers),
      };
    case "subscript":
      return {
        ...syntax,
        base: putLetters(syntax.base, numbers, reach),
        indices: syntax.indices.map((index) => inSlot(index, numbers)),
      };
    case "big": {
      const bound = syntax.index.map((index) => nameKey(index) ?? "");
      const inner = new Map([...numbers].filter(([letter]) => !bound.includes(letter)));
      const { index, ...rest } = syntax;
      const put = mapParts(rest as Syntax, (part, field) => {
        const outside = field === "upper" || (field === "lower" && part.kind !== "relation");
        if (outside) return inSlot(part, numbers);
        return putLetters(part, inner, reach);
      });
      return { ...(put as SyntaxOf<"big">), index };
    }
    default:
      return mapParts(syntax, (part) => putLetters(part, numbers, reach));
  }
}

/** A label or index with numbers put in; a number when nothing else is left of it. */
function inSlot(index: Syntax, numbers: Numbers): Syntax {
  const put = putLetters(index, numbers);
  if (put === index || put.kind === "number") return put;
  const value = numberIn(put);
  return value === undefined ? put : placed(value, index);
}

/** A number that stands where `place` stood. */
function placed(value: number, { from, to }: Syntax): Syntax {
  return { ...S.number(value), from, to };
}
