/**
 * @file Bars with a point behind them. In \nabla f |_{(1, 2)} and f_x |_{(1, 2)} the numbers are
 * those of the variables of f(x, y), in dy/dx |_{(3, 4)} those of x and y. Of y = x^3, which is no
 * function by its name, y(2) and y'(2) are y and dy/dx with a bar, at x = 2, and so are z and its
 * derivatives with (1, 2) behind them, where z is made of x and y.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { isConstantName } from "./constant-of-integration.ts";
import { isClosed, namesOf } from "./names.ts";
import { type SlopeVariables, slopeVariables } from "./slope-variables.ts";

/** The variables of a name at so many numbers; undefined where it has none. */
type Letters = (key: string, count: number) => readonly string[] | undefined;

/** The reading with y and dy/dx at x = 2 for the y(2) and y'(2) of a formula in x alone. */
export function withValuesAt(reading: Reading): Reading {
  const formulas: Said<ReadonlySet<string>>[] = [];
  const functions: Said<readonly string[]>[] = [];
  for (const [at, { parts, signs, continues }] of reading.chains.entries()) {
    const [left, ...others] = parts;
    if (left === undefined || continues) continue;
    if (left.kind === "applied" && !isClosed(left.arguments[0]!)) {
      const names = left.arguments.flatMap((argument) => nameKey(argument) ?? []);
      functions.push({ key: nameKey(left.head) ?? "", names, at });
    }
    const key = nameKey(left);
    if (key === undefined || !/^:?=$/.test(signs[0]!)) continue;
    for (const names of others.filter((one) => !isClosed(one)).map(keysOf)) {
      if (!names.has(key)) formulas.push({ key, names, at });
    }
  }
  const places = new Map(reading.chains.map(({ signSpans }, at) => [signSpans, at]));
  return withSides(reading, (side, { signSpans }) => {
    const place = places.get(signSpans);
    if (place === undefined) return side;
    const letters: Letters = (key, count) => {
      const called = functions.filter(({ at }) => at < place);
      if (called.some((one) => one.key === key)) return undefined;
      const known = new Map<string, ReadonlySet<string>[]>();
      for (const one of formulas) {
        if (one.at < place) known.set(one.key, [...(known.get(one.key) ?? []), one.names]);
      }
      const all = [...new Map(called.map((one) => [one.key, one.names])).values()];
      return count === 1 ? letterOf(key, known) : lettersOf(key, count, known, all);
    };
    return taken(side, letters, true);
  });
}

/** Names of which something is said to be made, and in which chain. */
interface Said<Names> {
  readonly key: string;
  readonly names: Names;
  readonly at: number;
}

const keysOf = (syntax: Syntax): ReadonlySet<string> => {
  return new Set(namesOf(syntax).map(({ key }) => key));
};

/** The one letter of which a name is made in the end, where a formula says it by that letter. */
function letterOf(
  key: string,
  formulas: ReadonlyMap<string, readonly ReadonlySet<string>[]>,
): readonly string[] | undefined {
  const found = new Set([key]);
  for (const one of found) {
    for (const names of formulas.get(one) ?? []) for (const name of names) found.add(name);
  }
  const [letter, more] = [...found].filter((one) => !formulas.has(one));
  if (letter === undefined || more !== undefined) return undefined;
  // C = e^{c_1} is a constant that is made of another one
  if (isConstantName.test(key) && isConstantName.test(letter)) return undefined;
  const isSaid = formulas.get(key)?.some((names) => names.size === 1 && names.has(letter));
  return isSaid ? [letter] : undefined;
}

/** The variables of a function before it, of which a formula of a name is made: D = f_xx f_yy. */
function lettersOf(
  key: string,
  count: number,
  formulas: ReadonlyMap<string, readonly ReadonlySet<string>[]>,
  functions: readonly (readonly string[])[],
): readonly string[] | undefined {
  const said = formulas.get(key);
  const own = functions.findLast((names) => {
    const isOf = (one: ReadonlySet<string>) => [...one].every((name) => names.includes(name));
    return names.length === count && said?.some(isOf);
  });
  return own ?? coordinates.find((names) => names.length === count && said?.some(isMadeOf(names)));
}

/** Letters that everybody gives in this order. */
const coordinates: readonly (readonly string[])[] = [..."xyz uvw st".split(" ")].flatMap((all) => {
  const letters = [...all];
  return [letters, letters.slice(0, 2)].filter(({ length }) => length > 1);
});

const isMadeOf = (names: readonly string[]) => (one: ReadonlySet<string>) =>
  one.size === names.length && names.every((name) => one.has(name));

