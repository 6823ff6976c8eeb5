/**
 * @file Indices: what stands behind an underscore.
 *
 *   x_{12}           one index, the number 12
 *   W_{2,2}          two indices: commas always separate
 *   a_{ij}, a_{i1}   two indices: two single letters or digits, at least one a letter
 *   a_{ijk}          three: different letters from i to n (but `min` and `lin` are words)
 *   y_{true}, L_{CE} a word: three letters or more, or only capitals
 *   x_{\max}         a word as well, and no function
 *   x_{i+1}, \sum_{i=1}, 1_{x>0}   an expression or a relation
 *   W_{:,j}, x_*     a colon or a star is an index by itself, and so is a plus, x_+
 *
 * In plain text the run of letters and digits behind the underscore is the index (`y_true`).
 */
import type { NameSyntax, Syntax } from "../syntax.ts";
import { readChain, recover } from "./chain.ts";
import { nameOf } from "./factor.ts";
import { failure, missing, type Reader, report, take, within, written } from "./reader.ts";
import { readToken } from "./scripts.ts";
import { startsFactor, startsTerm } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

/** Reads what stands behind `_`: a group or one token. */
export function readIndices(r: Reader): readonly Syntax[] {
  const token = r.current;
  if (token.kind === "index") return indicesOfRun(take(r));
  if (token.kind === "lbrace") return readGroup(r);
  if (isLabel(token)) return [label(r, take(r))];
  if (isSide(token)) return [label(r, take(r))];
  if (token.kind === "open") return [readToken(r, "index")];
  return startsFactor(r) ? [readToken(r, "index")] : [missing(r, "an index")];
}

/** Words and functions name something here, and a colon is a whole range. */
const labels: ReadonlySet<TokenKind> = new Set(["text", "function", "word", "big", "colon"]);

/** Signs that stand for whatever the index may be. */
const jointLabels: Readonly<Record<string, string>> = {
  star: "*",
  cdot: "\\cdot",
  odot: "\\odot",
};

/** A plus or a minus by itself: of what side something is, x_+, or the positive part [x]_+. */
function isSide({ kind, text }: Token): boolean {
  return kind === "sign" && (text === "+" || text === "-");
}

/** Signs of astronomers and others that mean nothing elsewhere: M_\oplus, r_\perp. */
const signLabels: ReadonlySet<string> = new Set(
  "\\oplus \\bigodot \\ominus \\diamond \\perp \\bot".split(" "),
);

/** Tokens that have another meaning elsewhere, but name something as an index. */
function isLabel(token: Token): boolean {
  if (token.kind === "unread") return signLabels.has(token.text);
  return labels.has(token.kind) || (token.kind === "joint" && token.text in jointLabels);
}

/** The name that such a token is, as an index. */
function label(r: Reader, token: Token): NameSyntax {
  const placeholder = token.kind === "joint" ? jointLabels[token.text] : undefined;
  const text = placeholder ?? (token.spelling ?? token.text).replace("\\", "");
  if (token.kind !== "function" && token.kind !== "text") return nameOf(r, { ...token, text });
  const font = token.font ?? (token.kind === "text" ? "text" : undefined);
  const { from, to } = token;
  return { kind: "name", from, to, text, ...(font && { font }) };
}

/** `_{…}`. */
function readGroup(r: Reader): readonly Syntax[] {
  const close = r.partner[r.index]!;
  const open = take(r);
  if (close < 0 || close >= r.stop) {
    report(r, "PG1004", open, { open: "{" });
    const parts = within(r, r.stop, readList);
    return [failure({ from: open.from, to: r.last }, parts)];
  }
  const indices = r.index === close ? [missing(r, "an index")] : within(r, close, readList);
  take(r);
  return indices;
}

/** Indices with commas between them, up to the end of the group. */
function readList(r: Reader): readonly Syntax[] {
  const from = r.current.from;
  const indices: Syntax[] = [];
  for (;;) {
    for (const index of readIndex(r)) indices.push(index);
    if (r.current.kind === "finish") return indices;
    if (r.current.kind !== "comma" && r.current.kind !== "semicolon") {
      return [recover(r, indices, from)];
    }
    take(r);
  }
}

