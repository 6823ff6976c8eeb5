/**
 * @file Single edits of a written formula, in the order of the catalogue of mistakes: a sign, a
 * factor, a term, a chain factor, an exponent, an index, a transpose, a function. Each is a
 * change of the text at one place, so that a repair keeps everything else the author wrote.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";

export type RepairKind =
  | "sign"
  | "missing-factor"
  | "extra-factor"
  | "missing-term"
  | "extra-term"
  | "exponent"
  | "index"
  | "transpose"
  | "arithmetic"
  | "function"
  | "chain-rule"
  | "rounding"
  | "other";

/** Replaces `[from, to)` by `text`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly kind: RepairKind;
  /** What is lost, superfluous or mistaken: a factor, a term, an index. */
  readonly what: string;
}

/** What may have been forgotten: names, entries and local derivatives, as LaTeX. */
export interface Candidates {
  readonly factors: readonly string[];
  readonly terms: readonly string[];
  /** Local derivatives that the chain rule asks for. */
  readonly inner: readonly string[];
  /** Names with an index, by the name without it. */
  readonly indexed: ReadonlyMap<string, readonly string[]>;
}

/** Functions that are mistaken for each other. */
const confused: readonly (readonly [string, string])[] = [
  ["\\sin", "\\cos"],
  ["\\sinh", "\\cosh"],
  ["\\tan", "\\sec"],
  ["\\tanh", "\\sigma"],
  ["\\ln", "\\exp"],
  ["\\log", "\\exp"],
];

/** Every edit of the formula `syntax` in `text`, in the order of the catalogue. */
export function editsOf(syntax: Syntax, text: string, candidates: Candidates): readonly Edit[] {
  const found: Edit[] = [];
  const walker = new Walker(text, candidates, found);
  walker.whole(syntax);
  walker.visit(syntax);
  const order = kinds.map((kind) => found.filter((edit) => edit.kind === kind));
  return order.flat();
}

const kinds: readonly RepairKind[] = [
  "sign",
  "extra-factor",
  "missing-factor",
  "extra-term",
  "missing-term",
  "chain-rule",
  "exponent",
  "index",
  "transpose",
  "function",
  "arithmetic",
  "other",
];

class Walker {
  private readonly text: string;
  private readonly candidates: Candidates;
  private readonly found: Edit[];

  constructor(text: string, candidates: Candidates, found: Edit[]) {
    this.text = text;
    this.candidates = candidates;
    this.found = found;
  }

  /** Edits of the formula as a whole: its sign, a factor or a term beside it. */
  whole(syntax: Syntax): void {
    const { from, to } = syntax;
    const isSum = syntax.kind === "sum" && syntax.terms.length > 1;
    const bare = this.text.slice(from, to);
    if (!isSum) this.flip(syntax);
    else this.add({ from, to, text: `-\\left(${bare}\\right)`, kind: "sign", what: "-" });
    const body = isSum ? `\\left(${bare}\\right)` : bare;
    for (const factor of this.candidates.factors) {
      if (body.trimEnd().endsWith(factor)) continue;
      const text = beside(factor, body);
      this.add({ from, to, text, kind: "missing-factor", what: factor });
    }
    for (const factor of this.candidates.inner) {
      const inner = /[+-]/.test(factor) ? `\\left(${factor}\\right)` : factor;
      this.add({ from, to, text: `${body} \\cdot ${inner}`, kind: "chain-rule", what: factor });
    }
    if (!isSum) this.terms(syntax);
  }

  visit(syntax: Syntax): void {
    switch (syntax.kind) {
      case "sum":
        this.sum(syntax);
        break;
      case "product":
        this.product(syntax);
        break;
      case "applied":
        this.applied(syntax);
        break;
      case "power":
        this.power(syntax);
        break;
      case "fraction":
        this.fraction(syntax);
        break;
      case "subscript":
        this.index(syntax);
        break;
      case "name":
        this.name(syntax);
        break;
      case "transpose": {
        const { base, to } = syntax;
        this.add({ from: base.to, to, text: "", kind: "transpose", what: "^T" });
        break;
      }
      case "call":
        this.called(syntax);
        break;
    }
    for (const child of children(syntax)) this.visit(child);
  }

