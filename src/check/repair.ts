/**
 * @file The smallest repair of a refuted step. Edits of its right side are tried at a few points
 * in doubles (`probe.ts`): those that need nothing from elsewhere (`edit.ts`), and what fills a gap
 * (`gap.ts`). Of each gap it is asked which number would make the step true, and the number is
 * looked up among what the author might have meant (`lexicon.ts`). What fits is judged like any
 * step, what makes it hold for all values before what does so for those of the document alone, the
 * smaller change before the larger. A number that is simply wrong is replaced by the right one.
 */
import type { Document } from "../document/index.ts";
import type { Node } from "../expression/index.ts";
import {
  children,
  mapParts,
  nameKey,
  readFormula,
  S,
  type Syntax,
  writeLatex,
} from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { isProblem } from "../source/index.ts";
import { alignedEdits } from "./alignment.ts";
import type { Reading } from "./chain.ts";
import { type Constant, constantOf, exactSyntax } from "./constant.ts";
import { type Edit, editsOf, kinds, type RepairKind } from "./edit.ts";
import { wordsOf } from "./edit-words.ts";
import { fillings } from "./filling.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { gapsOf } from "./gap.ts";
import { integrandIn } from "./integrand.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { lexiconOf } from "./lexicon.ts";
import { match } from "./match.ts";
import { headsOf, mentions, namesOf } from "./names.ts";
import { type Family, familiesOf, near, senseOf } from "./probe.ts";
import { asDecimal, isPrinted, rightValue } from "./right-value.ts";
import { hasDecimal, literalOf, printedNumber, withoutDecimals } from "./rounding.ts";
import type { Statement } from "./statement.ts";
import { workedForms } from "./worked-form.ts";

/** The right side as it should stand. */
export interface Repair {
  readonly kind: RepairKind;
  readonly latex: string;
  readonly message: string;
  /** The change in the text of the formulas; null when the side is replaced as a whole. */
  readonly edit: Edit | null;
  /** Whether the right side is then the left one over again: sin x = sin x for sin x = cos x. */
  readonly repeats?: boolean;
  /** Whether the step then holds for all values; undefined where a number has another value. */
  readonly always?: boolean;
  /** What the right side then is, and how it is written. */
  readonly node?: Node;
  readonly written?: Syntax;
  /** Whether it fits the document's values only, by a number that stands for nothing beside it. */
  readonly isInvented?: boolean;
}

/** What the search needs. */
export interface Search {
  readonly document: Document;
  readonly reading: Reading;
  readonly bench: Bench;
  /** Whether the document states the condition under which something holds. */
  readonly isGranted?: (finding: Finding) => boolean;
  /** The vectors that add up to 1. */
  readonly labels?: ReadonlySet<string>;
}

/** At most so many edits are looked at, and so many of those that fit are judged. */
const editLimit = 4000;
const functionLimit = 8;
const judgeLimit = 10;

/** Kinds of edits of which one more or less always fits the document's values. */
const numbersOnly: ReadonlySet<RepairKind> = new Set([
  "arithmetic",
  "missing-factor",
  "extra-factor",
  "missing-term",
  "extra-term",
]);

/** An edit that fits the document's values only, and changes more than this, is no slip. */
const inventedCost = 8;

/** The repair of a refuted step; null when none of the catalogue fits. */
export function repairOf(
  search: Search,
  statement: Statement,
  pair: Pair,
  finding: Finding,
): Repair | null {
  // a number that is simply wrong has the right one in its place
  if (finding.units !== undefined || isPrinted(statement.right)) {
    const value = rightValue(search.bench, statement, pair);
    if (value !== null) return value;
  }
  const edited = byIntegrand(search, statement, pair) ?? byEdit(search, statement, pair, finding);
  if (edited !== null || !statement.closed) return edited;
  // a value in the place of a whole calculation
  const value = rightValue(search.bench, statement, pair);
  return value && { ...value, isInvented: !isPrinted(statement.right) };
}

