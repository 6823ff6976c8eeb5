/**
 * @file docs/MATRIX-IDENTITIES.md from the tables of this folder: `npm run generate` writes it,
 * and a test compares.
 */
import { writeLatex, writePlain } from "../../src/notation/index.ts";
import type { Gradient } from "../../src/work/index.ts";
import { type Identity, worked } from "./identity.ts";
import { outOfReach } from "./out-of-reach.ts";
import { identities } from "./rows.ts";

export const pagePath = "docs/MATRIX-IDENTITIES.md";

const intro = `# Matrix identities

Every first-derivative identity of section 2 of K. B. Petersen, M. S. Pedersen, *The Matrix
Cookbook* (version of November 15, 2012), under its number there: the function, and its gradient
as pengrad derives it from the formula alone, with symbolic sizes. Gradients have the shape of
their variable. A test holds each of them, at sizes drawn at random (rectangular where the formula
allows it), to differences of the function computed apart from pengrad to ninety digits; it also
reads the printed gradient back. \`W = W^T\` declares W symmetric.

Lines of the book about matrices, \`∂(X^{-1})\`, \`∂(XY)\`, stand here in their adjoint form: the
gradient of tr(Wᵀ F(X)) for an arbitrary W says the same as the differential of F(X).

This page is generated from \`test/identities/\` by \`npm run generate\`.
`;

const beyond = `## Out of reach

What the section has besides, and why it is not worked.

| No. | Derivative of | Why |
|---|---|---|
`;

/** The page. */
export function identitiesPage(): string {
  const rows = identities.map(line);
  const missing = outOfReach.map(
    ({ number, of, reason }) => `| ${number} | ${maths(of)} | ${reason} |`,
  );
  const head = "| No. | Function | Gradient | Shapes | Verified |\n|---|---|---|---|---|";
  return `${intro}\n${head}\n${rows.join("\n")}\n\n${beyond}${missing.join("\n")}\n`;
}

function line(row: Identity): string {
  const { solution, gradient } = worked(row);
  const { quantities } = solution.sheet;
  const defined = quantities.filter(({ formula }) => formula !== null);
  const functions = defined.map(({ name, written }) => {
    return maths(`${writeLatex(name)} = ${writeLatex(written!)}`);
  });
  const output = defined.at(-1)!.name;
  const by = gradient.name;
  const where = gradient.where.map(({ name, syntax }) => maths(`${name} = ${writeLatex(syntax)}`));
  const main = maths(
    `\\frac{d${writeLatex(output)}}{d${writeLatex(by)}} = ${writeLatex(gradient.closedMain)}`,
  );
  const inputs = quantities.filter(({ formula, shape }) => formula === null && shape.length > 0);
  const shapes = inputs.map(({ name, shape, variable }) => {
    const symmetric = solution.sheet.arena.isDeclaredSymmetric(variable) ? " symmetric" : "";
    return `${maths(`${writeLatex(name)}: ${shape.join(" \\times ")}`)}${symmetric}`;
  });
  const remark = row.remark === undefined ? "" : `<br>${row.remark}`;
  const closed = where.length === 0 ? main : `${main}, where ${where.join(", ")}`;
  const cells = [row.number, `${functions.join(", ")}${remark}`, closed, shapes.join(", "), "yes"];
  return `| ${cells.join(" | ")} |`;
}

/** Maths in a cell of a table, where a bar would end the cell. */
function maths(latex: string): string {
  return `$${latex.replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ")}$`;
}

/** The gradient in plain text, with what its named parts are. */
export function printed({ closedMain, where }: Gradient): string {
  const parts = where.map(({ name, syntax }) => `${name} = ${writePlain(syntax)}`);
  const main = writePlain(closedMain);
  return parts.length === 0 ? main : `${main} where ${parts.join(", ")}`;
}
