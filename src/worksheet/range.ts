/**
 * @file How far a letter runs, as people write it beside a definition or on a line of its own:
 *
 *     for l = 1, ..., 3          l = 1, \dots, L        (l = L-1, …, 1)
 *     l \in \{1, \dots, L\}      1 \le l \le L          t = 1, 2, 3
 *     for t = 1 to 3             l = 1..3               \forall l \in [L]
 *     for all t >= 1             l = 1, 2, \dots        no end is given
 *
 * Found in the text, before the formula is read: words such as `for` are no part of it.
 */

/** A range found in a text: what stands beside it, its letter and its bounds, all as places. */
export interface RangeText {
  /** The text without the range; empty for a line of its own. */
  readonly rest: Stretch;
  readonly letter: Stretch;
  /** Null in `l \\in [L]`, where it is 1. */
  readonly first: Stretch | null;
  readonly last: Stretch | null;
  readonly whole: Stretch;
}

/** A stretch of the text: offsets from its start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const dots = String.raw`(?:\\[lcv]?dots[a-z]?(?![a-z])|\.\.\.?|…|⋯)`;
const letter = String.raw`(?<letter>[A-Za-z]|\\[A-Za-z]+|ℓ)`;
const bound = String.raw`[A-Za-z0-9\\][A-Za-z0-9\\_^{}()+\-\s]*?`;
const least = String.raw`(?:\\leq?(?![a-z])|<=?|≤)`;
const from = String.raw`(?<first>${bound})(?:\s*,\s*${bound})*?\s*,?\s*${dots}`;

/** The forms of a range; the last group may be missing: then there is no end. */
const forms: readonly string[] = [
  String.raw`${letter}\s*=\s*${from}\s*(?:,?\s*(?<last>${bound}))?`,
  String.raw`${letter}\s*=\s*(?<first>\d+)(?:\s*,\s*\d+)*\s*,\s*(?<last>\d+)`,
  String.raw`${letter}\s*=\s*(?<first>${bound})\s*(?::|\bto\b)\s*(?<last>${bound})`,
  String.raw`${letter}\s+from\s+(?<first>${bound})\s+to\s+(?<last>${bound})`,
  String.raw`${letter}\s*(?:\\in|∈|\bin\b)\s*\\?\{\s*${from}\s*,?\s*(?<last>${bound})\s*\\?\}`,
  String.raw`(?<first>${bound})\s*${least}\s*${letter}\s*${least}\s*(?<last>${bound})`,
];

/** Forms that are a range only where a word such as "for" says so. */
const wordedForms: readonly string[] = [
  String.raw`${letter}\s*(?:\\in|∈|\bin\b)\s*\[\s*(?<last>${bound})\s*\]`,
  String.raw`${letter}\s*(?:\\geq?(?![a-z])|>=|≥)\s*(?<first>${bound})`,
];

const word =
  String.raw`(?:\\(?:text|mbox|mathrm)\{\s*(?:for|with|where)(?:\s+(?:all|each|every))?\s*\}` +
  String.raw`|\b(?:for|with|where)\b(?:\s+(?:all|each|every)\b)?|\\forall(?![a-z])|∀)`;
const gap = String.raw`(?:\s|,|~|\\q?quad(?![a-z])|\\[,;:!])`;
const end = String.raw`\s*(?:[.,:]|\\\\)?\s*$`;

/** Around a form: in brackets, behind a gap, behind a word, and a heading `for …: formula`. */
const frames: readonly { readonly forms: readonly string[]; readonly around: Around }[] = [
  {
    forms: [...forms, ...wordedForms],
    around: (form) =>
      String.raw`^(?<rest>.*?)${gap}*\(\s*(?:${word}${gap}*)?(?<range>${form})\s*\)${end}`,
  },
  {
    forms: [...forms, ...wordedForms],
    around: (form) => `^(?<rest>.*?)${gap}*${word}${gap}*(?<range>${form})${end}`,
  },
  {
    forms,
    around: (form) => `^(?<rest>|.*?${gap}+)(?<range>${form})${end}`,
  },
  {
    forms: [...forms, ...wordedForms],
    around: (form) => String.raw`^${gap}*${word}${gap}*(?<range>${form})\s*:\s*(?<rest>.+)$`,
  },
];

type Around = (form: string) => string;

const patterns: readonly RegExp[] = frames.flatMap((frame) => {
  return frame.forms.map((form) => new RegExp(frame.around(form), "ds"));
});

/** What every range has in it; most lines have none of this. */
const mark =
  /\\[lcv]?dots|\.\.|…|⋯|\bfor\b|\\forall|∀|\\leq?\b|<|≤|\\in\b|∈|=\s*\d+\s*(?:,\s*\d|:)/;

/** A longer line is a formula. */
const longest = 4000;

/** The range that stands in `text`, if there is one. */
export function findRange(text: string): RangeText | null {
  if (text.length > longest || !mark.test(text)) return null;
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    const places = found?.indices?.groups;
    if (found === null || places === undefined) continue;
    const place = (name: string): Stretch | null => {
      const at = places[name];
      return at === undefined ? null : { from: at[0], to: at[1] };
    };
    const rest = withoutGaps(text, place("rest")!);
    if (!isClosed(text.slice(rest.from, rest.to))) continue;
    const whole = place("range")!;
    // a number alone on the left of a list is no letter's range: y = 1, 2
    if (rest.from === rest.to && isBareList(found)) continue;
    return { rest, letter: place("letter")!, first: place("first"), last: place("last"), whole };
  }
  return null;
}

/** `x = 1, 2` on a line of its own, without dots and without a word. */
function isBareList({ 0: text, groups }: RegExpExecArray): boolean {
  return /^\s*\\?[A-Za-z]+\s*=[\d\s,:]+$/.test(text) && groups!["rest"] === "";
}

/** Whether all brackets are closed: in [x_i]_{1 \le i \le n} the range is an index. */
function isClosed(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
  }
  return depth === 0;
}

function withoutGaps(text: string, { from, to }: Stretch): Stretch {
  const gaps = /(?:\s|,|~|\\q?quad|\\[,;:!])+$/.exec(text.slice(from, to));
  return { from, to: to - (gaps?.[0].length ?? 0) };
}