/** What a step says of a right side, and of names in it; null where that has no meaning. */
export interface Through {
  readonly side: (node: Node) => Node | null;
  readonly name: (node: Node) => Node | null;
  /** Whether a number says for itself what it is. */
  readonly isPlain: boolean;
}

const asTheyStand: Through = { side: (node) => node, name: (node) => node, isPlain: true };

/** The repair of a claim of which `through` says what its right side comes to; null for none. */
export function repairThrough(
  search: Search,
  statement: Statement,
  pair: Pair,
  finding: Finding,
  through: Through,
): Repair | null {
  const isNumber = through.isPlain && isPrinted(statement.right);
  const value = isNumber ? rightValue(search.bench, statement, pair) : null;
  return value ?? byEdit(search, statement, pair, finding, through);
}

/** An edit that fits, and how well. */
interface Fitting {
  readonly edit: Edit;
  readonly edited: string;
  readonly syntax: Syntax;
  readonly node: Node;
  readonly rank: readonly number[];
}

/** The edit that makes an antiderivative one of the integrand beside it. */
function byIntegrand(search: Search, statement: Statement, pair: Pair): Repair | null {
  const claim = integrandIn(search.bench, statement, pair);
  if (claim === null) return null;
  const through = { ...asTheyStand, side: claim.slope, isPlain: false };
  const found = byEdit(search, claim.statement, claim.pair, { verdict: "refuted" }, through);
  if (found?.edit == null || found.always !== true) return null;
  const { text } = search.reading.text;
  const { right } = statement;
  const { from, to, text: other } = found.edit;
  const latex = (text.slice(right.from, from) + other + text.slice(to, right.to)).trim();
  const written = readSide(search, statement, latex);
  const node = written && meaningOf(search, statement, written);
  if (node === null || written === null) return null;
  const whole = judge(search.bench, { ...pair, right: node, written, loose: null });
  return holds(whole) ? { ...found, latex, node, written } : null;
}

/** The edit of a right side that fits. */
function byEdit(
  search: Search,
  statement: Statement,
  pair: Pair,
  finding: Finding,
  through?: Through,
): Repair | null {
  const trial = new Trial(search, statement, pair, finding, through);
  for (const { edit, edited, syntax, node, rank } of trial.fitting().slice(0, judgeLimit)) {
    const loose = trial.loose(syntax);
    const found = judge(search.bench, { ...pair, right: node, written: syntax, loose });
    if (!holds(found) && search.isGranted?.(found) !== true) continue;
    const narrow = narrowed(edit, trial.text);
    const told = { kind: edit.kind, latex: edited.trim(), message: wordsOf(edit), edit: narrow };
    const [sense, , cost] = rank;
    const always = senses[sense!] === "always" || senses[sense!] === "there";
    const isOfNumbers = senses[sense!] === "here" && numbersOnly.has(edit.kind);
    const isLarge = cost! > inventedCost && edit.kind !== "missing-factor";
    const isBeside = edit.aligned === true || trial.isAligned(syntax) || trial.isValue(edit);
    const isInvented = isOfNumbers && (isLarge || !isBeside);
    return { ...told, repeats: node === pair.left, always, node, written: syntax, isInvented };
  }
  return null;
}

/** What a derivative is, in place of a formula that no edit makes right. */
export function repairByForm(search: Search, statement: Statement, pair: Pair): Repair | null {
  if (statement.closed) return null;
  for (const { latex, of } of workedForms(search.bench, statement, pair)) {
    const written = readSide(search, statement, latex);
    const node = written && meaningOf(search, statement, written);
    if (node === null || written === null) continue;
    const found = judge(search.bench, { ...pair, right: node, written, loose: null });
    if (!holds(found)) continue;
    const message = `the ${of} is ${latex}`;
    return { kind: "other", latex, message, edit: null, always: true, node, written };
  }
  return null;
}

