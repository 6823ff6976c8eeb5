/**
 * @file What elaboration needs to know from outside: what a name means. The worksheet (and later
 * the document) decides; elaboration only asks.
 */
import type { Arena, Node, Size } from "../../expression/index.ts";
import type { Code, Diagnostic, Span } from "../../source/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import type { Value } from "./value.ts";

/** What a normalised name stands for. */
export type Binding =
  | {
      readonly kind: "quantity";
      readonly node: Node;
      /** Whether its value is written as one row: it may stand as a row where a column cannot. */
      readonly loose?: boolean;
    }
  | { readonly kind: "function"; readonly parameters: readonly string[]; readonly body: Syntax }
  | { readonly kind: "operation"; readonly operation: string }
  | {
      readonly kind: "forms";
      /** The forms that a call may mean by the number and the kinds of its arguments. */
      readonly candidates: (call: SyntaxOf<"applied">) => readonly Candidate[] | Refusal;
    }
  | { readonly kind: "size"; readonly size: Size };

/** A line of a definition, `y_i = …`: the name, and the letters that run on its left. */
export interface DefinedLine {
  readonly name: string;
  readonly letters: readonly string[];
  readonly right: Syntax;
}

/** A form that a call may mean, with the argument of each parameter. */
export interface Candidate {
  /** How it is called, for a message. */
  readonly signature: string;
  /** What it is, and whose definition it follows. */
  readonly origin: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly argument: Syntax;
    /** Letters for the sizes of its axes; null for any shape. */
    readonly shape: readonly string[] | null;
  }[];
  /** Sizes that have to be numbers. */
  readonly needs: readonly string[];
  /** The definition, given each size as text: its number, or a symbol. */
  readonly lines: (size: (letter: string) => string) => readonly DefinedLine[];
}

/** Why a call means nothing. */
export interface Refusal {
  readonly code: Code;
  readonly span: Span;
  readonly args: Readonly<Record<string, string>>;
}

/** The names that may occur. */
export interface Scope {
  /**
   * The meaning of a name key such as `x_1` or `\theta`; undefined when it has none. `at` is where
   * it stands, for names whose meaning has a shape of its own at each place: 𝟏.
   */
  readonly lookup: (name: string, at?: Span) => Binding | undefined;
  /** What differentiates; without it derivatives are no values. */
  readonly calculus?: Calculus;
}

/**
 * Derivatives over the quantities among which a formula stands. `sign` is how the author wrote
 * what is asked for; with `isSign` it may be known by that from then on.
 */
export interface Calculus {
  /** d(of)/d(by…), along every path; axes of `of` first, then those of each variable. */
  readonly derivative: (
    of: Node,
    by: readonly Node<"variable">[],
    sign: Syntax,
    isSign: boolean,
  ) => Node;
  /** `node` at other values of some quantities, also where what it is made of uses them. */
  readonly at: (node: Node, places: ReadonlyMap<Node, Node>, sign: Syntax, isSign: boolean) => Node;
  /** The inputs that a node is made of. */
  readonly inputs: (node: Node) => readonly Node<"variable">[];
  /** d(of)/d(by) entry by entry; undefined where an entry depends on other entries of `by`. */
  readonly slope: (of: Node, by: Node) => Node | undefined;
  /** `node` with other nodes in the places of some. */
  readonly put: (node: Node, places: ReadonlyMap<Node, Node>) => Node;
}

/** An index letter and its range: the values `first`, `first` + 1, … on an axis of `size`. */
export interface IndexRange {
  readonly size: Size;
  readonly first: number;
}

/** Everything one elaboration carries along. */
export interface Context {
  readonly arena: Arena;
  readonly scope: Scope;
  /** Parameters of the defined function whose body is elaborated. */
  readonly bound: ReadonlyMap<string, Value>;
  /** Index letters that run. */
  readonly indices: ReadonlyMap<string, IndexRange>;
  readonly diagnostics: Diagnostic[];
  readonly report: (code: Code, span: Span, args?: Readonly<Record<string, string>>) => void;
  /** How deep the call stands in calls of defined functions. */
  readonly depth: number;
  /** The bodies of those calls: a body that is called from within never ends, as f(x) = f(x). */
  readonly open: ReadonlySet<Syntax>;
  /** What calls of defined functions gave, so that f(f(f(x))) is worked from the inside once. */
  readonly calls: Map<string, Value | undefined>;
  /** The rule of the syntax' kind. */
  readonly visit: (syntax: Syntax, context: Context) => Value | undefined;
}
