/**
 * @file What a document says, one relation at a time: a definition, a value, a step to be judged,
 * a condition, an update.
 *
 * The first relation of a chain defines its left side when that is a name which nothing defined
 * before; everything else is a step: it claims that two things are equal. So does a name that is
 * already known, when its right side is made of what is known (DESIGN 4, scopes and versions).
 */
import type { RelationSign, Syntax } from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import type { Chain } from "./chain.ts";

export type StatementKind = "definition" | "step" | "condition" | "update" | "unread";

/** One relation of the document. */
export interface Statement {
  readonly id: number;
  readonly kind: StatementKind;
  readonly chain: Chain;
  /** Its place in the chain: 0 for the first sign. */
  readonly at: number;
  readonly left: Syntax;
  readonly right: Syntax;
  readonly sign: RelationSign;
  /** Both sides; from its sign on when the left side is another's right side. */
  readonly span: Span;
  /**
   * Whether a name that is known is said to be something again: if that does not hold, it is
   * defined anew.
   */
  readonly restates: boolean;
  /** Whether it says in another form what its name is, and claims so that the two are equal. */
  readonly rewrites: boolean;
  /** Names that the document had not mentioned before. */
  readonly fresh: ReadonlySet<string>;
  /** Whether the right side is a number, or numbers: then the equation may be one to be solved. */
  readonly closed: boolean;
}
