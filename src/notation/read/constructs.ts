/**
 * @file Commands that take arguments: roots, accents, fonts, decorations; fractions are in
 * quotients.ts, for a fraction may be a derivative.
 *
 * An accent belongs to a name: over an indexed name it goes to the letter (`\hat{y_i}` is
 * `\hat{y}_i`), over anything larger it is not read, for `\overline{x+y}` may be a mean, a
 * conjugate or a complement. A font holds for all letters of its group. A decoration
 * (`\boxed`, `\underbrace`, `\cancel`, a colour) means what it decorates. A sign with
 * something above it (`\overset{!}{=}`) is that sign; one with "def" above is a definition.
 */
import type { NameSyntax, Syntax } from "../syntax.ts";
import { readAll } from "./chain.ts";
import { readBare, readFactor } from "./factor.ts";
import { limitOver, placeIn } from "./limits.ts";
import { readFraction } from "./quotients.ts";
import {
  missing,
  moveTo,
  type Reader,
  refuse,
  report,
  since,
  take,
  tokenAt,
  within,
} from "./reader.ts";
import { readArgument, readScriptArgument } from "./scripts.ts";

/** Command → the accent's name in the tree. */
const accents: Readonly<Record<string, string>> = {
  "\\hat": "hat",
  "\\bar": "bar",
  "\\tilde": "tilde",
  "\\vec": "vec",
  "\\dot": "dot",
  "\\ddot": "ddot",
};

/** Command → the font's name in the tree; undefined is the usual italic. */
const fonts: Readonly<Record<string, NameSyntax["font"]>> = {
  "\\mathbf": "bold",
  "\\mathbb": "bb",
  "\\mathcal": "cal",
  "\\mathrm": "roman",
  "\\mathit": undefined,
};

/** Accents and fonts: what may stand before the letter of a name. */
export const accentCommands: ReadonlySet<string> = new Set([
  ...Object.keys(accents),
  ...Object.keys(fonts),
]);

/** Decorations with one argument and nothing else. */
const decorations: ReadonlySet<string> = new Set([
  "\\boxed",
  "\\cancel",
  "\\textcolor",
  "\\underline",
]);

/** Reads a construct and its arguments. */
export function readConstruct(r: Reader): Syntax {
  const { text } = r.current;
  if (text === "\\frac") return readFraction(r);
  if (text === "\\sqrt") return readRoot(r);
  if (text in accents) return readAccent(r, accents[text]!);
  if (text in fonts) return readFont(r, fonts[text]);
  if (text === "\\underbrace" || text === "\\overbrace") return readBrace(r);
  if (text === "\\underset" || text === "\\overset") return readStacked(r);
  if (decorations.has(text)) return readDecorated(r);
  if (text === "\\binom") return readBinomial(r);
  return refuse(r, "PG1008", { command: text });
}

/**
 * `\binom{n}{k}`. A column of three numbers, `\binom{0}{1}{-1}`, is a vector, and so is one with
 * what nobody chooses below.
 */
function readBinomial(r: Reader): Syntax {
  const { from, to } = take(r);
  const parts = [readArgument(r), readArgument(r)];
  const isColumn = r.current.kind === "lbrace";
  while (r.current.kind === "lbrace") parts.push(readArgument(r));
  if (isColumn || isNoCount(parts[1]!)) {
    return { kind: "matrix", ...since(r, from), rows: parts.map((one) => [one]) };
  }
  return {
    kind: "call",
    ...since(r, from),
    function: "binomial",
    head: { from, to },
    arguments: parts,
    brackets: null,
  };
}

/** Whether something is a negative number, a fraction or a root. */
function isNoCount(syntax: Syntax): boolean {
  if (syntax.kind === "sum") return syntax.terms.length === 1 && syntax.terms[0]!.sign === "-";
  if (syntax.kind === "number") return syntax.text.includes(".");
  return syntax.kind === "root" || (syntax.kind === "fraction" && isPlainNumber(syntax.numerator));
}

const isPlainNumber = ({ kind }: Syntax): boolean => kind === "number";

/** `\sqrt{x}`, `\sqrt[3]{x}`, `√2`. */
function readRoot(r: Reader): Syntax {
  const sign = take(r);
  let degree: Syntax | undefined;
  if (r.current.kind === "open" && r.current.text === "[") {
    const close = r.partner[r.index]!;
    if (close >= 0 && close < r.stop) {
      take(r);
      degree = r.index === close ? missing(r, "a degree") : within(r, close, readAll);
      take(r);
    }
  }
  const bracket = r.current.kind === "open" && r.current.text === "(";
  const read = bracket ? readBare(r) : readArgument(r);
  // The brackets of `√(x + 1)` do what the bar of \sqrt does.
  const radicand = read.kind === "group" && read.delimiter === "(" && bracket ? read.body : read;
  return { kind: "root", ...since(r, sign.from), radicand, ...(degree && { degree }) };
}

