/**
 * @file Gradients that do not say by what, where no definition of their function does
 * (`partials.ts`). The variables are
 *
 *     \nabla f(\mathbf{x})                    the one argument
 *     \nabla f(x, y), \nabla f(1, 2)          the arguments, in their order, f defined or not
 *     \nabla L = [\partial L/\partial w_1; …]     those by which it is written out somewhere
 *     \nabla (x^T A x)                        x, or w, or \theta, where one of them is in it alone
 *
 * Of several variables the gradient is the vector of the derivatives. Where nothing tells the
 * variables, \nabla L is a name. \nabla^2 f(x) is the Hessian of f; of several variables it is
 * that where a matrix stands beside it, and may be the Laplacian elsewhere.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { headKey } from "./names.ts";

type Gradient = SyntaxOf<"gradient">;

/** The variables of gradients, by what they are of. */
interface Variables {
  readonly get: (key: string) => readonly Syntax[] | undefined;
  readonly has: (key: string) => boolean;
}

/** The arguments of functions, each from where it is said what they are. */
type Sayings = Map<string, { readonly from: number; readonly args: readonly Syntax[] }[]>;

/** The reading with the variables of gradients. */
export function withVariables(written: Reading): Reading {
  const reading = withFactors(written);
  const sides = reading.chains.flatMap(({ parts }) => parts);
  if (!sides.some(isOpen)) return reading;
  const sayings: Sayings = new Map();
  const columns = new Map<string, readonly Syntax[]>();
  for (const { parts, continues } of reading.chains) {
    const [first] = parts;
    if (!continues && first?.kind === "applied") define(sayings, first);
    for (const [k, part] of parts.entries()) {
      const key = part.kind === "gradient" && part.of !== null ? nameKey(part.of) : undefined;
      const by = [parts[k - 1], parts[k + 1]].flatMap((one) => variablesOf(one, key) ?? []);
      if (key !== undefined && by.length > 0 && !columns.has(key)) columns.set(key, by);
    }
  }
  return withSides(reading, (side, { parts }) => {
    const parameters = saidUntil(sayings, parts[0]!.from);
    const isMatrix = parts.some((one) => one.kind === "matrix" && one.rows[0]!.length > 1);
    const write = (syntax: Syntax): Syntax => {
      const inner = mapParts(syntax, write);
      if (inner.kind !== "gradient" || inner.by !== null || inner.order > 2) return inner;
      const { from, to } = inner;
      const found =
        inner.order === 2
          ? hessian(inner, parameters, isMatrix)
          : meant(inner, parameters, columns);
      return { ...found, from, to };
    };
    return write(side);
  });
}

/**
 * The reading with ∇_h E times its bracket for ∇_h E (1 − h^2), where E is said to be something
 * without arguments and the bracket holds none.
 */
function withFactors(reading: Reading): Reading {
  const plain = new Set(reading.chains.map(({ parts }) => nameKey(parts[0]!)));
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    const of = inner.kind === "gradient" && inner.by !== null ? inner.of : null;
    if (of?.kind !== "applied" || !plain.has(nameKey(of.head))) return inner;
    const [only, more] = of.arguments;
    if (only === undefined || more !== undefined || only.kind !== "sum") return inner;
    const { from, to } = inner;
    return {
      ...S.product([{ ...inner, of: of.head } as Syntax, S.group(only)]),
      from,
      to,
    } as Syntax;
  };
  return withSides(reading, change);
}

/** \nabla^2 f with its variables; as it is where they are not known, or it may be a Laplacian. */
function hessian(gradient: Gradient, parameters: Variables, isMatrix: boolean): Syntax {
  const { of } = gradient;
  if (of === null) return gradient;
  const key = headKey(of);
  const names = key === undefined ? undefined : parameters.get(key);
  const args = of.kind === "applied" ? of.arguments : names;
  if (args === undefined) return gradient;
  const own = args.every((one) => nameKey(one) !== undefined) ? args : names;
  const [only, more] = own ?? [];
  if (only === undefined || own!.length !== args.length) return gradient;
  const whole = of.kind === "applied" ? { ...of, arguments: own! } : of;
  const there = own!.flatMap((name, k) => {
    return nameKey(args[k]!) === nameKey(name) ? [] : [S.equation(name, args[k]!)];
  });
  if (more !== undefined && !isMatrix) return gradient;
  const second = more === undefined ? { ...gradient, of: whole, by: only } : table(whole, own!);
  if (there.length === 0) return second;
  return S.evaluated(second, there.length === 1 ? there[0]! : S.list(there));
}

