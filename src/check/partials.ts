/**
 * @file Derivatives of a function that name its variables in short: after f(x, y) = x² y, f_x is
 * ∂f/∂x, f_{xy}(1, 2) the derivative by both at (1, 2), and ∇f the column of both derivatives;
 * so are u_x and v_x of letters u and v that are made of x and y behind it;
 * after f(x) = x^T x, ∇f is ∇_x f. A letter that counts (i, j, …) is an index; and where f_x takes
 * fewer arguments than f, as marginals and h_θ(x) do, it is a function of its own. The bare ∇f of
 * f(x) = w^T x may be by w, and stays open. After f(x, y) = x² y and H = [2y, 2x; 2x, 0], the
 * matrix H(1, 2) is H there.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { namesOf } from "./names.ts";
import { hasPart } from "./parts.ts";
import { slopeVariables } from "./slope-variables.ts";
import type { Statement } from "./statement.ts";

/** The reading with indices that are parameters of the function before them as derivatives. */
export function withPartials(reading: Reading): Reading {
  const functions = reading.chains.flatMap((chain, at): Definition[] => {
    const [left, right] = chain.parts;
    if (left?.kind !== "applied" || right === undefined || chain.continues) return [];
    const head = left.head.kind === "name" ? nameKey(left.head) : undefined;
    const names = left.arguments.flatMap((argument) => nameKey(argument) ?? []);
    const isPlain = names.length === left.arguments.length && names.every(isVariable);
    if (head === undefined || !isPlain) return [];
    const weights = namesOf(right).some(({ key, base }) => isWeight.test(base ?? key));
    return [{ head, names, at, isModel: weights && !names.some((name) => isWeight.test(name)) }];
  });
  const heads = new Set(functions.map(({ head }) => head));
  const losses = slopeVariables(reading).flatMap((one): Definition[] => {
    return heads.has(one.head) ? [] : [{ ...one, isModel: false, ofSlopes: true }];
  });
  const quantities = [...quantitiesOf(reading), ...losses];
  const known = [...functions, ...partsOf(reading, functions), ...quantities];
  if (known.length === 0) return reading;
  const definitions = known.sort((a, b) => a.at - b.at);
  const own = new Set(reading.chains.flatMap(({ parts }) => ownFunctionsIn(parts, definitions)));
  const places = new Map(reading.chains.map(({ parts: [first] }, at) => [first, at]));
  const tables = tablesIn(reading, definitions);
  return withSides(reading, (whole, chain) => {
    const at = places.get(chain.parts[0]) ?? -1;
    const made = tables.filter((one) => one.at < at);
    const side = made.length === 0 ? whole : withTables(whole, made);
    const known = new Map(
      definitions.flatMap((one) => {
        const isMeant = one.at < at && !own.has(one.head) && (!one.ofSlopes || fits(chain, one));
        return isMeant ? [[one.head, one]] : [];
      }),
    );
    return known.size === 0 ? side : written(side, known);
  });
}

/** A function of several variables, and the chain that defines it. */
interface Definition {
  readonly head: string;
  readonly names: readonly string[];
  readonly at: number;
  /** Whether weights stand in it that are none of its arguments. */
  readonly isModel: boolean;
  /** Whether its variables are those by which the text differentiates it. */
  readonly ofSlopes?: true;
}

/** Whether a chain has a column with as many entries as a loss has derivatives. */
function fits({ parts }: Chain, { names }: Definition): boolean {
  const rowsOf = (part: Syntax): number => {
    if (part.kind === "matrix") return Math.max(part.rows.length, part.rows[0]!.length);
    return part.kind === "group" && part.body.kind === "list" ? part.body.items.length : 0;
  };
  return parts.some((part) => rowsOf(part) === names.length);
}

