/**
 * @file nerdamer. Its expressions simplify as they are built, and its texts are its way of
 * composing, so f_n is read from the text of f_{n−1}; that reading is not timed.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const nerdamer = require("nerdamer");
require("nerdamer/Algebra");
require("nerdamer/Calculus");

export const version = require("nerdamer/package.json").version;
export const variable = (name) => nerdamer(name);
export const parse = (text) => nerdamer(text);
export const derivative = (expression, name) => nerdamer.diff(expression, name);
export const step = (f) => nerdamer(`sin(${f})*(${f})`);
export const product = (names) => nerdamer(names.join("*"));
export const children = (node) => {
  const { symbol = node } = node;
  return [...(symbol.args ?? []), ...Object.values(symbol.symbols ?? {})];
};

export const pair = (a, b) => nerdamer(`(${a})-(${b})`);
export const equal = (gap) => (gap.expand().toString() === "0" ? true : undefined);
