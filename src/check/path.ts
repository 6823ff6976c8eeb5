/**
 * @file Chains of derivatives that end at a matrix, ∂L/∂a · ∂a/∂z · ∂z/∂W: ∂z/∂W has three axes,
 * and no product of matrices says how it is multiplied. Such a chain is one derivative along its
 * path, each link summed over the axes of the quantity that it shares with the next; the links may
 * stand in either order, as layouts have them.
 */
import type { Arena, Node } from "../expression/index.ts";
import { nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** What stands along a path, from what is differentiated to what it is differentiated by. */
export interface Path {
  readonly names: readonly Syntax[];
  readonly sign: "d" | "\\partial";
  /** The first factor of the chain, and the one behind its last. */
  readonly start: number;
  readonly end: number;
}

/** The path along which neighbours among some factors lead to a matrix; undefined for none. */
export function pathIn(
  factors: readonly Syntax[],
  isMatrix: (key: string) => boolean,
): Path | undefined {
  for (let start = 0; start < factors.length; start++) {
    const links: SyntaxOf<"derivative">[] = [];
    for (const factor of factors.slice(start)) {
      if (!isLink(factor)) break;
      links.push(factor);
    }
    if (links.length < 2) continue;
    const names = along(links, isMatrix) ?? along([...links].reverse(), isMatrix);
    return names && { names, sign: links[0]!.sign, start, end: start + links.length };
  }
  return undefined;
}

function isLink(syntax: Syntax): syntax is SyntaxOf<"derivative"> {
  if (syntax.kind !== "derivative" || syntax.of === null || syntax.by.length !== 1) return false;
  const [{ variable, order }] = syntax.by as [SyntaxOf<"derivative">["by"][number]];
  return order === 1 && [syntax.of, variable].every((one) => nameKey(one) !== undefined);
}

function along(
  links: readonly SyntaxOf<"derivative">[],
  isMatrix: (key: string) => boolean,
): readonly Syntax[] | undefined {
  const by = links.map((link) => link.by[0]!.variable);
  const meets = links.slice(1).every(({ of }, k) => nameKey(of!) === nameKey(by[k]!));
  if (!meets || !isMatrix(nameKey(by.at(-1)!)!)) return undefined;
  return [links[0]!.of!, ...by];
}

/** The product of the derivatives along a path of quantities; null where something is not known. */
export function alongPath(
  path: readonly (Node | undefined)[],
  derivative: (of: Node, by: Node) => Node | null,
  arena: Arena,
): Node | null {
  if (path.includes(undefined)) return null;
  const [first, ...others] = path as [Node, ...Node[]];
  let product: Node | null = null;
  let before = first;
  for (const next of others) {
    const link = derivative(before, next);
    if (link === null) return null;
    product = product === null ? link : chained(product, link, first, before, next, arena);
    before = next;
  }
  return product;
}

/** The product of two derivatives over the axes of what stands between. */
export function chained(
  outer: Node,
  inner: Node,
  of: Node,
  between: Node,
  by: Node,
  arena: Arena,
): Node {
  let label = 0;
  const [first, middle, last] = [of, between, by].map(({ shape }) => shape.map(() => label++));
  return arena.contract({
    operands: [outer, inner],
    axes: [
      [...first!, ...middle!],
      [...middle!, ...last!],
    ],
    output: [...first!, ...last!],
  });
}
