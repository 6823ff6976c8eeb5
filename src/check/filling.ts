/**
 * @file What fills the gaps of a wrong side. With an unknown in a gap the step is an equation,
 * which is solved in doubles at one point; the solution is a missing factor, term, exponent or
 * number, and is looked up among the words that the author might have meant, their reciprocals and
 * squares, and small numbers.
 */
import { isKind, type Node, type Shape } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Edit } from "./edit.ts";
import { orMisfit } from "./fit.ts";
import { type Gap, isChain, times, woven } from "./gap.ts";
import type { Word } from "./lexicon.ts";
import { mentions } from "./names.ts";
import { type Along, type Family, near } from "./probe.ts";
import { type Curve, crossings, secant } from "./root.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** What the search for fillings needs. */
export interface Asking {
  /** From what stands on the right side to what the step says of it. */
  readonly through: (node: Node) => Node | null;
  readonly sheet: DocumentSheet;
  readonly statement: Statement;
  readonly families: readonly Family[];
  readonly tolerance: number;
  readonly lexicon: readonly Word[];
  /** What the right side means after an edit that puts `\\mathrm{…}` there for a node. */
  readonly meaning: (edit: Edit, name: string, node: Node) => Node | null;
}

/** Whether a value is 0 but for rounding. */
const isTiny = (value: number): boolean => Math.abs(value) < 1e-9;

/** At most so many fillings of tensors are tried, which are not solved for. */
const tensorLimit = 2000;

/** The name of the unknown; no text can spell it. */
const unknown = "\u00a7gap";

/** How a tensor is spelled of which only the place is tried. */
const placed = { name: "pengradgap", latex: "\\mathrm{pengradgap}" } as const;

/** Edits that fill a gap. `isOpen` tells whether none was found that fits in a sense, or better. */
export function* fillings(
  asking: Asking,
  gaps: readonly Gap[],
  isOpen: (sense: Family["sense"]) => boolean,
): Generator<Edit> {
  for (const family of asking.families) {
    const words = valued(asking.lexicon, family);
    const numbers = words.filter(({ entries }) => entries.length === 1);
    for (const isFar of [false, true]) {
      if (isFar && !isOpen(family.sense)) break;
      for (const gap of gaps) {
        // of a number among numbers, no more can be said than that it is wrong
        if (asking.statement.closed && gap.isEntry) continue;
        if (gap.raised && gap.part.kind === "number" && gap.kind !== "number") continue;
        // names of the same value are no reason to take one for another
        if (gap.kind === "name" && family.sense !== "always") continue;
        for (const value of solved(asking, gap, family, isFar)) {
          yield* named(asking, gap, value, numbers);
        }
      }
    }
    const left = family.left[0]!;
    if (left.length > 1 || isOpen(family.sense))
      yield* tensors(
        asking,
        gaps,
        words.filter(({ entries }) => entries.length > 1),
        family,
      );
    if (!isOpen(family.sense)) return;
  }
}

/** A word with its entries at the first point. */
interface Valued {
  readonly word: Word;
  readonly entries: readonly number[];
}

function valued(lexicon: readonly Word[], { prepared, valueAt }: Family): readonly Valued[] {
  return lexicon.flatMap((word): Valued[] => {
    const entries = valueAt(prepared(word.node), 0);
    return entries === null ? [] : [{ word, entries }];
  });
}

/** The numbers that make the step true in a gap: the first that is found, or those further off. */
function solved(
  { sheet, statement, tolerance, through }: Asking,
  gap: Gap,
  family: Family,
  isFar: boolean,
): readonly number[] {
  const hole = sheet.arena.variable(unknown, []);
  const node = meaning(sheet, statement, gap.asked(unknown), new Map([[unknown, hole]]));
  if (node === null) return [];
  const own = through(node);
  if (own === null) return [];
  const prepared = family.prepared(own);
  const left = family.left[0]!;
  const along = family.curveOf(prepared, hole);
  const f = (x: number) => along([x]);
  const start = gap.kind === "term" ? 0 : 1;
  const still = f(start);
  const moved = f(start + 0.5);
  if (still === null || moved === null || still.length !== left.length) return [];
  // the entry in which the gap weighs most
  let at = -1;
  for (const k of left.keys()) {
    const weight = Math.abs(moved[k]! - still[k]!);
    if (weight > 1e-12 && (at < 0 || weight > Math.abs(moved[at]! - still[at]!))) at = k;
  }
  if (at < 0) return [];
  const curve: Curve = (x) => f(x)?.[at] ?? null;
  const y = left[at]!;
  // a power is a line on a logarithmic scale
  const scaled: Curve = (x) => {
    const ratio = (curve(x) ?? 0) / y;
    return ratio > 0 ? Math.log(ratio) : null;
  };
  const isPower = gap.kind === "exponent" && y !== 0;
  const one = (isPower ? secant(scaled, 0, start) : null) ?? secant(curve, y, start);
  const roots = isFar ? crossings(curve, y) : [one ?? []].flat();
  return roots.filter((root) => {
    const value = f(root);
    return value !== null && near(value, left, tolerance);
  });
}

