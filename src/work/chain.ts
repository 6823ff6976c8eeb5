/**
 * @file The chain rule as written by hand:
 *
 *     dy/dx_1 = dy/ds · ds/du · du/dx_1 = −sin(s) · x_3 u^{x_3−1} · 1/x_2 = −1 · 1 · ½ = −½
 *
 * first with names, then the derivatives, then the numbers, then the value. Where a quantity is
 * used more than once the paths are summed: each path in full while there are few, otherwise one
 * step from each quantity that uses it, with the adjoints already found (each is formed once).
 */
import { tidyAll } from "../algebra/index.ts";
import { differentiate } from "../calculus/index.ts";
import { type Arena, type Node, operations, topological } from "../expression/index.ts";
import { type Names, S, type Syntax, spell, withName, writePlain } from "../notation/index.ts";
import { leadingTo, type Quantity } from "../worksheet/index.ts";
import { usersIn } from "./lookups.ts";
import type { Derivation, Link, Substep, Value } from "./solution.ts";
import { evaluateAt, isValue, type NumberStyle, shown, type Values } from "./value.ts";

/** At most so many paths are written out, and none longer than so many steps. */
const pathLimit = 4;
const lengthLimit = 9;

/** What a chain is written in: scalars, their formulas and their values. */
export interface ChainSetting {
  readonly arena: Arena;
  readonly output: Quantity;
  /** In order of dependence; all scalar, the output last among those that lead to it. */
  readonly quantities: readonly Quantity[];
  /** Values by name of variable; empty when the work is symbolic. */
  readonly values: Values;
  readonly sizes: ReadonlyMap<string, number>;
  readonly style: NumberStyle;
  readonly names: Names;
}

/** One step along a path: the derivative of `to` by `from` along this edge alone. */
export interface Step {
  readonly from: Quantity;
  readonly to: Quantity;
}

/** d(of)/d(by) as a sign. */
export function derivativeSign(of: Quantity, by: Quantity): Syntax {
  return S.derivative(of.name, by.name);
}

/**
 * The sign of a step: dy/du, or ∂y/∂u where y depends on u through another of its parents as
 * well, so that the derivative along the edge is not the whole of dy/du.
 */
function stepSigns(setting: ChainSetting): (step: Step) => Syntax {
  const branches = branchings(setting);
  return (step) => {
    const { from, to } = step;
    return branches(step) ? S.partial(to.name, from.name) : derivativeSign(to, from);
  };
}

/** Whether `to` depends on `from` through another of its parents as well. */
export function branchings({ quantities }: ChainSetting): (step: Step) => boolean {
  const known = new Map<Quantity, ReadonlySet<Quantity>>();
  const above = (from: Quantity): ReadonlySet<Quantity> => {
    const found = known.get(from) ?? dependents(from, quantities);
    known.set(from, found);
    return found;
  };
  return ({ from, to }) => {
    // what has one use reaches `to` by no other way
    if (usersIn(quantities, from).length < 2) return false;
    const others = to.parents.filter((parent) => parent !== from && parent.formula !== null);
    return others.some((parent) => above(from).has(parent));
  };
}

/** The quantities that depend on `from`; `quantities` are in order of dependence. */
function dependents(from: Quantity, quantities: readonly Quantity[]): ReadonlySet<Quantity> {
  const found = new Set<Quantity>([from]);
  for (const quantity of quantities) {
    if (quantity.parents.some((parent) => found.has(parent))) found.add(quantity);
  }
  return found;
}

/** The chain from the output down to `target`, ending in `value` if there is one. */
export function writeChain(
  setting: ChainSetting,
  target: Quantity,
  value: Value | null,
): Derivation {
  const { output } = setting;
  const sign = derivativeSign(output, target);
  if (target === output)
    return { target: sign, links: [link("definition", S.number(1))], remark: null };
  const paths = pathsTo(setting, target);
  if (paths === null) return writeByAdjoints(setting, target, value);
  if (paths.length === 0) {
    const remark = "the output does not depend on it";
    return { target: sign, links: [link("constant", S.number(0))], remark };
  }
  const signOf = stepSigns(setting);
  const links = [
    link("chain rule", sumOf(paths.map((path) => path.map(signOf)))),
    {
      ...link(
        "derivatives",
        sumOf(paths.map((path) => path.map((step) => localSyntax(setting, step)))),
      ),
      substeps: substepsOf(setting, paths.flat(), signOf),
    },
    ...numberLinks(setting, paths, value),
  ];
  const remark =
    paths.length > 1 ? `${paths.length} paths lead there; their contributions add` : null;
  return { target: sign, links: trimLinks(sign, links), remark };
}

function link(rule: string, syntax: Syntax, sign: Link["sign"] = "="): Link {
  return { rule, sign, syntax };
}

/** All paths output → target as steps from the output down; null when there are too many. */
function pathsTo(setting: ChainSetting, target: Quantity): Step[][] | null {
  const users = usersOf(setting.quantities);
  const reaches = leadingTo(setting.output);
  const found: Step[][] = [];
  const open: { at: Quantity; path: Step[] }[] = [{ at: target, path: [] }];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (top.at === setting.output) {
      found.push(top.path);
      if (found.length > pathLimit) return null;
      continue;
    }
    if (top.path.length >= lengthLimit) return null;
    for (const to of [...(users.get(top.at.variable) ?? [])].reverse()) {
      if (reaches.has(to)) open.push({ at: to, path: [{ from: top.at, to }, ...top.path] });
    }
  }
  return found;
}

const knownUsers = new WeakMap<readonly Quantity[], Map<Node, Quantity[]>>();

