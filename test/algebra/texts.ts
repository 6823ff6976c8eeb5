/** @file Pairs of texts as nodes of one arena, for the tests of algebra. */
import { Arena, type Node } from "../../src/expression/index.ts";
import { elaborate, readFormula } from "../../src/notation/index.ts";

/** Names that keep their own meaning. */
const reserved = /^(\\pi|e|\\sigma|[fgh])$/;

/** Scalar expressions in one arena, every free name a variable. */
export function nodesOf(texts: readonly string[]): { arena: Arena; nodes: Node[] } {
  const arena = new Arena();
  const lookup = (name: string) =>
    reserved.test(name) ? undefined : { kind: "quantity" as const, node: arena.variable(name) };
  const nodes = texts.map((text) => {
    const { value, diagnostics } = elaborate(readFormula(text).syntax, { lookup }, arena);
    if (value === undefined) throw new Error(`${text}: ${JSON.stringify(diagnostics)}`);
    return value.node;
  });
  return { arena, nodes };
}
