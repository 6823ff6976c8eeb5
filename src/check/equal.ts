/**
 * @file Are two expressions equal? Reads the two, decides, and reports; the object behind
 * `pengrad equal` and the library's `equal`.
 */
import { decide } from "../algebra/index.ts";
import {
  ballField,
  evaluateScalar,
  exactField,
  isKind,
  type Node,
  shapeText,
  topological,
} from "../expression/index.ts";
import { children, nameKey, type Syntax, unmarked } from "../notation/index.ts";
import { B, Q, type Rational, X } from "../number/index.ts";
import { type Diagnostic, messageOf } from "../source/index.ts";
import { beyondReals, ofComplex } from "./complex.ts";
import { withIntegrals } from "./integral.ts";
import { type Pair, readPair } from "./pair.ts";
import { type EqualReport, reportOf } from "./report.ts";

export interface EqualOptions {
  /** Relations that are taken for granted: `x > 0, y \ne 0`. */
  readonly assume?: string;
}

/** Decides `left = right`. Nothing throws: what cannot be read is `unread`, with the reason. */
export function equalTexts(left: string, right: string, options: EqualOptions = {}): EqualReport {
  const pair = readPair(left, right, options.assume);
  if ("diagnostics" in pair) return unread(pair.diagnostics, left, right);
  if (pair.open !== null) return { verdict: "undecided", reason: pair.open };
  const report = judge(pair);
  if (report.verdict === "proved") return ofMatrices(pair, left, right, options) ?? report;
  const isMisfit = report.verdict === "undecided" && report.reason?.includes("shapes");
  const isOpen = report.verdict === "conditional" && pair.derivatives.length > 0;
  if (report.verdict !== "refuted" && !isMisfit && !isOpen) return report;
  const [unknown] = pair.derivatives;
  if (unknown !== undefined) {
    return { verdict: "undecided", reason: `nothing says what ${unknown} is the derivative of` };
  }
  if (isRounded(pair)) return { ...report, verdict: "rounded" };
  const variables = topological([pair.left, pair.right]).filter((node) => isKind(node, "variable"));
  const beyond = beyondReals(variables as Node<"variable">[]);
  if (beyond !== null) return ofComplexPair(pair) ?? { verdict: "undecided", reason: beyond };
  return readOtherwise(pair, (name) => readPair(left, right, options.assume, [name])) ?? report;
}

function ofComplexPair({ left, right, arena, assumptions }: Pair): EqualReport | null {
  const isEqual = (a: Node, b: Node): boolean => {
    return decide(a, b, arena, { assumptions }).verdict === "proved";
  };
  return ofComplex([left, right], () => true, isEqual, arena);
}

function judge({ left, right, arena, assumptions, operators }: Pair): EqualReport {
  const plainly = (a: Node, b: Node) => reportOf(decide(a, b, arena, { assumptions }));
  if (operators.length === 0) return plainly(left, right);
  const isLoose = operators.some(({ written }) => {
    return written.kind === "integral" && written.lower === undefined;
  });
  const report = withIntegrals([left, right], plainly, arena, isLoose);
  if (report.rules === undefined) return report;
  const kinds = new Set(operators.map(({ written }) => written.kind));
  return { ...report, rules: [...kinds, ...report.rules] };
}

/** The shapes of the variables by name. */
function shapesIn(sides: readonly Node[]): Map<string, string> {
  const variables = topological(sides).filter((node) => isKind(node, "variable"));
  return new Map(
    variables.map((node) => [unmarked((node as Node<"variable">).data), shapeText(node.shape)]),
  );
}

/** Whether a name stands in a formula only as a term of a sum, where its shape is a guess. */
function isOnlyAdded(name: string, syntax: Syntax, inSum: boolean): boolean {
  if (nameKey(syntax) === name) return inSum;
  return children(syntax).every((part) => isOnlyAdded(name, part, syntax.kind === "sum"));
}

/**
 * (A + B)^2 = A^2 + 2AB + B^2 holds for numbers; where nothing says that capitals are numbers, they
 * may be matrices, for which it holds if they commute. Undefined where that changes nothing.
 */
function ofMatrices(
  { left, right, written }: Pair,
  ...[a, b, { assume }]: [string, string, EqualOptions]
): EqualReport | undefined {
  const shapes = shapesIn([left, right]);
  const capitals = [...shapes.keys()].filter((name) => isCapital(name));
  if (capitals.length < 2 || capitals.length > 3 || !written.every(isPolynomial)) return undefined;
  if (capitals.some((name) => shapes.get(name) !== "scalar")) return undefined;
  // what is assumed of a capital is assumed of a number
  if (capitals.some((name) => assume?.includes(name))) return undefined;
  const pair = readPair(a, b, assume, [], capitals);
  if ("diagnostics" in pair || judge(pair).verdict !== "refuted") return undefined;
  const pairs = capitals.flatMap((one, k) => capitals.slice(k + 1).map((other) => [one, other]));
  const condition = pairs.map(([one, other]) => `${one} ${other} = ${other} ${one}`);
  const reason = `${capitals.join(" and ")} may be matrices; it holds for numbers`;
  return { verdict: "conditional", condition: condition.join(" \\land "), reason };
}

