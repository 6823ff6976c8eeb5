/**
 * @file What TeX looks through, or sets otherwise than it is written:
 *
 *     2x \textcolor{blue}{- 2t} b     the minus sign stands between two terms, as without colour;
 *     a {\color{blue} - b}            elsewhere what has a colour is one factor
 *     \theta{_k}                      \theta_k
 *     \sigma{(x)}                     \sigma(x)
 *     \sum_{}^{} x                    nothing stands below
 *     \begin{bmatrix}{} 1 & 2         nor is it an entry
 *     x_1, .., x_n                    x_1, \dots, x_n
 *     x* = 2                          x^*
 *     \frac{\delta L}{\delta w}       a derivative, which nobody divides so otherwise
 *     {\partial \over \partial x}      \frac{\partial}{\partial x}
 */
import type { Token, TokenKind } from "./token.ts";

/** The tokens of a LaTeX formula as they are set. */
export function withoutBraces(given: readonly Token[]): readonly Token[] {
  const tokens = given.some(({ kind }) => kind === "over") ? withFractions(given) : given;
  const gone = new Set<number>();
  const raised = new Set<number>();
  const partial = new Set<number>();
  const elided = new Set<number>();
  const wide = new Map<number, Token>();
  /** Where braces close; few formulas ask. */
  let partners: ReadonlyMap<number, number> | undefined;
  const closing = (at: number): number | undefined => {
    partners ??= partnersIn(tokens);
    return partners.get(at);
  };
  const drop = (at: number): void => {
    gone.add(at);
    const close = closing(at);
    if (close !== undefined) gone.add(close);
  };
  /** The bracket within the braces at a place reaches as far as they do. */
  const bracket = (at: number): void => {
    const close = closing(at)!;
    drop(at);
    wide.set(at + 1, { ...tokens[at + 1]!, from: tokens[at]!.from });
    wide.set(close - 1, { ...tokens[close - 1]!, to: tokens[close]!.to });
  };
  for (const [at, { kind, text }] of tokens.entries()) {
    const before = tokens[at - 1]?.kind;
    const [next, second] = [tokens[at + 1]?.kind, tokens[at + 2]?.kind];
    if (kind === "lbrace") {
      const isArgument = tokens[at - 2]?.kind === "construct"; // \frac1{(x + 1)}
      const isBare = before !== undefined && terms.has(before) && !isArgument;
      if (isBare && (next === "sign" || next === "script")) drop(at);
      if (isBare && next === "open" && isOneBracket(tokens, at + 1, closing(at))) bracket(at);
      // A{}^T, but not {}^4 He
      const isEmpty = next === "rbrace" && second === "script";
      if (isEmpty && before !== undefined && bases.has(before)) drop(at);
    } else if (kind === "script" && next === "lbrace" && second === "rbrace") {
      if (before === "big" || gone.has(at - 1)) {
        gone.add(at);
        drop(at + 1);
      }
    } else if (kind === "begin" && next === "lbrace" && second === "rbrace") {
      // \begin{bmatrix}{} 1 & 2
      drop(at + 1);
    } else if (kind === "range" && before && next && between.has(before) && between.has(next)) {
      elided.add(at);
    } else if (kind === "joint" && text === "star" && before === "letter") {
      if (next === undefined || ends.has(next)) raised.add(at);
    } else if (kind === "construct" && text === "\\frac") {
      for (const sign of deltasAt(tokens, at + 1, closing)) partial.add(sign);
    } else if (kind === "construct" && text === "\\textcolor") {
      const isTerm = before === undefined || openings.has(before);
      if (!isTerm && next === "lbrace" && second === "sign") {
        gone.add(at);
        drop(at + 1);
      }
    }
  }
  if (gone.size + raised.size + partial.size + elided.size === 0) return tokens;
  return tokens.flatMap((given, at): Token[] => {
    if (gone.has(at)) return [];
    const token = wide.get(at) ?? given;
    if (elided.has(at)) return [{ ...token, kind: "dots", text: "…" }];
    if (partial.has(at)) return [{ ...token, kind: "partial", text: "\\partial" }];
    const { from, spaced } = token;
    return raised.has(at)
      ? [{ kind: "script", text: "^", from, to: from, spaced }, token]
      : [token];
  });
}

