/**
 * @file Shorter ways to write a formula that has no room, longest first.
 *
 * A matrix keeps its corners, as on a blackboard: first and last row and column with dots
 * between, then only its brackets around dots. A sum loses its last terms, a long number its
 * last digits. The last resort is always `\cdots`. Nothing is computed: a shorter form is an
 * abbreviation and says so by its dots; the full text belongs in a tooltip.
 */
import { cutsOf, type MatrixText, matrixOf } from "./tokens.ts";

/** At most this many ways to cut one sum or number are offered. */
const TRIES = 6;

/** The shorter forms of a formula, in the order in which to try them; never empty. */
export function abridgements(latex: string): string[] {
  const matrix = matrixOf(latex);
  if (matrix) return matrixForms(matrix);
  const cuts = cutsOf(latex);
  const sums = cuts.filter((cut) => cut.sum);
  const offered = sums.length > 0 ? sums : cuts;
  const step = Math.max(1, offered.length / TRIES);
  const forms: string[] = [];
  for (let k = 0; k < TRIES && k < offered.length; k++) {
    const cut = offered[offered.length - 1 - Math.floor(k * step)]!;
    const kept = latex.slice(0, cut.at);
    forms.push(cut.sum ? `${kept}${latex[cut.at]}\\cdots` : `${kept}\\ldots`);
  }
  return [...forms, "\\cdots"];
}

/** Indices kept of n rows or columns: all when few, else first, dots (−1), last. */
function kept(count: number): number[] {
  return count <= 3 ? Array.from({ length: count }, (_, i) => i) : [0, -1, count - 1];
}

function matrixForms({ environment, cells }: MatrixText): string[] {
  const around = (body: string) => `\\begin{${environment}}${body}\\end{${environment}}`;
  const width = Math.max(...cells.map((row) => row.length));
  const [rows, columns] = [kept(cells.length), kept(width)];
  const line = (i: number) =>
    columns
      .map((j) => {
        if (i < 0) return j < 0 ? "\\ddots" : "\\vdots";
        return j < 0 ? "\\cdots" : (cells[i]?.[j] ?? "");
      })
      .join("&");
  const corners = around(rows.map(line).join("\\\\"));
  const dots = around(cells.length > width ? "\\vdots" : "\\cdots");
  return cells.length > 3 || width > 3 ? [corners, dots, "\\cdots"] : [dots, "\\cdots"];
}