/** `\hat{y}`, `\hat y_i`: the argument of an accent is one token, like any other. */
function readAccent(r: Reader, accent: string): Syntax {
  const command = take(r);
  const under = readArgument(r);
  const span = since(r, command.from);
  // the zero of vectors
  if (accent === "vec" && under.kind === "number" && under.text === "0") {
    return { kind: "name", ...span, text: "0", font: "bold" };
  }
  const marked = accented(under, accent, span);
  if (marked !== undefined) return marked;
  report(r, "PG1015", span, { accent: command.text });
  return { kind: "error", ...span, parts: [under] };
}

/** The accent goes to the letter below the indices; undefined when there is no letter. */
function accented(
  under: Syntax,
  accent: string,
  span: { from: number; to: number },
): Syntax | undefined {
  if (under.kind === "name") {
    return { ...under, ...span, accents: [accent, ...(under.accents ?? [])] };
  }
  if (under.kind !== "subscript" && under.kind !== "family") return undefined;
  const base = accented(under.base, accent, under.base);
  return base === undefined ? undefined : { ...under, ...span, base };
}

/** `\mathbf{W x}`: every letter of the argument gets the font; a single name takes the place. */
function readFont(r: Reader, font: NameSyntax["font"]): Syntax {
  const command = take(r);
  const outer = r.font;
  r.font = font;
  const body = readArgument(r);
  r.font = outer;
  const span = since(r, command.from);
  return body.kind === "name" ? { ...body, ...span } : body;
}

/** `\bf x`: the font holds to the end of the group, which puts the old one back. */
export function switchFont(r: Reader): Syntax {
  const command = take(r);
  r.font = fonts[command.text];
  return readFactor(r);
}

/** `\boxed{x}`, `\cancel{x}`; the scanner has skipped the colour of `\textcolor`. */
function readDecorated(r: Reader): Syntax {
  const command = take(r);
  const body = readArgument(r);
  return { kind: "decorated", ...since(r, command.from), decoration: command.text, body };
}

/** `\underbrace{x}_{note}`, `\overbrace{x}^{note}`. */
function readBrace(r: Reader): Syntax {
  const command = take(r);
  const body = readArgument(r);
  let note: Syntax | undefined;
  const below = command.text === "\\underbrace";
  if (r.current.kind === "script" && r.current.text === (below ? "_" : "^")) {
    take(r);
    note = readNote(r) ?? undefined;
  }
  const span = since(r, command.from);
  return { kind: "decorated", ...span, decoration: command.text, body, ...(note && { note }) };
}

/** A note is words or a formula; what the body is besides, `_{=-1}`, is passed over. */
function readNote(r: Reader): Syntax | null {
  const close = r.current.kind === "lbrace" ? r.partner[r.index]! : -1;
  if (close >= 0 && close < r.stop && tokenAt(r, r.index + 1).kind === "relation") {
    moveTo(r, close);
    take(r);
    return null;
  }
  return r.current.kind === "lbrace" ? readBare(r) : readScriptArgument(r);
}

/** `\overset{a}{b}` where b is no sign: the scanner's signs are taken in `stackedSign`. */
function readStacked(r: Reader): Syntax {
  const command = take(r);
  const over = readArgument(r);
  const base = r.current;
  const inner = base.kind === "lbrace" ? tokenAt(r, r.index + 1) : base;
  if (command.text === "\\underset" && inner.kind === "big" && inner.text === "limit") {
    const braced = take(r).kind === "lbrace";
    if (braced) take(r);
    if (braced && r.current.kind === "rbrace") take(r);
    return limitOver(r, placeIn(over, null), command.from);
  }
  if (command.text === "\\underset" && /^(?:max|min)$/.test(inner.text)) {
    return readUnderset(r, over, command.from);
  }
  const body = readArgument(r);
  const span = since(r, command.from);
  return { kind: "decorated", ...span, decoration: command.text, body, note: over };
}

/** `\underset{i}{\max} a_i`. */
function readUnderset(r: Reader, under: Syntax, from: number): Syntax {
  const braced = r.current.kind === "lbrace";
  if (braced) take(r);
  const operator = take(r).text as "max" | "min";
  if (braced && r.current.kind === "rbrace") take(r);
  const body = readFactor(r);
  const named = under.kind === "name" || under.kind === "subscript";
  const index = named ? [under] : [];
  return { kind: "big", ...since(r, from), operator, index, ...(!named && { lower: under }), body };
}
