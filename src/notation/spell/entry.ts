/**
 * @file Spelling with indices: the entry of a tensor at the letters i, j, …, as in
 * Σ_j W_{ij} x_j. Used to show where a transpose comes from, and for what has no matrix notation:
 * a whole tensor is then written by its entries, [x_i y_j z_k]_{ijk}. The index form and the
 * matrix form are two spellings of one node.
 *
 * A sum sign carries bounds only where nothing in its body says how far the letter runs.
 */
import { fillOf, isKind, type Node, operations, type Size } from "../../expression/index.ts";
import * as S from "../build.ts";
import { nameSyntax } from "../names.ts";
import { childrenOf } from "../read/children.ts";
import type { BigSyntax, Syntax } from "../syntax.ts";
import { isIdentity, pickOf } from "./picks.ts";
import { equationOf, windowsOf } from "./windows.ts";

/** Letters for indices, in the order in which they are used. */
export const indexLetters: readonly string[] = [..."ijklmnpqrstuvwabcghxyz"];

/** How nodes are spelled: whole, or from the spellings of their operands. */
export interface Spelling {
  readonly whole: (node: Node) => Syntax;
  readonly from: (node: Node, of: (operand: Node) => Syntax) => Syntax;
}

/** Letters not yet used. */
export class Letters {
  private readonly used: Set<string>;

  constructor(used: Iterable<string> = []) {
    this.used = new Set(used);
  }

  take(): Syntax {
    const free = indexLetters.find((letter) => !this.used.has(letter));
    const letter = free ?? `i_{${this.used.size}}`;
    this.used.add(letter);
    return S.name(letter);
  }
}

/**
 * A whole tensor by its entries: `[ Σ_j … ]_{i}`; a scalar with its sums written out. Only the
 * node itself is opened, so that the spelling reads back to it: `[(A + B)_{ij}^2]_{ij}`.
 */
export function wholeByEntries(node: Node, spelling: Spelling, letters: Letters): Syntax {
  const indices = node.shape.map(() => letters.take());
  const entry = openEntry(node, indices, spelling, letters, true);
  if (indices.length === 0) return entry;
  const shown = indices.map((letter, axis) => {
    if (runsIn(letter, entry)) return letter;
    return S.relation([S.number(1), letter, sizeSyntax(node.shape[axis]!)], "\\le");
  });
  return S.subscripted(S.group(entry, "["), ...shown);
}

/** A size: a number, or its symbol. */
export function sizeSyntax(size: Size): Syntax {
  return typeof size === "number" ? S.number(size) : nameSyntax(size);
}

/**
 * The entry of `node` at `indices`, one for each axis. Contractions and elementwise operations
 * are opened unless they have a name; anything else is spelled whole, with the indices below.
 */
export function entryOf(
  node: Node,
  indices: readonly Syntax[],
  spelling: Spelling,
  letters: Letters,
  closed = false,
): Syntax {
  const constant = fillOf(node);
  if (constant !== undefined && constant !== node) return entryOf(constant, [], spelling, letters);
  if (node.op === "negate" && node.shape.length > 0 && fillOf(node.operands[0]!) !== undefined) {
    return spelling.from(node, (operand) => entryOf(operand, indices, spelling, letters));
  }
  const whole = spelling.whole(node);
  if (isNamed(whole)) return indices.length === 0 ? whole : below(whole, indices);
  if (node.shape.length === 0 && (closed || !isKind(node, "contraction"))) return whole;
  if (closed && node.op !== "indicator" && node.op !== "iota") return below(whole, indices);
  return openEntry(node, indices, spelling, letters, closed);
}

/** The entry of a node that has no name; `closed` leaves its operands whole. */
function openEntry(
  node: Node,
  indices: readonly Syntax[],
  spelling: Spelling,
  letters: Letters,
  closed: boolean,
): Syntax {
  if (isKind(node, "contraction"))
    return contractionEntry(node, indices, spelling, letters, closed);
  if (isKind(node, "indicator")) return indicatorEntry(node, indices);
  if (node.op === "iota") return indices[0]!;
  if (operations[node.op].kind === "elementwise") {
    return spelling.from(node, (operand) => entryOf(operand, indices, spelling, letters, closed));
  }
  const reduced = reductionEntry(node, indices, spelling, letters, closed);
  return reduced ?? below(spelling.whole(node), indices);
}

