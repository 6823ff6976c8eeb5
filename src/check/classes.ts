/**
 * @file Names that say which entry is meant: the class y_i of an example in
 *
 *     L_i = −\ln p_{y_i},   Σ_{j ≠ y_i} \max(0, s_j − s_{y_i} + 1),   \mathbb{1}(j = y_i)
 *
 * Such a name is read by what is 1 at its class and 0 at the others, e with a row for each
 * example: p_{y_i} is Σ_q e_{iq} p_q, and [j = y_i] is e_{ij}. A name is a class where it stands
 * in an index with an index of its own, where a letter that no sum binds picks an entry on the
 * right side only, and is compared with another letter somewhere or called a class in words, or
 * where it is compared with a letter that runs and runs itself nowhere: \mathbb{1}(k = y).
 */
import type { Arena, IndexCondition, Node } from "../expression/index.ts";
import {
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  unmarked,
} from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import type { LetterCase } from "./letter-case.ts";
import { freeLetters } from "./sum-scope.ts";
import { variablesOf } from "./variables.ts";

/** The reading with classes by what is 1 at them; the source of a document names some in words. */
export function withClasses(reading: Reading, source: string): Reading {
  const classes = classesIn(reading, source);
  if (classes.size === 0) return reading;
  const letter = unusedLetter(reading);
  return letter === undefined ? reading : withSides(reading, new Classes(classes, letter).in);
}

/** The class of whose entries a variable is 1; undefined for any other variable. */
export function classNamed(variable: string): string | undefined {
  return /^\\mathbf\{e\}\^\{\((.*)\)\}$/.exec(variable)?.[1];
}

/** The variables in nodes that are 1 at classes, each with the class. */
export function classesOf(nodes: readonly Node[]): { variable: Node; name: string }[] {
  return [...new Set(nodes.flatMap(variablesOf))].flatMap((variable) => {
    const name = classNamed(unmarked(variable.data));
    return name === undefined || variable.shape.length === 0 ? [] : [{ variable, name }];
  });
}

/** What is 1 at the classes, for two choices: all the first; the first, and else the second. */
export function classChoices({ shape }: Node, arena: Arena): readonly Node[] {
  const condition = (axis: number, value: number, sign: "=" | "!=" = "="): IndexCondition => {
    const coefficients = shape.map((_, k) => (k === axis ? 1 : 0));
    return { coefficients, offset: -value, sign };
  };
  const last = shape.length - 1;
  const all = arena.indicator(shape, [condition(last, 1)]);
  if (last === 0) return [all, arena.indicator(shape, [condition(last, 2)])];
  const first = arena.indicator(shape, [condition(0, 1), condition(last, 1)]);
  const others = arena.indicator(shape, [condition(0, 1, "!="), condition(last, 2)]);
  return [all, arena.add(first, others)];
}

/** An axis named by a letter, at the class or off it: j = y_i, j ≠ y_i. */
export interface ClassCase {
  readonly sign: "=" | "\\ne";
  /** The axes of a side along which what is 1 at the class lies. */
  readonly axes: readonly number[];
  readonly letter: string;
  /** The class. */
  readonly name: string;
  readonly text: string;
}

/** The cases of each letter that runs over the classes. */
export function classCases(
  { shape: own }: Node,
  name: string,
  letters: readonly string[],
  { shape }: Node,
): ClassCase[] {
  const examples = letters.findIndex((_, axis) => own.length === 2 && shape[axis] === own[0]);
  if (own.length > 2 || (own.length === 2 && examples < 0)) return [];
  return letters.flatMap((letter, axis): ClassCase[] => {
    if (axis === examples || shape[axis] !== own.at(-1)) return [];
    const text = own.length === 2 ? `${name}_${letters[examples]}` : name;
    const axes = own.length === 2 ? [examples, axis] : [axis];
    const signs = ["=", "\\ne"] as const;
    return signs.map((sign) => ({ sign, axes, letter, name, text: `${letter} ${sign} ${text}` }));
  });
}

/** A side at the entries of a case, and 0 at the others. */
export function inClass(node: Node, one: Node, { axes, sign }: ClassCase, arena: Arena): Node {
  const all = node.shape.map((_, axis) => axis);
  const picked = arena.contract({ operands: [node, one], axes: [all, axes], output: all });
  return sign === "=" ? picked : arena.subtract(node, picked);
}

/** Whether a text says such a case: the letter against something else that is no letter. */
export function saysClass({ left, sign, right }: LetterCase, own: ClassCase): boolean {
  const isOther = right === null || right === own.name;
  return isOther && left === own.letter && sign === own.sign;
}

class Classes {
  private readonly classes: ReadonlySet<string>;
  private readonly letter: string;

  constructor(classes: ReadonlySet<string>, letter: string) {
    this.classes = classes;
    this.letter = letter;
  }

