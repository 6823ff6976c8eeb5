/**
 * @file What is known of the numbers of a document: those that it gives as they are, and the values
 * that it determines, of which a printed decimal may be the rounding.
 */
import type { Node } from "../expression/index.ts";
import { nameKey, unmarked } from "../notation/index.ts";
import { B, type Ball, Q, type Rational } from "../number/index.ts";
import { around, constantOf } from "./constant.ts";
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
  const given = new Set([...around, ...givenNumbers(sheet, rough, () => true)]);
  const results = activationsIn(sheet, [...given]);
  for (const [number, value] of results) {
    given.delete(number);
    known.push(value);
  }
  return { numbers: given, values: known };
}

/** Digits behind the point of a number that may be a result: fewer are near too many values. */
const resultPlaces = { least: 4, most: 12 } as const;

/** Half a unit of the last place of a decimal with so many places; undefined for other numbers. */
function halfUnit(q: Rational): Rational | undefined {
  let unit = Q.one;
  for (let places = 0; places <= resultPlaces.most; places++) {
    const isWhole = Q.isInteger(Q.multiply(q, Q.inverse(unit)!));
    if (isWhole) return places < resultPlaces.least ? undefined : Q.multiply(unit, Q.half);
    unit = Q.multiply(unit, tenth);
  }
  return undefined;
}

const tenth = Q.rational(1, 10);

/** So many values are looked at that numbers may be the activations of. */
const mostLooked = 40;

/**
 * Given numbers that are σ, tanh or softmax of what is given, too: "z = [1, 0], h = [0.7311, 0.5]"
 * says by its numbers that h = σ(z), and what is made of h has all digits of σ(1).
 */
function activationsIn(sheet: DocumentSheet, given: readonly string[]): [string, Ball][] {
  const numbers = given.flatMap((number) => {
    const [n, d = "1"] = number.split("/");
    const q = n!.length > mostSigns ? null : Q.rational(BigInt(n!), BigInt(d));
    const half = q === null ? undefined : halfUnit(q);
    return half === undefined ? [] : [{ number, q: q!, half }];
  });
  if (numbers.length === 0) return [];
  const { arena, worksheet } = sheet;
  const inputs = worksheet.quantities.flatMap(({ formula, value }) => {
    return formula === null && value !== null && value.shape.length < 2 ? [value] : [];
  });
  const outputs = [...new Set(inputs)]
    .slice(0, mostLooked)
    .flatMap((input) => [
      arena.apply("sigmoid", input),
      arena.apply("tanh", input),
      ...(input.shape.length === 1 ? [arena.structural("softmax", [input], input.shape, 0)] : []),
    ]);
  const values = outputs.flatMap((node) => constantOf(node, worksheet.sizes)?.ball.entries ?? []);
  return numbers.flatMap(({ number, q, half }): [string, Ball][] => {
    const printed = around(q, half);
    const value = values.find((one) => B.overlaps(one, printed) && !B.contains(one, q));
    return value === undefined ? [] : [[number, value]];
  });
}

/** Longer numbers are no results that somebody printed. */
const mostSigns = 40;

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