/** The edits that put in what a number may be. */
function* named(
  { tolerance, statement, sheet }: Asking,
  gap: Gap,
  value: number,
  words: readonly Valued[],
): Generator<Edit> {
  const is = (other: number) => isNear(value, other, tolerance);
  // nothing is missing here
  const isReplaced = gap.kind === "number" || gap.kind === "link" || gap.kind === "name";
  if (!isReplaced && is(gap.kind === "term" ? 0 : 1)) return;
  switch (gap.kind) {
    case "number":
      if (Number.isFinite(value)) yield* number(gap, value, tolerance, statement.closed);
      return;
    case "link":
      for (const { word, entries } of words) {
        if (word.kind !== "link" || !is(entries[0]!)) continue;
        // the last link of dL/db is by b; elsewhere a link is lost rather than mistaken
        const [head] = statement.chain.parts;
        const by = head!.kind === "derivative" ? nameKey(head.by[0]!.variable) : undefined;
        const { part } = gap;
        const own = part.kind === "derivative" ? nameKey(part.by[0]!.variable) : undefined;
        const cost = word.link?.by === by && own !== by ? 0 : 8;
        for (const edit of gap.filled(word.latex)) yield { ...edit, cost };
      }
      return;
    case "name":
      for (const { word, entries } of words) {
        if (word.kind === "name" && is(entries[0]!)) yield* gap.filled(word.latex);
      }
      return;
    case "exponent": {
      const constant = small(value, tolerance);
      if (constant !== null) yield* gap.filled(constant);
      for (const { word, entries } of words) {
        const [own] = entries;
        if (word.latex.length > 12 || /^[\d.]+$/.test(word.latex)) continue;
        if (is(own!)) yield* gap.filled(word.latex);
        else if (is(own! - 1)) yield* gap.filled(`${word.latex} - 1`);
        else if (is(own! + 1)) yield* gap.filled(`${word.latex} + 1`);
      }
      return;
    }
    case "term": {
      const constant = small(value, tolerance);
      if (constant !== null) {
        const sign = constant.startsWith("-") ? "-" : "+";
        yield* gap.filled(constant.replace(/^-/, ""), { sign });
      }
      const isMade = (body: string): boolean =>
        words.some(({ word }) => word.latex === body.trim() && isForeign(word, statement, sheet));
      for (const term of termsOf(words, tolerance, value)) {
        const isMinus = term.startsWith("-");
        const body = isMinus ? term.slice(1).trimStart() : term;
        // beside links of a chain stand links; what was put in for a name needs no name beside it
        const isLoose = isChain(gap.part) && !path.test(body);
        const cost = isLoose ? 8 : isMade(body) ? 3 : 0;
        for (const edit of gap.filled(body, { sign: isMinus ? "-" : "+" })) yield { ...edit, cost };
      }
      return;
    }
    case "factor": {
      // nobody forgets a factor 0
      if (isTiny(value)) return;
      const constant = is(-1) ? null : small(value, tolerance);
      const isLed = isDerivative(statement.chain.parts[0]!);
      for (const { word, entries } of words) {
        const [own] = entries;
        const { kind, link } = word;
        // a constant is said as it is
        const isOwn = kind === "link" || kind === "local" || word.counts || statement.closed;
        if (constant !== null && !isOwn) continue;
        if (is(own!)) {
          const isLink = isLed && (kind === "link" || kind === "local");
          // in a chain of derivatives a link is missing, whatever else has its value
          const isLoose = isLed && kind !== "link" && isChain(gap.part);
          const cost = (isLoose ? 8 : 0) + (gap.has(word.latex) ? 6 : 0);
          const filling = link === undefined ? {} : { link };
          for (const edit of gap.filled(word.latex, filling)) {
            yield {
              ...edit,
              cost,
              ...(isLink && edit.kind === "missing-factor" && { kind: "chain-rule" as const }),
            };
          }
        } else if (is(1 / own!) && kind !== "link") {
          const cost = gap.has(word.latex) ? 6 : 0;
          for (const edit of gap.filled(`\\frac{1}{${word.latex}}`)) yield { ...edit, cost };
        }
      }
      if (constant !== null && !constant.startsWith("-")) {
        // two thirds are nothing that one forgets
        const cost = /^(?:\d+|\\frac\{1\}\{\d\})$/.test(constant) ? 1 : 4;
        for (const edit of gap.filled(constant)) yield { ...edit, cost };
      }
    }
  }
}

