/**
 * @file Which matrices are their own transpose by the way they are made: I, x xᵀ, XᵀX, A + Aᵀ,
 * the inverse of one, operations entry by entry on such. Where one of them stands in a
 * contraction the order of its two axes means nothing, and one order is always taken, so that
 * ((XᵀX)^{−1})ᵀ and (XᵀX)^{−1} are one node.
 *
 * "No" means only that it is not seen here.
 */
import type { Arena } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import { isDelta } from "./network.ts";

const known = new WeakMap<Node, boolean>();

/** A sum of more terms is not searched for pairs A + Aᵀ. */
const pairLimit = 8;

/** Whether a matrix is seen to be its own transpose. */
export function isSymmetric(node: Node, arena: Arena): boolean {
  const open: Node[] = [node];
  // operands first, without recursion
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const below = at.operands.filter((operand) => isSquare(operand) && !known.has(operand));
    if (isSquare(at) && !known.has(at) && below.length > 0) {
      open.push(...below);
      continue;
    }
    open.pop();
    if (isSquare(at) && !known.has(at)) known.set(at, decide(at, arena));
  }
  return known.get(node) ?? false;
}

/** The same for an operand of a contraction, which was decided when that was made. */
export function isKnownSymmetric(node: Node): boolean {
  return known.get(node) ?? false;
}

function isSquare({ shape }: Node): boolean {
  return shape.length === 2 && shape[0] === shape[1];
}

/** One node whose operands are decided. */
function decide(node: Node, arena: Arena): boolean {
  const { operands } = node;
  const all = () => operands.every((operand) => known.get(operand) ?? operand.shape.length === 0);
  if (isKind(node, "contraction")) return isSymmetricProduct(node, arena);
  if (operands.length === 0) return isDelta(node) || arena.isDeclaredSymmetric(node);
  if (node.op === "add" && !all()) return isClosedUnderTransposition(operands, arena);
  if (node.op === "matrixpower" && operands.length > 2) return false;
  return preserving.has(node.op) && all();
}

/** Operations of symmetric matrices that are symmetric: the inverse, and those entry by entry. */
const preserving: ReadonlySet<string> = new Set([
  "add",
  "negate",
  "divide",
  "power",
  "inverse",
  "matrixpower",
  "exp",
  "tanh",
  "sigmoid",
]);

/** Whether a product is its own transpose, for which an operand recurs, is δ or stands alone. */
function isSymmetricProduct(product: Node<"contraction">, arena: Arena): boolean {
  const tensors = product.operands.filter(({ shape }) => shape.length > 0);
  const recurs = new Set(tensors).size < tensors.length || tensors.some(isDelta);
  const alone = tensors.length === 1 && known.get(tensors[0]!) === true;
  if (tensors.length === 0) return true;
  return (recurs || alone) && arena.transpose(product) === product;
}

/** A + Aᵀ + S: with each term its transpose is a term too. */
function isClosedUnderTransposition(terms: readonly Node[], arena: Arena): boolean {
  if (terms.length > pairLimit) return false;
  const all = new Set(terms);
  return terms.every((term) => {
    const inner = term.op === "negate" ? term.operands[0]! : term;
    const turned = arena.transpose(inner);
    return all.has(inner === term ? turned : arena.negate(turned));
  });
}
