/**
 * @file The scanner: text → tokens with exact places, for both notations.
 *
 * One sticky pattern a notation finds the next lexeme; tables say what it is. What differs:
 *
 *   LaTeX                                   plain text
 *   `%` begins a comment                    `#` begins a comment
 *   digits end at anything but `.`          `1e-5` is one number
 *   `1{,}000` and `1\,000` are numbers      runs of letters may be words (words.ts)
 *   `x1` is x · 1 (and reported)            `x1` is x with index 1
 *   `x_ab` has the index a                  `x_ab` has the index ab
 *
 * All else is the same: a LaTeX command may stand in plain text, and characters such as `σ` or
 * `²` may stand in LaTeX. Every character is looked at a bounded number of times. An unknown
 * character is a token as well; the reader reports it.
 */
import type { Code, Span } from "../../source/index.ts";
import {
  commandOfCharacter,
  fractionCharacters,
  letterOf,
  subscriptCharacters,
  superscriptCharacters,
} from "./characters.ts";
import { commands, relationSpellings, type SymbolRow } from "./commands.ts";
import type { DecimalCommas } from "./read.ts";
import { doubleBracketEnd, pushWord, scanCommand, scanProse } from "./scan-command.ts";
import type { Token, TokenKind } from "./token.ts";
import { segment } from "./words.ts";

/** What the scanner works on; commands.ts's rows are turned into tokens by `push`. */
export interface Scanner {
  readonly text: string;
  readonly plain: boolean;
  readonly words: ReadonlySet<string>;
  /** Which commas divide decimals from the whole. */
  readonly decimalCommas: DecimalCommas;
  readonly tokens: Token[];
  /** Where the next lexeme begins. */
  at: number;
  /** Where to stop: the end of the text, or of a group inside `\text{…$x$…}`. */
  end: number;
  spaced: boolean;
  readonly report: (code: Code, span: Span, args: Readonly<Record<string, string>>) => void;
}

/** What only some tokens have. */
export type Extra = Partial<Pick<Token, "font" | "accents" | "spelling">>;

/** Puts a token behind the others. */
export function push(
  s: Scanner,
  kind: TokenKind,
  text: string,
  from: number,
  to: number,
  extra?: Extra,
): void {
  s.tokens.push({ kind, text, from, to, spaced: s.spaced, ...extra });
  s.spaced = false;
}

/** ASCII spelling → the sign of a relation. */
const relationOf = new Map<string, string>();
for (const [sign, spellings] of Object.entries(relationSpellings)) {
  for (const spelling of spellings.split(" ")) {
    if (!spelling.startsWith("\\")) relationOf.set(spelling, sign);
  }
}

/** ASCII characters that are a token by themselves. */
const signs: ReadonlyMap<string, SymbolRow> = new Map(
  Object.entries({
    "+": { kind: "sign", text: "+" },
    "-": { kind: "sign", text: "-" },
    "*": { kind: "joint", text: "star" },
    ".*": { kind: "joint", text: "odot" },
    "@": { kind: "joint", text: "juxtapose" },
    "/": { kind: "slash", text: "/" },
    "^": { kind: "script", text: "^" },
    "**": { kind: "script", text: "^" },
    _: { kind: "script", text: "_" },
    "(": { kind: "open", text: "(" },
    ")": { kind: "close", text: "(" },
    "[": { kind: "open", text: "[" },
    "]": { kind: "close", text: "[" },
    "{": { kind: "lbrace", text: "{" },
    "}": { kind: "rbrace", text: "}" },
    "|": { kind: "bar", text: "|" },
    ",": { kind: "comma", text: "," },
    ";": { kind: "semicolon", text: ";" },
    ":": { kind: "colon", text: ":" },
    "...": { kind: "dots", text: "…" },
    "..": { kind: "range", text: ".." },
    ".": { kind: "period", text: "." },
    "!": { kind: "bang", text: "!" },
    "'": { kind: "prime", text: "'" },
    "''": { kind: "prime", text: "''" },
    "&": { kind: "ampersand", text: "&" },
  } satisfies Record<string, SymbolRow>),
);