/** A formula in the place of the right side; null when it cannot be read. */
function readSide({ document, reading }: Search, { chain }: Statement, latex: string) {
  const { macros } = document;
  const { decimalCommas, spelled } = reading;
  const options = { ...spelled, notation: "latex", macros, decimalCommas } as const;
  const { syntax, diagnostics } = readFormula(latex, options);
  return diagnostics.some(isProblem) ? null : reading.meant(syntax, chain);
}

/** What a formula means in the place of the right side; null when it means nothing. */
function meaningOf(
  { bench }: Search,
  statement: Statement,
  syntax: Syntax,
  put?: ReadonlyMap<string, Node>,
): Node | null {
  return orMisfit(() => bench.sheet.meaningIn(statement, syntax, put));
}

/** The edit without what it leaves as it is at both ends. */
function narrowed(edit: Edit, text: string): Edit {
  const before = text.slice(edit.from, edit.to);
  const most = Math.min(before.length, edit.text.length);
  let front = 0;
  while (front < most && before[front] === edit.text[front]) front++;
  let back = 0;
  while (back < most - front && before.at(-1 - back) === edit.text.at(-1 - back)) back++;
  return {
    ...edit,
    from: edit.from + front,
    to: edit.to - back,
    text: edit.text.slice(front, edit.text.length - back),
  };
}

/** How near sides are that have decimals. */
const roundedTolerance = 2e-3;

const senses: readonly Family["sense"][] = ["always", "put", "here", "there"];

/** The edits of one side, tried at points. */
class Trial {
  private readonly search: Search;
  private readonly statement: Statement;
  private readonly pair: Pair;
  private readonly families: readonly Family[];
  readonly text: string;
  private readonly through: Through;
  private readonly tolerance: number;
  /** What came of each text that was tried. */
  private readonly seen = new Map<string, Fitting | null>();
  private readonly found: Fitting[] = [];
  private left = editLimit;
  private rows: boolean | undefined;

  constructor(
    search: Search,
    statement: Statement,
    pair: Pair,
    finding: Finding,
    through: Through = asTheyStand,
  ) {
    this.through = through;
    this.search = search;
    this.statement = statement;
    this.pair = pair;
    this.text = search.reading.text.text;
    const isRounded = hasDecimal(statement.left) || hasDecimal(statement.right);
    this.tolerance = isRounded ? roundedTolerance : 1e-6;
    this.families = familiesOf(search, pair, finding, statement.closed);
  }

  /** The edits that fit, the best first. */
  fitting(): readonly Fitting[] {
    const { right } = this.statement;
    if (this.families.length === 0) return [];
    const edits = editsOf(right, this.text, this.indexed(), this.functions());
    for (const edit of [...this.aligned(), ...this.substitutions(), ...edits]) this.attempt(edit);
    const { bench, reading } = this.search;
    const lexicon = lexiconOf(bench, reading, this.statement, this.pair).flatMap((word) => {
      const node = this.through.name(word.node);
      return node === null ? [] : [{ ...word, node }];
    });
    const gaps = gapsOf(right, this.text);
    const { tolerance, statement, families } = this;
    const places = new Map<string, Syntax | null>();
    const meaning = (edit: Edit, name: string, node: Node): Node | null => {
      const edited = this.textAfter(edit);
      let syntax = places.get(edited);
      if (syntax === undefined) {
        syntax = this.read(edited);
        places.set(edited, syntax);
      }
      return syntax && this.whole(syntax, new Map([[name, node]]));
    };
    const { side: through } = this.through;
    const { sheet } = bench;
    const asking = { sheet, statement, families, tolerance, lexicon, meaning, through };
    const isOpen = (sense: Family["sense"]): boolean => {
      return this.found.every(({ rank }) => rank[0]! > senses.indexOf(sense));
    };
    for (const edit of fillings(asking, gaps, isOpen)) this.attempt(edit);
    return this.found.sort((a, b) => compare(a.rank, b.rank));
  }

