/**
 * @file A worked solution in another layout. The work is done once, with gradients in the shape of
 * their variables; a layout sets the same nodes and the same values down in another way, and the
 * result is a solution again, so that every renderer takes it.
 *
 * Only derivatives of the scalar output change; values, formulas, scalars and single entries are
 * what they were.
 */
import type { Arena, Node } from "../expression/index.ts";
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import type { ChainSetting } from "./chain.ts";
import { byDifferentials } from "./differentials.ts";
import {
  arrangement,
  jacobianRemark,
  type Layout,
  layoutNotes,
  transposedJacobianRemark,
} from "./layout.ts";
import { isProduct, layoutChain, spellArranged } from "./layout-chain.ts";
import type {
  Derivation,
  Further,
  Gradient,
  IndexForm,
  Solution,
  WorkedEdge,
  WorkedNode,
  WorkedPart,
} from "./solution.ts";
import { arrangedValue, spellTurned, withoutDoubles } from "./turning.ts";

/** The solution with its derivatives in this layout; the solution itself for gradients. */
export function inLayout(solution: Solution, layout: Layout): Solution {
  if (layout === "gradient") return solution;
  return {
    ...solution,
    parts: solution.parts.map((part) => partInLayout(part, layout, solution.sheet.arena)),
  };
}

/** What a part says about its layout; null where there is nothing to convert. */
export function layoutNote({ setting, further }: WorkedPart, layout: Layout): string | null {
  const hasTensors = setting?.quantities.some(({ shape }) => shape.length > 0) ?? false;
  const hasJacobian = layout === "denominator" && further.some(({ kind }) => kind === "jacobian");
  return hasTensors || hasJacobian ? layoutNotes[layout] : null;
}

function partInLayout(part: WorkedPart, layout: Layout, arena: Arena): WorkedPart {
  const { setting, further } = part;
  const jacobians = further.map((one) => jacobianInLayout(part, one, layout, arena));
  if (setting === null) return { ...part, further: jacobians };
  if (layout === "differential") {
    return { ...part, gradients: part.gradients.map((one) => differential(setting, part, one)) };
  }
  return {
    ...part,
    nodes: part.nodes.map((node) => nodeInLayout(setting, node, layout)),
    further: jacobians,
    edges: part.edges.map((edge) => edgeInLayout(setting, edge, layout)),
    gradients: part.gradients.map((one) => gradientInLayout(setting, part, one, layout)),
  };
}

/**
 * A Jacobian in denominator layout is transposed; in the others it stands as it was worked. Its
 * lines are of Jacobians too, and go, as the closed form and the value say all.
 */
function jacobianInLayout(part: WorkedPart, one: Further, layout: Layout, arena: Arena): Further {
  const variable = part.nodes.find(({ quantity }) => quantity.key === one.by[0]?.[0])?.quantity;
  const isPlain = one.kind === "jacobian" && one.of.length === 1 && one.by[0]?.length === 1;
  if (layout !== "denominator" || !isPlain || variable === undefined) return one;
  const { closed, value, where, chain } = one;
  const own = arrangement(
    layout,
    closed.shape.slice(0, closed.shape.length - variable.shape.length),
    variable.shape,
  );
  const isTurned = own.isRow || own.order[0] === 1;
  if (!isTurned || own.order.length > 2 || where.length > 0) return one;
  const names = new Map(part.nodes.map(({ quantity: q }): [Node, Syntax] => [q.variable, q.name]));
  const main = spellTurned(closed, names, arena);
  const keys = [one.of[0]!, variable.key] as const;
  const [usual, turned] = [jacobianRemark(...keys), transposedJacobianRemark(...keys)];
  const last = value === null ? undefined : chain.links.at(-1);
  const numbers = last === undefined ? [] : [{ ...last, syntax: turnedMatrix(last.syntax) }];
  return {
    ...one,
    lines: [],
    remarks: one.remarks.map((remark) => (remark === usual ? turned : remark)),
    closedMain: main,
    value: value && arrangedValue(value, own),
    chain: {
      ...chain,
      links: [{ rule: "chain rule", sign: "=", syntax: main }, ...numbers],
    },
  };
}

/** A matrix of numbers with its rows as columns. */
function turnedMatrix(syntax: Syntax): Syntax {
  if (syntax.kind !== "matrix") return syntax;
  const [first = []] = syntax.rows;
  return { ...syntax, rows: first.map((_, k) => syntax.rows.map((row) => row[k]!)) };
}

/** The adjoint of the gradient's quantity; null for single entries and for what has none. */
function adjointOf({ nodes }: WorkedPart, { quantity, key }: Gradient): Node | null {
  if (key !== quantity.key) return null;
  return nodes.find((node) => node.quantity === quantity)?.adjoint?.node ?? null;
}

/** Whether every step on the way is one between scalars, which no layout touches. */
function isScalar({ quantities }: ChainSetting, { quantity }: Gradient): boolean {
  const users = quantities.filter(({ parents }) => parents.includes(quantity));
  return [quantity, ...users].every(({ shape }) => shape.length === 0);
}

