/**
 * @file Tensors of 0 and 1 from conditions on their indices, where they are not simply an index or
 * a slice: torch.eye(n), or `indicator(lambda i, j: j <= i, n, n)` with a function of the script's
 * own. They are dense, and one with many entries is said to be large.
 */
import type { IndexCondition, Node } from "../../expression/index.ts";
import { everyAxis, precedence, tensor } from "./piece.ts";
import type { Recipe } from "./recipe.ts";

/** More entries than this are worth a remark. */
const many = 10_000_000;

const letters = ["i", "j", "k", "l", "m", "n", "p", "q"];

/** Whether the tensor is δ_ij of a square matrix. */
export function isIdentity({ shape, data }: Node<"indicator">): boolean {
  if (shape.length !== 2 || shape[0] !== shape[1] || data.length !== 1) return false;
  const { coefficients, offset, sign } = data[0]!;
  return sign === "=" && offset === 0 && coefficients[0]! + coefficients[1]! === 0;
}

export const indicator: Recipe<"indicator"> = (node, formula) => {
  const { shape, data } = node;
  const spread = everyAxis(shape.length);
  if (isIdentity(node)) {
    return tensor(`torch.eye(${formula.size(shape[0]!)})`, precedence.atom, spread, []);
  }
  const entries = shape.reduce<number>((count, size) => {
    return count * (typeof size === "number" ? size : 1);
  }, 1);
  if (entries > many) formula.remark(`a dense tensor of ${entries} entries`);
  const indices = shape.map((_, axis) => letters[axis] ?? `i${axis}`);
  const conditions = data.map((condition) => conditionText(condition, indices));
  const whole = conditions.map((text) => (conditions.length === 1 ? text : `(${text})`));
  // without a condition all entries are 1
  const body = whole.join(" & ") || `${indices[0]} > 0`;
  const sizes = shape.map(formula.size).join(", ");
  const name = formula.need("indicator");
  const text = `${name}(lambda ${indices.join(", ")}: ${body}, ${sizes})`;
  return tensor(text, precedence.atom, spread, []);
};

const signs = { "=": "==", "!=": "!=", "<": "<", "<=": "<=" } as const;

/** `i == 2 * j + 1`: what is positive on the left, what is negative on the right. */
function conditionText(condition: IndexCondition, indices: readonly string[]): string {
  const left: string[] = [];
  const right: string[] = [];
  for (const [axis, c] of condition.coefficients.entries()) {
    if (c === 0) continue;
    const term = Math.abs(c) === 1 ? indices[axis]! : `${Math.abs(c)} * ${indices[axis]}`;
    (c > 0 ? left : right).push(term);
  }
  const { offset, sign } = condition;
  // a condition on no index is one on 0 times the first
  if (left.length + right.length === 0) left.push(`0 * ${indices[0]}`);
  if (offset > 0) left.push(`${offset}`);
  if (offset < 0) right.push(`${-offset}`);
  return `${left.join(" + ") || "0"} ${signs[sign]} ${right.join(" + ") || "0"}`;
}
