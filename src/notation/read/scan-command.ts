/**
 * @file Scanning what begins with a backslash: commands, sized brackets, environments, words.
 *
 * Only here does the scanner look into braces, for the content of some groups is not a formula:
 * `\text{if $x$ is}`, `\begin{array}{cc}`, `\label{…}`, `\color{red}`. A font command over one
 * word, as in `\mathrm{softmax}` or `\operatorname { R e L U }`, is scanned to a single word;
 * over anything else it stays a command, and the reader sets the font.
 */
import { spellings } from "../../expression/index.ts";
import type { NameSyntax } from "../syntax.ts";
import {
  commands,
  overlays,
  sizes,
  skipped,
  skippedWithArgument,
  struckSets,
  withLayout,
} from "./commands.ts";
import { push, type Scanner, scan } from "./scan.ts";
import { readWords } from "./words.ts";

/** Where the group that opens at `at` closes (the place of its brace), or `end`. */
function groupEnd(s: Scanner, at: number): number {
  let depth = 0;
  for (let i = at; i < s.end; i++) {
    const c = s.text.charCodeAt(i);
    if (c === 0x5c) i++;
    else if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return i;
  }
  return s.end;
}

const space = /\s*/y;

/** The place of the next character that is no space. */
function pastSpace(s: Scanner, at: number): number {
  space.lastIndex = at;
  return Math.min(at + (space.exec(s.text)?.[0].length ?? 0), s.end);
}

/** Skips a group, if one follows. */
function skipGroup(s: Scanner): void {
  const at = pastSpace(s, s.at);
  if (s.text[at] === "{") s.at = Math.min(groupEnd(s, at) + 1, s.end);
}

const environment = /\s*\{\s*([A-Za-z]+)\*?\s*\}/y;
/** Where an environment stands, or how its columns do: [t], [cc|c]. */
const option = /\s*\[[tcbrl|\s]{0,40}\]/y;
const rowSkip = /\*?\s*(?:\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|px)\s*\])?/y;
const delimiter = /\s*(\\[A-Za-z]+|\\[{}|]|[()[\]|.<>/])/y;
const doubleBracket = /\s*\\!\s*([[\]])/y;

/** Applies a sticky pattern here; a match that runs out of the text at hand is none. */
function match(s: Scanner, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = s.at;
  const found = pattern.exec(s.text);
  if (found !== null && s.at + found[0].length > s.end) return null;
  return found;
}

/** A group with nothing in it. */
const nothing = /\{\s*\}/uy;

/** Scans the command `name` that begins at `from`; `s.at` stands behind it. */
export function scanCommand(s: Scanner, name: string, from: number): void {
  if (name === "\\]" && match(s, displayOpening) !== null) {
    s.at += match(s, displayOpening)![0].length;
    push(s, "row", "\\\\", from, s.at);
  } else if (skipped.has(name)) {
    // \mathop{}\!\mathrm{d} x
    if (name.startsWith("\\math")) s.at += match(s, nothing)?.[0].length ?? 0;
    scanSpaces(s, name, from);
  } else if (skippedWithArgument.has(name)) {
    if (s.text[s.at] === "*") s.at++;
    const open = s.at;
    skipGroup(s);
    s.spaced = true;
    if (name === "\\hspace" && isWide(s.text.slice(open, s.at))) {
      push(s, "wide", "\\quad", from, s.at);
    }
  } else if (overlays.has(name)) {
    s.at += match(s, overlay)?.[0].length ?? 0;
    s.spaced = true;
  } else if (sizes.has(name)) scanSized(s, name, from);
  else if (name === "\\begin" || name === "\\end") scanEnvironment(s, name, from);
  else if (name === "\\not") scanNot(s, from);
  else if (name === "\\color") {
    skipGroup(s);
    if (s.text[pastSpace(s, s.at)] === "{") push(s, "construct", "\\textcolor", from, s.at);
  } else if (name === "\\argmin" || name === "\\argmax") {
    pushWord(s, name.slice(1), from, s.at, "roman");
  } else if (name === "\\arg" && match(s, extremum) !== null) {
    const found = match(s, extremum)!;
    s.at += found[0].length;
    pushWord(s, `arg${found[1]}`, from, s.at, "roman");
  } else if (name === "\\xrightarrow" || name === "\\xrightleftarrows") {
    skipGroup(s);
    push(s, "relation", "\\to", from, s.at);
  } else if (name === "\\overset" || name === "\\stackrel") scanStacked(s, name, from);
  else scanSymbol(s, name, from);
}

