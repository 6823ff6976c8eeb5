/**
 * @file What is attached to a factor: indices, powers, labels, transposes, primes, arguments.
 *
 *   x_1^2, x^2_1     one reading, as TeX sets them alike: the square of x_1
 *   x^{(i)}, z^{[l]} a label of a family, never a power (but of a number, and e^{(x)}); W^{(1)T} is
 *                    the transpose of a member
 *   z^l, z^{l-1}     a label where z is one of the names so declared, else a power
 *   W^T, W^\top      the transpose, unless the base is a number or e, or T is a defined name
 *   W^{-T}           the transpose of W^{-1}
 *   f', f^{\prime}   a prime
 *   w^+, x^*, w^{new} a name of its own, the new w
 *   f(x), x(y - z)   `applied`: a name directly before a round bracket; elaboration decides
 *   1_{x>0}, 𝟙[x>0]  an indicator, when the index or bracket of a 1 holds a relation
 *
 * In LaTeX a script without braces is one token, so x^23 is x²·3; in plain text it is a number,
 * a name or a bracket with its own power: x^y^z is x^(y^z), and x^n(y) is xⁿ·(y).
 */
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { readArguments } from "./brackets.ts";
import { readAll, together } from "./chain.ts";
import { readBare } from "./factor.ts";
import { readIndices } from "./indices.ts";
import { nameKey, raisedWords } from "./key.ts";
import {
  failure,
  missing,
  type Reader,
  refuse,
  report,
  since,
  take,
  takeDigit,
  within,
  written,
} from "./reader.ts";
import { readSigned, startsFactor } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

/** One thing attached to a base; `to` is where it ends. */
export type Attachment =
  | { readonly kind: "index"; readonly indices: readonly Syntax[]; readonly to: number }
  | {
      readonly kind: "family";
      readonly bracket: "(" | "[";
      readonly index: Syntax;
      readonly to: number;
    }
  | { readonly kind: "prime"; readonly count: number; readonly to: number }
  | { readonly kind: "transpose"; readonly to: number }
  | { readonly kind: "power"; readonly exponent: Syntax; readonly to: number }
  | { readonly kind: "degree"; readonly to: number }
  | { readonly kind: "scale"; readonly letter: Token; readonly to: number }
  | { readonly kind: "mark"; readonly to: number };

/** Reads all that is attached to `base`, which began at `from`. */
export function withScripts(r: Reader, base: Syntax, from: number): Syntax {
  let result = base;
  for (;;) {
    const { kind } = r.current;
    if (kind === "script" || kind === "prime") result = attach(r, result, from);
    else if (kind === "bang") result = factorial(r, result, from);
    else if (kind === "open" && takesArguments(r, result)) result = apply(r, result, from);
    else return result;
  }
}

/** `n!`; `n!!` is something else, and is not read. */
function factorial(r: Reader, base: Syntax, from: number): Syntax {
  r.session.leftward++;
  if (base.kind === "error" || isFactorial(base)) {
    refuse(r, "PG1009", {});
    return failure(since(r, from), [base]);
  }
  if (base.kind === "applied" && base.arguments.length === 1 && !isFunction(base.head)) {
    // n (n − 1)! is n times the factorial
    const [argument] = base.arguments as [Syntax];
    const last = factorial(r, argument, base.head.to);
    const factors = [base.head, last];
    return { kind: "product", ...since(r, from), factors, joints: ["juxtapose"] };
  }
  const { from: head, to } = take(r);
  const inner = base.kind === "group" && base.delimiter === "(" ? base.body : base;
  return {
    kind: "call",
    ...since(r, from),
    function: "factorial",
    head: { from: head, to },
    arguments: [inner],
    brackets: null,
  };
}

/** Whether a name is one that functions have. */
const isFunction = (head: Syntax): boolean => {
  return head.kind !== "name" || /^(?:[fghFGH]|\\(?:var)?phi|\\psi|\\Phi)$/.test(head.text);
};

