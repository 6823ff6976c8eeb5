/**
 * @file Bare superscripts that are labels: a^l, the activations of layer l, x^k, the k-th iterate,
 * v^0, where an iteration begins. A superscript is a power unless the document shows otherwise:
 *
 *   v^0 = 6, x^0 = b         nobody defines a power so; but x^0 = 1 says what a power is
 *   a^l, z^{l-1}, w^l_{jk}   the letter stands above two names or more, on one of them beside an
 *                            index or with a number added, and nowhere on the line: n x^{n-1} is
 *                            made of a power
 *   u^a beside u^{(a)}       if the letter stands nowhere on the line, and no number above u
 *   ∂L/∂W^2, ∂L/∂b^2         by two names or more, where some name has a 1 above it, as a^1 has,
 *                            and then any such name, too
 */
import type { Document } from "../document/index.ts";
import { children, nameKey, readFormula, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** The names of a document whose bare superscripts are labels. */
export function labelsOf(
  { pieces, macros }: Document,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Letters();
  for (const piece of pieces) {
    if (piece.kind !== "formula" || !/\^/.test(piece.formula.text)) continue;
    const { syntax } = readFormula(piece.formula.text, { notation: "latex", macros, names });
    found.look(syntax);
    found.lookBelow(piece.formula.text);
  }
  return found.names();
}

/** What stands above names, by its letter. */
interface Above {
  readonly names: Set<string>;
  /** Whether it is seen to be a label: beside an index, or with a number added. */
  isLabel: boolean;
}

class Letters {
  private readonly above = new Map<string, Above>();
  /** Letters that stand on the line. */
  private readonly line = new Set<string>();
  private readonly begun = new Set<string>();
  /** Names with a letter in brackets above them: `u (a`. */
  private readonly bracketed = new Set<string>();
  /** Names with a number above them. */
  private readonly raised = new Set<string>();
  /** Names with a 1 above them. */
  private readonly first = new Set<string>();
  /** Names with a number above them by which something is differentiated once. */
  private readonly below = new Set<string>();

  names(): ReadonlySet<string> {
    const isLayered = this.below.size > 1 && this.first.size > 0;
    const layers = isLayered ? [...this.below, ...this.first] : [];
    const found = new Set([...this.begun, ...layers]);
    for (const [letter, { names, isLabel }] of this.above) {
      if (this.line.has(letter)) continue;
      for (const name of names) {
        const isUsual = names.size > 1 && isLabel;
        const isBracketed = this.bracketed.has(`${name} (${letter}`) && !this.raised.has(name);
        if (isUsual || isBracketed) found.add(name);
      }
    }
    return found;
  }

  /** Looks for \frac{\partial L}{\partial W^2} in a formula. */
  lookBelow(text: string): void {
    for (const [, name] of text.matchAll(byRaised)) this.below.add(name!);
  }

  look(syntax: Syntax): void {
    switch (syntax.kind) {
      case "power":
        this.power(syntax);
        break;
      case "family":
        this.family(syntax);
        break;
      case "subscript":
        this.look(syntax.base);
        break;
      case "relation":
        this.relation(syntax);
        break;
      case "big":
        this.look(syntax.body);
        break;
      case "name":
        // \mathcal{L} is another letter than the L of W^L
        this.line.add(nameKey(syntax) ?? syntax.text);
        break;
      default:
        for (const child of children(syntax)) this.look(child);
    }
  }

  private family({ base, bracket, index }: SyntaxOf<"family">): void {
    const bare = base.kind === "subscript" ? base.base : base;
    this.bracketed.add(`${nameKey(bare)} ${bracket}${letterOf(index)}`);
    this.look(base);
  }

  private power({ base, exponent }: SyntaxOf<"power">): void {
    const bare = base.kind === "subscript" ? base.base : base;
    const name = bare.kind === "name" && bare.font !== "bb" ? nameKey(bare) : undefined;
    const letter = letterOf(exponent);
    if (name !== undefined && exponent.kind === "number") this.raised.add(name);
    if (name !== undefined && isNumber(exponent, "1")) this.first.add(name);
    if (name === undefined || name === "e" || letter === undefined) {
      this.look(base);
      this.look(exponent);
      return;
    }
    this.look(bare);
    const isLabel = base.kind === "subscript" || exponent.kind === "sum";
    const known = this.above.get(letter);
    if (known === undefined) this.above.set(letter, { names: new Set([name]), isLabel });
    else {
      known.names.add(name);
      known.isLabel ||= isLabel;
    }
  }

  /** `l = 1` and `l = L` say where a letter runs; v^0 on the left begins an iteration. */
  private relation({ parts, signs }: SyntaxOf<"relation">): void {
    const [left, right] = parts;
    if (signs[0] === "=" && left?.kind === "power" && isNumber(left.exponent, "0")) {
      const bare = left.base.kind === "subscript" ? left.base.base : left.base;
      const name = bare.kind === "name" ? nameKey(bare) : undefined;
      if (name !== undefined && !isNumber(right, "1")) this.begun.add(name);
    }
    for (const part of parts) if (part.kind !== "name") this.look(part);
  }
}

const byRaised =
  /\\frac\s*\{\s*\\partial\s*(?!\^)(?:[^{}^]|\^\s*\d|\{[^{}]*\})*\}\s*\{\s*\\partial\s*([A-Za-z]|\\[a-z]+)\s*\^\s*(?:\d|\{\s*\d\s*\})\s*\}/g;

const isNumber = (syntax: Syntax | undefined, text: string): boolean => {
  return syntax?.kind === "number" && syntax.text === text;
};

/** The letter of `l`, `l + 1`, `L - 1`. */
function letterOf(syntax: Syntax): string | undefined {
  if (syntax.kind === "name")
    return /^(?:[A-Za-z]|\\ell)$/.test(syntax.text) ? syntax.text : undefined;
  if (syntax.kind !== "sum" || syntax.terms.length !== 2) return undefined;
  const [first, second] = syntax.terms;
  return second!.term.kind === "number" && first!.sign === "+" ? letterOf(first!.term) : undefined;
}
