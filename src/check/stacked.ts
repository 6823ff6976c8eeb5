/**
 * @file A row that stands in every row of a matrix: of b = [0, 0.5] people write X W + 𝟏 b, and of
 * a mean μ = (3, 3), X − 𝟏 μ. With vectors that is the outer product 𝟏 bᵀ, for 𝟏 b has no other
 * meaning; of a number b it stays what it is.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf, writeLatex } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";

/** The reading with 𝟏 bᵀ for 𝟏 b where the document shows that b is a vector. */
export function withStacked(reading: Reading): Reading {
  const vectors = new Set(reading.chains.flatMap(vectorIn));
  if (vectors.size === 0) return reading;
  const stacked = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, stacked);
    return inner.kind === "product" ? turned(inner, vectors) : inner;
  };
  return withSides(reading, stacked);
}

/** The name that a chain shows to be a vector: by its entries, or by where it is from. */
function vectorIn({ parts: [left, ...others], signs }: Chain): string[] {
  const key = nameKey(left!);
  const isVector = signs[0] === "\\in" ? isOfRows(others[0]!) : others.some(isList);
  return key !== undefined && isVector ? [key] : [];
}

/** \mathbb{R}^k and \mathbb{R}^{1 \times k}. */
const isOfRows = (set: Syntax): boolean => {
  return /^\\mathbb\{R\}\^(?:\{(?:1 \\times )?[a-z]\w*\}|[a-z]|\{?\d+\}?)$/.test(writeLatex(set));
};

function isList(syntax: Syntax): boolean {
  if (syntax.kind === "transpose") return isList(syntax.base);
  if (syntax.kind === "group") return isList(syntax.body);
  if (syntax.kind === "list") return true;
  if (syntax.kind !== "matrix") return false;
  const { rows } = syntax;
  return rows.flat().length > 1 && (rows.length === 1 || rows.every((row) => row.length === 1));
}

/** A product that ends in 𝟏 b, with b as a row. */
function turned(syntax: SyntaxOf<"product">, vectors: ReadonlySet<string>): Syntax {
  const { factors, joints } = syntax;
  const [ones, last] = [factors.at(-2), factors.at(-1)!];
  const isOnes = ones !== undefined && /^\\mathbf\{1\}(?:_|$)/.test(nameKey(ones) ?? "");
  const isStacked = isOnes && joints.at(-1) === "juxtapose" && vectors.has(nameKey(last) ?? "");
  if (!isStacked) return syntax;
  const row = { ...S.transpose(last), from: last.from, to: last.to };
  return { ...syntax, factors: [...factors.slice(0, -1), row] };
}