  readonly in = (syntax: Syntax): Syntax => {
    const { kind } = syntax;
    if (kind === "indicator") {
      const picked = this.pick(syntax.condition);
      if (picked !== null) return at(picked, syntax);
    }
    if (kind === "cases" && syntax.rows.length === 2 && syntax.rows[0]!.condition !== null) {
      const picked = this.pick(syntax.rows[0]!.condition);
      const [one, other] = syntax.rows.map(({ value }) => S.group(this.in(value)));
      if (picked !== null) {
        return at(S.group(S.sum([times(picked, one!), times(rest(picked), other!)])), syntax);
      }
    }
    if (kind === "big" && syntax.operator === "sum" && syntax.lower !== undefined) {
      const picked = this.pick(syntax.lower);
      const { lower: _, ...open } = syntax;
      if (picked !== null) return { ...open, body: times(picked, S.group(this.in(syntax.body))) };
    }
    if (kind === "gradient" && syntax.by !== null) {
      const by = this.entry(syntax.by);
      const of = syntax.of && this.in(syntax.of);
      if (by !== null)
        return at(
          this.over(by, (own) => ({ ...syntax, of, by: own })),
          syntax,
        );
    }
    if (kind === "derivative" && syntax.by.length === 1 && syntax.by[0]!.order === 1) {
      const by = this.entry(syntax.by[0]!.variable);
      const whole = (own: Syntax): Syntax => ({
        ...syntax,
        of: syntax.of && this.in(syntax.of),
        by: [{ variable: own, order: 1 }],
      });
      if (by !== null) return at(this.over(by, whole), syntax);
    }
    if (kind === "subscript") {
      const delta = nameKey(syntax.base) === "\\delta" ? this.compared(syntax.indices) : null;
      if (delta !== null) return at(delta, syntax);
      const own = this.entry(syntax);
      if (own !== null)
        return at(
          this.over(own, (entry) => entry),
          syntax,
        );
    }
    return mapParts(syntax, this.in);
  };

  /** An entry at a class, with the letter in its place, and what is 1 there. */
  private entry(syntax: Syntax): { readonly entry: Syntax; readonly picked: Syntax } | null {
    if (syntax.kind !== "subscript") return null;
    const written = syntax.indices.flatMap(apart);
    const place = written.findIndex((index) => this.isClass(index));
    if (place < 0) return null;
    const own = S.name(this.letter);
    const indices = written.map((index, k) => (k === place ? own : index));
    return { entry: { ...syntax, indices }, picked: one(written[place]!, own) };
  }

  /** Σ_q e_{iq} f(x_q). */
  private over(
    { entry, picked }: { readonly entry: Syntax; readonly picked: Syntax },
    f: (entry: Syntax) => Syntax,
  ): Syntax {
    const { from, to } = entry;
    const index = [S.name(this.letter)];
    const body = times(picked, f(entry));
    return S.group({ kind: "big", operator: "sum", index, body, from, to });
  }

  /** What is 1 where `j = y_i` holds, or `j ≠ y_i`; null for any other condition. */
  private pick(condition: Syntax): Syntax | null {
    if (condition.kind === "group") return this.pick(condition.body);
    if (condition.kind !== "relation" || condition.signs.length > 1) return null;
    const [sign] = condition.signs;
    const picked = this.compared(condition.parts);
    if (picked === null || (sign !== "=" && sign !== "\\ne")) return null;
    return sign === "=" ? picked : rest(picked);
  }

  /** What is 1 where a letter or a number is the class. */
  private compared([left, right, more]: readonly Syntax[]): Syntax | null {
    if (left === undefined || right === undefined || more !== undefined) return null;
    const isLeft = this.isClass(left);
    if (isLeft === this.isClass(right)) return null;
    const [own, other] = isLeft ? [left, right] : [right, left];
    return other.kind === "number" || isLetter(other) ? one(own, other) : null;
  }

  private isClass(syntax: Syntax): boolean {
    const key = nameKey(syntax);
    return key !== undefined && this.classes.has(key);
  }
}

/** Indices side by side: i y_i are two. */
function apart(index: Syntax): readonly Syntax[] {
  if (index.kind !== "product" || index.joints.some((joint) => joint !== "juxtapose"))
    return [index];
  const isPlain = index.factors.every(({ kind }) => kind === "name" || kind === "subscript");
  return isPlain ? index.factors : [index];
}

/** e_{iq}: 1 where q is the class. */
function one(own: Syntax, letter: Syntax): Syntax {
  const indices = own.kind === "subscript" ? own.indices : [];
  const name = nameKey(own.kind === "subscript" ? own.base : own)!;
  return S.subscripted(S.name(`\\mathbf{e}^{(${name})}`), ...indices, letter);
}

const rest = (picked: Syntax): Syntax => S.group(S.sum([S.number(1), S.minus(picked)]));

const times = (a: Syntax, b: Syntax): Syntax => S.product([a, b], "cdot");