const names: ReadonlySet<string> = new Set(["name", "family", "subscript", "derivative"]);

/** Whether a node is written as a name, which is not taken apart. */
function isNamed(whole: Syntax): boolean {
  if (whole.kind === "subscript") return isNamed(whole.base);
  return names.has(whole.kind);
}

/** dL/dz at k is dL/dz_k; what is no name stands in brackets. */
export function below(whole: Syntax, indices: readonly Syntax[]): Syntax {
  if (whole.kind === "derivative" && whole.by.length > 0) {
    const [by, ...more] = whole.by;
    return { ...whole, by: [{ ...by!, variable: below(by!.variable, indices) }, ...more] };
  }
  return S.subscripted(indexable(whole), ...indices);
}

/** A base for an index: a name, or anything else in brackets. */
export function indexable(base: Syntax): Syntax {
  const bare = base.kind === "name" || base.kind === "family";
  return bare || (base.kind === "group" && base.delimiter === "(") ? base : S.group(base);
}

function contractionEntry(
  node: Node<"contraction">,
  indices: readonly Syntax[],
  spelling: Spelling,
  letters: Letters,
  closed: boolean,
): Syntax {
  const { axes, sizes } = node.data;
  const labels: Syntax[] = [...indices];
  const bound: { letter: Syntax; size: Size }[] = [];
  // an index that a basis vector fixes is that number
  const fixed = new Map<number, number>();
  const picks = node.operands.map((operand, k) => {
    const value = axes[k]![0]! >= indices.length ? pickOf(operand) : undefined;
    if (value !== undefined) fixed.set(axes[k]![0]!, value);
    return value !== undefined;
  });
  const windows = windowsOf(node, (index) => index >= indices.length && !fixed.has(index));
  for (let index = indices.length; index < sizes.length; index++) {
    const number = fixed.get(index);
    const isForm = windows.some((window) => window.index === index);
    if (number === undefined && !isForm)
      bound.push({ letter: letters.take(), size: sizes[index]! });
    labels.push(number === undefined ? (bound.at(-1)?.letter ?? S.number(1)) : S.number(number));
  }
  for (const { index, form } of windows) labels[index] = form(labels);
  const conditions: Syntax[] = [];
  const factors = node.operands.flatMap((operand, k) => {
    if (picks[k] || windows.some((window) => window.operand === k)) return [];
    const own = axes[k]!.map((index) => labels[index]!);
    const entry = entryOf(operand, own, spelling, letters, closed);
    if (entry.kind === "indicator" && equationOf(operand) !== undefined) {
      conditions.push(entry.condition);
      return [];
    }
    return [factor(entry)];
  });
  return summed(bound, factors, conditions);
}

/** Sums and products stand in brackets among other factors, and Σ would take them in. */
function factor(entry: Syntax): Syntax {
  return entry.kind === "sum" || entry.kind === "big" || entry.kind === "product"
    ? S.group(entry)
    : entry;
}

interface Bound {
  readonly letter: Syntax;
  readonly size: Size;
}

/**
 * `\sum_{ij} body`, with bounds for the letters that the body does not bound. Conditions stand
 * below the sign, which then runs over all letters in them; where the body does not bound those,
 * they stay factors.
 */
function summed(
  bound: readonly Bound[],
  factors: readonly Syntax[],
  conditions: readonly Syntax[],
): Syntax {
  const bare = factors.length === 0 ? S.number(1) : S.product(factors);
  const within = bound.filter(({ letter }) => conditions.some((one) => isIn(letter, one)));
  // below the sign, j = k + 1 would say where j begins
  const bounds = conditions.some((one) => one.kind === "relation" && one.parts[0]!.kind === "name");
  const below = within.length > 0 && !bounds && within.every(({ letter }) => runsIn(letter, bare));
  const held = conditions.map((one) => S.indicator(one));
  const body = below || held.length === 0 ? bare : S.product([...factors, ...held]);
  const rest = below ? bound.filter((one) => !within.includes(one)) : bound;
  const free = rest.filter(({ letter }) => !runsIn(letter, body));
  const known = rest.filter((one) => !free.includes(one)).map(({ letter }) => letter);
  const lower = conditions.length === 1 ? conditions[0]! : S.list(conditions);
  let result = below ? S.big("sum", { lower }, body) : body;
  if (known.length > 0) result = S.big("sum", { index: known }, result);
  for (const { letter, size } of free) result = bounded("sum", letter, size, result);
  return result;
}