// The groups: 1 space and comments, 2 a command, 3 a number, 4 letters, 5 a sign of several
// characters, 6 any other character with its combining marks.
const marks = "[\\u0302\\u0304\\u0305\\u0303\\u20d7\\u0307\\u0308]";
const command = "(\\\\(?:[A-Za-z]+|[\\s\\S]|$))";
const longSigns = ":=|\\+=|-=|\\*=|\\/=|<=>|<=|>=|=>|==|!=|->|\\*\\*|\\.\\.\\.|\\.\\.|''";
const letters = `([A-Za-z](?!${marks})(?:[A-Za-z](?!${marks}))*)`;
const other = `([\\s\\S]${marks}*)`;
const latexNumber =
  "((?:1|\\d+\\.\\d+)[eE][+-]?\\d+(?![\\d.A-Za-z])|\\d{1,3}(?:(?:\\{,\\}|\\\\,)\\d{3}(?!\\d))+(?:\\.\\d+)?|\\d+(?:(?:\\.|\\{,\\})\\d+)?|(?<![)}\\]])\\.\\d+)";
const plainNumber = "((?:\\d+(?:\\.\\d+)?|(?<!\\.)\\.\\d+)(?:[eE][+-]?\\d+)?)";
const latexPattern = new RegExp(
  `(\\s+|%[^\\n]*)|${command}|${latexNumber}|${letters}|(${longSigns})|${other}`,
  "uy",
);
const plainPattern = new RegExp(
  `(\\s+|#[^\\n]*)|${command}|${plainNumber}|${letters}|(${longSigns}|\\.\\*)|${other}`,
  "uy",
);

/** Scans from `s.at` to `s.end`. */
export function scan(s: Scanner): void {
  const pattern = s.plain ? plainPattern : latexPattern;
  while (s.at < s.end) {
    pattern.lastIndex = s.at;
    const found = pattern.exec(s.text);
    // The last group takes any character, so that the pattern always matches.
    if (found === null) return;
    const [lexeme, space, name, digits, run, sign] = found;
    const from = s.at;
    s.at += lexeme.length;
    if (space !== undefined) s.spaced = true;
    else if (name !== undefined) scanCommand(s, name, from);
    else if (digits !== undefined) scanNumber(s, digits, from);
    else if (run !== undefined) scanLetters(s, run, from);
    else if (sign !== undefined) scanSign(s, sign, from);
    else scanCharacter(s, lexeme, from);
  }
}

const percent = /\s*(?:\\,)?\\%/y;

/**
 * `1{,}000` is 1000, or 1.000 beside decimal commas; `3{,}14`, with a decimal comma, is 3.14;
 * `5\%` is 0.05.
 */
function scanNumber(s: Scanner, digits: string, from: number): void {
  const isDecimal = s.decimalCommas !== "none" && /^\d+\{,\}\d+$/.test(digits);
  const thousands = !isDecimal && /^\d{1,3}(?:(?:\{,\}|\\,)\d{3})+(?:\.|$)/.test(digits);
  const whole = thousands ? digits.replace(/\{,\}|\\,/g, "") : digits.replace("{,}", ".");
  const plain = s.plain ? whole : withTail(s, whole);
  percent.lastIndex = s.at;
  const hundredth = s.plain ? null : percent.exec(s.text);
  if (hundredth !== null) s.at += hundredth[0].length;
  const text = hundredth === null ? plain : hundredthOf(plain);
  const before = s.tokens.at(-1);
  const glued = before?.kind === "letter" && before.to === from && !s.spaced;
  // nothing stands below a number: z1_2 is the second entry of z1
  const isNested = glued && s.text[s.at] === "_";
  // TeX raises the z of \int_0^z2x alone
  const script = s.tokens.at(-2);
  const isRaised = script?.kind === "script" && script.text === "^";
  const isName = isNested || (!isRaised && s.words.has(before?.text + digits));
  if (!s.plain && glued && isName && !inRunOfIndex(s)) {
    if (isNested) {
      s.tokens.pop();
      push(s, "lbrace", "{", before.from, before.from);
      s.tokens.push(before);
    }
    push(s, "script", "_", from, from);
    push(s, "index", digits, from, s.at);
    if (isNested) push(s, "rbrace", "}", s.at, s.at);
    return;
  }
  if (!s.plain && glued && /^[A-Za-z]$/.test(before.text) && !inIndex(s, 2)) {
    s.report("PG1026", { from: before.from, to: s.at }, { index: `${before.text}_{${text}}` });
  }
  push(s, "number", text, from, s.at);
}

