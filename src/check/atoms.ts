/**
 * @file Numbers with an index of which it is not known how far it runs: \alpha_t, \alpha_{t-1} and
 * \bar\alpha_0 in a step of algebra. Whatever they are, a step that holds with each of them as a
 * name of its own is right; what fails so is not called wrong, as α_t may be made of α_{t−1}. So
 * it is with \theta and \theta' beside \theta(t).
 */
import {
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { headOf } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The names of a document that stand for numbers of which nothing else is asked. */
export class Atoms {
  /** The functions: what is called, or primed where it is called. */
  private readonly called = new Set<string>();

  constructor({ chains }: Reading) {
    const visit = (syntax: Syntax): void => {
      if (syntax.kind === "applied") this.called.add(nameKey(headOf(syntax.head)) ?? "");
      for (const child of children(syntax)) visit(child);
    };
    for (const { parts } of chains) for (const part of parts) visit(part);
  }

  /** A chain alone with such names; null where there are none, or it is no algebra of numbers. */
  in(reading: Reading, chain: Chain): Reading | null {
    if (!chain.parts.some((part) => hasPart(part, (one) => this.isAtom(one)))) return null;
    return withSides({ ...reading, chains: [chain] }, (side) =>
      this.isAlgebra(side) ? this.named(side) : side,
    );
  }

  /** Whether a formula is made by what numbers allow, and by nothing that runs. */
  isAlgebra(syntax: Syntax): boolean {
    if (this.isAtom(syntax)) return true;
    if (syntax.kind === "name") return isNumber(syntax);
    // α_t (1 − α_t) is a product, and ε_θ(x_t, t) a number of its own
    if (syntax.kind === "applied") {
      const [only, ...more] = syntax.arguments;
      return this.isAtom(syntax.head) && (more.length > 0 || this.isAlgebra(only!));
    }
    return algebra.has(syntax.kind) && children(syntax).every((part) => this.isAlgebra(part));
  }

  /** \alpha_t, \bar\alpha_{t-1}, x^{(k)}: a letter with an index; θ' beside θ(t). */
  private isAtom(syntax: Syntax): boolean {
    if (syntax.kind === "prime") {
      return isLetter(syntax.base) && this.called.has(nameKey(syntax.base)!);
    }
    const isPart = syntax.kind === "subscript" || syntax.kind === "family";
    return isPart && (isLetter(syntax.base) || this.isAtom(syntax.base));
  }

  private named(syntax: Syntax): Syntax {
    const { from, to } = syntax;
    if (syntax.kind === "applied") {
      const [only, ...more] = syntax.arguments;
      if (more.length > 0 || syntax.head.kind === "prime") {
        return { kind: "name", text: writeLatex(syntax), from, to };
      }
      const [head, argument] = [syntax.head, only!].map((part) => this.named(part));
      return { ...S.product([head!, S.group(argument!)]), from, to };
    }
    if (!this.isAtom(syntax)) return mapParts(syntax, (part) => this.named(part));
    return { kind: "name", text: nameKey(syntax) ?? writeLatex(syntax), from, to };
  }
}

const algebra: ReadonlySet<string> = new Set(
  "number sum product fraction power root group decorated call".split(" "),
);

/** Capitals may be matrices, of which the order counts. */
const isNumber = ({ text }: SyntaxOf<"name">): boolean => {
  return /^(?:[a-z]|\\[a-z]+)$/.test(text);
};

const isLetter = (syntax: Syntax): boolean => syntax.kind === "name" && isNumber(syntax);
