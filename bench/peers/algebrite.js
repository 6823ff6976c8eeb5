/**
 * @file algebrite. Always simplifies what it evaluates.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Algebrite = require("algebrite");

export const version = require("algebrite/package.json").version;
export const variable = (name) => Algebrite.eval(name);
export const parse = (text) => Algebrite.eval(text);
export const derivative = (expression, name) =>
  Algebrite.derivative(expression, Algebrite.eval(name));
export const step = (f) => Algebrite.multiply(Algebrite.sin(f), f);
export const product = (names) => Algebrite.eval(names.map(plain).join("*"));
export const gradientNames = (names) => names.map(plain);
export const children = (cell) => (cell?.cons ? [cell.cons.car, cell.cons.cdr] : []);

/** An underscore is no letter to its reader. */
function plain(name) {
  return name.replace("_", "");
}

export const pair = (a, b) => Algebrite.eval(readable(`(${a})-(${b})`));
export const equal = (gap) => (Algebrite.simplify(gap).toString() === "0" ? true : undefined);

/** Its own names for functions. */
function readable(text) {
  return text.replace(/ln\(/g, "log(");
}
