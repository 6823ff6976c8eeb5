/**
 * @file Derivatives beyond the gradient of a scalar, each as a section of its own. A derivative
 * of order n is worked as a person works it: the first derivative gets a letter,
 *
 *     g = ∇_x L = 2 Aᵀ r,   dg/dr = 2 Aᵀ,   ∇²_x L = dg/dx = dg/dr · A = 2 Aᵀ A
 *
 * is written in the quantities of the sheet, and is differentiated as any other quantity is. The
 * closed form is found apart from it, by differentiating the closed form of the one before.
 */
import { S, type Syntax, writePlain } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import type { DerivativeAsk, FurtherAsk } from "./asks.ts";
import { type Bench, between, extended, freshKey, valueLink, valueOn } from "./bench.ts";
import { derivativeSign, trimLinks } from "./chain.ts";
import { closedForm, derivativeInNames, spellClosed } from "./closed.ts";
import { entryTable, isByEntries } from "./entry-table.ts";
import { flattened, type WrittenJacobian, writeJacobian } from "./jacobian.ts";
import { jacobianRemark } from "./layout.ts";
import { workProduct } from "./products.ts";
import type { Derivation, Further, FurtherKind, Link, Value } from "./solution.ts";
import { isSymmetric, symmetryRemark } from "./symmetry.ts";

/** Works everything that is asked. */
export function workFurther(
  bench: Bench,
  asks: readonly FurtherAsk[],
  taken: ReadonlySet<string>,
): { readonly further: readonly Further[]; readonly diagnostics: readonly Diagnostic[] } {
  const further: Further[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const ask of asks) {
    const found =
      ask.kind === "derivative"
        ? workDerivative(bench, ask, taken)
        : workProduct(bench, ask, taken);
    if (found !== null) further.push(found);
    else diagnostics.push(diagnose("PG3004", ask.span, { name: nameOf(ask) }));
  }
  return { further, diagnostics };
}

function nameOf({ of }: FurtherAsk): string {
  return "key" in of ? of.key : (of[0]?.key ?? "this");
}

/** One derivative; null when its entries are wanted and cannot be written out. */
function workDerivative(
  bench: Bench,
  ask: DerivativeAsk,
  taken: ReadonlySet<string>,
): Further | null {
  const sorted = { ...ask, by: inOrder(bench, ask.by) };
  if (isByEntries(bench, sorted)) return entryTable(bench, sorted);
  const [of] = ask.of.map(({ quantity }) => quantity);
  const by = sorted.by.map(([target]) => target!.quantity);
  return wholeDerivative(bench, of!, by, taken);
}

/**
 * Where one variable is made of another, ∂²L/∂x∂z with z = W x, the derivative by z comes first:
 * dL/dz is an expression that can be differentiated by x, the other way round nothing is.
 */
function inOrder(bench: Bench, by: DerivativeAsk["by"]): DerivativeAsk["by"] {
  const quantities = by.map((list) => list.map(({ quantity }) => quantity));
  const isMadeOf = (list: readonly Quantity[], other: readonly Quantity[]): boolean => {
    return list.some((z) => other.some((x) => x !== z && between(bench, z, x) !== null));
  };
  const wrong = quantities.some((list, k) => {
    return quantities.slice(0, k).some((before) => isMadeOf(list, before));
  });
  if (!wrong) return by;
  const place = (k: number) => bench.quantities.indexOf(quantities[k]![0]!);
  const order = [...by.keys()].sort((a, b) => place(b) - place(a));
  return order.map((k) => by[k]!);
}

/** ∂ⁿ(of)/∂(by_1)…∂(by_n) as a tensor. */
function wholeDerivative(
  bench: Bench,
  of: Quantity,
  by: readonly Quantity[],
  taken: ReadonlySet<string>,
): Further {
  const sign = signOf(of, by);
  const closed = closedForm(bench, of, by);
  const { main, where } = spellClosed(bench, closed, taken);
  const steps = writeSteps(bench, of, by);
  const value = steps?.written.value ?? valueOn(bench, closed);
  const rank = of.shape.length + (by.length > 1 ? by[0]!.shape.length : 0);
  const told =
    steps === null
      ? inOneLine(sign, main, value, rank, bench)
      : withClosed(inSteps(sign, steps), where.length === 0 && value === null ? main : null);
  const kind = kindOf(of, by);
  const symmetric =
    kind === "hessian" && new Set(by).size === 1 && isSymmetric(closed, value, bench.arena);
  return {
    kind,
    of: [of.key],
    by: by.map(({ key }) => [key]),
    direction: null,
    ...told,
    closed,
    closedMain: main,
    where,
    value,
    symmetric,
    remarks: remarksOn(kind, of, by, symmetric),
  };
}

