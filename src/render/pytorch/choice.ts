/**
 * @file Comparisons, max and min, and definitions by cases, whose derivatives are conventions.
 *
 * torch.where computes both branches, and where the one not taken is undefined its gradient is
 * 0 · ∞, not a number (PyTorch's *Autograd mechanics*, on gradients of undefined values). A branch
 * that may be undefined is therefore computed only at the entries that take it:
 *
 *     holds = x > 0
 *     value = torch.zeros(3)
 *     value[holds] = torch.sqrt(x[holds])
 *     value[~holds] = 0.0
 */
import { fillOf, isKind, type Node, operations, rebuild } from "../../expression/index.ts";
import {
  everyAxis,
  type Piece,
  precedence,
  spreadOf,
  tensor,
  tensorText,
  within,
} from "./piece.ts";
import type { Formula, Recipe } from "./recipe.ts";

/** The same comparison from right to left. */
const turned = { "<": ">", "<=": ">=", "==": "==" } as const;

/** a < b as a tensor of 0 and 1, and as the condition itself. */
export function comparison(sign: keyof typeof turned): Recipe<"less" | "lessequal" | "equal"> {
  return (node, formula) => {
    const [a, b] = node.operands.map(formula.use) as [Piece, Piece];
    const left =
      a.kind === b.kind && a.kind === "number" ? tensorText(a) : within(precedence.sum, a);
    const spread = spreadOf(node, [a, b]);
    const right = within(precedence.sum, b);
    // x > 0 rather than 0 < x
    const isTurned = a.kind === "number" && b.kind === "tensor";
    const text = isTurned ? `${right} ${turned[sign]} ${left}` : `${left} ${sign} ${right}`;
    const condition = tensor(text, precedence.comparison, spread, [a, b]);
    return { ...tensor(`(${text}).double()`, precedence.atom, spread, [a, b]), condition };
  };
}

/** max and min: at a tie a half each, but nothing against a constant. */
export function extremum(name: "maximum" | "minimum", sign: "<" | ">"): Recipe<"max" | "min"> {
  return (node, formula) => {
    const [x, y] = node.operands as [Node, Node];
    const [a, b] = [formula.use(x), formula.use(y)];
    const spread = spreadOf(node, [a, b]);
    if (isRational(x) === isRational(y)) {
      const text = `torch.${name}(${tensorText(a)}, ${tensorText(b)})`;
      return tensor(text, precedence.atom, spread, [a, b]);
    }
    formula.remark(
      `at a tie with the constant the slope is 0 by pengrad's convention; torch.${name} has 1/2`,
    );
    const [varies, fixed] = isRational(y) ? [a, b] : [b, a];
    const condition = `${within(precedence.sum, varies)} ${sign} ${within(precedence.sum, fixed)}`;
    const text = `torch.where(${condition}, ${varies.text}, ${tensorText(fixed)})`;
    return tensor(text, precedence.atom, spread, [a, b]);
  };
}

/** Whether the node is one rational number in every entry. */
function isRational(node: Node): boolean {
  return fillOf(node)?.op === "number";
}

/** a where the condition holds, b elsewhere. */
export const choice: Recipe<"piecewise"> = (node, formula) => {
  const [c, x, y] = node.operands as [Node, Node, Node];
  const holds = conditionOf(formula.use(c));
  if (formula.isLimited(x) || formula.isLimited(y)) return masked(node, holds, formula);
  const [a, b] = [formula.use(x), formula.use(y)];
  const parts = [holds, a, b];
  const text = `torch.where(${holds.text}, ${tensorText(a)}, ${tensorText(b)})`;
  return tensor(text, precedence.atom, spreadOf(node, parts), parts);
};

function conditionOf(piece: Piece): Piece {
  if (piece.condition !== undefined) return piece.condition;
  const value = piece.kind === "number" ? tensorText(piece) : within(precedence.sum, piece);
  return tensor(`${value} != 0`, precedence.comparison, piece.spread, [piece]);
}

/** Each branch at the entries that take it, and nowhere else. */
function masked(node: Node<"piecewise">, holds: Piece, formula: Formula): Piece {
  const [, x, y] = node.operands as [Node, Node, Node];
  const { shape } = node;
  const sizes = shape.map(formula.size).join(", ");
  const isWhole = shape.every((_, axis) => holds.spread[axis] === true);
  const mask = formula.assign("holds", isWhole ? holds.text : `(${holds.text}).expand(${sizes})`);
  const value = formula.assign("value", `torch.zeros(${shape.length === 0 ? "()" : sizes})`);
  formula.line(`${value}[${mask}] = ${picked(x, mask, `[${mask}]`, formula).text}`);
  formula.line(`${value}[~${mask}] = ${picked(y, mask, `[~${mask}]`, formula).text}`);
  const named = tensor(value, precedence.atom, everyAxis(shape.length), []);
  return { ...named, isName: true };
}

/**
 * The branch over the entries that an index picks. What acts entry by entry is written anew over
 * picked entries; whatever else stands in the branch is computed whole and picked from.
 */
function picked(branch: Node, mask: string, index: string, formula: Formula): Piece {
  const { arena } = formula;
  const made = new Map<Node, Node>();
  const open: Node[] = [branch];
  while (open.length > 0) {
    const node = open.at(-1)!;
    if (made.has(node)) {
      open.pop();
      continue;
    }
    const inner = entryOperands(node, branch.shape.length);
    const waiting = inner?.filter((operand) => !made.has(operand)) ?? [];
    if (waiting.length > 0) {
      open.push(...waiting);
      continue;
    }
    open.pop();
    made.set(node, inner === null ? leaf(node) : again(node, inner));
  }
  return formula.also(made.get(branch)!);

  /** A tensor of its own: the picked entries of it. */
  function leaf(node: Node): Node {
    if (fillOf(node) !== undefined && branch.shape.length > 0) return fillOf(node)!;
    if (node.operands.length === 0 && node.op !== "variable" && node.shape.length === 0)
      return node;
    if (formula.isLimited(node)) {
      formula.remark("a part of this is computed whether it is taken or not; mind a gradient nan");
    }
    const whole = formula.full(node);
    const entries = arena.variable(`\0${mask}${index} of ${node.id}`, [`\0${mask}${index}`]);
    formula.bind(entries, `${within(precedence.atom, whole)}${index}`);
    return entries;
  }

  function again(node: Node, inner: readonly Node[]): Node {
    const operands = inner.map((operand) => made.get(operand)!);
    if (node.op === "contraction") return arena.multiply(...operands);
    return operands.every(({ shape }) => shape.length === 0) && node.shape.length === 0
      ? rebuild(node, operands, arena)
      : arena.apply(node.op, ...operands);
  }
}

/** The operands of a node that acts entry by entry on tensors of this rank; null for others. */
function entryOperands(node: Node, rank: number): readonly Node[] | null {
  if (rank > 0 && fillOf(node) !== undefined) return null;
  if (node.operands.length === 0 || node.op === "abstract") return null;
  if (!isKind(node, "contraction")) {
    return operations[node.op].kind === "elementwise" ? node.operands : null;
  }
  const { axes, sizes } = node.data;
  const isAligned = axes.every((own) => {
    return own.length === 0 || (own.length === rank && own.every((label, axis) => label === axis));
  });
  return isAligned && sizes.length === rank ? node.operands : null;
}
