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
  "sin cos tan cot sec csc sinh cosh tanh sech arcsin arccos arctan log ln exp".split(" "),
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

/** Words that join statements, and name nothing, in the languages that notes are written in. */
const connectives: ReadonlySet<string> = new Set(
  (
    "if otherwise else and or where for with when so since then thus hence let given such that " +
    "to by at from because therefore as is are we have in on of the an not but while whenever " +
    "subject all any each every only also similarly sonst wenn und oder falls f\u00fcr mit wobei " +
    "damit daher folglich si sinon et ou o\u00f9 donc alors avec pour car sachant sino entonces " +
    "donde con para luego porque y o se sen\u00e3o ent\u00e3o onde com portanto logo allora altrimenti " +
    "dove per quindi poich\u00e9 jika maka untuk dengan dan atau karena sehingga n\u1ebfu v\u1edbi khi " +
    "th\u00ec v\u00e0 ho\u1eb7c je\u015bli gdzie oraz lub dla wi\u0119c \u0435\u0441\u043b\u0438 \u0438\u043d\u0430\u0447\u0435 " +
    "\u0438 \u0438\u043b\u0438 \u0433\u0434\u0435 \u043f\u0440\u0438 \u0434\u043b\u044f \u0442\u043e\u0433\u0434\u0430 \u0442\u043e \u0442\u0430\u043a \u043a\u0430\u043a \u0437\u043d\u0430\u0447\u0438\u0442"
  ).split(" "),
);

/** What Chinese, Japanese and Korean words that join statements begin with or end in. */
const joining =
  /^(?:[\u5982\u82e5\u5f53\u7576\u5219\u5247\u4e14\u6216\u548c\u4e0e\u8207\u5176\u6240\u56e0\u6545\u5373\u5bf9\u5c0d\u7531\u5426\u4f7f\u6ee1\u6eff\u8bbe\u8a2d\u4ee4\u540c\u4e8e\u65bc\u53ef\u5f97\u4ece\u5f9e\u4ee3\u6c42\u89e3\u5747\u90fd\u662f\u4e3a\u70ba\u5728\u6709]|\u306e\u3068\u304d|\u306a\u3089|\u304b\u3064|\u307e\u305f|\u3088\u3063\u3066|\u3057\u305f|\u305f\u3060\u3057|\ub9cc\uc57d|\uadf8|\ub610|\ub530\ub77c)|(?:\u65f6|\u6642|\u3068\u304d|\u306a\u3089\u3070|\uc77c \ub54c|\uba74|\ub54c)$/;

/** A word in letters other than those of English: Gr\u00f6\u00dfe, \u635f\u5931. */
const isForeignName = (text: string): boolean => {
  if (!/^\p{L}{2}[\p{L}\p{N}]*(?:[-_ ][\p{L}\p{N}]+)*$/u.test(text) || !/[^ -~]/.test(text))
    return false;
  return !/\s/.test(text) && !joining.test(text);
};

/** What the content of `\text{…}` is; undefined when it is empty. */
export function readWords(content: string): { kind: TokenKind; text: string } | undefined {
  const text = content.trim().replace(/\s+/g, " ");
  if (text === "" || /^[,.;~]*$/.test(text)) return undefined;
  const operation = spellings.get(text);
  if (operation !== undefined) return { kind: "function", text: operation };
  if (/^[A-Za-z]$/.test(text)) return { kind: "letter", text };
  const name =
    /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+|\.[A-Za-z]{2,})*$/.test(text) || isForeignName(text);
  // `\text{using }`: a word that keeps its distance is prose
  if (/^[A-Za-z][a-z]{3,}$/.test(text) && content !== content.trim()) return { kind: "text", text };
  return name && !connectives.has(text.toLowerCase())
    ? { kind: "word", text }
    : { kind: "text", text };
}

/** Words of which no name consists: they say what is done. */
const doing = /^\p{L}+(?:ing|ed)$/u;

const isWord = /^\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*$/u;

/** Several words as one name, \text{total cost} before a sign; undefined where they say more. */
export function nameOfWords(text: string): string | undefined {
  const words = text.replace(/^(?:the|a|an)\s+/i, "").split(" ");
  if (words.length > 5 || !words.every((word) => isWord.test(word))) return undefined;
  const [first, last] = [words[0]!, words.at(-1)!];
  const isNoun = (word: string) => !connectives.has(word.toLowerCase()) && !doing.test(word);
  return isNoun(first) && isNoun(last) && !joining.test(first) ? words.join("-") : undefined;
}
