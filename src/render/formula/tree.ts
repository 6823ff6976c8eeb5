/**
 * @file A small reader of LaTeX mathematics, for setting it when MathJax is not there.
 *
 * It knows what worked solutions are written in: letters and digits, Greek, operators and
 * relations, scripts, fractions, roots, fenced groups, matrices and cases, accents, upright and
 * bold text. What it does not know becomes its own name in upright letters, so that nothing is
 * ever lost from view. It is total: a missing brace ends where the text ends, and nesting beyond
 * `DEEPEST` gives null (the caller then writes plain text).
 *
 * Deliberately not done: macro definitions, array column rules, spacing after Knuth's tables
 * (one medium space around binary operators and a thick one around relations).
 */
import { alphabets, type Face, type Role, symbolOf } from "./symbols.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type Piece =
  | { readonly kind: "row"; readonly pieces: readonly Piece[] }
  | { readonly kind: "atom"; readonly text: string; readonly face: Face; readonly role: Role }
  | { readonly kind: "space"; readonly width: number }
  | { readonly kind: "fraction"; readonly over: Piece; readonly under: Piece }
  | { readonly kind: "script"; readonly base: Piece; readonly sub?: Piece; readonly sup?: Piece }
  | { readonly kind: "root"; readonly body: Piece; readonly index: Piece | null }
  | { readonly kind: "accent"; readonly body: Piece; readonly accent: string }
  | { readonly kind: "fenced"; readonly left: string; readonly right: string; readonly body: Piece }
  | { readonly kind: "grid"; readonly rows: readonly (readonly Piece[])[] };

export type Script = Extract<Piece, { kind: "script" }>;

/** Groups may nest this deep. */
const DEEPEST = 60;

const nothing: Piece = { kind: "row", pieces: [] };

const upright = (text: string, role: Role = "ord"): Piece => ({
  kind: "atom",
  text,
  face: "upright",
  role,
});

/** The reader's place in the tokens: the one mutable thing in this file. */
interface Cursor {
  readonly latex: string;
  readonly tokens: readonly Token[];
  readonly face: Face | null;
  next: number;
  depth: number;
}

class TooDeep extends Error {}