  /** The sides with names for their decimals, where these may be carried; null where none are. */
  loose(syntax: Syntax): Pair["loose"] {
    const { loose } = this.pair;
    if (loose === null || !hasDecimal(syntax)) return null;
    const { arena } = this.search.bench.sheet;
    const names = new Map<string, Node>();
    const visit = (part: Syntax): void => {
      const key = nameKey(part);
      if (key !== undefined && literalOf(key) !== null) names.set(key, arena.variable(key, []));
      for (const child of children(part)) visit(child);
    };
    const named = withoutDecimals(syntax);
    // a number that is new here is no name of the sheet
    visit(named);
    const right = this.meaning(named, names);
    return right && { left: loose.left, right };
  }

  /** Tries an edit; of those that lead to the same text the likeliest says what was wrong. */
  private attempt(edit: Edit): void {
    const { right } = this.statement;
    if (edit.from < right.from || edit.to > right.to || this.left <= 0) return;
    const edited = this.textAfter(edit);
    const known = this.seen.get(edited);
    if (known !== undefined) {
      if (known === null) return;
      const rank = this.rankOf(edit, known.rank[0]!, known.rank[1]!);
      if (compare(rank, known.rank) >= 0) return;
      const better = { ...known, edit, rank };
      this.seen.set(edited, better);
      this.found.splice(this.found.indexOf(known), 1, better);
      return;
    }
    const fitting = this.tried(edit, edited);
    this.seen.set(edited, fitting);
    if (fitting !== null) this.found.push(fitting);
  }

  /** An edit that fits; null when it does not. */
  private tried(edit: Edit, edited: string): Fitting | null {
    this.left--;
    const syntax = this.read(edited);
    const node = syntax && this.whole(syntax);
    if (syntax === null || node === null || node === this.pair.right) return null;
    // y = … is not made right by a y on its right side
    const own = nameKey(this.statement.left);
    if (own !== undefined && mentions(syntax, own) && !mentions(this.statement.right, own)) {
      return null;
    }
    // what stands for each part to its own digits is judged by these
    const isRough = edit.aligned === true && this.tolerance === roundedTolerance;
    const sense = senseOf(this.families, node, isRough ? 10 * this.tolerance : this.tolerance);
    if (sense === null) return null;
    const loose = sense !== "here" || edit.aligned === true ? 0 : this.isAligned(syntax) ? 1 : 2;
    const isTurned = edit.kind === "transpose" && this.hasRow(syntax) && !this.writesRows();
    const placed = isTurned ? { ...edit, cost: (edit.cost ?? 0) + rowCost } : edit;
    const rank = this.rankOf(placed, senses.indexOf(sense), loose);
    return { edit: placed, edited, syntax, node, rank };
  }

  /** How likely an edit is: its sense, whether it is aligned, its size, its kind, its place. */
  private rankOf(edit: Edit, sense: number, aligned: number): readonly number[] {
    const size = edit.size ?? sizeOf(this.text.slice(edit.from, edit.to), edit.text);
    const cost = size + likelihood[edit.kind] + (edit.cost ?? 0);
    return [sense, aligned, cost, kinds.indexOf(edit.kind), -edit.from];
  }

  /** The right side after an edit. */
  private textAfter({ from, to, text }: Edit): string {
    const { right } = this.statement;
    return this.text.slice(right.from, from) + text + this.text.slice(to, right.to);
  }

  private read(latex: string): Syntax | null {
    return readSide(this.search, this.statement, latex);
  }

  private meaning(syntax: Syntax, put?: ReadonlyMap<string, Node>): Node | null {
    return meaningOf(this.search, this.statement, syntax, put);
  }

  /** What the step says of a right side. */
  private whole(syntax: Syntax, put?: ReadonlyMap<string, Node>): Node | null {
    const node = this.meaning(syntax, put);
    return node && orMisfit(() => this.through.side(node));
  }

  /** Whether a vector without a transpose stands before a matrix, as a row. */
  private hasRow(syntax: Syntax): boolean {
    const rank = (factor: Syntax): number | undefined => {
      return this.meaning(factor.kind === "transpose" ? factor.base : factor)?.shape.length;
    };
    const isRow = (factor: Syntax, next: Syntax | undefined, joint: string | undefined) => {
      const isBare = factor.kind !== "transpose" && next !== undefined && joint !== "odot";
      return isBare && rank(factor) === 1 && rank(next) === 2;
    };
    const own =
      syntax.kind === "product" &&
      syntax.factors.some((one, k) => isRow(one, syntax.factors[k + 1], syntax.joints[k]));
    return own || children(syntax).some((part) => this.hasRow(part));
  }