/** What stands up to the next comma: usually one index, or several letters. */
function readIndex(r: Reader): readonly Syntax[] {
  const behind = r.tokens[r.index + 1]?.kind;
  const isAlone = r.index + 1 === r.stop || behind === "comma" || behind === "semicolon";
  if (isAlone && isSide(r.current)) return [label(r, take(r))];
  if (isAlone && r.current.kind === "script" && written(r, r.current) === "**") {
    const { from, to } = take(r); // K_{**}
    return [{ kind: "name", from, to, text: "**" }];
  }
  const length = runLength(r);
  if (length === 1) {
    const token = r.current;
    if (isLabel(token)) return [label(r, take(r))];
    if (token.kind === "index") return indicesOfRun(take(r));
  } else if (length > 1) {
    const run = r.tokens.slice(r.index, r.index + length);
    const indices = indicesOf(r, run);
    if (indices !== undefined) {
      for (let i = 0; i < length; i++) take(r);
      return indices;
    }
  }
  if (!startsTerm(r) && r.current.kind !== "relation") return [missing(r, "an index")];
  return [readChain(r)];
}

/** Tokens that a run of letters and digits can consist of. */
const runKinds: ReadonlySet<TokenKind> = new Set(["letter", "number", "word", "function", "big"]);

/** How many tokens up to the comma or the end are letters and digits; 0 when others are there. */
function runLength(r: Reader): number {
  let index = r.index;
  for (; index < r.stop; index++) {
    const token = r.tokens[index]!;
    if (token.kind === "comma" || token.kind === "semicolon") break;
    const plain = runKinds.has(token.kind) && token.accents === undefined;
    const alone = index === r.index && (isLabel(token) || token.kind === "index");
    if (!plain && !alone) return 0;
  }
  return index - r.index;
}

/** What was written, also for `\max` and for words that are functions. */
const spelled = (token: Token): string => token.spelling ?? token.text;

/** The indices that a run of several tokens stands for, if they stand for themselves. */
function indicesOf(r: Reader, run: readonly Token[]): readonly Syntax[] | undefined {
  const text = run.map(spelled).join("");
  if (/^[A-Za-z0-9]+$/.test(text)) {
    const [first, last] = [run[0]!, run[run.length - 1]!];
    const single = run.every((token) => spelled(token).length === 1);
    if (single && separate(text)) return run.map((token) => unit(r, token));
    if (!/^[A-Za-z]/.test(text)) return undefined;
    const font = first.font ?? r.font;
    return [{ kind: "name", from: first.from, to: last.to, text, ...(font && { font }) }];
  }
  // Greek letters are single letters; \mu\nu is two indices.
  const singles = run.every((token) => token.kind === "letter" || spelled(token).length === 1);
  return singles ? run.map((token) => unit(r, token)) : undefined;
}

/** One letter or digit of a run. */
function unit(r: Reader, token: Token): Syntax {
  if (token.kind !== "number") return nameOf(r, token);
  return { kind: "number", from: token.from, to: token.to, text: token.text };
}

/** Whether each character is an index of its own. */
function separate(text: string): boolean {
  if (text.length === 2) return /[A-Za-z]/.test(text) && !/^[A-Z]{2}$/.test(text);
  const distinct = new Set(text).size === text.length;
  return distinct && /^[i-n]{3,4}$/.test(text) && !/^(?:min|lin|nil)$/.test(text);
}

/** Plain text: the run behind an underscore, or the digits behind a name. */
function indicesOfRun(token: Token): readonly Syntax[] {
  const { from, to, text } = token;
  if (/^\d+$/.test(text)) return [{ kind: "number", from, to, text }];
  if (text.length === 1 || !separate(text)) return [{ kind: "name", from, to, text }];
  return [...text].map((character, i): Syntax => {
    const place = { from: from + i, to: from + i + 1, text: character };
    return /\d/.test(character) ? { kind: "number", ...place } : { kind: "name", ...place };
  });
}