/** Which quantities have each variable in their formula; looked up once for all chains. */
function usersOf(quantities: readonly Quantity[]): Map<Node, Quantity[]> {
  const known = knownUsers.get(quantities);
  if (known !== undefined) return known;
  const users = new Map<Node, Quantity[]>();
  for (const quantity of quantities) {
    if (quantity.formula === null) continue;
    const mentioned = new Set(topological([quantity.formula]));
    for (const { variable } of quantity.parents) {
      if (!mentioned.has(variable)) continue;
      const own = users.get(variable);
      if (own === undefined) users.set(variable, [quantity]);
      else own.push(quantity);
    }
  }
  knownUsers.set(quantities, users);
  return users;
}

const knownLocals = new WeakMap<Quantity, ReadonlyMap<Node, Node>>();

/**
 * ∂to/∂from as an expression in the parents of `to`. Those by all of its parents come from one
 * sweep over its formula and are kept, so that a sum of n terms costs n and not n².
 */
export function localDerivative(arena: Arena, { from, to }: Step): Node {
  let locals = knownLocals.get(to);
  if (locals === undefined) {
    const variables = to.parents.map(({ variable }) => variable);
    const found = tidyAll(differentiate(to.formula!, variables, arena), arena);
    locals = new Map(variables.map((variable, k) => [variable, found[k]!]));
    knownLocals.set(to, locals);
  }
  return locals.get(from.variable) ?? arena.zeros(from.shape);
}

function localSyntax(setting: ChainSetting, step: Step): Syntax {
  // σ(z)(1 − σ(z)) is y(1 − y) where y = σ(z) is the quantity at hand
  const { formula, name } = step.to;
  const opened = formula !== null && formula.operands.length > 0;
  const names = opened ? withName(setting.names, formula, name) : setting.names;
  return spell(localDerivative(setting.arena, step), names);
}

/** Each local derivative once, with the rule of the operation that it differentiates. */
function substepsOf(
  setting: ChainSetting,
  steps: readonly Step[],
  signOf: (step: Step) => Syntax,
): Substep[] {
  const seen = new Map<string, Substep>();
  for (const step of steps) {
    const { from, to } = step;
    const key = `${to.variable.id} ${from.variable.id}`;
    if (seen.has(key) || to.formula === null) continue;
    const { rule } = operations[to.formula.op];
    seen.set(key, { rule, from: signOf(step), to: localSyntax(setting, step) });
  }
  return [...seen.values()];
}

/** A sum of products, joined by dots. */
function sumOf(products: readonly (readonly Syntax[])[]): Syntax {
  const sum = S.sum(products.map((factors) => dotted(factors)));
  return sum;
}

/** Factors joined by dots; a factor 1 stays, a negative factor but the first is bracketed. */
export function dotted(factors: readonly Syntax[]): Syntax {
  if (factors.length === 1) return factors[0]!;
  const parts = factors.map((factor, k) => {
    const isSum = factor.kind === "sum";
    return isSum && (k > 0 || factor.terms.length > 1) ? S.group(factor) : factor;
  });
  const [first] = parts;
  if (first!.kind === "sum" && first!.terms.length === 1) {
    const inner = first!.terms[0]!.term;
    return S.negate(S.product([inner, ...parts.slice(1)], "cdot"));
  }
  return S.product(parts, "cdot");
}

function numberLinks(
  setting: ChainSetting,
  paths: readonly (readonly Step[])[],
  value: Value | null,
): Link[] {
  if (value === null) return [];
  let whole = true;
  const numbers: Syntax[][] = [];
  for (const path of paths) {
    const factors: Syntax[] = [];
    for (const step of path) {
      const found = evaluateAt(localDerivative(setting.arena, step), setting.values, setting.sizes);
      if (!isValue(found)) return [valueLink(setting, value)];
      const text = shown(found, setting.style);
      whole &&= text.whole;
      factors.push(text.syntax);
    }
    numbers.push(factors);
  }
  const sign = whole ? "=" : "\\approx";
  return [link("numbers", sumOf(numbers), sign), valueLink(setting, value)];
}

function valueLink(setting: ChainSetting, value: Value): Link {
  const { syntax, whole } = shown(value, setting.style);
  return link("value", syntax, whole ? "=" : "\\approx");
}

/** Σ over the quantities that use `target`: their adjoints times the local derivatives. */
function writeByAdjoints(setting: ChainSetting, target: Quantity, value: Value | null): Derivation {
  const { output } = setting;
  const reaches = leadingTo(setting.output);
  const users = (usersOf(setting.quantities).get(target.variable) ?? []).filter((to) =>
    reaches.has(to),
  );
  const sign = derivativeSign(output, target);
  const head = (to: Quantity): Syntax[] => (to === output ? [] : [derivativeSign(output, to)]);
  const signOf = stepSigns(setting);
  const links = [
    link("chain rule", sumOf(users.map((to) => [...head(to), signOf({ from: target, to })]))),
    link(
      "derivatives",
      sumOf(users.map((to) => [...head(to), localSyntax(setting, { from: target, to })])),
    ),
  ];
  if (value !== null) links.push(valueLink(setting, value));
  const remark =
    users.length > 1 ? `used ${users.length} times: the contributions of all uses add` : null;
  return { target: sign, links: trimLinks(sign, links), remark };
}

/**
 * Drops a link that says what stands before it already. After rounded numbers nothing is equal
 * any more: 1.41421 · 1.41421 ≈ 2, though the value is 2.
 */
export function trimLinks(target: Syntax, links: readonly Link[]): Link[] {
  const kept: Link[] = [];
  let before = writePlain(target);
  let isRounded = false;
  for (const next of links) {
    const text = writePlain(next.syntax);
    if (text !== before) kept.push(isRounded ? { ...next, sign: "\\approx" } : next);
    isRounded ||= next.sign !== "=";
    before = text;
  }
  return kept;
}
