/**
 * @file The smallest repair of a refuted step: the first edit of its right side, in the order of
 * the catalogue, that makes it hold, for all values before for those of the document alone. Of
 * several edits of one kind, one that also makes the next step hold comes first, then the shorter
 * one. A number that is simply wrong is replaced by the right one.
 */

import type { Sample } from "../algebra/index.ts";
import type { Document } from "../document/index.ts";
import {
  evaluate,
  floatField,
  isKind,
  type Node,
  type Sizes,
  type Tensor,
} from "../expression/index.ts";
import {
  type Names,
  readFormula,
  S,
  type Syntax,
  spell,
  spellExact,
  writeLatex,
} from "../notation/index.ts";
import { B, Q } from "../number/index.ts";
import type { Reading } from "./chain.ts";
import { type Constant, constantOf, exactSyntax, sameConstant } from "./constant.ts";
import { type Candidates, type Edit, editsOf, type RepairKind } from "./edit.ts";
import { withExamples } from "./example.ts";
import { type Finding, holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { match } from "./match.ts";
import { namesOf } from "./names.ts";
import { printedNumber, unitsOff } from "./rounding.ts";
import { type DocumentSheet, variablesOf } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** The right side as it should stand. */
export interface Repair {
  readonly kind: RepairKind;
  readonly latex: string;
  readonly message: string;
  /** The change in the text of the formulas; null when the side is replaced as a whole. */
  readonly edit: Edit | null;
}

/** What the search needs. */
export interface Search {
  readonly document: Document;
  readonly reading: Reading;
  readonly bench: Bench;
}

/** At most so many edits are tried. */
const editLimit = 400;

/** The repair of a refuted step; null when none of the catalogue fits. */
export function repairOf(
  search: Search,
  statement: Statement,
  pair: Pair,
  next: Pair | null,
  finding: Finding,
): Repair | null {
  // a number that is simply wrong has the right one in its place
  if (finding.units !== undefined || isNumber(statement.right)) {
    const value = rightValue(search, statement, pair);
    if (value !== null) return value;
  }
  const edited = byEdit(search, statement, pair, next, finding);
  return edited ?? (statement.closed ? rightValue(search, statement, pair) : null);
}

function byEdit(
  { bench, reading, document }: Search,
  statement: Statement,
  pair: Pair,
  next: Pair | null,
  finding: Finding,
): Repair | null {
  const { sheet } = bench;
  const { text } = reading.text;
  const edits = editsOf(statement.right, text, candidatesFor(bench, reading, statement, pair));
  const put = substitutions(bench, statement, pair, text);
  const tried = distinct([...put, ...edits], statement.right, text).slice(0, editLimit);
  const isPlausible = screen(bench, pair, finding);
  const whole = sheet.expand(pair.left);
  let best: { edit: Edit; edited: string; rank: readonly number[] } | null = null;
  for (const { edit, edited } of tried) {
    const isOther = best !== null && edit.kind !== best.edit.kind;
    if (isOther && best!.rank[0] === 0) break;
    const { syntax } = readFormula(edited, { notation: "latex", macros: document.macros });
    const node = sheet.meaningIn(statement, reading.meant(syntax, statement.chain));
    if (node === null || node === pair.right || !isPlausible(node)) continue;
    const attempt = { ...pair, right: node, written: syntax, loose: null };
    const found = judge(bench, attempt);
    if (!holds(found)) continue;
    // what holds for the values here alone gives way to what holds for all
    const always = statement.closed || holds(bench.decide(whole, sheet.expand(node)));
    if (isOther && !always) continue;
    const goesOn = next !== null && holds(judge(bench, { ...next, left: node, loose: null }));
    const rank = [
      always ? 0 : 1,
      found.local === true ? 1 : 0,
      goesOn ? 0 : 1,
      edit.text.length + edit.to - edit.from,
    ];
    if (best === null || before(rank, best.rank)) best = { edit, edited, rank };
  }
  if (best === null) return null;
  const { edit, edited } = best;
  return { kind: edit.kind, latex: edited.trim(), message: words(edit), edit };
}

/** Where a step puts a wrong number in for a name: the right one. */
function substitutions(
  { sheet, values }: Bench,
  statement: Statement,
  { id }: Pair,
  text: string,
): Edit[] {
  if (!statement.closed) return [];
  return match(statement.left, statement.right).flatMap(({ left, right }): Edit[] => {
    const node = sheet.meaningIn(statement, left);
    if (node === null || right.from < statement.right.from) return [];
    const inputs = new Map<Node, Node>();
    for (const variable of variablesOf(sheet.expand(node))) {
      const value = values.ofInput(variable, id, id);
      if (value === undefined) return [];
      inputs.set(variable, value);
    }
    const exact = constantOf(sheet.put(sheet.expand(node), inputs), sheet.worksheet.sizes)?.exact;
    if (exact == null) return [];
    const latex = writeLatex(exactSyntax(exact));
    const negative = latex.startsWith("-") ? `(${latex})` : latex;
    const { from, to } = right;
    const what = text.slice(from, to);
    return latex === what ? [] : [{ from, to, text: negative, kind: "arithmetic", what }];
  });
}

/**
 * A quick look at whether a right side may be right: its value in doubles, where the counterexample
 * lies or where the document puts its numbers, against that of the left side.
 */
function screen(
  { sheet, values }: Bench,
  { id, left }: Pair,
  { point }: Finding,
): (right: Node) => boolean {
  const whole = sheet.expand(left);
  const sizes: Sizes = new Map([...sheet.worksheet.sizes, ...(point?.sizes ?? [])]);
  const there = new Map<string, Tensor<number>>();
  for (const [name, { shape, entries }] of point?.values ?? []) {
    there.set(name, { shape, entries: entries.map(sampleValue) });
  }
  const here = new Map<string, Tensor<number>>();
  const at = (root: Node, inputs: ReadonlyMap<string, Tensor<number>>) => {
    // unknown functions are what they were taken to be in the counterexample
    const plain = withExamples(root, root, sheet.arena)?.left ?? root;
    return evaluate([plain], floatField, inputs, sizes).values.get(plain)?.entries;
  };
  const known = (root: Node): boolean => {
    return variablesOf(root).every((variable) => {
      if (here.has(variable.data)) return true;
      const value = values.ofInput(variable, id, null);
      const found = value && evaluate([value], floatField, new Map(), sizes).values.get(value);
      if (found === undefined) return false;
      here.set(variable.data, found);
      return true;
    });
  };
  const close = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean => {
    if (a === undefined || b === undefined) return false;
    return a.every((x, k) => Math.abs(x - b[k % b.length]!) <= 1e-6 * (1 + Math.abs(x)));
  };
  const before = point === undefined ? undefined : at(whole, there);
  const own = known(whole) ? at(whole, here) : undefined;
  return (right) => {
    const other = sheet.expand(right);
    if (before !== undefined && close(before, at(other, there))) return true;
    return own !== undefined && known(other) && close(own, at(other, here));
  };
}

const sampleValue = ({ float }: Sample): number => float;

/** Whether one list of numbers comes before another, the first difference deciding. */
function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((own, k) => own !== b[k]);
  return at >= 0 && a[at]! < b[at]!;
}