/** The slides on which something is shown: <2->, <1,3>. */
const overlay = /\s*<[\d\s,|+.-]{0,20}>/y;

/** Widths of spaces, in eighteenths of an em. */
const widths: Readonly<Record<string, number>> = { ",": 3, ":": 4, ">": 4, ";": 5, " ": 6 };
const spaces = /(?:\s*\\[,:>; ])+/y;

/** Half an em, from which on a space separates. */
const wide = 9;

/** Spaces side by side, which are one wide space together: `a = 1 \;\; b = 2`. */
function scanSpaces(s: Scanner, name: string, from: number): void {
  s.spaced = true;
  const own = name.length === 2 ? widths[name[1]!] : undefined;
  const more = own === undefined ? null : match(s, spaces);
  if (own === undefined || more === null) return;
  s.at += more[0].length;
  const others = [...more[0].matchAll(/\\([,:>; ])/g)].map(([, one]) => widths[one!]!);
  const width = others.reduce((sum, one) => sum + one, own);
  if (width >= wide) push(s, "wide", "\\quad", from, s.at);
}

const extents: Readonly<Record<string, number>> = {
  em: 1,
  ex: 2,
  pt: 10,
  px: 14,
  mm: 4,
  cm: 0.4,
  in: 0.2,
};

/** Whether the argument of `\hspace` is half an em or more. */
function isWide(argument: string): boolean {
  const [, length, unit] = /^\s*\{\s*([\d.]+)\s*([a-z]{2})/.exec(argument) ?? [];
  const em = extents[unit ?? ""];
  return length !== undefined && em !== undefined && 2 * Number(length) >= em;
}

/** `\] \[` in a formula: displays inside of one stand in rows. */
const displayOpening = /\s*\\\[/y;

const stackedSign = /\s*(?:\{\s*(=|<|>|:=|\\[A-Za-z]+)\s*\}|(=|<|>))/y;

/** `\overset{!}{=}` is its sign; with "def" above it defines. Else it is left to the reader. */
function scanStacked(s: Scanner, name: string, from: number): void {
  const before = s.at;
  const open = pastSpace(s, s.at);
  skipGroup(s);
  const above = s.text.slice(open, s.at);
  const found = match(s, stackedSign);
  const spelled = found?.[1] ?? found?.[2] ?? "";
  const row = spelled.startsWith("\\")
    ? commands.get(spelled)
    : { kind: "relation", text: spelled };
  if (found === null || row?.kind !== "relation") {
    s.at = before;
    scanSymbol(s, name, from);
    return;
  }
  s.at += found[0].length;
  const defines = row.text === "=" && /def|\\triangle/.test(above);
  push(s, "relation", defines ? ":=" : row.text, from, s.at);
}

const nablaAlone = /\s*(?:\{\s*\\nabla\s*\}|\\nabla(?![A-Za-z]))/y;

/** `\arg\min`, `\argmin`: the word, as `\operatorname{argmin}` has it. */
const extremum = /\s*(?:\\[,:;!])*\s*\\(min|max)(?![A-Za-z])/y;

/** A command that is one token, or a function. */
function scanSymbol(s: Scanner, name: string, from: number): void {
  const operation = spellings.get(name);
  const row = operation === undefined ? commands.get(name) : undefined;
  if (operation !== undefined) {
    push(s, "function", operation, from, s.at, { spelling: name });
  } else if (row === undefined) {
    const set = struckSets.get(name);
    if (set === undefined) push(s, "unread", name, from, s.at);
    else push(s, "letter", set, from, s.at, { font: "bb" });
  } else if (row.kind === "row") {
    s.at += match(s, rowSkip)?.[0].length ?? 0;
    push(s, "row", row.text, from, s.at);
  } else if (row.kind === "construct" && match(s, nablaAlone) !== null) {
    // `\\vec\\nabla`, `\\mathbf{\\nabla}`: the gradient in a dress
    s.at += match(s, nablaAlone)![0].length;
    push(s, "nabla", "\\nabla", from, s.at);
  } else if (row.kind === "construct" && row.text in wordFonts) {
    scanFont(s, row.text, from);
  } else {
    if (row.text === "\\textcolor") skipGroup(s);
    push(s, row.kind, row.text, from, s.at);
    if (row.text === "\\vec") scanPoints(s);
  }
}

const points = /\s*\{\s*([A-Z]{2})\s*\}/y;

/** `\vec{OP}`, from one point to another, is one name. */
function scanPoints(s: Scanner): void {
  const found = match(s, points);
  if (found === null) return;
  const from = s.at;
  s.at += found[0].length;
  push(s, "lbrace", "{", from, from);
  pushWord(s, found[1]!, from, s.at, "text");
  push(s, "rbrace", "}", s.at, s.at);
}

/** `\left(`, `\Big|`, `\right.`: one token over both. */
function scanSized(s: Scanner, name: string, from: number): void {
  const found = match(s, delimiter);
  if (found === null) {
    push(s, "unread", name, from, s.at);
    return;
  }
  s.at += found[0].length;
  const spelled = found[1]!;
  const row = commands.get(spelled === "\\|" || spelled === "\\Vert" ? "\\Vert" : spelled);
  const side = /^\\right$|r$/.test(name) ? "close" : /^\\left$|l$/.test(name) ? "open" : undefined;
  const paired = name === "\\left" || name === "\\right";
  if (spelled === "|" || row?.kind === "bar") {
    const kind = name === "\\middle" ? "mid" : (side ?? "bar");
    push(s, kind, row?.text ?? "|", from, s.at);
  } else if (spelled === ".") {
    if (paired) push(s, side ?? "open", ".", from, s.at);
    else s.spaced = true;
  } else if (spelled === "/") push(s, "slash", "/", from, s.at);
  else if (row !== undefined) {
    const turned = paired && (row.kind === "open" || row.kind === "close");
    push(s, turned ? (side ?? row.kind) : row.kind, row.text, from, s.at);
  } else {
    const angle = spelled === "<" || spelled === ">";
    const text = angle ? "\\langle" : spelled === "(" || spelled === ")" ? "(" : "[";
    push(s, side ?? (/[([<]/.test(spelled) ? "open" : "close"), text, from, s.at);
  }
}

/** `\begin{…}` with its options and layout, or `\end{…}`. */
function scanEnvironment(s: Scanner, name: string, from: number): void {
  const found = match(s, environment);
  if (found === null) {
    push(s, "unread", name, from, s.at);
    return;
  }
  s.at += found[0].length;
  const kind = found[1]!;
  if (name === "\\begin") {
    s.at += match(s, option)?.[0].length ?? 0;
    if (withLayout.has(kind)) skipGroup(s);
  }
  push(s, name === "\\begin" ? "begin" : "end", kind, from, s.at);
}

/** `\not=`; other negated signs are not read. */
function scanNot(s: Scanner, from: number): void {
  const at = pastSpace(s, s.at);
  if (s.text[at] === "=") {
    s.at = at + 1;
    push(s, "relation", "\\ne", from, s.at);
  } else push(s, "unread", "\\not", from, s.at);
}

/** What a font makes of a whole word: its font, and whether its spaces count. */
const wordFonts: Readonly<Record<string, { font?: NameSyntax["font"]; prose: boolean }>> = {
  "\\mathrm": { font: "roman", prose: false },
  "\\mathit": { prose: false },
  "\\text": { font: "text", prose: true },
  "\\textbf": { font: "bold", prose: true },
};

/** A font and its argument: a word, prose, or a formula that the reader sets in it. */
function scanFont(s: Scanner, font: string, from: number): void {
  if (s.text[s.at] === "*") s.at++;
  const style = wordFonts[font]!;
  const open = pastSpace(s, s.at);
  const braced = s.text[open] === "{";
  const single = /[A-Za-z]/.test(s.text.charAt(open)) && open < s.end;
  if (!braced && !single) {
    push(s, "construct", "\\mathrm", from, s.at);
    return;
  }
  const close = braced ? groupEnd(s, open) : open + 1;
  const content = braced ? s.text.slice(open + 1, close) : s.text.charAt(open);
  const behind = Math.min(braced ? close + 1 : close, s.end);
  if (style.prose) scanProse(s, content, open + 1, from, behind, style.font);
  else scanWord(s, content, from, behind, style.font);
}

/** `\mathrm{softmax}` is a word; `\mathrm{dx}` and `\mathrm{x + y}` are left to the reader. */
function scanWord(
  s: Scanner,
  content: string,
  from: number,
  behind: number,
  font: NameSyntax["font"],
): void {
  const word = content.replace(/[\s~]|\\[,!;:]/g, "");
  const styled = font === undefined ? {} : { font };
  const differential = /^d[A-Za-z]$/.test(word) && font === "roman";
  if (/^[A-Za-z]$/.test(word)) {
    s.at = behind;
    push(s, "letter", word, from, behind, styled);
  } else if (!differential && /^[A-Za-z][A-Za-z0-9]*(?:(?:-|\\?_)[A-Za-z0-9]+)*$/.test(word)) {
    s.at = behind;
    pushWord(s, word.replace(/\\_/g, "_"), from, behind, font);
  } else push(s, "construct", font === undefined ? "\\mathit" : "\\mathrm", from, s.at);
}

/** A word in an upright font: a function, or a name. */
export function pushWord(
  s: Scanner,
  word: string,
  from: number,
  to: number,
  font: NameSyntax["font"],
): void {
  const styled = font === undefined ? {} : { font };
  const operation = spellings.get(word);
  if (operation === undefined) push(s, "word", word, from, to, styled);
  else push(s, "function", operation, from, to, { spelling: word, ...styled });
}

/** `\text{if $x > 0$ then}`: prose, and the formulas between dollars. */
export function scanProse(
  s: Scanner,
  content: string,
  inside: number,
  from: number,
  behind: number,
  font: NameSyntax["font"],
): void {
  const pieces = content.split("$");
  let at = inside;
  pieces.forEach((piece, i) => {
    const first = i === 0 ? from : at;
    const last = i === pieces.length - 1 ? behind : at + piece.length;
    if (i % 2 === 0) {
      const words = readWords(piece.replace(/\\([_&%#$ ])/g, "$1").replace(/~/g, " "));
      if (words !== undefined) {
        const bare = words.kind === "text" ? {} : font === undefined ? {} : { font };
        const extra = words.kind === "function" ? { ...bare, spelling: piece.trim() } : bare;
        push(s, words.kind, words.text, first, last, extra);
      }
    } else {
      const { end } = s;
      s.at = at;
      s.end = at + piece.length;
      scan(s);
      s.end = end;
    }
    at += piece.length + 1;
  });
  s.at = behind;
  s.spaced = true;
}

/** `[\![` and `]\!]`, Iverson's brackets: the place behind the second one, if it follows. */
export function doubleBracketEnd(s: Scanner, bracket: string): number | undefined {
  const found = match(s, doubleBracket);
  return found !== null && found[1] === bracket ? s.at + found[0].length : undefined;
}
