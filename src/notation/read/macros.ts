/**
 * @file The user's macros: `\newcommand{\half}[1]{\frac{#1}{2}}`, expanded in the text.
 *
 * Expansion is by text, as TeX's is by tokens, so that a macro may stand anywhere a command may
 * (also inside `\text{…}` or as a font). Each character of the result knows the place of the
 * outermost call that it came from, so every span points at what the user wrote. Passes over the
 * text repeat until no macro is left, at most `passes` times and up to the length limit; a macro
 * that calls itself ends there and is reported. Delimited parameters (`\def\a#1.{…}`) are not read.
 */

/** A macro as `\newcommand` defines it. */
export interface Macro {
  /** How many arguments, the optional one among them. */
  readonly arity: number;
  /** With `#1` … `#9` where the arguments go. */
  readonly body: string;
  /** The first argument where no `[…]` is; without this, the first argument is not optional. */
  readonly preset?: string;
  /** The body where the last argument is left out: `\dv{x}` beside `\dv{f}{x}`. */
  readonly shorter?: string;
}

/** A text whose every character has a place in the text that was written. */
export interface Expansion {
  readonly text: string;
  readonly origins: { readonly from: Int32Array; readonly to: Int32Array };
  readonly failed?: { readonly name: string; readonly from: number; readonly to: number };
}

/** How deep macros may call macros. */
const passes = 32;
/** Characters that an expansion may have. */
const expandedLimit = 1_000_000;

/** A text in the making, with the origin of every character. */
interface Draft {
  readonly pieces: string[];
  readonly from: number[];
  readonly to: number[];
}

/** Expands all macros of `text`. */
export function expandMacros(text: string, macros: ReadonlyMap<string, Macro>): Expansion {
  let current: Expansion = {
    text,
    origins: {
      from: Int32Array.from({ length: text.length }, (_, i) => i),
      to: Int32Array.from({ length: text.length }, (_, i) => i + 1),
    },
  };
  for (let pass = 0; pass < passes; pass++) {
    const next = expandOnce(current, macros);
    if (next === null) return current;
    if (next.failed !== undefined) return next;
    current = next;
  }
  const left = expandOnce(current, macros);
  return left === null ? current : { ...current, failed: firstCall(current, macros) };
}

/** Which macro is still there when the passes are used up. */
function firstCall(at: Expansion, macros: ReadonlyMap<string, Macro>) {
  for (const found of at.text.matchAll(/\\([A-Za-z]+)/g)) {
    if (macroOf(macros, found[1]!) === undefined) continue;
    const { from, to } = at.origins;
    return { name: found[0], from: from[found.index]!, to: to[found.index]! };
  }
  return { name: "", from: 0, to: 0 };
}

/** Names are looked up with and without their backslash. */
function macroOf(macros: ReadonlyMap<string, Macro>, name: string): Macro | undefined {
  return macros.get(`\\${name}`) ?? macros.get(name);
}

/** One pass: every call is replaced by its body; null when there is none. */
function expandOnce(current: Expansion, macros: ReadonlyMap<string, Macro>): Expansion | null {
  const { text, origins } = current;
  const draft: Draft = { pieces: [], from: [], to: [] };
  const call = /\\(?:([A-Za-z]+)|[\s\S])/g;
  let done = 0;
  for (let found = call.exec(text); found !== null; found = call.exec(text)) {
    const name = found[1];
    const macro = name === undefined ? undefined : macroOf(macros, name);
    if (macro === undefined) continue;
    copy(draft, current, done, found.index);
    // \norm*{x} of a paired delimiter
    const isStarred = macro.arity > 0 && text.startsWith("*{", call.lastIndex);
    const behind = call.lastIndex + (isStarred ? 1 : 0);
    const { values, end, isShort } = argumentsAt(text, behind, macro);
    const from = origins.from[found.index]!;
    const to = origins.to[end - 1]!;
    // A letter behind the body must not become part of a command at its end.
    const pattern = isShort ? macro.shorter! : macro.body;
    const filled = pattern.replace(/#([1-9])/g, (_, k: string) => values[Number(k) - 1] ?? "");
    // an order that is left out
    const body = macro.preset === "" ? filled.replace(/\^\{\}/g, "") : filled;
    const guard = /\\[A-Za-z]+$/.test(body) && /[A-Za-z]/.test(text.charAt(end)) ? " " : "";
    draft.pieces.push(body, guard);
    for (let i = body.length + guard.length; i > 0; i--) {
      draft.from.push(from);
      draft.to.push(to);
    }
    if (draft.from.length > expandedLimit) {
      return { ...current, failed: { name: found[0], from, to } };
    }
    done = end;
    call.lastIndex = end;
  }
  if (done === 0) return null;
  copy(draft, current, done, text.length);
  return {
    text: draft.pieces.join(""),
    origins: { from: Int32Array.from(draft.from), to: Int32Array.from(draft.to) },
  };
}

/** Copies a stretch without macros, origins and all. */
function copy(draft: Draft, current: Expansion, from: number, to: number): void {
  draft.pieces.push(current.text.slice(from, to));
  for (let i = from; i < to; i++) {
    draft.from.push(current.origins.from[i]!);
    draft.to.push(current.origins.to[i]!);
  }
}

const option = /\s*\[([^[\]]*)\]/y;

/** An option, and groups or single tokens behind a call; a missing one is empty. */
function argumentsAt(
  text: string,
  at: number,
  { arity, preset, shorter }: Macro,
): { values: string[]; end: number; isShort: boolean } {
  const values: string[] = [];
  let end = at;
  if (preset !== undefined) {
    option.lastIndex = at;
    const found = option.exec(text);
    values.push(found?.[1] ?? preset);
    end += found?.[0].length ?? 0;
  }
  while (values.length < arity) {
    let i = end;
    while (/\s/.test(text.charAt(i))) i++;
    const isShort = shorter !== undefined && values.length === arity - 1 && text[i] !== "{";
    if (isShort) return { values, end, isShort };
    if (i >= text.length) break;
    if (text[i] === "{") {
      const close = closing(text, i);
      values.push(text.slice(i + 1, close));
      end = Math.min(close + 1, text.length);
    } else {
      const token = /^\\(?:[A-Za-z]+|[\s\S])/.exec(text.slice(i, i + 64))?.[0] ?? text.charAt(i);
      values.push(token);
      end = i + token.length;
    }
  }
  return { values, end, isShort: false };
}

/** Where the group that opens at `open` closes. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5c) i++;
    else if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return i;
  }
  return text.length;
}