/** Edits with the text they make of the right side, each text once. */
function distinct(edits: readonly Edit[], side: Syntax, text: string) {
  const seen = new Set<string>();
  const found: { edit: Edit; edited: string }[] = [];
  for (const edit of edits) {
    if (edit.from < side.from || edit.to > side.to) continue;
    const edited = text.slice(side.from, edit.from) + edit.text + text.slice(edit.to, side.to);
    if (seen.has(edited)) continue;
    seen.add(edited);
    found.push({ edit, edited });
  }
  return found;
}

/** What may be missing on the right side. */
function candidatesFor(
  { sheet }: Bench,
  reading: Reading,
  statement: Statement,
  pair: Pair,
): Candidates {
  const { text } = reading.text;
  const written = new Map<string, string>();
  const indexed = new Map<string, string[]>();
  for (const { left, right, chain } of statementsNear(reading, statement)) {
    if (chain !== statement.chain.part) continue;
    for (const side of [left, right]) collectNames(side, text, written, indexed);
  }
  // another index may stand anywhere in the document
  for (const { parts } of reading.chains) {
    for (const side of parts) collectNames(side, text, new Map(), indexed);
  }
  for (const variable of variablesOf(sheet.opened(pair.left))) {
    const name = sheet.nameOf(variable);
    if (name !== "" && !written.has(name)) written.set(name, name);
  }
  const names = [...written.values()].slice(0, 24);
  const entries = entriesOf(sheet, statement).slice(0, 24);
  const inner = sheet
    .derivativesIn(pair.left)
    .map((node) => writeLatex(spell(node, namesFor(sheet))))
    .filter((latex) => latex.length < 60);
  return {
    factors: statement.closed ? names : [...names, "2", "\\frac{1}{2}"],
    terms: statement.closed ? entries : [...entries, ...names, "1"],
    inner: [...new Set(inner)],
    indexed,
  };
}

