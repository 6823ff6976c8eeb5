/**
 * @file Colours around a sign: in `2x \textcolor{blue}{- 2t} b` the minus sign stands between two
 * terms, as it does without its colour, and so it does in `a {\color{blue} - b}`. Elsewhere what
 * has a colour is one factor.
 */
import type { Token, TokenKind } from "./token.ts";

/** The tokens without colours that begin with a sign and stand behind something. */
export function withoutSignColours(tokens: readonly Token[]): readonly Token[] {
  const gone = new Set<number>();
  const open: number[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    const before = tokens[at - 1]?.kind;
    if (kind === "lbrace") {
      open.push(at);
      const isBare = before !== undefined && terms.has(before);
      if (isBare && tokens[at + 1]?.kind === "sign") gone.add(at);
    }
    if (kind === "rbrace") {
      const from = open.pop();
      if (from !== undefined && gone.has(from)) gone.add(at);
    }
    const isColour = kind === "construct" && text === "\\textcolor";
    if (!isColour || before === undefined || openings.has(before)) continue;
    if (tokens[at + 1]?.kind !== "lbrace" || tokens[at + 2]?.kind !== "sign") continue;
    gone.add(at).add(at + 1);
  }
  return gone.size === 0 ? tokens : tokens.filter((_, at) => !gone.has(at));
}

/** Behind these a sign is one of its own term. */
const openings: ReadonlySet<TokenKind> = new Set([
  ...(["open", "lbrace", "begin", "relation", "row", "ampersand", "wide"] as const),
  ...(["comma", "semicolon", "sign", "joint", "slash", "text", "bar"] as const),
]);

/** Behind these a brace is no argument. */
const terms: ReadonlySet<TokenKind> = new Set(["letter", "number"]);
