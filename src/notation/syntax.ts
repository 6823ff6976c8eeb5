/**
 * @file The syntax tree: what was written, and nothing else.
 *
 * One tree serves LaTeX and plain text, and serves reading and writing: a reader makes it with
 * spans, the worked solution makes it without (span `nowhere`), and every printer takes it. It
 * keeps spelling (fraction or slash, `\cdot` or juxtaposition, the order of factors, printed
 * digits, brackets the author put); meaning is the expression graph's affair. What is ambiguous
 * stays as written here (`f(x)` with an unknown f is an `applied` node) and is decided in
 * `elaborate/`.
 *
 * A tree is shallow: readers stop at a nesting limit, and the speller names shared parts before
 * a tree grows deep. Recursion over it is therefore safe, and only over it.
 */
import type { Span } from "../source/index.ts";

/** The span of a tree that no text was read for. */
export const nowhere: Span = { from: -1, to: -1 };

/** How factors are joined: `2x`, `2 \cdot x`, `2 \times x`, `2 * x`, `A \odot B` or `A .* B`. */
export type Joint = "juxtapose" | "cdot" | "times" | "star" | "odot";

/** Comparison and definition signs between the parts of a chain, and the bar of p(y | x). */
export type RelationSign =
  | "="
  | ":="
  | "\\equiv"
  | "\\approx"
  | "\\ne"
  | "<"
  | "\\le"
  | ">"
  | "\\ge"
  | "\\in"
  | "\\propto"
  | "\\sim"
  | "\\implies"
  | "\\iff"
  | "\\to"
  | "\\mid"
  | "+="
  | "-="
  | "*="
  | "/=";

export type Delimiter = "(" | "[" | "\\{" | "|" | "\\|" | "\\langle" | "\\lfloor" | "\\lceil";

interface Node<K extends string> extends Span {
  readonly kind: K;
}

/** A number as printed: `text` keeps the digits ("0.50", "1e-5", "3"), without sign. */
export interface NumberSyntax extends Node<"number"> {
  readonly text: string;
  /** Whether dots follow its digits: `1.41421\ldots`. */
  readonly goesOn?: true;
}

/**
 * A letter or a word standing for something. `text` is the normalised LaTeX of the bare letter:
 * "x", "\\theta", "true" (a word of several letters), "\\pi", "\\infty", "\\ell". `font` is the
 * alphabet it was set in; `accents` (outermost first) the marks above: "hat", "bar", "tilde",
 * "vec", "dot", "ddot".
 */
export interface NameSyntax extends Node<"name"> {
  readonly text: string;
  readonly font?: "bold" | "roman" | "cal" | "bb" | "text";
  readonly accents?: readonly string[];
}

/** `x_1`, `W_{2,2}`, `y_{true}`, `a_{ij}` (two indices when both are single letters or digits). */
export interface SubscriptSyntax extends Node<"subscript"> {
  readonly base: Syntax;
  readonly indices: readonly Syntax[];
}

/** `z^{(l)}`, `z^{[l]}`: a label of a family, never a power. */
export interface FamilySyntax extends Node<"family"> {
  readonly base: Syntax;
  readonly bracket: "(" | "[";
  readonly index: Syntax;
}

/** `x^2`, `e^{-x}`. */
export interface PowerSyntax extends Node<"power"> {
  readonly base: Syntax;
  readonly exponent: Syntax;
}

/** `W^T`, `W^\top`, `W^{\mathsf T}`, `W'` only when the document says so. */
export interface TransposeSyntax extends Node<"transpose"> {
  readonly base: Syntax;
}

/** `f'`, `f''`. */
export interface PrimeSyntax extends Node<"prime"> {
  readonly base: Syntax;
  readonly count: number;
}

/** `x!` and `x^*` stay unread; `x^{-1}` is a power, and the shape decides that it is an inverse. */
export interface SumSyntax extends Node<"sum"> {
  /** The first term's sign is "+" when none is written. */
  readonly terms: readonly { readonly sign: "+" | "-" | "\\pm"; readonly term: Syntax }[];
}

/** Factors in the order written; `joints[i]` stands between factor i and factor i + 1. */
export interface ProductSyntax extends Node<"product"> {
  readonly factors: readonly Syntax[];
  readonly joints: readonly Joint[];
}

/** `\frac{a}{b}` (style "bar") or `a / b` (style "slash"). */
export interface FractionSyntax extends Node<"fraction"> {
  readonly style: "bar" | "slash";
  readonly numerator: Syntax;
  readonly denominator: Syntax;
}

/** A function known by its name: `\sin x`, `\sin^2 x`, `\log_2 x`, `\operatorname{relu}(z)`. */
export interface CallSyntax extends Node<"call"> {
  /** The operation's own name ("sin", "ln", "relu", "max", "det", "tr"); see the table. */
  readonly function: string;
  /** The span of the function's name alone. */
  readonly head: Span;
  readonly arguments: readonly Syntax[];
  /** `\sin^2 x`. */
  readonly power?: Syntax;
  /** `\log_2 x`, `\max_i a_i`, `\operatorname{softmax}_k(z)`. */
  readonly subscript?: Syntax;
  /** Whether the argument stands in brackets, and in which. */
  readonly brackets: "(" | "[" | "\\{" | null;
}

/** `f(x)`, `\sigma(z)`, `x(y - z)`: a name before a bracket; elaboration says call or product. */
export interface AppliedSyntax extends Node<"applied"> {
  readonly head: Syntax;
  readonly arguments: readonly Syntax[];
}