function differential(setting: ChainSetting, part: WorkedPart, gradient: Gradient): Gradient {
  const node = adjointOf(part, gradient);
  const found = node && byDifferentials(setting, gradient.quantity, node);
  if (!found) return gradient;
  const { chain } = gradient;
  const links = found.readOff === null ? chain.links : [found.readOff, ...chain.links];
  return { ...gradient, lines: found.lines, chain: { ...chain, links } };
}

function nodeInLayout(setting: ChainSetting, node: WorkedNode, layout: Layout): WorkedNode {
  const { quantity, adjoint, backward } = node;
  if (adjoint === null) return node;
  const value =
    adjoint.value && arrangedValue(adjoint.value, arrangement(layout, [], quantity.shape));
  const users = setting.quantities.filter(({ parents }) => parents.includes(quantity));
  const isTouched = [quantity, ...users].some(({ shape }) => shape.length > 0);
  const line =
    backward !== null && isTouched
      ? passLine(layoutChain(setting, layout, quantity, adjoint.node, adjoint.value))
      : backward;
  const syntax = spellArranged(adjoint.node, setting, layout);
  return { ...node, adjoint: { ...adjoint, syntax, value }, backward: line };
}

/** What flows along an edge, and the derivative of a scalar by what it uses. */
function edgeInLayout(setting: ChainSetting, edge: WorkedEdge, layout: Layout): WorkedEdge {
  const { from, local, adjoint } = edge;
  const own = arrangement(layout, [], from.shape);
  const isTurned = layout === "numerator" && from.shape.length > 0;
  return {
    ...edge,
    adjoint: adjoint && arrangedValue(adjoint, own),
    local: local && {
      node: local.node,
      value: local.value && arrangedValue(local.value, own),
      syntax: isTurned ? spellTurned(local.node, setting.names, setting.arena) : local.syntax,
    },
  };
}

/** A line of the pass says what is multiplied and what it comes to; the numbers stand below. */
function passLine(line: Derivation): Derivation {
  const last = line.links.at(-1);
  const links = line.links.filter((one) => one.rule !== "numbers" || one === last);
  return { ...line, links };
}

function gradientInLayout(
  setting: ChainSetting,
  part: WorkedPart,
  gradient: Gradient,
  layout: Layout,
): Gradient {
  const node = adjointOf(part, gradient);
  const { quantity, value, closed, closedMain, where, indexForm } = gradient;
  if (node === null || isScalar(setting, gradient)) return gradient;
  const isTurned = layout === "numerator" && quantity.shape.length > 0;
  const main = isTurned ? closedTurned(setting, closed, closedMain, where.length > 0) : closedMain;
  return {
    ...gradient,
    closedMain: main,
    value: value && arrangedValue(value, arrangement(layout, [], quantity.shape)),
    chain: explained(
      setting,
      layout,
      layoutChain(setting, layout, quantity, node, value),
      quantity,
    ),
    indexForm: indexForm && formInLayout(setting, indexForm, layout),
  };
}

/** Says beside a chain that is no product of matrices why it is none. */
function explained(
  { quantities }: ChainSetting,
  layout: Layout,
  chain: Derivation,
  quantity: Quantity,
): Derivation {
  const user = quantities.find(({ formula, parents, ...own }) => {
    return formula !== null && parents.includes(quantity) && !isProduct(own, quantity);
  });
  if (user === undefined) return chain;
  const axes = user.shape.length + quantity.shape.length;
  const step = layout === "numerator" ? "the gradient's step, transposed" : "the gradient's step";
  const reason = `a derivative of ${user.key} by ${quantity.key} has ${axes} axes and is no matrix: this is ${step}`;
  return { ...chain, remark: [chain.remark, reason].filter((one) => one !== null).join("; ") };
}

/** The closed form transposed; one that is cut into parts stands in brackets. */
function closedTurned(
  setting: ChainSetting,
  closed: Node,
  written: Syntax,
  isCut: boolean,
): Syntax {
  if (isCut) return withoutDoubles(S.transpose(S.group(written)));
  const { quantities, arena } = setting;
  return spellTurned(
    closed,
    new Map(quantities.map(({ variable, name }) => [variable, name])),
    arena,
  );
}

/**
 * The index form with derivatives of the layout. An entry dL/dz_k is the same in all of them; only
 * where a derivative stands whole, in what is folded back, its transpose is meant.
 */
export function formInLayout(setting: ChainSetting, form: IndexForm, layout: Layout): IndexForm {
  if (layout !== "numerator") return form;
  const whole = new Set(
    setting.quantities.flatMap(({ name, shape }) => {
      const key = nameKey(name);
      return key === undefined || shape.length === 0 ? [] : [key];
    }),
  );
  const visit = (syntax: Syntax): Syntax => {
    if (syntax.kind !== "derivative") return mapParts(syntax, visit);
    const [by] = syntax.by;
    const key = by && nameKey(by.variable);
    return key !== undefined && whole.has(key) ? S.transpose(syntax) : syntax;
  };
  const turned = (syntax: Syntax): Syntax => withoutDoubles(visit(syntax));
  return {
    ...form,
    line: {
      ...form.line,
      links: form.line.links.map((one) => ({ ...one, syntax: turned(one.syntax) })),
    },
    folds: form.folds.map((fold) => ({
      ...fold,
      factors: fold.factors.map((factor) => ({ ...factor, whole: turned(factor.whole) })),
    })),
  };
}
