/**
 * @file The chain rule in numerator and in denominator layout. Between scalars and vectors every
 * local derivative is a matrix, a row or a column, and the chain is a product of matrices:
 *
 *     numerator      dL/dx = dL/dz · dz/dx = dL/dz · Wᵀ       row · Jacobian
 *     denominator    dL/dx = dz/dx · dL/dz = W · dL/dz        its transpose
 *
 * A derivative of a vector by a matrix has three axes and no such product. There the step is the
 * gradient's own node, spelled with the derivatives as this layout has them, and transposed where
 * the layout says so: dL/dW = (dL/dz)ᵀ xᵀ in numerator layout.
 */
import { tidy } from "../algebra/index.ts";
import { jacobian } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { isKind } from "../expression/index.ts";
import { type Names, S, type Syntax, spell } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointName } from "./adjoints.ts";
import { branchings, type ChainSetting, derivativeSign, trimLinks } from "./chain.ts";
import { arrangement, type Layout } from "./layout.ts";
import { forkRemark } from "./lookups.ts";
import { withNumbers } from "./matrix-chain.ts";
import type { Derivation, Link, Value } from "./solution.ts";
import { arrangedValue, bracketed, spellTurned, withoutDoubles } from "./turning.ts";
import { evaluateAt, isValue, shown, type Values } from "./value.ts";

/** The names of a sheet with every derivative of the output as the layout has it. */
export function layoutNames(setting: ChainSetting, layout: Layout): Names {
  const { output, quantities, names } = setting;
  if (layout !== "numerator") return names;
  const turned = new Set(
    quantities.flatMap((quantity) => {
      return quantity.shape.length === 0 ? [] : [adjointName(output, quantity)];
    }),
  );
  return {
    get: (node) => {
      const name = names.get(node);
      const isTurned = name !== undefined && isKind(node, "variable") && turned.has(node.data);
      return isTurned ? S.transpose(name) : name;
    },
  };
}

/** A derivative of the output in this layout, from its node in the gradient's shape. */
export function spellArranged(node: Node, setting: ChainSetting, layout: Layout): Syntax {
  const names = layoutNames(setting, layout);
  if (layout === "numerator") return spellTurned(node, names, setting.arena);
  return withoutDoubles(spell(node, names));
}

/** d(output)/d(target) in this layout: the chain, the derivatives, the numbers, the value. */
export function layoutChain(
  setting: ChainSetting,
  layout: Layout,
  target: Quantity,
  adjoint: Node,
  value: Value | null,
): Derivation {
  const { output } = setting;
  const sign = derivativeSign(output, target);
  const users = setting.quantities.filter(({ formula, parents }) => {
    return formula !== null && parents.includes(target);
  });
  const links = users.every((user) => isProduct(user, target))
    ? productLinks(setting, layout, target, users, value !== null)
    : gradientLinks(setting, layout, adjoint, value !== null);
  if (value !== null) {
    const own = arrangedValue(value, arrangement(layout, output.shape, target.shape));
    links.push(shownLink("value", setting, own));
  }
  const remark = forkRemark(users.map(({ key }) => key));
  return { target: sign, links: trimLinks(sign, links), remark };
}

/** Whether the derivative along an edge is a matrix at most, so that the chain is a product. */
export function isProduct(user: Pick<Quantity, "shape">, target: Pick<Quantity, "shape">): boolean {
  const [of, by] = [user.shape.length, target.shape.length];
  return of + by <= 2 && of <= 1;
}