/** The matrix of the second derivatives. */
function table(of: Syntax, variables: readonly Syntax[]): Syntax {
  const rows = variables.map((one) => {
    return variables.map((other) => {
      if (one === other) return S.partial(of, { variable: one, order: 2 });
      const by = [one, other].map((variable) => ({ variable, order: 1 }));
      return S.partial(of, by);
    });
  });
  return S.matrix(rows);
}

/** Whether some gradient does not say by what it is taken. */
function isOpen(syntax: Syntax): boolean {
  return (syntax.kind === "gradient" && syntax.by === null) || children(syntax).some(isOpen);
}

function define(sayings: Sayings, { head, arguments: args, from }: SyntaxOf<"applied">): void {
  const key = nameKey(head);
  const isPlain = args.every((one) => nameKey(one) !== undefined);
  if (key === undefined || !isPlain) return;
  const known = sayings.get(key);
  if (known === undefined) sayings.set(key, [{ from, args }]);
  else if (known.at(-1)!.args.length !== args.length) known.push({ from, args });
}

/** The arguments as they were last said before a place; else as they are first said behind it. */
function saidUntil(sayings: Sayings, place: number): Variables {
  const get = (key: string) => {
    const all = sayings.get(key);
    return (all?.findLast(({ from }) => from <= place) ?? all?.[0])?.args;
  };
  return { get, has: (key) => sayings.has(key) };
}

/** By what the entries of a column are the derivatives of one name. */
function variablesOf(column: Syntax | undefined, key: string | undefined) {
  if (column?.kind !== "matrix" || key === undefined) return undefined;
  const by = column.rows.flat().flatMap((entry): Syntax[] => {
    const isOwn = entry.kind === "derivative" && entry.of !== null && nameKey(entry.of) === key;
    return isOwn && entry.by.length === 1 ? [entry.by[0]!.variable] : [];
  });
  return by.length > 0 && by.length === column.rows.flat().length ? by : undefined;
}

function meant(gradient: Gradient, parameters: Variables, columns: Variables): Syntax {
  const { of } = gradient;
  if (of === null) return S.name("\\nabla");
  if (of.kind === "applied" && nameKey(of.head) !== undefined) {
    const { head, arguments: args } = of;
    if (args.every((one) => nameKey(one) !== undefined)) return gradientBy(gradient, of, args);
    const own = parameters.get(nameKey(head)!);
    if (own?.length !== args.length) return gradient;
    const there = own.map((name, k) => S.equation(name, args[k]!));
    const whole = gradientBy(gradient, { ...of, arguments: own }, own);
    return S.evaluated(whole, there.length === 1 ? there[0]! : S.list(there));
  }
  const key = nameKey(of);
  if (key === undefined) {
    const only = usualVariable(of);
    return only === undefined ? gradient : { ...gradient, by: only };
  }
  const by = columns.get(key);
  if (by !== undefined) return gradientBy(gradient, of, by);
  // of h(x) = w^T x it may be by x or by w
  return parameters.has(key) ? gradient : S.name(`\\nabla ${key}`);
}

/** The gradient by one variable, or the vector of the derivatives by several. */
function gradientBy(gradient: Gradient, of: Syntax, by: readonly Syntax[]): Syntax {
  const [only] = by;
  if (by.length === 1) return { ...gradient, of, by: only! };
  const { from, to } = gradient;
  const rows = by.map((variable): Syntax[] => [{ ...S.partial(of, variable), from, to }]);
  return { kind: "matrix", rows, from, to };
}

/** Letters by which people differentiate, when there is one of them. */
const usual: ReadonlySet<string> = new Set(["x", "w", "\\theta", "\\beta", "z", "u"]);

function usualVariable(of: Syntax): Syntax | undefined {
  const found = new Map<string, Syntax>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "name" && usual.has(syntax.text)) found.set(nameKey(syntax)!, syntax);
    for (const child of children(syntax)) visit(child);
  };
  visit(of);
  return found.size === 1 ? [...found.values()][0] : undefined;
}