  /** Whether the document has vectors as rows somewhere else. */
  private writesRows(): boolean {
    this.rows ??= this.search.reading.chains.some(({ parts }) => {
      return parts.some((part) => part !== this.statement.right && this.hasRow(part));
    });
    return this.rows;
  }

  /** Whether every number of a side is the value of what it stands for on the left side. */
  isAligned(right: Syntax): boolean {
    const here = this.families.find(({ sense }) => sense === "here");
    if (here === undefined) return false;
    const values = (syntax: Syntax): readonly number[] | null => {
      const node = this.meaning(syntax);
      return node === null ? null : here.valueAt(here.prepared(node), 0);
    };
    const formula = this.formula();
    return [formula, multipliedOut(formula)].some((own) => {
      const equations = match(own, right);
      const isMatched = equations.length > 0 && equations.every((one) => this.isEqual(one, values));
      return isMatched || this.areFactors(own, right, values);
    });
  }

  /** Whether numbers are those of the factors of a product, some of them worked out together. */
  private areFactors(
    left: Syntax,
    right: Syntax,
    values: (syntax: Syntax) => readonly number[] | null,
  ): boolean {
    if (left.kind !== "product" || right.kind !== "product") return false;
    const own = left.factors.map(values);
    let at = 0;
    for (const [k, other] of right.factors.map(values).entries()) {
      let product = 1;
      const first = at;
      // of a derivative that is only supposed the value is the one that is put in
      if (at < own.length && own[at] === null) {
        at++;
        continue;
      }
      do {
        const [factor, ...more] = own[at++] ?? [];
        if (factor === undefined || more.length > 0 || other?.length !== 1) return false;
        product *= factor;
      } while (!near([product], other, this.tolerance) && !isShownAs([product], right.factors[k]!));
      const isOne = at === first + 1;
      if (isOne && !this.areParts(left.factors[first]!, right.factors[k]!, values)) return false;
    }
    return at === own.length;
  }

  /** Whether a fraction of numbers is one of what stands for these, above its line and below it. */
  private areParts(
    left: Syntax,
    right: Syntax,
    values: (syntax: Syntax) => readonly number[] | null,
  ): boolean {
    if (left.kind !== "fraction" || right.kind !== "fraction") return true;
    return (["numerator", "denominator"] as const).every((part) => {
      const [own, other] = [values(left[part]), values(right[part])];
      const isSame = own === null || (other !== null && near(own, other, this.tolerance));
      return (
        (isSame || isShownAs(own, right[part])) && this.areParts(left[part], right[part], values)
      );
    });
  }

  /** Whether what an edit puts in is the value of a name on the left side, or an entry of one. */
  isValue({ kind, text }: Edit): boolean {
    const here = this.families.find(({ sense }) => sense === "here");
    if (kind !== "arithmetic" || here === undefined) return false;
    const entriesOf = (latex: string): readonly number[] => {
      const syntax = this.read(latex);
      const node = syntax && this.meaning(syntax);
      return (node && here.valueAt(here.prepared(node), 0)) ?? [];
    };
    const [own, ...more] = entriesOf(text);
    if (own === undefined || more.length > 0) return false;
    const names = new Set(namesOf(this.formula()).map(({ key }) => key));
    return [...names].some((name) => {
      return entriesOf(name).some((entry) => near([own], [entry], this.tolerance));
    });
  }

  private isEqual(
    { left, right }: { readonly left: Syntax; readonly right: Syntax },
    values: (syntax: Syntax) => readonly number[] | null,
  ): boolean {
    const [a, b] = [values(left), values(right)];
    return a !== null && b !== null && (near(a, b, this.tolerance) || isShownAs(a, right));
  }

