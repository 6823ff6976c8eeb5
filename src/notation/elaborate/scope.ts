/**
 * @file What elaboration needs to know from outside: what a name means. The worksheet (and later
 * the document) decides; elaboration only asks.
 */
import type { Arena, Node, Size } from "../../expression/index.ts";
import type { Code, Diagnostic, Span } from "../../source/index.ts";
import type { Syntax } from "../syntax.ts";
import type { Value } from "./value.ts";

/** What a normalised name stands for. */
export type Binding =
  | { readonly kind: "quantity"; readonly node: Node }
  | { readonly kind: "function"; readonly parameters: readonly string[]; readonly body: Syntax }
  | { readonly kind: "operation"; readonly operation: string }
  | { readonly kind: "size"; readonly size: Size };

/** The names that may occur. */
export interface Scope {
  /** The meaning of a name key such as `x_1` or `\theta`; undefined when it has none. */
  readonly lookup: (name: string) => Binding | undefined;
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
  /** Calls of defined functions that are open, to stop f(x) = f(x). */
  readonly depth: number;
  /** What calls of defined functions gave, so that f(f(f(x))) is worked from the inside once. */
  readonly calls: Map<string, Value | undefined>;
  /** The rule of the syntax' kind. */
  readonly visit: (syntax: Syntax, context: Context) => Value | undefined;
}
