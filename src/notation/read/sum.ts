/**
 * @file Sums and products: flat chains, read with loops, so that width costs no depth.
 *
 *   sum     := [sign] term (sign term)*
 *   term    := factor ((joint | nothing) factor | / factor)*
 *
 * The slash binds as tight as the product and groups to the left: `a/b*c` is (a/b)·c and `a*b/c`
 * is (a·b)/c. Therefore `1/2x` is (1/2)·x in both notations; books and calculators differ here,
 * and it is reported. Only one factor behind the slash belongs to the denominator.
 *
 * A minus binds weaker than a product and a power: −x² is −(x²), −2x is −(2x). Behind a joint, a
 * slash or another sign it is a sum of one term: `a \cdot -b`.
 *
 * A bar that can neither open nor close, with an index behind it, says where the product before
 * it is evaluated: `2x \Big|_{x=3}`.
 */
import type { Span } from "../../source/index.ts";
import type { Joint, SumSyntax, Syntax } from "../syntax.ts";
import { opensBar } from "./brackets.ts";
import { enter, leave, readFactor } from "./factor.ts";
import { gathered } from "./limits.ts";
import {
  missing,
  moveTo,
  type Reader,
  report,
  since,
  spanning,
  take,
  tokenAt,
  written,
} from "./reader.ts";
import { readBound } from "./scripts.ts";
import type { TokenKind } from "./token.ts";

type Term = SumSyntax["terms"][number];

/** Tokens that begin a factor; a bar may, too. */
export const starters: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "number",
  "letter",
  "word",
  "index",
  "function",
  "big",
  "construct",
  "switch",
  "unread",
  "open",
  "lbrace",
  "begin",
  "partial",
  "nabla",
  "dots",
  "unknown",
]);

/** Whether a factor begins at the current token; `wanted` where one has to stand. */
export function startsFactor(r: Reader, wanted = false): boolean {
  const { kind } = r.current;
  return starters.has(kind) || (kind === "bar" && opensBar(r, wanted));
}

/** Whether a term begins here, with its sign or without; wide spaces are looked through. */
export function startsTerm(r: Reader, wanted = false): boolean {
  const token = r.current.kind === "wide" ? tokenAt(r, pastWide(r)) : r.current;
  if (token.kind === "sign" || starters.has(token.kind)) return true;
  return r.current.kind === "bar" && opensBar(r, wanted);
}

/** The place behind the wide spaces at hand. */
function pastWide(r: Reader): number {
  let index = r.index;
  while (index < r.stop && r.tokens[index]!.kind === "wide") index++;
  return index;
}

/** Tokens that go on with what stood before a wide space. */
const binders: ReadonlySet<TokenKind> = new Set(["relation", "sign", "joint", "slash", "script"]);

/** Passes over wide spaces that separate nothing. */
function skipWide(r: Reader): void {
  if (r.current.kind !== "wide") return;
  const index = pastWide(r);
  const next = tokenAt(r, index).kind;
  if (binders.has(next) || (!r.related && starters.has(next))) moveTo(r, index);
}

/** Reads a sum; a single term is itself. */
export function readSum(r: Reader): Syntax {
  const from = r.current.from;
  skipWide(r);
  const terms: Term[] = [];
  let sign: Term["sign"] = "+";
  const signed = r.current.kind === "sign";
  if (signed) sign = take(r).text as Term["sign"];
  for (;;) {
    // two dashes may be one
    const isDoubled = sign === "-" && r.current.text === "-";
    const rest = isDoubled ? readFactor : readProduct;
    const term = r.current.kind === "sign" ? readSigned(r, rest) : readProduct(r);
    terms.push({ sign, term });
    skipWide(r);
    if (r.current.kind !== "sign") break;
    sign = take(r).text as Term["sign"];
  }
  const whole = gathered(terms);
  if (whole.length === 1 && whole[0]!.sign === "+") return whole[0]!.term;
  const first = signed ? undefined : whole[0]?.term;
  return { kind: "sum", ...spanning(r, from, first), terms: whole };
}

/**
 * A factor, or a sign and a factor: what stands behind a joint or a slash; behind a second sign,
 * `a + -2b`, a product.
 */
