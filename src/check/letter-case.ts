/**
 * @file Claims entry by entry that are meant of some entries only:
 *
 *     if i = j,  ∂p_i/∂z_j = p_i (1 − p_i);   otherwise  −p_i p_j
 *
 * The letters name axes of both sides, so such a case is the diagonal, or all that lies off it. A
 * claim that fails in general is looked at in each case: it holds where the text says the case
 * beside it, and depends on the case where it says none.
 */
import type { Arena, IndexCondition, Node } from "../expression/index.ts";
import {
  children,
  nameKey,
  type RelationSign,
  type Syntax,
  writePlain,
} from "../notation/index.ts";
import { classNamed } from "./classes.ts";
import type { Statement } from "./statement.ts";

/** How a letter that runs is to another one, or to a number. */
export interface LetterCase {
  readonly left: string;
  readonly sign: "=" | "\\ne" | "<" | "\\le" | ">" | "\\ge";
  /** A letter, or a number; null for what is neither: i = n. */
  readonly right: string | number | null;
  /** As it is written. */
  readonly text: string;
}

type Sign = LetterCase["sign"];

/** Each sign read from the right. */
const turned: { readonly [K in Sign]: Sign } = {
  "=": "=",
  "\\ne": "\\ne",
  "<": ">",
  "\\le": "\\ge",
  ">": "<",
  "\\ge": "\\le",
};

const indicators: {
  readonly [K in Sign]: readonly [sign: IndexCondition["sign"], turns: boolean];
} = {
  "=": ["=", false],
  "\\ne": ["!=", false],
  "<": ["<", false],
  "\\le": ["<=", false],
  ">": ["<", true],
  "\\ge": ["<=", true],
};

/** The case that a relation states; null for any other relation, and for all entries, i ≥ 1. */
export function letterCase({
  left,
  sign,
  right,
}: Pick<Statement, "left" | "sign" | "right">): LetterCase | null {
  if (!isSign(sign)) return null;
  const text = `${writePlain(left)} ${sign} ${writePlain(right)}`;
  const [a, b] = [letterOf(left), letterOf(right)];
  if (a !== null && b !== null) return a === b ? null : { left: a, sign, right: b, text };
  const letter = a ?? b;
  if (letter === null) return null;
  const own = a === null ? turned[sign] : sign;
  const other = a === null ? left : right;
  if (other.kind !== "number") {
    const isBound = own === "<" || own === "\\le" || other.kind === "list";
    return isBound ? null : { left: letter, sign: own, right: null, text };
  }
  const limit = Number(other.text);
  if (!Number.isInteger(limit) || own === "\\le" || own === "<") return null;
  const isAll = (own === "\\ge" && limit <= 1) || (own === ">" && limit < 1);
  return isAll ? null : { left: letter, sign: own, right: limit, text };
}

const isSign = (sign: RelationSign): sign is Sign => sign in turned;

const letterOf = (syntax: Syntax): string | null => {
  return syntax.kind === "name" && /^[a-z]$/.test(syntax.text) ? syntax.text : null;
};

/**
 * Whether a formula tells entries apart by itself: \delta_{ij}, \mathbb{1}(i = j), cases of i = j,
 * or what is 1 at a class.
 */
export function comparesLetters(syntax: Syntax, bound: ReadonlySet<string> = new Set()): boolean {
  if (syntax.kind === "relation") return syntax.parts.some((part) => letterOf(part) !== null);
  if (syntax.kind === "subscript") {
    const key = nameKey(syntax.base) ?? "";
    const last = letterOf(syntax.indices.at(-1)!);
    if (key === "\\delta" && syntax.indices.length === 2) return true;
    if (classNamed(key) !== undefined && last !== null && !bound.has(last)) return true;
  }
  const below = syntax.kind === "big" ? syntax.index.map((one) => nameKey(one) ?? "") : [];
  const inner = below.length === 0 ? bound : new Set([...bound, ...below]);
  return children(syntax).some((part) => comparesLetters(part, inner));
}

/** Whether a relation says which entries are meant, and nothing of quantities. */
export function isOfLetters(statement: Pick<Statement, "left" | "sign" | "right">): boolean {
  return letterOf(statement.left) !== null && letterOf(statement.right) !== null;
}

