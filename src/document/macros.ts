/**
 * @file The macros that a document defines: `\newcommand` and its relatives, `\def` without
 * delimiters, `\let`, `\DeclareMathOperator`, `\DeclarePairedDelimiter` (mathtools) and
 * `\NewDocumentCommand` with mandatory arguments, behind one optional one at most.
 * Sources: LaTeX2e unofficial reference manual, section 12.1; mathtools manual, section 3.6;
 * usrguide of LaTeX, section 2.
 */
import type { Macro } from "../notation/index.ts";

/** What stands behind a name, from `at` on, as a macro; null where it is none that is read. */
type Reading = (text: string, at: number) => Macro | null;

const readings: Readonly<Record<string, Reading>> = {
  ...each("newcommand renewcommand providecommand DeclareRobustCommand", newCommand),
  ...each("def gdef edef", plainDef),
  ...each("let", letBe),
  ...each("DeclareMathOperator", operator),
  ...each("DeclarePairedDelimiter", delimiters),
  ...each(
    "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand",
    documentCommand,
  ),
};

function each(names: string, reading: Reading): Record<string, Reading> {
  return Object.fromEntries(names.split(" ").map((name) => [name, reading]));
}

const definition = new RegExp(`\\\\(${Object.keys(readings).join("|")})\\*?(?![A-Za-z])\\s*`, "g");

/** The macros defined anywhere in `text`, by name without the backslash; the last one counts. */
export function macrosIn(text: string): Map<string, Macro> {
  const found = new Map<string, Macro>();
  for (const match of text.matchAll(definition)) {
    const named = nameAt(text, match.index + match[0].length);
    const read = named === null ? null : readings[match[1]!]!(text, named.end);
    if (read !== null) found.set(named!.name, read);
  }
  return withoutCircles(found);
}

/** A command that is dressed anew, `\let\old\b` and then `\b` by way of `\old`, is itself. */
function withoutCircles(found: Map<string, Macro>): Map<string, Macro> {
  for (const [name, { body }] of found) {
    const target = /^\\([A-Za-z]+)$/.exec(body)?.[1];
    const dressed = target === undefined ? undefined : found.get(target);
    if (dressed !== undefined && new RegExp(`\\\\${name}(?![A-Za-z])`).test(dressed.body)) {
      found.delete(target!);
    }
  }
  return found;
}

/** `{\R}` or `\R`. */
function nameAt(text: string, at: number): { name: string; end: number } | null {
  const match = /^\{?\s*\\([A-Za-z]+)\s*\}?/.exec(text.slice(at, at + 80));
  return match === null ? null : { name: match[1]!, end: at + match[0].length };
}

/** `[2][default]{body}`: the first of two arguments may be left out. */
function newCommand(text: string, at: number): Macro | null {
  let end = skipBlank(text, at);
  let arity = 0;
  let preset: string | undefined;
  const count = /^\[(\d)\]/.exec(text.slice(end, end + 4));
  if (count !== null) {
    arity = Number(count[1]);
    end = skipBlank(text, end + count[0].length);
    const optional = /^\[([^\]]*)\]/.exec(text.slice(end, end + 200));
    if (optional !== null) {
      preset = optional[1]!;
      end = skipBlank(text, end + optional[0].length);
    }
  }
  return withBody(text, end, arity, preset);
}

/** A macro whose body is the group here. */
function withBody(text: string, at: number, arity: number, preset?: string): Macro | null {
  const body = groupAt(text, at)?.text;
  if (body === undefined) return null;
  return preset === undefined ? { arity, body } : { arity, body, preset };
}

/** `\def\a#1#2{body}`. */
function plainDef(text: string, at: number): Macro | null {
  const parameters = /^(?:#\d)*/.exec(text.slice(at, at + 20))![0];
  return withBody(text, at + parameters.length, parameters.length / 2);
}

/** `\let\a\b` or `\let\a=\b`: another name for a command, arguments and all. */
function letBe(text: string, at: number): Macro | null {
  const command = /^=?\s*(\\[A-Za-z]+)/.exec(text.slice(at, at + 80))?.[1];
  return command === undefined ? null : { arity: 0, body: command };
}

/** `\DeclareMathOperator{\a}{body}`. */
function operator(text: string, at: number): Macro | null {
  const body = groupAt(text, at);
  return body === null ? null : { arity: 0, body: `\\operatorname{${body.text}}` };
}

/** `\DeclarePairedDelimiter{\a}{\lceil}{\rceil}`; a size is passed over. */
function delimiters(text: string, at: number): Macro | null {
  const left = groupAt(text, at);
  const right = left === null ? null : groupAt(text, left.end);
  if (right === null) return null;
  return { arity: 2, body: `${left!.text} #2 ${right.text}`, preset: "" };
}

/** `\NewDocumentCommand{\a}{O{default} m m}{body}`; `s`, a star, is not passed on. */
function documentCommand(text: string, at: number): Macro | null {
  const kinds = groupAt(text, at);
  const read = /^\s*(?:o|O\s*\{([^{}]*)\})?((?:\s*m)*)\s*$/.exec(kinds?.text ?? "?");
  if (read === null) return null;
  const isOptional = /^\s*[oO]/.test(kinds!.text);
  const arity = read[2]!.replace(/\s/g, "").length + (isOptional ? 1 : 0);
  return withBody(text, kinds!.end, arity, isOptional ? (read[1] ?? "") : undefined);
}

function skipBlank(text: string, at: number): number {
  let end = at;
  while (/\s/.test(text.charAt(end))) end++;
  return end;
}

/** The braced group at `at`: its inside and where it ends; null when there is none. */
export function groupAt(text: string, at: number): { text: string; end: number } | null {
  const open = skipBlank(text, at);
  if (text[open] !== "{") return null;
  let depth = 0;
  for (let k = open; k < text.length; k++) {
    const sign = text[k];
    if (sign === "\\") k++;
    else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return { text: text.slice(open + 1, k), end: k + 1 };
  }
  return null;
}
