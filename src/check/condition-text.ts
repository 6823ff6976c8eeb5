/**
 * @file Conditions of the catalogue as a reader writes them: `x - 1 < 0` is x < 1, and two bounds
 * of one part are a range, -\frac{\pi}{2} < x < \frac{\pi}{2}.
 */
import type { Condition } from "../algebra/index.ts";
import { isKind, type Node, topological } from "../expression/index.ts";
import { spell, writeLatex } from "../notation/index.ts";
import { Q } from "../number/index.ts";

type Sign = Extract<Condition, { kind: "sign" }>["sign"];

/** A part beside what bounds it. */
interface Bound {
  readonly part: string;
  readonly sign: Sign;
  readonly limit: string;
}

/** A condition in LaTeX. */
export function conditionLatex(condition: Condition): string {
  switch (condition.kind) {
    case "all":
      return joined(condition.parts);
    case "sign":
      return boundText(boundOf(condition.node, condition.sign));
    case "integer":
      return `${written(condition.node)} \\in \\mathbb{Z}`;
    case "sum":
      return `\\sum_i ${written(condition.node)}_i = 1`;
    case "one-hot":
      return `${written(condition.node)} \\text{ one-hot}`;
    case "symmetric":
      return `${written(condition.node)}^T = ${written(condition.node)}`;
    case "orthogonal":
      return `${written(condition.node)}^T ${written(condition.node)} = I`;
  }
}

const written = (node: Node): string => writeLatex(spell(node));

const signs = { ">": ">", "<": "<", ">=": "\\ge", "<=": "\\le", "!=": "\\ne" } as const;

const turned = { ">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!=" } as const;

const boundText = ({ part, sign, limit }: Bound): string => `${part} ${signs[sign]} ${limit}`;

/** All parts; a lower and an upper bound of the same part in one chain. */
function joined(parts: readonly Condition[]): string {
  const bounds = parts.map((part) => {
    return part.kind === "sign" ? boundOf(part.node, part.sign) : undefined;
  });
  const [low, high] = ["<", ">"].map((side) => {
    return bounds.find((bound) => bound !== undefined && turned[bound.sign].startsWith(side));
  });
  if (parts.length === 2 && low !== undefined && high !== undefined && low.part === high.part) {
    return `${low.limit} ${signs[turned[low.sign]]} ${low.part} ${signs[high.sign]} ${high.limit}`;
  }
  return parts.map(conditionLatex).join(" \\land ");
}

/** u + c ≥ 0 is u ≥ −c, c − u ≥ 0 is u ≤ c, and u − v ≥ 0 is u ≥ v. */
function boundOf(node: Node, sign: Sign): Bound {
  const [first, second, ...more] = node.operands;
  if (node.op !== "add" || more.length > 0) return { part: written(node), sign, limit: "0" };
  const fixed = [first!, second!].find(isConstant);
  const negative = [first!, second!].find(({ op }) => op === "negate");
  const moved = fixed ?? negative;
  if (moved === undefined) return { part: written(node), sign, limit: "0" };
  const rest = first === moved ? second! : first!;
  if (rest.op !== "negate") return { part: written(rest), sign, limit: negated(moved) };
  return { part: written(rest.operands[0]!), sign: turned[sign], limit: written(moved) };
}

const isConstant = (node: Node): boolean => {
  return topological([node]).every(({ op }) => op !== "variable" && op !== "size");
};

function negated(node: Node): string {
  if (node.op === "negate") return written(node.operands[0]!);
  if (isKind(node, "number") && Q.sign(node.data) < 0) return written(node).replace(/^-/, "");
  return node.op === "add" ? `-\\left(${written(node)}\\right)` : `-${written(node)}`;
}