/** The cases that a text states around a statement: the last one before it, the next behind it. */
export function casesAround(statements: readonly Statement[]): (of: Statement) => LetterCase[] {
  const stated = statements.flatMap((statement) => {
    const own = statement.kind === "condition" ? letterCase(statement) : null;
    return own === null ? [] : [{ own, chain: statement.chain, id: statement.id }];
  });
  return ({ id, chain }) => {
    if (stated.length === 0) return [];
    const before = stated.findLast((one) => one.id < id && one.chain.part === chain.part);
    const behind = stated.find((one) => {
      return one.id > id && one.chain.paragraph === chain.paragraph;
    });
    return [before, behind].flatMap((one) => (one === undefined ? [] : [one.own]));
  };
}

/** The two cases of each pair of letters whose axes have one size. */
export function casesOf(letters: readonly string[], { shape }: Node): LetterCase[] {
  return letters.flatMap((left, a) => {
    return letters.slice(a + 1).flatMap((right, b): LetterCase[] => {
      if (shape[a] === undefined || shape[a] !== shape[a + 1 + b]) return [];
      const signs = ["=", "\\ne"] as const;
      return signs.map((sign) => ({ left, sign, right, text: `${left} ${sign} ${right}` }));
    });
  });
}

/** Whether two cases are one: i = j and j = i. */
export function sameCase(one: LetterCase, other: LetterCase): boolean {
  const isTurned = one.left === other.right && one.right === other.left;
  const same = one.left === other.left && one.right === other.right;
  return (same && one.sign === other.sign) || (isTurned && one.sign === turned[other.sign]);
}

/**
 * A side at the entries of a case, and 0 at the others; `letters` name its first axes. Null where
 * it is not known which entries these are.
 */
export function inCase(
  node: Node,
  letters: readonly string[],
  { left, sign, right }: LetterCase,
  arena: Arena,
): Node | null {
  const axes = node.shape.map((_, axis) => axis);
  const a = letters.indexOf(left);
  if (a < 0 || right === null) return null;
  const [kind, turns] = indicators[sign];
  const c = turns ? -1 : 1;
  if (typeof right === "number") {
    const condition = { coefficients: [c], offset: -c * right, sign: kind };
    const mask = arena.indicator([node.shape[a]!], [condition]);
    return arena.contract({ operands: [node, mask], axes: [axes, [a]], output: axes });
  }
  const b = letters.indexOf(right);
  if (b < 0) return null;
  if (sign === "=" && node.shape[a] === node.shape[b]) {
    const joined = axes.map((axis) => (axis === b ? a : axis));
    const output = axes.filter((axis) => axis !== b);
    return arena.contract({ operands: [node], axes: [joined], output });
  }
  const condition = { coefficients: [c, -c], offset: 0, sign: kind };
  const mask = arena.indicator([node.shape[a]!, node.shape[b]!], [condition]);
  return arena.contract({ operands: [node, mask], axes: [axes, [a, b]], output: axes });
}

/**
 * The reason to leave open what holds for i = j only where it has a ∂z_j/∂w_{ij}: that is 0 for all
 * others unless w_{ij} is meant from i to j. Null for other conditions.
 */
export function ofTurned(
  condition: string | undefined,
  { left, right }: Pick<Statement, "left" | "right">,
): string | null {
  const letters = /^(\w) = (\w)$/.exec(condition ?? "")?.slice(1);
  const name = letters && [left, right].flatMap((side) => weightsOf(side, letters))[0];
  return name === undefined ? null : `the indices of ${name} may be meant in the other order`;
}

/** The w of derivatives ∂z_j/∂w_{ij}. */
function weightsOf(syntax: Syntax, letters: readonly string[]): readonly string[] {
  const inner = children(syntax).flatMap((part) => weightsOf(part, letters));
  if (syntax.kind !== "derivative" || syntax.of?.kind !== "subscript") return inner;
  const keys = (indices: readonly Syntax[]) => indices.map((one) => nameKey(one) ?? "");
  const [own, more] = keys(syntax.of.indices);
  const by = syntax.by[0]!.variable;
  if (more !== undefined || by.kind !== "subscript") return inner;
  const [from, to, third] = keys(by.indices);
  const isTurned = to === own && third === undefined && letters.includes(from!) && from !== to;
  return isTurned && letters.includes(own!) ? [writePlain(by.base), ...inner] : inner;
}
