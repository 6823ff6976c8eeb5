/**
 * @file Lines that speak of all members of a family at once, once its members are known:
 *
 *     find \partial L/\partial W^{(l)}          the gradients by W^{(1)}, W^{(2)}, …
 *     find \partial L/\partial w_{ij}^{(l)}     the same: W is the matrix of the w_{ij}
 *     W^{(l)} \in R^{n_l \times n_{l-1}}        the shape of each
 *     at b^{(l)} = [0; 0]                       a value for each that has none of its own
 *     update W^{(l)} by gradient descent        a step for each
 *     W^{(l)} := W^{(l)} - \eta g^{(l)}          a new version of each
 */
import { mapParts, type Syntax } from "../notation/index.ts";
import {
  type Labelled,
  labelCount,
  memberKey,
  type Numbers,
  numberIn,
  putLetters,
  signature,
  takeApart,
} from "./member.ts";
import type { Statement } from "./problem.ts";
import { letterOf } from "./recursion.ts";
import { updatesItself } from "./rules.ts";

/** The statements with those about all members put for each member in `known`. */
export function forEachMember(
  statements: readonly Statement[],
  families: ReadonlySet<string>,
  known: readonly Labelled[],
): Statement[] {
  const own = new Set(
    statements.flatMap((statement) => {
      const name = statement.kind === "value" ? takeApart(statement.left) : undefined;
      return (name && memberKey(name)) ?? [];
    }),
  );
  return statements.flatMap((statement): Statement[] => {
    if (statement.kind === "find") {
      const { target } = statement;
      return findsOf(target, families, known).map((one) => ({ ...statement, target: one }));
    }
    if (statement.kind === "descent") {
      const { descent } = statement;
      const parameters = descent.parameters.flatMap((one) => findsOf(one, families, known));
      return [{ ...statement, descent: { ...descent, parameters } }];
    }
    const isUpdate = statement.kind === "definition" && updatesItself(statement);
    const { kind } = statement;
    if (kind !== "shape" && kind !== "value" && kind !== "update" && !isUpdate) return [statement];
    const name = takeApart(statement.left);
    const members = name === undefined ? [] : membersLike(name, families, known);
    if (members.length === 0) return [statement];
    return members.flatMap((numbers): Statement[] => {
      const left = putLetters(statement.left, numbers);
      if (statement.kind === "update" || statement.kind === "definition") {
        return [{ ...statement, left, right: putLetters(statement.right, numbers) }];
      }
      if (statement.kind === "shape") {
        return [{ ...statement, left, sizes: statement.sizes.map((s) => putLetters(s, numbers)) }];
      }
      return own.has(memberKey(takeApart(left)!) ?? "") ? [] : [{ ...statement, left }];
    });
  });
}

/** What to find: one target a member. */
function findsOf(
  target: Syntax,
  families: ReadonlySet<string>,
  known: readonly Labelled[],
): Syntax[] {
  const put = (variable: Syntax): Syntax[] => variablesOf(variable, families, known);
  if (target.kind === "derivative" && target.by.length === 1) {
    const [{ variable, order }] = target.by as [(typeof target.by)[number]];
    return put(variable).map((one) => ({ ...target, by: [{ variable: one, order }] }));
  }
  if (target.kind === "gradient" && target.by !== null) {
    return put(target.by).map((by) => ({ ...target, by }));
  }
  return put(target);
}

/** The members that a variable with letters stands for; w_{ij}^{(l)} for W^{(l)}. */
function variablesOf(
  variable: Syntax,
  families: ReadonlySet<string>,
  known: readonly Labelled[],
): Syntax[] {
  const name = takeApart(variable);
  if (name === undefined || labelCount(name) === 0) return letteredIn(variable, families, known);
  const whole = withoutLetters(variable);
  for (const one of [whole, capital(whole)]) {
    const labelled = takeApart(one)!;
    const found = membersLike(labelled, families, known);
    if (found.length > 0) return found.map((numbers) => putLetters(one, numbers));
    if (known.some((other) => other.base === labelled.base)) return [one];
  }
  return [variable];
}

/** h_t, with an index that tells members apart. */
function letteredIn(
  variable: Syntax,
  families: ReadonlySet<string>,
  known: readonly Labelled[],
): Syntax[] {
  const name = takeApart(variable);
  const found = name === undefined ? [] : membersLike(name, families, known);
  return found.length === 0 ? [variable] : found.map((numbers) => putLetters(variable, numbers));
}

/** The whole of w_{ij}^{(l)}: without indices that are letters. */
function withoutLetters(variable: Syntax): Syntax {
  const lettered =
    variable.kind === "subscript" &&
    variable.indices.some((index) => numberIn(index) === undefined);
  return lettered ? variable.base : variable;
}

/** The same name with a capital: W for w. */
function capital(syntax: Syntax): Syntax {
  if (syntax.kind === "name") {
    return /^[a-z]$/.test(syntax.text) ? { ...syntax, text: syntax.text.toUpperCase() } : syntax;
  }
  return mapParts(syntax, (part, field) => (field === "base" ? capital(part) : part));
}

/** The letters' numbers for each known member that `name` stands for, in ascending order. */
function membersLike(
  name: Labelled,
  families: ReadonlySet<string>,
  known: readonly Labelled[],
): Numbers[] {
  const ends = name.slots.map((_, k) => k + 1);
  const arity = ends.findLast((count) => families.has(signature(name, count))) ?? 0;
  const slots = name.slots.slice(0, arity);
  if (!slots.some(({ index }) => letterOf(index) !== undefined)) return [];
  const found = new Map<string, Numbers>();
  for (const other of known) {
    if (signature(other, arity) !== signature(name, arity)) continue;
    const key = memberKey(other, arity);
    const numbers = key === undefined ? undefined : matching(name, other, arity);
    if (numbers !== undefined) found.set(key!, numbers);
  }
  return [...found.values()].sort(byNumbers);
}

function matching(name: Labelled, other: Labelled, arity: number): Numbers | undefined {
  const letters = new Map<string, number>();
  for (let k = 0; k < arity; k++) {
    const form = letterOf(name.slots[k]!.index);
    const number = numberIn(other.slots[k]!.index)!;
    if (form === undefined) {
      if (numberIn(name.slots[k]!.index) !== number) return undefined;
    } else letters.set(form.letter, number - form.offset);
  }
  return letters;
}

/** By the first number that differs. */
export function byNumbers(a: Numbers, b: Numbers): number {
  const [x, y] = [[...a.values()], [...b.values()]];
  const k = x.findIndex((value, at) => value !== y[at]);
  return k < 0 ? 0 : x[k]! - y[k]!;
}