/** A formula with bars for such points; y(2) is y times 2 where it is a factor. */
function taken(syntax: Syntax, letters: Letters, isWhole: boolean): Syntax {
  if (syntax.kind === "applied") {
    const found = valueAt(syntax, letters, isWhole);
    if (found !== null) return found;
  }
  if (syntax.kind === "product") {
    const found = slopeAt(syntax, letters);
    if (found !== null) return found;
  }
  const inWhole = isWhole && (syntax.kind === "sum" || syntax.kind === "decorated");
  return mapParts(syntax, (part) => taken(part, letters, inWhole));
}

function valueAt(
  { head, arguments: args, from, to }: SyntaxOf<"applied">,
  letters: Letters,
  isWhole: boolean,
): Syntax | null {
  const base = head.kind === "prime" ? head.base : head;
  const key = nameKey(base);
  const fits = head.kind === "prime" ? args.length === 1 : isWhole;
  if (key === undefined || !fits || !args.every(isClosed)) return null;
  const names = letters(key, args.length);
  if (names === undefined) return null;
  const variable = S.name(names[0]!);
  const by = head.kind === "prime" ? [{ variable, order: head.count }] : [];
  const place = { from, to };
  const body: Syntax =
    by.length === 0
      ? base
      : { kind: "derivative", sign: "d", style: "bar", of: base, by, ...place };
  return { kind: "evaluated", body, at: pointOf(names, args), ...place };
}

/** x = 1, or x = 1, y = 2. */
function pointOf(names: readonly string[], values: readonly Syntax[]): Syntax {
  const at = values.map((value, k) => S.equation(S.name(names[k]!), value));
  return at.length === 1 ? at[0]! : S.list(at);
}

/** `\frac{\partial z}{\partial x}(1, 2)`; one number alone may be a factor. */
function slopeAt(
  { factors, from, to }: SyntaxOf<"product">,
  letters: Letters,
): SyntaxOf<"evaluated"> | null {
  const [slope, point, more] = factors;
  if (slope?.kind !== "derivative" || slope.of === null || more !== undefined) return null;
  if (point?.kind !== "group" || point.body.kind !== "list") return null;
  const { items } = point.body;
  const key = nameKey(slope.of);
  const names = key === undefined ? undefined : letters(key, items.length);
  if (names === undefined || !items.every(isClosed)) return null;
  return { kind: "evaluated", body: slope, at: pointOf(names, items), from, to };
}

/** The reading with the variables beside the numbers of such points. */
export function withPlaces(reading: Reading): Reading {
  const functions = reading.chains.flatMap(({ parts: [left] }, at): SlopeVariables[] => {
    if (left?.kind !== "applied") return [];
    const head = nameKey(left.head);
    const names = left.arguments.flatMap((argument) => nameKey(argument) ?? []);
    const isPlain = head !== undefined && names.length === left.arguments.length;
    return isPlain ? [{ head, names, at }] : [];
  });
  // what is a function by its name has the variables that are named
  const definitions = [...slopeVariables(reading), ...functions];
  const places = new Map(reading.chains.map(({ signSpans }, at) => [signSpans, at]));
  return withSides(reading, (side, { signSpans }) => {
    const place = places.get(signSpans) ?? -1;
    const known = new Map(
      definitions.flatMap(({ at, ...one }) => (at < place ? [[one.head, one.names]] : [])),
    );
    return placed(side, known);
  });
}

function placed(syntax: Syntax, known: ReadonlyMap<string, readonly string[]>): Syntax {
  const inner = mapParts(syntax, (part) => placed(part, known));
  if (inner.kind !== "evaluated" || inner.at.kind !== "group") return inner;
  const { body } = inner.at;
  if (body.kind !== "list") return inner;
  const names = namesIn(inner.body, body.items.length, known);
  return names === undefined ? inner : { ...inner, at: pointOf(names, body.items) };
}

/** The variables of the function in a formula; those of dy/dx without one. */
function namesIn(
  syntax: Syntax,
  count: number,
  known: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const own = functionsIn(syntax, known).find((names) => names.length === count);
  if (own !== undefined || count !== 2 || syntax.kind !== "derivative") return own;
  const [of, by] = [syntax.of, syntax.by[0]?.variable].map((one) =>
    one ? nameKey(one) : undefined,
  );
  return of === undefined || by === undefined || syntax.sign !== "d" ? undefined : [by, of];
}

function functionsIn(
  syntax: Syntax,
  known: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const names = known.get(nameKey(syntax) ?? "");
  return [
    ...(names === undefined ? [] : [names]),
    ...children(syntax).flatMap((part) => functionsIn(part, known)),
  ];
}
