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

/**
 * Numbers given as they are, and all values that are determined, without what is said roughly only.
 * `around` are numbers that are given where more is known than here.
 */
export function knownValues(
  sheet: DocumentSheet,
  values: Values,
  rough: ReadonlySet<Statement>,
  around: ReadonlySet<string>,
): { readonly numbers: ReadonlySet<string>; readonly values: readonly Ball[] } {
  const names = roughNames(rough);
  const known: Ball[] = [];
  for (const { variable, formula } of sheet.worksheet.quantities) {
    if (formula === null) continue;
    const whole = sheet.expand(variable);
    // what is printed somewhere is not therefore known
    if (isLiteral(whole) || isRough(whole, names)) continue;
    const node = values.of(variable, Number.MAX_SAFE_INTEGER, null);
    const constant = node === undefined ? null : constantOf(node, sheet.worksheet.sizes);
    if (constant !== null) known.push(...constant.ball.entries);
  }
  const own = givenNumbers(sheet, rough, () => true);
  return { numbers: new Set([...around, ...own]), values: known };
}

/** The numbers that some parts of a document give as they are, without their signs. */
export function givenNumbers(
  sheet: DocumentSheet,
  rough: ReadonlySet<Statement>,
  isIn: (part: number) => boolean,
): ReadonlySet<string> {
  const names = roughNames(rough);
  const given = sheet.worksheet.quantities.filter(({ variable, formula, value, part }) => {
    return formula === null && value !== null && isIn(part) && !isRough(variable, names);
  });
  return new Set(given.flatMap(({ value }) => numbersIn(value!)));
}

/** Names that are said to be near a number only. */
function roughNames(rough: ReadonlySet<Statement>): ReadonlySet<string | undefined> {
  return new Set([...rough].map(({ left }) => nameKey(left)));
}

const isRough = (whole: Node, names: ReadonlySet<string | undefined>): boolean =>
  variablesOf(whole).some((one) => names.has(unmarked(one.data)));

/** Whether a node only signs numbers or sets them side by side, and calculates nothing. */
const isPlain = ({ op }: Node): boolean => op === "stack" || op === "negate";

/** The numbers of a number, a vector or a matrix, without their signs. */
function numbersIn(node: Node): string[] {
  if (node.op === "number") return [Q.toString(Q.absolute((node as Node<"number">).data))];
  return isPlain(node) ? node.operands.flatMap(numbersIn) : [];
}

/** Whether a node is a number as it stands, or a vector of such. */
function isLiteral(node: Node): boolean {
  return node.op === "number" || (isPlain(node) && node.operands.every(isLiteral));
}
