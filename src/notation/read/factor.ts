/**
 * @file Factors: one table from the kind of the first token to the reader of what it begins.
 *
 * A factor is a primary with everything attached to it: indices, powers, primes, and for a name
 * the bracket it is applied to (scripts.ts). All recursion passes through `readFactor`, so the
 * nesting limit is enforced here and only here.
 */
import type { ErrorSyntax, NameSyntax, Syntax, SyntaxOf } from "../syntax.ts";
import { isName, readBig, readBigWord } from "./big.ts";
import { readBars, readBracket } from "./brackets.ts";
import { readCall } from "./calls.ts";
import { readAll } from "./chain.ts";
import { readConstruct, switchFont } from "./constructs.ts";
import { readDifferential, readGradient, startsDifferential } from "./derivatives.ts";
import { readEnvironment } from "./environments.ts";
import {
  failure,
  missing,
  moveTo,
  nestingLimit,
  type Reader,
  refuse,
  report,
  since,
  take,
  within,
} from "./reader.ts";
import { withScripts } from "./scripts.ts";
import type { Token, TokenKind } from "./token.ts";

/** Counts a level of nesting. At the limit it skips the rest of the group and reports that. */
export function enter(r: Reader): ErrorSyntax | undefined {
  if (r.session.depth < nestingLimit) {
    r.session.depth++;
    return undefined;
  }
  const from = r.current.from;
  const to = r.tokens[r.stop - 1]?.to ?? r.last;
  report(r, "PG1002", { from, to: Math.max(from, to) }, { limit: String(nestingLimit) });
  r.last = Math.max(from, to);
  moveTo(r, r.stop);
  return failure({ from, to: r.last });
}

/** The end of what `enter` began. */
export function leave(r: Reader): void {
  r.session.depth--;
}

/** Reads one factor with all that is attached to it. */
export function readFactor(r: Reader): Syntax {
  while (r.current.kind === "wide") take(r);
  const stopped = enter(r);
  if (stopped !== undefined) return stopped;
  const from = r.current.from;
  const braced = r.current.kind === "lbrace";
  const base = readPrimary(r);
  const result =
    braced && base.kind === "product" && raises(r)
      ? withLastRaised(r, base, from)
      : withScripts(r, base, Math.min(from, base.from));
  leave(r);
  return result;
}

/** Whether a power stands next, and no transpose. */
function raises(r: Reader): boolean {
  const [sign, next, inner] = r.tokens.slice(r.index, r.index + 3);
  const raised = next?.kind === "lbrace" ? inner : next;
  return (
    sign?.kind === "script" &&
    sign.text === "^" &&
    !/^(?:T|\\top|\\intercal)$/.test(raised?.text ?? "")
  );
}

/** `{pe}^t` is printed as p e^t: the braces cannot be seen. */
function withLastRaised(r: Reader, base: SyntaxOf<"product">, from: number): Syntax {
  const last = base.factors.at(-1)!;
  const raised = withScripts(r, last, last.from);
  return { ...base, ...since(r, from), factors: [...base.factors.slice(0, -1), raised] };
}

/** Reads a primary without attachments, as TeX takes an argument: `\frac\pi2`. */
export function readBare(r: Reader): Syntax {
  const stopped = enter(r);
  if (stopped !== undefined) return stopped;
  const result = readPrimary(r);
  leave(r);
  return result;
}

/** First token → who reads the factor. What is not here begins none. */
const readers: Partial<Record<TokenKind, (r: Reader) => Syntax>> = {
  number: readDigits,
  letter: readLetter,
  word: readName,
  index: readName,
  function: (r) => readBigWord(r) ?? (isName(r) ? readName(r) : readCall(r)),
  big: readBig,
  construct: readConstruct,
  switch: switchFont,
  unread: (r) => refuse(r, "PG1008", { command: r.current.text }),
  open: readBracket,
  lbrace: readBraces,
  bar: readBars,
  begin: readEnvironment,
  partial: readDifferential,
  nabla: readGradient,
  dots: readDots,
  unknown: (r) => refuse(r, "PG1007", { text: r.current.text }),
};

/** A factor before anything is attached to it. */
function readPrimary(r: Reader): Syntax {
  const read = readers[r.current.kind];
  return read === undefined ? missing(r, "an expression") : read(r);
}

/** A number; a bold 0 or 1 is the vector, and any other bold number is only set off. */
function readDigits(r: Reader): Syntax {
  const { text, from, to } = take(r);
  // The vectors \mathbf{0} and \mathbf{1}, and the indicator \mathbb{1}.
  const named = (r.font === "bold" || r.font === "bb") && /^[01]$/.test(text);
  if (named) return { kind: "name", from, to, text, font: r.font as "bold" | "bb" };
  return { kind: "number", from, to, text };
}

/** `\cdots`. */
function readDots(r: Reader): Syntax {
  const { from, to } = take(r);
  return { kind: "dots", from, to };
}

/** A name, or the differential that a d may be. */
function readLetter(r: Reader): Syntax {
  return startsDifferential(r) ? readDifferential(r) : readName(r);
}

/** The name that a token stands for; the font of the group holds where it has none. */
export function nameOf(r: Reader, token: Token): NameSyntax {
  const font = token.font ?? r.font;
  const { from, to, text, accents } = token;
  return { kind: "name", from, to, text, ...(font && { font }), ...(accents && { accents }) };
}

/** A name of one token. */
function readName(r: Reader): Syntax {
  return nameOf(r, take(r));
}

/** `{…}`: TeX's invisible brackets. They leave no node, but what is inside is one factor. */
export function readBraces(r: Reader): Syntax {
  const close = r.partner[r.index]!;
  const open = take(r);
  const closed = close >= 0 && close < r.stop;
  if (!closed) report(r, "PG1004", open, { open: "{" });
  const empty = closed ? r.index === close : r.current.kind === "finish";
  const body = empty
    ? failure({ from: r.last, to: r.last })
    : within(r, closed ? close : r.stop, readAll);
  if (closed) take(r);
  if (empty) {
    // `{}` stands where TeX wants something to hang an index on; alone it is a slip.
    const span = since(r, open.from);
    report(r, "PG1001", span, { expected: "an expression" });
    return failure(span);
  }
  return closed ? body : failure(since(r, open.from), [body]);
}
