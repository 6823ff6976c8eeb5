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
  | "name"
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
  /** What is said to be right, where it is more that changes: a number in several places. */
  readonly said?: string;
  /** How much less likely than its size it is; negative when it is likelier. */
  readonly cost?: number;
  /** How many signs it counts as, where it moves more than it changes. */
  readonly size?: number;
  /** Whether the formula then has, part by part, the values that the left side has. */
  readonly aligned?: boolean;
}

/** So many places are looked at where a bracket may open, and where it may close. */
const bracketLimit = 8;

/** Functions that are mistaken for each other. */
const confused: readonly (readonly string[])[] = [
  ["\\sin", "\\cos", "\\tan"],
  ["\\sinh", "\\cosh", "\\tanh"],
  ["\\tan", "\\sec"],
  ["\\arcsin", "\\arccos", "\\arctan"],
  ["\\tanh", "\\sigma"],
  ["\\ln", "\\exp"],
  ["\\log", "\\exp"],
  ["\\max", "\\min"],
];

/**
 * The edits of the formula `syntax` in `text` that need nothing from elsewhere, in the order of the
 * catalogue. `indexed` are the names with an index that occur, by the name without it; `functions`
 * are those of which one may be lost before a bracket.
 */
export function editsOf(
  syntax: Syntax,
  text: string,
  indexed: ReadonlyMap<string, readonly string[]>,
  functions: readonly string[] = [],
): readonly Edit[] {
  const found: Edit[] = [];
  const walker = new Walker(text, { indexed, functions }, found);
  walker.whole(syntax);
  walker.visit(syntax);
  return kinds.flatMap((kind) => found.filter((edit) => edit.kind === kind));
}

/** The change that puts an exponent on a name: (x^{(i)})^2 where it has a superscript already. */
export function raising({ from, to }: Syntax, name: string, exponent: string) {
  const isRaised = /\^(?:\{[^{}]*\}|.)\s*$/.test(name);
  return isRaised ? { from, to, text: `(${name})${exponent}` } : { from: to, to, text: exponent };
}

/** The kinds in the order of the catalogue. */
export const kinds: readonly RepairKind[] = [
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
  "name",
  "arithmetic",
  "other",
];

/** At most so many entries are tried as factors that a sum has lost. */
const entryLimit = 8;

/** What the document has elsewhere. */
interface Known {
  readonly indexed: ReadonlyMap<string, readonly string[]>;
  readonly functions: readonly string[];
}

class Walker {
  private readonly text: string;
  private readonly known: Known;
  private readonly found: Edit[];
  /** Whether what is visited stands in an exponent, where mistakes are ones of the exponent. */
  private raised = false;
  /** Whether that is one of e, of which a sign is lost as before any argument. */
  private isArgument = false;
  /** The letters that run in the sums and products around what is visited. */
  private running: readonly Syntax[] = [];

  constructor(text: string, known: Known, found: Edit[]) {
    this.text = text;
    this.known = known;
    this.found = found;
  }