/** What stands on both sides of what is left out: x_1, .., x_n and x_1 + .. + x_n. */
const between: ReadonlySet<TokenKind> = new Set(["comma", "sign", "joint"]);

/** Behind these a sign is one of its own term. */
const openings: ReadonlySet<TokenKind> = new Set([
  ...(["open", "lbrace", "begin", "relation", "row", "ampersand", "wide"] as const),
  ...(["comma", "semicolon", "sign", "joint", "slash", "text", "bar"] as const),
]);

/** Behind these a brace is no argument. */
const terms: ReadonlySet<TokenKind> = new Set(["letter", "number"]);

/** What a script may belong to that follows empty braces. */
const bases: ReadonlySet<TokenKind> = new Set([...terms, "rbrace", "close"]);

/** Before these nothing is multiplied. */
const ends: ReadonlySet<TokenKind> = new Set(["relation", "comma", "close", "row", "ampersand"]);

/** For each opening brace, where its closing one stands. */
function partnersIn(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind }] of tokens.entries()) {
    if (kind === "lbrace") open.push(at);
    else if (kind === "rbrace" && open.length > 0) found.set(open.pop()!, at);
  }
  return found;
}

/** Whether the bracket that opens at a place closes right before another one. */
function isOneBracket(tokens: readonly Token[], from: number, end: number | undefined): boolean {
  let depth = 0;
  for (let at = from; end !== undefined && at < end; at += 1) {
    const { kind } = tokens[at]!;
    depth += kind === "open" ? 1 : kind === "close" ? -1 : 0;
    if (depth === 0) return at === end - 1;
  }
  return false;
}

/** Derivatives that are written with \over, as \frac would have them. */
function withFractions(tokens: readonly Token[]): readonly Token[] {
  const partners = partnersIn(tokens);
  const bars = new Map<number, number>();
  const opened: number[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === "lbrace") opened.push(at);
    else if (kind === "rbrace") opened.pop();
    const open = opened.at(-1);
    const close = open === undefined ? undefined : partners.get(open);
    if (text !== "\\over" || open === undefined || close === undefined) continue;
    if (isPartial(tokens[open + 1]) && isPartial(tokens[at + 1])) bars.set(open, at);
  }
  if (bars.size === 0) return tokens;
  const middles = new Set(bars.values());
  return tokens.flatMap((token, at): Token[] => {
    const { from, spaced } = token;
    const brace = { from, to: from, spaced, text: "" } as const;
    if (bars.has(at)) {
      return [{ kind: "construct", text: "\\frac", from, to: from, spaced }, token];
    }
    if (!middles.has(at)) return [token];
    return [
      { ...brace, kind: "rbrace", text: "}" },
      { ...brace, kind: "lbrace", text: "{" },
    ];
  });
}

/** Whether a derivative may begin here. */
function isPartial(token: Token | undefined): boolean {
  return token?.kind === "partial" || (token?.kind === "letter" && token.text === "d");
}

/** The two δ of \frac{\delta L}{\delta w} and \frac{\delta}{\delta w}; none where it is not so. */
function deltasAt(
  tokens: readonly Token[],
  at: number,
  closing: (at: number) => number | undefined,
): readonly number[] {
  const close = isDelta(tokens, at) ? closing(at) : undefined;
  if (close === undefined) return [];
  const below = close + 1;
  const isBare = tokens[below]?.kind === "lbrace" && tokens[below + 2]?.kind === "rbrace";
  return isBare || !isDelta(tokens, below) ? [] : [at + 1, below + 1];
}

/** Whether a group begins with a δ and goes on with what it may be the sign of. */
function isDelta(tokens: readonly Token[], at: number): boolean {
  const [open, sign, next] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const isSign = sign?.kind === "letter" && sign.text === "\\delta";
  return open?.kind === "lbrace" && isSign && next !== undefined && behindDelta.has(next.kind);
}

const behindDelta: ReadonlySet<TokenKind> = new Set([
  ...(["letter", "word", "construct", "function", "rbrace", "lbrace"] as const),
]);