const isFactorial = (call: Syntax): boolean => {
  return call.kind === "call" && call.function === "factorial";
};

/** Gathers a run of scripts and primes, then applies them in their order of binding. */
function attach(r: Reader, base: Syntax, from: number): Syntax {
  const found: Attachment[] = [];
  let double = false;
  while (r.current.kind === "script" || r.current.kind === "prime") {
    const token = take(r);
    if (token.kind === "prime") {
      found.push({ kind: "prime", count: token.text.length, to: r.last });
    } else if (token.text === "_") {
      if (found.some((one) => one.kind === "index")) {
        report(r, "PG1012", token, { script: "index" });
        double = true;
      }
      const indices = readIndices(r);
      found.push({ kind: "index", indices, to: r.last });
    } else {
      if (found.some((one) => one.kind === "power")) {
        report(r, "PG1012", token, { script: "superscript" });
        double = true;
      }
      for (const one of readSuperscript(r, base)) found.push(one);
    }
  }
  r.session.leftward += found.length;
  const result = fasten(base, found, from);
  return double ? failure(result, [result]) : result;
}

/** Indices and labels bind first, in the order written; then primes; then powers. */
function fasten(base: Syntax, found: readonly Attachment[], from: number): Syntax {
  let result = base;
  let end = from;
  const to = (one: Attachment): number => {
    end = Math.max(end, one.to);
    return end;
  };
  let count = 0;
  for (const one of found) {
    if (one.kind === "index") result = subscript(result, one.indices, from, to(one));
    else if (one.kind === "family") {
      const { bracket, index } = one;
      result = { kind: "family", from, to: to(one), base: result, bracket, index };
    } else if (one.kind === "prime") {
      count += one.count;
      to(one);
    }
  }
  if (count > 0) result = { kind: "prime", from, to: end, base: result, count };
  // Of several exponents the last binds first: x^2^3 is x^(2^3).
  const powers = found.flatMap((one) => (one.kind === "power" ? [one] : []));
  const exponent = powers.reduceRight<Syntax | null>(
    (above, { exponent: below, to: last }) =>
      above === null
        ? below
        : {
            kind: "power",
            from: below.from,
            to: Math.max(last, above.to),
            base: below,
            exponent: above,
          },
    null,
  );
  for (const one of found) {
    if (one.kind === "power" && one === powers[0]) {
      const last = Math.max(to(one), powers.at(-1)?.to ?? 0);
      result = { kind: "power", from, to: last, base: result, exponent: exponent! };
      end = last;
    } else if (one.kind === "transpose") {
      result = { kind: "transpose", from, to: to(one), base: result };
    } else if (one.kind === "degree") result = inDegrees(result, from, to(one));
    else if (one.kind === "scale") result = onScale(result, one.letter, from, to(one));
    else if (one.kind === "mark") result = failure({ from, to: to(one) }, [result]);
  }
  return result;
}

/** Whether a raised circle behind a number says that it is an angle; 20 ^\circ C is none. */
function isDegree(r: Reader, token: Token, base: Syntax | null, next: number): boolean {
  return isCircle(r, token, base) && scaleAt(r, next) === null;
}

/** Whether it says that it is a temperature, in Celsius, Fahrenheit or Kelvin. */
function isTemperature(r: Reader, token: Token, base: Syntax | null, next: number): boolean {
  return isCircle(r, token, base) && scaleAt(r, next) !== null;
}

/** A circle that is raised behind a number. */
const isCircle = (r: Reader, token: Token, base: Syntax | null): boolean =>
  base?.kind === "number" && circles.has(written(r, token));

/** The letter of a scale of temperatures. */
function scaleAt(r: Reader, at: number): Token | null {
  const behind = at < r.stop ? r.tokens[at] : undefined;
  return behind !== undefined && /^[CFK]$/.test(behind.text) ? behind : null;
}