/** With the place of what it stands for. */
const at = (syntax: Syntax, { from, to }: Syntax): Syntax => ({ ...syntax, from, to });

const isLetter = (syntax: Syntax): syntax is SyntaxOf<"name"> => {
  return syntax.kind === "name" && /^[a-z]$/.test(syntax.text);
};

/** Letters that a text calls a class: "the correct class is $c$", "for label $y$". */
function classWords(source: string): ReadonlySet<string> {
  const said =
    /\b(?:class|label|category|target)\b(?: index)?(?:,|:| is| be| as| by)?\s+(?:\$|\\\()\s*([a-z])\s*(?:\$|\\\))/gi;
  return new Set([...source.matchAll(said)].map(([, letter]) => letter!));
}

/** Which letters pick entries: v_c is a vector of its own where v has no other letter below. */
export function picksEntries({ chains }: Reading): (letter: string) => boolean {
  const below = new Map<string, Set<string>>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "subscript") {
      const base = nameKey(syntax.base) ?? "";
      const own = syntax.indices.flatMap(apart).filter(isLetter);
      for (const { text } of own) below.set(base, (below.get(base) ?? new Set()).add(text));
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of chains) parts.forEach(visit);
  const alone = [...below.values()].filter(({ size }) => size === 1);
  return (letter) => !alone.some((letters) => letters.has(letter));
}

/** The keys of names that are classes, where some letters are compared or called so. */
export function classesIn(reading: Reading, source: string): ReadonlySet<string> {
  const { chains } = reading;
  const found = new Set<string>();
  const compared = new Set<string>([...classWords(source)].filter(picksEntries(reading)));
  const bound = new Set<string>();
  const indices = new Set<string>();
  const picks: (readonly [letter: string, name: Syntax])[] = [];
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "indicator") picks.push(...picksIn(syntax.condition));
    if (syntax.kind === "subscript") {
      for (const index of syntax.indices.flatMap(apart)) {
        if (isLetter(index)) indices.add(index.text);
        const key = index.kind === "subscript" ? nameKey(index) : undefined;
        if (key !== undefined && isOfLetters(index)) found.add(key);
      }
    }
    if (syntax.kind === "relation" && syntax.parts.length === 2 && syntax.parts.every(isLetter)) {
      const [sign] = syntax.signs;
      const isOf = sign === "=" || sign === "\\ne";
      for (const part of isOf ? syntax.parts : []) compared.add(nameKey(part)!);
    }
    if (syntax.kind === "big" && (syntax.lower === undefined || syntax.lower.kind !== "relation")) {
      for (const index of syntax.index) bound.add(nameKey(index) ?? "");
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of chains) for (const part of parts) visit(part);
  for (const { parts, signs } of chains) {
    const isCompared = parts.length === 2 && parts.every(isLetter);
    if (isCompared && (signs[0] === "=" || signs[0] === "\\ne")) {
      for (const part of parts) compared.add(nameKey(part)!);
    }
  }
  for (const { parts, signs } of chains) {
    const [left, ...others] = parts;
    if (left === undefined || signs.some((sign) => sign !== "=")) continue;
    if (nameKey(left) === undefined) continue;
    const own = freeLetters(left);
    for (const letter of others.flatMap(freeLetters)) {
      const isPicked = !own.includes(letter) && !bound.has(letter);
      if (isPicked && compared.has(letter)) found.add(letter);
    }
  }
  const runs = (letter: string): boolean => bound.has(letter) || indices.has(letter);
  for (const [letter, name] of picks) {
    const isClass = isLetter(name) ? !runs(name.text) : isOfLetters(name);
    if (isClass && runs(letter)) found.add(nameKey(name)!);
  }
  return found;
}

/** The letters of a condition k = y with the other side: one may run, and the other be a class. */
function picksIn(condition: Syntax): (readonly [letter: string, name: Syntax])[] {
  if (condition.kind === "group") return picksIn(condition.body);
  if (condition.kind !== "relation" || condition.parts.length !== 2) return [];
  if (!/^(?:=|\\ne)$/.test(condition.signs[0]!)) return [];
  const [left, right] = condition.parts as [Syntax, Syntax];
  return [[left, right] as const, [right, left] as const].flatMap(([one, other]) =>
    isLetter(one) ? [[one.text, other] as const] : [],
  );
}

/** y_i, a class for each example. */
const isOfLetters = (syntax: Syntax): boolean => {
  return (
    syntax.kind === "subscript" && nameKey(syntax) !== undefined && syntax.indices.every(isLetter)
  );
};

/** A letter that stands nowhere as an index. */
function unusedLetter({ chains }: Reading): string | undefined {
  const used = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "name") used.add(syntax.text);
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of chains) for (const part of parts) visit(part);
  return [..."qrscvuzgt"].find((letter) => !used.has(letter));
}
