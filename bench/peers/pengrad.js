/**
 * @file Ourselves, measured through the built library as a user would import it.
 */
import { readFile } from "node:fs/promises";
import { differentiate } from "../../dist/calculus/index.js";
import { Arena } from "../../dist/expression/index.js";

const algebra = await import("../../dist/algebra/index.js");
const check = await import("../../dist/check/pair.js");
const library = new URL("../../dist/index.js", import.meta.url);
const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const { parse, differentiate: derivative } = await import(library).catch(() => ({}));

let arena = new Arena();

export const version = manifest.version;

/** An arena is a problem's own: a new one for each, as `work` does it. */
export const fresh = () => {
  arena = new Arena();
};

export const variable = (name) => arena.variable(name);

export const closed = ([a, b, c]) =>
  arena.apply("cos", arena.power(arena.divide(variable(a), variable(b)), variable(c)));

/** One backward pass for all of them. */
export const gradient = (y, names) => differentiate(y, names.map(variable), arena);

/** The same from text, through the public functions; absent while they are not built. */
export const gradientOfText =
  parse === undefined
    ? undefined
    : (text, names) => {
        const y = parse(text);
        return names.map((name) => derivative(y, name));
      };

export const step = (f) => arena.multiply(arena.apply("sin", f), f);

export const product = (names) => arena.multiply(...names.map(variable));

export const children = (node) => node.operands;

/** Read as one sheet in an arena of its own; deciding includes the proof. */
export const pair = (a, b) => check.readPair(a, b);

export const equal = ({ left, right, arena }) => {
  const { verdict } = algebra.decide(left, right, arena);
  if (verdict === "proved" || verdict === "agrees") return true;
  return verdict === "refuted" || verdict === "conditional" ? false : undefined;
};
