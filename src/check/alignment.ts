/**
 * @file A step that puts numbers into a formula, laid on that formula: where the two part by one
 * term or factor, that is what is missing, or too many. `−(w_0 x_0 + w_1 x_1) = −((−3) · (−2))`
 * has lost `2 · (−1)`.
 */
import { children, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import type { Edit, RepairKind } from "./edit.ts";
import { bare } from "./match.ts";
import { near } from "./probe.ts";

/** What is known where two formulas are laid on each other. */
export interface Laying {
  /** The text in which the second formula stands. */
  readonly text: string;
  /** The entries of a formula's value; null where it has none. */
  readonly valueOf: (syntax: Syntax) => readonly number[] | null;
  /** A formula with values for its names, as one writes it; null where one is not known. */
  readonly putIn: (syntax: Syntax) => Syntax | null;
  /** The value of a formula as a number is written; null where it is not known. */
  readonly asNumber: (syntax: Syntax, number: Syntax) => string | null;
  readonly tolerance: number;
}

/** The edits of a formula of numbers that make it what the other one is, part by part. */
export function alignedEdits(formula: Syntax, numbers: Syntax, laying: Laying): readonly Edit[] {
  return new Alignment(laying, numbers).edits(formula, numbers, "no");
}

/** A term with its sign. */
type Term = Extract<Syntax, { kind: "sum" }>["terms"][number];

/** Whether a part stands in an exponent; that of e is an argument, in which a number is one. */
type Raised = "no" | "argument" | "exponent";

class Alignment {
  private readonly laying: Laying;

  /** The formula of numbers as a whole, with its sign and without. */
  private readonly whole: readonly Syntax[];

  constructor(laying: Laying, numbers: Syntax) {
    this.laying = laying;
    const whole = bare(numbers);
    this.whole = [whole, ...(whole.kind === "sum" ? [bare(whole.terms[0]!.term)] : [])];
  }

  edits(formula: Syntax, numbers: Syntax, raised: Raised): Edit[] {
    const [a, b] = [bare(formula), bare(numbers)];
    if (b.from < 0 || this.isSame(a, b)) return [];
    const found = this.parting(a, numbers, raised);
    return found.length > 0 || !isNumber(b) ? found : this.valued(a, b, raised);
  }

  /** A number that is another one. */
  private valued(formula: Syntax, number: Syntax, raised: Raised): Edit[] {
    const value = this.laying.asNumber(formula, number);
    if (value === null) return [];
    const { from, to } = number;
    const { text } = this.laying;
    const latex = value.startsWith("-") && text[from] !== "-" ? `(${value})` : value;
    const kind = raised === "exponent" ? "exponent" : "arithmetic";
    return [{ from, to, text: latex, kind, what: text.slice(from, to), aligned: true }];
  }

  /** Where two formulas that differ part. */
  private parting(a: Syntax, numbers: Syntax, raised: Raised): Edit[] {
    const b = bare(numbers);
    if (nameKey(a) !== undefined) {
      const value = this.laying.putIn(a);
      return value === null || nameKey(value) !== undefined ? [] : this.edits(value, b, raised);
    }
    if (a.kind === "sum" || (b.kind === "sum" && b.terms.length > 1)) {
      return this.sums(termsOf(a), b, raised);
    }
    if (b.kind === "sum" && b.terms.length === 1) {
      const whole = a.kind === "product" && numbers.kind === "group";
      const found = whole ? this.products(a, numbers, raised) : [];
      return found.length > 0 || isNumber(b) ? found : this.edits(a, b.terms[0]!.term, raised);
    }
    if (a.kind === "product") return this.products(a, b, raised);
    if (a.kind === "power" && numbers.kind !== "sum" && this.isSame(a.base, b)) {
      const what = this.written(a.exponent);
      if (what === null) return [];
      const { to } = numbers;
      const text = /^\w$/.test(what) ? `^${what}` : `^{${what}}`;
      return [{ from: to, to, text, kind: "exponent", what, aligned: true }];
    }
    const [parts, others] = [children(a), children(b)];
    if (a.kind !== b.kind || parts.length !== others.length) return [];
    return parts.flatMap((part, k) => {
      const isExponent = a.kind === "power" && part === a.exponent;
      const own = isExponent ? (nameKey(a.base) === "e" ? "argument" : "exponent") : "no";
      return this.edits(part, others[k]!, raised === "no" ? own : raised);
    });
  }

  private sums(terms: readonly Term[], sum: Syntax, raised: Raised): Edit[] {
    const others = termsOf(sum);
    const isSame = (a: Term, b: Term) => this.isSame(signed(a), signed(b));
    if (terms.length === others.length) {
      return terms.flatMap(({ term }, k) => this.edits(term, others[k]!.term, raised));
    }
    const lost = oneMore(terms, others, isSame);
    if (lost >= 0) {
      const kind = raised !== "no" ? "exponent" : "missing-term";
      return this.withTerm(terms[lost]!, lost, { sum, others, kind });
    }
    const extra = oneMore(others, terms, isSame);
    return extra < 0 ? [] : [this.withoutTerm(extra, others, raised)];
  }

  /** A term more at a place of a sum. */
  private withTerm(
    { sign, term }: Term,
    at: number,
    { sum, others, kind }: { sum: Syntax; others: readonly Term[]; kind: RepairKind },
  ): Edit[] {
    const what = this.written(term);
    if (what === null) return [];
    const minus = sign === "-" ? "-" : "";
    if (at > 0) {
      const { to } = others[at - 1]!.term;
      return [{ from: to, to, text: ` ${sign} ${what}`, kind, what, aligned: true }];
    }
    const { from } = sum;
    const joint = this.laying.text[from] === "-" ? " " : " + ";
    return [{ from, to: from, text: `${minus}${what}${joint}`, kind, what, aligned: true }];
  }

  private withoutTerm(at: number, terms: readonly Term[], raised: Raised): Edit {
    const { text } = this.laying;
    const { term } = terms[at]!;
    const what = text.slice(term.from, term.to);
    const kind = raised !== "no" ? "exponent" : "extra-term";
    if (at > 0) {
      return { from: terms[at - 1]!.term.to, to: term.to, text: "", kind, what, aligned: true };
    }
    const next = terms[1]!;
    const sign = text.slice(term.to, next.term.from).search(/[-+]/);
    const to = term.to + sign + (next.sign === "+" ? 1 : 0);
    return { from: term.from, to, text: "", kind, what, aligned: true };
  }

  private products(
    product: Extract<Syntax, { kind: "product" }>,
    other: Syntax,
    raised: Raised,
  ): Edit[] {
    const { factors, joints } = product;
    const others = other.kind === "product" ? other.factors : [other];
    if (factors.length === others.length) {
      return factors.flatMap((factor, k) => this.edits(factor, others[k]!, raised));
    }
    const isSame = (a: Syntax, b: Syntax) => this.isSame(a, b);
    const lost = oneMore(factors, others, isSame);
    const value = lost < 0 ? null : this.laying.valueOf(factors[lost]!);
    // a factor -1 of all is a sign
    const isSign = value?.[0] === -1 && this.whole.includes(bare(other));
    const what = value === null || isSign ? null : this.written(factors[lost]!);
    if (what === null || other.kind === "sum") return [];
    const kind = raised !== "no" ? "exponent" : "missing-factor";
    const isMatrix = value!.length > 1;
    const written = { odot: " \\odot ", cdot: " \\cdot ", juxtapose: isMatrix ? " " : " \\cdot " };
    const joint = written[(joints[Math.max(0, lost - 1)] ?? "cdot") as keyof typeof written];
    const at = lost < others.length ? others[lost]!.from : others.at(-1)!.to;
    const text = lost < others.length ? `${what}${joint}` : `${joint}${what}`;
    return [{ from: at, to: at, text, kind, what, aligned: true }];
  }

  /** A part with values for its names, in brackets where it begins with a minus. */
  private written(part: Syntax): string | null {
    const put = this.laying.putIn(part);
    const latex = put && writeLatex(put);
    return latex?.startsWith("-") === true ? `(${latex})` : latex;
  }

  private isSame(a: Syntax, b: Syntax): boolean {
    const [x, y] = [this.laying.valueOf(a), this.laying.valueOf(b)];
    return x !== null && y !== null && x.length === y.length && near(x, y, this.laying.tolerance);
  }
}

/** A number, with its sign. */
function isNumber(syntax: Syntax): boolean {
  const isSigned = syntax.kind === "sum" && syntax.terms.length === 1;
  return (isSigned ? syntax.terms[0]!.term : syntax).kind === "number";
}

/** The place at which a list has an item more than another that is otherwise the same, or −1. */
function oneMore<T>(longer: readonly T[], list: readonly T[], isSame: (a: T, b: T) => boolean) {
  if (longer.length !== list.length + 1) return -1;
  return longer.findIndex((_, at) => {
    return list.every((item, k) => isSame(longer[k < at ? k : k + 1]!, item));
  });
}

const termsOf = (syntax: Syntax): readonly Term[] =>
  syntax.kind === "sum" ? syntax.terms : [{ sign: "+", term: syntax }];

const signed = ({ sign, term }: Term): Syntax => (sign === "-" ? S.negate(term) : term);