  private add(edit: Edit): void {
    if (edit.from >= 0) this.found.push(edit);
  }

  /** The other sign in front. */
  private flip(term: Syntax): void {
    const { from } = term;
    const own = this.text[from];
    if (own === "-" || own === "+") {
      const text = own === "-" ? "" : "-";
      this.add({ from, to: from + 1, text, kind: "sign", what: own === "-" ? "-" : "+" });
    } else this.add({ from, to: from, text: "-", kind: "sign", what: "-" });
  }

  /** Where the sign before a term stands; −1 when there is none. */
  private signBefore(term: Syntax, from: number): number {
    for (let at = term.from - 1; at >= from; at--) {
      if ("+-".includes(this.text[at]!)) return at;
      if (!/[\s&]/.test(this.text[at]!)) return -1;
    }
    return -1;
  }

  private sum(syntax: Extract<Syntax, { kind: "sum" }>): void {
    for (const [k, { sign, term }] of syntax.terms.entries()) {
      const at = this.signBefore(term, syntax.from);
      if (at >= 0) {
        const text = this.text[at] === "+" ? "-" : k === 0 ? "" : "+";
        this.add({ from: at, to: at + 1, text, kind: "sign", what: sign });
      } else if (k === 0) this.flip(term);
      if (syntax.terms.length > 1) {
        const from = at >= 0 ? at : term.from;
        const next = syntax.terms[k + 1];
        const behind = at < 0 && next !== undefined ? this.afterSign(next.term, term.to) : term.to;
        const what = this.text.slice(term.from, term.to);
        this.add({ from, to: behind, text: "", kind: "extra-term", what });
      }
      if (term.kind !== "product") this.factors(term);
    }
    this.terms(syntax);
  }

  /** Behind the plus before a term, so that `a + b` without a is `b`; before a minus it stays. */
  private afterSign(term: Syntax, from: number): number {
    const at = this.signBefore(term, from);
    return at >= 0 && this.text[at] === "+" ? at + 1 : Math.max(at, from);
  }

  /** A term more. */
  private terms({ to }: Syntax): void {
    for (const term of this.candidates.terms) {
      for (const sign of ["+", "-"]) {
        this.add({ from: to, to, text: ` ${sign} ${term}`, kind: "missing-term", what: term });
      }
    }
  }

  /** A factor more. */
  private factors({ from, to }: Syntax): void {
    for (const factor of this.candidates.factors) {
      // x x is x^2, an exponent that is lost
      if (this.text.slice(from, to).trimEnd().endsWith(factor)) continue;
      const text = beside(factor, this.text.slice(from, to));
      this.add({ from, to, text, kind: "missing-factor", what: factor });
    }
  }

  private product(syntax: Extract<Syntax, { kind: "product" }>): void {
    const { factors } = syntax;
    for (const [k, factor] of factors.entries()) {
      const [before, after] = [factors[k - 1], factors[k + 1]];
      const from = before === undefined ? factor.from : before.to;
      const to = before === undefined ? after!.from : factor.to;
      const what = this.text.slice(factor.from, factor.to);
      this.add({ from, to, text: "", kind: "extra-factor", what });
    }
    this.factors(syntax);
    for (const factor of this.candidates.inner) {
      const { to } = syntax;
      this.add({ from: to, to, text: ` \\cdot ${factor}`, kind: "chain-rule", what: factor });
    }
    for (let k = 0; k + 1 < factors.length; k++) {
      const [a, b] = [factors[k]!, factors[k + 1]!];
      const middle = this.text.slice(a.to, b.from);
      const text = this.text.slice(b.from, b.to) + middle + this.text.slice(a.from, a.to);
      this.add({ from: a.from, to: b.to, text, kind: "transpose", what: "order" });
    }
  }