/** 20 °C is 20, and its unit. */
function onScale(
  base: Syntax,
  { text, from: at, to: end }: Token,
  from: number,
  to: number,
): Syntax {
  const unit: Syntax = { kind: "name", text: `deg${text}`, font: "roman", from: at, to: end };
  return { kind: "product", factors: [base, unit], joints: ["juxtapose"], from, to };
}

/** A circle, also as a macro spells it. */
const circles: ReadonlySet<string> = new Set(["\\circ", "\\degree"]);

/** 30° is 30 π/180. */
function inDegrees(base: Syntax, from: number, to: number): Syntax {
  const place = { from: to, to };
  const numerator: Syntax = { kind: "name", text: "\\pi", ...place };
  const denominator: Syntax = { kind: "number", text: "180", ...place };
  const unit: Syntax = { kind: "fraction", style: "bar", numerator, denominator, ...place };
  return { kind: "product", factors: [base, unit], joints: ["juxtapose"], from, to };
}

/** An indexed name, or the indicator that an indexed 1 may be. */
function subscript(base: Syntax, indices: readonly Syntax[], from: number, to: number): Syntax {
  const [only] = indices;
  const inner = only?.kind === "group" && only.delimiter === "\\{" ? only.body : only;
  if (isOne(base) && indices.length === 1 && inner?.kind === "relation") {
    return { kind: "indicator", from, to, condition: inner };
  }
  const isBracket = base.kind === "group" && (base.delimiter === "(" || base.delimiter === "[");
  if (isBracket && only?.kind === "name" && only.text === "+") return positivePart(base, from, to);
  return { kind: "subscript", from, to, base, indices };
}

/** [x]_+ is max(0, x). */
function positivePart({ body }: SyntaxOf<"group">, from: number, to: number): Syntax {
  const place = { from: to, to };
  const zero: Syntax = { kind: "number", text: "0", ...place };
  const call = { kind: "call", function: "max", head: place, brackets: "(" } as const;
  return { ...call, arguments: [zero, body], from, to };
}

/** 1, \mathbf{1} and \mathbb{1}, and \mathbb{I}. */
function isOne(base: Syntax): boolean {
  if (base.kind === "number") return base.text === "1";
  if (base.kind !== "name") return false;
  const struck = base.font === "bb" || base.font === "bold";
  return (base.text === "1" && struck) || (base.text === "I" && base.font === "bb");
}

/** Signs of a transpose. */
const raised = (token: Token): boolean =>
  token.text === "\\top" || token.text === "\\intercal" || token.text === "T";

/** Whether a token that is raised above `base` is the sign of a transpose. */
function transposes(r: Reader, token: Token, base: Syntax | null): boolean {
  if (token.kind !== "letter" || !raised(token)) return false;
  if (token.text !== "T") return true;
  if (base === null) return false;
  if (isBase(base)) return false;
  if (token.font !== undefined || r.font !== undefined || !r.session.names.has("T")) return true;
  report(r, "PG1028", token);
  return false;
}

/** A number or e: what powers are taken of, and no family is named by. */
function isBase(base: Syntax | null): boolean {
  return base?.kind === "number" || (base?.kind === "name" && base.text === "e");
}

/** What is raised as a mark: w^*, x^\dagger. */
const markKinds: ReadonlySet<TokenKind> = new Set(["joint", "sign", "unread"]);

