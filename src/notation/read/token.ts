/**
 * @file Tokens: the words of a formula, the same for LaTeX and for plain text.
 *
 * `\cdot`, `·` and `*` are all a `joint`; `\left(`, `\big(` and `(` are all an `open`. What the
 * two notations spell differently ends in the scanner, so that one reader serves both. A token
 * keeps the exact place it was read from. Spaces are not tokens; `spaced` says that one stood
 * before. A run of superscript characters (`x⁻¹`) becomes `^ { - 1 }`, with empty `^ { }`.
 */
import type { Span } from "../../source/index.ts";
import type { NameSyntax } from "../syntax.ts";

export type TokenKind =
  | "number" // 3.14
  | "letter" // x, \theta; `text` is the normalised LaTeX
  | "word" // \text{loss}, or a run of letters that is a defined name
  | "index" // plain text: the run after an underscore, `true` in y_true
  | "function" // \sin, sin, \text{ReLU}; `text` is the operation, `spelling` what was written
  | "big" // \sum, \prod; `text` is the operator
  | "text" // \text{if }, \forall
  | "construct" // \frac, \sqrt, \hat, \mathbf, …: a command that takes arguments
  | "switch" // \bf, \rm: a font until the end of the group
  | "unread" // a command that no rule reads
  | "open" // ( [ \{ \lvert \left. …; `text` is the delimiter
  | "close" // ) ] \} \rvert \right. …; `text` is the delimiter that opens it
  | "bar" // | or \|, which may open or close
  | "mid" // \mid
  | "lbrace" // {
  | "rbrace" // }
  | "begin" // \begin{…}; `text` is the environment
  | "end" // \end{…}
  | "ampersand"
  | "row" // \\
  | "wide" // \quad
  | "sign" // + - \pm
  | "joint" // \cdot \times * \odot; `text` is the Joint
  | "slash" // / \div
  | "relation" // = \le …; `text` is the RelationSign
  | "script" // ^ _
  | "prime" // '
  | "partial" // \partial
  | "nabla"
  | "over" // {a \over b}
  | "comma"
  | "semicolon"
  | "colon"
  | "period"
  | "range" // ..
  | "dots"
  | "bang"
  | "unknown"
  | "finish"; // the end of what is being read

/** One word of a formula. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  /** Whether white space stood before. */
  readonly spaced: boolean;
  readonly font?: NameSyntax["font"];
  readonly accents?: readonly string[];
  readonly spelling?: string;
}
