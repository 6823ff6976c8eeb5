/** @file The variables that a node is made of. */
import { isKind, type Node, topological } from "../expression/index.ts";

/** The variables in a node, each once, in the order in which they are first met. */
export function variablesOf(root: Node): readonly Node<"variable">[] {
  return topological([root]).filter((node) => isKind(node, "variable")) as Node<"variable">[];
}