/** Whether a name is made of others, and stands nowhere in a step. */
function isForeign({ kind, node }: Word, { left, right }: Statement, sheet: DocumentSheet) {
  const quantity = kind === "name" && isKind(node, "variable") ? sheet.quantityOf(node) : null;
  if (quantity?.formula == null) return false;
  return !mentions(left, quantity.key) && !mentions(right, quantity.key);
}

/** A product of derivatives, as a path of a chain is written. */
const path =
  /^\s*(?:(?:\\cdot|\\frac\{(?:d|\\partial)(?:[^{}]|\{[^{}]*\})*\}\{(?:[^{}]|\{[^{}]*\})*\})\s*)+$/;

/** dy/dx, and f'(x). */
function isDerivative(head: Syntax): boolean {
  return head.kind === "derivative" || (head.kind === "applied" && head.head.kind === "prime");
}

/** Words, squares and products of two names that are a term of a value, with their signs. */
function* termsOf(words: readonly Valued[], tolerance: number, value: number): Generator<string> {
  const is = (other: number) => isNear(value, other, tolerance);
  const signed = (latex: string, own: number): string | null => {
    const turned = latex.startsWith("-") && !/[+-]/.test(latex.slice(1));
    if (is(own)) return latex;
    if (!is(-own)) return null;
    return turned ? latex.slice(1).trimStart() : `-${sum(latex)}`;
  };
  for (const { word, entries } of words) {
    const found = signed(word.latex, entries[0]!);
    if (found !== null) yield found;
  }
  const names = words.filter(({ word }) => word.kind === "name").slice(0, 16);
  for (const [k, a] of names.entries()) {
    const [x] = a.entries;
    const square = signed(`${a.word.latex}^2`, x! * x!);
    if (square !== null) yield square;
    for (const b of names.slice(k + 1)) {
      const product = signed(times(a.word.latex, b.word.latex), x! * b.entries[0]!);
      if (product !== null) yield product;
    }
  }
}