/** What belongs to a number of LaTeX behind its first digits. */
const tails = {
  /** `= 1,000,000`: thousands behind a sign; anywhere else commas divide a list. */
  thousands: /(?:,\d{3})+(?![\d,])(?:\.\d+)?/y,
  /** `200,000`, `1,050`. */
  zeros: /(?=(?:,\d{3})*,0)(?:,\d{3})+(?![\d,])(?:\.\d+)?/y,
  /** `9,248 + 18,496`, of which the first begins a formula. */
  firstTerm: /(?:,\d{3})+(?![\d,])(?:\.\d+)?(?=\s*(?:[+*/-]|\\times|\\cdot)\s*\d)/y,
  /** `= 0,333`: a decimal comma. */
  decimals: /,\d{2,}(?![\d,]|\.\d)/y,
  /** `0,5` where commas without braces divide decimals. */
  bare: /,\d+(?![\d,]|\.\d)/y,
  /** `4.54\mathrm{e}{-5}`, `\text{E-05}`. */
  exponent:
    /\\(?:mathrm|text)\s*\{[eE](?:\}\s*\{([+-]?\d+)\}|([+-]?\d+)\}|\}([+-]\d{2,})(?![\d.]))/y,
  /** `0.1\overline{6}`, `0.\dot{3}`. */
  period: /\.?\\(?:overline|bar|dot)\s*\{(\d+)\}/y,
};

/** How many digits of a period are written out. */
const periodDigits = 40;

/** The digits with their thousands, decimals, exponent or period; moves on behind what it takes. */
function withTail(s: Scanner, digits: string): string {
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = s.at;
    const found = pattern.exec(s.text);
    if (found === null || s.at + found[0].length > s.end) return null;
    return found;
  };
  const bare = s.decimalCommas === "bare" && /^\d+$/.test(digits) && !isInIndex(s);
  const behind = bare ? take(tails.bare) : null;
  if (behind !== null) {
    s.at += behind[0].length;
    return digits + behind[0].replace(",", ".");
  }
  const before = s.tokens.at(-1);
  const minus = before?.text === "-" ? s.tokens.at(-2) : before;
  const isSide = minus?.kind === "relation";
  if (/^[1-9]\d{0,2}$/.test(digits)) {
    const isTerm = before === undefined || isSide || isBehindOperator(before);
    // no number of a list begins with a 0: p (200,000 - 500p)
    const certain = take(tails.zeros);
    const likely = isTerm ? take(before === undefined ? tails.firstTerm : tails.thousands) : null;
    // 896 + 9,248 adds two numbers, outside of the brackets of a list
    const found =
      certain ?? (likely !== null && (isSide || !hasOpenBracket(s.tokens)) ? likely : null);
    if (found !== null) {
      s.at += found[0].length;
      return digits + found[0].replace(/,/g, "");
    }
  }
  if (/^\d+$/.test(digits) && isSide) {
    const decimals = take(tails.decimals);
    if (decimals !== null) {
      s.at += decimals[0].length;
      return digits + decimals[0].replace(",", ".");
    }
  }
  const exponent = take(tails.exponent);
  if (exponent !== null) {
    s.at += exponent[0].length;
    return `${digits}e${exponent[1] ?? exponent[2] ?? exponent[3]}`;
  }
  const period = take(tails.period);
  if (period === null || digits.includes(".") === period[0].startsWith(".")) return digits;
  s.at += period[0].length;
  const point = digits.includes(".") ? "" : ".";
  const repeated = period[1]!.repeat(Math.ceil((periodDigits + 1) / period[1]!.length));
  return roundedDigits(`${digits}${point}${repeated}`, periodDigits);
}