interface Steps {
  readonly lines: readonly Derivation[];
  readonly written: WrittenJacobian;
  readonly last: Quantity;
  readonly by: Quantity;
}

/** The derivatives one after the other, each but the last with a letter; null when too long. */
function writeSteps(bench: Bench, of: Quantity, by: readonly Quantity[]): Steps | null {
  let own = bench;
  let current = of;
  const lines: Derivation[] = [];
  for (const variable of by.slice(0, -1)) {
    const formula = derivativeInNames(own, current, variable);
    if (formula === null) return null;
    const made = extended(own, freshKey(own), formula);
    const sign = derivativeSign(current, variable);
    const links: Link[] = [{ rule: "derivative", sign: "=", syntax: sign }, ...made.line.links];
    lines.push({ ...made.line, links });
    own = made.bench;
    current = made.quantity;
  }
  const last = by.at(-1)!;
  return { lines, written: writeJacobian(own, current, last), last: current, by: last };
}

/** The lines before, and the derivative by its own sign. */
function inSteps(
  sign: Syntax,
  { lines, written, last, by }: Steps,
): Pick<Further, "lines" | "chain"> {
  const step = derivativeSign(last, by);
  const { chain } = written;
  const isWhole = writePlain(chain.target) === writePlain(step);
  const before = isWhole ? [] : [chain];
  const first: Link[] =
    lines.length === 0 ? [] : [{ rule: "derivative of the derivative", sign: "=", syntax: step }];
  const links = isWhole ? [...first, ...chain.links] : first;
  return {
    lines: [...lines, ...written.lines, ...before],
    chain: { target: sign, links, remark: isWhole ? chain.remark : null },
  };
}

/** Without numbers the closed form is where the line leads. */
function withClosed(told: Pick<Further, "lines" | "chain">, main: Syntax | null) {
  if (main === null) return told;
  const { lines, chain } = told;
  const links: Link[] = [...chain.links, { rule: "closed form", sign: "=", syntax: main }];
  return { lines, chain: { ...chain, links: trimLinks(chain.target, links) } };
}

/** The closed form and its value, where the steps would be too long to read. */
function inOneLine(
  sign: Syntax,
  main: Syntax,
  value: Value | null,
  rank: number,
  { style }: Bench,
): Pick<Further, "lines" | "chain"> {
  const links: Link[] = [{ rule: "closed form", sign: "=", syntax: main }];
  if (value !== null) links.push(valueLink(flattened(value, rank), style));
  return { lines: [], chain: { target: sign, links, remark: null } };
}

/** dz/dx, d²y/dx², ∇²_x L, ∂²L/∂w∂b. */
export function signOf(of: Quantity, by: readonly Quantity[]): Syntax {
  const [first] = by;
  const same = by.every((quantity) => quantity === first);
  if (by.length === 1) return derivativeSign(of, first!);
  const tensor = by.some(({ shape }) => shape.length > 0);
  if (same && tensor && by.length === 2 && of.shape.length === 0) {
    return S.gradient(of.name, first!.name, 2);
  }
  if (same) return S.derivative(of.name, { variable: first!.name, order: by.length });
  const variables: { variable: Syntax; order: number }[] = [];
  for (const [k, { name }] of by.entries()) {
    if (k > 0 && by[k - 1] === by[k]) variables.at(-1)!.order++;
    else variables.push({ variable: name, order: 1 });
  }
  return S.partial(of.name, variables);
}

function kindOf(of: Quantity, by: readonly Quantity[]): FurtherKind {
  if (by.length === 1) return "jacobian";
  const tensors = by.every(({ shape }) => shape.length > 0);
  return by.length === 2 && tensors && of.shape.length === 0 ? "hessian" : "higher";
}

function remarksOn(
  kind: FurtherKind,
  of: Quantity,
  by: readonly Quantity[],
  symmetric: boolean,
): string[] {
  const remarks: string[] = [];
  const ranks = [of, ...by].map(({ shape }) => shape.length).filter((rank) => rank > 0);
  if (kind === "jacobian" && ranks.length === 2 && ranks.every((rank) => rank === 1)) {
    remarks.push(jacobianRemark(of.key, by[0]!.key));
  }
  const [first, second] = by.map(({ key }) => key);
  if (kind === "hessian" && first !== second) {
    remarks.push(`Rows: the entries of ${first}; columns: the entries of ${second}.`);
  }
  if (ranks.reduce((sum, rank) => sum + rank, 0) > 2) {
    remarks.push("As a matrix, the entries are taken row by row.");
  }
  if (symmetric) remarks.push(symmetryRemark);
  return remarks;
}
