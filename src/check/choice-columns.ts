/**
 * @file Binomial coefficients that are set as columns, \begin{pmatrix} 52 \\ 5 \end{pmatrix}. A
 * column below a line, or two columns side by side without a sign, can be no vectors; a text that
 * has such ones means by each column of two whole numbers how many ways there are to choose.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { hasPart } from "./parts.ts";

/** The reading with such columns as binomial coefficients. */
export function withChoiceColumns(reading: Reading): Reading {
  const chains = reading.chains.filter(isOfColumns);
  const parts = chains.flatMap((chain) => chain.parts);
  if (!parts.some((part) => hasPart(part, isNoVector))) return reading;
  const chosen = new Set(chains.map(({ signSpans }) => signSpans));
  return withSides(reading, (side, { signSpans }) =>
    chosen.has(signSpans) ? counted(side) : side,
  );
}

/** Whether a chain has such columns and no other matrices. */
function isOfColumns({ parts }: Chain): boolean {
  const isOther = (part: Syntax): boolean => part.kind === "matrix" && !isColumn(part);
  return (
    parts.some((part) => hasPart(part, isColumn)) && !parts.some((part) => hasPart(part, isOther))
  );
}

/** A column of n and k with 0 ≤ k ≤ n, or of letters. */
function isColumn(syntax: Syntax): syntax is SyntaxOf<"matrix"> {
  if (syntax.kind !== "matrix" || syntax.rows.length !== 2) return false;
  if (syntax.rows.some(({ length }) => length !== 1)) return false;
  const [n, k] = syntax.rows.map(([only]) => only!) as [Syntax, Syntax];
  if (n.kind === "number" && k.kind === "number") {
    const isWhole = [n, k].every(({ text }) => /^\d+$/.test(text));
    return isWhole && Number(k.text) <= Number(n.text);
  }
  return [n, k].every(({ kind }) => kind === "name" || kind === "number");
}

/** A quotient by a column, or two of them side by side. */
function isNoVector(syntax: Syntax): boolean {
  if (syntax.kind === "fraction") return hasPart(syntax.denominator, isColumn);
  if (syntax.kind !== "product") return false;
  return syntax.joints.some((joint, k) => {
    const [left, right] = [syntax.factors[k]!, syntax.factors[k + 1]!];
    return joint === "juxtapose" && isColumn(left) && isColumn(right);
  });
}

function counted(syntax: Syntax): Syntax {
  if (!isColumn(syntax)) return children(syntax).length === 0 ? syntax : mapParts(syntax, counted);
  const [n, k] = syntax.rows.map(([only]) => only!) as [Syntax, Syntax];
  return { ...S.call("binomial", [n, k]), from: syntax.from, to: syntax.to };
}