/** `\sqrt{x}`, `\sqrt[3]{x}`. */
export interface RootSyntax extends Node<"root"> {
  readonly radicand: Syntax;
  readonly degree?: Syntax;
}

/** `(x)`, `[x]`, `|x|`, `\|x\|`, `\{x\}`: brackets that the author put. */
export interface GroupSyntax extends Node<"group"> {
  readonly delimiter: Delimiter;
  readonly body: Syntax;
}

/** `a, b` inside brackets. */
export interface ListSyntax extends Node<"list"> {
  readonly items: readonly Syntax[];
}

/** `\begin{bmatrix}…\end{bmatrix}`, `[1, 2; 3, 4]`. */
export interface MatrixSyntax extends Node<"matrix"> {
  readonly rows: readonly (readonly Syntax[])[];
}

/** `\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}`; condition null is "otherwise". */
export interface CasesSyntax extends Node<"cases"> {
  readonly rows: readonly { readonly value: Syntax; readonly condition: Syntax | null }[];
}

/** `\lim_{h \to 0} body`, `\lim_{x \to a^+} body`; `side` is the sign behind the place. */
export interface LimitSyntax extends Node<"limit"> {
  readonly variable: Syntax;
  readonly target: Syntax;
  readonly side: "+" | "-" | null;
  readonly body: Syntax;
}

/** `\int_a^b body \, dx`; without bounds it is an antiderivative. */
export interface IntegralSyntax extends Node<"integral"> {
  readonly variable: Syntax;
  readonly lower?: Syntax;
  readonly upper?: Syntax;
  readonly body: Syntax;
}

/** `\sum_{i=1}^n body`, `\prod`, `\max_{i}`. */
export interface BigSyntax extends Node<"big"> {
  readonly operator: "sum" | "product" | "max" | "min";
  readonly index: readonly Syntax[];
  /** The lower bound, or the condition below the sign (`i \ne j`, `i \in S`). */
  readonly lower?: Syntax;
  readonly upper?: Syntax;
  readonly body: Syntax;
}

/**
 * A derivative as a sign: `\frac{d y}{d x}`, `\frac{\partial^2 f}{\partial x \partial y}`,
 * `\frac{d}{dx} (…)`, `dy/dx`. `of` is null in `\frac{d}{dx}` before its operand was attached.
 * A fraction with differentials elsewhere (`\frac{x_3 du}{u dx_3}`) is a `fraction` over
 * `differential` nodes.
 */
export interface DerivativeSyntax extends Node<"derivative"> {
  readonly sign: "d" | "\\partial";
  readonly style: "bar" | "slash" | "operator";
  readonly of: Syntax | null;
  readonly by: readonly { readonly variable: Syntax; readonly order: number }[];
}

/** `\nabla_W L`, `\nabla f`; of order 2 in `\nabla^2 f`, `\nabla_x^2 f`. */
export interface GradientSyntax extends Node<"gradient"> {
  readonly order: number;
  readonly by: Syntax | null;
  readonly of: Syntax | null;
}

/** `dx`, `\partial x`, `\mathrm{d}x` outside a recognised derivative. */
export interface DifferentialSyntax extends Node<"differential"> {
  readonly sign: "d" | "\\partial";
  readonly of: Syntax;
}

/** `\left. body \right|_{x = 2}`. */
export interface EvaluatedSyntax extends Node<"evaluated"> {
  readonly body: Syntax;
  readonly at: Syntax;
}

/** `1_{x > 0}`, `\mathbb{1}[x > 0]`, `[\![ x > 0 ]\!]`. */
export interface IndicatorSyntax extends Node<"indicator"> {
  readonly condition: Syntax;
}

/** `a = b = c`, `x > 0`: `signs[i]` stands between part i and part i + 1, at `signSpans[i]`. */
export interface RelationSyntax extends Node<"relation"> {
  readonly parts: readonly Syntax[];
  readonly signs: readonly RelationSign[];
  readonly signSpans: readonly Span[];
}

/** `\text{if } …`: words inside a formula. */
export interface TextSyntax extends Node<"text"> {
  readonly text: string;
}

/** `\underbrace{x}_{…}`, `\boxed{x}`, `\cancel{x}`: a decorated part that means its body. */
export interface DecoratedSyntax extends Node<"decorated"> {
  readonly decoration: string;
  readonly body: Syntax;
  readonly note?: Syntax;
}

/** `\cdots`, `\ldots`, `...`. */
export interface DotsSyntax extends Node<"dots"> {}

/** A place where reading failed; a diagnostic says why. `parts` is what could be read inside. */
export interface ErrorSyntax extends Node<"error"> {
  readonly parts: readonly Syntax[];
}

export type Syntax =
  | NumberSyntax
  | NameSyntax
  | SubscriptSyntax
  | FamilySyntax
  | PowerSyntax
  | TransposeSyntax
  | PrimeSyntax
  | SumSyntax
  | ProductSyntax
  | FractionSyntax
  | CallSyntax
  | AppliedSyntax
  | RootSyntax
  | GroupSyntax
  | ListSyntax
  | MatrixSyntax
  | CasesSyntax
  | BigSyntax
  | LimitSyntax
  | IntegralSyntax
  | DerivativeSyntax
  | GradientSyntax
  | DifferentialSyntax
  | EvaluatedSyntax
  | IndicatorSyntax
  | RelationSyntax
  | TextSyntax
  | DecoratedSyntax
  | DotsSyntax
  | ErrorSyntax;

export type SyntaxKind = Syntax["kind"];

/** One kind of syntax by its name. */
export type SyntaxOf<K extends SyntaxKind> = Extract<Syntax, { readonly kind: K }>;
