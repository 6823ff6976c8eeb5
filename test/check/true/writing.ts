/** @file Formulas in LaTeX: in letters, or with the digits that are known of each name. */
import type { Expression } from "./expression.ts";
import { keyOf } from "./name.ts";
import { type Digits, given } from "./printed.ts";
import { spell } from "./spelling.ts";
import type { Style } from "./style.ts";

/** Digits of names, where numbers are put in for them. */
export type Shown = ReadonlyMap<string, readonly (readonly Digits[])[]>;

/** How strongly a piece holds together. */
const strength = { sum: 0, product: 1, negative: 1, power: 2, atom: 3 } as const;
interface Piece {
  readonly text: string;
  readonly strength: number;
  /** Begins or is a number, so that a sign is needed before it. */
  readonly isNumber?: boolean;
}

const atom = (text: string): Piece => ({ text, strength: strength.atom });

/** A formula in LaTeX; without `shown`, in letters. */
export const write = (of: Expression, style: Style, shown: Shown | null): string =>
  new Writer(style, shown).piece(of).text;

/** Digits as LaTeX: a number, or a matrix. */
export function writeDigits(all: readonly (readonly Digits[])[], style: Style): string {
  if (all.length === 1 && all[0]!.length === 1) return all[0]![0]!.text;
  return matrix(
    all.map((row) => row.map(({ text }) => text)),
    style,
  );
}

/** A matrix in the author's brackets. */
export function matrix(rows: readonly (readonly string[])[], style: Style): string {
  // with commas in numbers a list would not be read
  const hasCommas = rows.flat().some((text) => /\d,\d/.test(text));
  if (style.matrix !== "list" || hasCommas) {
    const name = style.matrix === "list" ? "bmatrix" : style.matrix;
    const cells = rows.map((row) => row.join(" & ")).join(" \\\\ ");
    return `\\begin{${name}} ${cells} \\end{${name}}`;
  }
  const lists = rows.map((row) => row.join(", "));
  if (rows.every((row) => row.length === 1)) return `[${lists.join(", ")}]`;
  return rows.length === 1 ? `[${lists[0]}]` : `[${lists.map((row) => `[${row}]`).join(", ")}]`;
}

const macros: Readonly<Record<string, string>> = {
  sigmoid: "\\sigma",
  tanh: "\\tanh",
  relu: "\\text{ReLU}",
  leaky: "\\text{LeakyReLU}",
  softplus: "\\text{softplus}",
  ln: "\\ln",
  log2: "\\log_2",
  sin: "\\sin",
  cos: "\\cos",
  softmax: "\\text{softmax}",
};

class Writer {
  private readonly style: Style;
  private readonly shown: Shown | null;

  constructor(style: Style, shown: Shown | null) {
    this.style = style;
    this.shown = shown;
  }

  piece(of: Expression): Piece {
    const { style } = this;
    switch (of.kind) {
      case "number":
        return this.digits(given(of.value, style));
      case "name":
        return this.named(of.name);
      case "spelt":
        return this.shown === null ? atom(of.text) : this.piece(of.as);
      case "sum":
        return { text: this.sum(of.terms), strength: strength.sum };
      case "negative":
        return { text: `-${this.within(of.of, strength.product)}`, strength: strength.sum };
      case "product":
        return { text: this.product(of.factors), strength: strength.product };
      case "entrywise": {
        const factors = of.factors.map((one) => this.within(one, strength.power));
        return { text: factors.join(" \\odot "), strength: strength.product };
      }
      case "quotient":
        return this.quotient(of.over, of.under);
      case "power":
        return { text: `${this.based(of.base)}^${braced(of.exponent)}`, strength: strength.power };
      case "transpose":
        return { text: `${this.upright(of.of)}${style.transpose}`, strength: strength.power };
      case "table":
        return atom(
          matrix(
            of.rows.map((row) => row.map((one) => this.piece(one).text)),
            style,
          ),
        );
      case "call":
        return this.call(of.call, of.of);
    }
  }

  private named(name: Parameters<typeof keyOf>[0]): Piece {
    const known = this.shown?.get(keyOf(name));
    if (known === undefined) {
      const text = spell(name, this.style);
      return { text, strength: text.includes("/") ? strength.product : strength.atom };
    }
    if (known.length === 1 && known[0]!.length === 1) return this.digits(known[0]![0]!);
    return atom(writeDigits(known, this.style));
  }