const adding: ReadonlySet<string> = new Set(["+", "-", "*", "/", "\\times", "\\cdot", "star"]);

const isBehindOperator = (token: Token | undefined): boolean =>
  token !== undefined && (adding.has(token.text) || adding.has(token.spelling ?? ""));

/** Whether brackets of any kind are open behind some tokens. */
function hasOpenBracket(tokens: readonly Token[]): boolean {
  let open = 0;
  for (const { kind } of tokens) {
    if (kind === "open") open++;
    if (kind === "close") open--;
  }
  return open > 0;
}

/** The digits, rounded to so many behind the point. */
function roundedDigits(text: string, places: number): string {
  const [whole = "", rest = ""] = text.split(".");
  const [kept, next] = [rest.slice(0, places), rest.charAt(places)];
  const value = BigInt(whole + kept) + (next >= "5" ? 1n : 0n);
  const all = value.toString().padStart(places + 1, "0");
  return `${all.slice(0, -places)}.${all.slice(-places)}`;
}

/** The digits with the point two places further left. */
function hundredthOf(digits: string): string {
  const [whole = "", rest = ""] = digits.split(".");
  const padded = whole.padStart(3, "0");
  return `${padded.slice(0, -2)}.${padded.slice(-2)}${rest}`;
}

/** Whether the token that many places back opens an index: `y_{true}`, `a_{m1}`. */
function inIndex(s: Scanner, back: number): boolean {
  const script = s.tokens.at(-back - 1);
  return s.tokens.at(-back)?.kind === "lbrace" && script?.kind === "script" && script.text === "_";
}

/** Whether what comes next stands in an index in braces, behind other things: `w_{h,1,1}`. */
function isInIndex(s: Scanner): boolean {
  let open = 0;
  for (let back = 1; back <= longIndex; back++) {
    const { kind } = s.tokens.at(-back) ?? {};
    if (kind === undefined || kind === "relation") return false;
    if (kind === "rbrace") open++;
    if (kind === "lbrace" && open-- === 0) return inIndex(s, back);
  }
  return false;
}

/** No index has more tokens before a comma. */
const longIndex = 12;

/** Whether the letters at the end stand in an index: `A_{ij2}`. */
function inRunOfIndex(s: Scanner): boolean {
  let back = 1;
  while (s.tokens.at(-back)?.kind === "letter") back++;
  return inIndex(s, back);
}

const spaces = /\s*/y;

/** The text that stands behind the lexeme, spaces skipped: a few characters are enough. */
function ahead(s: Scanner): string {
  spaces.lastIndex = s.at;
  const skip = spaces.exec(s.text)?.[0].length ?? 0;
  return s.text.slice(s.at + skip, s.at + skip + 6);
}

