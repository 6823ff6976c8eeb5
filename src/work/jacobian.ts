/**
 * @file The Jacobian of one quantity by another, as it is written by hand: backwards from the
 * output, each dz/dq from those after it,
 *
 *     dz/dh = W,   dz/da = dz/dh · diag(1 − h ⊙ h),   dz/dx = dz/da · V = … numbers … = value
 *
 * rows for the entries of the output, columns for those of the variable (numerator layout).
 * Where all that lies between is scalar it is the chain rule of `chain.ts`. A Jacobian with more
 * than two axes is written entry by entry, dY_{ij}/dX_{kl} = A_{ik} B_{lj}, and its value as the
 * matrix that takes the entries of the one, row by row, to those of the other.
 */
import type { Node } from "../expression/index.ts";
import { Letters, mapParts, S, type Syntax, spell, spellEntry } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointName, adjointsOf } from "./adjoints.ts";
import {
  type Bench,
  between,
  settingOn,
  shortNames,
  valueLink,
  valueOn,
  withSign,
  withValue,
} from "./bench.ts";
import { derivativeSign, trimLinks, writeChain } from "./chain.ts";
import { forkRemark } from "./lookups.ts";
import { withNumbers } from "./matrix-chain.ts";
import type { Derivation, Link, Value } from "./solution.ts";
import { reshaped } from "./value.ts";

/** A Jacobian with the lines that lead to it. */
export interface WrittenJacobian {
  readonly lines: readonly Derivation[];
  /** d(of)/d(by) = … */
  readonly chain: Derivation;
  readonly value: Value | null;
}

/** d(of)/d(by); both are on the bench. */
export function writeJacobian(bench: Bench, of: Quantity, by: Quantity): WrittenJacobian {
  const path = between(bench, of, by);
  if (path === null) return constant(bench, of, by);
  const scalars = path.every(({ shape }) => shape.length === 0);
  return scalars ? scalarJacobian(bench, of, by, path) : tensorJacobian(bench, of, by, path);
}

/** 0: what does not depend on the variable. */
function constant(bench: Bench, of: Quantity, by: Quantity): WrittenJacobian {
  const zero: Link = { rule: "constant", sign: "=", syntax: S.number(0) };
  const remark = `${of.key} does not depend on ${by.key}`;
  const value = valueOn(bench, bench.arena.zeros([...of.shape, ...by.shape]));
  return { lines: [], chain: { target: derivativeSign(of, by), links: [zero], remark }, value };
}

/** All scalar: the chain rule along every path. */
function scalarJacobian(
  bench: Bench,
  of: Quantity,
  by: Quantity,
  path: readonly Quantity[],
): WrittenJacobian {
  const { arena } = bench;
  let known = bench;
  const adjoints = adjointsOf(path, of, {
    arena,
    variableOf: (quantity) => arena.variable(adjointName(of, quantity)),
  });
  for (const [quantity, adjoint] of adjoints) {
    const found = valueOn(known, adjoint);
    known = withValue(known, arena.variable(adjointName(of, quantity)), found);
  }
  // where every contribution is 0 the variable is not reached
  const value = valueOn(known, adjoints.get(by) ?? arena.integer(0));
  const own = path.filter((quantity) => quantity === by || quantity.formula !== null);
  const chain = writeChain({ ...settingOn(bench, of), quantities: own }, by, value);
  return { lines: [], chain, value };
}

function tensorJacobian(
  bench: Bench,
  of: Quantity,
  by: Quantity,
  path: readonly Quantity[],
): WrittenJacobian {
  const { arena } = bench;
  const shapeOf = (quantity: Quantity) => [...of.shape, ...quantity.shape];
  const variableOf = (quantity: Quantity) => {
    return arena.variable(adjointName(of, quantity), shapeOf(quantity));
  };
  const adjoints = adjointsOf(path, of, { arena, variableOf });
  let known = bench;
  const lines: Derivation[] = [];
  for (const [quantity, adjoint] of adjoints) {
    if (quantity === of && quantity !== by) continue;
    const value = valueOn(known, adjoint);
    const users = path.filter(({ parents }) => parents.includes(quantity));
    const keys = users.map(({ key }) => key);
    const written = writeLine(known, of, quantity, adjoint, value, keys);
    if (quantity === by) {
      return { lines: [...lines, ...written.slice(0, -1)], chain: written.at(-1)!, value };
    }
    lines.push(...written);
    const variable = variableOf(quantity);
    known = withSign(known, variable, derivativeSign(of, quantity));
    known = withValue(known, variable, value);
  }
  return constant(bench, of, by); // every contribution is 0
}

