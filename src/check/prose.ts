/**
 * @file Values that stand in a text as words: "Given: x1 = 1, x2 = -1, b = 0.1.", or in a table.
 * They are no formulas there, and nothing is claimed by them; of names that formulas use, and say
 * nothing else of, they are the values.
 */
import type { Document } from "../document/index.ts";
import { nameKey, nameSyntax, readFormula } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import type { Reading } from "./chain.ts";
import type { PlacedLine } from "./declared.ts";
import { mentions, namesOf } from "./names.ts";
import { rationalOf } from "./rounding.ts";
import { type Given, isSame, tableNumbers, tableValues } from "./tables.ts";

const greek = "alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|omega";

/** `x1 = -1`, `w_{12} = 0.5`, `eta = 0.1`, and nothing behind it that goes on. */
const assignment = new RegExp(
  `(?<![\\p{L}\\p{N}_\\\\.^*/+-])(${greek}|[A-Za-z])(?:_?\\{?(\\d{1,2})\\}?)?\\s*=\\s*` +
    "([-\u2212]?(?:\\d+(?:\\.\\d+)?|\\.\\d+))(?![\\p{L}\\p{N}_^*/+]|\\.\\d|\\s*[-\u2212+*/^=(\u00d7\u00b7%])",
  "gu",
);

/** What may stand between two values of a list. */
const between = /^\s*(?:[,;]|(?:[,;]\s*)?(?:and|und|et|y))?\s*$/i;

/** Words with which values are given, and words with which they are only looked at. */
const giving =
  /(?:given|let|with|values?|inputs?|weights?|parameters?|where|take|us(?:e|ing)|gegeben|mit|sei(?:en)?|avec|con|sean?)\b[^.!?]*$/i;
const supposing = /\b(?:if|when|for|at|case|until|while|unless|than)\s*[:(]?\s*$/i;

/** Values that words and tables give to names of formulas, as lines of a problem. */
export function proseLines(values: readonly Given[]): PlacedLine[] {
  return values.map(({ part, key, value }) => {
    const span = { from: -1, to: -1 };
    return { part, line: { kind: "value", left: nameSyntax(key), right: value, span } };
  });
}

/** The values that the words and tables of a document give to names of its formulas. */
export function proseValues(document: Document, reading: Reading): readonly Given[] {
  const worded = wordedValues(document, reading);
  const tabled = tableValues(document, reading);
  const isOther = ({ key, value }: Given): boolean => {
    return tabled.some((one) => one.key === key && !isSame(one.value, value));
  };
  return [...worded.filter((one) => !isOther(one)), ...tabled];
}

/** The sizes of all numbers that may be values of names by what words and tables say. */
export function toldSizes(
  document: Document,
  reading: Reading,
  values: readonly Given[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { key, value } of [...values, ...tableNumbers(document, reading)]) {
    const size = rationalOf(value);
    if (size === null) continue;
    found.set(key, (found.get(key) ?? new Set()).add(Q.toString(Q.absolute(size))));
  }
  return found;
}

function wordedValues({ pieces }: Document, reading: Reading): readonly Given[] {
  const given: Given[] = [];
  let part = 0;
  for (const piece of pieces) {
    if (piece.kind === "heading" || piece.kind === "mark") part++;
    if (piece.kind === "words") given.push(...givenIn(piece.text, part));
  }
  if (given.length === 0) return [];
  const used = new Set(
    reading.chains.flatMap(({ parts }) => parts.flatMap(namesOf)).map((one) => one.key),
  );
  const said = new Set(
    reading.chains.flatMap(({ parts: [left, right], continues }) => {
      const name = continues ? undefined : nameKey(left!);
      return name === undefined || mentions(right!, name) ? [] : [name];
    }),
  );
  return given.filter(({ key, value }) => {
    const isOne = given.every((one) => one.key !== key || isSame(one.value, value));
    return isOne && used.has(key) && !said.has(key);
  });
}

/** The values of a stretch of words that stand in a list, or behind a word that gives them. */
function givenIn(text: string, part: number): Given[] {
  const all = [...text.matchAll(assignment)];
  return all.flatMap((match, k) => {
    const [, letter, digits, value] = match;
    const joins = (one: RegExpExecArray | undefined, other: RegExpExecArray | undefined) => {
      if (one === undefined || other === undefined) return false;
      return between.test(text.slice(one.index + one[0].length, other.index));
    };
    let first = k;
    while (first > 0 && joins(all[first - 1], all[first])) first--;
    const before = text.slice(0, all[first]!.index);
    const isListed = first < k || joins(match, all[k + 1]);
    if (supposing.test(before) || !(isListed || giving.test(before))) return [];
    const base = letter!.length > 1 ? `\\${letter}` : letter!;
    const key =
      digits === undefined ? base : `${base}_${digits.length > 1 ? `{${digits}}` : digits}`;
    const number = readFormula(value!.replace("\u2212", "-"), { notation: "latex" });
    return [{ part, key, value: number.syntax }];
  });
}