/** Words with spaces of TeX between them: `use\ of\ chain\ rule`. */
const prose = /[A-Za-z]{2,}(?:\s*\\ \s*[A-Za-z]{2,})+(?![A-Za-z]*\s*[_^(])/y;

/** How long the words are that stand here without `\text`; 0 where none do. */
function proseAt(s: Scanner, from: number): number {
  prose.lastIndex = from;
  const found = prose.exec(s.text)?.[0] ?? "";
  const words = found.split(/\s*\\ \s*/);
  // a product of names is no prose, and three words are
  return words.length > 2 || words.some((word) => word.length > 3) ? found.length : 0;
}

/** Letters: the index behind an underscore, or what words.ts makes of the run. */
function scanLetters(s: Scanner, run: string, from: number): void {
  const before = s.tokens.at(-1);
  if (s.plain && before?.kind === "script" && before.text === "_") {
    const tail = /[A-Za-z0-9]*/y;
    tail.lastIndex = s.at;
    s.at += tail.exec(s.text)?.[0].length ?? 0;
    push(s, "index", s.text.slice(from, s.at), from, s.at);
    return;
  }
  const label = s.plain || before?.kind !== "script" ? undefined : bareLabel(s, from);
  if (label !== undefined) {
    s.at = from + label.length;
    push(s, "index", label, from, s.at);
    return;
  }
  const isApart = before === undefined || s.spaced || before.kind === "ampersand";
  if (
    !s.plain &&
    isApart &&
    joins.has(run) &&
    !s.words.has(run) &&
    /\s/.test(s.text.charAt(s.at))
  ) {
    push(s, "text", run, from, s.at);
    return;
  }
  const prose = s.plain ? 0 : proseAt(s, from);
  if (prose > 0) {
    s.at = from + prose;
    push(s, "text", s.text.slice(from, s.at).replace(/\\ /g, " "), from, s.at);
    return;
  }
  const mixed = mixedWord(s, from);
  if (mixed !== undefined) {
    s.at = from + mixed.length;
    push(s, "word", mixed, from, s.at);
    return;
  }
  const { pieces, report } = segment(run, s.plain, s.words, ahead(s));
  let at = from;
  for (const piece of pieces) {
    const spelling = run.slice(at - from, at - from + piece.length);
    const extra = piece.kind === "function" ? { spelling } : undefined;
    push(s, piece.kind, piece.text, at, at + piece.length, extra);
    at += piece.length;
  }
  const last = pieces.at(-1);
  if (report === "product" && !inIndex(s, pieces.length + 1)) {
    const parts = pieces.map((piece) => piece.text).join(" · ");
    s.report("PG1025", { from, to: s.at }, { word: run, parts });
  } else if (report === "forgotten-backslash" && last !== undefined) {
    s.report("PG1027", { from, to: s.at }, { function: last.text, command: `\\${run}` });
  }
  if (s.plain && last !== undefined) scanIndexDigits(s, last);
}

/** Words between formulas that are typed without `\\text`, with blanks around them. */
const joins: ReadonlySet<string> = new Set(
  "and where when whenever with then since thus hence because otherwise if for und wenn".split(" "),
);

/**
 * LaTeX: what stands behind an underscore without the braces that it wants, `E_total`, `net_h1`,
 * where no product can be meant.
 */
function bareLabel(s: Scanner, from: number): string | undefined {
  if (s.tokens.at(-1)?.text !== "_" || s.spaced) return undefined;
  const pattern = /[A-Za-z]{4,}(?![A-Za-z0-9_^])|[A-Za-z]{1,3}\d+(?![A-Za-z0-9_^.])/y;
  pattern.lastIndex = from;
  return pattern.exec(s.text)?.[0];
}

/** A defined word with a digit inside: conv2d. */
function mixedWord(s: Scanner, from: number): string | undefined {
  const pattern = /[A-Za-z]+\d[A-Za-z]+/y;
  pattern.lastIndex = from;
  const word = pattern.exec(s.text)?.[0];
  return word !== undefined && s.words.has(word) ? word : undefined;
}

/** Plain text: the digits right behind a name are its index, and those of `log2` its base. */
function scanIndexDigits(s: Scanner, last: { kind: TokenKind; text: string }): void {
  const takes = last.kind === "function" ? last.text === "log" : last.text !== "\\pi";
  const pattern = /\d+/y;
  pattern.lastIndex = s.at;
  const digits = takes ? pattern.exec(s.text)?.[0] : undefined;
  if (digits === undefined) return;
  push(s, "script", "_", s.at, s.at);
  push(s, "index", digits, s.at, s.at + digits.length);
  s.at += digits.length;
}

/** A sign of several characters. */
function scanSign(s: Scanner, sign: string, from: number): void {
  const before = s.tokens.at(-1);
  const relation = relationOf.get(sign);
  // `w^*=3`: the star belongs to the superscript.
  if (relation !== undefined && sign.length > 1 && before?.kind === "script") {
    s.at = from + 1;
    scanCharacter(s, sign.charAt(0), from);
    return;
  }
  const row = signs.get(sign);
  if (relation !== undefined) push(s, "relation", relation, from, s.at);
  else push(s, row?.kind ?? "unknown", row?.text ?? sign, from, s.at);
}

/** A sign of one character, or a character beyond ASCII. */
function scanCharacter(s: Scanner, character: string, from: number): void {
  const relation = relationOf.get(character);
  const row = relation === undefined ? signs.get(character) : undefined;
  if (character === "." && endsNumber(s)) s.spaced = true;
  else if (relation !== undefined) push(s, "relation", relation, from, s.at);
  else if (row?.kind === "lbrace") openBrace(s, from);
  else if (row?.kind === "rbrace") closeBrace(s, from);
  else if (row?.text === "[") scanBracket(s, character, row, from);
  else if (row !== undefined) push(s, row.kind, row.text, from, s.at);
  else if (character === "~") {
    if (s.plain) push(s, "relation", "\\sim", from, s.at);
    else s.spaced = true;
  } else if (character === "$") s.spaced = true;
  else if (superscriptCharacters.has(character)) scanScript(s, "^", superscriptCharacters, from);
  else if (subscriptCharacters.has(character)) scanScript(s, "_", subscriptCharacters, from);
  else scanUnicode(s, character, from);
}

/** Whether a point is that of a number without decimals, `1. - a`. */
function endsNumber(s: Scanner): boolean {
  const before = s.tokens.at(-1);
  goesOn.lastIndex = s.at;
  return before?.kind === "number" && before.to === s.at - 1 && goesOn.test(s.text);
}

const goesOn = /\s*(?:[-+*/)]|\\(?:cdot|times|odot|right)(?![A-Za-z]))/y;