/** Reads what stands behind `^`; `base` is null behind the name of a function. */
export function readSuperscript(r: Reader, base: Syntax | null): Attachment[] {
  const token = r.current;
  if (token.kind === "lbrace") return readRaisedGroup(r, base);
  const marks = markTokens(r, base);
  if (marks > 0) return [readMark(r, marks, base!)];
  if (transposes(r, token, base)) {
    take(r);
    return [{ kind: "transpose", to: r.last }];
  }
  if (token.kind === "prime") {
    take(r);
    return [{ kind: "prime", count: token.text.length, to: r.last }];
  }
  const declared = isLabelled(r, base);
  const labels = token.text === "[" || (token.text === "(" && (declared || !r.session.plain));
  if (token.kind === "open" && labels && !isBase(base)) {
    if (!r.session.plain && !declared) report(r, "PG1033", token);
    const { arguments: items, from } = readArguments(r);
    const bracket = token.text as "(" | "[";
    return [{ kind: "family", bracket, index: together(items, since(r, from)), to: r.last }];
  }
  if (isDegree(r, token, base, r.index + 1)) {
    take(r);
    return [{ kind: "degree", to: r.last }];
  }
  if (isTemperature(r, token, base, r.index + 1)) {
    take(r);
    return [{ kind: "scale", letter: take(r), to: r.last }];
  }
  const next = r.tokens[r.index + 1];
  const alone = token.kind !== "sign" || next === undefined || !begins(r, next);
  if (markKinds.has(token.kind) && alone) {
    refuse(r, "PG1010", { mark: written(r, token) });
    return [{ kind: "mark", to: r.last }];
  }
  const exponent = readExponent(r, base);
  if (declared) return [{ kind: "family", bracket: "(", index: exponent, to: r.last }];
  return [{ kind: "power", exponent, to: r.last }];
}

/** Whether bare superscripts on a name are labels. */
function isLabelled(r: Reader, base: Syntax | null): boolean {
  if (base === null || r.session.labels.size === 0) return false;
  const name = base.kind === "subscript" || base.kind === "family" ? base.base : base;
  const key = name.kind === "name" ? nameKey(name) : undefined;
  return key !== undefined && r.session.labels.has(key);
}

/** What is raised to mark a name of its own: w^+ is the new w, x^* the best x, x^- is below. */
const raisedMarks: ReadonlySet<string> = new Set(
  "+ - * ** \\star \\ast \\dagger \\perp".split(" "),
);

/** The mark that a token raised above `base` is; undefined when it is none. */
function markOf(r: Reader, token: Token | undefined, base: Syntax | null): string | undefined {
  if (token === undefined || base === null) return undefined;
  const named = base.kind === "group" && base.delimiter === "(" ? base.body : base;
  if (isBase(base) || nameKey(named) === undefined) return undefined;
  const text = written(r, token);
  return raisedMarks.has(text) ? text : undefined;
}

/** How many tokens a raised mark takes, `w^+` or in plain text `w^(+)`. */
function markTokens(r: Reader, base: Syntax | null): number {
  const [first, second, third] = r.tokens.slice(r.index, r.index + 3);
  if (markOf(r, first, base) !== undefined) {
    const joins = first!.kind === "joint" && r.session.plain;
    return second === undefined || !(joins || first!.kind === "sign") || !begins(r, second) ? 1 : 0;
  }
  const opens = r.session.plain && first?.kind === "open" && first.text === "(";
  return opens && markOf(r, second, base) !== undefined && third?.kind === "close" ? 3 : 0;
}

/** The raised mark as an exponent that is a name: what it marks is a name of its own. */
function readMark(r: Reader, count: number, base: Syntax): Attachment {
  const { from } = r.current;
  const token = r.tokens[r.index + (count === 3 ? 1 : 0)];
  const text = markOf(r, token, base)!;
  for (let k = 0; k < count; k++) take(r);
  const exponent: Syntax = { kind: "name", text, from, to: r.last };
  return { kind: "power", exponent, to: r.last };
}

/** Whether a sign with `next` behind it begins an exponent, as in e^-x. */
function begins(r: Reader, next: Token): boolean {
  if (r.index + 1 >= r.stop) return false;
  return /^(?:number|letter|word|lbrace|function|construct)$/.test(next.kind) || next.text === "(";
}

