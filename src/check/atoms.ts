/**
 * @file Numbers with an index of which it is not known how far it runs: \alpha_t, \alpha_{t-1} and
 * \bar\alpha_0 in a step of algebra. Whatever they are, a step that holds with each of them as a
 * name of its own is right; what fails so is not called wrong, as α_t may be made of α_{t−1}.
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

/** A chain alone with such names; null where there are none, or it is no algebra of numbers. */
export function withAtoms(reading: Reading, chain: Chain): Reading | null {
  const { parts } = chain;
  if (!parts.some(hasIndex)) return null;
  return withSides({ ...reading, chains: [chain] }, (side) =>
    isAlgebra(side) ? named(side) : side,
  );
}

/** Whether a formula is made by what numbers allow, and by nothing that runs. */
export function isAlgebra(syntax: Syntax): boolean {
  if (isAtom(syntax)) return true;
  if (syntax.kind === "name") return isNumber(syntax);
  // α_t (1 − α_t) is a product, and ε_θ(x_t, t) a number of its own
  if (syntax.kind === "applied") {
    const [only, ...more] = syntax.arguments;
    return isAtom(syntax.head) && (more.length > 0 || isAlgebra(only!));
  }
  return algebra.has(syntax.kind) && children(syntax).every(isAlgebra);
}

const algebra: ReadonlySet<string> = new Set(
  "number sum product fraction power root group decorated call".split(" "),
);

/** Capitals may be matrices, of which the order counts. */
const isNumber = ({ text }: SyntaxOf<"name">): boolean => {
  return /^(?:[a-z]|\\[a-z]+)$/.test(text);
};

/** \alpha_t, \bar\alpha_{t-1}, x^{(k)}: a letter with an index. */
function isAtom(syntax: Syntax): boolean {
  const isPart = syntax.kind === "subscript" || syntax.kind === "family";
  if (!isPart) return false;
  return syntax.base.kind === "name" ? isNumber(syntax.base) : isAtom(syntax.base);
}

const hasIndex = (syntax: Syntax): boolean => isAtom(syntax) || children(syntax).some(hasIndex);

function named(syntax: Syntax): Syntax {
  const { from, to } = syntax;
  if (syntax.kind === "applied" && syntax.arguments.length > 1) {
    return { kind: "name", text: writeLatex(syntax), from, to };
  }
  if (syntax.kind === "applied") {
    const [head, argument] = [syntax.head, syntax.arguments[0]!].map(named);
    return { ...S.product([head!, S.group(argument!)]), from, to };
  }
  if (!isAtom(syntax)) return mapParts(syntax, named);
  return { kind: "name", text: nameKey(syntax) ?? writeLatex(syntax), from, to };
}
