/**
 * @file The macros that a document defines: `\newcommand`, `\renewcommand`, `\providecommand`,
 * `\def` with undelimited parameters, and `\DeclareMathOperator`. A macro with an optional
 * argument is taken with its default. Source: LaTeX2e unofficial reference manual, section 12.1.
 */
import type { Macro } from "../notation/index.ts";

const definition =
  /\\(?:(newcommand|renewcommand|providecommand)\*?|(def)|(DeclareMathOperator)\*?)(?![A-Za-z])\s*/g;

/** The macros defined anywhere in `text`, by name without the backslash; the last one counts. */
export function macrosIn(text: string): Map<string, Macro> {
  const found = new Map<string, Macro>();
  for (const match of text.matchAll(definition)) {
    const at = match.index + match[0].length;
    const named = nameAt(text, at);
    if (named === null) continue;
    const { name } = named;
    if (match[3] !== undefined) {
      const body = groupAt(text, named.end);
      if (body !== null) found.set(name, { arity: 0, body: `\\operatorname{${body.text}}` });
      continue;
    }
    const read = match[2] === undefined ? newCommand(text, named.end) : plainDef(text, named.end);
    if (read !== null) found.set(name, read);
  }
  return found;
}

/** `{\R}` or `\R`. */
function nameAt(text: string, at: number): { name: string; end: number } | null {
  const match = /^\{?\s*\\([A-Za-z]+)\s*\}?/.exec(text.slice(at, at + 80));
  return match === null ? null : { name: match[1]!, end: at + match[0].length };
}

/** `[2][default]{body}`; an argument with a default is put in with it. */
function newCommand(text: string, at: number): Macro | null {
  let end = skipBlank(text, at);
  let arity = 0;
  let preset: string | null = null;
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
  const body = groupAt(text, end);
  if (body === null) return null;
  if (preset === null) return { arity, body: body.text };
  const shifted = body.text.replace(/#([1-9])/g, (_, k: string) => {
    return k === "1" ? (preset ?? "") : `#${Number(k) - 1}`;
  });
  return { arity: arity - 1, body: shifted };
}

/** `\def\a#1#2{body}`. */
function plainDef(text: string, at: number): Macro | null {
  const parameters = /^(?:#\d)*/.exec(text.slice(at, at + 20))![0];
  const body = groupAt(text, at + parameters.length);
  return body === null ? null : { arity: parameters.length / 2, body: body.text };
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
