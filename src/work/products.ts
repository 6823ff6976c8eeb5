/**
 * @file Products with a direction, never through the matrix. Forwards, each quantity's change
 * q̇ when x moves along v, from those before it; backwards, what w asks of each quantity:
 *
 *     ẋ = v,   ȧ = W ẋ,   ḣ = (1 − h ⊙ h) ⊙ ȧ,   (dz/dx) v = ż = V ḣ
 *     z̄ = w,   h̄ = Vᵀ z̄,   ā = (1 − h ⊙ h) ⊙ h̄,   (dz/dx)ᵀ w = x̄ = Wᵀ ā
 *
 * ∇²L v is the forward product of the gradient g = ∇L.
 */
import { collect, tidy } from "../algebra/index.ts";
import { differentiate, jvp, vjp } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { nameSyntax, S, type Syntax, spell } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointsOf } from "./adjoints.ts";
import type { ProductAsk } from "./asks.ts";
import {
  type Bench,
  between,
  composed,
  extended,
  freshKey,
  settingOn,
  shortNames,
  valueLink,
  valueOn,
  withSign,
  withValue,
} from "./bench.ts";
import { derivativeSign, trimLinks } from "./chain.ts";
import { derivativeInNames, spellClosed } from "./closed.ts";
import { withNumbers } from "./matrix-chain.ts";
import type { Derivation, Further, Link, Value } from "./solution.ts";

/** One product. */
export function workProduct(bench: Bench, ask: ProductAsk, taken: ReadonlySet<string>): Further {
  const closed = closedProduct(bench, ask);
  const { main, where } = spellClosed(bench, closed, taken);
  const { lines, value } = stepsOf(bench, ask) ?? oneLine(bench, closed, main);
  const last = lines.at(-1);
  const named: Link[] =
    last === undefined ? [] : [{ rule: "name", sign: "=", syntax: last.target }, ...last.links];
  const sign = signOf(ask);
  return {
    kind: ask.kind,
    of: [ask.of.key],
    by: [[ask.by.key]],
    direction: ask.written,
    lines: lines.slice(0, -1),
    chain: { target: sign, links: trimLinks(sign, named), remark: last?.remark ?? null },
    closed,
    closedMain: main,
    where,
    value,
    symmetric: false,
    remarks: [remarks[ask.kind]],
  };
}

/** The closed form and its value, where a gradient is too long to be written. */
function oneLine(bench: Bench, closed: Node, main: Syntax): Steps {
  const value = valueOn(bench, closed);
  const links: Link[] = value === null ? [] : [valueLink(value, bench.style)];
  return { lines: [{ target: main, links, remark: null }], value };
}

const remarks = {
  jvp: "Worked forwards from the direction; the Jacobian itself is never formed.",
  vjp: "Worked backwards from the direction; the Jacobian itself is never formed.",
  hvp: "The gradient is differentiated along the direction; the Hessian itself is never formed.",
} as const;

/** (dz/dx) v, (dz/dx)ᵀ w, ∇²_x L v. */
function signOf({ kind, of, by, written }: ProductAsk): Syntax {
  const slope = derivativeSign(of.quantity, by.quantity);
  if (kind === "jvp") return S.product([slope, written]);
  if (kind === "vjp") return S.product([S.transpose(slope), written]);
  return S.product([S.gradient(of.quantity.name, by.quantity.name, 2), written]);
}

function closedProduct(bench: Bench, { kind, of, by, direction }: ProductAsk): Node {
  const { arena } = bench;
  const above = composed(bench, new Set([by.quantity]));
  const root = above.get(of.quantity.variable) ?? of.quantity.variable;
  const { variable } = by.quantity;
  if (kind === "vjp") return tidy(vjp(root, variable, direction, arena), arena);
  const along = kind === "jvp" ? root : slopeOf(root, variable, arena);
  return collect(tidy(jvp(along, variable, direction, arena), arena), arena);
}

/** The gradient in closed form, as the Hessian's own closed form begins. */
function slopeOf(root: Node, variable: Node, arena: Arena): Node {
  const [gradient] = differentiate(root, [variable], arena);
  return collect(tidy(gradient!, arena), arena);
}

interface Steps {
  readonly lines: readonly Derivation[];
  readonly value: Value | null;
}