/** A square bracket, or the double one of Iverson. */
function scanBracket(s: Scanner, bracket: string, row: SymbolRow, from: number): void {
  const end = doubleBracketEnd(s, bracket);
  s.at = end ?? s.at;
  push(s, row.kind, end === undefined ? "[" : "\\llbracket", from, s.at);
}

const romanD = /\{\s*\\(?:rm|mathrm|text)\s*(?:d|\{\s*d\s*\})\s*\}/y;
const romanWord = /\{\s*\\(?:rm|sf|tt)\s+([A-Za-z]{2,})\s*\}/y;

/** `x_{k|k-1}`, the estimate at k by what is known at k − 1. */
const given =
  /\{\s*([A-Za-z\d]+(?:\s*[+-]\s*\d+)?)\s*(?:\||\\(?:mid|vert)(?![A-Za-z]))\s*([A-Za-z\d]+(?:\s*[+-]\s*\d+)?)\s*\}/y;

/** `{\rm d}` is the sign of a differential, `{\rm tr}` a word; other braces are braces. */
function openBrace(s: Scanner, from: number): void {
  romanD.lastIndex = from;
  const found = romanD.exec(s.text);
  romanWord.lastIndex = from;
  const word = romanWord.exec(s.text);
  const before = s.tokens.at(-1)?.kind;
  given.lastIndex = from;
  const label = before === "script" && s.tokens.at(-1)!.text === "_" ? given.exec(s.text) : null;
  if (label !== null) {
    s.at = from + label[0].length;
    push(s, "index", `${label[1]}|${label[2]}`.replace(/\s/g, ""), from, s.at);
    return;
  }
  const argument = before === "construct" || before === "script";
  if (word !== null && !argument) {
    s.at = from + word[0].length;
    pushWord(s, word[1]!, from, s.at, "roman");
  } else if (found === null || argument) push(s, "lbrace", "{", from, s.at);
  else {
    s.at += found[0].length - 1;
    push(s, "letter", "d", from, s.at, { font: "roman" });
  }
}

