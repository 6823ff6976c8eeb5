/**
 * @file math-expressions. A name of several letters is a product to it, so it has no part in
 * the product of n variables.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const me = require("math-expressions");

export const version = require("math-expressions/package.json").version;
export const variable = (name) => me.fromText(name);
export const parse = (text) => me.fromText(text);
export const derivative = (expression, name) => expression.derivative(name);
export const step = (f) => me.fromAst(["*", ["sin", f.tree], f.tree]);
export const children = (node) => {
  const tree = node.tree ?? node;
  return Array.isArray(tree) ? tree.slice(1) : [];
};

export const equal = ([a, b]) => a.equals(b);