/** An exponent without braces. */
function readExponent(r: Reader, base: Syntax | null): Syntax {
  const signed = r.current.kind === "sign";
  let exponent: Syntax;
  if (signed || r.session.plain) {
    const { applies } = r;
    r.applies = false;
    exponent = readSigned(r);
    r.applies = applies;
  } else exponent = readToken(r, "superscript");
  const clear = r.session.plain && r.current.spaced && !signed;
  const euler = base?.kind === "name" && base.text === "e" && r.session.plain;
  const number = exponent.kind === "number" && !euler;
  if ((signed || r.session.plain) && !clear && !number && base && startsFactor(r)) {
    report(r, "PG1023", exponent, { exponent: written(r, exponent) });
  }
  return exponent;
}

/** One token, as TeX takes it: `x^23` has the exponent 2, `\frac12` the numerator 1. */
export function readToken(r: Reader, role: "superscript" | "index" | "argument"): Syntax {
  if (r.current.kind !== "number") return readBare(r);
  const digits = r.session.plain ? take(r) : takeDigit(r);
  const rest = r.current;
  if (role !== "argument" && rest.kind === "number" && rest.from === digits.to && !rest.spaced) {
    report(r, "PG1024", { from: digits.from, to: rest.to }, { taken: digits.text, script: role });
  }
  return { kind: "number", from: digits.from, to: digits.to, text: digits.text };
}

/** An argument of a command: a group or one token. */
export function readArgument(r: Reader): Syntax {
  while (r.current.kind === "wide") take(r);
  if (r.current.kind === "lbrace") return readBare(r);
  return startsFactor(r) ? readToken(r, "argument") : missing(r, "an argument");
}

/** The content of an index as one tree; several indices are a list. */
export function readScriptArgument(r: Reader): Syntax {
  const from = r.current.from;
  const indices = readIndices(r);
  return together(indices, since(r, from));
}

/** A bound or a place, \int_{2a}, \Big|_0^{2\pi}: a formula, and no row of indices. */
export function readBound(r: Reader): Syntax {
  const close = r.partner[r.index] ?? -1;
  const isGroup = r.current.kind === "lbrace" && close > r.index + 2 && close < r.stop;
  if (!isGroup) return readScriptArgument(r);
  take(r);
  const bound = within(r, close, readAll);
  take(r);
  return bound;
}