/** Letters that are made of the variables of a function before them: u = x² + y after f(x, y). */
function partsOf({ chains }: Reading, functions: readonly Definition[]): readonly Definition[] {
  return chains.flatMap(({ parts: [left, right], continues }, at): Definition[] => {
    const head = left?.kind === "name" && !continues ? nameKey(left) : undefined;
    if (head === undefined || right === undefined || isList(right)) return [];
    const inside = namesOf(right).map(({ key }) => key);
    const from = functions.findLast((one) => {
      const { names } = one;
      return one.at < at && names.length > 1 && inside.every((key) => names.includes(key));
    });
    const isOwn = from === undefined || inside.length === 0 || from.names.includes(head);
    return isOwn ? [] : [{ head, names: from.names, at, isModel: false }];
  });
}

/**
 * Quantities of several letters, z = e^u \sin v, in a text that differentiates one of them
 * partially: z_u is ∂z/∂u there.
 */
function quantitiesOf({ chains }: Reading): readonly Definition[] {
  const found = chains.flatMap(({ parts: [left, right], continues }, at): Definition[] => {
    const head = left?.kind === "name" && !continues ? nameKey(left) : undefined;
    if (head === undefined || !fieldLetters.has(head) || right === undefined || isList(right))
      return [];
    const inside = new Set(namesOf(right).map(({ key }) => key));
    // ∇f has the coordinates in their order, whatever that of f = 2 x z − y² is
    const names = [...fieldLetters].filter((key) => inside.has(key));
    const isOfLetters = names.length > 1 && names.length === inside.size;
    return isOfLetters && !names.includes(head) ? [{ head, names, at, isModel: false }] : [];
  });
  const isPartial = (part: Syntax): boolean => {
    if (part.kind !== "derivative" || part.sign !== "\\partial" || part.of === null) return false;
    const key = nameKey(part.of);
    return found.some(({ head }) => head === key);
  };
  const isUsed = chains.some(({ parts }) => parts.some((part) => hasPart(part, isPartial)));
  return isUsed ? found : [];
}

/** Letters of quantities in space and time, and of what they are made, as coordinates follow. */
const fieldLetters: ReadonlySet<string> = new Set("x y z u v w s t r f g \\theta \\phi".split(" "));

const isList = (syntax: Syntax): boolean =>
  syntax.kind === "matrix" || (syntax.kind === "group" && syntax.body.kind === "list");

/** Matrices that are made of the variables of a function before them, with these. */
function tablesIn(
  { chains }: Reading,
  definitions: readonly Definition[],
): readonly Pick<Definition, "head" | "names" | "at">[] {
  return chains.flatMap(({ parts: [left, right] }, at) => {
    const head = left === undefined ? undefined : nameKey(left);
    if (head === undefined || right?.kind !== "matrix") return [];
    const inside = namesOf(right).map(({ key }) => key);
    const from = definitions.findLast((one) => {
      return one.at < at && one.names.length > 1 && inside.every((key) => one.names.includes(key));
    });
    return from === undefined || inside.length === 0 ? [] : [{ head, names: from.names, at }];
  });
}

/** The formula with such matrices at a point: H(1, 2) is H where x = 1, y = 2. */
function withTables(
  syntax: Syntax,
  tables: readonly Pick<Definition, "head" | "names" | "at">[],
): Syntax {
  const inner = mapParts(syntax, (part) => withTables(part, tables));
  if (inner.kind !== "applied") return inner;
  const own = tables.findLast(({ head }) => head === nameKey(inner.head));
  if (own === undefined || own.names.length !== inner.arguments.length) return inner;
  return { ...at(inner.head, own.names, inner.arguments), from: inner.from, to: inner.to };
}

const isVariable = (name: string): boolean => {
  return /^(?![i-n]$)(?:[A-Za-z]|\\[a-z]+|\\mathbf\{[A-Za-z]\})(?:_\d)?$/.test(name);
};

const isWeight = /^(?:\\mathbf\{)?(?:[wW]|\\theta|\\beta|\\phi|\\Theta)\}?(?:_\d)?$/;

function written(syntax: Syntax, known: ReadonlyMap<string, Definition>): Syntax {
  if (syntax.kind === "applied" && syntax.head.kind === "subscript") {
    const slope = derivative(syntax.head, known);
    const names = known.get(nameKey(syntax.head.base) ?? "")?.names ?? [];
    if (slope !== undefined && syntax.arguments.length === names.length) {
      const { from, to } = syntax;
      return { ...at(slope, names, syntax.arguments), from, to };
    }
  }
  if (syntax.kind === "subscript") return derivative(syntax, known) ?? syntax;
  if (syntax.kind === "gradient") return gradient(syntax, known) ?? syntax;
  return mapParts(syntax, (part) => written(part, known));
}