/** What stands behind a minus: in brackets when it is a sum. */
function sum(latex: string): string {
  return /^[^{(]*[+-]/.test(latex) ? `\\left(${latex}\\right)` : latex;
}

function isNear(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}

/** A small fraction in LaTeX; null when a number is none. */
function small(value: number, tolerance = 1e-9): string | null {
  for (let below = 1; below <= 12; below++) {
    const above = Math.round(value * below);
    if (above === 0 || Math.abs(above) > 24) continue;
    if (!isNear(value, above / below, Math.min(tolerance, 1e-6))) continue;
    if (below === 1) return `${above}`;
    return `${above < 0 ? "-" : ""}\\frac{${Math.abs(above)}}{${below}}`;
  }
  return null;
}

/** Another number in the place of one: as whole as that, or with as many places. */
function* number(
  { part, filled, raised, isFactor, isTerm }: Gap,
  value: number,
  tolerance: number,
  isClosed: boolean,
): Generator<Edit> {
  const { text } = part as Extract<Syntax, { kind: "number" }>;
  const places = text.split(".")[1]?.length ?? 0;
  const rounded = Math.round(value * 10 ** places) / 10 ** places;
  // a factor 1 is none, and a term 0
  const isNothing =
    (rounded === 1 && (raised || (isFactor && !isClosed))) ||
    (rounded === 0 && (isFactor || isTerm));
  if (rounded < 0 || Math.abs(rounded) > 1e6 || isNothing) return;
  const isClose =
    places > 0
      ? Math.abs(rounded - value) < 0.6 * 10 ** -places
      : isNear(rounded, value, tolerance);
  const latex = rounded.toFixed(places);
  // that a number is another one says less than what else may be wrong
  if (isClose && latex !== text)
    for (const edit of filled(latex)) {
      yield { ...edit, cost: edit.kind === "arithmetic" && isClosed ? -1 : 0 };
    }
}

/** Tensors as terms and as factors, each tried in every place, the short ones first. */
function* tensors(
  asking: Asking,
  gaps: readonly Gap[],
  words: readonly Valued[],
  family: Family,
): Generator<Edit> {
  const { statement } = asking;
  const places = new Places(asking, family);
  const sorted = [...words].sort((a, b) => a.word.latex.length - b.word.latex.length);
  let left = tensorLimit;
  for (const { word, entries } of sorted) {
    const { latex } = word;
    const isMinus = latex.startsWith("-");
    const body = isMinus ? latex.slice(1).trimStart() : latex;
    for (const gap of gaps) {
      if (gap.kind !== "term" || gap.isEntry || left <= 0) continue;
      left -= 2;
      for (const sign of ["+", "-"] as const) {
        // a word with a minus is put in without it, after the other sign
        const own = isMinus ? (sign === "+" ? "-" : "+") : sign;
        const filled = gap.filled(sign === "-" && !isMinus ? sum(body) : body, { sign: own });
        const tried = gap.filled(placed.latex, { sign });
        for (const [k, edit] of filled.entries()) {
          if (places.fits(tried[k]!, word, entries)) yield edit;
        }
      }
    }
  }
  left = tensorLimit;
  const isLed = isDerivative(statement.chain.parts[0]!);
  // nobody forgets a factor 0
  for (const { word, entries } of sorted.filter((one) => !one.entries.every(isTiny))) {
    const { latex: own, kind, node } = word;
    const isMatrix = node.shape.length > 1;
    const isLink = isLed && (kind === "link" || kind === "local");
    // of derivatives that are the same, the one in the chain is meant
    const aside = isLed && kind !== "link" && own.startsWith("\\frac{d") ? 2 : 0;
    const isPart = kind === "name" || kind === "part";
    const turned = (of: string) => `${of}^T`;
    const below = (of: string) => `\\frac{1}{${of}}`;
    const forms = [(of: string) => of, ...(isMatrix ? [turned] : isPart ? [below] : [])];
    for (const form of forms) {
      for (const gap of gaps) {
        if (gap.kind !== "factor" || gap.part.kind === "number" || left <= 0) continue;
        const edits = woven(gap, form(own));
        const tried = woven(gap, form(placed.latex));
        left -= edits.length;
        for (const [k, edit] of edits.entries()) {
          if (!places.fits(tried[k]!, word, entries)) continue;
          // a matrix stands before a vector
          const cost = (edit.cost ?? 0) + aside + (isMatrix && edit.from > gap.part.from ? 4 : 0);
          yield { ...edit, cost, ...(isLink && { kind: "chain-rule" as const }) };
        }
      }
    }
  }
}

/** A transpose, also behind a label: x^T, a^{(1)T}, x^{\top}. */
const transposes = /\^\{?[^{}]*(?:T\b|\\top|\\intercal|\\mathsf)/;

/** The places where a tensor may be missing, each read once for every shape that is tried there. */
class Places {
  private readonly asking: Asking;
  private readonly family: Family;
  private readonly known = new Map<string, Along | null>();

  constructor(asking: Asking, family: Family) {
    this.asking = asking;
    this.family = family;
  }

  /** Whether a word in its place may make the step true at the first point. */
  fits(edit: Edit, { latex, node: { shape } }: Word, entries: readonly number[]): boolean {
    // a vector that may stand as a row is not what a name in its place is
    if (shape.length === 1 && transposes.test(latex)) return true;
    const key = `${edit.from} ${edit.to} ${edit.text} ${shape.join()}`;
    let along = this.known.get(key);
    if (along === undefined) {
      along = this.along(edit, shape);
      this.known.set(key, along);
    }
    const value = along?.(entries) ?? null;
    return value !== null && near(this.family.left[0]!, value, this.asking.tolerance);
  }

  private along(edit: Edit, shape: Shape): Along | null {
    const { sheet, meaning } = this.asking;
    const hole = sheet.arena.variable(`${unknown}${shape.join()}`, shape);
    const node = meaning(edit, placed.name, hole);
    if (node === null) return null;
    return orMisfit(() => this.family.curveOf(this.family.prepared(node), hole));
  }
}

/** The meaning of a formula with names of the caller's; null when it has none. */
function meaning(
  sheet: DocumentSheet,
  statement: Statement,
  syntax: Syntax,
  put: ReadonlyMap<string, Node>,
): Node | null {
  return orMisfit(() => sheet.meaningIn(statement, syntax, put));
}