/** `{=}`, `\mathop{\max}`: braces that only change the spacing around a sign are dropped. */
function closeBrace(s: Scanner, from: number): void {
  const [before, brace, sign] = [s.tokens.at(-3), s.tokens.at(-2), s.tokens.at(-1)];
  const wraps = brace?.kind === "lbrace" && sign !== undefined && operators.has(sign.kind);
  if (wraps && before?.kind !== "script" && before?.kind !== "construct") {
    s.tokens.splice(-2, 2);
    s.tokens.push(sign);
  } else push(s, "rbrace", "}", from, s.at);
}

/** Kinds of token that braces may stand around for spacing alone. */
const operators: ReadonlySet<TokenKind> = new Set([
  "relation",
  "joint",
  "sign",
  "slash",
  "function",
]);

/** A run of raised or lowered characters: `^ { … }` around the tokens of what they raise. */
function scanScript(
  s: Scanner,
  script: "^" | "_",
  plainOf: ReadonlyMap<string, string>,
  from: number,
): void {
  let run = "";
  let at = from;
  for (;;) {
    const plain = plainOf.get(s.text.charAt(at));
    if (plain === undefined || at >= s.end) break;
    run += plain;
    at++;
  }
  push(s, "script", script, from, from);
  push(s, "lbrace", "{", from, from);
  for (const part of run.match(/\d+|[\s\S]/g) ?? []) {
    const row = signs.get(part);
    const kind = row?.kind ?? (/\d/.test(part) ? "number" : part === "=" ? "relation" : "letter");
    push(s, kind, row?.text ?? part, from, from + part.length);
    from += part.length;
  }
  push(s, "rbrace", "}", at, at);
  s.at = at;
}

/** The mathematical alphabets, with 𝟃 and 𝟎, and wide digits; ① is the number of an equation. */
const styled = /^[\u{1d400}-\u{1d7ff}０-９]$/u;

/** A character that stands for a command, a fraction, or a letter with font and accents. */
function scanUnicode(s: Scanner, cluster: string, from: number): void {
  const folded = styled.test(cluster) ? cluster.normalize("NFKC") : "";
  if (/^[∂∇\d]$/.test(folded)) {
    if (/\d/.test(folded)) scanNumber(s, folded, from);
    else scanCharacter(s, folded, from);
    return;
  }
  const half = halfWidth(cluster);
  if (half !== undefined) {
    scanCharacter(s, half, from);
    return;
  }
  eastAsian.lastIndex = from;
  const words = s.plain ? null : eastAsian.exec(s.text);
  if (words !== null) {
    // written without \text, they are words all the same
    scanProse(s, words[0], from, from, from + words[0].length, "text");
    return;
  }
  const fraction = fractionCharacters.get(cluster);
  const spelled = commandOfCharacter.get(cluster);
  if (fraction !== undefined) {
    push(s, "construct", "\\frac", from, s.at);
    for (const digits of fraction) push(s, "number", digits, from, s.at);
    return;
  }
  if (cluster === "𝟙") {
    push(s, "letter", "1", from, s.at, { font: "bb" });
    return;
  }
  const row = spelled === undefined ? undefined : (commands.get(spelled) ?? signs.get(spelled));
  if (row !== undefined) {
    push(s, row.kind, row.text, from, s.at);
    if (s.plain && row.kind === "letter") scanIndexDigits(s, row);
    return;
  }
  const letter = letterOf(cluster);
  if (letter === undefined) push(s, "unknown", cluster, from, s.at);
  else push(s, "letter", letter.text, from, s.at, letter);
}

/** Words of scripts that no formula is written in, with the spaces between them. */
const eastAsian =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+(?: +[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+)*/uy;

/** `,` for `，`: the ASCII character of a full-width one. */
function halfWidth(character: string): string | undefined {
  if (character === "\u3001") return ",";
  if (character === "\u3002") return ".";
  const code = character.length === 1 ? character.charCodeAt(0) : 0;
  const half = code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : "";
  // letters and digits are known by their own forms
  return /^[^A-Za-z\d]$/.test(half) ? half : undefined;
}