/** A derivative of f at arguments, which are those of f itself or others. */
function at(slope: Syntax, names: readonly string[], args: readonly Syntax[]): Syntax {
  const moved = args.flatMap((argument, k) => {
    return nameKey(argument) === names[k] ? [] : [S.equation(S.name(names[k]!), argument)];
  });
  if (moved.length === 0) return slope;
  return S.evaluated(slope, moved.length === 1 ? moved[0]! : S.list(moved));
}

/** ∇f and ∇f(x, y) with the variables of f; undefined where they are not known. */
function gradient(
  { of, by, order, from, to }: SyntaxOf<"gradient">,
  known: ReadonlyMap<string, Definition>,
): Syntax | undefined {
  const head = of?.kind === "applied" ? of.head : of;
  const found = head === null ? undefined : known.get(nameKey(head) ?? "");
  if (by !== null || order > 1 || found === undefined || head === null) return undefined;
  const { names, isModel } = found;
  const args = of?.kind === "applied" ? of.arguments : names.map((name) => S.name(name));
  if (args.length !== names.length || (isModel && of?.kind !== "applied")) return undefined;
  const variables = names.map((name) => S.name(name));
  if (names.length > 1) {
    if (args.some((one, k) => nameKey(one) !== names[k])) return undefined;
    const entries = variables.map((variable) => S.partial(head, { variable, order: 1 }));
    return { ...S.column(entries), from, to };
  }
  // ∇f(z) is ∇_z f(z)
  const variable = nameKey(args[0]!) === undefined ? variables[0]! : args[0]!;
  const slope = S.gradient(S.applied(head, variable), variable);
  return { ...(variable === args[0] ? slope : at(slope, names, args)), from, to };
}

/** ∂f/∂x for f_x; undefined where an index is no parameter. */
function derivative(
  { base, indices, from, to }: SyntaxOf<"subscript">,
  known: ReadonlyMap<string, Definition>,
): Syntax | undefined {
  const names = known.get(nameKey(base) ?? "")?.names;
  const keys = indices.map((index) => nameKey(index) ?? "");
  if (names === undefined || names.length < 2 || !keys.every((key) => names.includes(key)))
    return undefined;
  const by = names.flatMap((name) => {
    const order = keys.filter((key) => key === name).length;
    return order === 0 ? [] : [{ variable: S.name(name), order }];
  });
  return { ...S.partial(base, by), from, to };
}

/** Functions of which an index makes another one: of fewer arguments, or of an integral. */
function ownFunctionsIn(parts: readonly Syntax[], definitions: readonly Definition[]): string[] {
  const found: string[] = [];
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "applied" && syntax.head.kind === "subscript") {
      const head = nameKey(syntax.head.base);
      const other = definitions.find((one) => one.head === head);
      if (other !== undefined && other.names.length !== syntax.arguments.length) {
        found.push(other.head);
      }
    }
    for (const child of children(syntax)) visit(child);
  };
  parts.forEach(visit);
  const [left, right] = parts;
  if (left?.kind === "subscript" && right?.kind === "integral") {
    found.push(nameKey(left.base) ?? "");
  }
  return found;
}

/** Whether a known function is differentiated as often as a letter says: f^{(k)}(0). */
export function isOfOpenOrder(side: Syntax, statements: readonly Statement[]): boolean {
  if (children(side).some((part) => isOfOpenOrder(part, statements))) return true;
  if (side.kind !== "applied" || side.head.kind !== "family") return false;
  const { base, bracket, index } = side.head;
  const key = nameKey(base);
  const isOrder = bracket === "(" && namesOf(index).length > 0;
  return (
    isOrder &&
    statements.some(({ kind, left }) => {
      return kind === "definition" && left.kind === "applied" && nameKey(left.head) === key;
    })
  );
}