/** The names of quantities for spelling nodes in the author's notation. */
function namesFor(sheet: DocumentSheet): Names {
  return {
    get: (node) => (isKind(node, "variable") ? sheet.quantityOf(node)?.name : undefined),
  };
}

function statementsNear(reading: Reading, { chain }: Statement) {
  return reading.chains
    .filter(({ part }) => part === chain.part)
    .flatMap(({ parts, part }) =>
      parts.slice(1).map((right, k) => ({ left: parts[k]!, right, chain: part })),
    );
}

function collectNames(
  side: Syntax,
  _text: string,
  written: Map<string, string>,
  indexed: Map<string, string[]>,
): void {
  for (const { key, base } of namesOf(side)) {
    written.set(key, key);
    if (base === null) continue;
    const known = indexed.get(base);
    if (known === undefined) indexed.set(base, [key]);
    else if (!known.includes(key)) known.push(key);
  }
}

/** The entries of vectors and small matrices that the part sees: b_1, b_2. */
function entriesOf(sheet: DocumentSheet, { chain }: Statement): string[] {
  return sheet.worksheet.quantities.flatMap(({ key, shape, part }) => {
    const hidden = /[\u00a7\u2202]/.test(key);
    const [n, m] = shape.map((size) => {
      return typeof size === "number" ? size : (sheet.worksheet.sizes.get(size) ?? 9);
    });
    if (hidden || part > chain.part || n === undefined || m !== undefined || n > 4) return [];
    return Array.from({ length: n }, (_, k) => `${key}_${k + 1}`);
  });
}

/** A printed number, or a fraction of two. */
function isNumber(syntax: Syntax): boolean {
  if (syntax.kind === "fraction") return isNumber(syntax.numerator) && isNumber(syntax.denominator);
  return printedNumber(syntax) !== null;
}

/** The value that should stand where a number stands. */
function rightValue({ bench }: Search, statement: Statement, pair: Pair): Repair | null {
  const { sheet, values } = bench;
  const { sizes } = sheet.worksheet;
  const node = valueAt(sheet, values, pair);
  const constant = node === null ? null : constantOf(node, sizes);
  if (constant === null) return null;
  if (constant.ball.entries.length !== 1) return rightEntries(statement, constant);
  const printed = printedNumber(statement.right);
  const exact = constant.exact?.entries[0];
  const decimals = printed?.decimal === true;
  const text = decimals ? atPlaces(constant.ball.entries[0]!, printed.half) : null;
  const latex = text ?? (exact === undefined ? null : writeLatex(spellExact(exact)));
  if (latex === null) return null;
  const negative = sheet.meaningIn(statement, S.negate(S.group(statement.right)));
  const turned = negative === null ? null : constantOf(negative, sizes);
  const isSign = turned !== null && sameConstant(turned, constant) === "yes";
  const kind: RepairKind = isSign ? "sign" : decimals ? "rounding" : "arithmetic";
  return { kind, latex, message: `the value is ${latex}`, edit: null };
}

