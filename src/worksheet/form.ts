/**
 * @file Forms: shapes that are not known yet. A form has a rank or none, and extents that are
 * known or not; two of either can be made the same for good (union–find). What conflicts is left
 * as it is, and elaboration reports it where it stands.
 */
import type { Size } from "../expression/index.ts";

/** Counts every fact learnt, so that propagation knows when nothing more follows. */
export class Ledger {
  count = 0;
  /** Those after which something may be a vector or a matrix that was open. */
  tensors = 0;
}

/** One extent, known or not. */
export class Extent {
  private parent: Extent | null = null;
  private readonly ledger: Ledger;
  size: Size | undefined;

  constructor(ledger: Ledger, size?: Size) {
    this.ledger = ledger;
    this.size = size;
  }

  root(): Extent {
    let at: Extent = this;
    while (at.parent !== null) {
      // path halving (Tarjan & van Leeuwen, JACM 1984)
      at.parent = at.parent.parent ?? at.parent;
      at = at.parent;
    }
    return at;
  }

  /**
   * Makes both the same: n and 3 become 3, n and m one of them. Two different numbers stay apart;
   * elaboration reports them.
   */
  join(other: Extent): void {
    const [a, b] = [this.root(), other.root()];
    if (a === b || (typeof a.size === "number" && typeof b.size === "number")) return;
    this.ledger.count++;
    if (a.size === undefined || typeof b.size === "number") a.parent = b;
    else b.parent = a;
  }

  /** Whether two extents are known to be different numbers or symbols. */
  differs(other: Extent): boolean {
    const [a, b] = [this.root().size, other.root().size];
    return a !== undefined && b !== undefined && a !== b;
  }
}

/** The shape of a name or of a part of a formula. */
export class Form {
  private parent: Form | null = null;
  private readonly ledger: Ledger;
  private extents: readonly Extent[] | undefined;

  constructor(ledger: Ledger, extents?: readonly Extent[]) {
    this.ledger = ledger;
    this.extents = extents;
  }

  private root(): Form {
    let at: Form = this;
    while (at.parent !== null) {
      at.parent = at.parent.parent ?? at.parent;
      at = at.parent;
    }
    return at;
  }

  get rank(): number | undefined {
    return this.root().extents?.length;
  }

  get axes(): readonly Extent[] {
    return this.root().extents ?? [];
  }

  /** Whether both are one form by now. */
  isSame(other: Form): boolean {
    return this.root() === other.root();
  }

  fix(extents: readonly Extent[]): void {
    const root = this.root();
    if (root.extents === undefined) {
      root.extents = extents;
      this.ledger.count++;
      if (extents.length > 0) this.ledger.tensors++;
    } else if (root.extents.length === extents.length) {
      for (const [axis, extent] of extents.entries()) root.extents[axis]!.join(extent);
    }
  }

  join(other: Form): void {
    const [a, b] = [this.root(), other.root()];
    if (a === b) return;
    this.ledger.count++;
    if (a.axes.length + b.axes.length > 0) this.ledger.tensors++;
    if (a.extents === undefined) a.parent = b;
    else if (b.extents === undefined) b.parent = a;
    else a.fix(b.extents);
  }
}

/** A part of a formula: a form, seen transposed or not. */
export interface Part {
  readonly form: Form;
  readonly flipped: boolean;
  /** The rank that its letters suggest; defaults go by it. */
  readonly guess: Guess;
  /** Whether it is a power that wants a square base where it stands among factors: X^k b. */
  readonly raised?: true;
  /** Whether it is a name whose value is written as one row, transposed or not. */
  readonly loose?: true;
}

/** 2 for capitals, 1 for small letters, 0 for numbers; null where nothing is suggested. */
export type Guess = 0 | 1 | 2 | null;

/** The rank that a name suggests by its case. */
export function guessOf(key: string): Guess {
  return isUpper(key) ? 2 : 1;
}

/** Of a sum or an operation entry by entry: that of the largest part, if all suggest a tensor. */
export function jointGuess(parts: readonly Part[]): Guess {
  const guesses = parts.map(({ guess }) => guess);
  if (guesses.every((guess) => guess === 0)) return 0;
  const known = guesses.filter((guess) => guess !== null && guess !== 0);
  if (known.length < guesses.length) return null;
  return known.includes(2) ? 2 : 1;
}

/** Of a chain of factors: A x suggests a vector, x y^T a matrix, x^T y a scalar. */
export function chainGuess(parts: readonly Part[]): Guess {
  if (parts.some(({ guess }) => guess === null)) return null;
  const tensors = parts.filter(({ guess }) => guess !== 0);
  const [first, last] = [tensors[0], tensors.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const left = first.guess === 2 || !first.flipped ? 1 : 0;
  const right = last.guess === 2 || last.flipped ? 1 : 0;
  return (left + right) as Guess;
}

/** The extents of a part as it stands: those of a transpose in reverse. */
export function axesOf({ form, flipped }: Part): readonly Extent[] {
  return flipped ? [...form.axes].reverse() : form.axes;
}

/** Whether a letter names a matrix, by its case. */
export function isUpper(key: string): boolean {
  const bare = key.replace(/\\(mathbf|mathrm|hat|bar|tilde|vec)\{?/g, "");
  return /^\\?[A-Z]/.test(bare);
}

/** Whether a name is bold or bears an arrow. */
export function isDressed(name: string): boolean {
  return /^\\(mathbf|vec)\{/.test(name);
}

/** The extents of a chain of factors whose ranks are known, as in `elaborate/product.ts`. */
export function chainExtents(parts: readonly Part[]): Extent[] {
  let left: Extent | null = null;
  let right: Extent | null = null;
  for (const part of parts) {
    const axes = axesOf(part);
    if (axes.length === 0 || axes.length > 2) continue;
    const isRow = axes.length === 1 && part.flipped;
    const [own, other] = isRow ? [null, axes[0]!] : [axes[0]!, axes[1] ?? null];
    if (right !== null) {
      if (own !== null) right.join(own);
      right = other;
    } else if (left === null) {
      left = own;
      right = other;
    } else if (own === null) right = other;
    else {
      left.join(own); // x · y, both columns, or x W, a row and a matrix
      left = null;
      right = other;
    }
  }
  return [left, right].filter((extent) => extent !== null);
}