/** dz/dq = … = value; with more than two axes entry by entry, and then the value. */
function writeLine(
  bench: Bench,
  of: Quantity,
  by: Quantity,
  adjoint: Node,
  value: Value | null,
  users: readonly string[],
): Derivation[] {
  const sign = derivativeSign(of, by);
  const remark = forkRemark(users);
  const names = shortNames(bench);
  if (adjoint.shape.length > 2) {
    const entries = entryByEntry(bench, of, by, adjoint, remark);
    if (value === null) return [entries];
    return [entries, { target: sign, links: [flatValue(bench, of, value)], remark: null }];
  }
  const links: Link[] = [{ rule: "chain rule", sign: "=", syntax: spell(adjoint, names) }];
  if (value !== null) {
    const put = withNumbers(settingOn(bench, of, names), adjoint);
    if (put !== null) links.push({ ...put, rule: "numbers" });
    links.push(valueLink(value, bench.style));
  }
  return [{ target: sign, links: trimLinks(sign, links), remark }];
}

/** dY_{ij}/dX_{kl} = A_{ik} B_{lj}. */
function entryByEntry(
  bench: Bench,
  of: Quantity,
  by: Quantity,
  adjoint: Node,
  remark: string | null,
): Derivation {
  const { quantities } = bench;
  const names = shortNames(bench);
  const letters = new Letters(quantities.map(({ key }) => key));
  const indices = adjoint.shape.map(() => letters.take());
  const named = (node: Node): Syntax => spell(node, names);
  const rank = of.shape.length;
  const known = new Set(quantities.map(({ name }) => name));
  const spelled = spellEntry(adjoint, indices, named, letters);
  const syntax = indexedOutputs(spelled, of, known);
  const at = (quantity: Quantity, own: readonly Syntax[]): Syntax => {
    return own.length === 0 ? quantity.name : S.subscripted(quantity.name, ...own);
  };
  const target = S.derivative(at(of, indices.slice(0, rank)), at(by, indices.slice(rank)));
  return { target, links: [{ rule: "entry by entry", sign: "=", syntax }], remark };
}

/**
 * (dy/dz)_{ij} as dy_i/dz_j. The speller puts all indices below, as it is right for a scalar y;
 * those of the output belong above. A name without indices is one of `names` itself.
 */
function indexedOutputs(syntax: Syntax, of: Quantity, names: ReadonlySet<Syntax>): Syntax {
  const rank = of.shape.length;
  if (syntax.kind !== "derivative") {
    return mapParts(syntax, (part) => indexedOutputs(part, of, names));
  }
  const variable = syntax.by[0]?.variable;
  if (variable?.kind !== "subscript" || names.has(variable)) return syntax;
  const { base, indices } = variable;
  const own = base.kind === "group" ? base.body : base;
  const below = indices.slice(rank);
  const by = below.length === 0 ? own : S.subscripted(base, ...below);
  return S.derivative(S.subscripted(of.name, ...indices.slice(0, rank)), by);
}

/** The value as a matrix: rows for the entries of the output, columns for the others. */
function flatValue(bench: Bench, of: Quantity, value: Value): Link {
  return valueLink(flattened(value, of.shape.length), bench.style);
}

/** A tensor of more than two axes with the first `rank` of them as rows, the rest as columns. */
export function flattened(value: Value, rank: number): Value {
  const { shape } = value.exact ?? value.ball;
  if (shape.length <= 2) return value;
  const count = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
  return reshaped(value, [count(shape.slice(0, rank)), count(shape.slice(rank))]);
}