/** A capital letter, bold or not. */
const isCapital = (name: string): boolean => /^(?:\\mathbf\{)?[A-Z]\}?(?:_\w)?$/.test(name);

/** Whether a formula is made of sums, products and whole powers alone. */
function isPolynomial(syntax: Syntax): boolean {
  if (syntax.kind === "power") {
    return (
      isPolynomial(syntax.base) &&
      /^\d+$/.test(syntax.exponent.kind === "number" ? syntax.exponent.text : "")
    );
  }
  if (syntax.kind === "number" || nameKey(syntax) !== undefined) return true;
  const isOpen = syntax.kind === "sum" || syntax.kind === "product" || syntax.kind === "group";
  return isOpen && children(syntax).every(isPolynomial);
}

/** How many names are tried as scalars. */
const triedNames = 4;

/**
 * A claim is false only if it is false in every reading: a small letter that was taken for a
 * vector because it is added to one, as in softmax(x + c), may be a scalar.
 */
function readOtherwise(
  { left, right, written }: Pair,
  read: (name: string) => ReturnType<typeof readPair>,
): EqualReport | undefined {
  const shapes = shapesIn([left, right]);
  const names = [...shapes].filter(([, shape]) => /^\[[^,]*\]$/.test(shape)).map(([name]) => name);
  const added = names.filter((name) => written.every((side) => isOnlyAdded(name, side, false)));
  for (const name of added.slice(0, triedNames)) {
    const other = read(name);
    if ("diagnostics" in other) continue;
    // what else is a vector or a matrix must stay one, or the claim would be another
    const own = shapesIn([other.left, other.right]);
    if ([...shapes].some(([key, shape]) => key !== name && own.get(key) !== shape)) continue;
    const report = judge(other);
    if (report.verdict !== "proved" && report.verdict !== "agrees") continue;
    const note = `where ${name} is a scalar`;
    return { ...report, reason: report.reason === undefined ? note : `${note}; ${report.reason}` };
  }
  return undefined;
}

function unread(diagnostics: readonly Diagnostic[], left: string, right: string): EqualReport {
  const [first] = diagnostics;
  if (first === undefined) return { verdict: "unread", reason: "a side has no meaning" };
  return { verdict: "unread", reason: `${placeOf(first, left, right)}${messageOf(first)}` };
}

/** "left side, column 3: " */
function placeOf({ span }: Diagnostic, left: string, right: string): string {
  if (span === null) return "";
  if (span.from <= left.length) return `left side, column ${span.from + 1}: `;
  const at = span.from - left.length - 1;
  if (at <= right.length) return `right side, column ${at + 1}: `;
  return `assumption, column ${at - right.length}: `;
}

/** Whether one side is a decimal, and is how the other side's value rounds. */
function isRounded({ left, right, written: [a, b] }: Pair): boolean {
  for (const [decimal, value] of [
    [a, right],
    [b, left],
  ] as const) {
    const printed = printedDecimal(decimal);
    if (printed === undefined) continue;
    const exact = evaluateScalar(value, exactField, new Map());
    const ball =
      exact === undefined ? evaluateScalar(value, ballField(256), new Map()) : X.toBall(exact, 256);
    const [low, high] = ball === undefined ? [] : [B.lower(ball), B.upper(ball)];
    if (low === undefined || high === undefined) continue;
    const half = Q.multiply(Q.half, printed.unit);
    const within = [low, high].every((end) => {
      return Q.compare(Q.absolute(Q.subtract(end, printed.value)), half) <= 0;
    });
    if (within) return true;
  }
  return false;
}

/** A decimal with its sign, and the worth of one in its last printed place. */
function printedDecimal(syntax: Syntax): { value: Rational; unit: Rational } | undefined {
  if (syntax.kind === "group") return printedDecimal(syntax.body);
  if (syntax.kind === "sum" && syntax.terms.length === 1) {
    const [only] = syntax.terms;
    const inner = printedDecimal(only!.term);
    return inner && only!.sign === "-" ? { ...inner, value: Q.negate(inner.value) } : inner;
  }
  if (syntax.kind !== "number" || !syntax.text.includes(".")) return undefined;
  const value = Q.fromDecimal(syntax.text);
  const places = /\.(\d*)/.exec(syntax.text)?.[1]?.length ?? 0;
  const unit = Q.power(Q.fromInteger(10), -places);
  return value && unit && { value, unit };
}