/** `^{…}`: a label, a transpose, primes, a mark, or else an exponent. */
function readRaisedGroup(r: Reader, base: Syntax | null): Attachment[] {
  const close = r.partner[r.index]!;
  const first = r.tokens[r.index + 1];
  if (close < 0 || close >= r.stop || first === undefined) return [exponentGroup(r)];
  const inside = r.tokens.slice(r.index + 1, Math.min(close, r.index + 4));
  const length = close - r.index - 1;
  const [one, two] = inside;
  const last = inside.at(-1)!;
  const primes = length > 1 && last.kind === "number" ? inside.slice(0, -1) : inside;
  if (length > 0 && length < 4 && primes.every(({ kind }) => kind === "prime")) {
    const count = primes.reduce((sum, token) => sum + token.text.length, 0);
    const prime = skipTo(r, close, (to) => ({ kind: "prime", count, to }));
    if (primes === inside) return [prime];
    // y^{\prime 2} is (y')^2
    const { from, to, text } = last;
    return [prime, { kind: "power", exponent: { kind: "number", from, to, text }, to: prime.to }];
  }
  if (length === 1 && transposes(r, one!, base)) {
    return [skipTo(r, close, (to) => ({ kind: "transpose", to }))];
  }
  const mark = length === 1 ? (markOf(r, one, base) ?? wordMark(one!, base)) : undefined;
  if (mark !== undefined) {
    const exponent: Syntax = { kind: "name", text: mark, from: one!.from, to: one!.to };
    return [skipTo(r, close, (to) => ({ kind: "power", exponent, to }))];
  }
  // w^{*\top} is (w^*)^T
  const lead = length === 2 ? markOf(r, one, base) : undefined;
  if (lead !== undefined && lead !== "+" && lead !== "-" && transposes(r, two!, base)) {
    const exponent: Syntax = { kind: "name", text: lead, from: one!.from, to: one!.to };
    return [
      { kind: "power", exponent, to: one!.to },
      skipTo(r, close, (to) => ({ kind: "transpose", to })),
    ];
  }
  if (length === 1 && isDegree(r, one!, base, close + 1)) {
    return [skipTo(r, close, (to) => ({ kind: "degree", to }))];
  }
  if (length === 1 && isTemperature(r, one!, base, close + 1)) {
    skipTo(r, close, (to) => ({ kind: "mark", to }));
    return [{ kind: "scale", letter: take(r), to: r.last }];
  }
  if (length === 1 && markKinds.has(one!.kind)) {
    report(r, "PG1010", one!, { mark: written(r, one!) });
    return [skipTo(r, close, (to) => ({ kind: "mark", to }))];
  }
  if (length === 2 && one!.text === "-" && transposes(r, two!, base)) {
    const number: Syntax = { kind: "number", from: two!.from, to: two!.from, text: "1" };
    const place = { from: one!.from, to: two!.from };
    const exponent: Syntax = { kind: "sum", ...place, terms: [{ sign: "-", term: number }] };
    return [
      { kind: "power", exponent, to: exponent.to },
      skipTo(r, close, (last) => ({ kind: "transpose", to: last })),
    ];
  }
  const bracketed = readLabel(r, base, close);
  if (bracketed !== undefined) return bracketed;
  return isLabelled(r, base) ? bareLabel(r, base, close) : [exponentGroup(r)];
}

/** A word that is raised as a mark; undefined for others. */
function wordMark(token: Token, base: Syntax | null): string | undefined {
  if (base === null || isBase(base) || nameKey(base) === undefined) return undefined;
  return token.kind === "word" && raisedWords.includes(token.text) ? token.text : undefined;
}

/** `{l-1}` and `{lT}` above a name whose superscripts are labels. */
function bareLabel(r: Reader, base: Syntax | null, close: number): Attachment[] {
  const turned = close - r.index > 2 && transposes(r, r.tokens[close - 1]!, base);
  const end = turned ? close - 1 : close;
  take(r);
  const index = within(r, end, readAll);
  const label: Attachment = { kind: "family", bracket: "(", index, to: r.last };
  if (!turned) return [skipTo(r, close, (to) => ({ ...label, to }))];
  return [label, skipTo(r, close, (to) => ({ kind: "transpose", to }))];
}

/** Takes all up to the closing brace, whose content has been understood. */
function skipTo(r: Reader, close: number, make: (to: number) => Attachment): Attachment {
  while (r.index <= close && r.current.kind !== "finish") take(r);
  return make(r.last);
}

/** A group that is an exponent like any other. */
function exponentGroup(r: Reader): Attachment {
  return { kind: "power", exponent: readBare(r), to: r.last };
}

/** Whether e^{(1)} is the error of the first example: nobody puts 1 or i in brackets to raise e. */
function isCounted(r: Reader, base: Syntax | null, end: number): boolean {
  if (base?.kind !== "name" || r.session.plain || end !== r.index + 3) return false;
  return /^(?:\d+|[i-nt])$/.test(r.tokens[r.index + 2]!.text);
}

