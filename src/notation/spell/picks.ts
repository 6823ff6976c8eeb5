/** @file Two indicators that have a notation of their own: δ_ij, and the basis vector 1[i = c]. */
import { isKind, type Node } from "../../expression/index.ts";

/** δ_ij. */
export function isIdentity(node: Node): boolean {
  if (!isKind(node, "indicator") || node.shape.length !== 2 || node.data.length !== 1) return false;
  const { coefficients, offset, sign } = node.data[0]!;
  return sign === "=" && offset === 0 && coefficients[0]! * coefficients[1]! === -1;
}

/** The c of a basis vector 1[i = c]; undefined for any other node. */
export function pickOf(node: Node): number | undefined {
  if (!isKind(node, "indicator") || node.shape.length !== 1) return undefined;
  const [only, more] = node.data;
  const single = more === undefined && only!.sign === "=" && only!.coefficients[0] === 1;
  return single ? -only!.offset : undefined;
}