/** A printed vector or matrix with the right number wherever one is wrong. */
function rightEntries({ right }: Statement, { ball, exact }: Constant): Repair | null {
  if (right.kind !== "matrix") return null;
  const entries = right.rows.flat();
  if (entries.length !== ball.entries.length) return null;
  let kind: RepairKind = "arithmetic";
  const put = entries.map((entry, k): Syntax | null => {
    const printed = printedNumber(entry);
    const value = ball.entries[k]!;
    const isRight = printed !== null && unitsOff([printed], { shape: [], entries: [value] }) === 0;
    if (printed?.decimal === true && isRight) return entry;
    const own = exact?.entries[k];
    if (printed?.decimal !== true) return own === undefined ? null : spellExact(own);
    kind = "rounding";
    const text = atPlaces(value, printed.half);
    return text === null ? null : readFormula(text, { notation: "latex" }).syntax;
  });
  if (put.includes(null)) return null;
  const width = right.rows[0]!.length;
  const rows = right.rows.map((_, i) => put.slice(i * width, (i + 1) * width) as Syntax[]);
  const latex = writeLatex(S.matrix(rows));
  return { kind, latex, message: `the value is ${latex}`, edit: null };
}

function valueAt(sheet: DocumentSheet, values: Bench["values"], { id, left }: Pair): Node | null {
  const opened = sheet.opened(left);
  const map = new Map<Node, Node>();
  for (const variable of variablesOf(opened)) {
    const value = values.of(variable, id, null);
    if (value === undefined) return null;
    map.set(variable, value);
  }
  return sheet.put(opened, map);
}

/** A number to the places of a printed one, whose half unit is given. */
function atPlaces(
  ball: Parameters<typeof B.lower>[0],
  half: { n: bigint; d: bigint },
): string | null {
  const [low, high] = [B.lower(ball), B.upper(ball)];
  if (low === undefined || high === undefined) return null;
  const unit = Q.multiply(half, Q.fromInteger(2n));
  const middle = Q.multiply(Q.add(low, high), Q.half);
  const scaled = Q.divide(middle, unit);
  if (scaled === undefined) return null;
  const rounded = Q.floor(Q.add(scaled, Q.half));
  const value = Q.multiply(Q.fromInteger(rounded), unit);
  const places = Math.max(0, unit.d.toString().length - 1);
  const sign = value.n < 0n ? "-" : "";
  const digits = ((value.n < 0n ? -value.n : value.n) * 10n ** BigInt(places)) / value.d;
  const whole = digits.toString().padStart(places + 1, "0");
  return places === 0 ? sign + whole : `${sign}${whole.slice(0, -places)}.${whole.slice(-places)}`;
}

/** What an edit puts right, in words. */
function words({ kind, what, text }: Edit): string {
  switch (kind) {
    case "sign":
      return text.includes("-") ? "a minus sign is lost" : "a minus sign too many";
    case "extra-factor":
      return `an extra factor ${what.trim()}`;
    case "missing-factor":
      return `the factor ${what} is missing`;
    case "extra-term":
      return `an extra term ${what.trim()}`;
    case "missing-term":
      return `the term ${text.trim()} is missing`;
    case "chain-rule":
      return `the inner derivative ${what} is missing`;
    case "exponent":
      return "the exponent is wrong";
    case "index":
      return `an index is wrong: ${what}`;
    case "transpose":
      return what === "order" ? "the order of the factors is wrong" : "a transpose is wrong";
    case "arithmetic":
      return `${what.trim()} should be ${text}`;
    case "function":
      return `${what} is the wrong function`;
    default:
      return "another form is meant";
  }
}
