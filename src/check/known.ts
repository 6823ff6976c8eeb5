/**
 * @file What is known of the numbers of a document: those that it gives as they are, and the values
 * that it determines, of which a printed decimal may be the rounding.
 */
import type { Node } from "../expression/index.ts";
import { nameKey, unmarked } from "../notation/index.ts";
import { type Ball, Q } from "../number/index.ts";
import { constantOf } from "./constant.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import type { Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** Numbers given as they are, and all values that are determined. */
export function knownValues(
  sheet: DocumentSheet,
  values: Values,
  statements: readonly Statement[],
): { readonly numbers: ReadonlySet<string>; readonly values: readonly Ball[] } {
  const rough = new Set(
    statements.flatMap(({ kind, sign, left }) => {
      return kind === "definition" && sign === "\\approx" ? [nameKey(left)] : [];
    }),
  );
  const exactNumbers = new Set<string>();
  const known: Ball[] = [];
  for (const { variable, formula, value } of sheet.worksheet.quantities) {
    const node = formula === null ? value : values.of(variable, Number.MAX_SAFE_INTEGER, null);
    const constant = node == null ? null : constantOf(node, sheet.worksheet.sizes);
    if (constant === null) continue;
    const whole = sheet.expand(variable);
    if (variablesOf(whole).some((one) => rough.has(unmarked(one.data)))) continue;
    if (formula === null) for (const one of numbersIn(node!)) exactNumbers.add(one);
    // what is printed somewhere is not therefore known
    else if (!isLiteral(whole)) known.push(...constant.ball.entries);
  }
  return { numbers: exactNumbers, values: known };
}

/** Whether a node only signs numbers or sets them side by side, and calculates nothing. */
const isPlain = ({ op }: Node): boolean => op === "stack" || op === "negate";

/** The numbers of a number, a vector or a matrix. */
function numbersIn(node: Node): string[] {
  if (node.op === "number") return [Q.toString((node as Node<"number">).data)];
  return isPlain(node) ? node.operands.flatMap(numbersIn) : [];
}

/** Whether a node is a number as it stands, or a vector of such. */
function isLiteral(node: Node): boolean {
  return node.op === "number" || (isPlain(node) && node.operands.every(isLiteral));
}
