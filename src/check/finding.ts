/**
 * @file What was found of one step, ready to be said: the verdict, and what shows it.
 */
import type { Condition, Point } from "../algebra/index.ts";
import type { Node } from "../expression/index.ts";

/** Every verdict there is, of a step and of a pair. */
export type VerdictName =
  | "proved"
  | "agrees"
  | "rounded"
  | "conditional"
  | "refuted"
  | "undecided"
  | "unread";

/** A point, and the two different values there; all in LaTeX. */
export interface Shown {
  readonly at: Readonly<Record<string, string>>;
  readonly left: string;
  readonly right: string;
}

/**
 * What a step that is open must hold of, but for a slip, to be called wrong all the same: of any
 * letters, whatever these are, or of what the document says they are, at any values.
 */
export type Yields = "letters" | "values";

/** A verdict on two expressions. */
export interface Finding {
  readonly verdict: VerdictName;
  readonly reason?: string;
  /** LaTeX. */
  readonly condition?: string;
  /** The condition itself. */
  readonly needs?: Condition;
  readonly counterexample?: Shown;
  /** The entry at which the sides of the counterexample differ, counted from 1. */
  readonly entry?: {
    readonly index: readonly number[];
    readonly left: string;
    readonly right: string;
  };
  /** The point of the counterexample. */
  readonly point?: Point;
  /** Which shapes do not fit, in words. */
  readonly misfit?: string;
  /** Units of the last printed place by which a number is off, where it is a matter of rounding. */
  readonly units?: number;
  /** What it would be if what is not defined were of nothing but what it is said to be of. */
  readonly beneath?: Finding;
  /** To which slips the reason gives way (`plain-slip.ts`); undefined where to none. */
  readonly yields?: Yields;
  /** Names of which it may say what they are. */
  readonly says?: readonly string[];
  /** Whether it may be an equation that some values are to satisfy. */
  readonly equation?: boolean;
  /** Whether other definitions of a letter are left, of which a part would know the last one. */
  readonly versions?: boolean;
  /** Whether it holds only around the document's values, on one piece of a function. */
  readonly local?: boolean;
  /** Whether its condition holds for the document's values just so: z \u2265 0 for z = 0. */
  readonly edge?: boolean;
  /** Whether the values of the counterexample are those of the sides' derivatives. */
  readonly slopes?: boolean;
  /** Whether it fails, but of vectors of which nothing says how many entries they have. */
  readonly unsized?: boolean;
  /** Whether the difference of the sides is a constant other than 0. */
  readonly never?: boolean;
  /** The equation from which it is said to follow, and does not; as it is written. */
  readonly premise?: string;
  /** Whether the values of the counterexample are those of that equation's sides. */
  readonly unsolved?: boolean;
  /** The left side with what the document says of the derivatives in it. */
  readonly left?: Node;
  /** Whether it fails where it is said to hold, and holds elsewhere. */
  readonly contrary?: boolean;
}

/** Decides whether two nodes are equal; `unsaved`, without a condition that may save them. */
export type Decide = (left: Node, right: Node, unsaved?: boolean) => Finding;

/** Whether nothing is wrong with a step. */
export function holds({ verdict }: Finding): boolean {
  return verdict === "proved" || verdict === "agrees" || verdict === "rounded";
}
