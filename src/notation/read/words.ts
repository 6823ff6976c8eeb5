/**
 * @file Words: what a run of letters stands for, and what the words inside `\text{…}` are.
 *
 * A run of letters, first rule that fits:
 *   1. it is a defined name (`names`)                      → that name
 *   2. it is known (plain text: functions, Greek letters,
 *      `inf`, `prod`; LaTeX: a function whose backslash
 *      was forgotten, before a bracket or an index)        → that function or letter
 *   3. `d` and a defined or Greek name: `dsigma`           → d, and that name
 *   4. plain text: it ends in a function before `(`: `xexp(` → letters, and that function
 *   5. else                                                → a product of its letters
 * Rules 4 and 5 (from three letters on; four in LaTeX) are reported, for the writer may have
 * meant a name that is not defined.
 *
 * Words in `\text{…}`: one that spells a function is that function; one word that is no
 * connective (`if`, `otherwise`, …) is a name; all else is prose.
 */
import { spellings } from "../../expression/index.ts";
import { greekWords } from "./commands.ts";
import type { TokenKind } from "./token.ts";

/** A part of a run of letters. */
export interface Piece {
  readonly kind: TokenKind;
  readonly text: string;
  /** Letters of the run that it takes. */
  readonly length: number;
}

/** The parts of a run, and why it is to be reported, if it is. */
export interface Segmentation {
  readonly pieces: readonly Piece[];
  readonly report?: "forgotten-backslash" | "product";
}

/**
 * The words among the defined names: `wx` for "wx", `loss` for "loss_1", `conv2d`; and letters
 * with their number, `w1`, where a text in LaTeX means w_1 by it.
 */
export function definedWords(names: ReadonlySet<string> | undefined): ReadonlySet<string> {
  const words = new Set<string>();
  for (const name of names ?? []) {
    const word = /^(?:[A-Za-z]{2,}(?:\d[A-Za-z]+)?|(?:[A-Za-z]|\\[A-Za-z]+)\d+$)/.exec(name)?.[0];
    if (word !== undefined) words.add(word);
  }
  return words;
}

/** Plain words that are no functions. */
const knownWords: ReadonlyMap<string, Omit<Piece, "length">> = new Map([
  ...[...greekWords].map((word): [string, Omit<Piece, "length">] => [
    word,
    { kind: "letter", text: `\\${word}` },
  ]),
  ["inf", { kind: "letter", text: "\\infty" }],
  ["infinity", { kind: "letter", text: "\\infty" }],
  ["prod", { kind: "big", text: "product" }],
]);

/** What plain text knows a word as. Single letters are never functions. */
function known(word: string): Omit<Piece, "length"> | undefined {
  const operation = word.length > 1 ? spellings.get(word) : undefined;
  return operation === undefined ? knownWords.get(word) : { kind: "function", text: operation };
}

/** The product of the letters. */
const letters = (run: string): Piece[] =>
  [...run].map((letter) => ({ kind: "letter", text: letter, length: 1 }));

/** Takes a run of ASCII letters apart; `next` is the text behind it (spaces skipped). */
export function segment(
  run: string,
  plain: boolean,
  words: ReadonlySet<string>,
  next: string,
): Segmentation {
  if (run.length === 1) return { pieces: letters(run) };
  if (words.has(run)) return { pieces: [{ kind: "word", text: run, length: run.length }] };
  const whole = known(run);
  if (whole !== undefined && plain) return { pieces: [{ ...whole, length: run.length }] };
  const opens = next.startsWith("(") || next.startsWith("\\left(") || next.startsWith("_");
  const isFunction = opens || (unmistakable.has(run) && argument.test(next));
  if (whole?.kind === "function" && isFunction) {
    return { pieces: [{ ...whole, length: run.length }], report: "forgotten-backslash" };
  }
  const rest = run.slice(1);
  if (run.startsWith("d") && rest.length > 1) {
    const piece = words.has(rest) ? { kind: "word" as const, text: rest } : knownWords.get(rest);
    if (piece !== undefined && (plain || piece.kind === "word")) {
      return { pieces: [...letters("d"), { ...piece, length: rest.length }] };
    }
  }
  if (plain && next.startsWith("(")) {
    const tail = longestTail(run);
    if (tail !== undefined) {
      const head = run.slice(0, run.length - tail.length);
      return { pieces: [...letters(head), tail], report: "product" };
    }
  }
  const suspicious = plain ? run.length > 2 : run.length > 3 && !/^(d[a-z])+$/.test(run);
  return { pieces: letters(run), ...(suspicious && { report: "product" as const }) };
}

/** Functions that nobody writes as a product of letters: `sin x`. */
const unmistakable: ReadonlySet<string> = new Set(
  "sin cos tan cot sec csc sinh cosh tanh sech arcsin arccos arctan log exp".split(" "),
);

/** What an argument without brackets begins with. */
const argument =
  /^(?:\\[ ,;:!]\s*)*(?:[A-Za-z0-9{^]|[^ -~\s]|\\(?!(?:cdot|times|circ|odot|to|in|quad|le|ge|leq|geq|ne|neq|approx|right|big|Big|end|text)(?![A-Za-z])|[,;:!\\}\])])[A-Za-z])/;

/** The longest function that a run ends in. Names of functions are short, so 12 letters do. */
function longestTail(run: string): Piece | undefined {
  for (let from = Math.max(1, run.length - 12); from < run.length - 1; from++) {
    const piece = known(run.slice(from));
    if (piece?.kind === "function") return { ...piece, length: run.length - from };
  }
  return undefined;
}

/** Words that join statements, and name nothing. */
const connectives: ReadonlySet<string> = new Set(
  (
    "if otherwise else and or where for with when so since then thus hence let given such that " +
    "to by at from because therefore as is are we have in on of the an not but while whenever " +
    "subject all any each every only also similarly sonst wenn und oder"
  ).split(" "),
);

/** What the content of `\text{…}` is; undefined when it is empty. */
export function readWords(content: string): { kind: TokenKind; text: string } | undefined {
  const text = content.trim().replace(/\s+/g, " ");
  if (text === "" || /^[,.;~]*$/.test(text)) return undefined;
  const operation = spellings.get(text);
  if (operation !== undefined) return { kind: "function", text: operation };
  if (/^[A-Za-z]$/.test(text)) return { kind: "letter", text };
  const name = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/.test(text);
  // `\text{using }`: a word that keeps its distance is prose
  if (/^[a-z]{4,}$/.test(text) && content !== content.trim()) return { kind: "text", text };
  return name && !connectives.has(text.toLowerCase())
    ? { kind: "word", text }
    : { kind: "text", text };
}
