/**
 * @file mathjs, with `simplify: false`: its default simplifies, which costs many times more
 * (see mathjs-default.js).
 */
import { createRequire } from "node:module";

const math = createRequire(import.meta.url)("mathjs");
const { OperatorNode, FunctionNode, SymbolNode } = math;
const options = { simplify: process.env.BENCH_SIMPLIFY === "1" };

export const version = math.version;
export const variable = (name) => new SymbolNode(name);
export const parse = (text) => math.parse(text);
export const derivative = (node, name) => math.derivative(node, name, options);
const times = (a, b) => new OperatorNode("*", "multiply", [a, b]);
export const step = (f) => times(new FunctionNode("sin", [f]), f);
export const product = (names) => names.map(variable).reduce(times);
export const children = (node) => {
  const found = [];
  node.forEach((child) => {
    found.push(child);
  });
  return found;
};

/** `simplify` never says that two things differ. */
export const equal = ([a, b]) => {
  const gap = math.simplify(new OperatorNode("-", "subtract", [a, b]));
  return gap.toString() === "0" ? true : undefined;
};