  /** The sign of the formula as a whole. */
  whole(syntax: Syntax): void {
    const { from, to } = syntax;
    const isSum = syntax.kind === "sum" && syntax.terms.length > 1;
    if (!isSum) this.flip(syntax);
    else {
      const text = `-\\left(${this.text.slice(from, to)}\\right)`;
      this.add({ from, to, text, kind: "sign", what: "-" });
    }
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
        for (const argument of syntax.arguments) this.visit(argument);
        return;
      case "power":
        this.power(syntax);
        return;
      case "fraction":
        this.fraction(syntax);
        break;
      case "subscript":
        this.index(syntax);
        this.name(syntax);
        return;
      case "name":
      case "family":
        this.name(syntax);
        return;
      case "derivative":
        for (const part of [syntax.of, ...syntax.by.map(({ variable }) => variable)]) {
          if (part?.kind === "subscript") this.index(part);
        }
        return;
      case "group":
        // the sign of what a bracket holds
        if (syntax.body.kind !== "sum") this.flip(syntax.body);
        if (syntax.delimiter === "(") {
          this.turn(syntax);
          this.bare(syntax);
        }
        break;
      case "matrix":
        this.turn(syntax);
        for (const entry of syntax.rows.flat()) this.whole(entry);
        break;
      case "big": {
        const { running } = this;
        this.running = [...running, ...syntax.index];
        this.visit(syntax.body);
        this.entries(syntax.body);
        this.running = running;
        return;
      }
      case "transpose": {
        const { base, to } = syntax;
        this.add({ from: base.to, to, text: "", kind: "transpose", what: "^T" });
        // x^T is x without it, and never x^2^T
        if (nameKey(base) !== undefined) return;
        for (const child of children(base)) this.visit(child);
        return;
      }
      case "call":
        this.called(syntax);
        break;
    }
    for (const child of children(syntax)) this.visit(child);
  }

  private add(edit: Edit): void {
    if (edit.from < 0) return;
    const isNamed = edit.kind === "index" || (this.isArgument && edit.kind === "sign");
    const isOwn = !this.raised || isNamed;
    this.found.push(isOwn ? edit : { ...edit, kind: "exponent" });
  }

  /** The other sign in front. */
  private flip(term: Syntax): void {
    const { from } = term;
    const own = this.text[from];
    if (own === "-" || own === "+") {
      const text = own === "-" ? "" : "-";
      this.add({ from, to: from + 1, text, kind: "sign", what: own === "-" ? "-" : "+" });
    } else if (this.text[from - 1] === "^") {
      const written = this.text.slice(from, term.to);
      this.add({ from, to: term.to, text: `{-${written}}`, kind: "sign", what: written });
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
      if (syntax.terms.length === 1) continue;
      const from = at >= 0 ? at : term.from;
      const next = syntax.terms[k + 1];
      const behind = k === 0 && next !== undefined ? this.afterSign(next.term, term.to) : term.to;
      const what = this.text.slice(term.from, term.to);
      this.add({ from, to: behind, text: "", kind: "extra-term", what });
    }
    this.bracketed(syntax);
  }

  /** The brackets that a + b c lacks where (a + b) c is meant, and a b + c where a (b + c) is. */
  private bracketed({ terms, from, to }: Extract<Syntax, { kind: "sum" }>): void {
    if (terms.length < 2) return;
    const [first, last] = [terms[0]!.term, terms.at(-1)!.term];
    const inner = (term: Syntax) => (term.kind === "product" ? term.factors : [term]);
    const ends = inner(last).slice(0, -1);
    const starts = inner(first).slice(1);
    const minus = terms.slice(0, -1).flatMap(({ term, sign }) => (sign === "-" ? term.from : []));
    const opened = [from, ...starts.map((one) => one.from), ...minus].slice(0, bracketLimit);
    const closed = [to, ...ends.map((one) => one.to)].slice(0, bracketLimit);
    const ranges = opened.flatMap((at) => closed.map((end) => [at, end] as const));
    for (const [start, end] of ranges) {
      if (start === from && end === to) continue;
      const what = this.text.slice(start, end).trim();
      this.add({ from: start, to: end, text: `(${what})`, kind: "other", what, size: 2 });
    }
  }

  /** Behind the plus before a term, so that `a + b` without a is `b`; before a minus it stays. */
  private afterSign(term: Syntax, from: number): number {
    const at = this.signBefore(term, from);
    return at >= 0 && this.text[at] === "+" ? at + 1 : Math.max(at, from);
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
    for (let k = 0; k + 1 < factors.length; k++) {
      const [a, b] = [factors[k]!, factors[k + 1]!];
      // numbers may stand anywhere, and \sin x would take in what stands behind it
      if (a.kind === "number" || b.kind === "number" || b.kind === "applied") continue;
      const middle = this.text.slice(a.to, b.from);
      const text = this.text.slice(b.from, b.to) + middle + this.text.slice(a.from, a.to);
      this.add({ from: a.from, to: b.to, text, kind: "transpose", what: "order" });
    }
    this.turned(syntax);
  }

  /** The transpose of a product, factor by factor: δ x^T for x δ^T. */
  private turned(syntax: Extract<Syntax, { kind: "product" }>): void {
    if (syntax.joints.includes("odot")) return;
    const isLetter = (one: Syntax) => nameKey(one) !== undefined;
    const start = syntax.factors.findIndex((one) => one.kind === "transpose" || isLetter(one));
    const factors = syntax.factors.slice(Math.max(0, start));
    if (start < 0 || factors.length < 2) return;
    const written = factors.map((one) => {
      const own = one.kind === "transpose" ? one.base : one;
      const bare = this.text.slice(own.from, own.to).trim();
      if (one.kind === "transpose") return bare;
      const isBare = isLetter(one) || one.kind === "group" || one.kind === "matrix";
      return isBare ? `${bare}^T` : `\\left(${bare}\\right)^T`;
    });
    const text = written.reverse().join(" ");
    const [from, size] = [factors[0]!.from, 2 * factors.length];
    this.add({ from, to: syntax.to, text, kind: "transpose", what: "^T", size });
  }

  /** s(ln u + 0), read as a product: without its head, without its bracket. */
  private applied({ head, from, to }: Extract<Syntax, { kind: "applied" }>): void {
    const what = this.text.slice(head.from, head.to);
    this.add({ from, to: head.to, text: "", kind: "extra-factor", what });
    this.turn(head);
    if (head.kind === "subscript") this.index(head);
    const bracket = this.text.slice(head.to, to);
    this.add({ from: head.to, to, text: "", kind: "extra-factor", what: bracket });
  }

  private power(syntax: Extract<Syntax, { kind: "power" }>): void {
    const { base, exponent, to } = syntax;
    const written = this.text.slice(exponent.from, exponent.to);
    const variants =
      exponent.kind === "number" || /^-\s*\d+$/.test(written)
        ? [Number(written) - 1, Number(written) + 1, -Number(written)]
            .filter((number) => number !== 0 && number !== 1)
            .map(String)
        : [`${written}-1`, `${written}+1`, ...withoutLast(written)];
    for (const variant of variants) {
      const text = `^{${variant}}`;
      this.add({ from: base.to, to, text, kind: "exponent", what: written });
    }
    this.add({ from: base.to, to, text: "", kind: "exponent", what: written });
    if (base.kind === "subscript") this.index(base);
    if (nameKey(base) === undefined) this.visit(base);
    const before = [this.raised, this.isArgument] as const;
    [this.raised, this.isArgument] = [true, nameKey(base) === "e"];
    this.whole(exponent);
    this.visit(exponent);
    [this.raised, this.isArgument] = before;
  }

  private fraction(syntax: Extract<Syntax, { kind: "fraction" }>): void {
    const { numerator, denominator, from, to } = syntax;
    const [above, below] = [numerator, denominator].map((part) =>
      this.text.slice(part.from, part.to),
    );
    this.add({ from, to, text: above!, kind: "extra-factor", what: `\\frac{1}{${below}}` });
    const what = this.text.slice(from, to);
    this.add({ from, to, text: `\\frac{${below}}{${above}}`, kind: "other", what });
    const factors = [above!, below!].map((part, k) => {
      return [numerator, denominator][k]!.kind === "sum" ? `(${part})` : part;
    });
    this.add({ from, to, text: factors.join(" \\cdot "), kind: "other", what });
  }

  /** The same letter with another index. */
  private index(syntax: Extract<Syntax, { kind: "subscript" }>): void {
    const key = nameKey(syntax);
    const base = nameKey(syntax.base);
    const others = base === undefined ? [] : (this.known.indexed.get(base) ?? []);
    for (const other of others) {
      if (other === key) continue;
      const { from, to } = syntax;
      this.add({ from, to, text: other, kind: "index", what: key ?? "" });
    }
  }

  /** An entry that is lost in what is summed: the x_i of Σ (w x_i + b - y_i) x_i. */
  private entries(body: Syntax): void {
    const letters = this.running.map((one) => this.text.slice(one.from, one.to).trim());
    const keys = [...this.known.indexed.values()].flat().filter((key) => {
      const index = /_(?:\{(.*)\}|(\w))$/.exec(key);
      const own = (index?.[1] ?? index?.[2] ?? "").split(/[,\s]+/);
      return own.some((letter) => letters.includes(letter));
    });
    const inner = body.kind === "group" ? body.body : body;
    const terms = inner.kind === "sum" ? inner.terms.map(({ term }) => term) : [];
    const isOpen = body.kind === "sum" && body.terms.length > 1;
    for (const what of keys.slice(0, entryLimit)) {
      for (const part of isOpen ? terms : [body, ...terms]) {
        const { to } = part;
        this.add({ from: to, to, text: ` ${what}`, kind: "missing-factor", what });
      }
    }
  }

  /** A square, or a transpose, that is lost; another letter than the one that runs. */
  private name(syntax: Syntax): void {
    const { from, to } = syntax;
    const what = this.text.slice(from, to);
    this.add({ ...raising(syntax, what, "^2"), kind: "exponent", what: "^2" });
    this.turn({ to });
    for (const letter of this.running) {
      const text = this.text.slice(letter.from, letter.to);
      if (text !== what) this.add({ from, to, text, kind: "name", what });
    }
  }

  /** A bracket before which a function is lost. */
  private bare({ from, to }: Syntax): void {
    const what = this.text.slice(from, to);
    for (const name of this.known.functions) {
      this.add({ from, to, text: `${name}${what}`, kind: "function", what });
    }
  }

  /** A transpose that is lost. */
  private turn({ to }: Pick<Syntax, "to">): void {
    // rather than one around a sum is one in it too many
    this.add({ from: to, to, text: "^T", kind: "transpose", what: "^T", cost: 0.5 });
  }

  private called({ head, arguments: all, power }: Extract<Syntax, { kind: "call" }>): void {
    const own = this.text.slice(head.from, head.to);
    // the square of 1 - \tanh^2 x, and one too many
    if (power === undefined && /^\\?(?:tanh|sin|cos|tan|sec|cot)$/.test(own)) {
      const what = "^2";
      this.add({ from: head.to, to: head.to, text: what, kind: "exponent", what });
    } else if (power !== undefined) {
      const to = power.to + (this.text[power.to] === "}" ? 1 : 0);
      const what = this.text.slice(power.from, power.to);
      this.add({ from: head.to, to, text: "", kind: "exponent", what });
    }
    // a sign is lost in an exponent rather than in another argument
    const exponents = own === "\\exp" ? all.filter(({ kind }) => kind !== "sum") : [];
    for (const exponent of exponents) this.flip(exponent);
    for (const other of confused.flatMap((all) => (all.includes(own) ? all : []))) {
      if (other === own) continue;
      const { from, to } = head;
      this.add({ from, to, text: other, kind: "function", what: own });
    }
  }
}

/** `x_3 - 1` without its last term. */
function withoutLast(written: string): string[] {
  const found = /^(.*?)\s*[+-]\s*[^+-]*$/.exec(written);
  return found === null || found[1]!.trim() === "" ? [] : [found[1]!];
}
