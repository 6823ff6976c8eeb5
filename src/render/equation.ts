/**
 * @file A chain of equations in LaTeX: on one line while it is short, otherwise one step a row,
 * aligned at the signs,
 *
 *     \begin{aligned}
 *     \frac{dy}{dx_1} &= \frac{dy}{ds} \cdot \frac{ds}{du} \cdot \frac{du}{dx_1} \\
 *     &= -\sin(s) \cdot x_3 u^{x_3 - 1} \cdot \frac{1}{x_2}
 *     \end{aligned}
 *
 * (amsmath, section 3.7). How wide a formula will be is judged by its line of Unicode, which has
 * about one character for each that TeX sets; a bar fraction counts only its wider half.
 */
import { displayWidth, nowhere, type Syntax, writeLatex, writeUnicode } from "../notation/index.ts";
import type { Chain } from "./story.ts";

/** How a chain is broken into rows. */
export interface RowOptions {
  /** A chain wider than this many signs has one step a row. */
  readonly width: number;
  /** Whether a step that is still too wide is broken at the signs of its sum. */
  readonly breakSums?: boolean;
  /** Room added between rows, such as `0.6ex`. */
  readonly leading?: string;
}

/** One chain without dollar signs: on a line if it fits, else `aligned`. */
export function equation(chain: Chain, options: RowOptions): string {
  const rows = rowsOf(chain, options);
  return rows.length === 1 ? rows[0]!.replace(" &", " ") : alignedRows(rows, options);
}

/** Several chains under each other in one `aligned`. */
export function equations(chains: readonly Chain[], options: RowOptions): string {
  return alignedRows(
    chains.flatMap((chain) => rowsOf(chain, options)),
    options,
  );
}

/** How many rows a chain takes. */
export function rowCount(chain: Chain, options: RowOptions): number {
  return rowsOf(chain, options).length;
}

function alignedRows(rows: readonly string[], { leading }: RowOptions): string {
  const end = leading === undefined ? "\\\\\n" : `\\\\[${leading}]\n`;
  return `\\begin{aligned}\n${rows.join(` ${end}`)}\n\\end{aligned}`;
}

/** The rows of a chain, each with its `&` before the sign. */
function rowsOf(chain: Chain, { width, breakSums = false }: RowOptions): string[] {
  const left = writeLatex(chain.target);
  const steps = chain.links.map(({ sign, syntax }) => {
    const pieces = breakSums ? sumPieces(syntax, width - 8) : [syntax];
    return pieces.map((piece, k) => (k === 0 ? `${sign} ${step(piece)}` : continuation(piece)));
  });
  const isOneLine = chainWidth(chain) <= width && steps.every(({ length }) => length === 1);
  const rows = isOneLine ? [steps.flat().join(" ")] : steps.flat();
  return rows.map((row, k) => (k === 0 ? `${left} &${row}` : `&${row}`));
}

/** A relation as a step would read as two steps; it stands in brackets. */
function step(syntax: Syntax): string {
  const text = writeLatex(syntax);
  return syntax.kind === "relation" ? `\\left(${text}\\right)` : text;
}

/** A sum cut into sums that are about `width` signs wide; other formulas stay whole. */
function sumPieces(syntax: Syntax, width: number): Syntax[] {
  if (syntax.kind !== "sum" || formulaWidth(syntax) <= width) return [syntax];
  const pieces: (typeof syntax.terms)[number][][] = [];
  let room = 0;
  for (const term of syntax.terms) {
    const needed = formulaWidth(term.term) + 3;
    if (pieces.length === 0 || needed > room) {
      pieces.push([]);
      room = width;
    }
    room -= needed;
    pieces.at(-1)!.push(term);
  }
  return pieces.map((terms) => ({ kind: "sum", terms, ...nowhere }));
}

/** The rest of a sum on a row of its own; `{}` before its sign makes it one between two terms. */
function continuation(piece: Syntax): string {
  const isPlus = piece.kind === "sum" && piece.terms[0]!.sign === "+";
  return `\\quad {} ${isPlus ? "+ " : ""}${writeLatex(piece)}`;
}

/** About how many signs wide a chain is on one line. */
export function chainWidth({ target, links }: Chain): number {
  return links.reduce((sum, { syntax }) => sum + 3 + formulaWidth(syntax), formulaWidth(target));
}

/** The widest row that `equations` makes of these chains, in signs. */
export function rowWidth(chains: readonly Chain[], { width, breakSums }: RowOptions): number {
  let widest = 0;
  for (const chain of chains) {
    const whole = chainWidth(chain);
    if (whole <= width) {
      widest = Math.max(widest, whole);
      continue;
    }
    const left = formulaWidth(chain.target) + 3;
    for (const { syntax } of chain.links) {
      const pieces = breakSums === true ? sumPieces(syntax, width - 8) : [syntax];
      for (const piece of pieces) widest = Math.max(widest, left + formulaWidth(piece));
    }
  }
  return widest;
}

/** About how many signs wide a formula is when TeX sets it. */
export function formulaWidth(syntax: Syntax): number {
  switch (syntax.kind) {
    case "fraction":
    case "derivative": {
      if (syntax.style !== "bar") break;
      const [above, below] =
        syntax.kind === "fraction"
          ? [formulaWidth(syntax.numerator), formulaWidth(syntax.denominator)]
          : [3, 3];
      return Math.max(above, below) + 1;
    }
    case "sum":
      return syntax.terms.reduce((sum, { term }) => sum + 3 + formulaWidth(term), -3);
    case "product":
      return syntax.factors.reduce((sum, factor, k) => {
        const joint = k > 0 && syntax.joints[k - 1] !== "juxtapose" ? 3 : 1;
        return sum + joint + formulaWidth(factor);
      }, -1);
    case "matrix": {
      const widths: number[] = [];
      for (const row of syntax.rows) {
        for (const [k, cell] of row.entries()) {
          widths[k] = Math.max(widths[k] ?? 0, formulaWidth(cell));
        }
      }
      return widths.reduce((sum, width) => sum + width + 2, 2);
    }
  }
  return displayWidth(writeUnicode(syntax));
}