/** `{(i)}`, `{[l]}`, `{(1)T}`, `{[l]\prime}`: undefined when the group is none of these. */
function readLabel(r: Reader, base: Syntax | null, close: number): Attachment[] | undefined {
  const open = r.tokens[r.index + 1]!;
  if (open.kind !== "open" || (open.text !== "(" && open.text !== "[")) return undefined;
  const end = r.partner[r.index + 1]!;
  if (isBase(base) && !isCounted(r, base, end)) return undefined;
  const tail = r.tokens[end + 1];
  const isTailed = end === close - 2 && tail !== undefined;
  const turned = isTailed && transposes(r, tail, base);
  const primed = isTailed && tail.kind === "prime";
  if (end < 0 || (end !== close - 1 && !turned && !primed)) return undefined;
  take(r);
  take(r);
  const index = r.index === end ? missing(r, "a label") : within(r, end, readAll);
  take(r);
  const bracket = open.text;
  const found: Attachment[] = [{ kind: "family", bracket, index, to: r.last }];
  if (turned || primed) {
    const { text } = take(r);
    const { last: to } = r;
    found.push(turned ? { kind: "transpose", to } : { kind: "prime", count: text.length, to });
  }
  take(r);
  // The closing brace belongs to the last of them.
  found.push({ ...found.pop()!, to: r.last });
  return found;
}

/** What can be applied to arguments: names and what is named by them. */
const heads: ReadonlySet<Syntax["kind"]> = new Set(["name", "subscript", "family", "prime"]);

/** Whether it is a name that is starred, as functions are: V^*(s). */
const isStarred = (base: Syntax): boolean => {
  return base.kind === "power" && /\^\{\*\}$/.test(nameKey(base) ?? "");
};

/** What is written before square brackets: expectation, probability, entropy, other moments. */
const brackets: ReadonlySet<string> = new Set("E P H V Var VAR Cov COV Corr Bias".split(" "));

/**
 * 1\{z > 0\} and I[z > 0], which hold a condition: the factor before a bracket with a relation. In
 * round brackets, I(\theta = 2) may be a value of I.
 */
function indicates(r: Reader, base: Syntax): boolean {
  const isNumber = base.kind === "number" && base.text === "1";
  const isLetter = base.kind === "name" && base.text === "I" && base.font !== "bb";
  const { text } = r.current;
  const close = r.partner[r.index] ?? -1;
  if (!(isNumber || isLetter) || (text === "(" && isNumber) || close < 0) return false;
  const signs = r.tokens.slice(r.index, close).filter(({ kind }) => kind === "relation");
  const isRound = text === "(";
  if (isRound) return signs.length === 1 && orders.has(signs[0]!.text);
  return (text === "[" || text === "\\{") && signs.length > 0;
}

/** Signs that say no value. */
const orders: ReadonlySet<string> = new Set(["<", ">", "\\le", "\\ge", "\\ne"]);

/** Whether the bracket at hand holds the arguments of `base`. */
function takesArguments(r: Reader, base: Syntax): boolean {
  if (r.applies && indicates(r, base)) return true;
  if (!r.applies || !(heads.has(base.kind) || isStarred(base))) return false;
  if (base.kind === "subscript" && !heads.has(base.base.kind)) return false;
  if (base.kind === "prime" && !heads.has(base.base.kind)) return false;
  const { text } = r.current;
  if (text === "(") return true;
  if (isOne(base)) return text === "[" || text === "\\{";
  const root = base.kind === "subscript" ? base.base : base;
  if (text !== "[" || root.kind !== "name") return false;
  if (!r.session.plain && brackets.has(root.text)) return true;
  return root.font === "bb" || (root.text.length > 1 && /^(?:roman|text)$/.test(root.font ?? ""));
}

/** Reads the arguments of `head`, or the condition of an indicator. */
function apply(r: Reader, head: Syntax, from: number): Syntax {
  const isIndicator = indicates(r, head);
  const { arguments: found } = readArguments(r);
  const [only] = found;
  const struck = head.kind === "name" && head.font === "bb";
  const isOfOne = isIndicator || isOne(head);
  if (isOfOne && found.length === 1 && (struck || only?.kind === "relation")) {
    return { kind: "indicator", ...since(r, from), condition: only! };
  }
  return { kind: "applied", ...since(r, from), head, arguments: found };
}
