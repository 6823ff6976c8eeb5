/**
 * @file Limits and integrals in two expressions that are compared, and derivatives of such. Each
 * gets a hidden name; what it is of, its letter and its bounds are hidden quantities of the same
 * small sheet, so that a name means the same inside of it. Once the sheet stands, each has its
 * value: from within outwards, by series and by antiderivatives, as in a document.
 *
 * What depends on the index of a sum around it stays where it is, and is not read.
 */
import {
  definite,
  differentiate,
  indefinite,
  limitOf,
  openedIntegrals,
  substitute,
} from "../calculus/index.ts";
import { type Arena, isKind, type Node } from "../expression/index.ts";
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import type { Statement } from "../worksheet/index.ts";
import { infinityOf } from "./derivative.ts";

type OperatorSyntax = SyntaxOf<"limit"> | SyntaxOf<"integral"> | SyntaxOf<"derivative">;

/** A limit, an integral, or a derivative of one, with the name that stands for it. */
export interface Operator {
  readonly key: string;
  readonly written: OperatorSyntax;
}

/** Why a pair with such signs is not decided. */
const reasons = {
  limit: "a limit here is not known, or there is none",
  integral: "an integral here is not known, or its integrand has no value all the way",
  derivative: "a derivative of an integral here is not known",
} as const;

/** The sides with names for their limits and integrals; those inside of others come first. */
export function operatorsOut(sides: readonly Syntax[]): {
  readonly sides: readonly Syntax[];
  readonly operators: readonly Operator[];
} {
  const operators: Operator[] = [];
  const named = (syntax: Syntax): Syntax => {
    if (binding.has(syntax.kind) && !isBare(syntax)) return syntax;
    const before = operators.length;
    const inner = mapParts(syntax, named);
    const isOutermost = inner.kind === "limit" || inner.kind === "integral";
    const isOf = inner.kind === "derivative" && operators.length > before;
    if (!isOutermost && !isOf) return inner;
    const key = `\\pengradOperator${operators.length}`;
    operators.push({ key, written: inner as OperatorSyntax });
    return { ...S.name(key), from: syntax.from, to: syntax.to };
  };
  return { sides: sides.map(named), operators };
}

/** What has a letter of its own, or puts values in. */
const binding: ReadonlySet<string> = new Set(["big", "evaluated", "gradient"]);

/** Whether no limit or integral stands in a formula. */
function isBare(syntax: Syntax): boolean {
  if (syntax.kind === "limit" || syntax.kind === "integral") return false;
  return children(syntax).every(isBare);
}

/** The statements that a sheet needs to know what the operators are of. */
export function definitionsOf(operators: readonly Operator[]): Statement[] {
  return operators.flatMap(({ key, written }) => {
    const parts = partsOf(written).map(([name, right]): Statement => {
      const { from, to } = right;
      return { kind: "definition", left: S.name(`${key}${name}`), right, span: { from, to } };
    });
    const letter = written.kind === "derivative" ? undefined : nameKey(written.variable);
    return [...parts, isScalar(key), ...(letter === undefined ? [] : [isScalar(letter)])];
  });
}

function isScalar(key: string): Statement {
  return { kind: "shape", left: S.name(key), sizes: [], span: { from: 0, to: 0 } };
}

/** What an operator is made of, by the ends of hidden names. */
function partsOf(written: OperatorSyntax): (readonly [name: string, Syntax])[] {
  if (written.kind === "derivative") {
    const by = written.by.map(({ variable }, k) => [`By${k}`, variable] as const);
    return [["Of", written.of!], ...by];
  }
  const bounds =
    written.kind === "limit"
      ? [["Target", written.target] as const]
      : [["Lower", written.lower] as const, ["Upper", written.upper] as const];
  const finite = bounds.filter(([, bound]) => bound !== undefined && infinityOf(bound) === null);
  return [
    ["Of", written.body],
    ["At", written.variable],
    ...(finite as (readonly [string, Syntax])[]),
  ];
}

/** The values of the operators by the variables of their names; a reason where one has none. */
export function valuesOf(
  operators: readonly Operator[],
  sheet: {
    readonly formula: (key: string) => Node | undefined;
    readonly variable: (key: string) => Node | undefined;
  },
  arena: Arena,
): ReadonlyMap<Node, Node> | string {
  const values = new Map<Node, Node>();
  for (const { key, written } of operators) {
    const own = sheet.variable(key);
    const value = valueUnder(
      written,
      (name) => {
        const formula = sheet.formula(`${key}${name}`);
        return formula && substitute(formula, values, arena);
      },
      arena,
    );
    if (value === undefined) return reasons[written.kind];
    if (own !== undefined) values.set(own, value);
  }
  return values;
}

function valueUnder(
  written: OperatorSyntax,
  part: (name: string) => Node | undefined,
  arena: Arena,
): Node | undefined {
  const of = part("Of");
  if (of === undefined || of.shape.length > 0) return undefined;
  if (written.kind === "derivative") return derivativeOf(of, written, part, arena);
  const variable = part("At");
  if (variable === undefined || !isKind(variable, "variable")) return undefined;
  if (written.kind === "limit") {
    const target = infinityOf(written.target) ?? part("Target");
    return target && limitOf(of, variable, { target, side: written.side }, arena);
  }
  const { lower, upper } = written;
  if (lower === undefined || upper === undefined) return indefinite(of, variable, arena);
  const [a, b] = [infinityOf(lower) ?? part("Lower"), infinityOf(upper) ?? part("Upper")];
  return a && b && definite(of, variable, a, b, arena);
}

function derivativeOf(
  of: Node,
  { by }: SyntaxOf<"derivative">,
  part: (name: string) => Node | undefined,
  arena: Arena,
): Node | undefined {
  let node = of;
  for (const [k, { order }] of by.entries()) {
    const variable = part(`By${k}`);
    if (variable === undefined || variable.op !== "variable") return undefined;
    for (let n = 0; n < Math.min(order, 4); n++) node = differentiate(node, [variable], arena)[0]!;
  }
  return openedIntegrals(node, arena);
}
