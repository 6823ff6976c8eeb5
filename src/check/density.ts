/**
 * @file The density of a normal distribution of numbers:
 *
 *     \mathcal{N}(x; μ, σ²)     \frac{1}{\sqrt{2π σ²}} \exp(−\frac{(x − μ)²}{2 σ²})
 *
 * So with a bar for the semicolon, and with whatever number stands for the variance. Where that is
 * made of capitals or bold letters it is a matrix, and where it is σ alone it may be the deviation:
 * such are left alone.
 * Source: Bishop, *Pattern Recognition and Machine Learning* (2006), equation 1.46.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with densities of normal distributions by what they are. */
export function withDensities(reading: Reading): Reading {
  const written = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, written);
    const found = inner.kind === "applied" ? densityOf(inner) : null;
    return found === null ? inner : { ...S.group(found), from: inner.from, to: inner.to };
  };
  return withSides(reading, written);
}

function densityOf({ head, arguments: args }: SyntaxOf<"applied">): Syntax | null {
  if (head.kind !== "name" || head.text !== "N" || head.font !== "cal") return null;
  const [x, mean, variance, more] = args.flatMap((one) => {
    const isBar = one.kind === "relation" && one.signs.length === 1 && one.signs[0] === "\\mid";
    return isBar ? one.parts : [one];
  });
  if (x === undefined || mean === undefined || variance === undefined || more) return null;
  if ([x, mean, variance].some(isOfVectors) || isDeviation(variance)) return null;
  const off = S.power(S.group(S.sum([x, S.minus(S.group(mean))])), 2);
  const scaled = S.sum([S.minus(S.fraction(off, S.product([2, S.group(variance)])))]);
  const factor = S.fraction(1, S.root(S.product([2, S.name("\\pi"), S.group(variance)])));
  return S.product([factor, S.call("exp", [scaled])]);
}

/** Whether a letter for a vector or a matrix stands in a formula: Σ, I, \mathbf{x}, W^T x. */
function isOfVectors(syntax: Syntax): boolean {
  if (syntax.kind === "name") {
    const isBold = syntax.font !== undefined || syntax.accents?.includes("vec") === true;
    return isBold || /^(?:[A-Z]|\\(?:Sigma|Lambda|Psi|Phi|Gamma))$/.test(syntax.text);
  }
  return syntax.kind === "transpose" || children(syntax).some(isOfVectors);
}

/** σ alone, of which nobody knows whether its square is meant. */
function isDeviation(syntax: Syntax): boolean {
  if (syntax.kind === "subscript") return isDeviation(syntax.base);
  return syntax.kind === "name" && /^(?:\\sigma|s)$/.test(syntax.text);
}