function stepsOf(bench: Bench, ask: ProductAsk): Steps | null {
  const { kind, direction, written } = ask;
  const [of, by] = [ask.of.quantity, ask.by.quantity];
  const start: Start = { direction, written };
  if (kind === "jvp") return forward(bench, of, by, start);
  if (kind === "vjp") return backward(bench, of, by, start);
  const formula = derivativeInNames(bench, of, by);
  if (formula === null) return null;
  const made = extended(bench, freshKey(bench), formula);
  const first: Link = { rule: "derivative", sign: "=", syntax: derivativeSign(of, by) };
  const { lines, value } = forward(made.bench, made.quantity, by, start);
  return { lines: [{ ...made.line, links: [first, ...made.line.links] }, ...lines], value };
}

/** Where a product begins. */
interface Start {
  readonly direction: Node;
  readonly written: Syntax;
}

/** q̇ for every quantity from the variable to the output. */
function forward(bench: Bench, of: Quantity, by: Quantity, start: Start): Steps {
  const path = between(bench, of, by);
  if (path === null) return nothing(bench, of, "dot");
  const { arena } = bench;
  const changes = new Map<Quantity, Node>();
  const variableOf = (quantity: Quantity) => markedVariable(bench, quantity, "dot");
  for (const quantity of path) {
    const { formula, parents } = quantity;
    if (quantity === by || formula === null) continue;
    const parts = parents.filter((parent) => path.includes(parent));
    const terms = parts.map((parent) => jvp(formula, parent.variable, variableOf(parent), arena));
    changes.set(quantity, tidy(arena.add(...terms), arena));
  }
  return written(bench, [[by, start.direction], ...changes], "dot", start);
}

/** q̄ for every quantity from the output down to the variable. */
function backward(bench: Bench, of: Quantity, by: Quantity, start: Start): Steps {
  const path = between(bench, of, by);
  if (path === null) return nothing(bench, by, "bar");
  const { arena } = bench;
  const variableOf = (quantity: Quantity) => markedVariable(bench, quantity, "bar");
  const adjoints = adjointsOf(path, of, { arena, variableOf, seed: variableOf(of) });
  return written(bench, [[of, start.direction], ...[...adjoints].slice(1)], "bar", start);
}

/** The result where the output does not depend on the variable. */
function nothing(bench: Bench, { shape, key }: Quantity, mark: Mark): Steps {
  const zero = bench.arena.zeros(shape);
  const links: Link[] = [{ rule: "constant", sign: "=", syntax: S.number(0) }];
  return {
    lines: [{ target: nameSyntax(markedKey(key, mark)), links, remark: null }],
    value: valueOn(bench, zero),
  };
}

type Mark = "dot" | "bar";

/** `\\dot{z}_1` for z_1: the mark stands on the letter. */
function markedKey(key: string, mark: Mark): string {
  return key.replace(/^(\\?[A-Za-z]+)/, `\\${mark}{$1}`);
}

function markedVariable({ arena }: Bench, { key, shape, variable }: Quantity, mark: Mark) {
  return arena.variable(`${markedKey(key, mark)}\0${mark} ${variable.data}`, shape);
}

/** A line for each of the quantities, the direction first. */
function written(
  bench: Bench,
  steps: readonly (readonly [Quantity, Node])[],
  mark: Mark,
  start: Start,
): Steps {
  let known = bench;
  const lines: Derivation[] = [];
  let value: Value | null = null;
  for (const [k, [quantity, node]] of steps.entries()) {
    const name = nameSyntax(markedKey(quantity.key, mark));
    value = valueOn(known, node);
    const names = shortNames(known);
    const syntax = k === 0 ? start.written : spell(node, names);
    const links: Link[] = [{ rule: k === 0 ? "direction" : "chain rule", sign: "=", syntax }];
    if (value !== null) {
      const put = k === 0 ? null : withNumbers(settingOn(known, quantity, names), node);
      if (put !== null) links.push(put);
      links.push(valueLink(value, known.style));
    }
    lines.push({ target: name, links: trimLinks(name, links), remark: null });
    const variable = markedVariable(bench, quantity, mark);
    known = withValue(withSign(known, variable, name), variable, value);
  }
  return { lines, value };
}