/** Σ over the users: dL/dz · dz/dx, with names, with derivatives, with numbers. */
function productLinks(
  setting: ChainSetting,
  layout: Layout,
  target: Quantity,
  users: readonly Quantity[],
  hasNumbers: boolean,
): Link[] {
  const { output } = setting;
  const branches = branchings(setting);
  const joined = (user: Quantity, head: Syntax, local: Syntax): Syntax => {
    if (user === output) return local;
    const factors = [bracketed(head), bracketed(local)];
    return S.product(layout === "numerator" ? factors : factors.reverse(), "cdot");
  };
  const head = (user: Quantity): Syntax => derivativeSign(output, user);
  const names = users.map((user) => {
    const isPart = branches({ from: target, to: user });
    const local = isPart ? S.partial(user.name, target.name) : derivativeSign(user, target);
    return joined(user, head(user), local);
  });
  const locals = users.map((user) => localNode(setting, user, target));
  const spelled = users.map((user, k) => {
    return joined(user, head(user), spellLocal(setting, layout, user, target, locals[k]!));
  });
  const links = [link("chain rule", S.sum(names)), link("derivatives", S.sum(spelled))];
  const numbers = hasNumbers ? numbersOf(setting, layout, target, users, locals) : null;
  if (numbers === null) return links;
  const put = users.map((user, k) => {
    const [above, local] = numbers[k]!;
    return joined(user, above.syntax, local.syntax);
  });
  const whole = numbers.flat().every((one) => one.whole);
  return [...links, { rule: "numbers", sign: whole ? "=" : "\\approx", syntax: S.sum(put) }];
}

function link(rule: string, syntax: Syntax): Link {
  return { rule, sign: "=", syntax };
}

/** ∂user/∂target, the axes of the user first. */
function localNode({ arena }: ChainSetting, user: Quantity, target: Quantity): Node {
  return tidy(jacobian(user.formula!, target.variable, arena), arena);
}

/** The local derivative as it stands in the layout. */
function spellLocal(
  setting: ChainSetting,
  layout: Layout,
  user: Quantity,
  target: Quantity,
  local: Node,
): Syntax {
  const { order, isRow } = arrangement(layout, user.shape, target.shape);
  const isTurned = isRow || (order.length === 2 && order[0] === 1);
  const { names, arena } = setting;
  return isTurned ? spellTurned(local, names, arena) : spell(local, names);
}

type Shown = ReturnType<typeof shown>;

/** For each user the value of dL/d(user) and of its local derivative; null where one has none. */
function numbersOf(
  setting: ChainSetting,
  layout: Layout,
  target: Quantity,
  users: readonly Quantity[],
  locals: readonly Node[],
): (readonly [Shown, Shown])[] | null {
  const { output, values, sizes, style } = setting;
  const found: (readonly [Shown, Shown])[] = [];
  for (const [k, user] of users.entries()) {
    const above = values.get(adjointName(output, user));
    const local = evaluateAt(locals[k]!, values, sizes);
    if (above === undefined || !isValue(local)) return null;
    found.push([
      shown(arrangedValue(above, arrangement(layout, [], user.shape)), style),
      shown(arrangedValue(local, arrangement(layout, user.shape, target.shape)), style),
    ]);
  }
  return found;
}

/** The gradient's node, spelled in the layout, and with its numbers. */
function gradientLinks(
  setting: ChainSetting,
  layout: Layout,
  adjoint: Node,
  hasNumbers: boolean,
): Link[] {
  const { output, quantities, values, arena } = setting;
  const links = [link("chain rule", spellArranged(adjoint, setting, layout))];
  if (!hasNumbers) return links;
  const isTurned = layout === "numerator" && adjoint.shape.length > 0;
  // dL/dz stands as the row that it is in this layout, and its transpose as a transpose
  const rows = new Map(
    quantities.flatMap((quantity): [string, Value][] => {
      const { shape } = quantity;
      const name = adjointName(output, quantity);
      const value = values.get(name);
      if (value === undefined || shape.length === 0) return [];
      return [[name, arrangedValue(value, arrangement(layout, [], shape))]];
    }),
  );
  const numbers: Values = { get: (name) => rows.get(name) ?? values.get(name) };
  const put = withNumbers({ ...setting, values: numbers }, adjoint, {
    turned: layout === "numerator" ? rows : new Map(),
    spell: (node, names) =>
      isTurned ? spellTurned(node, names, arena) : withoutDoubles(spell(node, names)),
  });
  return put === null ? links : [...links, put];
}

function shownLink(rule: string, setting: ChainSetting, value: Value): Link {
  const { syntax, whole } = shown(value, setting.style);
  return { rule, sign: whole ? "=" : "\\approx", syntax };
}