export function readSigned(r: Reader, readRest: (r: Reader) => Syntax = readFactor): Syntax {
  if (r.current.kind === "wide") moveTo(r, pastWide(r));
  if (r.current.kind !== "sign") return readRest(r);
  const stopped = enter(r);
  if (stopped !== undefined) return stopped;
  const sign = take(r);
  const term = readSigned(r, readRest);
  leave(r);
  const span = since(r, sign.from);
  return { kind: "sum", ...span, terms: [{ sign: sign.text as Term["sign"], term }] };
}

/** The factors read so far, of one product. */
interface Chain {
  readonly from: number;
  factors: Syntax[];
  joints: Joint[];
  /** The last denominator behind a slash, while nothing follows it. */
  denominator: Syntax | null;
}

/** One factor is itself. */
function productOf(chain: Chain, span: Span): Syntax {
  const { factors, joints } = chain;
  return factors.length === 1 ? factors[0]! : { kind: "product", ...span, factors, joints };
}

/** Reads a product up to a sign, a relation, a separator or a closing bracket. */
export function readProduct(r: Reader): Syntax {
  const chain: Chain = { from: r.current.from, factors: [], joints: [], denominator: null };
  if (!startsFactor(r, true) && r.current.kind !== "wide") return missing(r, "a term");
  chain.factors.push(readFactor(r));
  for (;;) {
    skipWide(r);
    const { kind } = r.current;
    if (kind === "joint") {
      chain.joints.push(take(r).text as Joint);
      chain.factors.push(readSigned(r));
      chain.denominator = null;
    } else if (multiplies(r)) {
      take(r);
      chain.joints.push("cdot");
      chain.factors.push(readFactor(r));
      chain.denominator = null;
    } else if (kind === "slash") divide(r, chain);
    else if (evaluates(r)) evaluate(r, chain);
    else if (startsFactor(r)) juxtapose(r, chain);
    else return productOf(chain, since(r, chain.from));
  }
}

const touching: ReadonlySet<TokenKind> = new Set(["construct", "open", "number"]);

/** `\frac{dL}{da}.\frac{da}{dw}`: a full stop between two factors that touch it. */
function multiplies(r: Reader): boolean {
  if (r.current.kind !== "period" || r.current.spaced) return false;
  const next = tokenAt(r, r.index + 1);
  return !next.spaced && touching.has(next.kind);
}

/** The slash: what was read of the product is the numerator. */
function divide(r: Reader, chain: Chain): void {
  const before = chain.factors.at(-1);
  if (before?.kind === "call" && before.brackets === null && r.last === before.to) {
    report(r, "PG1034", before, { function: before.function });
  }
  const numerator = productOf(chain, since(r, chain.from));
  take(r);
  const denominator = readSigned(r);
  const span = since(r, chain.from);
  r.session.leftward++;
  chain.factors = [{ kind: "fraction", style: "slash", ...span, numerator, denominator }];
  chain.joints = [];
  chain.denominator = denominator;
}

/** A factor without a sign, and what is doubtful about that. */
function juxtapose(r: Reader, chain: Chain): void {
  const before = chain.factors.at(-1)!;
  const next = r.current;
  const clear = r.session.plain && next.spaced;
  if (chain.denominator !== null && !clear) {
    const denominator = written(r, chain.denominator);
    report(r, "PG1022", { from: chain.from, to: next.to }, { denominator });
  }
  if (before.kind === "number" && next.kind === "number") {
    report(r, "PG1019", { from: before.from, to: next.to });
  }
  chain.denominator = null;
  chain.joints.push("juxtapose");
  chain.factors.push(readFactor(r));
}

/** `\Big|_{x=3}`: a bar with an index that closes nothing. */
function evaluates(r: Reader): boolean {
  const { kind, text } = r.current;
  const bar = kind === "bar" ? r.bars.length === 0 : kind === "close" && text === "|";
  if (!bar) return false;
  const next = tokenAt(r, r.index + 1);
  return next.kind === "script" && next.text === "_";
}

/** All of the product so far is what is evaluated. */
function evaluate(r: Reader, chain: Chain): void {
  const body = productOf(chain, since(r, chain.from));
  take(r);
  take(r);
  const at = readBound(r);
  r.session.leftward++;
  const value: Syntax = { kind: "evaluated", ...since(r, chain.from), body, at };
  chain.factors = [value];
  chain.joints = [];
  if (r.current.kind !== "script" || r.current.text !== "^") return;
  // `F(x) \Big|_a^b`
  take(r);
  const exponent = readBound(r);
  chain.factors = [{ kind: "power", ...since(r, chain.from), base: value, exponent }];
}