  /** What a step loses, or has too many, when it puts numbers into its left side. */
  private aligned(): readonly Edit[] {
    const { right, closed } = this.statement;
    const here = this.families.find(({ sense }) => sense === "here");
    if (!closed || here === undefined) return [];
    const { tolerance, text } = this;
    return alignedEdits(multipliedOut(this.formula()), right, {
      ...{ text, tolerance },
      valueOf: (part) => {
        const node = this.meaning(part);
        return node === null ? null : here.valueAt(here.prepared(node), 0);
      },
      putIn: (part) => this.withValues(part),
      asNumber: (part, number) => this.asNumber(part, number),
    });
  }

  /** The left side; of a name, what it was said to be. */
  private formula(): Syntax {
    const { left, chain } = this.statement;
    const key = nameKey(left);
    const named = key === undefined ? undefined : this.search.bench.sheet.named(key, chain.part);
    return named?.written ?? left;
  }

  /** A formula with values for its names, as one writes it; null where one is not known. */
  private withValues(syntax: Syntax): Syntax | null {
    if (nameKey(syntax) !== undefined || syntax.kind === "derivative") {
      const exact = this.valueOf(syntax)?.exact;
      if (exact == null) return null;
      const value = exactSyntax(exact);
      return value.kind === "sum" ? S.group(value) : value;
    }
    let isKnown = true;
    const put = mapParts(syntax, (part) => {
      const own = this.withValues(part);
      isKnown &&= own !== null;
      return own ?? part;
    });
    if (!isKnown || put.kind !== "product") return isKnown ? put : null;
    const joints = put.joints.map((joint) => (joint === "juxtapose" ? "cdot" : joint));
    return { ...put, joints };
  }

  /** The value of a formula here; null where it is not known. */
  private valueOf(syntax: Syntax): Constant | null {
    const { sheet, values } = this.search.bench;
    const { id } = this.pair;
    const node = this.meaning(syntax);
    if (node === null) return null;
    const whole = sheet.expand(node);
    const inputs = values.inputsOf([whole], id, id);
    return inputs ? constantOf(sheet.put(whole, inputs), sheet.worksheet.sizes) : null;
  }

  /** The value of a formula, as decimal as a number is; null where only its sign is another one. */
  private asNumber(syntax: Syntax, number: Syntax): string | null {
    const value = this.valueOf(syntax);
    const printed = printedNumber(number);
    if (value?.exact == null || (printed !== null && value.ball.shape.length > 0)) return null;
    const [ball] = value.ball.entries;
    const decimal = printed?.decimal === true ? asDecimal(ball!, printed.half) : null;
    const latex = decimal ?? writeLatex(exactSyntax(value.exact));
    const written = this.text.slice(number.from, number.to);
    return latex === `-${written}` || written === `-${latex}` ? null : latex;
  }

  /** Where a step puts a wrong number in for a name: the right one. */
  private substitutions(): Edit[] {
    const { right, closed } = this.statement;
    if (!closed) return [];
    const single = match(multipliedOut(this.formula()), right).flatMap((equation): Edit[] => {
      if (equation.right.from < right.from) return [];
      const latex = this.asNumber(equation.left, equation.right);
      if (latex === null) return [];
      const negative = latex.startsWith("-") ? `(${latex})` : latex;
      const { from, to } = equation.right;
      const what = this.text.slice(from, to);
      return latex === what
        ? []
        : [{ from, to, text: negative, kind: "arithmetic", what, cost: 1 }];
    });
    return [...single, ...this.everywhere(single)];
  }

  /** Of the same wrong number in several places, the right one in all of them: p(1 - p). */
  private everywhere(single: readonly Edit[]): Edit[] {
    const alike = new Map<string, Edit[]>();
    for (const edit of single) {
      const key = `${edit.what} ${edit.text}`;
      alike.set(key, [...(alike.get(key) ?? []), edit]);
    }
    return [...alike.values()].flatMap((edits): Edit[] => {
      const [first, ...more] = edits.toSorted((a, b) => a.from - b.from);
      if (first === undefined || more.length === 0) return [];
      let [text, at] = [first.text, first.to];
      for (const edit of more) {
        text += this.text.slice(at, edit.from) + edit.text;
        at = edit.to;
      }
      return [{ ...first, to: at, text, said: first.text, size: 1 }];
    });
  }