/** Whether a letter occurs in a condition. */
function isIn(letter: Syntax, condition: Syntax): boolean {
  return letter.kind === "name" && lettersIn(condition).has(letter.text);
}

function bounded(op: BigSyntax["operator"], letter: Syntax, size: Size, body: Syntax): Syntax {
  return S.big(op, { index: [letter], lower: 1, upper: sizeSyntax(size) }, body);
}

/** The letters in `syntax`, those that run in it and those that are names. */
export function lettersIn(syntax: Syntax): Set<string> {
  const found = new Set<string>();
  const open: Syntax[] = [syntax];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "name") found.add(at.text);
    open.push(...childrenOf(at));
  }
  return found;
}

/** Whether something in `body` has the letter as an index of its own, so that its range shows. */
function runsIn(letter: Syntax, body: Syntax): boolean {
  const text = letter.kind === "name" ? letter.text : "";
  const open: Syntax[] = [body];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "subscript" && !isDelta(at.base)) {
      if (at.indices.some((index) => index.kind === "name" && index.text === text)) return true;
    }
    open.push(...childrenOf(at));
  }
  return false;
}

function isDelta(base: Syntax): boolean {
  return base.kind === "name" && base.text === "\\delta";
}

const reductions: Readonly<Record<string, BigSyntax["operator"]>> = {
  maximum: "max",
  minimum: "min",
  productover: "product",
};

/** `\max_j a_{ij}`; undefined for a node that reduces no axis, or has no sign for it. */
function reductionEntry(
  node: Node,
  indices: readonly Syntax[],
  spelling: Spelling,
  letters: Letters,
  closed: boolean,
): Syntax | undefined {
  const operator = reductions[node.op];
  const axis = node.data as number;
  const operand = node.operands[0]!;
  if (node.op === "logsumexp" && axis === operand.shape.length - 1) {
    const line = below(spelling.whole(operand), [...indices, S.name(":")]);
    return S.call("logsumexp", [line]);
  }
  if (operator === undefined) return undefined;
  const letter = letters.take();
  const own = [...indices.slice(0, axis), letter, ...indices.slice(axis)];
  const entry = factor(entryOf(operand, own, spelling, letters, closed));
  if (runsIn(letter, entry)) return S.big(operator, { index: [letter] }, entry);
  return bounded(operator, letter, operand.shape[axis]!, entry);
}

/** δ_{ij}, or the condition as 1_{…}. */
function indicatorEntry(node: Node<"indicator">, indices: readonly Syntax[]): Syntax {
  if (isIdentity(node)) return S.subscripted("\\delta", ...indices);
  const conditions = node.data.map(({ coefficients, offset, sign }) => {
    const terms = coefficients.flatMap((c, axis) => {
      if (c === 0) return [];
      const letter = indices[axis]!;
      const size = Math.abs(c) === 1 ? letter : S.product([S.number(Math.abs(c)), letter]);
      return [c < 0 ? S.minus(size) : S.plus(size)];
    });
    if (terms.length === 1 && terms[0]!.sign === "+") {
      return S.relation([terms[0]!.term, S.number(-offset)], relationSign[sign]);
    }
    const right = terms.filter(({ sign: side }) => side === "-").map(({ term }) => S.plus(term));
    const left = terms.filter(({ sign: side }) => side === "+");
    if (offset > 0) left.push(S.plus(S.number(offset)));
    if (offset < 0) right.push(S.plus(S.number(-offset)));
    const side = (parts: typeof left) => (parts.length === 0 ? S.number(0) : S.sum(parts));
    return S.relation([side(left), side(right)], relationSign[sign]);
  });
  return S.indicator(conditions.length === 1 ? conditions[0]! : S.list(conditions));
}

const relationSign = { "=": "=", "!=": "\\ne", "<": "<", "<=": "\\le" } as const;