  private digits({ text }: Digits): Piece {
    if (text.startsWith("-")) return { text, strength: strength.sum, isNumber: true };
    if (text.includes("times")) return { text, strength: strength.product, isNumber: true };
    return { text, strength: strength.atom, isNumber: true };
  }

  /** A part in brackets where it is weaker than its place. */
  private within(of: Expression, least: number): string {
    const { text, strength: own } = this.piece(of);
    return own < least ? bracketed(text) : text;
  }

  /** What stands below an exponent: no fraction, call or transpose by itself. */
  private based(of: Expression): string {
    const { text, strength: own } = this.piece(of);
    const isLow = own < strength.atom || /^\\[dt]?frac|^\\partial|\^|'/.test(text);
    return isLow ? bracketed(text) : text;
  }

  /** What is transposed; a list is not, being no column for whoever writes lists. */
  private upright(of: Expression): string {
    const own = this.style.matrix === "list" ? { ...this.style, matrix: "bmatrix" as const } : null;
    return own === null ? this.based(of) : new Writer(own, this.shown).based(of);
  }

  private sum(terms: readonly Expression[]): string {
    const text = terms.map((term, k) => {
      const isNegative = term.kind === "negative";
      const body = this.within(isNegative ? term.of : term, strength.product);
      return k === 0 ? `${isNegative ? "-" : ""}${body}` : ` ${isNegative ? "-" : "+"} ${body}`;
    });
    return text.join("");
  }

  private product(factors: readonly Expression[]): string {
    return joined(
      factors.map((one) => this.piece(one)),
      this.style,
    );
  }
  private quotient(over: Expression, under: Expression): Piece {
    const { fraction } = this.style;
    if (fraction !== "/") {
      const [a, b] = [this.piece(over).text, this.piece(under).text];
      return { text: `${fraction}{${a}}{${b}}`, strength: strength.product };
    }
    const low = this.within(under, strength.atom);
    return { text: `${this.within(over, strength.power)} / ${low}`, strength: strength.product };
  }

  private call(one: string, of: Expression): Piece {
    const inner = this.piece(of).text;
    const isWritten = this.style.activation === "written";
    if (one === "exp") return { text: `e^{${inner}}`, strength: strength.power };
    if (one === "sqrt") return atom(`\\sqrt{${inner}}`);
    if (one === "relu" && isWritten) return atom(`\\max(0, ${inner})`);
    if (one === "softplus" && isWritten) return atom(`\\ln(1 + e^{${inner}})`);
    if (one === "sigmoid" && isWritten) {
      const minus = this.within(of, strength.power);
      return { text: `\\frac{1}{1 + e^{-${minus}}}`, strength: strength.product };
    }
    const sides = /\\begin|\\d?frac/.test(inner) ? ["\\left(", "\\right)"] : ["(", ")"];
    return { text: `${macros[one]}${sides[0]}${inner}${sides[1]}`, strength: strength.power };
  }
}

/** A product of digits. */
export const multiplied = (texts: readonly string[], style: Style): string =>
  joined(
    texts.map((text) => {
      const isWhole = !text.startsWith("-");
      return { text, strength: isWhole ? strength.atom : strength.sum, isNumber: true };
    }),
    style,
  );

/** A product, with a sign or side by side. */
function joined(pieces: readonly Piece[], style: Style): string {
  const isOfLetters = pieces.every(({ isNumber }, k) => k === 0 || !isNumber);
  const joint = style.product;
  const isSide = joint === "juxtaposed" || (isOfLetters && joint === "*");
  const texts = pieces.map(({ text, strength: own, isNumber }) => {
    const isDigits = isSide && isNumber && pieces.length > 1 && !isOfLetters;
    return own < strength.product || isDigits ? bracketed(text) : text;
  });
  if (isSide) return texts.join(isOfLetters ? " " : "");
  return texts.join(joint === "*" ? " * " : ` ${joint} `);
}

const braced = (exponent: number) => {
  return exponent >= 0 && exponent < 10 ? `${exponent}` : `{${exponent}}`;
};

const bracketed = (text: string) =>
  /\\begin|\\d?frac/.test(text) ? `\\left(${text}\\right)` : `(${text})`;