  /** s(ln u + 0), read as a product: without its head, without its bracket. */
  private applied(syntax: Extract<Syntax, { kind: "applied" }>): void {
    const { head, from, to } = syntax;
    const what = this.text.slice(head.from, head.to);
    this.add({ from, to: head.to, text: "", kind: "extra-factor", what });
    this.add({
      from: head.to,
      to,
      text: "",
      kind: "extra-factor",
      what: this.text.slice(head.to, to),
    });
    for (const argument of syntax.arguments) {
      if (argument.kind !== "sum") this.terms(argument);
    }
  }

  private power(syntax: Extract<Syntax, { kind: "power" }>): void {
    const { base, exponent, to } = syntax;
    const written = this.text.slice(exponent.from, exponent.to);
    const variants =
      exponent.kind === "number"
        ? [Number(written) - 1, Number(written) + 1, -Number(written)].map(String)
        : [`${written}-1`, `${written}+1`, ...withoutLast(written)];
    for (const variant of variants) {
      const text = `^{${variant}}`;
      this.add({ from: base.to, to, text, kind: "exponent", what: written });
    }
    this.add({ from: base.to, to, text: "", kind: "exponent", what: written });
  }

  private fraction(syntax: Extract<Syntax, { kind: "fraction" }>): void {
    const { numerator, denominator, from, to } = syntax;
    const [above, below] = [numerator, denominator].map((part) =>
      this.text.slice(part.from, part.to),
    );
    this.add({ from, to, text: above!, kind: "extra-factor", what: `1/${below}` });
    this.add({ from, to, text: `\\frac{${below}}{${above}}`, kind: "other", what: "fraction" });
    if (denominator.kind !== "power" && denominator.kind !== "number") {
      const text = `${below}^2`;
      this.add({
        from: denominator.from,
        to: denominator.to,
        text,
        kind: "exponent",
        what: below!,
      });
    }
  }

  private index(syntax: Extract<Syntax, { kind: "subscript" }>): void {
    const key = nameKey(syntax);
    const base = nameKey(syntax.base);
    const others = base === undefined ? [] : (this.candidates.indexed.get(base) ?? []);
    for (const other of others) {
      if (other === key) continue;
      const { from, to } = syntax;
      this.add({ from, to, text: other, kind: "index", what: key ?? "" });
    }
    this.name(syntax);
  }

  /** A square, or a transpose, that is lost. */
  private name({ to }: Syntax): void {
    this.add({ from: to, to, text: "^2", kind: "exponent", what: "^2" });
    this.add({ from: to, to, text: "^T", kind: "transpose", what: "^T" });
  }

  private called(syntax: Extract<Syntax, { kind: "call" }>): void {
    const { head } = syntax;
    const own = this.text.slice(head.from, head.to);
    for (const [a, b] of confused) {
      const other = own === a ? b : own === b ? a : null;
      if (other !== null) this.add({ ...placeOf(head), text: other, kind: "function", what: own });
    }
    for (const argument of syntax.arguments) {
      if (argument.kind !== "sum" && syntax.brackets !== null) this.terms(argument);
    }
  }
}

/** A factor more: a number in front, a name behind. */
function beside(factor: string, body: string): string {
  const isNumber = /^(?:\d|\\frac\{\d)/.test(factor);
  if (!isNumber) return `${body} ${factor}`;
  const signed = /^\s*-/.exec(body);
  const [sign, rest] = signed === null ? ["", body] : ["-", body.slice(signed[0].length)];
  return /^\s*(?:\d|\\frac)/.test(rest)
    ? `${sign}${factor} \\cdot ${rest}`
    : `${sign}${factor} ${rest}`;
}

const placeOf = ({ from, to }: { readonly from: number; readonly to: number }) => ({ from, to });

/** `x_3 - 1` without its last term. */
function withoutLast(written: string): string[] {
  const found = /^(.*?)\s*[+-]\s*[^+-]*$/.exec(written);
  return found === null || found[1]!.trim() === "" ? [] : [found[1]!];
}