/** The tree of a formula; null when it nests too deeply. */
export function treeOf(latex: string): Piece | null {
  const cursor: Cursor = { latex, tokens: tokensOf(latex), face: null, next: 0, depth: 0 };
  try {
    const pieces: Piece[] = [];
    // A stray closing token ends a row; step over it and go on.
    while (cursor.next < cursor.tokens.length) {
      pieces.push(rowUntil(cursor, never));
      cursor.next++;
    }
    return pieces.length === 1 ? pieces[0]! : { kind: "row", pieces };
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

const never = () => false;
const closers = new Set(["}", "\\right", "\\end", "&", "\\\\"]);

/** Pieces up to (not over) a closing token or one that `stop` names. */
function rowUntil(cursor: Cursor, stop: (text: string) => boolean): Piece {
  if (++cursor.depth > DEEPEST) throw new TooDeep();
  const pieces: Piece[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.next];
    if (!token || closers.has(token.text) || stop(token.text)) break;
    if (token.text === "^" || token.text === "_") {
      cursor.next++;
      const script = argument(cursor);
      pieces.push(scripted(pieces.pop() ?? nothing, token.text, script));
    } else if (token.text === "'") {
      cursor.next++;
      pieces.push(scripted(pieces.pop() ?? nothing, "^", upright("′")));
    } else pieces.push(piece(cursor));
  }
  cursor.depth--;
  return pieces.length === 1 ? pieces[0]! : { kind: "row", pieces };
}

function scripted(base: Piece, mark: string, script: Piece): Piece {
  const slot = mark === "^" ? "sup" : "sub";
  if (base.kind === "script" && base[slot] === undefined) return { ...base, [slot]: script };
  return { kind: "script", base, [slot]: script };
}

/** One argument: a braced group or the next single piece. */
function argument(cursor: Cursor): Piece {
  const token = cursor.tokens[cursor.next];
  return !token || closers.has(token.text) ? nothing : piece(cursor);
}

/** The raw text of a braced argument, blanks kept; empty when there is none. */
function words(cursor: Cursor): string {
  const open = cursor.tokens[cursor.next];
  if (open?.text !== "{") return "";
  let depth = 0;
  for (let i = cursor.next; i < cursor.tokens.length; i++) {
    const { text, from } = cursor.tokens[i]!;
    if (text === "{") depth++;
    else if (text === "}" && --depth === 0) {
      cursor.next = i + 1;
      return cursor.latex.slice(open.to, from);
    }
  }
  cursor.next = cursor.tokens.length;
  return cursor.latex.slice(open.to);
}

const plainWords = (text: string): string =>
  text.replace(/\\text[a-z]*\{([^{}]*)\}/g, "$1").replace(/\\([%$&#_{} ])/g, "$1");

type Reader = (cursor: Cursor, name: string) => Piece;

const inFace =
  (face: Face): Reader =>
  (cursor) => {
    const inner: Cursor = { ...cursor, face };
    const body = argument(inner);
    cursor.next = inner.next;
    return body;
  };

const inAlphabet: Reader = (cursor, name) => {
  const alphabet = alphabets[name] ?? {};
  const body = plainWords(words(cursor) || tokenText(cursor));
  return upright([...body].map((c) => alphabet[c] ?? c).join(""));
};

/** The next token, stepped over. */
function tokenText(cursor: Cursor): string {
  return cursor.tokens[cursor.next++]?.text ?? "";
}

const accent =
  (mark: string): Reader =>
  (cursor) => ({ kind: "accent", body: argument(cursor), accent: mark });

const fraction: Reader = (cursor) => {
  const over = argument(cursor);
  return { kind: "fraction", over, under: argument(cursor) };
};

const text: Reader = (cursor) => upright(plainWords(words(cursor)));
const skip: Reader = (cursor) => argument(cursor);
const drop: Reader = () => nothing;

const delimiter = (cursor: Cursor): string => {
  const name = tokenText(cursor);
  return name === "." ? "" : (symbolOf(name)?.text ?? name);
};

const readers: Readonly<Record<string, Reader>> = {
  "\\frac": fraction,
  "\\dfrac": fraction,
  "\\tfrac": fraction,
  "\\cfrac": fraction,
  "\\sqrt": (cursor) => {
    let index: Piece | null = null;
    if (cursor.tokens[cursor.next]?.text === "[") {
      cursor.next++;
      index = rowUntil(cursor, (t) => t === "]");
      if (cursor.tokens[cursor.next]?.text === "]") cursor.next++;
    }
    return { kind: "root", body: argument(cursor), index };
  },
  "\\left": (cursor) => {
    const left = delimiter(cursor);
    const body = rowUntil(cursor, never);
    if (cursor.tokens[cursor.next]?.text !== "\\right") return { kind: "row", pieces: [body] };
    cursor.next++;
    return { kind: "fenced", left, right: delimiter(cursor), body };
  },
  "\\begin": (cursor) => environment(cursor, words(cursor)),
  "\\text": text,
  "\\textrm": text,
  "\\textbf": text,
  "\\textit": text,
  "\\mbox": text,
  "\\operatorname": (cursor) => upright(plainWords(words(cursor)), "op"),
  "\\operatorname*": (cursor) => upright(plainWords(words(cursor)), "op"),
  "\\mathrm": inFace("upright"),
  "\\mathbf": inFace("bold"),
  "\\boldsymbol": inFace("bold"),
  "\\mathit": inFace("italic"),
  "\\mathsf": inFace("upright"),
  "\\mathbb": inAlphabet,
  "\\mathcal": inAlphabet,
  "\\bar": accent("¯"),
  "\\overline": accent("¯"),
  "\\hat": accent("ˆ"),
  "\\widehat": accent("ˆ"),
  "\\tilde": accent("˜"),
  "\\dot": accent("˙"),
  "\\ddot": accent("¨"),
  "\\vec": accent("→"),
  "\\phantom": (cursor) => {
    argument(cursor);
    return nothing;
  },
  "\\color": (cursor) => {
    words(cursor);
    return nothing;
  },
  "\\textcolor": (cursor) => {
    words(cursor);
    return argument(cursor);
  },
  "\\boxed": skip,
  "\\displaystyle": drop,
  "\\textstyle": drop,
  "\\scriptstyle": drop,
  "\\hline": drop,
  "\\limits": drop,
  "\\nolimits": drop,
};

const spaces: Readonly<Record<string, number>> = {
  "\\,": 167,
  "\\:": 222,
  "\\;": 278,
  "\\!": -100,
  "\\ ": 250,
  "~": 250,
  "\\quad": 1000,
  "\\qquad": 2000,
};

const sizing = /^\\(big|Big|bigg|Bigg)[lrm]?$/;

/** One piece, without its scripts. */
function piece(cursor: Cursor): Piece {
  const name = tokenText(cursor);
  if (name === "{") {
    const body = rowUntil(cursor, never);
    if (cursor.tokens[cursor.next]?.text === "}") cursor.next++;
    return { kind: "row", pieces: [body] };
  }
  if (Object.hasOwn(readers, name)) {
    // A reader may recurse without a row of its own (\bar\bar\bar…): count it too.
    if (++cursor.depth > DEEPEST) throw new TooDeep();
    const read = readers[name]!(cursor, name);
    cursor.depth--;
    return read;
  }
  if (Object.hasOwn(spaces, name)) return { kind: "space", width: spaces[name]! };
  if (sizing.test(name)) return nothing;
  const known = symbolOf(name);
  if (known) return { kind: "atom", ...known, face: cursor.face ?? known.face };
  if (name.startsWith("\\")) return upright(name.slice(1), "op");
  if (/^\p{L}$/u.test(name)) {
    return { kind: "atom", text: name, face: cursor.face ?? "italic", role: "ord" };
  }
  return { kind: "atom", text: name, face: cursor.face ?? "upright", role: "ord" };
}

const fences: Readonly<Record<string, readonly [string, string]>> = {
  matrix: ["", ""],
  smallmatrix: ["", ""],
  pmatrix: ["(", ")"],
  bmatrix: ["[", "]"],
  Bmatrix: ["{", "}"],
  vmatrix: ["|", "|"],
  Vmatrix: ["‖", "‖"],
  cases: ["{", ""],
};

/** The rows of an environment, fenced as its name says. */
function environment(cursor: Cursor, name: string): Piece {
  if (name === "array") words(cursor);
  const rows: Piece[][] = [[]];
  for (;;) {
    rows[rows.length - 1]!.push(rowUntil(cursor, never));
    const token = cursor.tokens[cursor.next++];
    if (token?.text === "\\\\") rows.push([]);
    else if (token?.text === "\\end") {
      words(cursor);
      break;
    } else if (token?.text !== "&") break;
  }
  const last = rows.at(-1)!;
  const blank = last.length === 1 && last[0]!.kind === "row" && last[0]!.pieces.length === 0;
  if (blank && rows.length > 1) rows.pop();
  const grid: Piece = { kind: "grid", rows };
  const [left, right] = fences[name] ?? ["", ""];
  return left + right === "" ? grid : { kind: "fenced", left, right, body: grid };
}
