/**
 * @file Bars with a point behind them. In \nabla f |_{(1, 2)} and f_x |_{(1, 2)} the numbers are
 * those of the variables of f(x, y), in dy/dx |_{(3, 4)} those of x and y. Of y = x^3, which is no
 * function by its name, y(2) and y'(2) are y and dy/dx with a bar, at x = 2.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed, namesOf } from "./names.ts";

/** The reading with y and dy/dx at x = 2 for the y(2) and y'(2) of a formula in x alone. */
export function withValuesAt(reading: Reading): Reading {
  const formulas = new Map<string, Set<string>[]>();
  const functions = new Set<string>();
  const before = new Map<Chain["signSpans"], (key: string) => string | undefined>();
  for (const chain of reading.chains) {
    const known = new Map([...formulas].map(([key, sets]) => [key, [...sets]]));
    const called = new Set(functions);
    before.set(chain.signSpans, (key) => (called.has(key) ? undefined : letterOf(key, known)));
    const [left, right] = chain.parts;
    if (left === undefined || right === undefined || chain.continues) continue;
    if (left.kind === "applied" && !isClosed(left.arguments[0]!)) {
      functions.add(nameKey(left.head) ?? "");
    }
    const key = nameKey(left);
    if (key === undefined || !/^:?=$/.test(chain.signs[0]!) || isClosed(right)) continue;
    const names = new Set(namesOf(right).map((name) => name.key));
    if (!names.has(key)) formulas.set(key, [...(formulas.get(key) ?? []), names]);
  }
  return withSides(reading, (side, { signSpans }) => {
    const letter = before.get(signSpans);
    return letter === undefined ? side : taken(side, letter, true);
  });
}

/** The one letter of which a name is made in the end, where a formula says it by that letter. */
function letterOf(
  key: string,
  formulas: ReadonlyMap<string, readonly ReadonlySet<string>[]>,
): string | undefined {
  const found = new Set([key]);
  for (const one of found)
    for (const set of formulas.get(one) ?? []) for (const n of set) found.add(n);
  const [letter, more] = [...found].filter((one) => !formulas.has(one));
  if (letter === undefined || more !== undefined) return undefined;
  const isSaid = formulas.get(key)?.some((names) => names.size === 1 && names.has(letter));
  return isSaid ? letter : undefined;
}

/** A formula with bars for such points; y(2) is y times 2 where it is a factor. */
function taken(
  syntax: Syntax,
  letter: (key: string) => string | undefined,
  isWhole: boolean,
): Syntax {
  if (syntax.kind === "applied") {
    const found = valueAt(syntax, letter, isWhole);
    if (found !== null) return found;
  }
  const inWhole = isWhole && (syntax.kind === "sum" || syntax.kind === "decorated");
  return mapParts(syntax, (part) => taken(part, letter, inWhole));
}

function valueAt(
  { head, arguments: [argument, more], from, to }: SyntaxOf<"applied">,
  letter: (key: string) => string | undefined,
  isWhole: boolean,
): Syntax | null {
  const base = head.kind === "prime" ? head.base : head;
  const name = nameKey(base) === undefined ? undefined : letter(nameKey(base)!);
  if (name === undefined || argument === undefined || more !== undefined) return null;
  if (!isClosed(argument) || (head.kind !== "prime" && !isWhole)) return null;
  const variable = S.name(name);
  const by = head.kind === "prime" ? [{ variable, order: head.count }] : [];
  const place = { from, to };
  const body: Syntax =
    by.length === 0
      ? base
      : { kind: "derivative", sign: "d", style: "bar", of: base, by, ...place };
  return { ...S.evaluated(body, S.equation(variable, argument)), ...place } as Syntax;
}

/** The reading with the variables beside the numbers of such points. */
export function withPlaces(reading: Reading): Reading {
  const definitions = reading.chains.flatMap(({ parts: [left] }, at) => {
    if (left?.kind !== "applied") return [];
    const head = nameKey(left.head);
    const names = left.arguments.flatMap((argument) => nameKey(argument) ?? []);
    const isPlain = head !== undefined && names.length === left.arguments.length;
    return isPlain ? [{ head, names, at }] : [];
  });
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
  if (names === undefined) return inner;
  const at = S.list(body.items.map((item, k) => S.equation(S.name(names[k]!), item)));
  return { ...inner, at };
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
