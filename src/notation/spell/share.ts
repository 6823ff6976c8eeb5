/**
 * @file Cutting a graph with sharing into named parts before it is written. Written out as a
 * tree, a shared part is repeated at every use, and a graph of n nodes can become a text of 2^n
 * signs. When the tree would be large, parts that are used twice (or that are too large to be
 * read in one piece) get a name and are written once, in a list of "where" lines.
 */
import { isKind, type Node, topological } from "../../expression/index.ts";
import { nameSyntax } from "../names.ts";
import type { Syntax } from "../syntax.ts";
import { type Names, spell } from "./spell.ts";

/** An expression as main line and the parts it refers to, in order of dependence. */
export interface SharedSpelling {
  readonly main: Syntax;
  readonly where: readonly { readonly name: string; readonly syntax: Syntax }[];
}

/** A tree with at most this many nodes is written whole. */
const wholeLimit = 48;
/** A part with more nodes than this is cut even when it is used once. */
const partLimit = 60;
/** A part nested deeper than this is cut. */
const depthLimit = 24;

/** How many nodes the tree of `root` has, up to `limit`. */
export function treeSize(root: Node, limit = Number.MAX_SAFE_INTEGER): number {
  const sizes = new Map<Node, number>();
  for (const node of topological([root])) {
    let size = 1;
    for (const operand of node.operands) size += sizes.get(operand)!;
    sizes.set(node, Math.min(size, limit));
  }
  return sizes.get(root)!;
}

/**
 * `root` spelled whole when that is short, otherwise with named parts. `preferred` holds names
 * that the author has for parts; other parts are called c_1, c_2, … where those are not `taken`.
 */
export function spellShared(
  root: Node,
  preferred: ReadonlyMap<Node, string> = new Map(),
  taken: ReadonlySet<string> = new Set(),
  names: Names = new Map<Node, Syntax>(),
): SharedSpelling {
  const nodes = topological([root]);
  if (treeSize(root, wholeLimit + 1) <= wholeLimit && nodes.length <= wholeLimit) {
    return { main: spell(root, names), where: [] };
  }
  const uses = new Map<Node, number>();
  for (const node of nodes) {
    for (const operand of node.operands) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  }
  const cut = new Map<Node, Syntax>();
  const known: Names = { get: (node) => cut.get(node) ?? names.get(node) };
  const where: { name: string; syntax: Syntax }[] = [];
  const measure = new Map<Node, { size: number; depth: number }>();
  let count = 0;
  for (const node of nodes) {
    let size = 1;
    let depth = 0;
    for (const operand of node.operands) {
      const part = measure.get(operand)!;
      size += part.size;
      depth = Math.max(depth, part.depth + 1);
    }
    const shared = uses.get(node)! > 1 && size > 3;
    const bulky = size > partLimit || depth > depthLimit;
    if (
      node === root ||
      isKind(node, "number") ||
      node.op === "negate" ||
      known.get(node) !== undefined ||
      !(shared || bulky)
    ) {
      measure.set(node, known.get(node) !== undefined ? { size: 1, depth: 0 } : { size, depth });
      continue;
    }
    let name = preferred.get(node);
    while (name === undefined || taken.has(name)) {
      if (name !== undefined && preferred.get(node) === name) break;
      count++;
      name = `c_${count < 10 ? count : `{${count}}`}`;
    }
    where.push({ name, syntax: spell(node, known) });
    cut.set(node, nameSyntax(name));
    measure.set(node, { size: 1, depth: 0 });
  }
  return { main: spell(root, known), where };
}