  /** The functions that the document calls. */
  private functions(): readonly string[] {
    const { chains } = this.search.reading;
    const called = chains.flatMap(({ parts }) =>
      parts.flatMap((side) => calledIn(side, this.text)),
    );
    return [...new Set(called)].slice(0, functionLimit);
  }

  /** The names with an index that occur in the document, by the name without it. */
  private indexed(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const visit = (syntax: Syntax): void => {
      for (const { key, base } of namesOf(syntax)) {
        if (base === null) continue;
        const known = found.get(base);
        if (known === undefined) found.set(base, [key]);
        else if (!known.includes(key)) known.push(key);
      }
      for (const child of children(syntax)) visit(child);
    };
    for (const { parts } of this.search.reading.chains) for (const side of parts) visit(side);
    return found;
  }
}

/** Whether a decimal is what a value is to its places: 0.27 for 0.2689. */
function isShownAs([value, ...more]: readonly number[], written: Syntax): boolean {
  const printed = printedNumber(written);
  if (value === undefined || more.length > 0 || printed?.decimal !== true) return false;
  return Math.abs(value - Q.toDouble(printed.value)) <= 1.001 * Q.toDouble(printed.half);
}

/** A formula with a(1 - a) as a product, which is no value of a function a. */
function multipliedOut(syntax: Syntax): Syntax {
  const factors = (part: Syntax): readonly Syntax[] => {
    if (part.kind !== "applied" || part.arguments.length !== 1) return [part];
    const isFactor = nameKey(part.head) !== undefined && headsOf(part).length === 0;
    return isFactor ? [part.head, S.group(part.arguments[0]!)] : [part];
  };
  const all = syntax.kind === "product" ? syntax.factors : [syntax];
  const own = all.flatMap(factors);
  return own.length > all.length ? S.product(own) : syntax;
}

/** The functions that are called in a formula, as they are written. */
function calledIn(syntax: Syntax, text: string): string[] {
  const inner = children(syntax).flatMap((part) => calledIn(part, text));
  if (syntax.kind !== "call" && syntax.kind !== "applied") return inner;
  const head = text.slice(syntax.head.from, syntax.head.to);
  return /^\\[a-zA-Z]+(?:\{[a-zA-Z]+\})?$/.test(head) ? [head, ...inner] : inner;
}

/** Compares two lists of numbers, the first difference deciding. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((own, k) => own !== b[k]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** How much less likely it is that a vector is meant as a row, where none is elsewhere. */
const rowCost = 6;

/** How much less likely than its size a mistake of a kind is: what is there was thought of. */
const likelihood: Readonly<Record<RepairKind, number>> = {
  sign: 0,
  "extra-factor": 0,
  "extra-term": 0,
  exponent: 0,
  index: 0,
  transpose: 0,
  function: 0,
  name: 2,
  "missing-factor": 1,
  "missing-term": 1,
  "chain-rule": 1,
  arithmetic: 1,
  rounding: 2,
  other: 3,
};

/** How many signs an edit changes: those that it takes away, or puts in, whichever are more. */
function sizeOf(before: string, after: string): number {
  const [a, b] = [before, after].map((text) => text.match(/\\[a-zA-Z]+|\d+|[^\s{}\\]/g) ?? []);
  const shared = (most: number, at: (k: number, list: readonly string[]) => string): number => {
    let k = 0;
    while (k < most && at(k, a!) === at(k, b!)) k++;
    return k;
  };
  const least = Math.min(a!.length, b!.length);
  const front = shared(least, (k, list) => list[k]!);
  const back = shared(least - front, (k, list) => list.at(-1 - k)!);
  return Math.max(a!.length, b!.length) - front - back;
}
